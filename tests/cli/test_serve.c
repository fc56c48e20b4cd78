/* The site as a whole: what an answer bears, what is kept and for how long, how it starts and stops. */
#include "cli/run.h"
#include "cli/site.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void expect_header(const struct reply *reply, const char *name, const char *value)
{
    char text[256];
    if (strcmp(reply_header(reply, name, text), value) != 0)
        fail_msg("%s: expected “%s”, got “%s”", name, value, text);
}

static void expect_security(const struct reply *reply)
{
    expect_header(reply, "Content-Security-Policy",
                  "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    expect_header(reply, "X-Content-Type-Options", "nosniff");
    expect_header(reply, "Referrer-Policy", "same-origin");
    expect_header(reply, "Cross-Origin-Opener-Policy", "same-origin");
    expect_header(reply, "Cross-Origin-Resource-Policy", "same-origin");
    expect_header(reply, "Set-Cookie", "");
}

/* STYLE §10: on every answer, whatever it says. */
static void every_answer_bears_the_security_headers_and_no_cookie(void **state)
{
    struct served *f = *state;
    static const struct {
        const char *method, *path;
        int status;
    } answers[] = {{"GET", "/about", 200},     {"HEAD", "/about", 200},      {"GET", "/en/about", 200},
                   {"GET", "/nowhere", 404},   {"POST", "/about", 405},      {"PUT", "/about", 405},
                   {"OPTIONS", "/about", 204}, {"GET", "/static/none", 404}, {"GET", "/a/../b", 400}};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct reply reply = fetch(&f->site, answers[i].method, answers[i].path, "", NULL);
        if (reply.status != answers[i].status)
            fail_msg("%s %s: %d", answers[i].method, answers[i].path, reply.status);
        expect_security(&reply);
        reply_free(&reply);
    }
}

static void an_address_says_which_methods_it_takes(void **state)
{
    struct served *f = *state;
    struct reply reply =
        fetch(&f->site, "POST", "/about", "Content-Type: application/x-www-form-urlencoded\r\n", "a=1");
    assert_int_equal(reply.status, 405);
    expect_header(&reply, "Allow", "GET, HEAD, OPTIONS");
    reply_free(&reply);
    reply = fetch(&f->site, "OPTIONS", "/about", "", NULL);
    assert_int_equal(reply.status, 204);
    expect_header(&reply, "Allow", "GET, HEAD, OPTIONS");
    reply_free(&reply);
}

/* A page is asked for anew each time and sent only if it differs from what the reader has. */
static void a_page_that_the_reader_has_is_not_sent_again(void **state)
{
    struct served *f = *state;
    char etag[256], condition[320];
    struct reply reply = fetch(&f->site, "GET", "/about", "", NULL);
    assert_int_equal(reply.status, 200);
    expect_header(&reply, "Cache-Control", "no-cache");
    expect_header(&reply, "Vary", "Accept-Encoding");
    reply_header(&reply, "ETag", etag);
    assert_int_equal(etag[0], '"');
    reply_free(&reply);
    snprintf(condition, sizeof condition, "If-None-Match: \"other\", %s\r\n", etag);
    reply = fetch(&f->site, "GET", "/about", condition, NULL);
    assert_int_equal(reply.status, 304);
    assert_int_equal(reply.length, 0);
    expect_header(&reply, "ETag", etag);
    reply_free(&reply);
    reply = fetch(&f->site, "GET", "/about", "If-None-Match: \"other\"\r\n", NULL);
    assert_int_equal(reply.status, 200);
    reply_free(&reply);
}

static void each_coding_has_its_own_tag_and_q_0_refuses_it(void **state)
{
    struct served *f = *state;
    char plain[256], packed[256];
    struct reply reply = fetch(&f->site, "GET", "/about", "Accept-Encoding: br;q=1, gzip;q=0\r\n", NULL);
    expect_header(&reply, "Content-Encoding", "");
    reply_header(&reply, "ETag", plain);
    reply_free(&reply);
    reply = fetch(&f->site, "GET", "/about", "Accept-Encoding: deflate, gzip;q=0.5\r\n", NULL);
    expect_header(&reply, "Content-Encoding", "gzip");
    reply_header(&reply, "ETag", packed);
    assert_string_not_equal(plain, packed);
    assert_memory_equal(reply.body, "\x1f\x8b", 2);
    reply_free(&reply);
}

/* Text of a HEAD's length that a GET would have, and none of it. */
static void a_head_is_a_get_without_its_body(void **state)
{
    struct served *f = *state;
    char get[256], head[256];
    struct reply reply = fetch(&f->site, "GET", "/about", "", NULL);
    reply_header(&reply, "Content-Length", get);
    reply_free(&reply);
    reply = fetch(&f->site, "HEAD", "/about", "", NULL);
    reply_header(&reply, "Content-Length", head);
    assert_string_equal(get, head);
    assert_int_equal(reply.length, 0);
    reply_free(&reply);
}

static void several_requests_share_a_connection(void **state)
{
    struct served *f = *state;
    int fd = dial(&f->site);
    for (int i = 0; i < 20; i++) {
        assert_true(
            say_text(fd, i % 2 ? "GET /about HTTP/1.1\r\nHost: a\r\n\r\n" : "GET /no HTTP/1.1\r\nHost: a\r\n\r\n"));
        struct reply reply = hear(fd, 5000);
        assert_int_equal(reply.status, i % 2 ? 200 : 404);
        reply_free(&reply);
    }
    close(fd);
}

/* Who reads what is nobody's business: domain.md §4. */
static void the_access_log_names_neither_reader_nor_question(void **state)
{
    struct served *f = *state;
    struct reply reply = fetch(&f->site, "GET", "/about?q=SECRETWORD", "User-Agent: SECRETAGENT\r\n", NULL);
    assert_int_equal(reply.status, 200);
    reply_free(&reply);
    site_stop(&f->site);
    char *said = site_said(&f->site);
    f->site.pid = 0;
    assert_non_null(strstr(said, " GET /about 200 "));
    assert_null(strstr(said, "SECRET"));
    assert_null(strstr(said, "127.0.0.1"));
    free(said);
}

static void the_log_can_go_to_a_file_or_nowhere(void **state)
{
    struct served *f = *state;
    site_stop(&f->site);
    f->site = site_start(f->place, "--log access.log");
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    assert_int_equal(site_stop(&f->site), 0);
    char *said = site_said(&f->site), line[256] = "", path[128];
    assert_null(strstr(said, "GET"));
    free(said);
    snprintf(path, sizeof path, "%s/access.log", f->place->folder);
    FILE *log = fopen(path, "r");
    assert_non_null(log);
    assert_non_null(fgets(line, sizeof line, log));
    assert_non_null(strstr(line, "GET /about 200"));
    fclose(log);
    f->site = site_start(f->place, "--log off");
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    assert_int_equal(site_stop(&f->site), 0);
    said = site_said(&f->site);
    f->site.pid = 0;
    assert_null(strstr(said, "GET"));
    free(said);
}

static void an_option_that_cannot_be_is_said_and_exits_with_2(void **state)
{
    struct served *f = *state;
    duixian(f->place, "serve t.db --listen 127.0.0.1:%d", f->site.port);
    expect(f->place, 2, "已经被别的程序占用；请换一个端口");
    static const char *const bad[] = {"8080",   "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536",
                                      "::1:80", ":80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        duixian(f->place, "serve t.db --listen %s", bad[i]);
        expect(f->place, 2, "看不懂；写成 地址:端口，例如 127.0.0.1:8080 或 [::1]:8080");
    }
    duixian(f->place, "serve t.db --listen 192.0.2.1:8080");
    expect(f->place, 2, "不能在 192.0.2.1:8080 提供页面");
    static const char *const counts[] = {"0", "-1", "many", "5x", "60001", "99999999999999999999", "''"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        duixian(f->place, "serve t.db --listen 127.0.0.1:0 --per-client %s", counts[i]);
        expect(f->place, 2, "看不懂；写一个地址最多几条连接，1 到 60000 的整数");
    }
    duixian(f->place, "serve none.db --listen 127.0.0.1:0");
    expect(f->place, 2, "没有“none.db”这个库");
}

/* What was begun is finished: the rest of a body comes after the signal, the answer after that. */
static void told_to_stop_it_finishes_what_runs(void **state)
{
    struct served *f = *state;
    int fd = dial(&f->site);
    assert_true(say_text(fd, "POST /about HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                             "Content-Length: 6\r\n\r\na=1"));
    pause_ms(300);
    kill(f->site.pid, SIGTERM);
    pause_ms(300);
    assert_int_equal(kill(f->site.pid, 0), 0);
    assert_true(say_text(fd, "&b="));
    struct reply reply = hear(fd, 5000);
    assert_int_equal(reply.status, 405);
    reply_free(&reply);
    close(fd);
    assert_int_equal(site_stop(&f->site), 0);
    f->site.pid = 0;
}

static void idle_connections_do_not_keep_it_from_stopping(void **state)
{
    struct served *f = *state;
    int idle = dial(&f->site), half = dial(&f->site);
    assert_true(say_text(half, "GET /ab"));
    assert_int_equal(status_of_page(&f->site, "/about"), 200);
    assert_int_equal(site_stop(&f->site), 0);
    f->site.pid = 0;
    close(idle);
    close(half);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, site_set_up, site_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_answer_bears_the_security_headers_and_no_cookie),
        TEST(an_address_says_which_methods_it_takes),
        TEST(a_page_that_the_reader_has_is_not_sent_again),
        TEST(each_coding_has_its_own_tag_and_q_0_refuses_it),
        TEST(a_head_is_a_get_without_its_body),
        TEST(several_requests_share_a_connection),
        TEST(the_access_log_names_neither_reader_nor_question),
        TEST(the_log_can_go_to_a_file_or_nowhere),
        TEST(an_option_that_cannot_be_is_said_and_exits_with_2),
        TEST(told_to_stop_it_finishes_what_runs),
        TEST(idle_connections_do_not_keep_it_from_stopping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

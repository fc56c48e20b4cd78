/* The site under what is no request, or too much of one: each gets the right status or is let go, and everybody else is
 * served meanwhile. */
#include "cli/run.h"
#include "cli/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

/* Also that it is quick: nobody waits for what others do. */
static void expect_others_served(const struct site_run *site)
{
    int fd = dial_from(site, "127.0.0.9");
    assert_true(say_text(fd, "GET /about HTTP/1.1\r\nHost: a\r\n\r\n"));
    struct reply reply = hear(fd, 2000);
    assert_int_equal(reply.status, 200);
    assert_true(reply.whole);
    reply_free(&reply);
    close(fd);
}

/* domain.md knows no such address; the path is looked at byte by byte before anything else. */
static void a_path_that_is_none_gets_400_and_an_unknown_one_404(void **state)
{
    struct served *f = *state;
    static const struct {
        const char *path;
        int status;
    } paths[] = {
        {"/../etc/passwd", 400},
        {"/static/../about", 400},
        {"/%2e%2e/about", 400},
        {"/.", 400},
        {"/about%00", 400},
        {"/about%0a", 400},
        {"/ab%out", 400},
        {"/about%", 400},
        {"/figures/%E4%BD", 400},
        {"/figures/%C0%AF", 400},
        {"/%ED%A0%80", 400},
        {"//about", 400},
        {"/about/", 400},
        {"/a//b", 400},
        {"/a%2Fb", 400},
        {"/nowhere", 404},
        {"/figures/%E4%BD%A0", 404},
        {"/a/b/c/d/e/f/g/h/i/j/k", 404},
        {"/static/", 400},
        {"/static/x", 404},
        {"/about?q=%E4%BD", 200},
        {"/about?q=%zz", 400},
        {"/about?x", 200},
        {"/about?", 200},
        {"/en/nowhere", 404},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int status = status_of_page(&f->site, paths[i].path);
        if (status != paths[i].status)
            fail_msg("%s: expected %d, got %d", paths[i].path, paths[i].status, status);
    }
    expect_others_served(&f->site);
}

/* Each with a page of ours: a 404 says what was looked for, a 400 what a month looks like. */
static void an_unknown_figure_place_or_month_is_told_with_a_page(void **state)
{
    struct served *f = *state;
    static const struct {
        const char *path;
        int status;
        const char *says;
    } paths[] = {
        {"/figures/nothing", 404, "nothing"},
        {"/figures/skilled/999999999999", 404, "999999999999"},
        {"/places/999999999999", 404, "999999999999"},
        {"/items/99", 404, "99"},
        {"/records/999999999", 404, "</html>"},
        {"/articles/unknown-token", 404, "</html>"},
        {"/figures/skilled?month=2024-13", 400, "2024-09"},
        {"/figures/skilled?month=%E4%B9%9D", 400, "2024-09"},
        {"/en/figures/nothing", 404, "lang=\"en\""},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct reply reply = fetch(&f->site, "GET", paths[i].path, "", NULL);
        if (reply.status != paths[i].status || !strstr(reply.body, paths[i].says))
            fail_msg("%s: %d “%s”", paths[i].path, reply.status, reply.body);
        reply_free(&reply);
    }
}

static char *filled(const char *before, size_t count, const char *behind)
{
    size_t first = strlen(before), last = strlen(behind);
    char *text = calloc(1, first + count + last + 1);
    assert_non_null(text);
    memcpy(text, before, first);
    memset(text + first, 'x', count);
    memcpy(text + first + count, behind, last);
    return text;
}

static void a_header_of_1_mb_or_an_endless_path_is_refused(void **state)
{
    struct served *f = *state;
    static const struct {
        const char *before, *behind;
    } shapes[] = {{"GET /about HTTP/1.1\r\nHost: a\r\nX-Long: ", "\r\n\r\n"},
                  {"GET /", " HTTP/1.1\r\nHost: a\r\n\r\n"}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char *request = filled(shapes[i].before, 1 << 20, shapes[i].behind);
        int fd = dial(&f->site);
        (void)say_text(fd, request); /* it may close in the middle */
        struct reply reply = hear(fd, 5000);
        if (reply.status != 0 && reply.status != 431 && reply.status != 414 && reply.status != 413)
            fail_msg("%d", reply.status);
        assert_true(is_closed(fd, 2000));
        reply_free(&reply);
        close(fd);
        free(request);
    }
    char *long_path = filled("/", 3000, "");
    assert_int_equal(status_of_page(&f->site, long_path), 414);
    free(long_path);
    expect_others_served(&f->site);
}

static void what_is_not_http_is_answered_with_400_or_let_go(void **state)
{
    struct served *f = *state;
    static const struct {
        const char *bytes;
        size_t length;
    } lines[] = {
#define BYTES(text) {text, sizeof text - 1}
        BYTES("\r\n\r\n\r\n\r\n"),
        BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"), /* TLS */
        BYTES("GET\r\n\r\n"),
        BYTES("GET /about\r\n\r\n"),
        BYTES("GET /about HTTP/9.9\r\nHost: a\r\n\r\n"),
        BYTES("GET /about HTTP/1.1\r\n\r\n"), /* no Host */
        BYTES("GET /about HTTP/1.1\r\nHost: a\r\nbroken header line\r\n\r\n"),
        BYTES("POST /about HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n"),
        BYTES("POST /about HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        BYTES("POST /about HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc\r\n0\r\n\r\n"),
        BYTES("POST /about HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding: chunked\r\n\r\n5\r\nab"),
        BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        BYTES("GET /ab\0out HTTP/1.1\r\nHost: a\r\n\r\n"),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int fd = dial(&f->site);
        assert_true(say_bytes(fd, lines[i].bytes, lines[i].length));
        struct reply reply = hear(fd, 300);
        if (reply.status == 200 || reply.status >= 500)
            if (reply.status != 505)
                fail_msg("%zu: %d", i, reply.status);
        reply_free(&reply);
        expect_others_served(&f->site);
        close(fd);
    }
}

static void a_form_of_another_type_gets_415(void **state)
{
    struct served *f = *state;
    struct reply reply =
        fetch(&f->site, "POST", "/articles", "Content-Type: application/json\r\n", "{\"text\": \"a\"}");
    assert_int_equal(reply.status, 415);
    reply_free(&reply);
    reply = fetch(&f->site, "POST", "/articles", "", "text=a");
    assert_int_equal(reply.status, 415);
    reply_free(&reply);
}

/* 50 MB are read to their end, so that the browser shows the page instead of a broken connection. */
static void an_article_of_50_mb_gets_413_with_a_page(void **state)
{
    struct served *f = *state;
    enum { PIECE = 1 << 16, PIECES = 800 };
    char head[256], *piece = filled("", PIECE, "");
    int fd = dial(&f->site);
    snprintf(head, sizeof head, "POST /articles HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: %d\r\n\r\n",
             PIECE * PIECES);
    assert_true(say_text(fd, head));
    for (int i = 0; i < PIECES; i++) {
        memcpy(piece, i == 0 ? "text=" : "xxxxx", 5);
        assert_true(say_bytes(fd, piece, PIECE));
    }
    struct reply reply = hear(fd, 10000);
    assert_int_equal(reply.status, 413);
    assert_true(reply.whole && reply.length > 0);
    reply_free(&reply);
    close(fd);
    free(piece);
    expect_others_served(&f->site);
}

/* Who asks first is told first. */
static void a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent(void **state)
{
    struct served *f = *state;
    static const char *const heads[] = {
        "POST /articles HTTP/1.1\r\nHost: a\r\n" FORM "Expect: 100-continue\r\nContent-Length: 50000000\r\n\r\n",
        "POST /articles HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 5000000000\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        int fd = dial(&f->site);
        assert_true(say_text(fd, heads[i]));
        struct reply reply = hear(fd, 5000);
        assert_int_equal(reply.status, 413);
        reply_free(&reply);
        close(fd);
    }
}

static void an_endless_chunked_body_is_let_go(void **state)
{
    struct served *f = *state;
    enum { PIECE = 1 << 16 };
    char *piece = filled("10000\r\n", PIECE, "\r\n");
    int fd = dial(&f->site), sent = 0;
    assert_true(say_text(fd, "POST /articles HTTP/1.1\r\nHost: a\r\n" FORM "Transfer-Encoding: chunked\r\n\r\n"));
    while (sent < 4000 && say_text(fd, piece))
        sent++;
    assert_true(sent < 4000);
    close(fd);
    free(piece);
    expect_others_served(&f->site);
}

/* One client may hold 512 connections; the 513th takes the place of one that does nothing. */
static void silent_connections_take_no_place_from_others(void **state)
{
    struct served *f = *state;
    enum { SILENT = 600 };
    int *fds = calloc(SILENT, sizeof *fds);
    for (int i = 0; i < SILENT; i++)
        fds[i] = dial(&f->site);
    for (int i = 0; i < 20; i++)
        expect_others_served(&f->site);
    assert_int_equal(status_of_page(&f->site, "/about"), 200); /* also from the same address */
    int closed = 0;
    for (int i = 0; i < SILENT; i++) {
        closed += is_closed(fds[i], 1);
        close(fds[i]);
    }
    assert_in_range(closed, SILENT - 512, SILENT - 512 + 30);
    free(fds);
}

/* Ten seconds for a header that was begun. */
static void a_header_that_never_ends_is_cut_off(void **state)
{
    struct served *f = *state;
    int fd = dial(&f->site);
    bool open = say_text(fd, "GET /about HTTP/1.1\r\n");
    int seconds = 0;
    for (; open && seconds < 20; seconds++) {
        expect_others_served(&f->site);
        open = !is_closed(fd, 1000) && say_text(fd, "X: y\r\n");
    }
    assert_false(open);
    assert_in_range(seconds, 9, 13);
    close(fd);
}

/* Sixty-four who ask and read nothing: whatever they asked for waits in their own sockets. */
static void slow_readers_keep_nobody_waiting(void **state)
{
    struct served *f = *state;
    enum { SLOW = 64, ASKED = 50 };
    int fds[SLOW];
    for (int i = 0; i < SLOW; i++) {
        fds[i] = dial(&f->site);
        for (int k = 0; k < ASKED; k++)
            if (!say_text(fds[i], "GET /about HTTP/1.1\r\nHost: a\r\n\r\n"))
                break;
    }
    for (int i = 0; i < 20; i++)
        expect_others_served(&f->site);
    for (int i = 0; i < SLOW; i++)
        close(fds[i]);
}

static void who_leaves_in_the_middle_is_forgotten(void **state)
{
    struct served *f = *state;
    for (int i = 0; i < 300; i++) {
        int fd = dial(&f->site);
        (void)say_text(fd, i % 3 == 0   ? "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
                           : i % 3 == 1 ? "POST /articles HTTP/1.1\r\nHost: a\r\n" FORM "Content-Length: 10\r\n\r\ntext"
                                        : "GET /abou");
        close(fd);
    }
    expect_others_served(&f->site);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, site_set_up, site_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_path_that_is_none_gets_400_and_an_unknown_one_404),
        TEST(an_unknown_figure_place_or_month_is_told_with_a_page),
        TEST(a_header_of_1_mb_or_an_endless_path_is_refused),
        TEST(what_is_not_http_is_answered_with_400_or_let_go),
        TEST(a_form_of_another_type_gets_415),
        TEST(an_article_of_50_mb_gets_413_with_a_page),
        TEST(a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent),
        TEST(an_endless_chunked_body_is_let_go),
        TEST(silent_connections_take_no_place_from_others),
        TEST(a_header_that_never_ends_is_cut_off),
        TEST(slow_readers_keep_nobody_waiting),
        TEST(who_leaves_in_the_middle_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

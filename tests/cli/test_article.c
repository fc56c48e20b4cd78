/* The article page over HTTP: what it reads, what it keeps, what it must not tell. */
#include "cli/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "unit/fresh.h"

#include <cmocka.h>

#define BOUNDARY "----8f2c61d0"

struct field {
    const char *name, *file; /* file: its name, or NULL */
    const char *bytes;
    size_t length; /* 0: to the NUL */
};

/* A form whose body arrives in two pieces; the second is its last `apart` bytes (0: in one). */
static struct reply post_apart(const struct site_run *site, const char *path, const struct field *fields, size_t count,
                               size_t apart)
{
    AUTO_BUF struct buf body = BUF_INIT, head = BUF_INIT;
    int fd = dial(site);

    for (size_t i = 0; i < count; i++) {
        const struct field *f = &fields[i];
        buf_printf(&body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"", f->name);
        if (f->file)
            buf_printf(&body, "; filename=\"%s\"\r\nContent-Type: application/octet-stream", f->file);
        buf_str(&body, "\r\n\r\n");
        buf_add(&body, f->bytes, f->length ? f->length : strlen(f->bytes));
        buf_str(&body, "\r\n");
    }
    buf_str(&body, "--" BOUNDARY "--\r\n");
    buf_printf(&head,
               "POST %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: %zu\r\n"
               "Content-Type: multipart/form-data; boundary=" BOUNDARY "\r\n\r\n",
               path, body.length);
    assert_true(say_bytes(fd, head.bytes, head.length));
    assert_true(apart < body.length);
    assert_true(say_bytes(fd, body.bytes, body.length - apart));
    if (apart) {
        pause_ms(20); /* else the pieces come together again */
        assert_true(say_bytes(fd, body.bytes + body.length - apart, apart));
    }
    struct reply reply = hear(fd, 60000);
    close(fd);
    return reply;
}

static struct reply post(const struct site_run *site, const char *path, const struct field *fields, size_t count)
{
    return post_apart(site, path, fields, count, 0);
}

static struct reply paste(const struct site_run *site, const char *text)
{
    return post(site, "/articles", &(struct field){.name = "text", .bytes = text}, 1);
}

static struct reply upload(const struct site_run *site, const char *name, const char *bytes, size_t length)
{
    return post(site, "/articles", &(struct field){"file", name, bytes, length}, 1);
}

static struct reply page(const struct site_run *site, const char *path)
{
    return fetch(site, "GET", path, "", "");
}

static void shows(const struct reply *reply, int status, const char *html)
{
    assert_int_equal(reply->status, status);
    if (!strstr(reply->body, html))
        fail_msg("no “%s” in:\n%s", html, reply->body);
}

static void shows_and_ends(struct reply reply, int status, const char *html)
{
    shows(&reply, status, html);
    reply_free(&reply);
}

/* ---- records ---- */

/* A synthetic woman or man of the county: born 1880, a right check digit. */
static const char *identity(char out[19], const char *county, int number)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    snprintf(out, 19, "%.6s1880%02d%02d%03d", county, 1 + number / 28 % 12, 1 + number % 28, number);
    for (size_t i = 0; i < 17; i++)
        sum += weights[i] * (out[i] - '0');
    out[17] = "10X98765432"[sum % 11];
    out[18] = '\0';
    return out;
}

/* Certificates of that many persons of a township in a month, accepted. */
static void certify(struct place *p, const char *org, const char *month, int from, int count)
{
    AUTO_BUF struct buf csv = BUF_INIT;
    char id[19];

    buf_str(&csv, "单位代码,身份证号,姓名,证书编号,职业工种,技能等级,发证日期,备注\n");
    for (int i = from; i < from + count; i++)
        buf_printf(&csv, "%s,%s,张三,%s-%d,电工,高级工,2024-%s-05,合成数据\n", org, identity(id, org, i), org, i,
                   month);
    write_bytes(p, "c.csv", csv.bytes, csv.length);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept"), 0);
}

/* Three in 湖滨区, 20 in 陕州区, which is hidden with 湖滨区, 30 in 渑池县. */
static void certify_few(struct place *p)
{
    certify(p, "411202001000", "03", 0, 3);
    certify(p, "411203001000", "03", 0, 20);
    certify(p, "411221100000", "04", 0, 30);
}

/* ---- the tests ---- */

static void the_form_takes_a_text_or_a_file_and_a_month(void **state)
{
    struct site_run site = site_start(*state, "");
    struct reply form = page(&site, "/articles");

    shows(&form, 200, "<textarea id=\"text\" name=\"text\"");
    shows(&form, 200, "type=\"file\"");
    shows(&form, 200, "<option value=\"2024-03\">");
    reply_free(&form);
    shows_and_ends(page(&site, "/en/articles"), 200, "action=\"/en/articles\"");
    site_ends(&site);
}

static void a_pasted_article_is_marked_and_not_kept(void **state)
{
    struct place *p = *state;
    certify(p, "411202001000", "03", 0, 12);
    struct site_run site = site_start(p, "");
    struct reply reply = paste(&site, "2024年全市新增技能人才 12 人，新增高技能人才 13 人。");
    char caching[256];

    shows(&reply, 200, "<h1>2 处里 1 处对得上，1 处不符</h1>");
    shows(&reply, 200, "<a href=\"/figures/skilled\">新增技能人才</a>");
    shows(&reply, 200, "13 − 12 = 多写 1 人");
    shows(&reply, 200, "这篇文章没有保存");
    assert_string_equal(reply_header(&reply, "Cache-Control", caching), "no-store");
    reply_free(&reply);
    shows_and_ends(paste(&site, "截至2024年2月底，湖滨区新增技能人才 12 人。"), 200,
                   "<a href=\"/figures/skilled/411202000000?month=2024-02\">");
    reply = post(&site, "/en/articles", &(struct field){.name = "text", .bytes = "全市新增技能人才 12 人。"}, 1);
    shows(&reply, 200, "<h1>All 1 places agree</h1>");
    shows(&reply, 200, "<a href=\"/en/figures/skilled\">");
    reply_free(&reply);
    site_ends(&site);
}

static void a_kept_article_is_read_against_the_ledgers_as_they_are_now(void **state)
{
    struct place *p = *state;
    const struct field fields[] = {{.name = "text", .bytes = "全市新增技能人才 12 人。"},
                                   {.name = "keep", .bytes = "1"}};
    char at[256], other[256], english[300];

    certify(p, "411202001000", "03", 0, 12);
    struct site_run site = site_start(p, "");
    struct reply reply = post(&site, "/articles", fields, 2);
    assert_int_equal(reply.status, 303);
    reply_header(&reply, "Location", at);
    reply_free(&reply);
    assert_int_equal(strlen(at), strlen("/articles/") + 26);
    shows_and_ends(page(&site, at), 200, "<h1>1 处都对得上</h1>");
    snprintf(english, sizeof english, "/en%s", at);
    shows_and_ends(page(&site, english), 200, "Kept on");
    certify(p, "411202001000", "03", 100, 9);
    shows_and_ends(page(&site, at), 200, "<h1>1 处里 0 处对得上，1 处不符</h1>");

    reply = post(&site, "/articles", fields, 2);
    reply_header(&reply, "Location", other);
    reply_free(&reply);
    assert_string_not_equal(at, other);
    at[strlen(at) - 1] = at[strlen(at) - 1] == 'a' ? 'b' : 'a';
    shows_and_ends(page(&site, at), 404, "没有找到这个文章");
    shows_and_ends(page(&site, "/articles/%25"), 404, "没有找到这个文章");
    site_ends(&site);
}

/* A cut before, in or behind the last field's value, its header or its boundary. */
static void a_form_is_read_alike_wherever_its_body_is_cut(void **state)
{
    const struct field fields[] = {{.name = "text", .bytes = "全市新增技能人才 12 人。"},
                                   {.name = "keep", .bytes = "1"}};
    struct site_run site = site_start(*state, "--per-client 1000");
    for (size_t apart = 1; apart < 60; apart++) {
        struct reply reply = post_apart(&site, "/articles", fields, 2, apart);
        if (reply.status != 303)
            fail_msg("%d with its last %zu bytes apart", reply.status, apart);
        reply_free(&reply);
    }
    site_ends(&site);
}

static void a_kept_article_says_what_moved_since(void **state)
{
    struct place *p = *state;
    const struct field fields[] = {
        {.name = "text", .bytes = "全市新增技能人才 12 人，新增高技能人才 20 余人。开展职业技能培训 5 人次。"},
        {.name = "keep", .bytes = "1"}};
    char at[256], english[300];

    certify(p, "411202001000", "03", 0, 12);
    struct site_run site = site_start(p, "");
    struct reply reply = post(&site, "/articles", fields, 2);
    reply_header(&reply, "Location", at);
    reply_free(&reply);
    reply = page(&site, at);
    shows(&reply, 200, "保存以来，判断没有变</h2>");
    assert_null(strstr(reply.body, " → "));
    reply_free(&reply);

    certify(p, "411202001000", "03", 100, 9);
    reply = page(&site, at);
    shows(&reply, 200, "保存以来：2 处的判断变了</h2>"); /* 12 → 21, and 21 is 20 余; no trainings then nor now */
    shows(&reply, 200, "<a href=\"#m1\">第 1 处</a> <b class=\"said\">12 人</b> 新增技能人才");
    shows(&reply, 200, "#verdict-agrees\"/></svg> 相符 <b>12 人</b>");
    shows(&reply, 200, "#verdict-differs\"/></svg> 不符 <b>21 人</b>");
    shows(&reply, 200, "#verdict-rounds\"/></svg> 取整相符 <b>21 人</b>");
    assert_null(strstr(reply.body, "<a href=\"#m3\">第 3 处</a> <b class=\"said\">"));
    reply_free(&reply);

    certify(p, "411202001000", "03", 200, 1);
    shows_and_ends(page(&site, at), 200, "保存以来：2 处的判断变了</h2>"); /* against the day it was kept */
    snprintf(english, sizeof english, "/en%s", at);
    shows_and_ends(page(&site, english), 200, ": verdicts changed: 2</h2>");
    site_ends(&site);
}

/* The page from its finding on, with # for the number that the article itself brought. */
static char *without(const struct reply *reply, const char *own)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (const char *at = strstr(reply->body, "<h1>"), *end; *at; at = end + strlen(own)) {
        end = strstr(at, own);
        if (!end) {
            buf_str(&out, at);
            break;
        }
        buf_add(&out, at, (size_t)(end - at));
        buf_char(&out, '#');
    }
    return strdup(out.bytes);
}

/* The text with the number where its %d stands. */
static void number_in(const char *text, int number, char *out, size_t size)
{
    const char *at = strstr(text, "%d");
    snprintf(out, size, "%.*s%d%s", (int)(at - text), text, number, at + 2);
}

/* Every number that a hidden cell could have, in each of the ways in which an article may ask: whatever is said of it
 * is said of all. */
static void what_may_not_be_shown_reads_the_same_whatever_the_article_claims(void **state)
{
    static const struct {
        const char *text, *own; /* what is pasted, and the number as the page repeats it */
    } forms[] = {
        {"湖滨区新增技能人才 %d 人。", "%d 人"},
        {"截至3月底，湖滨区新增技能人才 %d 人。", "%d 人"},
        {"截至3月15日，湖滨区新增技能人才 %d 人。", "%d 人"},
        {"上半年，湖滨区新增技能人才 %d 人。", "%d 人"},
        {"4至6月，湖滨区新增技能人才 %d 人。", "%d 人"},
        {"湖滨区新增技能人才近 %d 人。", "%d 人"},
        {"湖滨区新增技能人才 %d 余人。", "%d 余人"},
        {"湖滨区新增技能人才不到 %d 人。", "%d 人"},
        {"湖滨区新增高技能人才约 %d 人。", "%d 人"},
        {"湖滨区新增技能人才 %d 万人。", "%d 万人"},
        {"陕州区新增技能人才 %d 人。", "%d 人"}, /* 53 − 30 − 20: it would tell */
        {"湖滨区湖滨街道新增技能人才 %d 人。", "%d 人"},
        {"湖滨区新增技能人才完成目标的 %d%。", "%d%"},
        {"湖滨区新增技能人才 %d 人，全部完成目标任务。", "%d 人"},
    };
    struct place *p = *state;
    certify_few(p);
    struct site_run site = site_start(p, "");

    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        char *first = NULL;
        for (int n = 0; n <= 32; n++) {
            char text[256], own[32];
            number_in(forms[f].text, n, text, sizeof text);
            number_in(forms[f].own, n, own, sizeof own);
            struct reply reply = paste(&site, text);
            assert_int_equal(reply.status, 200);
            assert_null(strstr(reply.body, "class=\"v agrees"));
            assert_null(strstr(reply.body, "class=\"v rounds"));
            assert_null(strstr(reply.body, "class=\"v differs"));
            char *body = without(&reply, own);
            if (first)
                assert_string_equal(body, first);
            else
                first = strdup(body);
            free(body);
            reply_free(&reply);
        }
        free(first);
    }
    site_ends(&site);
}

static void what_may_be_shown_is_told_and_what_is_closed_is_said_to_be(void **state)
{
    struct place *p = *state;
    certify_few(p);
    struct site_run site = site_start(p, "");

    shows_and_ends(paste(&site, "全市新增技能人才 53 人。"), 200, "class=\"v agrees");
    shows_and_ends(paste(&site, "渑池县新增技能人才 30 人。"), 200, "class=\"v agrees");
    shows_and_ends(paste(&site, "渑池县新增技能人才 29 人。"), 200, "30 − 29 = 少写 1 人");
    shows_and_ends(paste(&site, "湖滨区新增技能人才 3 人。"), 200, "<span class=\"struck\">不公开</span>");
    shows_and_ends(paste(&site, "湖滨区湖滨街道完成宫颈癌筛查 3 人。"), 200,
                   "<span class=\"struck\">这一级不公开</span>");
    shows_and_ends(paste(&site, "全市完成宫颈癌筛查 3 人。"), 200, "<span class=\"struck\">没有记录</span>");
    site_ends(&site);
}

static void a_file_is_read_in_either_encoding_and_html_keeps_its_paragraphs_and_tables(void **state)
{
    /* 全市新增技能人才12人。 in GB18030 */
    static const char gb[] = "\xc8\xab\xca\xd0\xd0\xc2\xd4\xf6\xbc\xbc\xc4\xdc\xc8\xcb\xb2\xc5"
                             "12\xc8\xcb\xa1\xa3";
    static const char html[] = "<!DOCTYPE html><html><head><title>标题 99 人</title><style>p{}</style></head><body>"
                               "<script>var x = '全市新增技能人才 77 人';</script>"
                               "<p>全市新增<b>技能人才</b> 12 人。</p><p>第二段。</p>"
                               "<table><tr><th>指标</th><th>单位</th><th>完成</th></tr>"
                               "<tr><td>新增高技能人才</td><td>人</td><td>12</td></tr></table></body></html>";
    struct place *p = *state;
    certify(p, "411202001000", "03", 0, 12);
    struct site_run site = site_start(p, "");
    struct reply reply = upload(&site, "a.txt", gb, sizeof gb - 1);

    shows(&reply, 200, "全市新增技能人才");
    shows(&reply, 200, "<h1>1 处都对得上</h1>");
    reply_free(&reply);
    reply = upload(&site, "a.html", html, sizeof html - 1);
    shows(&reply, 200, "<h1>2 处都对得上</h1>");
    shows(&reply, 200,
          "<p class=\"words row\">新增高技能人才<span class=\"gap\"> </span>人<span class=\"gap\"> </span>");
    assert_null(strstr(reply.body, "77 人"));
    reply_free(&reply);
    site_ends(&site);
}

static void markup_in_an_article_stays_text(void **state)
{
    struct site_run site = site_start(*state, "");
    struct reply reply = paste(&site, "<script>alert('1')</script>\"><img src=x onerror=alert(2)> 新增技能人才 1 人。");

    shows(&reply, 200, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(2)&gt;");
    assert_null(strstr(reply.body, "<script>alert"));
    assert_null(strstr(reply.body, "<img"));
    reply_free(&reply);
    reply = post(&site, "/articles",
                 (const struct field[]){{.name = "text", .bytes = "</textarea><script>alert(1)</script>"},
                                        {.name = "month", .bytes = "2023-05"}},
                 2);
    shows(&reply, 422, "&lt;/textarea&gt;&lt;script&gt;");
    shows(&reply, 422, "月份要在 2024 年里。");
    reply_free(&reply);
    site_ends(&site);
}

static void what_cannot_be_read_is_answered_with_what_to_do(void **state)
{
    struct site_run site = site_start(*state, "");

    shows_and_ends(paste(&site, " \r\n\t"), 422, "还没有文字：请粘贴一篇，或选一个文件。");
    shows_and_ends(post(&site, "/articles", NULL, 0), 422, "还没有文字：请粘贴一篇，或选一个文件。");
    shows_and_ends(paste(&site, "今天天气很好。"), 200, "<h1>没有找到可以核对的数</h1>");
    shows_and_ends(upload(&site, "a.txt", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xff", 20), 422, "上传的文件");
    shows_and_ends(upload(&site, "a.txt", "\xff\xff\x81", 3), 422, "上传的文件");
    shows_and_ends(paste(&site, "\xe5\xff"), 400, "“text”应是UTF-8 的文字");
    site_ends(&site);
}

static void an_article_of_fifty_megabytes_gets_a_page_that_helps(void **state)
{
    enum { BYTES = 50 << 20 };
    struct site_run site = site_start(*state, "");
    char *much = malloc(BYTES);

    assert_non_null(much);
    memset(much, 'a', BYTES);
    shows_and_ends(upload(&site, "a.txt", much, BYTES), 413, "文章请不超过 2 MiB");
    shows_and_ends(post(&site, "/en/articles", &(struct field){"text", NULL, much, 3 << 20}, 1), 413,
                   "Please keep an article below 2 MiB");
    free(much);
    shows_and_ends(paste(&site, "今天天气很好。"), 200, "<h1>没有找到可以核对的数</h1>");
    site_ends(&site);
}

static void an_article_that_is_too_long_or_too_dense_is_asked_for_in_parts(void **state)
{
    AUTO_BUF struct buf dense = BUF_INIT, text = BUF_INIT;
    struct site_run site = site_start(*state, "");

    for (int i = 0; i <= 3000; i++)
        buf_printf(&dense, "全市新增技能人才 %d 人。\n", i);
    shows_and_ends(paste(&site, dense.bytes), 422, "这篇文章里要核对的超过 3,000 处，请分几次核对。");
    for (int i = 0; i <= 200000; i++)
        buf_str(&text, "好");
    shows_and_ends(paste(&site, text.bytes), 422, "这篇文章太长：最多 200,000 字，请分几次核对。");
    site_ends(&site);
}

static void in_store(struct place *p, const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;

    if (p->store) {
        fresh_sql(p->store, sql);
        return;
    }
    snprintf(path, sizeof path, "%s/t.db", p->folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void a_full_store_says_so_and_shows_the_article_all_the_same(void **state)
{
    const struct field fields[] = {{.name = "text", .bytes = "全市新增技能人才 12 人。"},
                                   {.name = "keep", .bytes = "1"}};
    struct place *p = *state;

    in_store(p, p->store ? "insert into article values ('x', 'x', 536870912, 0, 0, null)"
                         : "insert into article values ('x', x'78', 536870912, 0, 0, null)");
    struct site_run site = site_start(p, "");
    shows_and_ends(post(&site, "/articles", fields, 2), 200, "保存的文章已满，这一篇没有保存。");
    site_ends(&site);
}

static void an_article_kept_by_an_older_program_says_nothing_of_what_moved(void **state)
{
    struct place *p = *state;
    const struct field fields[] = {{.name = "text", .bytes = "全市新增技能人才 12 人。"},
                                   {.name = "keep", .bytes = "1"}};
    char at[256];

    struct site_run site = site_start(p, "");
    struct reply reply = post(&site, "/articles", fields, 2);
    reply_header(&reply, "Location", at);
    reply_free(&reply);
    site_ends(&site);
    in_store(p, "alter table article drop column said; update meta set value = '7' where name = 'schema'");
    site = site_start(p, "");
    reply = page(&site, at);
    shows(&reply, 200, "保存于");
    assert_null(strstr(reply.body, "保存以来"));
    reply_free(&reply);
    site_ends(&site);
}

static void an_older_store_learns_to_keep_articles(void **state)
{
    const struct field fields[] = {{.name = "text", .bytes = "全市新增技能人才 12 人。"},
                                   {.name = "keep", .bytes = "1"}};
    struct place *p = *state;

    in_store(p, "drop table article; update meta set value = '6' where name = 'schema'");
    struct site_run site = site_start(p, "");
    struct reply reply = post(&site, "/articles", fields, 2);
    assert_int_equal(reply.status, 303);
    reply_free(&reply);
    site_ends(&site);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_set_up, place_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_form_takes_a_text_or_a_file_and_a_month),
        TEST(a_pasted_article_is_marked_and_not_kept),
        TEST(a_kept_article_is_read_against_the_ledgers_as_they_are_now),
        TEST(a_form_is_read_alike_wherever_its_body_is_cut),
        TEST(a_kept_article_says_what_moved_since),
        TEST(an_article_kept_by_an_older_program_says_nothing_of_what_moved),
        TEST(what_may_not_be_shown_reads_the_same_whatever_the_article_claims),
        TEST(what_may_be_shown_is_told_and_what_is_closed_is_said_to_be),
        TEST(a_file_is_read_in_either_encoding_and_html_keeps_its_paragraphs_and_tables),
        TEST(markup_in_an_article_stays_text),
        TEST(what_cannot_be_read_is_answered_with_what_to_do),
        TEST(an_article_of_fifty_megabytes_gets_a_page_that_helps),
        TEST(an_article_that_is_too_long_or_too_dense_is_asked_for_in_parts),
        TEST(a_full_store_says_so_and_shows_the_article_all_the_same),
        TEST(an_older_store_learns_to_keep_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

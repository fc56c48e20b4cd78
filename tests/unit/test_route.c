/* Addresses and fields: which path is which page in which language, what a query or form may hold, how links are
 * written. The last test throws bytes at them that are nearly addresses (tests/fuzz/fuzz_route.c, without libFuzzer).
 */
#include "fuzz/fuzz_route.c"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    struct request *q = calloc(1, sizeof *q);
    q->ctx = calloc(1, sizeof *q->ctx);
    q->ctx->mem = arena_new();
    *state = q;
    return 0;
}

static int tear_down(void **state)
{
    struct request *q = *state;
    arena_free(q->ctx->mem);
    free(q->ctx);
    free(q);
    return 0;
}

static void expect_found(struct request *q, const char *raw, enum language language, const char *path)
{
    assert_int_equal(route_find(q, "GET", raw), 0);
    assert_int_equal(q->language, language);
    assert_string_equal(q->path, path);
}

static void a_path_is_the_same_page_in_both_languages(void **state)
{
    struct request *q = *state;
    expect_found(q, "/about", LANGUAGE_ZH, "/about");
    expect_found(q, "/en/about", LANGUAGE_EN, "/about");
    expect_found(q, "/%61bout", LANGUAGE_ZH, "/about");
    assert_int_equal(route_find(q, "GET", "/EN/about"), ROUTE_NONE);
    assert_int_equal(route_find(q, "GET", "/en/en/about"), ROUTE_NONE);
}

static void a_path_that_could_be_read_in_two_ways_is_refused(void **state)
{
    struct request *q = *state;
    static const char *const bad[] = {
        "",    "about", "//",    "/about/", "/./about", "/../about", "/%2e%2e/about", "/a%2fb",     "/a%00b",
        "/a%", "/a%4",  "/a%zz", "/a\nb",   "/%E4%BD",  "/%C0%AF",   "/\xff",         "/%ED%A0%80", "/a%7f"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (route_find(q, "GET", bad[i]) != ROUTE_BAD)
            fail_msg("“%s” is not refused", bad[i]);
}

static void a_method_that_an_address_does_not_take_is_told_from_an_address_that_is_none(void **state)
{
    struct request *q = *state;
    assert_int_equal(route_find(q, "HEAD", "/about"), 0);
    assert_int_equal(route_find(q, "POST", "/about"), ROUTE_METHOD);
    assert_string_equal(q->allow, "GET, HEAD, OPTIONS");
    assert_int_equal(route_find(q, "get", "/about"), ROUTE_METHOD);
    assert_int_equal(route_find(q, "POST", "/nowhere"), ROUTE_NONE);
}

static void no_route_is_open_to_nobody_and_each_takes_what_its_method_takes(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const struct route *r = &routes[i];
        bool get = strcmp(r->method, "GET") == 0;
        assert_true(get || strcmp(r->method, "POST") == 0);
        assert_true(r->path[0] == '/' && r->who == RIGHT_PUBLIC && r->handle);
        assert_int_equal(get, r->most_body == 0);
        for (size_t k = 0; k < i; k++) /* the first that fits answers: none hides another */
            assert_false(strcmp(routes[k].path, r->path) == 0 && strcmp(routes[k].method, r->method) == 0);
    }
}

static int check(struct request *q, const char *name, const char *value)
{
    static const struct route route = {.method = "GET", .path = "/fuzz", .who = RIGHT_PUBLIC, .fields = fields};
    const char *why = NULL;
    int outcome = field_check(q->ctx, &route, name, value, strlen(value), &why);
    if (outcome == FIELD_BAD)
        assert_non_null(strstr(why, name));
    return outcome;
}

static void a_field_holds_what_its_kind_allows(void **state)
{
    struct request *q = *state;
    assert_int_equal(check(q, "month", "2024-09"), 0);
    assert_int_equal(check(q, "month", "2024-13"), FIELD_BAD);
    assert_int_equal(check(q, "month", "2024-9"), FIELD_BAD);
    assert_int_equal(check(q, "month", "202409"), FIELD_BAD);
    assert_int_equal(check(q, "code", "411202001000"), 0);
    assert_int_equal(check(q, "code", "a/b"), FIELD_BAD);
    assert_int_equal(check(q, "code", "区"), FIELD_BAD);
    assert_int_equal(check(q, "after", "123456789012345678"), 0);
    assert_int_equal(check(q, "after", "1234567890123456789"), FIELD_BAD);
    assert_int_equal(check(q, "after", "-1"), FIELD_BAD);
    assert_int_equal(check(q, "keep", "on"), 0);
    assert_int_equal(check(q, "keep", "yes"), FIELD_BAD);
    assert_int_equal(check(q, "q", "老旧小区"), 0);
    assert_int_equal(check(q, "q", "a\nb"), FIELD_BAD);
    assert_int_equal(check(q, "q", "\xE4\xBD"), FIELD_BAD);
    assert_int_equal(check(q, "text", "第一行\r\n第二行\t。"), 0);
    assert_int_equal(check(q, "text", "a\x01"), FIELD_BAD);
    assert_int_equal(check(q, "unheard", "a"), FIELD_UNKNOWN);
    assert_int_equal(check(q, "q", "一二三四五六七八九十一二三四五六七八九十一二"), FIELD_BAD); /* 66 bytes of 64 */
}

static void fields_are_taken_once_in_the_order_of_the_route_and_missing_ones_named(void **state)
{
    struct request *q = *state;
    static const struct form_field wanted[] = {{"a", INPUT_LINE, 9, true}, {"b", INPUT_LINE, 9, false}, {0}};
    static const struct route route = {.method = "POST", .fields = wanted, .most_body = 99};
    const struct pair given[] = {{"b", "2", 1}, {"x", "?", 1}, {"a", "1", 1}, {"b", "3", 1}};
    const char *why = NULL;
    q->route = &route;
    assert_int_equal(fields_take(q, given, 4, &why), 0);
    assert_int_equal(q->field_count, 2);
    assert_string_equal(q->fields[0].value, "1");
    assert_string_equal(request_field(q, "b"), "2");
    assert_string_equal(request_field(q, "x"), "");
    assert_int_equal(fields_take(q, given, 1, &why), FIELD_BAD);
    assert_string_equal(why, "缺少“a”");
}

static void a_link_keeps_the_language_and_is_safe_in_an_attribute(void **state)
{
    struct request *q = *state;
    assert_string_equal(page_link(q, "/figures/%s?month=%s", "skilled", "2024-09"), "/figures/skilled?month=2024-09");
    q->language = LANGUAGE_EN;
    assert_string_equal(page_link(q, "/"), "/en/");
    assert_string_equal(page_link(q, "/search?q=%s", "区\"<"), "/en/search?q=%E5%8C%BA%22%3C");
}

static void an_escape_is_two_hexadecimal_digits(void **state)
{
    struct request *q = *state;
    size_t length = 0;
    assert_string_equal(route_decode(q->ctx->mem, "a+b%2B%e5%8c%ba", 15, &length), "a+b+区");
    assert_int_equal(length, 7);
    assert_null(route_decode(q->ctx->mem, "%4", 2, &length));
    assert_null(route_decode(q->ctx->mem, "%4G", 3, &length));
}

static void no_bytes_break_them(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "GET",   "POST",  "HEAD",  "\n",     "/",      "/about", "/en",     "/figures/", "/static/", "..",
        "%2e",   "%2F",   "%00",   "%",      "%E4",    "%BD",    "?",       "=",         "month=",   "q=",
        "text=", "code=", "file=", "after=", "keep=",  "+",      "2024-09", "9",         "区",       "<\"'",
        "\xff",  "\x01",  "a",     "//",     "{code}", "\r",     "%25",
    };
    uint64_t seed = 20240901;
    for (int round = 0; round < 20000; round++) {
        AUTO_BUF struct buf input = BUF_INIT;
        for (uint64_t n = chance_next(&seed) % 24; n > 0; n--)
            buf_str(&input, pieces[chance_next(&seed) % (sizeof pieces / sizeof *pieces)]);
        LLVMFuzzerTestOneInput((const uint8_t *)input.bytes, input.length);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_path_is_the_same_page_in_both_languages),
        TEST(a_path_that_could_be_read_in_two_ways_is_refused),
        TEST(a_method_that_an_address_does_not_take_is_told_from_an_address_that_is_none),
        TEST(no_route_is_open_to_nobody_and_each_takes_what_its_method_takes),
        TEST(a_field_holds_what_its_kind_allows),
        TEST(fields_are_taken_once_in_the_order_of_the_route_and_missing_ones_named),
        TEST(a_link_keeps_the_language_and_is_safe_in_an_attribute),
        TEST(an_escape_is_two_hexadecimal_digits),
        TEST(no_bytes_break_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

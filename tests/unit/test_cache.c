/* Pages kept rendered: found under the state that they show and no other, bounded, the longest unasked gone first. */
#include "web/cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rendered *page_of(const char *text, bool keep)
{
    AUTO_BUF struct buf body = BUF_INIT;
    buf_str(&body, text);
    struct response r = {.keep = keep, .body = body};
    return rendered_new(&r);
}

static void put(struct cache *cache, const char *key, uint64_t state, size_t length)
{
    char *text = malloc(length + 1);
    memset(text, 'x', length);
    text[length] = '\0';
    struct rendered *page = page_of(text, true);
    cache_put(cache, page, key, strlen(key), state);
    rendered_release(page);
    free(text);
}

static bool has(struct cache *cache, const char *key, uint64_t state)
{
    struct rendered *page = cache_find(cache, key, strlen(key), state);
    rendered_release(page);
    return page != NULL;
}

static void a_page_is_found_under_the_state_that_it_shows_and_no_other(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    put(cache, "/a ", 7, 100);
    assert_true(has(cache, "/a ", 7));
    assert_false(has(cache, "/a ", 8));
    assert_false(has(cache, "/a", 7));
    put(cache, "/a ", 8, 100);
    assert_true(has(cache, "/a ", 8));
    assert_false(has(cache, "/a ", 7));
    cache_free(cache);
}

static void what_was_not_asked_for_longest_goes_first(void **state)
{
    (void)state;
    struct cache *cache = cache_new(3 * 12000);
    put(cache, "a", 1, 7000); /* each costs its bytes and about 4 KiB */
    put(cache, "b", 1, 7000);
    put(cache, "c", 1, 7000);
    assert_true(has(cache, "a", 1));
    put(cache, "d", 1, 7000);
    assert_false(has(cache, "b", 1));
    assert_true(has(cache, "a", 1) && has(cache, "c", 1) && has(cache, "d", 1));
    cache_free(cache);
}

static void a_page_that_is_being_sent_outlives_the_cache(void **state)
{
    (void)state;
    struct cache *cache = cache_new(1 << 20);
    put(cache, "a", 1, 50);
    struct rendered *page = cache_find(cache, "a", 1, 1);
    put(cache, "a", 2, 60);
    cache_free(cache);
    assert_int_equal(page->forms[FORM_PLAIN].length, 50);
    rendered_release(page);
}

static void a_page_larger_than_the_cache_is_kept_alone(void **state)
{
    (void)state;
    struct cache *cache = cache_new(10000);
    put(cache, "a", 1, 100);
    put(cache, "b", 1, 50000);
    assert_false(has(cache, "a", 1));
    assert_true(has(cache, "b", 1));
    cache_free(cache);
}

/* The same bytes have the same tag, whenever they were rendered: a reader has them still after an acceptance elsewhere.
 */
static void a_tag_is_of_the_bytes(void **state)
{
    (void)state;
    struct rendered *one = page_of("同样的", true), *same = page_of("同样的", true), *other = page_of("别的", true);
    struct rendered *never = page_of("同样的", false);
    char tag[36];
    assert_string_equal(one->etag, same->etag);
    assert_string_not_equal(one->etag, other->etag);
    assert_string_equal(never->etag, "");
    assert_string_equal(never->caching, "no-store");
    rendered_etag(one, FORM_GZIP, tag);
    assert_int_equal(strlen(tag), 24 + 2 + 3);
    rendered_release(one);
    rendered_release(same);
    rendered_release(other);
    rendered_release(never);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_found_under_the_state_that_it_shows_and_no_other),
        cmocka_unit_test(what_was_not_asked_for_longest_goes_first),
        cmocka_unit_test(a_page_that_is_being_sent_outlives_the_cache),
        cmocka_unit_test(a_page_larger_than_the_cache_is_kept_alone),
        cmocka_unit_test(a_tag_is_of_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

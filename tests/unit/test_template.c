/* Templates: what tools/templates.c makes of tests/pages and refuses, and what template.c writes. */
#include "base/buf.h"
#include "format/asset.h"
#include "format/template_ops.h"
#include "fuzz/fuzz_template.c"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

extern const struct template_page test_pages[];
extern const size_t test_page_count;

static const struct template_page *page(const char *name)
{
    for (size_t i = 0; i < test_page_count; i++)
        if (strcmp(test_pages[i].name, name) == 0)
            return &test_pages[i];
    fail_msg("tests/pages/%s.html is not compiled", name);
    return NULL;
}

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

static const char *rendered(struct arena *mem, const char *name, enum language language, const struct values *values)
{
    AUTO_BUF struct buf out = BUF_INIT;
    template_run(page(name), language, values, &out);
    return arena_strndup(mem, out.bytes, out.length);
}

static const char *escaped(struct arena *mem, const char *value)
{
    struct values *v = values_new(mem);
    values_text(v, "value", value);
    return rendered(mem, "escape", LANGUAGE_ZH, v);
}

static void a_hostile_value_stays_text_where_text_stands(void **state)
{
    const char *html = escaped(*state, "<script>alert(\"1\")</script>&'");

    assert_non_null(strstr(html, "<p title=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\">"
                                 "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>"));
    assert_non_null(strstr(html, "<title>&lt;script&gt;"));
    assert_non_null(strstr(html, "<textarea>\n&lt;script&gt;"));
    assert_null(strstr(html, "<script"));
}

static void an_address_comes_out_only_of_this_site_or_by_http_and_mail(void **state)
{
    static const char *const refused[] = {"javascript:alert(1)",  "JavaScript:alert(1)",
                                          " javascript:alert(1)", "java\tscript:alert(1)",
                                          "data:text/html,x",     "//elsewhere.example",
                                          "/\\elsewhere.example", "/\t/elsewhere.example",
                                          "vbscript:x",           "figures"};
    static const char *const taken[] = {
        "/figures/cervical", "https://www.smx.gov.cn/", "http://x", "mailto:a@b.cn", "#row-1", "?after=3", ""};

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_non_null(strstr(escaped(*state, refused[i]), "<a href=\"#\">1</a>"));
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        assert_non_null(strstr(escaped(*state, taken[i]), arena_printf(*state, "<a href=\"%s\">1</a>", taken[i])));
}

static void within_an_address_a_value_is_percent_encoded(void **state)
{
    assert_non_null(strstr(escaped(*state, "卢氏 a/b?c&d=\"e\""),
                           "<a href=\"/search?q=%E5%8D%A2%E6%B0%8F%20a%2Fb%3Fc%26d%3D%22e%22\">2</a>"));
}

static void controls_and_broken_utf8_do_not_reach_the_page(void **state)
{
    assert_non_null(strstr(escaped(*state, "a\x01"
                                           "b\x7F"
                                           "c\nd\xFF"
                                           "e\xE4\xB8"),
                           ">a b c\nd\xEF\xBF\xBD"
                           "e\xEF\xBF\xBD\xEF\xBF\xBD</p>"));
}

static void a_textarea_keeps_the_first_line_end_of_its_value(void **state)
{
    assert_non_null(strstr(escaped(*state, "\nx"), "<textarea>\n\nx</textarea>"));
}

static void a_row_is_rendered_for_each_and_names_are_looked_up_outwards(void **state)
{
    struct values *v = values_new(*state), *row;

    values_text(v, "city", "三门峡");
    values_flag(v, "late", false);
    values_list(v, "inner");
    row = values_row(v, "rows");
    values_text(row, "name", "卢氏");
    values_flag(row, "late", true);
    row = values_row(v, "rows");
    values_text(row, "name", "渑池");
    values_text(values_row(row, "inner"), "name", "城关");
    values_text(values_row(row, "inner"), "name", "英豪");
    assert_string_equal(rendered(*state, "rows", LANGUAGE_ZH, v),
                        "<ul>\n<li class=\"late\">三门峡·卢氏-</li>\n<li>三门峡·渑池(城关)(英豪)</li>\n</ul>\n\n");
}

static void an_empty_list_shows_what_stands_for_none(void **state)
{
    struct values *v = values_new(*state);

    values_list(v, "rows");
    assert_string_equal(rendered(*state, "rows", LANGUAGE_ZH, v), "<ul>\n</ul>\n<p>没有记录</p>\n");
    assert_string_equal(rendered(*state, "rows", LANGUAGE_EN, v), "<ul>\n</ul>\n<p>No records</p>\n");
}

static void words_put_their_values_in_the_order_of_the_language(void **state)
{
    struct values *v = values_new(*state);

    values_format(v, "count", "%d", 48);
    values_text(v, "fine", "44");
    values_html(v, "chart", (struct html){"<svg/>", 6});
    values_text(v, "code", "a  b");
    assert_string_equal(rendered(*state, "words", LANGUAGE_ZH, v),
                        "<p title=\"数字&quot;之外&quot;\">48 处里 44 处对得上</p><b>48</b>\n<figure><svg/></figure>\n"
                        "<p>一段话在这里断开</p>\n<pre>\n  a  b\n</pre>\n");
    assert_string_equal(rendered(*state, "words", LANGUAGE_EN, v),
                        "<p title=\"beyond &quot;numbers&quot; &amp; &lt;more>\">44 of 48 agree</p><b>48</b>\n"
                        "<figure><svg/></figure>\n<p>一段话在这里断开</p>\n<pre>\n  a  b\n</pre>\n");
}

static void inheriting_keeps_what_is_set_and_adds_the_rest(void **state)
{
    struct values *v = values_new(*state), *from = values_new(*state);

    values_text(v, "value", "mine");
    values_text(from, "value", "theirs");
    values_text(from, "other", "added");
    values_inherit(v, from);
    assert_non_null(strstr(rendered(*state, "escape", LANGUAGE_ZH, v), ">mine</p>"));
}

static void a_name_that_was_never_set_ends_a_debug_build(void **state)
{
#ifdef NDEBUG
    (void)state;
    skip();
#else
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(1);
        rendered(*state, "escape", LANGUAGE_ZH, values_new(*state));
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
#endif
}

/* Runs the compiler on a page of that text; returns its exit status, its words in *ret_said. */
static int compiled(struct arena *mem, const char *html, const char *english, const char **ret_said)
{
    char folder[] = "/tmp/test-template-XXXXXX", said[2048] = "";
    const char *path, *words, *command;
    FILE *f;
    size_t n;
    int status;

    assert_non_null(mkdtemp(folder));
    path = arena_printf(mem, "%s/page.html", folder);
    words = arena_printf(mem, "%s/english.tsv", folder);
    f = fopen(path, "w");
    fputs(html, f);
    fclose(f);
    f = fopen(words, "w");
    fputs(english, f);
    fclose(f);
    command =
        arena_printf(mem, "cd %s && " TEMPLATES_TOOL " out.c test english.tsv " ASSETS_NAMES " page.html 2>&1", folder);
    f = popen(command, "r");
    n = fread(said, 1, sizeof said - 1, f);
    said[n] = '\0';
    status = pclose(f);
    *ret_said = arena_strdup(mem, said);
    unlink(path);
    unlink(words);
    unlink(arena_printf(mem, "%s/out.c", folder));
    rmdir(folder);
    return WEXITSTATUS(status);
}

static void a_page_that_could_hurt_does_not_build_and_the_line_is_named(void **state)
{
    static const struct {
        const char *html, *say;
    } pages[] = {
        {"<p>\n<a href={{x}}>", "page.html:2: {{x}}: no value may stand here (an attribute needs its quotes)"},
        {"<a href=/x>", "page.html:1: an attribute without quotes"},
        {"<p onclick=\"x()\"></p>", "page.html:1: no on… attributes"},
        {"<p style=\"color:red\"></p>", "page.html:1: no style attribute"},
        {"<script>var x = 1;</script>", "page.html:1: no inline script"},
        {"<script>{{x}}</script>", "page.html:1: {{x}}: no value may stand here"},
        {"<style>p { color: {{x}} }</style>", "page.html:1: no inline script or style"},
        {"<p {{x}}></p>", "page.html:1: {{x}}: no value may stand here"},
        {"<{{x}}>", "page.html:1: {{x}}: no value may stand here"},
        {"<!-- {{x}} -->", "page.html:1: no comments of HTML"},
        {"<p><b></p></b>", "page.html:1: an end tag that does not close the element opened last"},
        {"<p>\n\n", "page.html:3: the file ends at another place of the markup than it began: still open is p"},
        {"{{#a}}<p>{{/a}}</p>", "page.html:1: section a ends at another place"},
        {"<p>{{#a}}</p>{{/a}}", "page.html:1: an end tag of an element that was opened outside"},
        {"{{#a}}{{#b}}{{/a}}{{/b}}", "page.html:1: {{/a}} ends {{#b}}"},
        {"{{#a}}", "page.html:1: {{#a}} has no end"},
        {"<a href=\"{{#a}}/x{{/a}}{{b}}\"></a>", "page.html:1: section a holds the beginning of an address"},
        {"{{x", "page.html:1: {{ without }}"},
        {"{{X y}}", "page.html:1: {{X y}}: names are written with a-z"},
        {"\n{{_ 没有这行 }}", "page.html:2: english.tsv has no line for “没有这行”"},
        {"<link href=\"{{@nothing.css}}\">", "page.html:1: {{@nothing.css}}: static/ has no such file"},
        {"{{>nothing}}", "page.html:1: {{>nothing}} asked for it"},
        {"<div/>", "page.html:1: only void elements"},
        {"a < b", "page.html:1: a stray <"},
    };

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const char *said;
        int status = compiled(*state, pages[i].html, "", &said);
        if (status != 2 || !strstr(said, pages[i].say))
            fail_msg("“%s” gave %d and said “%s”, not “%s”", pages[i].html, status, said, pages[i].say);
    }
}

static void english_keeps_the_holes_of_the_chinese(void **state)
{
    const char *said;

    assert_int_equal(compiled(*state, "<p>{{_ 共 {n} 户 }}</p>", "共 {n} 户\t{n} households\n", &said), 0);
    assert_int_equal(compiled(*state, "<p></p>", "共 {n} 户\thouseholds\n", &said), 2);
    assert_non_null(strstr(said, "english.tsv:1: the English has other {names}"));
    assert_int_equal(compiled(*state, "<p></p>", "%zu 户 %s\t%s of %zu\n", &said), 2);
    assert_int_equal(compiled(*state, "<p></p>", "%1$zu 户 %2$s\t%2$s of %1$zu\n", &said), 0);
    assert_int_equal(compiled(*state, "<p></p>", "户\tone\n户\ttwo\n", &said), 2);
    assert_int_equal(compiled(*state, "<p></p>", "户\n", &said), 2);
}

static void the_pages_address_assets_by_the_hash_of_their_bytes(void **state)
{
    const struct asset *css = asset_named("app.css");

    (void)state;
    assert_non_null(css);
    assert_ptr_equal(asset_find(css->hashed), css);
    assert_int_equal(strlen(css->hashed), strlen("app.0123456789.css"));
    assert_string_equal(css->type, "text/css; charset=utf-8");
    assert_true(css->gzip.length < css->plain.length && css->brotli.length < css->gzip.length);
    assert_null(strstr(css->plain.bytes, "/*"));
    assert_null(asset_find("app.css"));
}

/* tests/fuzz/fuzz_template.c, without libFuzzer: it aborts where one does. */
static void no_bytes_leave_the_place_where_they_stand(void **state)
{
    static const char *const pieces[] = {"<",       ">",           "\"",    "'",     "&",       "/",    "//",
                                         "\\",      "javascript:", "http:", "%",     "%00",     ":",    "\n",
                                         "\t",      "#",           "?",     "data:", "mailto:", "区",   "\xe5",
                                         "\xff",    "\xf4",        "\x01",  "&lt;",  "-->",     "</b>", "\xef\xbb\xbf",
                                         "\xc0\xaf"};
    uint64_t seed = 20241201;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        AUTO_BUF struct buf input = BUF_INIT;
        for (uint64_t n = chance_next(&seed) % 12; n > 0; n--)
            buf_str(&input, pieces[chance_next(&seed) % (sizeof pieces / sizeof *pieces)]);
        LLVMFuzzerTestOneInput((const uint8_t *)input.bytes, input.length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_value_stays_text_where_text_stands),
        cmocka_unit_test(an_address_comes_out_only_of_this_site_or_by_http_and_mail),
        cmocka_unit_test(within_an_address_a_value_is_percent_encoded),
        cmocka_unit_test(controls_and_broken_utf8_do_not_reach_the_page),
        cmocka_unit_test(no_bytes_leave_the_place_where_they_stand),
        cmocka_unit_test(a_textarea_keeps_the_first_line_end_of_its_value),
        cmocka_unit_test(a_row_is_rendered_for_each_and_names_are_looked_up_outwards),
        cmocka_unit_test(an_empty_list_shows_what_stands_for_none),
        cmocka_unit_test(words_put_their_values_in_the_order_of_the_language),
        cmocka_unit_test(inheriting_keeps_what_is_set_and_adds_the_rest),
        cmocka_unit_test(a_name_that_was_never_set_ends_a_debug_build),
        cmocka_unit_test(a_page_that_could_hurt_does_not_build_and_the_line_is_named),
        cmocka_unit_test(english_keeps_the_holes_of_the_chinese),
        cmocka_unit_test(the_pages_address_assets_by_the_hash_of_their_bytes),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

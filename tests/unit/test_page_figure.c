/* The pages of figures, items and records in every state, against what the domain says: the same numbers, each sign in
 * its place, and nothing on any page of what the public may not see (domain.md §4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "domain/listing.h"
#include "domain/seal.h"
#include "domain/series.h"
#include "domain/status.h"
#include "unit/site_rig.h"
#include "web/say_number.h"

#include <cmocka.h>

#define HUBIN   "411202000000"
#define LINGBAO "411282000000"
#define STREET  "411202001000"
#define VILLAGE "411202001001"
#define SCHOOL  "411202905001"

static struct site_rig empty, full;

#define DO(call)                                                                                                       \
    do {                                                                                                               \
        if ((call) < 0)                                                                                                \
            fail_msg("%s: %s", #call, full.ctx.err.text);                                                              \
    } while (0)
#define HOLDS(html, part)                                                                                              \
    do {                                                                                                               \
        if (!strstr(html, part))                                                                                       \
            fail_msg("“%s” is not there", part);                                                                       \
    } while (0)
#define LACKS(html, part)                                                                                              \
    do {                                                                                                               \
        if (strstr(html, part))                                                                                        \
            fail_msg("“%s” is there", part);                                                                           \
    } while (0)

/* ---- the records ---- */

enum { TEAMS = 60, SKILLED = 20, HIGH = 10, AGAIN = 6 };

/* 60 teams in 湖滨街道: 50 in February, 10 in May. */
static void add_teams(struct site_rig *rig)
{
    AUTO_BUF struct buf csv = BUF_INIT;
    buf_str(&csv, "org,code,name,days,trained_on,remark\n");
    for (int i = 1; i <= TEAMS; i++)
        buf_printf(&csv, STREET ",TD%03d,合成团队%d,3,%s,合成数据\n", i, i, i <= 50 ? "2024-02-20" : "2024-05-20");
    rig_hand_in(rig, "team", csv.bytes);
}

/* One school with two works finished, one that has only its walls. */
static void add_schools(struct site_rig *rig)
{
    rig_hand_in(
        rig, "school_project",
        "org,school,school_code,phase,work,approved_on,tendered_on,started_on,topped_on,finished_on,remark\n" SCHOOL
        ",合成一小,S1,小学,教学楼改造,2024-01-05,2024-01-20,2024-02-01,2024-02-20,2024-03-15,合成数据\n" SCHOOL
        ",合成一小,S1,小学,运动场改造,2024-01-05,2024-01-20,2024-02-01,2024-04-20,2024-06-15,合成数据\n" SCHOOL
        ",合成二小,S2,小学,教学楼改造,2024-01-05,2024-01-20,2024-02-01,2024-04-20,,合成数据\n");
}

/* Two clinics that run and one that does not; one was paid. */
static void add_clinics(struct site_rig *rig)
{
    rig_hand_in(rig, "clinic",
                "org,code,name,state,listed_on,remark\n" VILLAGE ",WS1,合成一室,运行,2024-01-10,合成数据\n" VILLAGE
                ",WS2,合成二室,运行,2024-01-10,合成数据\n" VILLAGE ",WS3,合成三室,停办,2024-01-10,合成数据\n");
    rig_hand_in(rig, "clinic_payment",
                "org,clinic,period,amount,paid_on,voucher,remark\n" VILLAGE
                ",WS1,上半年,3000.50,2024-06-03,JZ24411202001,合成数据\n");
}

/* Twenty people with a certificate of February, ten of them a high one, and six of those with a second of March. */
static void add_certificates(struct site_rig *rig)
{
    AUTO_BUF struct buf csv = BUF_INIT;
    buf_str(&csv, "org,person_id,name,number,occupation,level,issued_on,remark\n");
    for (int i = 0; i < SKILLED; i++)
        buf_printf(&csv, STREET ",%s,李某,N%d,电工,%s,2024-02-10,合成数据\n", rig_person(rig, 1000 + i), i,
                   i < HIGH ? "高级工" : "初级工");
    for (int i = 0; i < AGAIN; i++)
        buf_printf(&csv, STREET ",%s,李某,M%d,焊工,高级工,2024-03-10,合成数据\n", rig_person(rig, 1000 + i), i);
    rig_hand_in(rig, "certificate", csv.bytes);
}

static int make(void **state)
{
    (void)state;
    rig_make(&empty, "figure-empty");
    rig_make(&full, "figure-full");
    rig_fill(&full);
    add_teams(&full);
    add_schools(&full);
    add_clinics(&full);
    add_certificates(&full);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    rig_remove(&empty);
    rig_remove(&full);
    return 0;
}

/* ---- looking ---- */

static const char *const places[] = {"411200000000", HUBIN, LINGBAO, STREET, VILLAGE, SCHOOL, "urban"};
enum { PLACES = sizeof places / sizeof *places };

static const char *address(const char *format, ...)
{
    va_list args;
    char text[200];
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return arena_strdup(full.ctx.mem, text);
}

/* What stands between two marks, the first time. */
static const char *between(const char *html, const char *from, const char *to)
{
    const char *at = strstr(html, from);
    if (!at)
        fail_msg("“%s” is not there", from);
    at += strlen(from);
    const char *end = strstr(at, to);
    assert_non_null(end);
    return arena_strndup(full.ctx.mem, at, (size_t)(end - at));
}

/* The text of a piece of a page with a | for each tag; a drawing, whose axis bears the months' numbers, left out. */
static const char *words_of(const char *html)
{
    char *out = arena_strdup(full.ctx.mem, html), *to = out;
    bool tag = false;
    int drawings = 0;
    for (const char *at = html; *at; at++) {
        drawings += strncmp(at, "<svg", 4) == 0;
        drawings -= strncmp(at, "</svg", 5) == 0;
        tag |= *at == '<';
        if (!tag && drawings == 0)
            *to++ = *at;
        else if (tag && *at == '>')
            *to++ = '|';
        tag &= *at != '>';
    }
    *to = '\0';
    return out;
}

/* Whether a cell of the piece holds just this. */
static bool has_cell(const char *piece, const char *text)
{
    return strstr(words_of(piece), arena_printf(full.ctx.mem, "|%s|", text)) != NULL;
}

static const struct indicator *indicator_of(const char *code)
{
    const struct indicator *d = programme_indicator(full.city->programme, code);
    assert_non_null(d);
    return d;
}

/* ---- all states ---- */

static void check_both(const char *page)
{
    rig_check(&empty, page);
    rig_check(&full, page);
    rig_check(&full, address("/en%s", page));
}

static void every_figure_renders_at_every_place_in_both_languages(void **state)
{
    (void)state;
    const struct programme *p = full.city->programme;
    for (size_t i = 0; i < p->indicator_count; i++) {
        struct arena_mark start = arena_mark(full.ctx.mem), begin = arena_mark(empty.ctx.mem);
        check_both(address("/figures/%s", p->indicators[i]->code));
        check_both(address("/figures/%s?month=2024-03", p->indicators[i]->code));
        for (size_t o = 0; o < PLACES; o++) {
            rig_check(&full, address("/figures/%s/%s", p->indicators[i]->code, places[o]));
            rig_check(&full, address("/figures/%s/%s/records", p->indicators[i]->code, places[o]));
        }
        check_both(address("/figures/%s/%s/records", p->indicators[i]->code, HUBIN));
        arena_rewind(full.ctx.mem, start);
        arena_rewind(empty.ctx.mem, begin);
    }
}

static void every_item_renders_in_both_languages(void **state)
{
    (void)state;
    const struct programme *p = full.city->programme;
    for (size_t i = 0; i < p->item_count; i++) {
        check_both(address("/items/%d", p->items[i].number));
        check_both(address("/items/%d?month=2024-04", p->items[i].number));
    }
}

/* ---- the same numbers as the domain's ---- */

static const char *big_of(const char *html)
{
    const char *at = strstr(html, "<p class=\"big");
    if (!at)
        return "";
    at = strchr(at, '>') + 1;
    return arena_strndup(full.ctx.mem, at, strcspn(at, "<"));
}

/* What the large number has to be; "" where there must be none. */
static const char *expected_of(const struct series *s)
{
    const struct indicator *d = s->indicator;
    if (s->kind == CELL_SMALL)
        return "&lt;5 ";
    if (s->kind == CELL_HIDDEN)
        return "隐";
    if (s->kind != CELL_VALUE || (d->count == COUNT_COVER && s->roster <= 0))
        return "";
    if (d->count == COUNT_COVER)
        return say_percent_of(full.ctx.mem, s->total, s->roster);
    if (d->count == COUNT_STAGE)
        return s->total < 0 ? "还没有走到第一步" : d->of->stage->of[s->total].name;
    const char *number = say_exact(full.ctx.mem, s->total, d->places);
    return *d->unit ? arena_printf(full.ctx.mem, "%s ", number) : number;
}

static void the_large_number_is_the_domains_or_there_is_none(void **state)
{
    (void)state;
    const struct programme *p = full.city->programme;
    for (size_t i = 0; i < p->indicator_count; i++)
        for (size_t o = 0; o < PLACES; o++) {
            struct arena_mark start = arena_mark(full.ctx.mem);
            const struct organisation *org = organisation_find(full.city->tree, places[o]);
            struct series s;
            if (org->level == LEVEL_SCOPE)
                org = full.city->tree->city;
            DO(series_read(&full.ctx, full.city, p->indicators[i], org, 202412, &s, NULL));
            const char *html = rig_get(&full, address("/figures/%s/%s", p->indicators[i]->code, places[o]));
            if (strcmp(big_of(html), expected_of(&s)) != 0)
                fail_msg("%s at %s: “%s”, not “%s”", p->indicators[i]->code, places[o], big_of(html), expected_of(&s));
            arena_rewind(full.ctx.mem, start);
        }
}

static void a_figure_shows_its_year_by_month(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/teams_trained");
    const char *table = between(html, "<table id=\"year-table\">", "</table>");
    const char *february = between(table, "month=2024-02\">", "</tr>");
    const char *may = between(table, "month=2024-05\">", "</tr>");
    const char *march = between(table, "month=2024-03\">", "</tr>");
    assert_true(has_cell(february, "50"));
    assert_true(has_cell(may, "10"));
    assert_true(has_cell(may, "60"));
    assert_true(has_cell(march, "未报")); /* in the month; the sum stays */
    assert_true(has_cell(march, "50"));
}

/* ---- each way of counting ---- */

static void a_sum_is_compared_with_its_target(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/old_homes_started");
    HOLDS(big_of(html), "17,500");
    HOLDS(html, "17,500 ÷ 17,400 = 100.6\u202F%"); /* 100.57… */
    HOLDS(html, "比答应的多 100 户");
    HOLDS(html, "已达到");
    HOLDS(html, "3 月过线");
    HOLDS(html, "平常说成 1.75 万户");
}

/* Two works of one school are one school. */
static void what_is_told_apart_is_counted_once(void **state)
{
    (void)state;
    assert_string_equal(big_of(rig_get(&full, "/figures/schools_improved")), "1 ");
    HOLDS(rig_get(&full, "/figures/schools_improved/411200000000/records"), "重复");
}

static void a_milestone_shows_its_stages_with_dates(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/street_jinger");
    const char *stages = between(html, "<table class=\"stage-table\">", "</table>");
    assert_string_equal(big_of(html), "通车");
    HOLDS(stages, "2024-10-16");
    assert_true(has_cell(between(stages, "通车", "</tr>"), "走到了"));
    assert_true(has_cell(between(stages, "验收", "</tr>"), "还没有"));
}

static void a_cover_is_a_share_of_its_roster(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/clinic_cover");
    HOLDS(html, "1 ÷ 2 = 50.0\u202F%");
    HOLDS(rig_get(&empty, "/figures/clinic_cover"), "名册未导入");
    HOLDS(rig_get(&full, "/"), "到 12 月累计 1 个</title>"); /* the curve counts entries, not the share */
}

static void a_part_is_a_share_of_its_whole_and_never_added(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/high_skilled");
    HOLDS(html, "10 ÷ 20 = 50.0\u202F%");
    HOLDS(rig_get(&full, "/figures/skilled"), "/figures/high_skilled");
}

static void what_was_handed_in_again_is_told_and_not_counted(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/figures/skilled"), "26 条记录 − 6 条重复 = 20\u00a0人");
    HOLDS(rig_get(&full, "/en/figures/skilled"), "26 records − 6 repeats = 20\u00a0people");
    HOLDS(rig_get(&full, "/figures/high_skilled"), "16 条记录 − 6 条重复 = 10\u00a0人");
    LACKS(rig_get(&full, "/figures/teams_trained"), "重复 =");
}

static void an_unknown_target_is_struck_and_judges_nothing(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/teams_trained");
    HOLDS(html, "<span class=\"struck\">目标未公布</span>");
    HOLDS(html, "不判断完成没有");
    LACKS(between(html, "<div class=\"counted\">", "</section>"), "÷");
    LACKS(html, "序时应到");
}

/* The city's target is not borrowed. */
static void a_place_without_a_target_of_its_own_says_so(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/old_homes_started/" HUBIN);
    HOLDS(html, "没有分到这里的目标");
    LACKS(html, "≥\u00a017,400");
}

static void nothing_handed_in_is_struck_and_never_zero(void **state)
{
    (void)state;
    const char *html = rig_get(&empty, "/figures/charging_piles");
    HOLDS(html, "未报：还没有交来记录");
    assert_string_equal(big_of(html), "");
    assert_false(has_cell(between(html, "<table id=\"year-table\">", "</table>"), "0"));
    html = rig_get(&empty, "/figures/old_homes_started");
    LACKS(html, "不慢于序时</small>");
    HOLDS(rig_get(&empty, "/items/2"), "<span class=\"struck wide\">未报</span>");
}

/* ---- what the public may not see ---- */

/* Adds up tallies alone: a status tells the sum whoever asks. */
static int64_t raw_total(const struct indicator *d, const struct organisation *org, int month)
{
    struct status s;
    DO(status_of(&full.ctx, full.city, d, org, month, &s));
    return s.value;
}

static void no_month_of_any_place_tells_what_is_hidden(void **state)
{
    (void)state;
    const struct indicator *d = indicator_of("cervical");
    size_t hidden = 0;
    for (size_t o = 0; o < 3; o++) {
        const struct organisation *org = organisation_find(full.city->tree, places[o]);
        const char *html = rig_get(&full, address("/figures/cervical/%s", places[o]));
        const char *table = between(html, "<table id=\"year-table\">", "</table>");
        struct series s;
        DO(series_read(&full.ctx, full.city, d, org, 202412, &s, NULL));
        for (size_t m = 0; m < 12; m++) {
            int64_t raw = raw_total(d, org, 202401 + (int)m);
            const char *row = between(table,
                                      arena_printf(full.ctx.mem, "cervical%s%s%s", o ? "/" : "", o ? places[o] : "",
                                                   m < 11 ? address("?month=2024-%02zu\"", m + 1) : "\""),
                                      "</tr>");
            if (s.months[m].kind == CELL_VALUE || raw == 0)
                continue;
            hidden++;
            assert_false(has_cell(row, say_exact(full.ctx.mem, raw, 0)));
        }
    }
    assert_true(hidden > 0);
}

/* 15 women, 12 of them in 湖滨区 and 3 in 灵宝市: of the two neither may be told, on no page and for no month. */
static void a_small_cell_and_its_complement_are_on_no_page(void **state)
{
    (void)state;
    static const char *const pages[] = {"/figures/cervical",           "/figures/cervical/" HUBIN,
                                        "/figures/cervical/" LINGBAO,  "/en/figures/cervical",
                                        "/en/figures/cervical/" HUBIN, "/items/9"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (int month = 1; month <= 12; month++) {
            const char *html = rig_get(&full, address("%s?month=2024-%02d", pages[i], month));
            assert_int_equal(full.answer.status, 200);
            assert_false(has_cell(html, "12"));
            assert_false(has_cell(html, "3"));
            LACKS(html, ">12 <small>"); /* the large number */
            LACKS(html, ">3 <small>");
            LACKS(html, "12\u00a0人");
            LACKS(html, "12\u00a0people");
            LACKS(html, "，3\u00a0人");
            LACKS(html, ">3\u00a0人");
            LACKS(words_of(html), "|+12|");
            LACKS(words_of(html), "|+3|");
        }
}

static void the_city_as_a_whole_is_told(void **state)
{
    (void)state;
    assert_string_equal(big_of(rig_get(&full, "/figures/cervical")), "15 ");
}

static void below_the_public_level_the_page_says_where_it_stops(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/cervical/" STREET);
    HOLDS(html, "只公开到湖滨区");
    assert_string_equal(big_of(html), "");
    LACKS(html, "year-table");
    HOLDS(rig_get(&full, "/figures/cervical/" HUBIN), "往下到这里为止");
}

static void records_of_persons_are_never_listed(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/figures/cervical/" HUBIN "/records");
    HOLDS(html, "只公开合计");
    LACKS(html, "/records/");
    LACKS(html, rig_person(&full, 0));
    LACKS(rig_get(&full, "/figures/cervical"), "class=\"receipt\"");
    int64_t record = 0;
    DO(db_int(&full.ctx, SQL("select max(id) from record where ledger = ?"),
              BIND(b_int(programme_ledger(full.city->programme, "screening_women")->id)), &record));
    html = rig_get(&full, address("/records/%lld", (long long)record));
    assert_int_equal(full.answer.status, 404);
    LACKS(html, "王某");
}

/* ---- records ---- */

static void records_are_listed_page_by_page_with_the_beginning_of_their_hash(void **state)
{
    (void)state;
    struct listing first;
    DO(listing_read(&full.ctx, full.city, indicator_of("teams_trained"), full.city->tree->city, 202412, "", 50,
                    &first));
    assert_int_equal(first.count, 50);
    const char *html = rig_get(&full, "/figures/teams_trained/411200000000/records");
    const unsigned char *leaf = first.at[49].leaf;
    HOLDS(html, arena_printf(full.ctx.mem, ">%02X%02X-%02X%02X<", leaf[0], leaf[1], leaf[2], leaf[3]));
    HOLDS(html, ">合成团队50<");
    LACKS(html, ">合成团队51<");
    const char *next = between(html, "class=\"next\" href=\"", "\"");
    html = rig_get(&full, next);
    HOLDS(html, ">合成团队51<");
    HOLDS(html, ">合成团队60<");
    LACKS(html, ">合成团队50<");
    HOLDS(html, "从头看");
}

static void a_record_shows_its_public_fields_its_hash_and_its_link(void **state)
{
    (void)state;
    struct listing first;
    struct record_view view;
    DO(listing_read(&full.ctx, full.city, indicator_of("old_homes_started"), full.city->tree->city, 202412, "", 1,
                    &first));
    DO(listing_record(&full.ctx, full.city, first.at[0].record, &view));
    const char *html = rig_get(&full, address("/records/%lld", (long long)first.at[0].record));
    HOLDS(html, "合成一院");
    HOLDS(html, "17,400");
    LACKS(html, "合成数据</dd>"); /* the remark */
    HOLDS(html, hex(full.ctx.mem, view.row.leaf, SM3_SIZE));
    HOLDS(html, hex(full.ctx.mem, view.link, SM3_SIZE));
    HOLDS(html, "2024-03-10");
    rig_check(&full, address("/en/records/%lld", (long long)first.at[0].record));
}

/* ---- items ---- */

static void an_item_shows_its_promise_and_every_indicator(void **state)
{
    (void)state;
    const struct item *item = &full.city->programme->items[0];
    const char *html = rig_get(&full, "/items/1");
    HOLDS(html, item->promise);
    for (size_t i = 0; i < item->indicator_count; i++)
        HOLDS(html, arena_printf(full.ctx.mem, "/figures/%s\"", item->indicators[i]->code));
    HOLDS(html, "合成一院");
    HOLDS(html, "算进");
}

static void an_item_shows_its_milestones_as_stages(void **state)
{
    (void)state;
    const char *html = rig_get(&full, "/items/2");
    HOLDS(html, "走到“通车”");
    HOLDS(html, "10-16");
    HOLDS(rig_get(&empty, "/items/2"), "还没有走到第一步");
}

static void an_item_says_what_of_it_is_late(void **state)
{
    (void)state;
    const char *late = words_of(between(rig_get(&full, "/items/11"), "<p class=\"notice bad\">", "</p>"));
    HOLDS(late, "行政村卫生室基本运行经费补助覆盖");
    HOLDS(late, "答应 ≥\u00a0100\u00a0%，现在 50.0\u202f%");
    LACKS(rig_get(&empty, "/items/11"), "notice bad");
}

/* ---- what is not there ---- */

static void what_is_not_there_says_what_was_looked_for_and_what_is_nearest(void **state)
{
    (void)state;
    static const char *const pages[][3] = {
        {"/figures/cervica", "cervica", "妇女宫颈癌筛查"},
        {"/figures/cervical/411202009999", "411202009999", "湖滨区"},
        {"/figures/cervical?month=2023-03", "2023-03", "/figures/cervical?month=2024-01"},
        {"/figures/cervica/" HUBIN "/records", "cervica", "妇女宫颈癌筛查"},
        {"/items/13", "13", "/items/12"},
        {"/items/0x1", "0x1", "/search"},
        {"/records/999999999", "999999999", "/search"},
        {"/records/99999999999999999999", "99999999999999999999", "/search"},
        {"/records/one", "one", "/search"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const char *html = rig_get(&full, pages[i][0]);
        assert_int_equal(full.answer.status, 404);
        HOLDS(html, pages[i][1]);
        HOLDS(html, pages[i][2]);
    }
}

static void a_broken_position_begins_at_the_beginning(void **state)
{
    (void)state;
    HOLDS(rig_get(&full, "/figures/teams_trained/411200000000/records?after=1.2"), ">合成团队1<");
    HOLDS(rig_get(&full, "/figures/teams_trained/411200000000/records?after=9.9.9"), ">合成团队1<");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_renders_at_every_place_in_both_languages),
        cmocka_unit_test(every_item_renders_in_both_languages),
        cmocka_unit_test(the_large_number_is_the_domains_or_there_is_none),
        cmocka_unit_test(a_figure_shows_its_year_by_month),
        cmocka_unit_test(a_sum_is_compared_with_its_target),
        cmocka_unit_test(what_is_told_apart_is_counted_once),
        cmocka_unit_test(a_milestone_shows_its_stages_with_dates),
        cmocka_unit_test(a_cover_is_a_share_of_its_roster),
        cmocka_unit_test(a_part_is_a_share_of_its_whole_and_never_added),
        cmocka_unit_test(what_was_handed_in_again_is_told_and_not_counted),
        cmocka_unit_test(an_unknown_target_is_struck_and_judges_nothing),
        cmocka_unit_test(a_place_without_a_target_of_its_own_says_so),
        cmocka_unit_test(nothing_handed_in_is_struck_and_never_zero),
        cmocka_unit_test(no_month_of_any_place_tells_what_is_hidden),
        cmocka_unit_test(a_small_cell_and_its_complement_are_on_no_page),
        cmocka_unit_test(the_city_as_a_whole_is_told),
        cmocka_unit_test(below_the_public_level_the_page_says_where_it_stops),
        cmocka_unit_test(records_of_persons_are_never_listed),
        cmocka_unit_test(records_are_listed_page_by_page_with_the_beginning_of_their_hash),
        cmocka_unit_test(a_record_shows_its_public_fields_its_hash_and_its_link),
        cmocka_unit_test(an_item_shows_its_promise_and_every_indicator),
        cmocka_unit_test(an_item_shows_its_milestones_as_stages),
        cmocka_unit_test(an_item_says_what_of_it_is_late),
        cmocka_unit_test(what_is_not_there_says_what_was_looked_for_and_what_is_nearest),
        cmocka_unit_test(a_broken_position_begins_at_the_beginning),
    };
    return cmocka_run_group_tests_name("figure pages", tests, make, drop);
}

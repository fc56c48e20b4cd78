/* A row of the wall: a promise with its target, or an indicator with its light, value, curve, change and records. Shows
 * only what the series says may be shown. */
#include "web/wall.h"

#include <string.h>

#include "base/decimal.h"
#include "web/figure.h"
#include "web/say_number.h"
#include "web/sentence.h"

static const char *stage_name(const struct wall *wall, const struct indicator *indicator, int64_t stage)
{
    const struct field *field = indicator->of->stage;
    return stage >= 0 && stage < (int64_t)field->of_count ? page_word(wall->q, field->of[stage].name)
                                                          : say(wall->q->language, "还没有节点");
}

/* A place of which no record speaks has no stage behind: what is built stands elsewhere. */
static bool stands_elsewhere(const struct series *s)
{
    return s->total < 0 && s->org->stat_parent;
}

static const char *stage_reached(const struct wall *wall, const struct series *s)
{
    return stands_elsewhere(s) ? say(wall->q->language, "这里没有这个项目") : stage_name(wall, s->indicator, s->total);
}

/* ---- the value ---- */

/* How many digits a value is moved to be said in 万 (English: million); 0 as it is. Only where that is exact and the
 * unit has decimals: the promise's own way of writing, 106 万平方米. */
static int shift_of(const struct wall *wall, const struct series *s)
{
    bool exact = false;
    int digits = indicator_digits(s->indicator);
    const char *brief = digits ? say_short(wall->q->ctx->mem, wall->q->language, s->total, digits, "", &exact) : "";
    return !brief[0] || !exact ? 0 : wall->q->language == LANGUAGE_EN ? 6 : 4;
}

static void set_amount(const struct wall *wall, struct values *row, const struct series *s)
{
    struct arena *mem = wall->q->ctx->mem;
    const struct indicator *indicator = s->indicator;
    const char *unit = page_word(wall->q, indicator->unit), *value;
    int shift = shift_of(wall, s);
    value = say_exact(mem, s->total, indicator->places + shift);
    if (shift)
        unit = arena_printf(mem, "%s%s", wall->q->language == LANGUAGE_EN ? "million " : "万", unit);
    values_text(row, "value", value);
    values_text(row, "unit", unit);
}

static void set_cover(const struct wall *wall, struct values *row, const struct series *s)
{
    struct arena *mem = wall->q->ctx->mem;
    values_text(row, "unit", "");
    if (s->roster <= 0) {
        values_text(row, "value", "");
        values_text(row, "sign", say(wall->q->language, "名册未导入"));
        return;
    }
    values_text(row, "value", say_percent_of(mem, s->total, s->roster));
    values_text(row, "aside", arena_printf(mem, "%s / %s", say_exact(mem, s->total, 0), say_exact(mem, s->roster, 0)));
}

static const char *closed_words(const struct wall *wall, const struct indicator *indicator)
{
    enum language l = wall->q->language;
    if (indicator->public_to && strcmp(indicator->public_to, "city") == 0)
        return say(l, "只公开到全市");
    if (indicator->public_to && strcmp(indicator->public_to, "county") == 0)
        return say(l, "只公开到县");
    if (indicator->public_to && strcmp(indicator->public_to, "township") == 0)
        return say(l, "只公开到乡镇");
    return say(l, "不往下公开");
}

/* What stands where nothing may be shown, or there is nothing. */
static const char *sign_of(const struct wall *wall, const struct series *s)
{
    enum language l = wall->q->language;
    return s->kind == CELL_CLOSED ? closed_words(wall, s->indicator)
           : s->kind == CELL_NONE ? say(l, "这里没有")
                                  : cell_sign(l, s->kind);
}

/* A row that shows no value, curve, change, records or arithmetic. */
static void set_nothing(struct values *row, const struct series *s)
{
    static const char *const texts[] = {"link",  "name_lang",    "value",   "unit",
                                        "aside", "records_link", "records", "arithmetic"};
    static const char *const flags[] = {"lead", "part", "words", "minus"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        values_text(row, texts[i], "");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        values_flag(row, flags[i], false);
    values_html(row, "curve", (struct html){"", 0});
    values_flag(row, "struck", s->kind == CELL_UNREPORTED);
}

/* {{value}} with its {{unit}}, or, where that is empty, a {{sign}}. */
static void set_value(const struct wall *wall, struct values *row, const struct series *s)
{
    enum language l = wall->q->language;
    values_text(row, "value", "");
    values_text(row, "unit", "");
    values_text(row, "sign", "");
    values_text(row, "aside", "");
    bool no_roster = s->indicator->count == COUNT_COVER && s->kind == CELL_VALUE && s->roster <= 0;
    values_flag(row, "struck", s->kind == CELL_UNREPORTED || no_roster);
    values_flag(row, "words", s->indicator->count == COUNT_STAGE);
    if (s->kind != CELL_VALUE && !s->shown_month) {
        values_text(row, "sign", sign_of(wall, s));
        return;
    }
    if (s->kind != CELL_VALUE) /* the latest that may be shown, and until when */
        values_text(row, "aside",
                    sentence(wall->q->ctx->mem, say(l, "截至 {month}"),
                             HOLES({"month", say_month(wall->q->ctx->mem, l, s->shown_month)})));
    if (s->indicator->count == COUNT_STAGE)
        values_text(row, "value", stage_reached(wall, s));
    else if (s->indicator->count == COUNT_COVER)
        set_cover(wall, row, s);
    else
        set_amount(wall, row, s);
}

/* ---- change and records ---- */

/* With its sign and at most one digit behind the point, half up: the exact one stands on the indicator's own page. */
static const char *rounded(struct arena *mem, int64_t value, int places)
{
    int64_t tenth = decimal_power(places > 1 ? places - 1 : 0), n;
    n = (value < 0 ? value - tenth / 2 : value + tenth / 2) / tenth;
    return places < 2 || n == 0 ? say_signed(mem, value, places) : say_signed(mem, n, 1);
}

bool wall_moved(const struct series *s)
{
    const struct month_value *now = &s->months[s->count - 1], *before = s->count > 1 ? now - 1 : NULL;
    if (s->indicator->count != COUNT_STAGE)
        return now->added_kind == CELL_VALUE && now->added > 0;
    return now->kind == CELL_VALUE && now->total > (before && before->kind == CELL_VALUE ? before->total : -1);
}

static void set_change(const struct wall *wall, struct values *row, const struct series *s)
{
    enum language l = wall->q->language;
    const struct month_value *now = s->count ? &s->months[s->count - 1] : NULL;
    const char *change;
    if (!now || s->kind == CELL_NONE || s->kind == CELL_CLOSED || s->kind == CELL_UNREPORTED)
        change = "—";
    else if (s->indicator->count == COUNT_STAGE && s->kind == CELL_VALUE)
        change = wall_moved(s) ? say(l, "往前走") : say(l, "未变");
    else if (now->added_kind != CELL_VALUE)
        change = cell_sign(l, now->added_kind);
    else
        change = rounded(wall->q->ctx->mem, now->added, indicator_digits(s->indicator) + shift_of(wall, s));
    values_text(row, "change", change);
    values_flag(row, "minus", now && now->added_kind == CELL_VALUE && now->added < 0);
}

static void set_records(const struct wall *wall, struct values *row, const struct series *s)
{
    struct request *q = wall->q;
    bool any = s->kind != CELL_NONE && s->kind != CELL_CLOSED && s->kind != CELL_UNREPORTED;
    values_text(row, "records_link", any ? figure_records_link(q, s->indicator, wall->place, wall->until, "") : "");
    const char *records = s->indicator->count == COUNT_STAGE ? say(q->language, "看节点") : say(q->language, "看记录");
    if (s->records == 1)
        records = say(q->language, "1 条记录");
    else if (s->records > 1)
        records =
            sentence(q->ctx->mem, say(q->language, "{n} 条记录"), HOLES({"n", say_exact(q->ctx->mem, s->records, 0)}));
    values_text(row, "records", records);
}

/* ---- the target, and the arithmetic of a light ---- */

static const char *target_words(const struct wall *wall, const struct indicator *indicator, const struct target *target)
{
    struct arena *mem = wall->q->ctx->mem;
    if (target->kind == TARGET_STAGE)
        return stage_name(wall, indicator, target->value);
    if (indicator->count == COUNT_COVER)
        return arena_printf(mem, "%s\u202F%%", say_exact(mem, target->value, indicator->places));
    return arena_printf(mem, "≥\u202F%s %s", say_exact(mem, target->value, indicator->places),
                        page_word(wall->q, indicator->unit));
}

/* 24,816 ÷ 20,000，是目标的 124.1 %，9 月过线 */
static const char *arithmetic_of_value(const struct wall *wall, const struct series *s)
{
    struct arena *mem = wall->q->ctx->mem;
    enum language l = wall->q->language;
    int64_t target = s->status.target.value;
    if (target <= 0)
        return "";
    const char *sum = sentence(mem, say(l, "{done} ÷ {target}，是目标的 {rate}"),
                               HOLES({"done", say_exact(mem, s->total, s->indicator->places)},
                                     {"target", say_exact(mem, target, s->indicator->places)},
                                     {"rate", say_percent_of(mem, s->total, target)}));
    if (!s->crossed)
        return sum;
    return sentence(mem, say(l, "{sum}，{month}过线"), HOLES({"sum", sum}, {"month", say_month(mem, l, s->crossed)}));
}

/* Of a known target: how what was counted compares with it. */
static const char *arithmetic(const struct wall *wall, const struct series *s)
{
    struct arena *mem = wall->q->ctx->mem;
    enum language l = wall->q->language;
    const struct indicator *indicator = s->indicator;
    const struct target *target = &s->status.target;
    if (s->kind != CELL_VALUE || target->kind == TARGET_UNKNOWN)
        return "";
    if (indicator->count == COUNT_STAGE && stands_elsewhere(s))
        return "";
    if (indicator->count == COUNT_STAGE)
        return sentence(mem, say(l, "答应 {day} 前{target}，走到{stage}"),
                        HOLES({"day", say_day(mem, indicator->due)}, {"target", target_words(wall, indicator, target)},
                              {"stage", stage_name(wall, indicator, s->total)}));
    if (indicator->count != COUNT_COVER)
        return arithmetic_of_value(wall, s);
    if (s->roster <= 0)
        return "";
    return sentence(mem, say(l, "名册上 {roster} 个，做到 {done} 个；目标 {target}"),
                    HOLES({"roster", say_exact(mem, s->roster, 0)}, {"done", say_exact(mem, s->total, 0)},
                          {"target", target_words(wall, indicator, target)}));
}

static void set_curve(const struct wall *wall, struct values *row, const struct series *s)
{
    struct request *q = wall->q;
    const struct indicator *indicator = s->indicator;
    const char *unit = page_unit(q, indicator);
    bool stage = indicator->count == COUNT_STAGE;
    struct chart_words words = {
        .name = indicator_words(q, indicator),
        .unit = stage || !unit[0] ? "" : arena_printf(q->ctx->mem, " %s", unit),
        .stage = stage && s->kind == CELL_VALUE && s->total >= 0 ? stage_name(wall, indicator, s->total) : "",
    };
    bool drawn = s->kind != CELL_NONE && s->kind != CELL_CLOSED && s->kind != CELL_UNREPORTED && s->shown_month;
    struct html nothing = {"", 0};
    values_html(row, "curve", drawn ? chart_small(q->ctx->mem, q->language, s, &words) : nothing);
}

static void add_count(const struct wall *wall, struct values *v, const struct indicator *indicator, bool lead)
{
    const struct series *s = &wall->series[indicator->index];
    struct values *row = values_row(v, "counts");
    values_flag(row, "lead", lead);
    bool translated = wall->q->language == LANGUAGE_EN && indicator->english; /* says itself that it is a part */
    values_flag(row, "part", indicator->part_of && !translated);
    page_name(wall->q, row, "name", indicator->name, indicator->english);
    values_text(row, "link", figure_link(wall->q, indicator, wall->place, wall->until));
    page_light(row, series_look(wall->q->language, s));
    set_value(wall, row, s);
    set_change(wall, row, s);
    set_records(wall, row, s);
    set_curve(wall, row, s);
    values_text(row, "arithmetic", arithmetic(wall, s));
}

/* ---- the promise ---- */

/* The indicator with a target is the item's first; else the pack's first. */
static const struct indicator *lead_of(const struct wall *wall, const struct item *item)
{
    for (size_t i = 0; i < item->indicator_count; i++)
        if (wall->series[item->indicators[i]->index].status.target.kind != TARGET_UNKNOWN)
            return item->indicators[i];
    return item->indicator_count ? item->indicators[0] : NULL;
}

/* A place has no target of its own: never read as if the city had none either. */
static const char *no_target(const struct wall *wall, const struct item *item)
{
    bool of_city = false;
    for (size_t i = 0; i < item->indicator_count; i++)
        of_city |= item->indicators[i]->target.kind != TARGET_UNKNOWN;
    return wall->org && of_city ? say(wall->q->language, "这里没有目标") : say(wall->q->language, "目标未公布");
}

static void add_targets(const struct wall *wall, struct values *row, const struct item *item)
{
    struct request *q = wall->q;
    size_t known = 0;
    values_list(row, "targets");
    for (size_t i = 0; i < item->indicator_count; i++) {
        const struct indicator *indicator = item->indicators[i];
        const struct target *target = &wall->series[indicator->index].status.target;
        if (target->kind == TARGET_UNKNOWN)
            continue;
        known++;
        struct values *one = values_row(row, "targets");
        values_text(one, "target", target_words(wall, indicator, target));
        values_flag(one, "several", item->indicator_count > 1);
        page_name(q, one, "name", indicator->name, indicator->english);
    }
    values_text(row, "unknown", known ? "" : no_target(wall, item));
    size_t rest = item->indicator_count - known;
    values_text(row, "rest",
                known && rest ? sentence(q->ctx->mem, say(q->language, "其余 {n} 项"),
                                         HOLES({"n", say_exact(q->ctx->mem, (int64_t)rest, 0)}))
                              : "");
}

/* What a place has nothing of, several rows of one sign in one: a village's wall would be nothing else. */
static void add_silent(const struct wall *wall, struct values *v, const struct series *const *silent, size_t count)
{
    struct request *q = wall->q;
    for (size_t i = 0; i < count; i++) {
        const char *sign = sign_of(wall, silent[i]);
        size_t same = 0;
        bool said = false;
        for (size_t j = 0; j < count; j++) {
            bool equal = strcmp(sign, sign_of(wall, silent[j])) == 0;
            said |= equal && j < i;
            same += equal;
        }
        if (said)
            continue;
        struct values *row = values_row(v, "counts");
        set_nothing(row, silent[i]);
        page_light(row, series_look(q->language, silent[i]));
        values_text(row, "name",
                    sentence(q->ctx->mem, say(q->language, "另外 {n} 项"),
                             HOLES({"n", say_exact(q->ctx->mem, (int64_t)same, 0)})));
        values_text(row, "sign", sign);
        values_text(row, "change", "—");
    }
}

static bool is_silent(const struct wall *wall, const struct series *s)
{
    return wall->org && s->kind != CELL_VALUE && !s->shown_month && s->kind != CELL_SMALL && s->kind != CELL_HIDDEN;
}

/* The first stands for itself; of the others, those that a place has nothing of are put together. */
static void add_counts(const struct wall *wall, struct values *row, const struct item *item)
{
    const struct indicator *lead = lead_of(wall, item);
    const struct series **silent = arena_array(wall->q->ctx->mem, item->indicator_count + 1, sizeof *silent);
    size_t count = 0;
    values_list(row, "counts");
    if (lead)
        add_count(wall, row, lead, true);
    for (size_t i = 0; i < item->indicator_count; i++) {
        const struct indicator *indicator = item->indicators[i];
        const struct series *s = &wall->series[indicator->index];
        if (indicator != lead && is_silent(wall, s))
            silent[count++] = s;
        else if (indicator != lead)
            add_count(wall, row, indicator, false);
    }
    add_silent(wall, row, silent, count);
}

void wall_add_item(const struct wall *wall, struct values *v, const struct item *item)
{
    struct request *q = wall->q;
    struct values *row = values_row(v, "items");
    bool english = q->language == LANGUAGE_EN && item->english_brief;
    values_text(row, "number", say_word(q->ctx->mem, LANGUAGE_ZH, item->number));
    if (q->language == LANGUAGE_EN)
        values_format(row, "number", "%d", item->number);
    values_text(row, "link", page_link(q, "/items/%d", item->number));
    page_name(q, row, "name", item->name, item->english);
    values_text(row, "brief", english ? item->english_brief : item->brief ? item->brief : "");
    values_text(row, "brief_lang", english ? "en" : "zh-CN");
    add_targets(wall, row, item);
    add_counts(wall, row, item);
}

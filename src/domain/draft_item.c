/* What a target becomes: a ledger of its own with a key, a place and a day or stages, an amount where rows bear one,
 * and the indicator; companions add an amount to the ledger, parts a choice. Codes are the item's number and a letter,
 * for no transcription of Chinese is at hand: item03_a. */
#include "domain/draft_item.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "domain/draft_target.h"
#include "domain/draft_unit.h"
#include "domain/programme.h"
#include "format/yaml_out.h"
#include "text/runes.h"

enum { LETTERS = 26, WORDS = 6, TELLING = 3 /* runes: 道路 alone says too little */ };

struct writer {
    struct ctx *ctx;
    const struct draft *draft;
    const struct draft_item *item;
    struct buf ledgers, indicators;
    size_t *unsure;
};

static const struct {
    const char *code, *name;
} stages[] = {[DRAFT_STARTED] = {"started", "开工"},   [DRAFT_TOPPED] = {"topped", "主体完工"},
              [DRAFT_FINISHED] = {"finished", "完工"}, [DRAFT_ACCEPTED] = {"accepted", "验收"},
              [DRAFT_OPENED] = {"opened", "通车"},     [DRAFT_USED] = {"used", "投用"}};

void draft_unsure(struct buf *out, int indent, const char *what, size_t *unsure)
{
    AUTO_BUF struct buf line = BUF_INIT;
    buf_printf(&line, "unsure: %s", what);
    yaml_out_note(out, indent, line.bytes);
    ++*unsure;
}

/* ---- words ---- */

/* Pieces parted by blanks, as `words` of a pack are: quotation marks of the plan need not stand in an article. */
static const char *pieces(struct ctx *ctx, const char *words)
{
    AUTO_BUF struct buf out = BUF_INIT;
    size_t length = strlen(words);
    bool parted = false;
    while (length > 0) {
        size_t bytes;
        int32_t c = utf8_next(words, length, &bytes);
        bool word = rune_is_han(c) || rune_is_digit(c) || rune_is_latin(c);
        if (word && parted && out.length)
            buf_char(&out, ' ');
        if (word)
            buf_rune(&out, (uint32_t)c);
        parted = !word;
        words += bytes;
        length -= bytes;
    }
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

static void add_words(const char *list[WORDS + 1], size_t *count, const char *words)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i], words) == 0)
            return;
    if (words[0] && *count < WORDS)
        list[(*count)++] = words;
}

static bool same_unit(const struct draft_target *a, const struct draft_target *b)
{
    const struct draft_unit *known = draft_unit_find(a->unit);
    return known->same[0] ? strcmp(draft_unit_find(b->unit)->suffix, known->suffix) == 0
                          : strcmp(a->unit, b->unit) == 0;
}

static bool has_subject(const struct draft_target *target, const char *words)
{
    return strcmp(target->subject, words) == 0;
}

static bool has_core(const struct draft_target *target, const char *words)
{
    return strcmp(target->core, words) == 0;
}

static bool holds(const struct draft_target *target, const char *words)
{
    return strstr(target->subject, words);
}

/* Whether another target of the plan in the same unit has these words, in that way. */
static bool any_other(const struct writer *w, const struct draft_target *t,
                      bool (*has)(const struct draft_target *target, const char *words), const char *words)
{
    for (size_t i = 0; i < w->draft->items.count; i++)
        for (size_t k = 0; k < w->draft->items.at[i].targets.count; k++) {
            const struct draft_target *other = &w->draft->items.at[i].targets.at[k];
            if (other != t && same_unit(t, other) && has(other, words))
                return true;
        }
    return false;
}

/* What offices call a thing besides, where no other target of the plan is of that thing. */
static const char *other_names(const struct writer *w, const struct draft_target *t)
{
    static const struct {
        const char *thing, *also;
    } names[] = {
        {"除颤", "AED"},
        {"保障性租赁住房", "保租房"},
        {"棚户区", "棚改"},
        {"危房", "危改"},
        {"加装电梯", "加装电梯|加梯|电梯加装"},
        {"户厕", "改厕|厕所改造|户厕"},
        {"户用", "改厕|厕所改造|户厕"},
        {"送戏", "戏曲下乡|送戏下乡|文艺下乡|演出下乡"},
        {"老年食堂", "助餐点|长者食堂|幸福食堂"},
        {"辅助器具", "辅具"},
        {"辅具", "辅助器具"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(t->subject, names[i].thing) && !any_other(w, t, holds, names[i].thing))
            return names[i].also;
    return "";
}

static void write_words(const struct writer *w, struct buf *out, const struct draft_target *t)
{
    const char *list[WORDS + 1] = {NULL}, *core = strstr(t->subject, t->core);
    size_t count = 0;
    add_words(list, &count, pieces(w->ctx, t->subject));
    if (utf8_count(t->core, strlen(t->core)) >= TELLING && !any_other(w, t, has_core, t->core)) {
        add_words(list, &count, pieces(w->ctx, t->core));
        add_words(list, &count, pieces(w->ctx, draft_verb_first(w->ctx, t->core)));
        const char *stem = draft_stem(t->core);
        add_words(list, &count, stem[0] && !any_other(w, t, holds, stem) ? pieces(w->ctx, stem) : "");
    } else if (t->core[0] && core > t->subject) {
        const char *verb = arena_strndup(w->ctx->mem, t->subject, (size_t)(core - t->subject));
        add_words(list, &count, pieces(w->ctx, arena_printf(w->ctx->mem, "%s|%s", verb, t->core)));
        add_words(list, &count, pieces(w->ctx, arena_printf(w->ctx->mem, "%s|%s", t->core, verb)));
    }
    add_words(list, &count, other_names(w, t));
    if (!count)
        add_words(list, &count, w->item->name);
    buf_str(out, "words: ");
    yaml_out_texts(out, list);
}

/* ---- ledgers ---- */

static void write_field(struct buf *out, const char *code, const char *name, const char *type, const char *more)
{
    buf_printf(out, "      - {code: %s, name: ", code);
    yaml_out_text(out, name);
    buf_printf(out, ", type: %s%s}\n", type, more);
}

static void open_ledger(struct writer *w, const char *code, const char *name)
{
    buf_printf(&w->ledgers, "  - code: %s\n    name: ", code);
    yaml_out_text(&w->ledgers, name);
    buf_str(&w->ledgers, "\n    fields:\n");
}

static void write_stages(struct buf *out, unsigned wanted)
{
    wanted |= 1u << DRAFT_STARTED | 1u << DRAFT_FINISHED;
    buf_str(out, "      - {code: stage, name: 阶段, type: stage, of: [");
    for (int i = 0, written = 0; i < DRAFT_STAGES; i++)
        if (wanted >> i & 1)
            buf_printf(out, "%s{code: %s, name: %s}", written++ ? ", " : "", stages[i].code, stages[i].name);
    buf_str(out, "]}\n");
}

static void write_amount(struct buf *out, const struct draft_unit *unit, const char *unit_name, bool bracketed)
{
    AUTO_BUF struct buf name = BUF_INIT, more = BUF_INIT;
    buf_printf(&name, bracketed ? "%s（%s）" : "%s", unit->field, unit_name);
    int places = unit_places(unit_name);
    buf_str(&more, ", unit: ");
    yaml_out_text(&more, unit_name);
    buf_str(&more, ", required: true, min: 0");
    write_field(out, unit->suffix, name.bytes, places ? "decimal" : "int", more.bytes);
}

/* The row is dated by a day of this year. */
static void write_day(struct writer *w, const char *code)
{
    buf_printf(&w->ledgers,
               "    rules:\n      - {error: \"%s not between '%d-01-01' and '%d-12-31'\", say: 日期不在 %d 年内}\n",
               code, w->draft->year, w->draft->year, w->draft->year);
}

struct family {
    char code[24];
    const struct draft_target *own;
    size_t index; /* of `own` in the item */
};

static bool belongs(const struct writer *w, const struct family *f, size_t i)
{
    const struct draft_target *t = &w->item->targets.at[i];
    return i == f->index || (t->tie != DRAFT_OWN && t->of == f->index);
}

/* The unit as the pack writes it; the plan's own where draft_unit has no row for it. */
static const char *unit_of(const struct draft_target *t)
{
    const struct draft_unit *unit = draft_unit_find(t->unit);
    const char *finer;
    struct decimal value;
    if (!unit->same[0])
        return t->unit;
    return draft_unit_value(unit, t->value, &finer, &value) ? finer : unit->same;
}

/* 其他 closes the list; a name stands in it once. */
static const char *part_name(const struct writer *w, size_t i)
{
    const struct draft_target *t = &w->item->targets.at[i];
    const char *name = t->core[0] ? t->core : t->subject;
    bool taken = strcmp(name, "其他") == 0 || !name[0];
    for (size_t k = 0; k < i; k++) {
        const struct draft_target *other = &w->item->targets.at[k];
        taken = taken || (other->tie == DRAFT_PART && other->of == t->of &&
                          strcmp(other->core[0] ? other->core : other->subject, name) == 0);
    }
    return taken ? arena_printf(w->ctx->mem, "%s%zu", name, i + 1) : name;
}

static void write_parts(struct writer *w, const struct family *f)
{
    size_t count = 0;
    for (size_t i = 0; i < w->item->targets.count; i++) {
        if (!belongs(w, f, i) || w->item->targets.at[i].tie != DRAFT_PART)
            continue;
        buf_str(&w->ledgers, count++ ? ", " : "      - {code: kind, name: 类别, type: choice, of: [");
        yaml_out_text(&w->ledgers, part_name(w, i));
    }
    if (count)
        buf_str(&w->ledgers, ", 其他]}\n");
}

static bool is_added_up(const struct draft_target *t)
{
    return t->amount || t->tie == DRAFT_COMPANION;
}

static void write_amounts(struct writer *w, const struct family *f)
{
    const struct draft_target *own = f->own;
    const char *first = is_added_up(own) ? draft_unit_find(own->unit)->field : NULL;
    if (first)
        write_amount(&w->ledgers, draft_unit_find(own->unit), unit_of(own), false);
    for (size_t i = 0; i < w->item->targets.count; i++) {
        const struct draft_target *t = &w->item->targets.at[i];
        if (belongs(w, f, i) && t->tie == DRAFT_COMPANION)
            write_amount(&w->ledgers, draft_unit_find(t->unit), unit_of(t), true);
    }
}

static void write_people(struct writer *w, const struct family *f)
{
    struct buf *out = &w->ledgers;
    write_field(out, "person_id", "身份证号", "person", ", required: true");
    write_field(out, "name", "姓名", "person_name", ", required: true");
    write_field(out, "place", "地点", "text", "");
    write_parts(w, f);
    write_amounts(w, f);
    write_field(out, "done_on", "日期", "date", ", required: true");
    buf_str(out, "    date: done_on\n    key: [person_id]\n");
    write_day(w, "done_on");
}

static void write_events(struct writer *w, const struct family *f)
{
    struct buf *out = &w->ledgers;
    write_field(out, "serial", "编号", "text", ", required: true");
    write_field(out, "name", "内容", "text", "");
    write_field(out, "place", "地点", "text", "");
    write_parts(w, f);
    write_amounts(w, f);
    write_field(out, "held_on", "日期", "date", ", required: true");
    buf_str(out, "    date: held_on\n    key: [org, serial]\n");
    write_day(w, "held_on");
}

static void write_things(struct writer *w, const struct family *f)
{
    struct buf *out = &w->ledgers;
    unsigned wanted = 0;
    write_field(out, "name", "名称", "text", ", required: true");
    write_field(out, "place", "地点", "text", "");
    write_parts(w, f);
    write_amounts(w, f);
    if (f->own->stage == DRAFT_NO_STAGE) {
        write_field(out, "done_on", "完成日期", "date", ", required: true");
        buf_str(out, "    date: done_on\n    key: [org, name]\n");
        write_day(w, "done_on");
        return;
    }
    for (size_t i = 0; i < w->item->targets.count; i++)
        if (belongs(w, f, i) && w->item->targets.at[i].stage != DRAFT_NO_STAGE)
            wanted |= 1u << w->item->targets.at[i].stage;
    write_stages(out, wanted);
    buf_str(out, "    key: [org, name]\n");
}

/* What is covered and the roster that it is measured by. */
static void write_cover(struct writer *w, const struct family *f, const char *thing)
{
    struct buf *out = &w->ledgers;
    write_field(out, "serial", "编号", "text", ", required: true");
    write_field(out, "done_on", "日期", "date", ", required: true");
    buf_str(out, "    date: done_on\n    key: [serial, done_on]\n");
    open_ledger(w, arena_printf(w->ctx->mem, "%s_roster", f->code), arena_printf(w->ctx->mem, "%s名册", thing));
    write_field(out, "serial", "编号", "text", ", required: true");
    write_field(out, "name", "名称", "text", "");
    write_field(out, "listed_on", "列入日期", "date", ", required: true");
    buf_str(out, "    date: listed_on\n    key: [serial]\n");
}

static void write_ledger(struct writer *w, const struct family *f)
{
    const struct draft_target *own = f->own;
    const char *thing = own->core[0] ? own->core : own->subject;
    open_ledger(w, f->code, arena_printf(w->ctx->mem, "%s台账", thing));
    switch (draft_unit_find(own->unit)->kind) {
    case DRAFT_PEOPLE:
        write_people(w, f);
        break;
    case DRAFT_EVENTS:
        write_events(w, f);
        break;
    case DRAFT_SHARE:
        write_cover(w, f, thing);
        break;
    case DRAFT_THINGS:
    case DRAFT_AMOUNT:
        write_things(w, f);
        break;
    }
}

/* ---- indicators ---- */

static void write_doubts(struct writer *w, const struct draft_target *t)
{
    struct buf *out = &w->indicators;
    const struct draft_unit *unit = draft_unit_find(t->unit);
    yaml_out_note(out, 2, arena_printf(w->ctx->mem, "计划：%s%s", t->subject, t->text));
    if (t->unsure)
        draft_unsure(out, 2, t->unsure, w->unsure);
    if (t->more)
        draft_unsure(out, 2, "计划写的是一个范围或约数，目标取了写出的（较小的）那个数", w->unsure);
    if (unit->kind == DRAFT_SHARE)
        draft_unsure(out, 2, "百分之几要有名册作分母；请定名册是什么、哪些算覆盖，不能数的就删去", w->unsure);
    if (strcmp(t->unit, "户") == 0)
        draft_unsure(out, 2, "当作一行一处（小区、村），户数相加；一行一户的，改为 count: records 并删去 field",
                     w->unsure);
    else if (t->tie == DRAFT_COMPANION && unit->kind == DRAFT_PEOPLE)
        draft_unsure(out, 2, "当作每行报一个人数相加；要一人只数一次，得另设按身份证号的台账", w->unsure);
    else if (is_added_up(t) && (unit->kind == DRAFT_THINGS || strcmp(unit->field, "数量") == 0))
        draft_unsure(out, 2, "当作每行报一个数量相加；一行一个的，改为 count: records 并删去 field", w->unsure);
    if (t->tie == DRAFT_PART)
        draft_unsure(out, 2, "靠“类别”分出这一部分；类别的叫法请核对", w->unsure);
    if (any_other(w, t, has_subject, t->subject))
        draft_unsure(out, 2, "计划里有同单位、同叫法的另一个数，核对文章时分不开；请改 words", w->unsure);
}

static void write_target(struct writer *w, const struct draft_target *t)
{
    struct buf *out = &w->indicators;
    const struct draft_unit *unit = draft_unit_find(t->unit);
    char digits[DECIMAL_TEXT];
    const char *written = t->unit;
    struct decimal value = t->value;
    int64_t whole;
    bool fits =
        unit->same[0] ? draft_unit_value(unit, t->value, &written, &value) : decimal_rescale(t->value, 0, &whole) == 0;
    buf_printf(out, "target: %s, ", fits && value.n >= 0 ? decimal_format(value, digits) : "unknown");
}

/* A condition of the rule language: field = 'text'. */
static const char *equals(struct ctx *ctx, const char *field, const char *text)
{
    AUTO_BUF struct buf condition = BUF_INIT;
    buf_printf(&condition, "%s = '", field);
    for (; *text; text++) {
        buf_char(&condition, *text);
        if (*text == '\'')
            buf_char(&condition, '\'');
    }
    buf_char(&condition, '\'');
    return arena_strndup(ctx->mem, condition.bytes, condition.length);
}

/* `count: …, of: …` and what goes with it. */
static void write_way(struct writer *w, const struct family *f, size_t i)
{
    struct buf *out = &w->indicators;
    const struct draft_target *t = &w->item->targets.at[i];
    const struct draft_unit *unit = draft_unit_find(t->unit);
    if (unit->kind == DRAFT_SHARE) {
        buf_printf(out, "count: cover, of: %s, field: serial, roster: %s_roster, ", f->code, f->code);
        return;
    }
    if (is_added_up(t))
        buf_printf(out, "count: sum, of: %s, field: %s, ", f->code, unit->suffix);
    else
        buf_printf(out, "count: %s, of: %s, ", unit->kind == DRAFT_PEOPLE ? "persons" : "records", f->code);
    if (f->own->stage != DRAFT_NO_STAGE &&
        (draft_unit_find(f->own->unit)->kind == DRAFT_THINGS || draft_unit_find(f->own->unit)->kind == DRAFT_AMOUNT)) {
        enum draft_stage stage = t->stage != DRAFT_NO_STAGE ? t->stage : f->own->stage;
        buf_printf(out, "at: %s, ", stages[stage].code);
        if (stage >= DRAFT_FINISHED)
            buf_str(out, "schedule: building, ");
    }
    if (t->tie == DRAFT_PART) {
        buf_str(out, "where: ");
        yaml_out_text(out, equals(w->ctx, "kind", part_name(w, i)));
        buf_printf(out, ", part_of: %s, ", f->code);
    }
}

static void write_indicator(struct writer *w, const struct family *f, size_t i)
{
    struct buf *out = &w->indicators;
    const struct draft_target *t = &w->item->targets.at[i];
    const struct draft_unit *unit = draft_unit_find(t->unit);
    const char *const *also = draft_unit_also(t->unit, t->subject);
    write_doubts(w, t);
    buf_printf(out, "  - {code: %s", f->code);
    if (t->tie == DRAFT_COMPANION)
        buf_printf(out, "_%s", unit->suffix);
    else if (t->tie == DRAFT_PART)
        buf_printf(out, "_part%zu", i - f->index);
    buf_str(out, ", name: ");
    yaml_out_text(out, t->subject);
    buf_str(out, ", unit: ");
    yaml_out_text(out, unit_of(t));
    buf_str(out, ", ");
    if (also[0] && !(unit->kind == DRAFT_THINGS && t->amount && also == unit->also)) {
        buf_str(out, "also_units: ");
        yaml_out_texts(out, also);
        buf_str(out, ", ");
    }
    write_way(w, f, i);
    write_target(w, t);
    write_words(w, out, t);
    buf_str(out, "}\n");
}

static void name_family(struct family *f, const struct writer *w, size_t number)
{
    char *code = f->code;
    char letters[3] = {(char)('a' + (char)(number % LETTERS)), '\0', '\0'};
    if (number >= LETTERS) {
        letters[1] = letters[0];
        letters[0] = (char)('a' + (char)(number / LETTERS - 1));
    }
    snprintf(code, sizeof f->code, "item%02d_%s", w->item->number, letters);
}

static void write_families(struct writer *w)
{
    size_t number = 0;
    for (size_t i = 0; i < w->item->targets.count; i++) {
        struct family f = {.own = &w->item->targets.at[i], .index = i};
        if (f.own->tie != DRAFT_OWN)
            continue;
        name_family(&f, w, number++);
        write_ledger(w, &f);
        for (size_t k = i; k < w->item->targets.count; k++)
            if (belongs(w, &f, k))
                write_indicator(w, &f, k);
    }
}

/* ---- promises without figures ---- */

static void write_unknown(struct writer *w)
{
    const struct draft_target nothing = {
        .subject = w->item->name, .core = draft_core(w->ctx, w->item->name), .unit = "项", .stage = DRAFT_NO_STAGE};
    struct family f = {.own = &nothing};
    struct buf *out = &w->indicators;
    name_family(&f, w, 0);
    open_ledger(w, f.code, arena_printf(w->ctx->mem, "%s台账", w->item->name));
    write_things(w, &f);
    draft_unsure(out, 2, "计划没有写数；请定数什么、用什么单位", w->unsure);
    buf_printf(out, "  - {code: %s, name: ", f.code);
    yaml_out_text(out, w->item->name);
    buf_printf(out, ", unit: 项, count: records, of: %s, target: unknown, ", f.code);
    write_words(w, out, &nothing);
    buf_str(out, "}\n");
}

/* The furthest of the milestones of one thing bears its name alone, the others their stage as well. */
static bool is_last_of_thing(const struct draft_item *item, size_t i)
{
    for (size_t k = 0; k < item->milestones.count; k++)
        if (k != i && strcmp(item->milestones.at[k].subject, item->milestones.at[i].subject) == 0 &&
            item->milestones.at[k].stage > item->milestones.at[i].stage)
            return false;
    return true;
}

static void write_milestone(struct writer *w, const char *ledger, size_t i)
{
    struct buf *out = &w->indicators;
    const struct draft_milestone *m = &w->item->milestones.at[i];
    bool last = is_last_of_thing(w->item, i);
    const char *stage = stages[m->stage].name;
    char day[16];
    if (m->unsure)
        draft_unsure(out, 2, m->unsure, w->unsure);
    if (strcmp(m->subject, w->item->name) == 0)
        draft_unsure(out, 2, "整件事当作一个节点；分几处的，请一处一个", w->unsure);
    buf_printf(out, "  - {code: %s%zu, name: ", ledger, i + 1);
    yaml_out_text(out, last ? m->subject : arena_printf(w->ctx->mem, "%s%s", m->subject, stage));
    buf_printf(out, ", count: stage, of: %s, where: ", ledger);
    yaml_out_text(out, equals(w->ctx, "name", m->subject));
    buf_printf(out, ", target: %s, ", stage);
    if (m->due)
        buf_printf(out, "due: %s, ", date_format(m->due, day));
    const char *words[WORDS + 1] = {NULL};
    size_t count = 0;
    const char *thing = pieces(w->ctx, m->subject);
    thing = thing[0] ? thing : m->subject; /* nothing but marks */
    add_words(words, &count, last ? thing : arena_printf(w->ctx->mem, "%s %s", thing, stage));
    buf_str(out, "words: ");
    yaml_out_texts(out, words);
    buf_str(out, "}\n");
}

static void write_milestones(struct writer *w)
{
    const char *code = arena_printf(w->ctx->mem, "item%02d_milestone", w->item->number);
    unsigned wanted = 0;
    if (!w->item->milestones.count)
        return;
    open_ledger(w, code, arena_printf(w->ctx->mem, "%s节点台账", w->item->name));
    write_field(&w->ledgers, "name", "名称", "text", ", required: true");
    write_field(&w->ledgers, "place", "地点", "text", "");
    for (size_t i = 0; i < w->item->milestones.count; i++)
        wanted |= 1u << w->item->milestones.at[i].stage;
    write_stages(&w->ledgers, wanted);
    buf_str(&w->ledgers, "    key: [name]\n");
    for (size_t i = 0; i < w->item->milestones.count; i++)
        write_milestone(w, code, i);
}

/* ---- the file ---- */

static void write_head(struct writer *w, struct buf *out)
{
    const struct draft_item *item = w->item;
    const char **leads = arena_array(w->ctx->mem, item->leads.count + 1, sizeof *leads);
    buf_printf(out, "item: %d\nname: ", item->number);
    yaml_out_text(out, item->name);
    buf_char(out, '\n');
    for (size_t i = 0; i < item->unsure.count; i++)
        draft_unsure(out, 0, item->unsure.at[i], w->unsure);
    for (size_t i = 0; i < item->leads.count; i++)
        leads[i] = item->leads.at[i];
    if (item->leads.count == 0)
        draft_unsure(out, 0, "计划没有写这一件由谁牵头", w->unsure);
    buf_str(out, "lead: ");
    if (item->leads.count > 1)
        yaml_out_texts(out, leads);
    else
        yaml_out_text(out, item->leads.count ? leads[0] : "待定");
    buf_char(out, '\n');
    AUTO_BUF struct buf partners = BUF_INIT;
    for (size_t i = 0; i < item->partners.count; i++)
        buf_printf(&partners, "%s%s", i ? "、" : "配合：", item->partners.at[i]);
    if (partners.length)
        yaml_out_note(out, 0, partners.bytes);
    const char *words = pieces(w->ctx, item->name);
    buf_str(out, "words: ");
    yaml_out_text(out, words[0] ? words : item->name);
    buf_char(out, '\n');
    if (item->promise[0]) {
        buf_str(out, "promise: ");
        yaml_out_text(out, item->promise);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < item->left_out.count; i++)
        yaml_out_note(out, 0, item->left_out.at[i]);
}

void draft_item_write(struct ctx *ctx, const struct draft *draft, const struct draft_item *item, struct buf *out,
                      size_t *unsure)
{
    struct writer w = {ctx, draft, item, BUF_INIT, BUF_INIT, unsure};
    write_head(&w, out);
    write_families(&w);
    if (item->targets.count == 0 && item->milestones.count == 0)
        write_unknown(&w);
    write_milestones(&w);
    buf_str(out, "ledgers:\n");
    buf_add(out, w.ledgers.bytes, w.ledgers.length);
    buf_str(out, "indicators:\n");
    buf_add(out, w.indicators.bytes, w.indicators.length);
    buf_done(&w.ledgers);
    buf_done(&w.indicators);
}

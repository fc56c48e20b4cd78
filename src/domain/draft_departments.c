/* Who leads and who helps. */
#include <string.h>

#include "domain/claim_words.h"
#include "domain/draft_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { NAME_RUNES = 30, NAMES = 40, BRACKET_RUNES = 300 };

enum part { PART_LEAD, PART_RESPONSIBLE, PART_PARTNER, PART_DUE, PART_WHO /* 市教体局牵头，市财政局配合 */ };

static const struct label {
    const char *word;
    enum part part;
} labels[] = {
    {"牵头(责任)单位", PART_LEAD},
    {"牵头责任单位", PART_LEAD},
    {"牵头单位", PART_LEAD},
    {"牵头部门", PART_LEAD},
    {"主办单位", PART_LEAD},
    {"承办单位", PART_LEAD},
    {"共同责任单位", PART_PARTNER},
    {"配合单位", PART_PARTNER},
    {"配合部门", PART_PARTNER},
    {"协办单位", PART_PARTNER},
    {"协同单位", PART_PARTNER},
    {"参与单位", PART_PARTNER},
    {"责任单位", PART_RESPONSIBLE},
    {"责任部门", PART_RESPONSIBLE},
    {"实施单位", PART_RESPONSIBLE},
    {"责任主体", PART_RESPONSIBLE},
    {"主管部门", PART_RESPONSIBLE},
    {"完成时限", PART_DUE},
    {"完成时间", PART_DUE},
    {"完成期限", PART_DUE},
    {"办结时限", PART_DUE},
    {"时限要求", PART_DUE},
    {"时间节点", PART_DUE},
    {"时间安排", PART_DUE},
    {"计划完成时间", PART_DUE},
    {"啥时办成", PART_DUE},
    {"何时办成", PART_DUE},
    {"谁来办", PART_WHO},
    {"谁负责", PART_WHO},
    {"责任分工", PART_WHO},
    {"牵头", PART_LEAD},
    {"配合", PART_PARTNER},
    {"主办", PART_LEAD},
    {"协办", PART_PARTNER},
};

static const char *const clear_ends[] = {"局",   "委",     "办",   "厅",   "政府", "公司",   "支队",   "总队",
                                         "中心", "联合会", "妇联", "残联", "集团", "委员会", "办公室", "部"};
static const char *const ends[] = {"县",   "区", "市", "镇", "乡", "街道", "办事处",
                                   "大队", "院", "会", "社", "处", "队"};

static bool ends_with(const int32_t *s, struct span span, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t at = span.end > span.start + 4 ? span.end - 4 : span.start; at < span.end; at++)
            if (at + words_at(s, at, span.end, words[i]) == span.end)
                return true;
    return false;
}

static bool is_border(int32_t c)
{
    return c == L'、' || c == ',' || c == ';' || c == ' ' || c == '\t' || c == L'。' || c == '/';
}

/* The next name of a list that begins at *at. */
static bool next_name(const int32_t *s, size_t *at, size_t end, struct span *ret)
{
    while (*at < end && is_border(s[*at]))
        ++*at;
    if (*at >= end)
        return false;
    *ret = (struct span){*at, *at};
    while (ret->end < end && !is_border(s[ret->end]))
        ret->end++;
    *at = ret->end;
    return true;
}

static struct span trim_name(const int32_t *s, struct span name)
{
    static const char *const before[] = {"由", "会同", "以及", "和", "及"}, *const after[] = {"等", "等单位", "等部门",
                                                                                              "共同", "联合"};
    for (size_t i = 0; i < N(before); i++)
        name.start += words_at(s, name.start, name.end, before[i]);
    for (size_t i = 0; i < N(after); i++)
        for (size_t at = name.start; at < name.end; at++)
            if (at + words_at(s, at, name.end, after[i]) == name.end)
                name.end = at;
    return name;
}

static void add_name(struct ctx *ctx, const struct text *text, struct span name, bool lead, struct draft_item *item)
{
    name = trim_name(text->read, name);
    size_t length = name.end - name.start;
    if (length < 2 || length > NAME_RUNES || item->leads.count + item->partners.count >= NAMES)
        return;
    const char *words = draft_words(ctx, text, name);
    for (size_t i = 0; i < item->leads.count; i++)
        if (strcmp(item->leads.at[i], words) == 0)
            return;
    for (size_t i = 0; i < item->partners.count; i++)
        if (strcmp(item->partners.at[i], words) == 0)
            return;
    if (lead)
        *vec_push(ctx->mem, &item->leads) = words;
    else
        *vec_push(ctx->mem, &item->partners) = words;
}

/* Of those responsible the first one leads, unless somebody was said to. */
static void add_names(struct ctx *ctx, const struct text *text, struct span names, enum part part,
                      struct draft_item *item)
{
    size_t at = names.start;
    struct span name;
    while (next_name(text->read, &at, names.end, &name))
        add_name(ctx, text, name, part == PART_LEAD || (part == PART_RESPONSIBLE && item->leads.count == 0), item);
}

void draft_department_cell(struct ctx *ctx, const struct text *text, struct span cell, bool leads,
                           struct draft_item *item)
{
    add_names(ctx, text, cell, leads ? PART_RESPONSIBLE : PART_PARTNER, item);
}

/* ---- who does what ---- */

static const struct {
    const char *word;
    enum part part;
} doers[] = {{"牵头", PART_LEAD},        {"主办", PART_LEAD},        {"配合", PART_PARTNER},
             {"协办", PART_PARTNER},     {"协同", PART_PARTNER},     {"参与", PART_PARTNER},
             {"负责", PART_RESPONSIBLE}, {"承办", PART_RESPONSIBLE}, {"落实", PART_RESPONSIBLE}};

/* “市民政局牵头”: names before a word that says what they do. */
static bool take_doers(struct ctx *ctx, const struct text *text, struct span clause, struct draft_item *item)
{
    for (size_t i = 0; i < N(doers); i++) {
        size_t at = find_words(text->read, clause, doers[i].word);
        struct span names = {clause.start, at};
        if (at == clause.end)
            continue;
        add_names(ctx, text, names, doers[i].part, item);
        return true;
    }
    return false;
}

static bool all_departments(const int32_t *s, struct span span)
{
    size_t at = span.start, count = 0;
    struct span name;
    while (next_name(s, &at, span.end, &name)) {
        name = trim_name(s, name);
        bool clear = ends_with(s, name, clear_ends, N(clear_ends));
        bool fits = clear || (count > 0 && ends_with(s, name, ends, N(ends)));
        if (name.end < name.start + 2 || find_words(s, name, ":") < name.end || name.end - name.start > NAME_RUNES ||
            !fits)
            return false;
        count++;
    }
    return count > 0;
}

/* “市教体局牵头，市财政局配合”, “市教体局、市财政局”; false, and nobody named, if it says anything else. */
static bool take_who(struct ctx *ctx, const struct text *text, struct span words, struct draft_item *item)
{
    const int32_t *s = text->read;
    bool taken = false;
    if (all_departments(s, words)) {
        add_names(ctx, text, words, PART_RESPONSIBLE, item);
        return true;
    }
    for (size_t at = words.start; at < words.end;) {
        struct span clause = {at, at};
        while (clause.end < words.end && s[clause.end] != ',' && s[clause.end] != ';' && s[clause.end] != L'。')
            clause.end++;
        if (taken || find_words(s, clause, "牵头") < clause.end || find_words(s, clause, "负责") < clause.end ||
            find_words(s, clause, "承办") < clause.end || find_words(s, clause, "主办") < clause.end)
            taken = take_doers(ctx, text, clause, item) || taken;
        at = clause.end + 1;
    }
    return taken;
}

/* ---- labels ---- */

static const struct label *label_at(const int32_t *s, size_t at, size_t end, size_t *ret_length)
{
    for (size_t i = 0; i < N(labels); i++) {
        size_t length = words_at(s, at, end, labels[i].word);
        if (!length || at + length >= end || s[at + length] != ':')
            continue;
        *ret_length = length + 1;
        return &labels[i];
    }
    return NULL;
}

static size_t value_end(const int32_t *s, size_t at, size_t end)
{
    size_t length;
    while (at < end && s[at] != ';' && s[at] != L'。' && s[at] != ')' && s[at] != ']' && s[at] != '\n' &&
           s[at] != L'】' && !label_at(s, at, end, &length))
        at++;
    return at;
}

static size_t take_label(struct ctx *ctx, const struct text *text, const struct label *label, struct span value,
                         int year, struct draft_item *item)
{
    const int32_t *s = text->read;
    size_t end = value_end(s, value.start, value.end);
    struct span words = {value.start, end};
    if (label->part == PART_WHO) {
        (void)take_who(ctx, text, words, item); /* what it does not understand names nobody */
    } else if (label->part == PART_DUE) {
        int due = draft_due(s, words, year, true, NULL);
        item->due = due ? due : item->due;
    } else {
        add_names(ctx, text, words, label->part, item);
    }
    return end < value.end && (s[end] == ';' || s[end] == L'。') ? end + 1 : end;
}

/* ---- brackets and clauses ---- */

/* The labels that begin a part of the bracket: “牵头领导：某某，责任单位：市教育局”. */
static bool take_labels(struct ctx *ctx, const struct text *text, struct span inside, int year, struct draft_item *item)
{
    const int32_t *s = text->read;
    bool taken = false;
    for (size_t at = inside.start; at < inside.end;) {
        size_t length = 0;
        bool begins = at == inside.start || s[at - 1] == ',' || s[at - 1] == ';' || s[at - 1] == L'。';
        const struct label *label = begins ? label_at(s, at, inside.end, &length) : NULL;
        taken = taken || label;
        at = label ? take_label(ctx, text, label, (struct span){at + length, inside.end}, year, item) : at + 1;
    }
    return taken;
}

static bool take_bracket(struct ctx *ctx, const struct text *text, struct span inside, int year,
                         struct draft_item *item)
{
    return take_labels(ctx, text, inside, year, item) || take_who(ctx, text, inside, item);
}

/* “由市民政局牵头”, a clause of its own, and the ones behind it that say who helps. */
static size_t take_clause(struct ctx *ctx, const struct text *text, struct span rest, struct draft_item *item)
{
    const int32_t *s = text->read;
    struct span clause = {rest.start, rest.start};
    while (clause.end < rest.end && s[clause.end] != ',' && s[clause.end] != ';' && s[clause.end] != L'。')
        clause.end++;
    size_t led = find_words(s, clause, "牵头"), helped = find_words(s, clause, "配合");
    size_t said = led < clause.end ? led : helped;
    struct span names = {clause.start, said};
    if (said == clause.end || clause.end - said > 6 || !all_departments(s, trim_name(s, names)))
        return rest.start;
    if (led == clause.end && item->leads.count == 0)
        return rest.start;
    (void)take_doers(ctx, text, clause, item); /* it holds one of the words */
    return clause.end;
}

static size_t bracket_end(const int32_t *s, size_t at, size_t end)
{
    for (size_t i = at + 1; i < end && i - at < BRACKET_RUNES && s[i] != '\n'; i++)
        if (s[i] == (s[at] == '[' ? ']' : s[at] == L'【' ? L'】' : ')'))
            return i;
    return at;
}

void draft_departments(struct ctx *ctx, const struct text *text, struct span span, struct draft_item *item, int year,
                       struct draft_cuts *cuts)
{
    const int32_t *s = text->read;
    for (size_t i = span.start; i < span.end;) {
        size_t length = 0, to = i, close = i;
        if (s[i] == '(' || s[i] == '[' || s[i] == L'【')
            close = bracket_end(s, i, span.end);
        const struct label *label = label_at(s, i, span.end, &length);
        if (label) {
            to = take_label(ctx, text, label, (struct span){i + length, span.end}, year, item);
        } else if (close > i && take_bracket(ctx, text, (struct span){i + 1, close}, year, item)) {
            to = close + 1;
        } else if (i == span.start || s[i - 1] == ',' || s[i - 1] == ';' || s[i - 1] == L'。') {
            to = take_clause(ctx, text, (struct span){i, span.end}, item);
        }
        if (to > i)
            *vec_push(ctx->mem, &cuts->at) = (struct span){i, to};
        i = to > i ? to : i + 1;
    }
}

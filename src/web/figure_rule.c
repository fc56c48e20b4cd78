/* 怎样数: what is counted, what counts and what does not, in which month and place it counts. All of it from the pack:
 * a new indicator needs nothing here. */
#include <string.h>

#include "domain/rule.h"
#include "web/figure.h"
#include "web/say_number.h"

static const char *rule_words(const struct figure *f, const struct rule *rule)
{
    AUTO_BUF struct buf out = BUF_INIT;
    if (rule)
        rule_say(rule, &out);
    return arena_strdup(f->mem, out.bytes);
}

/* Names of the stages before the one at which it counts: “摸底、征求意见、方案确定”. */
static const char *stages_before(const struct figure *f)
{
    AUTO_BUF struct buf out = BUF_INIT;
    const struct field *stage = f->indicator->of->stage;
    for (int i = 0; stage && i < f->indicator->at; i++) {
        if (i > 0)
            buf_str(&out, f->q->language == LANGUAGE_EN ? ", " : "、");
        buf_str(&out, page_word(f->q, stage->of[i].name));
    }
    return arena_strdup(f->mem, out.bytes);
}

/* ---- what is counted ---- */

static void what(const struct figure *f, struct values *v)
{
    const struct indicator *d = f->indicator;
    const struct ledger *l = d->of;
    const struct rule *formula = d->field && d->field->computed ? l->formulas[d->field->index] : NULL;
    values_flag(v, "count_records", d->count == COUNT_RECORDS);
    values_flag(v, "count_sum", d->count == COUNT_SUM);
    values_flag(v, "count_persons", d->count == COUNT_PERSONS);
    values_flag(v, "count_distinct", d->count == COUNT_DISTINCT);
    values_flag(v, "count_stage", d->count == COUNT_STAGE);
    values_flag(v, "count_cover", d->count == COUNT_COVER);
    values_text(v, "ledger", ledger_words(f->q, l));
    values_text(v, "field", d->field ? page_word(f->q, d->field->name) : "");
    values_text(v, "at", d->at >= 0 && l->stage ? page_word(f->q, l->stage->of[d->at].name) : "");
    values_text(v, "before", stages_before(f));
    values_text(v, "formula", rule_words(f, formula));
    values_text(v, "where", rule_words(f, d->where));
    values_text(v, "part_of", d->part_of ? indicator_words(f->q, d->part_of) : "");
    values_text(v, "roster_ledger", d->roster ? ledger_words(f->q, d->roster) : "");
    values_text(v, "roster_where", rule_words(f, d->roster_where));
}

/* ---- what counts and what does not ---- */

/* The sentence for the clerk up to what it asks him to do: “建成年份太早，请核对…” is “建成年份太早”. */
static const char *without_request(const struct figure *f, const char *sentence)
{
    const char *end = NULL;
    for (const char *at = strstr(sentence, "请"); at && !end; at = strstr(at + 1, "请"))
        if (at - sentence >= 3 && (strncmp(at - 3, "，", 3) == 0 || strncmp(at - 3, "；", 3) == 0))
            end = at - 3;
    return end ? arena_strndup(f->mem, sentence, (size_t)(end - sentence)) : sentence;
}

static void put_rule(const struct figure *f, struct values *v, const char *list, const char *rule, const char *sentence)
{
    struct values *row = values_row(v, list);
    values_text(row, "rule", rule);
    values_text(row, "say", without_request(f, sentence));
}

static void rules(const struct figure *f, struct values *v)
{
    const struct ledger *l = f->indicator->of;
    size_t warned = 0;
    values_list(v, "refused");
    values_list(v, "warned");
    for (size_t i = 0; i < l->rule_count; i++) {
        put_rule(f, v, l->rules[i].error ? "refused" : "warned", rule_words(f, l->rules[i].rule), l->rules[i].say);
        warned += !l->rules[i].error;
    }
    for (size_t i = 0; i < l->check_count; i++) {
        put_rule(f, v, l->checks[i].error ? "refused" : "warned", "", l->checks[i].say);
        warned += !l->checks[i].error;
    }
    values_text(v, "warned_count", warned ? say_exact(f->mem, (int64_t)warned, 0) : "");
    values_flag(v, "once", f->indicator->count == COUNT_PERSONS || f->indicator->count == COUNT_DISTINCT);
}

/* ---- in which month and place ---- */

static const struct field *dated_by(const struct indicator *d)
{
    if (d->date)
        return d->date;
    if (d->at >= 0 && d->of->stage)
        return &d->of->fields[d->of->stage->of[d->at].date_field];
    return d->of->date;
}

static void where(const struct figure *f, struct values *v)
{
    const struct indicator *d = f->indicator;
    const struct field *date = dated_by(d);
    values_text(v, "dated_by", date ? page_word(f->q, date->name) : "");
    values_text(v, "scope", d->scope ? page_word(f->q, d->scope->name) : "");
    values_list(v, "members");
    for (const char **code = d->scope ? d->scope->members : NULL; code && *code; code++) {
        const struct organisation *org = organisation_find(f->q->city->tree, *code);
        if (org)
            page_name(f->q, values_row(v, "members"), "member", org->name, NULL);
    }
    values_flag(v, "to_county", d->public_to && strcmp(d->public_to, "county") == 0);
    values_flag(v, "to_township", d->public_to && strcmp(d->public_to, "township") == 0);
    values_flag(v, "to_city", d->public_to && strcmp(d->public_to, "city") == 0);
    values_flag(v, "guarded", disclosure_guards(d));
}

void figure_rule(const struct figure *f, struct values *v)
{
    what(f, v);
    rules(f, v);
    where(f, v);
}

/* verify: the table of attributions walked in its order. Each subject's candidates are settled anew, what stands is
 * added to the sums, and the candidates go into the set that is compared with what the revisions give. */
#include <string.h>

#include "base/date.h"
#include "domain/record.h"
#include "domain/settle.h"
#include "domain/verify_work.h"

/* A row of the table. */
struct table_row {
    unsigned char subject[INDEX_SIZE];
    int64_t record, org, day, month, counted_org;
};

/* One part of an indicator, subject by subject. */
struct stream {
    struct worker *worker;
    size_t indicator;
    int part;
    const struct organisations *tree;
    struct answer *answer;
    bool more; /* `row` is one that was not taken yet: the next subject's */
    struct table_row row;
    /* The subject that was read last: */
    unsigned char subject[INDEX_SIZE];
    struct candidate least;
    bool least_keyed;                                                 /* its key is known */
    int64_t counted_rows, counted_record, counted_month, counted_org; /* as the table says */
};

static int ask(struct worker *w, size_t indicator, int part, const void *from, const void *to, size_t to_length,
               struct answer **ret)
{
    struct bind id = b_int(w->whole->indicators[indicator].indicator->id);
    struct bind first = b_bytes(from, INDEX_SIZE), last = b_bytes(to, to_length);
    return part == PART_VALUE ? db_scan(w->ctx,
                                        SQL("select subject, record, org, day, counted, counted_org from attribution"
                                            " where indicator = ? and part = 0 and subject >= ? and subject < ?"
                                            " order by subject, record"),
                                        BIND(id, first, last), ret)
                              : db_scan(w->ctx,
                                        SQL("select subject, record, org, day, counted, counted_org from attribution"
                                            " where indicator = ? and part = 1 and subject >= ? and subject < ?"
                                            " order by subject, record"),
                                        BIND(id, first, last), ret);
}

/* The natural key decides seldom and is asked for only then; a record that is missing is told elsewhere. */
static int take_candidate(struct stream *s, struct candidate *c, bool first)
{
    int r = 0;
    bool tie = !first && c->day == s->least.day && c->org == s->least.org;
    if (tie && !s->least_keyed)
        r = record_key(s->worker->ctx, s->least.record, s->least.key);
    if (tie && r >= 0)
        r = record_key(s->worker->ctx, c->record, c->key);
    s->least_keyed |= tie;
    if (r >= 0 && (first || candidate_compare(c, &s->least) < 0)) {
        s->least = *c;
        s->least_keyed = tie;
    }
    return r < 0 ? r : 0;
}

/* Takes the row into its subject. Rows that cannot be a candidate spoil the set; then all is gathered anew. */
static int take_row(struct stream *s, bool first)
{
    const struct table_row *row = &s->row;
    struct worker *w = s->worker;
    struct candidate c = {.record = row->record, .org = organisation_by_id(s->tree, row->org), .day = (int)row->day};
    if (row->month || row->counted_org) {
        s->counted_rows++;
        s->counted_record = row->record;
        s->counted_month = row->month;
        s->counted_org = row->counted_org;
    }
    if (!c.org || row->day != c.day) {
        w->broken[s->indicator] = true;
        c.org = s->tree->city;
    }
    set_add_candidate(&w->stored[s->indicator][s->part], &w->whole->secret, row->subject, row->record,
                      (uint32_t)c.org->id, (uint32_t)c.day);
    return take_candidate(s, &c, first);
}

/* Reads a row: 1, or 0 at the end of the answer. */
static int next_row(struct stream *s)
{
    struct answer *a = s->answer;
    int r;
    while ((r = answer_next(s->worker->ctx, a)) > 0) {
        size_t length;
        const void *subject = answer_bytes(a, 0, &length);
        if (length == INDEX_SIZE) {
            memcpy(s->row.subject, subject, INDEX_SIZE);
            s->row.record = answer_int(a, 1);
            s->row.org = answer_int(a, 2);
            s->row.day = answer_int(a, 3);
            s->row.month = answer_int(a, 4);
            s->row.counted_org = answer_int(a, 5);
            break;
        }
        s->worker->broken[s->indicator] = true;
    }
    s->more = r > 0;
    return r;
}

/* Takes the rows of the next subject: 1, or 0 at the end. */
static int next_subject(struct stream *s)
{
    int r = 0;
    bool first = true;
    if (!s->more)
        return 0;
    memcpy(s->subject, s->row.subject, INDEX_SIZE);
    s->counted_rows = s->counted_record = s->counted_month = s->counted_org = 0;
    do {
        r = take_row(s, first);
        first = false;
        if (r == 0)
            r = next_row(s);
    } while (r > 0 && memcmp(s->row.subject, s->subject, INDEX_SIZE) == 0);
    return r < 0 ? r : 1;
}

/* ---- what stands ---- */

/* The stages that a record reached, by month. */
static int add_stages(struct worker *w, size_t indicator, const struct candidate *c, const struct organisation *org)
{
    const struct known_indicator *known = &w->whole->indicators[indicator];
    struct revision v;
    struct contribution *list;
    size_t count = 0;
    int r = revision_load_accepted(w->ctx, known->city->city, c->record, &v);
    if (r == 0)
        r = contributions_of(w->ctx, known->city->city, &v, &list, &count);
    if (r == DB_NONE || r == E_STORE) {
        w->broken[indicator] = true; /* the revision is damaged, or the candidate is none */
        return 0;
    }
    for (size_t i = 0; r == 0 && i < count; i++)
        for (size_t m = 0; r == 0 && list[i].indicator == known->indicator && m < list[i].amount_count; m++)
            r = sums_add(w->ctx, w->sums, indicator, PART_VALUE, list[i].amounts[m].month % 100, org,
                         list[i].amounts[m].value, known->indicator->name);
    return r;
}

static int add_standing(struct worker *w, size_t indicator, int part, const struct candidate *c, struct standing at)
{
    const struct known_indicator *known = &w->whole->indicators[indicator];
    int month = at.month % 100;
    if (!at.month)
        return 0;
    if (year_of(at.month) != known->city->city->programme->year || month < 1 || month > 12) {
        w->broken[indicator] = true; /* no revision gives such a candidate */
        return 0;
    }
    return known->indicator->count == COUNT_STAGE
               ? add_stages(w, indicator, c, at.org)
               : sums_add(w->ctx, w->sums, indicator, part, month, at.org, 1, known->indicator->name);
}

static bool table_agrees(const struct stream *s, struct standing at)
{
    if (!at.month)
        return s->counted_rows == 0;
    return s->counted_rows == 1 && s->counted_record == s->least.record && s->counted_month == at.month &&
           s->counted_org == at.org->id;
}

/* Either part may be NULL. */
static int settle_subject(struct worker *w, size_t indicator, const struct stream *value, const struct stream *roster)
{
    struct standing at[2];
    const struct stream *parts[2] = {value, roster};
    const struct known_indicator *known = &w->whole->indicators[indicator];
    bool agrees = true;
    int r = 0;
    standing_of(known->city->city, known->indicator, value ? &value->least : NULL, roster ? &roster->least : NULL,
                &at[0], &at[1]);
    for (int part = 0; part < 2 && r == 0; part++)
        if (parts[part]) {
            agrees &= table_agrees(parts[part], at[part]);
            r = add_standing(w, indicator, part, &parts[part]->least, at[part]);
        }
    if (r < 0 || agrees)
        return r;
    struct wrong_subject wrong = {.indicator = (int64_t)indicator};
    memcpy(wrong.subject, value ? value->subject : roster->subject, INDEX_SIZE);
    return spool_add(w->ctx, w->wrong, &wrong);
}

/* Both parts of a cover side by side; of all else there is one. */
static int walk(struct worker *w, struct stream *value, struct stream *roster)
{
    struct stream *const streams[2] = {value, roster};
    bool there[2] = {false, false};
    for (;;) {
        int r = 0;
        for (int part = 0; part < 2; part++)
            if (!there[part] && streams[part]->answer) {
                struct arena_mark start = arena_mark(w->ctx->mem);
                r = next_subject(streams[part]);
                arena_rewind(w->ctx->mem, start);
                if (r < 0)
                    return r;
                there[part] = r > 0;
            }
        if (!there[0] && !there[1])
            return 0;
        int order = !there[0] ? 1 : !there[1] ? -1 : memcmp(value->subject, roster->subject, INDEX_SIZE);
        struct arena_mark start = arena_mark(w->ctx->mem);
        r = settle_subject(w, value->indicator, order <= 0 ? value : NULL, order >= 0 ? roster : NULL);
        arena_rewind(w->ctx->mem, start);
        if (r < 0)
            return r;
        there[0] &= order > 0;
        there[1] &= order < 0;
    }
}

/* The interval of first bytes; the last one ends behind every subject of our size. */
static size_t interval(const struct whole *whole, int range, unsigned char from[INDEX_SIZE],
                       unsigned char to[INDEX_SIZE + 1])
{
    int width = 256 / whole->share.ranges, end = (range + 1) * width;
    memset(from, 0, INDEX_SIZE);
    from[0] = (unsigned char)(range * width);
    memset(to, end == 256 ? 0xFF : 0, INDEX_SIZE);
    to[INDEX_SIZE] = 0;
    if (end < 256)
        to[0] = (unsigned char)end;
    return end == 256 ? INDEX_SIZE + 1 : INDEX_SIZE;
}

int recount_walk(struct worker *w, size_t indicator, int range)
{
    unsigned char from[INDEX_SIZE], to[INDEX_SIZE + 1];
    size_t length = interval(w->whole, range, from, to);
    const struct organisations *tree = w->whole->indicators[indicator].city->city->tree;
    struct stream streams[2] = {{.worker = w, .indicator = indicator, .tree = tree},
                                {.worker = w, .indicator = indicator, .tree = tree, .part = 1}};
    int parts = w->whole->indicators[indicator].indicator->count == COUNT_COVER ? 2 : 1, r = 0;
    struct arena_mark start = arena_mark(w->ctx->mem);
    for (int part = 0; part < parts && r == 0; part++) {
        r = ask(w, indicator, part, from, to, length, &streams[part].answer);
        if (r == 0)
            r = next_row(&streams[part]);
        r = r < 0 ? r : 0;
    }
    if (r == 0)
        r = walk(w, &streams[0], &streams[1]);
    answer_done(streams[1].answer);
    answer_done(streams[0].answer);
    arena_rewind(w->ctx->mem, start);
    return r;
}

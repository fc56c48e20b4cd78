/* verify: what was counted on the way, compared with what the store keeps of it. */
#include <inttypes.h>
#include <string.h>

#include "domain/recount_again.h"
#include "domain/settle.h"

int wrong_subject_order(const void *a, const void *b)
{
    const struct wrong_subject *x = a, *y = b;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    return memcmp(x->subject, y->subject, INDEX_SIZE);
}

/* ---- who is one person ---- */

int recount_load_persons(struct ctx *ctx, struct whole *whole, struct known_city *city)
{
    AUTO_ANSWER struct answer *a = NULL;
    city->persons = persons_new();
    int r = db_scan(ctx, SQL("select key, other, revision from person_link where programme = ?"),
                    BIND(b_int(city->city->programme->id)), &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        size_t lengths[2];
        const void *key = answer_bytes(a, 0, &lengths[0]), *other = answer_bytes(a, 1, &lengths[1]);
        if (lengths[0] == INDEX_SIZE && lengths[1] == INDEX_SIZE) {
            set_add_link(&city->links, &whole->secret, key, other, answer_int(a, 2));
            persons_join(city->persons, key, other);
        } else {
            city->links.count++; /* such a row is none of ours: the sets will differ */
        }
    }
    persons_settle(city->persons);
    return r;
}

/* All that counts persons of this programme was counted by other persons than there are. */
static void distrust_persons(struct whole *whole, const struct known_city *city)
{
    for (size_t i = 0; i < whole->indicator_count; i++) {
        struct known_indicator *known = &whole->indicators[i];
        const struct field *field = known->indicator->field, *roster = known->indicator->roster_field;
        if (known->city == city && ((field && field->type == FIELD_PERSON) || (roster && roster->type == FIELD_PERSON)))
            known->bad = true;
    }
}

int recount_person_links(struct worker *w)
{
    bool differ = false;
    for (size_t i = 0; i < w->whole->city_count; i++) {
        struct known_city *city = &w->whole->cities[i];
        if (set_equal(&city->links, &w->links[i]))
            continue;
        differ = true;
        distrust_persons(w->whole, city);
    }
    return differ ? again_links(w) : 0;
}

/* ---- attributions ---- */

static void tell_subject_row(struct worker *w, size_t indicator, struct answer *a, int64_t record, struct standing at)
{
    const struct organisations *tree = w->whole->indicators[indicator].city->city->tree;
    int64_t month = answer_int(a, 4), org = answer_int(a, 5);
    bool stands = answer_int(a, 1) == record && at.month;
    if (month == (stands ? at.month : 0) && org == (stands ? at.org->id : 0))
        return;
    tell_attribution(w, indicator, answer_int(a, 1), counted_text(w, month, organisation_by_id(tree, org)),
                     stands ? counted_text(w, at.month, at.org) : counted_text(w, 0, NULL));
}

static int ask_subject(struct worker *w, const struct wrong_subject *wrong, struct answer **ret)
{
    return db_ask(
        w->ctx,
        SQL("select a.part, a.record, a.org, a.day, a.counted, a.counted_org, r.key from attribution a"
            " join record r on r.id = a.record where a.indicator = ? and a.part in (0, 1) and a.subject = ?"
            " order by a.part, a.record"),
        BIND(b_int(w->whole->indicators[wrong->indicator].indicator->id), b_bytes(wrong->subject, INDEX_SIZE)), ret);
}

/* The candidates of the subject are right, what the table lets stand is not. */
static int tell_subject(struct worker *w, const struct wrong_subject *wrong)
{
    const struct known_indicator *known = &w->whole->indicators[wrong->indicator];
    struct candidate least[2], c;
    bool there[2] = {false, false};
    struct standing at[2];
    AUTO_ANSWER struct answer *a = NULL;
    int r = ask_subject(w, wrong, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        size_t length, part = answer_int(a, 0) != 0;
        const void *key = answer_bytes(a, 6, &length);
        c = (struct candidate){.record = answer_int(a, 1),
                               .org = organisation_by_id(known->city->city->tree, answer_int(a, 2)),
                               .day = (int)answer_int(a, 3)};
        if (length == INDEX_SIZE)
            memcpy(c.key, key, INDEX_SIZE);
        if (!there[part] || candidate_compare(&c, &least[part]) < 0)
            least[part] = c;
        there[part] = true;
    }
    answer_done_p(&a);
    standing_of(known->city->city, known->indicator, there[0] ? &least[0] : NULL, there[1] ? &least[1] : NULL, &at[0],
                &at[1]);
    if (r == 0)
        r = ask_subject(w, wrong, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        int part = answer_int(a, 0) != 0;
        tell_subject_row(w, (size_t)wrong->indicator, a, least[part].record, at[part]);
    }
    return r;
}

/* Tells those subjects of the indicator that come next, or passes over them. */
static int tell_subjects(struct worker *w, struct spool_reader *reader, const struct wrong_subject **next,
                         size_t indicator, bool pass)
{
    int r = 0;
    while (r == 0 && *next && (*next)->indicator == (int64_t)indicator) {
        const void *at = NULL;
        struct arena_mark start = arena_mark(w->ctx->mem);
        r = pass ? 0 : tell_subject(w, *next);
        arena_rewind(w->ctx->mem, start);
        if (r == 0)
            r = spool_next(w->ctx, reader, &at);
        *next = r > 0 ? at : NULL;
        r = r < 0 ? r : 0;
    }
    return r;
}

static int tell_all(struct worker *w, struct settled *settled)
{
    struct spool_reader *reader = NULL;
    const void *at = NULL;
    int r = spool_read(w->ctx, &w->wrong, 1, &reader);
    if (r == 0)
        r = spool_next(w->ctx, reader, &at);
    const struct wrong_subject *next = r > 0 ? at : NULL;
    r = r < 0 ? r : 0;
    for (size_t i = 0; i < w->whole->indicator_count && r == 0; i++) {
        bool bad = w->whole->indicators[i].bad;
        r = tell_subjects(w, reader, &next, i, bad);
        if (r == 0 && bad)
            r = again_compare(w, settled, i);
    }
    spool_close(reader);
    return r;
}

/* Rows that no walk comes by: of other parts than the indicator has, or of subjects behind the last that can be. */
static int look_outside(struct worker *w, size_t indicator)
{
    static const unsigned char end[INDEX_SIZE + 1] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                      0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0};
    const struct indicator *d = w->whole->indicators[indicator].indicator;
    struct bind id = b_int(d->id), behind = b_bytes(end, sizeof end);
    int64_t one = 0;
    int r = db_int(w->ctx,
                   SQL("select 1 from attribution where indicator = ? and part < 0"
                       " union all select 1 from attribution where indicator = ? and part > ?"
                       " union all select 1 from attribution where indicator = ? and part = 0 and subject >= ?"
                       " union all select 1 from attribution where indicator = ? and part = 1 and subject >= ?"),
                   BIND(id, id, b_int(d->count == COUNT_COVER), id, behind, id, behind), &one);
    w->broken[indicator] |= one == 1;
    return r < 0 ? r : 0;
}

static int tell_unknown(struct worker *w, int64_t indicator)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx, SQL("select record from attribution where indicator = ? order by part, subject, record"),
                    BIND(b_int(indicator)), &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        tell_both(w, "attribution",
                  arena_printf(w->ctx->mem, "第 %" PRId64 " 项指标不在了；第 %" PRId64 " 号记录", indicator,
                               answer_int(a, 0)),
                  "有", "不应有");
    return r;
}

static bool settles(const struct indicator *indicator)
{
    return indicator->count != COUNT_RECORDS && indicator->count != COUNT_SUM;
}

int recount_attributions(struct worker *w)
{
    bool any = false;
    int r = 0;
    for (size_t i = 0; i < w->whole->indicator_count && r == 0; i++) {
        struct known_indicator *known = &w->whole->indicators[i];
        r = look_outside(w, i);
        known->bad |= w->broken[i] || !set_equal(&w->expected[i][0], &w->stored[i][0]) ||
                      !set_equal(&w->expected[i][1], &w->stored[i][1]);
        if (known->bad && settles(known->indicator))
            sums_forget(w->sums, i);
        any |= known->bad;
    }
    struct settled *settled = NULL;
    if (r == 0 && any)
        r = again_settle(w, &settled);
    if (r == 0)
        r = tell_all(w, settled);
    again_free(settled);
    for (size_t i = 0; i < w->whole->unknown_indicators.count && r == 0; i++)
        r = tell_unknown(w, w->whole->unknown_indicators.at[i]);
    return r;
}

/* ---- record.accepted and record.latest ---- */

/* `sql`: records, the revision that each names and the one that it should. */
static int tell_revisions(struct worker *w, struct sql sql, const char *which)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx, sql, NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        tell_both(w, "record", arena_printf(w->ctx->mem, "第 %" PRId64 " 号记录的%s", answer_int(a, 0), which),
                  arena_printf(w->ctx->mem, "%" PRId64, answer_int(a, 1)),
                  arena_printf(w->ctx->mem, "%" PRId64, answer_int(a, 2)));
    return r;
}

static int tell_accepted(struct worker *w)
{
    return tell_revisions(
        w,
        SQL("select r.id, coalesce(r.accepted, 0), coalesce(max(v.id), 0) from record r left join"
            " (select w.id, w.record from revision w join batch b on b.id = w.batch where b.state = 'accepted') v"
            " on v.record = r.id group by r.id, r.accepted having coalesce(r.accepted, 0) <> coalesce(max(v.id), 0)"
            " order by r.id"),
        "现行修订");
}

static int tell_latest(struct worker *w)
{
    return tell_revisions(
        w,
        SQL("select r.id, coalesce(r.latest, 0), coalesce(max(v.id), 0) from record r left join"
            " (select w.id, w.record from revision w join batch b on b.id = w.batch"
            " where b.state in ('draft', 'submitted', 'accepted')) v"
            " on v.record = r.id group by r.id, r.latest having coalesce(r.latest, 0) <> coalesce(max(v.id), 0)"
            " order by r.id"),
        "最新修订");
}

/* From the numbers alone; what they hide is asked for. */
static int check_standing(struct worker *w)
{
    int r = 0;
    if (w->accepted_wrong || w->accepted_named != w->accepted_found || w->records_unseen)
        r = tell_accepted(w);
    if (r == 0 && (w->latest_wrong || w->latest_named != w->latest_found || w->records_unseen))
        r = tell_latest(w);
    return r;
}

int recount_compare(struct worker *w)
{
    int r = check_standing(w);
    if (r == 0)
        r = recount_person_links(w);
    if (r == 0)
        r = recount_attributions(w);
    if (r == 0)
        r = recount_tallies(w);
    return r < 0 ? r : recount_reports(w);
}

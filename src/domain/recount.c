/* verify: everything counted again from the accepted revisions, from nothing, and compared with what the store keeps.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/batch.h"
#include "domain/contribution.h"
#include "domain/settle.h"
#include "domain/person.h"
#include "domain/tally.h"
#include "domain/verify.h"

struct entry {
    const struct indicator *indicator;
    unsigned char subject[INDEX_SIZE];
    int part;
    struct candidate candidate;
    struct amount *amounts;
    size_t amount_count;
    struct standing standing;
};

struct recount {
    struct ctx *ctx;
    struct arena *kept;
    const struct city *city;
    struct verification *v;
    struct map *persons; /* key → its neighbour nearer the root of its person (union-find) */
    struct tally_deltas *deltas;
    VEC(struct entry) entries;
};

static const unsigned char *root_of(const struct recount *c, const unsigned char *key)
{
    const unsigned char *up;
    while ((up = map_get(c->persons, key, INDEX_SIZE)) && memcmp(up, key, INDEX_SIZE) != 0)
        key = up;
    return key;
}

/* The least key of a person is its id: the lesser root stays. */
static void unite(struct recount *c, const unsigned char *a, const unsigned char *b)
{
    const unsigned char *x = root_of(c, a), *y = root_of(c, b);
    int order = memcmp(x, y, INDEX_SIZE);
    if (order == 0)
        return;
    map_put(c->persons, order < 0 ? y : x, INDEX_SIZE,
            arena_strndup(c->kept, (const char *)(order < 0 ? x : y), INDEX_SIZE));
}

static void join_persons(struct recount *c, const struct revision *row)
{
    for (size_t i = 0; i + 1 < row->person_count && !row->is_void; i++)
        if (row->persons[i].field == row->persons[i + 1].field && !row->persons[i].weak && row->persons[i + 1].weak)
            unite(c, row->persons[i].index, row->persons[i + 1].index);
}

static int add_row(struct recount *c, const struct revision *row)
{
    struct contribution *list;
    size_t count;
    int r = contributions_of(c->ctx, c->city, row, &list, &count);
    for (size_t i = 0; i < count && r == 0; i++) {
        const struct contribution *k = &list[i];
        if (k->direct) {
            for (size_t m = 0; m < k->amount_count && r == 0; m++)
                r = tally_add(c->ctx, c->deltas, row->org, k->indicator, k->part, k->amounts[m].month,
                              k->amounts[m].value);
            continue;
        }
        struct entry *e = vec_push(c->kept, &c->entries);
        *e = (struct entry){.indicator = k->indicator, .part = k->part, .amount_count = k->amount_count};
        memcpy(e->subject, k->person ? root_of(c, k->subject) : k->subject, INDEX_SIZE);
        e->candidate = (struct candidate){.record = row->record, .org = row->org, .day = k->day};
        memcpy(e->candidate.key, row->key, INDEX_SIZE);
        e->amounts = arena_array(c->kept, k->amount_count, sizeof *e->amounts);
        memcpy(e->amounts, k->amounts, k->amount_count * sizeof *e->amounts);
    }
    return r;
}

/* All revisions that count, of one programme; `add` false: only who is one person. */
static int each_accepted(struct recount *c, bool add)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(c->ctx,
                    SQL("select " REVISION_COLUMNS
                        " from record r join revision v on v.id = r.accepted join ledger l on l.id = r.ledger"
                        " where l.programme = ?"),
                    BIND(b_int(c->city->programme->id)), &a);
    struct arena_mark start = arena_mark(c->ctx->mem);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        struct revision row;
        r = revision_from_answer(c->ctx, c->city, a, &row);
        if (r == 0 && !add)
            join_persons(c, &row);
        else if (r == 0)
            r = add_row(c, &row);
        c->v->records += add;
        arena_rewind(c->ctx->mem, start);
        if (r < 0)
            break;
    }
    return r;
}

static int by_subject(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->indicator->id != y->indicator->id)
        return x->indicator->id < y->indicator->id ? -1 : 1;
    int r = memcmp(x->subject, y->subject, INDEX_SIZE);
    if (r)
        return r;
    return x->part != y->part ? x->part - y->part : candidate_compare(&x->candidate, &y->candidate);
}

static int add_standing(struct recount *c, struct entry *e, struct standing at)
{
    e->standing = at;
    if (!at.month)
        return 0;
    if (e->indicator->count != COUNT_STAGE)
        return tally_add(c->ctx, c->deltas, at.org, e->indicator, e->part, at.month, 1);
    int r = 0;
    for (size_t i = 0; i < e->amount_count && r == 0; i++)
        r = tally_add(c->ctx, c->deltas, at.org, e->indicator, e->part, e->amounts[i].month, e->amounts[i].value);
    return r;
}

/* Sorted, the first of each part is the one that stands. */
static int settle_all(struct recount *c)
{
    struct entry *at = c->entries.at;
    int r = 0;
    if (c->entries.count)
        qsort(at, c->entries.count, sizeof *at, by_subject);
    for (size_t i = 0, end; i < c->entries.count && r == 0; i = end) {
        struct entry *first[2] = {NULL, NULL};
        struct standing stands[2];
        for (end = i; end < c->entries.count && at[end].indicator == at[i].indicator &&
                      memcmp(at[end].subject, at[i].subject, INDEX_SIZE) == 0;
             end++)
            if (!first[at[end].part])
                first[at[end].part] = &at[end];
        standing_of(c->city, at[i].indicator, first[0] ? &first[0]->candidate : NULL,
                    first[1] ? &first[1]->candidate : NULL, &stands[0], &stands[1]);
        for (int part = 0; part < 2 && r == 0; part++)
            if (first[part])
                r = add_standing(c, first[part], stands[part]);
    }
    return r;
}

static const char *org_name(const struct recount *c, int64_t id)
{
    const struct organisation *org = organisation_by_id(c->city->tree, id);
    return org ? org->name : "?";
}

static const struct indicator *indicator_by_id(const struct programme *programme, int64_t id)
{
    for (size_t i = 0; i < programme->indicator_count; i++)
        if (programme->indicators[i]->id == id)
            return programme->indicators[i];
    return NULL;
}

static void tell_tally(struct recount *c, const struct tally_row *row, int64_t stored, int64_t counted)
{
    struct arena *mem = c->ctx->mem;
    const struct indicator *d = indicator_by_id(c->city->programme, row->indicator);
    verify_tell(c->v, "tally", arena_printf(mem, "%s %s %d", d ? d->code : "?", org_name(c, row->org), row->month),
                arena_printf(mem, "%" PRId64, stored), arena_printf(mem, "%" PRId64, counted));
}

/* Two sorted lists, walked side by side. */
static int compare_tallies(struct recount *c)
{
    struct tally_row *rows, stored;
    size_t count, i = 0;
    int r = tally_rows(c->ctx, c->deltas, &rows, &count);
    AUTO_ANSWER struct answer *a = NULL;
    if (r == 0)
        r = db_scan(c->ctx,
                    SQL("select t.org, t.indicator, t.part, t.month, t.value from tally t"
                        " join indicator i on i.id = t.indicator where i.programme = ?"
                        " order by t.org, t.indicator, t.part, t.month"),
                    BIND(b_int(c->city->programme->id)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        stored = (struct tally_row){.org = answer_int(a, 0),
                                    .indicator = answer_int(a, 1),
                                    .part = (int)answer_int(a, 2),
                                    .month = (int)answer_int(a, 3),
                                    .value = answer_int(a, 4)};
        for (; i < count && tally_row_compare(&rows[i], &stored) < 0; i++)
            tell_tally(c, &rows[i], 0, rows[i].value);
        bool same = i < count && tally_row_compare(&rows[i], &stored) == 0;
        if (!same || rows[i].value != stored.value)
            tell_tally(c, &stored, stored.value, same ? rows[i].value : 0);
        i += same;
    }
    for (; i < count && r == 0; i++)
        tell_tally(c, &rows[i], 0, rows[i].value);
    return r;
}

static int by_attribution(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->indicator->id != y->indicator->id)
        return x->indicator->id < y->indicator->id ? -1 : 1;
    if (x->part != y->part)
        return x->part - y->part;
    int r = memcmp(x->subject, y->subject, INDEX_SIZE);
    return r ? r : (x->candidate.record > y->candidate.record) - (x->candidate.record < y->candidate.record);
}

static void tell_attribution(struct recount *c, const struct indicator *d, int64_t record, const char *stored,
                             const char *counted)
{
    verify_tell(c->v, "attribution", arena_printf(c->ctx->mem, "%s 第 %" PRId64 " 号记录", d ? d->code : "?", record),
                stored, counted);
}

static int compare_attributions(struct recount *c)
{
    struct entry *at = c->entries.at, key;
    size_t count = c->entries.count, i = 0;
    if (count)
        qsort(at, count, sizeof *at, by_attribution);
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(c->ctx,
                    SQL("select t.indicator, t.part, t.subject, t.record, t.counted, t.counted_org from attribution t"
                        " join indicator i on i.id = t.indicator where i.programme = ?"
                        " order by t.indicator, t.part, t.subject, t.record"),
                    BIND(b_int(c->city->programme->id)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        size_t length;
        const void *subject = answer_bytes(a, 2, &length);
        key = (struct entry){.indicator = indicator_by_id(c->city->programme, answer_int(a, 0)),
                             .part = (int)answer_int(a, 1),
                             .candidate.record = answer_int(a, 3)};
        if (!key.indicator || length != INDEX_SIZE) {
            tell_attribution(c, key.indicator, key.candidate.record, "?", "");
            continue;
        }
        memcpy(key.subject, subject, INDEX_SIZE);
        for (; i < count && by_attribution(&at[i], &key) < 0; i++)
            tell_attribution(c, at[i].indicator, at[i].candidate.record, "没有", "应有");
        if (i == count || by_attribution(&at[i], &key) != 0) {
            tell_attribution(c, key.indicator, key.candidate.record, "有", "不应有");
            continue;
        }
        int64_t org = at[i].standing.month ? at[i].standing.org->id : 0;
        if (answer_int(a, 4) != at[i].standing.month || answer_int(a, 5) != org)
            tell_attribution(c, key.indicator, key.candidate.record,
                             arena_printf(c->ctx->mem, "算在 %" PRId64 " 月", answer_int(a, 4)),
                             arena_printf(c->ctx->mem, "算在 %d 月", at[i].standing.month));
        i++;
    }
    for (; i < count && r == 0; i++)
        tell_attribution(c, at[i].indicator, at[i].candidate.record, "没有", "应有");
    return r;
}

/* record.accepted is the newest revision in an accepted batch, nothing else. */
static int check_accepted(struct recount *c)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(
        c->ctx,
        SQL("select r.id, coalesce(r.accepted, 0), coalesce(max(v.id), 0) from record r left join"
            " (select w.id, w.record from revision w join batch b on b.id = w.batch where b.state = 'accepted') v"
            " on v.record = r.id group by r.id, r.accepted having coalesce(r.accepted, 0) <> coalesce(max(v.id), 0)"),
        NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0)
        verify_tell(c->v, "record", arena_printf(c->ctx->mem, "第 %" PRId64 " 号记录的现行修订", answer_int(a, 0)),
                    arena_printf(c->ctx->mem, "%" PRId64, answer_int(a, 1)),
                    arena_printf(c->ctx->mem, "%" PRId64, answer_int(a, 2)));
    return r;
}

/* Months for which something was accepted: of each accepted batch, its rows' or its own, there and above. */
struct report {
    struct recount *c;
    int64_t ledger;
    int month;
    struct map *expected; /* struct report_key → itself */
};

struct report_key {
    int64_t ledger, org, month;
};

static int expect_above(void *arg, const struct organisation *above)
{
    struct report *report = arg;
    struct report_key key = {report->ledger, above->id, report->month};
    map_put(report->expected, &key, sizeof key, report->expected);
    return 0;
}

static int expect_reports(struct recount *c, struct map *expected)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r =
        db_scan(c->ctx,
                SQL("select distinct b.ledger, v.org, v.day / 100, 0 from batch b join revision v on v.batch = b.id"
                    " join ledger l on l.id = b.ledger where b.state = 'accepted' and v.void = 0 and l.programme = ?"
                    " union select b.ledger, b.org, b.month, 1 from batch b join ledger l on l.id = b.ledger"
                    " where b.state = 'accepted' and b.kind = 'zero' and l.programme = ?"),
                BIND(b_int(c->city->programme->id), b_int(c->city->programme->id)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        struct report report = {c, answer_int(a, 0), (int)answer_int(a, 2), expected};
        const struct organisation *org = organisation_by_id(c->city->tree, answer_int(a, 1));
        if (org)
            r = answer_int(a, 3) ? organisation_each_spoken_for(c->city->tree, org, expect_above, &report)
                                 : organisation_each_above(org, expect_above, &report);
        if (r < 0)
            return r;
    }
    return r;
}

static void tell_report(struct recount *c, const struct report_key *key, const char *stored, const char *counted)
{
    verify_tell(c->v, "reported", arena_printf(c->ctx->mem, "%s %d", org_name(c, key->org), (int)key->month), stored,
                counted);
}

static int missing_report(void *arg, const void *key, size_t length, void *value)
{
    struct report *report = arg;
    (void)length;
    if (value == report->expected)
        tell_report(report->c, key, "未报", "已报");
    return 0;
}

static int compare_reports(struct recount *c)
{
    struct map *expected = map_new(c->ctx->mem);
    int r = expect_reports(c, expected), seen = 0;
    AUTO_ANSWER struct answer *a = NULL;
    if (r == 0)
        r = db_scan(c->ctx,
                    SQL("select t.ledger, t.org, t.month from reported t join ledger l on l.id = t.ledger where "
                        "l.programme = ?"),
                    BIND(b_int(c->city->programme->id)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0) {
        struct report_key key = {answer_int(a, 0), answer_int(a, 1), answer_int(a, 2)};
        if (map_get(expected, &key, sizeof key))
            map_put(expected, &key, sizeof key, &seen);
        else
            tell_report(c, &key, "已报", "未报");
    }
    struct report report = {.c = c, .expected = expected};
    return r < 0 ? r : map_each(expected, missing_report, &report);
}

static int recount_programme(struct recount *c, const struct city *city)
{
    c->city = city;
    c->deltas = tally_deltas_new(c->kept);
    c->persons = map_new(c->kept);
    c->entries.count = 0;
    int r = each_accepted(c, false);
    if (r == 0)
        r = each_accepted(c, true);
    if (r == 0)
        r = settle_all(c);
    if (r == 0)
        r = compare_tallies(c);
    if (r == 0)
        r = compare_attributions(c);
    return r < 0 ? r : compare_reports(c);
}

int verify_counts(struct ctx *ctx, const struct city_list *cities, struct verification *v)
{
    struct arena *kept = arena_new();
    struct recount c = {.ctx = ctx, .kept = kept, .v = v};
    int r = 0;
    for (size_t i = 0; i < cities->count && r == 0; i++)
        r = recount_programme(&c, cities->at[i]);
    if (r == 0)
        r = check_accepted(&c);
    arena_free(kept);
    return r;
}

/* What was changed after it had been accepted (listing.h): later revisions, and attributions that moved. Both are rare,
 * each is found newest first by an index, and no more than LOOKED_AT_MOST of them are looked at. */
#include "domain/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "domain/status.h"

enum { LOOKED_AT_MOST = 500 };

struct changes {
    struct ctx *ctx;
    const struct city *city;
    const struct indicator *indicator;
    const struct organisation *org;
    size_t most;
    int64_t last_batch; /* of the change noted last */
    VEC(struct later_change) list;
};

/* Changes of one kind, place and batch are one. */
static void note(struct changes *c, enum change_kind kind, int64_t batch, const struct organisation *org,
                 const struct organisation *from, const char *at, const char *reason)
{
    if (!org || (!organisation_within(org, c->org) && !(from && organisation_within(from, c->org))))
        return;
    for (size_t i = c->list.count; i > 0 && c->last_batch == batch; i--) {
        struct later_change *known = &c->list.at[i - 1];
        if (strcmp(known->at, at) != 0)
            break;
        if (known->kind == kind && known->org == org && known->from == from) {
            known->count++;
            return;
        }
    }
    c->last_batch = batch;
    *vec_push(c->ctx->mem, &c->list) = (struct later_change){.kind = kind,
                                                             .at = arena_strdup(c->ctx->mem, at),
                                                             .org = org,
                                                             .from = from,
                                                             .reason = arena_strdup(c->ctx->mem, reason),
                                                             .count = 1};
}

static int read_later(struct changes *c)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select v.batch, v.org, v.void, b.decided_at, b.reason, b.decided_reason, r.ledger"
                       " from revision v join batch b on b.id = v.batch join record r on"
                       " r.owner = v.owner and r.id = v.record"
                       " where v.record <> v.id and b.state = 'accepted' order by v.batch desc, v.id desc limit ?"),
                   BIND(b_int(LOOKED_AT_MOST)), &a);
    while (r >= 0 && c->list.count < c->most && (r = answer_next(c->ctx, a)) > 0)
        if (answer_int(a, 6) == c->indicator->of->id)
            note(c, answer_int(a, 2) ? CHANGE_VOID : CHANGE_CORRECTED, answer_int(a, 0),
                 organisation_by_id(c->city->tree, answer_int(a, 1)), NULL, answer_text(a, 3),
                 *answer_text(a, 4) ? answer_text(a, 4) : answer_text(a, 5));
    return r < 0 ? r : 0;
}

/* Where a record says that it is; the one from which a count moved may have been taken back. */
static int read_moves(struct changes *c)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select m.batch, t.org, f.org, m.moved_at from attribution_move m"
                       " join record rt on rt.id = m.to_record join revision t on t.id = rt.accepted"
                       " join revision f on f.id = m.from_record where m.indicator = ? order by m.id desc limit ?"),
                   BIND(b_int(c->indicator->id), b_int(LOOKED_AT_MOST)), &a);
    while (r >= 0 && c->list.count < 2 * c->most && (r = answer_next(c->ctx, a)) > 0)
        note(c, CHANGE_MOVED, answer_int(a, 0), organisation_by_id(c->city->tree, answer_int(a, 1)),
             organisation_by_id(c->city->tree, answer_int(a, 2)), answer_text(a, 3), "");
    return r < 0 ? r : 0;
}

static int newest_first(const void *a, const void *b)
{
    const struct later_change *x = a, *y = b;
    return strcmp(y->at, x->at);
}

int changes_read(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                 const struct organisation *org, size_t most, struct later_change **ret, size_t *ret_count)
{
    struct status asked;
    struct changes c = {.ctx = ctx, .city = city, .indicator = indicator, .most = most, .last_batch = -1};
    status_ask(city, indicator, org, city->programme->year * 100 + 12, &asked);
    c.org = asked.org;
    *ret = NULL;
    *ret_count = 0;
    if (asked.outside || disclosure_guards(indicator) || !disclosure_open(indicator, asked.org))
        return 0;
    int r = read_later(&c);
    if (r == 0)
        r = read_moves(&c);
    if (c.list.count)
        qsort(c.list.at, c.list.count, sizeof *c.list.at, newest_first);
    *ret = c.list.at;
    *ret_count = c.list.count < most ? c.list.count : most;
    return r;
}

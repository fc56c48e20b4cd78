/* What was changed after it had been accepted (listing.h): later revisions, and attributions that moved. Both are rare,
 * each is found newest first by an index, and no more than LOOKED_AT_MOST of them are looked at. */
#include "domain/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
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

/* ---- attributions that moved: asked for apart from the records they moved between, which would stand elsewhere
 * (docs/scale.md) ---- */

struct moved_attribution {
    int64_t batch, from, to; /* from, to: records */
    const char *at;
};

/* Notes the organisation of each row (number, organisation) of the answer. */
static int know_places(const struct changes *c, struct answer *a, struct map *places)
{
    int r;
    while ((r = answer_next(c->ctx, a)) > 0) {
        int64_t record = answer_int(a, 0);
        struct organisation *org = organisation_by_id(c->city->tree, answer_int(a, 1));
        if (org)
            map_put(places, &record, sizeof record, org);
    }
    return r;
}

/* Where records say that they are. */
static int places_now(const struct changes *c, const int64_t *records, size_t count, struct map *places)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select r.id, v.org from record r join revision v on v.owner = r.owner and v.id = r.accepted"
                       " where r.id = any(?::bigint[])"),
                   BIND(b_numbers(records, count)), &a);
    return r < 0 ? r : know_places(c, a, places);
}

/* Where they said so first; one from which a count moved may have been taken back. */
static int places_first(const struct changes *c, const int64_t *records, size_t count, struct map *places)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx, SQL("select id, org from revision where id = any(?::bigint[])"),
                   BIND(b_numbers(records, count)), &a);
    return r < 0 ? r : know_places(c, a, places);
}

enum { MOVES_AT_ONCE = 64 };

static int note_moves(struct changes *c, const struct moved_attribution *moves, size_t count)
{
    int64_t from[MOVES_AT_ONCE], to[MOVES_AT_ONCE];
    struct map *first = map_new(c->ctx->mem), *now = map_new(c->ctx->mem);
    for (size_t i = 0; i < count; i++) {
        from[i] = moves[i].from;
        to[i] = moves[i].to;
    }
    int r = places_first(c, from, count, first);
    if (r == 0)
        r = places_now(c, to, count, now);
    for (size_t i = 0; i < count && r == 0 && c->list.count < 2 * c->most; i++)
        note(c, CHANGE_MOVED, moves[i].batch, map_get(now, &to[i], sizeof to[i]),
             map_get(first, &from[i], sizeof from[i]), moves[i].at, "");
    return r;
}

static int read_moves(struct changes *c)
{
    VEC(struct moved_attribution) moves = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(c->ctx,
                   SQL("select batch, from_record, to_record, moved_at from attribution_move"
                       " where indicator = ? and to_record is not null order by id desc limit ?"),
                   BIND(b_int(c->indicator->id), b_int(LOOKED_AT_MOST)), &a);
    while (r >= 0 && (r = answer_next(c->ctx, a)) > 0)
        *vec_push(c->ctx->mem, &moves) = (struct moved_attribution){
            answer_int(a, 0), answer_int(a, 1), answer_int(a, 2), arena_strdup(c->ctx->mem, answer_text(a, 3))};
    for (size_t i = 0, some; i < moves.count && r == 0 && c->list.count < 2 * c->most; i += some) {
        some = moves.count - i < MOVES_AT_ONCE ? moves.count - i : MOVES_AT_ONCE;
        r = note_moves(c, moves.at + i, some);
    }
    return r;
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

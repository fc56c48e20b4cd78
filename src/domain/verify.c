/* verify: the snapshot, and the chain. */
#include "domain/verify.h"

#include <inttypes.h>
#include <string.h>

#include "base/vec.h"
#include "domain/chain.h"
#include "domain/revision.h"

void verify_tell(struct verification *v, const char *what, const char *where, const char *stored, const char *counted)
{
    v->differences++;
    if (v->tell)
        v->tell(v->arg, &(struct difference){what, where, stored, counted});
}

static const struct city *city_of_batch(struct ctx *ctx, const struct city_list *cities, int64_t batch)
{
    int64_t programme = 0;
    int r = db_int(ctx, SQL("select l.programme from batch b join ledger l on l.id = b.ledger where b.id = ?"),
                   BIND(b_int(batch)), &programme);
    for (size_t i = 0; r == 0 && i < cities->count; i++)
        if (cities->at[i]->programme->id == programme)
            return cities->at[i];
    return NULL;
}

/* The leaf of the row as it stands, against the one that was kept. */
static int check_leaf(struct ctx *ctx, const struct city *city, struct answer *a, struct merkle *merkle,
                      struct verification *v)
{
    struct revision row;
    unsigned char leaf[SM3_SIZE];
    int r = revision_from_answer(ctx, city, a, &row);
    if (r < 0)
        return r;
    const struct organisation *owner = organisation_by_id(city->tree, answer_int(a, 15));
    revision_leaf(&row, owner ? owner->code : "", city->programme->code, leaf);
    if (memcmp(leaf, row.leaf, SM3_SIZE) != 0)
        verify_tell(v, "leaf",
                    arena_printf(ctx->mem, "第 %" PRId64 " 号修订（第 %" PRId64 " 批第 %" PRId64 " 行）被改动过",
                                 row.id, row.batch, row.row),
                    hex(ctx->mem, row.leaf, 8), hex(ctx->mem, leaf, 8));
    merkle_add(merkle, leaf);
    v->revisions++;
    return 0;
}

static int batch_root(struct ctx *ctx, const struct city *city, int64_t batch, struct verification *v,
                      unsigned char root[SM3_SIZE])
{
    struct merkle merkle = {.count = 0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx,
                    SQL("select " REVISION_COLUMNS
                        " from revision v join record r on r.id = v.record where v.batch = ? order by v.id"),
                    BIND(b_int(batch)), &a);
    struct arena_mark start = arena_mark(ctx->mem);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0) {
        r = check_leaf(ctx, city, a, &merkle, v);
        arena_rewind(ctx->mem, start);
    }
    merkle_root(&merkle, root);
    return r;
}

static void link_from_answer(struct ctx *ctx, struct answer *a, struct link *ret)
{
    *ret = (struct link){.sequence = answer_int(a, 0),
                         .kind = arena_strdup(ctx->mem, answer_text(a, 2)),
                         .batch = answer_int(a, 3),
                         .note = arena_strdup(ctx->mem, answer_text(a, 5)),
                         .actor = arena_strdup(ctx->mem, answer_text(a, 6)),
                         .at = arena_strdup(ctx->mem, answer_text(a, 7))};
    unsigned char *const parts[] = {ret->previous, ret->root, ret->hash};
    static const int columns[] = {1, 4, 8};
    for (int i = 0; i < 3; i++) {
        size_t length;
        const void *bytes = answer_bytes(a, columns[i], &length);
        if (length == SM3_SIZE)
            memcpy(parts[i], bytes, SM3_SIZE);
    }
}

static int check_link(struct ctx *ctx, const struct city_list *cities, const struct link *link,
                      const unsigned char previous[SM3_SIZE], struct verification *v)
{
    unsigned char hash[SM3_SIZE], root[SM3_SIZE];
    const char *where = arena_printf(ctx->mem, "链的第 %" PRId64 " 环（%s）", link->sequence, link->kind);
    link_hash(link, hash);
    if (memcmp(hash, link->hash, SM3_SIZE) != 0)
        verify_tell(v, "link", where, hex(ctx->mem, link->hash, 8), hex(ctx->mem, hash, 8));
    if (memcmp(previous, link->previous, SM3_SIZE) != 0)
        verify_tell(v, "link", arena_printf(ctx->mem, "%s接不上前一环", where), hex(ctx->mem, link->previous, 8),
                    hex(ctx->mem, previous, 8));
    v->links++;
    if (!link->batch)
        return 0;
    const struct city *city = city_of_batch(ctx, cities, link->batch);
    if (!city) {
        verify_tell(v, "link", arena_printf(ctx->mem, "%s说到的批次不在了", where), "", "");
        return 0;
    }
    int r = batch_root(ctx, city, link->batch, v, root);
    if (r == 0 && memcmp(root, link->root, SM3_SIZE) != 0)
        verify_tell(v, "link", arena_printf(ctx->mem, "%s：第 %" PRId64 " 批的内容和当时不一样", where, link->batch),
                    hex(ctx->mem, link->root, 8), hex(ctx->mem, root, 8));
    return r;
}

int verify_chain(struct ctx *ctx, const struct city_list *cities, struct verification *v)
{
    VEC(struct link) links = {0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(
        ctx, SQL("select sequence, previous, kind, batch, root, note, actor, at, hash from chain order by sequence"),
        NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        link_from_answer(ctx, a, vec_push(ctx->mem, &links));
    unsigned char previous[SM3_SIZE] = {0};
    for (size_t i = 0; i < links.count && r == 0; i++) {
        if (links.at[i].sequence != (int64_t)i + 1)
            verify_tell(v, "link", arena_printf(ctx->mem, "链缺了第 %zu 环", i + 1), "", "");
        r = check_link(ctx, cities, &links.at[i], previous, v);
        memcpy(previous, links.at[i].hash, SM3_SIZE);
    }
    return r;
}

/* An accepted batch that the chain does not know was slipped in. */
static int check_batches(struct ctx *ctx, struct verification *v)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(ctx,
                    SQL("select b.id from batch b where b.state = 'accepted' and not exists"
                        " (select 1 from chain c where c.batch = b.id and c.kind = 'accept') order by b.id"),
                    NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(ctx, a)) > 0)
        verify_tell(v, "link", arena_printf(ctx->mem, "第 %" PRId64 " 批已通过，链上却没有", answer_int(a, 0)), "", "");
    return r;
}

static int look_through(struct ctx *ctx, void *arg)
{
    struct verification *v = arg;
    struct city_list cities;
    int r = city_every(ctx, &cities);
    if (r == 0)
        r = verify_chain(ctx, &cities, v);
    if (r == 0)
        r = check_batches(ctx, v);
    return r < 0 ? r : verify_counts(ctx, &cities, v);
}

int verify_store(struct ctx *ctx, struct verification *verification)
{
    return db_snapshot(ctx, look_through, verification);
}

/* verify: the root of every batch, and the links. */
#include <inttypes.h>
#include <string.h>

#include "domain/verify_work.h"

/* ---- roots: the complete subtrees of a batch's tree are kept while another batch has leaves ---- */

static void open_tree(const struct known_batch *b, struct merkle *ret)
{
    ret->count = b->leaves;
    if (b->leaves)
        memcpy(ret->stack, b->kept, (size_t)__builtin_popcountll(b->leaves) * SM3_SIZE);
}

static void keep_tree(struct whole *whole, struct known_batch *b, const struct merkle *tree)
{
    size_t count = (size_t)__builtin_popcountll(tree->count);
    if (count > b->kept_most) {
        b->kept_most = count + 4 < 64 ? count + 4 : 64;
        b->kept = arena_array(whole->mem, b->kept_most, SM3_SIZE);
    }
    b->leaves = tree->count;
    memcpy(b->kept, tree->stack, count * SM3_SIZE);
}

void chain_leaves(struct whole *whole, const struct slice *s)
{
    struct merkle tree;
    size_t at = 0;
    for (size_t i = 0; i < s->runs.count; i++) {
        struct known_batch *b = s->runs.at[i].batch;
        open_tree(b, &tree);
        merkle_add_many(&tree, s->leaves + at, s->runs.at[i].count);
        at += s->runs.at[i].count;
        keep_tree(whole, b, &tree);
    }
}

/* ---- links ---- */

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

static void check_root(struct worker *w, const struct link *link, const char *where)
{
    const struct known_batch *b = known_batch(w->whole, link->batch);
    struct merkle tree;
    unsigned char root[SM3_SIZE];
    if (!b) {
        tell_both(w, "link", arena_printf(w->ctx->mem, "%s说到的批次不在了", where), "", "");
        return;
    }
    open_tree(b, &tree);
    merkle_root(&tree, root);
    if (memcmp(root, link->root, SM3_SIZE) != 0)
        tell_both(w, "link", arena_printf(w->ctx->mem, "%s：第 %" PRId64 " 批的内容和当时不一样", where, link->batch),
                  hex(w->ctx->mem, link->root, 8), hex(w->ctx->mem, root, 8));
}

static void check_link(struct worker *w, const struct link *link, const unsigned char previous[SM3_SIZE])
{
    struct arena *mem = w->ctx->mem;
    unsigned char hash[SM3_SIZE];
    const char *where = arena_printf(mem, "链的第 %" PRId64 " 环（%s）", link->sequence, link->kind);
    link_hash(link, hash);
    if (memcmp(hash, link->hash, SM3_SIZE) != 0)
        tell_both(w, "link", where, hex(mem, link->hash, 8), hex(mem, hash, 8));
    if (memcmp(previous, link->previous, SM3_SIZE) != 0)
        tell_both(w, "link", arena_printf(mem, "%s接不上前一环", where), hex(mem, link->previous, 8),
                  hex(mem, previous, 8));
    w->whole->v->links++;
    if (strcmp(link->kind, "init") == 0 || strcmp(link->kind, "pack") == 0)
        pack_note_link(w->whole, link);
    if (link->batch)
        check_root(w, link, where);
}

static void tell_gap(struct worker *w, int64_t first, int64_t last)
{
    tell_both(w, "link",
              first == last ? arena_printf(w->ctx->mem, "链缺了第 %" PRId64 " 环", first)
                            : arena_printf(w->ctx->mem, "链缺了第 %" PRId64 " 至 %" PRId64 " 环", first, last),
              "", "");
}

static int check_links(struct worker *w)
{
    unsigned char previous[SM3_SIZE] = {0};
    int64_t expected = 1;
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(
        w->ctx, SQL("select sequence, previous, kind, batch, root, note, actor, at, hash from chain order by sequence"),
        NO_BINDS, &a);
    struct arena_mark start = arena_mark(w->ctx->mem);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        struct link link;
        link_from_answer(w->ctx, a, &link);
        if (link.sequence > expected)
            tell_gap(w, expected, link.sequence - 1);
        check_link(w, &link, previous);
        memcpy(previous, link.hash, SM3_SIZE);
        expected = link.sequence + 1;
        arena_rewind(w->ctx->mem, start);
    }
    return r;
}

/* An accepted batch that the chain does not know was slipped in. */
static int check_batches(struct worker *w)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx,
                    SQL("select b.id from batch b where b.state = 'accepted' and not exists"
                        " (select 1 from chain c where c.batch = b.id and c.kind = 'accept') order by b.id"),
                    NO_BINDS, &a);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0)
        tell_both(w, "link", arena_printf(w->ctx->mem, "第 %" PRId64 " 批已通过，链上却没有", answer_int(a, 0)), "",
                  "");
    return r;
}

int chain_check(struct worker *w)
{
    int r = check_links(w);
    return r < 0 ? r : check_batches(w);
}

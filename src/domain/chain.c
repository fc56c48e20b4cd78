#include "domain/chain.h"

#include <string.h>

#include "base/date.h"
#include "base/sm3_many.h"
#include "store/db.h"

enum { NODE = 1 + 2 * SM3_SIZE, MOST = 256 };

static void put_node(const unsigned char left[SM3_SIZE], const unsigned char right[SM3_SIZE], unsigned char out[NODE])
{
    out[0] = 1;
    memcpy(out + 1, left, SM3_SIZE);
    memcpy(out + 1 + SM3_SIZE, right, SM3_SIZE);
}

static void node_hash(const unsigned char left[SM3_SIZE], const unsigned char right[SM3_SIZE],
                      unsigned char out[SM3_SIZE])
{
    unsigned char bytes[NODE];
    put_node(left, right, bytes);
    sm3(bytes, sizeof bytes, out);
}

/* A complete subtree of so many leaves (a power of two that divides count) goes onto the stack, which holds one for
 * each bit of count, the largest at the bottom. */
static void add_subtree(struct merkle *m, const unsigned char top_hash[SM3_SIZE], uint64_t leaves)
{
    int top = __builtin_popcountll(m->count);
    memcpy(m->stack[top], top_hash, SM3_SIZE);
    for (uint64_t n = m->count / leaves; n & 1; n >>= 1, top--)
        node_hash(m->stack[top - 1], m->stack[top], m->stack[top - 1]);
    m->count += leaves;
}

void merkle_add(struct merkle *m, const unsigned char leaf[SM3_SIZE])
{
    add_subtree(m, leaf, 1);
}

/* One level after the other; `count` is a power of two up to MOST. */
static void subtree_hash(const void *leaves, size_t count, unsigned char out[SM3_SIZE])
{
    unsigned char nodes[MOST][SM3_SIZE], bytes[MOST / 2][NODE];
    struct sm3_message messages[MOST / 2];
    memcpy(nodes, leaves, count * sizeof *nodes);
    for (; count > 1; count /= 2) {
        for (size_t i = 0; i < count / 2; i++) {
            put_node(nodes[2 * i], nodes[2 * i + 1], bytes[i]);
            messages[i] = (struct sm3_message){.bytes = bytes[i], .length = NODE};
        }
        sm3_many(messages, count / 2);
        for (size_t i = 0; i < count / 2; i++)
            memcpy(nodes[i], messages[i].digest, SM3_SIZE);
    }
    memcpy(out, nodes[0], SM3_SIZE);
}

void merkle_add_many(struct merkle *m, const void *leaves, size_t count)
{
    const unsigned char *at = leaves;
    unsigned char top_hash[SM3_SIZE];
    while (count) {
        size_t some = 1;
        while (some < MOST && 2 * some <= count && !(m->count & some))
            some *= 2;
        subtree_hash(at, some, top_hash);
        add_subtree(m, top_hash, some);
        at += some * SM3_SIZE;
        count -= some;
    }
}

void merkle_root(const struct merkle *m, unsigned char out[SM3_SIZE])
{
    int top = __builtin_popcountll(m->count) - 1;
    if (top < 0) {
        sm3("", 0, out);
        return;
    }
    memcpy(out, m->stack[top], SM3_SIZE);
    while (top-- > 0)
        node_hash(m->stack[top], out, out);
}

void link_hash(const struct link *link, unsigned char out[SM3_SIZE])
{
    AUTO_BUF struct buf b = BUF_INIT;
    buf_u64(&b, (uint64_t)link->sequence);
    buf_part(&b, link->previous, SM3_SIZE);
    buf_part(&b, link->kind, strlen(link->kind));
    buf_u64(&b, (uint64_t)link->batch);
    buf_part(&b, link->root, SM3_SIZE);
    buf_part(&b, link->note, strlen(link->note));
    buf_part(&b, link->actor, strlen(link->actor));
    buf_part(&b, link->at, strlen(link->at));
    sm3(b.bytes, b.length, out);
}

static int last_link(struct ctx *ctx, struct link *link)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx, SQL("select sequence, hash from chain order by sequence desc limit 1"), NO_BINDS, &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    link->sequence = 1;
    if (r > 0) {
        size_t length;
        const void *hash = answer_bytes(a, 1, &length);
        if (length != SM3_SIZE)
            return fail(ctx, E_STORE, "链的最后一环损坏；请用 duixian verify 检查");
        link->sequence = answer_int(a, 0) + 1;
        memcpy(link->previous, hash, SM3_SIZE);
    }
    return 0;
}

int chain_append(struct ctx *ctx, struct link *link)
{
    int r = last_link(ctx, link);
    if (r < 0)
        return r;
    char now[32];
    if (!link->at)
        link->at = arena_strdup(ctx->mem, time_now(now));
    link_hash(link, link->hash);
    return db_run(ctx,
                  SQL("insert into chain (sequence, previous, kind, batch, root, note, actor, at, hash)"
                      " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                  BIND(b_int(link->sequence), b_bytes(link->previous, SM3_SIZE), b_text(link->kind),
                       b_int_or_null(link->batch != 0, link->batch), b_bytes(link->root, SM3_SIZE), b_text(link->note),
                       b_text(link->actor), b_text(link->at), b_bytes(link->hash, SM3_SIZE)));
}

int chain_decided_at(struct ctx *ctx, char **ret)
{
    return db_text(ctx, SQL("select at from chain where kind in ('accept', 'void') order by sequence desc limit 1"),
                   NO_BINDS, ret);
}

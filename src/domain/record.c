#include "domain/record.h"

#include <string.h>

enum handed record_compare(const struct record *known, const struct revision *row)
{
    if (!known->latest)
        return RECORD_NEW;
    if (!known->latest_void && memcmp(known->content, row->content, CONTENT_SIZE) == 0)
        return RECORD_UNCHANGED;
    return RECORD_CHANGED;
}

/* Says that the record is taken back: nothing but its key and organisation. */
static int revise_void(struct ctx *ctx, const struct city *city, int64_t batch, struct revision *row)
{
    int r = db_reserve(ctx, "revision", 1, &row->id);
    if (r < 0)
        return r;
    row->payload = "{}";
    sealed_digest(NULL, 0, row->sealed_digest);
    const struct organisation *owner = organisation_owner(row->org);
    revision_leaf(row, owner->code, city->programme->code, row->leaf);
    r = db_run(ctx, SQL("update record set latest = ? where owner = ? and id = ?"),
               BIND(b_int(row->id), b_int(row->owner), b_int(row->record)));
    if (r < 0)
        return r;
    return db_run(ctx,
                  SQL("insert into revision (id, owner, record, batch, row, void, org, day, payload, content, leaf)"
                      " values (?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?)"),
                  BIND(b_int(row->id), b_int(row->owner), b_int(row->record), b_int(batch), b_int(row->org->id),
                       b_int(row->day), b_text(row->payload), b_bytes(row->content, CONTENT_SIZE),
                       b_bytes(row->leaf, SM3_SIZE)));
}

int record_key(struct ctx *ctx, int64_t id, unsigned char ret[INDEX_SIZE])
{
    AUTO_ANSWER struct answer *a = NULL;
    size_t length = 0;
    int r = db_ask(ctx, SQL("select key from record where id = ?"), BIND(b_int(id)), &a);
    if (r == 0)
        r = answer_next(ctx, a);
    const void *key = r > 0 ? answer_bytes(a, 0, &length) : NULL;
    if (r < 0 || length != INDEX_SIZE)
        return r < 0 ? r : RECORD_NONE;
    memcpy(ret, key, INDEX_SIZE);
    return 0;
}

int record_load(struct ctx *ctx, const struct city *city, int64_t id, struct revision *ret, int64_t *ret_accepted)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select r.ledger, r.owner, r.accepted, coalesce(r.latest, (select max(v.id) from revision v"
                       " where v.owner = r.owner and v.record = r.id and v.record <> v.id), r.id)"
                       " from record r where r.id = ?"),
                   BIND(b_int(id)), &a);
    if (r < 0 || (r = answer_next(ctx, a)) < 0)
        return r;
    if (r == 0 || !programme_ledger_by_id(city->programme, answer_int(a, 0)))
        return RECORD_NONE;
    *ret_accepted = answer_int(a, 2);
    return revision_load(ctx, city, answer_int(a, 1), answer_int(a, 3), ret);
}

int record_void(struct ctx *ctx, const struct city *city, int64_t id, const struct actor *actor, const char *reason,
                struct moved *ret_moved)
{
    struct revision last;
    int64_t accepted, batch;
    int r = record_load(ctx, city, id, &last, &accepted);
    if (r)
        return r;
    if (last.is_void)
        return RECORD_VOID;
    if ((r = batch_reserve(ctx, &batch)) < 0)
        return r;
    struct revision row = {
        .record = id, .owner = last.owner, .ledger = last.ledger, .org = last.org, .day = last.day, .is_void = true};
    memcpy(row.key, last.key, INDEX_SIZE);
    r = revise_void(ctx, city, batch, &row);
    if (r == 0)
        r = batch_hand_in(ctx, last.ledger, batch,
                          &(struct handing){.kind = "void",
                                            .org = last.org,
                                            .reason = reason,
                                            .rows = 1,
                                            .first = row.id,
                                            .last = row.id,
                                            .actor = actor});
    return r < 0 ? r : batch_accept(ctx, city, batch, actor, reason, ret_moved);
}

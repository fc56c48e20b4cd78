#include "domain/record.h"

#include <string.h>

#include "domain/cell.h"
#include "domain/lookup.h"

int record_find(struct ctx *ctx, const struct revision *row, struct record *ret)
{
    *ret = (struct record){0};
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(ctx,
                   SQL("select r.id, r.latest, v.void, v.content from record r left join revision v on v.id = r.latest"
                       " where r.ledger = ? and r.owner = ? and r.key = ?"),
                   BIND(b_int(row->ledger->id), b_int(organisation_owner(row->org)->id), b_bytes(row->key, INDEX_SIZE)),
                   &a);
    if (r < 0 || (r = answer_next(ctx, a)) <= 0)
        return r;
    size_t length;
    const void *content = answer_bytes(a, 3, &length);
    ret->id = answer_int(a, 0);
    ret->latest = answer_int(a, 1);
    ret->latest_void = answer_int(a, 2) != 0;
    if (length == SM3_SIZE)
        memcpy(ret->content, content, SM3_SIZE);
    return 0;
}

enum handed record_compare(const struct record *known, const struct revision *row)
{
    if (!known->latest)
        return RECORD_NEW;
    if (!known->latest_void && memcmp(known->content, row->content, SM3_SIZE) == 0)
        return RECORD_UNCHANGED;
    return RECORD_CHANGED;
}

static int seal(struct ctx *ctx, const struct city *city, struct revision *row)
{
    const char *personal = revision_personal(ctx, row->ledger, row->values);
    if (strcmp(personal, "{}") == 0)
        return 0;
    AUTO_BUF struct buf context = BUF_INIT, sealed = BUF_INIT;
    revision_seal_context(city, row->ledger, row->record, row->id, &context);
    int r = keys_seal(ctx, city->keys, context.bytes, context.length, personal, strlen(personal), &sealed);
    row->sealed = arena_strndup(ctx->mem, sealed.bytes, sealed.length);
    row->sealed_length = sealed.length;
    return r;
}

static int make_record(struct ctx *ctx, const struct record *known, struct revision *row,
                       const struct organisation *owner)
{
    row->record = known->id;
    if (known->id)
        return db_run(ctx, SQL("update record set latest = ? where id = ?"), BIND(b_int(row->id), b_int(known->id)));
    int r = db_reserve(ctx, "record", 1, &row->record);
    if (r < 0)
        return r;
    return db_run(ctx, SQL("insert into record (id, ledger, owner, key, latest) values (?, ?, ?, ?, ?)"),
                  BIND(b_int(row->record), b_int(row->ledger->id), b_int(owner->id), b_bytes(row->key, INDEX_SIZE),
                       b_int(row->id)));
}

static int insert_revision(struct ctx *ctx, int64_t batch, struct revision *row)
{
    AUTO_BUF struct buf persons = BUF_INIT;
    persons_encode(row->persons, row->person_count, &persons);
    row->batch = batch;
    return db_run(ctx,
                  SQL("insert into revision (id, record, batch, row, void, org, day, payload, persons, sealed, "
                      "content, leaf, warned)"
                      " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                  BIND(b_int(row->id), b_int(row->record), b_int(batch), b_int(row->row), b_int(row->is_void),
                       b_int(row->org->id), b_int(row->day), b_text(row->payload),
                       b_bytes(persons.length ? persons.bytes : NULL, persons.length),
                       b_bytes(row->sealed, row->sealed_length), b_bytes(row->content, SM3_SIZE),
                       b_bytes(row->leaf, SM3_SIZE), b_text(row->warned)));
}

int record_revise(struct ctx *ctx, const struct city *city, const struct record *known, int64_t batch,
                  struct revision *row)
{
    const struct organisation *owner = organisation_owner(row->org);
    int r = db_reserve(ctx, "revision", 1, &row->id);
    if (r == 0)
        r = make_record(ctx, known, row, owner);
    if (r == 0)
        r = seal(ctx, city, row);
    if (r < 0)
        return r;
    row->payload = revision_payload(ctx, row->ledger, row->values);
    revision_leaf(row, owner->code, city->programme->code, row->leaf);
    r = insert_revision(ctx, batch, row);
    return r < 0 ? r : lookup_add(ctx, city, row);
}

int record_load(struct ctx *ctx, const struct city *city, int64_t id, struct revision *ret, int64_t *ret_accepted)
{
    int64_t latest = 0, ledger = 0;
    int r = db_int(ctx, SQL("select ledger from record where id = ?"), BIND(b_int(id)), &ledger);
    bool ours = false;
    for (size_t i = 0; i < city->programme->ledger_count; i++)
        ours |= city->programme->ledgers[i]->id == ledger;
    if (r < 0 || !ours)
        return r < 0 ? r : RECORD_NONE;
    *ret_accepted = 0;
    if ((r = db_int(ctx, SQL("select accepted from record where id = ?"), BIND(b_int(id)), ret_accepted)) < 0)
        return r;
    r = db_int(ctx,
               SQL("select coalesce(latest, (select max(id) from revision v where v.record = record.id)) from record "
                   "where id = ?"),
               BIND(b_int(id)), &latest);
    return r < 0 ? r : revision_load(ctx, city, latest, ret);
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
    r = batch_create(ctx, city, last.ledger, "void", last.org, 0, "", NULL, reason, actor, &batch);
    if (r < 0)
        return r;
    struct record known = {.id = id, .latest = last.id};
    struct revision row = {.ledger = last.ledger,
                           .org = last.org,
                           .day = last.day,
                           .is_void = true,
                           .values = arena_array(ctx->mem, last.ledger->field_count, sizeof *row.values)};
    memcpy(row.key, last.key, INDEX_SIZE);
    if ((r = record_revise(ctx, city, &known, batch, &row)) < 0 ||
        (r = db_run(ctx, SQL("update batch set rows = 1 where id = ?"), BIND(b_int(batch)))) < 0)
        return r;
    return batch_accept(ctx, city, batch, actor, reason, ret_moved);
}

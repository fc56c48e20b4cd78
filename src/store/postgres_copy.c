/* COPY, in binary. A long one goes to the server from a thread of its own, while whoever brought the rows makes the
 * next ones: the connection is nobody else's until postgres_link has waited for it. */
#include <string.h>

#include "store/postgres.h"

enum { PIECE = 256 * 1024, LONG = 128 * 1024 };

void postgres_field(struct buf *out, const struct bind *b)
{
    if (b->null) {
        buf_u32(out, UINT32_MAX);
    } else if (b->type == BIND_INT) {
        buf_u32(out, 8);
        buf_u64(out, (uint64_t)b->number);
    } else {
        buf_part(out, b->bytes, b->length);
    }
}

static void put_rows(struct buf *out, const struct many *many)
{
    struct bind binds[BINDS_MOST];
    buf_reset(out);
    buf_add(out, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); /* signature, flags, length of the extension */
    for (size_t i = 0; i < many->count; i++) {
        many->row(many->arg, i, binds);
        buf_char(out, 0);
        buf_char(out, (char)many->columns);
        for (size_t k = 0; k < many->columns; k++)
            postgres_field(out, &binds[k]);
    }
    buf_add(out, "\377\377", 2); /* no more rows */
}

/* Sends what is in `sending` and hears the server's last word; a failure stays in `failed`. A connection that broke is
 * seen by whoever uses it next. */
static void *send_rows(void *arg)
{
    struct copying *c = arg;
    const struct buf *rows = &c->sending;
    bool sent = true;
    for (size_t at = 0; at < rows->length && sent; at += PIECE) {
        size_t piece = rows->length - at < PIECE ? rows->length - at : PIECE;
        sent = libpq.PQputCopyData(c->link, rows->bytes + at, (int)piece) == 1;
    }
    if (sent)
        sent = libpq.PQputCopyEnd(c->link, NULL) == 1;
    for (PGresult *result; (result = libpq.PQgetResult(c->link));)
        if (!c->failed && libpq.PQresultStatus(result) == PGRES_FATAL_ERROR)
            c->failed = result;
        else
            libpq.PQclear(result);
    return NULL;
}

PGconn *postgres_link(struct db *db)
{
    struct postgres *pg = postgres_of(db);
    if (pg->copying.running)
        pthread_join(pg->copying.thread, NULL);
    pg->copying.running = false;
    return pg->link;
}

int postgres_copied(struct ctx *ctx, struct db *db)
{
    bool broken = libpq.PQstatus(postgres_link(db)) != CONNECTION_OK;
    return broken || postgres_of(db)->copying.failed ? postgres_error(ctx, db, NULL) : 0;
}

/* The rows are put together while the COPY before is still under way. */
int postgres_copy(struct ctx *ctx, struct db *db, const struct many *many)
{
    struct copying *c = &postgres_of(db)->copying;
    AUTO_BUF struct buf text = BUF_INIT;
    put_rows(&c->made, many);
    int r = postgres_copied(ctx, db);
    if (r < 0)
        return r;
    buf_printf(&text, "copy %s from stdin (format binary)", many->into.text);
    PGresult *result = libpq.PQexec(postgres_link(db), text.bytes);
    if (libpq.PQresultStatus(result) != PGRES_COPY_IN)
        return postgres_error(ctx, db, result);
    libpq.PQclear(result);
    struct buf sent = c->sending;
    c->sending = c->made;
    c->made = sent;
    c->link = postgres_of(db)->link;
    c->running = c->sending.length > LONG && pthread_create(&c->thread, NULL, send_rows, c) == 0;
    if (c->running)
        return 0;
    (void)send_rows(c);
    return postgres_copied(ctx, db);
}

void postgres_copy_forget(struct db *db)
{
    (void)postgres_link(db);
    libpq.PQclear(postgres_of(db)->copying.failed);
    postgres_of(db)->copying.failed = NULL;
}

void postgres_copy_free(struct db *db)
{
    postgres_copy_forget(db);
    buf_done(&postgres_of(db)->copying.made);
    buf_done(&postgres_of(db)->copying.sending);
}

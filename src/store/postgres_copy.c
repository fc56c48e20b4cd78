/* COPY, in binary, in pieces. What is longer than one goes to the server from a thread of its own, while whoever
 * brought the rows makes the next. It stays open for more rows of its table: the connection is nobody else's until
 * postgres_link has ended it. */
#include <string.h>

#include "store/postgres.h"

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

static bool send_piece(struct copying *c, const struct buf *piece)
{
    return libpq.PQputCopyData(c->link, piece->bytes, (int)piece->length) == 1;
}

/* The server's last word; a failure stays in `failed`. A connection that broke is seen by whoever uses it next. */
static void hear_end(struct copying *c, bool sent)
{
    if (sent)
        (void)libpq.PQputCopyEnd(c->link, NULL);
    for (PGresult *result; (result = libpq.PQgetResult(c->link));)
        if (!c->failed && libpq.PQresultStatus(result) == PGRES_FATAL_ERROR)
            c->failed = result;
        else
            libpq.PQclear(result);
}

/* Sends pieces as they are made, until the last was. */
static void *send_pieces(void *arg)
{
    struct copying *c = arg;
    bool sent = true;
    pthread_mutex_lock(&c->mutex);
    while (c->sent < c->made || !c->ended) {
        while (c->sent == c->made && !c->ended)
            pthread_cond_wait(&c->changed, &c->mutex);
        if (c->sent == c->made)
            break;
        pthread_mutex_unlock(&c->mutex);
        sent = sent && send_piece(c, &c->pieces[c->sent % COPY_PIECES]);
        pthread_mutex_lock(&c->mutex);
        c->sent++;
        pthread_cond_signal(&c->changed);
    }
    pthread_mutex_unlock(&c->mutex);
    hear_end(c, sent);
    return NULL;
}

/* The piece at hand may be sent; gives the next, once there is room for one. */
static struct buf *next_piece(struct copying *c, bool last)
{
    pthread_mutex_lock(&c->mutex);
    c->made++;
    c->ended = last;
    pthread_cond_signal(&c->changed);
    while (!last && c->made - c->sent == COPY_PIECES)
        pthread_cond_wait(&c->changed, &c->mutex);
    pthread_mutex_unlock(&c->mutex);
    return &c->pieces[c->made % COPY_PIECES];
}

static void put_row(struct buf *out, const struct many *many, size_t i)
{
    struct bind binds[BINDS_MOST];
    many->row(many->arg, i, binds);
    buf_char(out, 0);
    buf_char(out, (char)many->columns);
    for (size_t k = 0; k < many->columns; k++)
        postgres_field(out, &binds[k]);
}

static int begin(struct ctx *ctx, struct db *db, const struct many *many)
{
    struct copying *c = &postgres_of(db)->copying;
    int r = postgres_copied(ctx, db);
    if (r < 0)
        return r;
    AUTO_BUF struct buf text = BUF_INIT;
    buf_printf(&text, "copy %s from stdin (format binary)", many->into.text);
    PGresult *result = libpq.PQexec(postgres_link(db), text.bytes);
    if (libpq.PQresultStatus(result) != PGRES_COPY_IN)
        return postgres_error(ctx, db, result);
    libpq.PQclear(result);
    c->link = postgres_of(db)->link;
    c->into = many->into.text;
    c->made = c->sent = 0;
    c->ended = false;
    buf_reset(&c->pieces[0]);
    buf_add(&c->pieces[0], "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); /* signature, flags, length of the extension */
    return 0;
}

int postgres_copy(struct ctx *ctx, struct db *db, const struct many *many)
{
    struct copying *c = &postgres_of(db)->copying;
    int r = c->into == many->into.text ? 0 : begin(ctx, db, many);
    if (r < 0)
        return r;
    struct buf *piece = &c->pieces[c->made % COPY_PIECES];
    for (size_t i = 0; i < many->count; i++) {
        if (piece->length >= COPY_PIECE && (c->running || pthread_create(&c->thread, NULL, send_pieces, c) == 0)) {
            c->running = true;
            buf_reset(piece = next_piece(c, false));
        }
        put_row(piece, many, i);
    }
    return 0;
}

/* Ends the COPY that is open, if one is. */
static void end_copy(struct copying *c)
{
    if (!c->into)
        return;
    struct buf *piece = &c->pieces[c->made % COPY_PIECES];
    buf_add(piece, "\377\377", 2); /* no more rows */
    if (c->running) {
        (void)next_piece(c, true);
        pthread_join(c->thread, NULL);
    } else {
        hear_end(c, send_piece(c, piece));
    }
    c->running = false;
    c->into = NULL;
}

PGconn *postgres_link(struct db *db)
{
    end_copy(&postgres_of(db)->copying);
    return postgres_of(db)->link;
}

int postgres_copied(struct ctx *ctx, struct db *db)
{
    bool broken = libpq.PQstatus(postgres_link(db)) != CONNECTION_OK;
    return broken || postgres_of(db)->copying.failed ? postgres_error(ctx, db, NULL) : 0;
}

void postgres_copy_ready(struct db *db)
{
    struct copying *c = &postgres_of(db)->copying;
    pthread_mutex_init(&c->mutex, NULL);
    pthread_cond_init(&c->changed, NULL);
    for (size_t i = 0; i < COPY_PIECES; i++)
        c->pieces[i] = BUF_INIT;
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
    struct copying *c = &postgres_of(db)->copying;
    for (size_t i = 0; i < COPY_PIECES; i++)
        buf_done(&c->pieces[i]);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->mutex);
}

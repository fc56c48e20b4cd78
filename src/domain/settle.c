#include "domain/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "domain/record.h"

enum { SUBJECTS_AT_ONCE = 8192 };

/* A candidate as the table has it, and as it will be. */
struct row {
    struct candidate candidate;
    struct standing stands; /* what the table says; month 0: it does not count */
    uint8_t part;
    bool stored, kept; /* was in the table; will be */
    bool altered;      /* day or organisation changed */
    bool key_known;    /* of what the table has it is asked for when it decides */
    bool months_known, new_months_known;
    uint8_t months[12], new_months[12]; /* of a stage: as counted now, and from now on */
};

struct subject {
    unsigned char key[INDEX_SIZE];
    VEC(struct row) rows; /* stored ones first, by part and record */
    size_t stored;
};

/* A row and whose it is. */
struct written {
    const struct subject *subject;
    const struct row *row;
};
typedef VEC(struct written) written_list;

/* A subject for which another record stands now; to 0: none. */
struct passed {
    const struct subject *subject;
    int64_t from, to;
};

/* Subjects of one indicator, settled together. */
struct block {
    struct ctx *ctx;
    const struct city *city;
    struct tally_deltas *deltas;
    int64_t batch;
    struct arena *mem; /* of this block alone */
    const struct indicator *indicator;
    bool empty; /* the indicator has no attributions yet: nothing to read */
    VEC(struct subject) subjects;
    VEC(struct move) moves;
    written_list fresh[2], rewritten; /* rows that are new, by part; that say something else than in the table */
    VEC(struct passed) passed;
};

static int move_compare(const void *a, const void *b)
{
    const struct move *x = a, *y = b;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    int r = memcmp(x->subject, y->subject, INDEX_SIZE);
    return r ? r : x->kind - y->kind;
}

static uint64_t move_rank(const void *entry)
{
    const struct move *m = entry;
    return m->indicator < 0xFFFF ? (uint64_t)m->indicator << 48 | sort_rank(m->subject) >> 16 : UINT64_MAX << 48;
}

const struct spool_order move_order = {move_compare, move_rank};

struct move move_of(const struct contribution *k, const struct revision *v, enum move_kind kind)
{
    struct move m = {.record = v->record,
                     .org = v->org->id,
                     .indicator = (int32_t)k->indicator->id,
                     .day = k->day,
                     .kind = (uint8_t)kind,
                     .part = (uint8_t)k->part,
                     .person = k->person};
    memcpy(m.subject, k->subject, INDEX_SIZE);
    memcpy(m.key, v->key, INDEX_SIZE);
    for (size_t i = 0; k->indicator->count == COUNT_STAGE && i < k->amount_count; i++)
        m.months[k->amounts[i].month % 100 - 1]++;
    return m;
}

int candidate_compare(const struct candidate *a, const struct candidate *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    int r = strcmp(a->org->code, b->org->code);
    return r ? r : memcmp(a->key, b->key, INDEX_SIZE);
}

static int clamped_month(const struct city *city, int day)
{
    return day / 10000 < city->programme->year ? city->programme->year * 100 + 1 : month_of(day);
}

void standing_of(const struct city *city, const struct indicator *indicator, const struct candidate *value,
                 const struct candidate *roster, struct standing *ret_value, struct standing *ret_roster)
{
    *ret_value = *ret_roster = (struct standing){0};
    if (roster)
        *ret_roster = (struct standing){clamped_month(city, roster->day), roster->org};
    if (!value || (indicator->count == COUNT_COVER && !roster))
        return;
    int day = roster && roster->day > value->day ? roster->day : value->day;
    *ret_value = (struct standing){clamped_month(city, day), roster ? roster->org : value->org};
}

static int by_key(const void *a, const void *b)
{
    return memcmp(((const struct subject *)a)->key, ((const struct subject *)b)->key, INDEX_SIZE);
}

static int by_record(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    if (x->part != y->part)
        return x->part - y->part;
    return (x->candidate.record > y->candidate.record) - (x->candidate.record < y->candidate.record);
}

static int read_row(struct block *b, struct answer *a, int part)
{
    struct subject key, *s;
    size_t length;
    const void *subject = answer_bytes(a, 0, &length);
    const struct organisation *org = organisation_by_id(b->city->tree, answer_int(a, 2));
    if (length != INDEX_SIZE || !org)
        return fail(b->ctx, E_STORE, "归属表损坏；请用 duixian verify 检查");
    memcpy(key.key, subject, INDEX_SIZE);
    s = bsearch(&key, b->subjects.at, b->subjects.count, sizeof key, by_key);
    if (!s)
        return 0;
    *vec_push(b->mem, &s->rows) = (struct row){
        .candidate = {.record = answer_int(a, 1), .org = org, .day = (int)answer_int(a, 3)},
        .stands = {(int)answer_int(a, 4), organisation_by_id(b->city->tree, answer_int(a, 5))},
        .part = (uint8_t)part,
        .stored = true,
        .kept = true,
    };
    return 0;
}

static int read_part(struct block *b, int part, const void *keys)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_ask(b->ctx,
                   SQL("select subject, record, org, day, counted, counted_org from attribution"
                       " where indicator = ? and part = ? and subject = any(?)"),
                   BIND(b_int(b->indicator->id), b_int(part), b_list(keys, INDEX_SIZE, b->subjects.count)), &a);
    while (r >= 0 && (r = answer_next(b->ctx, a)) > 0)
        if ((r = read_row(b, a, part)) < 0)
            return r;
    return r;
}

static int parts_of(const struct indicator *indicator)
{
    return indicator->count == COUNT_COVER ? 2 : 1;
}

/* What the table has of the block's subjects. */
static int read_rows(struct block *b)
{
    unsigned char(*keys)[INDEX_SIZE] = arena_array(b->mem, b->subjects.count, sizeof *keys);
    for (size_t i = 0; i < b->subjects.count; i++)
        memcpy(keys[i], b->subjects.at[i].key, INDEX_SIZE);
    int r = 0;
    for (int part = 0; part < parts_of(b->indicator) && r == 0 && !b->empty; part++)
        r = read_part(b, part, keys);
    for (size_t i = 0; i < b->subjects.count; i++) {
        struct subject *s = &b->subjects.at[i];
        s->stored = s->rows.count;
        if (s->stored > 1)
            qsort(s->rows.at, s->stored, sizeof *s->rows.at, by_record);
    }
    return r;
}

static struct row *stored_row(const struct subject *s, const struct move *m)
{
    struct row key = {.candidate.record = m->record, .part = m->part};
    return s->stored ? bsearch(&key, s->rows.at, s->stored, sizeof key, by_record) : NULL;
}

static void take_out(struct subject *s, const struct move *m)
{
    struct row *row = m->kind == MOVE_TAKE ? stored_row(s, m) : NULL;
    for (size_t i = s->rows.count; m->kind == MOVE_CANCEL && i > s->stored && !row; i--)
        if (s->rows.at[i - 1].candidate.record == m->record && s->rows.at[i - 1].part == m->part)
            row = &s->rows.at[i - 1];
    if (!row)
        return;
    row->kept = false;
    row->months_known = true;
    memcpy(row->months, m->months, sizeof row->months);
}

static void put_in(struct block *b, struct subject *s, const struct move *m)
{
    const struct organisation *org = organisation_by_id(b->city->tree, m->org);
    struct row *row = stored_row(s, m);
    if (!row) {
        if (!s->rows.capacity) /* most subjects have one row */
            s->rows.at = arena_array(b->mem, s->rows.capacity = 1, sizeof *row);
        row = vec_push(b->mem, &s->rows);
        *row = (struct row){.candidate.record = m->record, .part = m->part, .key_known = true};
        memcpy(row->candidate.key, m->key, INDEX_SIZE);
    }
    row->altered = row->candidate.org != org || row->candidate.day != m->day;
    row->candidate.org = org;
    row->candidate.day = m->day;
    row->kept = true;
    row->new_months_known = true;
    memcpy(row->new_months, m->months, sizeof row->new_months);
}

/* Moves of one subject stand side by side, subjects in order. */
static void apply_moves(struct block *b)
{
    size_t at = 0;
    for (size_t i = 0; i < b->moves.count; i++) {
        const struct move *m = &b->moves.at[i];
        while (memcmp(b->subjects.at[at].key, m->subject, INDEX_SIZE) != 0)
            at++;
        if (m->kind == MOVE_PUT || m->kind == MOVE_PUT_AGAIN)
            put_in(b, &b->subjects.at[at], m);
        else
            take_out(&b->subjects.at[at], m);
    }
}

/* The months of a stage as its record's counting revision gives them. */
static int load_months(struct block *b, int64_t record, uint8_t months[12])
{
    struct revision v;
    struct contribution *list;
    size_t count;
    int r = revision_load_accepted(b->ctx, b->city, record, &v);
    if (r == 0)
        r = contributions_of(b->ctx, b->city, &v, &list, &count);
    for (size_t i = 0; r == 0 && i < count; i++)
        if (list[i].indicator == b->indicator)
            memcpy(months, move_of(&list[i], &v, MOVE_PUT).months, 12);
    return r < 0 ? r : 0;
}

static int count_months(struct block *b, const struct row *row, struct standing at, const uint8_t months[12], int sign)
{
    int r = 0;
    for (int i = 0; i < 12 && r == 0; i++)
        if (months[i])
            r = tally_add(b->ctx, b->deltas, at.org, b->indicator, row->part, b->city->programme->year * 100 + i + 1,
                          sign * months[i]);
    return r;
}

/* Moves the tallies from where the row stood to where it stands. */
static int count_row(struct block *b, struct row *row, struct standing want)
{
    int r = 0;
    if (b->indicator->count != COUNT_STAGE) {
        if (row->stands.month)
            r = tally_add(b->ctx, b->deltas, row->stands.org, b->indicator, row->part, row->stands.month, -1);
        if (r == 0 && want.month)
            r = tally_add(b->ctx, b->deltas, want.org, b->indicator, row->part, want.month, 1);
        return r;
    }
    if (row->stands.month && !row->months_known)
        r = load_months(b, row->candidate.record, row->months);
    if (r == 0 && want.month && !row->new_months_known)
        r = load_months(b, row->candidate.record, row->new_months);
    if (r == 0 && row->stands.month)
        r = count_months(b, row, row->stands, row->months, -1);
    return r == 0 && want.month ? count_months(b, row, want, row->new_months, 1) : r;
}

static int write_row(struct block *b, const struct subject *s, const struct row *row)
{
    if (row->kept) {
        *vec_push(b->mem, &b->rewritten) = (struct written){s, row};
        return 0;
    }
    return db_run(
        b->ctx, SQL("delete from attribution where indicator = ? and part = ? and subject = ? and record = ?"),
        BIND(b_int(b->indicator->id), b_int(row->part), b_bytes(s->key, INDEX_SIZE), b_int(row->candidate.record)));
}

static int load_key(struct block *b, struct row *row)
{
    int r = row->key_known ? 0 : record_key(b->ctx, row->candidate.record, row->candidate.key);
    row->key_known = true;
    return r == RECORD_NONE ? fail(b->ctx, E_STORE, "归属表损坏；请用 duixian verify 检查") : r;
}

/* candidate_compare, which needs the keys only where day and organisation are the same. */
static int comes_before(struct block *b, struct row *x, struct row *y, bool *ret)
{
    int r = 0;
    if (x->candidate.day == y->candidate.day && x->candidate.org == y->candidate.org) {
        r = load_key(b, x);
        if (r == 0)
            r = load_key(b, y);
    }
    *ret = candidate_compare(&x->candidate, &y->candidate) < 0;
    return r;
}

/* The row that stands and goes on saying what it said: it came before all others of the table. NULL: none does. */
static struct row *steady(struct subject *s, int part)
{
    for (size_t i = 0; i < s->stored; i++)
        if (s->rows.at[i].part == part && s->rows.at[i].stands.month && s->rows.at[i].kept && !s->rows.at[i].altered)
            return &s->rows.at[i];
    return NULL;
}

static int least(struct block *b, struct subject *s, int part, struct row **ret)
{
    struct row *best = steady(s, part);
    bool before = false, is_steady = best != NULL;
    int r = 0;
    for (size_t i = 0; i < s->rows.count && r == 0; i++) {
        struct row *row = &s->rows.at[i];
        if (!row->kept || row->part != part || row == best || (is_steady && row->stored && !row->altered))
            continue;
        if (best)
            r = comes_before(b, row, best, &before);
        if (!best || before)
            best = row;
    }
    *ret = best;
    return r;
}

/* Decides one subject and notes which of its rows are to be written. */
static int settle_subject(struct block *b, struct subject *s)
{
    struct row *best[2];
    struct standing want[2];
    int64_t was = 0, now;
    int r = least(b, s, PART_VALUE, &best[0]);
    if (r == 0)
        r = least(b, s, PART_ROSTER, &best[1]);
    if (r < 0)
        return r;
    standing_of(b->city, b->indicator, best[0] ? &best[0]->candidate : NULL, best[1] ? &best[1]->candidate : NULL,
                &want[0], &want[1]);
    now = best[0] && want[0].month ? best[0]->candidate.record : 0;
    for (size_t i = 0; i < s->rows.count && r == 0; i++) {
        struct row *row = &s->rows.at[i];
        struct standing to = row == best[row->part] ? want[row->part] : (struct standing){0};
        bool same = row->stands.month == to.month && (!to.month || row->stands.org == to.org);
        if (row->part == PART_VALUE && row->stands.month)
            was = row->candidate.record;
        if (!same || (row->months_known && to.month))
            r = count_row(b, row, to);
        row->stands = to;
        if (!row->stored && row->kept)
            *vec_push(b->mem, &b->fresh[row->part]) = (struct written){s, row};
        else if (r == 0 && row->stored && (!row->kept || !same || row->altered))
            r = write_row(b, s, row);
    }
    if (was && was != now)
        *vec_push(b->mem, &b->passed) = (struct passed){s, was, now};
    return r;
}

/* ---- what is written of a block ---- */

struct rows_of_block {
    const struct block *block;
    const written_list *rows;
};

static void bind_row(const void *arg, size_t i, struct bind *out)
{
    const struct rows_of_block *of = arg;
    const struct row *row = of->rows->at[i].row;
    out[0] = b_int(of->block->indicator->id);
    out[1] = b_int(row->part);
    out[2] = b_bytes(of->rows->at[i].subject->key, INDEX_SIZE);
    out[3] = b_int(row->candidate.record);
    out[4] = b_int(row->candidate.org->id);
    out[5] = b_int(row->candidate.day);
    out[6] = b_int(row->stands.month);
    out[7] = b_int(row->stands.month ? row->stands.org->id : 0);
}

static struct many many_rows(const struct rows_of_block *of)
{
    return (struct many){.into = SQL("attribution (indicator, part, subject, record, org, day, counted, counted_org)"),
                         .columns = 8,
                         .keys = 4,
                         .count = of->rows->count,
                         .row = bind_row,
                         .arg = of};
}

struct passed_of_block {
    const struct block *block;
    int64_t first; /* number */
    char now[32];
};

static void bind_passed(const void *arg, size_t i, struct bind *out)
{
    const struct passed_of_block *of = arg;
    const struct passed *p = &of->block->passed.at[i];
    out[0] = b_int(of->first + (int64_t)i);
    out[1] = b_int(of->block->indicator->id);
    out[2] = b_int(PART_VALUE);
    out[3] = b_bytes(p->subject->key, INDEX_SIZE);
    out[4] = b_int(p->from);
    out[5] = b_int_or_null(p->to != 0, p->to);
    out[6] = b_int_or_null(of->block->batch != 0, of->block->batch);
    out[7] = b_text(of->now);
}

static int write_passed(struct block *b)
{
    struct passed_of_block of = {.block = b};
    struct many many = {
        .into = SQL("attribution_move (id, indicator, part, subject, from_record, to_record, batch, moved_at)"),
        .columns = 8,
        .count = b->passed.count,
        .row = bind_passed,
        .arg = &of};
    int r = many.count ? db_reserve(b->ctx, "attribution_move", (int64_t)many.count, &of.first) : 0;
    time_now(of.now);
    return r < 0 ? r : db_insert_many(b->ctx, &many);
}

static int write_block(struct block *b)
{
    struct many many = many_rows(&(struct rows_of_block){b, &b->rewritten});
    int r = db_insert_over(b->ctx, &many);
    for (int part = 0; part < parts_of(b->indicator) && r == 0; part++) {
        many = many_rows(&(struct rows_of_block){b, &b->fresh[part]});
        r = db_insert_many(b->ctx, &many);
    }
    return r < 0 ? r : write_passed(b);
}

static int settle_block(struct block *b)
{
    struct arena_mark start = arena_mark(b->ctx->mem);
    int r = read_rows(b);
    if (r == 0)
        apply_moves(b);
    for (size_t i = 0; i < b->subjects.count && r == 0; i++)
        r = settle_subject(b, &b->subjects.at[i]);
    if (r == 0)
        r = write_block(b);
    arena_rewind(b->ctx->mem, start);
    return r;
}

static const struct indicator *indicator_by_id(const struct programme *programme, int64_t id)
{
    for (size_t i = 0; i < programme->indicator_count; i++)
        if (programme->indicators[i]->id == id)
            return programme->indicators[i];
    return NULL;
}

static int begin_indicator(struct block *b, int64_t id)
{
    int64_t one = 0;
    b->indicator = indicator_by_id(b->city->programme, id);
    int r = db_int(b->ctx, SQL("select 1 from attribution where indicator = ? limit 1"), BIND(b_int(id)), &one);
    b->empty = r == DB_NONE;
    return r < 0 ? r : 0;
}

static void forget_block(struct block *b, struct arena_mark start)
{
    arena_rewind(b->mem, start);
    memset(&b->subjects, 0, sizeof b->subjects);
    memset(&b->moves, 0, sizeof b->moves);
    memset(&b->fresh, 0, sizeof b->fresh);
    memset(&b->rewritten, 0, sizeof b->rewritten);
    memset(&b->passed, 0, sizeof b->passed);
}

/* Takes one move into the block; settles the block first if the move belongs to the next one. */
static int take_move(struct block *b, const struct move *m, struct arena_mark start)
{
    bool same = b->indicator && b->indicator->id == m->indicator;
    size_t count = b->subjects.count;
    bool same_subject = same && count && memcmp(b->subjects.at[count - 1].key, m->subject, INDEX_SIZE) == 0;
    int r = 0;
    if (count && !same_subject && (!same || count == SUBJECTS_AT_ONCE)) {
        r = settle_block(b);
        forget_block(b, start);
    }
    if (r == 0 && !same)
        r = begin_indicator(b, m->indicator);
    if (!same_subject)
        memcpy(vec_push(b->mem, &b->subjects)->key, m->subject, INDEX_SIZE);
    *vec_push(b->mem, &b->moves) = *m;
    return r;
}

int settle(struct ctx *ctx, const struct city *city, struct spool *const *spools, size_t count,
           struct tally_deltas *deltas, int64_t batch)
{
    struct block b = {.ctx = ctx, .city = city, .deltas = deltas, .batch = batch, .mem = arena_new()};
    struct arena_mark start = arena_mark(b.mem);
    struct spool_reader *reader = NULL;
    const void *entry;
    int r = spool_read(ctx, spools, count, &reader);
    while (r == 0 && (r = spool_next(ctx, reader, &entry)) > 0)
        r = take_move(&b, entry, start);
    if (r == 0 && b.subjects.count)
        r = settle_block(&b);
    spool_close(reader);
    arena_free(b.mem);
    return r;
}

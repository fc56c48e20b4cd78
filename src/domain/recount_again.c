#include "domain/recount_again.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/settle.h"

enum { RUN = 16384 };

/* A candidate. Plain bytes: it waits in a spool. */
struct entry {
    unsigned char subject[INDEX_SIZE], key[INDEX_SIZE];
    int64_t record, org;
    int32_t indicator; /* its number */
    int32_t rank;      /* of the organisation by its code */
    int32_t day, part;
    int32_t month; /* in which it counts; 0: another stands */
    int32_t none;
    int64_t counted_org;
    uint8_t months[12]; /* of a stage: how many stages were reached in each */
    uint8_t nothing[4];
};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* The one that stands comes first of its part. */
static int by_subject(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int r = compare_numbers(x->indicator, y->indicator);
    if (r == 0)
        r = memcmp(x->subject, y->subject, INDEX_SIZE);
    if (r == 0)
        r = compare_numbers(x->part, y->part);
    if (r == 0)
        r = compare_numbers(x->day, y->day);
    if (r == 0)
        r = compare_numbers(x->rank, y->rank);
    return r ? r : memcmp(x->key, y->key, INDEX_SIZE);
}

static int by_table(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int r = compare_numbers(x->indicator, y->indicator);
    if (r == 0)
        r = compare_numbers(x->part, y->part);
    if (r == 0)
        r = memcmp(x->subject, y->subject, INDEX_SIZE);
    return r ? r : compare_numbers(x->record, y->record);
}

int again_add(struct worker *w, const struct known_ledger *ledger, const struct revision *v,
              const struct contribution *k)
{
    size_t indicator = ledger->city->first + k->indicator->index;
    const struct organisations *tree = ledger->city->city->tree;
    if (!w->whole->indicators[indicator].bad)
        return 0;
    struct entry e = {.record = v->record,
                      .org = v->org->id,
                      .indicator = (int32_t)indicator,
                      .rank = (int32_t)(v->org - tree->at), /* the tree is in order of codes */
                      .day = k->day,
                      .part = k->part};
    memcpy(e.subject, k->person ? persons_id(ledger->city->persons, k->subject) : k->subject, INDEX_SIZE);
    memcpy(e.key, v->key, INDEX_SIZE);
    for (size_t i = 0; k->indicator->count == COUNT_STAGE && i < k->amount_count; i++)
        e.months[k->amounts[i].month % 100 - 1]++;
    return spool_add(w->ctx, w->again, &e);
}

/* ---- settling ---- */

struct settled {
    struct spool *rows; /* by_table */
    struct spool_reader *reader;
    const struct entry *next; /* NULL: no more */
};

static int add_sums(struct worker *w, const struct entry *e, struct standing at)
{
    const char *name = w->whole->indicators[e->indicator].indicator->name;
    size_t indicator = (size_t)e->indicator;
    if (w->whole->indicators[indicator].indicator->count != COUNT_STAGE)
        return sums_add(w->ctx, w->sums, indicator, e->part, at.month % 100, at.org, 1, name);
    int r = 0;
    for (int m = 0; m < 12 && r == 0; m++)
        if (e->months[m])
            r = sums_add(w->ctx, w->sums, indicator, e->part, m + 1, at.org, e->months[m], name);
    return r;
}

static int put_standing(struct worker *w, struct settled *s, struct entry *e, struct standing at)
{
    int r = 0;
    if (at.month) {
        e->month = at.month;
        e->counted_org = at.org->id;
        r = add_sums(w, e, at);
    }
    return r < 0 ? r : spool_add(w->ctx, s->rows, e);
}

/* The first of each part of one subject. */
struct firsts {
    struct entry part[2];
    bool there[2];
};

static struct candidate candidate_of(const struct worker *w, const struct entry *e)
{
    const struct organisations *tree = w->whole->indicators[e->indicator].city->city->tree;
    struct candidate c = {.record = e->record, .org = organisation_by_id(tree, e->org), .day = e->day};
    memcpy(c.key, e->key, INDEX_SIZE);
    return c;
}

static int settle_firsts(struct worker *w, struct settled *s, struct firsts *f)
{
    struct candidate c[2];
    struct standing at[2];
    int r = 0;
    if (!f->there[0] && !f->there[1])
        return 0;
    const struct entry *any = &f->part[f->there[0] ? 0 : 1];
    const struct known_indicator *known = &w->whole->indicators[any->indicator];
    for (int part = 0; part < 2; part++)
        if (f->there[part])
            c[part] = candidate_of(w, &f->part[part]);
    standing_of(known->city->city, known->indicator, f->there[0] ? &c[0] : NULL, f->there[1] ? &c[1] : NULL, &at[0],
                &at[1]);
    for (int part = 0; part < 2 && r == 0; part++)
        if (f->there[part])
            r = put_standing(w, s, &f->part[part], at[part]);
    *f = (struct firsts){0};
    return r;
}

static bool same_subject(const struct firsts *f, const struct entry *e)
{
    const struct entry *known = f->there[0] ? &f->part[0] : f->there[1] ? &f->part[1] : NULL;
    return known && known->indicator == e->indicator && memcmp(known->subject, e->subject, INDEX_SIZE) == 0;
}

static int settle_all(struct worker *w, struct settled *s)
{
    struct spool_reader *reader = NULL;
    struct firsts firsts = {0};
    const void *at;
    int r = spool_read(w->ctx, &w->again, 1, &reader);
    while (r == 0 && (r = spool_next(w->ctx, reader, &at)) > 0) {
        const struct entry *e = at;
        r = same_subject(&firsts, e) ? 0 : settle_firsts(w, s, &firsts);
        if (r == 0 && firsts.there[e->part])
            r = spool_add(w->ctx, s->rows, e);
        else if (r == 0) {
            firsts.part[e->part] = *e;
            firsts.there[e->part] = true;
        }
    }
    spool_close(reader);
    return r < 0 ? r : settle_firsts(w, s, &firsts);
}

static int next_settled(struct worker *w, struct settled *s)
{
    const void *at = NULL;
    int r = spool_next(w->ctx, s->reader, &at);
    s->next = r > 0 ? at : NULL;
    return r < 0 ? r : 0;
}

int again_settle(struct worker *w, struct settled **ret)
{
    struct settled *s = *ret = arena_alloc(w->kept, sizeof *s);
    s->rows = spool_new(sizeof(struct entry), RUN, (struct spool_order){by_table, NULL});
    w->again = spool_new(sizeof(struct entry), RUN, (struct spool_order){by_subject, NULL});
    int r = revisions_again(w);
    if (r == 0)
        r = settle_all(w, s);
    spool_free(w->again);
    w->again = NULL;
    if (r == 0)
        r = spool_read(w->ctx, &s->rows, 1, &s->reader);
    return r < 0 ? r : next_settled(w, s);
}

void again_free(struct settled *s)
{
    if (!s)
        return;
    spool_close(s->reader);
    spool_free(s->rows);
}

/* ---- comparing ---- */

const char *counted_text(struct worker *w, int64_t month, const struct organisation *org)
{
    return month ? arena_printf(w->ctx->mem, "算在 %" PRId64 " %s", month, org ? org->name : "?")
                 : arena_printf(w->ctx->mem, "不算");
}

void tell_attribution(struct worker *w, size_t indicator, int64_t record, const char *stored, const char *counted)
{
    tell_both(
        w, "attribution",
        arena_printf(w->ctx->mem, "%s 第 %" PRId64 " 号记录", w->whole->indicators[indicator].indicator->code, record),
        stored, counted);
}

enum column { PART, SUBJECT, RECORD, ORG, DAY, COUNTED, COUNTED_ORG };

static const char *place_text(struct worker *w, size_t indicator, int64_t org, int64_t day)
{
    const struct organisation *o = organisation_by_id(w->whole->indicators[indicator].city->city->tree, org);
    return arena_printf(w->ctx->mem, "%s %" PRId64, o ? o->name : "?", day);
}

static void compare_row(struct worker *w, size_t indicator, struct answer *a, const struct entry *e)
{
    const struct organisations *tree = w->whole->indicators[indicator].city->city->tree;
    if (answer_int(a, ORG) != e->org || answer_int(a, DAY) != e->day)
        tell_attribution(w, indicator, e->record, place_text(w, indicator, answer_int(a, ORG), answer_int(a, DAY)),
                         place_text(w, indicator, e->org, e->day));
    if (answer_int(a, COUNTED) != e->month || answer_int(a, COUNTED_ORG) != e->counted_org)
        tell_attribution(w, indicator, e->record,
                         counted_text(w, answer_int(a, COUNTED), organisation_by_id(tree, answer_int(a, COUNTED_ORG))),
                         counted_text(w, e->month, organisation_by_id(tree, e->counted_org)));
}

/* Tells a row that the table should not have; whether for want of its record as well. */
static int tell_extra(struct worker *w, size_t indicator, int64_t record)
{
    int64_t one = 0;
    int r = db_int(w->ctx, SQL("select 1 from record where id = ?"), BIND(b_int(record)), &one);
    tell_attribution(w, indicator, record, r == DB_NONE ? "有，记录却不在了" : "有", "不应有");
    return r < 0 ? r : 0;
}

static int tell_missing(struct worker *w, struct settled *s)
{
    tell_attribution(w, (size_t)s->next->indicator, s->next->record, "没有", "应有");
    return next_settled(w, s);
}

static bool key_of(struct answer *a, size_t indicator, struct entry *ret)
{
    size_t length;
    const void *subject = answer_bytes(a, SUBJECT, &length);
    int64_t part = answer_int(a, PART);
    *ret = (struct entry){.indicator = (int32_t)indicator, .record = answer_int(a, RECORD), .part = (int32_t)part};
    if (length == INDEX_SIZE)
        memcpy(ret->subject, subject, INDEX_SIZE);
    return length == INDEX_SIZE && (part == 0 || part == 1);
}

int again_compare(struct worker *w, struct settled *s, size_t indicator)
{
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(w->ctx,
                    SQL("select part, subject, record, org, day, counted, counted_org from attribution"
                        " where indicator = ? order by part, subject, record"),
                    BIND(b_int(w->whole->indicators[indicator].indicator->id)), &a);
    struct arena_mark start = arena_mark(w->ctx->mem);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        struct entry key;
        bool whole = key_of(a, indicator, &key);
        r = 0;
        while (r == 0 && whole && s->next && by_table(s->next, &key) < 0)
            r = tell_missing(w, s);
        if (r == 0 && (!whole || !s->next || by_table(s->next, &key) != 0)) {
            r = tell_extra(w, indicator, key.record);
        } else if (r == 0) {
            compare_row(w, indicator, a, s->next);
            r = next_settled(w, s);
        }
        arena_rewind(w->ctx->mem, start);
        if (r < 0)
            return r;
    }
    while (r == 0 && s->next && s->next->indicator == (int32_t)indicator) {
        r = tell_missing(w, s);
        arena_rewind(w->ctx->mem, start);
    }
    return r;
}

/* ---- links of persons ---- */

struct link_entry {
    unsigned char key[INDEX_SIZE], other[INDEX_SIZE];
    int64_t city, revision;
};

static int by_link(const void *a, const void *b)
{
    const struct link_entry *x = a, *y = b;
    int r = compare_numbers(x->city, y->city);
    if (r == 0)
        r = memcmp(x->key, y->key, INDEX_SIZE);
    if (r == 0)
        r = memcmp(x->other, y->other, INDEX_SIZE);
    return r ? r : compare_numbers(x->revision, y->revision);
}

static int add_link(struct worker *w, size_t city, const unsigned char *key, const unsigned char *other,
                    int64_t revision)
{
    struct link_entry e = {.city = (int64_t)city, .revision = revision};
    memcpy(e.key, key, INDEX_SIZE);
    memcpy(e.other, other, INDEX_SIZE);
    return spool_add(w->ctx, w->again_links, &e);
}

int again_add_links(struct worker *w, const struct known_ledger *ledger, const struct revision *v)
{
    int r = 0;
    for (size_t i = 0; i < v->person_count && r == 0; i++)
        if (persons_joins(v, i)) {
            const unsigned char *a = v->persons[i].index, *b = v->persons[i + 1].index;
            r = add_link(w, ledger->city->number, a, b, v->id);
            if (r == 0)
                r = add_link(w, ledger->city->number, b, a, v->id);
        }
    return r;
}

/* Links gathered, as they come: each joins its persons anew when it is passed. */
struct gathered {
    struct worker *worker;
    struct spool_reader *reader;
    struct persons *persons;
    const struct link_entry *next;
};

static int next_link(struct gathered *g)
{
    const void *at = NULL;
    int r = spool_next(g->worker->ctx, g->reader, &at);
    g->next = r > 0 ? at : NULL;
    return r < 0 ? r : 0;
}

static int pass_link(struct gathered *g)
{
    persons_join(g->persons, g->next->key, g->next->other);
    return next_link(g);
}

static void tell_link(struct worker *w, int64_t revision, const char *stored, const char *counted)
{
    tell_both(w, "person", arena_printf(w->ctx->mem, "第 %" PRId64 " 号修订说的同一人", revision), stored, counted);
}

/* A revision has each of its links in both directions: telling one is enough where both differ. */
static bool to_tell(const unsigned char *key, const unsigned char *other)
{
    return memcmp(key, other, INDEX_SIZE) < 0;
}

static int pass_missing(struct gathered *g)
{
    tell_link(g->worker, g->next->revision, "没有", to_tell(g->next->key, g->next->other) ? "应有" : "应有（反向）");
    return pass_link(g);
}

static bool link_of(struct answer *a, size_t city, struct link_entry *ret)
{
    size_t lengths[2];
    const void *key = answer_bytes(a, 0, &lengths[0]), *other = answer_bytes(a, 1, &lengths[1]);
    *ret = (struct link_entry){.city = (int64_t)city, .revision = answer_int(a, 2)};
    if (lengths[0] != INDEX_SIZE || lengths[1] != INDEX_SIZE)
        return false;
    memcpy(ret->key, key, INDEX_SIZE);
    memcpy(ret->other, other, INDEX_SIZE);
    return true;
}

static int compare_links(struct gathered *g, const struct known_city *city)
{
    struct worker *w = g->worker;
    AUTO_ANSWER struct answer *a = NULL;
    int r = db_scan(
        w->ctx, SQL("select key, other, revision from person_link where programme = ? order by key, other, revision"),
        BIND(b_int(city->city->programme->id)), &a);
    struct arena_mark start = arena_mark(w->ctx->mem);
    while (r >= 0 && (r = answer_next(w->ctx, a)) > 0) {
        struct link_entry stored;
        bool whole = link_of(a, city->number, &stored);
        r = 0;
        while (r == 0 && whole && g->next && by_link(g->next, &stored) < 0)
            r = pass_missing(g);
        if (r == 0 && whole && g->next && by_link(g->next, &stored) == 0)
            r = pass_link(g);
        else if (r == 0)
            tell_link(w, stored.revision, !whole || to_tell(stored.key, stored.other) ? "有" : "有（反向）", "不应有");
        arena_rewind(w->ctx->mem, start);
        if (r < 0)
            return r;
    }
    while (r == 0 && g->next && g->next->city == (int64_t)city->number)
        r = pass_missing(g);
    return r;
}

int again_links(struct worker *w)
{
    struct gathered g = {.worker = w};
    w->again_links = spool_new(sizeof(struct link_entry), RUN, (struct spool_order){by_link, NULL});
    int r = revisions_again(w);
    if (r == 0)
        r = spool_read(w->ctx, &w->again_links, 1, &g.reader);
    if (r == 0)
        r = next_link(&g);
    for (size_t i = 0; i < w->whole->city_count && r == 0; i++) {
        struct known_city *city = &w->whole->cities[i];
        g.persons = persons_new();
        r = compare_links(&g, city);
        persons_settle(g.persons);
        persons_free(city->persons);
        city->persons = g.persons;
    }
    spool_close(g.reader);
    spool_free(w->again_links);
    w->again_links = NULL;
    return r;
}

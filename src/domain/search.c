#include "domain/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* How well one word fits one text; the smaller the better. Within a class the text that is least longer comes first. */
enum {
    FITS_WHOLE = 0,
    FITS_BEGINNING = 100,
    FITS_PART = 200,
    FITS_AROUND = 400,   /* the text is a part of the word: 老旧小区改造项目 for 老旧小区 */
    FITS_IN_ORDER = 500, /* all characters, with gaps between: 卫生室 in 卫生服务室 */
    FITS_NOT = 1000,
    NOT_THE_NAME = 20, /* one of its words, its code */
    ABOVE_IT = 40,     /* the name of a place above it: 湖滨区 大安村 */
};

struct runes {
    int32_t *at;
    size_t count;
};

struct words {
    struct runes at[8]; /* more than that narrow nothing down */
    size_t count;
};

struct finder {
    struct ctx *ctx;
    const struct city *city;
    struct words words;
    bool nearest;
    bool some; /* a part of the words is enough */
    VEC(struct hit) hits;
};

/* ---- texts ---- */

static struct runes fold(struct arena *mem, const char *text)
{
    const char *s = utf8_nfkc_trim(mem, text);
    size_t length = strlen(s), bytes = 1;
    struct runes runes = {arena_array(mem, length + 1, sizeof *runes.at), 0};
    for (size_t i = 0; i < length; i += bytes) {
        int32_t c = utf8_next(s + i, length - i, &bytes);
        runes.at[runes.count++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    }
    return runes;
}

static bool parts_words(int32_t c)
{
    bool plain = c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && c != '_' && c != '%';
    return plain || rune_is_blank(c) || (c >= 0x2010 && c <= 0x203B) || (c >= 0x3001 && c <= 0x3020);
}

static struct words split(struct runes text)
{
    enum { MOST = sizeof((struct words *)0)->at / sizeof *((struct words *)0)->at };
    struct words words = {0};
    for (size_t i = 0; i < text.count && words.count < MOST; i++) {
        size_t from = i;
        while (i < text.count && !parts_words(text.at[i]))
            i++;
        if (i > from)
            words.at[words.count++] = (struct runes){text.at + from, i - from};
    }
    return words;
}

/* Where the part begins; -1 if it is not there. */
static ptrdiff_t find(struct runes text, struct runes part)
{
    for (size_t i = 0; i + part.count <= text.count; i++)
        if (memcmp(text.at + i, part.at, part.count * sizeof *part.at) == 0)
            return (ptrdiff_t)i;
    return -1;
}

/* Characters between the first and the last of the word that are not its own; -1 if they do not follow one another. */
static int gaps(struct runes text, struct runes word)
{
    size_t next = 0, first = 0;
    for (size_t i = 0; i < text.count; i++) {
        if (text.at[i] != word.at[next])
            continue;
        if (next++ == 0)
            first = i;
        if (next == word.count)
            return (int)(i - first + 1 - word.count);
    }
    return -1;
}

static int at_most(size_t n, int most)
{
    return n > (size_t)most ? most : (int)n;
}

static int fit(struct runes text, struct runes word)
{
    ptrdiff_t at = find(text, word);
    if (at >= 0) {
        size_t more = text.count - word.count;
        return (!more ? FITS_WHOLE : at == 0 ? FITS_BEGINNING : FITS_PART) + at_most(more, 79);
    }
    if (text.count >= 2 && find(word, text) >= 0)
        return FITS_AROUND + at_most(word.count - text.count, 79);
    int between = word.count >= 2 ? gaps(text, word) : -1;
    return between < 0 ? FITS_NOT : FITS_IN_ORDER + at_most((size_t)between * 4, 300);
}

/* The length of the longest common subsequence. */
static size_t common(struct arena *mem, struct runes a, struct runes b)
{
    size_t *row = arena_array(mem, b.count + 1, sizeof *row);
    for (size_t i = 0; i < a.count; i++) {
        size_t left_above = 0;
        for (size_t j = 0; j < b.count; j++) {
            size_t above = row[j + 1];
            row[j + 1] = a.at[i] == b.at[j] ? left_above + 1 : above > row[j] ? above : row[j];
            left_above = above;
        }
    }
    return row[b.count];
}

/* The share of characters that are not common, of 1000. */
static int distance(struct arena *mem, struct runes text, struct runes word)
{
    size_t both = text.count + word.count;
    return both ? (int)(1000 - 2000 * common(mem, text, word) / both) : 1000;
}

/* ---- what is tried ---- */

/* How well the words of the query fit what is tried; with the text that fits best. */
struct trial {
    int ranks[8];
    int best;
    const char *by;
};

static struct trial trial_of(void)
{
    struct trial t = {.best = FITS_NOT};
    for (size_t i = 0; i < sizeof t.ranks / sizeof *t.ranks; i++)
        t.ranks[i] = FITS_NOT;
    return t;
}

/* The word fits at that rank; what it fits, `by`, is the thing's own unless NULL. */
static void take_rank(struct trial *t, size_t word, int rank, const char *by)
{
    if (rank < t->ranks[word])
        t->ranks[word] = rank;
    if (by && rank < t->best) {
        t->best = rank;
        t->by = by;
    }
}

static void try_text(struct finder *f, struct trial *t, const char *text, int extra)
{
    struct arena_mark mark = arena_mark(f->ctx->mem);
    struct runes runes = fold(f->ctx->mem, text);
    for (size_t i = 0; i < f->words.count; i++) {
        int rank = f->nearest ? distance(f->ctx->mem, runes, f->words.at[i]) : fit(runes, f->words.at[i]);
        rank += rank < FITS_NOT ? extra : 0;
        take_rank(t, i, rank, extra < ABOVE_IT ? text : NULL);
    }
    arena_rewind(f->ctx->mem, mark);
}

static void try_texts(struct finder *f, struct trial *t, const char *const *texts)
{
    for (size_t i = 0; texts && texts[i]; i++)
        try_text(f, t, texts[i], NOT_THE_NAME);
}

static void try_english(struct finder *f, struct trial *t, const char *name)
{
    if (name)
        try_text(f, t, name, 0);
}

/* A sentence holds the word as it stands, or not: with gaps nearly everything would be in it. */
static void try_sentence(struct finder *f, struct trial *t, const char *text)
{
    enum { WITHIN = FITS_AROUND - 1 };
    struct arena_mark mark = arena_mark(f->ctx->mem);
    struct runes runes = fold(f->ctx->mem, text ? text : "");
    for (size_t i = 0; i < f->words.count && !f->nearest; i++) {
        if (f->words.at[i].count >= 2 && find(runes, f->words.at[i]) >= 0)
            take_rank(t, i, WITHIN, text);
    }
    arena_rewind(f->ctx->mem, mark);
}

/* A code is found by its beginning only: numbers within numbers say nothing. */
static void try_code(struct finder *f, struct trial *t, const char *code)
{
    struct trial of_code = trial_of();
    try_text(f, &of_code, code, NOT_THE_NAME);
    for (size_t i = 0; i < f->words.count; i++)
        if (f->nearest || of_code.ranks[i] < FITS_PART)
            take_rank(t, i, of_code.ranks[i], code);
}

static void note(struct finder *f, const struct trial *t, struct hit hit)
{
    hit.rank = 0;
    hit.by = t->by;
    for (size_t i = 0; i < f->words.count; i++) {
        if (t->ranks[i] >= FITS_NOT && !f->nearest && !f->some)
            return;
        hit.rank += t->ranks[i];
    }
    if (t->by) /* at least one word is the thing's own */
        *vec_push(f->ctx->mem, &f->hits) = hit;
}

static void try_item(struct finder *f, const struct item *item)
{
    struct trial t = trial_of();
    try_text(f, &t, item->name, 0);
    try_english(f, &t, item->english);
    try_texts(f, &t, item->words);
    try_texts(f, &t, item->also);
    try_texts(f, &t, item->leads);
    try_sentence(f, &t, item->promise);
    try_sentence(f, &t, item->brief);
    try_sentence(f, &t, item->english_brief);
    note(f, &t, (struct hit){.kind = HIT_ITEM, .item = item});
}

static void try_indicator(struct finder *f, const struct indicator *indicator)
{
    struct trial t = trial_of();
    try_text(f, &t, indicator->name, 0);
    try_english(f, &t, indicator->english);
    try_texts(f, &t, indicator->words);
    try_code(f, &t, indicator->code);
    try_text(f, &t, indicator->item->name, ABOVE_IT);
    note(f, &t, (struct hit){.kind = HIT_INDICATOR, .item = indicator->item, .indicator = indicator});
}

static void try_place(struct finder *f, const struct organisation *org)
{
    struct trial t = trial_of();
    try_text(f, &t, org->name, 0);
    try_english(f, &t, programme_english(f->city->programme, org->name));
    try_code(f, &t, org->code);
    for (const struct organisation *up = org->stat_parent; up && t.by && f->words.count > 1; up = up->stat_parent)
        try_text(f, &t, up->name, ABOVE_IT);
    note(f, &t, (struct hit){.kind = HIT_PLACE, .org = org});
}

static size_t order_in_pack(const struct hit *h)
{
    switch (h->kind) {
    case HIT_ITEM:
        return (size_t)h->item->number;
    case HIT_INDICATOR:
        return h->indicator->index;
    case HIT_PLACE:
        break;
    }
    return (size_t)h->org->level;
}

static int best_first(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank - y->rank;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    size_t p = order_in_pack(x), q = order_in_pack(y);
    if (p != q)
        return p < q ? -1 : 1;
    return x->kind == HIT_PLACE ? strcmp(x->org->code, y->org->code) : 0;
}

static void look(struct finder *f, unsigned kinds, size_t most, struct hit **ret, size_t *ret_count)
{
    const struct programme *programme = f->city->programme;
    for (size_t i = 0; i < programme->item_count && kinds & HIT_ITEMS; i++)
        try_item(f, &programme->items[i]);
    for (size_t i = 0; i < programme->indicator_count && kinds & HIT_INDICATORS; i++)
        try_indicator(f, programme->indicators[i]);
    for (size_t i = 0; i < f->city->tree->count && kinds & HIT_PLACES; i++)
        try_place(f, &f->city->tree->at[i]);
    if (f->hits.count)
        qsort(f->hits.at, f->hits.count, sizeof *f->hits.at, best_first);
    *ret = f->hits.at;
    *ret_count = f->hits.count < most ? f->hits.count : most;
}

void search_find(struct ctx *ctx, const struct city *city, const char *words, unsigned kinds, size_t most,
                 struct hit **ret, size_t *ret_count)
{
    struct finder f = {.ctx = ctx, .city = city, .words = split(fold(ctx->mem, words))};
    *ret = NULL;
    *ret_count = 0;
    if (!f.words.count)
        return;
    look(&f, kinds, most, ret, ret_count);
    f.some = f.words.count > 1;
    if (!*ret_count && f.some)
        look(&f, kinds, most, ret, ret_count);
}

void search_nearest(struct ctx *ctx, const struct city *city, const char *words, unsigned kinds, size_t most,
                    struct hit **ret, size_t *ret_count)
{
    struct finder f = {.ctx = ctx, .city = city, .nearest = true};
    f.words.at[0] = fold(ctx->mem, words);
    f.words.count = 1;
    if (f.words.at[0].count > 40)
        f.words.at[0].count = 40;
    look(&f, kinds, most, ret, ret_count);
}

/* Patterns of the pack against a window of the reading, and the words that say nothing of what is counted. The tables
 * are the language of the genre; names of indicators, places and choices come from pack and tree alone. */
#include "domain/claim_words.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "domain/claim_light.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum {
    BLOOM = 1024,
    WAYS_MAX = 256,  /* of one pattern whose pieces have several words */
    FOREIGN_MAX = 1, /* a single character (了, 老) parts nothing */
    KNOWN_MIN =
        3, /* so much of an indicator's own words is known; of their beginning or end EDGE_MIN, a whole always */
    EDGE_MIN = 2,
};

struct runes {
    const int32_t *at;
    size_t count;
};

struct pattern {
    const struct indicator *indicator; /* NULL: of an item */
    const struct item *item;
    struct runes piece[PIECES_MAX];
    size_t count;
};

/* The values of one field of choices of an indicator's ledger. */
struct choices {
    const struct indicator *indicator;
    bool several; /* a record may have several of them */
    const struct field *field;
    struct runes *of;
    bool *own; /* its name or words hold it */
    size_t count;
};

struct own_words {
    struct runes *at;
    bool *whole; /* a piece, known whatever its length; else a name, known by KNOWN_MIN characters */
    size_t count;
};

struct claim_words {
    const struct programme *programme;
    VEC(struct pattern) patterns, of_items;
    VEC(struct choices) choices;
    struct own_words *own;     /* by index of the indicator */
    struct own_words *of_item; /* by place in the programme: the item's words */
    struct own_words *of_all;  /* those and its indicators' */
    const struct lexicon *light, *places;
};

static int32_t *fold(struct arena *mem, const char *text, size_t length, size_t *ret_count)
{
    int32_t *runes = arena_array(mem, length + 1, sizeof *runes);
    size_t count = 0;

    while (length > 0) {
        size_t bytes;
        int32_t c = rune_fold(utf8_next(text, length, &bytes));

        if (c >= 0 && !rune_is_nothing(c))
            runes[count++] = c;
        text += bytes;
        length -= bytes;
    }
    *ret_count = count;
    return runes;
}

const int32_t *claim_words_fold(struct arena *mem, const char *text, size_t *ret_count)
{
    return fold(mem, text, strlen(text), ret_count);
}

static struct runes runes_of(struct arena *mem, const char *text)
{
    struct runes r = {0};

    r.at = claim_words_fold(mem, text, &r.count);
    return r;
}

static bool stands_at(const int32_t *s, size_t at, size_t end, struct runes r)
{
    return r.count > 0 && r.count <= end - at && memcmp(s + at, r.at, r.count * sizeof *s) == 0;
}

static bool holds(struct runes outer, struct runes inner)
{
    for (size_t i = 0; i + inner.count <= outer.count; i++)
        if (stands_at(outer.at, i, outer.count, inner))
            return true;
    return false;
}

/* ---- what the pack says ---- */

/* The n-th way of reading “老旧小区|老小区 开工|动工”, where a piece has several words; false if there are not so many.
 */
static bool read_pattern(struct arena *mem, const char *text, size_t n, struct pattern *p)
{
    p->count = 0;
    while (*text && p->count < PIECES_MAX) {
        size_t length = strcspn(text, " "), ways = 1, way;
        const char *word = text;

        for (size_t i = 0; i < length; i++)
            ways += text[i] == '|';
        way = n % ways;
        n /= ways;
        while (way-- > 0)
            word += strcspn(word, "|") + 1;
        if (length > 0) {
            struct runes *piece = &p->piece[p->count++];
            piece->at = fold(mem, word, strcspn(word, "| "), &piece->count);
        }
        text += length + (text[length] == ' ');
    }
    return n == 0;
}

static void add_patterns(struct arena *mem, struct claim_words *words, const struct indicator *indicator,
                         const char *text)
{
    struct pattern p = {.indicator = indicator, .item = indicator->item};

    for (size_t n = 0; n < WAYS_MAX && read_pattern(mem, text, n, &p); n++)
        *vec_push(mem, &words->patterns) = p;
}

static void add_item(struct arena *mem, struct claim_words *words, size_t i)
{
    const struct item *item = &words->programme->items[i];
    struct own_words *own = &words->of_all[i];
    size_t room = 1, from = words->of_items.count;
    struct pattern p = {.item = item};

    (void)read_pattern(mem, item->name, 0, &p);
    *vec_push(mem, &words->of_items) = p;
    for (const char **w = item->words; w && *w; w++)
        for (size_t n = 0; n < WAYS_MAX && read_pattern(mem, *w, n, &p); n++)
            *vec_push(mem, &words->of_items) = p;
    for (size_t k = from; k < words->of_items.count; k++)
        room += words->of_items.at[k].count;
    for (size_t k = 0; k < item->indicator_count; k++)
        room += words->own[item->indicators[k]->index].count;
    own->at = arena_array(mem, room, sizeof *own->at);
    own->whole = arena_array(mem, room, sizeof *own->whole);
    for (size_t k = from; k < words->of_items.count; k++)
        for (size_t n = 0; n < words->of_items.at[k].count; n++) {
            own->whole[own->count] = true;
            own->at[own->count++] = words->of_items.at[k].piece[n];
        }
    words->of_item[i] = *own;
    for (size_t k = 0; k < item->indicator_count; k++) {
        const struct own_words *of = &words->own[item->indicators[k]->index];
        for (size_t n = 0; n < of->count; n++) {
            own->whole[own->count] = of->whole[n];
            own->at[own->count++] = of->at[n];
        }
    }
}

static void add_own(struct arena *mem, struct claim_words *words, const struct indicator *indicator)
{
    struct own_words *own = &words->own[indicator->index];
    const struct field *stage = indicator->of->stage;
    size_t room = 1 + (stage ? stage->of_count : 0);

    for (size_t i = 0; i < words->patterns.count; i++)
        if (words->patterns.at[i].indicator == indicator)
            room += words->patterns.at[i].count;
    own->at = arena_array(mem, room, sizeof *own->at);
    own->whole = arena_array(mem, room, sizeof *own->whole);
    own->at[own->count++] = runes_of(mem, indicator->name);
    for (size_t i = 0; i < words->patterns.count; i++) {
        const struct pattern *p = &words->patterns.at[i];
        for (size_t k = 0; k < p->count && p->indicator == indicator; k++) {
            own->whole[own->count] = true;
            own->at[own->count++] = p->piece[k];
        }
    }
    for (size_t i = 0; stage && i < stage->of_count; i++) { /* 开工, 完工: how far it is */
        own->whole[own->count] = true;
        own->at[own->count++] = runes_of(mem, stage->of[i].name);
    }
}

static void add_choices(struct arena *mem, struct claim_words *words, const struct indicator *indicator,
                        const struct field *field)
{
    const struct own_words *own = &words->own[indicator->index];
    struct choices *c = vec_push(mem, &words->choices);

    c->indicator = indicator;
    c->field = field;
    c->several = field->type == FIELD_CHOICES;
    c->of = arena_array(mem, field->of_count + 1, sizeof *c->of);
    c->own = arena_array(mem, field->of_count + 1, sizeof *c->own);
    c->count = field->of_count;
    for (size_t i = 0; i < field->of_count; i++) {
        c->of[i] = runes_of(mem, field->of[i].name);
        if (c->of[i].count < 2 || strcmp(field->of[i].name, "其他") == 0)
            c->of[i].count = 0; /* too common to tell anything */
        for (size_t k = 0; k < own->count && c->of[i].count; k++)
            c->own[i] = c->own[i] || holds(own->at[k], c->of[i]);
    }
}

struct claim_words *claim_words_new(struct ctx *ctx, const struct programme *programme, const struct lexicon *places,
                                    const struct lexicon *light)
{
    struct claim_words *words = arena_alloc(ctx->mem, sizeof *words);

    words->programme = programme;
    words->light = light;
    words->places = places;
    words->own = arena_array(ctx->mem, programme->indicator_count + 1, sizeof *words->own);
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *indicator = programme->indicators[i];
        for (const char **w = indicator->words; w && *w; w++)
            add_patterns(ctx->mem, words, indicator, *w);
        add_own(ctx->mem, words, indicator);
        for (size_t k = 0; k < indicator->of->field_count; k++)
            if (indicator->of->fields[k].type == FIELD_CHOICE || indicator->of->fields[k].type == FIELD_CHOICES)
                add_choices(ctx->mem, words, indicator, &indicator->of->fields[k]);
    }
    words->of_item = arena_array(ctx->mem, programme->item_count + 1, sizeof *words->of_item);
    words->of_all = arena_array(ctx->mem, programme->item_count + 1, sizeof *words->of_all);
    for (size_t i = 0; i < programme->item_count; i++)
        add_item(ctx->mem, words, i);
    return words;
}

/* ---- what stands between ---- */

static bool is_quote(int32_t c)
{
    return c == L'“' || c == L'”';
}

/* How much of s[at..end) is a part of r: KNOWN_MIN characters, or EDGE_MIN of its beginning or end. */
static size_t part_at(struct runes r, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0;

    for (size_t k = 0; k + EDGE_MIN <= r.count; k++) {
        size_t n = 0;

        if (r.at[k] != s[at] || is_quote(r.at[k]))
            continue;
        while (k + n < r.count && at + n < end && s[at + n] == r.at[k + n] && !is_quote(r.at[k + n]))
            n++;
        if (n > best && (n >= KNOWN_MIN || (n >= EDGE_MIN && (k == 0 || is_quote(r.at[k - 1]) || k + n == r.count ||
                                                              is_quote(r.at[k + n])))))
            best = n;
    }
    return best;
}

/* How much of s[at..end) are words of the indicator itself. */
static size_t own_at(const struct own_words *own, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0;

    for (size_t i = 0; i < own->count; i++) {
        struct runes r = own->at[i];
        size_t part = part_at(r, s, at, end);

        if (own->whole[i] && r.count > best && stands_at(s, at, end, r))
            best = r.count;
        best = part > best ? part : best;
    }
    return best;
}

/* Goes no farther than to the first that is more foreign than `foreign`. */
static struct made_of walk(const struct claim_words *words, const int32_t *s, struct span span,
                           const struct own_words *own, const struct own_words *also, size_t foreign)
{
    struct made_of ret = {0};

    for (size_t i = span.start; i < span.end && ret.foreign <= foreign;) {
        size_t length = 0, other = 0;
        const struct word *row;

        if (lexicon_at(words->places, s, i, span.end, &other))
            length = other;
        row = lexicon_at(words->light, s, i, span.end, &other);
        if (row && row->kind == CLAIM_HEAVY &&
            (!own || own_at(own, s, i, span.end) < (other > KNOWN_MIN ? other : KNOWN_MIN))) {
            ret.foreign += other;
            i += other;
            continue;
        }
        if (row && other > length)
            length = other;
        if (also && (other = own_at(also, s, i, span.end)) > length)
            length = other;
        other = own ? own_at(own, s, i, span.end) : 0;
        ret.own += other > length ? other : 0;
        if (other > 0 && other >= length) {
            length = other;
            ret.either += other;
        }
        if (length == 0) {
            ret.foreign += rune_is_han(s[i]) || rune_is_latin(s[i]);
            length = 1;
        }
        i += length;
    }
    return ret;
}

/* “山高路险的甲县独占”: what a place is like says nothing of what is counted there. */
static size_t behind_epithet(const struct claim_words *words, const int32_t *s, struct span span)
{
    for (size_t i = span.start + 1; i < span.end; i++)
        if (s[i - 1] == L'的' && lexicon_at(words->places, s, i, span.end, NULL))
            return i;
    return span.start;
}

bool claim_words_bare(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator)
{
    span.start = behind_epithet(words, s, span);
    return walk(words, s, span, indicator ? &words->own[indicator->index] : NULL, NULL, FOREIGN_MAX).foreign <=
           FOREIGN_MAX;
}

struct made_of claim_words_made_of(const struct claim_words *words, const int32_t *s, struct span span,
                                   const struct indicator *indicator)
{
    return walk(words, s, span, &words->own[indicator->index],
                &words->of_item[indicator->item - words->programme->items], SIZE_MAX);
}

size_t claim_words_tail(const struct claim_words *words, const int32_t *s, struct span span,
                        const struct indicator *indicator)
{
    size_t best = 0;

    for (size_t i = 0; i < words->patterns.count; i++) {
        const struct pattern *p = &words->patterns.at[i];
        const struct runes *r = &p->piece[0];
        if (p->indicator != indicator || p->count != 1)
            continue;
        for (size_t end = span.start + 1; end <= span.end; end++) {
            size_t n = 0;
            while (n < r->count && n < end - span.start && r->at[r->count - 1 - n] == s[end - 1 - n])
                n++;
            best = n > best ? n : best;
        }
    }
    return best;
}

/* ---- patterns in a window ---- */

struct bloom {
    uint64_t bits[BLOOM / 64];
};

static size_t bit_of(int32_t rune)
{
    return ((uint32_t)rune * 2654435761u) >> 22;
}

static void bloom_fill(struct bloom *bloom, const int32_t *s, struct span span)
{
    for (size_t i = span.start; i < span.end; i++)
        bloom->bits[bit_of(s[i]) / 64] |= (uint64_t)1 << bit_of(s[i]) % 64;
}

static bool bloom_may_hold(const struct bloom *bloom, const struct pattern *p)
{
    for (size_t k = 0; k < p->count; k++) {
        size_t bit = bit_of(p->piece[k].at[0]);
        if (!(bloom->bits[bit / 64] >> bit % 64 & 1))
            return false;
    }
    return true;
}

/* The first `before` pieces from right to left before the number, nearest first; the others from left to right behind
 * it. Returns false if they are not all there. */
static bool place_pieces(const struct pattern *p, size_t before, const int32_t *s, struct span window,
                         struct span number, struct match *m)
{
    size_t limit = number.start, at = number.start;

    for (size_t k = before; k-- > 0;) {
        size_t i = limit, count = p->piece[k].count;

        if (limit - window.start < count)
            return false;
        for (i = limit - count; !stands_at(s, i, limit, p->piece[k]); i--)
            if (i == window.start)
                return false;
        m->piece[k] = (struct span){i, i + count};
        limit = i;
    }
    for (size_t k = before; k < p->count; k++) {
        while (at < window.end && !stands_at(s, at, window.end, p->piece[k]))
            at++;
        if (at >= window.end)
            return false;
        m->piece[k] = (struct span){at, at + p->piece[k].count};
        at = m->piece[k].end;
    }
    m->indicator = p->indicator;
    m->pieces = p->count;
    m->before = before;
    m->length = 0;
    for (size_t k = 0; k < p->count; k++)
        m->length += p->piece[k].count;
    return true;
}

static bool is_connective(int32_t c)
{
    return c == L'、' || c == L'和' || c == L'及' || c == L'与' || c == L'或';
}

static bool ends_clause(const int32_t *s, struct span span)
{
    for (size_t i = span.start; i < span.end; i++)
        if (rune_is_sentence_end(s[i]) || s[i] == ',' || s[i] == ';' || s[i] == ':')
            return true;
    return false;
}

/* “新建污水管网” is not 新建 管网: within a clause pieces are parted by nothing else, or by others of a list. */
static bool is_torn(const struct claim_words *words, const int32_t *s, const struct match *m)
{
    for (size_t k = 1; k < m->pieces; k++) {
        struct span gap = {m->piece[k - 1].end, m->piece[k].start};

        if (k == m->before || gap.start >= gap.end || is_connective(s[gap.start]) || ends_clause(s, gap))
            continue;
        if (!claim_words_bare(words, s, gap, m->indicator))
            return true;
    }
    return false;
}

/* What is done to things that are counted by no ledger for it, or with them. */
static const char *const other_deeds[] = {"暗访", "抽查", "走访", "调研", "回访", "复查", "拆除", "停运"};
static const char *const others_behind[] = {"签约"};
static const char *const old[] = {"老旧", "老", "旧", "老化", "破损", "原有"}; /* no part of what counts the new */

/* “暗访助餐点40个”, “512个团队签约居民…”, “有5个助餐点卖不出饭”; not where the indicator's words say so themselves. */
static bool is_other_deed(const struct claim_words *words, const int32_t *s, struct span window, struct span number,
                          size_t clause, const struct match *m)
{
    const struct span first = m->piece[0], last = m->piece[m->pieces - 1];
    size_t start = clause < first.start ? clause : first.start;

    if (words_any(s, (struct span){start, first.start}, other_deeds, N(other_deeds)) ||
        (claim_counts_new(m->indicator) && words_end(s, start, first.start, old, N(old))))
        return true;
    if (last.start >= number.end && number.start == clause + 1 && s[clause] == L'有' &&
        !claim_words_bare(words, s, (struct span){last.end, window.end}, m->indicator))
        return true;
    for (size_t k = 0; k < N(others_behind); k++)
        if (last.start >= number.end && words_at(s, last.end, window.end, others_behind[k]))
            return true;
    return false;
}

bool claim_counts_new(const struct indicator *indicator)
{
    return strncmp(indicator->name, "新", strlen("新")) == 0;
}

/* Does anything else stand between the number and its words? What stands before the number's clause matters only where
 * all words do. */
static bool has_foreign(const struct claim_words *words, const int32_t *s, struct span window, struct span number,
                        size_t clause, const struct match *m)
{
    bool before = true, after = true;

    if (m->before > 0) {
        size_t start = m->piece[m->before - 1].end;

        if (m->before < m->pieces && start < clause)
            start = clause < number.start ? clause : number.start;
        before = claim_words_bare(words, s, (struct span){start, number.start}, m->indicator);
    }
    if (m->before < m->pieces && m->piece[m->before].start > number.end)
        after = claim_words_bare(words, s, (struct span){number.end, m->piece[m->before].start}, m->indicator);
    return !before || !after || is_torn(words, s, m) || is_other_deed(words, s, window, number, clause, m);
}

static bool is_better(const struct match *a, const struct match *b)
{
    return a->foreign != b->foreign ? !a->foreign : a->length > b->length;
}

static void keep(struct matches *found, const struct match *m)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].indicator != m->indicator)
            continue;
        if (is_better(m, &found->at[i]))
            found->at[i] = *m;
        return;
    }
    if (found->count < MATCHES_MAX)
        found->at[found->count++] = *m;
}

enum inside {
    INSIDE_NOT,
    INSIDE,          /* 技能人才 inside 高技能人才: the longer word has said something else */
    INSIDE_PARALLEL, /* “宫颈癌、乳腺癌筛查”: they share the end, and only a list could tell them apart */
};

static enum inside inside_of(const int32_t *s, const struct match *a, const struct match *b)
{
    for (size_t i = 0; i < a->pieces; i++)
        for (size_t k = 0; k < b->pieces; k++) {
            struct span inner = a->piece[i], outer = b->piece[k];
            if (inner.start < outer.start || inner.end > outer.end ||
                inner.end - inner.start >= outer.end - outer.start)
                continue;
            return i > 0 && a->piece[0].end < outer.start && is_connective(s[outer.start - 1]) ? INSIDE_PARALLEL
                                                                                               : INSIDE;
        }
    return INSIDE_NOT;
}

static void drop_foreign(struct matches *found)
{
    struct matches all = *found;
    bool clean = false;

    found->count = 0;
    for (size_t i = 0; i < all.count; i++)
        clean = clean || !all.at[i].foreign;
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].foreign != clean)
            found->at[found->count++] = all.at[i];
}

static bool is_among(const struct matches *found, const struct indicator *indicator)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->at[i].indicator == indicator)
            return true;
    return false;
}

static void note_second(const struct matches *all, struct matches *found)
{
    found->second = NULL;
    found->second_length = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].length > found->second_length && !is_among(found, all->at[i].indicator)) {
            found->second = all->at[i].indicator;
            found->second_length = all->at[i].length;
        }
}

static void keep_most_specific(const int32_t *s, struct matches *found)
{
    struct matches every = *found, all;
    size_t longest = 0;

    drop_foreign(found);
    all = *found;
    found->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        bool inside = false;
        for (size_t k = 0; k < all.count && !inside; k++) {
            enum inside how = k == i ? INSIDE_NOT : inside_of(s, &all.at[i], &all.at[k]);
            inside = how == INSIDE && inside_of(s, &all.at[k], &all.at[i]) != INSIDE;
            if (how == INSIDE_PARALLEL)
                all.at[i].length = all.at[k].length =
                    all.at[i].length > all.at[k].length ? all.at[i].length : all.at[k].length;
        }
        if (!inside)
            found->at[found->count++] = all.at[i];
    }
    for (size_t i = 0; i < found->count; i++)
        longest = found->at[i].length > longest ? found->at[i].length : longest;
    all = *found;
    found->count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].length == longest)
            found->at[found->count++] = all.at[i];
    note_second(&every, found);
}

void claim_words_match(const struct claim_words *words, const int32_t *s, struct span window, struct span number,
                       size_t clause, unit_filter *filter, const char *unit, struct matches *ret)
{
    struct bloom bloom = {{0}};

    ret->count = 0;
    ret->second = NULL;
    bloom_fill(&bloom, s, window);
    for (size_t i = 0; i < words->patterns.count; i++) {
        const struct pattern *p = &words->patterns.at[i];
        struct match m = {0};

        if (p->count == 0 || !bloom_may_hold(&bloom, p) || (filter && !filter(p->indicator, unit)))
            continue;
        for (size_t before = 0; before <= p->count; before++) {
            if (!place_pieces(p, before, s, window, number, &m))
                continue;
            m.foreign = has_foreign(words, s, window, number, clause, &m);
            keep(ret, &m);
        }
    }
    keep_most_specific(s, ret);
}

bool claim_words_own(const struct claim_words *words, const int32_t *s, struct span span,
                     const struct indicator *indicator)
{
    const struct own_words *own = &words->own[indicator->index];
    struct runes r = {s + span.start, span.end - span.start};

    for (size_t i = 0; i < own->count; i++)
        if (holds(own->at[i], r))
            return true;
    return false;
}

bool claim_words_name(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator, struct span *ret)
{
    struct span none = {span.end, span.end};
    size_t longest = 0;

    for (size_t i = 0; i < words->patterns.count; i++) {
        const struct pattern *p = &words->patterns.at[i];
        struct match m = {0};

        if (p->indicator != indicator || p->count == 0 || !place_pieces(p, p->count, s, span, none, &m))
            continue;
        if (m.length <= longest || is_torn(words, s, &m))
            continue;
        longest = m.length;
        *ret = (struct span){m.piece[0].start, m.piece[m.pieces - 1].end};
    }
    return longest > 0;
}

/* Is it nearer to the end, or there as well and longer? */
static bool is_later(const struct match *a, const struct match *b)
{
    size_t i = a->piece[a->pieces - 1].end, k = b->pieces ? b->piece[b->pieces - 1].end : 0;

    return i != k ? i > k : a->length > b->length;
}

const struct item *claim_words_item(const struct claim_words *words, const int32_t *s, struct span span)
{
    const struct span end = {span.end, span.end};
    const struct item *item = NULL;
    struct match m = {0}, last = {0};
    struct bloom bloom = {{0}};

    bloom_fill(&bloom, s, span);
    for (size_t i = 0; i < words->of_items.count + words->patterns.count; i++) {
        const struct pattern *p =
            i < words->of_items.count ? &words->of_items.at[i] : &words->patterns.at[i - words->of_items.count];
        if (p->count == 0 || !bloom_may_hold(&bloom, p) || !place_pieces(p, p->count, s, span, end, &m) ||
            !is_later(&m, &last) || (p->indicator && is_torn(words, s, &m)))
            continue;
        last = m;
        item = p->item;
    }
    return item;
}

const struct item *claim_words_only_item(const struct claim_words *words, const int32_t *s, struct span span)
{
    const struct item *last = claim_words_item(words, s, span);
    const struct span end = {span.end, span.end};
    struct match m = {0};

    for (size_t i = 0; last && i < words->of_items.count; i++) {
        const struct pattern *p = &words->of_items.at[i];
        if (p->item != last && p->count > 0 && place_pieces(p, p->count, s, span, end, &m))
            return NULL;
    }
    return last;
}

const struct item *claim_words_item_of(const struct claim_words *words, const int32_t *s, struct span span)
{
    const struct item *item = NULL;
    size_t most = EDGE_MIN - 1;

    while (span.start < span.end && (!rune_is_han(s[span.start]) || rune_numeral_digit(s[span.start]) >= 0 ||
                                     rune_numeral_power(s[span.start]) > 0))
        span.start++;
    for (size_t i = 0; i < words->programme->item_count; i++) {
        struct made_of of = walk(words, s, span, &words->of_all[i], NULL, FOREIGN_MAX);
        if (of.foreign > FOREIGN_MAX || of.either < most)
            continue;
        item = of.either > most ? &words->programme->items[i] : NULL;
        most = of.either;
    }
    return item;
}

/* “台区改造”, of an indicator that a text may call so: no part of it, though 改造 is one of its choices. */
static bool is_in_words(const struct own_words *own, struct runes choice, const int32_t *s, struct span span, size_t at)
{
    for (size_t k = 0; k < own->count; k++) {
        struct runes word = own->at[k];
        if (!own->whole[k] || word.count <= choice.count)
            continue;
        for (size_t from = at + choice.count > word.count ? at + choice.count - word.count : 0; from <= at; from++)
            if (from >= span.start && stands_at(s, from, span.end, word))
                return true;
    }
    return false;
}

/* “餐饮、学校等”, or “路灯和标志” where a record may have both: a list of examples names no part, nor do the
 * indicator's own words. */
static bool stands_in(const struct claim_words *words, const struct choices *c, size_t i, const int32_t *s,
                      struct span span, bool *ret_example)
{
    for (size_t at = span.start; c->of[i].count && at < span.end; at++) {
        size_t end = at + c->of[i].count;

        if (!stands_at(s, at, span.end, c->of[i]))
            continue;
        *ret_example = *ret_example || (end < span.end && s[end] == L'等') ||
                       is_in_words(&words->own[c->indicator->index], c->of[i], s, span, at) ||
                       (c->several &&
                        ((at > span.start && is_connective(s[at - 1])) || (end < span.end && is_connective(s[end]))));
        return true;
    }
    return false;
}

bool claim_words_part(const struct claim_words *words, const int32_t *s, struct span span,
                      const struct indicator *indicator, const char **ret_word)
{
    for (size_t n = 0; n < words->choices.count; n++) {
        const struct choices *c = &words->choices.at[n];
        size_t said = 0, own = 0, both = 0;
        bool example = false;

        for (size_t i = 0; i < c->count && c->indicator == indicator; i++) {
            bool here = stands_in(words, c, i, s, span, &example);
            if (here)
                *ret_word = c->field->of[i].name;
            said += here;
            own += c->own[i];
            both += here && c->own[i];
        }
        if (said == 0 || example || (said == own && both == own) || (c->several && said > 1 && own == 0))
            continue;
        return true;
    }
    return false;
}

/* Names that stand right before the number of them: “柯城、龙游、江山、常山、开化，4个县（市、区）已…”. Only places are
 * counted, which the text calls so here or near: 县, 区, 市. */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { NAMES_LEAST = 3, NAMES_MOST = 20, SHORT_LEAST = 2, SHORT_MOST = 3, NEAR = 4000 };

/* “个县（市、区）”, “个街道”: places are counted. */
static bool counts_places(const struct search *x, const struct figure *f)
{
    return strcmp(f->unit, "个") == 0 && f->qualifier == QUALIFIER_EQUAL && f->value.places == 0 && f->value.n > 1 &&
           f->value.n <= NAMES_MOST && words_stand(x->s, f->read_end, f->sentence_end, place_kinds, PLACE_KINDS);
}

/* A short name that stands before its kind somewhere near: 柯城 of 柯城区. */
static bool is_short_of_place(const struct search *x, struct span name)
{
    size_t length = name.end - name.start, end = name.end + NEAR;
    size_t at = name.start > NEAR ? name.start - NEAR : 0;

    if (length < SHORT_LEAST || length > SHORT_MOST)
        return false;
    for (end = end < x->text->read_count ? end : x->text->read_count; at + length < end; at++)
        if (memcmp(x->s + at, x->s + name.start, length * sizeof *x->s) == 0 &&
            words_stand(x->s, at + length, end, place_kinds, PLACE_KINDS))
            return true;
    return false;
}

/* “涉及柯城”: what the first of the names is without the words before it. */
static struct span without_verb(const struct search *x, struct span name)
{
    struct span tail = {name.end - SHORT_MOST, name.end};

    if (name.end < name.start + SHORT_MOST + 1 || is_place_name(x->s, name))
        return name;
    tail.start += !is_short_of_place(x, tail);
    return tail;
}

/* How many names fill the span, 、 between them and perhaps 和 before the last; 0: it holds something else. That
 * they are places the text need not say where they stand right before their number (`attached`). */
static size_t count_names(const struct search *x, struct span span, bool attached)
{
    enum { SURE = 4 };
    size_t count = 0, known = 0, start = span.start;

    for (size_t i = span.start; i <= span.end; i++) {
        bool last = i == span.end, joint = !last && (x->s[i] == L'、' || (count > 0 && x->s[i] == L'和'));
        struct span name = {start, i};
        bool place;

        if (!last && !joint) {
            if (!rune_is_han(x->s[i]))
                return 0;
            continue;
        }
        name = count == 0 ? without_verb(x, name) : name;
        place = is_place_name(x->s, name) || is_short_of_place(x, name);
        if (!place && (name.end < name.start + SHORT_LEAST || name.end > name.start + SHORT_MOST))
            return 0;
        known += place;
        count++;
        start = i + 1;
    }
    return known > 0 || (attached && count >= SURE) ? count : 0;
}

void check_names(struct search *x, size_t i)
{
    static const char *const and_more[] = {"等"};
    const struct figure *f = &x->figures->at[i];
    struct span names = {f->sentence_start, f->read_start};
    bool more, attached;
    size_t count;

    if (x->ret[i].kind != CONSISTENCY_NONE || !counts_places(x, f))
        return;
    more = words_end(x->s, names.start, names.end, and_more, N(and_more));
    attached = !more && names.end > names.start && x->s[names.end - 1] != ',';
    names.end -= names.end > names.start && (more || x->s[names.end - 1] == ',');
    names.start = rune_behind(x->s, names.start, names.end, L",;:()");
    count = count_names(x, names, attached);
    if (count < NAMES_LEAST)
        return;
    if (f->value.n == (int64_t)count || f->value.n + 1 == (int64_t)count || (!more && f->value.n == (int64_t)count + 1))
        tell_count(x, i, count, "列出");
}

#include "text/opinion.h"

#include "text/grams.h"

/* How much what the words around this figure tell counts, and what those around the last ones told on average, in
 * hundredths, against what the rules make of it: by logistic regression over 38,000 figures of 1,050 texts, each read
 * by the rules as they were before they had met it. How much less the rules are believed where words have contradicted
 * them before: by 300 texts that were read with the rules turned over, and as they are. */
enum { OWN = 72, LAST = 70, RULES = 3 * OPINION_ONE, BEFORE = 50 };

enum { LEAST = 200 }; /* characters of a text whose words can be counted */

static void add(void *arg, enum gram kind, const int32_t *gram, size_t length)
{
    struct opinion_sum *sum = arg;
    size_t i = gram_place(opinion_keys, OPINION_PLACES, gram_hash(kind, gram, length));

    for (int q = 0; opinion_keys[i] && q < OPINION_QUESTIONS; q++)
        sum->of[q] += opinion_weights[i][q];
}

void opinion_begin(struct opinion *o, const struct scan *scan)
{
    *o = (struct opinion){.too_short = scan->count < LEAST};
    grams_of_text(scan->s, scan->count, add, &o->text);
}

/* Whether the text is not heard at s[at]. */
static bool is_unheard(const struct opinion *o, const struct scan *scan, size_t at)
{
    return o->too_short || scan->text->raw_before + scan->text->origin[at] >= GRAMS_OF_TEXT;
}

void opinion_paragraph(struct opinion *o, const struct scan *scan)
{
    struct span heading;

    if (is_unheard(o, scan, scan->paragraph.start) || !grams_above(&o->line, scan->s, scan->paragraph, &heading))
        return;
    o->heading = (struct opinion_sum){{0}};
    grams_of_heading(scan->s, heading, add, &o->heading);
}

static int within(int told, int most)
{
    return told > most ? most : told < -most ? -most : told;
}

/* What is told of a figure alone. */
static int tell(const struct opinion *o, const struct scan *scan, const struct group *g, enum opinion_question asked)
{
    enum { MOST = 8 * OPINION_ONE };
    struct opinion_sum sum = {{0}};

    grams_of_figure(scan->s, scan->paragraph, g->start, g->end, add, &sum);
    return within(o->text.of[asked] + o->heading.of[asked] + sum.of[asked], MOST);
}

bool opinion_is_item(const struct opinion *o, const struct scan *scan, const struct group *g)
{
    return !is_unheard(o, scan, g->start) && tell(o, scan, g, OPINION_ITEM) > OPINION_ONE;
}

bool opinion_is_done(struct opinion *o, const struct scan *scan, const struct group *g, bool done)
{
    enum { MOST = 4 * OPINION_ONE };
    struct told *last = &o->last[o->count % OPINION_LAST];
    int told, agreed = 0, sum = 0, rules;

    if (is_unheard(o, scan, g->start))
        return done;
    for (int i = 0; i < OPINION_LAST; i++)
        agreed += o->last[i].agreed;
    last->told = tell(o, scan, g, OPINION_DONE);
    o->count++;
    for (int i = 0; i < OPINION_LAST; i++)
        sum += o->last[i].told;
    told = (OWN * last->told + LAST * sum / (o->count < OPINION_LAST ? o->count : OPINION_LAST)) / 100;
    last->agreed = within(done ? told : -told, MOST);
    rules = RULES + BEFORE * agreed / OPINION_LAST / 100;
    if (rules < 0)
        rules = 0;
    return (done ? rules : -rules) + told >= 0;
}

/* What the words around a figure tell: whether it is promised or done, where its sentence and its table are silent, and
 * whether it counts items of the programme, where the rules do not see it. By weights learnt from the annotated texts
 * of tests/ (tools/learn.c), none of them chosen by hand. So words outweigh a heading or a title that was misheard, and
 * it is asked of the first GRAMS_OF_TEXT characters of a text alone, for it costs as much as all other rules together.
 */
#ifndef TEXT_OPINION_H
#define TEXT_OPINION_H

#include "base/vec.h"
#include "text/group.h"
#include "text/scan.h"

enum { OPINION_ONE = 64 };

/* What the rules go by where sentence, table and label are silent. */
enum opinion_ground { GROUND_TEXT, GROUND_HEADING, GROUND_THIS_YEAR, GROUND_LIST, OPINION_GROUNDS };

/* What may be asked. The columns of opinion.tsv. */
enum opinion_question { OPINION_DONE, OPINION_ITEM, OPINION_QUESTIONS };

/* In OPINION_ONEs of the logarithm of the odds, above 0 if yes is likelier than no. */
struct opinion_sum {
    int of[OPINION_QUESTIONS];
};

struct opinion {
    struct opinion_sum text, heading; /* what the words of the text tell, and those of the last short line */
    struct span line;                 /* which is a heading of the paragraphs behind it */
    struct heard {
        struct alike {
            int sum, count;
        } alike[OPINION_GROUNDS][2]; /* of the figures of which the rules say the same on the same ground */
        VEC(int) told;               /* of each figure that was asked for, in the order of the text */
    } heard;                         /* in advance: what the words tell */
    size_t next;                     /* of what was told */
    bool hearing, too_short;         /* too short: a few sentences, whose words tell nothing of the text */
};

/* Begins with a text. */
void opinion_begin(struct opinion *o, const struct scan *scan);

/* A new paragraph. */
void opinion_paragraph(struct opinion *o, const struct scan *scan);

/* Whether a figure is done rather than promised, where the rules make so many points of it on that ground, below 0 for
 * promised. They have the last word unless the words around it, and around all figures that they read alike, are surer
 * of the other, which takes the less the fewer points there are; behind the first GRAMS_OF_TEXT characters and in a few
 * sentences they have it always. While the text is heard in advance what the words tell is added up, and no word
 * outweighs them. */
bool opinion_is_done(struct opinion *o, const struct scan *scan, const struct group *g, enum opinion_ground ground,
                     int points);

/* Whether a figure surely counts items of the programme. */
bool opinion_is_item(const struct opinion *o, const struct scan *scan, const struct group *g);

/* The weights: keys by gram_hash, 0 where none stands; the next is at the next place. Made from opinion.tsv by
 * tools/weights.c. */
enum { OPINION_PLACES = 1 << 15 };
extern const uint32_t opinion_keys[OPINION_PLACES];
extern const signed char opinion_weights[OPINION_PLACES][OPINION_QUESTIONS];

#endif

/* What a paragraph needs of those before it, and all that it does: what else a walk knows begins anew with each
 * paragraph, or is said of the text as a whole (genre.h, by its beginning and its last characters). */
#ifndef TEXT_PASSAGE_H
#define TEXT_PASSAGE_H

#include "text/grid.h"
#include "text/role.h"

enum {
    PASSAGE_WORDS = 31,          /* no subject is longer */
    PASSAGE_NUMBER_UNKNOWN = -1, /* of a guess: it may stand far before, and few paragraphs ask for it */
};

struct passage {
    enum mood section, carried, opening, list; /* of the last heading, 今年：, colon, list (role.h) */
    enum answer answer;
    struct evidence heard;
    enum heading_form form;
    bool last_year, planned;
    struct grid grid;             /* the table that goes on, and the unit named above one */
    int32_t words[PASSAGE_WORDS]; /* of the last subject */
    size_t count;
    int number; /* the Arabic section number of the last paragraph that had one; 0: none */
    int denied; /* of a guess that does not know it: what it is said not to be; 0: nothing is said */
};

/* Whether a text reads on behind the guess as it does behind the passage itself. */
bool passage_guessed(const struct passage *guess, const struct passage *passage);

#endif

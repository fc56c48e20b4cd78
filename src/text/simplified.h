/* Traditional characters: a page of Hong Kong, or one that a mirror turned round (個, 萬, 億, 項), is read as if it
 * were written in simplified ones. tools/simplified.c makes the table from OpenCC. */
#ifndef TEXT_SIMPLIFIED_H
#define TEXT_SIMPLIFIED_H

#include <stdint.h>

enum { SIMPLIFIED_FIRST = 0x4E00, SIMPLIFIED_LAST = 0x9FFF };

/* The simplified form of each Han character from U+4E00 to U+9FFF, itself where it has none. */
extern const uint16_t simplified[SIMPLIFIED_LAST - SIMPLIFIED_FIRST + 1];

#endif

/* What each character of a paragraph may be the beginning or end of, noted in one byte when the paragraph begins, so
 * that whoever walks it goes from one such character to the next eight at a time. */
#ifndef TEXT_SIGNS_H
#define TEXT_SIGNS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text/lexicon.h"

enum sign {
    SIGN_WALK = 1,          /* the walk has something to do: numerals, fixed words, ends of clauses, quotations */
    SIGN_CUE = 2,           /* a cue may begin (cues.h) */
    SIGN_TIME = 4,          /* ends a clause, or a time may begin: all that the roles look at beside cues */
    SIGN_CLAUSE_END = 8,    /* rune_is_clause_end */
    SIGN_SENTENCE_END = 16, /* rune_is_sentence_end */
    SIGN_EVIDENCE = 32      /* a digit, or a word that bounds a number (evidence.h) */
};

enum { SIGNS_BEYOND = sizeof(uint64_t) }; /* bytes behind the last sign that may be read */

struct signs;

/* `fixed` and `cues`: whose words SIGN_WALK and SIGN_CUE are to find. Lives in the arena. */
struct signs *signs_new(struct arena *arena, const struct lexicon *fixed, const struct lexicon *cues);

/* Notes the signs of s[start..end) in to[start..end). */
void signs_read(const struct signs *signs, const int32_t *s, size_t start, size_t end, uint8_t *to);

/* The first place in at[start..end) that bears the sign, or `end`; `start` if that is not before `end`. */
static inline size_t sign_find(const uint8_t *at, size_t start, size_t end, enum sign sign)
{
    const uint64_t all = 0x0101010101010101 * (uint64_t)sign;

    for (size_t i = start; i < end; i += sizeof(uint64_t)) {
        uint64_t eight;

        memcpy(&eight, at + i, sizeof eight);
        eight &= all;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        eight = __builtin_bswap64(eight);
#endif
        if (eight) {
            i += (size_t)__builtin_ctzll(eight) / 8;
            return i < end ? i : end;
        }
    }
    return start < end ? end : start;
}

#endif

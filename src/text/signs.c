/* A byte for each character that has a number below 2^16; the others bear no sign. */
#include "text/signs.h"

#include "text/runes.h"

enum { CHARACTERS = 0x10000 };

struct signs {
    uint8_t of[CHARACTERS];
};

static void sign_all(struct signs *signs, const int32_t *characters, enum sign sign)
{
    for (; *characters; characters++)
        signs->of[*characters] |= (uint8_t)sign;
}

/* The signs of one character that no table of words knows of. */
static uint8_t signs_of(int32_t c)
{
    unsigned signs = 0;

    if (rune_is_clause_end(c))
        signs |= SIGN_CLAUSE_END | SIGN_WALK;
    if (rune_is_sentence_end(c))
        signs |= SIGN_SENTENCE_END;
    if ((rune_is_clause_end(c) && c != 0x3001) || rune_is_digit(c))
        signs |= SIGN_TIME;
    if (rune_is_digit(c) || c == '"')
        signs |= SIGN_WALK;
    if (rune_is_digit(c))
        signs |= SIGN_EVIDENCE;
    return (uint8_t)signs;
}

struct signs *signs_new(struct arena *arena, const struct lexicon *fixed, const struct lexicon *cues)
{
    static const int32_t bounds[] = {L'不', L'控', L'左', L'以', 0};
    static const int32_t times[] = {L'十', L'到', L'至', 0};
    static const int32_t walked[] = {L'〇', L'○',  L'零', L'一', L'二', L'两', L'三', L'四', L'五', L'六', L'七',
                                     L'八', L'九', L'十', L'百', L'千', L'万', L'亿', L'《', L'“',  0};
    struct signs *signs = arena_alloc(arena, sizeof *signs);

    for (int32_t c = 0; c < 0x80; c++)
        signs->of[c] = signs_of(c);
    signs->of[0x3001] = signs_of(0x3001); /* 、 */
    signs->of[0x3002] = signs_of(0x3002); /* 。 */
    sign_all(signs, times, SIGN_TIME);
    sign_all(signs, walked, SIGN_WALK);
    sign_all(signs, bounds, SIGN_EVIDENCE);
    lexicon_mark_firsts(fixed, signs->of, CHARACTERS, SIGN_WALK);
    lexicon_mark_firsts(cues, signs->of, CHARACTERS, SIGN_CUE);
    return signs;
}

void signs_read(const struct signs *signs, const int32_t *s, size_t start, size_t end, uint8_t *to)
{
    for (size_t i = start; i < end; i++)
        to[i] = (uint32_t)s[i] < CHARACTERS ? signs->of[s[i]] : 0;
}

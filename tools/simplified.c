/* simplified OUTPUT: writes as C which simplified character each traditional one is read as (text/simplified.h), as
 * OpenCC has it, character by character. */
#include <opencc.h>
#include <stdio.h>

#include "base/utf8.h"
#include "text/simplified.h"

/* 乾县 is a county: 乾 is a simplified character as well. */
static bool is_kept(int32_t c)
{
    return c == 0x4E7E;
}

/* The one character between U+4E00 and U+9FFF that `c` is written as, or `c`. */
static int32_t convert(opencc_t opencc, int32_t c)
{
    char traditional[UTF8_MAX + 1], *end = utf8_put(c, traditional), *words;
    size_t length = (size_t)(end - traditional), bytes = 0;
    int32_t to = 0;

    words = opencc_convert_utf8(opencc, traditional, length);
    if (words && *words)
        to = utf8_next(words, UTF8_MAX, &bytes);
    if (!words || words[bytes] || to < SIMPLIFIED_FIRST || to > SIMPLIFIED_LAST)
        to = c;
    opencc_convert_utf8_free(words);
    return to;
}

int main(int argc, char **argv)
{
    opencc_t opencc = opencc_open("t2s.json");
    FILE *out = argc == 2 && opencc != (opencc_t)-1 ? fopen(argv[1], "w") : NULL;

    if (!out) {
        fprintf(stderr, "simplified: %s\n", opencc_error());
        return 2;
    }
    fprintf(out, "#include \"text/simplified.h\"\nconst uint16_t simplified[SIMPLIFIED_LAST - SIMPLIFIED_FIRST + 1] = {");
    for (int32_t c = SIMPLIFIED_FIRST; c <= SIMPLIFIED_LAST; c++)
        fprintf(out, "%s0x%X,", c % 16 ? "" : "\n", (unsigned)(is_kept(c) ? c : convert(opencc, c)));
    fprintf(out, "};\n");
    opencc_close(opencc);
    return fclose(out) ? 2 : 0;
}

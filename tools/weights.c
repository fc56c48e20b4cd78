/* weights OUTPUT OPINION.TSV: writes the weights of grams as C, each where text/opinion.h looks for it. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/grams.h"
#include "text/opinion.h"

static uint32_t keys[OPINION_PLACES];
static int weights[OPINION_PLACES][OPINION_QUESTIONS];

/* kind TAB gram TAB done TAB item */
static int take(const char *line)
{
    const char *gram = line + 2, *tab = line[0] && line[1] == '\t' ? strchr(gram, '\t') : NULL;
    int32_t runes[GRAM_LONGEST];
    size_t count = 0, bytes;
    int done, item;
    uint32_t hash;
    size_t at;

    if (!tab || sscanf(tab + 1, "%d\t%d", &done, &item) != OPINION_QUESTIONS || done < -127 || done > 127 ||
        item < -127 || item > 127)
        return -1;
    for (; gram < tab && count < GRAM_LONGEST; gram += bytes)
        runes[count++] = utf8_next(gram, (size_t)(tab - gram), &bytes);
    hash = gram_hash((enum gram)line[0], runes, count);
    at = gram_place(keys, OPINION_PLACES, hash);
    if (keys[at])
        return -1; /* twice, or two that look alike */
    keys[at] = hash;
    weights[at][OPINION_DONE] = done;
    weights[at][OPINION_ITEM] = item;
    return 0;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL, *out = in ? fopen(argv[1], "w") : NULL;
    char line[256];
    size_t number = 0;

    if (!out)
        return 2;
    while (fgets(line, sizeof line, in)) {
        if (take(line) < 0 || ++number > OPINION_PLACES / 2) {
            fprintf(stderr, "%s:%zu: %s", argv[2], number + 1, line);
            return 2;
        }
    }
    fprintf(out, "#include \"text/opinion.h\"\nconst uint32_t opinion_keys[OPINION_PLACES] = {");
    for (size_t i = 0; i < OPINION_PLACES; i++)
        fprintf(out, "%s%u,", i % 16 ? "" : "\n", keys[i]);
    fprintf(out, "};\nconst signed char opinion_weights[OPINION_PLACES][OPINION_QUESTIONS] = {");
    for (size_t i = 0; i < OPINION_PLACES; i++)
        fprintf(out, "%s{%d,%d},", i % 16 ? "" : "\n", weights[i][OPINION_DONE], weights[i][OPINION_ITEM]);
    fprintf(out, "};\n");
    return fclose(out) ? 2 : 0;
}

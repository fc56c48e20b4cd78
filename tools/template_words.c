#include "tools/template_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

char *words_read_file(struct arena *mem, const char *path)
{
    AUTO_BUF struct buf bytes = BUF_INIT;
    FILE *in = fopen(path, "rb");
    char block[65536];
    size_t n;

    if (!in) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return NULL;
    }
    while ((n = fread(block, 1, sizeof block, in)) > 0)
        buf_add(&bytes, block, n);
    fclose(in);
    return arena_strndup(mem, bytes.bytes, bytes.length);
}

static int by_chinese(const void *a, const void *b)
{
    return strcmp(((const struct word *)a)->chinese, ((const struct word *)b)->chinese);
}

/* The conversions of printf and the {names} that a text holds, sorted so that their order does not matter where they
 * are numbered: "%1$zu {date}". */
static char *holes(struct arena *mem, const char *text)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (const char *at = text; *at; at++) {
        size_t length = 0;
        if (at[0] == '%' && at[1] == '%') {
            at++;
        } else if (at[0] == '%' && strchr("0123456789$.-+*zlhjsudxc", at[1]) && at[1]) {
            length = 1 + strcspn(at + 1, "sudxic");
            length += at[length] != '\0';
        } else if (at[0] == '{') {
            length = strcspn(at, "}") + 1;
        }
        if (length)
            buf_printf(&out, "%.*s ", (int)length, at);
    }
    return arena_strndup(mem, out.bytes, out.length);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *sorted(struct arena *mem, char *list)
{
    const char *at[32];
    size_t count = 0;
    AUTO_BUF struct buf out = BUF_INIT;

    for (char *word = strtok_r(list, " ", &list); word && count < 32; word = strtok_r(NULL, " ", &list))
        at[count++] = word;
    qsort(at, count, sizeof *at, by_text);
    for (size_t i = 0; i < count; i++)
        buf_printf(&out, "%s ", at[i]);
    return arena_strndup(mem, out.bytes, out.length);
}

/* Numbered conversions and {names} may change places, plain conversions must not. */
static bool same_holes(struct arena *mem, const char *chinese, const char *english)
{
    char *a = holes(mem, chinese), *b = holes(mem, english);

    if (strcmp(a, b) == 0)
        return true;
    if (strchr(a, '%') && !strchr(a, '$'))
        return false;
    return strcmp(sorted(mem, a), sorted(mem, b)) == 0;
}

bool words_read(struct arena *mem, const char *path, struct words *ret)
{
    char *at = words_read_file(mem, path);
    bool fine = at != NULL;
    size_t kept = 0;

    *ret = (struct words){0};
    for (int line = 1; at && *at; line++) {
        char *end = at + strcspn(at, "\n"), *next = *end ? end + 1 : end, *tab;
        *end = '\0';
        tab = strchr(at, '\t');
        if (!tab || tab == at || !tab[1] || strchr(tab + 1, '\t')) {
            fprintf(stderr, "%s:%d: expected Chinese, a tab, English\n", path, line);
            fine = false;
        } else {
            *tab = '\0';
            *vec_push(mem, &ret->at) = (struct word){at, tab + 1, false};
            if (!same_holes(mem, at, tab + 1)) {
                fprintf(stderr, "%s:%d: the English has other {names} or %%conversions than “%s”\n", path, line, at);
                fine = false;
            }
        }
        at = next;
    }
    if (ret->at.count)
        qsort(ret->at.at, ret->at.count, sizeof *ret->at.at, by_chinese);
    for (size_t i = 0; i < ret->at.count; i++) { /* a merge may leave a line twice */
        struct word *w = &ret->at.at[i], *last = kept ? &ret->at.at[kept - 1] : NULL;
        if (last && strcmp(last->chinese, w->chinese) == 0) {
            if (strcmp(last->english, w->english) != 0) {
                fprintf(stderr, "%s: “%s” has two translations\n", path, w->chinese);
                fine = false;
            }
            continue;
        }
        ret->at.at[kept++] = *w;
    }
    ret->at.count = kept;
    return fine;
}

const char *words_english(struct words *words, const char *chinese)
{
    struct word key = {chinese, NULL, false}, *found;

    if (!words->at.count)
        return NULL;
    found = bsearch(&key, words->at.at, words->at.count, sizeof key, by_chinese);
    if (!found)
        return NULL;
    found->used = true;
    return found->english;
}

/* The literal at `at` (adjacent ones joined), unescaped as far as we write them; NULL if there is none. */
static char *read_literal(struct arena *mem, const char *at)
{
    AUTO_BUF struct buf out = BUF_INIT;
    bool any = false;

    while (at += strspn(at, " \t\n"), *at == '"') {
        any = true;
        for (at++; *at && *at != '"'; at++) {
            if (*at == '\\' && at[1])
                at++;
            buf_char(&out, *at);
        }
        at += *at == '"';
    }
    return any ? arena_strndup(mem, out.bytes, out.length) : NULL;
}

/* The second argument of the call whose "(" is behind `at`. */
static const char *second_argument(const char *at)
{
    int depth = 0;

    for (; *at; at++) {
        if (*at == '(')
            depth++;
        else if (*at == ')' && depth-- == 0)
            return NULL;
        else if (*at == ',' && depth == 0)
            return at + 1;
    }
    return NULL;
}

bool words_check_source(struct arena *mem, struct words *words, const char *path)
{
    const char *bytes = words_read_file(mem, path), *at = bytes;
    bool fine = bytes != NULL;

    while (at && (at = strstr(at, "say(")) != NULL) {
        bool call = at == bytes || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');
        const char *argument = call ? second_argument(at + 4) : NULL;
        char *chinese = argument ? read_literal(mem, argument) : NULL;
        int line = 1;
        for (const char *c = bytes; c < at; c++)
            line += *c == '\n';
        if (call && !chinese) {
            fprintf(stderr, "%s:%d: say() needs a literal\n", path, line);
            fine = false;
        } else if (chinese && !words_english(words, chinese)) {
            fprintf(stderr, "%s:%d: pages/english.tsv has no line for “%s”\n", path, line, chinese);
            fine = false;
        }
        at += 4;
    }
    return fine;
}

void words_write_literal(FILE *out, const char *bytes, size_t length)
{
    fputc('"', out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs(i + 1 < length ? "\\n\"\n        \"" : "\\n", out);
        else if (c < 0x20 || c == '?') /* no trigraphs */
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

void words_write(const struct words *words, FILE *out)
{
    fprintf(out, "const struct template_words template_words[] = {\n");
    for (size_t i = 0; i < words->at.count; i++) {
        fprintf(out, "    {");
        words_write_literal(out, words->at.at[i].chinese, strlen(words->at.at[i].chinese));
        fprintf(out, ", ");
        words_write_literal(out, words->at.at[i].english, strlen(words->at.at[i].english));
        fprintf(out, "},\n");
    }
    fprintf(out, "    {0}};\nconst size_t template_word_count = %zu;\n", words->at.count);
}

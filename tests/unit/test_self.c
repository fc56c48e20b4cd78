/* Texts by strangers, some of whose figures contradict each other (tests/self): how many of those are found and how
 * many statements are confirmed; and that nothing else is called a contradiction. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "domain/consistency.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

struct sheet {
    struct ctx ctx;
    struct text *text;
    struct figures figures;
    const struct consistency *rows;
    char *told;   /* the text as it stands, in bytes */
    bool *wanted; /* figures whose contradiction the table knows */
};

struct score {
    int found, confirmed;
};

static const char *words_of(struct sheet *sheet, size_t i)
{
    return sheet->figures.at[i].text;
}

/* A cell with its \n as breaks. */
static char *unescape(char *cell)
{
    char *out = cell;

    for (char *in = cell; *in; in++) {
        bool line = in[0] == '\\' && in[1] == 'n';
        *out++ = line ? '\n' : *in;
        in += line;
    }
    *out = '\0';
    return cell;
}

static size_t characters(const char *start, const char *end)
{
    size_t count = 0;

    for (; start < end; start++)
        count += (*start & 0xC0) != 0x80;
    return count;
}

/* The figure that overlaps the statement at that place of the text; SIZE_MAX. */
static size_t figure_at(const struct sheet *sheet, const char *place, const char *statement)
{
    size_t start = characters(sheet->told, place), end = start + characters(statement, statement + strlen(statement));

    for (size_t i = 0; i < sheet->figures.count; i++)
        if (sheet->figures.at[i].start < end && sheet->figures.at[i].end > start)
            return i;
    return SIZE_MAX;
}

/* A contradiction may be told at any of the figures that it lies between. */
static bool told_at_one_of(struct sheet *sheet, char *with)
{
    bool told = false;

    for (char *rest = with, *part; (part = strsep(&rest, "+")) != NULL;) {
        part += strspn(part, " ");
        for (size_t n = strlen(part); n > 0 && part[n - 1] == ' '; n--)
            part[n - 1] = '\0';
        for (size_t i = 0; i < sheet->figures.count && !told; i++) {
            if (sheet->rows[i].kind != CONSISTENCY_BROKEN || strcmp(words_of(sheet, i), unescape(part)) != 0)
                continue;
            sheet->wanted[i] = told = true;
        }
    }
    return told;
}

static void score_row(struct sheet *sheet, char *row, const char **at, struct score *score)
{
    char *statement = unescape(strsep(&row, "\t")), *verdict = strsep(&row, "\t"), *with = strsep(&row, "\t");
    const char *place = strstr(*at, statement);
    bool differs = strcmp(verdict, "differs") == 0;
    enum consistency_kind kind;
    size_t i;

    place = place ? place : strstr(sheet->told, statement);
    assert_non_null(place);
    *at = place + 1;
    i = figure_at(sheet, place, statement);
    kind = i == SIZE_MAX ? CONSISTENCY_NONE : sheet->rows[i].kind;
    if (differs && i != SIZE_MAX)
        sheet->wanted[i] = true;
    score->found += differs && (kind == CONSISTENCY_BROKEN || (with && told_at_one_of(sheet, with)));
    score->confirmed += kind == CONSISTENCY_HOLDS && strcmp(verdict, "agrees") == 0;
}

static char *read_all(struct ctx *ctx, const char *path)
{
    FILE *f = fopen(path, "rbe");
    struct buf bytes = BUF_INIT;
    char block[4096], *ret;

    assert_non_null(f);
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(&bytes, block, n);
    buf_char(&bytes, '\0');
    fclose(f);
    ret = arena_strdup(ctx->mem, bytes.bytes);
    buf_done(&bytes);
    return ret;
}

static void score_text(const char *path, struct score *score)
{
    struct sheet sheet = {.ctx = {.mem = arena_new()}};
    char table[512], *rows, *row;
    const char *at;

    assert_int_equal(text_read(&sheet.ctx, path, &sheet.text), 0);
    figures_find(&sheet.ctx, sheet.text, &sheet.figures);
    sheet.rows = consistency_find(&sheet.ctx, sheet.text, &sheet.figures);
    sheet.told = read_all(&sheet.ctx, path);
    sheet.wanted = arena_array(sheet.ctx.mem, sheet.figures.count + 1, sizeof *sheet.wanted);
    memset(sheet.wanted, 0, (sheet.figures.count + 1) * sizeof *sheet.wanted);
    snprintf(table, sizeof table, "%.*s.self.tsv", (int)(strlen(path) - strlen(".txt")), path);
    rows = read_all(&sheet.ctx, table);
    at = sheet.told;
    (void)strsep(&rows, "\n"); /* the head */
    while ((row = strsep(&rows, "\n")) != NULL)
        if (*row)
            score_row(&sheet, row, &at, score);
    for (size_t i = 0; i < sheet.figures.count; i++)
        if (sheet.rows[i].kind == CONSISTENCY_BROKEN && !sheet.wanted[i])
            fail_msg("%s: %s is no contradiction: %s", path, words_of(&sheet, i), sheet.rows[i].note);
    arena_free(sheet.ctx.mem);
}

static void strangers_contradictions_are_found_and_nothing_else_is_one(void **state)
{
    enum { FOUND_LEAST = 214, CONFIRMED_LEAST = 836 };
    struct score score = {0};
    glob_t found;

    (void)state;
    assert_int_equal(glob(SOURCE_ROOT "/tests/self/*.txt", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        score_text(found.gl_pathv[i], &score);
    globfree(&found);
    printf("# %d found, %d confirmed\n", score.found, score.confirmed);
    assert_true(score.found >= FOUND_LEAST);
    assert_true(score.confirmed >= CONFIRMED_LEAST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strangers_contradictions_are_found_and_nothing_else_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

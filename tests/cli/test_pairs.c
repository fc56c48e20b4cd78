/* Plans of other cities and what was reported of them later (tests/pairs): from the plan `draft` makes a pack, and
 * `check` finds by its words alone which target each figure of the reports tells of. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/run.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h> /* last: its macro fail() would hide ours */

#define PAIRS SOURCE_ROOT "/tests/pairs/"

enum { CITIES = 64, NAME = 64, LINES = 400, FIELDS = 12 };

/* A table of tab-separated columns without its head; the text is cut up. */
struct table {
    char *cell[LINES][FIELDS];
    size_t count;
};

static void read_table(char *text, struct table *ret)
{
    ret->count = 0;
    (void)strsep(&text, "\n");
    for (char *line; (line = strsep(&text, "\n")) && *line && ret->count < LINES; ret->count++)
        for (size_t k = 0; k < FIELDS; k++)
            ret->cell[ret->count][k] = line ? strsep(&line, "\t") : "";
}

struct score {
    size_t named, right;  /* figures of a target that was drafted; those of them that were found */
    size_t wrong, beside; /* of another target; of none that the plan has */
};

/* The row of `status` for an indicator; SIZE_MAX: there is none. */
static size_t row_of(const struct table *status, const char *code)
{
    for (size_t i = 0; i < status->count; i++)
        if (strcmp(status->cell[i][1], code) == 0)
            return i;
    return SIZE_MAX;
}

static bool is_target(const struct table *status, size_t row, char *const expected[])
{
    return row != SIZE_MAX && strcmp(status->cell[row][0], expected[1]) == 0 &&
           strcmp(status->cell[row][4], expected[2]) == 0;
}

static bool is_drafted(const struct table *status, char *const expected[])
{
    for (size_t i = 0; i < status->count; i++)
        if (is_target(status, i, expected))
            return true;
    return false;
}

static void score_row(const struct table *status, char *const expected[], const char *code, const char *name,
                      struct score *score)
{
    size_t row = row_of(status, code);

    if (expected[1][0]) {
        score->named += is_drafted(status, expected);
        score->right += is_target(status, row, expected);
        if (row != SIZE_MAX && !is_target(status, row, expected) && is_drafted(status, expected)) {
            print_error("%s: %s is of item %s, %s %s, read %s\n", name, expected[0], expected[1], expected[2],
                        expected[3], code);
            score->wrong++;
        }
    } else if (row != SIZE_MAX && strcmp(expected[4], "other") != 0) {
        print_error("%s: %s is of no target, read %s\n", name, expected[0], code);
        score->beside++;
    }
}

/* Both tables are in the order of the text; check has rows of words beside those of figures. */
static void score_report(struct place *p, const struct table *status, const char *city, const char *part,
                         struct score *score)
{
    struct ctx ctx = {.mem = arena_new()};
    struct table *expected = arena_alloc(ctx.mem, sizeof *expected), *got = arena_alloc(ctx.mem, sizeof *got);
    const char *path = arena_printf(ctx.mem, PAIRS "%s.%s", city, part);
    size_t length, at = 0;
    char *table;

    assert_int_equal(file_read(&ctx, arena_printf(ctx.mem, "%s.claims.tsv", path), 1 << 16, &table, &length), 0);
    read_table(table, expected);
    duixian(p, "check t.db %s.txt --as-of %s-%s --format tsv", path, city + strlen(city) - 4,
            strcmp(part, "half") == 0 ? "06" : "12");
    read_table(p->out, got);
    for (size_t i = 0; i < expected->count; i++) {
        size_t k = at;

        while (k < got->count && strcmp(got->cell[k][3], expected->cell[i][0]) != 0)
            k++;
        if (k < got->count)
            at = k + 1;
        score_row(status, expected->cell[i], k < got->count ? got->cell[k][6] : "", path, score);
    }
    arena_free(ctx.mem);
}

/* NAME of NAME.plan.txt, in no order. */
static size_t cities(char ret[CITIES][NAME])
{
    DIR *folder = opendir(PAIRS);
    size_t count = 0;

    assert_non_null(folder);
    for (struct dirent *entry; count < CITIES && (entry = readdir(folder));) {
        const char *end = strstr(entry->d_name, ".plan.txt");
        if (end && (size_t)(end - entry->d_name) < NAME)
            snprintf(ret[count++], NAME, "%.*s", (int)(end - entry->d_name), entry->d_name);
    }
    closedir(folder);
    return count;
}

static void score_city(const char *city, struct score *score)
{
    struct place *p = place_new();
    struct table *status = malloc(sizeof *status);
    char *rows;

    assert_non_null(status);
    duixian(p, "draft " PAIRS "%s.plan.txt --city 990100 --year %s -o pack", city, city + strlen(city) - 4);
    expect(p, 0, "件实事");
    duixian(p, "init t.db --programme pack");
    duixian(p, "status t.db --format tsv");
    rows = strdup(p->out);
    read_table(rows, status);
    score_report(p, status, city, "report", score);
    score_report(p, status, city, "half", score);
    free(rows);
    free(status);
    place_free(p);
}

static void reports_are_matched_to_the_targets_of_a_drafted_plan_and_to_no_other(void **state)
{
    struct score score = {0};
    char names[CITIES][NAME];
    size_t count = cities(names);

    (void)state;
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        score_city(names[i], &score);
    print_message("%zu of %zu figures of a target, %zu of another, %zu of none\n", score.right, score.named,
                  score.wrong, score.beside);
    assert_int_equal(score.wrong, 0);
    assert_in_range(score.beside * 50, 0, score.named);
    assert_in_range(score.right * 100, score.named * 86, score.named * 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_matched_to_the_targets_of_a_drafted_plan_and_to_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* To be included behind cmocka.h and the headers of the domain.
 * A city in memory for tests of claims and verdicts: the bundled pack, a small tree, and readings that a test sets. */
#ifndef TESTS_CHECK_CITY_H
#define TESTS_CHECK_CITY_H

#include <string.h>

struct reading {
    const char *indicator, *org; /* org NULL: every place */
    int month;                   /* from this month on */
    int64_t value;               /* in the smallest unit; STAGE: the stage */
};

struct check_city {
    struct ctx ctx;
    struct programme *programme;
    struct organisations tree;
    VEC(struct organisation) orgs;
    VEC(struct reading) readings;
    struct claims claims;
    struct judgement *judged;
    bool earlier; /* the year before has a programme with the same indicators; its readings are months of that year */
};

static struct organisation *org_named(struct check_city *city, const char *code)
{
    return organisation_find(&city->tree, code);
}

/* code,name,level,parent of the pack's tree, institutions left out, and the scopes. */
static void read_tree(struct check_city *city)
{
    enum { ORGS = 4096 };
    static const char *const levels[] = {"city", "county", "township", "village"};
    struct organisation *at;
    const char *line = strchr(city->programme->organisations, '\n') + 1;
    char *parents[ORGS] = {0};
    size_t count = 0;

    at = arena_array(city->ctx.mem, ORGS, sizeof *at);
    city->tree.by_code = map_new(city->ctx.mem);
    for (; *line; line = strchr(line, '\n') + 1) {
        char *row = arena_strndup(city->ctx.mem, line, strcspn(line, "\r\n"));
        char *code = strsep(&row, ","), *name = strsep(&row, ","), *level = strsep(&row, ",");
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
            if (strcmp(levels[i], level) != 0)
                continue;
            at[count] = (struct organisation){
                .id = (int64_t)count + 1, .code = code, .name = name, .level = (enum org_level)i, .valid_to = 99999999};
            parents[count++] = strsep(&row, ",");
        }
    }
    for (size_t i = 0; i < city->programme->scope_count; i++)
        at[count++] = (struct organisation){.id = 1000 + (int64_t)i,
                                            .code = city->programme->scopes[i].code,
                                            .name = city->programme->scopes[i].name,
                                            .level = LEVEL_SCOPE,
                                            .valid_to = 99999999};
    city->tree.at = at;
    city->tree.count = count;
    for (size_t i = 0; i < count; i++)
        map_put_str(city->tree.by_code, at[i].code, &at[i]);
    for (size_t i = 0; i < count; i++) {
        if (parents[i] && parents[i][0])
            at[i].parent = at[i].stat_parent = org_named(city, parents[i]);
        if (at[i].level == LEVEL_CITY)
            city->tree.city = &at[i];
    }
}

static int read_fake(struct ctx *ctx, void *arg, const struct indicator *d, const struct organisation *org, int month,
                     struct status *ret)
{
    struct check_city *city = arg;
    const struct organisation *scope = d->scope ? organisation_find(&city->tree, d->scope->code) : NULL;

    (void)ctx; /* nothing fails */
    *ret = (struct status){.indicator = d, .org = org, .month = month, .stage = -1};
    if (scope && org == city->tree.city)
        ret->org = scope;
    ret->outside = scope && ret->org != scope && strncmp(ret->org->code, "411202", 6) != 0;
    if (ret->org == city->tree.city || ret->org == scope)
        ret->target = d->target;
    for (size_t i = 0; i < city->readings.count; i++) {
        const struct reading *r = &city->readings.at[i];
        if (strcmp(r->indicator, d->code) != 0 || r->month > month || (r->org && strcmp(r->org, ret->org->code) != 0))
            continue;
        ret->reported = true;
        ret->value = r->value;
        ret->stage = d->count == COUNT_STAGE ? (int)r->value : -1;
    }
    return 0;
}

static int earlier_fake(struct ctx *ctx, void *arg, const struct indicator *d, const struct indicator **ret)
{
    struct check_city *city = arg;

    (void)ctx; /* nothing fails */
    *ret = city->earlier ? d : NULL;
    return 0;
}

static inline void set_reading(struct check_city *city, const char *indicator, const char *org, int month, int64_t value)
{
    *vec_push(city->ctx.mem, &city->readings) = (struct reading){indicator, org, month, value};
}

static void check_bytes(struct check_city *city, const char *bytes, size_t length, int as_of)
{
    struct ledger_reader reader = {read_fake, earlier_fake, city, NULL};
    struct text *text;

    assert_int_equal(text_from_bytes(&city->ctx, "文章", bytes, length, &text), 0);
    claims_find(&city->ctx, city->programme, &city->tree, text, as_of, &city->claims);
    city->judged = arena_array(city->ctx.mem, city->claims.count + 1, sizeof *city->judged);
    for (size_t i = 0; i < city->claims.count; i++)
        assert_int_equal(verdict_of(&city->ctx, city->programme, &reader, &city->claims.at[i], &city->judged[i]), 0);
}

static const char *code_of(struct check_city *city, const struct claim *c)
{
    const char *codes = "";

    if (c->kind == CLAIM_ITEMS)
        return "items";
    if (c->indicator)
        return c->indicator->code;
    for (size_t i = 0; i < c->several_count && !c->whole_programme; i++)
        codes = arena_printf(city->ctx.mem, "%s%s%s", codes, i ? "," : "", c->several[i]->code);
    return codes;
}

static int check_city_setup(void **state)
{
    struct check_city *city = calloc(1, sizeof *city);

    city->ctx.mem = arena_new();
    if (pack_read(&city->ctx, SOURCE_ROOT "/programmes/411200-2024", &city->programme) < 0) {
        print_error("%s\n", city->ctx.err.text);
        return -1;
    }
    read_tree(city);
    *state = city;
    return 0;
}

static int check_city_teardown(void **state)
{
    struct check_city *city = *state;

    arena_free(city->ctx.mem);
    free(city);
    return 0;
}

/* "text|indicator|verdict" of every claim, a line each; `\n` inside a text is left out. */
static inline const char *rows_of(struct check_city *city)
{
    const char *rows = "";

    for (size_t i = 0; i < city->claims.count; i++) {
        char *text = arena_strdup(city->ctx.mem, city->claims.at[i].text), *out = text;
        for (const char *in = text; *in; in++)
            if (*in != '\n')
                *out++ = *in;
        *out = 0;
        rows = arena_printf(city->ctx.mem, "%s%s|%s|%s\n", rows, text, code_of(city, &city->claims.at[i]),
                            verdict_name(city->judged[i].verdict));
    }
    return rows;
}

static inline void says_at(struct check_city *city, int as_of, const char *text, const char *rows)
{
    check_bytes(city, text, strlen(text), as_of);
    assert_string_equal(rows_of(city), rows);
}

#endif

/* From an article to claims and verdicts, on the bundled pack and readings set here (domain.md §2, §3.6, §3.7, §6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"
#include "domain/verdict.h" /* before cmocka, whose fail() is a macro */

#include <cmocka.h>

#include "check_city.h"

enum { DECEMBER = 202412 };

/* What the ledgers hold: the figures of domain.md §2. Stages by their place in the pack's list. */
static void set_figures(struct check_city *city)
{
    static const struct {
        const char *code;
        int64_t value;
    } all[] = {
        {"old_homes_started", 25903}, {"rural_road_km", 158800}, {"road_safety_km", 129600},
        {"junctions", 353},           {"safety_talks", 57},      {"schools_improved", 10},
        {"trainings", 69205},         {"skilled", 43597},        {"high_skilled", 19791},
        {"rehabilitated", 2006},      {"mental_events", 263},    {"counsellings", 976},
        {"mental_trainees", 152},     {"eye_talks", 314},        {"eye_screened", 64766},
        {"charging_piles", 663},      {"gas_converted", 4322},   {"heat_pipe_km", 5200},
        {"heat_stations", 11},        {"heat_area", 106000000},  {"cervical", 25892},
        {"breast", 26103},            {"prenatal_us", 9487},     {"newborn_disease", 11740},
        {"newborn_hearing", 11588},   {"dining_sites", 201},     {"teams_trained", 45},
        {"team_members", 180},        {"online_trained", 4153},  {"clinic_money", 773000000},
        {"transformers", 200},        {"power_lines_km", 260700},
    };
    static const char *const finished[] = {"street_jinger", "street_jinqu", "shelter_field"};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        set_reading(city, all[i].code, NULL, DECEMBER, all[i].value);
    for (size_t i = 0; i < 3; i++) {
        const struct indicator *d = programme_indicator(city->programme, finished[i]);
        set_reading(city, d->code, NULL, DECEMBER, field_choice(d->of->stage, "完工"));
    }
    const struct indicator *hall = programme_indicator(city->programme, "bowen_hall");
    set_reading(city, hall->code, NULL, DECEMBER, field_choice(hall->of->stage, "主体完工"));
}

static int setup(void **state)
{
    struct check_city *city = calloc(1, sizeof *city);

    city->ctx.mem = arena_new();
    if (pack_read(&city->ctx, SOURCE_ROOT "/programmes/411200-2024", &city->programme) < 0) {
        print_error("%s\n", city->ctx.err.text);
        return -1;
    }
    read_tree(city);
    set_figures(city);
    *state = city;
    return 0;
}

static int teardown(void **state)
{
    struct check_city *city = *state;

    arena_free(city->ctx.mem);
    free(city);
    return 0;
}

static void print_claims(struct check_city *city)
{
    for (size_t i = 0; i < city->claims.count; i++) {
        const struct claim *c = &city->claims.at[i];
        const struct judgement *j = &city->judged[i];
        fprintf(stderr, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c->text, c->figure ? role_name(c->figure->role) : "-",
                code_of(city, c), j->org ? j->org->code : "", j->actual, verdict_name(j->verdict), j->note);
    }
}

static void dump(void **state)
{
    struct check_city *city = *state;
    const char *path = getenv("ARTICLE");
    const char *as_of = getenv("AS_OF");
    char *bytes;
    size_t length;

    if (!path)
        skip();
    assert_int_equal(file_read(&city->ctx, path, 1 << 24, &bytes, &length), 0);
    check_bytes(city, bytes, length, as_of ? (int)strtol(as_of, NULL, 10) : DECEMBER);
    print_claims(city);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(dump, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

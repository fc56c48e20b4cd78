/* An indicator's year and its places, and the records beneath, after a random history: what pages read is what a naive
 * recount gives (history_model.c), every part is in the whole, and what holds persons tells no small cell. */
#include "domain/disclosure.h"
#include "domain/listing.h"
#include "domain/series.h"
#include "unit/history_town.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { IMPORTS = 40, DECEMBER = FIRST_YEAR * 100 + 12 };

struct history {
    struct town town;
    struct model model;
    struct counted counted;
};

/* Forty files of one year, all accepted. */
static int set_up(void **state)
{
    struct history *h = calloc(1, sizeof *h);
    uint64_t seed = 20241231;
    assert_non_null(h);
    town_make(&h->town, "series");
    for (int batch = 0; batch < IMPORTS; batch++) {
        struct said rows[ROWS_MOST];
        int count = 1 + (int)dice(&seed, ROWS_MOST), ledger = (int)dice(&seed, LEDGERS), taken = 0;
        h->model.batches[batch] = ACCEPTED;
        h->model.batch_count = batch + 1;
        for (int i = 0; i < count; i++) {
            rows[i] = (struct said){.year = FIRST_YEAR, .ledger = ledger, .batch = batch, .sequence = batch * 100 + i};
            row_by_chance(&seed, &rows[i]);
            const struct said *latest = model_latest(&h->model, &rows[i]);
            if (latest && rows_say_the_same(latest, &rows[i]))
                continue;
            h->model.rows[h->model.row_count++] = rows[i];
            taken++;
        }
        (void)town_import(&h->town, rows, count, true, taken);
    }
    model_count(&h->model, &h->counted);
    *state = h;
    return 0;
}

static int tear_down(void **state)
{
    struct history *h = *state;
    town_remove(&h->town);
    free(h);
    return 0;
}

static const struct indicator *indicator_at(const struct history *h, int i)
{
    const struct indicator *indicator = programme_indicator(h->town.city[0]->programme, indicator_codes[i]);
    assert_non_null(indicator);
    return indicator;
}

static const struct organisation *place_at(const struct history *h, int p)
{
    const struct organisation *org = organisation_find(h->town.city[0]->tree, org_codes[p]);
    assert_non_null(org);
    return org;
}

static int64_t counted_until(const struct history *h, int place, int indicator, int part, int month)
{
    int64_t sum = 0;
    for (int m = 1; m <= month; m++)
        sum += h->counted.value[0][place][indicator][part][m];
    return sum;
}

static void every_month_of_every_place_is_what_a_recount_gives(void **state)
{
    struct history *h = *state;
    static const int open[] = {WORKS_N, WORKS_KM};
    int shown = 0;
    for (size_t k = 0; k < 2; k++)
        for (int p = 0; p < ORGS; p++) {
            struct series s;
            SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, open[k]), place_at(h, p),
                                          DECEMBER, &s, NULL));
            assert_int_equal(s.count, 12);
            for (int m = 1; m <= 12; m++) {
                const struct month_value *v = &s.months[m - 1];
                assert_int_equal(v->month, FIRST_YEAR * 100 + m);
                if (v->kind == CELL_UNREPORTED)
                    assert_int_equal(counted_until(h, p, open[k], 0, m), 0);
                else
                    assert_int_equal(v->kind, CELL_VALUE);
                assert_int_equal(v->total, counted_until(h, p, open[k], 0, m));
                shown += v->kind == CELL_VALUE && v->total > 0;
            }
        }
    assert_true(shown > 50);
}

static void an_earlier_month_shows_no_later_one(void **state)
{
    struct history *h = *state;
    struct series s;
    SUCCEED(&h->town,
            series_read(&h->town.ctx, h->town.city[0], indicator_at(h, WORKS_N), NULL, FIRST_YEAR * 100 + 5, &s, NULL));
    assert_int_equal(s.count, 5);
    assert_int_equal(s.status.value, counted_until(h, CITY, WORKS_N, 0, 5));
    for (size_t m = 5; m < 12; m++) {
        assert_int_equal(s.months[m].kind, CELL_NONE);
        assert_int_equal(s.months[m].total, 0);
    }
}

static void the_places_below_and_the_place_itself_are_the_whole(void **state)
{
    struct history *h = *state;
    static const int open[] = {WORKS_N, WORKS_KM};
    for (size_t k = 0; k < 2; k++)
        for (int p = 0; p < ORGS; p++) {
            struct place_values places;
            struct series s;
            SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, open[k]), place_at(h, p),
                                          DECEMBER, &s, &places));
            int64_t sum = places.own_kind == CELL_VALUE ? places.own : 0, before = INT64_MAX;
            for (size_t i = 0; i < places.count; i++) {
                assert_true(places.at[i].org->stat_parent == place_at(h, p));
                if (places.at[i].kind != CELL_VALUE)
                    continue;
                assert_true(places.at[i].value <= before); /* largest first */
                before = places.at[i].value;
                sum += places.at[i].value;
            }
            assert_int_equal(sum, counted_until(h, p, open[k], 0, 12));
        }
}

/* The scope is asked for where the city was; a place outside of it has no such thing. */
static void a_scoped_indicator_is_read_where_it_counts(void **state)
{
    struct history *h = *state;
    const struct indicator *core = indicator_at(h, WORKS_CORE);
    struct series s;
    int outside = 0;
    SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], core, NULL, DECEMBER, &s, NULL));
    assert_string_equal(s.org->code, core->scope->code);
    assert_int_equal(s.total, counted_until(h, SCOPE, WORKS_CORE, 0, 12));
    for (int p = 1; p < ORGS; p++) {
        SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], core, place_at(h, p), DECEMBER, &s, NULL));
        if (!organisation_within(place_at(h, p), place_at(h, SCOPE))) {
            outside++;
            assert_int_equal(s.kind, CELL_NONE);
        }
    }
    assert_true(outside > 0);
}

static void a_milestone_is_the_stage_that_was_reached(void **state)
{
    struct history *h = *state;
    struct series s;
    SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, BRIDGE), NULL, DECEMBER, &s, NULL));
    for (int m = 1; m <= 12; m++) {
        int64_t reached = counted_until(h, CITY, BRIDGE, 0, m);
        if (s.months[m - 1].kind == CELL_VALUE)
            assert_int_equal(s.months[m - 1].total, (reached > 2 ? 2 : reached) - 1);
    }
    assert_int_equal(s.months[11].kind, CELL_VALUE);
}

/* A dozen visitors: below the root nothing of one to four is told, nor between two months that are told. */
static void of_persons_no_small_cell_is_told(void **state)
{
    struct history *h = *state;
    static const int guarded[] = {VISITS_N, PEOPLE, PEOPLE_B, CLINICS};
    int hidden = 0;
    for (size_t k = 0; k < 4; k++)
        for (int p = 1; p < ORGS; p++) {
            struct series s;
            int64_t last = 0;
            SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, guarded[k]), place_at(h, p),
                                          DECEMBER, &s, NULL));
            for (int m = 1; m <= 12; m++) {
                const struct month_value *v = &s.months[m - 1];
                hidden += v->kind == CELL_SMALL || v->kind == CELL_HIDDEN;
                if (v->kind != CELL_VALUE) {
                    assert_int_equal(v->total, 0);
                    continue;
                }
                assert_int_equal(v->total, counted_until(h, p, guarded[k], 0, m));
                assert_false(v->total - last > 0 && v->total - last < SMALL_CELL);
                last = v->total;
            }
            if (s.kind != CELL_VALUE)
                assert_int_equal(s.status.value, 0);
        }
    assert_true(hidden > 20);
}

static void how_many_were_not_counted_again_is_told_of_the_whole_alone(void **state)
{
    struct history *h = *state;
    struct series s;
    SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, PEOPLE), NULL, DECEMBER, &s, NULL));
    int64_t handed = counted_until(h, CITY, PEOPLE, 2, 12), again = handed - counted_until(h, CITY, PEOPLE, 0, 12);
    assert_true(again >= SMALL_CELL); /* a dozen visitors came more than once */
    assert_int_equal(s.handed, handed);
    assert_int_equal(s.records, handed);
    for (int p = 1; p < ORGS; p++) {
        SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, PEOPLE), place_at(h, p), DECEMBER,
                                      &s, NULL));
        assert_int_equal(s.handed, -1);
    }
    SUCCEED(&h->town, series_read(&h->town.ctx, h->town.city[0], indicator_at(h, WORKS_KM), NULL, DECEMBER, &s, NULL));
    assert_int_equal(s.handed, -1);
    assert_int_equal(s.records, counted_until(h, CITY, WORKS_KM, 2, 12));
}

/* ---- records beneath a figure ---- */

static size_t read_pages(struct history *h, const struct indicator *indicator, size_t most, int64_t *ret_amount,
                         int64_t ids[256])
{
    const char *after = "";
    struct listing page;
    size_t count = 0;
    *ret_amount = 0;
    do {
        SUCCEED(&h->town, listing_read(&h->town.ctx, h->town.city[0], indicator, NULL, DECEMBER, after, most, &page));
        assert_int_equal(page.kind, CELL_VALUE);
        assert_true(page.count <= most);
        for (size_t i = 0; i < page.count && count < 256; i++) {
            ids[count++] = page.at[i].record;
            *ret_amount += page.at[i].amount;
        }
        after = page.after;
    } while (page.more);
    return count;
}

static void the_records_beneath_a_figure_add_up_to_it(void **state)
{
    struct history *h = *state;
    static const int open[] = {WORKS_N, WORKS_KM};
    for (size_t k = 0; k < 2; k++) {
        int64_t amount, again, ids[256], once[256];
        size_t count = read_pages(h, indicator_at(h, open[k]), 1000, &amount, once);
        assert_int_equal(amount, counted_until(h, CITY, open[k], 0, 12));
        assert_int_equal(read_pages(h, indicator_at(h, open[k]), 3, &again, ids), count); /* page by page the same */
        assert_int_equal(again, amount);
        assert_memory_equal(ids, once, count * sizeof *ids);
    }
}

static void no_record_of_a_person_shows_a_personal_field(void **state)
{
    struct history *h = *state;
    struct listing page;
    SUCCEED(&h->town,
            listing_read(&h->town.ctx, h->town.city[0], indicator_at(h, PEOPLE), NULL, DECEMBER, "", 100, &page));
    for (size_t c = 0; c < page.column_count; c++)
        assert_false(page.columns[c]->personal);
}

static void a_broken_place_to_go_on_from_is_the_beginning(void **state)
{
    struct history *h = *state;
    static const char *const broken[] = {"x", "1.2", "99999999999999999999.1.1", "1.1.1.1", "-1.-1.-1", "0.0.0 "};
    struct listing first, other;
    const struct indicator *works = indicator_at(h, WORKS_N);
    SUCCEED(&h->town, listing_read(&h->town.ctx, h->town.city[0], works, NULL, DECEMBER, "", 5, &first));
    assert_true(first.count > 0);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        SUCCEED(&h->town, listing_read(&h->town.ctx, h->town.city[0], works, NULL, DECEMBER, broken[i], 5, &other));
        assert_int_equal(other.count, first.count);
        assert_int_equal(other.at[0].record, first.at[0].record);
    }
}

static void a_record_has_a_page_with_the_link_that_accepted_it(void **state)
{
    struct history *h = *state;
    struct listing page;
    struct record_view view;
    SUCCEED(&h->town,
            listing_read(&h->town.ctx, h->town.city[0], indicator_at(h, WORKS_N), NULL, DECEMBER, "", 1, &page));
    assert_int_equal(page.count, 1);
    assert_int_equal(listing_record(&h->town.ctx, h->town.city[0], page.at[0].record, &view), 0);
    assert_memory_equal(view.row.leaf, page.at[0].leaf, SM3_SIZE);
    assert_true(view.sequence > 0);
    assert_int_equal(listing_record(&h->town.ctx, h->town.city[0], 987654321, &view), DB_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_of_every_place_is_what_a_recount_gives),
        cmocka_unit_test(an_earlier_month_shows_no_later_one),
        cmocka_unit_test(the_places_below_and_the_place_itself_are_the_whole),
        cmocka_unit_test(a_scoped_indicator_is_read_where_it_counts),
        cmocka_unit_test(a_milestone_is_the_stage_that_was_reached),
        cmocka_unit_test(of_persons_no_small_cell_is_told),
        cmocka_unit_test(how_many_were_not_counted_again_is_told_of_the_whole_alone),
        cmocka_unit_test(the_records_beneath_a_figure_add_up_to_it),
        cmocka_unit_test(no_record_of_a_person_shows_a_personal_field),
        cmocka_unit_test(a_broken_place_to_go_on_from_is_the_beginning),
        cmocka_unit_test(a_record_has_a_page_with_the_link_that_accepted_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

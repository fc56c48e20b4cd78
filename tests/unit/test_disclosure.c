/* What the public may see of counts of persons, attacked: all that pages would show of a random small table is taken as
 * sums with known bounds, and a complete search over all tables of whole numbers that agree with them must find another
 * value for each sum of 1 to 4 persons at one place: of an indicator, of a part of it, and of what is no part of it.
 * (domain.md §4) */
#include "domain/disclosure.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MONTHS = 4, PLACES = 4, KINDS = 3, CELLS = 64, SHOWN_MOST = 512, PARTS_MOST = 2 };

/* What a page tells of, as kinds of persons: all, a part of them. */
struct told {
    unsigned kinds;
    bool root[13], county[PLACES][13], township[PLACES][PLACES][13];
    bool small_county[PLACES][13], small_township[PLACES][PLACES][13];
};

/* A county is a place of places; the last of each is what counts at the place above itself. */
struct town {
    int64_t base[KINDS][PLACES][PLACES][13]; /* by kind of person, county, township, month: added */
    size_t kinds, counties, townships;
    struct told whole, parts[PARTS_MOST];
    size_t part_count;
};

static uint64_t dice(uint64_t *seed, uint64_t sides)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % sides;
}

/* ---- sums ---- */

static size_t cell_at(const struct town *t, size_t kind, size_t county, size_t township, int month)
{
    size_t cell = ((kind * t->counties + county) * t->townships + township) * MONTHS + (size_t)month - 1;
    assert_true(cell < CELLS);
    return cell;
}

/* Of the cells (a, b] of a place; county PLACES: all, township PLACES: the whole county. */
static uint64_t cells_of(const struct town *t, unsigned kinds, size_t county, size_t township, int a, int b)
{
    uint64_t mask = 0;
    for (size_t kind = 0; kind < t->kinds; kind++)
        for (size_t c = 0; c < t->counties && kinds >> kind & 1; c++)
            for (size_t k = 0; k < t->townships; k++)
                for (int m = a + 1; m <= b; m++)
                    if ((county == PLACES || c == county) && (township == PLACES || k == township))
                        mask |= UINT64_C(1) << cell_at(t, kind, c, k, m);
    return mask;
}

static int sum_of(const struct town *t, uint64_t mask)
{
    int64_t sum = 0;
    for (size_t kind = 0; kind < t->kinds; kind++)
        for (size_t c = 0; c < t->counties; c++)
            for (size_t k = 0; k < t->townships; k++)
                for (int m = 1; m <= MONTHS; m++)
                    if (mask >> cell_at(t, kind, c, k, m) & 1)
                        sum += t->base[kind][c][k][m];
    return (int)sum;
}

/* ---- what is shown ---- */

struct sum {
    uint64_t mask;
    int least, most;
};

struct shown {
    struct sum at[SHOWN_MOST];
    size_t count;
};

static void show(struct shown *s, uint64_t mask, int least, int most)
{
    assert_true(s->count < SHOWN_MOST);
    s->at[s->count++] = (struct sum){mask, least, most};
}

static void show_place(const struct town *t, unsigned kinds, size_t county, size_t township, const bool *visible,
                       const bool *small, struct shown *s)
{
    for (int m = 1; m <= MONTHS; m++) {
        uint64_t mask = cells_of(t, kinds, county, township, 0, m);
        int sum = sum_of(t, mask);
        if (visible[m])
            show(s, mask, sum, sum);
        else if (small && small[m])
            show(s, mask, 1, SMALL_CELL - 1);
    }
}

static void show_told(const struct town *t, const struct told *told, struct shown *s)
{
    show_place(t, told->kinds, PLACES, PLACES, told->root, NULL, s);
    for (size_t c = 0; c < t->counties; c++) {
        show_place(t, told->kinds, c, PLACES, told->county[c], told->small_county[c], s);
        for (size_t k = 0; k < t->townships; k++)
            show_place(t, told->kinds, c, k, told->township[c][k], told->small_township[c][k], s);
    }
}

static void show_all(const struct town *t, struct shown *s)
{
    s->count = 0;
    show_told(t, &t->whole, s);
    for (size_t p = 0; p < t->part_count; p++)
        show_told(t, &t->parts[p], s);
}

/* What the place adds in each month, of these kinds. */
static void added_at(const struct town *t, unsigned kinds, size_t county, size_t township, int64_t ret[13])
{
    for (int m = 1; m <= MONTHS; m++)
        ret[m] = sum_of(t, cells_of(t, kinds, county, township, m - 1, m));
}

/* The places below the whole town (county PLACES) or below one county. */
static struct disclosure table_below(struct arena *mem, const struct town *t, size_t county, unsigned kinds,
                                     const struct disclosure *whole)
{
    bool counties = county == PLACES;
    struct disclosure table = disclosure_new(mem, counties ? t->counties : t->townships, whole);
    for (size_t i = 0; i < table.places; i++)
        added_at(t, kinds, counties ? i : county, counties ? PLACES : i, table.added + disclosure_at(&table, 0, i));
    return table;
}

/* All tables of a town: of the root, the counties, and the townships of each. */
struct tables {
    struct disclosure root, counties, townships[PLACES];
};

static void choose_tables(struct arena *mem, const struct town *t, unsigned kinds, const struct tables *whole,
                          struct tables *ret)
{
    ret->root = disclosure_new(mem, 1, whole ? &whole->root : NULL);
    added_at(t, kinds, PLACES, PLACES, ret->root.added);
    disclosure_choose(mem, &ret->root, NULL, 0, MONTHS);
    ret->counties = table_below(mem, t, PLACES, kinds, whole ? &whole->counties : NULL);
    disclosure_choose(mem, &ret->counties, &ret->root, 0, MONTHS);
    for (size_t c = 0; c < t->counties; c++) {
        ret->townships[c] = table_below(mem, t, c, kinds, whole ? &whole->townships[c] : NULL);
        disclosure_choose(mem, &ret->townships[c], &ret->counties, c, MONTHS);
    }
}

static void tell(const struct town *t, const struct tables *tables, struct told *ret)
{
    memcpy(ret->root, tables->root.known, 13);
    for (size_t c = 0; c < t->counties; c++) {
        memcpy(ret->county[c], tables->counties.known + disclosure_at(&tables->counties, 0, c), 13);
        memcpy(ret->small_county[c], tables->counties.small + disclosure_at(&tables->counties, 0, c), 13);
        for (size_t k = 0; k < t->townships; k++) {
            const struct disclosure *below = &tables->townships[c];
            memcpy(ret->township[c][k], below->known + disclosure_at(below, 0, k), 13);
            memcpy(ret->small_township[c][k], below->small + disclosure_at(below, 0, k), 13);
        }
    }
}

/* Each part is one of the one before it. */
static void choose(struct arena *mem, struct town *t)
{
    struct tables tables[1 + PARTS_MOST];
    t->whole.kinds = (1u << t->kinds) - 1;
    choose_tables(mem, t, t->whole.kinds, NULL, &tables[0]);
    tell(t, &tables[0], &t->whole);
    for (size_t p = 0; p < t->part_count; p++) {
        choose_tables(mem, t, t->parts[p].kinds, &tables[p], &tables[p + 1]);
        tell(t, &tables[p + 1], &t->parts[p]);
    }
}

/* ---- the attack ---- */

struct cell_bounds {
    int least[CELLS], most[CELLS];
};

/* Narrows the bounds of each cell by each sum until nothing changes; false if no table is left. */
static bool narrow(const struct shown *s, struct cell_bounds *b)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < s->count; i++) {
            int least = 0, most = 0;
            for (uint64_t rest = s->at[i].mask; rest; rest &= rest - 1) {
                least += b->least[__builtin_ctzll(rest)];
                most += b->most[__builtin_ctzll(rest)];
            }
            if (least > s->at[i].most || most < s->at[i].least)
                return false;
            for (uint64_t rest = s->at[i].mask; rest; rest &= rest - 1) {
                int cell = __builtin_ctzll(rest);
                int at_most = s->at[i].most - (least - b->least[cell]);
                int at_least = s->at[i].least - (most - b->most[cell]);
                if (at_most < b->most[cell]) {
                    most -= b->most[cell] - at_most;
                    b->most[cell] = at_most;
                    changed = true;
                }
                if (at_least > b->least[cell]) {
                    least += at_least - b->least[cell];
                    b->least[cell] = at_least;
                    changed = true;
                }
                if (b->least[cell] > b->most[cell])
                    return false;
            }
        }
    }
    return true;
}

/* The sum that the table, as near to the truth as the bounds allow, gets wrong; NULL if it agrees with all. */
static const struct sum *wrong_sum(const struct shown *s, const struct cell_bounds *b, const int *truth, int *ret_near)
{
    for (int i = 0; i < CELLS; i++)
        ret_near[i] = truth[i] < b->least[i] ? b->least[i] : truth[i] > b->most[i] ? b->most[i] : truth[i];
    for (size_t i = s->count; i-- > 0;) { /* the one in question is the last */
        int sum = 0;
        for (uint64_t rest = s->at[i].mask; rest; rest &= rest - 1)
            sum += ret_near[__builtin_ctzll(rest)];
        if (sum < s->at[i].least || sum > s->at[i].most)
            return &s->at[i];
    }
    return NULL;
}

/* How a table is looked for: how many steps are left, and by which of the cells that could mend a sum (0: the first).
 */
struct search {
    int steps;
    uint64_t luck;
};

/* Whether any table within the bounds agrees with what is shown: mends the nearest one, sum by sum. Complete, but for
 * the number of steps: 0 left is a table that could not be found. */
static bool any_table(const struct shown *s, struct cell_bounds b, const int *truth, struct search *search)
{
    int near[CELLS], cell = -1, count = 0;
    if (--search->steps <= 0 || !narrow(s, &b))
        return false;
    const struct sum *wrong = wrong_sum(s, &b, truth, near);
    if (!wrong)
        return true;
    int sum = 0;
    for (uint64_t rest = wrong->mask; rest; rest &= rest - 1)
        sum += near[__builtin_ctzll(rest)];
    bool more = sum < wrong->least;
    for (uint64_t rest = wrong->mask; rest; rest &= rest - 1) {
        int i = __builtin_ctzll(rest);
        bool could = more ? near[i] < b.most[i] : near[i] > b.least[i];
        count += could;
        if (could && (cell < 0 || (search->luck && dice(&search->luck, (uint64_t)count) == 0)))
            cell = i;
    }
    if (cell < 0)
        return false;
    struct cell_bounds moved = b, kept = b;
    if (more) {
        moved.least[cell] = near[cell] + 1;
        kept.most[cell] = near[cell];
    } else {
        moved.most[cell] = near[cell] - 1;
        kept.least[cell] = near[cell];
    }
    return any_table(s, moved, truth, search) || any_table(s, kept, truth, search);
}

/* A few short searches by chance find nearly every table that there is; the long one proves that there is none. */
static bool find_table(const struct shown *s, const struct cell_bounds *all, const int *truth)
{
    enum { SHORT = 2000, LONG = 200000, TURNS = 40 };
    for (uint64_t turn = 0; turn <= TURNS; turn++) {
        struct search search = {turn == TURNS ? LONG : SHORT, turn % TURNS};
        if (any_table(s, *all, truth, &search))
            return true;
        if (search.steps > 0)
            return false;
    }
    return false;
}

/* Whether the cells together may be `least` to `most`, with no cell further than `radius` from the truth. */
static bool can_be(const struct town *t, struct shown *s, uint64_t mask, int least, int most, int radius)
{
    struct cell_bounds all;
    int truth[CELLS];
    uint64_t used = cells_of(t, t->whole.kinds, PLACES, PLACES, 0, MONTHS);
    for (int i = 0; i < CELLS; i++) {
        truth[i] = used >> i & 1 ? sum_of(t, UINT64_C(1) << i) : 0;
        all.least[i] = truth[i] > radius ? truth[i] - radius : 0;
        all.most[i] = used >> i & 1 ? truth[i] + radius : 0;
    }
    show(s, mask, least, most);
    bool can = least <= most && find_table(s, &all, truth);
    s->count--;
    return can;
}

static bool can_be_other(const struct town *t, struct shown *s, uint64_t mask, int truth)
{
    int total = sum_of(t, cells_of(t, t->whole.kinds, PLACES, PLACES, 0, MONTHS)); /* which everyone sees */
    return can_be(t, s, mask, truth + 1, total, 1) || can_be(t, s, mask, 0, truth - 1, 1) ||
           can_be(t, s, mask, truth + 1, total, total) || can_be(t, s, mask, 0, truth - 1, total);
}

static void print_told(const struct town *t, const struct told *told)
{
    print_error("of the kinds %x\n", told->kinds);
    for (size_t c = 0; c < t->counties; c++) {
        for (size_t k = 0; k <= t->townships; k++) {
            bool whole = k == t->townships;
            print_error(whole ? "county %zu      " : "  township %zu.%zu", c, k);
            for (int m = 1; m <= MONTHS; m++)
                print_error(" %3d%c", sum_of(t, cells_of(t, told->kinds, c, whole ? PLACES : k, m - 1, m)),
                            (whole ? told->county[c] : told->township[c][k])[m] ? '*' : ' ');
            print_error("%s\n", (whole ? told->small_county[c] : told->small_township[c][k])[MONTHS] ? " small" : "");
        }
    }
    print_error("root           ");
    for (int m = 1; m <= MONTHS; m++)
        print_error(" %3d%c", sum_of(t, cells_of(t, told->kinds, PLACES, PLACES, m - 1, m)), told->root[m] ? '*' : ' ');
    print_error("\n");
}

/* Whether no other place has anything of the whole, so that what the root shows is the place's. */
static bool all_is_at(const struct town *t, unsigned whole, size_t county, size_t township)
{
    return sum_of(t, cells_of(t, whole, county, township, 0, MONTHS)) ==
           sum_of(t, cells_of(t, whole, PLACES, PLACES, 0, MONTHS));
}

static void attack_place(const struct town *t, struct shown *s, unsigned kinds, unsigned whole, size_t county,
                         size_t township, uint64_t seed)
{
    for (int a = 0; a < MONTHS; a++)
        for (int b = a + 1; b <= MONTHS; b++) {
            uint64_t mask = cells_of(t, kinds, county, township, a, b);
            int truth = sum_of(t, mask);
            if (truth < 1 || truth >= SMALL_CELL)
                continue;
            if (truth == sum_of(t, cells_of(t, kinds, PLACES, PLACES, 0, MONTHS)) &&
                all_is_at(t, whole, county, township))
                continue; /* the only place's present is the root's, which is shown however small */
            if (can_be_other(t, s, mask, truth))
                continue;
            print_told(t, &t->whole);
            for (size_t p = 0; p < t->part_count; p++)
                print_told(t, &t->parts[p]);
            fail_msg("seed %" PRIu64 ": what county %zu township %zu added of the kinds %x in months %d to %d"
                     " can be worked out: %d",
                     seed, county, township, kinds, a + 1, b, truth);
        }
}

static void attack_kinds(const struct town *t, struct shown *s, unsigned kinds, unsigned whole, uint64_t seed)
{
    for (size_t c = 0; c < t->counties; c++) {
        attack_place(t, s, kinds, whole, c, PLACES, seed);
        for (size_t k = 0; k < t->townships; k++)
            attack_place(t, s, kinds, whole, c, k, seed);
    }
}

/* The whole, each part, and what of its whole is no part of it. */
static void attack(struct arena *mem, struct town *t, uint64_t seed)
{
    static struct shown s;
    choose(mem, t);
    show_all(t, &s);
    attack_kinds(t, &s, t->whole.kinds, t->whole.kinds, seed);
    for (size_t p = 0; p < t->part_count; p++) {
        unsigned whole = p ? t->parts[p - 1].kinds : t->whole.kinds;
        attack_kinds(t, &s, t->parts[p].kinds, whole, seed);
        attack_kinds(t, &s, whole & ~t->parts[p].kinds, whole, seed);
    }
}

/* Mostly small numbers and zeros, since those are what can be told. */
static int64_t amount_by_chance(uint64_t *seed, uint64_t style)
{
    static const struct {
        uint64_t zeros, large, small_most;
    } styles[] = {{2, 8, 4}, {5, 8, 6}, {3, 6, 4}, {7, 8, 4}};
    uint64_t kind = dice(seed, 10);
    if (kind < styles[style].zeros)
        return 0;
    return (int64_t)(kind >= styles[style].large ? 5 + dice(seed, 6) : 1 + dice(seed, styles[style].small_most));
}

static void make_town(uint64_t seed, struct town *t)
{
    uint64_t s = seed * 7919, style = dice(&s, 4);
    memset(t, 0, sizeof *t);
    t->kinds = 1;
    t->counties = 1 + dice(&s, PLACES);
    t->townships = seed % 3 ? 1 : 1 + dice(&s, PLACES - 1); /* every third has two levels */
    for (size_t c = 0; c < t->counties; c++)
        for (size_t k = 0; k < t->townships; k++)
            for (size_t m = 1; m <= MONTHS; m++)
                t->base[0][c][k][m] = amount_by_chance(&s, style);
}

/* A whole and a part; every fourth has a part of the part. */
static void make_family(uint64_t seed, struct town *t)
{
    uint64_t s = seed * 104729, style[KINDS];
    memset(t, 0, sizeof *t);
    t->part_count = dice(&s, 4) ? 1 : 2;
    t->kinds = t->part_count + 1;
    for (size_t p = 0; p < t->part_count; p++)
        t->parts[p].kinds = (1u << (t->part_count - p)) - 1;
    bool levels = dice(&s, 3) == 0 && t->part_count == 1;
    t->townships = levels ? 2 : 1;
    t->counties = levels ? 2 : 2 + dice(&s, t->part_count == 1 ? 3 : 2);
    for (size_t kind = 0; kind < t->kinds; kind++)
        style[kind] = dice(&s, 4);
    for (size_t kind = 0; kind < t->kinds; kind++)
        for (size_t c = 0; c < t->counties; c++)
            for (size_t k = 0; k < t->townships; k++)
                for (size_t m = 1; m <= MONTHS; m++)
                    t->base[kind][c][k][m] = amount_by_chance(&s, style[kind]);
}

static void attack_many(void (*make)(uint64_t seed, struct town *t), uint64_t usual)
{
    const char *more = getenv("DUIXIAN_ATTACKS"), *from = getenv("DUIXIAN_SEED");
    uint64_t first = from ? strtoull(from, NULL, 10) : 1, count = more ? strtoull(more, NULL, 10) : usual;
    struct arena *mem = arena_new();
    struct arena_mark mark = arena_mark(mem);
    for (uint64_t seed = first; seed < first + count; seed++) {
        struct town t;
        make(seed, &t);
        attack(mem, &t, seed);
        arena_rewind(mem, mark);
    }
    arena_free(mem);
}

static void no_sum_of_one_to_four_persons_can_be_worked_out(void **state)
{
    (void)state;
    attack_many(make_town, 2000);
}

static void nor_from_a_whole_and_its_parts_together(void **state)
{
    (void)state;
    attack_many(make_family, 1500);
}

/* ---- what stays visible ---- */

static int visible_cells(const bool *visible)
{
    int count = 0;
    for (int m = 1; m <= MONTHS; m++)
        count += visible[m];
    return count;
}

static void where_nothing_is_small_nothing_is_hidden(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct town t = {.kinds = 1, .counties = 3, .townships = 2};
    for (size_t c = 0; c < 3; c++)
        for (size_t k = 0; k < 2; k++)
            for (size_t m = 1; m <= MONTHS; m++)
                t.base[0][c][k][m] = m % 2 ? 5 + (int64_t)(c + k) : 0;
    choose(mem, &t);
    assert_int_equal(visible_cells(t.whole.root), MONTHS);
    for (size_t c = 0; c < 3; c++) {
        assert_int_equal(visible_cells(t.whole.county[c]), MONTHS);
        for (size_t k = 0; k < 2; k++)
            assert_int_equal(visible_cells(t.whole.township[c][k]), MONTHS);
    }
    arena_free(mem);
}

/* 3, 20, 9 and 40 persons at the year's end: 3 is small; with 9 hidden beside it, 3 + 9 = 12 are left: 3 could be any
 * of 1 to 4, so it may be called <5 (4 + 5 ≤ 12). */
static void beside_a_small_place_the_next_larger_one_is_hidden(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct town t = {.kinds = 1, .counties = 4, .townships = 1};
    const int64_t wholes[] = {3, 20, 9, 40};
    for (size_t c = 0; c < 4; c++)
        t.base[0][c][0][1] = wholes[c];
    choose(mem, &t);
    assert_true(t.whole.root[MONTHS]);
    assert_false(t.whole.county[0][MONTHS]);
    assert_true(t.whole.county[1][MONTHS]);
    assert_false(t.whole.county[2][MONTHS]);
    assert_true(t.whole.county[3][MONTHS]);
    assert_true(t.whole.small_county[0][MONTHS]);
    assert_false(t.whole.small_county[2][MONTHS]);
    arena_free(mem);
}

/* 2 and 6 persons: 8 together leave less than 4 + 5, so that 2 is not even called small. */
static void a_small_place_is_not_called_small_where_too_little_is_left(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct town t = {.kinds = 1, .counties = 2, .townships = 1};
    t.base[0][0][0][2] = 2;
    t.base[0][1][0][2] = 6;
    choose(mem, &t);
    assert_true(t.whole.root[2]);
    assert_false(t.whole.county[0][2]);
    assert_false(t.whole.county[1][2]);
    assert_false(t.whole.small_county[0][MONTHS]);
    arena_free(mem);
}

/* 10, 2 and 30 in three months: 10 and 12 side by side would tell the 2 of February; from the end backwards 42 and 12
 * stay (+30), 10 goes. */
static void a_month_that_adds_a_few_is_joined_to_its_neighbour(void **state)
{
    (void)state;
    int64_t added[13] = {0, 10, 2, 30, 0};
    bool visible[13];
    disclosure_choose_root(added, MONTHS, visible);
    assert_false(visible[1]); /* 12 − 10 */
    assert_true(visible[2]);
    assert_true(visible[3]);
    assert_true(visible[4]);
}

static void the_present_sum_of_the_root_is_always_shown(void **state)
{
    (void)state;
    int64_t added[13] = {0, 1, 0, 2, 0};
    bool visible[13];
    disclosure_choose_root(added, MONTHS, visible);
    assert_true(visible[4]);
    for (int m = 1; m < MONTHS; m++)
        assert_false(visible[m]); /* 1 and 3 persons over less than the year */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_sum_of_one_to_four_persons_can_be_worked_out),
        cmocka_unit_test(nor_from_a_whole_and_its_parts_together),
        cmocka_unit_test(where_nothing_is_small_nothing_is_hidden),
        cmocka_unit_test(beside_a_small_place_the_next_larger_one_is_hidden),
        cmocka_unit_test(a_small_place_is_not_called_small_where_too_little_is_left),
        cmocka_unit_test(a_month_that_adds_a_few_is_joined_to_its_neighbour),
        cmocka_unit_test(the_present_sum_of_the_root_is_always_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

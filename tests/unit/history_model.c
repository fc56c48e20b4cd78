#include "unit/history_model.h"

#include <string.h>

const char *const ledger_codes[LEDGERS] = {"works", "visits", "roster"};
const char *const indicator_codes[INDICATORS] = {"works_n", "works_km", "works_core", "bridge", "visits_n",
                                                 "people",  "people_b", "clinics",    "cover"};
const char *const org_codes[PLACES] = {"990100000000", "990101000000", "990102000000", "990101001000", "990102001000",
                                       "990101001001", "990101001002", "990102001001", "990102001002", "core"};
static const int parents[ORGS] = {-1, 0, 0, 1, 2, 3, 3, 4, 4};
static const int statistical_parents[ORGS] = {-1, 0, 0, 1, 2, 3, 3, 4, 3};
enum { COUNTY_A = 1, KEYS = 64 };

int owner_of(int org)
{
    while (org > 2)
        org = parents[org];
    return org;
}

static bool in_core(int org)
{
    for (; org >= 0; org = statistical_parents[org])
        if (org == COUNTY_A)
            return true;
    return false;
}

static bool same_record(const struct said *a, const struct said *b)
{
    return a->year == b->year && a->ledger == b->ledger && owner_of(a->org) == owner_of(b->org) &&
           strcmp(a->key, b->key) == 0;
}

bool rows_say_the_same(const struct said *a, const struct said *b)
{
    if (a->org != b->org || a->is_void != b->is_void)
        return false;
    if (a->ledger == WORKS)
        return a->started == b->started && a->finished == b->finished && a->metres == b->metres;
    if (a->day != b->day || a->kind != b->kind)
        return false;
    return a->ledger == ROSTER || (a->number == b->number && a->nick == b->nick && a->clinic == b->clinic);
}

static const struct said *newest(const struct model *m, const struct said *like, bool accepted_only)
{
    const struct said *found = NULL;
    for (int i = 0; i < m->row_count; i++) {
        const struct said *r = &m->rows[i];
        enum state s = m->batches[r->batch];
        if (same_record(r, like) && (s == ACCEPTED || (s == SUBMITTED && !accepted_only)) &&
            (!found || r->sequence > found->sequence))
            found = r;
    }
    return found;
}

const struct said *model_latest(const struct model *m, const struct said *like)
{
    return newest(m, like, false);
}

/* The rows that count: of each record the newest in an accepted batch, unless it takes the record back. */
static int standing_rows(const struct model *m, const struct said **ret)
{
    int count = 0;
    for (int i = 0; i < m->row_count; i++)
        if (m->batches[m->rows[i].batch] == ACCEPTED && newest(m, &m->rows[i], true) == &m->rows[i] &&
            !m->rows[i].is_void)
            ret[count++] = &m->rows[i];
    return count;
}

static void add(struct counted *c, int year, int org, int indicator, int part, int month, int64_t value)
{
    int y = year - FIRST_YEAR;
    if (in_core(org)) {
        c->value[y][SCOPE][indicator][part][month] += value;
        c->value[y][SCOPE][indicator][part][0] += value;
    }
    for (; org >= 0; org = statistical_parents[org]) {
        c->value[y][org][indicator][part][month] += value;
        c->value[y][org][indicator][part][0] += value;
    }
}

static int month_of_day(int year, int day)
{
    return day / 10000 == year ? day / 100 % 100 : 0;
}

/* Rosters and stages from before the year stand from January on. */
static int standing_month(int year, int day)
{
    return day / 10000 < year ? 1 : month_of_day(year, day);
}

static bool before(const struct said *a, int day_a, const struct said *b, int day_b)
{
    if (day_a != day_b)
        return day_a < day_b;
    return strcmp(org_codes[a->org], org_codes[b->org]) < 0;
}

/* Keys 0..31 are identity numbers, 32..63 weak keys; a row with both makes them one person. */
static void join_persons(const struct said **rows, int count, int year, int person[KEYS])
{
    for (int k = 0; k < KEYS; k++)
        person[k] = k;
    for (int i = 0; i < count; i++) {
        if (rows[i]->year != year || rows[i]->ledger != VISITS || rows[i]->number < 0 || rows[i]->nick < 0)
            continue;
        int from = person[rows[i]->number], to = person[32 + rows[i]->nick];
        for (int k = 0; k < KEYS; k++)
            if (person[k] == from)
                person[k] = to;
    }
}

static void count_persons(const struct said **rows, int count, const int person[KEYS], int year, int indicator,
                          struct counted *ret)
{
    const struct said *best[KEYS] = {0};
    for (int i = 0; i < count; i++) {
        const struct said *r = rows[i];
        if (r->year != year || r->ledger != VISITS || !month_of_day(year, r->day) ||
            (indicator == PEOPLE_B && r->kind != 1))
            continue;
        int id = person[r->number >= 0 ? r->number : 32 + r->nick];
        if (!best[id] || before(r, r->day, best[id], best[id]->day))
            best[id] = r;
    }
    for (int k = 0; k < KEYS; k++)
        if (best[k])
            add(ret, year, best[k]->org, indicator, 0, month_of_day(year, best[k]->day), 1);
}

static void count_clinics(const struct said **rows, int count, int year, struct counted *ret)
{
    for (int clinic = 0; clinic < 8; clinic++) {
        const struct said *visit = NULL, *entry = NULL;
        for (int i = 0; i < count; i++) {
            const struct said *r = rows[i];
            if (r->year != year || r->clinic != clinic)
                continue;
            if (r->ledger == VISITS && month_of_day(year, r->day) && (!visit || before(r, r->day, visit, visit->day)))
                visit = r;
            if (r->ledger == ROSTER && r->kind == 0 && standing_month(year, r->day) &&
                (!entry || before(r, r->day, entry, entry->day)))
                entry = r;
        }
        if (visit)
            add(ret, year, visit->org, CLINICS, 0, month_of_day(year, visit->day), 1);
        if (entry)
            add(ret, year, entry->org, COVER, 1, standing_month(year, entry->day), 1);
        if (visit && entry)
            add(ret, year, entry->org, COVER, 0,
                standing_month(year, visit->day > entry->day ? visit->day : entry->day), 1);
    }
}

/* Of what counts from a stage on: how many rows are as far, whenever they came so far. */
static void add_stages(struct counted *ret, int year, const struct said *r)
{
    static const int indicators[] = {WORKS_N, WORKS_KM, WORKS_CORE};
    int days[] = {r->started, r->finished};
    for (size_t i = 0; i < sizeof indicators / sizeof *indicators; i++)
        for (int stage = 0; stage < 2; stage++) {
            int month = days[stage] ? standing_month(year, days[stage]) : 0;
            if (month && (indicators[i] != WORKS_CORE || in_core(r->org)))
                add(ret, year, r->org, indicators[i], 3 + stage, month, 1);
        }
}

static void count_works(const struct said **rows, int count, int year, struct counted *ret)
{
    const struct said *bridge = NULL;
    for (int i = 0; i < count; i++) {
        const struct said *r = rows[i];
        if (r->year != year || r->ledger != WORKS)
            continue;
        add_stages(ret, year, r);
        int started = month_of_day(year, r->started), finished = r->finished ? month_of_day(year, r->finished) : 0;
        if (started)
            add(ret, year, r->org, WORKS_N, 0, started, 1);
        if (started && in_core(r->org))
            add(ret, year, r->org, WORKS_CORE, 0, started, 1);
        if (finished) {
            add(ret, year, r->org, WORKS_KM, 0, finished, r->metres);
            add(ret, year, r->org, WORKS_KM, 2, finished, 1);
        }
        if (strcmp(r->key, "B1") == 0 && standing_month(year, r->started) &&
            (!bridge || before(r, r->started, bridge, bridge->started)))
            bridge = r;
    }
    if (!bridge)
        return;
    add(ret, year, bridge->org, BRIDGE, 0, standing_month(year, bridge->started), 1);
    if (bridge->finished && standing_month(year, bridge->finished))
        add(ret, year, bridge->org, BRIDGE, 0, standing_month(year, bridge->finished), 1);
}

static void count_visit(const struct said *r, struct counted *ret)
{
    int month = month_of_day(r->year, r->day);
    add(ret, r->year, r->org, VISITS_N, 0, month, 1);
    add(ret, r->year, r->org, PEOPLE, 2, month, 1);
    if (r->kind == 1)
        add(ret, r->year, r->org, PEOPLE_B, 2, month, 1);
    if (r->clinic >= 0)
        add(ret, r->year, r->org, CLINICS, 2, month, 1);
}

void model_count(const struct model *m, struct counted *ret)
{
    static const struct said *rows[4096];
    int person[KEYS], count = standing_rows(m, rows);
    memset(ret, 0, sizeof *ret);
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
        join_persons(rows, count, year, person);
        count_works(rows, count, year, ret);
        count_clinics(rows, count, year, ret);
        count_persons(rows, count, person, year, PEOPLE, ret);
        count_persons(rows, count, person, year, PEOPLE_B, ret);
        for (int i = 0; i < count; i++)
            if (rows[i]->year == year && rows[i]->ledger == VISITS && month_of_day(year, rows[i]->day))
                count_visit(rows[i], ret);
    }
}

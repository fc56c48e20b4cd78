/* A second, naive implementation of counting for test_history: all rows ever handed in, kept as they are, and
 * everything counted from them anew. Shares nothing with src/domain but the words. */
#ifndef HISTORY_MODEL_H
#define HISTORY_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum { WORKS, VISITS, ROSTER, LEDGERS };
enum { WORKS_N, WORKS_KM, WORKS_CORE, BRIDGE, VISITS_N, PEOPLE, PEOPLE_B, CLINICS, COVER, INDICATORS };
enum { YEARS = 2, FIRST_YEAR = 2024, ORGS = 9, CITY = 0, SCOPE = ORGS, PLACES = ORGS + 1, MONTHS = 13 };

extern const char *const ledger_codes[LEDGERS];
extern const char *const indicator_codes[INDICATORS];
extern const char *const org_codes[PLACES];

struct said {
    int year, ledger, org, batch;
    int64_t sequence; /* order of hand-in */
    bool is_void;
    char key[8];           /* code or visit */
    int started, finished; /* WORKS; 0: not yet */
    int metres;            /* WORKS */
    int number, nick;      /* VISITS: which identity number, which weak key; -1: none */
    int kind, clinic, day; /* VISITS, ROSTER (kind: state) */
    int64_t record;        /* of the store, once known */
};

enum state { SUBMITTED, ACCEPTED, RETURNED, VOIDED };

struct model {
    struct said rows[4096];
    int row_count;
    enum state batches[2048];
    int batch_count;
};

/* value[year][place][indicator][part][month]; month 0 is the whole year. Parts: 0 the value, 1 a cover's roster, 2 the
 * rows that spoke of what is counted once, 3 the rows that were started, 4 those that were finished. */
enum { TALLIED = 5 };
struct counted {
    int64_t value[YEARS][PLACES][INDICATORS][TALLIED][MONTHS];
};

int owner_of(int org); /* the county-level organisation, the city for itself */
/* The row that the next hand-in of this record is compared with; NULL if none. */
const struct said *model_latest(const struct model *m, const struct said *like);
bool rows_say_the_same(const struct said *a, const struct said *b);
void model_count(const struct model *m, struct counted *ret);

#endif

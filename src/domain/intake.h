/* A file's row becomes a record's words: columns found by their headers, cells read, rules asked. What is wrong is
 * data, not an error: a list of faults with row, column, value and the sentence. Knows one row; other records are
 * check.c's. */
#ifndef DOMAIN_INTAKE_H
#define DOMAIN_INTAKE_H

#include "domain/revision.h"
#include "format/rows.h"

struct fault {
    int64_t row;
    bool error;         /* false: the row is taken and marked */
    const char *column; /* the field's name; "" if it is the whole row */
    const char *value;  /* as it stood, masked where personal */
    const char *say;
};

struct fault_list {
    struct fault *at;
    size_t count, capacity;
};

struct intake {
    const struct city *city;
    const struct ledger *ledger;
    const char *file;
    const struct field **columns; /* by column of the file; NULL for one without header */
    size_t column_count;
};

/* Finds the fields of the header row. Errors: E_INPUT (unknown, missing, doubled columns; all of them at once). */
MUST_CHECK int intake_header(struct ctx *ctx, const struct city *city, const struct ledger *ledger, const char *file,
                             const struct row *header, struct intake *ret);

/* Reads a row. 0 with `ret` filled (ledger, org, day, values, row, persons, key, content), or INTAKE_REJECTED. Faults,
 * also warnings, are added to `faults` (in `kept`, as the persons are). Where the city's keys gather, the row's digests
 * are there after keys_flush, and `ret` must stay. Errors: E_STORE. */
enum { INTAKE_REJECTED = 1 };
MUST_CHECK int intake_row(struct ctx *ctx, const struct intake *intake, const struct row *row, struct arena *kept,
                          struct fault_list *faults, struct revision *ret);

void fault_add(struct arena *kept, struct fault_list *faults, int64_t row, bool error, const struct field *field,
               const char *value, const char *say);

/* Whether the row is synthetic (DESIGN decision 13): by its remark, or by an identity number born 1880–1899. */
bool intake_synthetic(const struct revision *revision);

#endif

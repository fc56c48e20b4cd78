/* A field of a ledger and the value that a row has in it. Reading a cell into a value is cell.c's; rules see values. */
#ifndef DOMAIN_FIELD_H
#define DOMAIN_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct yaml;

enum field_type {
    FIELD_TEXT,
    FIELD_INT,
    FIELD_DECIMAL,
    FIELD_DATE,
    FIELD_CHOICE,
    FIELD_CHOICES,
    FIELD_BOOL,
    FIELD_PERSON, /* an identity number, GB 11643 */
    FIELD_PERSON_NAME,
    FIELD_PHONE,
    FIELD_USCC,  /* GB 32100 */
    FIELD_PLACE, /* longitude,latitude in degrees, up to six decimals */
    FIELD_STAGE, /* dated steps in order; the value is the last one reached */
    FIELD_REF,   /* the key of a record of another ledger */
    FIELD_TYPES
};

enum { FIELD_CHOICES_LIMIT = 63, STAGES_MOST = 16 };

struct choice {
    const char *code; /* latin, for a stage ("started"); equal to name where the pack gives none */
    const char *name; /* 开工 */
    int date_field;   /* STAGE: index of the field that holds its date; else -1 */
};

/* Everything is owned by the programme's arena. */
struct field {
    const char *code, *name;
    const char **also; /* other headers; NULL-terminated, may be NULL */
    enum field_type type;
    bool required, personal;
    bool ordered;      /* CHOICE: < and > are allowed; STAGE: always true */
    struct choice *of; /* CHOICE, CHOICES, STAGE */
    size_t of_count;
    const char *unit; /* INT, DECIMAL: "" if none */
    int places;       /* DECIMAL: digits after the point that the unit holds (domain.md §3.5); INT: 0 */
    bool has_min, has_max;
    int64_t min, max;    /* INT, DECIMAL (scaled), DATE: closed bounds, where the pack gives them */
    const char *to;      /* REF: code of the ledger */
    const char **weak;   /* PERSON: codes of the fields that tell the person while the number is missing; or NULL */
    int stage_field;     /* DATE that belongs to a stage: index of the STAGE field; else -1 */
    bool computed;       /* filled by the ledger's formula, never read from a file */
    struct yaml *sample; /* what simulate makes of it; NULL if the pack says nothing */
    int index;           /* its place in the ledger's fields and in a row's values */
    int line, column;    /* where the pack declares it; 0 for org and remark */
};

/* What a row says in a field. `present` false: the cell was empty. */
struct value {
    bool present;
    int64_t number;   /* INT, DECIMAL (scaled by places), DATE (yyyymmdd), CHOICE and STAGE (index in of),
                         CHOICES (a bit each), BOOL (0, 1), PLACE (longitude × 10^6 × 2^32 + latitude × 10^6) */
    const char *text; /* TEXT, PERSON, PERSON_NAME, PHONE, USCC, REF: normalized; else NULL */
};

const char *field_type_name(enum field_type type);             /* "text", "int" … as packs write them */
bool field_type_named(const char *name, enum field_type *ret); /* false: no such type */
const char *field_type_words(enum field_type type);            /* 文字, 整数 … for messages */

/* The index of the choice or stage with this code or name; -1 if there is none. */
int field_choice(const struct field *field, const char *text);

#endif

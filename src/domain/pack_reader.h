/* What the parts of the pack's reader (pack*.c) share and no one else includes: the faults, the tables of keys, and the
 * ledgers while they are being read.
 *
 * Order of reading: files and programme.yaml (pack.c), then in passes over all items, since any ledger may be named
 * from any item: declare ledgers with their fields; their keys, rules and formulas; their checks; indicators; what
 * indicators say of each other. A fault never stops a pass: it is recorded and the part goes on with a harmless value.
 */
#ifndef DOMAIN_PACK_READER_H
#define DOMAIN_PACK_READER_H

#include "base/vec.h"
#include "domain/programme.h"

/* Far above any city's pack; they keep a hostile one from taking minutes. */
enum { PACK_FILE_LIMIT = 1 << 20, PACK_FILES_LIMIT = 200, PACK_PARTS_LIMIT = 1000 };
enum { PACK_FAULTS_SHOWN = 20, PACK_CODE_LIMIT = 40 };

struct pack_fault {
    const char *file;
    int line, column;
    const char *say;
    size_t number; /* in order of finding: keeps the sort stable */
};

struct pack_ledger {
    struct ledger *ledger;
    const struct yaml *yaml;
    bool broken; /* a field's type or choices are wrong: rules over it would only give faults that follow from that */
    VEC(struct lookup_slot) slots;
};

struct pack_indicator {
    struct indicator *indicator;
    const struct yaml *yaml;
};

struct pack_reader {
    struct ctx *ctx;
    struct programme *programme;

    /* where files come from: a folder (resolved, no final slash) or those at hand */
    const char *folder;
    const struct pack_file *at_hand;
    size_t at_hand_count;
    const char *city;            /* NULL, or: those at hand are frozen trees, and this is the programme's city */
    VEC(struct pack_file) files; /* those that were asked for and found */

    VEC(struct pack_fault) faults;
    bool partial; /* a file could not be read: what is not found may well be in it, so that is no fault of its own */

    VEC(struct pack_ledger) ledgers;
    VEC(struct pack_indicator) indicators;
    struct map *organisations; /* first column of organisations.csv; NULL if there is none */
};

/* ---- faults (pack_keys.c) ---- */

/* `at` may be NULL for the pack as a whole. Say what was found, and what was expected. */
__attribute__((format(printf, 3, 4))) void pack_fault(struct pack_reader *reader, const struct yaml *at,
                                                      const char *format, ...);
void pack_fault_at(struct pack_reader *reader, const char *file, int line, int column, const char *say);
/* All that was recorded, in order of place, as ctx->err. */
int pack_fail(struct pack_reader *reader);

/* The nearest of the spellings that were tried. */
struct near {
    const char *text, *best;
    size_t distance;
};
void near_try(struct near *near, const char *candidate);
/* "；是不是“name”？", or "" if nothing is near. In the arena. */
const char *near_say(struct pack_reader *reader, const struct near *near);

/* ---- keys (pack_keys.c) ---- */

enum key_kind {
    KEY_TEXT,  /* a scalar that is not blank */
    KEY_TEXTS, /* a text, or a list of at least one */
    KEY_LIST,
    KEY_MAP,
    KEY_FLAG,   /* true or false */
    KEY_NUMBER, /* a whole number from 0 */
    KEY_RAW,    /* kept as it is for someone else */
};

struct pack_key {
    const char *name;
    enum key_kind kind;
    bool required;
};

/* The list under a key; NULL if there is none, or if it is longer than PACK_PARTS_LIMIT, which is a fault. */
const struct yaml *pack_parts(struct pack_reader *reader, const struct yaml *map, const char *key);

/* Checks a map against its keys, which end with {0}; `what` names it in faults (字段). False: it is no map at all. */
bool pack_map(struct pack_reader *reader, const struct yaml *map, const char *what, const struct pack_key *keys);

/* What a map says under a key; NULL, false or an empty list if it says nothing or not in the kind that the name tells
 * (which pack_map has recorded). `pack_scalar` is the place of a text. */
const struct yaml *pack_scalar(const struct yaml *map, const char *key);
const char *pack_text(const struct yaml *map, const char *key);
const char **pack_texts(struct pack_reader *reader, const struct yaml *map,
                        const char *key); /* NULL-terminated or NULL */
const struct yaml **pack_scalars(struct pack_reader *reader, const struct yaml *map, const char *key,
                                 size_t *ret_count);
const struct yaml *pack_list(const struct yaml *map, const char *key); /* its first element */
bool pack_flag(const struct yaml *map, const char *key);
bool pack_number(const struct yaml *map, const char *key, int64_t *ret);

/* A code: small latin letters, digits and underscores, a letter first. "" if there is none; a bad one is a fault. */
const char *pack_code(struct pack_reader *reader, const struct yaml *map);
/* The code of the map, also checked not to be in `seen`, to which it is added. */
const char *pack_new_code(struct pack_reader *reader, const struct yaml *map, const char *what, struct map *seen);

/* ---- files (pack_files.c) ---- */

/* 0, or PACK_NO_FILE after a fault was recorded, at `at` if given, else at the file. */
enum { PACK_NO_FILE = 1 };
int pack_file_find(struct pack_reader *reader, const char *name, const struct yaml *at, struct pack_file *ret);
/* Whether the pack has a file of this (safe) name, for one that it may do without. */
bool pack_file_there(struct pack_reader *reader, const char *name);
/* Names of items/ *.yaml in order; NULL-terminated. */
const char **pack_item_files(struct pack_reader *reader);
/* Sorts the files that were found and hashes them into the programme. Errors: E_STORE if the library has no SM3. */
MUST_CHECK int pack_files_close(struct pack_reader *reader);

/* ---- ledgers (pack_field.c, pack_ledger.c, pack_check.c) ---- */

void pack_ledger_declare(struct pack_reader *reader, struct item *item, const struct yaml *yaml);
void pack_fields_read(struct pack_reader *reader, struct pack_ledger *pl);
MUST_CHECK int pack_ledger_read(struct pack_reader *reader, struct pack_ledger *pl);
MUST_CHECK int pack_checks_read(struct pack_reader *reader, struct pack_ledger *pl);

/* NULL after a fault. `at` names it. */
struct pack_ledger *pack_ledger_find(struct pack_reader *reader, const struct yaml *at);
const struct field *pack_field_find(struct pack_reader *reader, const struct ledger *ledger, const struct yaml *at);
/* The only key field that is not org; NULL if there is none or more than one. */
const struct field *pack_key_field(const struct ledger *ledger);
/* Index of a stage by code or name; -1 after a fault. */
int pack_stage_find(struct pack_reader *reader, const struct ledger *ledger, const struct yaml *at);
/* Can a value of `a` be found again as a value of `b`, a field of `ledger`? */
bool pack_fields_match(const struct field *a, const struct ledger *ledger, const struct field *b);

/* A condition over the ledger's fields. *ret is NULL after a fault, or if the key is missing. */
MUST_CHECK int pack_condition(struct pack_reader *reader, const struct yaml *map, const char *key,
                              const struct pack_ledger *pl, bool personal, struct rule **ret);

/* Records a fault at the place in the expression. */
void pack_rule_fault(struct pack_reader *reader, const struct yaml *at, const struct rule_fault *fault);

/* ---- indicators (pack_indicator.c) ---- */

void pack_indicator_declare(struct pack_reader *reader, struct item *item, const struct yaml *yaml);
MUST_CHECK int pack_indicator_read(struct pack_reader *reader, struct pack_indicator *pi);

/* ---- outlines (pack_outline.c) ---- */

/* Into the programme, after the organisations. */
void pack_outlines_read(struct pack_reader *reader, const struct yaml *root);

#endif

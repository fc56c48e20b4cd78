/* A programme as its pack says it: items, ledgers, indicators, scopes, schedules. Read by pack.c from YAML, kept in the
 * store with version and hash (programme_store.c). Everything here is immutable once read and lives in the arena that
 * was current when it was read. */
#ifndef DOMAIN_PROGRAMME_H
#define DOMAIN_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/map.h"
#include "domain/field.h"
#include "domain/outline.h"
#include "domain/rule.h"
#include "format/yaml.h"

struct ledger;
struct indicator;

/* One line under `rules:`: what must hold not to be rejected or marked, or rather, what makes it so. */
struct ledger_rule {
    bool error;        /* true rejects the row, false marks it */
    struct rule *rule; /* fires when it holds */
    const char *say;   /* the sentence for the clerk */
};

/* The closed list of checks between records (DESIGN decision 2). */
enum check_kind { CHECK_UNIQUE, CHECK_OVERLAP, CHECK_EXISTS_IN, CHECK_AT_LEAST, CHECK_NEAR };

struct check {
    enum check_kind kind;
    bool error;
    const char *say;
    const struct field **fields; /* UNIQUE: these together; OVERLAP: from, to; EXISTS_IN, NEAR: one; AT_LEAST: none */
    size_t field_count;
    const struct field **same; /* OVERLAP: only among rows that agree in these */
    size_t same_count;
    const struct ledger *ledger;     /* EXISTS_IN, AT_LEAST: the other ledger */
    const struct field *other_field; /* EXISTS_IN: its key field; AT_LEAST: its field that names this record */
    struct rule *where;              /* EXISTS_IN: which of its records will do; may be NULL */
    int from_stage;                  /* AT_LEAST: asked only from this stage on; -1 always */
    int64_t amount;                  /* AT_LEAST: how many; NEAR: metres */
    int slot;                        /* its number among the look-ups of the ledger that is looked into; see lookup.h */
};

struct follow_up {
    const char *code, *name;
    struct rule *when;
    int due_days;
    const char **steps; /* NULL-terminated */
};

/* A number by which records of a ledger can be found: the fields whose values are hashed together. */
struct lookup_slot {
    const struct field **fields;
    size_t field_count;
    bool grid; /* one place field: hashed by the cell of a grid */
};

struct ledger {
    const char *code, *name, *english; /* NULL where the pack gives none */
    const struct item *item;
    const struct ledger *parent; /* or NULL */
    struct field *fields;        /* 0 org, 1 remark, then the declared ones, stage dates behind their stage, computed */
    size_t field_count;
    const struct field *date;  /* the row's day; NULL if the stage gives it */
    const struct field *stage; /* or NULL */
    const struct field **key;  /* natural key; org may be among them */
    size_t key_count;
    const struct field **persons; /* fields of type person, in order of declaration */
    size_t person_count;
    struct ledger_rule *rules;
    size_t rule_count;
    struct check *checks;
    size_t check_count;
    struct rule **formulas; /* for each field: its formula if computed, else NULL */
    struct follow_up *follow_ups;
    size_t follow_up_count;
    struct lookup_slot *slots; /* what its records are found by, for checks of this and other ledgers */
    size_t slot_count;
    struct indicator **indicators; /* those that its records touch (cover: both the covering ledger and the roster) */
    size_t indicator_count;
    struct yaml *simulate; /* or NULL */
    int64_t id;            /* in the store; 0 until stored */
    int line;
};

enum { FIELD_ORG = 0, FIELD_REMARK = 1 };

enum count { COUNT_RECORDS, COUNT_SUM, COUNT_PERSONS, COUNT_DISTINCT, COUNT_STAGE, COUNT_COVER };

enum target_kind { TARGET_UNKNOWN, TARGET_VALUE, TARGET_STAGE };

struct target {
    enum target_kind kind;
    int64_t value; /* in the indicator's scale (COVER: percent × 10^places); STAGE: index of the promised stage */
};

struct org_target {
    const char *org;
    struct target target;
};

struct indicator {
    const char *code, *name, *english; /* NULL where the pack gives none */
    const char *unit;                  /* 户 …; 节点 for a milestone, % for a cover */
    const char *
        *also_units; /* NULL-terminated or NULL: units in which a text may state it as well (domain.md: 公里 = 千米) */
    int places;      /* digits after the point that the unit holds */
    const struct item *item;
    enum count count;
    const struct ledger *of;
    const struct field *field;  /* SUM: the amount; DISTINCT: the value; PERSONS: the person; COVER: the ref */
    struct rule *where;         /* or NULL */
    const struct field *date;   /* or NULL: the ledger's */
    int at;                     /* counted from this stage on; -1: from the record on */
    const struct scope *scope;  /* or NULL */
    struct target target;       /* of the city (of the scope, if there is one) */
    struct org_target *targets; /* of other organisations */
    size_t target_count;
    const struct indicator *part_of;
    const char **words;          /* NULL-terminated */
    int due;                     /* STAGE: the day by which it is promised (yyyymmdd) */
    const char *public_to;       /* level at which the public drill-down stops, or NULL */
    const int *schedule;         /* twelve percents; NULL: linear */
    const struct ledger *roster; /* COVER */
    const struct field *roster_field;
    struct rule *roster_where;
    struct yaml *simulate;
    int64_t id; /* in the store */
    size_t index;
    int line;
};

struct item {
    int number;
    const char *name, *english;        /* NULL where the pack gives none; so the next three */
    const char *promise;               /* as the pack's document words it */
    const char *brief, *english_brief; /* the same in plain words */
    const char **leads, **words;       /* NULL-terminated */
    const char **also; /* the same, or NULL: what people say who look for it; no article is read by these */
    const char *file;
    struct ledger **ledgers;
    size_t ledger_count;
    struct indicator **indicators;
    size_t indicator_count;
};

struct scope {
    const char *code, *name;
    const char **also;    /* NULL-terminated or NULL */
    const char **members; /* codes of organisations, NULL-terminated */
};

struct schedule {
    const char *code;
    int due[12]; /* percent due at the end of each month */
};

/* A file of the pack, as read. */
struct pack_file {
    const char *name; /* below the pack's folder */
    const char *bytes;
    size_t length;
    const struct yaml *tree; /* what it parses to; NULL if it is no YAML */
};

struct programme {
    const char *code, *name, *city, *document, *office; /* document "unknown" if none was published */
    const char *english, *english_city;                 /* NULL where the pack gives none */
    struct map *english_words; /* from the pack's own words (units, stages, departments, places); or NULL */
    int year;
    const char **words;
    struct item *items;
    size_t item_count;
    struct scope *scopes;
    size_t scope_count;
    struct schedule *schedules;
    size_t schedule_count;
    int yellow_percent, late_days;
    struct ledger **ledgers; /* all, in order of items */
    size_t ledger_count;
    struct indicator **indicators; /* all, in order of items */
    size_t indicator_count;
    struct pack_file *files; /* none if it was read from trees; nor organisations then */
    size_t file_count;
    const char *organisations; /* bytes of organisations.csv */
    struct yaml *simulate;     /* of programme.yaml, or NULL */
    struct outlines outlines;  /* none if the pack has no outlines.yaml */
    unsigned char hash[32];    /* SM3 over names and bytes of the files in order of name */
    int64_t id;                /* in the store */
    int version;
};

/* Reads a pack: a directory if there is one of that name, else a bundled one ("411200-2024").
 * Errors: E_INPUT with up to twenty faults, a line each: "file:line:column: what was found, what was expected". */
MUST_CHECK int pack_read(struct ctx *ctx, const char *path, struct programme **ret);

/* The same from files already in memory (the store's copy); they must outlive the programme. */
MUST_CHECK int pack_from_files(struct ctx *ctx, struct pack_file *files, size_t count, struct programme **ret);

/* The same from frozen trees (format/yaml_frozen.h) of the pack's YAML files, which stand in `trees` in the place of
 * their bytes; city and hash are what the files gave. Files and organisations stay empty.
 * PACK_NO_TREES: a tree is missing or damaged, or says a pack that has faults: read the files. */
enum { PACK_NO_TREES = 1 };
MUST_CHECK int pack_from_trees(struct ctx *ctx, struct pack_file *trees, size_t count, const char *city,
                               const unsigned char hash[32], struct programme **ret);

/* NULL if there is none of this code. */
struct ledger *programme_ledger(const struct programme *programme, const char *code);
struct ledger *programme_ledger_by_id(const struct programme *programme, int64_t id);
struct indicator *programme_indicator(const struct programme *programme, const char *code);
struct field *ledger_field(const struct ledger *ledger, const char *code);
const struct scope *programme_scope(const struct programme *programme, const char *code);

/* The pack's English for a word of its own: "households" for 户, "" where none is needed (个); NULL if
 * it gives none. */
const char *programme_english(const struct programme *programme, const char *chinese);

/* Digits after the point that a unit holds (domain.md §3.5): 公里 千米 3, 平方米 元 2, kW 千瓦 3, % 2, else 0. */
int unit_places(const char *unit);
/* Digits after the point of what the indicator counts: of a cover, whose target is a share, entries. */
int indicator_digits(const struct indicator *indicator);
/* 100 % in the scale of a cover's target. */
int64_t cover_whole(const struct indicator *indicator);

#endif

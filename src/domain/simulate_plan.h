/* What a pack's `simulate:` and `sample:` sections say, read strictly into structs. Shared by simulate*.c only; the
 * keys are documented in docs/programme-pack.md. Everything is in the arena that was current when it was read. */
#ifndef DOMAIN_SIMULATE_PLAN_H
#define DOMAIN_SIMULATE_PLAN_H

#include "domain/pack_reader.h"
#include "domain/programme.h"
#include "domain/simulate_people.h"
#include "domain/simulate_place.h"

/* ---- how a value is made ---- */

enum sample_kind {
    SAMPLE_TEXT,    /* a text with {names} in it; without any it is fixed */
    SAMPLE_PICK,    /* one of `options`, by weight */
    SAMPLE_CYCLE,   /* the next of `options`, within a run of held rows */
    SAMPLE_INT,     /* a number of `span`, `pad` digits at least */
    SAMPLE_DECIMAL, /* the same with the field's digits after the point */
    SAMPLE_SOME,    /* `span` many of the field's choices, if `a` says something */
    SAMPLE_MAP,     /* options[i] where choice field `a` is keys[i], else `otherwise` */
    SAMPLE_SHIFT,   /* `span` days from the date `a` */
    SAMPLE_BETWEEN, /* a day from `a` to `b` */
    SAMPLE_PARENT,  /* what the parent's field `a` says */
    SAMPLE_REF,     /* the key of the next row of `ledger`, for `pad` rows each, which becomes the parent */
    SAMPLE_PERSON,  /* someone of a pool */
    SAMPLE_BORN,    /* the birthday that the person of `a` declares */
    SAMPLE_NAME,    /* the name of the person of `a`; somebody's if there is no `a` */
    SAMPLE_USCC,    /* a code that follows from what `a`, or the text, says */
    SAMPLE_PER,     /* `a` divided by one of `span`, rounded up */
    SAMPLE_TIMES,   /* `a` × one of `span` (scaled by `pad` digits) */
    SAMPLE_SHARE,   /* one of `span` percent of `a`, rounded down */
    SAMPLE_ADD,     /* `a` + `span.low` */
    SAMPLE_BROKEN,  /* a person's number spoilt in the way `pad` (enum broken); in errors only */
    SAMPLE_OF,      /* what field `a` says in some row of `ledger` for which `where` holds */
    SAMPLE_STAGE,   /* a stage with the dates of all up to it */
};

enum broken { BROKEN_CHECK_DIGIT, BROKEN_FIFTEEN, BROKEN_EXPONENT, BROKEN_LENGTH };

/* A part of a text: written, or a name with the digits it is padded to. */
enum piece_kind {
    PIECE_WRITTEN,
    PIECE_FIELD,
    PIECE_WORD,
    PIECE_ORG,
    PIECE_ORG_CODE,
    PIECE_PLACE,
    PIECE_COUNTY,
    PIECE_COUNTY_NAME,
    PIECE_NUMBER,
    PIECE_ROW
};
struct piece {
    enum piece_kind kind;
    const char *text;
    size_t index; /* of the field or word */
    int pad;
};

/* A field of this row or of its parent, or a day. */
struct operand {
    const struct field *field; /* NULL: `day` */
    bool parent;
    int day;
};

struct sample {
    enum sample_kind kind;
    const struct yaml *at;
    struct piece *pieces;
    size_t piece_count;
    bool fixed;         /* TEXT: `value` is what the field makes of it */
    struct value value; /* FIXED */
    struct sample **options, *otherwise;
    int64_t *upto, *keys;
    size_t option_count;
    struct span span;
    int pad;
    int64_t empty; /* how often nothing at all, a share */
    struct operand a, b;
    size_t pool;
    const struct ledger *ledger;
    struct rule *where;
    /* STAGE, by stage */
    int anchor;
    struct span *gap; /* days from the stage before; high < 0: none */
    int64_t *reach;   /* sums of weights */
    struct span on;   /* days of the anchor as dates; high 0: by the ledger's months */
};

struct word {
    const char *name;
    struct sample *sample;
};

/* ---- which rows are made ---- */

enum group_kind { GROUP_EXAMPLES, GROUP_RECORDS, GROUP_UNTIL, GROUP_REPEAT, GROUP_EACH, GROUP_ROWS };

struct variant {
    int64_t share, records, examples; /* one of them; -1 the others */
    struct sample **set;
};

struct group {
    enum group_kind kind;
    const char *name;
    const struct yaml *at;
    int64_t amount; /* EXAMPLES, RECORDS, REPEAT */
    const struct indicator *until;
    int64_t share;             /* UNTIL: of the figure */
    const struct ledger *each; /* EACH */
    struct rule *where;        /* EACH: over that ledger; REPEAT: over this one */
    struct span times;
    int64_t idle;
    struct sample ***rows; /* ROWS: a set each, NULL-terminated */
    struct sample **set;   /* by field; NULL where the field's own sample stands */
    int64_t reuse, known;
    bool holds;
    struct span hold;
    bool *hold_fields, *hold_words;
    const struct indicator *spread; /* or NULL */
    int64_t spread_records, spread_least, spread_most;
    const struct field *chain_from, *chain_to; /* or NULL */
    struct span chain_start, chain_step;       /* step.high < 0: the spread amount */
    struct variant *variants;
    size_t variant_count;
    int64_t sibling_share;
    bool *sibling_keep;
    struct sample **sibling_set;
    struct span later;
    bool *keep;
    bool elsewhere;
    const struct site_rule *place; /* or NULL: the ledger's */
};

struct error_row {
    const char *say;
    const struct yaml *at;
    bool copy;
    struct sample **set;
};

struct curve {
    const char *code;
    int64_t upto[12];
};

struct ledger_plan {
    const struct ledger *ledger;
    bool made; /* it has a section */
    const struct site_rule *place;
    const struct curve *months;
    int last_day;
    struct word *words;
    size_t word_count;
    struct sample **samples; /* by field */
    struct group *groups;
    size_t group_count;
    int64_t again;
    struct error_row *errors;
    size_t error_count;
    bool looked_into; /* other ledgers need its rows */
};

struct box {
    const char *org;                 /* six digits or a code */
    struct span longitude, latitude; /* millionths of a degree */
};

struct plan {
    const struct programme *programme;
    uint64_t seed;
    int silent;
    const char **areas;
    size_t area_count;
    struct curve *curves;
    size_t curve_count;
    struct pool *pools;
    size_t pool_count;
    struct box *boxes;
    size_t box_count;
    struct ledger_plan *ledgers; /* as the programme's */
};

/* Reads all sections. Errors: E_INPUT with up to twenty faults. */
MUST_CHECK int plan_read(struct ctx *ctx, const struct programme *programme, const struct places *places,
                         struct plan **ret);
struct ledger_plan *plan_of(const struct plan *plan, const struct ledger *ledger);

/* ---- between simulate_plan.c and simulate_sample.c ---- */

struct plan_reader {
    struct pack_reader pack; /* for its faults and tables of keys */
    struct plan *plan;
    struct ledger_plan *ledger; /* being read */
    bool raw;                   /* errors: a text stands as it is, whatever the field makes of it */
};

/* NULL after a fault. `field` NULL: a word. */
struct sample *sample_read(struct plan_reader *pr, const struct yaml *yaml, const struct field *field);
/* A map from fields to samples; all NULL if the map says nothing. */
struct sample **samples_read(struct plan_reader *pr, const struct yaml *map);

bool plan_span(struct plan_reader *pr, const struct yaml *map, const char *key, int places, struct span *ret);
enum { GAP_LIMIT = 36600, ROWS_LIMIT = 10000000, TIMES_LIMIT = 10000 };
bool plan_gap(struct plan_reader *pr, const struct yaml *map, const char *key, struct span *ret);  /* a span of days */
bool plan_days(struct plan_reader *pr, const struct yaml *map, const char *key, struct span *ret); /* two dates */
/* A percentage as a share; false and `ret` as it was if there is none. */
bool plan_share(struct plan_reader *pr, const struct yaml *map, const char *key, int64_t *ret);
const struct field *plan_field(struct plan_reader *pr, const struct ledger *ledger, const struct yaml *at);
struct rule *plan_where(struct plan_reader *pr, const struct yaml *map, const struct ledger *ledger);
const struct ledger *plan_ledger(struct plan_reader *pr, const struct yaml *at);

#endif

/* The tree of a city: city › county › township › village, institutions hung below any of them, and named scopes (市区)
 * as one more parent of their members. Rights follow the administrative parent, counts the statistical one
 * (domain.md §3.3). The whole tree is read into memory: a few thousand nodes. */
#ifndef DOMAIN_ORGANISATION_H
#define DOMAIN_ORGANISATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/map.h"

struct programme;

enum org_level { LEVEL_CITY, LEVEL_COUNTY, LEVEL_TOWNSHIP, LEVEL_VILLAGE, LEVEL_INSTITUTION, LEVEL_SCOPE };

struct organisation {
    int64_t id;
    const char *code, *name, *kind;
    enum org_level level;
    struct organisation *parent, *stat_parent; /* NULL for the city and for scopes */
    int valid_from, valid_to;                  /* days, both inclusive; 0 and 99999999 if open */
    struct organisation **scopes;              /* the scopes that hold it or one above it */
    size_t scope_count;
};

struct organisations {
    struct organisation *at; /* in order of code */
    size_t count;
    struct organisation *city;
    struct map *by_code;
    struct organisation **by_id; /* ids are small numbers; NULL where there is none */
    int64_t last_id;
};

/* The tree as the store holds it; with `programme` (may be NULL) scopes know their members. Errors: E_STORE. */
MUST_CHECK int organisations_load(struct ctx *ctx, const struct programme *programme, struct organisations **ret);

/* Reads `bytes` (columns code name level parent, and where given stat_parent kind valid_from valid_to) and puts it into
 * the store inside the caller's transaction: new nodes are added, known ones changed, none is taken out. A file may
 * bring some units only: parents may be in the store already. Checks: codes by level (GB/T 2260, 10114), one city,
 * parents that exist and are higher, no cycle, dates. Errors: E_INPUT with up to twenty faults. *ret_changed nodes that
 * are new or different. */
MUST_CHECK int organisations_import(struct ctx *ctx, const char *name, const char *bytes, size_t length,
                                    int64_t *ret_changed);

/* Makes sure that the programme's scopes are nodes of the store, inside the caller's transaction. */
MUST_CHECK int organisations_add_scopes(struct ctx *ctx, const struct programme *programme);

/* By code; six and nine digits are read as the county's and the township's twelve. NULL if there is none. */
struct organisation *organisation_find(const struct organisations *tree, const char *code);
struct organisation *organisation_by_id(const struct organisations *tree, int64_t id);

/* The county-level node that owns its records by administrative parent, the city for city units (DESIGN: record). */
struct organisation *organisation_owner(struct organisation *org);
bool organisation_valid(const struct organisation *org, int day);
/* By statistical parents: is `org` the node `above` or below it? `above` may be a scope. */
bool organisation_within(const struct organisation *org, const struct organisation *above);
/* Is `above` its statistical parent or, of a scope, a member of it that hangs below no other member? */
bool organisation_directly_below(const struct organisation *org, const struct organisation *above);
const char *org_level_name(enum org_level level);
/* As a file names it: county, 县. LEVEL_SCOPE if it is neither; no file names a scope. */
enum org_level org_level_named(const char *text);

/* Those above `org` by statistical parent, the city first; how many. */
enum { ORG_DEPTH_MOST = 8 };
size_t organisation_above(const struct organisation *org, const struct organisation *ret[ORG_DEPTH_MOST]);

/* Calls `each` for the node itself, those above it by statistical parent, and the scopes that hold it.
 * Stops at the first value that is not 0 and returns it. */
MUST_CHECK int organisation_each_above(const struct organisation *org,
                                       int (*each)(void *arg, const struct organisation *above), void *arg);

/* The same for what a zero report of `org` speaks of: those of organisation_each_above, and for the city every scope,
 * which is part of it. */
MUST_CHECK int organisation_each_spoken_for(const struct organisations *tree, const struct organisation *org,
                                            int (*each)(void *arg, const struct organisation *above), void *arg);

#endif

/* A ledger with a field of each type, and a row of it, for tests of rules. */
#ifndef UNIT_RULE_DESK_H
#define UNIT_RULE_DESK_H

#include "domain/rule.h"

enum { DESK_FIELDS = 20 };

extern const struct field desk_fields[DESK_FIELDS];
extern const struct rule_scope desk_scope;          /* all of them, personal ones too */
extern struct choice desk_levels[4], desk_lacks[3]; /* of the fields level and lacking */

struct desk {
    struct ctx ctx;
    struct value values[DESK_FIELDS];
};

int desk_open(void **state); /* *state: struct desk */
int desk_close(void **state);

/* The field with this code; fails the test if there is none. */
const struct field *desk_field(const char *code, size_t length);
/* "built_year=2004 area=10.5": all other fields are empty. */
void desk_set(struct desk *desk, const char *row);
/* Fails the test if the expression is refused. */
struct rule *desk_rule(struct desk *desk, const char *expression);

#endif

/* How an indicator stands at a place up to a month: what was counted, what was promised, the rate and the light with
 * the formula that gave it. Reads tallies, computes no count. (domain.md §3.4, §3.8) */
#ifndef DOMAIN_STATUS_H
#define DOMAIN_STATUS_H

#include "domain/city.h"

enum light { LIGHT_GREY, LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED };

struct status {
    const struct indicator *indicator;
    const struct organisation
        *org; /* where it was read: the scope's node if the whole city was asked of a scoped one */
    int month;
    bool outside;         /* the place is not in the indicator's scope: nothing to say */
    bool hidden;          /* not for whoever asks (checked.h): value, roster and stage say nothing */
    bool closed;          /* hidden because the indicator is not public this far down */
    bool reported;        /* something was accepted there; false: actual is empty, not 0 */
    int64_t value;        /* in the indicator's smallest unit; COVER: how many of the roster are covered */
    int64_t roster;       /* COVER: entries of the roster; 0: none loaded, no share can be told */
    int stage;            /* STAGE: last stage reached; -1 none */
    struct target target; /* of this place; unknown where none was given for it, never borrowed from above */
    enum light light;
    const char *formula; /* why this light, with its numbers, in Chinese */
};

/* `org` NULL: the city. Errors: E_STORE. */
MUST_CHECK int status_of(struct ctx *ctx, const struct city *city, const struct indicator *indicator,
                         const struct organisation *org, int month, struct status *ret);

/* The same in steps, for whoever has the values already (year.h). Whom it asks: scope, target, outside; then nothing is
 * read yet. */
void status_ask(const struct city *city, const struct indicator *indicator, const struct organisation *org, int month,
                struct status *ret);
/* The light of what was read, alone, and the light with its formula. */
enum light status_light(const struct city *city, const struct status *status);
void status_judge(struct ctx *ctx, const struct city *city, struct status *status);
/* A milestone is tallied as the number of stages reached; the last of them, -1 none. */
int stage_of_tally(const struct indicator *indicator, int64_t reached);
/* What is due by the end of the month, in the unit of the value; -1 where the target is not known or not a number. */
int64_t status_due(const struct status *status);
/* Percent of the target × 10, half up; -1 where it cannot be said. */
int64_t status_rate_tenths(const struct status *status);

/* The earlier of this month and the programme's December. */
int status_default_month(const struct programme *programme);

/* Columns of `status`: plain decimals, "" where there is nothing to say, "unknown" for a target that is not known.
 * In the arena or static. */
const char *status_actual_text(struct ctx *ctx, const struct status *status);
const char *status_target_text(struct ctx *ctx, const struct status *status);
const char *status_rate_text(struct ctx *ctx, const struct status *status);
/* Whether the target is known and reached: exactly, whatever the rate rounds to. */
bool status_reached(const struct status *status);
const char *light_name(enum light light); /* green yellow red grey */

#endif

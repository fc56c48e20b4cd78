/* Why a number is no claim. */
#ifndef TEXT_TRAP_H
#define TEXT_TRAP_H

#include "text/fixed.h"
#include "text/scan.h"

/* The kind of trap that the group is at this place; TRAP_NONE if it is a claim. */
enum trap_kind trap_of(const struct scan *scan, const struct group *g);

#endif

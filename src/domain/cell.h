/* From a cell's text to a field's value, with Excel's and people's habits: full-width digits, thousands separators,
 * leading apostrophe or tab, dates in four forms, 是/否. Knows one field and one cell, nothing of other records. */
#ifndef DOMAIN_CELL_H
#define DOMAIN_CELL_H

#include "base/error.h"
#include "domain/field.h"

/* A fault in a cell, as shown to the clerk. */
struct cell_fault {
    bool error;      /* false: the value is kept and the row is marked */
    const char *say; /* what is wrong and what to do, in Chinese; holds no personal value */
};

enum { CELL_FAULT = 1 };

/* Reads `text` (as it stands in the file) as a value of `field`. Blank gives present == false (whether that is allowed
 * is asked by the ledger). Values are in ctx->mem.
 * TEXT: NFKC-trimmed at its ends only, inner text kept as written, rare characters kept, at most 2,000 code points.
 * INT, DECIMAL: full-width digits, thousands separators, a leading + ; 12.0 is an INT; 1.2E+05 is refused with its
 * reason; more digits than the unit holds are refused (domain.md §3.5: never rounded); a unit behind the number is
 * accepted if it is the field's own (146.2公里), 万 is not; `%` likewise.
 * DATE: 2024-3-5 2024/03/05 2024.3.5 2024年3月5日 20240305, also a spreadsheet's serial number is refused with the
 * explanation; a day that no calendar has.
 * CHOICE by name or code after NFKC; CHOICES separated by 、，,；;/ or blanks; BOOL 是 否 有 无 1 0 true false yes no √
 * ×. PERSON, PHONE, USCC, PERSON_NAME by identity.h: a wrong USCC is a warning, the others are errors. PLACE
 * "111.20345,34.77621" (also full-width comma, blank): longitude 73–136, latitude 3–54, swapped ones are told so. STAGE
 * by name or code. REF as TEXT. min and max of the field are checked. 0, or CELL_FAULT with *ret_fault (the value is
 * set if fault.error is false). */
MUST_CHECK int cell_read(struct ctx *ctx, const struct field *field, const char *text, struct value *ret,
                         struct cell_fault *ret_fault);

/* The value as text, the canonical form in which it is stored and shown: plain decimals, 2024-03-05, a choice's name,
 * "1" and "0" for BOOL, choices joined by 、 in the pack's order, "111.203450,34.776210". "" if not present. In the
 * arena, or the value's own. */
const char *cell_text(struct ctx *ctx, const struct field *field, const struct value *value);

#endif

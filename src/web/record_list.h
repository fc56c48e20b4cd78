/* Records in a table: receipt, place, public columns, the passage of stages, what each adds. One table for the
 * figure's and the records' page (pages/parts/record_table.html), and a list of passages for the item's. */
#ifndef WEB_RECORD_LIST_H
#define WEB_RECORD_LIST_H

#include "domain/listing.h"
#include "web/request.h"

/* 凭证号: the first eight digits of the leaf, “A7F3-20C4”. */
const char *receipt(struct arena *mem, const unsigned char leaf[SM3_SIZE]);

/* Fills {{#columns}} {{#records}} and the flags of the notes below. */
void record_list(const struct request *q, const struct indicator *indicator, const struct listing *listing,
                 struct values *v);
/* The same as passages (pages/parts/record_passages.html): each record a name, its stages as a line, and the seam at
 * the stage that counts. Sets {{#passages}} to whether its ledger has stages; else it is record_list. */
void record_passages(const struct request *q, const struct indicator *indicator, const struct listing *listing,
                     struct values *v);

/* Sets `name` to a field's name as the head of a column, with its unit (“里程，公里”), and `name`_lang to its language. */
void field_head(const struct request *q, struct values *v, const char *name, const struct field *field);
/* Its cell with a comma each three digits where it is an amount, i.e. has a unit; a year has none. */
const char *field_text(struct arena *mem, const struct field *field, const char *cell);
bool field_is_number(const struct field *field);
/* A drawing of the stages that a record has reached; `counts` is the stage from which it counts, -1 none;
 * `bare`: the line alone. */
struct html record_passage(const struct request *q, const struct ledger *ledger, const struct listed *row, int counts,
                           bool bare);

#endif

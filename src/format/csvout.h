/* Writes CSV: quotes where needed, CRLF line ends, UTF-8 with BOM (so that Excel and WPS show Chinese). A text cell
 * that starts with = + - @ and is no number gets a leading apostrophe, so that a spreadsheet does not run it. */
#ifndef FORMAT_CSVOUT_H
#define FORMAT_CSVOUT_H

#include <stdio.h>

void csv_begin(FILE *out);
void csv_row(FILE *out, const char *const *cells, size_t count);

#endif

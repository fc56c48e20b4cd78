/* CSV for spreadsheets. Quotes also what our own reader could take for a separator of a header. */
#include "format/csvout.h"

#include <stdbool.h>
#include <string.h>

#include "base/decimal.h"

void csv_begin(FILE *out)
{
    (void)fputs("\xEF\xBB\xBF", out); /* whoever owns the stream asks it at the end */
}

/* A spreadsheet looks past leading blanks, tabs and line breaks. */
static bool would_run(const char *s)
{
    struct decimal d;
    if (!strchr("=+-@\t\r\n ", *s))
        return false;
    const char *start = s + strspn(s, "\t\r\n ");
    return *start && strchr("=+-@", *start) && decimal_parse(start, strlen(start), &d) == DECIMAL_BAD;
}

static void write_cell(FILE *out, const char *s, bool alone)
{
    bool apostrophe = *s && would_run(s);
    size_t length = strlen(s);
    bool quotes = s[strcspn(s, ",;\t\r\n\"")] || (length && (*s == ' ' || s[length - 1] == ' ')) || (alone && !length);
    if (quotes)
        (void)fputc('"', out);
    if (apostrophe)
        (void)fputc('\'', out);
    for (; *s; s++) {
        if (*s == '"')
            (void)fputc('"', out);
        (void)fputc(*s, out);
    }
    if (quotes)
        (void)fputc('"', out);
}

void csv_row(FILE *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            (void)fputc(',', out);
        write_cell(out, cells[i] ? cells[i] : "", count == 1);
    }
    (void)fputs("\r\n", out);
}

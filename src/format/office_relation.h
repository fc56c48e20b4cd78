/* Relationships of an office file: which part a part names for what. They come in many spellings: targets from the root
 * (/xl/worksheets/sheet1.xml) or from the part's folder (worksheets/sheet1.xml, ../xl/…), types of the transitional and
 * of the strict standard, of which only the last word is looked at. */
#ifndef FORMAT_OFFICE_RELATION_H
#define FORMAT_OFFICE_RELATION_H

#include "format/office_part.h"

enum { OFFICE_PATH = 512 };

struct office_relation {
    const char *id;   /* NULL: it has none */
    const char *type; /* the last word: worksheet, styles, officeDocument; "" none */
    const char *path; /* the entry, from the root */
};

/* Gives each relationship of the part within the file (outer ones are left out); `main` is the part's name, "" the
 * file itself. What it gives lives until `take` returns.
 * 0; OFFICE_NO_RELATIONS: the part has none. Errors: those of office_part_run. */
enum { OFFICE_NO_RELATIONS = 1 };
MUST_CHECK int office_relations(struct ctx *ctx, const struct office_package *package, const char *main,
                                void (*take)(void *arg, const struct office_relation *relation), void *arg);

/* Where the relationships of the part are: xl/_rels/workbook.xml.rels for xl/workbook.xml. False if that is too long.
 */
bool office_relations_name(const char *main, char ret[OFFICE_PATH]);

#endif

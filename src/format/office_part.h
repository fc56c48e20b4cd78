/* One part of a workbook or document: a zip entry through expat, piece by piece, within limits. Knows zip and XML,
 * nothing of cells or paragraphs. Names of elements come without their prefix (x:row is row): what a part may hold
 * makes them unmistakable. */
#ifndef FORMAT_OFFICE_PART_H
#define FORMAT_OFFICE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A file's zip. `path` and `save_anew` (“请用…打开它，另存为…”) are for messages. */
struct office_package {
    struct zip *zip;
    const char *path, *save_anew;
    int64_t size;      /* of the file */
    int64_t *unpacked; /* bytes of all parts together, each time one is read */
};

/* Bounds against bombs; each is said in the message of what went over it. */
enum {
    PART_RATIO = 200,           /* unpacked to packed, once PART_RATIO_FROM is unpacked; real sheets have 5 to 40 */
    PART_RATIO_FROM = 16 << 20, /* bytes */
    PART_TIMES = 3,             /* all readings together: so many times what one part as large as the file may have */
    PART_SMALL = 4 << 20,       /* most bytes of a part that lists the others */
    PART_STYLES = 64 << 20,
    PART_DEPTH = 64,      /* elements within elements */
    PART_TOKEN = 4 << 20, /* bytes of one tag, comment or the like: expat keeps it whole */
    PART_NAMES = 512,     /* different names of elements and attributes: expat keeps each */
};
#define PART_SHEET   (INT64_C(4) << 30)
#define PART_STRINGS (INT64_C(1) << 30)

struct office_part;

/* What happens while reading; each may be NULL. They may call office_part_pause, _stop and _fail. */
struct office_events {
    void (*start)(struct office_part *part, const char *name, const char **attributes);
    void (*end)(struct office_part *part, const char *name);
    void (*text)(struct office_part *part, const char *s, size_t length);
    void *arg; /* theirs, by office_part_arg */
};

/* The index of the entry of this name (upper and lower case are one, \ is /), -1 if there is none. */
int64_t office_part_find(const struct office_package *package, const char *name);

/* Opens an entry found by office_part_find. `limit`: its most bytes, unpacked. Close with office_part_close. */
MUST_CHECK int office_part_open(struct ctx *ctx, const struct office_package *package, int64_t index, int64_t limit,
                                const struct office_events *events, struct office_part **ret);

/* Reads on: 1 paused, 0 the end, <0 E_INPUT: broken zip or XML, a DOCTYPE, a limit, or what an event failed with. */
MUST_CHECK int office_part_read(struct ctx *ctx, struct office_part *part);

/* Opens, reads to the end, closes. */
MUST_CHECK int office_part_run(struct ctx *ctx, const struct office_package *package, int64_t index, int64_t limit,
                               struct office_events events);

/* From an event: */
void office_part_pause(struct office_part *part); /* office_part_read returns 1 and goes on from here next time */
void office_part_stop(struct office_part *part);  /* the rest is unpacked (its checksum must fit) but not looked at */
void office_part_fail(struct office_part *part, int r); /* `r` is what fail() gave */
struct ctx *office_part_ctx(const struct office_part *part);
void *office_part_arg(const struct office_part *part);

void office_part_progress(const struct office_part *part, int64_t *ret_done, int64_t *ret_all);
void office_part_close(struct office_part *part);

/* The value of an attribute of this name, NULL if there is none. */
const char *office_attribute(const char **attributes, const char *name);
/* The same for one whose prefix may be any (r:id). */
const char *office_attribute_prefixed(const char **attributes, const char *name);
/* A whole number in such an attribute; -1 if there is none, or one below 0 or above `most`. */
int office_number_prefixed(const char **attributes, const char *name, int most);
/* 1, true and on are true. */
bool office_is_true(const char *value);

#endif

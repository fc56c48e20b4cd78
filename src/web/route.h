/* The one table of addresses. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/request.h"

struct route {
    const char *method; /* GET (HEAD goes with it) or POST */
    const char *path;   /* "/figures/{code}/{org}" */
    enum right who;
    const struct form_field *fields; /* query parameters of a GET, form fields of a POST; NULL none */
    size_t most_body;                /* bytes of a POST's body; 0 for GET */
    handler *handle;
};
extern const struct route routes[];
extern const size_t route_count;

enum { ROUTE_PATH_MOST = 2048 }; /* bytes of a raw path; a longer one is ROUTE_LONG */

/* Finds the route of a method and a raw path (percent-encoded, no query): sets language, path, route, parameters, and
 * for ROUTE_METHOD allow. 0; ROUTE_NONE (404), ROUTE_METHOD (405), ROUTE_BAD (400: %00, broken UTF-8, "..", an empty
 * segment), ROUTE_LONG (414). Never fails otherwise, on any bytes. */
enum { ROUTE_NONE = 1, ROUTE_METHOD, ROUTE_BAD, ROUTE_LONG };
int route_find(struct request *q, const char *method, const char *raw_path);

/* Text as an address holds it: %XX a byte. The decoded bytes in `mem`, ended by a
 * NUL that *ret_length does not count; NULL if a % is not followed by two hexadecimal digits. */
char *route_decode(struct arena *mem, const char *raw, size_t length, size_t *ret_length);

/* The way back: all but letters, digits, -._~ and what stands in `plain` as %XX. */
void route_encode(struct buf *out, const char *text, const char *plain);

/* Checks one given field against the route's list: 0; FIELD_UNKNOWN (ignored in a query); FIELD_BAD with a sentence in
 * *ret_say. */
enum { FIELD_UNKNOWN = 1, FIELD_BAD };
int field_check(struct ctx *ctx, const struct route *route, const char *name, const char *value, size_t length,
                const char **ret_say);

/* Takes what was given into q->fields: known fields with a value, in order of the route's list, each once (the first of
 * a name counts). 0; FIELD_BAD with a sentence that names the field, also where a required one is missing. */
int fields_take(struct request *q, const struct pair *given, size_t count, const char **ret_say);

/* The HTTP status of an error code: the one table. */
int route_status(int code);

#endif

/* What a handler gets and gives: no HTTP library, no socket. One request is one thread, one arena, one snapshot of the
 * store. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "base/buf.h"
#include "domain/city.h"
#include "format/template.h"

/* Who may. Zero is nobody, so that a forgotten cell closes the door. */
enum right { RIGHT_NOBODY, RIGHT_PUBLIC };

/* What a form field or a query parameter may hold; checked before the handler runs. */
enum input { INPUT_LINE, INPUT_TEXT, INPUT_FILE, INPUT_CODE, INPUT_MONTH, INPUT_NUMBER, INPUT_FLAG };
struct form_field {
    const char *name; /* NULL ends the list */
    enum input check;
    size_t most; /* bytes */
    bool required;
};

/* One query or form field as it was given. A file's value may hold NULs; behind the value stands one anyway. */
struct pair {
    const char *name, *value;
    size_t length;
};

struct site;

struct request {
    struct ctx *ctx;         /* arena of the request, an open connection, the error */
    const struct city *city; /* programme and tree that this request reads; never its keys */
    enum language language;
    const char *path; /* decoded, without /en */
    const struct route *route;
    const char *allow;         /* of a path that does not take the method: those that it takes */
    const char *parameters[4]; /* what the route's {braces} matched, in order; NULL behind the last */
    const struct pair *fields; /* query and form fields that the route knows, checked; see request_field */
    size_t field_count;
    int today;          /* yyyymmdd */
    const char *origin; /* "https://host": what stands before a path in an absolute address; "" if nobody said */
    struct site *site;  /* for site_write (web/site.h) */
};

/* A query or form field by its name; "" if it was not given. */
const char *request_field(const struct request *q, const char *name);
/* The bytes of an uploaded file (may hold NULs); length 0 if none. */
const char *request_file(const struct request *q, const char *name, size_t *ret_length);

struct response {
    int status;           /* 200 unless set */
    const char *type;     /* text/html; charset=utf-8 unless set */
    const char *location; /* of a redirect (303), a path of ours; or NULL */
    bool keep;            /* may be kept rendered under the state of the store that it shows */
    struct buf body;
};

/* A handler: 0, or an error (<0) whose message becomes an error page with the status of route_status(). */
typedef int handler(struct request *q, struct response *r);

/* Renders pages/`page`.html inside pages/frame.html: adds what each page needs (city, year, data band, navigation,
 * language links, cut-off and version). `title` is the page's heading; `section` names the navigation's current entry
 * ("home", "places", "articles", "about" or ""). */
MUST_CHECK int page_render(struct request *q, struct response *r, const char *page, const char *title,
                           const char *section, struct values *values);
/* An address of ours in the request's language: "/figures/%s" gets /en in front on an English page. In the arena. */
__attribute__((format(printf, 2, 3))) const char *page_link(const struct request *q, const char *format, ...);
/* A page that says what was looked for and names the three nearest; status 404. `what` is the Chinese noun (指标, 地方
 * …). */
MUST_CHECK int page_not_found(struct request *q, struct response *r, const char *what, const char *looked_for);

/* A page that says what went wrong (`sentence`, "" where the status says all) and what to do: 400 403 404 405 413
 * 414 415 422 429 500 503. Asks the store nothing; q->city may be NULL. */
MUST_CHECK int page_error(struct request *q, struct response *r, int status, const char *sentence);

#endif

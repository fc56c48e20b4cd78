/* What browsers fetch once and keep: the files of static/, made at build time by tools/assets.c. static/css/NN-name.css
 * are one asset, app.css, in order of name. The name holds the hash of the bytes, so that an address never changes its
 * content. */
#ifndef FORMAT_ASSET_H
#define FORMAT_ASSET_H

#include <stddef.h>

struct asset_bytes {
    const char *bytes; /* NULL: this form is not smaller than the plain one */
    size_t length;
};

struct asset {
    const char *name;   /* "app.css" */
    const char *hashed; /* "app.0123456789.css" */
    const char *type;   /* of its Content-Type, with charset where it is text */
    struct asset_bytes plain, gzip, brotli;
};

extern const struct asset assets[]; /* in order of name */
extern const size_t asset_count;

/* By the name that an address holds (/static/{hashed}); NULL if there is none. */
const struct asset *asset_find(const char *hashed);
/* By its own name; NULL if there is none. In templates write {{@name}}. */
const struct asset *asset_named(const char *name);

#endif

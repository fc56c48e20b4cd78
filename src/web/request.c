/* What a handler asks of its request. */
#include "web/request.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "web/route.h"

static const struct pair *field_named(const struct request *q, const char *name)
{
    for (size_t i = 0; i < q->field_count; i++)
        if (strcmp(q->fields[i].name, name) == 0)
            return &q->fields[i];
    return NULL;
}

const char *request_field(const struct request *q, const char *name)
{
    const struct pair *field = field_named(q, name);
    return field ? field->value : "";
}

const char *request_file(const struct request *q, const char *name, size_t *ret_length)
{
    const struct pair *field = field_named(q, name);
    *ret_length = field ? field->length : 0;
    return field ? field->value : "";
}

const char *page_link(const struct request *q, const char *format, ...)
{
    AUTO_BUF struct buf path = BUF_INIT;
    char part[4096];
    va_list args;
    va_start(args, format);
    vsnprintf(part, sizeof part, format, args);
    va_end(args);
    if (q->language == LANGUAGE_EN)
        buf_str(&path, "/en");
    route_encode(&path, part, "/?&=#%"); /* a place's name in a query, say, travels as %XX */
    return arena_strndup(q->ctx->mem, path.bytes, path.length);
}

/* Stand-ins without a look, until page.c and about.c take their place: delete this file then. */
#include "web/pages.h"

int page_error(struct request *q, struct response *r, int status, const char *sentence)
{
    (void)q;
    r->status = status;
    r->type = "text/plain; charset=utf-8";
    buf_printf(&r->body, "%d %s\n", status, sentence);
    return 0;
}

int page_not_found(struct request *q, struct response *r, const char *what, const char *looked_for)
{
    return page_error(q, r, 404, arena_printf(q->ctx->mem, "没有%s“%s”", what, looked_for));
}

int about_page(struct request *q, struct response *r)
{
    r->type = "text/plain; charset=utf-8";
    r->keep = true;
    buf_printf(&r->body, "%s\n", q->city->programme->name);
    return 0;
}

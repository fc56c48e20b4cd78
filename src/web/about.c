/* How numbers are counted here, in plain words. */
#include "web/page.h"
#include "web/pages.h"

int about_page(struct request *q, struct response *r)
{
    r->keep = true;
    return page_render(q, r, "about", say(q->language, "怎样数"), "about", values_new(q->ctx->mem));
}

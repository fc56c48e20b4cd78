/* 怎样数: what counts, what the marks mean, what 合成数据 is, accessibility. Words only; the pack gives the thresholds.
 */
#include "web/page.h"
#include "web/pages.h"

int about_page(struct request *q, struct response *r)
{
    const struct programme *programme = q->city->programme;
    struct values *v = values_new(q->ctx->mem);
    values_format(v, "small", "%d", SMALL_CELL);
    values_format(v, "yellow", "%d", programme->yellow_percent);
    values_format(v, "late", "%d", programme->late_days);
    values_text(v, "articles", page_link(q, "/articles"));
    values_text(v, "office", programme->office[0] ? page_word(q, programme->office) : say(q->language, "主管办公室"));
    r->keep = true;
    return page_render(q, r, "about", say(q->language, "怎样数"), "about", v);
}

/* An article, pasted or uploaded, and what the ledgers say of it. Nothing is kept unless the reader asks for it. */
#include "domain/article.h"

#include "base/date.h"
#include "domain/moved.h"
#include "web/marked.h"
#include "web/pages.h"
#include "web/say_number.h"
#include "web/sentence.h"
#include "web/site.h"

enum { CHARACTERS_MOST = 200 * 1000 }; /* the longest report of a government has a tenth */

/* ---- the form ---- */

static void set_months(const struct request *q, struct values *v)
{
    int latest = status_default_month(q->city->programme);
    const char *chosen = request_field(q, "month");

    values_list(v, "months");
    for (int month = latest; month > latest / 100 * 100; month--) {
        struct values *row = values_row(v, "months");
        const char *code = say_month_code(q->ctx->mem, month);
        values_text(row, "value", month == latest ? "" : code);
        values_text(row, "words", say_month_year(q->ctx->mem, q->language, month));
        values_flag(row, "chosen", strcmp(chosen, code) == 0);
    }
}

static int show_form(struct request *q, struct response *r, const char *error)
{
    struct values *v = values_new(q->ctx->mem);
    const char *title = say(q->language, "核对一篇文章");

    values_text(v, "title", title);
    values_text(v, "error", error);
    values_text(v, "action", page_link(q, "/articles"));
    values_text(v, "text", request_field(q, "text"));
    set_months(q, v);
    r->keep = !error[0];
    if (error[0])
        r->status = 422;
    return page_render(q, r, "articles", title, "articles", v);
}

int article_form(struct request *q, struct response *r)
{
    return show_form(q, r, "");
}

/* ---- the result ---- */

static int show_too_many(struct request *q, struct response *r)
{
    return show_form(q, r,
                     sentence(q->ctx->mem, say(q->language, "这篇文章里要核对的超过 {most} 处，请分几次核对。"),
                              HOLES({"most", say_exact(q->ctx->mem, CHECKED_MOST, 0)})));
}

static int month_of_article(const struct request *q, const struct article *article)
{
    return article->as_of ? article->as_of : status_default_month(q->city->programme);
}

/* The kept article, or one that is not: its token is empty. */
static int show_text(struct request *q, struct response *r, const struct text *text, const struct article *article,
                     const char *address, const char *kept)
{
    int as_of = month_of_article(q, article);
    struct values *v = values_new(q->ctx->mem);
    struct checked_list rows;
    struct moved_list moved;
    struct marked m = {.city = q->city,
                       .text = text,
                       .rows = &rows,
                       .as_of = as_of,
                       .language = q->language,
                       .root = q->language == LANGUAGE_EN ? "/en" : "",
                       .kept_on = article->kept_on};
    int e = checked_read(q->ctx, q->city, text, as_of, AUDIENCE_PUBLIC, &rows);

    if (e < 0)
        return e;
    if (e == CHECKED_MANY)
        return show_too_many(q, r);
    const char *title = marked_title(q->ctx->mem, &m);
    values_text(v, "title", title);
    values_text(v, "articles_link", page_link(q, "/articles"));
    values_text(v, "address", address);
    values_text(v, "kept", kept);
    if (article->said) {
        moved_since(q->ctx, article->said, &rows, &moved);
        m.moved = &moved;
    }
    marked_values(q->ctx->mem, &m, v);
    return page_render(q, r, "article", title, "articles", v);
}

/* The given text or file as a text to be read; *ret NULL if nothing was given. */
static int read_given(struct request *q, struct text **ret)
{
    size_t length;
    const char *bytes = request_file(q, "file", &length), *words = request_field(q, "text");

    *ret = NULL;
    if (length > 0)
        return text_from_file(q->ctx, say(q->language, "上传的文件"), bytes, length, ret);
    length = strlen(words);
    if (strspn(words, " \t\r\n") == length)
        return 0;
    return text_from_bytes(q->ctx, say(q->language, "粘贴的文字"), words, length, ret);
}

static int keep(struct ctx *ctx, void *arg)
{
    return article_keep(ctx, arg);
}

static int keep_and_go(struct request *q, struct response *r, const struct text *text, int month)
{
    struct article article = {.as_of = month, .kept_on = q->today};
    struct checked_list rows;
    int e = checked_read(q->ctx, q->city, text, month_of_article(q, &article), AUDIENCE_PUBLIC, &rows);

    if (e < 0)
        return e;
    if (e == CHECKED_MANY)
        return show_too_many(q, r);
    article.content = article_content(q->ctx, text, &article.length);
    article.said = moved_write(q->ctx, &rows, &article.said_length);
    e = site_write(q, keep, &article);
    if (e < 0)
        return e;
    if (e == ARTICLES_FULL)
        return show_text(q, r, text, &(struct article){.as_of = month}, "",
                         say(q->language, "保存的文章已满，这一篇没有保存。"));
    r->status = 303;
    r->location = page_link(q, "/articles/%s", article.token);
    return 0;
}

int article_post(struct request *q, struct response *r)
{
    int month = 0, year = q->city->programme->year;
    const char *given = request_field(q, "month");
    struct text *text;
    int e = read_given(q, &text);

    if (e < 0)
        return e;
    if (!text)
        return show_form(q, r, say(q->language, "还没有文字：请粘贴一篇，或选一个文件。"));
    if (text->raw_count > CHARACTERS_MOST)
        return show_form(q, r,
                         sentence(q->ctx->mem, say(q->language, "这篇文章太长：最多 {most} 字，请分几次核对。"),
                                  HOLES({"most", say_exact(q->ctx->mem, CHARACTERS_MOST, 0)})));
    if (given[0] && (!month_parse(given, &month) || year_of(month) != year))
        return show_form(q, r,
                         sentence(q->ctx->mem, say(q->language, "月份要在 {year} 年里。"),
                                  HOLES({"year", arena_printf(q->ctx->mem, "%d", year)})));
    if (request_field(q, "keep")[0])
        return keep_and_go(q, r, text, month);
    return show_text(q, r, text, &(struct article){.as_of = month}, "",
                     say(q->language, "这篇文章没有保存，离开这一页就没有了。"));
}

int article_page(struct request *q, struct response *r)
{
    struct article article;
    struct text *text;
    const char *path;
    int e = article_find(q->ctx, q->parameters[0], &article);

    if (e < 0)
        return e;
    if (e == DB_NONE)
        return page_not_found(q, r, "文章", q->parameters[0]);
    e = text_from_bytes(q->ctx, "文章", article.content, article.length, &text);
    if (e < 0)
        return e;
    path = page_link(q, "/articles/%s", article.token);
    return show_text(q, r, text, &article, arena_printf(q->ctx->mem, "%s%s", q->origin, path),
                     sentence(q->ctx->mem, say(q->language, "保存于 {day}。台账有变动时，这一页跟着变。"),
                              HOLES({"day", say_day_words(q->ctx->mem, q->language, article.kept_on)})));
}

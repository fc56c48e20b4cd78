/* The frame of every page, the pages that say that something is not there, and what pages share: names, lights, cells.
 */
#include "web/page.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "domain/chain.h"
#include "web/route.h"
#include "web/say_number.h"
#include "web/sentence.h"

/* ---- names and words ---- */

static bool is_there(const char *text)
{
    return text && text[0];
}

const char *page_word(const struct request *q, const char *chinese)
{
    const char *english = q->language == LANGUAGE_EN && q->city ? programme_english(q->city->programme, chinese) : NULL;
    return english ? english : chinese;
}

const char *page_unit(const struct request *q, const struct indicator *indicator)
{
    return indicator->count == COUNT_COVER ? say(q->language, "个") : page_word(q, indicator->unit);
}

void page_name(const struct request *q, struct values *v, const char *name, const char *chinese, const char *english)
{
    if (q->language == LANGUAGE_EN && !is_there(english) && q->city)
        english = programme_english(q->city->programme, chinese);
    bool translated = q->language == LANGUAGE_EN && is_there(english);
    values_text(v, name, translated ? english : chinese);
    values_text(v, arena_printf(q->ctx->mem, "%s_lang", name), translated ? "en" : "zh-CN");
}

const char **page_stages(const struct request *q, const struct field *stage)
{
    const char **names = arena_array(q->ctx->mem, stage->of_count, sizeof *names);
    for (size_t i = 0; i < stage->of_count; i++)
        names[i] = page_word(q, stage->of[i].name);
    return names;
}

/* ---- lights and cells ---- */

struct light_look light_look(enum language language, enum light light, bool reached, bool known, bool value)
{
    if (!known)
        return (struct light_look){"light-none", "none", say(language, "目标未公布")};
    if (!value)
        return (struct light_look){"light-missing", "none", say(language, "没有记录")};
    switch (light) {
    case LIGHT_GREEN:
        return (struct light_look){"light-green", "ok", reached ? say(language, "已达到") : say(language, "按序时")};
    case LIGHT_YELLOW:
        return (struct light_look){"light-yellow", "slow", say(language, "偏慢")};
    case LIGHT_RED:
        return (struct light_look){"light-red", "bad", say(language, "落后")};
    case LIGHT_GREY:
        break;
    }
    return (struct light_look){"light-missing", "none", say(language, "没有记录")};
}

struct light_look cell_look(enum language language, enum cell_kind kind, enum light light, bool reached, bool known)
{
    if (known && (kind == CELL_SMALL || kind == CELL_HIDDEN))
        return (struct light_look){"light-none", "none", say(language, "不判断")};
    return light_look(language, light, reached, known, kind == CELL_VALUE);
}

struct light_look series_look(enum language language, const struct series *s)
{
    /* Nothing handed in says more than no target. */
    bool known = s->status.target.kind != TARGET_UNKNOWN || s->kind == CELL_UNREPORTED;
    return cell_look(language, s->kind, s->status.light, s->kind == CELL_VALUE && status_reached(&s->status), known);
}

void page_light(struct values *v, struct light_look look)
{
    values_text(v, "light", look.symbol);
    values_text(v, "tone", look.tone);
    values_text(v, "light_word", look.word);
}

const char *cell_sign(enum language language, enum cell_kind kind)
{
    switch (kind) {
    case CELL_UNREPORTED:
        return say(language, "未报");
    case CELL_SMALL:
        return "<5";
    case CELL_HIDDEN:
        return say(language, "隐");
    case CELL_VALUE:
        assert(false && "a value is no sign");
        break;
    case CELL_NONE:
    case CELL_CLOSED:
        break;
    }
    return "—";
}

const char *cell_class(enum cell_kind kind)
{
    static const char *const classes[] = {
        [CELL_VALUE] = "value",        [CELL_UNREPORTED] = "unreported", [CELL_SMALL] = "small-cell",
        [CELL_HIDDEN] = "hidden-cell", [CELL_NONE] = "absent",           [CELL_CLOSED] = "absent"};
    return classes[kind];
}

/* ---- the month that is shown ---- */

int page_latest(const struct request *q)
{
    int december = q->city->programme->year * 100 + 12, now = month_of(q->today);
    return now < december ? now : december;
}

int page_until(const struct request *q, bool *ret_bad)
{
    const char *asked = request_field(q, "month");
    int month = 0, latest = page_latest(q);
    bool fine =
        !asked[0] || (month_parse(asked, &month) && year_of(month) == q->city->programme->year && month <= latest);
    if (ret_bad)
        *ret_bad = !fine;
    return fine && month ? month : latest;
}

const char *page_month(const struct request *q, int month)
{
    return month == page_latest(q) ? "" : arena_printf(q->ctx->mem, "?month=%s", say_month_code(q->ctx->mem, month));
}

/* ---- the frame ---- */

/* The same page in the other language: path and, of a GET, what was asked. */
static const char *other_link(const struct request *q)
{
    AUTO_BUF struct buf out = BUF_INIT;
    buf_str(&out, q->language == LANGUAGE_EN ? "" : "/en");
    route_encode(&out, q->route ? q->path : "/", "/");
    bool get = q->route && strcmp(q->route->method, "GET") == 0;
    for (size_t i = 0; get && i < q->field_count; i++) {
        buf_char(&out, i ? '&' : '?');
        route_encode(&out, q->fields[i].name, "");
        buf_char(&out, '=');
        route_encode(&out, q->fields[i].value, "");
    }
    return arena_strndup(q->ctx->mem, out.bytes, out.length);
}

/* 三门峡市 | 2024 年 | 重点民生实事: the year stands out. */
static void set_programme(const struct request *q, struct values *v)
{
    values_list(v, "programme");
    if (!q->city)
        return;
    const struct programme *programme = q->city->programme;
    struct arena *mem = q->ctx->mem;
    bool english = q->language == LANGUAGE_EN && is_there(programme->english);
    const char *name = english ? programme->english : programme->name;
    char *year = arena_printf(mem, english ? "%d" : "%d 年", programme->year);
    const char *at = strstr(name, year);
    struct values *row = values_row(v, "programme");
    values_text(row, "before", at ? arena_strndup(mem, name, (size_t)(at - name)) : name);
    values_text(row, "year", at ? year : "");
    values_text(row, "behind", at ? at + strlen(year) : "");
}

static void add_entry(struct request *q, struct values *v, const char *section, const char *name, const char *link,
                      const char *label)
{
    struct values *row = values_row(v, "navigation");
    values_text(row, "link", page_link(q, "%s", link));
    values_text(row, "label", label);
    values_text(row, "current", strcmp(section, name) == 0 ? "page" : "false");
}

/* “十二件事”: how many there are is the programme's to say. */
static const char *items_said(struct request *q)
{
    struct arena *mem = q->ctx->mem;
    if (!q->city)
        return say(q->language, "首页");
    return sentence(mem, say(q->language, "{n}件事"),
                    HOLES({"n", say_word(mem, q->language, (int)q->city->programme->item_count)}));
}

static void set_navigation(struct request *q, struct values *v, const char *section)
{
    values_list(v, "navigation");
    add_entry(q, v, section, "home", "/", items_said(q));
    add_entry(q, v, section, "places", "/places", say(q->language, "各地"));
    add_entry(q, v, section, "search", "/search", say(q->language, "查找"));
    add_entry(q, v, section, "articles", "/articles", say(q->language, "核验文章"));
    add_entry(q, v, section, "about", "/about", say(q->language, "怎样数"));
    bool english = q->language == LANGUAGE_EN;
    values_text(v, "other_lang", english ? "zh-CN" : "en");
    values_text(v, "other_label", english ? "中文" : "English");
    values_text(v, "other_link", other_link(q));
}

static void set_state(const struct request *q, struct values *v, const char *decided_at)
{
    struct arena *mem = q->ctx->mem;
    values_flag(v, "synthetic", q->city && q->city->data == DATA_SYNTHETIC);
    values_text(v, "cutoff", decided_at ? say_time(mem, decided_at) : "");
    values_text(v, "code", q->city ? q->city->programme->code : "");
    values_format(v, "version", "%d", q->city ? q->city->programme->version : 0);
}

static const char *site_name(struct request *q)
{
    if (!q->city)
        return say(q->language, "兑现");
    const struct programme *programme = q->city->programme;
    bool english = q->language == LANGUAGE_EN && is_there(programme->english_city);
    const char *city = english ? programme->english_city : q->city->tree->city->name;
    return arena_printf(q->ctx->mem, "%s %s", say(q->language, "兑现"), city);
}

static void render(struct request *q, struct response *r, const char *page, const char *title, const char *section,
                   struct values *values, const char *decided_at)
{
    struct values *v = values_new(q->ctx->mem);
    values_text(v, "lang", q->language == LANGUAGE_EN ? "en" : "zh-CN");
    values_text(v, "title", title);
    values_text(v, "site", site_name(q));
    values_text(v, "home", page_link(q, "/"));
    values_text(v, "about", page_link(q, "/about"));
    values_text(v, "search", page_link(q, "/search"));
    values_text(v, "places", page_link(q, "/places"));
    set_programme(q, v);
    set_navigation(q, v, section);
    set_state(q, v, decided_at);
    values_inherit(values, v);
    values_html(v, "body", template_part(q->ctx->mem, page, q->language, values));
    r->type = "text/html; charset=utf-8";
    template_render("frame", q->language, v, &r->body);
}

int page_render(struct request *q, struct response *r, const char *page, const char *title, const char *section,
                struct values *values)
{
    char *decided_at = NULL;
    int result = chain_decided_at(q->ctx, &decided_at);
    if (result < 0)
        return result;
    render(q, r, page, title, section, values, decided_at);
    return 0;
}

/* ---- what is not there, what went wrong ---- */

static const char *noun(struct arena *mem, enum language language, const char *chinese)
{
    const char *known[][2] = {
        {"指标", say(language, "指标")}, {"地方", say(language, "地方")}, {"月份", say(language, "月份")},
        {"记录", say(language, "记录")}, {"文章", say(language, "文章")}, {"实事", say(language, "实事")},
        {"页面", say(language, "页面")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0], chinese) == 0) {
            char *within = arena_strdup(mem, known[i][1]); /* within a sentence */
            if (within[0] >= 'A' && within[0] <= 'Z')
                within[0] = (char)(within[0] - 'A' + 'a');
            return within;
        }
    return chinese;
}

static unsigned kinds_of(const char *what)
{
    return strcmp(what, "指标") == 0   ? HIT_INDICATORS
           : strcmp(what, "地方") == 0 ? HIT_PLACES
           : strcmp(what, "实事") == 0 ? HIT_ITEMS
                                       : HIT_ALL;
}

enum { NEAREST = 3 };

/* The months of the same page that lie nearest to the one that was asked for. */
static size_t nearest_months(struct request *q, const char *looked_for, struct values *v)
{
    int first = q->city->programme->year * 100 + 1, last = page_latest(q), asked;
    asked = !month_parse(looked_for, &asked) || asked > last ? last : asked < first ? first : asked;
    int from = asked - 1 < first ? first : asked - 1, count = 0;
    from = from + NEAREST - 1 > last && last - NEAREST + 1 >= first ? last - NEAREST + 1 : from;
    for (int month = from; month <= last && count < NEAREST; month++, count++) {
        struct values *row = values_row(v, "nearest");
        const char *name = say_month_year(q->ctx->mem, q->language, month);
        values_text(row, "name", name);
        values_text(row, "name_lang", q->language == LANGUAGE_EN ? "en" : "zh-CN");
        values_text(row, "link", page_link(q, "%s?month=%s", q->path, say_month_code(q->ctx->mem, month)));
        values_text(row, "kind", say(q->language, "月份"));
    }
    return (size_t)count;
}

/* Items are looked for by number: the last ones, where there is none. */
static size_t nearest_items(struct request *q, struct values *v)
{
    const struct programme *p = q->city->programme;
    size_t from = p->item_count > NEAREST ? p->item_count - NEAREST : 0;
    for (size_t i = from; i < p->item_count; i++)
        page_hit(q, values_row(v, "nearest"), &(struct hit){.kind = HIT_ITEM, .item = &p->items[i]});
    return p->item_count - from;
}

/* Records and articles have no names. */
static size_t nearest(struct request *q, const char *what, const char *looked_for, struct values *v)
{
    struct hit *near = NULL;
    size_t count = 0;
    if (strcmp(what, "月份") == 0)
        return nearest_months(q, looked_for, v);
    if (strcmp(what, "记录") == 0 || strcmp(what, "文章") == 0)
        return 0;
    if (strcmp(what, "实事") == 0 && strspn(looked_for, "0123456789") == strlen(looked_for))
        return nearest_items(q, v);
    search_nearest(q->ctx, q->city, looked_for, kinds_of(what), NEAREST, &near, &count);
    for (size_t i = 0; i < count; i++)
        page_hit(q, values_row(v, "nearest"), &near[i]);
    return count;
}

int page_not_found(struct request *q, struct response *r, const char *what, const char *looked_for)
{
    struct values *v = values_new(q->ctx->mem);
    const char *named = noun(q->ctx->mem, q->language, what);
    r->status = 404;
    values_text(v, "what", named);
    values_text(v, "looked_for", looked_for);
    values_text(v, "words", "");
    values_list(v, "nearest");
    values_flag(v, "near", nearest(q, what, looked_for, v) > 0);
    const char *title = sentence(q->ctx->mem, say(q->language, "没有找到这个{what}"), HOLES({"what", named}));
    return page_render(q, r, "not_found", title, "", v);
}

struct trouble {
    int status;
    const char *title, *advice;
};

static struct trouble trouble_of(enum language l, int status)
{
    switch (status) {
    case 400:
        return (struct trouble){status, say(l, "这个地址看不懂"),
                                say(l, "请检查地址是不是少了或多了字，或者从首页找起。")};
    case 403:
        return (struct trouble){status, say(l, "这里不对外公开"), say(l, "公开的数都能从首页走到。")};
    case 404:
        return (struct trouble){status, say(l, "没有这一页"),
                                say(l, "可能地址少了一截，也可能这一页改了名。从首页或查找都能到。")};
    case 405:
        return (struct trouble){status, say(l, "这一页不这样用"), say(l, "请从页面上的链接和按钮进来。")};
    case 413:
        return (struct trouble){status, say(l, "交来的内容太大"),
                                say(l, "文章请不超过 2 MiB：只贴正文就够了，图片不用交。")};
    case 414:
        return (struct trouble){status, say(l, "这个地址太长"), say(l, "请从首页找起，或者用短一点的词再查一次。")};
    case 415:
        return (struct trouble){status, say(l, "交来的不是网页表单"),
                                say(l, "请用页面上的表单交；程序也请照表单的格式交。")};
    case 422:
        return (struct trouble){status, say(l, "交来的内容用不了"), say(l, "下面写着为什么；改好以后再交一次。")};
    case 429:
        return (struct trouble){status, say(l, "请求太密了"), say(l, "请过一会儿再来。")};
    case 503:
        return (struct trouble){status, say(l, "台账库现在读不到"),
                                say(l, "数没有丢。请过几分钟再来；一直这样，请告诉主管办公室。")};
    default:
        return (struct trouble){status, say(l, "出了差错"),
                                say(l, "不是您的问题。请过一会儿再来；一直这样，请把时间和地址告诉主管办公室。")};
    }
}

int page_error(struct request *q, struct response *r, int status, const char *said)
{
    struct values *v = values_new(q->ctx->mem);
    struct trouble trouble = trouble_of(q->language, status);
    r->status = status;
    values_format(v, "status", "%d", status);
    values_text(v, "advice", trouble.advice);
    values_text(v, "sentence", said);
    values_text(v, "title", trouble.title);
    render(q, r, "error", trouble.title, "", v, NULL);
    return 0;
}

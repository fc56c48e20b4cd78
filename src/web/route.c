/* Addresses: the one table, and what a path, a query and a form may hold. Any bytes may come in. */
#include "web/route.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "web/pages.h"

static const struct form_field month_field[] = {{"month", INPUT_MONTH, 7, false}, {0}};
static const struct form_field records_fields[] = {{"month", INPUT_MONTH, 7, false},
                                                   {"after", INPUT_CODE, 200, false},
                                                   {0}};
static const struct form_field search_fields[] = {{"q", INPUT_LINE, 300, false}, {0}};

enum { ARTICLE_BODY = (2 << 20) + (64 << 10) }; /* what its page says, and the form around it */

static const struct form_field article_fields[] = {
    {"text", INPUT_TEXT, ARTICLE_BODY, false},
    {"file", INPUT_FILE, ARTICLE_BODY, false},
    {"month", INPUT_MONTH, 7, false},
    {"keep", INPUT_FLAG, 2, false},
    {0},
};

const struct route routes[] = {
    /* method  path            who may        fields  body  handler */
    {"GET", "/", RIGHT_PUBLIC, month_field, 0, home_page},
    {"GET", "/places", RIGHT_PUBLIC, NULL, 0, places_page},
    {"GET", "/places/{org}", RIGHT_PUBLIC, month_field, 0, home_page},
    {"GET", "/search", RIGHT_PUBLIC, search_fields, 0, search_page},
    {"GET", "/items/{number}", RIGHT_PUBLIC, month_field, 0, item_page},
    {"GET", "/figures/{code}", RIGHT_PUBLIC, month_field, 0, figure_page},
    {"GET", "/figures/{code}/{org}", RIGHT_PUBLIC, month_field, 0, figure_page},
    {"GET", "/figures/{code}/{org}/records", RIGHT_PUBLIC, records_fields, 0, records_page},
    {"GET", "/records/{id}", RIGHT_PUBLIC, NULL, 0, record_page},
    {"GET", "/about", RIGHT_PUBLIC, NULL, 0, about_page},
    {"GET", "/articles", RIGHT_PUBLIC, NULL, 0, article_form},
    {"POST", "/articles", RIGHT_PUBLIC, article_fields, ARTICLE_BODY, article_post},
    {"GET", "/articles/{token}", RIGHT_PUBLIC, NULL, 0, article_page},
};
const size_t route_count = sizeof routes / sizeof *routes;

/* ---- decoding ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *route_decode(struct arena *mem, const char *raw, size_t length, size_t *ret_length)
{
    char *out = arena_alloc(mem, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        char c = raw[i];
        if (c == '%') {
            int high = i + 2 < length ? hex_digit(raw[i + 1]) : -1, low = high >= 0 ? hex_digit(raw[i + 2]) : -1;
            if (low < 0)
                return NULL;
            c = (char)(high << 4 | low);
            i += 2;
        }
        out[n++] = c;
    }
    *ret_length = n;
    return out;
}

void route_encode(struct buf *out, const char *text, const char *plain)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (; *text; text++)
        if (strchr(unreserved, *text) || strchr(plain, *text))
            buf_char(out, *text);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
}

static bool printable(const char *text, size_t length, bool lines)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == 0x7F || (c < 0x20 && !(lines && (c == '\n' || c == '\r' || c == '\t' || c == '\f'))))
            return false;
    }
    return utf8_valid(text, length) == length;
}

/* ---- paths ---- */

enum { SEGMENTS_MOST = 8 };

/* Splits at slashes; each segment decoded, none empty, "." or "..", none with a slash of its own. -1 if one is. */
static int segments_of(struct arena *mem, const char *raw, char *segments[SEGMENTS_MOST + 1])
{
    int count = 0;
    while (*raw) {
        size_t length = strcspn(++raw, "/"), decoded;
        char *segment = route_decode(mem, raw, length, &decoded);
        if (!segment || decoded == 0 || !printable(segment, decoded, false) || memchr(segment, '/', decoded) ||
            strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0)
            return -1;
        if (count <= SEGMENTS_MOST) /* one more than any route has, so that none fits */
            segments[count++] = segment;
        raw += length;
    }
    return count;
}

/* Whether the segments are those of a route's path; sets what its braces hold. */
static bool fits(const char *pattern, char *const *segments, int count, const char *parameters[4])
{
    int at = 0, braces = 0;
    memset(parameters, 0, 4 * sizeof *parameters);
    for (const char *p = pattern + 1; *p; at++) {
        size_t length = strcspn(p, "/");
        if (at >= count)
            return false;
        if (*p == '{')
            parameters[braces++] = segments[at];
        else if (strncmp(p, segments[at], length) != 0 || segments[at][length])
            return false;
        p += length + (p[length] == '/');
    }
    return at == count;
}

static char *joined(struct arena *mem, char *const *segments, int count)
{
    char *path = count ? "" : "/";
    for (int i = 0; i < count; i++)
        path = arena_printf(mem, "%s/%s", path, segments[i]);
    return path;
}

int route_find(struct request *q, const char *method, const char *raw_path)
{
    char *all[SEGMENTS_MOST + 1], **segments = all;
    struct arena *mem = q->ctx->mem;
    q->language = LANGUAGE_ZH;
    q->path = "/";
    q->route = NULL;
    if (strnlen(raw_path, ROUTE_PATH_MOST + 1) > ROUTE_PATH_MOST)
        return ROUTE_LONG;
    if (raw_path[0] != '/')
        return ROUTE_BAD;
    if (strcmp(raw_path, "/en/") == 0)
        raw_path = "/en";
    int count = raw_path[1] ? segments_of(mem, raw_path, all) : 0;
    if (count < 0)
        return ROUTE_BAD;
    if (count && strcmp(all[0], "en") == 0) {
        q->language = LANGUAGE_EN;
        segments++;
        count--;
    }
    q->path = joined(mem, segments, count);
    bool get = false, post = false;
    for (size_t i = 0; i < route_count && !q->route; i++) {
        if (routes[i].who == RIGHT_NOBODY || !fits(routes[i].path, segments, count, q->parameters))
            continue;
        if (strcmp(routes[i].method, method) == 0 ||
            (strcmp(method, "HEAD") == 0 && strcmp(routes[i].method, "GET") == 0))
            q->route = &routes[i];
        get |= strcmp(routes[i].method, "GET") == 0;
        post |= strcmp(routes[i].method, "POST") == 0;
    }
    if (q->route)
        return 0;
    q->allow = get && post ? "GET, HEAD, POST, OPTIONS" : post ? "POST, OPTIONS" : "GET, HEAD, OPTIONS";
    return get || post ? ROUTE_METHOD : ROUTE_NONE;
}

/* ---- fields ---- */

static bool only(const char *value, size_t length, const char *of)
{
    return strspn(value, of) == length;
}

static bool acceptable(enum input check, const char *value, size_t length)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    int month;
    switch (check) {
    case INPUT_LINE:
        return printable(value, length, false);
    case INPUT_TEXT:
        return printable(value, length, true);
    case INPUT_FILE:
        return true;
    case INPUT_CODE:
        return only(value, length, letters);
    case INPUT_MONTH:
        return length == 7 && value[4] == '-' && only(value, length, "0123456789-") && month_parse(value, &month);
    case INPUT_NUMBER:
        return length <= 18 && only(value, length, "0123456789");
    case INPUT_FLAG:
        return strcmp(value, "1") == 0 || strcmp(value, "on") == 0;
    }
    return false;
}

/* What the field wants, for a sentence. */
static const char *wants(enum input check)
{
    static const char *const words[] = {
        [INPUT_LINE] = "一行文字，没有控制字符",
        [INPUT_TEXT] = "UTF-8 的文字",
        [INPUT_FILE] = "一个文件",
        [INPUT_CODE] = "字母、数字组成的代码",
        [INPUT_MONTH] = "月份，写成 2024-09",
        [INPUT_NUMBER] = "不大于十八位的整数",
        [INPUT_FLAG] = "1，或不填",
    };
    return words[check];
}

int field_check(struct ctx *ctx, const struct route *route, const char *name, const char *value, size_t length,
                const char **ret_say)
{
    const struct form_field *field = route->fields;
    while (field && field->name && strcmp(field->name, name) != 0)
        field++;
    if (!field || !field->name)
        return FIELD_UNKNOWN;
    if (length > field->most)
        *ret_say = arena_printf(ctx->mem, "“%s”太长了：最多 %zu 字节", name, field->most);
    else if (length && !acceptable(field->check, value, length))
        *ret_say = arena_printf(ctx->mem, "“%s”应是%s", name, wants(field->check));
    else
        return 0;
    return FIELD_BAD;
}

static const struct pair *given_as(const struct pair *given, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(given[i].name, name) == 0)
            return &given[i];
    return NULL;
}

int fields_take(struct request *q, const struct pair *given, size_t count, const char **ret_say)
{
    const struct form_field *fields = q->route->fields;
    size_t most = 0;
    while (fields && fields[most].name)
        most++;
    struct pair *taken = arena_array(q->ctx->mem, most + 1, sizeof *taken);
    q->fields = taken;
    q->field_count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct pair *one = given_as(given, count, fields[i].name);
        bool there = one && one->length;
        if (fields[i].required && !there) {
            *ret_say = arena_printf(q->ctx->mem, "缺少“%s”", fields[i].name);
            return FIELD_BAD;
        }
        if (there && field_check(q->ctx, q->route, one->name, one->value, one->length, ret_say) != 0)
            return FIELD_BAD;
        if (there)
            taken[q->field_count++] = *one;
    }
    return 0;
}

int route_status(int code)
{
    static const struct {
        int code, status;
    } ends[] = {{E_USAGE, 400}, {E_INPUT, 422}, {E_RANGE, 422}, {E_STORE, 503}, {E_KEY, 503}, {E_RETRY, 503}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i].code == code)
            return ends[i].status;
    return code < 0 ? 500 : 200;
}

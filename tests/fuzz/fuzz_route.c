/* Any bytes as a method, a path and a query: a route is found or refused, what it gives is well-formed text within
 * bounds, fields that pass hold what they promise, and links lead back to where they came from.
 * Input: lines "method", "path", then one "name=value" each. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "web/route.h"

/* An assert that no build leaves out. */
static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool is_text(const char *text)
{
    size_t length = strlen(text);
    return utf8_valid(text, length) == length;
}

static const struct form_field fields[] = {
    {"q", INPUT_LINE, 64, false},      {"text", INPUT_TEXT, 256, false},
    {"file", INPUT_FILE, 256, false},  {"code", INPUT_CODE, 32, false},
    {"month", INPUT_MONTH, 16, false}, {"after", INPUT_NUMBER, 32, false},
    {"keep", INPUT_FLAG, 8, false},    {0},
};

static void check_value(const struct form_field *field, const struct pair *pair)
{
    must(pair->length > 0 && pair->length <= field->most && pair->value[pair->length] == '\0');
    if (field->check != INPUT_FILE)
        must(strlen(pair->value) == pair->length && is_text(pair->value));
    if (field->check == INPUT_LINE || field->check == INPUT_CODE)
        must(!strchr(pair->value, '\n') && !strchr(pair->value, '\r'));
    if (field->check == INPUT_CODE)
        must(!strpbrk(pair->value, "/<>&\"' "));
    if (field->check == INPUT_NUMBER)
        must(strspn(pair->value, "0123456789") == pair->length && pair->length <= 18);
}

/* A query's lines, decoded, against the fields above. */
static void check_fields(struct ctx *ctx, char *lines)
{
    static const struct route route = {.method = "GET", .path = "/fuzz", .who = RIGHT_PUBLIC, .fields = fields};
    struct request q = {.ctx = ctx, .route = &route};
    VEC(struct pair) given = {0};
    for (char *line = lines, *end; line && *line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        size_t name = strcspn(line, "="), ignored;
        const char *value = line[name] ? line + name + 1 : "";
        struct pair pair = {.name = route_decode(ctx->mem, line, name, &ignored)};
        pair.value = route_decode(ctx->mem, value, strlen(value), &pair.length);
        must(!pair.value || (pair.length <= strlen(value) && pair.value[pair.length] == '\0'));
        if (pair.name && pair.value)
            *vec_push(ctx->mem, &given) = pair;
    }
    const char *why = NULL;
    int outcome = fields_take(&q, given.at, given.count, &why);
    must(outcome == 0 || (outcome == FIELD_BAD && why && *why && is_text(why)));
    for (size_t i = 0; outcome == 0 && i < q.field_count; i++) {
        const struct form_field *field = fields;
        while (strcmp(field->name, q.fields[i].name) != 0)
            field++;
        check_value(field, &q.fields[i]);
        must(request_field(&q, field->name) == q.fields[i].value);
    }
    must(ctx->err.code == 0);
}

/* A page's link to itself is found again as the same page. */
static void check_link(struct request *q)
{
    struct request again = {.ctx = q->ctx};
    if (strchr(q->path, '%') || strchr(q->path, '?') || strchr(q->path, '#'))
        return; /* a link is written from codes and numbers; these would have to be escaped by who writes it */
    const char *link = page_link(q, "%s", q->path);
    must(link[0] == '/' && !strpbrk(link, " <>\"'\\"));
    if (strlen(link) > ROUTE_PATH_MOST)
        return;
    must(route_find(&again, "GET", link) == 0 || strcmp(q->route->method, "GET") != 0);
    must(again.language == q->language && strcmp(again.path, q->path) == 0);
}

static void check_route(struct ctx *ctx, const char *method, const char *path)
{
    struct request q = {.ctx = ctx};
    int outcome = route_find(&q, method, path);
    must(outcome == 0 || outcome == ROUTE_NONE || outcome == ROUTE_METHOD || outcome == ROUTE_BAD ||
         outcome == ROUTE_LONG);
    must(q.path && q.path[0] == '/' && is_text(q.path) && !strstr(q.path, "/../") && !strstr(q.path, "//"));
    must((outcome == 0) == (q.route != NULL));
    must(outcome != ROUTE_METHOD || strstr(q.allow, "OPTIONS") != NULL);
    if (outcome != 0)
        return;
    for (int i = 0; i < 4 && q.parameters[i]; i++)
        must(*q.parameters[i] && is_text(q.parameters[i]) && !strchr(q.parameters[i], '/') &&
             strcmp(q.parameters[i], "..") != 0);
    check_link(&q);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct ctx ctx = {.mem = arena_new()};
    char *method = arena_strndup(ctx.mem, (const char *)bytes, length);
    char *path = method + strcspn(method, "\n");
    if (*path)
        *path++ = '\0';
    char *lines = path + strcspn(path, "\n");
    if (*lines)
        *lines++ = '\0';
    check_route(&ctx, method, path);
    check_fields(&ctx, lines);
    arena_free(ctx.mem);
    return 0;
}

/* Any bytes as YAML: a tree whose places and counts hold, or a message; never a crash or a leak. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Recursion is bounded by YAML_DEPTH_LIMIT. */
static void check(const struct yaml *node, int depth)
{
    must(depth <= YAML_DEPTH_LIMIT && node->line >= 1 && node->column >= 1);
    must(utf8_valid(node->text, strlen(node->text)) == strlen(node->text));
    size_t count = 0;
    for (const struct yaml *child = node->first; child; child = child->next, count++) {
        must(node->kind != YAML_SCALAR && (child->key != NULL) == (node->kind == YAML_MAP));
        must(node->kind != YAML_MAP || count > 100 || yaml_get(node, child->key->text) == child);
        check(child, depth + 1);
    }
    must(count == node->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    struct yaml *root = NULL;
    char *copy = arena_strndup(ctx.mem, (const char *)data, size); /* poisoned behind its end */
    int r = yaml_parse(&ctx, "f", copy, size, &root);
    if (r == 0)
        check(root, 0);
    else
        must(r == E_INPUT && memcmp(ctx.err.text, "f:", 2) == 0);
    arena_free(ctx.mem);
    return 0;
}

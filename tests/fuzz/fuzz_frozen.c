/* Any bytes as a frozen tree, with the sum that they should have: a tree whose places and counts hold and which freezes
 * to the same bytes again, or "damaged"; never a crash. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/yaml_frozen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Recursion is bounded by YAML_DEPTH_LIMIT. */
static void check(const struct yaml *node, int depth)
{
    size_t count = 0;
    must(depth <= YAML_DEPTH_LIMIT && node->line >= 1 && node->column >= 1);
    must(utf8_valid(node->text, strlen(node->text)) == strlen(node->text));
    for (const struct yaml *child = node->first; child; child = child->next, count++) {
        must(node->kind != YAML_SCALAR && (child->key != NULL) == (node->kind == YAML_MAP));
        must(!child->key || child->key->kind == YAML_SCALAR);
        check(child, depth + 1);
    }
    must(count == node->count);
}

static void thaw(struct ctx *ctx, const char *bytes, size_t length)
{
    struct yaml *root = NULL;
    int r = yaml_thaw(ctx, "f", bytes, length, &root);
    must(r == 0 || r == FROZEN_DAMAGED);
    if (r)
        return;
    AUTO_BUF struct buf again = BUF_INIT;
    check(root, 0);
    yaml_freeze(root, &again);
    must(again.length == length && memcmp(again.bytes, bytes, length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    AUTO_BUF struct buf head = BUF_INIT;
    char *copy = malloc(size + FROZEN_HEAD); /* of its own, so that a step behind its end is seen */
    must(copy != NULL);
    buf_str(&head, "YTR1");
    buf_u64(&head, yaml_frozen_sum((const char *)data, size));
    memcpy(copy, head.bytes, FROZEN_HEAD);
    memcpy(copy + FROZEN_HEAD, data, size);
    thaw(&ctx, copy, size + FROZEN_HEAD);
    thaw(&ctx, copy + FROZEN_HEAD, size);
    free(copy);
    arena_free(ctx.mem);
    return 0;
}

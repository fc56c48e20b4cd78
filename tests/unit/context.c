#include "unit/context.h"

#include <assert.h>
#include <stdlib.h>

#include "base/error.h"

int context_open(void **state)
{
    struct ctx *ctx = calloc(1, sizeof *ctx);
    assert(ctx);
    ctx->mem = arena_new();
    *state = ctx;
    return 0;
}

int context_close(void **state)
{
    struct ctx *ctx = *state;
    arena_free(ctx->mem);
    free(ctx);
    return 0;
}

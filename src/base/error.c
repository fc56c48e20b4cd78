#include "base/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int fail(struct ctx *ctx, int code, const char *format, ...)
{
    assert(code < 0);
    va_list args;
    va_start(args, format);
    int length = vsnprintf(ctx->err.text, sizeof ctx->err.text, format, args);
    va_end(args);
    if (length >= (int)sizeof ctx->err.text) {
        size_t end = sizeof ctx->err.text - 1;
        while (end > 0 && ((unsigned char)ctx->err.text[end - 1] & 0xC0) == 0x80)
            end--;
        if (end > 0 && (unsigned char)ctx->err.text[end - 1] >= 0xC0)
            end--;
        ctx->err.text[end] = '\0';
    }
    ctx->err.code = code;
    return code;
}

#include "unit/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

void reading_open(struct reading *r, const char *bytes, size_t length)
{
    *r = (struct reading){.ctx = {.mem = arena_new()}};
    assert_int_equal(text_from_bytes(&r->ctx, "文", bytes, length, &r->text), 0);
    figures_find(&r->ctx, r->text, &r->found);
}

void reading_done(struct reading *r)
{
    arena_free(r->ctx.mem);
}

void says(const char *text, const char *expected)
{
    AUTO_BUF struct buf said = BUF_INIT;
    struct reading r;

    reading_open(&r, text, strlen(text));
    for (size_t i = 0; i < r.found.count; i++) {
        const struct figure *f = &r.found.at[i];
        char value[DECIMAL_TEXT];

        buf_printf(&said, "%s%s|%s %s %s %s", i ? "; " : "", f->text, decimal_format(f->value, value), f->unit,
                   qualifier_sign(f->qualifier), role_name(f->role));
    }
    buf_char(&said, '\0');
    assert_string_equal(said.bytes, expected);
    reading_done(&r);
}

void is_trap(const char *text, const char *words, const char *kind)
{
    struct reading r;
    bool seen = false;

    reading_open(&r, text, strlen(text));
    if (r.found.count > 0)
        fail_msg("“%s” in “%s” is no figure", r.found.at[0].text, text);
    for (size_t i = 0; i < r.found.trap_count; i++)
        seen = seen || (strcmp(r.found.traps[i].text, words) == 0 && strcmp(r.found.traps[i].kind, kind) == 0);
    if (!seen)
        fail_msg("“%s” in “%s” should be a trap of kind %s", words, text, kind);
    reading_done(&r);
}

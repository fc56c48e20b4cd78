/* Any bytes as a text: figures and traps that lie in order inside it and say what stands there, or a message; never a
 * crash. clang -fsanitize=fuzzer,address,undefined; run with -max_len=4000 and tests/cases as the corpus. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_text(const struct text *text)
{
    must(text->line_count >= 1 && text->lines[0] == 0);
    must(text->origin[text->read_count] == text->raw_count);
    for (size_t i = 0; i < text->read_count; i++)
        must(text->origin[i] <= text->origin[i + 1] && text->origin[i] <= text->raw_count);
}

static void check_figure(const struct text *text, const struct figure *f)
{
    must(f->start < f->end && f->end <= text->raw_count);
    must(f->read_start < f->read_end && f->read_end <= text->read_count);
    must(f->text[0] && f->unit && f->subject && f->qualifier_word);
    must(f->value.places >= 0 && f->value.places <= 18 && f->value.n >= 0 && f->step.n >= 0);
    must(utf8_valid(f->subject, strlen(f->subject)) == strlen(f->subject));
    must(f->paragraph_start <= f->sentence_start && f->sentence_start <= f->clause_start);
    must(f->clause_start <= f->read_end && f->clause_end <= f->paragraph_end && f->sentence_end <= f->paragraph_end);
    must(text_line(text, f->start) >= 1 && text_line(text, f->start) <= text->line_count);
}

static void check_figures(const struct text *text, const struct figures *found)
{
    for (size_t i = 0; i < found->count; i++) {
        check_figure(text, &found->at[i]);
        must(i == 0 || found->at[i - 1].end <= found->at[i].start);
    }
    for (size_t i = 0; i < found->trap_count; i++) {
        const struct trap *t = &found->traps[i];

        must(t->start < t->end && t->end <= text->raw_count && t->kind[0] && t->reason[0]);
        must(i == 0 || found->traps[i - 1].end <= t->start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    char *bytes = arena_strndup(ctx.mem, (const char *)data, size); /* poisoned behind its end */
    struct figures found;
    struct text *text;
    int r = text_from_bytes(&ctx, "f", bytes, memchr(data, 0, size) ? strlen(bytes) : size, &text);

    if (r == 0) {
        check_text(text);
        figures_find(&ctx, text, &found);
        check_figures(text, &found);
    } else {
        must(r == E_INPUT && ctx.err.text[0]);
    }
    arena_free(ctx.mem);
    return 0;
}

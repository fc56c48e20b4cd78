/* Any text as a plan: no crash, no hang; refused with a sentence, or drafted into a pack that loads, whose items are in
 * order and whose files stay below 1 MiB. clang -fsanitize=fuzzer,address,undefined; run with -max_len=4000, the plans
 * of tests/drafts as seed and their words as dictionary. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/draft_pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        abort();
}

static void check_item(const struct draft_item *item, int last)
{
    must(item->number > last && item->number <= DRAFT_ITEMS_LIMIT && item->name[0]);
    for (size_t i = 0; i < item->targets.count; i++) {
        const struct draft_target *t = &item->targets.at[i];
        must(t->subject[0] && t->unit[0]);
        must(t->tie == DRAFT_OWN || (t->of < i && item->targets.at[t->of].tie == DRAFT_OWN));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    struct text *text;
    struct draft *draft;
    struct draft_pack pack;
    int r = text_from_bytes(&ctx, "plan", (const char *)data, size, &text);
    if (r == 0)
        r = draft_read(&ctx, text, 2025, &draft);
    if (r == 0) {
        for (size_t i = 0; i < draft->items.count; i++)
            check_item(&draft->items.at[i], i ? draft->items.at[i - 1].number : 0);
        must(draft_pack_make(&ctx, draft, "990100", &pack) == 0);
        must(pack.programme->item_count == draft->items.count);
        must(pack.programme->indicator_count >= draft->items.count);
    } else {
        must(r == E_INPUT && ctx.err.text[0] && utf8_valid(ctx.err.text, strlen(ctx.err.text)) == strlen(ctx.err.text));
    }
    arena_free(ctx.mem);
    return 0;
}

/* Any bytes as an article against a small pack, a small tree and ledgers that say anything: every figure has its claim,
 * claims lie in order inside the text, every verdict can be said and explained; never a crash. Run from the project's
 * folder: clang -fsanitize=fuzzer,address,undefined; -max_len=4000 and tests/cases as the corpus. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/consistency.h"
#include "domain/verdict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifndef SOURCE_ROOT
#define SOURCE_ROOT "."
#endif

enum { PLACES = 3 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* A number of its own for each question, small and large, sometimes none. */
static int read_any(struct ctx *ctx, void *arg, const struct indicator *d, const struct organisation *org, int month,
                    struct status *ret)
{
    uint64_t n = ((uint64_t)d->index * 31 + (uint64_t)org->id) * 1000003 + (uint64_t)month * 97;

    (void)ctx;
    (void)arg;
    *ret = (struct status){.indicator = d, .org = org, .month = month, .stage = -1, .target = d->target};
    ret->reported = n % 5 != 0;
    ret->hidden = n % 11 == 0;
    ret->outside = n % 13 == 0;
    ret->value = n % 7 == 0 ? INT64_MAX : (int64_t)(n % 1000);
    ret->roster = (int64_t)(n % 900);
    ret->stage = d->count == COUNT_STAGE ? (int)(n % d->of->stage->of_count) : -1;
    return 0;
}

static int earlier_any(struct ctx *ctx, void *arg, const struct indicator *d, const struct indicator **ret)
{
    (void)ctx;
    (void)arg;
    *ret = d->index % 2 ? d : NULL;
    return 0;
}

static void make_tree(struct ctx *ctx, struct organisations *tree)
{
    static const char *const codes[] = {"990100000000", "990101000000", "990102000000"};
    static const char *const names[] = {"试市", "甲县", "乙县"};
    struct organisation *at = arena_array(ctx->mem, PLACES, sizeof *at);

    *tree = (struct organisations){.at = at, .count = PLACES, .by_code = map_new(ctx->mem), .city = at};
    for (int i = 0; i < PLACES; i++) {
        at[i] = (struct organisation){.id = i + 1,
                                      .code = codes[i],
                                      .name = names[i],
                                      .level = i ? LEVEL_COUNTY : LEVEL_CITY,
                                      .parent = i ? at : NULL,
                                      .stat_parent = i ? at : NULL,
                                      .valid_to = 99999999};
        map_put_str(tree->by_code, codes[i], &at[i]);
    }
}

static void check_claim(struct ctx *ctx, const struct programme *programme, const struct text *text,
                        const struct claim *c)
{
    const struct ledger_reader reader = {read_any, earlier_any, NULL, NULL};
    struct judgement judgement;
    const char *why = claim_explain(ctx, c);

    must(c->start < c->end && c->end <= text->raw_count && c->text[0]);
    must(verdict_of(ctx, programme, &reader, c, &judgement) == 0 && judgement.actual && judgement.note);
    must(utf8_valid(judgement.note, strlen(judgement.note)) == strlen(judgement.note));
    must(utf8_valid(why, strlen(why)) == strlen(why) && !strchr(why, '\t'));
    must(judgement.verdict != VERDICT_UNMATCHED || (!c->indicator && !c->several_count));
}

/* Read once: it takes longer than a text. */
static const struct programme *the_programme(void)
{
    static struct programme *programme;
    static struct ctx ctx;

    if (!programme) {
        ctx.mem = arena_new();
        must(pack_read(&ctx, SOURCE_ROOT "/tests/packs/history-2024", &programme) == 0);
    }
    return programme;
}

static void check(struct ctx *ctx, const struct text *text)
{
    const struct programme *programme = the_programme();
    struct organisations tree;
    struct figures figures;
    struct claims claims;
    size_t told = 0;

    make_tree(ctx, &tree);
    figures_find(ctx, text, &figures);
    (void)consistency_find(ctx, text, &figures);
    claims_find(ctx, programme, &tree, text, 202411, &claims);
    for (size_t i = 0; i < claims.count; i++) {
        must(i == 0 || claims.at[i - 1].start <= claims.at[i].start);
        told += claims.at[i].figure != NULL;
        check_claim(ctx, programme, text, &claims.at[i]);
    }
    must(told == figures.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ctx ctx = {.mem = arena_new()};
    char *bytes = arena_strndup(ctx.mem, (const char *)data, size); /* poisoned behind its end */
    struct text *text;

    if (text_from_bytes(&ctx, "f", bytes, memchr(data, 0, size) ? strlen(bytes) : size, &text) == 0)
        check(&ctx, text);
    arena_free(ctx.mem);
    return 0;
}

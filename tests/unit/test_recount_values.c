/* What verify reads from a payload is what revision_decode reads, also of payloads that we did not write. */
#include "domain/recount_values.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct pack {
    struct ctx ctx;
    struct programme *programme;
    const struct ledger *ledger;
    struct value_reader *reader;
    struct value *values;
    struct organisation org;
};

static void open_pack(struct pack *p, const char *ledger)
{
    memset(p, 0, sizeof *p);
    p->ctx.mem = arena_new();
    p->org.code = "990101001001";
    if (pack_read(&p->ctx, SOURCE_ROOT "/tests/packs/history-2024", &p->programme) < 0)
        fail_msg("%s", p->ctx.err.text);
    p->ledger = programme_ledger(p->programme, ledger);
    p->reader = value_reader_new(p->ctx.mem, p->ledger);
    p->values = arena_array(p->ctx.mem, p->ledger->field_count, sizeof *p->values);
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* `fields`: those that counting looks at. */
static void compare(struct pack *p, const char *payload, size_t length, const char *const *fields)
{
    struct value *read = NULL;
    struct arena_mark start = arena_mark(p->ctx.mem);
    memset(p->values, 0, p->ledger->field_count * sizeof *p->values);
    int decoded = revision_decode(&p->ctx, p->ledger, payload, length, p->values);
    int r = values_read(&p->ctx, p->reader, &p->org, payload, length, &read);
    if ((decoded < 0) != (r == VALUES_BROKEN) || r < 0)
        fail_msg("“%.*s”: decoding gives %d, reading %d", (int)length, payload, decoded, r);
    for (; r == 0 && *fields; fields++) {
        const struct field *f = ledger_field(p->ledger, *fields);
        const struct value *a = &p->values[f->index], *b = &read[f->index];
        if (a->present != b->present || a->number != b->number || !same_text(a->text, b->text))
            fail_msg("“%.*s”: %s is decoded as %d %lld “%s”, read as %d %lld “%s”", (int)length, payload, f->code,
                     a->present, (long long)a->number, a->text ? a->text : "", b->present, (long long)b->number,
                     b->text ? b->text : "");
    }
    arena_rewind(p->ctx.mem, start);
}

static const char *const works_fields[] = {"code", "length", "started_on", "finished_on", NULL};
static const char *const visits_fields[] = {"kind", "clinic", NULL};

static const char *const works[] = {
    "{}",
    "{\"code\":\"B1\",\"length\":\"1.5\",\"started_on\":\"2024-03-10\",\"finished_on\":\"2024-06-20\",\"stage\":"
    "\"完工\"}",
    "{\"remark\":\"合成数据\",\"code\":\"W1\",\"length\":\"12\"}",
    "{\"code\":\"W\\u0031\",\"length\":\"1.5\"}",
    "{\"code\":\"a\\\"b\"}",
    "{\"length\":\"1.5\",\"code\":\"W1\"}",
    "{\"code\":\"W1\",\"code\":\"W2\"}",
    "{\"code\":\"W1\",\"unknown\":\"x\",\"length\":\"2\"}",
    "{\"code\":12,\"length\":15,\"started_on\":20240310}",
    "{\"code\":-0}",
    "{\"code\":012}",
    "{\"code\":123456789012345678}",
    "{\"code\":1234567890123456789}",
    "{\"code\":99999999999999999999}",
    "{\"code\":1.5}",
    "{\"code\":1e3}",
    "{\"code\":true,\"length\":false}",
    "{\"code\":null}",
    "{\"code\":[\"W1\"]}",
    "{\"code\":{\"a\":1}}",
    "{\"code\":\"W1\"} ",
    "{ \"code\":\"W1\"}",
    "{\"code\" :\"W1\"}",
    "{\"code\":\"W1\",}",
    "{\"code\":\"W1\"",
    "{\"code\":\"W1\"}}",
    "{\"code\":\"W1",
    "{\"code\"}",
    "[]",
    "",
    "x",
    "{\"code\":\"\"}",
    "{\"code\":\" W1 \",\"started_on\":\"2024-02-30\",\"length\":\"1.5555\"}",
    "{\"code\":\"W\x01\"}",
    "{\"code\":\"\xe5\x90\"}",
    "{\"code\":\"\xe0\x80\x80\"}",
    "{\"code\":\"\xed\xa0\x80\"}",
    "{\"code\":\"\xf0\x9f\x98\x80\",\"length\":\"1\"}",
    "{\"code\":\"\xc3\xa9\"}",
    "{\"code\":\"\xc0\x80\"}",
    "{\"code\":\"\xff\"}",
    "{\"code\":\"-\",\"length\":\"#REF!\"}",
};

static void payloads_of_all_kinds_are_read_as_they_are_decoded(void **state)
{
    (void)state;
    struct pack p;
    open_pack(&p, "works");
    for (int twice = 0; twice < 2; twice++) /* the second time by what is kept */
        for (size_t i = 0; i < sizeof works / sizeof *works; i++)
            compare(&p, works[i], strlen(works[i]), works_fields);
    compare(&p, "{\"code\":\"a\0b\"}", 14, works_fields);
    compare(&p, "{\"code\":\"a\"}\0", 13, works_fields);
    arena_free(p.ctx.mem);
}

static uint64_t dice(uint64_t *seed, uint64_t sides)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % sides;
}

/* One to three bytes changed, taken out or put in. */
static void spoil(struct buf *payload, uint64_t *seed)
{
    static const char bytes[] = "\"{}:,\\0159-.e truefalsn\x80\xbf\xe5\xf0甲乙";
    for (uint64_t n = 1 + dice(seed, 3); n > 0 && payload->length; n--) {
        size_t at = (size_t)dice(seed, payload->length);
        char c = bytes[dice(seed, sizeof bytes - 1)];
        uint64_t what = dice(seed, 3);
        if (what == 0) {
            payload->bytes[at] = c;
        } else if (what == 1) {
            memmove(payload->bytes + at, payload->bytes + at + 1, payload->length - at);
            payload->length--;
        } else {
            buf_char(payload, c);
            memmove(payload->bytes + at + 1, payload->bytes + at, payload->length - 1 - at);
            payload->bytes[at] = c;
        }
    }
}

static void spoiled_payloads_are_read_as_they_are_decoded(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "{\"remark\":\"合成数据\",\"code\":\"B1\",\"length\":\"1.5\",\"stage\":\"完工\",\"started_on\":\"2024-03-10\","
        "\"finished_on\":\"2024-06-20\"}",
        "{\"remark\":\"é合\",\"visit\":\"V1\",\"kind\":\"乙\",\"clinic\":\"K1\",\"day\":\"2024-04-20\"}"};
    for (int i = 0; i < 2; i++) {
        struct pack p;
        uint64_t seed = (uint64_t)i + 1;
        open_pack(&p, i ? "visits" : "works");
        for (int round = 0; round < 50000; round++) {
            AUTO_BUF struct buf payload = BUF_INIT;
            buf_str(&payload, whole[i]);
            spoil(&payload, &seed);
            compare(&p, payload.bytes, payload.length, i ? visits_fields : works_fields);
        }
        arena_free(p.ctx.mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payloads_of_all_kinds_are_read_as_they_are_decoded),
        cmocka_unit_test(spoiled_payloads_are_read_as_they_are_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

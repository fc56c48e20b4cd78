/* Any bytes as programme.yaml, an item or organisations.csv of a pack that is whole otherwise: no crash; either a
 * programme of which all parts hang together, or faults: at most twenty, in UTF-8, each with its file and line. The
 * first byte chooses the file. clang -fsanitize=fuzzer,address,undefined; run with -max_len=20000 and an item of
 * programmes/ as seed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/programme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char programme[] = "programme: 411200-2024\nname: 甲\n"
                                "scopes:\n  - {code: urban, name: 市区, members: [\"411202000000\"]}\n"
                                "schedules: {building: [0, 0, 5, 15, 27, 40, 53, 66, 78, 88, 95, 100]}\n";
static const char organisations[] =
    "code,name,level,parent\n411200000000,市,city,\n411202000000,区,county,411200000000\n";
static const char item[] = "item: 99\nname: 事\nlead: 局\nindicators: []\n";

static void must(int holds)
{
    if (!holds)
        abort();
}

static void check_field(const struct ledger *ledger, size_t index)
{
    const struct field *field = &ledger->fields[index];
    must(field->index == (int)index && field->code && field->name && field->unit &&
         field->of_count <= FIELD_CHOICES_LIMIT);
    for (size_t i = 0; i < field->of_count && field->type == FIELD_STAGE; i++)
        must(ledger->fields[field->of[i].date_field].stage_field == (int)index);
    must(!field->computed || ledger->formulas[index]);
}

static void check_ledger(const struct programme *p, const struct ledger *ledger)
{
    must(programme_ledger(p, ledger->code) == ledger && ledger->key_count > 0 && (ledger->date || ledger->stage));
    for (size_t i = 0; i < ledger->field_count; i++)
        check_field(ledger, i);
    for (size_t i = 0; i < ledger->check_count; i++) {
        const struct check *check = &ledger->checks[i];
        must((size_t)check->slot < (check->ledger ? check->ledger : ledger)->slot_count && check->say != NULL);
    }
    for (size_t i = 0; i < ledger->rule_count; i++)
        must(ledger->rules[i].rule && ledger->rules[i].say);
}

static void check_indicator(const struct programme *p, const struct indicator *indicator)
{
    must(programme_indicator(p, indicator->code) == indicator && indicator->of && indicator->unit &&
         indicator->words[0]);
    must(indicator->field || indicator->count == COUNT_RECORDS || indicator->count == COUNT_STAGE);
    must(indicator->count != COUNT_COVER || (indicator->roster && indicator->roster_field));
    size_t above = 0;
    for (const struct indicator *whole = indicator->part_of; whole; whole = whole->part_of)
        must(++above <= p->indicator_count);
}

static void check_faults(const char *text)
{
    must(*text && utf8_valid(text, strlen(text)) == strlen(text));
    int lines = 0;
    for (const char *line = text; line; lines++) {
        const char *end = strchr(line, '\n'), *colon = strchr(line, ':');
        must(strncmp(line, "还有 ", strlen("还有 ")) == 0 || (colon && colon[1] >= '1' && colon[1] <= '9'));
        line = end ? end + 1 : NULL;
    }
    must(lines <= 21);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct ctx ctx = {.mem = arena_new()};
    struct pack_file files[] = {{"programme.yaml", programme, strlen(programme), NULL},
                                {"items/1.yaml", item, strlen(item), NULL},
                                {"organisations.csv", organisations, strlen(organisations), NULL}};
    struct pack_file *file = &files[data[0] % 8 < 6 ? 1 : data[0] % 2 ? 0 : 2]; /* items are the richest */
    file->bytes = arena_strndup(ctx.mem, (const char *)data + 1, size - 1);
    file->length = size - 1;
    struct programme *p = NULL;
    int r = pack_from_files(&ctx, files, 3, &p);
    must(r == 0 || r == E_INPUT);
    if (r < 0)
        check_faults(ctx.err.text);
    for (size_t i = 0; p && i < p->ledger_count; i++)
        check_ledger(p, p->ledgers[i]);
    for (size_t i = 0; p && i < p->indicator_count; i++)
        check_indicator(p, p->indicators[i]);
    arena_free(ctx.mem);
    return 0;
}

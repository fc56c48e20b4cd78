/* Any bytes in any type of field: no crash, a sentence for each fault that does not repeat an identity number or phone,
 * and a value whose text reads as the same value. The first byte chooses the field.
 * clang -fsanitize=fuzzer,address,undefined; run with -max_len=200. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "domain/cell.h"
#include "domain/identity.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct choice levels[] = {{"junior", "初级工", -1},
                                 {"new/old", "新建/改造", -1},
                                 {"三", "（含拆除）", -1},
                                 {"2", "Ⅱ级", -1}};

static const struct field fields[] = {
    {.type = FIELD_TEXT},
    {.type = FIELD_INT, .unit = "户", .has_min = true, .min = 0, .has_max = true, .max = 100000},
    {.type = FIELD_INT, .unit = ""},
    {.type = FIELD_DECIMAL, .unit = "公里", .places = 3},
    {.type = FIELD_DECIMAL, .unit = "%", .places = 18},
    {.type = FIELD_DATE},
    {.type = FIELD_CHOICE, .of = levels, .of_count = 4},
    {.type = FIELD_CHOICES, .of = levels, .of_count = 4},
    {.type = FIELD_BOOL},
    {.type = FIELD_PERSON, .personal = true},
    {.type = FIELD_PERSON_NAME, .personal = true},
    {.type = FIELD_PHONE, .personal = true},
    {.type = FIELD_USCC},
    {.type = FIELD_PLACE},
    {.type = FIELD_STAGE, .of = levels, .of_count = 4},
    {.type = FIELD_REF},
};

static void must(int holds)
{
    if (!holds)
        abort();
}

static void check_sentence(const struct field *field, const char *text, const char *say)
{
    must(say && *say && utf8_valid(say, strlen(say)) == strlen(say));
    size_t digits = 0;
    for (const char *s = text; *s; s++)
        digits += *s >= '0' && *s <= '9';
    must(!field->personal || digits < 6 || !strstr(say, text));
}

/* Joined by 、 and told apart by it again, save for names that hold a separator themselves. */
static int reads_back(const struct field *field, const struct value *value)
{
    return field->type != FIELD_CHOICES || value->number == 2 || !(value->number & 2);
}

static void check_value(struct ctx *ctx, const struct field *field, const struct value *value)
{
    struct value again;
    struct cell_fault fault;
    const char *text = cell_text(ctx, field, value);
    int r = cell_read(ctx, field, text, &again, &fault);
    must(r == 0 || !fault.error);
    must(again.present && again.number == value->number && !again.text == !value->text);
    must(!value->text || (strcmp(again.text, value->text) == 0 && utf8_valid(text, strlen(text)) == strlen(text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    struct ctx ctx = {.mem = arena_new()};
    const struct field *field = &fields[data[0] % (sizeof fields / sizeof *fields)];
    char *text = malloc(size); /* exactly as long as it is, so that one byte too far is seen */
    memcpy(text, data + 1, size - 1);
    text[size - 1] = 0;
    struct value value;
    struct cell_fault fault;
    int r = cell_read(&ctx, field, text, &value, &fault);
    must(r == 0 || r == CELL_FAULT);
    if (r == CELL_FAULT)
        check_sentence(field, text, fault.say);
    must(r == 0 || !fault.error || !value.present);
    if (value.present && reads_back(field, &value))
        check_value(&ctx, field, &value);
    must(*mask(ctx.mem, field->type, text) || !*text);
    free(text);
    arena_free(ctx.mem);
    return 0;
}

/* A first, narrow version: ledgers of persons with a part (skilled, high_skilled). */
#include "domain/simulate.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "domain/cell.h"
#include "domain/identity.h"
#include "format/csvout.h"

static int64_t figure(const struct indicator *indicator, struct decimal scale)
{
    struct decimal d;
    if (!indicator->simulate || decimal_parse(indicator->simulate->text, strlen(indicator->simulate->text), &d))
        return 0;
    int128 n = (int128)d.n * scale.n * 2, unit = 1;
    for (int i = 0; i < d.places + scale.places; i++)
        unit *= 10;
    return (int64_t)((n + unit) / (unit * 2));
}

static const char *person_number(struct ctx *ctx, int64_t i)
{
    char *s = arena_printf(ctx->mem, "411202%04d%02d%02d%03d", (int)(1880 + i % 20), (int)(1 + i / 20 % 12),
                           (int)(1 + i / 240 % 28), (int)(1 + i / 6720 % 900));
    return arena_printf(ctx->mem, "%s%c", s, identity_check_digit(s));
}

static const char *cell(struct ctx *ctx, const struct programme *p, const struct field *f, struct value *v, int64_t i)
{
    if (f->index == FIELD_ORG)
        return arena_printf(ctx->mem, "%s", p->scopes[0].members[i % 3]);
    if (f->index == FIELD_REMARK)
        return "合成数据";
    if (f->type == FIELD_PERSON)
        return person_number(ctx, i);
    if (f->type == FIELD_PERSON_NAME)
        return "合成甲";
    if (f->type == FIELD_CHOICE)
        return f->of[v->number].name;
    if (f->type == FIELD_DATE && f->required)
        return arena_printf(ctx->mem, "%d-%02d-%02d", p->year, (int)(1 + i % 12), (int)(1 + i % 28));
    return f->required ? arena_printf(ctx->mem, "合成%lld", (long long)i) : "";
}

static void set_choice(const struct ledger *l, const struct indicator *part, struct value *v, bool in)
{
    for (size_t f = 0; f < l->field_count; f++)
        for (size_t c = 0; l->fields[f].type == FIELD_CHOICE && c < l->fields[f].of_count; c++) {
            v[f] = (struct value){.present = true, .number = (int64_t)c};
            if ((rule_holds(part->where, v) == RULE_YES) == in)
                break;
        }
}

static int write_persons(struct ctx *ctx, const struct programme *p, const struct indicator *part, const char *path,
                         struct decimal scale)
{
    const struct ledger *l = part->of;
    AUTO_FCLOSE FILE *out = NULL;
    int r = file_create(ctx, path, 0644, &out);
    if (r < 0)
        return r;
    const char **cells = arena_array(ctx->mem, l->field_count, sizeof *cells);
    struct value *v = arena_array(ctx->mem, l->field_count, sizeof *v);
    for (size_t f = 0; f < l->field_count; f++)
        cells[f] = l->fields[f].name;
    csv_begin(out);
    csv_row(out, cells, l->field_count);
    struct arena_mark start = arena_mark(ctx->mem);
    int64_t all = figure(part->part_of, scale), high = figure(part, scale);
    for (int64_t i = 0; i < all; i++) {
        set_choice(l, part, v, i < high);
        for (size_t f = 0; f < l->field_count; f++)
            cells[f] = cell(ctx, p, &l->fields[f], &v[f], i);
        csv_row(out, cells, l->field_count);
        arena_rewind(ctx->mem, start);
    }
    return 0;
}

int simulate_write(struct ctx *ctx, const struct programme *programme, const char *directory, struct decimal scale,
                   FILE *progress)
{
    (void)progress;
    if (mkdir(directory, 0777) != 0)
        return fail(ctx, E_INPUT, "建不了文件夹“%s”：%s", directory, strerror(errno));
    int r = 0;
    for (size_t i = 0; i < programme->indicator_count && r == 0; i++) {
        const struct indicator *part = programme->indicators[i];
        if (part->part_of && part->count == COUNT_PERSONS && part->where)
            r = write_persons(ctx, programme, part, arena_printf(ctx->mem, "%s/01-%s.csv", directory, part->of->code),
                              scale);
    }
    return r;
}

#include "domain/intake.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "domain/cell.h"
#include "domain/identity.h"

static const char synthetic_mark[] = "合成数据";

static bool named(const struct field *field, const char *header)
{
    if (strcmp(field->code, header) == 0 || strcmp(field->name, header) == 0)
        return true;
    for (const char **also = field->also; also && *also; also++)
        if (strcmp(*also, header) == 0)
            return true;
    return false;
}

static const struct field *field_named(const struct ledger *ledger, const char *header)
{
    for (size_t i = 0; i < ledger->field_count; i++)
        if (named(&ledger->fields[i], header))
            return &ledger->fields[i];
    return NULL;
}

/* A required field needs its column; a person without number may be told by weak fields. */
static bool needs_column(const struct field *field)
{
    return field->required && !field->computed && !field->weak && field->type != FIELD_STAGE;
}

static void list_columns(const struct ledger *ledger, struct buf *out)
{
    for (size_t i = 0; i < ledger->field_count; i++)
        if (!ledger->fields[i].computed)
            buf_printf(out, "%s%s", i ? "、" : "", ledger->fields[i].name);
}

static void header_cell(struct ctx *ctx, struct intake *in, size_t i, const char *text, struct buf *faults)
{
    const char *header = utf8_nfkc_trim(ctx->mem, text);
    if (!*header)
        return;
    const struct field *f = field_named(in->ledger, header);
    if (!f)
        buf_printf(faults, "\n第 %zu 列“%.60s”不是这个台账的列", i + 1, header);
    else if (f->computed)
        buf_printf(faults, "\n第 %zu 列“%s”由系统算出，不用填；请去掉这一列", i + 1, header);
    for (size_t k = 0; f && k < i; k++)
        if (in->columns[k] == f)
            buf_printf(faults, "\n第 %zu 列“%s”和第 %zu 列重复了", i + 1, header, k + 1);
    in->columns[i] = f;
}

int intake_header(struct ctx *ctx, const struct city *city, const struct ledger *ledger, const char *file,
                  const struct row *header, struct intake *ret)
{
    AUTO_BUF struct buf faults = BUF_INIT;
    bool unknown = false;
    *ret = (struct intake){city, ledger, file, arena_array(ctx->mem, header->count + 1, sizeof *ret->columns),
                           header->count};
    for (size_t i = 0; i < header->count; i++) {
        header_cell(ctx, ret, i, header->cells[i].text, &faults);
        unknown |= !ret->columns[i];
    }
    for (size_t f = 0; f < ledger->field_count; f++) {
        bool there = false;
        for (size_t i = 0; i < header->count; i++)
            there |= ret->columns[i] == &ledger->fields[f];
        if (!there && needs_column(&ledger->fields[f]))
            buf_printf(&faults, "\n缺少“%s”列（%s）", ledger->fields[f].name, ledger->fields[f].code);
    }
    if (!faults.length)
        return 0;
    if (unknown) {
        buf_printf(&faults, "\n“%s”的列有：", ledger->name);
        list_columns(ledger, &faults);
    }
    return fail(ctx, E_INPUT, "“%s”第 %" PRId64 " 行（表头）和台账“%s”对不上，什么也没有导入：%s", file, header->number,
                ledger->name, faults.bytes);
}

void fault_add(struct arena *kept, struct fault_list *faults, int64_t row, bool error, const struct field *field,
               const char *value, const char *say)
{
    const char *shown = !value ? "" : field && field->personal ? mask(kept, field->type, value) : value;
    *vec_push(kept, faults) =
        (struct fault){row, error, field ? field->name : "", arena_strdup(kept, shown), arena_strdup(kept, say)};
}

/* 合计, 总计, 小计 …: a line that adds up others. No other character folds to 计, so cells without it need no folding.
 */
static bool is_total(struct ctx *ctx, const struct row *row)
{
    static const char *const words[] = {"合计", "总计", "小计", "共计", "合计:", "总计:", "合 计", "总 计", "小 计"};
    for (size_t i = 0; i < row->count && i < 4; i++) {
        if (row->cells[i].length >= 40 || !strstr(row->cells[i].text, "计"))
            continue;
        const char *text = utf8_nfkc_trim(ctx->mem, row->cells[i].text);
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (strcmp(text, words[k]) == 0)
                return true;
    }
    return false;
}

/* What intake_row works on. */
struct taking {
    struct ctx *ctx;
    const struct intake *intake;
    const struct ledger *ledger;
    const struct row *row;
    struct arena *kept;
    struct fault_list *faults;
    const char **texts; /* by field: the cell as it stood */
    struct revision *v;
    bool rejected;
};

static void reject(struct taking *t, const struct field *field, const char *say)
{
    fault_add(t->kept, t->faults, t->row->number, true, field, field ? t->texts[field->index] : "", say);
    t->rejected = true;
}

static void read_cells(struct taking *t)
{
    for (size_t i = 0; i < t->row->count; i++) {
        const char *text = t->row->cells[i].text;
        const struct field *f = i < t->intake->column_count ? t->intake->columns[i] : NULL;
        if (f)
            t->texts[f->index] = text;
        if (f && t->row->cells[i].fault) /* only an xlsx has it: lost digits, a formula that failed */
            reject(t, f, t->row->cells[i].fault);
        else if (!f && *utf8_nfkc_trim(t->ctx->mem, text))
            reject(t, NULL,
                   arena_printf(t->ctx->mem, "第 %zu 列没有表头，里面却有内容；请给这一列加上表头，或清空它", i + 1));
    }
}

/* A cell that the file itself says is no value was told already. */
static bool told(const struct taking *t, const struct field *field)
{
    for (size_t i = 0; i < t->row->count && i < t->intake->column_count; i++)
        if (t->intake->columns[i] == field)
            return t->row->cells[i].fault != NULL;
    return false;
}

static int read_values(struct taking *t)
{
    for (size_t i = FIELD_REMARK; i < t->ledger->field_count; i++) {
        const struct field *f = &t->ledger->fields[i];
        struct cell_fault fault;
        if (f->computed || (t->rejected && told(t, f)))
            continue;
        int r = cell_read(t->ctx, f, t->texts[i], &t->v->values[i], &fault);
        if (r < 0)
            return r;
        if (r == CELL_FAULT) {
            fault_add(t->kept, t->faults, t->row->number, fault.error, f, t->texts[i], fault.say);
            t->rejected |= fault.error;
        } else if (!t->v->values[i].present && needs_column(f)) {
            reject(t, f, arena_printf(t->ctx->mem, "“%s”是必填的，这里是空的", f->name));
        }
    }
    return 0;
}

static bool weak_fields_present(const struct taking *t, const struct field *person)
{
    for (const char **w = person->weak; w && *w; w++)
        if (!t->v->values[ledger_field(t->ledger, *w)->index].present)
            return false;
    return true;
}

static void check_persons(struct taking *t)
{
    for (size_t i = 0; i < t->ledger->person_count; i++) {
        const struct field *f = t->ledger->persons[i];
        if (f->required && f->weak && !t->v->values[f->index].present && !weak_fields_present(t, f))
            reject(t, f,
                   arena_printf(t->ctx->mem, "“%s”空着时，用来认人的几项（%s 等）都要填", f->name,
                                ledger_field(t->ledger, f->weak[0])->name));
    }
}

static void read_org(struct taking *t)
{
    const struct field *f = &t->ledger->fields[FIELD_ORG];
    const char *code = utf8_nfkc_trim(t->ctx->mem, t->texts[FIELD_ORG]);
    struct organisation *org = *code ? organisation_find(t->intake->city->tree, code) : NULL;
    if (!*code)
        reject(t, f, "“单位代码”是必填的，这里是空的");
    else if (!org || org->level == LEVEL_SCOPE)
        reject(t, f,
               strpbrk(code, "eE") && strchr(code, '+')
                   ? "单位代码被电子表格变成了科学计数；请把这一列设成“文本”再重新填写"
                   : "组织树里没有这个单位代码；请填 12 位代码，或先导入组织表");
    else
        t->v->values[FIELD_ORG] = (struct value){.present = true, .text = org->code};
    t->v->org = org;
}

/* The stage is the last one that has a date; what the stage column says must fit, and dates must grow. */
static void settle_stage(struct taking *t)
{
    const struct field *stage = t->ledger->stage;
    struct value *values = t->v->values;
    const struct choice *before = NULL;
    int last = -1;
    for (size_t i = 0; i < stage->of_count; i++) {
        const struct choice *c = &stage->of[i];
        const struct value *day = &values[c->date_field];
        if (!day->present)
            continue;
        if (before && day->number < values[before->date_field].number)
            reject(t, &t->ledger->fields[c->date_field],
                   arena_printf(t->ctx->mem, "“%s日期”早于“%s日期”；各阶段的日期应当依次往后", c->name, before->name));
        before = c;
        last = (int)i;
    }
    struct value *said = &values[stage->index];
    if (said->present && (last < 0 || said->number > last))
        reject(t, stage,
               arena_printf(t->ctx->mem, "阶段写的是“%s”，却没有填“%s日期”", stage->of[said->number].name,
                            stage->of[said->number].name));
    else if (said->present && said->number < last)
        reject(t, stage,
               arena_printf(t->ctx->mem, "阶段写的是“%s”，却已经填了“%s日期”；请改阶段，或去掉这个日期",
                            stage->of[said->number].name, stage->of[last].name));
    else if (last < 0 && stage->required)
        reject(t, stage, "一个阶段的日期也没有填；至少要有一个");
    else if (last >= 0)
        *said = (struct value){.present = true, .number = last};
}

static void settle_day(struct taking *t)
{
    const struct value *values = t->v->values;
    if (t->ledger->date) {
        t->v->day = values[t->ledger->date->index].present ? (int)values[t->ledger->date->index].number : 0;
        if (!t->v->day)
            reject(t, t->ledger->date,
                   arena_printf(t->ctx->mem, "“%s”决定这一行算在哪一天，不能空", t->ledger->date->name));
    } else if (t->ledger->stage) {
        for (size_t i = 0; i < t->ledger->stage->of_count && !t->v->day; i++) {
            const struct value *day = &values[t->ledger->stage->of[i].date_field];
            t->v->day = day->present ? (int)day->number : 0;
        }
        if (!t->v->day)
            reject(t, t->ledger->stage, "一个阶段的日期也没有填；至少要有一个");
    }
    if (t->v->org && t->v->day && !organisation_valid(t->v->org, t->v->day))
        reject(t, &t->ledger->fields[FIELD_ORG], "这个单位在这一天还没有设立，或已经撤销；请核对单位代码和日期");
}

static void compute(struct taking *t)
{
    for (size_t i = 0; i < t->ledger->field_count; i++)
        if (t->ledger->fields[i].computed &&
            rule_number(t->ledger->formulas[i], t->v->values, &t->v->values[i]) == RULE_OVERFLOW)
            reject(t, NULL,
                   arena_printf(t->ctx->mem, "算“%s”时数字太大；请核对这一行的数字", t->ledger->fields[i].name));
}

static void ask_rules(struct taking *t)
{
    for (size_t i = 0; i < t->ledger->rule_count; i++) {
        const struct ledger_rule *rule = &t->ledger->rules[i];
        int fires = rule_holds(rule->rule, t->v->values);
        size_t count;
        const int *fields = rule_fields(rule->rule, &count);
        const struct field *f = count ? &t->ledger->fields[fields[0]] : NULL;
        if (fires == RULE_OVERFLOW)
            reject(t, f, "数字太大，超出了能精确计算的范围；请核对");
        else if (fires == RULE_YES && rule->error)
            reject(t, f, rule->say);
        else if (fires == RULE_YES)
            fault_add(t->kept, t->faults, t->row->number, false, f,
                      f ? cell_text(t->ctx, f, &t->v->values[f->index]) : "", rule->say);
    }
}

static void check_key(struct taking *t)
{
    for (size_t i = 0; i < t->ledger->key_count; i++) {
        const struct field *f = t->ledger->key[i];
        if (f->index != FIELD_ORG && !t->v->values[f->index].present && !t->rejected)
            reject(t, f, arena_printf(t->ctx->mem, "“%s”用来认出这条记录，不能空", f->name));
    }
}

static bool marked_synthetic(const struct revision *v)
{
    const struct value *remark = &v->values[FIELD_REMARK];
    return remark->present && strstr(remark->text, synthetic_mark);
}

bool intake_synthetic(const struct revision *v)
{
    bool synthetic = marked_synthetic(v);
    for (size_t i = 0; i < v->ledger->person_count && !synthetic; i++) {
        const struct value *person = &v->values[v->ledger->persons[i]->index];
        synthetic = person->present && identity_synthetic(person->text);
    }
    return synthetic;
}

/* A made-up row must not hold the number of someone who may live. */
static void check_synthetic(struct taking *t)
{
    if (!intake_synthetic(t->v))
        return;
    for (size_t i = 0; i < t->ledger->person_count; i++) {
        const struct field *f = t->ledger->persons[i];
        const struct value *person = &t->v->values[f->index];
        if (person->present && !identity_synthetic(person->text))
            reject(t, f,
                   "这一行是合成数据，身份证号却不在合成号段（1880–1899 年出生）里，可能是真人的；请换成合成号码");
    }
}

int intake_row(struct ctx *ctx, const struct intake *intake, const struct row *row, struct arena *kept,
               struct fault_list *faults, struct revision *ret)
{
    const struct ledger *ledger = intake->ledger;
    *ret = (struct revision){.ledger = ledger,
                             .row = row->number,
                             .values = arena_array(ctx->mem, ledger->field_count, sizeof *ret->values)};
    struct taking t = {
        ctx, intake, ledger, row, kept, faults, arena_array(ctx->mem, ledger->field_count, sizeof *t.texts),
        ret, false};
    for (size_t i = 0; i < ledger->field_count; i++)
        t.texts[i] = "";
    if (is_total(ctx, row)) {
        reject(&t, NULL, "这是合计行，不是记录；合计由系统算出，请删掉这一行");
        return INTAKE_REJECTED;
    }
    read_cells(&t);
    read_org(&t);
    int r = read_values(&t);
    if (r < 0)
        return r;
    if (!t.rejected) {
        check_persons(&t);
        if (ledger->stage)
            settle_stage(&t);
        settle_day(&t);
        check_key(&t);
        check_synthetic(&t);
    }
    if (!t.rejected)
        compute(&t);
    if (!t.rejected)
        ask_rules(&t);
    if (t.rejected)
        return INTAKE_REJECTED;
    revision_persons(ctx, intake->city->keys, ledger, ret->values, kept, &ret->persons, &ret->person_count);
    revision_key(ctx, intake->city->keys, ledger, ret->org->code, ret->values, ret->key);
    revision_content(ctx, intake->city->keys, ledger, ret->org->code, ret->values, ret->content);
    return 0;
}

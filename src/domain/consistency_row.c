/* What the prose around a table says of one of its rows, or of its total: the same number again, what is left of the
 * row's task, its share of all. */
#include <string.h>

#include "domain/consistency_table.h"
#include "text/runes.h"

enum { FIGURES_BEHIND = 24, FIGURES_AHEAD = 12, NAME_FAR = 60, DIGITS_SURE = 3 };

/* “全市尚有8个小区未完工，其中金台区3个、陈仓区2个”: what is told of each place is left. */
static bool follows_left(const struct search *x, size_t i)
{
    static const char *const rest[] = {"未完", "尚有", "还剩", "剩余", "未开工"};
    const struct figure *f = &x->figures->at[i];
    size_t start = f->read_start > f->sentence_start + NAME_FAR ? f->read_start - NAME_FAR : f->sentence_start;

    return HAS(x, ((struct span){start, f->read_start}), rest);
}

/* Figure i says by how much the row's task was missed or passed: “剩余91.6公里”, “超任务740座”, “超额8.7%”. */
static void check_remark(struct search *x, const struct row *row, size_t done_column, size_t due_column, size_t i,
                         bool sure)
{
    const struct figure *a = number_at(row, done_column), *b = number_at(row, due_column), *f = &x->figures->at[i];
    bool told = says_left(x, i), less = told || (!sure && follows_left(x, i));
    bool more = !less && says_excess(x, i), rate = strcmp(f->unit, "%") == 0;
    enum relation relation = rate ? RELATION_RISE : RELATION_MORE;
    enum fit fit;

    if (!a || !b || a == f || b == f || (!less && !more) || f->qualifier != QUALIFIER_EQUAL ||
        x->ret[i].kind != CONSISTENCY_NONE || a->value.n <= 0 || b->value.n <= 0 || a->qualifier != QUALIFIER_EQUAL ||
        b->qualifier != QUALIFIER_EQUAL || strcmp(a->unit, b->unit) != 0 ||
        (rate ? !more : a->unit[0] && strcmp(f->unit, a->unit) != 0))
        return;
    fit = figures_fit(f, relation, less ? b : a, less ? a : b);
    if (fit == FIT_HOLDS || ((sure || told) && !is_split(x, i)))
        tell_relation(x, i, fit, relation, less ? b : a, less ? a : b);
}

/* Where the span last names the row, “新建公共充电桩” also as 公共充电桩; its end if it does not. */
static size_t last_name(const struct search *x, const struct row *row, struct span span)
{
    enum { LEAST = 2, MOST = 24, VERB = 2, NOUN = 4 };
    static const char *const verbs[] = {"新建", "新增", "改造", "建设", "实施", "开展", "完成"};
    struct span name = name_of(row);
    size_t length;

    if (name.end >= name.start + VERB + NOUN && HAS(x, ((struct span){name.start, name.start + VERB}), verbs))
        name.start += VERB;
    length = name.end - name.start;
    if (length < LEAST || length > MOST || span.end < span.start + length)
        return span.end;
    for (size_t at = span.end - length + 1; at-- > span.start;)
        if (memcmp(x->s + at, x->s + name.start, length * sizeof *x->s) == 0)
            return at;
    return span.end;
}

/* Whether the row is named behind the figure before figure i, and near. */
static bool names_row(const struct search *x, const struct row *row, size_t i)
{
    struct span words = gap_before(x, i);

    if (words.end > words.start + NAME_FAR)
        words.start = words.end - NAME_FAR;

    return last_name(x, row, words) < words.end;
}

/* The row that the sentence names last before figure i, up to a semicolon; NULL. */
static const struct row *row_named(const struct search *x, const struct table *t, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    size_t start = f->read_start > f->sentence_start + NAME_FAR ? f->read_start - NAME_FAR : f->sentence_start, best;
    struct span words = {rune_behind(x->s, start, f->read_start, L";"), f->read_start};
    const struct row *found = NULL;

    best = words.start;
    for (size_t r = t->heads; r < t->count; r++) {
        size_t at = last_name(x, &t->rows[r], words);
        if (at < words.end && at >= best) {
            found = &t->rows[r];
            best = at;
        }
    }
    return found;
}

/* ---- the same number ---- */

static bool is_same_kind(const struct figure *cell, const struct figure *f)
{
    return cell && cell->qualifier == QUALIFIER_EQUAL && cell->value.n > 0 &&
           (strcmp(cell->unit, f->unit) == 0 || (!cell->unit[0] && strcmp(f->unit, "%") != 0));
}

static void tell_cell(struct search *x, size_t i, const struct row *row, const struct figure *cell, bool holds)
{
    struct span name = name_of(row);
    char value[DECIMAL_TEXT];

    x->ret[i].kind = holds ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
    x->ret[i].actual = arena_strdup(x->ctx->mem, decimal_format(cell->value, value));
    x->ret[i].note = arena_printf(x->ctx->mem, "%s“%s”一行是 %s", holds ? "表中" : "文中表列",
                                  text_words(x->ctx, x->text, name.start, name.end), x->ret[i].actual);
}

/* “1.58万户” and 18507 below “涉及户数”: of all rows, and the column's head says of what. */
static bool heads_unit(const struct search *x, const struct table *t, size_t column, const struct figure *f)
{
    return head_has(x, t, column, &f->unit, 1);
}

/* “600万元” and 6000 in the row: both of one unit, and of digits enough that they are not 6 and 60 of two things. */
static bool is_tenfold(const struct figure *f, const struct figure *cell)
{
    struct decimal least;

    return strcmp(f->unit, cell->unit) == 0 && decimal_shift(f->step, DIGITS_SURE - 1, &least) == 0 &&
           decimal_compare(f->value, least) >= 0 && (is_ten_times(f, cell, 1) || is_ten_times(cell, f, 1));
}

/* Figure i is what a cell of the row says, or rounds to it; or it is so but for a slip of the pen. */
static void check_cells(struct search *x, const struct table *t, const struct row *row, size_t i, bool named)
{
    static const char *const other[] = {"去年", "上年", "明年", "累计", "同期", "计划", "比", "较", "均", "每", "低于"};
    const struct figure *f = &x->figures->at[i], *slip = NULL;
    struct figure told = *f;

    if (HAS(x, words_before(x, i), other) || f->value.n <= 0 || f->qualifier == QUALIFIER_AT_LEAST)
        return;
    told.qualifier = QUALIFIER_EQUAL;
    for (size_t c = 0; c < row->count; c++) {
        const struct figure *cell = number_at(row, c);
        if (!is_same_kind(cell, f))
            continue;
        if (figures_could_be_one(&told, cell)) {
            tell_cell(x, i, row, cell, true);
            return;
        }
        if ((named && is_tenfold(f, cell)) || ((named || heads_unit(x, t, c, f)) && is_swapped_at(f, cell)))
            slip = slip ? slip : cell;
    }
    if (slip)
        tell_cell(x, i, row, slip, false);
}

/* ---- the prose ---- */

static const struct row *total_row(const struct search *x, const struct table *t)
{
    if (is_summed(x, &t->rows[t->count - 1]))
        return &t->rows[t->count - 1];
    return is_summed(x, &t->rows[t->heads]) ? &t->rows[t->heads] : NULL;
}

/* “占全市的36.9%”: of the total below one of the row's own numbers. */
static void check_share_of_all(struct search *x, const struct row *row, const struct row *total, size_t i)
{
    static const char *const takes[] = {"占"};
    const struct figure *f = &x->figures->at[i];

    if (strcmp(f->unit, "%") != 0 || !HAS(x, words_before(x, i), takes) || !total || total == row)
        return;
    for (size_t c = 0; c < row->count; c++) {
        const struct figure *a = number_at(row, c), *b = number_at(total, c);
        if (!a || !b || strcmp(a->unit, b->unit) != 0 || strcmp(a->unit, "%") == 0 ||
            figures_fit(f, RELATION_RATE, a, b) != FIT_HOLDS)
            continue;
        tell_relation(x, i, FIT_HOLDS, RELATION_RATE, a, b);
        return;
    }
}

static void check_prose(struct search *x, const struct table *t, size_t i)
{
    const struct row *row, *total = total_row(x, t);

    if (x->ret[i].kind != CONSISTENCY_NONE || is_cell(x, &x->figures->at[i]))
        return;
    row = row_named(x, t, i);
    if (row && row != total) {
        check_remark(x, row, done_column(x, t), due_column(x, t), i, names_row(x, row, i));
        if (x->ret[i].kind == CONSISTENCY_NONE)
            check_share_of_all(x, row, total, i);
        if (x->ret[i].kind == CONSISTENCY_NONE)
            check_cells(x, t, row, i, names_row(x, row, i));
    } else if (total) {
        check_cells(x, t, total, i, false);
    }
}

void check_rows(struct search *x, const struct table *t)
{
    size_t due = due_column(x, t), made = done_column(x, t), from, behind;

    for (size_t r = t->heads; r < t->count && due != NO_FIGURE && made != NO_FIGURE && due != made; r++) {
        const struct row *row = &t->rows[r];
        size_t end = row->cells[row->count - 1].span.end;
        for (size_t i = first_figure(x, row->cells[0].span.start);
             i < x->figures->count && x->figures->at[i].read_end <= end; i++)
            check_remark(x, row, made, due, i, true);
    }
    from = first_figure(x, t->rows[0].cells[0].span.start);
    behind = first_figure(x, t->rows[t->count - 1].cells[t->rows[t->count - 1].count - 1].span.end);
    for (size_t i = from > FIGURES_AHEAD ? from - FIGURES_AHEAD : 0; i < from; i++)
        check_prose(x, t, i);
    for (size_t i = behind; i < x->figures->count && i < behind + FIGURES_BEHIND; i++)
        check_prose(x, t, i);
}

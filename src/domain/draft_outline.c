/* Numberings and tables of a plan. A text has several (一、 over （一） over 1.), each running on or beginning anew;
 * every unbroken one is a candidate, and so is every table. Taken is the one that nearly all targets stand below and
 * that has most items, or as many as the text says it has (“12 件实事”). */
#include "domain/draft_outline.h"

#include <string.h>

#include "domain/claim_words.h"
#include "domain/draft_mark.h"
#include "domain/draft_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum {
    FEW = 3,         /* items at least of a numbering that may be none */
    NEARLY_ALL = 70, /* percent of the targets that the best numbering covers */
    HEAD_CELL = 14,  /* runes of the longest head of a column */
};

/* An unbroken numbering: paragraphs by index. */
struct run {
    enum draft_mark mark;
    VEC(size_t) at;
    size_t targets;  /* figures that stand in it */
    size_t fruitful; /* items that promise something or name who leads */
};

struct finder {
    struct ctx *ctx;
    const struct text *text;
    const int32_t *s;
    const struct figures *figures;
    VEC(struct draft_paragraph) paragraphs;
    VEC(struct run) runs;
    size_t first[MARKS];                  /* paragraph in which each mark stands first */
    int announced[DRAFT_ITEMS_LIMIT + 1]; /* how well that many items fit what the text says of itself */
};

static bool has(const struct finder *f, struct span span, const char *word)
{
    return find_words(f->s, span, word) < span.end;
}

/* ---- paragraphs ---- */

/* 🎒新建中小学31所 is no heading, nor is what names the list itself. */
static bool is_no_heading(const struct finder *f, const struct draft_paragraph *p)
{
    static const char *const lists[] = {"实事", "清单", "亮相", "公布"};
    size_t figure = draft_first_figure(f->figures, p->span.start);
    if (f->paragraphs.count == 0) /* the title */
        return true;
    for (size_t i = 0; i < N(lists); i++)
        if (has(f, p->span, lists[i]))
            return true;
    return figure < f->figures->count && f->figures->at[figure].read_start < p->span.end;
}

static void find_paragraphs(struct finder *f)
{
    for (size_t at = 0; at < f->text->read_count;) {
        struct draft_paragraph p = {.span = {at, at}, .body = at};
        p.span.end = rune_find(f->s, at, f->text->read_count, '\n');
        at = p.span.end + 1;
        if (has(f, p.span, "\t"))
            p.mark = MARK_ROW;
        else
            draft_mark_read(f->text, &p);
        if (p.span.end == p.span.start)
            continue;
        if ((p.mark == MARK_SIGN || p.mark == MARK_PLAIN) && is_no_heading(f, &p))
            p.mark = MARK_NONE;
        if (p.mark == MARK_BARE && p.body >= p.span.end && at < f->text->read_count) { /* 01, above its heading */
            p.body = at;
            p.span.end = rune_find(f->s, at, f->text->read_count, '\n');
            at = p.span.end + 1;
        }
        if (f->first[p.mark] == SIZE_MAX)
            f->first[p.mark] = f->paragraphs.count;
        *vec_push(f->ctx->mem, &f->paragraphs) = p;
    }
}

/* ---- tables ---- */

static const struct {
    const char *word;
    enum draft_column column;
} heads[] = {
    {"序号", COLUMN_NUMBER},  {"编号", COLUMN_NUMBER},      {"配合", COLUMN_PARTNER},  {"协办", COLUMN_PARTNER},
    {"协助", COLUMN_PARTNER}, {"共同责任", COLUMN_PARTNER}, {"牵头", COLUMN_LEAD},     {"责任人", COLUMN_OTHER},
    {"领导", COLUMN_OTHER},   {"联系", COLUMN_OTHER},       {"责任", COLUMN_LEAD},     {"主办", COLUMN_LEAD},
    {"承办", COLUMN_LEAD},    {"实施单位", COLUMN_LEAD},    {"实施主体", COLUMN_LEAD}, {"部门", COLUMN_LEAD},
    {"时限", COLUMN_DUE},     {"时间", COLUMN_DUE},         {"期限", COLUMN_DUE},      {"投资", COLUMN_MONEY},
    {"资金", COLUMN_MONEY},   {"经费", COLUMN_MONEY},       {"备注", COLUMN_OTHER},    {"内容", COLUMN_TASK},
    {"任务", COLUMN_TASK},    {"目标", COLUMN_TASK},        {"举措", COLUMN_TASK},     {"措施", COLUMN_TASK},
    {"规模", COLUMN_TASK},    {"计划", COLUMN_TASK},        {"名称", COLUMN_NAME},     {"项目", COLUMN_NAME},
    {"实事", COLUMN_NAME},    {"事项", COLUMN_NAME},        {"类别", COLUMN_OTHER},
};

static enum draft_column column_of(const struct finder *f, struct span cell)
{
    if (cell.end - cell.start > HEAD_CELL)
        return COLUMN_OTHER;
    for (size_t i = 0; i < N(heads); i++)
        if (has(f, cell, heads[i].word))
            return heads[i].column;
    return COLUMN_OTHER;
}

/* The next cell of the row that begins at *at; false behind the last one. */
static bool next_cell(const struct finder *f, const struct draft_paragraph *row, size_t *at, struct span *ret)
{
    if (*at > row->span.end)
        return false;
    ret->start = ret->end = *at;
    while (ret->end < row->span.end && f->s[ret->end] != '\t')
        ret->end++;
    *at = ret->end + 1;
    while (ret->start < ret->end && f->s[ret->start] == ' ')
        ret->start++;
    return true;
}

enum { COLUMNS = 24 };

struct table {
    enum draft_column columns[COLUMNS];
    size_t count;
};

/* A row that names its columns. */
static bool read_heads(const struct finder *f, const struct draft_paragraph *row, struct table *ret)
{
    size_t known = 0, at = row->span.start;
    struct span cell;
    struct table table = {0};
    while (table.count < COLUMNS && next_cell(f, row, &at, &cell)) {
        enum draft_column column = column_of(f, cell);
        known += column != COLUMN_OTHER;
        table.columns[table.count++] = column;
    }
    bool named = false;
    for (size_t i = 0; i < table.count; i++) /* 项目 beside 项目名称: the first names, others are tasks */
        if (table.columns[i] == COLUMN_NAME) {
            table.columns[i] = named ? COLUMN_TASK : COLUMN_NAME;
            named = true;
        }
    if (known < 2 || !has(f, row->span, "\t"))
        return false;
    *ret = table;
    return true;
}

/* What a table without heads holds: number, name, task and so on. */
static enum draft_column column_at(const struct table *table, size_t index)
{
    static const enum draft_column usual[] = {COLUMN_NUMBER, COLUMN_NAME, COLUMN_TASK, COLUMN_LEAD, COLUMN_DUE};
    if (table->count)
        return index < table->count ? table->columns[index] : COLUMN_OTHER;
    return index < N(usual) ? usual[index] : COLUMN_OTHER;
}

/* 合计, 全市合计: the cell that a row of sums begins with; not 日处理规模合计900吨. */
static bool is_sum(const struct finder *f, struct span cell)
{
    enum { SHORT = 6 };
    return cell.end - cell.start <= SHORT && (has(f, cell, "合计") || has(f, cell, "总计"));
}

static void take_row(struct finder *f, const struct table *table, const struct draft_paragraph *row,
                     struct draft_outline *ret)
{
    struct draft_block item = {.row = true};
    struct span cell;
    size_t at = row->span.start;
    bool begins = false, sum = false;
    for (size_t i = 0; next_cell(f, row, &at, &cell); i++) {
        enum draft_column column = column_at(table, i);
        size_t from = cell.start;
        if (cell.start == cell.end)
            continue;
        sum = sum || is_sum(f, cell);
        if (column == COLUMN_NUMBER)
            item.number = draft_mark_number(f->s, &from, cell.end, !rune_is_digit(f->s[cell.start]));
        begins = begins || column == COLUMN_NUMBER || column == COLUMN_NAME;
        *vec_push(f->ctx->mem, &item.cells) = (struct draft_cell){column, cell};
    }
    bool words = false;
    for (size_t i = row->span.start; i < row->span.end; i++)
        words = words || rune_is_han(f->s[i]); /* else a line that rules off the head: |---|---| */
    if (!words || sum || item.cells.count < 2)
        return;
    if (begins || ret->items.count == 0) {
        *vec_push(f->ctx->mem, &ret->items) = item;
        return;
    }
    struct draft_block *last = &ret->items.at[ret->items.count - 1]; /* cells that were merged downwards */
    for (size_t i = 0; i < item.cells.count; i++)
        *vec_push(f->ctx->mem, &last->cells) = item.cells.at[i];
}

static void take_table(struct finder *f, const struct run *run, struct draft_outline *ret)
{
    struct table table = {0};
    for (size_t i = 0; i < run->at.count; i++) {
        const struct draft_paragraph *row = &f->paragraphs.at[run->at.at[i]];
        bool headless = table.count == 0;
        if (!read_heads(f, row, &table))
            take_row(f, &table, row, ret);
        else if (headless)
            ret->items.count = 0; /* what stood above the heads was another table: 索引号 … */
    }
}

/* ---- runs ---- */

static struct run *open_run(struct finder *f, enum draft_mark mark)
{
    struct run *run = vec_push(f->ctx->mem, &f->runs);
    run->mark = mark;
    return run;
}

/* One missing number is a line that was lost. */
static void find_numberings(struct finder *f, enum draft_mark mark)
{
    size_t current = SIZE_MAX;
    int last = 0;
    for (size_t i = 0; i < f->paragraphs.count; i++) {
        const struct draft_paragraph *p = &f->paragraphs.at[i];
        if (p->mark != mark)
            continue;
        bool counted = mark >= MARK_BULLET;
        if (current == SIZE_MAX || (!counted && p->number == 1)) {
            if (!counted && p->number != 1)
                continue;
            (void)open_run(f, mark);
            current = f->runs.count - 1;
        } else if (!counted && p->number != last + 1 && p->number != last + 2) {
            continue;
        }
        *vec_push(f->ctx->mem, &f->runs.at[current].at) = i;
        last = p->number;
    }
}

/* Paragraphs behind the items that belong to none. */
static bool is_closing(const struct finder *f, const struct draft_paragraph *p)
{
    static const char *const words[] = {"以上",   "附件", "附：",     "附:",      "注:",      "备注:",    "说明:",
                                        "联系人", "公示", "资金安排", "保障措施", "工作要求", "有关要求", "组织实施",
                                        "各位代表", "同志们"};
    static const char *const after[] = {"未获通过", "未能入选", "落选", "留言", "点赞"};
    for (size_t i = 0; i < N(words); i++)
        if (words_at(f->s, p->body, p->span.end, words[i]))
            return true;
    return words_any(f->s, p->span, after, N(after));
}

/* A heading without a number. */
static bool is_heading(const struct draft_paragraph *p)
{
    return p->mark == MARK_SIGN || p->mark == MARK_PLAIN;
}

/* The paragraph behind the block of the run's i-th item. Numberings that stand above the run end it. */
static size_t block_end(const struct finder *f, const struct run *run, size_t i)
{
    size_t from = run->at.at[i], next = i + 1 < run->at.count ? run->at.at[i + 1] : f->paragraphs.count;
    for (size_t k = from + 1; k < next; k++) {
        const struct draft_paragraph *p = &f->paragraphs.at[k];
        bool above = p->mark > MARK_NONE && p->mark < MARK_ROW && f->first[p->mark] < run->at.at[0];
        if (p->mark == run->mark || above || is_closing(f, p))
            return k;
    }
    if (next < f->paragraphs.count && next > from + 1 && is_heading(&f->paragraphs.at[next - 1]))
        next--;
    return next;
}

static bool in_span(const struct figure *figure, struct span span)
{
    return figure->read_start >= span.start && figure->read_end <= span.end;
}

static bool names_lead(const struct finder *f, struct span span)
{
    return has(f, span, "牵头") || has(f, span, "责任单位") || has(f, span, "责任部门");
}

/* The block of the run's i-th item; *ret_targets: how many figures of it promise. Whether it promises something or
 * names who leads. */
static bool is_fruitful(const struct finder *f, const struct run *run, size_t i, size_t *ret_targets)
{
    size_t from = run->at.at[i], to = run->mark == MARK_ROW ? from + 1 : block_end(f, run, i), found = 0;
    struct span block = {f->paragraphs.at[from].body, f->paragraphs.at[to - 1].span.end};
    for (size_t figure = draft_first_figure(f->figures, block.start);
         figure < f->figures->count && in_span(&f->figures->at[figure], block); figure++)
        found += f->figures->at[figure].role == ROLE_TARGET;
    *ret_targets = found;
    return found > 0 || names_lead(f, block);
}

static void weigh(const struct finder *f, struct run *run)
{
    for (size_t i = 0; i < run->at.count; i++) {
        size_t found;
        run->fruitful += is_fruitful(f, run, i, &found);
        run->targets += found;
    }
}

/* 12 件 is a better sign of twelve items than 12 项, that better than 12 个. */
static void find_announced(struct finder *f)
{
    for (size_t i = 0; i < f->figures->count; i++) {
        const struct figure *figure = &f->figures->at[i];
        int rank = strcmp(figure->unit, "件") == 0 ? 3 : strcmp(figure->unit, "项") == 0 ? 2 : 1;
        if (figure->role != ROLE_ITEMS || figure->value.places || figure->value.n < 0 ||
            figure->value.n > DRAFT_ITEMS_LIMIT)
            continue;
        int *known = &f->announced[figure->value.n];
        *known = rank > *known ? rank : *known;
    }
}

static int announced(const struct finder *f, const struct run *run)
{
    return run && run->at.count <= DRAFT_ITEMS_LIMIT ? f->announced[run->at.count] : 0;
}

/* Headings without numbers count items only where no numbering does: they stand above numberings as well. */
static bool is_of_headings(const struct run *run)
{
    return run->mark >= MARK_SIGN;
}

static const struct run *choose_among(const struct finder *f, bool headings)
{
    const struct run *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < f->runs.count; i++)
        if (f->runs.at[i].fruitful && f->runs.at[i].targets > most && is_of_headings(&f->runs.at[i]) == headings)
            most = f->runs.at[i].targets;
    for (size_t i = 0; i < f->runs.count; i++) {
        const struct run *run = &f->runs.at[i];
        bool weak = run->mark == MARK_BARE || run->mark == MARK_BULLET || headings;
        if (!run->fruitful || run->targets * 100 < most * NEARLY_ALL || is_of_headings(run) != headings ||
            (weak && run->fruitful < FEW))
            continue;
        int ours = announced(f, run), theirs = announced(f, best);
        if (!best || ours > theirs || (ours == theirs && run->fruitful > best->fruitful))
            best = run;
    }
    return best;
}

static const struct run *choose(const struct finder *f)
{
    const struct run *numbers = choose_among(f, false), *headings = choose_among(f, true);
    if (numbers && headings && numbers->at.count < FEW && numbers->targets * 2 < headings->targets)
        return headings;
    return numbers ? numbers : headings;
}

static void take_numbering(struct finder *f, const struct run *run, struct draft_outline *ret)
{
    for (size_t i = 0; i < run->at.count; i++) {
        size_t end = block_end(f, run, i), targets;
        if (is_of_headings(run) && !is_fruitful(f, run, i, &targets))
            continue; /* a title */
        struct draft_block *item = vec_push(f->ctx->mem, &ret->items);
        item->number = (int)ret->items.count;
        for (size_t k = run->at.at[i]; k < end; k++) {
            const struct draft_paragraph *p = &f->paragraphs.at[k];
            struct span span = {k == run->at.at[i] ? p->body : p->span.start, p->span.end};
            if (p->mark == MARK_RUN_IN && k == run->at.at[i]) /* its heading, and what stands behind it */
                *vec_push(f->ctx->mem, &item->cells) = (struct draft_cell){COLUMN_TASK, p->name};
            *vec_push(f->ctx->mem, &item->cells) = (struct draft_cell){COLUMN_TASK, span};
        }
    }
}

void draft_outline_find(struct ctx *ctx, const struct text *text, const struct figures *figures,
                        struct draft_outline *ret)
{
    struct finder f = {.ctx = ctx, .text = text, .s = text->read, .figures = figures};
    *ret = (struct draft_outline){0};
    for (int mark = 0; mark < MARKS; mark++)
        f.first[mark] = SIZE_MAX;
    find_paragraphs(&f);
    find_announced(&f);
    for (int mark = MARK_NAMED; mark < MARKS; mark++)
        find_numberings(&f, (enum draft_mark)mark);
    for (size_t i = 0; i < f.runs.count; i++)
        weigh(&f, &f.runs.at[i]);
    const struct run *run = choose(&f);
    if (run && run->mark == MARK_ROW)
        take_table(&f, run, ret);
    else if (run)
        take_numbering(&f, run, ret);
}

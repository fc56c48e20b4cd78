/* Numberings and tables of a plan. A text has several (一、 over （一） over 1.), each running on or beginning anew;
 * every unbroken one is a candidate, and so is every table. Taken is the one that nearly all targets stand below and
 * that has most items, or as many as the text says it has (“12 件实事”). */
#include "domain/draft_outline.h"

#include <string.h>

#include "domain/claim_words.h"
#include "domain/draft_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum mark {
    MARK_NONE,
    MARK_NAMED,         /* 第一件 项目一 */
    MARK_CHINESE,       /* 一、 */
    MARK_BRACKET,       /* （一） */
    MARK_DIGIT,         /* 1. 1、 */
    MARK_BRACKET_DIGIT, /* (1) */
    MARK_CIRCLE,        /* ① */
    MARK_BARE,          /* 1新建 */
    MARK_BULLET,        /* —— ● */
    MARK_ROW,
    MARKS,
};

enum {
    NEARLY_ALL = 70, /* percent of the targets that the best numbering covers */
    HEAD_CELL = 14,  /* runes of the longest head of a column */
    HEADING = 24,    /* and of a heading without a number */
    NUMBER_DIGITS = 3,
};

struct paragraph {
    struct span span;
    enum mark mark;
    int number;
    size_t body; /* behind the mark */
};

/* An unbroken numbering: paragraphs by index. */
struct run {
    enum mark mark;
    VEC(size_t) at;
    size_t targets;  /* figures that stand in it */
    size_t fruitful; /* items that promise something or name who leads */
};

struct finder {
    struct ctx *ctx;
    const struct text *text;
    const int32_t *s;
    const struct figures *figures;
    VEC(struct paragraph) paragraphs;
    VEC(struct run) runs;
    size_t first[MARKS];                  /* paragraph in which each mark stands first */
    int announced[DRAFT_ITEMS_LIMIT + 1]; /* how well that many items fit what the text says of itself */
};

static bool has(const struct finder *f, struct span span, const char *word)
{
    return find_words(f->s, span, word) < span.end;
}

/* ---- marks ---- */

/* 十二 or 12 at s[*at]; moves behind it. 0 if there is none. */
static int read_number(const int32_t *s, size_t *at, size_t end, bool chinese)
{
    int value = 0, digit = -1;
    size_t start = *at, i = start;
    for (; i < end && i - start < NUMBER_DIGITS; i++) {
        int d = chinese ? rune_numeral_digit(s[i]) : rune_is_digit(s[i]) ? s[i] - '0' : -1;
        if (chinese && s[i] == L'十') {
            value += (digit > 0 ? digit : 1) * 10;
            digit = -1;
        } else if (d < 0) {
            break;
        } else if (chinese) {
            digit = d;
        } else {
            value = value * 10 + d;
        }
    }
    *at = i;
    return value + (digit > 0 ? digit : 0);
}

/* 第一件 项目一： 实事1、 */
static bool read_named(const struct finder *f, struct paragraph *p)
{
    static const char *const names[] = {"第", "项目", "实事"};
    static const char *const ends[] = {"件实事", "项实事", "件", "项"};
    const int32_t *s = f->s;
    for (size_t k = 0; k < N(names); k++) {
        size_t at = p->span.start, length = words_at(s, at, p->span.end, names[k]), tail = 0;
        if (!length)
            continue;
        at += length;
        p->number = read_number(s, &at, p->span.end, true);
        if (!p->number)
            p->number = read_number(s, &at, p->span.end, false);
        for (size_t e = 0; e < N(ends) && k == 0 && !tail; e++)
            tail = words_at(s, at, p->span.end, ends[e]);
        if (!p->number || (k == 0 && !tail))
            continue;
        at += tail;
        bool parted = at >= p->span.end || s[at] == ':' || s[at] == L'、' || s[at] == ',' || s[at] == ' ' ||
                      s[at] == '.' || k == 0;
        while (parted && at < p->span.end && rune_is_clause_end(s[at]))
            at++;
        p->body = at;
        p->mark = parted ? MARK_NAMED : MARK_NONE;
        return parted;
    }
    return false;
}

/* The mark that a number and what stands around it make. */
static enum mark mark_of(const int32_t *s, size_t *at, size_t end, bool bracket, bool chinese)
{
    size_t i = *at;
    if (bracket) {
        *at = i + 1;
        return i < end && s[i] == ')' ? chinese ? MARK_BRACKET : MARK_BRACKET_DIGIT : MARK_NONE;
    }
    bool point = i < end && (s[i] == '.' || s[i] == L'．');
    bool year = i + 5 < end && s[i + 1] == '2' && s[i + 5] == L'年';
    if (point && i + 1 < end && rune_is_digit(s[i + 1]) && !year)
        return MARK_NONE;                             /* 1.5 万户 */
    bool stop = i < end && s[i] == L'。' && !chinese; /* 1。新建: an editor that knows no better */
    if (i < end && (point || stop || s[i] == L'、' || s[i] == ')')) {
        *at = i + 1;
        return chinese ? MARK_CHINESE : MARK_DIGIT;
    }
    if (i < end && s[i] == ' ')
        *at = i + 1;
    return !chinese && i < end &&
                   (s[i] == ' ' ||
                    (rune_is_han(s[i]) && !rune_numeral_power(s[i]) && s[i] != L'年' && s[i] != L'月' && s[i] != L'个'))
               ? MARK_BARE
               : MARK_NONE;
}

static void read_mark(const struct finder *f, struct paragraph *p)
{
    const int32_t *s = f->s;
    size_t at = p->span.start, end = p->span.end;
    p->body = at;
    if (at >= end || read_named(f, p))
        return;
    if (s[at] >= 0x2460 && s[at] <= 0x2473) {
        p->mark = MARK_CIRCLE;
        p->number = s[at] - 0x2460 + 1;
        p->body = at + 1;
        return;
    }
    if (s[at] == 0x25CF || s[at] == 0x2022 || s[at] == 0x25A0 || s[at] == 0x25C6 || s[at] == 0x2014) {
        while (p->body < end && !rune_is_han(s[p->body]) && !rune_is_digit(s[p->body]) && s[p->body] != L'“')
            p->body++;
        p->mark = p->body < end ? MARK_BULLET : MARK_NONE;
        return;
    }
    bool bracket = s[at] == '(';
    at += bracket;
    bool chinese = at < end && !rune_is_digit(s[at]);
    p->number = read_number(s, &at, end, chinese);
    if (p->number)
        p->mark = mark_of(s, &at, end, bracket, chinese);
    if (p->mark != MARK_NONE)
        p->body = at;
}

static void find_paragraphs(struct finder *f)
{
    for (size_t at = 0; at < f->text->read_count;) {
        struct paragraph p = {.span = {at, at}, .body = at};
        while (p.span.end < f->text->read_count && f->s[p.span.end] != '\n')
            p.span.end++;
        at = p.span.end + 1;
        if (has(f, p.span, "\t"))
            p.mark = MARK_ROW;
        else
            read_mark(f, &p);
        if (p.span.end == p.span.start)
            continue;
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
static bool next_cell(const struct finder *f, const struct paragraph *row, size_t *at, struct span *ret)
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
static bool read_heads(const struct finder *f, const struct paragraph *row, struct table *ret)
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

static void take_row(struct finder *f, const struct table *table, const struct paragraph *row,
                     struct draft_outline *ret)
{
    struct draft_block item = {.row = true};
    struct span cell;
    size_t at = row->span.start;
    bool begins = false;
    for (size_t i = 0; next_cell(f, row, &at, &cell); i++) {
        enum draft_column column = column_at(table, i);
        size_t from = cell.start;
        if (cell.start == cell.end)
            continue;
        if (column == COLUMN_NUMBER)
            item.number = read_number(f->s, &from, cell.end, !rune_is_digit(f->s[cell.start]));
        begins = begins || column == COLUMN_NUMBER || column == COLUMN_NAME;
        *vec_push(f->ctx->mem, &item.cells) = (struct draft_cell){column, cell};
    }
    bool words = false;
    for (size_t i = row->span.start; i < row->span.end; i++)
        words = words || rune_is_han(f->s[i]); /* else a line that rules off the head: |---|---| */
    if (!words || has(f, row->span, "合计") || has(f, row->span, "总计") || item.cells.count < 2)
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
        const struct paragraph *row = &f->paragraphs.at[run->at.at[i]];
        bool headless = table.count == 0;
        if (!read_heads(f, row, &table))
            take_row(f, &table, row, ret);
        else if (headless)
            ret->items.count = 0; /* what stood above the heads was another table: 索引号 … */
    }
}

/* ---- runs ---- */

static struct run *open_run(struct finder *f, enum mark mark)
{
    struct run *run = vec_push(f->ctx->mem, &f->runs);
    run->mark = mark;
    return run;
}

/* One missing number is a line that was lost. */
static void find_numberings(struct finder *f, enum mark mark)
{
    size_t current = SIZE_MAX;
    int last = 0;
    for (size_t i = 0; i < f->paragraphs.count; i++) {
        const struct paragraph *p = &f->paragraphs.at[i];
        if (p->mark != mark)
            continue;
        bool counted = mark == MARK_BULLET || mark == MARK_ROW;
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
static bool is_closing(const struct finder *f, const struct paragraph *p)
{
    static const char *const words[] = {"以上",   "附件", "附：",     "附:",      "注:",      "备注:",    "说明:",
                                        "联系人", "公示", "资金安排", "保障措施", "工作要求", "有关要求", "组织实施"};
    for (size_t i = 0; i < N(words); i++)
        if (words_at(f->s, p->body, p->span.end, words[i]))
            return true;
    return false;
}

/* A heading without a number: short, no mark at its end, a paragraph behind it. */
static bool is_heading(const struct finder *f, const struct paragraph *p)
{
    size_t length = p->span.end - p->span.start;
    return p->mark == MARK_NONE && length <= HEADING && !rune_is_clause_end(f->s[p->span.end - 1]) &&
           !has(f, p->span, ":");
}

/* The paragraph behind the block of the run's i-th item. Numberings that stand above the run end it. */
static size_t block_end(const struct finder *f, const struct run *run, size_t i)
{
    size_t from = run->at.at[i], next = i + 1 < run->at.count ? run->at.at[i + 1] : f->paragraphs.count;
    for (size_t k = from + 1; k < next; k++) {
        const struct paragraph *p = &f->paragraphs.at[k];
        bool above = p->mark != MARK_NONE && p->mark != MARK_ROW && f->first[p->mark] < run->at.at[0];
        if (p->mark == run->mark || above || is_closing(f, p))
            return k;
    }
    if (next < f->paragraphs.count && next > from + 1 && is_heading(f, &f->paragraphs.at[next - 1]))
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

static void weigh(const struct finder *f, struct run *run)
{
    for (size_t i = 0; i < run->at.count; i++) {
        size_t from = run->at.at[i], to = run->mark == MARK_ROW ? from + 1 : block_end(f, run, i), found = 0;
        struct span block = {f->paragraphs.at[from].body, f->paragraphs.at[to - 1].span.end};
        for (size_t figure = draft_first_figure(f->figures, block.start);
             figure < f->figures->count && in_span(&f->figures->at[figure], block); figure++)
            found += f->figures->at[figure].role == ROLE_TARGET;
        run->targets += found;
        run->fruitful += found > 0 || names_lead(f, block);
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

static const struct run *choose(const struct finder *f)
{
    const struct run *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < f->runs.count; i++)
        if (f->runs.at[i].fruitful && f->runs.at[i].targets > most)
            most = f->runs.at[i].targets;
    for (size_t i = 0; i < f->runs.count; i++) {
        const struct run *run = &f->runs.at[i];
        bool weak = run->mark == MARK_BARE || run->mark == MARK_BULLET;
        if (!run->fruitful || run->targets * 100 < most * NEARLY_ALL || (weak && run->at.count < 3))
            continue;
        int ours = announced(f, run), theirs = announced(f, best);
        if (!best || ours > theirs || (ours == theirs && run->fruitful > best->fruitful))
            best = run;
    }
    return best;
}

static void take_numbering(struct finder *f, const struct run *run, struct draft_outline *ret)
{
    for (size_t i = 0; i < run->at.count; i++) {
        struct draft_block *item = vec_push(f->ctx->mem, &ret->items);
        size_t end = block_end(f, run, i);
        item->number = (int)i + 1;
        for (size_t k = run->at.at[i]; k < end; k++) {
            const struct paragraph *p = &f->paragraphs.at[k];
            struct span span = {k == run->at.at[i] ? p->body : p->span.start, p->span.end};
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
        find_numberings(&f, (enum mark)mark);
    for (size_t i = 0; i < f.runs.count; i++)
        weigh(&f, &f.runs.at[i]);
    const struct run *run = choose(&f);
    if (run && run->mark == MARK_ROW)
        take_table(&f, run, ret);
    else if (run)
        take_numbering(&f, run, ret);
}

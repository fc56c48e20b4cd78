/* How many there are of what the text lists: items numbered one by one (（一） … （十一）, 01 … 10), rows of a table,
 * and those of its rows that a rate tells apart (“完成率低于90%的县有3个”). */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { ITEMS_LEAST = 3, ITEMS_MOST = 99, HEADS = 8 };

static const char *const item_units[] = {"件", "项", "个", "类", "大类"};

static bool is_item_unit(const struct figure *f)
{
    for (size_t k = 0; k < N(item_units); k++)
        if (strcmp(f->unit, item_units[k]) == 0)
            return f->qualifier == QUALIFIER_EQUAL && f->value.places == 0;
    return false;
}

void tell_count(struct search *x, size_t i, size_t count, const char *what)
{
    const struct figure *f = &x->figures->at[i];
    bool holds = f->value.n == (int64_t)count;

    x->ret[i].kind = holds ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
    x->ret[i].actual = arena_printf(x->ctx->mem, "%zu", count);
    x->ret[i].note = arena_printf(x->ctx->mem, "%s%s %zu %s", holds ? "" : "文中", what, count, f->unit);
}

/* ---- numbered items ---- */

/* 十一 in s[at..end); 0 if there stands no numeral up to 99. */
static int64_t read_number(const int32_t *s, size_t *at, size_t end)
{
    int64_t n = 0;
    int digit;

    for (; *at < end && rune_is_digit(s[*at]) && n <= ITEMS_MOST; (*at)++)
        n = n * 10 + s[*at] - '0';
    for (; n == 0 || *at < end; (*at)++) {
        digit = *at < end ? rune_numeral_digit(s[*at]) : -1;
        if (*at < end && rune_numeral_power(s[*at]) == 1)
            n = n ? n * 10 : 10;
        else if (digit > 0)
            n += digit;
        else
            break;
    }
    return n;
}

/* The number that opens a paragraph: “（十一）新建…”, “01 老旧小区…”; 0: none. `*ret_form` tells the two apart. */
static int64_t item_number(const struct search *x, size_t start, size_t end, int32_t *ret_form)
{
    size_t at = start;
    int64_t n;

    *ret_form = at < end && x->s[at] == '(' ? '(' : 0;
    at += *ret_form == '(';
    n = read_number(x->s, &at, end);
    if (n <= 0 || n > ITEMS_MOST || at >= end)
        return 0;
    if (*ret_form == '(')
        return x->s[at] == ')' ? n : 0;
    *ret_form = x->s[start] == '0' ? '0' : x->s[at];
    return x->s[start] == '0' || x->s[at] == L'、' || x->s[at] == '.' || x->s[at] == 0xFF0E ? n : 0;
}

/* One run of items of one form from 1 on. */
struct items {
    int32_t form;
    int64_t last;
    size_t start; /* of the first, in the reading */
    bool broken;  /* a number is missing or comes again: several lists */
};

static void take_item(struct items *all, size_t count, int64_t n, int32_t form, size_t start)
{
    for (size_t k = 0; k < count; k++) {
        struct items *items = &all[k];
        if (items->form && items->form != form)
            continue;
        if (!items->form)
            *items = (struct items){form, 0, start, false};
        items->broken = items->broken || n != items->last + 1;
        items->last = n;
        return;
    }
}

/* “12件民生实事”, “民生实事项目10项” */
static bool counts_items(const struct search *x, size_t i)
{
    enum { BEFORE = 12, BEHIND = 8 };
    static const char *const of_these[] = {"其中", "另", "新增", "续", "完成", "办结", "余", "省", "去年", "上年"};
    static const char *const things[] = {"实事", "民生", "项目", "工程", "任务", "办好"};
    const struct figure *f = &x->figures->at[i];
    struct span words = words_before(x, i), near = {f->read_start, f->read_end + BEHIND};

    near.start = words.start + BEFORE < words.end ? words.end - BEFORE : words.start;
    near.end = near.end < f->sentence_end ? near.end : f->sentence_end;
    return is_item_unit(f) && x->ret[i].kind == CONSISTENCY_NONE && !HAS(x, words, of_these) && HAS(x, near, things);
}

/* The first lines tell how many items follow; where they say one more or less than there are, one was left out. */
static void tell_items(struct search *x, const struct items *items)
{
    static const char *const excerpt[] = {"节选", "摘", "部分", "前", "等", "续"};
    static const char *const chapters[] = {"做法", "成效", "措施"}; /* whose sections are no items */
    enum { LIST_SURE = 6 };
    size_t off = NO_FIGURE, end = items->start > 0 ? items->start - 1 : 0;
    struct span above = {rune_behind(x->s, 0, end, L"\n"), end};
    bool told = false;

    for (size_t i = 0; i < x->figures->count && i < HEADS && x->figures->at[i].read_start < items->start; i++) {
        int64_t n = x->figures->at[i].value.n;
        if (!counts_items(x, i))
            continue;
        if (n == items->last)
            tell_count(x, i, (size_t)items->last, "列出");
        told = told || n == items->last;
        if ((n == items->last + 1 || n + 1 == items->last) && strcmp(x->figures->at[i].unit, "件") == 0)
            off = i;
    }
    if (!told && off != NO_FIGURE && items->form == L'(' && items->last >= LIST_SURE && !HAS(x, above, chapters) &&
        !HAS(x, ((struct span){0, items->start}), excerpt))
        tell_count(x, off, (size_t)items->last, "列出");
}

/* Lists numbered in one go. */
void check_items(struct search *x)
{
    struct items all[HEADS] = {{0}};
    size_t start = 0;

    for (size_t i = 0; i <= x->text->read_count; i++) {
        int32_t form;
        int64_t n;
        if (i < x->text->read_count && x->s[i] != '\n')
            continue;
        n = item_number(x, start, i, &form);
        if (n > 0)
            take_item(all, HEADS, n, form, start);
        start = i + 1;
    }
    for (size_t k = 0; k < HEADS; k++)
        if (all[k].form && !all[k].broken && all[k].last >= ITEMS_LEAST)
            tell_items(x, &all[k]);
}

/* ---- rows ---- */

void check_row_count(struct search *x, size_t from, size_t rows)
{
    static const char *const kinds[] = {"县", "区", "市", "镇", "乡", "街道", "件", "项"};
    enum { NEAR = 4 };

    for (size_t i = from; i-- > 0 && i + HEADS >= from;) {
        const struct figure *f = &x->figures->at[i];
        size_t end = f->read_end + NEAR < f->sentence_end ? f->read_end + NEAR : f->sentence_end;
        if (is_item_unit(f) && f->value.n == (int64_t)rows && rows >= ITEMS_LEAST &&
            x->ret[i].kind == CONSISTENCY_NONE && HAS(x, ((struct span){f->read_start, end}), kinds))
            tell_count(x, i, rows, "表列");
    }
}

/* What tells the rows apart that figure i counts: at least (or, `*ret_below`, less than) so many percent. */
bool reads_threshold(const struct search *x, size_t i, struct decimal *ret, bool *ret_below)
{
    static const char *const reached[] = {"达到或超过年度任务", "达到或超过年度目标", "达到或超过任务",
                                          "达到或超过全年任务", "完成或超额完成"};
    static const char *const below[] = {"低于", "不足", "不到"}, *const above[] = {"超过", "高于"};
    const struct figure *f = &x->figures->at[i];
    struct span gap = gap_before(x, i), words;

    if (!is_item_unit(f))
        return false;
    *ret_below = false;
    *ret = (struct decimal){100, 0};
    if (HAS(x, ((struct span){f->clause_start, f->clause_end}), reached))
        return words_before(x, i).start == f->clause_start;
    if (i == 0 || !same_sentence(f, f - 1) || strcmp(f[-1].unit, "%") != 0 || gap.start >= gap.end ||
        x->s[gap.start] != L'的')
        return false;
    words = words_before(x, i - 1);
    *ret = f[-1].value;
    *ret_below = HAS(x, words, below);
    return *ret_below || HAS(x, words, above);
}

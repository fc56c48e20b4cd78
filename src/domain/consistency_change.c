/* Amounts held against each other: by how much one differs from what it is compared with, how much it grew, and items
 * told by how far they are. */
#include <string.h>

#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

/* Whether one of the words fills the span but for marks before it and 了, 为 behind it. */
static bool is_filled(const struct search *x, struct span span, const char *const *words, size_t count)
{
    while (span.start < span.end && (x->s[span.start] == ',' || x->s[span.start] == '('))
        span.start++;
    for (size_t k = 0; k < count; k++) {
        size_t at = span.start + words_at(x->s, span.start, span.end, words[k]);
        if (at == span.start)
            continue;
        at += at < span.end && (x->s[at] == L'了' || x->s[at] == L'为' || x->s[at] == L'达');
        if (at == span.end)
            return true;
    }
    return false;
}

static bool is_plain_figure(const struct figure *f)
{
    return f->unit[0] && f->qualifier == QUALIFIER_EQUAL && f->role != ROLE_ITEMS;
}

/* Whether c, which tells a change, is of the kind that a and b are: 百分点 of percents, else the same unit. */
static bool is_change_of(const struct figure *a, const struct figure *b, const struct figure *c)
{
    bool rates = strcmp(a->unit, "%") == 0;

    return strcmp(a->unit, b->unit) == 0 &&
           (rates ? strstr(c->unit, "百分点") != NULL : strcmp(a->unit, c->unit) == 0 && is_amount(a) && is_amount(b));
}

/* “由100张增加到150张，增长50%”, “由41.3%提高到48.6%，提高7.3个百分点” */
static bool check_raised(struct search *x, size_t i)
{
    static const char *const from[] = {"由", "从"};
    static const char *const to[] = {"增加到", "提高到", "提升到", "增长到", "上升到", "扩大到", "发展到",
                                     "增至",   "提高至", "提升至", "升至",   "扩至",   "增加至", "降到",
                                     "降至",   "下降到", "下降至", "减少到", "减少至", "压减到", "压降到"};
    static const char *const more[] = {"增长", "提高", "增加", "提升", "上升", "增幅", "多", "净增"};
    static const char *const less[] = {"下降", "减少", "降低", "降幅", "压减"};
    const struct figure *f = &x->figures->at[i], *b = f - 1, *a = f - 2;
    struct span gap = gap_before(x, i), raised = gap_before(x, i - 1), before = gap_before(x, i - 2);
    bool up = is_filled(x, gap, more, N(more)), down = is_filled(x, gap, less, N(less));

    if ((!up && !down) || !is_filled(x, raised, to, N(to)) || !HAS(x, before, from))
        return false;
    if (strcmp(f->unit, "%") == 0 && is_amount(b) && strcmp(a->unit, b->unit) == 0)
        compare_growth(x, i, i - 1, i - 2, down);
    else if (is_change_of(a, b, f))
        compare_difference(x, i, up ? i - 1 : i - 2, up ? i - 2 : i - 1);
    return true;
}

/* “5000个，比去年的4000个多1000个” */
static void check_compared(struct search *x, size_t i)
{
    static const char *const opens[] = {",比", ",较", "(比", "(较"};
    static const char *const more[] = {"多", "增加", "多出", "提高", "高出", "提升", "增长", "上升"};
    static const char *const less[] = {"少", "减少", "低", "下降", "降低"};
    const struct figure *f = &x->figures->at[i], *then = f - 1, *now = f - 2;
    struct span gap = gap_before(x, i), compared = gap_before(x, i - 1);
    bool up = is_filled(x, gap, more, N(more)), down = is_filled(x, gap, less, N(less)), opened = false;

    for (size_t k = 0; k < N(opens); k++)
        opened = opened || words_at(x->s, compared.start, compared.end, opens[k]) > 0;
    if ((!up && !down) || !opened || x->s[compared.end - 1] != L'的' || !is_change_of(now, then, f))
        return;
    compare_difference(x, i, up ? i - 2 : i - 1, up ? i - 1 : i - 2);
}

void check_change(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];

    if (i < 2 || !same_sentence(f, f - 2) || !is_plain_figure(f) || !is_plain_figure(f - 1) || !is_plain_figure(f - 2))
        return;
    if (!check_raised(x, i))
        check_compared(x, i);
}

/* ---- items by how far they are ---- */

enum state { STATE_NONE, STATE_DONE, STATE_GOING, STATE_LATE, STATES };

/* The one state that a clause tells; NONE if it tells of none, or of several. */
static enum state state_of(const struct search *x, struct span clause)
{
    static const char *const done[] = {"完成", "完工", "办结", "竣工", "交卷", "兑现", "销号", "建成"};
    static const char *const going[] = {"推进", "在建", "正在", "正常", "有序", "进行"};
    static const char *const late[] = {"滞后", "困难", "偏慢", "未启动", "未开工", "落后", "缓慢", "停工", "未完成"};
    static const char *const doubtful[] = {"去年", "上年", "明年", "过半", "率",  "序时",
                                           "进度", "时序", "基本", "超额", "提前"};
    bool is_late = HAS(x, clause, late), is_going = HAS(x, clause, going), is_done = HAS(x, clause, done);

    if (HAS(x, clause, doubtful))
        return STATE_NONE;
    if (is_late)
        return is_going ? STATE_NONE : STATE_LATE;
    return is_done == is_going ? STATE_NONE : is_done ? STATE_DONE : STATE_GOING;
}

static bool is_item_count(const struct figure *f)
{
    return f->role == ROLE_ITEMS && f->qualifier == QUALIFIER_EQUAL && f->value.places == 0;
}

/* What is said of figure i: up to the next figure's words, if that stands in its clause. */
static struct span said_of(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    bool shared = i + 1 < x->figures->count && x->figures->at[i + 1].clause_start == f->clause_start;

    return (struct span){f->clause_start, shared ? f->read_start : f->clause_end};
}

/* “24个任务中，15个已完成，7个正在推进，2个存在困难”: figure i is the whole, and told by no state itself. */
void check_states(struct search *x, size_t i)
{
    static const char *const inner[] = {"其中", "("};
    const struct figure *whole = &x->figures->at[i];
    struct parts parts = {0};
    bool seen[STATES] = {false};
    int64_t sum = 0;

    if (!is_item_count(whole) || state_of(x, said_of(x, i)) != STATE_NONE)
        return;
    for (size_t k = i + 1; k < x->figures->count; k++) {
        const struct figure *f = &x->figures->at[k];
        enum state state = state_of(x, (struct span){f->clause_start, f->clause_end});
        if (f->paragraph_start != whole->paragraph_start || !is_item_count(f) || strcmp(f->unit, whole->unit) != 0 ||
            state == STATE_NONE || seen[state] || (parts.count > 0 && HAS(x, gap_before(x, k), inner)))
            break;
        if (f->value.n > whole->value.n || !parts_add(&parts, k)) /* of another whole */
            return;
        seen[state] = true;
        sum += f->value.n;
    }
    if (parts.count > 1)
        compare_sum(x, i, &parts, sum == whole->value.n, i);
}

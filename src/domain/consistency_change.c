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
    return f->unit[0] && f->qualifier == QUALIFIER_EQUAL;
}

/* Whether c, which tells a change, is of the kind that a and b are: 百分点 of percents, else the same unit. */
static bool is_change_of(const struct figure *a, const struct figure *b, const struct figure *c)
{
    bool rates = strcmp(a->unit, "%") == 0;

    return strcmp(a->unit, b->unit) == 0 &&
           (rates ? strstr(c->unit, "百分点") != NULL : strcmp(a->unit, c->unit) == 0 && is_count(a) && is_count(b));
}

static const char *const more[] = {"增长",   "提高",     "增加",     "提升",     "上升",     "增幅", "多",   "净增",
                                   "增幅为", "多出",     "超出",     "高出",     "扩大",     "增",   "提",   "高",
                                   "涨",     "同比增长", "同比增加", "同比提高", "增速",     "上涨", "多了", "增幅达",
                                   "同比多", "一年多",   "一年增加", "同比提升", "同比上升", "快"};
static const char *const less[] = {"下降", "减少", "降低",   "降幅", "压减",   "少",       "降",       "缩短",
                                   "压缩", "净减", "降幅为", "低",   "减",     "同比下降", "同比减少", "同比降低",
                                   "下调", "减幅", "回落",   "收窄", "降幅达", "慢"};
static const char *const then_words[] = {"去年", "上年", "上一年", "前一年", "年初"};
/* 由…, 从… and behind it …到, …至 */
static const char *const from[] = {"由", "从"};

/* Whether the figures are of one kind of which one may have become the other. */
static bool are_levels(const struct figure *a, const struct figure *b)
{
    return a->unit[0] && strcmp(a->unit, b->unit) == 0 && a->value.n > 0 && b->value.n > 0;
}

/* “增加到”, “减至”, “扩到”: a few characters, of which the last is 到, 至 or 为. */
static bool is_raised(const struct search *x, struct span gap)
{
    enum { MOST = 8 };
    static const char *const to[] = {"到", "至", "为", "到了", "到目前的", "到现在的", "到今年的"};
    static const char *const parts[] = {",", ";", ":", "。", "、"};

    return gap.end > gap.start + 1 && gap.end <= gap.start + MOST && !HAS(x, gap, parts) &&
           words_end(x->s, gap.start, gap.end, to, N(to));
}

/* “比去年的4000个”, “较上年同期(21360人次)”, “比目标2000个” */
static bool is_compared_with(const struct search *x, struct span words)
{
    static const char *const opens[] = {"比", "较"}, *const tasks[] = {"目标", "计划", "任务"};
    static const char *const none[] = {"比例", "占比", "每", "同比", "增", "减",  "多",
                                       "少",   "高",   "低", "降",   "升", "满分"};

    return HAS(x, words, opens) &&
           (HAS(x, words, then_words) || words_at(x->s, words.end - 1, words.end, "的") ||
            words_end(x->s, words.start, words.end, tasks, N(tasks))) &&
           !HAS(x, words, none);
}

/* “，去年同口径为8.7亿元”, “，上年为96.1%”: the level of the year before, right behind this year's. */
static bool is_level_before(const struct search *x, struct span words)
{
    enum { MOST = 10 };
    static const char *const changed[] = {"增", "减", "多", "少", "比", "较", "降", "提高"};

    return words.start < words.end && words.end - words.start <= MOST && HAS(x, words, then_words) &&
           !HAS(x, words, changed);
}

/* The figure before i, or the one before that where it is but the aim of the same:
 * “106万，高于100万的目标，比去年的82万”. */
static size_t told_before(const struct search *x, size_t i)
{
    static const char *const against[] = {"高于", "低于", "超过", "比", "较"};
    const struct figure *f = &x->figures->at[i];

    return i >= 2 && f[-1].role == ROLE_TARGET && f[-2].role != ROLE_TARGET && same_sentence(f, f - 2) &&
                   is_plain_figure(f - 2) && are_levels(f, f - 2) && HAS(x, words_before(x, i - 1), against)
               ? i - 2
               : i - 1;
}

/* What figure i, the later of two, tells with the one before it: “由A增加到B”, “B，比去年的A”, “B，去年为A”. */
static struct pair change_at(const struct search *x, size_t i)
{
    static const struct pair none = {NO_FIGURE, NO_FIGURE, NO_FIGURE};
    const struct figure *f = &x->figures->at[i];
    struct span gap = gap_before(x, i), before;

    if (i == 0 || !same_sentence(f, f - 1) || !is_plain_figure(f - 1) || !is_plain_figure(f) || !are_levels(f, f - 1))
        return none;
    before = words_before(x, i - 1);
    if (HAS(x, before, from) && is_raised(x, gap))
        return (struct pair){i, i - 1, i};
    if (gap.end > gap.start && (is_compared_with(x, words_before(x, i)) || is_level_before(x, words_before(x, i))) &&
        !is_compared_with(x, before) && find_words(x->s, before, "满分") == before.end)
        return (struct pair){told_before(x, i), i, i};
    return none;
}

/* “由年初的158个增至187个，同比增长30%”: since another time than its first amount is of. */
static const char *const since_last_year[] = {"同比", "环比", "比上年", "比去年"};
static const char *const other_start[] = {"年初", "月", "季", "底", "末"};

/* “补助标准由每公里25万元提高到30万元，提高25%”: what is given to each is as it is written, not rounded. */
static bool tell_standard(struct search *x, size_t i, bool down)
{
    static const char *const standards[] = {"标准", "每"};
    enum relation relation = down ? RELATION_FALL : RELATION_RISE;
    const struct figure *f = &x->figures->at[i];
    struct figure now = x->figures->at[x->change.part], then = x->figures->at[x->change.whole];
    enum fit fit;

    if (strcmp(f->unit, "%") != 0 || strcmp(now.unit, "%") == 0 || !HAS(x, words_before(x, x->change.whole), standards))
        return false;
    now.step = then.step = (struct decimal){1, 0};
    fit = figures_fit(f, relation, &now, &then);
    tell_relation(x, i, fit, relation, &now, &then);
    return fit != FIT_NONE;
}

/* Behind the two: “，减少234个”, “，降幅63.2%”. */
static bool tell_change(struct search *x, size_t i, bool down)
{
    const struct figure *f = &x->figures->at[i], *now = &x->figures->at[x->change.part],
                        *then = &x->figures->at[x->change.whole];
    struct guess best = {.at = i};
    bool rates = strcmp(now->unit, "%") == 0;

    if (HAS(x, words_before(x, i), since_last_year) && HAS(x, words_before(x, x->change.whole), other_start))
        return false;
    if (strcmp(f->unit, "%") == 0 && !rates)
        guess_better(x, &best, down ? RELATION_FALL : RELATION_RISE, x->change.part, x->change.whole);
    else if (is_change_of(now, then, f))
        guess_better(x, &best, RELATION_MORE, down ? x->change.whole : x->change.part,
                     down ? x->change.part : x->change.whole);
    tell_fit(x, &best);
    return best.fit != FIT_NONE || tell_standard(x, i, down);
}

/* Rate i of the amount before it and of one of the last `most` like that one in its paragraph. What stands more than
 * `far` figures before the rate confirms alone. */
static void check_rate_of_two(struct search *x, size_t i, enum relation relation, size_t most, size_t far)
{
    enum { MOST = 6 };
    const struct figure *f = &x->figures->at[i];
    size_t kin[MOST], count = counts_before(x, i - 1, f[-1].unit, most < MOST ? most : MOST, kin);
    struct guess best = {.at = i};

    for (size_t n = 0; n < count && best.fit != FIT_HOLDS; n++)
        if (same_paragraph(x, kin[n], i) &&
            (relation != RELATION_RISE_BY ||
             !HAS(x, words_before(x, kin[n]), then_words))) /* no level of before rose */
            guess_better(x, &best, relation, kin[n], i - 1);
    if (best.fit == FIT_HOLDS || (best.fit == FIT_SWAPPED && best.a + far >= i && f->value.places > 0 &&
                                  same_sentence(&x->figures->at[best.a], f)))
        tell_fit(x, &best);
}

/* “民生支出421.6亿元，比上年增加32.4亿元、增长8.3%”: by how much, and by how many percent of what it was. */
static void check_rise_by(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    const struct span before = words_before(x, i - 1);

    if (strcmp(f->unit, "%") == 0 && is_count(f - 1) && words_end(x->s, before.start, before.end, more, N(more)))
        check_rate_of_two(x, i, RELATION_RISE_BY, 3, 2);
}

/* “去年全市加装98部，今年的完工量同比增长38.8%”: this year's was told before. */
static void check_since_then(struct search *x, size_t i, bool down)
{
    const struct figure *f = &x->figures->at[i];

    if (strcmp(f->unit, "%") == 0 && is_count(f - 1) && HAS(x, words_before(x, i - 1), then_words))
        check_rate_of_two(x, i, down ? RELATION_FALL : RELATION_RISE, 6, i);
}

/* “计划改造1500户，比今年目标再增加300户”: what the amount before it is more, or less, than another told before. */
static void check_compared(struct search *x, size_t i, bool down)
{
    enum { NEAR = 8 };
    static const char *const than[] = {"比", "较", "今年"};
    const struct figure *f = &x->figures->at[i];
    size_t kin[NEAR], count;
    struct guess best = {.at = i};

    if (!is_count(f) || !HAS(x, gap_before(x, i), than) || x->ret[i].kind != CONSISTENCY_NONE)
        return;
    count = counts_before(x, i, f->unit, NEAR, kin);
    for (size_t n = 1; n < count && best.fit != FIT_HOLDS; n++) {
        guess_better(x, &best, RELATION_MORE, down ? kin[n] : kin[0], down ? kin[0] : kin[n]);
        if (best.fit != FIT_HOLDS && n == 1) /* “新增2.16万个；去年新增1.8万个，今年多3600个” */
            guess_better(x, &best, RELATION_MORE, down ? kin[0] : kin[n], down ? kin[n] : kin[0]);
    }
    if (best.fit == FIT_HOLDS)
        tell_fit(x, &best);
}

/* Between the two and figure i nothing else was told but their change. */
static bool breaks_change(const struct search *x, size_t i)
{
    for (size_t k = x->change.at + 1; k < i; k++) {
        struct span words = words_before(x, k);
        if (!is_filled(x, words, more, N(more)) && !is_filled(x, words, less, N(less)))
            return true;
    }
    return find_words(x->s, gap_before(x, i), ";") < gap_before(x, i).end;
}

/* “建设160张，使床位由412张增至527张”: figure i is the sum of the two, told one behind the other, but for digits that
 * changed places. */
static bool is_turned(const struct search *x, size_t i, const struct parts *parts)
{
    enum { LEAST = 100 };
    const struct figure *all = x->figures->at, *f = &all[i];
    int64_t sum;

    return parts->at[1] + 1 == parts->at[0] && f->value.places == 0 && f->value.n >= LEAST &&
           all[parts->at[0]].value.places == 0 && all[parts->at[1]].value.places == 0 &&
           !int64_add(all[parts->at[0]].value.n, all[parts->at[1]].value.n, &sum) &&
           slip_of(f->value.n, sum) == FIT_SWAPPED;
}

/* “新增7个，由去年底的154个增加到161个”: what was added makes the one the other; what else came or went may be untold,
 * so no more than digits that changed places contradict. The two are told at figure i. */
static void check_stock(struct search *x, size_t i)
{
    enum { NEAR = 4 };
    static const char *const added[] = {"新增", "新建", "净增", "新开", "增加", "建设"};
    const struct pair *p = &x->change;
    size_t kin[NEAR], count = counts_before(x, p->whole, x->figures->at[i].unit, NEAR, kin);

    if (x->ret[i].kind != CONSISTENCY_NONE || p->part != i || p->whole + 1 != i)
        return;
    if (i + 1 < x->figures->count && is_like(&x->figures->at[i + 1], &x->figures->at[i]) &&
        HAS(x, words_before(x, i + 1), added) && same_sentence(&x->figures->at[i + 1], &x->figures->at[i]))
        kin[count < NEAR ? count++ : NEAR - 1] = i + 1;
    for (size_t n = 0; n < count; n++) {
        struct guess g = {.at = kin[n]};
        struct parts parts = {{p->whole, kin[n]}, 2};
        if (!same_paragraph(x, kin[n], i) || !HAS(x, words_before(x, kin[n]), added) ||
            !guess_better(x, &g, RELATION_MORE, i, p->whole) || (g.fit != FIT_HOLDS && !is_turned(x, i, &parts)))
            continue;
        compare_sum(x, i, &parts, true, i);
        return;
    }
}

/* “完成14座，比去年多6座，去年是9座”: figure i is what the other two leave. */
static void check_level_told(struct search *x, size_t i)
{
    static const char *const was[] = {"去年是", "去年为", "上年是", "上年为"};
    const struct figure *f = &x->figures->at[i];
    struct span words = words_before(x, i), change = words_before(x, i - 1);
    struct guess g = {.at = i};

    if (!is_count(f) || !is_count(f - 1) || !is_count(f - 2) || !are_levels(f, f - 1) || !are_levels(f, f - 2) ||
        !same_sentence(f, f - 2) || !words_end(x->s, words.start, words.end, was, N(was)) ||
        !words_end(x->s, change.start, change.end, more, N(more)) || !HAS(x, change, then_words))
        return;
    guess_better(x, &g, RELATION_MORE, i - 2, i - 1);
    tell_fit(x, &g);
}

void check_change(struct search *x, size_t i)
{
    enum { BEHIND = 3 };
    const struct figure *f = &x->figures->at[i];
    struct span words = words_before(x, i);
    struct pair pair = change_at(x, i);
    bool up, down;

    if (pair.at != NO_FIGURE) {
        x->change = pair;
        check_stock(x, i);
    }
    if (i < 2 || !same_sentence(f, f - 1) || !is_plain_figure(f) || x->ret[i].kind != CONSISTENCY_NONE)
        return;
    check_level_told(x, i);
    if (x->ret[i].kind != CONSISTENCY_NONE)
        return;
    up = is_filled(x, words, more, N(more));
    down = is_filled(x, words, less, N(less));
    if (!up && !down) {
        if (words_end(x->s, words.start, words.end, more, N(more)) ||
            words_end(x->s, words.start, words.end, less, N(less)))
            check_since_then(x, i, words_end(x->s, words.start, words.end, less, N(less)));
        if (words_close(x, words, more, N(more)) || words_close(x, words, less, N(less)))
            check_compared(x, i, words_close(x, words, less, N(less)));
        return;
    }
    if (x->change.at != NO_FIGURE && x->change.at < i && i - x->change.at <= BEHIND &&
        same_sentence(f, &x->figures->at[x->change.at]) && !breaks_change(x, i) && tell_change(x, i, down))
        return;
    check_since_then(x, i, down);
    check_compared(x, i, down);
    if (up && x->ret[i].kind == CONSISTENCY_NONE)
        check_rise_by(x, i);
}

/* ---- items by how far they are ---- */

enum state { STATE_NONE, STATE_DONE, STATE_GOING, STATE_LATE, STATES };

/* The one state that a clause tells; NONE if it tells of none, or of several. */
static enum state state_of(const struct search *x, struct span clause)
{
    static const char *const done[] = {"完成", "完工", "办结", "竣工", "交卷", "兑现", "销号", "建成"};
    static const char *const going[] = {"推进", "在建", "正在", "正常", "有序", "进行", "跨年"};
    static const char *const late[] = {"滞后", "困难", "偏慢", "未启动", "未开工", "落后", "缓慢", "停工", "未完成"};
    static const char *const doubtful[] = {"去年", "上年", "明年", "过半", "率", "时序", "基本", "超额", "提前"};
    static const char *const schedule[] = {"进度"}; /* 进度偏慢 is late */
    bool is_late = HAS(x, clause, late), is_going = HAS(x, clause, going), is_done = HAS(x, clause, done);

    if (HAS(x, clause, doubtful) || (!is_late && HAS(x, clause, schedule)))
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

bool tells_state(const struct search *x, size_t i)
{
    return state_of(x, said_of(x, i)) != STATE_NONE;
}

/* “已完成11项，进度在八成以上的14项，其余12项”: one of the parts. */
static bool follows_state(const struct search *x, size_t i)
{
    for (size_t k = i; k-- > 0 && same_sentence(&x->figures->at[k], &x->figures->at[i]);)
        if (is_item_count(&x->figures->at[k]))
            return tells_state(x, k);
    return false;
}

/* “24个任务中，15个已完成，7个正在推进，2个存在困难”: figure i is the whole, and told by no state itself. */
void check_states(struct search *x, size_t i)
{
    static const char *const inner[] = {"其中", "("};
    const struct figure *whole = &x->figures->at[i];
    struct parts parts = {0};
    bool seen[STATES] = {false};
    int64_t sum = 0;

    if (!is_item_count(whole) || state_of(x, said_of(x, i)) != STATE_NONE || follows_state(x, i))
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
        compare_sum(
            x, i, &parts,
            sum >= whole->value.n || slip_of(whole->value.n, sum) >= (parts.count > 2 ? FIT_MISREAD : FIT_SWAPPED), i);
}

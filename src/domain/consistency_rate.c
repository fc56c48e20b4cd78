/* A rate whose two counts stand in earlier clauses or sentences: “计划改造85个，……，完工34个，完工率40%”. Whatever fits
 * confirms it. It is contradicted only by a slip of the pen (119.4 for 114.9), and nothing else that was told fits. */
#include <string.h>

#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { PARTS_NEAR = 4, WHOLES_NEAR = 12, ACCUSED_NEAR = 4 };

static const char *const rates[] = {"率",   "占比", "比例",   "进度", "完成", "完成了", "已完成", "占",
                                    "占了", "的",   "任务的", "超",   "兑现", "投用",   "开工"};
static const char *const copulas[] = {"达到", "达", "为", "约", "近", "是", "至", "已达", "仅", "约为", "约占"};
static const char *const grown[] = {"增长", "提高", "增加", "下降", "降低", "减少", "增幅", "降幅", "提升",
                                    "上升", "同比", "环比", "超额", "压减", "上浮", "下浮", "利率", "税率"};
static const char *const due[] = {"计划", "目标", "任务", "应"};

bool units_are_kin(const char *a, const char *b)
{
    static const char *const persons[] = {"人", "名", "位"};
    bool p = false, q = false;

    for (size_t k = 0; k < N(persons); k++) {
        p = p || strcmp(a, persons[k]) == 0;
        q = q || strcmp(b, persons[k]) == 0;
    }
    return (p && q) || strcmp(a, b) == 0;
}

bool is_count(const struct figure *f)
{
    return f->unit[0] && f->qualifier == QUALIFIER_EQUAL && f->role != ROLE_PERCENT && strcmp(f->unit, "%") != 0 &&
           f->value.n > 0;
}

size_t counts_before(const struct search *x, size_t i, const char *unit, size_t most, size_t *ret)
{
    size_t count = 0;

    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i && count < most;)
        if (is_count(&x->figures->at[k]) && (!unit || units_are_kin(x->figures->at[k].unit, unit)))
            ret[count++] = k;
    return count;
}

bool is_task(const struct search *x, size_t k)
{
    return x->figures->at[k].role == ROLE_TARGET || HAS(x, words_before(x, k), due);
}

bool same_paragraph(const struct search *x, size_t a, size_t b)
{
    return x->figures->at[a].paragraph_start == x->figures->at[b].paragraph_start;
}

/* The words before the figure end with one of these, but for 达到, 为, 约. */
bool words_close(const struct search *x, struct span words, const char *const *list, size_t count)
{
    for (size_t k = 0; k < N(copulas); k++) {
        size_t length = strlen(copulas[k]) / 3;
        if (words.end >= words.start + length && words_at(x->s, words.end - length, words.end, copulas[k])) {
            words.end -= length;
            break;
        }
    }
    return words.end > words.start && words_end(x->s, words.start, words.end, list, count);
}

/* A rate of so few digits fits by chance. */
static bool is_coarse(const struct figure *f)
{
    return f->value.places == 0;
}

/* 98.7, not 7.2 or 65. */
static bool is_fine(const struct figure *f)
{
    return f->value.places > 0 && decimal_compare(f->value, (struct decimal){10, 0}) >= 0;
}

/* “筛查1200人，筛查率99.1%；听力筛查1180人，筛查率97.5%”: what has a rate of its own is no whole of another. */
static bool has_own_rate(const struct search *x, size_t whole, size_t part)
{
    for (size_t k = whole + 1; k < part; k++)
        if (x->figures->at[k].role == ROLE_PERCENT)
            return true;
    return false;
}

/* “占民生实事类诉求的56.3%” names the whole: “受理民生实事类诉求12860件”. */
static bool names_whole(const struct search *x, size_t i, size_t whole)
{
    enum { LEAST = 4, MOST = 16 };
    struct span words = words_before(x, i), told = words_before(x, whole);
    size_t at = find_words(x->s, words, "占"), length;

    if (at >= words.end || x->s[words.end - 1] != L'的')
        return false;
    length = words.end - at - 2;
    return length >= LEAST && length <= MOST && told.end >= told.start + length &&
           memcmp(x->s + told.end - length, x->s + at + 1, length * sizeof *x->s) == 0;
}

/* “镜湖区动手最早，任务中已有41个通过验收，完工率89.1%”, and before it “镜湖区46个”. */
static bool is_of_place(const struct search *x, size_t i, size_t whole)
{
    enum { LEAST = 3, MOST = 6 };
    const struct figure *f = &x->figures->at[i];
    size_t start = rune_behind(x->s, f->sentence_start, f->read_start, L";。");
    struct span told = words_before(x, whole);

    for (size_t length = LEAST; length <= MOST; length++)
        if (start + length < f->read_start && is_place_name(x->s, (struct span){start, start + length}) &&
            told.end >= told.start + length &&
            memcmp(x->s + told.end - length, x->s + start, length * sizeof *x->s) == 0)
            return true;
    return false;
}

/* “完成率”: of the task and of nothing else. */
static bool is_named_rate(const struct search *x, size_t i)
{
    static const char *const named[] = {"完成率", "完工率",   "竣工率",   "开工率",   "建成率", "投用率",
                                        "进度",   "占计划的", "占目标的", "占任务的", "完成",   "到位率",
                                        "支付率", "执行率",   "为目标的", "占目标",   "占"};

    return words_close(x, words_before(x, i), named, N(named));
}

/* “发放问卷2520份，收回2486份，回收率98.7%” */
static bool is_any_rate(const struct search *x, size_t i)
{
    static const char *const named[] = {"率"}, *const total[] = {"总体", "平均", "综合", "整体", "均"};

    return !HAS(x, words_before(x, i), total) && words_close(x, words_before(x, i), named, N(named));
}

/* “目标：开工3600套。” and under it “完成情况：开工3622套，开工率100.6%” */
static bool is_next_line(const struct search *x, size_t whole, size_t i)
{
    enum { MARKS = 3 };

    return x->figures->at[i].paragraph_start <= x->figures->at[whole].paragraph_end + MARKS;
}

/* “计划改造85个，完工34个，完工率40%”: the two stand right before it and leave no other reading. */
static bool follows_from_task(const struct search *x, const struct guess *g)
{
    static const char *const named[] = {"完成率", "完工率", "竣工率", "建成率"}, *const total[] = {"总体", "平均",
                                                                                                   "综合", "整体",
                                                                                                   "投资", "均"};
    static const char *const done[] = {"完成", "完工", "竣工", "建成", "实际"}, *const other[] = {
                                                                                    "其中", "去年", "上年", "累计",
                                                                                    "比",   "剩",   "差",   "未",
                                                                                    "多",   "少"};
    const struct figure *all = x->figures->at;
    struct span words = words_before(x, g->a);

    return g->b + 1 == g->a && g->a + 1 == g->at && same_sentence(&all[g->b], &all[g->at]) &&
           HAS(x, words_before(x, g->b), due) && words_close(x, words_before(x, g->at), named, N(named)) &&
           !HAS(x, words_before(x, g->at), total) && HAS(x, words, done) && !HAS(x, words, other) &&
           !HAS(x, words_before(x, g->b), other);
}

/* “市级占了69.1%”: the part before it is told with the same word, “其中市级财政26.5亿元”. */
static bool names_part(const struct search *x, size_t i, size_t part)
{
    enum { LENGTH = 2 };
    struct span words = words_before(x, i), told = words_before(x, part);
    size_t at = find_words(x->s, words, "占");

    if (at >= words.end || at < words.start + LENGTH)
        return false;
    for (size_t k = told.start; k + LENGTH <= told.end; k++)
        if (memcmp(x->s + k, x->s + at - LENGTH, LENGTH * sizeof *x->s) == 0)
            return true;
    return false;
}

/* “占收回问卷的91.2%”, and before it “收回4128份”: the first word of what it is a share of is said of the whole. */
static bool names_verb(const struct search *x, size_t i, size_t whole)
{
    enum { LENGTH = 2, LEAST = 5 };
    struct span words = words_before(x, i), told = words_before(x, whole);
    size_t at = find_words(x->s, words, "占");

    return at + LEAST < words.end && x->s[words.end - 1] == L'的' && told.end >= told.start + LENGTH &&
           memcmp(x->s + at + 1, x->s + told.end - LENGTH, LENGTH * sizeof *x->s) == 0;
}

/* “参评38票，满意26票、…，满意率68.4%”: the rate has the name of what the part counts. */
static bool is_rate_of_part(const struct search *x, size_t i, size_t part)
{
    enum { LENGTH = 2 };
    struct span words = words_before(x, i), told = words_before(x, part);
    size_t at = find_words(x->s, words, "率");

    return at < words.end && at + 1 == words.end && at >= words.start + LENGTH && told.end == told.start + LENGTH &&
           memcmp(x->s + at - LENGTH, x->s + told.start, LENGTH * sizeof *x->s) == 0;
}

/* Whether that the rate is off may be told: nothing else can be meant. */
static bool accuses(const struct search *x, const struct guess *g, size_t nth_whole)
{
    static const char *const differing[] = {"多", "少", "剩", "差", "增加", "比", "去年", "上年"};
    static const char *const then[] = {"由", "从", "目前", "年初"};
    const struct figure *all = x->figures->at;

    if (is_fine(&all[g->at]) && g->fit >= FIT_MISREAD && (names_whole(x, g->at, g->b) || is_of_place(x, g->at, g->b)))
        return true;
    if (HAS(x, words_before(x, g->a), differing) || nth_whole >= ACCUSED_NEAR ||
        !(same_paragraph(x, g->b, g->at) || (is_task(x, g->b) && nth_whole == 0 && is_next_line(x, g->b, g->at))) ||
        HAS(x, words_before(x, g->at), then) || g->fit < FIT_MISREAD)
        return nth_whole == 0 && g->fit != FIT_NONE && follows_from_task(x, g);
    if (is_task(x, g->b) && nth_whole == 0 && is_named_rate(x, g->at))
        return g->fit == FIT_SWAPPED || !has_own_rate(x, g->b, g->a);
    if (g->b + 1 == g->a && g->a + 1 == g->at && same_sentence(&all[g->b], &all[g->at]) && is_any_rate(x, g->at) &&
        decimal_compare(all[g->a].value, all[g->b].value) <= 0)
        return is_fine(&all[g->at]) || g->fit == FIT_SWAPPED;
    return is_fine(&all[g->at]) && g->fit == FIT_SWAPPED && (nth_whole == 0 || is_task(x, g->b)) &&
           !has_own_rate(x, g->b, g->a);
}

/* “完成年度目标7.5万人的”, “完成年初6000个目标的”: the whole stands right before. */
static bool is_of_figure_before(const struct search *x, size_t i)
{
    static const char *const closes[] = {"的", "目标的", "任务的", "计划的", ")的"};
    struct span gap = gap_before(x, i);

    for (size_t k = 0; k < N(closes) && gap.start < gap.end; k++)
        if (gap.start + words_at(x->s, gap.start, gap.end, closes[k]) == gap.end)
            return is_count(&x->figures->at[i - 1]);
    return false;
}

/* “项目总投资9240万元。其中，中央资金4158万元，占45%”: the sentence of the part is of the whole before it. */
static bool is_opened(const struct search *x, size_t part, size_t whole)
{
    static const char *const all_of[] = {"总", "共"}, *const opens[] = {"其中"};
    enum { LENGTH = 2 };
    size_t start = x->figures->at[part].sentence_start;

    return same_paragraph(x, part, whole) && HAS(x, ((struct span){start, start + LENGTH}), opens) &&
           HAS(x, words_before(x, whole), all_of);
}

static bool is_near(const struct search *x, size_t i, size_t part, size_t whole)
{
    const struct figure *all = x->figures->at;

    return is_coarse(&all[i]) ? same_sentence(&all[whole], &all[i]) || is_task(x, whole) || is_opened(x, part, whole)
                              : same_paragraph(x, whole, part) || part - whole < WHOLES_NEAR;
}

/* What fits, if anything does; else the slip that accuses. */
static void weigh(struct search *x, struct guess *best, struct guess *slip, size_t part, size_t nth_part)
{
    size_t wholes[WHOLES_NEAR], count = counts_before(x, part, x->figures->at[part].unit, WHOLES_NEAR, wholes);

    for (size_t n = 0; n < count; n++) {
        struct guess g = {.at = best->at};
        if (!is_near(x, best->at, part, wholes[n]) || !guess_better(x, &g, RELATION_RATE, part, wholes[n]))
            continue;
        if (names_verb(x, g.at, wholes[n])) { /* whatever else may fit */
            *(g.fit == FIT_HOLDS ? best : slip) = g;
            return;
        }
        if (g.fit == FIT_HOLDS && best->fit != FIT_HOLDS)
            *best = g;
        if (g.fit <= slip->fit)
            continue;
        if (is_rate_of_part(x, g.at, part) && g.fit == FIT_SWAPPED && is_fine(&x->figures->at[g.at]) &&
            same_sentence(&x->figures->at[wholes[n]], &x->figures->at[g.at]))
            *slip = g;
        else if ((nth_part == 0 || (names_part(x, g.at, part) && g.fit == FIT_SWAPPED)) && accuses(x, &g, n))
            *slip = g;
    }
}

static void weigh_parts(struct search *x, struct guess *best, struct guess *slip)
{
    size_t parts[PARTS_NEAR], count = counts_before(x, best->at, NULL, PARTS_NEAR, parts);

    for (size_t n = 0; n < count && best->fit != FIT_HOLDS; n++)
        if (same_sentence(&x->figures->at[parts[n]], &x->figures->at[best->at]))
            weigh(x, best, slip, parts[n], n);
}

/* “职业技能培训840人，完成目标任务700人的120%”: nothing else of its kind is told in that part of the sentence. */
static bool is_only_part(const struct search *x, size_t part, const size_t *parts, size_t count)
{
    const struct figure *all = x->figures->at;
    size_t start = rune_behind(x->s, all[part].sentence_start, all[part].read_start, L";");

    return parts[0] == part && (count < 2 || all[parts[1]].read_start < start) && is_amount(&all[part]);
}

static void weigh_of(struct search *x, struct guess *best, struct guess *slip)
{
    static const char *const of[] = {"完成", "为", "占", "是"}, *const differing[] = {"比", "多",   "少", "剩",
                                                                                      "差", "累计", "超", "其中"};
    static const char *const beyond[] = {"比", "超", "较"};
    size_t whole = best->at - 1, parts[ACCUSED_NEAR];
    size_t count = counts_before(x, whole, x->figures->at[whole].unit, ACCUSED_NEAR, parts);

    if (HAS(x, words_before(x, whole), beyond))
        return;
    for (size_t n = 0; n < count && best->fit != FIT_HOLDS; n++) {
        struct guess g = {.at = best->at};
        bool sure;
        if (!same_sentence(&x->figures->at[parts[n]], &x->figures->at[whole]) ||
            !guess_better(x, &g, RELATION_RATE, parts[n], whole))
            continue;
        sure = n == 0 && parts[0] + 1 == whole && !HAS(x, words_before(x, parts[0]), differing) &&
               (is_task(x, whole) || HAS(x, gap_before(x, whole), due)) && HAS(x, gap_before(x, whole), of) &&
               is_only_part(x, parts[0], parts, count);
        if (g.fit == FIT_HOLDS)
            *best = g;
        else if (sure || (n == 0 && g.fit == FIT_SWAPPED && is_fine(&x->figures->at[g.at])))
            *slip = g;
    }
}

void check_ratio(struct search *x, size_t i)
{
    static const char *const of_each[] = {"分别为目标", "分别为任务", "分别完成目标", "分别完成任务", "分别完成年度"};
    const struct figure *f = &x->figures->at[i];
    struct guess best = {.at = i}, slip = {.at = i};
    struct span words = words_before(x, i);

    if (strcmp(f->unit, "%") != 0 || f->value.n <= 0 || i == 0 || !same_sentence(f, f - 1) ||
        f->qualifier == QUALIFIER_AT_LEAST || f->qualifier == QUALIFIER_AT_MOST ||
        decimal_compare(f->step, (struct decimal){10, 0}) > 0 || x->ret[i].kind != CONSISTENCY_NONE ||
        HAS(x, words, grown) || !words_close(x, words, rates, N(rates)))
        return;
    if (is_of_figure_before(x, i)) {
        weigh_of(x, &best, &slip);
    } else {
        weigh_parts(x, &best, &slip);
        if (best.fit != FIT_HOLDS && is_count(f - 1) && is_task(x, i - 1))
            weigh_of(x, &best, &(struct guess){.at = i}); /* “改造5.4万户，任务是5万户，完成率108%” */
    }
    if (best.fit == FIT_HOLDS || !HAS(x, words, of_each)) /* “a人、b人，分别为目标的107.0%和107.7%” tells no task */
        tell_fit(x, best.fit == FIT_HOLDS ? &best : &slip);
    if (best.fit == FIT_HOLDS)
        x->rate = (struct pair){best.a, best.b, i};
}

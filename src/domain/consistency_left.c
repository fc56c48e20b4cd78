/* What is left of a task and what was done beyond it: “还剩31个”, “离目标还差441个”, “超任务178户”. */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { KIN_NEAR = 4, PAIR_NEAR = 8, SMALL = 9 /* fits by chance */ };

/* These leave no other reading behind a task and what was done of it; the rest may count something else. */
static const char *const left[] = {"还剩", "剩余", "剩下", "余下", "尚余", "还差",
                                   "尚差", "尚欠", "仍差", "缺口", "还需"};
static const char *const perhaps[] = {"另有", "其余", "还有", "尚有", "仍有",   "尚未", "未",  "另外",
                                      "没有", "差额", "剩",   "余",   "不合格", "缺席", "缺勤"};
static const char *const excess[] = {
    "超额",       "超任务",     "超目标",     "超计划",     "超出计划",   "超出目标",     "超过任务",
    "超出任务",   "超额完成",   "超任务完成", "多完成",     "超过目标",   "超过计划",     "超目标任务",
    "多改",       "多建",       "多出",       "超出",       "超",         "超额新增",     "比计划多",
    "比计划多出", "比目标多",   "比目标多出", "比任务多",   "比任务多出", "比年度计划多", "比年度目标多",
    "比目标多了", "比计划多了", "超年度任务", "超年度目标", "超年度计划"};
static const char *const only_other[] = {"同比", "比上年", "比去年", "较上年", "较去年", "环比", "上年", "去年"};
static const char *const done[] = {"完成", "完工", "建成", "竣工", "投用", "使用", "交付", "实际", "已改", "已铺",
                                   "已修", "已建", "已装", "改造", "拆除", "办结", "开工", "到位", "投入", "通过"};

static bool is_amount_told(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];

    return i > 1 && is_count(f) && x->ret[i].kind == CONSISTENCY_NONE && same_paragraph(x, i, i - 1);
}

/* “目标还差”: the word stands in the clause, a few characters before the figure. */
static bool stands_near(const struct search *x, size_t i, const char *const *words, size_t count)
{
    enum { NEAR = 8 };
    static const char *const elsewhere[] = {"在", "分布", "位于"};
    struct span span = words_before(x, i);

    if (span.end > span.start + NEAR)
        span.start = span.end - NEAR;
    return words_any(x->s, span, words, count) && !HAS(x, span, elsewhere);
}

bool says_left(const struct search *x, size_t i)
{
    static const char *const rest[] = {"其余", "未完成"};

    return stands_near(x, i, left, N(left)) || stands_near(x, i, rest, N(rest));
}

/* The word is all that stands in the clause but for a character or two: “均超额14%”, not “合格率超90%”,
 * “其中超额完成17项”. */
bool says_excess(const struct search *x, size_t i)
{
    enum { MOST = 8 };
    static const char *const behind[] = {"多完成的"}, *const counted[] = {"率", "其中"};
    struct span words = words_before(x, i);

    return !HAS(x, words, only_other) &&
           ((words_close(x, words, excess, N(excess)) && words.end - words.start <= MOST && !HAS(x, words, counted)) ||
            words_close(x, words, behind, N(behind)));
}

/* “剩余3处主体封顶、2处未开工”: what is left is told in several figures; not 缺口1.86亿元，其中某县缺0.92亿元. */
bool is_split(const struct search *x, size_t i)
{
    enum { NEAR = 14 };
    static const char *const part[] = {"其中"};
    const struct figure *f = &x->figures->at[i], *next = f + 1;

    return i + 1 < x->figures->count && same_sentence(f, next) && strcmp(f->unit, next->unit) == 0 &&
           next->read_start < f->read_end + NEAR && !HAS(x, ((struct span){f->read_end, next->read_start}), part);
}

/* “投用率89.1%，……尚未投用的7所”, “拆除率99.2%，未拆的230户”: what is not done is what the rate is of. */
static bool lacks_rated(const struct search *x, size_t i)
{
    struct span words = words_before(x, i), rate = words_before(x, x->rate.at);
    size_t at = find_words(x->s, words, "尚未") + 2, bare = find_words(x->s, words, "未") + 1;

    if (bare + 2 == words.end && x->s[bare + 1] == L'的')
        return rune_find(x->s, rate.start, rate.end, x->s[bare]) < rate.end;

    for (size_t k = rate.start; at + 2 <= words.end && k + 2 <= rate.end; k++)
        if (x->s[k] == x->s[at] && x->s[k + 1] == x->s[at + 1])
            return true;
    return false;
}

/* A whole and what was done of it among the kin figures before: whatever fits confirms. */
static void weigh_left(struct search *x, struct guess *best, const size_t *kin, size_t count)
{
    for (size_t n = 0; n + 1 < count; n++)
        for (size_t m = n + 1; m < count && (m == 1 || x->figures->at[best->at].value.n > SMALL); m++)
            if (best->fit != FIT_HOLDS && same_paragraph(x, kin[m], best->at) && (m == n + 1 || !is_task(x, kin[n])))
                guess_better(x, best, RELATION_MORE, kin[m], kin[n]);
}

/* The two before it in its sentence are a task and what was done of it, and nothing else of their kind is there. */
static bool follows_task(const struct search *x, size_t i, const size_t *kin, size_t count)
{
    const struct figure *all = x->figures->at;

    return count >= 2 && same_sentence(&all[kin[1]], &all[i]) && is_task(x, kin[1]) &&
           HAS(x, words_before(x, kin[0]), done) && !HAS(x, words_before(x, kin[0]), only_other) &&
           (count == 2 || !same_sentence(&all[kin[2]], &all[i]));
}

/* “26项任务，24项已完成，其余2项…”: of items, with nothing else of their unit in the sentence. */
static bool follows_items(const struct search *x, size_t i, const size_t *kin, size_t count)
{
    static const char *const rest[] = {"其余", "剩余", "余下", "剩下", "还剩"};
    static const char *const finished[] = {"完成", "办结", "完工", "兑现", "竣工", "交卷",
                                           "收官", "交账", "建成", "销号", "通过", "达标"};
    static const char *const parts[] = {"其中", "新增", "推进", "去年", "上年", "省", "达到", "过半", "进度"};
    const struct figure *all = x->figures->at;
    struct span between;

    if (count < 2 || !same_sentence(&all[kin[1]], &all[i]) || (count > 2 && same_sentence(&all[kin[2]], &all[i])) ||
        all[i].role != ROLE_ITEMS || all[kin[0]].role != ROLE_ITEMS || all[kin[1]].role != ROLE_ITEMS ||
        kin[0] + 1 != i || !stands_near(x, i, rest, N(rest)) || tells_state(x, kin[1]))
        return false;
    between = (struct span){all[kin[1]].read_end, all[i].read_start};
    return HAS(x, between, finished) && !HAS(x, between, parts) && find_words(x->s, between, ";") == between.end;
}

/* Told one by one, not rounded. */
static bool is_plain_count(const struct figure *f)
{
    return is_count(f) && f->step.n == 1 && f->step.places == 0;
}

static bool has_pair(const struct search *x, size_t i)
{
    const struct pair *p = &x->rate;

    return p->at != NO_FIGURE && p->at < i && i - p->at <= PAIR_NEAR && same_paragraph(x, p->at, i) &&
           units_are_kin(x->figures->at[p->part].unit, x->figures->at[i].unit) &&
           decimal_compare(x->figures->at[p->part].value, x->figures->at[p->whole].value) < 0;
}

/* “整改率67.4%，尚有24个”: right behind the rate, and all that its clause says before it. */
static bool follows_rate(const struct search *x, size_t i)
{
    static const char *const rest[] = {"尚有", "还有", "仍有", "另有", "其余", "余下"};
    struct span words = words_before(x, i);

    for (size_t k = 0; k < N(rest); k++)
        if (words.end > words.start && words.start + words_at(x->s, words.start, words.end, rest[k]) == words.end)
            return has_pair(x, i) && x->rate.at + 1 == i &&
                   same_sentence(&x->figures->at[i], &x->figures->at[x->rate.at]);
    return false;
}

/* “计划46所，已建成41所，建成率89.1%，还有7所”: more than the two whose rate was told leave. */
static bool is_too_much(const struct search *x, size_t i)
{
    const struct figure *all = x->figures->at;
    int places = written_places(&all[i]);
    int64_t whole, part, rest;

    return is_plain_count(&all[x->rate.whole]) && is_plain_count(&all[x->rate.part]) &&
           !decimal_rescale(all[x->rate.whole].value, places, &whole) &&
           !decimal_rescale(all[x->rate.part].value, places, &part) && !decimal_rescale(all[i].value, places, &rest) &&
           rest > whole - part;
}

/* “总投资6.3亿元，财政出5.4亿元，其余9000万元”: of a total, with nothing else of its unit in the sentence. */
static bool is_rest_of_total(const struct search *x, size_t i, const size_t *kin, size_t count)
{
    static const char *const rest[] = {"其余", "剩余", "余下"}, *const total[] = {"总"};
    const struct figure *all = x->figures->at;

    return count >= 2 && kin[0] + 1 == i && kin[1] + 1 == kin[0] && same_sentence(&all[kin[1]], &all[i]) &&
           words_end(x->s, words_before(x, i).start, words_before(x, i).end, rest, N(rest)) &&
           HAS(x, words_before(x, kin[1]), total);
}

/* “发出291张，收回290张，2张未收回”: what was not done is what the one before it was. */
static void check_undone(struct search *x, size_t i)
{
    enum { WORD = 2 };
    const struct figure *f = &x->figures->at[i], *all = x->figures->at;
    struct span words = words_before(x, i - 1);
    struct guess g = {.at = i};

    if (f->read_end + 1 + WORD > f->clause_end || words_at(x->s, f->read_end, f->clause_end, "未") == 0 ||
        words.end < words.start + WORD || f->read_start != f->clause_start || !same_sentence(f, &all[i - 2]) ||
        memcmp(x->s + f->read_end + 1, x->s + words.end - WORD, WORD * sizeof *x->s) != 0 || !is_count(&all[i - 1]) ||
        !is_count(&all[i - 2]) || strcmp(all[i - 1].unit, f->unit) != 0 || strcmp(all[i - 2].unit, f->unit) != 0)
        return;
    guess_better(x, &g, RELATION_MORE, i - 2, i - 1);
    tell_fit(x, &g);
}

void check_left(struct search *x, size_t i)
{
    struct guess best = {.at = i}, pair = {.at = i};
    size_t kin[KIN_NEAR], count;
    bool sure;

    if (!is_amount_told(x, i))
        return;
    check_undone(x, i);
    sure = stands_near(x, i, left, N(left)) || (has_pair(x, i) && lacks_rated(x, i));
    if (x->ret[i].kind != CONSISTENCY_NONE || (!sure && !stands_near(x, i, perhaps, N(perhaps))))
        return;
    if (has_pair(x, i))
        guess_better(x, &pair, RELATION_MORE, x->rate.whole, x->rate.part);
    count = counts_before(x, i, x->figures->at[i].unit, KIN_NEAR, kin);
    best = pair;
    weigh_left(x, &best, kin, count);
    if (best.fit == FIT_HOLDS) {
        tell_fit(x, &best);
    } else if (is_split(x, i)) {
        return;
    } else if (follows_rate(x, i) && (pair.fit >= FIT_MISREAD || is_too_much(x, i))) {
        tell_fit(x, &pair);
    } else if (sure && pair.fit != FIT_NONE && x->rate.at + 5 >= i && count > 0 && kin[0] <= x->rate.at) {
        tell_fit(x, &pair);
    } else if (is_rest_of_total(x, i, kin, count)) {
        pair = (struct guess){.at = i};
        guess_better(x, &pair, RELATION_MORE, kin[1], kin[0]);
        if (pair.fit >= FIT_MISREAD)
            tell_fit(x, &pair);
    } else if (follows_items(x, i, kin, count)) {
        pair = (struct guess){.at = i};
        guess_better(x, &pair, RELATION_MORE, kin[1], kin[0]);
        tell_fit(x, &pair);
    } else if (sure && count >= 2 && same_sentence(&x->figures->at[kin[0]], &x->figures->at[i])) {
        pair = (struct guess){.at = i};
        guess_better(x, &pair, RELATION_MORE, kin[1], kin[0]);
        if (follows_task(x, i, kin, count) ||
            (pair.fit >= FIT_MISREAD && same_paragraph(x, kin[1], i) && HAS(x, words_before(x, kin[0]), done)))
            tell_fit(x, &pair);
    }
}

/* “超额14%” grows, “超任务178户” is more. */
static enum relation excess_of(const struct figure *f)
{
    return f->role == ROLE_PERCENT || strcmp(f->unit, "%") == 0 ? RELATION_RISE : RELATION_MORE;
}

/* “超任务17元”, “去年412部” is neither. */
static bool is_another(const struct search *x, size_t k)
{
    static const char *const another[] = {"超", "去年", "上年", "比", "较"};

    return HAS(x, words_before(x, k), another) || HAS(x, gap_before(x, k), only_other);
}

/* The nearest two kin figures of the sentence, of which one is a task: `ret_done`, `ret_due`. */
static bool find_task(const struct search *x, size_t i, const char *unit, size_t *ret_done, size_t *ret_due)
{
    size_t kin[2], count;
    const struct figure *all = x->figures->at;

    if (!unit)
        for (size_t k = i; k-- > 0 && k + KIN_NEAR >= i && !unit;)
            unit = is_count(&all[k]) ? all[k].unit : NULL;
    count = unit ? counts_before(x, i, unit, 2, kin) : 0;
    if (count < 2 || !same_sentence(&all[kin[1]], &all[i]) || is_task(x, kin[0]) == is_task(x, kin[1]) ||
        is_another(x, kin[0]) || is_another(x, kin[1]))
        return false;
    *ret_done = is_task(x, kin[0]) ? kin[1] : kin[0];
    *ret_due = is_task(x, kin[0]) ? kin[0] : kin[1];
    return true;
}

/* No third figure of their unit in the sentence: of two tasks the nearer one need not be meant. */
static bool is_only_task(const struct search *x, size_t i, size_t more, size_t less)
{
    size_t kin[3], count = counts_before(x, i, x->figures->at[more].unit, N(kin), kin);

    return count < 3 || !same_sentence(&x->figures->at[kin[2]], &x->figures->at[more < less ? more : less]);
}

/* “年度任务是5万户，完成率108%，超额4000户”: of the two whose rate was told right before. */
static void check_excess_rated(struct search *x, size_t i)
{
    const struct pair *p = &x->rate;
    struct guess g = {.at = i};

    if (p->at == NO_FIGURE || p->at + 1 != i || strcmp(x->figures->at[p->part].unit, x->figures->at[i].unit) != 0)
        return;
    guess_better(x, &g, RELATION_MORE, p->part, p->whole);
    if (g.fit == FIT_HOLDS || g.fit >= FIT_MISREAD)
        tell_fit(x, &g);
}

void check_excess(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    enum relation relation = excess_of(f);
    struct guess best = {.at = i};
    size_t more, less;

    if (i < 2 || x->ret[i].kind != CONSISTENCY_NONE || f->qualifier != QUALIFIER_EQUAL || !f->unit[0] ||
        !says_excess(x, i))
        return;
    check_excess_rated(x, i);
    if (x->ret[i].kind != CONSISTENCY_NONE ||
        !find_task(x, i, relation == RELATION_MORE ? f->unit : NULL, &more, &less))
        return;
    guess_better(x, &best, relation, more, less);
    if (best.fit >= FIT_MISREAD || is_only_task(x, i, more, less))
        tell_fit(x, &best);
}

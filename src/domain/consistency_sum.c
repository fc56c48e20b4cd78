/* A whole and the list that follows it: “改造32个，城区19个，县市13个”, “总投资5380万元，其中中央…、专项债券…、自筹…”.
 * A list that comes to the whole confirms it, whatever it is called; what comes to something else accuses only where
 * the parts are of kinds that exclude each other and are more, or one slip of the pen explains it. */
#include <string.h>

#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { LIST_MOST = 16, WHOLE_NEAR = 4, SWAPS_MOST = 2 };

static const char *const opens_parts[] = {"其中", "包括", "包含", "由", "分别", "含"};
/* Whose money it is: a yuan comes from one of them. */
static const char *const funds[] = {"中央",   "省级",     "市级",     "县级", "区级", "上级", "地方",
                                    "自筹",   "社会资金", "社会资本", "债券", "配套", "财政", "企业",
                                    "自治区", "省市",     "银行",     "贷款", "个人"};
/* Words behind which no part of the same whole follows. */
static const char *const other[] = {"比", "去年", "上年", "同比", "增长", "目标", "计划", "均",
                                    "每", "累计", "另",   "增加", "增至", "减",   "降",   "提高",
                                    "多", "少",   "带动", "惠及", "超",   "占",   "还"};
static const char *const means[] = {"均", "每"};
/* What the whole is held against, and none itself. */
static const char *const than_then[] = {"比上年", "比去年", "较上年", "较去年"};
/* What says that the list leaves something out. */
static const char *const and_more[] = {"余下", "其余", "剩余", "其他", "其它", "等", "不足部分", "另"};
/* The list is all of it. */
static const char *const all_of_it[] = {"组成", "构成"};

struct list {
    size_t whole;
    struct parts parts;
};

/* The figures of the whole's unit that follow it in its sentence, as one list. */
static void list_behind(const struct search *x, size_t whole, struct parts *ret)
{
    const struct figure *all = x->figures->at;

    for (size_t k = whole + 1; k < x->figures->count && ret->count < LIST_MOST; k++) {
        struct span gap = gap_before(x, k);
        if (ret->count == 0 && same_sentence(&all[k], &all[whole]) && HAS(x, words_before(x, k), means))
            continue; /* “总投资3.12亿元，折合每公里200万元，由…” */
        if (ret->count == 0 && k == whole + 1 && same_sentence(&all[k], &all[whole]) &&
            HAS(x, words_before(x, k), than_then))
            continue; /* “投入13.72亿元，比上年的12.47亿元增长10%，其中…” */
        if (ret->count == 0 && same_sentence(&all[k], &all[whole]) && all[k].role == ROLE_PERCENT && k < whole + 3)
            continue; /* “新增9120个，超额14%；其中…” */
        if (ret->count == 0 && k == whole + 1 && same_sentence(&all[k], &all[whole]) && is_count(&all[k]) &&
            strcmp(all[k].unit, all[whole].unit) != 0)
            continue; /* “硬化32公里，分四个标段，长度依次为9.5公里、…”, “改造17个、4620户，甲街道9个、…” */
        if (!same_sentence(&all[k], &all[whole]) || !is_count(&all[k]) || strcmp(all[k].unit, all[whole].unit) != 0 ||
            HAS(x, words_before(x, k), other) || gap.end <= gap.start ||
            (ret->count > 0 && HAS(x, gap, opens_parts) && find_words(x->s, gap, "由") == gap.end))
            return;
        (void)parts_add(ret, k);
    }
}

/* How many of the list, from its first on and at least two, come to the whole as it is written; 0 if none. */
static size_t fitting(const struct search *x, size_t whole, const struct parts *parts)
{
    int places = parts_places(x, parts, whole);
    int64_t sum = 0, n, total;
    size_t found = 0;

    if (decimal_rescale(x->figures->at[whole].value, places, &total))
        return 0;
    for (size_t k = 0; k < parts->count && sum <= total; k++) {
        if (decimal_rescale(x->figures->at[parts->at[k]].value, places, &n) || int64_add(sum, n, &sum))
            return found;
        if (k > 0 && sum == total)
            found = k + 1;
    }
    return found;
}

static bool all_are(const struct search *x, const struct parts *parts, const char *const *words, size_t count)
{
    for (size_t k = 0; k < parts->count; k++)
        if (!words_any(x->s, words_before(x, parts->at[k]), words, count))
            return false;
    return true;
}

/* The last digits' worth of a figure, and its number in those. */
static bool digits_in(const struct figure *f, int places, int64_t step, int64_t *ret)
{
    int64_t n;

    if (decimal_rescale(f->value, places, &n) || n % step)
        return false;
    *ret = n / step;
    return true;
}

/* One of the parts, or the whole, has two digits that changed places, and nothing else is wrong. */
static bool is_slipped(const struct search *x, size_t whole, const struct parts *parts)
{
    enum { LEAST = 100, WHOLE_LEAST = 10 };
    const struct figure *all = x->figures->at;
    int places = parts_places(x, parts, whole);
    int64_t total = 0, sum = 0, n = 0, step = INT64_MAX, one;

    for (size_t k = 0; k <= parts->count; k++) {
        const struct figure *f = &all[k < parts->count ? parts->at[k] : whole];
        if (decimal_rescale(f->step, places, &one) || one <= 0)
            return false;
        step = one < step ? one : step;
    }
    if (!digits_in(&all[whole], places, step, &total))
        return false;
    for (size_t k = 0; k < parts->count; k++) {
        if (!digits_in(&all[parts->at[k]], places, step, &n))
            return false;
        sum += n;
    }
    if (total >= WHOLE_LEAST && slip_of(total, sum) == FIT_SWAPPED)
        return true;
    for (size_t k = 0; k < parts->count; k++) {
        if (digits_in(&all[parts->at[k]], places, step, &n) && n >= LEAST && n + total - sum > 0 &&
            slip_of(n, n + total - sum) == FIT_SWAPPED)
            return true;
    }
    return false;
}

/* “…三块构成” stands right behind the list. */
static bool is_all(const struct search *x, const struct parts *parts)
{
    enum { NEAR = 8 };
    const struct figure *last = &x->figures->at[parts->at[parts->count - 1]];
    struct span behind = {last->read_end,
                          last->read_end + NEAR < last->sentence_end ? last->read_end + NEAR : last->sentence_end};

    return HAS(x, behind, all_of_it);
}

/* So many of the list are joined by 、 and end it: nothing is left to the reader. 0: that cannot be told. */
static size_t joined(const struct search *x, const struct parts *parts)
{
    enum { NEAR = 12 };
    const struct figure *last;
    size_t count = 1, end;

    while (count < parts->count) {
        struct span gap = gap_before(x, parts->at[count]);
        if (x->s[gap.start] != L'、' && x->s[gap.start] != L'和')
            break;
        count++;
    }
    last = &x->figures->at[parts->at[count - 1]];
    end = last->read_end + NEAR < last->sentence_end ? last->read_end + NEAR : last->sentence_end;
    return count < 2 || HAS(x, ((struct span){last->read_end, end}), and_more) ||
                   (last->read_end < x->text->read_count && x->s[last->read_end] == L'、')
               ? 0
               : count;
}

/* “总投入4.2亿元，由三块组成：…”: the list behind it is of its unit up to the sentence's end. */
static bool opens_all(const struct search *x, const struct parts *parts)
{
    size_t last = parts->at[parts->count - 1];

    return HAS(x, gap_before(x, parts->at[0]), all_of_it) &&
           (last + 1 == x->figures->count || !same_sentence(&x->figures->at[last], &x->figures->at[last + 1]));
}

/* “参评38票，满意31票、基本满意5票、不满意3票”: everybody chose one of them. */
static bool are_votes(const struct search *x, size_t whole, const struct parts *parts)
{
    enum { LEAST = 3 };
    static const char *const voters[] = {"参评", "参加测评", "参与测评", "有效票", "有效问卷", "收回"};
    static const char *const choices[] = {"满意", "赞成", "同意", "反对", "弃权", "不了解"};

    return parts->count >= LEAST && words_close(x, words_before(x, whole), voters, N(voters)) &&
           all_are(x, parts, choices, N(choices));
}

/* “26项任务中，5项已完成，17项正在推进，4项滞后”, whose 26 became 62. */
static bool is_told_of_all(const struct search *x, size_t whole, const struct parts *parts)
{
    enum { LEAST = 3, NEAR = 8, TWO_DIGITS = 10 };
    static const char *const among[] = {"中,", "中:", "中，"};
    const struct figure *f = &x->figures->at[whole];
    size_t end = f->read_end + NEAR < f->sentence_end ? f->read_end + NEAR : f->sentence_end;
    int64_t sum;

    return parts->count >= LEAST && HAS(x, ((struct span){f->read_end, end}), among) && f->value.places == 0 &&
           f->value.n >= TWO_DIGITS && parts_sum(x, parts, 0, &sum) && slip_of(f->value.n, sum) == FIT_SWAPPED;
}

static void tell_list(struct search *x, size_t whole, struct parts *parts)
{
    size_t count = fitting(x, whole, parts), close = joined(x, parts);
    bool opened = HAS(x, gap_before(x, parts->at[0]), opens_parts);

    if (count && (opened || is_task(x, whole) || !tells_state(x, whole) || !tells_state(x, parts->at[0]))) {
        parts->count = count;
        compare_sum(x, whole, parts, true, whole);
        return;
    }
    if (is_told_of_all(x, whole, parts) || opens_all(x, parts) || are_votes(x, whole, parts)) {
        compare_sum(x, whole, parts, true, whole);
        return;
    }
    if (!opened || !close)
        return;
    if (is_all(x, parts)) {
        compare_sum(x, whole, parts, true, whole);
        return;
    }
    parts->count = close;
    if (is_slipped(x, whole, parts))
        compare_sum(x, whole, parts, true, whole);
    else if (all_are(x, parts, funds, N(funds)))
        compare_sum(x, whole, parts, false, whole);
}

/* “新增托位1200个，其中普惠托位1350个” */
static void check_one_part(struct search *x, size_t whole)
{
    static const char *const within[] = {"其中"}, *const of_several[] = {"分别", "各"};
    const struct figure *f = &x->figures->at[whole], *part = f + 1;
    struct parts one = {{whole + 1}, 1};

    if (whole + 1 < x->figures->count && same_sentence(f, part) && strcmp(f->unit, part->unit) == 0 && is_amount(f) &&
        is_amount(part) && !HAS(x, words_before(x, whole + 1), of_several) &&
        x->ret[whole + 1].kind == CONSISTENCY_NONE && HAS(x, words_before(x, whole + 1), within) &&
        !HAS(x, words_before(x, whole + 1), other) && !HAS(x, words_before(x, whole), other) &&
        !is_of_earlier(x, whole, &one))
        compare_sum(x, whole, &one, false, whole + 1);
}

void check_list(struct search *x, size_t i)
{
    struct parts parts = {0};

    if (!is_count(&x->figures->at[i]) || x->ret[i].kind != CONSISTENCY_NONE || HAS(x, words_before(x, i), means) ||
        HAS(x, words_before(x, i), than_then))
        return;
    check_one_part(x, i);
    list_behind(x, i, &parts);
    if (parts.count >= 2)
        tell_list(x, i, &parts);
}

/* The words of the clause before the list's first: “新改建农村公路，翠屏区210公里、叙州区260公里”. */
static struct span list_name(const struct search *x, size_t i)
{
    enum { LEAST = 3, MOST = 16 };
    struct span gap = gap_before(x, i), name;

    name.end = words_before(x, i).start;
    name.end -= name.end > gap.start && (x->s[name.end - 1] == ',' || x->s[name.end - 1] == ':');
    name.start = name.end;
    while (name.start > gap.start && name.end - name.start <= MOST && !rune_is_clause_end(x->s[name.start - 1]))
        name.start--;
    return name.end - name.start >= LEAST && name.end - name.start <= MOST ? name : (struct span){0, 0};
}

static bool ends_with(const struct search *x, struct span words, struct span name)
{
    size_t length = name.end - name.start;

    return length > 0 && words.end >= words.start + length &&
           memcmp(x->s + words.end - length, x->s + name.start, length * sizeof *x->s) == 0;
}

static bool are_places(const struct search *x, const struct parts *parts)
{
    for (size_t k = 0; k < parts->count; k++)
        if (!is_place_name(x->s, words_before(x, parts->at[k])) || !is_amount(&x->figures->at[parts->at[k]]))
            return false;
    return true;
}

static const char *const other_year[] = {"去年", "上年", "明年", "累计", "来年"};

/* Of what was told before with the list's own words: “新改建农村公路800公里”. */
static void check_list_named(struct search *x, size_t i, const struct parts *parts)
{
    enum { FAR = 16 };
    struct span name = list_name(x, i);
    size_t kin[FAR], count = name.end ? counts_before(x, i, x->figures->at[i].unit, FAR, kin) : 0;

    for (size_t n = 0; n < count; n++) {
        if (!ends_with(x, words_before(x, kin[n]), name) || HAS(x, gap_before(x, kin[n]), other_year) ||
            HAS(x, gap_before(x, i), other_year) || x->ret[kin[n]].kind != CONSISTENCY_NONE)
            continue;
        if (fitting(x, kin[n], parts) == parts->count)
            compare_sum(x, kin[n], parts, true, kin[n]);
        else if (are_places(x, parts))
            compare_sum(x, kin[n], parts, is_slipped(x, kin[n], parts), kin[n]);
        return;
    }
}

/* A sentence that begins with a list: of one of the figures before it (“已完工136部。其中，甲区61部、乙区75部。”). */
void check_list_apart(struct search *x, size_t i)
{
    struct parts parts = {0};
    const struct figure *all = x->figures->at;
    size_t kin[WHOLE_NEAR], count;

    if (i == 0 || !is_count(&all[i]) || (same_sentence(&all[i], &all[i - 1]) && !list_name(x, i).end))
        return;
    list_behind(x, i, &parts);
    for (size_t k = parts.count; k > 0 && k < PARTS_MAX; k--)
        parts.at[k] = parts.at[k - 1];
    parts.at[0] = i;
    parts.count++;
    if (parts.count >= 2)
        check_list_named(x, i, &parts);
    if (same_sentence(&all[i], &all[i - 1]))
        return;
    count = parts.count < 3 ? 0 : counts_before(x, i, all[i].unit, WHOLE_NEAR, kin);
    for (size_t n = 0; n < count; n++) {
        size_t used = fitting(x, kin[n], &parts);
        if (used < 3 || !same_paragraph(x, kin[n], i) || x->ret[kin[n]].kind == CONSISTENCY_BROKEN)
            continue;
        parts.count = used;
        compare_sum(x, kin[n], &parts, true, kin[n]);
        return;
    }
}

/* A list that stands right behind its whole and ends the sentence: “发放86件，轮椅31件、拐杖27件、助听器18件。” Nothing
 * is said to be left out, so it contradicts more readily than parts behind 其中 do: places exclude each other and are
 * no more than the whole; what is spread over all of them (分布在) or is 男 or 女 comes to it; of anything else a slip
 * of the pen explains the difference. */
#include <string.h>

#include "domain/consistency_part.h"
#include "text/runes.h"

#define N(list) (sizeof(list) / sizeof *(list))

enum { CLOSED_LEAST = 2, SURE_LEAST = 3, GAP_MOST = 14, LEAD_MOST = 20 };

static const char *const no_list[] = {"其中", "比",   "较",   "去年", "上年", "同比", "增",     "减", "目标",
                                      "计划", "任务", "累计", "均",   "每",   "还",   "另",     "超", "占",
                                      "等",   "惠及", "带动", "受益", "服务", "涉及", "完成率", "剩"};
static const char *const spread[] = {"分布在", "分布于", "分别在"};
static const char *const each_of[] = {"分别为", "分别是"};

static const char *const where[] = {"城区", "城镇", "农村", "乡镇", "镇村", "县", "区", "市"};

/* Everything that is counted is one of them: places that it is spread over, women and men. */
enum closing { CLOSING_NONE, CLOSING_KINDS, CLOSING_APART, CLOSING_ALL };

/* “、宝镇等其他镇2000个” names the rest, so that nothing is left out. */
static bool is_joint(const struct search *x, struct span gap)
{
    static const char *const rest[] = {"等其他", "等其它"};

    return gap.end > gap.start && gap.end - gap.start <= GAP_MOST && x->s[gap.start] == L'、' &&
           rune_find(x->s, gap.start, gap.end, ',') == gap.end && (HAS(x, gap, rest) || !HAS(x, gap, no_list));
}

/* The figures behind the whole up to the end of its sentence, all of its unit; false if one of them is another. */
static bool take_closed(const struct search *x, size_t whole, struct parts *ret)
{
    const struct figure *all = x->figures->at, *last;

    for (size_t k = whole + 1; k < x->figures->count && same_sentence(&all[k], &all[whole]); k++) {
        last = &all[k - 1];
        if (ret->count > 0 && last->read_end < last->sentence_end && x->s[last->read_end] == ';')
            break;
        if (ret->count >= CLOSED_LEAST && strcmp(all[k].unit, all[whole].unit) != 0 && x->s[last->read_end] == ',')
            break; /* 214个，城区86个、县市138个，日均就餐1.1万人次 */
        if (!is_count(&all[k]) || strcmp(all[k].unit, all[whole].unit) != 0 ||
            (ret->count > 0 && !is_joint(x, gap_before(x, k))) || !parts_add(ret, k))
            return false;
    }
    if (ret->count < CLOSED_LEAST)
        return false;
    last = &all[ret->at[ret->count - 1]];
    return last->read_end >= last->sentence_end || rune_is_clause_end(x->s[last->read_end]);
}

static bool all_are_places(const struct search *x, const struct parts *parts)
{
    for (size_t k = 0; k < parts->count; k++) {
        struct span words = words_before(x, parts->at[k]);
        if (!words_end(x->s, words.start, words.end, place_kinds, PLACE_KINDS))
            return false;
    }
    return true;
}

/* Two parts, one of them told with one of the first words and the other with one of the second. */
static bool are_one_of_each(const struct search *x, const struct parts *parts, const char *const *first, size_t firsts,
                            const char *const *second, size_t seconds)
{
    struct span a = words_before(x, parts->at[0]), b = words_before(x, parts->at[1]);

    return parts->count == 2 && ((words_any(x->s, a, first, firsts) && words_any(x->s, b, second, seconds)) ||
                                 (words_any(x->s, a, second, seconds) && words_any(x->s, b, first, firsts)));
}

static bool are_women_and_men(const struct search *x, const struct parts *parts)
{
    static const char *const women[] = {"女"}, *const men[] = {"男"};

    return are_one_of_each(x, parts, women, N(women), men, N(men));
}

/* “城区86个、县市138个”: one or the other. */
static bool are_town_and_country(const struct search *x, const struct parts *parts)
{
    static const char *const town[] = {"城区", "县城", "城镇", "城市", "市区", "主城区"};
    static const char *const country[] = {"农村", "乡镇", "县市", "镇村", "乡村", "各县"};

    return are_one_of_each(x, parts, town, N(town), country, N(country));
}

/* “，城区、镇村分别为” names as many as there are parts. */
static bool names_each(const struct search *x, struct span lead, size_t count)
{
    size_t names = 1;

    for (size_t at = lead.start; at < lead.end; at++)
        names += x->s[at] == L'、' || x->s[at] == L'和';
    return HAS(x, lead, each_of) && HAS(x, lead, where) && names == count;
}

static enum closing closing_of(const struct search *x, const struct parts *parts)
{
    struct span lead = gap_before(x, parts->at[0]);

    if (lead.end - lead.start > LEAD_MOST)
        return CLOSING_NONE;
    if (HAS(x, lead, spread) && all_are_places(x, parts))
        return CLOSING_ALL;
    if (HAS(x, lead, no_list) || lead.start >= lead.end || x->s[lead.start] != ',')
        return CLOSING_NONE;
    if (names_each(x, lead, parts->count))
        return CLOSING_APART;
    if (rune_find(x->s, lead.start + 1, lead.end, ',') < lead.end)
        return CLOSING_NONE;
    if (are_women_and_men(x, parts))
        return CLOSING_ALL;
    return all_are_places(x, parts) || are_town_and_country(x, parts) ? CLOSING_APART : CLOSING_KINDS;
}

/* How the sum becomes the whole, if it is told one by one. */
static enum fit slip_to_whole(const struct search *x, size_t whole, const struct parts *parts)
{
    const struct figure *f = &x->figures->at[whole];
    int64_t sum;

    return f->value.places == 0 && parts_sum(x, parts, 0, &sum) ? slip_of(f->value.n, sum) : FIT_NONE;
}

/* More than the whole, all of them counted one by one. */
static bool exceeds(const struct search *x, size_t whole, const struct parts *parts)
{
    int64_t sum;

    return parts_sum(x, parts, 0, &sum) && sum > x->figures->at[whole].value.n;
}

/* “41条，市北、李沧、崂山分别为9、7、5条” may leave places out. */
static bool names_all(const struct search *x, const struct parts *parts, enum fit slip)
{
    return slip == FIT_SWAPPED || !names_each(x, gap_before(x, parts->at[0]), parts->count);
}

/* “甲区1060户、丙区140户，丁市961户”: itself one of a list. */
static bool is_listed(const struct search *x, size_t i)
{
    const struct figure *all = x->figures->at;
    struct span gap = gap_before(x, i);

    return i > 0 && same_sentence(&all[i - 1], &all[i]) && strcmp(all[i - 1].unit, all[i].unit) == 0 &&
           gap.start < gap.end && x->s[gap.start] == L'、' && is_place_name(x->s, words_before(x, i));
}

void check_closed(struct search *x, size_t i)
{
    static const char *const part_of[] = {"其中", "均", "每", "比", "较", "任务", "计划", "目标"};
    struct parts parts = {0};
    enum closing closing;
    enum fit slip;

    if (!is_count(&x->figures->at[i]) || x->ret[i].kind != CONSISTENCY_NONE || HAS(x, words_before(x, i), part_of) ||
        is_listed(x, i) || !take_closed(x, i, &parts))
        return;
    closing = closing_of(x, &parts);
    slip = slip_to_whole(x, i, &parts);
    if (closing == CLOSING_ALL || (slip >= FIT_MISREAD && closing == CLOSING_APART && names_all(x, &parts, slip)) ||
        (slip >= FIT_MISREAD && closing == CLOSING_KINDS && (parts.count >= SURE_LEAST || exceeds(x, i, &parts))))
        compare_sum(x, i, &parts, true, i);
    else if (closing == CLOSING_APART)
        compare_sum(x, i, &parts, false, i);
}

/* ---- the rest ---- */

/* What was told as parts between 其中 and figure i, added up; false if there is no 其中, or what cannot be added. */
static bool parts_until(const struct search *x, size_t i, size_t *ret_first, struct figure *ret_sum)
{
    static const char *const opens[] = {"其中", "包括"};
    const struct figure *all = x->figures->at;
    int places = written_places(&all[i]);
    int64_t sum = 0, n;

    for (size_t k = i; k-- > 0 && k + PARTS_MAX >= i && same_sentence(&all[k], &all[i]);) {
        bool first = HAS(x, gap_before(x, k), opens);
        if (strcmp(all[k].unit, all[i].unit) == 0) {
            if (!is_count(&all[k]) || decimal_rescale(all[k].value, places, &n) || int64_add(sum, n, &sum))
                return false;
            *ret_first = k;
        }
        if (first) {
            *ret_sum = all[i];
            ret_sum->value = (struct decimal){sum, places};
            return *ret_first == k;
        }
    }
    return false;
}

/* “总投资9240万元。其中，中央4158万元，占45%；省级1386万元，占15%；其余3696万元由县级解决” */
void check_rest(struct search *x, size_t i)
{
    enum { NEAR = 3 };
    static const char *const rest[] = {"其余", "余下", "剩余", "其余的"}, *const each[] = {"均", "每", "比", "较"};
    const struct figure *f = &x->figures->at[i];
    size_t first = NO_FIGURE, kin[NEAR], count;
    struct figure sum;
    enum fit fit;

    if (!is_count(f) || x->ret[i].kind != CONSISTENCY_NONE ||
        !words_close(x, words_before(x, i), rest, sizeof rest / sizeof *rest) || !parts_until(x, i, &first, &sum))
        return;
    count = counts_before(x, first, f->unit, NEAR, kin);
    for (size_t n = 0; n < count; n++) {
        if (!same_paragraph(x, kin[n], i) || HAS(x, words_before(x, kin[n]), each))
            continue;
        if (x->ret[kin[n]].kind == CONSISTENCY_BROKEN)
            return; /* told there */
        fit = figures_fit(f, RELATION_MORE, &x->figures->at[kin[n]], &sum);
        if (fit == FIT_HOLDS || fit >= FIT_MISREAD)
            tell_relation(x, i, fit, RELATION_MORE, &x->figures->at[kin[n]], &sum);
        return;
    }
}

#include "domain/consistency.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "domain/claim_site.h"
#include "domain/consistency_part.h"

#define N(list) (sizeof(list) / sizeof *(list))

/* The total of the list before it: these words alone fill the clause. */
static const char *const totals[] = {"合计为", "合计达",   "合计共", "合计", "共计为",   "共计",   "总计",
                                     "总共为", "总共",     "一共",   "共为", "加起来共", "加起来", "加一块儿",
                                     "加一块", "加在一起", "合起来", "相加", "共"};
/* May stand behind them where the list was one of 分别. */
static const char *const deeds[] = {"培训", "完成", "建成", "新建", "改造", "发放", "筛查",
                                    "新增", "救助", "建设", "开展", "投入", "举办", "开工"};
static const char *const everywhere[] = {"全市", "全县", "全区", "全省", "各地"};
/* “两项合计”, “四县（市）共计”: so many parts, of which it is the total whatever else the clause says was done. */
static const char *const counted[] = {"项",       "者",   "类",   "地",   "县(市、区)", "县(市,区)", "县(市)",
                                      "县(区)",   "县区", "县",   "区",   "镇",         "乡",        "个县(市、区)",
                                      "个县(市)", "个县", "个区", "个镇", "个乡镇"};
/* What is said to be a part, and what says that a figure is no part of a sum. */
static const char *const opens_parts[] = {"其中", "包括", "包含"};
static const char *const no_part[] = {"其中", "包括", "包含", "目标", "计划", "去年", "上年", "同比", "环比", "增加",
                                      "减少", "剩余", "较",   "比",   "每",   "平均", "人均", "累计", "另",   "还"};
static const char *const ends_parts[] = {"其中", "包括", "包含", "合计", "共计", "总计", "共", "另", "比", ";", "。"};
/* What is told beside a part and is none. */
static const char *const beside[] = {"去年", "上年", "同比", "环比", "增加", "减少", "较", "比"};
/* What is not done yet. */
static const char *const left[] = {"尚有", "还有", "仍有", "还剩", "剩余", "余下", "还差", "未"};
/* No whole is what is of each (户均补助1.4万元，其中重建2.1万元) and what something changed by, of which nobody knows
 * whether what follows is its part (97.4亿元，比上年增加5.6亿元，其中市县配套18.3亿元). */
static const char *const no_whole[] = {"均", "每", "比上年", "比去年", "较上年", "较去年", "同比", "环比"};
/* What excludes all that was told before it. */
static const char *const the_rest[] = {"其余", "余下", "剩余", "其他", "其它"};
/* What goes beyond the whole. */
static const char *const beyond[] = {"带动", "惠及", "覆盖", "服务", "受益", "辐射", "发放", "新增"};
/* Parts with such words exclude each other. */
static const char *const apart_ends[] = {"村", "男性", "女性", "男生", "女生", "公办", "民办"};
static const char *const apart[] = {"新建", "改建", "改造", "扩建", "续建", "公办", "民办", "直流", "交流"};
static const char *const rates[] = {"完成率", "目标", "任务", "计划"};
static const char *const not_rates[] = {"超", "增长", "同比", "占", "下降", "提高", "环比"};
static const char *const parted[] = {",", ";", ":", "、", "(", ")", "其中", "投资"};
static const char *const shares[] = {"占比为", "占比达", "占总数的", "占总量的", "占总人数的", "占比", "占"};

/* ---- figures that can be added up ---- */

static bool is_exact(const struct figure *f)
{
    return f->step.n == 1 && f->step.places == 0;
}

/* Twice the value and twice how far it may be off, in units of 10^-places; a whole number is counted, not rounded. */
static bool measure(const struct figure *f, int places, int128 *ret_value, int128 *ret_slack)
{
    int64_t value, step = 0;

    if (decimal_rescale(f->value, places, &value) || (!is_exact(f) && decimal_rescale(f->step, places, &step)))
        return false;
    *ret_value = (int128)value * 2;
    *ret_slack = step;
    return true;
}

bool is_amount(const struct figure *f)
{
    return f->unit[0] && f->qualifier == QUALIFIER_EQUAL && f->role != ROLE_PERCENT && f->role != ROLE_ITEMS &&
           strcmp(f->unit, "%") != 0;
}

bool is_like(const struct figure *a, const struct figure *b)
{
    return is_amount(a) && is_amount(b) && a->role == b->role && strcmp(a->unit, b->unit) == 0;
}

bool same_sentence(const struct figure *a, const struct figure *b)
{
    return a->sentence_start == b->sentence_start && a->paragraph_start == b->paragraph_start;
}

struct span gap_before(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    bool first = i == 0 || !same_sentence(f, f - 1);

    return (struct span){first ? f->sentence_start : f[-1].read_end, f->read_start};
}

struct span words_before(const struct search *x, size_t i)
{
    struct span gap = gap_before(x, i);
    const struct figure *f = &x->figures->at[i];

    return (struct span){f->clause_start > gap.start ? f->clause_start : gap.start, f->read_start};
}

static const char *plain(struct ctx *ctx, struct decimal d)
{
    char text[DECIMAL_TEXT];
    return arena_strdup(ctx->mem, decimal_format(d, text));
}

bool figures_could_be_one(const struct figure *a, const struct figure *b)
{
    struct decimal step = decimal_compare(a->step, b->step) > 0 ? a->step : b->step;
    int places = places_of_both(a, b);
    int64_t p, q, u;

    if (a->qualifier != QUALIFIER_EQUAL || b->qualifier != QUALIFIER_EQUAL)
        return true;
    if (decimal_rescale(a->value, places, &p) || decimal_rescale(b->value, places, &q) ||
        decimal_rescale(step, places, &u))
        return true;
    return ((int128)p > q ? (int128)p - q : (int128)q - p) * 2 <= u;
}

/* ---- sums ---- */

bool parts_add(struct parts *parts, size_t i)
{
    if (parts->count == PARTS_MAX)
        return false;
    parts->at[parts->count++] = i;
    return true;
}

int parts_places(const struct search *x, const struct parts *parts, size_t whole)
{
    int places = written_places(&x->figures->at[whole]);

    for (size_t i = 0; i < parts->count; i++) {
        int own = written_places(&x->figures->at[parts->at[i]]);
        places = own > places ? own : places;
    }
    return places;
}

bool parts_sum(const struct search *x, const struct parts *parts, int places, int64_t *ret)
{
    int64_t n;

    *ret = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (decimal_rescale(x->figures->at[parts->at[i]].value, places, &n) || int64_add(*ret, n, ret))
            return false;
    return true;
}

static const char *sum_text(struct search *x, const struct parts *parts, int128 sum, int places)
{
    const char *text = "";

    for (size_t i = 0; i < parts->count; i++)
        text = arena_printf(x->ctx->mem, "%s%s%s", text, i ? " + " : "",
                            plain(x->ctx, x->figures->at[parts->at[i]].value));
    if (parts->count == 1)
        return text;
    return arena_printf(x->ctx->mem, "%s = %s", text, plain(x->ctx, (struct decimal){(int64_t)sum, places}));
}

void compare_sum(struct search *x, size_t total, const struct parts *parts, bool all, size_t at)
{
    const struct figure *t = &x->figures->at[total];
    int places = parts_places(x, parts, total);
    int128 whole, slack, sum = 0, value, off;
    size_t rounded = 0; /* parts */
    bool over, under;

    if (!measure(t, places, &whole, &slack))
        return;
    for (size_t i = 0; i < parts->count; i++) {
        if (!measure(&x->figures->at[parts->at[i]], places, &value, &off))
            return;
        sum += value;
        slack += off;
        rounded += off > 0;
    }
    slack -= rounded > 1; /* that all of them were half a digit off, and the same way, is not to be thought of */
    over = sum > whole + slack;
    under = all && sum + slack < whole;
    if (sum / 2 > INT64_MAX || (!over && !all))
        return;
    x->ret[at].kind = over || under ? CONSISTENCY_BROKEN : CONSISTENCY_HOLDS;
    x->ret[at].actual = at == total ? plain(x->ctx, (struct decimal){(int64_t)(sum / 2), places}) : "";
    x->ret[at].note = sum_text(x, parts, sum / 2, places);
    if (over || under)
        x->ret[at].note = arena_printf(x->ctx->mem, "文中%s %s，%s总数“%s”", parts->count > 1 ? "各部分" : "这一部分",
                                       x->ret[at].note, over ? "多于" : "少于", t->text);
}

static bool listed_apart(const struct search *x, const struct parts *parts)
{
    struct span gap = gap_before(x, parts->at[0]);

    for (size_t k = 1; k < parts->count; k++)
        if (parts->at[k] != parts->at[k - 1] + 1)
            return false;
    return find_words(x->s, gap, "分别") < gap.end;
}

enum total_kind { TOTAL_NONE, TOTAL_BARE, TOTAL_DONE };

struct total {
    enum total_kind kind;
    size_t count; /* of its parts, as the text says; 0: it does not */
    bool whole;   /* 全县加起来: of which two places may be but examples */
};

static size_t counted_at(const struct search *x, size_t at, size_t end, size_t *ret_count)
{
    enum { MOST = 9 };
    int32_t c = at < end ? x->s[at] : 0;
    int64_t count = c == L'两' ? 2 : c >= '0' && c <= '9' ? c - '0' : c ? rune_numeral_digit(c) : 0;
    size_t length = 0;

    for (size_t k = 0; k < N(counted); k++) {
        size_t n = words_at(x->s, at + 1, end, counted[k]);
        length = n > length ? n : length;
    }
    *ret_count = length && count > 1 && count <= MOST ? (size_t)count : 0;
    return *ret_count ? 1 + length : 0;
}

/* Where the clause begins; brackets end one, but not 四县（市）共计. */
static size_t total_start(const struct search *x, const struct figure *f)
{
    enum { MOST = 10 };
    size_t at = f->clause_start, from;

    if (at == f->sentence_start || x->s[at - 1] != ')')
        return at;
    from = rune_behind(x->s, f->sentence_start, at, L",;:");
    return at - from <= MOST ? from : at;
}

/* “甲 a、乙 b，共 c”: nothing but the word for a total stands in the clause, or (DONE) what was done as well. */
static struct total total_of(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct total total = {TOTAL_NONE, 0, false};
    size_t at = total_start(x, f), length = 0;

    if (f->clause_end > f->read_end)
        return total;
    for (size_t k = 0; k < N(everywhere) && !length; k++)
        length = words_at(x->s, at, f->read_start, everywhere[k]);
    at += length ? length : counted_at(x, at, f->read_start, &total.count);
    total.whole = length > 0 && words_at(x->s, at, f->read_start, "加起来");
    if (at < gap_before(x, i).start)
        return total;
    if (total.count > 1 && at == f->read_start)
        total.kind = TOTAL_BARE; /* 甲146例、乙31例，两项177例 */
    for (size_t k = 0; k < N(totals) && total.kind == TOTAL_NONE; k++) {
        length = words_at(x->s, at, f->read_start, totals[k]);
        if (!length)
            continue;
        if (at + length == f->read_start)
            total.kind = TOTAL_BARE;
        for (size_t n = 0; n < N(deeds) && total.kind == TOTAL_NONE; n++)
            if (at + length + words_at(x->s, at + length, f->read_start, deeds[n]) == f->read_start)
                total.kind = TOTAL_DONE;
        if (total.kind != TOTAL_NONE)
            break;
    }
    return total;
}

static bool has_value(const struct search *x, const struct parts *parts, const struct figure *f)
{
    for (size_t i = 0; i < parts->count; i++)
        if (decimal_compare(x->figures->at[parts->at[i]].value, f->value) == 0)
            return true;
    return false;
}

/* “两个城区有大班额512个”: places are counted, and not what they have. */
static bool counts_places(const struct search *x, const struct figure *f)
{
    static const char *const places[] = {"城区", "县", "区", "乡", "镇", "街道", "社区", "村", "市"};

    return strcmp(f->unit, "个") == 0 && words_stand(x->s, f->read_end, f->sentence_end, places, N(places));
}

/* May figure k be one of the parts that a total of so many parts adds up? */
static bool is_counted(const struct search *x, size_t k, size_t count, struct parts *back)
{
    struct span words = words_before(x, k);
    bool first = HAS(x, words, opens_parts); /* “其中甲 a、乙 b，两项合计” */

    return !(first ? back->count + 1 != count : HAS(x, words, no_part)) && parts_add(back, k);
}

/* The list before the total, in the order of the text; none where one of them is no part. Where the total says how
 * many, its sentence may begin with it. */
static void list_before(const struct search *x, size_t i, const struct total *total, struct parts *ret)
{
    const struct figure *f = &x->figures->at[i];
    struct parts back = {0};

    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i;) {
        const struct figure *part = &x->figures->at[k];
        bool here = same_sentence(part, f),
             opened = back.count > 0 && HAS(x, words_before(x, back.at[back.count - 1]), opens_parts);
        if (opened || (!here && (total->count == 0 || part->paragraph_start != f->paragraph_start ||
                                 (back.count > 0 && same_sentence(&x->figures->at[back.at[0]], f)))))
            break;
        if (strcmp(part->unit, f->unit) != 0 || (counts_places(x, part) && !counts_places(x, f)) ||
            (total->count > 0 && HAS(x, words_before(x, k), beside)))
            continue;
        if (total_of(x, k).kind == TOTAL_BARE)
            break;
        if (!is_amount(part) || part->role != f->role || !is_counted(x, k, total->count, &back))
            return;
    }
    while (back.count > 0)
        parts_add(ret, back.at[--back.count]);
}

static void keep_parts(struct search *x, size_t i, const struct parts *parts)
{
    size_t *at = arena_array(x->ctx->mem, parts->count, sizeof *at);

    memcpy(at, parts->at, parts->count * sizeof *at);
    x->ret[i].parts = at;
    x->ret[i].part_count = parts->count;
}

static void check_total(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct total total = total_of(x, i);
    struct parts parts = {0};

    if (total.kind == TOTAL_NONE || !f->unit[0])
        return;
    list_before(x, i, &total, &parts);
    if (parts.count < (total.whole ? 3 : 2) || (total.count ? total.count != parts.count : has_value(x, &parts, f)))
        return; /* not the list, or the whole was said before */
    if (total.kind == TOTAL_DONE && !total.count && !listed_apart(x, &parts))
        return;
    keep_parts(x, i, &parts);
    if (is_amount(f))
        compare_sum(x, i, &parts, true, i);
}

/* ---- parts of a whole ---- */

static bool is_apart(const struct search *x, size_t i)
{
    struct span words = words_before(x, i);

    return words_end(x->s, words.start, words.end, place_kinds, PLACE_KINDS) ||
           words_end(x->s, words.start, words.end, apart_ends, N(apart_ends)) || HAS(x, words, apart);
}

/* The nearest figure of its kind before figure i in the sentence; SIZE_MAX: there is none, or what stands nearer could
 * be the whole and cannot be compared (转移就业10万人次以上，其中1.2万人). */
static size_t whole_before(const struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];

    for (size_t k = i; k-- > 0 && k + PARTS_MAX >= i && same_sentence(&x->figures->at[k], f);) {
        if (is_like(&x->figures->at[k], f))
            return HAS(x, words_before(x, k), no_whole) || says_excess(x, k) ? SIZE_MAX : k;
        if (strncmp(x->figures->at[k].unit, f->unit, strlen(f->unit)) == 0)
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* “、北湖区和苏仙区共2500人”: one part of a list, that two of its members share. */
static bool is_shared_part(const struct search *x, struct span gap)
{
    static const char *const both[] = {"和", "与", "及"};

    return gap.end > gap.start && x->s[gap.start] == L'、' && HAS(x, gap, both) &&
           words_at(x->s, gap.end - 1, gap.end, "共");
}

/* From figure i on: those that exclude each other and stand in one list. `closed` by a bracket. */
static bool take_parts(const struct search *x, size_t i, bool closed, bool listed, struct parts *ret)
{
    for (size_t k = i; k < x->figures->count && same_sentence(&x->figures->at[k], &x->figures->at[i]); k++) {
        struct span gap = gap_before(x, k);
        bool shared = is_shared_part(x, gap);

        if (k > i && ((HAS(x, gap, ends_parts) && !shared) || (closed && find_words(x->s, gap, ")") < gap.end)))
            break;
        if (!is_like(&x->figures->at[k], &x->figures->at[i]))
            continue;
        if (!listed && !shared && !is_apart(x, k) && !HAS(x, words_before(x, k), the_rest))
            return k > i;
        if (!parts_add(ret, k))
            return false;
    }
    return true;
}

/* How a whole is followed by what it is made of. */
enum lead { LEAD_NONE, LEAD_PART, LEAD_LISTED, LEAD_BRACKET };

static enum lead lead_of(const struct search *x, size_t i)
{
    struct span gap = gap_before(x, i);
    size_t at = gap.start;

    if (i == 0 || !same_sentence(&x->figures->at[i], &x->figures->at[i - 1]) || gap.start >= gap.end)
        return LEAD_NONE;
    if (HAS(x, gap, opens_parts))
        return LEAD_PART;
    if (x->s[at] == '(' || x->s[at] == ':')
        return LEAD_BRACKET;
    at += x->s[at] == ',';
    return words_at(x->s, at, gap.end, "分别为") || words_at(x->s, at, gap.end, "分别是") ? LEAD_LISTED : LEAD_NONE;
}

bool is_of_earlier(const struct search *x, size_t whole, const struct parts *parts)
{
    const struct figure *nearest = &x->figures->at[whole];
    int places = parts_places(x, parts, whole);
    int64_t sum, total;

    if (!parts_sum(x, parts, places, &sum) || decimal_rescale(nearest->value, places, &total) || sum <= total)
        return false;
    for (size_t k = whole; k-- > 0 && k + PARTS_MAX >= whole && same_sentence(&x->figures->at[k], nearest);)
        if (is_like(&x->figures->at[k], nearest) && !decimal_rescale(x->figures->at[k].value, places, &total) &&
            sum <= total)
            return true;
    return false;
}

/* One part is no more than the whole, whatever the others are: “其中甲 a 人、乙 b 人”. */
static void check_each_part(struct search *x, size_t i, size_t whole)
{
    for (size_t k = i; k < x->figures->count && same_sentence(&x->figures->at[k], &x->figures->at[i]); k++) {
        struct span gap = gap_before(x, k);
        struct parts one = {{k}, 1};

        if (k > i && (gap.start >= gap.end || x->s[gap.start] != L'、' || HAS(x, gap, ends_parts) ||
                      HAS(x, gap, beyond) || !is_like(&x->figures->at[k], &x->figures->at[i])))
            break;
        if (!is_of_earlier(x, whole, &one))
            compare_sum(x, whole, &one, false, k);
    }
}

/* “幼儿园8所、小学4所，其中华南分别为5和3所”: a part of each of several wholes. */
static bool is_of_several(const struct search *x, size_t i, size_t whole)
{
    static const char *const each[] = {"分别"};
    struct span gap = gap_before(x, i);

    return HAS(x, gap, each) && whole > 0 && same_sentence(&x->figures->at[whole - 1], &x->figures->at[whole]) &&
           is_like(&x->figures->at[whole - 1], &x->figures->at[whole]);
}

static void check_parts(struct search *x, size_t i)
{
    enum lead lead = lead_of(x, i);
    size_t whole = lead == LEAD_NONE || !is_amount(&x->figures->at[i]) ? SIZE_MAX : whole_before(x, i);
    struct parts parts = {0};
    struct span gap = gap_before(x, i);
    bool all;

    if (whole == SIZE_MAX || (lead != LEAD_PART && whole + 1 != i) || is_of_several(x, i, whole))
        return;
    all = take_parts(x, i, x->s[gap.start] == '(', lead == LEAD_LISTED, &parts);
    if (lead == LEAD_PART && parts.count < 2)
        check_each_part(x, i, whole);
    else if (parts.count > 1 && !is_of_earlier(x, whole, &parts))
        compare_sum(x, whole, &parts, all && lead != LEAD_PART, whole);
}

/* ---- rates ---- */

static struct decimal percent(int64_t part, int64_t whole, int places)
{
    struct decimal ret = {0};

    return percent_of(part, whole, places > 1 ? places : 1, &ret) ? (struct decimal){0} : ret;
}

static const char *opens_note(const struct search *x, size_t i)
{
    return x->ret[i].kind == CONSISTENCY_BROKEN ? "文中 " : "";
}

/* Is percentage i, of which `sign` times is added to 100 if that is not 0, within what part ÷ whole may be? */
static void compare_quotient(struct search *x, size_t i, size_t part, size_t whole, int sign)
{
    const struct figure *p = &x->figures->at[i], *a = &x->figures->at[part], *b = &x->figures->at[whole];
    int places = places_of_both(a, b), rate_places = written_places(p);
    int128 done, done_off, due, due_off, rate, step, hundred = 100, grown;
    int64_t n, m;
    const char *is;

    if (decimal_rescale(p->value, rate_places, &n) || decimal_rescale(p->step, rate_places, &m) || n > 1000000000 ||
        !measure(a, places, &done, &done_off) || !measure(b, places, &due, &due_off) || due <= due_off ||
        due > INT64_MAX || done > INT64_MAX || done_off > done || rate_places > 6)
        return;
    step = m;
    hundred *= 2 * decimal_power(rate_places);
    rate = sign ? hundred + (int128)n * 2 * sign : (int128)n * 2;
    x->ret[i].kind = (rate + step) * (due + due_off) >= hundred * (done - done_off) &&
                             (rate - step) * (due - due_off) <= hundred * (done + done_off)
                         ? CONSISTENCY_HOLDS
                         : CONSISTENCY_BROKEN;
    grown = sign ? (done > due ? done - due : due - done) : done;
    is = plain(x->ctx, percent((int64_t)(grown / 2), (int64_t)(due / 2), rate_places));
    x->ret[i].actual = is;
    x->ret[i].note = arena_printf(x->ctx->mem, sign ? "%s由 %s 到 %s，变化 %s%%" : "%s%s ÷ %s = %s%%", opens_note(x, i),
                                  plain(x->ctx, (sign ? b : a)->value), plain(x->ctx, (sign ? a : b)->value), is);
}

void compare_rate(struct search *x, size_t i, size_t part, size_t whole)
{
    compare_quotient(x, i, part, whole, 0);
    if (x->ret[i].kind == CONSISTENCY_HOLDS)
        x->rate = (struct pair){part, whole, i};
}

void compare_growth(struct search *x, size_t i, size_t now, size_t then, bool down)
{
    compare_quotient(x, i, now, then, down ? -1 : 1);
}

void compare_difference(struct search *x, size_t i, size_t more, size_t less)
{
    const struct figure *f = &x->figures->at[i], *a = &x->figures->at[more], *b = &x->figures->at[less];
    int places = places_of_both(a, b);
    int128 told, told_off, high, high_off, low, low_off, off;
    struct decimal is;

    places = written_places(f) > places ? written_places(f) : places;
    if (!measure(f, places, &told, &told_off) || !measure(a, places, &high, &high_off) ||
        !measure(b, places, &low, &low_off))
        return;
    off = told - (high - low);
    is = (struct decimal){(int64_t)((high - low) / 2), places};
    x->ret[i].kind = (off < 0 ? -off : off) <= told_off + high_off + low_off ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
    x->ret[i].actual = plain(x->ctx, is);
    x->ret[i].note = arena_printf(x->ctx->mem, "%s%s − %s = %s", opens_note(x, i), plain(x->ctx, a->value),
                                  plain(x->ctx, b->value), plain(x->ctx, is));
}

/* The only figure of the role before figure i in its sentence, up to a semicolon, with the unit of `like` if that is
 * given. */
static size_t only_before(const struct search *x, size_t i, enum role role, const struct figure *like)
{
    size_t found = SIZE_MAX;

    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i && same_sentence(&x->figures->at[k], &x->figures->at[i]);) {
        const struct figure *f = &x->figures->at[k];
        struct span between = {f->read_end, x->figures->at[i].read_start};
        if (find_words(x->s, between, ";") < between.end)
            break;
        if (f->role != role || (like && strcmp(f->unit, like->unit) != 0))
            continue;
        if (found != SIZE_MAX || !is_amount(f))
            return SIZE_MAX;
        found = k;
    }
    return found;
}

/* “目标 600 个，完成 630 个，完成率 105%”. */
static void check_target_rate(struct search *x, size_t i)
{
    static const char *const money[] = {"投资", "资金", "支出"};
    size_t target = only_before(x, i, ROLE_TARGET, NULL), done;

    if (target == SIZE_MAX || (HAS(x, words_before(x, i), money) && strcmp(x->figures->at[target].unit, "元") != 0))
        return; /* 投资完成率 of so many 小区 */
    done = only_before(x, i, ROLE_ACTUAL, &x->figures->at[target]);
    if (done != SIZE_MAX && !HAS(x, gap_before(x, done), left))
        compare_rate(x, i, done, target);
}

/* “建成 1200 个，完成年度任务 1000 个的 110%”: the target stands right before the rate; what was done is the only other
 * amount of its unit in the sentence. */
static bool check_rate_of_target(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i], *target = f - 1;
    static const char *const takes[] = {"占"}, *const not_of[] = {"比", "超", "增长", "同比", "下降", "提高", "环比"};
    struct span gap = gap_before(x, i), words = words_before(x, i - 1);
    size_t done_at = SIZE_MAX;

    if (gap.start + words_at(x->s, gap.start, gap.end, "的") != gap.end || gap.start == gap.end || !is_amount(target) ||
        !(HAS(x, words, rates) || HAS(x, words, takes)) || HAS(x, words, not_of))
        return false;
    for (size_t k = i > FIGURES_BACK ? i - FIGURES_BACK : 0; k < x->figures->count && k < i + FIGURES_BACK; k++) {
        const struct figure *other = &x->figures->at[k];
        if (!same_sentence(other, f) || k + 1 == i || strcmp(other->unit, target->unit) != 0)
            continue;
        if (done_at != SIZE_MAX || !is_amount(other) || HAS(x, words_before(x, k), no_part))
            return true;
        done_at = k;
    }
    if (done_at != SIZE_MAX)
        compare_rate(x, i, done_at, i - 1);
    return true;
}

/* “15 个幸福院建设已完成 8 个（53%）”. */
static bool check_rate_in_brackets(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct span gap = gap_before(x, i), between;

    if (gap.end != gap.start + 1 || x->s[gap.start] != '(')
        return false;
    between = gap_before(x, i - 1);
    if (i < 2 || !same_sentence(f, f - 2) || x->s[f->read_end] != ')' || !is_amount(f - 1) || !is_amount(f - 2) ||
        strcmp(f[-1].unit, f[-2].unit) != 0 || find_words(x->s, between, "完成") == between.end ||
        HAS(x, between, parted))
        return false;
    compare_rate(x, i, i - 1, i - 2);
    return true;
}

/* “a 人，其中 b 人，占 p%”: no other whole is named. */
static bool is_share(const struct search *x, struct span words)
{
    for (size_t k = 0; k < N(shares) && words.start < words.end; k++)
        if (words.start + words_at(x->s, words.start, words.end, shares[k]) == words.end)
            return true;
    return false;
}

static void check_share(struct search *x, size_t i)
{
    size_t whole = lead_of(x, i - 1) == LEAD_PART ? whole_before(x, i - 1) : SIZE_MAX;

    if (whole != SIZE_MAX)
        compare_rate(x, i, i - 1, whole);
}

static void check_rate(struct search *x, size_t i)
{
    const struct figure *f = &x->figures->at[i];
    struct span words = words_before(x, i);

    if (strcmp(f->unit, "%") != 0 || f->qualifier != QUALIFIER_EQUAL || i == 0 || !same_sentence(f, f - 1))
        return;
    if (check_rate_of_target(x, i) || check_rate_in_brackets(x, i))
        return;
    if (HAS(x, words, rates) && !HAS(x, words, not_rates))
        check_target_rate(x, i);
    else if (is_share(x, words))
        check_share(x, i);
}

/* ---- the headline ---- */

static bool in_heading(const struct search *x, const struct figure *f)
{
    return is_heading(x->text, f->paragraph_start, f->paragraph_end);
}

/* What is said of one thing once in a heading and once in the text. */
struct told {
    size_t headline, body, count; /* figures; so often in the text */
};

static struct told *told_of(struct search *x, struct map *all, const struct figure *f)
{
    const char *key = arena_printf(x->ctx->mem, "%d %s %s", (int)f->role, f->unit, f->subject);
    struct told *told = map_get_str(all, key);

    if (!told) {
        told = arena_alloc(x->ctx->mem, sizeof *told);
        *told = (struct told){SIZE_MAX, SIZE_MAX, 0};
        map_put_str(all, key, told);
    }
    return told;
}

/* 投资, 惠及: of so short a subject a text has many, and the headline's stands in its first sentences. */
static bool is_another(const struct figure *headline, const struct figure *f)
{
    enum { SHORT = 2, LEAD = 300 };

    return utf8_count(f->subject, strlen(f->subject)) <= SHORT && f->read_start > headline->read_end + LEAD;
}

/* “观山湖区建成学校14所”: a clause that opens with a place, of which the headline does not speak. 老旧小区 is none. */
static bool opens_with_place(const struct search *x, struct span clause)
{
    enum { LEAST = 3, MOST = 6 };
    static const char *const none[] = {"小区", "社区", "园区", "景区", "片区", "校区", "地区", "山区", "城区",
                                       "市区", "辖区", "全区", "全县", "我区", "我县", "各区", "各县", "乡镇"};

    for (size_t end = clause.start + LEAST; end <= clause.end && end <= clause.start + MOST; end++) {
        struct span name = {clause.start, end};
        if (is_place_name(x->s, name) && x->s[end - 1] != L'市' && !HAS(x, name, none)) /* the city is the whole */
            return true;
    }
    return false;
}

/* Whether one of the clauses between the figure before and figure i opens with a place. */
static bool is_of_place(const struct search *x, size_t i)
{
    struct span gap = gap_before(x, i), clause = gap;

    for (size_t at = gap.start; at <= gap.end; at++) {
        if (at < gap.end && !rune_is_clause_end(x->s[at]))
            continue;
        clause.end = at;
        if (opens_with_place(x, clause))
            return true;
        clause.start = at + 1;
    }
    return false;
}

/* “路口改造：12个完工” and below it “公共充电桩：910个”: the words that count it stand in another line. */
static bool is_borrowed(const struct search *x, const struct figure *f)
{
    enum { BEFORE = 80, BEHIND = 40 };
    struct span near = {f->sentence_start + BEFORE < f->read_start ? f->read_start - BEFORE : f->sentence_start,
                        f->read_end + BEHIND < f->sentence_end ? f->read_end + BEHIND : f->sentence_end};

    return find_words(x->s, near, f->subject) >= near.end;
}

static void check_headlines(struct search *x)
{
    struct map *all = map_new(x->ctx->mem);

    for (size_t i = 0; i < x->figures->count; i++) {
        const struct figure *f = &x->figures->at[i];
        struct told *told = is_amount(f) && f->subject[0] ? told_of(x, all, f) : NULL;
        if (told && in_heading(x, f))
            told->headline = told->headline == SIZE_MAX ? i : told->headline;
        else if (told && told->headline != SIZE_MAX && told->count++ == 0)
            told->body = i;
    }
    for (size_t i = 0; i < x->figures->count; i++) {
        const struct figure *f = &x->figures->at[i], *headline;
        struct told *told = is_amount(f) && f->subject[0] ? told_of(x, all, f) : NULL;
        if (!told || told->body != i || told->count != 1 || x->ret[i].kind == CONSISTENCY_BROKEN)
            continue;
        headline = &x->figures->at[told->headline];
        if (is_another(headline, f) || is_of_place(x, i) || is_borrowed(x, f))
            continue;
        x->ret[i].kind = figures_could_be_one(headline, f) ? CONSISTENCY_HOLDS : CONSISTENCY_BROKEN;
        x->ret[i].actual = plain(x->ctx, headline->value);
        x->ret[i].note =
            arena_printf(x->ctx->mem, "文中第 %zu 行写的是“%s”", text_line(x->text, headline->start), headline->text);
    }
}

struct consistency *consistency_find(struct ctx *ctx, const struct text *text, const struct figures *figures)
{
    static const struct pair none = {NO_FIGURE, NO_FIGURE, NO_FIGURE};
    struct search x = {.ctx = ctx, .rate = none, .change = none, .text = text, .s = text->read, .figures = figures};

    x.ret = arena_array(ctx->mem, figures->count + 1, sizeof *x.ret);
    for (size_t i = 0; i < figures->count; i++)
        x.ret[i] = (struct consistency){.kind = CONSISTENCY_NONE, .actual = "", .note = ""};
    for (size_t i = 0; i < figures->count; i++) {
        check_parts(&x, i);
        check_total(&x, i);
        check_places_total(&x, i);
        check_rate(&x, i);
        check_ratio(&x, i);
        check_left(&x, i);
        check_excess(&x, i);
        check_mean(&x, i);
        check_change(&x, i);
        check_states(&x, i);
        check_names(&x, i);
    }
    for (size_t i = 0; i < figures->count; i++) {
        check_list(&x, i);
        check_list_apart(&x, i);
        check_closed(&x, i);
        check_rest(&x, i);
    }
    check_tables(&x);
    check_headlines(&x);
    check_twice(&x);
    check_items(&x);
    return x.ret;
}

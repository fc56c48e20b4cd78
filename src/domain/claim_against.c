/* What keeps a figure of an indicator's words from being it: other stages, grades and parts of it, what is looked at,
 * what there was before, who only benefits. */
#include "domain/claim_reader.h"

#include <string.h>
#include <wchar.h>

#include "text/runes.h"

/* The words of an indicator with these beside them speak of something else. */
static const char *const others[] = {
    "组建",   "总里程", "总面积", "拆除", "关停", "停用",   "停运", "取消",   "维修",   "检修", "巡检",
    "排查",   "抽查",   "故障",   "报废", "剩余", "尚未",   "尚有", "未完成", "在建",   "拟建", "待建",
    "储备",   "谋划",   "申报",   "现有", "原有", "存量",   "保有", "阳性",   "异常",   "确诊", "可疑",
    "带动",   "同比",   "环比",   "增长", "下降", "减少",   "增幅", "人均",   "户均",   "平均", "每",
    "日均",   "缺口",   "投诉",   "还差", "相差", "未通过", "退回", "不合格", "未达标", "投资", "未列入",
    "未计入", "不计入", "不在内", "尚差", "仍差", "剔除",   "没铺", "没完工", "剩下",
};

bool claim_says_part(const struct claim_reader *r, struct span words)
{
    static const char *const parts[] = {"其中", "包括", "包含", "含"};

    return HAS(r, words, parts);
}

const char *claim_other_stage(const struct claim_reader *r, size_t i, const struct indicator *indicator,
                              int *ret_choice)
{
    static const char *const shells[] = {"主体完工", "主体竣工", "封顶"};
    static const char *const stages[] = {"开工", "完工", "竣工", "验收"};
    const struct field *stage = indicator->of->stage;
    const struct span clause = r->fates[i].site.clause;
    const char *counted = stage && indicator->at >= 0 ? stage->of[indicator->at].name : NULL;

    for (size_t k = 0; counted && k < sizeof shells / sizeof *shells; k++)
        if (find_words(r->s, clause, shells[k]) < clause.end && strcmp(counted, shells[0]) != 0) {
            if (ret_choice)
                *ret_choice = field_choice(stage, shells[k]);
            return shells[k];
        }
    for (size_t k = 0; counted && k < sizeof stages / sizeof *stages; k++) {
        const char *name = strcmp(stages[k], "竣工") == 0 ? "完工" : stages[k];
        int choice = field_choice(stage, name);
        if (find_words(r->s, clause, stages[k]) == clause.end || strcmp(name, counted) == 0 || choice < 0)
            continue;
        if (ret_choice)
            *ret_choice = choice;
        return stages[k];
    }
    return NULL;
}

/* 2020年 and 2022年 are both of other programmes, and not the same. */
static bool is_same_other(const struct period *a, const struct period *b)
{
    return a->other == b->other && (!a->other || !a->words || !b->words || strcmp(a->words, b->words) == 0);
}

/* Claims of figures are in the order of the text. */
static bool is_repeated(const struct claim_reader *r, const struct claim *c)
{
    for (size_t k = r->claims.count; k-- > 0 && k + FIGURES_BACK >= r->claims.count;) {
        const struct claim *before = &r->claims.at[k];
        if (!before->figure || before->figure->sentence_start != c->figure->sentence_start)
            return false;
        if (before->indicator == c->indicator && (before->kind == c->kind || before->kind == CLAIM_SUM) &&
            place_same(&before->place, &c->place) && before->period.from == c->period.from &&
            before->period.to == c->period.to && is_same_other(&before->period, &c->period) && before->role == c->role)
            return true;
    }
    return false;
}

/* “60千瓦公共充电桩 80 个”: the amount right before the words is a grade of the thing. */
static const char *grade_before(const struct claim_reader *r, size_t i)
{
    static const char *const grades[] = {"千瓦", "kW", "兆瓦", "千伏", "千伏安", "吨"};
    const struct figure *before = r->fates[i].site.after_figure ? &r->figures.at[i - 1] : NULL;

    for (size_t k = 0; before && k < sizeof grades / sizeof *grades; k++)
        if (strcmp(before->unit, grades[k]) == 0 && r->fates[i].site.clause.start == before->read_end)
            return before->text;
    return NULL;
}

/* “35千伏电力线路”, “60千瓦充电桩”: a grade that the indicator's own words do not have makes it another thing. */
static const char *other_grade(const struct claim_reader *r, const struct indicator *indicator, struct span span)
{
    size_t low = 0, high = r->figures.trap_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->figures.traps[middle].start < r->text->origin[span.start])
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->figures.trap_count && r->figures.traps[low].end <= r->text->origin[span.end]; low++) {
        const struct trap *t = &r->figures.traps[low];
        struct span grade = {text_read_at(r->text, t->start), text_read_at(r->text, t->end)};
        if (strcmp(t->kind, "spec") == 0 && !claim_words_own(r->words, r->s, grade, indicator))
            return t->text;
    }
    return NULL;
}

/* “两个镇建成…”: places are counted, and not what they have. */
static bool counts_places(const struct claim_reader *r, const struct site *site, const struct indicator *indicator)
{
    static const char *const kinds[] = {"乡镇", "街道", "县区", "社区", "镇", "乡", "县", "区", "市", "村"};
    static const char *const deeds[] = {"建成", "完成", "新建", "新增", "开展", "实现", "开工", "改造",
                                        "都",   "均",   "已",   "共",   "有",   "先后", "分别", "还"};
    size_t at = site->number.end, length = 0;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !length; k++)
        length = strstr(indicator->name, kinds[k]) ? 0 : words_at(r->s, at, site->clause.end, kinds[k]);
    at += length;
    for (size_t k = 0; k < sizeof deeds / sizeof *deeds && length; k++)
        if (at == site->clause.end || words_at(r->s, at, site->clause.end, deeds[k]))
            return true;
    return false;
}

/* 多训了, 少建了 right before s[at] */
static bool ends_by_how_much(const int32_t *s, size_t start, size_t at)
{
    enum { VERB = 2 }; /* characters, at most */

    if (at < start + 3 || s[at - 1] != L'了')
        return false;
    for (size_t i = at - 2; i > start && at - 2 - i <= VERB; i--)
        if (s[i - 1] == L'多' || s[i - 1] == L'少')
            return true;
    return false;
}

/* “比甲区多 177 个”, “比目标1.74万户多5580户”, “比一季度多 a 人、b 人”: by how much, not how many. */
static bool is_distance(const struct claim_reader *r, size_t i)
{
    const struct site *site = &r->fates[i].site;
    struct span before = {rune_behind(r->s, site->sentence, site->number.start, L",;:"), site->number.start};
    static const char *const against[] = {"比", "较", "与", "同"};
    static const char *const by[] = {"多", "少", "多了", "少了", "多出", "高出", "增加", "增加了", "多建", "多完成"};

    while (i > 0 && r->s[r->fates[i].site.number.start - 1] == L'、' &&
           r->figures.at[i - 1].read_end + 1 == r->figures.at[i].read_start)
        i--;
    before.end = r->fates[i].site.number.start;
    return before.start < before.end && HAS(r, before, against) &&
           (words_end(r->s, before.start, before.end, by, sizeof by / sizeof *by) ||
            ends_by_how_much(r->s, before.start, before.end));
}

/* “把 5600 户的立管换了”, “5 所中小学的 1136 名学生”: of whom something is, and not what is counted; not a task's
 * share. */
static bool is_owner(const struct claim_reader *r, size_t i)
{
    static const char *const makes[] = {"把", "将"}, *const some[] = {"其中"};
    const struct site *site = &r->fates[i].site;
    const struct figure *next = i + 1 < r->figures.count ? &r->figures.at[i + 1] : NULL;
    size_t at = site->number.end, end = site->clause.end;

    while (at < end && rune_is_han(r->s[at]) &&
           !wcschr(L"的至到为", (wchar_t)r->s[at])) /* not 由 a 个增至年底的 b 个 */
        at++;
    if (at >= r->text->read_count || r->s[at] != L'的' ||
        words_end(r->s, site->clause.start, site->number.start, some, 1))
        return false;
    return at == site->number.end ? words_end(r->s, site->clause.start, site->number.start, makes, 2)
                                  : next && next->read_start == at + 1 && strcmp(next->unit, "%") != 0;
}

bool claim_is_of_stock(const struct claim_reader *r, size_t i, const struct indicator *indicator)
{
    static const char *const stocks[] = {"存量", "保有量", "历年"}, *const all[] = {"总面积达", "总规模达", "首次突破"};
    static const char *const reached[] = {"达到", "达"}, *const in_all[] = {"共有", "总面积", "总里程", "总数"};
    static const char *const newly[] = {"新", "增", "建", "改", "添"};
    const struct site *site = &r->fates[i].site;
    struct span before = {site->clause.start, site->number.start};
    struct span so_far = {rune_behind(r->s, site->sentence, site->clause.start, L";"), site->clause.end};
    bool says_reached = words_end(r->s, before.start, before.end, reached, sizeof reached / sizeof *reached) ||
                        HAS(r, site->clause, in_all); /* 社区老年食堂达到 163 处 */

    if (site->after_figure && r->fates[i - 1].indicator == indicator) /* 已新增 2410 个，年底达到 2688 个 */
        says_reached = false;
    return claim_counts_new(indicator) &&
           (HAS(r, site->clause, all) || HAS(r, so_far, stocks) || (says_reached && !HAS(r, site->clause, newly)));
}

/* “改造用户里，餐饮店有 3280 户”: some of them. */
static bool is_among(const struct claim_reader *r, size_t i)
{
    static const char *const among[] = {"里,", "当中,", "之中,"}, *const there_are[] = {"有"};
    const struct site *site = &r->fates[i].site;
    struct span before = {site->clause.start, site->number.start};

    if (before.start > site->sentence)
        before.start = rune_behind(r->s, site->sentence, before.start - 1, L",;:(");
    return HAS(r, before, among) && words_end(r->s, before.start, before.end, there_are, 1);
}

/* “14820 人次对 6105 人次”: one place's beside another's, and the words do not say whose. */
static bool is_opposed(const struct claim_reader *r, size_t i)
{
    const struct figure *f = &r->figures.at[i];
    size_t count = r->text->read_count;

    return (f->read_end + 1 < count && r->s[f->read_end] == L'对' && rune_is_digit(r->s[f->read_end + 1])) ||
           (i > 0 && f[-1].read_end + 1 == f->read_start && r->s[f[-1].read_end] == L'对');
}

/* “新建台区 80 个、台区改造 120 个”: the amount before in the sentence is a part, and this one stands beside it. */
static bool is_beside_part(const struct claim_reader *r, size_t i, const struct indicator *indicator)
{
    return r->fates[i].site.after_figure && r->fates[i - 1].part == indicator &&
           strcmp(r->figures.at[i - 1].unit, r->figures.at[i].unit) == 0;
}

/* “改造换热站 4 座”, where new ones are counted. */
static bool is_renewed(const struct claim_reader *r, struct span before, struct span own,
                       const struct indicator *indicator)
{
    static const char *const renewed[] = {"改造", "更新"}, *const newly[] = {"新", "建", "增"};

    return claim_counts_new(indicator) && !strstr(indicator->name, "改") && HAS(r, before, renewed) &&
           !HAS(r, own, newly);
}

/* 维修, 带动 and the like, which the indicator's own name does not have. */
static bool speaks_of_others(const struct claim_reader *r, struct span own, const struct indicator *indicator)
{
    const char *name = indicator->name;

    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (find_words(r->s, own, others[k]) < own.end && !strstr(name, others[k]) &&
            !(strcmp(others[k], "每") == 0 && strstr(name, "标准"))) /* 城市低保每月500元, of 低保标准 */
            return true;
    return false;
}

/* Where a deed ends that the name has at `at`; 0: none stands there. */
static size_t deed_at(const char *name, size_t at)
{
    static const char *const deeds[] = {"新开通", "新开", "开通", "优化", "调整", "新建", "改建", "改造",
                                        "扩建",   "新增", "更新", "提升", "维修", "养护", "修复"};

    for (size_t k = 0; k < sizeof deeds / sizeof *deeds; k++)
        if (strncmp(name + at, deeds[k], strlen(deeds[k])) == 0)
            return at + strlen(deeds[k]);
    return 0;
}

/* “公交线路新开通 3 条”, of 新开通和优化公交线路: one of the two deeds that the name joins. */
static const char *one_of_deeds(struct claim_reader *r, const struct indicator *indicator, struct span own)
{
    const char *name = indicator->name, *deed[2];
    size_t first = deed_at(name, 0), second, said = 0, which = 0;

    if (!first || strncmp(name + first, "和", strlen("和")) != 0)
        return NULL;
    second = deed_at(name, first + strlen("和"));
    if (!second)
        return NULL;
    deed[0] = arena_strndup(r->ctx->mem, name, first);
    deed[1] = arena_strndup(r->ctx->mem, name + first + strlen("和"), second - first - strlen("和"));
    for (size_t k = 0; k < 2; k++)
        if (find_words(r->s, own, deed[k]) < own.end) {
            said++;
            which = k;
        }
    return said == 1 ? deed[which] : NULL;
}

/* “计划改造的 112 个小区已全部开工”, “86 处工程开工 71 处”: what is promised in full, and behind it how far it is. */
static bool is_promise_begun(const struct claim_reader *r, size_t i, const char *stage)
{
    static const char *const begun[] = {"全部", "已", "均", "都"};
    const struct site *site = &r->fates[i].site;
    struct span behind = {site->number.end, site->clause.end};
    size_t at = find_words(r->s, behind, stage), next = at + words_at(r->s, at, behind.end, stage);

    return r->figures.at[i].role == ROLE_TARGET && at < behind.end &&
           (HAS(r, ((struct span){behind.start, at}), begun) || (next < behind.end && rune_is_digit(r->s[next])));
}

const char *claim_why_not(struct claim_reader *r, size_t i, const struct claim *c)
{
    static const char *const found_out[] = {"确诊", "查出", "检出", "筛出", "发现"};
    static const char *const reached[] = {"惠及", "受益"}; /* who is screened is; who has a pile nearby as well */
    const struct site *site = &r->fates[i].site;
    struct span own = site->clause, before = {own.start, site->number.start};
    /* 确诊甲病 187 例、乙病 26 例 */
    struct span listed = {rune_behind(r->s, site->sentence, own.start, L",;:("), own.start};
    bool persons = c->indicator->count == COUNT_PERSONS;
    const char *word = NULL;

    if (speaks_of_others(r, own, c->indicator) || HAS(r, listed, found_out) ||
        (strcmp(c->figure->unit, "例") == 0 && HAS(r, own, found_out)) || is_renewed(r, before, own, c->indicator) ||
        (!persons && HAS(r, own, reached)) || is_distance(r, i) || is_owner(r, i) ||
        counts_places(r, site, c->indicator) || claim_is_of_stock(r, i, c->indicator) || is_opposed(r, i) ||
        is_among(r, i))
        return arena_printf(r->ctx->mem, "说的不是%s的实绩或目标", c->indicator->name);
    if (!r->fates[i].listed && claim_words_part(r->words, r->s, own, c->indicator, &word))
        r->fates[i].part = c->indicator;
    else
        word = one_of_deeds(r, c->indicator, own);
    if (r->fates[i].part || word || is_beside_part(r, i, c->indicator))
        return arena_printf(r->ctx->mem, "只是%s的一部分（%s）", c->indicator->name, word ? word : "与前一个数分开说");
    word = other_grade(r, c->indicator, own);
    word = word ? word : grade_before(r, i);
    if (word)
        return arena_printf(r->ctx->mem, "说的是%s的，不是%s", word, c->indicator->name);
    word = c->kind == CLAIM_REACHED ? NULL : claim_other_stage(r, i, c->indicator, NULL);
    if (word && is_promise_begun(r, i, word))
        word = NULL;
    if (word)
        return arena_printf(r->ctx->mem, "台账从“%s”数起，文中说的是“%s”",
                            c->indicator->of->stage->of[c->indicator->at].name, word);
    if (!site->in_range && is_repeated(r, c))
        return arena_printf(r->ctx->mem, "这一句已说过%s，这里%s其中一部分", c->indicator->name,
                            claim_says_part(r, before) ? "是" : "多半是");
    return NULL;
}

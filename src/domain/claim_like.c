/* Last of all words: what a clause shares with the name of an indicator, where no pattern of the pack stands in it.
 * “护理型床位增加 548 张” shares 护理型床位 with 新增护理型床位, “安防工程” is 安全生命防护工程 cut short. */
#include "domain/claim_like.h"

#include <string.h>
#include <wchar.h>

#include "base/vec.h"
#include "domain/claim_light.h"
#include "text/runes.h"

enum {
    SHARED_LEAST = 2, /* characters in a row; */
    SHORT_LEAST = 3,  /* or so many in order, as an abbreviation has them, */
    SHORT_MOST = 8,   /* and no more */
    OF_NAME = 11,     /* percent of the name that must be shared, */
    OF_CLAUSE = 35,   /* and of what the clause says; */
    OF_TAIL = 40,     /* of that more, where little shared stands behind what is not */
    BEHIND = 12,      /* characters behind the number at most; */
    OTHER_UNIT = 3,   /* shared where the unit is only counted as the indicator's (个 as 所) */
};

struct name {
    const int32_t *at;
    size_t count;
};

/* What an indicator is called, and what the choices of its ledger are (听力, 言语 of 残疾类别): who tells of those
 * tells of a part of it. */
struct names {
    VEC(struct name) at; /* its name first */
};

struct likeness {
    const struct programme *programme;
    struct names *names; /* by index of the indicator */
    const struct lexicon *light, *places, *deeds;
};

/* With such words a clause tells of all there is, of what belongs to the thing, or of looking at it. */
static const char *const against[] = {
    "总里程",   "总面积",   "总数",     "存量",     "现有",     "共有",     "配套", "签约",  "预约", "暗访",
    "抽查",     "走访",     "调研",     "回访",     "复查",     "拆除",     "停运", "摸底",  "摸排", "服务群众",
    "服务居民", "居民家庭", "居民用户", "服务老人", "服务学生", "服务市民", "带动", "义务工"};

/* What is done to things of any kind. */
static const struct words deeds[] = {
    {CLAIM_LIGHT, NULL,
     "摊铺 更新 更换 提升 整治 安装 加装 打造 升级 优化 治理 维修 修缮 修建 扩建 改建 新改建 改扩建 新改扩建 布设 "
     "增设 "
     "增加 扩大 优质 公共 公益 标准化 率 比例 覆盖 家庭 用户 服务 中心 机构 项目 设施 只 仅 才 刚 装好 修好 换上 立起 "
     "落成 净增 面积 里程 长度 数量 人数 "
     "老旧 城区 主城区 中心城区 城市 乡村 社区 "
     "募集 投放 扩到 供电公司 住建部门 交通部门 教育部门 民政部门 卫健部门 残联 妇联"},
    {CLAIM_HEAVY, NULL, "幼儿园 敬老院 养老院"},
};

static void add_name(struct arena *mem, struct names *names, const char *text)
{
    struct name name;

    name.at = claim_words_fold(mem, text, &name.count);
    *vec_push(mem, &names->at) = name;
}

struct likeness *likeness_new(struct ctx *ctx, const struct programme *programme, const struct lexicon *places,
                              const struct lexicon *light)
{
    struct likeness *l = arena_alloc(ctx->mem, sizeof *l);

    l->programme = programme;
    l->places = places;
    l->light = light;
    l->deeds = lexicon_of_words(ctx->mem, deeds, sizeof deeds / sizeof *deeds);
    l->names = arena_array(ctx->mem, programme->indicator_count + 1, sizeof *l->names);
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *indicator = programme->indicators[i];
        add_name(ctx->mem, &l->names[i], indicator->name);
        for (size_t k = 0; k < indicator->of->field_count; k++) {
            const struct field *field = &indicator->of->fields[k];
            for (size_t n = 0; n < field->of_count && (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES);
                 n++)
                add_name(ctx->mem, &l->names[i], field->of[n].name);
        }
    }
    return l;
}

/* Whether nothing stands at s[i] that tells of a thing; *ret_length is how much of it. */
static bool is_empty_at(const struct likeness *l, const int32_t *s, size_t i, size_t end, size_t *ret_length)
{
    const struct lexicon *const all[] = {l->places, l->light, l->deeds};
    size_t best = 0, length;

    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        const struct word *row = lexicon_at(all[k], s, i, end, &length);
        if (row && length > best)
            best = row->kind == CLAIM_HEAVY && all[k] != l->places ? 0 : length;
    }
    *ret_length = best ? best : 1;
    return best || !(rune_is_han(s[i]) || rune_is_latin(s[i]));
}

/* Where the words end that s[at] begins. */
static size_t words_end_at(const struct likeness *l, const int32_t *s, size_t at, size_t end)
{
    size_t length;

    while (at < end && !is_empty_at(l, s, at, end, &length))
        at++;
    return at;
}

/* How many characters from s[at] on stand in the name in a row. */
static size_t run_in(struct name name, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0;

    for (size_t k = 0; k < name.count; k++) {
        size_t n = 0;

        while (k + n < name.count && at + n < end && name.at[k + n] == s[at + n])
            n++;
        best = n > best ? n : best;
    }
    return best;
}

/* How many stand in it in order from name.at[from] on, within twice as many: 安防工程 in 安全生命防护工程. */
static size_t short_from(struct name name, size_t from, const int32_t *s, size_t at, size_t end)
{
    size_t count = 1, best = 0;

    for (size_t k = from + 1; k < name.count && at + count < end && k < from + 2 * SHORT_MOST; k++) {
        if (name.at[k] != s[at + count])
            continue;
        count++;
        if (k <= from + 2 * count || k + 1 == name.count) /* 加梯: the first and the last of 加装住宅电梯 */
            best = count;
    }
    return best;
}

/* 孤困儿童, of 困境儿童和孤儿: every character of a word stands in the name, in whatever order. */
static size_t jumbled_in(struct name name, const int32_t *s, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++) {
        size_t k = 0;

        while (k < name.count && name.at[k] != s[i])
            k++;
        if (k == name.count)
            return 0;
    }
    return end - at;
}

static size_t short_of(struct name name, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0;

    for (size_t k = 0; k < name.count; k++) {
        size_t count = name.at[k] == s[at] ? short_from(name, k, s, at, end) : 0;
        best = count > best ? count : best;
    }
    return best;
}

/* 改厕 of 户厕改造: the deed first, of a name that has it behind. */
static bool is_turned(struct name name, const int32_t *s, size_t at, size_t end)
{
    return end - at == 2 && wcschr(L"改建修换", (wchar_t)s[at]) != NULL && jumbled_in(name, s, at, end) == 2;
}

/* `end` is where the words end that s[at] begins, if `whole`, or belongs to. */
static size_t shared_with(struct name name, const int32_t *s, size_t at, size_t end, bool whole, bool *ret_short)
{
    size_t run = run_in(name, s, at, end);
    size_t shortened = run && rune_numeral_digit(s[at]) < 0 ? short_of(name, s, at, end) : 0; /* 两癌, 两筛 */

    if (whole && end - at > SHORT_LEAST && end - at > shortened && end - at > run && end - at <= SHORT_MOST)
        shortened = jumbled_in(name, s, at, end);
    if (whole && is_turned(name, s, at, end))
        shortened = 2;
    *ret_short = shortened > run && (shortened >= SHORT_LEAST || (whole && shortened == end - at)); /* 危改, 婚检 */
    return *ret_short ? shortened : run >= SHARED_LEAST ? run : 0;
}

static size_t shared_at(const struct names *names, const int32_t *s, size_t at, size_t end, bool whole, bool *ret_short)
{
    size_t best = 0;

    for (size_t i = 0; i < names->at.count; i++) {
        bool shortened;
        size_t shared = shared_with(names->at.at[i], s, at, end, whole, &shortened);

        if (shared <= best)
            continue;
        best = shared;
        *ret_short = shortened;
    }
    return best;
}

struct shared {
    size_t own, said; /* characters shared with the names; those of the clause that tell of a thing */
    size_t all;       /* shared ones, with those that would fit any indicator (新增, 城镇) */
    size_t unlike;    /* characters in a row that tell of another thing, up to where the span ends */
    bool tail;        /* a little shared behind more that is not: 污水管网, of 供热管网 */
};

/* “荔城区 8 处”: the span without the name of a place that the tree does not know and that it ends with. */
static size_t without_place(const int32_t *s, struct span span)
{
    static const char *const kinds[] = {"区", "县", "镇", "乡", "街道"};
    static const char *const things[] = {"小区", "社区", "园区", "校区", "景区", "片区", "街区", "库区"};
    enum { NAME = 4 };
    size_t at = span.end;

    if (!words_end(s, span.start, span.end, kinds, sizeof kinds / sizeof *kinds) ||
        words_end(s, span.start, span.end, things, sizeof things / sizeof *things))
        return span.end;
    while (at > span.start && span.end - at < NAME && rune_is_han(s[at - 1]))
        at--;
    return at;
}

static void add_shared(const struct likeness *l, const struct names *names, const int32_t *s, struct span span,
                       struct shared *sum)
{
    size_t length, end = span.start;

    span.end = without_place(s, span);
    sum->unlike = 0;
    for (size_t i = span.start; i < span.end; i += length) {
        bool shortened = false, whole = i >= end;
        size_t own;

        if (is_empty_at(l, s, i, span.end, &length)) {
            if (rune_is_han(s[i]) && s[i] != L'免' && run_in(names->at.at[0], s, i, i + length) == length)
                sum->all += length;
            sum->unlike = 0;
            continue;
        }
        if (whole)
            end = words_end_at(l, s, i, span.end);
        own = shared_at(names, s, i, end, whole, &shortened);
        sum->tail = sum->tail || (sum->unlike >= SHARED_LEAST && (own == SHARED_LEAST || (own > 0 && shortened)));
        sum->unlike = own ? 0 : sum->unlike + !jumbled_in(names->at.at[0], s, i, i + 1);
        sum->own += own;
        sum->all += own;
        length = own ? own : 1;
        sum->said += length;
    }
}

/* 签约 speaks against family doctors' teams, and not against 重点人群签约. */
static bool speaks_against(const struct indicator *indicator, const int32_t *s, struct span words)
{
    for (size_t k = 0; k < sizeof against / sizeof *against; k++)
        if (find_words(s, words, against[k]) < words.end && !strstr(indicator->name, against[k]))
            return true;
    return false;
}

/* “老旧供热管网更换 12 公里” is not of 供热管网 that are new. */
static bool is_of_old(const struct indicator *indicator, const int32_t *s, struct span before, struct span behind)
{
    static const char *const old[] = {"老旧", "老化", "破损"};

    for (size_t k = 0; k < sizeof old / sizeof *old; k++)
        if ((find_words(s, before, old[k]) < before.end || find_words(s, behind, old[k]) < behind.end) &&
            !strstr(indicator->name, old[k]) && strstr(indicator->name, "新"))
            return true;
    return false;
}

/* Whether what is shared is too little to tell of the indicator. */
static bool is_too_little(const struct names *names, const struct shared *sum, size_t unlike_before)
{
    return sum->own * 100 < names->at.at[0].count * OF_NAME || sum->own * 100 < sum->said * OF_CLAUSE ||
           unlike_before > SHARED_LEAST ||
           (sum->tail && (sum->own <= SHORT_LEAST || sum->own * 100 < sum->said * OF_TAIL));
}

/* Those that share most remain, and of those alike the ones that share most of what fits any. */
static void keep(struct matches *found, struct shared *most, const struct shared *sum,
                 const struct indicator *indicator, bool foreign)
{
    bool less = sum->own != most->own ? sum->own < most->own : sum->all < most->all;

    if (found->count > 0 && less)
        return;
    if (found->count > 0 && (sum->own > most->own || sum->all > most->all))
        found->count = 0;
    *most = *sum;
    if (found->count < MATCHES_MAX)
        found->at[found->count++] = (struct match){.indicator = indicator, .length = sum->own, .foreign = foreign};
}

/* “‘鸭绿江之夏’等公益演出”: examples in quotation marks say less than what they are of. */
static struct span without_examples(const int32_t *s, struct span words)
{
    for (size_t i = words.end; i > words.start + 1; i--)
        if (s[i - 1] == L'等' && s[i - 2] == L'”')
            return (struct span){i, words.end};
    return words;
}

void likeness_find(const struct likeness *l, const int32_t *s, struct span before, struct span behind,
                   unit_filter *filter, const char *unit, struct matches *ret)
{
    bool other = words_any(s, before, against, sizeof against / sizeof *against) ||
                 words_any(s, behind, against, sizeof against / sizeof *against);
    struct shared most = {0};
    size_t of_others = 0; /* shared with those of another unit */

    ret->count = 0;
    ret->second = NULL;
    before = without_examples(s, before);
    if (behind.end > behind.start + BEHIND)
        behind.end = behind.start + BEHIND;
    for (size_t i = 0; i < l->programme->indicator_count; i++) {
        const struct indicator *indicator = l->programme->indicators[i];
        struct shared sum = {0};
        size_t unlike_before;

        if (other && (speaks_against(indicator, s, before) || speaks_against(indicator, s, behind)))
            continue;
        add_shared(l, &l->names[i], s, before, &sum);
        unlike_before = sum.unlike; /* 充电桩配套停车位 663 个 counts what stands last */
        add_shared(l, &l->names[i], s, behind, &sum);
        if (!filter(indicator, unit)) {
            of_others = sum.own > of_others ? sum.own : of_others;
            continue;
        }
        if (sum.own)
            keep(ret, &most, &sum, indicator,
                 is_too_little(&l->names[i], &sum, unlike_before) ||
                     (sum.own < OTHER_UNIT && strcmp(unit, "个") == 0 && strcmp(unit, indicator->unit) != 0) ||
                     is_of_old(indicator, s, before, behind));
    }
    if (of_others > most.own)
        ret->count = 0; /* 新增技能人才 a 人次, where people are counted */
}

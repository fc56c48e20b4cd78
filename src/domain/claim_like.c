/* Last of all words: what a clause shares with the name of an indicator, where no pattern of the pack stands in it.
 * “护理型床位增加 548 张” shares 护理型床位 with 新增护理型床位, “安防工程” is 安全生命防护工程 cut short. */
#include "domain/claim_like.h"

#include "domain/claim_light.h"
#include "base/vec.h"
#include "text/runes.h"

enum {
    SHARED_LEAST = 2, /* characters in a row; */
    SHORT_LEAST = 3,  /* or so many in order, as an abbreviation has them, */
    SHORT_GAP = 6,    /* each so near the one before */
    OF_NAME = 14,     /* percent of the name that must be shared, */
    OF_CLAUSE = 35,   /* and of what the clause says */
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
static const char *const against[] = {"总里程", "总面积", "总数", "存量", "现有", "共有", "配套", "签约", "预约",
                                      "暗访",   "抽查",   "走访", "调研", "回访", "复查", "拆除", "停运", "摸底", "摸排"};

/* What is done to things of any kind. */
static const struct words deeds[] = {
    {CLAIM_LIGHT, NULL,
     "更新 更换 提升 整治 安装 加装 打造 升级 优化 治理 维修 修缮 修建 扩建 改建 新改建 改扩建 新改扩建 布设 增设 "
     "增加 扩大 优质 公共 公益 标准化 率 比例 覆盖 家庭 服务 中心 项目 设施"},
};

static void add_name(struct arena *mem, struct names *names, const char *text)
{
    struct name name;

    name.at = claim_words_fold(mem, text, &name.count);
    *vec_push(mem, &names->at) = name;
}

struct likeness *likeness_new(struct ctx *ctx, const struct programme *programme, const struct lexicon *places)
{
    struct likeness *l = arena_alloc(ctx->mem, sizeof *l);

    l->programme = programme;
    l->places = places;
    l->light = claim_light_new(ctx->mem);
    l->deeds = lexicon_of_words(ctx->mem, deeds, sizeof deeds / sizeof *deeds);
    l->names = arena_array(ctx->mem, programme->indicator_count + 1, sizeof *l->names);
    for (size_t i = 0; i < programme->indicator_count; i++) {
        const struct indicator *indicator = programme->indicators[i];
        add_name(ctx->mem, &l->names[i], indicator->name);
        for (size_t k = 0; k < indicator->of->field_count; k++) {
            const struct field *field = &indicator->of->fields[k];
            for (size_t n = 0; n < field->of_count && (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES); n++)
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

    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        if (lexicon_at(all[k], s, i, end, &length) && length > best)
            best = length;
    *ret_length = best ? best : 1;
    return best || !(rune_is_han(s[i]) || rune_is_latin(s[i]));
}

/* How many characters from s[at] on stand in the name, in a row, or else in order. */
static size_t shared_with(struct name name, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0, shortened = 0, last = 0;

    for (size_t k = 0; k < name.count; k++) {
        size_t n = 0;

        while (k + n < name.count && at + n < end && name.at[k + n] == s[at + n])
            n++;
        best = n > best ? n : best;
    }
    for (size_t i = at; i < end && best > 0; i++) {
        size_t k = shortened ? last + 1 : 0;

        while (k < name.count && name.at[k] != s[i] && (!shortened || k <= last + SHORT_GAP))
            k++;
        if (k >= name.count || name.at[k] != s[i])
            break;
        last = k;
        shortened++;
    }
    if (shortened > best && shortened >= SHORT_LEAST)
        return shortened;
    return best >= SHARED_LEAST ? best : 0;
}

static size_t shared_at(const struct names *names, const int32_t *s, size_t at, size_t end)
{
    size_t best = 0;

    for (size_t i = 0; i < names->at.count; i++) {
        size_t shared = shared_with(names->at.at[i], s, at, end);
        best = shared > best ? shared : best;
    }
    return best;
}

struct shared {
    size_t own, said; /* characters shared with the names; those of the clause that tell of a thing */
    size_t unlike;    /* characters in a row that tell of another thing, up to where the span ends */
    bool tail;        /* a little shared behind more that is not: 污水管网, of 供热管网 */
};

static void add_shared(const struct likeness *l, const struct names *names, const int32_t *s, struct span span,
                       struct shared *sum)
{
    size_t length;

    sum->unlike = 0;
    for (size_t i = span.start; i < span.end; i += length) {
        size_t own;

        if (is_empty_at(l, s, i, span.end, &length)) {
            sum->unlike = 0;
            continue;
        }
        own = shared_at(names, s, i, span.end);
        sum->tail = sum->tail || (own > 0 && own <= SHORT_LEAST && sum->unlike >= SHARED_LEAST);
        sum->unlike = own ? 0 : sum->unlike + 1;
        sum->own += own;
        length = own ? own : 1;
        sum->said += length;
    }
}

/* Whether what is shared is too little to tell of the indicator. */
static bool is_too_little(const struct names *names, const struct shared *sum, size_t unlike_before)
{
    return sum->own * 100 < names->at.at[0].count * OF_NAME || sum->own * 100 < sum->said * OF_CLAUSE ||
           unlike_before > SHARED_LEAST || (sum->tail && sum->own <= SHORT_LEAST);
}

void likeness_find(const struct likeness *l, const int32_t *s, struct span before, struct span behind,
                   unit_filter *filter, const char *unit, struct matches *ret)
{
    bool other = words_any(s, before, against, sizeof against / sizeof *against) ||
                 words_any(s, behind, against, sizeof against / sizeof *against);

    ret->count = 0;
    ret->second = NULL;
    for (size_t i = 0; i < l->programme->indicator_count && !other; i++) {
        const struct indicator *indicator = l->programme->indicators[i];
        struct shared sum = {0};
        size_t unlike_before;

        if (!filter(indicator, unit))
            continue;
        add_shared(l, &l->names[i], s, before, &sum);
        unlike_before = sum.unlike; /* 充电桩配套停车位 663 个 counts what stands last */
        add_shared(l, &l->names[i], s, behind, &sum);
        if (sum.own == 0 || (ret->count > 0 && sum.own < ret->at[0].length))
            continue;
        if (ret->count > 0 && sum.own > ret->at[0].length)
            ret->count = 0;
        if (ret->count < MATCHES_MAX)
            ret->at[ret->count++] = (struct match){
                .indicator = indicator, .length = sum.own, .foreign = is_too_little(&l->names[i], &sum, unlike_before)};
    }
}

/* The rules that keep numerals from becoming claims, in the order in which they are asked. Each looks at the group, its
 * unit and a few characters around; words are in fixed.c and units.c. */
#include "text/trap.h"

#include "text/genre.h"
#include "text/lend.h"
#include "text/measure.h"
#include "text/runes.h"
#include "text/small.h"
#include "text/units.h"

static int32_t after_numbers(const struct scan *scan, const struct group *g)
{
    size_t end = g->at[g->count - 1].end;

    return end < scan->paragraph.end ? scan->s[end] : 0;
}

static bool is_year(const struct numeral *n)
{
    return n->value.places == 0 && n->digits == 4 && n->power == 0 && n->end - n->start == 4 && n->value.n >= 1900 &&
           n->value.n <= 2100;
}

/* “怕有1900万平米了。”: what somebody says has marks of its own, a name has none. */
static bool is_speech(const struct scan *scan)
{
    for (size_t i = scan->quote.start; i < scan->quote.end; i++)
        if (scan->s[i] == ',' || (scan->s[i] == L'了' && i > scan->quote.start) || rune_is_sentence_end(scan->s[i]))
            return true;
    return false;
}

/* 《两癌两筛工作方案》, “两癌两筛”, “15分钟社康圈” */
static enum trap_kind in_quotes(const struct scan *scan, const struct group *g)
{
    static const char *const done_for_people[] = {"实事",         "民生实事", "惠民实事", "民生工程",
                                                  "重点民生实事", "重点实事", NULL};
    static const char *const items[] = {"项", "件", NULL};
    static const char *const programme[] = {"民生工程", "民生实事", "实事", "民生项目", "惠民实事", NULL};
    static const char *const aims[] = {"的目标",     "的任务",     "的承诺",     "的要求",   "的既定目标",
                                       "的年度目标", "的预期目标", "的目标任务", "的约束性", NULL};

    if (g->start < scan->title_end) /* 《2024年33项民生工程实施方案》 says how many */
        return group_counts(g, items) && scan_any_in(scan, g->end, scan_ahead(g->end, 8, scan->title_end), programme)
                   ? TRAP_NONE
                   : TRAP_NAME;
    if (g->start >= scan->quote.end || is_speech(scan))
        return TRAP_NONE;
    if (!g->at[0].arabic)
        return scan_any_at(scan, g->end + (g->end == scan->quote.end), scan->paragraph.end, done_for_people)
                   ? TRAP_NONE /* “十件”实事, “十件实事” */
                   : TRAP_IDIOM;
    if (g->unit && (g->unit->kind == UNIT_DURATION || g->unit->kind == UNIT_AGE))
        return TRAP_NONE;                                                                /* the unit says what it is */
    if (group_counts(g, items) && scan_any_at(scan, g->end, scan->quote.end, programme)) /* “20项民生工程” */
        return TRAP_NONE;
    if (scan_any_at(scan, scan->quote.end + 1, scan->paragraph.end, aims)) /* “扩招200万人”的目标 */
        return TRAP_NONE;
    if (g->end == scan->quote.end && g->unit && unit_makes_claim((enum unit_kind)g->unit->kind) &&
        lexicon_at(scan->build_verbs, scan->s, scan->quote.start, g->start, NULL))
        return TRAP_NONE; /* 由“新改建公路320公里”调整为 */
    return g->start == scan->quote.start && g->end == scan->quote.end ? TRAP_NONE : TRAP_NAME;
}

/* 第三批, 前10名 (but 目前12个) */
static enum trap_kind as_ordinal(const struct scan *scan, const struct group *g)
{
    static const char *const present[] = {"目前", "此前", "之前", "日前", "以前", "提前", "年前", "月前", "底前", NULL};
    static const char *const moved[] = {"前移", "后移", "上升", "上升了", "下降", "前进", "前进了", "后退", NULL};
    static const char *const ranks[] = {"位", NULL};
    static const char *const elsewhere[] = {"见附件", "见附表", "见海报", "见下期", "见下表", "见续表", NULL};
    static const char *const numbered[] = {"序号", "编号", NULL};
    int32_t c = scan_before(scan, g->start);

    if (scan_any_before(scan, scan->clause.start, g->start, numbered))
        return TRAP_ORDINAL; /* 序号2、4项 */
    if (group_counts(g, ranks) && scan_any_before(scan, scan->clause.start, g->start, moved))
        return TRAP_ORDINAL; /* 较上年前移2位 */
    if (c == L'第' || (g->count > 1 && scan_any_at(scan, g->end, scan->paragraph.end, elsewhere)))
        return TRAP_ORDINAL;                                                        /* （8—10项见附件2） */
    if ((c != L'前' && c != L'后' && c != L'末') || !g->unit || g->at[0].power > 0) /* not 最后9.7万名 */
        return TRAP_NONE;
    if (scan_any_before(scan, scan->paragraph.start, g->start, present))
        return TRAP_NONE;
    return scan_word_at(scan, g->unit_start, g->end, "名") || scan_word_at(scan, g->unit_start, g->end, "位") ||
                   scan_word_at(scan, g->unit_start, g->end, "强")
               ? TRAP_ORDINAL
               : TRAP_NONE;
}

static size_t latin_before(const struct scan *scan, size_t at)
{
    size_t count = 0;

    while (at > scan->paragraph.start + count && count < 12 && rune_is_latin(scan->s[at - 1 - count]))
        count++;
    return count;
}

/* G310, DN110, PM2.5, i5 (but AED120台: two letters and a measure word) */
static enum trap_kind behind_letters(const struct scan *scan, const struct group *g)
{
    static const char *const parts[] = {"PART", "Part", "part", NULL};
    size_t at = g->start;
    size_t letters;

    if (!g->at[0].arabic)
        return TRAP_NONE;
    if (at > scan->paragraph.start && (scan->s[at - 1] == ' ' || scan->s[at - 1] == '-'))
        at--;
    letters = latin_before(scan, at);
    if (letters == 0)
        return TRAP_NONE;
    if (scan_word_before(scan, scan->paragraph.start, at, "DN") ||
        scan_word_before(scan, scan->paragraph.start, at, "PM") ||
        scan_word_before(scan, scan->paragraph.start, at, "GB"))
        return TRAP_SPEC;
    if (scan_any_before(scan, scan->paragraph.start, at, parts))
        return TRAP_SECTION;
    if (g->unit && unit_makes_claim((enum unit_kind)g->unit->kind) && (letters >= 2 || at < g->start))
        return TRAP_NONE;
    return letters == 1 && (g->at[0].digits >= 2) ? TRAP_NAME : TRAP_SPEC;
}

/* 217/46800, all of a table's cell. */
static bool is_second_of_cell(const struct scan *scan, const struct group *g)
{
    size_t at = g->start - 1;

    while (at > scan->paragraph.start && (rune_is_digit(scan->s[at - 1]) || scan->s[at - 1] == '.'))
        at--;
    return at > scan->paragraph.start && scan->s[at - 1] == '\t' && at + 1 < g->start &&
           (g->end >= scan->paragraph.end || scan->s[g->end] == '\t');
}

/* 消除大班额[1]219个: behind the mark of a note, not behind the year of a document (豫政〔2024〕12号). */
static bool is_behind_note(const struct scan *scan, const struct group *g)
{
    enum { NOTE = 2 }; /* digits, at most */
    size_t least = scan_back(scan->paragraph.start, g->start, NOTE + 2), at = g->start - 1;

    while (at > least && rune_is_digit(scan->s[at - 1]))
        at--;
    return at + 1 < g->start && at > scan->paragraph.start && (scan->s[at - 1] == '[' || scan->s[at - 1] == L'〔') &&
           g->unit && unit_makes_claim((enum unit_kind)g->unit->kind);
}

/* “1+3”, “18:30”, “〔2022〕9号” */
static enum trap_kind among_signs(const struct scan *scan, const struct group *g)
{
    int32_t left = scan_before(scan, g->start), right = after_numbers(scan, g);
    bool bold = scan_word_before(scan, scan->paragraph.start, g->start, "**");
    bool sign = (left == '/' && !(g->start > scan->clause.start + 1 && rune_is_han(scan->s[g->start - 2]))) ||
                left == '+' || left == L'×' || left == L'÷' || (left == '*' && !bold) || (right == '+' && !g->unit);
    bool grown =
        left == '+' && g->unit && unit_makes_claim((enum unit_kind)g->unit->kind) && right != '+' &&
        g->start > scan->paragraph.start + 1 && /* 同比+6.4%, “书房”+6座 */
        (scan->s[g->start - 2] >= 0x4E00 || scan->s[g->start - 2] == L'”' || rune_is_clause_end(scan->s[g->start - 2]));
    bool digit_further = g->start > scan->paragraph.start + 1 && rune_is_digit(scan->s[g->start - 2]);

    if (left == '/' && g->unit && g->unit->kind == UNIT_PERCENT &&
        scan_word_before(scan, scan->paragraph.start, g->start, "%/"))
        return TRAP_NONE; /* 100%/101.9% */
    if (left == '/' && (is_second_of_cell(scan, g) || lend_is_task(scan, g)))
        return TRAP_NONE;
    if (sign && !grown &&
        (!g->unit || unit_makes_claim((enum unit_kind)g->unit->kind))) /* 7×24小时 says itself what it is */
        return TRAP_OTHER;
    if (left == '.' && scan_word_before(scan, scan->paragraph.start, g->start, "NO."))
        return TRAP_ORDINAL;
    if (left == ':' && digit_further &&
        !genre_year_in(scan, scan_back(scan->paragraph.start, g->start - 1, 4), g->start - 1))
        return TRAP_DATE; /* not 回望2018：36件实事 */
    if (right == ':' && g->at[0].end + 1 < scan->paragraph.end && rune_is_digit(scan->s[g->at[0].end + 1]))
        return TRAP_DATE;
    if (left == L'〔' || left == '[' || ((left == L'〕' || left == ']') && !is_behind_note(scan, g)) ||
        (left == L'【' && !(g->unit && unit_makes_claim((enum unit_kind)g->unit->kind)))) /* not 【10件实事年中交卷】 */
        return TRAP_DOCUMENT;
    if (left == '(' && right == ')' && g->at[0].digits <= 2)
        return TRAP_SECTION;
    return TRAP_NONE;
}

/* 举办培训9期; not 三期工程. */
static bool is_course(const struct scan *scan, const struct group *g)
{
    static const char *const courses[] = {"培训", "班", "讲座", "讲堂", "沙龙", "夏令营", NULL};

    return g->unit && word_is(g->unit->text, "期") && g->at[0].arabic &&
           (scan_any_in(scan, scan_back(scan->clause.start, g->start, 4), g->start, courses) ||
            scan_any_at(scan, g->end, scan->paragraph.end, courses)); /* 办了3期培训班 */
}

/* 新增视频监控800路: channels; not 101路公交车. */
static bool counts_channels(const struct scan *scan, const struct group *g)
{
    static const char *const routes[] = {"路", NULL}, *const cameras[] = {"监控", "探头", "摄像", "视频", "抓拍", NULL};

    return group_counts(g, routes) && g->at[0].arabic &&
           (g->at[0].power > 0 || /* 4.2万路“电子眼” */
            scan_any_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, cameras));
}

/* 空气质量优良天数312天，同比增加11天 */
static bool counts_days(const struct scan *scan, const struct group *g)
{
    enum { FAR = 24 };
    static const char *const days[] = {"天", NULL}, *const counted[] = {"天数", "好天气", NULL};

    return group_counts(g, days) && g->at[0].arabic &&
           scan_any_in(scan, scan_back(scan->sentence.start, g->start, FAR), g->start, counted);
}

/* 室温不低于18度, 抗震设防达到7度, 按8度设防; not 室温升高3度. */
static bool is_degree(const struct scan *scan, const struct group *g)
{
    static const char *const heat[] = {"室温", "气温", "温度", "水温", "高温", "低温", NULL};
    static const char *const warmer[] = {"高了", "升高", "提高", "上升", "提升", NULL}, *const degrees[] = {"度", NULL};
    static const char *const proof[] = {"设防", "抗震烈度", NULL};
    size_t start = scan_back(scan->clause.start, g->start, 8);

    if (!group_counts(g, degrees))
        return false;
    return scan_word_at(scan, g->end, scan->paragraph.end, "设防") || scan_any_in(scan, start, g->start, proof) ||
           (scan_any_in(scan, start, g->start, heat) && !scan_any_before(scan, scan->clause.start, g->start, warmer));
}

/* 院里那道86级的陡台阶 */
static bool counts_steps(const struct scan *scan, const struct group *g)
{
    static const char *const steps[] = {"级", NULL};

    return group_counts(g, steps) && scan_word_in(scan, g->end, scan_ahead(g->end, 4, scan->clause.end), "台阶");
}

/* 一、二类特困户: which classes. */
static bool names_classes(const struct group *g)
{
    static const char *const classes[] = {"类", "级", "期", "档", NULL};

    if (g->count < 2 || !group_counts(g, classes))
        return false;
    for (size_t i = 0; i < g->count; i++)
        if (g->at[i].arabic || g->at[i].value.n != g->at[0].value.n + (int64_t)i)
            return false;
    return true;
}

/* What the unit itself says: years, ages, durations, names. */
static enum trap_kind by_unit(const struct scan *scan, const struct group *g)
{
    static const enum trap_kind of_unit[] = {
        [UNIT_NONE] = TRAP_IDIOM,          [UNIT_DATE] = TRAP_DATE,         [UNIT_YEAR] = TRAP_DATE,
        [UNIT_HOUR] = TRAP_DATE,           [UNIT_DURATION] = TRAP_DURATION, [UNIT_AGE] = TRAP_AGE,
        [UNIT_ORDINAL] = TRAP_ORDINAL,     [UNIT_NAME] = TRAP_NAME,         [UNIT_SPEC] = TRAP_SPEC,
        [UNIT_FREQUENCY] = TRAP_FREQUENCY, [UNIT_IDIOM] = TRAP_IDIOM,       [UNIT_DOCUMENT] = TRAP_DOCUMENT,
    };
    enum unit_kind kind = g->unit ? (enum unit_kind)g->unit->kind : UNIT_COUNT;

    if (kind == UNIT_SCORE && g->start == scan->clock_end)
        return TRAP_DATE;
    if (is_degree(scan, g) || names_classes(g))
        return TRAP_SPEC;
    if (unit_makes_claim(kind) || counts_steps(scan, g) || is_course(scan, g) || counts_days(scan, g) ||
        counts_channels(scan, g))
        return TRAP_NONE;
    if (kind == UNIT_YEAR && !is_year(&g->at[g->count - 1]) && !g->at[g->count - 1].digit_row)
        return TRAP_DURATION;
    return of_unit[kind];
}

/* 每千人口, 每100户, 每2000人, 4批次/千人 */
static enum trap_kind as_denominator(const struct scan *scan, const struct group *g)
{
    static const char *const each[] = {"每", "每满", "每花", "每隔", "每少完成", "每多完成", "每超额完成", NULL};

    return scan_any_before(scan, scan->paragraph.start, g->start, each) ||
                   (g->at[0].bare_multiplier && scan_before(scan, g->start) == '/')
               ? TRAP_OTHER
               : TRAP_NONE;
}

/* 数十, 上百, 几千, 七八十, 三分之一 */
static enum trap_kind as_vague(const struct scan *scan, const struct group *g)
{
    int32_t c = scan_before(scan, g->start);
    const struct numeral *n = &g->at[0];

    if (n->vague || n->fraction)
        return TRAP_VAGUE;
    if (n->arabic || n->percent)
        return TRAP_NONE;
    if ((n->about || g->about) && n->value.n == 10 && n->value.places == 0)
        return TRAP_VAGUE; /* 十来所 */
    if (c == L'几' || (c == L'数' && rune_numeral_power(scan->s[n->start]) > 0))
        return TRAP_VAGUE;
    if ((c == L'上' || c == L'成' || (c == L'近' && !g->unit)) && n->bare_multiplier)
        return TRAP_VAGUE;
    return after_numbers(scan, g) == L'几' ? TRAP_VAGUE : TRAP_NONE;
}

/* A whole number of at most so many, written without 万. */
static bool is_at_most(const struct group *g, int64_t most)
{
    return g->at[0].value.n <= most && g->at[0].value.places == 0 && g->at[0].power == 0;
}

/* 每年两次, 免费一次, 一年4次 (but 开展检查3200次) */
static enum trap_kind as_frequency(const struct scan *scan, const struct group *g)
{
    enum { FEW = 3 }; /* doses of one person, shows a month */
    static const char *const periods[] = {"年", "月", "周", "天", "日", "季", "人", "季度", "学期", "连续", NULL};

    static const char *const limits[] = {"不超过", "不少于", "至少", "最多", NULL};
    static const char *const doses[] = {"剂", "剂次", "针", NULL}, *const rides[] = {"班", "趟", "班次", NULL},
                             *const changes[] = {"倒", "转", "换", "来了", "跑了", "去了", "赶", NULL},
                             *const rounds[] = {"轮", NULL}, *const shows[] = {"场", NULL};
    static const char *const daily[] = {"每日", "每天", "每周", "每月", "每小时", NULL};
    static const char *const minutes[] = {"分钟", "小时", NULL};
    static const char *const everybody[] = {"每人", "人均", NULL}, *const a_day[] = {"一天", "一年", NULL};
    static const char *const steps[] = {"跑动", "跑腿", "人均", NULL};

    bool ride = group_counts(g, rides);

    if (ride && scan_any_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, daily))
        return TRAP_FREQUENCY; /* 每日不少于2班 */
    if (ride && scan_any_before(scan, scan->clause.start, g->start, minutes))
        return TRAP_FREQUENCY; /* 10分钟一班 */
    if (group_counts(g, doses) && (is_small_chinese(g) || is_at_most(g, FEW) ||
                                   scan_any_in(scan, scan_back(scan->clause.start, g->start, 6), g->start, everybody)))
        return TRAP_FREQUENCY; /* 两剂间隔不少于21天, 每人接种2剂次 */
    if (ride && scan_any_in(scan, scan_back(scan->clause.start, g->start, 5), g->start, a_day))
        return TRAP_FREQUENCY; /* 一天能跑三趟 */
    if (ride && is_small_chinese(g) && scan_any_before(scan, scan->clause.start, g->start, changes))
        return TRAP_FREQUENCY; /* 进城看病要倒三趟车 */
    if (group_counts(g, rounds))
        return TRAP_FREQUENCY; /* 开展了3轮检查 */
    if (group_counts(g, shows) && is_at_most(g, FEW) &&
        (scan_word_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, "每月") ||
         scan_word_before(scan, scan->clause.start, g->start, "每年")))
        return TRAP_FREQUENCY; /* 每村每月放映电影1场 */
    if (!g->unit || g->unit->kind != UNIT_TIMES)
        return TRAP_NONE;
    if (is_at_most(g, 9) && scan_word_at(scan, g->end, scan->paragraph.end, "的,"))
        return TRAP_FREQUENCY; /* 累计亮红牌3次的， */
    if (g->at[0].value.n < 10 && scan_word_before(scan, scan->clause.start, g->start, "先后"))
        return TRAP_FREQUENCY; /* 先后5次专题研究; not 先后开展视察76次 */
    if (g->rate || (g->at[0].value.n == 1 && g->at[0].value.places == 0 && g->count == 1))
        return TRAP_FREQUENCY;
    if (!g->at[0].arabic && g->at[0].value.n < 10)
        return TRAP_FREQUENCY;
    if (scan_any_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, steps))
        return TRAP_FREQUENCY; /* 人均走访不下20次, 平均跑动0次 */
    if (scan_word_in(scan, scan_back(scan->clause.start, g->start, 20), g->start, "每"))
        return TRAP_FREQUENCY;
    if (scan_any_before(scan, scan->clause.start, g->start, periods))
        return TRAP_FREQUENCY;
    if (g->at[0].value.n < 10 && scan_any_before(scan, scan->clause.start, g->start, limits))
        return TRAP_FREQUENCY; /* 组织不超过3次调解 */
    return TRAP_NONE;
}

/* 亿元以上项目, 千亿级产业: a class of things. */
static bool sorts_by_amount(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"以上", "及以上", "以下", "级", "产业", "村", "项目", "企业", "集群", NULL};

    return scan_any_at(scan, g->end, scan->paragraph.end, words);
}

/* 百项, 千户: an amount only behind a word that makes it one. */
static enum trap_kind as_bare_multiplier(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"扩到", "扩至", "增至",     "超",   "逾",   "近",   "约",     "达",
                                        "过",   "破",   "突破",     "覆盖", "惠及", "开展", "举办",   "发放",
                                        "培训", "组织", "服务",     "累计", "完成", "超过", "不少于", "至少",
                                        "活动", "送戏", "送戏下乡", "演出", NULL};
    const struct numeral *n = &g->at[0];

    if (!n->bare_multiplier || n->percent || g->count > 1)
        return TRAP_NONE;
    if (g->unit && g->unit->kind == UNIT_MONEY && sorts_by_amount(scan, g))
        return TRAP_IDIOM;
    if (n->more || g->more || n->end - n->start > 2)
        return TRAP_NONE;
    if (scan_word_at(scan, g->end, scan->paragraph.end, "千人")) /* 百吨千人供水工程 */
        return TRAP_IDIOM;
    if (lexicon_before(scan->build_verbs, scan->s, scan->clause.start, g->start, NULL))
        return TRAP_NONE;
    if (scan_any_before(scan, scan->clause.start, g->start, words))
        return TRAP_NONE;
    if (scan_closes(scan, g->end) &&
        (lexicon_at(scan->build_verbs, scan->s, scan_list_start(scan), g->start, NULL) || /* 新建、改造公厕百座 */
         rune_has_digit(scan->s, scan_list_start(scan), scan->clause.start))) /* 碧道80公里、绿道百公里 */
        return TRAP_NONE;
    return TRAP_IDIOM;
}

/* “05 家门口更宜居”: numbers of headings, which no amount is written like. */
static enum trap_kind as_heading(const struct scan *scan, const struct group *g)
{
    size_t at = g->at[0].start, end = g->at[0].end;

    if (!g->at[0].arabic && at == scan->paragraph.start && end < scan->paragraph.end && scan_is_apart(scan, end))
        return TRAP_SECTION; /* 二　学位扩容 */
    return g->at[0].arabic && scan->s[at] == '0' && at + 1 < g->at[0].end && rune_is_digit(scan->s[at + 1])
               ? TRAP_SECTION
               : TRAP_NONE;
}

/* 6栋2单元, 3栋、5栋门口: which house, wherever it stands. */
static bool names_stair(const struct scan *scan, const struct group *g)
{
    static const char *const stairs[] = {"单元", "室", "门口", NULL};
    size_t at = g->end + (g->end < scan->paragraph.end && scan->s[g->end] == L'、'), start = at;

    while (at < scan->paragraph.end && at < start + 3 && rune_is_digit(scan->s[at]))
        at++;
    if (at == start)
        return false;
    at += scan_word_at(scan, at, scan->paragraph.end, "栋");
    return scan_any_at(scan, at, scan->paragraph.end, stairs);
}

/* 幸福里小区1栋到9栋: from which to which. */
static bool is_one_of_houses(const struct scan *scan, const struct group *g)
{
    static const char *const to[] = {"栋到", "栋至", "幢到", "幢至", "栋—", "栋-", NULL};
    size_t next = g->end + 1;

    return scan_any_before(scan, scan->clause.start, g->start, to) ||
           (scan_any_at(scan, g->unit_start, scan->paragraph.end, to) && next < scan->paragraph.end &&
            rune_is_digit(scan->s[next]));
}

/* 老旧小区19栋1286户: another amount stands right behind the houses. */
static bool tells_homes(const struct scan *scan, size_t at)
{
    static const char *const homes[] = {"户", "万", "余户", "多户", "套", NULL};

    while (at < scan->paragraph.end && (rune_is_digit(scan->s[at]) || scan->s[at] == ',' || scan->s[at] == '.'))
        at++;
    return scan_any_at(scan, at, scan->paragraph.end, homes);
}

/* 幸福里小区6栋2单元 */
static enum trap_kind as_house(const struct scan *scan, const struct group *g)
{
    static const char *const doors[] = {"门口", "楼下", "楼道", "建于", NULL};
    static const char *const courts[] = {"号院", "号大院", "号小区", NULL};
    static const char *const estates[] = {"号",   "小区", "花园", "大院", "家园", "公寓", "苑",
                                          "新村", "广场", "府",   "城",   "里",   NULL};
    static const char *const people[] = {"阿姨", "大爷", "大妈", "奶奶", "爷爷", "师傅",
                                         "婆婆", "女士", "先生", "居民", "业主", NULL};

    if (!g->unit || g->count > 1 || g->at[0].power > 0 ||
        (!word_is(g->unit->text, "栋") && !word_is(g->unit->text, "幢") && !word_is(g->unit->text, "座")))
        return TRAP_NONE;
    if (names_stair(scan, g) || scan_any_at(scan, g->end, scan->paragraph.end, doors))
        return TRAP_NAME;
    if (g->end < scan->paragraph.end &&
        ((rune_is_digit(scan->s[g->end]) && !tells_homes(scan, g->end)) ||
         scan_word_at(scan, g->end, scan->count, "一单元") || scan_word_at(scan, g->end, scan->count, "二单元")))
        if (scan_any_before(scan, scan->clause.start, g->start, estates))
            return TRAP_NAME;
    if (is_one_of_houses(scan, g) || (scan_any_before(scan, scan->clause.start, g->start, estates) &&
                                      scan_word_at(scan, g->end, scan->paragraph.end, "的") &&
                                      scan_any_in(scan, g->end, scan_ahead(g->end, 6, scan->clause.end), people)))
        return TRAP_NAME; /* 翠苑3幢的陈阿姨 */
    return scan_any_before(scan, scan->clause.start, g->start, courts) ? TRAP_NAME : TRAP_NONE; /* 38号大院5栋 */
}

/* “副主任 田九成；”, “田九成：我报就业”: a surname and a numeral that read like an amount. */
static bool is_speaker(const struct scan *scan, const struct group *g)
{
    static const char *const offices[] = {"局长", "主任", "市长", "县长", "区长", "镇长", "书记", "校长", "院长",
                                          "部长", "处长", "科长", "主席", "经理", "所长", "记者", NULL};
    int32_t after = g->end < scan->paragraph.end ? scan->s[g->end] : '\n';

    if (g->at[0].arabic || g->end - g->start != 2 || g->start < scan->paragraph.start + 1 ||
        !rune_is_han(scan->s[g->start - 1]))
        return false;
    if (g->start - 1 > scan->paragraph.start && !scan_any_before(scan, scan->paragraph.start, g->start - 1, offices))
        return false;
    return after == ':' || after == ';' || after == '\n' || after == L'说' || after == L'介' || after == L'告';
}

/* “（李双全 孙九成）”: who signs at the end of a paragraph. */
static bool signs(const struct scan *scan, const struct group *g)
{
    enum { NAMES = 8 };
    size_t open = g->start;

    if (g->at[0].arabic || !g->unit || (g->unit->kind != UNIT_PERCENT && g->unit->kind != UNIT_MONEY) ||
        g->end + 1 != scan->paragraph.end || scan->s[g->end] != ')')
        return false;
    while (open > scan->paragraph.start && g->start - open < NAMES && rune_is_han(scan->s[open - 1]))
        open--;
    return open < g->start && open > scan->paragraph.start && scan->s[open - 1] == '(';
}

/* 六〇一社区 */
static enum trap_kind as_digits_of_name(const struct scan *scan, const struct group *g)
{
    static const char *const places[] = {"社区", "小区", "厂", "矿", "所", "医院", "队", "库", "宿舍", NULL};
    const struct numeral *n = &g->at[0];

    return g->count == 1 && n->digit_row && !n->arabic && scan_any_at(scan, n->end, scan->paragraph.end, places)
               ? TRAP_NAME
               : TRAP_NONE;
}

/* （记者 赵三元）, 编辑：秦三元: the clause of a byline holds names. */
static enum trap_kind in_byline(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"记者",   "本报记者", "通讯员", "本报通讯员", "编辑", "审核",     "校对",
                                        "责编",   "作者",     "供稿",   "摄影",       "文/",  "责任编辑", "撰文",
                                        "填表人", "联系人",   "审核人", "制表",       "编审", "图/",      NULL};
    size_t start = scan->clause.start;

    if (is_speaker(scan, g) || signs(scan, g))
        return TRAP_NAME;
    if (!g->at[0].arabic && g->end - g->start == 2 && g->start > start + 2 &&
        scan_any_before(scan, start, g->start - 1, words)) /* 综述 本报记者 伍三元 通讯员 陆遥 */
        return TRAP_NAME;
    if (g->at[0].arabic || g->end - start > 14 ||
        (start > scan->paragraph.start && scan->s[start - 1] != '(' && scan->s[start - 1] != ':'))
        return TRAP_NONE;
    if (g->start == start + 1 && start > scan->paragraph.start && scan_closes(scan, g->end) &&
        scan_any_before(scan, scan->paragraph.start, start - 1, words))
        return TRAP_NAME;
    return scan_any_at(scan, start, g->start, words) && !scan_word_in(scan, start, g->start, "从") ? TRAP_NAME
                                                                                                   : TRAP_NONE;
}

/* 阅读1.1万; 5分制, 满分10分: what a page or a scale tells of itself. */
static enum trap_kind as_scale(const struct scan *scan, const struct group *g)
{
    static const char *const seen[] = {
        "浏览:", "浏览次数:", "点击:", "点击数:", "点击量:", "访问量:", "浏览量:", "阅读量:", "阅读次数:", NULL};
    static const char *const read[] = {"阅读", "在看", "点赞", "阅读量", "浏览量", NULL}, *const marks[] = {"分", NULL};

    if ((group_counts(g, marks) && scan_word_at(scan, g->end, scan->paragraph.end, "制")) ||
        scan_any_before(scan, scan->paragraph.start, g->start, seen))
        return TRAP_OTHER;
    return scan_any_before(scan, scan->clause.start, g->start, read) && g->start <= scan->clause.start + 24 &&
                   scan_before(scan, scan->clause.start) == 0 && scan->paragraph.end - g->start < 24 &&
                   (!g->unit || g->unit->kind != UNIT_MEASURE)
               ? TRAP_OTHER
               : TRAP_NONE;
}

/* A number without a measure word. */
static enum trap_kind without_unit(const struct scan *scan, const struct group *g)
{
    const struct numeral *n = &g->at[0];
    int32_t next = after_numbers(scan, g);

    if (g->unit)
        return TRAP_NONE;
    if (n->arabic && is_year(n))
        return TRAP_DATE;
    if (n->digit_row)
        return TRAP_DATE;
    if (!n->arabic)
        return next == L'是' || next == L'要' ? TRAP_SECTION : TRAP_IDIOM;
    if (rune_is_latin(next))
        return TRAP_SPEC;
    if (next == '.' && n->digits <= 2 && rune_is_clause_end(scan_before(scan, g->start)))
        return TRAP_SECTION; /* 实事：1.新建…；2.改造… */
    if (n->digits == 5 && (scan->s[n->start] == '1' || scan->s[n->start] == '9') && n->power == 0)
        return TRAP_NAME;
    return TRAP_OTHER;
}

/* 一X一Y: 一户一策, 一村一品, 一村一所 */
static enum trap_kind as_one_to_one(const struct scan *scan, const struct group *g)
{
    static const char *const each[] = {"一村", "一镇", "一乡", "一校", "一县", "一社区", NULL};

    if (!is_one(g))
        return TRAP_NONE;
    if (scan_any_before(scan, scan->clause.start, g->start, each))
        return TRAP_IDIOM;
    if (g->start + 3 >= scan->paragraph.end)
        return TRAP_NONE;
    return scan->s[g->start + 2] == L'一' || scan->s[g->start + 3] == L'一' ? TRAP_IDIOM : TRAP_NONE;
}

static enum trap_kind too_long(const struct scan *scan, const struct group *g)
{
    (void)scan; /* every rule has the same form */
    for (size_t i = 0; i < g->count; i++)
        if (g->at[i].too_long)
            return TRAP_OTHER;
    return TRAP_NONE;
}

/* “表2 人数”, “附图 3 …” at the start of its paragraph: a caption's own number. */
static enum trap_kind in_caption(const struct scan *scan, const struct group *g)
{
    static const char *const captions[] = {"附表", "附图", "表", "图", NULL};

    size_t start = scan->paragraph.start;

    if (g->start > start + 2 || g->at[0].digits > 2)
        return TRAP_NONE;
    for (size_t i = 0; captions[i]; i++)
        if (scan_word_at(scan, start, g->start, captions[i]) && scan_word_before(scan, start, g->start, captions[i]))
            return TRAP_SECTION;
    return TRAP_NONE;
}

/* “阅读 2.3万　在看 156” below an account's text */
static enum trap_kind as_readers(const struct scan *scan, const struct group *g)
{
    static const char *const readers[] = {"阅读", "阅读量", "浏览量", "点赞", "在看", NULL};

    return g->unit && !g->unit->text[0] && scan_any_before(scan, scan->clause.start, g->start, readers) ? TRAP_OTHER
                                                                                                        : TRAP_NONE;
}

static enum trap_kind (*const rules[])(const struct scan *, const struct group *) = {
    too_long,           in_caption,         in_quotes,       as_digits_of_name, as_ordinal, as_house,   in_byline,
    behind_letters,     among_signs,        as_one_to_one,   as_denominator,    by_unit,    as_vague,   as_frequency,
    as_bare_multiplier, trap_of_small_word, trap_of_measure, as_heading,        as_scale,   as_readers, without_unit,
};

enum trap_kind trap_of(const struct scan *scan, const struct group *g)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        enum trap_kind kind = rules[i](scan, g);

        if (kind != TRAP_NONE)
            return kind;
    }
    return TRAP_NONE;
}

/* The rules that keep numerals from becoming claims, in the order in which they are asked. Each looks at the group, its
 * unit and a few characters around; words are in fixed.c and units.c. */
#include "text/trap.h"

#include "text/measure.h"
#include "text/runes.h"
#include "text/units.h"

enum { LIST = 16 }; /* how far before the number the other things of its list are looked for */

static int32_t before(const struct scan *scan, const struct group *g)
{
    return g->start > scan->paragraph.start ? scan->s[g->start - 1] : 0;
}

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

/* A Chinese number of one character, as it stands in so many words. */
static bool is_small_chinese(const struct group *g)
{
    return g->count == 1 && !g->at[0].arabic && !g->at[0].percent && g->at[0].end - g->at[0].start == 1;
}

static bool is_leftover(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"余下",   "其余", "剩余", "剩下", "剩下的",
                                        "余下的", "仅剩", "还有", "另有", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, words);
}

static bool is_one(const struct group *g)
{
    return is_small_chinese(g) && g->at[0].value.n == 1;
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
    static const char *const done_for_people[] = {"实事", "民生实事", "惠民实事", "民生工程", NULL};
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
    return g->start == scan->quote.start && g->end == scan->quote.end ? TRAP_NONE : TRAP_NAME;
}

/* 第三批, 前10名 (but 目前12个) */
static enum trap_kind as_ordinal(const struct scan *scan, const struct group *g)
{
    static const char *const present[] = {"目前", "此前", "之前", "日前", "以前", "提前", "年前", "月前", "底前", NULL};
    int32_t c = before(scan, g);

    if (c == L'第')
        return TRAP_ORDINAL;
    if ((c != L'前' && c != L'后') || !g->unit)
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
    if (g->unit && unit_makes_claim((enum unit_kind)g->unit->kind) && (letters >= 2 || at < g->start))
        return TRAP_NONE;
    return letters == 1 && (g->at[0].digits >= 2) ? TRAP_NAME : TRAP_SPEC;
}

/* “1+3”, “18:30”, “〔2022〕9号” */
static enum trap_kind among_signs(const struct scan *scan, const struct group *g)
{
    int32_t left = before(scan, g), right = after_numbers(scan, g);
    bool bold = scan_word_before(scan, scan->paragraph.start, g->start, "**");
    bool sign = (left == '/' && !(g->start > scan->clause.start + 1 && rune_is_han(scan->s[g->start - 2]))) ||
                left == '+' || left == L'×' || left == L'÷' || (left == '*' && !bold) || (right == '+' && !g->unit);
    bool grown = left == '+' && g->unit && unit_makes_claim((enum unit_kind)g->unit->kind) && right != '+' &&
                 g->start > scan->paragraph.start + 1 && /* 同比+6.4%, “书房”+6座 */
                 (scan->s[g->start - 2] >= 0x4E00 || scan->s[g->start - 2] == L'”');
    bool digit_further = g->start > scan->paragraph.start + 1 && rune_is_digit(scan->s[g->start - 2]);

    if (left == '/' && g->unit && g->unit->kind == UNIT_PERCENT &&
        scan_word_before(scan, scan->paragraph.start, g->start, "%/"))
        return TRAP_NONE; /* 100%/101.9% */
    if (sign && !grown &&
        (!g->unit || unit_makes_claim((enum unit_kind)g->unit->kind))) /* 7×24小时 says itself what it is */
        return TRAP_OTHER;
    if (left == '.' && scan_word_before(scan, scan->paragraph.start, g->start, "NO."))
        return TRAP_ORDINAL;
    if (left == ':' && digit_further)
        return TRAP_DATE;
    if (right == ':' && g->at[0].end + 1 < scan->paragraph.end && rune_is_digit(scan->s[g->at[0].end + 1]))
        return TRAP_DATE;
    if (left == L'〔' || left == L'〕' || left == '[' || left == ']' || left == L'【')
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
           scan_any_in(scan, scan_back(scan->clause.start, g->start, 4), g->start, courses);
}

/* 新增视频监控800路: channels; not 101路公交车. */
static bool counts_channels(const struct scan *scan, const struct group *g)
{
    static const char *const routes[] = {"路", NULL}, *const cameras[] = {"监控", "探头", "摄像", "视频", "抓拍", NULL};

    return group_counts(g, routes) && g->at[0].arabic &&
           scan_any_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, cameras);
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
    if (is_degree(scan, g))
        return TRAP_SPEC;
    if (unit_makes_claim(kind) || is_course(scan, g) || counts_days(scan, g) || counts_channels(scan, g))
        return TRAP_NONE;
    if (kind == UNIT_YEAR && !is_year(&g->at[g->count - 1]) && !g->at[g->count - 1].digit_row)
        return TRAP_DURATION;
    return of_unit[kind];
}

/* 每千人口, 每100户, 每2000人 */
static enum trap_kind as_denominator(const struct scan *scan, const struct group *g)
{
    static const char *const each[] = {"每", "每满", "每隔", "每少完成", "每多完成", "每超额完成", NULL};

    return scan_any_before(scan, scan->paragraph.start, g->start, each) ? TRAP_OTHER : TRAP_NONE;
}

/* 数十, 上百, 几千, 七八十, 三分之一 */
static enum trap_kind as_vague(const struct scan *scan, const struct group *g)
{
    int32_t c = before(scan, g);
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

/* 每年两次, 免费一次, 一年4次 (but 开展检查3200次) */
static enum trap_kind as_frequency(const struct scan *scan, const struct group *g)
{
    static const char *const periods[] = {"年", "月", "周", "天", "日", "季", "人", "季度", "学期", "连续", NULL};

    static const char *const limits[] = {"不超过", "不少于", "至少", "最多", NULL};
    static const char *const doses[] = {"剂", "剂次", NULL}, *const rides[] = {"班", "趟", "班次", NULL};
    static const char *const daily[] = {"每日", "每天", "每周", "每小时", NULL};
    static const char *const minutes[] = {"分钟", "小时", NULL};

    if (group_counts(g, rides) && scan_any_in(scan, scan_back(scan->clause.start, g->start, 8), g->start, daily))
        return TRAP_FREQUENCY; /* 每日不少于2班 */
    if (group_counts(g, rides) && scan_any_before(scan, scan->clause.start, g->start, minutes))
        return TRAP_FREQUENCY; /* 10分钟一班 */
    if (is_small_chinese(g) && group_counts(g, doses))
        return TRAP_FREQUENCY; /* 两剂间隔不少于21天 */
    if (!g->unit || g->unit->kind != UNIT_TIMES)
        return TRAP_NONE;
    if (g->rate || (g->at[0].value.n == 1 && g->at[0].value.places == 0 && g->count == 1))
        return TRAP_FREQUENCY;
    if (!g->at[0].arabic && g->at[0].value.n < 10)
        return TRAP_FREQUENCY;
    if (scan_word_in(scan, scan_back(scan->clause.start, g->start, 20), g->start, "每"))
        return TRAP_FREQUENCY;
    if (scan_any_before(scan, scan->clause.start, g->start, periods))
        return TRAP_FREQUENCY;
    if (g->at[0].value.n < 10 && scan_any_before(scan, scan->clause.start, g->start, limits))
        return TRAP_FREQUENCY; /* 组织不超过3次调解 */
    return TRAP_NONE;
}

/* What one of can be built or bought, counted by its own measure word. */
static const char *const single_things[] = {"间", "座", "所", "处", "台", "辆", "套", "部",
                                            "栋", "幢", "家", "块", "眼", "口", "片", NULL};

/* “每个市场配快检室一间；”, 综合楼一幢303平方米: one thing behind its name, not 哪一处, 每校一台, 杨某一家5口. */
static bool closes_thing(const struct scan *scan, const struct group *g)
{
    static const char *const none[] = {"每", "各", "哪", "同", "某", "这", "那", "另", "唯",
                                       "第", "了", "的", "有", "是", "到", "得", "成", NULL};
    static const char *const each[] = {"每", "各", NULL}, *const only[] = {"只有", "仅有", NULL};

    return g->start >= scan->clause.start + 3 && scan_any_at(scan, g->unit_start, g->end, single_things) &&
           (scan_closes(scan, g->end) || (rune_is_digit(scan->s[g->end]) && !word_is(g->unit->text, "家"))) &&
           (!scan_any_before(scan, scan->clause.start, g->start, none) ||
            scan_any_before(scan, scan->clause.start, g->start, only)) &&
           !scan_any_in(scan, scan_back(scan->clause.start, g->start, 3), g->start, each);
}

/* 改造农贸市场一个; 新建甲、乙学校各一所 */
static bool closes_built(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"个", "条", "段", NULL}, *const of_each[] = {"校", "村", "社区", "县",
                                                                                     "镇", "均", NULL};
    size_t each = g->start - scan_word_before(scan, scan->clause.start, g->start, "各");

    if (!scan_closes(scan, g->end) || g->start < scan->clause.start + 4 ||
        !lexicon_at(scan->build_verbs, scan->s, scan->clause.start, g->start, NULL))
        return false;
    return each < g->start ? scan_any_at(scan, g->unit_start, g->end, single_things) &&
                                 !scan_any_before(scan, scan->clause.start, each, of_each)
                           : group_counts(g, units);
}

/* 两所小学、一所九年一贯制学校; 一栋楼、56户人家; 至少有一所公办园. */
static bool stands_in_list(const struct scan *scan, const struct group *g)
{
    static const char *const least[] = {"至少", "至少有", "至少建", "至少建成", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 14), end = scan_ahead(g->end, 5, scan->clause.end);

    if (word_is(g->unit->text, "个") && before(scan, g) == L'、')
        for (size_t i = from; i + 1 < g->start; i++)
            if (scan->s[i] == L'一' && scan_any_at(scan, i + 1, g->start, single_things))
                return true; /* 一座便民驿站、一个食堂 */
    if (!scan_any_at(scan, g->unit_start, g->end, single_things))
        return false;
    if (scan_any_before(scan, scan->clause.start, g->start, least))
        return true;
    if (before(scan, g) == L'、' || before(scan, g) == L'和')
        for (size_t i = from; i < g->start; i++)
            if (rune_is_digit(scan->s[i]) || scan->s[i] == L'两')
                return true;
    for (size_t i = g->end + 1; i + 1 < end; i++)
        if (scan->s[i] == L'、')
            return rune_is_digit(scan->s[i + 1]);
    return false;
}

/* 社区运动场六片，新打机井四眼，蓄水池两口 */
static bool closes_count(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"片", "眼", "口", NULL}, *const cases[] = {"起", NULL};
    static const char *const found[] = {"问题", "案件", "违规", "事故", "投诉", NULL};
    size_t start = g->start > scan->clause.start + 3 ? g->start - 3 : g->start;

    if (group_counts(g, cases) && !is_one(g) && scan_any_before(scan, scan->clause.start, g->start, found))
        return scan_closes(scan, g->end); /* 发现问题两起， */
    for (size_t i = start; i < g->start; i++)
        if (!rune_is_han(scan->s[i]) || rune_numeral_digit(scan->s[i]) > 0)
            return false;
    return start < g->start && group_counts(g, units) && scan_closes(scan, g->end);
}

/* 3条培土不到位，一条路面开裂: as many were counted before; not 一户都不能落下. */
static bool counts_same_again(const struct scan *scan, const struct group *g)
{
    static const char *const items[] = {"项", "件", NULL}, *const none[] = {"都", "也", "不", "一", NULL};

    if (g->start != scan->clause.start || g->unit->kind != UNIT_COUNT || group_counts(g, items) ||
        scan_any_at(scan, g->end, scan->paragraph.end, none))
        return false;
    for (size_t i = scan_back(scan->sentence.start, g->start, LIST); i + 1 < g->start; i++)
        if (rune_is_digit(scan->s[i]) && scan_word_at(scan, i + 1, g->start, g->unit->text))
            return true;
    return false;
}

/* 健身房10个、体育公园一个、球场4片 */
static bool follows_counted(const struct scan *scan, const struct group *g)
{
    size_t from = scan_back(scan->sentence.start, g->start, LIST), at = g->start;

    if (at == scan->clause.start || !scan_closes(scan, g->end))
        return false;
    while (at > from && scan->s[at - 1] != L'、' && !rune_is_digit(scan->s[at - 1]))
        at--;
    return at > from + 2 && scan->s[at - 1] == L'、' && at + 1 < g->start && rune_is_digit(scan->s[at - 3]);
}

/* 辖30个乡镇和一个开发区 */
static bool follows_and(const struct scan *scan, const struct group *g)
{
    size_t from = scan_back(scan->clause.start, g->start, LIST);

    if (before(scan, g) != L'和' || !word_is(g->unit->text, "个") || g->start < from + 4)
        return false;
    for (size_t i = g->start - 2; i > from; i--)
        if (scan->s[i] == L'个')
            return rune_is_digit(scan->s[i - 1]);
    return false;
}

/* Of items: 剩下那一件, 除一件, 仅“城市公厕革命”一件滞后, 一项与计划持平. */
static bool is_item_apart(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"件", "项", NULL};
    static const char *const left[] = {"剩下那", "剩下的那", "未完成的", "没完成的", "未完成", "未启动", "未开工",
                                       "除",     "唯独",     "只有",     "仅",       "跨年度", "结转",   NULL};
    static const char *const late[] = {"滞后", "顺延", "延后", "延期", "推迟", "与计划持平", "偏慢", "跨年", NULL};
    static const char *const because[] = {"因", "由于", "受", NULL};

    return scan_any_at(scan, g->unit_start, g->end, units) &&
           (scan_any_before(scan, scan->clause.start, g->start, left) ||
            scan_any_at(scan, g->end, scan->paragraph.end, late) ||
            (scan_word_before(scan, g->unit_start, g->end, "件") && /* 办结15件，一件因征地推迟 */
             scan_any_at(scan, g->end, scan->paragraph.end, because) &&
             scan_any_in(scan, g->end, scan_ahead(g->end, 14, scan->sentence.end), late)));
}

/* 真如一家因复绿延后, 因产权纠纷停摆一家: the one that is late. */
static bool is_delayed(const struct scan *scan, const struct group *g)
{
    static const char *const late[] = {"停摆", "停工", "滞后", "延期", "延后", "搁置", NULL};
    static const char *const things[] = {"家", "座", "所", "处", "条", "栋", "个", NULL};

    if (!scan_any_at(scan, g->unit_start, g->end, things))
        return false;
    if (scan_closes(scan, g->end))
        return scan_any_before(scan, scan->clause.start, g->start, late);
    return scan->s[g->end] == L'因' && scan_any_in(scan, g->end, scan->clause.end, late);
}

/* 办好八个方面的实事, 十方面民生实事, 八类36件民生实事: aspects of the programme are counted. */
static bool counts_aspects(const struct scan *scan, const struct group *g)
{
    static const char *const programme[] = {"的实事",   "的民生实事",     "的惠民实事",   "方面的实事",
                                            "方面实事", "方面的民生实事", "方面民生实事", NULL};
    static const char *const aspects[] = {"方面", "大方面", "大类", NULL};
    static const char *const kinds[] = {"类", "大类", NULL}, *const pointing[] = {"以上", "上述", NULL};
    static const char *const done_for_people[] = {"为民办实事", "民生实事", "惠民实事", "为民实事", NULL};
    static const char *const tasks[] = {"任务", "项目", "工程", "实事", NULL};
    static const char *const items[] = {"实事", "民生项目", "民生工程", "惠民项目",
                                        "子项", "具体事项", "实事项目", NULL};
    size_t next = g->end;

    if (scan_any_at(scan, g->unit_start, g->end, kinds) &&
        scan_any_at(scan, g->end, scan->paragraph.end, done_for_people))
        return true; /* 十类为民办实事 */
    if (scan_any_before(scan, scan->clause.start, g->start, pointing) &&
        scan_any_at(scan, g->unit_start, g->end, kinds) && scan_any_at(scan, g->end, scan->paragraph.end, tasks))
        return true; /* 以上七类任务 */
    if (is_leftover(scan, g) && scan_word_at(scan, g->unit_start, scan->paragraph.end, "方面"))
        return true; /* 其余四方面 */
    if (scan_any_at(scan, g->unit_end, scan->paragraph.end, programme) ||
        scan_any_at(scan, g->unit_start, scan->paragraph.end, programme))
        return true;
    next += scan_any_at(scan, next, scan->paragraph.end, aspects) ? 2 : 0;
    next += next < scan->paragraph.end && scan->s[next] == L'、';
    return next < scan->paragraph.end && rune_is_numeral(scan->s[next]) &&
           (scan_any_before(scan, scan->clause.start, g->start, items) || /* 实事项目十方面40个 */
            scan_any_in(scan, g->end, scan_ahead(g->end, 14, scan->sentence.end), items));
}

/* A cell that holds nothing else: 变电站⇥2座⇥一座 */
static bool fills_cell(const struct scan *scan, const struct group *g)
{
    return before(scan, g) == '\t' && (g->end >= scan->paragraph.end || scan->s[g->end] == '\t');
}

/* 三家湾, 两家沟: what villages are called */
static bool names_hamlet(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"家", NULL}, *const money[] = {"元", NULL}, *const roads[] = {"条", NULL};
    static const char *const ends[] = {"湾", "沟", "庄", "坡", "岭", "屯", "寨", "坝",
                                       "嘴", "洼", "塘", "桥", "营", "店", NULL};

    if (group_counts(g, roads)) /* 西三条路 */
        return scan_word_at(scan, g->end, scan->paragraph.end, "路") && g->start > scan->clause.start &&
               (before(scan, g) == L'东' || before(scan, g) == L'西' || before(scan, g) == L'南' ||
                before(scan, g) == L'北');
    if (group_counts(g, money)) /* 三元朱村 */
        return scan_word_at(scan, g->end, scan->paragraph.end, "村") ||
               scan_word_at(scan, g->end + 1, scan->paragraph.end, "村");
    return group_counts(g, units) && scan_any_at(scan, g->end, scan->paragraph.end, ends);
}

/* 另一座正在办理招标, 票价仍是一元, 路旁一座公厕建成, 新建一所: something is said of the one. */
static bool is_told_of(const struct scan *scan, const struct group *g)
{
    static const char *const goes_on[] = {"正在", "已", "尚", NULL}, *const money[] = {"元", NULL};
    static const char *const prices[] = {"仍是", "只要", "只收", "票价", "仅收", NULL};
    static const char *const built[] = {"建成", "投用", "开工", "完工", "启用", "动工", NULL};

    if (scan_any_at(scan, g->end, scan->paragraph.end, goes_on) &&
        (before(scan, g) == L'另' || scan_word_before(scan, scan->clause.start, g->start, "最后")) &&
        scan_any_at(scan, g->unit_start, g->end, single_things))
        return true;
    return (group_counts(g, money) && scan_any_before(scan, scan->clause.start, g->start, prices)) ||
           stands_in_list(scan, g) || follows_and(scan, g) || is_item_apart(scan, g) || is_delayed(scan, g) ||
           is_leftover(scan, g) || scan_any_in(scan, g->end, scan_ahead(g->end, 5, scan->clause.end), built) ||
           lexicon_before(scan->build_verbs, scan->s, scan->clause.start, g->start, NULL);
}

/* 一个缩影, 两个方面, 三面: a small Chinese numeral is an amount only where things are counted. */
static enum trap_kind as_small_word(const struct scan *scan, const struct group *g)
{
    static const char *const sums[] = {"合计", "共计", "加起来", "相加", NULL};
    static const char *const mouths[] = {"口", NULL}, *const homes[] = {"一家", "全家", NULL};
    static const char *const doing[] = {"办好", "办成", "做好", "办了", "做了", "这", "下列", "以下", NULL};
    static const char *const becomes[] = {"因", "由于", "正", "尚", "还", NULL};

    if (!g->unit || !is_small_chinese(g) || g->unit->kind == UNIT_PERCENT)
        return TRAP_NONE;
    if (counts_aspects(scan, g) || fills_cell(scan, g))
        return TRAP_NONE;
    if (names_hamlet(scan, g))
        return TRAP_NAME;
    if (scan_any_at(scan, g->unit_start, g->end, mouths) && g->at[0].value.n > 3 &&
        scan_any_before(scan, scan->clause.start, g->start, homes))
        return TRAP_NONE; /* 一家五口; 一家三口 is a way of speaking */
    if (word_is(g->unit->text, "件") && g->at[0].value.n <= 3 &&
        scan_word_at(scan, g->end, scan->paragraph.end, "事") &&
        !scan_word_at(scan, g->end, scan->paragraph.end, "事:") &&
        !scan_any_before(scan, scan->clause.start, g->start, doing))
        return TRAP_IDIOM; /* 最怕两件事 */
    if (word_is(g->unit->text, "项") && scan_any_at(scan, g->end, scan->paragraph.end, sums))
        return TRAP_IDIOM; /* 两项合计 */
    if (scan_word_before(scan, scan->clause.start, g->start, "一式"))
        return TRAP_IDIOM; /* 一式三份 */
    if (scan_word_at(scan, g->end, scan->paragraph.end, "行动计划"))
        return TRAP_NAME; /* 六项行动计划 */
    if (is_one(g) && before(scan, g) == ':' && scan_closes(scan, g->end) &&
        scan_any_at(scan, g->unit_start, g->end, single_things))
        return TRAP_NONE; /* 日间照料站：一处， */
    if (word_is(g->unit->text, "个") && g->end < scan->paragraph.end && scan->s[g->end] == L'“')
        return TRAP_IDIOM; /* 三个“提标” */
    if (before(scan, g) == L'”' && word_is(g->unit->text, "项"))
        return TRAP_IDIOM; /* “粤菜师傅”“南粤家政”三项工程 */
    if (is_one(g) && word_is(g->unit->text, "项") && scan_any_at(scan, g->end, scan->paragraph.end, becomes))
        return TRAP_IDIOM; /* 热源扩建一项因环评推迟 */
    if (closes_count(scan, g) || (is_one(g) && (closes_thing(scan, g) || closes_built(scan, g) ||
                                                counts_same_again(scan, g) || follows_counted(scan, g))))
        return TRAP_NONE;
    if (g->unit->kind == UNIT_WEAK || g->unit->kind == UNIT_SCORE)
        return TRAP_IDIOM;
    if (!is_leftover(scan, g) && lexicon_at(scan->abstract_nouns, scan->s, g->end, scan->paragraph.end, NULL))
        return TRAP_IDIOM; /* not 另有三项不足40% */
    return is_one(g) && !is_told_of(scan, g) ? TRAP_IDIOM : TRAP_NONE;
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
    static const char *const words[] = {"超",   "逾",     "近",   "约",   "达",   "过",       "破",   "突破", "覆盖",
                                        "惠及", "开展",   "举办", "发放", "培训", "组织",     "服务", "累计", "完成",
                                        "超过", "不少于", "至少", "活动", "送戏", "送戏下乡", "演出", NULL};
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
    return TRAP_IDIOM;
}

/* “05 家门口更宜居”: numbers of headings, which no amount is written like. */
static enum trap_kind as_heading(const struct scan *scan, const struct group *g)
{
    size_t at = g->at[0].start;

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

/* 幸福里小区6栋2单元 */
static enum trap_kind as_house(const struct scan *scan, const struct group *g)
{
    static const char *const doors[] = {"门口", "楼下", "楼道", "建于", NULL};
    static const char *const courts[] = {"号院", "号大院", "号小区", NULL};
    static const char *const estates[] = {"号",   "小区", "花园", "家园", "公寓", "苑",
                                          "新村", "广场", "府",   "城",   "里",   NULL};

    if (!g->unit || g->count > 1 || g->at[0].power > 0 ||
        (!word_is(g->unit->text, "栋") && !word_is(g->unit->text, "幢") && !word_is(g->unit->text, "座")))
        return TRAP_NONE;
    if (names_stair(scan, g) || scan_any_at(scan, g->end, scan->paragraph.end, doors))
        return TRAP_NAME;
    if (g->end < scan->paragraph.end &&
        (rune_is_digit(scan->s[g->end]) || scan_word_at(scan, g->end, scan->count, "一单元") ||
         scan_word_at(scan, g->end, scan->count, "二单元")))
        if (scan_any_before(scan, scan->clause.start, g->start, estates))
            return TRAP_NAME;
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

/* （记者 赵三元）, 编辑：秦三元: the clause of a byline holds names. */
static enum trap_kind in_byline(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"记者",     "本报记者", "通讯员", "本报通讯员", "编辑", "审核",
                                        "校对",     "责编",     "作者",   "供稿",       "摄影", "文/",
                                        "责任编辑", "撰文",     "编审",   "图/",        NULL};
    size_t start = scan->clause.start;

    if (is_speaker(scan, g))
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
    if (next == '.' && n->digits <= 2 && rune_is_clause_end(before(scan, g)))
        return TRAP_SECTION; /* 实事：1.新建…；2.改造… */
    if (n->digits == 5 && (scan->s[n->start] == '1' || scan->s[n->start] == '9') && n->power == 0)
        return TRAP_NAME;
    return TRAP_OTHER;
}

/* 一X一Y: 一户一策, 一村一品 */
static enum trap_kind as_one_to_one(const struct scan *scan, const struct group *g)
{
    if (!is_one(g) || g->start + 3 >= scan->paragraph.end)
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

static enum trap_kind (*const rules[])(const struct scan *, const struct group *) = {
    too_long,       in_caption,         in_quotes,     as_ordinal,      as_house,   in_byline,
    behind_letters, among_signs,        as_one_to_one, as_denominator,  by_unit,    as_vague,
    as_frequency,   as_bare_multiplier, as_small_word, trap_of_measure, as_heading, without_unit,
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

/* Small Chinese numerals, each of one character: amounts only where things are counted. */
#include "text/small.h"

#include <string.h>

#include "text/runes.h"
#include "text/units.h"

enum { LIST = 16 }; /* how far before the number the other things of its list are looked for */

bool is_small_chinese(const struct group *g)
{
    return g->count == 1 && !g->at[0].arabic && !g->at[0].percent && g->at[0].end - g->at[0].start == 1;
}

static bool is_leftover(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"余下",   "其余", "剩余", "剩下", "剩下的",
                                        "余下的", "仅剩", "还有", "另有", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, words);
}

bool is_one(const struct group *g)
{
    return is_small_chinese(g) && g->at[0].value.n == 1;
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
    static const char *const goes_on[] = {"已", "正在", NULL}; /* 过街天桥一座已吊装 */

    return g->start >= scan->clause.start + 3 && scan_any_at(scan, g->unit_start, g->end, single_things) &&
           (scan_closes(scan, g->end) || (rune_is_digit(scan->s[g->end]) && !word_is(g->unit->text, "家")) ||
            scan_any_at(scan, g->end, scan->paragraph.end, goes_on)) &&
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
        !lexicon_at(scan->build_verbs, scan->s, scan_list_start(scan), g->start, NULL))
        return false;
    return each < g->start ? scan_any_at(scan, g->unit_start, g->end, single_things) &&
                                 (word_is(g->unit->text, "所") || /* 甲、乙学校各一所 */
                                  !scan_any_before(scan, scan->clause.start, each, of_each))
                           : group_counts(g, units);
}

/* 两所小学、一所九年一贯制学校; 一栋楼、56户人家; 至少有一所公办园. */
static bool stands_in_list(const struct scan *scan, const struct group *g)
{
    static const char *const least[] = {"至少", "至少有", "至少建", "至少建成", NULL}, *const people[] = {"人", "名",
                                                                                                          NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 14), end = scan_ahead(g->end, 5, scan->sentence.end);

    if (word_is(g->unit->text, "个") && scan_before(scan, g->start) == L'、')
        for (size_t i = from; i + 1 < g->start; i++)
            if (scan->s[i] == L'一' && scan_any_at(scan, i + 1, g->start, single_things))
                return true; /* 一座便民驿站、一个食堂 */
    if (scan_any_before(scan, scan->clause.start, g->start, least))
        return group_counts(g, people) || scan_any_at(scan, g->unit_start, g->end, single_things);
    if (!scan_any_at(scan, g->unit_start, g->end, single_things))
        return false;
    if (scan_before(scan, g->start) == L'、' || scan_before(scan, g->start) == L'和')
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
    static const char *const units[] = {"片", "眼", "口", "站", NULL}, *const cases[] = {"起", NULL};
    static const char *const found[] = {"问题", "案件", "违规", "事故", "投诉", NULL};
    size_t start = g->start >= scan->clause.start + 3 ? g->start - 3 : g->start;

    if (group_counts(g, cases) && !is_one(g) && scan_any_before(scan, scan->clause.start, g->start, found))
        return scan_closes(scan, g->end); /* 发现问题两起， */
    for (size_t i = start; i < g->start; i++)
        if (!rune_is_han(scan->s[i]) || rune_numeral_digit(scan->s[i]) > 0)
            return false;
    return start < g->start && group_counts(g, units) && scan_closes(scan, g->end);
}

/* Whether a number from s[from] on has the measure word of g: 10件, or also 三条 if `chinese`. */
static bool is_counted_from(const struct scan *scan, size_t from, const struct group *g, bool chinese)
{
    for (size_t i = from; i + 1 < g->start; i++)
        if ((rune_is_digit(scan->s[i]) || (chinese && rune_numeral_digit(scan->s[i]) > 0)) &&
            scan_word_at(scan, i + 1, g->start, g->unit->text))
            return true;
    return false;
}

/* 3条培土不到位，一条路面开裂: as many were counted before; not 一户都不能落下. */
static bool counts_same_again(const struct scan *scan, const struct group *g)
{
    static const char *const items[] = {"项", "件", NULL}, *const none[] = {"都", "也", "不", "一", "是", NULL};

    return g->start == scan->clause.start && g->unit->kind == UNIT_COUNT && !group_counts(g, items) &&
           !scan_any_at(scan, g->end, scan->paragraph.end, none) &&
           is_counted_from(scan, scan_back(scan->sentence.start, g->start, LIST), g, true);
}

/* 10件实事中一件提前完成，8件达到序时进度，一件（老旧小区改造）进度偏慢 */
static bool is_one_of_items(const struct scan *scan, const struct group *g)
{
    static const char *const items[] = {"项", "件", NULL}, *const before[] = {"中", "里", NULL};
    static const char *const states[] = {"提前", "进度", "完成", "未",   "达到", "滞后", "偏慢",
                                         "结转", "跨年", "顺延", "如期", "超额", "(",    NULL};

    return group_counts(g, items) && scan_any_at(scan, g->end, scan->paragraph.end, states) &&
           (g->start == scan->clause.start || scan_any_before(scan, scan->clause.start, g->start, before)) &&
           is_counted_from(scan, scan_back(scan->sentence.start, g->start, 3 * LIST), g, false);
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

    if (scan_before(scan, g->start) != L'和' || !word_is(g->unit->text, "个") || g->start < from + 4)
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
    static const char *const left[] = {"剩下那", "剩下的那", "未完成的", "没完成的", "未完成", "未启动",
                                       "未开工", "未办结",   "基本办结", "除",       "最低的", "最高的",
                                       "唯独",   "只有",     "仅",       "跨年度",   "结转",   NULL};
    static const char *const late[] = {"部分兑现", "部分完成", "基本完成",   "滞后", "顺延", "延后",
                                       "延期",     "推迟",     "与计划持平", "偏慢", "跨年", NULL};
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
    static const char *const late[] = {"停摆", "停工", "滞后", "延期", "延后", "后延", "搁置", NULL};
    static const char *const things[] = {"家", "座", "所", "处", "条", "栋", "个", NULL};

    if (!scan_any_at(scan, g->unit_start, g->end, things))
        return false;
    if (scan_closes(scan, g->end))
        return scan_any_before(scan, scan->clause.start, g->start, late);
    return scan->s[g->end] == L'因' && scan_any_in(scan, g->end, scan_ahead(g->end, 14, scan->sentence.end), late);
}

/* 十类36项 */
static bool counts_items_next(const struct scan *scan, size_t at)
{
    size_t end = at;

    while (end < scan->paragraph.end && end < at + 3 && rune_is_digit(scan->s[end]))
        end++;
    return end > at && end < scan->paragraph.end && (scan->s[end] == L'项' || scan->s[end] == L'件');
}

/* 办好八个方面的实事, 十方面民生实事, 八类36件民生实事: aspects of the programme are counted. */
static bool counts_aspects(const struct scan *scan, const struct group *g)
{
    static const char *const programme[] = {"的实事",   "的民生实事",     "的惠民实事",   "方面的实事",
                                            "方面实事", "方面的民生实事", "方面民生实事", NULL};
    static const char *const aspects[] = {"方面", "大方面", "大类", NULL};
    static const char *const kinds[] = {"类", "大类", NULL}, *const pointing[] = {"以上", "上述", "现将", NULL};
    static const char *const done_for_people[] = {"为民办实事", "民生实事", "惠民实事", "为民实事", NULL};
    static const char *const tasks[] = {"任务", "主要任务", "项目", "工程", "实事", NULL};
    static const char *const rest[] = {"方面", "类进展", "类完成", "类项目", NULL};
    static const char *const items[] = {"实事",     "民生实事", "民生项目", "民生工程", "惠民项目",
                                        "民生清单", "子项",     "具体事项", "实事项目", NULL};
    size_t next = g->end;

    if (scan_any_at(scan, g->unit_start, g->end, kinds) &&
        (scan_any_at(scan, g->end, scan->paragraph.end, done_for_people) ||
         counts_items_next(scan, g->end + scan_word_at(scan, g->end, scan->paragraph.end, "、")) ||
         (g->end < scan->paragraph.end && rune_is_digit(scan->s[g->end]) &&
          scan_word_in(scan, g->end, scan_ahead(g->end, 6, scan->clause.end), "个项目"))))
        return true; /* 十类为民办实事, 十大类33个项目 */
    if (scan_any_at(scan, g->unit_start, g->end, kinds) && g->end + 2 < scan->paragraph.end && scan->s[g->end] == '(' &&
        rune_is_digit(scan->s[g->end + 1]))
        return true; /* 就业社保等三类（4件） */
    if (scan_any_before(scan, scan->clause.start, g->start, pointing) &&
        scan_any_at(scan, g->unit_start, g->end, kinds) && scan_any_at(scan, g->end, scan->paragraph.end, tasks))
        return true; /* 以上七类任务 */
    if (scan_any_at(scan, g->unit_start, g->end, kinds) && scan_word_at(scan, g->end, scan->paragraph.end, "工程、") &&
        g->end + 3 < scan->paragraph.end && rune_is_numeral(scan->s[g->end + 3]))
        return true; /* 七类工程、43个项目 */
    if (is_leftover(scan, g) && scan_any_at(scan, g->unit_start, scan->paragraph.end, rest))
        return true; /* 其余四方面, 其余三类进展见附件 */
    if (scan_any_at(scan, g->unit_end, scan->paragraph.end, programme) ||
        scan_any_at(scan, g->unit_start, scan->paragraph.end, programme))
        return true;
    next += scan_any_at(scan, next, scan->paragraph.end, aspects) ? 2 : 0;
    next += next < scan->paragraph.end && scan->s[next] == L'、';
    return next < scan->paragraph.end && rune_is_numeral(scan->s[next]) &&
           (scan_any_before(scan, scan->clause.start, g->start, items) || /* 实事项目十方面40个 */
            (scan_before(scan, g->start) == ':' &&                        /* 民生实事：七类、30件 */
             scan_any_before(scan, scan->paragraph.start, g->start - 1, items)) ||
            scan_any_in(scan, g->end, scan_ahead(g->end, 14, scan->sentence.end), items));
}

/* A cell that holds nothing else: 变电站⇥2座⇥一座 */
static bool fills_cell(const struct scan *scan, const struct group *g)
{
    return scan_before(scan, g->start) == '\t' && (g->end >= scan->paragraph.end || scan->s[g->end] == '\t');
}

/* 三家湾, 两家沟, 五亩乡: what villages and townships are called */
static bool names_hamlet(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"家", NULL}, *const money[] = {"元", NULL}, *const roads[] = {"条", NULL};
    static const char *const fields[] = {"亩", "里", NULL}, *const townships[] = {"乡", "镇", "村", NULL};
    static const char *const ends[] = {"尧", "湾", "沟", "庄", "坡", "岭", "屯", "寨",
                                       "坝", "嘴", "洼", "塘", "桥", "营", "店", NULL};

    if (group_counts(g, fields))
        return scan_any_at(scan, g->end, scan->paragraph.end, townships);
    if (group_counts(g, roads)) /* 西三条路 */
        return scan_word_at(scan, g->end, scan->paragraph.end, "路") && g->start > scan->clause.start &&
               (scan_before(scan, g->start) == L'区' || scan_before(scan, g->start) == L'东' ||
                scan_before(scan, g->start) == L'西' || scan_before(scan, g->start) == L'南' ||
                scan_before(scan, g->start) == L'北');
    if (group_counts(g, money)) /* 三元朱村 */
        return scan_word_at(scan, g->end, scan->paragraph.end, "村") ||
               scan_word_at(scan, g->end + 1, scan->paragraph.end, "村");
    return group_counts(g, units) && scan_any_at(scan, g->end, scan->paragraph.end, ends);
}

/* 来回要走三里多山路, 走两里路 */
static bool counts_way(const struct scan *scan, const struct group *g)
{
    static const char *const miles[] = {"里", "公里", NULL};
    static const char *const ways[] = {"山路", "路", "多山路", "多路", "土路", "多土路", NULL};

    return group_counts(g, miles) && scan_any_at(scan, g->end, scan->paragraph.end, ways);
}

/* 建成一项、销号一项: how it is gone about. */
static bool is_done_alike(const struct scan *scan, const struct group *g)
{
    enum { DEED = 3 };
    const int32_t *s = scan->s;
    size_t end = scan->paragraph.end, one;

    if (s[g->start] != L'一' || g->end != g->start + 2)
        return false;
    if (g->end < end && s[g->end] == L'、') {
        one = rune_find(s, g->end, scan_ahead(g->end, DEED + 1, end), L'一');
        return one + 1 < end && s[one] == L'一' && s[one + 1] == s[g->end - 1];
    }
    one = scan_back(scan->paragraph.start, scan->clause.start, 3);
    return scan_before(scan, scan->clause.start) == L'、' && g->start <= scan->clause.start + DEED &&
           scan_closes(scan, g->end) && s[one] == L'一' && s[one + 1] == s[g->end - 1];
}

/* 二十里铺, 十里店: which village, by its way from a town */
static bool names_post(const struct scan *scan, const struct group *g)
{
    static const char *const miles[] = {"里", NULL}, *const posts[] = {"铺", "店", "堡", "墩", "桥", "河", NULL};

    return group_counts(g, miles) && !g->at[0].arabic && scan_any_at(scan, g->end, scan->paragraph.end, posts);
}

/* 一栋新教学楼拔地而起, 各有一所九年一贯制学校, 赠送报警器各一台: a thing that stands there, or that each has. */
static bool is_thing_there(const struct scan *scan, const struct group *g)
{
    enum { FAR = 10 };
    static const char *const units[] = {"座", "所", "栋", "幢", "处", NULL}, *const gifts[] = {"台", "张", "套", "份",
                                                                                               "本", "辆", "部", NULL};
    static const char *const buildings[] = {"桥",   "楼",   "院",   "校",   "园",   "厂",   "站",   "馆",   "小学",
                                            "中学", "中心", "食堂", "泵房", "水池", "水窖", "广场", "车场", NULL};
    static const char *const scenes[] = {"学的", "校的", "园的", "院的", "操场", "门口", NULL}; /* 一所小学的操场上 */
    size_t end = scan_ahead(g->end, FAR, scan->clause.end);

    if (scan_word_before(scan, scan->clause.start, g->start, "各"))
        return group_counts(g, gifts) && scan_closes(scan, g->end);
    return group_counts(g, units) && g->end < scan->clause.end && scan->s[g->end] != scan->s[g->end - 1] &&
           scan_any_in(scan, g->end, end, buildings) && !scan_any_in(scan, g->end, end, scenes);
}

/* 另一座正在办理招标, 票价仍是一元, 路旁一座公厕建成, 新建一所: something is said of the one. */
static bool is_told_of(const struct scan *scan, const struct group *g)
{
    static const char *const goes_on[] = {"正在", "已", "尚", NULL}, *const money[] = {"元", NULL};
    static const char *const prices[] = {"最低", "仍是", "只要", "只收", "票价", "仅收", NULL};
    static const char *const more[] = {"多了", "添了", NULL};
    static const char *const beyond[] = {"超出目标", "超目标", "还差", "尚差", NULL};
    static const char *const areas[] = {"县", "区", "镇", "乡", "村", "社区", "街道", NULL};
    static const char *const built[] = {"建成", "投用", "开工", "完工", "启用", "动工", NULL};

    if (scan_any_at(scan, g->end, scan->paragraph.end, areas) &&
        scan_word_in(scan, g->end, scan_ahead(g->end, 8, scan->clause.end), "试点")) /* 先在一个县开展试点 */
        return true;
    if (scan_any_at(scan, g->end, scan->paragraph.end, goes_on) &&
        (scan_before(scan, g->start) == L'另' || scan_word_before(scan, scan->clause.start, g->start, "最后")) &&
        scan_any_at(scan, g->unit_start, g->end, single_things))
        return true;
    return (group_counts(g, money) && scan_any_before(scan, scan->clause.start, g->start, prices)) ||
           (scan_closes(scan, g->end) && scan_any_before(scan, scan->clause.start, g->start, beyond)) ||
           (scan_any_before(scan, scan->clause.start, g->start, more) && /* 楼下多了一座口袋公园 */
            (scan_any_at(scan, g->unit_start, g->end, single_things) || word_is(g->unit->text, "条"))) ||
           stands_in_list(scan, g) || follows_and(scan, g) || is_item_apart(scan, g) || is_delayed(scan, g) ||
           is_leftover(scan, g) || scan_any_in(scan, g->end, scan_ahead(g->end, 5, scan->clause.end), built) ||
           is_thing_there(scan, g) || lexicon_before(scan->build_verbs, scan->s, scan->clause.start, g->start, NULL);
}

/* 一栋接一栋 */
static bool is_one_by_one(const struct scan *scan, const struct group *g)
{
    size_t length = g->end - g->start, before = g->start - 1;

    return is_one(g) && scan_before(scan, g->start) == L'接' && before >= scan->clause.start + length &&
           memcmp(scan->s + before - length, scan->s + g->start, length * sizeof *scan->s) == 0;
}

/* 一个缩影, 两个方面, 三面: a small Chinese numeral is an amount only where things are counted. */
enum trap_kind trap_of_small_word(const struct scan *scan, const struct group *g)
{
    static const char *const sums[] = {"合计", "共计",     "加起来", "合起来", "合在一起",
                                       "相加", "累计分别", "分别为", "分别达", NULL};
    static const char *const mouths[] = {"口", NULL}, *const homes[] = {"一家", "全家", NULL};
    static const char *const doing[] = {"办好", "办成", "做好", "办了", "做了", "这", "下列", "以下", NULL};
    static const char *const each[] = {"月领", "每月", "一月", "一年领", "年领", NULL};
    static const char *const rivals[] = {"不及", "不如", "抵不上", NULL};
    static const char *const becomes[] = {"因", "由于", "正", "尚", "还", NULL};
    const struct word *noun;

    if (g->unit && names_post(scan, g))
        return TRAP_NAME;
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
    if (word_is(g->unit->text, "批") && g->end < scan->paragraph.end && rune_is_digit(scan->s[g->end]))
        return TRAP_NONE; /* 三批29名医护人员 */
    if (is_one(g) && word_is(g->unit->text, "人") && scan_any_at(scan, g->end, scan->paragraph.end, each))
        return TRAP_OTHER; /* 一人月领600元 */
    if (word_is(g->unit->text, "项") &&
        (scan_any_at(scan, g->end, scan->paragraph.end, sums) ||
         (g->end < scan->paragraph.end && rune_is_digit(scan->s[g->end]) && g->start == scan->clause.start)))
        return TRAP_IDIOM; /* 两项合计; 甲146例、乙31例，两项177例 */
    if (is_one(g) && scan_closes(scan, g->end) && scan_any_in(scan, scan->clause.start, g->start, rivals))
        return TRAP_IDIOM; /* 三地加起来32个，不及灵宝一家 */
    if (scan_word_before(scan, scan->clause.start, g->start, "一式"))
        return TRAP_IDIOM; /* 一式三份 */
    if (is_one_by_one(scan, g))
        return TRAP_IDIOM;
    if (scan_word_at(scan, g->end, scan->paragraph.end, "行动计划"))
        return TRAP_NAME; /* 六项行动计划 */
    if (is_one(g) && scan_before(scan, g->start) == ':' && scan_closes(scan, g->end) &&
        scan_any_at(scan, g->unit_start, g->end, single_things))
        return TRAP_NONE; /* 日间照料站：一处， */
    if (word_is(g->unit->text, "个") && g->end < scan->paragraph.end && scan->s[g->end] == L'“')
        return TRAP_IDIOM; /* 三个“提标” */
    if ((scan_before(scan, g->start) == L'”' || scan_word_before(scan, scan->clause.start, g->start, "”等")) &&
        word_is(g->unit->text, "项"))
        return TRAP_IDIOM; /* “粤菜师傅”“南粤家政”三项工程 */
    if (is_one(g) && word_is(g->unit->text, "项") && scan_any_at(scan, g->end, scan->paragraph.end, becomes))
        return TRAP_IDIOM; /* 热源扩建一项因环评推迟 */
    if (closes_count(scan, g) ||
        (is_one(g) && (is_one_of_items(scan, g) || closes_thing(scan, g) || closes_built(scan, g) ||
                       counts_same_again(scan, g) || follows_counted(scan, g))))
        return TRAP_NONE;
    if (counts_way(scan, g))
        return TRAP_NONE;
    if (is_done_alike(scan, g))
        return TRAP_IDIOM;
    if (g->unit->kind == UNIT_WEAK || g->unit->kind == UNIT_SCORE)
        return TRAP_IDIOM;
    noun = lexicon_at(scan->abstract_nouns, scan->s, g->end, scan->paragraph.end, NULL);
    if (!is_leftover(scan, g) && noun && noun->kind == TRAP_IDIOM)
        return TRAP_IDIOM; /* not 另有三项不足40% */
    return is_one(g) && !is_told_of(scan, g) ? TRAP_IDIOM : TRAP_NONE;
}

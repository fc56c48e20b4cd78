/* What each one gets or pays, and what sorts things by an amount. */
#include "text/standard.h"

#include <string.h>

#include "text/runes.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 亿元以上项目, 50万元以上的村: what sorts the things and is none of them. */
bool is_threshold(const struct scan *scan, const struct group *g)
{
    static const char *const sorts[] = {"以上", "以下", "以内", "及以上", "及以下"};
    static const char *const things[] = {"项目",   "企业",   "的村",   "的企业",   "的项目", "村",   "工业",
                                         "的户",   "户型",   "的地区", "的单位",   "的工程", "工程", "的家庭",
                                         "的商户", "的集体", "的用户", "固定资产", "坝区",   NULL};

    static const char *const over[] = {"超", "逾", "过", NULL};
    static const char *const reached[] = {"覆盖", "达", "达到", "占", NULL}; /* 达20万元以上的村 */
    static const char *const means[] = {"人均月收入", "人均收入", "人均年收入", "家庭收入", "家庭年收入", NULL};
    static const char *const under[] = {"不超过", "低于", "不足", "不高于", "少于", NULL};
    static const char *const lines[] = {"的门槛", "的脱贫线", "的贫困线", "的低保线", NULL};
    static const char *const dwellers[] = {"的住户", "的用户", "的家庭", "的居民", NULL};

    if (g->unit && g->unit->kind != UNIT_PERCENT && scan_word_at(scan, g->end, scan->paragraph.end, "的,") &&
        scan_any_before(scan, scan->clause.start, g->start, under))
        return true; /* 日供水低于1000吨的，并入县网 */
    if (g->unit && (scan_any_at(scan, g->end, scan->paragraph.end, lines) ||
                    (scan_any_at(scan, g->end, scan->paragraph.end, dwellers) &&
                     scan_any_before(scan, scan->clause.start, g->start, under))))
        return true; /* 年人均6000元的门槛, 室温低于18℃的住户 */
    if (!g->unit || (g->unit->kind != UNIT_MONEY && g->unit->kind != UNIT_MEASURE))
        return false;
    if (scan_any_before(scan, scan->clause.start, g->start, over) && /* 超10亿元项目6个 */
        scan_any_at(scan, g->end, scan->paragraph.end, things))
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, under) &&
        scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, means))
        return true;
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        size_t at = g->end + (i >= 3 ? 3 : 2);

        if (!scan_word_at(scan, g->end, scan->paragraph.end, sorts[i]))
            continue;
        if (scan_any_at(scan, at, scan->paragraph.end, things))
            return !scan_any_before(scan, scan->clause.start, g->start, reached);
    }
    return false;
}

static const char *const raises[] = {"调到", "上调", "提高", "提至",   "提到", "增至",
                                     "调整", "涨到", "达到", "统一为", NULL};
static const char *const shared[] = {"每生每餐", "每人每月", "每人每年", "每月每人", "每人每餐",
                                     "每月",     "每部",     "每台",     NULL};

/* 人均筹资540元，其中财政补助420元、个人缴费120元; 每人每年150元，由医保基金和个人分别承担45、15元; 每部造价约48万元，
 * 财政奖补20万元: who bears which part of what each one costs. */
static bool is_part_borne(const struct scan *scan, const struct group *g)
{
    static const char *const means[] = {"户均", "人均", NULL};
    static const char *const borne[] = {"分别承担", "分别负担", "各承担", NULL};
    static const char *const wholes[] = {"每部", "每台", "每户", "每套", "每处", "每个", NULL};
    static const char *const self[] = {"自掏", "自付", "自费", "自己掏", "自己出", NULL};
    static const char *const payers[] = {"我司优惠", "企业优惠", "财政奖补", "财政补助", "财政补贴",
                                         "政府补贴", "政府补助", "政府奖补", "其中财政", "居民自筹",
                                         "个人自付", "住户自筹", NULL};
    size_t clause = scan->clause.start, list = scan_list_start(scan);

    if (scan_word_at(scan, list, g->start, "其中") &&
        scan_any_in(scan, scan_back(scan->sentence.start, list, NEAR), list, means))
        return true;
    if (list < clause && scan_any_in(scan, list, clause, self)) /* 老人自掏2元、财政补3元 */
        return true;
    if (scan_any_in(scan, scan_back(clause, g->start, 2 * NEAR), g->start, borne) &&
        scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, shared))
        return true;
    return clause > scan->sentence.start && scan->s[clause - 1] == ',' && scan_any_at(scan, clause, g->start, payers) &&
           g->start - clause <= 4 &&
           scan_any_in(scan, scan_back(scan->sentence.start, clause, 2 * NEAR), clause, wholes);
}

/* 给予4万元一次性建设补助, 吃10元的套餐, 老人每餐只需支付2元 */
static bool is_given_or_paid(const struct scan *scan, const struct group *g)
{
    static const char *const gifts[] = {"补助", "补贴", "奖补", "奖励", NULL};
    static const char *const helped[] = {"政府补", "财政补", "镇里补", "县里补", "村里补", "区里补", "市里补", NULL};
    static const char *const meals[] = {"的套餐", "的午餐", "的早餐", "的饭菜", NULL};
    static const char *const paid[] = {"可贷到", "最高可贷", "最高可领", "一个月有", "每月有", "只需支付", "仅需支付",
                                       "只支付", "再减",     "只需付",   "只用付",   "人月领", "人每月领", NULL};

    if (scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, "给予") &&
        scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), gifts))
        return true;
    if (g->at[0].power == 0 && scan_any_before(scan, scan->clause.start, g->start, helped))
        return true;
    return scan_any_at(scan, g->end, scan->paragraph.end, meals) ||
           scan_any_before(scan, scan->clause.start, g->start, paid);
}

/* 420元，比去年多40元; 927元，农村每人每月769元，增幅分别为8和11.6%: what grew is a result. */
static bool is_grown(const struct scan *scan, const struct group *g)
{
    static const char *const grown[] = {"比去年",   "比上年",   "较上年",   "较去年",   "同比增长", "同比提高",
                                        "分别增长", "分别提高", "分别同比", "增幅分别", "涨了",     NULL};
    static const char *const by[] = {",提高", ",增长", ",上调",
                                     ",增幅", ",涨",   NULL}; /* 低保标准每人每月1109元，提高7.5% */
    size_t told = rune_find_digit(scan->s, g->end, scan_ahead(g->end, 4, scan->sentence.end));

    if (scan_any_before(scan, g->end, told, by))
        return told < scan->sentence.end && rune_is_digit(scan->s[told]);
    return scan_any_in(scan, g->end, scan_ahead(g->end, 2 * NEAR + 4, scan->sentence.end), grown);
}

/* 低收入老人每餐8元, 集中供养每人每月1850元、分散供养1350元; not 提至每月420元. */
static bool is_of_each(const struct scan *scan, const struct group *g, const char *const *each)
{
    size_t list = scan_list_start(scan);
    bool member = list < scan->clause.start;

    if (member && scan_any_in(scan, list, scan->clause.start, shared) && !scan_any_in(scan, list, g->start, raises) &&
        !scan_word_in(scan, list, g->start, "分别"))
        return true;
    return scan_any_before(scan, scan->clause.start, g->start, each) &&
           !scan_any_in(scan, member ? list : scan_back(scan->sentence.start, g->start, NEAR), g->start, raises);
}

/* 红烧带鱼9元: a few yuan are what something costs or somebody gets, but for what was raised or lowered. */
static bool is_small_price(const struct scan *scan, const struct group *g)
{
    enum { FEW = 100 };
    static const char *const changes[] = {"高", "提", "增", "调", "升", "降", "达", "补差", "涨", "超",
                                          "多", "再", "斤", "减", "省", "补", "发", "由",   NULL};
    const struct numeral *n = &g->at[0];

    return n->power == 0 && decimal_compare(n->value, (struct decimal){FEW, 0}) < 0 &&
           scan_before(scan, g->start) != '\t' &&
           !scan_any_in(scan, scan_back(scan_list_start(scan), g->start, 2 * NEAR), g->start, changes);
}

bool is_price_of_meal(const struct scan *scan, const struct group *g)
{
    return g->unit && g->unit->kind == UNIT_MONEY && g->at[0].power == 0 &&
           scan_word_in(scan, scan_back(scan->sentence.start, g->start, 2 * NEAR), g->start, "荤");
}

/* 人均住房面积不足12平方米的家庭 */
static bool is_room_of_each(const struct scan *scan, const struct group *g)
{
    static const char *const bounds[] = {"不超过", "不大于", "不高于", "不低于", "不小于",
                                         "控制在", "不足",   "低于",   NULL};
    static const char *const rooms[] = {"人均住房", "人均面积", "单套面积", "户均面积", "人均建筑面积", NULL};

    return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, rooms) &&
           scan_any_before(scan, scan->clause.start, g->start, bounds);
}

bool is_per_head(const struct scan *scan, const struct group *g)
{
    static const char *const heads[] = {"每人", "每月", "每年", "每餐", "人均", "户均", "补差", NULL};

    return g->unit && g->unit->kind == UNIT_MONEY &&
           scan_any_in(scan, scan_back(scan->sentence.start, g->start, NEAR), g->start, heads);
}

bool is_standard(const struct scan *scan, const struct group *g)
{
    static const char *const each[] = {
        "户均",     "人均",   "每户",     "每人", "每生",       "每床",     "每位",     "每名",   "每座",
        "每部",     "每个",   "每立方米", "每口", "每公里",     "每千瓦时", "每套",     "每张",   "每亩",
        "每村",     "每站",   "每所",     "每间", "每台",       "每辆",     "每次",     "每餐",   "每顿",
        "每吨",     "每度",   "每趟",     "每天", "每份",       "每单",     "每月",     "每学年", "每处",
        "每家",     "每条",   "生均",     "单笔", "岁以上补贴", "岁以上补", "岁以上减", "每笔",   "额度",
        "每平方米", "每课时", "每盏",     "每眼", "亩均",       NULL};
    static const char *const prices[] = {
        "供养标准", "价值",   "票价",   "实付",     "一吨水", "一方水", "一类户", "二类户",   "三类户",
        "租金",     "收费",   "只收",   "只要",     "只需",   "只花",   "只掏",   "单价",     "每小时",
        "保教费",   "月房租", "房租只", "仅花费",   "只花费", "维保费", "均价",   "会员价才", "会员价",
        "自付",     "成本",   "封顶线", "月均工资", "标价",   "套餐",   "荤",     "总费用",   NULL};
    static const char *const results[] = {
        "挣",     "补差",     "分红", "经费达", "拨付", "兑付",     "支付",   "提到",     "提至",     "增",
        "收入",   "达到",     "提高", "提升",   "降",   "存款",     "纯收",   "低保标准", "发放资金", "突破",
        "涨",     "调至",     "上调", "调整到", "调到", "升至",     "支出",   "减少",     "节约",     "节省",
        "统一为", "救助水平", "每斤", "便宜",   "产值", "生产总值", "调整为", NULL};
    static const char *const means[] = {"户均",     "人均",     "平均每户",     "户均投入", "户均不到",
                                        "人均投入", "户均花费", "平均每户投入", NULL};
    static const char *const homes[] = {"户均", "每户", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR), list = scan_list_start(scan);

    if (g->unit && g->unit->kind == UNIT_MEASURE)
        return is_room_of_each(scan, g);
    if (!g->unit || g->unit->kind != UNIT_MONEY || g->rate ||
        scan_any_before(scan, scan->clause.start, g->start, means)) /* 发放补助1200万元，户均1.3万元 */
        return false;
    if (is_small_price(scan, g) || is_part_borne(scan, g))
        return true;
    if (is_grown(scan, g))
        return false;
    if (is_of_each(scan, g, each) || is_given_or_paid(scan, g))
        return true;
    if (scan_any_in(scan, list, scan->clause.start, raises) && /* 分别提高到每人每月645元、每人每年4596元 */
        scan_word_in(scan, list, scan->clause.start, "分别"))
        return false;
    if (list < scan->clause.start && scan_any_in(scan, list, scan->clause.start, homes) &&
        scan_word_in(scan, list, scan->clause.start, "分别为")) /* 户均补助分别为7000元、1.4万元 */
        return true;
    return (scan_any_in(scan, start, g->start, each) || scan_any_in(scan, start, g->start, prices)) &&
           !scan_any_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, results);
}

/* 按每千人口3个托位的标准, 租金按市场价的七成收取 */
bool is_rule(const struct scan *scan, const struct group *g)
{
    static const char *const applied[] = {"标准", "核算", "收取", "收费", "计收", "计算", "执行", "缴纳", "餐标", NULL};
    static const char *const bounds[] = {"不低于", "不少于", "不超过", "不高于", NULL}; /* 按不低于8000元的标准 */
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end);

    if (g->unit && g->unit->kind == UNIT_MONEY && /* 执行县道每公里6000元、乡道3000元的标准 */
        scan_word_in(scan, scan_back(scan->sentence.start, g->start, 3 * NEAR), g->start, "执行") &&
        scan_word_in(scan, g->end, scan_ahead(g->end, 2 * NEAR, scan->sentence.end), "的标准"))
        return true;
    return !scan_any_before(scan, scan->clause.start, g->start, bounds) &&
           scan_word_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, "按") &&
           scan_any_in(scan, g->end, end, applied);
}

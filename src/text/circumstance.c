/* Amounts around the thing done: each rule is a habit of the language, its words a list. */
#include "text/circumstance.h"

#include <string.h>

#include "text/runes.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 分别由365元和2200元提高到400元和2500元: the first of a list that changes. */
static bool leads_to_change(const struct scan *scan, const struct group *g)
{
    static const char *const changes[] = {"提高到", "提升到", "增加到", "增至", "提高至", "提升至",
                                          "降至",   "降到",   "调整为", "升至", "扩大到", NULL};
    size_t at = g->end;

    if (at >= scan->paragraph.end || (scan->s[at] != L'和' && scan->s[at] != L'、' && scan->s[at] != L'与'))
        return false;
    for (at++; at < scan->paragraph.end && at < g->end + NEAR && !rune_is_clause_end(scan->s[at]); at++)
        if (scan_any_at(scan, at, scan->paragraph.end, changes))
            return true;
    return false;
}

/* 加装203部（去年156部）, 提至420元、260元（去年为380元、230元） */
static bool is_aside_of_before(const struct scan *scan, size_t at)
{
    static const char *const then[] = {"去年", "上年", "原为", "原有", "此前", "前年", "改造前", NULL};

    for (size_t i = at; i > scan->paragraph.start && at - i < NEAR && scan->s[i - 1] != ')'; i--)
        if (scan->s[i - 1] == '(')
            return scan_any_at(scan, i, at, then) && !scan_word_at(scan, i, at, "去年:");
    return false;
}

/* The next digit behind `at`, or `end`. */
static size_t next_digit(const struct scan *scan, size_t at, size_t end)
{
    while (at < end && !rune_is_digit(scan->s[at]))
        at++;
    return at;
}

/* 全省5000个台区改造升级计划，已开工891个 */
static bool is_of_plan(const struct scan *scan, const struct group *g, size_t end)
{
    static const char *const plans[] = {"计划", NULL};
    static const char *const named[] = {"保障计划", "保险计划", "关爱计划", "行动计划", "健康计划", "改善计划", NULL};
    static const char *const done[] = {"完成", "实施", "启动", "印发", "制定", "出台", NULL};

    return !scan_any_before(scan, g->end, end, named) && end < g->end + NEAR && end > g->end &&
           scan_any_before(scan, g->end, end, plans) && next_digit(scan, g->end, end) == end &&
           !scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), end, done); /* 11件超额完成年度计划 */
}

bool is_aim(const struct scan *scan, const struct group *g)
{
    static const char *const aims[] = {
        "的目标",     "的控制目标", "的任务",     "的年度目标", "的年度任务", "的全年目标", "的全年任务", "的年度计划",
        "的全年计划", "的年初目标", "的既定目标", "的预期目标", "的省定目标", "的市定目标", "的要求",     "的供热标准",
        "的盘子",     "的年度盘子", "的计划数",   "的任务数",   "的目标数",   NULL};
    static const char *const tasks[] = {"建设任务", "治理任务", "改造任务", NULL};
    static const char *const items[] = {"项", "件", NULL};
    static const char *const whole[] = {"任务,",      "任务。",     "年度任务全部",
                                        "年度任务均", "年度任务已", NULL}; /* 污水处理站12座任务，完成四成 */
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end), next = next_digit(scan, g->end, end);

    return scan_any_in(scan, g->end, next, aims) ||
           (scan_any_at(scan, g->end, scan->paragraph.end, whole) && !group_counts(g, items)) ||
           (scan_any_in(scan, g->end, next, tasks) &&
            !scan_word_in(scan, scan->clause.start, scan->clause.end, "完成")) ||
           is_of_plan(scan, g, scan->clause.end);
}

bool is_ground(const struct scan *scan, const struct group *g)
{
    size_t end = scan_ahead(g->end, NEAR - 4, scan->clause.end);

    return scan_word_in(scan, g->end, next_digit(scan, g->end, end), "基础上") &&
           scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR + 4), g->start, "在");
}

/* What a percent behind 的 is taken of. */
static bool is_whole_of_share(const struct scan *scan, const struct group *g)
{
    static const char *const about[] = {"近", "约", "超", "逾", NULL};
    struct group share;
    size_t at = g->end + 1;

    at += scan_any_at(scan, at, scan->paragraph.end, about); /* 240户的近八成 */
    return scan_word_at(scan, g->end, scan->paragraph.end, "的") && at < scan->paragraph.end &&
           rune_is_numeral(scan->s[at]) && group_read(scan->units, scan->s, at, scan->paragraph.end, &share) &&
           share.unit && share.unit->kind == UNIT_PERCENT;
}

/* 完成9.6公里，仅占28公里的34.3%; 新建268个，为省定任务240个的111.7% */
static bool is_task_of_share(const struct scan *scan, const struct group *g)
{
    static const char *const tasks[] = {"任务", "计划", "目标", "年度指标", "规划", "占应", "占总投资", "预算", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);

    if (!is_whole_of_share(scan, g))
        return false;
    return scan_any_in(scan, start, g->start, tasks) ||
           (scan_word_before(scan, start, g->start, "占") &&
            scan_word_in(scan, scan_back(scan->sentence.start, start, NEAR), start, g->unit->text));
}

bool is_in_plans_brackets(const struct scan *scan, size_t at)
{
    static const char *const plans[] = {"目标", "任务", "计划", "任务数", "目标数", "计划数", NULL};
    size_t from = scan_back(scan->sentence.start, at, 2 * NEAR), clause = scan->clause.start;

    if (clause == 0 || (scan->s[clause - 1] != '(' && scan->s[clause - 1] != L'、' && scan->s[at - 1] != ')'))
        return false; /* brackets end a clause */
    while (at > from && scan->s[at - 1] != '(' && scan->s[at - 1] != ')')
        at--;
    return at > from && scan->s[at - 1] == '(' && scan_any_before(scan, from, at - 1, plans);
}

/* Where the clause begins, or the member before it in a list: 由128户、377人降至29户、80人. */
static size_t list_start(const struct scan *scan)
{
    size_t at = scan->clause.start;

    if (at <= scan->sentence.start || scan->s[at - 1] != L'、')
        return at;
    for (at--; at > scan->sentence.start && !rune_is_clause_end(scan->s[at - 1]);)
        at--;
    return at;
}

bool is_measure_of_done(const struct scan *scan, const struct group *g)
{
    static const char *const compared[] = {
        "比计划",   "比目标",       "比目标任务", "占年度计划",     "占全年计划", "占年度任务", "占全年任务",
        "占总计划", "占计划总投资", "占年度目标", "占年度投资计划", "原定",       "原定的",     "原计划",
        "定的是",   "计划(",        "目标(",      "任务(",          "离",         "计划的",     "许诺的",
        "承诺的",   "距",           "任务数(",    "目标数(",        "计划数(",    "为全年",     "占全年",
        "为年度",   "占年度",       "占年度投资", "省定的",         "市定的",     "上级下达的", "年初确定的",
        "年初定的", "比年初计划",   NULL};
    static const char *const settled[] = {"年初确定的", "年初定的", "省定的", "市定的", "上级下达的", NULL};
    static const char *const done[] = {"完成目标任务",
                                       "完成目标",
                                       "完成任务",
                                       "完成年度任务",
                                       "完成年度目标",
                                       "完成年度目标任务",
                                       "完成全年任务",
                                       "完成全年目标",
                                       "完成计划",
                                       "完成年度计划",
                                       "完成全年目标任务",
                                       "完成全年",
                                       NULL};
    size_t share = g->end + (scan_word_at(scan, g->end, scan->paragraph.end, "任务") ? 2 : 0);

    if (!g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    return scan_any_before(scan, scan->sentence.start, g->start, compared) ||
           (list_start(scan) < scan->clause.start &&
            scan_any_in(scan, list_start(scan), scan->clause.start, settled)) ||
           /* 年初确定的12个小区、68万平方米 */ is_in_plans_brackets(scan, g->start) || is_task_of_share(scan, g) ||
           (scan_any_before(scan, scan->clause.start, g->start, done) &&
            (is_whole_of_share(scan, g) || (scan_word_at(scan, share, scan->paragraph.end, "的") &&
                                            share + 1 < scan->paragraph.end && rune_is_digit(scan->s[share + 1]))));
}

/* 原计划新建3500套，因…，调整为3000套 */
static bool is_plan_changed(const struct scan *scan, const struct group *g)
{
    enum { FAR = 30 };

    return scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, "原计划") &&
           scan_word_in(scan, g->end, scan_ahead(g->end, FAR, scan->sentence.end), ",调整为");
}

/* 由22条增至41条, 比2021年的13.1万个多, 较上年的10个增加: the earlier level. */
bool is_baseline(const struct scan *scan, const struct group *g)
{
    static const char *const steps[] = {"增", "升", "提", "扩", "降", "调", "减", "变", "多", "少", NULL};
    static const char *const changes[] = {"增",   "升",   "提",   "扩",   "降",   "调",   "减",   "变",
                                          "多",   "少",   "翻",   "拓",   "延",   "放",   "缩",   "压",
                                          "到",   "至",   "跃",   "优",   "又多", "还多", "又增", "涨",
                                          "加宽", "加大", "加密", "上升", "下降", "有所", NULL};
    static const char *const openers[] = {"比", "较", "由", "从", NULL};
    static const char *const same_time[] = {"去年同期", "上年同期", NULL};
    size_t start = scan_back(list_start(scan), g->start, NEAR);
    size_t end = g->end, opener = g->start;

    size_t place = scan_find_any(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, same_time);

    if (scan_word_at(scan, end, scan->paragraph.end, "→")) /* 1407台→1204台 */
        return true;
    if (place < g->start && (place == 0 || (scan->s[place - 1] != L'比' && scan->s[place - 1] != L'较' &&
                                            scan->s[place - 1] != L'与' && scan->s[place - 1] != L'于')))
        return true;
    for (size_t i = start; (i = scan_find_any(scan, i, g->start, openers)) < g->start; i++)
        if (!scan_word_at(scan, i, g->start, "比例") && !scan_word_at(scan, i, g->start, "比重") &&
            !(i > 0 && scan->s[i - 1] == L'占'))
            opener = i;
    if (opener == g->start)
        return is_aside_of_before(scan, g->start) || is_plan_changed(scan, g);
    if (scan_any_in(scan, opener, g->start, steps)) /* 比去年增加300个: the change itself, not the earlier level */
        return false;
    if ((scan->s[opener] == L'由' || scan->s[opener] == L'从') && end + 1 < scan->paragraph.end &&
        (scan->s[end + 1] == L'到' || scan->s[end + 1] == L'至')) /* 从210个挤到346个 */
        return true;
    if (end < scan->paragraph.end && scan->s[end] == ',')
        end++;
    if (scan_word_at(scan, end, scan->paragraph.end, "分别"))
        end += 2;
    return scan_any_at(scan, end, scan->paragraph.end, changes) || leads_to_change(scan, g);
}

bool is_divisor(const struct scan *scan, const struct group *g)
{
    return g->unit && g->unit->kind != UNIT_PERCENT && is_whole_of_share(scan, g) &&
           scan_word_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, "占");
}

/* 亿元以上项目, 50万元以上的村: what sorts the things and is none of them. */
static bool is_threshold(const struct scan *scan, const struct group *g)
{
    static const char *const sorts[] = {"以上", "以下", "以内", "及以上", "及以下"};
    static const char *const things[] = {"项目", "企业",   "的村",   "的企业", "的项目", "村",
                                         "工业", "的户",   "户型",   "的地区", "的单位", "的工程",
                                         "工程", "的家庭", "的商户", "的集体", "的用户", NULL};

    static const char *const over[] = {"超", "逾", "过", NULL};
    static const char *const reached[] = {"覆盖", "达", "达到", "占", NULL}; /* 达20万元以上的村 */
    static const char *const means[] = {"人均月收入", "人均收入", "人均年收入", "家庭收入", "家庭年收入", NULL};
    static const char *const under[] = {"不超过", "低于", "不足", "不高于", "少于", NULL};

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

/* 户均补助2.1万元, 票价1元: what each got or pays, in a report on how many did; not 人均增收1800元. */
bool is_standard(const struct scan *scan, const struct group *g)
{
    static const char *const each[] = {
        "户均",     "人均",     "每户",     "每人",   "每生", "每床", "每位", "每名", "每座",       "每部",
        "每个",     "每立方米", "每套",     "每张",   "每亩", "每村", "每站", "每所", "每间",       "每台",
        "每辆",     "每次",     "每餐",     "每顿",   "每吨", "每斤", "每度", "每趟", "每天",       "每份",
        "每单",     "每月",     "每学年",   "每处",   "每家", "每条", "生均", "单笔", "岁以上补贴", "岁以上补",
        "岁以上减", "每笔",     "每平方米", "每课时", "每盏", "每眼", "亩均", NULL};
    static const char *const prices[] = {
        "票价", "实付", "一吨水", "一方水", "一类户",   "二类户", "三类户", "租金",   "收费",   "只收",   "只要",
        "只需", "只花", "只掏",   "单价",   "每小时",   "保教费", "月房租", "房租只", "仅花费", "只花费", "维保费",
        "均价", "自付", "成本",   "封顶线", "月均工资", "标价",   "套餐",   "荤",     NULL};
    static const char *const wholes[] = {"每部", "每台", "每户", "每套", "每处", "每个", NULL};
    static const char *const shares[] = {"我司优惠", "企业优惠", "财政奖补", "财政补助", "财政补贴",
                                         "政府补贴", "政府补助", "政府奖补", "其中财政", "居民自筹",
                                         "个人自付", "住户自筹", NULL};
    static const char *const gives[] = {"给予", "给予最高", "给予每人", "给予每户", "至", NULL};
    static const char *const gifts[] = {"补助", "补贴", "奖补", "奖励", NULL};
    static const char *const meals[] = {"的套餐", "的午餐", "的早餐", "的饭菜", NULL};
    static const char *const paid[] = {"可贷到",   "最高可贷", "一个月有", "每月有", "只需支付",
                                       "仅需支付", "只支付",   "只需付",   "只用付", NULL};
    static const char *const results[] = {
        "经费达", "拨付", "兑付", "支付", "提到",     "提至",     "增",   "收入",     "达到",   "提高",
        "提升",   "降",   "存款", "纯收", "低保标准", "发放资金", "突破", "涨",       "调至",   "调到",
        "升至",   "支出", "减少", "节约", "节省",     "便宜",     "产值", "生产总值", "调整为", NULL};
    static const char *const raises[] = {"提高", "提至", "提到", "增至", "调整", "涨到", "达到", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);

    static const char *const means[] = {"户均", "人均", "平均每户", NULL};
    static const char *const bounds[] = {"不超过", "不大于", "不高于", "不低于", "不小于",
                                         "控制在", "不足",   "低于",   NULL};
    static const char *const raised[] = {"比去年", "比上年", "较上年", "较去年", NULL};
    static const char *const rooms[] = {"人均住房", "人均面积", "单套面积", "户均面积", "人均建筑面积", NULL};
    static const char *const shared[] = {"每生每餐", "每人每月", "每人每年", "每月每人", "每人每餐",
                                         "每月",     "每部",     "每台",     NULL};
    static const char *const borne[] = {"分别承担", "分别负担", "各承担", NULL};
    size_t list = list_start(scan);

    if (g->unit && g->unit->kind == UNIT_MEASURE)
        return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, rooms) &&
               scan_any_before(scan, scan->clause.start, g->start, bounds);
    if (!g->unit || g->unit->kind != UNIT_MONEY || g->rate ||
        scan_any_before(scan, scan->clause.start, g->start, means)) /* 发放补助1200万元，户均1.3万元 */
        return false;
    if (scan_word_at(scan, list, g->start, "其中") && /* 人均筹资540元，其中财政补助420元、个人缴费120元 */
        scan_any_in(scan, scan_back(scan->sentence.start, list, NEAR), list, means))
        return true;
    if (scan_any_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, borne) &&
        scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, shared))
        return true; /* 每人每年150元，由医保基金、公卫经费和个人分别承担45、90、15元 */
    if (list < scan->clause.start && scan_any_in(scan, list, scan->clause.start, shared) &&
        !scan_any_in(scan, list, g->start, raises) &&
        !scan_word_in(scan, list, g->start, "分别")) /* 集中供养每人每月1850元、分散供养1350元 */
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, each) && /* 低收入老人每餐8元; not 提至每月420元 */
        !scan_any_in(scan, list < scan->clause.start ? list : scan_back(scan->sentence.start, g->start, NEAR), g->start,
                     raises) &&
        !scan_any_in(scan, g->end, scan_ahead(g->end, 2 * NEAR, scan->sentence.end),
                     raised)) /* 420元，比去年提高40元 */
        return true;
    if (scan->s[scan_back(scan->sentence.start, scan->clause.start, 1)] == ',' &&
        scan_any_at(scan, scan->clause.start, g->start, shares) && g->start - scan->clause.start <= 4 &&
        scan_any_in(scan, scan_back(scan->sentence.start, scan->clause.start, 2 * NEAR), scan->clause.start, wholes))
        return true; /* 每部造价约48万元，财政奖补20万元 */
    if (scan_any_before(scan, scan->clause.start, g->start, gives) &&
        scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), gifts))
        return true;                                           /* 给予5万至12万元的一次性建设补助 */
    if (scan_any_at(scan, g->end, scan->paragraph.end, meals)) /* 吃10元的套餐 */
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, paid)) /* 老人每餐只需支付2元 */
        return true;
    return (scan_any_in(scan, start, g->start, each) || scan_any_in(scan, start, g->start, prices)) &&
           !scan_any_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, results);
}

/* 原有94处, 去年只装了67部: what the present is held against. */
static bool is_earlier(const struct scan *scan, const struct group *g)
{
    static const char *const before[] = {"原有",           "原为",       "去年底是",   "去年底为",       "原来",
                                         "刚接手",         "数还是",     "年前还是",   "不含",           "原先",
                                         "去年只",         "去年才",     "去年仅",     "上年只",         "上年仅",
                                         "这会儿才",       "这时候才",   "这时候只",   "这会儿只",       "此前只",
                                         "此前仅",         "过去只",     "以前只",     "去年为",         "上年为",
                                         "去年是",         "上年是",     "超过去年的", "超过去年全年的", "超过上年的",
                                         "超过上年全年的", "多于去年的", "改造前",     "提标前",         "年这个数",
                                         "年前只",         "年前才",     NULL};

    static const char *const only[] = {"只有", "超不过", "也就", "才有", "才", NULL};
    static const char *const once[] = {"以前", "过去", "从前", "前些年", "早些年", NULL}, *const had_to[] = {"要", "得",
                                                                                                             NULL};
    static const char *const degrees[] = {"度", "摄氏度", "℃", NULL};
    static const char *const winters[] = {"原来", "前些年", "以前", "过去", "从前", "去年冬", "往年", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);

    if (!g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    if (scan_any_in(scan, g->unit->kind == UNIT_COUNT ? start : scan_back(scan->sentence.start, g->start, 4 * NEAR),
                    g->start, once) &&
        scan_any_in(scan, scan_back(start, g->start, 6), g->start, had_to)) /* 过去一冬天要烧3吨煤 */
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, only) &&
        (scan_word_in(scan, scan_back(scan->sentence.start, g->start, 2 * NEAR), g->start, "往年") ||
         (group_counts(g, degrees) &&
          scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, winters))))
        return true; /* 往年一进腊月，最冷的时候只有12摄氏度 */
    return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, before) ||
           scan_word_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, "往年");
}

bool is_outdone(const struct scan *scan, const struct group *g)
{
    static const char *const then[] = {"去年", "上年", "前年", "年时", "当时", NULL};
    static const char *const now[] = {",今年", ",现在", ",如今", "、今年", NULL};
    size_t start = scan_back(scan->sentence.start, g->start, 2 * NEAR);

    size_t next = scan_ahead(g->end, 2 * NEAR, scan->sentence.end);
    bool told = false; /* how much it is now, not 今年计划只增不减 */

    for (size_t i = g->end + 1; i < next && !told; i++)
        told = rune_is_numeral(scan->s[i]);
    return told && scan_any_at(scan, g->end, scan->paragraph.end, now) && scan_any_in(scan, start, g->start, then) &&
           !scan_word_in(scan, start, g->start, "比") && !scan_word_in(scan, start, g->start, "较");
}

/* What may stand between a place and what it is made up of. */
static bool tells_parts(int32_t c)
{
    static const int32_t parts[] = {L'共', L'有', L'辖', L'个', L'组', L'户', L'人', L'口',
                                    L'万', L'村', L'社', L'区', L'行', L'政', L'自', L'然'};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (c == parts[i])
            return true;
    return !rune_is_han(c);
}

/* 我们村11个组、486户、1973人: what a place is made up of; not 途经我镇3个村, 全镇共有228户贫困户申报. */
static bool is_made_up(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"户", "人", "口人", "组", "村", NULL};
    static const char *const sorts[] = {"村", "组", NULL}, *const groups[] = {"村民小组", "自然村组", NULL};
    static const char *const wholes[] = {"我们村", "全村", "我村", "本村", "全镇", "我镇", "全乡", "我乡", NULL};
    size_t at, end = g->end;
    bool sort = word_is(g->unit->text, "个") && scan_any_at(scan, end, scan->paragraph.end, sorts);

    end += scan_any_at(scan, end, scan->paragraph.end, groups) ? 4 : sort;
    if (!(sort || group_counts(g, units)) ||
        !(scan_closes(scan, end) || scan->s[end] == L'、' || rune_is_digit(scan->s[end])))
        return false;
    at = scan_find_any(scan, scan_back(scan->sentence.start, g->start, 2 * NEAR), g->start, wholes);
    if (at == g->start || (at > scan->sentence.start && rune_is_han(scan->s[at - 1])))
        return false;
    for (at += scan_word_at(scan, at, g->start, "我们村") ? 3 : 2; at < g->start; at++)
        if (!tells_parts(scan->s[at]))
            return false;
    return true;
}

/* 全镇辖11个村、203个组，海拔1560米: what a place has and where it lies. */
static bool is_of_place(const struct scan *scan, const struct group *g)
{
    static const char *const heights[] = {"海拔", "平均海拔", NULL}, *const has[] = {"辖", "下辖", "现辖", NULL};
    static const char *const parts[] = {"个", "村", "组", NULL};
    static const char *const areas[] = {"面积", "总面积", NULL}, *const dwellers[] = {"户", "人", NULL};
    static const char *const residents[] = {"居民", "人口", "户籍", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 2 * NEAR);

    if (g->unit->kind == UNIT_MEASURE)
        return scan_any_before(scan, scan->clause.start, g->start, heights) ||
               (scan_any_before(scan, scan->clause.start, g->start, areas) &&
                scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->sentence.end), has));
    if (group_counts(g, dwellers) && scan_any_in(scan, list_start(scan), g->start, residents) &&
        scan_any_in(scan, from, g->start, has)) /* 辖8个社区，居民1.9万户、5.8万人 */
        return true;
    return group_counts(g, parts) &&
           (scan_any_before(scan, from, g->start, has) ||
            (scan_word_before(scan, scan->clause.start, g->start, "和") && /* 辖9个乡和1个开发区 */
             scan_any_in(scan, scan->clause.start, g->start, has)) ||
            (scan->clause.start > from && scan->s[scan->clause.start - 1] == L'、' &&
             scan_any_in(scan, from, scan->clause.start, has)));
}

/* 小区建于1988年，共有5栋楼、268户: what an estate has. */
static bool is_of_estate(const struct scan *scan, const struct group *g)
{
    static const char *const built[] = {"建于", "始建于", "建成于", NULL};
    static const char *const units[] = {"栋", "幢", "户", "单元", "个", "层", "人", NULL};
    static const char *const done[] = {"改造", "整治", "加装", "完成", "更换", "新增", "新建", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 3 * NEAR);

    return group_counts(g, units) && scan_any_in(scan, from, g->start, built) &&
           !scan_any_in(scan, from, g->start, done);
}

/* 这个412户人家的村子; “过去跑3公里”: what a place is like, how far somebody went. */
static bool is_scenery(const struct scan *scan, const struct group *g)
{
    static const char *const places[] = {"的村", "的小村", "的山村", "的小镇", "的老小区",
                                         "的县", "的小城", "的城市", NULL};
    static const char *const mouths[] = {"口", "口人", NULL};
    static const char *const rooms[] = {"的平房",   "的老房",   "的房子", "的旧房", "的土坯房", "的窑洞",
                                        "的小屋里", "的出租屋", "外去",   "外,",    "以外,",    NULL};
    static const char *const homes[] = {"全家", "一家", NULL};
    static const char *const goes[] = {"跑", "走", "骑", "绕", "跑上", "走上", "来回", "往返", "单程", NULL};
    size_t end = scan_ahead(g->end, NEAR / 3, scan->clause.end);

    if (!g->unit)
        return false;
    if (word_is(g->unit->text, "户") && scan_word_at(scan, g->end, scan->paragraph.end, "人家"))
        return true;
    if (group_counts(g, mouths))
        return scan_any_before(scan, scan->clause.start, g->start, homes);
    if (g->unit->kind == UNIT_MEASURE && g->at[0].power == 0 && scan_any_at(scan, g->end, scan->paragraph.end, rooms))
        return true;
    if (is_made_up(scan, g) || is_of_place(scan, g) || is_of_estate(scan, g))
        return true;
    if (word_is(g->unit->text, "户") || word_is(g->unit->text, "人"))
        return scan_any_in(scan, g->end, end, places);
    return g->unit->kind == UNIT_MEASURE && scan_any_before(scan, scan->clause.start, g->start, goes);
}

/* 全县60周岁以上老年人5.87万人, 向全县16.8万名各族群众: how many there are, whatever is done for them. */
static bool is_people(const struct scan *scan, const struct group *g)
{
    static const char *const poor[] = {"生活在贫困线", "在贫困线以下", NULL};
    static const char *const all[] = {"名各族", "各族群众", "各族人民", "父老", "家乡人民", NULL};
    static const char *const old[] = {"老年人",   "老人",       "老年人口", "老年人约", "老人约",
                                      "老年人有", "老年人口有", "老年人达", NULL};
    static const char *const frail[] = {"残疾人", "老年人", "困难老人", "留守儿童", "困境儿童", NULL};
    static const char *const present[] = {"全市现有", "全县现有", "全区现有", "全省现有", "全州现有", "全镇现有", NULL};
    static const char *const halves[] = {"城镇人口", "乡村人口", "农村人口", NULL};
    static const char *const whole[] = {"全市", "全省", "全县", "全区", "全州", "全旗", NULL};
    static const char *const served[] = {"为", "向", "给", "对", "惠及", "服务", "发放", "补贴", "覆盖", "组织", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR + 4);

    if (!word_is(g->unit->text, "人") && !word_is(g->unit->text, "名"))
        return false;
    if (scan_any_at(scan, g->end, scan->paragraph.end, all) || scan_any_at(scan, g->end, scan->paragraph.end, poor) ||
        scan_word_at(scan, g->end, scan->paragraph.end, "中,"))
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, halves) && g->start == scan->clause.start + 4)
        return true; /* 其中，城镇人口290万人 */
    if (scan_any_before(scan, scan->clause.start, g->start, frail) &&
        scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, present))
        return true; /* 全市现有残疾人12.8万人，其中重度残疾人5.1万人 */
    if (decimal_compare(g->at[0].value, (struct decimal){200000, 0}) >= 0 &&
        scan_any_before(scan, start, g->start, whole)) /* 全市490多万人触手可及的幸福 */
        return true;
    return scan_any_before(scan, start, g->start, old) && scan_word_in(scan, start, g->start, "岁") &&
           !scan_any_in(scan, start, g->start, served);
}

/* 按每千人口3个托位的标准, 租金按市场价的七成收取 */
static bool is_rule(const struct scan *scan, const struct group *g)
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

static const char *const populations[] = {
    "常住居民", "常住人口", "户籍人口", "户籍老年人",   "总人口",       "辖区人口",     "辖区面积",
    "国土面积", "城区人口", "全市人口", "还有贫困人口", "尚有贫困人口", "仍有贫困人口", "全县人口",
    "全区人口", "全镇人口", "服务人口", "老年人口",     "区域面积",     "幅员面积",     NULL};

bool is_share_of_people(const struct scan *scan, const struct group *g)
{
    static const char *const shares[] = {"占常住人口", "占户籍人口", "占总人口",   "占全市人口", "占全县人口",
                                         "占全区人口", "城镇人口占", "老年人口占", "城镇化率",   NULL};

    return scan_any_in(scan, scan_back(scan->sentence.start, g->start, 40), g->start, shares);
}

bool is_lack(const struct scan *scan, const struct group *g)
{
    static const char *const lacks[] = {"只有", "仅有", "才有", "不足", NULL};

    return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, lacks);
}

/* 25个乡镇6.8万人受灾, 倒塌房屋1236间 */
static bool is_damage(const struct scan *scan, const struct group *g)
{
    static const char *const harmed[] = {"受灾", "被困", "被淹", NULL};
    static const char *const lost[] = {"倒塌房屋", "倒塌", "损毁房屋", "受损房屋", "受灾", NULL};

    static const char *const units[] = {"个", "人", "户", "间", "名", "亩", NULL};

    return group_counts(g, units) && (scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), harmed) ||
                                      scan_any_before(scan, scan->clause.start, g->start, lost));
}

bool is_left_for_later(const struct scan *scan, const struct group *g)
{
    static const char *const left[] = {"还有", "另有", "余下", "余下的", "剩下", "剩下的", "其余", "剩余", NULL};
    static const char *const later[] = {"前完工", "前通车", "前完成", "前投用",   "前建成",   "前交付",
                                        "前开工", "前竣工", "前拨付", "前全部",   "前后",     "前必须",
                                        "旬扫尾", "底扫尾", "前扫尾", "才能完工", "才能完成", "年内",
                                        "预计",   "将于",   "明年",   "下月",     "预定",     NULL};

    return scan_any_before(scan, scan->clause.start, g->start, left) &&
           !scan_word_at(scan, g->end, scan->paragraph.end, "中,") && /* 其余9所中，6所正在装修 */
           !scan_word_in(scan, g->end, scan_ahead(g->end, NEAR, scan->sentence.end), "结转") &&
           scan_any_in(scan, g->end, scan_ahead(g->end, 2 * NEAR, scan->sentence.end), later);
}

/* Population, and the standard by which something is paid, are circumstances. */
bool is_circumstance(const struct scan *scan, const struct group *g)
{
    static const char *const printed[] = {"共印", "印", NULL}, *const copies[] = {"份", NULL};
    static const char *const due[] = {"总监票人", "监票人", "计票人", "应到", "应到代表", "应到人大代表", NULL};
    static const char *const grades[] = {"以上为", "为优秀", "为良好", "为合格", "以上的为", NULL};
    static const char *const of_marks[] = {"扣", "加", "分值", "权重", "满分", "低于", "占", NULL};
    static const char *const divided[] = {"常住人口", "户籍人口", "户籍老年人", "总人口", NULL}; /* …，占18.9% */
    static const char *const served[] = {"免费", "接种", "发放", "筛查", "体检", "培训", NULL};
    static const char *const rates[] = {"参保率", "覆盖率", "普及率", "签约率", "参合率", NULL};
    size_t start = scan_back(scan->clause.start, g->start, 2 * NEAR);
    size_t far = scan_back(scan->sentence.start, g->start, 40);

    if (scan_any_in(scan, scan_back(scan->clause.start, g->start, 6), g->start, populations) &&
        !scan_word_in(scan, start, g->start, "每千"))
        return true;
    if (g->unit && (g->unit->kind == UNIT_PERCENT || word_is(g->unit->text, "人") || !g->unit->text[0]))
        if (!scan_any_in(scan, scan->clause.start, g->start, rates) && scan_any_in(scan, far, g->start, divided) &&
            !scan_word_in(scan, far, g->start, "每千") &&
            !scan_any_in(scan, far, g->start, served)) /* 户籍老年人免费接种6.5万剂次，筛查2.8万人 */
            return true;
    if (g->unit && word_is(g->unit->text, "人口"))
        return !scan_word_in(scan, start, g->start, "受益") && !scan_word_in(scan, start, g->start, "惠及") &&
               !scan_word_in(scan, start, g->start, "解决") && !scan_word_in(scan, start, g->start, "覆盖");
    if (group_counts(g, copies) && scan_any_before(scan, scan->clause.start, g->start, printed)) /* （共印60份） */
        return true;
    if (is_threshold(scan, g) || scan_any_before(scan, scan->clause.start, g->start, due))
        return true;
    if (g->unit && g->unit->kind == UNIT_SCORE)
        return scan_any_in(scan, start, g->start, of_marks) || scan_word_in(scan, far, g->start, "百分制") ||
               (g->start == scan->clause.start + 1 && scan->s[scan->clause.start] == L'计') || /* 纳入评估，计10分 */
               scan_any_at(scan, g->end, scan->paragraph.end, grades) ||
               (scan_word_in(scan, scan->sentence.start, g->start, "满分为") &&
                scan_word_in(scan, scan->sentence.start, g->start, "其中")) ||
               scan_word_at(scan, g->end, scan->paragraph.end, "扣");
    return is_rule(scan, g) || is_earlier(scan, g) || is_scenery(scan, g) || is_damage(scan, g) ||
           (g->unit && is_people(scan, g));
}

/* The comma behind what g counts: 12家，; 500张以上，; 为320户家庭实施改造，; 1860万元中， */
static size_t comma_behind(const struct scan *scan, const struct group *g)
{
    static const char *const bounds[] = {"以上", "左右", NULL};
    size_t at = g->end, end = scan_ahead(at, NEAR + 4, scan->sentence.end);

    if (scan_word_before(scan, scan->clause.start, g->start, "为")) {
        while (at < end && scan->s[at] != ',' && !rune_is_digit(scan->s[at]))
            at++;
        return at;
    }
    return at + (scan_any_at(scan, at, end, bounds) ? 2 : 0) + scan_word_at(scan, at, end, "中,");
}

/* Whether the number at `at` counts by the measure word of g. */
static bool counts_same(const struct scan *scan, const struct group *g, size_t at, struct group *ret)
{
    return group_read(scan->units, scan->s, at, scan->paragraph.end, ret) && ret->unit == g->unit;
}

/* Whether as much of the same, but less, is counted at `at`. */
static bool is_part_of(const struct scan *scan, const struct group *g, size_t at, struct group *ret_part)
{
    return at < scan->paragraph.end && (rune_is_digit(scan->s[at]) || rune_numeral_digit(scan->s[at]) > 0) &&
           counts_same(scan, g, at, ret_part) && decimal_compare(ret_part->at[0].value, g->at[0].value) < 0;
}

/* 农贸市场改造12家，完工2家; 新建30所，26所已开工; not 开工12家，完工2家. 配套1860万元中，仅拨付1023万元. */
static bool is_followed_by_done(const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {"完工",   "竣工",   "建成",   "完成",   "仅完工", "只完工",
                                       "仅建成", "只建成", "仅完成", "只完成", "已完工", "已建成",
                                       "已完成", "已到位", "建成了", "完成了", "开工了", "目前仅拨付",
                                       "仅拨付", "已拨付", "开工",   "动工",   "已开工", NULL};
    static const char *const deeds[] = {"开工", "完工", "竣工", "建成", "完成", "投用",
                                        "已",   "在建", "实施", "启动", "动工", NULL};
    static const char *const already[] = {"已开工", "已完工", "已竣工", "已建成", "已投用", NULL};
    struct group part;
    size_t start = scan_back(scan->sentence.start, g->start, NEAR), comma = comma_behind(scan, g);

    for (size_t i = start; i < g->start; i++)
        start = scan->s[i] == ';' ? i + 1 : start;
    if (!g->unit || g->unit->kind == UNIT_PERCENT || comma + 3 >= scan->sentence.end || scan->s[comma] != ',' ||
        scan_any_in(scan, start, g->start, deeds))
        return false;
    if (is_part_of(scan, g, comma + 1, &part))
        return scan_any_at(scan, part.end, scan->paragraph.end, already);
    if (scan_word_at(scan, comma + 1, scan->paragraph.end, "开工率")) /* 3500户，开工率100%，竣工3126户 */
        comma = scan_find(scan, comma + 1, scan_ahead(comma + 1, NEAR, scan->sentence.end - 3), ",");
    for (const char *const *word = done; *word; word++) {
        size_t at = comma + 1 + strlen(*word) / strlen("完");

        if (scan_word_at(scan, comma + 1, scan->paragraph.end, *word) &&
            is_part_of(scan, g, at + 2 * scan_word_at(scan, at, scan->paragraph.end, "不足"), &part))
            return true;
    }
    return false;
}

/* 300公里农村公路安保工程，现已完成344公里: more than was to be done. */
static bool is_answered(const struct scan *scan, const struct group *g)
{
    static const char *const answers[] = {",现已",   ",目前已完成", ",目前已建成", ",实际完成", ",实际建成",
                                          ",已通车", ",已完工",     ",已竣工",     ",实际到位", ",已经改",
                                          ",已经建", ",已经完",     ",至今尚有",   ",至今仍有", ",目前到位",
                                          ",已增",   NULL};
    static const char *const deeds[] = {"开工", "完工", "竣工", "建成", "完成", "投用", "已", "启动", NULL};
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->sentence.end), next = next_digit(scan, g->end, end);
    size_t at = scan_find_any(scan, g->end, next, answers);
    struct group done;

    return at < next && next < end && g->unit && g->unit->kind != UNIT_PERCENT &&
           !scan_any_in(scan, list_start(scan), at, deeds) && counts_same(scan, g, next, &done);
}

/* 126条黑臭水体治理已完成120条: the first is what was to be done, the second what is. */
bool is_whole_of_done(const struct scan *scan, const struct group *g)
{
    if (is_followed_by_done(scan, g) || is_answered(scan, g))
        return true;
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->clause.end);
    size_t at = scan_find(scan, g->end, end, "已"), begun = scan_find(scan, g->end, end, "中开工");
    struct group done;

    at = at < end ? at : begun < end ? begun + 1 : scan_find(scan, g->end, end, "中完工");

    if (at == end || !g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    for (size_t i = at; i < end && i < at + NEAR / 2; i++)
        if (rune_is_digit(scan->s[i]))
            return counts_same(scan, g, i, &done);
    return false;
}

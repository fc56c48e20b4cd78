/* What was to be done, named beside what was: each rule is a habit of the language, its words a list. */
#include "text/task.h"

#include <string.h>

#include "text/runes.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 全省5000个台区改造升级计划，已开工891个 */
static bool is_of_plan(const struct scan *scan, const struct group *g, size_t end)
{
    static const char *const plans[] = {"计划", NULL};
    static const char *const named[] = {"保障计划", "保险计划", "关爱计划", "行动计划", "健康计划", "改善计划", NULL};
    static const char *const done[] = {"完成", "实施", "启动", "印发", "制定", "出台", NULL};

    return !scan_any_before(scan, g->end, end, named) && end < g->end + NEAR && end > g->end &&
           scan_any_before(scan, g->end, end, plans) && !rune_has_digit(scan->s, g->end, end) &&
           !scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), end, done); /* 11件超额完成年度计划 */
}

/* 5.6公里污水管网任务原定10月交工; not 12个县完成任务, 完成12万人搬迁任务. */
static bool is_of_task(const struct scan *scan, const struct group *g, size_t end)
{
    static const char *const done[] = {"完成", "实现", "达到", "均", "按", "各", NULL};
    static const char *const names[] = {"任务书", "任务单", "任务清单", "任务表", "任务分解", "任务的村", NULL};
    size_t at = scan_find(scan, g->end, end, "任务");

    return at < end && g->unit && g->unit->kind != UNIT_PERCENT && !scan_any_in(scan, g->end, at, done) &&
           !scan_any_at(scan, at, scan->paragraph.end, names) &&
           !scan_word_in(scan, scan->clause.start, scan->clause.end, "完成");
}

/* 为3.6万名农村适龄妇女免费提供“两癌”检查的任务，已完成26418名 */
static bool is_whole_task(const struct scan *scan, const struct group *g)
{
    return scan_word_before(scan, scan->clause.start, g->start, "为") &&
           scan_word_before(scan, g->end, scan->clause.end, "的任务") &&
           !rune_has_digit(scan->s, g->end, scan->clause.end);
}

/* ●“两癌”筛查4.0万人：完成筛查41268人 */
static bool is_before_answer(const struct scan *scan, const struct group *g)
{
    static const char *const answers[] = {":完成", ":已", ":实际", ":新设", ":建成", ":竣工", NULL};

    size_t end = scan_ahead(g->end, NEAR, scan->paragraph.end);

    return g->unit && g->unit->kind != UNIT_PERCENT && scan_any_at(scan, g->end, scan->paragraph.end, answers) &&
           rune_has_digit(scan->s, g->end, end);
}

/* Whether the number at `at` counts by the measure word of g. */
static bool counts_same(const struct scan *scan, const struct group *g, size_t at, struct group *ret)
{
    return group_read(scan->units, scan->s, at, scan->paragraph.end, ret) && ret->unit == g->unit;
}

/* 改造教室照明4100间，暑期已全部换装，实际4263间 */
static bool is_before_actual(const struct scan *scan, const struct group *g)
{
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->sentence.end), at = scan_find(scan, g->end, end, ",实际");
    struct group done;

    return at + 3 < end && rune_is_digit(scan->s[at + 3]) && g->unit && g->unit->kind != UNIT_PERCENT &&
           !rune_has_digit(scan->s, g->end, at) && counts_same(scan, g, at + 3, &done);
}

/* 20所里还有7所没有进场: what has begun in part was to be done as a whole. */
static bool is_left_in_part(const struct scan *scan, const struct group *g)
{
    static const char *const rests[] = {"里还有", "中还有", "还有", "里仍有", "中仍有", "仍有", NULL},
                             *const undone[] = {"没", "未", NULL};
    enum { FAR = 4 };
    size_t at = g->end;
    struct group left;

    for (size_t i = 0; rests[i] && at == g->end; i++)
        if (scan_word_at(scan, g->end, scan->sentence.end, rests[i]))
            at = rune_find_digit(scan->s, g->end, scan_ahead(g->end, FAR, scan->sentence.end));
    return at > g->end && at < scan->sentence.end && g->unit && g->unit->kind != UNIT_PERCENT &&
           counts_same(scan, g, at, &left) &&
           scan_any_in(scan, left.end, scan_ahead(left.end, FAR, scan->sentence.end), undone);
}

/* “任务的64.6%”: the percent right behind the words behind the number. */
static bool is_of_percent(const struct scan *scan, const struct group *g)
{
    enum { FAR = 6 };
    size_t end = scan_ahead(g->end, FAR, scan->clause.end), at = rune_find_digit(scan->s, g->end, end);

    return at < end && at > g->end && scan->s[at - 1] == L'的' && !(g->unit && g->unit->kind == UNIT_PERCENT);
}

bool is_aim(const struct scan *scan, const struct group *g)
{
    static const char *const aims[] = {
        "的目标",   "的控制目标", "的任务",     "的年度目标", "的年度任务", "的全年目标", "的全年任务", "的年度计划",
        "的年任务", "的年目标",   "的全年计划", "的年初目标", "的既定目标", "的预期目标", "的省定目标", "的市定目标",
        "的要求",   "的国家要求", "的省定要求", "的省级要求", "目标以内",   "的供热标准", "的控制线",   "的承诺",
        "的盘子",   "的年度盘子", "的底线",     "的设计目标", "的规划目标", "的计划数",   "的计划中",   "的任务数",
        "的目标数", "这一目标",   "这一任务",   "这个目标",   NULL};
    static const char *const of_task[] = {"任务的",     "计划的",     "目标的",     "年度任务的",
                                          "年度目标的", "年度计划的", "全年任务的", "全年目标的",
                                          "全年计划的", "目标任务的", NULL};
    static const char *const items[] = {"项", "件", "类", NULL};
    static const char *const whole[] = {"的指标",     "任务,",      "任务。", "年度任务全部",
                                        "年度任务均", "年度任务已", NULL}; /* 污水处理站12座任务，完成四成 */
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end), next = rune_find_digit(scan->s, g->end, end);

    if (scan_any_at(scan, g->end, scan->paragraph.end, of_task) &&
        (scan_word_before(scan, scan->clause.start, g->start, "占") || is_of_percent(scan, g)))
        return true; /* 占120所任务的48.3%, 完成1800名年度任务的64.6% */
    if (is_before_answer(scan, g) || is_before_actual(scan, g) || (!group_counts(g, items) && is_left_in_part(scan, g)))
        return true;
    if (g->unit && g->unit->kind == UNIT_PERCENT && scan_before(scan, g->start) == '(' &&
        scan_word_at(scan, g->end, scan->paragraph.end, ")") && is_in_plans_brackets(scan, g->start))
        return true; /* 覆盖率81.7%，高出年度指标（80%） */
    return scan_any_in(scan, g->end, next, aims) ||
           (scan_any_at(scan, g->end, scan->paragraph.end, whole) && !group_counts(g, items)) ||
           (!group_counts(g, items) && (is_of_task(scan, g, next) || is_whole_task(scan, g))) ||
           is_of_plan(scan, g, scan->clause.end);
}

bool is_done_of_task(const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {"竣工",   "完工",   "建成", "开工", "完成", "已完成", "已竣工",
                                       "已完工", "已开工", "实际", "实建", "到岗", "到岗率", NULL};
    static const char *const paid[] = {"完成投资", "累计完成投资", "到位资金", "实际投资", "累计投资", NULL};
    static const char *const tasks[] = {"任务", "计划", NULL}, *const really[] = {"实际", "实建", NULL};
    const size_t start = scan->clause.start;
    bool near = g->start <= start + 3;
    struct group task;
    size_t before;

    if (start < scan->sentence.start + 2 || g->start > start + 6 ||
        (scan->s[start - 1] != ',' && !(scan->s[start - 1] == ';' && scan_any_before(scan, start, g->start, really))) ||
        !scan_any_before(scan, start, g->start, near ? done : paid))
        return false;
    before = rune_behind(scan->s, scan_back(scan->sentence.start, start, 2 * NEAR), start - 1, L",;");
    for (size_t i = scan_find_any(scan, before, start, tasks); i < start; i++)
        if (rune_is_numeral(scan->s[i]))
            return near || counts_same(scan, g, i, &task); /* not 计划新建45座，完成投资2.1亿元 */
    return false;
}

bool is_rate_of_done(const struct scan *scan, const struct group *g)
{
    static const char *const rates[] = {"完成率", "占",     "到位率", "开工率", "完工率",
                                        "到岗率", "竣工率", "发放率", NULL};
    static const char *const done[] = {"完成", "实有", "建成", "完工", "到位", "已", "竣工", "到岗", "发放", NULL};
    static const char *const tasks[] = {"任务", "计划", NULL};
    size_t clause = scan->clause.start, before;

    if (clause < scan->sentence.start + 4 || scan->s[clause - 1] != ',' || g->start > clause + 4 ||
        !scan_any_before(scan, clause, g->start, rates))
        return false;
    before = rune_behind(scan->s, scan_back(scan->sentence.start, clause, 2 * NEAR), clause - 1, L",;");
    return rune_has_digit(scan->s, scan_find_any(scan, before, clause, done), clause) &&
           scan_any_in(scan, scan->sentence.start, before, tasks);
}

bool is_ground(const struct scan *scan, const struct group *g)
{
    size_t end = scan_ahead(g->end, NEAR - 4, scan->clause.end);

    return scan_word_in(scan, g->end, rune_find_digit(scan->s, g->end, end), "基础上") &&
           scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR + 4), g->start, "在");
}

bool is_task_changed(const struct scan *scan, const struct group *g)
{
    static const char *const standards[] = {"标准", "补贴", "补助", "每", "票价", "价格", "收费", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);
    size_t from = scan_back(scan->sentence.start, g->start, 2 * NEAR); /* 每人每月561元，农村由350元调整为430元 */

    return g->unit && g->unit->kind != UNIT_PERCENT && scan_word_at(scan, g->end, scan->paragraph.end, "调整为") &&
           scan_word_in(scan, start, g->start, "由") && !scan_any_in(scan, from, g->start, standards);
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

/* 完成9.6公里，仅占28公里的34.3%; 新建268个，为省定任务240个的111.7%; 干完了全年200户的93% */
static bool is_task_of_share(const struct scan *scan, const struct group *g)
{
    static const char *const whole[] = {"全年", "全年的", "年度", "设计长度", NULL};
    static const char *const tasks[] = {"任务", "计划", "目标", "年度指标", "规划", "占应", "占总投资", "预算", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);

    if (!is_whole_of_share(scan, g))
        return false;
    return scan_any_in(scan, start, g->start, tasks) || scan_any_before(scan, start, g->start, whole) ||
           (scan_word_before(scan, start, g->start, "占") &&
            scan_word_in(scan, scan_back(scan->sentence.start, start, NEAR), start, g->unit->text));
}

static bool is_behind_plan(const struct scan *scan, size_t from, size_t at)
{
    static const char *const plans[] = {"目标",   "任务",     "计划",     "任务数",   "目标数",
                                        "计划数", "计划里程", "年度指标", "序时进度", NULL};

    return scan_any_before(scan, from, at, plans);
}

bool is_in_plans_brackets(const struct scan *scan, size_t at)
{
    size_t from = scan_back(scan->sentence.start, at, 2 * NEAR), clause = scan->clause.start;

    if (clause == 0 || (scan->s[clause - 1] != '(' && scan->s[clause - 1] != L'、' && scan->s[at - 1] != ')'))
        return false; /* brackets end a clause */
    at = scan_bracket_start(scan, from, at);
    return at > from && is_behind_plan(scan, from, at - 1);
}

bool is_share_of_brackets(const struct scan *scan, const struct group *g)
{
    size_t from = scan_back(scan->sentence.start, g->start, 2 * NEAR), at;

    if (!scan_word_before(scan, from, g->start, ")的"))
        return false;
    at = scan_bracket_start(scan, from, g->start - 2);
    return at > from && is_behind_plan(scan, from, at - 1);
}

/* 该项目总投资4.6亿元，本年度计划完成投资1.5亿元; 主体封顶，总投资1.9亿元，建成后可增床位260张: what all of it will
 * cost, where how far it is is told as well. */
static bool is_cost_of_all(const struct scan *scan, const struct group *g)
{
    enum { FAR = 40 };
    static const char *const costs[] = {"总投资", "总投资约", "总投资达", "概算", "概算约", "概算总投资", NULL};
    static const char *const before[] = {"封顶", "主体完工", "未办结", "未完工", "未完成", NULL};
    static const char *const behind[] = {"预计",      "建成后",    "投用后",    "封顶",      "干了",
                                         "完成七成",  "完成八成",  "完成六成",  "计划",      ",到位",
                                         ",已到位",   ",已完成",   ",完成投资", ",累计完成", ",目前",
                                         ",实际完成", ",实际到位", ",实际投资", ",已投入",   NULL};

    return g->unit->kind == UNIT_MONEY && scan_any_before(scan, scan->clause.start, g->start, costs) &&
           (scan_any_in(scan, scan_back(scan->sentence.start, g->start, FAR), g->start, before) ||
            scan_any_in(scan, g->end, scan_ahead(g->end, FAR, scan->sentence.end), behind));
}

/* 列入计划186个、3.67万户，实际开工192个; 列入省考核的9条黑臭水体，完工4条; not 列入计划的20所全部开工 */
static bool is_listed(const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {",实际", ",完工", ",动工", ",开工", ",竣工", ",已", ",完成", ",建成", NULL};
    enum { VERB = 8 }; /* and a comma, at most, before the number of what was done */
    size_t list = scan_list_start(scan);
    size_t at = scan_find(scan, scan_back(list, g->start, 8 * NEAR), g->start, "列入");
    size_t number = rune_find_digit(scan->s, at, g->start), end = scan_ahead(g->end, 2 * NEAR, scan->sentence.end),
           told;

    if (at == g->start || number > at + NEAR || (list == scan->clause.start && number < g->start))
        return false;
    told = scan_find_any(scan, g->end, end, done);
    return told < end && rune_has_digit(scan->s, told, scan_ahead(told, VERB + 1, scan->sentence.end));
}

bool is_measure_of_done(const struct scan *scan, const struct group *g)
{
    static const char *const held[] = {"比计划",     "比计划数",   "比目标",     "比目标数",     "比目标任务",
                                       "比任务",     "比任务数",   "比年度目标", "比全年目标",   "比年度任务",
                                       "比全年任务", "比年初计划", "比年初目标", "比年初定下的", NULL};
    static const char *const compared[] = {

        "占年度计划",   "占全年计划",
        "占年度任务",   "占全年任务",
        "占总计划",     "占计划总投资",
        "占年度目标",   "占年度投资计划",
        "原定",         "原定的",
        "原计划",       "定的是",
        "计划(",        "目标(",
        "任务(",        "离",
        "距全年",       "离全年",
        "距年度",       "计划的",
        "许诺的",       "计划改造的",
        "计划新建的",   "计划实施的",
        "较目标",       "较计划",
        "盯的是",       "年初排定的",
        "排定的",       "省下目标",
        "省定目标",     "下达目标",
        "说好的",       "说好的是",
        "承诺数",       "为承诺数",
        "承诺的",       "距",
        "任务数(",      "目标数(",
        "计划数(",      "为全年",
        "占全年",       "为年度",
        "占年度",       "(全年",
        "(年度",        "(计划",
        "占年度投资",   "省定的",
        "市定的",       "上级下达的",
        "年初确定的",   "年初定的",
        "省定任务",     "市定任务",
        "省里下达的",   "市里下达的",
        "高于省定",     "高于市定",
        "超省定",       "超市定",
        "超过省定",     "全年是",
        "全年的任务是", "刚到全年",
        "刚过全年",     "年初定下的",
        "不足全年",     "不到全年",
        "仅为全年",     "是计划",
        "是全年",       "是年度",
        "是全年任务",   "是全年计划",
        "仅及任务数",   NULL};
    static const char *const settled[] = {"年初确定的", "年初定的", "省定的", "市定的", "上级下达的", NULL};
    static const char *const tasks[] = {"任务", "目标", NULL};
    static const char *const done[] = {
        "完成目标任务", "完成目标", "完成任务",     "完成年度任务",     "完成年度目标", "完成年度目标任务",
        "完成年度",     "完成省定", "完成市定",     "完成省下达",       "完成市下达",   "完成全年任务",
        "完成全年目标", "完成计划", "完成年度计划", "完成全年目标任务", "完成全年",     NULL};
    size_t share = g->end + (scan_word_at(scan, g->end, scan->paragraph.end, "目标任务") ? 4
                             : scan_any_at(scan, g->end, scan->paragraph.end, tasks)     ? 2
                                                                                         : 0);
    size_t list = scan_list_start(scan);

    if (g->unit && scan_any_before(scan, scan->sentence.start, g->start, held))
        return true; /* 完成2103人，比任务数2000人多103人; 体检率71.6%，比目标68%高出3.6个百分点 */
    if (!g->unit || g->unit->kind == UNIT_PERCENT ||
        (scan_any_before(scan, scan->clause.start, g->start, tasks) &&
         scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start,
                      "超出"))) /* 超出省定任务108户 */
        return false;
    return (scan_any_before(scan, scan->sentence.start, g->start, compared) &&
            !(scan_word_before(scan, scan->clause.start, g->start, "列入计划的") &&
              scan_word_in(scan, g->end, scan->clause.end, "全部"))) ||
           scan_any_in(scan, list, scan->clause.start, settled) || /* 年初确定的12个小区、68万平方米 */
           is_in_plans_brackets(scan, g->start) || is_task_of_share(scan, g) || is_cost_of_all(scan, g) ||
           is_listed(scan, g) ||
           ((scan_any_before(scan, scan->clause.start, g->start, done) ||
             (share > g->end &&
              scan_word_before(scan, scan->clause.start, g->start, "完成"))) && /* 完成4.5万人目标任务的91.6% */
            (is_whole_of_share(scan, g) || (scan_word_at(scan, share, scan->paragraph.end, "的") &&
                                            share + 1 < scan->paragraph.end && rune_is_digit(scan->s[share + 1]))));
}

bool is_divisor(const struct scan *scan, const struct group *g)
{
    return g->unit && g->unit->kind != UNIT_PERCENT && is_whole_of_share(scan, g) &&
           scan_word_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, "占");
}

/* 11月10日前, 国庆前, 年底: whether s[from..to) names by when. */
static bool names_deadline(const struct scan *scan, size_t from, size_t to)
{
    static const char *const days[] = {"日前", "号前", "月前", "底前", "节前", "庆前", "初前", "旬前", "暖前",
                                       "汛前", "学前", "年前", "年底", "明年", "来年", "下月", NULL};

    return scan_any_in(scan, from, to, days);
}

bool is_left_for_later(const struct scan *scan, const struct group *g)
{
    static const char *const left[] = {"还有", "另有",   "余下",     "余下的", "剩下", "剩下的", "剩下约",
                                       "其余", "其余的", "剩余",     "剩余的", "剩",   "还剩",   "余",
                                       "尚余", "另",     "余下的约", "剩余约", NULL};
    static const char *const later[] = {
        "才能完工", "才能完成", "年内",     "须赶在",   "预计",   "将于",   "预定",   "汛后",   "前后",
        "旬扫尾",   "旬开工",   "旬完工",   "旬投用",   "旬交付", "旬完成", "季投用", "季开学", "季度交付",
        "季度完工", "季度投用", "待一季度", "待二季度", "待春",   "待来年", "待明",   "确保",   "必须",
        "底扫尾",   "底交付",   "底投用",   "底完工",   "底完成", "底开门", "底通车", "月进场", "月建成",
        "月完工",   "月投用",   "月交付",   "月开工",   "月通车", NULL};
    static const char *const goes[] = {"正",     "主体",   "形象进度",
                                       "安装中", "施工中", NULL}; /* 另有1处正做地面划线，预计… */
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->sentence.end);

    return scan_any_before(scan, scan->clause.start, g->start, left) &&
           !scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), goes) &&
           !scan_word_at(scan, g->end, scan->paragraph.end, "中,") && /* 其余9所中，6所正在装修 */
           !scan_word_in(scan, g->end, scan_ahead(g->end, NEAR, scan->sentence.end), "结转") &&
           (scan_any_in(scan, g->end, end, later) || names_deadline(scan, g->end, end));
}

/* The comma behind what g counts: 12家，; 500张以上，; 为320户家庭实施改造，; 1860万元中， */
static size_t comma_behind(const struct scan *scan, const struct group *g)
{
    static const char *const bounds[] = {"以上", "左右", NULL};
    size_t at = g->end, end = scan_ahead(at, NEAR + 4, scan->sentence.end);

    if (scan_word_before(scan, scan->clause.start, g->start, "为") ||
        scan_word_before(scan, scan->clause.start, g->start, "实施")) { /* 实施4个县级医院项目，3个已投用 */
        while (at < end && scan->s[at] != ',' && !rune_is_digit(scan->s[at]))
            at++;
        return at;
    }
    if (scan_any_at(scan, at, end, bounds) || scan_word_at(scan, at, end, "资金,"))
        return at + 2;
    return at + scan_word_at(scan, at, end, "中,");
}

/* Whether as much of the same, but less, is counted at `at`. */
static bool is_part_of(const struct scan *scan, const struct group *g, size_t at, struct group *ret_part)
{
    return at < scan->paragraph.end && (rune_is_digit(scan->s[at]) || rune_numeral_digit(scan->s[at]) > 0) &&
           counts_same(scan, g, at, ret_part) && decimal_compare(ret_part->at[0].value, g->at[0].value) <= 0;
}

/* 农贸市场改造12家，完工2家; 新建30所，26所已开工; not 开工12家，完工2家. 配套1860万元中，仅拨付1023万元. */
static bool is_followed_by_done(const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {
        "落成",         "完工",         "竣工",   "建成",   "完成",       "仅完工",     "只完工",     "仅建成",
        "只建成",       "仅完成",       "只完成", "已完工", "已建成",     "已完成",     "已到位",     "建成了",
        "完成了",       "验收",         "修好",   "修好了", "今年完成",   "实际到账",   "实际到位",   "实际拨付",
        "成井",         "改完",         "仅装成", "装成",   "开工了",     "目前仅拨付", "仅拨付",     "已拨付",
        "开工",         "动工",         "已开工", "已动工", "已启动",     "主体完工",   "已受益",     "已解决",
        "已铺油",       "只到位",       "仅到位", "实开",   "已通水",     "已通车",     "主体已完工", "通过验收",
        "通过省级验收", "通过市级验收", "仅落实", "只落实", "目前仅落实", "已落实",     "进场",       "只干了",
        "已验收",       "已开放",       "已投用", "已开业", "已开门",     "已上线",     "已交付",     "已安装",
        "已建",         "已铺",         "已装",   "已修",   NULL};
    static const char *const deeds[] = {"开工", "完工", "竣工", "建成", "完成", "投用", "已",   "在建", "启动", "动工",
                                        "通过", "签约", "开业", "落成", "开园", "进场", "提出", "征集", "收集", NULL};
    static const char *const already[] = {"已动工", "已实施", "已启动", "已改造", "已开工",
                                          "已完工", "已竣工", "已建成", "已投用", NULL};
    static const char *const begun[] = {"开工率", "已全部开工", "全部开工", "均已开工", NULL};
    struct group part;
    size_t from = scan_back(scan->sentence.start, g->start, NEAR), comma = comma_behind(scan, g);

    if (!g->unit || g->unit->kind == UNIT_PERCENT || comma + 3 >= scan->sentence.end || scan->s[comma] != ',' ||
        scan_any_in(scan, scan_statement_start(scan, from, g->start), g->start, deeds) ||
        scan_word_before(scan, from, g->start, "到位资金"))
        return false;
    if (is_part_of(scan, g, comma + 1, &part))
        return scan_any_at(scan, part.end, scan->paragraph.end, already);
    if (scan_any_at(scan, comma + 1, scan->paragraph.end, begun)) /* 3500户，开工率100%，竣工3126户 */
        comma = scan_find(scan, comma + 1, scan_ahead(comma + 1, NEAR, scan->sentence.end - 3), ",");
    if (!scan_any_at(scan, comma + 1, scan->paragraph.end, done)) /* soon seen, and few sentences go on so */
        return false;
    for (const char *const *word = done; *word; word++) {
        size_t at;

        if (!scan_word_at(scan, comma + 1, scan->paragraph.end, *word))
            continue;
        at = comma + 1 + strlen(*word) / strlen("完");
        if (is_part_of(scan, g, at + 2 * scan_word_at(scan, at, scan->paragraph.end, "不足"), &part))
            return true;
    }
    return false;
}

/* 300公里农村公路安保工程，现已完成344公里: more than was to be done. */
static bool is_answered(const struct scan *scan, const struct group *g)
{
    static const char *const answers[] = {
        ",现已",     ",实际完成",   ",实际建成",   ",实际筛查", ",实际培训", ",实际改造", ",实际新增", ",实际开工",
        ",实际到位", ",实际检查",   ",实际达到",   ",实际分别", ",实际发放", ",实际安装", ",实际接种", ",实际救助",
        ",实际投用", ",目前已完成", ",目前已建成", ",已通车",   ",已完工",   ",目前完成", ",目前建成", ",目前完工",
        ",目前竣工", ",已竣工",     ",已经改",     ",已经建",   ",已经完",   ",至今尚有", ",至今仍有", ",目前到位",
        ",已增",     ",现在通了",   ",现在建了",   ",现在已",   NULL};
    static const char *const deeds[] = {"开工", "完工", "竣工", "建成", "完成", "投用", "已", "启动", NULL};
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->sentence.end), next = rune_find_digit(scan->s, g->end, end);
    size_t at = scan_find_any(scan, g->end, next, answers);
    struct group done;

    return at < next && next < end && g->unit && g->unit->kind != UNIT_PERCENT &&
           !scan_any_in(scan, scan_list_start(scan), at, deeds) && counts_same(scan, g, next, &done);
}

/* 8月底, where it stands at s[at]: behind its digits; else `at`. */
static size_t behind_month_digits(const struct scan *scan, size_t at)
{
    size_t i = at;

    while (i < scan->paragraph.end && i < at + 2 && rune_is_digit(scan->s[i]))
        i++;
    return scan_word_at(scan, i, scan->paragraph.end, "月底") ? i : at;
}

/* 新建基站850个，到上月底建成702个 */
static bool is_answered_by_then(const struct scan *scan, const struct group *g)
{
    static const char *const then[] = {",到上月底", ",到目前", ",到月底", ",到昨天", ",到现在", NULL};
    static const char *const deeds[] = {"建成", "完成", "开工", "完工", "改造", NULL};
    size_t at = comma_behind(scan, g), end = scan_ahead(at, NEAR, scan->sentence.end);
    size_t month = behind_month_digits(scan, at + 1), next = rune_find_digit(scan->s, month, end);
    struct group part;

    return (scan_any_at(scan, at, scan->paragraph.end, then) || month > at + 1) && next < end &&
           scan_any_before(scan, at, next, deeds) && is_part_of(scan, g, next, &part);
}

/* 路面改善185公里、精细化提升240公里，分别完成96.4、153公里; 新建站点60个、中心12个，到年底分别建成63个和12个 */
static bool is_told_apart(const struct scan *scan, const struct group *g)
{
    static const char *const deeds[] = {"开工", "完工", "竣工", "建成", "完成", "投用", "已", NULL};
    static const char *const told[] = {"分别完成", "分别建成", "分别竣工", "分别开工", NULL};
    size_t end = scan_ahead(g->end, 2 * NEAR + NEAR / 2, scan->sentence.end), comma = scan_find(scan, g->end, end, ",");
    size_t at = scan_find_any(scan, comma, scan_ahead(comma, NEAR / 2 + 4, end), told);
    struct group done;

    return comma < end && scan_any_at(scan, at, end, told) && g->unit && g->unit->kind != UNIT_PERCENT &&
           !rune_has_digit(scan->s, comma, at) && !scan_any_in(scan, scan_list_start(scan), comma, deeds) &&
           counts_same(scan, g, at + 4, &done);
}

/* Whether `part` is followed by its share of the whole in brackets: 15个农村幸福院建好8个（53%）. */
static bool has_share_behind(const struct scan *scan, const struct group *whole, const struct group *part)
{
    enum { PLACES = 4 };
    struct group share;
    struct decimal percent;
    int64_t a, b;

    return scan_word_at(scan, part->end, scan->paragraph.end, "(") && part->end + 1 < scan->paragraph.end &&
           rune_is_digit(scan->s[part->end + 1]) &&
           group_read(scan->units, scan->s, part->end + 1, scan->paragraph.end, &share) && share.unit &&
           share.unit->kind == UNIT_PERCENT && scan_word_at(scan, share.end, scan->paragraph.end, ")") &&
           decimal_rescale(part->at[0].value, PLACES, &a) == 0 &&
           decimal_rescale(whole->at[0].value, PLACES, &b) == 0 && b > 0 &&
           percent_of(a, b, share.at[0].value.places, &percent) == 0 && percent.n - share.at[0].value.n <= 1 &&
           share.at[0].value.n - percent.n <= 1;
}

/* 28所新改扩建幼儿园开工26所、封顶14所: one deed behind, with as many or fewer of the same. */
static bool is_told_with_done(const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {"开工",   "完工", "竣工", "建成",     "投用",   "验收",   "动工",
                                       "仅装成", "装成", "改完", "改造完成", "完成了", "只封顶", NULL};
    static const char *const before[] = {"开工", "完工", "竣工", "建成", "完成", "投用",
                                         "已",   "在建", "验收", "动工", "新增", NULL};
    size_t end = scan_ahead(g->end, NEAR, scan->clause.end), next = rune_find_digit(scan->s, g->end, end);
    struct group part;

    if (next >= end || next <= g->end + 2 || !g->unit || g->unit->kind == UNIT_PERCENT ||
        !is_part_of(scan, g, next, &part))
        return false;
    return has_share_behind(scan, g, &part) ||
           (scan_any_before(scan, g->end, next, done) && !scan_any_in(scan, scan_list_start(scan), g->start, before));
}

bool is_rated(const struct scan *scan, const struct group *g)
{
    struct group whole;
    size_t at;

    if (!scan_word_at(scan, g->end, scan->paragraph.end, "(") || !g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    at = rune_find_digit(scan->s, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start);
    return at < g->start && counts_same(scan, g, at, &whole) && whole.end < g->start &&
           has_share_behind(scan, &whole, g);
}

bool is_told_in_row(const struct scan *scan, const struct group *g)
{
    enum { CELL = 120 }; /* how much of a cell is looked at */
    static const char *const deeds[] = {"已",   "完成", "建成", "办结", "实际", "新建",
                                        "更换", "配置", "改造", "实有", NULL};
    size_t far = scan_ahead(g->end, CELL, scan->paragraph.end), own = rune_find(scan->s, g->end, far, '\t'), end;
    struct group told;

    if (own == far || !g->unit || scan_before(scan, g->start) == '\t' ||
        !scan_any_at(scan, own + 1, scan->paragraph.end, deeds))
        return false;
    end = rune_find(scan->s, own + 1, scan_ahead(own + 1, CELL, scan->paragraph.end), '\t');
    for (size_t i = rune_find_digit(scan->s, own + 1, end); i < end; i = rune_find_digit(scan->s, told.end, end))
        if (!group_read(scan->units, scan->s, i, end, &told))
            return false;
        else if (told.unit == g->unit)
            return true;
    return false;
}

/* 126条黑臭水体治理已完成120条: the first is what was to be done, the second what is. */
bool is_whole_of_done(const struct scan *scan, const struct group *g)
{
    if (is_followed_by_done(scan, g) || is_answered(scan, g) || is_answered_by_then(scan, g) || is_told_apart(scan, g))
        return true;
    size_t end = scan_ahead(g->end, 2 * NEAR, scan->clause.end);
    size_t at = scan_find(scan, g->end, end, "已"), begun = scan_find(scan, g->end, end, "中开工");
    struct group done;

    at = at < end ? at : begun < end ? begun + 1 : scan_find(scan, g->end, end, "中完工");
    if (at == end)
        return is_told_with_done(scan, g);
    if (!g->unit || g->unit->kind == UNIT_PERCENT)
        return false;
    for (size_t i = at; i < end && i < at + NEAR / 2; i++)
        if (rune_is_digit(scan->s[i]))
            return counts_same(scan, g, i, &done);
    return false;
}

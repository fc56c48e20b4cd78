/* Which 项, 件, 个 count the programme itself: “20项民生实事，已有13项完成”. The rules look at the words right around
 * the number and at what the paragraph and the text speak of. */
#include "text/items.h"

#include <string.h>

#include "text/runes.h"
#include "text/task.h"
#include "text/units.h"

enum { FAR = 28 }; /* how far before the number a thing of its own may stand: “收集建议1860条，办理1625件” */

/* A thing of its own in s[start..end): 事项, but not that of 实事项目. */
static bool names_thing(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (lexicon_at(roles->things, scan->s, i, end, NULL) && !(i > 0 && scan->s[i - 1] == L'实'))
            return true;
    return false;
}

/* What items do: they have no noun of their own behind the measure word. */
static const char *const verbs[] = {
    "扫尾",   "在收口",   "收口",     "转入",     "掉队",   "掉了队",   "属于",     "在建",       "与",   "要跨年",
    "快于",   "慢于",     "提前",     "已",       "均",     "都",       "完成",     "正",         "按",   "超",
    "未",     "滞后",     "全部",     "进展",     "进度",   "达",       "处于",     "基本",       "有序", "年底",
    "开工",   "尚",       "全面",     "兑现",     "交付",   "投用",     "竣工",     "完工",       "建成", "符合",
    "跑",     "略有",     "年内",     "打上",     "办结",   "办成",     "落地",     "受",         "如期", "进入",
    "明年",   "纳入",     "分解",     "量化",     "由",     "工程进度", "画上句号", "画上了句号", "跟上", "需要加",
    "被评为", "评为",     "属跨年",   "经代表",   "稍慢",   "经市",     "经县",     "当选",       "得分", "悉数",
    "样样",   "件件",     "比原定",   "满意",     "偏慢",   "交卷",     "跨年",     "因",         "仍",   "逐",
    "不足",   "略慢",     "系跨年",   "销号",     "至今",   "也已",     "预计",     "需跨年",     "遗憾", "欠",
    "结转",   "列入",     "没有完成", "没完成",   "没干完", "没交卷",   "落后",     "还在",       "存在", "为“",
    "圆满",   "通过验收", "也接近",   "接近尾声", "可在",   "为跨",     "打✅",      "打√",        "打勾", "打了勾",
    "形象",   "要赶在",   "也都",     "也将",     "卡在",   NULL};

/* “15个幸福院已完成8个”: the clause counts things of its own before. */
static bool counts_part(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const among[] = {"项目", "项中", "项里", "件中", "件里", "任务中", "任务里", NULL};

    for (size_t i = scan->clause.start; i < g->start; i++)
        if (rune_is_digit(scan->s[i]) && !rune_is_digit(scan->s[i + 1]) && scan->s[i + 1] != L'月' &&
            scan->s[i + 1] != L'年' && scan->s[i + 1] != L'日')
            return !lexicon_in(roles->programme, scan->s, i, g->start) &&
                   !(scan->sentence.start == roles->items_sentence && scan_any_in(scan, i, g->start, among));
    return false;
}

/* “7个项目达到进度，3个项目偏慢” */
static bool is_judged(const struct scan *scan, const struct group *g)
{
    static const char *const judged[] = {"项目已全部",   "项目全部",     "事项全部",
                                         "事项均",       "项目均已",     "项目达到",
                                         "项目偏慢",     "项目滞后",     "项目超前",
                                         "项目提前",     "项目按",       "项目落后",
                                         "项目快于",     "项目慢于",     "项目未达",
                                         "项目尚未",     "事项已提前",   "事项已完成",
                                         "事项超",       "事项按",       "事项达到",
                                         "事项滞后",     "事项提前",     "事项已办结",
                                         "项目完成年度", "项目基本完成", "项目受",
                                         "项目因",       "项目的总体",   "项目全面",
                                         "项目平均",     "项目落选",     "项目完成全年",
                                         "项目已完成",   "项目正在",     "项目已经",
                                         "项目进度正常", "项目超额",     "项目竣工,",
                                         "项目完成或",   "项目完工,",    "跨年度项目",
                                         "任务已经完成", "任务已完成",   "任务基本完成",
                                         "任务正在",     "任务滞后",     "项目开复工",
                                         "项目未动工",   "项目未开工",   NULL};

    return scan_any_at(scan, g->end, scan->paragraph.end, judged);
}

/* “24个子项中完工11个，在建12个，未开工1个”: how far, and of what nobody says. */
static bool is_bare_progress(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {
        "完工",     "完成了",   "办结了", "在建",     "开工",     "未动工", "基本完成", "未完成",
        "竣工",     "办结",     "完成",   "滞后",     "未开工",   "交卷",   "兑现",     "结转",
        "提前完成", "绿牌",     "黄牌",   "红牌",     "绿灯",     "黄灯",   "红灯",     "按序时推进",
        "序时推进", "正常推进", "推进",   "按期推进", "提前达标", "达标",   "未达进度", "”要求",
        "掉队",     "超序时",   "达序时", "“红灯”",   "“黄灯”",   "“绿灯”", NULL};
    static const char *const before[] = {"中", "【", "影响",   "已",     "另有",     "底",     "日",
                                         "月", "或", "子项目", "个指标", "服务事项", "类项目", NULL};

    size_t start = scan->clause.start;

    while (start < g->start && scan->s[start] >= 0x2100 && !rune_is_han(scan->s[start])) /* ⏳ 正常推进 4件 */
        start++;
    for (const char *const *word = words; *word; word++) {
        size_t at = g->start - strlen(*word) / strlen("中");

        if (scan_word_before(scan, scan->clause.start, g->start, *word) &&
            (at == start || scan_any_before(scan, scan->clause.start, at, before)))
            return true;
    }
    return false;
}

/* “32个实事项目已开工30个”, “达到序时进度的55个，滞后的8个”: progress, or what sorts them, and no noun of its own. */
static bool follows_progress(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"已开工",     "已完工",   "已完成",     "已办结", "已竣工", "已启动",
                                        "已建成",     "全部完成", "进度的",     "滞后的", "完成的", "过半的",
                                        "缓慢的",     "开工的",   "启动的",     "较慢的", "办结的", "超额完成",
                                        "暂缓实施的", "成以上的", "前期工作的", NULL};
    static const char *const paced[] = {"进度", "序时", NULL};

    if (!scan_closes(scan, g->end))
        return false;
    if (counts_part(roles, scan, g))
        return false;
    if (scan_word_before(scan, scan->sentence.start, g->start, ")的")) { /* 达到序时进度（75%）的25个 */
        size_t open = scan_bracket_start(scan, scan->sentence.start, g->start - 2);

        return scan_any_before(scan, scan->sentence.start, open > scan->sentence.start ? open - 1 : open, paced);
    }
    return scan_any_before(scan, scan->clause.start, g->start, words) || is_bare_progress(scan, g);
}

/* “30个实事项目中，11个提前完成，其他19个达到进度”: a measure word with no noun of its own. */
static bool item_goes_on(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const openers[] = {"其他",   "另", "其余", "其它", "余下",   "剩余",
                                          "剩下的", "有", "另外", "其中", "项目中", NULL};
    static const char *const letters[] = {"意见", "建议", "诉求", "投诉", "案件", "提案", "议案",
                                          "信访", "工单", "隐患", "线索", "来信", "来电", NULL};
    static const char *const sorts[] = {"的", "类", "的有", "市级", "区级", "县级", "省级", "乡级", NULL};
    bool opens = g->start == scan->clause.start;

    bool ends = scan_closes(scan, g->end);

    if (scan_any_in(scan, scan_back(scan->sentence.start, g->start, FAR / 2), g->start, letters))
        return false; /* 转交意见412件，办结396件 */
    if (follows_progress(roles, scan, g))
        return true;
    if (ends && scan_any_before(scan, scan->clause.start, g->start, sorts)) /* 落后的7个, 提升类17个 */
        return true;
    if (ends && counts_part(roles, scan, g))
        return false;
    opens = opens || scan_any_before(scan, scan->clause.start, g->start, openers);
    if (!opens && word_is(g->unit->text, "个"))
        return false;
    if (ends)
        return !word_is(g->unit->text, "个");
    return scan_any_at(scan, g->end, scan->paragraph.end, verbs);
}

/* “12个项目超额完成”, “46项年度任务”, “占5项。”: not “1170件困难群体法律援助”. */
static bool has_no_noun(const struct scan *scan, const struct group *g)
{
    static const char *const items[] = {"任务", "项目", "工作", "指标", "事项", "以上", "左右", NULL};
    size_t end = scan_ahead(g->end, 8, scan->clause.end);

    return g->end >= scan->clause.end || scan_any_at(scan, g->end, scan->paragraph.end, verbs) ||
           scan_any_in(scan, g->end, end, items);
}

/* “教育（8项）、医疗（6项）共46项” */
static bool counts_list(const struct scan *scan, const struct group *g)
{
    size_t start = scan->paragraph.start;

    if (g->start > start && scan->s[g->start - 1] == '(')
        return g->end < scan->paragraph.end && scan->s[g->end] == ')';
    return (scan_word_before(scan, start, g->start, "共") || scan_word_before(scan, start, g->start, "共计") ||
            scan_word_before(scan, start, g->start, "合计")) &&
           scan_closes(scan, g->end);
}

/* “从中确定10个。”, “进度慢的2个项目” */
static bool is_chosen(const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {
        "确定",   "票决",   "产生",     "选出",     "选出了",   "评出",   "票选",   "承担的",   "承担的是",
        "初选",   "票决出", "票决出了", "全年实施", "继续实施", "选取",   "所列",   "初步安排", "挑定了",
        "初筛",   "项目选", "先留",     "再压到",   "筛到",     "入围",   "选定",   "梳理出",   "筛选出",
        "里挑",   "里挑出", "中挑出",   "项中抽取", "件中抽取", "选定了", "确定了", "评出了",   "自选",
        "牵头",   "承办",   "主办",     "配合",     "另下达",   "承担",   "遴选",   "合并形成", "梳理形成",
        "承诺的", "差额",   "清单加到", "又追加",   "追加",     "许下的", "申报",   "共申报",   "选满",
        "靠前的", "立项",   "最终",     NULL};
    static const char *const sorted[] = {"的",     "余下",   "其余", "剩余",   "剩下",   "剩下的",
                                         "细化为", "分解为", "拆成", "合并为", "归并为", NULL};
    static const char *const tasks[] = {"项目", "任务", "年度目标", "目标任务", "具体任务", NULL};
    static const char *const sampled[] = {"抽查的", "检查的", "抽取的", "抽检的", NULL};
    static const char *const after[] = {"公布", "为",   "实施",   "以上", "左右",   "项目", "省定",
                                        "市定", "县定", "任务由", "提交", "将提交", "有效", NULL};
    bool ends = scan_closes(scan, g->end) || scan_any_at(scan, g->end, scan->paragraph.end, after) ||
                rune_is_digit(scan->s[g->end]); /* 确定10件43项 */

    if (ends && scan_any_before(scan, scan->clause.start, g->start, words))
        return true;
    return scan_any_at(scan, g->end, scan->paragraph.end, tasks) &&
           !scan_any_before(scan, scan->clause.start, g->start, sampled) &&
           scan_any_before(scan, scan->clause.start, g->start, sorted);
}

/* “没完成的3个我也不回避”, “对未完工的7件逐件销号”, “尚未完成的1项为…”: how far they are is all that is said of them.
 */
static bool is_sorted_by_progress(const struct scan *scan, const struct group *g)
{
    static const char *const sorts[] = {
        "偏慢的",     "慢的",       "完成的",     "完工的",       "开工的",     "办结的",   "竣工的",   "滞后的",
        "推进的",     "任务的",     "完成的有",   "滞后的有",     "兑现的",     "任务的有", "收尾的",   "干完的",
        "年度实施的", "跨年实施的", "任务的已有", "完成的已有",   "完成的还有", "完工的有", "目标的有", "目标的已有",
        "%的",        "目标的",     "时序的",     "序时进度的有", "进度的",     "同步的",   NULL};
    static const char *const after[] = {"工程", "也", "务",   "须",   "应",   "为", "在",   "我", "逐",
                                        "都",   "由", "怎么", "分别", "均",   "因", "是",   "仍", "将",
                                        "要",   "正", "任务", "工作", "挂牌", "—",  "转入", ":",  NULL};

    return scan_any_before(scan, scan->clause.start, g->start, sorts) &&
           (scan_closes(scan, g->end) || scan_any_at(scan, g->end, scan->paragraph.end, after));
}

/* “项目全部开工，竣工17个，”: the clause before speaks of the items. */
static bool is_of_projects(const struct scan *scan, const struct group *g)
{
    static const char *const states[] = {"竣工", "完工", "开工", "办结", "完成", "建成", NULL};
    static const char *const all[] = {"项目全部", "项目均", "项目已", "项目都", NULL};

    return scan_closes(scan, g->end) && scan_any_before(scan, scan->clause.start, g->start, states) &&
           g->start - scan->clause.start <= 4 && scan_any_in(scan, scan->sentence.start, scan->clause.start, all);
}

/* “两个基本完成的项目，一是…”, “4个滞后项目中”: how far they are stands between. */
static bool is_project_of_state(const struct scan *scan, const struct group *g)
{
    static const char *const states[] = {"基本完成的项目", "滞后项目",   "滞后的项目", "未开工项目",
                                         "未开工的项目",   "未完成项目", "未完工项目", "未完成的项目",
                                         "未完工的项目",   "超期项目",   NULL};

    return scan_any_at(scan, g->end, scan->paragraph.end, states);
}

/* “已完成4件”, “正常推进4件”: all that a line says. */
static bool is_line_of_progress(const struct scan *scan, const struct group *g)
{
    return scan_closes(scan, g->end) && scan->clause.start == scan->paragraph.start && is_bare_progress(scan, g);
}

/* 上述10个项目; a title: 4个项目交卷 10个项目跑在前 */
static bool is_pointed_at(const struct scan *scan, const struct group *g)
{
    enum { TITLES = 60 };
    static const char *const pointers[] = {"涉及", "上述", "以上",   "这",   "除", "把",
                                           "将把", "将前", "现将前", "现将", NULL};

    if (!scan_word_at(scan, g->end, scan->paragraph.end, "项目"))
        return scan_word_before(scan, scan->clause.start, g->start, "将前"); /* 现将前九件分解下达 */
    return (scan_is_among_first(scan, scan->paragraph.end, TITLES) && scan->s[scan->paragraph.end - 1] != L'。') ||
           scan_any_before(scan, scan->clause.start, g->start, pointers);
}

/* “形成候选项目12个，”, “民生实事项目10个”; “其余3个为就业帮扶、防汛排涝和…” opens a paragraph. */
static bool is_called_item(const struct scan *scan, const struct group *g)
{
    static const char *const openers[] = {"其余", "其他", "余下", "剩余", NULL};
    static const char *const voted[] = {"所选项目", "所选的项目", "赞成的项目", NULL};
    static const char *const changed[] = {"项目将压到", "民生工程由", "项目由最初", "工程由最初",
                                          "实事由",     "候选项目按", "件数由",     NULL};
    static const char *const names[] = {
        "初步安排项目", "票决实施项目",   "红牌项目",       "审定项目",   "实事共",     "民生事项",   "黄牌项目",
        "提名项目",     "获奖项目",       "民生实事项目共", "惠民实事",   "候选项目",   "初定项目",   "拟定项目",
        "民生实事",     "民生工程",       "初选项目",       "备选项目",   "入选项目",   "正式项目",   "实事项目",
        "民生项目",     "量化指标",       "实事事项",       "评估指标",   "考核指标",   "子项目",     "子项",
        "分项",         "建议项目",       "任务的指标",     "以上的指标", "其他项目",   "自治区项目", "办实事",
        "省级项目",     "市级项目",       "县级项目",       "任务的项目", "进度的项目", "自选项目",   "候选项目共",
        "其中新项目",   "个新项目",       "延续项目",       "新增项目",   "初步项目",   "的项目有",   "涉及指标",
        "已完成项目",   "实事项目有",     "民生项目有",     "实事有",     "一级指标",   "二级指标",   "细化指标",
        "细化任务",     "细化为服务事项", "工程类项目",     "三级指标",   "分解项目",   "承担项目",   NULL};
    static const char *const called[] = {
        "心愿",     "“心愿”",   "建议项目",   "候选",       "初步项目",   "初选项目", "正式项目",   "备选项目",
        "具体项目", "具体事项", "民生大礼包", "民生礼包",   "事总共",     "事一共",   "为上年延续", "为延续",
        "考核指标", "实事项目", "子项目",     "未完成项目", "项目未完成", "项目入选", "项目执行率", "项目全部",
        "已“交卷",  "已交卷",   "在冲刺",     "项目落选",   "入选。",     "入选,",    "落选",       NULL};

    if (scan_any_in(scan, scan_list_start(scan), g->start, voted)) /* 所选项目不少于5个、不超过10个 */
        return true;
    if (scan_any_in(scan, scan->clause.start, g->start, changed)) /* 项目由最初的12项增加到33项 */
        return true;
    if (g->start <= scan->paragraph.start + 2 && scan_any_before(scan, scan->paragraph.start, g->start, openers))
        return scan_word_at(scan, g->end, scan->paragraph.end, "为");
    if (scan_word_before(scan, scan->clause.start, g->start, "落选的") || is_pointed_at(scan, g) ||
        scan_any_at(scan, g->end, scan->paragraph.end, called))
        return true;
    return (g->end >= scan->clause.end || rune_is_clause_end(scan->s[g->end])) &&
           scan_any_before(scan, scan->clause.start, g->start, names);
}

/* “10件、27项民生实事”, “12个大项和38个子项” */
static bool leads_list(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"项", "件", "子项", "个子项", "小项", NULL};
    static const char *const projects[] = {"个项目", NULL}, *const things[] = {"件", NULL},
                             *const parts[] = {"项", NULL}, *const indicators[] = {"个", NULL},
                             *const kinds[] = {"类", "大类", NULL}, *const both[] = {"项", "件", NULL},
                             *const vowed[] = {"办好", "办成", "承诺", NULL};
    struct group next;
    int32_t c = g->end + 2 < scan->sentence.end ? scan->s[g->end] : 0;
    size_t end = scan->sentence.end, at = g->end + (c == L'、' || c == L'和' || c == L'共');

    if (scan_word_at(scan, g->end, end, "工程、")) /* 八项工程、56件实事 */
        at = g->end + 3;
    if (at >= end || !(rune_is_digit(scan->s[at]) || rune_numeral_digit(scan->s[at]) > 0) ||
        !group_read(scan->units, scan->s, at, end, &next) || !next.unit)
        return false;
    if (roles->programme_document && at == g->end &&
        (scan_any_at(scan, next.unit_start, end, projects) || (group_counts(g, things) && group_counts(&next, parts)) ||
         (group_counts(g, kinds) && group_counts(&next, both)) ||
         (group_counts(g, parts) && group_counts(&next, indicators) && scan_closes(scan, next.end))))
        return true; /* 10类40个项目; 10大类28项; 10件33项，件件关乎你我 */
    if (roles->programme_document && group_counts(g, kinds) && group_counts(&next, both) &&
        scan_closes(scan, next.end) && scan_any_before(scan, scan->clause.start, g->start, vowed))
        return true; /* 公开承诺办好10类、38项 */
    if (!scan_any_at(scan, next.unit_start, end, units))
        return false;
    return lexicon_in(roles->programme, scan->s, next.end, scan_ahead(next.end, 8, end));
}

/* 十方面民生实事, 八个方面26项民生实事 */
static bool counts_aspects(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const words[] = {"方面实事", "方面的实事", "方面民生", "方面的民生", NULL};
    static const char *const left[] = {"其余", "余下", "剩余", "另外", NULL};
    bool aspects = word_is(g->unit->text, "方面");
    size_t sum = g->end + (aspects ? 0 : 2);

    sum += sum < scan->paragraph.end && scan->s[sum] == L'、';

    return (scan_word_at(scan, g->end, scan->paragraph.end, "领域") && g->end + 2 < scan->paragraph.end &&
            (rune_is_numeral(scan->s[g->end + 2]) || scan->s[g->end + 2] == ',') && /* 8个领域，实施30件实事 */
            lexicon_in(roles->programme, scan->s, g->end, scan_ahead(g->end, FAR / 2, scan->sentence.end))) ||
           (scan_any_before(scan, scan->clause.start, g->start, left) &&
            scan_word_at(scan, g->unit_start, scan->paragraph.end, "方面")) || /* 其余四方面 */
           scan_any_at(scan, g->unit_start, scan->paragraph.end, words) ||
           scan_any_at(scan, g->end, scan->paragraph.end, words) ||
           ((scan_word_at(scan, g->end, scan->paragraph.end, "方面") || aspects) && sum < scan->paragraph.end &&
            rune_is_numeral(scan->s[sum]));
}

/* 占年初承诺35件的91.4% */
static bool is_of_vow(const struct scan *scan, const struct group *g)
{
    static const char *const vows[] = {"承诺", "年初承诺", "确定", "年初确定", "票决", NULL};
    size_t start = scan_back(scan->clause.start, g->start, FAR / 2);

    return scan_any_before(scan, start, g->start, vows) && scan_word_in(scan, start, g->start, "占") &&
           scan_word_at(scan, g->end, scan->paragraph.end, "的");
}

/* 10件民生实事、26个项目; a line of its own that goes on: “其中17个项目超额完成” */
static bool is_projects_all(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    if (!scan_word_at(scan, g->end, scan->paragraph.end, "项目"))
        return false;
    if (g->start <= scan->paragraph.start + 2 && /* 其中, or a bullet */
        scan_any_at(scan, g->end + 2, scan->paragraph.end, verbs))
        return true;
    return scan->sentence.start == roles->items_sentence &&
           lexicon_in(roles->programme, scan->s, scan_back(scan->sentence.start, g->start, FAR / 4), g->start);
}

/* What a number counts by its measure word, so far as items can be counted by it. */
enum sort { SORT_NONE, SORT_ITEM /* 项 件 */, SORT_KIND /* 类 子项 */, SORT_PIECE /* 个 方面 */ };

static enum sort sort_of(const struct group *g)
{
    static const struct {
        const char *unit;
        enum sort sort;
    } sorts[] = {{"项", SORT_ITEM},   {"件", SORT_ITEM},   {"类", SORT_KIND},  {"大类", SORT_KIND}, {"子项", SORT_KIND},
                 {"小项", SORT_KIND}, {"大项", SORT_KIND}, {"个", SORT_PIECE}, {"方面", SORT_PIECE}};
    const char *unit = !g->unit ? "" : g->unit->kind == UNIT_WEAK && g->unit->note ? g->unit->note : g->unit->text;

    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (word_is(unit, sorts[i].unit))
            return sorts[i].sort;
    return SORT_NONE;
}

/* “27个子项目中，…达到序时进度19个，滞后2个”, “有4项工程类项目序时进度不足70%”: measured by the programme's own
 * calendar. */
static bool is_on_schedule(const struct scan *scan, const struct group *g)
{
    static const char *const marks[] = {"超序时", "达序时", "序时进度", "时序进度", "完成年度任务", "进度滞后", NULL};
    static const char *const late[] = {"项目序时进度", "项目未达到序时", "项目未达序时", "项目达到或超",
                                       "项目达到序时", "项目超过序时",   "项目超序时",   NULL};
    size_t end = scan_ahead(g->end, FAR / 2, scan->clause.end);

    if (scan_closes(scan, g->end))
        return !rune_is_digit(scan->s[scan->clause.start]) &&
               scan_any_before(scan, scan->clause.start, g->start, marks);
    return scan_any_in(scan, g->end, end, late);
}

/* 从126条需求中筛选出22件投资小、见效快的民生微实事 */
static bool is_sifted(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const sifted[] = {"办好",   "干成",   "办成",   "筛选出", "筛选",
                                         "梳理出", "遴选出", "评选出", "选出",   NULL};

    return scan_any_before(scan, scan->clause.start, g->start, sifted) &&
           lexicon_in(roles->programme, scan->s, g->end, scan_ahead(g->end, FAR / 2 + 4, scan->sentence.end));
}

/* How far behind the number the words reach that say what it counts: not into 3个县区的5个子项, but behind the year of
 * 12件2021年民生实事. */
static size_t words_end(const struct scan *scan, const struct group *g)
{
    size_t from =
        g->end + 5 < scan->clause.end && scan->s[g->end + 4] == L'年' && genre_year_in(scan, g->end, g->end + 4)
            ? g->end + 5
            : g->end;

    return rune_find_digit(scan->s, from, scan_ahead(from, 11, scan->clause.end));
}

/* “做好以下4件事：”, “信里许下的15件事” */
static bool is_thing_vowed(const struct scan *scan, const struct group *g)
{
    static const char *const things[] = {"事:", "大事。", "大事,", "大事拆成", "大事分解", "大事细化", NULL};
    static const char *const vows[] = {"许下的", "要办的", "承诺的", "答应的", "定下的", "你办成了", NULL};

    return scan_any_at(scan, g->end, scan->paragraph.end, things) ||
           scan_word_at(scan, g->end, scan->paragraph.end, "承诺") ||
           (scan_word_at(scan, g->end, scan->paragraph.end, "事") &&
            scan_any_before(scan, scan->clause.start, g->start, vows));
}

/* What the words right around say, whatever the text is. */
static bool is_said(const struct roles *roles, const struct scan *scan, const struct group *g, enum sort sort)
{
    static const char *const done_for_people[] = {"为民办实事", "民生实事", "惠民实事", "为民实事", "惠民", NULL};
    static const char *const works[] = {"项目", "工程", NULL};

    if (lexicon_in(roles->programme, scan->s, g->end, words_end(scan, g)) || counts_aspects(roles, scan, g))
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, done_for_people) &&
        scan_any_at(scan, g->end, scan->paragraph.end, works)) /* 为民办实事十项工程、46个项目 */
        return true;
    if (sort == SORT_ITEM && (is_thing_vowed(scan, g) || is_of_vow(scan, g) ||
                              scan_word_before(scan, scan->paragraph.start, g->start, "实事:")))
        return true;
    if (sort == SORT_ITEM && g->end + 1 == scan->paragraph.end && scan->s[g->end] == ')' &&
        g->start > scan->paragraph.start && scan->s[g->start - 1] == '(') /* 二、优化服务（5件） */
        return true;
    if (sort == SORT_KIND && g->end + 1 < scan->paragraph.end && scan->s[g->end] == '(' &&
        rune_is_digit(scan->s[g->end + 1])) /* 就业社保等三类（4件） */
        return true;
    if (g->start == roles->items_end ||
        (g->start > 0 && g->start - 1 == roles->items_end && scan->s[roles->items_end] == L'、') ||
        (g->start == roles->items_end + 3 && scan_word_before(scan, scan->paragraph.start, g->start, "工程、")))
        return true;
    return sort != SORT_PIECE && leads_list(roles, scan, g); /* 12类45件53个事项 */
}

/* “22项为民办实事项目”, “为民办实事项目22个，” */
static bool names_items(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    enum { WORDS = 10 };

    return lexicon_in(roles->programme, scan->s, g->end, scan_ahead(g->end, WORDS, scan->count)) ||
           (g->end < scan->count && rune_is_clause_end(scan->s[g->end]) &&
            lexicon_in(roles->programme, scan->s, scan_back(0, g->start, WORDS / 2), g->start));
}

void items_of_beginning(struct roles *roles, const struct scan *scan)
{
    static const char *const units[] = {"项", "件", "个", NULL};
    enum { FIRST = 600, LEAST = 5 }; /* fewer may count anything */
    size_t end = scan_ahead(0, FIRST, scan->count);
    struct group g;

    for (size_t i = 0; i < end && roles->named.count < sizeof roles->named.at / sizeof *roles->named.at; i++) {
        if (!rune_is_numeral(scan->s[i]) || !group_read(scan->units, scan->s, i, end, &g))
            continue;
        if (g.count == 1 && g.at[0].power == 0 && group_counts(&g, units) && g.at[0].value.n >= LEAST &&
            names_items(roles, scan, &g))
            roles->named.at[roles->named.count++] = g.at[0].value.n;
        i = g.end - 1;
    }
}

/* “22个项目累计完成投资27.3亿元” behind “22项为民办实事项目”, “8件中办结7件” behind “8件实事” */
static bool is_named_number(const struct roles *roles, const struct scan *scan, const struct group *g, enum sort sort)
{
    static const char *const works[] = {"项目", "工程", "任务", NULL}, *const inside[] = {"中", "里", NULL};

    if (g->count > 1 || !(scan_any_at(scan, g->end, scan->paragraph.end, works) ||
                          (sort == SORT_ITEM && scan_any_at(scan, g->end, scan->paragraph.end, inside))))
        return false;
    for (size_t i = 0; i < roles->named.count; i++)
        if (g->at[0].value.n == roles->named.at[i])
            return true;
    return false;
}

/* 26个指标，到年底20个超额、5个持平: whether the sentence has counted sub-items before. */
static bool follows_pieces(const struct roles *roles, const struct scan *scan)
{
    static const char *const nouns[] = {"子项", "指标", "小项", "细项", NULL};

    return roles->items_sentence == scan->sentence.start && roles->items_end > scan->sentence.start &&
           scan_any_in(scan, scan->sentence.start, scan_ahead(roles->items_end, 6, scan->paragraph.end), nouns);
}

/* “还有12件”, “其中4件是从来信里挑的”, “去年45项”: no more than the first lines name, behind words that name no thing.
 */
static bool counts_some_of_all(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const before[] = {
        "那",     "这",     "其中",    "其余", "还有",   "另有",   "余下",   "剩下", "还剩", "剩",   "完的", "成了",
        "已办结", "去年",   "今年",    "合计", "合计\t", "主要是", "抽取",   "共",   "再加", "定了", "初定", "下列",
        "再办",   "压减到", "瘦身”为", "谋划", "入围",   "结转的", "进度的", "的有", "总数", "从",   "多",   "提标",
        "列",     "方面",   "居前的",  "未达", "启动",   "摘登前", "中有",   "中",   "年底", "月底", NULL};
    static const char *const behind[] = {"超额", "持平", "走", "卡",     "掉", "是",   "的", "里",
                                         "中",   "没",   "挑", "在路上", "事", "开展", NULL};
    enum { MANY = 50 }; /* where they name none */
    int64_t most = roles->named.count ? 0 : MANY;

    for (size_t i = 0; i < roles->named.count; i++)
        most = roles->named.at[i] > most ? roles->named.at[i] : most;
    return g->at[0].value.places == 0 && g->at[0].value.n <= most &&
           (g->start == scan->clause.start || scan_any_before(scan, scan->clause.start, g->start, before)) &&
           (scan_closes(scan, g->end) || scan_any_at(scan, g->end, scan->paragraph.end, behind) ||
            scan_any_at(scan, g->end, scan->paragraph.end, verbs));
}

/* “7项已经打钩，27项跑得稳”, “8件事，7件兑现”: one sort behind the other, and no noun of their own. */
static bool is_first_of_sorts(const struct scan *scan, const struct group *g)
{
    size_t comma = g->end;
    struct group next;

    if (scan_word_at(scan, g->end, scan->paragraph.end, "事,"))
        comma++;
    else if (scan_any_at(scan, g->end, scan->paragraph.end, verbs))
        comma = scan->clause.end;
    return comma > g->end && comma + 1 < scan->sentence.end && scan->s[comma] == ',' &&
           rune_is_numeral(scan->s[comma + 1]) &&
           group_read(scan->units, scan->s, comma + 1, scan->paragraph.end, &next) && next.unit == g->unit &&
           scan_any_at(scan, next.end, scan->paragraph.end, verbs);
}

/* 省定26项中…，市定32项总体完成率57.8%; 最低的一件为86.4%: which of them. */
static bool is_of_level(const struct scan *scan, const struct group *g)
{
    static const char *const levels[] = {"省定", "市定", "县定", "区定", NULL};
    static const char *const extremes[] = {"最低的", "最高的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, levels) ||
           (scan_any_before(scan, scan->clause.start, g->start, extremes) &&
            (scan_closes(scan, g->end) || scan_word_at(scan, g->end, scan->paragraph.end, "为")));
}

/* “公共充电桩、‘两癌’筛查两项完成率不足75%”: indicators that were named right before. */
static bool sums_up_named(const struct scan *scan, const struct group *g)
{
    static const char *const said[] = {"完成率", "低于", "不足", "进度", "未达", "不到", NULL};

    return g->start > scan->clause.start && scan_before(scan, scan->clause.start) == L'、' &&
           scan_any_at(scan, g->end, scan->paragraph.end, said);
}

/* “30项任务完成22项，”, “4项中有3项为补贴”: of the items that its clause begins with. */
static bool is_done_of_items(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const done[] = {"完成", "已完成", "完工", "办结", "已办结", "兑现", "已兑现", NULL};
    static const char *const among[] = {"项中有", "件中有", "项里有", "件里有", NULL};

    if (roles->items_end + 2 == g->start && scan_any_before(scan, scan->clause.start, g->start, among))
        return true;
    if (roles->items_end <= scan->clause.start || roles->items_end >= g->start)
        return false;
    if (g->start - roles->items_end <= FAR / 3 && word_is(g->unit->text, "件") &&
        scan_any_at(scan, g->end, scan->paragraph.end, verbs)) /* 20件实事18件圆满收官 */
        return true;
    return g->start - roles->items_end <= FAR / 4 && scan_closes(scan, g->end) &&
           scan_any_before(scan, scan->clause.start, g->start, done);
}

/* What holds in a text on a programme alone. */
static bool is_of_document(const struct roles *roles, const struct scan *scan, const struct group *g, enum sort sort)
{
    static const char *const ends[] = {
        "中已",     "中有",     "中“",        "中抽取",     "之中",     "里头",     "收了尾",   "中,",    "办成了",
        "在冲刺",   "“",        "全部销号",   "里挑",       "里,",      "里已",     "里选",     "悉数",   "全部办结",
        "全部完成", "全部兑现", "全部达标",   "全部完工",   "当选",     "收尾",     "顺延",     "滞后",   "与计划持平",
        "候选",     "项目",     "依次为",     "任务全面",   "任务全部", "任务基本", "任务如期", "任务将", "任务由",
        "进度滞后", "进度偏慢", "工程中,",    "工程中有",   "工程中已", "工程全部", "工程年度", "任务已", "任务均",
        "任务中,",  "任务里",   "的任务分解", "任务完成率", "全面完成", "如期完成", "目标全",   "目标均", "目标已",
        "目标如期", "相比,",    "事,",        "事。",       "事办得",   "类中进度", NULL};
    static const char *const already[] = {"已有", "另有", "还有", "仍有", NULL};
    static const char *const among[] = {"项目中,", "落选项目", "项目中已", "项目中有", "项目里,", NULL};

    static const char *const standing[] = {
        "亮绿灯",       "亮黄灯",       "亮红灯",       "亮了黄灯", "亮了红灯", "亮了绿灯", "跑赢",
        "项目超额完成", "项目提前完成", "项目全面完成", "领域",     "方面",     NULL};
    static const char *const of_these[] = {"指标中,有", "项目中,有", "事项中,有", "任务中,有", NULL};

    if (sort == SORT_PIECE &&
        (is_projects_all(roles, scan, g) || (scan_any_before(scan, scan->sentence.start, g->start, of_these) &&
                                             scan_any_at(scan, g->end, scan->paragraph.end, verbs))))
        return true;
    if (sort == SORT_ITEM && scan_word_at(scan, g->end, scan->paragraph.end, ":") && g->end + 1 == scan->paragraph.end)
        return true; /* “已投入使用9项：” above those nine */
    if (sort == SORT_ITEM && (scan_any_at(scan, g->end, scan->paragraph.end, ends) || is_first_of_sorts(scan, g)))
        return true;
    if (sort == SORT_ITEM && (scan_word_at(scan, g->end, scan->paragraph.end, "中完成") ||
                              (scan_word_at(scan, g->end, scan->paragraph.end, "里") &&
                               g->end + 1 < scan->paragraph.end && rune_is_digit(scan->s[g->end + 1]))))
        return true; /* 10件里6件提前完成 */
    if (sort == SORT_PIECE &&
        (scan_any_at(scan, g->end, scan->paragraph.end, standing) || word_is(g->unit->text, "方面")))
        return true;
    if (is_done_of_items(roles, scan, g) || (sort == SORT_ITEM && sums_up_named(scan, g)))
        return true;
    if (sort == SORT_ITEM && ((scan_word_before(scan, scan->clause.start, g->start, "等") &&
                               scan_word_at(scan, g->end, scan->paragraph.end, "任务")) || /* 火车站等3项任务 */
                              (scan_any_before(scan, scan->clause.start, g->start, already) &&
                               scan_any_at(scan, g->end, scan->paragraph.end, verbs) &&
                               !names_thing(roles, scan, g->end, words_end(scan, g)))))
        return true;
    if (sort != SORT_ITEM && scan_any_at(scan, g->end, scan->paragraph.end, among) &&
        !scan_word_before(scan, scan->clause.start, g->start, "的")) /* 21个项目中已竣工8个; not 抽查的60个项目中 */
        return true;
    return is_named_number(roles, scan, g, sort) ||
           ((sort == SORT_ITEM || (sort == SORT_PIECE && follows_pieces(roles, scan))) &&
            counts_some_of_all(roles, scan, g)) ||
           is_sifted(roles, scan, g) || is_on_schedule(scan, g) || is_project_of_state(scan, g) ||
           (sort == SORT_ITEM && (is_line_of_progress(scan, g) || is_of_level(scan, g))) || is_chosen(scan, g) ||
           is_called_item(scan, g) || is_sorted_by_progress(scan, g) || is_of_projects(scan, g);
}

/* “…子项目43个。至8月底，11个已提前完成，2个滞后”: the sentences behind tell of the same. */
static bool is_next_told(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    return roles->items_paragraph && g->start == scan->clause.start && word_is(g->unit->text, "个") &&
           scan_any_at(scan, g->end, scan->paragraph.end, verbs) && scan->sentence.start > roles->items_sentence &&
           g->start - roles->items_sentence <= 3 * FAR && !scan_word_in(scan, scan->sentence.start, g->start, "个");
}

/* 26个项目（市级下达11个、区级自定15个）: in brackets behind items, and nothing but numbers of them. */
static bool is_part_in_brackets(const struct roles *roles, const struct scan *scan, const struct group *g)
{
    enum { PARTS = 24 };
    size_t from = scan_back(scan->sentence.start, g->start, PARTS), open = scan_bracket_start(scan, from, g->start);

    return open > from && scan->sentence.start == roles->items_sentence &&
           (scan->s[g->end] == L'、' || scan->s[g->end] == ',' || scan->s[g->end] == ')') &&
           scan_word_before(scan, from, open - 1, "项目");
}

/* 个: where the sentence or the paragraph counts items already. */
static bool is_piece(struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const rest[] = {"其余", "余下", "余下的", "剩余", "剩下", "剩下的", "仅", NULL};
    static const char *const soon[] = {"属", "将", "预计", "正在", "为", "正", "滞后", "按", "受", "因", NULL};

    if (roles->items_paragraph && is_judged(scan, g))
        return true;
    if (roles->items_paragraph && scan_closes(scan, g->end) && is_bare_progress(scan, g) &&
        scan->clause.start - scan->sentence.start <= FAR / 2 && /* 共57个子项。截至9月底，完成41个 */
        !scan_word_in(scan, scan->sentence.start, g->start, "个"))
        return true;
    if (is_part_in_brackets(roles, scan, g) || is_next_told(roles, scan, g))
        return true;
    if (scan->sentence.start == roles->items_sentence && scan_any_before(scan, scan->clause.start, g->start, rest) &&
        scan_any_at(scan, g->end, scan->paragraph.end, soon))
        return true; /* 其余3个将于12月底前收官 */
    return scan->sentence.start == roles->items_sentence &&
           (item_goes_on(roles, scan, g) || (scan_word_at(scan, g->end, scan->paragraph.end, "项目") &&
                                             scan_any_at(scan, g->end + 2, scan->paragraph.end, verbs)));
}

/* 项, 件, 类 without a noun of their own. */
static bool is_item(struct roles *roles, const struct scan *scan, const struct group *g, enum sort sort)
{
    static const char *const leftovers[] = {"以上",     "上述",   "其余",   "其他",     "余下",     "剩余",
                                            "这",       "剩下",   "剩下的", "余下的",   "其余的",   "明年的",
                                            "与去年的", "剩下那", "全表",   "剩下的那", "未入选的", "未当选的",
                                            "除",       "之外的", "表内",   NULL};

    if (scan_any_before(scan, scan->clause.start, g->start, leftovers))
        return true;
    if (scan->sentence.start == roles->items_sentence && item_goes_on(roles, scan, g))
        return true;
    if (roles->items_paragraph && sort == SORT_ITEM && g->start == scan->clause.start &&
        scan_any_at(scan, g->end, scan->paragraph.end, verbs)) /* …28项项目，…。其中，26项全面完成 */
        return true;
    if (roles->programme_document && counts_list(scan, g) &&
        !names_thing(roles, scan, scan_back(scan->paragraph.start, g->start, 8), g->start))
        return true;
    if (!roles_name_programme(roles, scan) ||
        (sort == SORT_ITEM && (!has_no_noun(scan, g) || counts_part(roles, scan, g))))
        return false;
    return !names_thing(roles, scan, scan_back(scan->clause.start, g->start, FAR),
                        scan_ahead(g->end, 6, words_end(scan, g)));
}

/* What the rules see of it. */
static bool is_seen(struct roles *roles, const struct scan *scan, const struct group *g, enum sort sort)
{
    if (is_said(roles, scan, g, sort) || (roles->programme_document && is_of_document(roles, scan, g, sort)))
        return true;
    if (sort != SORT_ITEM && scan_word_before(scan, scan->sentence.start, g->start, "等") &&
        scan_word_at(scan, g->end, scan->paragraph.end, "项目") &&
        roles_name_programme(roles, scan)) /* 农村供水、助餐等10个项目 */
        return true;
    return sort == SORT_PIECE ? is_piece(roles, scan, g) : is_item(roles, scan, g, sort);
}

bool items_counted(struct roles *roles, const struct scan *scan, const struct group *g)
{
    static const char *const people[] = {"部门",   "乡镇",   "单位",   "街道",   "社区", "代表", "专班",
                                         "审计组", "督查组", "督导组", "监督组", "县",   "村",   NULL};
    const struct decimal most = {300, 0}; /* 任务（1200件）: nobody has so many programmes */
    enum sort sort = sort_of(g);

    if (sort == SORT_NONE || g->at[0].power > 0 || /* 5.36万件 */
        (sort == SORT_ITEM && decimal_compare(g->at[0].value, most) > 0) ||
        (is_aim(scan, g) && !lexicon_at(roles->programme, scan->s, g->end, scan->paragraph.end, NULL)) ||
        (sort != SORT_ITEM && scan_any_at(scan, g->end, scan->paragraph.end, people))) /* 22个部门签下责任书 */
        return false;
    return is_seen(roles, scan, g, sort) || opinion_is_item(&roles->opinion, scan, g);
}

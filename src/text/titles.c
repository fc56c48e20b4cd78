/* The words of titles and headings. */
#include <string.h>

#include "text/cues.h"

#define N(a) (sizeof(a) / sizeof *(a))

#define MILD   "mild"
#define AT_END "at its end"
#define ASKED  "in a question"

static const struct word titles[] = {
    {"办成", CUE_ACTUAL, NULL},       {"年终", CUE_ACTUAL, NULL},      {"交出", CUE_ACTUAL, NULL},
    {"圆满", CUE_ACTUAL, NULL},       {"如期", CUE_ACTUAL, NULL},      {"办结", CUE_ACTUAL, NULL},
    {"过半", CUE_ACTUAL, NULL},       {"半年报", CUE_ACTUAL, NULL},    {"数说", CUE_ACTUAL, NULL},

    {"通报", CUE_ACTUAL, NULL},       {"进展", CUE_ACTUAL, NULL},      {"进度", CUE_ACTUAL, NULL},
    {"完成情况", CUE_ACTUAL, NULL},   {"落实情况", CUE_ACTUAL, NULL},  {"实施情况", CUE_ACTUAL, NULL},
    {"执行情况", CUE_ACTUAL, NULL},   {"办理情况", CUE_ACTUAL, NULL},  {"情况报告", CUE_ACTUAL, NULL},
    {"情况的报告", CUE_ACTUAL, NULL}, {"答卷", CUE_ACTUAL, NULL},      {"成绩单", CUE_ACTUAL, NULL},
    {"交卷", CUE_ACTUAL, NULL},       {"兑现", CUE_ACTUAL, NULL},      {"总结", CUE_ACTUAL, NULL},
    {"盘点", CUE_ACTUAL, NULL},       {"回眸", CUE_ACTUAL, NULL},      {"回顾", CUE_ACTUAL, NULL},
    {"收官", CUE_ACTUAL, NULL},       {"综述", CUE_ACTUAL, MILD},      {"落地", CUE_ACTUAL, MILD},
    {"完成了", CUE_ACTUAL, NULL},     {"全部完成", CUE_ACTUAL, NULL},  {"巡礼", CUE_ACTUAL, NULL},
    {"晒", CUE_ACTUAL, MILD},         {"见闻", CUE_ACTUAL, MILD},      {"公报", CUE_ACTUAL, NULL},
    {"方案", CUE_TARGET, NULL},       {"计划", CUE_TARGET, NULL},      {"安排", CUE_TARGET, NULL},
    {"分解", CUE_TARGET, NULL},       {"任务书", CUE_TARGET, NULL},    {"实施意见", CUE_TARGET, NULL},
    {"清单", CUE_TARGET, MILD},       {"出炉", CUE_TARGET, MILD},      {"来了", CUE_TARGET, MILD},
    {"确定", CUE_TARGET, MILD},       {"敲定", CUE_TARGET, MILD},      {"发布", CUE_TARGET, MILD},
    {"公布", CUE_TARGET, MILD},       {"揭晓", CUE_TARGET, MILD},      {"票决", CUE_TARGET, NULL},
    {"征集", CUE_TARGET, NULL},       {"征求", CUE_TARGET, NULL},      {"候选", CUE_TARGET, NULL},
    {"建议项目", CUE_TARGET, NULL},   {"拟", CUE_TARGET, NULL},        {"将办", CUE_TARGET, NULL},
    {"将", CUE_TARGET, MILD},         {"将军", CUE_NEUTRAL, NULL},     {"将继续", CUE_TARGET, NULL},
    {"将实施", CUE_TARGET, NULL},     {"将新建", CUE_TARGET, NULL},    {"将投入", CUE_TARGET, NULL},
    {"项目表", CUE_TARGET, NULL},     {"要办", CUE_TARGET, NULL},      {"新年", CUE_TARGET, MILD},
    {"目标任务", CUE_TARGET, NULL},   {"任务分工", CUE_TARGET, NULL},  {"责任分工", CUE_TARGET, NULL},
    {"印发", CUE_TARGET, MILD},       {"的通知", CUE_TARGET, MILD},    {"公示", CUE_TARGET, NULL},
    {"解读", CUE_NEUTRAL, NULL},      {"措施", CUE_TARGET, NULL},      {"办法", CUE_TARGET, NULL},
    {"意见", CUE_TARGET, NULL},       {"规划", CUE_TARGET, NULL},      {"汇报", CUE_ACTUAL, NULL},
    {"述职", CUE_ACTUAL, NULL},       {"自查", CUE_ACTUAL, MILD},      {"侧记", CUE_ACTUAL, MILD},
    {"走笔", CUE_ACTUAL, MILD},       {"记事", CUE_ACTUAL, MILD},      {"手记", CUE_ACTUAL, MILD},
    {"纪略", CUE_ACTUAL, MILD},       {"专报", CUE_ACTUAL, MILD},      {"白皮书", CUE_ACTUAL, MILD},
    {"兑现了", CUE_ACTUAL, NULL},     {"开工率", CUE_ACTUAL, MILD},    {"对账单", CUE_ACTUAL, NULL},
    {"要点", CUE_TARGET, NULL},       {"规划局", CUE_NEUTRAL, NULL},   {"和规划", CUE_NEUTRAL, NULL},
    {"新闻发布", CUE_NEUTRAL, NULL},  {"发布会", CUE_NEUTRAL, NULL},   {"责任书", CUE_TARGET, NULL},
    {"预算", CUE_TARGET, NULL},       {"决算", CUE_ACTUAL, NULL},      {"绩效目标", CUE_TARGET, NULL},
    {"承诺", CUE_TARGET, MILD},       {"愿望", CUE_TARGET, MILD},      {"公开承诺", CUE_TARGET, NULL},
    {"监督", CUE_TARGET, MILD},       {"请您监督", CUE_TARGET, NULL},  {"请监督", CUE_TARGET, NULL},
    {"接受监督", CUE_TARGET, MILD},   {"监督报告", CUE_ACTUAL, NULL},  {"监督情况", CUE_ACTUAL, NULL},
    {"监督检查", CUE_NEUTRAL, NULL},  {"市场监督", CUE_NEUTRAL, NULL}, {"拟办", CUE_TARGET, NULL},
    {"要干", CUE_TARGET, MILD},       {"路线图", CUE_TARGET, MILD},    {"施工图", CUE_TARGET, MILD},
    {"时间表", CUE_TARGET, MILD},     {"蓝图", CUE_TARGET, MILD},      {"剧透", CUE_TARGET, MILD},
    {"抢先看", CUE_TARGET, MILD},     {"备选", CUE_TARGET, NULL},      {"细则", CUE_TARGET, NULL},
    {"标准", CUE_TARGET, MILD},       {"指南", CUE_TARGET, MILD},      {"制度", CUE_TARGET, MILD},
    {"整改情况", CUE_ACTUAL, NULL},   {"回头看", CUE_ACTUAL, NULL},    {"验收", CUE_ACTUAL, MILD},
    {"评估报告", CUE_ACTUAL, NULL},   {"纪实", CUE_ACTUAL, MILD},      {"捷报", CUE_ACTUAL, NULL},
    {"喜报", CUE_ACTUAL, NULL},       {"成果", CUE_ACTUAL, MILD},      {"大事记", CUE_ACTUAL, NULL},
    {"年报", CUE_ACTUAL, NULL},       {"月报", CUE_ACTUAL, NULL},      {"季报", CUE_ACTUAL, NULL},
    {"周报", CUE_ACTUAL, NULL},       {"兑现率", CUE_ACTUAL, NULL},    {"统计", CUE_ACTUAL, MILD},
    {"完成率", CUE_ACTUAL, NULL},     {"办好了", CUE_ACTUAL, NULL},    {"办完了", CUE_ACTUAL, NULL},
    {"建成", CUE_ACTUAL, MILD},       {"督查", CUE_ACTUAL, MILD},      {"会议纪要", CUE_TARGET, NULL},
    {"预算执行", CUE_ACTUAL, NULL},   {"销号", CUE_ACTUAL, NULL},      {"情况", CUE_ACTUAL, MILD},
    {"审计结果", CUE_ACTUAL, NULL},   {"施工单", CUE_TARGET, NULL},    {"任务单", CUE_TARGET, NULL},
    {"礼包", CUE_TARGET, MILD},       {"礼单", CUE_TARGET, MILD},      {"愿景", CUE_TARGET, MILD},
    {"报告里的", CUE_TARGET, MILD},   {"新打算", CUE_TARGET, MILD},    {"筹备", CUE_TARGET, MILD},
    {"抢先", CUE_TARGET, MILD},       {"预告", CUE_TARGET, MILD},      {"这样过", CUE_ACTUAL, MILD},
    {"账本", CUE_ACTUAL, MILD},       {"年中", CUE_ACTUAL, MILD},      {"扫描", CUE_ACTUAL, MILD},
    {"上半年", CUE_ACTUAL, MILD},     {"这一年", CUE_ACTUAL, MILD},    {"岁末", CUE_ACTUAL, MILD},
    {"账单", CUE_ACTUAL, MILD},       {"快讯", CUE_ACTUAL, MILD},      {"简报", CUE_ACTUAL, MILD},
    {"推进情况", CUE_ACTUAL, NULL},   {"季度", CUE_ACTUAL, MILD},      {"分解表", CUE_TARGET, NULL},
    {"责任清单", CUE_TARGET, NULL},   {"任务清单", CUE_TARGET, NULL},  {"项目清单", CUE_TARGET, NULL},
    {"进行时", CUE_ACTUAL, MILD},     {"变化", CUE_ACTUAL, MILD},      {"调研报告", CUE_ACTUAL, NULL},
    {"审计", CUE_ACTUAL, MILD},       {"公告", CUE_NEUTRAL, NULL},     {"建议书", CUE_TARGET, MILD},
    {"倡议", CUE_TARGET, MILD},       {"聚焦", CUE_NEUTRAL, NULL},     {"重点民生实事项目", CUE_NEUTRAL, NULL},
};

static const struct word headings[] = {
    {"完成情况", CUE_ACTUAL, NULL},     {"进展", CUE_ACTUAL, AT_END},       {"进度", CUE_ACTUAL, AT_END},
    {"落实情况", CUE_ACTUAL, NULL},     {"实施情况", CUE_ACTUAL, NULL},     {"成效", CUE_ACTUAL, AT_END},
    {"回顾", CUE_ACTUAL, NULL},         {"完成值", CUE_ACTUAL, NULL},       {"完成数", CUE_ACTUAL, NULL},
    {"完成量", CUE_ACTUAL, NULL},       {"已完成", CUE_ACTUAL, NULL},       {"实际", CUE_ACTUAL, AT_END},
    {"累计", CUE_ACTUAL, AT_END},       {"完成", CUE_ACTUAL, AT_END},       {"总结", CUE_ACTUAL, AT_END},
    {"去年", CUE_ACTUAL, NULL},         {"现状", CUE_ACTUAL, NULL},         {"截至", CUE_ACTUAL, NULL},
    {"包票", CUE_TARGET, NULL},         {"怎么花", CUE_TARGET, ASKED},      {"怎么用", CUE_TARGET, ASKED},
    {"剩下的", CUE_TARGET, ASKED},      {"年度指标", CUE_TARGET, NULL},     {"全年指标", CUE_TARGET, NULL},
    {"任务指标", CUE_TARGET, NULL},     {"应办", CUE_TARGET, NULL},         {"已销号", CUE_ACTUAL, NULL},
    {"已办结", CUE_ACTUAL, NULL},       {"正在办", CUE_ACTUAL, NULL},       {"已办", CUE_ACTUAL, NULL},
    {"实绩", CUE_ACTUAL, NULL},         {"今年还", CUE_TARGET, ASKED},      {"还增", CUE_TARGET, ASKED},
    {"怎么提", CUE_TARGET, ASKED},      {"哪些新", CUE_TARGET, ASKED},      {"去年的账", CUE_ACTUAL, ASKED},
    {"准备", CUE_TARGET, ASKED},        {"怎么干", CUE_TARGET, ASKED},      {"怎么办", CUE_TARGET, ASKED},
    {"为什么", CUE_ACTUAL, ASKED},      {"背景", CUE_ACTUAL, AT_END},       {"快讯", CUE_ACTUAL, NULL},
    {"简讯", CUE_ACTUAL, NULL},         {"短讯", CUE_ACTUAL, NULL},         {"怎样办", CUE_TARGET, ASKED},
    {"要做", CUE_TARGET, ASKED},        {"要办", CUE_TARGET, ASKED},        {"要干", CUE_TARGET, ASKED},
    {"还会", CUE_TARGET, ASKED},        {"会有", CUE_TARGET, ASKED},        {"期待", CUE_TARGET, ASKED},
    {"今后", CUE_TARGET, NULL},         {"接下来", CUE_TARGET, NULL},       {"新的一年", CUE_TARGET, NULL},
    {"新一年", CUE_TARGET, NULL},       {"做了", CUE_ACTUAL, NULL},         {"干了", CUE_ACTUAL, NULL},
    {"办了", CUE_ACTUAL, NULL},         {"过去一年", CUE_ACTUAL, NULL},     {"下半年", CUE_TARGET, NULL},
    {"上半年", CUE_ACTUAL, NULL},       {"计划完成", CUE_TARGET, NULL},     {"应完成", CUE_TARGET, NULL},
    {"目标", CUE_TARGET, AT_END},       {"要完成", CUE_TARGET, NULL},       {"任务", CUE_TARGET, AT_END},
    {"计划", CUE_TARGET, AT_END},       {"打算", CUE_TARGET, NULL},         {"安排", CUE_TARGET, AT_END},
    {"下一步", CUE_TARGET, NULL},       {"下步", CUE_TARGET, NULL},         {"工作要求", CUE_TARGET, NULL},
    {"执行情况", CUE_ACTUAL, NULL},     {"困难和问题", CUE_ACTUAL, NULL},   {"计划执行情况", CUE_ACTUAL, NULL},
    {"当选项目", CUE_TARGET, NULL},     {"入选项目", CUE_TARGET, NULL},     {"票决项目", CUE_TARGET, NULL},
    {"做什么", CUE_TARGET, ASKED},      {"干什么", CUE_TARGET, ASKED},      {"办什么", CUE_TARGET, ASKED},
    {"问题", CUE_ACTUAL, AT_END},       {"短板", CUE_ACTUAL, AT_END},       {"展望", CUE_TARGET, NULL},
    {"明年", CUE_TARGET, NULL},         {"实事内容", CUE_TARGET, NULL},     {"建设内容", CUE_TARGET, NULL},
    {"项目内容", CUE_TARGET, NULL},     {"工作内容", CUE_TARGET, NULL},     {"主要内容", CUE_TARGET, NULL},
    {"实施内容", CUE_TARGET, NULL},     {"年初", CUE_TARGET, AT_END},       {"目标完成情况", CUE_ACTUAL, NULL},
    {"任务完成情况", CUE_ACTUAL, NULL}, {"计划完成情况", CUE_ACTUAL, NULL}, {"完成时限", CUE_NEUTRAL, NULL},
    {"完成时间", CUE_NEUTRAL, NULL},    {"雨露计划", CUE_NEUTRAL, NULL},    {"滞后", CUE_ACTUAL, NULL},
    {"未完成", CUE_ACTUAL, NULL},       {"存在问题", CUE_ACTUAL, NULL},     {"存在的问题", CUE_ACTUAL, NULL},
    {"推进情况", CUE_ACTUAL, NULL},     {"成绩", CUE_ACTUAL, AT_END},       {"推进中", CUE_ACTUAL, NULL},
    {"取得", CUE_ACTUAL, AT_END},       {"重点工作", CUE_TARGET, AT_END},   {"预期", CUE_TARGET, AT_END},
    {"计划完成投资", CUE_TARGET, NULL}, {"责任单位", CUE_NEUTRAL, NULL},    {"目标任务", CUE_TARGET, NULL},
    {"工作目标", CUE_TARGET, NULL},     {"年度目标", CUE_TARGET, NULL},     {"年度任务", CUE_TARGET, NULL},
    {"工作任务", CUE_TARGET, NULL},     {"工作安排", CUE_TARGET, NULL},     {"任务安排", CUE_TARGET, NULL},
    {"主要任务", CUE_TARGET, NULL},     {"重点任务", CUE_TARGET, NULL},     {"工作计划", CUE_TARGET, NULL},
    {"工作打算", CUE_TARGET, NULL},     {"工作思路", CUE_TARGET, NULL},     {"主要目标", CUE_TARGET, NULL},
    {"预期目标", CUE_TARGET, NULL},     {"几点建议", CUE_TARGET, NULL},     {"工作建议", CUE_TARGET, NULL},
    {"意见建议", CUE_TARGET, NULL},     {"建议", CUE_TARGET, AT_END},       {"补短板", CUE_NEUTRAL, NULL},
    {"补齐短板", CUE_NEUTRAL, NULL},    {"解决问题", CUE_NEUTRAL, NULL},    {"加快进度", CUE_NEUTRAL, NULL},
    {"取得的", CUE_ACTUAL, NULL},       {"主要问题", CUE_ACTUAL, NULL},     {"突出问题", CUE_ACTUAL, NULL},
    {"问题和不足", CUE_ACTUAL, NULL},   {"工作成效", CUE_ACTUAL, NULL},     {"主要成效", CUE_ACTUAL, NULL},
    {"基本情况", CUE_ACTUAL, NULL},     {"总体情况", CUE_ACTUAL, NULL},     {"做法和成效", CUE_ACTUAL, NULL},
};

struct lexicon *title_lexicon(struct arena *arena)
{
    return lexicon_new(arena, titles, N(titles));
}

struct lexicon *heading_lexicon(struct arena *arena)
{
    return lexicon_new(arena, headings, N(headings));
}

bool heading_ends(const struct word *row)
{
    return row->note && strcmp(row->note, AT_END) == 0;
}

/* The words of titles and headings. */
#include <string.h>

#include "text/cues.h"

#define N(a) (sizeof(a) / sizeof *(a))

#define MILD      "mild"
#define AT_END    "at its end"
#define NO_COLUMN "at the end of a heading, not of a column"
#define ASKED     "in a question"
#define COLUMN    "of a column"

static const struct words titles[] = {
    {CUE_ACTUAL, NULL,
     "有回音 收到了吗 如约而至 逐项打勾 最满意民生 办成 年终 交出 圆满 如期 办结 过半 半年报 数说 通报 进展 进度 "
     "完成情况 "
     "落实情况 实施情况 执行情况 办理情况 情况报告 情况的报告 答卷 成绩单 交卷 兑现 总结 盘点 回眸 回顾 收官 完成了 "
     "全部完成 巡礼 公报 汇报 述职 兑现了 怎么样 咋样 怎样了 到哪了 进展如何 推进如何 办得如何 期中考 半年考 对账单 "
     "决算 "
     "监督报告 监督情况 整改情况 回头看 评估报告 捷报 喜报 大事记 年报 月报 季报 周报 兑现率 完成率 办好了 办完了 "
     "结果公示 评估结果 评议结果 测评结果 考核结果 预算执行 销号 审计结果 推进情况 调研报告"},
    {CUE_ACTUAL, MILD,
     "走访 探访 系列报道 综述 落地 晒 见闻 自查 侧记 走笔 记事 手记 纪略 专报 白皮书 开工率 验收 纪实 成果 统计 建成 "
     "督查 情况 这样过 "
     "账本 年中 扫描 上半年 半年 这一年 岁末 账单 快讯 简报 季度 进行时 变化 审计"},
    {CUE_TARGET, NULL,
     "展望 为民办好 早知道 建设任务 项目敲定 已经敲定 接着来 方案 计划 安排 分解 任务书 实施意见 票决 征集 征求 候选 "
     "建议项目 拟 将办 将继续 将实施 将新建 将投入 项目表 要办 要给 要为 目标任务 任务分工 责任分工 公示 措施 办法 "
     "意见 规划 要点 责任书 预算 绩效目标 公开承诺 请您监督 请监督 拟办 备选 细则 表决器 “票”出 票出来 投票选出 投票中 "
     "你选谁 选哪个 等你选 等你投 请你投 你来选 你来投 投票开始 "
     "会议纪要 施工单 任务单 分解表 责任清单 任务清单 项目清单 服务合同 合同书 协议书 目标责任书"},
    {CUE_TARGET, MILD,
     "启动 清单 出炉 来了 上新 确定 敲定 发布 公布 揭晓 将 新年 印发 的通知 承诺 愿望 监督 接受监督 要干 路线图 施工图 "
     "政策解读 政策问答 百问百答 您问我答 民生工程政策 政策热点 时间表 蓝图 剧透 抢先看 标准 指南 制度 礼包 礼单 愿景 "
     "报告里的 新打算 筹备 抢先 预告 建议书 倡议"},
    {CUE_NEUTRAL, NULL, "将军 下半年 解读 规划局 和规划 新闻发布 发布会 监督检查 市场监督 公告 聚焦 重点民生实事项目"},
};

static const struct words headings[] = {
    {CUE_ACTUAL, NULL,
     "办理情况 办理结果 已拨 已拨付 已到位 已支付 已支出 完成情况 落实情况 实施情况 回顾 完成值 完成数 完成量 已完成 "
     "去年 现状 截至 已销号 已办结 正在办 已办 实绩 快讯 简讯 短讯 做了 干了 办了 过去一年 上半年 执行情况 困难和问题 "
     "计划执行情况 存在的困难 家底 这五年 主要困难 存在的不足 目标完成情况 任务完成情况 计划完成情况 滞后 未完成 "
     "存在问题 "
     "存在的问题 推进情况 推进中 进度条 取得的 主要问题 突出问题 问题与建议 问题和建议 问题及建议 不足与建议 "
     "问题和不足 工作成效 主要成效 不足与打算 不足和打算 问题与打算 问题和打算 问题及打算 不足与改进 问题与改进 "
     "问题和下一步 基本情况 总体情况 做法和成效 回头看 实际办到 办到哪 走到哪 问题出在 出在哪 卡在哪 差在哪 为何没 "
     "为啥没 没办成"},
    {CUE_ACTUAL, AT_END, "汇报 进展 进度 成效 实际 累计 完成 总结 背景 问题 短板 成绩 取得"},
    {CUE_ACTUAL, NO_COLUMN, "情况"},
    {CUE_TARGET, NULL,
     "议定事项 会议要求 包票 年度指标 全年指标 任务指标 应办 今后 接下来 新的一年 新一年 下半年 计划完成 应完成 要完成 "
     "打算 下一步 下步 工作要求 当选项目 入选项目 票决项目 票决结果 展望 明年 实事内容 建设内容 项目内容 工作内容 "
     "主要内容 实施内容 计划完成投资 目标任务 工作目标 年度目标 年度任务 工作任务 工作安排 任务安排 主要任务 重点任务 "
     "工作计划 工作打算 怎么承诺的 怎么定的 预告 向前看 往前看 看今年 接着办 接着干 工作思路 主要目标 预期目标 "
     "几点建议 工作建议 意见建议"},
    {CUE_TARGET, ASKED,
     "怎么花 怎么用 剩下的 今年还 还增 怎么提 准备 怎么干 怎么办 怎样办 要做 要办 要干 还会 会有 期待 做什么 "
     "干什么 办什么 打算 考虑"},
    {CUE_TARGET, COLUMN, "序时进度 时间节点 进度安排 进度要求 节点要求 不超过 不低于"},
    {CUE_ACTUAL, COLUMN, "收到 受理 办结 办结率 办结数 收到数 受理数 得票 得票率 得票数 票数"},
    {CUE_ACTUAL, ASKED,
     "去年的账 为什么 做到了 兑现了 办好了 办成了 完成了 打通了 准备得怎样 准备得怎么样 准备得如何 做得怎么样 "
     "办得怎么样 干得怎么样 办得如何 做得如何 干得如何 办得怎样 办得咋样 干得咋样 进展如何 进展怎么样 "
     "实现了 办到了 落实了 落地了"},
    {CUE_TARGET, AT_END, "目标 任务 计划 安排 年初 重点工作 预期 建议 预算"},
    {CUE_NEUTRAL, NULL, "完成时限 完成时间 雨露计划 责任单位 补短板 补齐短板 解决问题 加快进度"},
};

/* What the first sentences say of the whole text. */
static const struct words leads[] = {
    {CUE_ACTUAL, NULL,
     "收到了吗 如约而至 对答案 业已完成 都上了 对号入座 快报 回眸 岁末盘点 年终盘点 交出了 交出一份 晒出成绩 "
     "已全部完成 如期完成 情况通报如下 进展通报如下 情况公布如下 情况公示如下 情况报告如下 情况汇报如下 进度公布如下 "
     "进展公布如下"},
    {CUE_TARGET, NULL,
     "要办哪些 已经敲定 选出今年 请社会各界监督 任务包括: 建设计划。 列进了今年 前瞻 菜单 倒排工期 排进日程 排进了日程 "
     "列入年度安排 请于 草案 军令状 先睹为快 蓝图 接着干 扬帆起航 启动之际 备下 安排如下 计划如下 打算如下 任务如下 "
     "会议确定: 会议明确: 会议决定: 政府决定 任务表 工期表 冲刺表 剩余任务 年度指标 任务解读 新打算 新一年的打算 "
     "报上新一年 规划纲要 下一个五年 未来五年 未来三年 今后五年 今后三年 展望2 展望: 排定了 已排定 盘子已经定了 "
     "今年着力 要变样 要大变样 大变样啦 大礼包 要来了 即将 盯紧这几件 开春以后 后六个月 工期从 明年政府 明年公司 "
     "明年咱 请认真贯彻 请抓好落实 请认真抓好 请遵照执行 请认真组织 请结合实际"},
};

struct lexicon *lead_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, leads, N(leads));
}

struct lexicon *title_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, titles, N(titles));
}

struct lexicon *heading_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, headings, N(headings));
}

bool heading_is_column(const struct word *row)
{
    return !row->note || strcmp(row->note, NO_COLUMN) != 0;
}

bool heading_ends(const struct word *row)
{
    return row->note && (strcmp(row->note, AT_END) == 0 || strcmp(row->note, NO_COLUMN) == 0);
}

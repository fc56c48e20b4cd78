/* The tables of what a count is of: the programme and its items, or things that only bear the same measure words. */
#include "text/nouns.h"

#define N(a) (sizeof(a) / sizeof *(a))

static const struct words programme_words[] = {
    {0, NULL,
     "实事 民生实事 民生目标 大事的 大事推进 大事完成 大事办理 民生工程 民生项目 民生事项 件大事 惠民项目 惠民工程 "
     "民生大事 民生承诺 要事 民心工程 民生指标 子项 子任务 小项 大项 候选项目 指标 民生任务 重点任务 目标任务 民生小事 "
     "民生微实事 暖民心行动 实项目 好事 任务清单 备选项目 入选项目 落选项目 工作任务 具体任务 单体任务 具体目标"},
};

static const struct words things[] = {
    {0, NULL,
     "事项 服务 专利 标准 政务 业务 赛事 案件 投诉 诉求 工单 信访 文物 快递 提案 建议 议案 作品 纠纷 线索 设备 产品 "
     "活动 措施 制度 政策 救助 检查项目 展品 隐患 问题 成果 技术 课程 药品 证照 案例 法律援助 非遗 藏品 器材 许可 办理 "
     "受理 互认 化解 答复 收集 收到 查处 意见 来信 来电"},
};

struct lexicon *programme_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, programme_words, N(programme_words));
}

struct lexicon *thing_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, things, N(things));
}

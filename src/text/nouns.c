/* The tables of what a count is of: the programme and its items, or things that only bear the same measure words. */
#include "text/nouns.h"

#define N(a) (sizeof(a) / sizeof *(a))

static const struct word programme_words[] = {
    {"实事", 0, NULL},     {"民生工程", 0, NULL},   {"民生项目", 0, NULL}, {"民生事项", 0, NULL}, {"惠民项目", 0, NULL},
    {"惠民工程", 0, NULL}, {"民生大事", 0, NULL},   {"民生承诺", 0, NULL}, {"要事", 0, NULL},     {"民心工程", 0, NULL},
    {"民生指标", 0, NULL}, {"子项", 0, NULL},       {"子任务", 0, NULL},   {"小项", 0, NULL},     {"大项", 0, NULL},
    {"候选项目", 0, NULL}, {"指标", 0, NULL},       {"民生任务", 0, NULL}, {"重点任务", 0, NULL}, {"目标任务", 0, NULL},
    {"民生小事", 0, NULL}, {"民生微实事", 0, NULL}, {"实项目", 0, NULL},   {"好事", 0, NULL},     {"任务清单", 0, NULL},
    {"备选项目", 0, NULL}, {"入选项目", 0, NULL},   {"落选项目", 0, NULL}, {"工作任务", 0, NULL}, {"具体任务", 0, NULL},
};

static const struct word things[] = {
    {"事项", 0, NULL}, {"服务", 0, NULL}, {"专利", 0, NULL},     {"标准", 0, NULL}, {"政务", 0, NULL},
    {"业务", 0, NULL}, {"赛事", 0, NULL}, {"案件", 0, NULL},     {"投诉", 0, NULL}, {"诉求", 0, NULL},
    {"工单", 0, NULL}, {"信访", 0, NULL}, {"文物", 0, NULL},     {"快递", 0, NULL}, {"提案", 0, NULL},
    {"建议", 0, NULL}, {"议案", 0, NULL}, {"作品", 0, NULL},     {"纠纷", 0, NULL}, {"线索", 0, NULL},
    {"设备", 0, NULL}, {"产品", 0, NULL}, {"活动", 0, NULL},     {"措施", 0, NULL}, {"制度", 0, NULL},
    {"政策", 0, NULL}, {"救助", 0, NULL}, {"检查项目", 0, NULL}, {"展品", 0, NULL}, {"隐患", 0, NULL},
    {"问题", 0, NULL}, {"成果", 0, NULL}, {"技术", 0, NULL},     {"课程", 0, NULL}, {"药品", 0, NULL},
    {"证照", 0, NULL}, {"案例", 0, NULL}, {"法律援助", 0, NULL}, {"非遗", 0, NULL}, {"藏品", 0, NULL},
    {"器材", 0, NULL}, {"许可", 0, NULL}, {"办理", 0, NULL},     {"受理", 0, NULL}, {"化解", 0, NULL},
    {"答复", 0, NULL}, {"收集", 0, NULL}, {"收到", 0, NULL},     {"查处", 0, NULL}, {"意见", 0, NULL},
    {"来信", 0, NULL}, {"来电", 0, NULL},
};

struct lexicon *programme_lexicon(struct arena *arena)
{
    return lexicon_new(arena, programme_words, N(programme_words));
}

struct lexicon *thing_lexicon(struct arena *arena)
{
    return lexicon_new(arena, things, N(things));
}

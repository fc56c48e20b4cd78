/* The tables of fixed words. A row only has to hold what a rule cannot know: words whose numeral would otherwise be
 * read as an amount, and those that deserve their own reason among the traps. */
#include "text/fixed.h"

#define N(a) (sizeof(a) / sizeof *(a))

static const struct words fixed[] = {
    /* ways of speaking */
    {TRAP_IDIOM, NULL,
     "最后一公里 最后一百米 最后100米 最后一米 最先一公里 最初一公里 一公里 一揽子 一体 一体化 一站式 一条龙 一卡通 "
     "一码通 一网通办 一网统管 一件事 一张网 一张图 一本账 一盘棋 一把手 一股绳 一道 一起 第一时间 第一线 一年一度 "
     "一般 一定 一并 一直 一样 一律 一旦 一线 一流 一心 一手 一家人 一家一户 一老一小 一老一幼 一带一路 一一 一步到位 "
     "一位难求 一床难求 一票否决 一二三产 一二三产业 一岗双责 一书一签 一江水 两癌两筛 两癌 两筛 两病 两侧 两岸 两边 "
     "两旁 两端 两地 两级 两类 两手抓 两山 两不愁三保障 两免一补 两个维护 两个确立 两个毫不动摇 两个责任 两个务必 两新 "
     "两重 两高 两客一危 两站两员 两委 两代表一委员 二次供水 二维码 二手 三农 三公 三通一平 七通一平 五通一平 三位一体 "
     "三级检测 三级预警 三高 三无 三大 三支一扶 三下乡 三包 三化 三调 三社联动 三供一业 三个代表 三项制度 三务公开 "
     "三包一 四好农村路 四好 四个意识 四个自信 四上 四风 四季 四周 四通八达 四面八方 四不两直 四议两公开 四类人员 五保 "
     "五险一金 五险 五大 五湖四海 五个一百 五个一 五位一体 五小 六保 六稳 十年树木 十分 十足 十指 十里八乡 百日攻坚 "
     "百日 百姓 百年 百货 百科 百强 百花 百家争鸣 百千万工程 百县千镇万村 百村 百企 百校 百万大学生 百城 百团大战 "
     "百分制 百里 千里 万里 千方百计 千家万户 千军万马 千万工程 千企 千村 千年 千秋 万家灯火 万家 万户 万众 万物 万村 "
     "统一 唯一 之一 进一步 同一 万一 逐一 专一 单一 不一 归一 合一 二合一 三合一 多合一 一窗 一门 一次性 零距离 零跑 "
     "零就业 零售 零星 零工 独一无二 说一不二 不三不四 接二连三 七上八下 说一千道一万 七七八八 七嘴八舌 不管三七二十一 "
     "一五一十 一万个期待 一万个放心 一百个放心"},
    {TRAP_NAME, NULL,
     "八项规定 4050人员 4类重点对象 四类重点对象 住院一部 住院二部 住院三部 门诊一部 门诊二部 两会 两江 两湖 两广 "
     "两项补贴 三角 "
     "十一五 十二五 十三五 十四五 十五五 二十大 十九大 十八大 千人计划 万人计划 万人助 万达 万科"},
    {TRAP_VAGUE, NULL,
     "一些 一批 一系列 一大批 一部分 一半 一件件 一项项 一桩桩 一座座 一条条 一个个 一处处 一户户 一张张 一辆辆 一盏盏 "
     "一栋栋 一排排 一次次 一桩桩一件件 成千上万 成百上千 数以万计 数以千计 翻一番 翻了一番 翻两番"},
    {TRAP_ORDINAL, NULL, "第一批"},
    {TRAP_DATE, NULL, "四季度 三伏 七夕 星期一 星期二 星期三 星期四 星期五 星期六 周一 周二 周三 周四 周五 周六"},
    {TRAP_SPEC, NULL, "一级 一类 三甲 二甲 三乙 五星级 九年一贯制 十二年一贯制"},
    {TRAP_OTHER, NULL, "三分类"},
    {TRAP_DURATION, NULL, "三百六十五个日夜 365个日夜"},
    /* places */
    {TRAP_NAME, NULL,
     "三门峡 三门县 三亚 三明 三水 三台县 三台水库 三元区 三元里 三原 三江 三峡 三河市 三沙 三里屯 三林 三星 二七区 "
     "二连浩特 "
     "二道区 四川 四平 四会市 四方区 四方街道 四方街 四子王旗 五台山 五台县 五台、五寨 五寨 五华 五指山 五峰 五常 "
     "五大连池 五家渠 五原 "
     "五河 "
     "五莲 五通桥 "
     "六安 六盘水 六盘山 六合区 六枝 七台河 七里河 七星 八公山 八步区 八达岭 九江 九寨沟 九龙 九华 九原 九台区 十堰 "
     "百色 千岛湖 千阳 千山区 万州 万宁 万年县 万载 万安 万荣 万源 万山 万盛 万全区 经一路 经二路 经三路"},
};

static const struct words build_verbs[] = {
    {0, NULL,
     "新建 新建成 建成 建 建设 建起 建了 装了 改建 扩建 改扩建 迁建 新增 增加 增设 新设 设立 开工 完工 竣工 投用 改造 "
     "改造提升 打通 购置 配备 创建 布设 开通 引进 新开 新开了 新开通 加装 安装 修建 重建 启用 建立 新添 新增设 新改建 "
     "新上 新添置 至少 建好 办好 开办 续建 筹建 整治 修复 新改扩建"},
};

static const struct words abstract_nouns[] = {
    {TRAP_NONE, NULL, "口袋公园"},
    {TRAP_IDIOM, NULL,
     "保险 方面 环节 层面 维度 阶段 关键 坚持 维护 意识 自信 结合 统一 转变 到位 确保 必须 强化 突出 聚焦 文明 清单 "
     "步骤 原则 角度 确立 责任 轮子 优先 一律 全面 全覆盖 高于 不 更加 着力 问题 方向 渠道 数字 拳头 率先 战场 口袋 挤 "
     "遗传代谢病"},
};

static const struct words spec_words[] = {
    {0, NULL,
     "车型 户用光伏 壁挂炉 箱变 配变 变压器 高位水池 蓄水池 调蓄池 水塔 LED 快充 慢充 超充 直流 交流 充电 双枪 单枪 "
     "及以上充 "
     "超快充 塑胶跑道 以上充 大功率 以下电力 及以下 以下锅炉 以下小锅炉 以下燃 以下的燃 以下货车 液冷 一体 客车 大巴 "
     "校车 中巴 跑 接力 短跑 店 级 线路 成品 化粪池 水箱 锅炉 光伏 风光互补 高杆 小客车 机组 燃气锅炉 热水锅炉 生物质"},
};

struct lexicon *fixed_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, fixed, N(fixed));
}

struct lexicon *build_verb_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, build_verbs, N(build_verbs));
}

struct lexicon *abstract_noun_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, abstract_nouns, N(abstract_nouns));
}

struct lexicon *spec_word_lexicon(struct arena *arena)
{
    return lexicon_of_words(arena, spec_words, N(spec_words));
}

static const struct {
    const char *name, *reason;
} kinds[] = {
    [TRAP_NONE] = {"other", ""},
    [TRAP_DATE] = {"date", "日期或时刻"},
    [TRAP_AGE] = {"age", "年龄"},
    [TRAP_DURATION] = {"duration", "时长"},
    [TRAP_ORDINAL] = {"ordinal", "次序"},
    [TRAP_NAME] = {"name", "名称的一部分"},
    [TRAP_DOCUMENT] = {"document", "文号"},
    [TRAP_SPEC] = {"spec", "规格或等级"},
    [TRAP_IDIOM] = {"idiom", "固定说法"},
    [TRAP_FREQUENCY] = {"frequency", "频次"},
    [TRAP_VAGUE] = {"vague", "约数，没有确定的量"},
    [TRAP_SECTION] = {"section", "序号"},
    [TRAP_OTHER] = {"other", "没有量词的数字"},
};

const char *trap_kind_name(enum trap_kind kind)
{
    return kinds[kind].name;
}

const char *trap_kind_reason(enum trap_kind kind)
{
    return kinds[kind].reason;
}

/* Amounts around the thing done: people, places, harm. */
#include "text/circumstance.h"

#include <string.h>

#include "text/level.h"
#include "text/runes.h"
#include "text/standard.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

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
    static const char *const heights[] = {"海拔", "平均海拔", "海拔在", "海拔都在", "海拔均在", NULL};
    static const char *const has[] = {"辖", "下辖", "现辖", NULL};
    static const char *const parts[] = {"个", "村", "组", NULL};
    static const char *const hamlets[] = {"自然村", "村民小组", "居民小组", "村民组", NULL};
    static const char *const areas[] = {"面积", "总面积", NULL}, *const dwellers[] = {"户", "户居民", "人", NULL};
    static const char *const wholes[] = {"全县", "全市", "全区", "全省", "全州", "全镇", "全乡", "全旗", NULL};
    static const char *const among[] = {"行政村中", "村中", "乡镇中", "镇(乡)中", "县区中", "街道中",
                                        "社区中",   "市中", "州中",   "省辖市",   NULL};
    static const char *const residents[] = {"居民", "人口", "户籍", NULL};
    static const char *const areas_of[] = {"县(市、区)中", "县(市,区)中", "县区中", "县市区中", "区县中", "县中有",
                                           "区中有",       "乡镇中",      "镇街中", "街道中",   NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 2 * NEAR);

    if (word_is(g->unit->text, "个") && scan_any_at(scan, g->end, scan->paragraph.end, areas_of))
        return true; /* 10个县（市、区）中有4个 */
    if (g->unit->kind == UNIT_MEASURE)
        return scan_any_before(scan, scan->clause.start, g->start, heights) ||
               (scan_any_before(scan, scan->clause.start, g->start, areas) &&
                scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->sentence.end), has));
    if (group_counts(g, dwellers) && scan_any_in(scan, scan_list_start(scan), g->start, residents) &&
        scan_any_in(scan, from, g->start, has)) /* 辖8个社区，居民1.9万户、5.8万人 */
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, wholes) && word_is(g->unit->text, "个") &&
        scan_any_in(scan, g->end, scan_ahead(g->end, NEAR / 2, scan->paragraph.end), among))
        return true; /* 全县118个行政村中 */
    return group_counts(g, parts) &&
           (scan_any_before(scan, from, g->start, has) ||
            (scan_word_before(scan, scan->clause.start, g->start, "和") && /* 辖9个乡和1个开发区 */
             scan_any_in(scan, scan->clause.start, g->start, has)) ||
            (scan->clause.start > from &&
             (scan->s[scan->clause.start - 1] == L'、' || /* 辖14个村、1个社区，197个自然村 */
              (scan->clause.start == g->start && scan_any_at(scan, g->end, scan->paragraph.end, hamlets))) &&
             scan_any_in(scan, from, scan->clause.start, has)));
}

/* 小区建于1988年，共有5栋楼、268户: what an estate has. */
static bool is_of_estate(const struct scan *scan, const struct group *g)
{
    static const char *const built[] = {
        "年以前建成的", "年底以前建成的", "年以前建的", "年底前建成的", "年建的", "建于", "始建于", "建成于", NULL};
    static const char *const units[] = {"栋", "幢", "户", "户居民", "单元", "个", "层", "人", NULL};
    static const char *const done[] = {"改造", "整治", "加装", "完成", "更换", "新增", "新建", "增设", "拆除", NULL};
    static const char *const deeds[] = {"整治", "增设", "更新", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, 3 * NEAR);

    if (word_is(g->unit->text, "户居民") && scan_before(scan, g->start) != L'、') /* behind 36栋楼、 alone */
        return false;
    return group_counts(g, units) && scan_any_in(scan, from, g->start, built) &&
           !scan_any_in(scan, from, g->start, done) &&
           !scan_any_in(scan, g->end, scan_ahead(g->end, 2 * NEAR, scan->sentence.end), deeds);
}

/* 过去跑3公里, 离国道只有7公里, 到8里外去拉: how far somebody goes, how far away something is. */
static bool is_way(const struct scan *scan, const struct group *g)
{
    static const char *const only[] = {"只有", "仅有", "仅", "有", "约", "不到", "就", "才", NULL}, *const away[] = {
                                                                                                        "离", "距",
                                                                                                        NULL};
    static const char *const towns[] = {"县城", "城区", "市区", "镇上", "乡上", "镇政府", "学校", "医院", NULL};
    static const char *const goes[] = {"跑", "走", "骑", "绕", "跑上", "走上", "来回", "往返", "单程", NULL};
    static const char *const beyond[] = {"外去", "外,", "以外,", NULL}, *const home[] = {"离家", "离她家", "离他家",
                                                                                         "离我家", NULL};

    if (word_is(g->unit->text, "里"))
        return scan_word_at(scan, g->end, scan->paragraph.end, "山路") ||
               (scan_any_before(scan, scan->clause.start, g->start, goes) &&
                !scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, "省"));
    if (g->unit->kind != UNIT_MEASURE)
        return false;
    return scan_any_before(scan, scan->clause.start, g->start, goes) ||
           scan_any_before(scan, scan->clause.start, g->start, home) ||
           (scan_any_before(scan, scan->clause.start, g->start, towns) && /* 村子离县城48公里 */
            scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, away)) ||
           (g->at[0].power == 0 && scan_any_at(scan, g->end, scan->paragraph.end, beyond)) ||
           (scan_any_before(scan, scan->clause.start, g->start, only) &&
            scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, away));
}

/* 412户人家, 一家五口, 96平方米的老房子: who lives somewhere, and in how much room. */
static bool is_home(const struct scan *scan, const struct group *g)
{
    enum { FAMILY = 20 };
    static const char *const mouths[] = {"口", "口人", NULL}, *const homes[] = {"全家", "一家", NULL};
    static const char *const served[] = {"全部", "受益", "最迟", "用上", "喝上", "通水", "通气", "搬", "下了地", NULL};
    static const char *const rooms[] = {"的平房", "的老房", "的房子",   "的旧房", "的土坯房",
                                        "的窑洞", "的小屋", "的出租屋", NULL};

    if (word_is(g->unit->text, "户"))
        return g->at[0].power == 0 && /* not 1.96万户人家的“里子” */
               scan_word_at(scan, g->end, scan->paragraph.end, "人家") &&
               !scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), served);
    if (group_counts(g, mouths))
        return scan_any_before(scan, scan->clause.start, g->start, homes) ||
               ((word_is(g->unit->text, "口人") || scan_word_at(scan, g->end, scan->paragraph.end, "人")) &&
                g->at[0].power == 0 && g->at[0].value.n < FAMILY);
    return g->unit->kind == UNIT_MEASURE && g->at[0].power == 0 &&
           scan_any_at(scan, g->end, scan->paragraph.end, rooms);
}

/* 这个412户的村子: what a place is like. */
static bool is_scenery(const struct scan *scan, const struct group *g)
{
    static const char *const places[] = {"的村", "的小村", "的山村", "的小镇", "的老小区",
                                         "的县", "的小城", "的城市", NULL};

    if (!g->unit)
        return false;
    if (is_home(scan, g) || is_way(scan, g) || is_made_up(scan, g) || is_of_place(scan, g) || is_of_estate(scan, g))
        return true;
    if (word_is(g->unit->text, "级")) /* steps, for no other are counted */
        return true;
    return (word_is(g->unit->text, "户") || word_is(g->unit->text, "人")) &&
           scan_any_in(scan, g->end, scan_ahead(g->end, NEAR / 3, scan->clause.end), places);
}

/* As many as live in a whole place. */
static bool is_of_city_size(const struct group *g)
{
    enum { CITY = 200000 };

    return decimal_compare(g->at[0].value, (struct decimal){CITY, 0}) >= 0;
}

/* 107.4万名泰兴人: the people of a place by its name. */
static bool is_populace(const struct scan *scan, const struct group *g)
{
    static const char *const sorts[] = {"残疾人", "老年人", "成年人", "受益人", "持证人", NULL};
    static const char *const others[] = {"口", "群", "员", "士", "才", "次", NULL};

    return word_is(g->unit->text, "名") && scan_word_at(scan, g->end + 2, scan->paragraph.end, "人") &&
           rune_is_han(scan->s[g->end]) && is_of_city_size(g) &&
           !scan_any_at(scan, g->end, scan->paragraph.end, sorts) &&
           !scan_any_at(scan, g->end + 3, scan->paragraph.end, others);
}

/* 全县60周岁以上老年人5.87万人, 向全县16.8万名各族群众: how many there are, whatever is done for them. */
static bool is_people(const struct scan *scan, const struct group *g)
{
    static const char *const poor[] = {"生活在贫困线", "在贫困线以下", NULL};
    static const char *const all[] = {"名各族",   "各族群众", "各族人民", "父老",
                                      "家乡人民", "常住居民", "常住人口", NULL};
    static const char *const old[] = {"老年人",     "老人",       "老年人口", "老年人约",   "老人约",
                                      "老年人有",   "老年人口有", "老年人达", "老人达",     "老人有",
                                      "老人已有",   "老年人已有", "老人已达", "老年人已达", "老人超过",
                                      "老年人超过", "老人近",     "老年人近", NULL};
    static const char *const given[] = {"领取", "享受", "领到", "获得", "受益", "免收", "免除", NULL};
    static const char *const homes[] = {"家里", "家中", "享受", "领到", NULL};
    static const char *const still[] = {"还有", "尚有", "仍有", NULL}, *const needy[] = {"不安全人口", "贫困人口",
                                                                                         NULL};
    static const char *const frail[] = {"特困人员", "残疾人", "老年人", "困难老人", "留守儿童", "困境儿童", NULL};
    static const char *const present[] = {"持证残疾人", "全市现有", "全县现有", "全区现有",
                                          "全省现有",   "全州现有", "全镇现有", NULL};
    static const char *const whole[] = {"全市", "全省", "全县", "全区", "全州", "全旗", NULL};
    static const char *const halves[] = {"城镇人口", "乡村人口", "农村人口", NULL};
    static const char *const served[] = {"为",   "向",   "给",   "对",   "惠及", "服务",
                                         "发放", "补贴", "覆盖", "组织", "签约", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR + 4);

    if (!word_is(g->unit->text, "人") && !word_is(g->unit->text, "名"))
        return false;
    if (scan_word_before(scan, scan->paragraph.start, g->start, "(现有") && scan_closes(scan, g->end))
        return true; /* 特困供养对象（现有4136人）全部纳入 */
    if (is_populace(scan, g) || scan_any_at(scan, g->end, scan->paragraph.end, all) ||
        scan_any_at(scan, g->end, scan->paragraph.end, poor) || scan_word_at(scan, g->end, scan->paragraph.end, "中,"))
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, halves) &&
        (g->start == scan->clause.start + 4 ||
         (g->start == scan->clause.start + 6 && scan_any_at(scan, scan->clause.start, g->start, whole))))
        return true; /* 其中，城镇人口290万人 */
    if (scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, needy) &&
        scan_any_in(scan, scan->clause.start, g->start, still))
        return true; /* 全县还有饮水不安全人口11.3万人, 饮水不安全人口尚有412万人 */
    if (scan_any_at(scan, g->end, scan->paragraph.end, needy) &&
        scan_any_before(scan, scan->clause.start, g->start, still))
        return true; /* 仍有2.1万名贫困人口没有脱贫 */
    if (scan_any_before(scan, scan->clause.start, g->start, frail) &&
        scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, present))
        return true; /* 全市现有残疾人12.8万人，其中重度残疾人5.1万人 */
    if (is_of_city_size(g) && scan_any_before(scan, start, g->start, whole) &&
        !scan_any_in(scan, g->end, scan->clause.end, given)) /* 全市490多万人触手可及的幸福 */
        return true;
    return scan_any_before(scan, start, g->start, old) && !scan_word_before(scan, start, g->start, "百岁老人") &&
           scan_word_in(scan, start, g->start, "岁") && !scan_any_in(scan, start, g->start, served) &&
           !scan_any_at(scan, g->end, scan->paragraph.end, homes); /* 独居老人18600余名家里装上“一键通” */
}

static const char *const populations[] = {
    "常住居民", "常住人口",     "户籍人口",     "户籍老年人", "总人口",       "辖区人口",       "实有人口",
    "辖区面积", "在校(园)学生", "机动车保有量", "汽车保有量", "活产新生儿",   "活产数",         "国土面积",
    "城区人口", "全市人口",     "全县人口",     "岁以上人口", "岁及以上人口", "岁以上老年人口", "全区人口",
    "全镇人口", "服务人口",     "老年人口",     "区域面积",   "幅员面积",     "耕地面积",       NULL};

bool is_share_of_people(const struct scan *scan, const struct group *g)
{
    static const char *const shares[] = {"差额比例",   "占常住人口", "占户籍人口", "占总人口",
                                         "占全市人口", "少数民族占", "占全县人口", "占全区人口",
                                         "城镇人口占", "老年人口占", "城镇化率",   NULL};

    return scan_any_in(scan, scan_back(scan->sentence.start, g->start, 40), g->start, shares);
}

bool is_lack(const struct scan *scan, const struct group *g)
{
    static const char *const lacks[] = {"只有", "仅有", "才有", "不足", NULL};

    return scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, lacks) &&
           !scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, "计划");
}

/* 25个乡镇6.8万人受灾, 倒塌房屋1236间 */
static bool is_damage(const struct scan *scan, const struct group *g)
{
    static const char *const helped[] = {"搬进", "搬入", "住进", "住上", "入住", "安置", NULL};
    static const char *const harmed[] = {"受灾", "被困", "被淹", NULL};
    static const char *const lost[] = {"倒塌房屋", "倒塌", "损毁房屋", "受损房屋", "受灾", NULL};

    static const char *const units[] = {"个", "人", "户", "间", "名", "亩", NULL};

    if (!group_counts(g, units))
        return false;
    if (scan_any_before(scan, scan->clause.start, g->start, lost))
        return true;
    return scan_any_in(scan, g->end, scan_ahead(g->end, NEAR, scan->clause.end), harmed) &&
           !scan_any_in(scan, g->end, scan->clause.end, helped); /* 3345户受灾群众搬进新居 */
}

/* 考核前三名的县各奖200万元、150万元: what the best get, of a programme none of its money. */
static bool is_prize(const struct scan *scan, const struct group *g)
{
    enum { FAR = 24 };
    static const char *const best[] = {"第一名", "前两名", "前2名",    "前三名",   "前3名",
                                       "前五名", "前5名",  "前三位的", "前两位的", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, FAR);

    return g->unit && g->unit->kind == UNIT_MONEY && scan_word_in(scan, from, g->start, "奖") &&
           scan_any_in(scan, scan_back(scan->sentence.start, g->start, 2 * FAR), g->start, best);
}

/* 点赞前20名送电影票1张: what an account gives its readers. */
static bool is_for_readers(const struct scan *scan, const struct group *g)
{
    enum { FAR = 48 };
    static const char *const readers[] = {"留言", "点赞", "转发", "评论区", "参与投票", "抽奖", NULL};
    static const char *const gives[] = {"送", "获赠", NULL}, *const people[] = {"名", "位", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, FAR);

    return !group_counts(g, people) && scan_any_in(scan, from, g->start, readers) &&
           scan_any_in(scan, scan_back(from, g->start, NEAR), g->start, gives);
}

/* Population, and the standard by which something is paid, are circumstances. */

/* “常住人口（万人） | 104.6 | 48.3 |” */
static bool is_cell_of_people(const struct scan *scan, const struct group *g)
{
    size_t start = scan->paragraph.start;

    return scan_before(scan, g->start) == '\t' &&
           scan_any_in(scan, start, scan_ahead(start, NEAR, g->start), populations);
}

bool is_circumstance(const struct scan *scan, const struct group *g)
{
    static const char *const printed[] = {"共印", "印", NULL}, *const copies[] = {"份", NULL};
    static const char *const due[] = {
        "应到县人大代表", "应到市人大代表", "应到区人大代表", "应到镇人大代表", "总监票人", "监票人",
        "计票人",         "应到",           "应到代表",       "应到人大代表",   NULL};
    static const char *const settings[] = {"以上人口达",
                                           "以上人口已达",
                                           "以上人口已有",
                                           "机动车保有量已破",
                                           "机动车保有量已逾",
                                           "边境线长",
                                           "海岸线长",
                                           "老龄化率",
                                           "老龄化率达",
                                           "气温超过",
                                           "气温",
                                           "气温达",
                                           "最高气温",
                                           NULL};
    static const char *const same[] = {"仍是每", "仍为每", "价仍是", "价仍为", "费仍为", "费仍是", NULL};
    static const char *const grades[] = {"以上为", "为优秀", "为良好", "为合格", "以上的为", NULL};
    static const char *const of_marks[] = {"减", "扣", "加", "分值", "权重", "满分", "低于", "占", NULL};
    static const char *const divided[] = {"常住人口", "户籍人口", "户籍老年人", "总人口", NULL}; /* …，占18.9% */
    static const char *const served[] = {"受益", "免费", "接种", "发放", "筛查", "体检", "培训", NULL};
    static const char *const rates[] = {"参保率", "覆盖率", "普及率", "签约率", "参合率",
                                        "签发率", "满意率", "满意度", NULL};
    size_t start = scan_back(scan->clause.start, g->start, 2 * NEAR);
    size_t far = scan_back(scan->sentence.start, g->start, 40);

    bool rate = g->unit && g->unit->kind == UNIT_PERCENT && scan_any_in(scan, scan->clause.start, g->start, rates);

    if (is_cell_of_people(scan, g))
        return true;
    if (!rate && scan_any_in(scan, scan_back(scan->clause.start, g->start, 6), g->start, populations) &&
        !scan_word_in(scan, start, g->start, "每千"))
        return true;
    if (scan_before(scan, g->start) == '(' && scan_any_before(scan, scan->sentence.start, g->start - 1, populations))
        return true; /* 占常住人口（112.3万人）的87.9% */
    if (g->unit && (g->unit->kind == UNIT_PERCENT || word_is(g->unit->text, "人") || !g->unit->text[0]))
        if (!scan_any_in(scan, scan->clause.start, g->start, rates) && scan_any_in(scan, far, g->start, divided) &&
            !scan_word_in(scan, far, g->start, "每千") &&
            !scan_any_in(scan, far, g->start, served)) /* 户籍老年人免费接种6.5万剂次，筛查2.8万人 */
            return true;
    if (g->unit && word_is(g->unit->text, "人口"))
        return !scan_word_in(scan, start, g->start, "受益") && !scan_word_in(scan, start, g->start, "惠及") &&
               !scan_word_in(scan, start, g->start, "解决") && !scan_word_in(scan, start, g->start, "覆盖");
    if (is_prize(scan, g) || is_for_readers(scan, g))
        return true;
    if (group_counts(g, copies) && scan_any_before(scan, scan->clause.start, g->start, printed)) /* （共印60份） */
        return true;
    if (g->unit && g->unit->kind == UNIT_PERCENT &&
        (scan_word_in(scan, start, g->start, "扣减") || scan_word_at(scan, g->end, scan->paragraph.end, "的权重") ||
         (scan_word_before(scan, start, g->start, "占") && scan_word_in(scan, far, g->start, "满分"))))
        return true; /* 下年度扣减5%～10%资金, 按5%的权重计入考核, 考核满分100分，其中满意度占30% */
    if (scan_any_before(scan, scan->clause.start, g->start, settings))
        return true;
    if (g->unit && g->unit->kind == UNIT_MONEY &&
        (scan_word_at(scan, g->end, scan->paragraph.end, "不变") ||
         scan_any_in(scan, scan->clause.start, g->start, same)))
        return true; /* 保费每人99元不变, 热价不变，仍是每平方米27.6元 */
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

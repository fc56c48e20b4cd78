/* What a measure behind a number is of, where it is no amount: each rule is a habit of the language, its words a list.
 */
#include "text/measure.h"

#include "text/runes.h"
#include "text/units.h"

/* 60千瓦快充, 120千瓦及以上快充桩, 19座客车, 100米跑 */
static enum trap_kind as_kind_of_thing(const struct scan *scan, const struct group *g)
{
    static const char *const powers[] = {"功率", "功率达", "快充(", "慢充(", "功率(", NULL};
    static const char *const kilowatts[] = {"千瓦", NULL};
    static const char *const stations[] = {"电站规模", "每户", "(户用,", "户用", "村级电站", NULL};
    static const char *const units[] = {"千瓦", "千伏安", "kVA",  "kW",     "瓦",   "米", "座",
                                        "元",   "吨",     "蒸吨", "立方米", "兆瓦", "MW", NULL};

    static const char *const bounds[] = {"及以上", "及以下", "以上", "以下", NULL};
    static const char *const masses[] = {"克", "毫升", "升", "公斤", "千克", "斤", NULL};
    static const char *const bottles[] = {"瓶", "钢瓶", "瓶组", "罐", NULL};
    size_t end = g->end;
    bool named = lexicon_at(scan->spec_words, scan->s, end, scan->paragraph.end, NULL);

    if (scan_any_at(scan, end, scan->paragraph.end, bounds))
        end += scan->s[end] == L'及' ? 3 : 2;
    if (end > g->end && scan_word_at(scan, end, scan->paragraph.end, "的"))
        end++;
    if (g->unit && g->unit->kind == UNIT_MEASURE && scan_any_before(scan, scan->sentence.start, g->start, powers))
        return TRAP_SPEC;
    if (g->at[0].power == 0 && group_counts(g, kilowatts) &&
        scan_any_before(scan, scan->sentence.start, g->start, stations)) /* 户用电站按每户3千瓦配建 */
        return TRAP_SPEC;
    if (g->unit && scan_word_at(scan, g->end, scan->paragraph.end, "装") &&
        scan_any_at(scan, g->unit_start, g->end, masses)) /* 0.25克装 */
        return TRAP_SPEC;
    if (group_counts(g, masses) && scan_any_at(scan, g->end, scan->paragraph.end, bottles)) /* 50公斤瓶组 */
        return TRAP_SPEC;
    if (!g->unit || g->at[0].power > 0 ||
        !(named || lexicon_at(scan->spec_words, scan->s, end, scan->paragraph.end, NULL)))
        return TRAP_NONE;
    return group_counts(g, units) ? TRAP_SPEC : TRAP_NONE;
}

/* 20户以上（具备条件的）自然村, 安置点（30户以上）: what sorts villages */
static enum trap_kind as_size_of_village(const struct scan *scan, const struct group *g)
{
    enum { NEAR = 14 };
    static const char *const sorts[] = {"以上", "及以上", "以下", "及以下", NULL};
    static const char *const places[] = {"自然村", "村民小组", "村民组", "行政村", "居民点",
                                         "屯",     "大班",     "村寨",   NULL};
    static const char *const of[] = {"以上的", "以下的", NULL};
    static const char *const people[] = {"户", "人", NULL};
    size_t end;

    if (g->at[0].power > 0 || !group_counts(g, people) || !scan_any_at(scan, g->end, scan->paragraph.end, sorts))
        return TRAP_NONE;
    if (g->start > scan->paragraph.start && scan->s[g->start - 1] == '(' &&
        (scan_word_at(scan, g->end + 2, scan->paragraph.end, ")") ||
         scan_word_at(scan, g->end + 3, scan->paragraph.end, ")")))
        return TRAP_SPEC;
    if (scan_any_at(scan, g->end, scan->paragraph.end, of) && g->end + 3 < scan->paragraph.end &&
        rune_is_digit(scan->s[g->end + 3])) /* 其中30户以上的175处 */
        return TRAP_SPEC;
    end = rune_find_digit(scan->s, g->end, scan_ahead(g->end, NEAR, scan->clause.end));
    return scan_any_in(scan, g->end, end, places) ? TRAP_SPEC : TRAP_NONE;
}

/* 20℃以上的占94.8%: what sorts homes */
static enum trap_kind as_warmth_of_home(const struct scan *scan, const struct group *g)
{
    static const char *const degrees[] = {"℃", "摄氏度", "度", NULL};

    return scan_word_at(scan, g->end, scan->paragraph.end, "以上的") && group_counts(g, degrees) ? TRAP_SPEC
                                                                                                 : TRAP_NONE;
}

/* 3.5米宽, 10厘米厚, 路基宽6.5米; 四、五类危桥: how broad, of what class */
static enum trap_kind as_measure_of_make(const struct scan *scan, const struct group *g)
{
    static const char *const breadths[] = {"以下窄路", "以下的窄路", "宽",       "厚",       "深",
                                           "覆盖率",   "半径",       "公园绿地", "服务半径", NULL};
    static const char *const makes[] = {"锅炉", "热水锅炉", "以下小锅炉", "以下燃煤锅炉", "以下锅炉",
                                        "机组", "充电",     "快充",       "的",           NULL};
    static const char *const powers[] = {"MW", "兆瓦", "千瓦", "瓦", "蒸吨", NULL};
    static const char *const before[] = {"路基宽", "路面宽", "路基宽度", "路面宽度", "厚度",   "板厚",
                                         "层厚",   "厚度按", "厚度为",   "厚度达",   "宽度为", "宽度达",
                                         "墙厚",   "面宽",   "宽度",     "车道宽",   NULL};
    static const char *const designed[] = {"设计厚", "设计", NULL}, *const thin[] = {"厘米", "cm", NULL};
    static const char *const bores[] = {"毫米", "mm", NULL}, *const bounds[] = {"以上", "及以上", "以下", "及以下",
                                                                                NULL};
    static const char *const metres[] = {"米", NULL};
    static const char *const buses[] = {"小巴",     "客车",       "级公交", "纯电", "公交车",
                                        "以下儿童", "以下的儿童", "高以下", NULL};
    static const char *const classes[] = {"类危", "类桥", "类公路", "类路况", "类低保", "类对象", NULL};

    if (group_counts(g, metres) && scan_any_at(scan, g->end, scan->paragraph.end, buses))
        return TRAP_SPEC; /* 6米小巴, 1.2米以下儿童 */
    if (group_counts(g, thin) && scan_any_before(scan, scan->clause.start, g->start, designed))
        return TRAP_SPEC; /* 路面设计厚20厘米 */
    if (g->unit && g->unit->kind == UNIT_MEASURE &&
        ((scan_any_at(scan, g->end, scan->paragraph.end, breadths) &&
          !scan_word_at(scan, g->end + 1, scan->paragraph.end, "度")) ||
         scan_any_before(scan, scan->clause.start, g->start, before)))
        return TRAP_SPEC;
    if (group_counts(g, bores) && scan_any_at(scan, g->end, scan->paragraph.end, bounds))
        return TRAP_SPEC; /* 110毫米以上铸铁管 */
    if (group_counts(g, powers) && scan_any_at(scan, g->end, scan->paragraph.end, makes))
        return TRAP_SPEC; /* 116MW热水锅炉, 60瓦的 */
    return (g->unit && scan_any_at(scan, g->unit_start, scan->paragraph.end, classes)) ? TRAP_SPEC : TRAP_NONE;
}

/* 最后500米, 300米见绿 */
static enum trap_kind as_last_stretch(const struct scan *scan, const struct group *g)
{
    static const char *const stretches[] = {"最后", "最初", NULL}, *const seen[] = {"见绿", "见园", "入园", "充电圈",
                                                                                    NULL};

    if (!g->unit || g->unit->kind != UNIT_MEASURE || g->at[0].power > 0)
        return TRAP_NONE;
    return (g->at[0].value.places == 0 && scan_any_before(scan, scan->paragraph.start, g->start, stretches)) ||
                   scan_any_at(scan, g->end, scan->paragraph.end, seen)
               ? TRAP_IDIOM
               : TRAP_NONE;
}

/* 3分15秒, 一小时二十分; 全文约1100字; 1组到7组 */
static enum trap_kind as_other_measure(const struct scan *scan, const struct group *g)
{
    static const char *const minute[] = {"分", NULL}, *const letters[] = {"字", NULL}, *const teams[] = {"组", NULL};
    static const char *const teams_before[] = {"组到", "组至", "组、", "组-", "组—", NULL};
    static const char *const texts[] = {"全文", "全文约", "全文共", NULL};
    static const char *const to[] = {"到", "至", "—", "-", "、", NULL};
    size_t end = scan_ahead(g->end, 5, scan->clause.end);

    if (group_counts(g, minute) &&
        (scan_word_before(scan, scan->clause.start, g->start, "小时") ||
         (g->end < end && rune_is_numeral(scan->s[g->end]) && scan_word_in(scan, g->end, end, "秒"))))
        return TRAP_DURATION;
    if (group_counts(g, letters) && scan_any_before(scan, scan->paragraph.start, g->start, texts))
        return TRAP_OTHER;
    if (group_counts(g, teams) &&
        ((g->end + 1 < end && scan_any_at(scan, g->end, end, to) && rune_is_digit(scan->s[g->end + 1]) &&
          scan_word_in(scan, g->end + 2, end, "组")) ||
         scan_any_before(scan, scan_back(scan->clause.start, g->start, 2), g->start, teams_before)))
        return TRAP_ORDINAL;
    return TRAP_NONE;
}

/* 国道310段; 新生儿48种遗传代谢病; 66人及以上班额; 日供水1000吨以上的工程: which ones. */
static enum trap_kind as_sort(const struct scan *scan, const struct group *g)
{
    static const char *const capacities[] = {"日供水", "日处理", "日供水能力", NULL};
    static const char *const sorts[] = {"种", NULL}, *const kinds[] = {"遗传代谢", "遗传性代谢", "基本蔬菜", NULL};
    static const char *const pupils[] = {"人", NULL}, *const classes[] = {
                                                          "以上班额",     "及以上班额", "以上大班额", "以上的大班额",
                                                          "以上的班级",   "以上班级",   "大班额",     "超大班额",
                                                          "及以上大班额", NULL};
    static const char *const large[] = {"的大班额", "的“大班额”", "的超大班额", "的大班", NULL};
    static const char *const farms[] = {"团", "小区", NULL}, *const wards[] = {"部", NULL};
    static const char *const homes[] = {"家", NULL}, *const hamlets[] = {"子镇", "子村", "子屯", "子嘎查", NULL};
    static const char *const stretch[] = {"段", NULL}, *const roads[] = {"国道", "省道", "县道", "乡道", NULL};

    if (g->unit->kind == UNIT_MEASURE && scan_any_before(scan, scan->clause.start, g->start, capacities) &&
        (scan_word_at(scan, g->end, scan->paragraph.end, "以上的") ||
         scan_word_at(scan, g->end, scan->paragraph.end, ")"))) /* 洪湾水厂（日供水5000吨） */
        return TRAP_SPEC;
    if ((group_counts(g, sorts) && scan_any_at(scan, g->end, scan->paragraph.end, kinds)) ||
        (group_counts(g, pupils) && (scan_any_at(scan, g->end, scan->paragraph.end, classes) ||
                                     (scan_word_before(scan, scan->clause.start, g->start, "超过") &&
                                      scan_any_at(scan, g->end, scan->paragraph.end, large)))))
        return TRAP_SPEC;
    if (group_counts(g, farms) && g->at[0].arabic && g->count == 1 && rune_is_digit(scan->s[g->unit_start - 1]))
        return TRAP_NAME; /* 121团第一中学, 19小区居民 */
    if (group_counts(g, homes) && scan_any_at(scan, g->end, scan->paragraph.end, hamlets))
        return TRAP_NAME; /* 五家子嘎查 */
    if (group_counts(g, wards) && !g->at[0].arabic && scan_word_before(scan, scan->clause.start, g->start, "院"))
        return TRAP_NAME; /* 市中心医院二部 */
    if (group_counts(g, stretch) && scan_any_before(scan, scan->clause.start, g->start, roads))
        return TRAP_NAME;
    return TRAP_NONE;
}

/* 老鹰乡8村, a village by its number; 太阳能路灯（60瓦） */
static enum trap_kind as_grade(const struct scan *scan, const struct group *g)
{
    static const char *const powers[] = {"瓦", "W", "千瓦", "kW", NULL};
    static const char *const guns[] = {"单枪", "单枪最高", "单枪最大", "单桩", "单桩最高", "单枪功率", NULL};
    static const char *const closed[] = {"以上占",  "及以上占", ")",       "型)", "以上)",
                                         "及以上)", "以下)",    "及以下)", NULL};
    static const char *const villages[] = {"村", "社", "组", NULL}, *const above[] = {"乡", "镇", "村", NULL};

    if (group_counts(g, villages) && g->count == 1 && scan_any_before(scan, scan->clause.start, g->start, above) &&
        (scan_closes(scan, g->end) || scan_word_at(scan, g->end, scan->paragraph.end, "的")))
        return TRAP_NAME;
    if (group_counts(g, villages) && scan_word_in(scan, scan_back(scan->sentence.start, g->start, 6), g->start, "村、"))
        return TRAP_NAME; /* 田林一村、田林十二村 */
    return group_counts(g, powers) &&
                   (scan_any_before(scan, scan->paragraph.start, g->start, guns) || /* 单枪60千瓦 */
                    (scan_before(scan, g->start) == '(' &&
                     scan_any_at(scan, g->end, scan->paragraph.end, closed))) /* 充电桩320个（60千瓦以上） */
               ? TRAP_SPEC
               : TRAP_NONE;
}

/* 500米内可找到公厕, 沿边0至3公里: how far away. */
static enum trap_kind as_distance(const struct scan *scan, const struct group *g)
{
    static const char *const within[] = {"内可", "内有", "内能", "内就", "范围内", "半径", NULL};

    return g->unit->kind == UNIT_MEASURE && (scan_any_at(scan, g->end, scan->paragraph.end, within) ||
                                             (g->range && g->at[0].arabic && g->at[0].value.n == 0))
               ? TRAP_SPEC
               : TRAP_NONE;
}

/* 10公里健身跑, 100公里挑战赛: which race */
static enum trap_kind as_race(const struct scan *scan, const struct group *g)
{
    static const char *const races[] = {"跑",     "夜跑",   "路跑",     "健身跑", "欢乐跑", "迷你跑",
                                        "越野跑", "越野赛", "越野挑战", "挑战赛", "接力赛", "骑行赛",
                                        "徒步",   "健步走", "健康跑",   "马拉松", "竞走",   NULL};

    static const struct decimal marathons[] = {{42195, 3}, {210975, 4}};

    if (!g->unit || g->unit->kind != UNIT_MEASURE || g->at[0].power > 0)
        return TRAP_NONE;
    for (size_t i = 0; i < sizeof marathons / sizeof *marathons; i++)
        if (decimal_compare(g->at[0].value, marathons[i]) == 0)
            return TRAP_SPEC;
    return scan_any_at(scan, g->end, scan->paragraph.end, races) ? TRAP_SPEC : TRAP_NONE;
}

/* 12米长电动公交车300辆, 5吨拉水车26辆: a noun and how many there are of it stand right behind. */
static bool sizes_next(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"米", "吨", "立方米", "瓦", "千瓦", "兆瓦", "升", "方", NULL};
    static const char *const verbs[] = {"惠", "覆", "受", "新", "共", "解", "建", "改", "修",
                                        "涉", "及", "和", "使", "让", "为", "供", "约", "达",
                                        "完", "含", "有", "内", "以", "管", "道", "路", NULL};
    size_t at = g->end, end = scan_ahead(g->end, 9, scan->clause.end);
    struct group next;

    if (!group_counts(g, units))
        return false;
    while (at < end && (rune_is_han(scan->s[at]) || rune_is_latin(scan->s[at])))
        at++;
    return at > g->end + 1 && at < end && rune_is_digit(scan->s[at]) && !scan_any_in(scan, g->end, at, verbs) &&
           group_read(scan->units, scan->s, at, scan->paragraph.end, &next) && next.unit &&
           (next.unit->kind == UNIT_COUNT || next.unit->kind == UNIT_WEAK);
}

/* 沼气池(8立方米)1700口: of what size each; 户型以60平方米为主, 70平方米户型 */
static enum trap_kind as_size_of_each(const struct scan *scan, const struct group *g)
{
    static const char *const types[] = {"户型", "户型以", "户型为", "户型面积", NULL};

    if (!g->unit || g->unit->kind != UNIT_MEASURE || g->at[0].power > 0)
        return TRAP_NONE;
    if (scan_any_before(scan, scan->clause.start, g->start, types) ||
        scan_any_at(scan, g->end, scan->paragraph.end, types) || sizes_next(scan, g))
        return TRAP_SPEC;
    return scan_before(scan, g->start) == '(' && g->end + 1 < scan->paragraph.end && scan->s[g->end] == ')' &&
                   rune_is_digit(scan->s[g->end + 1])
               ? TRAP_SPEC
               : TRAP_NONE;
}

/* 1—4项为政策类，5—10项为工程类: which of them */
static enum trap_kind as_places_in_list(const struct scan *scan, const struct group *g)
{
    static const char *const units[] = {"项", "件", "条", "款", NULL}, *const are[] = {"为", "是", "属",
                                                                                       "由", "略", NULL};

    return g->range && g->at[0].power == 0 && g->at[0].digits <= 2 && group_counts(g, units) &&
                   scan_any_at(scan, g->end, scan->paragraph.end, are)
               ? TRAP_ORDINAL
               : TRAP_NONE;
}

enum trap_kind trap_of_measure(const struct scan *scan, const struct group *g)
{
    static enum trap_kind (*const rules[])(const struct scan *, const struct group *) = {
        as_kind_of_thing,  as_size_of_village,
        as_warmth_of_home, as_measure_of_make,
        as_last_stretch,   as_other_measure,
        as_sort,           as_grade,
        as_distance,       as_race,
        as_size_of_each,   as_places_in_list,
    };

    for (size_t i = 0; g->unit && i < sizeof rules / sizeof *rules; i++) {
        enum trap_kind kind = rules[i](scan, g);

        if (kind != TRAP_NONE)
            return kind;
    }
    return TRAP_NONE;
}

/* Units that a number without one has from what stands around it. */
#include "text/lend.h"

#include "text/runes.h"
#include "text/units.h"

enum { BRACKETS = 48 }; /* how long what stands in brackets behind a whole may be */

static const char *const people_words[] = {"群众", "学生", "居民", "职工",   "老人",   "市民",     "儿童",
                                           "村民", "农民", "师生", "党员",   "干部",   "妇女",     "游客",
                                           "观众", "学子", "人口", "患者",   "青年",   "考生",     "劳力",
                                           "人员", "残疾", "百姓", "老年人", "劳动力", "低保对象", NULL};

/* Words for people right behind a number: “5.8万农村群众”, “110万残疾人”. */
static bool names_people(const struct scan *scan, size_t at)
{
    size_t end = at;

    while (end < at + 8 && end < scan->paragraph.end && !rune_is_clause_end(scan->s[end]))
        end++;
    return scan_any_in(scan, at, end, people_words);
}

/* What may stand behind a large number without a measure word: the clause's end, a few words, what it counts. */
static bool ends_amount(const struct scan *scan, const struct numeral *n, size_t at)
{
    static const char *const words[] = {"以上", "左右", "以内", "”", "用户", "家庭", "农户", NULL};

    if (scan_closes(scan, at) || names_people(scan, at))
        return true;
    if (scan_any_at(scan, at, scan->paragraph.end, words))
        return true;
    return n->arabic && at < scan->paragraph.end && scan->s[at] >= 0x4E00; /* 25万幅国画: whatever it counts */
}

/* “投资3.5亿，”: a number with 万 or 亿 that ends its clause counts something although no measure word says what. */
static bool lend_unit_of_large(const struct scan *scan, size_t money_sentence, struct group *g)
{
    static const struct word money = {"元", UNIT_MONEY, NULL}, people = {"人", UNIT_COUNT, NULL},
                             nothing = {"", UNIT_COUNT, NULL};
    static const char *const words[] = {"投资", "资金", "经费", "补助",   "补贴",     "贷款", "收入", "支出",
                                        "产值", "税",   "金额", "销售额", "生产总值", "投入", "花了", "花掉",
                                        "拨付", "到账", "筹集", "筹措",   "盘子",     "到位", NULL};
    size_t start = scan_back(scan->clause.start, g->start, 12);
    const struct numeral *n = &g->at[0];

    if (g->unit || n->power < 4 || n->bare_multiplier || n->too_long || n->vague || !ends_amount(scan, n, g->end))
        return false;
    g->unit = names_people(scan, g->end) || scan_any_before(scan, start, g->start, people_words) ||
                      scan_word_in(scan, start, g->start, "人口") || scan_word_in(scan, start, g->start, "老人")
                  ? &people
                  : &nothing;
    if (scan_closes(scan, g->end) && money_sentence == scan->sentence.start)
        g->unit = &money;
    if (scan_any_in(scan, start, g->start, words) || scan_word_before(scan, g->start, g->end, "个亿"))
        g->unit = &money;
    return true;
}

/* A single number that nothing says what it counts. */
static bool is_single(const struct group *g)
{
    return !g->unit && g->at[0].arabic && g->count == 1;
}

/* The same, without 万. */
static bool is_bare(const struct group *g)
{
    return is_single(g) && !g->at[0].power;
}

/* What names a thing: “一老一小”类 */
static bool is_of_name(int32_t c)
{
    return rune_is_han(c) || rune_is_latin(c) || c == L'“' || c == L'”';
}

/* The group behind the characters at `at`, if it begins before `end`. */
static bool read_named(const struct scan *scan, size_t at, size_t end, struct group *ret)
{
    while (at < end && is_of_name(scan->s[at]))
        at++;
    return at < end && rune_is_digit(scan->s[at]) && group_read(scan->units, scan->s, at, scan->paragraph.end, ret);
}

/* The same, if it has a unit. */
static bool next_group(const struct scan *scan, size_t at, size_t end, struct group *ret)
{
    return read_named(scan, at, end, ret) && ret->unit;
}

/* A thing and a number of it without a unit at s[at..end), behind which another “、” stands. */
static bool next_bare(const struct scan *scan, size_t at, size_t end, struct group *ret)
{
    return read_named(scan, at, end, ret) && is_bare(ret) && ret->end + 1 < end && scan->s[ret->end] == L'、' &&
           is_of_name(scan->s[ret->end + 1]);
}

/* “更新公交车25、出租车80辆”, “新建1.8、改造0.9万亩”: the next of two things names the unit of both, and its 万; not
 * “209国道、244省道”, “公交2、5路”. */
static bool lend_unit_of_next(const struct scan *scan, struct group *g)
{
    static const char *const roads[] = {"道", "路", "线", "号", "第", "高速", "班", NULL};
    enum { MEMBERS = 32 };
    size_t at = g->end + 1, end = scan_ahead(at, 12, scan->paragraph.end);
    struct group next;

    /* 中央151.2、省级74.9、市县两级57.5亿元 */
    for (int n = 0; n < MEMBERS && at < end && next_bare(scan, at, end, &next); n++) {
        at = next.end + 1;
        end = scan_ahead(at, 12, scan->paragraph.end);
    }
    if (!is_single(g) || at >= end || scan->s[g->end] != L'、' || g->start < scan->paragraph.start + 2 ||
        !rune_is_han(scan->s[g->start - 1]) || !is_of_name(scan->s[at]) ||
        (rune_numeral_digit(scan->s[at]) > 0 && !scan_word_at(scan, at, end, "二次网")) ||
        (g->at[0].value.places == 0 && scan_any_before(scan, scan->clause.start, g->start, roads)) ||
        !next_group(scan, at, end, &next) ||
        (next.unit->kind != UNIT_COUNT && next.unit->kind != UNIT_MEASURE && next.unit->kind != UNIT_MONEY) ||
        next.count > 1)
        return false;
    return group_share(g, &next);
}

/* “由1.7增至2.3人”: the level that it came from counts the same, and is as large (由11提升到16.5万吨, not
 * 由800提升到1.2万人). */
static bool lend_unit_of_change(const struct scan *scan, struct group *g)
{
    static const char *const changes[] = {"增至",   "提升至", "下降到", "增加到", "提升到", "提高到",
                                          "提高至", "升至",   "升到",   "上升到", "增长到", "降至",
                                          "降到",   "扩大到", "扩至",   "减少到", NULL};
    static const char *const from[] = {"由", "从", "由原来的", "从原来的", "年的", "年初的", "年底的", "年末的", NULL};
    bool arrow = g->end < scan->paragraph.end && rune_is_arrow(scan->s[g->end]); /* 试点村210→342个 */
    struct decimal level, bound;
    struct group next;

    if (!is_bare(g) ||
        (!arrow && (!scan_any_before(scan, scan->clause.start, g->start, from) ||
                    !scan_any_at(scan, g->end, scan_ahead(g->end, 8, scan->paragraph.end), changes))) ||
        !next_group(scan, g->end + arrow, scan_ahead(g->end, 8, scan->paragraph.end), &next) || next.count > 1 ||
        !unit_makes_claim((enum unit_kind)next.unit->kind))
        return false;
    if (next.at[0].power && decimal_shift(g->at[0].value, next.at[0].power, &level) == 0 &&
        decimal_shift(next.at[0].value, 1, &bound) == 0 && decimal_compare(level, bound) < 0) {
        g->at[0].value = level;
        if (decimal_shift(g->at[0].step, next.at[0].power, &g->at[0].step))
            return false;
    }
    g->unit = next.unit;
    return true;
}

/* Where a part of a whole stands: a name and its number, “小学4”, “高中2所”; false if none does. */
static bool read_part(const struct scan *scan, size_t at, size_t end, struct group *ret)
{
    return read_named(scan, at, end, ret) && ret->start > at && ret->count == 1 && ret->at[0].arabic;
}

/* “新开学校9所（小学4、初中3、高中2）”: parts in brackets right behind their whole, which together make it. */
static bool lend_unit_of_whole(const struct scan *scan, const struct whole *whole, struct group *g)
{
    enum { MOST_DIGITS = 9 };
    struct group part;
    size_t at, end, parts = 0;
    struct decimal sum = {0, 0};
    bool bracket, all = false;

    if (!is_bare(g) || !whole->unit || whole->end >= g->start || g->start - whole->end > BRACKETS)
        return false;
    bracket = scan->s[whole->end] == '(';
    if (!bracket && scan->s[whole->end] != ',' && scan->s[whole->end] != ':')
        return false;
    end = scan_ahead(whole->end, BRACKETS, scan->paragraph.end);
    for (at = whole->end + 1; !all && read_part(scan, at, end, &part); at = part.end + 1) {
        if (part.at[0].value.places || part.at[0].digits > MOST_DIGITS || (bracket && part.end >= end) ||
            (!bracket && part.unit))
            return false;
        sum.n += part.at[0].value.n;
        parts++;
        all =
            bracket ? scan->s[part.end] == ')' : scan_closes(scan, part.end) && decimal_compare(sum, whole->value) == 0;
        if (!all && (part.end >= end || (scan->s[part.end] != L'、' && scan->s[part.end] != ',')))
            return false;
    }
    if (parts < 2 || !all || decimal_compare(sum, whole->value) != 0)
        return false;
    g->unit = whole->unit;
    return true;
}

/* Whether a number without a unit stands behind the whole, and nothing but one of the words between them. */
static bool stands_behind(const struct scan *scan, const struct whole *whole, const struct group *g,
                          const char *const *words)
{
    return is_bare(g) && whole->unit && scan_any_before(scan, whole->end, g->start, words) &&
           scan_any_at(scan, whole->end, g->start, words);
}

/* “城镇新增就业6650人（目标5800）”: what was to be, in brackets behind what is. */
static bool lend_unit_of_aside(const struct scan *scan, const struct whole *whole, struct group *g)
{
    static const char *const asides[] = {"(目标",     "(任务",     "(计划", "(年度目标", "(全年目标",
                                         "(年初目标", "(目标任务", "(去年", "(上年",     NULL};

    if (!stands_behind(scan, whole, g, asides) || g->end >= scan->paragraph.end || scan->s[g->end] != ')')
        return false;
    g->unit = whole->unit;
    return true;
}

/* “安防护栏任务90公里，完成68。”: what was done of a task, in its unit. */
static bool lend_unit_of_deed(const struct scan *scan, const struct whole *whole, struct group *g)
{
    static const char *const deeds[] = {",完成", ",已完成", ",实际完成", ",实际",  ",建成",     ",实际建成", ",完工",
                                        ",开工", ",竣工",   ",实有",     "、完成", ",目前完成", NULL};
    static const char *const tasks[] = {"任务", "目标", "计划", "应", NULL};
    enum { TASK = 16 };

    if (!stands_behind(scan, whole, g, deeds) || whole->end < scan->sentence.start || !scan_closes(scan, g->end) ||
        !scan_any_in(scan, scan_back(scan->sentence.start, whole->end, TASK), whole->end, tasks))
        return false;
    g->unit = whole->unit;
    return true;
}

bool lend_is_task(const struct scan *scan, const struct group *g)
{
    size_t at = g->start;

    if (at < scan->paragraph.start + 2 || scan->s[at - 1] != '/' || !g->unit || !rune_is_digit(scan->s[at - 2]) ||
        (g->unit->kind != UNIT_COUNT && g->unit->kind != UNIT_MEASURE && g->unit->kind != UNIT_MONEY))
        return false;
    for (at--; at > scan->paragraph.start && (rune_is_digit(scan->s[at - 1]) || scan->s[at - 1] == '.'); at--)
        ;
    return at == scan->paragraph.start || rune_is_han(scan->s[at - 1]) ||
           (rune_is_clause_end(scan->s[at - 1]) && scan->s[at - 1] != '\t');
}

bool lend_is_done_of(const struct scan *scan, const struct group *g, struct group *task)
{
    return g->end + 1 < scan->paragraph.end && scan->s[g->end] == '/' && rune_is_digit(scan->s[g->end + 1]) &&
           group_read(scan->units, scan->s, g->end + 1, scan->paragraph.end, task) && task->count == 1 &&
           lend_is_task(scan, task);
}

/* 内涝点销号19/22处 */
static bool lend_unit_of_task(const struct scan *scan, struct group *g)
{
    struct group task;

    return is_bare(g) && lend_is_done_of(scan, g, &task) && group_share(g, &task);
}

/* Whether `at` stands in the brackets behind the whole. */
static bool is_inside(const struct scan *scan, const struct whole *whole, size_t at)
{
    return whole->unit && whole->end < at && at - whole->end <= BRACKETS && scan->s[whole->end] == '(' &&
           scan_find(scan, whole->end, at, ")") == at;
}

void lend_keep(const struct scan *scan, const struct group *g, struct whole *whole)
{
    if (g->unit && (g->unit->kind == UNIT_COUNT || g->unit->kind == UNIT_MEASURE) && g->count == 1 &&
        g->end > g->at[0].end && !is_inside(scan, whole, g->start))
        *whole = (struct whole){g->unit, g->at[0].value, g->end};
}

void lend_unit(const struct scan *scan, size_t money_sentence, const struct whole *whole, struct group *g)
{
    if (!lend_unit_of_next(scan, g) && !lend_unit_of_task(scan, g) && !lend_unit_of_change(scan, g) &&
        !lend_unit_of_whole(scan, whole, g) && !lend_unit_of_aside(scan, whole, g) &&
        !lend_unit_of_deed(scan, whole, g))
        (void)lend_unit_of_large(scan, money_sentence, g); /* most numbers without a unit stay so */
}

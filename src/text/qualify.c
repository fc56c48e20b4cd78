/* Qualifier words right before a number, behind its unit, and the few that reach over a verb (至少新建5所). */
#include "text/qualify.h"

#include "text/runes.h"
#include "text/units.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { FAR = 14 }; /* how many characters 至少 reaches over */

/* Rows with EQUAL keep longer words from being read as the qualifier they end with: 通过, 最近, 节约. */
static const struct word before_words[] = {
    {"不少于", QUALIFIER_AT_LEAST, NULL},   {"不低于", QUALIFIER_AT_LEAST, NULL},
    {"不小于", QUALIFIER_AT_LEAST, NULL},   {"不得少于", QUALIFIER_AT_LEAST, NULL},
    {"不得低于", QUALIFIER_AT_LEAST, NULL}, {"不能少于", QUALIFIER_AT_LEAST, NULL},
    {"至少", QUALIFIER_AT_LEAST, NULL},     {"最少", QUALIFIER_AT_LEAST, NULL},
    {"最低", QUALIFIER_AT_LEAST, NULL},     {"超", QUALIFIER_AT_LEAST, NULL},
    {"超过", QUALIFIER_AT_LEAST, NULL},     {"超过了", QUALIFIER_AT_LEAST, NULL},
    {"超出", QUALIFIER_AT_LEAST, NULL},     {"超越", QUALIFIER_AT_LEAST, NULL},
    {"逾", QUALIFIER_AT_LEAST, NULL},       {"突破", QUALIFIER_AT_LEAST, NULL},
    {"突破了", QUALIFIER_AT_LEAST, NULL},   {"破", QUALIFIER_AT_LEAST, NULL},
    {"过", QUALIFIER_AT_LEAST, NULL},       {"高于", QUALIFIER_AT_LEAST, NULL},
    {"大于", QUALIFIER_AT_LEAST, NULL},     {"多于", QUALIFIER_AT_LEAST, NULL},
    {"不下", QUALIFIER_AT_LEAST, NULL},     {"不下于", QUALIFIER_AT_LEAST, NULL},
    {"不止", QUALIFIER_AT_LEAST, NULL},     {"起码", QUALIFIER_AT_LEAST, NULL},
    {"≥", QUALIFIER_AT_LEAST, NULL},        {"≧", QUALIFIER_AT_LEAST, NULL},
    {">", QUALIFIER_AT_LEAST, NULL},        {">=", QUALIFIER_AT_LEAST, NULL},
    {"超额完成", QUALIFIER_EQUAL, NULL},    {"已过", QUALIFIER_AT_LEAST, NULL},
    {"不亚于", QUALIFIER_AT_LEAST, NULL},   {"近", QUALIFIER_AT_MOST, NULL},
    {"接近", QUALIFIER_AT_MOST, NULL},      {"将近", QUALIFIER_AT_MOST, NULL},
    {"近乎", QUALIFIER_AT_MOST, NULL},      {"不超过", QUALIFIER_AT_MOST, NULL},
    {"不得超过", QUALIFIER_AT_MOST, NULL},  {"不多于", QUALIFIER_AT_MOST, NULL},
    {"不高于", QUALIFIER_AT_MOST, NULL},    {"不得高于", QUALIFIER_AT_MOST, NULL},
    {"不大于", QUALIFIER_AT_MOST, NULL},    {"没过", QUALIFIER_AT_MOST, NULL},
    {"没超过", QUALIFIER_AT_MOST, NULL},    {"约增", QUALIFIER_ABOUT, NULL},
    {"约降", QUALIFIER_ABOUT, NULL},        {"低于", QUALIFIER_AT_MOST, NULL},
    {"少于", QUALIFIER_AT_MOST, NULL},      {"小于", QUALIFIER_AT_MOST, NULL},
    {"不足", QUALIFIER_AT_MOST, NULL},      {"不到", QUALIFIER_AT_MOST, NULL},
    {"不满", QUALIFIER_AT_MOST, NULL},      {"未满", QUALIFIER_AT_MOST, NULL},
    {"至多", QUALIFIER_AT_MOST, NULL},      {"最多", QUALIFIER_AT_MOST, NULL},
    {"最高", QUALIFIER_AT_MOST, NULL},      {"≤", QUALIFIER_AT_MOST, NULL},
    {"≦", QUALIFIER_AT_MOST, NULL},         {"<", QUALIFIER_AT_MOST, NULL},
    {"<=", QUALIFIER_AT_MOST, NULL},        {"不超", QUALIFIER_AT_MOST, NULL},
    {"未超过", QUALIFIER_AT_MOST, NULL},    {"不逾", QUALIFIER_AT_MOST, NULL},
    {"几近", QUALIFIER_AT_MOST, NULL},      {"约", QUALIFIER_ABOUT, NULL},
    {"大约", QUALIFIER_ABOUT, NULL},        {"约为", QUALIFIER_ABOUT, NULL},
    {"约有", QUALIFIER_ABOUT, NULL},        {"约合", QUALIFIER_ABOUT, NULL},
    {"约占", QUALIFIER_ABOUT, NULL},        {"约达", QUALIFIER_ABOUT, NULL},
    {"大概", QUALIFIER_ABOUT, NULL},        {"大致", QUALIFIER_ABOUT, NULL},
    {"≈", QUALIFIER_ABOUT, NULL},           {"差不多", QUALIFIER_ABOUT, NULL},
    {"通过", QUALIFIER_EQUAL, NULL},        {"经过", QUALIFIER_EQUAL, NULL},
    {"走过", QUALIFIER_EQUAL, NULL},        {"不过", QUALIFIER_EQUAL, NULL},
    {"来过", QUALIFIER_EQUAL, NULL},        {"做过", QUALIFIER_EQUAL, NULL},
    {"开展过", QUALIFIER_EQUAL, NULL},      {"举办过", QUALIFIER_EQUAL, NULL},
    {"渡过", QUALIFIER_EQUAL, NULL},        {"最近", QUALIFIER_EQUAL, NULL},
    {"附近", QUALIFIER_EQUAL, NULL},        {"就近", QUALIFIER_EQUAL, NULL},
    {"临近", QUALIFIER_EQUAL, NULL},        {"靠近", QUALIFIER_EQUAL, NULL},
    {"邻近", QUALIFIER_EQUAL, NULL},        {"节约", QUALIFIER_EQUAL, NULL},
    {"签约", QUALIFIER_EQUAL, NULL},        {"预约", QUALIFIER_EQUAL, NULL},
    {"履约", QUALIFIER_EQUAL, NULL},        {"集约", QUALIFIER_EQUAL, NULL},
    {"续约", QUALIFIER_EQUAL, NULL},        {"合约", QUALIFIER_EQUAL, NULL},
    {"违约", QUALIFIER_EQUAL, NULL},        {"解约", QUALIFIER_EQUAL, NULL},
    {"公约", QUALIFIER_EQUAL, NULL},        {"赶超", QUALIFIER_EQUAL, NULL},
    {"攻破", QUALIFIER_EQUAL, NULL},        {"彩超", QUALIFIER_EQUAL, NULL},
    {"B超", QUALIFIER_EQUAL, NULL},         {"商超", QUALIFIER_EQUAL, NULL},
};

static const struct word after_words[] = {
    {"以上", QUALIFIER_AT_LEAST, NULL},     {"及以上", QUALIFIER_AT_LEAST, NULL},
    {"(含)以上", QUALIFIER_AT_LEAST, NULL}, {"或以上", QUALIFIER_AT_LEAST, NULL},
    {"起步", QUALIFIER_AT_LEAST, NULL},     {"开外", QUALIFIER_AT_LEAST, NULL},
    {"有余", QUALIFIER_AT_LEAST, NULL},     {"出头", QUALIFIER_AT_LEAST, NULL},
    {"以内", QUALIFIER_AT_MOST, NULL},      {"以下", QUALIFIER_AT_MOST, NULL},
    {"之内", QUALIFIER_AT_MOST, NULL},      {"及以下", QUALIFIER_AT_MOST, NULL},
    {"(含)以下", QUALIFIER_AT_MOST, NULL},  {"(含)以内", QUALIFIER_AT_MOST, NULL},
    {"左右", QUALIFIER_ABOUT, NULL},        {"上下", QUALIFIER_ABOUT, NULL},
    {"上下班", QUALIFIER_EQUAL, NULL},      {"上下游", QUALIFIER_EQUAL, NULL},
    {"以上的", QUALIFIER_AT_LEAST, NULL},   {"左右的", QUALIFIER_ABOUT, NULL},
    {"封顶", QUALIFIER_AT_MOST, NULL},
};

/* These may stand before the verb: 至少新建5所, 不少于每户3000元. */
static const struct word far_words[] = {
    {"至少", QUALIFIER_AT_LEAST, NULL},   {"最少", QUALIFIER_AT_LEAST, NULL}, {"不少于", QUALIFIER_AT_LEAST, NULL},
    {"不低于", QUALIFIER_AT_LEAST, NULL}, {"至多", QUALIFIER_AT_MOST, NULL},  {"最多", QUALIFIER_AT_MOST, NULL},
    {"不超过", QUALIFIER_AT_MOST, NULL},  {"约占", QUALIFIER_ABOUT, NULL},    {"约完成", QUALIFIER_ABOUT, NULL},
    {"大约", QUALIFIER_ABOUT, NULL},      {"大概", QUALIFIER_ABOUT, NULL},    {"约有", QUALIFIER_ABOUT, NULL},
    {"约需", QUALIFIER_ABOUT, NULL},
};

void qualify_init(struct qualify *q, struct arena *arena)
{
    q->before = lexicon_new(arena, before_words, N(before_words));
    q->after = lexicon_new(arena, after_words, N(after_words));
    q->far = lexicon_new(arena, far_words, N(far_words));
}

static const struct word *far_before(const struct qualify *q, const struct scan *scan, size_t start, size_t at)
{
    for (size_t i = at; i > start && at - i < FAR; i--) {
        const struct word *row = lexicon_before(q->far, scan->s, start, i, NULL);

        if (row)
            return row;
        if (!rune_is_han(scan->s[i - 1]))
            return NULL;
    }
    return NULL;
}

/* 分别提高到不低于740元、600元: the word holds for the whole list. */
static const struct word *shared_before(const struct qualify *q, const struct scan *scan, const struct group *g)
{
    enum { REACH = 40 };
    static const char *const joints[] = {"、", "和", "与", "及", NULL};
    size_t from = scan_back(scan->sentence.start, g->start, REACH), at;

    if (!scan_any_before(scan, from, g->start, joints))
        return NULL;
    for (at = scan_find(scan, from, g->start, "分别"); at < g->start; at++) {
        const struct word *row = lexicon_at(q->far, scan->s, at, g->start, NULL);

        if (row)
            return row->kind == QUALIFIER_ABOUT ? NULL : row;
        if (rune_is_clause_end(scan->s[at]) && scan->s[at] != L'、')
            return NULL;
    }
    return NULL;
}

/* 200个（标准桩）以上: behind a short aside if one stands there. */
static size_t behind_aside(const struct scan *scan, size_t at)
{
    enum { ASIDE = 8 };

    if (at >= scan->paragraph.end || scan->s[at] != '(')
        return at;
    for (size_t i = at + 1; i < scan->paragraph.end && i <= at + ASIDE; i++)
        if (scan->s[i] == ')')
            return i + 1;
    return at;
}

/* 3公里多, 2000元余, 3000元起: only where the clause ends, else the word belongs to what follows. */
static bool closes_clause(const struct scan *scan, size_t at)
{
    int32_t c = at < scan->paragraph.end ? scan->s[at] : '\n';

    if (c != L'多' && c != L'余' && c != L'起')
        return false;
    return scan_closes(scan, at + 1);
}

/* 四成多抱怨停车难 */
static bool is_tenths_and_more(const struct scan *scan, const struct group *g)
{
    return scan_word_before(scan, g->start, g->end, "成") && scan_word_at(scan, g->end, scan->paragraph.end, "多");
}

/* 超过800万平方米的计划数: the task itself is exact. */
static bool is_exceeded_task(const struct scan *scan, const struct group *g)
{
    static const char *const verbs[] = {"超过", "超过了", "突破", "超出", NULL};
    static const char *const tasks[] = {"目标", "任务", "计划", "要求", NULL};

    return scan_word_at(scan, g->end, scan->paragraph.end, "的") &&
           scan_any_before(scan, scan->clause.start, g->start, verbs) &&
           scan_any_in(scan, g->end, scan_ahead(g->end, 6, scan->clause.end), tasks);
}

/* 不足年度任务的四成 */
static bool is_short_of_task(const struct scan *scan, const struct group *g)
{
    static const char *const tasks[] = {"任务的", "计划的", "目标的", NULL};
    static const char *const verbs[] = {"不足", "不到", NULL};

    return g->unit && g->unit->kind == UNIT_PERCENT && scan_any_before(scan, scan->clause.start, g->start, tasks) &&
           scan_any_in(scan, scan_back(scan->clause.start, g->start, FAR), g->start, verbs);
}

/* 封顶 bounds money and shares; 保障房1260套封顶 has its roof. */
static bool is_roofed(const struct group *g, const struct word *row)
{
    return word_is(row->text, "封顶") && g->unit && g->unit->kind != UNIT_MONEY && g->unit->kind != UNIT_PERCENT;
}

static enum qualifier take(const struct word *row, const char **ret_word)
{
    *ret_word = row->text;
    return (enum qualifier)row->kind;
}

enum qualifier qualify_group(const struct qualify *q, const struct scan *scan, const struct group *g,
                             const char **ret_word)
{
    size_t start = scan->clause.start;
    const struct word *row = lexicon_before(q->before, scan->s, start, g->start, NULL);
    const struct numeral *last = &g->at[g->count - 1];

    if (is_exceeded_task(scan, g)) {
        *ret_word = "";
        return QUALIFIER_EQUAL;
    }
    if (row && row->kind != QUALIFIER_EQUAL)
        return take(row, ret_word);
    if (is_short_of_task(scan, g)) {
        *ret_word = "不足";
        return QUALIFIER_AT_MOST;
    }
    row = lexicon_at(q->after, scan->s, behind_aside(scan, g->end), scan->paragraph.end, NULL);
    if (row && row->kind != QUALIFIER_EQUAL && !is_roofed(g, row))
        return take(row, ret_word);
    if (last->more || g->more) {
        *ret_word = "余";
        return QUALIFIER_AT_LEAST;
    }
    if (last->about || g->about) {
        *ret_word = "来";
        return QUALIFIER_ABOUT;
    }
    if (closes_clause(scan, g->end) || is_tenths_and_more(scan, g)) {
        *ret_word = scan->s[g->end] == L'起' ? "起" : "多";
        return QUALIFIER_AT_LEAST;
    }
    row = far_before(q, scan, start, g->start);
    row = row ? row : shared_before(q, scan, g);
    if (row)
        return take(row, ret_word);
    *ret_word = "";
    return QUALIFIER_EQUAL;
}

/* Qualifier words right before a number, behind its unit, and the few that reach over a verb (至少新建5所). */
#include "text/qualify.h"

#include "text/runes.h"
#include "text/units.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { FAR = 14 }; /* how many characters 至少 reaches over */

/* Rows with EQUAL keep longer words from being read as the qualifier they end with: 通过, 最近, 节约. */
static const struct words before_words[] = {
    {QUALIFIER_AT_LEAST, NULL,
     "不少于 不低于 不宜少于 不宜低于 不小于 不得少于 不得低于 不能少于 至少 最少 超 超过 超过了 超越 逾 突破 突破了 "
     "超年度任务的 超全年任务的 超年度目标的 超全年目标的 超过年度任务的 超过全年任务的 超过年度目标的 超过全年目标的 "
     "破 过 高于 大于 多于 不下 不下于 不止 起码 ≥ ≧ > >= 已过 不亚于"},
    {QUALIFIER_EQUAL, NULL,
     "超额完成 通过 经过 走过 不过 来过 做过 收回过 发过 用过 花过 修过 查过 去过 开展过 举办过 渡过 最近 附近 就近 "
     "临近 靠近 邻近 节约 签约 预约 "
     "履约 集约 续约 合约 违约 解约 公约 赶超 超出 攻破 彩超 B超 商超"},
    {QUALIFIER_AT_MOST, NULL,
     "近 接近 将近 近乎 不超过 不得超过 不多于 不高于 不得高于 不大于 没过 没超过 低于 少于 小于 不足 不到 "
     "不满 未满 上限 上限为 至多 最多 ≤ ≦ < <= 不超 未超过 超不过 不逾 几近"},
    {QUALIFIER_ABOUT, NULL,
     "约增 约降 约摊 约花 约 大约 约为 约有 约合 约占 约达 约为上年的 约为去年的 约是上年的 约是去年的 大概 大致 ≈ "
     "差不多"},
};

static const struct words after_words[] = {
    {QUALIFIER_AT_LEAST, NULL, "以上 及以上 (含)以上 或以上 起步 开外 有余 出头 以上的 打底"},
    {QUALIFIER_AT_MOST, NULL, "以内 以下 之内 及以下 (含)以下 (含)以内 不到"},
    {QUALIFIER_ABOUT, NULL, "左右 上下 左右的"},
    {QUALIFIER_EQUAL, NULL, "上下班 上下游 不到位"},
};

/* These may stand before the verb: 至少新建5所, 不少于每户3000元. */
static const struct words far_words[] = {
    {QUALIFIER_AT_LEAST, NULL, "至少 最少 不少于 不低于"},
    {QUALIFIER_AT_MOST, NULL, "至多 最多 不超过"},
    {QUALIFIER_ABOUT, NULL, "约占 约完成 大约 大概 约有 约需"},
    {QUALIFIER_EQUAL, NULL, "最多时 最高时 最多的"},
};

void qualify_init(struct qualify *q, struct arena *arena)
{
    q->before = lexicon_of_words(arena, before_words, N(before_words));
    q->after = lexicon_of_words(arena, after_words, N(after_words));
    q->far = lexicon_of_words(arena, far_words, N(far_words));
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
    size_t from = scan_back(scan->sentence.start, g->start, REACH), at = from;

    if (!scan_any_before(scan, from, g->start, joints))
        return NULL;
    for (size_t next; (next = scan_find(scan, at + 1, g->start, "分别")) < g->start;)
        at = next; /* the last of them */
    if (!scan_word_at(scan, at, g->start, "分别"))
        return NULL;
    for (; at < g->start; at++) {
        const struct word *row = lexicon_at(q->far, scan->s, at, g->start, NULL);

        if (row)
            return row->kind == QUALIFIER_ABOUT ? NULL : row;
        if (rune_is_clause_end(scan->s[at]) && scan->s[at] != L'、')
            return NULL;
    }
    return NULL;
}

/* 200个（标准桩）以上, 5批次/千人以上: behind a short aside, or whom each counts, if one stands there. */
static size_t behind_aside(const struct scan *scan, size_t at)
{
    enum { ASIDE = 8 };
    static const char *const heads[] = {"/千人", "/万人", "/百人", NULL};

    if (scan_any_at(scan, at, scan->paragraph.end, heads))
        return at + 3;
    if (at >= scan->paragraph.end || scan->s[at] != '(')
        return at;
    for (size_t i = at + 1; i < scan->paragraph.end && i <= at + ASIDE; i++)
        if (scan->s[i] == ')')
            return i + 1;
    return at;
}

/* 3公里多, 2000元余, 3000元起, 三里多山路: only where the clause ends, else the word belongs to what follows. */
static bool closes_clause(const struct scan *scan, size_t at)
{
    static const char *const ways[] = {"多山路", "多路", "多土路", NULL};
    int32_t c = at < scan->paragraph.end ? scan->s[at] : '\n';

    if (c != L'多' && c != L'余' && c != L'起' && c != '+')
        return false;
    return scan_closes(scan, at + 1) || scan_any_at(scan, at, scan->paragraph.end, ways);
}

/* 四成多抱怨停车难 */
static bool is_tenths_and_more(const struct scan *scan, const struct group *g)
{
    return scan_word_before(scan, g->start, g->end, "成") && scan_word_at(scan, g->end, scan->paragraph.end, "多");
}

/* 超过800万平方米的计划数: the task itself is exact. */
static bool is_exceeded_task(const struct scan *scan, const struct group *g)
{
    static const char *const verbs[] = {"超过", "超过了", "突破", "超出", "高于", NULL};
    static const char *const tasks[] = {"目标", "任务", "计划", "要求", NULL};

    return scan_word_at(scan, g->end, scan->paragraph.end, "的") &&
           scan_any_before(scan, scan->clause.start, g->start, verbs) &&
           scan_any_in(scan, g->end, scan_ahead(g->end, 6, scan->clause.end), tasks);
}

/* A share right behind one of the wholes, a little behind one of the verbs. */
static bool is_bounded_share(const struct scan *scan, const struct group *g, const char *const *wholes,
                             const char *const *verbs)
{
    return g->unit && g->unit->kind == UNIT_PERCENT && scan_any_before(scan, scan->clause.start, g->start, wholes) &&
           scan_any_in(scan, scan_back(scan->clause.start, g->start, FAR), g->start, verbs);
}

/* 签发率超过常住人口的七成 */
static bool is_beyond_share(const struct scan *scan, const struct group *g)
{
    static const char *const wholes[] = {"人口的", "总数的", "总量的", "居民的", NULL}, *const over[] = {"超过", "超",
                                                                                                         NULL};

    return is_bounded_share(scan, g, wholes, over);
}

/* 不足年度任务的四成 */
static bool is_short_of_task(const struct scan *scan, const struct group *g)
{
    static const char *const tasks[] = {"任务的",     "任务数的", "计划数的", "计划的",   "目标的", "造价的",
                                        "总数的",     "总量的",   "费用的",   "总规模的", "预估的", "市场价的",
                                        "市场租金的", "市场价",   "市场租金", NULL};
    static const char *const verbs[] = {"不足", "不到", "接近", "不高于", "不超过", NULL};

    return is_bounded_share(scan, g, tasks, verbs);
}

/* 满意率低于80%的项目, 低于4.5%的控制线: the bar itself, and no bound of what is told. */
static bool is_bar_named(const struct scan *scan, const struct group *g, const struct word *row)
{
    int32_t next = g->end + 1 < scan->paragraph.end ? scan->s[g->end + 1] : 0;

    return scan_word_at(scan, g->end, scan->paragraph.end, "的") && next != L'有' &&
           !rune_is_numeral(next) && /* 低于五成的2个 tells of these */
           (word_is(row->text, "低于") || word_is(row->text, "高于") ||
            (word_is(row->text, "不到") && scan_word_before(scan, scan->clause.start, g->start, "达不到")));
}

/* 约占60周岁以上户籍老人的17.6% */
static bool is_about_share(const struct scan *scan, const struct group *g)
{
    static const char *const about[] = {"约占", "约为", NULL};
    size_t from = scan_back(scan->clause.start, g->start, 2 * FAR);

    return g->unit && g->unit->kind == UNIT_PERCENT && scan_word_before(scan, from, g->start, "的") &&
           scan_any_in(scan, from, g->start, about);
}

/* 不低于262元和154元: the word before the first holds for the second. */
static const struct word *pair_before(const struct qualify *q, const struct scan *scan, const struct group *g)
{
    enum { FIRST = 10 };
    size_t from = scan_back(scan->clause.start, g->start, FIRST), at = g->start;
    struct group first;

    if (!scan_word_before(scan, from, g->start, "和"))
        return NULL;
    at = rune_find_digit(scan->s, from, g->start);
    if (at + 1 >= g->start || !group_read(scan->units, scan->s, at, g->start, &first) || first.unit != g->unit ||
        first.end + 1 != g->start)
        return NULL;
    return lexicon_before(q->far, scan->s, scan->clause.start, at, NULL);
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
    size_t at = g->start - (scan_before(scan, g->start) == ' '); /* ≥ 40台 */
    const struct word *row = lexicon_before(q->before, scan->s, start, at, NULL);
    const struct numeral *last = &g->at[g->count - 1];

    if (is_exceeded_task(scan, g)) {
        *ret_word = "";
        return QUALIFIER_EQUAL;
    }
    if (row && is_bar_named(scan, g, row)) {
        *ret_word = "";
        return QUALIFIER_EQUAL;
    }
    if (row && row->kind != QUALIFIER_EQUAL)
        return take(row, ret_word);
    if (is_short_of_task(scan, g)) {
        *ret_word = "不足";
        return QUALIFIER_AT_MOST;
    }
    if (is_beyond_share(scan, g)) {
        *ret_word = "超过";
        return QUALIFIER_AT_LEAST;
    }
    row = lexicon_at(q->after, scan->s, behind_aside(scan, g->end), scan->paragraph.end, NULL);
    if (row && row->kind != QUALIFIER_EQUAL)
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
        *ret_word = scan->s[g->end] == L'起' ? "起" : scan->s[g->end] == '+' ? "+" : "多";
        return QUALIFIER_AT_LEAST;
    }
    row = far_before(q, scan, start, g->start);
    row = row ? row : shared_before(q, scan, g);
    row = row ? row : pair_before(q, scan, g);
    if (row && row->kind != QUALIFIER_EQUAL)
        return take(row, ret_word);
    if (is_about_share(scan, g)) {
        *ret_word = "约";
        return QUALIFIER_ABOUT;
    }
    *ret_word = "";
    return QUALIFIER_EQUAL;
}

/* What there was before, held against the present. */
#include "text/level.h"

#include <string.h>

#include "text/runes.h"
#include "text/task.h"
#include "text/units.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

/* 分别由365元和2200元提高到400元和2500元: the first of a list that changes. */
static bool leads_to_change(const struct scan *scan, const struct group *g)
{
    static const char *const changes[] = {"提高到", "提升到", "增加到", "增至",   "提高至", "提升至", "扩到", "扩至",
                                          "发展到", "降至",   "降到",   "调整为", "升至",   "扩大到", NULL};
    size_t at = g->end;

    if (at >= scan->paragraph.end || (scan->s[at] != L'和' && scan->s[at] != L'、' && scan->s[at] != L'与'))
        return false;
    for (at++; at < scan->paragraph.end && at < g->end + NEAR && !rune_is_clause_end(scan->s[at]); at++)
        if (scan_any_at(scan, at, scan->paragraph.end, changes))
            return true;
    return false;
}

/* 加装203部（去年156部）, 提至420元、260元（去年为380元、230元） */
static bool is_aside_of_before(const struct scan *scan, size_t at, size_t end)
{
    static const char *const years[] = {"去年", "上年", NULL};
    static const char *const then[] = {"现行", "去年", "上年", "原为", "原有", "此前", "前年", "改造前", NULL};

    size_t from = scan_back(scan->paragraph.start, at, NEAR), open = scan_bracket_start(scan, from, at);

    if (open > from && at == open && scan_any_before(scan, from, open - 1, years)) /* 较上年（3240元）提高18.5% */
        return true;
    return open > from && scan_any_at(scan, open, at, then) &&
           (!scan_word_at(scan, open, at, "去年:") ||
            (at == open + 3 && scan_word_at(scan, end, scan->paragraph.end, ")")));
}

/* 去年这一数字是4.55万人, 2017年这个比例为79.3% */
static bool is_number_then(const struct scan *scan, const struct group *g)
{
    static const char *const same[] = {"这一数字是",   "这一数字为",   "这个数字是",   "这一比例是",
                                       "这一比例为",   "这个比例是",   "这个比例为",   "这个数是",
                                       "这一数据是",   "这一数据为",   "这个数还是",   "这个数字还是",
                                       "这一数字还是", "这个比例还是", "这一比例还是", NULL};
    static const char *const then[] = {"去年", "上年", "前年", "年", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, same) &&
           scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, then) &&
           !scan_word_in(scan, scan->clause.start, g->start, "今年");
}

/* 原计划新建3500套，因…，调整为3000套 */
static bool is_plan_changed(const struct scan *scan, const struct group *g)
{
    enum { FAR = 30 };

    return scan_word_in(scan, scan_back(scan->clause.start, g->start, NEAR), g->start, "原计划") &&
           scan_word_in(scan, g->end, scan_ahead(g->end, FAR, scan->sentence.end), ",调整为");
}

/* 由22条增至41条, 比2021年的13.1万个多, 较上年的10个增加: the earlier level. */
bool is_baseline(const struct scan *scan, const struct group *g)
{
    static const char *const steps[] = {"增", "升", "提", "扩", "降", "调", "减", "变", "多", "少", NULL};
    static const char *const changes[] = {
        "高出", "增",     "升",   "提",   "扩",   "降",   "调",   "减",   "变",     "多",   "少",   "翻",
        "拓",   "延",     "放",   "缩",   "压",   "到",   "至",   "跃",   "优",     "又多", "还多", "又进",
        "回升", "统一提", "又增", "涨",   "又高", "高了", "均有", "净增", "净减",   "改为", "改成", "加宽",
        "加大", "加密",   "上升", "上调", "又涨", "下调", "下降", "有所", "发展到", "又有", NULL};
    static const char *const openers[] = {"比", "较", "由", "从", NULL}, *const tasks[] = {"计划", "目标", "任务",
                                                                                           NULL};
    static const char *const was[] = {"去年", "上年", "前年", "去年的", "上年的", NULL};
    static const char *const beside[] = {"与上年", "与去年", "与上年的", "与去年的", "同上年", "同去年", NULL};
    static const char *const same_time[] = {"去年同期",   "上年同期",   "上个采暖季", "上一采暖季",
                                            "上个供暖季", "上一供暖季", NULL};
    size_t start = scan_back(scan_list_start(scan), g->start, NEAR);
    size_t end = g->end, opener = g->start;
    struct group next;

    size_t place = scan_find_any(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, same_time);

    if (end < scan->paragraph.end &&
        rune_is_arrow(scan->s[end])) /* 1407台→1204台; not 计划1500户➡️实际1832户 */
        return !scan_any_in(scan, scan->clause.start, g->start, tasks);
    if (scan_word_at(scan, end, scan->paragraph.end, "的") &&
        scan_any_before(scan, scan->clause.start, g->start, was) &&
        scan_word_in(scan, end, scan_ahead(end, NEAR / 2, scan->clause.end), "倍")) /* 286部，是去年119部的2.4倍 */
        return true;
    if (g->start > scan->paragraph.start + 1 && scan->s[g->start - 1] == L'原' &&
        (scan->s[g->start - 2] == '(' || scan->s[g->start - 2] == '\t')) /* 提到每月110元（原80元） */
        return true;
    if (is_number_then(scan, g) || (scan_word_at(scan, end, scan->paragraph.end, "相比") &&
                                    scan_any_before(scan, scan->clause.start, g->start, beside)))
        return true;
    if (place < g->start && !scan_word_in(scan, place, scan_ahead(place, 6, g->start), "季前") &&
        (place == 0 || (scan->s[place - 1] != L'比' && scan->s[place - 1] != L'较' && scan->s[place - 1] != L'与' &&
                        scan->s[place - 1] != L'于')))
        return true;
    for (size_t i = start; (i = scan_find_any(scan, i, g->start, openers)) < g->start; i++)
        if (!scan_word_at(scan, i, g->start, "比例") && !scan_word_at(scan, i, g->start, "比重") &&
            !(i > 0 && scan->s[i - 1] == L'占'))
            opener = i;
    if (opener == g->start)
        return is_aside_of_before(scan, g->start, g->end) || is_plan_changed(scan, g);
    if (scan_any_in(scan, opener, g->start, steps)) /* 比去年增加300个: the change itself, not the earlier level */
        return false;
    if ((scan->s[opener] == L'由' || scan->s[opener] == L'从') && end + 1 < scan->paragraph.end &&
        (scan->s[end + 1] == L'到' || scan->s[end + 1] == L'至')) /* 从210个挤到346个 */
        return true;
    while (end + 1 < scan->paragraph.end && scan->s[end] == L'、' && rune_is_digit(scan->s[end + 1]) &&
           group_read(scan->units, scan->s, end + 1, scan->paragraph.end, &next))
        end = next.end; /* 较去年的724、530元又有增加 */
    if (end < scan->paragraph.end && scan->s[end] == ',')
        end++;
    if (scan_word_at(scan, end, scan->paragraph.end, "分别"))
        end += 2;
    return scan_any_at(scan, end, scan->paragraph.end, changes) || leads_to_change(scan, g);
}

/* …664元，去年城镇、农村分别为604、483元 */
static bool is_last_years(const struct scan *scan, const struct group *g)
{
    static const char *const last[] = {"去年", "上年", NULL};
    size_t list = scan_list_start(scan), from = scan_back(list, g->start, 2 * NEAR);
    size_t each = scan_find(scan, from, g->start, "分别为"), year = scan_find_any(scan, from, each, last);

    if (each >= g->start || year >= each || year <= scan->sentence.start || scan->s[year - 1] != ',')
        return false;
    for (size_t i = each + 3; i < g->start; i++)
        if (scan->s[i] == ',' || scan->s[i] == ';')
            return false;
    return true;
}

/* 原有94处, 去年只装了67部: what the present is held against. */
bool is_earlier(const struct scan *scan, const struct group *g)
{
    static const char *const before[] = {
        "一度",       "一度达到",   "一度降到",       "一度不足",   "原有",           "原为",       "去年底是",
        "去年底为",   "原来",       "刚接手",         "数还是",     "年前还是",       "不含",       "原先",
        "去年只",     "去年才",     "去年仅",         "上年只",     "上年仅",         "这会儿才",   "这时候才",
        "这时候只",   "这会儿只",   "此前只",         "此前仅",     "过去只",         "以前只",     "去年为",
        "上年为",     "上年底为",   "上年末为",       "去年末为",   "去年是",         "去年全年是", "上年全年是",
        "上年是",     "超过去年的", "超过去年全年的", "超过上年的", "超过上年全年的", "多于去年的", "少于去年的",
        "多于上年的", "以前是",     "同期为",         "改造前",     "提标前",         "年这个数",   "开局时",
        "年底时只有", "底还只有",   "去年底只有",     "上年底只有", "\t上年",         "\t去年",     "还差",
        "尚差",       "年前只",     "年前才",         NULL};

    static const char *const vowed[] = {"原来承诺", "原来计划", "原来确定", "原来定", NULL};
    static const char *const opening[] = {"年初为", "年初是", "年初还是", "年初仅为", "年初只有", "年初仅有", NULL};
    static const char *const years_before[] = {"往年", "上年同类", "去年同类", NULL};
    static const char *const still[] = {"尚有", "还有", "仍有", NULL};
    static const char *const only[] = {"只有", "不足", "超不过", "也就", "才有", "才", NULL};
    static const char *const once[] = {"以前", "过去", "从前", "前些年", "早些年", NULL}, *const had_to[] = {"要", "得",
                                                                                                             NULL};
    static const char *const degrees[] = {"度", "摄氏度", "℃", NULL};
    static const char *const winters[] = {"原来", "前些年", "以前", "过去", "从前", "去年冬", "往年", NULL};
    size_t start = scan_back(scan->clause.start, g->start, NEAR);

    if (!g->unit || g->unit->kind == UNIT_PERCENT || scan_any_in(scan, start, g->start, vowed))
        return false;
    if (scan_any_in(scan, g->unit->kind == UNIT_COUNT ? start : scan_back(scan->sentence.start, g->start, 4 * NEAR),
                    g->start, once) &&
        scan_any_in(scan, scan_back(start, g->start, 6), g->start, had_to)) /* 过去一冬天要烧3吨煤 */
        return true;
    if (scan_any_before(scan, scan->clause.start, g->start, only) &&
        (scan_word_in(scan, scan_back(scan->sentence.start, g->start, 2 * NEAR), g->start, "往年") ||
         (group_counts(g, degrees) &&
          scan_any_in(scan, scan_back(scan->sentence.start, g->start, 4 * NEAR), g->start, winters))))
        return true; /* 往年一进腊月，最冷的时候只有12摄氏度 */
    return is_last_years(scan, g) || scan_any_before(scan, scan->clause.start, g->start, opening) ||
           scan_any_in(scan, scan_back(scan->clause.start, g->start, NEAR / 2), g->start, before) ||
           scan_any_in(scan, scan_back(scan->clause.start, g->start, 2 * NEAR), g->start, years_before) ||
           (scan_word_at(scan, scan->sentence.start, g->start, "年初,") &&
            scan_any_in(scan, start, g->start, still)); /* 年初，全市尚有56人以上大班额1308个 */
}

bool is_outdone(const struct scan *scan, const struct group *g)
{
    static const char *const then[] = {"去年", "上年", "前年", "年前", "年时", "当时", NULL};
    static const char *const now[] = {",今年", ",现在", ",如今", "、今年", ";今天", ";如今", ";现在", NULL};
    size_t start = scan_back(scan->sentence.start, g->start, 2 * NEAR);

    size_t next = scan_ahead(g->end, 2 * NEAR, scan->sentence.end);
    bool told = false; /* how much it is now, not 今年计划只增不减 */

    for (size_t i = g->end + 1; i < next && !told; i++)
        told = rune_is_numeral(scan->s[i]);
    return told && scan_any_at(scan, g->end, scan->paragraph.end, now) && scan_any_in(scan, start, g->start, then) &&
           !scan_word_in(scan, start, g->start, "比") && !scan_word_in(scan, start, g->start, "较");
}

bool is_rate_of_year(const struct scan *scan, const struct group *g)
{
    static const char *const years[] = {"由去年的",     "由上年的",     "从去年的",     "从上年的", "由去年底的",
                                        "由上年末的",   "由上年底的",   "由去年末的",   "由年初的", "从年初的",
                                        "由去年同期的", "由上年同期的", "从去年同期的", NULL};
    static const char *const ground[] = {"在上年", "在去年", "在上年的", "在去年的", NULL};

    return scan_any_before(scan, scan->clause.start, g->start, years) || is_number_then(scan, g) ||
           (is_ground(scan, g) && scan_any_before(scan, scan->clause.start, g->start, ground)) ||
           (g->start >= scan->clause.start + 7 && scan_word_before(scan, scan->clause.start, g->start, "年的") &&
            genre_year_in(scan, g->start - 6, g->start - 2) &&
            (scan->s[g->start - 7] == L'由' || scan->s[g->start - 7] == L'从'));
}

/* The year of （2017年末为14个）, an aside in brackets; 0: it is none. */
static int year_of_aside(const struct scan *scan, const struct group *g)
{
    enum { LONGEST = 8 };
    static const char *const opens[] = {"年为",   "年是",   "年才",   "年只有", "年仅", "年仅有", "年末为",
                                        "年底为", "年末是", "年底是", "年末",   "年底", "年",     NULL};
    size_t from = scan_back(scan->paragraph.start, g->start, LONGEST), open = scan_bracket_start(scan, from, g->start);

    return open > from && open + 4 < g->start && scan_any_before(scan, open + 4, g->start, opens) &&
                   scan_word_at(scan, open + 4, g->start, "年")
               ? genre_year_in(scan, open, open + 4)
               : 0;
}

bool is_of_year_before(const struct genre *genre, const struct scan *scan, const struct group *g)
{
    enum { FAR = 48 };
    static const char *const is[] = {"年是", "年为", "年仅为", "年只有", "年只覆盖", NULL};
    size_t start = scan->clause.start;
    int year;

    if (!genre->year)
        return false;
    if ((year = year_of_aside(scan, g)) != 0)
        return year < genre->first_year;
    if (scan_any_before(scan, start, g->start, is)) {
        size_t at = scan_find_any(scan, scan_back(start, g->start, NEAR / 2), g->start, is);

        year = at >= start + 4 ? genre_year_in(scan, at - 4, at) : 0;
        return year && year < genre->first_year - 1;
    }
    year = scan_word_at(scan, start + 4, scan->paragraph.end, "年") ? genre_year_in(scan, start, start + 4) : 0;
    return year && year < genre->first_year - 1 && !scan_any_in(scan, start, g->start, is) &&
           scan_word_in(scan, g->end, scan_ahead(g->end, FAR, scan->sentence.end), ",今年");
}

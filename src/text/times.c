/* Times named in a sentence, and this year's tasks by what is said of them next. */
#include "text/times.h"

#include "text/runes.h"

enum { NEAR = 14 }; /* how far a word reaches inside a clause */

bool is_deadline(const struct scan *scan, size_t at)
{
    at += scan_word_at(scan, at, scan->count, "底") || scan_word_at(scan, at, scan->count, "末");
    return scan_word_at(scan, at, scan->count, "前") || scan_word_at(scan, at, scan->count, "以前") ||
           scan_word_at(scan, at, scan->count, "之前");
}

bool is_time_reached(const struct scan *scan, size_t at)
{
    size_t i = at + 1;

    if (scan->s[at] != L'到' && scan->s[at] != L'至')
        return false;
    while (i < scan->paragraph.end && i < at + 3 && rune_is_digit(scan->s[i]))
        i++;
    return i > at + 1 && i < scan->paragraph.end && scan->s[i] == L'月' && !is_deadline(scan, i + 1);
}

bool is_day(const struct scan *scan, size_t at)
{
    enum { DAY = 6 };
    static const char *const after[] = {"日,", "日至", "日—", "日-", "日到", "日下午", "日上午", NULL};

    return scan_any_in(scan, at, scan_ahead(at, DAY + 3, scan->paragraph.end), after);
}

bool is_answered_next(const struct scan *scan, size_t at)
{
    enum { FAR = 100 };
    static const char *const answers[] = {"现已", "到目前", "目前", "截至", "截止", "至目前", NULL};
    static const char *const done[] = {"已", "完成", "建成", "竣工", "实现", "了", "投入使用", "先后", "还", NULL};
    static const char *const now[] = {"已", "完工", "完成", "建成", "开工", "进场", NULL};
    size_t end = at;

    while (end < scan->paragraph.end && end < at + FAR && scan->s[end] != L'。' &&
           !(scan->s[end] == ';' && is_time_reached(scan, end + 1)))
        end++;
    return end < scan->paragraph.end && end < at + FAR &&
           (scan_any_at(scan, end + 1, scan->paragraph.end, answers) || is_time_reached(scan, end + 1)) &&
           scan_any_in(scan, end + 1, scan_ahead(end + 1, NEAR + 4, scan->paragraph.end), now) &&
           !scan_any_in(scan, at, end, done);
}

bool is_told_next(const struct scan *scan, size_t at)
{
    enum { FAR = 100, VERB = 8 };
    static const char *const told[] = {"实际",   "已建成", "已完工", "已竣工", "已完成",
                                       "已开工", "已改造", "已新增", "已培训", NULL};
    static const char *const done[] = {"已",   "完成", "建成", "竣工", "完工", "了",   "投用", "开工",
                                       "累计", "全部", "发放", "实现", "启用", "同比", "达到", NULL};
    size_t most = scan_ahead(at, FAR, scan->paragraph.end), end = rune_find(scan->s, at, most, L'。');
    size_t number, next = scan_ahead(end + 1, VERB + 2, scan->paragraph.end);

    if (end == most || !scan_any_at(scan, end + 1, scan->paragraph.end, told))
        return false;
    number = rune_find_digit(scan->s, end + 1, next);
    return number < next && !scan_word_in(scan, end + 1, number, ",") && rune_has_digit(scan->s, at, end) &&
           !scan_any_in(scan, at, end, done) && !scan_word_in(scan, at, end, "|");
}

bool is_begun_next(const struct scan *scan, size_t at)
{
    enum { FAR = 60 };
    static const char *const begun[] = {",已全部开工", ",全部开工",   ",均已开工", ",已开工",
                                        ",已动工",     ",已全部进场", ",全部进场", NULL};
    static const char *const done[] = {"已", "完成", "建成", "竣工", "完工", "了", "投用", "开工", NULL};
    size_t end = scan_ahead(at, FAR, scan->paragraph.end), begins;

    end = rune_find(scan->s, at, end, L'。');
    begins = scan_find_any(scan, at, end, begun);
    return begins < end && !scan_any_in(scan, at, begins, done);
}

bool tells_year(const struct scan *scan, size_t at)
{
    enum { FAR = 80 };
    static const char *const told[] = {
        "完成全年任务的", "完成年度任务的", "完成年度目标的", "完成全年目标的", ",明年", "人大常委会组", NULL};
    size_t end = at;

    while (end < scan->paragraph.end && end < at + FAR && !rune_is_sentence_end(scan->s[end]))
        end++;
    return scan_any_in(scan, at, end, told);
}

/* When a text as a whole tells: by its title, its opening, its day, the year after ours, its headings. */
#include "base/date.h"
#include "domain/claim_moment.h"
#include "domain/claim_site.h"
#include "domain/draft_mark.h"
#include "text/runes.h"

enum { OPENING = 300, AS_OF_FAR = 8, NUMBERED = 4, TITLE_MAX = 45, OPENS = 6 };

/* The whole text tells up to the mentioned month; a target beside it is the year's. */
static void tell_until(struct ctx *ctx, const struct text *text, const struct moment *m, struct times *times)
{
    times->now = moment_period(ctx, times, text, m);
    times->now.named = false;
}

/* “…进展情况（截至9月底）”, “上半年…”: how far the text tells, by the lines of its title. */
static bool read_title_period(struct ctx *ctx, const struct text *text, struct times *times)
{
    struct span lines[TITLE_LINES];
    size_t count = title_lines(text, TITLE_LINES, lines);

    for (size_t n = 0; n < count; n++) {
        struct moment m, before = {.kind = TIME_NOTHING};
        for (size_t i = lines[n].start; i < lines[n].end; i++) {
            if (!moment_at(times, text->read, lines[n].start, i, lines[n].end, &m))
                continue;
            i = m.span.end - 1;
            if (m.kind == TIME_MONTHS && m.from > 0 && !m.bare_day)
                times->title_to = m.to; /* 第三季度进展 */
            if (m.kind == TIME_MONTHS && m.from == 0 && !m.bare_day &&
                !(before.kind == TIME_OTHER && before.span.end == m.span.start)) {
                tell_until(ctx, text, &m, times);
                return true;
            }
            before = m;
        }
    }
    return false;
}

/* 截至10月底, 截止2024年10月20日: where the day before s[at] has 截 near it, behind that; else 0. */
static size_t behind_as_of(const int32_t *s, size_t at)
{
    for (size_t i = at; i > 0 && i + AS_OF_FAR > at; i--)
        if (s[i - 1] == L'截')
            return i;
    return 0;
}

/* 现将截至10月31日部分事项进度 */
static bool is_handed_on(const int32_t *s, size_t at)
{
    static const char *const now[] = {"现将", "现就"};

    if (words_end(s, 0, at, now, sizeof now / sizeof *now)) /* 现将1—8月工作进展通知如下 */
        return true;
    at = behind_as_of(s, at);
    return at > 0 && words_end(s, 0, at - 1, now, sizeof now / sizeof *now);
}

/* 截至11月底的进展汇报, 截至11月底完成情况 */
static bool is_of_progress(const int32_t *s, size_t at, size_t end)
{
    static const char *const words[] = {"进展", "完成情况", "推进情况", "工作情况", "情况", "工作进展",
                                        "数据", "汇报",     "成绩单",   "账本",     "进度"};

    at += at < end && (s[at] == L'底' || s[at] == L'末');
    at += at < end && s[at] == L'的';
    return words_stand(s, at, end, words, sizeof words / sizeof *words);
}

/* “数据统计到8月31日。”, “以下数字，没有说明的都是7月底的数。” */
static bool is_of_numbers(const int32_t *s, const struct moment *m, size_t start, size_t end)
{
    static const char *const before[] = {"统计到",       "统计至",        "数据截至", "数据均截至", "数字截至",
                                         "数据截止",     "数据到",        "都截至",   "均截至",     "算到",
                                         "统计时间截至", "统计时间:截至", "统计截至", "累计”为",    "累计为"};
    static const char *const are[] = {"都是", "均为", "均是", "都为"};
    static const char *const behind[] = {"的数", "底的数", "末的数"};

    return words_end(s, 0, start, before, sizeof before / sizeof *before) ||
           (words_end(s, 0, start, are, sizeof are / sizeof *are) &&
            words_stand(s, m->span.end, end, behind, sizeof behind / sizeof *behind));
}

/* “截至11月15日——今天讲的数都到这一天”: the numbers tell to the moment before. */
static bool is_that_day(const int32_t *s, size_t at, size_t end)
{
    static const char *const until[] = {"数都到这一天",   "数都到这天",     "数字都到这一天",
                                        "数据都到这一天", "数据均到这一天", "数据都截至这一天"};

    return s[at] == L'数' && words_stand(s, at, end, until, sizeof until / sizeof *until);
}

/* Where the first paragraph that is no heading ends. */
static size_t first_paragraph_end(const struct text *text)
{
    size_t start = 0, end = 0;

    for (; start < text->read_count; start = end + 1) {
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end > start && !is_heading(text, start, end))
            return end;
    }
    return text->read_count;
}

/* “会议通报，截至10月底”, “翻开台账：截至11月底” */
static bool is_reported(const int32_t *s, size_t at)
{
    static const char *const by[] = {"通报", "介绍", "显示", "获悉", "了解", "了解到", "透露", "统计", "指出"};
    static const char *const books[] = {"台账", "账本", "报表", "清单", "数据"};

    while (at > 2 && s[at - 1] != ',' && s[at - 1] != ':' && !rune_is_sentence_end(s[at - 1]))
        at--;
    return at > 2 && ((s[at - 1] == ',' && words_end(s, 0, at - 1, by, sizeof by / sizeof *by)) ||
                      (s[at - 1] == ':' && words_end(s, 0, at - 1, books, sizeof books / sizeof *books)));
}

/* “答：…到11月底，建好11座”, in the first answer of an interview. */
static bool is_of_first_answer(const struct text *text, const struct moment *m)
{
    static const char *const answers[] = {"答:"};
    const int32_t *s = text->read;
    size_t at = m->span.start, start;

    if (at < 2 || s[at - 1] != L'到' || !(rune_is_sentence_end(s[at - 2]) || s[at - 2] == ':'))
        return false;
    start = rune_behind(s, 0, at, L"\n");
    return words_stand(s, start, at, answers, 1) && find_words(s, (struct span){0, start}, answers[0]) == start;
}

/* “截至10月底，…” where the report begins, “截至10月底的进展情况”: up to when all of it tells. */
static bool tells_how_far(const struct text *text, const struct moment *m)
{
    const int32_t *s = text->read;

    return is_of_first_answer(text, m) ||
           (is_handed_on(s, m->span.start) && is_of_progress(s, m->span.end, text->read_count)) ||
           (behind_as_of(s, m->span.start) > 0 &&
            (is_of_progress(s, m->span.end, text->read_count) || is_handed_on(s, m->span.start) ||
             is_reported(s, m->span.start) || (m->span.start <= first_paragraph_end(text) && moment_opens(s, 0, m))));
}

/* “除注明外，数据均截至9月30日”: wherever it stands. */
static bool read_day_of_numbers(struct ctx *ctx, const struct text *text, struct times *times)
{
    struct moment m, before = {.kind = TIME_NOTHING}, until = {.kind = TIME_NOTHING};

    for (size_t i = 0; i < text->read_count; i++) {
        if (until.kind == TIME_MONTHS && is_that_day(text->read, i, text->read_count)) {
            tell_until(ctx, text, &until, times);
            return true;
        }
        if (!moment_at(times, text->read, 0, i, text->read_count, &m))
            continue;
        bool ours = before.kind == TIME_NOW && before.span.end == m.span.start; /* 数据截至2024年9月底 */
        i = m.span.end - 1;
        if (m.kind == TIME_MONTHS && m.from == 0 &&
            is_of_numbers(text->read, &m, ours ? before.span.start : m.span.start, text->read_count)) {
            tell_until(ctx, text, &m, times);
            return true;
        }
        if (m.kind == TIME_MONTHS && m.from == 0 && !m.bare_day)
            until = m;
        before = m;
    }
    return false;
}

/* A report that begins “截至10月底，…” and names none later tells all of it to that end. */
static bool read_opening_period(struct ctx *ctx, const struct text *text, struct times *times)
{
    struct moment m, first = {.kind = TIME_NOTHING}, before = {.kind = TIME_NOTHING};
    const int32_t *s = text->read;

    for (size_t i = 0; i < text->read_count; i++) {
        bool other;
        if (!moment_at(times, s, 0, i, text->read_count, &m))
            continue;
        i = m.span.end - 1;
        other = before.kind == TIME_OTHER && before.span.end == m.span.start;
        before = m;
        if (m.kind != TIME_MONTHS || m.bare_day || other || m.from > 0)
            continue;
        if (first.kind == TIME_NOTHING) {
            if (m.span.start > OPENING || !tells_how_far(text, &m))
                return false;
            first = m;
        } else if (m.to > first.to && behind_as_of(s, m.span.start) > 0) {
            return false;
        }
    }
    if (first.kind == TIME_MONTHS)
        tell_until(ctx, text, &first, times);
    return first.kind == TIME_MONTHS;
}

/* The month up to which a periodical tells that came out on the day: 季报 of 10 July to the end of June; 0 if it is
 * none. */
static int periodical_to(const struct text *text, const struct span *lines, size_t count, const struct moment *day)
{
    for (size_t n = 0; n < count; n++) {
        if (find_words(text->read, lines[n], "季报") < lines[n].end)
            return (day->to - 1) / 3 * 3;
        if (find_words(text->read, lines[n], "月报") < lines[n].end)
            return day->to - 1;
    }
    return 0;
}

/* The text tells up to the end of the month of its year. */
static void tell_to_month(struct times *times, int month)
{
    times->now.to = times->year * 100 + month;
    times->now.day = 0;
}

/* “——通气会问答摘录（2024年11月12日）”: what was said then is not of the year's end; 三季度专报 of 11 October tells to
 * the quarter's end, also where no day stands. In December most tell of all the year. */
static void read_title_day(struct ctx *ctx, const struct text *text, struct times *times)
{
    struct span lines[TITLE_LINES + 1];
    size_t count = title_lines(text, TITLE_LINES + 1, lines);
    int to = times->title_to;

    for (size_t n = 0; n < count; n++) {
        struct moment m, before = {.kind = TIME_NOTHING};
        for (size_t i = lines[n].start; i < lines[n].end; i++) {
            if (!moment_at(times, text->read, lines[n].start, i, lines[n].end, &m))
                continue;
            i = m.span.end - 1;
            if (m.kind == TIME_MONTHS && m.day && m.to < 12 && before.kind == TIME_NOW &&
                before.span.end == m.span.start) {
                m.bare_day = false;
                tell_until(ctx, text, &m, times);
                to = to ? to : periodical_to(text, lines, count, &m);
                if (to && to <= m.to)
                    tell_to_month(times, to);
                return;
            }
            before = m;
        }
    }
    for (size_t n = 0; to && to < 12 && n < count; n++)
        if (find_words(text->read, lines[n], "季度") < lines[n].end && times->now.to > times->year * 100 + to)
            tell_to_month(times, to);
}

/* “——2025年1月在市人代会上”: one of the first lines names the year after ours, and none names ours. */
static bool is_of_next_year(const struct text *text, const struct times *times)
{
    bool next = false;

    for (size_t start = 0, end = 0, line = 0; line <= TITLE_LINES && start < text->read_count; line++, start = ++end) {
        struct moment m;
        end = rune_find(text->read, start, text->read_count, '\n');
        if (end > start + TITLE_MAX || rune_find(text->read, start, end, L'。') < end)
            break;
        for (size_t i = start; i < end; i++) {
            if (!moment_digit(text->read, i) || !moment_year(times, text->read, start, i, end, &m))
                continue;
            if (m.kind == TIME_NOW)
                return false;
            next = next || (m.kind == TIME_OTHER && m.later);
            i = m.span.end - 1;
        }
    }
    return next;
}

/* 2025年1月15日 in the title is when it was said. */
static bool is_dateline(const int32_t *s, size_t count, const struct moment *m)
{
    size_t at = m->span.end;
    int month = moment_number(s, count, &at);

    return month >= 1 && month <= 12 && at < count && s[at] == L'月';
}

/* “如今2025年了”, “2025年3月21日，记者回访…” where the article begins: from when the text tells. */
static bool is_told_from(const struct text *text, const struct moment *m)
{
    static const char *const now[] = {"如今", "现在", "已是", "进入"};
    const int32_t *s = text->read;

    return words_at(s, m->span.end, text->read_count, "了") ||
           words_end(s, 0, m->span.start, now, sizeof now / sizeof *now) ||
           (is_dateline(s, text->read_count, m) && m->span.start <= first_paragraph_end(text) &&
            moment_opens(s, 0, m) && m->span.start > 0 && s[m->span.start - 1] == '\n');
}

/* “过去一年，…2024年初承诺的…”: one paragraph tells of our year as the one that is over. */
static bool looks_back(const struct text *text, const struct times *times)
{
    const int32_t *s = text->read;
    struct span all = {0, text->read_count};
    size_t at = find_words(s, all, "过去一年"), end;
    struct moment m;

    if (at == all.end)
        return false;
    end = rune_find(s, at, all.end, '\n');
    for (size_t i = rune_behind(s, 0, at, L"\n"); i < end; i++)
        if (moment_digit(s, i) && moment_year(times, s, 0, i, end, &m) && m.kind == TIME_NOW)
            return true;
    return false;
}

/* “新年伊始，市发改委晒出了2024年的成绩单”: our year is the one that is over. */
static bool opens_new_year(const struct text *text, const struct times *times)
{
    static const char *const begun[] = {"新年伊始", "新年第一", "元旦刚过", "刚刚过去的"};
    const int32_t *s = text->read;
    size_t end = first_paragraph_end(text), begins = end;
    bool ours = false, later = false;
    struct moment m;

    for (size_t i = 0; i < end; i++) {
        if (words_stand(s, i, end, begun, sizeof begun / sizeof *begun) && (i == 0 || s[i - 1] != L'年'))
            begins = i;
        if (!moment_digit(s, i) || !moment_year(times, s, 0, i, end, &m))
            continue;
        ours = ours || m.kind == TIME_NOW;
        later = later || m.later;
        i = m.span.end - 1;
    }
    return begins < end && ours && !later;
}

/* “1月8日，…”, where the article begins, that speaks of our year and the one after. */
static bool opens_in_january(const struct text *text, const struct times *times, bool ours, bool later)
{
    const int32_t *s = text->read;
    size_t end = ours && later ? first_paragraph_end(text) : 0;
    struct moment m;

    for (size_t i = 0; i < end; i++) {
        if (!moment_at(times, s, 0, i, text->read_count, &m))
            continue;
        i = m.span.end - 1;
        if (m.kind == TIME_MONTHS && m.bare_day)
            return m.to == 1;
    }
    return false;
}

/* The time that a heading names (“二、2025年的安排”); one that states amounts is an entry and no heading. */
static bool heading_time(const struct times *times, const struct text *text, struct span line, struct moment *ret)
{
    const int32_t *s = text->read;
    struct moment m;
    bool found = false;

    for (size_t i = line.start; i < line.end; i++) {
        if (moment_at(times, s, line.start, i, line.end, &m)) {
            i = m.span.end - 1;
            if (m.kind == TIME_NOTHING || m.bare_day || m.from)
                continue;
            if (!found)
                *ret = m;
            found = true;
        } else if (rune_is_digit(s[i]) && i >= line.start + NUMBERED) {
            return false;
        }
    }
    return found;
}

/* Not those of the title: its date is when it was said. */
static void read_sections(struct ctx *ctx, const struct text *text, struct times *times)
{
    enum draft_mark open = MARK_NONE;
    int lines = 0;

    for (size_t start = 0, end = 0; start < text->read_count; start = end + 1, lines++) {
        struct draft_paragraph line = {.span = {start, start}};
        struct moment m;
        end = line.span.end = rune_find(text->read, start, text->read_count, '\n');
        if (!is_heading(text, start, end))
            continue;
        draft_mark_read(text, &line);
        if ((lines > TITLE_LINES || (line.mark > MARK_NONE && line.mark < MARK_BARE)) &&
            heading_time(times, text, (struct span){start, end}, &m) &&
            ((line.mark > MARK_NONE && line.mark < MARK_BARE) ||
             m.span.start <= start + OPENS)) { /* not 没赶上的别急，明年还有 */
            *vec_push(ctx->mem, &times->sections) = (struct section){start, moment_period(ctx, times, text, &m)};
            open = line.mark ? line.mark : MARKS;
        } else if (line.mark > MARK_NONE && line.mark < MARK_ROW && line.mark <= open) {
            *vec_push(ctx->mem, &times->sections) = (struct section){.start = start};
            open = MARK_NONE;
        }
    }
}

static int first_quarter(const struct times *times, const struct text *text)
{
    struct moment m;

    for (size_t i = 0; i < text->read_count; i++)
        if (moment_word(times, text->read, i, text->read_count, &m) && m.kind == TIME_MONTHS && m.to - m.from == 3)
            return m.to;
    return 0;
}

struct period times_whole(const struct times *times)
{
    return times->whole;
}

struct times *times_new(struct ctx *ctx, const struct text *text, int year, int as_of)
{
    struct times *times = arena_alloc(ctx->mem, sizeof *times);
    bool ours = false, other = false, now_later = false, later = false;
    const struct span title = title_line(text);
    struct moment m;

    times->words = moment_words(ctx->mem);
    times->year = year;
    times->now.to = as_of > 999999 ? month_of(as_of) : as_of;
    times->now.day = as_of > 999999 && as_of != month_last_day(times->now.to) ? as_of : 0;
    times->whole = times->now;
    for (size_t i = 0; i < text->read_count; i++) {
        if (!moment_digit(text->read, i) || !moment_year(times, text->read, 0, i, text->read_count, &m))
            continue;
        ours = ours || m.kind == TIME_NOW;
        later = later || m.later;
        now_later = now_later || (m.later && is_told_from(text, &m));
        other = other || (m.kind == TIME_OTHER && i < title.end && !is_dateline(text->read, text->read_count, &m));
        i = m.span.end - 1;
    }
    times->other_text = other && !ours;
    times->later_text = now_later || is_of_next_year(text, times) || looks_back(text, times) ||
                        opens_new_year(text, times) || opens_in_january(text, times, ours, later);
    if (!times->other_text && !read_day_of_numbers(ctx, text, times) && !read_title_period(ctx, text, times) &&
        !read_opening_period(ctx, text, times))
        read_title_day(ctx, text, times);
    times->quarter = first_quarter(times, text);
    read_sections(ctx, text, times);
    return times;
}

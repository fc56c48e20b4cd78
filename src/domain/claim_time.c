/* Which of the times that a text names a figure speaks of: its clause's, its sentence's, one that opens a sentence
 * above, the heading's, the text's. */
#include "domain/claim_time.h"

#include <string.h>
#include <wchar.h>

#include "domain/claim_moment.h"
#include "domain/claim_site.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { LOOK_BACK = 500 };

/* Before a time that something is measured by: it speaks of no clause behind its own. */
static const char *const measured_by[] = {"比", "较", "于", "超过", "超", "与", "同", "和"};

/* “比去年多 5 公里；…”: another year that the clause before, which ends before `at`, only measures by. */
static bool is_measure(const int32_t *s, size_t start, struct span time, size_t at)
{
    bool ended = false;

    for (size_t i = time.end; i < at && !ended; i++)
        ended = rune_is_clause_end(s[i]) && s[i] != L'、';
    return ended && words_end(s, start, time.start, measured_by, sizeof measured_by / sizeof *measured_by);
}

/* The time that the heading above the paragraph names; false if none does. */
static bool section_period(const struct times *times, size_t paragraph, struct period *ret)
{
    size_t low = 0, high = times->sections.count; /* those before `low` begin above */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (times->sections.at[middle].start < paragraph)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || !times->sections.at[low - 1].period.to)
        return false;
    *ret = times->sections.at[low - 1].period;
    ret->carried = true;
    return true;
}

/* “由上年的 92% 提高到 100%”: the number behind the time is where it came from. */
static bool is_start(const int32_t *s, size_t number, size_t end)
{
    static const char *const to[] = {"到", "至", "为"};

    for (size_t i = number; i < end; i++)
        if (words_stand(s, i, end, to, sizeof to / sizeof *to))
            return true;
    return false;
}

/* “4月至6月就做了 1560 人，…”: 就 before the first number behind. */
static bool is_already(const int32_t *s, size_t at, size_t end)
{
    for (; at < end && s[at] != ',' && s[at] != ';' && !rune_is_digit(s[at]); at++)
        if (s[at] == L'就')
            return true;
    return false;
}

static const char *const alone[] = {"仅", "光", "光是", "单是"};

/* “a 个，上年 b 个；c 个”, “a 个，上年为 b 个，增长 p%”: another year that only its own part of the sentence tells of.
 */
static bool is_aside(const int32_t *s, size_t start, const struct moment *m, size_t clause)
{
    static const char *const part[] = {"其中"};
    static const char *const is[] = {"时", "的",   "是",     "为",     "只有",   "仅",   "则是",
                                     "才", "同期", "同期是", "同期为", "只建了", "时是", "时有"};
    size_t at = m->span.end + (m->span.end < clause && wcschr(L"底末份", (wchar_t)s[m->span.end]) != NULL);
    bool comma = false, semicolon = false;

    for (size_t i = at; i < clause; i++) {
        semicolon = semicolon || s[i] == ';';
        comma = comma || s[i] == ',';
    }
    for (size_t i = 0, length; i < sizeof is / sizeof *is && at < clause && !moment_digit(s, at); i++)
        if ((length = words_at(s, at, clause, is[i])) && at + length < clause && moment_digit(s, at + length))
            at += length;
    if ((comma || semicolon) && !(at < clause && s[at] == ',' && rune_behind(s, at, clause, L",;") == at + 1) &&
        (words_end(s, start, m->span.start, alone, sizeof alone / sizeof *alone) || is_already(s, m->span.end, clause)))
        return true; /* 仅二季度就办了 b 个 */
    if (semicolon && words_end(s, start, m->span.start, part, N(part)))
        return true; /* 建充电桩 a 个，其中10月份 b 个；建助餐场所 c 个 */
    if (at < clause && moment_digit(s, at))
        return comma || semicolon || is_start(s, at, clause);
    return m->kind == TIME_OTHER && semicolon && !moment_opens(s, start, m);
}

/* 为全年29.5公里的46.1% */
static bool is_of_share(const int32_t *s, const struct moment *m, const struct around *a)
{
    return a->number.start > m->span.end + 1 && s[a->number.start - 1] == L'的' &&
           rune_has_digit(s, m->span.end, a->number.start);
}

static bool same_sentence(const int32_t *s, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (rune_is_sentence_end(s[i]))
            return false;
    return true;
}

static size_t sentence_end(const int32_t *s, size_t at, size_t end)
{
    while (at < end && !rune_is_sentence_end(s[at]))
        at++;
    return at;
}

/* 2023年上半年; “2023年，全年…” */
static bool is_joined(const int32_t *s, const struct moment *year, const struct moment *m)
{
    return year->kind == TIME_OTHER &&
           year->span.end + (year->span.end < m->span.start && s[year->span.end] == ',') == m->span.start;
}

/* “今年计划新建 a 个，截至10月底已建成 b 个。”: an as-of that does not open its sentence, but is the first to tell how
 * far. */
static bool is_within(const struct times *times, const int32_t *s, size_t start, const struct moment *m)
{
    static const char *const as_of[] = {"截至", "截止", "截止到", "截至到"}, *const tasks[] = {"计划", "任务", "目标"};
    struct moment before;
    size_t i = m->span.start;

    if (m->kind != TIME_MONTHS || m->from || !words_end(s, start, i, as_of, N(as_of)))
        return false;
    while (i > start && !rune_is_sentence_end(s[i - 1]))
        i--;
    for (; i < m->span.start; i++)
        if (moment_at(times, s, start, i, m->span.start, &before) && !before.bare_day && before.kind != TIME_NOW &&
            before.kind != TIME_NOTHING &&
            !(before.kind == TIME_YEAR && words_stand(s, before.span.end, m->span.start, tasks, N(tasks))))
            return false;
    return true;
}

/* “前年岁末，征集了建议。”: when something happened; not 截至去年底. */
static bool is_point_of_year(const int32_t *s, size_t start, const struct moment *m, size_t end)
{
    static const char *const points[] = {"岁末", "年底", "年末", "年初", "底", "末", "初"};
    static const char *const until[] = {"截至", "截止", "到", "至"};

    return m->kind == TIME_OTHER && words_stand(s, m->span.end, end, points, N(points)) &&
           !words_end(s, start, m->span.start, until, N(until));
}

/* 全年 before the number's own part of the sentence, or in a sentence above. */
static bool is_year_before(const int32_t *s, const struct around *a, const struct moment *m)
{
    return m->kind == TIME_YEAR &&
           (m->span.start < a->sentence || rune_behind(s, m->span.start, a->number.start, L",;") > m->span.start);
}

/* At m what *last said ends: the sentence goes on to another time. */
static bool is_over(const int32_t *s, const struct around *a, const struct moment *m, const struct moment *last)
{
    static const char *const tasks[] = {"任务", "目标", "计划"};
    static const char *const grown[] = {"增至", "增加到", "升至", "达到", "达", "已"};
    bool above = m->span.start < a->sentence;

    if (last->kind == TIME_OTHER || (last->kind == TIME_MONTHS && last->from && m->kind == TIME_NOW &&
                                     !same_sentence(s, last->span.end, m->span.start)))
        return above && m->kind == TIME_NOW; /* “2023年 a 个，2024年 b 个。”, “8月，…。今年 a 个。” */
    if (last->kind != TIME_MONTHS || (above && !same_sentence(s, last->span.end, m->span.start)))
        return false;
    if (m->kind == TIME_MONTHS) /* “9月底 a 个，10月至12月 b 个。”: the sentence told of several times */
        return above && (m->to != last->to || m->from != last->from);
    if (above) /* “截至6月底 a 名；年底增至 b 名。” */
        return m->kind == TIME_YEAR && words_stand(s, m->span.end, a->number.start, grown, N(grown));
    /* “12月查漏补缺，全年完成 a 人，为目标的 p%” */
    return is_year_before(s, a, m) && last->span.start >= a->sentence &&
           !words_stand(s, m->span.end, a->number.start, tasks, N(tasks));
}

/* The moment says nothing of the number: a cause, a measure, an aside, a day in a sentence above. */
static bool is_silent(const struct times *times, const int32_t *s, size_t start, const struct around *a,
                      const struct moment *m, const struct moment *last)
{
    static const char *const because[] = {"因", "因为", "由于", "受"}, *const from[] = {"由", "从"};
    static const char *const grounds[] = {"的基础上"};
    static const char *const events[] = {"那场", "那次", "那回", "的暴雨", "的大雨", "暴雨", "大雨", "洪水"};
    static const char *const this_year[] = {"今年", "年初以来", "年内"};
    bool above = m->span.start < a->sentence;

    if (m->kind == TIME_NOTHING || words_end(s, start, m->span.start, because, N(because)) ||
        words_stand(s, m->span.end, a->number.start, events, N(events)))
        return true; /* 因8月连续降雨，仅改建23.1公里; 7月那场暴雨 */
    if (m->kind == TIME_OTHER && m->span.end <= a->clause.start && is_measure(s, start, m->span, a->clause.start) &&
        !words_end(s, a->clause.start, a->number.start, from, N(from)))
        return true; /* 与2023年相比，人数由 a 人降至 */
    if (above)
        return m->bare_day || is_point_of_year(s, start, m, a->number.start) ||
               !(moment_opens(s, start, m) || is_within(times, s, start, m));
    if ((m->kind == TIME_OTHER || m->kind == TIME_MONTHS) && m->span.start > a->sentence &&
        is_aside(s, start, m, a->number.start))
        return true;
    if (m->kind == TIME_NOW && times->later_text && rune_has_digit(s, m->span.end, a->number.start) &&
        (words_end(s, start, m->span.start, from, N(from)) ||
         words_any(s, (struct span){m->span.end, a->number.start}, grounds, N(grounds))))
        return true; /* 由上年的 a 场增加到 b 场; 在上年 a 名的基础上，今年 b 名 */
    return m->kind == TIME_NOW && last->kind == TIME_MONTHS && !last->from && !last->bare_day &&
           last->span.start >= a->sentence && words_stand(s, m->span.start, m->span.end, this_year, N(this_year)) &&
           rune_behind(s, last->span.end, m->span.start, L";") == last->span.end;
    /* 截至7月15日，…，今年以来的咨询增加到 a 人次 */
}

/* What the moment says of the number, given what the moments before said (*last); false if nothing. */
static bool tells(const struct times *times, const int32_t *s, size_t start, const struct around *a, struct moment *m,
                  struct moment *last)
{
    static const char *const sums[] = {"累计"};
    static const char *const by_then[] = {"届时"};
    static const char *const that_alone[] = {"一个月", "份一个月", "当月", "单月"};
    bool above = m->span.start < a->sentence, joined = is_joined(s, last, m), later = last->later;

    if (m->kind == TIME_MONTHS &&
        (words_end(s, start, m->span.start, alone, N(alone)) ||
         (above && words_stand(s, m->span.end, a->number.start, that_alone, N(that_alone))))) {
        if (above)
            return false;
        m->from = m->from ? m->from : m->to - 1; /* 单是11月份就查了 a 人 */
    }
    if (m->kind == TIME_MONTHS && words_any(s, (struct span){m->span.end, a->number.start}, by_then, N(by_then)))
        m->from = 0; /* 10月开班，届时 a 个 */
    if (is_over(s, a, m, last))
        last->kind = TIME_NOTHING;
    if (above && m->kind == TIME_MONTHS &&
        words_any(s, (struct span){m->span.end, sentence_end(s, m->span.end, a->sentence)}, sums, N(sums)))
        m->from = 0; /* “10月当月 a 名，累计 b 名。” */
    if (is_silent(times, s, start, a, m, last))
        return false;
    if (is_year_before(s, a, m) || (m->kind == TIME_YEAR && (is_of_share(s, m, a) || joined))) /* 去年全年 */
        return false;
    if (m->kind == TIME_MONTHS && joined)
        m->kind = m->bare_day && later ? TIME_NOW : TIME_OTHER; /* 2023年上半年; reported in January after */
    return true;
}

/* “截至12月20日，…。⏎从各县看，…”: the paragraph goes on with what the one before told. Returns where that one begins,
 * else where this one does. */
static size_t told_from(const int32_t *s, size_t paragraph)
{
    static const char *const by_place[] = {"从各县", "从各区", "从各乡", "从各镇", "同期,"};

    return paragraph > 0 && words_stand(s, paragraph, paragraph + 3, by_place, N(by_place))
               ? rune_behind(s, 0, paragraph - 1, L"\n")
               : paragraph;
}

/* “… a 公里，…（以上为11月15日供暖首日数据）”: the day that a bracket behind gives to all before it. */
static bool is_dated_behind(const struct times *times, const struct text *text, const struct around *a,
                            struct moment *ret)
{
    const int32_t *s = text->read;
    enum { FAR = 120, NEAR = 8 };
    size_t at, end = rune_find(s, a->number.end, text->read_count, '\n');
    end = end > a->number.end + FAR ? a->number.end + FAR : end;
    at = find_words(s, (struct span){a->number.end, end}, "(以上");
    for (size_t i = at; i < end && i < at + NEAR; i++)
        if (moment_at(times, s, at, i, end, ret)) {
            ret->bare_day = false;
            return ret->kind == TIME_MONTHS;
        }
    return false;
}

struct period period_find(struct ctx *ctx, const struct times *times, const struct text *text, const struct around *a)
{
    static const char *const sum[] = {"累计"};
    static const char *const of_year[] = {"年度任务的", "年度目标的", "年度计划的", "全年任务的", "全年目标的",
                                          "的年度目标", "的年度任务", "的全年任务", "的全年目标", "的年度计划"};
    const int32_t *s = text->read;
    size_t start = told_from(s, a->paragraph);
    struct moment m, last = {.kind = TIME_NOTHING};
    struct period told = times->now;

    start = start + LOOK_BACK < a->number.start ? a->number.start - LOOK_BACK : start;
    for (size_t i = start; i < a->number.start; i++) {
        if (!moment_at(times, s, start, i, a->number.start, &m))
            continue;
        i = m.span.end - 1;
        if (tells(times, s, start, a, &m, &last))
            last = m;
    }
    if (a->number.end < a->clause.end &&
        words_stand(s, a->number.end, a->clause.end, of_year, sizeof of_year / sizeof *of_year))
        return times_whole(times); /* 上半年 a 名，完成 b 名年度任务的 p% */
    if ((last.kind == TIME_NOTHING || last.kind == TIME_NOW) && is_dated_behind(times, text, a, &m))
        return moment_period(ctx, times, text, &m);
    if (last.kind != TIME_NOTHING) {
        told = moment_period(ctx, times, text, &last);
        if (last.kind == TIME_MONTHS && last.span.end <= a->clause.start &&
            words_any(s, a->clause, sum, sizeof sum / sizeof *sum))
            told.from = 0; /* 10月当月 a 名，累计 b 名 */
        told.carried = last.span.start < a->sentence;
        return told;
    }
    if (a->number.end < a->clause.end && moment_at(times, s, a->number.end, a->number.end, a->clause.end, &m) &&
        m.kind == TIME_YEAR)
        return moment_period(ctx, times, text, &m); /* 24万元全年足额保障 */
    if (section_period(times, a->paragraph, &told))
        return told;
    told.named = false;
    told.other = times->other_text;
    told.carried = told.words != NULL;
    return told;
}

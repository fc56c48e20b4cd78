/* Evidence of a whole text, added up in points: titles tell most, a date beside a year less, words of the body least.
 */
#include "text/genre.h"

#include <stdlib.h>

#include "text/cues.h"
#include "text/evidence.h"
#include "text/runes.h"

enum {
    TITLE_RUNES = 60, /* how long a title may be */
    DATELINE = 160,   /* runes in which the date of a text may stand, if not at its end */

    SAID = 6,     /* points of what they say, */
    SURE = 6,     /* points of a telling title: 实施方案, 完成情况 */
    DATED = 4,    /* of a date */
    BODY = 4,     /* what the body may give at most, */
    ANSWERED = 6, /* and what its labels do */
    EARLY = 3,    /* months: before it a text speaks of what is to come, */
    LATE = 10,    /* and from it on of what was */
};

static size_t paragraph_end(const struct scan *scan, size_t start)
{
    return rune_find(scan->s, start, scan->count, '\n');
}

/* 2024, 二〇二四年; 0: none. */
static int year_at(const struct scan *scan, size_t i, size_t start, size_t end)
{
    const int32_t *s = scan->s + i;
    int year = 0;

    if (s[0] == '2')
        return s[1] == '0' && rune_is_digit(s[2]) && rune_is_digit(s[3]) && (i == start || !rune_is_digit(s[-1])) &&
                       (i + 4 == end || !rune_is_digit(s[4]))
                   ? 2000 + (s[2] - '0') * 10 + (s[3] - '0')
                   : 0;
    if (s[0] != L'二' || i + 4 >= end || s[4] != L'年')
        return 0;
    for (int k = 0; k < 4; k++)
        year = year * 10 + (rune_numeral_digit(s[k]) < 0 ? 9999 : rune_numeral_digit(s[k]));
    return year / 100 == 20 ? year : 0;
}

int genre_year_in(const struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i + 4 <= end; i++) {
        int year = scan->s[i] == '2' || scan->s[i] == L'二' ? year_at(scan, i, start, end) : 0;

        if (year)
            return year;
    }
    return 0;
}

/* 江北发布 2026年1月5日: an account's name. */
static bool is_account(const struct scan *scan, size_t at, size_t end)
{
    if (!scan_word_at(scan, at, end, "发布"))
        return false;
    at += 2;
    return at >= end || scan->s[at] == ' ' || rune_is_digit(scan->s[at]);
}

/* 热闹起来了: no news of a plan, as 清单来了 */
static bool is_ending(const struct scan *scan, size_t start, size_t at)
{
    static const char *const ways[] = {"起", "回", "下", "上", "出", "过", NULL};

    return scan->s[at] == L'来' && scan_any_before(scan, start, at, ways);
}

static int title_points(const struct word *row)
{
    int sure = row->note ? SURE / 2 : SURE;

    return row->kind == CUE_ACTUAL ? sure : row->kind == CUE_TARGET ? -sure : 0;
}

/* The years of a title: 2024年, 2021—2023年. */
static void take_years(const struct scan *scan, size_t start, size_t end, struct genre *genre)
{
    enum { APART = 7 }; /* from one year to the next */
    static const char *const marks[] = {"—", "-", "~", "至", "到", NULL};

    genre->first_year = genre->year = genre_year_in(scan, start, end);
    for (size_t i = start; i + 4 < end && genre->year; i++) {
        int next = genre_year_in(scan, i + 4, scan_ahead(i + 4, APART, end));

        if (genre_year_in(scan, i, i + 4) == genre->year && next > genre->year &&
            scan_any_in(scan, i + 4, i + 6, marks))
            genre->year = next;
    }
}

/* 来源：某某规划局　发布时间：…: who wrote a text and when tells nothing of what it is. */
static bool is_byline(const struct scan *scan, size_t start, size_t end)
{
    static const char *const words[] = {"来源:",    "作者:",    "编辑:",    "责编:",    "供稿:", "记者", "通讯员",
                                        "发布时间", "发布日期", "发布机构", "信息来源", "说明:", NULL};

    return scan_any_in(scan, start, end, words);
}

/* The number of a paragraph that begins as 六、保障措施 does; 0: it does not. */
static int chapter_at(const struct scan *scan, size_t start)
{
    int32_t digit = start + 1 < scan->count && scan->s[start + 1] == L'、' ? rune_numeral_digit(scan->s[start]) : 0;

    return digit > 0 ? digit : 0;
}

/* ▍先看2025成绩单, 【成绩单】…: what opens a chapter, no title. */
static bool is_mark(int32_t c)
{
    return c == L'【' || (c >= 0x2580 && c <= 0x27BF) || c >= 0x1F000;
}

/* A report word outweighs a plan word (“实施方案完成情况”), a sure one the others. */
static int judge_titles(const struct scan *scan, const struct lexicon *titles, struct genre *genre)
{
    int points = 0;
    size_t start = 0;

    for (int i = 0; i < GENRE_PARAGRAPHS && start < scan->count; i++) {
        size_t end = paragraph_end(scan, start);
        bool title = end - start <= TITLE_RUNES && !is_byline(scan, start, end) &&
                     (i == 0 || !chapter_at(scan, start)); /* 一、上年完成情况 is none */
        bool sentence = scan_word_in(scan, start, end, "。");
        bool doubtful = sentence || (i > 0 && is_mark(scan->s[start]));

        for (size_t at = title ? start : end, length; at < end; at += length) {
            const struct word *row = lexicon_at(titles, scan->s, at, end, &length);
            int here = row && !is_account(scan, at, end) && !is_ending(scan, start, at) ? title_points(row) : 0;

            length = row ? length : 1;
            if (doubtful)
                here /= 2;
            if (here > 0 ? here >= abs(points) : !sentence && here < 0 && -here > abs(points))
                points = here;
        }
        if (genre->year == 0 && end - start <= TITLE_RUNES && (!sentence || i == 0))
            take_years(scan, start, end, genre);
        start = end + 1;
    }
    return points;
}

/* The month or day at s[at..end), 12 or 十二, and what stands behind it; 0: there is none. */
static int part_of_date(const struct scan *scan, size_t at, size_t end, size_t *ret_behind)
{
    struct numeral n;
    int part = 0;
    size_t behind = at;

    for (; behind < end && behind < at + 2 && rune_is_digit(scan->s[behind]); behind++)
        part = part * 10 + scan->s[behind] - '0';
    if (behind == at && numeral_read(scan->s, at, scan_ahead(at, 3, end), &n) && n.start == at && n.value.places == 0) {
        part = n.value.n <= 31 ? (int)n.value.n : 0;
        behind = n.end;
    }
    *ret_behind = behind;
    return part;
}

/* Whether a day follows the month that ends at s[at], and it is no deadline: 2019-12-30, 2019年12月30日. */
static bool names_day(const struct scan *scan, size_t at, size_t end)
{
    size_t behind;

    return part_of_date(scan, at, end, &behind) && !scan_word_at(scan, behind, end, "日前");
}

/* The first date of s[start..end), 二〇一二年十二月 too: its year, its month in *ret_month, and whether it names a day;
 * 0 if there is none. */
static int find_date(const struct scan *scan, size_t start, size_t end, int *ret_month, bool *ret_day)
{
    for (size_t i = start; i + 7 < end; i++) {
        bool spelt = scan->s[i] == L'二';
        int year = spelt || scan->s[i] == '2' ? genre_year_in(scan, i, i + 4 + spelt) : 0;
        int32_t parted = scan->s[i + 4];
        size_t behind;
        int month;

        if (year == 0 || (parted != L'年' && parted != '-' && parted != '/' && parted != '.'))
            continue;
        month = part_of_date(scan, i + 5, end, &behind);
        if (month == 0 || behind == end || scan->s[behind] != (parted == L'年' ? L'月' : parted)) /* 2019年10项 */
            continue;
        *ret_month = month;
        *ret_day = names_day(scan, behind + 1, end);
        return year;
    }
    return 0;
}

static const char *const back[] = {"去年", "过去一年", "过去的一年", "一年来", "这一年", "上年", "回顾", NULL};

static int first_chapter(const struct scan *scan)
{
    int chapter = 0;

    for (size_t i = 0; i < scan->count && i < GENRE_RUNES && !chapter; i = paragraph_end(scan, i) + 1)
        chapter = chapter_at(scan, i);
    return chapter;
}

bool genre_begins_late(const struct scan *scan, int year)
{
    if (first_chapter(scan) < 3)
        return false;
    for (size_t i = 0; i + 4 < scan->count && i < GENRE_RUNES; i++)
        if (scan_any_at(scan, i, scan->count, back) || (scan->s[i] == '2' && genre_year_in(scan, i, i + 4) == year - 1))
            return false;
    return true;
}

/* Of a text written at the year's beginning: does it speak of that year, or look back at the one before? */
static int judge_beginning(const struct scan *scan, int written)
{
    static const char *const ahead[] = {"今年", "新的一年", "新一年", NULL};
    int points = 0;

    for (size_t i = 0; i + 4 < scan->count && i < GENRE_RUNES; i++) {
        int year = scan->s[i] == '2' ? genre_year_in(scan, i, i + 4) : 0;

        points += scan_any_at(scan, i, scan->count, back) || (year && year == written - 1);
        points -= scan_any_at(scan, i, scan->count, ahead) || (year && year == written);
    }
    return points > 0 ? DATED : points < 0 ? -DATED : 0;
}

/* The month of a date at scan->s[i..end), and what stands behind the date; 0: there is none. */
static int month_at(const struct scan *scan, size_t i, size_t end, size_t *ret_behind)
{
    size_t at, behind;
    int month;

    if (!rune_is_digit(scan->s[i]) || (i > 0 && rune_is_digit(scan->s[i - 1])))
        return 0;
    month = part_of_date(scan, i, end, &at);
    if (at >= end || scan->s[at] != L'月' || !part_of_date(scan, at + 1, end, &behind))
        return 0;
    *ret_behind = behind + 1;
    return behind < end && scan->s[behind] == L'日' && month <= 12 ? month : 0;
}

/* The month of a text that names no year of its own: “新华社合肥2月26日电”, or, of winter alone, “12月3日中午，” at the
 * start of a paragraph. 0: there is none. */
static int dateline_month(const struct scan *scan)
{
    enum { BYLINE = 24 };
    static const char *const news[] = {"电", "讯", "消息", NULL};
    size_t end = scan->count < DATELINE ? scan->count : DATELINE, start = 0;

    for (size_t i = 0, behind; i < end; i++) {
        int month = month_at(scan, i, end, &behind);
        bool opens = i == start || (i < start + BYLINE && scan->s[i - 1] == ')');

        if (month && (scan_any_at(scan, behind, end, news) || (opens && (month <= EARLY || month >= LATE))))
            return month;
        if (scan->s[i] == '\n')
            start = i + 1;
    }
    return 0;
}

static int judge_dateline(const struct scan *scan, struct genre *genre)
{
    int month = dateline_month(scan), points = month && month < EARLY ? judge_beginning(scan, 0) : 0;

    if (month >= EARLY && month < LATE)
        genre->month = month;
    return month >= LATE ? DATED : points < 0 ? -SURE : 0;
}

/* A text on 2025年 that is dated January 2026 reports, one dated January 2025 or late in 2024 promises; December looks
 * back anyway. `ret_sure`: a day says so, whatever the title is. */
static int judge_date(const struct scan *scan, struct genre *genre, bool *ret_sure)
{
    bool day = false;
    size_t title = paragraph_end(scan, 0);
    bool named = title <= TITLE_RUNES && genre_year_in(scan, 0, title) != 0;
    int month = 0,
        year = find_date(scan, named ? title : 0, scan->count < DATELINE ? scan->count : DATELINE, &month, &day);

    if (year == 0 && scan->count > DATELINE)
        year = find_date(scan, scan->count - GENRE_SIGNATURE, scan->count, &month, &day);
    if (year == 0)
        return judge_dateline(scan, genre);
    if (year == genre->year && month >= EARLY)
        genre->month = month;
    genre->begins = year == genre->year && month < EARLY;
    *ret_sure = named && day && (year == genre->year ? month > LATE : year == genre->year + 1);
    if (!named)
        return month >= LATE ? DATED : month < EARLY ? judge_beginning(scan, year) : 0;
    if (year == genre->year)
        return month <= EARLY ? -DATED : month >= LATE ? DATED : 0;
    return year > genre->year ? DATED : -DATED;
}

/* -BODY to BODY: which are more. Ten of a kind are surer than one. */
static int weigh(const struct evidence *e, int doubt)
{
    int points = evidence_weigh(e, 2 * BODY, doubt);

    return points > BODY ? BODY : points < -BODY ? -BODY : points;
}

/* The labels of a text: which came first, and how many there are of each. */
struct labels {
    enum cue first;
    int promised, done;
};

static void take_label(struct labels *labels, enum cue cue)
{
    if (cue != CUE_LABEL_TARGET && cue != CUE_LABEL_ACTUAL)
        return;
    if (!labels->promised && !labels->done)
        labels->first = cue;
    labels->promised += cue == CUE_LABEL_TARGET;
    labels->done += cue == CUE_LABEL_ACTUAL;
}

/* Who labels again and again what became of a task reports (目标：…进展：…); not who goes on from it
 * (已办成：…接着办：…). */
static int points_of_labels(const struct labels *labels)
{
    return labels->done > 1 && (labels->first == CUE_LABEL_TARGET || !labels->promised) ? ANSWERED : 0;
}

static int judge_body(const struct scan *scan, const struct lexicon *cues)
{
    enum { WORDS = 6, NUMBERS = 12 }; /* how much must be found before they weigh half */
    struct evidence words = {0}, numbers = {0};
    struct labels labels = {0};

    for (size_t i = 0, end; i < scan->count && i < GENRE_RUNES; i = end) {
        size_t length;
        const struct word *row = lexicon_at(cues, scan->s, i, scan->count, &length);

        end = i + (row ? length : 1);
        if (row) {
            evidence_add(&words, cue_weight((enum cue)row->kind));
            take_label(&labels, (enum cue)row->kind);
        } else if (evidence_is_bound(scan, i)) {
            evidence_add(&words, -1);
        } else if (rune_is_digit(scan->s[i])) {
            evidence_add(&numbers, evidence_of_number(scan, i, &end));
        }
    }
    return weigh(&words, WORDS) + weigh(&numbers, NUMBERS) + points_of_labels(&labels);
}

/* 番府办复〔2016〕32号: the year of a document whose titles name none; 0: it has no number. */
static int document_year(const struct scan *scan)
{
    enum { HEAD = 600 };
    size_t end = scan->count < HEAD ? scan->count : HEAD;
    int year = 0;

    for (size_t i = 0; i + 6 < end && !year; i++)
        if (scan->s[i] == L'〔' && scan->s[i + 5] == L'〕')
            year = genre_year_in(scan, i + 1, i + 5);
    return year;
}

/* “各单位要倒排工期”, “今天我们来对答案：” */
static int judge_lead(const struct scan *scan, const struct lexicon *leads)
{
    size_t end = scan->count < GENRE_LEAD ? scan->count : GENRE_LEAD;
    int points = 0;

    for (size_t i = 0, length; i < end; i += length) {
        const struct word *row = lexicon_at(leads, scan->s, i, end, &length);

        length = row ? length : 1;
        points += row ? row->kind == CUE_ACTUAL ? SAID : -SAID : 0;
    }
    return points > SURE ? SURE : points < -SURE ? -SURE : points;
}

struct genre genre_of(const struct scan *scan, const struct lexicon *cues, const struct lexicon *titles,
                      const struct lexicon *leads)
{
    struct genre genre = {0};
    bool sure = false;
    int title = judge_titles(scan, titles, &genre), date = judge_date(scan, &genre, &sure);

    if (!genre.year)
        genre.first_year = genre.year = document_year(scan);
    genre.points = (title == 0 ? GENRE_SILENT : title) + judge_lead(scan, leads) + judge_body(scan, cues);
    if (sure || abs(title) < SURE || (title > 0) == (date > 0))
        genre.points += sure ? 2 * date : date;
    return genre;
}

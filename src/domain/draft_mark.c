/* Marks of paragraphs. Blanks are not in the reading: where one stood, the places of the file show. */
#include "domain/draft_mark.h"

#include "domain/claim_words.h"
#include "domain/draft_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum {
    NUMBER_DIGITS = 3,
    HEADING = 24, /* runes of the longest heading without a number */
    NAME = 14,    /* and of one that only a blank ends; */
    NAME_LEAST = 4,
};

/* 🏫 ▎ ★ ✅ 【 ━: what headings are marked with. */
static bool is_sign(int32_t c)
{
    return c >= 0x1F000 || (c >= 0x2500 && c <= 0x27BF) || c == 0x2B50 || c == 0xFE0F || c == 0x200D || c == 0x20E3 ||
           c == L'【' || c == L'】' || c == L'〖' || c == L'〗' || c == '|' || c == L'｜';
}

static size_t behind_signs(const int32_t *s, size_t at, size_t end)
{
    while (at < end && (is_sign(s[at]) || s[at] == ' '))
        at++;
    return at;
}

/* Whether blanks stand before read[at], and no line ends there. */
static bool is_blank_before(const struct text *text, size_t at)
{
    size_t from = text->origin[at - 1] + 1, to = text->origin[at];
    for (size_t i = from; i < to; i++)
        if (text->raw[i] != ' ' && text->raw[i] != 0x3000 && text->raw[i] != 0xA0)
            return false;
    return to > from;
}

int draft_mark_number(const int32_t *s, size_t *at, size_t end, bool chinese)
{
    int value = 0, digit = -1;
    size_t start = *at, i = start;
    for (; i < end && i - start < NUMBER_DIGITS; i++) {
        int d = chinese ? rune_numeral_digit(s[i]) : rune_is_digit(s[i]) ? s[i] - '0' : -1;
        if (chinese && s[i] == L'十') {
            value += (digit > 0 ? digit : 1) * 10;
            digit = -1;
        } else if (d < 0) {
            break;
        } else if (chinese) {
            digit = d;
        } else {
            value = value * 10 + d;
        }
    }
    *at = i;
    return value + (digit > 0 ? digit : 0);
}

/* 第一件 项目一： 实事1、 【1号】 【一】 【项目1】 */
static bool read_named(const struct text *text, struct draft_paragraph *p)
{
    static const char *const names[] = {"第", "项目", "实事", "【", "【项目", "【实事", "【事项", "【第"};
    static const char *const ends[] = {"件实事", "项实事", "件】", "项】", "件", "项", "号】", "】"};
    enum { ORDINAL = 0, BRACKET = 3 };
    const int32_t *s = text->read;
    size_t start =
        s[p->span.start] == L'【' ? p->span.start : behind_signs(s, p->span.start, p->span.end); /* ▲第1项： */
    for (size_t k = 0; k < N(names); k++) {
        size_t at = start, length = words_at(s, at, p->span.end, names[k]), tail = 0;
        if (!length)
            continue;
        at += length;
        p->number = draft_mark_number(s, &at, p->span.end, true);
        if (!p->number)
            p->number = draft_mark_number(s, &at, p->span.end, false);
        bool ended = k == ORDINAL || k >= BRACKET;
        for (size_t e = 0; e < N(ends) && ended && !tail; e++)
            tail = words_at(s, at, p->span.end, ends[e]);
        if (!p->number || (ended && !tail))
            continue;
        at += tail;
        bool parted = at >= p->span.end || s[at] == ':' || s[at] == L'、' || s[at] == ',' || s[at] == ' ' ||
                      s[at] == '.' || ended;
        while (parted && at < p->span.end && rune_is_clause_end(s[at]))
            at++;
        p->body = at;
        p->mark = parted ? MARK_NAMED : MARK_NONE;
        return parted;
    }
    return false;
}

/* The mark that a number and what stands around it make. */
static enum draft_mark mark_of(const struct text *text, size_t *at, size_t end, bool bracket, bool chinese)
{
    const int32_t *s = text->read;
    size_t i = *at;
    if (bracket) {
        *at = i + 1;
        return i < end && s[i] == ')' ? chinese ? MARK_BRACKET : MARK_BRACKET_DIGIT : MARK_NONE;
    }
    bool point = i < end && (s[i] == '.' || s[i] == L'．');
    bool year = i + 5 < end && s[i + 1] == '2' && s[i + 5] == L'年';
    if (point && i + 1 < end && rune_is_digit(s[i + 1]) && !year)
        return MARK_NONE;                             /* 1.5 万户 */
    bool stop = i < end && s[i] == L'。' && !chinese; /* 1。新建: an editor that knows no better */
    if (i < end && (point || stop || s[i] == L'、' || s[i] == ')')) {
        *at = i + 1;
        return chinese ? MARK_CHINESE : MARK_DIGIT;
    }
    if (chinese)
        return i < end && rune_is_han(s[i]) && is_blank_before(text, i) ? MARK_CHINESE : MARK_NONE;
    *at = behind_signs(s, i, end);
    return i < end &&
                   (s[i] == ' ' || is_sign(s[i]) || s[i] == L'“' ||
                    (rune_is_han(s[i]) && !rune_numeral_power(s[i]) && s[i] != L'年' && s[i] != L'月' && s[i] != L'个'))
               ? MARK_BARE
               : MARK_NONE;
}

/* 01: a number that fills its line, before the line of the heading. */
static bool is_lone_number(const int32_t *s, struct span span)
{
    return span.end - span.start == 2 && s[span.start] == '0' && rune_is_digit(s[span.start + 1]);
}

/* 一是就业创业。… */
static bool read_counted(const struct text *text, struct draft_paragraph *p)
{
    size_t at = p->span.start;
    p->number = draft_mark_number(text->read, &at, p->span.end, true);
    if (!p->number || at + 1 >= p->span.end || text->read[at] != L'是')
        return false;
    p->mark = MARK_NAMED;
    p->body = at + 1;
    return true;
}

/* What names no item: who, when, how. */
static bool is_label(const int32_t *s, struct span name)
{
    static const char *const words[] = {"责任", "牵头", "配合", "单位", "部门", "目标",  "任务", "内容", "举措",
                                        "措施", "时限", "时间", "日期", "资金", "投资",  "说明", "备注", "来源",
                                        "记者", "摘要", "联系", "电话", "标准", "完成",  "局长", "主任", "科长",
                                        "处长", "书记", "市长", "县长", "区长", "负责人"};

    return words_any(s, name, words, N(words)) || s[name.end - 1] == L'问' || s[name.end - 1] == L'答';
}

/* 住房保障。改造棚户区1.15万户, 就业：区外就业不少于400人, 在教育方面，新建幼儿园280所 */
static void read_run_in(const struct text *text, struct draft_paragraph *p)
{
    const int32_t *s = text->read;
    size_t start = p->span.start + (s[p->span.start] == L'在'), end = start, limit = p->span.end;
    if (limit > start + NAME)
        limit = start + NAME;
    while (end < limit && (rune_is_han(s[end]) || s[end] == L'、' || s[end] == L'“' || s[end] == L'”') &&
           !(end > start && is_blank_before(text, end)))
        end++;
    if (end >= limit || end < start + 2)
        return;
    bool blank = is_blank_before(text, end), field = words_at(s, end - 2, end, "方面") && s[end] == ',';
    if (!field && s[end] != ':' && s[end] != L'。' && !(blank && end - start >= NAME_LEAST))
        return;
    p->name = (struct span){start, end - 2 * field};
    p->body = end + !blank;
    if (p->span.end - p->body <= (blank ? NAME : NAME_LEAST) || p->name.end < start + 2 || is_label(s, p->name))
        p->body = p->span.start;
    else
        p->mark = MARK_RUN_IN;
}

/* 问：孩子上学呢？ */
static bool read_asked(const struct text *text, struct draft_paragraph *p)
{
    static const char *const signs[] = {"问:", "网友提问:", "市民提问:", "记者问:", "Q:"};
    const int32_t *s = text->read;
    for (size_t i = 0; i < N(signs); i++)
        if (words_at(s, p->span.start, p->span.end, signs[i])) {
            p->mark = MARK_ASKED;
            p->body = p->span.end;
            return true;
        }
    return false;
}

/* Where the words begin behind 一、 or 1. or 01 in a heading that has a sign; at, if no number stands there. */
static size_t behind_number(const int32_t *s, size_t at, size_t end)
{
    size_t behind = at;
    if (!draft_mark_number(s, &behind, end, !rune_is_digit(s[at])) || behind >= end)
        return at;
    if (s[behind] == L'、' || s[behind] == '.')
        return behind + 1;
    return rune_is_digit(s[behind - 1]) ? behind_signs(s, behind, end) : at;
}

/* A heading without a number, if the paragraph is short enough for one: 🏫【一、上好学】 */
static void read_heading(const struct text *text, struct draft_paragraph *p)
{
    const int32_t *s = text->read;
    size_t start = behind_signs(s, p->span.start, p->span.end), end = p->span.end;
    bool sign = start > p->span.start;
    while (end > start && is_sign(s[end - 1]))
        end--;
    if (end - start > HEADING || end < start + 2 || rune_is_clause_end(s[end - 1])) {
        read_run_in(text, p);
        return;
    }
    if (rune_find(s, start, end, ':') < end) {
        read_run_in(text, p);
        return;
    }
    p->mark = sign ? MARK_SIGN : MARK_PLAIN;
    p->span.end = end;
    p->body = sign ? behind_number(s, start, end) : start;
}

/* Behind the second number of “1.2　新增学位”, where s[at] is its point; 0 if none stands there. */
static size_t behind_second(const struct text *text, size_t at, size_t end)
{
    const int32_t *s = text->read;
    size_t i = at + 1;

    while (i < end && i < at + 3 && rune_is_digit(s[i]))
        i++;
    if (at >= end || s[at] != '.' || i == at + 1 || i >= end ||
        !(s[i] == ' ' || s[i] == L'“' || is_blank_before(text, i)))
        return 0;
    i += s[i] == ' ';
    return i < end && !rune_is_digit(s[i]) && !rune_numeral_power(s[i]) ? i : 0;
}

void draft_mark_read(const struct text *text, struct draft_paragraph *p)
{
    const int32_t *s = text->read;
    size_t at = p->span.start, end = p->span.end, second;
    p->body = at;
    if (at >= end || read_named(text, p) || read_counted(text, p) || read_asked(text, p))
        return;
    if (s[at] >= 0x2460 && s[at] <= 0x2473) {
        p->mark = MARK_CIRCLE;
        p->number = s[at] - 0x2460 + 1;
        p->body = at + 1;
        return;
    }
    if (s[at] == 0x25CF || s[at] == 0x2022 || s[at] == 0x25A0 || s[at] == 0x25C6 || s[at] == 0x2014) {
        while (p->body < end && !rune_is_han(s[p->body]) && !rune_is_digit(s[p->body]) && s[p->body] != L'“')
            p->body++;
        p->mark = p->body < end ? MARK_BULLET : MARK_NONE;
        return;
    }
    bool bracket = s[at] == '(';
    at += bracket;
    bool chinese = at < end && !rune_is_digit(s[at]), lone = is_lone_number(s, p->span);
    p->number = draft_mark_number(s, &at, end, chinese);
    if (p->number && !bracket && !chinese && (second = behind_second(text, at, end))) {
        p->body = second; /* of the item above */
        return;
    }
    if (p->number)
        p->mark = lone ? MARK_BARE : mark_of(text, &at, end, bracket, chinese);
    if (p->mark != MARK_NONE)
        p->body = at;
    else
        read_heading(text, p);
}

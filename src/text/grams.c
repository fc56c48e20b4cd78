#include "text/grams.h"

#include <string.h>

#include "text/runes.h"

enum {
    LEFT = 28,    /* characters before a figure that are looked at, a number counting as one, */
    RIGHT = 24,   /* and behind it */
    OPENING = 12, /* of its paragraph, */
    HEADING = 30, /* and of a heading */
    TOUCHING = 4, /* the longest gram right beside a figure */
    INSIDE = 3,   /* and the longest elsewhere */
};

/* Characters, each number being one '0'. */
struct line {
    int32_t at[HEADING + 2];
    size_t count;
};

static bool is_end(int32_t c)
{
    return rune_is_sentence_end(c) || c == ',' || c == ';' || c == ':';
}

/* 2,600 and 3.5 are one number. */
static bool goes_on(const int32_t *s, size_t i, size_t start, size_t end)
{
    return rune_is_digit(s[i]) || ((s[i] == '.' || s[i] == ',') && rune_is_between_digits(s, i, start, end));
}

/* The first `most` of s[start..end). */
static void read_on(const int32_t *s, size_t start, size_t end, size_t most, struct line *line)
{
    for (size_t i = start; i < end && line->count < most; i++) {
        if (!goes_on(s, i, start, end))
            line->at[line->count++] = s[i];
        else if (i == start || !goes_on(s, i - 1, start, end))
            line->at[line->count++] = '0';
    }
}

/* The last `most`, the last of all first. */
static void read_back(const int32_t *s, size_t start, size_t end, size_t most, struct line *line)
{
    for (size_t i = end; i-- > start && line->count < most;) {
        if (!goes_on(s, i, start, end))
            line->at[line->count++] = s[i];
        else if (i + 1 == end || !goes_on(s, i + 1, start, end))
            line->at[line->count++] = '0';
    }
}

static size_t clause_of(const struct line *line)
{
    size_t i = 0;

    while (i < line->count && !is_end(line->at[i]))
        i++;
    return i;
}

static void take_inside(const int32_t *at, size_t count, enum gram kind, grams_taker *take, void *arg)
{
    for (size_t i = 0; i < count; i++)
        for (size_t length = 2; length <= INSIDE && i + length <= count; length++)
            take(arg, kind, at + i, length);
}

/* 8.62万: three digits and a point; 3000: one. */
static void take_number(const int32_t *s, size_t start, size_t end, grams_taker *take, void *arg)
{
    enum { MANY = 5 };
    size_t digits = 0, zeros = 0, length = 1;
    int32_t gram[2];

    for (size_t i = start; i < end; i++) {
        if (s[i] == '.')
            length = 2;
        if (!rune_is_digit(s[i]) || (digits == 0 && s[i] == '0'))
            continue;
        zeros = s[i] == '0' ? zeros + 1 : 0;
        digits++;
    }
    digits -= zeros;
    gram[0] = (int32_t)('0' + (digits < MANY ? digits : MANY));
    gram[1] = '.';
    take(arg, GRAM_NUMBER, gram, length);
}

void grams_of_figure(const int32_t *s, struct span paragraph, size_t start, size_t end, grams_taker *take, void *arg)
{
    struct line left = {.count = 0}, right = {.count = 0}, opening = {.count = 0};
    int32_t before[LEFT];
    size_t clause, rest;

    read_back(s, paragraph.start, start, LEFT, &left);
    read_on(s, end, paragraph.end, RIGHT, &right);
    read_on(s, paragraph.start, paragraph.end, OPENING, &opening);
    for (size_t i = 0; i < left.count; i++)
        before[left.count - 1 - i] = left.at[i];
    clause = clause_of(&left);
    rest = clause_of(&right);
    for (size_t length = 1; length <= TOUCHING; length++) {
        if (length <= left.count)
            take(arg, GRAM_BEFORE, before + left.count - length, length);
        if (length <= right.count)
            take(arg, GRAM_BEHIND, right.at, length);
    }
    for (size_t length = 1; length <= 2 && start + length < end; length++)
        take(arg, GRAM_UNIT, s + end - length, length);
    take_inside(before + left.count - clause, clause, GRAM_CLAUSE, take, arg);
    take_inside(right.at, rest, GRAM_REST, take, arg);
    if (clause < left.count)
        take_inside(before, left.count - clause - 1, GRAM_LAST, take, arg);
    if (rest < right.count)
        take_inside(right.at + rest + 1, right.count - rest - 1, GRAM_NEXT, take, arg);
    take_inside(opening.at, opening.count, GRAM_PARAGRAPH, take, arg);
    take_number(s, start, end, take, arg);
}

/* A short line that is no sentence. */
static bool is_heading(const int32_t *s, size_t start, size_t end)
{
    return end - start <= HEADING && s[end - 1] != L'。';
}

bool grams_above(struct span *line, const int32_t *s, struct span paragraph, struct span *ret)
{
    if (paragraph.start == paragraph.end)
        return false;
    *ret = *line;
    *line = is_heading(s, paragraph.start, paragraph.end) ? paragraph : (struct span){0};
    return ret->end > ret->start;
}

void grams_of_heading(const int32_t *s, struct span heading, grams_taker *take, void *arg)
{
    struct line line = {{'^'}, 1};

    read_on(s, heading.start, heading.end, HEADING + 1, &line);
    line.at[line.count++] = '$';
    take_inside(line.at, line.count, GRAM_HEADING, take, arg);
}

static void take_title(const int32_t *s, size_t count, grams_taker *take, void *arg)
{
    struct line title = {{'^'}, 1};
    size_t start = 0;

    while (start < count && s[start] == '\n')
        start++;
    read_on(s, start, rune_find(s, start, count, '\n'), HEADING + 1, &title);
    take_inside(title.at, title.count, GRAM_TITLE, take, arg);
}

void grams_of_text(const int32_t *s, size_t count, grams_taker *take, void *arg)
{
    static const wchar_t *const words[] = {L"已",     L"完成", L"将",       L"计划", L"新增", L"累计", L"截至", L"目标",
                                           L"不少于", L"力争", L"今年",     L"去年", L"全面", L"推进", L"实施", L"建成",
                                           L"达",     L"牵头", L"责任单位", L"底前", L"了",   L"以上", L"我们", L"启动",
                                           L"开工",   L"完工", L"达到",     L"确保", L"提升", L"以来"};
    enum { WORDS = sizeof words / sizeof *words, PER = 2000, SOME = 3, MANY = 8 /* in 2000 characters */ };
    struct rune_filter firsts = {{0}};
    size_t found[WORDS] = {0};

    take_title(s, count, take, arg);
    for (size_t w = 0; w < WORDS; w++)
        rune_filter_add(&firsts, words[w][0]);
    if (count > GRAMS_OF_TEXT)
        count = GRAMS_OF_TEXT;
    for (size_t i = 0; i < count; i++)
        for (size_t w = rune_filter_may_hold(&firsts, s[i]) ? 0 : WORDS; w < WORDS; w++)
            if (s[i] == words[w][0] && i + wcslen(words[w]) <= count && wcsncmp(s + i, words[w], wcslen(words[w])) == 0)
                found[w]++;
    for (size_t w = 0; w < WORDS; w++) {
        size_t rate = count ? found[w] * PER / count : 0, length = wcslen(words[w]);
        int32_t gram[GRAM_LONGEST];

        memcpy(gram, words[w], length * sizeof *gram);
        gram[length] = found[w] == 0 ? '0' : rate < SOME ? '1' : rate < MANY ? '2' : '3';
        take(arg, GRAM_TEXT, gram, length + 1);
    }
}

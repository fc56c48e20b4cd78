/* Days and stages, and words as they were written. */
#include "domain/draft_words.h"

#include "base/buf.h"
#include "base/date.h"
#include "domain/claim_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

char *draft_words(struct ctx *ctx, const struct text *text, struct span span)
{
    AUTO_BUF struct buf words = BUF_INIT;
    for (size_t i = span.start; i < span.end; i++) {
        bool blank = text->read[i] == '\t' || text->read[i] == '\n' || text->read[i] == ' ';
        buf_rune(&words, (uint32_t)(blank ? ' ' : text->raw[text->origin[i]]));
    }
    return arena_strndup(ctx->mem, words.bytes, words.length);
}

size_t draft_first_figure(const struct figures *figures, size_t at)
{
    size_t low = 0, high = figures->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (figures->at[middle].read_start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- days ---- */

static const struct {
    const char *words;
    int month_day;
    bool bare; /* says no “by when” by itself */
} seasons[] = {
    {"年底", 1231, false},  {"年末", 1231, false},      {"年内", 1231, false},     {"全年", 1231, true},
    {"上半年", 630, false}, {"下半年", 1231, false},    {"一季度", 331, false},    {"前三季度", 930, false},
    {"二季度", 630, false}, {"三季度", 930, false},     {"四季度", 1231, false},   {"国庆节前", 930, false},
    {"国庆前", 930, false}, {"秋季开学前", 831, false}, {"供暖季前", 1031, false}, {"采暖季前", 1031, false},
};

/* One or two digits, or 一 to 十二, at s[*at]; moves behind them. */
static int small_number(const int32_t *s, size_t *at, size_t end)
{
    int value = 0;
    size_t i = *at;
    for (; i < end && i - *at < 2 && rune_is_digit(s[i]); i++)
        value = value * 10 + (s[i] - '0');
    if (i == *at && i < end && s[i] == L'十') {
        value = 10;
        i++;
    }
    if (i < end && (i == *at || value == 10) && !rune_is_digit(s[i]) && rune_numeral_digit(s[i]) > 0)
        value += rune_numeral_digit(s[i++]);
    *at = i;
    return value;
}

static bool one_of(const int32_t *s, size_t *at, size_t end, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = words_at(s, *at, end, words[i]);
        if (!length)
            continue;
        *at += length;
        return true;
    }
    return false;
}

/* 6月底前 10月30日前 9月份; moves behind it. 0 if none stands there. */
static int month_at(const int32_t *s, size_t *at, size_t end, int year, bool *ret_by_then)
{
    static const char *const ends[] = {"底", "末", "下旬"}, *const befores[] = {"之前", "以前", "前"};
    size_t i = *at;
    int month = small_number(s, &i, end);
    if (month < 1 || month > 12 || i >= end || s[i++] != L'月')
        return 0;
    int day = month_last_day(year * 100 + month);
    bool by_then = one_of(s, &i, end, ends, N(ends));
    if (!by_then) {
        size_t k = i;
        int number = small_number(s, &k, end);
        if (number > 0 && k < end && s[k] == L'日') {
            int exact = (year * 100 + month) * 100 + number;
            day = date_exists(exact) ? exact : day;
            i = k + 1;
        } else if (words_at(s, i, end, "中旬")) {
            day = (year * 100 + month) * 100 + 20;
            i += 2;
        } else if (words_at(s, i, end, "份")) {
            i++;
        }
    }
    *ret_by_then = one_of(s, &i, end, befores, N(befores)) || by_then;
    *at = i;
    return day;
}

static int season_at(const int32_t *s, size_t *at, size_t end, int year, bool *ret_by_then)
{
    for (size_t i = 0; i < N(seasons); i++) {
        size_t length = words_at(s, *at, end, seasons[i].words);
        if (!length)
            continue;
        *at += length;
        if (*at < end && s[*at] == L'前')
            ++*at;
        *ret_by_then = !seasons[i].bare;
        return year * 10000 + seasons[i].month_day;
    }
    return 0;
}

static int day_at(const int32_t *s, size_t *at, size_t end, int year, bool *ret_by_then)
{
    size_t i = *at;
    int written = 0;
    for (; i < end && i - *at < 4 && rune_is_digit(s[i]); i++)
        written = written * 10 + (s[i] - '0');
    if (written < 1000 || i >= end || s[i] != L'年') {
        i = *at;
        written = year;
    } else {
        i++;
    }
    int day = month_at(s, &i, end, written, ret_by_then);
    if (!day && i > *at) /* 2025年底: the 年 is the season's own */
        i--;
    if (!day)
        day = season_at(s, &i, end, written, ret_by_then);
    if (day)
        *at = i;
    return day;
}

int draft_due(const int32_t *s, struct span span, int year, bool bare, struct span *ret)
{
    int found = 0;
    for (size_t i = span.start; i < span.end; i++) {
        size_t at = i;
        bool by_then = false;
        int day = day_at(s, &at, span.end, year, &by_then);
        if (!day)
            continue;
        if (day / 10000 >= year && day / 10000 < 3000 && (by_then || bare)) {
            found = day;
            if (ret)
                *ret = (struct span){i, at};
        }
        i = at - 1;
    }
    return found;
}

/* ---- stages ---- */

static const struct {
    const char *word;
    enum draft_stage stage;
} stages[] = {
    {"开工", DRAFT_STARTED},      {"动工", DRAFT_STARTED},    {"启动建设", DRAFT_STARTED}, {"进场施工", DRAFT_STARTED},
    {"主体完工", DRAFT_TOPPED},   {"主体竣工", DRAFT_TOPPED}, {"封顶", DRAFT_TOPPED},      {"完工", DRAFT_FINISHED},
    {"竣工", DRAFT_FINISHED},     {"建成", DRAFT_FINISHED},   {"通车", DRAFT_OPENED},      {"贯通", DRAFT_OPENED},
    {"完成建设", DRAFT_FINISHED}, {"验收", DRAFT_ACCEPTED},   {"投用", DRAFT_USED},        {"投入使用", DRAFT_USED},
    {"启用", DRAFT_USED},         {"投入运营", DRAFT_USED},   {"投运", DRAFT_USED},        {"交付", DRAFT_USED},
    {"开放", DRAFT_USED},         {"开诊", DRAFT_USED},
};

enum draft_stage draft_stage(const int32_t *s, struct span span, struct span *ret)
{
    enum draft_stage best = DRAFT_NO_STAGE;
    for (size_t i = span.start; i < span.end; i++)
        for (size_t k = 0; k < N(stages); k++) {
            size_t length = words_at(s, i, span.end, stages[k].word);
            bool inside = length && stages[k].stage == DRAFT_FINISHED && best == DRAFT_TOPPED && ret &&
                          i < ret->end; /* 完工 of 主体完工 */
            bool past = length && i + length < span.end &&
                        (s[i + length] == L'于' || s[i + length] == L'的' || s[i + length] == L'年'); /* 建成于2005年 */
            if (!length || inside || past || (best != DRAFT_NO_STAGE && stages[k].stage <= best))
                continue;
            best = stages[k].stage;
            if (ret)
                *ret = (struct span){i, i + length};
        }
    return best;
}

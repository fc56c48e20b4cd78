/* 前者 and 后者: the first and the second of two that were named together before, places or indicators. Which two is
 * told by the words alone: the nearest clause that names exactly two, else the two of which figures were given;
 * otherwise nobody can tell, and the figure stays unmatched. */
#include "domain/claim_reader.h"

#include "text/runes.h"

enum { SENTENCES_UP = 1 };

static const char *const pronouns[] = {"前者", "后者"};

struct pair {
    struct span clause; /* that names them; empty: figures do */
    struct span part[2];
    bool places;
    struct place place[2];
    struct matches indicator[2];
};

bool claim_pronoun(const struct claim_reader *r, size_t i, size_t *ret_index, size_t *ret_at)
{
    const struct site *site = &r->fates[i].site;
    struct span before = {site->reach, site->number.start};

    *ret_at = before.end;
    for (size_t k = 0; k < 2; k++) {
        size_t at = find_words(r->s, before, pronouns[k]);
        if (at >= *ret_at)
            continue; /* 后者占前者的四成五 */
        *ret_index = k;
        *ret_at = at;
    }
    return *ret_at < before.end;
}

static bool ends_clause(int32_t c)
{
    return rune_is_clause_end(c) && c != L'、';
}

/* Splits the clause at its connectives into two; returns how many there are. */
static size_t split(const int32_t *s, struct span clause, struct span ret[2])
{
    size_t count = 0, start = clause.start;

    for (size_t i = clause.start; i <= clause.end; i++) {
        if (i < clause.end && s[i] != L'、' && s[i] != L'和' && s[i] != L'与' && s[i] != L'及')
            continue;
        if (count < 2)
            ret[count] = (struct span){start, i};
        count++;
        start = i + 1;
    }
    return count;
}

static bool names_places(struct claim_reader *r, struct pair *pair)
{
    for (size_t k = 0; k < 2; k++)
        if (!place_named(r->ctx, r->places, r->text, pair->part[k], k == 1, &pair->place[k]) || !pair->place[k].org)
            return false;
    pair->places = true;
    return pair->place[0].org != pair->place[1].org;
}

/* “宫颈癌、乳腺癌筛查”: the first may share the end of the second. */
static bool names_indicators(struct claim_reader *r, const char *unit, struct pair *pair)
{
    for (size_t k = 0; k < 2; k++) {
        struct matches *m = &pair->indicator[k];
        claim_match_words(r, pair->part[k], claim_has_unit, unit, m);
        if (m->count == 0)
            claim_match_words(r, (struct span){pair->part[k].start, pair->clause.end}, claim_has_unit, unit, m);
        for (size_t n = 0; n < m->count; n++)
            if (m->at[n].piece[0].start >= pair->part[k].end)
                m->at[n--] = m->at[--m->count];
        if (m->count != 1)
            return false;
    }
    return pair->indicator[0].at[0].indicator != pair->indicator[1].at[0].indicator;
}

/* The nearest clause before `at` that names more than one thing; false if it does not name just two. */
static bool pair_of_clause(struct claim_reader *r, size_t i, size_t at, struct pair *pair)
{
    size_t end = at, paragraph = r->fates[i].site.paragraph;

    for (int up = 0; end > paragraph && at - end < SENTENCE_MAX;) {
        size_t start = end - 1, count;
        while (start > paragraph && !ends_clause(r->s[start - 1]))
            start--;
        pair->clause = (struct span){start, end};
        count = split(r->s, pair->clause, pair->part);
        if (count == 2)
            return names_places(r, pair) || (pair->places = false, names_indicators(r, r->figures.at[i].unit, pair));
        if (count > 2)
            return false;
        if (start > paragraph && rune_is_sentence_end(r->s[start - 1]) && up++ == SENTENCES_UP)
            return false;
        end = start > paragraph ? start - 1 : paragraph;
    }
    return false;
}

/* “甲 a 人，乙 b 人；在某区，前者 c 人”: the only two indicators of the unit that figures of the sentence stated. */
static bool pair_of_figures(struct claim_reader *r, size_t i, struct pair *pair)
{
    const struct indicator *named[2];
    size_t count = 0;

    pair->clause = (struct span){0, 0};
    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i;) {
        const struct fate *fate = &r->fates[k];
        if (fate->site.number.start < r->fates[i].site.sentence)
            break;
        if (!fate->indicator || !claim_has_unit(fate->indicator, r->figures.at[i].unit) ||
            (count > 0 && fate->indicator == named[0]) || (count > 1 && fate->indicator == named[1]))
            continue;
        if (count == 2)
            return false;
        named[count++] = fate->indicator;
    }
    for (size_t k = 0; k < count; k++)
        pair->indicator[k] = (struct matches){.at = {{.indicator = named[count - 1 - k]}}, .count = 1};
    return count == 2;
}

/* Of a pair of places the indicator is that of the number's own words, else of those from the pair on. */
static void match_since(struct claim_reader *r, size_t i, const struct pair *pair, size_t at, struct matches *ret)
{
    const struct site *site = &r->fates[i].site;
    const char *unit = r->figures.at[i].unit;

    r->fates[i].from = WORDS_CLAUSE;
    claim_match(r, site->clause, site, claim_has_unit, unit, ret);
    if (claim_match_is_clean(ret))
        return;
    r->fates[i].from = WORDS_ABOVE;
    r->fates[i].words = (struct span){pair->clause.start, at};
    claim_match_words(r, r->fates[i].words, claim_has_unit, unit, ret);
    claim_keep_bare(r, site, ret);
}

bool claim_match_refer(struct claim_reader *r, size_t i, struct listed *ret_listed, struct matches *ret)
{
    struct pair pair = {.places = false};
    size_t index, at;

    if (!claim_pronoun(r, i, &index, &at))
        return false;
    ret->count = 0;
    if (!pair_of_clause(r, i, at, &pair) && (pair.places || !pair_of_figures(r, i, &pair))) {
        ret_listed->why = "“前者”“后者”说的是哪一个，文中分不清";
        return true;
    }
    if (pair.places) {
        ret_listed->place = pair.place[index];
        match_since(r, i, &pair, at, ret);
        return true;
    }
    r->fates[i].from = WORDS_LIST;
    r->fates[i].words = pair.clause;
    *ret = pair.indicator[index];
    claim_keep_bare(r, &r->fates[i].site, ret);
    return true;
}

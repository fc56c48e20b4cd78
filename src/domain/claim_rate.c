/* Percentages: of a target, of a whole, against the year before, of a roster. Which of these is told by the words of
 * the clause (in a table: by the column's head); of what, by the words before the number, else by the figure before it.
 */
#include <string.h>

#include "domain/claim_reader.h"
#include "text/runes.h"

enum { ROWS_UP = 64 };

static const char *const growth[] = {"增长", "同比", "下降", "上升", "提高", "增幅",
                                     "降低", "提升", "增加", "减少", "涨"};
static const char *const falling[] = {"下降", "降低", "减少"};
static const char *const months[] = {"环比"};
static const char *const shares[] = {"完成率", "目标",   "任务",   "计划",   "进度",   "承诺",  "开工率",
                                     "完工率", "竣工率", "建成率", "拨付率", "到位率", "参训率"};
static const char *const covers[] = {"覆盖率", "覆盖面", "覆盖"};
static const char *const parts[] = {"占", "比重"};
static const char *const not_parts[] = {"占地", "占用"};

static size_t cell_of(const int32_t *s, size_t start, size_t at)
{
    size_t cell = 0;

    for (size_t i = start; i < at; i++)
        cell += s[i] == '\t';
    return cell;
}

static struct span cell_at(const int32_t *s, size_t start, size_t end, size_t cell)
{
    struct span ret = {start, start};

    for (size_t i = start; i < end && cell > 0; i++)
        if (s[i] == '\t' && --cell == 0)
            ret.start = i + 1;
    for (ret.end = ret.start; ret.end < end && s[ret.end] != '\t';)
        ret.end++;
    return ret;
}

/* How many cells a row has in the file, where the last may be empty. */
static size_t cells_of(const struct claim_reader *r, size_t start)
{
    size_t cells = 1;

    for (size_t i = r->text->origin[start]; i < r->text->raw_count && cells < SENTENCE_MAX; i++) {
        if (r->text->raw[i] == '\n')
            break;
        cells += r->text->raw[i] == '\t';
    }
    return cells;
}

bool claim_column_head(const struct claim_reader *r, const struct figure *f, struct span *ret)
{
    const int32_t *s = r->s;
    size_t cell, start = f->paragraph_start, end = start;

    if (f->read_start > start + SENTENCE_MAX || (cell = cell_of(s, start, f->read_start)) == 0)
        return false;
    for (int row = 0; row < ROWS_UP && start > 0; row++) {
        size_t above = start - 1;
        bool tabs = false;
        while (above > 0 && s[above - 1] != '\n' && start - above < SENTENCE_MAX)
            tabs |= s[--above] == '\t';
        if (!tabs || text_line(r->text, r->text->origin[start]) > text_line(r->text, r->text->origin[start - 1]) + 1)
            break; /* a blank line parts two tables */
        end = start - 1;
        start = above;
    }
    *ret = cell_at(s, start, end, cell);
    return ret->start < ret->end && cells_of(r, start) == cells_of(r, f->paragraph_start);
}

/* What the clause says the percentage is of. */
enum rate_kind { RATE_NONE, RATE_TARGET, RATE_PART, RATE_GROWTH, RATE_MONTHS };

static enum rate_kind kind_of(const struct claim_reader *r, struct span words)
{
    if (HAS(r, words, months))
        return RATE_MONTHS;
    if (HAS(r, words, growth))
        return RATE_GROWTH;
    if (HAS(r, words, parts) && !HAS(r, words, not_parts))
        return RATE_PART;
    return HAS(r, words, shares) ? RATE_TARGET : RATE_NONE;
}

/* “甲、乙分别 a、b，占全市的 p% 和 q%”: do only connectives part percentage k from the one before? */
static bool joins_before(const struct claim_reader *r, size_t k)
{
    const struct figure *f = &r->figures.at[k];
    size_t length;

    if (k == 0 || !r->fates[k].site.after_figure || strcmp(f->unit, "%") != 0 || strcmp(f[-1].unit, "%") != 0)
        return false;
    length = words_connective(r->s, f[-1].read_end, f->read_start);
    return length && f[-1].read_end + length == f->read_start;
}

/* The first percentage of the list that holds figure i, and how many there are. */
static size_t list_of(const struct claim_reader *r, size_t i, size_t *ret_count)
{
    size_t first = i, end = i + 1;

    while (joins_before(r, first) && i - first < FIGURES_BACK)
        first--;
    while (end < r->figures.count && end - i < FIGURES_BACK) {
        struct fate *next = &r->fates[end];
        site_find(r->text, &r->figures, end, &next->site); /* it is read later, and found then again */
        if (!joins_before(r, end))
            break;
        end++;
    }
    *ret_count = end - first;
    return first;
}

/* “体检 a 人，筛查 b 人，前者完成 p%，后者 q%”: one of the two amounts that stand right before such percentages. */
static bool referred_to(const struct claim_reader *r, size_t i, size_t *ret)
{
    size_t index, at, last = i;

    if (!claim_pronoun(r, i, &index, &at))
        return false;
    while (last > 0 && r->fates[last].site.after_figure && strcmp(r->figures.at[last - 1].unit, "%") == 0)
        last--;
    *ret = last < 2 || !r->fates[last].site.after_figure || !r->fates[last - 1].site.after_figure ||
                   !r->fates[last - 1].indicator || !r->fates[last - 2].indicator
               ? SIZE_MAX
               : last - 2 + index;
    return true;
}

/* The figure before that the percentage is of: the one right before; of a list of percentages the one at the same place
 * of as many amounts before them. SIZE_MAX: there is none. */
static size_t speaker_of(const struct claim_reader *r, size_t i)
{
    size_t count, first = list_of(r, i, &count), referred;

    if (referred_to(r, i, &referred))
        return referred;
    if (!r->fates[first].site.after_figure || first < count)
        return SIZE_MAX;
    for (size_t k = first - count; k < first && count > 1; k++) {
        const struct claim *c = &r->claims.at[k];
        if (c->figure->sentence_start != r->figures.at[i].sentence_start || c->kind != CLAIM_FIGURE || !c->indicator ||
            c->why || (k + count > first && c->indicator == c[-1].indicator && place_same(&c->place, &c[-1].place)))
            return SIZE_MAX;
    }
    return first - count + (i - first);
}

/* Of which indicator: that of the words in the span, else, where they name none, of the figure before. Sets c->why
 * where it cannot be told. */
static const struct indicator *named_or_before(struct claim_reader *r, size_t i, struct span span, struct claim *c)
{
    static const char *const all[] = {"各项", "各项目", "总体", "整体"};
    size_t speaker = speaker_of(r, i);
    struct matches found;

    claim_match_words(r, span, claim_counts, "", &found);
    if (found.count == 0 && HAS(r, span, all))
        speaker = SIZE_MAX;
    if (found.count == 1) {
        c->naming = claim_naming(r, &found, WORDS_SENTENCE);
        return found.at[0].indicator;
    }
    if (found.count > 1) {
        c->why = arena_printf(r->ctx->mem, "说的可能是%s", claim_candidates(r, &found));
        return NULL;
    }
    c->naming.from = WORDS_FIGURE_BEFORE;
    if (speaker != SIZE_MAX && r->fates[speaker].indicator) {
        if (!c->place.org && r->claims.at[speaker].place.org)
            c->place = r->claims.at[speaker].place; /* 甲县、乙县任务 a 名和 b 名，完成率 p%、q% */
        return r->fates[speaker].indicator;
    }
    c->why = "没有说是哪项指标的百分比";
    return NULL;
}

/* Behind 占: nothing of what the whole is. */
static const char *const share_words[] = {"占比重为", "占比重", "占比为", "占比达", "占比", "占总数的", "占"};

/* “a 户的 p%”: the amount stands right before the percentage. */
static bool is_attached(const struct claim_reader *r, size_t i)
{
    size_t end = r->figures.at[i].read_start, start = i > 0 ? r->figures.at[i - 1].read_end : end;

    return r->fates[i].site.after_figure && start < end && start + words_at(r->s, start, end, "的") == end &&
           strcmp(r->figures.at[i - 1].unit, "%") != 0;
}

static bool is_within(const struct claim *part, const struct place *whole)
{
    const struct organisation *above = whole->org;
    bool inside = above && part->place.org && part->place.org != above && organisation_within(part->place.org, above);

    for (size_t k = 0; k < part->addend_count; k++)
        inside = above && (k == 0 || inside) && part->addends[k].org != above &&
                 organisation_within(part->addends[k].org, above);
    return inside;
}

/* “全市 a 个，其中甲区 b 个，占 p%”: the whole is what the sentence gave last of the same indicator for a place around
 * this one, or of the indicator that this one is part of, or what a share before it was of. False: nothing of the kind.
 */
static bool whole_before(const struct claim_reader *r, size_t i, struct claim *part)
{
    for (size_t k = i; k-- > 0 && k + FIGURES_BACK >= i;) {
        const struct claim *before = &r->claims.at[k];
        bool share = before->kind == CLAIM_PART;
        const struct indicator *of = share ? before->whole : before->indicator;
        const struct place *place = share ? &before->whole_place : &before->place;
        if (before->figure->sentence_start != r->figures.at[i].sentence_start)
            return false;
        if ((before->kind != CLAIM_FIGURE && !share) || !of || before->why || before->role == ROLE_TARGET)
            continue;
        if (!(of == part->indicator && is_within(part, place)) &&
            !(of == part->indicator->part_of && place_same(place, &part->place)))
            continue;
        part->whole = of;
        part->whole_place = *place;
        return true;
    }
    return false;
}

/* The part is of the place that its own words name, else of that of the figure before; a total is all of its places. */
static void place_part(struct claim_reader *r, size_t i, struct span own, struct claim *c)
{
    size_t speaker = speaker_of(r, i);
    const struct claim *before = speaker != SIZE_MAX ? &r->claims.at[speaker] : NULL;
    struct around around = site_around(&r->fates[i].site);
    struct place named;

    around.number.start = around.clause.end = around.number.end = own.end;
    around.clause.start = own.start;
    c->place = place_find(r->ctx, r->places, r->text, &around);
    if (!before || before->indicator != c->indicator || place_named(r->ctx, r->places, r->text, own, false, &named))
        return;
    c->place = before->place;
    if (before->kind == CLAIM_SUM) {
        c->addends = before->addends;
        c->addend_count = before->addend_count;
    }
}

/* Of what it is a part, by the words behind 占; where they say nothing, by the sentence before. */
static void find_whole(struct claim_reader *r, size_t i, struct span of, struct claim *c)
{
    struct around around = site_around(&r->fates[i].site);
    const struct indicator *part = c->indicator;
    struct matches found;
    struct place named;
    bool said = true;

    claim_match_words(r, of, claim_counts, "", &found);
    c->whole = found.count == 1 ? found.at[0].indicator : found.count ? NULL : part;
    around.clause = of;
    c->whole_place = place_find(r->ctx, r->places, r->text, &around);
    if (found.count == 0 && claim_words_bare(r->words, r->s, of, part) &&
        !place_named(r->ctx, r->places, r->text, of, false, &named) && c->whole_place.from != PLACE_CLAUSE)
        said = !whole_before(r, i, c);
    if (said && c->whole == part && place_same(&c->whole_place, &c->place))
        c->whole = part->part_of && claim_words_bare(r->words, r->s, of, part) ? part->part_of : NULL;
    if (!c->whole)
        c->why = found.count > 1 ? arena_printf(r->ctx->mem, "说的可能是%s", claim_candidates(r, &found))
                                 : "没有说占的是哪一项的比重";
    else if (strcmp(c->whole->unit, part->unit) != 0)
        c->why = arena_printf(r->ctx->mem, "%s按%s计，%s按%s计，不能相比", part->name, part->unit, c->whole->name,
                              c->whole->unit);
    else if (!c->whole_place.org)
        c->why = place_why(r->ctx, &c->whole_place);
}

/* “高技能人才 a 人，占技能人才的 p%”, “甲区 a 户，占全市的 p%”. */
static void read_part(struct claim_reader *r, size_t i, struct claim *c)
{
    static const char *const together[] = {"合起来", "加起来", "合计", "合占", "两地", "两县"};
    static const char *const among[] = {"对象中", "人员中", "人群中", "者中"};
    size_t count;
    const struct site *site = &r->fates[list_of(r, i, &count)].site;
    struct span own = {site->reach, site->number.start}, of = own;

    own.end = find_words(r->s, own, "占");
    of.start = own.end;
    for (size_t k = 0; k < sizeof share_words / sizeof *share_words && of.start == own.end; k++)
        of.start += words_at(r->s, of.start, of.end, share_words[k]);
    c->indicator = named_or_before(r, i, own, c);
    if (c->indicator && c->naming.from == WORDS_FIGURE_BEFORE &&
        claim_words_made_of(r->words, r->s, own, c->indicator).foreign > 0) {
        c->indicator = NULL; /* 872名学生查了视力，近视的占46% */
        c->why = "没有说是哪项指标的百分比";
    }
    if (c->indicator && HAS(r, own, among)) {
        c->indicator = NULL; /* 筛查对象中小学生占58.3% */
        c->why = "说的是其中一部分人，台账没有分开计";
    }
    if (!c->indicator)
        return;
    c->kind = CLAIM_PART;
    place_part(r, i, own, c);
    if (HAS(r, own, together) && c->addend_count == 0) {
        c->indicator = NULL;
        c->why = "没有说占比重的是哪几个合起来";
        return;
    }
    find_whole(r, i, of, c);
}

/* “甲区 a 户，占全市 b 户的 p%”. */
static void read_part_of_figure(struct claim_reader *r, size_t i, struct claim *c)
{
    const struct claim *whole = &r->claims.at[i - 1], *part = i > 1 ? whole - 1 : NULL;

    if (!part || !r->fates[i - 1].site.after_figure || part->kind != CLAIM_FIGURE || !part->indicator || part->why ||
        whole->kind != CLAIM_FIGURE || !whole->indicator || !whole->place.org || whole->period.other ||
        (whole->why && whole->role != ROLE_OTHER)) { /* what a share is of is told as a divisor */
        c->why = "没有说占的是哪一项的比重";
        return;
    }
    if (i > 2 && part[-1].indicator == part->indicator &&
        part[-1].figure->sentence_start == c->figure->sentence_start) {
        c->why = "没有说占比重的是哪几个合起来"; /* 甲市 a 名，乙区 b 名，占全市 c 名的 p% */
        return;
    }
    c->kind = CLAIM_PART;
    c->naming.from = WORDS_FIGURE_BEFORE;
    c->indicator = part->indicator;
    c->place = part->place;
    c->whole = whole->indicator;
    c->whole_place = whole->place;
}

/* The first of the row's cells that holds words: no number of the row. */
static struct span name_cell(const struct claim_reader *r, const struct figure *f)
{
    size_t cells = cell_of(r->s, f->paragraph_start, f->read_start);

    for (size_t k = 0; k < cells; k++) {
        struct span cell = cell_at(r->s, f->paragraph_start, f->read_start, k);
        if (rune_has_han(r->s, cell.start, cell.end))
            return cell;
    }
    return cell_at(r->s, f->paragraph_start, f->read_start, 0);
}

/* “a 个，比上年的 b 个增加 p%”: what stands before the level that it is held against. */
static void take_grown(struct claim_reader *r, size_t i, struct claim *c)
{
    const struct claim *then = i > 1 ? &r->claims.at[i - 1] : NULL, *now = then ? then - 1 : NULL;

    if (!then || !r->fates[i].site.after_figure || then->role != ROLE_OTHER || !now->indicator || now->why ||
        (c->indicator && c->indicator != now->indicator) || now->figure->sentence_start != c->figure->sentence_start ||
        strcmp(then->figure->unit, now->figure->unit) != 0)
        return;
    c->indicator = now->indicator;
    c->naming.from = WORDS_FIGURE_BEFORE;
    c->place = now->place;
    c->period = now->period;
    c->why = NULL;
}

static void read_growth(struct claim_reader *r, size_t i, struct span words, bool table, struct claim *c)
{
    static const char *const against[] = {"比", "较"};
    const struct site *site = &r->fates[i].site;

    struct span own = {site->clause.start, site->clause.start};

    while (own.end < site->number.start && !HAS(r, ((struct span){own.start, own.end}), growth))
        own.end++;
    c->falls = HAS(r, words, falling);
    c->indicator =
        named_or_before(r, i, table ? name_cell(r, c->figure) : (struct span){site->reach, site->number.start}, c);
    c->kind = CLAIM_GROWTH;
    if (c->period.other && site->after_figure && HAS(r, own, against)) /* a 个，比上年增长 p% */
        c->period = r->claims.at[i - 1].period;
    take_grown(r, i, c);
    if (!table && c->indicator && c->naming.from == WORDS_FIGURE_BEFORE && own.end > own.start + 2 &&
        !claim_words_bare(r->words, r->s, (struct span){own.start, own.end - 2}, c->indicator)) {
        c->indicator = NULL; /* 4322户用上管道气，巡查隐患减少41% */
        c->why = "没有说是哪项指标的百分比";
    }
}

/* “涉及 201 个小区”, “共 180 人”, a percentage: told beside an amount, and nothing of its own. */
static bool is_beside(const struct claim_reader *r, size_t k)
{
    static const char *const words[] = {"涉及", "惠及", "覆盖", "受益", "服务", "共",
                                        "合",   "带动", "投资", "其中", "包括"};
    const struct site *site = &r->fates[k].site;
    struct span before = {site->clause.start, site->number.start};

    return before.end <= before.start + 1 || HAS(r, before, words) || strcmp(r->figures.at[k].unit, "%") == 0;
}

/* “改造开工 24816 户，涉及 201 个小区，完成年度目标的 p%”: the only indicator that the sentence spoke of before. */
static const struct indicator *only_one_before(const struct claim_reader *r, size_t i)
{
    const struct indicator *only = NULL;

    if (i > 0 && r->fates[i].site.after_figure && !r->fates[i - 1].indicator && !is_beside(r, i - 1))
        return NULL; /* 服务站4个竣工，AED装了76台，完成全年任务的63.3% */

    for (size_t k = i; k > 0 && i - k < FIGURES_BACK; k--) {
        const struct fate *before = &r->fates[k - 1];
        if (before->site.number.start < r->fates[i].site.sentence)
            break;
        if (only && before->indicator && before->indicator != only)
            return NULL;
        only = before->indicator ? before->indicator : only;
    }
    return only;
}

/* The one indicator of which the amounts before it in the row are. */
static const struct indicator *told_in_row(const struct claim_reader *r, size_t i)
{
    const struct indicator *only = NULL;

    for (size_t k = i; k-- > 0 && i - k < FIGURES_BACK;) {
        const struct indicator *told = r->fates[k].indicator;
        if (r->figures.at[k].paragraph_start != r->figures.at[i].paragraph_start)
            break;
        if (told && only && told != only)
            return NULL;
        only = told ? told : only;
    }
    return only;
}

/* “超额 48.9%”, “比年初的承诺多出近五成”; not 比去年多出五成. */
static bool is_beyond(const struct claim_reader *r, size_t i)
{
    static const char *const by[] = {"超额",         "超出",       "多出",       "多完成",     "超目标",
                                     "超计划",       "超任务",     "超出目标",   "超出计划",   "超出任务",
                                     "超出年度目标", "超年度目标", "超全年目标", "超年度任务", "超全年任务"};
    static const char *const against[] = {"较", "比"}, *const plans[] = {"计划", "目标", "任务", "承诺", "年初"};
    static const char *const then[] = {"去年", "上年", "同期", "同比"}, *const about[] = {"近", "约", "了", "逾", "达"};
    const struct site *site = &r->fates[i].site;
    struct span before = {rune_behind(r->s, site->sentence, site->number.start, L",;:"), site->number.start};

    if (HAS(r, before, then) || (HAS(r, before, against) && !HAS(r, before, plans)))
        return false;
    while (words_end(r->s, before.start, before.end, about, sizeof about / sizeof *about))
        before.end--;
    return words_end(r->s, before.start, before.end, by, sizeof by / sizeof *by);
}

static void read_target_rate(struct claim_reader *r, size_t i, bool table, struct claim *c)
{
    const struct figure *f = c->figure;
    struct span own = {table ? f->paragraph_start : r->fates[i].site.reach, f->read_start};

    if (table)
        own = name_cell(r, f);
    c->indicator = named_or_before(r, i, own, c);
    if (!c->indicator && c->naming.from == WORDS_FIGURE_BEFORE &&
        (c->indicator = table ? told_in_row(r, i) : only_one_before(r, i)))
        c->why = NULL;
    if (c->indicator && claim_other_stage(r, i, c->indicator, NULL)) {
        c->indicator = NULL; /* 开工率, where what is finished is counted */
        c->why = "说的是另一个阶段的比率";
    }
    c->kind = CLAIM_RATE;
    c->beyond = !table && is_beyond(r, i);
}

/* “年初计划 a 户的 p%”: of the target, figure `of`, that stands right before. */
static void read_rate_of_figure(const struct claim_reader *r, size_t of, struct claim *c)
{
    c->kind = CLAIM_RATE;
    c->naming.from = WORDS_FIGURE_BEFORE;
    c->indicator = r->fates[of].indicator;
    if (!c->indicator)
        c->why = "没有说是哪项指标的百分比";
}

/* “年初定的是 a 人次，完成 p%”, “任务 a 户，已开工 b 户，完成 p%”, “a 公里，b 座，分别完成 p% 和 q%” */
static bool read_done_of_target(struct claim_reader *r, size_t i, struct claim *c)
{
    static const char *const done[] = {"完成", "达到", "不足", "超过"};
    size_t count, speaker = speaker_of(r, i);
    const struct site *site = &r->fates[list_of(r, i, &count)].site;
    struct span words = {site->clause.start, site->number.start};

    if (speaker == SIZE_MAX || !r->fates[speaker].indicator || strcmp(r->figures.at[speaker].unit, "%") == 0 ||
        !(HAS(r, words, done) && claim_words_bare(r->words, r->s, words, NULL)))
        return false;
    read_rate_of_figure(r, speaker, c);
    return true;
}

static bool read_attached(struct claim_reader *r, size_t i, struct claim *c)
{
    struct span words = {0, 0};

    if (!is_attached(r, i))
        return false;
    words = (struct span){r->fates[i - 1].site.clause.start, r->fates[i - 1].site.number.start};
    if (HAS(r, words, parts) && !HAS(r, words, not_parts))
        read_part_of_figure(r, i, c);
    else if (r->claims.at[i - 1].role == ROLE_TARGET)
        read_rate_of_figure(r, i - 1, c);
    else
        return false;
    return true;
}

/* “运行经费补助 a 元，覆盖率 p%”: the roster of the item that the figure before spoke of. */
static void match_cover_before(struct claim_reader *r, size_t i, struct matches *found)
{
    const struct site *site = &r->fates[i].site;
    const struct fate *before = site->after_figure ? &r->fates[i - 1] : NULL;
    struct span clause = {site->clause.start, site->number.start};

    found->count = 0;
    if (!before || !before->indicator || !HAS(r, clause, covers))
        return;
    claim_match_words(r, (struct span){before->site.reach, site->number.start}, claim_has_unit, "%", found);
    if (found->count != 1 || found->at[0].indicator->item != before->indicator->item ||
        !claim_words_bare(r->words, r->s, clause, found->at[0].indicator))
        found->count = 0;
}

/* 城乡低保标准提高, in percent */
static bool names_growth(const struct indicator *indicator)
{
    bool named = false;

    for (size_t k = 0; k < sizeof growth / sizeof *growth && !named; k++)
        named = strstr(indicator->name, growth[k]) != NULL;
    return named;
}

/* “健康管理率 74.6%” by the name of the indicator, and not “健康管理 320 人，完成率 74.6%”. “普及率为 87.6%，年底升至
 * 88.3%” goes on with the same. */
static void match_like_rate(struct claim_reader *r, size_t i, struct matches *found)
{
    const struct site *site = &r->fates[i].site;
    const struct fate *before = site->after_figure ? &r->fates[i - 1] : NULL;
    struct span head;

    found->count = 0;
    if (kind_of(r, site->clause) == RATE_GROWTH) {
        claim_match_like(r, i, found);
        if (found->count == 1 && !names_growth(found->at[0].indicator))
            found->count = 0;
        return;
    }
    if (kind_of(r, site->clause) != RATE_NONE ||
        (claim_column_head(r, &r->figures.at[i], &head) && kind_of(r, head) != RATE_NONE))
        return;
    claim_match_like(r, i, found);
    if (found->count == 0 && before && before->indicator && claim_has_unit(before->indicator, "%") &&
        strcmp(r->figures.at[i - 1].unit, "%") == 0 &&
        claim_words_bare(r->words, r->s, (struct span){site->clause.start, site->number.start}, before->indicator))
        found->at[found->count++] = (struct match){.indicator = before->indicator};
}

/* A share of a roster. */
static bool read_cover(struct claim_reader *r, size_t i, struct claim *c)
{
    const struct site *site = &r->fates[i].site;
    struct span own = {site->reach, site->clause.end};
    struct matches found;

    claim_match(r, own, site, claim_has_unit, "%", &found);
    if (!claim_match_is_clean(&found) && HAS(r, site->clause, covers))
        claim_match_words(r, (struct span){own.start, site->number.start}, claim_has_unit, "%", &found);
    else if (!claim_match_is_clean(&found))
        found.count = 0;
    if (found.count == 0)
        match_cover_before(r, i, &found);
    if (found.count == 0)
        match_like_rate(r, i, &found);
    if (found.count != 1)
        return false;
    c->indicator = found.at[0].indicator;
    c->naming = claim_naming(r, &found, found.at[0].pieces ? WORDS_SENTENCE : WORDS_LIKE);
    return true;
}

/* “技能培训 3015 人次　60.3%”, a short line: nothing but the amount before it says of what. */
static bool is_bare_rate(const struct claim_reader *r, size_t i)
{
    enum { LINE = 32 };
    const struct figure *f = &r->figures.at[i];

    return i > 0 && r->fates[i].site.after_figure && f[-1].read_end == f->read_start &&
           f->read_end == f->paragraph_end && f->paragraph_end - f->paragraph_start <= LINE &&
           f[-1].role != ROLE_PERCENT;
}

void claim_read_rate(struct claim_reader *r, size_t i, struct claim *c)
{
    size_t count;
    struct span words = r->fates[list_of(r, i, &count)].site.clause;
    bool table = claim_column_head(r, c->figure, &words);

    r->fates[i].closed = true;
    if (!read_cover(r, i, c) && !read_attached(r, i, c))
        switch (kind_of(r, words)) {
        case RATE_TARGET:
            if (strstr(c->text, "百分点")) /* 低于序时进度 6.5 个百分点 */
                c->why = "说的是差多少个百分点";
            else
                read_target_rate(r, i, table, c);
            break;
        case RATE_PART:
            read_part(r, i, c);
            break;
        case RATE_GROWTH:
            read_growth(r, i, words, table, c);
            break;
        case RATE_MONTHS:
            c->why = "说的是和上一月、上一季相比，不核对";
            break;
        case RATE_NONE:
            if (is_bare_rate(r, i) || is_beyond(r, i))
                read_target_rate(r, i, table, c);
            else if (!read_done_of_target(r, i, c))
                c->why = "没有说是什么的百分比";
            break;
        }
    if (c->indicator && !c->why)
        c->why = claim_why_no_comparison(r, i, c);
    r->fates[i].indicator = c->indicator; /* “完成 a，完成率 b，c” */
}

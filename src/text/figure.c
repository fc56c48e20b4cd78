/* The walk over a text: fixed words, section numbers and numbers, each in turn; for each number its group, why it is no
 * claim, and if it is one its qualifier, role and subject. Rules and words live in the other files. */
#include "text/walk.h"

#include <assert.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/fixed.h"
#include "text/grams.h"
#include "text/grid.h"
#include "text/group.h"
#include "text/lend.h"
#include "text/qualify.h"
#include "text/role.h"
#include "text/runes.h"
#include "text/scan.h"
#include "text/subject.h"
#include "text/trap.h"
#include "text/units.h"

enum {
    TITLE_MAX = 60,    /* a 《title》 is not longer */
    QUOTE_MAX = 12,    /* a longer quotation is somebody speaking */
    CLAUSE_MAX = 1024, /* what stands further off tells nothing: rules ask a whole clause for words */
    WAITING = 16,      /* numerals are told of together */
};

/* A numeral that was read, until it is told of. */
struct waiting {
    size_t start, end;            /* in the reading */
    enum trap_kind kind;          /* TRAP_NONE: it is a claim, */
    struct group group;           /* which has these numbers, */
    const char *unit;             /* this unit's name (NULL: it is called as it stands there), */
    struct span sentence, clause; /* and stands in these */
};

struct walk {
    struct scan scan;
    struct qualify qualify;
    struct roles roles;
    struct grid grid;
    struct subjects subjects;
    struct signs *signs;
    size_t figure_end;     /* of the figure before, for its subject */
    size_t last_number;    /* of the paragraph; its start if there was none */
    int section;           /* the Arabic number with which the paragraph before the present one began; 0: none */
    int denied;            /* what it was taken not to be while it was not known (PASSAGE_NUMBER_UNKNOWN); 0: nothing */
    size_t money_sentence; /* where the sentence of the figure before begins if that is money, else SIZE_MAX */
    struct whole whole;    /* what parts in brackets may be of */
    /* All numerals of a paragraph, or WAITING, are read before the first is told of: so the rules that read them, and
     * then those of subjects and roles, stay in the processor's nearest memory, which does not hold both. */
    struct waiting waiting[WAITING];
    size_t waiting_count;
    const struct figures_taker *taker;
};

static size_t raw_start(const struct walk *w, size_t start)
{
    return w->scan.text->raw_before + w->scan.text->origin[start];
}

static size_t raw_end(const struct walk *w, size_t start, size_t end)
{
    return end > start ? raw_start(w, end - 1) + 1 : raw_start(w, start);
}

static void tell_trap(struct walk *w, size_t start, size_t end, enum trap_kind kind)
{
    struct ctx *ctx = w->scan.ctx;
    const struct text *text = w->scan.text;
    struct arena_mark mark = arena_mark(ctx->mem);
    struct trap trap = {.start = raw_start(w, start),
                        .end = raw_end(w, start, end),
                        .kind = trap_kind_name(kind),
                        .reason = trap_kind_reason(kind)};

    if (!w->taker->trap)
        return;
    trap.text = text_raw_words(ctx, text, trap.start, trap.end);
    w->taker->trap(w->taker->arg, &trap);
    if (!w->taker->keeps)
        arena_rewind(ctx->mem, mark);
}

/* A comma between digits is part of a number. */
static bool ends_clause(const struct scan *scan, size_t i)
{
    return rune_is_clause_end(scan->s[i]) && !(scan->s[i] == ',' && scan_stands_in_number(scan, i));
}

/* Moves the ends of clause and sentence to the first ones at or behind `at`. */
static void reach_ends(struct scan *scan, size_t at)
{
    size_t end = scan->paragraph.end, most = scan_ahead(at, CLAUSE_MAX, end), i = scan->clause.end;

    if (i < at || i < scan->clause.start)
        i = at;
    while ((i = sign_find(scan->signs, i, most, SIGN_CLAUSE_END)) < most && !ends_clause(scan, i))
        i++;
    scan->clause.end = i;
    i = scan->sentence.end < at ? at : scan->sentence.end;
    scan->sentence.end = sign_find(scan->signs, i, end, SIGN_SENTENCE_END);
}

/* What the unit is called; NULL: as it stands there. */
static const char *unit_name(const struct group *g)
{
    const char *name = g->unit->note ? g->unit->note : g->unit->text;

    return g->unit_end <= g->unit_start || word_is(name, "%") ||
                   utf8_count(name, strlen(name)) == g->unit_end - g->unit_start
               ? name
               : NULL;
}

static bool is_money(const struct scan *scan, const struct waiting *n)
{
    return n->unit ? word_is(n->unit, "元")
                   : n->group.unit_end == n->group.unit_start + 1 && scan->s[n->group.unit_start] == L'元';
}

/* The figure of the group's number g->at[i], its unit and its words left out. */
static struct figure figure_at(const struct walk *w, const struct group *g, size_t i)
{
    const struct scan *scan = &w->scan;
    size_t start = g->at[i].start, end = i + 1 == g->count ? g->end - g->aside : g->at[i].end;

    return (struct figure){.start = raw_start(w, start),
                           .end = raw_end(w, start, end),
                           .read_start = start,
                           .read_end = end,
                           .value = g->at[i].value,
                           .step = g->at[i].step,
                           .clause_start = scan->clause.start,
                           .clause_end = scan->clause.end,
                           .sentence_start = scan->sentence.start,
                           .sentence_end = scan->sentence.end,
                           .paragraph_start = scan->paragraph.start,
                           .paragraph_end = scan->paragraph.end};
}

/* Whether somebody is told of figures, or they are heard in advance. */
static bool asks_roles(const struct walk *w)
{
    return w->taker->figure || w->roles.opinion.hearing;
}

static void tell_figures(struct walk *w, const struct waiting *n)
{
    struct scan *scan = &w->scan;
    const struct group *g = &n->group;
    struct arena_mark mark = arena_mark(scan->ctx->mem);
    const char *qualifier_word, *unit, *subject;
    enum qualifier qualifier;
    enum role role;
    struct span words = subject_find(&w->subjects, scan, g, w->figure_end);

    if (w->grid.open && (words.end == words.start || words.start < scan->paragraph.start))
        words = grid_row_name(&w->grid, scan, g->start);
    w->figure_end = g->end;
    if (!asks_roles(w))
        return;
    qualifier = qualify_group(&w->qualify, scan, g, &qualifier_word);
    role = roles_of(&w->roles, scan, g, qualifier_word, grid_mood_at(&w->grid, scan, g->start));
    if (!w->taker->figure)
        return;
    subject = text_words(scan->ctx, scan->text, words.start, words.end);
    unit = n->unit ? n->unit : text_words(scan->ctx, scan->text, g->unit_start, g->unit_end);
    for (size_t i = 0; i < g->count; i++) {
        struct figure f = figure_at(w, g, i);

        f.text = text_raw_words(scan->ctx, scan->text, f.start, f.end);
        f.unit = unit;
        f.qualifier = qualifier;
        f.qualifier_word = qualifier_word;
        f.role = role;
        f.subject = subject;
        w->taker->figure(w->taker->arg, &f);
    }
    if (!w->taker->keeps)
        arena_rewind(scan->ctx->mem, mark);
}

/* Tells of those that wait, each as it was read. */
static void tell_waiting(struct walk *w)
{
    struct scan *scan = &w->scan;
    struct span sentence = scan->sentence, clause = scan->clause;

    for (const struct waiting *n = w->waiting; n < w->waiting + w->waiting_count; n++) {
        if (n->kind != TRAP_NONE) {
            tell_trap(w, n->start, n->end, n->kind);
            continue;
        }
        scan->sentence = n->sentence;
        scan->clause = n->clause;
        if (asks_roles(w)) /* the cues outlive the words of a figure */
            roles_reach(&w->roles, scan, n->start);
        tell_figures(w, n);
    }
    w->waiting_count = 0;
    scan->sentence = sentence;
    scan->clause = clause;
}

static struct waiting *next_waiting(struct walk *w)
{
    if (w->waiting_count == WAITING)
        tell_waiting(w);
    return &w->waiting[w->waiting_count];
}

static void add_trap(struct walk *w, size_t start, size_t end, enum trap_kind kind)
{
    struct waiting *n = next_waiting(w);

    n->start = start;
    n->end = end;
    n->kind = kind;
    w->waiting_count++;
}

/* “报了4300块。”, “一餐只要三块”, “低保标准由260块提高到290块”: money, as people say it; not 更换盖板三百二十块. */
static void read_spoken_money(const struct scan *scan, struct group *g)
{
    enum { FAR = 24 };
    static const struct word yuan = {"元", UNIT_MONEY, "元"};
    static const char *const pieces[] = {"块", NULL};
    static const char *const paid[] = {"报", "花", "交", "省",   "省下", "补",   "领",   "收",   "掏",   "付", "要",
                                       "涨", "才", "仅", "原价", "每餐", "一餐", "一顿", "一份", "便宜", NULL};
    static const char *const standards[] = {"标准由", "标准从", "标准每", "标准为", "标准提", "标准涨", "低保",
                                            "工资",   "补贴",   "补助",   "租金",   "票价",   NULL};
    size_t at = g->start;

    while (at > scan->clause.start && wcschr(L"了约到近出过", (wchar_t)scan->s[at - 1]))
        at--;
    if (group_counts(g, pieces) &&
        ((scan_closes(scan, g->end) && scan_any_before(scan, scan->clause.start, at, paid)) ||
         scan_any_in(scan, scan_back(scan->sentence.start, g->start, FAR), g->start, standards)))
        g->unit = &yuan;
}

/* “助餐服务开到41个点”: places, where nothing rises or falls by them. */
static void read_spots(const struct scan *scan, struct group *g)
{
    static const struct word spots = {"个", UNIT_COUNT, NULL};
    static const char *const points[] = {"个点", NULL};
    static const char *const changes[] = {"提", "升", "增", "降", "涨", "跌", "高", "低", NULL};

    if (!group_counts(g, points) || scan_any_in(scan, scan->clause.start, g->start, changes))
        return;
    g->unit = &spots;
    g->unit_end--;
    g->aside = 1;
}

/* -4.1 below 比上年±%: how much less it was. */
static void read_sign(const struct walk *w, struct waiting *n)
{
    const struct scan *scan = &w->scan;
    struct numeral *number = &n->group.at[0];

    if (!w->grid.open || n->start < scan->paragraph.start + 2 || scan->s[n->start - 1] != '-' ||
        scan->s[n->start - 2] != '\t' || !n->group.unit || n->group.unit->kind != UNIT_PERCENT)
        return;
    number->start = n->group.start = --n->start;
    number->value.n = -number->value.n;
}

/* Takes the number at `at`; returns where to go on. */
static size_t take_number(struct walk *w, size_t at)
{
    struct scan *scan = &w->scan;
    struct waiting *n = next_waiting(w);
    struct group *g = &n->group;

    if (!group_read(scan->units, scan->s, at, scan->paragraph.end, g))
        return at + 1;
    scan->clause.start = scan_back(scan->clause.start, at, CLAUSE_MAX);
    if (!grid_lend_unit(&w->grid, scan, g))
        lend_unit(scan, w->money_sentence, &w->whole, g);
    w->last_number = at;
    reach_ends(scan, g->end);
    read_spoken_money(scan, g);
    read_spots(scan, g);
    n->start = at;
    n->end = g->end;
    n->kind = trap_of(scan, g);
    w->waiting_count++;
    if (n->kind == TRAP_NONE) {
        read_sign(w, n);
        lend_keep(scan, g, &w->whole);
        n->unit = unit_name(g);
        n->sentence = scan->sentence;
        n->clause = scan->clause;
        w->money_sentence = is_money(scan, n) ? scan->sentence.start : SIZE_MAX;
    } else {
        const struct grid_column *column = grid_column_at(&w->grid, scan, at);

        if (n->kind == TRAP_OTHER && column && column->is_index)
            n->kind = TRAP_SECTION;
        if (g->unit && g->unit->kind == UNIT_HOUR)
            scan->clock_end = g->end;
    }
    return g->end;
}

/* Keeps the number with which a paragraph begins; returns that of the last one before it. */
static int keep_section(struct walk *w, size_t at, size_t point)
{
    int before = w->section;

    w->section = 0;
    for (size_t i = at; i < point; i++)
        w->section = w->section * 10 + w->scan.s[i] - '0';
    return before;
}

/* Where the number of “3  分项核查” or “3.2  平价菜” ends, whose first part ends at `at`: two blanks stand behind it,
 * which the reading has not. SIZE_MAX: none do. */
static size_t stands_apart(const struct scan *scan, size_t at)
{
    enum { BLANKS = 2 };
    size_t i = at, end = scan->paragraph.end;

    while (i + 1 < end && scan->s[i] == '.' && rune_is_digit(scan->s[i + 1]))
        for (i++; i < end && rune_is_digit(scan->s[i]);)
            i++;
    return i < end && rune_is_han(scan->s[i]) && scan->text->origin[i] > scan->text->origin[i - 1] + BLANKS ? i
                                                                                                            : SIZE_MAX;
}

/* Where “3.2 小区整治” ends its number: one blank behind a fraction, and a measure word that counts wholes. */
static size_t point_apart(const struct scan *scan, size_t at)
{
    size_t i = at + 1, end = scan->paragraph.end;
    struct group g = {0};

    while (i < end && rune_is_digit(scan->s[i]))
        i++;
    return i < end && rune_is_han(scan->s[i]) && scan->text->origin[i] == scan->text->origin[i - 1] + 2 &&
                   rune_numeral_power(scan->s[i]) == 0 &&
                   !(group_read_unit(scan->units, scan->s, i, end, &g) && g.unit->kind != UNIT_COUNT &&
                     g.unit->kind != UNIT_WEAK)
               ? i
               : SIZE_MAX;
}

/* Behind the point of “1.12件市办实事”: a number of things that cannot be parted. */
static bool counts_wholes(const struct scan *scan, size_t at)
{
    static const char *const units[] = {"件", "项", "名", "所", "户", "座", "处", "条", "家", "台", "辆", "个", NULL};
    static const char *const parts[] = {"个百分点", "个→", NULL}; /* 每千人口托位数 above 3.1个→4.5个 */

    while (at < scan->paragraph.end && rune_is_digit(scan->s[at]))
        at++;
    return !scan_any_at(scan, at, scan->paragraph.end, parts) && scan_any_at(scan, at, scan->paragraph.end, units);
}

/* “注：1.12件实事中”: where the sections of a note begin. */
static size_t note_end(const struct scan *scan, size_t at)
{
    return at + (scan_word_at(scan, at, scan->paragraph.end, "注:")     ? 2
                 : scan_word_at(scan, at, scan->paragraph.end, "说明:") ? 3
                                                                        : 0);
}

/* The section number at the start of a paragraph: “1.” “（一）” “二、” “①”; returns its end, `at` if there is none. */
static size_t section_end(struct walk *w, size_t at)
{
    const struct scan *scan = &w->scan;
    size_t end = scan->paragraph.end;
    size_t i = at;
    bool bracket = i < end && scan->s[i] == '(';
    bool arabic;
    int before;
    size_t apart;

    if (i < end && scan->s[i] >= 0x2460 && scan->s[i] <= 0x249B)
        return i + 1;
    i += bracket;
    arabic = i < end && rune_is_digit(scan->s[i]);
    while (i < end && i - at < 4 &&
           (arabic ? rune_is_digit(scan->s[i]) : rune_numeral_digit(scan->s[i]) > 0 || scan->s[i] == L'十'))
        i++;
    if (i == at + bracket || i >= end || i - at > 3)
        return at;
    if (arabic && !bracket && (apart = stands_apart(scan, i)) != SIZE_MAX)
        return apart;
    if (bracket)
        return scan->s[i] == ')' ? i + 1 : at;
    if (scan->s[i] == ')' || (scan->s[i] == L'、' && !(arabic && i + 1 < end && rune_is_digit(scan->s[i + 1]))))
        return i + 1;
    if (scan->s[i] != '.' || !arabic)
        return at;
    before = keep_section(w, at, i);
    if (i + 1 >= end || !rune_is_digit(scan->s[i + 1]))
        return i + 1;
    if ((apart = point_apart(scan, i)) != SIZE_MAX) /* 3.2 小区整治 */
        return apart;
    if (before == PASSAGE_NUMBER_UNKNOWN)
        w->denied = w->section - 1;
    if (before > 0 && w->section == before + 1) /* “5.” behind a paragraph that began with “4.”, whatever follows */
        return i + 1;
    if ((i + 5 < end && scan->s[i + 1] == '2' && scan->s[i + 5] == L'年') || counts_wholes(scan, i + 1))
        return i + 1;
    w->section = 0; /* “1.5万户” numbers nothing */
    return at;
}

static size_t begin_paragraph(struct walk *w, size_t at)
{
    struct scan *scan = &w->scan;
    size_t end = rune_find(scan->s, at, scan->count, '\n'), section;

    signs_read(w->signs, scan->s, at, end, scan->text->signs);
    scan->paragraph = (struct span){at, end};
    scan->sentence = scan->clause = (struct span){at, at};
    scan->quote = (struct span){at, at};
    scan->title_end = at;
    w->figure_end = w->last_number = at;
    w->whole.unit = NULL;
    roles_paragraph(&w->roles, scan);
    grid_paragraph(&w->grid, scan, &w->roles);
    at = note_end(scan, at);
    section = section_end(w, at);
    if (section > at) {
        add_trap(w, at, section, TRAP_SECTION);
        scan->sentence.start = scan->clause.start = section;
    }
    return section;
}

/* The place of the closing mark within `far` characters, or `at`. */
static size_t closing_mark(const struct scan *scan, size_t at, size_t far, int32_t mark)
{
    for (size_t i = at; i < scan->paragraph.end && i - at <= far; i++)
        if (scan->s[i] == mark)
            return i;
    return at;
}

static bool holds_numeral(const struct scan *scan, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (rune_is_numeral(scan->s[i]))
            return true;
    return false;
}

/* One character that begins no number: marks move the spans, fixed words are skipped. Returns where to go on. */
static size_t take_other(struct walk *w, size_t at)
{
    struct scan *scan = &w->scan;
    int32_t c = scan->s[at];

    if (ends_clause(scan, at))
        scan->clause.start = at + 1;
    if (rune_is_sentence_end(c))
        scan->sentence.start = at + 1;
    if (c == L'《')
        scan->title_end = closing_mark(scan, at + 1, TITLE_MAX, L'》');
    if (c == L'“' || (c == '"' && at >= scan->quote.end))
        scan->quote = (struct span){at + 1, closing_mark(scan, at + 1, QUOTE_MAX, c == '"' ? '"' : L'”')};
    return at + 1;
}

static size_t take_fixed(struct walk *w, size_t at)
{
    struct scan *scan = &w->scan;
    size_t length;
    const struct word *row = lexicon_at(scan->fixed, scan->s, at, scan->paragraph.end, &length);

    if (!row)
        return at;
    if (holds_numeral(scan, at, at + length))
        add_trap(w, at, at + length, (enum trap_kind)row->kind);
    return at + length;
}

void walk_text(struct walk *w, const struct text *text, size_t start, size_t end, const struct figures_taker *taker)
{
    static const struct figures_taker nobody = {0};
    struct scan *scan = &w->scan;
    size_t i = start;

    w->taker = taker ? taker : &nobody;
    scan->text = text;
    scan->s = text->read;
    scan->count = text->read_count;
    scan->signs = text->signs;
    scan->clock_end = w->money_sentence = SIZE_MAX;
    while (i < end) {
        i = begin_paragraph(w, i);
        while ((i = sign_find(scan->signs, i, scan->paragraph.end, SIGN_WALK)) < scan->paragraph.end) {
            size_t next = take_fixed(w, i);

            if (next == i && rune_is_numeral(scan->s[i]))
                next = take_number(w, i);
            else if (next == i)
                next = take_other(w, i);
            i = next;
        }
        tell_waiting(w);
        roles_leave(&w->roles, scan, w->last_number);
        i = scan->paragraph.end + 1;
    }
}

void walk_hear(struct walk *w, const struct text *text)
{
    struct walk begun = *w;
    size_t end = text->read_count < GRAMS_OF_TEXT ? text->read_count : GRAMS_OF_TEXT;

    w->roles.opinion.hearing = true;
    walk_text(w, text, 0, end, NULL);
    begun.roles.opinion.heard = w->roles.opinion.heard;
    *w = begun;
}

struct walk *walk_new(struct ctx *ctx, const struct lexicon *units, const int32_t *judged, size_t count)
{
    struct walk *w = arena_alloc(ctx->mem, sizeof *w);

    w->scan.ctx = ctx;
    w->scan.s = judged;
    w->scan.count = count;
    w->scan.lists = scan_lists_new();
    w->scan.units = units;
    w->scan.fixed = fixed_lexicon(ctx->mem);
    w->scan.build_verbs = build_verb_lexicon(ctx->mem);
    w->scan.abstract_nouns = abstract_noun_lexicon(ctx->mem);
    w->scan.spec_words = spec_word_lexicon(ctx->mem);
    qualify_init(&w->qualify, ctx->mem);
    subjects_init(&w->subjects, ctx->mem);
    roles_begin(&w->roles, &w->scan);
    w->signs = signs_new(ctx->mem, w->scan.fixed, w->roles.cues);
    return w;
}

struct walk *walk_beside(struct ctx *ctx, const struct walk *w)
{
    struct walk *beside = arena_bytes(ctx->mem, sizeof *beside);

    *beside = *w;
    beside->scan.ctx = ctx;
    beside->scan.lists = scan_lists_new();
    return beside;
}

void walk_free(struct walk *w)
{
    scan_lists_free(w->scan.lists);
}

void walk_passage(const struct walk *w, struct passage *ret)
{
    struct span words = w->subjects.last;

    *ret = (struct passage){.section = w->roles.section,
                            .carried = w->roles.carried,
                            .opening = w->roles.opening,
                            .list = w->roles.list,
                            .form = w->roles.form,
                            .last_year = w->roles.last_year,
                            .answer = w->roles.answer,
                            .heard = w->roles.heard,
                            .planned = w->roles.planned,
                            .grid = w->grid,
                            .number = w->section,
                            .count = words.end - words.start};
    assert(ret->count <= PASSAGE_WORDS);
    if (ret->count)
        memcpy(ret->words, w->scan.s + words.start, ret->count * sizeof *ret->words);
}

int walk_denied_number(const struct walk *w)
{
    return w->denied;
}

void walk_from(struct walk *w, struct text *text, size_t start, const struct passage *passage)
{
    size_t words = start - 1 - passage->count;

    w->roles.section = passage->section;
    w->roles.carried = passage->carried;
    w->roles.opening = passage->opening;
    w->roles.list = passage->list;
    w->roles.form = passage->form;
    w->roles.last_year = passage->last_year;
    w->roles.answer = passage->answer;
    w->roles.heard = passage->heard;
    w->roles.planned = passage->planned;
    w->grid = passage->grid;
    w->section = passage->number;
    w->denied = 0;
    w->subjects.last = (struct span){words, start - 1};
    memcpy(text->read + words, passage->words, passage->count * sizeof *passage->words);
    text->read[start - 1] = '\n';
}

void figures_each(struct ctx *ctx, const struct text *text, const struct figures_taker *taker)
{
    struct walk *w = walk_new(ctx, units_lexicon(ctx->mem), text->read, text->read_count);

    walk_hear(w, text);
    walk_text(w, text, 0, text->read_count, taker);
    walk_free(w);
}

struct kept {
    struct arena *mem;
    VEC(struct figure) figures;
    VEC(struct trap) traps;
};

static void keep_figure(void *arg, const struct figure *f)
{
    struct kept *kept = arg;

    *vec_push(kept->mem, &kept->figures) = *f;
}

static void keep_trap(void *arg, const struct trap *t)
{
    struct kept *kept = arg;

    *vec_push(kept->mem, &kept->traps) = *t;
}

void figures_find(struct ctx *ctx, const struct text *text, struct figures *ret)
{
    struct kept kept = {.mem = ctx->mem};

    figures_each(ctx, text,
                 &(const struct figures_taker){.figure = keep_figure, .trap = keep_trap, .arg = &kept, .keeps = true});
    *ret = (struct figures){kept.figures.at, kept.figures.count, kept.traps.at, kept.traps.count};
}

const char *qualifier_sign(enum qualifier q)
{
    static const char *const signs[] = {
        [QUALIFIER_EQUAL] = "=", [QUALIFIER_AT_LEAST] = ">=", [QUALIFIER_AT_MOST] = "<=", [QUALIFIER_ABOUT] = "~"};

    return signs[q];
}

const char *role_name(enum role r)
{
    static const char *const names[] = {[ROLE_ACTUAL] = "actual",
                                        [ROLE_TARGET] = "target",
                                        [ROLE_PERCENT] = "percent",
                                        [ROLE_ITEMS] = "items",
                                        [ROLE_OTHER] = "other"};

    return names[r];
}

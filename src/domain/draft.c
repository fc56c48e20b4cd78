/* A plan to items: title, document and place from its head, then each item's name, promise, departments, days, targets
 * and milestones. */
#include "domain/draft.h"

#include <string.h>

#include "base/buf.h"
#include "domain/claim_words.h"
#include "domain/draft_mark.h"
#include "domain/draft_outline.h"
#include "domain/draft_target.h"
#include "domain/draft_words.h"
#include "format/yaml_out.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum {
    PLAN_RUNES = 1 << 20,
    NAME_RUNES = 30,
    HEAD_PARAGRAPHS = 5,
    HEAD_RUNES = 600,
    TITLE_RUNES = 60,
    PLACE_RUNES = 8,
    PROMISE_BYTES = 6000,
    PROMISE_RUNES = 2000,
    MILESTONES = 20,
    ENTRIES_LEAST = 3, /* 一是, 二是, 三是 */
    NO_MORE = -1,
    BULLET = 0xB7,
};

struct reader {
    struct ctx *ctx;
    const struct text *text;
    const int32_t *s;
    struct figures figures;
    struct draft_figures from;
    int year;
    size_t body; /* where the plan's own words begin */
};

/* ---- the text as a plan ---- */

enum { TITLES = 4 }; /* text/role.c looks at so many first paragraphs for the kind of a text */

/* ✅ ✔ ☑: in a plan the sign of an entry, not of a deed. */
static bool is_tick(int32_t c)
{
    return c == 0x2705 || c == 0x2714 || c == 0x2611;
}

/* Whether a sentence, a clause or a paragraph begins at s[at], blanks aside. */
static bool is_parted(const int32_t *s, size_t at)
{
    while (at > 0 && (s[at - 1] == ' ' || s[at - 1] == 0x3000))
        at--;
    return at == 0 || s[at - 1] == '\n' || s[at - 1] == L'。' || s[at - 1] == L'；' || s[at - 1] == L'：' ||
           s[at - 1] == ':';
}

/* 一是, 二是, 三是 in one paragraph are entries: where s[at] begins the n-th of at least three, n; 0 where none begins,
 * NO_MORE where none does up to the end of the paragraph either. */
static int entry_at(const struct text *plan, size_t at, int last)
{
    static const int32_t numerals[ENTRIES_LEAST] = {L'一', L'二', L'三'};
    const int32_t *s = plan->raw;
    size_t behind = at;
    if (last == NO_MORE || !is_parted(s, at) || draft_mark_number(s, &behind, plan->raw_count, true) != last + 1 ||
        behind >= plan->raw_count || s[behind] != L'是')
        return 0;
    size_t end = rune_find(s, at, plan->raw_count, '\n');
    for (int n = last; n < ENTRIES_LEAST; n++) {
        while (at + 1 < end && (s[at] != numerals[n] || s[at + 1] != L'是'))
            at++;
        if (at + 1 >= end)
            return NO_MORE;
    }
    return last + 1;
}

/* Who drafts says that it is a plan: titles of that kind stand where others would be looked for. */
static int as_plan(struct ctx *ctx, const struct text *plan, int year, struct text **ret, size_t *ret_body)
{
    AUTO_BUF struct buf bytes = BUF_INIT;
    for (int i = 0; i < TITLES; i++)
        buf_printf(&bytes, "%d年民生实事计划\n\n", year);
    int last = 0;
    for (size_t i = 0; i < plan->raw_count; i++) {
        int entry = entry_at(plan, i, last);
        if (entry || plan->raw[i] == '\n')
            last = entry;
        if (entry > 0)
            buf_str(&bytes, "\n\n");
        if (is_tick(plan->raw[i]))
            buf_rune(&bytes, BULLET);
        else if (yaml_out_holds(plan->raw[i]) || rune_is_line_end(plan->raw[i]) || plan->raw[i] == '\t')
            buf_rune(&bytes, (uint32_t)plan->raw[i]);
    }
    int r = text_from_bytes(ctx, plan->name, bytes.bytes, bytes.length, ret);
    if (r < 0)
        return r;
    *ret_body = 0;
    for (int i = 0; i < TITLES && *ret_body < (*ret)->read_count;)
        i += (*ret)->read[(*ret_body)++] == '\n';
    return 0;
}

/* ---- the head ---- */

static bool names_place(const struct reader *r, size_t end, size_t limit)
{
    static const char *const followers[] = {"人民政府", "政府", "民生", "重点", "为民", "十", "委", "人大", "办"};
    for (size_t i = 0; i < N(followers); i++)
        if (words_at(r->s, end, limit, followers[i]))
            return true;
    return end < limit && rune_is_digit(r->s[end]); /* 50件民生实事 */
}

static const char *place_in(const struct reader *r, struct span title)
{
    static const char kinds[] = "市县区州盟旗省";
    for (size_t i = title.start; i < title.end; i++) {
        struct span one = {i, i + 1}, place = {i, i + 1};
        const char *kind = draft_words(r->ctx, r->text, one);
        if (!rune_is_han(r->s[i]) || !strstr(kinds, kind) || !names_place(r, i + 1, title.end))
            continue;
        while (place.start > title.start && i - place.start < PLACE_RUNES && rune_is_han(r->s[place.start - 1]) &&
               r->s[place.start - 1] != L'年' && r->s[place.start - 1] != L'发' && r->s[place.start - 1] != L'于')
            place.start--;
        if (place.start > title.start && r->s[place.start] == L'度' && r->s[place.start - 1] == L'年')
            place.start++; /* 2023年度宝鸡市 */
        if (place.end - place.start >= 2)
            return draft_words(r->ctx, r->text, place);
    }
    return NULL;
}

/* The next of the first paragraphs that is short enough for a title. */
static bool next_title(const struct reader *r, int *index, struct span *title)
{
    while (++*index <= HEAD_PARAGRAPHS && title->end < r->text->read_count) {
        title->start = title->end;
        while (title->end < r->text->read_count && r->s[title->end++] != '\n')
            ;
        if (title->end - title->start <= TITLE_RUNES && find_words(r->s, *title, "。") == title->end)
            return true;
    }
    return false;
}

/* The first entry or appendix: 一、2020年民生实事办理情况. */
static bool is_entry(const struct reader *r, struct span title)
{
    struct draft_paragraph p = {.span = title};
    draft_mark_read(r->text, &p);
    return (p.mark > MARK_NONE && p.mark < MARK_ROW) || r->s[title.start] == L'附';
}

/* A title that speaks of what was done: 完成情况. */
static bool is_report(const struct reader *r)
{
    static const char *const words[] = {"完成情况", "进展情况", "办理情况", "落实情况", "执行情况", "推进情况", "总结"};
    static const char *const plans[] = {"计划", "方案", "候选"};
    struct span title = {r->body, r->body};
    for (int index = 0; next_title(r, &index, &title) && !is_entry(r, title);)
        if (words_any(r->s, title, words, N(words)) && !words_any(r->s, title, plans, N(plans)))
            return true;
    return false;
}

/* 唐河区 of “2019年唐河区为民办实事工作方案”; NULL if no title names one. */
static const char *find_place(const struct reader *r)
{
    struct span title = {r->body, r->body};
    const char *place = NULL;
    for (int index = 0; !place && next_title(r, &index, &title);)
        place = place_in(r, title);
    return place;
}

/* 清政办发〔2025〕12号 */
static const char *find_document(const struct reader *r)
{
    size_t limit = r->body + HEAD_RUNES < r->text->read_count ? r->body + HEAD_RUNES : r->text->read_count;
    for (size_t i = r->body; i + 6 < limit; i++) {
        struct span number = {i, i + 6};
        if (r->s[i] != L'〔' && r->s[i] != '[')
            continue;
        while (number.start > r->body && i - number.start < PLACE_RUNES && rune_is_han(r->s[number.start - 1]))
            number.start--;
        while (number.end < limit && rune_is_digit(r->s[number.end]))
            number.end++;
        if (rune_is_digit(r->s[i + 1]) && number.end < limit && r->s[number.end] == L'号' && number.start < i) {
            number.end++;
            return draft_words(r->ctx, r->text, number);
        }
    }
    return NULL;
}

static void find_words_of_programme(const struct reader *r, struct draft *draft)
{
    static const char *const words[] = {"重点民生实事", "民生实事项目", "民生实事", "为民办实事", "惠民实事",
                                        "实事项目",     "民心工程",     "民生工程", "十件实事",   "办实事"};
    struct span all = {r->body, r->text->read_count};
    for (size_t i = 0; i < N(words); i++)
        if (find_words(r->s, all, words[i]) < all.end)
            *vec_push(r->ctx->mem, &draft->words) = words[i];
    if (draft->words.count == 0)
        *vec_push(r->ctx->mem, &draft->words) = "民生实事";
}

/* ---- name and promise ---- */

static size_t figures_in(const struct reader *r, struct span span)
{
    size_t count = 0;
    for (size_t i = draft_first_figure(&r->figures, span.start);
         i < r->figures.count && r->figures.at[i].read_start < span.end; i++)
        count += r->figures.at[i].role == ROLE_TARGET;
    return count;
}

static struct span trim(const struct reader *r, struct span span)
{
    while (span.start < span.end && (rune_is_clause_end(r->s[span.start]) || r->s[span.start] == ' ') &&
           r->s[span.start] != '(')
        span.start++;
    while (span.end > span.start && (rune_is_clause_end(r->s[span.end - 1]) || r->s[span.end - 1] == ' ') &&
           r->s[span.end - 1] != ')')
        span.end--;
    return span;
}

/* The heading that a paragraph begins with: up to a full stop or colon, or all of a short one. Empty if there is none.
 */
static struct span heading_of(const struct reader *r, struct span paragraph, bool alone)
{
    size_t end = paragraph.start;
    while (end < paragraph.end && end - paragraph.start <= NAME_RUNES && r->s[end] != L'。' && r->s[end] != ':' &&
           r->s[end] != '\t' && r->s[end] != '(')
        end++;
    struct span heading = {paragraph.start, end};
    bool ends = end < paragraph.end ? r->s[end] != '(' || alone : alone;
    bool promises = find_words(r->s, heading, ",") < end && (draft_due(r->s, heading, r->year, false, NULL) ||
                                                             draft_stage(r->s, heading, NULL) != DRAFT_NO_STAGE);
    if (end == paragraph.start || end - paragraph.start > NAME_RUNES || !ends || promises || figures_in(r, heading) > 0)
        return (struct span){paragraph.start, paragraph.start};
    return heading;
}

/* “目标任务：” */
static size_t label_end(const struct reader *r, struct span span)
{
    static const char *const labels[] = {"目标任务", "主要内容", "建设内容", "工作目标", "实施内容",
                                         "项目内容", "年度目标", "具体内容", "工作内容", "工作任务",
                                         "实事内容", "答",       "A"};
    for (size_t i = 0; i < N(labels); i++) {
        size_t length = words_at(r->s, span.start, span.end, labels[i]);
        if (length && span.start + length < span.end && r->s[span.start + length] == ':')
            return span.start + length + 1;
    }
    return span.start;
}

static bool ends_in_mark(const struct buf *promise)
{
    static const char *const marks[] = {"。", "，", "；"};
    for (size_t i = 0; i < N(marks); i++)
        if (promise->length >= strlen(marks[i]) &&
            strcmp(promise->bytes + promise->length - strlen(marks[i]), marks[i]) == 0)
            return true;
    return false;
}

/* The span's words without what the cuts take. */
static void add_promise(const struct reader *r, struct span span, const struct draft_cuts *cuts, struct buf *promise)
{
    size_t at = label_end(r, span);
    if (promise->length && at < span.end && promise->length < PROMISE_BYTES)
        buf_char(promise, ' ');
    for (size_t i = 0; i <= cuts->at.count && promise->length < PROMISE_BYTES; i++) {
        struct span cut = i < cuts->at.count ? cuts->at.at[i] : (struct span){span.end, span.end};
        if (cut.end <= at)
            continue;
        struct span kept = {at, cut.start < span.end ? cut.start : span.end};
        if (kept.end > kept.start + PROMISE_RUNES)
            kept.end = kept.start + PROMISE_RUNES;
        while (at > span.start && kept.start < kept.end && ends_in_mark(promise) &&
               rune_is_clause_end(r->s[kept.start]) && r->s[kept.start] != '(')
            kept.start++; /* …40 项。（市教育局牵头）。 */
        if (kept.start < kept.end)
            buf_str(promise, draft_words(r->ctx, r->text, kept));
        at = cut.end;
    }
}

static const char *finish_promise(const struct reader *r, struct buf *promise)
{
    while (promise->length && promise->bytes[promise->length - 1] == ' ')
        promise->bytes[--promise->length] = '\0';
    if (promise->length >= PROMISE_BYTES)
        buf_str(promise, "……");
    return arena_strndup(r->ctx->mem, promise->bytes, promise->length);
}

/* ---- milestones ---- */

/* The words without verbs and stages; "" if nothing of weight is left. */
static const char *thing_in(const struct reader *r, struct span span)
{
    static const char *const general[] = {"全部", "全面", "确保", "项目", "所有", "力争", "任务", "工程", "如期",
                                          "按期", "争取", "其余", "已",   "本年", "和",   "及",   "与"};
    struct span stage, words = trim(r, span);
    while (words.start < words.end && (rune_is_digit(r->s[words.start]) || r->s[words.start] == '.'))
        words.start++;
    if (draft_stage(r->s, words, &stage) != DRAFT_NO_STAGE && stage.start == words.start)
        words.start = stage.end;
    const char *thing = draft_core(r->ctx, draft_words(r->ctx, r->text, words));
    for (size_t i = 0; i < N(general); i++)
        if (strncmp(thing, general[i], strlen(general[i])) == 0)
            return "";
    return thing;
}

/* What the clause speaks of: before its stage, without its day, or else behind. */
static const char *thing_of(const struct reader *r, struct span clause, struct span stage, struct span day)
{
    struct span before = {clause.start, stage.start}, behind = {stage.end, clause.end};
    if (day.end > before.start && day.end <= before.end && day.start == before.start)
        before.start = day.end;
    else if (day.start > before.start && day.end <= before.end)
        before.end = day.start;
    const char *thing = thing_in(r, before);
    return thing[0] ? thing : thing_in(r, behind);
}

static void add_milestone(const struct reader *r, struct draft_item *item, struct draft_milestone m)
{
    for (size_t i = 0; i < item->milestones.count; i++) {
        struct draft_milestone *known = &item->milestones.at[i];
        if (strcmp(known->subject, m.subject) == 0 && known->stage == m.stage)
            return;
    }
    if (item->milestones.count < MILESTONES)
        *vec_push(r->ctx->mem, &item->milestones) = m;
}

/* `*thing` is what the clauses before spoke of, "" if nothing or figures. */
static void take_milestone(const struct reader *r, struct span clause, struct draft_item *item, const char **thing)
{
    struct span stage_at = {clause.end, clause.end}, day_at = {clause.start, clause.start};
    enum draft_stage stage = draft_stage(r->s, clause, &stage_at);
    int due = draft_due(r->s, clause, r->year, false, &day_at), last = r->year * 10000 + 1231;
    size_t done = find_words(r->s, clause, "完成");
    if (stage == DRAFT_NO_STAGE && due && done < clause.end) {
        stage = DRAFT_FINISHED;
        stage_at = (struct span){done, done + 2};
    }
    if (figures_in(r, clause) > 0 || find_words(r->s, clause, "已") < clause.end) {
        *thing = "";
        return;
    }
    const char *own = thing_of(r, clause, stage_at, day_at);
    if (own[0])
        *thing = own;
    if (stage == DRAFT_NO_STAGE || (!own[0] && (!due || (!(*thing)[0] && due >= last && item->targets.count))))
        return;
    const char *subject = (*thing)[0] ? *thing : item->name;
    const char *unsure = due ? NULL : "没有写期限，按年底";
    add_milestone(r, item, (struct draft_milestone){subject, stage, due, unsure});
}

static bool is_cut(const struct draft_cuts *cuts, struct span span)
{
    for (size_t i = 0; i < cuts->at.count; i++)
        if (cuts->at.at[i].start < span.end && cuts->at.at[i].end > span.start)
            return true;
    return false;
}

static void find_milestones(const struct reader *r, struct span span, const struct draft_cuts *cuts,
                            struct draft_item *item)
{
    const char *thing = "";
    for (struct span clause = {span.start, span.start}; clause.start < span.end; clause.start = clause.end) {
        while (clause.start < span.end && rune_is_clause_end(r->s[clause.start]) && r->s[clause.start] != L'、')
            clause.start++;
        clause.end = clause.start;
        while (clause.end < span.end && (!rune_is_clause_end(r->s[clause.end]) || r->s[clause.end] == L'、'))
            clause.end++;
        if (clause.end > clause.start && !is_cut(cuts, clause))
            take_milestone(r, clause, item, &thing);
    }
}

/* ---- items ---- */

static void name_by_content(const struct reader *r, struct span first, struct draft_item *item)
{
    if (item->targets.count && item->targets.at[0].subject[0]) {
        item->name = item->targets.at[0].subject;
        *vec_push(r->ctx->mem, &item->unsure) = "名称取自第一个数";
        return;
    }
    struct span clause = trim(r, first);
    size_t end = clause.start;
    while (end < clause.end && end - clause.start < NAME_RUNES && !rune_is_clause_end(r->s[end]) &&
           !(end - clause.start > 6 &&
             (words_at(r->s, end, clause.end, "分别") || words_at(r->s, end, clause.end, "提高"))))
        end++;
    if (end > clause.start)
        item->name = draft_words(r->ctx, r->text, (struct span){clause.start, end});
    else
        item->name = arena_printf(r->ctx->mem, "第%d件", item->number);
    *vec_push(r->ctx->mem, &item->unsure) = "名称取自第一句话";
}

static struct span without_cuts(struct span span, const struct draft_cuts *cuts)
{
    for (size_t i = 0; i < cuts->at.count; i++)
        if (cuts->at.at[i].start >= span.start && cuts->at.at[i].start < span.end)
            span.end = cuts->at.at[i].start;
    return span;
}

/* 家门口好学校 ★得票286票: how an item was chosen is no part of its name. */
static struct span without_votes(const struct reader *r, struct span name)
{
    static const char *const votes[] = {"得票", "获票", "得赞成票", "赞成票"};
    for (size_t i = 0; i < N(votes); i++)
        name.end = find_words(r->s, name, votes[i]);
    while (name.end > name.start && r->s[name.end - 1] >= 0x2500 && r->s[name.end - 1] <= 0x27BF)
        name.end--;
    return name;
}

/* The cell that says what the item is called; the rest of it, if any, is promise. */
static struct span take_name(const struct reader *r, const struct draft_block *outline, struct draft_item *item,
                             size_t *ret_cell)
{
    for (*ret_cell = 0; *ret_cell < outline->cells.count; ++*ret_cell) {
        const struct draft_cell *cell = &outline->cells.at[*ret_cell];
        if (outline->row && cell->column != COLUMN_NAME)
            continue;
        struct span heading = heading_of(r, cell->span, outline->row || outline->cells.count > 1);
        item->name = draft_words(r->ctx, r->text, trim(r, without_votes(r, heading)));
        if (heading.end == heading.start)
            return cell->span;
        while (heading.end < cell->span.end && (r->s[heading.end] == L'。' || r->s[heading.end] == ':'))
            heading.end++;
        return (struct span){heading.end, cell->span.end};
    }
    item->name = "";
    return (struct span){0, 0};
}

static void read_promising(const struct reader *r, struct span span, struct draft_item *item, struct draft_cuts *cuts,
                           struct buf *promise)
{
    size_t first = cuts->at.count;
    draft_departments(r->ctx, r->text, span, item, r->year, cuts);
    struct draft_cuts own = {0};
    if (cuts->at.count > first)
        own = (struct draft_cuts){{cuts->at.at + first, cuts->at.count - first, 0}};
    add_promise(r, span, &own, promise);
    for (size_t i = 0, at = span.start; i <= own.at.count; i++) { /* what is left between the cuts */
        struct span cut = i < own.at.count ? own.at.at[i] : (struct span){span.end, span.end};
        if (at < cut.start)
            draft_targets_add(&r->from, (struct span){at, cut.start}, false, item);
        at = cut.end;
    }
}

static void read_cell(const struct reader *r, const struct draft_cell *cell, struct draft_item *item)
{
    int due;
    if (cell->column == COLUMN_LEAD || cell->column == COLUMN_PARTNER) {
        draft_department_cell(r->ctx, r->text, cell->span, cell->column == COLUMN_LEAD, item);
    } else if (cell->column == COLUMN_DUE) {
        due = draft_due(r->s, cell->span, r->year, true, NULL);
        item->due = due ? due : item->due;
    } else if (cell->column == COLUMN_MONEY) {
        draft_targets_add(&r->from, cell->span, true, item);
    }
}

static void read_item(const struct reader *r, const struct draft_block *outline, struct draft_item *item)
{
    AUTO_BUF struct buf promise = BUF_INIT;
    struct draft_cuts cuts = {0};
    size_t named;
    struct span rest = take_name(r, outline, item, &named), first = rest;
    for (size_t i = 0; i < outline->cells.count; i++) {
        const struct draft_cell *cell = &outline->cells.at[i];
        struct span span = i == named ? rest : cell->span;
        bool promises = cell->column == COLUMN_TASK || i == named;
        if (promises && span.start < span.end)
            read_promising(r, span, item, &cuts, &promise);
        else if (!promises)
            read_cell(r, cell, item);
    }
    draft_targets_settle(&r->from, item);
    if (!item->name[0])
        name_by_content(r, without_cuts(first.end ? first : outline->cells.at[0].span, &cuts), item);
    for (size_t i = 0; i < item->targets.count; i++)
        if (!item->targets.at[i].subject[0])
            item->targets.at[i].subject = item->name;
    for (size_t i = 0; i < outline->cells.count; i++)
        if (outline->cells.at[i].column == COLUMN_TASK || i == named)
            find_milestones(r, i == named ? rest : outline->cells.at[i].span, &cuts, item);
    item->promise = finish_promise(r, &promise);
}

/* A deadline of its own before the year's end is a milestone: all of the item by then. */
static void take_deadline(const struct reader *r, struct draft_item *item)
{
    if (item->due && (item->due < r->year * 10000 + 1201 || item->due / 10000 > r->year))
        add_milestone(r, item,
                      (struct draft_milestone){.subject = item->name, .stage = DRAFT_FINISHED, .due = item->due});
}

static void read_items(const struct reader *r, const struct draft_outline *outline, struct draft *draft)
{
    int last = 0;
    for (size_t i = 0; i < outline->items.count; i++) {
        struct draft_item *item = vec_push(r->ctx->mem, &draft->items);
        const struct draft_block *from = &outline->items.at[i];
        int left = (int)(outline->items.count - i);
        bool fits = from->number > last && from->number + left - 1 <= DRAFT_ITEMS_LIMIT;
        last = item->number = fits ? from->number : last + 1;
        read_item(r, from, item);
        take_deadline(r, item);
        draft->figures += item->targets.count;
    }
}

int draft_read(struct ctx *ctx, const struct text *plan, int year, struct draft **ret)
{
    struct reader r = {.ctx = ctx, .year = year};
    struct text *text;
    struct draft_outline outline;
    if (plan->raw_count > PLAN_RUNES)
        return fail(ctx, E_INPUT, "“%s”超过一百万字，不像一份计划；请只留下实事那一部分", plan->name);
    int e = as_plan(ctx, plan, year, &text, &r.body);
    if (e < 0)
        return e;
    r.text = text;
    r.s = text->read;
    if (is_report(&r))
        return fail(ctx, E_INPUT, "“%s”的标题说的是完成情况，不是计划；请给出年初印发的计划", plan->name);
    figures_find(ctx, text, &r.figures);
    r.from = (struct draft_figures){ctx, text, &r.figures, year};
    draft_outline_find(ctx, text, &r.figures, &outline);
    if (outline.items.count == 0)
        return fail(ctx, E_INPUT,
                    "“%s”里没有找到实事：找过“第一件”“一、”“（一）”“1.”这样的编号，也找过有“序号、项目、牵头单位”"
                    "表头的表格和【上好学】这样的小标题（至少三个），下面要有承诺的数或牵头单位",
                    plan->name);
    if (outline.items.count > DRAFT_ITEMS_LIMIT)
        return fail(ctx, E_INPUT, "“%s”里找到 %zu 件实事，多于 %d 件；请只留下实事那一部分", plan->name,
                    outline.items.count, DRAFT_ITEMS_LIMIT);
    struct draft *draft = arena_alloc(ctx->mem, sizeof *draft);
    draft->year = year;
    draft->place = find_place(&r);
    draft->document = find_document(&r);
    find_words_of_programme(&r, draft);
    read_items(&r, &outline, draft);
    *ret = draft;
    return 0;
}

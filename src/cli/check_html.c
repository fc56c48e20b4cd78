/* The marked article as one page that needs nothing else: no script, no file beside it. The frame is pages/check.html;
 * whatever comes from article, pack or ledger passes write_text, which escapes. */
#include "cli/check.h"

#include <string.h>

#include "base/buf.h"
#include "base/embedded.h"
#include "text/runes.h"

struct page {
    FILE *out;
    const struct programme *programme;
    const struct text *text;
    const struct checked_list *rows;
    bool synthetic;
};

static void write_char(FILE *out, char c)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (c == entities[i].c) {
            fputs(entities[i].entity, out);
            return;
        }
    fputc((c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? ' ' : c, out); /* HTML knows no controls */
}

static void write_text(FILE *out, const char *text)
{
    for (; *text; text++)
        write_char(out, *text);
}

static void write_raw(FILE *out, const struct text *text, size_t start, size_t end)
{
    AUTO_BUF struct buf words = BUF_INIT;

    for (size_t i = start; i < end; i++) {
        int32_t c = text->raw[i];
        if (c == '\r' && i + 1 < end && text->raw[i + 1] == '\n')
            continue;
        if (!rune_is_nothing(c))
            buf_rune(&words, (uint32_t)(rune_is_line_end(c) ? '\n' : c));
    }
    write_text(out, words.bytes);
}

/* The row that matters most of those with one place: differences first. */
static int weight(enum verdict verdict)
{
    static const int weights[] = {
        [VERDICT_AGREES] = 1,         [VERDICT_ROUNDS] = 2,    [VERDICT_DIFFERS] = 6,     [VERDICT_TARGET_AGREES] = 1,
        [VERDICT_TARGET_DIFFERS] = 6, [VERDICT_UNMATCHED] = 3, [VERDICT_UNDETERMINED] = 4};
    return weights[verdict];
}

static void write_mark(const struct page *page, size_t first, size_t behind)
{
    const struct claim *c = page->rows->at[first].claim;
    enum verdict worst = page->rows->at[first].judgement.verdict;

    for (size_t i = first; i < behind; i++)
        if (weight(page->rows->at[i].judgement.verdict) > weight(worst))
            worst = page->rows->at[i].judgement.verdict;
    fprintf(page->out, "<a href=\"#row-%zu\"><mark class=\"%s\" title=\"", first + 1, verdict_name(worst));
    write_text(page->out, verdict_words(worst));
    for (size_t i = first; i < behind; i++) {
        if (!page->rows->at[i].judgement.note[0])
            continue;
        write_text(page->out, " · ");
        write_text(page->out, page->rows->at[i].judgement.note);
    }
    fputs("\">", page->out);
    write_raw(page->out, page->text, c->start, c->end);
    fputs("</mark></a>", page->out);
}

static void write_article(const struct page *page)
{
    size_t at = 0;

    for (size_t i = 0; i < page->rows->count;) {
        const struct claim *c = page->rows->at[i].claim;
        size_t behind = i + 1;

        while (behind < page->rows->count && page->rows->at[behind].claim->start < c->end)
            behind++;
        write_raw(page->out, page->text, at, c->start);
        write_mark(page, i, behind);
        at = c->end;
        i = behind;
    }
    write_raw(page->out, page->text, at, page->text->raw_count);
}

static void write_cell(FILE *out, const char *text)
{
    fputs("<td>", out);
    write_text(out, text);
    fputs("</td>", out);
}

static void write_rows(const struct page *page)
{
    for (size_t i = 0; i < page->rows->count; i++) {
        const struct checked *row = &page->rows->at[i];
        const struct claim *c = row->claim;
        fprintf(page->out, "<tr id=\"row-%zu\" class=\"%s\"><td>%zu</td>", i + 1, verdict_name(row->judgement.verdict),
                text_line(page->text, c->start));
        write_cell(page->out, c->text);
        write_cell(page->out, c->indicator ? c->indicator->name : "");
        write_cell(page->out, row->judgement.org ? row->judgement.org->name : "");
        write_cell(page->out, row->judgement.actual);
        write_cell(page->out, verdict_words(row->judgement.verdict));
        write_cell(page->out, row->judgement.note);
        fputs("</tr>\n", page->out);
    }
}

static void write_summary(const struct page *page)
{
    size_t counts[VERDICT_UNDETERMINED + 1] = {0};

    for (size_t i = 0; i < page->rows->count; i++)
        counts[page->rows->at[i].judgement.verdict]++;
    for (size_t v = 0; v <= VERDICT_UNDETERMINED; v++) {
        if (!counts[v])
            continue;
        fprintf(page->out, "<li class=\"%s\">", verdict_name((enum verdict)v));
        write_text(page->out, verdict_words((enum verdict)v));
        fprintf(page->out, " %zu</li>", counts[v]);
    }
}

static void write_synthetic(const struct page *page)
{
    if (page->synthetic)
        fputs("<p class=\"synthetic\">合成数据：台账里的记录都是合成的，不是真实记录。</p>", page->out);
}

static void write_name(const struct page *page)
{
    write_text(page->out, page->programme->name);
}

static const struct {
    const char *mark;
    void (*write)(const struct page *page);
} parts[] = {
    {"{{name}}", write_name},       {"{{synthetic}}", write_synthetic}, {"{{summary}}", write_summary},
    {"{{article}}", write_article}, {"{{rows}}", write_rows},
};

static size_t write_part(const struct page *page, const char *at)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i].mark);
        if (strncmp(at, parts[i].mark, length) != 0)
            continue;
        parts[i].write(page);
        return length;
    }
    return 0;
}

int check_print_html(struct ctx *ctx, const struct programme *programme, const struct text *text,
                     const struct checked_list *rows, bool synthetic, FILE *out)
{
    struct page page = {out, programme, text, rows, synthetic};
    const struct embedded *frame = embedded_find("pages/check.html");

    if (!frame)
        return fail(ctx, E_INPUT, "程序里没有 pages/check.html；请重新编译");
    for (const char *at = frame->bytes; *at;) {
        size_t taken = write_part(&page, at);
        if (!taken)
            fputc(*at, out);
        at += taken ? taken : 1;
    }
    if (fflush(out) || ferror(out))
        return fail(ctx, E_INPUT, "结果写不出去；请检查磁盘空间或输出文件");
    return 0;
}

/* What moved since the text was kept, claim by claim: then → now. */
#include "web/marked_part.h"

#include "web/say_number.h"
#include "web/sentence.h"

/* The place that holds the claim. */
static const struct spot *spot_of(const struct marked *m, const struct spots *spots, const struct checked *row)
{
    size_t at = (size_t)(row - m->rows->at), i = 0;

    while (i + 1 < spots->count && spots->at[i].behind <= at)
        i++;
    return &spots->at[i];
}

static void set_side(struct arena *mem, const struct marked *m, const struct checked *row, const char *side,
                     struct values *v)
{
    struct values *of = values_row(v, side);

    values_text(of, "verdict", verdict_name(row->judgement.verdict));
    values_text(of, "tone", verdict_tone(row->judgement.verdict));
    values_text(of, "word", verdict_said(m->language, row->judgement.verdict));
    values_text(of, "value", marked_value(mem, m, row));
}

static const char *title(struct arena *mem, const struct marked *m, const char *day, size_t judged, size_t other)
{
    const struct hole *holes =
        HOLES({"day", day}, {"n", say_exact(mem, (int64_t)judged, 0)}, {"k", say_exact(mem, (int64_t)other, 0)});

    if (judged && other)
        return sentence(mem, say(m->language, "自 {day}保存以来：{n} 处的判断变了，另有 {k} 处台账的数变了"), holes);
    if (judged)
        return sentence(mem, say(m->language, "自 {day}保存以来：{n} 处的判断变了"), holes);
    if (other)
        return sentence(mem, say(m->language, "自 {day}保存以来：判断没有变，{k} 处台账的数变了"), holes);
    return sentence(mem, say(m->language, "自 {day}保存以来，判断没有变"), holes);
}

void marked_moved(struct arena *mem, const struct marked *m, const struct spots *spots, struct values *v)
{
    const struct moved_list *moved = m->moved;
    size_t judged = 0;

    if (!moved) {
        values_text(v, "moved_title", "");
        return;
    }
    values_list(v, "moved");
    for (size_t i = 0; i < moved->count; i++) {
        const struct moved *one = &moved->at[i];
        struct checked then = *one->row;
        struct values *row = values_row(v, "moved");
        then.judgement.verdict = one->verdict;
        then.judgement.actual = one->actual;
        judged += one->verdict != one->row->judgement.verdict;
        values_format(row, "number", "%zu", spot_of(m, spots, one->row)->number);
        values_text(row, "text", marked_words(mem, one->row->claim));
        values_text(row, "name", marked_name(mem, m, one->row->claim));
        values_list(row, "then");
        set_side(mem, m, &then, "then", row);
        values_list(row, "now");
        set_side(mem, m, one->row, "now", row);
    }
    values_flag(v, "any_moved", moved->count > 0);
    values_text(v, "moved_title",
                title(mem, m, say_day_words(mem, m->language, m->kept_on), judged, moved->count - judged));
}

/* What the form of a paragraph says: a short line is a heading, a colon opens a list, a blank or colon ends a label. */
#include "text/heading.h"

#include "text/cues.h"
#include "text/runes.h"

enum {
    HEADING = 30,  /* runes of a heading */
    QUESTION = 60, /* and of a question that is one */
    RUN_IN = 16,   /* runes of a heading that its paragraph begins with */
    NEAR = 14,     /* how far a word reaches inside a clause */
};

/* `loose`: a question or a table column, where every word of the table counts. */
static enum mood heading_mood(const struct roles *roles, const struct scan *scan, size_t start, size_t end, bool loose)
{
    static const char *const deeds[] = {"解决", "破解", "整治", "补齐", "化解", "聚焦", "消除", NULL};
    static const char *const done[] = {"提前完成",   "完成年度任务", "完成年度目标", "完成全年任务", "完成全年目标",
                                       "圆满完成",   "全面完成",     "超额完成",     "如期完成",     "顺利完成",
                                       "完成各项",   "完成的任务",   "推进的任务",   "预期的任务",   "滞后的任务",
                                       "完成的项目", "推进的项目",   "滞后的项目",   "达标的任务",   NULL};
    enum mood mood = MOOD_NONE;

    if (scan_any_in(scan, start, end, done)) /* （一）圆满完成各项目标任务 */
        return MOOD_ACTUAL;

    for (size_t i = start, length; i < end; i += length) {
        const struct word *row = lexicon_at(roles->headings, scan->s, i, end, &length);

        if (!row)
            length = 1;
        else if (loose && !heading_is_column(row))
            continue;
        else if (!loose && row->note && (!heading_ends(row) || i + length < end || scan_any_in(scan, start, i, deeds)))
            continue; /* 解决停车问题 */
        else if (row->kind == CUE_ACTUAL)
            return MOOD_ACTUAL;
        else if (row->kind == CUE_TARGET)
            mood = MOOD_TARGET;
    }
    return mood;
}

enum mood heading_words(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    return heading_mood(roles, scan, start, end, true);
}

static const char *const relative_years[] = {"去年", "上年", "今年", NULL};

/* “去年实事：18件提前完成”, “今年实事：20件盯准短板”: two headings that belong together. Not the labels 去年： and
 * 今年：. */
static bool opens_with_year(const struct scan *scan, size_t at)
{
    return at > scan->paragraph.start + 2 && scan_any_at(scan, scan->paragraph.start, at, relative_years);
}

/* What may follow a number in a heading: “一、2023年回顾”, “1—9月进展”, “10件实事”. Other numbers are a statement's. */
static bool number_of_heading(const struct roles *roles, const struct scan *scan, size_t at, size_t end)
{
    static const int32_t after[] = {L'年', L'月', L'日', L'大', L'、', L'.', L')', L'—', L'-'};

    if (at >= scan->paragraph.start + 2 && scan->s[at - 2] == '0' && /* 01 稳就业, PART 02 向前看 */
        (at == scan->paragraph.start + 2 || scan->s[at - 3] == ' ' || rune_is_latin(scan->s[at - 3])))
        return true;
    if (at < end && (scan->s[at] == L'件' || scan->s[at] == L'项')) /* not “剩下的2件明年见” */
        return at + 1 == end || scan_word_at(scan, at, end, "件事") || opens_with_year(scan, at - 1) ||
               lexicon_in(roles->programme, scan->s, at, scan_ahead(at, NEAR, end));
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (at < end && scan->s[at] == after[i])
            return true;
    if (at >= scan->paragraph.start + 4 && genre_year_in(scan, at - 4, at)) /* 2026，接着干！ 2025新清单 */
        return true;
    return at >= end;
}

static const char *const askers[] = {"记者:", "问:", "主持人:", "网友:", "市民:", "Q:", "男:", "女:", NULL};

/* “记者：接下来还有什么打算？”: tells what the answer speaks of. */
static bool is_question(const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    return end > start && end - start <= QUESTION && scan->s[end - 1] == '?' &&
           scan_any_in(scan, start, scan_ahead(start, RUN_IN / 2, end), askers);
}

/* A short line that is no sentence, or a question: a heading of what follows. */
static bool is_heading(const struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (is_question(scan))
        return true;
    if (end - start > HEADING)
        return false;
    for (size_t i = start; i < end; i++) {
        int32_t c = scan->s[i];

        if (c == L'。' || c == '\t' || c == ';' ||
            (c == ':' && i + 1 < end && !opens_with_year(scan, i) &&
             !(scan->s[end - 1] == '?' && scan_any_at(scan, i + 1, end, relative_years)) &&
             !genre_year_in(scan, i + 1, scan_ahead(i, 5, end))))
            return false; /* not 向前看：2019，这些事接着办, 对个账：去年的10件事办得如何？ */
        if (rune_is_digit(c) && !(i + 1 < end && rune_is_digit(scan->s[i + 1])) &&
            !number_of_heading(roles, scan, i + 1, end))
            return false;
    }
    return true;
}

/* “2026年我们这样干” in a report on 2025; not the day on which that was published. */
static enum mood year_of_heading(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    static const char *const marks[] = {"日", "特刊", "发布", "来源", "-", ":", "/", "第", NULL};
    bool aside = end > start && scan->s[start] == '(' && scan->s[end - 1] == ')'; /* （2021年1月　市政府办公室） */
    int year = aside || scan_any_in(scan, start, end, marks) ? 0 : genre_year_in(scan, start, end);

    if (roles->genre.year == 0 || year == 0)
        return MOOD_NONE;
    if (year == roles->genre.year && roles->genre.begins)
        return MOOD_TARGET; /* 2013年惠民实事, read to deputies in January */
    return year > roles->genre.year ? MOOD_TARGET : year < roles->genre.first_year ? MOOD_ACTUAL : MOOD_NONE;
}

/* Behind the Chinese numerals that s[at..end) begins with: 三, 十二. */
static size_t numbers_end(const struct scan *scan, size_t at, size_t end)
{
    while (at < end && (rune_numeral_digit(scan->s[at]) > 0 || scan->s[at] == L'十'))
        at++;
    return at;
}

/* “三、保障措施”, “【图② 幼有所育】”, “▎娃娃上好学” */
static enum heading_form form_of(const struct scan *scan)
{
    static const char *const chapters[] = {"条", "章", "部分", NULL};
    size_t at = scan->paragraph.start, end = scan->paragraph.end;
    int32_t c = at < end ? scan->s[at] : 0;

    if (c == L'【')
        return HEADING_BRACKET;
    if (c >= 0x2580 && c <= 0x25FF) /* ▎ ■ ◆ */
        return HEADING_MARK;
    if (c == L'第' && scan_any_at(scan, numbers_end(scan, at + 1, end), end, chapters)) /* 第二条 */
        return HEADING_CHAPTER;
    at = numbers_end(scan, at, end);
    return at > scan->paragraph.start && at < end && scan->s[at] == L'、' && !rune_is_digit(scan->s[at - 1])
               ? HEADING_CHAPTER
               : HEADING_PLAIN;
}

/* “（二）今年任务安排。综合考虑财力，…”, “再说今年的打算。”: the end of a first sentence that is a heading, or `start`.
 */
static size_t run_in_heading(const struct scan *scan)
{
    static const char *const spoken[] = {"先说", "再说", "下面说", "最后说", "先讲",
                                         "再讲", "先报", "再报",   "说说",   NULL};
    size_t start = scan->paragraph.start, at = start;

    if (at >= scan->paragraph.end || (scan->s[at] != '(' && !scan_any_at(scan, at, scan->paragraph.end, spoken)))
        return start;
    for (; at < scan->paragraph.end && at < start + RUN_IN; at++) {
        int32_t c = scan->s[at];

        if (c == L'。')
            return at;
        if (rune_is_digit(c) || c == ',' || c == ';' || c == ':')
            return start;
    }
    return start;
}

/* “01 稳就业” behind “先看去年” in a plan: the list of what is promised begins. */
static bool ends_last_year(const struct roles *roles, const struct scan *scan)
{
    static const char *const first[] = {"01", "一、", "1.", "1、", "①", "NO.1", NULL};

    size_t next = scan_next_paragraph(scan, scan->paragraph.end);

    return roles->last_year && roles->genre.points < 0 && roles->section == MOOD_ACTUAL &&
           ((roles->form != HEADING_CHAPTER && scan_any_at(scan, scan->paragraph.start, scan->paragraph.end, first)) ||
            scan_word_at(scan, next, scan->count, "今年计划"));
}

/* The year of a paragraph that opens with “2016年，”; 0: it opens otherwise. */
static int opening_year(const struct scan *scan, size_t start)
{
    return scan_word_at(scan, start + 4, scan->count, "年,") ? genre_year_in(scan, start, start + 4) : 0;
}

/* “（五）全力打好脱贫攻坚战。” in a work report read in January: what is to be done, behind what was; not above
 * “2015年，…”. */
static bool is_order(const struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    static const char *const orders[] = {"着力", "全力", "加快", "大力", "切实", "继续", "坚持", "深入",   "扎实",
                                         "努力", "加强", "持续", "推进", "更加", "聚力", "坚决", "全面推", NULL};
    size_t at = start;
    int year;

    while (at < end && scan->s[at] != ')' && scan->s[at] != L'、')
        at++;
    if (!roles->genre.begins || at == end || !scan_any_at(scan, at + 1, end, orders))
        return false;
    year = opening_year(scan, scan_next_paragraph(scan, end));
    return !year || year >= roles->genre.first_year;
}

/* “——我市20项民生工程年度任务扫描”: the second line of the title. */
static bool is_subtitle(const struct scan *scan, size_t start)
{
    return scan_is_among_first(scan, start, 2 * QUESTION + 1) && scan->s[start] == L'—' &&
           scan_next_paragraph(scan, 0) == start;
}

/* 三, (三): a chapter without a title */
static bool is_bare_number(const struct scan *scan, size_t start, size_t end)
{
    start += start < end && scan->s[start] == '(';
    end -= end > start && scan->s[end - 1] == ')';
    return end > start && numbers_end(scan, start, end) == end;
}

/* “问：自来水发黄怎么办？”: what somebody is troubled by; not “问：今年的实事怎么办？”. */
static bool is_complaint(const struct scan *scan, size_t start, size_t end)
{
    static const char *const wrong[] = {"不达标", "不热", "坏了", "漏", "不来", "不给", "不到位", "没人", NULL};
    static const char *const how[] = {"怎么办?", "怎样办?", NULL}, *const works[] = {"实事", "民生", "今年", "明年",
                                                                                     NULL};

    return scan_any_before(scan, start, end, how) &&
           scan_any_in(scan, start, scan_ahead(start, RUN_IN / 2, end), askers) &&
           (!scan_word_in(scan, start, scan_ahead(start, RUN_IN / 2, end), "记者:") ||
            scan_any_in(scan, start, end, wrong)) &&
           !scan_any_in(scan, start, end, works);
}

/* “年初说好的10件实事办到哪一步了？”: what a report asks before it begins is answered by the whole of it. */
static bool is_hook(const struct roles *roles, const struct scan *scan, size_t start)
{
    return roles->genre.points > GENRE_SILENT && scan_is_among_first(scan, start, GENRE_LEAD);
}

/* What a heading of the text says of what follows it. */
static void take_heading(struct roles *roles, const struct scan *scan, size_t start, size_t end)
{
    static const char *const shares[] = {"占", "为年度", "完成年度", "为全年", NULL}; /* 占年度计划 above 108.2% */
    static const char *const told[] = {"进展", "完成", "成效", "以来", "已", NULL};
    static const char *const told_of[] = {"了吗?", "还记得", NULL};
    static const char *const asked[] = {"今年干什么?", "今年怎么干?", "今年做什么?", "今年办什么?", "今年干啥?",
                                        "明年干什么?", "明年怎么干?", "明年做什么?", "明年办什么?", NULL};
    bool asks = end > start && scan->s[end - 1] == '?';
    enum mood mood = heading_mood(roles, scan, start, end, asks);
    enum heading_form form = form_of(scan);
    int year = genre_year_in(scan, start, end);

    if (scan_any_at(scan, start, end, shares))
        return;
    if (is_bare_number(scan, start, end)) { /* 三: nothing of what was above it */
        roles->section = roles->list = roles->carried = MOOD_NONE;
        roles->form = HEADING_PLAIN;
        return;
    }
    if (asks && mood == MOOD_TARGET &&
        (scan_any_in(scan, start, end, told_of) || is_complaint(scan, start, end) || is_hook(roles, scan, start)))
        return; /* 看病方便了吗？明年有什么打算？ 还记得年初的约定吗？ */
    if (mood == MOOD_NONE)
        mood = year_of_heading(roles, scan, start, end);
    if (mood == MOOD_NONE && scan_any_at(scan, start, end, asked)) /* 今年干什么？划重点—— */
        mood = MOOD_TARGET;
    if (mood == MOOD_NONE && is_order(roles, scan, start, end))
        mood = MOOD_TARGET;
    if (roles->last_year && !(asks && mood == MOOD_ACTUAL) && !scan_any_in(scan, start, end, told) &&
        (scan_word_in(scan, start, end, "今年") || (year && year == roles->genre.year && mood != MOOD_ACTUAL)))
        mood = MOOD_TARGET;
    if (scan_word_in(scan, start, end, "去年") || scan_word_in(scan, start, end, "上年") ||
        (year && year == roles->genre.first_year - 1))
        roles->last_year = true;
    if (mood == MOOD_NONE && ends_last_year(roles, scan))
        roles->section = MOOD_NONE;
    if (mood == MOOD_NONE && roles->genre.points < 0 && roles->carried == MOOD_ACTUAL && heading_is_entry(scan, start))
        roles->carried = MOOD_NONE; /* 👉去年：改造103公里，… above “03🚇 地铁、公交都要新” in a plan */
    if (((start == 0 || is_subtitle(scan, start)) && form != HEADING_CHAPTER) ||
        (mood == MOOD_NONE && (form == HEADING_PLAIN || form != roles->form) && !asks))
        return;
    roles->section = mood;
    roles->answer = asks ? ANSWER_AWAITED : ANSWER_NONE;
    roles->form = form;
    roles->carried = MOOD_NONE;
    if (mood != MOOD_NONE)
        roles->list = MOOD_NONE;
}

bool heading_is_entry(const struct scan *scan, size_t start)
{
    size_t end = scan->paragraph.end;
    int32_t c = start < end ? scan->s[start] : 0, next = start + 1 < end ? scan->s[start + 1] : 0;

    return rune_is_digit(c) || c == '(' || c == L'—' || c == '-' || c == L'·' || c == L'•' ||
           (c >= 0x2460 && c <= 0x249B) || (c >= 0x25A0 && c <= 0x27BF) || c >= 0x1F000 ||
           ((rune_numeral_digit(c) > 0 || c == L'十') && (next == L'、' || next == L'是')) ||
           ((c == L'其' || c == L'第') && rune_numeral_digit(next) > 0);
}

/* Whether a report speaks of a year that is still to come: a later one, or its own if it was read in January. */
static bool is_year_ahead(const struct roles *roles, int year)
{
    return roles->genre.points > 0 && roles->genre.year &&
           (year > roles->genre.year || (roles->genre.begins && year == roles->genre.year));
}

/* “今年，市政府将集中精力办好10件民生实事。” above “一是…”, or “2024年，办好十件实事。” above “1.…” in a report of
 * 2023. */
static bool announces_list(const struct scan *scan, size_t start, size_t end)
{
    static const char *const works[] = {"抓好", "做好", "办好", "干好", NULL}, *const ahead[] = {"将", "要", NULL};
    static const char *const items[] = {"件", "项", NULL}, *const past[] = {"去年", "上年", "了", "已", NULL};
    static const char *const first[] = {"一是", "1.", "1、", NULL};
    size_t next = scan_next_paragraph(scan, end), from = end > start ? end - 1 : start;

    if (from == start || scan->s[from] != L'。' || !scan_any_at(scan, next, scan->count, first))
        return false;
    while (from > start && !rune_is_sentence_end(scan->s[from - 1]))
        from--;
    return scan_any_in(scan, from, end, works) &&
           (scan_any_in(scan, from, end, ahead) || genre_year_in(scan, from, end)) &&
           scan_any_in(scan, from, end, items) && !scan_any_in(scan, from, end, past);
}

/* “去年承诺的10项兑现了吗？一条一条来看：” above its entries: what was done. */
static bool asks_what_was_done(const struct scan *scan, size_t start, size_t end)
{
    static const char *const vowed[] = {"承诺", "去年", "上年", "年初", "许下", NULL};
    size_t next = scan_next_paragraph(scan, end), tail = scan_back(start, end, 2 * NEAR);

    return next < scan->count && rune_is_digit(scan->s[next]) && scan_word_in(scan, tail, end, "了吗?") &&
           scan_any_in(scan, start, end, vowed);
}

/* What the last words of a paragraph that ends with a colon say of the list behind it: “明年打算这样补：”, but not
 * “计划完成情况如下：”. */
static enum mood opening_of(struct roles *roles, const struct scan *scan)
{
    static const char *const told[] = {"情况", "进展", "成效",   "如下",     "回音",
                                       "兑现", "交账", "对答案", "对号入座", NULL};
    static const char *const changed[] = {"作如下调整:", "作以下调整:", "调整如下:", "作出如下调整:", NULL};
    static const char *const works[] = {"抓好", "做好", "办好", "干好", NULL}, *const past[] = {"去年", "上年", "年来",
                                                                                                "了", NULL};
    static const char *const chosen[] = {"当选", "入选", "票决", "选出", "候选", "得票", NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end, sentence = end, clause, aside;

    if ((end > start && scan_any_before(scan, start, end, changed)) || announces_list(scan, start, end))
        return MOOD_TARGET;
    if (asks_what_was_done(scan, start, end))
        return MOOD_ACTUAL;
    if (end == start || scan->s[end - 1] != ':' || scan_any_in(scan, scan_back(start, end, NEAR), end, told))
        return MOOD_NONE;
    if (scan_word_before(scan, start, end, "。其中:")) /* …全部完成。其中： */
        sentence = end - 4;
    while (sentence > start && !rune_is_sentence_end(scan->s[sentence - 1]))
        sentence--;
    if (scan_any_in(scan, scan_back(sentence, end, NEAR), end, chosen))
        return MOOD_TARGET; /* 当选的10件依次为： */
    clause = rune_behind(scan->s, sentence, end - 1, L",");
    if (scan_any_in(scan, clause, end, works) && !scan_any_in(scan, clause, end, past))
        return MOOD_TARGET; /* 今年的民生工作，重点抓好以下几方面： */
    roles_find_cues(roles, scan, end);
    aside = scan_find(scan, sentence, end, "(");
    for (size_t i = roles->found.count; i-- > 0 && roles->found.at[i].start >= sentence;) {
        enum cue cue = (enum cue)roles->found.at[i].row->kind;

        if (roles->found.at[i].start > aside) /* 当选项目（按得票多少为序）： */
            continue;

        if (cue_weight(cue))
            return cue_weight(cue) > 0 ? MOOD_ACTUAL : MOOD_TARGET;
        if (cue == CUE_PLAN_NOUN)
            return MOOD_TARGET;
    }
    return heading_words(roles, scan, end - start > QUESTION ? sentence : start, end);
}

/* “2016年，市政府承诺的10件实事进展顺利。” in a plan of 2017: the paragraph tells of what was. */
static bool opens_with_past_year(const struct roles *roles, const struct scan *scan)
{
    int year = roles->genre.points < 0 ? opening_year(scan, scan->paragraph.start) : 0;

    return year && year < roles->genre.first_year;
}

/* “会议审议了2022年民生实事安排：20件实事预算118亿元。” in a report of 2021. */
static bool arranges_year_ahead(const struct roles *roles, const struct scan *scan)
{
    static const char *const planned[] = {"安排", "计划", "打算", "清单", NULL};
    size_t start = scan->paragraph.start, end = scan_ahead(start, RUN_IN, scan->paragraph.end);

    for (size_t i = rune_find(scan->s, start, end, L'年'); i < end; i = rune_find(scan->s, i + 1, end, L'年'))
        if (i >= start + 4 && is_year_ahead(roles, genre_year_in(scan, i - 4, i)) &&
            scan_any_in(scan, i, scan_ahead(i, NEAR, scan->paragraph.end), planned))
            return true;
    return false;
}

/* What a paragraph says of “——…” entries that stand behind it without a colon: “2025年，…全部完成。” in a plan of 2026
 * goes on in “——居住条件明显改善。…”. */
static enum mood opens_dashes(const struct roles *roles, const struct scan *scan)
{
    size_t next = scan_next_paragraph(scan, scan->paragraph.end);

    if (next >= scan->count || scan->s[next] != L'—' || scan->s[scan->paragraph.start] == L'—')
        return MOOD_NONE;
    return opens_with_past_year(roles, scan) ? MOOD_ACTUAL : arranges_year_ahead(roles, scan) ? MOOD_TARGET : MOOD_NONE;
}

/* “计划办好以下4件事：” promises all entries of the list behind it, whatever blank lines stand between. */
static void take_list(struct roles *roles, const struct scan *scan)
{
    if (scan->paragraph.start == scan->paragraph.end)
        return;
    if (!heading_is_entry(scan, scan->paragraph.start)) /* 2022年打算这么干： and one paragraph that says what */
        roles->list = roles->opening == MOOD_TARGET ? MOOD_TARGET : MOOD_NONE;
    else if (roles->opening)
        roles->list = roles->opening;
    roles->opening = opens_dashes(roles, scan);
    if (!roles->opening)
        roles->opening = opening_of(roles, scan);
}

/* Where the words of an entry begin that opens with “2.”, “（2）” or “答：”; start, if it opens with none of them. */
static size_t behind_opener(const struct scan *scan, size_t start, size_t end)
{
    static const char *const replies[] = {"A:", "答:", NULL};
    size_t number = start + (start < end && scan->s[start] == '(');

    if (scan_any_at(scan, start, end, replies))
        return start + 2;
    while (number < end && rune_is_digit(scan->s[number]))
        number++;
    return number > start && number < end &&
                   (scan->s[number] == '.' || scan->s[number] == L'、' || scan->s[number] == ')')
               ? number
               : start;
}

/* “1.新建幼儿园5所。”, “责任单位：…”, “完成情况：…”: an entry that says what was promised, before what became of it. */
static bool is_promise_answered(const struct roles *roles, const struct scan *scan)
{
    enum { BETWEEN = 3 }; /* paragraphs that may name who, and by when */
    static const char *const parties[] = {"责任", "牵头", "配合", "完成时限", "完成时间", "主办", "承办", NULL};
    static const char *const marks[] = {"▶", "➤", "▷", "→", "↳", "└", NULL};
    size_t at = scan->paragraph.start;

    if (!(heading_is_entry(scan, at) || scan_word_at(scan, at, scan->paragraph.end, "项目:") ||
          scan_word_at(scan, at, scan->paragraph.end, "内容:")) ||
        is_heading(roles, scan))
        return false;
    for (int i = 0; i < BETWEEN; i++) {
        at = scan_next_paragraph(scan, at);
        const struct word *row = lexicon_at(roles->cues, scan->s, at, scan->count, NULL);

        if ((row && row->kind == CUE_LABEL_ACTUAL) ||
            (roles->genre.points > 0 &&
             behind_opener(scan, scan->paragraph.start, scan->paragraph.end) > scan->paragraph.start &&
             scan_any_at(scan, at, scan->count, marks))) /* 3.增设电梯10部 above ▶已有6部投入使用 */
            return true;
        if (!scan_any_at(scan, at, scan->count, parties))
            return false;
    }
    return false;
}

/* “已完工9个。”, “日间照料中心建成17家。”: how far it is, in numbers. */
static bool is_answer(const struct scan *scan, size_t start)
{
    static const char *const answers[] = {"截至", "截止", "目前", "上半年", "前三季度", "现已", NULL};
    static const char *const deeds[] = {"已", "建成", "完工", "竣工", "完成", "开工", NULL};
    size_t end = rune_find(scan->s, start, scan->paragraph.end, L'。');

    return scan_any_at(scan, start, scan->paragraph.end, answers) ||
           rune_has_digit(scan->s, scan_find_any(scan, start, end, deeds), end);
}

/* “2.培育平台2家。上半年，已…”, “整治4万口塘堰（2013—2017年）。上半年完成…”: what an entry begins with is the task,
 * if its next sentence says how far it is. */
static void take_task(struct roles *roles, const struct scan *scan)
{
    enum { ENTRY = 50 }; /* a task without a number before it is no longer */
    static const char *const deeds[] = {"已",   "完成", "建成", "完工", "竣工", "了",
                                        "累计", "共",   "全部", "达",   "日起", NULL};
    static const char *const halfway[] = {"上半年", "前三季度", "1—", "截至", NULL};
    size_t start = scan->paragraph.start, end = start, words;

    while (end < scan->paragraph.end && !rune_is_sentence_end(scan->s[end]))
        end++;
    words = behind_opener(scan, start, end);
    if (words == start && (end - start > ENTRY || scan_word_in(scan, start, end, ",") ||
                           !rune_has_digit(scan->s, start, scan_ahead(start, NEAR / 2, end)) ||
                           !scan_any_at(scan, end + 1, scan->paragraph.end, halfway)))
        return;
    if (end < scan->count && scan->s[end] == L'。' && !scan_any_in(scan, words, end, deeds) && is_answer(scan, end + 1))
        roles->sentence = MOOD_TARGET;
}

/* “1.新增就业22万人。完成情况：新增25.83万人。” */
static bool is_answered_within(const struct roles *roles, const struct scan *scan)
{
    enum { LABEL = 8 };
    static const char *const told[] = {"上半年", "已", "目前", "1—", "提高到", NULL}; /* …惠及4.8万人。进度：已完成。 */
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    for (size_t at = rune_find(scan->s, start, end, ':'); at < end; at = rune_find(scan->s, at + 1, end, ':')) {
        size_t label = at, from = scan_back(start, at, LABEL);
        const struct word *row;

        while (label > from && !rune_is_sentence_end(scan->s[label - 1]) &&
               !(scan->s[at - 1] == ')' && scan->s[label] == '(')) /* 新建3个服务站（完成）：… */
            label--;
        row = label > from ? lexicon_at(roles->cues, scan->s, label, end, NULL) : NULL;
        if (row && row->kind == CUE_LABEL_ACTUAL && !row->note)
            return rune_has_digit(scan->s, at, end) || !scan_any_in(scan, start, label, told);
    }
    return false;
}

/* “改造公厕45座。责任：区城管局；时限：6月末。” */
static bool names_party_and_time(const struct scan *scan)
{
    static const char *const parties[] = {"责任:", "责任单位:", "牵头单位:", "牵头:", NULL};
    static const char *const times[] = {"时限:", "完成时限:", "完成时间:", NULL};

    return scan_word_in(scan, scan->paragraph.start, scan->paragraph.end, ":") && /* soon seen, and few have one */
           scan_any_in(scan, scan->paragraph.start, scan->paragraph.end, parties) &&
           scan_any_in(scan, scan->paragraph.start, scan->paragraph.end, times);
}

/* 【2025】, 【2025年】 */
static bool brackets_year(const struct scan *scan, size_t at, int year)
{
    return at + 6 <= scan->count && scan->s[at] == L'【' && genre_year_in(scan, at + 1, at + 5) == year &&
           (scan_word_at(scan, at + 5, scan->count, "】") || scan_word_at(scan, at + 5, scan->count, "年】"));
}

/* “2021正下厨：” behind a line or sentence: the year, and a few words before the colon. */
static bool marks_year(const struct scan *scan, size_t at, int year)
{
    enum { WORDS = 6 };
    size_t colon = at + 4;

    if (at + 6 > scan->count || genre_year_in(scan, at, at + 4) != year ||
        (at > 0 && scan->s[at - 1] != '\n' && !rune_is_sentence_end(scan->s[at - 1])))
        return false;
    while (colon < scan->count && colon < at + 4 + WORDS && rune_is_han(scan->s[colon]))
        colon++;
    return colon > at + 4 && colon < scan->count && scan->s[colon] == ':';
}

/* The year that s[at] marks, if the one before or behind is marked so near it: the later is what is promised. */
static enum mood mood_of_mark(const struct scan *scan, size_t at, int year,
                              bool (*marked)(const struct scan *, size_t, int))
{
    enum { APART = 300 }; /* what one year's part may fill */
    size_t end = scan_ahead(at, APART, scan->count);

    if (!year || !marked(scan, at, year))
        return MOOD_NONE;
    for (size_t i = scan_back(0, at, APART); i < at; i++)
        if (marked(scan, i, year - 1))
            return MOOD_TARGET;
    for (size_t i = at + 1; i < end; i++)
        if (marked(scan, i, year + 1))
            return MOOD_ACTUAL;
    return MOOD_NONE;
}

enum mood heading_year_mark(const struct scan *scan, size_t at)
{
    return mood_of_mark(scan, at, at + 4 < scan->count ? genre_year_in(scan, at, at + 4) : 0, marks_year);
}

/* 【2025】 and 【2026】 */
static enum mood year_label(const struct scan *scan, size_t at)
{
    return mood_of_mark(scan, at, genre_year_in(scan, at + 1, at + 5), brackets_year);
}

/* Whether a blank stands behind the word with which s[start..end) opens, but for marks: “👉 今年　再建40所”. */
static bool opens_apart(const struct scan *scan, size_t start, size_t end, const char *word)
{
    enum { MARKS = 3, WORD = 2 };

    for (size_t i = 0; i < MARKS && start < end && !rune_is_han(scan->s[start]) && !rune_is_digit(scan->s[start]); i++)
        start++;
    return start + WORD < end && scan_word_at(scan, start, end, word) && scan_is_apart(scan, start + WORD);
}

/* “✔ 去年　…” above “👉 今年　…” */
static enum mood label_of_two_years(const struct scan *scan)
{
    enum { FAR = 300 };
    size_t start = scan->paragraph.start, end = scan->paragraph.end, before = start, next;

    if (opens_apart(scan, start, end, "去年")) {
        next = scan_next_paragraph(scan, end);
        return opens_apart(scan, next, scan_ahead(next, FAR, scan->count), "今年") ? MOOD_ACTUAL : MOOD_NONE;
    }
    if (start < 2 || !opens_apart(scan, start, end, "今年"))
        return MOOD_NONE;
    for (before--; before > scan_back(0, start, FAR) && scan->s[before - 1] != '\n';)
        before--;
    return opens_apart(scan, before, start, "去年") ? MOOD_TARGET : MOOD_NONE;
}

/* “🎯 新建学校8所”, above “✅ 8所全部开工” or “📊 开工8所” */
static bool aims_at(const struct scan *scan)
{
    enum { TARGET = 0x1F3AF };
    static const int32_t told[] = {0x2705, 0x2714, 0x1F4CA, 0x1F4C8, 0x1F3C1, 0x1F680}; /* ✅ ✔ 📊 📈 🏁 🚀 */
    size_t next = scan->paragraph.end + 1;

    if (scan->paragraph.start >= scan->paragraph.end || scan->s[scan->paragraph.start] != TARGET)
        return false;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (next < scan->count && scan->s[next] == told[i])
            return true;
    return false;
}

/* “目标　新增泊位3000个”, “进度　开工21个”: what opens a line of its own, with a blank for a colon. Blanks are not in
 * the reading. */
static enum mood label_of(const struct roles *roles, const struct scan *scan)
{
    enum mood mood;
    static const char *const planned[] = {"目标", "任务", NULL};
    static const char *const votes[] = {"。得票", ";得票", "。得赞成票", "(得票", NULL};
    static const char *const done[] = {"进度", "进展", "完成", "现状", NULL};
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    if (opens_with_past_year(roles, scan))
        return MOOD_ACTUAL;
    if (heading_is_entry(scan, start) && scan_any_in(scan, start, end, votes))
        return MOOD_TARGET; /* 1.新建“共富食堂”12家。得票312票。 */
    if (aims_at(scan))
        return MOOD_TARGET;
    if (end > start + 6 &&
        ((mood = year_label(scan, start)) != MOOD_NONE || (mood = label_of_two_years(scan)) != MOOD_NONE))
        return mood; /* 【2026】再添学位3000个 */
    if (end < start + 3 || !scan_is_apart(scan, start + 2))
        return MOOD_NONE;
    return scan_any_at(scan, start, end, planned) ? MOOD_TARGET
           : scan_any_at(scan, start, end, done)  ? MOOD_ACTUAL
                                                  : MOOD_NONE;
}

/* “2019年，我们将集中财力办成一批实事。”: what the paragraphs behind it speak of. */
static void take_opening_year(struct roles *roles, const struct scan *scan)
{
    static const char *const planned[] = {"拟", "计划", "安排", "打算", "排定", NULL};
    int year = opening_year(scan, scan->paragraph.start);
    size_t behind = scan->paragraph.start + 6;

    if (year && (roles_promise_soon(scan, behind, NEAR / 2) ||
                 (is_year_ahead(roles, year) &&
                  scan_any_in(scan, behind, scan_ahead(behind, NEAR, scan->paragraph.end), planned))))
        roles->carried = MOOD_TARGET;
}

/* “市人社局：新增就业16万人。”: who speaks. */
static bool is_spoken(const struct scan *scan)
{
    static const char *const offices[] = {
        "局:", "委:", "办:", "厅:", "长:", "主任:", "部:", "院:", "处:", "司:", "中心:", NULL};
    enum { NAME = 16 };
    size_t start = scan->paragraph.start, end = scan_ahead(start, NAME, scan->paragraph.end), colon = start;

    while (colon < end && rune_is_han(scan->s[colon]))
        colon++;
    return colon < end && scan_any_before(scan, start, colon + 1, offices);
}

/* Who speaks behind the answer to a question was not asked that. */
static void take_turn(struct roles *roles)
{
    if (roles->answer == ANSWER_GIVEN) {
        roles->section = MOOD_NONE;
        roles->answer = ANSWER_NONE;
    } else if (roles->answer == ANSWER_AWAITED) {
        roles->answer = ANSWER_GIVEN;
    }
}

void heading_take(struct roles *roles, const struct scan *scan)
{
    size_t start = scan->paragraph.start, end = scan->paragraph.end;

    take_list(roles, scan);
    take_opening_year(roles, scan);
    if (is_promise_answered(roles, scan) || is_answered_within(roles, scan) || names_party_and_time(scan))
        roles->label = MOOD_TARGET;
    else
        roles->label = label_of(roles, scan);
    if (is_heading(roles, scan))
        take_heading(roles, scan, start, end);
    else if (roles->answer && is_spoken(scan))
        take_turn(roles);
    else if (run_in_heading(scan) > start)
        take_heading(roles, scan, start, run_in_heading(scan));
    take_task(roles, scan);
}

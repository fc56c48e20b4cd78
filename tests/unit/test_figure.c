/* Figures of texts: what is a claim and what is none, its span, value, unit and qualifier (roles: test_role.c); texts
 * broken into columns and tables; the annotated texts of tests/cases and, if they are there, of ../shared/cases.
 * Expected values are worked out by hand by the conventions of shared/cases/README.md. */
#include <dirent.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "unit/reading.h"

#include <cmocka.h> /* last: its macro fail() would hide ours */

enum { LINE_MAX_BYTES = 400 };

/* ---- Numbers, units, qualifiers ---- */

static void money_is_yuan_and_multipliers_are_multiplied_out(void **state)
{
    (void)state;
    says("完成投资1.06亿元。", "1.06亿元|106000000 元 = actual");
    says("发放补助773 万元。", "773 万元|7730000 元 = actual");
    says("补助三千元，藏书六万八千册。", "三千元|3000 元 = actual; 六万八千册|68000 册 = actual");
}

/* The words of a figure stay as they are written; what is read is simplified. 乾 is no traditional character (乾县). */
static void traditional_characters_are_read_as_simplified_ones(void **state)
{
    (void)state;
    says("截至九月底,已改造舊小區24個,惠及居民1.2萬戶,完成投資3億元,占年度計劃的80%。",
         "24個|24 个 = actual; 1.2萬戶|12000 户 = actual; 3億元|300000000 元 = actual; 80%|80 % = percent");
    says("2023年計劃新增學位兩千個,培訓教師三百餘名。", "兩千個|2000 个 = target; 三百餘名|300 名 >= target");
    says("乾县新建水窖24座。", "24座|24 座 = actual");
}

static void a_rate_keeps_its_slash(void **state)
{
    (void)state;
    says("均价控制在8500元/平方米以内。", "8500元/平方米|8500 元/平方米 <= actual");
    says("食品抽检达到5批次/千人。", "5批次|5 批次 = actual");
}

/* What each month or year brings is yuan; 【10件… is no document's number. */
static void what_comes_each_month_is_yuan(void **state)
{
    (void)state;
    says("低保标准提高到835元/人月，特困供养标准提高到2万元/人年。", "835元|835 元 = actual; 2万元|20000 元 = actual");
    says("【10件民生实事年中交卷】", "10件|10 件 = items");
    is_trap("政办【2024】31号文件", "2024", "document");
}

static void shares_are_percent(void **state)
{
    (void)state;
    says("占比三成，满意率四成五，覆盖率百分之八十五，下降0.5‰。",
         "三成|30 % = percent; 四成五|45 % = percent; 百分之八十五|85 % = percent; 0.5‰|0.5 ‰ = percent");
    says("比上年提高2.5个百分点。", "2.5个百分点|2.5 个百分点 = percent");
}

static void words_around_give_the_qualifier(void **state)
{
    (void)state;
    says("近5000名学生受益。", "5000名|5000 名 <= actual");
    says("5000多名教师参训。", "5000多名|5000 名 >= actual");
    says("1.2万余人次参加。", "1.2万余人次|12000 人次 >= actual");
    says("占比八成以上。", "八成|80 % >= percent");
    says("修路12公里左右。", "12公里|12 公里 ~ actual");
    says("修路约12公里。", "12公里|12 公里 ~ actual");
    says("签约居民38户，最近3户搬迁。", "38户|38 户 = actual; 3户|3 户 = actual");
}

static void each_number_of_a_range_or_list_is_a_figure(void **state)
{
    (void)state;
    says("建成3～4万套。", "3|30000 套 = actual; 4万套|40000 套 = actual");
    says("投入60.8、105.9和27亿元。",
         "60.8|6080000000 元 = actual; 105.9|10590000000 元 = actual; 27亿元|2700000000 元 = actual");
    says("新增、优化线路分别为11、26条。", "11|11 条 = actual; 26条|26 条 = actual");
}

static void measure_words_of_every_trade(void **state)
{
    (void)state;
    says("床位800张，学位2000个，种树3万株，装灯120盏，专列15趟，班车36班，出车200辆次，救治16例次，入户1.5万户次。",
         "800张|800 张 = actual; 2000个|2000 个 = actual; 3万株|30000 株 = actual; 120盏|120 盏 = actual; "
         "15趟|15 趟 = actual; 36班|36 班 = actual; 200辆次|200 辆次 = actual; 16例次|16 例次 = actual; "
         "1.5万户次|15000 户次 = actual");
}

/* ---- What is no claim ---- */

static void dates_ages_durations_and_ordinals_are_no_claims(void **state)
{
    (void)state;
    is_trap("2024年印发。", "2024年", "date");
    is_trap("1-9月运行良好。", "1-9月", "date");
    is_trap("2024—2025学年开课。", "2024—2025学年", "date");
    is_trap("60岁以上老人免费。", "60岁", "age");
    is_trap("0—3岁托育。", "0—3岁", "age");
    is_trap("7×24小时服务。", "24小时", "duration");
    is_trap("十八届人大会议。", "十八届", "ordinal");
    is_trap("排名后3位的单位。", "3位", "ordinal");
}

static void names_documents_and_numbers_to_dial_are_no_claims(void **state)
{
    (void)state;
    is_trap("沿G310国道。", "310国道", "name");
    is_trap("拨打12345热线。", "12345热线", "name");
    is_trap("豫政办〔2024〕5号。", "5号", "document");
    is_trap("电话0577-88961234。", "88961234", "other");
    is_trap("10千伏线路。", "10千伏", "spec");
    is_trap("二级以上医院。", "二级", "spec");
    is_trap("住在幸福里小区6栋2单元301室。", "6栋", "name");
    is_trap("（记者 赵三元）", "三元", "name");
    is_trap("淘汰20蒸吨以下锅炉。", "20蒸吨", "spec");
}

static void idioms_and_vague_amounts_are_no_claims(void **state)
{
    (void)state;
    is_trap("打通最后一公里。", "最后一公里", "idiom");
    is_trap("关注一老一小。", "一老一小", "idiom");
    is_trap("推进“两癌”筛查。", "两癌", "idiom");
    is_trap("产值翻了一番。", "翻了一番", "vague");
    is_trap("数十家企业。", "十家", "vague");
    is_trap("三分之二的村。", "三分之二", "vague");
    is_trap("每年检查一次。", "一次", "frequency");
    is_trap("每千人拥有。", "千人", "other");
}

static void one_with_a_measure_word_counts_only_what_is_built(void **state)
{
    (void)state;
    says("新建一所小学。", "一所|1 所 = actual");
    is_trap("一位负责人说。", "一位", "idiom");
}

/* ---- Layouts and encodings ---- */

static void one_thing_in_a_list_or_left_behind_counts(void **state)
{
    (void)state;
    says("去年建成两所中学、一所幼儿园。", "两所|2 所 = actual; 一所|1 所 = actual");
    says("去年，卫生院添了彩超一台，开诊。", "一台|1 台 = actual");
    says("今年承诺的10件民生实事，9件办结，仅公厕改造一件滞后。",
         "10件|10 件 = items; 9件|9 件 = items; 一件|1 件 = items");
    says("去年承诺16件实事，办结15件，一件因征地推迟。", "16件|16 件 = items; 15件|15 件 = items; 一件|1 件 = items");
    says("每校一台，人人会用。哪一处最好？", "");
}

static void aspects_of_the_programme_are_items(void **state)
{
    (void)state;
    says("全市十方面民生实事进展顺利。", "十方面|10 方面 = items");
    says("今年办好九个方面31项民生实事。", "九个|9 个 = items; 31项|31 项 = items");
    says("主要有三个“提高”。", "");
    says("去年办证30本、换证20本，两项合计50本。", "30本|30 本 = actual; 20本|20 本 = actual; 50本|50 本 = actual");
    says("公园绿地300米见绿、500米见园，郊区800米见园。节目长3分20秒，全文约900字，1组到5组都来看。", "");
    says("老鹰乡8村，按7度设防，路灯（60瓦）亮了。", "");
    says("去年添置设备三百一\n十台，水窖近百座。", "三百一\n十台|310 台 = actual; 百座|100 座 <= actual");
}

static void a_column_break_may_stand_inside_a_figure(void **state)
{
    (void)state;
    says("新建改造地下供水管网363.\n3公里，体育场地增加150万\n平方米。",
         "363.\n3公里|363.3 公里 = actual; 150万\n平方米|1500000 平方米 = actual");
    says("新划车位 3 150\n个。", "3 150\n个|3150 个 = actual");
}

static void a_heading_is_not_joined_to_its_paragraph(void **state)
{
    struct reading r;
    const char *text = "二、工作安排\n全年安排民生项目5个。";

    (void)state;
    reading_open(&r, text, strlen(text));
    assert_int_equal(r.found.count, 1);
    assert_int_equal(r.found.at[0].paragraph_start, 7);
    reading_done(&r);
}

/* A number that goes on in the next line shows that the lines of the block are a column, however long each is. */
static void a_column_may_be_ragged(void **state)
{
    (void)state;
    says("　　今年改造管网43.6公\n里，\n新建泵站五\n十二座，加装阀门1\n28.5万只，铺设管道3 1\n50公里。\n",
         "43.6公\n里|43.6 公里 = actual; 五\n十二座|52 座 = actual; 1\n28.5万只|1285000 只 = actual; "
         "3 1\n50公里|3150 公里 = actual");
}

/* The same text, however its bytes are: offsets count the code points of the file. */
static void offsets_are_those_of_the_file(void **state)
{
    static const char text[] = "\xEF\xBB\xBF惠民\r\n建\r\n成5所。";
    struct reading r;

    (void)state;
    reading_open(&r, text, sizeof text - 1); /* BOM 惠 民 CR LF 建 CR LF 成 5 */
    assert_int_equal(r.found.count, 1);
    assert_int_equal(r.found.at[0].start, 9);
    assert_int_equal(r.found.at[0].end, 11);
    assert_int_equal(text_line(r.text, r.found.at[0].start), 3);
    reading_done(&r);
}

static void gb18030_is_read_as_utf8_is(void **state)
{
    static char utf8[] = "新建学校5所，惠及３万人。";
    char bytes[200], *in = utf8, *out = bytes;
    size_t left = sizeof utf8 - 1, room = sizeof bytes;
    iconv_t convert = iconv_open("GB18030", "UTF-8");
    struct reading r;

    (void)state;
    assert_true(convert != (iconv_t)-1);
    assert_int_equal(iconv(convert, &in, &left, &out, &room), 0);
    iconv_close(convert);
    reading_open(&r, bytes, sizeof bytes - room);
    assert_int_equal(r.found.count, 2);
    assert_int_equal(r.found.at[1].start, 9);
    assert_string_equal(r.found.at[1].text, "３万人");
    reading_done(&r);
}

static void refuses(const char *bytes, size_t length, const char *message)
{
    struct ctx ctx = {.mem = arena_new()};
    struct text *text;

    assert_int_equal(text_from_bytes(&ctx, "a.txt", bytes, length, &text), E_INPUT);
    assert_string_equal(ctx.err.text, message);
    arena_free(ctx.mem);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    refuses("", 0, "“a.txt”是空的；请给出 UTF-8 或 GB18030 的文本");
    refuses("1\0002", 3, "“a.txt”不是文本（含有空字节）；请另存为 UTF-8 或 GB18030 的纯文本");
    refuses("\xFF\xFF", 2, "“a.txt”既不是 UTF-8 也不是 GB18030；请另存为其中一种");
}

/* ---- Any text ends in time ---- */

static void takes_linear_time(const char *unit)
{
    enum { SIZE = 2 * 1024 * 1024 };
    struct reading r;
    size_t length = strlen(unit), count = SIZE / length;
    char *bytes = test_malloc(SIZE + 1);
    clock_t start = clock();

    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * length, unit, length);
    reading_open(&r, bytes, count * length);
    reading_done(&r);
    if (clock() - start > 20 * CLOCKS_PER_SEC) /* 2 MiB take a second; a square would take hours */
        fail_msg("2 MiB of “%s” took %ld s", unit, (long)((clock() - start) / CLOCKS_PER_SEC));
    test_free(bytes);
}

static void any_text_takes_linear_time(void **state)
{
    static const char *const units[] = {"1",      "一",        "万", "\n",     "1、",   "1\t",     "“1",
                                        "《1",    "(1)",       "每", "1,",     "|1",    "1 ",      "计划新建1所，",
                                        "1000元", "目标：1\t", "a1", "完成1%", "为1户", "1个的1%", "分别1、",
                                        "1个\t"};

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        takes_linear_time(units[i]);
}

/* ---- The annotated texts ---- */

struct tally {
    size_t claims, roles, texts;
};

struct claim {
    size_t start, end;
    char value[64], unit[64], qualifier[8], role[16];
};

/* A row of claims.tsv; the span may hold anything but tabs. */
static bool claim_read(char *line, struct claim *ret)
{
    char *cells[7];
    size_t count = 0;

    line[strcspn(line, "\n")] = '\0';
    while (count < 7 && line)
        cells[count++] = strsep(&line, "\t");
    if (count < 7 || cells[0][0] < '0' || cells[0][0] > '9')
        return false;
    ret->start = strtoul(cells[0], NULL, 10);
    ret->end = strtoul(cells[1], NULL, 10);
    snprintf(ret->value, sizeof ret->value, "%s", cells[3]);
    snprintf(ret->unit, sizeof ret->unit, "%s", cells[4]);
    snprintf(ret->qualifier, sizeof ret->qualifier, "%s", cells[5]);
    snprintf(ret->role, sizeof ret->role, "%s", cells[6]);
    return true;
}

static bool same_unit(const char *a, const char *b)
{
    if (strncmp(a, "个百分点", strlen("个百分点")) == 0)
        a += strlen("个");
    return strcmp(a, b) == 0 || strcmp(a, "(") == 0 || strncmp(a, b, strcspn(b, "（")) == 0;
}

static void check_claim(const char *name, const struct reading *r, const struct claim *c, struct tally *tally)
{
    for (size_t i = 0; i < r->found.count; i++) {
        const struct figure *f = &r->found.at[i];
        char value[DECIMAL_TEXT];

        if (f->start >= c->end || f->end <= c->start)
            continue;
        if (strcmp(decimal_format(f->value, value), c->value) != 0 || !same_unit(f->unit, c->unit) ||
            strcmp(qualifier_sign(f->qualifier), c->qualifier) != 0)
            fail_msg("%s %zu “%s”: %s %s %s, not %s %s %s", name, f->start, f->text, value, f->unit,
                     qualifier_sign(f->qualifier), c->value, c->unit, c->qualifier);
        tally->claims++;
        tally->roles += strcmp(role_name(f->role), c->role) == 0;
        return;
    }
    fail_msg("%s: the figure at %zu was not found", name, c->start);
}

static void check_case(const char *folder, const char *name, struct tally *tally)
{
    char path[LINE_MAX_BYTES], line[LINE_MAX_BYTES];
    struct reading r = {.ctx = {.mem = arena_new()}};
    struct claim claim;
    size_t count = 0;
    FILE *rows;

    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    assert_int_equal(text_read(&r.ctx, path, &r.text), 0);
    figures_find(&r.ctx, r.text, &r.found);
    snprintf(path, sizeof path, "%s/%s.claims.tsv", folder, name);
    rows = fopen(path, "re");
    assert_non_null(rows);
    while (fgets(line, sizeof line, rows))
        if (claim_read(line, &claim)) {
            check_claim(name, &r, &claim, tally);
            count++;
        }
    fclose(rows);
    if (r.found.count != count)
        fail_msg("%s: %zu figures, not %zu", name, r.found.count, count);
    tally->texts++;
    reading_done(&r);
}

static void write_figure(void *arg, const struct figure *f)
{
    buf_printf(arg, "%s|%s|%s;", f->text, f->unit, f->subject);
}

static void write_trap(void *arg, const struct trap *t)
{
    buf_printf(arg, "(%s)", t->text);
}

/* 3亿 behind money of its sentence is money too, whether or not the figure before is kept. */
static void figures_are_handed_out_as_they_are_read(void **state)
{
    static const char words[] = "新建学校 5 所，投资 2 亿元，其中市级 3 亿，2024年开工。";
    AUTO_BUF struct buf said = BUF_INIT, figures = BUF_INIT;
    struct figures_taker taker = {.figure = write_figure, .trap = write_trap, .arg = &said};
    struct reading r;

    (void)state;
    reading_open(&r, words, strlen(words));
    figures_each(&r.ctx, r.text, &taker);
    assert_string_equal(said.bytes, "5 所|所|新建学校;2 亿元|元|投资;3 亿|元|市级;(2024年)");
    taker = (struct figures_taker){.figure = write_figure, .arg = &figures};
    figures_each(&r.ctx, r.text, &taker);
    assert_string_equal(figures.bytes, "5 所|所|新建学校;2 亿元|元|投资;3 亿|元|市级;");
    reading_done(&r);
}

/* Every figure found and nothing else; 98 roles in 100, for some can be argued about. */
static void check_folder(const char *folder)
{
    struct tally tally = {0};
    DIR *files = opendir(folder);
    struct dirent *entry;

    if (!files) {
        skip();
        return;
    }
    while ((entry = readdir(files))) {
        char name[256];
        size_t length = strlen(entry->d_name);

        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(length - 4), entry->d_name);
        check_case(folder, name, &tally);
    }
    closedir(files);
    assert_true(tally.texts > 0);
    if (tally.roles * 100 < tally.claims * 98)
        fail_msg("%zu of %zu roles", tally.roles, tally.claims);
}

static void our_annotated_texts(void **state)
{
    (void)state;
    check_folder(SOURCE_ROOT "/tests/cases");
}

static void the_shared_annotated_texts(void **state)
{
    (void)state;
    check_folder(SOURCE_ROOT "/../shared/cases");
}

/* Small Chinese numerals are amounts where they stand alone in a cell, behind 另 or for a price; not in names. */
static void a_small_numeral_counts_where_things_are_told_apart(void **state)
{
    (void)state;
    says("项目\t计划\t完成\n变电站\t3座\t一座\n", "3座|3 座 = target; 一座|1 座 = actual");
    says("两座桥已通车，另一座正在架梁。", "两座|2 座 = actual; 一座|1 座 = actual");
    says("公交票价仍是一元。", "一元|1 元 = other");
    says("全县康复机构仅有一家。", "一家|1 家 = actual");
    says("新建敬老院2所和一所幼儿园。", "2所|2 所 = actual; 一所|1 所 = actual");
    says("配套足球场3片、门球场一个、步道2条。", "3片|3 片 = actual; 一个|1 个 = actual; 2条|2 条 = actual");
    says("查看的9条渠中，2条渗漏，一条淤塞。", "9条|9 条 = actual; 2条|2 条 = actual; 一条|1 条 = actual");
    is_trap("公交加密到6分钟一班。", "一班", "frequency");
    is_trap("两家沟片区进度偏慢。", "两家", "name");
    is_trap("家住石桥镇6组的老人搬进了新居。", "6组", "name");
    is_trap("县住建局局长王八成介绍了情况。", "八成", "name");
}

/* 优良天数 is an indicator, a stay of 12 days is not; 块 is money where somebody paid it. */
static void days_and_pieces_say_what_they_are(void **state)
{
    (void)state;
    says("空气质量优良天数305天，比上年多6天。", "305天|305 天 = actual; 6天|6 天 = actual");
    is_trap("集中培训12天。", "12天", "duration");
    says("老人笑着说：“一餐只要5块。”", "5块|5 元 = other");
    says("更换盖板40块。", "40块|40 块 = actual");
}

static void small_numerals_close_a_count(void **state)
{
    (void)state;
    says("社区公共运动场六片，新打机井四眼。", "六片|6 片 = actual; 四眼|4 眼 = actual");
    says("最后一家正在装修。", "一家|1 家 = actual");
    says("7处得分在85至90分之间。", "7处|7 处 = actual; 85|85 分 = actual; 90分|90 分 = actual");
    says("好天气稳定在315天以上。", "315天|315 天 >= actual");
}

/* What each month brings is money; what a square metre costs is a rate. */
static void a_rate_of_time_is_no_part_of_the_unit(void **state)
{
    (void)state;
    says("低保标准不低于720元/月。", "720元|720 元 >= target");
    says("低保标准由650元/月提高到720元/月。", "650元|650 元 = other; 720元|720 元 = actual");
}

static void spots_are_no_percents(void **state)
{
    (void)state;
    says("随机看了7个点，助餐点开到21个点。", "7个|7 个 = actual; 21个|21 个 = actual");
    says("满意率提高3个点。", "3个点|3 个点 = percent");
}

static void a_difference_is_no_bound(void **state)
{
    (void)state;
    says("任务20家，已设22家，超出2家。", "20家|20 家 = target; 22家|22 家 = actual; 2家|2 家 = actual");
    says("票价最低6元。", "6元|6 元 = other");
}

static void a_title_may_say_how_many(void **state)
{
    (void)state;
    says("印发《2024年12件民生实事方案》。", "12件|12 件 = items");
    is_trap("依据《两规范一标准工作指引》。", "两", "name");
}

/* A second measure word in brackets is no part of the figure; what stands behind it still bounds it. */
static void a_second_measure_word_stands_apart(void **state)
{
    (void)state;
    says("添置设备16台（套），筹集公租房900套（间）以上。", "16台|16 台 = actual; 900套|900 套 >= actual");
}

static void a_blank_may_stand_inside_a_decimal(void **state)
{
    (void)state;
    says("到位资金约2.0 6亿元，占比九成。", "2.0 6亿元|206000000 元 ~ actual; 九成|90 % = percent");
    says("用款2.5 3批发放。", "3批|3 批 = actual");
}

static void mirrors_and_days_of_work_are_counted(void **state)
{
    (void)state;
    says("安装凸面镜28面，投工3.5万工日。", "28面|28 面 = actual; 3.5万工日|35000 工日 = actual");
    says("院里建了一座驿站、一个食堂。", "一座|1 座 = actual; 一个|1 个 = actual");
}

static void a_number_may_be_parted_at_the_start_of_a_line(void **state)
{
    (void)state;
    says("民生实事完成情况\n\n　　为 7 231 名妇女免费检查\n并发放手册。", "7 231 名|7231 名 = actual");
    says("“比烧油省了八成”，他说。发现问题两起，投诉五起。照度达到300勒克斯。",
         "八成|80 % = percent; 两起|2 起 = actual; 五起|5 起 = actual; 300勒克斯|300 勒克斯 = actual");
}

static void what_is_counted_at_the_end_of_its_clause_counts(void **state)
{
    (void)state;
    says("蓄水池两口、管子900米。", "两口|2 口 = actual; 900米|900 米 = actual");
    says("公交延伸三站，票价最低一元。", "三站|3 站 = actual; 一元|1 元 = other");
    says("新建、改造公厕百座；", "百座|100 座 = actual");
    says("新建甲、乙学校各一所。", "一所|1 所 = actual");
    says("先在一个县开展试点。", "一个|1 个 = actual");
    says("最后9.7万名群众饮水，储备泵车五台。", "9.7万名|97000 名 = actual; 五台|5 台 = actual");
}

static void a_decimal_may_be_parted_in_a_wrapped_line(void **state)
{
    (void)state;
    says("村内道路“户户通”硬化 3 260. 4公\n里，是计划的108%；农村公路新改建1,\n085 公里。",
         "3 260. 4公\n里|3260.4 公里 = actual; 108%|108 % = percent; 1,\n085 公里|1085 公里 = actual");
    says("村级电站（60千瓦型）45座，居民每平方米约摊20元。", "45座|45 座 = actual; 20元|20 元 ~ other");
}

static void a_plus_opens_what_is_more(void **state)
{
    (void)state;
    says("地铁9月通车，+11座站、+14.9公里。", "11座|11 座 = actual; 14.9公里|14.9 公里 = actual");
}

static void one_of_a_thing_that_stands_there_is_counted(void **state)
{
    (void)state;
    says("在中心小学，一栋新教学楼拔地而起。为1260户老人赠送报警器各一台。",
         "一栋|1 栋 = actual; 1260户|1260 户 = actual; 一台|1 台 = actual");
    says("一所所新校开门。", "");
    says("这是全市的一个缩影，一位负责人说。", "");
}

static void a_note_has_sections_as_well(void **state)
{
    (void)state;
    says("2019年民生实事进展\n\n注：1.12件实事中，已完成5件。", "12件|12 件 = items; 5件|5 件 = items");
    says("车程缩短到一小时二十分。", "");
}

static void a_rate_of_persons_and_time_is_no_part_of_the_unit(void **state)
{
    (void)state;
    says("低保标准由670元/人·月提高到700元/人·月。", "670元|670 元 = other; 700元|700 元 = actual");
}

static void a_qualifier_holds_for_a_pair(void **state)
{
    (void)state;
    says("人均补差不低于262元和154元。", "262元|262 元 >= target; 154元|154 元 >= target");
    says("标准分别提高到735元、560元，补差分别不低于609元、277元。",
         "735元|735 元 = actual; 560元|560 元 = actual; 609元|609 元 >= target; 277元|277 元 >= target");
    says("约占60周岁以上户籍老人的17.6%。", "17.6%|17.6 % ~ percent");
    says("入园率97.3%，比全省高4个多百分点。", "97.3%|97.3 % = percent; 4个多百分点|4 百分点 >= percent");
}

static void a_word_that_bounds_may_belong_to_another(void **state)
{
    (void)state;
    says("2020年总结\n\n车间最多时有1206家。租金不高于市场价的七成。辅具不到年初预估的九成。",
         "1206家|1206 家 = actual; 七成|70 % <= percent; 九成|90 % <= percent");
}

static void signs_bound_beside_a_blank_and_behind_the_unit(void **state)
{
    (void)state;
    says("民生成绩单\n\n加装电梯 ≥ 40台，租金占收入比 < 20%，参保率97%+，灌溉成本15元不到。",
         "40台|40 台 >= actual; 20%|20 % <= percent; 97%|97 % >= percent; 15元|15 元 <= other");
    says("民生成绩单\n\n资金15万元不到位，幼儿园3240个＋小学4320个。",
         "15万元|150000 元 = actual; 3240个|3240 个 = actual; 4320个|4320 个 = actual");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_handed_out_as_they_are_read),
        cmocka_unit_test(money_is_yuan_and_multipliers_are_multiplied_out),
        cmocka_unit_test(traditional_characters_are_read_as_simplified_ones),
        cmocka_unit_test(a_rate_keeps_its_slash),
        cmocka_unit_test(what_comes_each_month_is_yuan),
        cmocka_unit_test(shares_are_percent),
        cmocka_unit_test(words_around_give_the_qualifier),
        cmocka_unit_test(each_number_of_a_range_or_list_is_a_figure),
        cmocka_unit_test(measure_words_of_every_trade),
        cmocka_unit_test(dates_ages_durations_and_ordinals_are_no_claims),
        cmocka_unit_test(names_documents_and_numbers_to_dial_are_no_claims),
        cmocka_unit_test(idioms_and_vague_amounts_are_no_claims),
        cmocka_unit_test(one_with_a_measure_word_counts_only_what_is_built),
        cmocka_unit_test(one_thing_in_a_list_or_left_behind_counts),
        cmocka_unit_test(aspects_of_the_programme_are_items),
        cmocka_unit_test(a_column_break_may_stand_inside_a_figure),
        cmocka_unit_test(a_heading_is_not_joined_to_its_paragraph),
        cmocka_unit_test(a_column_may_be_ragged),
        cmocka_unit_test(a_small_numeral_counts_where_things_are_told_apart),
        cmocka_unit_test(days_and_pieces_say_what_they_are),
        cmocka_unit_test(small_numerals_close_a_count),
        cmocka_unit_test(a_rate_of_time_is_no_part_of_the_unit),
        cmocka_unit_test(spots_are_no_percents),
        cmocka_unit_test(a_difference_is_no_bound),
        cmocka_unit_test(a_title_may_say_how_many),
        cmocka_unit_test(a_second_measure_word_stands_apart),
        cmocka_unit_test(a_blank_may_stand_inside_a_decimal),
        cmocka_unit_test(offsets_are_those_of_the_file),
        cmocka_unit_test(gb18030_is_read_as_utf8_is),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(any_text_takes_linear_time),
        cmocka_unit_test(our_annotated_texts),
        cmocka_unit_test(the_shared_annotated_texts),
        cmocka_unit_test(mirrors_and_days_of_work_are_counted),
        cmocka_unit_test(a_number_may_be_parted_at_the_start_of_a_line),
        cmocka_unit_test(what_is_counted_at_the_end_of_its_clause_counts),
        cmocka_unit_test(a_decimal_may_be_parted_in_a_wrapped_line),
        cmocka_unit_test(a_plus_opens_what_is_more),
        cmocka_unit_test(one_of_a_thing_that_stands_there_is_counted),
        cmocka_unit_test(a_note_has_sections_as_well),
        cmocka_unit_test(a_rate_of_persons_and_time_is_no_part_of_the_unit),
        cmocka_unit_test(a_qualifier_holds_for_a_pair),
        cmocka_unit_test(a_word_that_bounds_may_belong_to_another),
        cmocka_unit_test(signs_bound_beside_a_blank_and_behind_the_unit),
    };

    return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}

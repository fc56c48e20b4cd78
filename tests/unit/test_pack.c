/* The strict reader of packs: what loads, and every fault with its file, line and column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/utf8.h"
#include "unit/small_pack.h"

#include <cmocka.h>

#define RULE(line)      LEDGER "    rules:\n      - " line "\n" INDICATORS
#define CHECK(line)     LEDGER "    checks:\n      - " line "\n" INDICATORS
#define INDICATOR(line) LEDGER "indicators:\n  - " line "\n"
#define FIELD(line)     HEAD "      - " line "\n" FIELDS TAIL INDICATORS

static struct programme *loads(void **state, const char *item)
{
    struct pack *pack = *state;
    int r = pack_read_texts(pack, PROGRAMME, item);
    if (r < 0)
        print_message("%s\n", pack->ctx.err.text);
    assert_int_equal(r, 0);
    return pack->programme;
}

/* A mark ^ stands where a fault is to be found: the text without its marks; each line of `say` opens with the place of
 * its mark, the first with the first. */
static const char *with_places(struct arena *mem, const char *name, char *text, const char *say)
{
    const char *all = "";
    int line = 1, column = 1;
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '^') {
            int length = (int)strcspn(say, "\n");
            all = arena_printf(mem, "%s%s%s:%d:%d: %.*s", all, *all ? "\n" : "", name, line, column, length, say);
            say += length + (say[length] == '\n');
            continue;
        }
        *to++ = *from;
        column = *from == '\n' ? 1 : column + (((unsigned char)*from & 0xC0) != 0x80);
        line += *from == '\n';
    }
    *to = '\0';
    assert_string_equal(say, ""); /* as many marks as faults */
    return all;
}

static void refuses_texts(struct pack *pack, const char *programme, const char *item, const char *say)
{
    assert_int_equal(pack_read_texts(pack, programme, item), E_INPUT);
    assert_string_equal(pack->ctx.err.text, say);
    assert_int_equal(pack->ctx.err.code, E_INPUT);
}

/* The whole message is compared. */
static void refuses(void **state, const char *item, const char *say)
{
    struct pack *pack = *state;
    char *text = arena_strdup(pack->ctx.mem, item);
    say = with_places(pack->ctx.mem, "items/1.yaml", text, say);
    refuses_texts(pack, PROGRAMME, text, say);
}

static void refuses_programme(void **state, const char *programme, const char *say)
{
    struct pack *pack = *state;
    char *text = arena_strdup(pack->ctx.mem, programme);
    say = with_places(pack->ctx.mem, "programme.yaml", text, say);
    refuses_texts(pack, text, LEDGER INDICATORS, say);
}

/* ---- what loads ---- */

static void the_smallest_pack_has_the_defaults(void **state)
{
    const struct programme *p = loads(state, LEDGER INDICATORS);
    assert_string_equal(p->code, "990100-2024");
    assert_string_equal(p->name, "某市实事");
    assert_string_equal(p->city, "990100000000");
    assert_string_equal(p->document, "unknown");
    assert_int_equal(p->year, 2024);
    assert_int_equal(p->yellow_percent, 90);
    assert_int_equal(p->late_days, 15);
    assert_int_equal(p->item_count, 1);
    assert_string_equal(p->items[0].file, "items/1.yaml");
    assert_string_equal(p->items[0].leads[0], "某局");
    assert_ptr_equal(p->items[0].ledgers[0], programme_ledger(p, "road"));
    assert_ptr_equal(p->items[0].indicators[0], programme_indicator(p, "roads"));
    assert_null(programme_ledger(p, "street"));
    const struct indicator *roads = programme_indicator(p, "roads");
    assert_int_equal(roads->target.kind, TARGET_UNKNOWN);
    assert_int_equal(roads->at, -1);
    assert_string_equal(roads->words[0], "道路数");
    assert_null(roads->words[1]);
    assert_ptr_equal(roads->of->indicators[0], roads);
}

static void every_ledger_has_org_and_remark_and_stages_have_dates(void **state)
{
    const struct ledger *road = programme_ledger(loads(state, LEDGER INDICATORS), "road");
    assert_string_equal(road->fields[FIELD_ORG].code, "org");
    assert_true(road->fields[FIELD_ORG].required);
    assert_string_equal(road->fields[FIELD_ORG].also[0], "机构代码");
    assert_true(road->fields[FIELD_REMARK].personal);
    assert_int_equal(road->field_count, 10); /* org, remark, six declared, two dates */
    for (size_t i = 0; i < road->field_count; i++)
        assert_int_equal(road->fields[i].index, i);
    const struct field *phase = ledger_field(road, "phase"), *done = ledger_field(road, "done_on");
    assert_ptr_equal(road->stage, phase);
    assert_true(phase->ordered);
    assert_int_equal(phase->of[1].date_field, done->index);
    assert_int_equal(done->index, phase->index + 2);
    assert_int_equal(done->stage_field, phase->index);
    assert_int_equal(ledger_field(road, "day")->stage_field, -1);
    assert_string_equal(done->name, "完工日期");
    assert_string_equal(done->also[0], "完工时间");
    assert_string_equal(done->also[1], "完工日");
    assert_int_equal(ledger_field(road, "length_km")->places, 3);
    assert_true(ledger_field(road, "who")->personal);
    assert_ptr_equal(road->persons[0], ledger_field(road, "who"));
}

/* DESIGN.md, "A programme pack". */
static void the_example_of_the_design_loads(void **state)
{
    const struct programme *p = loads(
        state,
        "item: 4\nname: 职业技能培训\nlead: 市人力资源和社会保障局\nledgers:\n  - code: certificate\n"
        "    name: 技能等级证书台账\n    fields:\n"
        "      - {code: person_id, name: 身份证号, also: [身份证号码, 公民身份号码], type: person, required: true}\n"
        "      - {code: name, name: 姓名, type: person_name, required: true}\n"
        "      - {code: number, name: 证书编号, type: text, personal: true, required: true}\n"
        "      - {code: occupation, name: 职业工种, type: text, required: true}\n"
        "      - {code: level, name: 技能等级, type: choice, ordered: true, of: [初级工, 中级工, 高级工, 技师, "
        "高级技师]}\n"
        "      - {code: issued_on, name: 发证日期, type: date, required: true}\n"
        "    date: issued_on\n    key: [number]\n    rules:\n"
        "      - {error: \"issued_on not between '2024-01-01' and '2024-12-31'\", say: 发证日期不在 2024 年内}\n"
        "indicators:\n"
        "  - {code: skilled, name: 新增技能人才, unit: 人, count: persons, of: certificate, target: unknown,\n"
        "     words: [新增技能人才, 技能人才]}\n"
        "  - {code: high_skilled, name: 新增高技能人才, unit: 人, count: persons, of: certificate,\n"
        "     where: \"level >= '高级工'\", target: unknown, part_of: skilled, words: [新增高技能人才, 高技能人才]}\n");
    const struct ledger *certificate = programme_ledger(p, "certificate");
    assert_int_equal(certificate->rule_count, 1);
    assert_true(certificate->rules[0].error);
    assert_string_equal(certificate->rules[0].say, "发证日期不在 2024 年内");
    const struct indicator *high = programme_indicator(p, "high_skilled");
    assert_string_equal(high->part_of->code, "skilled");
    assert_string_equal(high->field->code, "person_id");
    assert_non_null(high->where);
    assert_string_equal(high->words[1], "高技能人才");
    assert_int_equal(certificate->indicator_count, 2);
}

static void computed_fields_come_last_with_their_formula(void **state)
{
    const struct ledger *road = programme_ledger(
        loads(state, LEDGER "    computed:\n"
                            "      - {code: metres, name: 米数, unit: 米, value: \"days(day, day) * 1000\"}\n"
                            "      - {code: twice, name: 双程, unit: 公里, value: length_km * 2}\n" INDICATORS),
        "road");
    const struct field *metres = ledger_field(road, "metres"), *twice = ledger_field(road, "twice");
    assert_int_equal(twice->index, road->field_count - 1);
    assert_true(twice->computed);
    assert_int_equal(twice->type, FIELD_DECIMAL);
    assert_int_equal(twice->places, 3);
    assert_int_equal(metres->type, FIELD_INT);
    assert_non_null(road->formulas[twice->index]);
    assert_null(road->formulas[FIELD_ORG]);
}

/* A ledger of plan lines below the roads. */
#define PLANS(mark)                                                                                                    \
    "  - code: plan\n"                                                                                                 \
    "    name: 计划\n"                                                                                               \
    "    parent: " mark "road\n"                                                                                       \
    "    fields:\n"                                                                                                    \
    "      - {code: road, name: 道路, type: ref, to: road, required: true}\n"                                        \
    "      - {code: day, name: 日期, type: date, required: true}\n"                                                  \
    "    date: day\n"                                                                                                  \
    "    key: [road, day]\n"                                                                                           \
    "    checks:\n"                                                                                                    \
    "      - {exists_in: road, field: road, where: length_km > 0, level: error, say: 没有这条路}\n"
#define PLAN PLANS("")

static void each_check_has_a_look_up_and_equal_ones_share_it(void **state)
{
    const struct programme *p =
        loads(state, LEDGER "    checks:\n"
                            "      - {unique: [number], level: error, say: 重复}\n"
                            "      - {overlap: [started_on, done_on], same: [org, number], level: warn, say: 重叠}\n"
                            "      - {at_least: 1, of: plan, field: road, from: 完工, level: error, say: 没有计划}\n"
                            "      - {near: 15, field: at, level: warn, say: 太近}\n" PLAN INDICATORS);
    const struct ledger *road = programme_ledger(p, "road"), *plan = programme_ledger(p, "plan");
    assert_ptr_equal(plan->parent, road);
    assert_int_equal(road->check_count, 4);
    assert_int_equal(road->slot_count, 3); /* number (also what plan.road is looked up by), org and number, the grid */
    assert_int_equal(plan->slot_count, 1);
    const struct check *exists = &plan->checks[0], *least = &road->checks[2], *near = &road->checks[3];
    assert_ptr_equal(exists->ledger, road);
    assert_ptr_equal(exists->other_field, ledger_field(road, "number"));
    assert_int_equal(exists->slot, road->checks[0].slot);
    assert_non_null(exists->where);
    assert_ptr_equal(least->ledger, plan);
    assert_ptr_equal(least->other_field, ledger_field(plan, "road"));
    assert_int_equal(least->from_stage, 1);
    assert_int_equal(least->slot, 0);
    assert_int_equal(near->amount, 15);
    assert_true(road->slots[near->slot].grid);
    assert_int_equal(road->checks[1].same_count, 2);
    assert_false(road->checks[1].error);
}

static void targets_are_in_the_scale_of_the_unit(void **state)
{
    const struct programme *p =
        loads(state, LEDGER
              "indicators:\n"
              "  - {code: km, name: 里程, unit: 公里, count: sum, field: length_km, of: road, target: \"158.8\",\n"
              "     targets: {\"990102000000\": 1.5}}\n"
              "  - {code: open, name: 打通, count: stage, of: road, target: 完工, where: \"number = '一'\"}\n"
              "  - {code: cover, name: 覆盖, count: cover, of: road, field: who, roster: road, roster_field: who,\n"
              "     target: 全覆盖, public_to: township}\n");
    const struct indicator *km = programme_indicator(p, "km"), *cover = programme_indicator(p, "cover");
    assert_int_equal(km->places, 3);
    assert_int_equal(km->target.value, 158800);
    assert_string_equal(km->targets[0].org, "990102000000");
    assert_int_equal(km->targets[0].target.value, 1500);
    const struct indicator *open = programme_indicator(p, "open");
    assert_int_equal(open->target.kind, TARGET_STAGE);
    assert_int_equal(open->target.value, 1);
    assert_string_equal(open->unit, "节点");
    assert_string_equal(cover->unit, "%");
    assert_int_equal(cover->target.value, 10000); /* 100 % with two digits after the point */
    assert_string_equal(cover->public_to, "township");
    assert_int_equal(cover->of->indicator_count, 3);
}

static void scopes_schedules_and_lights_are_those_of_the_programme(void **state)
{
    struct pack *pack = *state;
    assert_int_equal(
        pack_read_texts(pack,
                        PROGRAMME "scopes:\n  - {code: urban, name: 市区, also: [城区], members: [\"990102000000\"]}\n"
                                  "schedules: {building: [0, 0, 5, 15, 27, 40, 53, 66, 78, 88, 95, 100]}\n"
                                  "lights: {yellow: 80}\nsimulate: {seed: 1}\n",
                        LEDGER
                        "indicators:\n  - {code: roads, name: 道路, unit: 条, count: records, of: road, at: 完工,\n"
                        "     scope: urban, schedule: building, simulate: 7}\n"),
        0);
    const struct programme *p = pack->programme;
    const struct indicator *roads = programme_indicator(p, "roads");
    assert_ptr_equal(roads->scope, programme_scope(p, "urban"));
    assert_string_equal(roads->scope->members[0], "990102000000");
    assert_int_equal(roads->schedule[11], 100);
    assert_int_equal(roads->at, 1);
    assert_int_equal(p->yellow_percent, 80);
    assert_int_equal(p->late_days, 15);
    assert_non_null(p->simulate);
    assert_string_equal(roads->simulate->text, "7");
}

static void an_item_may_name_ledgers_of_a_later_file(void **state)
{
    struct pack *pack = *state;
    struct pack_file files[] = {
        pack_file_of("items/0.yaml",
                     "item: 2\nname: 早\nlead: 局\nindicators:\n"
                     "  - {code: km, name: 里程, unit: 公里, count: sum, field: length_km, of: road}\n"),
        pack_file_of("items/1.yaml", LEDGER INDICATORS),
        pack_file_of("items/report.txt", "不是事项"),
        pack_file_of("programme.yaml", PROGRAMME),
        pack_file_of("organisations.csv", ORGANISATIONS),
        pack_file_of("report.txt", "不算在内")};
    assert_int_equal(pack_from_files(&pack->ctx, files, 6, &pack->programme), 0);
    assert_int_equal(programme_ledger(pack->programme, "road")->indicator_count, 2);
    assert_int_equal(pack->programme->file_count, 4);
    assert_string_equal(pack->programme->files[3].name, "programme.yaml");
}

/* ---- keys ---- */

static void an_unknown_key_is_told_with_the_near_spelling(void **state)
{
    refuses(state, FIELD("{code: a, ^nmae: 甲, name: 乙, type: text}"), "字段没有“nmae”这个键；是不是“name”？");
    refuses(state, RULE("{error: number = '1', say: 错, ^colour: 红}"),
            "规则没有“colour”这个键，应为其中之一：error warn say");
    refuses_programme(state, PROGRAMME "^offise: 办\n", "programme.yaml 没有“offise”这个键；是不是“office”？");
}

static void a_missing_key_is_told(void **state)
{
    refuses(state, FIELD("^{code: a, type: text}"), "字段缺键“name”，应为文字");
    refuses(state, "^" LEDGER, "事项缺键“indicators”，应为列表");
    refuses_programme(state, "^programme: 990100-2024\n", "programme.yaml 缺键“name”，应为文字");
}

static void a_wrong_kind_is_told(void **state)
{
    refuses(state, FIELD("{code: a, name: ^[甲], type: text}"), "键“name”写成了列表，应为文字");
    refuses(state, FIELD("{code: a, name: 甲, type: text, required: ^是}"), "键“required”是“是”，应为 true 或 false");
    refuses(state, FIELD("{code: a, name: 甲, type: text, also: [^[乙]]}"), "键“also”里有一项是列表，应为文字");
    refuses(state, FIELD("^甲"), "字段写成了文字，应为映射（键: 值）");
}

static void an_empty_text_is_told(void **state)
{
    refuses(state, FIELD("{code: a, name: ^\" 　\", type: text}"), "键“name”是空的，应为文字");
    refuses(state, FIELD("{code: a, name: 甲, also: ^[], type: text}"), "键“also”是空的列表，应至少有一项");
}

/* ---- codes and names ---- */

static void a_bad_code_is_told(void **state)
{
    const char *rest = "不能用，应以小写拉丁字母开头，只含小写字母、数字、下划线，至多 40 个";
    struct pack *pack = *state;
    const char *bad[] = {"Road", "2nd", "a-b", "路", "a23456789012345678901234567890123456789012"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuses(state, arena_printf(pack->ctx.mem, FIELD("{code: ^%s, name: 甲, type: text}"), bad[i]),
                arena_printf(pack->ctx.mem, "代码“%s”%s", bad[i], rest));
    refuses(state, FIELD("{code: ^between, name: 甲, type: text}"), "“between”是规则里的词，不能作字段代码，应换一个");
}

static void a_code_or_name_twice_is_told(void **state)
{
    refuses(state, HEAD FIELDS "      - {code: ^day, name: 甲, type: text}\n" TAIL INDICATORS,
            "字段的代码或名称“day”重复，已属于本台账的字段“日期”；应各不相同");
    refuses(state, FIELD("{code: a, name: 甲, also: [乙, ^单位编码], type: text}"),
            "字段的代码或名称“单位编码”重复，已属于本台账的字段“单位代码”；应各不相同");
    refuses(state, HEAD FIELDS "      - {code: ^a, name: 完工日期, type: date}\n" TAIL INDICATORS,
            "字段的代码或名称“完工日期”重复，已属于本台账的字段“完工日期”；应各不相同");
    refuses(state, FIELD("{code: a, name: 甲, type: choice, of: [大, 小, ^大]}"), "选项“大”重复，应各不相同");
    refuses(state, LEDGER "  - {code: ^road, name: 又, fields: [], date: ^remark, key: org}\n" INDICATORS,
            "台账代码“road”重复，items/1.yaml 第 5 行已有；应各不相同\n"
            "字段“remark”的类型是 text，date 应为 date 类型的字段");
    refuses(state, LEDGER INDICATORS "  - {code: ^roads, name: 又, unit: 条, count: records, of: road}\n",
            "指标代码“roads”重复，items/1.yaml 第 17 行已有；应各不相同");
    refuses_programme(state,
                      PROGRAMME "scopes:\n  - {code: u, name: 甲, members: [\"990102000000\"]}\n"
                                "  - {code: ^u, name: 乙, members: [\"990102000000\"]}\n",
                      "范围代码“u”重复，programme.yaml 第 4 行已有；应各不相同");
}

static void org_and_remark_may_not_be_declared(void **state)
{
    refuses(state, FIELD("{code: ^org, name: 甲, type: text}"), "字段“org”是每本台账自带的，应删去这一项");
    refuses(state, FIELD("{code: ^remark, name: 甲, type: text}"), "字段“remark”是每本台账自带的，应删去这一项");
}

/* ---- fields ---- */

static void types_and_their_keys_are_checked(void **state)
{
    refuses(state, FIELD("{code: a, name: 甲, type: ^txt}"), "没有“txt”这种字段类型；是不是“text”？");
    refuses(state, FIELD("{code: a, name: 甲, type: text, ^unit: 个}"), "类型 text 的字段不用键“unit”，应删去");
    refuses(state, FIELD("^{code: a, name: 甲, type: choice}"), "类型 choice 的字段缺键“of”");
    refuses(state, FIELD("{code: a, name: 甲, type: ref, to: ^raod}"),
            "没有台账“raod”，应为某本台账的代码；是不是“road”？");
    refuses(state, FIELD("{code: a, name: 甲, type: person, weak: [^numbr]}"),
            "台账“road”没有字段“numbr”，应为它的字段代码；是不是“number”？");
    refuses(state, HEAD FIELDS "      - ^{code: a, name: 甲, type: stage, of: [^开工]}\n" TAIL INDICATORS,
            "一本台账至多一个 stage 字段，“phase”已经是了\n"
            "阶段要有代码和名称（日期字段由代码命名），应为{code: 代码, name: 名称}");
}

static void a_decimal_needs_its_places(void **state)
{
    refuses(state, FIELD("{code: a, name: 甲, type: decimal, unit: ^升}"),
            "不知道单位“升”记几位小数，应写 places（或用 公里 千米 平方米 元 kW 千瓦 % 作单位）");
    refuses(state, FIELD("^{code: a, name: 甲, type: decimal}"),
            "不知道没有单位的小数记几位小数，应写 places（或用 公里 千米 平方米 元 kW 千瓦 % 作单位）");
    refuses(state, FIELD("{code: a, name: 甲, type: decimal, unit: 元, places: ^3}"), "小数位数是 3，应不超过 2");
    assert_int_equal(
        ledger_field(programme_ledger(loads(state, FIELD("{code: a, name: 甲, type: decimal, places: 1}")), "road"),
                     "a")
            ->places,
        1);
}

static void bounds_are_values_of_the_field(void **state)
{
    refuses(state, FIELD("{code: a, name: 甲, type: decimal, unit: 元, min: ^0.005}"),
            "键“min”是“0.005”，应为至多 2 位小数的数");
    refuses(state, FIELD("{code: a, name: 甲, type: date, max: ^2024-02-30}"),
            "键“max”是“2024-02-30”，应为日期，如 2024-01-01");
    refuses(state, FIELD("{code: a, name: 甲, type: int, min: 5, max: ^-5}"), "max“-5”小于 min“5”，应不小于它");
}

static void at_most_sixty_three_choices(void **state)
{
    struct pack *pack = *state;
    const char *of = "项0";
    for (int i = 1; i < 63; i++)
        of = arena_printf(pack->ctx.mem, "%s, 项%d", of, i);
    loads(state, arena_printf(pack->ctx.mem, FIELD("{code: a, name: 甲, type: choices, of: [%s]}"), of));
    refuses(state, arena_printf(pack->ctx.mem, FIELD("{code: a, name: 甲, type: choices, of: ^[%s, 项63]}"), of),
            "键“of”有 64 项，应为 1 到 63 项");
}

/* ---- ledgers ---- */

static void a_key_is_of_required_fields_that_are_there(void **state)
{
    refuses(state, HEAD FIELDS "    date: day\n    key: [^numbr]\n" INDICATORS,
            "台账“road”没有字段“numbr”，应为它的字段代码；是不是“number”？");
    refuses(state, HEAD FIELDS "    date: day\n    key: [org, ^length_km]\n" INDICATORS,
            "主键的字段“length_km”可以为空，应给它写 required: true");
    refuses(state, HEAD FIELDS "    date: day\n    key: [number, ^number]\n" INDICATORS,
            "主键里“number”写了两次，应只写一次");
}

static void a_ledger_without_a_stage_needs_a_date(void **state)
{
#define PLAIN(mark) LEDGERS(mark) "      - {code: day, name: 日期, type: date}\n    key: org\n"
    refuses(state, PLAIN("^") INDICATORS, "台账“road”缺键“date”，没有 stage 字段的台账应写明按哪个日期计月");
    refuses(state, PLAIN("") "    date: ^day\n" INDICATORS,
            "日期字段“day”可以为空，这样的记录算不到任何月份，应给它写 required: true");
    refuses(state, HEAD FIELDS "    date: ^number\n    key: [number]\n" INDICATORS,
            "字段“number”的类型是 text，date 应为 date 类型的字段");
    refuses(state,
            HEAD "      - {code: born_on, name: 生日, type: date, required: true, personal: true}\n    key: org\n"
                 "    date: ^born_on\n" INDICATORS,
            "字段“born_on”是个人信息，计数的日期应为公开字段");
}

static void parents_do_not_go_round(void **state)
{
    refuses(state, LEDGER "    parent: plan\n" PLANS("^") INDICATORS,
            "台账“plan”绕了一圈又属于自己，parent 应指向另一本上级台账");
    refuses(state, LEDGER "    parent: ^road\n" INDICATORS,
            "台账“road”绕了一圈又属于自己，parent 应指向另一本上级台账");
    refuses(state, LEDGER "    parent: ^rod\n" INDICATORS, "没有台账“rod”，应为某本台账的代码；是不是“road”？");
}

/* The column is that in the file. What rule.c says of it is compared by test_rule.c. */
static void a_rule_that_does_not_type_is_told_at_its_place(void **state)
{
    struct pack *pack = *state;
    const char *items[] = {
        RULE("{error: day > ^3, say: 错}"),
        RULE("{error: \"day > ^3\", say: 错}"),
        RULE("{warn: \"number = '一' and ^dya is null\", say: 错}"),
        RULE("{error: number in (^select number), say: 错}"),
        LEDGER "    follow_ups:\n      - {code: f, name: 随, when: day = ^1, due_days: 3, steps: [看]}\n" INDICATORS,
        LEDGER "    computed:\n      - {code: c, name: 算, value: day ^* 2}\n" INDICATORS,
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        char *text = arena_strdup(pack->ctx.mem, items[i]);
        const char *start = with_places(pack->ctx.mem, "items/1.yaml", text, "规则不对：");
        assert_int_equal(pack_read_texts(pack, PROGRAMME, text), E_INPUT);
        pack->ctx.err.text[strlen(start)] = '\0';
        assert_string_equal(pack->ctx.err.text, start);
    }
}

static void a_rule_is_an_error_or_a_warning(void **state)
{
    refuses(state, RULE("^{say: 错}"), "规则缺条件，应写 error 或 warn 其中一个");
    refuses(state, RULE("^{error: number = '1', warn: number = '2', say: 错}"),
            "规则同时写了 error 和 warn，应写 error 或 warn 其中一个");
}

/* ---- checks ---- */

static void checks_are_a_closed_list(void **state)
{
    refuses(state, CHECK("^{uniqe: [number], level: error, say: 重}"),
            "不认识这种检查，应写 unique、overlap、exists_in、at_least、near 其中一个");
    refuses(state, CHECK("{unique: [^nummer], level: ^erorr, say: 重}"),
            "台账“road”没有字段“nummer”，应为它的字段代码；是不是“number”？\n"
            "level 是“erorr”，应为 error 或 warn");
    refuses(state, CHECK("{overlap: ^[started_on, length_km], same: [number], level: warn, say: 叠}"),
            "overlap 应为 [起, 止] 两个同类型的 int、decimal 或 date 字段");
    refuses(state, CHECK("{near: ^0, field: ^number, level: warn, say: 近}"),
            "near 是 0，应为 1 到 100000\n"
            "字段“number”的类型是 text，near 应为 place 类型的字段");
}

static void checks_across_ledgers_find_the_other_one(void **state)
{
    refuses(state, CHECK("{exists_in: ^rod, field: number, level: error, say: 无}"),
            "没有台账“rod”，应为某本台账的代码；是不是“road”？");
    refuses(state,
            LEDGER "    checks:\n      - {exists_in: ^plan, field: number, level: error, say: 无}\n" PLAN INDICATORS,
            "台账“plan”的主键除 org 外不是恰好一个字段，应用 other 写明与它的哪个字段比");
    refuses(
        state,
        LEDGER
        "    checks:\n      - {exists_in: plan, other: day, field: ^number, level: error, say: 无}\n" PLAN INDICATORS,
        "字段“number”（text）与台账“plan”的“day”（date）不能相比，应为同类型");
    refuses(state,
            LEDGER "    checks:\n      - {at_least: 1, of: plan, field: ^day, level: error, say: 无}\n" PLAN INDICATORS,
            "字段“day”应是台账“plan”里 to: road 的 ref 字段");
    refuses(state,
            LEDGER
            "    checks:\n      - {at_least: 1, of: plan, field: road, from: ^通车, level: error, say: 无}\n" PLAN
                INDICATORS,
            "台账“road”没有阶段“通车”，应为 开工、完工 之一");
    refuses(state, CHECK("{exists_in: road, field: number, where: ^who is null, level: error, say: 无}"),
            "规则不对：“身份证号”（who）是个人信息，这里的规则不能用它");
}

/* ---- indicators ---- */

static void an_indicator_names_things_that_are_there(void **state)
{
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: ^record, of: road}"),
            "没有“record”这种计数；是不是“records”？");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: ^roda}"),
            "没有台账“roda”，应为某本台账的代码；是不是“road”？");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 公里, count: sum, field: ^length, of: road}"),
            "台账“road”没有字段“length”，应为它的字段代码");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, at: ^stated}"),
            "台账“road”没有阶段“stated”，应为 开工、完工 之一；是不是“started”？");
    refuses(state,
            INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, scope: ^urban, schedule: ^quick}"),
            "没有范围“urban”，应为 programme.yaml 的 scopes 里的代码\n"
            "没有序时进度“quick”，应为 programme.yaml 的 schedules 里的名称");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, public_to: ^town}"),
            "public_to 是“town”，应为 city county township village institution 之一");
}

static void parts_do_not_go_round(void **state)
{
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, part_of: ^b}"),
            "没有指标“b”，part_of 应为某个指标的代码");
    refuses(state,
            INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, part_of: b}\n"
                      "  - {code: b, name: 乙, unit: 条, count: records, of: road, part_of: ^a}"),
            "指标“b”绕了一圈又是自己的一部分，part_of 应指向另一个总数");
}

static void counting_never_reads_a_personal_field(void **state)
{
    refuses(state,
            INDICATOR("{code: a, name: 甲, unit: 条, count: records, of: road, where: number = '1' or ^who is null}"),
            "规则不对：“身份证号”（who）是个人信息，这里的规则不能用它");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 种, count: distinct, field: ^remark, of: road}"),
            "字段“remark”是个人信息，不能用来计数，应为公开字段");
    refuses(state,
            HEAD FIELDS "      - {code: born_on, name: 生日, type: date, personal: true}\n" TAIL "indicators:\n"
                        "  - {code: a, name: 甲, unit: 条, count: records, of: road, date: ^born_on}\n",
            "字段“born_on”是个人信息，不能用来计数，应为公开字段");
    refuses(state,
            INDICATOR("{code: a, name: 甲, count: cover, field: number, of: road, roster: road, "
                      "roster_where: ^who is not null}"),
            "规则不对：“身份证号”（who）是个人信息，这里的规则不能用它");
}

static void a_count_takes_the_fields_it_can_count(void **state)
{
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 条, count: sum, field: ^number, of: road}"),
            "字段“number”的类型是 text，这里应为 int 或 decimal 字段");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 元, count: sum, field: ^length_km, of: road}"),
            "字段“length_km”记 3 位小数，单位“元”只记 2 位，应不多于单位的位数");
    refuses(state, INDICATOR("^{code: a, name: 甲, unit: 条, count: sum, of: road}"), "count: sum 的指标缺键“field”");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: 人, count: persons, field: ^number, of: road}"),
            "字段“number”的类型是 text，这里应为 person 字段");
    refuses(state, INDICATOR("^{code: a, name: 甲, count: records, of: road}"), "count: records 的指标缺键“unit”");
    refuses(state, INDICATOR("{code: a, name: 甲, count: stage, of: road, ^at: 开工}"),
            "count: stage 的指标不用键“at”，应删去");
    refuses(state, INDICATOR("{code: a, name: 甲, unit: ^户, count: cover, field: number, of: road, roster: road}"),
            "单位是“户”，count: cover 的单位应为 %");
    refuses(state, INDICATOR("{code: a, name: 甲, count: cover, field: ^length_km, of: road, roster: road}"),
            ""
            "字段“length_km”（decimal）与名册“road”的“number”（text）不能相比，应为同类型，或指向名册的 ref");
    refuses(state, LEDGER PLAN "indicators:\n  - {code: a, name: 甲, unit: 人, count: persons, of: ^plan}\n",
            "台账“plan”没有 person 字段，不能 count: persons");
    refuses(state, LEDGER PLAN "indicators:\n  - {code: a, name: 甲, count: stage, of: ^plan}\n",
            "台账“plan”没有 stage 字段，不能 count: stage");
}

static void a_ledger_without_a_date_needs_a_stage_to_count_from(void **state)
{
    refuses(state, HEAD FIELDS "    key: [number]\n" ROADS("^"),
            "台账“road”没有 date，指标应写 at（从哪个阶段起算）或 date");
}

static void targets_are_checked_against_the_unit(void **state)
{
#define KM "{code: a, name: 甲, unit: 公里, count: sum, field: length_km, of: road, "
    refuses(state, INDICATOR(KM "target: ^0.0005}"), "目标“0.0005”的小数位数多了，单位“公里”应至多 3 位");
    refuses(state, INDICATOR(KM "target: ^很多}"), "目标是“很多”，应为 unknown 或一个数");
    refuses(state, INDICATOR(KM "target: ^-1}"), "目标“-1”是负数，应不小于 0");
    refuses(state, INDICATOR(KM "target: ^9223372036854775807}"), "目标“9223372036854775807”太大，应在 64 位整数以内");
    refuses(state, INDICATOR(KM "targets: {^\"990199000000\": 1}}"),
            "组织“990199000000”不在 organisations.csv 里，targets 的键应为其中的代码");
    refuses(state, INDICATOR("{code: a, name: 甲, count: stage, of: road, target: ^通车}"),
            "台账“road”没有阶段“通车”，应为 开工、完工 之一");
    refuses(state,
            INDICATOR("{code: a, name: 甲, count: cover, field: who, of: road, roster: road, roster_field: who, "
                      "target: ^100.5}"),
            "目标“100.5”超过 100，覆盖率应不超过 100");
}

/* ---- programme.yaml ---- */

static void a_programme_is_a_city_and_a_year(void **state)
{
    const char *rest = "应为六位城市代码、减号、四位年份，如 411200-2024";
    struct pack *pack = *state;
    const char *bad[] = {"990100", "990100_2024", "99010-2024", "990100-24", "99010a-2024"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuses_programme(state, arena_printf(pack->ctx.mem, "programme: ^%s\nname: 某市\n", bad[i]),
                          arena_printf(pack->ctx.mem, "项目代码是“%s”，%s", bad[i], rest));
    refuses_programme(state, "programme: ^990100-1999\nname: 某市\n",
                      "项目代码“990100-1999”的年份应在 2000 到 2100 之间");
    refuses_programme(state, "programme: ^990100-2101\nname: 某市\n",
                      "项目代码“990100-2101”的年份应在 2000 到 2100 之间");
    refuses_programme(state, PROGRAMME "year: ^2023\n", "年份 2023 与项目代码“990100-2024”不一致，应为 2024");
    refuses_programme(state, "programme: ^990200-2024\nname: 某市\n",
                      "项目代码里的城市“990200”不在 organisations.csv 里，应有组织 990200000000");
}

static void a_schedule_is_twelve_percents_that_never_fall(void **state)
{
#define SCHEDULE(percents) PROGRAMME "schedules:\n  s: " percents "\n"
    refuses_programme(state, SCHEDULE("^[0, 50, 100]"), "序时进度“s”有 3 项，应为十二个百分数（1 到 12 月末）");
    refuses_programme(state, SCHEDULE("[0, 0, 5, ^4, 27, 40, 53, 66, 78, 88, 95, ^101]"),
                      "序时进度“s”的 4 月是 4，比上月的 5 少，应逐月不减\n"
                      "序时进度“s”的 12 月是“101”，应为 0 到 100 的整数");
    refuses_programme(state, PROGRAMME "lights: {yellow: ^0, late_days: ^9999}\n",
                      "yellow 是 0，应为 1 到 100 的百分数\n"
                      "late_days 是 9999，应不超过 366 天");
}

static void a_scope_has_members_of_the_tree(void **state)
{
    refuses_programme(state, PROGRAMME "scopes:\n  - {code: u, name: 市区, members: [^\"990103000000\"]}\n",
                      "组织“990103000000”不在 organisations.csv 里，范围的成员应为其中的代码");
}

/* ---- many faults, many files ---- */

static void of_twenty_five_faults_twenty_are_shown(void **state)
{
    struct pack *pack = *state;
    const char *fields = "";
    for (int i = 0; i < 25; i++)
        fields = arena_printf(pack->ctx.mem, "%s      - {code: f%d, name: 第%d, type: txet}\n", fields, i, i);
    const char *item = arena_printf(pack->ctx.mem, "%s%s%s", HEAD, fields, FIELDS TAIL INDICATORS);
    assert_int_equal(pack_read_texts(pack, PROGRAMME, item), E_INPUT);
    int lines = 1;
    for (const char *s = pack->ctx.err.text; *s; s++)
        lines += *s == '\n';
    assert_int_equal(lines, 21);
    assert_memory_equal(pack->ctx.err.text, "items/1.yaml:8:", strlen("items/1.yaml:8:"));
    assert_non_null(strstr(pack->ctx.err.text, "\nitems/1.yaml:27:"));
    assert_null(strstr(pack->ctx.err.text, "\nitems/1.yaml:28:"));
    assert_string_equal(strrchr(pack->ctx.err.text, '\n'), "\n还有 5 处");
}

static void long_faults_are_cut_at_a_character(void **state)
{
    struct pack *pack = *state;
    const char *fields = "", *longer = "很长的类型名";
    for (int i = 0; i < 6; i++)
        longer = arena_printf(pack->ctx.mem, "%s%s", longer, longer);
    for (int i = 0; i < 25; i++)
        fields = arena_printf(pack->ctx.mem, "%s      - {code: f%d, name: 第%d, type: %s}\n", fields, i, i, longer);
    const char *item = arena_printf(pack->ctx.mem, "%s%s%s", HEAD, fields, FIELDS TAIL INDICATORS);
    assert_int_equal(pack_read_texts(pack, PROGRAMME, item), E_INPUT);
    const char *text = pack->ctx.err.text;
    assert_int_equal(utf8_valid(text, strlen(text)), strlen(text));
    assert_string_equal(strrchr(text, '\n'), "\n还有 5 处");
}

static void a_file_that_is_no_yaml_does_not_hide_the_faults_of_others(void **state)
{
    struct pack *pack = *state;
    struct pack_file files[] = {
        pack_file_of("programme.yaml", PROGRAMME), pack_file_of("organisations.csv", ORGANISATIONS),
        pack_file_of("items/1.yaml", FIELD("{code: a, nmae: 甲, name: 乙, type: text}")),
        pack_file_of("items/2.yaml", "item: 2\nname: [\n"),
        /* its ledger may well stand in the file that could not be read: no fault of its own */
        pack_file_of("items/3.yaml", "item: 3\nname: 三\nlead: 局\nindicators:\n"
                                     "  - {code: c, name: 丙, unit: 个, count: records, of: elsewhere}\n")};
    assert_int_equal(pack_from_files(&pack->ctx, files, 5, &pack->programme), E_INPUT);
    const char *start = "items/1.yaml:8:19: 字段没有“nmae”这个键；是不是“name”？\nitems/2.yaml:";
    assert_memory_equal(pack->ctx.err.text, start, strlen(start));
    assert_null(strstr(pack->ctx.err.text, "items/3.yaml"));
}

static void an_item_number_is_used_once(void **state)
{
    struct pack *pack = *state;
    struct pack_file files[] = {pack_file_of("programme.yaml", PROGRAMME),
                                pack_file_of("organisations.csv", ORGANISATIONS),
                                pack_file_of("items/1.yaml", LEDGER INDICATORS),
                                pack_file_of("items/2.yaml", "item: 1\nname: 二\nlead: 局\nindicators: []\n")};
    assert_int_equal(pack_from_files(&pack->ctx, files, 4, &pack->programme), E_INPUT);
    assert_string_equal(pack->ctx.err.text, "items/2.yaml:1:7: 序号 1 重复，items/1.yaml 已用；应各不相同");
}

static void units_hold_their_digits(void **state)
{
    (void)state;
    assert_int_equal(unit_places("公里"), 3);
    assert_int_equal(unit_places("千米"), 3);
    assert_int_equal(unit_places("平方米"), 2);
    assert_int_equal(unit_places("元"), 2);
    assert_int_equal(unit_places("kW"), 3);
    assert_int_equal(unit_places("%"), 2);
    assert_int_equal(unit_places("户"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, pack_open, pack_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_smallest_pack_has_the_defaults),
        TEST(every_ledger_has_org_and_remark_and_stages_have_dates),
        TEST(the_example_of_the_design_loads),
        TEST(computed_fields_come_last_with_their_formula),
        TEST(each_check_has_a_look_up_and_equal_ones_share_it),
        TEST(targets_are_in_the_scale_of_the_unit),
        TEST(scopes_schedules_and_lights_are_those_of_the_programme),
        TEST(an_item_may_name_ledgers_of_a_later_file),
        TEST(an_unknown_key_is_told_with_the_near_spelling),
        TEST(a_missing_key_is_told),
        TEST(a_wrong_kind_is_told),
        TEST(an_empty_text_is_told),
        TEST(a_bad_code_is_told),
        TEST(a_code_or_name_twice_is_told),
        TEST(org_and_remark_may_not_be_declared),
        TEST(types_and_their_keys_are_checked),
        TEST(a_decimal_needs_its_places),
        TEST(bounds_are_values_of_the_field),
        TEST(at_most_sixty_three_choices),
        TEST(a_key_is_of_required_fields_that_are_there),
        TEST(a_ledger_without_a_stage_needs_a_date),
        TEST(parents_do_not_go_round),
        TEST(a_rule_that_does_not_type_is_told_at_its_place),
        TEST(a_rule_is_an_error_or_a_warning),
        TEST(checks_are_a_closed_list),
        TEST(checks_across_ledgers_find_the_other_one),
        TEST(an_indicator_names_things_that_are_there),
        TEST(parts_do_not_go_round),
        TEST(counting_never_reads_a_personal_field),
        TEST(a_count_takes_the_fields_it_can_count),
        TEST(a_ledger_without_a_date_needs_a_stage_to_count_from),
        TEST(targets_are_checked_against_the_unit),
        TEST(a_programme_is_a_city_and_a_year),
        TEST(a_schedule_is_twelve_percents_that_never_fall),
        TEST(a_scope_has_members_of_the_tree),
        TEST(of_twenty_five_faults_twenty_are_shown),
        TEST(long_faults_are_cut_at_a_character),
        TEST(a_file_that_is_no_yaml_does_not_hide_the_faults_of_others),
        TEST(an_item_number_is_used_once),
        cmocka_unit_test(units_hold_their_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "domain/draft_unit.h"

#include <string.h>

#include "domain/programme.h"

static const struct draft_unit units[] = {
    {"公里", "公里", DRAFT_AMOUNT, "km", "长度", {"千米"}, NULL, 0},
    {"千米", "公里", DRAFT_AMOUNT, "km", "长度", {"千米"}, NULL, 0},
    {"km", "公里", DRAFT_AMOUNT, "km", "长度", {"千米"}, NULL, 0},
    {"KM", "公里", DRAFT_AMOUNT, "km", "长度", {"千米"}, NULL, 0},
    {"㎞", "公里", DRAFT_AMOUNT, "km", "长度", {"千米"}, NULL, 0},
    {"米", "米", DRAFT_AMOUNT, "m", "长度", {NULL}, NULL, 0},
    {"m", "米", DRAFT_AMOUNT, "m", "长度", {NULL}, NULL, 0},
    {"延米", "米", DRAFT_AMOUNT, "m", "长度", {"延米"}, NULL, 0},
    {"平方米", "平方米", DRAFT_AMOUNT, "sqm", "面积", {NULL}, NULL, 0},
    {"平米", "平方米", DRAFT_AMOUNT, "sqm", "面积", {NULL}, NULL, 0},
    {"㎡", "平方米", DRAFT_AMOUNT, "sqm", "面积", {NULL}, NULL, 0},
    {"m²", "平方米", DRAFT_AMOUNT, "sqm", "面积", {NULL}, NULL, 0},
    {"m2", "平方米", DRAFT_AMOUNT, "sqm", "面积", {NULL}, NULL, 0},
    {"平方公里", "平方公里", DRAFT_AMOUNT, "sqkm", "面积", {NULL}, "平方米", 6},
    {"公顷", "公顷", DRAFT_AMOUNT, "hectares", "面积", {NULL}, "平方米", 4},
    {"亩", "亩", DRAFT_AMOUNT, "mu", "面积", {NULL}, NULL, 0},
    {"吨", "吨", DRAFT_AMOUNT, "tonnes", "数量", {NULL}, "千克", 3},
    {"公斤", "公斤", DRAFT_AMOUNT, "kg", "数量", {"千克"}, NULL, 0},
    {"千克", "千克", DRAFT_AMOUNT, "kg", "数量", {"公斤"}, NULL, 0},
    {"立方米", "立方米", DRAFT_AMOUNT, "cubic_m", "体积", {NULL}, NULL, 0},
    {"千瓦", "千瓦", DRAFT_AMOUNT, "kw", "容量", {NULL}, NULL, 0},
    {"kW", "千瓦", DRAFT_AMOUNT, "kw", "容量", {NULL}, NULL, 0},
    {"兆瓦", "兆瓦", DRAFT_AMOUNT, "mw", "容量", {NULL}, "千瓦", 3},
    {"MW", "兆瓦", DRAFT_AMOUNT, "mw", "容量", {NULL}, "千瓦", 3},
    {"元", "元", DRAFT_AMOUNT, "yuan", "金额", {NULL}, NULL, 0},
    {"户", "户", DRAFT_AMOUNT, "households", "户数", {NULL}, NULL, 0},
    {"张", "张", DRAFT_AMOUNT, "beds", "数量", {NULL}, NULL, 0},
    {"套", "套", DRAFT_AMOUNT, "sets", "套数", {NULL}, NULL, 0},
    {"盏", "盏", DRAFT_AMOUNT, "lamps", "数量", {NULL}, NULL, 0},
    {"株", "株", DRAFT_AMOUNT, "trees", "数量", {"棵"}, NULL, 0},
    {"棵", "棵", DRAFT_AMOUNT, "trees", "数量", {"株"}, NULL, 0},
    {"册", "册", DRAFT_AMOUNT, "books", "数量", {NULL}, NULL, 0},
    {"块", "块", DRAFT_AMOUNT, "pieces", "数量", {NULL}, NULL, 0},
    {"件", "件", DRAFT_AMOUNT, "pieces", "数量", {NULL}, NULL, 0},
    {"只", "只", DRAFT_AMOUNT, "pieces", "数量", {NULL}, NULL, 0},
    {"人", "人", DRAFT_PEOPLE, "people", "人数", {"名"}, NULL, 0},
    {"名", "人", DRAFT_PEOPLE, "people", "人数", {"名"}, NULL, 0},
    {"位", "人", DRAFT_PEOPLE, "people", "人数", {"位"}, NULL, 0},
    {"例", "人", DRAFT_PEOPLE, "people", "人数", {"例"}, NULL, 0},
    {"人次", "人次", DRAFT_EVENTS, "times", "人次", {NULL}, NULL, 0},
    {"户次", "户次", DRAFT_EVENTS, "times", "户次", {NULL}, NULL, 0},
    {"场", "场", DRAFT_EVENTS, "events", "场次", {"场次"}, NULL, 0},
    {"场次", "场次", DRAFT_EVENTS, "events", "场次", {"场"}, NULL, 0},
    {"次", "次", DRAFT_EVENTS, "times", "次数", {NULL}, NULL, 0},
    {"期", "期", DRAFT_EVENTS, "events", "期数", {NULL}, NULL, 0},
    {"批次", "批次", DRAFT_EVENTS, "batches", "批次", {NULL}, NULL, 0},
    {"%", "%", DRAFT_SHARE, "share", "", {NULL}, NULL, 0},
    {"个", "个", DRAFT_THINGS, "number", "数量", {"家", "处", "座", "所"}, NULL, 0},
    {"处", "处", DRAFT_THINGS, "sites", "数量", {"个", "家", "座"}, NULL, 0},
    {"家", "家", DRAFT_THINGS, "sites", "数量", {"个", "处"}, NULL, 0},
    {"所", "所", DRAFT_THINGS, "schools", "数量", {"个", "家"}, NULL, 0},
    {"座", "座", DRAFT_THINGS, "sites", "数量", {"个", "处"}, NULL, 0},
};

const struct draft_unit *draft_unit_find(const char *unit)
{
    static const struct draft_unit things = {"", "", DRAFT_THINGS, "number", "数量", {NULL}, NULL, 0};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, unit) == 0)
            return &units[i];
    return &things;
}

const char *const *draft_unit_also(const char *unit, const char *subject)
{
    static const struct {
        const char *thing, *unit, *also[5];
    } things[] = {
        {"小区", "个", {NULL}},           {"岗位", "个", {"人", "名"}},     {"桩", "个", {"台", "根", "座"}},
        {"桩", "台", {"个", "根", "座"}}, {"桩", "根", {"个", "台", "座"}}, {"电梯", "部", {"台", "个"}},
        {"电梯", "台", {"部", "个"}},
    };

    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (strcmp(things[i].unit, unit) == 0 && strstr(subject, things[i].thing))
            return things[i].also;
    return draft_unit_find(unit)->also;
}

bool draft_unit_value(const struct draft_unit *unit, struct decimal value, const char **ret_unit, struct decimal *ret)
{
    int64_t whole;
    if (decimal_rescale(value, unit_places(unit->same), &whole) == 0) {
        *ret_unit = unit->same;
        *ret = value;
        return true;
    }
    if (!unit->finer || decimal_shift(value, unit->finer_power, ret) != 0 ||
        decimal_rescale(*ret, unit_places(unit->finer), &whole) != 0)
        return false;
    *ret_unit = unit->finer;
    return true;
}

/* The `simulate:` sections of a programme and of its ledgers; single samples are simulate_sample.c's. */
#include "domain/simulate_plan.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "domain/identity.h"

static const struct pack_key programme_keys[] = {
    {"seed", KEY_NUMBER, false},
    {"silent", KEY_NUMBER, false},
    {"areas", KEY_TEXTS, false},
    {"curves", KEY_MAP, false},
    {"pools", KEY_LIST, false},
    {"boxes", KEY_MAP, false},
    {0},
};

static const struct pack_key pool_keys[] = {{"code", KEY_TEXT, true},
                                            {"born", KEY_LIST, true},
                                            {"female", KEY_NUMBER, false},
                                            {0}};

static const struct pack_key ledger_keys[] = {
    {"place", KEY_MAP, false},  {"months", KEY_TEXT, false}, {"last_day", KEY_TEXT, false}, {"words", KEY_MAP, false},
    {"groups", KEY_LIST, true}, {"again", KEY_MAP, false},   {"errors", KEY_LIST, false},   {0},
};

static const struct pack_key place_keys[] = {{"level", KEY_TEXT, false},
                                             {"named", KEY_TEXT, false},
                                             {"kind", KEY_TEXT, false},
                                             {"scope", KEY_TEXT, false},
                                             {"outside", KEY_TEXT, false},
                                             {"once", KEY_FLAG, false},
                                             {0}};

static const struct pack_key group_keys[] = {
    {"name", KEY_TEXT, false},      {"examples", KEY_NUMBER, false}, {"records", KEY_NUMBER, false},
    {"until", KEY_TEXT, false},     {"share", KEY_TEXT, false},      {"repeat", KEY_NUMBER, false},
    {"each", KEY_TEXT, false},      {"where", KEY_TEXT, false},      {"times", KEY_LIST, false},
    {"idle", KEY_TEXT, false},      {"rows", KEY_LIST, false},       {"set", KEY_MAP, false},
    {"reuse", KEY_TEXT, false},     {"known", KEY_TEXT, false},      {"hold", KEY_MAP, false},
    {"spread", KEY_MAP, false},     {"chain", KEY_MAP, false},       {"variants", KEY_LIST, false},
    {"siblings", KEY_MAP, false},   {"later", KEY_LIST, false},      {"keep", KEY_TEXTS, false},
    {"elsewhere", KEY_FLAG, false}, {"place", KEY_MAP, false},       {0},
};

static const struct pack_key hold_keys[] = {{"rows", KEY_LIST, true}, {"fields", KEY_TEXTS, true}, {0}};
static const struct pack_key spread_keys[] = {{"of", KEY_TEXT, false},
                                              {"records", KEY_NUMBER, false},
                                              {"least", KEY_TEXT, true},
                                              {"most", KEY_TEXT, true},
                                              {0}};
static const struct pack_key chain_keys[] = {{"fields", KEY_TEXTS, true},
                                             {"start", KEY_LIST, true},
                                             {"step", KEY_LIST, false},
                                             {0}};
static const struct pack_key variant_keys[] = {{"share", KEY_TEXT, false},
                                               {"records", KEY_NUMBER, false},
                                               {"examples", KEY_NUMBER, false},
                                               {"set", KEY_MAP, true},
                                               {0}};
static const struct pack_key sibling_keys[] = {{"share", KEY_TEXT, true},
                                               {"keep", KEY_TEXTS, true},
                                               {"set", KEY_MAP, false},
                                               {0}};
static const struct pack_key again_keys[] = {{"share", KEY_TEXT, true}, {0}};
static const struct pack_key error_keys[] = {{"say", KEY_TEXT, true},
                                             {"copy", KEY_FLAG, false},
                                             {"set", KEY_MAP, true},
                                             {0}};

/* ---- finding things ---- */

struct ledger_plan *plan_of(const struct plan *plan, const struct ledger *ledger)
{
    for (size_t i = 0; i < plan->programme->ledger_count; i++)
        if (plan->ledgers[i].ledger == ledger)
            return &plan->ledgers[i];
    return NULL;
}

const struct field *plan_field(struct plan_reader *pr, const struct ledger *ledger, const struct yaml *at)
{
    if (at->kind == YAML_SCALAR)
        return pack_field_find(&pr->pack, ledger, at);
    pack_fault(&pr->pack, at, "应为字段代码");
    return NULL;
}

const struct ledger *plan_ledger(struct plan_reader *pr, const struct yaml *at)
{
    if (!at || at->kind != YAML_SCALAR)
        return NULL;
    const struct ledger *ledger = programme_ledger(pr->plan->programme, at->text);
    struct near near = {.text = at->text};
    for (size_t i = 0; i < pr->plan->programme->ledger_count; i++)
        near_try(&near, pr->plan->programme->ledgers[i]->code);
    if (!ledger)
        pack_fault(&pr->pack, at, "没有台账“%s”，应为某本台账的代码%s", at->text, near_say(&pr->pack, &near));
    return ledger;
}

static const struct indicator *find_indicator(struct plan_reader *pr, const struct yaml *at)
{
    if (!at || at->kind != YAML_SCALAR)
        return NULL;
    const struct indicator *indicator = programme_indicator(pr->plan->programme, at->text);
    if (!indicator || indicator->of != pr->ledger->ledger) {
        pack_fault(&pr->pack, at, "“%s”应为数本台账的指标的代码", at->text);
        return NULL;
    }
    if (!indicator->simulate)
        pack_fault(&pr->pack, at, "指标“%s”没有写 simulate，应写明合成到多少", at->text);
    return indicator;
}

struct rule *plan_where(struct plan_reader *pr, const struct yaml *map, const struct ledger *ledger)
{
    struct pack_ledger pl = {.ledger = plan_of(pr->plan, ledger) ? (struct ledger *)(uintptr_t)ledger : NULL};
    struct rule *rule = NULL;
    if (pl.ledger && pack_condition(&pr->pack, map, "where", &pl, true, &rule) < 0)
        pack_fault(&pr->pack, map, "条件读不了");
    return rule;
}

/* ---- the programme's section ---- */

static void read_curves(struct plan_reader *pr, const struct yaml *map)
{
    struct plan *plan = pr->plan;
    plan->curves = arena_array(pr->pack.ctx->mem, (map ? map->count : 0) + 1, sizeof *plan->curves);
    for (const struct yaml *list = map && map->kind == YAML_MAP ? map->first : NULL; list; list = list->next) {
        struct curve *curve = &plan->curves[plan->curve_count++];
        int64_t sum = 0, weight;
        int month = 0;
        curve->code = list->key->text;
        if (list->kind != YAML_LIST || list->count != 12) {
            pack_fault(&pr->pack, list, "月度曲线“%s”应为十二个不小于 0 的数", curve->code);
            continue;
        }
        for (const struct yaml *entry = list->first; entry; entry = entry->next) {
            struct decimal d;
            bool good = entry->kind == YAML_SCALAR && decimal_parse(entry->text, strlen(entry->text), &d) == 0 &&
                        decimal_rescale(d, 3, &weight) == 0 && weight >= 0;
            if (!good)
                pack_fault(&pr->pack, entry, "月度曲线“%s”的 %d 月应为不小于 0 的数", curve->code, month + 1);
            curve->upto[month++] = sum += good ? weight : 0;
        }
        if (sum == 0)
            pack_fault(&pr->pack, list, "月度曲线“%s”应至少有一个月大于 0", curve->code);
    }
}

static void read_pools(struct plan_reader *pr, const struct yaml *list)
{
    struct plan *plan = pr->plan;
    struct map *seen = map_new(pr->pack.ctx->mem);
    plan->pools = arena_array(pr->pack.ctx->mem, (list ? list->count : 0) + 1, sizeof *plan->pools);
    for (const struct yaml *yaml = list && list->kind == YAML_LIST ? list->first : NULL; yaml; yaml = yaml->next) {
        if (!pack_map(&pr->pack, yaml, "人群", pool_keys))
            continue;
        struct pool *pool = &plan->pools[plan->pool_count++];
        struct span born = {19000101, 19000101};
        int64_t female = 50;
        (void)plan_days(pr, yaml, "born", &born);   /* a fault is recorded */
        (void)pack_number(yaml, "female", &female); /* not given: half */
        if (female > 100)
            pack_fault(&pr->pack, yaml_get(yaml, "female"), "female 应为 0 到 100 的百分数");
        *pool = (struct pool){pack_new_code(&pr->pack, yaml, "人群", seen), (int)born.low, (int)born.high, (int)female};
    }
}

static void read_boxes(struct plan_reader *pr, const struct yaml *map, const struct places *places)
{
    struct plan *plan = pr->plan;
    plan->boxes = arena_array(pr->pack.ctx->mem, (map ? map->count : 0) + 1, sizeof *plan->boxes);
    for (const struct yaml *list = map && map->kind == YAML_MAP ? map->first : NULL; list; list = list->next) {
        struct box *box = &plan->boxes[plan->box_count++];
        int64_t side[4] = {0};
        size_t i = 0;
        const char *twelve = arena_printf(pr->pack.ctx->mem, "%s000000", list->key->text);
        box->org = map_get_str(places->by_code, list->key->text) ? list->key->text : twelve;
        if (!map_get_str(places->by_code, box->org))
            pack_fault(&pr->pack, list->key, "组织“%s”不在 organisations.csv 里", list->key->text);
        for (const struct yaml *entry = list->kind == YAML_LIST ? list->first : NULL; entry && i < 4;
             entry = entry->next) {
            struct decimal d;
            if (entry->kind != YAML_SCALAR || decimal_parse(entry->text, strlen(entry->text), &d) != 0 ||
                decimal_rescale(d, 6, &side[i++]) != 0)
                i = 5;
        }
        if (i != 4 || list->count != 4 || side[0] > side[2] || side[1] > side[3])
            pack_fault(&pr->pack, list, "坐标范围应为 [西, 南, 东, 北] 四个度数");
        box->longitude = (struct span){side[0], side[2]};
        box->latitude = (struct span){side[1], side[3]};
    }
}

/* Numbers of the area must be such as an import takes. */
static void add_area(struct plan_reader *pr, const struct yaml *at, const char *area)
{
    struct plan *plan = pr->plan;
    bool six = strlen(area) == 6 && strspn(area, "0123456789") == 6;
    char *number = arena_printf(pr->pack.ctx->mem, "%.6s18800101001?", six ? area : "000000");
    number[17] = identity_check_digit(number);
    if (identity_check(number) != IDENTITY_OK)
        pack_fault(&pr->pack, at, "“%s”不能作合成身份证号的前六位，areas 应为六位数字、前两位是省级代码", area);
    plan->areas[plan->area_count++] = area;
}

/* Given, else the first six digits of each county. */
static void read_areas(struct plan_reader *pr, const struct yaml *map, const struct places *places)
{
    struct plan *plan = pr->plan;
    size_t count = 0;
    const struct yaml **given = map ? pack_scalars(&pr->pack, map, "areas", &count) : NULL;
    plan->areas = arena_array(pr->pack.ctx->mem, count + places->count + 1, sizeof *plan->areas);
    for (size_t i = 0; i < count; i++)
        add_area(pr, given[i], given[i]->text);
    bool people = map && yaml_get(map, "pools");
    for (size_t i = 0; i < places->count && count == 0 && people; i++)
        if (places->at[i].level == LEVEL_COUNTY && strlen(places->at[i].code) >= 6)
            add_area(pr, map, arena_strndup(pr->pack.ctx->mem, places->at[i].code, 6));
    if (plan->area_count == 0)
        plan->areas[plan->area_count++] = arena_strndup(pr->pack.ctx->mem, plan->programme->code, 6);
}

static void read_programme(struct plan_reader *pr, const struct places *places)
{
    struct plan *plan = pr->plan;
    const struct yaml *map = plan->programme->simulate;
    int64_t seed = 1, silent = 0;
    if (map && !pack_map(&pr->pack, map, "simulate ", programme_keys))
        map = NULL;
    if (map) {
        (void)pack_number(map, "seed", &seed);     /* not given: 1 */
        (void)pack_number(map, "silent", &silent); /* not given: never */
    }
    if (silent > 90)
        pack_fault(&pr->pack, yaml_get(map, "silent"), "silent 应为 0 到 90 的百分数");
    plan->seed = mix64((uint64_t)seed);
    plan->silent = (int)silent;
    read_areas(pr, map, places);
    read_curves(pr, map ? yaml_get(map, "curves") : NULL);
    read_pools(pr, map ? yaml_get(map, "pools") : NULL);
    read_boxes(pr, map ? yaml_get(map, "boxes") : NULL, places);
}

/* ---- places, words ---- */

static const struct scope *find_scope(struct plan_reader *pr, const struct yaml *map, const char *key)
{
    const struct yaml *at = pack_scalar(map, key);
    const struct scope *scope = at ? programme_scope(pr->plan->programme, at->text) : NULL;
    if (at && !scope)
        pack_fault(&pr->pack, at, "没有范围“%s”，应为 programme.yaml 的 scopes 里的代码", at->text);
    return scope;
}

static const struct site_rule *read_place(struct plan_reader *pr, const struct yaml *map)
{
    static const struct {
        const char *name;
        enum org_level level;
    } levels[] = {
        {"city", LEVEL_CITY}, {"county", LEVEL_COUNTY}, {"township", LEVEL_TOWNSHIP}, {"village", LEVEL_VILLAGE}};
    if (!map || !pack_map(&pr->pack, map, "place ", place_keys))
        return NULL;
    struct site_rule *rule = arena_alloc(pr->pack.ctx->mem, sizeof *rule);
    const char *level = pack_text(map, "level"), *kind = pack_text(map, "kind");
    *rule = (struct site_rule){.level = -1,
                               .kind = kind ? utf8_nfkc_trim(pr->pack.ctx->mem, kind) : NULL, /* as the tree's */
                               .named = pack_text(map, "named"),
                               .scope = find_scope(pr, map, "scope"),
                               .outside = find_scope(pr, map, "outside"),
                               .once = pack_flag(map, "once"),
                               .at = map};
    for (size_t i = 0; level && i < sizeof levels / sizeof *levels; i++)
        if (strcmp(levels[i].name, level) == 0)
            rule->level = (int)levels[i].level;
    if ((rule->kind != NULL) == (rule->level >= 0))
        pack_fault(&pr->pack, map, "place 应写 level（city county township village 之一）或 kind 其中一个");
    return rule;
}

static void read_words(struct plan_reader *pr, const struct yaml *map)
{
    struct ledger_plan *plan = pr->ledger;
    plan->words = arena_array(pr->pack.ctx->mem, (map ? map->count : 0) + 1, sizeof *plan->words);
    for (const struct yaml *entry = map && map->kind == YAML_MAP ? map->first : NULL; entry; entry = entry->next) {
        struct sample *sample = sample_read(pr, entry, NULL);
        if (sample->kind != SAMPLE_PICK && sample->kind != SAMPLE_INT && sample->kind != SAMPLE_TEXT)
            pack_fault(&pr->pack, entry, "words 里的词应为文字、列表、weights 或 int");
        plan->words[plan->word_count++] = (struct word){entry->key->text, sample}; /* later words may use it */
    }
}

/* Marks fields by code, and words where there are any to mark. */
static bool *read_marks(struct plan_reader *pr, const struct yaml *map, const char *key, bool *words)
{
    const struct ledger *ledger = pr->ledger->ledger;
    bool *marks = arena_array(pr->pack.ctx->mem, ledger->field_count, sizeof *marks);
    size_t count;
    const struct yaml **names = pack_scalars(&pr->pack, map, key, &count);
    for (size_t i = 0; i < count; i++) {
        bool word = false;
        for (size_t w = 0; words && w < pr->ledger->word_count; w++)
            if (strcmp(pr->ledger->words[w].name, names[i]->text) == 0)
                words[w] = word = true;
        const struct field *field = word ? NULL : plan_field(pr, ledger, names[i]);
        if (field)
            marks[field->index] = true;
    }
    for (size_t i = 0; ledger->stage && marks[ledger->stage->index] && i < ledger->stage->of_count; i++)
        marks[ledger->stage->of[i].date_field] = true;
    return marks;
}

/* ---- parts of a group ---- */

static void read_hold(struct plan_reader *pr, const struct yaml *map, struct group *group)
{
    if (!map || !pack_map(&pr->pack, map, "hold ", hold_keys))
        return;
    group->holds = true;
    group->hold_words = arena_array(pr->pack.ctx->mem, pr->ledger->word_count + 1, sizeof *group->hold_words);
    group->hold_fields = read_marks(pr, map, "fields", group->hold_words);
    if (plan_span(pr, map, "rows", 0, &group->hold) && group->hold.low < 1)
        pack_fault(&pr->pack, yaml_get(map, "rows"), "rows 应从 1 起");
}

static int64_t read_amount(struct plan_reader *pr, const struct yaml *map, const char *key, int places)
{
    const struct yaml *at = pack_scalar(map, key);
    struct decimal d;
    int64_t amount = 1;
    if (at &&
        (decimal_parse(at->text, strlen(at->text), &d) != 0 || decimal_rescale(d, places, &amount) != 0 || amount < 1))
        pack_fault(&pr->pack, at, "“%s”是“%s”，应为大于 0、至多 %d 位小数的数", key, at->text, places);
    return amount < 1 ? 1 : amount;
}

static void read_spread(struct plan_reader *pr, const struct yaml *map, struct group *group)
{
    if (!map || !pack_map(&pr->pack, map, "spread ", spread_keys))
        return;
    const struct yaml *of = yaml_get(map, "of");
    const struct indicator *indicator = of ? find_indicator(pr, of) : group->until;
    if (!indicator || indicator->count != COUNT_SUM) {
        pack_fault(&pr->pack, map, "spread 应用在 until 一个 sum 指标的组里，或用 of 写明这样的指标");
        return;
    }
    group->spread = indicator;
    group->spread_least = read_amount(pr, map, "least", indicator->places);
    group->spread_most = read_amount(pr, map, "most", indicator->places);
    group->spread_records = 1;
    (void)pack_number(map, "records", &group->spread_records); /* each: as many as it makes */
    if (group->spread_records > ROWS_LIMIT)
        pack_fault(&pr->pack, yaml_get(map, "records"), "行太多，应不超过 %d", ROWS_LIMIT);
    if (group->spread_most < group->spread_least)
        pack_fault(&pr->pack, yaml_get(map, "most"), "most 应不小于 least");
}

static void read_chain(struct plan_reader *pr, const struct yaml *map, struct group *group)
{
    size_t count;
    if (!map || !pack_map(&pr->pack, map, "chain ", chain_keys))
        return;
    const struct yaml **fields = pack_scalars(&pr->pack, map, "fields", &count);
    const struct field *from = count == 2 ? plan_field(pr, pr->ledger->ledger, fields[0]) : NULL;
    const struct field *to = count == 2 ? plan_field(pr, pr->ledger->ledger, fields[1]) : NULL;
    if (!from || !to || from->type != FIELD_INT || to->type != FIELD_INT) {
        pack_fault(&pr->pack, map, "chain 的 fields 应为 [起, 止] 两个 int 字段");
        return;
    }
    group->chain_from = from;
    group->chain_to = to;
    group->chain_step.high = -1;
    (void)plan_span(pr, map, "start", 0, &group->chain_start);
    bool step = plan_span(pr, map, "step", 0, &group->chain_step);
    if (!step && !group->spread)
        pack_fault(&pr->pack, map, "chain 没有 step，应有 spread 给出每段的长度");
    if (step && group->chain_step.low < 1)
        pack_fault(&pr->pack, yaml_get(map, "step"), "step 应从 1 起");
}

static void read_variants(struct plan_reader *pr, const struct yaml *list, struct group *group)
{
    group->variants = arena_array(pr->pack.ctx->mem, (list ? list->count : 0) + 1, sizeof *group->variants);
    for (const struct yaml *yaml = list && list->kind == YAML_LIST ? list->first : NULL; yaml; yaml = yaml->next) {
        if (!pack_map(&pr->pack, yaml, "variants ", variant_keys))
            continue;
        struct variant *variant = &group->variants[group->variant_count++];
        *variant = (struct variant){-1, -1, -1, samples_read(pr, yaml_get(yaml, "set"))};
        int given = plan_share(pr, yaml, "share", &variant->share);
        given += pack_number(yaml, "records", &variant->records);
        given += pack_number(yaml, "examples", &variant->examples);
        if (given != 1)
            pack_fault(&pr->pack, yaml, "variants 的每一项应写 share、records、examples 其中一个");
    }
}

static void read_siblings(struct plan_reader *pr, const struct yaml *map, struct group *group)
{
    if (!map || !pack_map(&pr->pack, map, "siblings ", sibling_keys))
        return;
    (void)plan_share(pr, map, "share", &group->sibling_share); /* required: a fault is recorded */
    group->sibling_keep = read_marks(pr, map, "keep", NULL);
    group->sibling_set = samples_read(pr, yaml_get(map, "set"));
}

static void read_rows(struct plan_reader *pr, const struct yaml *list, struct group *group)
{
    size_t count = 0;
    group->rows = arena_array(pr->pack.ctx->mem, (list ? list->count : 0) + 1, sizeof *group->rows);
    for (const struct yaml *row = list && list->kind == YAML_LIST ? list->first : NULL; row; row = row->next) {
        if (row->kind != YAML_MAP || !yaml_get(row, "org"))
            pack_fault(&pr->pack, row, "rows 的每一项应为映射（字段: 值），并写明 org");
        group->rows[count++] = samples_read(pr, row);
    }
}

/* ---- a group ---- */

static void check_amount(struct plan_reader *pr, const struct yaml *at, int64_t amount)
{
    if (amount > ROWS_LIMIT)
        pack_fault(&pr->pack, at, "“%lld”行太多，应不超过 %d", (long long)amount, ROWS_LIMIT);
}

static bool read_group_kind(struct plan_reader *pr, const struct yaml *yaml, struct group *group)
{
    static const struct {
        const char *key;
        enum group_kind kind;
    } kinds[] = {{"examples", GROUP_EXAMPLES}, {"until", GROUP_UNTIL}, {"repeat", GROUP_REPEAT},
                 {"each", GROUP_EACH},         {"rows", GROUP_ROWS},   {"records", GROUP_RECORDS}};
    int given = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (yaml_get(yaml, kinds[i].key)) {
            given++;
            group->kind = kinds[i].kind;
            (void)pack_number(yaml, kinds[i].key, &group->amount); /* of those that have one */
            check_amount(pr, yaml_get(yaml, kinds[i].key), group->amount);
        }
    if (given != 1)
        pack_fault(&pr->pack, yaml, "组应写 examples、records、until、repeat、each、rows 其中一个");
    return given == 1;
}

static void read_each(struct plan_reader *pr, const struct yaml *yaml, struct group *group)
{
    group->each = plan_ledger(pr, yaml_get(yaml, "each"));
    group->times = (struct span){1, 1};
    (void)plan_span(pr, yaml, "times", 0, &group->times); /* not given: one each */
    (void)plan_share(pr, yaml, "idle", &group->idle);     /* not given: none */
    if (group->times.low < 0 || group->times.high > TIMES_LIMIT)
        pack_fault(&pr->pack, yaml_get(yaml, "times"), "times 应在 0 到 %d 之间", TIMES_LIMIT);
    if (group->each && group->each != pr->ledger->ledger->parent)
        pack_fault(&pr->pack, yaml_get(yaml, "each"), "each 应为本台账的 parent");
    if (group->each)
        group->where = plan_where(pr, yaml, group->each);
}

static void check_group_keys(struct plan_reader *pr, const struct yaml *yaml, const struct group *group)
{
    static const struct {
        const char *key;
        unsigned kinds;
    } only[] = {
        {"share", 1u << GROUP_UNTIL},
        {"where", 1u << GROUP_EACH | 1u << GROUP_REPEAT},
        {"times", 1u << GROUP_EACH},
        {"idle", 1u << GROUP_EACH},
        {"later", 1u << GROUP_REPEAT},
        {"keep", 1u << GROUP_REPEAT},
        {"elsewhere", 1u << GROUP_REPEAT},
        {"spread", 1u << GROUP_UNTIL | 1u << GROUP_EACH},
        {"siblings", 1u << GROUP_UNTIL | 1u << GROUP_RECORDS},
    };
    for (size_t i = 0; i < sizeof only / sizeof *only; i++)
        if (yaml_get(yaml, only[i].key) && !(only[i].kinds & 1u << group->kind))
            pack_fault(&pr->pack, yaml_get(yaml, only[i].key)->key, "这种组不用键“%s”，应删去", only[i].key);
    if (group->kind == GROUP_REPEAT && !yaml_get(yaml, "keep"))
        pack_fault(&pr->pack, yaml, "repeat 的组缺键“keep”，应写明哪些字段和原来那行一样");
    bool sum = group->until && group->until->count == COUNT_SUM;
    if (sum && !group->spread)
        pack_fault(&pr->pack, yaml, "until 一个 sum 指标的组缺键“spread”");
}

static void read_group(struct plan_reader *pr, const struct yaml *yaml)
{
    if (!pack_map(&pr->pack, yaml, "组", group_keys))
        return;
    struct group *group = &pr->ledger->groups[pr->ledger->group_count];
    *group = (struct group){.name = pack_text(yaml, "name"), .at = yaml, .share = SHARE_ALL};
    if (!read_group_kind(pr, yaml, group))
        return;
    pr->ledger->group_count++;
    group->until = find_indicator(pr, yaml_get(yaml, "until"));
    (void)plan_share(pr, yaml, "share", &group->share); /* this and the next: not given, none */
    (void)plan_share(pr, yaml, "reuse", &group->reuse);
    (void)plan_share(pr, yaml, "known", &group->known);
    if (group->kind == GROUP_EACH)
        read_each(pr, yaml, group);
    if (group->kind == GROUP_ROWS)
        read_rows(pr, yaml_get(yaml, "rows"), group);
    if (group->kind == GROUP_REPEAT) {
        group->where = plan_where(pr, yaml, pr->ledger->ledger);
        group->keep = read_marks(pr, yaml, "keep", NULL);
        (void)plan_gap(pr, yaml, "later", &group->later); /* not given: the same day */
        group->elsewhere = pack_flag(yaml, "elsewhere");
    }
    group->set = samples_read(pr, yaml_get(yaml, "set"));
    group->place = read_place(pr, yaml_get(yaml, "place"));
    read_hold(pr, yaml_get(yaml, "hold"), group);
    read_spread(pr, yaml_get(yaml, "spread"), group);
    read_chain(pr, yaml_get(yaml, "chain"), group);
    read_variants(pr, yaml_get(yaml, "variants"), group);
    read_siblings(pr, yaml_get(yaml, "siblings"), group);
    check_group_keys(pr, yaml, group);
}

/* ---- a ledger ---- */

static void read_errors(struct plan_reader *pr, const struct yaml *list)
{
    struct ledger_plan *plan = pr->ledger;
    plan->errors = arena_array(pr->pack.ctx->mem, (list ? list->count : 0) + 1, sizeof *plan->errors);
    pr->raw = true;
    for (const struct yaml *yaml = list && list->kind == YAML_LIST ? list->first : NULL; yaml; yaml = yaml->next)
        if (pack_map(&pr->pack, yaml, "errors ", error_keys))
            plan->errors[plan->error_count++] = (struct error_row){
                pack_text(yaml, "say"), yaml, pack_flag(yaml, "copy"), samples_read(pr, yaml_get(yaml, "set"))};
    pr->raw = false;
}

static void read_months(struct plan_reader *pr, const struct yaml *map)
{
    const struct yaml *at = pack_scalar(map, "months"), *last = pack_scalar(map, "last_day");
    struct near near = {.text = at ? at->text : ""};
    for (size_t i = 0; at && i < pr->plan->curve_count; i++) {
        near_try(&near, pr->plan->curves[i].code);
        if (strcmp(pr->plan->curves[i].code, at->text) == 0)
            pr->ledger->months = &pr->plan->curves[i];
    }
    if (at && !pr->ledger->months)
        pack_fault(&pr->pack, at, "没有月度曲线“%s”，应为 programme.yaml 的 simulate.curves 里的名称%s", at->text,
                   near_say(&pr->pack, &near));
    pr->ledger->last_day = pr->plan->programme->year * 10000 + 1231;
    if (last && (!date_parse(last->text, strlen(last->text), &pr->ledger->last_day) ||
                 pr->ledger->last_day / 10000 != pr->plan->programme->year))
        pack_fault(&pr->pack, last, "last_day 应为 %d 年内的日期", pr->plan->programme->year);
}

static void read_samples(struct plan_reader *pr)
{
    const struct ledger *ledger = pr->ledger->ledger;
    pr->ledger->samples = arena_array(pr->pack.ctx->mem, ledger->field_count, sizeof *pr->ledger->samples);
    for (size_t i = 0; i < ledger->field_count; i++)
        if (ledger->fields[i].sample)
            pr->ledger->samples[i] = sample_read(pr, ledger->fields[i].sample, &ledger->fields[i]);
}

static void read_ledger(struct plan_reader *pr)
{
    struct ledger_plan *plan = pr->ledger;
    const struct yaml *map = plan->ledger->simulate;
    if (!map || !pack_map(&pr->pack, map, "simulate ", ledger_keys))
        return;
    plan->made = true;
    const struct yaml *list = yaml_get(map, "groups"), *again = yaml_get(map, "again");
    plan->place = read_place(pr, yaml_get(map, "place"));
    read_months(pr, map);
    read_words(pr, yaml_get(map, "words"));
    read_samples(pr);
    plan->groups = arena_array(pr->pack.ctx->mem, (list ? list->count : 0) + 1, sizeof *plan->groups);
    for (const struct yaml *yaml = list && list->kind == YAML_LIST ? list->first : NULL; yaml; yaml = yaml->next)
        read_group(pr, yaml);
    if (again && pack_map(&pr->pack, again, "again ", again_keys))
        (void)plan_share(pr, again, "share", &plan->again); /* required: a fault is recorded */
    read_errors(pr, yaml_get(map, "errors"));
}

/* Ledgers whose rows are asked for when others are made. */
static void mark_looked_into(struct plan *plan)
{
    for (size_t i = 0; i < plan->programme->ledger_count; i++) {
        const struct ledger *parent = plan->ledgers[i].ledger->parent;
        if (plan->ledgers[i].made && parent)
            plan_of(plan, parent)->looked_into = true;
    }
}

int plan_read(struct ctx *ctx, const struct programme *programme, const struct places *places, struct plan **ret)
{
    struct plan *plan = arena_alloc(ctx->mem, sizeof *plan);
    struct plan_reader pr = {.pack = {.ctx = ctx}, .plan = plan};
    plan->programme = programme;
    plan->ledgers = arena_array(ctx->mem, programme->ledger_count + 1, sizeof *plan->ledgers);
    for (size_t i = 0; i < programme->ledger_count; i++)
        plan->ledgers[i].ledger = programme->ledgers[i];
    read_programme(&pr, places);
    for (size_t i = 0; i < programme->ledger_count; i++) {
        pr.ledger = &plan->ledgers[i];
        read_ledger(&pr);
    }
    mark_looked_into(plan);
    *ret = plan;
    return pr.pack.faults.count ? pack_fail(&pr.pack) : 0;
}

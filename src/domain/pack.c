/* A programme pack, read strictly: programme.yaml, the order of reading, and what is put together at the end. */
#include "domain/pack_reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/map.h"
#include "format/yaml_frozen.h"

static const struct pack_key programme_keys[] = {
    {"programme", KEY_TEXT, true}, {"name", KEY_TEXT, true},
    {"document", KEY_TEXT, false}, {"office", KEY_TEXT, false},
    {"words", KEY_TEXTS, false},   {"scopes", KEY_LIST, false},
    {"schedules", KEY_MAP, false}, {"lights", KEY_MAP, false},
    {"items", KEY_TEXTS, false},   {"organisations", KEY_TEXT, false},
    {"year", KEY_NUMBER, false},   {"english", KEY_MAP, false},
    {"simulate", KEY_RAW, false},  {0},
};

static const struct pack_key english_keys[] = {{"name", KEY_TEXT, false},
                                               {"city", KEY_TEXT, false},
                                               {"words", KEY_MAP, false},
                                               {0}};

static const struct pack_key scope_keys[] = {{"code", KEY_TEXT, true},
                                             {"name", KEY_TEXT, true},
                                             {"also", KEY_TEXTS, false},
                                             {"members", KEY_TEXTS, true},
                                             {0}};

static const struct pack_key light_keys[] = {{"yellow", KEY_NUMBER, false}, {"late_days", KEY_NUMBER, false}, {0}};

static const struct pack_key item_keys[] = {
    {"item", KEY_NUMBER, true},   {"name", KEY_TEXT, true},       {"lead", KEY_TEXTS, true},
    {"words", KEY_TEXTS, false},  {"also", KEY_TEXTS, false},     {"promise", KEY_TEXT, false},
    {"brief", KEY_TEXT, false},   {"english", KEY_TEXT, false},   {"english_brief", KEY_TEXT, false},
    {"ledgers", KEY_LIST, false}, {"indicators", KEY_LIST, true}, {0},
};

enum {
    YEAR_FIRST = 2000,
    YEAR_LAST = 2100,
    CITY_DIGITS = 6,
    YELLOW_DEFAULT = 90,
    LATE_DAYS_DEFAULT = 15,
    LATE_DAYS_LIMIT = 366
};

/* ---- organisations: only their codes are looked at here; organisation_import.c reads the rest ---- */

/* The first cell of a line, without a BOM and quotes. */
static size_t first_cell(const char **line, size_t length)
{
    static const char bom[] = "\xEF\xBB\xBF";
    if (length >= strlen(bom) && memcmp(*line, bom, strlen(bom)) == 0)
        *line += strlen(bom), length -= strlen(bom);
    if (length && **line == '"')
        (*line)++, length--;
    size_t end = 0;
    while (end < length && !strchr(",;\t\r\" ", (*line)[end]))
        end++;
    return end;
}

static bool is_code_header(const char *cell, size_t length)
{
    static const char *names[] = {"code", "代码", "机构代码"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && memcmp(names[i], cell, length) == 0)
            return true;
    return false;
}

/* Where the codes aren't in the first column, nothing is known of them here. */
static void scan_organisations(struct pack_reader *reader, const char *bytes, size_t length)
{
    struct map *codes = map_new(reader->ctx->mem);
    const char *end = bytes + length;
    for (const char *line = bytes; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line)), *cell = line;
        stop = stop ? stop : end;
        size_t size = first_cell(&cell, (size_t)(stop - line));
        if (line == bytes && !is_code_header(cell, size))
            return;
        map_put(codes, cell, size, codes); /* only whether it is there is ever asked */
        line = stop + 1;
    }
    reader->organisations = codes;
}

static void read_organisations(struct pack_reader *reader, const struct yaml *yaml)
{
    const struct yaml *at = pack_scalar(yaml, "organisations");
    struct pack_file file;
    if (reader->city)
        return;
    if (pack_file_find(reader, at ? at->text : "organisations.csv", at, &file) != 0)
        return;
    reader->programme->organisations = arena_strndup(reader->ctx->mem, file.bytes, file.length);
    scan_organisations(reader, file.bytes, file.length);
}

/* ---- programme.yaml ---- */

/* The city's own code in the tree: twelve digits, or six where the tree is written so. */
static void read_city(struct pack_reader *reader, const struct yaml *at)
{
    struct arena *mem = reader->ctx->mem;
    if (reader->city) {
        reader->programme->city = reader->city;
        return;
    }
    const char *six = arena_strndup(mem, at->text, CITY_DIGITS), *twelve = arena_printf(mem, "%s000000", six);
    bool listed = reader->organisations && map_get_str(reader->organisations, six);
    reader->programme->city = listed ? six : twelve;
    if (reader->organisations && !listed && !map_get_str(reader->organisations, twelve))
        pack_fault(reader, at, "项目代码里的城市“%s”不在 organisations.csv 里，应有组织 %s", six, twelve);
}

static void read_code(struct pack_reader *reader, const struct yaml *yaml)
{
    struct programme *programme = reader->programme;
    const struct yaml *at = pack_scalar(yaml, "programme");
    programme->code = at ? at->text : "";
    programme->city = "";
    if (!at)
        return;
    static const char pattern[] = "dddddd-dddd";
    bool fits = strlen(at->text) == strlen(pattern);
    for (size_t i = 0; fits && pattern[i]; i++)
        fits = pattern[i] == 'd' ? at->text[i] >= '0' && at->text[i] <= '9' : at->text[i] == pattern[i];
    if (!fits) {
        pack_fault(reader, at, "项目代码是“%s”，应为六位城市代码、减号、四位年份，如 411200-2024", at->text);
        return;
    }
    read_city(reader, at);
    programme->year = (int)strtol(at->text + CITY_DIGITS + 1, NULL, 10);
    if (programme->year < YEAR_FIRST || programme->year > YEAR_LAST)
        pack_fault(reader, at, "项目代码“%s”的年份应在 %d 到 %d 之间", at->text, YEAR_FIRST, YEAR_LAST);
    int64_t year;
    if (pack_number(yaml, "year", &year) && year != programme->year)
        pack_fault(reader, pack_scalar(yaml, "year"), "年份 %lld 与项目代码“%s”不一致，应为 %d", (long long)year,
                   at->text, programme->year);
}

static void read_members(struct pack_reader *reader, const struct yaml *yaml, struct scope *scope)
{
    size_t count;
    const struct yaml **members = pack_scalars(reader, yaml, "members", &count);
    scope->members = pack_texts(reader, yaml, "members");
    for (size_t i = 0; i < count && reader->organisations; i++)
        if (!map_get_str(reader->organisations, members[i]->text))
            pack_fault(reader, members[i], "组织“%s”不在 organisations.csv 里，范围的成员应为其中的代码",
                       members[i]->text);
}

static void read_scopes(struct pack_reader *reader, const struct yaml *root)
{
    struct programme *programme = reader->programme;
    struct map *seen = map_new(reader->ctx->mem);
    const struct yaml *list = yaml_get(root, "scopes");
    programme->scopes = arena_array(reader->ctx->mem, (list ? list->count : 0) + 1, sizeof *programme->scopes);
    for (const struct yaml *yaml = pack_list(root, "scopes"); yaml; yaml = yaml->next) {
        if (!pack_map(reader, yaml, "范围", scope_keys))
            continue;
        struct scope *scope = &programme->scopes[programme->scope_count++];
        scope->code = pack_new_code(reader, yaml, "范围", seen);
        scope->name = pack_text(yaml, "name") ? pack_text(yaml, "name") : scope->code;
        scope->also = pack_texts(reader, yaml, "also");
        read_members(reader, yaml, scope);
    }
}

/* Twelve percents that never fall. */
static void read_percents(struct pack_reader *reader, const struct yaml *list, struct schedule *schedule)
{
    enum { MONTHS = sizeof schedule->due / sizeof *schedule->due };
    if (list->kind != YAML_LIST || list->count != MONTHS) {
        pack_fault(reader, list->kind == YAML_LIST ? list : list->key,
                   "序时进度“%s”有 %zu 项，应为十二个百分数（1 到 12 月末）", schedule->code, list->count);
        return;
    }
    int month = 0, before = 0;
    for (const struct yaml *entry = list->first; entry; entry = entry->next, month++) {
        char *end = NULL;
        long percent = entry->kind == YAML_SCALAR && entry->text[0] ? strtol(entry->text, &end, 10) : -1;
        if (percent < 0 || percent > 100 || !end || *end)
            pack_fault(reader, entry, "序时进度“%s”的 %d 月是“%s”，应为 0 到 100 的整数", schedule->code, month + 1,
                       entry->kind == YAML_SCALAR ? entry->text : "列表");
        else if (percent < before)
            pack_fault(reader, entry, "序时进度“%s”的 %d 月是 %ld，比上月的 %d 少，应逐月不减", schedule->code,
                       month + 1, percent, before);
        else
            before = (int)percent;
        schedule->due[month] = before;
    }
}

static void read_schedules(struct pack_reader *reader, const struct yaml *root)
{
    struct programme *programme = reader->programme;
    const struct yaml *map = yaml_get(root, "schedules");
    if (!map || map->kind != YAML_MAP)
        return;
    programme->schedules = arena_array(reader->ctx->mem, map->count + 1, sizeof *programme->schedules);
    for (const struct yaml *value = map->first; value; value = value->next) {
        struct schedule *schedule = &programme->schedules[programme->schedule_count++];
        schedule->code = value->key->text;
        read_percents(reader, value, schedule);
    }
}

static void read_lights(struct pack_reader *reader, const struct yaml *root)
{
    struct programme *programme = reader->programme;
    const struct yaml *yaml = yaml_get(root, "lights");
    int64_t yellow = YELLOW_DEFAULT, late_days = LATE_DAYS_DEFAULT;
    if (yaml && yaml->kind == YAML_MAP && pack_map(reader, yaml, "亮灯", light_keys)) {
        (void)pack_number(yaml, "yellow", &yellow);       /* not given: the default stays */
        (void)pack_number(yaml, "late_days", &late_days); /* likewise */
    }
    if (yellow < 1 || yellow > 100)
        pack_fault(reader, pack_scalar(yaml, "yellow"), "yellow 是 %lld，应为 1 到 100 的百分数", (long long)yellow);
    else
        programme->yellow_percent = (int)yellow;
    if (late_days > LATE_DAYS_LIMIT)
        pack_fault(reader, pack_scalar(yaml, "late_days"), "late_days 是 %lld，应不超过 %d 天", (long long)late_days,
                   LATE_DAYS_LIMIT);
    else
        programme->late_days = (int)late_days;
}

/* Words of the pack and their English, for pages in English. */
static void read_english(struct pack_reader *reader, const struct yaml *root)
{
    struct programme *programme = reader->programme;
    const struct yaml *yaml = yaml_get(root, "english");
    if (!yaml || yaml->kind != YAML_MAP || !pack_map(reader, yaml, "english ", english_keys))
        return;
    programme->english = pack_text(yaml, "name");
    programme->english_city = pack_text(yaml, "city");
    const struct yaml *words = yaml_get(yaml, "words");
    if (!words || words->kind != YAML_MAP)
        return;
    programme->english_words = map_new(reader->ctx->mem);
    for (const struct yaml *word = words->first; word; word = word->next)
        if (word->kind == YAML_SCALAR)
            map_put_str(programme->english_words, word->key->text, (void *)(uintptr_t)word->text);
        else
            pack_fault(reader, word, "“%s”的英文应为文字", word->key->text);
}

static const struct yaml *thaw_file(struct pack_reader *reader, const struct pack_file *file)
{
    struct yaml *root = NULL;
    if (yaml_thaw(reader->ctx, file->name, file->bytes, file->length, &root) == 0)
        return root;
    pack_fault_at(reader, file->name, 1, 1, "damaged"); /* nobody reads it: the files are read instead */
    return NULL;
}

/* NULL after a fault: the other files are still to be looked at. */
static const struct yaml *parse_file(struct pack_reader *reader, struct pack_file *file)
{
    struct ctx *ctx = reader->ctx;
    struct yaml *root = NULL;
    if (yaml_parse(ctx, file->name, file->bytes, file->length, &root) == 0)
        return file->tree = root;
    /* the message opens with the place: take it apart, so that it sorts and prints with the others */
    const char *rest = ctx->err.text + strlen(file->name);
    int line = 1, column = 1, end = 0;
    bool placed = strncmp(ctx->err.text, file->name, strlen(file->name)) == 0 &&
                  sscanf(rest, ":%d:%d: %n", &line, &column, &end) == 2 && end > 0;
    pack_fault_at(reader, file->name, line, column, arena_strdup(ctx->mem, placed ? rest + end : ctx->err.text));
    ctx->err = (struct error){0}; /* it is one fault among others now */
    reader->partial = true;
    return NULL;
}

/* NULL after a fault, as above. */
static const struct yaml *read_yaml(struct pack_reader *reader, const char *name, const struct yaml *at)
{
    struct pack_file file;
    if (pack_file_find(reader, name, at, &file) != 0)
        return NULL;
    return reader->city ? thaw_file(reader, &file) : parse_file(reader, &reader->files.at[reader->files.count - 1]);
}

/* The one file that a pack may do without and that has one name. */
static void read_outlines(struct pack_reader *reader)
{
    static const char name[] = "outlines.yaml";
    const struct yaml *root = pack_file_there(reader, name) ? read_yaml(reader, name, NULL) : NULL;
    if (root)
        pack_outlines_read(reader, root);
}

static const struct yaml *read_programme(struct pack_reader *reader)
{
    struct programme *programme = reader->programme;
    const struct yaml *root = read_yaml(reader, "programme.yaml", NULL);
    if (!root || !pack_map(reader, root, "programme.yaml ", programme_keys))
        return NULL;
    programme->name = pack_text(root, "name") ? pack_text(root, "name") : "";
    programme->document = pack_text(root, "document") ? pack_text(root, "document") : "unknown";
    programme->office = pack_text(root, "office") ? pack_text(root, "office") : "";
    programme->words = pack_texts(reader, root, "words");
    programme->simulate = yaml_get(root, "simulate");
    read_organisations(reader, root);
    read_code(reader, root);
    read_scopes(reader, root);
    read_schedules(reader, root);
    read_lights(reader, root);
    read_english(reader, root);
    read_outlines(reader);
    return root;
}

/* ---- items ---- */

static void read_item(struct pack_reader *reader, const struct yaml *yaml, struct item *item)
{
    int64_t number = 0;
    const struct yaml *at = pack_scalar(yaml, "item");
    if (pack_number(yaml, "item", &number) && (number < 1 || number > PACK_FILES_LIMIT))
        pack_fault(reader, at, "序号是 %lld，应为 1 到 %d", (long long)number, PACK_FILES_LIMIT);
    const struct programme *programme = reader->programme; /* this item isn't counted yet */
    for (size_t i = 0; i < programme->item_count && number; i++)
        if (programme->items[i].number == number)
            pack_fault(reader, at, "序号 %lld 重复，%s 已用；应各不相同", (long long)number, programme->items[i].file);
    item->number = (int)(number > PACK_FILES_LIMIT ? 0 : number);
    item->name = pack_text(yaml, "name") ? pack_text(yaml, "name") : "";
    item->leads = pack_texts(reader, yaml, "lead");
    item->words = pack_texts(reader, yaml, "words");
    item->also = pack_texts(reader, yaml, "also");
    item->promise = pack_text(yaml, "promise");
    item->brief = pack_text(yaml, "brief");
    item->english = pack_text(yaml, "english");
    item->english_brief = pack_text(yaml, "english_brief");
    item->file = yaml->file;
    for (const struct yaml *ledger = pack_parts(reader, yaml, "ledgers"); ledger; ledger = ledger->next)
        pack_ledger_declare(reader, item, ledger);
    for (const struct yaml *indicator = pack_parts(reader, yaml, "indicators"); indicator; indicator = indicator->next)
        pack_indicator_declare(reader, item, indicator);
}

static void read_item_file(struct pack_reader *reader, const char *name, const struct yaml *at)
{
    const struct yaml *yaml = read_yaml(reader, name, at);
    if (!yaml || !pack_map(reader, yaml, "事项", item_keys))
        return;
    read_item(reader, yaml, &reader->programme->items[reader->programme->item_count]);
    reader->programme->item_count++;
}

/* The files as programme.yaml lists them, else those of items/. */
static void read_items(struct pack_reader *reader, const struct yaml *root)
{
    struct programme *programme = reader->programme;
    size_t count = 0;
    const struct yaml **listed = pack_scalars(reader, root, "items", &count);
    const char **names = listed ? pack_texts(reader, root, "items") : pack_item_files(reader);
    for (count = 0; names[count];)
        count++;
    const struct yaml *items = yaml_get(root, "items");
    if (count == 0 && !items)
        pack_fault(reader, root, "项目包里没有事项文件，应有 items/*.yaml");
    if (count > PACK_FILES_LIMIT) {
        pack_fault(reader, items ? items : root, "事项文件多于 %d 个，应不超过", PACK_FILES_LIMIT);
        return;
    }
    programme->items = arena_array(reader->ctx->mem, count + 1, sizeof *programme->items);
    for (size_t i = 0; i < count; i++)
        read_item_file(reader, names[i], listed ? listed[i] : NULL);
}

/* The passes over everything that was declared: each may name what an earlier pass has read. */
static int read_declared(struct pack_reader *reader)
{
    int r = 0;
    for (size_t i = 0; i < reader->ledgers.count && r == 0; i++)
        r = pack_ledger_read(reader, &reader->ledgers.at[i]);
    for (size_t i = 0; i < reader->ledgers.count && r == 0; i++)
        r = pack_checks_read(reader, &reader->ledgers.at[i]);
    for (size_t i = 0; i < reader->indicators.count && r == 0; i++)
        r = pack_indicator_read(reader, &reader->indicators.at[i]);
    return r;
}

/* ---- putting it together ---- */

static void gather_indicators(struct pack_reader *reader, struct ledger *ledger)
{
    ledger->indicators = arena_array(reader->ctx->mem, reader->indicators.count + 1, sizeof *ledger->indicators);
    for (size_t i = 0; i < reader->indicators.count; i++) {
        struct indicator *indicator = reader->indicators.at[i].indicator;
        if (indicator->of == ledger || indicator->roster == ledger)
            ledger->indicators[ledger->indicator_count++] = indicator;
    }
}

static void gather_item(struct pack_reader *reader, struct item *item)
{
    struct programme *programme = reader->programme;
    item->ledgers = arena_array(reader->ctx->mem, programme->ledger_count + 1, sizeof *item->ledgers);
    item->indicators = arena_array(reader->ctx->mem, programme->indicator_count + 1, sizeof *item->indicators);
    for (size_t i = 0; i < programme->ledger_count; i++)
        if (programme->ledgers[i]->item == item)
            item->ledgers[item->ledger_count++] = programme->ledgers[i];
    for (size_t i = 0; i < programme->indicator_count; i++)
        if (programme->indicators[i]->item == item)
            item->indicators[item->indicator_count++] = programme->indicators[i];
}

static void gather(struct pack_reader *reader)
{
    struct programme *programme = reader->programme;
    struct arena *mem = reader->ctx->mem;
    programme->ledger_count = reader->ledgers.count;
    programme->ledgers = arena_array(mem, reader->ledgers.count + 1, sizeof *programme->ledgers);
    programme->indicator_count = reader->indicators.count;
    programme->indicators = arena_array(mem, reader->indicators.count + 1, sizeof *programme->indicators);
    for (size_t i = 0; i < reader->indicators.count; i++)
        programme->indicators[i] = reader->indicators.at[i].indicator;
    for (size_t i = 0; i < reader->ledgers.count; i++) {
        programme->ledgers[i] = reader->ledgers.at[i].ledger;
        gather_indicators(reader, programme->ledgers[i]);
    }
    for (size_t i = 0; i < programme->item_count; i++)
        gather_item(reader, &programme->items[i]);
}

static int read_pack(struct pack_reader *reader, struct programme **ret)
{
    reader->programme = arena_alloc(reader->ctx->mem, sizeof *reader->programme);
    const struct yaml *root = read_programme(reader);
    read_items(reader, root);
    int r = read_declared(reader);
    if (r < 0)
        return r;
    if (reader->faults.count)
        return reader->city ? PACK_NO_TREES : pack_fail(reader);
    gather(reader);
    if (!reader->city && (r = pack_files_close(reader)) < 0)
        return r;
    *ret = reader->programme;
    return 0;
}

/* ---- where a pack comes from ---- */

static const char bundled_folder[] = "programmes/";

/* The files of a bundled pack, named below its folder; none: there is no such pack. */
static struct pack_file *bundled_files(struct ctx *ctx, const char *name, size_t *ret_count)
{
    const char *folder = arena_printf(ctx->mem, "%s%s/", bundled_folder, name);
    VEC(struct pack_file) files = {0};
    for (const struct embedded *e = embedded_files; e->path; e++)
        if (strncmp(e->path, folder, strlen(folder)) == 0)
            *vec_push(ctx->mem, &files) = (struct pack_file){e->path + strlen(folder), e->bytes, e->length, NULL};
    *ret_count = files.count;
    return files.at;
}

static const char *bundled_names(struct ctx *ctx)
{
    const char *names = "";
    static const char file[] = "/programme.yaml";
    for (const struct embedded *e = embedded_files; e->path; e++) {
        size_t length = strlen(e->path);
        if (strncmp(e->path, bundled_folder, strlen(bundled_folder)) != 0 || length < strlen(file) ||
            strcmp(e->path + length - strlen(file), file) != 0)
            continue;
        int name = (int)(length - strlen(bundled_folder) - strlen(file));
        names = arena_printf(ctx->mem, "%s%s%.*s", names, names[0] ? "、" : "", name, e->path + strlen(bundled_folder));
    }
    return names[0] ? names : "无";
}

int pack_read(struct ctx *ctx, const char *path, struct programme **ret)
{
    struct pack_reader reader = {.ctx = ctx};
    if (!file_is_directory(path)) {
        reader.at_hand = strchr(path, '/') ? NULL : bundled_files(ctx, path, &reader.at_hand_count);
        if (reader.at_hand_count)
            return read_pack(&reader, ret);
        return fail(ctx, E_INPUT, "“%s”%s，也不是自带的项目包；请给出项目包的文件夹，或自带的：%s", path,
                    file_exists(path) ? "是文件，不是文件夹" : "不是文件夹", bundled_names(ctx));
    }
    char *resolved = realpath(path, NULL);
    if (!resolved)
        return fail(ctx, E_INPUT, "打不开文件夹“%s”：%s", path, strerror(errno));
    reader.folder = strcmp(resolved, "/") == 0 ? "" : arena_strdup(ctx->mem, resolved);
    free(resolved);
    return read_pack(&reader, ret);
}

int pack_from_files(struct ctx *ctx, struct pack_file *files, size_t count, struct programme **ret)
{
    struct pack_reader reader = {.ctx = ctx, .at_hand = files, .at_hand_count = count};
    return read_pack(&reader, ret);
}

int pack_from_trees(struct ctx *ctx, struct pack_file *trees, size_t count, const char *city,
                    const unsigned char hash[32], struct programme **ret)
{
    struct pack_reader reader = {.ctx = ctx, .at_hand = trees, .at_hand_count = count, .city = city};
    int r = read_pack(&reader, ret);
    if (r == 0)
        memcpy((*ret)->hash, hash, sizeof(*ret)->hash);
    return r;
}

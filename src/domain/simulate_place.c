#include "domain/simulate_place.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "format/rows.h"

enum column { CODE, NAME, LEVEL, PARENT, STAT_PARENT, KIND, VALID_FROM, VALID_TO, COLUMNS };

static const char *const headers[COLUMNS][2] = {
    [CODE] = {"code", "代码"},
    [NAME] = {"name", "名称"},
    [LEVEL] = {"level", "级别"},
    [PARENT] = {"parent", "上级"},
    [STAT_PARENT] = {"stat_parent", "统计上级"},
    [KIND] = {"kind", "类别"},
    [VALID_FROM] = {"valid_from", "有效期起"},
    [VALID_TO] = {"valid_to", "有效期止"},
};

struct line {
    const char *cell[COLUMNS];
};

struct reading {
    struct ctx *ctx;
    int column_of[COLUMNS];
    VEC(struct line) lines;
};

static void read_header(struct reading *in, const struct row *row)
{
    memset(in->column_of, -1, sizeof in->column_of);
    for (size_t i = 0; i < row->count; i++) {
        const char *text = utf8_nfkc_trim(in->ctx->mem, row->cells[i].text);
        for (int c = 0; c < COLUMNS; c++)
            if (strcmp(text, headers[c][0]) == 0 || strcmp(text, headers[c][1]) == 0)
                in->column_of[c] = (int)i;
    }
}

static void read_line(struct reading *in, const struct row *row)
{
    struct line *line = vec_push(in->ctx->mem, &in->lines);
    for (int c = 0; c < COLUMNS; c++) {
        int i = in->column_of[c];
        line->cell[c] = i >= 0 && (size_t)i < row->count ? utf8_nfkc_trim(in->ctx->mem, row->cells[i].text) : "";
    }
}

static int read_lines(struct reading *in, const char *bytes)
{
    struct rows *rows = NULL;
    struct row row;
    int r = rows_open_bytes(in->ctx, "organisations.csv", bytes, strlen(bytes), &rows);
    if (r == 0 && (r = rows_next(in->ctx, rows, &row)) > 0)
        read_header(in, &row);
    while (r >= 0 && (r = rows_next(in->ctx, rows, &row)) > 0)
        read_line(in, &row);
    rows_close(rows);
    return r < 0 ? r : 0;
}

/* 会兴社区居民委员会 → 会兴社区; a name that is nothing else stays. */
static const char *short_name(struct arena *mem, const char *name)
{
    static const char *const endings[] = {"村民委员会", "居民委员会", "村委会",    "居委会",
                                          "社区委员会", "委员会",     "街道办事处"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0)
            return arena_strndup(mem, name, length - ending);
    }
    return name;
}

static int day_of(const char *text, int otherwise)
{
    int day;
    return *text && date_parse(text, strlen(text), &day) ? day : otherwise;
}

static int make_places(struct reading *in, const struct programme *programme, struct places *places)
{
    struct arena *mem = in->ctx->mem;
    places->at = arena_array(mem, in->lines.count + 1, sizeof *places->at);
    places->by_code = map_new(mem);
    for (size_t i = 0; i < in->lines.count; i++) {
        const struct line *line = &in->lines.at[i];
        enum org_level level = org_level_named(line->cell[LEVEL]);
        if (level == LEVEL_SCOPE || !*line->cell[CODE])
            return fail(in->ctx, E_INPUT, "organisations.csv 第 %zu 行：级别“%s”不认得", i + 2, line->cell[LEVEL]);
        struct place *place = &places->at[places->count++];
        *place = (struct place){.code = line->cell[CODE],
                                .name = line->cell[NAME],
                                .kind = line->cell[KIND],
                                .short_name = short_name(mem, line->cell[NAME]),
                                .level = level,
                                .hash = hash_text(1, line->cell[CODE])};
        place->standing = day_of(line->cell[VALID_FROM], 0) < (programme->year - 1) * 10000 + 101 &&
                          day_of(line->cell[VALID_TO], 99999999) >= programme->year * 10000 + 1231;
        map_put_str(places->by_code, place->code, place);
        if (place->level == LEVEL_CITY)
            places->city = place;
    }
    return places->city ? 0 : fail(in->ctx, E_INPUT, "organisations.csv 里没有市一级的单位");
}

static struct place *owner_of(struct place *place)
{
    size_t steps = 0;
    while (place->level != LEVEL_COUNTY && place->level != LEVEL_CITY && place->parent && steps++ < 32)
        place = place->parent;
    return place;
}

static void link_places(struct reading *in, struct places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        const struct line *line = &in->lines.at[i];
        struct place *place = &places->at[i];
        place->parent = map_get_str(places->by_code, line->cell[PARENT]);
        place->stat_parent = *line->cell[STAT_PARENT] ? map_get_str(places->by_code, line->cell[STAT_PARENT]) : NULL;
        if (!place->stat_parent)
            place->stat_parent = place->parent;
    }
    for (size_t i = 0; i < places->count; i++) {
        struct place *place = &places->at[i];
        size_t steps = 0;
        place->owner = owner_of(place);
        if (place->level == LEVEL_VILLAGE)
            for (struct place *p = place; p && steps < 32; p = p->parent, steps++)
                p->villages++;
    }
}

int places_read(struct ctx *ctx, const struct programme *programme, struct places **ret)
{
    struct reading in = {.ctx = ctx};
    struct places *places = arena_alloc(ctx->mem, sizeof *places);
    int r = read_lines(&in, programme->organisations);
    if (r == 0)
        r = make_places(&in, programme, places);
    if (r < 0)
        return r;
    link_places(&in, places);
    *ret = places;
    return 0;
}

bool place_within(const struct place *place, const struct scope *scope)
{
    size_t steps = 0;
    for (; place && steps < 32; place = place->stat_parent, steps++)
        for (const char **member = scope->members; *member; member++)
            if (strcmp(*member, place->code) == 0)
                return true;
    return false;
}

/* ---- who reports ---- */

static bool is_site(const struct place *place, const struct site_rule *rule)
{
    if (!place->standing ||
        (rule->level >= 0 ? (int)place->level != rule->level : strcmp(place->kind, rule->kind) != 0))
        return false;
    if (rule->named && !strstr(place->name, rule->named))
        return false;
    if (rule->scope && !place_within(place, rule->scope))
        return false;
    return !rule->outside || !place_within(place, rule->outside);
}

/* As many people as villages: a place without any stands for its owner's, shared among its like. */
static int64_t weight_of(const struct place *place, const struct places *places, size_t alike, uint64_t salt)
{
    int64_t villages = place->villages;
    if (!villages && place->level == LEVEL_INSTITUTION)
        villages = (place->owner->level == LEVEL_CITY ? places->city->villages / 10 : place->owner->villages) /
                   (int64_t)(alike ? alike : 1);
    int64_t uneven = 55 + (int64_t)(mix64(place->hash ^ salt) % 91); /* 55 to 145 percent */
    int64_t county = 70 + (int64_t)(mix64(place->owner->hash ^ salt) % 61);
    return (villages < 1 ? 1 : villages) * uneven * county;
}

static void shuffle(struct place **at, size_t count, struct dice *dice)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)dice_in(dice, (struct span){0, (int64_t)i - 1});
        struct place *swap = at[i - 1];
        at[i - 1] = at[j];
        at[j] = swap;
    }
}

struct sites *sites_new(struct arena *mem, const struct places *places, const struct site_rule *rule, uint64_t salt,
                        struct dice *dice)
{
    struct sites *sites = arena_alloc(mem, sizeof *sites);
    sites->at = arena_array(mem, places->count, sizeof *sites->at);
    sites->upto = arena_array(mem, places->count, sizeof *sites->upto);
    sites->once = rule->once;
    struct map *alike = map_new(mem);
    for (size_t i = 0; i < places->count; i++)
        if (is_site(&places->at[i], rule)) {
            const char *owner = places->at[i].owner->code;
            map_put_str(alike, owner, (void *)((uintptr_t)map_get_str(alike, owner) + 1));
            sites->at[sites->count++] = &places->at[i];
        }
    int64_t sum = 0;
    for (size_t i = 0; i < sites->count; i++) {
        size_t like = (size_t)(uintptr_t)map_get_str(alike, sites->at[i]->owner->code);
        sites->upto[i] = sum += weight_of(sites->at[i], places, like, salt);
    }
    if (rule->once)
        shuffle(sites->at, sites->count, dice);
    return sites;
}

bool place_silent(const struct place *place, int month, int silent_percent, uint64_t seed)
{
    return month && (int)(mix64(place->hash ^ mix64(seed ^ (uint64_t)month)) % 100) < silent_percent;
}

struct place *sites_pick(struct sites *sites, struct dice *dice, int month, int silent_percent, uint64_t seed,
                         const struct place *except)
{
    if (sites->once && !except) {
        sites->round += sites->next > 0 && sites->next % sites->count == 0;
        return sites->at[sites->next++ % sites->count];
    }
    struct place *found = NULL;
    for (int tries = 0; tries < 40; tries++) {
        struct place *place = sites->at[dice_pick(dice, sites->upto, sites->count)];
        if (place->owner == except)
            continue;
        found = place;
        if (!place_silent(place, month, silent_percent, seed))
            break;
    }
    return found;
}

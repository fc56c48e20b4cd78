#include "domain/simulate_people.h"

#include <string.h>

#include "base/date.h"
#include "domain/identity.h"

enum {
    DAYS = 7305,     /* 1880-01-01 to 1899-12-31 */
    SEQUENCES = 499, /* 001 … 997 for men, 002 … 998 for women */
    NUMBERS = DAYS * SEQUENCES,
    FIRST_DAY = 18800101,
    MANY_USED = 24, /* how often to throw for someone before looking in order */
};

void people_init(struct people *people, struct arena *mem, uint64_t seed, const struct pool *pools, size_t pool_count,
                 const char *const *areas, size_t area_count)
{
    *people = (struct people){.mem = mem,
                              .seed = seed,
                              .pools = pools,
                              .areas = areas,
                              .pool_count = pool_count,
                              .area_count = area_count,
                              .crowds = arena_array(mem, pool_count * area_count + 1, sizeof *people->crowds)};
}

/* ---- who is there: pool, area and index in one number ---- */

static person_id id_of(const struct people *people, size_t pool, size_t area, size_t index)
{
    return (person_id)((pool * people->area_count + area) << 32 | index);
}

static size_t pool_of(const struct people *people, person_id person)
{
    return (size_t)(person >> 32) / people->area_count;
}

static size_t area_of(const struct people *people, person_id person)
{
    return (size_t)(person >> 32) % people->area_count;
}

static uint64_t index_of(person_id person)
{
    return (uint64_t)person & 0xFFFFFFFF;
}

static struct crowd *crowd_of(struct people *people, size_t pool, size_t area)
{
    return &people->crowds[pool * people->area_count + area];
}

person_id people_new(struct people *people, size_t pool, size_t area, uint16_t ledger)
{
    struct crowd *crowd = crowd_of(people, pool, area);
    if (crowd->count >= NUMBERS / people->pool_count)
        return NO_PERSON;
    if (crowd->count == crowd->capacity) {
        size_t capacity = crowd->capacity ? crowd->capacity * 2 : 256;
        uint16_t *bigger = arena_array(people->mem, capacity, sizeof *bigger);
        if (crowd->count)
            memcpy(bigger, crowd->used, crowd->count * sizeof *bigger);
        crowd->used = bigger;
        crowd->capacity = capacity;
    }
    crowd->used[crowd->count] = ledger;
    return id_of(people, pool, area, crowd->count++);
}

person_id people_known(struct people *people, struct dice *dice, size_t pool, size_t area, uint16_t ledger)
{
    struct crowd *crowd = crowd_of(people, pool, area);
    if (crowd->looking != ledger)
        crowd->looking = ledger, crowd->next = 0;
    for (int i = 0; i < MANY_USED && crowd->next < crowd->count; i++) {
        size_t k = (size_t)dice_in(dice, (struct span){(int64_t)crowd->next, (int64_t)crowd->count - 1});
        if (crowd->used[k] != ledger) {
            crowd->used[k] = ledger;
            return id_of(people, pool, area, k);
        }
    }
    while (crowd->next < crowd->count && crowd->used[crowd->next] == ledger)
        crowd->next++;
    if (crowd->next == crowd->count)
        return NO_PERSON;
    crowd->used[crowd->next] = ledger;
    return id_of(people, pool, area, crowd->next);
}

person_id people_again(struct people *people, struct dice *dice, size_t pool, size_t area, uint16_t ledger)
{
    struct crowd *crowd = crowd_of(people, pool, area);
    for (int i = 0; i < MANY_USED && crowd->count; i++) {
        size_t k = (size_t)dice_in(dice, (struct span){0, (int64_t)crowd->count - 1});
        if (crowd->used[k] == ledger)
            return id_of(people, pool, area, k);
    }
    return NO_PERSON;
}

/* ---- what they are like ---- */

static uint64_t trait(const struct people *people, person_id person, uint64_t which)
{
    return mix64(people->seed ^ mix64((uint64_t)person) ^ which * 0xD1B54A32D192ED03u);
}

static bool is_female(const struct people *people, person_id person)
{
    return (int)(trait(people, person, 1) % 100) < people->pools[pool_of(people, person)].female;
}

/* A pool has its own share of an area's numbers; multiplying by a number prime to NUMBERS shuffles them. */
const char *person_number(const struct people *people, person_id person, struct arena *mem)
{
    const uint64_t shuffle = 1000003;
    uint64_t block = NUMBERS / people->pool_count;
    uint64_t place = pool_of(people, person) * block + index_of(person);
    uint64_t start = mix64(people->seed ^ area_of(people, person)) % NUMBERS;
    uint64_t number = (place * shuffle + start) % NUMBERS;
    int day = day_add(FIRST_DAY, (int)(number % DAYS));
    int sequence = (int)(number / DAYS) * 2 + (is_female(people, person) ? 2 : 1);
    char *text = arena_printf(mem, "%.6s%08d%03d?", people->areas[area_of(people, person)], day, sequence);
    text[17] = identity_check_digit(text);
    return text;
}

int person_born(const struct people *people, person_id person)
{
    const struct pool *pool = &people->pools[pool_of(people, person)];
    int days = days_between(pool->born_from, pool->born_to) + 1;
    return day_add(pool->born_from, (int)(trait(people, person, 2) % (uint64_t)days));
}

/* Numbers of four zeros after the first three digits are not given out to customers. */
const char *person_phone(const struct people *people, person_id person, struct arena *mem)
{
    uint64_t t = trait(people, person, 3);
    return arena_printf(mem, "1%d%d0000%04d", (int)(3 + t % 7), (int)(t / 7 % 10), (int)(t / 70 % 10000));
}

/* ---- names ---- */

static const char *const surnames[] = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐",   "孙",   "马",   "朱",   "胡", "郭", "何", "高",
    "林", "郑", "谢", "罗", "梁", "宋", "唐", "许", "韩", "冯", "邓",   "曹",   "彭",   "曾",   "肖", "田", "董", "袁",
    "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕",   "丁",   "任",   "沈",   "姚", "卢", "姜", "崔",
    "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏", "韦",   "付",   "方",   "白",   "邹", "孟", "熊", "秦",
    "邱", "江", "尹", "薛", "闫", "段", "雷", "侯", "龙", "史", "陶",   "黎",   "贺",   "顾",   "毛", "郝", "龚", "邵",
    "万", "钱", "严", "覃", "武", "戴", "莫", "孔", "向", "常", "欧阳", "上官", "司马", "诸葛",
};

static const char *const men[] = {
    "伟",   "强",   "磊",   "军",   "勇",   "杰",   "涛",   "明",   "超",   "刚",   "平",   "辉",   "鹏",
    "华",   "飞",   "鑫",   "波",   "斌",   "宇",   "浩",   "凯",   "健",   "俊",   "帆",   "帅",   "旭",
    "宁",   "龙",   "林",   "阳",   "建国", "志强", "文博", "子轩", "浩然", "宇航", "建军", "国庆", "海涛",
    "永强", "振华", "新民", "红军", "天佑", "家豪", "一鸣", "俊杰", "学文", "根生",
};

static const char *const women[] = {
    "芳",   "娜",   "敏",   "静",   "丽",   "艳",   "娟",   "霞",   "燕",   "玲",   "桂英", "秀兰",
    "玉兰", "婷",   "雪",   "慧",   "红",   "梅",   "倩",   "颖",   "琳",   "欣怡", "梓涵", "雨桐",
    "诗涵", "佳怡", "淑珍", "秀英", "桂兰", "凤英", "春梅", "海燕", "丽娟", "晓燕", "彩霞", "爱玲",
    "小红", "佳琪", "思雨", "若曦", "可欣", "美玲", "玉梅", "翠花", "秋菊", "雅琴",
};

/* Rare characters and names with a point: what a narrow table of characters would lose. */
static const char *const rare[] = {"㛃", "𬭎", "䶮", "喆", "犇", "翀", "懿", "昶"};

static const char *name_of(uint64_t t, bool female, struct arena *mem)
{
    enum { SURNAMES = sizeof surnames / sizeof *surnames, RARE = sizeof rare / sizeof *rare };
    uint64_t a = t % SURNAMES, b = t / 1000 % SURNAMES; /* the less of two: the first are the most common */
    const char *surname = surnames[a < b ? a : b];
    t = mix64(t);
    if (t % 4000 == 0)
        return arena_printf(mem, "阿依%s·%s", rare[t / 4000 % RARE], surname);
    if (t % 500 == 1)
        return arena_printf(mem, "%s%s", surname, rare[t / 500 % RARE]);
    uint64_t count = female ? sizeof women / sizeof *women : sizeof men / sizeof *men;
    const char *given = female ? women[t / 500 % count] : men[t / 500 % count];
    return arena_printf(mem, "%s%s", surname, given);
}

const char *person_name(const struct people *people, person_id person, struct arena *mem)
{
    return name_of(trait(people, person, 4), is_female(people, person), mem);
}

const char *any_name(struct dice *dice, struct arena *mem)
{
    uint64_t t = dice_next(dice);
    return name_of(t, t >> 63, mem);
}

const char *made_uscc(const char *city, const char *text, struct arena *mem)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    uint64_t hash = hash_text(3, text);
    char *code = arena_printf(mem, "91%.6s??????????", city);
    for (int i = 8; i < 17; i++, hash = mix64(hash))
        code[i] = i == 8 ? 'M' : alphabet[hash % (sizeof alphabet - 1)];
    code[17] = uscc_check_character(code);
    return code;
}

#include "domain/recount_persons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct member {
    unsigned char key[INDEX_SIZE];
    size_t up; /* its neighbour nearer to the least key of its person; itself: it is the least */
};

struct persons {
    struct member *members;
    size_t count, capacity;
    size_t *places;     /* by the key's first bytes, which are as good as random: a member's number and 1; 0: free */
    size_t place_count; /* a power of two, at least twice the members */
};

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("内存不足，程序停止；已经提交的数据不受影响\n", stderr);
    exit(3);
}

struct persons *persons_new(void)
{
    return must(calloc(1, sizeof(struct persons)));
}

void persons_free(struct persons *p)
{
    if (!p)
        return;
    free(p->members);
    free(p->places);
    free(p);
}

/* Where the key stands or would stand. */
static size_t *place_of(const struct persons *p, const void *key)
{
    uint64_t start;
    memcpy(&start, key, sizeof start);
    for (size_t i = start;; i++) {
        size_t *place = &p->places[i & (p->place_count - 1)];
        if (!*place || memcmp(p->members[*place - 1].key, key, INDEX_SIZE) == 0)
            return place;
    }
}

static void grow(struct persons *p)
{
    p->capacity = p->capacity ? 2 * p->capacity : 64;
    p->members = must(realloc(p->members, p->capacity * sizeof *p->members));
    free(p->places);
    p->place_count = 2 * p->capacity;
    p->places = must(calloc(p->place_count, sizeof *p->places));
    for (size_t i = 0; i < p->count; i++)
        *place_of(p, p->members[i].key) = i + 1;
}

static size_t member_of(struct persons *p, const void *key)
{
    if (p->count == p->capacity)
        grow(p);
    size_t *place = place_of(p, key);
    if (!*place) {
        struct member *m = &p->members[p->count];
        memcpy(m->key, key, INDEX_SIZE);
        m->up = p->count++;
        *place = p->count;
    }
    return *place - 1;
}

/* Shortens the way for the next who asks. */
static size_t least_of(struct persons *p, size_t i)
{
    while (p->members[i].up != i)
        i = p->members[i].up = p->members[p->members[i].up].up;
    return i;
}

void persons_join(struct persons *p, const void *key, const void *other)
{
    size_t a = member_of(p, key), b = member_of(p, other);
    a = least_of(p, a);
    b = least_of(p, b);
    if (memcmp(p->members[a].key, p->members[b].key, INDEX_SIZE) < 0)
        p->members[b].up = a;
    else
        p->members[a].up = b;
}

void persons_settle(struct persons *p)
{
    for (size_t i = 0; i < p->count; i++)
        p->members[i].up = least_of(p, i);
}

const unsigned char *persons_id(const struct persons *p, const unsigned char *key)
{
    size_t place = p->count ? *place_of(p, key) : 0;
    return place ? p->members[p->members[place - 1].up].key : key;
}

bool persons_joins(const struct revision *v, size_t i)
{
    return i + 1 < v->person_count && !v->is_void && v->persons[i].field == v->persons[i + 1].field &&
           !v->persons[i].weak && v->persons[i + 1].weak;
}

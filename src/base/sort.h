/* Sorting things by a number that says most of their order, so that hardly any two have to be looked at: entries that
 * begin with a digest, of which eight bytes nearly always differ. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

struct sort_item {
    uint64_t rank;
    const void *at; /* what is sorted; never moved */
};

typedef int (*sort_order)(const void *a, const void *b);

/* By rank, then by `order`, then as they stood. `scratch` has room for as many items. */
void sort_items(struct sort_item *items, size_t count, struct sort_item *scratch, sort_order order);

/* The rank of things that memcmp orders: their first eight bytes. */
uint64_t sort_rank(const void *bytes);

#endif

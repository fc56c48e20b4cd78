#include "base/sort.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS = 8, VALUES = 256, FEW = 32 };

uint64_t sort_rank(const void *bytes)
{
    uint64_t rank;
    memcpy(&rank, bytes, sizeof rank);
    return __builtin_bswap64(rank);
}

/* A stable sort by the order alone: where it is asked, ranks are equal. */
static void merge_sort(struct sort_item *items, size_t count, struct sort_item *scratch, sort_order order)
{
    if (count < 2)
        return;
    size_t half = count / 2;
    merge_sort(items, half, scratch, order);
    merge_sort(items + half, count - half, scratch, order);
    if (order(items[half - 1].at, items[half].at) <= 0)
        return;
    memcpy(scratch, items, half * sizeof *items);
    struct sort_item *left = scratch, *left_end = scratch + half, *right = items + half, *end = items + count;
    while (left < left_end)
        *items++ = right < end && order(left->at, right->at) > 0 ? *right++ : *left++;
}

static void insertion_sort(struct sort_item *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct sort_item item = items[i];
        size_t k = i;
        for (; k && items[k - 1].rank > item.rank; k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

static size_t digit_of(const struct sort_item *item, int digit)
{
    return item->rank >> 8 * digit & (VALUES - 1);
}

/* Counts to places; false if all items have the same digit. */
static bool places(size_t counts[VALUES], size_t first_digit, size_t count)
{
    if (counts[first_digit] == count)
        return false;
    size_t sum = 0;
    for (size_t v = 0; v < VALUES; v++) {
        size_t here = counts[v];
        counts[v] = sum;
        sum += here;
    }
    return true;
}

/* Digit by digit, the last one first: each pass keeps the order of the one before. */
static void radix_sort(struct sort_item *items, size_t count, struct sort_item *scratch)
{
    size_t counts[DIGITS][VALUES] = {0};
    struct sort_item *from = items, *to = scratch;
    for (size_t i = 0; i < count; i++)
        for (int digit = 0; digit < DIGITS; digit++)
            counts[digit][digit_of(&items[i], digit)]++;
    for (int digit = 0; digit < DIGITS; digit++) {
        if (!places(counts[digit], digit_of(&items[0], digit), count))
            continue;
        for (size_t i = 0; i < count; i++)
            to[counts[digit][digit_of(&from[i], digit)]++] = from[i];
        struct sort_item *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

void sort_items(struct sort_item *items, size_t count, struct sort_item *scratch, sort_order order)
{
    if (count <= FEW)
        insertion_sort(items, count);
    else
        radix_sort(items, count, scratch);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && items[end].rank == items[i].rank; end++)
            ;
        merge_sort(items + i, end - i, scratch, order);
    }
}

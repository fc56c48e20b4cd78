/* Numbers drawn the same at each run of a test. */
#ifndef UNIT_CHANCE_H
#define UNIT_CHANCE_H

#include <stdint.h>

/* The next number of xorshift64; `*seed` is not 0. */
static inline uint64_t chance_next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    return *seed ^= *seed << 17;
}

#endif

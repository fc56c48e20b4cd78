/* Articles spoilt at random, always in the same way: cut anywhere, spliced, digits and marks changed. What a fuzzer finds
 * in hours it finds seldom, but on every run of the tests. */
#ifndef UNIT_SPOIL_H
#define UNIT_SPOIL_H

#include <stddef.h>
#include <stdint.h>

/* Hands `rounds` spoilt pieces of the folder's *.txt (below the project's) to `take`, an entry of tests/fuzz. Fails the
 * test if the folder has none. */
void spoil_texts(const char *folder, int rounds, int (*take)(const uint8_t *bytes, size_t length));

#endif

/* A context with an arena and no store, as a test's state: set-up and tear-down of tests that need no more. */
#ifndef UNIT_CONTEXT_H
#define UNIT_CONTEXT_H

int context_open(void **state); /* *state: struct ctx */
int context_close(void **state);

#endif

/* tests/fuzz/fuzz_draft.c without libFuzzer: it aborts where one does. */
#include "unit/spoil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzz/fuzz_draft.c"

#include <cmocka.h>

static void spoilt_plans_are_drafted_or_refused(void **state)
{
    (void)state;
    spoil_texts("tests/drafts", 600, LLVMFuzzerTestOneInput);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spoilt_plans_are_drafted_or_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/fuzz/fuzz_check.c without libFuzzer: it aborts where one does. */
#include "unit/spoil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzz/fuzz_check.c"

#include <cmocka.h>

static void claims_of_spoilt_texts_are_judged_or_left_alone(void **state)
{
    (void)state;
    spoil_texts("tests/cases", 1500, LLVMFuzzerTestOneInput);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(claims_of_spoilt_texts_are_judged_or_left_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

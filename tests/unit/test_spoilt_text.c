/* tests/fuzz/fuzz_text.c without libFuzzer: it aborts where one does. */
#include "unit/spoil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzz/fuzz_text.c"

#include <cmocka.h>

static void figures_of_spoilt_texts_lie_inside_them(void **state)
{
    (void)state;
    spoil_texts("tests/cases", 3000, LLVMFuzzerTestOneInput);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_of_spoilt_texts_lie_inside_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

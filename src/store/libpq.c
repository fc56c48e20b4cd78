#include "store/libpq.h"

LIBRARY_DEFINE(libpq, LIBPQ_FUNCTIONS, "libpq.so.5", "libpq5")

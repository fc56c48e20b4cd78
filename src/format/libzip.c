#include "format/libzip.h"

LIBRARY_DEFINE(libzip, LIBZIP_FUNCTIONS, "libzip.so.4", "libzip4")

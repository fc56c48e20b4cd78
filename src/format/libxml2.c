#include "format/libxml2.h"

LIBRARY_DEFINE(libxml2, LIBXML2_FUNCTIONS, "libxml2.so.2", "libxml2")

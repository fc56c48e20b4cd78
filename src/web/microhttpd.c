#include "web/microhttpd.h"

LIBRARY_DEFINE(microhttpd, MICROHTTPD_FUNCTIONS, "libmicrohttpd.so.12", "libmicrohttpd12")

/* libxml2, opened by the first page that is read (base/library.h). Only htmlin.c needs it. */
#ifndef FORMAT_LIBXML2_H
#define FORMAT_LIBXML2_H

#include <libxml/HTMLparser.h>

#include "base/library.h"

#define LIBXML2_FUNCTIONS(F) F(htmlReadMemory) F(xmlDocGetRootElement) F(xmlFreeDoc)

struct libxml2 {
    LIBXML2_FUNCTIONS(LIBRARY_MEMBER)
};

extern struct libxml2 libxml2;

/* Before the first call of any. Errors: E_STORE (no such library). */
MUST_CHECK int libxml2_open(struct ctx *ctx);

#endif

/* libzip, opened by the first file that is a zip (base/library.h). */
#ifndef FORMAT_LIBZIP_H
#define FORMAT_LIBZIP_H

#include <zip.h>

#include "base/library.h"

#define LIBZIP_FUNCTIONS(F)                                                                                            \
    F(zip_discard)                                                                                                     \
    F(zip_error_code_zip)                                                                                              \
    F(zip_fclose) F(zip_fdopen) F(zip_file_get_error) F(zip_fopen_index) F(zip_fread) F(zip_get_error) F(zip_get_name) \
        F(zip_name_locate) F(zip_open_from_source) F(zip_source_buffer_create) F(zip_source_free) F(zip_stat_index)

struct libzip {
    LIBZIP_FUNCTIONS(LIBRARY_MEMBER)
};

extern struct libzip libzip;

/* Before the first call of any. Errors: E_STORE (no such library). */
MUST_CHECK int libzip_open(struct ctx *ctx);

#endif

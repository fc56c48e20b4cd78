/* libmicrohttpd, opened by `serve` (base/library.h). Only server.c needs it. */
#ifndef WEB_MICROHTTPD_H
#define WEB_MICROHTTPD_H

#include <microhttpd.h>

#include "base/library.h"

#define MICROHTTPD_FUNCTIONS(F)                                                                                        \
    F(MHD_add_response_header)                                                                                         \
    F(MHD_create_post_processor)                                                                                       \
    F(MHD_create_response_from_buffer) F(MHD_destroy_post_processor) F(MHD_destroy_response)                           \
        F(MHD_get_connection_info) F(MHD_get_connection_values) F(MHD_get_connection_values_n)                         \
            F(MHD_lookup_connection_value) F(MHD_post_process) F(MHD_queue_response) F(MHD_resume_connection)          \
                F(MHD_start_daemon) F(MHD_stop_daemon) F(MHD_suspend_connection)

struct microhttpd {
    MICROHTTPD_FUNCTIONS(LIBRARY_MEMBER)
};

extern struct microhttpd microhttpd;

/* Before the first call of any. Errors: E_STORE (no such library). */
MUST_CHECK int microhttpd_open(struct ctx *ctx);

#endif

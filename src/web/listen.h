/* The socket at which the server listens, and how many connections the machine allows. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include <netdb.h>
#include <stdbool.h>

#include "base/error.h"

enum { LISTEN_ADDRESS = NI_MAXHOST + NI_MAXSERV + 4 };

/* Listens at `address` ("127.0.0.1:8080", "[::1]:0"; port 0: any that is free) on a socket that does not block, whose
 * closing is the caller's; ret_address says where. Errors: E_USAGE (it cannot be read), E_INPUT (in use, not ours). */
MUST_CHECK int listen_at(struct ctx *ctx, const char *address, int *ret_socket, char ret_address[LISTEN_ADDRESS]);

/* Raises the limit of descriptors as far as allowed; how many connections, at most `most`, fit below it. */
unsigned listen_most(unsigned most);

#endif

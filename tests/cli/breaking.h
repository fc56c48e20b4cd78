/* Stands between a client and a PostgreSQL server, and breaks the client's first connection at one of its messages. */
#ifndef CLI_BREAKING_H
#define CLI_BREAKING_H

#include <stdbool.h>
#include <sys/types.h>

struct breaking {
    char folder[64]; /* of its socket */
    char *url;       /* the same database by way of it */
    pid_t process;
    bool *broke; /* shared with it: the connection lived until that message */
};

/* Begins, for a URL of unit/fresh.h. The first connection ends at the client's message of that number (from 1), which
 * reaches the server if `passed`; all later ones are left alone. End it with breaking_stop. */
void breaking_start(struct breaking *b, const char *url, int message, bool passed);
/* True if the connection was broken. */
bool breaking_stop(struct breaking *b);

#endif

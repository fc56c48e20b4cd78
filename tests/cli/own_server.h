/* A PostgreSQL server of a test's own, so that it can be killed under what uses it. */
#ifndef CLI_OWN_SERVER_H
#define CLI_OWN_SERVER_H

struct own_server {
    char folder[64], url[128];
};

/* Starts one in a new folder; from now on $DUIXIAN_PG is it. Stop it with own_server_control(…, "stop"). */
void own_server_start(struct own_server *server);
/* tools/postgres ACTION; fails the test if that fails. */
void own_server_control(const struct own_server *server, const char *action);

#endif

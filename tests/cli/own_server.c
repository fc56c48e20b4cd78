#include "cli/own_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void own_server_control(const struct own_server *s, const char *action)
{
    char line[256];
    snprintf(line, sizeof line, "'%s/tools/postgres' %s '%s' >/dev/null", SOURCE_ROOT, action, s->folder);
    if (system(line) != 0)
        fail_msg("%s", line);
}

static void read_url(struct own_server *s)
{
    char line[256];
    snprintf(line, sizeof line, "'%s/tools/postgres' url '%s'", SOURCE_ROOT, s->folder);
    FILE *f = popen(line, "r");
    assert_non_null(f);
    assert_non_null(fgets(s->url, sizeof s->url, f));
    s->url[strcspn(s->url, "\n")] = '\0';
    assert_int_equal(pclose(f), 0);
}

void own_server_start(struct own_server *s)
{
    snprintf(s->folder, sizeof s->folder, "/tmp/duixian-server-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    own_server_control(s, "start");
    read_url(s);
    setenv("DUIXIAN_PG", s->url, 1);
}

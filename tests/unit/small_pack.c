#include "unit/small_pack.h"

#include <stdlib.h>
#include <string.h>

int pack_open(void **state)
{
    struct pack *pack = calloc(1, sizeof *pack);
    pack->ctx.mem = arena_new();
    *state = pack;
    return 0;
}

int pack_close(void **state)
{
    struct pack *pack = *state;
    arena_free(pack->ctx.mem);
    free(pack);
    return 0;
}

struct pack_file pack_file_of(const char *name, const char *bytes)
{
    return (struct pack_file){name, bytes, strlen(bytes), NULL};
}

int pack_read_texts(struct pack *pack, const char *programme, const char *item)
{
    struct pack_file files[] = {pack_file_of("programme.yaml", programme),
                                pack_file_of("organisations.csv", ORGANISATIONS), pack_file_of("items/1.yaml", item)};
    pack->programme = NULL;
    return pack_from_files(&pack->ctx, files, 3, &pack->programme);
}

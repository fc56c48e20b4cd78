#include "format/asset.h"

#include <stdlib.h>
#include <string.h>

const struct asset *asset_find(const char *hashed)
{
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(assets[i].hashed, hashed) == 0)
            return &assets[i];
    return NULL;
}

static int by_name(const void *name, const void *asset)
{
    return strcmp(name, ((const struct asset *)asset)->name);
}

const struct asset *asset_named(const char *name)
{
    return bsearch(name, assets, asset_count, sizeof *assets, by_name);
}

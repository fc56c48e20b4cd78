/* The outlines of a programme. */
#include "domain/outline.h"

#include <string.h>

#include "domain/programme.h"

const struct outlines *programme_outlines(const struct programme *programme)
{
    return &programme->outlines;
}

const struct outline *outline_find(const struct outlines *outlines, const char *org)
{
    for (size_t i = 0; i < outlines->count; i++)
        if (strcmp(outlines->at[i].org, org) == 0)
            return &outlines->at[i];
    return NULL;
}

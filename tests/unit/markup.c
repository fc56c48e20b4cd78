#include "unit/markup.h"

#include <expat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "format/gzip.h"

#include <cmocka.h>

void assert_well_formed(struct html html)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    if (XML_Parse(parser, html.bytes, (int)html.length, 1) != XML_STATUS_OK)
        fail_msg("%s at byte %ld of: %.*s", XML_ErrorString(XML_GetErrorCode(parser)),
                 (long)XML_GetCurrentByteIndex(parser), (int)html.length, html.bytes);
    XML_ParserFree(parser);
}

static size_t times_in(struct html html, const char *piece)
{
    size_t times = 0;
    for (const char *at = html.bytes; (at = strstr(at, piece)); at += strlen(piece))
        times++;
    return times;
}

void assert_holds(struct html html, const char *piece)
{
    if (!times_in(html, piece))
        fail_msg("no “%s” in: %s", piece, html.bytes);
}

void assert_lacks(struct html html, const char *piece)
{
    if (times_in(html, piece))
        fail_msg("“%s” in: %s", piece, html.bytes);
}

void assert_times(struct html html, const char *piece, size_t times)
{
    if (times_in(html, piece) != times)
        fail_msg("“%s” %zu times, not %zu, in: %s", piece, times_in(html, piece), times, html.bytes);
}

size_t size_compressed(const char *bytes, size_t length)
{
    enum { AS_PAGES_ARE = 6 };
    AUTO_BUF struct buf out = BUF_INIT;
    assert_true(gzip(bytes, length, AS_PAGES_ARE, &out));
    return out.length;
}

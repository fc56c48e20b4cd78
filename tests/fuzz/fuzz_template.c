/* Any bytes as a value of a page: outside its place nothing of it is seen. Whatever the value is, the page keeps as
 * many angle brackets and quotes as the template wrote, is UTF-8, and links to this site, http, https and mailto only.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "format/template_ops.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct template_op fuzzed_ops[] = {
    {TEMPLATE_RAW, 9, "<a href=\""},  {TEMPLATE_URL, 0, "value"},        {TEMPLATE_RAW, 12, "\"></a><b c=\""},
    {TEMPLATE_ATTRIBUTE, 0, "value"}, {TEMPLATE_RAW, 10, "\" d=\"/?q="}, {TEMPLATE_URL_PART, 0, "value"},
    {TEMPLATE_RAW, 2, "\">"},         {TEMPLATE_TEXT, 0, "value"},       {TEMPLATE_RAW, 4, "</b>"},
};
static const struct template_page fuzzed_page = {
    "fuzz",
    {{fuzzed_ops, sizeof fuzzed_ops / sizeof *fuzzed_ops}, {fuzzed_ops, sizeof fuzzed_ops / sizeof *fuzzed_ops}}};

static size_t times(const struct buf *made, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < made->length; i++)
        n += made->bytes[i] == c;
    return n;
}

static bool links_well(const char *url)
{
    static const char *const begins[] = {"\"", "/", "?", "#", "http://", "https://", "mailto:"};
    if (url[0] == '/' && strchr("/\\\t\n\r", url[1]))
        return false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (strncasecmp(url, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *mem = arena_new();
    struct values *v = values_new(mem);
    AUTO_BUF struct buf out = BUF_INIT;

    values_text(v, "value", arena_strndup(mem, (const char *)data, size));
    template_run(&fuzzed_page, LANGUAGE_ZH, v, &out);
    if (times(&out, '<') != 4 || times(&out, '>') != 4 || times(&out, '"') != 6 || times(&out, '\'') != 0)
        abort();
    if (utf8_valid(out.bytes, out.length) != out.length || !links_well(out.bytes + 9))
        abort();
    arena_free(mem);
    return 0;
}

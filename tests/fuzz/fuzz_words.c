/* Any bytes as a file with an article: words in UTF-8, or a message; never a crash. The bytes are also taken as the
 * body of a Word document, for mutations rarely leave a zip whole. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/utf8.h"
#include "format/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void read_words(const char *bytes, size_t length)
{
    struct ctx ctx = {.mem = arena_new()};
    const char *words;
    size_t count;
    int r = words_read(&ctx, "f", bytes, length, &words, &count);

    if (r == 0)
        must(words == bytes || utf8_valid(words, count) == count);
    else
        must(r == E_INPUT && ctx.err.text[0]);
    arena_free(ctx.mem);
}

/* A zip with the bytes as word/document.xml, stored; the caller frees it. NULL if libzip refuses. */
static char *document_of(const uint8_t *data, size_t size, size_t *ret_length)
{
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    zip_int64_t index;
    char *bytes;
    zip_stat_t st;

    must(out && zip);
    zip_source_keep(out);
    index = zip_file_add(zip, "word/document.xml", zip_source_buffer(zip, data, size, 0), 0);
    must(index >= 0 && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
    must(zip_close(zip) == 0 && zip_source_open(out) == 0 && zip_source_stat(out, &st) == 0);
    bytes = malloc(st.size);
    must(bytes && zip_source_read(out, bytes, st.size) == (zip_int64_t)st.size);
    must(zip_source_close(out) == 0);
    zip_source_free(out);
    *ret_length = st.size;
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length;
    char *bytes;

    read_words((const char *)data, size);
    bytes = document_of(data, size, &length);
    read_words(bytes, length);
    free(bytes);
    return 0;
}

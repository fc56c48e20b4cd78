#include "unit/spoil.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "unit/chance.h"

#include <cmocka.h>

enum { PIECES = 3, LONGEST = 900, EDITS = 12 };

static void read_whole(const char *path, struct buf *out)
{
    char bytes[4096];
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        buf_add(out, bytes, n);
    fclose(f);
}

/* A stretch of the text that may begin and end inside a character. */
static void add_piece(struct buf *out, const struct buf *text, uint64_t *seed)
{
    size_t start = chance_next(seed) % text->length, length = 1 + chance_next(seed) % LONGEST;
    buf_add(out, text->bytes + start, length < text->length - start ? length : text->length - start);
}

static void edit(struct buf *b, uint64_t *seed)
{
    static const char *const marks[] = {
        "万", "亿",   "%",  "、",   "，", "；",   "。", "\n", "\t", "个", "人", "（",     "）", "“",
        "《", "至",   "余", "分别", "的", "其中", "已", "年", "月", "十", "半", "百分之", ".",  "9999999999999999999",
        "０", "\xff", " ",  "+",    "-",  ":"};
    const char *mark = marks[chance_next(seed) % (sizeof marks / sizeof *marks)];
    size_t at = b->length ? chance_next(seed) % b->length : 0, length = strlen(mark);

    if (chance_next(seed) % 3 == 0) {
        buf_str(b, mark);
    } else if (at + length <= b->length && chance_next(seed) % 2) {
        memcpy(b->bytes + at, mark, length);
    } else if (b->length) {
        b->bytes[at] = (char)('0' + chance_next(seed) % 10);
    }
}

void spoil_texts(const char *folder, int rounds, int (*take)(const uint8_t *bytes, size_t length))
{
    char pattern[512];
    glob_t found;
    uint64_t seed = 20241201;

    snprintf(pattern, sizeof pattern, SOURCE_ROOT "/%s/*.txt", folder);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (int round = 0; round < rounds; round++) {
        AUTO_BUF struct buf spoilt = BUF_INIT;
        for (uint64_t pieces = 1 + chance_next(&seed) % PIECES; pieces > 0; pieces--) {
            AUTO_BUF struct buf text = BUF_INIT;
            read_whole(found.gl_pathv[chance_next(&seed) % found.gl_pathc], &text);
            add_piece(&spoilt, &text, &seed);
        }
        for (uint64_t edits = chance_next(&seed) % EDITS; edits > 0; edits--)
            edit(&spoilt, &seed);
        (void)take((const uint8_t *)spoilt.bytes, spoilt.length);
    }
    globfree(&found);
}

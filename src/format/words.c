#include "format/words.h"

#include <string.h>

#include "format/docxin.h"
#include "format/htmlin.h"

/* Kinds that are met and not read, and what to do about each. */
static int refuse_kind(struct ctx *ctx, const char *name, const char *bytes, size_t length)
{
    static const struct {
        const char *begins, *says;
    } kinds[] = {
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
         "是旧的 Word 文档（.doc）或加了密码的文档；请用 Word 或 WPS 打开它，去掉密码，另存为 .docx 再读入"},
        {"%PDF-", "是 PDF；请把文字复制出来存成 .txt，或用 Word、WPS 打开后另存为 .docx"},
        {"{\\rtf", "是 RTF 文档；请用 Word 或 WPS 打开它，另存为 .docx 再读入"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (length >= strlen(kinds[i].begins) && memcmp(bytes, kinds[i].begins, strlen(kinds[i].begins)) == 0)
            return fail(ctx, E_INPUT, "“%s”%s", name, kinds[i].says);
    return 0;
}

bool words_are_inside(const char *bytes, size_t length)
{
    return docxin_is_zip(bytes, length) || htmlin_is_page(bytes, length);
}

int words_read(struct ctx *ctx, const char *name, const char *bytes, size_t length, const char **ret,
               size_t *ret_length)
{
    int r = refuse_kind(ctx, name, bytes, length);
    char *words;

    *ret = bytes;
    *ret_length = length;
    if (r < 0 || !words_are_inside(bytes, length))
        return r;
    r = docxin_is_zip(bytes, length) ? docxin_text(ctx, name, bytes, length, &words, ret_length)
                                     : htmlin_text(ctx, name, bytes, length, &words, ret_length);
    if (r < 0)
        return r;
    *ret = words;
    if (strspn(words, " \t\n") == *ret_length)
        return fail(ctx, E_INPUT, "“%s”里没有文字；图片里的字读不到，请把文字打出来", name);
    return 0;
}

/* libfyaml 0.7 keeps no comments and chooses single quotes that its own reader then measures wrong (yaml.c), so lines
 * are laid out here and quoted texts are JSON strings, which YAML holds all of. */
#include "format/yaml_out.h"

#include <stdlib.h>

#include <jansson.h>

#include "base/utf8.h"

bool yaml_out_holds(int32_t c)
{
    return c >= ' ' && (c < 0x7F || c >= 0xA0) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && (c & 0xFFFE) != 0xFFFE;
}

static void add_clean(struct buf *out, const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        size_t bytes;
        int32_t c = utf8_next(text, length, &bytes);
        buf_rune(out, yaml_out_holds(c) ? (uint32_t)c : ' ');
        text += bytes;
        length -= bytes;
    }
}

static bool is_ideograph(int32_t c)
{
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF);
}

/* Within a text that begins with an ideograph these mean nothing to a reader of YAML. */
static bool is_harmless(int32_t c)
{
    return is_ideograph(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == '(' || c == ')' || (c >= 0x3001 && c <= 0x301B) || (c >= 0xFF01 && c <= 0xFF5E) ||
           (c >= 0x2014 && c <= 0x2026);
}

static bool is_plain(const char *text)
{
    size_t length = strlen(text);
    bool first = true;
    for (; length > 0; first = false) {
        size_t bytes;
        int32_t c = utf8_next(text, length, &bytes);
        if (first ? !is_ideograph(c) : !is_harmless(c) && !(c == ' ' && length > 1 && text[1] != ' '))
            return false;
        text += bytes;
        length -= bytes;
    }
    return !first;
}

void yaml_out_text(struct buf *out, const char *text)
{
    AUTO_BUF struct buf clean = BUF_INIT;
    add_clean(&clean, text);
    if (is_plain(clean.bytes)) {
        buf_str(out, clean.bytes);
        return;
    }
    json_t *string = json_stringn(clean.bytes, clean.length);
    char *quoted = json_dumps(string, JSON_ENCODE_ANY);
    buf_str(out, quoted ? quoted : "\"\"");
    free(quoted);
    json_decref(string);
}

void yaml_out_texts(struct buf *out, const char *const *texts)
{
    buf_char(out, '[');
    for (size_t i = 0; texts[i]; i++) {
        buf_str(out, i ? ", " : "");
        yaml_out_text(out, texts[i]);
    }
    buf_char(out, ']');
}

void yaml_out_note(struct buf *out, int indent, const char *note)
{
    buf_printf(out, "%*s# ", indent, "");
    add_clean(out, note);
    buf_char(out, '\n');
}

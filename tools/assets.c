/* assets OUTPUT.c NAMES.tsv FILE...: the files of static/ as C tables for format/asset.h, each plain, gzip and brotli,
 * under a name with the hash of its bytes. *.css become one asset, app.css, in the order given, without comments and
 * indentation; url(NAME) in it becomes the address of that asset. NAMES.tsv gets "name<TAB>address" for
 * tools/templates. */
#include <brotli/encode.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/sm3.h"
#include "format/gzip.h"

enum { MOST = 64 };

struct made {
    char name[128], hashed[160];
    const char *type;
    struct buf plain;
};

struct folder {
    struct made at[MOST];
    size_t count;
};

static const struct {
    const char *suffix, *type;
    bool text;
} types[] = {
    {".css", "text/css; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".svg", "image/svg+xml", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".webmanifest", "application/json", true},
    {".ico", "image/x-icon", true},
    {".png", "image/png", false},
    {".woff2", "font/woff2", false},
};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i].suffix) == 0)
            return types[i].type;
    return NULL;
}

static bool read_file(const char *path, struct buf *out)
{
    FILE *in = fopen(path, "rb");
    char block[65536];
    size_t n;

    if (!in)
        return false;
    while ((n = fread(block, 1, sizeof block, in)) > 0)
        buf_add(out, block, n);
    return fclose(in) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* One string, quotes included. */
static const char *copy_string(const char *at, struct buf *out)
{
    char quote = *at;

    buf_char(out, *at++);
    while (*at && *at != quote) {
        if (*at == '\\' && at[1])
            buf_char(out, *at++);
        buf_char(out, *at++);
    }
    if (*at)
        buf_char(out, *at++);
    return at;
}

/* Blanks stay where they may mean something: around + and - (calc), in front of a colon (a pseudo-class below). */
static void add_css(struct buf *out, const char *at)
{
    while (*at) {
        char last = out->length ? out->bytes[out->length - 1] : '{';
        if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        } else if (*at == '"' || *at == '\'') {
            at = copy_string(at, out);
        } else if (is_blank(*at)) {
            while (is_blank(*at))
                at++;
            if (*at && !strchr("{};,>:", last) && !strchr("{};,>/", *at))
                buf_char(out, ' ');
            else if (*at == '/' && at[1] != '*' && !strchr("{};,>:", last))
                buf_char(out, ' ');
        } else {
            if (strchr("{};,>", *at) && last == ' ')
                out->bytes[--out->length] = '\0';
            if (*at == '}' && out->length && out->bytes[out->length - 1] == ';')
                out->bytes[--out->length] = '\0';
            buf_char(out, *at++);
        }
    }
}

static struct made *add(struct folder *f, const char *name)
{
    struct made *m = &f->at[f->count];

    if (f->count == MOST || strlen(name) >= sizeof m->name || !type_of(name)) {
        fprintf(stderr, "static/%s: too many assets, too long a name or a suffix without a type (tools/assets.c)\n",
                name);
        return NULL;
    }
    f->count++;
    *m = (struct made){.type = type_of(name), .plain = BUF_INIT};
    snprintf(m->name, sizeof m->name, "%s", name);
    return m;
}

static void hash_name(struct made *m)
{
    unsigned char hash[SM3_SIZE];
    const char *dot = strrchr(m->name, '.');

    sm3(m->plain.bytes, m->plain.length, hash);
    snprintf(m->hashed, sizeof m->hashed, "%.*s.%02x%02x%02x%02x%02x%s", (int)(dot - m->name), m->name, hash[0],
             hash[1], hash[2], hash[3], hash[4], dot);
}

/* url(NAME) of another asset becomes its address. */
static bool link_assets(const struct folder *f, struct made *css)
{
    struct buf out = BUF_INIT;
    const char *at = css->plain.bytes, *url;

    while ((url = strstr(at, "url(")) != NULL) {
        const char *end = strchr(url, ')');
        size_t i = 0;
        buf_add(&out, at, (size_t)(url + 4 - at));
        at = url + 4;
        if (!end || *at == '#') /* a mark within the page */
            continue;
        while (i < f->count && (strlen(f->at[i].name) != (size_t)(end - at) ||
                                strncmp(f->at[i].name, at, (size_t)(end - at)) != 0 || &f->at[i] == css))
            i++;
        if (i == f->count) {
            fprintf(stderr, "static/css: url(%.*s) is no file of static/ (write it without quotes and folder)\n",
                    (int)(end - at), at);
            buf_done(&out);
            return false;
        }
        buf_printf(&out, "/static/%s", f->at[i].hashed);
        at = end;
    }
    buf_str(&out, at);
    buf_done(&css->plain);
    css->plain = out;
    return true;
}

static bool compress_brotli(const struct buf *in, struct buf *out)
{
    size_t room = BrotliEncoderMaxCompressedSize(in->length) + 16;

    buf_reserve(out, room);
    if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT, in->length,
                               (const unsigned char *)in->bytes, &room, (unsigned char *)out->bytes))
        return false;
    out->length = room;
    return true;
}

static void write_bytes(FILE *out, const char *form, size_t number, const struct buf *bytes)
{
    fprintf(out, "static const unsigned char %s_%zu[] = {", form, number);
    for (size_t i = 0; i < bytes->length; i++)
        fprintf(out, "%s%d,", i % 40 ? "" : "\n", (unsigned char)bytes->bytes[i]);
    fprintf(out, "0};\n");
}

static void write_form(FILE *out, const char *form, size_t number, const struct made *m, const struct buf *bytes)
{
    if (bytes->length < m->plain.length || bytes == &m->plain)
        fprintf(out, ",\n     {(const char *)%s_%zu, %zu}", form, number, bytes->length);
    else
        fprintf(out, ",\n     {0}");
}

static bool write_assets(FILE *out, FILE *names, struct folder *f)
{
    char *text = NULL;
    size_t length;
    FILE *table = open_memstream(&text, &length);
    bool fine = table != NULL;

    fprintf(out, "#include \"format/asset.h\"\n");
    for (size_t i = 0; i < f->count && fine; i++) {
        struct buf packed = BUF_INIT, brotli = BUF_INIT;
        struct made *m = &f->at[i];
        fine = gzip(m->plain.bytes, m->plain.length, 9, &packed) && compress_brotli(&m->plain, &brotli);
        write_bytes(out, "plain", i, &m->plain);
        if (packed.length < m->plain.length)
            write_bytes(out, "gzip", i, &packed);
        if (brotli.length < m->plain.length)
            write_bytes(out, "brotli", i, &brotli);
        fprintf(table, "    {\"%s\", \"%s\", \"%s\"", m->name, m->hashed, m->type);
        write_form(table, "plain", i, m, &m->plain);
        write_form(table, "gzip", i, m, &packed);
        write_form(table, "brotli", i, m, &brotli);
        fprintf(table, "},\n");
        fprintf(names, "%s\t/static/%s\n", m->name, m->hashed);
        buf_done(&packed);
        buf_done(&brotli);
    }
    if (table)
        fclose(table);
    fprintf(out, "const struct asset assets[] = {\n%s    {0}};\nconst size_t asset_count = %zu;\n", text ? text : "",
            f->count);
    free(text);
    return fine;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct made *)a)->name, ((const struct made *)b)->name);
}

static bool gather(struct folder *f, int count, char **paths)
{
    struct made *css = add(f, "app.css"), *m;
    bool fine = true;

    for (int i = 0; i < count && fine; i++) {
        const char *slash = strrchr(paths[i], '/'), *name = slash ? slash + 1 : paths[i], *dot = strrchr(name, '.');
        AUTO_BUF struct buf bytes = BUF_INIT;
        if (!read_file(paths[i], &bytes)) {
            fprintf(stderr, "%s: cannot be read\n", paths[i]);
            return false;
        }
        if (dot && strcmp(dot, ".css") == 0) {
            add_css(&css->plain, bytes.bytes);
        } else {
            m = add(f, name);
            fine = m != NULL;
            if (fine)
                buf_add(&m->plain, bytes.bytes, bytes.length);
        }
    }
    for (size_t i = 1; i < f->count && fine; i++)
        hash_name(&f->at[i]);
    fine = fine && link_assets(f, css);
    hash_name(css);
    qsort(f->at, f->count, sizeof *f->at, by_name);
    return fine;
}

int main(int argc, char **argv)
{
    static struct folder folder;
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL, *names = out ? fopen(argv[2], "w") : NULL;
    bool fine = names && gather(&folder, argc - 3, argv + 3) && write_assets(out, names, &folder);

    if (names)
        fine = !fclose(names) && fine;
    if (out)
        fine = !fclose(out) && fine;
    for (size_t i = 0; i < folder.count; i++)
        buf_done(&folder.at[i].plain);
    return fine ? 0 : 2;
}

#include "cli/run.h"
#include "domain/identity.h"
#include "unit/fresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct place *place_new(void)
{
    struct place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    snprintf(p->folder, sizeof p->folder, "/tmp/duixian-cli-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    if (fresh_on_postgres())
        p->store = fresh_store("cli");
    return p;
}

void place_free(struct place *p)
{
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", p->folder);
    if (system(line) != 0)
        print_error("cannot remove %s\n", p->folder);
    if (p->store)
        fresh_remove(p->store);
    free(p->out);
    free(p->err);
    free(p);
}

static char *read_all(struct place *p, const char *name, size_t *ret_length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *bytes = calloc(1, (size_t)size + 1);
    assert_non_null(bytes);
    *ret_length = fread(bytes, 1, (size_t)size, f);
    fclose(f);
    return bytes;
}

/* Puts the store's URL where the arguments say t.db. */
static void name_store(const struct place *p, const char *arguments, char *out, size_t size)
{
    const char *at = p->store ? strstr(arguments, " t.db") : NULL;
    if (at)
        snprintf(out, size, "%.*s '%s'%s", (int)(at - arguments), arguments, p->store, at + 5);
    else
        snprintf(out, size, "%s", arguments);
}

int duixian(struct place *p, const char *format, ...)
{
    char arguments[4096], named[5120], line[8192];
    const char *executable = getenv("DUIXIAN");
    va_list args;
    assert_non_null(executable);
    va_start(args, format);
    vsnprintf(arguments, sizeof arguments, format, args);
    va_end(args);
    name_store(p, arguments, named, sizeof named);
    snprintf(line, sizeof line, "cd '%s' && HOME='%s' '%s' %s >.out 2>.err", p->folder, p->folder, executable, named);
    int status = system(line);
    free(p->out);
    free(p->err);
    p->out = read_all(p, ".out", &p->out_length);
    p->err = read_all(p, ".err", &p->err_length);
    p->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return p->status;
}

void write_bytes(struct place *p, const char *name, const void *bytes, size_t length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

void write_text(struct place *p, const char *name, const char *text)
{
    write_bytes(p, name, text, strlen(text));
}

void expect(struct place *p, int status, const char *said)
{
    if (p->status != status || !strstr(p->err, said))
        fail_msg("expected exit %d and “%s”, got exit %d and “%s”", status, said, p->status, p->err);
}

void expect_out(struct place *p, const char *printed)
{
    if (!strstr(p->out, printed))
        fail_msg("expected “%s” in “%s” (stderr: %s)", printed, p->out, p->err);
}

void make_store(struct place *p)
{
    duixian(p, "init t.db --programme 411200-2024");
    expect(p, 0, "建好了");
}

char *status_now(struct place *p)
{
    assert_int_equal(duixian(p, "status t.db --format tsv"), 0);
    return strdup(p->out);
}

void write_certificates(struct place *p, int first, int count)
{
    char path[128];
    snprintf(path, sizeof path, "%s/c.csv", p->folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("org,person_id,name,number,occupation,level,issued_on,remark\n", f);
    for (int i = first; i < first + count; i++) {
        char first17[32];
        snprintf(first17, sizeof first17, "411202188%d%02d01%03d", i % 10, 1 + i / 10 % 12, i / 120 + 1);
        fprintf(f, "411202001000,%s%c,张三,N%d,电工,高级工,2024-%02d-05,合成数据\n", first17,
                identity_check_digit(first17), i, 1 + i % 12);
    }
    assert_int_equal(fclose(f), 0);
}

void import_again(struct place *p, const char *after)
{
    assert_int_equal(duixian(p, "verify t.db"), 0);
    assert_int_equal(duixian(p, "import t.db certificate c.csv --accept"), 0);
    char *now = status_now(p);
    assert_string_equal(now, after);
    free(now);
}

int place_set_up(void **state)
{
    *state = place_new();
    make_store(*state);
    return 0;
}

int place_tear_down(void **state)
{
    place_free(*state);
    return 0;
}

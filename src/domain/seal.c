#include "domain/seal.h"

#include <errno.h>
#include <stdbool.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gcrypt.h>

#include "base/file.h"

enum { SM4_KEY = 16, SM4_BLOCK = 16, NONCE = 12, HEAD = 1 + KEY_ID_SIZE + NONCE, MAC = 16, FORMAT = 2 };
enum { AT_ONCE = 256, ROOM = 32 << 10, PLACE = 2 * sizeof(int64_t) };

/* Keyed digests asked for and not yet computed. */
struct gathered {
    struct sm3_message messages[AT_ONCE];
    unsigned char *out[AT_ONCE];
    size_t count, used;
    unsigned char bytes[ROOM]; /* of the messages */
};

struct keys {
    char id_hex[2 * KEY_ID_SIZE + 1];
    unsigned char id[KEY_ID_SIZE];
    unsigned char master[KEY_SIZE];
    char *store_id;
    struct sm3_key mac, index, content; /* HMACs, their pads hashed once: a row needs several, an import millions */
    struct gathered *gathered;          /* NULL: each digest is computed when it is asked for */
    gcry_cipher_hd_t sm4;
    struct nonces {
        unsigned char bytes[20 * NONCE];
        size_t left; /* of bytes, from the end */
    } * nonces;      /* from the system, several at a time */
};

/* `out`: 2 × length + 1. */
static void hex_digits(const void *bytes, size_t length, char *out)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *b = bytes;
    for (size_t i = 0; i < length; i++) {
        out[2 * i] = digits[b[i] >> 4];
        out[2 * i + 1] = digits[b[i] & 15];
    }
    out[2 * length] = '\0';
}

char *hex(struct arena *arena, const void *bytes, size_t length)
{
    char *out = arena_alloc(arena, 2 * length + 1);
    hex_digits(bytes, length, out);
    return out;
}

void keys_random(void *out, size_t length)
{
    for (size_t done = 0, some; done < length; done += some) {
        some = length - done < 256 ? length - done : 256; /* as much as the system gives at once */
        if (getentropy((char *)out + done, some) != 0) {
            fputs("系统给不出随机数；程序停止，已经提交的数据不受影响\n", stderr);
            exit(3);
        }
    }
}

static void nonce(struct nonces *nonces, unsigned char out[NONCE])
{
    if (!nonces->left) {
        keys_random(nonces->bytes, sizeof nonces->bytes);
        nonces->left = sizeof nonces->bytes;
    }
    nonces->left -= NONCE;
    memcpy(out, nonces->bytes + nonces->left, NONCE);
}

/* Forgets what it held, also where the compiler sees that nobody reads it again. */
static void wipe(void *bytes, size_t length)
{
    explicit_bzero(bytes, length);
}

static void must(gcry_error_t error)
{
    if (!error)
        return;
    fprintf(stderr, "密码库（libgcrypt）出错：%s；程序停止，已经提交的数据不受影响\n", gcry_strerror(error));
    exit(3);
}

static void hmac(const struct sm3_key *key, const void *bytes, size_t length, unsigned char *out, size_t size)
{
    struct sm3_message m = {.key = key, .bytes = bytes, .length = length};
    sm3_many(&m, 1);
    memcpy(out, m.digest, size);
    wipe(&m, sizeof m);
}

/* Bytes for a use, from the HMAC of its label and what else it is bound to. */
static void derive_bytes(const struct sm3_key *root, const char *label, const char *more, unsigned char out[SM3_SIZE])
{
    AUTO_BUF struct buf text = BUF_INIT;
    buf_str(&text, label);
    buf_str(&text, more);
    hmac(root, text.bytes, text.length, out, SM3_SIZE);
}

static void derive_key(const struct sm3_key *root, const char *label, const char *more, struct sm3_key *ret)
{
    unsigned char key[SM3_SIZE];
    derive_bytes(root, label, more, key);
    sm3_key_make(key, ret);
    wipe(key, sizeof key);
}

/* Each use has a key of its own, derived from the file's by HMAC of a label. */
static struct keys *derive(const unsigned char master[KEY_SIZE], const char *store_id)
{
    unsigned char out[SM3_SIZE];
    struct keys *keys = calloc(1, sizeof *keys);
    if (!keys || !(keys->nonces = calloc(1, sizeof *keys->nonces)) || !(keys->store_id = strdup(store_id)))
        must(GPG_ERR_ENOMEM);
    memcpy(keys->master, master, KEY_SIZE);
    struct sm3_key root;
    sm3_key_make(master, &root);
    derive_bytes(&root, "duixian id", "", out);
    memcpy(keys->id, out, KEY_ID_SIZE);
    hex_digits(out, KEY_ID_SIZE, keys->id_hex);
    derive_bytes(&root, "duixian cipher", "", out);
    must(gcry_cipher_open(&keys->sm4, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CFB, 0)); /* see ctr_flush */
    must(gcry_cipher_setkey(keys->sm4, out, SM4_KEY));
    wipe(out, sizeof out);
    derive_key(&root, "duixian mac ", store_id, &keys->mac);
    derive_key(&root, "duixian index", "", &keys->index);
    derive_key(&root, "duixian content", "", &keys->content);
    wipe(&root, sizeof root);
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    gcry_cipher_close(keys->sm4);
    if (keys->gathered)
        wipe(keys->gathered, sizeof *keys->gathered);
    free(keys->gathered);
    free(keys->nonces);
    free(keys->store_id);
    wipe(keys, sizeof *keys);
    free(keys);
}

struct keys *keys_copy(const struct keys *keys)
{
    return derive(keys->master, keys->store_id);
}

const char *keys_id(const struct keys *keys)
{
    return keys->id_hex;
}

char *key_path(struct ctx *ctx, const char *option, const char *store_url, const char *store_id)
{
    if (option)
        return arena_strdup(ctx->mem, option);
    const char *named = getenv("DUIXIAN_KEY");
    if (named && *named)
        return arena_strdup(ctx->mem, named);
    const char *home = getenv("HOME");
    char *kept = arena_printf(ctx->mem, "%s/.duixian/%s.key", home ? home : "", store_id);
    if (strstr(store_url, "://"))
        return kept;
    char *beside = arena_printf(ctx->mem, "%s.key", store_url);
    return !file_exists(beside) && file_exists(kept) ? kept : beside;
}

/* ~/.duixian is ours to make; any other folder is there or it is an error. */
static void make_own_folder(struct ctx *ctx, const char *path)
{
    static const char own[] = "/.duixian";
    const char *end = strrchr(path, '/');
    char *folder = end ? arena_strndup(ctx->mem, path, (size_t)(end - path)) : NULL;
    size_t length = folder ? strlen(folder) : 0;
    if (length >= sizeof own - 1 && strcmp(folder + length - (sizeof own - 1), own) == 0)
        (void)mkdir(folder, 0700); /* there already: fine; else open says why not */
}

int keys_create(struct ctx *ctx, const char *path, const char *store_id, struct keys **ret)
{
    unsigned char master[KEY_SIZE];
    keys_random(master, sizeof master);
    make_own_folder(ctx, path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(ctx, E_KEY,
                    errno == EEXIST ? "密钥文件“%s”已经存在，没有改动它；请移开它，或用 --key 指定别的文件"
                                    : "写不了密钥文件“%s”",
                    path);
    char *text = arena_printf(ctx->mem, "duixian-key-1 %s\n", hex(ctx->mem, master, sizeof master));
    size_t length = strlen(text);
    ssize_t n = write(fd, text, length);
    int synced = fsync(fd);
    close(fd);
    wipe(text, length);
    if (n != (ssize_t)length || synced != 0) {
        unlink(path);
        return fail(ctx, E_KEY, "写不了密钥文件“%s”：%s", path, strerror(errno));
    }
    *ret = derive(master, store_id);
    wipe(master, sizeof master);
    return 0;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int keys_load(struct ctx *ctx, const char *path, const char *store_id, const char *expected_id, struct keys **ret)
{
    static const char head[] = "duixian-key-1 ";
    char text[128] = "";
    AUTO_FCLOSE FILE *f = file_is_directory(path) ? NULL : fopen(path, "rbe");
    if (!f)
        return fail(ctx, E_KEY, "没有密钥文件“%s”；用 --key 或环境变量 DUIXIAN_KEY 指出它在哪里", path);
    size_t n = fread(text, 1, sizeof text - 1, f), at = sizeof head - 1;
    unsigned char master[KEY_SIZE];
    bool good = n >= at + 2 * KEY_SIZE && memcmp(text, head, at) == 0;
    for (size_t i = 0; good && i < KEY_SIZE; i++) {
        int high = hex_value(text[at + 2 * i]), low = hex_value(text[at + 2 * i + 1]);
        good = high >= 0 && low >= 0;
        master[i] = (unsigned char)((high & 15) << 4 | (low & 15));
    }
    if (!good)
        return fail(ctx, E_KEY, "“%s”不是兑现的密钥文件", path);
    struct keys *keys = derive(master, store_id);
    wipe(master, sizeof master);
    wipe(text, sizeof text);
    if (strcmp(keys->id_hex, expected_id) != 0) {
        (void)fail(ctx, E_KEY, "密钥“%s”（%s）不是这个库的密钥（应为 %s）；请用 --key 指出正确的密钥文件", path,
                   keys->id_hex, expected_id);
        keys_free(keys);
        return E_KEY;
    }
    *ret = keys;
    return 0;
}

void keys_gather(struct keys *keys)
{
    if (!keys->gathered && !(keys->gathered = calloc(1, sizeof *keys->gathered)))
        must(GPG_ERR_ENOMEM);
}

void keys_flush(const struct keys *keys)
{
    struct gathered *g = keys->gathered;
    if (!g)
        return;
    sm3_many(g->messages, g->count);
    for (size_t i = 0; i < g->count; i++)
        memcpy(g->out[i], g->messages[i].digest, INDEX_SIZE);
    g->count = g->used = 0;
}

/* Now, or with others later. */
static void digest(const struct keys *keys, const struct sm3_key *key, const void *bytes, size_t length,
                   unsigned char out[INDEX_SIZE])
{
    struct gathered *g = keys->gathered;
    if (!g || length > ROOM) {
        hmac(key, bytes, length, out, INDEX_SIZE);
        return;
    }
    if (g->count == AT_ONCE || length > ROOM - g->used)
        keys_flush(keys);
    unsigned char *kept = g->bytes + g->used;
    memcpy(kept, bytes, length);
    g->used += length;
    g->messages[g->count] = (struct sm3_message){.key = key, .bytes = kept, .length = length};
    g->out[g->count++] = out;
}

void keys_index(const struct keys *keys, const void *bytes, size_t length, unsigned char out[INDEX_SIZE])
{
    digest(keys, &keys->index, bytes, length, out);
}

_Static_assert(CONTENT_SIZE == INDEX_SIZE, "both are cut alike");

void keys_content(const struct keys *keys, const void *bytes, size_t length, unsigned char out[CONTENT_SIZE])
{
    digest(keys, &keys->content, bytes, length, out);
}

/* What the HMAC of a block is over, short enough for one block of the hash. */
static void mac_bytes(struct seal_place place, const unsigned char digest[SM3_SIZE],
                      unsigned char out[PLACE + SM3_SIZE])
{
    for (int i = 0; i < 8; i++) {
        out[i] = (unsigned char)((uint64_t)place.record >> (56 - 8 * i));
        out[8 + i] = (unsigned char)((uint64_t)place.revision >> (56 - 8 * i));
    }
    memcpy(out + PLACE, digest, SM3_SIZE);
}

/* Blocks of CTR that wait to be done together, of several texts. */
struct ctr {
    const struct keys *keys;
    unsigned char counters[AT_ONCE + 1][SM4_BLOCK];
    struct {
        const unsigned char *in;
        unsigned char *out;
        size_t length;
    } blocks[AT_ONCE];
    size_t count;
};

/* Decrypting in CFB puts each block through the cipher and adds the next to it: so the library does many counters side
 * by side. Its own CTR does the few blocks of a row one by one, in ten times the time; its ECB does so always. */
static void ctr_flush(struct ctr *c)
{
    unsigned char stream[AT_ONCE][SM4_BLOCK];
    size_t length = c->count * SM4_BLOCK;
    if (!c->count)
        return;
    memset(c->counters[c->count], 0, SM4_BLOCK);
    must(gcry_cipher_setiv(c->keys->sm4, c->counters[0], SM4_BLOCK));
    must(gcry_cipher_decrypt(c->keys->sm4, stream, length, c->counters[1], length));
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->blocks[i].length; k++)
            c->blocks[i].out[k] = c->blocks[i].in[k] ^ stream[i][k] ^ c->counters[i + 1][k];
    c->count = 0;
    wipe(stream, length);
}

/* `in` and `out` are there until the next ctr_flush. */
static void ctr_add(struct ctr *c, const unsigned char nonce[NONCE], const unsigned char *in, size_t length,
                    unsigned char *out)
{
    for (size_t number = 0; number * SM4_BLOCK < length; number++) {
        size_t done = number * SM4_BLOCK, rest = length - done;
        if (c->count == AT_ONCE)
            ctr_flush(c);
        unsigned char *counter = c->counters[c->count];
        memcpy(counter, nonce, NONCE);
        for (int i = 0; i < SM4_BLOCK - NONCE; i++)
            counter[SM4_BLOCK - 1 - i] = (unsigned char)(number >> 8 * i);
        c->blocks[c->count].in = in + done;
        c->blocks[c->count].out = out + done;
        c->blocks[c->count++].length = rest < SM4_BLOCK ? rest : SM4_BLOCK;
    }
}

/* All but its HMAC; the text once `ctr` is flushed. */
static void encrypt(struct arena *mem, struct ctr *ctr, struct sealing *s)
{
    const struct keys *keys = ctr->keys;
    unsigned char *at = arena_alloc(mem, HEAD + s->length + MAC);
    s->block = at;
    s->block_length = HEAD + s->length + MAC;
    *at++ = FORMAT;
    memcpy(at, keys->id, KEY_ID_SIZE);
    at += KEY_ID_SIZE;
    nonce(keys->nonces, at);
    ctr_add(ctr, at, s->plain, s->length, at + NONCE);
}

static void seal_some(struct arena *mem, const struct keys *keys, struct sealing *list, size_t count)
{
    struct sm3_message messages[AT_ONCE];
    unsigned char over[AT_ONCE][PLACE + SM3_SIZE];
    struct ctr ctr = {.keys = keys};
    for (size_t i = 0; i < count; i++) {
        encrypt(mem, &ctr, &list[i]);
        messages[i] = (struct sm3_message){.bytes = list[i].block, .length = HEAD + list[i].length};
    }
    ctr_flush(&ctr);
    sm3_many(messages, count);
    for (size_t i = 0; i < count; i++) {
        memcpy(list[i].digest, messages[i].digest, SM3_SIZE);
        mac_bytes(list[i].place, list[i].digest, over[i]);
        messages[i] = (struct sm3_message){.key = &keys->mac, .bytes = over[i], .length = sizeof over[i]};
    }
    sm3_many(messages, count);
    for (size_t i = 0; i < count; i++)
        memcpy(list[i].block + HEAD + list[i].length, messages[i].digest, MAC);
}

void keys_seal(struct arena *mem, const struct keys *keys, struct sealing *list, size_t count)
{
    for (size_t done = 0, some; done < count; done += some) {
        some = count - done < AT_ONCE ? count - done : AT_ONCE;
        seal_some(mem, keys, list + done, some);
    }
}

struct sm3_message sealed_message(const void *sealed, size_t length)
{
    return (struct sm3_message){.bytes = sealed ? sealed : "", .length = length > MAC ? length - MAC : length};
}

void sealed_digest(const void *sealed, size_t length, unsigned char out[SM3_SIZE])
{
    struct sm3_message m = sealed_message(sealed, length);
    sm3(m.bytes, m.length, out);
}

/* Takes the same time wherever the two differ. */
static bool same_mac(const unsigned char a[MAC], const unsigned char b[MAC])
{
    unsigned difference = 0;
    for (int i = 0; i < MAC; i++)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

int keys_unseal(struct ctx *ctx, const struct keys *keys, struct seal_place place, const void *sealed, size_t length,
                struct buf *out)
{
    const unsigned char *block = sealed;
    unsigned char digest[SM3_SIZE], over[PLACE + SM3_SIZE], mac[MAC];
    if (length < HEAD + MAC || block[0] != FORMAT)
        return fail(ctx, E_STORE, "封存的个人信息损坏，读不出来");
    if (memcmp(block + 1, keys->id, KEY_ID_SIZE) != 0)
        return fail(ctx, E_KEY, "个人信息是用另一把密钥封存的；请用 --key 指出正确的密钥文件");
    sealed_digest(block, length, digest);
    mac_bytes(place, digest, over);
    hmac(&keys->mac, over, sizeof over, mac, MAC);
    if (!same_mac(mac, block + length - MAC))
        return fail(ctx, E_STORE, "封存的个人信息被改动过，校验不符");
    size_t plain_length = length - HEAD - MAC;
    unsigned char *plain = arena_alloc(ctx->mem, plain_length + 1);
    struct ctr ctr = {.keys = keys};
    ctr_add(&ctr, block + 1 + KEY_ID_SIZE, block + HEAD, plain_length, plain);
    ctr_flush(&ctr);
    buf_add(out, plain, plain_length);
    return 0;
}

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

struct keys {
    char id_hex[2 * KEY_ID_SIZE + 1];
    unsigned char id[KEY_ID_SIZE];
    unsigned char master[KEY_SIZE];
    char *store_id;
    gcry_md_hd_t mac, index, content; /* HMACs, their pads hashed once: a row needs several, an import millions */
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

static gcry_md_hd_t hmac_new(const unsigned char key[SM3_SIZE])
{
    gcry_md_hd_t h;
    must(gcry_md_open(&h, GCRY_MD_SM3, GCRY_MD_FLAG_HMAC));
    must(gcry_md_setkey(h, key, SM3_SIZE));
    return h;
}

static void hmac(gcry_md_hd_t h, const void *a, size_t a_length, const void *b, size_t b_length,
                 unsigned char out[SM3_SIZE])
{
    gcry_md_reset(h);
    gcry_md_write(h, a, a_length);
    gcry_md_write(h, b, b_length);
    memcpy(out, gcry_md_read(h, GCRY_MD_SM3), SM3_SIZE);
}

static gcry_md_hd_t derive_hmac(gcry_md_hd_t root, const char *label, const char *more)
{
    unsigned char key[SM3_SIZE];
    hmac(root, label, strlen(label), more, strlen(more), key);
    gcry_md_hd_t h = hmac_new(key);
    wipe(key, sizeof key);
    return h;
}

/* Each use has a key of its own, derived from the file's by HMAC of a label. */
static struct keys *derive(const unsigned char master[KEY_SIZE], const char *store_id)
{
    unsigned char out[SM3_SIZE];
    struct keys *keys = calloc(1, sizeof *keys);
    if (!keys || !(keys->nonces = calloc(1, sizeof *keys->nonces)) || !(keys->store_id = strdup(store_id)))
        must(GPG_ERR_ENOMEM);
    memcpy(keys->master, master, KEY_SIZE);
    gcry_md_hd_t root = hmac_new(master);
    hmac(root, "duixian id", 10, "", 0, out);
    memcpy(keys->id, out, KEY_ID_SIZE);
    hex_digits(out, KEY_ID_SIZE, keys->id_hex);
    hmac(root, "duixian cipher", 14, "", 0, out);
    must(gcry_cipher_open(&keys->sm4, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CTR, 0));
    must(gcry_cipher_setkey(keys->sm4, out, SM4_KEY));
    wipe(out, sizeof out);
    keys->mac = derive_hmac(root, "duixian mac ", store_id);
    keys->index = derive_hmac(root, "duixian index", "");
    keys->content = derive_hmac(root, "duixian content", "");
    gcry_md_close(root);
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    gcry_md_close(keys->mac);
    gcry_md_close(keys->index);
    gcry_md_close(keys->content);
    gcry_cipher_close(keys->sm4);
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

/* The first bytes of it. */
static void hmac_head(gcry_md_hd_t h, const void *bytes, size_t length, unsigned char *out, size_t size)
{
    unsigned char full[SM3_SIZE];
    hmac(h, bytes, length, "", 0, full);
    memcpy(out, full, size);
}

void keys_index(const struct keys *keys, const void *bytes, size_t length, unsigned char out[INDEX_SIZE])
{
    hmac_head(keys->index, bytes, length, out, INDEX_SIZE);
}

void keys_content(const struct keys *keys, const void *bytes, size_t length, unsigned char out[CONTENT_SIZE])
{
    hmac_head(keys->content, bytes, length, out, CONTENT_SIZE);
}

/* Short enough for one block of the hash. */
static void block_mac(const struct keys *keys, struct seal_place place, const unsigned char digest[SM3_SIZE],
                      unsigned char out[MAC])
{
    char room[64];
    AUTO_BUF struct buf bytes = BUF_ON(room);
    buf_u64(&bytes, (uint64_t)place.record);
    buf_u64(&bytes, (uint64_t)place.revision);
    buf_add(&bytes, digest, SM3_SIZE);
    hmac_head(keys->mac, bytes.bytes, bytes.length, out, MAC);
}

static void sm4_ctr(const struct keys *keys, const unsigned char nonce[NONCE], const void *in, size_t length, void *out)
{
    unsigned char first[SM4_BLOCK] = {0};
    memcpy(first, nonce, NONCE);
    must(gcry_cipher_reset(keys->sm4));
    must(gcry_cipher_setctr(keys->sm4, first, sizeof first));
    must(gcry_cipher_encrypt(keys->sm4, out, length, in, length));
}

void keys_seal(struct ctx *ctx, const struct keys *keys, struct seal_place place, const void *plain, size_t length,
               struct buf *out, unsigned char ret_digest[SM3_SIZE])
{
    unsigned char first[NONCE], mac[MAC], *cipher = arena_alloc(ctx->mem, length + 1);
    nonce(keys->nonces, first);
    sm4_ctr(keys, first, plain, length, cipher);
    size_t start = out->length;
    buf_char(out, FORMAT);
    buf_add(out, keys->id, KEY_ID_SIZE);
    buf_add(out, first, NONCE);
    buf_add(out, cipher, length);
    sm3(out->bytes + start, out->length - start, ret_digest);
    block_mac(keys, place, ret_digest, mac);
    buf_add(out, mac, MAC);
}

void sealed_digest(const void *sealed, size_t length, unsigned char out[SM3_SIZE])
{
    sm3(sealed ? sealed : "", length > MAC ? length - MAC : length, out);
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
    unsigned char digest[SM3_SIZE], mac[MAC];
    if (length < HEAD + MAC || block[0] != FORMAT)
        return fail(ctx, E_STORE, "封存的个人信息损坏，读不出来");
    if (memcmp(block + 1, keys->id, KEY_ID_SIZE) != 0)
        return fail(ctx, E_KEY, "个人信息是用另一把密钥封存的；请用 --key 指出正确的密钥文件");
    sealed_digest(block, length, digest);
    block_mac(keys, place, digest, mac);
    if (!same_mac(mac, block + length - MAC))
        return fail(ctx, E_STORE, "封存的个人信息被改动过，校验不符");
    size_t plain_length = length - HEAD - MAC;
    unsigned char *plain = arena_alloc(ctx->mem, plain_length + 1);
    sm4_ctr(keys, block + 1 + KEY_ID_SIZE, block + HEAD, plain_length, plain);
    buf_add(out, plain, plain_length);
    return 0;
}

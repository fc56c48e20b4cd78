#include "domain/seal.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/file.h"

enum { BLOCK = 64, NONCE = 16, HEAD = 1 + KEY_ID_SIZE + NONCE, FORMAT = 1 };

/* HMAC with its two pads hashed once: a row needs several, an import millions. */
struct hmac {
    EVP_MD_CTX *inner, *outer, *work;
};

struct keys {
    char id_hex[2 * KEY_ID_SIZE + 1];
    unsigned char id[KEY_ID_SIZE];
    unsigned char cipher[16], master[KEY_SIZE];
    struct hmac mac, index, content;
    EVP_CIPHER_CTX *sm4;
};

char *hex(struct arena *arena, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *b = bytes;
    char *out = arena_alloc(arena, 2 * length + 1);
    for (size_t i = 0; i < length; i++) {
        out[2 * i] = digits[b[i] >> 4];
        out[2 * i + 1] = digits[b[i] & 15];
    }
    return out;
}

void sm3(const void *bytes, size_t length, unsigned char out[SM3_SIZE])
{
    unsigned int n = SM3_SIZE;
    int ok = EVP_Digest(bytes, length, out, &n, EVP_sm3(), NULL);
    assert(ok && n == SM3_SIZE);
    (void)ok;
}

static void hmac_init(struct hmac *h, const unsigned char key[SM3_SIZE])
{
    unsigned char inner[BLOCK], outer[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
        unsigned char k = i < SM3_SIZE ? key[i] : 0;
        inner[i] = k ^ 0x36;
        outer[i] = k ^ 0x5C;
    }
    h->inner = EVP_MD_CTX_new();
    h->outer = EVP_MD_CTX_new();
    h->work = EVP_MD_CTX_new();
    EVP_DigestInit_ex(h->inner, EVP_sm3(), NULL);
    EVP_DigestUpdate(h->inner, inner, BLOCK);
    EVP_DigestInit_ex(h->outer, EVP_sm3(), NULL);
    EVP_DigestUpdate(h->outer, outer, BLOCK);
}

static void hmac_done(struct hmac *h)
{
    EVP_MD_CTX_free(h->inner);
    EVP_MD_CTX_free(h->outer);
    EVP_MD_CTX_free(h->work);
}

static void hmac(const struct hmac *h, const void *a, size_t a_length, const void *b, size_t b_length,
                 unsigned char out[SM3_SIZE])
{
    EVP_MD_CTX_copy_ex(h->work, h->inner);
    EVP_DigestUpdate(h->work, a, a_length);
    EVP_DigestUpdate(h->work, b, b_length);
    EVP_DigestFinal_ex(h->work, out, NULL);
    EVP_MD_CTX_copy_ex(h->work, h->outer);
    EVP_DigestUpdate(h->work, out, SM3_SIZE);
    EVP_DigestFinal_ex(h->work, out, NULL);
}

/* Each use has a key of its own, derived from the file's by HMAC of a label. */
static struct keys *derive(struct arena *mem, const unsigned char master[KEY_SIZE])
{
    struct keys *keys = OPENSSL_zalloc(sizeof *keys);
    if (!keys)
        abort(); /* no memory for a few hundred bytes: nothing useful is left to do */
    struct hmac root;
    unsigned char out[SM3_SIZE];
    memcpy(keys->master, master, KEY_SIZE);
    hmac_init(&root, master);
    hmac(&root, "duixian id", 10, "", 0, out);
    memcpy(keys->id, out, KEY_ID_SIZE);
    memcpy(keys->id_hex, hex(mem, out, KEY_ID_SIZE), sizeof keys->id_hex);
    hmac(&root, "duixian cipher", 14, "", 0, out);
    memcpy(keys->cipher, out, sizeof keys->cipher);
    hmac(&root, "duixian mac", 11, "", 0, out);
    hmac_init(&keys->mac, out);
    hmac(&root, "duixian index", 13, "", 0, out);
    hmac_init(&keys->index, out);
    hmac(&root, "duixian content", 15, "", 0, out);
    hmac_init(&keys->content, out);
    hmac_done(&root);
    OPENSSL_cleanse(out, sizeof out);
    keys->sm4 = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(keys->sm4, EVP_sm4_ctr(), NULL, keys->cipher, NULL);
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    hmac_done(&keys->mac);
    hmac_done(&keys->index);
    hmac_done(&keys->content);
    EVP_CIPHER_CTX_free(keys->sm4);
    OPENSSL_clear_free(keys, sizeof *keys);
}

struct keys *keys_copy(const struct keys *keys)
{
    struct arena *mem = arena_new();
    struct keys *copy = derive(mem, keys->master);
    arena_free(mem);
    return copy;
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

int keys_create(struct ctx *ctx, const char *path, struct keys **ret)
{
    unsigned char master[KEY_SIZE];
    if (RAND_bytes(master, sizeof master) != 1)
        return fail(ctx, E_KEY, "系统给不出随机数，建不了密钥");
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
    OPENSSL_cleanse(text, length);
    if (n != (ssize_t)length || synced != 0) {
        unlink(path);
        return fail(ctx, E_KEY, "写不了密钥文件“%s”：%s", path, strerror(errno));
    }
    *ret = derive(ctx->mem, master);
    OPENSSL_cleanse(master, sizeof master);
    return 0;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int keys_load(struct ctx *ctx, const char *path, const char *expected_id, struct keys **ret)
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
    struct keys *keys = derive(ctx->mem, master);
    OPENSSL_cleanse(master, sizeof master);
    OPENSSL_cleanse(text, sizeof text);
    if (strcmp(keys->id_hex, expected_id) != 0) {
        (void)fail(ctx, E_KEY, "密钥“%s”（%s）不是这个库的密钥（应为 %s）；请用 --key 指出正确的密钥文件", path,
                   keys->id_hex, expected_id);
        keys_free(keys);
        return E_KEY;
    }
    *ret = keys;
    return 0;
}

void keys_index(const struct keys *keys, const void *bytes, size_t length, unsigned char out[INDEX_SIZE])
{
    unsigned char full[SM3_SIZE];
    hmac(&keys->index, bytes, length, "", 0, full);
    memcpy(out, full, INDEX_SIZE);
}

void keys_content(const struct keys *keys, const void *bytes, size_t length, unsigned char out[SM3_SIZE])
{
    hmac(&keys->content, bytes, length, "", 0, out);
}

/* Parts are length-prefixed, so that context and ciphertext cannot trade bytes. */
static void block_mac(const struct keys *keys, const void *context, size_t context_length, const void *block,
                      size_t length, unsigned char out[SM3_SIZE])
{
    AUTO_BUF struct buf head = BUF_INIT;
    buf_part(&head, context, context_length);
    buf_u32(&head, (uint32_t)length);
    hmac(&keys->mac, head.bytes, head.length, block, length, out);
}

static bool sm4_ctr(const struct keys *keys, const unsigned char nonce[NONCE], const void *in, size_t length,
                    unsigned char *out)
{
    int n = 0;
    return EVP_EncryptInit_ex(keys->sm4, NULL, NULL, NULL, nonce) == 1 &&
           (!length || EVP_EncryptUpdate(keys->sm4, out, &n, in, (int)length) == 1) && (size_t)n == length;
}

int keys_seal(struct ctx *ctx, const struct keys *keys, const void *context, size_t context_length, const void *plain,
              size_t length, struct buf *out)
{
    unsigned char nonce[NONCE], mac[SM3_SIZE], *cipher = arena_alloc(ctx->mem, length + 1);
    if (RAND_bytes(nonce, NONCE) != 1 || !sm4_ctr(keys, nonce, plain, length, cipher))
        return fail(ctx, E_STORE, "密码库出错，个人信息没有封存，什么也没有写入");
    size_t start = out->length;
    buf_char(out, FORMAT);
    buf_add(out, keys->id, KEY_ID_SIZE);
    buf_add(out, nonce, NONCE);
    buf_add(out, cipher, length);
    block_mac(keys, context, context_length, out->bytes + start, out->length - start, mac);
    buf_add(out, mac, SM3_SIZE);
    return 0;
}

int keys_unseal(struct ctx *ctx, const struct keys *keys, const void *context, size_t context_length,
                const void *sealed, size_t length, struct buf *out)
{
    const unsigned char *block = sealed;
    unsigned char mac[SM3_SIZE];
    if (length < HEAD + SM3_SIZE || block[0] != FORMAT)
        return fail(ctx, E_STORE, "封存的个人信息损坏，读不出来");
    if (memcmp(block + 1, keys->id, KEY_ID_SIZE) != 0)
        return fail(ctx, E_KEY, "个人信息是用另一把密钥封存的；请用 --key 指出正确的密钥文件");
    block_mac(keys, context, context_length, block, length - SM3_SIZE, mac);
    if (CRYPTO_memcmp(mac, block + length - SM3_SIZE, SM3_SIZE) != 0)
        return fail(ctx, E_STORE, "封存的个人信息被改动过，校验不符");
    size_t plain_length = length - HEAD - SM3_SIZE;
    unsigned char *plain = arena_alloc(ctx->mem, plain_length + 1);
    if (!sm4_ctr(keys, block + 1 + KEY_ID_SIZE, block + HEAD, plain_length, plain))
        return fail(ctx, E_STORE, "密码库出错，个人信息没有读出");
    buf_add(out, plain, plain_length);
    return 0;
}

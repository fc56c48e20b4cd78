/* Keys and what is done with them: sealing personal fields, blind indexes, keyed digests; and the plain SM3 of leaves
 * and links. SM3 GB/T 32905, SM4 GB/T 32907 by libgcrypt, HMAC RFC 2104 by sm3_many.h. (DESIGN decision 7.) */
#ifndef DOMAIN_SEAL_H
#define DOMAIN_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/sm3_many.h"

enum { KEY_SIZE = 32, KEY_ID_SIZE = 8, INDEX_SIZE = 16, CONTENT_SIZE = 16 };

struct keys;

/* Where the key is: `option` (--key), else $DUIXIAN_KEY, else STORE.key beside an SQLite store, else
 * ~/.duixian/STORE-ID.key. For a key to be made: the first of these that is named, else beside the store. */
char *key_path(struct ctx *ctx, const char *option, const char *store_url, const char *store_id);

/* Makes a new key file, mode 0600; never overwrites one. What is sealed is bound to the store `store_id`.
 * Errors: E_KEY (exists, cannot be written). */
MUST_CHECK int keys_create(struct ctx *ctx, const char *path, const char *store_id, struct keys **ret);

/* Reads a key file. Errors: E_KEY (missing, not a key, not the store's: `expected_id` in hex; readable by others is
 * told as well). End with keys_free. */
MUST_CHECK int keys_load(struct ctx *ctx, const char *path, const char *store_id, const char *expected_id,
                         struct keys **ret);
void keys_free(struct keys *keys);
/* The same keys for another thread: hashing has state. Free as well. */
struct keys *keys_copy(const struct keys *keys);
const char *keys_id(const struct keys *keys); /* 16 hex digits */

/* Bytes that nobody can guess. */
void keys_random(void *out, size_t length);

/* A blind index: the first 16 bytes of HMAC-SM3 of the text under the index key. */
void keys_index(const struct keys *keys, const void *bytes, size_t length, unsigned char out[INDEX_SIZE]);
/* A keyed digest under the content key, the first 16 bytes of HMAC-SM3: equal rows have equal digests, and without the
 * key it says nothing. */
void keys_content(const struct keys *keys, const void *bytes, size_t length, unsigned char out[CONTENT_SIZE]);

/* From here on keys_index and keys_content only note what is asked of them; `out` receives it at the next keys_flush at
 * the latest, and must be there until then. Many digests at once cost a third. */
void keys_gather(struct keys *keys);
void keys_flush(const struct keys *keys); /* where nothing was gathered: does nothing */

/* Whose personal fields a block holds; numbers are the store's. */
struct seal_place {
    int64_t record, revision;
};
/* Personal fields to be sealed. */
struct sealing {
    struct seal_place place;
    const void *plain;
    size_t length;
    unsigned char *block; /* received, in the arena: version, key id, nonce, SM4-CTR ciphertext, and the first 16 bytes
                             of HMAC-SM3, under a key derived for the store, over place and digest */
    size_t block_length;
    unsigned char digest[SM3_SIZE]; /* received: sealed_digest of the block */
};
void keys_seal(struct arena *mem, const struct keys *keys, struct sealing *list, size_t count);
/* What a leaf holds of a sealed block (NULL: of none): SM3 of all but its HMAC. */
void sealed_digest(const void *sealed, size_t length, unsigned char out[SM3_SIZE]);
/* The same, where many are hashed at once (sm3_many.h). Borrows. */
struct sm3_message sealed_message(const void *sealed, size_t length);

/* Errors: E_KEY if the block was sealed under another key, E_STORE if it was altered or is another place's. */
MUST_CHECK int keys_unseal(struct ctx *ctx, const struct keys *keys, struct seal_place place, const void *sealed,
                           size_t length, struct buf *out);

char *hex(struct arena *arena, const void *bytes, size_t length);

#endif

/* What a record said from one batch on, as it is stored: public fields as canonical JSON, blind indexes of its person
 * fields, the sealed block, the leaf. Encoding and decoding of one row; nothing here counts. */
#ifndef DOMAIN_REVISION_H
#define DOMAIN_REVISION_H

#include "domain/city.h"

/* A key of a person that a row names: the blind index of the number, or of the weak fields (domain.md §3.2). */
struct person_key {
    int field; /* index of the person field */
    bool weak;
    unsigned char index[INDEX_SIZE];
};

/* A row read back, or on its way in. */
struct revision {
    int64_t id, owner, record, batch, row; /* owner: its record's, by id */
    bool is_void;
    const struct ledger *ledger;
    struct organisation *org;
    int day;
    struct value *values; /* by field; personal ones only after revision_unseal or on the way in */
    const char *payload;
    struct person_key *persons;
    size_t person_count;
    const void *sealed;
    size_t sealed_length;
    unsigned char sealed_digest[SM3_SIZE]; /* on the way in: what the leaf holds of it */
    unsigned char content[CONTENT_SIZE], leaf[SM3_SIZE], key[INDEX_SIZE];
    const char *warned; /* NULL: nothing */
};

/* Canonical JSON of the public fields that are present, in the ledger's order. Numbers with digits after the point are
 * strings of exact decimals, since JSON readers make doubles of them. */
char *revision_payload(struct ctx *ctx, const struct ledger *ledger, const struct value *values);
/* What is sealed: the code and the text of each personal field that is present, each with its NUL. NULL: nothing. */
char *revision_personal(struct ctx *ctx, const struct ledger *ledger, const struct value *values, size_t *ret_length);
/* Reads a payload back into values (indexed by field). Errors: E_STORE if it is not what we wrote. */
MUST_CHECK int revision_decode(struct ctx *ctx, const struct ledger *ledger, const char *json, size_t length,
                               struct value *values);
/* One field of it that is a text. */
MUST_CHECK int revision_decode_text(struct ctx *ctx, const struct field *field, const char *text, struct value *ret);

/* The keyed digest of the whole row, computed fields apart: equal iff the row says the same. */
void revision_content(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const char *org,
                      const struct value *values, unsigned char out[CONTENT_SIZE]);
/* The blind index of the natural key. */
void revision_key(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const char *org,
                  const struct value *values, unsigned char out[INDEX_SIZE]);
/* The person keys that the row names, in `kept`. */
void revision_persons(struct ctx *ctx, const struct keys *keys, const struct ledger *ledger, const struct value *values,
                      struct arena *kept, struct person_key **ret, size_t *ret_count);

/* What a leaf is made of, as bytes of the store. */
struct leaf_parts {
    const char *programme, *ledger, *owner, *org; /* codes */
    const void *key;                              /* INDEX_SIZE */
    bool is_void;
    int day;
    const void *payload, *persons, *content; /* content: CONTENT_SIZE */
    const void *sealed_digest;               /* SM3_SIZE */
    size_t payload_length, persons_length;
};
/* SM3(0 ‖ public part ‖ sealed_digest) (DESIGN decision 8). */
void leaf_hash(const struct leaf_parts *parts, unsigned char out[SM3_SIZE]);
/* The bytes that it hashes, where many are hashed at once (sm3_many.h). */
void *leaf_bytes(struct arena *mem, const struct leaf_parts *parts, size_t *ret_length);
/* Borrows all. `persons`: as the store has them (persons_encode). */
struct leaf_parts revision_leaf_parts(const struct revision *revision, const char *owner, const char *programme,
                                      const void *persons, size_t persons_length);
void revision_leaf(const struct revision *revision, const char *owner, const char *programme,
                   unsigned char out[SM3_SIZE]);

/* Person keys as bytes for the store: field (1), weak (1), index (16) each; and back. */
void persons_encode(const struct person_key *persons, size_t count, struct buf *out);
size_t persons_decode(struct ctx *ctx, const void *bytes, size_t length, struct person_key **ret);

/* Reads a revision of a record of `owner` by id, with its values of public fields. DB_NONE if there is none. Errors:
 * E_STORE. */
MUST_CHECK int revision_load(struct ctx *ctx, const struct city *city, int64_t owner, int64_t id, struct revision *ret);
/* The revision that counts for a record, whoever owns it. DB_NONE if none does. Errors: E_STORE. */
MUST_CHECK int revision_load_accepted(struct ctx *ctx, const struct city *city, int64_t record, struct revision *ret);

/* What an answer must begin with to be read as a revision: v is revision, r its record. */
#define REVISION_COLUMNS                                                                                               \
    "v.id, v.record, v.batch, v.row, v.void, v.org, v.day, v.payload, v.persons, v.sealed, v.content, v.leaf,"         \
    " v.warned, r.key, r.ledger, r.owner"

/* Fills `ret` from an answer that begins with REVISION_COLUMNS. Errors: E_STORE. */
MUST_CHECK int revision_from_answer(struct ctx *ctx, const struct city *city, struct answer *answer,
                                    struct revision *ret);

/* Adds the personal values. Errors: E_KEY, E_STORE. */
MUST_CHECK int revision_unseal(struct ctx *ctx, const struct city *city, struct revision *revision);

#endif

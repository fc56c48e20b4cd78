/* read_and_hash STORE [all]: what ./bench measures verify against. Two threads, each with half of the ids, read
 * every column of every revision of an SQLite store and hash, by the library that verify uses, as many bytes as a leaf
 * and its sealed block need: nothing is joined, compared or counted. With `all` they hash as many nodes as well as there
 * are leaves, and read every column of the other tables that verify compares, each half of them. Not a test. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/sm3.h"

/* In a leaf beside the columns: the marker, two lengths, four codes with their ends, key, void and day
 * (domain/revision.c); and the end of a sealed block that it does not hold. */
enum { AROUND = 1 + 2 * 4 + 4 + 11 + 11 + 12 + 12 + 16 + 1 + 4, MAC = 16 };

struct half {
    const char *path;
    int64_t first, last, rows, bytes;
    unsigned char all[SM3_SIZE]; /* so that no hash is left out */
    const char *failed;
    int number;
    int everything;
};

enum { VOID = 4, ORG, DAY, PAYLOAD, PERSONS, SEALED, CONTENT, LEAF, WARNED };

static void hash_row(struct half *h, sqlite3_stmt *s, struct buf *leaf)
{
    unsigned char hash[SM3_SIZE];
    static const char around[AROUND];
    const void *sealed = sqlite3_column_blob(s, SEALED);
    size_t length = (size_t)sqlite3_column_bytes(s, SEALED);
    length -= length < MAC ? length : MAC;
    for (int i = 0; i < PAYLOAD; i++)
        h->all[i] ^= (unsigned char)sqlite3_column_int64(s, i);
    h->all[8] ^= (unsigned char)(sqlite3_column_int64(s, VOID) + sqlite3_column_int64(s, ORG) + sqlite3_column_int64(s, DAY));
    buf_reset(leaf);
    buf_add(leaf, around, AROUND);
    buf_add(leaf, sqlite3_column_text(s, PAYLOAD), (size_t)sqlite3_column_bytes(s, PAYLOAD));
    buf_add(leaf, sqlite3_column_blob(s, PERSONS), (size_t)sqlite3_column_bytes(s, PERSONS));
    buf_add(leaf, sqlite3_column_blob(s, CONTENT), (size_t)sqlite3_column_bytes(s, CONTENT));
    sm3(sealed ? sealed : "", length, hash);
    buf_add(leaf, hash, SM3_SIZE);
    sm3(leaf->bytes, leaf->length, hash);
    h->bytes += (int64_t)(leaf->length + length);
    const unsigned char *kept = sqlite3_column_blob(s, LEAF);
    if (h->everything) { /* of a tree: a mark and two hashes */
        buf_add(leaf, hash, SM3_SIZE);
        sm3(leaf->bytes + leaf->length - 2 * SM3_SIZE - 1, 2 * SM3_SIZE + 1, hash);
        h->bytes += 2 * SM3_SIZE + 1;
    }
    for (int i = 0; i < SM3_SIZE && kept; i++)
        h->all[i] ^= hash[i] ^ kept[i];
    h->all[0] ^= (unsigned char)(sqlite3_column_text(s, WARNED) != NULL);
    h->rows++;
}

/* Halves of the other tables, cut where the keys are cut: blind indexes are spread evenly. */
static const char *const others[2][5] = {
    {"select * from record where id <= (select max(id) / 2 from record) order by id",
     "select * from attribution where subject < x'80'", "select * from lookup where value < x'80'", "select * from tally",
     NULL},
    {"select * from record where id > (select max(id) / 2 from record) order by id",
     "select * from attribution where subject >= x'80'", "select * from lookup where value >= x'80'",
     "select * from reported", NULL}};

static int read_other(struct half *h, sqlite3 *db, const char *text)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db, text, -1, &s, NULL);
    int columns = code == SQLITE_OK ? sqlite3_column_count(s) : 0;
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        for (int i = 0; i < columns && code == SQLITE_ROW; i++)
            if (sqlite3_column_type(s, i) == SQLITE_INTEGER)
                h->all[i] ^= (unsigned char)sqlite3_column_int64(s, i);
            else
                h->all[i] ^= (unsigned char)(sqlite3_column_blob(s, i) != NULL ? sqlite3_column_bytes(s, i) : 0);
    }
    sqlite3_finalize(s);
    return code;
}

static void *read_half(void *arg)
{
    struct half *h = arg;
    AUTO_BUF struct buf leaf = BUF_INIT;
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    int code = sqlite3_open_v2(h->path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_busy_timeout(db, 60000);
    if (code == SQLITE_OK) /* a larger one is slower: every page is read once */
        code = sqlite3_exec(db, "pragma cache_size = -2048", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db,
                                  "select id, record, batch, row, void, org, day, payload, persons, sealed, content, leaf,"
                                  " warned from revision where id between ? and ? order by id",
                                  -1, &s, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_int64(s, 1, h->first);
        sqlite3_bind_int64(s, 2, h->last);
        while ((code = sqlite3_step(s)) == SQLITE_ROW)
            hash_row(h, s, &leaf);
    }
    sqlite3_finalize(s);
    for (int i = 0; h->everything && others[h->number][i] && code == SQLITE_DONE; i++)
        code = read_other(h, db, others[h->number][i]);
    h->failed = code == SQLITE_DONE ? NULL : sqlite3_errstr(code);
    sqlite3_close(db);
    return NULL;
}

static int64_t last_id(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    int64_t last = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "select max(id) from revision", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        last = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return last;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: read_and_hash STORE [all]\n", stderr);
        return 2;
    }
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int64_t last = last_id(argv[1]);
    int everything = argc > 2 && strcmp(argv[2], "all") == 0;
    struct half halves[2] = {
        {.path = argv[1], .first = 1, .last = last / 2, .everything = everything},
        {.path = argv[1], .first = last / 2 + 1, .last = last, .number = 1, .everything = everything}};
    pthread_t other;
    if (pthread_create(&other, NULL, read_half, &halves[1]) != 0)
        return 3;
    read_half(&halves[0]);
    pthread_join(other, NULL);
    for (int i = 0; i < 2; i++)
        if (halves[i].failed) {
            fprintf(stderr, "%s: %s\n", argv[1], halves[i].failed);
            return 3;
        }
    printf("%" PRId64 " rows, %" PRId64 " bytes hashed, %02x%02x\n", halves[0].rows + halves[1].rows,
           halves[0].bytes + halves[1].bytes, halves[0].all[0] ^ halves[1].all[0], halves[0].all[1] ^ halves[1].all[1]);
    return 0;
}

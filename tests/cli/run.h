/* Black-box tests: runs the executable ($DUIXIAN) in a folder of its own and keeps what it printed. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stddef.h>

struct place {
    char folder[64]; /* made by place_new, removed with all in it by place_free; the home folder as well */
    char *store;     /* NULL, or what stands for t.db in arguments: a database (unit/fresh.h) */
    char *out, *err; /* of the last run; NUL-terminated */
    size_t out_length, err_length;
    int status;
};

struct place *place_new(void);
void place_free(struct place *p);

/* Runs `$DUIXIAN` with the arguments given as one shell line, in the folder; returns the exit status. The store is t.db
 * in them, on either store. */
__attribute__((format(printf, 2, 3))) int duixian(struct place *p, const char *format, ...);

/* Writes a file into the folder. */
void write_bytes(struct place *p, const char *name, const void *bytes, size_t length);
void write_text(struct place *p, const char *name, const char *text);

/* Fails the test unless the last run ended so and said this on stderr (and, for expect_out, on stdout). */
void expect(struct place *p, int status, const char *said);
void expect_out(struct place *p, const char *printed);

/* A store t.db of the bundled programme, with its key. */
void make_store(struct place *p);
/* What `status` prints now, to be freed. */
char *status_now(struct place *p);

/* c.csv: `count` of a row of certificates, from the number `first` (0) on, each of a person of its own. */
void write_certificates(struct place *p, int first, int count);

/* After an import of c.csv that ended as it may: verify finds nothing, and once it was imported (again) status prints
 * `after`. */
void import_again(struct place *p, const char *after);

/* For cmocka: *state is a place with a store t.db; and its end. */
int place_set_up(void **state);
int place_tear_down(void **state);

#endif

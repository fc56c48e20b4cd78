/* Programme and tree as one state of the store has them, read once and shared by all threads that answer; read anew
 * when pack, tree or kind of data changed. */
#ifndef WEB_EDITION_H
#define WEB_EDITION_H

#include "domain/city.h"

struct edition;
struct editions;

struct editions *editions_new(const char *programme); /* NULL: the newest; borrowed */
void editions_free(struct editions *editions);

/* The edition that ctx's snapshot sees, held until edition_release; *ret may be one that is held already and is given
 * back then. Errors: E_INPUT, E_STORE. */
MUST_CHECK int edition_for(struct editions *editions, struct ctx *ctx, struct edition **ret);
/* The last that was read, held; NULL if none was. */
struct edition *edition_last(struct editions *editions);
void edition_release(struct edition *edition); /* NULL is fine */
const struct city *edition_city(const struct edition *edition);

#endif

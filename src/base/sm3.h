/* SM3 (GB/T 32905-2016) by libgcrypt: a third of the time of OpenSSL 3.0's for short messages (docs/decisions.md). Many
 * messages at once, of which an import has a dozen a row: sm3_many.h. */
#ifndef BASE_SM3_H
#define BASE_SM3_H

#include <stddef.h>

enum { SM3_SIZE = 32 };

/* Before a program begins its second thread: on its first use the library makes itself ready, and two first uses at
 * once would end the program. */
void sm3_ready(void);

void sm3(const void *bytes, size_t length, unsigned char out[SM3_SIZE]);

/* Piece by piece. Ended or not, free with sm3_free. */
struct sm3;
struct sm3 *sm3_new(void);
void sm3_add(struct sm3 *hash, const void *bytes, size_t length);
void sm3_end(struct sm3 *hash, unsigned char out[SM3_SIZE]);
void sm3_free(struct sm3 *hash); /* may be NULL */

#endif

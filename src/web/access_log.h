/* One line an answer: time, method, path, status, bytes, milliseconds. No address of a client, no query, no browser:
 * nothing that tells who read what. */
#ifndef WEB_ACCESS_LOG_H
#define WEB_ACCESS_LOG_H

#include <stdint.h>
#include <stdio.h>

/* `path` as it came, percent-encoded; what could break the line is written as ?. For any thread. */
void access_log_line(FILE *out, const char *method, const char *path, int status, uint64_t bytes, int64_t micros);

#endif

/* Open connections: since when each is at what, so that those who send nothing, send slowly or take slowly are let go,
 * and nobody takes all places. Knows sockets, no HTTP. */
#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

#include <stdint.h>
#include <sys/socket.h>

enum phase {
    PHASE_FRESH,   /* connected, no whole request yet */
    PHASE_IDLE,    /* answered, waiting for the next one */
    PHASE_SENDING, /* sending us a body */
    PHASE_WAITING, /* for us */
    PHASE_TAKING,  /* taking the answer */
};

struct visitor {
    int fd;
    unsigned place;   /* of its address among the counts */
    int phase;        /* atomic: enum phase */
    int64_t since_ms; /* atomic: monotonic, when the phase began */
    struct visitor *next, **at;
    void *request; /* the server's */
};

struct visitors;

/* `most` at once, `most_of_one` of one address. NULL without memory. */
struct visitors *visitors_new(unsigned most, unsigned most_of_one);
void visitors_free(struct visitors *visitors);

/* A new connection; where there are too many, the one that has been doing nothing for longest is closed. NULL without
 * memory. */
struct visitor *visitor_come(struct visitors *visitors, int fd, const struct sockaddr *address);
/* Before its socket is closed. */
void visitor_go(struct visitors *visitors, struct visitor *visitor);
void visitor_phase(struct visitor *visitor, enum phase phase, int64_t now_ms);

/* Shuts the sockets of those who took too long; call it each second. */
void visitors_sweep(struct visitors *visitors, int64_t now_ms);

/* A number below `places` for an address: the same for one client (of IPv6 its /64), seldom for two. */
unsigned address_place(const struct sockaddr *address, unsigned places);
unsigned text_place(const char *text, unsigned places);

#endif

#include "web/visitors.h"

#include <linux/tcp.h> /* netinet/tcp.h does not know how many bytes came */
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"

enum {
    PLACES = 1 << 16,
    HEADER_MS = 10 * 1000,   /* for a first header that was begun; who sends nothing at all is idle */
    IDLE_MS = 40 * 1000,     /* from an answer to the end of the next header; the server ends what is silent before */
    SENDING_MS = 120 * 1000, /* for a body */
    TAKING_MS = 300 * 1000,  /* for an answer */
};

struct visitors {
    pthread_mutex_t lock;
    struct visitor *first;
    unsigned most, most_of_one, count;
    unsigned short counts[PLACES];
};

static unsigned place_of(const void *bytes, size_t length, unsigned places)
{
    uint64_t hash = fnv1a(bytes, length);
    return (unsigned)((hash ^ hash >> 32) % places);
}

unsigned text_place(const char *text, unsigned places)
{
    return place_of(text, strlen(text), places);
}

unsigned address_place(const struct sockaddr *address, unsigned places)
{
    enum { NETWORK = 8 };
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)address;
        return place_of(&v4->sin_addr, sizeof v4->sin_addr, places);
    }
    const struct sockaddr_in6 *v6 = (const void *)address;
    return address->sa_family == AF_INET6 ? place_of(&v6->sin6_addr, NETWORK, places) : 0;
}

struct visitors *visitors_new(unsigned most, unsigned most_of_one)
{
    struct visitors *v = calloc(1, sizeof *v);
    if (!v)
        return NULL;
    pthread_mutex_init(&v->lock, NULL);
    v->most = most;
    v->most_of_one = most_of_one;
    return v;
}

void visitors_free(struct visitors *visitors)
{
    free(visitors);
}

static enum phase phase_of(const struct visitor *visitor)
{
    return (enum phase)__atomic_load_n(&visitor->phase, __ATOMIC_RELAXED);
}

static int64_t since_of(const struct visitor *visitor)
{
    return __atomic_load_n(&visitor->since_ms, __ATOMIC_RELAXED);
}

void visitor_phase(struct visitor *visitor, enum phase phase, int64_t now_ms)
{
    __atomic_store_n(&visitor->since_ms, now_ms, __ATOMIC_RELAXED);
    __atomic_store_n(&visitor->phase, (int)phase, __ATOMIC_RELAXED);
}

/* The server sees the end of the stream and closes. Under the lock, so that the descriptor is still this visitor's. */
static void show_out(struct visitor *visitor)
{
    shutdown(visitor->fd, SHUT_RDWR);
}

/* The one that has done nothing for longest, of that place or (`place` < 0) of all. */
static struct visitor *idlest(struct visitors *v, int place)
{
    struct visitor *found = NULL;
    for (struct visitor *one = v->first; one; one = one->next)
        if ((place < 0 || one->place == (unsigned)place) && phase_of(one) <= PHASE_IDLE &&
            (!found || since_of(one) < since_of(found)))
            found = one;
    return found;
}

static void make_room(struct visitors *v, const struct visitor *come)
{
    struct visitor *leave = NULL;
    if (v->counts[come->place] > v->most_of_one)
        leave = idlest(v, (int)come->place);
    else if (v->count > v->most)
        leave = idlest(v, -1);
    if (!leave)
        return;
    show_out(leave);
    visitor_phase(leave, PHASE_WAITING, clock_ms()); /* not chosen again before it is gone */
}

struct visitor *visitor_come(struct visitors *v, int fd, const struct sockaddr *address)
{
    struct visitor *visitor = calloc(1, sizeof *visitor);
    if (!visitor)
        return NULL;
    visitor->fd = fd;
    visitor->place = address_place(address, PLACES);
    visitor->since_ms = clock_ms();
    pthread_mutex_lock(&v->lock);
    visitor->next = v->first;
    visitor->at = &v->first;
    if (v->first)
        v->first->at = &visitor->next;
    v->first = visitor;
    v->count++;
    v->counts[visitor->place]++;
    make_room(v, visitor);
    pthread_mutex_unlock(&v->lock);
    return visitor;
}

void visitor_go(struct visitors *v, struct visitor *visitor)
{
    pthread_mutex_lock(&v->lock);
    *visitor->at = visitor->next;
    if (visitor->next)
        visitor->next->at = visitor->at;
    v->count--;
    v->counts[visitor->place]--;
    pthread_mutex_unlock(&v->lock);
    free(visitor);
}

static bool has_sent(const struct visitor *visitor)
{
    struct tcp_info info;
    socklen_t size = sizeof info;
    return getsockopt(visitor->fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_bytes_received > 0;
}

static bool too_slow(const struct visitor *visitor, int64_t age_ms)
{
    switch (phase_of(visitor)) {
    case PHASE_FRESH:
        return age_ms > IDLE_MS || (age_ms > HEADER_MS && has_sent(visitor));
    case PHASE_IDLE:
        return age_ms > IDLE_MS;
    case PHASE_SENDING:
        return age_ms > SENDING_MS;
    case PHASE_WAITING:
        return false;
    case PHASE_TAKING:
        return age_ms > TAKING_MS;
    }
    return false;
}

void visitors_sweep(struct visitors *v, int64_t now_ms)
{
    pthread_mutex_lock(&v->lock);
    for (struct visitor *one = v->first; one; one = one->next)
        if (too_slow(one, now_ms - since_of(one)))
            show_out(one);
    pthread_mutex_unlock(&v->lock);
}

#include "base/spool.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { READ_BYTES = 16384, WRITE_BYTES = 65536 };

struct run {
    int64_t offset; /* in the file */
    size_t count;
};

struct spool {
    size_t size, capacity, filled;
    struct spool_order order;
    char *memory;             /* entries not in the file yet */
    struct sort_item *sorted; /* they in order; NULL: not sorted yet */
    FILE *file;
    int64_t written, total;
    struct run *runs;
    size_t run_count, run_capacity;
};

/* Where one run is being read. */
struct source {
    struct spool *spool;
    const char *at; /* the entry that comes next */
    uint64_t rank;  /* its rank */
    char *buffer;
    size_t left;                    /* of the buffer, or of what is in memory, `at` among them */
    const struct sort_item *sorted; /* of what is in memory: where `at` stands; NULL: a run of the file */
    size_t rest;                    /* of the run, in the file */
    int64_t offset;
};

struct spool_reader {
    size_t size;
    struct spool_order order;
    struct source *sources;
    size_t *heap, heap_count, source_count;
    bool started;
};

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("内存不足\n", stderr);
    abort();
}

static void unsort(struct spool *s)
{
    free(s->sorted);
    s->sorted = NULL;
}

struct spool *spool_new(size_t entry_size, size_t run, struct spool_order order)
{
    struct spool *s = must(calloc(1, sizeof *s));
    *s = (struct spool){.size = entry_size, .capacity = run, .order = order};
    return s;
}

void spool_free(struct spool *s)
{
    if (!s)
        return;
    if (s->file)
        (void)fclose(s->file); /* it has no name: it is gone with this */
    unsort(s);
    free(s->memory);
    free(s->runs);
    free(s);
}

int64_t spool_count(const struct spool *s)
{
    return s->total;
}

static uint64_t rank_of(const struct spool_order *order, const void *entry)
{
    return order->rank ? order->rank(entry) : 0;
}

static void sort_memory(struct spool *s)
{
    if (s->sorted || !s->filled)
        return;
    s->sorted = must(malloc(s->filled * sizeof *s->sorted));
    struct sort_item *scratch = must(malloc(s->filled * sizeof *scratch));
    for (size_t i = 0; i < s->filled; i++) {
        const char *entry = s->memory + i * s->size;
        s->sorted[i] = (struct sort_item){rank_of(&s->order, entry), entry};
    }
    sort_items(s->sorted, s->filled, scratch, s->order.compare);
    free(scratch);
}

static int flush_run(struct ctx *ctx, struct spool *s)
{
    if (!s->file && (!(s->file = file_temporary()) || setvbuf(s->file, NULL, _IOFBF, WRITE_BYTES) != 0))
        return file_temporary_full(ctx);
    if (s->run_count == s->run_capacity) {
        s->run_capacity = s->run_capacity ? 2 * s->run_capacity : 16;
        s->runs = must(realloc(s->runs, s->run_capacity * sizeof *s->runs));
    }
    sort_memory(s);
    for (size_t i = 0; i < s->filled; i++)
        if (fwrite(s->sorted[i].at, s->size, 1, s->file) != 1)
            return file_temporary_full(ctx);
    if (fflush(s->file) != 0)
        return file_temporary_full(ctx);
    s->runs[s->run_count++] = (struct run){s->written, s->filled};
    s->written += (int64_t)(s->filled * s->size);
    s->filled = 0;
    unsort(s);
    return 0;
}

int spool_add(struct ctx *ctx, struct spool *s, const void *entry)
{
    if (!s->memory)
        s->memory = must(malloc(s->capacity * s->size));
    if (s->filled == s->capacity) {
        int r = flush_run(ctx, s);
        if (r < 0)
            return r;
    }
    memcpy(s->memory + s->filled++ * s->size, entry, s->size);
    if (s->sorted)
        unsort(s);
    s->total++;
    return 0;
}

/* Fills the buffer from the file when it is empty. */
static int refill(struct ctx *ctx, struct source *source)
{
    struct spool *s = source->spool;
    if (source->left || !source->rest)
        return 0;
    size_t count = READ_BYTES / s->size ? READ_BYTES / s->size : 1;
    if (count > source->rest)
        count = source->rest;
    if (!source->buffer)
        source->buffer = must(malloc(count * s->size));
    ssize_t n = pread(fileno(s->file), source->buffer, count * s->size, source->offset);
    if (n != (ssize_t)(count * s->size))
        return fail(ctx, E_STORE, "读不回临时文件；什么也没有改动，请再试一次");
    source->offset += n;
    source->rest -= count;
    source->left = count;
    source->at = source->buffer;
    source->rank = rank_of(&s->order, source->at);
    return 0;
}

/* Earlier spools and earlier runs first among equals: sources are in that order. */
static bool before(const struct spool_reader *reader, size_t a, size_t b)
{
    const struct source *x = &reader->sources[a], *y = &reader->sources[b];
    if (x->rank != y->rank)
        return x->rank < y->rank;
    int r = reader->order.compare(x->at, y->at);
    return r ? r < 0 : a < b;
}

static void sift_down(struct spool_reader *reader, size_t i)
{
    size_t *heap = reader->heap;
    for (size_t child; (child = 2 * i + 1) < reader->heap_count; i = child) {
        if (child + 1 < reader->heap_count && before(reader, heap[child + 1], heap[child]))
            child++;
        if (!before(reader, heap[child], heap[i]))
            return;
        size_t swap = heap[i];
        heap[i] = heap[child];
        heap[child] = swap;
    }
}

static void add_sources(struct spool_reader *reader, struct spool *s)
{
    for (size_t i = 0; i < s->run_count; i++)
        reader->sources[reader->source_count++] =
            (struct source){.spool = s, .rest = s->runs[i].count, .offset = s->runs[i].offset};
    sort_memory(s);
    if (s->filled)
        reader->sources[reader->source_count++] = (struct source){
            .spool = s, .sorted = s->sorted, .at = s->sorted[0].at, .rank = s->sorted[0].rank, .left = s->filled};
}

int spool_read(struct ctx *ctx, struct spool *const *spools, size_t count, struct spool_reader **ret)
{
    struct spool_reader *reader = *ret = must(calloc(1, sizeof *reader));
    size_t most = 1;
    for (size_t i = 0; i < count; i++)
        most += spools[i]->run_count + 1;
    reader->sources = must(calloc(most, sizeof *reader->sources));
    reader->heap = must(calloc(most, sizeof *reader->heap));
    for (size_t i = 0; i < count; i++) {
        reader->size = spools[i]->size;
        reader->order = spools[i]->order;
        add_sources(reader, spools[i]);
    }
    for (size_t i = 0; i < reader->source_count; i++) {
        int r = refill(ctx, &reader->sources[i]);
        if (r < 0)
            return r;
        reader->heap[reader->heap_count++] = i; /* no run is empty */
    }
    for (size_t i = reader->heap_count / 2; i-- > 0;)
        sift_down(reader, i);
    return 0;
}

/* Steps over the entry that was given out last. */
static int advance(struct ctx *ctx, struct spool_reader *reader)
{
    struct source *first = &reader->sources[reader->heap[0]];
    first->left--;
    if (first->sorted && first->left) {
        first->at = (++first->sorted)->at;
        first->rank = first->sorted->rank;
    } else if (first->left) {
        first->at += reader->size;
        first->rank = rank_of(&reader->order, first->at);
    }
    int r = refill(ctx, first);
    if (r < 0)
        return r;
    if (!first->left)
        reader->heap[0] = reader->heap[--reader->heap_count];
    sift_down(reader, 0);
    return 0;
}

int spool_next(struct ctx *ctx, struct spool_reader *reader, const void **ret)
{
    if (reader->started && reader->heap_count) {
        int r = advance(ctx, reader);
        if (r < 0)
            return r;
    }
    reader->started = true;
    if (!reader->heap_count)
        return 0;
    *ret = reader->sources[reader->heap[0]].at;
    return 1;
}

void spool_close(struct spool_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; i < reader->source_count; i++)
        free(reader->sources[i].buffer);
    free(reader->sources);
    free(reader->heap);
    free(reader);
}

/* A long text is walked piece by piece, two at a time, so that memory does not grow with it and both of a machine's
 * cores have something to do.
 *
 * A piece ends at an empty line, where layout begins anew anyway, far from lines of nothing but a number, which may be
 * cells of one table (stacked.h); only a block of more than 512 KiB without one is cut at a line's end. What a piece
 * needs of those before it is a passage, which is known only when the piece before is done. So a worker guesses it: it
 * goes on from where the other was last heard of, walks a little of what stands before its piece, and keeps what the
 * piece says until its turn comes. Where the guess was wrong the piece is walked again, step by step, until both walks
 * agree. What is handed out is therefore the same as of the whole text, in the same order. Pieces and steps are small
 * because what a guess misses is mostly said once in many thousand characters (今年：): the less lies between, the less
 * is walked twice. */
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/decode.h"
#include "text/genre.h"
#include "text/layout.h"
#include "text/units.h"
#include "text/walk.h"

enum {
    PIECE = 64 * 1024,        /* bytes after which a piece ends at the next empty line */
    BLOCK = 512 * 1024,       /* and at any line's end */
    JUDGED = 64 * 1024,       /* at least that many tell what the text is */
    BEFORE = 1024,            /* that are heard before a piece, */
    AFTER = 4 * 1024,         /* and behind it: an entry looks at the paragraphs that follow */
    STEP = 1024,              /* characters after which what holds is noted */
    FORGET = 1024 * 1024,     /* bytes that memory gives up at once */
    TAIL = 4 * 1024,          /* that hold the last characters, where they are no blanks */
    LEAD = PASSAGE_WORDS + 1, /* places in front of a reading */
};

struct piece {
    size_t number;
    size_t heard, start, end, after; /* bytes: it is read from `heard` to `after`, told from `start` to `end` */
    size_t before;                   /* code points of the text before `heard` */
};

struct pieces {
    const char *name;
    struct mapped text;
    const struct lexicon *units;
    int32_t *judged; /* the reading by which the text is judged as a whole: its beginning, its last characters */
    size_t judged_count;
    const struct figures_taker *taker;

    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t moved;
    size_t cut, cut_runes;  /* bytes and code points of the pieces that were taken */
    size_t forgotten;       /* bytes that memory gave up */
    size_t count, told;     /* pieces taken, and handed out */
    struct passage passage; /* behind those handed out */
    size_t latest_number;   /* the last piece that is being walked, */
    struct passage latest;  /* and what it was guessed to hold where that was last heard of */
};

/* Some paragraphs of a piece. */
struct step {
    size_t start;           /* in the reading */
    size_t said;            /* how much was said before */
    struct passage passage; /* guessed, before it */
};

struct said {
    struct figure figure;
    struct trap trap;
    bool is_trap;
};

/* One thread's. */
struct worker {
    struct pieces *pieces;
    struct ctx ctx;
    struct layout *layout;
    struct walk *walk;
    struct text text;      /* the piece that is walked, */
    size_t number;         /* which has this number, */
    size_t stop;           /* and ends here in its reading */
    size_t room;           /* code points that it holds */
    struct arena *lists;   /* which keep their room from piece to piece: */
    VEC(struct said) said; /* what it says until its turn comes, */
    VEC(struct step) steps;
    struct arena *words; /* and what that is said in */
};

/* ---- Where a text is cut ---- */

/* Whether bytes[start..end) hold a number and no more. */
static bool is_number(const char *bytes, size_t start, size_t end)
{
    enum { LONGEST = 16 };
    size_t digits = 0;

    if (end - start > LONGEST)
        return false;
    for (size_t i = start; i < end; i++) {
        if (!strchr("0123456789.,%*| \r", bytes[i]))
            return false;
        digits += bytes[i] >= '0' && bytes[i] <= '9';
    }
    return digits > 0;
}

/* Behind the last line of nothing but a number that ends between `start` and `end`; `start` if there is none. */
static size_t behind_number(const struct pieces *p, size_t start, size_t end)
{
    size_t last = start;

    for (size_t at = start; at < end;) {
        const char *found = memchr(p->text.bytes + at, '\n', end - at);
        size_t to = found ? (size_t)(found - p->text.bytes) : end;

        if (found && is_number(p->text.bytes, at, to))
            last = to + 1;
        at = to + 1;
    }
    return last;
}

/* The first place behind an empty line that ends between `at` and `until`; `until` if there is none. */
static size_t behind_empty_line(const struct pieces *p, size_t at, size_t until)
{
    while (at < until) {
        const char *end = memchr(p->text.bytes + at, '\n', until - at);

        if (!end)
            break;
        at = (size_t)(end - p->text.bytes) + 1;
        if (at < until && p->text.bytes[at] == '\n')
            return at + 1;
        if (at + 1 < until && p->text.bytes[at] == '\r' && p->text.bytes[at + 1] == '\n')
            return at + 2;
    }
    return until;
}

/* Where a piece that begins at `start` and has at least `least` bytes ends. */
static size_t piece_end(const struct pieces *p, size_t start, size_t least)
{
    static const char stop[] = "。\n";
    size_t most = start + least + BLOCK, at, number;
    const char *end;

    if (p->text.length - start <= least)
        return p->text.length;
    if (most > p->text.length)
        most = p->text.length;
    for (at = start + least; (at = behind_empty_line(p, at, most)) < most; at = number + AFTER) {
        size_t from = at > start + AFTER ? at - AFTER : start;

        number = behind_number(p, from, p->text.length - at > AFTER ? at + AFTER : p->text.length);
        if (number == from)
            return at;
        if (number + AFTER >= most)
            break;
    }
    if (most == p->text.length)
        return most;
    if ((end = memmem(p->text.bytes + most, p->text.length - most, stop, strlen(stop))))
        return (size_t)(end - p->text.bytes) + strlen(stop);
    end = memchr(p->text.bytes + most, '\n', p->text.length - most);
    return end ? (size_t)(end - p->text.bytes) + 1 : p->text.length;
}

static bool stands_behind_empty_line(const struct pieces *p, size_t at)
{
    const char *last = p->text.bytes + at;

    return at > 3 && last[-1] == '\n' && (last[-2] == '\n' || (last[-2] == '\r' && last[-3] == '\n'));
}

/* A line's start a little before `start`: what stands there is only guessed from. `start` if that does not stand behind
 * an empty line, where layout begins anew. */
static size_t heard_from(const struct pieces *p, size_t start)
{
    const char *line;

    if (start < BEFORE || !stands_behind_empty_line(p, start))
        return start;
    line = memchr(p->text.bytes + start - BEFORE, '\n', BEFORE);
    return line ? (size_t)(line - p->text.bytes) + 1 : start;
}

/* A little behind `end`, at a line's end. */
static size_t heard_to(const struct pieces *p, size_t end)
{
    const char *line;

    if (!stands_behind_empty_line(p, end) || p->text.length - end <= AFTER)
        return stands_behind_empty_line(p, end) ? p->text.length : end;
    line = memchr(p->text.bytes + end + AFTER, '\n', p->text.length - end - AFTER);
    return line ? (size_t)(line - p->text.bytes) + 1 : p->text.length;
}

/* ---- Reading ---- */

/* Reads bytes[start..end) into the worker's text, `lead` places free in front. */
static void read_bytes(struct worker *w, size_t start, size_t end, size_t lead)
{
    const struct pieces *p = w->pieces;
    size_t runes = utf8_count(p->text.bytes + start, end - start);

    if (w->room < runes + lead || w->room == 0) {
        w->room = runes + runes / 4 + LEAD;
        layout_room(w->ctx.mem, &w->text, w->room, 0);
    }
    w->text.name = p->name;
    w->text.raw_count = decode_runes(p->text.bytes + start, end - start, w->text.raw);
    layout_read(w->layout, &w->text, lead);
    w->text.lines = NULL; /* of a piece nobody asks for them */
    w->text.line_count = 0;
}

static bool is_enough_to_judge(const struct text *text)
{
    size_t paragraphs = 0;

    for (size_t i = 0; i < text->read_count && paragraphs < GENRE_PARAGRAPHS; i++)
        paragraphs += text->read[i] == '\n';
    return paragraphs == GENRE_PARAGRAPHS && text->read_count >= GENRE_RUNES + GENRE_BEYOND;
}

/* The last characters of the whole reading, at the end of w->text. Returns how many. */
static size_t read_tail(struct worker *w)
{
    const struct pieces *p = w->pieces;

    for (size_t bytes = TAIL;; bytes *= 4) {
        size_t from = p->text.length > bytes ? behind_empty_line(p, p->text.length - bytes, p->text.length) : 0;

        if (from == p->text.length)
            continue;
        read_bytes(w, from, p->text.length, 0);
        if (w->text.read_count >= GENRE_SIGNATURE)
            return GENRE_SIGNATURE;
        if (from == 0)
            return w->text.read_count;
    }
}

/* Reads as much of the text as tells what it is. */
static void read_judged(struct pieces *p, struct worker *w, struct arena *mem)
{
    size_t least = JUDGED, end, tail;

    do {
        end = piece_end(p, 0, least);
        read_bytes(w, 0, end, 0);
        least *= 2;
    } while (end < p->text.length && !is_enough_to_judge(&w->text));
    p->judged_count = w->text.read_count;
    p->judged = arena_array(mem, p->judged_count + GENRE_SIGNATURE, sizeof *p->judged);
    memcpy(p->judged, w->text.read, p->judged_count * sizeof *p->judged);
    if (end == p->text.length)
        return;
    tail = read_tail(w);
    memcpy(p->judged + p->judged_count, w->text.read + w->text.read_count - tail, tail * sizeof *p->judged);
    p->judged_count += tail;
}

/* ---- Walking ---- */

/* The next piece; false if there is none. */
static bool take_piece(struct pieces *p, struct piece *ret)
{
    bool there;

    pthread_mutex_lock(&p->lock);
    there = p->cut < p->text.length;
    if (there) {
        *ret = (struct piece){.number = p->count++, .start = p->cut, .heard = p->cut};
        ret->end = piece_end(p, p->cut, PIECE);
        ret->after = heard_to(p, ret->end);
        if (p->told < ret->number) /* else nothing needs to be guessed */
            ret->heard = heard_from(p, p->cut);
        ret->before = p->cut_runes - utf8_count(p->text.bytes + ret->heard, ret->start - ret->heard);
        p->cut_runes += utf8_count(p->text.bytes + ret->start, ret->end - ret->start);
        p->cut = ret->end;
        if (p->cut - p->forgotten > FORGET) {
            mapped_forget(&p->text, p->forgotten, p->cut);
            p->forgotten = p->cut;
        }
    }
    pthread_mutex_unlock(&p->lock);
    return there;
}

static void keep_figure(void *arg, const struct figure *f)
{
    struct worker *w = arg;

    struct said *said = vec_push(w->lists, &w->said);

    said->is_trap = false;
    said->figure = *f;
    said->figure.text = arena_strdup(w->words, f->text);
    said->figure.unit = arena_strdup(w->words, f->unit);
    said->figure.subject = arena_strdup(w->words, f->subject);
}

static void keep_trap(void *arg, const struct trap *t)
{
    struct worker *w = arg;

    struct said *said = vec_push(w->lists, &w->said);

    said->is_trap = true;
    said->trap = *t;
    said->trap.text = arena_strdup(w->words, t->text);
}

/* The first paragraph that begins STEP behind `at`, or the end of the piece. */
static size_t step_end(const struct worker *w, size_t at)
{
    for (at += STEP; at < w->stop; at++)
        if (w->text.read[at - 1] == '\n')
            return at;
    return w->stop;
}

/* Whether the pieces before number `number` are told; then `*ret` is what holds behind them, and until it is told
 * itself only its thread tells. */
static bool is_turn(struct pieces *p, size_t number, struct passage *ret)
{
    bool turn;

    pthread_mutex_lock(&p->lock);
    turn = p->told == number;
    if (turn)
        *ret = p->passage;
    pthread_mutex_unlock(&p->lock);
    return turn;
}

static void wait_for_turn(struct pieces *p, size_t number, struct passage *ret)
{
    pthread_mutex_lock(&p->lock);
    while (p->told != number)
        pthread_cond_wait(&p->moved, &p->lock);
    *ret = p->passage;
    pthread_mutex_unlock(&p->lock);
}

static void end_turn(struct pieces *p, const struct passage *passage)
{
    pthread_mutex_lock(&p->lock);
    p->passage = *passage;
    p->told++;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
}

/* Lets the other thread know what holds where this one is, unless that one is further on. */
static void tell_latest(const struct worker *w)
{
    struct pieces *p = w->pieces;

    pthread_mutex_lock(&p->lock);
    if (w->number >= p->latest_number) {
        p->latest_number = w->number;
        walk_passage(w->walk, &p->latest);
    }
    pthread_mutex_unlock(&p->lock);
}

static struct passage latest_passage(struct pieces *p)
{
    struct passage latest;

    pthread_mutex_lock(&p->lock);
    latest = p->latest;
    pthread_mutex_unlock(&p->lock);
    return latest;
}

/* Keeps what is said before it may be handed out. */
static struct figures_taker keeper_of(struct worker *w)
{
    const struct figures_taker *taker = w->pieces->taker;

    return (struct figures_taker){
        .figure = taker->figure ? keep_figure : NULL, .trap = taker->trap ? keep_trap : NULL, .arg = w};
}

/* Walks what stands before the piece, and from `at` on the piece until its turn comes, keeping what it says. Returns
 * how far it came. `*ret_guessed` is what it guesses to hold there, `*ret` what does hold before the piece. */
static size_t walk_guessing(struct worker *w, size_t at, struct passage *ret_guessed, struct passage *ret)
{
    struct figures_taker keeper = keeper_of(w);
    struct passage passage = latest_passage(w->pieces);

    passage.number = PASSAGE_NUMBER_UNKNOWN;
    walk_from(w->walk, &w->text, LEAD, &passage);
    walk_text(w->walk, &w->text, LEAD, at, NULL);
    walk_passage(w->walk, &passage);
    walk_from(w->walk, &w->text, at, &passage); /* what was denied before the piece is over */
    while (at < w->stop && !is_turn(w->pieces, w->number, ret)) {
        struct step step = {.start = at, .said = w->said.count, .passage = passage};
        size_t end = step_end(w, at);

        walk_text(w->walk, &w->text, at, end, &keeper);
        *vec_push(w->lists, &w->steps) = step;
        walk_passage(w->walk, &passage);
        tell_latest(w);
        at = end;
    }
    for (size_t i = 0; i < w->steps.count; i++)
        w->steps.at[i].passage.denied = walk_denied_number(w->walk);
    if (at == w->stop)
        wait_for_turn(w->pieces, w->number, ret);
    *ret_guessed = passage;
    return at;
}

static void hand_out(const struct worker *w, size_t from)
{
    const struct figures_taker *taker = w->pieces->taker;

    for (size_t i = from; i < w->said.count; i++) {
        const struct said *said = &w->said.at[i];

        if (said->is_trap)
            taker->trap(taker->arg, &said->trap);
        else
            taker->figure(taker->arg, &said->figure);
    }
}

/* Walks one step of whose passage it is sure, and hands out what it says. */
static void walk_step(struct worker *w, size_t start, size_t end)
{
    walk_text(w->walk, &w->text, start, end, w->pieces->taker);
    tell_latest(w);
}

/* Walks the steps up to `at` again that were guessed wrong, hands out what was said of the others, and goes on from
 * what holds at `at`. `guessed` is what was guessed to, `passage` what holds before the piece. */
static void correct_guess(struct worker *w, size_t at, struct passage *guessed, struct passage *passage)
{
    size_t i = 0;

    for (; i < w->steps.count && !passage_guessed(&w->steps.at[i].passage, passage); i++) {
        if (i == 0)
            walk_from(w->walk, &w->text, w->steps.at[0].start, passage);
        walk_step(w, w->steps.at[i].start, i + 1 < w->steps.count ? w->steps.at[i + 1].start : at);
        walk_passage(w->walk, passage);
    }
    if (i < w->steps.count) {
        hand_out(w, w->steps.at[i].said);
        if (guessed->number == PASSAGE_NUMBER_UNKNOWN)
            guessed->number = passage->number;
        *passage = *guessed;
    }
    walk_from(w->walk, &w->text, at, passage);
}

/* Walks the piece, which begins at `at` in the worker's reading, and hands out what it says, all of it in its turn. */
static void walk_piece(struct worker *w, size_t at)
{
    struct arena_mark mark = arena_mark(w->words);
    struct passage passage, guessed;

    if (!is_turn(w->pieces, w->number, &passage)) {
        at = walk_guessing(w, at, &guessed, &passage);
        correct_guess(w, at, &guessed, &passage);
    } else if (w->number > 0) {
        walk_from(w->walk, &w->text, at, &passage);
    } else {
        walk_hear(w->walk, &w->text);
    }
    for (size_t end; at < w->stop; at = end) {
        end = step_end(w, at);
        walk_step(w, at, end);
    }
    walk_passage(w->walk, &passage);
    end_turn(w->pieces, &passage);
    w->said.count = w->steps.count = 0;
    arena_rewind(w->words, mark);
}

/* The place in the worker's reading where bytes[at] of the text stands. */
static size_t place_of(const struct worker *w, const struct piece *piece, size_t at)
{
    return text_read_at(&w->text, utf8_count(w->pieces->text.bytes + piece->heard, at - piece->heard));
}

/* Reads the piece; returns where in the worker's reading it begins. */
static size_t read_piece(struct worker *w, const struct piece *piece)
{
    size_t lead = piece->number > 0 ? LEAD : 0;

    read_bytes(w, piece->heard, piece->after, lead);
    w->text.raw_before = piece->before;
    w->number = piece->number;
    w->stop = piece->end < piece->after ? place_of(w, piece, piece->end) : w->text.read_count;
    return piece->heard < piece->start ? place_of(w, piece, piece->start) : lead;
}

static void worker_begin(struct worker *w, struct pieces *p)
{
    *w = (struct worker){.pieces = p, .ctx = {.mem = arena_new()}, .words = arena_new(), .lists = arena_new()};
    w->layout = layout_new(w->ctx.mem, p->units);
}

static void worker_end(struct worker *w)
{
    walk_free(w->walk);
    arena_free(w->words);
    arena_free(w->lists);
    arena_free(w->ctx.mem);
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct piece piece;

    while (take_piece(w->pieces, &piece))
        walk_piece(w, read_piece(w, &piece));
    return NULL;
}

static void walk_pieces(struct pieces *p, struct arena *mem)
{
    struct worker w, beside;
    pthread_t thread;
    bool two = p->text.length > PIECE;

    worker_begin(&w, p);
    read_judged(p, &w, mem);
    w.walk = walk_new(&w.ctx, p->units, p->judged, p->judged_count);
    if (two) {
        worker_begin(&beside, p);
        beside.walk = walk_beside(&beside.ctx, w.walk);
    }
    if (two && pthread_create(&thread, NULL, work, &beside) == 0) {
        work(&w);
        pthread_join(thread, NULL);
    } else {
        work(&w);
    }
    if (two)
        worker_end(&beside);
    worker_end(&w);
}

int figures_of_file(struct ctx *ctx, const char *path, const struct figures_taker *taker)
{
    struct pieces *p = arena_alloc(ctx->mem, sizeof *p);
    int r = decode_file(ctx, path, DECODE_LIMIT_LONG, &p->text);

    if (r < 0)
        return r;
    p->name = path;
    p->units = units_lexicon(ctx->mem);
    p->taker = taker;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->moved, NULL);
    if (taker->begin)
        taker->begin(taker->arg);
    walk_pieces(p, ctx->mem);
    pthread_cond_destroy(&p->moved);
    pthread_mutex_destroy(&p->lock);
    mapped_end(&p->text);
    return 0;
}

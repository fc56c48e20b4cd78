/* learn FOLDER...: reads the annotated texts of folders (NAME.txt beside NAME.claims.tsv, as those of shared/cases are)
 * and writes to standard output what src/text/opinion.tsv holds: grams that stand around figures which are done or
 * promised, and around those that count items, and their weights, by logistic regression. The same texts give the same
 * weights.
 *
 *     ninja -C build learn && build/learn tests/cases tests/unseen >opinion.tsv && mv opinion.tsv src/text/ */
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/decode.h"
#include "text/figure.h"
#include "text/grams.h"
#include "text/opinion.h"
#include "text/runes.h"

enum {
    PLACES = 1 << 22, /* of grams, the rare ones among them */
    TEXTS = 5,        /* in which a gram must stand */
    ROUNDS = 12,      /* through all figures */
};

/* Of each question: how many grams are kept, those that tell most, and C of L2-regularised logistic regression: the
 * less, the smaller the weights. */
static const struct {
    size_t kept;
    double reach;
} questions[OPINION_QUESTIONS] = {[OPINION_DONE] = {10000, 0.03}, [OPINION_ITEM] = {8000, 0.4}};

struct known { /* a gram */
    enum gram kind;
    int32_t gram[GRAM_LONGEST];
    size_t length, texts, last_text;
    size_t found[OPINION_QUESTIONS][2]; /* by figures of which the answer is no, yes */
    double weight[OPINION_QUESTIONS];
    bool kept[OPINION_QUESTIONS];
};

struct example {                   /* a figure */
    size_t first, end;             /* in `grams` */
    int answer[OPINION_QUESTIONS]; /* 1 or 0; NONE: of no use */
};

struct places { /* in `known` */
    uint32_t *at;
    size_t count, capacity;
};

struct learner {
    struct ctx ctx;
    uint32_t *hashes;    /* PLACES, by gram_place */
    struct known *known; /* at the same places */
    size_t text;         /* the number of the text that is read */
    struct places grams; /* of all examples */
    struct places of_text, of_heading;
    VEC(struct example) examples;
};

struct taking {
    struct learner *l;
    struct places *into;
};

static uint32_t place_of(struct learner *l, enum gram kind, const int32_t *gram, size_t length)
{
    uint32_t hash = gram_hash(kind, gram, length);
    size_t i = gram_place(l->hashes, PLACES, hash);

    if (!l->hashes[i]) {
        l->hashes[i] = hash;
        l->known[i] = (struct known){.kind = kind, .length = length};
        memcpy(l->known[i].gram, gram, length * sizeof *gram);
    }
    return (uint32_t)i;
}

static void take(void *arg, enum gram kind, const int32_t *gram, size_t length)
{
    const struct taking *t = arg;

    *vec_push(t->l->ctx.mem, t->into) = place_of(t->l, kind, gram, length);
}

/* ---- Reading ---- */

enum { NONE = -1 };

struct claim {
    size_t start;
    int answer[OPINION_QUESTIONS];
};

struct claims {
    struct claim *at;
    size_t count, capacity;
};

/* The nth cell of a line, which is cut; NULL if it has fewer. */
static const char *cell_of(char *line, int n)
{
    while (n-- > 0)
        strsep(&line, "\t");
    return strsep(&line, "\t\r");
}

static int read_claims(struct learner *l, const char *path, struct claims *claims)
{
    enum { ROLE = 6 };
    char *bytes, *line;
    size_t length;
    int r = file_read(&l->ctx, path, DECODE_LIMIT, &bytes, &length);

    if (r < 0)
        return r;
    strsep(&bytes, "\n");
    while ((line = strsep(&bytes, "\n")) && *line) {
        struct claim claim = {strtoul(line, NULL, 10), {NONE, NONE}};
        const char *role = cell_of(line, ROLE);

        if (role) {
            claim.answer[OPINION_ITEM] = strcmp(role, "items") == 0;
            if (strcmp(role, "target") == 0)
                claim.answer[OPINION_DONE] = 0;
            else if (strcmp(role, "actual") == 0 || strcmp(role, "percent") == 0)
                claim.answer[OPINION_DONE] = 1;
        }
        *vec_push(l->ctx.mem, claims) = claim;
    }
    return 0;
}

static void end_example(struct learner *l, size_t first, const struct claim *claim)
{
    struct example example = {.first = first};

    for (size_t i = 0; i < l->of_text.count; i++)
        *vec_push(l->ctx.mem, &l->grams) = l->of_text.at[i];
    for (size_t i = 0; i < l->of_heading.count; i++)
        *vec_push(l->ctx.mem, &l->grams) = l->of_heading.at[i];
    for (size_t i = first; i < l->grams.count; i++) {
        struct known *k = &l->known[l->grams.at[i]];

        if (k->texts == 0 || k->last_text != l->text) {
            k->texts++;
            k->last_text = l->text;
        }
        for (int q = 0; q < OPINION_QUESTIONS; q++)
            if (claim->answer[q] != NONE)
                k->found[q][claim->answer[q]]++;
    }
    example.end = l->grams.count;
    memcpy(example.answer, claim->answer, sizeof example.answer);
    *vec_push(l->ctx.mem, &l->examples) = example;
}

/* The annotated figures of a text, with what stands around each: as opinion.c asks for it. */
static void read_figures(struct learner *l, const struct text *text, const struct figures *figures,
                         const struct claims *claims)
{
    struct taking of_text = {l, &l->of_text}, of_heading = {l, &l->of_heading}, of_figure = {l, &l->grams};
    struct span line = {0}, paragraph, heading;
    size_t at = 0, claim = 0;

    l->of_text.count = l->of_heading.count = 0;
    grams_of_text(text->read, text->read_count, take, &of_text);
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure *f = &figures->at[i];
        size_t first = l->grams.count;

        for (; at <= f->paragraph_start; at = paragraph.end + 1) {
            paragraph = (struct span){at, rune_find(text->read, at, text->read_count, '\n')};
            if (!grams_above(&line, text->read, paragraph, &heading))
                continue;
            l->of_heading.count = 0;
            grams_of_heading(text->read, heading, take, &of_heading);
        }
        while (claim < claims->count && claims->at[claim].start < f->start)
            claim++;
        if (claim == claims->count || claims->at[claim].start != f->start)
            continue;
        grams_of_figure(text->read, (struct span){f->paragraph_start, f->paragraph_end}, f->read_start, f->read_end,
                        take, &of_figure);
        end_example(l, first, &claims->at[claim]);
    }
}

static int read_text(struct learner *l, const char *claims_path)
{
    static const char ending[] = ".claims.tsv";
    const char *path = arena_printf(l->ctx.mem, "%.*s.txt", (int)(strlen(claims_path) - strlen(ending)), claims_path);
    struct claims claims = {0};
    struct figures figures;
    struct text *text;
    int r = text_read(&l->ctx, path, &text);

    if (r == 0)
        r = read_claims(l, claims_path, &claims);
    if (r < 0)
        return r;
    figures_find(&l->ctx, text, &figures);
    read_figures(l, text, &figures, &claims);
    l->text++;
    return 0;
}

/* ---- Learning ---- */

/* How much a gram tells of a question that was answered so often with no and yes, and of how many figures. */
static double worth(const struct known *k, int question, const double answered[2])
{
    double no = (double)k->found[question][0] + 1, yes = (double)k->found[question][1] + 1;

    return k->texts >= TEXTS ? fabs(log(no / answered[0]) - log(yes / answered[1])) * sqrt(no + yes) : 0;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? 1 : x > y ? -1 : 0;
}

static void keep_best(struct learner *l, int question)
{
    double *all = malloc(PLACES * sizeof *all), answered[2] = {1, 1}, least;

    if (!all)
        exit(2);
    for (size_t i = 0; i < l->examples.count; i++)
        if (l->examples.at[i].answer[question] != NONE)
            answered[l->examples.at[i].answer[question]]++;
    for (size_t i = 0; i < PLACES; i++)
        all[i] = worth(&l->known[i], question, answered);
    qsort(all, PLACES, sizeof *all, by_size);
    least = all[questions[question].kept - 1] > 0 ? all[questions[question].kept - 1] : 1e-9;
    free(all);
    for (size_t i = 0; i < PLACES; i++)
        l->known[i].kept[question] = worth(&l->known[i], question, answered) >= least;
}

/* Stochastic gradient descent with steps that grow smaller; `scale` times the weights are what is meant, so that all of
 * them shrink at once. */
static void learn(struct learner *l, int question)
{
    size_t n = l->examples.count, seed = 1;
    double shrink = 1 / (questions[question].reach * (double)n), scale = 1;

    for (size_t step = 0; step < ROUNDS * n; step++) {
        double rate = 0.05 / (1 + 20 * (double)step / (double)(ROUNDS * n)), sum = 0, miss;
        const struct example *e;

        seed = seed * 6364136223846793005U + 1442695040888963407U;
        e = &l->examples.at[(seed >> 33) % n];
        if (e->answer[question] == NONE)
            continue;
        for (size_t i = e->first; i < e->end; i++)
            sum += l->known[l->grams.at[i]].weight[question];
        miss = e->answer[question] - 1 / (1 + exp(-scale * sum));
        scale *= 1 - rate * shrink;
        for (size_t i = e->first; i < e->end; i++)
            if (l->known[l->grams.at[i]].kept[question])
                l->known[l->grams.at[i]].weight[question] += rate * miss / scale;
    }
    for (size_t i = 0; i < PLACES; i++)
        l->known[i].weight[question] *= scale;
}

static int by_gram(const void *a, const void *b)
{
    const struct known *x = *(const struct known *const *)a, *y = *(const struct known *const *)b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    for (size_t i = 0; i < x->length && i < y->length; i++)
        if (x->gram[i] != y->gram[i])
            return x->gram[i] < y->gram[i] ? -1 : 1;
    return x->length < y->length ? -1 : x->length > y->length;
}

/* A weight as it is kept. */
static long rounded(double weight)
{
    long said = lround(weight * OPINION_ONE);

    return said > 127 ? 127 : said < -127 ? -127 : said;
}

static void print(const struct learner *l)
{
    const struct known **kept = malloc(PLACES * sizeof *kept);
    size_t count = 0;

    if (!kept)
        exit(2);
    for (size_t i = 0; i < PLACES; i++)
        if (l->known[i].kept[OPINION_DONE] || l->known[i].kept[OPINION_ITEM])
            kept[count++] = &l->known[i];
    qsort(kept, count, sizeof *kept, by_gram);
    for (size_t i = 0; i < count; i++) {
        long done = rounded(kept[i]->weight[OPINION_DONE]), item = rounded(kept[i]->weight[OPINION_ITEM]);
        char gram[GRAM_LONGEST * UTF8_MAX + 1], *end = gram;

        for (size_t c = 0; c < kept[i]->length; c++)
            end = utf8_put(kept[i]->gram[c], end);
        *end = '\0';
        if ((done || item) && !strchr(gram, '\t'))
            printf("%c\t%s\t%ld\t%ld\n", (int)kept[i]->kind, gram, done, item);
    }
    free(kept);
}

int main(int argc, char **argv)
{
    struct learner l = {.ctx = {.mem = arena_new()},
                        .hashes = calloc(PLACES, sizeof *l.hashes),
                        .known = calloc(PLACES, sizeof *l.known)};

    if (argc < 2 || !l.hashes || !l.known)
        return 2;
    for (int i = 1; i < argc; i++) {
        glob_t found;

        if (glob(arena_printf(l.ctx.mem, "%s/*.claims.tsv", argv[i]), 0, NULL, &found))
            return 2;
        for (size_t k = 0; k < found.gl_pathc; k++) {
            if (read_text(&l, found.gl_pathv[k]) < 0) {
                fprintf(stderr, "%s\n", l.ctx.err.text);
                return 1;
            }
        }
        globfree(&found);
    }
    fprintf(stderr, "%zu texts, %zu figures\n", l.text, l.examples.count);
    for (int q = 0; q < OPINION_QUESTIONS; q++) {
        keep_best(&l, q);
        learn(&l, q);
    }
    print(&l);
    free(l.hashes);
    free(l.known);
    arena_free(l.ctx.mem);
    return 0;
}

#include "domain/article.h"

#include <unistd.h>

#include "base/buf.h"

static int draw_token(struct ctx *ctx, char token[ARTICLE_TOKEN + 1])
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char random[ARTICLE_TOKEN];

    if (getentropy(random, sizeof random) != 0)
        return fail(ctx, E_STORE, "系统没有给出随机数；请稍后再试");
    for (size_t i = 0; i < ARTICLE_TOKEN; i++)
        token[i] = letters[random[i] % 32];
    token[ARTICLE_TOKEN] = '\0';
    return 0;
}

int article_keep(struct ctx *ctx, struct article *article)
{
    int64_t count = 0, bytes = 0, size;
    int r = db_int(ctx, SQL("select count(*) from article"), NO_BINDS, &count);

    if (r == 0)
        r = db_int(ctx, SQL("select cast(coalesce(sum(size), 0) as bigint) from article"), NO_BINDS, &bytes);
    if (r < 0)
        return r;
    size = (int64_t)(article->length + article->said_length);
    if (count >= ARTICLES_MOST || bytes + size > ARTICLES_MOST_BYTES)
        return ARTICLES_FULL;
    r = draw_token(ctx, article->token);
    if (r < 0)
        return r;
    return db_run(ctx,
                  SQL("insert into article (token, content, size, as_of, kept_on, said) values (?, ?, ?, ?, ?, ?)"),
                  BIND(b_text(article->token), b_bytes(article->content, article->length), b_int(size),
                       b_int(article->as_of), b_int(article->kept_on), b_bytes(article->said, article->said_length)));
}

int article_find(struct ctx *ctx, const char *token, struct article *ret)
{
    AUTO_ANSWER struct answer *answer = NULL;
    const void *content;
    int r = 0;

    *ret = (struct article){0};
    if (strlen(token) != ARTICLE_TOKEN)
        return DB_NONE;
    r = db_ask(ctx, SQL("select content, as_of, kept_on, said from article where token = ?"), BIND(b_text(token)),
               &answer);
    if (r == 0)
        r = answer_next(ctx, answer);
    if (r <= 0)
        return r < 0 ? r : DB_NONE;
    snprintf(ret->token, sizeof ret->token, "%s", token);
    content = answer_bytes(answer, 0, &ret->length);
    ret->content = arena_strndup(ctx->mem, content ? content : "", ret->length);
    ret->as_of = (int)answer_int(answer, 1);
    ret->kept_on = (int)answer_int(answer, 2);
    if (!answer_null(answer, 3)) {
        content = answer_bytes(answer, 3, &ret->said_length);
        ret->said = arena_strndup(ctx->mem, content ? content : "", ret->said_length);
    }
    return 0;
}

const char *article_content(struct ctx *ctx, const struct text *text, size_t *ret_length)
{
    AUTO_BUF struct buf out = BUF_INIT;

    for (size_t i = 0; i < text->raw_count; i++)
        buf_rune(&out, (uint32_t)text->raw[i]);
    *ret_length = out.length;
    return arena_strndup(ctx->mem, out.bytes, out.length);
}

/* What PostgreSQL says, in sentences: what happened, where, what to do. A password, or a piece of one, is in none. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "store/postgres.h"

/* ---- the URL ---- */

static int unreadable(struct ctx *ctx, const char *why)
{
    return fail(ctx, E_INPUT,
                "这个 PostgreSQL 网址读不懂：%s；应写成 postgresql://用户@主机:5432/库名，密码里的 @ : / ? %% 要写成 "
                "%%40 %%3A %%2F %%3F %%25，或者放进 ~/.pgpass",
                why);
}

/* libpq quotes the URL in its message, which we must not. */
static const char *why_unreadable(const char *said)
{
    static const struct {
        const char *said, *why;
    } table[] = {
        {"percent", "百分号后面应有两个十六进制数字"},
        {"key/value", "问号后面的参数应写成 名字=值"},
        {"query parameter", "问号后面的参数不认识"},
        {"IPv6", "IPv6 地址的方括号不成对"},
        {"unexpected character", "地址后面应是冒号和端口，或斜杠和库名"},
    };
    for (size_t i = 0; said && i < sizeof table / sizeof *table; i++)
        if (strstr(said, table[i].said))
            return table[i].why;
    return "格式不对";
}

static const char *option(const PQconninfoOption *options, const char *name)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, name) == 0)
            return options->val ? options->val : "";
    return "";
}

/* A password written with a bare @ or / ends up in host, port or database: such a URL is refused, not quoted. */
static const char *piece_of_password(const PQconninfoOption *options)
{
    const char *host = option(options, "host"), *port = option(options, "port");
    if (strchr(host, '@') || strchr(option(options, "dbname"), '@'))
        return "主机或库名里不能有 @";
    for (const char *p = port; *p; p += strcspn(p, ",") + (p[strcspn(p, ",")] == ',')) {
        char *end = NULL;
        long number = strtol(p, &end, 10);
        if (*p != ',' && (number < 1 || number > 65535 || (*end && *end != ',')))
            return "端口应是 1 到 65535 的数字";
    }
    return NULL;
}

char *postgres_shown_url(struct ctx *ctx, const char *url)
{
    char *said = NULL, *shown = NULL;
    PQconninfoOption *options = libpq.PQconninfoParse(url, &said);
    const char *why = options ? piece_of_password(options) : why_unreadable(said);
    if (why) {
        (void)unreadable(ctx, why);
    } else {
        const char *user = option(options, "user"), *host = option(options, "host"), *port = option(options, "port");
        bool socket = host[0] == '/' || strchr(host, ',') || strchr(port, ',');
        shown = arena_printf(ctx->mem, "postgresql://%s%s%s%s%s/%s%s%s%s%s", user, *user ? "@" : "", socket ? "" : host,
                             *port && !socket ? ":" : "", socket ? "" : port, option(options, "dbname"),
                             socket ? "?host=" : "", socket ? host : "", *port && socket ? "&port=" : "",
                             *port && socket ? port : "");
    }
    libpq.PQconninfoFree(options);
    libpq.PQfreemem(said);
    return shown;
}

/* ---- no connection ---- */

/* "FATAL:  28P01: password authentication failed": the state and, behind it, the words, cut at the line's end. */
static void server_said(struct ctx *ctx, const char *message, char state[6], char **ret_words)
{
    state[0] = '\0';
    *ret_words = "";
    for (const char *p = message; (p = strstr(p, ":  ")); p += 3) {
        size_t length = strspn(p + 3, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (length != 5 || p[8] != ':')
            continue;
        memcpy(state, p + 3, 5);
        state[5] = '\0';
        p += p[9] == ' ' ? 10 : 9;
        *ret_words = arena_strndup(ctx->mem, p, strcspn(p, "\n"));
    }
}

static const char *in_chinese(const char *reason)
{
    static const struct {
        const char *said, *say;
    } table[] = {
        {"Connection refused", "那里没有服务器在听"},
        {"No such file or directory", "那里没有服务器的套接字"},
        {"Permission denied", "没有权限用它的套接字"},
        {"No route to host", "网络不通"},
        {"Network is unreachable", "网络不通"},
        {"server closed the connection unexpectedly", "服务器中途关了连接"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].said, reason) == 0)
            return table[i].say;
    return *reason ? reason : "没有回答";
}

/* The reason in "connection to server at "h" (::1), port 5 failed: Connection refused": of the last such line. */
static const char *last_reason(struct ctx *ctx, const char *message)
{
    const char *reason = message;
    for (const char *p = message; (p = strstr(p, "failed: ")); reason = p += 8)
        ;
    return in_chinese(arena_strndup(ctx->mem, reason, strcspn(reason, "\n")));
}

static int refused_by_server(struct ctx *ctx, const char *url, PGconn *link, const char *state, const char *words)
{
    const char *user = libpq.PQuser(link), *name = libpq.PQdb(link);
    if (libpq.PQconnectionNeedsPassword(link))
        return fail(ctx, E_INPUT, "“%s”要密码：请放进 ~/.pgpass（权限 0600）或环境变量 PGPASSWORD", url);
    if (strcmp(state, "28P01") == 0)
        return fail(ctx, E_INPUT, "“%s”：用户“%s”的密码不对；请检查 ~/.pgpass、PGPASSWORD 或网址里的密码", url, user);
    if (strcmp(state, "28000") == 0)
        return fail(ctx, E_INPUT, "“%s”：服务器不让用户“%s”登录（%s）；请检查用户名，或请管理员在 pg_hba.conf 里放行",
                    url, user, words);
    if (strcmp(state, "3D000") == 0)
        return fail(ctx, E_INPUT, "“%s”：服务器上没有数据库“%s”；请先用 createdb 建好，或检查网址", url, name);
    if (strcmp(state, "42501") == 0)
        return fail(ctx, E_STORE, "“%s”：用户“%s”没有连接数据库“%s”的权限；请管理员 grant connect", url, user, name);
    if (strcmp(state, "53300") == 0)
        return fail(ctx, E_RETRY, "“%s”：服务器的连接已经用完；请稍后再试，或请管理员调大 max_connections", url);
    if (strcmp(state, "57P03") == 0)
        return fail(ctx, E_RETRY, "“%s”：服务器正在启动、恢复或停止；请稍后再试", url);
    return fail(ctx, E_STORE, "连不上“%s”：%s", url, words);
}

int postgres_refused(struct ctx *ctx, struct db *db, PGconn *link)
{
    char state[6], *words;
    const char *message = link ? libpq.PQerrorMessage(link) : "";
    server_said(ctx, message, state, &words);
    if (state[0] || libpq.PQconnectionNeedsPassword(link))
        return refused_by_server(ctx, db->url, link, state, words);
    if (strstr(message, "could not translate host name"))
        return fail(ctx, E_INPUT, "“%s”：没有“%s”这台主机；请检查网址", db->url, libpq.PQhost(link));
    if (strstr(message, "invalid"))
        return fail(ctx, E_INPUT, "“%s”：%s；请检查网址", db->url, last_reason(ctx, message));
    return fail(ctx, E_RETRY, "连不上“%s”：%s；请检查主机和端口，服务器是否开着", db->url, last_reason(ctx, message));
}

/* ---- a statement ---- */

static bool is_loss(const char *state)
{
    return strncmp(state, "08", 2) == 0 || strcmp(state, "57P01") == 0 || strcmp(state, "57P02") == 0 ||
           strcmp(state, "57P03") == 0;
}

static int say(struct ctx *ctx, const char *url, const char *state, const char *words)
{
    static const struct {
        const char *state, *sentence; /* whose %s is the URL */
        int code;
    } table[] = {
        {"40001", "“%s”正被别的程序写入", E_RETRY},
        {"40P01", "“%s”正被别的程序写入", E_RETRY},
        {"55P03", "“%s”正被别的程序写入", E_RETRY},
        {"23505", "别的程序刚往“%s”里写了同样的内容", E_RETRY},
        {"22003", "合计太大，超出了能精确表示的范围；“%s”什么也没有改动", E_RANGE},
        {"53100", "PostgreSQL 服务器的磁盘满了，写不进“%s”；什么也没有改动，请腾出空间后再试", E_STORE},
        {"53200", "PostgreSQL 服务器的内存不足，“%s”什么也没有改动；请稍后再试", E_STORE},
        {"25006", "“%s”是只读的（只读副本，或设了 default_transaction_read_only）；请换可以写的服务器", E_STORE},
        {"57014", "“%s”上的操作被管理员取消，什么也没有改动；请再试一次", E_STORE},
        {"XX001", "“%s”的内容损坏，不能继续使用；请用备份恢复", E_STORE},
        {"XX002", "“%s”的索引损坏；请管理员 reindex 后再试", E_STORE},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].state, state) == 0) {
            const char *sentence = table[i].sentence, *gap = strstr(sentence, "%s");
            return fail(ctx, table[i].code, "%.*s%s%s", (int)(gap - sentence), sentence, url, gap + 2);
        }
    if (strcmp(state, "42501") == 0)
        return fail(ctx, E_STORE, "用户在“%s”里没有权限（%s）；请管理员授权，或换一个用户", url, words);
    return fail(ctx, E_STORE, "库“%s”出错：%s（%s）", url, words, state);
}

int postgres_error(struct ctx *ctx, struct db *db, PGresult *result)
{
    struct postgres *pg = postgres_of(db);
    if (pg->copying.failed) {
        libpq.PQclear(result);
        result = pg->copying.failed;
        pg->copying.failed = NULL;
    }
    const char *state = result ? libpq.PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *words = result ? libpq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    int r;
    if (libpq.PQstatus(pg->link) != CONNECTION_OK || !state ||
        is_loss(state)) { /* without a state it is not the server's word */
        pg->lost = true;
        r = fail(ctx, E_RETRY, "与“%s”的连接断了", db->url);
    } else {
        r = say(ctx, db->url, state, words ? words : "");
    }
    libpq.PQclear(result);
    return r;
}

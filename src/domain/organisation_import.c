/* The tree from a CSV: everything is checked before anything is written. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "domain/organisation.h"
#include "format/rows.h"
#include "store/db.h"

enum { FAULTS_SHOWN = 20, OPEN_END = 99999999 };

enum column { CODE, NAME, LEVEL, PARENT, STAT_PARENT, KIND, VALID_FROM, VALID_TO, COLUMNS };

static const char *const headers[COLUMNS][3] = {
    [CODE] = {"code", "代码", "机构代码"},
    [NAME] = {"name", "名称", "机构名称"},
    [LEVEL] = {"level", "级别", "层级"},
    [PARENT] = {"parent", "上级", "上级代码"},
    [STAT_PARENT] = {"stat_parent", "统计上级", "统计上级代码"},
    [KIND] = {"kind", "类别", "类型"},
    [VALID_FROM] = {"valid_from", "有效期起", "启用日期"},
    [VALID_TO] = {"valid_to", "有效期止", "停用日期"},
};

struct node {
    int64_t row;
    const char *cell[COLUMNS];
    enum org_level level;
    int valid_from, valid_to;
    struct node *parent, *stat_parent;
    bool kept; /* of the store, not of the file: may be a parent, is not written */
    int64_t id;
};

struct import {
    struct ctx *ctx;
    const char *name;
    VEC(struct node) nodes;
    struct map *by_code;
    int column_of[COLUMNS]; /* -1 where the file has none */
    struct buf faults;
    int fault_count;
};

__attribute__((format(printf, 3, 4))) static void fault(struct import *in, int64_t row, const char *format, ...)
{
    if (++in->fault_count > FAULTS_SHOWN)
        return;
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buf_printf(&in->faults, "%s%s:%" PRId64 "：%s", in->faults.length ? "\n" : "", in->name, row, text);
}

static void read_header(struct import *in, const struct row *row)
{
    memset(in->column_of, -1, sizeof in->column_of);
    for (size_t i = 0; i < row->count; i++) {
        const char *text = utf8_nfkc_trim(in->ctx->mem, row->cells[i].text);
        int c = 0;
        while (c < COLUMNS && strcmp(text, headers[c][0]) != 0 && strcmp(text, headers[c][1]) != 0 &&
               strcmp(text, headers[c][2]) != 0)
            c++;
        if (c == COLUMNS)
            fault(in, row->number,
                  "第 %zu 列“%s”不认得；组织表的列是 code name level parent stat_parent kind valid_from valid_to",
                  i + 1, text);
        else if (in->column_of[c] >= 0)
            fault(in, row->number, "“%s”列出现了两次", text);
        else
            in->column_of[c] = (int)i;
    }
    for (int c = CODE; c <= PARENT; c++)
        if (in->column_of[c] < 0)
            fault(in, row->number, "缺少“%s”列", headers[c][0]);
}

static int read_day(struct import *in, const struct node *node, enum column column, int otherwise)
{
    int day = otherwise;
    const char *text = node->cell[column];
    if (*text && !date_parse(text, strlen(text), &day))
        fault(in, node->row, "%s“%s”不是日期；写成 2024-01-01", headers[column][0], text);
    return day;
}

static bool code_has_form(const char *code, enum org_level level)
{
    size_t length = strlen(code);
    if (length < 2 || length > 18 || strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != length)
        return false;
    static const int zeros[] = {[LEVEL_CITY] = 8, [LEVEL_COUNTY] = 6, [LEVEL_TOWNSHIP] = 3};
    if (level == LEVEL_INSTITUTION)
        return true;
    if (length != 12 || strspn(code, "0123456789") != 12)
        return false;
    return level == LEVEL_VILLAGE || strspn(code + 12 - zeros[level], "0") == (size_t)zeros[level];
}

static void read_row(struct import *in, const struct row *row)
{
    struct node node = {.row = row->number};
    for (int c = 0; c < COLUMNS; c++) {
        int i = in->column_of[c];
        node.cell[c] = i >= 0 && (size_t)i < row->count ? utf8_nfkc_trim(in->ctx->mem, row->cells[i].text) : "";
    }
    node.level = org_level_named(node.cell[LEVEL]);
    if (node.level == LEVEL_SCOPE)
        fault(in, row->number, "级别“%s”不认得；可以是 city county township village institution", node.cell[LEVEL]);
    else if (!code_has_form(node.cell[CODE], node.level))
        fault(in, row->number, "代码“%s”不合“%s”一级的编码（县 6 位、乡镇 9 位、村 12 位，右边补 0 到 12 位）",
              node.cell[CODE], node.cell[LEVEL]);
    if (!*node.cell[NAME])
        fault(in, row->number, "名称是空的");
    node.valid_from = read_day(in, &node, VALID_FROM, 0);
    node.valid_to = read_day(in, &node, VALID_TO, OPEN_END);
    if (node.valid_from > node.valid_to)
        fault(in, row->number, "有效期的起晚于止");
    if (map_get_str(in->by_code, node.cell[CODE]))
        fault(in, row->number, "代码“%s”出现了两次", node.cell[CODE]);
    *vec_push(in->ctx->mem, &in->nodes) = node;
    map_put_str(in->by_code, node.cell[CODE], (void *)(uintptr_t)in->nodes.count);
}

/* What the store has and the file does not say anew: a file may bring only some units. */
static int add_kept(struct import *in, const struct organisations **ret)
{
    struct organisations *tree;
    int r = organisations_load(in->ctx, NULL, &tree);
    for (size_t i = 0; r == 0 && i < tree->count; i++) {
        const struct organisation *org = &tree->at[i];
        if (org->level == LEVEL_SCOPE || map_get_str(in->by_code, org->code))
            continue;
        struct node *node = vec_push(in->ctx->mem, &in->nodes);
        *node = (struct node){.level = org->level, .kept = true, .id = org->id};
        for (int c = 0; c < COLUMNS; c++)
            node->cell[c] = "";
        node->cell[CODE] = org->code;
        node->cell[NAME] = org->name;
        node->cell[PARENT] = org->parent ? org->parent->code : "";
        node->cell[STAT_PARENT] = org->stat_parent ? org->stat_parent->code : "";
        map_put_str(in->by_code, org->code, (void *)(uintptr_t)in->nodes.count);
    }
    *ret = tree;
    return r;
}

static struct node *node_of(struct import *in, const char *code)
{
    uintptr_t place = (uintptr_t)map_get_str(in->by_code, code);
    return place ? &in->nodes.at[place - 1] : NULL;
}

static void link_parent(struct import *in, struct node *node, enum column column, struct node **ret)
{
    const char *code = node->cell[column];
    if (!*code)
        return;
    struct node *parent = node_of(in, code);
    if (!parent)
        fault(in, node->row, "%s“%s”不在表里，库里也没有", column == PARENT ? "上级" : "统计上级", code);
    else if (parent == node || (parent->level >= node->level && node->level != LEVEL_INSTITUTION))
        fault(in, node->row, "%s“%s”不比它高一级", column == PARENT ? "上级" : "统计上级", code);
    else
        *ret = parent;
}

/* Institutions may hang below institutions, so a cycle is possible among them. */
static bool reaches_top(const struct import *in, const struct node *node, bool statistical)
{
    size_t steps = 0;
    for (; node && steps <= in->nodes.count; steps++)
        node = statistical ? node->stat_parent : node->parent;
    return !node;
}

static void tell_cities(struct import *in, const struct organisations *stored, size_t cities)
{
    if (stored->city)
        fault(in, 1, "这个库是%s（%s）的，一个库只有一个市；表里的市不是它", stored->city->name, stored->city->code);
    else
        fault(in, 1, "表里有 %zu 个市一级的单位；应当正好一个", cities);
}

static void link_nodes(struct import *in, const struct organisations *stored)
{
    size_t cities = 0;
    for (size_t i = 0; i < in->nodes.count; i++) {
        struct node *node = &in->nodes.at[i];
        cities += node->level == LEVEL_CITY;
        link_parent(in, node, PARENT, &node->parent);
        node->stat_parent = node->parent;
        link_parent(in, node, STAT_PARENT, &node->stat_parent);
        if (node->level != LEVEL_CITY && node->level != LEVEL_SCOPE && !*node->cell[PARENT])
            fault(in, node->row, "没有写上级；只有市一级没有上级");
    }
    for (size_t i = 0; i < in->nodes.count; i++)
        for (int statistical = 0; statistical < 2; statistical++)
            if (!reaches_top(in, &in->nodes.at[i], statistical)) {
                fault(in, in->nodes.at[i].row, "“%s”的%s绕成了圈，到不了市", in->nodes.at[i].cell[NAME],
                      statistical ? "统计上级" : "上级");
                break;
            }
    if (cities != 1)
        tell_cities(in, stored, cities);
}

static int read_file(struct import *in, const char *bytes, size_t length)
{
    struct rows *rows = NULL;
    struct row row;
    int r = rows_open_bytes(in->ctx, in->name, bytes, length, &rows);
    if (r < 0)
        return r;
    r = rows_next(in->ctx, rows, &row);
    if (r > 0)
        read_header(in, &row);
    while (r > 0 && in->column_of[PARENT] >= 0 && in->column_of[CODE] >= 0 && (r = rows_next(in->ctx, rows, &row)) > 0)
        read_row(in, &row);
    rows_close(rows);
    return r < 0 ? r : 0;
}

/* Known nodes keep their id; parents are written in a second pass, so that order in the file does not matter. */
static int write_node(struct import *in, struct node *node)
{
    struct ctx *ctx = in->ctx;
    int r = db_int(ctx, SQL("select id from organisation where code = ?"), BIND(b_text(node->cell[CODE])), &node->id);
    if (r == DB_NONE)
        r = db_reserve(ctx, "organisation", 1, &node->id);
    if (r < 0)
        return r;
    return db_run(
        ctx,
        SQL("insert into organisation (id, code, name, level, kind, valid_from, valid_to) values (?, ?, ?, ?, ?, ?, ?)"
            " on conflict (code) do update set name = excluded.name, level = excluded.level,"
            " kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to"),
        BIND(b_int(node->id), b_text(node->cell[CODE]), b_text(node->cell[NAME]), b_text(org_level_name(node->level)),
             b_text(node->cell[KIND]), b_int(node->valid_from), b_int(node->valid_to)));
}

static int write_nodes(struct import *in, int64_t *ret_changed)
{
    for (size_t i = 0; i < in->nodes.count; i++) {
        int r = in->nodes.at[i].kept ? 0 : write_node(in, &in->nodes.at[i]);
        if (r < 0)
            return r;
    }
    *ret_changed = 0;
    for (size_t i = 0; i < in->nodes.count; i++) {
        const struct node *n = &in->nodes.at[i];
        int64_t changed = 0;
        int r = db_run_count(in->ctx,
                             SQL("update organisation set parent = ?, stat_parent = ? where id = ?"
                                 " and (coalesce(parent, 0) <> ? or coalesce(stat_parent, 0) <> ?)"),
                             BIND(b_int_or_null(n->parent, n->parent ? n->parent->id : 0),
                                  b_int_or_null(n->stat_parent, n->stat_parent ? n->stat_parent->id : 0), b_int(n->id),
                                  b_int(n->parent ? n->parent->id : 0), b_int(n->stat_parent ? n->stat_parent->id : 0)),
                             &changed);
        if (r < 0)
            return r;
        *ret_changed += changed;
    }
    return 0;
}

int organisations_import(struct ctx *ctx, const char *name, const char *bytes, size_t length, int64_t *ret_changed)
{
    struct import in = {.ctx = ctx, .name = name, .by_code = map_new(ctx->mem), .faults = BUF_INIT};
    memset(in.column_of, -1, sizeof in.column_of);
    int r = read_file(&in, bytes, length);
    const struct organisations *stored = NULL;
    if (r == 0 && !in.fault_count && (r = add_kept(&in, &stored)) == 0)
        link_nodes(&in, stored);
    if (r == 0 && in.fault_count > FAULTS_SHOWN)
        buf_printf(&in.faults, "\n还有 %d 处", in.fault_count - FAULTS_SHOWN);
    if (r == 0 && in.fault_count)
        r = fail(ctx, E_INPUT, "%s", in.faults.bytes);
    buf_done(&in.faults);
    return r < 0 ? r : write_nodes(&in, ret_changed);
}

#include "unit/site_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "domain/identity.h"
#include "domain/import.h"
#include "unit/fresh.h"
#include "web/route.h"

#include <cmocka.h>

#define DO(rig, call)                                                                                                  \
    do {                                                                                                               \
        if ((call) < 0)                                                                                                \
            fail_msg("%s: %s", #call, (rig)->ctx.err.text);                                                            \
    } while (0)

static const struct actor actor = {"test"};

void rig_make(struct site_rig *rig, const char *name)
{
    *rig = (struct site_rig){.today = 20241225};
    rig->ctx.mem = arena_new();
    rig->url = fresh_store(name);
    rig->answer.body = BUF_INIT;
    snprintf(rig->file, sizeof rig->file, "/tmp/duixian-%s-%d.csv", name, (int)getpid());
    DO(rig, city_init(&rig->ctx, rig->url, SOURCE_ROOT "/programmes/411200-2024", NULL, &actor, &rig->city));
    DO(rig, organisations_load(&rig->ctx, rig->city->programme, &rig->city->tree));
}

void rig_remove(struct site_rig *rig)
{
    buf_done(&rig->answer.body);
    city_close(&rig->ctx, rig->city);
    fresh_remove(rig->url);
    unlink(rig->file);
    arena_free(rig->ctx.mem);
}

/* ---- records ---- */

static void tell_fault(void *arg, const struct fault *fault)
{
    (void)arg;
    if (fault->error)
        print_error("row %d, %s “%s”: %s\n", (int)fault->row, fault->column, fault->value, fault->say);
}

void rig_hand_in(struct site_rig *rig, const char *ledger, const char *csv)
{
    FILE *f = fopen(rig->file, "w");
    assert_non_null(f);
    fputs(csv, f);
    fclose(f);
    struct import_options options = {.accept = true, .actor = &actor, .faults = {tell_fault, NULL}};
    struct import_result result;
    DO(rig,
       import_file(&rig->ctx, rig->city, programme_ledger(rig->city->programme, ledger), rig->file, &options, &result));
    assert_int_equal(result.rows.rejected, 0);
    rig->city->data = DATA_SYNTHETIC;
}

const char *rig_person(struct site_rig *rig, int number)
{
    char *first17 = arena_printf(rig->ctx.mem, "411202%04d01%02d%03d", 1880 + number % 20, 1 + number / 20 % 28,
                                 number / 560 % 1000);
    return arena_printf(rig->ctx.mem, "%s%c", first17, identity_check_digit(first17));
}

static void add_women(struct site_rig *rig, struct buf *csv, const char *org, const char *day, int first, int count)
{
    for (int i = first; i < first + count; i++)
        buf_printf(csv, "%s,%s,王某,1980-05-01,农村妇女,合成妇幼保健院,%s,宫颈癌,阴性,合成数据\n", org,
                   rig_person(rig, i), day);
}

void rig_fill(struct site_rig *rig)
{
    rig_hand_in(rig, "plan_line",
                "org,community,measure,class,planned_on,remark\n"
                "411202001001,合成一院,道路,基础,2024-02-01,合成数据\n"
                "411282100001,合成二院,道路,基础,2024-03-01,合成数据\n");
    rig_hand_in(
        rig, "old_community",
        "org,name,built_year,households,buildings,lacking,willing_share,surveyed_on,consulted_on,planned_on,"
        "started_on,remark\n"
        "411202001001,合成一院,1990,17400,300,失修、失管,90,2024-01-02,2024-01-20,2024-02-01,2024-03-10,合成数据\n"
        "411282100001,合成二院,1995,100,3,失修,90,2024-01-02,2024-01-20,2024-03-01,2024-05-10,合成数据\n");
    rig_hand_in(rig, "project",
                "org,name,approved_on,tendered_on,started_on,opened_on,remark\n"
                "411202000000,经二路,2024-01-16,2024-02-26,2024-03-18,2024-10-16,合成数据\n");
    AUTO_BUF struct buf women = BUF_INIT;
    buf_str(&women, "org,person_id,name,born_on,covered,hospital,screened_on,tests,hpv,remark\n");
    add_women(rig, &women, "411202001001", "2024-03-05", 0, 12);
    add_women(rig, &women, "411282100001", "2024-04-05", 100, 3);
    rig_hand_in(rig, "screening_women", women.bytes);
}

/* ---- requests ---- */

/* month=2024-09&q=… as pairs. */
static size_t pairs_of(struct site_rig *rig, const char *query, struct pair *out, size_t most)
{
    size_t count = 0;
    while (*query && count < most) {
        size_t length = strcspn(query, "&"), name = strcspn(query, "="), n;
        assert_true(name < length);
        out[count].name = arena_strndup(rig->ctx.mem, query, name);
        out[count].value = route_decode(rig->ctx.mem, query + name + 1, length - name - 1, &n);
        out[count++].length = n;
        query += length + (query[length] == '&');
    }
    return count;
}

struct visit {
    struct site_rig *rig;
    struct request *q;
};

static int handle(struct ctx *ctx, void *arg)
{
    struct visit *visit = arg;
    (void)ctx; /* the request's */
    return visit->q->route->handle(visit->q, &visit->rig->answer);
}

const char *rig_get(struct site_rig *rig, const char *address)
{
    size_t path = strcspn(address, "?");
    struct request q = {.ctx = &rig->ctx, .city = rig->city, .today = rig->today, .origin = "http://127.0.0.1"};
    struct pair given[4];
    struct visit visit = {rig, &q};
    const char *said = "";
    buf_reset(&rig->answer.body);
    rig->answer = (struct response){.status = 200, .body = rig->answer.body};
    int found = route_find(&q, "GET", arena_strndup(rig->ctx.mem, address, path));
    size_t count = pairs_of(rig, address[path] ? address + path + 1 : "", given, 4);
    if (found == 0 && fields_take(&q, given, count, &said) == 0)
        DO(rig, db_snapshot(&rig->ctx, handle, &visit));
    else
        DO(rig, page_error(&q, &rig->answer, found ? 404 : 400, said));
    return rig->answer.body.bytes;
}

/* ---- what holds for every page ---- */

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

/* <td …></td>, and the same of what else holds a value. */
static void no_empty_cell(const char *address, const char *html)
{
    static const char *const ends[] = {"</td>", "</th>", "</dd>", "</a>",     "</h1>",
                                       "</h2>", "</b>",  "</li>", "</option>"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (const char *at = html; (at = strstr(at, ends[i])); at++) {
            const char *before = at - 1;
            while (before > html && strchr(" \n", *before))
                before--;
            /* an element that only holds an empty one is as empty, but a drawing (</svg>) is something */
            if (*before == '>' && before[-1] != 'g' && (before[-1] == '"' || before[-1] == 'd' || before[-1] == 'h'))
                fail_msg("%s: an empty cell: …%.*s", address, (int)(at - before) + 60,
                         before - 60 > html ? before - 60 : html);
        }
}

void rig_check(struct site_rig *rig, const char *address)
{
    const char *html = rig_get(rig, address);
    bool english = strncmp(address, "/en", 3) == 0;
    assert_string_equal(rig->answer.type, "text/html; charset=utf-8");
    assert_int_equal(count_of(html, "<h1"), 1);
    assert_int_equal(count_of(html, "</html>"), 1);
    assert_non_null(strstr(html, english ? "<html lang=\"en\" " : "<html lang=\"zh-CN\" "));
    assert_null(strstr(html, "{{"));
    assert_null(strstr(html, "41120218")); /* an identity number of rig_person, in full or in part */
    assert_null(strstr(html, "王某"));
    assert_null(strstr(html, "href=\"\""));
    assert_null(strstr(html, "href=\"#\""));
    if (rig->city->data == DATA_SYNTHETIC)
        assert_non_null(strstr(html, english ? "Synthetic data" : "合成数据"));
    no_empty_cell(address, html);
}

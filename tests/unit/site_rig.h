/* A store of the bundled pack and requests to its pages, without a server, for tests of pages. Rows are made up here,
 * so that their sums are known. */
#ifndef UNIT_SITE_RIG_H
#define UNIT_SITE_RIG_H

#include "domain/city.h"
#include "web/request.h"

struct site_rig {
    struct ctx ctx;
    struct city *city;
    char *url, file[64];
    int today;              /* yyyymmdd */
    struct response answer; /* of the last rig_get */
};

/* A store without records; `name` keeps it apart from other tests'. Fails the test if it cannot be made. */
void rig_make(struct site_rig *rig, const char *name);
void rig_remove(struct site_rig *rig);

/* Hands in and accepts rows of a ledger (with their header, remark 合成数据 among them); all must be accepted. */
void rig_hand_in(struct site_rig *rig, const char *ledger, const char *csv);
/* An identity number of a made-up person: born 1880–1899, another for each `number` below 100,000. In the rig's arena.
 */
const char *rig_person(struct site_rig *rig, int number);

/* The records that most tests of pages want, all of 2024:
 *   湖滨区's 合成一院: 17,400 households, started in March (target 17,400: reached in March); 灵宝市's 合成二院: 100
 * households, started in May 经二路: opened to traffic in October cervical cancer: 12 women in 湖滨区 in March, 3 in
 * 灵宝市 in April (a small cell); no one else trainings: a zero report of the city for January; nothing handed in of
 * all else */
void rig_fill(struct site_rig *rig);

/* What GET answers to `address` (path and query, percent-encoded), as text. */
const char *rig_get(struct site_rig *rig, const char *address);
/* Fails the test where a page breaks a rule that holds for all: an empty cell, a number without its sign, a hole that
 * was not filled, no 合成数据 though the store is synthetic, a second h1, a link without an address,
 * anything personal of the rig's people. */
void rig_check(struct site_rig *rig, const char *address);

#endif

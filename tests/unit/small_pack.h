/* A small pack for tests of its reader: one city with a county, one item with the ledger of roads and how many there
 * are. The parts of its texts are macros, so that a test can say anything between them. */
#ifndef UNIT_SMALL_PACK_H
#define UNIT_SMALL_PACK_H

#include "domain/programme.h"

#define PROGRAMME                                                                                                      \
    "programme: 990100-2024\n"                                                                                         \
    "name: 某市实事\n"

#define ORGANISATIONS                                                                                                  \
    "code,name,level,parent\n"                                                                                         \
    "990100000000,某市,city,\n"                                                                                      \
    "990102000000,某区,county,990100000000\n"

#define LEDGERS(mark)                                                                                                  \
    "item: 1\n"                                                                                                        \
    "name: 事项\n"                                                                                                   \
    "lead: 某局\n"                                                                                                   \
    "ledgers:\n"                                                                                                       \
    "  - " mark "code: road\n"                                                                                         \
    "    name: 道路台账\n"                                                                                         \
    "    fields:\n"
#define HEAD LEDGERS("")

#define FIELDS                                                                                                         \
    "      - {code: number, name: 编号, type: text, required: true}\n"                                               \
    "      - {code: day, name: 日期, type: date, required: true}\n"                                                  \
    "      - {code: length_km, name: 长度, type: decimal, unit: 公里}\n"                                           \
    "      - {code: who, name: 身份证号, type: person}\n"                                                          \
    "      - {code: at, name: 位置, type: place}\n"                                                                  \
    "      - {code: phase, name: 进度, type: stage, of: [{code: started, name: 开工}, {code: done, name: 完工}]}\n"

#define TAIL                                                                                                           \
    "    date: day\n"                                                                                                  \
    "    key: [number]\n"

#define LEDGER HEAD FIELDS TAIL

#define ROADS(mark) "indicators:\n  - " mark "{code: roads, name: 道路数, unit: 条, count: records, of: road}\n"
#define INDICATORS  ROADS("")

struct pack {
    struct ctx ctx;
    struct programme *programme;
};

int pack_open(void **state); /* *state: struct pack */
int pack_close(void **state);

struct pack_file pack_file_of(const char *name, const char *bytes);
/* The programme of these texts beside ORGANISATIONS; what pack_from_files gives. */
int pack_read_texts(struct pack *pack, const char *programme, const char *item);

#endif

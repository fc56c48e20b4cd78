/* What a paragraph of a plan begins with: a number, a bullet, or nothing but the words of a heading. */
#ifndef DOMAIN_DRAFT_MARK_H
#define DOMAIN_DRAFT_MARK_H

#include "text/figure.h"
#include "text/scan.h"

enum draft_mark {
    MARK_NONE,
    MARK_NAMED,         /* 第一件 项目一 【一】 一是 */
    MARK_CHINESE,       /* 一、, or 一 and a blank */
    MARK_BRACKET,       /* （一） */
    MARK_DIGIT,         /* 1. 1、 */
    MARK_BRACKET_DIGIT, /* (1) */
    MARK_CIRCLE,        /* ① */
    MARK_BARE,          /* 1新建, 01｜ */
    MARK_BULLET,        /* —— ● */
    MARK_ROW,
    MARK_SIGN,  /* 【上好学】, ▎家门口有活干, 🏫 让孩子就近读书: a heading by its sign */
    MARK_PLAIN, /* 上学路上少操心: by its shortness alone */
    MARK_RUN_IN, /* 就业促进工程　城镇新增就业3.8万人; 住房保障。改造…; 在教育方面，新建…: by what parts it from the rest */
    MARK_ASKED,  /* 问：孩子上学呢？ */
    MARKS,
};

struct draft_paragraph {
    struct span span;
    enum draft_mark mark;
    int number;
    size_t body; /* behind the mark */
    struct span name; /* the heading of MARK_RUN_IN; its promise begins at `body` */
};

/* Reads the mark at p->span.start; what closes a heading (】, ━━) leaves the span. MARK_SIGN and the two behind it are
 * what a paragraph might be: whether it is a heading, its figures tell. */
void draft_mark_read(const struct text *text, struct draft_paragraph *p);

/* 十二 or 12 at s[*at]; moves behind it. 0 if there is none. */
int draft_mark_number(const int32_t *s, size_t *at, size_t end, bool chinese);

#endif

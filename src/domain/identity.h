/* Numbers by which people and units are known, and how they are masked (domain.md §4). */
#ifndef DOMAIN_IDENTITY_H
#define DOMAIN_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "domain/field.h"

/* 公民身份号码, GB 11643-1999. */
enum identity_fault {
    IDENTITY_OK,
    IDENTITY_EXPONENT, /* 4.11202E+17: a spreadsheet took it for a number, its last digits are lost */
    IDENTITY_ROUNDED,  /* eighteen digits of which the last three are 000 and the check digit is wrong: the same loss */
    IDENTITY_FIFTEEN,  /* the old form */
    IDENTITY_LENGTH,
    IDENTITY_CHARACTER,
    IDENTITY_AREA, /* the first two digits are no province (11–15 21–23 31–37 41–46 50–54 61–65 71 81 82 83 91) */
    IDENTITY_BIRTH, /* no such day, or in the future */
    IDENTITY_CHECK, /* the check digit does not fit */
};

/* `text` is NFKC-trimmed; a final x counts as X. */
enum identity_fault identity_check(const char *text);
/* The sentence for the clerk: what is wrong and what to do. Never contains the number. */
const char *identity_say(enum identity_fault fault);
int identity_birth(const char *number); /* yyyymmdd; the number must be OK */
bool identity_female(const char *number);
bool identity_synthetic(const char *number); /* born 1880–1899: nobody lives who was (DESIGN decision 13) */
char identity_check_digit(const char first17[17]);

/* 统一社会信用代码, GB 32100-2015: 18 of 0-9A-HJ-NPQRTUWXY with its check character. */
bool uscc_check(const char *text);
char uscc_check_character(const char first17[17]);

bool phone_check(const char *text); /* 11 digits, 1[3-9]… */
bool person_name_check(
    const char *text); /* 2–30 characters of letters and marks, · between; no digits, no blanks alone */

/* For people who are not entitled to more: 4112**************, 张*, 138****1234, **** for anything else.
 * In the arena. `text` may be anything that stood in a cell, also what is no valid number. */
char *mask(struct arena *arena, enum field_type type, const char *text);

#endif

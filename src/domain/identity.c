/* Check digits of GB 11643 and GB 32100, shapes of phone numbers and names, and masks (domain.md §4).
 * Nothing here reads a cell's habits (blanks inside, full-width letters): cell.c does, and asks here what is left. */
#include "domain/identity.h"

#include <string.h>

#include <utf8proc.h>

#include "base/date.h"
#include "base/utf8.h"

enum { NUMBER_LENGTH = 18, NAME_LEAST = 2, NAME_MOST = 30 };

static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *s)
{
    return strspn(s, "0123456789");
}

/* 4.11202E+17, as a spreadsheet shows a number of more than eleven digits. */
static bool has_exponent(const char *text)
{
    const char *s = text + strspn(text, "0123456789.");
    if (s == text || (*s != 'E' && *s != 'e'))
        return false;
    s++;
    s += *s == '+' || *s == '-';
    return digits_at(s) > 0 && s[digits_at(s)] == 0;
}

char identity_check_digit(const char first17[17])
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++) {
        if (!is_digit(first17[i]))
            return 0;
        sum += (first17[i] - '0') * weights[i];
    }
    return "10X98765432"[sum % 11];
}

static bool is_province(const char *number)
{
    static const char provinces[][3] = {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
                                        "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
                                        "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91"};
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++)
        if (memcmp(provinces[i], number, 2) == 0)
            return true;
    return false;
}

int identity_birth(const char *number)
{
    int day = 0;
    for (int i = 6; i < 14; i++)
        day = day * 10 + (number[i] - '0');
    return day;
}

/* Most people were born before 2000, and a million rows need not ask the clock for them. */
static bool birth_is_possible(int day)
{
    return date_exists(day) && (day < 20000101 || day <= date_today());
}

enum identity_fault identity_check(const char *text)
{
    if (has_exponent(text))
        return IDENTITY_EXPONENT;
    size_t digits = digits_at(text), length = digits;
    if (digits && (text[digits] == 'X' || text[digits] == 'x'))
        length++;
    if (text[length])
        return IDENTITY_CHARACTER;
    if (digits == 15 && length == 15)
        return IDENTITY_FIFTEEN;
    if (length != NUMBER_LENGTH)
        return IDENTITY_LENGTH;
    if (!is_province(text))
        return IDENTITY_AREA;
    if (!birth_is_possible(identity_birth(text)))
        return IDENTITY_BIRTH;
    char last = text[17] == 'x' ? 'X' : text[17];
    if (last == identity_check_digit(text))
        return IDENTITY_OK;
    return memcmp(text + 15, "000", 3) == 0 ? IDENTITY_ROUNDED : IDENTITY_CHECK;
}

const char *identity_say(enum identity_fault fault)
{
    switch (fault) {
    case IDENTITY_OK:
        return "";
    case IDENTITY_EXPONENT:
        return "身份证号被表格软件变成了科学计数法，后几位已经丢失；请先把此列设为文本格式，再重新填写";
    case IDENTITY_ROUNDED:
        return "身份证号的末三位被表格软件变成了 000；请先把此列设为文本格式，再重新填写";
    case IDENTITY_FIFTEEN:
        return "这是 15 位的旧号码；请填 18 位的公民身份号码";
    case IDENTITY_LENGTH:
        return "身份证号应为 18 位；请核对是否漏填或多填";
    case IDENTITY_CHARACTER:
        return "身份证号只能是数字，末位可以是 X；请核对是否把数字 0 写成了字母 O、把 1 写成了字母 l，或夹有其他文字";
    case IDENTITY_AREA:
        return "身份证号的前两位不是省级代码；请对照证件核对";
    case IDENTITY_BIRTH:
        return "身份证号第 7 至 14 位不是可能的出生日期；请对照证件核对";
    case IDENTITY_CHECK:
        return "身份证号的校验位不符，其中有一位可能填错；请对照证件核对";
    }
    return "";
}

bool identity_female(const char *number)
{
    return (number[16] - '0') % 2 == 0;
}

bool identity_synthetic(const char *number)
{
    int year = identity_birth(number) / 10000;
    return year >= 1880 && year <= 1899;
}

char uscc_check_character(const char first17[17])
{
    int sum = 0, weight = 1; /* 3^i mod 31 */
    for (int i = 0; i < 17; i++) {
        const char *at = first17[i] ? strchr(uscc_alphabet, first17[i]) : NULL;
        if (!at)
            return 0;
        sum += (int)(at - uscc_alphabet) * weight;
        weight = weight * 3 % 31;
    }
    return uscc_alphabet[(31 - sum % 31) % 31];
}

bool uscc_check(const char *text)
{
    return strlen(text) == NUMBER_LENGTH && text[17] == uscc_check_character(text);
}

bool phone_check(const char *text)
{
    return text[0] == '1' && text[1] >= '3' && text[1] <= '9' && digits_at(text) == 11 && text[11] == 0;
}

/* Han beyond what utf8proc's Unicode knows (extensions I and later) and the private characters by which older systems
 * write rare names count as letters: nobody's name is refused for being rare. */
static bool is_letter(int32_t c)
{
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFD) || c == 0x3007)
        return true;
    utf8proc_category_t category = utf8proc_category(c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) || category == UTF8PROC_CATEGORY_CO;
}

/* What may stand between two letters: 阿依古丽·艾力, Anne-Marie, O'Neil, Anne Marie. */
static bool is_joint(int32_t c)
{
    return c == 0xB7 || c == '-' || c == '\'' || c == ' ';
}

bool person_name_check(const char *text)
{
    size_t length = strlen(text), count = 0, bytes;
    bool after_letter = false;
    for (size_t i = 0; i < length; i += bytes) {
        int32_t c = utf8_next(text + i, length - i, &bytes);
        bool letter = c >= 0 && is_letter(c);
        if (!letter && !(after_letter && is_joint(c)))
            return false;
        after_letter = letter;
        if (++count > NAME_MOST)
            return false;
    }
    return count >= NAME_LEAST && after_letter;
}

/* The cell as far as a mask needs it: width folded, without blanks and dashes. */
static char *bare(struct arena *arena, const char *text)
{
    char *s = utf8_nfkc_trim(arena, text), *to = s;
    for (const char *from = s; *from; from++)
        if (*from != ' ' && *from != '-')
            *to++ = *from;
    *to = 0;
    return s;
}

static char *mask_number(struct arena *arena, const char *text)
{
    const char *s = bare(arena, text);
    bool number = strlen(s) == NUMBER_LENGTH && digits_at(s) >= 17 && (is_digit(s[17]) || s[17] == 'X' || s[17] == 'x');
    return number ? arena_printf(arena, "%.4s**************", s) : arena_strdup(arena, "****");
}

static char *mask_phone(struct arena *arena, const char *text)
{
    const char *s = bare(arena, text);
    if (strncmp(s, "+86", 3) == 0)
        s += 3;
    return phone_check(s) ? arena_printf(arena, "%.3s****%s", s, s + 7) : arena_strdup(arena, "****");
}

static char *mask_name(struct arena *arena, const char *text)
{
    const char *s = utf8_nfkc_trim(arena, text);
    size_t length = strlen(s), bytes;
    int32_t c = length ? utf8_next(s, length, &bytes) : -1;
    return c >= 0 && is_letter(c) ? arena_printf(arena, "%.*s*", (int)bytes, s) : arena_strdup(arena, "****");
}

char *mask(struct arena *arena, enum field_type type, const char *text)
{
    if (!*text)
        return arena_strdup(arena, ""); /* nothing is there, and that may be seen */
    if (type == FIELD_PERSON)
        return mask_number(arena, text);
    if (type == FIELD_PERSON_NAME)
        return mask_name(arena, text);
    if (type == FIELD_PHONE)
        return mask_phone(arena, text);
    return arena_strdup(arena, "****");
}

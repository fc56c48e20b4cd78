/* Character classes. Nothing here looks at more than one character. */
#include "text/runes.h"

#include <utf8proc.h>

#include "base/utf8.h"

static bool is_compatibility(int32_t c)
{
    return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF);
}

int32_t rune_fold_rare(int32_t c)
{
    if (c >= 0x3100 && c < 0xF900)
        return c;
    switch (c) {
    case 0x2010: /* ‐ */
    case 0x2011:
    case 0x2012:
    case 0x2013: /* – */
    case 0x2212: /* − */
    case 0xFE63:
        return '-';
    case 0x2015: /* ― */
    case 0x2500: /* ─ */
        return 0x2014;
    case 0x301C: /* 〜 */
    case 0x223C: /* ∼ */
        return '~';
    case 0xFE6A: /* ﹪ */
        return '%';
    case 0x2236: /* ∶ */
    case 0xFE55:
        return ':';
    case 0xFE50:
        return ',';
    case 0xFE51:
        return 0x3001;
    case 0xFE52:
        return '.';
    case 0xFE54:
        return ';';
    case 0xFE59:
        return '(';
    case 0xFE5A:
        return ')';
    case 0xFFE5: /* ￥ */
        return 0xA5;
    default:
        break;
    }
    if (is_compatibility(c)) {
        utf8proc_int32_t folded[8];
        int boundary = 0;
        utf8proc_ssize_t n =
            utf8proc_decompose_char(c, folded, 8, (utf8proc_option_t)(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE), &boundary);

        return n == 1 ? folded[0] : c;
    }
    return c;
}

bool rune_is_wide_rare(int32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x2014 && c <= 0x2026) || (c >= 0x2460 && c <= 0x27BF);
}

bool rune_is_closer(int32_t c)
{
    switch (c) {
    case 0x201D: /* ” */
    case 0x2019: /* ’ */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0x300B: /* 》 */
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case ')':
    case ']':
        return true;
    default:
        return false;
    }
}

#define NUMERAL(c, digit, power) [RUNE_NUMERAL_PLACE(c)] = {c, digit, power}

/* Two at one place the compiler would not let pass. */
const struct rune_numeral rune_numerals[RUNE_NUMERALS] = {
    [0] = {-1, -1, 0},      /* not of the character 0 */
    NUMERAL(0x3007, 0, 0),  /* 〇 */
    NUMERAL(0x25CB, 0, 0),  /* ○ as it is often typed */
    NUMERAL(0x96F6, 0, 0),  /* 零 */
    NUMERAL(0x4E00, 1, 0),  /* 一 */
    NUMERAL(0x4E8C, 2, 0),  /* 二 */
    NUMERAL(0x4E24, 2, 0),  /* 两 */
    NUMERAL(0x4E09, 3, 0),  /* 三 */
    NUMERAL(0x56DB, 4, 0),  /* 四 */
    NUMERAL(0x4E94, 5, 0),  /* 五 */
    NUMERAL(0x516D, 6, 0),  /* 六 */
    NUMERAL(0x4E03, 7, 0),  /* 七 */
    NUMERAL(0x516B, 8, 0),  /* 八 */
    NUMERAL(0x4E5D, 9, 0),  /* 九 */
    NUMERAL(0x5341, -1, 1), /* 十 */
    NUMERAL(0x767E, -1, 2), /* 百 */
    NUMERAL(0x5343, -1, 3), /* 千 */
    NUMERAL(0x4E07, -1, 4), /* 万 */
    NUMERAL(0x4EBF, -1, 8), /* 亿 */
};

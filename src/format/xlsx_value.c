/* Numbers stay text from the file to the reader: what a double would do to 12.3 or to an identity number is exactly
 * what must not happen here. */
#include "format/xlsx_value.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

enum {
    EXPONENT_MOST = 400,   /* doubles end at 308 */
    SMALLEST_POINT = -20,  /* more zeros behind the point than this are written as an exponent */
    LAST_SERIAL = 2958465, /* 9999-12-31 in the 1900 system */
    DAY_SECONDS = 86400,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes one digit of the mantissa. The sixteenth rounds the fifteen before it, half up as Excel shows it. */
struct rounding {
    struct xlsx_number *to;
    int seen;      /* significant digits so far */
    int point;     /* digits before the decimal point, leading zeros not counted, negative for 0.00x */
    bool up;       /* the sixteenth was 5 or more */
    bool fraction; /* behind the point */
};

static void take_digit(struct rounding *r, char c)
{
    if (!r->seen && c == '0') {
        r->point -= r->fraction;
        return;
    }
    if (r->seen < VALUE_DIGITS)
        r->to->digits[r->seen] = c;
    else if (r->seen == VALUE_DIGITS)
        r->up = c >= '5';
    r->seen++;
    r->point += !r->fraction;
}

static void finish_rounding(struct rounding *r)
{
    struct xlsx_number *n = r->to;
    n->count = r->seen < VALUE_DIGITS ? r->seen : VALUE_DIGITS;
    n->point = r->point;
    if (r->up) {
        int i = n->count - 1;
        while (i >= 0 && n->digits[i] == '9')
            i--;
        if (i < 0) {
            n->digits[0] = '0';
            n->point++;
            i = 0;
        }
        n->digits[i]++;
        n->count = i + 1;
    }
    while (n->count && n->digits[n->count - 1] == '0')
        n->count--;
    if (!n->count)
        *n = (struct xlsx_number){0};
}

/* Up to EXPONENT_MOST; false if there is no number or a larger one. */
static bool read_exponent(const char *s, size_t length, int *ret)
{
    bool negative = length && *s == '-';
    if (length && (*s == '-' || *s == '+'))
        s++, length--;
    *ret = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(s[i]))
            return false;
        *ret = *ret * 10 + (s[i] - '0');
        if (*ret > EXPONENT_MOST)
            return false;
    }
    *ret = negative ? -*ret : *ret;
    return length > 0;
}

bool xlsx_number_read(const char *s, size_t length, struct xlsx_number *ret)
{
    *ret = (struct xlsx_number){.negative = length && *s == '-'};
    struct rounding rounding = {.to = ret};
    size_t i = length && (*s == '-' || *s == '+'), digits = 0;
    int exponent = 0;
    if (length > 1024)
        return false;
    for (; i < length && (is_digit(s[i]) || (s[i] == '.' && !rounding.fraction)); i++) {
        if (s[i] == '.') {
            rounding.fraction = true;
            continue;
        }
        digits++;
        take_digit(&rounding, s[i]);
    }
    if (!digits)
        return false;
    if (i < length && (s[i] == 'E' || s[i] == 'e')) {
        if (!read_exponent(s + i + 1, length - i - 1, &exponent))
            return false;
        i = length;
    }
    rounding.point += exponent;
    finish_rounding(&rounding);
    return i == length;
}

bool xlsx_number_lossy(const struct xlsx_number *n)
{
    return n->point > VALUE_DIGITS;
}

static char *exponent_text(const struct xlsx_number *n, char out[VALUE_TEXT])
{
    int power = n->point - 1;
    snprintf(out, VALUE_TEXT, "%s%c%s%.*sE%c%02d", n->negative ? "-" : "", n->digits[0], n->count > 1 ? "." : "",
             n->count - 1, n->digits + 1, power < 0 ? '-' : '+', power < 0 ? -power : power);
    return out;
}

static char *put(char *to, const char *from, int count)
{
    memcpy(to, from, (size_t)count);
    return to + count;
}

static char *put_zeros(char *to, int count)
{
    memset(to, '0', (size_t)count);
    return to + count;
}

/* Without printf: this is done for every number of a sheet. */
char *xlsx_number_text(struct xlsx_number n, char out[VALUE_TEXT])
{
    if (n.count && (xlsx_number_lossy(&n) || n.point < SMALLEST_POINT))
        return exponent_text(&n, out);
    char *to = out;
    if (n.negative)
        *to++ = '-';
    if (n.point <= 0)
        *to++ = '0';
    else if (n.point >= n.count)
        to = put_zeros(put(to, n.digits, n.count), n.point - n.count);
    else
        to = put(to, n.digits, n.point);
    if (n.count > n.point) {
        *to++ = '.';
        to = n.point < 0 ? put_zeros(to, -n.point) : to;
        to = n.point <= 0 ? put(to, n.digits, n.count) : put(to, n.digits + n.point, n.count - n.point);
    }
    *to = '\0';
    return out;
}

static char *percent_text(struct xlsx_number n, char out[VALUE_TEXT])
{
    n.point += n.count ? 2 : 0;
    xlsx_number_text(n, out);
    size_t length = strlen(out);
    snprintf(out + length, VALUE_TEXT - length, "%%");
    return out;
}

/* Only what is whole and not negative: 000123 of 123. */
static char *padded_text(struct xlsx_number n, int width, char out[VALUE_TEXT])
{
    xlsx_number_text(n, out);
    size_t length = strlen(out), missing = length < (size_t)width ? (size_t)width - length : 0;
    assert(width <= VALUE_PAD_MOST);
    if (missing && strspn(out, "0123456789") == length) {
        memmove(out + missing, out, length + 1);
        memset(out, '0', missing);
    }
    return out;
}

/* Days and seconds of a serial number, rounded to the second; false if it is negative or beyond the calendar. */
static bool read_serial(const struct xlsx_number *n, int64_t *ret_days, int *ret_seconds)
{
    int64_t days = 0, part = 0;
    if (n->negative || n->point > 7)
        return false;
    for (int i = 0; i < n->point; i++)
        days = days * 10 + (i < n->count ? n->digits[i] - '0' : 0);
    for (int i = 0; i < 9; i++) { /* billionths of a day */
        int at = n->point + i;
        part = part * 10 + (at >= 0 && at < n->count ? n->digits[at] - '0' : 0);
    }
    int64_t seconds = (part * DAY_SECONDS + 500000000) / 1000000000;
    *ret_days = days + seconds / DAY_SECONDS;
    *ret_seconds = (int)(seconds % DAY_SECONDS);
    return *ret_days <= LAST_SERIAL;
}

static void add_time(int64_t hours, int seconds, char *out, size_t size)
{
    int minutes = seconds / 60 % 60;
    if (seconds % 60)
        snprintf(out, size, "%02lld:%02d:%02d", (long long)hours, minutes, seconds % 60);
    else
        snprintf(out, size, "%02lld:%02d", (long long)hours, minutes);
}

static void write_day(int64_t serial, bool from_1904, char out[16])
{
    if (from_1904)
        date_format(day_add(19040101, (int)serial), out);
    else if (serial == 0)
        snprintf(out, 16, "1900-01-00"); /* as Excel shows it */
    else if (serial == 60)
        snprintf(out, 16, "1900-02-29"); /* Lotus 1-2-3 took 1900 for a leap year, and Excel after it */
    else
        date_format(day_add(serial < 60 ? 18991231 : 18991230, (int)serial), out);
}

char *xlsx_number_shown(struct xlsx_number n, enum xlsx_kind kind, int width, bool from_1904, char out[VALUE_TEXT])
{
    int64_t days;
    int seconds;
    if (kind == KIND_PERCENT)
        return percent_text(n, out);
    if (kind == KIND_PADDED)
        return padded_text(n, width, out);
    struct xlsx_number serial = n;
    if (kind == KIND_DATE && n.count > n.point) /* the day alone: 23:59:59.9 is not the next one */
        serial.count = n.point > 0 ? n.point : 0;
    if (kind == KIND_NUMBER || !read_serial(&serial, &days, &seconds) || (from_1904 && days > LAST_SERIAL - 1462))
        return xlsx_number_text(n, out);
    if (kind == KIND_TIME || kind == KIND_ELAPSED) {
        add_time(seconds / 3600 + (kind == KIND_ELAPSED ? days * 24 : 0), seconds, out, VALUE_TEXT);
        return out;
    }
    write_day(days, from_1904, out);
    if (kind == KIND_MOMENT && seconds) {
        size_t length = strlen(out);
        out[length] = ' ';
        add_time(seconds / 3600, seconds, out + length + 1, VALUE_TEXT - length - 1);
    }
    return out;
}

bool xlsx_iso_text(const char *s, size_t length, char out[VALUE_TEXT])
{
    int seconds = 0, day, hour, minute, second, used = 0;
    char text[VALUE_TEXT];
    if (length < 10 || length >= sizeof text || memchr(s, '\0', length))
        return false;
    memcpy(text, s, length);
    text[length] = '\0';
    if (!date_parse(text, 10, &day))
        return false;
    if (text[10] == 'T') {
        if (sscanf(text + 11, "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3 || hour < 0 || hour > 23 ||
            minute < 0 || minute > 59 || second < 0 || second > 59)
            return false;
        seconds = hour * 3600 + minute * 60 + second;
    } else if (text[10] && text[10] != 'Z') {
        return false;
    }
    date_format(day, out);
    if (seconds) {
        out[10] = ' ';
        add_time(seconds / 3600, seconds, out + 11, VALUE_TEXT - 11);
    }
    return true;
}

/* The code of _xHHHH_ at `s`, -1 if that is not one or its character cannot stand alone. */
static int32_t escaped(const char *s, size_t length)
{
    int32_t code = 0;
    if (length < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *hex = "0123456789abcdef0123456789ABCDEF", *at = strchr(hex, s[i]);
        if (!s[i] || !at)
            return -1;
        code = code * 16 + (int32_t)((at - hex) % 16);
    }
    return code == 0 || (code >= 0xD800 && code <= 0xDFFF) || code >= 0xFFFE ? -1 : code;
}

void xlsx_unescape(struct buf *text, size_t start)
{
    char *s = text->bytes;
    char *first = text->length - start >= 7 ? memmem(s + start, text->length - start, "_x", 2) : NULL;
    if (!first)
        return;
    AUTO_BUF struct buf out = BUF_INIT;
    size_t from = (size_t)(first - s);
    for (size_t i = from; i < text->length;) {
        int32_t code = escaped(s + i, text->length - i);
        if (code < 0) {
            buf_char(&out, s[i++]);
            continue;
        }
        buf_rune(&out, (uint32_t)code);
        i += 7;
    }
    text->length = from;
    s[from] = '\0';
    buf_add(text, out.bytes, out.length);
}

void xlsx_clip(char *out, size_t size, const char *text)
{
    size_t length = strlen(text), used = 0, bytes = 0;
    for (; used < length; used += bytes) {
        (void)utf8_next(text + used, length - used, &bytes);
        if (used + bytes >= size)
            break;
    }
    memcpy(out, text, used);
    out[used] = '\0';
}

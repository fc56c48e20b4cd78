#include "domain/field.h"

#include <string.h>

static const struct {
    const char *name, *words;
} types[FIELD_TYPES] = {
    [FIELD_TEXT] = {"text", "文字"},
    [FIELD_INT] = {"int", "整数"},
    [FIELD_DECIMAL] = {"decimal", "小数"},
    [FIELD_DATE] = {"date", "日期"},
    [FIELD_CHOICE] = {"choice", "选项"},
    [FIELD_CHOICES] = {"choices", "多选"},
    [FIELD_BOOL] = {"bool", "是否"},
    [FIELD_PERSON] = {"person", "身份证号"},
    [FIELD_PERSON_NAME] = {"person_name", "姓名"},
    [FIELD_PHONE] = {"phone", "手机号"},
    [FIELD_USCC] = {"uscc", "统一社会信用代码"},
    [FIELD_PLACE] = {"place", "坐标"},
    [FIELD_STAGE] = {"stage", "阶段"},
    [FIELD_REF] = {"ref", "引用"},
};

const char *field_type_name(enum field_type type)
{
    return types[type].name;
}

bool field_type_named(const char *name, enum field_type *ret)
{
    for (int i = 0; i < FIELD_TYPES; i++)
        if (strcmp(types[i].name, name) == 0) {
            *ret = (enum field_type)i;
            return true;
        }
    return false;
}

const char *field_type_words(enum field_type type)
{
    return types[type].words;
}

int field_choice(const struct field *field, const char *text)
{
    for (size_t i = 0; i < field->of_count; i++)
        if (strcmp(field->of[i].name, text) == 0 || strcmp(field->of[i].code, text) == 0)
            return (int)i;
    return -1;
}

#include "format/office_relation.h"

#include <stdio.h>
#include <string.h>

struct reading {
    char folder[OFFICE_PATH]; /* of the part that has them, with / at its end or empty */
    void (*take)(void *arg, const struct office_relation *relation);
    void *arg;
};

/* The entry that `target` names from `folder`: without . and .. parts. False if it leads out or is too long. */
static bool resolve(const char *folder, const char *target, char ret[OFFICE_PATH])
{
    char whole[2 * OFFICE_PATH];
    size_t length = 0;
    int n = snprintf(whole, sizeof whole, "%s%s", *target == '/' || *target == '\\' ? "" : folder, target);
    if (n < 0 || (size_t)n >= sizeof whole)
        return false;
    for (const char *s = whole; *s;) {
        size_t word = strcspn(s, "/\\");
        if (word == 2 && memcmp(s, "..", 2) == 0) {
            while (length && ret[--length] != '/')
                ;
        } else if (word && !(word == 1 && *s == '.')) {
            if (length + word + 2 > OFFICE_PATH)
                return false;
            if (length)
                ret[length++] = '/';
            memcpy(ret + length, s, word);
            length += word;
        }
        s += word;
        s += *s != '\0';
    }
    ret[length] = '\0';
    return length > 0;
}

static void on_relation(struct office_part *part, const char *name, const char **attributes)
{
    struct reading *in = office_part_arg(part);
    const char *type = office_attribute(attributes, "Type"), *slash = type ? strrchr(type, '/') : NULL;
    const char *target = office_attribute(attributes, "Target"), *mode = office_attribute(attributes, "TargetMode");
    char path[OFFICE_PATH];

    if (strcmp(name, "Relationship") != 0 || !target || (mode && strcmp(mode, "External") == 0) ||
        !resolve(in->folder, target, path))
        return;
    in->take(in->arg, &(struct office_relation){office_attribute(attributes, "Id"), slash ? slash + 1 : "", path});
}

static size_t folder_of(const char *main)
{
    const char *slash = strrchr(main, '/');
    return slash ? (size_t)(slash + 1 - main) : 0;
}

bool office_relations_name(const char *main, char ret[OFFICE_PATH])
{
    size_t folder = folder_of(main);
    int n = snprintf(ret, OFFICE_PATH, "%.*s_rels/%s.rels", (int)folder, main, main + folder);
    return n > 0 && n < OFFICE_PATH;
}

int office_relations(struct ctx *ctx, const struct office_package *package, const char *main,
                     void (*take)(void *arg, const struct office_relation *relation), void *arg)
{
    struct reading in = {.take = take, .arg = arg};
    char relations[OFFICE_PATH];
    int64_t part = office_relations_name(main, relations) ? office_part_find(package, relations) : -1;

    if (part < 0)
        return OFFICE_NO_RELATIONS;
    snprintf(in.folder, sizeof in.folder, "%.*s", (int)folder_of(main), main);
    return office_part_run(ctx, package, part, PART_SMALL, (struct office_events){.start = on_relation, .arg = &in});
}

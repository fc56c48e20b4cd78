/* embed OUTPUT ROOT FILE...: writes a C file that holds each FILE under its path below ROOT, for base/embedded.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *below(const char *path, const char *root)
{
    char resolved_root[4096], resolved[4096];
    if (!realpath(root, resolved_root) || !realpath(path, resolved))
        return path;
    size_t n = strlen(resolved_root);
    return strncmp(resolved, resolved_root, n) == 0 ? strdup(resolved + n + 1) : path;
}

int main(int argc, char **argv)
{
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
    if (!out)
        return 2;
    fprintf(out, "#include \"base/embedded.h\"\n");
    for (int i = 3; i < argc; i++) {
        FILE *in = fopen(argv[i], "rb");
        if (!in)
            return 2;
        fprintf(out, "static const unsigned char file_%d[] = {", i);
        for (int c, n = 0; (c = getc(in)) != EOF; n++)
            fprintf(out, "%s%d,", n % 40 ? "" : "\n", c);
        fprintf(out, "0};\n");
        fclose(in);
    }
    fprintf(out, "const struct embedded embedded_files[] = {\n");
    for (int i = 3; i < argc; i++)
        fprintf(out, "    {\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", below(argv[i], argv[2]), i, i);
    fprintf(out, "    {0}};\n");
    return fclose(out) ? 2 : 0;
}

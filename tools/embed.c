/* embed OUTPUT ROOT FILE...: writes a C file that holds each FILE under its path below ROOT, for base/embedded.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The path below the root, written into `out`. */
static const char *below(const char *path, const char *root, char out[4096])
{
    char resolved[4096];
    if (!realpath(root, resolved) || !realpath(path, out))
        return path;
    size_t n = strlen(resolved);
    return strncmp(out, resolved, n) == 0 ? out + n + 1 : path;
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
    for (int i = 3; i < argc; i++) {
        char path[4096];
        fprintf(out, "    {\"%s\", (const char *)file_%d, sizeof file_%d - 1},\n", below(argv[i], argv[2], path), i, i);
    }
    fprintf(out, "    {0}};\n");
    return fclose(out) ? 2 : 0;
}

#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static int fill(struct ctx *ctx, const char *file, const char *package, const char *const *names, size_t count,
                void **functions)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return fail(ctx, E_STORE, "这里要用的程序库 %s 打不开：%s；请安装软件包 %s", file, dlerror(), package);
    for (size_t i = count; i-- > 0;) { /* the first one last: it says that all are there */
        functions[i] = dlsym(library, names[i]);
        if (!functions[i])
            return fail(ctx, E_STORE, "程序库 %s 太旧，没有 %s；请更新软件包 %s", file, names[i], package);
    }
    return 0;
}

int library_open(struct ctx *ctx, const char *file, const char *package, const char *const *names, size_t count,
                 void *functions)
{
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    void **all = functions;

    pthread_mutex_lock(&one);
    int r = all[0] ? 0 : fill(ctx, file, package, names, count, all);
    pthread_mutex_unlock(&one);
    return r;
}

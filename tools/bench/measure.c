/* measure FILE COMMAND…: runs it and writes "microseconds, those of the processors, KiB at most" into FILE; what the
 * command's own children used is in it, the memory is that of the largest. Small, because Linux counts the memory of
 * the process that a command was started from as well. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static long long microseconds(struct timeval t)
{
    return t.tv_sec * 1000000LL + t.tv_usec;
}

int main(int argc, char **argv)
{
    struct rusage used;
    int status;
    if (argc < 3)
        return 2;
    long long start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 126;
    long long took = now() - start;
    FILE *out = fopen(argv[1], "w");
    if (!out)
        return 126;
    fprintf(out, "%lld %lld %ld\n", took, microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
    fclose(out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}

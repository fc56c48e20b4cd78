#include "base/sm3.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gcrypt.h>

struct sm3 {
    gcry_md_hd_t handle;
};

void sm3_ready(void)
{
    (void)gcry_check_version(NULL); /* makes ready what there is; whether SM3 is, its use will say */
}

void sm3(const void *bytes, size_t length, unsigned char out[SM3_SIZE])
{
    gcry_md_hash_buffer(GCRY_MD_SM3, out, bytes, length);
}

struct sm3 *sm3_new(void)
{
    struct sm3 *hash = calloc(1, sizeof *hash);
    if (!hash || gcry_md_open(&hash->handle, GCRY_MD_SM3, 0) != 0) {
        fputs("密码库（libgcrypt）不能计算 SM3，或内存不足；程序停止，已经提交的数据不受影响\n", stderr);
        exit(3);
    }
    return hash;
}

void sm3_add(struct sm3 *hash, const void *bytes, size_t length)
{
    gcry_md_write(hash->handle, bytes, length);
}

void sm3_end(struct sm3 *hash, unsigned char out[SM3_SIZE])
{
    memcpy(out, gcry_md_read(hash->handle, GCRY_MD_SM3), SM3_SIZE);
}

void sm3_free(struct sm3 *hash)
{
    if (hash)
        gcry_md_close(hash->handle);
    free(hash);
}

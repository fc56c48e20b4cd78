/* Loops over many bytes or characters that are made for several processors. */
#ifndef BASE_PROCESSOR_H
#define BASE_PROCESSOR_H

/* Where the processor has AVX2 such a function looks at 32 bytes at once, and SM3 of many (sm3_many.c) takes two thirds
 * of that time with AVX-512: decided when the program starts. It may call only what is inlined into it. Not by clang, which
 * gives such a function no name that other files know. */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define EACH_PROCESSOR
#endif

#endif

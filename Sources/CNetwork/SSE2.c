// For every x86-64.

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define KERNELS cnetwork_sse2
#define LEVEL 1
#define TARGET
#define LANES 4
#define VECTOR __m128i
#define BLOCKS 1
#define VECTORS 2
#define GATES 2

static inline __attribute__((always_inline)) VECTOR load(const void *from) {
    return _mm_loadu_si128((const __m128i *)from);
}
static inline __attribute__((always_inline)) void store(int32_t *to, VECTOR vector) {
    _mm_storeu_si128((__m128i *)to, vector);
}
static inline __attribute__((always_inline)) VECTOR zero(void) { return _mm_setzero_si128(); }
static inline __attribute__((always_inline)) VECTOR pair(const int16_t *from) {
    int32_t both;
    memcpy(&both, from, 4);
    return _mm_set1_epi32(both);
}
static inline __attribute__((always_inline)) VECTOR madd(VECTOR sum, VECTOR a, VECTOR b) {
    return _mm_add_epi32(sum, _mm_madd_epi16(a, b));
}

// All is inlined, so it does not matter how such values would be handed over.
#pragma clang diagnostic ignored "-Wpsabi"

typedef int16_t CELLS __attribute__((vector_size(32)));

/// The two halves of 16 cells.
typedef union {
    CELLS cells;
    __m128i half[2];
} HALVES;

static inline __attribute__((always_inline)) CELLS high(CELLS a, CELLS b) {
    HALVES left = {a}, right = {b};
    for (int half = 0; half < 2; half++) left.half[half] = _mm_mulhi_epi16(left.half[half], right.half[half]);
    return left.cells;
}
static inline __attribute__((always_inline)) CELLS narrow(const int32_t *from, int shift) {
    HALVES result;
    __m128i by = _mm_cvtsi32_si128(shift);
    for (int half = 0; half < 2; half++)
        result.half[half] = _mm_packs_epi32(
            _mm_sra_epi32(load(from + half * 8), by), _mm_sra_epi32(load(from + half * 8 + LANES), by));
    return result.cells;
}
static inline __attribute__((always_inline)) CELLS mixed(CELLS a, CELLS b, CELLS c, CELLS d) {
    HALVES x = {a}, y = {b}, z = {c}, w = {d}, result;
    __m128i rounding = _mm_set1_epi32(4096);
    for (int half = 0; half < 2; half++) {
        __m128i low = _mm_madd_epi16(
            _mm_unpacklo_epi16(x.half[half], z.half[half]), _mm_unpacklo_epi16(y.half[half], w.half[half]));
        __m128i top = _mm_madd_epi16(
            _mm_unpackhi_epi16(x.half[half], z.half[half]), _mm_unpackhi_epi16(y.half[half], w.half[half]));
        low = _mm_srai_epi32(_mm_add_epi32(low, rounding), 13);
        top = _mm_srai_epi32(_mm_add_epi32(top, rounding), 13);
        result.half[half] = _mm_packs_epi32(low, top);
    }
    return result.cells;
}

#include "Kernels.h"
#else
typedef int cnetwork_sse2_is_for_x86;
#endif

// For x86-64 since about 2013.

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define KERNELS cnetwork_avx2
#define LEVEL 2
#define TARGET __attribute__((target("avx2")))
#define LANES 8
#define VECTOR __m256i
#define BLOCKS 1
#define VECTORS 4
#define GATES 4

static inline __attribute__((always_inline)) TARGET VECTOR load(const void *from) {
    return _mm256_loadu_si256((const __m256i *)from);
}
static inline __attribute__((always_inline)) TARGET void store(int32_t *to, VECTOR vector) {
    _mm256_storeu_si256((__m256i *)to, vector);
}
static inline __attribute__((always_inline)) TARGET VECTOR zero(void) { return _mm256_setzero_si256(); }
static inline __attribute__((always_inline)) TARGET VECTOR pair(const int16_t *from) {
    int32_t both;
    memcpy(&both, from, 4);
    return _mm256_set1_epi32(both);
}
static inline __attribute__((always_inline)) TARGET VECTOR madd(VECTOR sum, VECTOR a, VECTOR b) {
    return _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
}

typedef int16_t CELLS __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) TARGET CELLS high(CELLS a, CELLS b) {
    return (CELLS)_mm256_mulhi_epi16((__m256i)a, (__m256i)b);
}
static inline __attribute__((always_inline)) TARGET CELLS narrow(const int32_t *from, int shift) {
    __m128i by = _mm_cvtsi32_si128(shift);
    __m256i packed = _mm256_packs_epi32(_mm256_sra_epi32(load(from), by), _mm256_sra_epi32(load(from + LANES), by));
    return (CELLS)_mm256_permute4x64_epi64(packed, 0xD8);
}
static inline __attribute__((always_inline)) TARGET CELLS mixed(CELLS a, CELLS b, CELLS c, CELLS d) {
    __m256i half = _mm256_set1_epi32(4096);
    __m256i low = _mm256_madd_epi16(
        _mm256_unpacklo_epi16((__m256i)a, (__m256i)c), _mm256_unpacklo_epi16((__m256i)b, (__m256i)d));
    __m256i top = _mm256_madd_epi16(
        _mm256_unpackhi_epi16((__m256i)a, (__m256i)c), _mm256_unpackhi_epi16((__m256i)b, (__m256i)d));
    low = _mm256_srai_epi32(_mm256_add_epi32(low, half), 13);
    top = _mm256_srai_epi32(_mm256_add_epi32(top, half), 13);
    return (CELLS)_mm256_packs_epi32(low, top);
}

#include "Kernels.h"
#else
typedef int cnetwork_avx2_is_for_x86;
#endif

// For x86-64 with AVX-512 and its instruction that multiplies pairs and adds them to a sum.

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define KERNELS cnetwork_avx512
#define LEVEL 3
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define LANES 16
#define VECTOR __m512i
#define BLOCKS 4
#define VECTORS 4
#define GATES 4

static inline __attribute__((always_inline)) TARGET VECTOR load(const void *from) { return _mm512_loadu_si512(from); }
static inline __attribute__((always_inline)) TARGET void store(int32_t *to, VECTOR vector) {
    _mm512_storeu_si512(to, vector);
}
static inline __attribute__((always_inline)) TARGET VECTOR zero(void) { return _mm512_setzero_si512(); }
static inline __attribute__((always_inline)) TARGET VECTOR pair(const int16_t *from) {
    int32_t both;
    memcpy(&both, from, 4);
    return _mm512_set1_epi32(both);
}
static inline __attribute__((always_inline)) TARGET VECTOR madd(VECTOR sum, VECTOR a, VECTOR b) {
    return _mm512_dpwssd_epi32(sum, a, b);
}

typedef int16_t CELLS __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) TARGET CELLS high(CELLS a, CELLS b) {
    return (CELLS)_mm256_mulhi_epi16((__m256i)a, (__m256i)b);
}
static inline __attribute__((always_inline)) TARGET CELLS narrow(const int32_t *from, int shift) {
    return (CELLS)_mm512_cvtsepi32_epi16(_mm512_sra_epi32(load(from), _mm_cvtsi32_si128(shift)));
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
typedef int cnetwork_avx512_is_for_x86;
#endif

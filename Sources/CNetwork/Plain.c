// For any machine, and what the others are held to.

#include <stdint.h>
#include <string.h>

#define KERNELS cnetwork_plain
#define LEVEL 0
#define TARGET
#define LANES 16
#define BLOCKS 1
#define VECTORS 1
#define GATES 4

typedef struct {
    int32_t lanes[LANES];
} VECTOR;

/// The next LANES numbers of 32 bits (or pairs of 16 bits).
static inline VECTOR load(const void *from) {
    VECTOR vector;
    memcpy(&vector, from, sizeof vector);
    return vector;
}

static inline void store(int32_t *to, VECTOR vector) { memcpy(to, &vector, sizeof vector); }

static inline VECTOR zero(void) { return (VECTOR){{0}}; }

/// The two numbers at `from` in each lane.
static inline VECTOR pair(const int16_t *from) {
    VECTOR vector;
    for (int lane = 0; lane < LANES; lane++) memcpy(&vector.lanes[lane], from, 4);
    return vector;
}

/// In each lane the sum so far and the two products of two pairs.
static inline VECTOR madd(VECTOR sum, VECTOR a, VECTOR b) {
    int16_t left[2 * LANES], right[2 * LANES];
    memcpy(left, &a, sizeof left);
    memcpy(right, &b, sizeof right);
    for (int lane = 0; lane < LANES; lane++) {
        uint32_t products = (uint32_t)(left[2 * lane] * right[2 * lane])
            + (uint32_t)(left[2 * lane + 1] * right[2 * lane + 1]);
        sum.lanes[lane] = (int32_t)((uint32_t)sum.lanes[lane] + products);
    }
    return sum;
}

// All is inlined, so it does not matter how such values would be handed over.
#pragma clang diagnostic ignored "-Wpsabi"

typedef int16_t CELLS __attribute__((vector_size(32)));
typedef int32_t SUMS __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) SUMS wide(CELLS x) { return __builtin_convertvector(x, SUMS); }

/// Kept within what 16 bits hold.
static inline __attribute__((always_inline)) CELLS kept(SUMS x) {
    SUMS within = __builtin_elementwise_max(__builtin_elementwise_min(x, (SUMS){} + 32767), (SUMS){} - 32768);
    return __builtin_convertvector(within, CELLS);
}

/// The high halves of the products.
static inline __attribute__((always_inline)) CELLS high(CELLS a, CELLS b) {
    return __builtin_convertvector((wide(a) * wide(b)) >> 16, CELLS);
}

/// 16 sums, shifted down and kept within 16 bits.
static inline __attribute__((always_inline)) CELLS narrow(const int32_t *from, int shift) {
    SUMS sums;
    memcpy(&sums, from, sizeof sums);
    return kept(sums >> shift);
}

/// a * b + c * d in units of 2^-13 of theirs, rounded, kept within 16 bits.
static inline __attribute__((always_inline)) CELLS mixed(CELLS a, CELLS b, CELLS c, CELLS d) {
    return kept((wide(a) * wide(b) + wide(c) * wide(d) + 4096) >> 13);
}

#include "Kernels.h"

#ifndef CNETWORK_H
#define CNETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The inner loops of the network that reads sentences, in whole numbers: Int16 times Int16, summed in Int32.
//
// They are C because Swift can neither be relied on to emit the instruction that multiplies and adds pairs (pmaddwd: what
// it made of the same loop ran at a tenth of the speed) nor choose an instruction set at run time. All sets give the same
// results to the bit: sums wrap, shifts round down, and nothing depends on the order of additions.
//
// A matrix lies in blocks of 16 rows; in a block pairs of columns follow one another, and in a pair the 16 rows:
// [rows / 16][columns / 2][16][2]. Rows are a multiple of 16 and columns of 2, filled up with zeros. No alignment is
// needed, 64 bytes are best.

#define CNETWORK_BLOCK 16

typedef struct {
    /// Number of the set, as `cnetwork_kernels` counts them.
    int level;

    /// For each of `count` vectors: out[row] = bias[row] + sum(matrix[row][column] * x[column]).
    /// `bias` may be null: nothing is added. Strides are counted in numbers.
    void (*_Nonnull matrix)(
        const int16_t *_Nonnull matrix, const int32_t *_Nullable bias, int blocks, int columns,
        const int16_t *_Nonnull x, int xStride, int count, int32_t *_Nonnull out, int outStride);

    /// Runs LSTM cells over `count` steps, from the last to the first if `reverse`.
    ///
    /// Rows of `matrix` and of a step of `input` are [cells / 16][gate][16], the gates being input, forget, candidate,
    /// output. `input` holds, for each step, what the gates get from outside, in units of 2^-scale (14 <= scale < 31), and
    /// the matrix times the hidden state (in units of 2^-12) is in the same. `out` gets the hidden states, between -4096
    /// and 4096. `state` is room for `cells` numbers.
    void (*_Nonnull cells)(
        const int16_t *_Nonnull matrix, int cells, int scale, const int32_t *_Nonnull input, int count, bool reverse,
        int16_t *_Nonnull state, int16_t *_Nonnull out, int outStride);

    /// out = the sum of these rows of `width` numbers (a multiple of 16), times 2^shift, kept within -limit ... limit.
    /// At most 255 rows.
    void (*_Nonnull sum)(
        const int8_t *_Nonnull rows, int width, const uint16_t *_Nonnull indices, int count, int shift, int limit,
        int16_t *_Nonnull out);

    /// out = x * 2^-shift, kept within lowest ... 32767; `count` is a multiple of 16.
    void (*_Nonnull narrow)(const int32_t *_Nonnull x, int count, int shift, int lowest, int16_t *_Nonnull out);

    /// The charts from which the best tree without crossing arcs is read (Eisner 1996).
    ///
    /// Word `w` has the row scores[w * stride], of the root and the words as its head. Scores count as score * 2^-shift,
    /// kept within -limit ... limit; `count` times `limit` is below 2^30. `charts` is room for seven charts, one after the
    /// other, of `count` rows of `row` numbers, and for `row` more; `row` is at least `count` + 16. The stretch of words
    /// from `i` to `j` is at [j - i][i]: the best score headed by its first word, by its last, with an arc from the first
    /// to the last, and back; then how far the first part reaches in the best joint (in words after the first), in the
    /// best stretch headed by its first (less one), and by its last. Of equal ones the shortest first part is taken.
    void (*_Nonnull charts)(
        const int32_t *_Nonnull scores, int stride, int count, int shift, int limit, int32_t *_Nonnull charts, int row);
} cnetwork_kernels_t;

/// The kernels of a level: 0 plain C, 1 SSE2, 2 AVX2, 3 AVX-512 with VNNI; null where this machine or this build lacks it.
const cnetwork_kernels_t *_Nullable cnetwork_kernels(int level);

/// The quickest kernels of this machine. Plain C is on every machine.
const cnetwork_kernels_t *_Nonnull cnetwork_best_kernels(void);

#endif

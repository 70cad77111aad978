// The kernels, written once for all instruction sets: the file that includes this one defines
//
//     KERNELS            name of the table that is made
//     LEVEL              its number
//     TARGET             attribute of the functions, or nothing
//     LANES              Int32 numbers in a vector
//     VECTOR             its type
//     CELLS              16 numbers of 16 bits
//     load, store, zero, pair, madd, high, narrow, mixed   see Plain.c
//     BLOCKS, VECTORS    blocks of rows and vectors of input that a step of a matrix product holds in registers
//     GATES              gates that a step of the cells holds in registers: 2 or 4

#include "CNetwork.h"

#define PARTS (CNETWORK_BLOCK / LANES)
#define INLINE static inline __attribute__((always_inline)) TARGET

INLINE CELLS bounded(CELLS x, int16_t most) {
    return __builtin_elementwise_max(__builtin_elementwise_min(x, (CELLS){} + most), (CELLS){} - most);
}

/// `blocks` blocks of rows times `count` vectors; both constant where this is called, so that all sums are in registers.
INLINE void product(
    const int16_t *matrix, const int32_t *bias, const int blocks, int columns, const int16_t *x, int xStride,
    const int count, int32_t *out, int outStride) {
    VECTOR sums[BLOCKS][VECTORS][PARTS];
#pragma clang loop unroll(full)
    for (int block = 0; block < blocks; block++)
#pragma clang loop unroll(full)
        for (int part = 0; part < PARTS; part++) {
            VECTOR start = bias ? load(bias + block * CNETWORK_BLOCK + part * LANES) : zero();
#pragma clang loop unroll(full)
            for (int vector = 0; vector < count; vector++) sums[block][vector][part] = start;
        }
    const int16_t *weights = matrix;
    for (int column = 0; column < columns; column += 2, weights += 2 * CNETWORK_BLOCK) {
        VECTOR inputs[VECTORS];
#pragma clang loop unroll(full)
        for (int vector = 0; vector < count; vector++) inputs[vector] = pair(x + vector * xStride + column);
#pragma clang loop unroll(full)
        for (int block = 0; block < blocks; block++)
#pragma clang loop unroll(full)
            for (int part = 0; part < PARTS; part++) {
                VECTOR row = load(weights + block * CNETWORK_BLOCK * columns + part * 2 * LANES);
#pragma clang loop unroll(full)
                for (int vector = 0; vector < count; vector++)
                    sums[block][vector][part] = madd(sums[block][vector][part], row, inputs[vector]);
            }
    }
#pragma clang loop unroll(full)
    for (int block = 0; block < blocks; block++)
#pragma clang loop unroll(full)
        for (int vector = 0; vector < count; vector++)
#pragma clang loop unroll(full)
            for (int part = 0; part < PARTS; part++)
                store(
                    out + vector * outStride + block * CNETWORK_BLOCK + part * LANES, sums[block][vector][part]);
}

static TARGET void matrixProduct(
    const int16_t *matrix, const int32_t *bias, int blocks, int columns, const int16_t *x, int xStride, int count,
    int32_t *out, int outStride) {
    int vector = 0;
    for (; vector + VECTORS <= count; vector += VECTORS) {
        const int16_t *from = x + vector * xStride;
        int32_t *to = out + vector * outStride;
        int block = 0;
        for (; block + BLOCKS <= blocks; block += BLOCKS)
            product(
                matrix + block * CNETWORK_BLOCK * columns, bias ? bias + block * CNETWORK_BLOCK : 0, BLOCKS, columns,
                from, xStride, VECTORS, to + block * CNETWORK_BLOCK, outStride);
        for (; block < blocks; block++)
            product(
                matrix + block * CNETWORK_BLOCK * columns, bias ? bias + block * CNETWORK_BLOCK : 0, 1, columns, from,
                xStride, VECTORS, to + block * CNETWORK_BLOCK, outStride);
    }
    for (; vector < count; vector++) {
        const int16_t *from = x + vector * xStride;
        int32_t *to = out + vector * outStride;
        int block = 0;
        for (; block + BLOCKS <= blocks; block += BLOCKS)
            product(
                matrix + block * CNETWORK_BLOCK * columns, bias ? bias + block * CNETWORK_BLOCK : 0, BLOCKS, columns,
                from, xStride, 1, to + block * CNETWORK_BLOCK, outStride);
        for (; block < blocks; block++)
            product(
                matrix + block * CNETWORK_BLOCK * columns, bias ? bias + block * CNETWORK_BLOCK : 0, 1, columns, from,
                xStride, 1, to + block * CNETWORK_BLOCK, outStride);
    }
}

/// x - 4/27 x^3, x in units of 2^-14; the result in units of 2^-12.
INLINE CELLS curve(CELLS x) {
    CELLS within = bounded(x, 24576);
    CELLS square = high(within, within);
    CELLS factor = 16384 - 2 * high(square * 2, (CELLS){} + 9709);
    return high(within, factor);
}

/// Takes 16 cells one step on; `sums` are what the four gates of each got.
INLINE void step(const int32_t *sums, int scale, int16_t *state, int16_t *out) {
    CELLS take = curve(narrow(sums, scale - 13)) + 4096;
    CELLS keep = curve(narrow(sums + CNETWORK_BLOCK, scale - 13)) + 4096;
    CELLS candidate = curve(narrow(sums + 2 * CNETWORK_BLOCK, scale - 14));
    CELLS show = curve(narrow(sums + 3 * CNETWORK_BLOCK, scale - 13)) + 4096;
    CELLS before;
    memcpy(&before, state, sizeof before);
    CELLS now = mixed(keep, before, take, candidate);
    memcpy(state, &now, sizeof now);
    CELLS shown = curve(bounded(now, 6144) * 4);
    CELLS hidden = high(show * 2, shown * 4);
    memcpy(out, &hidden, sizeof hidden);
}

/// GATES gates of 16 cells: what they get from outside and from the hidden states before.
INLINE void gates(const int16_t *matrix, const int32_t *input, int cells, const int16_t *before, int32_t *out) {
    VECTOR sums[GATES][PARTS];
#pragma clang loop unroll(full)
    for (int gate = 0; gate < GATES; gate++)
#pragma clang loop unroll(full)
        for (int part = 0; part < PARTS; part++)
            sums[gate][part] = load(input + gate * CNETWORK_BLOCK + part * LANES);
    for (int column = 0; column < cells; column += 2) {
        VECTOR hidden = pair(before + column);
        const int16_t *weights = matrix + column * CNETWORK_BLOCK;
#pragma clang loop unroll(full)
        for (int gate = 0; gate < GATES; gate++)
#pragma clang loop unroll(full)
            for (int part = 0; part < PARTS; part++)
                sums[gate][part] = madd(
                    sums[gate][part], load(weights + gate * CNETWORK_BLOCK * cells + part * 2 * LANES), hidden);
    }
#pragma clang loop unroll(full)
    for (int gate = 0; gate < GATES; gate++)
#pragma clang loop unroll(full)
        for (int part = 0; part < PARTS; part++)
            store(out + gate * CNETWORK_BLOCK + part * LANES, sums[gate][part]);
}

static TARGET void runCells(
    const int16_t *matrix, int cells, int scale, const int32_t *input, int count, bool reverse, int16_t *state,
    int16_t *out, int outStride) {
    int32_t sums[4 * CNETWORK_BLOCK] __attribute__((aligned(64)));
    for (int cell = 0; cell < cells; cell++) state[cell] = 0;
    for (int index = 0; index < count; index++) {
        int place = reverse ? count - 1 - index : index;
        const int16_t *before = out + (reverse ? place + 1 : place - 1) * outStride;
        const int16_t *weights = matrix;
        const int32_t *from = input + place * 4 * cells;
        for (int cell = 0; cell < cells; cell += CNETWORK_BLOCK) {
            if (index == 0) {
                for (int row = 0; row < 4 * CNETWORK_BLOCK; row++) sums[row] = from[row];
            } else {
#pragma clang loop unroll(full)
                for (int gate = 0; gate < 4; gate += GATES)
                    gates(weights + gate * CNETWORK_BLOCK * cells, from + gate * CNETWORK_BLOCK, cells, before,
                          sums + gate * CNETWORK_BLOCK);
            }
            step(sums, scale, state + cell, out + place * outStride + cell);
            weights += 4 * CNETWORK_BLOCK * cells;
            from += 4 * CNETWORK_BLOCK;
        }
    }
}

static TARGET void sumRows(
    const int8_t *rows, int width, const uint16_t *indices, int count, int shift, int limit, int16_t *out) {
    for (int start = 0; start < width; start += CNETWORK_BLOCK) {
        int16_t sums[CNETWORK_BLOCK] = {0};
        for (int index = 0; index < count; index++) {
            const int8_t *row = rows + (size_t)indices[index] * (size_t)width + start;
            for (int lane = 0; lane < CNETWORK_BLOCK; lane++) sums[lane] = (int16_t)(sums[lane] + row[lane]);
        }
        for (int lane = 0; lane < CNETWORK_BLOCK; lane++) {
            int32_t sum = sums[lane] * (1 << shift);
            out[start + lane] = (int16_t)(sum > limit ? limit : sum < -limit ? -limit : sum);
        }
    }
}

static TARGET void narrowAll(const int32_t *x, int count, int shift, int lowest, int16_t *out) {
    for (int start = 0; start < count; start += CNETWORK_BLOCK)
        for (int lane = 0; lane < CNETWORK_BLOCK; lane++) {
            int32_t value = x[start + lane] >> shift;
            out[start + lane] = (int16_t)(value > 32767 ? 32767 : value < lowest ? lowest : value);
        }
}

/// Numbers of stretches that begin side by side.
typedef int32_t STRETCHES __attribute__((vector_size(4 * LANES)));
typedef uint32_t UNSIGNED __attribute__((vector_size(4 * LANES)));

/// For each of the stretches of `length` from `from` on, LANES at a time, the best sum of a left part and a right part, and
/// how many steps the left one is longer than `least`. Parts meet at a word, or `gap` words lie between them.
INLINE void joinParts(
    const int32_t *left, const int32_t *right, int row, int length, int least, int most, int gap, int count,
    int32_t *best, int32_t *split) {
    for (int from = 0; from < count; from += LANES) {
        STRETCHES highest = (STRETCHES){} + INT32_MIN, place = {};
        for (int steps = least; steps <= most; steps++) {
            STRETCHES first, second;
            memcpy(&first, left + steps * row + from, sizeof first);
            memcpy(&second, right + (length - steps - gap) * row + from + steps + gap, sizeof second);
            STRETCHES sum = (STRETCHES)((UNSIGNED)first + (UNSIGNED)second);
            STRETCHES isBetter = sum > highest;
            highest = __builtin_elementwise_max(highest, sum);
            place = (isBetter & ((STRETCHES){} + (steps - least))) | (~isBetter & place);
        }
        memcpy(best + length * row + from, &highest, sizeof highest);
        memcpy(split + length * row + from, &place, sizeof place);
    }
}

static TARGET void fillCharts(
    const int32_t *scores, int stride, int count, int shift, int limit, int32_t *charts, int row) {
    int32_t *first = charts, *last = first + count * row, *toRight = last + count * row;
    int32_t *toLeft = toRight + count * row, *joints = toLeft + count * row;
    int32_t *firstSplits = joints + count * row, *lastSplits = firstSplits + count * row;
    memset(first, 0, (size_t)row * sizeof *first);
    memset(last, 0, (size_t)row * sizeof *last);
    for (int length = 1; length < count; length++) {
        int stretches = count - length;
        // A stretch headed by its first word meets one headed by its last, and an arc joins the two.
        joinParts(first, last, row, length, 0, length - 1, 1, stretches, toRight, joints);
        for (int from = 0; from < stretches; from++) {
            int to = from + length;
            int32_t right = scores[to * stride + from + 1] >> shift, left = scores[from * stride + to + 1] >> shift;
            int32_t joint = toRight[length * row + from];
            toRight[length * row + from] = joint + (right > limit ? limit : right < -limit ? -limit : right);
            toLeft[length * row + from] = joint + (left > limit ? limit : left < -limit ? -limit : left);
        }
        joinParts(toRight, first, row, length, 1, length, 0, stretches, first, firstSplits);
        joinParts(last, toLeft, row, length, 0, length - 1, 0, stretches, last, lastSplits);
    }
}

const cnetwork_kernels_t KERNELS = {LEVEL, matrixProduct, runCells, sumRows, narrowAll, fillCharts};

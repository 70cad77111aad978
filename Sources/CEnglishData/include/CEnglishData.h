#ifndef CENGLISHDATA_H
#define CENGLISHDATA_H

#include <stddef.h>
#include <stdint.h>

// The English model and the word lists, embedded in the executable.
// Each is a run of bytes; `claimwatch_data` returns nothing for an unknown name.
typedef struct {
    const uint8_t *_Nullable bytes;
    size_t count;
} claimwatch_data_t;

claimwatch_data_t claimwatch_data(const char *_Nonnull name);

#endif

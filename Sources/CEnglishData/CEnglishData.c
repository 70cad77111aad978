#include "CEnglishData.h"
#include <string.h>

// One line a file: its name, an identifier, its path. Keep them sorted by name.
#define CLAIMWATCH_FILES(FILE) \
    FILE("probe", probe) \
    FILE("tokens", tokens)

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t probe[] = {
#embed "lists/probe.txt"
};

static const uint8_t tokens[] = {
#embed "model/tokens.bin"
};

claimwatch_data_t claimwatch_data(const char *name) {
#define CLAIMWATCH_FIND(key, array)                              \
    if (strcmp(name, key) == 0) {                                \
        return (claimwatch_data_t){array, sizeof(array)};        \
    }
    CLAIMWATCH_FILES(CLAIMWATCH_FIND)
    return (claimwatch_data_t){NULL, 0};
}

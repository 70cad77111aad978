#include "CEnglishData.h"
#include <string.h>

// One line a file: DATA(identifier, "path").
#define DATA(identifier, path) static const uint8_t identifier[] = {\
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wc23-extensions\"")

#pragma clang diagnostic ignored "-Wc23-extensions"

claimwatch_data_t claimwatch_data(const char *name) {
    (void)name;
    return (claimwatch_data_t){NULL, 0};
}

#include "CNetwork.h"

extern const cnetwork_kernels_t cnetwork_plain;
#if defined(__x86_64__)
extern const cnetwork_kernels_t cnetwork_sse2, cnetwork_avx2, cnetwork_avx512;
#endif

const cnetwork_kernels_t *cnetwork_kernels(int level) {
#if defined(__x86_64__)
    // Asks for the processor's features once; asking again, from any thread, finds the same answer.
    __builtin_cpu_init();
    if (level == 1) return &cnetwork_sse2;
    if (level == 2 && __builtin_cpu_supports("avx2")) return &cnetwork_avx2;
    if (level == 3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni"))
        return &cnetwork_avx512;
#endif
    return level == 0 ? &cnetwork_plain : 0;
}

const cnetwork_kernels_t *cnetwork_best_kernels(void) {
    for (int level = 3; level > 0; level--) {
        const cnetwork_kernels_t *kernels = cnetwork_kernels(level);
        if (kernels) return kernels;
    }
    return &cnetwork_plain;
}

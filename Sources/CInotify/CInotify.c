#define _GNU_SOURCE
#include "CInotify.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int claimwatch_open_beneath(int dirfd, const char *path, uint64_t flags, int follows) {
    struct open_how how = {
        .flags = flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | (follows ? 0 : RESOLVE_NO_SYMLINKS),
    };
    return (int)syscall(SYS_openat2, dirfd, path, &how, sizeof how);
}

int64_t claimwatch_filesystem(int fd) {
    struct statfs facts;
    return fstatfs(fd, &facts) == 0 ? (int64_t)facts.f_type : 0;
}

const int claimwatch_o_path = O_PATH;

void claimwatch_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

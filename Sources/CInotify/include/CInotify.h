#ifndef CINOTIFY_H
#define CINOTIFY_H

// System calls that Glibc's Swift module does not show.
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>

/// Opens `path` beneath the directory `dirfd` without leaving the directory (openat2). Symbolic links are followed where
/// `follows` is not 0, and only to what lies beneath; else none is, in any component. Returns -1 with errno set; ENOSYS or EPERM where the kernel or a filter has no openat2.
int claimwatch_open_beneath(int dirfd, const char *path, uint64_t flags, int follows);

/// O_PATH of open(2).
extern const int claimwatch_o_path;

/// Names the calling thread, for debuggers and ps; at most 15 bytes.
void claimwatch_name_thread(const char *name);

/// The magic number of the file system that `fd` lies on; 0 where it cannot be told.
int64_t claimwatch_filesystem(int fd);

#endif

#ifndef CINOTIFY_H
#define CINOTIFY_H

// System calls that Glibc's Swift module does not show.
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>

#endif

// Calls for starting programs that Swift's Glibc does not show.
#ifndef CSPAWN_H
#define CSPAWN_H

/// A pipe whose two ends no program that is started gets. 0, or an error number.
int claimwatch_pipe(int ends[2]);

/// Starts a program in "/" and in a process group of its own, with these three descriptors and no other, and with no
/// signal blocked or ignored. 0, or an error number.
int claimwatch_spawn(int *pid, const char *program, char *const arguments[], char *const environment[], int input,
                     int output);

#endif

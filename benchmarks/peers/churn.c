/* Allocates and frees over a few hundred call paths: a program to record with heaptrack.
 *   cc -g -O0 churn.c -o churn && heaptrack -o recording ./churn ALLOCATIONS
 * One in 65,536 blocks is never freed. */
#include <stdlib.h>

enum { KEPT = 512 };

static void *kept[KEPT];
static unsigned long state = 20;

static unsigned next(void) {
    state = state * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned) (state >> 33);
}

__attribute__((noinline)) static void *leaf(unsigned path, size_t size) {
    return path & 1 ? malloc(size) : calloc(1, size);
}

__attribute__((noinline)) static void *odd(unsigned path, int depth, size_t size);

__attribute__((noinline)) static void *even(unsigned path, int depth, size_t size) {
    if (depth == 0) return leaf(path, size);
    void *made = path & 1 ? odd(path >> 1, depth - 1, size) : even(path >> 1, depth - 1, size);
    return made;
}

__attribute__((noinline)) static void *odd(unsigned path, int depth, size_t size) {
    if (depth == 0) return leaf(path, size);
    void *made = path & 1 ? even(path >> 1, depth - 1, size) : odd(path >> 1, depth - 1, size);
    return made;
}

int main(int count, char **arguments) {
    long allocations = count > 1 ? atol(arguments[1]) : 1000000;
    for (long i = 0; i < allocations; i++) {
        unsigned choice = next();
        unsigned slot = choice % KEPT;
        if (choice % 65536 != 1) free(kept[slot]);
        kept[slot] = even(choice >> 9, 8, 16 + choice % 32 * 24);
    }
    return 0;
}

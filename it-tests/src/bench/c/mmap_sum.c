/* The limit: maps a file and sums its bytes. Everything is measured against this. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int count, char **names) {
    uint64_t sum = 0;
    for (int i = 1; i < count; i++) {
        int file = open(names[i], O_RDONLY);
        struct stat status;
        if (file < 0 || fstat(file, &status) != 0)
            return 1;
        const uint8_t *bytes = mmap(0, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes == MAP_FAILED)
            return 1;
        for (off_t at = 0; at < status.st_size; at++)
            sum += bytes[at];
    }
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}

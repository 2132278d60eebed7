/* What generated trace headers need of QEMU's own osdep.h, and no more. */
#ifndef TEST_OSDEP_H
#define TEST_OSDEP_H

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/types.h>

#define likely(x) (x)
#define unlikely(x) (x)
#define G_GNUC_PRINTF(index, first) __attribute__((format(printf, index, first)))

typedef struct CPUState CPUState;
typedef struct QemuOptsList QemuOptsList;

int qemu_get_thread_id(void);

#endif

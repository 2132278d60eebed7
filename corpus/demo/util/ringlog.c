/*
 * A log that overwrites its oldest lines
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "util/ringlog.h"
#include "trace.h"

int ringlog_open(RingLog *log, const char *path, size_t size, bool append)
{
    trace_ringlog_open(path, size, append);
    log->size = size;
    log->offset = append ? ringlog_find_end(path) : 0;
    log->fd = ringlog_create(path, size);
    return log->fd < 0 ? -errno : 0;
}

void ringlog_write(RingLog *log, const void *data, size_t len)
{
    while (len > 0) {
        size_t chunk = MIN(len, log->size - log->offset);

        trace_ringlog_write(log->offset, chunk);
        ringlog_put(log, data, chunk);
        data = (const char *)data + chunk;
        len -= chunk;
        if (log->offset == log->size) {
            log->offset = 0;
            log->generation++;
            trace_ringlog_wrap(log->generation);
        }
    }
}

void ringlog_flush(RingLog *log)
{
    if (trace_event_get_state_backends(TRACE_RINGLOG_SYNC)) {
        trace_ringlog_flush(ringlog_count_pending(log));
    }
    ringlog_sync(log);
}

void ringlog_close(RingLog *log)
{
    trace_ringlog_close();
    ringlog_flush(log);
    close(log->fd);
}

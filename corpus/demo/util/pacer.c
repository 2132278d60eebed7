/*
 * Calls a function at a steady pace, and notices when it can not
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "qemu/timer.h"
#include "util/pacer.h"
#include "trace.h"

void pacer_start(Pacer *pacer, int64_t period_ns)
{
    trace_pacer_start(pacer->name, period_ns);
    pacer->period_ns = period_ns;
    pacer->next_ns = pacer_now() + period_ns;
    pacer->ticks = 0;
}

void pacer_run(Pacer *pacer)
{
    int64_t expected_ns = pacer->next_ns;
    int64_t actual_ns = pacer_now();

    if (actual_ns > expected_ns + pacer->period_ns) {
        trace_pacer_skew(pacer->name, actual_ns, expected_ns);
        pacer->next_ns = actual_ns;
    }
    while (pacer->next_ns <= actual_ns) {
        pacer->ticks++;
        trace_pacer_tick(pacer->name, pacer->ticks);
        pacer->callback(pacer->opaque);
        pacer->next_ns += pacer->period_ns;
    }
}

void pacer_stop(Pacer *pacer)
{
    trace_pacer_stop(pacer->name);
    pacer->next_ns = INT64_MAX;
}

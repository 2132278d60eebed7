/*
 * Kestrel interrupts
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "cpu.h"
#include "trace.h"

void kestrel_interrupt(CPUKestrelState *env, uint32_t vector)
{
    trace_kestrel_interrupt(vector, env->pc);
    env->saved_pc = env->pc;
    env->pc = env->vector_base + vector * KESTREL_VECTOR_SIZE;
}

void helper_interrupt_return(CPUKestrelState *env)
{
    env->pc = env->saved_pc;
    trace_kestrel_interrupt_return(env->pc);
}

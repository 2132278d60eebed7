/*
 * Kestrel address translation
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "cpu.h"
#include "trace.h"

bool kestrel_tlb_fill(CPUKestrelState *env, uint64_t va, int access)
{
    KestrelTlbEntry *entry = kestrel_tlb_find(env, va);

    if (!entry || !(entry->prot & access)) {
        trace_kestrel_tlb_miss(va, access);
        return false;
    }
    trace_kestrel_tlb_fill(env, va, entry->pa, entry->prot);
    kestrel_tlb_set_page(env, va, entry->pa, entry->prot);
    return true;
}

void kestrel_tlb_flush(CPUKestrelState *env)
{
    trace_kestrel_tlb_flush(env);
    memset(env->tlb, 0, sizeof(env->tlb));
}

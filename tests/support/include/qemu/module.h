/* Generated trace sources register their events by this macro of QEMU's. */
#ifndef TEST_MODULE_H
#define TEST_MODULE_H

#define trace_init(function) \
    static void __attribute__((constructor)) do_trace_init_##function(void) { function(); }

#endif

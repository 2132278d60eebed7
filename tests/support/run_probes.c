/* Calls the probes of events "f_long" and "f_text" that one backend generated ("trace-c0.h", "trace-c1.h"),
 * and prints what they write: ftrace by the tree's own trace/ftrace.c, which writes to standard output here;
 * simple by what it hands over as the string. */
#include "trace/control.h"
#ifdef RUNS_FTRACE
#include "trace-c0.c"
#include "trace/ftrace.h"
#else
#include "trace-c1.c"
#endif

int trace_events_enabled_count = 1;
int qemu_loglevel;
bool message_with_timestamp;

void trace_event_register_group(TraceEvent **events)
{
    *events[0]->dstate = 1;
}

void register_module_init(void (*function)(void), module_init_type type)
{
    function();
}

void register_dso_module_init(void (*function)(void), module_init_type type)
{
    function();
}

#ifdef RUNS_FTRACE
#include "trace-c0.h"
int main(void)
{
    trace_marker_fd = STDOUT_FILENO;
    trace_f_long(7);
    return 0;
}
#else
int trace_record_start(TraceBufferRecord *record, uint32_t id, size_t size)
{
    return 0;
}

void trace_record_write_u64(TraceBufferRecord *record, uint64_t value)
{
}

void trace_record_write_str(TraceBufferRecord *record, const char *text, uint32_t length)
{
    printf("%.*s\n", (int)length, text);
}

void trace_record_finish(TraceBufferRecord *record)
{
}

#include "trace-c1.h"
int main(void)
{
    char data[] = "data";

    trace_f_text(data, 2, "text");
    return 0;
}
#endif

/* The functions of QEMU that generated trace code calls, and a main: so that small trees link. */
#include "qemu/osdep.h"
#include "trace/control.h"
#include <stdarg.h>

int qemu_loglevel;
bool message_with_timestamp;
int trace_events_enabled_count;

void qemu_log(const char *format, ...);
void qemu_log(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

int qemu_get_thread_id(void)
{
    return 0;
}

void trace_event_register_group(TraceEvent **events)
{
}

int main(void)
{
    return 0;
}

/* Prints what LTTng's provider of "trace-ust.h" has, as gcc and LTTng's own headers made it: a line an
 * event, with its name and the name and kind of each field. */
#define TRACEPOINT_DEFINE
#define TRACEPOINT_CREATE_PROBES
#pragma GCC diagnostic ignored "-Wredundant-decls"
#include "trace-ust.h"

int main(void)
{
    const struct lttng_ust_probe_desc *provider = &lttng_ust__probe_desc___qemu;
    unsigned int at;
    size_t number;

    for (at = 0; at < provider->nr_events; at++) {
        const struct lttng_ust_event_desc *event = provider->event_desc[at];

        printf("%s", event->event_name);
        for (number = 0; number < event->tp_class->nr_fields; number++) {
            const struct lttng_ust_event_field *field = event->tp_class->fields[number];

            printf(" %s %s", field->name, field->type->type == lttng_ust_type_string ? "string" : "number");
        }
        putchar('\n');
    }
    return 0;
}

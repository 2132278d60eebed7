/*
 * Lark paravirtual console
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "hw/char/lark_console.h"
#include "trace.h"

void lark_console_open(LarkConsole *c)
{
    trace_lark_console_open(c->id, c->rows, c->columns);
    c->open = true;
}

void lark_console_resize(LarkConsole *c, int rows, int columns)
{
    trace_lark_console_resize(c->id, rows, columns);
    c->rows = rows;
    c->columns = columns;
    lark_console_notify(c);
}

size_t lark_console_input(LarkConsole *c, const void *data, size_t len)
{
    size_t room = lark_console_room(c);

    len = MIN(len, room);
    trace_lark_console_input(c->id, data, len);
    lark_console_copy(c, data, len);
    return len;
}

void lark_console_close(LarkConsole *c)
{
    trace_lark_console_close(c->id);
    c->open = false;
}

/*
 * Ferrite FU-16 serial port
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "hw/irq.h"
#include "hw/char/ferrite_uart.h"
#include "trace.h"

static void ferrite_uart_update_irq(FerriteUart *s)
{
    int level = (s->status & s->mask) != 0;

    trace_ferrite_uart_status(s->status, s->mask);
    trace_ferrite_uart_irq(level);
    qemu_set_irq(s->irq, level);
}

static uint64_t ferrite_uart_read(void *opaque, hwaddr addr, unsigned size)
{
    FerriteUart *s = opaque;
    uint64_t value = 0;

    switch (addr) {
    case FERRITE_DATA:
        value = ferrite_uart_pop(s);
        break;
    case FERRITE_STATUS:
        value = s->status;
        break;
    case FERRITE_MASK:
        value = s->mask;
        break;
    }
    trace_ferrite_uart_write(addr, value, size);
    ferrite_uart_update_irq(s);
    return value;
}

static void ferrite_uart_write(void *opaque, hwaddr addr, uint64_t value,
                               unsigned size)
{
    FerriteUart *s = opaque;

    trace_ferrite_uart_write(addr, value, size);
    switch (addr) {
    case FERRITE_DATA:
        trace_ferrite_uart_tx(value);
        ferrite_uart_send(s, value);
        break;
    case FERRITE_BAUD:
        trace_ferrite_uart_baud(FERRITE_CLOCK / (value & 0xffff),
                                value & FERRITE_PARITY);
        break;
    case FERRITE_MASK:
        s->mask = value;
        break;
    }
    ferrite_uart_update_irq(s);
}

static void ferrite_uart_receive(void *opaque, const uint8_t *buf, int size)
{
    FerriteUart *s = opaque;

    for (int i = 0; i < size; i++) {
        ferrite_uart_push(s, buf[i]);
        trace_ferrite_uart_rx(buf[i], s->queued);
    }
    s->status |= FERRITE_STATUS_RX;
    ferrite_uart_update_irq(s);
}

static void ferrite_uart_reset(DeviceState *dev)
{
    FerriteUart *s = FERRITE_UART(dev);

    trace_ferrite_uart_reset(dev);
    s->status = 0;
    s->mask = 0;
    s->queued = 0;
}

static const MemoryRegionOps ferrite_uart_ops = {
    .read = ferrite_uart_read,
    .write = ferrite_uart_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

/*
 * Osprey O2 network card
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "hw/irq.h"
#include "hw/net/osprey.h"
#include "trace.h"

static void osprey_nic_update_irq(OspreyNic *s)
{
    int level = (s->cause & s->mask) != 0;

    trace_osprey_nic_irq(s->cause, s->mask, level);
    qemu_set_irq(s->irq, level);
}

#include "osprey_ring.c.inc"

static uint64_t osprey_nic_mmio_read(void *opaque, hwaddr addr, unsigned size)
{
    OspreyNic *s = opaque;
    uint32_t value = s->regs[addr >> 2];

    trace_osprey_nic_mmio_read(addr, value);
    return value;
}

static void osprey_nic_mmio_write(void *opaque, hwaddr addr, uint64_t value,
                                  unsigned size)
{
    OspreyNic *s = opaque;

    trace_osprey_nic_mmio_write(addr, value);
    s->regs[addr >> 2] = value;
    if (addr == OSPREY_DOORBELL) {
        osprey_ring_drain(s, value);
    }
    osprey_nic_update_irq(s);
}

void osprey_nic_set_link(OspreyNic *s, bool up)
{
    trace_osprey_nic_link(up);
    osprey_phy_write(s, OSPREY_PHY_STATUS, up ? OSPREY_PHY_LINK : 0);
    s->cause |= OSPREY_CAUSE_LINK;
    osprey_nic_update_irq(s);
}

void osprey_nic_realize(OspreyNic *s)
{
    g_autofree char *mac = osprey_format_mac(s->mac);

    trace_osprey_nic_realize(s, mac, s->queues);
    memory_region_init_io(&s->mmio, OBJECT(s), &osprey_nic_ops, s, "osprey",
                          OSPREY_MMIO_SIZE);
}

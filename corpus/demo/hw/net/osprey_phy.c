/*
 * Osprey O2 transceiver
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "hw/net/osprey.h"
#include "trace.h"

uint16_t osprey_phy_read(OspreyNic *s, uint8_t reg)
{
    uint16_t value = s->phy[reg % OSPREY_PHY_REGISTERS];

    trace_osprey_phy_read(reg, value);
    return value;
}

void osprey_phy_write(OspreyNic *s, uint8_t reg, uint16_t value)
{
    trace_osprey_phy_write(reg, value);
    s->phy[reg % OSPREY_PHY_REGISTERS] = value;
}

/*
 * Heron H25 flash chip
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "hw/block/heron_flash.h"
#include "trace.h"

static void heron_flash_erase(HeronFlash *chip, uint64_t offset, uint32_t len)
{
    trace_heron_flash_erase(chip, offset, len);
    memset(chip->storage + offset, 0xff, len);
    heron_flash_mark_dirty(chip, offset, len);
}

static void heron_flash_program(HeronFlash *chip, uint32_t page,
                                uint32_t column)
{
    uint64_t offset = (uint64_t)page * HERON_PAGE_SIZE + column;
    unsigned int corrected = heron_flash_check(chip, offset);

    trace_heron_flash_program(chip, page, column);
    if (corrected) {
        trace_heron_flash_ecc(chip, corrected);
    }
    memcpy(chip->storage + offset, chip->buffer, HERON_PAGE_SIZE - column);
}

void heron_flash_command(HeronFlash *chip, uint8_t opcode)
{
    trace_heron_flash_command(chip, opcode);
    if (chip->busy) {
        chip->polls++;
        trace_heron_flash_busy(chip, chip->polls);
        return;
    }
    switch (opcode) {
    case HERON_ERASE:
        heron_flash_erase(chip, chip->address, HERON_SECTOR_SIZE);
        break;
    case HERON_PROGRAM:
        heron_flash_program(chip, chip->page, chip->column);
        break;
    }
}

void heron_flash_reset(HeronFlash *chip)
{
    trace_heron_flash_reset(chip);
    chip->busy = false;
    chip->polls = 0;
}

/*
 * Translates key codes
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "ui/keymap.h"
#include "trace.h"

bool keymap_load(Keymap *map, const char *path)
{
    trace_keymap_load(path);
    return keymap_parse(map, path);
}

unsigned int keymap_lookup(const Keymap *map, unsigned int from)
{
    if (from >= map->len || !map->codes[from]) {
        trace_keymap_miss(from);
        return 0;
    }
    trace_keymap_lookup(map->codes[from]);
    return map->codes[from];
}

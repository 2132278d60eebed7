/*
 * A window on the Tide desktop
 *
 * SPDX-License-Identifier: MIT OR Apache-2.0
 */

#include "qemu/osdep.h"
#include "ui/keymap.h"
#include "trace.h"

@implementation TideWindow

- (id)initWithSize:(TideSize)size
{
    self = [super initWithSize:size];
    if (self) {
        trace_tidewindow_open(size.width, size.height);
    }
    return self;
}

- (void)handleKey:(TideEvent *)event
{
    bool down = [event type] == TideKeyDown;

    trace_tidewindow_key([event keyCode], down);
    tide_send_key(keymap_lookup(keymap, [event keyCode]), down);
}

- (void)handlePointer:(TideEvent *)event
{
    TidePoint point = [self convertPoint:[event location] fromView:nil];

    trace_tidewindow_pointer(point.x, point.y, (uint32_t)[event buttons]);
    tide_send_pointer(point.x, point.y);
}

- (void)close
{
    trace_tidewindow_close();
    [super close];
}

@end

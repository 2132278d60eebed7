//! `positional-argument`

use crate::parse::events::Event;
use crate::qemu::printf::{Amount, Format, Role, is_positional, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use rustc_hash::FxHashSet;

declare_rule! {
    /// ## What it does
    /// Reports conversions that name their argument (`%1$d`) where that can't be right: always
    /// up to QEMU 10.0; later when they stand beside others that do not, or leave one out.
    ///
    /// ## Why it is wrong
    /// Up to QEMU 10.0 the log backend prints the format a second time behind three arguments of
    /// its own, so that the numbers name others. To mix both kinds is undefined (POSIX).
    name: "positional-argument",
    code: "TL315",
    severity: Error,
    default: ON,
    check: Format(check),
}

fn check(cx: &mut Context, event: &Event, format: &Format) {
    if !is_positional(format) || !format.is_readable() {
        return;
    }
    let named = |amount: Amount| matches!(amount, Amount::StarPosition(_));
    let Some(first) = format
        .conversions
        .iter()
        .find(|conversion| conversion.position > 0 || named(conversion.width) || named(conversion.precision))
    else {
        return;
    };
    let shown = cx.shown(first.span);
    if cx.era.prints_twice() {
        let message = format!("`{shown}` names its argument by number, which the log backend changes");
        cx.report(first.span, message).help("print the arguments in the order of the declaration");
        return;
    }
    let bare = |amount: Amount| amount == Amount::Star;
    let mixed = format.conversions.iter().find(|conversion| {
        let unnamed = conversion.position == 0 && !matches!(conversion.letter, b'%' | b'm');
        unnamed || bare(conversion.width) || bare(conversion.precision)
    });
    if let Some(mixed) = mixed {
        let other = cx.shown(mixed.span);
        let message = format!("`{shown}` names its argument by number and `{other}` does not");
        cx.report(mixed.span, message).help("name all arguments, or none");
        return;
    }
    let slots = slots(format);
    for slot in slots.iter().filter(|slot| slot.argument >= event.arguments.len() && slot.role == Role::Value)
    {
        let span = format.conversions[slot.conversion].span;
        let message = format!("`{}` names an argument that the event does not have", cx.shown(span));
        cx.report(span, message);
    }
    let used: FxHashSet<usize> = slots.iter().map(|slot| slot.argument).collect();
    for (index, argument) in event.arguments.iter().enumerate() {
        if !used.contains(&index) {
            let message = format!("no conversion names the argument `{}`", cx.shown(argument.name));
            cx.report(argument.span, message);
        }
    }
}

//! `positional-argument`

use crate::parse::events::Event;
use crate::qemu::printf::{Amount, Format, HostSet, Role, is_positional, slots};
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;
use rustc_hash::FxHashSet;

declare_rule! {
    /// ## What it does
    /// Reports conversions that name their argument by its number, as `%1$d` does, where that
    /// can't be right: on Windows always, elsewhere up to QEMU 10.0; later when some arguments are
    /// named and others not, or one is left out.
    ///
    /// ## Why it is wrong
    /// Up to QEMU 10.0 the log backend prints the format a second time after three arguments of
    /// its own, so that the numbers name others. Windows (mingw-w64) prints `%2$d` as it is, in
    /// place of the value. To mix both kinds is undefined (POSIX).
    name: "positional-argument",
    code: "TL315",
    severity: Error,
    default: ON,
    check: Format(check),
}

const HELP: &str = "print the arguments in the order of the declaration";

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
        cx.report(first.span, message).help(HELP);
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
    let mut is_wrong = false;
    for slot in slots.iter().filter(|slot| slot.argument >= event.arguments.len()) {
        let span = format.conversions[slot.conversion].span;
        let part = match slot.role {
            Role::Width => " for its width",
            Role::Precision => " for its precision",
            Role::Value => "",
        };
        let message = format!("`{}` names an argument{part} that the event does not have", cx.shown(span));
        cx.report(span, message);
        is_wrong = true;
    }
    let used: FxHashSet<usize> = slots.iter().map(|slot| slot.argument).collect();
    for (index, argument) in event.arguments.iter().enumerate() {
        if !used.contains(&index) {
            let message = format!("no conversion names the argument `{}`", cx.shown(argument.name));
            cx.report(argument.span, message);
            is_wrong = true;
        }
    }
    if !is_wrong {
        let windows = HostSet::filter(|host| host.name.starts_with("windows")).intersection(cx.era.hosts());
        let message = format!("`{shown}` names its argument by number: Windows prints it as it is");
        cx.report(first.span, message).help(HELP).hosts(windows);
    }
}

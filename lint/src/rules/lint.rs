//! A rule with its code, and how its file declares it.
//!
//! From the doc comment come `trace-lint explain`, the documentation, and the tests: every Example fires exactly at
//! its `^^^`, every Use instead is clean, and the fix of the first gives the second.

use crate::model::compat::Change;
use crate::parse::events::{Event, File};
use crate::parse::script::ScriptFile;
use crate::parse::systemtap::SystemTapFile;
use crate::qemu::printf::Format;
use crate::rules::context::{ChangeContext, CommandContext, Context, ListContext, Source, TreeContext};
use crate::rules::rule::Rule;
use std::ops::Deref;
use std::sync::Arc;

/// A rule that can run.
pub struct Lint {
    pub(crate) rule: Rule,
    pub(crate) check: Check,
}

// So that what asks about a rule takes one with its code too.
impl Deref for Lint {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        &self.rule
    }
}

impl std::fmt::Debug for Lint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rule.fmt(out)
    }
}

/// The code of a rule, by what it looks at.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// Looks at a file.
    File(fn(&mut Context)),
    /// Looks at one event: at its line, and at nothing else of the file.
    Event(fn(&mut Context, &Event)),
    /// Looks at the format of one event whose line could be read: at nothing outside that line.
    Format(fn(&mut Context, &Event, &Format)),
    /// Looks at the events of one file, against the rest of the tree.
    Group(fn(&mut TreeContext, &Arc<File>)),
    /// Looks at one source, where the sources were read.
    Source(fn(&mut TreeContext, Source)),
    /// Looks at one analysis script.
    Script(fn(&mut TreeContext, &ScriptFile)),
    /// Looks at one SystemTap script.
    SystemTap(fn(&mut TreeContext, &SystemTapFile)),
    /// Looks at the tree as a whole, where the sources were read.
    Tree(fn(&mut TreeContext)),
    /// Looks at one event list.
    List(fn(&mut ListContext)),
    /// Looks at the commands of one file.
    Command(fn(&mut CommandContext)),
    /// Looks at what became of one event since an older tree: for `compat`, never in a check.
    Change(fn(&mut ChangeContext, &Change)),
    /// Looks at the comments that allow findings, after all other rules: `suppress` has its code.
    Comments,
}

impl Check {
    /// True for what asks about the sources, or about what else is in the tree.
    pub(crate) const fn needs_tree(&self) -> bool {
        match self {
            Check::File(_) | Check::Event(_) | Check::Format(_) | Check::Change(_) | Check::Comments => false,
            Check::Group(_)
            | Check::Source(_)
            | Check::Tree(_)
            | Check::List(_)
            | Check::Script(_)
            | Check::SystemTap(_)
            | Check::Command(_) => true,
        }
    }

    /// True for what compares two trees.
    pub(crate) const fn is_of_changes(&self) -> bool {
        matches!(self, Check::Change(_))
    }

    /// True where a comment can be written above a finding: not above one about the comments themselves, nor in the
    /// middle of a command, or of a string.
    pub(crate) const fn takes_comment(&self) -> bool {
        !matches!(self, Check::Comments | Check::Command(_))
    }
}

/// Declares the rule of a file as `RULE`, with the doc comment as its documentation. The fields are those of
/// [`Rule`], in this order. Those after `check` may be left out.
macro_rules! declare_rule {
    (
        $(#[doc = $line:expr])*
        name: $name:literal,
        code: $code:literal,
        severity: $severity:ident,
        default: $default:ident,
        check: $check:ident $(($function:ident))?,
        $(backends: [$($backend:ident),*],)?
        $(fix: $fix:ident,)?
        $(fix_in: $fix_in:ident,)?
        $(tag: $tag:ident,)?
        $(stops_tracetool: $stops_tracetool:literal,)?
        $(is_about_format: $is_about_format:literal,)?
        $(is_judged: $is_judged:path,)?
    ) => {
        const CHECK: $crate::rules::lint::Check = $crate::rules::lint::Check::$check$(($function))?;

        #[doc = concat!("The rule `", $name, "`.")]
        pub(crate) static RULE: $crate::rules::lint::Lint = $crate::rules::lint::Lint {
            rule: $crate::rules::rule::Rule {
                code: $code,
                name: $name,
                severity: $crate::rules::rule::Severity::$severity,
                is_default: $crate::rules::lint::$default,
                backends: &[$($($crate::model::backend::Backend::$backend),*)?],
                docs: &[$($line),*],
                fix: $crate::rules::lint::or!(None, $(Some($crate::rules::rule::FixSafety::$fix))?),
                fix_in: $crate::rules::lint::or!(None, $(Some($crate::rules::rule::OtherFile::$fix_in))?),
                tag: $crate::rules::lint::or!(None, $(Some($crate::rules::rule::Tag::$tag))?),
                stops_tracetool: $crate::rules::lint::or!(false, $($stops_tracetool)?),
                is_about_format: $crate::rules::lint::or!(false, $($is_about_format)?),
                is_judged: $crate::rules::lint::or!(|_| true, $($is_judged)?),
                needs_tree: CHECK.needs_tree(),
                is_of_changes: CHECK.is_of_changes(),
                takes_comment: CHECK.takes_comment(),
            },
            check: CHECK,
        };
    };
}
pub(crate) use declare_rule;

/// For [`declare_rule!`]: the value of a field, or what it is by default.
macro_rules! or {
    ($default:expr,) => {
        $default
    };
    ($default:expr, $value:expr) => {
        $value
    };
}
pub(crate) use or;

/// For [`declare_rule!`]: the rule runs unless it is ignored.
pub(crate) const ON: bool = true;
/// For [`declare_rule!`]: the rule runs only when it is selected.
pub(crate) const OFF: bool = false;

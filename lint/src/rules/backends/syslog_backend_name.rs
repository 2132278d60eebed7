//! `syslog-backend-name`

use crate::parse::events::Event;
use crate::rules::context::Context;
use crate::rules::lint::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports names of arguments that the generated code of the backend `syslog` uses for itself: the
    /// function `syslog` and the macros of `<syslog.h>`, such as `LOG_INFO`.
    ///
    /// ## Why it is wrong
    /// A build with `--enable-trace-backends=syslog` does not compile. The default backend, `log`, does
    /// not mind.
    ///
    /// ## Example
    /// ```trace-events
    /// foo_start(bool syslog, int LOG_PID) "syslog=%d pid=%d"
    ///                ^^^^^^
    ///                            ^^^^^^^
    /// ```
    ///
    /// ## Use instead
    /// ```trace-events
    /// foo_start(bool to_syslog, int pid) "to_syslog=%d pid=%d"
    /// ```
    name: "syslog-backend-name",
    code: "TL641",
    severity: Error,
    default: OFF,
    check: Event(check),
    backends: [Syslog],
}

/// The macros of `<syslog.h>` that every host has and that stand for a value.
const MACROS: [&str; 33] = [
    "LOG_ALERT",
    "LOG_AUTH",
    "LOG_CONS",
    "LOG_CRIT",
    "LOG_CRON",
    "LOG_DAEMON",
    "LOG_DEBUG",
    "LOG_EMERG",
    "LOG_ERR",
    "LOG_FACMASK",
    "LOG_FTP",
    "LOG_INFO",
    "LOG_KERN",
    "LOG_LOCAL0",
    "LOG_LOCAL1",
    "LOG_LOCAL2",
    "LOG_LOCAL3",
    "LOG_LOCAL4",
    "LOG_LOCAL5",
    "LOG_LOCAL6",
    "LOG_LOCAL7",
    "LOG_LPR",
    "LOG_MAIL",
    "LOG_NDELAY",
    "LOG_NEWS",
    "LOG_NOTICE",
    "LOG_NOWAIT",
    "LOG_ODELAY",
    "LOG_PERROR",
    "LOG_PID",
    "LOG_PRIMASK",
    "LOG_UUCP",
    "LOG_WARNING",
];

fn check(cx: &mut Context, event: &Event) {
    for argument in &event.arguments {
        let name = cx.shown(argument.name);
        if MACROS.contains(&name.as_str()) || (name == "syslog" && !event.is_disabled) {
            cx.report(argument.name, format!("the syslog backend uses the name `{name}` itself"))
                .help("choose another name: a build with that backend does not compile");
        }
    }
}

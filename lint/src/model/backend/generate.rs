//! The code that tracetool writes for one event and one backend, after the releases 7.2, 10.0 and 10.2.
//!
//! A marker that names the line of the generated file itself is left out: one event alone has none.

use super::lttng::fields;
use super::stap;
use super::words::{in_d, in_stap, type_in_d};
use super::{Backend, generator_input::Shape};
use crate::model::backend::simple::is_simple_string;
use crate::qemu::era::Era;

/// A part of a generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The file's name.
    pub file: String,
    /// Its language: `c`, `d` or `systemtap`.
    pub language: &'static str,
    pub text: String,
}

/// What is written for an event.
///
/// # Errors
/// A sentence that says what tracetool stops at.
pub fn generate(shape: &Shape, backend: Backend, era: Era) -> Result<Vec<Generated>, String> {
    let group = &shape.group;
    let c = |file: String, text: String| Generated { file, language: "c", text };
    let tapset = |kind: &str, text: String| Generated {
        file: format!("qemu-system-x86_64{kind}.stp"),
        language: "systemtap",
        text,
    };
    match backend {
        Backend::LogStap => return Ok(vec![tapset("-log", log_tapset(shape)?)]),
        Backend::SimpletraceStap => return Ok(vec![tapset("-simpletrace", record_tapset(shape))]),
        _ => {}
    }
    let mut files = vec![c(format!("trace/trace-{group}.h"), header(shape, backend, era))];
    match backend {
        Backend::Simple if !shape.is_disabled => {
            files.push(c(format!("trace/trace-{group}.c"), simple(shape, era)));
        }
        Backend::Ust => files.push(c(format!("trace/trace-ust-{group}.h"), lttng(shape))),
        Backend::Dtrace if !shape.is_disabled => {
            let arguments = shape.arguments.iter();
            let arguments: Vec<_> =
                arguments.map(|(ctype, name)| format!("{} {}", type_in_d(ctype), in_d(name))).collect();
            let text = format!("probe {}({});\n", shape.name, arguments.join(","));
            files.push(Generated { file: format!("trace/trace-dtrace-{group}.dtrace"), language: "d", text });
            files.push(tapset("", plain_tapset(shape)));
        }
        _ => {}
    }
    files.retain(|file| !file.text.is_empty());
    Ok(files)
}

/// The function that sources call, and what asks whether the event is on.
fn header(shape: &Shape, backend: Backend, era: Era) -> String {
    let Shape { name, upper, declaration, names, .. } = shape;
    let is_old = era.prints_twice();
    let mut out = format!("#define TRACE_{upper}_BACKEND_DSTATE() ( \\\n");
    if !shape.is_disabled {
        let state = match backend {
            Backend::Dtrace => format!("QEMU_{upper}_ENABLED()"),
            Backend::Ust => format!("tracepoint_enabled(qemu, {name})"),
            _ => format!("trace_event_get_state_dynamic_by_id(TRACE_{upper})"),
        };
        out += &format!("    {state} || \\\n");
    }
    out += "    false)\n\n";
    let function = if is_old { format!("_nocheck__trace_{name}") } else { format!("trace_{name}") };
    out += &format!("static inline void {function}({declaration})\n{{\n");
    if !shape.is_disabled {
        let body = statements(shape, backend, era);
        let is_guarded = !matches!(backend, Backend::Dtrace | Backend::Ust);
        match is_old || !is_guarded {
            true => out += &body,
            false => out += &format!("    if (trace_event_get_state(TRACE_{upper})) {{\n{body}    }}\n"),
        }
    }
    out += "}\n";
    if is_old {
        let condition = match shape.is_vcpu && era.adds_vcpu_argument() {
            true => format!("trace_event_get_vcpu_state(__cpu, TRACE_{upper})"),
            false => "true".to_owned(),
        };
        out += &format!("\nstatic inline void trace_{name}({declaration})\n{{\n");
        out += &format!("    if ({condition}) {{\n        {function}({});\n    }}\n}}\n", names.join(", "));
    }
    out
}

/// What the function does.
fn statements(shape: &Shape, backend: Backend, era: Era) -> String {
    let Shape { name, upper, names, format, .. } = shape;
    let list = names.join(", ");
    let further = if names.is_empty() { String::new() } else { format!(", {list}") };
    let line = format!("#line {} \"{}\"\n", shape.line, shape.path);
    let state = format!("trace_event_get_state(TRACE_{upper})");
    // For events of a vCPU the function round this one has asked already.
    let known = if shape.is_vcpu { "true" } else { &state };
    match (backend, era.prints_twice()) {
        (Backend::Simple, _) => format!("    _simple_trace_{name}({list});\n"),
        (Backend::Dtrace, _) => format!("    QEMU_{upper}({list});\n"),
        (Backend::Ust, _) => format!("    tracepoint(qemu, {name}{further});\n"),
        (Backend::Syslog, false) => {
            format!("{line}        syslog(LOG_INFO, \"{name} \" {format} {further});\n")
        }
        (Backend::Syslog, true) => format!(
            "    if ({known}) {{\n{line}        syslog(LOG_INFO, \"{name} \" {format} {further});\n    }}\n"
        ),
        (Backend::Ftrace, false) => {
            format!("{line}        ftrace_write(\"{name} \" {format} \"\\n\" {further});\n")
        }
        (Backend::Ftrace, true) => format!(
            "    {{\n        char ftrace_buf[MAX_TRACE_STRLEN];\n        int unused __attribute__ ((unused));\n        \
             int trlen;\n        if ({state}) {{\n{line}            trlen = snprintf(ftrace_buf, MAX_TRACE_STRLEN,\n\
             {:29}\"{name} \" {format} \"\\n\" {further});\n            trlen = MIN(trlen, MAX_TRACE_STRLEN - 1);\n            \
             unused = write(trace_marker_fd, ftrace_buf, trlen);\n        }}\n    }}\n",
            ""
        ),
        (_, false) => format!(
            "        if (qemu_loglevel_mask(LOG_TRACE)) {{\n{line}            qemu_log(\"{name} \" {format} \"\\n\"{further});\n        }}\n"
        ),
        (_, true) => format!(
            "    if ({known} && qemu_loglevel_mask(LOG_TRACE)) {{\n        if (message_with_timestamp) {{\n            \
             struct timeval _now;\n            gettimeofday(&_now, NULL);\n{line}            \
             qemu_log(\"%d@%zu.%06zu:{name} \" {format} \"\\n\",\n{:21}qemu_get_thread_id(),\n{:21}(size_t)_now.tv_sec, (size_t)_now.tv_usec\n\
             {:21}{further});\n        }} else {{\n{line}            qemu_log(\"{name} \" {format} \"\\n\"{further});\n        }}\n    }}\n",
            "", "", ""
        ),
    }
}

/// The function that writes a record.
fn simple(shape: &Shape, era: Era) -> String {
    let Shape { name, upper, declaration, arguments, .. } = shape;
    let mut out = format!("void _simple_trace_{name}({declaration})\n{{\n    TraceBufferRecord rec;\n");
    let mut sizes = Vec::new();
    let mut writes = String::new();
    for (ctype, name) in arguments {
        if is_simple_string(ctype) {
            out +=
                &format!("    size_t arg{name}_len = {name} ? MIN(strlen({name}), MAX_TRACE_STRLEN) : 0;\n");
            sizes.push(format!("4 + arg{name}_len"));
            writes += &format!("    trace_record_write_str(&rec, {name}, arg{name}_len);\n");
            continue;
        }
        sizes.push("8".to_owned());
        let cast = if ctype.ends_with('*') { "(uintptr_t)(uint64_t *)" } else { "(uint64_t)" };
        writes += &format!("    trace_record_write_u64(&rec, {cast}{name});\n");
    }
    let size = if sizes.is_empty() { "0".to_owned() } else { sizes.join(" + ") };
    if era.prints_twice() {
        let state =
            if shape.is_vcpu { "true".to_owned() } else { format!("trace_event_get_state(TRACE_{upper})") };
        out += &format!("\n    if (!{state}) {{\n        return;\n    }}\n");
    }
    out += &format!("\n    if (trace_record_start(&rec, _TRACE_{upper}_EVENT.id, {size})) {{\n");
    out += "        return; /* the buffer is full: the event is dropped */\n    }\n";
    out + &writes + "    trace_record_finish(&rec);\n}\n"
}

/// The declaration of LTTng's event.
fn lttng(shape: &Shape) -> String {
    let Shape { name, arguments, format, .. } = shape;
    if arguments.is_empty() {
        return format!("TRACEPOINT_EVENT(\n   qemu,\n   {name},\n   TP_ARGS(void),\n   TP_FIELDS()\n)\n");
    }
    let list: Vec<_> = arguments.iter().map(|(ctype, name)| format!("{ctype}, {name}")).collect();
    let mut out =
        format!("TRACEPOINT_EVENT(\n   qemu,\n   {name},\n   TP_ARGS({}),\n   TP_FIELDS(\n", list.join(", "));
    let kinds = fields(arguments.iter().map(|(ctype, _)| ctype.as_str()), format);
    for ((ctype, name), kind) in arguments.iter().zip(kinds) {
        let Ok(kind) = kind else { continue };
        let ctype = if kind == super::lttng::Kind::String { String::new() } else { format!("{ctype}, ") };
        out += &format!("       {}({ctype}{name}, {name})\n", kind.macro_name());
    }
    out + "   )\n)\n"
}

fn plain_tapset(shape: &Shape) -> String {
    let name = &shape.name;
    let mut out =
        format!("probe qemu.system.x86_64.{name} = process(\"qemu-system-x86_64\").mark(\"{name}\")\n{{\n");
    for (index, (_, name)) in shape.arguments.iter().enumerate() {
        out += &format!("  {} = $arg{};\n", in_stap(name), index + 1);
    }
    out + "}\n"
}

/// The beginning of an alias in a tapset: its strings are fetched, and measured for records.
fn alias(shape: &Shape, kind: &str, has_lengths: bool) -> String {
    let name = &shape.name;
    let mut out = format!("probe qemu.system.x86_64.{kind}.{name} = qemu.system.x86_64.{name} ?\n{{\n");
    for (_, name) in shape.arguments.iter().filter(|(ctype, _)| is_simple_string(ctype)) {
        let name = in_stap(name);
        out += &format!(
            "    try {{\n        arg{name}_str = {name} ? user_string_n({name}, 512) : \"<null>\"\n    }} catch {{}}\n"
        );
        if has_lengths {
            out += &format!("    arg{name}_len = strlen(arg{name}_str)\n");
        }
    }
    out
}

fn log_tapset(shape: &Shape) -> Result<String, String> {
    if shape.is_disabled {
        return Ok(String::new());
    }
    let mut values = vec!["pid()".to_owned(), "gettimeofday_ns()".to_owned()];
    values.extend(shape.arguments.iter().map(|(ctype, name)| match is_simple_string(ctype) {
        true => format!("arg{}_str", in_stap(name)),
        false => in_stap(name),
    }));
    let format = stap::format(&shape.format)
        .map_err(|name| format!("tracetool stops: it can't write the macro `{name}` to the tapset"))?;
    let print = format!("    printf(\"%d@%d {} {format}\\n\", {})\n}}\n", shape.name, values.join(", "));
    Ok(alias(shape, "log", false) + &print)
}

fn record_tapset(shape: &Shape) -> String {
    if shape.is_disabled {
        return String::new();
    }
    let mut sizes = vec!["24".to_owned()];
    let (mut format, mut values) = (String::new(), String::new());
    for (ctype, name) in &shape.arguments {
        let name = in_stap(name);
        if is_simple_string(ctype) {
            sizes.push(format!("4 + arg{name}_len"));
            format += "%4b%.*s";
            values += &format!(", arg{name}_len, arg{name}_len, arg{name}_str");
        } else {
            sizes.push("8".to_owned());
            format += "%8b";
            values += &format!(", {name}");
        }
    }
    let sizes = sizes.join(" + ");
    let print = format!(
        "    printf(\"%8b%8b%8b%4b%4b{format}\", 1, EVENT_ID, gettimeofday_ns(), {sizes}, pid(){values})\n}}\n"
    );
    alias(shape, "simpletrace", true) + &print
}

//! Random command lines of QEMU's programs, and lines for its monitors.

use crate::names::{Named, Names};
use crate::random::Random;
use serde_json::{Value, json};

/// A command line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What it is made of.
    pub kinds: Vec<String>,
    /// Variables that are set for it.
    pub variables: Vec<(&'static str, String)>,
    /// The arguments.
    pub arguments: Vec<String>,
    /// The names and patterns that have to switch an event for it to be right.
    pub patterns: Vec<String>,
    /// The files that have to be made for it to be right.
    pub files: Vec<String>,
}

impl Line {
    fn say(&mut self, kind: &str, arguments: &[&str]) {
        self.kinds.push(kind.to_owned());
        self.arguments.extend(arguments.iter().map(|it| (*it).to_owned()));
    }

    fn named(&mut self, random: &mut Random, names: &Names) -> String {
        let Named { text, kind } = names.named(random);
        self.kinds.push(kind.to_owned());
        self.patterns.push(text.replace(",,", ","));
        text
    }

    /// In the language of a shell.
    pub fn shell(&self, program: &str) -> String {
        let variables = self.variables.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
        let arguments = self.arguments.iter().map(|it| quoted(it));
        let words: Vec<_> = variables.chain([program.to_owned()]).chain(arguments).collect();
        words.join(" ")
    }
}

fn quoted(text: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "_-=/.,:".contains(it);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{text}'"),
    }
}

/// The items of `-d` that are no events.
const ITEMS: [&str; 6] = ["int", "guest_errors", "unimp", "cpu_reset", "in_asm", "all"];

/// Adds a value of `-trace`.
fn value(line: &mut Line, random: &mut Random, names: &Names) -> String {
    let name = line.named(random, names);
    let file = format!("log{}", random.below(1000));
    match random.below(20) {
        0 => format!("enable={name}"),
        1 | 2 => {
            line.kinds.push("file".into());
            line.files.push(file.clone());
            format!("{name},file={file}")
        }
        3 => {
            let other = line.named(random, names);
            line.kinds.push("two names".into());
            format!("{name},{other}")
        }
        4 => {
            line.kinds.push("key".into());
            format!("{}={name}", random.pick(&["name", "event", "pattern", "enabled"]))
        }
        5 => {
            line.kinds.push("replaced".into());
            let other = line.named(random, names);
            format!("enable={name},enable={other}")
        }
        6 => {
            line.patterns.pop();
            line.patterns.push(format!("-{}", name.replace(",,", ",")));
            format!("-{name}")
        }
        7 => format!("{name},events=/dev/null"),
        8 => {
            // Whether a file of another name is there only the disk can tell.
            line.kinds.push("events=pattern".into());
            let (known, first) = (random.pick(&names.on), name.split('_').next().unwrap_or_default());
            let first = if first.is_empty() { "x" } else { first };
            format!(
                "events={}",
                if random.one_in(2) { known.clone() } else { format!("{}_*", first.replace(',', "")) }
            )
        }
        9 => {
            line.kinds.push("events=declared".into());
            line.patterns.pop();
            line.patterns.push("nothing-at-all".into());
            "events=trace-events-all".into()
        }
        10 => {
            line.patterns.pop();
            "events=good.trace-list".into()
        }
        _ => name,
    }
}

/// The value of `-d`.
fn items(line: &mut Line, random: &mut Random, names: &Names) -> String {
    let name = line.named(random, names);
    let item = *random.pick(&ITEMS);
    match random.below(16) {
        0 => format!("{item},trace:{name}"),
        1 => format!("trace:{name},{item}"),
        2 => {
            let other = line.named(random, names);
            line.kinds.push("bare".into());
            format!("trace:{name},{other}")
        }
        3 => {
            let other = line.named(random, names);
            line.kinds.push("blank item".into());
            format!("trace:{name}, trace:{other}")
        }
        4 => {
            line.patterns.pop();
            line.kinds.push("empty item".into());
            format!("{item},trace:")
        }
        5 => {
            line.patterns.pop();
            line.kinds.push("trace=".into());
            format!("trace={name}")
        }
        6 => {
            line.patterns.pop();
            line.kinds.push("trace".into());
            format!("{item},trace")
        }
        7 => {
            line.patterns.pop();
            line.kinds.push("no item".into());
            (*random.pick(&["bogus", "guest_error", "none", "int;cpu", "INT", ""])).to_owned()
        }
        8 => {
            let other = line.named(random, names);
            format!("trace:{name},trace:{other}")
        }
        9 => {
            line.patterns.pop();
            line.patterns.push(format!("-{name}"));
            format!("trace:-{name}")
        }
        10 => {
            line.patterns.pop();
            line.kinds.push("items".into());
            format!("{item},{}", random.pick(&ITEMS))
        }
        _ => format!("trace:{name}"),
    }
}

/// A command line of qemu-system.
pub fn system(random: &mut Random, names: &Names) -> Line {
    let mut line = Line::default();
    for _ in 0..1 + random.below(3) {
        match random.below(12) {
            0..=5 => {
                let value = value(&mut line, random, names);
                line.say("-trace", &[*random.pick(&["-trace", "-trace", "--trace"]), &value]);
            }
            6..=9 => {
                let value = items(&mut line, random, names);
                line.say("-d", &[*random.pick(&["-d", "-d", "-d", "--d"]), &value]);
            }
            10 => {
                let name = line.named(random, names);
                match random.below(4) {
                    0 => line.say("joined", &[&format!("--trace={name}")]),
                    1 => line.say("-T", &["-T", &name]),
                    2 => line.say("-trace-file", &["-trace-file", "x"]),
                    _ => line.say("-trace", &["-trace", &name]),
                }
            }
            _ => line.say("name", &["-name", "--trace"]),
        }
    }
    if random.one_in(40) {
        line.say("no value", &["-trace"]);
    }
    line
}

/// A command line of qemu-x86_64.
pub fn user(random: &mut Random, names: &Names) -> Line {
    let mut line = Line::default();
    if random.one_in(5) {
        let value = value(&mut line, random, names);
        line.kinds.push("QEMU_TRACE".into());
        line.variables.push(("QEMU_TRACE", value));
    }
    if random.one_in(6) {
        let value = items(&mut line, random, names);
        line.kinds.push("QEMU_LOG".into());
        line.variables.push(("QEMU_LOG", value));
    }
    for _ in 0..random.below(3) {
        match random.below(10) {
            0..=4 => {
                let value = value(&mut line, random, names);
                line.say("-trace", &["-trace", &value]);
            }
            5..=7 => {
                let value = items(&mut line, random, names);
                line.say("-d", &["-d", &value]);
            }
            8 => line.say("cpu", &["-cpu", "max"]),
            _ => line.say("D", &["-D", "user.log"]),
        }
    }
    if random.one_in(6) {
        line.say("--", &["--"]);
    }
    line.say("guest", &["/bin/true"]);
    if random.one_in(2) {
        let Named { text, .. } = names.named(random);
        match random.below(4) {
            0 => line.say("of the guest", &["--trace", &text]),
            1 => line.say("of the guest", &["-d", &format!("trace:{text}")]),
            2 => line.say("of the guest", &["-trace", &format!("{text},x")]),
            _ => line.say("of the guest", &["-T", &text]),
        }
    }
    line
}

/// A command line of a tool, which ends at once.
pub fn tool(random: &mut Random, names: &Names, program: &str) -> Line {
    let mut line = Line::default();
    let is_ended = matches!(program, "qemu-nbd" | "qemu-storage-daemon");
    for _ in 0..1 + random.below(2) {
        let value = value(&mut line, random, names);
        if is_ended && !line.files.is_empty() {
            return tool(random, names, program); // it makes none, or each of them
        }
        match random.below(12) {
            0..=3 => line.say("-T", &["-T", &value]),
            4 | 5 => line.say("--trace", &["--trace", &value]),
            6 => line.say("--trace=", &[&format!("--trace={value}")]),
            7 => line.say("-Tx", &[&format!("-T{value}")]),
            8 => line.say("--tra", &["--tra", &value]),
            9 => line.say("--tr=", &[&format!("--tr={value}")]),
            10 if program != "qemu-img" => line.say("-trace", &["-trace", &value]),
            _ => line.say("-T", &["-T", &value]),
        }
    }
    match program {
        "qemu-img" => {
            line.say("info", &["info", "-f", "raw"]);
            if random.one_in(4) {
                let Named { text, .. } = names.named(random);
                line.say("behind", &["--trace", &text]);
            }
            line.say("disk", &["disk.img"]);
        }
        "qemu-io" => line.say("disk", &["-f", "raw", "-c", "length", "disk.img"]),
        "qemu-storage-daemon" => line.say("monitor", &["--chardev", "stdio,id=c", "--monitor", "chardev=c"]),
        _ => line.say("version", &["-V"]),
    }
    line
}

/// A line of the human monitor.
pub fn hmp(random: &mut Random, names: &Names) -> Line {
    let mut line = Line::default();
    let is_log = random.one_in(3);
    if is_log {
        let value = items(&mut line, random, names);
        // Whether `all` has a file for each thread the command line of the emulator decides.
        let value = value.split(',').filter(|item| *item != "all").collect::<Vec<_>>().join(",");
        let value = if value.is_empty() { "none".to_owned() } else { value };
        line.say("log", &["log", &value]);
        return line;
    }
    let Named { text, kind } = names.named(random);
    line.kinds.push(kind.to_owned());
    line.patterns.push(text.clone());
    match random.below(12) {
        0 => {
            line.patterns = vec![format!("-{text}")];
            line.say("-NAME", &["trace-event", &format!("-{text}"), "off"]);
        }
        1 => line.say("no state", &["trace-event", &text]),
        2 => line.say("true", &["trace-event", &text, *random.pick(&["true", "1", "enable"])]),
        3 | 4 => line.say("info", &["info", "trace-events", &text]),
        _ => line.say("trace-event", &["trace-event", &text, *random.pick(&["on", "off"])]),
    }
    line
}

/// A command of QMP, and the names in it.
pub fn qmp(random: &mut Random, names: &Names) -> (Value, Line) {
    let mut line = Line::default();
    let name = line.named(random, names);
    let is_get = random.one_in(3);
    let mut arguments = json!({ "name": name });
    if !is_get {
        arguments["enable"] = json!(random.one_in(2));
        if random.one_in(2) {
            arguments["ignore-unavailable"] = json!(random.one_in(2));
        }
    }
    let object = arguments.as_object_mut().expect("an object");
    let kind = match random.below(24) {
        0 => {
            object.remove("enable");
            "no enable"
        }
        1 => {
            object.insert("enable".into(), json!(random.pick(&["true", "on"])));
            "enable of text"
        }
        2 => {
            object.insert("enable".into(), json!(1));
            "enable of a number"
        }
        3 => {
            let value = object.remove("name").expect("a name");
            object.insert((*random.pick(&["event", "pattern", "Name"])).to_owned(), value);
            "another key"
        }
        4 => {
            object.insert("ignore_unavailable".into(), json!(true));
            "underscore"
        }
        5 => {
            object.insert("vcpu".into(), json!(0));
            "vcpu"
        }
        6 => {
            object.insert("name".into(), json!(5));
            "name of a number"
        }
        7 => {
            object.insert("name".into(), json!(format!("-{name}")));
            line.patterns = vec![format!("-{name}")];
            "-NAME"
        }
        _ => "plain",
    };
    line.kinds.push(kind.into());
    let command = match random.below(30) {
        0 => "trace-event",
        1 => "trace-event-enable",
        _ if is_get => "trace-event-get-state",
        _ => "trace-event-set-state",
    };
    line.kinds.push(command.into());
    (json!({ "execute": command, "arguments": arguments }), line)
}

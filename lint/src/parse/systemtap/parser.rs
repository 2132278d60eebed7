//! The probes of a script. What stands between them, such as functions, is passed over.

use super::body::body;
use super::lexer::{Kind, words};
use super::model::Script;
use super::point::{alias, points};
use super::words::Words;
use crate::parse::allow::{Marks, allows};
use memchr::memmem;
use rustc_hash::FxHashSet;

/// Reads a script that may probe something of QEMU; `None` for any other.
pub fn read(text: &[u8]) -> Option<Script> {
    if u32::try_from(text.len()).is_err() || memmem::find(text, b"qemu").is_none() {
        return None;
    }
    let words = Words { text, all: words(text) };
    let allows = allows(text, Marks::Hash);
    // What stap's preprocessor makes of a text is not known.
    if words.all.iter().any(|word| words.of(*word) == b"%(") {
        return Some(Script { allows, ..Script::default() });
    }
    let globals = globals(&words);
    let mut script = Script { allows, ..Script::default() };
    let mut at = 0;
    while at < words.all.len() {
        let is_probe = words.is(at, "probe");
        if !is_probe && !words.is(at, "function") {
            at += 1;
            continue;
        }
        let block = words.block(at);
        if is_probe {
            let head = &words.all[at + 1..block.start];
            script.aliases.extend(alias(&words, head));
            let points = points(&words, head);
            if !points.is_empty() {
                script.probes.push(body(&words, &words.all[block.clone()], points, &globals));
            }
        }
        at = block.end.max(at + 1);
    }
    Some(script)
}

/// The names behind `global`.
fn globals<'a>(words: &Words<'a>) -> FxHashSet<&'a [u8]> {
    let mut found = FxHashSet::default();
    for (at, _) in words.all.iter().enumerate().filter(|(at, _)| words.is(*at, "global")) {
        let mut expects_name = true;
        for word in &words.all[at + 1..] {
            match (word.kind, words.of(*word)) {
                (_, b"global") => break,
                (Kind::Name, name) if expects_name => {
                    found.insert(name);
                    expects_name = false;
                }
                (_, b",") => expects_name = true,
                (Kind::Number | Kind::Text, _) | (_, b"[" | b"]" | b"=" | b"%" | b"-") => {}
                _ => break,
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the probes: points, `$arg` and variables, `?` behind what is optional.
    fn check(text: &str, expected: &str) {
        let script = read(text.as_bytes()).unwrap_or_default();
        let shown = script.probes.iter().map(|probe| {
            let points = probe.points.iter().map(|it| {
                let optional = if it.is_optional { "?" } else { "" };
                assert!(it.span.text(text.as_bytes()).starts_with(&*it.name), "{text}");
                format!("{:?}:{}{optional}", it.form, it.name)
            });
            let arguments = probe.arguments.iter().map(|it| format!("${}", it.number));
            let variables = probe.variables.iter().map(|it| it.name.to_string());
            points.chain(arguments).chain(variables).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
    }

    #[test]
    fn points_of_qemu() {
        check("probe qemu.system.x86_64.a_b { }", "Tapset:a_b");
        check("probe qemu.kvm.a_*, qemu.system.*.log.b ? { }", "Tapset:a_* Log:b?");
        check("probe qemu.user.arm.simpletrace.a! , qemu.kvm.b { }", "Simpletrace:a?");
        check("probe qemu.img.a, timer.s(1) { }", "Tapset:a");
        check("probe begin { }", "");
        check("probe qemu.system.x86_64 { }", "");
        check("probe qemu.mine.a, qemu.storage_daemon.b, qemu.*.c { }", "Tapset:b Tapset:c");
        check("probe qemu.**a { }", "");
        check("probe qemu.kvm.$1 { }", "");
        check("probe qemu.kvm.a(1) { }", "");
        check(r#"probe process("/usr/bin/qemu-img").mark("a_?") { }"#, "Mark:a_?");
        check(r#"probe process("/usr/bin/qemu-img").mark("[ab]") { }"#, "");
        check(r#"probe process("/usr/bin/qemu-arm-static").mark("a") { }"#, "");
        check(r#"probe process("/bin/true").mark("qemu") { }"#, "");
        check(r#"probe process("x").provider("qemu").mark("a") { }"#, "Mark:a");
        check(r#"probe process("qemu-io").provider("libc").mark("a") { }"#, "");
        check(r#"probe process("qemu-io").function("main") { }"#, "");
        check("probe qemu.kvm.{a,b} { x }", "Tapset:a Tapset:b x");
        check("probe qemu.kvm.a if (z > 1) { x }", "Tapset:a x");
        check("probe mine = qemu.kvm.a { y = x } probe mine { print(y) }", "Tapset:a x");
        check("probe qemu.mine.b += qemu.kvm.a { } probe qemu.kvm.c { }", "Tapset:a; Tapset:c");
        check(r#"%( kernel_v > "3" %? probe qemu.kvm.a {} %: probe qemu.kvm.b {} %)"#, "");
    }

    #[test]
    fn what_is_used() {
        let check = |body: &str, expected: &str| {
            let text =
                format!("global g, h[10], i = 1, j\nprobe qemu.kvm.a {{ {body} }}\nprobe qemu.kvm.b {{}}");
            let expected =
                format!("Tapset:a{}{expected}; Tapset:b", if expected.is_empty() { "" } else { " " });
            super::tests::check(&text, &expected);
        };
        check(r#"printf("%d", fd); print($arg2 + $arg10)"#, "$2 $10 fd");
        check("x = 1; y += 2; z++; ++w; s <<< 1; print(x + y + z + w + g + i + j)", "");
        check("foreach ([k, l] in h) { print(k, l) } foreach (m+ in h limit 5) print(m)", "");
        check("try { fd } catch (e) { print(e) }", "fd");
        check("if (fd == 1) h[fd] = name() else delete g", "fd");
        check(r#"print(@cast(p, "struct s")->field)"#, "p");
        check("if (@defined($arg3)) print($arg3)", "");
        check("print(@mine(x), $arg1)", "");
        check("print($1, $$vars, $fd)", "");
        check("{ { a1 } } /* b */ # c\n", "a1");
        check("fd fd", "fd");
    }

    #[test]
    fn any_bytes_at_all() {
        for text in
            ["probe qemu", "probe qemu.kvm.a {", "probe qemu.kvm.", "qemu }}}{{{", "probe qemu.{{{", "global"]
        {
            read(text.as_bytes());
        }
        let deep = format!("probe qemu.kvm.a {} x {}", "{".repeat(200_000), "}".repeat(200_000));
        assert_eq!(read(deep.as_bytes()).unwrap_or_default().probes[0].variables.len(), 1);
    }
}

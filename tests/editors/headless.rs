//! Real editors against the language server: Neovim and Emacs, without a screen, edit a copy of the
//! demonstration tree as their users would. What the editors show is compared, and what is on disk in
//! the end. Each editor must be there: `tests/run` installs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use trace_lint_tests::fixture::line;
use trace_lint_tests::process::ended;
use trace_lint_tests::program::{repository, trace_lsp};
use trace_lint_tests::scratch;

const EVENTS: &str = "hw/char/trace-events";
const SOURCE: &str = "hw/char/lark_console.c";

/// What each editor sees, but for how it shows places and lists.
const SEEN: [&str; 10] = [
    r#"completed: lark_console_close(const char *id) "😀 id=%s""#,
    "from the declaration: hw/char/lark_console.c:30:     |trace_lark_console_input(c->id, data, len);",
    r#"from the call: hw/char/trace-events:16: |lark_console_input(const char *id, const void *data, size_t len) "id=%s data=%p len=%zu""#,
    "hover: static inline void trace_lark_console_input(const char *id, const void *data, size_t len);",
    r#"renamed: lark_console_feed(const char *id, const void *data, size_t len) "id=%s data=%p len=%zu""#,
    "renamed in the source:     trace_lark_console_feed(c->id, data, len);",
    "actions: Write `0x`, Allow `hex-without-prefix` here by a comment, Fix all auto-fixable problems",
    r#"after the action: ferrite_uart_status(uint32_t status, uint32_t mask) "status=0x%08x mask=0x%08x""#,
    r#"formatted: ferrite_uart_tx(uint8_t ch) "ch=0x%02x""#,
    "formatted again: nothing to do",
];

/// A copy of the demonstration tree, with a line whose format begins with an emoji and has a mistake
/// behind it, and lines that want formatting.
fn tree(name: &str) -> PathBuf {
    let folder = scratch::folder(name);
    scratch::copy(&repository().join("corpus/demo"), &folder);
    let events = folder.join(EVENTS);
    let text = fs::read_to_string(&events).expect("the file is text");
    let replaced = [
        (r#"close(const char *id) "id=%s""#, r#"close(const char *id) "😀 id=%d""#),
        ("ferrite_uart_tx(uint8_t ch) ", "ferrite_uart_tx( uint8_t   ch )    "),
        (r#"parity=%d""#, r#"parity=%d"  "#),
    ];
    let text = replaced.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    scratch::write(&events, text);
    folder
}

/// Runs an editor on a copy of the tree; checks each line that it prints, and the files it leaves.
fn check(editor: &str, arguments: &[&str], script: &str, expected: &[&str]) {
    let tree = tree(&format!("editor-{editor}"));
    let mut command = Command::new(editor);
    let script = repository().join("tests/editors").join(script);
    // Neither reads the settings of whoever runs this.
    let home = scratch::folder(&format!("editor-{editor}-home"));
    command.args(arguments).arg(script).current_dir(&tree);
    command.env("TREE", &tree).env("TRACE_LSP", trace_lsp()).env("HOME", &home);
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, &home);
    }
    let (output, errors) = (home.join("output"), home.join("errors"));
    let sink = |path: &Path| fs::File::create(path).expect("a file to write to");
    command.stdin(Stdio::null()).stdout(sink(&output)).stderr(sink(&errors));
    let mut child =
        command.spawn().unwrap_or_else(|error| panic!("{editor}: {error}: `tests/run` installs it"));
    let status = ended(&mut child);
    let said = fs::read_to_string(&output).expect("the editor says text");
    let told = fs::read(&errors).expect("the editor's errors");
    let told = String::from_utf8_lossy(&told);
    assert!(status.success(), "{editor}: {status:?}\n{said}\n{told}");
    let mut lines: Vec<&str> = SEEN.iter().chain(expected).copied().collect();
    let mut found: Vec<&str> = said.lines().collect();
    lines.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, lines, "{editor}\n{told}");

    let events = fs::read_to_string(tree.join(EVENTS)).expect("the file is text");
    let source = fs::read_to_string(tree.join(SOURCE)).expect("the file is text");
    assert!(events.contains("\nlark_console_feed(") && !events.contains("lark_console_input"), "{events}");
    assert!(
        source.contains("    trace_lark_console_feed(c->id") && !source.contains("trace_lark_console_input"),
        "{source}"
    );
    assert!(events.contains(&line(r#""baud=%u parity=%d""#)), "{events}");
}

#[test]
fn neovim() {
    check(
        "nvim",
        &["--headless", "--clean", "-S"],
        "neovim.lua",
        &[
            "diagnostics: 05:1 TL702 `ferrite_uart_read`, 08:61 TL402 `%08x`, 09:38 TL401 `%d`, 15:47 TL302 `int columns`, 17:45 TL303 `%d`",
            "completion: %s %p",
            "diagnostics of what was completed: 05:1 TL702 `ferrite_uart_read`, 08:61 TL402 `%08x`, 09:38 TL401 `%d`, 15:47 TL302 `int columns`",
            "references: hw/char/lark_console.c:30:5, hw/char/trace-events:16:1",
            "diagnostics at the end: 05:1 TL702 `ferrite_uart_read`, 09:38 TL401 `%d`, 15:47 TL302 `int columns`",
            "done: yes",
        ],
    );
}

#[test]
fn emacs() {
    check(
        "emacs",
        &["--batch", "-l"],
        "eglot.el",
        &[
            "diagnostics: 05 `ferrite_uart_read`, 08 `%08x`, 09 `%d`, 15 `int columns`, 17 `%d`",
            "completion: %s const char *id, as text / %p const char *id, as a pointer",
            "diagnostics of what was completed: 05 `ferrite_uart_read`, 08 `%08x`, 09 `%d`, 15 `int columns`",
            r#"references: hw/char/lark_console.c:30:     |trace_lark_console_input(c->id, data, len);, hw/char/trace-events:16: |lark_console_input(const char *id, const void *data, size_t len) "id=%s data=%p len=%zu""#,
            "diagnostics at the end: 05 `ferrite_uart_read`, 09 `%d`, 15 `int columns`",
            "done: yes",
        ],
    );
}

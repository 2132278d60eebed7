//! The language server of trace-lint. It is not written yet: this program only says so.

fn main() -> std::process::ExitCode {
    eprintln!("trace-lsp: the language server is not written yet; use `trace-lint check`");
    std::process::ExitCode::from(2)
}

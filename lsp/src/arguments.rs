//! The command line of `trace-lsp`.

use clap::Parser;
use tracing::Level;

/// The language server of trace-lint: QEMU's trace-events files, checked while you type
#[derive(Debug, Parser)]
#[command(name = "trace-lsp", version, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 when the client said `shutdown` first, 1 when not, 2 for wrong arguments."
)]
pub struct Arguments {
    /// Speak over standard input and output, which is the only way and the default
    #[arg(long)]
    pub stdio: bool,
    /// End with this process
    #[arg(long, value_name = "PID", alias = "clientProcessId")]
    pub client_process_id: Option<u32>,
    /// What to log to standard error: error, warn, info, debug or trace
    #[arg(long, env = "TRACE_LSP_LOG", value_name = "LEVEL", default_value_t = Level::WARN)]
    pub log: Level,
}

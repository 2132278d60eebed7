//! The arguments that stand over a tree's configuration files, and what holds with them.

use super::messages::warn;
use super::print::print_error;
use super::rule_selection::Selection;
use crate::files::SourceTree;
use crate::linter::Settings;
use crate::linter::config::{Layer, Policy, Problems};
use crate::model::backend::Backend;
use crate::parse::config_file::ConfigFile;
use crate::qemu::version::Version;
use crate::report::Human;
use crate::text::Document;
use clap::Args;
use std::io;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(super) struct Configuration {
    #[command(flatten)]
    selection: Selection,
    /// The QEMU release that the files are meant for [default: that of the tree]
    #[arg(long, value_name = "VERSION")]
    qemu_version: Option<Version>,
    /// Report what only these backends break or lose: log, simple, ftrace, syslog, ust, dtrace, log-stap,
    /// simpletrace-stap (comma-separated)
    #[arg(long, value_name = "BACKEND", value_delimiter = ',')]
    backend: Vec<Backend>,
    /// A setting as in trace-lint.toml, stronger than the one there: 'ignore = ["unused-event"]'
    #[arg(long, value_name = "KEY=VALUE")]
    config: Vec<String>,
    /// Read no trace-lint.toml
    #[arg(long)]
    isolated: bool,
}

impl Configuration {
    /// What holds in a tree; `None` when something is wrong with its configuration, which is told.
    pub(super) fn settings(&self, tree: &SourceTree) -> Option<Settings> {
        let policy = self.layers().and_then(|stronger| Policy::new(&self.files(tree), &stronger));
        match policy {
            Ok(policy) => Some(Settings::of_policy(policy, tree.release.as_ref())),
            Err(problems) => {
                if let Err(error) = draw(&problems) {
                    warn(&format!("standard error: {error}"));
                }
                None
            }
        }
    }

    /// The configuration files of a tree that are read.
    pub(super) fn files(&self, tree: &SourceTree) -> Vec<ConfigFile> {
        tree.configs().filter(|_| !self.isolated).cloned().collect()
    }

    /// What the arguments say, as settings.
    pub(super) fn layers(&self) -> Result<Vec<Layer>, Problems> {
        let mut texts: Vec<(&str, String)> =
            self.config.iter().map(|text| ("--config", text.clone())).collect();
        let mut lists = Vec::new();
        for (key, list) in self.selection.lists().into_iter().filter(|(_, list)| !list.is_empty()) {
            let names: Vec<_> = list.iter().map(|selected| format!("\"{}\"", selected.name())).collect();
            lists.push(("--", format!("{key} = [{}]", names.join(", "))));
        }
        if !self.backend.is_empty() {
            let names: Vec<_> =
                self.backend.iter().map(|backend| format!("\"{}\"", backend.name())).collect();
            // `--select` does not take away what `--backend` adds, `--ignore` does.
            let at = lists.iter().position(|(_, text)| text.starts_with("ignore")).unwrap_or(lists.len());
            lists.insert(at, ("--", format!("backends = [{}]", names.join(", "))));
        }
        texts.extend(lists);
        if let Some(version) = self.qemu_version {
            texts.push(("--", format!("qemu-version = \"{version}\"")));
        }
        let layer = |(name, text): (&str, String)| {
            let key = text.split_once(" = ").map_or("", |(key, _)| key);
            let option = if key == "backends" { "backend" } else { key };
            let name = if name == "--" { format!("--{option}") } else { name.to_owned() };
            Layer::read(Arc::new(Document::new(name, text.into_bytes()))).map_err(|problem| vec![problem])
        };
        texts.into_iter().map(layer).collect()
    }
}

/// Draws what is wrong on standard error.
pub(super) fn draw(problems: &Problems) -> io::Result<()> {
    print_error(|out| {
        problems
            .iter()
            .try_for_each(|(document, problem)| Human::default().draw_problem(out, document, problem))
    })
}

//! `trace-lint config`: what holds for a file, and where each value comes from.

use super::configure::{Configuration, draw};
use super::{Outcome, TextFormat, complain, progress, tell};
use crate::files::Request;
use crate::linter::config::{Layer, schema, values};
use crate::text::printable;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A trace-events file or a source, which need not be there, or a folder
    #[arg(value_name = "FILE", default_value = ".", hide_default_value = true)]
    file: PathBuf,
    #[command(flatten)]
    configuration: Configuration,
    /// The output format
    #[arg(long, value_enum, default_value_t = TextFormat::Text, value_name = "FORMAT")]
    output_format: TextFormat,
    /// Print the JSON schema of trace-lint.toml, for editors, and nothing else
    #[arg(long)]
    schema: bool,
}

pub(super) fn run(arguments: &Arguments, color: bool) -> io::Result<Outcome> {
    let mut out = io::stdout().lock();
    if arguments.schema {
        serde_json::to_writer_pretty(&mut out, &schema())?;
        writeln!(out)?;
        return Ok(Outcome::Clean);
    }
    let asked = match arguments.file.is_dir() {
        true => arguments.file.join("trace-events"),
        false => arguments.file.clone(),
    };
    let stand_in = (!asked.exists()).then(|| (asked.clone(), Vec::new()));
    let paths = if stand_in.is_some() { Vec::new() } else { vec![asked] };
    let request = Request { paths, stand_in, ..Request::default() };
    let (trees, failures) = progress::shown(|progress| request.read(progress));
    let has_failed = tell(&failures);
    let Some(tree) = trees.first() else {
        complain(&format!("{}: nothing was read", arguments.file.display()));
        return Ok(Outcome::Failed);
    };
    let configuration = &arguments.configuration;
    let Some(settings) = configuration.settings(tree, color) else { return Ok(Outcome::Failed) };
    let path = tree.asked().next().unwrap_or_default();
    let policy = &settings.policy;
    let file = policy.file(path).map(|file| Layer::read(Arc::clone(&file.document)));
    let layers = file.transpose().map_err(|problem| vec![problem]);
    let layers =
        layers.and_then(|file| Ok(file.into_iter().chain(configuration.layers()?).collect::<Vec<_>>()));
    let layers = match layers {
        Ok(layers) => layers,
        Err(problems) => {
            draw(&problems, color)?;
            return Ok(Outcome::Failed);
        }
    };
    let found = values(&layers);
    let rules: Vec<_> = settings.rules.iter().filter(|rule| policy.runs(rule, path)).collect();
    let config = policy.file(path).map(|file| &*file.document.path);
    if arguments.output_format == TextFormat::Json {
        let shown = json!({
            "path": path,
            "file": config,
            "values": found,
            "qemu_version": settings.era.to_string(),
            "excluded": policy.excludes(path),
            "rules": rules.iter().map(|rule| rule.name).collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut out, &shown)?;
        writeln!(out)?;
    } else {
        writeln!(out, "configuration of {}: {}", printable(path), printable(config.unwrap_or("none")))?;
        for value in &found {
            writeln!(out, "{} = {}  # {}", value.key, value.value, value.origin)?;
        }
        let source = match (policy.version(), &tree.release) {
            (Some(_), _) => "set",
            (None, Some(release)) => &release.origin,
            (None, None) => "nothing tells the release",
        };
        writeln!(out, "QEMU {} ({source})", settings.era)?;
        if policy.excludes(path) {
            writeln!(out, "excluded")?;
        }
        writeln!(out, "{} rules run:", rules.len())?;
        for rule in rules {
            writeln!(out, "    {} {}", rule.code, rule.name)?;
        }
    }
    Ok(Outcome::new(has_failed, false))
}

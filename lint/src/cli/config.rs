//! `trace-lint config`: what holds for a file, and where each value comes from.

use super::configure::{Configuration, draw};
use super::formats::HumanFormat;
use super::messages::{report_failures, warn};
use super::outcome::Outcome;
use super::print::{print, print_json, print_report};
use super::progress;
use crate::files::Request;
use crate::linter::config::{Layer, Policy, Problems, Value, schema, values};
use crate::qemu::era::Era;
use crate::rules::lint::Lint;
use crate::text::printable;
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A trace-events file or a source, which need not be there, or a folder
    #[arg(value_name = "FILE", default_value = ".", hide_default_value = true)]
    file: PathBuf,
    #[command(flatten)]
    configuration: Configuration,
    /// The output format
    #[arg(long, short = 'f', value_enum, default_value_t = HumanFormat::Human, value_name = "FORMAT")]
    output_format: HumanFormat,
    /// Print the JSON schema of trace-lint.toml, for editors, and nothing else
    #[arg(long)]
    schema: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if arguments.schema {
        return print_json(&schema()).map(|()| Outcome::Clean);
    }
    let (trees, failures) = progress::shown(|progress| request(&arguments.file).read(progress));
    let has_failed = report_failures(&failures);
    let Some(tree) = trees.first() else {
        warn(&format!("{}: nothing was read", arguments.file.display()));
        return Ok(Outcome::Failed);
    };
    let Some(settings) = arguments.configuration.settings(tree) else { return Ok(Outcome::Failed) };
    let path = tree.asked().next().unwrap_or_default();
    let layers = match layers(&arguments.configuration, &settings.policy, path) {
        Ok(layers) => layers,
        Err(problems) => {
            draw(&problems)?;
            return Ok(Outcome::Failed);
        }
    };
    let effective = Effective {
        path,
        config: settings.policy.file(path).map(|file| &*file.document.path),
        values: values(&layers),
        era: settings.era,
        release_source: match (settings.policy.version(), &tree.release) {
            (Some(_), _) => "set",
            (None, Some(release)) => &release.origin,
            (None, None) => "nothing tells the release",
        },
        is_excluded: settings.policy.excludes(path),
        rules: settings.rules.iter().copied().filter(|rule| settings.policy.runs(rule, path)).collect(),
    };
    match arguments.output_format {
        HumanFormat::Json => print_report(&effective.report())?,
        HumanFormat::Human => print(false, |out| effective.write(out))?,
    }
    Ok(Outcome::new(has_failed, false))
}

/// Asks about a file, which need not be there, or about the trace-events file of a folder.
fn request(file: &Path) -> Request {
    let file = if file.is_dir() { file.join("trace-events") } else { file.to_owned() };
    match file.exists() {
        true => Request { paths: vec![file], ..Request::default() },
        false => Request { stand_in: Some((file, Vec::new())), ..Request::default() },
    }
}

/// What decides for a file, the weakest first: its configuration file and the arguments.
fn layers(configuration: &Configuration, policy: &Policy, path: &str) -> Result<Vec<Layer>, Problems> {
    let file = policy.file(path).map(|file| Layer::read(Arc::clone(&file.document)));
    let file = file.transpose().map_err(|problem| vec![problem])?;
    Ok(file.into_iter().chain(configuration.layers()?).collect())
}

/// What holds for a file, as programs get it.
#[derive(Serialize)]
struct Report<'a> {
    path: &'a str,
    /// The configuration file that governs it.
    file: Option<&'a str>,
    values: &'a [Value],
    qemu_version: String,
    excluded: bool,
    rules: Vec<&'static str>,
}

/// What holds for a file.
struct Effective<'a> {
    path: &'a str,
    /// The configuration file that governs it.
    config: Option<&'a str>,
    values: Vec<Value>,
    era: Era,
    release_source: &'a str,
    is_excluded: bool,
    rules: Vec<&'static Lint>,
}

impl Effective<'_> {
    fn report(&self) -> Report<'_> {
        Report {
            path: self.path,
            file: self.config,
            values: &self.values,
            qemu_version: self.era.to_string(),
            excluded: self.is_excluded,
            rules: self.rules.iter().map(|rule| rule.name).collect(),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let config = self.config.unwrap_or("none");
        writeln!(out, "configuration of {}: {}", printable(self.path), printable(config))?;
        for value in &self.values {
            writeln!(out, "{} = {}  # {}", value.key, value.value, value.origin)?;
        }
        writeln!(out, "QEMU {} ({})", self.era, self.release_source)?;
        if self.is_excluded {
            writeln!(out, "excluded")?;
        }
        writeln!(out, "{} rules run:", self.rules.len())?;
        self.rules.iter().try_for_each(|rule| writeln!(out, "    {} {}", rule.code, rule.name))
    }
}

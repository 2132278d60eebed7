//! `--select`, `--extend-select` and `--ignore`: which rules run.

use crate::linter::selection::Selected;
use clap::Args;

#[derive(Args, Debug)]
pub(super) struct Selection {
    /// Run these rules alone (names or codes, `all`, `default`; comma-separated)
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = Selected::parse)]
    select: Vec<Selected>,
    /// Run these rules too
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = Selected::parse)]
    extend_select: Vec<Selected>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = Selected::parse)]
    ignore: Vec<Selected>,
}

impl Selection {
    /// The arguments as the lists of a configuration.
    pub(super) fn lists(&self) -> [(&'static str, &[Selected]); 3] {
        [("select", &self.select), ("extend-select", &self.extend_select), ("ignore", &self.ignore)]
    }
}

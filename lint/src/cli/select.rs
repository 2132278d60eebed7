//! `--select`, `--extend-select` and `--ignore`: which rules run.

use crate::rule::Rule;
use crate::selection::Selected;
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
    /// The rules that run, in the order of their codes.
    pub(super) fn rules(&self) -> Vec<&'static Rule> {
        let Selection { select, extend_select, ignore } = self;
        let [select, extend_select, ignore] = [select, extend_select, ignore].map(Vec::clone);
        crate::selection::Selection { select, extend_select, ignore }.rules()
    }
}

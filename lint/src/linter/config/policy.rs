//! The policy of a tree: for each of its files what the nearest configuration file and the stronger
//! layers decide.

use super::choice::Choice;
use super::layer::Layer;
use super::read::Problem;
use crate::model::backend::Backend;
use crate::parse::config_file::ConfigFile;
use crate::qemu::version::Version;
use crate::rules::RULES;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::lint::Lint;
use crate::rules::rule::Rule;
use crate::text::Document;
use std::sync::Arc;

/// What is wrong with configurations, and in which.
pub type Problems = Vec<(Arc<Document>, Problem)>;

/// What is decided for each file of a tree.
#[derive(Clone, Debug)]
pub struct Policy {
    /// For the files that no configuration file governs.
    plain: Choice,
    /// By the configuration files, those of the deepest folders first.
    scopes: Vec<Scope>,
}

#[derive(Clone, Debug)]
struct Scope {
    file: ConfigFile,
    choice: Choice,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { plain: Choice::new([].iter()), scopes: Vec::new() }
    }
}

impl Policy {
    /// What these files and stronger layers decide.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub fn new(files: &[ConfigFile], stronger: &[Layer]) -> Result<Policy, Problems> {
        let mut policy = Policy { plain: Choice::new(stronger.iter()), scopes: Vec::new() };
        let mut problems = Vec::new();
        for file in files {
            match Layer::read(Arc::clone(&file.document)) {
                Ok(layer) => {
                    let choice = Choice::new([&layer].into_iter().chain(stronger));
                    policy.scopes.push(Scope { file: file.clone(), choice });
                }
                Err(problem) => problems.push(problem),
            }
        }
        policy.scopes.sort_by_key(|scope| std::cmp::Reverse(scope.file.covers.len()));
        if problems.is_empty() { Ok(policy) } else { Err(problems) }
    }

    /// These rules, everywhere.
    pub fn of_rules(rules: &[&'static Lint]) -> Policy {
        let mut plain = Choice::new([].iter());
        plain.rules = rules.to_vec();
        plain.rules.sort_by_key(|rule| rule.code);
        Policy { plain, scopes: Vec::new() }
    }

    /// The rules that run somewhere, in the order of their codes.
    pub fn rules(&self) -> Vec<&'static Lint> {
        RULES.iter().copied().filter(|rule| self.choices().any(|choice| choice.may_run(rule))).collect()
    }

    /// The release that is named for the tree as a whole.
    pub fn version(&self) -> Option<Version> {
        self.choice("").0.version
    }

    /// The backends that are named for the file of this path.
    pub fn backends(&self, path: &str) -> Vec<Backend> {
        self.choice(path).0.backends.clone()
    }

    /// True when nothing is to be reported in the file of this path.
    pub fn excludes(&self, path: &str) -> bool {
        let (choice, path) = self.choice(path);
        choice.excludes(&path)
    }

    /// True for the path of a file that is an event list, whatever its name.
    pub fn is_event_list(&self, path: &str) -> bool {
        let (choice, path) = self.choice(path);
        choice.is_event_list(&path)
    }

    /// The configuration file that governs the file of this path.
    pub fn file(&self, path: &str) -> Option<&ConfigFile> {
        let scope = self.scopes.iter().find(|scope| path.starts_with(scope.file.covers.as_str()));
        scope.map(|scope| &scope.file)
    }

    /// True for a rule that runs in the file of this path.
    pub fn runs(&self, rule: &'static Rule, path: &str) -> bool {
        let (choice, path) = self.choice(path);
        choice.runs(rule, &path)
    }

    /// Gives findings their weight, and takes out those that are not to be reported.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        found.retain_mut(|finding| {
            let path = finding.path.clone();
            let (choice, path) = self.choice(&path);
            choice.admit(finding, &path)
        });
    }

    fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.scopes.iter().map(|scope| &scope.choice).chain([&self.plain])
    }

    /// What holds for the file of this path, and its path from there.
    fn choice<'a>(&'a self, path: &'a str) -> (&'a Choice, String) {
        let found = self
            .scopes
            .iter()
            .find_map(|scope| Some((scope, path.strip_prefix(scope.file.covers.as_str())?)));
        match found {
            Some((scope, rest)) => (&scope.choice, format!("{}{rest}", scope.file.lead)),
            None => (&self.plain, path.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::find;

    fn file(covers: &str, lead: &str, text: &str) -> ConfigFile {
        let document = Arc::new(Document::new(format!("{covers}trace-lint.toml"), text.into()));
        ConfigFile { document, covers: covers.into(), lead: lead.into() }
    }

    fn layer(text: &str) -> Layer {
        Layer::read(Arc::new(Document::new("--config", text.into()))).unwrap()
    }

    #[test]
    fn later_layers_are_stronger() {
        let check = |texts: &[&str], path: &str, rule: &str, expected: bool| {
            let (first, rest) = texts.split_first().unwrap();
            let layers: Vec<_> = rest.iter().map(|text| layer(text)).collect();
            let policy = Policy::new(&[file("", "", first)], &layers).unwrap();
            assert_eq!(policy.runs(find(rule).unwrap(), path), expected, "{texts:?} {path} {rule}");
        };
        check(&[""], "a/trace-events", "unused-event", true);
        check(&[""], "a/trace-events", "misplaced-event", false);
        check(&["ignore = ['TL702']"], "a/trace-events", "unused-event", false);
        check(&["ignore = ['TL702']", "select = ['TL702']"], "a/trace-events", "unused-event", true);
        check(&["ignore = ['TL702']", "ignore = ['TL712']"], "a/trace-events", "unused-event", false);
        check(&["select = ['TL702']"], "a/trace-events", "stale-heading", false);
        check(&["select = ['TL702']", "extend-select = ['TL712']"], "x", "stale-heading", true);
        check(&["select = ['all']\nignore = ['default']"], "x", "misplaced-event", true);
        let special = "[[per-file]]\npaths = ['hw/ppc/', '*.inc']\nignore = ['TL702']\n\
                       extend-select = ['misplaced-event']";
        check(&[special], "hw/ppc/trace-events", "unused-event", false);
        check(&[special], "hw/ppc/trace-events", "misplaced-event", true);
        check(&[special], "a/b.c.inc", "unused-event", false);
        check(&[special], "a/hw/ppc/trace-events", "unused-event", true);
        check(&[special, "select = ['TL702']"], "hw/ppc/trace-events", "unused-event", false);
        check(&[special, "select = ['TL712']"], "hw/ppc/trace-events", "misplaced-event", false);
    }

    #[test]
    fn backends_add_their_rules() {
        let check = |texts: &[&str], rule: &str, expected: bool| {
            let (first, rest) = texts.split_first().unwrap();
            let layers: Vec<_> = rest.iter().map(|text| layer(text)).collect();
            let policy = Policy::new(&[file("", "", first)], &layers).unwrap();
            assert_eq!(policy.runs(find(rule).unwrap(), "x"), expected, "{texts:?} {rule}");
        };
        check(&[""], "ust-lost-field", false);
        check(&["backends = ['ust']"], "ust-lost-field", true);
        check(&["backends = ['log']"], "ust-lost-field", false);
        check(&["backends = ['ust']", "backends = ['simple']"], "ust-lost-field", false);
        check(&["backends = ['ust']", "backends = ['simple']"], "simple-backend-name", true);
        check(&["backends = ['ust']", "backends = []"], "ust-lost-field", false);
        check(&["backends = ['ust']\nignore = ['ust-lost-field']"], "ust-lost-field", false);
        check(&["backends = ['ust']", "select = ['TL702']"], "ust-lost-field", false);
        check(&["select = ['TL702']", "backends = ['ust']"], "ust-lost-field", true);
        check(&["extend-select = ['ust-lost-field']", "backends = ['simple']"], "ust-lost-field", true);
        check(&["backends = ['log-stap']"], "log-stap-format", true);
        check(&["backends = ['log-stap']"], "dtrace-type", false);
    }

    #[test]
    fn the_nearest_file_governs() {
        let files = [
            file("", "", "exclude = ['/a/x']\nqemu-version = '7.2'"),
            file("a/", "", "ignore = ['TL702']\nexclude = ['/y/']"),
        ];
        let policy = Policy::new(&files, &[]).unwrap();
        let unused = find("unused-event").unwrap();
        assert!(policy.runs(unused, "b/trace-events") && !policy.runs(unused, "a/b/trace-events"));
        assert!(!policy.excludes("a/x") && policy.excludes("a/y/z") && !policy.excludes("y/z"));
        assert_eq!(policy.version().unwrap().to_string(), "7.2");
        let above = Policy::new(&[file("", "qemu/", "exclude = ['/qemu/hw']")], &[]).unwrap();
        assert!(above.excludes("hw/a.c") && !above.excludes("qemu/hw/a.c"));
    }
}

//! Truth by compilers: small trees with one mistake each are built as QEMU is, by each real tree's own
//! tracetool, gcc, clang and the linker. trace-lint reports an error where the build breaks, and none
//! where it does not.

mod calls;
mod declarations;
mod guards;
mod headers;
mod macros;

use std::path::Path;

use trace_lint_tests::fixture::{self, unindented};
use trace_lint_tests::program::{Finding, check};
use trace_lint_tests::scratch;
use trace_lint_tests::small_build::{SmallTree, build};
use trace_lint_tests::tree::qemu_tree;

/// What a tree has unless a case says otherwise.
const USUAL: &str = r#"
--- meson.build
trace_events_subdirs = ['hw/foo', 'hw/bar']
--- hw/foo/trace-events
foo(int a) "a=%d"
foo_other(int a, int b) "a=%d b=%d"
--- hw/foo/trace.h
#include "trace/trace-hw_foo.h"
--- hw/foo/foo.c
#include "qemu/osdep.h"
#include "trace.h"
void f(void);
void f(void) { trace_foo(1); trace_foo_other(1, 2); }
--- hw/bar/trace-events
bar(void) ""
--- hw/bar/trace.h
#include "trace/trace-hw_bar.h"
--- hw/bar/bar.c
#include "qemu/osdep.h"
#include "trace.h"
void g(void);
void g(void) { trace_bar(); }
"#;

/// Two lines that most sources of the cases begin with.
const TOP: &str = r#"#include "qemu/osdep.h"
#include "trace.h"
void f(int x);
"#;

/// A tree with a mistake or without: its name, the rules that report errors, and what is unusual in it.
struct Case(&'static str, &'static [&'static str], Files);

/// What a case changes of the usual files.
enum Files {
    /// The files of a fixture. A text that begins with `+` is put behind the usual one, for `-` the file goes;
    /// in a text `@` stands for [`TOP`].
    Tree(&'static str),
    /// What comes after [`TOP`] in `hw/foo/foo.c`.
    Source(&'static str),
}

impl Files {
    fn all(&self) -> Vec<(String, String)> {
        match self {
            Files::Tree(fixture) => fixture::files(fixture),
            Files::Source(text) => {
                let text = format!("@{}\n", unindented(text).trim_end());
                vec![("hw/foo/foo.c".to_owned(), text)]
            }
        }
    }
}

impl Case {
    fn files(&self, version: &str) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = vec![("VERSION".to_owned(), format!("{version}.0\n"))];
        files.extend(fixture::files(USUAL));
        for (path, text) in self.2.all() {
            let at = files.iter().position(|(other, _)| *other == path);
            let text = text.replace('@', TOP);
            let text = match (text.strip_prefix('+'), at) {
                (Some(more), Some(at)) => format!("{}{more}", files[at].1),
                _ => text,
            };
            files.retain(|(other, _)| *other != path);
            if text != "-\n" {
                files.push((path, text));
            }
        }
        files
    }
}

const fn source(name: &'static str, rules: &'static [&'static str], text: &'static str) -> Case {
    Case(name, rules, Files::Source(text))
}

const NO: [&str; 0] = [];
const COUNT: [&str; 1] = ["call-argument-count"];
const UNDECLARED: [&str; 1] = ["undeclared-event"];
const GUARD: [&str; 1] = ["unknown-guard"];
const MISSING: [&str; 1] = ["missing-trace-include"];

fn hold(group: &str, cases: &[Case]) {
    let mut disagreements = Vec::new();
    for version in ["7.2", "10.0", "10.2"] {
        let folder = scratch::folder(&format!("small-trees-{group}-{version}"));
        let trees: Vec<SmallTree> = cases
            .iter()
            .enumerate()
            .map(|(number, case)| SmallTree::write(&folder.join(number.to_string()), &case.files(version)))
            .collect();
        let refused = build(&qemu_tree(version), &trees, &folder);
        for ((case, tree), refused) in cases.iter().zip(&trees).zip(&refused) {
            let errors = errors(&tree.root);
            let mut rules: Vec<&str> = errors.iter().map(|finding| finding.rule.as_str()).collect();
            rules.sort_unstable();
            rules.dedup();
            if rules != case.1 || errors.is_empty() != refused.is_empty() {
                let said: Vec<&str> = refused
                    .iter()
                    .filter_map(|said| {
                        said.lines().find(|line| line.contains("error") || line.contains("multiple"))
                    })
                    .collect();
                disagreements.push(format!(
                    "{version} {}: expected {:?}, trace-lint {errors:#?}, the build {said:#?}",
                    case.0, case.1
                ));
            }
        }
    }
    assert!(disagreements.is_empty(), "{} disagreements\n{}", disagreements.len(), disagreements.join("\n"));
}

fn errors(root: &Path) -> Vec<Finding> {
    let findings = check(root, &["."]);
    findings.into_iter().filter(|finding| finding.severity == "error").collect()
}

#[test]
fn calls() {
    hold("calls", calls::CALLS);
}

#[test]
fn macros() {
    hold("macros", macros::MACROS);
}

#[test]
fn guards() {
    hold("guards", guards::GUARDS);
}

#[test]
fn declarations() {
    hold("declarations", declarations::DECLARATIONS);
}

#[test]
fn headers() {
    hold("headers", headers::HEADERS);
}

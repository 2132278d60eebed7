//! Compiles what tracetool generates as a build with `--enable-werror` does: C against the real tree's own
//! headers and GLib's, with the warnings that meson.build asks for; Rust against a stand-in of its `util`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::line;
use crate::parallel::in_parallel;
use crate::renaming;
use crate::scratch::write;

/// What meson.build (7.2: configure) asks of gcc, and what the option `warning_level=1` means.
const WARNINGS: [&str; 25] = [
    "-Wall",
    "-Winvalid-pch",
    "-Wundef",
    "-Wwrite-strings",
    "-Wmissing-prototypes",
    "-Wstrict-prototypes",
    "-Wredundant-decls",
    "-Wold-style-declaration",
    "-Wold-style-definition",
    "-Wtype-limits",
    "-Wformat-security",
    "-Wformat-y2k",
    "-Winit-self",
    "-Wignored-qualifiers",
    "-Wempty-body",
    "-Wnested-externs",
    "-Wendif-labels",
    "-Wexpansion-to-defined",
    "-Wimplicit-fallthrough=2",
    "-Wmissing-format-attribute",
    "-Wvla",
    "-Wshadow=local",
    "-Wno-missing-include-dirs",
    "-Wno-shift-negative-value",
    "-Wno-psabi",
];

/// What configure finds out about Linux, as far as the headers of the generated code ask.
const CONFIG_HOST: &str = "#define CONFIG_IOVEC 1
#define CONFIG_LINUX 1
#define CONFIG_POSIX 1
#define HAVE_SYSTEM_FUNCTION 1
";

/// The bindings that the generated Rust uses, with the types that bindgen gives them.
const UTIL_RS: &str = r#"#![allow(non_upper_case_globals)]
pub mod bindings {
    pub const LOG_TRACE: std::ffi::c_int = 1 << 15;
    extern "C" {
        pub static qemu_loglevel: std::ffi::c_int;
        pub fn qemu_log(format: *const std::ffi::c_char, ...);
    }
}
"#;

/// The files generated for one group.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The group's name, of letters and digits.
    pub group: String,
    /// The files' names and texts.
    pub files: Vec<(String, String)>,
    /// The names of its events when it can share a compiler's run with groups that have others, upper case or
    /// not; `None` when it could disturb them.
    pub shares: Option<Vec<String>>,
}

/// Compiles generated files against one tree.
pub struct Builder {
    folder: PathBuf,
    options: Vec<String>,
}

impl Builder {
    /// Prepares `folder` for the files of a tree.
    pub fn new(tree: &Path, folder: &Path) -> Self {
        write(&folder.join("config-host.h"), CONFIG_HOST);
        write(&folder.join("config-poison.h"), "");
        let mut options: Vec<String> =
            ["-std=gnu11", "-fno-strict-aliasing", "-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64"]
                .map(str::to_owned)
                .to_vec();
        options.extend(WARNINGS.map(str::to_owned));
        options.push(format!("-I{}", folder.display()));
        options.extend(["-isystem".to_owned(), tree.join("linux-headers").display().to_string()]);
        for part in ["", "include"] {
            options.extend(["-iquote".to_owned(), tree.join(part).display().to_string()]);
        }
        options.extend(glib_options());
        let builder = Self { folder: folder.to_path_buf(), options };
        // Read once for all, as the first header of every file.
        write(&folder.join("first.h"), line(r#"#include "qemu/osdep.h""#));
        let said = builder.gcc(&["-x", "c-header", "first.h", "-o", "first.h.gch"]);
        assert!(said.is_empty(), "{} can't be compiled here:\n{said}", tree.display());
        builder
    }

    fn gcc(&self, arguments: &[&str]) -> String {
        let output = Command::new("gcc")
            .args(&self.options)
            .args(["-fmax-errors=0", "-fno-diagnostics-show-caret"])
            .args(arguments)
            .current_dir(&self.folder)
            .env("LC_ALL", "C.UTF-8")
            .env("LANGUAGE", "C")
            .output()
            .expect("gcc is installed");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() || !said.is_empty(), "gcc: {}", output.status);
        said
    }

    /// The C file as the preprocessor leaves it, or, with `-dM`, the macros that it defines.
    pub fn preprocessed(&self, name: &str, text: &str, options: &[&str]) -> String {
        write(&self.folder.join(name), text);
        let output = Command::new("gcc")
            .args(&self.options)
            .args(["-E", "-P", name])
            .args(options)
            .current_dir(&self.folder)
            .output()
            .expect("gcc is installed");
        assert!(output.status.success(), "gcc -E: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What the program prints that gcc makes of these sources and libraries, under that name.
    pub fn printed(&self, name: &str, sources: &[&str]) -> Vec<u8> {
        let options = [&["-include", "first.h", "-w", "-o", name], sources].concat();
        let said = self.gcc(&options);
        assert!(said.is_empty(), "gcc said to {sources:?}:\n{said}");
        // LTTng's library is not to wait for its daemon.
        let program = self.folder.join(name);
        let output = Command::new(program).env("LTTNG_UST_REGISTER_TIMEOUT", "0").output();
        let output = output.expect("the program runs");
        assert!(output.status.success(), "{sources:?}: {}", output.status);
        output.stdout
    }

    /// What gcc says to each group's `trace-GROUP.c`, `None` when nothing.
    pub fn c_refusals(&self, units: &[Unit]) -> Vec<Option<String>> {
        let collisions = renaming::collisions(units);
        let mut refusals = self.refusals(&renaming::renamed(units, &collisions));
        // A name may itself be what is wrong. Where the group that keeps it is refused, one that was taken with
        // another name is asked with its own.
        let mut probes: Vec<(usize, &[usize])> = Vec::new();
        for places in collisions.values() {
            let taken = places[1..].iter().find(|&&at| refusals[at].is_none());
            probes.extend(taken.filter(|_| refusals[places[0]].is_some()).map(|&at| (at, &places[1..])));
        }
        let alone = |places: &[usize]| {
            let unit = |&at: &usize| Unit { shares: None, ..units[at].clone() };
            self.refusals(&places.iter().map(unit).collect::<Vec<_>>())
        };
        let said = alone(&probes.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        let refused = probes.iter().zip(said).filter(|(_, said)| said.is_some());
        let mut again: Vec<usize> = refused
            .flat_map(|((_, places), _)| *places)
            .copied()
            .filter(|&at| refusals[at].is_none())
            .collect();
        again.sort_unstable();
        again.dedup();
        for (&at, said) in again.iter().zip(alone(&again)) {
            refusals[at] = said;
        }
        refusals
    }

    /// What gcc says to groups that have different names, or can't share a run.
    fn refusals(&self, units: &[Unit]) -> Vec<Option<String>> {
        for (name, text) in units.iter().flat_map(|unit| &unit.files) {
            write(&self.folder.join(name), text);
        }
        let source = |unit: &Unit| format!("trace-{}.c", unit.group);
        let (runs, alone) = share_out(units);
        let mut refusals: Vec<Option<String>> = vec![None; units.len()];
        let answers = in_parallel(&runs, |run| {
            let includes: String =
                run.iter().map(|&at| line(&format!(r#"#include "{}""#, source(&units[at])))).collect();
            let together = format!("together-{}.c", units[run[0]].group);
            write(&self.folder.join(&together), includes);
            let said = self.gcc(&["-fsyntax-only", "-include", "first.h", &together]);
            by_group(&said)
        });
        let mut again = Vec::new();
        for (run, mut said) in runs.iter().zip(answers) {
            for &at in run {
                refusals[at] = said.remove(&units[at].group);
            }
            // What can't be told apart is asked again, each alone.
            if !said.is_empty() {
                again.extend(run.iter().copied());
            }
        }
        let alone: Vec<usize> = alone.into_iter().chain(again).collect();
        let answers = in_parallel(&alone, |&at| {
            self.gcc(&["-fsyntax-only", "-include", "first.h", &source(&units[at])])
        });
        for (at, said) in alone.into_iter().zip(answers) {
            refusals[at] = said.lines().find(|line| is_complaint(line)).map(str::to_owned);
            assert!(refusals[at].is_some() || said.is_empty(), "gcc said to {}:\n{said}", units[at].group);
        }
        refusals
    }

    /// What rustc says to each group's Rust, `None` when nothing.
    pub fn rust_refusals(&self, units: &[(String, String)]) -> Vec<Option<String>> {
        for (group, text) in units {
            write(&self.folder.join(format!("{group}.rs")), text);
        }
        write(&self.folder.join("util.rs"), UTIL_RS);
        let said = self.rustc("util.rs", &[]);
        assert!(said.is_empty(), "rustc said to the stand-in of util:\n{said}");
        let mut refusals: BTreeMap<&str, String> = BTreeMap::new();
        loop {
            // A file that can't be parsed keeps rustc from judging the others: until nothing is left to say.
            let rest = units.iter().filter(|(group, _)| !refusals.contains_key(group.as_str()));
            let modules: String =
                rest.map(|(group, _)| format!("#[path = \"{group}.rs\"]\nmod {group};\n")).collect();
            write(&self.folder.join("together.rs"), modules);
            let mut said = by_group(&self.rustc("together.rs", &["-L.", "--extern=util"]));
            if said.is_empty() {
                break;
            }
            let before = refusals.len();
            for (group, _) in units {
                if let Some(words) = said.remove(group) {
                    refusals.insert(group, words);
                }
            }
            assert!(refusals.len() > before && said.is_empty(), "rustc names none of the files: {said:?}");
        }
        units.iter().map(|(group, _)| refusals.remove(group.as_str())).collect()
    }

    fn rustc(&self, file: &str, crates: &[&str]) -> String {
        let output = Command::new("rustc")
            .args(["--edition=2021", "--crate-type=lib", "--emit=metadata", "--error-format=short"])
            .args(["-Awarnings", file])
            .args(crates)
            .current_dir(&self.folder)
            .output()
            .expect("rustc is installed");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() || !said.is_empty(), "rustc: {}", output.status);
        said
    }
}

fn glib_options() -> Vec<String> {
    let output = Command::new("pkg-config").args(["--cflags", "glib-2.0"]).output();
    let output = output.expect("pkg-config is installed");
    assert!(output.status.success(), "GLib's headers are not installed (libglib2.0-dev)");
    String::from_utf8_lossy(&output.stdout).split_whitespace().map(str::to_owned).collect()
}

/// Runs of units that share a compiler, and those that can't.
fn share_out(units: &[Unit]) -> (Vec<Vec<usize>>, Vec<usize>) {
    const MOST: usize = 100;
    let mut runs: Vec<(BTreeSet<String>, Vec<usize>)> = Vec::new();
    let mut alone = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let Some(names) = &unit.shares else {
            alone.push(at);
            continue;
        };
        let names: BTreeSet<String> = names.iter().map(|name| name.to_uppercase()).collect();
        let fits = |(taken, run): &&mut (BTreeSet<String>, Vec<usize>)| {
            run.len() < MOST && taken.is_disjoint(&names)
        };
        if let Some((taken, run)) = runs.iter_mut().find(fits) {
            taken.extend(names);
            run.push(at);
        } else {
            runs.push((names, vec![at]));
        }
    }
    (runs.into_iter().map(|(_, run)| run).collect(), alone)
}

fn is_complaint(line: &str) -> bool {
    line.contains(": error") || line.contains(": warning") || line.contains(": fatal error")
}

/// The first complaint about each group, by the file that it names: `c12:1:8: error: …`, `trace-c12.h:8: …`.
fn by_group(said: &str) -> BTreeMap<String, String> {
    let mut groups = BTreeMap::new();
    for line in said.lines().filter(|line| is_complaint(line)) {
        let file = line.split(':').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        let group = stem.rsplit(['-', '/']).next().unwrap_or_default();
        groups.entry(group.to_owned()).or_insert_with(|| line.to_owned());
    }
    groups
}

//! Builds small trees as QEMU is built: the real tree's tracetool makes the headers of the groups that
//! meson.build lists, gcc and clang compile the sources, gcc links them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::parallel::in_parallel;
use crate::program::repository;
use crate::scratch;
use crate::shared::Shared;

/// A source as a compiler sees it: its path from the root, its text, and the paths and texts of all that it could
/// include.
type Input = (PathBuf, Vec<u8>, Vec<(PathBuf, Vec<u8>)>);

/// What the compilers refuse in the sources of one QEMU tree, and their object files: small trees differ in one
/// or two files, and what is the same to the compilers is compiled once.
type Cache = Shared<Input, (Vec<String>, PathBuf)>;

/// A small tree on the disk, with a folder beside it for what is generated.
pub struct SmallTree {
    /// Its root.
    pub root: PathBuf,
    /// Where headers and objects go.
    out: PathBuf,
    /// The directories with events that one build has.
    groups: Vec<String>,
}

impl SmallTree {
    /// Writes the files of a tree: paths and texts.
    pub fn write(folder: &Path, files: &[(String, String)]) -> SmallTree {
        let (root, out) = (folder.join("tree"), folder.join("out"));
        for (path, text) in files {
            scratch::write(&root.join(path), text);
        }
        std::fs::create_dir_all(out.join("trace")).expect("a folder is made");
        let meson = files.iter().find(|(path, _)| path == "meson.build").map_or("", |(_, text)| text);
        let listed = meson.split('\'').skip(1).step_by(2).map(str::to_owned);
        SmallTree { root, out, groups: listed.collect() }
    }

    fn jobs(&self) -> Vec<Value> {
        let root = self.root.join("trace-events").exists().then(String::new);
        let groups = root.into_iter().chain(self.groups.iter().cloned());
        let job = |directory: String| {
            let events = self.root.join(&directory).join("trace-events");
            let group =
                if directory.is_empty() { "root".to_owned() } else { directory.replace(['/', '-'], "_") };
            json!({ "events": events, "group": group, "folder": self.out.join("trace") })
        };
        groups.map(job).collect()
    }

    /// What the compilers and the linker refuse; nothing when all goes well.
    fn compile(&self, tree: &Path, stub: &Path, cache: &Cache) -> Vec<String> {
        let mut refused = Vec::new();
        let mut objects = vec![stub.to_path_buf()];
        let generated = self.out.join("trace");
        let relative = |path: &Path| {
            let inside = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.out));
            inside.expect("it lies in the tree or beside it").to_path_buf()
        };
        // What is generated names its files, in this folder.
        let parts = self.root.iter().rev().skip(1).take(2).map(|part| part.to_string_lossy());
        let folder = parts.fold(String::new(), |inner, part| format!("{part}/{inner}"));
        let read = |path: &Path| {
            let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            match String::from_utf8(text) {
                Ok(text) => text.replace(&folder, "").into_bytes(),
                Err(error) => error.into_bytes(),
            }
        };
        let headers: Vec<_> = [&self.root, &generated]
            .iter()
            .flat_map(|folder| [files(folder, "h"), files(folder, "inc")].concat())
            .map(|path| (relative(&path), read(&path)))
            .collect();
        let sources = files(&self.root, "c").into_iter().chain(files(&generated, "c"));
        for (number, source) in sources.enumerate() {
            let input = (relative(&source), read(&source), headers.clone());
            let compiled = cache.get(input, || {
                let object = self.out.join(format!("{number}.o"));
                let mut gcc = self.compiler("gcc", tree, &source);
                gcc.arg("-c").arg("-o").arg(&object);
                let clang = refusal(self.compiler("clang-16", tree, &source).arg("-fsyntax-only"));
                (refusal(&mut gcc).into_iter().chain(clang).collect(), object)
            });
            refused.extend(compiled.0.iter().cloned());
            objects.push(compiled.1.clone());
        }
        if refused.is_empty() {
            let mut link = Command::new("gcc");
            link.args(&objects).arg("-o").arg(self.out.join("program"));
            refused.extend(refusal(&mut link));
        }
        refused
    }

    fn compiler(&self, name: &str, tree: &Path, source: &Path) -> Command {
        let mut command = Command::new(name);
        // As QEMU's configure does in a checkout, an undeclared function is an error.
        command.args(["-std=gnu11", "-w", "-Werror=implicit-function-declaration"]);
        let quoted = [self.root.clone(), self.root.join("include")];
        let found = [self.out.clone(), self.out.join("trace"), repository().join("tests/support/include")];
        // Ours stand for those headers of the tree that need a whole build round them.
        let ours = repository().join("tests/support/include");
        for folder in quoted.iter().chain([&ours, &tree.to_path_buf(), &tree.join("include")]) {
            command.arg("-iquote").arg(folder);
        }
        for folder in &found {
            command.arg("-I").arg(folder);
        }
        let relative = source.strip_prefix(&self.root).unwrap_or(source);
        let mut parts = relative.iter();
        if parts.next().is_some_and(|first| first == "target")
            && let Some(architecture) = parts.next()
        {
            command.arg("-I").arg(self.root.join("target").join(architecture));
        }
        command.arg(source).env("LC_ALL", "C.UTF-8");
        command
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder's entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a command says when it fails.
fn refusal(command: &mut Command) -> Option<String> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (!output.status.success()).then_some(said)
}

/// Builds each tree with the tools of a QEMU tree; for each what is refused.
pub fn build(tree: &Path, small: &[SmallTree], folder: &Path) -> Vec<Vec<String>> {
    let jobs: Vec<Vec<Value>> = small.iter().map(SmallTree::jobs).collect();
    let mut answers = generate(tree, &jobs.concat()).into_iter();
    let refused: Vec<Vec<String>> =
        jobs.iter().map(|jobs| answers.by_ref().take(jobs.len()).flatten().collect()).collect();
    let stub = folder.join("stub.o");
    let source = repository().join("tests/support/stub.c");
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=gnu11", "-w", "-c", "-o"]).arg(&stub).arg(source).arg("-iquote").arg(tree);
    gcc.arg("-I").arg(repository().join("tests/support/include"));
    assert_eq!(refusal(&mut gcc), None, "the stub compiles");
    let pairs: Vec<_> = small.iter().zip(refused).collect();
    let cache = Cache::default();
    in_parallel(
        &pairs,
        |(small, refused)| {
            if refused.is_empty() { small.compile(tree, &stub, &cache) } else { refused.clone() }
        },
    )
}

fn generate(tree: &Path, jobs: &[Value]) -> Vec<Option<String>> {
    let mut child = Command::new("python3")
        .arg(repository().join("tests/support/generate.py"))
        .arg(tree)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let input = Value::from(jobs).to_string();
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("python3 reads");
    let output = child.wait_with_output().expect("python3 ends");
    assert!(output.status.success(), "generate.py: {}", output.status);
    let answers: Vec<Option<String>> =
        serde_json::from_slice(&output.stdout).expect("the driver prints JSON");
    assert_eq!(answers.len(), jobs.len(), "one answer a job");
    answers
}

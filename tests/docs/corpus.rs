//! What `corpus/qemu-tree` says where a release can't be had. Its Debian is two programs written here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use trace_lint_tests::program::repository;
use trace_lint_tests::scratch;

/// Lists 11.1.3 in sid and 11.1.2 in forky, and serves neither.
const APT_GET: &str = r#"#!/bin/sh
case $* in
*indextargets*) echo http://debian.invalid/debian ;;
*update*) exit 0 ;;
*source*) echo 'E: 404  Not Found' >&2; exit 100 ;;
esac
"#;
const APT_CACHE: &str = r#"#!/bin/sh
folder=$(dirname "${1#-c=}")
case $(cat "$folder/sources.list") in
*' sid '*) echo 'Version: 1:11.1.3+ds-1' ;;
*' forky '*) echo 'Version: 1:11.1.2+ds-3' ;;
esac
"#;

fn tree(folder: &Path, version: &str) -> (bool, String) {
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new(repository().join("corpus/qemu-tree"))
        .arg(version)
        .env("PATH", path)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env_remove("QEMU_TREE")
        .env_remove("QEMU_MIRROR")
        .env_remove("DEBIAN_MIRROR")
        .output()
        .expect("the script runs");
    assert!(output.stdout.is_empty(), "{output:?}");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_release_that_cannot_be_had_is_explained() {
    let folder = scratch::folder("corpus-tree");
    for (name, text) in [("apt-get", APT_GET), ("apt-cache", APT_CACHE)] {
        let path = folder.join(name);
        scratch::write(&path, text);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode is set");
    }
    let check = |version: &str, expected: &[&str]| {
        let (is_well, said) = tree(&folder, version);
        assert!(!is_well && expected.iter().all(|part| said.contains(part)), "{version}: {said}");
    };
    for version in ["11", "11.1"] {
        let summary = "(1:11.1.3+ds-1 in sid, 1:11.1.2+ds-3 in forky), but the download failed";
        check(version, &[&format!("error: no source of QEMU {version}: Debian lists it {summary}")]);
    }
    check("11.1.2", &["Debian lists it (1:11.1.2+ds-3 in forky)"]);
    check(
        "12.0",
        &[
            "Debian lists no source of qemu 12.0 today",
            "error: no source of QEMU 12.0: the reasons are above",
        ],
    );
    for version in ["11.", ".1", "1..2", "x", "11.1a"] {
        check(version, &[&format!("error: `{version}` is not a release such as 10.0, 7.2 or 11")]);
    }
}

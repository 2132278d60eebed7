//! Diffs that are read and undone.

use super::*;

#[test]
fn a_diff_is_read_and_undone() {
    let diff = b"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@ f\n a\n-b\n+B\n+C\n d\n-e\n\
                 diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-1\n-2\n\\ No newline at end of file\n\
                 --- /dev/null\n+++ \"b/n\\303\\251w\"\n@@ -0,0 +1 @@\n+n\n";
    let patch = Patch::read(diff);
    let x = &patch.files["x"];
    assert_eq!(x.before(b"a\nB\nC\nd\n"), b"a\nb\nd\ne\n");
    let touched: Vec<usize> = (0..5).filter(|line| x.touches(*line)).collect();
    assert_eq!(touched, [1, 2, 3, 4]);
    assert_eq!(patch.removed["gone"], b"1\n2");
    assert_eq!(patch.files["n\u{e9}w"].before(b"n\n"), b"");
    assert!(patch.files["n\u{e9}w"].is_new && !x.is_new);
}

#[test]
fn a_series_is_undone_from_its_end() {
    let series = b"--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n+0\n a\n b\n\
                   -- \n2.1\nFrom: me\n--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n+-1\n 0\n a\n b\n@@ -9 +10 @@\n-i\n+j\r\n\
                   --- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+n\n--- a/n\n+++ b/n\n@@ -1 +1 @@\n-n\n+m\n";
    let patch = Patch::read(series);
    let x = &patch.files["x"];
    let after = b"-1\n0\na\nb\nc\nd\ne\nf\ng\nj\n";
    assert_eq!(x.before(after), b"a\nb\nc\nd\ne\nf\ng\ni\n");
    assert_eq!((0..10).filter(|line| x.touches(*line)).collect::<Vec<_>>(), [0, 1, 9]);
    assert_eq!(x.missing(after), None);
    assert_eq!(x.missing(b"-1\n1\na\n"), Some(&b"j"[..]));
    assert_eq!(x.missing(b"-1\n7\na\nb\nc\nd\ne\nf\ng\nj\n"), Some(&b"0"[..]));
    let n = &patch.files["n"];
    assert!(n.is_new && n.before(b"m\n").is_empty() && n.touches(0));
}

#[test]
fn what_is_no_diff() {
    for text in [&b""[..], b" \n", b"diff --git a/x b/x\nold mode 100644\nnew mode 100755\n"] {
        assert_eq!(Patch::given(text), Ok(Patch::default()));
    }
    for (text, expected) in [
        (&b"hello\n"[..], "no unified diff"),
        (b" x | 2 +-\n 1 file changed\n", "no unified diff"),
        (b"\x1b[1mdiff --git a/x b/x\x1b[m\n\x1b[1m--- a/x\x1b[m\n", "git diff --no-color"),
        (b"diff --cc x\n--- a/x\n+++ b/x\n@@@ -1 -1 +1,5 @@@\n++<<<<<<< HEAD\n", "git diff HEAD^1"),
    ] {
        let error = Patch::given(text).expect_err("no diff");
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn any_bytes_at_all() {
    for text in [&b""[..], b"@@ -1 +1 @@\n", b"+++ b/x\n@@ -9,9 +9,9 @@\n+", b"--- \"\\\n@@ -1", b"\xff"] {
        let patch = Patch::read(text);
        for file in patch.files.values() {
            drop((file.before(b"a\nb"), file.missing(b"a\nb").is_some(), file.touches(0)));
        }
    }
}

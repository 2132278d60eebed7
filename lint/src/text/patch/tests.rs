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
    assert_eq!(x.found_in(after).as_ref(), Ok(x));
    assert_eq!(x.found_in(b"-1\n0\na\nb\n"), Err(&b"j"[..]));
    assert_eq!(x.found_in(b"-1\n7\na\nb\nc\nd\ne\nf\ng\nj\n"), Err(&b"0"[..]));
    let (placed, text) = x.applied_to(b"a\nb\nc\nd\ne\nf\ng\ni\n").expect("it can be applied");
    assert_eq!(text, b"-1\n0\na\nb\nc\nd\ne\nf\ng\nj\r\n");
    assert_eq!(placed.before(&text), b"a\nb\nc\nd\ne\nf\ng\ni\n");
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
            let text = b"a\nb";
            drop((file.before(text), file.found_in(text), file.applied_to(text), file.touches(0)));
        }
    }
}

#[test]
fn a_diff_that_has_moved_is_found_and_applied() {
    let diff = b"--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -7,3 +7,2 @@\n g\n-h\n i\n";
    let patch = &Patch::read(diff).files["x"];
    let before = b"0\n0\na\nb\nc\nd\ne\nf\n1\ng\nh\ni\n";
    let after = b"0\n0\na\nB\nc\nd\ne\nf\n1\ng\ni\n";
    let (placed, text) = patch.applied_to(before).expect("it can be applied");
    assert_eq!(text, after);
    assert_eq!(placed.before(after), before);
    assert_eq!((0..11).filter(|line| placed.touches(*line)).collect::<Vec<_>>(), [3, 9, 10]);
    let found = patch.found_in(after).expect("it is applied");
    assert_eq!(found.before(after), before);
    assert_eq!(found.stages, placed.stages);
    // Lines that only go are there still.
    assert!(patch.found_in(before).is_err() && patch.applied_to(after).is_none());
    let only_gone = &Patch::read(b"--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\n-b\n").files["x"];
    assert!(only_gone.found_in(b"c\n").is_err());
    assert_eq!(only_gone.applied_to(b"c\r\na\r\nb").expect("it can be applied").1, b"c\r\na\r\n");
    // What is added at the beginning or the end of a file is not added again where it has changed since.
    let added = &Patch::read(b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n").files["x"];
    assert_eq!(added.applied_to(b"0\na\n").expect("it can be applied").1, b"0\na\nb\n");
    assert!(added.applied_to(b"a\nB\n").is_none());
    assert!(added.found_in(b"a\nb\nc\n").is_ok());
    let first = &Patch::read(b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n+b\n a\n").files["x"];
    assert_eq!(first.applied_to(b"a\nc\n").expect("it can be applied").1, b"b\na\nc\n");
    assert!(first.applied_to(b"B\na\n").is_none());
    assert!(first.found_in(b"c\nb\na\n").is_ok());
    // The text's own ends of lines.
    let one = &Patch::read(b"--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n").files["x"];
    let (placed, text) = one.applied_to(b"a\r\nb\r\n").expect("it can be applied");
    assert_eq!(text, b"a\r\nc\r\n");
    assert_eq!(placed.before(&text), b"a\r\nb\r\n");
    // The last line has no end.
    let last =
        &Patch::read(b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline\n")
            .files["x"];
    assert_eq!(last.applied_to(b"a").expect("it can be applied").1, b"b");
}

#[test]
fn files_of_which_a_diff_has_no_lines() {
    for (diff, path) in [
        (&b"diff --git a/x y b/x y\nindex 1..2 100644\nBinary files a/x y and b/x y differ\n"[..], "x y"),
        (b"diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 0\n", "x"),
        (b"Binary files a/b and c and b/b and c differ\r\n", "b and c"),
        (b"Binary files /dev/null and b/x differ\n", "x"),
        (b"Binary files a/x and /dev/null differ\n", "x"),
    ] {
        let patch = Patch::read(diff);
        assert_eq!(patch.files.keys().collect::<Vec<_>>(), [path], "{}", String::from_utf8_lossy(diff));
        assert!(patch.files[path].is_binary);
    }
    assert_eq!(Patch::read(b"Binary files are bad\n"), Patch::default());
}

#[test]
fn ends_of_lines_that_a_mail_program_made() {
    let diff = "--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\r\n";
    let plain = Patch::given(diff.as_bytes()).expect("a diff");
    assert_eq!(Patch::given(diff.replace('\n', "\r\n").as_bytes()), Ok(plain.clone()));
    assert_eq!(plain.files["x"].stages[0][0].hunks[0].after, [&b"a\n"[..], b"b\r\n"]);
}

proptest::proptest! {
    /// What another program makes of two texts leads from one to the other, and back.
    #[test]
    fn diffs_of_random_texts(
        before in proptest::collection::vec("[abc]{0,2}", 0..30),
        edits in proptest::collection::vec((0_usize..30, 0_usize..4, proptest::collection::vec("[abcd]{0,2}", 0..4)), 0..5),
        radius in 0_usize..4,
        has_end in proptest::bool::ANY,
    ) {
        let mut after = before.clone();
        for (at, gone, new) in edits {
            let at = at.min(after.len());
            after.splice(at..(at + gone).min(after.len()), new);
        }
        let text = |lines: &[String]| {
            let text = lines.join("\n");
            if has_end && !lines.is_empty() { text + "\n" } else { text }
        };
        let (before, after) = (text(&before), text(&after));
        let mut diff = Vec::new();
        let lines = similar::TextDiff::from_lines(before.as_bytes(), after.as_bytes());
        lines.unified_diff().context_radius(radius).header("a/x", "b/x").to_writer(&mut diff).expect("a diff");
        let patch = Patch::read(&diff);
        let Some(file) = patch.files.get("x") else { return Ok(()) };
        let (placed, made) = file.applied_to(before.as_bytes()).expect("it can be applied");
        proptest::prop_assert_eq!(&made, after.as_bytes());
        proptest::prop_assert_eq!(placed.before(&made), before.as_bytes());
        let found = file.found_in(after.as_bytes()).expect("it is applied");
        proptest::prop_assert_eq!(found.before(after.as_bytes()), before.as_bytes());
    }
}

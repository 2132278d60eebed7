//! Mails as they are sent, and what was in them.

use super::*;

fn check(mail: &str, expected: &str) {
    let found = decoded(mail.as_bytes());
    assert_eq!(String::from_utf8_lossy(&found), expected);
}

#[test]
fn what_is_not_encoded_stays() {
    for text in ["", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-=20\n+=3D\n", "Subject: x\n\nY29udGVudA==\n"] {
        assert!(matches!(decoded(text.as_bytes()), Cow::Borrowed(_)), "{text}");
    }
    check("Content-Transfer-Encoding: 8bit\n\n=20\n", "Content-Transfer-Encoding: 8bit\n\n=20\n");
}

#[test]
fn quoted_printable_is_decoded() {
    let head = "Subject: a\nContent-transfer-encoding: Quoted-Printable\n\n";
    for (body, expected) in [
        ("+a=3D1\n", "+a=1\n"),
        ("+a=\nb =\nc\n", "+ab c\n"),
        ("+a=   \nb\n", "+ab\n"),
        ("+=C3=a9=09\n", "+\u{e9}\t\n"),
        ("+a=3D1\r\n+b=\r\nc\r\n", "+a=1\n+bc\n"),
        ("+a=0D\n+b\n", "+a\r\n+b\n"),
        ("+a=zz=\n", "+a=zz\n"),
        ("=", "\n"),
        ("=4", "=4\n"),
    ] {
        check(&format!("{head}{body}"), &format!("{head}{expected}").replace("\n\n\n", "\n\n"));
    }
}

#[test]
fn base64_is_decoded() {
    let head = "Content-Type: text/plain\nContent-Transfer-Encoding:\n base64\n\n";
    check(&format!("{head}LS0tIGEveAor\nKysgYi94Cg==\n--\nThe list\n"), &format!("{head}--- a/x\n+++ b/x\n"));
    check(&format!("{head}YQ0KYg0K\r\n"), &format!("{head}a\nb\n"));
    check(&format!("{head}!!"), head);
}

#[test]
fn parts_are_decoded_one_by_one() {
    let mail = "From: a\nContent-Type: multipart/mixed;\n\tboundary=\"=_x y\"\n\nfor old programs\n--=_x y\n\
                Content-Transfer-Encoding: base64\n\nYQo=\n--=_x y\nContent-Transfer-Encoding: 7bit\n\nYQo=\n\
                --=_x y\nContent-Type: multipart/alternative; boundary=z\n\n--z\n\
                Content-Transfer-Encoding: quoted-printable\n\n=41\n--z--\n--=_x y--\nafter\n";
    let found = String::from_utf8(decoded(mail.as_bytes()).into_owned()).expect("text");
    let lines: Vec<&str> = found.lines().filter(|line| !line.is_empty() && !line.contains(':')).collect();
    assert_eq!(lines, ["\tboundary=\"=_x y\"", "a", "YQo=", "A"]);
}

#[test]
fn each_message_of_a_mailbox_has_its_encoding() {
    let mailbox = "From a@b Mon Sep 17 00:00:00 2001\nContent-Transfer-Encoding: base64\n\nYQo=\n\n\
                   From a@b Mon Sep 17 00:00:00 2001\nSubject: x\n\n=41 From here on\n\nFrom here on\n\n\
                   From a@b Mon Sep 17 00:00:00 2001\nContent-Transfer-Encoding: quoted-printable\n\n=41\n";
    let found = String::from_utf8(decoded(mailbox.as_bytes()).into_owned()).expect("text");
    assert_eq!(found.matches("\n\na\n").count(), 1, "{found}");
    assert!(found.contains("=41 From here on\n\nFrom here on\n") && found.ends_with("\n\nA\n"), "{found}");
}

#[test]
fn the_place_in_a_series() {
    for (mail, expected) in [
        ("Subject: [PATCH v2 3/7] hw/a: b\n\n", Some((3, 7))),
        ("From: a\nSubject: [PATCH for-10.2 qemu-web\n  02/10] x\n\n", Some((2, 10))),
        ("Subject: =?utf-8?q?=5BPATCH_1/2=5D_x?=\n\n", Some((1, 2))),
        ("Subject: [PATCH] hw/1/2: x\n\n", None),
        ("Subject: [PATCH a/b 4/5] x\n\n", Some((4, 5))),
        ("Subject: hw: x\n\nSubject: [PATCH 1/2]\n", None),
        ("--- a/x\n+++ b/x\n", None),
        ("", None),
    ] {
        assert_eq!(place_in_series(mail.as_bytes()), expected, "{mail}");
    }
    let two = "From a Mon Sep 17 00:00:00 2001\nSubject: [PATCH 1/2]\n\na\n\n".repeat(2);
    assert_eq!(place_in_series(two.as_bytes()), None);
}

#[test]
fn any_bytes_at_all() {
    let head = "Content-Transfer-Encoding: base64\nContent-Type: multipart/a; boundary=";
    for text in
        [head, "From ", "From  :2001", &format!("{head}\"\n\n--\n"), &format!("{head}b\n\n--b\n--b\n--b--")]
    {
        drop((decoded(text.as_bytes()), place_in_series(text.as_bytes())));
    }
    let nested = format!("{head}b\n\n--b\n").repeat(1000);
    drop(decoded(nested.as_bytes()));
}

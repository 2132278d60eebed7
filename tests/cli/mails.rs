//! What a mailbox brings in whose mails are encoded.

use crate::changes::{WRONG, found, git, repository};
use trace_lint_tests::fixture::line;
use trace_lint_tests::scratch;

/// Encoded as mail programs do.
#[test]
fn encoded_mails() {
    let folder = repository("mails");
    scratch::write(&folder.join("hw/a/trace-events"), WRONG.replace("used(", "# \u{e9}\nused("));
    git(&folder, &["commit", "-qam", "one"]);
    scratch::write(&folder.join("hw/b/trace-events"), line(r#"other(int a) "a=%s""#));
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "two"]);
    let expected = [
        "hw/a/trace-events:3:16: error[TL303]",
        "hw/b/trace-events:1:1: warning[TL710]",
        "hw/b/trace-events:1:17: error[TL303]",
    ];
    for encoding in ["8bit", "quoted-printable", "base64"] {
        let plain = git(&folder, &["format-patch", "--stdout", "HEAD~2"]);
        let mailbox = encode(&plain, encoding);
        for mailbox in [mailbox.clone(), mailbox.replace('\n', "\r\n")] {
            let found = found(&folder, &["--diff-filter"], &mailbox);
            assert!(
                expected.iter().all(|place| found.contains(&(*place).to_owned())),
                "{encoding}\n{found:?}\n{mailbox}"
            );
        }
    }
}

/// A mailbox of git with its bodies encoded.
fn encode(mailbox: &str, encoding: &str) -> String {
    let messages = mailbox.split("\nFrom ").map(|message| match message.starts_with("From ") {
        true => message.to_owned(),
        false => format!("From {message}"),
    });
    let encoded = |message: String| {
        let (headers, body) = message.split_once("\n\n").expect("a body");
        let headers: Vec<_> = headers.lines().filter(|line| !line.starts_with("Content-Transfer")).collect();
        let body = match encoding {
            "base64" => base64(body.as_bytes()),
            "quoted-printable" => quoted_printable(body.as_bytes()),
            _ => body.to_owned(),
        };
        format!("{}\nContent-Transfer-Encoding: {encoding}\n\n{body}\n", headers.join("\n"))
    };
    messages.map(encoded).collect::<Vec<_>>().join("\n")
}

fn quoted_printable(body: &[u8]) -> String {
    let mut encoded = String::new();
    for line in body.split(|byte| *byte == b'\n') {
        let mut width = 0;
        for byte in line {
            let piece = match byte {
                b'=' | 0x80.. | b'\t' => format!("={byte:02X}"),
                byte => char::from(*byte).to_string(),
            };
            if width + piece.len() > 40 {
                encoded += "=\n";
                width = 0;
            }
            width += piece.len();
            encoded += &piece;
        }
        // A blank at the end of a line would be lost.
        if encoded.ends_with(' ') {
            encoded.pop();
            encoded += "=20";
        }
        encoded.push('\n');
    }
    encoded
}

fn base64(body: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for (at, three) in body.chunks(3).enumerate() {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let is_there = digit <= three.len();
            encoded.push(if is_there {
                char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize])
            } else {
                '='
            });
        }
        if at % 19 == 18 {
            encoded.push('\n');
        }
    }
    encoded
}

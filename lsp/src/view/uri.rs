//! From the URIs of the client to paths, and back.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use tower_lsp::ls_types::Uri;

/// The path that a URI names; `None` for what is no file of this machine. The bytes of the path are
/// kept, whether they are UTF-8 or not.
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let host = uri.authority().map_or("", |authority| authority.host());
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file") && matches!(host, "" | "localhost");
    let bytes = uri.path().decode().to_bytes();
    (is_file && !bytes.is_empty()).then(|| native(bytes))
}

#[cfg(unix)]
fn native(bytes: Cow<'_, [u8]>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes.into_owned()).into()
}

/// `/c:/folder` is the drive `c:`.
#[cfg(not(unix))]
fn native(bytes: Cow<'_, [u8]>) -> PathBuf {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match text.as_bytes() {
        [b'/', letter, b':', ..] if letter.is_ascii_alphabetic() => text[1..].into(),
        _ => text.into(),
    }
}

/// The URI of a file; `None` for a path that is not absolute.
pub fn from_path(path: &Path) -> Option<Uri> {
    let mut text = String::from("file://");
    if !path.is_absolute() {
        return None;
    }
    // A drive has no `/` before it.
    if cfg!(not(unix)) {
        text.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(not(unix)) => text.push('/'),
            b'/' | b'.' | b'-' | b'_' | b'~' => text.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => text.push(byte.into()),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let check = |uri: &str, expected: Option<&[u8]>| {
            let path = to_path(&uri.parse().unwrap());
            assert_eq!(path.as_deref().map(|path| path.as_os_str().as_encoded_bytes()), expected, "{uri}");
        };
        check("file:///a/trace-events", Some(b"/a/trace-events"));
        check("file://localhost/a", Some(b"/a"));
        check("FILE:///a", Some(b"/a"));
        check("file:///a%20b/%F0%9F%98%80%25", Some("/a b/😀%".as_bytes()));
        check("file://other/a", None);
        check("untitled:Untitled-1", None);
        check("git:/a/trace-events?ref=HEAD", None);
        check("file:", None);
        #[cfg(unix)]
        check("file:///a%FFb", Some(b"/a\xffb"));
    }

    #[cfg(unix)]
    #[test]
    fn there_and_back() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        for path in [&b"/a/trace-events"[..], b"/a b/%41/#?/c.c", "/é😀".as_bytes(), b"/a\xffb", b"/"] {
            let path = Path::new(OsStr::from_bytes(path));
            assert_eq!(to_path(&from_path(path).unwrap()).as_deref(), Some(path));
        }
        assert_eq!(from_path(Path::new("/a b/\u{e9}~")).unwrap().as_str(), "file:///a%20b/%C3%A9~");
        assert_eq!(from_path(Path::new("a")), None);
    }
}

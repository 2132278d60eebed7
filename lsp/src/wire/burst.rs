//! A message that names a great many changed files, as after `git checkout`: reading each name three times, here,
//! in tower-lsp and on the main loop, would hold up what the user asks next for seconds and hundreds of
//! megabytes. Nobody needs the names, as the trees are read again anyway.

use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use tower_lsp::ls_types::notification::{DidChangeWatchedFiles, Notification};

/// How many changes a message may name.
const MOST: usize = 1_000;

/// `traceLint/manyFilesChanged`: stands for `workspace/didChangeWatchedFiles` with more changes than are looked at.
pub enum ManyFilesChanged {}

impl Notification for ManyFilesChanged {
    type Params = ();
    const METHOD: &'static str = "traceLint/manyFilesChanged";
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    params: Params,
}

/// The changes are counted, not kept: none takes any memory.
#[derive(Deserialize)]
struct Params {
    changes: Vec<IgnoredAny>,
}

/// The message that stands for this one, if it names too many changes.
pub fn shortened(body: &[u8]) -> Option<Vec<u8>> {
    let method = DidChangeWatchedFiles::METHOD;
    // Before anything is parsed: most messages are others.
    memchr::memmem::find(body, method.as_bytes())?;
    let message: Message = serde_json::from_slice(body).ok()?;
    let is_many = message.method == method && message.params.changes.len() > MOST;
    is_many.then(|| format!(r#"{{"jsonrpc":"2.0","method":"{}"}}"#, ManyFilesChanged::METHOD).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_lists_of_changes_are_shortened() {
        let check = |method: &str, changes: usize, expected: bool| {
            let change = r#"{"uri":"file:///a%20b/workspace/didChangeWatchedFiles","type":2}"#;
            let changes = vec![change; changes].join(",");
            let body =
                format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"changes":[{changes}]}}}}"#);
            assert_eq!(shortened(body.as_bytes()).is_some(), expected, "{method} {}", changes.len());
        };
        check("workspace/didChangeWatchedFiles", MOST, false);
        check("workspace/didChangeWatchedFiles", MOST + 1, true);
        check("workspace/didRenameFiles", MOST + 1, false);
        assert_eq!(
            shortened(br#"{"method":"workspace/didChangeWatchedFiles","params":{"changes":[1,"#),
            None
        );
    }
}

//! Requests of LSP 3.18 that `ls-types` lacks, and the documents that we make ourselves.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{FormattingOptions, Range, TextDocumentIdentifier, TextEdit, Uri};
use trace_lint::model::backend::Backend;

/// `textDocument/rangesFormatting`
pub enum RangesFormatting {}

impl Request for RangesFormatting {
    type Params = RangesFormattingParams;
    type Result = Option<Vec<TextEdit>>;
    const METHOD: &'static str = "textDocument/rangesFormatting";
}

/// What is to be formatted: several ranges at once.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangesFormattingParams {
    pub text_document: TextDocumentIdentifier,
    pub ranges: Vec<Range>,
    pub options: FormattingOptions,
}

/// `workspace/textDocumentContent`
pub enum TextDocumentContent {}

impl Request for TextDocumentContent {
    type Params = ContentParams;
    type Result = ContentResult;
    const METHOD: &'static str = "workspace/textDocumentContent";
}

/// `workspace/textDocumentContent/refresh`
pub enum ContentRefresh {}

impl Request for ContentRefresh {
    type Params = ContentParams;
    type Result = ();
    const METHOD: &'static str = "workspace/textDocumentContent/refresh";
}

/// A document that we make.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContentParams {
    pub uri: Uri,
}

/// Its text.
#[derive(Debug, Serialize, Deserialize)]
pub struct ContentResult {
    pub text: String,
}

/// The scheme of the documents that we make.
pub const SCHEME: &str = "trace-lint";

/// The document of what backends make of an event: `trace-lint:expand/EVENT`.
pub fn expansion_uri(event: &str) -> Option<Uri> {
    format!("{SCHEME}:expand/{event}").parse().ok()
}

/// The event that such a document is about, and the backend after `?backend=`.
///
/// # Errors
/// A sentence that says what the URI is not.
pub fn expanded(uri: &Uri) -> Result<(String, Option<Backend>), String> {
    let path = uri.path().decode().to_string_lossy().into_owned();
    let event = path.strip_prefix("expand/").filter(|_| uri.scheme().as_str() == SCHEME);
    let event = event.ok_or_else(|| {
        format!(
            "expected `{SCHEME}:expand/EVENT` or `{SCHEME}:expand/EVENT?backend=NAME`, found `{}`",
            uri.as_str()
        )
    })?;
    let query = uri.query().map(|query| query.decode().to_string_lossy().into_owned()).unwrap_or_default();
    let backend = query.split('&').find_map(|part| part.strip_prefix("backend="));
    Ok((event.to_owned(), backend.map(str::parse).transpose()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris() {
        let check = |uri: &str, expected: Option<(&str, Option<Backend>)>| {
            let found = expanded(&uri.parse().expect("a URI"));
            let found = found.as_ref().map(|(event, backend)| (&**event, *backend)).ok();
            assert_eq!(found, expected, "{uri}");
        };
        check("trace-lint:expand/foo", Some(("foo", None)));
        check("trace-lint:expand/foo?backend=simple", Some(("foo", Some(Backend::Simple))));
        // As VS Code writes it.
        check("trace-lint:expand/foo?backend%3Dsimple", Some(("foo", Some(Backend::Simple))));
        check("trace-lint:expand/foo?backend=simpel", None);
        check("trace-lint:foo", None);
        check("file:///expand/foo", None);
        assert_eq!(expansion_uri("foo").expect("a URI").as_str(), "trace-lint:expand/foo");
    }
}

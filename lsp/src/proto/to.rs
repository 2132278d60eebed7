//! From our types to the protocol's.

use super::from::ActionData;
use super::places;
use super::position;
use crate::document::positions::Positions;
use crate::ide::actions::offer::{Action, Step};
use crate::ide::folding::Fold;
use crate::ide::place::Place;
use crate::ide::symbols::{Symbol, SymbolKind as Shown};
use crate::ide::tokens::{Token, TokenKind};
use crate::view::features::Features;
use crate::view::snapshot::Snapshot;
use crate::view::tree::TreeView;
use tower_lsp::ls_types::*;
use trace_lint::rules::diagnostic::Diagnostic as Finding;
use trace_lint::rules::rule::{Severity, Tag};
use trace_lint::text::Span;

/// Where the documentation of the rules is.
const RULES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules");

const SOURCE: &str = "trace-lint";

/// The kind of our action that mends all of a file.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.traceLint");

pub fn diagnostic(
    at: &Positions,
    finding: &Finding,
    uri: &Uri,
    features: &Features,
    tree: Option<&TreeView>,
) -> Diagnostic {
    let rule = finding.rule;
    let message = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let related = finding.related.iter().filter_map(|related| {
        let location = match &related.path {
            Some(path) => places::location(tree?, &Place { path: path.clone(), span: related.span })?,
            None => Location::new(uri.clone(), position::range(at, related.span)),
        };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let hosts = finding.hosts.names();
    let data = serde_json::json!({
        "rule": rule.name,
        "event": finding.event,
        "hosts": hosts,
        "fix": finding.fix.as_ref().map(|fix| &fix.message),
    });
    let page = format!("{RULES}/{}.md", rule.name).parse().ok().map(|href| CodeDescription { href });
    let tag = rule.tag.map(|tag| match tag {
        Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => DiagnosticTag::DEPRECATED,
    });
    Diagnostic {
        range: position::range(at, finding.span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(rule.code.into())),
        code_description: page.filter(|_| features.code_description),
        source: Some(SOURCE.into()),
        message,
        related_information: features.related_information.then(|| related.collect()),
        tags: tag.filter(|_| features.diagnostic_tags).map(|tag| vec![tag]),
        data: features.diagnostic_data.then_some(data),
    }
}

/// What is to be said of a whole document, shown at its beginning.
pub fn note(message: String) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.into()),
        message,
        ..Diagnostic::default()
    }
}

/// The outline as a tree.
#[expect(deprecated, reason = "the field has no default")]
pub fn symbol_tree(at: &Positions, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    let nested = |symbol: Symbol| DocumentSymbol {
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: position::range(at, symbol.span),
        selection_range: position::range(at, symbol.name_span),
        children: (!symbol.children.is_empty()).then(|| symbol_tree(at, symbol.children)),
    };
    symbols.into_iter().map(nested).collect()
}

/// The outline as a list, for clients without trees.
#[expect(deprecated, reason = "the field has no default")]
pub fn symbol_list(
    at: &Positions,
    symbols: Vec<Symbol>,
    uri: &Uri,
    container: Option<&str>,
) -> Vec<SymbolInformation> {
    let mut found = Vec::new();
    for symbol in symbols {
        let children = symbol_list(at, symbol.children, uri, Some(&symbol.name));
        found.push(SymbolInformation {
            name: symbol.name,
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location::new(uri.clone(), position::range(at, symbol.span)),
            container_name: container.map(str::to_owned),
        });
        found.extend(children);
    }
    found
}

fn symbol_kind(kind: Shown) -> SymbolKind {
    match kind {
        Shown::Heading => SymbolKind::FILE,
        Shown::Event => SymbolKind::EVENT,
    }
}

pub fn fold(fold: Fold) -> FoldingRange {
    FoldingRange {
        start_line: fold.first as u32,
        end_line: fold.last as u32,
        kind: Some(if fold.is_comment { FoldingRangeKind::Comment } else { FoldingRangeKind::Region }),
        ..FoldingRange::default()
    }
}

/// Spans that grow, each the parent of the one before.
pub fn selection(at: &Positions, spans: &[Span]) -> SelectionRange {
    let outer = spans.iter().rev().fold(None, |parent, span| {
        Some(SelectionRange { range: position::range(at, *span), parent: parent.map(Box::new) })
    });
    outer.unwrap_or_default()
}

/// The name of a kind of token. A conversion has none in the protocol; the name that other servers
/// give it stands for it.
pub fn token_type(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Comment => SemanticTokenType::COMMENT,
        TokenKind::Property => SemanticTokenType::MODIFIER,
        TokenKind::Event => SemanticTokenType::FUNCTION,
        TokenKind::Keyword => SemanticTokenType::KEYWORD,
        TokenKind::Type => SemanticTokenType::TYPE,
        TokenKind::Argument => SemanticTokenType::PARAMETER,
        TokenKind::String => SemanticTokenType::STRING,
        TokenKind::Conversion => SemanticTokenType::new("formatSpecifier"),
        TokenKind::Macro => SemanticTokenType::MACRO,
    }
}

/// Tokens, each with its place relative to the one before.
pub fn tokens(at: &Positions, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut last = Position::default();
    let relative = |token: &Token| {
        let start = position::position(at, token.span.start);
        let delta_line = start.line - last.line;
        let delta_start = if delta_line == 0 { start.character - last.character } else { start.character };
        last = start;
        SemanticToken {
            delta_line,
            delta_start,
            length: at.width(token.span),
            token_type: token.kind as u32,
            token_modifiers_bitset: u32::from(token.kind == TokenKind::Event),
        }
    };
    tokens.iter().map(relative).collect()
}

/// An action, with its edit for a client that wants it at once.
pub fn action(
    snapshot: &Snapshot,
    at: &Positions,
    action: Action,
    edit: Option<WorkspaceEdit>,
) -> CodeAction {
    let finding =
        |finding| diagnostic(at, finding, &snapshot.uri, &snapshot.features, snapshot.tree.as_deref());
    let kind = if action.step == Step::FixAll { FIX_ALL } else { CodeActionKind::QUICKFIX };
    let data = ActionData { uri: snapshot.uri.clone(), revision: snapshot.revision, step: action.step };
    CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: action.finding.map(|it| vec![finding(it)]),
        is_preferred: action.is_preferred.then_some(true),
        edit,
        data: serde_json::to_value(data).ok(),
        ..CodeAction::default()
    }
}

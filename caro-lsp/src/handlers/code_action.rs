//! `textDocument/codeAction`: offers fixes, explanations and refactorings at a selection.

use std::collections::HashMap;

use caro_core::Span;
use caro_core::actions::{self, Kind, Offer};
use caro_core::refactor::{self, Scene};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, CodeActionTriggerKind, Command, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::execute_command::{EXPLAIN, EXPLAIN_DANGER};
use super::{prefer, shellcheck_fixes};
use crate::proto;
use crate::remembered::Remembered;
use crate::session::{Open, Snapshot};

/// What finds an action again when the client asks for its edit.
#[derive(Serialize, Deserialize)]
pub(crate) struct Data {
    pub(crate) uri: Uri,
    /// The client's version, for whoever reads the traffic.
    pub(crate) version: i32,
    /// Our version, which never repeats.
    pub(crate) generation: u64,
    /// Its LSP kind.
    pub(crate) kind: String,
    /// Where the finding is, else what was selected.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The finding's rule.
    pub(crate) code: Option<String>,
}

pub(crate) fn code_action(
    snapshot: &Snapshot,
    remembered: &Remembered,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri;
    let Some(open) = snapshot.document(&uri).filter(|it| it.is_read()) else { return Ok(None) };
    if !snapshot.client.takes_actions {
        return Ok(None);
    }
    let selection = snapshot.mapper(open).span(params.range);
    let only = params.context.only;
    // What is asked for at each move of the cursor is a hint that there are fixes; a menu shows the rest.
    let is_menu = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    let wants = |kind: Kind| match &only {
        Some(only) => only.iter().any(|it| covers(it.as_str(), &lsp_kind(kind))),
        None => kind == Kind::Fix || is_menu && kind != Kind::FixAll,
    };

    let offers = actions::offers(&scene(open, selection), &wants);

    let is_said = |it: &Offer| {
        it.kind == Kind::Fix && it.finding.as_ref().is_some_and(|it| shellcheck_fixes::is_said(snapshot, open, it))
    };
    let told = offers.iter().filter(|it| !is_said(it));
    let mut actions: Vec<_> = told.map(|it| action(snapshot, open, &uri, selection, it)).collect();
    if wants(Kind::Fix) {
        actions.extend(shellcheck_fixes::actions(snapshot, open, &uri, selection));
    }
    let wants_habits = only.map_or(is_menu, |it| it.iter().any(|it| covers(it.as_str(), prefer::KIND)));
    if let Some(known) = wants_habits.then(|| remembered.to_learn(snapshot, &uri)).flatten() {
        actions.extend(prefer::action(snapshot, open, selection, &known));
    }
    Ok((!actions.is_empty()).then_some(actions))
}

/// What an offer is made for.
pub(crate) fn scene(open: &Open, selection: Span) -> Scene<'_> {
    Scene { document: &open.document, findings: open.findings(), selection }
}

/// Every kind of action there is.
pub(crate) fn kinds() -> Vec<CodeActionKind> {
    let refactorings = refactor::all().iter().map(|it| Kind::Refactor(it.name));
    let own = [Kind::Fix, Kind::FixAll, Kind::ExplainSelection, Kind::ExplainScript, Kind::Comments];
    let kinds = own.into_iter().chain(refactorings);
    kinds.map(|it| lsp_kind(it).into()).chain([prefer::KIND.into()]).collect()
}

/// A kind's name in LSP.
pub(crate) fn lsp_kind(kind: Kind) -> String {
    match kind {
        Kind::Fix | Kind::Ignore | Kind::Explain => "quickfix".to_owned(),
        Kind::FixAll => "source.fixAll.caro".to_owned(),
        // No fix and no refactoring: editors show it behind both.
        Kind::ExplainSelection => "explain.caro".to_owned(),
        Kind::ExplainScript => "source.explain.caro".to_owned(),
        Kind::Comments => "refactor.rewrite.caro.explainAsComments".to_owned(),
        Kind::Refactor(name) => format!("refactor.rewrite.caro.{}", camel_case(name)),
    }
}

/// Whether a kind that a client asked for means another: `""` is all of them, `refactor` all that start so.
fn covers(asked: &str, kind: &str) -> bool {
    kind.strip_prefix(asked).is_some_and(|it| asked.is_empty() || it.is_empty() || it.starts_with('.'))
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('-');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

fn action(snapshot: &Snapshot, open: &Open, uri: &Uri, selection: Span, offer: &Offer) -> CodeActionOrCommand {
    let related = snapshot.client.shows_related.then_some(uri);
    let diagnostic = offer.finding.as_ref().and_then(|it| proto::diagnostic(it, snapshot.mapper(open), related));
    let place = offer.finding.as_ref().map_or(selection, |it| it.span);
    let data = Data {
        uri: uri.clone(),
        version: open.version,
        generation: open.generation,
        kind: lsp_kind(offer.kind),
        start: place.start,
        end: place.end,
        code: offer.finding.as_ref().map(|it| it.rule.code.to_owned()),
    };
    let data = serde_json::to_value(data).unwrap_or_default();
    let mut action = CodeAction {
        title: offer.title.clone(),
        kind: Some(lsp_kind(offer.kind).into()),
        diagnostics: diagnostic.map(|it| vec![it]),
        ..CodeAction::default()
    };
    let selected = Some(snapshot.mapper(open).range(place));
    let told = |range| json!({ "uri": uri, "range": range, "generation": open.generation });
    let command = match offer.kind {
        Kind::Explain => Some((EXPLAIN_DANGER, data.clone())),
        Kind::ExplainSelection => Some((EXPLAIN, told(selected))),
        Kind::ExplainScript => Some((EXPLAIN, told(None))),
        _ => None,
    };
    if let Some((command, argument)) = command {
        let arguments = Some(vec![argument]);
        action.command = Some(Command { title: offer.title.clone(), command: command.to_owned(), arguments });
        return CodeActionOrCommand::CodeAction(action);
    }
    if snapshot.client.prefers_actions && matches!(offer.kind, Kind::Fix | Kind::Ignore) {
        action.is_preferred = Some(offer.certain);
    }
    if snapshot.client.resolves_actions {
        action.data = Some(data);
    } else {
        action.edit = Some(edit(snapshot, open, uri, offer));
    }
    CodeActionOrCommand::CodeAction(action)
}

/// The offer's change, bound to the version it was made for where the client checks that.
pub(crate) fn edit(snapshot: &Snapshot, open: &Open, uri: &Uri, offer: &Offer) -> WorkspaceEdit {
    let edits = match offer.kind {
        Kind::FixAll => {
            proto::edits(&proto::difference(open.document.text(), open.fixed().text()), snapshot.mapper(open))
        }
        _ => proto::edits(&offer.edits, snapshot.mapper(open)),
    };
    if !snapshot.client.versions_edits {
        return WorkspaceEdit { changes: Some([(uri.clone(), edits)].into()), ..WorkspaceEdit::default() };
    }
    let annotates = snapshot.client.annotates_edits && !offer.warnings.is_empty();
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(open.version) };
    let edits = edits.into_iter().map(|it| if annotates { annotated(it) } else { OneOf::Left(it) }).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    let change_annotations =
        annotates.then(|| HashMap::from([(ANNOTATION.to_owned(), annotation(snapshot, open, offer))]));
    WorkspaceEdit { document_changes: Some(changes), change_annotations, ..WorkspaceEdit::default() }
}

/// The one annotation of an action's edits.
const ANNOTATION: &str = "caro";

fn annotated(text_edit: TextEdit) -> OneOf<TextEdit, AnnotatedTextEdit> {
    OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: ANNOTATION.to_owned() })
}

/// Asks the user to look at what would be different.
fn annotation(snapshot: &Snapshot, open: &Open, offer: &Offer) -> ChangeAnnotation {
    let mapper = snapshot.mapper(open);
    let line = |(span, text): &(Span, String)| format!("line {}: {text}", mapper.position(span.start).line + 1);
    let description = offer.warnings.iter().map(line).collect::<Vec<_>>().join("\n");
    ChangeAnnotation { label: offer.title.clone(), needs_confirmation: Some(true), description: Some(description) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_means_all_below_it() {
        assert!(covers("", "quickfix") && covers("refactor", "refactor.rewrite.caro.rawRead"));
        assert!(covers("source.fixAll", "source.fixAll.caro") && !covers("source.fix", "source.fixAll.caro"));
        assert!(!covers("refactor.rewrite.caro.rawRead", "refactor.rewrite"));
        assert_eq!(lsp_kind(Kind::Refactor("portable-which")), "refactor.rewrite.caro.portableWhich");
    }
}

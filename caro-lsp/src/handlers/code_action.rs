//! `textDocument/codeAction`: offers the fixes of the findings that a selection touches.

use caro_core::actions::Action;
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, Uri, WorkspaceEdit,
};

use crate::proto;
use crate::session::{Open, Snapshot};

/// What finds an action again when the client asks for its edit.
#[derive(Serialize, Deserialize)]
pub(crate) struct Data {
    pub(crate) uri: Uri,
    /// The client's version, for whoever reads the traffic.
    pub(crate) version: i32,
    /// Our version, which never repeats.
    pub(crate) generation: u64,
    pub(crate) code: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

pub(crate) fn code_action(snapshot: &Snapshot, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri;
    let Some(open) = snapshot.document(&uri).filter(|it| it.is_read()) else { return Ok(None) };
    // A client that asks for a kind means everything below it: `""` is all of them.
    let wants = |only: &CodeActionKind| matches!(only.as_str(), "" | "quickfix");
    if !snapshot.client.takes_actions || params.context.only.is_some_and(|it| !it.iter().any(wants)) {
        return Ok(None);
    }
    let selection = snapshot.mapper(open).span(params.range);

    let actions = caro_core::actions::actions(&open.document, open.findings(), selection);

    Ok(Some(actions.into_iter().map(|it| offer(snapshot, open, &uri, &it)).collect()))
}

fn offer(snapshot: &Snapshot, open: &Open, uri: &Uri, action: &Action) -> CodeActionOrCommand {
    let finding = &action.finding;
    let related = snapshot.client.shows_related.then_some(uri);
    let data = Data {
        uri: uri.clone(),
        version: open.version,
        generation: open.generation,
        code: finding.rule.code.to_owned(),
        start: finding.span.start,
        end: finding.span.end,
    };
    let resolves = snapshot.client.resolves_actions;
    CodeActionOrCommand::CodeAction(CodeAction {
        title: action.fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: proto::diagnostic(finding, snapshot.mapper(open), related).map(|it| vec![it]),
        is_preferred: Some(action.fix.certain),
        edit: (!resolves).then(|| edit(snapshot, open, uri, action)),
        data: resolves.then(|| serde_json::to_value(data).unwrap_or_default()),
        ..CodeAction::default()
    })
}

/// The action's change, bound to the version it was made for where the client checks that.
pub(crate) fn edit(snapshot: &Snapshot, open: &Open, uri: &Uri, action: &Action) -> WorkspaceEdit {
    let edits = proto::edits(&action.fix.edits, snapshot.mapper(open));
    if !snapshot.client.versions_edits {
        return WorkspaceEdit { changes: Some([(uri.clone(), edits)].into()), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(open.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

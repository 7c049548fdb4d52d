//! `textDocument/didChange`: edits a document, each change upon the one before.

use tower_lsp_server::ls_types::DidChangeTextDocumentParams;

use crate::server::Edited;
use crate::session::Session;

pub(crate) fn did_change(session: &mut Session, params: DidChangeTextDocumentParams) -> Edited {
    let uri = params.text_document.uri;
    let changes = params.content_changes.into_iter().map(|it| (it.range, it.text)).collect();
    if session.change(&uri, params.text_document.version, changes) {
        Ok(uri)
    } else {
        Err("a document that is not open was changed: the change is ignored".to_owned())
    }
}

//! `textDocument/didOpen`: takes a document in; a second one for the same document replaces the first.

use tower_lsp_server::ls_types::DidOpenTextDocumentParams;

use crate::server::Edited;
use crate::session::Session;

pub(crate) fn did_open(session: &mut Session, params: DidOpenTextDocumentParams) -> Edited {
    let opened = params.text_document;
    session.open(opened.uri.clone(), opened.language_id, opened.version, &opened.text);
    Ok(opened.uri)
}

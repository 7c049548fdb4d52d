//! `textDocument/didClose`: forgets a document, and its marks with it.

use tower_lsp_server::ls_types::DidCloseTextDocumentParams;

use crate::server::Edited;
use crate::session::Session;

pub(crate) fn did_close(session: &mut Session, params: DidCloseTextDocumentParams) -> Edited {
    let uri = params.text_document.uri;
    if session.close(&uri) { Ok(uri) } else { Err("a document that is not open was closed".to_owned()) }
}

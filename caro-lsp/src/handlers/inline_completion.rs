//! `textDocument/inlineCompletion`: ghost text, the command that a comment asks for.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    InlineCompletionItem, InlineCompletionList, InlineCompletionParams, InlineCompletionTriggerKind,
};

use crate::session::Snapshot;

pub(crate) fn inline_completion(snapshot: &Snapshot, params: InlineCompletionParams) -> Result<InlineCompletionList> {
    let at = params.text_document_position;
    // An empty list, never null: Neovim keeps the old ghost text on null.
    let mut list = InlineCompletionList { items: Vec::new() };
    let open = snapshot.document(&at.text_document.uri).filter(|it| it.is_read());
    let Some(open) = open.filter(|_| snapshot.config.ghost_text.enabled) else { return Ok(list) };
    let offset = snapshot.mapper(open).offset(at.position);
    let is_manual = params.context.trigger_kind == InlineCompletionTriggerKind::INVOKED;
    let platform = snapshot.config.platform.or_machine();

    let ghost = caro_core::generate::ghost_text(&open.document, offset, platform, is_manual);

    list.items.extend(ghost.map(|it| InlineCompletionItem {
        insert_text: it.insert,
        filter_text: None,
        // No range: what is inserted at the cursor is shown by every client; LSP4IJ trims what replaces text.
        range: None,
        command: None,
        insert_text_format: None,
    }));
    Ok(list)
}

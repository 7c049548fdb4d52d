//! `textDocument/inlineCompletion`: ghost text, the command that a comment asks for.

use caro_core::generate::ghost::Cursor;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    InlineCompletionItem, InlineCompletionList, InlineCompletionParams, InlineCompletionTriggerKind, Uri,
};

use crate::session::{self, Snapshot};

pub(crate) fn inline_completion(snapshot: &Snapshot, params: InlineCompletionParams) -> Result<InlineCompletionList> {
    let at = params.text_document_position;
    // An empty list, never null: Neovim keeps the old ghost text on null.
    let mut list = InlineCompletionList { items: Vec::new() };
    let open = snapshot.document(&at.text_document.uri).filter(|it| it.is_read());
    let Some(open) = open.filter(|_| snapshot.config.ghost_text.enabled) else { return Ok(list) };
    let offset = snapshot.mapper(open).offset(at.position);
    let is_manual = params.context.trigger_kind == InlineCompletionTriggerKind::INVOKED;
    let platform = snapshot.config.platform.or_machine();

    let names =
        if snapshot.config.ghost_text.file_names { names_in_root(snapshot, &at.text_document.uri) } else { vec![] };

    let cursor = Cursor { document: &open.document, offset, platform, manual: is_manual, names: &names };
    let ghosts = cursor.wish().map(|it| it.ghosts(1, Vec::new())).unwrap_or_default();

    list.items.extend(ghosts.items.into_iter().map(|it| InlineCompletionItem {
        insert_text: it.insert,
        filter_text: None,
        // No range: what is inserted at the cursor is shown by every client; LSP4IJ trims what replaces text.
        range: None,
        command: None,
        insert_text_format: None,
    }));
    Ok(list)
}

/// The most names that are read, and the longest.
const MOST_NAMES: usize = 2000;
const LONGEST_NAME: usize = 60;

/// The names in the root of the workspace that a script belongs to, hidden ones left out: `folder/`, `./file`.
fn names_in_root(snapshot: &Snapshot, uri: &Uri) -> Vec<String> {
    let script = session::path(uri);
    let roots = snapshot.client.roots.iter();
    let root = roots
        .filter(|it| script.as_ref().is_some_and(|script| script.starts_with(it)))
        .max_by_key(|it| it.as_os_str().len());
    let Some(entries) = root.and_then(|it| std::fs::read_dir(it).ok()) else { return Vec::new() };
    let name = |it: std::fs::DirEntry| {
        let name = it.file_name().into_string().ok().filter(|it| it.len() <= LONGEST_NAME && !it.starts_with('.'))?;
        let is_folder = it.file_type().is_ok_and(|it| it.is_dir());
        Some(if is_folder { format!("{name}/") } else { format!("./{name}") })
    };
    entries.take(MOST_NAMES).flatten().filter_map(name).collect()
}

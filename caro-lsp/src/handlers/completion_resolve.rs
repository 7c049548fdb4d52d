//! `completionItem/resolve`: the documentation of what the user looks at in a list.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::CompletionItem;

use super::completion::documentation;
use crate::session::Snapshot;

pub(crate) fn completion_resolve(snapshot: &Snapshot, mut item: CompletionItem) -> Result<CompletionItem> {
    let key = item.data.as_ref().and_then(|it| it.as_str());

    let found = key.and_then(|it| documentation(&snapshot.client, it));

    item.documentation = found.or(item.documentation);
    Ok(item)
}

//! `codeAction/resolve`: computes the edit of an action that the user chose.

use caro_core::Span;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::CodeAction;

use super::code_action::{Data, edit};
use crate::session::Snapshot;

pub(crate) fn code_action_resolve(snapshot: &Snapshot, mut action: CodeAction) -> Result<CodeAction> {
    let data = action.data.clone().and_then(|it| serde_json::from_value::<Data>(it).ok());
    let data = data.ok_or_else(|| Error::invalid_params("the action carries no data of ours"))?;
    let open = snapshot.document(&data.uri).filter(|it| it.generation == data.generation);
    let open = open.ok_or_else(Error::content_modified)?;
    let (start, end) = (data.start.min(data.end), data.end);

    let offered = caro_core::actions::actions(&open.document, open.findings(), Span::new(start, end));
    let chosen = offered.iter().find(|it| {
        it.finding.rule.code == data.code && it.finding.span == Span::new(start, end) && it.fix.title == action.title
    });

    let chosen = chosen.ok_or_else(Error::content_modified)?;
    action.edit = Some(edit(snapshot, open, &data.uri, chosen));
    Ok(action)
}

//! `codeAction/resolve`: computes the edit of an action that the user chose.

use caro_core::{Span, actions};
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::CodeAction;

use super::code_action::{Data, edit, lsp_kind, scene};
use crate::session::Snapshot;

pub(crate) fn code_action_resolve(snapshot: &Snapshot, mut action: CodeAction) -> Result<CodeAction> {
    let data = action.data.clone().and_then(|it| serde_json::from_value::<Data>(it).ok());
    let data = data.ok_or_else(|| Error::invalid_params("the action carries no data of ours"))?;
    let open = snapshot.document(&data.uri).filter(|it| it.generation == data.generation);
    let open = open.ok_or_else(Error::content_modified)?;
    let place = Span::new(data.start.min(data.end), data.end);

    let offered = actions::offers(&scene(open, place), &|it| lsp_kind(it) == data.kind);
    let chosen = offered.iter().find(|it| {
        let of = it.finding.as_ref().map(|it| (it.rule.code, it.span));
        it.title == action.title && of == data.code.as_deref().map(|code| (code, place))
    });

    let chosen = chosen.ok_or_else(Error::content_modified)?;
    action.edit = Some(edit(snapshot, open, &data.uri, chosen));
    Ok(action)
}

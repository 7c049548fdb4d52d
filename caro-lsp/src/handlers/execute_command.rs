//! `workspace/executeCommand`: our own requests for clients that have no other way, and explanations.

use caro_core::danger;
use serde::de::DeserializeOwned;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{ExecuteCommandParams, LSPAny};

use super::code_action::Data;
use crate::ext;
use crate::session::Snapshot;

/// Answers what `caro/status` answers.
pub(crate) const STATUS: &str = "caro.status";

/// Explains one finding in Markdown.
pub(crate) const EXPLAIN_DANGER: &str = "caro.explainDanger";

/// Explains commands or a whole script in Markdown.
pub(crate) const EXPLAIN: &str = "caro.explain";

/// Every command.
pub(crate) const ALL: [&str; 3] = [STATUS, EXPLAIN_DANGER, EXPLAIN];

pub(crate) fn execute_command(snapshot: &Snapshot, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    let argument = params.arguments.into_iter().next().unwrap_or_else(|| LSPAny::Object(serde_json::Map::new()));
    match &*params.command {
        STATUS => Ok(serde_json::to_value(ext::status(snapshot, read(argument)?)?).ok()),
        EXPLAIN_DANGER => explain_danger(snapshot, &read(argument)?).map(|it| Some(LSPAny::String(it))),
        EXPLAIN => ext::explain(snapshot, read(argument)?).map(|it| Some(LSPAny::String(it.markdown))),
        other => Err(Error::invalid_params(format!("there is no command {other:?}"))),
    }
}

fn read<T: DeserializeOwned>(argument: LSPAny) -> Result<T> {
    serde_json::from_value(argument).map_err(|it| Error::invalid_params(it.to_string()))
}

fn explain_danger(snapshot: &Snapshot, data: &Data) -> Result<String> {
    let open = snapshot.document(&data.uri).filter(|it| it.generation == data.generation);
    let open = open.ok_or_else(Error::content_modified)?;
    let is_meant = |code: &str| data.code.as_deref() == Some(code);

    let finding = open.findings().iter().find(|it| it.span.start == data.start && is_meant(it.rule.code));

    Ok(danger::page(&open.document, finding.ok_or_else(Error::content_modified)?))
}

//! `workspace/executeCommand`: for clients that have no other way to send our own requests.

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{ExecuteCommandParams, LSPAny};

use crate::ext;
use crate::session::Snapshot;

/// Answers what `caro/status` answers.
pub(crate) const STATUS: &str = "caro.status";

pub(crate) fn execute_command(snapshot: &Snapshot, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    if params.command != STATUS {
        return Err(Error::invalid_params(format!("there is no command {:?}", params.command)));
    }
    let argument = params.arguments.into_iter().next().unwrap_or_else(|| LSPAny::Object(serde_json::Map::new()));
    let argument = serde_json::from_value(argument).map_err(|it| Error::invalid_params(it.to_string()))?;

    let status = ext::status(snapshot, argument)?;

    Ok(serde_json::to_value(status).ok())
}

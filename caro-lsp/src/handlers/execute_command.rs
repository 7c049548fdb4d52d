//! `workspace/executeCommand`: our own requests for clients that have no other way, explanations, and what a status menu
//! offers.

use caro_core::actions::{Kind, offers};
use caro_core::{Span, danger};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{ExecuteCommandParams, LSPAny, MessageType, Uri, WorkspaceEdit};

use super::code_action::{Data, edit, scene};
use super::{generate, inline_completion, models, prefer, remembered};
use crate::server::Server;
use crate::session::Snapshot;
use crate::{ext, proto};

/// Answers what `caro/status` answers.
pub(crate) const STATUS: &str = "caro.status";

/// Shows the status in one sentence.
pub(crate) const SHOW_STATUS: &str = "caro.showStatus";

/// Answers what `caro/generate` answers.
pub(crate) const GENERATE: &str = "caro.generate";

/// Explains one finding in Markdown.
pub(crate) const EXPLAIN_DANGER: &str = "caro.explainDanger";

/// Explains commands or a whole script in Markdown.
pub(crate) const EXPLAIN: &str = "caro.explain";

/// Suggests nothing unasked any more.
pub(crate) const PAUSE: &str = "caro.pause";

/// Takes that back.
pub(crate) const RESUME: &str = "caro.resume";

/// Ends the model's process and forgets what went wrong.
pub(crate) const RESTART_MODEL: &str = "caro.restartModel";

/// Chooses the model that answers: `{"name"}`, or a question to the user.
pub(crate) const SELECT_MODEL: &str = "caro.selectModel";

/// Fetches a model of the catalogue: `{"name"}`.
pub(crate) const DOWNLOAD_MODEL: &str = "caro.downloadModel";

/// Makes a script sturdier by every certain fix, or by the refactoring that is named: `{"uri", "refactoring"}`.
pub(crate) const HARDEN: &str = "caro.harden";

/// A suggestion was taken: editors call it by themselves.
pub(crate) const ACCEPTED: &str = "caro.accepted";

/// An answer of [`GENERATE`] was put somewhere, or copied: editors call it by themselves.
pub(crate) const CHOSEN: &str = "caro.chosen";

/// Tells what was asked, what was learned from it, and the numbers.
pub(crate) const HISTORY: &str = "caro.history";

/// Deletes an entry, a habit, or all of them, for good.
pub(crate) const FORGET: &str = "caro.forget";

/// One command is better than another.
pub(crate) const PREFER: &str = "caro.prefer";

/// From now on nothing is remembered, or something is again.
pub(crate) const PRIVATE_SESSION: &str = "caro.privateSession";

/// Every command.
pub(crate) const ALL: [&str; 17] = [
    STATUS,
    SHOW_STATUS,
    GENERATE,
    EXPLAIN_DANGER,
    EXPLAIN,
    HARDEN,
    PAUSE,
    RESUME,
    RESTART_MODEL,
    SELECT_MODEL,
    DOWNLOAD_MODEL,
    ACCEPTED,
    CHOSEN,
    HISTORY,
    FORGET,
    PREFER,
    PRIVATE_SESSION,
];

/// The argument of [`ACCEPTED`].
#[derive(Deserialize)]
struct Taken {
    id: u64,
}

pub(crate) async fn execute_command(server: &Server, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    let argument = params.arguments.into_iter().next().unwrap_or_else(|| LSPAny::Object(serde_json::Map::new()));
    let assistant = &server.session.assistant;
    match &*params.command {
        STATUS => Ok(serde_json::to_value(server.status(read(argument)?).await?).ok()),
        SHOW_STATUS => {
            let state = assistant.state();
            let message = format!("Caro: {}. {}", state.word.name(), state.message);
            server.client.show_message(MessageType::INFO, message).await;
            Ok(serde_json::to_value(state).ok())
        }
        GENERATE => Ok(serde_json::to_value(server.generate(read(argument)?).await?).ok()),
        EXPLAIN_DANGER => page(server, server.read(read(argument)?, explain_danger).await?).await,
        EXPLAIN => page(server, server.read(read(argument)?, ext::explain).await?.markdown).await,
        PAUSE | RESUME => {
            assistant.pause(params.command == PAUSE);
            Ok(Some(json!(assistant.state())))
        }
        RESTART_MODEL => {
            assistant.restart(true);
            Ok(Some(json!(assistant.state())))
        }
        SELECT_MODEL => models::select(server, read(argument)?).await.map(Some),
        DOWNLOAD_MODEL => models::download(server, read(argument)?).await.map(Some),
        HARDEN => Ok(harden(server, server.read(read(argument)?, hardened).await?)),
        ACCEPTED => {
            inline_completion::accepted(server, read::<Taken>(argument)?.id).await;
            Ok(None)
        }
        CHOSEN => {
            generate::chosen(&server.session, &read(argument)?);
            Ok(None)
        }
        HISTORY => Ok(serde_json::to_value(remembered::history(server, read(argument)?).await?).ok()),
        FORGET => Ok(Some(json!(remembered::forget(server, read(argument)?).await?))),
        PREFER => Ok(Some(json!(prefer::prefer(server, &read(argument)?).await))),
        PRIVATE_SESSION => Ok(Some(remembered::private(&server.session, &read(argument)?))),
        other => Err(Error::invalid_params(format!("there is no command {other:?}"))),
    }
}

/// The argument of [`HARDEN`].
#[derive(Deserialize)]
struct Hardened {
    uri: Uri,
    /// Its name in words, such as `strict-mode`.
    refactoring: Option<String>,
}

/// The edit of a whole script; `None` where nothing is to be changed.
fn hardened(snapshot: &Snapshot, wanted: Hardened) -> Result<Option<WorkspaceEdit>> {
    let open = snapshot.document(&wanted.uri).filter(|it| it.is_read());
    let open = open.ok_or_else(|| Error::invalid_params("this is no open script that Caro reads"))?;
    let whole = Span::new(0, open.document.text().len_bytes());
    let wants = |kind: Kind| match (&wanted.refactoring, kind) {
        (None, Kind::FixAll) => true,
        (Some(name), Kind::Refactor(kind)) => kind == name,
        _ => false,
    };
    let offers = offers(&scene(open, whole), &wants);
    Ok(offers.first().map(|it| edit(snapshot, open, &wanted.uri, it)))
}

/// Has the client make the edit, where it does so; the edit is the answer either way.
fn harden(server: &Server, edit: Option<WorkspaceEdit>) -> Option<LSPAny> {
    let edit = edit?;
    let answer = serde_json::to_value(&edit).ok();
    if server.session.snapshot().client.applies_edits {
        // In a task of its own: the client may answer only after it has this answer.
        let client = server.client.clone();
        tokio::spawn(async move { client.apply_edit(edit).await });
    }
    answer
}

fn read<T: DeserializeOwned>(argument: LSPAny) -> Result<T> {
    serde_json::from_value(argument).map_err(|it| Error::invalid_params(it.to_string()))
}

/// Markdown as an answer; a client that cannot show it gets a message, too.
async fn page(server: &Server, page: String) -> Result<Option<LSPAny>> {
    if !server.session.snapshot().client.shows_pages {
        server.client.show_message(MessageType::INFO, proto::plain(&page)).await;
    }
    Ok(Some(LSPAny::String(page)))
}

fn explain_danger(snapshot: &Snapshot, data: Data) -> Result<String> {
    let open = snapshot.document(&data.uri).filter(|it| it.generation == data.generation);
    let open = open.ok_or_else(Error::content_modified)?;
    let is_meant = |code: &str| data.code.as_deref() == Some(code);

    let finding = open.findings().iter().find(|it| it.span.start == data.start && is_meant(it.rule.code));

    Ok(danger::page(&open.document, finding.ok_or_else(Error::content_modified)?))
}

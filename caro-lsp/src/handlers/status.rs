//! `caro/status` as a notification, and the loading of a model as LSP progress: what the server tells of itself unasked.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;
use tower_lsp_server::ls_types::ProgressToken;
use tower_lsp_server::ls_types::notification::Notification;

use crate::assistant::{State, Word};
use crate::server::Server;

/// So long after a notification the next one may come: a state that lasts less is nothing to look at.
const PAUSE: Duration = Duration::from_millis(100);
/// A model that is loaded sooner needs no progress bar.
const WORTH_SHOWING: Duration = Duration::from_millis(500);

/// The notification; its parameters are the state.
enum Status {}

impl Notification for Status {
    type Params = Value;
    const METHOD: &'static str = "caro/status";
}

/// Tells each change, until the conversation ends.
pub(crate) fn follow(server: &Server) {
    let client = server.session.snapshot().client;
    if client.hears_status {
        tokio::spawn(tell(server.clone(), server.session.assistant.changes()));
    }
    if client.shows_work {
        tokio::spawn(show_loading(server.clone(), server.session.assistant.changes()));
    }
}

async fn tell(server: Server, mut changes: watch::Receiver<State>) {
    loop {
        let state = changes.borrow_and_update().clone();
        server.client.send_notification::<Status>(json!(state)).await;
        tokio::time::sleep(PAUSE).await;
        if changes.changed().await.is_err() {
            return;
        }
    }
}

fn is_loading(state: &State) -> bool {
    matches!(state.word, Word::Starting | Word::Loading)
}

async fn show_loading(server: Server, mut changes: watch::Receiver<State>) {
    for number in 0_u64.. {
        if changes.wait_for(is_loading).await.is_err() {
            return;
        }
        let soon_done = changes.wait_for(|it| !is_loading(it));
        if let Ok(done) = tokio::time::timeout(WORTH_SHOWING, soon_done).await {
            match done {
                Ok(_) => continue,
                Err(_) => return,
            }
        }
        let token = ProgressToken::String(format!("caro-loading-{number}"));
        if server.client.create_work_done_progress(token.clone()).await.is_err() {
            return;
        }
        let begun = changes.borrow_and_update().clone();
        let percent = u32::from(begun.percent.unwrap_or_default());
        let progress = server.client.progress(token, "Loading the model").with_message(begun.message);
        let progress = progress.with_percentage(percent).begin().await;
        while changes.changed().await.is_ok() {
            let state = changes.borrow_and_update().clone();
            if !is_loading(&state) {
                break;
            }
            progress.report_with_message(state.message, u32::from(state.percent.unwrap_or_default())).await;
        }
        progress.finish().await;
    }
}

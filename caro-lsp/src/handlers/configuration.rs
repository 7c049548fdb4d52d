//! `workspace/configuration` and `workspace/didChangeConfiguration`: the settings, asked for or sent.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp_server::ls_types::{ConfigurationItem, DidChangeConfigurationParams, Registration};

use super::{completion, policy_files, publish_diagnostics, status};
use crate::config::Config;
use crate::server::Server;
use crate::session::Session;
use crate::{ext, log, shellcheck};

/// After `initialized`: asks for the settings, and to be told of changes.
pub(crate) async fn subscribe(server: Server) {
    let facts = server.session.snapshot().client;
    let encoding = facts.encoding.kind();
    log::note(&server.client, format!("{} {}, positions in {}", ext::NAME, ext::VERSION, encoding.as_str())).await;
    let untold = std::mem::take(&mut server.session.lock().untold);
    for warning in untold {
        log::warn(&server.client, warning).await;
    }
    let settings = facts.registers_configuration.then(|| Registration {
        id: "caro-settings".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(json!({ "section": "caro" })),
    });
    let files = facts.watches_files.then(policy_files::registration);
    // Sent in this order, and none waits for another's answer: a client that cannot do one of them may never answer.
    futures_util::join!(register(&server, settings), register(&server, files), async {
        follow_completion(&server);
        status::follow(&server);
        if facts.answers_configuration {
            pull(server.clone()).await;
        }
        // Not before: the settings may be against it.
        server.session.remember();
    });
}

async fn register(server: &Server, registration: Option<Registration>) {
    if let Some(registration) = registration {
        let _ = server.client.register_capability(vec![registration]).await;
    }
}

/// Registers completion or takes that back, in a task of its own, since the client may never answer.
fn follow_completion(server: &Server) {
    let server = server.clone();
    tokio::spawn(async move { completion::follow(&server).await });
}

/// Takes the settings that were sent, or asks for them when the notification only says that some changed.
pub(crate) async fn changed(server: &Server, params: DidChangeConfigurationParams) {
    if server.session.snapshot().client.answers_configuration {
        // In a task of its own, since the answer may never come.
        tokio::spawn(pull(server.clone()));
    } else {
        let told = take(&mut server.session.lock(), &params.settings);
        apply(server, told).await;
    }
}

/// What taking settings led to.
pub(crate) struct Taken {
    changed: bool,
    pub(super) warnings: Vec<String>,
}

/// Takes `{"caro": {…}}`; without a `caro` nothing changes.
pub(crate) fn take(session: &mut Session, settings: &Value) -> Taken {
    let Some(ours) = settings.get("caro") else { return Taken { changed: false, warnings: Vec::new() } };
    let (config, mut warnings) = Config::read(ours);
    warnings.retain(|it| session.is_new_warning(it));
    let changed = *session.now.config != config;
    if changed {
        session.now.config = Arc::new(config);
    }
    Taken { changed, warnings }
}

async fn pull(server: Server) {
    let asked = {
        let mut session = server.session.lock();
        session.settings_asked += 1;
        session.settings_asked
    };
    let item = ConfigurationItem { scope_uri: None, section: Some("caro".to_owned()) };
    let Ok(mut values) = server.client.configuration(vec![item]).await else { return };
    let Some(ours) = values.pop() else { return };
    let taken = {
        let mut session = server.session.lock();
        if session.settings_asked != asked {
            return;
        }
        take(&mut session, &json!({ "caro": ours }))
    };
    apply(&server, taken).await;
}

async fn apply(server: &Server, taken: Taken) {
    for warning in taken.warnings {
        log::warn(&server.client, warning).await;
    }
    if !taken.changed {
        return;
    }
    server.session.remember();
    follow_completion(server);
    // The settings say whether the workspace is trusted.
    policy_files::read_again(server).await;
    let uris = server.session.lock().uris();
    policy_files::tell(server).await;
    for uri in uris {
        publish_diagnostics::request(server, uri.clone());
        shellcheck::request(server, uri);
    }
    if server.session.snapshot().client.refreshes_diagnostics {
        let client = server.client.clone();
        tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
    }
}

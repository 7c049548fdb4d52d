//! `textDocument/didSave` and `workspace/didChangeWatchedFiles`: policy files are read again, and what they change is
//! marked anew.

use serde_json::json;
use tower_lsp_server::ls_types::{MessageType, Registration, Uri};

use super::publish_diagnostics;
use crate::log;
use crate::policy_file::NAME;
use crate::server::Server;

/// Asks to be told when a policy file changes.
pub(crate) fn registration() -> Registration {
    Registration {
        id: "caro-policy-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!({ "watchers": [{ "globPattern": format!("**/{NAME}") }] })),
    }
}

/// Reads the policy files of all open documents again, where they changed.
pub(crate) async fn refresh(server: &Server) {
    let changed = read_again(server).await;
    tell(server).await;
    if changed.is_empty() {
        return;
    }
    for uri in changed {
        publish_diagnostics::request(server, uri);
    }
    if server.session.snapshot().client.refreshes_diagnostics {
        let client = server.client.clone();
        tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
    }
}

/// Reads them on the blocking pool; gives the documents that are judged by others now.
pub(crate) async fn read_again(server: &Server) -> Vec<Uri> {
    let asked = server.session.lock().ask_policies();
    match tokio::task::spawn_blocking(|| asked.read()).await {
        Ok(read) => server.session.lock().set_policies(read),
        Err(_) => Vec::new(),
    }
}

/// Says once what is wrong with policy files: where one cannot be used, in a message, else in the log.
pub(crate) async fn tell(server: &Server) {
    let untold = std::mem::take(&mut server.session.lock().untold_policies);
    for warning in untold {
        if warning.broken {
            server.client.show_message(MessageType::WARNING, warning.to_string()).await;
        } else {
            log::warn(&server.client, warning.to_string()).await;
        }
    }
}

//! `textDocument/publishDiagnostics`: marks what is dangerous, for clients that do not ask for it themselves.

use std::sync::Arc;

use tower_lsp_server::ls_types::{Diagnostic, DiagnosticSeverity, Uri};

use super::shellcheck_fixes;
use crate::config::Config;
use crate::proto;
use crate::server::{Server, on_pool};
use crate::session::{Open, Snapshot};

/// What a publication depends on: the text as it is judged, what is said beside it, and the settings.
#[derive(Clone, Debug)]
pub(crate) struct Grounds {
    open: Option<(u64, (u64, u64))>,
    config: Arc<Config>,
}

impl Grounds {
    fn of(snapshot: &Snapshot, uri: &Uri) -> Self {
        let open = snapshot.document(uri).map(|it| (it.generation, stamp(it)));
        Self { open, config: Arc::clone(&snapshot.config) }
    }

    fn are(&self, other: &Self) -> bool {
        self.open == other.open && Arc::ptr_eq(&self.config, &other.config)
    }
}

/// Has the document's findings published soon, where they were not. One task for each document does it, so that nothing
/// overtakes.
pub(crate) fn request(server: &Server, uri: Uri) {
    let mut session = server.session.lock();
    let grounds = Grounds::of(&session.now, &uri);
    let is_published = session.published.get(&uri).is_some_and(|it| it.are(&grounds));
    if !session.now.client.pulls_diagnostics && !is_published && session.publishing.insert(uri.clone()) {
        tokio::spawn(publish(server.clone(), uri));
    }
}

/// Publishes until what was published last is what is there now.
async fn publish(server: Server, uri: Uri) {
    loop {
        let snapshot = server.session.snapshot();
        let grounds = Grounds::of(&snapshot, &uri);
        let open = snapshot.document(&uri).cloned();
        let checked = open.clone();
        let of = uri.clone();
        let found = on_pool(snapshot, move |it| checked.map(|open| diagnostics(it, &open, &of))).await;
        if is_current(&server, &uri, open.as_deref()) {
            // A check that panicked says nothing; so does a document that was closed.
            let found = found.flatten().unwrap_or_default();
            server.client.publish_diagnostics(uri.clone(), found, open.as_ref().map(|it| it.version)).await;
        }
        let mut session = server.session.lock();
        if Grounds::of(&session.now, &uri).are(&grounds) {
            session.publishing.remove(&uri);
            if open.is_some() {
                session.published.insert(uri, grounds);
            } else {
                session.published.remove(&uri);
            }
            return;
        }
    }
}

/// Has the marks of a document shown anew, whether the client asks for them or not.
pub(crate) fn tell(server: &Server, uri: Uri) {
    request(server, uri);
    let client = server.session.snapshot().client;
    if client.pulls_diagnostics && client.refreshes_diagnostics {
        let client = server.client.clone();
        tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
    }
}

/// Changes with what is said beside our findings.
pub(crate) fn stamp(open: &Open) -> (u64, u64) {
    (open.remarks().stamp, open.withheld().stamp)
}

/// What an editor shows of a document's findings.
pub(crate) fn diagnostics(snapshot: &Snapshot, open: &Open, uri: &Uri) -> Vec<Diagnostic> {
    if !snapshot.config.diagnostics.enabled || !open.is_read() {
        return Vec::new();
    }
    let mapper = snapshot.mapper(open);
    let related = snapshot.client.shows_related.then_some(uri);
    let mut found: Vec<_> = open.findings().iter().filter_map(|it| proto::diagnostic(it, mapper, related)).collect();
    found.extend(shellcheck_fixes::diagnostics(snapshot, open));
    let withheld = open.withheld();
    found.extend(withheld.notes().iter().map(|(span, note)| Diagnostic {
        range: mapper.range(*span),
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("caro".to_owned()),
        message: note.clone(),
        ..Diagnostic::default()
    }));
    found
}

fn is_current(server: &Server, uri: &Uri, open: Option<&Open>) -> bool {
    server.session.lock().now.document(uri).map(|it| it.generation) == open.map(|it| it.generation)
}

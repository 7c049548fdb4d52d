//! The LSP methods, one line each: read this first.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    ExecuteCommandParams, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams,
    InlineCompletionList, InlineCompletionParams, LSPAny, ProgressToken, SignatureHelp, SignatureHelpParams,
    WorkDoneProgressCancelParams,
};
use tower_lsp_server::{Client, LanguageServer};

use crate::handlers::generate::{GenerateParams, Generated};
use crate::handlers::{
    code_action, code_action_resolve, completion, completion_resolve, configuration, diagnostic, did_change, did_close,
    did_open, execute_command, generate, hover, initialize, inline_completion, policy_files, publish_diagnostics,
    remembered, signature_help,
};
use crate::session::{Shared, Snapshot};
use crate::{ext, log, shellcheck};

/// The server: the client's side of the conversation and the session.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) client: Client,
    pub(crate) session: Shared,
}

// Three kinds of handlers: *edits* are done before the first await, so that they stay in order; *reads* get a frozen
// state and run on the blocking pool; the rest speaks with the client.
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(initialize::initialize(&self.session, params))
    }

    async fn initialized(&self, _: InitializedParams) {
        tokio::spawn(configuration::subscribe(self.clone()));
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.ghosts.opened(&params.text_document.uri);
        remembered::refresh(self, &params.text_document.uri);
        let edited = did_open::did_open(&mut self.session.lock(), params);
        self.after(edited).await;
        policy_files::tell(self).await;
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        remembered::saved(self, &params.text_document.uri);
        policy_files::refresh(self).await;
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        policy_files::refresh(self).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.session.ghosts.edited(&params.text_document.uri);
        let watched = remembered::watched(self, &params);
        let edited = did_change::did_change(&mut self.session.lock(), params);
        remembered::changed(self, watched);
        self.after(edited).await;
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.ghosts.closed(&params.text_document.uri);
        remembered::settle(self, &params.text_document.uri);
        let edited = did_close::did_close(&mut self.session.lock(), params);
        self.after(edited).await;
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        configuration::changed(self, params).await;
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.read(params, diagnostic::diagnostic).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.read(params, hover::hover).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        self.read(params, signature_help::signature_help).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let remembered = Arc::clone(&self.session.remembered);
        let work = move |it: &Snapshot| code_action::code_action(it, &remembered, params);
        on_pool(self.session.snapshot(), work).await.unwrap_or_else(|| Err(Error::internal_error()))
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        self.read(params, code_action_resolve::code_action_resolve).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.read(params, completion::completion).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        self.read(params, completion_resolve::completion_resolve).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        execute_command::execute_command(self, params).await
    }

    async fn shutdown(&self) -> Result<()> {
        let uris = self.session.lock().uris();
        for uri in &uris {
            remembered::settle(self, uri);
        }
        self.session.lock().shut_down = true;
        Ok(())
    }
}

// The methods that `LanguageServer` does not name; `serve_on` registers them.
#[allow(clippy::unused_async, reason = "a method is registered as one that can wait")]
impl Server {
    pub(crate) async fn inline_completion(&self, params: InlineCompletionParams) -> Result<InlineCompletionList> {
        inline_completion::inline_completion(self, params).await
    }

    pub(crate) async fn progress_cancelled(&self, params: WorkDoneProgressCancelParams) {
        self.session.downloads.stop(&params.token);
    }

    pub(crate) async fn shown(&self, params: inline_completion::ShownParams) {
        inline_completion::shown(self, &params);
    }

    pub(crate) async fn partly_accepted(&self, params: inline_completion::ShownParams) {
        inline_completion::partly_accepted(self, &params);
    }

    pub(crate) async fn status(&self, params: ext::StatusParams) -> Result<ext::Status> {
        let assistant = Arc::clone(&self.session.assistant);
        // The settings may have changed since somebody was last asked.
        on_pool(self.session.snapshot(), move |it| drop(assistant.source(&it.config))).await;
        let state = self.session.assistant.state();
        let history = self.session.remembered.state();
        self.read((state, history, params), ext::status).await
    }

    pub(crate) async fn explain(&self, params: ext::ExplainParams) -> Result<ext::Explanation> {
        self.read(params, ext::explain).await
    }

    pub(crate) async fn generate(&self, mut params: GenerateParams) -> Result<Generated> {
        let token = params.work_done_token.take();
        self.reporting(token, "Looking for a command", generate::generate(self, params)).await
    }
}

/// What an edit asks for once it is done: a document whose findings may be new, or a line for the log.
pub(crate) type Edited = std::result::Result<tower_lsp_server::ls_types::Uri, String>;

impl Server {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, session: Shared::default() }
    }

    /// Shows work as LSP progress while it lasts, to a client that gave the request a token for it.
    async fn reporting<T>(&self, token: Option<ProgressToken>, title: &str, work: impl Future<Output = T>) -> T {
        let progress = match token {
            Some(token) => Some(self.client.progress(token, title).begin().await),
            None => None,
        };
        let result = work.await;
        if let Some(progress) = progress {
            progress.finish().await;
        }
        result
    }

    /// Answers from a state frozen now; a panic ends this answer only.
    pub(crate) async fn read<P, T>(&self, params: P, handler: fn(&Snapshot, P) -> Result<T>) -> Result<T>
    where
        P: Send + 'static,
        T: Send + 'static,
    {
        let snapshot = self.session.snapshot();
        on_pool(snapshot, move |it| handler(it, params)).await.unwrap_or_else(|| Err(Error::internal_error()))
    }

    async fn after(&self, edited: Edited) {
        match edited {
            Ok(uri) => {
                publish_diagnostics::request(self, uri.clone());
                shellcheck::request(self, uri);
            }
            Err(warning) => log::warn(&self.client, warning).await,
        }
    }
}

/// Runs work on the blocking pool; `None` if it panicked.
pub(crate) async fn on_pool<T: Send + 'static>(
    snapshot: Snapshot,
    work: impl FnOnce(&Snapshot) -> T + Send + 'static,
) -> Option<T> {
    let (done, result) = tokio::sync::oneshot::channel();
    // The pool runs its work under `catch_unwind`; a panic drops `done`.
    tokio::task::spawn_blocking(move || {
        let _ = done.send(work(&snapshot));
        // On the thread that made them: allocators keep a store for each thread.
        snapshot.free_old_reports();
    });
    result.await.ok()
}

//! `initialize`: learns what the client can do, and says what the server can.

use std::sync::Arc;

use serde_json::json;
use tower_lsp_server::ls_types::{
    ClientCapabilities, CodeActionOptions, CompletionClientCapabilities, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, InitializeParams, InitializeResult, MarkupKind, OneOf,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};

use super::{code_action, completion, configuration, execute_command, signature_help};
use crate::proto::Encoding;
use crate::session::{self, ClientFacts, CompletionFacts, Shared};
use crate::{ext, parent};

/// The most folders of a workspace that are known.
const MOST_ROOTS: usize = 100;

pub(crate) fn initialize(shared: &Shared, params: InitializeParams) -> InitializeResult {
    let mut facts = facts(&params.capabilities);
    let folders = params.workspace_folders.iter().flatten();
    facts.roots = folders.filter_map(|it| session::path(&it.uri)).take(MOST_ROOTS).collect();
    let mut capabilities = capabilities(&facts);
    {
        let mut session = shared.lock();
        session.now.client = Arc::new(facts);
        if let Some(options) = params.initialization_options {
            session.untold = configuration::take(&mut session, &options).warnings;
        }
        capabilities.completion_provider = completion::announced(&session.now);
    }
    if let Some(id) = params.process_id {
        let shared = shared.clone();
        tokio::spawn(async move {
            parent::died(id).await;
            shared.end();
        });
    }
    let server_info = ServerInfo { name: ext::NAME.to_owned(), version: Some(ext::VERSION.to_owned()) };
    InitializeResult { capabilities, server_info: Some(server_info), offset_encoding: None }
}

fn capabilities(client: &ClientFacts) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(code_action::kinds()),
        resolve_provider: Some(true),
        ..CodeActionOptions::default()
    };
    let diagnostics = DiagnosticOptions { identifier: Some("caro".to_owned()), ..DiagnosticOptions::default() };
    let commands = ExecuteCommandOptions {
        commands: execute_command::ALL.iter().map(|it| (*it).to_owned()).collect(),
        ..ExecuteCommandOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(true.into()),
        signature_help_provider: Some(signature_help::options()),
        code_action_provider: client.takes_actions.then(|| actions.into()),
        diagnostic_provider: Some(DiagnosticServerCapabilities::Options(diagnostics)),
        inline_completion_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(commands),
        experimental: Some(json!({ "caro": ext::announced() })),
        ..ServerCapabilities::default()
    }
}

fn facts(client: &ClientCapabilities) -> ClientFacts {
    let text = client.text_document.as_ref();
    let workspace = client.workspace.as_ref();
    let encodings = client.general.as_ref().and_then(|it| it.position_encodings.as_deref());
    let formats = text.and_then(|it| it.hover.as_ref()?.content_format.as_deref());
    let action = text.and_then(|it| it.code_action.as_ref());
    let signature = text.and_then(|it| it.signature_help.as_ref()?.signature_information.as_ref());
    let resolved = action.and_then(|it| it.resolve_support.as_ref());
    ClientFacts {
        roots: Vec::new(),
        encoding: Encoding::negotiate(encodings.unwrap_or_default()),
        pulls_diagnostics: text.is_some_and(|it| it.diagnostic.is_some()),
        refreshes_diagnostics: workspace.and_then(|it| it.diagnostics.as_ref()?.refresh_support) == Some(true),
        shows_related: text.and_then(|it| it.publish_diagnostics.as_ref()?.related_information) == Some(true),
        // The client's first choice; one that says nothing gets plain text, which all can show.
        shows_markdown: formats.and_then(|it| it.first()).is_some_and(|it| *it == MarkupKind::Markdown),
        signature_markup: signature.and_then(|it| it.documentation_format.as_deref()?.first().cloned()),
        takes_active_parameters: signature.and_then(|it| it.active_parameter_support) == Some(true),
        takes_label_offsets: signature.and_then(|it| it.parameter_information.as_ref()?.label_offset_support)
            == Some(true),
        takes_actions: action.is_some_and(|it| it.code_action_literal_support.is_some()),
        prefers_actions: action.and_then(|it| it.is_preferred_support) == Some(true),
        // Without `data` there is nothing to tell the action by when it comes back.
        resolves_actions: action.and_then(|it| it.data_support) == Some(true)
            && resolved.is_some_and(|it| it.properties.iter().any(|it| it == "edit")),
        versions_edits: workspace.and_then(|it| it.workspace_edit.as_ref()?.document_changes) == Some(true),
        annotates_edits: workspace
            .and_then(|it| it.workspace_edit.as_ref()?.change_annotation_support.as_ref())
            .is_some()
            && action.and_then(|it| it.honors_change_annotations) == Some(true),
        shows_pages: client.experimental.as_ref().and_then(|it| it.pointer("/caro/showsPages")?.as_bool())
            == Some(true),
        lacks_shellcheck: client.experimental.as_ref().and_then(|it| it.pointer("/caro/lacksShellcheck")?.as_bool())
            == Some(true),
        lacks_completion: client.experimental.as_ref().and_then(|it| it.pointer("/caro/lacksCompletion")?.as_bool())
            == Some(true),
        hears_status: client.experimental.as_ref().and_then(|it| it.pointer("/caro/status")?.as_bool()) == Some(true),
        picks_models: client.experimental.as_ref().and_then(|it| it.pointer("/caro/picksModels")?.as_bool())
            == Some(true),
        asks_user: client.window.as_ref().is_some_and(|it| it.show_message.is_some()),
        applies_edits: workspace.and_then(|it| it.apply_edit) == Some(true),
        shows_work: client.window.as_ref().and_then(|it| it.work_done_progress) == Some(true),
        completion: text.and_then(|it| it.completion.as_ref()).map(completion_facts).unwrap_or_default(),
        answers_configuration: workspace.and_then(|it| it.configuration) == Some(true),
        registers_configuration: workspace.and_then(|it| it.did_change_configuration.as_ref()?.dynamic_registration)
            == Some(true),
        watches_files: workspace.and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration)
            == Some(true),
    }
}

fn completion_facts(client: &CompletionClientCapabilities) -> CompletionFacts {
    let item = client.completion_item.as_ref();
    let formats = item.and_then(|it| it.documentation_format.as_deref());
    let resolved = item.and_then(|it| it.resolve_support.as_ref());
    CompletionFacts {
        registers: client.dynamic_registration == Some(true),
        takes_snippets: item.and_then(|it| it.snippet_support) == Some(true),
        replaces_words: item.and_then(|it| it.insert_replace_support) == Some(true),
        shows_details: item.and_then(|it| it.label_details_support) == Some(true),
        preselects: item.and_then(|it| it.preselect_support) == Some(true),
        markup: formats.and_then(|it| it.first().cloned()),
        // Clients could do that before they could say so.
        resolves_documentation: resolved.is_none_or(|it| it.properties.iter().any(|it| it == "documentation")),
    }
}

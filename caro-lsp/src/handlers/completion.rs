//! `textDocument/completion`: what can be typed at the cursor, where nothing else in the editor says so.

use caro_core::Span;
use caro_core::complete::{self, Item, Kind, Scene};
use serde_json::Value;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionOptions,
    CompletionParams, CompletionRegistrationOptions, CompletionResponse, CompletionTextEdit, Documentation,
    InsertReplaceEdit, InsertTextFormat, Registration, TextDocumentRegistrationOptions, TextEdit, Unregistration,
};

use crate::config::Enable;
use crate::proto::{self, Mapper};
use crate::server::Server;
use crate::session::{ClientFacts, Snapshot};

const METHOD: &str = "textDocument/completion";
const ID: &str = "caro-completion";

/// What asks for a list without being asked: a blank does not, since after most blanks a file follows.
const TRIGGERS: [&str; 4] = ["-", "$", "{", "="];

/// Whether lists are wanted. `auto` is off unless the client says that nothing else completes shell scripts.
pub(crate) fn is_on(snapshot: &Snapshot) -> bool {
    match snapshot.config.completion {
        Enable::On => true,
        Enable::Off => false,
        Enable::Auto => snapshot.client.lacks_completion,
    }
}

/// What `initialize` says of it: nothing where it can be said later or is not wanted at all.
pub(crate) fn announced(snapshot: &Snapshot) -> Option<CompletionOptions> {
    let may_come = is_on(snapshot) || snapshot.config.completion == Enable::Auto;
    (may_come && !snapshot.client.completion.registers).then(options)
}

/// Registers it where it is wanted now, and takes that back where it is not. One task does so at a time.
pub(crate) async fn follow(server: &Server) {
    loop {
        let wanted = {
            let mut session = server.session.lock();
            let wanted = is_on(&session.now);
            let is_done = session.completion_registered == wanted || !session.now.client.completion.registers;
            if is_done || session.completion_registering {
                return;
            }
            session.completion_registering = true;
            session.completion_registered = wanted;
            wanted
        };
        if wanted {
            let options = CompletionRegistrationOptions {
                text_document_registration_options: TextDocumentRegistrationOptions { document_selector: None },
                completion_options: options(),
            };
            let register_options = serde_json::to_value(options).ok();
            let registration = Registration { id: ID.to_owned(), method: METHOD.to_owned(), register_options };
            let _ = server.client.register_capability(vec![registration]).await;
        } else {
            let unregistration = Unregistration { id: ID.to_owned(), method: METHOD.to_owned() };
            let _ = server.client.unregister_capability(vec![unregistration]).await;
        }
        server.session.lock().completion_registering = false;
    }
}

fn options() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.iter().map(|it| (*it).to_owned()).collect()),
        ..CompletionOptions::default()
    }
}

pub(crate) fn completion(snapshot: &Snapshot, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let open = snapshot.document(&at.text_document.uri).filter(|it| it.is_read());
    let Some(open) = open.filter(|_| is_on(snapshot)) else { return Ok(None) };
    let mapper = snapshot.mapper(open);
    let (programs, all_read) = snapshot.programs.now();
    let scene = Scene {
        document: &open.document,
        platform: snapshot.config.platform.or_machine(),
        programs: &programs,
        report: &|| open.report(),
        library: open.library(),
    };

    let completion = complete::complete(&scene, mapper.offset(at.position));

    let is_typed = completion.typed(&open.document).is_some();
    let items = completion.items.iter().enumerate();
    let items = items.map(|(place, it)| item(&snapshot.client, mapper, it, place, is_typed && place == 0)).collect();
    let is_incomplete = completion.is_incomplete || completion.wants_programs && !all_read;
    Ok(Some(CompletionResponse::List(CompletionList { is_incomplete, items })))
}

fn item(client: &ClientFacts, mapper: Mapper<'_>, item: &Item, place: usize, is_typed: bool) -> CompletionItem {
    let facts = &client.completion;
    let snippet = item.placeholder.filter(|_| facts.takes_snippets).map(|placeholder| {
        let blank = if item.insert.ends_with('=') { "" } else { " " };
        format!("{}{blank}${{1:{}}}", escaped(&item.insert), escaped(placeholder))
    });
    let format = if snippet.is_some() { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
    let new_text = snippet.unwrap_or_else(|| item.insert.clone());
    let insert = mapper.range(item.span);
    let text_edit = if facts.replaces_words {
        let replace = mapper.range(Span::new(item.span.start, item.end.max(item.span.end)));
        CompletionTextEdit::InsertAndReplace(InsertReplaceEdit { new_text, insert, replace })
    } else {
        CompletionTextEdit::Edit(TextEdit { range: insert, new_text })
    };
    let detail = (!item.detail.is_empty()).then(|| item.detail.replace('`', ""));
    let details =
        CompletionItemLabelDetails { detail: item.value.map(|it| format!(" {it}")), description: detail.clone() };
    let documentation = || documentation(client, item.key.as_deref()?);
    CompletionItem {
        label: item.label.clone(),
        kind: Some(kind(item.kind)),
        detail: detail.filter(|_| !facts.shows_details),
        label_details: facts.shows_details.then_some(details),
        documentation: if facts.resolves_documentation { None } else { documentation() },
        preselect: (is_typed && facts.preselects).then_some(true),
        sort_text: Some(format!("{place:04}")),
        insert_text_format: Some(format),
        text_edit: Some(text_edit),
        data: item.key.clone().map(Value::String),
        ..CompletionItem::default()
    }
}

/// The documentation of an item, in the markup that the client reads.
pub(super) fn documentation(client: &ClientFacts, key: &str) -> Option<Documentation> {
    Some(proto::documentation(complete::documentation(key)?, client.completion.markup.as_ref()))
}

fn kind(kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Program => CompletionItemKind::MODULE,
        Kind::Builtin | Kind::Function => CompletionItemKind::FUNCTION,
        Kind::Keyword => CompletionItemKind::KEYWORD,
        Kind::Subcommand => CompletionItemKind::METHOD,
        Kind::Flag => CompletionItemKind::PROPERTY,
        Kind::Value => CompletionItemKind::ENUM_MEMBER,
        Kind::Variable => CompletionItemKind::VARIABLE,
    }
}

/// Text within a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

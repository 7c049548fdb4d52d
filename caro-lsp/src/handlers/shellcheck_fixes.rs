//! What ShellCheck says, as the editor shows it: its marks, and its fixes as code actions.

use caro_core::rules::{Finding, Level};
use caro_core::{Span, ignores};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeDescription, Diagnostic, DiagnosticSeverity, DocumentChanges,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, Uri, WorkspaceEdit,
};

use crate::proto;
use crate::session::{Open, Snapshot};
use crate::shellcheck::{self, Remark, Severity};

/// The marks of ShellCheck.
pub(super) fn diagnostics(snapshot: &Snapshot, open: &Open) -> Vec<Diagnostic> {
    if !shellcheck::is_on(snapshot) {
        return Vec::new();
    }
    let remarks = open.remarks().list.clone();
    remarks.iter().map(|it| diagnostic(snapshot, open, it)).collect()
}

/// The fixes of ShellCheck at a selection, with their edits. Nothing where they are about an earlier version.
pub(super) fn actions(snapshot: &Snapshot, open: &Open, uri: &Uri, selection: Span) -> Vec<CodeActionOrCommand> {
    if !shellcheck::is_on(snapshot) || !open.remarks().is_fresh {
        return Vec::new();
    }
    let remarks = open.remarks().list.clone();
    let fixable = remarks.iter().filter(|it| !it.fix.is_empty() && it.span.overlaps(selection));
    fixable.map(|it| action(snapshot, open, uri, it)).collect()
}

/// Whether a note of ours is shown by ShellCheck already, in other words.
pub(super) fn is_said(snapshot: &Snapshot, open: &Open, finding: &Finding) -> bool {
    finding.level == Level::Note && shellcheck::is_on(snapshot) && {
        let remarks = open.remarks();
        remarks.list.iter().any(|it| ignores::is_said_by_shellcheck(finding, it.code, it.span, &open.document))
    }
}

fn diagnostic(snapshot: &Snapshot, open: &Open, remark: &Remark) -> Diagnostic {
    let severity = match remark.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Style => DiagnosticSeverity::HINT,
    };
    let page = format!("https://www.shellcheck.net/wiki/SC{}", remark.code);
    Diagnostic {
        range: snapshot.mapper(open).range(remark.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(format!("SC{}", remark.code))),
        code_description: page.parse().ok().map(|href| CodeDescription { href }),
        source: Some("shellcheck".to_owned()),
        message: remark.message.clone(),
        ..Diagnostic::default()
    }
}

fn action(snapshot: &Snapshot, open: &Open, uri: &Uri, remark: &Remark) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: format!("Apply ShellCheck's fix for SC{}", remark.code),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(snapshot, open, remark)]),
        edit: Some(edit(snapshot, open, uri, remark)),
        ..CodeAction::default()
    })
}

fn edit(snapshot: &Snapshot, open: &Open, uri: &Uri, remark: &Remark) -> WorkspaceEdit {
    let edits = proto::edits(&remark.fix, snapshot.mapper(open));
    if !snapshot.client.versions_edits {
        return WorkspaceEdit { changes: Some([(uri.clone(), edits)].into()), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(open.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

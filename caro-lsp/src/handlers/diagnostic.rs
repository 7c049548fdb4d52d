//! `textDocument/diagnostic`: marks what is dangerous, for clients that ask.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::publish_diagnostics::{diagnostics, stamp};
use crate::session::Snapshot;
use crate::shellcheck;

pub(crate) fn diagnostic(
    snapshot: &Snapshot,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let uri = params.text_document.uri;
    let open = snapshot.document(&uri);
    // The same text under other settings has other marks.
    let shows = snapshot.config.diagnostics.enabled;
    let lints = shellcheck::is_on(snapshot);
    let id = open.map(|it| format!("{}:{shows}:{lints}:{:?}", it.generation, stamp(it)));
    let report = match (open, id) {
        (Some(_), Some(id)) if params.previous_result_id.as_ref() == Some(&id) => {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        }
        (open, result_id) => {
            let items = open.map(|it| diagnostics(snapshot, it, &uri)).unwrap_or_default();
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
            })
        }
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

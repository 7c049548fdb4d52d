//! `textDocument/signatureHelp`: how the command at the cursor goes on.

use caro_core::signature::{Parameter, Signature};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpOptions, SignatureHelpParams,
    SignatureInformation, WorkDoneProgressOptions,
};

use crate::proto;
use crate::session::{ClientFacts, Snapshot};

/// What makes a client ask: a blank and what stands before a value; while help is shown, the signs of modes and scripts.
pub(crate) fn options() -> SignatureHelpOptions {
    let all = |it: &[&str]| Some(it.iter().map(|it| (*it).to_owned()).collect());
    SignatureHelpOptions {
        trigger_characters: all(&[" ", "=", ","]),
        retrigger_characters: all(&["/", "+", "-", "'", "{", ";"]),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

pub(crate) fn signature_help(snapshot: &Snapshot, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
    let at = params.text_document_position_params;
    let Some(open) = snapshot.document(&at.text_document.uri).filter(|it| it.is_read()) else { return Ok(None) };
    let offset = snapshot.mapper(open).offset(at.position);

    let Some(signature) = caro_core::signature::signature(&open.document, offset) else { return Ok(None) };

    Ok(Some(help(signature, &snapshot.client)))
}

fn help(signature: Signature, client: &ClientFacts) -> SignatureHelp {
    let active = signature.active.map(|it| it as u32);
    let parameter = |it: Parameter| ParameterInformation {
        label: if client.takes_label_offsets {
            ParameterLabel::LabelOffsets(proto::label_offsets(&signature.label, it.span))
        } else {
            ParameterLabel::Simple(it.span.of(&signature.label).to_owned())
        },
        documentation: documentation(it.documentation, client),
    };
    let parameters = signature.parameters.into_iter().map(parameter).collect();
    let information = SignatureInformation {
        documentation: documentation(signature.documentation, client),
        parameters: Some(parameters),
        active_parameter: active.filter(|_| client.takes_active_parameters),
        label: signature.label,
    };
    SignatureHelp { signatures: vec![information], active_signature: Some(0), active_parameter: active }
}

fn documentation(text: String, client: &ClientFacts) -> Option<Documentation> {
    if text.is_empty() {
        return None;
    }
    Some(proto::documentation(text, client.signature_markup.as_ref()))
}

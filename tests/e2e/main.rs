//! The server as a client sees it: one module for each method.

#![allow(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod bad_input;
mod cancel;
mod code_action;
mod completion;
mod configuration;
mod diagnostics;
mod ext;
mod history;
mod hover;
mod initialize;
mod inline_completion;
mod lifecycle;
mod model;
mod policy;
#[cfg(unix)]
mod shellcheck;
mod signature_help;
mod sync;

/// A script of its own, so that findings depend on nothing else.
const URI: &str = "file:///tmp/script.sh";

/// What VS Code can do, as far as we care.
fn vscode() -> serde_json::Value {
    serde_json::json!({
        "workspace": {
            "configuration": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true },
            "diagnostics": { "refreshSupport": true }
        },
        "textDocument": {
            "diagnostic": {},
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "dataSupport": true,
                "isPreferredSupport": true,
                "resolveSupport": { "properties": ["edit"] }
            },
            "inlineCompletion": {}
        }
    })
}

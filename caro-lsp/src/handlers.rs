//! One file for each method: what comes in, what core is asked, what goes out.

#![allow(
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "the signature says which kind of handler it is, also where it cannot fail"
)]

pub(crate) mod code_action;
pub(crate) mod code_action_resolve;
pub(crate) mod completion;
pub(crate) mod completion_resolve;
pub(crate) mod configuration;
pub(crate) mod diagnostic;
pub(crate) mod did_change;
pub(crate) mod did_close;
pub(crate) mod did_open;
pub(crate) mod execute_command;
pub(crate) mod generate;
pub(crate) mod hover;
pub(crate) mod initialize;
pub(crate) mod inline_completion;
pub(crate) mod models;
pub(crate) mod policy_files;
pub(crate) mod prefer;
pub(crate) mod publish_diagnostics;
pub(crate) mod remembered;
pub(crate) mod shellcheck_fixes;
pub(crate) mod signature_help;
pub(crate) mod status;

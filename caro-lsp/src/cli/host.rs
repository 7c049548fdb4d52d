//! `caro-lsp host`: the process that holds a language model for all editors; the client starts it, people do not.

use std::ffi::OsString;
use std::process::ExitCode;

/// What the client passes on.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The words of `caro_host::Options`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// Holds the model until nobody asks any more.
#[cfg(feature = "local-models")]
pub(super) fn run(arguments: Arguments) -> ExitCode {
    use caro_host::{Ended, Options, serve};
    match Options::from_words(arguments.words).and_then(serve) {
        Ok(Ended::NoModel(message)) | Err(message) => {
            super::complain(&message);
            ExitCode::from(2)
        }
        Ok(Ended::Hung) => {
            super::complain("llama.cpp did not come back from one step");
            ExitCode::from(3)
        }
        Ok(Ended::Broken) => {
            super::complain("the thread that owns the model is gone");
            ExitCode::from(4)
        }
        Ok(Ended::Idle | Ended::Shutdown | Ended::AnotherServes) => ExitCode::SUCCESS,
    }
}

#[cfg(not(feature = "local-models"))]
pub(super) fn run(_: Arguments) -> ExitCode {
    super::complain("this build has no local models: configure a server, or take one that has");
    ExitCode::from(2)
}

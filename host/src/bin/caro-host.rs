//! The host without the language server around it, for tests and measurements.

use caro_host::{Ended, Options, serve};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::from_words(std::env::args_os().skip(1)).and_then(serve) {
        Ok(Ended::NoModel(message)) | Err(message) => {
            eprintln!("caro-host: {message}");
            ExitCode::from(2)
        }
        Ok(Ended::Hung) => {
            eprintln!("caro-host: llama.cpp did not come back from one step");
            ExitCode::from(3)
        }
        Ok(Ended::Broken) => {
            eprintln!("caro-host: the thread that owns the model is gone");
            ExitCode::from(4)
        }
        Ok(Ended::Idle | Ended::Shutdown | Ended::AnotherServes) => ExitCode::SUCCESS,
    }
}

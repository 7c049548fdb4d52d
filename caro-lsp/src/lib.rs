//! The language server, its command line, and nothing that thinks: that is `caro-core`.

use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::Duration;

use tower_lsp_server::LspService;

mod assistant;
pub mod cli;
pub mod config;
mod excluded;
mod ext;
mod ghost;
mod handlers;
mod judge;
mod library;
mod log;
mod model;
pub mod pages;
mod parent;
mod path_programs;
pub mod policy_file;
mod proto;
mod remembered;
mod server;
mod session;
mod shellcheck;
mod transport;
mod withheld;

/// How a conversation with a client ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client asked for `shutdown` first, as LSP wants it.
    Properly,
    /// `exit` came without `shutdown`, or the client went away.
    Abruptly,
}

/// How long the end may wait until what was offered is written down.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Speaks LSP on standard input and output until the client leaves.
pub fn serve(no_history: bool) -> ExitCode {
    log::hide_panic_messages();
    match served(std::io::stdin(), std::io::stdout(), no_history) {
        Ended::Properly => ExitCode::SUCCESS,
        Ended::Abruptly => ExitCode::FAILURE,
    }
}

/// Speaks LSP on any two byte streams until the client leaves.
pub fn serve_on(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Ended {
    served(input, output, false)
}

fn served(input: impl Read + Send + 'static, output: impl Write + Send + 'static, no_history: bool) -> Ended {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .enable_time()
        .build()
        .expect("the system grants a process four threads");
    let (service, socket) = LspService::build(server::Server::new)
        .custom_method("textDocument/inlineCompletion", server::Server::inline_completion)
        .custom_method("textDocument/didShowCompletion", server::Server::shown)
        .custom_method("textDocument/didPartiallyAcceptCompletion", server::Server::partly_accepted)
        .custom_method("window/workDoneProgress/cancel", server::Server::progress_cancelled)
        .custom_method("caro/status", server::Server::status)
        .custom_method("caro/explain", server::Server::explain)
        .custom_method("caro/generate", server::Server::generate)
        .finish();
    let session = service.inner().session.clone();
    if no_history {
        session.remembered.never();
    }
    runtime.block_on(transport::run(service, socket, input, output, session.client_died()));
    session.running.end();
    session.remembered.end(LAST_WORDS);
    // A check of a huge script must not delay the end.
    runtime.shutdown_background();
    if session.lock().shut_down { Ended::Properly } else { Ended::Abruptly }
}

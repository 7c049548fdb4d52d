//! Tells the user's log what matters, and never what a script says.

use tower_lsp_server::Client;
use tower_lsp_server::ls_types::MessageType;

/// Writes a warning to standard error and to the client's log.
pub(crate) async fn warn(client: &Client, message: String) {
    // A closed standard error is no reason to stop.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("caro-lsp: {message}\n").as_bytes());
    client.log_message(MessageType::WARNING, message).await;
}

/// Writes to the client's log only: some editors show all of standard error as errors.
pub(crate) async fn note(client: &Client, message: String) {
    client.log_message(MessageType::INFO, message).await;
}

/// Lets a panic print where it happened and not what it says, which may quote a script.
pub(crate) fn hide_panic_messages() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("caro-lsp: panic at {at}\n").as_bytes());
    }));
}

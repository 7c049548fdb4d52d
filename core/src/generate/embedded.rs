//! The embedded generator as a source: `caro-embedded` proposes, what it says becomes candidates.

use super::{Candidate, Request};
use crate::script::Dialect;
use crate::target::Platform;

/// The commands that a request can be composed to; with `readings` also those of its other readings.
pub(super) fn propose(request: &Request<'_>, readings: bool) -> Vec<Candidate> {
    let shell = match request.dialect {
        Dialect::Unsupported => return Vec::new(),
        Dialect::Sh => caro_embedded::Shell::Posix,
        _ => caro_embedded::Shell::Bash,
    };
    let platform = match request.platform {
        Platform::Linux => caro_embedded::Platform::Linux,
        Platform::MacOs => caro_embedded::Platform::MacOs,
        Platform::Busybox => caro_embedded::Platform::Busybox,
        Platform::Posix => caro_embedded::Platform::Posix,
    };
    let propose = if readings { caro_embedded::propose_all } else { caro_embedded::propose };
    propose(&caro_embedded::Request {
        text: request.text,
        shell,
        platform,
        variables: &request.variables,
        functions: &request.functions,
        above: request.above.as_deref(),
        names: request.names,
    })
    .into_iter()
    .map(|it| Candidate { command: it.command, confidence: it.confidence, prose: it.prose, source: "embedded" })
    .collect()
}

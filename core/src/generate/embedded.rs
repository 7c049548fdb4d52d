//! The generator that needs no model: composes a command from the words of a wish, or stays silent.

mod families;
mod literals;
mod read;
mod shell;
#[cfg(test)]
mod tests;
mod vocabulary;
mod wish;

use crate::generate::{Candidate, Request};
use crate::script::Dialect;

/// The commands that a wish can be composed to; none where too much of it is not understood.
pub fn propose(request: &Request<'_>) -> Vec<Candidate> {
    if request.dialect == Dialect::Unsupported {
        return Vec::new();
    }
    compose(request).into_iter().collect()
}

fn compose(request: &Request<'_>) -> Option<Candidate> {
    let tokens = literals::tokens(request.text)?;
    let reading = read::read(&tokens);
    // One word that nothing explains is one too many: it tends to be the one that changes the command.
    if reading.blind
        || !reading.unexplained.is_empty()
        || reading.explained < 2 && !reading.wish.asks_where && reading.wish.objects.is_empty()
    {
        return None;
    }
    let command = families::answer(&reading.wish, families::Setting { platform: request.platform })?;
    let vague = match reading.opening {
        read::Opening::Asks => 0.0,
        read::Opening::Names if reading.explained > 2 => 0.1,
        read::Opening::Names => 0.2,
        read::Opening::Tells => 0.5,
    };
    let slips = if reading.guessed > 2 { 0.1 } else { 0.0 };
    Some(Candidate { command, confidence: 0.92 - vague - slips, source: "embedded" })
}

//! CARO1302: whoever connects gets a secret.

use super::given::{given, is_local};
use super::listener::listens;
use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Hands a key, a password file or another secret to whoever connects.
    ///
    /// A listening `nc` asks nobody who they are and encrypts nothing: the first who connects gets the file. Send it with
    /// `scp`, or encrypt it first.
    ///
    /// To decide: Who should get this, and can `scp` bring it to them?
    ///
    /// ```sh bad
    /// nc -l -p 9000 < ~/.ssh/id_ed25519
    /// ```
    /// ```sh bad
    /// sudo cat /etc/shadow | nc -lvnp 4444
    /// ```
    /// ```sh good
    /// nc -l 9000 < backup.tar
    /// ```
    /// ```sh good
    /// nc -l 127.0.0.1 9000 < ./page.html
    /// ```
    "CARO1302" "serve-secret",
    Danger,
    Check::Command { programs: &["nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "socat"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    if !listens(command, &given) || given.iter().any(|it| is_local(&it.text) && !it.text.starts_with('/')) {
        return;
    }
    if sink.input(command).is_some_and(|it| it.is_from(Origin::Secret)) {
        sink.report(command.name_span(), "gives a secret to whoever connects first".to_owned());
    }
}

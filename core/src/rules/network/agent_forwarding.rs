//! CARO1314: another machine may use the keys of this one.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets root on the other machine log in elsewhere with your keys for as long as you are there.
    ///
    /// `ssh -A` forwards the agent, and whoever controls the host can ask it. `ssh -J` goes through a host without trusting it.
    ///
    /// ```sh bad
    /// ssh -A gate.example.org
    /// ```
    /// ```sh bad
    /// ssh -o ForwardAgent=yes deploy@build.example.org make
    /// ```
    /// ```sh good
    /// ssh -J gate.example.org db.example.org
    /// ```
    /// ```sh good
    /// ssh -a gate.example.org
    /// ```
    "CARO1314" "agent-forwarding",
    Note,
    Check::Command { programs: &["ssh", "scp", "autossh"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let by_letter = command.flag('A', "").filter(|_| command.program.as_deref() != Some("scp"));
    let by_option = command.flags().filter(|it| it.short == Some('o')).find(|it| {
        it.value
            .as_ref()
            .and_then(|it| it.literal())
            .is_some_and(|it| it.to_ascii_lowercase().replace(' ', "=").starts_with("forwardagent=yes"))
    });
    if let Some(flag) = by_letter.or(by_option) {
        let span = flag.span;
        sink.report(span, "whoever controls that machine can log in elsewhere with your keys".to_owned());
    }
}

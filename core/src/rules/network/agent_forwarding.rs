//! CARO1314: another machine may use the keys of this one.

use crate::Span;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets root on the other machine log in elsewhere with your keys for as long as you are there.
    ///
    /// `ssh -A` forwards the agent, and whoever controls the host can ask it. `ssh -J` goes through a host without trusting it.
    ///
    /// To decide: Do you go on from there to another machine, and can `ssh -J` go through instead?
    ///
    /// ```sh bad
    /// ssh -A gate.example.org
    /// ```
    /// ```sh fixed
    /// ssh gate.example.org
    /// ```
    /// ```sh bad
    /// ssh -o ForwardAgent=yes deploy@build.example.org make
    /// ```
    /// ```sh fixed
    /// ssh -o ForwardAgent=no deploy@build.example.org make
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
        sink.report(flag.span, "whoever controls that machine can log in elsewhere with your keys".to_owned());
        let edits = match &flag.value {
            None => edits::without(command, flag),
            Some(value) => {
                let at = sink.text(value.span).to_ascii_lowercase().find("yes").map(|it| value.span.start + it);
                at.map(|it| vec![(Span::new(it, it + 3), "no".to_owned())]).unwrap_or_default()
            }
        };
        sink.choice("Keep your keys here", edits);
    }
}

//! CARO0804: a container shares the machine's processes or network.

use super::engines::{RUN, values, without_value};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Shows the container the machine's processes, or lets it listen and speak as the machine does.
    ///
    /// With `--pid=host` it can read the memory and environment of every process, and kill it.
    /// `--network=host` reaches what listens on 127.0.0.1 only; that alone is a note.
    ///
    /// ```sh bad
    /// docker run --pid=host alpine ps
    /// ```
    /// ```sh fixed
    /// docker run alpine ps
    /// ```
    /// ```sh bad
    /// docker run --net=host nginx
    /// ```
    /// ```sh fixed
    /// docker run nginx
    /// ```
    /// ```sh bad
    /// podman run --ipc host --rm app
    /// ```
    /// ```sh fixed
    /// podman run --rm app
    /// ```
    /// ```sh good
    /// docker run --network web nginx
    /// ```
    /// ```sh good
    /// docker run --pid=container:web alpine ps
    /// ```
    "CARO0804" "host-namespace",
    Caution,
    Check::Command { programs: RUN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Those rights are all included, and said already.
    let privileged = command.has_flag('\0', "privileged");
    for (name, what) in [
        ("pid", "see and kill every process of this machine, and read its environment"),
        ("ipc", "read and write the shared memory of every process of this machine"),
        ("userns", "be root outside too, where the engine maps users"),
        ("uts", "change the name of this machine"),
        ("network", ""),
        ("net", ""),
    ] {
        let Some((span, _)) = values(command, '\0', name, sink).into_iter().find(|it| it.1 == "host") else { continue };
        if what.is_empty() {
            let message = "the container shares the network of this machine, also what listens on 127.0.0.1 only";
            sink.report(span, message.to_owned()).level(Level::Note);
            sink.choice("Give it a network of its own", without_value(command, span));
        } else if !privileged {
            sink.report(span, format!("the container can {what}"));
            sink.choice("Keep it apart, as the engine does", without_value(command, span));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn both_spellings_of_the_value_are_known() {
        check_marks(
            "docker run --pid host --privileged a\n#                     ^^^^^^^^^^^^ CARO0801\ndocker run --userns=host a\n#                   ^^^^ CARO0804\n",
        );
    }
}

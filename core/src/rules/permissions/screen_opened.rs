//! CARO0320: everyone may look at the screen and type.

use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Lets every program of every machine look at the screen, read the keys and type.
    ///
    /// `xhost +` switches the display's check off. `xhost +local:` or `+si:localuser:NAME` is enough for a container.
    ///
    /// To decide: Which one program or user has to draw on this screen?
    ///
    /// ```sh bad
    /// xhost +
    /// ```
    /// ```sh fixed
    /// xhost +local:
    /// ```
    /// ```sh bad
    /// DISPLAY=:0 xhost +inet:
    /// ```
    /// ```sh fixed
    /// DISPLAY=:0 xhost +local:
    /// ```
    /// ```sh good
    /// xhost +local:docker
    /// ```
    /// ```sh good
    /// xhost -
    /// ```
    /// ```sh good
    /// xhost +si:localuser:root
    /// ```
    "CARO0320" "screen-opened",
    Caution,
    Check::Command { programs: &["xhost"], run: check }
}

fn check(xhost: &Command, sink: &mut Sink<'_>) {
    let open = |it: &&Word| matches!(it.literal(), Some("+" | "+inet:" | "+inet6:" | "++"));
    if let Some(word) = xhost.arguments().iter().find(open) {
        sink.report(
            word.span,
            "lets every program of every machine look at the screen, read the keys and type".to_owned(),
        );
        sink.choice("Let only programs of this machine in", edits::reworded(word, "+local:"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn one_host_is_fine() {
        check_marks("xhost + >/dev/null\n#mark 0 6 7 CARO0320\n");
        check_marks("xhost\nxhost +myhost\nxhost -local:\n");
    }
}

//! CARO0129: something is moved onto `/dev/null`.

use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Loses the file, and as root makes a plain file of `/dev/null` that fills up.
    ///
    /// `mv x /dev/null` puts `x` in the place of the device: every program that throws output away then writes to a disk.
    /// `rm` deletes a file; `: > file` empties it.
    ///
    /// ```sh bad
    /// mv old.log /dev/null
    /// ```
    /// ```sh bad
    /// find . -name '*.tmp' -exec mv {} /dev/null \;
    /// ```
    /// ```sh bad
    /// sudo ln -sf /srv/sink /dev/null
    /// ```
    /// ```sh good
    /// cp /dev/null old.log
    /// ```
    /// ```sh good
    /// make > /dev/null 2>&1
    /// ```
    /// ```sh good
    /// ln -s /dev/null ~/.lesshst
    /// ```
    "CARO0129" "move-to-null",
    Danger,
    Check::Command { programs: &["mv", "gmv", "ln", "rm", "chmod"], run: check }
}

const DEVICES: [&str; 5] = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/full"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    // A function may be told so by one of its callers and not mean it.
    let own = |it: &Word| it.literal().is_some() || !super::deletes::is_in_function(sink);
    let named = |it: &&Word| own(it) && sink.text_of(it).is_some_and(|it| DEVICES.contains(&&*it));
    let found = match program {
        "rm" => command.operands().find(named),
        "mv" | "gmv" => command.operands().last().or(command.flag_value('t', "target-directory")).filter(named),
        "ln" if command.has_flag('f', "force") => command.operands().skip(1).last().filter(named),
        _ => None,
    };
    let Some(word) = found else { return };
    let message = match program {
        "rm" => "deletes a device that nearly every program writes to or reads from",
        "ln" => "replaces the device that swallows output",
        _ => "loses the file, and as root puts it in the device's place",
    };
    sink.report(word.span, message.to_owned());
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_device_may_come_from_a_variable() {
        check_marks("sink=/dev/null\nmv a b \"$sink\"\n#      ^^^^^^^ CARO0129\n");
        check_marks("rm -f /dev/null\n#     ^^^^^^^^^ CARO0129\n");
        check_marks("ls | xargs -I{} mv {} /dev/null\n#                     ^^^^^^^^^ CARO0129\n");
    }
}

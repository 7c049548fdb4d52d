//! CARO0129: something is moved onto `/dev/null`.

use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Loses the file, and as root makes a plain file of `/dev/null` that fills up.
    ///
    /// `mv x /dev/null` puts `x` in the place of the device: every program that throws output away then writes to a disk.
    /// `rm` deletes a file; `: > file` empties it.
    ///
    /// To decide: Should the file be gone, or empty? `rm` deletes it, `: > file` empties it.
    ///
    /// ```sh bad
    /// mv old.log /dev/null
    /// ```
    /// ```sh fixed
    /// rm old.log
    /// ```
    /// ```sh bad
    /// find . -name '*.tmp' -exec mv {} /dev/null \;
    /// ```
    /// ```sh fixed
    /// find . -name '*.tmp' -exec rm {} \;
    /// ```
    /// ```sh bad
    /// sudo ln -sf /srv/sink /dev/null
    /// ```
    /// ```sh fixed
    /// sudo ln -sf /dev/null /srv/sink
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
    let at = command.words.iter().position(|it| it.span == word.span);
    let span = word.span;
    sink.report(span, message.to_owned());
    // What `xargs` adds is another rule's, where it is everything.
    let fed = command.is_wrapped_by("xargs") || command.is_wrapped_by("parallel");
    let Some(at) = at.filter(|_| !fed) else { return };
    let operands: Vec<&Word> = command.operands().collect();
    match (program, &*operands) {
        ("mv" | "gmv", [_, .., last])
            if last.span == span && command.flags().all(|it| it.short.is_some_and(|it| "fiv".contains(it))) =>
        {
            let mut edits = edits::renamed(command, "rm");
            edits.extend(edits::without_word(command, at));
            sink.choice("Delete it with `rm`", edits);
            if operands.len() == 2 && command.flags().next().is_none() {
                let mut edits = edits::renamed(command, "cp /dev/null");
                edits.extend(edits::without_word(command, at));
                sink.choice("Empty it, and keep the file", edits);
            }
        }
        ("rm", [_, _, ..]) => sink.choice("Leave the device where it is", edits::without_word(command, at)),
        ("ln", [source, target]) => {
            let (first, second) = (sink.text(source.span).to_owned(), sink.text(target.span).to_owned());
            sink.choice("Link the other way round", vec![(source.span, second), (target.span, first)]);
        }
        _ => {}
    }
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

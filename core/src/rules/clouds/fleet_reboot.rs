//! CARO1020: one order stops or empties many machines at once.

use crate::Span;
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Does the same to every machine at the same time: none is left to take over.
    ///
    /// `--forks 1` or a play with `serial` takes one machine after the other. What a shell module runs is judged like
    /// any other script.
    ///
    /// To decide: Which machines take over while these are away?
    ///
    /// ```sh bad
    /// ansible all -m reboot --become
    /// ```
    /// ```sh fixed
    /// ansible all --forks 1 -m reboot --become
    /// ```
    /// ```sh bad
    /// salt '*' system.reboot
    /// ```
    /// ```sh fixed
    /// salt --batch-size 1 '*' system.reboot
    /// ```
    /// ```sh bad
    /// ansible web -b -m ansible.builtin.file -a 'path=/etc state=absent'
    /// ```
    /// ```sh fixed
    /// ansible web --check -b -m ansible.builtin.file -a 'path=/etc state=absent'
    /// ```
    /// ```sh good
    /// ansible web1 -m reboot
    /// ```
    /// ```sh good
    /// ansible all -m ping
    /// ansible all -m reboot --forks 1
    /// ```
    /// ```sh good
    /// salt 'web1' system.reboot
    /// ansible all -m file -a 'path=/srv/app/old state=absent'
    /// ```
    "CARO1020" "fleet-reboot",
    Danger,
    Check::Command { programs: &["ansible", "salt"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut operands = command.operands();
    let Some(machines) = operands.next() else { return };
    let all = sink.text_of(machines).is_some_and(|it| matches!(&*it, "all" | "*"));
    if command.program.as_deref() == Some("salt") {
        let order = operands.next().and_then(|it| Some((it, sink.text_of(it)?)));
        let Some((word, order)) = order else { return };
        let stops = matches!(&*order, "system.reboot" | "system.shutdown" | "system.poweroff" | "system.halt");
        if stops && all && !command.has_flag('b', "batch-size") && !command.has_flag('\0', "batch") {
            sink.report_beyond(word.span, "stops every machine at the same time: none is left to take over".to_owned())
                .level(Level::Caution);
            let edits = vec![(Span::at(command.name_span().end), " --batch-size 1".to_owned())];
            sink.choice("One machine after the other: `--batch-size 1`", edits);
        }
        return;
    }
    if command.has_flag('C', "check") || command.has_flag('\0', "list-hosts") {
        return;
    }
    let Some(module) = command.flag_value('m', "module-name") else { return };
    let arguments = command.flag_value('a', "args").and_then(|it| sink.text_of(it)).unwrap_or_default();
    let one_by_one = command.flag_value('f', "forks").and_then(Word::literal) == Some("1");
    let name = sink.text_of(module).unwrap_or_default();
    match name.rsplit('.').next().unwrap_or_default() {
        "reboot" | "win_reboot" | "shutdown" if all && !one_by_one => {
            sink.report_beyond(
                module.span,
                "stops every machine at the same time: none is left to take over".to_owned(),
            )
            .level(Level::Caution);
            let edits = match command.flag_value('f', "forks") {
                Some(forks) => vec![(forks.span, "1".to_owned())],
                None => vec![(Span::at(machines.span.end), " --forks 1".to_owned())],
            };
            sink.choice("One machine after the other: `--forks 1`", edits);
        }
        "file" if arguments.contains("state=absent") => {
            let path = arguments
                .split_whitespace()
                .find_map(|it| ["path=", "dest=", "name="].iter().find_map(|name| it.strip_prefix(name)));
            let loss = path.map(|it| it.trim_matches(['"', '\''])).and_then(paths::loss);
            if let Some(loss) = loss {
                sink.report_beyond(module.span, format!("deletes {loss} on every machine that is meant"));
                let edits = vec![(Span::at(machines.span.end), " --check".to_owned())];
                sink.choice("Only show what it would do: `--check`", edits);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
M=reboot; ansible '*' -i prod -m $M
#                                ^^ CARO1020
ansible all -m reboot --list-hosts
",
        );
    }
}

//! CARO0603: what limits programs is switched off.

use super::services;
use crate::Span;
use crate::rules::acts::FileAct;
use crate::rules::{Check, Level, Sink};
use crate::script::{Arg, Command};

rule! {
    /// Switches off the limits that the system sets to programs: SELinux, AppArmor, Gatekeeper.
    ///
    /// A service that is broken into can then do all that its user may.
    /// Allow what the one program needs: `audit2allow`, `setsebool`, a profile of its own.
    ///
    /// To decide: Which one program is held back, and what would a profile or a boolean of its own have to allow?
    ///
    /// ```sh bad
    /// sudo setenforce 0
    /// ```
    /// ```sh fixed
    /// sudo ausearch -m avc -ts recent
    /// ```
    /// ```sh bad
    /// sed -i 's/^SELINUX=.*/SELINUX=disabled/' /etc/selinux/config
    /// ```
    /// ```sh bad
    /// systemctl disable --now apparmor
    /// ```
    /// ```sh fixed
    /// systemctl restart apparmor
    /// ```
    /// ```sh good
    /// setenforce 1
    /// ```
    /// ```sh good
    /// sed -i 's/^SELINUX=permissive/SELINUX=enforcing/' /etc/selinux/config
    /// ```
    /// ```sh good
    /// grep SELINUX=disabled /etc/selinux/config
    /// ```
    /// ```sh good
    /// setsebool -P httpd_can_network_connect on
    /// ```
    "CARO0603" "access-control-off",
    Danger,
    Check::Several(&[Check::AnyCommand { run: check }, Check::File { run: check_file }])
}

const WHY: &str = "programs may do all that their user may";

fn check(command: &Command, sink: &mut Sink<'_>) {
    for it in services::stopped(command, sink, &["apparmor", "selinux"]) {
        let level = if it.verb == services::Verb::Remove { Level::Caution } else { Level::Danger };
        sink.report(it.span, format!("{} `{}`: {WHY}", it.verb.says(), it.unit)).level(level);
        services::keep_running(command, sink);
    }
    let Some(program) = command.program.as_deref() else { return };
    if command.is_dry_run() {
        return;
    }
    let gives = |texts: &[&str]| {
        command
            .operands()
            .any(|it| sink.possible(it, |it| texts.iter().any(|that| that.eq_ignore_ascii_case(it))).is_some())
    };
    match program {
        "setenforce" if gives(&["0", "permissive"]) => {
            sink.report(command.span, format!("switches SELinux off until the next start: {WHY}"));
            let behind =
                command.words.last().map_or(command.span, |it| Span::new(command.name_span().start, it.span.end));
            let edits = vec![(behind, "ausearch -m avc -ts recent".to_owned())];
            sink.choice("Look first at what SELinux has refused", edits);
        }
        "aa-teardown" => {
            sink.report(command.span, format!("removes every AppArmor profile: {WHY}"));
        }
        "aa-disable" | "aa-complain" => {
            sink.report(command.span, "lifts an AppArmor profile: its program may do all that its user may".into())
                .level(Level::Caution);
        }
        "spctl" if command.has_flag('\0', "master-disable") || command.has_flag('\0', "global-disable") => {
            sink.report(command.span, "lets programs start that nobody vouches for".into());
        }
        "csrutil" if gives(&["disable"]) => {
            sink.report(command.span, "lets every program change the system's own files".into());
        }
        "sed" | "gsed" | "perl" if edits_in_place(command) => {
            let mut words = command.args.iter().filter_map(|it| match it {
                Arg::Operand(at) => command.words.get(*at),
                Arg::Flag(flag) => flag.value.as_ref(),
                Arg::EndOfFlags(_) => None,
            });
            // In its own settings, `s/enforcing/disabled/` is enough.
            let own = command.operands().any(|it| it.sketch().contains("selinux"));
            let found = words.find_map(|word| {
                let new = replacement(&sink.text_of(word)?);
                let alone = own && matches!(&*new, "disabled" | "permissive");
                Some((word.span, turned_off(&new).or(alone.then_some("SELinux"))?))
            });
            if let Some((span, what)) = found {
                sink.report(span, format!("switches {what} off from the next start on: {WHY}"));
            }
        }
        "grubby" => {
            let arguments =
                command.flag_value('\0', "args").and_then(|it| Some((it.span, turned_off(&sink.text_of(it)?)?)));
            if let Some((span, what)) = arguments {
                sink.report(span, format!("switches {what} off from the next start on: {WHY}"));
            }
        }
        _ => {}
    }
}

fn edits_in_place(command: &Command) -> bool {
    command.has_flag('i', "in-place")
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let Some(contents) = &act.contents else { return };
    if !act.kind.writes() {
        return;
    }
    if sink.possible(act.path, |it| it == "/sys/fs/selinux/enforce" || it == "/selinux/enforce").is_some() {
        let texts = super::later::written(act, sink);
        if texts.iter().any(|it| it.trim() == "0") {
            sink.report(act.span, format!("switches SELinux off until the next start: {WHY}"));
        }
        return;
    }
    let is_settings = |it: &str| {
        matches!(it, "/etc/selinux/config" | "/etc/sysconfig/selinux") || it.starts_with("/etc/default/grub")
    };
    if sink.possible(act.path, is_settings).is_none() {
        return;
    }
    let typed = act.command.and_then(|it| sink.input(it));
    let mut texts = contents.texts().chain(typed.iter().flat_map(crate::flow::Value::texts));
    if let Some(what) = texts.find_map(turned_off) {
        sink.report(act.span, format!("switches {what} off from the next start on: {WHY}"));
    }
}

/// What a line of a settings file or of the kernel's arguments switches off.
fn turned_off(text: &str) -> Option<&'static str> {
    let text: String = text.to_lowercase().chars().filter(|it| !matches!(it, '"' | '\'' | '\\')).collect();
    let starts = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != '#')
        })
    };
    if starts("selinux=disabled") || starts("selinux=permissive") || starts("selinux=0") || starts("enforcing=0") {
        Some("SELinux")
    } else if starts("apparmor=0") {
        Some("AppArmor")
    } else {
        None
    }
}

/// What `s/a/b/` writes; the whole text where it is no such order.
fn replacement(script: &str) -> String {
    let mut chars = script.trim_start_matches(|it: char| it.is_ascii_digit() || it == ' ').chars();
    if chars.next() != Some('s') {
        return script.to_owned();
    }
    let Some(sign) = chars.next().filter(char::is_ascii_punctuation) else { return script.to_owned() };
    chars.as_str().split(sign).nth(1).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn its_own_files_need_fewer_words() {
        check_marks(
            "sed -i 's/enforcing/permissive/' /etc/selinux/config\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0603\n",
        );
        check_marks("echo 0 | tee /sys/fs/selinux/enforce\n#            ^^^^^^^^^^^^^^^^^^^^^^^ CARO0603\n");
        check_marks("sed -i 's/disabled/enforcing/' /etc/selinux/config\necho 1 > /sys/fs/selinux/enforce\n");
    }

    #[test]
    fn settings_and_kernel_arguments_count_too() {
        check_marks(
            "echo SELINUX=disabled > /etc/selinux/config\n#                     ^^^^^^^^^^^^^^^^^^^^^ CARO0603\n",
        );
        check_marks(
            "sed -i --follow-symlinks 's|SELINUX=enforcing|SELINUX=permissive|' /etc/sysconfig/selinux\n#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0603\n",
        );
        check_marks(
            "grubby --update-kernel ALL --args \"selinux=0 quiet\"\n#                                 ^^^^^^^^^^^^^^^^^ CARO0603\n",
        );
        check_marks("setenforce Permissive\n#mark 0 0 21 CARO0603\n");
        check_marks("mode=0; setenforce $mode\n#       ^^^^^^^^^^^^^^^^ CARO0603\n");
        check_marks(
            "setenforce Enforcing\nsed 's/SELINUX=.*/SELINUX=disabled/' /etc/selinux/config\necho SELINUX=disabled\n",
        );
        check_marks("aa-enforce /etc/apparmor.d/usr.bin.man\n");
    }
}

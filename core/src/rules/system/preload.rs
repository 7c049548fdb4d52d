//! CARO0622: a library is put into every program.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{AssignedValue, Assignment};

rule! {
    /// Puts a library into every program that starts, those of root included.
    ///
    /// That is how hidden access is kept; and when the file is missing or wrong, no program starts any more.
    /// Set `LD_PRELOAD` for the one program that needs it, from a folder where only you write.
    ///
    /// To decide: Which one program needs the library, and could it be set for that one only?
    ///
    /// ```sh bad
    /// echo /usr/local/lib/x.so >> /etc/ld.so.preload
    /// ```
    /// ```sh bad
    /// export LD_PRELOAD=/tmp/hook.so
    /// ```
    /// ```sh bad
    /// echo /tmp/lib > /etc/ld.so.conf.d/x.conf
    /// ```
    /// ```sh good
    /// LD_PRELOAD=/usr/lib/libjemalloc.so ./server
    /// ```
    /// ```sh good
    /// echo /usr/local/lib > /etc/ld.so.conf.d/local.conf
    /// ```
    /// ```sh good
    /// cat /etc/ld.so.preload
    /// ```
    "CARO0622" "preload",
    Danger,
    Check::Several(&[Check::File { run: check }, Check::Assignment { run: check_variable }])
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Creates | ActKind::Changes) {
        return;
    }
    let Some(path) = sink.possible(act.path, |it| it == "/etc/ld.so.preload" || it.starts_with("/etc/ld.so.conf"))
    else {
        return;
    };
    let texts = super::later::written(act, sink);
    if path == "/etc/ld.so.preload" {
        // Emptied, it is repaired.
        if !texts.is_empty() && texts.iter().all(|it| it.trim().is_empty()) {
            return;
        }
        sink.report(act.span, "puts a library into every program that starts, also into those of root".into());
    } else if let Some(text) = texts.iter().find(|it| paths::OPEN.iter().any(|that| it.contains(that))) {
        let text = text.trim().chars().take(60).collect::<String>();
        sink.report(act.span, format!("takes libraries from `{text}`, where everyone may write, into every program"));
    }
}

fn check_variable(assignment: &Assignment, sink: &mut Sink<'_>) {
    if !matches!(&*assignment.name.text, "LD_PRELOAD" | "LD_AUDIT" | "DYLD_INSERT_LIBRARIES") {
        return;
    }
    let Some(AssignedValue::Word(word)) = &assignment.value else { return };
    let value = sink.value(word);
    if let Some(path) = value.texts().find(|it| paths::is_open(it)).map(str::to_owned) {
        let message = format!("puts `{path}` into programs, from a folder where everyone may write");
        sink.report(assignment.span, message).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_write_counts() {
        check_marks("cp x.preload /etc/ld.so.preload\n#            ^^^^^^^^^^^^^^^^^^ CARO0622\n");
        check_marks(
            "echo /lib/x.so | sudo tee -a /etc/ld.so.preload\n#                            ^^^^^^^^^^^^^^^^^^ CARO0622\n",
        );
        check_marks("rm /etc/ld.so.preload\nLD_PRELOAD=libfaketime.so.1 date\n");
    }
}

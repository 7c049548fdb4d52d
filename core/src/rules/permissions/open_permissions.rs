//! CARO0301: permissions opened to everyone.

use crate::rules::{Check, Level, Sink, paths};
use crate::script::Command;

rule! {
    /// Lets every user and every process on the machine change these files.
    ///
    /// Mode `777` on a tree makes each program in it a door: whoever can write a file decides what others run.
    /// One file is a caution, a whole tree a danger.
    ///
    /// ```sh bad
    /// chmod -R 777 /var/www
    /// ```
    /// ```sh bad
    /// sudo chmod a+rwx -R .
    /// ```
    /// ```sh bad
    /// chmod 0777 upload.sh
    /// ```
    /// ```sh good
    /// chmod -R u=rwX,go=rX /var/www
    /// ```
    /// ```sh good
    /// chmod 755 bin/tool
    /// ```
    /// ```sh good
    /// chmod 1777 /tmp/shared
    /// ```
    "CARO0301" "open-permissions",
    Danger,
    Check::Command { programs: &["chmod"], run: check }
}

fn check(chmod: &Command, sink: &mut Sink<'_>) {
    let mut operands = chmod.operands();
    let Some(mode) = operands.next() else { return };
    let value = sink.value(mode);
    let Some(text) = value.shapes.iter().filter_map(|it| it.text()).find(|it| opens(it)) else { return };
    let text = text.to_owned();
    let recursive = chmod.has_flag('R', "recursive");
    let system = operands.any(|it| sink.value(it).shapes.iter().any(|it| it.text().and_then(paths::loss).is_some()));
    let what = if recursive { "all files in there" } else { "this" };
    let raw = sink.report(mode.span, format!("`{text}` lets every user on the machine change {what}"));
    if !recursive && !system {
        raw.level(Level::Caution);
    }
}

/// Whether a mode lets others write, without the sticky bit that keeps shared folders in order.
fn opens(mode: &str) -> bool {
    if !mode.is_empty() && mode.bytes().all(|it| it.is_ascii_digit()) {
        let Ok(bits) = u32::from_str_radix(mode, 8) else { return false };
        return bits & 0o002 != 0 && bits & 0o1000 == 0;
    }
    let sticky = mode.split(',').any(|it| it.contains('t'));
    !sticky
        && mode.split(',').any(|it| {
            let Some(at) = it.find(['+', '=']) else { return false };
            let (who, what) = it.split_at(at);
            (who.contains('o') || who.contains('a')) && what.contains('w')
        })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn modes_are_read_not_compared() {
        for mode in ["777", "0777", "a+rwx", "o+w", "ugo=rwx", "666", "757", "u+x,o+w"] {
            check_marks(&format!("chmod -R {mode} x\n#mark 0 9 {} CARO0301\n", 9 + mode.len()));
        }
        for mode in ["755", "u+w", "g+w", "o-w", "+x", "1777", "a+rX", "go=", "+t"] {
            check_marks(&format!("chmod -R {mode} x\n"));
        }
    }
}

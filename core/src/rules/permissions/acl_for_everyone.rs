//! CARO0306: an access list lets everyone write.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets every user on the machine change these files, by a list that `ls` hardly shows.
    ///
    /// Name the user or the group that needs it: `setfacl -m u:backup:rx`.
    ///
    /// To decide: Which user or group has to write here?
    ///
    /// ```sh bad
    /// setfacl -R -m o::rwx /srv/data
    /// ```
    /// ```sh fixed
    /// setfacl -R -m o::r-x /srv/data
    /// ```
    /// ```sh bad
    /// setfacl -m u:app:rwx,other::rw upload
    /// ```
    /// ```sh fixed
    /// setfacl -m u:app:rwx,other::r upload
    /// ```
    /// ```sh bad
    /// chmod -R +a 'everyone allow read,write,execute' /Users/Shared/data
    /// ```
    /// ```sh fixed
    /// chmod -R +a 'everyone allow read,execute' /Users/Shared/data
    /// ```
    /// ```sh good
    /// setfacl -m u:backup:rx /srv/data
    /// ```
    /// ```sh good
    /// setfacl -R -m g:team:rwX,o::- project
    /// ```
    "CARO0306" "acl-for-everyone",
    Danger,
    Check::Command { programs: &["setfacl", "chmod", "icacls", "nfs4_setfacl"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let is_setfacl = command.program.as_deref() == Some("setfacl");
    let values: Vec<_> = if is_setfacl {
        command
            .flags()
            .filter(|it| it.is('m', "modify") || it.is('\0', "set"))
            .filter_map(|it| it.value.as_ref())
            .collect()
    } else {
        command.operands().collect()
    };
    let opens = |text: &str| if is_setfacl { opens(text) } else { opens_elsewhere(text) };
    let Some((word, text)) = values.into_iter().find_map(|it| Some((it, sink.possible(it, opens)?))) else { return };
    let recursive = command.has_flag('R', "recursive")
        || !is_setfacl && command.arguments().iter().any(|it| it.literal() == Some("/T"));
    let span = word.span;
    let raw = sink.report(
        span,
        format!(
            "`{text}` lets every user on the machine change {}",
            if recursive { "all files in there" } else { "this" }
        ),
    );
    if !recursive {
        raw.level(Level::Caution);
    }
    let less =
        if is_setfacl { Some(without_write(&text)) } else { text.find(",write").map(|_| text.replace(",write", "")) };
    if let Some(less) = less.filter(|it| word.literal() == Some(&*text) && !opens(it)) {
        sink.choice("Let others read, and not change", edits::reworded(word, &less));
    }
}

/// The list without the right to write for others.
fn without_write(list: &str) -> String {
    let entries = list.split(',').map(|entry| match entry.rsplit_once(':') {
        Some((who, what)) if opens(entry) => {
            let what: String = match what.parse::<u8>() {
                Ok(bits) => (bits & 5).to_string(),
                Err(_) => what.replace('w', if what.len() == 3 { "-" } else { "" }),
            };
            format!("{who}:{what}")
        }
        _ => entry.to_owned(),
    });
    entries.collect::<Vec<_>>().join(",")
}

/// `o::rwx`, `d:other:rw-`, `o:7`.
fn opens(list: &str) -> bool {
    list.split(',').any(|entry| {
        let mut parts = entry.trim().split(':').filter(|it| !matches!(*it, "d" | "default" | ""));
        let (Some(who), Some(what), None) = (parts.next(), parts.next(), parts.next()) else { return false };
        matches!(who, "o" | "other" | "others")
            && (what.contains('w') || what.bytes().all(|it| matches!(it, b'2' | b'3' | b'6' | b'7')))
    })
}

/// `everyone allow write` (macOS), `Everyone:(OI)F` (Windows), `A::EVERYONE@:W` (NFS).
fn opens_elsewhere(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let Some((_, what)) = text.split_once("everyone") else { return false };
    let allows = what.split_once("allow").is_some_and(|it| it.1.contains("write"));
    allows
        || (what.starts_with(":(") || what.starts_with(':'))
            && (what.ends_with('f') || what.contains("(f)") || what.contains("(m)"))
        || what.starts_with("@:") && what.contains('w')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_what_others_get_counts() {
        check_marks("setfacl --modify=d:o:rwx -R x\n#                ^^^^^^^ CARO0306\n");
        check_marks(
            "setfacl -m o::rx x\nsetfacl -x o: x\nsetfacl -b x\nsetfacl -m u:bob:rwx,g:dev:rwx x\nchmod -a 'everyone deny write' x\n",
        );
    }
}

//! CARO0309: somebody becomes root without a question, or sudo is put at risk.

use super::lines;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, edits};

rule! {
    /// Lets somebody become root without a password, or edits sudo's rules so that one mistake locks everyone out.
    ///
    /// With a wrong line in its rules `sudo` does nothing for anyone. Write a file of its own, check it with
    /// `visudo -cf FILE`, then install it. Name the commands that are needed instead of `ALL`.
    ///
    /// To decide: Which commands does this user need as root without a password, with which arguments?
    ///
    /// ```sh bad
    /// echo 'ALL ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers
    /// ```
    /// ```sh bad
    /// echo "%sudo ALL=(ALL:ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/90-all
    /// ```
    /// ```sh fixed
    /// echo "%sudo ALL=(ALL:ALL) ALL" | sudo tee /etc/sudoers.d/90-all
    /// ```
    /// ```sh bad
    /// sed -i 's/^%wheel.*/%wheel ALL=(ALL) NOPASSWD: ALL/' /etc/sudoers
    /// ```
    /// ```sh good
    /// echo 'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart shop' > /etc/sudoers.d/shop
    /// ```
    /// ```sh good
    /// visudo -cf /etc/sudoers.d/shop
    /// ```
    /// ```sh good
    /// grep -rn NOPASSWD /etc/sudoers.d
    /// ```
    "CARO0309" "sudo-rules",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Changes) {
        return;
    }
    let main = |it: &str| matches!(it, "/etc/sudoers" | "/usr/local/etc/sudoers" | "/private/etc/sudoers");
    let mut value = sink.value(act.path);
    value.shapes.retain(|it| it.empty.is_none());
    let own = value
        .shapes
        .iter()
        .any(|it| it.text.starts_with("/etc/sudoers.d/") || it.text.starts_with("/usr/local/etc/sudoers.d/"));
    let is_main = value.texts().any(main);
    if !own && !is_main {
        return;
    }
    let changes = act.kind == ActKind::Changes && act.span == act.path.span;
    if changes
        && !matches!(
            act.command.and_then(|it| it.program.as_deref()),
            Some("sed" | "gsed" | "perl" | "ed" | "ex" | "awk")
        )
    {
        return;
    }
    let text = lines::written(act, sink);
    let found = text.lines().find_map(free);
    if let Some((who, everyone)) = found {
        let raw = sink.report(act.span, format!("lets {who} do everything as root without a password"));
        if own && !everyone {
            raw.level(Level::Caution);
        }
        let title = "Ask for the password of whoever becomes root";
        let spaced = edits::only("NOPASSWD: ", "", sink);
        sink.choice(title, if spaced.is_empty() { edits::only("NOPASSWD:", "", sink) } else { spaced });
    } else if is_main && act.kind != ActKind::Overwrites {
        let message = "edits sudo's rules in place: one mistake, and nobody becomes root any more".to_owned();
        sink.report(act.span, message).level(Level::Caution);
    }
}

/// Who may do everything by a line, and whether that is more than one user.
fn free(line: &str) -> Option<(String, bool)> {
    let text: String = line.chars().filter(|it| !it.is_whitespace()).collect();
    if text.contains("!authenticate") {
        return Some(("everyone whom the rules name".to_owned(), true));
    }
    let (before, behind) = text.split_once("NOPASSWD:")?;
    // `NOPASSWD: SETENV: ALL`
    let tags = ["SETENV:", "NOSETENV:", "EXEC:", "NOEXEC:", "LOG_INPUT:", "LOG_OUTPUT:"];
    let mut rest = behind;
    while let Some(shorter) = tags.iter().find_map(|it| rest.strip_prefix(it)) {
        rest = shorter;
    }
    let shells = ["/bin/bash", "/bin/sh", "/usr/bin/bash", "/bin/su", "/usr/bin/su", "/usr/bin/env"];
    let all = rest.strip_prefix("ALL").is_some_and(|it| !it.starts_with(|it: char| it.is_ascii_alphanumeric()))
        || shells.iter().any(|it| {
            rest.strip_prefix(it).is_some_and(|it| {
                !it.starts_with(['/', '-', '\\']) && !it.starts_with(|it: char| it.is_ascii_alphanumeric())
            })
        });
    if !all {
        return None;
    }
    let start = line.trim().trim_start_matches(['"', '\'']);
    let start = start
        .rsplit_once(['"', '\''])
        .filter(|it| it.1.contains("ALL=") || it.1.contains("NOPASSWD"))
        .map_or(start, |it| it.1);
    let words: Vec<&str> = start.split_whitespace().collect();
    let at = words.iter().position(|it| it.contains('=') && !it.starts_with('-')).unwrap_or(1);
    let who = words.get(at.saturating_sub(1)).copied().unwrap_or("somebody").trim_start_matches(['"', '\'', '\\']);
    let many = before.starts_with("ALL") || who == "ALL" || who.starts_with('%');
    let who = if who == "ALL" { "everyone".to_owned() } else { format!("`{who}`") };
    Some((who, many))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn rules_are_written_in_many_ways() {
        check_marks("cat > /etc/sudoers.d/x <<E\n$USER ALL=(ALL) NOPASSWD:ALL\nE\n#mark 0 4 22 CARO0309\n");
        check_marks(
            "echo \"$USER ALL=(ALL) NOPASSWD: ALL\" >> /etc/sudoers\n#                                    ^^^^^^^^^^^^^^^ CARO0309\n",
        );
        check_marks(
            "sudo sh -c 'echo \"bob ALL=NOPASSWD:/bin/bash\" > /etc/sudoers.d/b'\n#                                             ^^^^^^^^^^^^^^^^^^ CARO0309\n",
        );
        check_marks(
            "printf 'Defaults !authenticate\\n' | sudo tee -a /etc/sudoers\n#                                               ^^^^^^^^^^^^ CARO0309\n",
        );
        check_marks("sed -i '/requiretty/d' /etc/sudoers\n#                      ^^^^^^^^^^^^ CARO0309\n");
        check_marks(
            "echo 'ALL ALL=(ALL) NOPASSWD: ALL' > /tmp/s\nsudo cp /tmp/s /etc/sudoers.d/s\n#              ^^^^^^^^^^^^^^^^ CARO0309\n",
        );
        check_marks(
            "sed -n p /etc/sudoers\nchmod 440 /etc/sudoers\ncp sudoers.new /etc/sudoers.d/x\necho '# NOPASSWD: ALL' > /etc/sudoers.d/y\n",
        );
    }
}

//! CARO0401: what the network sends is run at once.

use crate::knowledge::{self, Effect};
use crate::rules::{Check, Sink};
use crate::script::{Command, Statement, StatementKind, Word};

rule! {
    /// Runs whatever the network sends, before anyone has looked at it.
    ///
    /// The other end decides what runs here: today's text, tomorrow's, or the half that arrived before the line broke.
    /// Download it to a file, compare its checksum or read it, then run it.
    ///
    /// ```sh bad
    /// curl -fsSL https://example.org/install.sh | sudo bash
    /// ```
    /// ```sh bad
    /// wget -qO- https://example.org/setup | tee setup.log | sh -s -- --yes
    /// ```
    /// ```sh good
    /// curl -fsSL https://example.org/install.sh -o install.sh
    /// ```
    /// ```sh good
    /// curl -s https://example.org/data.json | jq .name
    /// ```
    /// ```sh good
    /// echo 'curl https://example.org/x | sh'
    /// ```
    "CARO0401" "download-to-shell",
    Danger,
    Check::Pipeline { run: check }
}

fn check(stages: &[Statement], sink: &mut Sink<'_>) {
    if let Some((download, shell)) = download_and_shell(stages)
        && unchecked(download).is_none()
    {
        let program = shell.program.as_deref().unwrap_or("a shell");
        let from = address(download).map_or("the network".to_owned(), |it| format!("`{it}`"));
        sink.report(shell.name_span(), format!("`{program}` runs whatever {from} sends"));
    }
}

/// The download and the shell behind it, in one pipeline.
pub(super) fn download_and_shell(stages: &[Statement]) -> Option<(&Command, &Command)> {
    let commands: Vec<&Command> = stages
        .iter()
        .filter_map(|it| if let StatementKind::Command(command) = &it.kind { Some(&**command) } else { None })
        .collect();
    let at = commands.iter().position(|it| prints_download(it))?;
    let shell = commands[at + 1..].iter().find(|it| runs_input(it))?;
    Some((commands[at], shell))
}

fn prints_download(command: &Command) -> bool {
    match command.program.as_deref() {
        Some("curl") => !command.has_flag('o', "output") && !command.has_flag('O', "remote-name"),
        Some("wget") => command.flag_value('O', "output-document").and_then(Word::literal) == Some("-"),
        Some("fetch") => command.flag_value('o', "output").and_then(Word::literal) == Some("-"),
        _ => false,
    }
}

fn runs_input(command: &Command) -> bool {
    let Some(facts) = command.program.as_deref().and_then(knowledge::program) else { return false };
    let interprets = facts.effects.iter().any(|it| matches!(it, Effect::RunsShell | Effect::RunsCode));
    // `perl -e`, `python3 -m`: the program is named, and the input is its data. `bash -s` reads it all the same.
    let is_named = facts.operands.first().is_some_and(|it| it.unless.iter().any(|it| *it != "s" && command.gives(it)));
    let mut operands = command.operands();
    interprets
        && !is_named
        && !command.has_flag('c', "")
        && match operands.next() {
            None => true,
            Some(word) => command.has_flag('s', "") || matches!(word.literal(), Some("-" | "/dev/stdin")),
        }
}

/// Why nobody can tell who sent it: a flag that skips the certificate, or plain HTTP.
pub(super) fn unchecked(download: &Command) -> Option<String> {
    let flag = download.flag('k', "insecure").filter(|_| download.program.as_deref() == Some("curl"));
    if flag.is_some() {
        return Some("`-k` skips the check of who sends it".to_owned());
    }
    if download.flag('\0', "no-check-certificate").is_some() {
        return Some("`--no-check-certificate` skips the check of who sends it".to_owned());
    }
    let plain = download.operands().find(|it| it.literal_prefix().starts_with("http://"))?;
    let local = ["http://localhost", "http://127.0.0.1"].iter().any(|it| plain.literal_prefix().starts_with(it));
    (!local).then(|| "plain `http://` lets anyone on the way change it".to_owned())
}

fn address(download: &Command) -> Option<String> {
    let address = download.operands().find_map(Word::literal)?;
    Some(address.split('/').take(3).collect::<Vec<_>>().join("/").replace('`', ""))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_shell_is_found_behind_wrappers_and_filters() {
        check_marks("curl -L https://x.io/a.gz | gunzip | sudo -E env A=1 bash\n#                                                    ^^^^ CARO0401\n");
        check_marks("curl -s https://x.io/a | python3 -\n#                        ^^^^^^^ CARO0401\n");
    }

    #[test]
    fn a_shell_with_a_script_of_its_own_reads_data() {
        check_marks("curl -s https://x.io/a | bash import.sh\ncurl -s https://x.io/a | sh -c 'cat >x'\n");
    }

    #[test]
    fn a_program_given_by_a_flag_reads_data_too() {
        for filter in [
            "python3 -m json.tool",
            "perl -pe 's/a/b/'",
            "node -e 'x()'",
            "ruby -ne 'puts $_'",
            "php -r 'x();'",
            "lua -e 'x()'",
            "java -jar x.jar",
        ] {
            check_marks(&format!("curl -s https://x.io/a | {filter}\n"));
        }
        for shell in ["perl", "node -", "ruby", "php", "sh -s", "bash -s -- x"] {
            let marks = "^".repeat(shell.find(' ').unwrap_or(shell.len()));
            check_marks(&format!("curl -s https://x.io/a | {shell}\n#                        {marks} CARO0401\n"));
        }
    }
}

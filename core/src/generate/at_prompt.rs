//! How a command may be put at the prompt of a terminal, where it waits for the user: nothing of it may run, or hide.

use crate::rules::hides;

/// How an editor hands a command to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtPrompt {
    /// As if it were typed, without a line break.
    Line,
    /// As a bracketed paste, at a prompt that is known to read one: typed, its first line would run.
    Paste,
    /// Not at all, and why.
    Refused(&'static str),
}

/// How this one may be handed over.
pub fn at_prompt(command: &str) -> AtPrompt {
    // A tab that is typed asks the shell for a completion.
    let needs_paste = |it: char| matches!(it, '\n' | '\t');
    let shown: String = command.chars().map(|it| if needs_paste(it) { ' ' } else { it }).collect();
    if command.trim().is_empty() {
        AtPrompt::Refused("there is no command")
    } else if hides(&shown) {
        AtPrompt::Refused("the command holds characters that a terminal acts on, or does not show")
    } else if command.contains(needs_paste) {
        AtPrompt::Paste
    } else {
        AtPrompt::Line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_run_or_hide_is_never_typed() {
        for (command, expected) in [
            ("ls -l | wc -l", "line"),
            ("grep 'größe' *.txt", "line"),
            ("printf '\\e[31m'", "line"),
            ("cd /tmp\nls", "paste"),
            ("cut -d '\t' -f 1", "paste"),
            ("ls\r", "refused"),
            ("ls \u{1b}[2K", "refused"),
            ("ls\u{1b}[201~\nrm x", "refused"),
            ("ls\u{7f}\u{3}", "refused"),
            ("ls \u{202e}txt", "refused"),
            ("ls\u{200b}", "refused"),
            ("\u{85}ls", "refused"),
            (" \n", "refused"),
        ] {
            let found = match at_prompt(command) {
                AtPrompt::Line => "line",
                AtPrompt::Paste => "paste",
                AtPrompt::Refused(_) => "refused",
            };
            assert_eq!(found, expected, "{command:?}");
        }
    }
}

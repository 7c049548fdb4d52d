//! Commands in fish's edit buffer: those that fish and bash read alike stay as they are, all others are handed to bash.

/// First words of commands that one of both has and the other has not, or not with the same meaning.
const OTHER: [&str; 54] = [
    "if",
    "then",
    "elif",
    "else",
    "fi",
    "for",
    "while",
    "until",
    "do",
    "done",
    "case",
    "esac",
    "select",
    "function",
    "time",
    "coproc",
    "declare",
    "typeset",
    "local",
    "readonly",
    "unset",
    "shift",
    "let",
    "mapfile",
    "readarray",
    "shopt",
    "trap",
    "set",
    "read",
    "getopts",
    "hash",
    "history",
    "fc",
    "unalias",
    "source",
    ".",
    "eval",
    "caller",
    "and",
    "or",
    "not",
    "begin",
    "end",
    "switch",
    "string",
    "math",
    "count",
    "contains",
    "random",
    "status",
    "path",
    "functions",
    "abbr",
    "block",
];

/// The command as fish is to read it, and whether it had to be handed to bash.
pub(in crate::cli) fn as_fish_reads(command: &str) -> (String, bool) {
    if is_alike(command) {
        return (command.to_owned(), false);
    }
    let word = quoted(command.as_bytes());
    // All that was added is ASCII.
    (format!("bash -c {}", String::from_utf8_lossy(&word)), true)
}

/// The bytes as one word of fish, whatever they are.
pub(super) fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut word = vec![b'\''];
    for byte in bytes {
        if matches!(byte, b'\'' | b'\\') {
            word.push(b'\\');
        }
        word.push(*byte);
    }
    word.push(b'\'');
    word
}

/// Whether fish surely reads what bash reads. Whatever is not known to be the same counts as different.
fn is_alike(command: &str) -> bool {
    let mut rest = command;
    let (mut word, mut is_first) = (String::new(), true);
    while let Some(char) = rest.chars().next() {
        let after = &rest[char.len_utf8()..];
        rest = match char {
            '\'' => {
                let Some((text, after)) = after.split_once('\'') else { return false };
                // There a backslash is one; in fish it can stand for the next sign.
                if text.contains("\\\\") || text.ends_with('\\') {
                    return false;
                }
                word.push('x');
                after
            }
            '"' => {
                let Some(after) = double_quoted(after) else { return false };
                word.push('x');
                after
            }
            '\\' => {
                // Of letters fish makes line ends and the like.
                let Some(next) = after.chars().next().filter(|it| it.is_ascii_punctuation() || *it == ' ') else {
                    return false;
                };
                word.push('x');
                &after[next.len_utf8()..]
            }
            '{' if after.starts_with('}') => {
                word.push('x');
                &after[1..]
            }
            ' ' | '\t' | '|' | '&' | ';' | '\n' | '<' | '>' => {
                let is_break = matches!(char, '|' | '&' | ';' | '\n');
                if is_first && is_other(&word) || is_first && word.is_empty() && matches!(char, '<' | '>') {
                    return false;
                }
                if char == '|' && after.starts_with('&')
                    || matches!(char, '<' | '>') && after.starts_with(['(', '<', '|', '?'])
                {
                    return false;
                }
                is_first = is_break || is_first && word.is_empty();
                word.clear();
                after
            }
            'a'..='z' | 'A'..='Z' | '0'..='9' => {
                word.push(char);
                after
            }
            '-' | '_' | '.' | '/' | ':' | ',' | '+' | '@' | '*' | '=' => {
                word.push(char);
                after
            }
            // `%` starts a job's number in old versions; `~` in the middle of a word differs.
            _ if !char.is_ascii() && !char.is_control() && !char.is_whitespace() => {
                word.push(char);
                after
            }
            '~' if word.is_empty() && (after.is_empty() || after.starts_with(['/', ' '])) => {
                word.push('x');
                after
            }
            '%' if !word.is_empty() => {
                word.push('x');
                after
            }
            _ => return false,
        };
    }
    !(is_first && is_other(&word))
}

/// Whether a command that begins so is another one in fish, or begins with an assignment.
fn is_other(word: &str) -> bool {
    OTHER.contains(&word) || word.contains('=')
}

/// What stands behind a string in double quotes, where both shells read that alike.
fn double_quoted(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let after = &rest[char.len_utf8()..];
        rest = match char {
            '"' => return Some(after),
            '\\' => after.strip_prefix(['"', '$', '\\'])?,
            '$' => {
                let name = after.trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '_');
                let is_name = after.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
                if !is_name || name.starts_with('[') {
                    return None;
                }
                name
            }
            '`' | '!' => return None,
            _ => after,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_read_alike_stays_and_all_else_is_handed_to_bash() {
        for command in [
            "find . -type f -name '*.py' -size +1M -mtime -7",
            "find . -type f -exec cat {} + | wc -l",
            "tar -czf \"$HOME/a b.tgz\" src && rm a.txt; ls 2>&1 >> log",
            "find . \\( -name a -o -name b \\) -exec rm {} \\;",
            "env A=b make",
            "grep -rn 'it\\.' ~/x ~ | sort -k2,2 > out.txt",
            "ls é",
            "grep if . | sort",
        ] {
            assert_eq!(as_fish_reads(command), (command.to_owned(), false));
        }
        for command in [
            "for f in *.txt; do mv \"$f\" \"${f%.txt}.md\"; done",
            "echo $HOME",
            "echo \"$(date)\"",
            "a=1",
            "A=b make",
            "ls | A=b make",
            "cat <<E\nE",
            "diff <(ls a) <(ls b)",
            "grep 'a\\\\b' x",
            "grep 'a\\' x",
            "echo \"a\\n$1\"",
            "[ -f x ] && ls",
            "echo {a,b}",
            "ls a?",
            "(cd x && ls)",
            "cd x && source y",
            "ls |& cat",
            "echo a\\nb",
            "echo 'open",
            "echo \"open",
            "kill %1",
            "! ls",
            "echo \"$a[1]\"",
            "cat a >| b",
            "if",
            ">x A=b ls",
            "ls; unset x",
        ] {
            assert!(as_fish_reads(command).1, "{command}");
        }
        assert_eq!(as_fish_reads("echo 'a\\\\' $x").0, r"bash -c 'echo \'a\\\\\' $x'");
    }

    #[test]
    fn fish_says_what_bash_says() {
        use std::io::Write;
        use std::process::Command;
        let shown = |shell: &str, words: &[&str], text: &str| {
            let mut command = Command::new(shell);
            command.args(words).arg("-c").arg(text).env("A", "x  y*").env("LC_ALL", "C.UTF-8");
            command.env("HOME", "/home/a").output().ok().map(|it| (it.status.code(), it.stdout))
        };
        if shown("fish", &["--no-config"], "true").is_none() {
            // Not through the macro, whose words nobody sees where a test passes.
            let _ = std::io::stderr().write_all(b"fish is not here: what it reads is NOT compared with bash\n");
            return;
        }
        let alike = [
            r#"printf '<%s>' a 'b c' "d e" "$A" "x${A}y" 'x\.y' "a\"b\$c\\d" {} \; \( \* 'a"b' "a'b" é "#,
            r"printf '<%s>' ~ ~/x a=b --x=y -k2,2 50% a@b:c/d +x , ../.. 'it'\''s' 'a\nb'",
            "printf '<%s>' \"a\nb\" 'c\nd' if . set\nprintf e",
            "printf '%s\n' b a | sort -r; printf x >&2 && printf y 2>&1 || printf z",
        ];
        let handed = [
            "for a in 'x y' \"it's\" 'a\\\\b'; do printf '<%s>' \"$a\"; done",
            "printf '<%s>' $A \"$(printf 'a b')\" $((1+2)) 'a\\\\b' \"\\\\\" {a,b}",
            "a=1; printf '<%s>' \"$a\" \"${A%y*}\"",
        ];
        for command in alike.into_iter().chain(handed) {
            let (read, is_handed) = as_fish_reads(command);
            assert_eq!(is_handed, handed.contains(&command) || command.contains("${"), "{command}");
            assert_eq!(shown("fish", &["--no-config"], &read), shown("bash", &["--norc"], command), "{command}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", "'", "\"", "\\", "\"\\", "$", "\"$", "é\\é", "{", "~", "\u{7f}"] {
            let _ = as_fish_reads(text);
        }
    }
}

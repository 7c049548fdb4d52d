//! Commands that editors and `osascript` run: `:!cmd`, `w !cmd`, `do shell script "…"`.

use super::reader::Reader;
use super::tokens::{known, tokens};
use super::{Act, Does, Language};

pub(super) fn read(code: &str, language: Language) -> Vec<Act> {
    match language {
        Language::AppleScript => script(code),
        _ => lines(code, language),
    }
}

fn script(code: &str) -> Vec<Act> {
    let tokens = tokens(code, Language::AppleScript);
    let mut reader = Reader::new(&tokens, Language::AppleScript);
    for at in 0..tokens.len() {
        let words = [reader.name(at), reader.name(at + 1), reader.name(at + 2)];
        if words == [Some("do"), Some("shell"), Some("script")] {
            let end = reader.statement_end(at + 3);
            let end = (at + 3..end)
                .find(|it| matches!(reader.name(*it), Some("with" | "without" | "as" | "user")))
                .unwrap_or(end);
            let text = reader.expression(at + 3, end).text(reader.start(at + 3), reader.end_before(end));
            reader.act(reader.start(at), reader.end_before(end), Does::Shell(text));
        }
    }
    reader.acts
}

fn lines(code: &str, language: Language) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut start = 0;
    let mut typing = false;
    for line in code.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if typing {
            typing = line != ".";
            continue;
        }
        let range = |it: char| it.is_ascii_digit() || matches!(it, ',' | '%' | '.' | '$' | ' ' | ':' | ';');
        let mut command = line.trim_start_matches(range);
        if language == Language::Vim {
            for word in ["silent!", "silent", "sil!", "sil", "exe", "execute"] {
                if let Some(rest) = command.strip_prefix(word).filter(|it| it.starts_with([' ', '!'])) {
                    command =
                        rest.trim_start_matches(range).trim_start_matches(['"', '\'']).trim_end_matches(['"', '\'']);
                    break;
                }
            }
        }
        if language == Language::Ed && matches!(command, "a" | "i" | "c") {
            typing = true;
            continue;
        }
        let text = |rest: &str| {
            let rest = rest.trim();
            let at = from + line.find(rest).unwrap_or(0);
            known(rest.to_owned(), at, at + rest.len())
        };
        let does = if let Some(rest) = command.strip_prefix('!') {
            Does::Shell(text(rest.trim_start_matches('!')))
        } else {
            let rest = command.trim_start_matches(|it: char| it.is_ascii_alphabetic());
            let verb = &command[..command.len() - rest.len()];
            let forced = rest.strip_prefix('!').filter(|it| it.is_empty() || it.starts_with(' '));
            let rest = forced.unwrap_or(rest).trim_start();
            match (verb, rest.strip_prefix('!')) {
                ("w" | "r" | "e" | "write" | "read" | "W", Some(run)) => Does::Shell(text(run)),
                ("w" | "write" | "wq" | "sav" | "saveas", None) if !rest.is_empty() => Does::Write(text(rest)),
                ("W", None) if !rest.is_empty() => Does::Append(text(rest)),
                _ => continue,
            }
        };
        acts.push(Act { start: from, end: from + line.len(), does });
        if acts.len() > 100 {
            break;
        }
    }
    acts
}

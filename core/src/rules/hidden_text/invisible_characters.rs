//! CARO1402: characters that nobody sees, in names and commands.

use super::reading::{Context, Lines, MOST_MARKS, Reading, foreign, name};
use crate::Span;
use crate::rules::edits::{Edits, stays_readable};
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Runs or names something else than what is shown, because of a character that nobody can see.
    ///
    /// A zero-width character inside a name makes another name: another file, another host, another variable. It comes with
    /// text that was copied from a page, or somebody put it there. Delete it.
    ///
    /// ```sh bad
    /// rm -rf ./bu​ild
    /// ```
    /// ```sh fixed
    /// rm -rf ./build
    /// ```
    /// ```sh bad
    /// curl -fsS "https://exam⁠ple.org/ping"
    /// ```
    /// ```sh fixed
    /// curl -fsS "https://example.org/ping"
    /// ```
    /// ```sh good
    /// echo "done 👩‍💻 ❤️ 1️⃣"
    /// ```
    /// ```sh good
    /// # نمی‌خواهم, क्‍ष, 👨‍👩‍👧
    /// mkdir 'می‌روم'
    /// ```
    /// ```sh good
    /// echo "สวัสดี​ชาวโลก"
    /// ```
    "CARO1402" "invisible-characters",
    Danger,
    Check::Text { run: check }
}

/// How many invisible characters in a row are more than an accident.
const HIDDEN_RUN: usize = 8;

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    let mut reading = None;
    let (mut lines, mut marks) = (Lines::of(text), 0);
    let mut behind = 0;
    let mut said = None;
    for (at, char) in foreign(text).filter(|it| is_invisible(it.1)) {
        if at < behind {
            continue;
        }
        let run: usize = text[at..].chars().take_while(|it| is_invisible(*it)).map(char::len_utf8).sum();
        behind = at + run;
        // The mark that some editors put at the start of a file.
        if at == 0 && char == '\u{FEFF}' && run == char.len_utf8() {
            continue;
        }
        let before = text[..at].chars().next_back();
        let next = text[behind..].chars().next();
        let count = text[at..behind].chars().count();
        let is_flag = before == Some('\u{1F3F4}') && count <= HIDDEN_RUN;
        if count < HIDDEN_RUN && is_joined(char, before, next) || is_flag {
            continue;
        }
        let tags = text[at..behind].chars().any(|it| matches!(it, '\u{E0000}'..='\u{E007F}'));
        let context = reading.get_or_insert_with(|| Reading::of(body)).context(at);
        let many = count >= HIDDEN_RUN || tags;
        if context == Context::Comment && !many {
            continue;
        }
        // One of them on a line shows the others.
        let line = lines.start_of(at);
        if said == Some(line) && !many {
            continue;
        }
        said = Some(line);
        marks += 1;
        if marks > MOST_MARKS {
            return;
        }
        let what = if count == 1 {
            format!("the invisible {}", name(char))
        } else {
            format!("{count} invisible characters such as {}", name(char))
        };
        let message = match context {
            _ if many => format!("{what} can hide text from whoever reads this"),
            Context::Prose => format!("{what} makes this another text than it shows"),
            _ => format!("{what} makes this another name than it shows"),
        };
        let raw = sink.report(Span::new(at, behind), message);
        if context != Context::Code && !tags {
            raw.level(Level::Caution);
        }
        let reading = reading.get_or_insert_with(|| Reading::of(body));
        let context = |at: usize| reading.context(at);
        let others = runs(text, at).into_iter().filter(|it| context(it.start) == context(at));
        let edits: Edits = others.map(|it| (it, String::new())).collect();
        match context(at) {
            Context::Comment => sink.fix("Delete what nobody can see", edits),
            // A text that a program searches for may name such a character on purpose.
            Context::Prose => sink.choice("Delete what nobody can see from this text", edits),
            // Without it, a name can be a word of the shell.
            Context::Code if !stays_readable(body, &edits) => {}
            Context::Code => sink.choice("Delete what nobody can see, and mean the name that is shown", edits),
        }
    }
}

/// The stretches of invisible characters without ordinary work from `at` to the end of the line.
fn runs(text: &str, at: usize) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let line = text[at..].split('\n').next().unwrap_or_default();
    for (offset, char) in line.char_indices().filter(|it| is_invisible(it.1)) {
        let start = at + offset;
        let end = start + char.len_utf8();
        match runs.last_mut().filter(|it| it.end == start) {
            Some(last) => last.end = end,
            None => runs.push(Span::new(start, end)),
        }
    }
    runs.retain(|it| {
        let (before, next) = (text[..it.start].chars().next_back(), text[it.end..].chars().next());
        let char = it.of(text).chars().next().unwrap_or_default();
        let count = it.of(text).chars().count();
        let is_flag = before == Some('\u{1F3F4}') && count <= HIDDEN_RUN;
        !(count < HIDDEN_RUN && is_joined(char, before, next) || is_flag)
    });
    runs
}

/// Whether a character shows nothing and takes no place.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}

/// Whether it does its ordinary work between letters and signs of other scripts.
fn is_joined(char: char, before: Option<char>, next: Option<char>) -> bool {
    let foreign = |it: Option<char>| it.is_some_and(|it| !it.is_ascii() && !it.is_whitespace());
    match char {
        // Emoji, and letters that are joined or kept apart; `1️⃣` is a digit with a frame.
        '\u{FE00}'..='\u{FE0F}' => foreign(before) || next == Some('\u{20E3}'),
        '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}' | '\u{200C}' | '\u{200D}' => foreign(before),
        // Where Thai or Khmer words end, and what keeps digits in their place in right-to-left text.
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{00AD}' | '\u{2060}' | '\u{FEFF}' | '\u{034F}'
        | '\u{17B4}' | '\u{17B5}' => foreign(before) || foreign(next),
        '\u{115F}' | '\u{1160}' => foreign(before) || foreign(next),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn all_of_a_line_go_together() {
        assert_eq!(offered("r\u{200b}m a\u{200b}\u{2060}b # \u{200b}\n"), ["rm ab # \u{200b}\n"]);
        assert_eq!(offered("sh -c 'r\u{200b}m x'\n"), ["sh -c 'rm x'\n"]);
    }

    #[test]
    fn what_is_code_is_worse_than_what_is_shown() {
        check_marks("tar\u{200b} -czf a.tgz b\n#mark 0 3 6 CARO1402\n");
        check_marks("pass\u{00ad}word=x\n#mark 0 4 6 CARO1402\n");
        check_marks("# a\u{200b}b is only read\n");
        check_marks("\u{feff}echo hi\n");
        let hidden: String = "run".chars().filter_map(|it| char::from_u32(0xE0000 + it as u32)).collect();
        check_marks(&format!("# nice{hidden}\n#mark 0 6 18 CARO1402\n"));
    }
}

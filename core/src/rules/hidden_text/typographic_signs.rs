//! CARO1405: dashes, quotes and blanks of typesetting, which mean nothing to the shell.

use super::reading::{Context, Lines, MOST_MARKS, Reading};
use crate::Span;
use crate::rules::edits::{Edits, stays_readable};
use crate::rules::{Check, Sink};
use crate::script::{Body, Node, PartKind, Quote, walk_outer};

rule! {
    /// Does something else than it reads, because a dash, a quote or a blank is not the one of the shell.
    ///
    /// Pages and word processors change `-` to `–`, `"` to `“` and blanks to ones that do not break. To the shell they are
    /// letters: `–rf` is a file name, `“a b”` is two words. Type them anew.
    ///
    /// ```sh bad
    /// rm –rf build
    /// ```
    /// ```sh fixed
    /// rm -rf build
    /// ```
    /// ```sh bad
    /// cp “my file.txt” backup/
    /// ```
    /// ```sh fixed
    /// cp "my file.txt" backup/
    /// ```
    #[doc = "```sh bad\nmkdir -p\u{a0}build out\n```"]
    #[doc = "```sh good\necho \"Prix\u{a0}: 3\u{202f}€ — “fini”\" # l’été – enfin\u{a0}!\n```"]
    /// ```sh bad
    /// files=(“a b” c)
    /// ```
    /// ```sh fixed
    /// files=("a b" c)
    /// ```
    /// ```sh bad
    /// ls ’ a
    /// ```
    /// ```sh good
    /// echo l’été – enfin
    /// ```
    /// ```sh good
    /// git commit -m 'Fix “quotes” – at last' && touch l’été.txt
    /// ```
    "CARO1405" "typographic-signs",
    Caution,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    if text.is_ascii() {
        return;
    }
    let reading = Reading::of(body);
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut signs: Vec<(Span, String)> = Vec::new();
    walk_outer(&body.statements, &mut |node| {
        let Node::Word(word) = node else { return };
        if reading.context(word.span.start) != Context::Code {
            return;
        }
        for (part_at, part) in word.parts.iter().enumerate() {
            let PartKind::Literal(literal) = &part.kind else { continue };
            if part.quote != Quote::Bare || literal.is_ascii() || part.span.of(text) != &**literal {
                continue;
            }
            signs.extend(plain(literal, part.span.start, part_at == 0, part_at + 1 == word.parts.len()));
            let sign = literal.char_indices().find_map(|(at, char)| {
                let first = part_at == 0 && at == 0;
                let last = part_at + 1 == word.parts.len() && at + char.len_utf8() == literal.len();
                let next = literal[at + char.len_utf8()..].chars().next();
                Some((at, char, message(char, first, last, next, literal)?))
            });
            if let Some((at, char, message)) = sign {
                let start = part.span.start + at;
                found.push((Span::new(start, start + char.len_utf8()), message));
                break;
            }
        }
    });
    // The value of an `export` is met twice.
    signs.sort_by_key(|it| it.0.start);
    signs.dedup();
    let (mut said, mut lines, mut marks) = (None, Lines::of(text), 0);
    for (span, message) in found {
        // One of them on a line shows the others.
        let line = lines.start_of(span.start);
        if said != Some(line) {
            said = Some(line);
            marks += 1;
            if marks > MOST_MARKS {
                return;
            }
            sink.report(span, message);
            let end = text[span.start..].find('\n').map_or(text.len(), |it| span.start + it);
            let edits: Edits = signs.iter().filter(|it| line <= it.0.start && it.0.end <= end).cloned().collect();
            // One quote alone opens a text that nothing closes.
            if stays_readable(body, &edits) {
                sink.choice("Type the plain signs of the shell", edits);
            }
        }
    }
}

/// The signs of a bare text that only look like those of the shell, and what to type for them.
fn plain(literal: &str, start: usize, first: bool, last: bool) -> Vec<(Span, String)> {
    let mut signs = Vec::new();
    let mut in_dashes = first;
    for (at, char) in literal.char_indices() {
        let end = at + char.len_utf8();
        let rest = &literal[end..];
        let is_wrong = message(char, first && at == 0, last && rest.is_empty(), rest.chars().next(), literal).is_some();
        let new = match char {
            // A flag's long name had two of them.
            '\u{2014}' | '\u{2015}' if is_wrong && !rest.starts_with(is_dash) && rest.len() > 1 => "--".to_owned(),
            _ if is_dash(char) && char != '-' && (is_wrong || in_dashes && at > 0) => "-".to_owned(),
            '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' if is_wrong => "-".to_owned(),
            // Those inside a word belong to those at its edges.
            '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' | '\u{FF02}' => "\"".to_owned(),
            '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{FF07}' if is_wrong => "'".to_owned(),
            '\u{037E}' if is_wrong => ";".to_owned(),
            '\u{FF00}'..='\u{FF5E}' if is_wrong => {
                char::from_u32(char as u32 - 0xFEE0).map(String::from).unwrap_or_default()
            }
            _ if is_wrong => " ".to_owned(),
            _ => String::new(),
        };
        in_dashes &= is_dash(char);
        if !new.is_empty() {
            signs.push((Span::new(start + at, start + end), new));
        }
    }
    signs
}

/// What is wrong with a sign at this place of a bare word.
fn message(char: char, first: bool, last: bool, next: Option<char>, word: &str) -> Option<String> {
    let name = super::reading::name(char);
    match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => {
            let is_flag = first && next.is_some_and(|it| it.is_ascii_alphanumeric() || is_dash(it));
            is_flag.then(|| format!("`{}` is no flag: {name} only looks like `-`", short(word)))
        }
        '\u{2018}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2032}' | '\u{2033}' | '\u{FF02}' | '\u{FF07}' => {
            (first || last).then(|| format!("`{char}` quotes nothing: the shell takes it for a letter"))
        }
        '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Some(format!("{name} only looks like a blank: the shell takes both sides for one word"))
        }
        '\u{FF04}' | '\u{FF06}' | '\u{FF08}' | '\u{FF09}' | '\u{FF1B}' | '\u{FF1C}' | '\u{FF1E}' | '\u{FF5C}'
        | '\u{037E}' => {
            // Between letters of its own script it is punctuation.
            let foreign = word.chars().any(|it| !it.is_ascii() && it.is_alphabetic());
            (!foreign).then(|| format!("`{char}` only looks like a sign of the shell, which takes it for a letter"))
        }
        _ => None,
    }
}

fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn short(word: &str) -> String {
    word.chars().take(24).collect::<String>().replace('`', "")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn all_signs_of_a_line_change_together() {
        assert_eq!(offered("ls ——all –l\u{a0}“a b”\n"), ["ls --all -l \"a b\"\n"]);
        assert_eq!(offered("ls —all\n"), ["ls --all\n"]);
        assert_eq!(offered("ls x；id y\n"), ["ls x;id y\n"]);
    }

    #[test]
    fn signs_inside_words_are_letters() {
        check_marks("ls ——all\n#mark 0 3 6 CARO1405\n");
        check_marks("touch 2020–2021.txt – d’accord.txt\n");
        check_marks("ls x；rm y\n#mark 0 4 7 CARO1405\n");
        check_marks("\u{a0}ls\n#mark 0 0 2 CARO1405\n");
    }
}

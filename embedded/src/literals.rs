//! Cuts a wish into tokens with typed values, so that no later step reads text again.

use crate::shell;
use crate::vocabulary;
use std::ops::Range;

/// The longest wish that is read; whatever is longer is prose, not a wish.
const MOST_BYTES: usize = 600;
/// The most tokens that are read.
const MOST_TOKENS: usize = 80;

/// A word, literal or mark of the wish.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token<'a> {
    /// As typed, without quotes and the punctuation around it.
    pub(crate) text: &'a str,
    /// Where it stands in the wish, with its quotes.
    pub(crate) span: Range<usize>,
    /// What the vocabulary calls it; empty for a word it does not know.
    pub(crate) concept: &'static str,
    /// Whether the concept was found through a spelling mistake.
    pub(crate) guessed: bool,
    /// What it is by its form.
    pub(crate) form: Form,
    /// Its value where it is a number, in digits or words.
    pub(crate) number: Option<f64>,
}

/// What a token is by its form alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A plain word.
    Word,
    /// Text in quotes: taken as it stands.
    Quoted,
    /// `12`, `2.5`
    Number,
    /// `10M`: a size in bytes.
    Size(u64),
    /// `30d`: a span of minutes.
    Span(u64),
    /// `2024-05-01`
    Date,
    /// `u+x`
    Mode,
    /// Has a slash, or is `.`, `..`, `~`, or a variable: `$LOGDIR`, `${OUT}/new`.
    Path,
    /// Has `*` or `?` or a bracket, and no slash.
    Glob,
    /// `.log`, `.ssh`: an extension or a hidden name.
    Dotted,
    /// `notes.txt`
    FileName,
    /// `,`
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `. ; : ? !`
    Stop,
    /// `>`, `<`, `->`, `+`
    Sign,
}

impl<'a> Token<'a> {
    /// Whether the vocabulary calls it so.
    pub(crate) fn is(&self, concept: &str) -> bool {
        self.concept == concept
    }

    /// Whether the vocabulary calls it one of these, written with spaces between.
    pub(crate) fn is_any(&self, concepts: &str) -> bool {
        has_word(concepts, self.concept)
    }

    /// Whether it is a literal that names one thing in the file system.
    pub(crate) fn names_path(&self) -> bool {
        matches!(self.form, Form::Path | Form::FileName | Form::Dotted)
    }

    /// Takes a plain word that is the name of a file or folder for one.
    pub(crate) fn recognize(&mut self, names: &'a [String]) {
        let unknown = self.concept.is_empty() || self.guessed;
        if self.form != Form::Word || !unknown {
            return;
        }
        let bare = |it: &str| it.trim_start_matches("./").trim_end_matches('/') == self.text;
        if let Some(name) = names.iter().find(|it| bare(it)) {
            self.text = name;
            self.form = Form::Path;
            self.concept = "";
            self.guessed = false;
        }
    }

    /// Whether it is a word of the common vocabulary, spelled right.
    pub(crate) fn means(&self) -> bool {
        !self.concept.is_empty() && !self.guessed
    }

    /// Whether it is punctuation.
    pub(crate) fn is_mark(&self) -> bool {
        matches!(self.form, Form::Comma | Form::Open | Form::Close | Form::Stop)
    }
}

/// Whether a list with spaces between holds a word: asked so often that it compares first letters before words.
fn has_word(list: &str, word: &str) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return false };
    let mut at = 0;
    while let Some(rest) = list.get(at..).filter(|it| it.len() >= word.len()) {
        if rest[0] == *first && rest.starts_with(word) && rest.get(word.len()).is_none_or(|it| *it == b' ') {
            return true;
        }
        at += rest.iter().position(|it| *it == b' ').unwrap_or(rest.len()) + 1;
    }
    false
}

/// The tokens of a wish; `None` for text too long to be one.
pub(crate) fn tokens(wish: &str) -> Option<Vec<Token<'_>>> {
    if wish.len() > MOST_BYTES || wish.chars().any(|it| it.is_control() && it != '\t' && it != '\n' && it != '\r') {
        return None;
    }
    let text = wish.trim_end().trim_start_matches(|it: char| it.is_whitespace() || it == '#');
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (known, before) = (found.len(), rest);
        if found.len() > MOST_TOKENS {
            return None;
        }
        if first.is_whitespace() {
            rest = rest.trim_start();
        } else if let Some((inner, behind)) = quoted(rest) {
            found.push(plain(inner, Form::Quoted));
            rest = behind;
        } else if let Some((inner, behind)) = json(rest) {
            found.push(plain(inner, Form::Quoted));
            rest = behind;
        } else if let Some(form) = mark(first) {
            // A dot that begins a word belongs to it: `.log`, `./a`, `..`.
            found.push(plain(&rest[..first.len_utf8()], form));
            rest = &rest[first.len_utf8()..];
        } else {
            let end = rest.find(|it: char| it.is_whitespace()).unwrap_or(rest.len());
            // The dot of "in my home directory." ends the sentence, it is no place.
            let attached = text[..text.len() - rest.len()].ends_with(char::is_alphanumeric);
            if &rest[..end] == "." && attached {
                found.push(plain(&rest[..end], Form::Stop));
                rest = &rest[end..];
            } else {
                let (chunk, behind) = rest.split_at(end);
                rest = word(chunk, behind, rest, &mut found);
            }
        }
        let start = wish.trim_end().len() - before.len();
        locate(&mut found[known..], start, &before[..before.len() - rest.len()]);
    }
    (found.len() <= MOST_TOKENS).then_some(found)
}

fn plain(text: &str, form: Form) -> Token<'_> {
    Token { text, span: 0..0, concept: "", guessed: false, form, number: None }
}

/// Tells tokens where they stand: one after the other in the stretch of text that they were read from.
fn locate(tokens: &mut [Token<'_>], start: usize, read: &str) {
    let mut at = 0;
    for token in tokens {
        if token.form == Form::Quoted {
            token.span = start..start + read.len();
        } else if let Some(skipped) = read[at..].find(token.text) {
            token.span = start + at + skipped..start + at + skipped + token.text.len();
            at += skipped + token.text.len();
        } else {
            // "or" for the slash of "files/folders".
            token.span = start + at..start + at;
        }
    }
}

fn mark(first: char) -> Option<Form> {
    Some(match first {
        ',' => Form::Comma,
        '(' => Form::Open,
        ')' => Form::Close,
        ';' | ':' | '!' | '?' | '–' | '—' | '…' => Form::Stop,
        _ => return None,
    })
}

/// Text in quotes at the start of `rest`, with what follows.
fn quoted(rest: &str) -> Option<(&str, &str)> {
    let first = rest.chars().next()?;
    let close = match first {
        '"' => '"',
        '\'' => '\'',
        '`' => '`',
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    };
    let inner = &rest[first.len_utf8()..];
    // A closing quote stands before a space or a mark; one inside a word (`what's`) does not close.
    let end = inner.char_indices().filter(|(_, it)| *it == close).find(|(at, it)| {
        let behind = inner[at + it.len_utf8()..].chars().next();
        behind.is_none_or(|next| next.is_whitespace() || ",.;:?!)]".contains(next))
    })?;
    (end.0 > 0).then(|| (&inner[..end.0], &inner[end.0 + close.len_utf8()..]))
}

/// A JSON object at the start of `rest`, with what follows.
fn json(rest: &str) -> Option<(&str, &str)> {
    let inner = rest.strip_prefix('{')?.trim_start();
    inner.starts_with('"').then_some(())?;
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, letter) in rest.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(rest.split_at(at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// Pushes the tokens of a run without spaces, and gives back what is still to be read.
fn word<'a>(chunk: &'a str, behind: &'a str, rest: &'a str, found: &mut Vec<Token<'a>>) -> &'a str {
    for sign in ["->", "=>", ">=", "<=", ">", "<", "→", "≥", "≤"] {
        if let Some(value) = chunk.strip_prefix(sign) {
            found.push(plain(&chunk[..sign.len()], Form::Sign));
            return if value.is_empty() { behind } else { &rest[sign.len()..] };
        }
    }
    if matches!(chunk, "+" | "&" | "&&" | "=" | "==" | "|" | "-" | "--" | "/") && chunk != "/" {
        found.push(plain(chunk, if chunk.starts_with('-') { Form::Stop } else { Form::Sign }));
        return behind;
    }
    // `config/settings.yaml,` and `(test_*.py)`: marks at the end are the sentence's. A dot too, unless it is a path.
    let keeps_dots = chunk.trim_end_matches(',').chars().all(|it| it == '.' || it == '/');
    let mut end = chunk.len();
    while let Some(last) = chunk[..end].chars().next_back() {
        let opens = chunk[..end].matches('(').count();
        let peel = match last {
            ',' | ';' | ':' | '!' => true,
            '?' => !chunk[..end - 1].contains(['*', '?']) || !chunk[..end - 1].contains('.'),
            '.' => !keeps_dots,
            ')' => opens < chunk[..end].matches(')').count(),
            _ => false,
        };
        if !peel || end <= last.len_utf8() {
            break;
        }
        end -= last.len_utf8();
    }
    let core = &chunk[..end];
    // A comma inside splits (`iso,dmg,exe`), but not in a number or a mode.
    if let Some(comma) = core.find(',')
        && mode(core).is_none()
        && number(core).is_none()
        && !core.contains(['{', '"', '\''])
        && comma > 0
    {
        push(&core[..comma], found);
        found.push(plain(&core[comma..=comma], Form::Comma));
        return &rest[comma + 1..];
    }
    push(core, found);
    &rest[end..]
}

fn push<'a>(core: &'a str, found: &mut Vec<Token<'a>>) {
    if core == "." && found.last().is_some_and(|it| !it.is_any("in under from at folder to")) && !found.is_empty() {
        found.push(plain(core, Form::Stop));
        return;
    }
    if let Some(parts) = alternatives(core) {
        for (at, part) in parts.enumerate() {
            if at > 0 {
                found.push(Token { concept: "or", ..plain("or", Form::Word) });
            }
            found.push(classify(part));
        }
        return;
    }
    found.push(classify(core));
}

/// `and/or`, `files/folders`, `jpg/png`: words held together by a slash that is no path.
fn alternatives(core: &str) -> Option<std::str::Split<'_, char>> {
    let (left, right) = core.split_once('/')?;
    let is_word = |it: &str| {
        !it.is_empty()
            && (matches!(vocabulary::concept(it), "file" | "folder" | "link" | "and" | "or" | "upper" | "lower")
                || vocabulary::is_short_extension(it))
    };
    (is_word(left) && right.split('/').all(is_word)).then(|| core.split('/'))
}

/// One run of text, by its form.
fn classify(core: &str) -> Token<'_> {
    if shell::is_variable(core) {
        return plain(core, Form::Path);
    }
    if is_syntax(core) {
        return plain(core, if core.bytes().all(|it| it == b'.') { Form::Stop } else { Form::Sign });
    }
    let (concept, guessed, number_in_words) = vocabulary::look_up(core);
    let digits = number(core);
    let form = if digits.is_some() {
        Form::Number
    } else if is_date(core) {
        Form::Date
    } else if let Some(form) = measured(core) {
        form
    } else if mode(core).is_some() {
        Form::Mode
    } else if !concept.is_empty() && !guessed || core.contains("://") {
        Form::Word
    } else if core.contains('/') || core == "." || core == ".." || core.starts_with('~') {
        Form::Path
    } else if core.contains('*') || core.contains('[') && core.ends_with(']') && core.len() > 2 || core.contains('?') {
        Form::Glob
    } else if core.starts_with('.') && core.len() > 1 && !core.starts_with("..") {
        Form::Dotted
    } else if is_file_name(core) {
        Form::FileName
    } else {
        Form::Word
    };
    let concept = if form == Form::Word { concept } else { "" };
    Token { concept, guessed: guessed && !concept.is_empty(), number: digits.or(number_in_words), ..plain(core, form) }
}

/// What belongs to a shell, a template or a drawing rather than to a wish: `$x`, `<name>`, `-u0`, `-*-`, `...`, `*`.
fn is_syntax(core: &str) -> bool {
    core.contains(['<', '>', '{', '}', '$', '|', '`', '\\', ';', '='])
        || core == "*"
        || core.starts_with('-') && mode(core).is_none()
        || core.len() > 2 && core.bytes().all(|it| it == b'.')
}

fn is_file_name(core: &str) -> bool {
    let Some((stem, extension)) = core.rsplit_once('.') else { return false };
    !stem.is_empty()
        && !extension.is_empty()
        && core.chars().all(|it| it.is_alphanumeric() || "._-+@#%~".contains(it))
        && extension.chars().any(|it| it.is_ascii_alphanumeric())
}

/// `12`, `2.5`, `1,000`.
pub(crate) fn number(text: &str) -> Option<f64> {
    let looks = text.starts_with(|it: char| it.is_ascii_digit()) && text.len() < 16;
    if !looks || !text.chars().all(|it| it.is_ascii_digit() || it == '.' || it == ',') {
        return None;
    }
    if let Some((_, behind)) = text.split_once(',')
        && behind.len() != 3
    {
        return None;
    }
    text.replace(',', "").parse().ok()
}

pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 3
        && [4, 2, 2].iter().zip(&parts).all(|(len, it)| it.len() == *len && it.bytes().all(|it| it.is_ascii_digit()))
        && parts[1].parse::<u8>().is_ok_and(|it| (1..=12).contains(&it))
        && parts[2].parse::<u8>().is_ok_and(|it| (1..=31).contains(&it))
}

/// A number with its unit attached: `10M`, `1.5gb`, `30d`.
fn measured(text: &str) -> Option<Form> {
    let at = text.find(|it: char| it.is_ascii_alphabetic())?;
    let amount = number(&text[..at])?;
    let unit = &text[at..];
    if let Some(bytes) = size_unit(unit) {
        return Some(Form::Size(times(amount, bytes)));
    }
    let minutes = match unit {
        "min" | "mins" | "minutes" => 1,
        "h" | "hr" | "hrs" | "hours" => 60,
        "d" | "days" | "day" => 1440,
        "w" | "weeks" | "wk" => 7 * 1440,
        _ => return None,
    };
    Some(Form::Span(times(amount, minutes)))
}

/// How many bytes a unit of size stands for, in its short spellings.
fn size_unit(unit: &str) -> Option<u64> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" | "meg" | "megs" => 1 << 20,
        "g" | "gb" | "gib" | "gig" | "gigs" => 1 << 30,
        "t" | "tb" | "tib" => 1 << 40,
        "b" | "bytes" | "c" => 1,
        _ => return None,
    })
}

/// A product of a typed amount and a unit, as whole numbers.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "rounded")]
pub(crate) fn times(amount: f64, unit: u64) -> u64 {
    (amount * unit as f64).round() as u64
}

/// A symbolic file mode such as `u+x` or `go-rw,u=rwX`, as typed.
fn mode(text: &str) -> Option<&str> {
    let is_part = |part: &str| {
        let Some(at) = part.find(['+', '-', '=']) else { return false };
        part[..at].chars().all(|it| "ugoa".contains(it))
            && part.len() > at + 1
            && part[at + 1..].chars().all(|it| "rwxXst".contains(it))
    };
    (text.split(',').all(is_part) && (!text.starts_with('-') || text.len() < 5)).then_some(text)
}

/// Names that are files' although they have no extension.
const FILES: &str = "Makefile Dockerfile README LICENSE passwd shadow hosts fstab .bashrc .bash_history .profile \
    .zshrc .gitignore .env .vimrc syslog CHANGELOG Vagrantfile Jenkinsfile Gemfile Rakefile id_rsa";

/// Whether a path is a file's by its form: it has an extension, or is one that is always a file.
pub(crate) fn names_file(path: &str) -> bool {
    let base = path.rsplit('/').next().unwrap_or(path);
    if FILES.split(' ').any(|it| it == base) {
        return true;
    }
    let Some((stem, extension)) = base.rsplit_once('.') else { return false };
    // `conf.d` and `v1.2` are folders; `.ssh` has no extension.
    !stem.is_empty()
        && extension.len() <= 8
        && extension != "d"
        && extension.starts_with(|it: char| it.is_ascii_alphabetic())
        || stem.contains('.') && extension.len() <= 4 && !extension.is_empty() && stem.contains(".log")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        let shown: Vec<String> = tokens(text)
            .unwrap()
            .iter()
            .map(|it| {
                format!("{}:{:?}{}{}", it.text, it.form, if it.concept.is_empty() { "" } else { "=" }, it.concept)
            })
            .collect();
        expected.assert_eq(&shown.join(" "));
    }

    #[test]
    fn literals_are_typed_by_their_form() {
        check(
            "files > 10M in './a b/c' or *.log.",
            &expect![
                "files:Word=file >:Sign 10M:Size(10485760) in:Word=in ./a b/c:Quoted or:Word=or *.log:Glob .:Stop"
            ],
        );
    }

    #[test]
    fn a_dot_behind_a_word_ends_a_sentence() {
        check("in my folder.", &expect!["in:Word=in my:Word=· folder:Word=folder .:Stop"]);
        check("copy to .", &expect!["copy:Word=copy to:Word=to .:Path"]);
    }

    #[test]
    fn a_spelling_mistake_is_forgiven_in_words_only() {
        check(
            "fnd pyhton fles in pyhton.d",
            &expect!["fnd:Word=find pyhton:Word=files-of fles:Word=file in:Word=in pyhton.d:FileName"],
        );
    }

    #[test]
    fn prose_and_control_characters_are_no_wish() {
        assert_eq!(tokens(&"a ".repeat(400)), None);
        assert_eq!(tokens("list\u{1b}[2J files"), None);
    }
}

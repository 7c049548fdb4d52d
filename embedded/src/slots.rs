//! The kinds of values that a pattern can take from a request, and how each is told by its form.

mod forms;
mod names;
mod runs;

use crate::asked::Asked;
use crate::literals::{self, Form, Token};
use crate::shell;
use crate::vocabulary::{FILLER, GROUP};
pub(crate) use forms::nth;
use forms::{is_ancestor, is_clock, is_host, is_mode, is_remote, is_url, size, span};
use names::{DAYS, can_be_place, group, lists_files, part, person};
pub(crate) use runs::{LONGEST_RUN, ends_run, words};

/// A kind of value. `docs/generator.md` lists them for those who write patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A file by its form: `notes.txt`, `a/b`, quoted, `$FILE`.
    File,
    /// The same, but quoted text only where it reads as a file's name.
    NamedFile,
    /// A file, a folder or a bare word that the vocabulary does not know.
    Path,
    /// Any one literal or word that is not a joining word: a branch, a user, a service, a container.
    Name,
    /// The name of a program, a package or a service: never a path, a glob or an address.
    Program,
    /// A name, and no word that says how records are asked for: a field, a column.
    Field,
    /// A commit by its hash or its distance: `a1b2c3d`, `HEAD~2`.
    Commit,
    /// A name without quotes: a branch, a tag, a commit.
    Ref,
    /// A word the vocabulary does not know, or quoted text.
    Text,
    /// Quoted text only.
    Quoted,
    /// A whole number, in digits or words.
    Number,
    /// A number as typed, which may have a fraction.
    Decimal,
    /// `*.log`, `test_?`.
    Glob,
    /// `2024-05-01`.
    Date,
    /// `14:30`, `14:30:00`.
    Clock,
    /// `https://…`, `example.com/x`.
    Url,
    /// A host name or address.
    Host,
    /// A size: `10M`, `2 megabytes`. Its value is in bytes.
    Size,
    /// A span of time: `3 days`, `2h`. Its value is in minutes.
    Span,
    /// `755`, `u+x`.
    Mode,
    /// The extension of a kind of files: "python files", `.log`.
    Extension,
    /// One or more names: "jq and ripgrep", "a, b and c".
    Names,
    /// One or more files or folders, by their form.
    Files,
    /// `DEBUG=0`: a variable with its value.
    Setting,
    /// `8080:80`: two ports.
    Ports,
    /// The fewest tokens, as typed, that let the rest of the pattern fit: the old and the new text of a replacement.
    Words,
    /// A literal or a word for which the family has no other use.
    Novel,
    /// A place in a row: `3rd`, `third`.
    Nth,
    /// Somebody's name or address: a word, with those behind it that begin with a capital.
    Person,
    /// The same, where only the capital tells it from other words.
    Proper,
    /// A day by its name: `monday`, `yesterday`.
    Day,
    /// `2024`.
    Year,
    /// The extensions of a kind of files, as typed where there is one, with spaces between. Its amount is 1 where their
    /// case varies in practice, and 2 where a word was typed in capitals.
    Group,
    /// A file or folder that a joining word or a noun shows to be one: any word that can be a name.
    Place,
    /// A literal or a word nobody knows, behind a verb: `.bashrc`, but not `.txt`.
    Thing,
    /// What stands behind "called": any word.
    Called,
    /// A name or number with digits in it: the end of a range.
    Numbered,
    /// A part of a name: quoted, a word nobody knows, or a sign by its name ("spaces", "underscores").
    Part,
    /// A character by its name or as it is: "comma", "two spaces", `;`.
    Sign,
    /// `LOG_DIR`: the name of an environment variable, by its capitals.
    VariableName,
    /// `$LOG_DIR`.
    Variable,
    /// `800x600`.
    Pixels,
    /// A file with one of these extensions.
    Typed(&'static str),
    /// One of these extensions: "png files", `.jpg`.
    TypedExtension(&'static str),
    /// `0xff`, `FF`: a number in hexadecimal, given with its `0x`.
    Hex,
    /// `10-20`: numbers from and to, given as `10,20`.
    Range,
    /// `web:/tmp`, `anna@web:notes.txt`: a path on another machine.
    Remote,
    /// `LOG_LEVEL=debug`: a setting with its value.
    Pair,
}

const IMAGES: &str = "png jpg jpeg gif webp bmp tif tiff heic";

/// The kinds by the names that patterns call them.
pub(crate) const KINDS: &[(&str, Kind)] = &[
    ("file", Kind::File),
    ("filename", Kind::NamedFile),
    ("path", Kind::Path),
    ("name", Kind::Name),
    ("program", Kind::Program),
    ("field", Kind::Field),
    ("ref", Kind::Ref),
    ("commit", Kind::Commit),
    ("text", Kind::Text),
    ("quoted", Kind::Quoted),
    ("number", Kind::Number),
    ("decimal", Kind::Decimal),
    ("glob", Kind::Glob),
    ("date", Kind::Date),
    ("clock", Kind::Clock),
    ("url", Kind::Url),
    ("host", Kind::Host),
    ("size", Kind::Size),
    ("span", Kind::Span),
    ("mode", Kind::Mode),
    ("ext", Kind::Extension),
    ("names", Kind::Names),
    ("files", Kind::Files),
    ("setting", Kind::Setting),
    ("ports", Kind::Ports),
    ("words", Kind::Words),
    ("new", Kind::Novel),
    ("nth", Kind::Nth),
    ("person", Kind::Person),
    ("proper", Kind::Proper),
    ("day", Kind::Day),
    ("year", Kind::Year),
    ("group", Kind::Group),
    ("place", Kind::Place),
    ("thing", Kind::Thing),
    ("called", Kind::Called),
    ("numbered", Kind::Numbered),
    ("part", Kind::Part),
    ("sign", Kind::Sign),
    ("varname", Kind::VariableName),
    ("variable", Kind::Variable),
    ("pixels", Kind::Pixels),
    ("image", Kind::Typed(IMAGES)),
    ("imageext", Kind::TypedExtension(IMAGES)),
    ("movie", Kind::Typed("mp4 mkv avi mov webm mp3 flac ogg wav m4a gif opus")),
    ("pdf", Kind::Typed("pdf")),
    ("json", Kind::Typed("json geojson ipynb")),
    ("jsonl", Kind::Typed("jsonl ndjson")),
    ("xml", Kind::Typed("xml html htm xhtml svg rss")),
    ("yaml", Kind::Typed("yaml yml")),
    ("database", Kind::Typed("db sqlite sqlite3")),
    ("docfile", Kind::Typed("md docx html epub rst tex odt pdf")),
    ("office", Kind::Typed("doc docx odt xls xlsx ods ppt pptx odp rtf")),
    ("hex", Kind::Hex),
    ("range", Kind::Range),
    ("remote", Kind::Remote),
    ("pair", Kind::Pair),
];

/// A value taken from a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    pub(crate) kind: Kind,
    /// As typed, without quotes.
    pub(crate) text: String,
    /// Its amount, for kinds that have one.
    pub(crate) amount: f64,
}

impl Value {
    /// The value as one shell word.
    pub(crate) fn word(&self) -> String {
        match self.kind {
            Kind::File | Kind::NamedFile | Kind::Path | Kind::Place | Kind::Thing | Kind::Called | Kind::Typed(_) => {
                shell::path(&self.text)
            }
            Kind::Names => self.text.split(LIST).map(shell::quote).collect::<Vec<_>>().join(" "),
            Kind::Files => self.text.split(LIST).map(shell::path).collect::<Vec<_>>().join(" "),
            Kind::Setting => match self.text.split_once('=') {
                Some((name, value)) if !value.is_empty() => format!("{name}={}", shell::quote(value)),
                _ => self.text.clone(),
            },
            Kind::Number | Kind::Size | Kind::Span | Kind::Year => format!("{}", self.amount.round()),
            Kind::Glob => match self.text.rsplit_once('/') {
                Some((folder, name)) => shell::glob(folder, name),
                None => shell::glob("", &self.text),
            },
            _ if shell::is_variable(&self.text) => shell::path(&self.text),
            Kind::Ref | Kind::Commit if is_ancestor(&self.text) => self.text.clone(),
            _ => shell::quote(&self.text),
        }
    }
}

/// Stands between the members of a list; no token has it.
const LIST: char = '\u{1f}';

/// The members of a value that may be a list.
pub(crate) fn members(text: &str) -> impl Iterator<Item = &str> {
    text.split(LIST)
}

/// The value of a kind that begins at a token, and how many tokens it takes.
pub(crate) fn take(asked: &Asked<'_>, at: usize, kind: Kind) -> Option<(Value, usize)> {
    take_before(asked, at, kind, asked.tokens.len())
}

/// The same, with a list that ends before a token.
pub(crate) fn take_before(asked: &Asked<'_>, at: usize, kind: Kind, limit: usize) -> Option<(Value, usize)> {
    let token = asked.tokens.get(at)?;
    let text = token.text;
    let plain = |amount: f64| Some((Value { kind, text: text.to_owned(), amount }, 1));
    let literal = matches!(token.form, Form::FileName | Form::Path | Form::Dotted | Form::Quoted);
    match kind {
        // A branch of a remote is no file.
        Kind::File => (literal && !is_remote(token) && !text.starts_with("origin/")).then_some(())?,
        Kind::NamedFile => {
            let named = token.form != Form::Quoted || text.contains('/') || literals::names_file(text);
            (literal && named && !is_remote(token)).then_some(())?;
        }
        Kind::Path => (literal && !is_remote(token) || is_bare(token)).then_some(())?,
        Kind::Name | Kind::Program | Kind::Ref | Kind::Field => {
            let letters = |it: char| it.is_alphanumeric() || "-_.+@:".contains(it);
            let program = text.chars().all(letters) && !names_document(text);
            // "The latest log" is of no service of that name.
            let program = program && !(token.form == Form::Word && token.is_any("newest oldest biggest smallest"));
            (kind != Kind::Program || program && !names::is_nameless(asked, at)).then_some(())?;
            (kind != Kind::Field || !STRUCTURE.split_whitespace().any(|it| it == text)).then_some(())?;
            // A branch may be called `release/3.x`.
            let file = literals::names_file(text) && !text.contains('/');
            (kind != Kind::Ref || token.form != Form::Quoted && !file).then_some(())?;
            // `ok` is a common field, and says nothing elsewhere.
            let empty = token.is(FILLER) && !(kind == Kind::Field && text == "ok");
            let word = token.form == Form::Word && !empty && !token.is_any(JOINING);
            (kind == Kind::Field || !names::is_class(asked, at) && !names::is_no_name(token)).then_some(())?;
            (literal
                || word
                || token.form == Form::Glob
                || !matches!(kind, Kind::Name | Kind::Program) && token.form == Form::Number)
                .then_some(())?;
        }
        Kind::Text => {
            let sign = matches!(token.form, Form::Number | Form::Glob | Form::Size(_) | Form::Date | Form::Span(_));
            (literal || is_bare(token) || sign).then_some(())?;
        }
        Kind::Quoted => (token.form == Form::Quoted).then_some(())?,
        Kind::Words | Kind::Novel => return words(asked, at, 1).map(|it| (Value { kind, ..it }, 1)),
        Kind::Nth => return plain(nth(text)?),
        Kind::Pair => {
            let whole = text.split_once('=').is_some_and(|it| !it.0.is_empty() && !it.1.is_empty());
            (whole && !text.contains("==")).then_some(())?;
        }
        Kind::Sign => {
            if token.form == Form::Quoted {
                return (text.chars().count() < 4).then(|| plain(0.0)).flatten();
            }
            if runs::is_quoted_by_word(asked, at) {
                return None;
            }
            let named = |length: usize| {
                let name = asked.between(at, at + length)?;
                let text = crate::lines::text::symbol(name).filter(|it| !it.is_empty())?;
                Some((Value { kind, text, amount: 0.0 }, length))
            };
            return (1..=3).rev().find_map(named);
        }
        Kind::Number => {
            let number = token.number.filter(|it| *it >= 0.0 && it.fract() == 0.0 && *it < 1e12)?;
            return plain(number);
        }
        Kind::Decimal => {
            (token.form == Form::Number).then_some(())?;
            return plain(token.number?);
        }
        // `[database]` is a section, or a box to tick.
        Kind::Glob => {
            let boxed = text.starts_with('[') && text.ends_with(']') && !text.contains(['*', '?']);
            (token.form == Form::Glob && !boxed).then_some(())?;
        }
        Kind::Date => (token.form == Form::Date).then_some(())?,
        Kind::Clock => is_clock(text).then_some(())?,
        Kind::Url => is_url(text).then_some(())?,
        Kind::Host => is_host(token).then_some(())?,
        Kind::Mode => is_mode(token).then_some(())?,
        Kind::Extension => {
            let extension = if token.form == Form::Dotted {
                text.trim_start_matches('.').to_owned()
            } else if let Some(rest) = text.strip_prefix("*.").filter(|it| !it.contains(['*', '?', '['])) {
                rest.to_owned()
            } else if token.is(GROUP) {
                let (all, _) = crate::vocabulary::extensions(text)?;
                (all.len() == 1).then(|| all[0].to_owned())?
            } else {
                return None;
            };
            return Some((Value { kind, text: extension, amount: 0.0 }, 1));
        }
        Kind::Names => return list(asked, at, Kind::Name, kind, limit),
        Kind::Files => return list(asked, at, Kind::File, kind, limit),
        Kind::Setting => {
            let (name, value) = text.split_once('=')?;
            let named = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
                && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
            (named && !value.contains(['$', '`', '\\'])).then_some(())?;
        }
        Kind::Ports => {
            let (left, right) = text.split_once(':')?;
            (left.parse::<u16>().is_ok() && right.parse::<u16>().is_ok()).then_some(())?;
        }
        Kind::Person | Kind::Proper => return person(asked, at, kind),
        Kind::Day => {
            let lower = text.to_lowercase();
            (token.form == Form::Word && DAYS.split_whitespace().any(|it| it == lower)).then_some(())?;
            return Some((Value { kind, text: lower, amount: 0.0 }, 1));
        }
        Kind::Year => {
            let year = token.number.filter(|it| text.len() == 4 && (1970.0..2100.0).contains(it))?;
            return plain(year);
        }
        Kind::Group => return group(token, asked.tokens.get(at + 1)).map(|it| (it, 1)),
        Kind::Called => {
            let word = token.form == Form::Word && !token.is(FILLER);
            (literal || word || matches!(token.form, Form::Number | Form::Date)).then_some(())?;
        }
        Kind::Thing => {
            let next = asked.tokens.get(at + 1);
            let several = at > 0 && asked.tokens[at - 1].is_any("each all");
            let extension = token.form == Form::Dotted
                && (several
                    || next.is_some_and(|it| it.is("file") || it.is(GROUP))
                    || crate::vocabulary::concept(text.trim_start_matches('.')) == GROUP);
            ((literal || is_bare(token)) && !extension).then_some(())?;
        }
        // "the folders a, b and c": no article.
        Kind::Place if text == "a" => {
            asked.tokens.get(at + 1).is_some_and(|it| it.form == Form::Comma || it.is("and")).then_some(())?;
        }
        Kind::Place => (can_be_place(token, at > 0, at > 0 && asked.tokens[at - 1].is("folder"))
            && !lists_files(asked, at))
        .then_some(())?,
        Kind::Numbered => {
            let named = literal || is_bare(token) || matches!(token.form, Form::Number | Form::Date);
            (named && text.bytes().any(|it| it.is_ascii_digit()) && !text.contains("..")).then_some(())?;
        }
        Kind::Part => return part(token, literal).map(|it| (it, 1)),
        Kind::Commit => {
            let hash = matches!(text.len(), 4..=40) && text.bytes().all(|it| it.is_ascii_hexdigit());
            let digit = text.bytes().any(|it| it.is_ascii_digit()) || text.len() > 6;
            let relative = text.starts_with("HEAD") || text.contains(['~', '^']) && !text.starts_with('~');
            (token.form != Form::Quoted && (hash && digit || relative) || shell::is_variable(text)).then_some(())?;
        }
        Kind::VariableName => {
            let capitals = text.len() > 1 && text.starts_with(|it: char| it.is_ascii_uppercase() || it == '_');
            let plain = text.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b'_');
            (token.form == Form::Word && capitals && plain).then_some(())?;
        }
        Kind::Variable => shell::is_variable(text).then_some(())?,
        Kind::Pixels => {
            let (wide, high) = text.split_once('x')?;
            let digits = |it: &str| matches!(it.len(), 1..=5) && it.bytes().all(|it| it.is_ascii_digit());
            (digits(wide) && digits(high)).then_some(())?;
        }
        Kind::Typed(list) => {
            let (stem, extension) = text.rsplit_once('.')?;
            let listed = list.split(' ').any(|it| extension.eq_ignore_ascii_case(it));
            (literal && listed && !stem.is_empty() && token.form != Form::Dotted).then_some(())?;
        }
        Kind::TypedExtension(list) => {
            let (value, length) = take(asked, at, Kind::Extension)?;
            list.split(' ').any(|it| value.text.eq_ignore_ascii_case(it)).then_some(())?;
            return Some((value, length));
        }
        Kind::Hex => {
            let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
            let fits = matches!(digits.len(), 1..=16) && digits.bytes().all(|it| it.is_ascii_hexdigit());
            fits.then_some(())?;
            return Some((Value { kind, text: format!("0x{digits}"), amount: 0.0 }, 1));
        }
        Kind::Range => {
            let (from, to) = text.split_once(['-', '–']).or_else(|| text.split_once(".."))?;
            let digits = |it: &str| !it.is_empty() && it.len() < 8 && it.bytes().all(|it| it.is_ascii_digit());
            (digits(from) && digits(to)).then_some(())?;
            return Some((Value { kind, text: format!("{from},{to}"), amount: 0.0 }, 1));
        }
        Kind::Remote => {
            let (host, path) = text.split_once(':')?;
            let named = host.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-@".contains(&it));
            let is_path = !path.starts_with("//") && (path.is_empty() || !path.bytes().all(|it| it.is_ascii_digit()));
            (token.form != Form::Quoted && named && !host.is_empty() && !host.starts_with('-') && is_path)
                .then_some(())?;
        }
        Kind::Size => return size(asked, at),
        Kind::Span => return span(asked, at),
    }
    plain(0.0)
}

/// Values of one kind with commas, "and" or nothing between.
fn list(asked: &Asked<'_>, at: usize, of: Kind, kind: Kind, limit: usize) -> Option<(Value, usize)> {
    let mut all: Vec<String> = Vec::new();
    let mut here = at;
    let mut end = at;
    while all.len() < 20 && here < limit {
        let value = match take(asked, here, of) {
            Some((value, _)) => value,
            // A program although the vocabulary makes nothing of it.
            None if of == Kind::Name && asked.tokens.get(here).is_some_and(|it| it.text == "bash") => {
                Value { kind, text: "bash".to_owned(), amount: 0.0 }
            }
            None => break,
        };
        // Only the first may be a word with a meaning of its own: "install git and show its version".
        let means = asked.tokens.get(here).is_some_and(|it| !it.concept.is_empty() && !it.guessed);
        if !all.is_empty() && means && value.text != "bash" {
            break;
        }
        all.push(value.text);
        end = here + 1;
        here = end;
        while asked.tokens.get(here).is_some_and(|it| it.form == Form::Comma || it.is("and")) {
            here += 1;
        }
    }
    // "install copy level" is no list: its first word means something.
    let means = asked.tokens.get(at).is_some_and(|it| it.form == Form::Word && it.means());
    let commas = (at..end).any(|it| asked.tokens[it].form == Form::Comma || asked.tokens[it].is("and"));
    let listed = all.len() < 2 || commas || !means;
    let plain = listed && !all.is_empty() && all.iter().all(|it| !it.contains([LIST, '\n']) && !it.starts_with('-'));
    plain.then(|| (Value { kind, text: all.join(&LIST.to_string()), amount: 0.0 }, end - at))
}

/// Words that hold others together and are never a name.
const JOINING: &str = "in under from at on of for across to into as with without not or and but only by named owned \
    than since before within after each all which where here up out away how also ones thing current file folder subfolder line \
    today yesterday ago";

/// Words that say how records are asked for, never what a field is called.
const STRUCTURE: &str = "is are was where whose that average records record entries entry objects object items item \
    elements element rows row unique distinct table tables array arrays descending ascending sorted sort json list show \
    print get output number of all each many how fields field values value columns column keys entries file database \
    sum per group grouped first only just count quotes quote duplicates duplicate";

/// Whether a name is that of a file that is read rather than run: `notes.txt`, but not `nginx.service` or `run.sh`.
fn names_document(text: &str) -> bool {
    const RUN: &[&str] = &["service", "timer", "socket", "target", "sh", "py", "exe", "jar", "deb", "rpm", "whl"];
    literals::names_file(text) && !text.rsplit_once('.').is_some_and(|it| RUN.contains(&it.1))
}

/// A word nobody knows: a name.
fn is_bare(token: &Token<'_>) -> bool {
    token.form == Form::Word && (token.concept.is_empty() || token.guessed)
}

//! What expressions of other languages give, and what their calls are given.

use super::Does;
use super::tokens::{Piece, Says, Text, known};

/// What an expression gives.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(Text),
    List(Vec<Value>),
    Number(Box<str>),
    /// A module, a function or a name that nothing is known of.
    Named(Box<str>),
    /// `{recursive: true}`: the options that are on.
    Options(Vec<Box<str>>),
    /// What this address sends.
    Download(Text),
    /// Text that is decoded only when it runs.
    Decoded,
    Unknown,
}

/// An argument of a call, with the bytes that it covers.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: Option<Box<str>>,
    pub(super) value: Value,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A call of something that has a name.
pub(super) struct Call<'a> {
    /// The name with its module: `os.path.join`. A method's begins with a dot.
    pub(super) name: &'a str,
    /// What a method is called on.
    pub(super) on: Option<&'a Argument>,
    pub(super) args: &'a [Argument],
}

/// What a call does, and what it gives.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) does: Option<Does>,
    pub(super) gives: Option<Value>,
}

impl From<Does> for Outcome {
    fn from(does: Does) -> Self {
        Self { does: Some(does), gives: None }
    }
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        Self { does: None, gives: Some(value) }
    }
}

impl Value {
    pub(super) fn unknown(start: usize, end: usize) -> Text {
        vec![Piece { start, end, says: Says::Unknown }]
    }

    /// It as text; what is not known becomes one unknown piece.
    pub(super) fn text(&self, start: usize, end: usize) -> Text {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => known(number.to_string(), start, end),
            _ => Self::unknown(start, end),
        }
    }

    /// Its text, where all of it is known.
    pub(super) fn literal(&self) -> Option<&str> {
        match self {
            Self::Text(text) => match &**text {
                [] => Some(""),
                [Piece { says: Says::Known(text), .. }] => Some(text),
                _ => None,
            },
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it would cost much to copy it again and again.
    pub(super) fn is_large(&self) -> bool {
        fn size(value: &Value) -> usize {
            let text = |text: &Text| {
                let known = text.iter().map(|it| if let Says::Known(known) = &it.says { known.len() } else { 0 });
                64 * text.len() + known.sum::<usize>()
            };
            match value {
                Value::Text(it) | Value::Download(it) => text(it),
                Value::List(list) => 64 + list.iter().map(size).sum::<usize>(),
                _ => 64,
            }
        }
        size(self) > 4096
    }

    /// The same, as if it had been written here.
    pub(super) fn moved(&self, start: usize, end: usize) -> Self {
        let moved = |text: &Text| text.iter().map(|it| Piece { start, end, ..it.clone() }).collect();
        match self {
            Self::Text(text) => Self::Text(moved(text)),
            Self::Download(text) => Self::Download(moved(text)),
            Self::List(list) => Self::List(list.iter().map(|it| it.moved(start, end)).collect()),
            other => other.clone(),
        }
    }
}

impl Argument {
    pub(super) fn text(&self) -> Text {
        self.value.text(self.start, self.end)
    }

    /// The texts of a list, or the one text.
    pub(super) fn texts(&self) -> Vec<Text> {
        match &self.value {
            Value::List(list) => list.iter().map(|it| it.text(self.start, self.end)).collect(),
            other => vec![other.text(self.start, self.end)],
        }
    }
}

impl Call<'_> {
    /// The argument at a place among those without a name.
    pub(super) fn arg(&self, at: usize) -> Option<&Argument> {
        self.args.iter().filter(|it| it.name.is_none()).nth(at)
    }

    pub(super) fn named(&self, name: &str) -> Option<&Value> {
        self.args.iter().find(|it| it.name.as_deref() == Some(name)).map(|it| &it.value)
    }

    pub(super) fn text(&self, at: usize) -> Text {
        self.arg(at).map(Argument::text).unwrap_or_default()
    }

    pub(super) fn literal(&self, at: usize) -> Option<&str> {
        self.arg(at)?.value.literal()
    }

    /// Whether an option is on: `shell=True`, `{recursive: true}`.
    pub(super) fn is_on(&self, option: &str) -> bool {
        let on = |it: &Value| {
            matches!(it, Value::Named(name) if name.eq_ignore_ascii_case("true")) || it.literal() == Some("1")
        };
        let listed = |it: &Argument| matches!(&it.value, Value::Options(list) if list.iter().any(|it| &**it == option));
        self.named(option).is_some_and(on) || self.args.iter().any(listed)
    }

    /// All texts of all arguments from one on, lists opened.
    pub(super) fn texts_from(&self, at: usize) -> Vec<Text> {
        self.args.iter().filter(|it| it.name.is_none()).skip(at).flat_map(Argument::texts).collect()
    }

    /// One string is for a shell, several words are a command.
    pub(super) fn shell_or_words(&self) -> Option<Does> {
        let args: Vec<&Argument> =
            self.args.iter().filter(|it| it.name.is_none() && !matches!(it.value, Value::Options(_))).collect();
        match &*args {
            [] => None,
            [Argument { value: Value::Download(from), .. }] => Some(Does::Fetched(from.clone(), "sh")),
            [Argument { value: Value::Decoded, .. }] => Some(Does::Decoded("sh")),
            [Argument { value: Value::List(_), .. }] => Some(Does::Words(args[0].texts())),
            [one] => Some(Does::Shell(one.text())),
            several => Some(Does::Words(several.iter().flat_map(|it| it.texts()).collect())),
        }
    }

    /// Text that is run as code of the same language.
    pub(super) fn code(&self, interpreter: &'static str) -> Option<Does> {
        match &self.arg(0)?.value {
            Value::Download(from) => Some(Does::Fetched(from.clone(), interpreter)),
            Value::Decoded => Some(Does::Decoded(interpreter)),
            Value::Text(text) => Some(Does::Code(text.clone())),
            _ => None,
        }
    }

    /// A file that is opened so: `open(path, "w")`.
    pub(super) fn opens(&self, path: usize, mode: Option<&str>) -> Option<Does> {
        let mode = mode?.trim_start_matches(['r', 'b', 't', ' ']);
        match mode.chars().next()? {
            'w' | 'x' => Some(Does::Write(self.text(path))),
            'a' => Some(Does::Append(self.text(path))),
            '+' => Some(Does::Append(self.text(path))),
            _ => None,
        }
    }
}

/// `rm -rf a b`, from a program's name, its flags and its operands.
pub(super) fn words(line: &str, operands: Vec<Text>) -> Does {
    let mut words: Vec<Text> = line.split(' ').map(|it| known(it.to_owned(), 0, 0)).collect();
    words.extend(operands);
    Does::Words(words)
}

/// A mode as `chmod` takes it, from a number as the language writes it.
pub(super) fn mode(value: Option<&Argument>, octal_only_with_sign: bool) -> Option<Text> {
    let value = value?;
    let written = value.value.literal()?;
    let text = match &value.value {
        Value::Number(number) => {
            let lower = number.replace('_', "").to_lowercase();
            let bits = if let Some(octal) = lower.strip_prefix("0o") {
                u32::from_str_radix(octal, 8).ok()?
            } else if let Some(octal) =
                lower.strip_prefix('0').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
            {
                u32::from_str_radix(octal, 8).ok()?
            } else if octal_only_with_sign {
                lower.parse().ok()?
            } else {
                u32::from_str_radix(&lower, 8).ok()?
            };
            format!("{bits:o}")
        }
        _ => written.to_owned(),
    };
    Some(known(text, value.start, value.end))
}

/// The pattern that a call expands into names.
pub(super) fn globbed(pattern: &Value) -> Value {
    match pattern {
        Value::Text(text) => Value::Text(
            text.iter()
                .map(|it| match &it.says {
                    Says::Known(text) if text.contains('*') => Piece { says: Says::Glob(text.clone()), ..it.clone() },
                    _ => it.clone(),
                })
                .collect(),
        ),
        _ => Value::Unknown,
    }
}

/// A text with its holes filled one after the other; a hole without a text is unknown.
pub(super) fn formatted(text: &Value, hole: &str, texts: Vec<Text>) -> Value {
    let Value::Text(pieces) = text else { return Value::Unknown };
    let mut filled = Text::new();
    let mut texts = texts.into_iter();
    for piece in pieces {
        let Says::Known(text) = &piece.says else {
            filled.push(piece.clone());
            continue;
        };
        for (at, part) in text.split(hole).enumerate() {
            if at > 0 {
                let unknown = || Value::unknown(piece.start, piece.end);
                filled.extend(texts.next().unwrap_or_else(unknown));
            }
            filled.extend(known(part.to_owned(), piece.start, piece.end));
        }
    }
    // Other holes, such as `%d`, are not filled.
    Value::Text(merged(filled))
}

/// Texts with a text between them.
pub(super) fn joined_by(between: &Text, texts: Vec<Text>) -> Value {
    let mut joined = Text::new();
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            joined.extend(between.iter().cloned());
        }
        joined.extend(text);
    }
    Value::Text(merged(joined))
}

/// `~/x` with the home folder in its place.
pub(super) fn expanded(arg: Option<&Argument>) -> Value {
    let Some(arg) = arg else { return Value::Unknown };
    let mut text = arg.text();
    if let Some(Piece { start, end, says: Says::Known(known) }) = text.first_mut()
        && let Some(rest) = known.strip_prefix('~').filter(|it| it.is_empty() || it.starts_with('/'))
    {
        let home = Piece { start: *start, end: *end, says: Says::Home };
        *known = rest.to_owned();
        if known.is_empty() {
            text.remove(0);
        }
        text.insert(0, home);
    }
    Value::Text(text)
}

pub(super) fn home(call: &Call<'_>) -> Value {
    let at = call.args.first().map_or(0, |it| it.start);
    Value::Text(vec![Piece { start: at, end: at, says: Says::Home }])
}

/// Path parts joined; an absolute one starts afresh where the language says so.
pub(super) fn path_of(parts: Vec<Text>, restarts: bool) -> Value {
    let mut path = Text::new();
    for (at, part) in parts.into_iter().enumerate() {
        let absolute = matches!(part.first(), Some(Piece { says: Says::Known(text), .. }) if text.starts_with('/'))
            || matches!(part.first(), Some(Piece { says: Says::Home, .. }));
        if at > 0 && absolute && restarts {
            path.clear();
        } else if at > 0 && !absolute {
            let ends = matches!(path.last(), Some(Piece { says: Says::Known(text), .. }) if text.ends_with('/'));
            let place = part.first().map_or(0, |it| it.start);
            if !ends && !path.is_empty() {
                path.extend(known("/".to_owned(), place, place));
            }
        }
        path.extend(part);
    }
    Value::Text(merged(path))
}

/// Neighbours that are both known, as one.
pub(super) fn merged(text: Text) -> Text {
    let mut result: Text = Vec::with_capacity(text.len());
    for piece in text {
        if let (Some(Piece { says: Says::Known(before), end, .. }), Says::Known(next)) =
            (result.last_mut(), &piece.says)
            && before.len() + next.len() < 1 << 16
        {
            before.push_str(next);
            *end = piece.end.max(*end);
            continue;
        }
        result.push(piece);
    }
    result
}

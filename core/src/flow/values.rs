//! Values: what a variable or a word can be at one point of a script, and why.

use crate::Span;
use std::sync::Arc;

/// How many different values a variable keeps; beyond, it is simply unknown.
const MOST_SHAPES: usize = 12;
/// How long a text is kept, in bytes; of a longer one only the start is known.
const LONGEST_TEXT: usize = 8 << 10;

/// A place that stays valid when its chunk moves: which body, and where in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the chunk's body.
    pub body: u64,
    /// Where in the chunk.
    pub span: Span,
}

impl Place {
    /// Whether it lies within a span of its own text.
    pub(crate) fn is_within(&self, span: Span) -> bool {
        span.start <= self.span.start && self.span.end <= span.end
    }
}

/// One thing that a value can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The text, or what it begins with.
    pub text: Arc<str>,
    /// Whether unknown text follows.
    pub open: bool,
    /// The variable that is empty in this case, and why.
    pub empty: Option<Arc<Empty>>,
}

/// Why a variable can be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {
    /// The variable as written, such as `$DIR`.
    pub name: String,
    /// When it is empty, as the end of a sentence: "when the script gets no argument".
    pub why: &'static str,
    /// Where it got its value.
    pub place: Option<Place>,
    /// Whether the variable does not exist in this case, and does not merely hold nothing.
    pub unset: bool,
}

impl Empty {
    /// When it is empty, as the end of a sentence: "`$DIR` is empty: the script got no such argument".
    pub fn when(&self) -> String {
        let name = &self.name;
        let because = match self.why {
            "when it is not set" if self.unset => return format!("`{name}` is not set"),
            "when it is not set" => "nothing has set it",
            "when the script gets no such argument" if self.unset => return format!("the script gets no `{name}`"),
            "when the function gets no such argument" if self.unset => return format!("the function gets no `{name}`"),
            "when the script gets no such argument" => "the script got no such argument",
            "when the function gets no such argument" => "the function got no such argument",
            "when the command prints nothing" if name.starts_with("$(") || name.starts_with('`') => {
                return format!("`{}` prints nothing", name.replace('`', ""));
            }
            "when the command prints nothing" => "the command that sets it printed nothing",
            "when nothing is typed" => "nothing was typed",
            "when a line is empty" => "a line was empty",
            "when `cd` fails" => "`cd` failed",
            "until it is set" => return format!("`{name}` is still empty"),
            _ => return format!("`{name}` is empty"),
        };
        format!("`{name}` is empty: {because}")
    }
}

/// All that a value can be.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Value {
    /// The possibilities; none means that nothing is known, not even that it can be empty.
    pub shapes: Vec<Shape>,
    /// Where some of its text comes from.
    pub origins: Origins,
    /// Whether it is every one of them in turn, as a loop's variable is, and not one nobody knows which.
    pub every: bool,
}

/// Who decides what a value says, when that is not the script's author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The script's or function's caller: `$1`.
    Argument = 1,
    /// The environment: a variable that the script never sets.
    Environment = 2,
    /// Whoever types, or the file that is read: `read`.
    Typed = 4,
    /// A command's output.
    Output = 8,
    /// Another machine: `curl`.
    Network = 16,
    /// Text that had to be decoded first, and cannot be here.
    Decoded = 32,
    /// A key, a password, the whole environment.
    Secret = 64,
    /// The checksum of a file.
    Checksum = 128,
    /// Another machine, and nobody can tell which: plain HTTP, or a certificate that is not looked at.
    Forgeable = 256,
}

/// A set of [`Origin`]s, with the place of the one that matters most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Origins {
    kinds: u16,
    /// Where it entered the script.
    pub place: Option<Place>,
}

impl Origins {
    pub(crate) fn of(origin: Origin, place: Option<Place>) -> Self {
        Self { kinds: origin as u16, place }
    }

    /// Whether some of the text comes from there.
    pub fn has(self, origin: Origin) -> bool {
        self.kinds & origin as u16 != 0
    }

    fn weight(self) -> u16 {
        self.kinds & (Origin::Network as u16 | Origin::Decoded as u16 | Origin::Secret as u16)
    }

    pub(crate) fn join(&mut self, other: Self) {
        if other.place.is_some() && (self.place.is_none() || other.weight() > self.weight()) {
            self.place = other.place;
        }
        self.kinds |= other.kinds;
    }
}

impl Shape {
    pub(crate) fn exact(text: &str) -> Self {
        Self { text: text.into(), open: false, empty: None }
    }

    pub(crate) fn open(prefix: &str) -> Self {
        Self { text: prefix.into(), open: true, empty: None }
    }

    fn empty(empty: Empty) -> Self {
        Self { text: "".into(), open: false, empty: Some(Arc::new(empty)) }
    }

    /// Puts the other's text behind this one's.
    fn append(&mut self, other: &Self) {
        let mut text = String::with_capacity(self.text.len() + other.text.len());
        text.push_str(&self.text);
        text.push_str(&other.text);
        self.open = other.open;
        if text.len() > LONGEST_TEXT {
            let cut = (0..=LONGEST_TEXT).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
            text.truncate(cut);
            self.open = true;
        }
        self.text = text.into();
    }

    /// Whether it is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.open
    }

    /// The whole text, where it is known.
    pub fn text(&self) -> Option<&str> {
        (!self.open).then_some(&*self.text)
    }
}

impl Value {
    pub(crate) fn exact(text: &str) -> Self {
        Self { shapes: vec![Shape::exact(text)], ..Self::default() }
    }

    /// No text, for the reason given.
    pub(crate) fn empty(empty: Empty) -> Self {
        Self { shapes: vec![Shape::empty(empty)], ..Self::default() }
    }

    /// This without the one text given.
    pub(crate) fn except(mut self, text: &str) -> Self {
        if self.shapes.len() > 1 || self.shapes.iter().any(|it| it.open) {
            self.shapes.retain(|it| it.text() != Some(text));
        }
        self
    }

    /// Something that is not empty.
    pub(crate) fn some() -> Self {
        Self { shapes: vec![Shape::open("")], ..Self::default() }
    }

    /// Something, or nothing for the reason given.
    pub(crate) fn maybe(name: String, why: &'static str, place: Option<Place>) -> Self {
        Self {
            shapes: vec![Shape::open(""), Shape::empty(Empty { name, why, place, unset: false })],
            ..Self::default()
        }
    }

    /// The same, with some of its text from there.
    pub(crate) fn from(mut self, origin: Origin, place: Option<Place>) -> Self {
        self.origins.join(Origins::of(origin, place));
        self
    }

    /// Something, or nothing since nobody has set it.
    pub(crate) fn maybe_unset(name: String, why: &'static str) -> Self {
        Self {
            shapes: vec![Shape::open(""), Shape::empty(Empty { name, why, place: None, unset: true })],
            ..Self::default()
        }
    }

    /// Whether some of its text comes from there.
    pub fn is_from(&self, origin: Origin) -> bool {
        self.origins.has(origin)
    }

    /// The whole texts that it can be; those of which only a part is known are left out.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.shapes.iter().filter_map(Shape::text)
    }

    /// The whole text, where it can be only one.
    pub fn text(&self) -> Option<&str> {
        if let [only] = &*self.shapes { only.text() } else { None }
    }

    /// Whether it can be empty.
    pub fn may_be_empty(&self) -> bool {
        self.shapes.iter().any(Shape::is_empty)
    }

    pub(crate) fn without_empty(mut self) -> Self {
        self.shapes.retain(|it| !it.is_empty());
        if self.shapes.is_empty() { Self { origins: self.origins, ..Self::some() } } else { self }
    }

    pub(crate) fn only_empty(mut self) -> Self {
        self.shapes.retain(Shape::is_empty);
        if self.shapes.is_empty() { Self::exact("") } else { self }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.origins.join(other.origins);
        self.every &= other.every;
        for shape in &other.shapes {
            if !self.shapes.contains(shape) {
                self.shapes.push(shape.clone());
            }
        }
        self.bound();
    }

    /// The same for two ways to one place: where one of them knows nothing, nothing is known.
    pub(crate) fn join_known(&mut self, other: &Self) {
        if self.shapes.is_empty() || other.shapes.is_empty() {
            self.shapes.clear();
        } else {
            self.join(other);
        }
    }

    /// Changes the texts that are known; where `change` gives none, and where only a start is known, it is unknown.
    pub(crate) fn map_texts(self, change: impl Fn(&str) -> Option<String>) -> Self {
        let mut value = Self { origins: self.origins, every: self.every, ..Self::default() };
        for shape in self.shapes {
            let text = shape.text().and_then(&change);
            let shape = match text {
                Some(text) => Shape { text: text.into(), ..shape },
                None => Shape { text: "".into(), open: true, empty: shape.empty },
            };
            if !value.shapes.contains(&shape) {
                value.shapes.push(shape);
            }
        }
        value
    }

    /// Appends every possibility of `other` to every one of this.
    pub(crate) fn then(&mut self, other: &Self) {
        self.origins.join(other.origins);
        self.every |= other.every;
        if let [only] = &*other.shapes
            && only.empty.is_none()
        {
            for shape in &mut self.shapes {
                if !shape.open && !only.text.is_empty() {
                    shape.append(only);
                } else {
                    shape.open |= only.open;
                }
            }
            return;
        }
        let mut shapes = Vec::with_capacity(self.shapes.len() * other.shapes.len());
        for first in &self.shapes {
            for second in &other.shapes {
                let empty = first.empty.clone().or_else(|| second.empty.clone());
                let shape = if first.open {
                    Shape { empty, ..first.clone() }
                } else {
                    let mut shape = Shape { empty, ..first.clone() };
                    shape.append(second);
                    shape
                };
                if !shapes.contains(&shape) {
                    shapes.push(shape);
                }
            }
        }
        self.shapes = shapes;
        self.bound();
    }

    /// Whether there are more possibilities than are kept.
    pub(crate) fn is_cut(&self) -> bool {
        self.shapes.len() >= MOST_SHAPES
    }

    /// Keeps the emptiest possibilities, which decide, and lets the others become unknown.
    fn bound(&mut self) {
        if self.shapes.len() > MOST_SHAPES {
            self.shapes.sort_by_key(|it| (it.open, it.text.len()));
            self.shapes.truncate(MOST_SHAPES - 1);
            self.shapes.push(Shape::open(""));
        }
    }
}

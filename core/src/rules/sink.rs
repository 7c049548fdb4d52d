//! Where a rule reports, and what it may ask about the place it looks at.

use crate::Span;
use crate::flow::{Origin, Place, Shape, State, Value, Walk};
use crate::policy::{Allowed, AllowedBy, Policy};
use crate::rules::{Fix, Level, Rule, edits, paths};
use crate::script::{Body, Command, Node, Part, PartKind, Quote, Word, walk_outer};
use crate::target::Target;
use std::sync::Arc;

/// A finding before its places are known in the document.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(super) rule: &'static Rule,
    pub(super) level: Level,
    /// No level above it, whatever the rule says.
    most: Level,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) related: Vec<(Place, String)>,
    pub(super) fixes: Vec<Fix>,
    /// The `cd` that should end the script where it fails.
    pub(super) stops: Option<Place>,
    /// What allows the command, however it is reached.
    pub(super) allowed: Option<AllowedBy>,
}

impl Raw {
    /// Says less than the rule's own level.
    pub(crate) fn level(&mut self, level: Level) -> &mut Self {
        self.level = level.min(self.most);
        self
    }

    /// Points at a place that explains it.
    pub(crate) fn related(&mut self, place: Place, text: String) -> &mut Self {
        self.related.push((place, text));
        self
    }
}

/// What stands in a [`Sketch`] for text that cannot be told and has no name.
pub(crate) const UNKNOWN: &str = "…";

/// Whether a part of a [`Sketch`] is filled in only when the script runs.
pub(crate) fn is_unsure(sketch: &str) -> bool {
    sketch.contains('$') || sketch.contains(UNKNOWN)
}

fn stand_in(part: &Part, value: &Value) -> String {
    let known = value.shapes.iter().map(|it| &*it.text).find(|it| !it.is_empty());
    match (&part.kind, known) {
        (_, Some(start)) => format!("{start}{UNKNOWN}"),
        (PartKind::Parameter(it), None) if it.operator.is_none() && it.index.is_none() => format!("${}", it.name),
        _ => UNKNOWN.to_owned(),
    }
}

/// Where a [`Sketch`] is cut.
const LONGEST_SKETCH: usize = 256 * 1024;

/// How long a piece may be to be searched for the quotes around an edit.
const LONGEST_QUOTED: usize = 64 * 1024;

/// A word's text as far as it can be told, and where it stands in the script.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) text: String,
    /// Where each part starts in the text, where it stands, and whether it is written there byte for byte.
    parts: Vec<(usize, Span, bool)>,
}

impl Sketch {
    /// Where a stretch of the text stands.
    pub(crate) fn place(&self, start: usize, end: usize) -> Option<Span> {
        let part = |offset: usize| self.parts.iter().rev().find(|it| it.0 <= offset).copied();
        let (from, first, exact) = part(start)?;
        let start = if exact { (first.start + start - from).min(first.end) } else { first.start };
        let (from, last, exact) = part(end.saturating_sub(1))?;
        let end = if exact { (last.start + end.saturating_sub(from)).min(last.end) } else { last.end };
        Some(Span::new(start, end.max(start)))
    }
}

/// Where a rule reports, and what it may ask.
pub(crate) struct Sink<'a> {
    pub(super) rule: &'static Rule,
    pub(super) walk: &'a Walk<'a>,
    pub(super) state: &'a State,
    pub(super) policy: &'a Policy,
    pub(super) target: Target,
    /// What allows the command at hand.
    pub(super) allowed: &'a [(AllowedBy, Allowed)],
    pub(super) found: &'a mut Vec<Raw>,
    /// Which finding was reported last: fixes belong to it.
    pub(super) latest: Option<usize>,
}

impl Sink<'_> {
    /// Reports at `span`; the message names the user's own words.
    pub(crate) fn report(&mut self, span: Span, message: String) -> &mut Raw {
        // A database's files mostly lie outside of its container.
        let contained = self.walk.contained && !self.rule.code.starts_with("CARO09");
        self.add(span, message, contained)
    }

    /// Reports what no container holds, such as an order to a service.
    pub(crate) fn report_beyond(&mut self, span: Span, message: String) -> &mut Raw {
        self.add(span, message, false)
    }

    fn add(&mut self, span: Span, message: String, contained: bool) -> &mut Raw {
        let place = self.walk.place(span);
        let known = self.found.iter().position(|it| it.place == place && it.rule.code == self.rule.code);
        let rule = self.rule;
        let allowed = self.allowed.iter().find(|it| it.1.covers(rule.code)).map(|it| it.0);
        // A loop or a second call shows the same place again; what was said first stays.
        let at = known.unwrap_or_else(|| {
            // What a container loses can be made again, as long as nobody has put more into it.
            let (most, message) = if contained {
                (Level::Caution, format!("in the container: {message}"))
            } else {
                (Level::Danger, message)
            };
            let level = rule.level.min(most);
            self.found.push(Raw {
                rule,
                level,
                most,
                place,
                message,
                related: Vec::new(),
                fixes: Vec::new(),
                stops: None,
                allowed,
            });
            self.found.len() - 1
        });
        if allowed.is_none() {
            self.found[at].allowed = None;
        }
        self.latest = Some(at);
        &mut self.found[at]
    }

    /// Offers a certain fix for what was just reported: the script does the same as before, except where it would have
    /// done harm.
    pub(crate) fn fix(&mut self, title: &str, edits: Vec<(Span, String)>) {
        self.offer(title, edits, true);
    }

    /// Offers a change that the user must decide on; the title says what is decided by taking it.
    pub(crate) fn choice(&mut self, title: &str, edits: Vec<(Span, String)>) {
        self.offer(title, edits, false);
    }

    /// Offers `${DIR:?}` for the variables of a word that can be empty; a choice for `$1`, since none may mean all.
    pub(crate) fn stop_when_empty(&mut self, word: &Word) {
        if let Some(edits) = edits::stop_when_empty(word, self) {
            if edits::asks_for_argument(&edits) {
                self.choice("Stop without an argument", edits);
            } else {
                self.fix("Stop when the variable is empty", edits);
            }
        }
    }

    /// Offers the form of a command that only shows what it would do, where its facts know one.
    pub(crate) fn rehearse(&mut self, command: &Command) {
        if let Some((title, edits)) = edits::rehearsal(command) {
            self.choice(&title, edits);
        }
    }

    /// Offers to end the script where the `cd` at `place` fails, which is a certain fix that may lie far above.
    pub(crate) fn stop_where_fails(&mut self, place: Place) {
        if let Some(raw) = self.latest.and_then(|it| self.found.get_mut(it)) {
            raw.stops = Some(place);
        }
    }

    /// The command that is looked at as it is written, where its words were filled in before the rule was asked.
    pub(crate) fn as_written(&self, command: &Command) -> Option<Command> {
        if self.walk.place(command.span) != (Place { body: self.walk.text.id, span: command.span }) {
            return None;
        }
        let mut found = None;
        walk_outer(self.statements(), &mut |node| {
            if let Node::Command(it) = node
                && it.span == command.span
            {
                found = Some(it.clone());
            }
        });
        found
    }

    /// Offers a fix whose spans are those of the command [as it is written](Self::as_written).
    pub(crate) fn offer_as_written(&mut self, title: &str, edits: Vec<(Span, String)>, certain: bool) {
        if !edits.is_empty()
            && let Some(raw) = self.latest.and_then(|it| self.found.get_mut(it))
            && raw.fixes.iter().all(|it| it.title != title)
        {
            raw.fixes.push(Fix { title: title.to_owned(), edits, certain });
        }
    }

    /// Where spans only stand for longer text, nothing can be offered.
    fn offer(&mut self, title: &str, edits: Vec<(Span, String)>, certain: bool) {
        if self.walk.exact
            && !edits.is_empty()
            && !self.breaks_quotes(&edits)
            && let Some(raw) = self.latest.and_then(|it| self.found.get_mut(it))
            && raw.fixes.iter().all(|it| it.title != title)
        {
            raw.fixes.push(Fix { title: title.to_owned(), edits, certain });
        }
    }

    /// Whether an edit puts a sign into quotes, such as those of `sh -c '…'`, that ends them or means something there.
    fn breaks_quotes(&self, edits: &[(Span, String)]) -> bool {
        const SIGNS: [char; 5] = ['\'', '"', '$', '`', '\\'];
        let edits: Vec<_> = edits.iter().filter(|it| it.1.contains(SIGNS)).collect();
        let body = &self.walk.text;
        if edits.is_empty() || body.text.len() > LONGEST_QUOTED {
            return !edits.is_empty();
        }
        let mut breaks = false;
        walk_outer(&body.statements, &mut |node| {
            let Node::Word(word) = node else { return };
            for part in &word.parts {
                let signs = match (part.quote, &part.kind) {
                    (Quote::Single, _) => &SIGNS[..1],
                    (Quote::Double, PartKind::Literal(_)) => &SIGNS[1..],
                    (Quote::Double, PartKind::Parameter(_)) => &SIGNS[1..2],
                    (Quote::Ansi, _) => &['\'', '\\'][..],
                    _ => continue,
                };
                breaks |= edits.iter().any(|(span, new)| {
                    part.span.start <= span.start && span.end <= part.span.end && new.contains(signs)
                });
            }
        });
        breaks
    }

    /// What a word can be here. Its texts are paths with `~` for the home folder and `.` for the start folder.
    pub(crate) fn value(&self, word: &Word) -> Value {
        self.walk.known_value(word, self.state)
    }

    /// What a path can be, seen from the folder that a `cd` led to.
    pub(crate) fn paths(&self, word: &Word) -> Vec<Shape> {
        self.value(word).shapes.iter().flat_map(|it| paths::from_folder(it, self.state)).collect()
    }

    /// The text of a word, where only one is possible.
    pub(crate) fn text_of(&self, word: &Word) -> Option<String> {
        if let Some(text) = word.literal() {
            return Some(text.to_owned());
        }
        self.value(word).text().map(str::to_owned)
    }

    /// The first of a word's possible texts that `is` accepts; not what is only left when a variable is empty.
    pub(crate) fn possible(&self, word: &Word, is: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(text) = word.literal() {
            return is(text).then(|| text.to_owned());
        }
        let value = self.value(word);
        let sure = value.shapes.iter().filter(|it| it.empty.is_none());
        sure.filter_map(|it| it.text()).find(|it| is(it)).map(str::to_owned)
    }

    /// What the command at hand reads from its standard input: a here-document, a here-string, a file, the stage before it.
    pub(crate) fn input(&self, command: &Command) -> Option<Value> {
        self.walk.input_of(command, self.state)
    }

    /// What a word says: known variables are filled in, others stay as they are written, and `…` stands for the rest.
    /// Long words are cut.
    pub(crate) fn sketch(&self, word: &Word) -> Sketch {
        let mut sketch = Sketch::default();
        for part in &word.parts {
            let value = self.value(&Word { parts: vec![part.clone()], ..Word::default() });
            let known = value.text().or_else(|| value.texts().find(|it| !it.is_empty()));
            let text = known.map_or_else(|| stand_in(part, &value), str::to_owned);
            if sketch.text.len() + text.len() > LONGEST_SKETCH {
                break;
            }
            sketch.parts.push((sketch.text.len(), part.span, text.len() == part.span.len() && self.walk.exact));
            sketch.text.push_str(&text);
        }
        sketch
    }

    /// The body of the piece that is looked at.
    pub(crate) fn body(&self) -> Arc<Body> {
        self.walk.text.clone()
    }

    /// Whether what runs here runs later, or in a function that a trap calls.
    pub(crate) fn is_later(&self) -> bool {
        self.walk.lenient
    }

    /// The path of a file that the script itself put a secret into.
    pub(crate) fn written_secret(&self, word: &Word) -> Option<String> {
        let path = self.walk.file_key(word, self.state)?;
        self.state.file(&path).is_some_and(|it| it.is_from(Origin::Secret)).then_some(path)
    }

    /// What the script must run on.
    pub(crate) fn target(&self) -> Target {
        self.target
    }

    /// Whether the command at hand is written here as it is looked at, and not put together.
    pub(crate) fn is_exact(&self) -> bool {
        self.walk.exact
    }

    /// Whether the command at hand runs on this machine, and stands in the script as it is looked at.
    pub(crate) fn is_plain(&self) -> bool {
        self.walk.exact && !self.walk.contained
    }

    /// Whether the script sets a variable somewhere.
    pub(crate) fn assigns(&self, name: &str) -> bool {
        self.walk.assigns(name)
    }

    pub(crate) fn state(&self) -> &State {
        self.state
    }

    /// The text of the piece that the command stands in.
    pub(crate) fn chunk(&self) -> &str {
        &self.walk.text.text
    }

    /// The statements of the piece that the command stands in.
    pub(crate) fn statements(&self) -> &[crate::script::Statement] {
        &self.walk.text.statements
    }

    /// The text at a span of the command's own chunk.
    pub(crate) fn text(&self, span: Span) -> &str {
        span.of(&self.walk.text.text)
    }
}

//! A request about records as typed facts, filled turn of phrase by turn of phrase.

use super::say::Say;
use super::{Condition, Constant, Source, Sum, Test, singular};
use crate::asked::Asked;
use crate::literals::Form;
use crate::pattern::{Capture, Match};
use crate::slots::Kind;

/// A request about records.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub(super) source: Source,
    pub(super) file: String,
    pub(super) base: Option<String>,
    pub(super) noun: Option<String>,
    pub(super) fields: Vec<String>,
    pub(super) conditions: Vec<Condition>,
    pub(super) count: bool,
    pub(super) total: Option<(Sum, Option<String>)>,
    pub(super) group: Option<String>,
    /// The one record with most or least of a field.
    pub(super) most: Option<(bool, String)>,
    pub(super) nth: Option<i32>,
    pub(super) sort: Option<String>,
    pub(super) alphabetical: bool,
    pub(super) descending: bool,
    pub(super) limit: Option<u64>,
    pub(super) csv: bool,
    /// A key to leave out.
    pub(super) without: Option<String>,
    pub(super) has_key: Option<String>,
    /// Whether the names of what is found are wanted.
    pub(super) keys: bool,
    pub(super) query: Option<String>,
    pub(super) distinct: bool,
    /// Whether it speaks of many records.
    pub(super) many: bool,
}

impl Wish {
    /// Takes what the records are called for no field of theirs, and an adjective for the field it speaks of.
    pub(super) fn settle(&mut self) -> Option<()> {
        if let Some((most, field)) = &mut self.most {
            match field.as_str() {
                "expensive" => "price".clone_into(field),
                "heavy" => "weight".clone_into(field),
                "cheap" => {
                    *most = !*most;
                    "price".clone_into(field);
                }
                "recent" | "popular" | "active" | "frequent" | "common" | "important" | "used" => return None,
                _ => {}
            }
        }
        // "how long" asks for no field.
        if self.conditions.iter().any(|it| matches!(it.field.as_str(), "long" | "many" | "much")) {
            return None;
        }
        // Several of the most expensive are the first ones by price.
        if let (Some(_), Some((most, _))) = (self.limit, &self.most) {
            self.descending = *most;
            put(&mut self.sort, self.most.take()?.1)?;
            self.many = true;
        }
        // What a package needs is an object of names and versions.
        if self.is_settings()
            && let [one] = self.fields.as_slice()
            && OBJECTS.split(' ').any(|it| it == one)
            && self.base.is_none()
        {
            self.base = self.fields.pop();
            self.keys = true;
        }
        if self.keys && !(self.is_settings() && self.fields.is_empty()) {
            return None;
        }
        if self.fields.iter().any(|it| matches!(it.as_str(), "top-level" | "key" | "nested" | "object")) {
            return None;
        }
        let stem = self.stem()?;
        if self.source == Source::Json && !self.is_settings() {
            let before = self.fields.len();
            self.fields.retain(|it| *it != stem);
            self.many |= self.fields.len() < before;
            if self.total.as_ref().is_some_and(|it| it.1.as_ref() == Some(&stem)) {
                return None;
            }
            if self.conditions.iter().any(|it| singular(&it.field) == stem && it.test != Test::Any) {
                return None;
            }
            if before > 0
                && self.fields.is_empty()
                && self.conditions.is_empty()
                && self.most.is_none()
                && !self.distinct
                && self.sort.is_none()
                && self.limit.is_none()
            {
                return None;
            }
        }
        Some(())
    }

    /// What one record is called, by the file's name.
    fn stem(&self) -> Option<String> {
        self.file.rsplit('/').next()?.split('.').next().map(singular)
    }

    /// Whether the file is one object by its name, whose fields may be lists of their own.
    pub(super) fn is_settings(&self) -> bool {
        const NAMES: &str = "package.json package-lock.json composer.json tsconfig.json config.json settings.json";
        let name = self.file.rsplit('/').next().unwrap_or_default();
        NAMES.split_whitespace().any(|it| it == name)
    }

    pub(super) fn take(&mut self, asked: &Asked<'_>, say: Say, found: &Match) -> Option<()> {
        let name = |it: &str| found.get(it).map(|it| it.text.clone());
        let each = found.taken.iter().any(|it| asked.tokens[*it].is("each"));
        let mut names = Vec::new();
        for capture in &found.captures {
            if matches!(capture.name, "f" | "g" | "h") {
                names.push(field_name(asked, capture)?);
            }
        }
        match say {
            Say::Fields => self.fields.extend(names),
            Say::FieldsOfAll => {
                self.fields.is_empty().then_some(())?;
                for field in names {
                    let plural = if self.is_settings() { field.clone() } else { singular(&field) };
                    self.many |= plural != field;
                    self.fields.push(plural);
                }
                if let Some(noun) = name("t") {
                    self.many = true;
                    self.noun = Some(many(noun, each)?);
                }
                self.many |= found.taken.iter().any(|it| asked.tokens[*it].is_any("all each"));
            }
            Say::Noun => {
                self.many = true;
                if let Some(noun) = name("t") {
                    // "the user with id 42" is one of the users.
                    let of_file = self.stem().is_some_and(|it| it == singular(&noun));
                    self.noun = Some(if of_file { noun } else { many(noun, each)? });
                }
            }
            Say::Base => put(&mut self.base, name("t")?)?,
            Say::Of(field, test) => {
                self.many = true;
                let value = found.get("v").map(|it| Constant { text: it.text.clone(), quoted: false });
                self.conditions.push(Condition { field: field.to_owned(), test, value });
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::MostOf(field, most) => {
                put(&mut self.most, (most, field.to_owned()))?;
                if let Some(limit) = found.get("n") {
                    put(&mut self.limit, limit.amount as u64)?;
                }
                self.noun = name("t").or(self.noun.take());
            }
            Say::CountIn => {
                self.count = true;
                put(&mut self.base, name("t")?)?;
            }
            Say::HasKey => put(&mut self.has_key, name("k")?)?,
            Say::KeysOf if !self.is_settings() => {
                found.taken.iter().any(|it| asked.tokens[*it].text.eq_ignore_ascii_case("names")).then_some(())?;
                self.fields.push("name".to_owned());
                self.many = true;
                self.noun = Some(many(name("t")?, each)?);
            }
            Say::KeysOf => {
                self.keys = true;
                put(&mut self.base, name("t")?)?;
            }
            Say::Without => {
                put(&mut self.without, name("k")?)?;
                self.many |= each || found.taken.iter().any(|it| asked.tokens[*it].is("all"));
            }
            Say::Csv => {
                self.csv = true;
                self.fields.extend(names);
            }
            Say::Query => {
                let text = name("q")?;
                let reads = text.trim_start().get(..6).is_some_and(|it| it.eq_ignore_ascii_case("select"));
                (reads && self.source == Source::Sql).then_some(())?;
                put(&mut self.query, text)?;
            }
            Say::FieldOfNth(place) => {
                put(&mut self.nth, place)?;
                self.fields.extend(names);
                let of_file = name("t").is_none_or(|it| self.stem().is_some_and(|stem| stem == singular(&it)));
                of_file.then_some(())?;
            }
            Say::Nth(place) => {
                put(&mut self.nth, place)?;
                if let Some(base) = name("t") {
                    put(&mut self.base, base)?;
                }
            }
            Say::Where(test) => {
                let value = found.get("v").map(|it| Constant {
                    text: it.text.clone(),
                    quoted: asked.tokens.iter().any(|token| token.form == Form::Quoted && token.text == it.text),
                });
                self.many = true;
                let field = name("k")?;
                self.conditions.push(Condition { field, test, value });
            }
            Say::Count => {
                self.count = true;
                if let Some(noun) = name("t") {
                    self.noun = Some(many(noun, each)?);
                }
            }
            Say::Total(sum) => put(&mut self.total, (sum, names.first().map(|it| singular(it))))?,
            Say::PerGroup => put(&mut self.group, singular(names.first()?))?,
            Say::Most(most) => put(&mut self.most, (most, name("k")?))?,
            Say::SortBy => put(&mut self.sort, name("k")?)?,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::TopBy => {
                put(&mut self.sort, name("k")?)?;
                put(&mut self.limit, found.get("n")?.amount as u64)?;
                self.noun = name("t").or(self.noun.take());
                self.descending = true;
                self.many = true;
            }
            Say::Database => (self.source == Source::Sql).then_some(())?,
            Say::Alphabetical => self.alphabetical = true,
            Say::Descending => self.descending = true,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::Limit => {
                put(&mut self.limit, found.get("n")?.amount as u64)?;
                if let Some(noun) = name("t") {
                    self.noun = Some(many(noun, each)?);
                }
            }
            Say::Distinct => {
                self.distinct = true;
                self.fields.extend(names.iter().map(|it| singular(it)));
            }
            Say::Lines => self.source = if self.source == Source::Json { Source::Lines } else { self.source },
            Say::Numerical | Say::Ascending | Say::Nothing => {}
        }
        Some(())
    }
}

/// Keys of settings that hold an object of names.
const OBJECTS: &str = "dependencies devDependencies peerDependencies optionalDependencies scripts engines exports";

/// Sets what may be said once.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.is_none().then_some(())?;
    *place = Some(value);
    Some(())
}

/// The text of a field; none where it is a word that only holds others together.
fn field_name(asked: &Asked<'_>, capture: &Capture) -> Option<String> {
    let text = &capture.value.text;
    let token = asked.tokens.iter().find(|it| it.text == text)?;
    let fits = capture.value.kind == Kind::Field && token.form != Form::Number;
    fits.then(|| text.clone())
}

/// A word for many things: anything else in its place says more than what they are called.
fn many(noun: String, each: bool) -> Option<String> {
    let word = !noun.contains('\'') && !noun.contains('’');
    (word && (each || noun.ends_with('s')) || noun == "people").then_some(noun)
}

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
        if self.fields.iter().any(|it| matches!(it.as_str(), "top-level" | "key" | "nested" | "object")) {
            return None;
        }
        let stem = self.file.rsplit('/').next()?.split('.').next().map(singular)?;
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
            {
                return None;
            }
        }
        Some(())
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
                    self.noun = Some(many(noun, each)?);
                }
            }
            Say::Base => put(&mut self.base, name("t")?)?,
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
                self.descending = true;
                self.many = true;
            }
            Say::Database => (self.source == Source::Sql).then_some(())?,
            Say::Alphabetical => self.alphabetical = true,
            Say::Descending => self.descending = true,
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small by its kind")]
            Say::Limit => put(&mut self.limit, found.get("n")?.amount as u64)?,
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

//! What no family composes: intents with the phrasings people use, from `intents/*.toml`.
//!
//! An intent's phrasing is a bag: its words may stand in any order, and a request matches when every word of the
//! phrasing is there and every word of the request is accounted for, by the phrasing or by a fact that the intent's
//! command can take in ("by anna", "since monday", "sorted").

#[cfg(test)]
mod captures;
#[allow(clippy::unreadable_literal, reason = "packed by the build")]
mod data;
mod meeting;
pub(crate) mod nearest;
mod template;
#[cfg(test)]
mod tests;

use crate::Platform;
use crate::asked::{Asked, Proposal};
use crate::cover::{Cover, Matches, Table};
use crate::literals::Form;
use crate::pattern::{Capture, Pattern, Want};
use crate::slots::{self, Kind, Value};
use crate::words::{FILL, Key, Lexicon, Seen, UNKNOWN, Word};
use data::{FAMILIES, FamilyData, IntentData, VariantData};
use meeting::{counts, may_meet, meet, part_keys};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// A family of intents. Its facts are compiled when a request first meets one of its phrasings.
struct Family {
    data: &'static FamilyData,
    lexicon: Lexicon,
    /// Facts, then variants, by their index.
    facts: OnceLock<Table<usize>>,
}

/// The kinds of values by the numbers that the build gave them.
static KINDS: LazyLock<Vec<Option<Kind>>> = LazyLock::new(|| {
    let kind = |name: &&str| slots::KINDS.iter().find(|it| it.0 == *name).map(|it| it.1);
    data::KINDS.iter().map(kind).collect()
});

static ALL: LazyLock<Vec<Family>> = LazyLock::new(|| FAMILIES.iter().map(Family::new).collect());

/// The commands of the intents that account for all of a request.
pub(crate) fn propose(asked: &Asked<'_>) -> Vec<Proposal> {
    ALL.iter().filter_map(|it| it.propose(asked)).collect()
}

/// Whether any family has a use for a word.
pub(crate) fn knows(word: &Word) -> bool {
    word.keys().any(|it| data::EVERYWHERE.binary_search(&it).is_ok())
}

/// Every word that stands in a phrasing, a fact or a list of words.
#[cfg(test)]
pub(crate) fn all_words() -> Vec<&'static str> {
    let mut all = Vec::new();
    for family in FAMILIES {
        let says = family.intents.iter().map(|it| it.says).chain(family.facts.iter().map(|it| it.says));
        let lists = family.words.iter().copied();
        let parts = says.flatten().copied().chain(lists).flat_map(|it| it.split([' ', '|']));
        all.extend(parts.map(|it| it.trim_start_matches(['?', '='])).filter(|it| !it.contains(['{', '}', ',', '('])));
    }
    all.retain(|it| !it.is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

/// How well a phrasing fits a request; the smaller the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    unexplained: usize,
    /// How many names are words that mean something else.
    stretched: usize,
    /// How many words the phrasing itself took.
    by_phrase: Reverse<usize>,
    /// How many it took with its facts.
    taken: Reverse<usize>,
    /// How many words of the phrasing were asked for by themselves.
    exact: Reverse<usize>,
    /// How many values look like more than the place where they stand asks for.
    loose: usize,
    /// How many values stand where nothing announced them.
    uncued: usize,
    /// Whether the words stood in another order than in the phrasing.
    out_of_order: bool,
    /// How many joining words of the phrasing were not said.
    skipped: usize,
    /// How many joining words of the request it took.
    joined: Reverse<usize>,
    /// How much the command says.
    length: Reverse<usize>,
}

impl Family {
    fn new(data: &'static FamilyData) -> Self {
        let lexicon = Lexicon::packed(data.own, data.known, data.spelled, data.barred);
        Self { data, lexicon, facts: OnceLock::new() }
    }

    fn facts(&self) -> &Table<usize> {
        self.facts.get_or_init(|| {
            let facts = self.data.facts.iter().map(|it| it.says);
            let says = facts.chain(self.data.variants.iter().map(|it| it.says)).enumerate();
            let rows = says.flat_map(|(index, says)| says.iter().map(move |it| (*it, index)));
            Table::of(rows.map(|(it, index)| (Pattern::new(it, &self.lexicon), index)).collect())
        })
    }

    /// A request as the family sees it.
    fn see(&self, asked: &Asked<'_>) -> Vec<Seen> {
        asked.tokens.iter().zip(&asked.words).map(|(token, word)| self.lexicon.see(token, word)).collect()
    }

    /// The phrasings whose rarest word a request has.
    fn candidates(&self, seen: &[Seen]) -> Vec<(u16, u32)> {
        let index = self.data.index;
        let mut keys: Vec<Key> = seen.iter().map(|it| it.key).filter(|it| *it != FILL).chain([UNKNOWN]).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut found = Vec::new();
        for key in keys {
            let start = index.partition_point(|it| it.0 < key);
            found.extend(index[start..].iter().take_while(|it| it.0 == key).map(|it| (it.1, it.2)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The answer of the phrasing that takes most of the request.
    fn propose(&self, asked: &Asked<'_>) -> Option<Proposal> {
        let seen = self.see(asked);
        let marks = self.data.marks;
        let marked = marks.is_empty() || seen.iter().any(|it| marks.binary_search(&it.key).is_ok());
        let matches = OnceCell::new();
        let facts = || matches.get_or_init(|| self.facts().matches(asked, &seen));
        let mut best: Option<(Fit, Proposal)> = None;
        for (intent, start) in self.candidates(&seen) {
            let Some(intent) = self.data.intents.get(usize::from(intent)) else { continue };
            let codes = self.data.codes.get(start as usize..).unwrap_or_default();
            if !marked && !intent.anywhere || !may_meet(&seen, codes) {
                continue;
            }
            let Some(phrase) = &Pattern::packed(codes, self.data.names, &KINDS) else { continue };
            let plain = self.try_phrase(asked, &seen, facts(), phrase, intent, false);
            // Where the phrasing took a value that a fact needs, the facts choose first.
            let found = if plain.as_ref().is_some_and(|it| it.0.unexplained == 0) || !has_slot(phrase) {
                plain
            } else {
                let facts_first = self.try_phrase(asked, &seen, facts(), phrase, intent, true);
                match (plain, facts_first) {
                    (Some(plain), Some(other)) if other.0.unexplained < plain.0.unexplained => Some(other),
                    (None, other) => other,
                    (plain, _) => plain,
                }
            };
            let Some((fit, proposal)) = found else { continue };
            // One word that nothing explains is one too many: it tends to be the one that changes the command.
            if fit.unexplained > proposal.strange || fit.stretched > 1 || !marked && fit.stretched > 0 {
                continue;
            }
            if best.as_ref().is_none_or(|it| fit < it.0) {
                best = Some((fit, proposal));
            }
        }
        // Who says the family's own word means it, not a file of that name.
        let sure = if marked && !marks.is_empty() { 0.02 } else { 0.0 };
        best.map(|it| Proposal { doubt: it.1.doubt - sure, ..it.1 })
    }

    fn try_phrase(
        &self,
        asked: &Asked<'_>,
        seen: &[Seen],
        matches: &Matches,
        phrase: &Pattern,
        intent: &'static IntentData,
        facts_first: bool,
    ) -> Option<(Fit, Proposal)> {
        let facts = self.data.facts;
        let own = [Some(intent.gives), intent.template(asked.platform)];
        let templates = intent.variants.iter().map(|it| it.1).chain(own.into_iter().flatten());
        let wanted = |index: &usize| match facts.get(*index) {
            Some(fact) => fact.gives.is_empty() || templates.clone().any(|it| template::names(it, fact.name)),
            None => false,
        };
        let everything = vec![true; asked.tokens.len()];
        let (mut meeting, cover) = if facts_first {
            let cover = self.facts().cover_of(asked, seen, matches, &everything, wanted);
            (meet(asked, seen, phrase, &cover.covered)?, cover)
        } else {
            let none = vec![false; asked.tokens.len()];
            let meeting = meet(asked, seen, phrase, &none)?;
            let open: Vec<bool> = meeting.covered.iter().map(|it| !it).collect();
            let cover = self.facts().cover_of(asked, seen, matches, &open, wanted);
            (meeting, cover)
        };
        let mut free = everything;
        meeting.captures.iter().for_each(|it| free[it.at] = false);
        let tools = self.facts().cover_of(asked, seen, matches, &free, |it| *it >= facts.len());
        let mut named = tools.found.iter().filter_map(|it| it.says.checked_sub(facts.len()));
        let variant = named.next();
        // Two tools at once are one too many.
        if named.any(|it| Some(it) != variant) {
            return None;
        }
        let template = intent.of_variant(asked.platform, variant.and_then(|it| self.data.variants.get(it)))?;
        let mut given: HashMap<&str, String> = HashMap::new();
        for found in &cover.found {
            let Some(fact) = facts.get(*found.says) else { continue };
            if !fact.gives.is_empty() && !template::names(&template, fact.name) {
                return None;
            }
            let text = template::fill(fact.gives, &found.at.captures, &HashMap::new())?;
            // The same fact twice is one too many, unless it says the same.
            if let Some(before) = given.insert(fact.name, text.clone())
                && before != text
            {
                return None;
            }
        }
        for (at, covered) in cover.covered.iter().enumerate() {
            // What repeats a word of the phrasing says nothing new: "make a new key".
            let again = seen[at].key > FILL && phrase.parts.iter().flat_map(part_keys).any(|it| it == seen[at].key);
            meeting.covered[at] |= again || *covered || tools.covered[at] || seen[at].barred;
        }
        for fact in self.data.facts {
            given.entry(fact.name).or_default();
        }
        // Without one of its deeds the answer is to another request.
        let undone = |at: &usize| {
            !meeting.covered[*at] && asked.tokens[*at].is_any("delete copy move compress pack unpack foreign")
        };
        if (0..asked.tokens.len()).any(|it| undone(&it)) {
            return None;
        }
        let unexplained = asked.missing(&meeting.covered)?;
        let strange = strange(asked, &meeting.covered, &meeting.captures, &cover)?;
        let mut defaults = Vec::new();
        let command = template::fill_telling(&template, &meeting.captures, &given, &mut defaults)?;
        let guessed = meeting.guessed + cover.guessed;
        let by_facts = (0..asked.tokens.len()).filter(|it| cover.covered[*it] && counts(asked, seen, *it)).count();
        let of_facts = cover.found.iter().flat_map(|it| &it.at.captures);
        let mut stretched = 0;
        for capture in meeting.captures.iter().chain(of_facts).filter(|it| is_stretched(asked, seen, it)) {
            // Only a name may be any word.
            matches!(capture.value.kind, Kind::Name | Kind::Names | Kind::Program | Kind::Ref).then_some(())?;
            stretched += 1;
        }
        let fit = Fit {
            unexplained,
            stretched,
            taken: Reverse(meeting.taken + by_facts),
            by_phrase: Reverse(meeting.taken),
            exact: Reverse(phrase.parts.iter().filter(|it| matches!(it.any[..], [Want::Exact(_), ..])).count()),
            loose: meeting.captures.iter().filter(|it| is_loose(&it.value)).count(),
            uncued: meeting.uncued,
            out_of_order: meeting.out_of_order,
            skipped: meeting.skipped,
            joined: Reverse(meeting.joined),
            length: Reverse(command.len()),
        };
        // "Restart the nginx service" names one, "restart the day" does not.
        let is_common = |it: &&Capture| {
            let before = it.at.checked_sub(1).map_or("", |before| asked.tokens[before].text);
            let article = ["the", "my", "a", "an", "our", "your"].iter().any(|it| before.eq_ignore_ascii_case(it));
            let announced = seen.get(it.at + 1).is_some_and(|next| next.key > FILL || next.barred);
            article && !announced && asked.tokens[it.at].form == Form::Word && it.value.amount == 0.0
        };
        let common = meeting.captures.iter().any(|it| is_common(&it));
        // A bare word that nothing announced may be anything.
        let bare = meeting.captures.iter().filter(|it| asked.tokens[it.at].form == Form::Word && !is_typed(it)).count();
        let unannounced = if meeting.uncued > 0 && bare > 0 { 0.28 } else { 0.0 };
        // A dash begins a flag, unless it is the text that a flag takes. What is said so is not answered otherwise either.
        let is_flags_text =
            |it: &Capture| it.value.kind == Kind::Quoted && template.contains(&format!(" -m {{{}}}", it.name));
        let is_flag = |it: &Capture| it.value.text.starts_with('-') && !is_path(it) && !is_flags_text(it);
        let unsayable = if meeting.captures.iter().any(is_flag) { 1.0 } else { 0.0 };
        let doubt = intent.doubt
            + if stretched > 0 { 0.06 } else { 0.0 }
            + if common { 0.3 } else { 0.0 }
            + unannounced
            + unsayable;
        Some((
            fit,
            Proposal {
                unexplained,
                strange,
                guessed,
                doubt,
                assumed: assumed(&defaults),
                ..Proposal::new(self.data.name, command)
            },
        ))
    }
}

/// The most words of a request that no family has any use for.
const MOST_STRANGE: usize = 2;

/// How many words nobody knows are left over; `None` where they are many, or one stands beside a value, of which it
/// may be a part.
fn strange(asked: &Asked<'_>, covered: &[bool], captures: &[Capture], facts: &Cover<'_, usize>) -> Option<usize> {
    let left: Vec<usize> = (0..covered.len()).filter(|it| !covered[*it] && asked.is_strange(*it)).collect();
    let values = captures.iter().chain(facts.found.iter().flat_map(|it| &it.at.captures));
    let beside = values
        .filter(|it| asked.tokens.get(it.at).is_some_and(|it| it.form == Form::Word))
        .any(|value| left.iter().any(|it| it.abs_diff(value.at) == 1));
    let telling = (0..covered.len()).filter(|it| covered[*it] && !asked.is_free(*it)).count();
    (left.len() <= MOST_STRANGE && !beside && (left.is_empty() || telling >= 3)).then_some(left.len())
}

/// Whether a value's own form tells what it is.
fn is_typed(capture: &Capture) -> bool {
    use Kind::{Day, Extension, Group, Number, Size, Span};
    matches!(capture.value.kind, Day | Extension | Group | Number | Size | Span)
}

/// Whether a value is written so that it is never taken for a flag.
fn is_path(capture: &Capture) -> bool {
    matches!(capture.value.kind, Kind::File | Kind::NamedFile | Kind::Path | Kind::Place | Kind::Thing | Kind::Files)
}

/// Whether a value that looks like more than a word was taken where nearly any word could stand.
fn is_loose(value: &Value) -> bool {
    matches!(value.kind, Kind::Name | Kind::Names | Kind::Program | Kind::Ref | Kind::Text | Kind::Path)
        && value.text.contains(['.', '/', ':'])
}

/// Whether a name is a word that usually means something else.
fn is_stretched(asked: &Asked<'_>, seen: &[Seen], capture: &Capture) -> bool {
    let is_it = |at: usize| {
        asked.tokens[at].form == Form::Word && slots::members(&capture.value.text).any(|it| it == asked.tokens[at].text)
    };
    // Names that everybody gives.
    if matches!(capture.value.text.as_str(), "origin" | "upstream" | "main" | "master") {
        return false;
    }
    matches!(
        capture.value.kind,
        Kind::Name | Kind::Names | Kind::Program | Kind::Ref | Kind::Person | Kind::Path | Kind::Text | Kind::Host
    ) && (0..seen.len())
        .any(|it| is_it(it) && (seen[it].key != UNKNOWN && !seen[it].guessed || asked.tokens[it].means()))
}

/// The defaults of a template that a user would want to know of, in words.
fn assumed(defaults: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for default in defaults {
        let said = match default.as_str() {
            "origin" => "the remote `origin`".to_owned(),
            "HEAD" => "the current commit, `HEAD`".to_owned(),
            it if it.starts_with('~') || it.ends_with(".out") => format!("the file `{it}`"),
            it if it.bytes().all(|it| it.is_ascii_digit()) => format!("the number {it}"),
            _ => continue,
        };
        if !found.contains(&said) {
            found.push(said);
        }
    }
    found
}

fn has_slot(phrase: &Pattern) -> bool {
    phrase.parts.iter().any(|it| it.any.iter().any(|it| matches!(it, Want::Slot(..))))
}

impl IntentData {
    /// The command for a platform; `None` where it has none there.
    fn template(&self, platform: Platform) -> Option<&'static str> {
        let own = match platform {
            Platform::Linux => None,
            Platform::MacOs => self.macos,
            Platform::Busybox => self.busybox,
            Platform::Posix => self.posix,
        };
        Some(own.unwrap_or(self.gives)).filter(|it| !it.is_empty())
    }

    /// The command for a platform, or for the tool that the request names.
    fn of_variant(&self, platform: Platform, variant: Option<&VariantData>) -> Option<Cow<'static, str>> {
        let Some(variant) = variant else { return self.template(platform).map(Cow::Borrowed) };
        if let Some((_, own)) = self.variants.iter().find(|it| it.0 == variant.name) {
            return Some(Cow::Borrowed(*own)).filter(|it| !it.is_empty());
        }
        if variant.replaces.is_empty() {
            return None;
        }
        self.template(platform).map(|it| Cow::Owned(it.replace(variant.replaces, variant.name)))
    }
}

//! Packs `intents/*.toml` into tables, so that nothing is read or parsed when a request comes.

#[path = "src/meaning.rs"]
#[allow(dead_code, reason = "the generator uses the rest")]
mod meaning;
#[path = "src/samples.rs"]
mod samples;
#[path = "src/syntax.rs"]
mod syntax;
#[path = "src/vocabulary.rs"]
#[allow(dead_code, reason = "the generator uses the rest")]
mod vocabulary;

use meaning::{FILL, Key, UNKNOWN, common, lower, named, other_name, stem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};
use syntax::{Choice, Place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    /// Words that may stand in any request of this family and say nothing more.
    #[serde(default)]
    noise: String,
    /// Words of which a request must hold one, unless the intent speaks for itself; empty where none is needed.
    #[serde(default)]
    marks: String,
    /// Meanings, and the words for each.
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    fact: Vec<Fact>,
    #[serde(default)]
    variant: Vec<Variant>,
    #[serde(default)]
    intent: Vec<Intent>,
}

/// Another tool for the same work.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variant {
    name: String,
    says: Vec<String>,
    /// The word of a command that its name stands for, where it takes the same arguments.
    #[serde(default)]
    replaces: String,
}

/// A turn of phrase that adds to the command of an intent that names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    name: String,
    says: Vec<String>,
    gives: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Intent {
    /// The command for GNU tools; with no other given, for all.
    gives: String,
    macos: Option<String>,
    busybox: Option<String>,
    posix: Option<String>,
    /// The commands of variants, by their names.
    #[serde(default)]
    variants: BTreeMap<String, String>,
    /// How sure it is short of certain: 0 to 1.
    #[serde(default)]
    doubt: f32,
    /// Whether it needs none of the family's marks.
    #[serde(default)]
    anywhere: bool,
    says: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=intents");
    println!("cargo::rerun-if-changed=src/meaning.rs");
    println!("cargo::rerun-if-changed=src/samples.rs");
    println!("cargo::rerun-if-changed=src/syntax.rs");
    println!("cargo::rerun-if-changed=src/vocabulary.rs");
    let mut names: Vec<_> = fs::read_dir("intents")?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    names.sort();
    let mut everywhere = BTreeSet::new();
    let mut kinds = Vec::new();
    let mut often: BTreeMap<Key, u16> = BTreeMap::new();
    let mut out = String::from("pub(super) static FAMILIES: &[FamilyData] = &[\n");
    for path in names.iter().filter(|it| it.extension().is_some_and(|it| it == "toml")) {
        let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
        let family: Family =
            toml::from_str(&fs::read_to_string(path)?).map_err(|it| format!("{}: {it}", path.display()))?;
        let packed = Packed::new(&family, &mut kinds)?;
        packed.asked_for.iter().for_each(|it| *often.entry(*it).or_default() += 1);
        everywhere.extend(packed.known.iter().chain(packed.barred.iter().map(|it| &it.0)));
        everywhere.extend(packed.words.iter().flat_map(|it| [named(it), common(it)]).filter(|it| *it != FILL));
        writeln!(
            out,
            "FamilyData {{ name: {name:?}, own: &{:?}, #[cfg(test)] words: &{:?}, known: &{:?}, barred: &{:?}, spelled: &{:?}, index: &{:?}, codes: &{:?}, names: &{:?}, marks: &{:?}, #[cfg(test)] mark: {:?}, facts: &[",
            packed.own.iter().collect::<Vec<_>>(),
            packed.words,
            packed.known,
            packed.barred,
            packed.spelled,
            packed.index,
            packed.codes,
            packed.names,
            packed.marks,
            family.marks.split(' ').next().unwrap_or_default()
        )?;
        for fact in &family.fact {
            writeln!(out, "FactData {{ name: {:?}, says: &{:?}, gives: {:?} }},", fact.name, fact.says, fact.gives)?;
        }
        out.push_str("], variants: &[\n");
        for it in &family.variant {
            writeln!(out, "VariantData {{ name: {:?}, says: &{:?}, replaces: {:?} }},", it.name, it.says, it.replaces)?;
        }
        out.push_str("], intents: &[\n");
        for (it, wishes) in family.intent.iter().zip(&packed.wishes) {
            let unknown = it.variants.keys().find(|name| family.variant.iter().all(|it| it.name != **name));
            if let Some(name) = unknown {
                return Err(format!("{}: no variant is called {name}", path.display()).into());
            }
            let variants: Vec<(&String, &String)> = it.variants.iter().collect();
            writeln!(
                out,
                "IntentData {{ gives: {:?}, macos: {:?}, busybox: {:?}, posix: {:?}, variants: &{variants:?}, \
                 doubt: {:?}, anywhere: {:?}, wishes: &{wishes:?}, #[cfg(test)] says: &{:?} }},",
                it.gives, it.macos, it.busybox, it.posix, it.doubt, it.anywhere, it.says
            )?;
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    writeln!(out, "pub(super) static EVERYWHERE: &[Key] = &{:?};", everywhere.iter().collect::<Vec<_>>())?;
    writeln!(out, "pub(super) static OFTEN: &[(Key, u16)] = &{:?};", often.iter().collect::<Vec<_>>())?;
    writeln!(out, "pub(super) static KINDS: &[&str] = &{kinds:?};")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("intents.rs"), out)?;
    Ok(())
}

/// How many phrasings of an intent become wishes: the first are the plainest.
const MOST_WISHES: usize = 4;
/// The most doubt of an intent that makes examples.
const MOST_DOUBT: f32 = 0.1;

/// What is computed for a family, so that nothing of it need be computed when a request comes.
struct Packed<'a> {
    own: BTreeMap<Key, Key>,
    words: Vec<&'a str>,
    known: Vec<Key>,
    barred: Vec<(Key, bool)>,
    marks: Vec<Key>,
    spelled: Vec<&'a str>,
    /// Phrasings by the rarest meaning that each needs: the meaning, the intent, where its code begins.
    index: Vec<(Key, u16, u32)>,
    codes: Vec<u32>,
    /// The names of values.
    names: Vec<&'a str>,
    /// For each intent its first phrasings as wishes, each with the place where its code begins.
    wishes: Vec<Vec<(String, u32)>>,
    /// What these ask for: each intent's meanings and exact words.
    asked_for: Vec<Key>,
}

impl<'a> Packed<'a> {
    fn new(family: &'a Family, kinds: &mut Vec<String>) -> Result<Self, Box<dyn Error>> {
        let mut own: BTreeMap<&str, &str> = BTreeMap::new();
        for (meaning, words) in &family.words {
            for word in words.split_whitespace().chain([meaning.as_str()]) {
                own.insert(word, meaning);
            }
        }
        // Words in another number or tense, where nobody else claims them.
        let stems: Vec<(&str, &str)> = own.iter().map(|it| (&*stem(it.0).leak(), *it.1)).collect();
        for (stem, meaning) in stems {
            own.entry(stem).or_insert(meaning);
        }
        let key = |word: &str| {
            let word = lower(word);
            own.get(word.as_str())
                .or_else(|| own.get(other_name(&word).as_str()))
                .map_or_else(|| common(&word), |it| named(it))
        };
        let facts = family.fact.iter().flat_map(|it| &it.says).chain(family.variant.iter().flat_map(|it| &it.says));
        let phrases = family.intent.iter().flat_map(|it| &it.says);
        let used: BTreeSet<&str> = facts.chain(phrases).flat_map(|it| syntax::words(it)).collect();
        let asked_for: BTreeSet<Key> = used.iter().map(|it| key(it)).filter(|it| *it != FILL).collect();
        let barred = family.noise.split_whitespace().map(&key).filter(|it| *it != FILL);
        let barred: BTreeMap<Key, bool> = barred.map(|it| (it, asked_for.contains(&it))).collect();
        let marks: BTreeSet<Key> = family.marks.split_whitespace().map(&key).filter(|it| *it != FILL).collect();
        let known = asked_for
            .iter()
            .copied()
            .chain(own.values().map(|it| named(it)))
            .chain(marks.iter().copied())
            .collect::<BTreeSet<_>>();
        let spelled: BTreeSet<&str> =
            used.iter().copied().chain(own.keys().copied()).filter(|it| it.len() > 4).collect();
        let mut often: BTreeMap<Key, usize> = BTreeMap::new();
        let needed = |phrase: &'a str| {
            // A place that may hold a word without meaning may be missing.
            let of = |it: &Choice<'_>| match it {
                Choice::Meaning(word) => Some(key(word)).filter(|it| *it != FILL),
                _ => None,
            };
            let keys = |it: Place<'_>| it.any.iter().map(of).collect::<Option<Vec<Key>>>();
            syntax::places(phrase).filter(|it| !it.optional).filter_map(keys).collect::<Vec<_>>()
        };
        for phrase in family.intent.iter().flat_map(|it| &it.says) {
            needed(phrase).into_iter().flatten().for_each(|it| *often.entry(it).or_default() += 1);
        }
        let mut index = Vec::new();
        let (mut codes, mut names) = (Vec::new(), Vec::new());
        let (mut wishes, mut asked_for) = (Vec::new(), Vec::new());
        for (intent, it) in family.intent.iter().enumerate() {
            let mut of_intent = Vec::new();
            let mut asked = BTreeSet::new();
            for phrase in &it.says {
                let rarest = needed(phrase).into_iter().min_by_key(|it| it.iter().map(|it| often[it]).sum::<usize>());
                for key in rarest.unwrap_or_else(|| vec![UNKNOWN]) {
                    index.push((key, u16::try_from(intent)?, u32::try_from(codes.len())?));
                }
                if it.doubt <= MOST_DOUBT
                    && of_intent.len() < MOST_WISHES
                    && let Some(wish) = samples::wish(phrase, &it.gives)
                {
                    of_intent.push((wish, u32::try_from(codes.len())?));
                    asked.extend(syntax::places(phrase).filter(|it| !it.optional).flat_map(|it| it.any).filter_map(
                        |it| match it {
                            Choice::Meaning(word) => Some(key(word)).filter(|it| *it != FILL),
                            Choice::Exact(word) => Some(named(word)),
                            _ => None,
                        },
                    ));
                }
                let owns = |word: &str| own.contains_key(word);
                code(phrase, &key, &owns, kinds, &mut names, &mut codes)?;
            }
            wishes.push(of_intent);
            asked_for.extend(asked);
        }
        index.sort_unstable();
        index.dedup();
        let by_key: BTreeMap<Key, Key> = own.iter().map(|(word, meaning)| (named(word), named(meaning))).collect();
        if by_key.len() < own.len() {
            return Err("two words have one key: give one of them another spelling".into());
        }
        Ok(Self {
            own: by_key,
            words: own.into_keys().collect(),
            known: known.into_iter().collect(),
            barred: barred.into_iter().collect(),
            marks: marks.into_iter().collect(),
            spelled: spelled.into_iter().collect(),
            index,
            codes,
            names,
            wishes,
            asked_for,
        })
    }
}

/// Packs a phrasing; `Pattern::packed` in the generator reads it.
fn code<'a>(
    phrase: &'a str,
    key: &dyn Fn(&str) -> Key,
    owns: &dyn Fn(&str) -> bool,
    kinds: &mut Vec<String>,
    names: &mut Vec<&'a str>,
    codes: &mut Vec<u32>,
) -> Result<(), Box<dyn Error>> {
    let start = codes.len();
    codes.push(0);
    for part in syntax::places(phrase) {
        let mut wants = Vec::new();
        let mut may_lack = part.optional;
        for choice in &part.any {
            match *choice {
                Choice::Meaning(word) if key(word) != FILL => wants.extend([0, key(word)]),
                // What may be a word without meaning may be missing.
                Choice::Meaning(_) => may_lack = true,
                Choice::Exact(word) => wants.extend([1, named(word)]),
                Choice::Mark(mark) => wants.extend([2, ",()".find(mark).map_or(Ok(0), u32::try_from)?]),
                Choice::Value { kind, name } => {
                    let at = kinds.iter().position(|it| it == kind).unwrap_or_else(|| {
                        kinds.push(kind.to_owned());
                        kinds.len() - 1
                    });
                    wants.extend([u32::try_from(at)? + 3, u32::try_from(place(names, name))?]);
                }
            }
        }
        if wants.is_empty() {
            continue;
        }
        let joins = part.joins(owns);
        let header = u32::try_from(wants.len() / 2)? | u32::from(may_lack) << 8 | u32::from(joins) << 9;
        codes.push(header);
        codes.extend(wants);
        codes[start] += 1;
    }
    Ok(())
}

/// The place of a name in a list; it is added where it is new.
fn place<'a>(names: &mut Vec<&'a str>, name: &'a str) -> usize {
    names.iter().position(|it| *it == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}

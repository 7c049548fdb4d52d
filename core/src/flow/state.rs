//! All that is known at one point of a script: variables, arrays, functions, files, the folder, the shell's options.

use super::values::{Origin, Place, Value};
use crate::script::{Body, Statement};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::sync::Arc;

/// How many files are followed in one script, and how long a text is kept of each, in bytes.
const MOST_FILES: usize = 64;
const LONGEST_FILE: usize = 4096;
/// How many elements of an array are kept.
const MOST_ELEMENTS: usize = 64;
/// How many variables are followed in one script.
const MOST_VARIABLES: usize = 512;

/// Where relative paths count from.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Folder {
    /// Where the script was started.
    #[default]
    Start,
    /// Where a `cd` that succeeded led, and which.
    Entered(Value, Place),
    /// Where a `cd` led, or where it failed: nobody knows which.
    Unsure(Place),
}

/// All that is known at one point.
///
/// One is kept for every chunk, so the maps share what they have in common.
#[derive(Clone, Debug, Default)]
pub struct State {
    variables: OrdMap<Arc<str>, Value>,
    /// The elements of arrays that are known in full.
    arrays: OrdMap<Arc<str>, Arc<Vec<Value>>>,
    functions: OrdMap<Arc<str>, Function>,
    /// Files that the script wrote, with what they hold.
    files: OrdMap<Arc<str>, Value>,
    /// What `$1`, `$2` … are; `None` for a script's own arguments.
    pub(crate) arguments: Option<Arc<Vec<Value>>>,
    pub(crate) folder: Folder,
    /// Where the last `cd` leads when it succeeds.
    pub(crate) entered: Option<Value>,
    /// The command that chooses the cluster or account for what follows, where it can fail and the script goes on.
    pub(crate) target: Option<Place>,
    /// Whether `set -u` makes an unset variable an error.
    pub(crate) nounset: bool,
    /// Whether `set -e` ends the script at a failure.
    pub(crate) errexit: bool,
    /// Whether a file was read that may have set anything.
    pub(crate) sourced: bool,
    /// Whether some variables only stand for words of the command at hand.
    has_elements: bool,
    /// Whether nothing gets here.
    pub(crate) dead: bool,
}

/// A function with the body it was written in.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) body: Arc<Body>,
    pub(crate) statement: Arc<Statement>,
    /// Whether it does not stand in the script itself.
    pub(crate) foreign: bool,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.body.id == other.body.id && Arc::ptr_eq(&self.statement, &other.statement)
    }
}

/// The names of what differs between two states.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    variables: Vec<Arc<str>>,
    functions: Vec<Arc<str>>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.variables.is_empty() && self.functions.is_empty()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().chain(&self.functions).map(|it| &**it)
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.changes(other).is_some_and(|it| it.is_empty())
    }
}

impl State {
    /// What differs in `other`; `None` where more than variables and functions does.
    pub(crate) fn changes(&self, other: &Self) -> Option<Changes> {
        let same = self.dead == other.dead
            && self.sourced == other.sourced
            && self.errexit == other.errexit
            && self.nounset == other.nounset
            && self.folder == other.folder
            && self.entered == other.entered
            && self.files == other.files
            && self.target == other.target
            && self.arguments == other.arguments;
        // The maps share most of their nodes, and those are not compared.
        same.then(|| Changes {
            variables: {
                let arrays = self.arrays.diff(&other.arrays).map(changed_name);
                self.variables.diff(&other.variables).map(changed_name).chain(arrays).collect()
            },
            functions: self.functions.diff(&other.functions).map(changed_name).collect(),
        })
    }

    /// Notes that these variables hold something now.
    pub(crate) fn set_all(&mut self, names: impl IntoIterator<Item = Box<str>>) {
        for name in names {
            self.set(&name, Value::some());
        }
    }

    /// This state with `changes` taken over from `other`.
    pub(crate) fn with(&self, changes: &Changes, other: &Self) -> Self {
        let mut state = self.clone();
        for name in &changes.variables {
            match other.variables.get(name) {
                Some(value) => state.variables.insert(name.clone(), value.clone()),
                None => state.variables.remove(name),
            };
            match other.arrays.get(name) {
                Some(elements) => state.arrays.insert(name.clone(), elements.clone()),
                None => state.arrays.remove(name),
            };
        }
        for name in &changes.functions {
            match other.functions.get(name) {
                Some(function) => state.functions.insert(name.clone(), function.clone()),
                None => state.functions.remove(name),
            };
        }
        state
    }
}

fn changed_name<V>(change: DiffItem<'_, '_, Arc<str>, V>) -> Arc<str> {
    match change {
        DiffItem::Add(name, _) | DiffItem::Remove(name, _) => name.clone(),
        DiffItem::Update { new, .. } => new.0.clone(),
    }
}

impl State {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.variables.get(name)
    }

    /// All variables that something is known of.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.variables.iter().map(|it| (&**it.0, it.1))
    }

    /// All functions, those of sourced files included.
    pub(crate) fn functions(&self) -> impl Iterator<Item = (&str, &Function)> {
        self.functions.iter().map(|it| (&**it.0, it.1))
    }

    /// Whether nothing more can be remembered.
    pub(super) fn is_full(&self) -> bool {
        self.variables.len() >= MOST_VARIABLES || self.files.len() >= MOST_FILES
    }

    /// The elements of an array that is known in full.
    pub(crate) fn elements(&self, name: &str) -> Option<&Arc<Vec<Value>>> {
        self.arrays.get(name)
    }

    /// Notes the elements of an array, behind [`State::set`] with all that one of them can be; false for too many.
    pub(crate) fn set_elements(&mut self, name: &str, elements: Vec<Value>) -> bool {
        let fits = elements.len() <= MOST_ELEMENTS;
        if fits && self.variables.contains_key(name) {
            self.arrays.insert(name.into(), Arc::new(elements));
        }
        fits
    }

    pub(crate) fn set(&mut self, name: &str, value: Value) {
        if self.arrays.contains_key(name) {
            self.arrays.remove(name);
        }
        if self.variables.get(name) == Some(&value) {
            return;
        }
        if self.variables.len() < MOST_VARIABLES || self.variables.contains_key(name) {
            self.variables.insert(name.into(), value);
        }
    }

    /// Notes what a variable or an argument is from here on.
    pub(crate) fn learn(&mut self, name: &str, value: Value) {
        match (name.parse::<usize>(), &mut self.arguments) {
            (Ok(number @ 1..), Some(arguments)) => {
                let arguments = Arc::make_mut(arguments);
                if arguments.len() < number && number < 64 {
                    arguments.resize(number, Value::some());
                }
                if let Some(argument) = arguments.get_mut(number - 1) {
                    *argument = value;
                }
            }
            _ => self.set(name, value),
        }
    }

    /// `shift`: what was `$2` is `$1`; nothing is known any more where nobody knows by how many.
    pub(crate) fn shift(&mut self, count: Option<usize>) {
        self.arguments =
            self.arguments.take().zip(count).map(|(it, count)| Arc::new(it.iter().skip(count).cloned().collect()));
        for number in 1..10_usize {
            let next = count.and_then(|it| self.variables.get(&*(number + it).to_string())).cloned();
            let name = number.to_string();
            match next {
                Some(value) => self.set(&name, value),
                None => self.forget(&name),
            }
        }
    }

    pub(crate) fn forget(&mut self, name: &str) {
        if self.arrays.contains_key(name) {
            self.arrays.remove(name);
        }
        if self.variables.contains_key(name) {
            self.variables.remove(name);
        }
    }

    /// What a file holds that the script wrote.
    pub(crate) fn file(&self, path: &str) -> Option<&Value> {
        self.files.get(path.trim_start_matches("./"))
    }

    /// Notes what a file holds from here on; only text that is known and text from elsewhere is worth it.
    pub(crate) fn write_file(&mut self, path: &str, value: Option<Value>) {
        let path = path.trim_start_matches("./");
        let worth = |it: &Value| {
            [Origin::Network, Origin::Decoded, Origin::Secret].iter().any(|origin| it.is_from(*origin))
                || it.text().is_some_and(|it| it.len() <= LONGEST_FILE)
        };
        match value.filter(worth) {
            Some(value) if self.files.len() < MOST_FILES => {
                self.files.insert(path.into(), value);
            }
            _ if self.files.contains_key(path) => {
                self.files.remove(path);
            }
            _ => {}
        }
    }

    /// Forgets files that are only known by a variable's name, which means another one from here on.
    pub(crate) fn forget_files_of(&mut self, name: &str) {
        if self.files.is_empty() {
            return;
        }
        let sign = format!("${{{name}}}");
        let keys: Vec<Arc<str>> = self.files.keys().filter(|it| it.contains(&sign)).cloned().collect();
        for key in keys {
            self.files.remove(&key);
        }
    }

    /// Notes that what came from elsewhere has been checked, as far as `named` names it.
    pub(crate) fn trust_files(&mut self, named: &str) {
        let is_named = |it: &str| named.contains(it.rsplit('/').next().unwrap_or(it));
        let any = self.files.iter().any(|it| it.1.is_from(Origin::Network) && is_named(it.0));
        for (path, value) in self.files.clone() {
            if value.is_from(Origin::Network) && (!any || is_named(&path)) {
                self.files.insert(path, Value::some());
            }
        }
    }

    /// Notes what a single element is that stands for a word of a command, until [`State::forget_elements`].
    pub(crate) fn set_element(&mut self, name: &str, value: Value) {
        self.set(name, value);
        self.has_elements = true;
    }

    /// Forgets the single elements that stood for words of a command.
    pub(crate) fn forget_elements(&mut self) {
        if !std::mem::take(&mut self.has_elements) {
            return;
        }
        let names: Vec<Arc<str>> = self.variables.keys().filter(|it| it.ends_with(']')).cloned().collect();
        for name in names {
            self.variables.remove(&name);
        }
    }

    pub(crate) fn function(&self, name: &str) -> Option<&Function> {
        self.functions.get(name)
    }

    pub(crate) fn define(&mut self, name: &str, function: Function) {
        self.functions.insert(name.into(), function);
    }

    /// What holds whichever of two ways led here.
    pub(crate) fn join(mut self, other: Self) -> Self {
        if other.dead {
            return self;
        }
        if self.dead {
            return other;
        }
        let mine = self.variables.clone();
        for change in mine.diff(&other.variables) {
            match change {
                DiffItem::Update { old: (name, known), new: (_, value) } => {
                    let mut known = known.clone();
                    known.join(value);
                    self.variables.insert(name.clone(), known);
                }
                // Only one way knows of it; on the other it is what the caller or the environment gave.
                DiffItem::Add(name, value) | DiffItem::Remove(name, value) => {
                    if name.starts_with(|it: char| it.is_ascii_digit()) {
                        self.variables.remove(name);
                    } else {
                        let mut value = value.clone();
                        if !(self.nounset && other.nounset) {
                            value.join(&Value::maybe_unset(format!("${name}"), "when it is not set"));
                        }
                        self.variables.insert(name.clone(), value);
                    }
                }
            }
        }
        let mine = self.arrays.clone();
        for change in mine.diff(&other.arrays) {
            // What both ways begin with is sure; the rest is not, and is left out.
            let common = match &change {
                DiffItem::Update { old, new } => {
                    old.1.iter().zip(new.1.iter()).take_while(|it| it.0 == it.1).map(|it| it.0.clone()).collect()
                }
                _ => Vec::new(),
            };
            let name = changed_name(change);
            if common.is_empty() {
                self.arrays.remove(&name);
            } else {
                self.arrays.insert(name, Arc::new(common));
            }
        }
        let mine = self.files.clone();
        for change in mine.diff(&other.files) {
            match change {
                DiffItem::Update { old: (path, held), new: (_, value) } => {
                    let mut held = held.clone();
                    held.join(value);
                    self.files.insert(path.clone(), held);
                }
                DiffItem::Add(path, value) => {
                    self.files.insert(path.clone(), value.clone());
                }
                DiffItem::Remove(..) => {}
            }
        }
        let mine = self.functions.clone();
        for change in mine.diff(&other.functions) {
            if let DiffItem::Add(name, function) = change {
                self.functions.insert(name.clone(), function.clone());
            }
        }
        if self.folder != other.folder {
            self.folder = match (self.folder, other.folder) {
                (Folder::Unsure(place), _) | (_, Folder::Unsure(place)) => Folder::Unsure(place),
                (Folder::Entered(mut value, place), Folder::Entered(other, _)) => {
                    value.join(&other);
                    Folder::Entered(value, place)
                }
                // Where only one way led elsewhere, it may still be the start.
                (Folder::Start, _) | (_, Folder::Start) => Folder::Start,
            };
        }
        if self.arguments != other.arguments {
            self.arguments = match (&self.arguments, &other.arguments) {
                // What only one way has may be missing, and is left out.
                (Some(mine), Some(others)) => {
                    let both = mine.iter().zip(others.iter()).map(|(mine, other)| {
                        let mut value = mine.clone();
                        value.join(other);
                        value
                    });
                    Some(Arc::new(both.collect()))
                }
                _ => None,
            };
        }
        self.target = self.target.or(other.target);
        if self.entered.is_none() {
            self.entered = other.entered;
        }
        self.nounset &= other.nounset;
        self.errexit &= other.errexit;
        // A file that may not be there sets nothing for certain.
        self.sourced &= other.sourced;
        self
    }
}

//! Files that a script sources: found by whoever knows where the script lies, read and followed here.

use super::{DEEPEST_CALL, State, Walk, Watcher};
use crate::script::{Chunk, PartKind, Word};
use std::fmt::Debug;
use std::sync::Arc;

/// Finds the files that a script sources.
pub trait Library: Debug + Send + Sync {
    /// The file that a script means by `path`, which may be absolute or relative, or only the end of it.
    fn find(&self, path: &str) -> Option<Sourced>;
}

/// A file that a script sources.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// Changes whenever the file does.
    pub stamp: u64,
    /// What it says.
    pub chunks: Arc<Vec<Chunk>>,
}

/// What a walk asked its library for, and what it got: the answer's stamp, or nothing.
pub(crate) type Asked = Vec<(Box<str>, Option<u64>)>;

/// What is found in a sourced file belongs to that file and not to this script.
struct Silent;

impl Watcher for Silent {}

impl Walk<'_> {
    /// Takes over what a sourced file sets and defines; false where the file is not at hand.
    pub(super) fn source(&mut self, word: &Word, state: &mut State) -> bool {
        let Some(library) = self.library.filter(|_| self.computing < DEEPEST_CALL) else { return false };
        let Some(path) = self.path_of(word, state) else { return false };
        let found = library.find(&path);
        self.asked.push((path.into(), found.as_ref().map(|it| it.stamp)));
        let Some(found) = found else { return false };
        let outer = (self.text.clone(), self.cover, self.exact);
        let gave_up = self.gave_up.get();
        self.cover = Some(self.place(word.span));
        self.exact = false;
        self.computing += 1;
        for chunk in found.chunks.iter() {
            self.text = chunk.body.clone();
            self.list(&chunk.body.statements, state, &mut Silent);
        }
        // `return` leaves the file, not the script.
        for (returned, _) in std::mem::take(&mut self.returns) {
            *state = std::mem::take(state).join(returned);
        }
        self.computing -= 1;
        // How deep its own functions call each other is not this script's affair.
        self.gave_up.set(gave_up || self.steps.get() > self.most_steps);
        (self.text, self.cover, self.exact) = outer;
        true
    }

    /// The path, or what is written behind the last part that nobody knows: `lib.sh` of `"$here/lib.sh"`.
    fn path_of(&self, word: &Word, state: &State) -> Option<String> {
        if let Some(text) = self.value(word, state).text() {
            return Some(text.to_owned());
        }
        let known = word.parts.iter().rev().map_while(|it| match &it.kind {
            PartKind::Literal(text) => Some(&**text),
            _ => None,
        });
        let mut parts: Vec<&str> = known.collect();
        parts.reverse();
        let text = parts.concat();
        let text = text.strip_prefix('/')?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

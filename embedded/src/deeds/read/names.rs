//! Facts about names: what is added to them, taken from them, or comes instead.

use super::{Reader, text, trimmed, whole};
use crate::deeds::frame::{Op, Target};
use crate::deeds::phrases::{Says, Verb, What};
use crate::literals::{Form, Token};
use crate::pattern::Match;
use crate::vocabulary::GROUP;

impl Reader<'_, '_> {
    /// Takes a fact about names; `None` where it contradicts what was said.
    pub(super) fn take_name(&mut self, says: Says, at: &Match) -> Option<()> {
        let typed = |words: &str, it: &Token<'_>| words.split(' ').any(|word| it.text.eq_ignore_ascii_case(word));
        let said_name = self.says_any(at, |it| it.is_any("name filename") || typed("file-name file-names", it));
        let affix = self.says_any(at, |it| typed("prefix suffix", it));
        match says {
            Says::ToExtension | Says::NewExtension => self.extension(says, at)?,
            Says::ExtensionCase { upper } => self.op(Op::ExtensionCase(upper)),
            Says::Case { upper } => self.op(Op::Case(upper)),
            Says::AddsStart => {
                self.clause().names |= said_name;
                self.clause().affix |= affix;
                self.op_text(Op::Start, at)?;
            }
            Says::AddsEnd => {
                self.clause().names |= said_name;
                self.clause().affix |= affix;
                self.op_text(Op::End, at)?;
            }
            Says::AddsBeforeExtension => match text(at, "a") {
                Some(it) => self.op(Op::BeforeExtension(it)),
                None => {
                    let clause = self.clause();
                    let Some(Op::Add(it) | Op::End(it)) = clause.ops.pop() else { return None };
                    clause.ops.push(Op::BeforeExtension(it));
                }
            },
            Says::Adds => self.op_text(Op::Add, at)?,
            Says::Removes => {
                self.clause().names |= said_name;
                self.op_text(Op::Remove, at)?;
            }
            Says::RemovesStart => self.op_text(Op::RemoveStart, at)?,
            Says::RemovesEnd => self.op_text(Op::RemoveEnd, at)?,
            Says::RemovesDigits => {
                let signs = ["sep", "sep2"].iter().filter_map(|it| at.get(it).map(|it| it.text.clone())).collect();
                self.op(Op::RemoveDigits(signs));
            }
            Says::RemovesFirst => {
                let count = whole(at, "n").unwrap_or(1);
                self.op(Op::RemoveFirst(count));
            }
            Says::Replaces => {
                let from = at.get("a")?.text.clone();
                let to = at.get("b").map(|it| it.text.clone());
                // "change .htm to .html"
                let dotted = |it: &str| it.starts_with('.') && it.len() > 1 && !it[1..].contains(['.', ' ']);
                if let Some(to) = to.as_ref().filter(|it| dotted(it) && dotted(&from)) {
                    self.op(Op::Extension(Some(from[1..].to_owned()), to[1..].to_owned()));
                    return Some(());
                }
                self.clause().names |= said_name;
                self.op(Op::Replace(from, to));
            }
            Says::Pads => self.op(Op::Pad(whole(at, "width"))),
            _ => return None,
        }
        Some(())
    }

    fn op(&mut self, op: Op) {
        let clause = self.clause();
        if !clause.ops.contains(&op) {
            clause.ops.push(op);
        }
    }

    fn op_text(&mut self, op: fn(String) -> Op, at: &Match) -> Option<()> {
        let text = at.get("a")?.text.clone();
        self.op(op(text));
        Some(())
    }

    /// "to .txt", "from .TXT to .txt", "the ending .jpg".
    fn extension(&mut self, says: Says, at: &Match) -> Option<()> {
        let asked = self.asked;
        let to = text(at, "t")?;
        let clause = self.clause();
        // "append .old to the .img files"
        if let (Some(Verb::Add), Some(from), Says::ToExtension) = (clause.verb, text(at, "x"), says) {
            let dotted = at.taken.iter().any(|it| asked.tokens[*it].text == format!(".{from}"));
            let clause = self.clause();
            clause.kinds.extend(to.split(' ').map(str::to_owned));
            self.op(Op::End(if dotted { format!(".{from}") } else { return None }));
            return Some(());
        }
        let one = clause.things.len() == 1;
        clause.extension_said |= (at.start..at.end).any(|it| asked.tokens[it].is("extension"));
        let transfers = matches!(clause.verb, Some(Verb::Copy | Verb::Move | Verb::Collect | Verb::Sync | Verb::Merge));
        let first = asked.tokens.get(at.start)?;
        if clause.any == Some(What::Folder) && clause.things.is_empty() && text(at, "x").is_some() && first.is(GROUP) {
            // "rename the folder photos to pictures"
            let path = asked.tokens.get(*at.taken.last()?)?.text;
            self.thing(first.text.to_owned(), What::Folder, false);
            return self.target(Target { path: trimmed(path), fresh: false, folder: false });
        }
        let last = asked.tokens.get(*at.taken.last()?)?;
        let typed = at
            .taken
            .iter()
            .rev()
            .filter_map(|it| asked.tokens.get(*it))
            .find(|it| it.is(GROUP) || it.form != Form::Word)?;
        let named = one && says == Says::ToExtension && typed.form == Form::Word && text(at, "x").is_none();
        let clause_verb = self.clause().verb;
        let ending = says == Says::NewExtension && matches!(clause_verb, Some(Verb::Copy | Verb::Backup));
        if (transfers || named) && !ending {
            let path = trimmed(typed.text);
            let folder = last.is("folder") || asked.tokens[at.start].is("into") || transfers;
            if let Some(kinds) = text(at, "x") {
                self.clause().kinds.extend(kinds.split(' ').map(str::to_owned));
            }
            return self.target(Target { path, fresh: false, folder });
        }
        // "a copy of x with the ending .orig"
        if let (Some(Verb::Copy | Verb::Backup), [only], Says::NewExtension) =
            (clause_verb, self.clause().things.clone().as_slice(), says)
        {
            let path = format!("{}.{to}", only.path);
            self.clause().new_name = Some(path);
            return Some(());
        }
        let clause = self.clause();
        if to.contains(' ') {
            return None;
        }
        if says == Says::NewExtension && clause.verb == Some(Verb::Add) {
            self.op(Op::End(format!(".{to}")));
            return Some(());
        }
        if says == Says::NewExtension && clause.verb == Some(Verb::Give) && clause.kinds.is_empty() {
            self.op(Op::End(format!(".{to}")));
            return Some(());
        }
        let capitals = at.get("x").is_some_and(|it| it.amount > 1.0);
        let from = text(at, "x").map(|it| if capitals && it == to { it.to_uppercase() } else { it });
        self.op(Op::Extension(from, to));
        Some(())
    }
}

//! Programs that run another one and that only their owners know of: `with-env FILE rm …`.

use super::arguments::{MOST_WRAPPERS, Wrapper, resolve_from};
use super::{Command, Dialect};
use crate::Span;

/// A program that runs another one, as its owner describes it: `mysudo -u USER`, `with-env FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWrapper {
    /// Its name, without a folder.
    pub name: String,
    /// Its flags that take a value in the next word, with their dashes.
    pub value_flags: Vec<String>,
    /// How many operands stand before the command.
    pub skip: usize,
}

impl OwnWrapper {
    /// Reads a description: the name, flags with a word behind them for those that take a value, and a word for each
    /// operand before the command.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().peekable();
        let name = words.next().filter(|it| !it.starts_with('-') && !it.contains('/'))?;
        let mut wrapper = Self { name: name.to_owned(), value_flags: Vec::new(), skip: 0 };
        while let Some(word) = words.next() {
            if !word.starts_with('-') {
                wrapper.skip += 1;
            } else if words.next_if(|it| !it.starts_with('-')).is_some() {
                wrapper.value_flags.push(word.to_owned());
            }
        }
        Some(wrapper)
    }

    /// The command that it runs when `command` runs it: the same words, read from further on.
    pub(crate) fn unwrapped(&self, command: &Command) -> Option<Command> {
        if command.program.as_deref() != Some(&*self.name) || command.wrappers.len() >= MOST_WRAPPERS {
            return None;
        }
        let mut at = command.head + 1;
        let mut skip = self.skip;
        loop {
            let word = command.words.get(at)?;
            let text = word.literal_prefix();
            if text == "--" {
                at += 1 + skip;
                break;
            }
            if text.len() > 1 && text.starts_with('-') {
                at += 1 + usize::from(self.value_flags.contains(&text));
            } else if text.split_once('=').is_some_and(|it| is_name(it.0)) {
                at += 1;
            } else if skip > 0 {
                skip -= 1;
                at += 1;
            } else {
                break;
            }
        }
        let (name, last) = (command.words.get(command.head)?, command.words.get(at.checked_sub(1)?)?);
        command.words.get(at)?;
        let span = Span::new(name.span.start, last.span.end);
        let mut inner = command.clone();
        inner.wrappers.push(Wrapper { span, program: self.name.as_str().into(), flags: Vec::new() });
        inner.args.clear();
        inner.embedded.clear();
        inner.program = None;
        inner.known = Box::default();
        resolve_from(&mut inner, at, Dialect::Bash, 0);
        Some(inner)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it == b'_' || it.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(description: &str, command: &str) -> Option<String> {
        let wrapper = OwnWrapper::read(description).expect("a description");
        let chunks = super::super::parse_text(command, Dialect::Bash);
        let mut found = None;
        super::super::walk(&chunks[0].body.statements, &mut |node| {
            if let super::super::Node::Command(command) = node {
                found = found.take().or_else(|| wrapper.unwrapped(command));
            }
        });
        found.and_then(|it| it.program).map(Into::into)
    }

    #[test]
    fn leading_words_are_skipped_as_described() {
        for (description, command) in [
            ("with-env", "with-env rm -rf /"),
            ("with-env FILE", "with-env a.env rm -rf /"),
            ("mysudo -u USER", "mysudo -u bob -n rm /"),
            ("mysudo -u USER", "mysudo -n -- rm /"),
            ("w --in DIR NAME -v", "w -v --in x a rm"),
            ("w", "sudo -u bob w A=1 sudo rm"),
            ("w NAME -x", "/opt/bin/w -x -- y rm"),
        ] {
            assert_eq!(inner(description, command).as_deref(), Some("rm"), "{description}: {command}");
        }
        assert_eq!(inner("with-env FILE", "with-env a.env"), None);
        assert_eq!(inner("with-env", "with-env"), None);
        assert_eq!(OwnWrapper::read("-x"), None);
    }
}

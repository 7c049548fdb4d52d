//! Keys and lines from the terminal. rustyline puts it into the right mode and back, and edits lines of any width.

use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Cmd, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler};
use rustyline::{KeyCode, KeyEvent, Modifiers, RepeatCount};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How wide lines get where the terminal does not say how wide it is.
const WIDTH: usize = 80;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Enter,
    Char(char),
    /// Ctrl-C, Ctrl-D, or the terminal is gone.
    End,
    Other,
}

/// Reads from the terminal.
pub(super) struct Keys {
    /// Ends a line at the first character.
    single: Editor<(), MemHistory>,
    lines: Editor<(), MemHistory>,
    pressed: Arc<AtomicU32>,
}

/// Takes each plain character for an answer.
struct First(Arc<AtomicU32>);

impl ConditionalEventHandler for First {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        match event.get(0)? {
            KeyEvent(KeyCode::Char(char), Modifiers::NONE) => {
                self.0.store(u32::from(*char), Relaxed);
                Some(Cmd::AcceptLine)
            }
            KeyEvent(KeyCode::Enter, _) => None,
            // Ctrl-C and Ctrl-D keep what they do.
            KeyEvent(KeyCode::Char('C' | 'D' | 'c' | 'd'), Modifiers::CTRL) => None,
            _ => Some(Cmd::Noop),
        }
    }
}

impl Keys {
    pub(super) fn new() -> io::Result<Self> {
        let editor = || {
            let config = Config::builder().auto_add_history(false).build();
            Editor::with_history(config, MemHistory::new()).map_err(io::Error::other)
        };
        let (mut single, lines) = (editor()?, editor()?);
        let pressed = Arc::new(AtomicU32::new(0));
        single.bind_sequence(Event::Any, EventHandler::Conditional(Box::new(First(Arc::clone(&pressed)))));
        Ok(Self { single, lines, pressed })
    }

    /// How many columns there are.
    pub(super) fn width(&mut self) -> usize {
        self.lines.dimensions().map_or(WIDTH, |it| usize::from(it.0))
    }

    /// One key.
    pub(super) fn key(&mut self, prompt: &str) -> io::Result<Key> {
        self.pressed.store(0, Relaxed);
        let Some(line) = answer(self.single.readline(prompt))? else { return Ok(Key::End) };
        let pressed = char::from_u32(self.pressed.load(Relaxed)).filter(|it| *it != '\0');
        // A terminal without single keys sends a line.
        Ok(match (pressed, line.trim().chars().next()) {
            (Some(char), _) => Key::Char(char.to_ascii_lowercase()),
            (None, Some(char)) if line.trim().chars().count() == 1 => Key::Char(char.to_ascii_lowercase()),
            (None, Some(_)) => Key::Other,
            (None, None) => Key::Enter,
        })
    }

    /// A line that begins as this text; nothing where it was given up.
    pub(super) fn line(&mut self, prompt: &str, text: &str) -> io::Result<Option<String>> {
        answer(self.lines.readline_with_initial(prompt, (text, "")))
    }
}

fn answer(read: rustyline::Result<String>) -> io::Result<Option<String>> {
    match read {
        Ok(line) => Ok(Some(line)),
        Err(ReadlineError::Interrupted | ReadlineError::Eof) => Ok(None),
        Err(ReadlineError::Io(error)) => Err(error),
        Err(other) => Err(io::Error::other(other)),
    }
}

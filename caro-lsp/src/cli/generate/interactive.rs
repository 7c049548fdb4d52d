//! `generate --interactive`: a small prompt that shows a command before it is taken. It prints the command, and runs nothing.

use super::asking::Asking;
use super::{NOTHING, silence};
use crate::cli::{Outcome, complain, visible};
use caro_core::generate::question::{LeadsTo, Question};
use keys::{Key, Keys};
use screen::Screen;
use shown::Shown;
use std::io::{self, IsTerminal, Write};

mod clipboard;
mod keys;
mod screen;
mod shown;

/// How many readings of a wish are offered; each has a digit for its key.
const MOST_ALTERNATIVES: usize = 6;

const MENU: &str = "Enter take, e edit, a alternatives, r refine, x explain, c copy, q quit: ";

/// How a turn ended.
enum Turn {
    Again,
    Ended(Outcome),
}

pub(super) fn run(asking: &mut Asking, prompt: &str, out: &mut dyn Write) -> io::Result<Outcome> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        complain("--interactive needs a terminal for input and output; leave it out, and the command is printed");
        return Ok(Outcome::Failed);
    }
    let keys = match Keys::new() {
        Ok(keys) => keys,
        Err(error) => {
            complain(&format!("--interactive: this terminal cannot be used: {error}; leave it out"));
            return Ok(Outcome::Failed);
        }
    };
    let mut talk =
        Talk { asking, screen: Screen { out }, keys, wish: prompt.trim().to_owned(), shown: None, question: None };
    talk.asks()?;
    loop {
        if let Turn::Ended(outcome) = talk.turn()? {
            return Ok(outcome);
        }
    }
}

/// One wish, and the command that is shown for it.
struct Talk<'t> {
    asking: &'t mut Asking,
    screen: Screen<'t>,
    keys: Keys,
    wish: String,
    shown: Option<Shown>,
    /// What decides between the command and another reading of the wish, until something else is said.
    question: Option<Question>,
}

impl Talk<'_> {
    /// Finds an answer to the wish and shows it.
    fn asks(&mut self) -> io::Result<()> {
        self.says_who_is_asked()?;
        let found = self.asking.answer(&self.wish);
        self.tells()?;
        (self.shown, self.question) = match found {
            Ok(found) => {
                self.asking.offers(&found);
                (found.first().map(Shown::of), self.asking.question(&self.wish, &found))
            }
            Err(words) => {
                self.screen.says(&silence(&words))?;
                (None, None)
            }
        };
        self.shows()
    }

    fn says_who_is_asked(&mut self) -> io::Result<()> {
        if let Some(asked) = &self.asking.source {
            let line = format!("Asking the {} {} … (Ctrl-C ends)", asked.kind, asked.name);
            self.screen.says(&line)?;
        }
        Ok(())
    }

    /// Who could not be asked.
    fn tells(&mut self) -> io::Result<()> {
        let messages: Vec<String> = self.asking.messages.drain(..).collect();
        messages.iter().try_for_each(|it| self.screen.says(it))
    }

    fn shows(&mut self) -> io::Result<()> {
        let width = self.keys.width();
        match &self.shown {
            Some(shown) => {
                self.screen.shows(shown, self.asking.terms.dialect, width)?;
                self.question.as_ref().map_or(Ok(()), |it| self.screen.asks(it))
            }
            None => self.screen.says(NOTHING),
        }
    }

    fn turn(&mut self) -> io::Result<Turn> {
        let Some(shown) = &self.shown else { return self.asks_for_a_wish() };
        let (command, wish) = (shown.command.clone(), shown.wish.clone());
        let answers = if self.question.is_some() { "1 or 2 to answer, " } else { "" };
        match self.keys.key(&format!("{answers}{MENU}"))? {
            Key::Char(digit @ '1'..='9') => self.decides(digit, &command, &wish)?,
            Key::Enter => return self.takes(&command),
            Key::End | Key::Char('q') => {
                if let Some(memory) = &mut self.asking.terms.memory {
                    memory.refused();
                }
                return Ok(Turn::Ended(Outcome::Found));
            }
            Key::Char('e') => self.edits(&command, &wish)?,
            Key::Char('a') => self.offers()?,
            Key::Char('r') => self.refines(&command, &wish)?,
            Key::Char('x') => {
                let width = self.keys.width();
                if let Some(shown) = &self.shown {
                    self.screen.explains(shown, self.asking.terms.dialect, width)?;
                }
            }
            Key::Char('c') => self.screen.copies(&command)?,
            Key::Char(_) | Key::Other => {}
        }
        Ok(Turn::Again)
    }

    /// The answer to the question that is open.
    fn decides(&mut self, digit: char, command: &str, wish: &str) -> io::Result<()> {
        let place = digit.to_digit(10).and_then(|it| usize::try_from(it).ok()?.checked_sub(1));
        let Some(question) = &self.question else { return Ok(()) };
        let Some(choice) = place.and_then(|it| question.choices.get(it)) else { return Ok(()) };
        match choice.leads_to.clone() {
            LeadsTo::Words(words) => self.becomes(command, wish, &words),
            // Only one command was asked for: it is the one that is shown.
            LeadsTo::Suggestion(_) => {
                self.question = None;
                self.shows()
            }
        }
    }

    fn asks_for_a_wish(&mut self) -> io::Result<Turn> {
        let Some(words) = self.keys.line("Another wish (empty to quit): ", &visible::visible(&self.wish))? else {
            return Ok(Turn::Ended(Outcome::Found));
        };
        if words.trim().is_empty() || words == visible::visible(&self.wish) {
            return Ok(Turn::Ended(Outcome::Found));
        }
        self.wish = words;
        self.asks()?;
        Ok(Turn::Again)
    }

    /// The end: the command on standard output, where nothing else runs it.
    fn takes(&mut self, command: &str) -> io::Result<Turn> {
        if visible::hides(command) {
            self.screen.says(
                "It holds characters that a terminal obeys or nobody sees, so it is not printed here; e edits it.",
            )?;
            return Ok(Turn::Again);
        }
        self.screen.prints(command)?;
        if let Some(memory) = &mut self.asking.terms.memory {
            memory.took(command);
        }
        Ok(Turn::Ended(Outcome::Clean))
    }

    fn edits(&mut self, command: &str, wish: &str) -> io::Result<()> {
        // What cannot be shown cannot be edited: it is written out.
        let Some(text) = self.keys.line("Command: ", &visible::lines(command))? else { return Ok(()) };
        let text = text.trim();
        if text.is_empty() || text == command {
            return self.screen.says("Nothing was changed.");
        }
        self.question = None;
        self.shown = Some(Shown::written(text, wish, self.asking.terms.dialect));
        self.shows()
    }

    fn offers(&mut self) -> io::Result<()> {
        self.says_who_is_asked()?;
        let found = self.asking.several(&self.wish, MOST_ALTERNATIVES);
        self.tells()?;
        let found: Vec<Shown> = found.iter().map(Shown::of).collect();
        if found.len() < 2 {
            return self.screen.says("There is no other reading of this wish.");
        }
        self.screen.lists(&found)?;
        let Key::Char(digit) = self.keys.key("The number to show, any other key to go back: ")? else { return Ok(()) };
        let chosen = digit.to_digit(10).and_then(|it| usize::try_from(it).ok()?.checked_sub(1));
        if let Some(shown) = chosen.and_then(|it| found.into_iter().nth(it)) {
            self.question = None;
            self.shown = Some(shown);
            self.shows()?;
        }
        Ok(())
    }

    fn refines(&mut self, command: &str, wish: &str) -> io::Result<()> {
        let Some(words) = self.keys.line("Refine, such as \"only the ones from today\": ", "")? else { return Ok(()) };
        if words.trim().is_empty() {
            return Ok(());
        }
        self.becomes(command, wish, &words)
    }

    /// What the command becomes by some words.
    fn becomes(&mut self, command: &str, wish: &str, words: &str) -> io::Result<()> {
        self.says_who_is_asked()?;
        let found = self.asking.refined(wish, command, words);
        self.tells()?;
        match found.first() {
            Some(best) => {
                self.asking.offers(&found);
                self.question = None;
                self.shown = Some(Shown::of(best));
                self.shows()
            }
            None => self.screen.says(&silence(words)),
        }
    }
}

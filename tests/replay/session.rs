//! Session files: what somebody did in an editor, as a text that can be read in a review. `sessions/README.md` says how.

use crate::model::{Does, Rule};
use serde_json::Value;
use std::time::Duration;

/// Where the cursor is in a text.
const MARK: &str = "<|>";
/// Between two keys of somebody who types well.
const GAP: u64 = 120;

/// A session.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) profile: Profile,
    pub(crate) settings: Value,
    pub(crate) file: File,
    pub(crate) steps: Vec<Step>,
}

/// An editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Asks after each change, and cancels what it asked before.
    VsCode,
    /// Asks 200 ms after the last change, and cancels nothing.
    Neovim,
    /// Asks 300 ms after the last change, and cancels what it asked before.
    Lsp4ij,
}

impl Profile {
    /// How long it waits after a change, in milliseconds.
    pub(crate) fn debounce(self) -> u64 {
        match self {
            Self::VsCode => 0,
            Self::Neovim => 200,
            Self::Lsp4ij => 300,
        }
    }

    pub(crate) fn cancels(self) -> bool {
        self != Self::Neovim
    }

    /// How it counts characters.
    pub(crate) fn encodings(self) -> &'static [&'static str] {
        if self == Self::Neovim { &["utf-8", "utf-16"] } else { &["utf-16"] }
    }
}

/// A file as it is opened.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) cursor: usize,
    pub(crate) crlf: bool,
}

/// One thing that is done, with the line that says so.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) line: String,
    pub(crate) act: Act,
}

#[derive(Debug)]
pub(crate) enum Act {
    Type {
        text: String,
        gap: u64,
        quickly: bool,
    },
    Newline,
    Backspace(usize),
    /// To a line and a column, both from 1.
    Move(usize, usize),
    Undo,
    Paste(String),
    Accept(Part),
    Dismiss,
    /// To the next alternative.
    Next,
    Wait(u64),
    WaitAnswer,
    /// Until the server told of this state last.
    WaitState(String),
    /// Until the model was asked so often.
    WaitModel(usize),
    /// Until so many hung up on the model.
    WaitCancelled(usize),
    /// Until this is shown, for somebody who asks again and again.
    AskUntil(String),
    Request,
    Settings(Value),
    Rule(Rule),
    Release,
    ModelStops(bool),
    Hover(usize, usize),
    Diagnostics,
    /// A command of the server's, without arguments.
    Command(String),
    Open(File),
    Switch(String),
    Close(String),
    Expect(Expect),
    Report,
}

/// How much of a suggestion is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    All,
    Word,
}

/// What must hold.
#[derive(Debug)]
pub(crate) enum Expect {
    Nothing,
    Shown(String),
    Line(String),
    /// At least so many items.
    Alternatives(usize),
    NoFlicker,
    /// In a message, a diagnostic, a state.
    Said(String),
    /// Anything that the model was told.
    NotTold(String),
    AskedAtMost(usize),
    AskedAtLeast(usize),
    CancelledAtLeast(usize),
    OpenAtMost(usize),
}

/// Reads a session; an error names the line.
pub(crate) fn read(text: &str) -> Result<Session, String> {
    let mut lines = text.lines().enumerate().map(|(at, it)| (at + 1, it)).peekable();
    let mut session = Session {
        profile: Profile::VsCode,
        // The same answers on every machine.
        settings: serde_json::json!({ "platform": "linux" }),
        file: File { name: "script.sh".to_owned(), text: String::new(), cursor: 0, crlf: false },
        steps: Vec::new(),
    };
    let mut crlf = false;
    let mut last_newline = true;
    for (at, line) in lines.by_ref() {
        let (word, rest) = first_word(line);
        match word {
            "" | "#" => {}
            "---" => break,
            "profile" => {
                session.profile = match rest {
                    "vscode" => Profile::VsCode,
                    "neovim" => Profile::Neovim,
                    "lsp4ij" => Profile::Lsp4ij,
                    _ => return Err(format!("{at}: no such profile")),
                }
            }
            "settings" => {
                session.settings = json(at, rest)?;
                session.settings["platform"] = "linux".into();
            }
            "file" => rest.clone_into(&mut session.file.name),
            "crlf" => crlf = true,
            "no-last-newline" => last_newline = false,
            _ => return Err(format!("{at}: no such word in the head")),
        }
    }
    let mut text = String::new();
    for (_, line) in lines.by_ref() {
        if line == "---" {
            break;
        }
        text.push_str(line);
        text.push('\n');
    }
    if !last_newline {
        text.pop();
    }
    session.file = marked(session.file.name, &text, crlf)?;
    while let Some((at, line)) = lines.next() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut block = String::new();
        while let Some((_, more)) = lines.next_if(|it| it.1.starts_with('|')) {
            block.push_str(more.strip_prefix("| ").unwrap_or(&more[1..]));
            block.push('\n');
        }
        session.steps.push(Step { line: line.to_owned(), act: act(at, line, block, crlf)? });
    }
    Ok(session)
}

fn act(at: usize, line: &str, block: String, crlf: bool) -> Result<Act, String> {
    let (word, rest) = first_word(line);
    Ok(match word {
        "type" => {
            let (quickly, rest) = rest.strip_prefix("quickly ").map_or((false, rest), |it| (true, it));
            let (text, rest) = quoted(at, rest)?;
            let gap = rest.strip_prefix("gap ").map_or(Ok(GAP), |it| number(at, it))?;
            Act::Type { text, gap, quickly }
        }
        "newline" => Act::Newline,
        "backspace" => Act::Backspace(number(at, rest)?),
        "move" => place(at, rest).map(|(line, column)| Act::Move(line, column))?,
        "undo" => Act::Undo,
        "paste" => Act::Paste(if crlf { block.replace('\n', "\r\n") } else { block }),
        "accept" if rest == "word" => Act::Accept(Part::Word),
        "accept" => Act::Accept(Part::All),
        "dismiss" => Act::Dismiss,
        "next" => Act::Next,
        "wait" => match first_word(rest) {
            ("answer", _) => Act::WaitAnswer,
            ("state", name) => Act::WaitState(name.to_owned()),
            ("model", count) => Act::WaitModel(number(at, count)?),
            ("cancelled", count) => Act::WaitCancelled(number(at, count)?),
            (time, _) => Act::Wait(number(at, time)?),
        },
        "ask" => Act::AskUntil(quoted(at, rest.strip_prefix("until ").unwrap_or(rest))?.0),
        "request" => Act::Request,
        "settings" => Act::Settings(json(at, rest)?),
        "model" => match rest {
            "stops" => Act::ModelStops(true),
            "returns" => Act::ModelStops(false),
            _ => Act::Rule(rule(at, rest)?),
        },
        "release" => Act::Release,
        "hover" => place(at, rest).map(|(line, column)| Act::Hover(line, column))?,
        "diagnostics" => Act::Diagnostics,
        "command" => Act::Command(rest.to_owned()),
        "open" => Act::Open(marked(rest.to_owned(), &block, false)?),
        "switch" => Act::Switch(rest.to_owned()),
        "close" => Act::Close(rest.to_owned()),
        "expect" => Act::Expect(expect(at, rest)?),
        "report" => Act::Report,
        _ => return Err(format!("{at}: no such step: {line}")),
    })
}

/// `"words of the wish" says "a command" after 2000`.
fn rule(at: usize, text: &str) -> Result<Rule, String> {
    let (about, rest) = quoted(at, text)?;
    let (word, rest) = first_word(rest);
    let (does, rest) = match word {
        "says" => quoted(at, rest).map(|(text, rest)| (Does::Says(text), rest))?,
        "breaks-off" => quoted(at, rest).map(|(text, rest)| (Does::BreaksOff(text), rest))?,
        "dies" => (Does::Dies, rest),
        "garbage" => (Does::Garbage, rest),
        "html" => (Does::Html, rest),
        "status" => {
            let (code, rest) = first_word(rest);
            (Does::Status(code.parse().map_err(|_| format!("{at}: a status is a number"))?), rest)
        }
        _ => return Err(format!("{at}: a model does not know how to do that")),
    };
    let (held, rest) = rest.strip_prefix("held").map_or((false, rest), |it| (true, it.trim()));
    let after = rest.strip_prefix("after ").map_or(Ok(0), |it| number(at, it))?;
    Ok(Rule { about, does, after: Duration::from_millis(after as u64), held })
}

fn expect(at: usize, text: &str) -> Result<Expect, String> {
    let (word, rest) = first_word(text);
    let count = |rest: &str| number::<usize>(at, rest.split(' ').next_back().unwrap_or_default());
    Ok(match word {
        "nothing" => Expect::Nothing,
        "shown" => Expect::Shown(quoted(at, rest)?.0),
        "line" => Expect::Line(quoted(at, rest)?.0),
        "alternatives" => Expect::Alternatives(number(at, rest)?),
        "no-flicker" => Expect::NoFlicker,
        "said" => Expect::Said(quoted(at, rest)?.0),
        _ if text.starts_with("model not told ") => Expect::NotTold(quoted(at, &text["model not told ".len()..])?.0),
        _ if text.starts_with("model asked at most ") => Expect::AskedAtMost(count(rest)?),
        _ if text.starts_with("model asked at least ") => Expect::AskedAtLeast(count(rest)?),
        _ if text.starts_with("model cancelled at least ") => Expect::CancelledAtLeast(count(rest)?),
        _ if text.starts_with("model busy at most ") => Expect::OpenAtMost(count(rest)?),
        _ => return Err(format!("{at}: nothing can be expected so")),
    })
}

/// A text with the cursor's mark taken out.
fn marked(name: String, text: &str, crlf: bool) -> Result<File, String> {
    let text = if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    let cursor = text.find(MARK).ok_or_else(|| format!("{name}: {MARK} shows where the cursor is"))?;
    Ok(File { name, text: text.replacen(MARK, "", 1), cursor, crlf })
}

fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    (word, rest.trim())
}

fn number<T: std::str::FromStr>(at: usize, text: &str) -> Result<T, String> {
    text.trim().parse().map_err(|_| format!("{at}: {text:?} is no number"))
}

fn place(at: usize, text: &str) -> Result<(usize, usize), String> {
    let (line, column) = text.split_once(':').ok_or_else(|| format!("{at}: a place is LINE:COLUMN"))?;
    Ok((number(at, line)?, number(at, column)?))
}

fn json(at: usize, text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("{at}: {error}"))
}

/// A text in quotes as JSON has them, and what follows it.
fn quoted(at: usize, text: &str) -> Result<(String, &str), String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    match values.next() {
        Some(Ok(value)) => Ok((value, text[values.byte_offset()..].trim())),
        _ => Err(format!("{at}: a text in quotes is missing")),
    }
}

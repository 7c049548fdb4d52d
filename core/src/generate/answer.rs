//! From what a model says to the commands in it: fences, prompts, greetings and explanations fall away, and a refusal is
//! silence. What is unclear is silence too: a model can be asked again, a wrong command cannot be taken back.

use crate::Document;
use crate::script::Dialect;

mod prose;

use prose::{is_known, is_prose};

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One command line.
    Line,
    /// A piece of a script, of one line or several.
    Block,
}

/// The longest text that is read.
const MOST_BYTES: usize = 16 << 10;
/// The most commands that are taken from one text.
const MOST_COMMANDS: usize = 4;
/// The most lines of a block.
const MOST_LINES: usize = 80;
/// How often a command is read again until nothing falls away any more.
const MOST_PASSES: usize = 8;

/// What models write where they mean nothing.
const NOTHING: [&str; 6] = ["none", "n/a", "null", "nothing", "no command", "unknown"];

/// Where a model's own marks show that the answer is over.
const ENDS: [&str; 6] = ["<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<end_of_turn>", "<|end|>", "</s>"];

/// The commands in a text, the first one first; none where it holds none, or where it is unclear what they are.
/// Each is a part of the text, or that with line breaks taken out, and reads as itself when it is read again.
pub fn commands(text: &str, dialect: Dialect, form: Form) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for command in once(text, dialect, form).into_iter().take(MOST_COMMANDS) {
        if let Some(command) = settled(command, dialect, form)
            && !found.contains(&command)
        {
            found.push(command);
        }
    }
    found
}

/// A command once nothing falls away from it any more: `$ $ ls` is `ls`.
fn settled(mut command: String, dialect: Dialect, form: Form) -> Option<String> {
    for _ in 0..MOST_PASSES {
        let again = once(&command, dialect, form).into_iter().next()?;
        if again == command {
            return Some(command);
        }
        command = again;
    }
    None
}

fn once(text: &str, dialect: Dialect, form: Form) -> Vec<String> {
    if text.len() > MOST_BYTES {
        return Vec::new();
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some(text) = without_thoughts(&text) else { return Vec::new() };
    let end = ENDS.iter().filter_map(|it| text.find(it)).min().unwrap_or(text.len());
    let text = &text[..end];
    let lines: Vec<&str> = text.lines().collect();
    let found = match fenced(&lines) {
        Some(blocks) => blocks.iter().filter_map(|it| inside(it, form)).collect(),
        None => outside(&lines, form).into_iter().collect::<Vec<_>>(),
    };
    found.into_iter().filter_map(|it| finished(it, dialect, form)).collect()
}

/// The text behind what a model thinks aloud; `None` where the thoughts have no end.
fn without_thoughts(text: &str) -> Option<&str> {
    if let Some(end) = text.rfind("\n</think>") {
        return Some(&text[end + "\n</think>".len()..]);
    }
    match text.trim_start().strip_prefix("<think>") {
        Some(thoughts) => thoughts.find("</think>").map(|end| &thoughts[end + "</think>".len()..]),
        None => Some(text),
    }
}

/// The lines of each fenced block that can be a command; `None` where nothing is fenced.
fn fenced<'a>(lines: &[&'a str]) -> Option<Vec<Vec<&'a str>>> {
    let mut blocks: Vec<(bool, Vec<&str>)> = Vec::new();
    // The fence that is open, and whether it holds a command.
    let mut open: Option<(&str, bool)> = None;
    let mut any = false;
    for line in lines {
        let trimmed = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|it| trimmed.starts_with(it));
        match (open, fence) {
            (Some((fence, _)), _) if trimmed.starts_with(fence) && trimmed.chars().all(|it| fence.starts_with(it)) => {
                open = None;
            }
            (Some((_, true)), _) => {
                if let Some(last) = blocks.last_mut() {
                    last.1.push(line);
                }
            }
            (Some((_, false)), _) => {}
            (None, Some(fence)) => {
                any = true;
                let info = trimmed.trim_start_matches(|it| fence.starts_with(it));
                if let Some(inner) = info.split(fence).next().filter(|it| it.len() < info.len()) {
                    // All on one line.
                    let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
                    let named = !rest.trim().is_empty() && is_shell(word) == Some(true);
                    blocks.push((named, vec![if named { rest } else { inner }]));
                    continue;
                }
                let shell = is_shell(info.split([' ', '{', ',']).next().unwrap_or_default());
                if let Some(named) = shell {
                    blocks.push((named, Vec::new()));
                }
                open = Some((fence, shell.is_some()));
            }
            (None, None) => {}
        }
    }
    // Beside blocks that say what they are, the others are output. Without a word, only the first can be meant.
    let named = blocks.iter().any(|it| it.0);
    let kept = blocks.into_iter().filter(|it| it.0 == named).map(|it| it.1);
    let kept: Vec<_> = if named { kept.collect() } else { kept.take(1).collect() };
    any.then_some(kept)
}

/// Whether a fence's word says that a shell is meant; `None` where it says something else.
fn is_shell(word: &str) -> Option<bool> {
    match word.trim().to_ascii_lowercase().as_str() {
        "sh" | "bash" | "shell" | "zsh" | "ksh" | "dash" | "console" | "terminal" | "shellsession"
        | "shell-session" => Some(true),
        "" | "text" | "txt" | "plain" | "plaintext" | "command" => Some(false),
        _ => None,
    }
}

/// The command in a fenced block.
fn inside(lines: &[&str], form: Form) -> Option<String> {
    let prompted = lines.iter().find(|it| !it.trim().is_empty()).is_some_and(|it| it.trim_start().starts_with("$ "));
    let kept: Vec<&str> = if prompted {
        // The rest is what the commands print.
        lines.iter().filter_map(|it| it.trim_start().strip_prefix("$ ")).collect()
    } else {
        lines.to_vec()
    };
    match form {
        Form::Line => only_line(&kept),
        Form::Block => Some(block(&kept)),
    }
}

/// The command in a text without fences.
fn outside(lines: &[&str], form: Form) -> Option<String> {
    let is_tag = |at: usize| at + 1 < lines.len() && is_shell(lines[at]) == Some(true);
    let is_said = |line: &str| is_prose(unwrapped(line.trim()));
    let is_aside = |at: usize| lines[at].trim().is_empty() || is_said(lines[at]) || is_tag(at);
    let first = (0..lines.len()).find(|at| !is_aside(*at));
    let last = (0..lines.len()).rev().find(|at| !is_aside(*at));
    let (Some(first), Some(last)) = (first, last) else { return code_in(lines) };
    let kept = &lines[first..=last];
    // Between lines of a script, prose is the text of a here-document or a misunderstanding.
    if kept.iter().any(|it| is_said(it)) && !kept.iter().any(|it| it.contains("<<")) {
        return None;
    }
    match form {
        Form::Line => only_line(kept),
        Form::Block => Some(block(kept)),
    }
}

/// The only command that is set in code within prose: "You can use `ls -l`."
fn code_in(lines: &[&str]) -> Option<String> {
    let mut found = None;
    for line in lines {
        // Every second piece stands between two marks.
        let pieces: Vec<&str> = line.split('`').collect();
        for code in pieces.iter().skip(1).step_by(2).take(pieces.len() / 2) {
            let is_command = code.contains(' ') && code.split(' ').next().is_some_and(is_known);
            if is_command && found.replace(*code).is_some() {
                return None;
            }
        }
    }
    found.map(str::to_owned)
}

/// The one command line of several lines, with comments left out and continued lines joined; `None` where there are more.
fn only_line(lines: &[&str]) -> Option<String> {
    let mut whole: Option<String> = None;
    let mut goes_on = false;
    for line in lines {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') && !goes_on {
            continue;
        }
        match &mut whole {
            Some(whole) if goes_on => {
                whole.push(' ');
                // The prompt of a line that goes on.
                whole.push_str(line.strip_prefix("> ").unwrap_or(line));
            }
            Some(_) => return None,
            None => whole = Some(unwrapped(line).to_owned()),
        }
        let text = whole.as_mut()?;
        goes_on = false;
        if let Some(before) = text.strip_suffix('\\').filter(|it| !it.ends_with('\\')) {
            // Inside quotes a line break is a part of the text.
            if is_quoted(before) {
                return None;
            }
            let length = before.trim_end().len();
            text.truncate(length);
            goes_on = true;
        } else if text.ends_with('|') || text.ends_with("&&") {
            goes_on = !is_quoted(text);
        }
    }
    whole.filter(|_| !goes_on)
}

/// Whether a quote is open at the end of a text.
fn is_quoted(text: &str) -> bool {
    let mut open = None;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (open, char) {
            (None | Some('"'), '\\') => {
                chars.next();
            }
            (None, '\'' | '"') => open = Some(char),
            (Some(quote), _) if quote == char => open = None,
            _ => {}
        }
    }
    open.is_some()
}

/// Several lines as they stand, without empty ones around them.
fn block(lines: &[&str]) -> String {
    let text = lines.join("\n");
    let text = text.trim_end();
    let start = text.lines().take_while(|it| it.trim().is_empty()).map(|it| it.len() + 1).sum::<usize>();
    let text = text.get(start..).unwrap_or_default();
    if text.contains('\n') { text.to_owned() } else { unwrapped(text.trim()).to_owned() }
}

/// A command line without what people write before and around one.
fn unwrapped(line: &str) -> &str {
    let line = without_label(line);
    let line = without_prompt(line);
    match line.strip_prefix('`').and_then(|it| it.strip_suffix('`')) {
        Some(code) if !code.contains('`') && !code.is_empty() => code.trim(),
        _ => line,
    }
}

/// `Command: ls -l`, `Here is the command: ls -l`
fn without_label(line: &str) -> &str {
    const LABELS: [&str; 6] = ["command", "answer", "solution", "bash", "shell", "cmd"];
    let Some((label, rest)) = line.split_once(": ") else { return line };
    let rest = rest.trim();
    let first = rest.trim_start_matches('`').split(' ').next().unwrap_or_default();
    let is_label = LABELS.contains(&label.to_ascii_lowercase().as_str());
    let is_sentence = label.contains(' ')
        && label.starts_with(|it: char| it.is_uppercase())
        && label.chars().all(|it| it.is_alphabetic() || matches!(it, ' ' | '\'' | ','));
    if (is_label || is_sentence) && is_known(first) { rest } else { line }
}

/// `$ ls`, `ann@host:~$ ls`, `> ls`
fn without_prompt(line: &str) -> &str {
    if let Some(rest) = line.strip_prefix("$ ").or_else(|| line.strip_prefix("% ")) {
        return rest.trim_start();
    }
    // `> file` empties a file; a prompt stands before a program.
    if let Some(rest) = line.strip_prefix("> ")
        && rest.split(' ').next().is_some_and(is_known)
    {
        return rest.trim_start();
    }
    let Some((prompt, rest)) = line.split_once("$ ") else { return line };
    let is_prompt = prompt.split_once('@').is_some_and(|(user, place)| {
        let is_name = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "-_.".contains(it));
        is_name(user) && place.split_once(':').is_some_and(|(host, path)| is_name(host) && !path.contains(' '))
    });
    if is_prompt { rest.trim_start() } else { line }
}

/// A command that may leave: bounded, of visible signs, and no comment alone.
fn finished(command: String, dialect: Dialect, form: Form) -> Option<String> {
    let command = match form {
        Form::Line => without_comment(command, dialect),
        Form::Block => command,
    };
    let may_hold = |it: char| !it.is_control() || form == Form::Block && matches!(it, '\n' | '\t');
    let says_something = command.lines().any(|it| !it.trim().is_empty() && !it.trim_start().starts_with('#'));
    let is_nothing = NOTHING.contains(&command.trim_end_matches('.').to_ascii_lowercase().as_str());
    let is_sound = says_something
        && !is_nothing
        && command.lines().count() <= MOST_LINES
        && command.chars().all(may_hold)
        && (command.contains('\n') || !is_prose(&command));
    is_sound.then_some(command)
}

/// `ls -l  # lists the files`: the explanation goes.
fn without_comment(mut command: String, dialect: Dialect) -> String {
    if !command.contains('#') {
        return command;
    }
    let document = Document::new(&command, dialect);
    let end = command.len();
    let comment = document
        .chunks()
        .iter()
        .flat_map(|chunk| chunk.body.comments.iter().map(|it| (chunk.start + it.span.start, chunk.start + it.span.end)))
        .find(|it| it.1 == end);
    if let Some((start, _)) = comment {
        let length = command.get(..start).map_or(end, |it| it.trim_end().len());
        command.truncate(length);
    }
    command
}

#[cfg(test)]
mod tests;

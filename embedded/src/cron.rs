//! Lines for a crontab: when something shall run, said in words, and what it is.

#[cfg(test)]
mod tests;
mod times;
mod when;

use crate::asked::{Asked, Proposal};
use crate::literals::{Form, Token};
use crate::shell;
use when::{Unit, When, clock, hour_word, ordinal};

/// What happens with what the job prints.
#[derive(Debug, PartialEq)]
enum Output {
    Kept,
    Dropped,
    To(String),
}

/// Words that say no more than that a job is wanted.
const SAID: &str = "run runs running execute executes start starts launch call job jobs line lines entry entries look like \
    crontab cron cronjob cron-job syntax plan cronjobs cron-job expression schedule scheduled scheduling script program task that which \
    time times clock on at the of in add new what would to my a i want need is with should shall be and morning \
    put into write using via every automatically gets regularly does do how can calls executed started launched triggered fired \
    invoke invokes trigger triggers fire fires kick kicks command please me give show form has have needed needs must once job's";

/// The command that schedules a job, or prints the line for it; none where the request asks for neither.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let words: Vec<String> = asked.tokens.iter().map(|it| it.text.to_lowercase()).collect();
    let any = |wanted: &str| words.iter().any(|it| wanted.split(' ').any(|word| word == it));
    let about_cron = any("cron crontab cronjob cronjobs cron-job schedule scheduled cronline");
    let often = words
        .first()
        .is_some_and(|it| "every each daily hourly nightly weekly monthly".split(' ').any(|word| word == it));
    if !about_cron && !often && !any("run execute call start launch runs executed called started launched plan") {
        return None;
    }
    let mut reader =
        Reader { asked, covered: vec![false; asked.tokens.len()], when: When::default(), words: words.clone() };
    let place = reader.place();
    let output = reader.output()?;
    let job = reader.job();
    reader.times()?;
    let only_schedule = reader.words.iter().any(|it| matches!(it.as_str(), "expression" | "syntax"));
    let Reader { mut covered, when, .. } = reader;
    let job = match job {
        Some(job) => job,
        None if only_schedule => String::new(),
        None => return None,
    };
    for (at, word) in words.iter().enumerate() {
        covered[at] |= SAID.split_whitespace().any(|it| it == word);
    }
    let fields = when.fields()?;
    // Without a word of cron, "every 5 minutes" may as well be a loop.
    let doubt = if about_cron || any("should shall must needs") {
        0.0
    } else if when.hour.is_some() || when.every >= Some(Unit::Day) || when.weekday.is_some() {
        0.05
    } else {
        0.15
    };
    let unexplained = asked.missing(&covered)?;
    let tail = match output {
        Output::Kept => String::new(),
        Output::Dropped => " > /dev/null 2>&1".to_owned(),
        Output::To(file) => format!(" >> {file} 2>&1"),
    };
    let command = command(format!("{fields} {job}{tail}").trim_end(), &place)?;
    Some(Proposal { unexplained, doubt, ..Proposal::new("cron", command) })
}

/// What a request wants with its line.
#[derive(Debug, PartialEq)]
enum Place {
    /// To see it.
    Shown,
    /// To have it in one's own crontab, or in root's.
    Own,
    Root,
}

/// Stands around a name in the current folder, which a job does not start in.
const HERE: char = '\u{1}';

/// The command for a line: the line itself, run by a shell, would do something else.
fn command(line: &str, place: &Place) -> Option<String> {
    let print = if line.contains('\\') { "printf '%s\\n'" } else { "echo" };
    if *place == Place::Shown {
        return Some(format!("{print} {}", shell::quote(&line.replace(HERE, ""))));
    }
    let word = if line.contains(HERE) {
        (!line.contains(['"', '$', '`', '\\', '!'])).then_some(())?;
        let parts = line.split(HERE).enumerate();
        let parts = parts.map(|(at, it)| if at % 2 == 1 { format!("'$PWD/{it}'") } else { it.to_owned() });
        format!("\"{}\"", parts.collect::<String>())
    } else {
        shell::quote(line)
    };
    let sudo = if *place == Place::Root { "sudo " } else { "" };
    Some(format!("({sudo}crontab -l 2>/dev/null; {print} {word}) | {sudo}crontab -"))
}

/// A name as the job will find it; none for one that would need quotes within quotes.
fn name(text: &str) -> Option<String> {
    if text.starts_with(['/', '~', '$']) {
        return Some(shell::path(text));
    }
    let name = text.strip_prefix("./").unwrap_or(text);
    let plain = name.bytes().all(|it| it.is_ascii_alphanumeric() || b"_./+-".contains(&it)) && !name.starts_with('-');
    plain.then(|| format!("{HERE}{name}{HERE}"))
}

struct Reader<'r, 'a> {
    asked: &'r Asked<'a>,
    words: Vec<String>,
    covered: Vec<bool>,
    when: When,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.asked.tokens.get(at)
    }

    fn cover(&mut self, from: usize, to: usize) {
        for at in from..to.min(self.covered.len()) {
            self.covered[at] = true;
        }
    }

    /// "give me the crontab line", "add a cron job", "as root".
    fn place(&mut self) -> Place {
        let any = |wanted: &str| self.words.iter().any(|it| wanted.split(' ').any(|word| word == it));
        let is_line =
            any("line lines entry entries format look cronline") && !any("add put create install make append");
        if is_line || any("expression syntax") {
            return Place::Shown;
        }
        let root = (1..self.words.len()).find(|it| {
            matches!(self.word(*it), "root" | "root's") && matches!(self.word(*it - 1), "as" | "for" | "of" | "in")
        });
        let Some(root) = root else { return Place::Own };
        self.cover(root - 1, root + 1);
        Place::Root
    }

    /// "with output thrown away", "log to /var/log/x.log"; `None` where it is said in a way that is not understood.
    fn output(&mut self) -> Option<Output> {
        let Some(at) = self.words.iter().position(|it| {
            matches!(
                it.as_str(),
                "output" | "logging" | "log" | "logs" | "logged" | "silently" | "quietly" | "mails" | "mail"
            )
        }) else {
            return Some(Output::Kept);
        };
        let count = self.words.len();
        let file = (at..count).find(|it| self.token(*it).is_some_and(Token::names_path));
        if let Some(file) = file
            && (at..file)
                .any(|it| matches!(self.word(it), "to" | "in" | "into" | "appended" | "append" | "goes" | "going"))
        {
            let path = self.token(file)?.text.to_owned();
            self.cover(at, file + 1);
            if at > 0 && matches!(self.word(at - 1), "all" | "its" | "the" | "append") {
                self.cover(at - 1, at);
            }
            (!path.contains('%')).then_some(())?;
            return Some(if path == "/dev/null" { Output::Dropped } else { Output::To(name(&path)?) });
        }
        let dropping = "thrown throw away discard discarded discarding drop dropped ignore ignored ignoring without no \
            suppress suppressed silently quietly hide hidden not any";
        let is_dropping = |it: &str| dropping.split_whitespace().any(|word| word == it);
        let near: Vec<usize> =
            (at.saturating_sub(2)..count.min(at + 6)).filter(|it| is_dropping(self.word(*it))).collect();
        if near.is_empty() {
            return None;
        }
        self.cover(at, at + 1);
        for it in near {
            self.cover(it, it + 1);
        }
        Some(Output::Dropped)
    }

    /// What is to run: the first path, file or quoted command, with the words of a quoted command as they stand.
    fn job(&mut self) -> Option<String> {
        // A percent sign ends the command in a crontab.
        let plain = |it: char| !it.is_control() && it != '%';
        for at in 0..self.words.len() {
            if self.covered[at] {
                continue;
            }
            let token = self.asked.tokens.get(at)?;
            let is_time =
                clock(token.text).is_some() || ordinal(token.text).is_some() || hour_word(token.text).is_some();
            if is_time {
                continue;
            }
            match token.form {
                Form::Quoted if token.text.chars().all(plain) => {
                    let text = token.text.trim().to_owned();
                    self.cover(at, at + 1);
                    // An option is no program.
                    return (!text.is_empty() && !text.starts_with('-')).then_some(text);
                }
                Form::Path | Form::FileName if is_job(token) && token.text != "." => {
                    // `php /srv/job.php`, `/usr/bin/python3 /srv/job.py`.
                    let start = at.checked_sub(1).filter(|it| is_interpreter(self.word(*it))).unwrap_or(at);
                    let is_argument = |it: &usize| !self.covered[*it] && self.token(*it).is_some_and(is_job);
                    let end = (at + 1..self.words.len()).take_while(is_argument).last().map_or(at + 1, |it| it + 1);
                    let names = (start..end).filter_map(|it| self.token(it));
                    let names: Vec<String> = names
                        .map(|it| if it.form == Form::Word { Some(it.text.to_owned()) } else { name(it.text) })
                        .collect::<Option<_>>()?;
                    self.cover(start, end);
                    return Some(names.join(" "));
                }
                _ => {}
            }
        }
        None
    }
}

/// Whether a token can be run, or be given to what runs: a crontab knows no variables of this shell.
fn is_job(token: &Token<'_>) -> bool {
    matches!(token.form, Form::Path | Form::FileName)
        && !token.text.contains('%')
        && (!token.text.contains('$') || token.text.starts_with("$HOME/"))
}

/// Whether a word runs scripts.
fn is_interpreter(word: &str) -> bool {
    matches!(word, "python" | "python3" | "php" | "perl" | "ruby" | "node" | "bash" | "sh")
}

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
    crontab cron cronjob cronjobs cron-job expression schedule scheduled scheduling script program task that which \
    time times clock on at the of in add new what would to my a i want need is with should shall be and morning \
    put into write using via every automatically gets regularly does calls executed started launched triggered fired \
    invoke invokes trigger triggers fire fires kick kicks command please me give show form has have needed once job's";

/// The line, where a request asks for one.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let words: Vec<String> = asked.tokens.iter().map(|it| it.text.to_lowercase()).collect();
    let about_cron = words.iter().any(|it| {
        matches!(
            it.as_str(),
            "cron" | "crontab" | "cronjob" | "cronjobs" | "cron-job" | "schedule" | "scheduled" | "cronline"
        )
    });
    let is_order =
        words.iter().any(|it| matches!(it.as_str(), "run" | "execute" | "call" | "start" | "launch" | "runs"));
    if !about_cron && !is_order {
        return None;
    }
    let mut reader = Reader { asked, words, covered: vec![false; asked.tokens.len()], when: When::default() };
    let output = reader.output()?;
    let job = reader.job();
    reader.times()?;
    let Reader { words, mut covered, when, .. } = reader;
    let only_schedule = words.iter().any(|it| it == "expression");
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
    let doubt = if about_cron {
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
    let command = format!("{fields} {job}{tail}").trim_end().to_owned();
    Some(Proposal { unexplained, doubt, ..Proposal::new("cron", command) })
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
            return (!path.contains('%')).then(|| match path.as_str() {
                "/dev/null" => Output::Dropped,
                path => Output::To(shell::path(path)),
            });
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
        let plain = |it: u8| it.is_ascii_alphanumeric() || b" _./:@+,=~-".contains(&it);
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
                Form::Quoted if token.text.bytes().all(plain) => {
                    let text = token.text.to_owned();
                    self.cover(at, at + 1);
                    return Some(text);
                }
                Form::Path | Form::FileName if !token.text.contains('%') && token.text != "." => {
                    // `php /srv/job.php`, `/usr/bin/python3 /srv/job.py`.
                    let start = at.checked_sub(1).filter(|it| is_interpreter(self.word(*it))).unwrap_or(at);
                    let is_argument = |it: &usize| {
                        let file =
                            |it: &Token<'_>| matches!(it.form, Form::Path | Form::FileName) && !it.text.contains('%');
                        !self.covered[*it] && self.token(*it).is_some_and(file)
                    };
                    let end = (at + 1..self.words.len()).take_while(is_argument).last().map_or(at + 1, |it| it + 1);
                    let parts = (start..end).filter_map(|it| self.token(it)).map(|it| shell::path(it.text));
                    let text = parts.collect::<Vec<_>>().join(" ");
                    self.cover(start, end);
                    return Some(text);
                }
                _ => {}
            }
        }
        None
    }
}

fn is_interpreter(word: &str) -> bool {
    matches!(word, "python" | "python3" | "php" | "perl" | "ruby" | "node" | "bash" | "sh")
}

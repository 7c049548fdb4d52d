//! Explains redirects: where input comes from, and where output goes, followed from left to right.

use super::words::{Place, code, titled};
use super::{Explained, Explainer, Kind, Source};
use crate::script::{Command, Dialect, Redirect, RedirectOperator};

/// How many redirects of one command are followed.
const MOST: usize = 64;

/// Where a descriptor leads.
#[derive(Clone, PartialEq)]
enum Leads {
    /// Where this one led before the command.
    As(u32),
    /// Into a file, as sentences show it.
    File(String),
    /// Into `/dev/null`.
    Nowhere,
    /// Nobody can say: what a variable names.
    Unknown,
}

impl Explainer<'_> {
    /// The redirects of a command, in order.
    pub(super) fn redirects_of(&self, command: &Command, parts: &mut Vec<Explained>) {
        // `exec` alone changes the shell itself.
        let lasts = command.program.as_deref() == Some("exec") && command.arguments().is_empty();
        self.redirects(&command.redirects, if lasts { ", for all commands from here on" } else { "" }, parts);
    }

    /// Redirects in order; `lasting` is said of each.
    pub(super) fn redirects(&self, redirects: &[Redirect], lasting: &str, parts: &mut Vec<Explained>) {
        let mut state: Vec<(u32, Leads)> = Vec::new();
        for (at, redirect) in redirects.iter().enumerate() {
            if at < MOST {
                let behind = &redirects[at + 1..redirects.len().min(at + MOST)];
                parts.extend(self.redirect(redirect, &state, behind, lasting));
                self.follow(redirect, &mut state);
            } else {
                parts.extend(self.redirect(redirect, &[], &[], lasting));
            }
        }
    }

    fn redirect(
        &self,
        redirect: &Redirect,
        state: &[(u32, Leads)],
        behind: &[Redirect],
        lasting: &str,
    ) -> Option<Explained> {
        use RedirectOperator as Op;
        let shown = redirect.span.of(self.text());
        if shown.is_empty() || self.whole.is_some() || !self.wants(redirect.span) {
            return None;
        }
        let target = &redirect.target;
        let stream = stream(redirect);
        let meaning = match redirect.operator {
            _ if target.span.is_empty() => return None,
            Op::Read | Op::ReadWrite | Op::Write | Op::Clobber | Op::Append | Op::WriteBoth | Op::AppendBoth => {
                self.file_meaning(redirect, &stream)
            }
            Op::DuplicateWrite | Op::DuplicateRead => self.duplicate(redirect, &stream, state, behind),
            Op::HereDocument => self.here_operator(redirect, false),
            Op::HereDocumentTabs => self.here_operator(redirect, true),
            Op::HereString => "takes in this text, with a newline behind it".to_owned(),
        };
        let meaning = format!("{meaning}{lasting}");
        let mut explained = Explained::new(redirect.span, Kind::Redirect, titled(shown), meaning, Source::Shell);
        // The word that ends a here-document is not expanded.
        if !matches!(redirect.operator, Op::HereDocument | Op::HereDocumentTabs) {
            self.word_in(target, Place::Value, &mut explained.parts);
        }
        Some(explained)
    }

    /// What a redirect to or from a file does.
    fn file_meaning(&self, redirect: &Redirect, stream: &str) -> String {
        use RedirectOperator as Op;
        let name = redirect.target.literal().unwrap_or_default();
        let target = self.shown(&redirect.target);
        let operator = redirect.operator;
        let both = matches!(operator, Op::WriteBoth | Op::AppendBoth);
        let stream = if both { "output and errors" } else { stream };
        // `&>` is of bash and ksh; `dash` sees two signs.
        if both && self.view.document.dialect() == Dialect::Sh && redirect.span.of(self.text()).starts_with('&') {
            return format!(
                "to bash, writes output and errors to {target}; `dash` reads `&`, then a redirect: it does not wait, and errors stay"
            );
        }
        // `>&word`
        if operator == Op::WriteBoth && redirect.span.of(self.text()).starts_with('>') {
            return self.both_or_one(redirect);
        }
        if let Some(named) = redirect.fd.as_deref().and_then(|it| it.strip_prefix('{')?.strip_suffix('}')) {
            let how = match operator {
                Op::Read => "to read",
                Op::ReadWrite => "to read and write",
                Op::Append => "to append",
                _ => "to write, over what it holds,",
            };
            return format!("opens {target} {how} and puts the descriptor's number into `{named}`");
        }
        if let Some((kind, host, port)) = socket(name).filter(|_| self.view.document.dialect() != Dialect::Sh) {
            let verb = if operator == Op::Read { "reads from" } else { "connects to" };
            return format!("{verb} port {} of {} over {kind}, for {stream}", code(port), code(host));
        }
        let numbered = redirect.fd.as_deref().filter(|it| !matches!(*it, "0" | "1" | "2"));
        let opened = match operator {
            Op::Append => "to append",
            _ => "to write, over what it holds",
        };
        match (operator, name) {
            (Op::Write | Op::Clobber | Op::Append, _) if numbered.is_some() => {
                format!("opens {target} {opened}, as {stream}")
            }
            (Op::Read, "/dev/null") if numbered.is_none() => "gives it no input at all".to_owned(),
            (Op::Read, _) => match numbered {
                None if stream == "standard input" => format!("reads its input from {target}"),
                None => format!("opens {target} to read, in place of {stream}"),
                Some(_) => format!("opens {target} to read, as {stream}"),
            },
            (Op::ReadWrite, _) => {
                format!(
                    "opens {target} to read and write, as {stream}; keeps what it holds, and makes it where it is missing"
                )
            }
            (_, "/dev/null") => format!("throws {stream} away"),
            (_, "/dev/stderr") if numbered.is_none() && !both => format!("sends {stream} where errors go"),
            (_, "/dev/stdout") if numbered.is_none() && !both => format!("sends {stream} where output goes"),
            (Op::Append | Op::AppendBoth, _) => format!("appends {stream} to {target}"),
            (Op::Clobber, _) => format!("writes {stream} to {target}, over what it holds, even with `noclobber`"),
            _ => format!("writes {stream} to {target}, over what it holds"),
        }
    }

    /// `>&word`, which bash takes for a descriptor where it is a number, and for a file where not.
    fn both_or_one(&self, redirect: &Redirect) -> String {
        let target = self.shown(&redirect.target);
        match (redirect.target.literal(), self.view.document.dialect()) {
            (Some("p"), Dialect::Ksh) => "sends output to the coprocess".to_owned(),
            (Some(_), Dialect::Bash) => format!("writes output and errors to {target}, over what it holds"),
            (Some(_), _) => {
                format!("to bash, writes output and errors to {target}; other shells take only a number here, and stop")
            }
            (None, Dialect::Bash) => format!(
                "sends output to the descriptor that {target} holds; if that is a name, writes output and errors to that file"
            ),
            (None, _) => format!("sends output to the descriptor that {target} holds"),
        }
    }

    /// `2>&1`, `3>&-`, `<&3`, by where the descriptors lead at this point.
    fn duplicate(&self, redirect: &Redirect, stream: &str, state: &[(u32, Leads)], behind: &[Redirect]) -> String {
        let target = &redirect.target;
        let reads = redirect.operator == RedirectOperator::DuplicateRead;
        let Some(written) = target.literal() else {
            let named = self.shown(target);
            return if reads {
                format!("makes {stream} read from the descriptor that {named} names")
            } else {
                format!("sends {stream} to the descriptor that {named} names")
            };
        };
        if written == "-" {
            return format!("closes {stream}");
        }
        let moved = written.strip_suffix('-');
        let Ok(number) = moved.unwrap_or(written).parse::<u32>() else {
            return if reads {
                format!("makes {stream} read from {}", code(written))
            } else {
                format!("sends {stream} to {}", code(written))
            };
        };
        let closes = if moved.is_some() { format!(", and closes descriptor {number}") } else { String::new() };
        let other = name_of(number);
        let leads = state.iter().rev().find(|it| it.0 == number).map(|it| &it.1);
        if reads {
            return match number {
                0 => format!("makes {stream} the same as standard input{closes}"),
                _ if stream == "standard input" => format!("reads its input from {other}{closes}"),
                _ => format!("makes {stream} the same as {other}{closes}"),
            };
        }
        let goes = match number {
            1 => "output goes".to_owned(),
            2 => "errors go".to_owned(),
            _ => format!("{other} leads"),
        };
        let meaning = match leads {
            Some(Leads::File(file)) => format!("sends {stream} to {file} too, where {goes} by now"),
            Some(Leads::Nowhere) => format!("throws {stream} away too, since {goes} nowhere by now"),
            _ if stream.starts_with("descriptor") && !matches!(leads, Some(Leads::As(_) | Leads::Unknown)) => {
                format!("makes {stream} lead where {goes}")
            }
            Some(Leads::As(first)) if *first == number => format!("sends {stream} where {goes}"),
            Some(Leads::As(1)) => {
                format!("sends {stream} where output went at first: descriptor {number} was made that")
            }
            Some(Leads::As(2)) => {
                format!("sends {stream} where errors went at first: descriptor {number} was made that")
            }
            _ => format!("sends {stream} where {goes}"),
        };
        // What comes later does not change it.
        let later = behind.iter().find(|it| {
            descriptors(it).contains(&number)
                && it.operator.writes()
                && !matches!(leads, Some(Leads::File(_) | Leads::Nowhere))
        });
        let not = match later {
            Some(it) if number == 1 || number == 2 => {
                format!(" at this point: not to {}, which comes later", self.shown(&it.target))
            }
            _ => String::new(),
        };
        format!("{meaning}{not}{closes}")
    }

    /// Notes where a redirect leads its descriptors.
    fn follow(&self, redirect: &Redirect, state: &mut Vec<(u32, Leads)>) {
        use RedirectOperator as Op;
        let leads = match redirect.operator {
            Op::Write | Op::Clobber | Op::Append | Op::WriteBoth | Op::AppendBoth => match redirect.target.literal() {
                Some("/dev/null") => Leads::Nowhere,
                Some("/dev/stdout" | "/dev/stderr" | "/dev/tty") => Leads::Unknown,
                None if redirect.operator == Op::WriteBoth => Leads::Unknown,
                _ => Leads::File(self.shown(&redirect.target)),
            },
            Op::DuplicateWrite | Op::DuplicateRead => {
                let number = redirect.target.literal().and_then(|it| it.trim_end_matches('-').parse::<u32>().ok());
                match number {
                    Some(number) => {
                        let known = state.iter().rev().find(|it| it.0 == number).map(|it| it.1.clone());
                        known.unwrap_or(Leads::As(number))
                    }
                    None => Leads::Unknown,
                }
            }
            _ => Leads::Unknown,
        };
        for descriptor in descriptors(redirect) {
            state.push((descriptor, leads.clone()));
        }
    }
}

/// The descriptors that a redirect changes.
fn descriptors(redirect: &Redirect) -> Vec<u32> {
    use RedirectOperator as Op;
    if matches!(redirect.operator, Op::WriteBoth | Op::AppendBoth) {
        return vec![1, 2];
    }
    let default = match redirect.operator {
        Op::Write | Op::Clobber | Op::Append | Op::DuplicateWrite => 1,
        _ => 0,
    };
    match redirect.fd.as_deref() {
        None => vec![default],
        Some(fd) => fd.parse().into_iter().collect(),
    }
}

/// What a redirect changes, in words.
fn stream(redirect: &Redirect) -> String {
    match redirect.fd.as_deref() {
        Some(fd) => match fd.parse() {
            Ok(number) => name_of(number),
            Err(_) => format!("the descriptor in `{}`", fd.trim_matches(['{', '}'])),
        },
        None => name_of(descriptors(redirect).first().copied().unwrap_or(1)),
    }
}

fn name_of(descriptor: u32) -> String {
    match descriptor {
        0 => "standard input".to_owned(),
        1 => "output".to_owned(),
        2 => "errors".to_owned(),
        other => format!("descriptor {other}"),
    }
}

/// `/dev/tcp/host/port`
fn socket(name: &str) -> Option<(&'static str, &str, &str)> {
    let rest = name.strip_prefix("/dev/")?;
    let (kind, rest) = match rest.split_once('/')? {
        ("tcp", rest) => ("TCP", rest),
        ("udp", rest) => ("UDP", rest),
        _ => return None,
    };
    let (host, port) = rest.split_once('/')?;
    (!host.is_empty() && !port.is_empty() && !port.contains('/')).then_some((kind, host, port))
}

//! What only several calls together show: processes without end, shells on connections.

use super::Reader;
use crate::script::foreign::Does;
use crate::script::foreign::tokens::{Kind, Piece, Says, Text};
use crate::script::foreign::values::words;

impl Reader<'_> {
    /// A loop without an end whose body is a fork: `while 1: os.fork()`, `fork while 1`.
    pub(super) fn fork_bomb(&mut self, at: usize) {
        let name = self.name(at);
        let forks = |reader: &Self, mut at: usize| {
            let mut last = "";
            loop {
                while matches!(reader.kind(at), Some(Kind::Open(b'{' | b'(') | Kind::Sign(b':') | Kind::End))
                    || matches!(reader.name(at), Some("do"))
                {
                    at += 1;
                }
                let Some(name) = reader.name(at) else { break };
                last = name;
                at += 1;
                if !reader.is(at, &Kind::Member) {
                    break;
                }
                at += 1;
            }
            matches!(last, "fork" | "pcntl_fork" | "forkpty").then_some(at)
        };
        let endless = |reader: &Self, mut at: usize| {
            while reader.is(at, &Kind::Open(b'(')) {
                at += 1;
            }
            let is = match reader.kind(at) {
                Some(Kind::Number(number)) => &**number != "0" && !number.is_empty(),
                Some(Kind::Name(name)) => matches!(&**name, "true" | "True" | "fork"),
                _ => false,
            };
            let mut at = at + 1;
            while reader.is(at, &Kind::Close(b')')) || reader.is(at, &Kind::Open(b'(')) {
                at += 1;
            }
            is.then_some(at)
        };
        let body = match name {
            Some("while") => endless(self, at + 1),
            Some("loop") => Some(at + 1),
            Some("for")
                if self.is(at + 1, &Kind::Open(b'(')) && self.is(at + 2, &Kind::End) && self.is(at + 3, &Kind::End) =>
            {
                Some(at + 5)
            }
            _ => None,
        };
        let end = body.and_then(|it| forks(self, it)).or_else(|| {
            let behind = (name == Some("fork")).then_some(at + 1)?;
            let behind = if self.is(behind, &Kind::Open(b'(')) { self.close_of(behind) } else { behind };
            (self.name(behind) == Some("while")).then(|| endless(self, behind + 1))?
        });
        if let Some(end) = end {
            let (start, end) = (self.start(at), self.end_before(end));
            self.act(start, end, Does::ForkBomb);
        }
    }

    /// A shell that is started beside an open connection talks to whoever is at its other end.
    pub(super) fn shells_on_sockets(&mut self) {
        let Some((host, port)) = self.connection.take() else { return };
        let plain = |text: &Text| match &**text {
            [Piece { says: Says::Known(text), .. }] => text.trim().to_owned(),
            _ => String::new(),
        };
        let is_shell = |line: &str| {
            let mut words = line.split_whitespace().filter(|it| *it != "exec");
            let shell = words.next().unwrap_or_default();
            let shell = shell.rsplit('/').next().unwrap_or_default();
            matches!(shell, "sh" | "bash" | "dash" | "zsh" | "ksh" | "ash")
                && words.all(|it| it.starts_with('-') && !it.contains('c') || it.contains('&'))
        };
        for act in &mut self.acts {
            let line = match &act.does {
                Does::Words(words) => words.iter().map(plain).collect::<Vec<_>>().join(" "),
                Does::Shell(text) => plain(text),
                _ => continue,
            };
            if is_shell(&line) {
                act.does = words("nc -e /bin/sh", vec![host.clone(), port.clone()]);
            }
        }
    }
}

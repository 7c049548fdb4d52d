//! Reads one program out of the packed facts, when it is first asked for.

use super::{
    EFFECTS, Effect, Flag, KINDS, Operand, PACKED, Program, RUNS, SYNTAXES, Sentence, TEXT, Value, Variants, Wrapped,
    Wraps,
};

/// The program whose facts start at this byte. What it holds stays in memory, as a static table would.
pub(super) fn program(start: usize) -> Program {
    Unpack { at: start }.program()
}

/// What that program does, in one sentence; nothing is kept of it.
pub(super) fn summary(start: usize) -> &'static str {
    let mut unpack = Unpack { at: start };
    unpack.text();
    for _ in 0..unpack.number() {
        unpack.text();
    }
    unpack.text()
}

struct Unpack {
    at: usize,
}

impl Unpack {
    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = PACKED[self.at];
            self.at += 1;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn flag_bit(&mut self) -> bool {
        self.number() == 1
    }

    fn text(&mut self) -> &'static str {
        let length = self.number();
        let start = self.number();
        &TEXT[start..start + length]
    }

    fn maybe(&mut self) -> Option<&'static str> {
        self.flag_bit().then(|| self.text())
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> &'static [T] {
        let length = self.number();
        if length == 0 { &[] } else { Box::leak((0..length).map(|_| read(self)).collect()) }
    }

    fn effects(&mut self) -> &'static [Effect] {
        self.list(|it| EFFECTS[it.number()])
    }

    fn value(&mut self) -> Value {
        Value { name: self.text(), kind: KINDS[self.number()] }
    }

    fn program(&mut self) -> Program {
        Program {
            name: self.text(),
            aliases: self.list(Self::text),
            summary: self.text(),
            syntax: SYNTAXES[self.number()],
            flags: self.list(Self::flag),
            operands: self.list(Self::operand),
            wraps: self.flag_bit().then(|| self.wraps()),
            effects: self.effects(),
            undo: self.maybe(),
            rehearsal: self.maybe(),
            complete: self.flag_bit(),
            manual: self.maybe(),
            dash_number: self.maybe(),
            dash_name: self.maybe(),
            sentences: self.list(|it| Sentence { when: it.list(Self::text), says: it.text() }),
            ending: self.maybe(),
            subcommands: self.list(Self::program),
        }
    }

    fn flag(&mut self) -> Flag {
        let bits = self.number();
        let bit = |at: u32| bits >> at & 1 == 1;
        let short = char::from_u32(self.number() as u32).filter(|it| *it != '\0');
        Flag {
            short,
            long: bit(6).then(|| self.text()),
            two_dashes: bit(7),
            summary: self.text(),
            value: bit(5).then(|| self.value()),
            values: if bit(5) { self.list(Self::text) } else { &[] },
            optional: bit(0),
            effects: self.effects(),
            rehearsal: self.maybe(),
            variants: Variants { gnu: bit(1), bsd: bit(2), busybox: bit(3), posix: bit(4) },
        }
    }

    fn operand(&mut self) -> Operand {
        Operand { value: self.value(), many: self.flag_bit(), effects: self.effects(), unless: self.list(Self::text) }
    }

    fn wraps(&mut self) -> Wraps {
        Wraps {
            what: if self.flag_bit() { Wrapped::Script } else { Wrapped::Command },
            runs: RUNS[self.number()],
            skip: self.number() as u8,
            assignments: self.flag_bit(),
            all: self.flag_bit(),
            only_with: self.maybe(),
            unless: self.list(Self::text),
            until: self.maybe(),
        }
    }
}

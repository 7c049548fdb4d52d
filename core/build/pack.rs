//! Writes the facts as numbers and one long text: no pointers, so that loading the binary costs nothing.
//!
//! `core/src/knowledge/unpack.rs` reads in the same order.

use super::{Effect, Flag, Kind, Operand, Program, Runs, Syntax, Variants, Wraps};
use std::collections::{BTreeMap, HashMap};
use std::fmt::{Debug, Write};
use std::path::Path;

/// Writes `knowledge.bin`, `knowledge.txt` and the `knowledge.rs` that includes them.
pub(super) fn write(programs: &BTreeMap<String, Program>, names: &BTreeMap<&String, usize>, target: &Path) {
    let mut pack = Pack::default();
    let starts: Vec<usize> = programs
        .values()
        .map(|program| {
            let start = pack.bytes.len();
            pack.program(program);
            start
        })
        .collect();
    let mut out = String::new();
    let names: Vec<String> = names.iter().map(|(name, index)| format!("({name:?}, {index})")).collect();
    let _ = writeln!(out, "static NAMES: &[(&str, u16)] = &[{}];", names.join(", "));
    let _ = writeln!(out, "#[allow(clippy::unreadable_literal)]\nstatic STARTS: &[u32] = &{starts:?};");
    let _ = writeln!(out, "static PACKED: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/knowledge.bin\"));");
    let _ = writeln!(out, "static TEXT: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/knowledge.txt\"));");
    choices(&mut out, "SYNTAXES", "Syntax", Syntax::ALL);
    choices(&mut out, "KINDS", "Kind", Kind::ALL);
    choices(&mut out, "EFFECTS", "Effect", Effect::ALL);
    choices(&mut out, "RUNS", "Runs", Runs::ALL);
    for (name, contents) in [("bin", &*pack.bytes), ("txt", pack.text.as_bytes()), ("rs", out.as_bytes())] {
        let path = target.join(format!("knowledge.{name}"));
        std::fs::write(&path, contents).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
    }
}

fn choices(out: &mut String, table: &str, name: &str, all: &[impl Debug]) {
    let all: Vec<String> = all.iter().map(|it| format!("{name}::{it:?}")).collect();
    let _ = writeln!(out, "const {table}: &[{name}] = &[{}];", all.join(", "));
}

#[derive(Default)]
struct Pack {
    bytes: Vec<u8>,
    text: String,
    /// Where each text stands in `text`.
    places: HashMap<String, usize>,
}

impl Pack {
    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        let place = *self.places.entry(text.to_owned()).or_insert_with(|| {
            self.text.push_str(text);
            self.text.len() - text.len()
        });
        self.number(text.len());
        self.number(place);
    }

    fn maybe(&mut self, text: Option<&String>) {
        self.number(usize::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(list.len());
        for it in list {
            write(self, it);
        }
    }

    fn choice<T: PartialEq>(&mut self, it: &T, all: &[T]) {
        let number = all.iter().position(|other| other == it).expect("all are listed");
        self.number(number);
    }

    fn effects(&mut self, list: &[Effect]) {
        self.list(list, |pack, it| pack.choice(it, Effect::ALL));
    }

    fn value(&mut self, name: &str, kind: Option<Kind>) {
        self.text(name);
        self.choice(&kind.unwrap_or(Kind::Text), Kind::ALL);
    }

    fn program(&mut self, it: &Program) {
        self.text(&it.name);
        self.list(&it.aliases, |pack, it| pack.text(it));
        self.text(&it.summary);
        self.choice(&it.syntax, Syntax::ALL);
        self.list(&it.flag, Self::flag);
        self.list(&it.operand, Self::operand);
        self.number(usize::from(it.wraps.is_some()));
        if let Some(wraps) = &it.wraps {
            self.wraps(wraps);
        }
        self.effects(&it.effects);
        self.maybe(it.undo.as_ref());
        self.maybe(it.rehearsal.as_ref());
        self.number(usize::from(it.complete));
        self.maybe(it.manual.as_ref());
        self.maybe(it.dash_number.as_ref());
        self.maybe(it.dash_name.as_ref());
        self.list(&it.sentence, |pack, it| {
            pack.list(&it.when, |pack, it| pack.text(it));
            pack.text(&it.says);
        });
        self.maybe(it.ending.as_ref());
        self.list(&it.subcommand, Self::program);
    }

    fn flag(&mut self, it: &Flag) {
        let Variants { gnu, bsd, busybox, posix } = it.variants;
        let bits = [it.optional, gnu, bsd, busybox, posix, it.value.is_some(), it.long.is_some(), it.dashes.is_some()];
        let bits = bits.iter().enumerate().map(|(at, bit)| usize::from(*bit) << at).sum();
        self.number(bits);
        self.number(it.short.map_or(0, |it| it as usize));
        if let Some(long) = &it.long {
            self.text(long);
        }
        self.text(&it.summary);
        if let Some(value) = &it.value {
            self.value(value, it.kind);
            self.list(&it.values, |pack, it| pack.text(it));
        }
        self.effects(&it.effects);
        self.maybe(it.rehearsal.as_ref());
    }

    fn operand(&mut self, it: &Operand) {
        self.value(&it.name, it.kind);
        self.number(usize::from(it.many));
        self.effects(&it.effects);
        self.list(&it.unless, |pack, it| pack.text(it));
    }

    fn wraps(&mut self, it: &Wraps) {
        let runs = it.command.or(it.script).expect("one of them, as was checked");
        self.number(usize::from(it.script.is_some()));
        self.choice(&runs, Runs::ALL);
        self.number(usize::from(it.skip));
        self.number(usize::from(it.assignments));
        self.number(usize::from(it.all));
        self.maybe(it.only_with.as_ref());
        self.list(&it.unless, |pack, it| pack.text(it));
        self.maybe(it.until.as_ref());
    }
}

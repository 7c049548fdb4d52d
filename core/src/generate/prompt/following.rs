//! What stands below a place: whether a comment's command is there already, and what must not be written twice.

use super::line;
use crate::Document;
use crate::script::{Dialect, Node, walk};
use ropey::Rope;

/// How many empty lines may stand between a comment and its command.
const MOST_GAP: usize = 1;
/// How many lines are looked at for the next one with code.
const MOST_ROWS: usize = 20;

/// The next code below a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Following {
    /// Its line, without indentation.
    pub(in super::super) text: String,
    /// Its indentation.
    pub(in super::super) indent: String,
    /// How many empty lines stand before it.
    gap: usize,
    /// Its programs, the first command's first; none for what closes a block.
    programs: Vec<String>,
}

impl Following {
    /// The next line below a row; `None` at the end, and before a comment.
    pub(super) fn below(rope: &Rope, row: usize, dialect: Dialect) -> Option<Self> {
        let at = (row + 1..row + 1 + MOST_ROWS).find(|it| line(rope, *it).is_none_or(|it| !it.trim().is_empty()))?;
        let whole = line(rope, at)?;
        let text = whole.trim();
        if text.starts_with('#') {
            return None;
        }
        let indent = whole[..whole.len() - whole.trim_start().len()].to_owned();
        let programs = if closes(text) { Vec::new() } else { programs(text, dialect) };
        Some(Self { text: text.to_owned(), indent, gap: at - row - 1, programs })
    }

    /// Whether it stands where a comment's command stands.
    pub(super) fn is_near(&self) -> bool {
        self.gap <= MOST_GAP && !closes(&self.text)
    }

    /// Whether it plainly does what a comment asks for.
    pub(super) fn answers(&self, wish: &str) -> bool {
        if !self.is_near() {
            return false;
        }
        let lower = wish.to_lowercase();
        let mut words = lower.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty());
        let verb = words.clone().next().unwrap_or_default();
        let does = DEEDS
            .iter()
            .any(|(verbs, programs)| is_one_of(verbs, verb) && self.programs.iter().any(|it| is_one_of(programs, it)));
        let is_telling = self.programs.first().is_some_and(|it| !is_one_of(COMMON, it));
        // Two of its words in the code, or all that it has.
        let code = self.text.to_lowercase();
        let tells = |it: &&str| it.len() > 3 && !is_one_of(JOINTS, it);
        let stem = |it: &str| {
            it.strip_suffix("ies").or(it.strip_suffix("es")).or(it.strip_suffix('s')).unwrap_or(it).to_owned()
        };
        let (found, all) = words
            .by_ref()
            .skip(1)
            .filter(tells)
            .fold((0, 0), |(found, all), it| (found + usize::from(code.contains(&stem(it))), all + 1));
        does && (found > 0 || is_telling && (all == 0 || self.gap == 0)) || found >= 2 && found * 2 >= all
    }

    /// Whether a command only says again what stands here, or does it in other words.
    pub(in super::super) fn repeats(&self, command: &str, dialect: Dialect) -> bool {
        let first = command.lines().next().unwrap_or_default().trim();
        let mut steps = command.split(['\n', ';']).flat_map(|it| it.split("&&"));
        if first == self.text || !closes(&self.text) && steps.any(|it| it.trim() == self.text) {
            return true;
        }
        let own = programs(command, dialect);
        self.is_near() && own.first().is_some_and(|it| self.programs.first() == Some(it) && !is_one_of(COMMON, it))
    }
}

/// What verbs are done with.
const DEEDS: &[(&str, &str)] = &[
    ("remove delete clean clear erase drop purge wipe", "rm rmdir unlink find trap docker git apt apt-get userdel"),
    ("create make", "mkdir touch mktemp ln install cat python3 useradd git docker"),
    ("copy", "cp rsync scp install"),
    ("move rename", "mv rename"),
    ("print show display list output echo", "echo printf ls cat find ps df du grep"),
    (
        "run execute start launch call invoke",
        "exec eval systemctl service docker bash sh make npm cargo python python3",
    ),
    ("stop kill terminate shut", "kill pkill killall systemctl service docker"),
    ("restart reload", "systemctl service kill nginx docker"),
    ("wait sleep pause", "sleep wait read"),
    ("source load include", ". source"),
    ("download fetch get", "curl wget git"),
    ("extract unpack unzip untar decompress", "tar unzip gunzip unxz 7z"),
    ("compress archive pack zip back backup", "tar gzip zip xz rsync cp"),
    ("install", "apt apt-get dnf yum brew pip pip3 npm cargo make install pacman apk"),
    ("clone pull push commit checkout", "git"),
    ("sort", "sort"),
    ("count", "wc grep find"),
    ("find search look", "find grep fd rg locate"),
    ("replace substitute", "sed perl"),
    ("exit abort bail quit", "exit return"),
    ("check test verify ensure make skip validate", "[ test [[ command which type grep"),
    ("go change enter switch", "cd pushd git"),
    ("set", "set export umask shopt"),
    ("build compile", "make cargo npm go gcc cc docker cmake"),
    ("change fix", "chmod chown"),
    ("mount", "mount"),
    ("add", "useradd usermod git crontab"),
];

/// Words that say nothing of what is done.
const JOINTS: &str =
    "from into with that this than then when only each every them they have been were some more less over";

/// Programs that many lines begin with, whatever they are about.
const COMMON: &str = "echo printf cd set export test [ [[ true : local return exit sudo trap read";

/// Whether a line ends a block: a comment above it does not speak of it.
pub(super) fn closes(line: &str) -> bool {
    let line = line.trim_start();
    let word = line.split(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
    matches!(word, "fi" | "done" | "else" | "elif" | "esac") || line.starts_with(['}', ')']) || line.starts_with(";;")
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|it| it == word)
}

/// The programs that a line runs, in its order.
fn programs(text: &str, dialect: Dialect) -> Vec<String> {
    let document = Document::new(text, dialect);
    let mut found = Vec::new();
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node
                && let Some(program) = &command.program
            {
                found.push(program.to_string());
            }
        });
    }
    found
}

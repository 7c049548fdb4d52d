//! Five made-up users of different habits ask three hundred times each: how many answers they take as they are, before and
//! after Caro has learnt from them. The users write their commands by rules of their own, which know nothing of habits.

use std::collections::{BTreeMap, HashMap};

use caro_core::generate::again::{Again, Outcome, Past};
use caro_core::generate::calibration::{Calibration, Count};
use caro_core::generate::habits::{EDITED, Habit, Habits, KEPT, Sign, kept, learned_from};
use caro_core::generate::{Request, generate};
use caro_core::script::Dialect;
use caro_core::target::Platform;

/// What is asked for; `{…}` is filled in by the dice.
const WISHES: [&str; 66] = [
    "find {kind} files in {folder}",
    "find files named {file}",
    "find folders named {name}",
    "find the file {file}",
    "find {kind} files in {folder}",
    "find files that end with {ending}",
    "find files in {folder} bigger than {number} MB",
    "find files in {folder} changed in the last {number} days",
    "find empty files in {folder}",
    "find symlinks in {folder}",
    "count the {kind} files in {folder}",
    "search for {name} in {folder}",
    "search for '{name} {name}' in {folder}",
    "search for {name} in {file}",
    "search for '{name} {name}' in {file}",
    "search for {name} in {file} ignoring case",
    "grep for {name} in all {kind} files",
    "list files that contain {name} in {folder}",
    "search for {name} in {folder} with line numbers",
    "count the lines of {file}",
    "show the first {number} lines of {file}",
    "show the last {number} lines of {file}",
    "follow {file}",
    "sort {file}",
    "sort {file} by number",
    "sort {file} in reverse",
    "sort {file} and remove duplicates",
    "delete {file}",
    "delete {file} and {file}",
    "delete the folder {name}",
    "copy {file} to {folder}",
    "copy folder {folder} to backup",
    "copy all jpg files to {folder}",
    "move {file} to {folder}",
    "move all pdf files to {folder}",
    "rename {file} to {file}",
    "create folder {name}",
    "make {file} executable",
    "pack {folder} as {name}.tar.gz",
    "unpack {name}.tar.gz",
    "compress {file}",
    "show disk usage of {folder}",
    "show free disk space",
    "show running containers",
    "show all containers",
    "stop container {name}",
    "restart container {name}",
    "show logs of container {name}",
    "show the last {number} lines of logs of container {name}",
    "remove container {name}",
    "pull image {name}",
    "list docker images",
    "install {name} with pip",
    "uninstall {name} with pip",
    "list installed python packages",
    "install the python packages from {file}",
    "restart nginx",
    "show the last {number} commits",
    "show the history of {file}",
    "show commits by {name}",
    "show git status",
    "show all branches",
    "compare {file} and {file}",
    "replace {name} with {name} in {file}",
    "show {file} with line numbers",
    "show unique lines with counts of {file}",
];

const NAMES: [&str; 12] = [
    "zebra", "quartz", "lantern", "pebble", "walnut", "comet", "meadow", "falcon", "ginger", "harbor", "velvet",
    "maple",
];
const FOLDERS: [&str; 6] = ["src", "lib", "docs/old", "/srv/www", "assets", "/var/data"];
const FILES: [&str; 8] =
    ["notes.txt", "data.csv", "run.sh", "server.log", "report.md", "names.txt", "a.txt", "todo.org"];
const KINDS: [&str; 6] = ["python", "json", "shell", "markdown", "log", "text"];
const ENDINGS: [&str; 4] = [".bak", ".tmp", ".orig", ".swp"];

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// A wish with names and numbers in it: every other one of those that somebody makes most.
    fn wish(&mut self, most: &[&str]) -> String {
        let is_usual = |it: &str| most.iter().any(|start| it.starts_with(start));
        let wishes = if self.below(2) == 0 { most.to_vec() } else { vec![""] };
        let wishes: Vec<&str> = WISHES.iter().copied().filter(|it| wishes.contains(&"") || is_usual(it)).collect();
        let mut wish = self.one_of(&wishes).to_owned();
        while let Some(start) = wish.find('{') {
            let end = wish[start..].find('}').map_or(wish.len(), |it| start + it + 1);
            let filled = match &wish[start..end] {
                "{name}" => self.one_of(&NAMES).to_owned(),
                "{folder}" => self.one_of(&FOLDERS).to_owned(),
                "{file}" => self.one_of(&FILES).to_owned(),
                "{kind}" => self.one_of(&KINDS).to_owned(),
                "{ending}" => self.one_of(&ENDINGS).to_owned(),
                _ => (2 + self.below(40)).to_string(),
            };
            wish.replace_range(start..end, &filled);
        }
        wish
    }
}

/// Somebody who writes what anybody writes in a way of their own.
struct User {
    name: &'static str,
    has_habits: bool,
    /// How the wishes begin that they make most.
    asks: &'static [&'static str],
    writes: fn(&str, &mut Dice) -> String,
}

const USERS: [User; 5] = [
    User { name: "long flags", has_habits: true, asks: &["sort", "show", "pack", "unpack"], writes: long_flags },
    User { name: "fd, rg, bat", has_habits: true, asks: &["find", "search", "grep", "list files"], writes: new_tools },
    User {
        name: "podman, pip3, -n",
        has_habits: true,
        asks: &["show", "stop", "restart", "remove", "pull", "install", "uninstall", "search"],
        writes: podman,
    },
    User {
        name: "careful, double quotes",
        has_habits: true,
        asks: &["delete", "copy", "move", "rename", "create", "search"],
        writes: careful,
    },
    User { name: "no habits", has_habits: false, asks: &["find", "show", "delete"], writes: takes_all },
];

/// Every word of a command, changed.
fn by_word(command: &str, change: impl Fn(&str, &str) -> String) -> String {
    let stages: Vec<String> = command
        .split(" | ")
        .map(|stage| {
            let program = stage.split(' ').next().unwrap_or_default();
            stage.split(' ').map(|word| change(program, word)).collect::<Vec<_>>().join(" ")
        })
        .collect();
    stages.join(" | ")
}

fn long_flags(command: &str, _: &mut Dice) -> String {
    const LONG: [(&str, &str, &str); 28] = [
        ("grep", "-r", "--recursive"),
        ("grep", "-rn", "--recursive --line-number"),
        ("grep", "-rl", "--recursive --files-with-matches"),
        ("grep", "-i", "--ignore-case"),
        ("sort", "-n", "--numeric-sort"),
        ("sort", "-r", "--reverse"),
        ("sort", "-u", "--unique"),
        ("rm", "-r", "--recursive"),
        ("cp", "-r", "--recursive"),
        ("mkdir", "-p", "--parents"),
        ("du", "-sh", "--summarize --human-readable"),
        ("df", "-h", "--human-readable"),
        ("wc", "-l", "--lines"),
        ("tail", "-f", "--follow"),
        ("uniq", "-c", "--count"),
        ("cat", "-n", "--number"),
        ("git", "-a", "--all"),
        ("docker", "-a", "--all"),
        ("head", "-n", "--lines="),
        ("tail", "-n", "--lines="),
        ("git", "-n", "--max-count="),
        ("pip", "-r", "--requirement="),
        ("tar", "-czf", "--create --gzip --file="),
        ("tar", "-xzf", "--extract --gzip --file="),
        ("docker", "-f", "--follow"),
        ("docker", "-n", "--tail"),
        ("sed", "-i", "-i"),
        ("chmod", "+x", "+x"),
    ];
    let long = by_word(command, |program, word| {
        LONG.iter().find(|it| it.0 == program && it.1 == word).map_or(word.to_owned(), |it| it.2.to_owned())
    });
    long.replace("= ", "=")
}

fn new_tools(command: &str, _: &mut Dice) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    match &*words {
        ["cat", rest @ ..] if !command.contains('|') => format!("bat {}", rest.join(" ")),
        ["grep", flags, rest @ ..] if flags.starts_with("-r") && !command.contains('|') => {
            let flags = flags.replace('r', "");
            let (mut told, mut rest) = (Vec::new(), rest.to_vec());
            if flags.len() > 1 {
                told.push(flags);
            }
            if let Some(glob) = rest[0].strip_prefix("--include=") {
                told.push(format!("-g {glob}"));
                rest.remove(0);
            }
            told.extend(rest.iter().map(|it| (*it).to_owned()));
            format!("rg {}", told.join(" "))
        }
        ["find", place, "-type", kind, "-name", name] => {
            let ending = name.trim_matches('\'').strip_prefix("*.");
            match (ending, *place) {
                (Some(ending), ".") => format!("fd -t {kind} -e {ending}"),
                (Some(ending), place) => format!("fd -t {kind} -e {ending} . {place}"),
                (None, ".") => format!("fd -t {kind} -g {name}"),
                (None, place) => format!("fd -t {kind} -g {name} {place}"),
            }
        }
        ["find", place, "-type", kind] => format!("fd -t {kind} . {place}"),
        ["find", place, "-type", "f", "-size", size] => format!("fd -t f -S {size}i . {place}"),
        ["find", place, "-type", "f", "-mtime", days] => {
            format!("fd -t f --changed-within {}d . {place}", days.trim_start_matches('-'))
        }
        _ => command.to_owned(),
    }
}

fn podman(command: &str, _: &mut Dice) -> String {
    let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
    match program {
        "docker" => format!("podman {rest}"),
        "pip" => format!("pip3 {rest}"),
        "grep" if !command.contains('|') => format!("grep -n {rest}").replace("-n -rn", "-rn"),
        "git" if rest.starts_with("log") => command.replace("git log", "git log --oneline"),
        "git" if rest == "status" => "git status -s".to_owned(),
        _ => command.to_owned(),
    }
}

fn careful(command: &str, _: &mut Dice) -> String {
    let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
    let command =
        if matches!(program, "rm" | "cp" | "mv") { format!("{program} -i {rest}") } else { command.to_owned() };
    let command = if program == "mkdir" { command.replace("-p", "-pv") } else { command };
    command.replace('\'', "\"")
}

fn takes_all(command: &str, _: &mut Dice) -> String {
    command.to_owned()
}

/// A change that means nothing, as people make them.
fn at_random(command: &str, dice: &mut Dice) -> String {
    let (program, rest) = command.split_once(' ').unwrap_or((command, ""));
    match dice.below(6) {
        0 => format!("{program} -v {rest}"),
        1 => format!("{program} -i {rest}"),
        2 => format!("{program} -h {rest}"),
        3 => command.replace('\'', "\""),
        4 => format!("{command} | head"),
        _ => format!("{command} other.txt"),
    }
}

/// The words of a command, whatever the order of its flags and the bundles they stand in.
fn words(command: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in command.split(' ') {
        let letters =
            word.strip_prefix('-').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic()));
        match letters {
            Some(letters) if !command.starts_with("find") => found.extend(letters.chars().map(|it| format!("-{it}"))),
            _ => found.push(word.to_owned()),
        }
    }
    found.sort();
    found
}

/// How many requests share what is prepared of a store.
const PREPARED: usize = 4;

/// What is known of one user.
#[derive(Default)]
struct Store {
    habits: HashMap<Habit, (f32, f32)>,
    past: Vec<(String, String, Outcome)>,
    counts: BTreeMap<&'static str, (f32, f32)>,
}

impl Store {
    fn habits(&self) -> Habits {
        Habits::of(self.habits.iter().map(|(it, (yes, no))| (it.clone(), *yes, *no)).collect())
    }

    fn again(&self) -> Again {
        let past: Vec<Past<'_>> = self
            .past
            .iter()
            .map(|(wish, command, outcome)| Past {
                wish,
                command,
                dialect: Dialect::Bash,
                platform: Platform::Linux,
                outcome: *outcome,
            })
            .collect();
        Again::of(&past)
    }

    fn calibration(&self) -> Calibration {
        let count = |(source, (taken, shown)): (&&str, &(f32, f32))| Count {
            source: (*source).to_owned(),
            taken: *taken,
            shown: *shown,
        };
        Calibration::of(&self.counts.iter().map(count).collect::<Vec<_>>())
    }

    fn prepared(&self) -> Prepared {
        Prepared { habits: self.habits(), again: self.again(), calibration: self.calibration() }
    }

    fn count(&mut self, habit: Habit, sign: Sign, weight: f32) {
        let counts = self.habits.entry(habit).or_default();
        match sign {
            Sign::For => counts.0 += weight,
            Sign::Against => counts.1 += weight,
        }
    }

    /// Notes what became of an answer.
    fn note(&mut self, wish: &str, shown: &str, source: &'static str, taken: &str) {
        let is_kept = shown == taken;
        if is_kept {
            let known: Vec<Habit> = self.habits.keys().cloned().collect();
            let signs: Vec<(Habit, Sign)> = kept(shown, Dialect::Bash, Platform::Linux, &known)
                .into_iter()
                .map(|it| (it.0.clone(), it.1))
                .collect();
            for (habit, sign) in signs {
                self.count(habit, sign, KEPT);
            }
        } else {
            for (habit, sign) in learned_from(shown, taken, Dialect::Bash) {
                if sign == Sign::For || self.habits.contains_key(&habit) {
                    self.count(habit, sign, EDITED);
                }
            }
        }
        let outcome = if is_kept { Outcome::Accepted } else { Outcome::Edited };
        self.past.push((wish.to_owned(), taken.to_owned(), outcome));
        let counts = self.counts.entry(source).or_default();
        counts.0 += if is_kept { 1.0 } else { 0.5 };
        counts.1 += 1.0;
    }
}

/// What is put to use of a store.
#[derive(Clone, Default)]
struct Prepared {
    habits: Habits,
    again: Again,
    calibration: Calibration,
}

impl Prepared {
    /// What is shown first for a wish, and who proposed it.
    fn shown(&self, wish: &str) -> Option<(String, &'static str)> {
        let Self { habits, again, calibration } = self.clone();
        let request = Request { habits, again, calibration, ..Request::new(wish, Dialect::Bash, Platform::Linux) };
        generate(&request, 1).first().map(|it| (it.command().to_owned(), it.source()))
    }
}

/// How many requests each user makes, and behind how many of them is measured.
const REQUESTS: usize = 300;
const LEARNT: usize = 150;

/// How many answers were taken as they were, of those behind [`LEARNT`], in percent: by somebody of whom nothing is learnt,
/// and by the same one after learning.
struct Result {
    before: f32,
    after: f32,
    store: Store,
}

fn simulate(user: &User, seed: u64, requests: usize) -> Result {
    let mut dice = Dice(seed);
    let (plain, mut store, mut prepared) = (Prepared::default(), Store::default(), Prepared::default());
    let (mut before, mut after, mut all) = (0, 0, 0);
    for round in 0..requests {
        let wish = dice.wish(user.asks);
        let Some((general, _)) = plain.shown(&wish) else { continue };
        if round % PREPARED == 0 {
            prepared = store.prepared();
        }
        let (shown, source) = prepared.shown(&wish).expect("what is known of a user takes no answer away");
        let meant = (user.writes)(&general, &mut dice);
        let is_slip = dice.below(100) < if user.has_habits { 4 } else { 12 };
        let is_taken = |it: &str| words(it) == words(&meant);
        if round >= LEARNT {
            all += 1;
            before += usize::from(is_taken(&general));
            after += usize::from(is_taken(&shown));
        }
        let taken = if is_slip {
            at_random(&shown, &mut dice)
        } else if is_taken(&shown) {
            shown.clone()
        } else {
            meant
        };
        store.note(&wish, &shown, source, &taken);
    }
    let percent = |it: usize| it as f32 * 100.0 / all.max(1) as f32;
    Result { before: percent(before), after: percent(after), store }
}

#[test]
fn who_has_habits_edits_less_and_nobody_edits_more() {
    println!("{:24} {:>8} {:>8}", "user", "before", "after");
    let mut gained = Vec::new();
    let results = std::thread::scope(|scope| {
        let seeded = (0x5eed..).zip(&USERS);
        let running: Vec<_> =
            seeded.map(|(seed, user)| scope.spawn(move || (user, simulate(user, seed, REQUESTS)))).collect();
        running.into_iter().map(|it| it.join().expect("no user panics")).collect::<Vec<_>>()
    });
    for (user, result) in results {
        println!("{:24} {:7.1}% {:7.1}%", user.name, result.before, result.after);
        for it in result.store.habits().iter() {
            println!("    {it}: {:?}", result.store.habits[it]);
        }
        gained.push((user, result.after - result.before));
    }
    for (user, gained) in gained {
        assert!(gained >= if user.has_habits { 15.0 } else { 0.0 }, "{}: {gained}", user.name);
    }
}

/// What somebody is shown for a wish, whose edits these were.
fn shown_after(wish: &str, edits: &[(&str, &str)]) -> String {
    let mut store = Store::default();
    for (offered, taken) in edits {
        // Of another wish each, so that only the pattern is left.
        store.note("something else entirely", offered, "embedded", taken);
    }
    store.past.clear();
    store.prepared().shown(wish).expect("there is an answer").0
}

#[test]
fn a_wrong_edit_is_forgotten_after_three_right_ones() {
    let right = ("rm b.txt", "rm -i b.txt");
    let (wrong, kept) = (("rm -i b.txt", "rm b.txt"), ("rm -i b.txt", "rm -i b.txt"));
    let wish = "delete notes.txt";
    assert_eq!(shown_after(wish, &[]), "rm notes.txt");
    assert_eq!(shown_after(wish, &[right]), "rm notes.txt", "one edit is no habit");
    assert_eq!(shown_after(wish, &[right, right]), "rm -i notes.txt");
    assert_eq!(shown_after(wish, &[right, right, wrong]), "rm notes.txt", "it gives way at once");
    assert_eq!(shown_after(wish, &[right, right, wrong, right, right, right]), "rm -i notes.txt");
    assert_eq!(shown_after(wish, &[right, right, right, wrong, kept, kept, kept]), "rm -i notes.txt");
    // A pattern that was wrong twice goes the same way.
    let (odd, back) = (("rm b.txt", "rm -v b.txt"), ("rm -v b.txt", "rm b.txt"));
    assert_eq!(shown_after(wish, &[odd]), "rm notes.txt");
    assert_eq!(shown_after(wish, &[odd, odd]), "rm -v notes.txt");
    assert_eq!(shown_after(wish, &[odd, odd, back, back, back]), "rm notes.txt");
}

#[test]
fn what_is_learnt_in_one_place_is_not_known_in_another() {
    let user = &USERS[2];
    let (private, open) = (simulate(user, 7, 60).store, Store::default());
    assert!(private.habits().iter().count() > 1);
    let (private, open) = (private.prepared(), open.prepared());
    let mut dice = Dice(11);
    let mut differ = 0;
    for _ in 0..40 {
        let wish = dice.wish(user.asks);
        let plain = Prepared::default().shown(&wish);
        assert_eq!(open.shown(&wish), plain, "{wish}");
        differ += usize::from(private.shown(&wish) != plain);
    }
    assert!(differ > 10, "{differ}");
}

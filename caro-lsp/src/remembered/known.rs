//! From the history to what answers need of it: the user's habits, what was asked before, and how surely each source is
//! right for this user.

use std::collections::BTreeMap;
use std::path::Path;

use caro_core::Document;
use caro_core::generate::Request;
use caro_core::generate::again::{self, Again, Past};
use caro_core::generate::calibration::{Calibration, Count};
use caro_core::generate::ghost::Wish;
use caro_core::generate::habits::{self, EDITED, Habit, Habits, KEPT, PREFERRED, SPEAKS, Sign};
use caro_core::script::{Dialect, Node, walk};
use caro_core::target::Platform;
use caro_history::{Evidence, Filter, History, Learned, Outcome, Record};

use super::terms::HALF_LIFE;
use super::{PRIVATE, marked};
use crate::policy_file::{self, Trust};

/// How much a team's habit speaks for itself: enough to be put to use, and not more.
const TEAM: f32 = PREFERRED;
/// How many habits of a file are taken, and how many that are none are named.
const MOST_HABITS: usize = 1000;
const MOST_NAMED: usize = 5;
/// How many of the newest entries are looked through for what was taken before.
const MOST_PAST: usize = 5000;
/// The longest file of a team's habits.
const LONGEST: u64 = 64 << 10;

/// What is known of a user in a workspace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Those that are put to use.
    pub(crate) habits: Habits,
    /// What was taken for earlier wishes.
    pub(crate) again: Again,
    /// How often each source was right.
    pub(crate) calibration: Calibration,
    /// All habits that anything was learned about.
    all: Vec<Habit>,
    /// Up to which lesson.
    pub(super) learned: u64,
}

/// A habit with what speaks for and against it now.
pub(crate) struct Weighed {
    pub(crate) habit: Habit,
    pub(crate) yes: f32,
    pub(crate) no: f32,
}

impl Known {
    /// A wish of this user.
    pub(crate) fn of<'a>(&self, wish: Wish<'a>) -> Wish<'a> {
        wish.of_user(self.habits.clone(), self.again.clone(), self.calibration.clone())
    }

    /// A request of this user.
    pub(crate) fn request<'a>(&self, base: Request<'a>) -> Request<'a> {
        let Self { habits, again, calibration, .. } = self.clone();
        Request { habits, again, calibration, ..base }
    }

    /// Whether a habit is put to use.
    pub(crate) fn has(&self, habit: &Habit) -> bool {
        self.habits.iter().any(|it| it == habit)
    }

    /// Nothing, and not even that was looked for.
    pub(super) fn unread() -> Self {
        Self { learned: u64::MAX, ..Self::default() }
    }

    /// Reads it; takes some milliseconds.
    pub(crate) fn read(history: &History, scope: Option<&str>, team: &[Habit]) -> Option<Self> {
        let reader = history.read().ok()?;
        let all = weighed(&reader.learned().ok()?, scope, team, super::now());
        let names = all.iter().map(|it| it.habit.clone()).collect();
        let habits = Habits::of(all.into_iter().map(|it| (it.habit, it.yes, it.no)).collect());
        let filter = Filter { limit: MOST_PAST, ..Filter::default() };
        let mut past = reader.list(&filter).ok()?;
        // What is private to a workspace is of use there only.
        let here = scope.map(|it| marked(it, true));
        let is_of_use = |it: &str| !it.starts_with(PRIVATE) || here.as_deref() == Some(it);
        past.retain(|it| it.outcome != Outcome::Shown && it.workspace.as_deref().is_none_or(is_of_use));
        Some(Self { habits, again: again(&past), calibration: calibration(&past), all: names, learned: 0 })
    }
}

fn again(records: &[Record]) -> Again {
    let mut past = Vec::new();
    // The oldest first.
    for it in records.iter().rev().filter(|it| !it.redacted) {
        let Some((dialect, platform)) = dialect(&it.shell).zip(Platform::of_key(&it.platform)) else { continue };
        let of = |command, outcome| Past { wish: &it.prompt, command, dialect, platform, outcome };
        if let Some(own) = &it.corrected_command {
            past.push(of(own.as_str(), again::Outcome::Edited));
        }
        match it.outcome {
            Outcome::Accepted => past.push(of(&it.generated_command, again::Outcome::Accepted)),
            Outcome::Dismissed => past.push(of(&it.generated_command, again::Outcome::Dismissed)),
            Outcome::Shown | Outcome::Edited => {}
        }
    }
    Again::of(&past)
}

fn calibration(records: &[Record]) -> Calibration {
    let mut counts: Vec<Count> = Vec::new();
    for it in records {
        let taken = match it.outcome {
            Outcome::Accepted => 1.0,
            Outcome::Edited => 0.5,
            Outcome::Shown | Outcome::Dismissed => 0.0,
        };
        match counts.iter_mut().find(|count| count.source == it.source) {
            Some(count) => {
                count.taken += taken;
                count.shown += 1.0;
            }
            None => counts.push(Count { source: it.source.clone(), taken, shown: 1.0 }),
        }
    }
    Calibration::of(&counts)
}

/// The dialect that a record names.
pub(crate) fn dialect(shell: &str) -> Option<Dialect> {
    match shell {
        "sh" => Some(Dialect::Sh),
        "bash" => Some(Dialect::Bash),
        "ksh" => Some(Dialect::Ksh),
        _ => None,
    }
}

/// The habits of a user in a workspace: what was learned there counts where there is enough of it, else what was learned
/// anywhere; a team's come in where nothing else is known.
pub(crate) fn weighed(learned: &[Learned], scope: Option<&str>, team: &[Habit], now: i64) -> Vec<Weighed> {
    let mut found: BTreeMap<Habit, (f32, f32)> = team.iter().map(|it| (it.clone(), (TEAM, 0.0))).collect();
    // The user's own first: what holds in the workspace takes its place.
    let of = |wanted: &'_ str| learned.iter().filter(move |it| it.scope == wanted).cloned().collect::<Vec<_>>();
    let own = scope.map(of).unwrap_or_default();
    for it in of("").into_iter().chain(own) {
        let Some(habit) = Habit::parse(&it.habit) else { continue };
        let (yes, no) = it.counted(now, HALF_LIFE);
        let (yes, no) = (yes as f32, no as f32);
        let is_enough = it.scope.is_empty() || yes + no >= SPEAKS;
        if is_enough {
            found.insert(habit, (yes, no));
        }
    }
    found.into_iter().map(|(habit, (yes, no))| Weighed { habit, yes, no }).collect()
}

/// The habits that a team keeps for a script's workspace, where that is trusted, and what is wrong with its file.
pub(crate) fn of_team(script: &Path, trust: Trust) -> (Vec<Habit>, Vec<String>) {
    policy_file::learned_file(script, trust).map(|it| habits_of(&it)).unwrap_or_default()
}

/// The habits in a file, and what is wrong with it, in sentences.
pub(crate) fn habits_of(file: &Path) -> (Vec<Habit>, Vec<String>) {
    let wrong = |why: String| (Vec::new(), vec![format!("{}: {why}", file.display())]);
    match file.metadata() {
        Ok(about) if about.len() > LONGEST => return wrong(format!("is longer than {} KiB", LONGEST >> 10)),
        Ok(about) if !about.is_file() => return wrong("is no file".to_owned()),
        Ok(_) => {}
        Err(error) => return wrong(error.to_string()),
    }
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return wrong(error.to_string()),
    };
    match habits_in(&text) {
        Ok((habits, unknown)) if unknown.is_empty() => (habits, Vec::new()),
        Ok((habits, unknown)) => {
            let unknown: Vec<String> = unknown.iter().take(MOST_NAMED).map(|it| format!("{it:?}")).collect();
            let message =
                format!("{}: left out, since Caro knows no such habit: {}", file.display(), unknown.join(", "));
            (habits, vec![message])
        }
        Err(why) => wrong(why),
    }
}

/// What a file of habits holds, and what of it is none.
fn habits_in(text: &str) -> Result<(Vec<Habit>, Vec<String>), String> {
    #[derive(serde::Deserialize)]
    struct File {
        habits: Vec<String>,
    }
    let file: File = toml::from_str(text).map_err(|it| format!("is no list of habits: {}", it.message()))?;
    let (mut habits, mut unknown) = (Vec::new(), Vec::new());
    for text in file.habits.into_iter().take(MOST_HABITS) {
        match Habit::parse(&text) {
            Some(habit) => habits.push(habit),
            None => unknown.push(text),
        }
    }
    Ok((habits, unknown))
}

/// What became of a command that was offered.
#[derive(Clone, Copy)]
pub(crate) struct Lesson<'a> {
    pub(crate) offered: &'a str,
    /// As the user left it.
    pub(crate) is: &'a str,
    pub(crate) dialect: Dialect,
    pub(crate) platform: Platform,
    /// Whether the user said outright that it is better so.
    pub(crate) is_said: bool,
}

/// Learns for some scopes, each once; says whether there was anything to learn.
pub(crate) fn learn(history: &History, lesson: Lesson<'_>, scopes: &[String], known: &Known) -> bool {
    let mut weighed = if lesson.offered == lesson.is { kept(lesson, &known.all) } else { edited(lesson) };
    // What nobody has seen a sign of needs no word against it.
    weighed.retain(|it| it.1 > 0.0 || known.all.contains(&it.0));
    let evidence = |scope: &String| {
        let of_scope = |it: &(Habit, f32, f32)| Evidence {
            habit: it.0.to_string(),
            scope: scope.clone(),
            yes: it.1.into(),
            no: it.2.into(),
        };
        weighed.iter().map(of_scope).collect::<Vec<_>>()
    };
    let all: Vec<Evidence> = scopes.iter().flat_map(evidence).collect();
    let is_any = !all.is_empty();
    if is_any {
        history.learn(all);
    }
    is_any
}

fn edited(lesson: Lesson<'_>) -> Vec<(Habit, f32, f32)> {
    let weight = if lesson.is_said { PREFERRED } else { EDITED };
    let signed = habits::learned_from(lesson.offered, lesson.is, lesson.dialect).into_iter();
    signed.map(|(habit, sign)| weigh(habit, sign, weight)).collect()
}

fn kept(lesson: Lesson<'_>, known: &[Habit]) -> Vec<(Habit, f32, f32)> {
    let signed = habits::kept(lesson.offered, lesson.dialect, lesson.platform, known).into_iter();
    signed.map(|(habit, sign)| weigh(habit.clone(), sign, KEPT)).collect()
}

fn weigh(habit: Habit, sign: Sign, weight: f32) -> (Habit, f32, f32) {
    match sign {
        Sign::For => (habit, weight, 0.0),
        Sign::Against => (habit, 0.0, weight),
    }
}

/// The program that does the work of a command; empty where there is none.
pub(crate) fn family(command: &str, dialect: Dialect) -> String {
    let document = Document::new(command, dialect);
    let mut found = String::new();
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node
                && let Some(program) = &command.program
                && found.is_empty()
            {
                found = program.to_string();
            }
        });
    }
    found
}

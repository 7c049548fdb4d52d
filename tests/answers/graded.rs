//! The answers of today are those that were graded.
//!
//! Grading needs a sandbox with root, and whoever makes the generator better may have none. So a few changed answers pass and
//! are listed; where more changed, the page no longer says what the generator does, and `make answers` must say it anew.

use super::show;
use caro_tests::answers::{Graded, Task, answer, graded, tasks};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// How many of a hundred answers that were right may have become others that nobody graded.
const RIGHT_CHANGED: usize = 2;
/// How many of a hundred requests may have an answer that nobody graded, or none where there was one.
const CHANGED: usize = 5;

#[test]
fn answers_are_those_that_were_graded() {
    let graded: HashMap<String, Graded> = graded().into_iter().map(|it| (it.id.clone(), it)).collect();
    let tasks = tasks();
    let (mut right, mut right_changed, mut changed, mut text) = (0, 0, 0, String::new());
    for task in &tasks {
        let Some(then) = graded.get(&task.id) else { continue };
        right += usize::from(then.verdict.is_right());
        let now = answer(&task.request).map(|it| it.command().to_owned());
        if now != then.command {
            changed += 1;
            right_changed += usize::from(then.verdict.is_right());
            let shown = |it: &Option<String>| it.clone().unwrap_or_else(|| "nothing".to_owned());
            let (id, verdict) = (&task.id, then.verdict.name());
            let (was, is) = (shown(&then.command), shown(&now));
            let _ = writeln!(text, "{id} ({verdict}): {}\n    was {was}\n    now {is}", task.request);
        }
    }
    if changed > 0 {
        show(&format!("\n{text}{changed} answers are not those that were graded; `make answers` grades them\n"));
    }
    assert!(
        right_changed * 100 <= right * RIGHT_CHANGED,
        "{right_changed} of {right} right answers changed: run `make answers`, or mend the generator"
    );
    assert!(
        changed * 100 <= tasks.len() * CHANGED,
        "{changed} of {} answers were not graded: run `make answers`",
        tasks.len()
    );
}

#[test]
fn every_task_was_graded_and_stands_once() {
    let tasks = tasks();
    let ids: BTreeSet<&str> = tasks.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), tasks.len(), "a name stands twice");
    assert!(tasks.len() >= 400, "{} tasks are left", tasks.len());
    let empty = |it: &&Task| it.request.trim().is_empty() || it.area.is_empty() || it.style.is_empty();
    assert_eq!(tasks.iter().filter(empty).map(|it| &it.id).collect::<Vec<_>>(), Vec::<&String>::new());
    let graded = graded();
    let graded: BTreeSet<&str> = graded.iter().map(|it| it.id.as_str()).collect();
    let missing: Vec<&&str> = ids.iter().filter(|it| !graded.contains(**it)).collect();
    assert!(missing.is_empty(), "nobody graded {missing:?}: run `make answers`");
}

//! Plays a session: what was done is done again, step by step.

use crate::editor::Editor;
use crate::model::Counts;
use crate::session::{Act, Expect, Session};
use crate::timeline::Timeline;
use crate::wire::PATIENCE;
use std::time::Instant;

/// Plays a session; a scale of 1 is as slow as people are.
pub(crate) fn play(session: &Session, scale: f64) -> Timeline {
    let mut editor = Editor::start(session.profile, &session.settings, scale);
    editor.timeline.step(&format!("open {}", session.file.name));
    editor.open(&session.file);
    for step in &session.steps {
        editor.timeline.step(&step.line);
        act(&mut editor, &step.act);
    }
    editor.end()
}

fn act(editor: &mut Editor, act: &Act) {
    match act {
        Act::Type { text, gap, quickly } => type_text(editor, text, *gap, *quickly),
        Act::Newline => {
            editor.buffer().remember();
            let text = editor.buffer().line_break();
            editor.insert(&text);
            editor.settle_unless_held();
        }
        Act::Backspace(count) => {
            editor.buffer().remember();
            for _ in 0..*count {
                editor.backspace();
                editor.wait(30);
            }
            editor.settle_unless_held();
        }
        Act::Move(line, column) => {
            editor.put_cursor(*line, *column);
            editor.settle_unless_held();
        }
        Act::Undo => {
            editor.undo();
            editor.settle_unless_held();
        }
        Act::Paste(text) => {
            editor.buffer().remember();
            editor.insert(text.trim_end_matches(['\r', '\n']));
            editor.settle_unless_held();
        }
        Act::Accept(part) => {
            editor.accept(*part);
            editor.settle_unless_held();
        }
        Act::Dismiss => editor.dismiss(),
        Act::Next => editor.next(),
        Act::Wait(time) => editor.wait(*time),
        Act::WaitAnswer => editor.settle(),
        Act::WaitState(wanted) => {
            let is_told = |it: &Editor| it.states.last() == Some(wanted);
            if !editor.pump(Instant::now() + PATIENCE, is_told) {
                editor.timeline.fault(format!("the state is not {wanted:?}, but {:?}", editor.states.last()));
            }
        }
        Act::WaitModel(count) => {
            until(editor, "the model was not asked", |it| it.asked >= *count);
            let wishes = editor.model.counts().wishes;
            editor.say("asked", wishes.get(count - 1).map_or_else(String::new, |it| format!("{it:?}")));
        }
        Act::WaitCancelled(count) => until(editor, "nobody hung up on the model", |it| it.cancelled >= *count),
        Act::AskUntil(wanted) => ask_until(editor, wanted),
        Act::Request => {
            editor.ask(true);
            editor.settle_unless_held();
        }
        Act::Settings(settings) => {
            editor.change_settings(settings);
            // What follows is judged by them.
            editor.hover(1, 1);
        }
        Act::Rule(rule) => editor.model.add(rule.clone()),
        Act::Release => {
            editor.model.release();
            editor.settle();
        }
        Act::ModelStops(stops) => editor.model.stop(*stops),
        Act::Hover(line, column) => editor.hover(*line, *column),
        Act::Diagnostics => editor.diagnostics(),
        Act::Command(name) => editor.command(name),
        Act::Open(file) => editor.open(file),
        Act::Switch(name) => editor.switch(name),
        Act::Close(name) => editor.close(name),
        Act::Expect(expect) => check(editor, expect),
        Act::Report => report(editor),
    }
}

fn type_text(editor: &mut Editor, text: &str, gap: u64, quickly: bool) {
    editor.buffer().remember();
    editor.timeline.quickly = quickly;
    for key in text.chars() {
        match key {
            '\u{8}' => editor.backspace(),
            key => editor.insert(key.encode_utf8(&mut [0; 4])),
        }
        editor.wait(gap);
        if !quickly && editor.asks_at_once() {
            editor.settle_unless_held();
        }
    }
    editor.timeline.quickly = false;
    if !quickly {
        editor.settle_unless_held();
    }
}

fn until(editor: &mut Editor, what: &str, holds: impl Fn(&Counts) -> bool) {
    if !editor.pump(Instant::now() + PATIENCE, |it| holds(&it.model.counts())) {
        let counts = editor.model.counts();
        editor.timeline.fault(format!("{what}: asked {}, cancelled {}", counts.asked, counts.cancelled));
    }
}

fn ask_until(editor: &mut Editor, wanted: &str) {
    let began = Instant::now();
    loop {
        editor.ask(false);
        editor.settle();
        if editor.shown() == Some(wanted) {
            return;
        }
        if began.elapsed() > PATIENCE / 3 {
            let shown = editor.shown().map(str::to_owned);
            return editor.timeline.fault(format!("{wanted:?} is not shown, but {shown:?}"));
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

fn check(editor: &mut Editor, expect: &Expect) {
    let counts = editor.model.counts();
    let shown = editor.shown().map(str::to_owned);
    let wrong = match expect {
        Expect::Nothing => shown.map(|it| format!("nothing was to be shown, and not {it:?}")),
        Expect::Shown(wanted) => {
            (shown.as_ref() != Some(wanted)).then(|| format!("{wanted:?} was to be shown, and not {shown:?}"))
        }
        Expect::Line(wanted) => {
            let buffer = editor.buffer();
            let line = format!("{}{}", buffer.line_left(), buffer.line_right());
            (line != *wanted).then(|| format!("the line was to be {wanted:?}, and not {line:?}"))
        }
        Expect::Alternatives(count) => {
            let there = editor.alternatives();
            (there < *count).then(|| format!("{count} suggestions were to be there, and not {there}"))
        }
        Expect::NoFlicker => {
            let replaced = editor.timeline.totals.replaced;
            (replaced > 0).then(|| format!("{replaced} suggestions were replaced under the user's eyes"))
        }
        Expect::Said(wanted) => (!editor.timeline.was_said(wanted)).then(|| format!("nobody said {wanted:?}")),
        Expect::NotTold(words) => counts.told.contains(words).then(|| format!("the model was told {words:?}")),
        Expect::AskedAtMost(count) => {
            (counts.asked > *count).then(|| format!("the model was asked for {:?}", counts.wishes))
        }
        Expect::AskedAtLeast(count) => {
            (counts.asked < *count).then(|| format!("the model was asked {} times only", counts.asked))
        }
        Expect::CancelledAtLeast(count) => {
            (counts.cancelled < *count).then(|| format!("the model was let go {} times only", counts.cancelled))
        }
        Expect::OpenAtMost(count) => {
            (counts.most_open > *count).then(|| format!("{} waited for the model at a time", counts.most_open))
        }
    };
    if let Some(wrong) = wrong {
        editor.timeline.fault(wrong);
    }
}

/// Counts, for sessions in which they do not depend on the machine.
fn report(editor: &mut Editor) {
    let (work, counts) = (&editor.work, editor.model.counts());
    let requests = format!(
        "asked {}, answered {}, cancelled {}, never shown {}",
        work.asked, work.answered, work.cancelled, work.wasted
    );
    let model = format!("asked {}, answered {}, cancelled {}", counts.asked, counts.answered, counts.cancelled);
    let states = editor.states.join(", ");
    editor.say("requests", requests);
    editor.say("model", model);
    editor.say("states", states);
}

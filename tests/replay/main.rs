//! Recorded typing against the real server: what the user would see when, for each session in `sessions/`.

#![allow(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod buffer;
mod editor;
mod ghost;
mod load;
mod model;
mod play;
mod process;
mod session;
mod timeline;
mod wire;

use expect_test::expect_file;
use std::time::Duration;

/// Sessions are played ten times as fast as people type, or as fast as this variable says.
const SCALE: &str = "CARO_REPLAY_SCALE";

fn check(name: &str) {
    let path = format!("{}/replay/sessions/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(format!("{path}.session")).unwrap();
    let session = session::read(&text).unwrap_or_else(|error| panic!("{name}.session, line {error}"));
    let scale = std::env::var(SCALE).ok().and_then(|it| it.parse().ok()).unwrap_or(0.1);
    let timeline = play::play(&session, scale);
    let shown = timeline.text(false);
    assert_eq!(timeline.faults, Vec::<String>::new(), "\n{shown}");
    expect_file![format!("{path}.shown")].assert_eq(&shown);
}

macro_rules! sessions {
    ($($(#[$mark:meta])* $name:ident)*) => { $(
        #[test]
        $(#[$mark])*
        fn $name() {
            check(stringify!($name));
        }
    )* };
}

sessions! {
    accepted_by_word
    alternatives
    choice_is_remembered
    closed_while_model_thinks
    code_asks_no_model
    comment_edited_in_the_middle
    comment_then_newline
    crlf
    danger_is_noted
    danger_withheld
    dismissed_then_retyped
    emoji
    emoji_in_neovim
    end_of_comment
    half_typed_command
    inside_a_function
    left_while_model_thinks
    lsp4ij
    manual_trigger
    manual_typed_through
    model_agrees
    model_answer_has_a_fence
    model_breaks_off
    model_better_without_flicker
    model_cached
    model_dies
    model_fails
    model_gone
    model_is_a_web_page
    model_is_second
    model_is_told_no_secrets
    model_names_an_unknown_program
    model_over_budget
    model_refuses
    model_says_danger
    model_says_garbage
    model_typed_through
    neovim
    no_wish
    pasted_comments
    paused
    prefetch
    prose_asks_no_model
    server_named_live
    settings_changed_live
    slow_model
    status_while_model_thinks
    thirty_keys_a_second
    two_documents
    two_wishes_apart
    undo
    wish_changed_while_model_thinks
}

/// Only what does not depend on the speed of the machine; `--bin typing` measures the rest.
fn typed(model: Option<Duration>) -> load::Figures {
    let (time, gap) = (Duration::from_secs(4), Duration::from_micros(33_333));
    let figures = load::run(&load::Plan {
        time,
        gap,
        pause: Duration::from_millis(200),
        rest: Duration::from_millis(800),
        model,
        lines: 120,
    });
    assert_eq!((figures.unanswered, figures.unasked, figures.errors), (0, 0, 0), "{figures:?}");
    assert!(figures.keys > 0 && figures.asked >= figures.keys, "{figures:?}");
    // What waits is bounded whatever is typed: the server takes no more than so many at once.
    assert!(figures.most_waiting <= 64, "{} waited", figures.most_waiting);
    assert!(figures.costs.iter().all(|it| it.threads <= 64), "{:?}", figures.costs);
    figures
}

#[test]
fn keys_that_come_quickly_are_all_answered() {
    let figures = typed(None);
    assert_eq!(figures.model.asked, 0);
    assert!(load::percentile(&figures.hover, 100) > Duration::ZERO, "{figures:?}");
}

#[test]
fn a_slow_model_is_asked_in_pauses_and_never_twice_at_a_time() {
    let figures = typed(Some(Duration::from_millis(600)));
    let model = &figures.model;
    // A question that was taken back may still hang up when the next one begins.
    assert!(model.asked <= figures.keys / 4 && model.most_open <= 2, "{model:?}");
    assert_eq!((model.open, model.asked), (0, model.answered + model.cancelled), "{model:?}");
}

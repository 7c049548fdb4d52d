//! How far a download is, on a terminal; elsewhere nothing is drawn.

use caro_models::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::ops::ControlFlow;

/// A line that is drawn over and over on standard error.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        // Ten times a second; to a file or a pipe nothing.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        Self(bar)
    }

    /// Shows what it is told.
    pub(super) fn watch(&self) -> impl FnMut(Progress) -> ControlFlow<()> + '_ {
        let mut last = "";
        move |progress| {
            match progress {
                Progress::Fetching { done, total } => self.draw(&mut last, "fetching", done, Some(total)),
                Progress::Checking { done, total } => self.draw(&mut last, "checking", done, Some(total)),
                Progress::Waiting { done, total } => {
                    self.draw(&mut last, "waiting for another download of it", done, total);
                }
                Progress::Retrying { tried, after, reason } => {
                    let seconds = after.as_secs_f32();
                    self.0.set_message(format!("{reason}; try {} in {seconds:.1} s", tried + 1));
                    last = "";
                }
            }
            ControlFlow::Continue(())
        }
    }

    fn draw(&self, last: &mut &'static str, what: &'static str, done: u64, total: Option<u64>) {
        if *last != what {
            let template = match total {
                Some(_) => {
                    "{msg} {bar:30} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left"
                }
                None => "{msg} {decimal_bytes}",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.0.set_style(style);
            }
            self.0.reset_eta();
            self.0.set_message(what);
            *last = what;
        }
        if let Some(total) = total {
            self.0.set_length(total);
        }
        self.0.set_position(done);
    }

    /// Takes the line away.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

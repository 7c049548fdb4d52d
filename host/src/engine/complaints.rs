//! llama.cpp tells why it failed in its log only: the last such line is kept.

use crate::outbox::lock;
use llama_cpp_2::{LogOptions, send_logs_to_tracing};
use std::fmt::{Debug, Write};
use std::sync::{Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

static LAST: Mutex<String> = Mutex::new(String::new());
/// A complaint is a sentence, not a dump.
const LONGEST: usize = 300;

/// Listens to llama.cpp's log from here on. Nothing of it is written anywhere.
pub(super) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        send_logs_to_tracing(LogOptions::default());
        // Another listener, in a program that has one, is left in place: then there are no reasons.
        let _ = tracing::subscriber::set_global_default(Listener);
    });
}

/// What llama.cpp complained about last; it is forgotten then.
pub(super) fn take() -> Option<String> {
    let complaint = std::mem::take(&mut *lock(&LAST));
    (!complaint.is_empty()).then_some(complaint)
}

struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        *about.level() == Level::ERROR && about.target() == "llama-cpp-2"
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        let text = tidy(&message.0);
        // The outermost function only says that something failed.
        if !text.is_empty() && !text.starts_with("failed to load model") {
            *lock(&LAST) = text;
        }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

/// Without the names of C++ functions in front, on one line, short.
fn tidy(line: &str) -> String {
    let line = line.trim().trim_matches('"').replace("\\n", "");
    let mut rest = line.as_str();
    while let Some((name, after)) = rest.split_once(": ") {
        if name.contains(' ') || !name.starts_with(|it: char| it.is_ascii_lowercase()) || !name.contains('_') {
            break;
        }
        rest = after.trim_start();
    }
    rest.chars().filter(|it| !it.is_control()).take(LONGEST).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn names_of_functions_are_left_out() {
        assert_eq!(
            tidy("llama_model_load: error loading model: unknown model architecture: 'foo'\n"),
            "error loading model: unknown model architecture: 'foo'"
        );
        assert_eq!(tidy("gguf_init_from_file_impl: failed to read magic"), "failed to read magic");
        assert_eq!(tidy(&"x".repeat(1000)).len(), 300);
    }
}

//! Prompts, keys and answers are in no error, no `Debug` output and no log, whatever a server does with them.

use crate::support::{Fake, STREAM, reply, stream};
use caro_remote::{Cancel, Client, KeySource, Limits, Message, Sampling};
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

/// What is never to be seen. The parts are here, so that a text cut in the middle is found too.
const SECRETS: [&str; 4] = ["geheimwunsch", "schluessel-0123456789", "schluessel-01", "geheimantwort"];

struct Kept(Mutex<String>);

static KEPT: Kept = Kept(Mutex::new(String::new()));

impl log::Log for Kept {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_str(&record.args().to_string());
        kept.push('\n');
    }

    fn flush(&self) {}
}

#[test]
#[cfg(unix)]
fn whatever_a_server_repeats_is_not_shown() {
    let _ = log::set_logger(&KEPT);
    log::set_max_level(log::LevelFilter::Trace);
    let mut seen = String::new();
    let json = "application/json";
    for way in 0..12 {
        let fake = Fake::new(move |asked, socket| {
            let said = format!("{} {} geheimantwort", asked.head, asked.body);
            let quoted = serde_json::to_string(&said).unwrap();
            let text = match way {
                0 => {
                    reply(400, json, &format!(r#"{{"error":{{"message":{quoted},"type":{quoted},"code":{quoted}}}}}"#))
                }
                1 => reply(500, "text/html", &said),
                2 => reply(200, "text/html", &said),
                3 => reply(200, json, &said),
                4 => reply(200, json, &format!(r#"{{"choices":{quoted}}}"#)),
                5 => reply(200, json, &format!(r#"{{"data":[{{"id":{quoted}}},{{"id":"schluessel-0123456789"}}]}}"#)),
                6 => format!("{STREAM}data: {{\"error\":{quoted}}}\n\n"),
                7 => format!("{STREAM}data: {{\"choices\":[{{\"finish_reason\":7,\"text\":{quoted}}}]}}\n\n"),
                8 => "HTTP/1.1 302 X\r\nlocation: http://schluessel-0123456789/geheimwunsch\r\n\r\n".to_owned(),
                9 => said,
                10 => stream(&["geheimantwort"]),
                _ => "HTTP/1.1 200 geheimwunsch\r\nschluessel-0123456789: geheimwunsch\r\ncontent-type: geheimwunsch\r\n\r\n".to_owned(),
            };
            let _ = socket.write_all(text.as_bytes());
        });
        let words = ["printf", "%s", "schluessel-0123456789"].map(str::to_owned).to_vec();
        let server = fake.server().with_key(KeySource::Command(words)).unwrap();
        let client = Client::new(server);
        let messages =
            [Message::system("geheimwunsch"), Message::user("geheimwunsch"), Message::assistant("geheimwunsch")];
        let go = &mut |_: &str| ControlFlow::Continue(());
        let (sampling, limits, cancel) = (Sampling::default(), Limits::default(), Cancel::new());
        let chat = client.chat(&messages, &sampling, &limits, &cancel, go);
        let text = client.complete("geheimwunsch", &sampling, &limits, &cancel, go);
        let models = client.models(&limits, &cancel);
        for asked in fake.asked.lock().unwrap().iter() {
            assert!(asked.head.contains("schluessel-0123456789"), "the key is sent");
        }
        if way == 10 {
            assert_eq!(chat.as_ref().unwrap().text, "geheimantwort");
        } else {
            assert!(chat.is_err(), "{way}");
        }
        for result in [chat, text] {
            let _ = writeln!(seen, "{way} {result:?}");
            seen.push_str(&result.err().map_or(String::new(), |it| it.to_string()));
        }
        if way != 5 {
            let _ = writeln!(seen, "{models:?}");
        }
        let _ = writeln!(seen, "{messages:?} {sampling:?} {limits:?} {cancel:?}");
        assert!(models.is_err() || way == 5);
        // The user's own command stands in the user's own settings; all else of the client may be shown.
        seen.push_str(
            &format!("{client:?}")
                .replace("KeySource", "")
                .replace(r#"Command(["printf", "%s", "schluessel-0123456789"])"#, ""),
        );
    }
    log::warn!("heard");
    let log = KEPT.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(log.contains("heard"), "the log was listened to: {log}");
    for secret in SECRETS {
        let shown = seen.lines().chain(log.lines()).find(|it| it.contains(secret));
        assert_eq!(shown, None, "{secret}");
    }
}

//! Every phrasing of `intents/` yields its own command, and every template can be filled.

use super::data::FAMILIES;
use crate::wishes::{same, silent_in};
use crate::{Request, propose};

/// A value for each kind of place, as a user would write it.
fn sample(kinds: &str) -> &'static str {
    match kinds.split('|').next().unwrap_or(kinds) {
        "file" | "filename" => "report.txt",
        "path" => "sample/data",
        "name" | "names" | "program" | "ref" | "new" | "part" | "words" => "zorbl",
        "files" => "report.txt",
        "setting" => "DEBUG=0",
        "ports" => "8080:80",
        "nth" => "3rd",
        "group" => ".zz",
        "place" => "zorbl",
        "numbered" => "week12",
        "text" | "quoted" => "'zorbl text'",
        "number" => "7",
        "decimal" => "1.5",
        "glob" => "*.zz",
        "date" => "2024-03-05",
        "clock" => "14:30",
        "url" => "https://example.com/zorbl.tgz",
        "host" => "zorbl.example.com",
        "size" => "5M",
        "span" => "3 days",
        "mode" => "640",
        "ext" => ".zz",
        "person" | "proper" => "Zorbla",
        "day" => "monday",
        "year" => "2024",
        "hex" => "0xff",
        "varname" => "ZORBL_DIR",
        "variable" => "$ZORBL",
        "pixels" => "800x600",
        "image" => "zorbl.png",
        "imageext" => ".png",
        "movie" => "zorbl.mp4",
        "pdf" => "zorbl.pdf",
        "json" => "zorbl.json",
        "jsonl" => "zorbl.jsonl",
        "xml" => "zorbl.xml",
        "yaml" => "zorbl.yaml",
        "database" => "zorbl.db",
        "docfile" => "zorbl.docx",
        "office" => "zorbl.xlsx",
        "commit" => "a1b2c3d",
        "range" => "10-20",
        "remote" => "zorbl:/srv/data",
        other => panic!("no kind of value is called {other}"),
    }
}

/// A phrasing as a request: the first of its alternatives, without its optional words, with values in their places.
fn request(phrase: &str) -> String {
    let mut words = Vec::new();
    for part in phrase.split_whitespace() {
        if part.starts_with('?') {
            continue;
        }
        if let Some(inner) = part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            words.push(sample(inner.split(':').next().unwrap_or(inner)).to_owned());
            continue;
        }
        let first = part.split('|').next().unwrap_or(part);
        words.push(first.trim_start_matches('=').to_owned());
    }
    words.join(" ")
}

/// Whether a command can come from a template: the template's own words are all there, in order.
fn yields(template: &str, command: &str) -> bool {
    let mut rest = command;
    let template = template.split("{?").next().unwrap_or(template);
    let program = template.split([' ', '{']).next().unwrap_or_default();
    command.starts_with(program)
        && template.split(' ').filter(|it| !it.contains(['{', '}'])).all(|word| match rest.find(word) {
            Some(at) => {
                rest = &rest[at + word.len()..];
                true
            }
            None => false,
        })
}

#[test]
fn every_phrasing_yields_the_command_of_its_intent() {
    let mut wrong = Vec::new();
    for family in FAMILIES {
        for intent in family.intents {
            assert!(intent.says.len() >= 2, "{}: {} has too few phrasings", family.name, intent.gives);
            for phrase in intent.says {
                // A value that has no place in the command would be left out of it; `x` or `any` says that it may be.
                for part in phrase.split_whitespace() {
                    let Some(inner) = part.trim_start_matches('?').strip_prefix('{') else { continue };
                    let inner = inner.trim_end_matches('}');
                    let name = inner.split_once(':').map_or(inner, |it| it.1);
                    let may_vanish = name == "x" || name.starts_with("any");
                    assert!(may_vanish || super::template::names(intent.gives, name), "{}: {phrase}", intent.gives);
                }
                // What is in great doubt is never shown: it only wins over what would be wrong.
                let enough = if intent.doubt > 0.5 { 0.0 } else { 0.55 };
                let bare = request(phrase);
                // Short notes say nothing of the program: the family wants one of its marks with them.
                let mark = family.mark;
                let marked = format!("{mark} {bare}");
                let mut found = Vec::new();
                let right = [&bare, &marked].into_iter().any(|text| {
                    found = propose(&Request { text, ..Request::default() });
                    let templates = intent.variants.iter().map(|it| it.1).chain([intent.gives]);
                    // Where two families say the same, one of them is enough.
                    templates
                        .into_iter()
                        .any(|template| found.iter().any(|it| it.confidence >= enough && yields(template, &it.command)))
                });
                let text = bare;
                if !right {
                    let shown: Vec<_> = found.iter().map(|it| format!("{}: {}", it.family, it.command)).collect();
                    wrong.push(format!("{}: {text}\n    wanted {}\n    got    {shown:?}", family.name, intent.gives));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn text_that_begins_with_a_dash_is_a_message_and_no_flag() {
    same("git commit -a -m --help", &["commit everything with the message '--help'"]);
    same("git commit -m '-v is new'", &["commit with message '-v is new'"]);
    silent_in(&["git", "containers"], &["delete the branch '--all'", "restart the container '-f'"]);
}

#[test]
fn what_the_newest_one_is_called_is_not_newest() {
    silent_in(&["services"], &["tail the latest log", "tail the newest log", "restart the oldest service"]);
    same("journalctl -u nginx -f", &["tail the nginx log"]);
}

#[test]
fn what_has_no_name_is_no_service_and_no_process() {
    let families = ["services", "processes", "packages"];
    silent_in(&families, &["check if a website is up", "monitor a log for errors", "restart the network"]);
    silent_in(&families, &["start a web server", "stop the database", "is the internet running"]);
    same("sudo systemctl restart nginx", &["restart the nginx server", "restart nginx"]);
}

#[test]
fn a_command_or_a_file_that_nobody_named_is_not_guessed() {
    let all = ["files", "shell", "processes", "lines", "table"];
    silent_in(&all, &["run a command in the background", "who owns this file", "show the first 20 lines of a file"]);
    same("jobs -l", &["which jobs run in the background"]);
}

#[test]
fn memory_is_the_machines_unless_processes_are_asked_about() {
    same("free -h", &["memory usage", "show memory usage", "how much memory is used"]);
    same("ps aux --sort=-%mem | head -n 11", &["memory usage of processes", "which process uses most memory"]);
}

#[test]
fn information_about_a_package_is_no_search() {
    same("apt show nginx", &["package info nginx", "info about package nginx", "show the package info for nginx"]);
    same("apt search editors", &["packages about editors", "search for packages about editors"]);
}

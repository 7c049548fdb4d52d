//! The forms in which `check` writes: for people, programs, and the pages of code hosts.

use super::*;

const ODD: &str = "#!/bin/sh\n: 'a\u{1b}[31m\u{202e}'; chmod 777 \"\u{1b}]0;x\u{7}\"\n";

fn parsed(output: &Output) -> Value {
    serde_json::from_str(&out(output)).unwrap_or_else(|it| panic!("{it}: {}", out(output)))
}

#[test]
fn text_shows_the_line_the_mark_the_reason_and_the_fix() {
    let folder = Folder::new();
    folder.file("a.sh", RISKY);
    let output = run_in(&folder.0, &["check", "a.sh"], b"");
    let expected = r#"danger[CARO0101]: deletes the whole system when `$DIR` is empty: the script got no such argument
 --> a.sh:2:8
  |
1 | DIR=$1
  | ------ `$DIR` gets its value here
2 | rm -rf "$DIR"/*
  |        ^^^^^^^^
  |
help: Stop when the variable is empty
  |
2 - rm -rf "$DIR"/*
2 + rm -rf "${DIR:?}"/*
  |
help: or: Have `rm` ask first: where nobody answers, it deletes nothing

"#;
    assert_eq!((out(&output).as_str(), status(&output)), (expected, 1));
    assert_eq!(complaint(&output), "caro-lsp: 1 danger in 1 of 1 file\n");
}

#[test]
fn places_far_away_are_notes_with_their_own_lines() {
    let script = format!("DIR=$1\n{}rm -rf \"$DIR\"/*\n", "ls\n".repeat(1_000));
    let text = out(&run(&["check", "-"], script.as_bytes()));
    let note = "note: `$DIR` gets its value here\n    --> -:1:1\n     |\n   1 | DIR=$1\n     | ^^^^^^\n";
    assert!(text.contains(note), "{text}");
    assert!(text.contains("\n1002 - rm -rf \"$DIR\"/*\n1002 + rm -rf \"${DIR:?}\"/*\n"), "{text}");
}

#[test]
fn text_of_others_does_nothing_to_a_terminal() {
    let folder = Folder::new();
    let path = folder.file("a\u{1b}[2J\n.sh", ODD);
    for format in ["text", "github", "json", "sarif", "gitlab"] {
        let output = run(&["check", "--format", format, &path, "missing\u{1b}[2J.sh"], b"");
        assert_eq!(status(&output), 2);
        let written = out(&output) + &complaint(&output);
        assert!(!written.contains(['\u{1b}', '\u{7}']), "{format}: {written}");
        assert!(
            format != "text" || !written.contains('\u{202e}') && written.contains("\\u{1b}[31m\\u{202e}"),
            "{written}"
        );
    }
}

#[test]
fn long_lines_are_cut_around_their_mark() {
    let script = format!("echo {}; rm -rf /; echo {}\n", "é".repeat(5_000), "b".repeat(5_000));
    let output = run(&["check", "-"], script.as_bytes());
    let text = out(&output);
    assert!(text.contains(" --> -:1:5015\n"), "{text}");
    assert!(text.lines().all(|it| it.chars().count() < 200), "{text}");
    assert!(text.contains("; rm -rf /; echo b"), "{text}");
}

#[test]
fn json_tells_all_that_is_known() {
    let mut finding = parsed(&run(&["check", "--format", "json", "-"], RISKY.as_bytes()))[0]["findings"][0].take();
    let choices = finding["fixes"].as_array_mut().expect("a list").split_off(1);
    assert!(!choices.is_empty() && choices.iter().all(|it| it["certain"] == false), "{choices:?}");
    let related =
        json!([{"line": 1, "column": 1, "end_line": 1, "end_column": 7, "message": "`$DIR` gets its value here"}]);
    let edit = json!({"line": 2, "column": 9, "end_line": 2, "end_column": 13, "text": "${DIR:?}"});
    let fixes = json!([{"title": "Stop when the variable is empty", "certain": true, "edits": [edit]}]);
    assert_eq!(
        finding,
        json!({
            "code": "CARO0101", "rule": "recursive-delete", "level": "danger",
            "line": 2, "column": 8, "end_line": 2, "end_column": 16,
            "message": "deletes the whole system when `$DIR` is empty: the script got no such argument",
            "related": related, "fixes": fixes,
        })
    );
    assert_eq!(parsed(&run(&["check", "--format", "json", "-"], b"ls\n")), json!([{"path": "-", "findings": []}]));
    let none = Folder::new();
    assert_eq!(parsed(&run(&["check", "--format", "json", &shown(&none.0)], b"")), json!([]));
}

#[test]
fn github_gets_a_workflow_command_for_each_finding() {
    let folder = Folder::new();
    folder.file("a,b: 100%.sh", RISKY);
    folder.file("c.sh", "chmod 777 x\n");
    let output = run_in(&folder.0, &["check", "--format", "github", "./a,b: 100%.sh", "."], b"");
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let head =
        "::error file=a%2Cb%3A 100%25.sh,line=2,endLine=2,col=8,endColumn=16,title=CARO0101 recursive-delete::deletes ";
    assert!(lines[0].starts_with(head), "{}", lines[0]);
    assert!(lines[1].starts_with("::warning file=c.sh,line=1,"), "{}", lines[1]);
}

#[test]
fn gitlab_fingerprints_stay_when_lines_move() {
    let folder = Folder::new();
    let issues = |text: &str| {
        folder.file("a.sh", text);
        let issues = parsed(&run_in(&folder.0, &["check", "--format", "gitlab", "a.sh"], b""));
        let issues = issues.as_array().expect("a list").clone();
        for issue in &issues {
            assert!(
                issue["description"].is_string() && issue["check_name"] == "CARO0301" && issue["severity"] == "minor"
            );
            assert_eq!(issue["location"]["path"], "a.sh");
        }
        let all: Vec<_> = issues.iter().map(|it| it["fingerprint"].as_str().expect("text").to_owned()).collect();
        (all, issues.iter().map(|it| it["location"]["lines"]["begin"].as_u64().expect("a line")).collect::<Vec<_>>())
    };
    let (before, lines) = issues("chmod 777 x\nchmod 777 y\nchmod 777 x\n");
    assert_eq!(lines, [1, 2, 3]);
    assert!(before[0] != before[1] && before[0] != before[2]);
    let (after, lines) = issues("# moved\n\nchmod 777 x\nls\nchmod 777 y\nchmod 777 x\n");
    assert_eq!((after, lines), (before, vec![3, 5, 6]));
}

/// What the published schema of SARIF 2.1.0 asks of the parts that we write.
#[test]
fn sarif_has_the_structure_that_readers_ask_for() {
    let folder = Folder::new();
    folder.file("ü b/a%1.sh", RISKY);
    let outside = Folder::new();
    let other = outside.file("c.sh", "chmod 777 x\n");
    let output = run_in(&folder.0, &["check", "--format", "sarif", ".", &other, "missing"], b"");
    let log = parsed(&output);
    assert_eq!(
        (&log["version"], &log["$schema"]),
        (&json!("2.1.0"), &json!("https://json.schemastore.org/sarif-2.1.0.json"))
    );
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let root = run["originalUriBaseIds"]["SRCROOT"]["uri"].as_str().expect("a base");
    assert!(root.starts_with("file:///") && root.ends_with('/'), "{root}");
    let driver = &run["tool"]["driver"];
    assert!(driver["name"] == "caro" && driver["version"].is_string() && driver["informationUri"].is_string());
    let rules = driver["rules"].as_array().expect("rules");
    let mut ids: Vec<&str> = rules.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    for rule in rules {
        assert!(rule["name"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["help"]["text"].is_string() && rule["help"]["markdown"].is_string(), "{rule}");
        assert!(is_level(&rule["defaultConfiguration"]["level"]), "{rule}");
        assert!(rule["helpUri"].as_str().is_some_and(|it| it.starts_with("https://")), "{rule}");
    }
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small one");
        assert_eq!(result["ruleId"], ids[index]);
        assert!(is_level(&result["level"]) && result["message"]["text"].is_string());
        check_location(&result["locations"][0]["physicalLocation"]);
        for related in result["relatedLocations"].as_array().expect("a list") {
            assert!(related["message"]["text"].is_string() && related["id"].is_u64());
            check_location(&related["physicalLocation"]);
        }
        let prints = result["partialFingerprints"].as_object().expect("an object");
        assert!(!prints.is_empty() && prints.values().all(Value::is_string));
        for fix in result["fixes"].as_array().expect("a list") {
            assert!(fix["description"]["text"].is_string());
            let changes = fix["artifactChanges"].as_array().expect("changes");
            assert!(!changes.is_empty());
            for change in changes {
                let replacements = change["replacements"].as_array().expect("replacements");
                assert!(!replacements.is_empty());
                for replacement in replacements {
                    check_region(&replacement["deletedRegion"]);
                    assert!(replacement["insertedContent"]["text"].is_string());
                }
            }
        }
    }
    let place = |at: usize| &results[at]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(*place(0), json!({"uri": "%C3%BC%20b/a%251.sh", "uriBaseId": "SRCROOT"}));
    assert!(place(1)["uri"].as_str().is_some_and(|it| it.starts_with("file:///")) && place(1)["uriBaseId"].is_null());
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["region"],
        json!({"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 16})
    );
    assert_eq!(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "${DIR:?}");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(
        invocation["toolExecutionNotifications"][0]["message"]["text"]
            .as_str()
            .is_some_and(|it| it.contains("missing"))
    );
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules.len(), "ids are unique");
}

fn is_level(level: &Value) -> bool {
    ["error", "warning", "note"].iter().any(|it| level == it)
}

fn check_location(location: &Value) {
    let uri = location["artifactLocation"]["uri"].as_str().expect("a URI");
    assert!(uri.bytes().all(|it| it.is_ascii_graphic() && !b"\\\"<>^`{|}".contains(&it)), "{uri}");
    check_region(&location["region"]);
}

fn check_region(region: &Value) {
    let [line, column, end_line, end_column] =
        ["startLine", "startColumn", "endLine", "endColumn"].map(|it| region[it].as_u64().expect("a number"));
    assert!(line >= 1 && column >= 1 && (end_line, end_column) >= (line, column), "{region}");
}

#[test]
fn text_is_coloured_where_that_is_wanted() {
    for (variables, coloured) in [
        (&[][..], false),
        (&[("CLICOLOR_FORCE", "0")], false),
        (&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], true),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        let folder = Folder::new();
        let path = folder.file("a.sh", RISKY);
        let mut command = Command::new(caro_tests::binary());
        command
            .args(["check", &path])
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied());
        let written = out(&command.output().expect("the binary starts"));
        assert_eq!(written.contains("\u{1b}["), coloured, "{variables:?}: {written}");
    }
}

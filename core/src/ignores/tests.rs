//! What is told of scripts that ignore findings, and what the quick fix writes.

use super::*;
use crate::actions::edited;
use crate::policy::{Layer, Policy};
use crate::rules::check;
use crate::script::Dialect;
use crate::verdict::verdict;

/// What is told: line and code.
fn told(script: &str) -> Vec<String> {
    let document = Document::new(script, Dialect::Bash);
    let report = check(&document, None);
    let findings = verdict(&document, &report, &Policy::default());
    let line = |it: &Finding| script[..it.span.start].matches('\n').count() + 1;
    findings.iter().map(|it| format!("{} {}", line(it), it.rule.code)).collect()
}

#[track_caller]
fn tells(script: &str, expected: &[&str]) {
    assert_eq!(told(script), expected, "{script}");
}

#[test]
fn a_finding_is_ignored_where_the_comment_stands_and_nowhere_else() {
    tells("rm -rf / # caro: ignore CARO0101 because x\nrm -rf /\n", &["2 CARO0101"]);
    tells("# caro: ignore recursive-delete because x\nrm -rf /\nrm -rf /\n", &["3 CARO0101"]);
    tells("f() { # caro: ignore CARO0101 because x\n rm -rf /\n}\nrm -rf /\n", &["4 CARO0101"]);
    tells("#!/bin/sh\n# caro: ignore-file CARO0101 because x\nrm -rf /\nrm -rf /*\n", &[]);
    tells("rm -rf / # caro: ignore CARO0401 because x\n", &["1 CARO0101", "1 CARO1502"]);
    tells("ssh h <<E # caro: ignore CARO0101 because x\nrm -rf /\nE\n", &[]);
}

#[test]
fn a_comment_is_used_also_where_a_policy_says_the_rest_and_is_never_deleted_unasked() {
    let levels = |key: &str| [(key.to_owned(), None)].into();
    let off = |key| Layer { levels: vec![levels(key)], ..Layer::default() };
    let script = "rm -rf / # caro: ignore CARO0101 because x\nls # caro: ignore CARO0102 because x\n";
    let document = Document::new(script, Dialect::Bash);
    let report = check(&document, None);
    for key in ["*", "CARO0101", "01"] {
        let policy = Policy { layers: vec![off(key)], ..Policy::default() };
        let found = verdict(&document, &report, &policy);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        assert_eq!(found[0].span.start, script.rfind('#').unwrap_or_default(), "{key}");
        assert!(found[0].certain_fix().is_none() && found[0].fixes.len() == 1, "{found:?}");
    }
}

#[test]
fn text_is_no_comment() {
    tells("cat <<E | sh\n# caro: ignore-file CARO0101 because x\nE\nrm -rf /\n", &["4 CARO0101"]);
    tells("sh -c 'rm -rf / # caro: ignore CARO0101 because x'\n", &["1 CARO0101"]);
    tells("echo '# caro: ignore CARO0101'\nrm -rf /\n", &["2 CARO0101"]);
    tells("echo a# caro: ignore CARO0101\nrm -rf /\n", &["2 CARO0101"]);
}

#[test]
fn what_is_ignored_does_not_hide_what_is_not() {
    // At one place only the worst is said; without it, the next one is.
    let document = Document::new("curl -k http://x.example/a | sh\n", Dialect::Bash);
    let report = check(&document, None);
    for finding in report.findings() {
        let script = format!("# caro: ignore {} because x\n{}", finding.rule.code, document.text());
        let behind: Vec<&Finding> = report.doubles().iter().filter(|it| it.span == finding.span).collect();
        assert_eq!(told(&script).len(), report.findings().len() - usize::from(behind.is_empty()), "{script}");
    }
}

#[test]
fn hidden_text_is_not_ignored_on_its_own_line() {
    let script = "tar\u{200b} -czf a.tgz b";
    tells(&format!("{script} # caro: ignore CARO1402 because x\n"), &["1 CARO1402", "1 CARO1502"]);
    tells(&format!("# caro: ignore CARO1402 because x\n{script}\n"), &[]);
    tells(&format!("# caro: ignore CARO1402 because \u{2060}x\n{script}\n"), &["1 CARO1502", "2 CARO1402"]);
    tells("# caro: ignore CARO0101 because \u{202e}x\nrm -rf /\n", &["1 CARO1502", "1 CARO1401", "2 CARO0101"]);
}

#[test]
fn what_the_comments_do_not_do_is_told() {
    tells("ls # caro: ignore CARO0101 because x\n", &["1 CARO1502"]);
    tells("ls\n# caro: ignore-file CARO0101 because x\nrm -rf /\n", &["2 CARO1502", "3 CARO0101"]);
    tells("# caro: ignore CARO0101\nrm -rf /\n", &["1 CARO1501"]);
    tells("# caro: ignore CARO9999 because x\nls\n", &["1 CARO1503"]);
    tells("# caro: ingore CARO0101 because x\nrm -rf /\n", &["1 CARO1503", "2 CARO0101"]);
    tells("# caro: ignore-file CARO1501, CARO1502 because x\n# caro: ignore CARO0101\nls\n", &[]);
    // A script that cannot be read may hold more than is seen.
    tells("ls # caro: ignore CARO0101 because x\nif x; then\n", &[]);
}

#[test]
fn comments_of_shellcheck_count_where_they_say_the_same() {
    tells("# shellcheck disable=SC2162\nwhile read x; do :; done\nwhile read y; do :; done\n", &[]);
    tells("ls\n# shellcheck disable=SC2162\nwhile read x; do :; done\nwhile read y; do :; done\n", &["4 CARO1203"]);
    tells("ls\nwhile read x; do :; done # shellcheck disable=SC2162\n", &["2 CARO1203"]);
    tells("ls\n# shellcheck disable=SC2000-SC2200\nrm -rf \"$1\"/*\n", &[]);
    tells("ls\n# shellcheck disable=SC2164\npushd /srv/spool/new\nmv * /srv/spool/done/\n", &[]);
    // A danger that the code does not mean, or does not mean there.
    tells("ls\n# shellcheck disable=SC2115\nrm -rf /\n", &["3 CARO0101"]);
    tells("ls\n# shellcheck disable=SC2086,SC2164\nrm -rf \"$1\"/*\n", &["3 CARO0101"]);
    tells("ls\n# shellcheck disable=all\nwhile read x; do :; done\n", &["3 CARO1203"]);
}

#[test]
fn many_comments_are_no_danger() {
    let script = "# caro: ignore CARO0101 because x\n".repeat(20_000) + &"rm -rf /;".repeat(500);
    let nested = "{ # caro: ignore CARO0101 because x\n".repeat(3000);
    for script in [script, nested] {
        let document = Document::new(&script, Dialect::Bash);
        verdict(&document, &check(&document, None), &Policy::default());
    }
}

/// The script with the finding on line `line` ignored by the quick fix.
fn ignored(script: &str) -> String {
    let document = Document::new(script, Dialect::Bash);
    let report = check(&document, None);
    let before = verdict(&document, &report, &Policy::default());
    let finding = before.first().unwrap_or_else(|| panic!("nothing is found in {script}"));
    let Some(fix) = edit(&document, finding) else { return "nothing".to_owned() };
    assert_eq!(fix.title, format!("Ignore {} here, and say why", finding.rule.code));
    let fixed = edited(&document, &fix.edits).text().to_string();
    let left = told(&fixed);
    assert!(
        left.iter().all(|it| it.ends_with("CARO1501")) || left.len() < report.findings().len() + 1,
        "{left:?}\n{fixed}"
    );
    fixed.replace("# caro: ignore CARO0101 because ", "#!")
}

#[test]
fn the_quick_fix_writes_the_comment_where_it_counts() {
    for (script, expected) in [
        ("rm -rf /\n", "rm -rf / #!\n"),
        ("rm -rf /", "rm -rf / #!"),
        ("rm -rf /  \r\nls\r\n", "rm -rf / #!\r\nls\r\n"),
        ("ls\n  rm -rf / # all\n", "ls\n  #!\n  rm -rf / # all\n"),
        ("ls\n\trm -rf / \\\n  --verbose\n", "ls\n\trm -rf / \\\n  --verbose #!\n"),
        ("sh -c '\n rm -rf /\n'\n", "sh -c '\n rm -rf /\n' #!\n"),
        ("ssh h <<E\nrm -rf /\nE\n", "ssh h <<E #!\nrm -rf /\nE\n"),
        ("x=$(\n rm -rf /\n)\n", "x=$(\n rm -rf /\n) #!\n"),
        ("f() {\n  rm -rf /\n}\n", "f() {\n  rm -rf / #!\n}\n"),
        ("ls | rm -rf / |\n  b\n", "ls | rm -rf / | #!\n  b\n"),
    ] {
        assert_eq!(ignored(script), expected);
    }
}

#[test]
fn the_quick_fix_adds_a_name_to_a_comment_that_is_there() {
    let script = "while read x; do rm -rf /; done # caro: ignore read-without-r because x\n";
    assert_eq!(ignored(script), "while read x; do rm -rf /; done # caro: ignore read-without-r, CARO0101 because x\n");
}

#[test]
fn the_quick_fix_for_hidden_text_stands_on_the_line_above() {
    let script = "ls\ntar\u{200b} -czf a.tgz b\n";
    assert_eq!(ignored(script), "ls\n# caro: ignore CARO1402 because \ntar\u{200b} -czf a.tgz b\n");
}

#[test]
fn every_finding_of_every_rule_can_be_ignored_where_it_stands() {
    for (kind, script) in crate::rules::all().flat_map(|it| crate::documentation::examples(it.doc)) {
        let document = Document::new(&script, Dialect::Bash);
        let report = check(&document, None);
        for finding in report.findings().iter().filter(|_| kind == "bad") {
            let Some(fix) = edit(&document, finding) else {
                // Hidden text in a comment stands in no command.
                assert!(finding.rule.code.starts_with("CARO14"), "{} in\n{script}", finding.rule.code);
                continue;
            };
            let fixed = edited(&document, &fix.edits);
            let count = |document: &Document| {
                let report = check(document, None);
                let findings = verdict(document, &report, &Policy::default());
                findings.iter().filter(|it| it.rule.code == finding.rule.code && it.message == finding.message).count()
            };
            assert!(count(&fixed) < count(&document).max(1), "{} in\n{}", finding.rule.code, fixed.text());
        }
    }
}

//! Helpers for the rules' tests, and the tests that hold for every rule.

use super::*;
use crate::Document;
use crate::documentation::examples;
use crate::policy::{Layer, Policy};
use crate::script::Dialect;
use crate::target::Platform;
use crate::verdict::verdict;
use std::fmt::Write;
use std::sync::Arc;

mod spellings;

fn findings(script: &str) -> Vec<Finding> {
    told(script, &Arc::default())
}

/// What is told of an example of a rule.
fn findings_for(rule: &Rule, script: &str) -> Vec<Finding> {
    // The examples of family 16 must run on macOS.
    if rule.code.starts_with("CARO16") && rule.code > "CARO1602" {
        return findings_on(script, Platform::MacOs);
    }
    findings_of(script, rule.code.starts_with("CARO00"))
}

fn findings_on(script: &str, platform: Platform) -> Vec<Finding> {
    told(script, &Arc::new(Policy { platform: Some(platform), ..Policy::default() }))
}

/// The codes of all findings in a script that must run on a platform.
pub(crate) fn codes_on(script: &str, platform: Platform) -> Vec<&'static str> {
    findings_on(script, platform).iter().map(|it| it.rule.code).collect()
}

/// The script after each change that is offered where it must run on a platform, in order.
pub(crate) fn offered_on(script: &str, platform: Platform) -> Vec<String> {
    findings_on(script, platform).iter().flat_map(|it| &it.fixes).map(|it| apply(script, &it.edits)).collect()
}

/// The codes of all findings, in order.
pub(crate) fn codes(script: &str) -> Vec<&'static str> {
    findings(script).iter().map(|it| it.rule.code).collect()
}

/// What is told; the rules of family 00 need a policy.
fn findings_of(script: &str, with_policy: bool) -> Vec<Finding> {
    let layer = Layer { name: ".caro.toml".to_owned(), protected_paths: vec!["/vault".to_owned()], ..Layer::default() };
    let policy = Policy { layers: vec![layer], ..Policy::default() };
    if with_policy { told(script, &Arc::new(policy)) } else { findings(script) }
}

fn told(script: &str, policy: &Arc<Policy>) -> Vec<Finding> {
    let dialect = crate::dialect_of(None, None, script.lines().next().unwrap_or_default()).unwrap_or_default();
    let document = Document::new(script, dialect);
    verdict(&document, &check_under(&document, None, None, policy), policy).into_owned()
}

/// The levels of all findings, in order.
pub(crate) fn levels(script: &str) -> Vec<Level> {
    findings(script).iter().map(|it| it.level).collect()
}

/// The script after each change that is offered, in order.
pub(crate) fn offered(script: &str) -> Vec<String> {
    let found = findings(script);
    found.iter().flat_map(|it| &it.fixes).map(|it| apply(script, &it.edits)).collect()
}

/// Compares findings with marks: a line `# ^^^ CODE` points at the line above it; `#mark LINE START END CODE` points
/// at columns of a line where a mark below it would become part of the script. Mark lines are cut out first.
pub(crate) fn check_marks(marked: &str) {
    let (mut script, mut expected, mut lines) = (String::new(), Vec::new(), Vec::new());
    for line in marked.lines() {
        if let Some(rest) = line.strip_prefix("#mark ") {
            let words: Vec<&str> = rest.split(' ').collect();
            let number = |at: usize| words[at].parse::<usize>().expect("a number");
            expected.push((number(0), number(1), number(2), words[3].to_owned()));
        } else if let Some(code) =
            line.split_whitespace().last().filter(|it| line.contains('^') && it.starts_with("CARO"))
        {
            let start = line.find('^').expect("a mark");
            let end = line.rfind('^').expect("a mark") + 1;
            expected.push((lines.len() - 1, start, end, code.to_owned()));
        } else {
            lines.push(script.len());
            script.push_str(line);
            script.push('\n');
        }
    }
    expected.sort();
    let told = findings_of(&script, marked.contains("CARO00"));
    let found: Vec<_> = told
        .iter()
        .map(|it| {
            let line = lines.partition_point(|start| *start <= it.span.start) - 1;
            (line, it.span.start - lines[line], it.span.end - lines[line], it.rule.code.to_owned())
        })
        .collect();
    assert_eq!(found, expected, "{script}{:#?}", told.iter().map(|it| &it.message).collect::<Vec<_>>());
}

pub(super) fn apply(text: &str, edits: &[(Span, String)]) -> String {
    let mut text = text.to_owned();
    let mut edits = edits.to_vec();
    edits.sort_by_key(|it| std::cmp::Reverse(it.0));
    for (span, new) in edits {
        text.replace_range(span.start..span.end, &new);
    }
    text
}

#[test]
fn every_rule_does_what_its_documentation_shows() {
    for rule in all() {
        let examples = examples(rule.doc);
        assert!(examples.iter().any(|it| it.0 == "bad"), "{} shows no bad script", rule.code);
        assert!(examples.iter().any(|it| it.0 == "good"), "{} shows no good script", rule.code);
        let mut before: Option<(&str, Finding)> = None;
        for (kind, text) in &examples {
            let all = findings_for(rule, text);
            let own: Vec<_> = all.iter().filter(|it| it.rule.code == rule.code).collect();
            match *kind {
                "bad" => {
                    assert_eq!(own.len(), 1, "{} in\n{text}", rule.code);
                    before = Some((text, own[0].clone()));
                }
                "fixed" => {
                    let (bad, finding) = before.as_ref().expect("`fixed` follows `bad`");
                    let fix = finding.fixes.first().unwrap_or_else(|| panic!("{} offers no fix for\n{bad}", rule.code));
                    assert_eq!(apply(bad, &fix.edits), *text);
                    assert!(all.is_empty(), "{all:?} in\n{text}");
                }
                "good" => {
                    assert!(all.is_empty(), "{:?} in\n{text}", all.iter().map(|it| &it.message).collect::<Vec<_>>());
                }
                other => panic!("{}: examples are bad, fixed or good, not {other}", rule.code),
            }
        }
    }
}

/// A script with quotes in one of its flags, in several ways: to a shell, the same script.
fn quoted(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in script.match_indices(" -") {
        let (before, rest) = script.split_at(at + 1);
        let is_open = |it: char| before.matches(it).count() % 2 == 1;
        let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '-').unwrap_or(rest.len());
        let (flag, behind) = rest.split_at(end);
        let is_flag =
            !flag.trim_start_matches('-').is_empty() && behind.starts_with(['\n', ' ', '=']) || behind.is_empty();
        if !is_flag || is_open('"') || is_open('\'') || before.contains(['#', '`']) {
            continue;
        }
        let (head, last) = flag.split_at(flag.len() - 1);
        for new in
            [format!("\"{flag}\""), format!("'{flag}'"), format!("{head}\"{last}\""), format!("-'{}'", &flag[1..])]
        {
            found.push(format!("{before}{new}{behind}"));
        }
    }
    found
}

#[test]
fn a_fix_does_the_same_where_a_flag_has_quotes() {
    let plain = |it: &str| it.replace(['"', '\''], "");
    let made = |rule, script: &str| -> Vec<(&str, String, String)> {
        let found: Vec<Finding> = findings_for(rule, script);
        let fixes = found.iter().flat_map(|it| it.fixes.iter().map(|fix| (it.rule.code, fix)));
        fixes.map(|(code, it)| (code, it.title.clone(), plain(&apply(script, &it.edits)))).collect()
    };
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for rule in all() {
        for (_, script) in examples(rule.doc).into_iter().filter(|it| it.0 == "bad") {
            let expected = made(rule, &script);
            for quoted in quoted(&script) {
                for fixed in made(rule, &quoted) {
                    // Where quotes leave nothing that is safe to change, there is another fix, or none.
                    let mut alike = expected.iter().filter(|it| (it.0, &it.1) == (fixed.0, &fixed.1)).peekable();
                    if alike.peek().is_some() {
                        compared += 1;
                        if alike.all(|it| it.2 != fixed.2) {
                            wrong.push(format!("{quoted}\n{fixed:?}"));
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_names_a_next_step_and_most_can_change_the_script() {
    let (mut changing, mut certain, mut without) = (0, 0, Vec::new());
    for rule in all() {
        let scripts = examples(rule.doc).into_iter().filter(|it| it.0 == "bad");
        let found: Vec<Finding> = scripts.flat_map(|it| findings_for(rule, &it.1)).collect();
        let own: Vec<&Fix> = found.iter().filter(|it| it.rule.code == rule.code).flat_map(|it| &it.fixes).collect();
        changing += usize::from(!own.is_empty());
        certain += usize::from(own.iter().any(|it| it.certain));
        if own.is_empty() && rule.decision().is_none() {
            without.push(rule.code);
        }
    }
    println!("{changing} of {} rules offer a change, {certain} a certain one", all().count());
    assert_eq!(without, [""; 0], "these offer no change, and do not say \"To decide: …?\" in their documentation");
    assert!(3 * changing >= 2 * all().count());
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    for pair in all().collect::<Vec<_>>().windows(2) {
        assert!(pair[0].code < pair[1].code, "{} stands before {}", pair[0].code, pair[1].code);
    }
    for rule in all() {
        assert_eq!(all().filter(|it| it.name == rule.name).count(), 1, "{}", rule.name);
        assert!(rule.code.len() == 8 && rule.code.starts_with("CARO"));
        assert!(find(rule.name).is_some() && find(&rule.code.to_lowercase()).is_some());
        assert!(!rule.summary().is_empty() && rule.summary().ends_with('.'), "{}", rule.code);
    }
}

#[test]
fn a_fix_removes_its_finding_and_adds_none() {
    let scripts = all().flat_map(|rule| examples(rule.doc).into_iter().map(move |it| (rule, it)));
    for (rule, (_, text)) in scripts.filter(|it| it.1.0 == "bad") {
        let before = findings_for(rule, &text);
        for finding in &before {
            for fix in &finding.fixes {
                let fixed = apply(&text, &fix.edits);
                let after = findings_for(rule, &fixed);
                let same = |it: &&Finding| it.rule.code == finding.rule.code && it.message == finding.message;
                assert!(
                    after.iter().filter(same).count() < before.iter().filter(same).count(),
                    "{} is still there after `{}`:\n{text}{fixed}",
                    finding.rule.code,
                    fix.title
                );
                let known = |it: &&Finding| before.iter().any(|old| old.rule.code == it.rule.code);
                let added: Vec<_> = after.iter().filter(|it| !known(it)).map(|it| &it.message).collect();
                assert!(added.is_empty(), "`{}` adds {added:?}:\n{text}{fixed}", fix.title);
                assert!(after.len() <= before.len(), "`{}` adds findings:\n{text}{fixed}", fix.title);
                let document = Document::new(&fixed, Dialect::Bash);
                assert!(document.chunks().iter().all(|it| it.body.errors.is_empty()), "{fixed}");
            }
        }
    }
}

#[test]
fn checking_again_after_an_edit_says_the_same_as_checking_afresh() {
    let mut script = String::from("D=$1\n");
    for at in 0..40 {
        writeln!(script, "f{at}() {{ rm -rf \"$D\"/*; }}\nx{at}=a; rm -rf \"$x{at}\"/b").unwrap();
    }
    let mut document = Document::new(&script, Dialect::Bash);
    let mut report = check(&document, None);
    let edits = [(5, 5, "E=\n"), (0, 5, "D=/srv\n"), (0, 0, "set -u\n"), (60, 80, ""), (0, 7, ""), (0, 0, "# a\n\n")];
    for (start, end, text) in edits {
        document.edit(Span::new(start, end), text);
        report = check(&document, Some(&report));
        let fresh = check(&Document::new(&document.text().to_string(), Dialect::Bash), None);
        assert_eq!(format!("{:?}", report.findings()), format!("{:?}", fresh.findings()));
    }
}

/// Lines whose findings depend on lines far above them.
const LINES: [&str; 24] = [
    "D=$1\n",
    "D=/srv\n",
    "D=\n",
    "unset D\n",
    "set -u\n",
    "set -e\n",
    "rm -rf \"$D\"/*\n",
    "rm -rf ./*\n",
    "cd /srv/x\n",
    "cd /srv/x || exit\n",
    "f() { rm -rf \"$1\"/*; E=$1; }\n",
    "f() { D=$1; }\n",
    "f \"$D\"\n",
    "f /srv\n",
    "g() { f \"$D\"; }\n",
    "g\n",
    "rm -rf \"$E\"/*\n",
    "[ -n \"$D\" ] || exit 1\n",
    "if a; then D=/; fi\n",
    ". ./env\n",
    "shift\n",
    "read -r D\n",
    "[ $# -ge 1 ] || exit 2\n",
    "for D in a \"$E\"; do\n rm -rf \"$D\"/*\ndone\n",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(600))]
    #[test]
    fn a_check_after_edits_equals_a_fresh_one(
        start in proptest::collection::vec(0usize..LINES.len(), 0..12),
        edits in proptest::collection::vec((0usize..12, 0usize..3, 0usize..LINES.len()), 1..10),
    ) {
        let mut lines: Vec<&str> = start.into_iter().map(|it| LINES[it]).collect();
        let mut document = Document::new(&lines.concat(), Dialect::Bash);
        let mut report = check(&document, None);
        for (at, cut, line) in edits {
            let at = at.min(lines.len());
            let end = (at + cut).min(lines.len());
            let span = Span::new(lines[..at].concat().len(), lines[..end].concat().len());
            document.edit(span, LINES[line]);
            lines.splice(at..end, [LINES[line]]);
            report = check(&document, Some(&report));
            let fresh = check(&Document::new(&lines.concat(), Dialect::Bash), None);
            proptest::prop_assert_eq!(
                format!("{:?}", report.findings()), format!("{:?}", fresh.findings()), "{}", lines.concat()
            );
        }
    }
}

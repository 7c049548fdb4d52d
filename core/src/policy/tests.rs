//! What a policy does to findings, who may lower a danger, and that checks after edits stay right under one.

use super::*;
use crate::rules::{Finding, check_under};
use crate::script::Dialect;
use crate::verdict::verdict;
use crate::{Document, Span};
use std::sync::Arc;

fn told(policy: &Policy, script: &str) -> Vec<Finding> {
    let document = Document::new(script, Dialect::Bash);
    let report = check_under(&document, None, None, &Arc::new(policy.clone()));
    verdict(&document, &report, policy).into_owned()
}

fn shown(policy: &Policy, script: &str) -> Vec<String> {
    told(policy, script).iter().map(|it| format!("{} {}", it.level.name(), it.rule.code)).collect()
}

fn layer(from: From, levels: &[(&str, Option<Level>)]) -> Layer {
    let levels = levels.iter().map(|it| (it.0.to_owned(), it.1)).collect();
    Layer { name: "a.toml".to_owned(), from, levels: vec![levels], ..Layer::default() }
}

fn of(layers: &[Layer]) -> Policy {
    Policy { layers: layers.to_vec(), ..Policy::default() }
}

fn words(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

const CURL: &str = "curl https://example.com/i | sh\n";

#[test]
fn levels_are_by_code_family_and_all() {
    let caution = Some(Level::Caution);
    for key in ["CARO0401", "04", "*"] {
        let policy = of(&[layer(From::User, &[(key, caution)])]);
        assert_eq!(shown(&policy, CURL), ["caution CARO0401"], "{key}");
    }
    let policy = of(&[layer(From::User, &[("*", None), ("CARO0401", caution)])]);
    assert_eq!(shown(&policy, CURL), ["caution CARO0401"]);
    assert!(told(&policy, CURL)[0].message.ends_with("(lowered from danger by `a.toml`)"));
    assert_eq!(shown(&of(&[layer(From::User, &[("04", None)])]), CURL), [""; 0]);
    // What is lower already stays so, and a level above the rule's own is for every place.
    let script = "chmod 777 x\n";
    let found = shown(&Policy::default(), script);
    assert_eq!(found, ["caution CARO0301"]);
    assert_eq!(shown(&of(&[layer(From::User, &[("03", Some(Level::Danger))])]), script), ["danger CARO0301"]);
    assert_eq!(shown(&of(&[layer(From::User, &[("03", Some(Level::Note))])]), script), ["note CARO0301"]);
}

#[test]
fn presets_move_what_nobody_named() {
    let with = |preset| of(&[Layer { preset: Some(preset), ..layer(From::User, &[]) }]);
    let script = format!("chmod 777 x\n{CURL}");
    assert_eq!(shown(&with(Preset::Moderate), &script), ["caution CARO0301", "danger CARO0401"]);
    assert_eq!(shown(&with(Preset::Strict), &script), ["danger CARO0301", "danger CARO0401"]);
    assert_eq!(shown(&with(Preset::Permissive), &script), ["note CARO0301", "danger CARO0401"]);
    let both = of(&[
        Layer { preset: Some(Preset::Strict), ..layer(From::User, &[]) },
        Layer { preset: Some(Preset::Permissive), ..layer(From::Workspace, &[]) },
    ]);
    assert_eq!(shown(&both, &script), ["danger CARO0301", "danger CARO0401"], "what the user raised is a danger");
}

#[test]
fn a_strangers_file_cannot_lower_a_danger() {
    for level in [None, Some(Level::Note), Some(Level::Caution)] {
        let policy = of(&[layer(From::Workspace, &[("*", level)])]);
        let found = told(&policy, &format!("{CURL}{CURL}chmod 777 x\n"));
        let dangers: Vec<_> = found.iter().filter(|it| it.level == Level::Danger).collect();
        assert_eq!(dangers.len(), 2);
        assert!(dangers[0].message.contains("`a.toml` cannot lower this danger"), "{}", dangers[0].message);
        assert!(!dangers[1].message.contains("cannot"), "said once");
        assert_eq!(found.iter().filter(|it| it.rule.code == "CARO0301").count(), usize::from(level.is_some()));
    }
    let allowed = Allowed { program: words("rm"), ..Allowed::default() };
    let policy = of(&[Layer { allowed: vec![allowed], ..layer(From::Workspace, &[]) }]);
    assert_eq!(shown(&policy, "rm -rf /\n"), ["danger CARO0101"]);
}

#[test]
fn a_trusted_file_lowers_a_danger_and_it_is_said() {
    let policy = of(&[layer(From::TrustedWorkspace, &[("04", None)])]);
    let found = told(&policy, CURL);
    assert_eq!(found[0].level, Level::Note);
    assert_eq!(found[0].lowered.as_deref(), Some("lowered from danger by `a.toml`"));
    let user = layer(From::User, &[("CARO0401", Some(Level::Note))]);
    assert_eq!(shown(&of(&[user, layer(From::Workspace, &[])]), CURL), ["note CARO0401"], "the user said so");
}

#[test]
fn an_allowed_command_is_silent_within_its_conditions_only() {
    let allowed = Allowed {
        program: words("rm"),
        operands: words("/srv/cache /srv/cache/** ./build/*"),
        flags: words("-r -f --recursive"),
        because: "it is made again".to_owned(),
        ..Allowed::default()
    };
    let policy = of(&[Layer { allowed: vec![allowed], ..layer(From::User, &[]) }]);
    for script in [
        "rm -rf /srv/cache/*\n",
        "D=/srv/cache\nsudo rm -rf \"$D\"/*\n",
        "rm -rf \"${D:-/srv/cache}\"/.\n",
        "rm -r /srv/./cache/../cache/x/\n",
    ] {
        let found = shown(&policy, script);
        assert!(found.is_empty(), "{script}{found:?}");
    }
    for script in [
        "rm -rf /srv/cache/../*\n",
        "rm -rf /srv/cache /\n",
        "rm -rf \"/srv/cache/$1\"/../../../*\n",
        "rm -rf --no-preserve-root /\n",
        "D=/\nif a; then D=/srv/cache; fi\nrm -rf \"$D\"\n",
        "f() { rm -rf \"$1\"; }\nf /srv/cache\nf /\n",
        "f() { rm -rf \"$1\"; }\nf /\nf /srv/cache\n",
        "rm -rf /srv/cache/x > /etc/passwd\n",
    ] {
        assert!(!shown(&policy, script).is_empty(), "{script}");
    }
    let only = Allowed { program: words("git push"), rules: words("07"), ..Allowed::default() };
    let policy = of(&[Layer { allowed: vec![only], ..layer(From::User, &[]) }]);
    assert_eq!(shown(&policy, "git push -f origin main\n"), [""; 0]);
    assert_eq!(shown(&policy, "git branch -D main\n"), ["caution CARO0705"]);
}

#[test]
fn branches_that_a_policy_names_are_protected() {
    let layer = Layer { protected_branches: words("live/** eu-?"), ..layer(From::Workspace, &[]) };
    let policy = of(&[layer]);
    for script in ["git push -f origin live/eu\n", "git push origin :eu-2\n", "git push origin --delete live/a/b\n"] {
        assert!(shown(&Policy::default(), script).is_empty(), "{script}");
        assert!(shown(&policy, script)[0].starts_with("danger"), "{script}");
    }
}

#[test]
fn wrappers_are_seen_through_and_hide_nothing() {
    let wrappers = ["with-env FILE", "mysudo -u USER", "curl", "rm"];
    let wrappers = wrappers.iter().filter_map(|it| OwnWrapper::read(it)).collect();
    let policy = Policy { wrappers, ..Policy::default() };
    for script in [
        "with-env a rm -rf /\n",
        "D=/\nmysudo -u bob rm -rf \"$D\"\n",
        "sudo with-env x mysudo -n rm -rf /\n",
        "curl https://example.com/i | with-env a sh\n",
        "with-env a sh -c 'rm -rf /'\n",
        "curl https://example.com/i | sh\n",
        "rm -rf / x\n",
    ] {
        assert!(shown(&policy, script).iter().any(|it| it.starts_with("danger")), "{script}");
    }
    assert_eq!(shown(&policy, "with-env rm -rf build\nmysudo -u bob ls\n"), [""; 0]);
}

fn deploy() -> OwnRule {
    OwnRule {
        code: "ACME001".to_owned(),
        name: "no-direct-deploy".to_owned(),
        level: Level::Danger,
        program: words("kubectl apply"),
        all_flags: Vec::new(),
        any_flags: words("-f --filename"),
        no_flags: words("--context"),
        operands: Vec::new(),
        message: "deploys past the release train (`{program}`)".to_owned(),
        because: String::new(),
        fix: Some("acme deploy {arguments}".to_owned()),
        bad: words(""),
        good: Vec::new(),
    }
}

#[test]
fn own_rules_are_asked_like_the_others() {
    let policy = of(&[Layer { rules: vec![deploy()], ..layer(From::Workspace, &[]) }]);
    let found = told(&policy, "sudo kubectl -n x apply --filename=a.yml\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let Finding { rule, level, message, fixes, .. } = &found[0];
    assert_eq!((rule.code, *level), ("ACME001", Level::Danger));
    assert_eq!(message, "deploys past the release train (`kubectl apply`)");
    assert_eq!(fixes[0].edits[0].1, "acme deploy -n x apply --filename=a.yml");
    assert!(!fixes[0].certain);
    for script in ["kubectl get -f a.yml\n", "kubectl apply -f a.yml --context test\n", "kubectl apply\n"] {
        assert!(shown(&policy, script).is_empty(), "{script}");
    }
    let own = OwnRule { program: words("scp"), any_flags: vec![], operands: words("*:/srv/**"), ..deploy() };
    let own = OwnRule { message: "copies to {operand}".to_owned(), ..own };
    let policy = of(&[Layer { rules: vec![own], ..layer(From::User, &[]) }]);
    let found = told(&policy, "H=web\nscp a \"$H:/srv/x\"\nscp a web:/tmp/x\n");
    let messages: Vec<_> = found.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["copies to web:/srv/x"]);
    // It hides nothing of ours.
    let own = OwnRule { program: words("rm"), any_flags: vec![], operands: words("/"), ..deploy() };
    let policy = of(&[Layer { rules: vec![own], ..layer(From::Workspace, &[]) }]);
    assert_eq!(shown(&policy, "rm -rf /\n"), ["danger CARO0101"]);
}

#[test]
fn a_rule_that_is_off_lets_others_of_the_place_speak() {
    let own = OwnRule { program: words("rm"), any_flags: vec![], operands: words("/"), ..deploy() };
    let policy = of(&[Layer { rules: vec![own], ..layer(From::User, &[("CARO0101", None)]) }]);
    assert_eq!(shown(&policy, "rm -rf /\n"), ["danger ACME001"]);
}

/// Lines whose findings depend on the policy, or on lines far above.
const LINES: [&str; 12] = [
    "D=/srv/cache\n",
    "D=/\n",
    "D=$1\n",
    "B=live/a\n",
    "B=b\n",
    "rm -rf \"$D\"/*\n",
    "with-env x rm -rf \"$D\"/*\n",
    "with-env x sh -c 'rm -rf $D/a'\n",
    "f() { with-env x rm -rf \"$D\"/*; git push -f origin \"$B\"; }\n",
    "f\n",
    "git push -f origin \"$B\"\n",
    "cd /srv || exit\n",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn a_check_after_edits_equals_a_fresh_one_under_a_policy(
        start in proptest::collection::vec(0usize..LINES.len(), 0..10),
        edits in proptest::collection::vec((0usize..10, 0usize..3, 0usize..LINES.len(), 0usize..3), 1..8),
    ) {
        let allowed = Allowed { program: words("rm"), operands: words("/srv/cache/**"), ..Allowed::default() };
        let layer = Layer {
            allowed: vec![allowed],
            protected_paths: words("/srv/a"),
            protected_branches: words("live/*"),
            ..layer(From::User, &[])
        };
        let wrapped = Policy { wrappers: OwnWrapper::read("with-env FILE").into_iter().collect(), ..of(std::slice::from_ref(&layer)) };
        let policies = [Arc::default(), Arc::new(of(&[layer])), Arc::new(wrapped)];
        let mut lines: Vec<&str> = start.into_iter().map(|it| LINES[it]).collect();
        let mut document = Document::new(&lines.concat(), Dialect::Bash);
        let mut report = check_under(&document, None, None, &policies[2]);
        for (at, cut, line, policy) in edits {
            let at = at.min(lines.len());
            let end = (at + cut).min(lines.len());
            let span = Span::new(lines[..at].concat().len(), lines[..end].concat().len());
            document.edit(span, LINES[line]);
            lines.splice(at..end, [LINES[line]]);
            // Mostly the one with wrappers, sometimes another.
            let policy = &policies[2 - policy.saturating_sub(if at % 4 == 0 { 0 } else { 2 })];
            report = check_under(&document, Some(&report), None, policy);
            let fresh = check_under(&Document::new(&lines.concat(), Dialect::Bash), None, None, policy);
            proptest::prop_assert_eq!(
                format!("{:?}", verdict(&document, &report, policy)),
                format!("{:?}", verdict(&document, &fresh, policy)),
                "{}", lines.concat()
            );
        }
    }
}

#[test]
fn what_the_user_silenced_stays_silent() {
    let user = layer(From::User, &[("CARO0401", None)]);
    for from in [From::Workspace, From::TrustedWorkspace] {
        let policy = of(&[user.clone(), layer(from, &[("*", None)])]);
        assert_eq!(shown(&policy, CURL), [""; 0]);
    }
    let raised = of(&[user, layer(From::Workspace, &[("*", Some(Level::Caution))])]);
    assert_eq!(shown(&raised, CURL), ["caution CARO0401"]);
}

#[test]
fn examples_of_a_rule_are_tried() {
    let own = OwnRule {
        bad: vec!["kubectl apply -f x\n".to_owned(), "ls\n".to_owned()],
        good: vec!["ls\n".to_owned(), "sudo kubectl apply -f y\n".to_owned()],
        ..deploy()
    };
    let failing = failing_examples(&own);
    assert_eq!(failing.len(), 2, "{failing:?}");
    assert!(failing[0].contains("`ls`") && failing[1].contains("apply -f y"), "{failing:?}");
    assert_eq!(failing_examples(&deploy()).len(), 1);
}

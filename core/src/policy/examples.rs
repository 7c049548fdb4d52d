//! Whether a rule that is written as data does what its own examples say.

use super::{Layer, OwnRule, Policy};
use crate::Document;
use crate::rules::check_under;
use crate::script::Dialect;
use std::sync::Arc;

/// How many examples of a rule are tried.
const MOST: usize = 100;

/// The examples that do not hold, each in a sentence.
pub fn failing_examples(own: &OwnRule) -> Vec<String> {
    let layer = Layer { rules: vec![own.clone()], ..Layer::default() };
    let policy = Arc::new(Policy { layers: vec![layer], ..Policy::default() });
    let speaks = |script: &str| {
        let document = Document::new(script, Dialect::Bash);
        let report = check_under(&document, None, None, &policy);
        report.findings().iter().chain(report.doubles()).any(|it| it.rule.code == own.code)
    };
    let mut failing = Vec::new();
    for script in own.bad.iter().take(MOST).filter(|it| !speaks(it)) {
        failing.push(format!("nothing is said of the bad example `{}`", script.trim()));
    }
    for script in own.good.iter().take(MOST).filter(|it| speaks(it)) {
        failing.push(format!("the good example `{}` is marked", script.trim()));
    }
    if own.bad.is_empty() {
        failing.push("there is no bad example, so nothing shows that it works".to_owned());
    }
    failing
}

//! The page on security: each function and test that it names is there, and what it says of `unsafe` is so.

use crate::{assert_none, code_spans, pages, root};
use std::path::Path;

#[test]
fn what_stops_a_threat_and_shows_it_is_there() {
    let pages = pages();
    let page = pages.iter().find(|it| it.path == Path::new("docs/security.md")).expect("the page is there");
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for (line, text) in page.parts().0 {
        for (file, name) in code_spans(text).filter_map(|it| it.split_once(".rs::")) {
            seen += 1;
            let source = std::fs::read_to_string(root().join(format!("{file}.rs"))).unwrap_or_default();
            if !source.contains(&format!("fn {name}(")) && !source.contains(&format!("fn {name}<")) {
                complaints.push(format!("docs/security.md:{line}: there is no `{file}.rs::{name}`"));
            }
        }
    }
    assert!(seen > 40, "only {seen} places were seen");
    assert_none(&complaints);
}

#[test]
fn no_file_of_ours_is_unsafe() {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    let members = workspace.split("members = [").nth(1).and_then(|it| it.split(']').next()).expect("there are members");
    for member in members.split('"').skip(1).step_by(2) {
        let manifest = std::fs::read_to_string(root().join(member).join("Cargo.toml")).expect("a manifest can be read");
        assert!(manifest.contains("[lints]\nworkspace = true"), "{member} does not take the workspace's lints");
    }
}

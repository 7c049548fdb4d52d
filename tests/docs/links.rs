//! Links between pages: the file is there, and so is the heading.

use crate::{Page, assert_none, pages, root};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let pages = pages();
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for page in &pages {
        for (line, text) in page.parts().0 {
            for link in links(text) {
                seen += 1;
                if let Some(why) = wrong(&pages, page, &link) {
                    complaints.push(format!("{}:{line}: `{link}`: {why}", page.path.display()));
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} links were seen");
    assert_none(&complaints);
}

#[test]
fn a_link_to_nothing_is_seen() {
    let pages = [Page { path: PathBuf::from("README.md"), text: "# One `two` three\n".to_owned() }];
    assert_eq!(links("a [b](c.md#d), [e](f) and `[g](h)`"), ["c.md#d", "f"]);
    assert_eq!(wrong(&pages, &pages[0], "#one-two-three"), None);
    assert_eq!(wrong(&pages, &pages[0], "#four"), Some("no such heading"));
    assert_eq!(wrong(&pages, &pages[0], "docs/nothing.md"), Some("no such file"));
    let page = Page { path: PathBuf::from("docs/cli.md"), text: String::new() };
    assert_eq!(wrong(&pages, &page, "../README.md"), Some("the book has only what lies in docs"));
}

/// The targets of links and pictures in a line, code left out.
fn links(line: &str) -> Vec<String> {
    let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
    let targets = prose.split("](").skip(1);
    targets.filter_map(|it| it.split_once(')')).map(|it| it.0.trim().to_owned()).collect()
}

fn wrong(pages: &[Page], page: &Page, link: &str) -> Option<&'static str> {
    if ["https://", "http://", "mailto:"].iter().any(|it| link.starts_with(it)) {
        return None;
    }
    let (file, heading) = link.split_once('#').map_or((link, None), |it| (it.0, Some(it.1)));
    let path = if file.is_empty() { page.path.clone() } else { joined(page.path.parent()?, file) };
    if !file.is_empty() && !root().join(&path).exists() {
        return Some("no such file");
    }
    if page.path.starts_with("docs") && !path.starts_with("docs") {
        return Some("the book has only what lies in docs");
    }
    let heading = heading?;
    let Some(target) = pages.iter().find(|it| it.path == path) else { return Some("no page of ours, so no heading") };
    (!headings(target).contains(heading)).then_some("no such heading")
}

fn joined(folder: &Path, file: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in folder.join(file).components() {
        if part == Component::ParentDir {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

/// The names that GitHub gives to headings.
fn headings(page: &Page) -> HashSet<String> {
    let mut names = HashSet::new();
    for (_, line) in page.parts().0 {
        let Some(title) = line.starts_with('#').then(|| line.trim_start_matches('#').trim()) else { continue };
        let title = title.to_lowercase();
        let kept = title.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
        let name: String = kept.map(|it| if it == ' ' { '-' } else { it }).collect();
        let again = (1..).map(|it| format!("{name}-{it}"));
        let free = std::iter::once(name.clone()).chain(again).find(|it| !names.contains(it));
        names.extend(free);
    }
    names
}

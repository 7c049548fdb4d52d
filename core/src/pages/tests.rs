//! Pages of our own, kept and asked.

use super::*;
use crate::manual::Page;
use expect_test::{Expect, expect};
use std::fmt::Write;

/// A machine with these pages: name and source.
#[derive(Debug)]
struct Machine(&'static [(&'static str, &'static str)]);

impl Pages for Machine {
    fn manual(&self, name: &str) -> Option<Arc<Manual>> {
        let (file, part) = name.split_once(':').map_or((name, None), |it| (it.0, Some(it.1)));
        let source = self.0.iter().find(|it| it.0 == file)?.1;
        let page = Page::read(source);
        let page = part.map_or_else(|| Some(page.clone()), |it| page.part(it))?;
        Some(Arc::new(Manual::new(format!("{file}(1)"), format!("/man1/{file}.1"), &page, true)))
    }

    fn example(&self, name: &str, flags: &[&str]) -> Option<Example> {
        Examples::read(self.0.iter().find(|it| it.0 == name)?.1).best(flags)
    }
}

const PEEL: &str = "\
.TH PEEL 1
.SH NAME
peel \\- takes the skin off
.SH OPTIONS
.TP
\\fB\\-a\\fR, \\fB\\-\\-all\\fR
Takes all of it. Even the stalk.
.TP
\\fB\\-\\-color\\fR[=\\fIwhen\\fR]
Colors it.
.TP
\\fB\\-d\\fR \\fIdepth\\fR
Cuts deeper, as in [\\-xyz].
.SH COMMANDS
.TP
\\fBapple\\fR [\\fB\\-s\\fR]
Peels an apple.
.RS
.TP
\\fB\\-s\\fR
Slowly.
.RE
.TP
\\fBpear\\fR [\\fB\\-s\\fR]
Peels a pear.
.RS
.TP
\\fB\\-s\\fR
Silently.
.RE
";

const MACHINE: Machine = Machine(&[
    ("peel", PEEL),
    ("git", ".TH GIT 1\n.SH NAME\ngit \\- a tracker\n.SH OPTIONS\n.TP\n\\fB\\-n\\fR\nNothing of push.\n"),
    (
        "git-push",
        ".TH GIT-PUSH 1\n.SH NAME\ngit-push \\- sends\n.SH OPTIONS\n.TP\n\\fB\\-n\\fR, \\fB\\-\\-dry\\-run\\fR\nSends nothing.\n",
    ),
]);

#[test]
fn names_go_from_the_nearest_page_to_the_farthest() {
    assert_eq!(names(&["git", "stash", "pop"]), ["git-stash-pop", "git-stash:pop", "git-stash", "git:stash", "git"]);
    assert_eq!(names(&["../x"]), [""; 0]);
    assert_eq!(names(&["local"]), ["bash:declare", "local"]);
    assert_eq!(names(&["perl"]), ["perl", "perlrun"]);
    assert_eq!(names(&[]), [""; 0]);
    for name in ["", ".x", "-x", "a/b", "a\0b", "a b", "é", &"x".repeat(101)] {
        assert!(!is_name(name), "{name:?}");
    }
    assert!(["[", "g++", "git-push", "bash:read", "x86_64-linux-gnu-gcc-12"].into_iter().all(is_name));
}

fn said(command: &[&str], flag: &str) -> String {
    match option(&MACHINE, command, flag) {
        Some((manual, option)) => format!("{}:{}: {}", manual.title, option.line, option.text),
        None => "nothing".to_owned(),
    }
}

#[test]
fn a_flag_is_that_of_its_own_command_only() {
    let mut shown = String::new();
    for (command, flag) in [
        (&["peel"][..], "--all"),
        (&["peel"], "--color=always"),
        (&["peel"], "-s"),
        (&["peel"], "all"),
        (&["peel", "apple"], "-s"),
        (&["peel", "pear"], "-s"),
        (&["peel", "pear"], "-a"),
        (&["peel", "plum"], "-a"),
        (&["git", "push"], "-n"),
        (&["git", "push"], "-a"),
        (&["git", "pull"], "-n"),
        (&["git"], "-n"),
    ] {
        let _ = writeln!(shown, "{} {flag}: {}", command.join(" "), said(command, flag));
    }
    let expected: Expect = expect![[r#"
        peel --all: peel(1):6: Takes all of it. Even the stalk.
        peel --color=always: peel(1):9: Colors it.
        peel -s: nothing
        peel all: nothing
        peel apple -s: peel(1):20: Slowly.
        peel pear -s: peel(1):28: Silently.
        peel pear -a: peel(1):6: Takes all of it. Even the stalk.
        peel plum -a: nothing
        git push -n: git-push(1):6: Sends nothing.
        git push -a: nothing
        git pull -n: nothing
        git -n: git(1):6: Nothing of push.
    "#]];
    expected.assert_eq(&shown);
}

#[test]
fn a_page_knows_what_it_mentions_and_whether_that_is_all() {
    let peel = MACHINE.manual("peel").unwrap();
    assert!(["-a", "--all", "--color=never", "-x", "-z", "-s"].into_iter().all(|it| peel.mentions(it)));
    assert!(!["-q", "--al", "--colour"].into_iter().any(|it| peel.mentions(it)));
    assert!(peel.is_whole);
    assert_eq!(peel.summary, "takes the skin off");
    assert_eq!(MACHINE.manual("peel:apple").unwrap().summary, "Peels an apple.");
    assert!(!MACHINE.manual("peel:apple").unwrap().is_whole);
    assert!(!MACHINE.manual("git-push").unwrap().is_whole, "one option is not all");
    assert!(!Manual::new(String::new(), String::new(), &Page::read(PEEL), false).is_whole);
    for more in ["It takes the same options as \\fBpare\\fR(1).", ".so man1/pare.1"] {
        let page = Page::read(&format!("{PEEL}.SH MORE\n{more}\n"));
        assert!(!Manual::new(String::new(), String::new(), &page, true).is_whole, "{more}");
    }
}

#[test]
fn texts_end_at_a_sentence() {
    let long = format!("It peels, e.g. Apples. {} And more.", "Then it waits ".repeat(40));
    let page = Page::read(&format!(
        ".TH P 1\n.SH OPTIONS\n.TP\n\\fB\\-a\\fR\n{long}\n.TP\n\\fB\\-b\\fR\n{}\n",
        "word ".repeat(300)
    ));
    let manual = Manual::new(String::new(), String::new(), &page, true);
    let text = |flag: &str| manual.option(flag).unwrap().text.clone();
    assert!(text("-a").len() <= 404 && text("-a").ends_with("it…"), "{}", text("-a"));
    assert!(text("-b").len() <= 404 && text("-b").ends_with("word…"), "{}", text("-b"));
    let two = format!("{} It ends here. {}", "Words before".repeat(10), "And then more words ".repeat(40));
    let page = Page::read(&format!(".TH P 1\n.SH OPTIONS\n.TP\n\\fB\\-a\\fR\n{two}\n"));
    let manual = Manual::new(String::new(), String::new(), &page, true);
    assert!(manual.option("-a").unwrap().text.ends_with("It ends here."));
}

#[test]
fn a_huge_page_stays_small() {
    let mut source = String::from(".TH HUGE 1\n.SH OPTIONS\n");
    for at in 0..6000 {
        let _ = write!(source, ".TP\n\\fB\\-\\-flag{at}\\fR=\\fIvalue\\fR\n{}\n", "What it does. ".repeat(30));
    }
    let manual = Manual::new(String::new(), String::new(), &Page::read(&source), true);
    assert!(manual.size() < 2 << 20, "{}", manual.size());
    assert!(!manual.is_whole && manual.mentions("--flag5999"));
}

const TLDR: &str = "\
# tar

> Archiving utility.
> More information: <https://www.gnu.org/software/tar>.

- [c]reate an archive and write it to a [f]ile:

`tar cf {{path/to/target.tar}} {{path/to/file1 path/to/file2 ...}}`

- E[x]tract a (compressed) archive [f]ile [v]erbosely:

`tar {{[-xvf|--extract --verbose --file]}} {{path/to/source.tar[.gz|.bz2|.xz]}}`

- List the contents:

`tar --list --file {{source.tar}} -v`

- Show a template:

`tar --format '\\{\\{.Name\\}\\}' {{{a}}}`
";

#[test]
fn the_example_with_most_of_the_flags_is_chosen() {
    let examples = Examples::read(TLDR);
    let mut shown = String::new();
    for flags in [
        &[][..],
        &["-x"],
        &["--extract"],
        &["--file=x", "--list"],
        &["-v"],
        &["--format"],
        &["--nothing"],
        &["-x", "-q", "-f"],
    ] {
        let best = examples.best(flags).map_or_else(|| "nothing".to_owned(), |it| format!("{}: {}", it.says, it.text));
        let _ = writeln!(shown, "{}: {best}", flags.join(" "));
    }
    expect![[r#"
        : [c]reate an archive and write it to a [f]ile: tar cf path/to/target.tar path/to/file1 path/to/file2 ...
        -x: E[x]tract a (compressed) archive [f]ile [v]erbosely: tar -xvf path/to/source.tar[.gz|.bz2|.xz]
        --extract: E[x]tract a (compressed) archive [f]ile [v]erbosely: tar --extract --verbose --file path/to/source.tar[.gz|.bz2|.xz]
        --file=x --list: List the contents: tar --list --file source.tar -v
        -v: List the contents: tar --list --file source.tar -v
        --format: Show a template: tar --format '{{.Name}}' {a}
        --nothing: nothing
        -x -q -f: E[x]tract a (compressed) archive [f]ile [v]erbosely: tar -xvf path/to/source.tar[.gz|.bz2|.xz]
    "#]].assert_eq(&shown);
}

#[test]
fn an_example_of_the_page_above_has_the_words_of_the_command() {
    let pages = Machine(&[
        ("git", "- Push:\n\n`git push --force`\n\n- Pull:\n\n`git pull --rebase`\n"),
        ("apt-get", "- Update:\n\n`apt-get update`\n"),
    ]);
    assert_eq!(example(&pages, &["git", "push"], &["--force"]).unwrap().text, "git push --force");
    assert_eq!(example(&pages, &["git", "push"], &["--rebase"]), None);
    assert_eq!(example(&pages, &["apt-get"], &[]).unwrap().attribution, ATTRIBUTION);
    assert_eq!(example(&pages, &["../git"], &[]), None);
}

#[test]
fn hostile_tldr_pages_end() {
    for page in [
        "`".repeat(9),
        "- x\n`{{{{{{`\n".repeat(500),
        "- x\n`{{}}{{[-|]}}{{[--a|é]}}}}}`".to_owned(),
        "- \n``\n".to_owned(),
    ] {
        let examples = Examples::read(&page);
        let _ = examples.best(&["-a"]);
        assert!(examples.size() < 1 << 16);
    }
}

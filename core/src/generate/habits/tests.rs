//! What edits teach, what they do not, and what habits make of commands.

use super::*;
use crate::Document;
use crate::generate::again::Again;
use crate::generate::calibration::Calibration;
use crate::generate::ghost::Cursor;
use crate::generate::{Candidate, Suggestion, checked, generate};
use crate::script::Dialect;
use crate::target::Platform;
use expect_test::{Expect, expect};

fn taught(offered: &str, edited: &str) -> String {
    let sign = |it| if it == Sign::For { '+' } else { '-' };
    let found = learned_from(offered, edited, Dialect::Bash);
    found.iter().map(|it| format!("{}{}", sign(it.1), it.0)).collect::<Vec<_>>().join("\n")
}

fn check(offered: &str, edited: &str, expected: &Expect) {
    expected.assert_eq(&taught(offered, edited));
}

/// What somebody with these habits is shown in the place of a command.
fn shown(command: &str, habits: &[&str]) -> Suggestion {
    shown_on(command, habits, Platform::Linux)
}

fn shown_on(command: &str, habits: &[&str], platform: Platform) -> Suggestion {
    shown_in(command, habits, platform, Dialect::Bash)
}

fn shown_in(command: &str, habits: &[&str], platform: Platform, dialect: Dialect) -> Suggestion {
    let habits = habits.iter().map(|it| (Habit::parse(it).unwrap_or_else(|| panic!("{it}")), 3.0, 0.0)).collect();
    let request = Request { habits: Habits::of(habits), ..Request::new("", dialect, platform) };
    let candidate = Candidate { command: command.to_owned(), confidence: 0.9, prose: false, source: "embedded" };
    checked(vec![candidate], &request).pop().unwrap_or_else(|| panic!("{command} is not sound"))
}

#[test]
fn a_flag_that_is_added_or_left_out_is_learnt() {
    check(
        "ls -lS src",
        "ls -lhS src",
        &expect![[r#"
        -ls: no -h with -l
        +ls: -h with -l"#]],
    );
    check("rm old.txt", "rm -i old.txt", &expect!["+rm: -i"]);
    check(
        "ls -lh",
        "ls -l",
        &expect![[r#"
        -ls: -h with -l
        +ls: no -h with -l"#]],
    );
    check(
        "git log -n 5",
        "git log --oneline -n 5",
        &expect![[r#"
        -git log: no --oneline
        +git log: --oneline"#]],
    );
    check(
        "sort a.txt",
        "sort -u a.txt",
        &expect![[r#"
        -sort: no -u alone
        +sort: -u alone"#]],
    );
    check(
        "sort -n a.txt | head",
        "sort -nu a.txt | head",
        &expect![[r#"
        -sort: no -u with only -n
        +sort: -u with only -n"#]],
    );
    check(
        "sudo tar -xzf a.tgz",
        "sudo tar -xzvf a.tgz",
        &expect![[r#"
        -tar: no -v
        +tar: -v"#]],
    );
    check(
        "ls -l",
        "ls -lh src",
        &expect![[r#"
        -ls: no -h with -l
        +ls: -h with -l"#]],
    );
}

#[test]
fn another_program_is_learnt_where_it_says_the_same() {
    check(
        "find . -type f -name '*.py'",
        "fd -e py",
        &expect![[r#"
        -find -> fd -u
        +find -> fd"#]],
    );
    check(
        "find . -type f -name '*.py'",
        "fd -u -t f '\\.py$'",
        &expect![[r#"
        -find -> fd
        +find -> fd -u"#]],
    );
    check(
        "grep -rn TODO src",
        "rg TODO src",
        &expect![[r#"
        -grep -r -> rg -uu
        +grep -r -> rg"#]],
    );
    check(
        "docker ps -a",
        "podman ps -a",
        &expect![[r#"
        -podman -> docker
        +docker -> podman"#]],
    );
    check("sudo docker ps", "docker ps", &expect!["+docker: no sudo"]);
    check(
        "python a.py",
        "python3 a.py",
        &expect![[r#"
        -python3 -> python
        +python -> python3"#]],
    );
    check(
        "pip install x",
        "pip3 install x",
        &expect![[r#"
        -pip3 -> pip
        +pip -> pip3"#]],
    );
    check("egrep 'a|b' x", "grep -E 'a|b' x", &expect!["+egrep -> grep -E"]);
    check(
        "sudo ls /root",
        "doas ls /root",
        &expect![[r#"
        -doas -> sudo
        +sudo -> doas"#]],
    );
    check("ls -la", "eza -la", &expect!["+ls -> eza"]);
    check(
        "vim a.txt",
        "nvim a.txt",
        &expect![[r#"
        -nvim -> vim
        +vim -> nvim"#]],
    );
    check(
        "docker-compose up -d",
        "docker compose up -d",
        &expect![[r#"
        -docker compose -> docker-compose
        +docker-compose -> docker compose"#]],
    );
}

#[test]
fn ways_to_write_are_learnt() {
    check(
        "grep 'a b' x",
        "grep \"a b\" x",
        &expect![[r#"
        -quotes: single
        +quotes: double"#]],
    );
    check(
        "grep -i a x",
        "grep --ignore-case a x",
        &expect![[r#"
        -flags: short
        +flags: long"#]],
    );
    check("cat $file", "cat \"$file\"", &expect!["+variables: quoted"]);
}

#[test]
fn what_is_another_request_teaches_nothing() {
    for (offered, edited) in [
        ("find . -name '*.py'", "ls"),
        ("find . -name '*.py'", "find . -name '*.rs'"),
        ("find . -name '*.py'", "fd config src"),
        ("ls", "ls src"),
        ("ls -l", "ls -l"),
        ("ls -lt", "ls -lS"),
        ("ls -l", "ls -l | head"),
        ("ls -l > a", "ls -lh > b"),
        ("cat a", "sort a"),
        ("rm -r a", "rm -rf a"),
        ("rm a", "rm -r a"),
        ("rm -i a", "rm a"),
        ("git push", "git push --force"),
        ("curl -f https://x.io", "curl -fk https://x.io"),
        ("cp a b", "cp c d"),
        ("head -n 5 a", "head -n 10 a"),
        ("", "ls"),
        ("ls", ""),
        ("ls '", "ls"),
        ("ls", "ls\nrm x"),
        ("ls", "sudo ls"),
    ] {
        let learnt = learned_from(offered, edited, Dialect::Bash);
        assert!(learnt.iter().all(|it| it.1 == Sign::Against), "{offered} and {edited}: {learnt:?}");
    }
}

#[test]
fn habits_change_what_is_offered() {
    for (command, habits, expected) in [
        ("ls -lS src", &["ls: -h with -l"][..], "ls -lSh src"),
        ("ls -S src", &["ls: -h with -l"], "ls -S src"),
        ("ls --all -l", &["ls: -h with -l"], "ls --all -lh"),
        ("tar -xzf a.tgz", &["tar: -v"], "tar -xzvf a.tgz"),
        ("head -n 5 a | sort -n", &["sort: -u with only -n"], "head -n 5 a | sort -nu"),
        ("sort -nr a", &["sort: -u with only -n"], "sort -nr a"),
        ("sort a", &["sort: -u alone"], "sort -u a"),
        ("git log -n 5", &["git log: --oneline"], "git log --oneline -n 5"),
        ("ls -la", &["ls: no -a"], "ls -l"),
        ("find . -type f -name '*.py'", &["find -> fd"], "fd -t f -e py"),
        ("find src -name 'test_*' -size +1M", &["find -> fd"], "fd -S +1Mi -g 'test_*' src"),
        ("find . -name '*.tmp' -delete", &["find -> fd"], "find . -name '*.tmp' -delete"),
        ("find . -name '*.py' | wc -l", &["find -> fd"], "find . -name '*.py' | wc -l"),
        ("grep -rn TODO src", &["grep -r -> rg"], "rg -n TODO src"),
        ("grep -rn TODO src", &["grep -r -> rg -uu"], "rg -uu -n TODO src"),
        ("grep TODO src", &["grep -r -> rg"], "grep TODO src"),
        ("docker ps -a", &["docker -> podman"], "podman ps -a"),
        ("docker swarm init", &["docker -> podman"], "docker swarm init"),
        ("sudo docker ps", &["docker: no sudo", "docker -> podman"], "sudo podman ps"),
        ("sudo systemctl restart nginx", &["systemctl: no sudo"], "systemctl restart nginx"),
        ("sudo systemctl restart nginx", &["sudo -> doas"], "doas systemctl restart nginx"),
        ("python -m venv x", &["python -> python3"], "python3 -m venv x"),
        ("ls -lhS a", &["ls -> eza"], "ls -lhS a"),
        ("ls -lha a", &["ls -> eza"], "eza -la a"),
        ("cat a | sort", &["cat -> bat"], "cat a | sort"),
        ("cat a", &["cat -> bat"], "bat a"),
        ("grep -rn 'a b' src", &["quotes: double"], "grep -rn \"a b\" src"),
        ("grep -rn \"a b\" src", &["quotes: single"], "grep -rn 'a b' src"),
        ("grep \"$x\" src", &["quotes: single"], "grep \"$x\" src"),
        ("grep -rn 'a$b' src", &["quotes: double"], "grep -rn 'a$b' src"),
        ("ls -lh src", &["flags: long"], "ls -l --human-readable src"),
        ("head -n 5 a", &["flags: long"], "head --lines=5 a"),
        ("sort --numeric-sort --reverse a", &["flags: short"], "sort -n -r a"),
        ("docker-compose up -d", &["docker-compose -> docker compose"], "docker compose up -d"),
        ("cat $file", &["variables: quoted"], "cat \"$file\""),
        ("which ls", &["which -> command -v"], "command -v ls"),
        ("rm a", &["rm: -i", "rm: -v"], "rm -iv a"),
        // Who reads what is printed counts on its form.
        ("grep foo a | cut -d: -f1", &["grep: -n"], "grep foo a | cut -d: -f1"),
        ("grep foo a | head", &["grep: -n"], "grep -n foo a | head"),
        ("x=$(grep foo a)", &["grep: -n"], "x=$(grep foo a)"),
        ("grep foo a > b", &["grep: -n"], "grep foo a > b"),
        ("ls -l | wc -l", &["ls: -h with -l", "ls -> eza"], "ls -l | wc -l"),
        ("curl https://x.io | jq .", &["curl: -s"], "curl -s https://x.io | jq ."),
        // Where nobody is asked, an answer would come from a file.
        ("ls | xargs rm", &["rm: -i"], "ls | xargs rm"),
        ("ls | while read -r f; do rm \"$f\"; done", &["rm: -i"], "ls | while read -r f; do rm \"$f\"; done"),
        ("for f in *.a; do rm \"$f\"; done", &["rm: -i"], "for f in *.a; do rm -i \"$f\"; done"),
        ("rm a &", &["rm: -i"], "rm a &"),
        ("rm a < b", &["rm: -i"], "rm a < b"),
        ("find . -exec rm {} +", &["rm: -i"], "find . -exec rm {} +"),
    ] {
        assert_eq!(shown(command, habits).command(), expected, "{command} by {habits:?}");
    }
}

#[test]
fn it_is_said_by_which_habit() {
    let found = shown("ls -lS src", &["ls: -h with -l"]);
    assert_eq!(found.learned(), ["you usually add -h to ls -l"]);
    expect!["Lists `src` with details and readable sizes, the biggest first. You usually add -h to ls -l."]
        .assert_eq(found.summary());
    assert!(shown("du src", &["ls: -h with -l"]).learned().is_empty());
}

#[test]
fn the_text_form_is_read_back() {
    for text in [
        "ls: -h with -l",
        "rm: -i",
        "rm: no -v",
        "sort: -u alone",
        "sort: -u with only -n -r",
        "git log: --oneline",
        "find -> fd",
        "grep -r -> rg -uu",
        "docker: no sudo",
        "flags: long",
        "quotes: single",
        "variables: quoted",
    ] {
        assert_eq!(Habit::parse(text).map(|it| it.to_string()).as_deref(), Some(text));
    }
    for text in [
        "",
        ":",
        "->",
        "ls",
        "ls:",
        "ls: h",
        "ls: -€",
        "mytool: -x",
        "rm: -f",
        "rm: -rf",
        "rm: no -i",
        "find -> rm",
        "ls: -h with",
        "ls: -h with -h",
        "ls: -h beside -l",
        "head: -n",
        "quotes: odd",
        "curl: -k",
        "git push: --force",
        "ls: --width",
    ] {
        assert_eq!(Habit::parse(text), None, "{text}");
    }
}

#[test]
fn nothing_becomes_riskier() {
    assert_eq!(generate(&Request::new("list files", Dialect::Bash, Platform::Linux), 1)[0].learned(), [""; 0]);
    assert_eq!(shown_on("rm a", &["rm: -v"], Platform::Posix).command(), "rm a");
    assert_eq!(shown_on("ls -l", &["flags: long"], Platform::MacOs).command(), "ls -l");
}

/// The ghost text at `<|>` for somebody with these habits, with what is told of them.
fn ghost(text: &str, habits: &[&str], model: &[&str]) -> Option<(String, Vec<String>)> {
    let at = text.find("<|>").unwrap();
    let document = Document::new(&text.replace("<|>", ""), Dialect::Bash);
    let cursor = Cursor {
        document: &document,
        offset: at,
        platform: Platform::Linux,
        manual: !model.is_empty(),
        enough: 0.75,
        names: &[],
    };
    let habits = Habits::of(habits.iter().map(|it| (Habit::parse(it).unwrap(), 3.0, 0.0)).collect());
    let wish = cursor.wish()?.of_user(habits, Again::default(), Calibration::default());
    let candidate = |it: &&str| Candidate { command: (*it).to_owned(), confidence: 0.9, prose: false, source: "model" };
    let mut found = wish.ghosts(1, model.iter().map(candidate).collect()).items;
    found.pop().map(|it| (it.insert, it.suggestion.learned().to_vec()))
}

#[test]
fn in_ghost_text_what_is_typed_rules() {
    let insert = |text: &str, habits: &[&str]| ghost(text, habits, &[]).map_or(String::new(), |it| it.0);
    assert_eq!(insert("# delete notes.txt\n<|>\n", &["rm: -i"]), "rm -i notes.txt");
    assert_eq!(insert("# delete notes.txt\nrm <|>\n", &["rm: -i"]), "-i notes.txt");
    assert_eq!(insert("# delete notes.txt\nrm n<|>\n", &["rm: -i"]), "otes.txt");
    let wish = "# search for error in src\n";
    assert_eq!(insert(&format!("{wish}<|>\n"), &["grep -r -> rg"]), "rg error src");
    assert_eq!(insert(&format!("{wish}gr<|>\n"), &["grep -r -> rg"]), "ep -r error src");
    assert_eq!(insert(&format!("{wish}rg<|>\n"), &["grep -r -> rg"]), " error src");
}

#[test]
fn the_quotes_of_a_script_come_before_those_of_its_user() {
    let script = "echo \"a b\"\necho \"c d\"\necho \"e f\"\n# find python files in src\n<|>\n";
    let (insert, learned) = ghost(script, &["quotes: single"], &[]).unwrap();
    assert_eq!((insert.as_str(), learned.len()), ("find src -type f -name \"*.py\"", 0));
}

#[test]
fn a_model_loses_nothing_by_a_program_that_the_user_prefers() {
    let wish = "# frobnicate whatever is open there\n<|>\n";
    assert!(ghost(wish, &[], &["find . -type f -name '*.py'"]).is_some());
    let found = ghost(wish, &["find -> fd"], &["find . -type f -name '*.py'"]).unwrap();
    assert_eq!(found.0, "fd -t f -e py");
    assert_eq!(ghost(wish, &["rm: -v"], &["fd -e py -x rm -v"]), None);
}

/// Everything that can be a habit, as far as it is written here.
const ALL: &str = "find -> fd|rm: -i|git log: --oneline|docker -> podman|grep: -n|mkdir: -v|cp: -i|mv: -i|tar: -v|\
    ls: -h with -l|pip -> pip3|cat -> bat|grep -r -> rg|flags: long|quotes: double|sort: -u with only -n|sort: -r alone|\
    ls -> eza|docker: no sudo|systemctl: no sudo|egrep -> grep -E|curl: no -f|ls: no -a|variables: quoted|sudo -> doas|\
    flags: short|quotes: single|find -> fd -u|grep -r -> rg -uu|du: -c|apt -> apt-get|gzip: -k|xz: -v";

#[test]
fn no_habit_makes_a_command_riskier_or_unsound() {
    let wishes = [
        "delete all .tmp files in cache",
        "find python files in src",
        "count the json files in data",
        "search for 'foo bar' in src ignoring case",
        "list files with details",
        "stop all containers",
        "delete unused images",
        "rename all txt files to md",
        "download https://example.com/x.tgz and unpack it",
        "show listening tcp ports",
        "update all packages",
        "change owner of src to bob recursively",
        "delete the folder build",
        "show lines 5 to 10 of a.txt",
        "show unique lines with counts of a.txt",
        "copy all jpg files to pics",
        "delete everything in /",
    ];
    let known = ALL.split('|').filter_map(Habit::parse).count();
    assert_eq!(known + 1, ALL.split('|').count(), "`curl: no -f` protects");
    let mut changed = 0;
    let all = ALL.split('|').collect::<Vec<_>>();
    for (platform, dialect) in [
        (Platform::Linux, Dialect::Bash),
        (Platform::MacOs, Dialect::Bash),
        (Platform::Busybox, Dialect::Sh),
        (Platform::Posix, Dialect::Sh),
    ] {
        let plain = wishes.iter().flat_map(|it| generate(&Request::new(it, dialect, platform), 3));
        let level = |it: &Suggestion| it.findings().iter().map(|it| it.level).max();
        for plain in plain {
            let each = all.iter().filter(|it| Habit::parse(it).is_some()).map(std::slice::from_ref);
            let every: Vec<&str> = all.iter().copied().filter(|it| Habit::parse(it).is_some()).collect();
            for habits in each.chain([&*every]) {
                let it = shown_in(plain.command(), habits, platform, dialect);
                let command = it.command();
                assert!(level(&it) <= level(&plain) && it.findings().len() <= plain.findings().len(), "{command}");
                if let Some(learned) = it.learned().first() {
                    changed += 1;
                    assert!(it.summary().contains(&learned[1..]), "{command}: {}", it.summary());
                } else {
                    assert_eq!(command, plain.command());
                }
            }
        }
    }
    assert!(changed > 150, "{changed}");
}

#[test]
fn what_is_learnt_holds_no_word_of_the_user() {
    let commands = [
        "ls -l geheim",
        "ls -lh geheim",
        "ls -lhS geheim",
        "rm geheim.txt",
        "rm -i geheim.txt",
        "find geheim -name 'geheim*'",
        "fd -g 'geheim*' geheim",
        "grep -r geheim geheim",
        "rg geheim geheim",
        "grep -rn geheim geheim",
        "docker run -e A=geheim geheim",
        "podman run -e A=geheim geheim",
        "docker run --rm -e A=geheim geheim",
        "curl -u geheim:geheim https://geheim.io",
        "curl -s -u geheim:geheim https://geheim.io",
        "sudo systemctl restart geheim",
        "systemctl restart geheim",
        "geheim -x geheim",
        "geheim -x -y geheim",
        "./geheim",
        "git log --author=geheim",
        "git log --oneline --author=geheim",
        "sort geheim | uniq",
        "sort -u geheim | uniq",
        "cat \"geheim\"",
        "cat 'geheim'",
        "cat geheim",
        "bat geheim",
        "for f in geheim; do rm \"$f\"; done",
        "for f in geheim; do rm -v \"$f\"; done",
        "x=geheim ls -l",
        "x=geheim ls -lh",
        "$geheim -l",
        "ls --color=geheim",
        "a=(geheim)",
        "",
        "'",
        "ls |",
        "\u{1f600}",
        "geheim() { ls -l; }",
        "if ls -l geheim; then ls; fi",
        "ls -lé",
        "head -5 geheim",
        "head -n 5 geheim",
        "sudo -u geheim ls -l",
        "sudo -u geheim ls -lh",
        "python geheim.py",
        "python3 geheim.py",
        "grep --include='geheim' -r geheim .",
    ];
    let mut found = 0;
    for offered in commands {
        for edited in commands {
            for (habit, _) in learned_from(offered, edited, Dialect::Bash) {
                found += 1;
                let text = habit.to_string();
                assert!(!text.contains("geheim") && !habit.sentence().contains("geheim"), "{text}");
                assert_eq!(Habit::parse(&text), Some(habit), "{text}: {offered} and {edited}");
            }
        }
        let habits: Vec<Habit> = ALL.split('|').filter_map(Habit::parse).collect();
        let _ = kept(offered, Dialect::Bash, Platform::Linux, &habits);
    }
    assert!(found > 40, "{found}");
}

#[test]
fn what_is_kept_speaks_a_little() {
    let habits: Vec<Habit> =
        ["ls: -h with -l", "rm: -i", "find -> fd", "quotes: single", "flags: long", "docker: no sudo"]
            .iter()
            .filter_map(|it| Habit::parse(it))
            .collect();
    let said = |command: &str| {
        let signs = kept(command, Dialect::Bash, Platform::Linux, &habits);
        signs.iter().map(|it| format!("{:?} {}", it.1, it.0)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(said("ls -l"), "Against ls: -h with -l");
    assert_eq!(said("ls -lh"), "For ls: -h with -l, Against flags: long");
    assert_eq!(said("ls"), "");
    assert_eq!(said("rm -i a"), "For rm: -i");
    assert_eq!(said("find . -name 'a*'"), "Against find -> fd, For quotes: single");
    assert_eq!(said("fd -g \"a*\""), "For find -> fd, Against quotes: single");
    assert_eq!(said("grep -i a b"), "Against flags: long");
    assert_eq!(said("sudo docker ps"), "Against docker: no sudo");
}

#[test]
fn a_question_and_a_refinement_are_about_what_was_shown() {
    use crate::generate::question::question;
    use crate::generate::refine::refine;
    let of = |text: &'static str, habits: &[&str]| Request {
        habits: Habits::of(habits.iter().map(|it| (Habit::parse(it).unwrap(), 3.0, 0.0)).collect()),
        ..Request::new(text, Dialect::Bash, Platform::Linux)
    };
    let request = of("search for error in src", &["grep -r -> rg"]);
    let found = generate(&request, 3);
    assert_eq!(found[0].command(), "rg error src");
    let asked = question(&request, &found).expect("two readings");
    assert_eq!(asked.choices.len(), 2);
    let refined = |text, habits: &[&str], words: &str| {
        let request = of(text, habits);
        let first = generate(&request, 1).remove(0);
        let request = Request { text: first.wish(), ..request.clone() };
        let found = refine(&request, first.command(), words, 1, Vec::new());
        format!("{} => {}", first.command(), found.first().map_or("", |it| it.command()))
    };
    expect!["rg error src => rg -i error src"].assert_eq(&refined(
        "search for error in src",
        &["grep -r -> rg"],
        "ignoring case",
    ));
    expect!["fd -t f -e py => fd -t f -e py . src"].assert_eq(&refined("find python files", &["find -> fd"], "in src"));
    expect!["rm -i notes.txt => rm -i notes.txt old.txt"].assert_eq(&refined(
        "delete notes.txt",
        &["rm: -i"],
        "and old.txt",
    ));
    expect!["rm -i notes.txt => rm -v -i notes.txt"].assert_eq(&refined("delete notes.txt", &["rm: -i"], "verbosely"));
    expect!["podman ps => docker ps"].assert_eq(&refined(
        "show running containers",
        &["docker -> podman"],
        "with docker",
    ));
}

#[test]
fn of_two_that_exclude_each_other_the_stronger_one_counts() {
    let of = |all: &[(&str, f32, f32)]| {
        let all = all.iter().map(|it| (Habit::parse(it.0).unwrap(), it.1, it.2)).collect();
        Habits::of(all).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(of(&[("quotes: single", 3.0, 0.0), ("quotes: double", 9.0, 1.0)]), "quotes: double");
    assert_eq!(of(&[("rm: -v", 3.0, 0.0), ("rm: no -v", 2.0, 0.0)]), "rm: -v");
    assert_eq!(of(&[("docker -> podman", 3.0, 0.0), ("podman -> docker", 4.0, 0.0)]), "podman -> docker");
    assert_eq!(of(&[("rm: -v", 1.4, 0.0), ("rm: -i", 2.0, 1.0), ("cp: -i", 2.0, 0.9)]), "cp: -i");
    assert_eq!(of(&[("rm: -v", f32::NAN, 0.0), ("rm: -i", f32::INFINITY, f32::INFINITY)]), "");
}

#[test]
fn two_edits_still_count_when_they_have_faded_a_little() {
    for faded in [1.0, 0.999_999, 0.9, 0.8] {
        assert!(is_active(2.0 * EDITED * faded, 0.0) && is_active(PREFERRED * faded, 0.0), "{faded}");
        assert!(!is_active(EDITED * faded, 0.0), "one is too little");
        assert!(!is_active(2.0 * EDITED * faded, EDITED * faded), "one that says otherwise");
        assert!(is_active(3.0 * EDITED * faded, EDITED * faded), "three make up for it");
    }
}

//! What is offered at every kind of place, and where nothing is.

use super::*;
use crate::flow::Sourced;
use crate::knowledge;
use crate::rules;
use crate::script::parse_text;
use expect_test::{Expect, expect};
use std::cell::OnceCell;
use std::fmt::Write;
use std::sync::Arc;

const PROGRAMS: [&str; 4] = ["gitk", "grep", "grub-file", "tar"];

#[derive(Debug)]
struct OneFile;

impl Library for OneFile {
    fn find(&self, path: &str) -> Option<Sourced> {
        let text = "LIB_HOME=/opt/lib\nlib_log() { echo \"$1\"; }\n";
        (path == "lib.sh").then(|| Sourced { stamp: 1, chunks: Arc::new(parse_text(text, Dialect::Bash)) })
    }
}

fn at(marked: &str, dialect: Dialect, platform: Platform) -> (Document, Completion) {
    let offset = marked.find("<|>").unwrap();
    let text = marked.replacen("<|>", "", 1);
    let document = Document::new(&text, dialect);
    let programs: Vec<Box<str>> = PROGRAMS.iter().map(|it| (*it).into()).collect();
    let report = OnceCell::new();
    let make = || report.get_or_init(|| rules::check_with(&document, None, Some(&OneFile)));
    let scene = Scene { document: &document, platform, programs: &programs, report: &make, library: Some(&OneFile) };
    let completion = complete(&scene, offset);
    (document.clone(), completion)
}

/// What is offered, the first `most` of it: what it replaces, its label, its detail.
fn shown(marked: &str, most: usize, dialect: Dialect, platform: Platform) -> String {
    let (document, completion) = at(marked, dialect, platform);
    let mut text = String::new();
    for item in completion.items.iter().take(most) {
        let typed = document.slice(Span::new(item.span.start, item.end.max(item.span.end)));
        let value = item.value.map(|it| format!(" {it}")).unwrap_or_default();
        let _ = writeln!(text, "{:?} {typed:?} {}{value}: {}", item.kind, item.label, item.detail);
    }
    if completion.items.len() > most {
        text += "…\n";
    }
    if text.is_empty() { "nothing".to_owned() } else { text }
}

fn check(marked: &str, expected: Expect) {
    expected.assert_eq(&shown(marked, 6, Dialect::Bash, Platform::Linux));
}

fn labels(marked: &str) -> Vec<String> {
    at(marked, Dialect::Bash, Platform::Linux).1.items.into_iter().map(|it| it.label).collect()
}

#[test]
fn names_of_commands_are_functions_words_of_the_shell_and_programs() {
    check(
        "greet() { :; }\ngr<|>",
        expect![[r#"
        Function "gr" greet: function of this script, line 1
        Program "gr" grep: Prints the lines of files that match a pattern.
        Program "gr" gradle: Builds projects, mostly of Java.
        Program "gr" gradlew: Builds projects, mostly of Java.
        Program "gr" greadlink: Prints where a link points to, or a path in full.
        Program "gr" grealpath: Prints a path in full, without links.
        …
    "#]],
    );
    check(
        "un<|>",
        expect![[r#"
        Builtin "un" unalias: Forgets aliases.
        Builtin "un" unset: Forgets variables and functions.
        Keyword "un" until: runs as long as a condition fails
        Program "un" uname: Prints the name and version of the system.
        Program "un" uname26: Runs a command that sees this architecture.
        Program "un" unexpand: Turns spaces into tabs.
        …
    "#]],
    );
    check(
        "declar<|>e",
        expect![[r#"
        Builtin "declare" declare: Makes variables, and sets what they are.
    "#]],
    );
    check(
        "FOO=1 gi<|>",
        expect![[r#"
        Program "gi" gid: Tells who a user is.
        Program "gi" git: Keeps the history of files.
        Program "gi" gitk: 
    "#]],
    );
    check(
        "sudo -u bob ta<|>",
        expect![[r#"
        Program "ta" tar: Packs files into an archive, or unpacks one.
        Program "ta" tac: Prints files with their last line first.
        Program "ta" tail: Prints the last lines of files.
        Program "ta" taskset: Runs a command on certain processors only.
    "#]],
    );
    check(
        "ls | gre<|>",
        expect![[r#"
        Program "gre" grep: Prints the lines of files that match a pattern.
        Program "gre" greadlink: Prints where a link points to, or a path in full.
        Program "gre" grealpath: Prints a path in full, without links.
    "#]],
    );
    check(
        "a && tar<|> x",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "if true; then tar<|>",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "echo $(tar<|>",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "echo \"`tar<|>`\"",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "sh -c 'tar<|>'",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "sh -c 'tar<|>",
        expect![[r#"
        Program "tar" tar: Packs files into an archive, or unpacks one.
    "#]],
    );
    check(
        "command -v gre<|>",
        expect![[r#"
        Program "gre" grep: Prints the lines of files that match a pattern.
        Program "gre" greadlink: Prints where a link points to, or a path in full.
        Program "gre" grealpath: Prints a path in full, without links.
    "#]],
    );
    check(
        "source lib.sh\nlib<|>",
        expect![[r#"
        Function "lib" lib_log: function of a file that is sourced
    "#]],
    );
}

#[test]
fn each_shell_has_its_own_words() {
    let shown = |text, dialect| shown(text, 9, dialect, Platform::Linux);
    expect!["nothing"].assert_eq(&shown("sho<|>", Dialect::Sh));
    expect![[r#"
        Builtin "loca" local: Makes variables of the function alone.
        Program "loca" locate: Finds files by name in a database.
    "#]]
    .assert_eq(&shown("loca<|>", Dialect::Sh));
    expect![[r#"
        Builtin "when" whence: builtin of the shell
    "#]]
    .assert_eq(&shown("when<|>", Dialect::Ksh));
    expect!["nothing"].assert_eq(&shown("declar<|>", Dialect::Ksh));
    expect!["nothing"].assert_eq(&shown("set -o pip<|>", Dialect::Sh));
    expect![[r#"
        Value "pip" pipefail: a pipeline fails where one of its commands does
    "#]]
    .assert_eq(&shown("set -o pip<|>", Dialect::Bash));
    expect!["nothing"].assert_eq(&shown("echo $RAN<|>", Dialect::Sh));
}

#[test]
fn what_only_the_script_knows_cannot_be_run_by_others() {
    assert!(!labels("foo() { :; }\nsudo fo<|>").contains(&"foo".to_owned()));
    assert!(!labels("foo() { :; }\nxargs fo<|>").contains(&"foo".to_owned()));
    assert!(!labels("foo() { :; }\nfind . -exec fo<|> {} +").contains(&"foo".to_owned()));
    assert!(!labels("foo() { :; }\nsh -c 'fo<|>'").contains(&"foo".to_owned()));
    assert!(labels("foo() { :; }\ntrap 'fo<|>' EXIT").contains(&"foo".to_owned()));
    assert!(labels("sh -c 'expor<|>'").contains(&"export".to_owned()));
    assert!(!labels("sudo expor<|>").contains(&"export".to_owned()));
}

#[test]
fn functions_of_a_subshell_end_with_it() {
    let text =
        "if x; then one_a() { one_b() { :; }; }; fi; (one_c() { :; })\ncase x in a) one_d() { :; } ;; esac\none_<|>";
    assert_eq!(labels(text), ["one_a", "one_b", "one_d"]);
}

#[test]
fn a_name_stands_once() {
    check(
        "ech<|>",
        expect![[r#"
        Builtin "ech" echo: Prints its words.
    "#]],
    );
    check(
        "tar() { :; }\nsource lib.sh\ntar<|>",
        expect![[r#"
        Function "tar" tar: function of this script, line 1
    "#]],
    );
}

#[test]
fn sub_commands_stand_where_none_was_chosen() {
    check(
        "git pus<|>",
        expect![[r#"
        Subcommand "pus" push: Sends commits to another repository.
    "#]],
    );
    check(
        "git -C /srv stash po<|>",
        expect![[r#"
        Subcommand "po" pop: Brings changes back and drops them from the list.
    "#]],
    );
    check("git push orig<|>", expect!["nothing"]);
    check(
        "docker com<|>",
        expect![[r#"
        Subcommand "com" commit: Makes an image of a container's files.
        Subcommand "com" compose: Runs services of several containers that a file describes.
    "#]],
    );
    check("git nonsense pu<|>", expect!["nothing"]);
}

#[test]
fn flags_belong_to_the_program_at_hand() {
    check(
        "rm -<|>",
        expect![[r#"
        Flag "-" -d: deletes empty folders too
        Flag "-" -f: asks nothing and ignores files that do not exist
        Flag "-" -I: asks once before more than three files or a folder
        Flag "-" -i: asks before every file
        Flag "-" -R: deletes folders with everything in them, like `-r`
        Flag "-" -r: deletes folders with everything in them
        …
    "#]],
    );
    check(
        "rm -r -<|> x -f",
        expect![[r#"
        Flag "-" -d: deletes empty folders too
        Flag "-" -I: asks once before more than three files or a folder
        Flag "-" -i: asks before every file
        Flag "-" -R: deletes folders with everything in them, like `-r`
        Flag "-" -v: names each file it deletes
        Flag "-" --dir: deletes empty folders too
        …
    "#]],
    );
    check(
        "sudo -<|>",
        expect![[r#"
        Flag "-" -A: asks for the password with a helper program
        Flag "-" -B: rings the bell when it asks
        Flag "-" -b: runs the command in the background
        Flag "-" -C NUMBER: closes descriptors from this number on
        Flag "-" -D FOLDER: changes to this folder first
        Flag "-" -E: keeps the caller's environment
        …
    "#]],
    );
    check(
        "sudo rm -<|>",
        expect![[r#"
        Flag "-" -d: deletes empty folders too
        Flag "-" -f: asks nothing and ignores files that do not exist
        Flag "-" -I: asks once before more than three files or a folder
        Flag "-" -i: asks before every file
        Flag "-" -R: deletes folders with everything in them, like `-r`
        Flag "-" -r: deletes folders with everything in them
        …
    "#]],
    );
    check(
        "git push --fo<|> origin",
        expect![[r#"
        Flag "--fo" --follow-tags: sends tags that belong to what is sent
        Flag "--fo" --force: replaces what is there, whatever it is
        Flag "--fo" --force-if-includes: replaces only what was seen here
        Flag "--fo" --force-with-lease: replaces what is there, unless somebody has pushed meanwhile
    "#]],
    );
    check(
        "git --no-p<|>",
        expect![[r#"
        Flag "--no-p" --no-pager: uses no pager
    "#]],
    );
    check(
        "find . -na<|>",
        expect![[r#"
        Flag "-na" -name PATTERN: keeps names that match, in exact case
    "#]],
    );
    check(
        "find . -exec rm --pre<|>",
        expect![[r#"
        Flag "--pre" --preserve-root: refuses to delete `/`
    "#]],
    );
    check(
        "xargs rm --pre<|>",
        expect![[r#"
        Flag "--pre" --preserve-root: refuses to delete `/`
    "#]],
    );
    check(
        "dd o<|>",
        expect![[r#"
        Flag "o" obs= SIZE: writes blocks of this size
        Flag "o" of= FILE: writes this file, over what it holds
        Flag "o" oflag= LIST: sets how the output is written
        Flag "o" oseek= NUMBER: leaves this many blocks of the output as they are
    "#]],
    );
    check(
        "if [ -<|>",
        expect![[r#"
        Flag "-" -a: is true when both sides are
        Flag "-" -b FILE: is true for a block device
        Flag "-" -c FILE: is true for a character device
        Flag "-" -d FILE: is true for a folder
        Flag "-" -e FILE: is true when it exists
        Flag "-" -ef FILE: is true when both names mean one file
        …
    "#]],
    );
    check(
        "[[ -s<|>",
        expect![[r#"
        Flag "-s" -s: is true for a file that is not empty
    "#]],
    );
    check("rm -- -<|>", expect!["nothing"]);
    check("frobnicate --<|>", expect!["nothing"]);
    check("git frobnicate --<|>", expect!["nothing"]);
}

#[test]
fn some_flags_have_two_dashes_where_most_have_one() {
    check(
        "nmap --scr<|>",
        expect![[r#"
        Flag "--scr" --script LIST: runs these scripts
        Flag "--scr" --script-args LIST: gives the scripts these arguments
        Flag "--scr" --script-args-file FILE: reads arguments of scripts from this file
        Flag "--scr" --script-help LIST: prints help on scripts
        Flag "--scr" --script-trace: prints what scripts send and receive
        Flag "--scr" --script-updatedb: updates the list of scripts
    "#]],
    );
    check(
        "nmap -sn<|>",
        expect![[r#"
        Flag "-sn" -sn: looks which hosts are up, but at no ports
    "#]],
    );
    check(
        "java --add-m<|>",
        expect![[r#"
        Flag "--add-m" --add-modules LIST: loads these modules
    "#]],
    );
    check("java -add-m<|>", expect!["nothing"]);
}

#[test]
fn letters_of_a_bundle_go_on() {
    check(
        "tar -x<|>",
        expect![[r#"
        Flag "-x" -x: takes files out of the archive
        Flag "-x" -xA: adds other archives
        Flag "-x" -xa: chooses the compression by the archive's name
        Flag "-x" -xB: puts short reads together
        Flag "-x" -xb: uses blocks of this many sectors
        Flag "-x" -xC: changes to this folder first
        …
    "#]],
    );
    check("tar -xq<|>", expect!["nothing"]);
    check(
        "tar xz<|>",
        expect![[r#"
        Flag "xz" xz: packs or unpacks with gzip
        Flag "xz" xzA: adds other archives
        Flag "xz" xza: chooses the compression by the archive's name
        Flag "xz" xzB: puts short reads together
        Flag "xz" xzb: uses blocks of this many sectors
        Flag "xz" xzC: changes to this folder first
        …
    "#]],
    );
    check(
        "tar -xf<|>",
        expect![[r#"
        Flag "-xf" -xf: uses this archive, `-` being standard input or output
    "#]],
    );
    check(
        "tar -C<|>",
        expect![[r#"
        Flag "-C" -C: changes to this folder first
    "#]],
    );
    let (document, completion) = at("ls -l<|>", Dialect::Bash, Platform::Linux);
    assert_eq!(completion.typed(&document).map(|it| &*it.label), Some("-l"));
    assert!(completion.is_incomplete);
}

#[test]
fn flags_of_other_makes_are_left_out() {
    let of = |platform| {
        let items = at("sed -<|>", Dialect::Bash, platform).1.items;
        items.iter().filter(|it| it.kind == Kind::Flag).map(|it| it.label.clone()).collect::<Vec<_>>()
    };
    assert!(of(Platform::Linux).contains(&"--debug".to_owned()));
    assert!(!of(Platform::MacOs).contains(&"--debug".to_owned()));
    assert!(!of(Platform::Linux).contains(&"-a".to_owned()) && of(Platform::MacOs).contains(&"-a".to_owned()));
}

#[test]
fn values_of_which_there_are_few_are_listed() {
    check(
        "kill -s T<|>",
        expect![[r#"
        Value "T" TERM: asks to end
        Value "T" TRAP: a breakpoint
        Value "T" TSTP: Ctrl-Z
        Value "T" TTIN: reads from the terminal in the background
        Value "T" TTOU: writes to the terminal in the background
    "#]],
    );
    check(
        "kill -TE<|>",
        expect![[r#"
        Value "-TE" -TERM: asks to end
    "#]],
    );
    check(
        "kill --signal=SIGT<|>",
        expect![[r#"
        Value "SIGT" SIGTERM: asks to end
        Value "SIGT" SIGTRAP: a breakpoint
        Value "SIGT" SIGTSTP: Ctrl-Z
        Value "SIGT" SIGTTIN: reads from the terminal in the background
        Value "SIGT" SIGTTOU: writes to the terminal in the background
    "#]],
    );
    check(
        "trap 'rm x' EX<|>",
        expect![[r#"
        Value "EX" EXIT: the shell ends
    "#]],
    );
    check(
        "timeout -s K<|>",
        expect![[r#"
        Value "K" KILL: ends at once, and cannot be caught
    "#]],
    );
    check(
        "grep --color=<|>",
        expect![[r#"
        Value "" always: 
        Value "" auto: in a terminal
        Value "" never: 
    "#]],
    );
    check(
        "find . -type <|>",
        expect![[r#"
        Value "" b: block devices
        Value "" c: character devices
        Value "" d: folders
        Value "" f: plain files
        Value "" l: symbolic links
        Value "" p: named pipes
        …
    "#]],
    );
    check(
        "mount -t nf<|>",
        expect![[r#"
        Value "nf" nfs: 
        Value "nf" nfs4: 
    "#]],
    );
    check(
        "dd if=a conv=notrunc,f<|>",
        expect![[r#"
        Value "f" fdatasync: writes the data to the device before the end
        Value "f" fsync: writes data and attributes to the device before the end
    "#]],
    );
    check(
        "set -o err<|>",
        expect![[r#"
        Value "err" errexit: ends the script at the first command that fails
        Value "err" errtrace: gives the `ERR` trap to functions
    "#]],
    );
    check(
        "set -euo pipe<|>",
        expect![[r#"
        Value "pipe" pipefail: a pipeline fails where one of its commands does
    "#]],
    );
    check(
        "shopt -s null<|>",
        expect![[r#"
        Value "null" nullglob: a pattern that matches nothing vanishes
    "#]],
    );
    check(
        "ssh -o Strict<|> host",
        expect![[r#"
        Value "Strict" StrictHostKeyChecking=: 
    "#]],
    );
    check("tar -f <|>", expect!["nothing"]);
}

#[test]
fn variables_come_with_what_they_hold_here() {
    check(
        "FOO=bar\nFORCE=1\necho $FO<|>",
        expect![[r#"
        Variable "FO" FOO: `bar`
        Variable "FO" FORCE: `1`
    "#]],
    );
    check(
        "FOO=bar\necho \"${FO<|>\"",
        expect![[r#"
        Variable "FO" FOO: `bar`
    "#]],
    );
    check(
        "FOO=bar\necho \"${FO<|>}\"",
        expect![[r#"
        Variable "FO" FOO: `bar`
    "#]],
    );
    check(
        "f() {\n    local name=$1 dir=/srv\n    cd \"$d<|>\"\n}\n",
        expect![[r#"
        Variable "d" dir: `/srv`
    "#]],
    );
    check(
        "if x; then MODE=a; else MODE=b; fi\necho $MOD<|>",
        expect![[r#"
        Variable "MOD" MODE: `a` or `b`
    "#]],
    );
    check(
        "for it in a b; do echo $i<|>; done",
        expect![[r#"
            Variable "i" it: each of `a` and `b` in turn
        "#]],
    );
    check(
        "unset LI<|>\nLIST=1",
        expect![[r#"
        Variable "LI" LIST: 
    "#]],
    );
    check(
        "count=1; (( coun<|>++ ))",
        expect![[r#"
        Variable "coun" count: `1`
    "#]],
    );
    check(
        "count=1; echo $((co<|>",
        expect![[r#"
        Variable "co" count: `1`
    "#]],
    );
    check(
        "foo() { :; }; unset -f f<|>",
        expect![[r#"
        Function "f" foo: function of this script, line 1
    "#]],
    );
    check(
        "source lib.sh\necho $LIB<|>",
        expect![[r#"
        Variable "LIB" LIB_HOME: `/opt/lib`
    "#]],
    );
    check(
        "count=1\n((coun<|>\necho",
        expect![[r#"
        Variable "coun" count: `1`
    "#]],
    );
    check(
        "FOO=1; export FO<|>",
        expect![[r#"
        Variable "FO" FOO: `1`
    "#]],
    );
    check(
        "NAME=a; printf -v NA<|> x",
        expect![[r#"
        Variable "NA" NAME: `a`
    "#]],
    );
    check(
        "echo $<|>",
        expect![[r#"
            Variable "" BASH: the path of the bash that runs this
            Variable "" BASH_ALIASES: the aliases, by name
            Variable "" BASH_ARGC: how many arguments each running function was given
            Variable "" BASH_ARGV: the arguments of all running functions, the last one first
            Variable "" BASH_ARGV0: the same as `$0`, and sets it
            Variable "" BASH_CMDS: where commands were found, by name
            …
        "#]],
    );
    check(
        "read -r LIN<|>\nLINE=2",
        expect![[r#"
        Variable "LIN" LINE: 
    "#]],
    );
}

#[test]
fn what_a_variable_holds_is_told_where_it_is_known() {
    check(
        "while getopts ab: it; do echo $OPTA<|>; done",
        expect![[r#"
            Variable "OPTA" OPTARG: the value of the flag that `getopts` found last
        "#]],
    );
    check(
        "X=$(date); echo $X<|>",
        expect![[r#"
            Variable "X" X: text from a command's output
            Variable "X" XDG_CACHE_HOME: the user's folder for caches, `~/.cache` where it is not set
            Variable "X" XDG_CONFIG_HOME: the user's folder for settings, `~/.config` where it is not set
            Variable "X" XDG_DATA_HOME: the user's folder for data, `~/.local/share` where it is not set
            Variable "X" XDG_RUNTIME_DIR: the user's folder for sockets and the like, which is gone after the session
            Variable "X" XDG_STATE_HOME: the user's folder for state and logs, `~/.local/state` where it is not set
        "#]],
    );
    check(
        "X=a$(date)b; echo $X<|>",
        expect![[r#"
            Variable "X" X: `a` and more behind it
            Variable "X" XDG_CACHE_HOME: the user's folder for caches, `~/.cache` where it is not set
            Variable "X" XDG_CONFIG_HOME: the user's folder for settings, `~/.config` where it is not set
            Variable "X" XDG_DATA_HOME: the user's folder for data, `~/.local/share` where it is not set
            Variable "X" XDG_RUNTIME_DIR: the user's folder for sockets and the like, which is gone after the session
            Variable "X" XDG_STATE_HOME: the user's folder for state and logs, `~/.local/state` where it is not set
        "#]],
    );
    check(
        "Y=; echo $Y<|>",
        expect![[r#"
            Variable "Y" Y: empty as it is set
        "#]],
    );
    check(
        "[ -n \"$1\" ] && Z=1; echo $Z<|>",
        expect![[r#"
            Variable "Z" Z: `1` or another text, or empty when it is not set
        "#]],
    );
    check(
        "L='a\nb'; echo $L<|>",
        expect![[r#"
            Variable "L" L: `a b`
            Variable "L" LANG: the language and encoding, where no `LC_` variable says otherwise
            Variable "L" LC_ALL: the language and encoding, over all other `LC_` variables and `LANG`
            Variable "L" LC_COLLATE: the language whose order sorting and ranges such as `[a-z]` follow
            Variable "L" LC_CTYPE: the encoding: what is a character, a letter, a digit
            Variable "L" LC_MESSAGES: the language of messages
            …
        "#]],
    );
}

#[test]
fn nothing_is_offered_where_text_or_a_file_stands() {
    for text in [
        "# gi<|>",
        "echo gi<|>",
        "echo 'gi<|>'",
        "echo \"gi<|>\"",
        "cat <<E\ngi<|>\nE\n",
        "rm fi<|>",
        "cat < gi<|>",
        "ls > gi<|>",
        "x=gi<|>",
        "export x=gi<|>",
        "./gi<|>",
        "/usr/bin/gi<|>",
        "for x in gi<|>; do :; done",
        "case gi<|> in a) ;; esac",
        "case x in gi<|>) ;; esac",
        "a=(gi<|>)",
        "echo \"a\nb gi<|>\"",
        "\"$x\"gi<|>",
        "rm \"-<|>\"",
        "#!/bin/ba<|>\n",
        "rm -f x -- -<|>",
    ] {
        assert_eq!(shown(text, 3, Dialect::Bash, Platform::Linux), "nothing", "{text}");
    }
    assert_eq!(shown("gi<|>", 3, Dialect::Unsupported, Platform::Linux), "nothing");
}

#[test]
fn code_in_here_documents_and_on_half_typed_lines_is_code() {
    for text in [
        "bash <<E\ntar --extr<|>\nE\n",
        "foo() {\n    tar --extr<|>\n\nbar() { :; }\n",
        "if true; then\n    tar --extr<|>\necho done\n",
        "while read -r x; do tar --extr<|>",
        "x=$(tar --extr<|>\necho 'a'\n",
        "case x in\n    a) tar --extr<|>\nesac\n",
        "tar --extr<|> && rm 'x\n",
        "a=\"$(tar --extr<|>)\"",
        "diff <(tar --extr<|>",
        "ssh host 'cd /x && tar --extr<|>'",
        "time tar --extr<|>",
        "! tar --extr<|>",
        "{ tar --extr<|>",
        "coproc tar --extr<|>",
        "FOO=1 BAR=2 tar --extr<|> >log 2>&1 &",
    ] {
        assert_eq!(labels(text), ["--extract"], "{text}");
    }
}

#[test]
fn the_word_behind_the_cursor_is_known() {
    let (document, completion) = at("git pu<|>sh --x", Dialect::Bash, Platform::Linux);
    let item = &completion.items[0];
    assert_eq!(document.slice(item.span), "pu");
    assert_eq!(document.slice(Span::new(item.span.start, item.end)), "push");
}

#[test]
fn a_value_is_asked_for_only_at_the_end_of_a_command() {
    let placeholder = |text| at(text, Dialect::Bash, Platform::Linux).1.items[0].placeholder;
    assert_eq!(placeholder("tar --direct<|>"), Some("FOLDER"));
    assert_eq!(placeholder("tar --direct<|> x"), None);
    assert_eq!(placeholder("tar --extr<|>"), None);
}

#[test]
fn the_list_is_bounded_and_never_loses_what_is_typed() {
    let mut text = String::new();
    for at in 0..2_000 {
        let _ = writeln!(text, "fun_{at}() {{ :; }}");
    }
    text += "fun_1<|>";
    let (document, completion) = at(&text, Dialect::Bash, Platform::Linux);
    assert_eq!(completion.items.len(), MOST);
    assert!(completion.is_incomplete);
    assert_eq!(completion.typed(&document).map(|it| &*it.label), Some("fun_1"));
}

#[test]
fn documentation_is_made_from_a_key() {
    let doc = |text| {
        let items = at(text, Dialect::Bash, Platform::Linux).1.items;
        items[0].key.as_deref().and_then(documentation).unwrap_or_default()
    };
    expect![[r#"
        **`--force-with-lease`** replaces what is there, unless somebody has pushed meanwhile ([REF])

        `git push`
    "#]]
    .assert_eq(&doc("git push --force-w<|>"));
    expect![[r#"
        **`-x`, `--extract`** takes files out of the archive

        **`-z`, `--gzip`** packs or unpacks with gzip

        `tar`
    "#]]
    .assert_eq(&doc("tar -xz<|>"));
    expect![[r#"
        `git stash` Puts changes aside.

        What was put away comes back with `git stash pop`.
    "#]]
    .assert_eq(&doc("git stas<|>"));
    expect![[r#"
        **`--color`** marks what matched ([WHEN])

        - `always`
        - `auto` in a terminal
        - `never`

        Not in: busybox.

        `grep`
    "#]]
    .assert_eq(&doc("grep --colo<|>"));
    for key in ["", "flag", "flag\tgit", "flag\tgit push\t", "flag\tno\t-x", "program\t", "x\ty", "flag\ttar\t-é"] {
        assert_eq!(documentation(key), None, "{key}");
    }
}

#[test]
fn no_offset_makes_it_panic() {
    for text in [
        "tar -xzf 'a",
        "git push -",
        "find . -exec \\;",
        "é🙂 rm -é",
        "sudo sudo -u",
        "dd of=",
        "",
        "tar \"-x\"zf `a`",
        "echo ${a[1]} $((1+x)) ${x:-$(y)} <<E\n$z\nE\n",
        "CaroStandsHere -CaroStandsHere $CaroStandsHere",
        "kill -; kill --signal=; sh -ce 'a \\'b\\'' \"\\\"$x\\\"\"",
        "for ((i=0;i<3;i++)); do [[ -f x ]]; done; case a in (b|c) ;; esac",
        "\u{feff}a\r\nb -\r\n",
    ] {
        for offset in 0..text.len() + 3 {
            let document = Document::new(text, Dialect::Bash);
            let report = rules::check(&document, None);
            let scene = Scene {
                document: &document,
                platform: Platform::Linux,
                programs: &[],
                report: &|| &report,
                library: None,
            };
            let completion = complete(&scene, offset);
            for item in &completion.items {
                assert!(!item.label.contains(spot::MARK) && item.span.end <= text.len(), "{text} {offset} {item:?}");
                assert!(text.is_char_boundary(item.span.start) && text.is_char_boundary(item.end), "{text} {offset}");
            }
        }
    }
}

#[test]
fn every_flag_offered_is_one_of_the_program() {
    for program in knowledge::programs() {
        for marked in [format!("{} -<|>", program.name), format!("{} --<|>", program.name)] {
            let (_, completion) = at(&marked, Dialect::Bash, Platform::Linux);
            for item in completion.items.iter().filter(|it| it.kind == Kind::Flag) {
                assert!(item.key.as_deref().and_then(documentation).is_some(), "{marked} {}", item.label);
            }
        }
    }
}

//! What is said of scripts of `sed`, and which part of a half typed one the cursor is in.

use super::*;
use expect_test::expect;
use std::fmt::Write;

#[test]
fn first_commands_in_words() {
    let quiet = [
        "5,10p", "/re/p", "$p", "s/a/b/p", "$=", "/a/,/b/p", "2{p", "1~2p", "10q", "/x/I,+3p", "/^#/!p", "5p;10p",
        "s/a/b/", "0,/x/p", "1p;$p", "3,$p",
    ];
    let loud = [
        "s/a/b/",
        "s/a/b/g",
        "s|/usr|/opt|g",
        "s/x//",
        "s/\\(a\\)/[\\1]&/2",
        "s/A/b/Ig",
        "1d",
        "/^$/d",
        "1,5d",
        "$d",
        "10q",
        "/end/q",
        "5Q",
        "q1",
        "1i\\hello",
        "/x/a text",
        "$a end",
        "3c new",
        "y/abc/xyz/",
        "/a/!d",
        "s/[/]/x/",
        "p",
        "r file",
        "s/\\/usr\\/local/x/;s/ *$//",
        "s/a/b/3g",
        "1~3d",
        "0~4d",
        "2,4!d",
        "/x/,$d",
        "5,/y/d",
        "/a/s//b/",
        "s,a,b,",
        "s/[^]/]*/x/",
        "s/[[:space:]]*$//",
        "/a/,~4d",
        "2,1d",
    ];
    let mut text = String::new();
    for (scripts, is_quiet) in [(&quiet[..], true), (&loud[..], false)] {
        for script in scripts {
            let said = said(script, is_quiet, true);
            let _ = writeln!(
                text,
                "{}{script}: {}",
                if is_quiet { "-n " } else { "" },
                said.as_deref().unwrap_or("nothing")
            );
        }
    }
    expect![[r#"
        -n 5,10p: prints only lines 5 to 10
        -n /re/p: prints only lines that match `re`
        -n $p: prints only the last line
        -n s/a/b/p: replaces the first match of `a` by `b` in each line; prints only the lines that this changed
        -n $=: prints how many lines there are
        -n /a/,/b/p: prints only the lines from each line that matches `a` to the next that matches `b`
        -n 2{p: nothing
        -n 1~2p: prints only line 1 and every 2nd from there
        -n 10q: ends behind line 10; prints nothing, since `-n` is given and no command prints
        -n /x/I,+3p: prints only the lines from each line that matches `x` in any case to 3 lines further
        -n /^#/!p: prints only lines that do not match `^#`
        -n 5p;10p: prints line 5; prints line 10; nothing else is printed
        -n s/a/b/: replaces the first match of `a` by `b` in each line; prints nothing, since `-n` is given and no command prints
        -n 0,/x/p: prints only the lines up to the first that matches `x`
        -n 1p;$p: prints line 1; prints the last line; nothing else is printed
        -n 3,$p: prints only line 3 and all behind it
        s/a/b/: replaces the first match of `a` by `b` in each line
        s/a/b/g: replaces every match of `a` by `b` in each line
        s|/usr|/opt|g: replaces every match of `/usr` by `/opt` in each line
        s/x//: takes out the first match of `x` in each line
        s/\(a\)/[\1]&/2: replaces match number 2 of `\(a\)` by `[\1]&` in each line, `&` being what matched, `\1` being what group 1 matched
        s/A/b/Ig: replaces every match of `A` by `b` in each line, in any case
        1d: deletes line 1
        /^$/d: deletes lines that match `^$`
        1,5d: deletes lines 1 to 5
        $d: deletes the last line
        10q: prints the first 10 lines only
        /end/q: ends behind the first line that matches `end`
        5Q: ends before line 5
        q1: nothing
        1i\hello: puts the line `hello` before line 1
        /x/a text: puts the line `text` behind each line that matches `x`
        $a end: puts the line `end` behind the last line
        3c new: replaces line 3 by the line `new`
        y/abc/xyz/: turns each character of `abc` into the one of `xyz` at the same place, in every line
        /a/!d: deletes lines that do not match `a`
        s/[/]/x/: replaces the first match of `[/]` by `x` in each line
        p: prints every line a second time
        r file: puts what the file `file` holds behind each line
        s/\/usr\/local/x/;s/ *$//: replaces the first match of `/usr/local` by `x` in each line; takes out the first match of ` *$` in each line
        s/a/b/3g: replaces match number 3 and all behind it of `a` by `b` in each line
        1~3d: deletes line 1 and every 3rd from there
        0~4d: deletes every line whose number can be divided by 4
        2,4!d: deletes all lines but lines 2 to 4
        /x/,$d: deletes the lines from each line that matches `x` to the end
        5,/y/d: deletes the lines from line 5 to the next that matches `y`
        /a/s//b/: replaces the first match of the expression used last by `b` in each line that matches `a`
        s,a,b,: replaces the first match of `a` by `b` in each line
        s/[^]/]*/x/: replaces the first match of `[^]/]*` by `x` in each line
        s/[[:space:]]*$//: takes out the first match of `[[:space:]]*$` in each line
        /a/,~4d: deletes the lines from each line that matches `a` to the next line whose number can be divided by 4
        2,1d: deletes line 2
    "#]].assert_eq(&text);
}

#[test]
fn beside_other_scripts_nothing_is_said_of_the_whole() {
    assert_eq!(said("1p", true, false).as_deref(), Some("prints line 1"));
    assert_eq!(said("10q", false, false).as_deref(), Some("ends behind line 10"));
    assert_eq!(said("1d;10q", false, true).as_deref(), Some("deletes line 1; ends behind line 10"));
    assert_eq!(said("/x/d;p", true, true).as_deref(), Some("deletes lines that match `x`; prints every line"));
    assert_eq!(said("1i x", true, true).as_deref(), Some("puts the line `x` before line 1"));
}

#[test]
fn what_is_not_known_or_half_typed_says_nothing() {
    let long = "p;".repeat(100_000);
    for script in [
        "",
        ";",
        "s",
        "s/",
        "s/a",
        "s/a/b",
        "s/a/b/w x",
        "s/a/b/ep",
        "s/a/b/m",
        "y/a/bc/",
        "N;P;D",
        ":a;N;$!ba;s/\\n/ /g",
        "G",
        "b",
        "{p}",
        "5",
        "5,",
        "5,p",
        "/x",
        "\\",
        "0p",
        "0,5p",
        "!p",
        "x",
        "é",
        "s\0a\0b\0",
        "i",
        "i\\",
        "s/a/b\nc/",
        "p x",
        "1;2p",
        "p;p;p;p;p",
        "s|a\\|b|c|",
        &long,
    ] {
        assert_eq!(said(script, false, true), None, "{script:.40}");
        let _ = said(script, true, false);
    }
}

//! What is said of modes, in every form that they are written in.

use super::*;
use expect_test::{Expect, expect};

fn check(said: impl Fn(&str) -> Option<String>, modes: &[&str], expected: Expect) {
    let lines = modes.iter().map(|it| format!("{it}: {}\n", said(it).as_deref().unwrap_or("nothing")));
    expected.assert_eq(&lines.collect::<String>());
}

/// Reads the words back, so that a wrong one shows.
fn read_back(words: &str) -> u32 {
    let mut bits = 0;
    for clause in words.split("; ") {
        match clause {
            ACTS_AS_OWNER => bits |= SET_USER,
            ACTS_AS_GROUP => bits |= SET_GROUP,
            STICKS => bits |= STICKY,
            "nobody may do anything" => {}
            _ => {
                let (who, what) = clause.split_once(" may ").unwrap();
                let has = |it: &str| u32::from(what.contains(it));
                let rights = has("read") << 2 | has("write") << 1 | has("run or enter");
                for (name, shift) in CLASSES {
                    if who == "everyone" || who.contains(name) {
                        bits |= rights << shift;
                    }
                }
            }
        }
    }
    bits
}

#[test]
fn every_octal_mode_says_who_may_what() {
    for bits in 0..=0o7777 {
        for text in [format!("{bits:o}"), format!("{bits:04o}"), format!("={bits:o}")] {
            let words = said(&text).unwrap();
            assert_eq!(read_back(&words), bits, "{text}: {words}");
        }
    }
}

#[test]
fn symbolic_modes_that_say_all_agree_with_octal_ones() {
    let letters = ["", "r", "w", "x", "rw", "rx", "wx", "rwx"];
    let value = |it: &str| {
        it.bytes().fold(0, |all, it| {
            all | if it == b'r' {
                4
            } else if it == b'w' {
                2
            } else {
                1
            }
        })
    };
    for user in letters {
        for group in letters {
            for other in letters {
                let bits = value(user) << 6 | value(group) << 3 | value(other);
                let text = format!("u={user},g={group},o={other}");
                assert_eq!(of_new(&text), said(&format!("{bits:o}")), "{text}");
                assert_eq!(umask(&text), umask(&format!("{:o}", 0o777 & !bits)), "{text}");
                let listed_as = format!("{bits:03o}")
                    .bytes()
                    .map(|it| ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"][usize::from(it - b'0')])
                    .collect::<String>();
                assert_eq!(printed(&format!("-{listed_as}")).unwrap(), format!("a file: {}", in_words(bits)));
            }
        }
    }
}

#[test]
fn modes_of_chmod_in_words() {
    check(
        said,
        &[
            "644",
            "0755",
            "600",
            "0",
            "777",
            "1777",
            "4755",
            "2775",
            "u+rwX,g-w",
            "+x",
            "-w",
            "a=r",
            "+t",
            "go=",
            "u+s",
            "g=u",
            "o-g",
            "ug+rw,o-rwx",
            "a-x,a+X",
            "=",
            "u=rwX,go=rX",
            "+111",
            "-6000",
            "u=r+w",
        ],
        expect![[r#"
            644: the owner may read and write it; the group and others may read it
            0755: the owner may read, write and run or enter it; the group and others may read and run or enter it
            600: the owner may read and write it; the group and others may do nothing
            0: nobody may do anything
            777: everyone may read, write and run or enter it
            1777: everyone may read, write and run or enter it; in a folder, only the owner of a file or of the folder may delete or rename it
            4755: the owner may read, write and run or enter it; the group and others may read and run or enter it; it runs as its owner
            2775: the owner and the group may read, write and run or enter it; others may read and run or enter it; it runs as its group, and new files in a folder get the folder's group
            u+rwX,g-w: the owner may also read, write and enter folders or run what somebody may already run; the group may no longer write it
            +x: everyone may also run or enter it (but not what the umask forbids)
            -w: everyone may no longer write it (but what the umask forbids stays as it is)
            a=r: everyone may read it, nothing else
            +t: in a folder, only the owner of a file or of the folder may delete or rename it
            go=: the group and others may do nothing
            u+s: it runs as its owner
            g=u: the group may do exactly what the owner may
            o-g: others may no longer do what the group may
            ug+rw,o-rwx: the owner and the group may also read and write it; others may no longer read, write or run or enter it
            a-x,a+X: nobody may run or enter it any more; everyone may also enter folders or run what somebody may already run
            =: nobody may do anything
            u=rwX,go=rX: the owner may read, write and enter folders or run what somebody may already run, nothing else; the group and others may read and enter folders or run what somebody may already run, nothing else
            +111: everyone may also run or enter it
            -6000: it no longer runs as its owner; it no longer runs as its group
            u=r+w: the owner may read it, nothing else; the owner may also write it
        "#]],
    );
}

#[test]
fn masks_and_searched_modes_in_words() {
    check(
        umask,
        &["022", "027", "077", "0", "u=rwx,g=rx,o=", "g-w", "o+r", "1000", "x"],
        expect![[r#"
        022: takes the right to write from the group and others: new files get at most 644, new folders at most 755
        027: takes the right to write from the group and every right from others: new files get at most 640, new folders at most 750
        077: takes every right from the group and others: new files get at most 600, new folders at most 700
        0: takes nothing: new files get at most 666, new folders at most 777
        u=rwx,g=rx,o=: takes the right to write from the group and every right from others: new files get at most 640, new folders at most 750
        g-w: no longer lets the group write what is made from now on
        o+r: lets others read what is made from now on
        1000: nothing
        x: nothing
    "#]],
    );
    check(
        searched,
        &["644", "-4000", "/222", "-o+w", "/u=w,g=w", "-u+w,g+w", "-000", "/6000", "-X", "+7"],
        expect![[r#"
            644: the mode is exactly 0644: the owner may read and write it; the group and others may read it
            -4000: it runs as its owner
            /222: the owner, the group or others may write it
            -o+w: others may write it
            /u=w,g=w: the owner or the group may write it
            -u+w,g+w: the owner and the group may write it
            -000: the mode is any
            /6000: it runs as its owner or it runs as its group
            -X: nothing
            +7: nothing
        "#]],
    );
    check(
        printed,
        &["-rw-r--r--", "drwxrwxrwt", "-rwsr-xr-x.", "lrwxrwxrwx", "-rwxrwxrw", "-wr------x", "latest_old"],
        expect![[r#"
            -rw-r--r--: a file: the owner may read and write it; the group and others may read it
            drwxrwxrwt: a folder: everyone may read, write and run or enter it; in a folder, only the owner of a file or of the folder may delete or rename it
            -rwsr-xr-x.: a file: the owner may read, write and run or enter it; the group and others may read and run or enter it; it runs as its owner
            lrwxrwxrwx: a link, whose own mode means nothing
            -rwxrwxrw: nothing
            -wr------x: nothing
            latest_old: nothing
        "#]],
    );
    check(
        of_new,
        &["700", "u=rwx,go=", "g+s", "a=rx", "u=rw,g=u,o="],
        expect![[r#"
        700: the owner may read, write and run or enter it; the group and others may do nothing
        u=rwx,go=: the owner may read, write and run or enter it; the group and others may do nothing
        g+s: nothing
        a=rx: everyone may read and run or enter it
        u=rw,g=u,o=: nothing
    "#]],
    );
}

#[test]
fn what_is_no_mode_says_nothing() {
    let long = "u+r,".repeat(100_000);
    for text in
        ["", "8", "9755", "77777", "u", "u+q", "x+r", ",", "u+r,", "+", "u+", "é+r", "u+é", "o+s", "u+t", "+\0", &long]
    {
        assert_eq!(said(text), None, "{text:.40}");
        let _ = (umask(text), searched(text), printed(text), of_new(text));
    }
}

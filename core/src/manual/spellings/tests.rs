//! Tags in all the forms that pages have, and what is none.

use super::*;
use crate::manual::escapes::Pen;
use expect_test::{Expect, expect};
use std::fmt::Write;

fn check(tags: &str, expected: Expect) {
    let mut shown = String::new();
    for tag in tags.lines() {
        let found = spellings(&Pen::new().write(tag));
        let found: Vec<String> = found.iter().map(Spelling::to_string).collect();
        let _ = writeln!(shown, "{}", found.join(" ; "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn values_are_found_in_all_the_ways_pages_write_them() {
    check(
        r"
-a, --all
\fB\-\-color\fR[=\fIwhen\fR]
\fB\-I\fR, \fB\-\-ignore\fR=\fI\,glob\/\fR
\fB\-p\fR \fIport\fR
\fB\-p\fIport\fR
-i[SUFFIX], --in-place[=SUFFIX]
-U<n>, --unified=<n>
--[no-]follow
-f|--force
-b, -B, --branch <name>
--mode (fast|slow)
--mode=(fast|slow), -m
-n (old)
-o opt[,opt...]
-exec command ;
-t type1,type2,...
--type a [b]
--since <when>, --after <when>
-c [file]
-1 .. -4
-5 to -7, --best
-NUM
-\fIcount\fR
of=FILE
-?, --help
-a/--archive
--size=<n>[,<m>]
-s begin -e end
--alignment=<number> [default: 8, or what fits]
--caps (+|-)cap..., --more (+|-)cap...
--header <a device or file that has the header>
–long=NAME, –other
-L<start>,<end>:<file>, -L:<name>:<file>
--reference[-if-able] <repository>
--from=name [--name=helper]
",
        expect![[r#"

            -a ; --all
            --color[=when]
            -I ; --ignore=glob
            -p port
            -p=port
            -i[=SUFFIX] ; --in-place[=SUFFIX]
            -U=n ; --unified=n
            --follow ; --no-follow
            -f ; --force
            -b ; -B ; --branch name
            --mode fast|slow
            --mode=(fast|slow) ; -m
            -n
            -o opt[,opt...]
            -exec command
            -t type1,type2,...
            --type a [b]
            --since when ; --after when
            -c [file]
            -1 ; -4 ; -2 ; -3
            -5 ; -7 ; -6 ; --best


            of=FILE
            -? ; --help
            -a ; --archive
            --size=<n>[,<m>]
            -s begin ; -e end
            --alignment=number
            --caps (+|-)cap... ; --more (+|-)cap...
            --header a device or file that has the header
            --long=NAME ; --other
            -L=<start>,<end>:<file> ; -L=:<name>:<file>
            --reference repository ; --reference-if-able repository
            --from=name
        "#]],
    );
}

#[test]
fn sentences_and_operands_are_no_flags() {
    for tag in ["file", "-", "--", "- x", "-- rest", "\"-x\"", "-<n>"] {
        assert_eq!(spellings(tag), [], "{tag}");
    }
    assert!(is_all_flags("-x, --long=N"));
    assert!(!is_all_flags("-x is what one types to see it all"));
}

#[test]
fn hostile_tags_end() {
    for tag in
        ["-a[".repeat(5000), "-[".repeat(5000), "--[no-]".repeat(3000), "-x <".repeat(5000), "-1 .. -9 ".repeat(1000)]
    {
        assert!(spellings(&tag).len() <= 10 * SPELLINGS);
    }
}

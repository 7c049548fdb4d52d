//! Lists, pipelines, groups.

use super::check;
use expect_test::expect;

#[test]
fn sequences_and_backgrounds() {
    check(
        r#"a; b & c
a &
b;
"#,
        expect![[r#"
            1:1 a
            1:4 b &
            1:8 c
            2:1 a &
            3:1 b
        "#]],
    );
}

#[test]
fn and_or_lists_bind_alike() {
    check(
        r#"a && b || c
a ||
  b
! a && ! ! b
"#,
        expect![[r#"
            1:1 list
              1:1 a
              1:6 && b
              1:11 || c
            2:1 list
              2:1 a
              3:3 || b
            4:1 list
              4:1 ! pipeline
                4:3 a
              4:12 && b
        "#]],
    );
}

#[test]
fn pipelines() {
    check(
        r#"a | b |& c
! a | b
time a | b
time -p a
time
a |
  # between
  b
! ! a
"#,
        expect![[r#"
            1:1 pipeline
              1:1 a
              1:5 | b
              1:10 |& c
            2:1 ! pipeline
              2:3 a
              2:7 | b
            3:1 time pipeline
              3:6 a
              3:10 | b
            4:1 time pipeline
              4:9 a
            5:1 time pipeline
            6:1 pipeline
              6:1 a
              8:3 | b
            7:3 # between
            9:5 a
        "#]],
    );
}

#[test]
fn groups_and_subshells() {
    check(
        r#"{ a; b; }
{ a; } >x 2>&1 &
( a; b ) | c
(a)
( (a) )
{ { a; }; }
"#,
        expect![[r#"
            1:1 group
              1:3 a
              1:6 b
            2:1 group >x 2>&1 &
              2:3 a
            3:1 pipeline
              3:1 subshell
                3:3 a
                3:6 b
              3:12 | c
            4:1 subshell
              4:2 a
            5:1 subshell
              5:3 subshell
                5:4 a
            6:1 group
              6:3 group
                6:5 a
        "#]],
    );
}

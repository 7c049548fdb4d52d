//! Redirects and here-documents.

use super::check;
use expect_test::expect;

#[test]
fn every_operator() {
    check(
        r#"a <b >c >>d 2>e 2>>f &>g &>>h >|i <>j 2>&1 1>&2 >&2 >&- <&3 3<&- 4>&5-
a {fd}>x {fd}<&- >&y 10>z
> only
< in cat
a 2>&1 | b
a 2 >b
a2>b
"#,
        expect![[r#"
            1:1 a <b >c >>d 2>e 2>>f &>g &>>h >|i <>j 2>&1 1>&2 >&2 >&- <&3 3<&- 4>&5-
            2:1 a {fd}>x {fd}<&- &>y 10>z
            3:1 >only
            4:1 cat <in
            5:1 pipeline
              5:1 a 2>&1
              5:10 | b
            6:1 a 2 >b
            7:1 a2 >b
        "#]],
    );
}

#[test]
fn here_documents_of_four_kinds() {
    check(
        "cat <<E\na $b `c` \\$d\nE\ncat <<'E'\na $b\nE\ncat <<-E\n\t\ta\n\tb $c\n\tE\ncat <<-\"E\"\n\ta $b\n\tE\ncat <<\\E\n$a\nE\ncat <<E1 <<E2 - >x; b\n1\nE1\n2\nE2\n",
        expect![[r#"
            1:1 cat <<E="a "+"$b"+" "+"$(c)"+" "+"$"+"d\n"
            4:1 cat <<'E'='a $b\n'
            7:1 cat <<-E="a\n"+"b "+"$c"+"\n"
            11:1 cat <<-"E"='a $b\n'
            14:1 cat <<\E='$a\n'
            17:1 cat - <<E1="1\n" <<E2="2\n" >x
            17:21 b
        "#]],
    );
}

#[test]
fn here_documents_in_odd_places() {
    check(
        r#"if a <<E; then b; fi
x
E
f() { cat <<E; }
y
E
(cat <<E
z
E
)
a <<E && b | c
w
E
cat <<E # d
v
E
cat <<''
u

"#,
        expect![[r#"
            1:1 if
              1:4 a <<E="x\n"
              then
                1:16 b
            4:1 function f
              4:5 group
                4:7 cat <<E="y\n"
            7:1 subshell
              7:2 cat <<E="z\n"
            11:1 list
              11:1 a <<E="w\n"
              11:10 && pipeline
                11:10 b
                11:14 | c
            14:1 cat <<E="v\n"
            14:9 # d
            17:1 cat <<''='u\n'
        "#]],
    );
}

#[test]
fn here_strings() {
    check(
        r#"a <<<b
a <<<"$c d" 2>e
a <<< $f
"#,
        expect![[r#"
            1:1 a <<<b
            2:1 a <<<"$c"+" d" 2>e
            3:1 a <<<$f
        "#]],
    );
}

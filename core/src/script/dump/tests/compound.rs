//! Conditions, loops, `case`, functions, tests.

use super::check;
use expect_test::expect;

#[test]
fn conditions() {
    check(
        r#"if a; then b; fi
if a; then b; else c; fi
if a; b; then c; elif d; then e; elif f; then g; else h; fi >log
if ! a | b; then
  c
fi
"#,
        expect![[r#"
            1:1 if
              1:4 a
              then
                1:12 b
            2:1 if
              2:4 a
              then
                2:12 b
              else
                2:20 c
            3:1 if >log
              3:4 a
              3:7 b
              then
                3:15 c
              3:23 d
              then
                3:31 e
              3:39 f
              then
                3:47 g
              else
                3:55 h
            4:1 if
              4:4 ! pipeline
                4:6 a
                4:10 | b
              then
                5:3 c
        "#]],
    );
}

#[test]
fn loops() {
    check(
        r#"while a; do b; done
until a; do b; done <x
while read -r l; do echo "$l"; done <<<"$x"
while :; do
  break 2
  continue
done &
"#,
        expect![[r#"
            1:1 while
              1:7 a
              do
                1:13 b
            2:1 until <x
              2:7 a
              do
                2:13 b
            3:1 while <<<"$x"
              3:7 read -r l
              do
                3:21 echo "$l"
            4:1 while &
              4:7 :
              do
                5:3 break 2
                6:3 continue
        "#]],
    );
}

#[test]
fn for_in_all_spellings() {
    check(
        r#"for x in a b *.c "$d"; do e; done
for x; do a; done
for x
do a; done
for x in; do a; done
for x in a
do b
done
for x in a; { b; }
for ((i = 0; i < 3; i++)); do a; done
for ((;;)) { b; }
select x in a b; do c; done
select x; do c; done
"#,
        expect![[r#"
            1:1 for x in a b glob:*+.c "$d"
              1:27 e
            2:1 for x
              2:11 a
            3:1 for x
              4:4 a
            5:1 for x in
              5:14 a
            6:1 for x in a
              7:4 b
            9:1 for x in a
              9:15 b
            10:1 for (("i = 0; i < 3; i++"))
              10:31 a
            11:1 for ((";;"))
              11:14 b
            12:1 select x in a b
              12:21 c
            13:1 select x
              13:14 c
        "#]],
    );
}

#[test]
fn case_with_all_ends() {
    check(
        r#"case $x in a) b ;; (c|d) e ;& *.f) g ;;& "h i") ;; *) j; esac
case "$1" in
  -h | --help) usage; exit ;;
  # none
  [0-9]*)
    n=$1
    ;;
esac
case x in esac
"#,
        expect![[r#"
            1:1 case $x
              a)
                1:15 b
              c | d) ;&
                1:26 e
              glob:*+.f) ;;&
                1:36 g
              "h i")
              glob:*)
                1:55 j
            2:1 case "$1"
              -h | --help)
                3:16 usage
                3:23 exit
              glob:[0-9]+glob:*)
                6:5 <n=$1>
            4:3 # none
            9:1 case x
        "#]],
    );
}

#[test]
fn functions_in_all_spellings() {
    check(
        r#"f() { a; }
f () { a; } >x
function f { a; }
function f() { a; }
f() ( a )
f() if a; then b; fi
f()
{
  a
}
function a-b.c { d; }
f() { local x; g() { h; }; }
"#,
        expect![[r#"
            1:1 function f
              1:5 group
                1:7 a
            2:1 function f
              2:6 group >x
                2:8 a
            3:1 function f
              3:12 group
                3:14 a
            4:1 function f
              4:14 group
                4:16 a
            5:1 function f
              5:5 subshell
                5:7 a
            6:1 function f
              6:5 if
                6:8 a
                then
                  6:16 b
            7:1 function f
              8:1 group
                9:3 a
            11:1 function a-b.c
              11:16 group
                11:18 d
            12:1 function f
              12:5 group
                12:7 <x> local
                12:16 function g
                  12:20 group
                    12:22 h
        "#]],
    );
}

#[test]
fn tests() {
    check(
        r#"[[ -f a && ! -d $b || ( c == d* ) ]]
[[ $a =~ ^(b|c)+$ ]]
[[ a < b ]]
[[ -n $a ]] && [ -z "$b" ]
[ a = b -o c -gt 1 ]
test -e x
[[ $a == "b c"
  && d ]]
"#,
        expect![[r#"
            1:1 [[ -f a && ! -d $b || ( c == d+glob:* ) ]]
            2:1 [[ $a =~ ^(b|c)+$ ]]
            3:1 [[ a < b ]]
            4:1 list
              4:1 [[ -n $a ]]
              4:16 && [ --z="$b" ]
            5:1 [ a = b --o c --gt=1 ]
            6:1 test --e=x
            7:1 [[ $a == "b c" && d ]]
        "#]],
    );
}

#[test]
fn arithmetic_commands() {
    check(
        r#"((a++))
(( a > 1 && b )) || c
((a = (b + 1) * 2))
let x=1 y++
((a)
"#,
        expect![[r#"
            1:1 (("a++"))
            2:1 list
              2:1 ((" a > 1 && b "))
              2:21 || c
            3:1 (("a = (b + 1) * 2"))
            4:1 let x=1 y++
            5:1 subshell
              5:2 subshell
                5:3 a
            5:1 error: this `(` is not closed by `)`
        "#]],
    );
}

#[test]
fn coprocesses() {
    check(
        r#"coproc a b
coproc NAME { a; }
coproc { a; }
coproc NAME (a)
coproc NAME while a; do b; done
"#,
        expect![[r#"
            1:1 coproc
              1:8 a b
            2:1 coproc NAME
              2:13 group
                2:15 a
            3:1 coproc
              3:8 group
                3:10 a
            4:1 coproc NAME
              4:13 subshell
                4:14 a
            5:1 coproc NAME
              5:13 while
                5:19 a
                do
                  5:25 b
        "#]],
    );
}

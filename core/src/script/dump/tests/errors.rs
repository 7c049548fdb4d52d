//! Text that is not shell, or not yet.

use super::check;
use expect_test::expect;

#[test]
fn an_open_quote_or_bracket_costs_its_line() {
    check(
        r#"echo "a
b
echo 'c
d
echo $(e
f
echo ${g
h
echo `i
j
a=(b
c
"#,
        expect![[r#"
            1:1 echo "a"
            1:6 error: this quote is not closed
            2:1 b
            3:1 echo 'c'
            3:6 error: this quote is not closed
            4:1 d
            5:1 echo $(e)
            5:6 error: this substitution is not closed by `)`
            6:1 f
            7:1 echo $g
            7:6 error: no operator of `${…}` stands here
            7:6 error: this `${` is not closed by `}`
            8:1 h
            9:1 echo $(i)
            9:6 error: this quote is not closed
            10:1 j
            11:1 <a=(b c)>
            11:3 error: this `(` is not closed by `)`
        "#]],
    );
}

#[test]
fn open_compounds() {
    check(
        r#"if a; then
  b
c
"#,
        expect![[r#"
            1:1 if
              1:4 a
              then
                2:3 b
            1:1 error: this `if` is not closed by `fi`
            3:1 c
        "#]],
    );
}

#[test]
fn open_compounds_inside() {
    check(
        r#"f() {
  if a; then b
}
c
"#,
        expect![[r#"
            1:1 function f
              1:5 group
                2:3 if
                  2:6 a
                  then
                    2:14 b
            2:3 error: this `if` is not closed by `fi`
            4:1 c
        "#]],
    );
}

#[test]
fn a_loop_without_do() {
    check(
        r#"for x in a b; e; done
while a; done
d
"#,
        expect![[r#"
            1:1 for x in a b
            1:15 e
            1:1 error: this loop has no `do`
            1:18 error: this closes nothing
            2:1 while
              2:7 a
              do
            2:1 error: this loop has no `do`
            3:1 d
        "#]],
    );
}

#[test]
fn strays() {
    check(
        r#"a )
fi
}
;; b
&& c
| d
done
e
"#,
        expect![[r#"
            1:1 a
            1:3 error: this closes nothing
            2:1 error: this closes nothing
            3:1 error: this closes nothing
            4:4 b
            4:1 error: nothing stands before this operator
            5:4 c
            5:1 error: nothing stands before this operator
            6:3 d
            6:1 error: nothing stands before this operator
            7:1 error: this closes nothing
            8:1 e
        "#]],
    );
}

#[test]
fn unfinished_ends() {
    check(
        r#"a |
"#,
        expect![[r#"
            1:1 a
            1:3 error: nothing follows this pipe
        "#]],
    );
}

#[test]
fn unfinished_operators() {
    check(
        r#"a &&

"#,
        expect![[r#"
            1:1 a
            1:3 error: nothing follows this operator
        "#]],
    );
}

#[test]
fn redirects_without_target() {
    check(
        r#"a >
b <<
c 2>&
d
"#,
        expect![[r#"
            1:1 a >''
            1:3 error: this redirect has no target
            2:1 b <<''
            3:1 c 2>&''
            3:3 error: this redirect has no target
            4:1 d
        "#]],
    );
}

#[test]
fn here_documents_without_end() {
    check(
        r#"cat <<E
rm x
"#,
        expect![[r#"
            1:1 cat <<E
            1:5 error: no line ends this here-document
            2:1 rm x
        "#]],
    );
}

#[test]
fn case_half_typed() {
    check(
        r#"case $x in
  a) b ;;
  c
d
"#,
        expect![[r#"
            1:1 case $x
              a)
                2:6 b
              c)
            4:1 error: a `case` pattern ends with `)`
            1:1 error: this `case` is not closed by `esac`
            4:1 d
        "#]],
    );
}

#[test]
fn functions_half_typed() {
    check(
        r#"f() 
g( {
h
"#,
        expect![[r#"
            1:1 function f
              2:1 unknown
            2:1 error: this function has no body
            2:1 g
            2:2 subshell
              2:4 group
            2:4 error: this `{` is not closed by `}`
            2:2 error: this `(` is not closed by `)`
            3:1 h
        "#]],
    );
}

#[test]
fn bad_expansions() {
    check(
        r#"echo ${} ${a b} ${-x} ${a..b} $(( 1 + ) $( ${a[} "${b
c
"#,
        expect![[r#"
            1:1 echo $ $a $- $a $(subshell; 1 +; $($a "$b"))
            1:6 error: a variable's name is missing here
            1:10 error: no operator of `${…}` stands here
            1:17 error: no operator of `${…}` stands here
            1:23 error: no operator of `${…}` stands here
            1:44 error: no operator of `${…}` stands here
            1:51 error: no operator of `${…}` stands here
            1:51 error: this `${` is not closed by `}`
            1:50 error: this quote is not closed
            1:41 error: this substitution is not closed by `)`
            1:31 error: this substitution is not closed by `)`
            2:1 c
        "#]],
    );
}

#[test]
fn control_characters() {
    check(
        "echo a\x01b \x7f\nrm\0 x\n",
        expect![[r#"
            1:1 echo a\u{1}b \u{7f}
            2:1 rm x
        "#]],
    );
}

#[test]
fn an_open_quote_does_not_turn_the_rest_inside_out() {
    check(
        r#"echo "a
if [ -z "$b" ]; then echo "c d"; fi
x='it is'; e "$f" 'g'
"#,
        expect![[r#"
            1:1 echo "a"
            1:6 error: this quote is not closed
            2:1 if
              2:4 [ --z="$b" ]
              then
                2:22 echo "c d"
            3:1 <x='it is'>
            3:12 e "$f" 'g'
        "#]],
    );
    check(
        r#"echo 'a
grep -c 'b c' d
e 'f'
"#,
        expect![[r#"
            1:1 echo 'a'
            1:6 error: this quote is not closed
            2:1 grep -c/count 'b c' d
            3:1 e 'f'
        "#]],
    );
    check(
        r#"awk "
  { print }
" "$x" "a
b $c"d 'e
f'
"#,
        expect![[r#"
            1:1 awk "\n  { print }\n" "$x" "a\nb "+"$c"+d 'e\nf'
        "#]],
    );
}

#[test]
fn an_open_compound_ends_where_the_indentation_does() {
    check(
        r#"a
if b; then
  c

d
e() {
    f
}
while g; do
h
"#,
        expect![[r#"
            1:1 a
            2:1 if
              2:4 b
              then
                3:3 c
            2:1 error: this `if` is not closed by `fi`
            5:1 d
            6:1 function e
              6:5 group
                7:5 f
            9:1 while
              9:7 g
              do
            9:8 error: this `do` is not closed by `done`
            10:1 h
        "#]],
    );
    check(
        r#"f() {
  if a; then
    b
  c
}
g
"#,
        expect![[r#"
            1:1 function f
              1:5 group
                2:3 if
                  2:6 a
                  then
                    3:5 b
                    4:3 c
            2:3 error: this `if` is not closed by `fi`
            6:1 g
        "#]],
    );
}

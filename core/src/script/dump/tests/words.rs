//! Words, quotes, globs, braces, comments.

use super::check;
use expect_test::expect;

#[test]
fn one_name_behind_every_quoting() {
    check(
        r#"rm a
r""m a
"r"m a
\rm a
$'\x72m' a
$'r\155' a
$'\162\u006d' a
'r''m' a
"#,
        expect![[r#"
            1:1 rm a
            2:1 rm a
            3:1 rm a
            4:1 rm a
            5:1 rm a
            6:1 rm a
            7:1 rm a
            8:1 rm a
        "#]],
    );
}

#[test]
fn quotes_and_what_is_between() {
    check(
        r#"echo 'a b' "c $d" e\ f $'g\th' $"i $j" "" '' k'l'"m"n
echo "a\"b\$c\\d\e" 'a\b' a\
b
"#,
        expect![[r#"
            1:1 echo 'a b' "c "+"$d" e+\ +f $'g\th' "i "+"$j" '' '' k+'l'+"m"+n
            2:1 echo "a"+"""+"b"+"$"+"c"+"\"+"d\e" 'a\b' a+b
        "#]],
    );
}

#[test]
fn globs_and_extended_patterns() {
    check(
        r#"ls *.c ?x [a-z]* [!0-9] [[:alpha:]]? a[ b] @(x|y) !(*.o) +([0-9]) *(a) ?(b)c "*" \*
"#,
        expect![[r#"
            1:1 ls glob:*+.c glob:?+x glob:[a-z]+glob:* glob:[!0-9] glob:[[:alpha:]]+glob:? a[ b] glob:@(x|y) glob:!(*.o) glob:+([0-9]) glob:*(a) glob:?(b)+c "*" \*
        "#]],
    );
}

#[test]
fn braces_and_sequences() {
    check(
        r#"echo {a,b}c a{b,{c,d}}e {1..5} {a..e..2} {01..10} {} {a} {a, b} x{,y} "{a,b}" ${x}{1,2}
"#,
        expect![[r#"
            1:1 echo {a,b}+c a+{b,{c,d}}+e sequence:{1..5} sequence:{a..e..2} sequence:{01..10} {} {a} {a, b} x+{'',y} "{a,b}" $x+{1,2}
        "#]],
    );
}

#[test]
fn tildes() {
    check(
        r#"cd ~ ~/x ~bob/y ~+ ~- a~ "~" PATH=~/bin:~/x
HOME=~/x
"#,
        expect![[r#"
            1:1 cd tilde:~ tilde:~+/x tilde:~bob+/y tilde:~+ tilde:~- a~ "~" PATH=~/bin:~/x
            2:1 <HOME=tilde:~+/x>
        "#]],
    );
}

#[test]
fn comments_are_kept_and_are_no_words() {
    check(
        r##"# first
echo a # second
echo a#b '#c' "#d" # third
  # fourth
"##,
        expect![[r##"
            2:1 echo a
            1:1 # first
            2:8 # second
            3:1 echo a#b '#c' "#d"
            3:20 # third
            4:3 # fourth
        "##]],
    );
}

#[test]
fn line_continuations_and_blanks() {
    check(
        "echo a \\\n  b\\\nc\t d\nif x \\\n&& y; then z; fi\n",
        expect![[r#"
            1:1 echo a b+c d
            4:1 if
              4:4 list
                4:4 x
                5:4 && y
              then
                5:12 z
        "#]],
    );
}

#[test]
fn windows_line_ends() {
    check(
        "a b\r\nif c\r\nthen d\r\nfi\r\ncat <<E\r\nx\r\nE\r\n",
        expect![[r#"
            1:1 a b
            2:1 if
              2:4 c
              then
                3:6 d
            5:1 cat <<E="x\r\n"
        "#]],
    );
}

#[test]
fn letters_beyond_ascii() {
    check(
        r#"echo häuser '日本' "🙂 $x" ünï\ cøde
möp() { :; }
"#,
        expect![[r#"
            1:1 echo häuser '日本' "🙂 "+"$x" ünï+\ +cøde
            2:1 function möp
              2:8 group
                2:10 :
        "#]],
    );
}

#[test]
fn keywords_are_words_where_no_command_can_start() {
    check(
        r#"echo if then fi { } [[ done in time !
for in in in; do echo in; done
x=if; case in in in) x;; esac
"#,
        expect![[r#"
            1:1 echo if then fi { } [[ done in time !
            2:1 for in in in
              2:18 echo in
            3:1 <x=if>
            3:7 case in
              in)
                3:22 x
        "#]],
    );
}

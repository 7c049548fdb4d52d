//! Everything behind a `$`.

use super::check;
use expect_test::expect;

#[test]
fn plain_variables_and_special_parameters() {
    check(
        r#"echo $a ${a} "$a" $a$b ${a}b $1 ${10} $10 $@ "$@" $* $# $? $- $$ $! $0 $_
"#,
        expect![[r#"
            1:1 echo $a $a "$a" $a+$b $a+b $1 $10 $1+0 $@ "$@" $* $# $? $- $$ $! $0 $_
        "#]],
    );
}

#[test]
fn defaults_and_errors() {
    check(
        r#"echo ${a:-b} ${a-b} ${a:=b} ${a=b} ${a:?b c} ${a?} ${a:+b} ${a+b} "${a:-'b'}" ${a:-"$b"} ${a:-$(c)} ${a:-${b:-c}}
"#,
        expect![[r#"
            1:1 echo $a{:-b} $a{-b} $a{:=b} $a{=b} $a{:?b c} $a{?} $a{:+b} $a{+b} "$a{:-"'b'"}" $a{:-"$b"} $a{:-$(c)} $a{:-$b{:-c}}
        "#]],
    );
}

#[test]
fn cutting_and_replacing() {
    check(
        r#"echo ${a#b} ${a##*/} ${a%.c} ${a%%.*} ${a/b/c} ${a//b/c} ${a/#b/c} ${a/%b/c} ${a//[^a-z]/} "${a%'x'}"
"#,
        expect![[r#"
            1:1 echo $a{#b} $a{##glob:*+/} $a{%.c} $a{%%.+glob:*} $a{/b/c} $a{//b/c} $a{/#b/c} $a{/%b/c} $a{//glob:[^a-z]+/} "$a{%'x'}"
        "#]],
    );
}

#[test]
fn parts_case_and_length() {
    check(
        r#"echo ${a:1} ${a:1:2} ${a: -1} ${@:2} ${a[@]:1:2} ${a^} ${a^^} ${a,} ${a,,} ${a~~} ${a^^[ab]} ${#a} ${#} ${#@} ${#a[@]} ${#*}
"#,
        expect![[r#"
            1:1 echo $a{:1} $a{:1:2} $a{: -1} $@{:2} $a[@]{:1:2} $a{^} $a{^^} $a{,} $a{,,} $a{~~} $a{^^glob:[ab]} $#a $# $#@ $#a[@] $#*
        "#]],
    );
}

#[test]
fn looking_through_and_transforming() {
    check(
        r#"echo ${!a} ${!a*} ${!a@} ${!a[@]} ${!a:-b} ${a@Q} ${a@E} ${a@P} ${a@A} ${a@L} ${a[@]@K} ${!1}
"#,
        expect![[r#"
            1:1 echo $!a $!a{*} $!a{@} $!a[@] $!a{:-b} $a{@Q} $a{@E} $a{@P} $a{@A} $a{@L} $a[@]{@K} $!1
        "#]],
    );
}

#[test]
fn arrays_and_their_elements() {
    check(
        r#"echo ${a[0]} ${a[$i]} ${a[i+1]} ${a[@]} "${a[*]}" ${a[-1]} ${m[key x]} ${m["$k"]} ${a[$(b)]} ${a[${b[c]}]}
"#,
        expect![[r#"
            1:1 echo $a[0] $a[$i] $a[i+1] $a[@] "$a[*]" $a[-1] $m[key x] $m["$k"] $a[$(b)] $a[$b[c]]
        "#]],
    );
}

#[test]
fn substitutions() {
    check(
        r#"echo $(a b) "$(c "$d")" `e \`f\`` $(<g) $(h; i) ${ j; } ${| k; } $(
  l # m
)
x=$(cat <<E
n
E
)
"#,
        expect![[r#"
            1:1 echo $(a b) "$(c "$d")" $(e $(f)) $(<g) $(h; i) $(j) $(k) $(l)
            2:5 # m
            4:1 <x=$(cat <<E="n\n")>
        "#]],
    );
}

#[test]
fn arithmetic() {
    check(
        r#"echo $((1 + 2)) "$((a * (b - c)))" $(( $x + ${#y} )) $[3+4] $((a[i]++)) $(( $(b) ))
echo $((a); b)
"#,
        expect![[r#"
            1:1 echo $(("1 + 2")) "$(("a * (b - c)"))" $((" "+"$x"+" + "+"$#y"+" ")) $(("3+4")) $(("a[i]++")) $((" "+"$(b)"+" "))
            2:1 echo $(subshell; a; b)
        "#]],
    );
}

#[test]
fn process_substitution() {
    check(
        r#"diff <(sort a) <(sort b) > >(tee c)
while read -r x; do :; done < <(find . -name x)
"#,
        expect![[r#"
            1:1 diff <(sort a) <(sort b) ><(tee c)
            2:1 while <<(find . --name=x)
              2:7 read -r x
              do
                2:21 :
        "#]],
    );
}

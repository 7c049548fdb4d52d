//! Assignments and declarations.

use super::check;
use expect_test::expect;

#[test]
fn plain_and_added_to() {
    check(
        r#"a=1
a=
a+=b
a=$b c='d e' f
a="$b"c$(d)
A=1 B=2 env
"#,
        expect![[r#"
            1:1 <a=1>
            2:1 <a=''>
            3:1 <a+=b>
            4:1 <a=$b> <c='d e'> f
            5:1 <a="$b"+c+$(d)>
            6:1 <A=1> <B=2> env
        "#]],
    );
}

#[test]
fn arrays() {
    check(
        r#"a=(b 'c d' $e *.f)
a+=(g)
a[3]=h
a[$i]+=j
a=([0]=x [5]="y z" w)
declare -A m=([k]=v ["k 2"]=w [$x]=)
a=(
  b # c
  d
)
b=()
"#,
        expect![[r#"
            1:1 <a=(b 'c d' $e glob:*+.f)>
            2:1 <a+=(g)>
            3:1 <a[3]=h>
            4:1 <a[$i]+=j>
            5:1 <a=([0]=x [5]="y z" w)>
            6:1 <m=([k]=v ["k 2"]=w [$x]='')> declare -A
            7:1 <a=(b d)>
            8:5 # c
            11:1 <b=()>
        "#]],
    );
}

#[test]
fn declarations_and_their_flags() {
    check(
        r#"declare -i n=1 m
declare -rx A=b
local a b=c -
local -n ref=$1
readonly R=1
export PATH=$PATH:/x HOME
typeset -a list=(1 2)
declare -p
declare -f name
export -n x
command export y=1
unset -v a
"#,
        expect![[r#"
            1:1 <n=1> <m> declare -i
            2:1 <A=b> declare -r -x
            3:1 <a> <b=c> local -
            4:1 <ref=$1> local -n
            5:1 <R=1> readonly
            6:1 <PATH=$PATH+:/x> <HOME> export
            7:1 <list=(1 2)> typeset -a
            8:1 declare -p
            9:1 <name> declare -f
            10:1 <x> export -n
            11:1 <y=1> command > export
            12:1 unset -v a
        "#]],
    );
}

#[test]
fn what_only_looks_like_one() {
    check(
        r#"echo a=b
=x
1a=b
a-b=c
"a"=b
a[=b
env x=y
"#,
        expect![[r#"
            1:1 echo a=b
            2:1 =x
            3:1 1a=b
            4:1 a-b=c
            5:1 a=b
            6:1 a[=b
            7:1 env x=y
        "#]],
    );
}

//! Scripts inside scripts.

use super::check;
use expect_test::expect;

#[test]
fn scripts_as_words() {
    check(
        r#"sh -c 'rm -rf "$1"; ls' _ a b
bash -lc "rm $x"
bash -o pipefail -c 'a | b'
sh -ec 'rm x'
eval "rm $x" 'y z'
eval 'a; b'
su -c 'rm x' bob
su - bob -c 'rm y'
sudo bash -c 'rm z'
watch -n 1 'rm w'
flock /l -c 'rm v'
"#,
        expect![[r#"
            1:1 sh -c='rm -rf "$1"; ls' _ a b
              1:7 runs here, with (a b)
                1:8 rm -r/recursive -f/force "$1"
                1:21 ls
            2:1 bash -l -c="rm "+"$x"
              2:10 runs here, with ()
                2:11 rm $x
            3:1 bash -o=pipefail -c='a | b'
              3:21 runs here, with ()
                3:22 pipeline
                  3:22 a
                  3:26 | b
            4:1 sh -e -c='rm x'
              4:8 runs here, with ()
                4:9 rm x
            5:1 eval "rm "+"$x" 'y z'
              5:6 runs in this shell, about
                5:7 rm $x y z
            6:1 eval 'a; b'
              6:6 runs in this shell
                6:7 a
                6:10 b
            7:1 su -c/command='rm x' bob
              7:7 runs here, with ()
                7:8 rm x
            8:1 su -- bob -c/command='rm y'
              8:13 runs here, with ()
                8:14 rm y
            9:1 sudo > bash -c='rm z'
              9:14 runs here, with ()
                9:15 rm z
            10:1 watch -n/interval=1 'rm w'
              10:12 runs here, with ()
                10:13 rm w
            11:1 flock /l -c/command='rm v'
              11:13 runs here, with ()
                11:14 rm v
        "#]],
    );
}

#[test]
fn scripts_for_later() {
    check(
        r#"trap 'rm -f "$t"' EXIT INT
trap - EXIT
trap "" INT
alias ll='ls -l' gs="git $x"
alias ll
"#,
        expect![[r#"
            1:1 trap 'rm -f "$t"' EXIT INT
              1:6 runs later
                1:7 rm -f/force "$t"
            2:1 trap - EXIT
            3:1 trap '' INT
            4:1 alias ll=+'ls -l' gs=+"git "+"$x"
              4:10 runs later
                4:11 ls -l
              4:21 runs later
                4:22 git $x
            5:1 alias ll
        "#]],
    );
}

#[test]
fn commands_of_find() {
    check(
        r#"find . -exec rm {} \;
find . -name x -exec grep -l y {} + -print
find . -execdir sh -c 'mv "$1" x' _ {} ';' -o -ok rm {} \;
find . -exec sh -c 'rm "$@"' _ {} +
"#,
        expect![[r#"
            1:1 find . --exec=rm
              1:14 runs here
                1:14 rm {}
            2:1 find . --name=x --exec=grep --print
              2:22 runs here
                2:22 grep -l/files-with-matches y {}
            3:1 find . --execdir=sh --o --ok=rm
              3:17 runs here
                3:17 sh -c='mv "$1" x' _ {}
                  3:23 runs here, with ({})
                    3:24 mv "$1" x
              3:51 runs here
                3:51 rm {}
            4:1 find . --exec=sh
              4:14 runs here
                4:14 sh -c='rm "$@"' _ {}
                  4:20 runs here, with ({})
                    4:21 rm "$@"
        "#]],
    );
}

#[test]
fn on_other_machines() {
    check(
        r#"ssh host 'rm x; ls'
ssh -p 22 bob@host rm -rf x
ssh host
ssh host <<E
rm $x
E
ssh host bash -s <<'E'
rm y
E
ssh host 'sudo bash' <<<'rm z'
"#,
        expect![[r#"
            1:1 ssh host 'rm x; ls'
              1:10 runs remote, with ()
                1:11 rm x
                1:17 ls
            2:1 ssh -p=22 bob@host rm -rf x
              2:20 runs remote, about, with ()
                2:20 rm -r/recursive -f/force x
            3:1 ssh host
            4:1 ssh host <<E="rm "+"$x"+"\n"
              5:1 runs remote, with ()
                5:1 rm $x
            7:1 ssh host bash -s <<'E'='rm y\n'
              7:10 runs remote, about, with ()
                7:10 bash -s
                  8:1 runs here, with ()
                    8:1 rm y
            10:1 ssh host 'sudo bash' <<<'rm z'
              10:10 runs remote, with ()
                10:11 sudo > bash
                  10:25 runs here, with ()
                    10:26 rm z
        "#]],
    );
}

#[test]
fn fed_to_shells() {
    check(
        r#"cat <<E | sh
rm -rf $X
E
bash <<'E'
rm y
E
bash -s a b <<<'rm "$1"'
echo 'rm z' | sudo bash
echo rm w | ssh host sh
bash x.sh <<E
data
E
bash /dev/stdin a <<E
rm v
E
python3 <<E
import os
E
source /dev/stdin <<<'rm u'
sudo -i <<E
rm t
E
su - bob <<E
rm s
E
"#,
        expect![[r#"
            1:1 pipeline
              1:1 cat <<E="rm -rf "+"$X"+"\n"
              1:11 | sh
                2:1 runs here, with ()
                  2:1 rm -r/recursive -f/force $X
            4:1 bash <<'E'='rm y\n'
              5:1 runs here, with ()
                5:1 rm y
            7:1 bash -s a b <<<'rm "$1"'
              7:16 runs here, with (a b)
                7:17 rm "$1"
            8:1 pipeline
              8:1 echo 'rm z'
              8:15 | sudo > bash
                8:6 runs here, with ()
                  8:7 rm z
            9:1 pipeline
              9:1 echo rm w
              9:13 | ssh host sh
                9:22 runs remote, with ()
                  9:22 sh
                    9:6 runs here, about, with ()
                      9:6 rm w
            10:1 bash x.sh <<E="data\n"
            13:1 bash /dev/stdin a <<E="rm v\n"
              14:1 runs here, with (a)
                14:1 rm v
            16:1 python3 <<E="import os\n"
            19:1 source /dev/stdin <<<'rm u'
              19:22 runs in this shell
                19:23 rm u
            20:1 sudo -i/login <<E="rm t\n"
              21:1 runs here, with ()
                21:1 rm t
            23:1 su -- bob <<E="rm s\n"
              24:1 runs here, with ()
                24:1 rm s
        "#]],
    );
}

#[test]
fn within_each_other() {
    check(
        r#"sudo sh -c "ssh host 'rm -rf \"\$x\"'"
bash -c 'bash -c "bash -c \"rm x\""'
echo "$(sh -c 'rm x' | sed 's/a/b/')"
"#,
        expect![[r#"
            1:1 sudo > sh -c="ssh host 'rm -rf "+"""+"$"+"x"+"""+"'"
              1:12 runs here, about, with ()
                1:13 ssh host 'rm -rf "$x"'
                  1:22 runs remote, about, with ()
                    1:23 rm -r/recursive -f/force "$x"
            2:1 bash -c='bash -c "bash -c \"rm x\""'
              2:9 runs here, with ()
                2:10 bash -c="bash -c "+"""+"rm x"+"""
                  2:18 runs here, about, with ()
                    2:19 bash -c="rm x"
                      2:27 runs here, with ()
                        2:29 rm x
            3:1 echo "$(pipeline; sh -c='rm x'; runs here, with (); rm x; | sed 's/a/b/')"
        "#]],
    );
}

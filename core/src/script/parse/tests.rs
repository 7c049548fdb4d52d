//! What the parser makes of scripts, as short s-expressions.

use crate::script::{
    AndOr, AssignedValue, Command, Dialect, Part, PartKind, Quote, Statement, StatementKind, Word, parse_text,
};
use expect_test::{Expect, expect};
use std::fmt::Write;

fn check(script: &str, expected: Expect) {
    let mut shown = String::new();
    for chunk in parse_text(script, Dialect::Bash) {
        for statement in &chunk.body.statements {
            writeln!(shown, "{}", show(statement)).unwrap();
        }
        for error in &chunk.body.errors {
            let at = error.span.shifted(chunk.start);
            writeln!(shown, "error {at:?} {}", error.message).unwrap();
        }
    }
    expected.assert_eq(&shown);
}

fn list(statements: &[Statement]) -> String {
    statements.iter().map(show).collect::<Vec<_>>().join("; ")
}

fn words(words: &[Word]) -> String {
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn show(it: &Statement) -> String {
    let mut out = match &it.kind {
        StatementKind::Command(command) => self::command(command),
        StatementKind::Pipeline(it) => {
            let stages = it.stages.iter().map(show).collect::<Vec<_>>().join(" | ");
            format!("{}{}({stages})", if it.negated { "!" } else { "" }, if it.timed { "time" } else { "" })
        }
        StatementKind::AndOr { first, rest } => rest.iter().fold(show(first), |acc, (operator, it)| {
            format!("{acc} {} {}", if *operator == AndOr::And { "&&" } else { "||" }, show(it))
        }),
        StatementKind::Group(body) => format!("{{{}}}", list(body)),
        StatementKind::Subshell(body) => format!("sub({})", list(body)),
        StatementKind::If { branches, otherwise } => {
            let branches =
                branches.iter().map(|(condition, body)| format!("if {} then {}", list(condition), list(body)));
            let mut out = branches.collect::<Vec<_>>().join(" el");
            if let Some(body) = otherwise {
                write!(out, " else {}", list(body)).unwrap();
            }
            format!("({out})")
        }
        StatementKind::While { until, condition, body } => {
            format!("({} {} do {})", if *until { "until" } else { "while" }, list(condition), list(body))
        }
        StatementKind::For { variable, words, body, select } => {
            let words = words.as_ref().map_or("$@".into(), |it| self::words(it));
            format!("({} {} in {words} do {})", if *select { "select" } else { "for" }, variable.text, list(body))
        }
        StatementKind::ForArithmetic { header, body } => format!("(for (({})) do {})", word(header), list(body)),
        StatementKind::Case { word, arms } => {
            let arms = arms.iter().map(|it| {
                format!("{}) {}{}", words(&it.patterns), list(&it.body), if it.falls_through { " ;&" } else { "" })
            });
            format!("(case {} {})", self::word(word), arms.collect::<Vec<_>>().join(" "))
        }
        StatementKind::Function { name, body } => format!("fn {} {}", name.text, show(body)),
        StatementKind::Test(words) => format!("[[{}]]", self::words(words)),
        StatementKind::Arithmetic(word) => format!("(({}))", self::word(word)),
        StatementKind::Coproc(inner) => format!("coproc {}", show(inner)),
        StatementKind::Unknown => "?".to_owned(),
    };
    for redirect in &it.redirects {
        write!(out, " {}", self::redirect(redirect)).unwrap();
    }
    if it.background {
        out.push_str(" &");
    }
    out
}

fn command(it: &Command) -> String {
    let mut parts = Vec::new();
    for assignment in &it.assignments {
        let sign = if assignment.append { "+=" } else { "=" };
        let index = assignment.index.as_ref().map_or(String::new(), |it| format!("[{it}]"));
        let value = match &assignment.value {
            None => String::new(),
            Some(AssignedValue::Word(it)) => format!("{sign}{}", word(it)),
            Some(AssignedValue::Array(it)) => format!("{sign}({})", words(it)),
        };
        parts.push(format!("<{}{index}{value}>", assignment.name.text));
    }
    parts.extend(it.words.iter().map(word));
    parts.extend(it.redirects.iter().map(redirect));
    for embedded in &it.embedded {
        parts.push(format!("@[{}]", list(&embedded.statements)));
    }
    parts.join(" ")
}

fn redirect(it: &crate::script::Redirect) -> String {
    let body = it.body.as_ref().map_or(String::new(), |it| format!("={}", word(&it.text)));
    format!("{}{:?}:{}{body}", it.fd.as_deref().unwrap_or_default(), it.operator, word(&it.target))
}

fn word(it: &Word) -> String {
    let parts: Vec<_> = it.parts.iter().map(part).collect();
    if parts.is_empty() { "''".to_owned() } else { parts.join("+") }
}

fn part(it: &Part) -> String {
    let text = match &it.kind {
        PartKind::Literal(text) => text.replace('\r', "\\r").replace('\n', "\\n"),
        PartKind::Parameter(it) => {
            let mut out = String::from("$");
            out.push_str(if it.indirect { "!" } else { "" });
            out.push_str(if it.length { "#" } else { "" });
            out.push_str(&it.name);
            if let Some(index) = &it.index {
                write!(out, "[{index}]").unwrap();
            }
            if let Some((operator, operand)) = &it.operator {
                write!(out, "{operator}{}", word(operand)).unwrap();
            }
            out
        }
        PartKind::Substitution(body) => format!("$({})", list(body)),
        PartKind::Process(body) => format!("<({})", list(body)),
        PartKind::Arithmetic(inner) => format!("$(({}))", word(inner)),
        PartKind::Glob(text) => format!("glob:{text}"),
        PartKind::Brace(words) => format!("{{{}}}", words.iter().map(word).collect::<Vec<_>>().join(",")),
        PartKind::Sequence(text) => format!("seq:{text}"),
        PartKind::Tilde(text) => format!("tilde:{text}"),
    };
    match it.quote {
        Quote::Bare => text,
        Quote::Backslash => format!("\\{text}"),
        Quote::Single => format!("'{text}'"),
        Quote::Double => format!("\"{text}\""),
        Quote::Ansi => format!("$'{text}'"),
    }
}

#[test]
fn reads_commands_with_all_kinds_of_words() {
    check(
        "A=1 B+=x C[2]=y D=(a 'b c') rm -rf \"$X\"/* ~/x ${y:-z} $(ls a) `pwd` {a,b}c {1..3} $((1+2)) <(sort f)\n",
        expect![[r#"
            <A=1> <B+=x> <C[2]=y> <D=(a 'b c')> rm -rf "$X"+/+glob:* tilde:~+/x $y:-z $(ls a) $(pwd) {a,b}+c seq:{1..3} $(("1+2")) <(sort f)
        "#]],
    );
}

#[test]
fn sees_one_name_behind_every_quoting() {
    for spelling in ["rm", "r\"\"m", "\"r\"m", "\\rm", "'rm'", "$'\\x72m'", "$'r\\155'", "r''m"] {
        let chunks = parse_text(spelling, Dialect::Bash);
        let StatementKind::Command(command) = &chunks[0].body.statements[0].kind else { panic!("{spelling}") };
        assert_eq!(command.words[0].literal(), Some("rm"), "{spelling}");
    }
}

#[test]
fn reads_compound_commands() {
    check(
        "if a; then b; elif c; then d; else e; fi >log 2>&1
while read -r x; do echo \"$x\"; done <f &
until false; do :; done
for f in *.c b; do cc $f; done
for x do echo $x; done
for ((i=0; i<3; i++)); do echo $i; done
select s in a b; do break; done
case $1 in -h|--help) usage ;; (x*) y;& *) z; esac
f() { a; b; }
function g { c; }
function h() (d)
{ a; } | ( b ) && ! c || d
[[ -f $x && ( $y == a* || $y =~ ^(b|c)d$ ) ]] || exit 1
(( i++ )) && ((j)) ; ( (a); b )
time -p make
coproc cat
",
        expect![[r#"
            (if a then b elif c then d else e) Write:log 2DuplicateWrite:1
            (while read -r x do echo "$x") Read:f &
            (until false do :)
            (for f in glob:*+.c b do cc $f)
            (for x in $@ do echo $x)
            (for (("i=0; i<3; i++")) do echo $i)
            (select s in a b do break)
            (case $1 -h --help) usage x+glob:*) y ;& glob:*) z)
            fn f {a; b}
            fn g {c}
            fn h sub(d)
            ({a} | sub(b)) && !(c) || d
            [[-f $x && ( $y == a+glob:* || $y =~ ^(b|c)d$ )]] || exit 1
            ((" i++ ")) && (("j"))
            sub(sub(a); b)
            time(make)
            coproc cat
        "#]],
    );
}

#[test]
fn reads_here_documents_and_redirects() {
    check(
        "cat <<E | sh
rm -rf $X `a` \"q\"
E
cat <<'E' <<-F >out && echo done
it's $raw
E
\ttabs $x
\tF
cat <<<\"$x\" 2>&1 >/dev/null 3<&- {fd}>x &>all &>>more >&both >|force <>rw
A=1 x | y > o
x=$(cat <<E
a ) b
E
)
",
        expect![[r#"
            (cat HereDocument:E="rm -rf "+"$X"+" "+"$(a)"+" "q"\n" | sh @[rm -rf $X $_ "q"])
            cat HereDocument:'E'='it's $raw\n' HereDocumentTabs:F="	tabs "+"$x"+"\n" Write:out && echo done
            cat HereString:"$x" 2DuplicateWrite:1 Write:/dev/null 3DuplicateRead:- {fd}Write:x WriteBoth:all AppendBoth:more WriteBoth:both Clobber:force ReadWrite:rw
            (<A=1> x | y Write:o)
            <x=$(cat HereDocument:E="a ) b\n")>
        "#]],
    );
}

#[test]
fn keywords_are_words_where_no_command_can_start() {
    check(
        "echo if then fi { } [[ done in time !\nfor in in in; do echo in; done\nx=if; case in in in) x;; esac\n",
        expect![[r#"
            echo if then fi { } [[ done in time !
            (for in in in do echo in)
            <x=if>
            (case in in) x)
        "#]],
    );
}

#[test]
fn reads_every_expansion_operator() {
    check(
        "echo ${a} ${#a} ${!a} ${a[@]} ${#a[@]} ${a[i+1]} ${a:?m s} ${a%%.*} ${a//x/\"y z\"} ${a:1:2} ${a^^} ${a@Q}
echo ${#} ${@:2} ${!p*} $# $? \"${a:-it's}\" \"${a%'x'}\" ${a:-\"$b\"} $'a\\tb' $\"loc $x\" @(a|b)*.[ch] \\$x
",
        expect![[r#"
            echo $a $#a $!a $a[@] $#a[@] $a[i+1] $a:?m s $a%%.+glob:* $a//x/+"y z" $a:1:2 $a^^'' $a@Q
            echo $# $@:2 $!p*'' $# $? "$a:-"it's"" "$a%'x'" $a:-"$b" $'a	b' "loc "+"$x" glob:@(a|b)+glob:*+.+glob:[ch] \$+x
        "#]],
    );
}

#[test]
fn sees_scripts_inside_scripts() {
    check(
        "sudo -u x env A=1 nice -n 5 sh -c 'rm -rf /; ls' _ arg
eval \"rm $x\"
ssh -p 22 host 'rm -rf /srv' && trap 'rm -f \"$t\"' EXIT
find . -name x -exec rm {} + -o -print
xargs -n 1 rm -rf
bash <<E
reboot
E
",
        expect![[r#"
            sudo -u x env A=1 nice -n 5 sh -c 'rm -rf /; ls' _ arg @[rm -rf /; ls]
            eval "rm "+"$x" @[rm $x]
            ssh -p 22 host 'rm -rf /srv' @[rm -rf /srv] && trap 'rm -f "$t"' EXIT @[rm -f "$t"]
            find . -name x -exec rm {} + -o -print @[rm {}]
            xargs -n 1 rm -rf
            bash HereDocument:E="reboot\n" @[reboot]
        "#]],
    );
}

#[test]
fn an_open_quote_or_bracket_costs_its_line_only() {
    check(
        "echo \"abc\nrm x\necho 'def\nls\n",
        expect![[r#"
        echo "abc"
        error 5..6 this quote is not closed
        rm x
        echo 'def'
        error 20..21 this quote is not closed
        ls
    "#]],
    );
    check(
        "echo $(ls\nrm x\necho ${a\nls\n",
        expect![[r#"
        echo $(ls)
        error 5..7 this substitution is not closed by `)`
        rm x
        echo $a
        error 20..22 this `${` is not closed by `}`
        ls
    "#]],
    );
    check(
        "if a; then\n  b\nrm x\n",
        expect![[r#"
        (if a then b; rm x)
        error 0..2 this `if` is not closed by `fi`
    "#]],
    );
    check(
        "cat <<E\nrm x\n",
        expect![[r#"
        cat HereDocument:E
        error 4..7 no line ends this here-document
        rm x
    "#]],
    );
    check(
        "a )\nfi\nb && \n",
        expect![[r#"
        a
        error 2..3 this closes nothing
        error 4..6 this closes nothing
        b
        error 9..11 nothing follows this operator
    "#]],
    );
}

#[test]
fn windows_line_ends_are_line_ends() {
    check(
        "a b\r\n# c\r\nif d\r\nthen e\r\nfi\r\ncat <<E\r\nx\r\nE\r\n",
        expect![[r#"
        a b
        (if d then e)
        cat HereDocument:E="x\r\n"
    "#]],
    );
}

#[test]
fn hostile_text_ends_in_linear_time() {
    let pieces = [
        "(",
        "$(",
        "\"$(",
        "`",
        "{",
        "${a:-",
        "[",
        "$((",
        "a[",
        "<<a ",
        "'\"",
        "if ",
        "{a,",
        "(\n",
        "\"$(\n",
        "case x in ",
        "@(",
        "f() ",
        "<<a\n",
        "! ",
        "coproc ",
        "\\",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let chunks = parse_text(&text, Dialect::Bash);
        assert_eq!(chunks.iter().map(|it| it.body.text.len()).sum::<usize>(), text.len(), "{piece}");
    }
}

//! Small pages of our own, one for each way in which pages are written.

use super::Page;
use expect_test::{Expect, expect};
use std::fmt::Write;

fn shown(page: &Page) -> String {
    let mut shown = format!("{}({}) {} - {}\n", page.name, page.section, page.names.join(", "), page.summary);
    for entry in page.options() {
        let spelled: Vec<String> = entry.spellings.iter().map(ToString::to_string).collect();
        let _ = writeln!(shown, "{}: {} | {}", entry.line, spelled.join(" ; "), entry.text);
    }
    shown
}

fn check(source: &str, expected: Expect) {
    expected.assert_eq(&shown(&Page::read(source)));
}

#[test]
fn a_page_by_hand_with_tagged_paragraphs() {
    check(
        "\
.TH PEEL 1 2024 tools
.SH NAME
peel, core \\- takes the skin off
.SH SYNOPSIS
.B peel
.RB [ \\-ab ]
.RI [ fruit .\\|.\\|.]
.SH OPTIONS
.TP
.BR \\-a ,\\  \\-\\-all
takes all of it,
even the \\fIstalk\\fR
.IP
A second paragraph.
.TP
.BI \\-b \" depth\"
cuts deeper
.PD 0
.TP
\\fB\\-o\\fP \\fIfile\\fP
.TQ
.BI \\-\\-output= file
.PD
writes there
",
        expect![[r#"
            PEEL(1) peel, core - takes the skin off
            10: -a ; --all | takes all of it, even the stalk
            16: -b depth | cuts deeper
            20: -o file | writes there
            22: --output=file | writes there
        "#]],
    );
}

#[test]
fn an_option_and_its_text_may_stand_in_one_paragraph() {
    check(
        "\
.TH DICE 1
.SH OPTIONS
.HP
\\fB\\-\\-all\\fR                 \\- Dices all of it, and
the stalk
.HP
\\fB\\-\\-size=\\fR<uint>         \\- How big
.sp
\\-\\-show\\-cubes
Shows them, one by one.
.PP
\\fB\\-\\-src\\fP, \\fB\\-s\\fP \\fIbowl\\fP Where they come from.
.PP
\\fB\\-\\-dest\\fP \\fIbowl\\fP for those that are done.
.PP
\\fB\\-\\-never\\fP is a word of a sentence.
.PP
\\fB\\-\\-threshold=<0\\-\\-100> [default: 99%] \\fR
.RS 4
Dices no more then.
.RE
.TS
l l l.
\\-B,\t\\-\\-bowl\tin a bowl
.TE
",
        expect![[r#"
            DICE(1)  - 
            4: --all | Dices all of it, and the stalk
            7: --size=uint | How big
            9: --show-cubes | Shows them, one by one.
            12: --src ; -s bowl | Where they come from.
            14: --dest bowl | for those that are done.
            18: --threshold=0--100 | Dices no more then.
            24: -B ; --bowl | in a bowl
        "#]],
    );
}

#[test]
fn docbook_and_asciidoctor_indent_what_they_tell_of_an_option() {
    check(
        "\
'\\\" t
.ie \\n(.g .ds Aq \\(aq
.el       .ds Aq '
.TH \"SLICE\" \"8\" \"\" \"kitchen 2\"
.SH \"NAME\"
slice \\- cuts things
.SH \"OPTIONS\"
.PP
\\-n <count>, \\-\\-max\\-count=<count>
.RS 4
Cuts so often\\&. It\\*(Aqs a number\\&.
.RE
.PP
\\fB\\-\\-thin\\fR, \\fB\\-\\-thick\\fR
.RS 4
How it cuts\\&.
.PP
\\-\\-never is a word of another paragraph\\&.
.RE
.sp
\\fB\\-C\\fP
.br
\\fB\\-\\-color\\fP[=\\fIwhen\\fP]
.RS 4
Colors them.
.RE
.sp
.RS 4
.ie n \\{\\
\\h'-04'\\(bu\\h'+03'\\c
.\\}
.el \\{\\
.sp -1
.IP \\(bu 2.3
.\\}
\\fB\\-\\-bowl=\\fR\\fB\\fIname\\fR\\fR,
\\fB\\-b \\fR\\fB\\fIname\\fR\\fR
.sp
Puts them there.
.RE
",
        expect![[r#"
            SLICE(8) slice - cuts things
            9: -n count ; --max-count=count | Cuts so often. It's a number.
            14: --thin ; --thick | How it cuts.
            21: -C | Colors them.
            22: --color[=when] | Colors them.
            30: --bowl=name ; -b name | Puts them there.
        "#]],
    );
}

#[test]
fn pod_pages_repeat_a_tag_for_each_spelling() {
    check(
        "\
.de Sp
.if n .sp
..
.TH PEEL 1 \"2024\" \"1.0\" \"User Contributed\"
.SH NAME
peel \\- takes skin off
.SH OPTIONS
.IX Header \"OPTIONS\"
.IP \"\\fB\\-q\\fR\" 4
.IX Item \"-q\"
.PD 0
.IP \"\\fB\\-\\-quiet\\fR\" 4
.IX Item \"--quiet\"
.PD
says nothing
.Sp
and means it
.IP \"\\fB\\-O\\fR \\fIfile\\fR\" 4
writes there
.IP \"\\fB\\-0\\fR[\\fIoctal\\fR]\" 5
sets the byte
.IP \"1.\" 4
a number
",
        expect![[r#"
            PEEL(1) peel - takes skin off
            9: -q | says nothing
            12: --quiet | says nothing
            18: -O file | writes there
            20: -0[=octal] | sets the byte
        "#]],
    );
}

#[test]
fn markdown_pages_make_headings_and_bullets_of_options() {
    check(
        "\
.nh
.TH fruit\\-run 1
.SH NAME
.PP
fruit-run - Runs a fruit
.SH OPTIONS
.SS \\fB--add\\fP=\\fIname\\fP
.PP
Adds one.
.SS \\fB-d\\fP, \\fB--detach\\fP
Goes away.
.PP
\\fB-a\\fP, \\fB--attach\\fP=[]
   Attaches it.
.PP
\\fB--unsaid\\fP \\fB--things\\fP are told of here.
.IP \\(bu 2
\\fB\\-E, \\-\\-exact\\fP: Takes that one.
",
        expect![[r#"
            fruit-run(1) fruit-run - Runs a fruit
            7: --add=name | Adds one.
            10: -d ; --detach | Goes away.
            13: -a ; --attach=[] | Attaches it.
            18: -E ; --exact | Takes that one.
        "#]],
    );
}

#[test]
fn program_output_in_a_page_is_read_line_by_line() {
    check(
        "\
.TH BOWL 1
.SH NAME
bowl \\- many in one
.SH COMMANDS
.PP
\\fBpeel\\fP
.nf
    peel [\\-ab] [\\-o FILE] FRUIT

    Takes it off

            \\-a      All
            \\-o FILE Write there,
                    please
            \\-\\-no\\-tea
.fi
.SH EXAMPLES
.nf
  peel \\e
    \\-z   no option
.fi
",
        expect![[r#"
            BOWL(1) bowl - many in one
            12: -a | All
            13: -o FILE | Write there,
            15: --no-tea | 
        "#]],
    );
}

#[test]
fn mdoc_says_what_each_word_is() {
    check(
        "\
.Dd June 1, 2024
.Dt PEEL 1
.Os
.Sh NAME
.Nm peel
.Nd takes skin off
.Sh SYNOPSIS
.Nm
.Op Fl ab
.Op Fl o Ar file
.Ar fruit ...
.Sh DESCRIPTION
The
.Nm
program takes it off.
.Bl -tag -width indent
.It Fl a , Fl -all
Takes all, as
.Xr core 1
does.
.It Fl o Ar file , Fl -output Ns = Ns Ar file
Writes there
.Pq or not .
.It Fl D Oo Ar host : Oc Ns Ar port
Listens.
.It Xo
.Fl -long
.Op Ar value
.Xc
A long one.
.It Cm word
No flag.
.Bl -bullet
.It
A point.
.El
.El
",
        expect![[r#"
            PEEL(1) peel - takes skin off
            17: -a ; --all | Takes all, as core(1) does.
            21: -o file ; --output=file | Writes there (or not).
            24: -D [host:]port | Listens.
            29: --long [value] | A long one.
        "#]],
    );
}

#[test]
fn a_page_about_several_programs_can_be_asked_for_one() {
    let page = Page::read(
        "\
.TH SHELF 1
.SH NAME
shelf \\- a shell of ours
.SH OPTIONS
.TP
.B \\-c
of the shell
.SH BUILTINS
.TP
\\fBput\\fP [\\fB\\-ef\\fP] [\\fB\\-d\\fP \\fIplace\\fP] \\fIthing\\fP
Puts it.
.RS
.TP
.B \\-e
with care
.RE
.PD 0
.TP
\\fBtake\\fP [\\fB\\-q\\fP]
.TP
\\fBget\\fP [\\fB\\-q\\fP]
.PD
Gets it.
.RS
.PD 0
.TP
.B \\-v
loudly
.PD
.RE
.SH FILES
.TP
.B \\-x
elsewhere
",
    );
    let put = page.part("put").expect("a builtin");
    expect![[r#"
        put(1) put - 
        14: -e | with care
    "#]]
    .assert_eq(&shown(&put));
    assert!(put.mentions("-f") && put.mentions("-d") && !put.mentions("-v") && !put.mentions("-c"));
    expect![[r#"
        take(1) take - 
        27: -v | loudly
    "#]]
    .assert_eq(&shown(&page.part("take").expect("a builtin")));
    expect![[r#"
        get(1) get - 
        27: -v | loudly
    "#]]
    .assert_eq(&shown(&page.part("get").expect("a builtin")));
    assert_eq!(page.part("drop"), None);
}

#[test]
fn a_page_may_only_point_to_another() {
    assert_eq!(Page::read(".so man1/peel.1\n").redirect.as_deref(), Some("man1/peel.1"));
    assert_eq!(Page::read_bytes(b".TH A 1\n.SH NAME\na \\- caf\xe9\n").summary, "café");
}

#[test]
fn what_is_said_of_a_value_reaches_the_letter_where_it_holds_for_it() {
    let page = Page::read(
        "\
.TH A 1
.SH SYNOPSIS
.B a
[\\-\\-user name]
.SH OPTIONS
.TP
-o, --output=FILE
.TP
-i, --in-place[=SUFFIX]
.TP
-c, --check, --check=LEVEL
.TP
-U<n>
.TP
--force [word]
.TP
-q, --[no-]quiet
.TP
-b, -B name
.TP
--user
.TP
-d, --detach=true|false
",
    );
    let takes = |flag: &str| format!("{flag} {:?}\n", page.takes(flag));
    let flags = [
        "-o",
        "--output",
        "-i",
        "--in-place",
        "-c",
        "--check",
        "-U",
        "--force",
        "--no-quiet",
        "-b",
        "--user",
        "--unknown",
        "-d",
    ];
    expect![[r#"
        -o [Value]
        --output [Value]
        -i [Unclear]
        --in-place [Optional]
        -c [Unclear]
        --check [Optional]
        -U [Attached]
        --force [OptionalApart]
        --no-quiet [Nothing]
        -b [Unclear]
        --user [Nothing, Value]
        --unknown []
        -d [Unclear]
    "#]]
    .assert_eq(&flags.map(takes).concat());
}

#[test]
fn hostile_pages_end() {
    let hostile = [
        "x".repeat(3 << 20),
        ".".repeat(3 << 20),
        ".TP\n".repeat(100_000),
        ".RS\n".repeat(100_000),
        ".Bl -tag\n.It Xo\n".repeat(50_000),
        ".if n ".repeat(100_000),
        ".if n \\{\n".repeat(50_000),
        ".ie t \\{\n".repeat(50_000),
        format!(".de A\n{}..\n.A\n", ".A\n".repeat(5000)),
        format!(".ds A {}\n{}", "y".repeat(4000), "\\*A\n".repeat(50_000)),
        format!(".SH X\n{}", "\\fB".repeat(1 << 18)),
        "-a[".repeat(1 << 18),
        format!(".SH SYNOPSIS\n{}", "[".repeat(3 << 20)),
        format!(".SH SYNOPSIS\n{}", "[-a ".repeat(1 << 17)),
        ".B \"".repeat(1 << 17),
        format!(".B {}", "a ".repeat(1 << 18)),
        ".de\n.de A\n.am A\n.ig\n".repeat(20_000),
        ".TP\nterm\n".repeat(50_000),
        ".SS a\n.SH b\n".repeat(50_000),
        "\\\n".repeat(1 << 18),
        "\\(".repeat(1 << 18),
        ".nf\n-a  b\n".repeat(50_000),
        format!(".nf\n{}", "-a  b\n".repeat(100_000)),
        ".PP\n\\fB-a\\fP\n".repeat(40_000),
        "\u{1}\u{2}.TH\u{0}\n.SH \u{3}".to_owned(),
        ".ie \\n(.g .ds Aq \\(aq\n.tr -\u{2014}\n.el\n.el\n.el\n".to_owned(),
    ];
    for (number, text) in hostile.iter().enumerate() {
        let start = std::time::Instant::now();
        let page = Page::read(text);
        assert!(start.elapsed().as_secs() < 20, "page {number} takes {:?}", start.elapsed());
        assert!(page.entries.len() <= 20_000 && page.mentions.len() <= 100_000, "page {number}");
    }
}

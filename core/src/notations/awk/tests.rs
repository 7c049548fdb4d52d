//! What is said of programs of `awk`, and which part of a half typed one the cursor is in.

use super::*;
use expect_test::expect;

#[test]
fn programs_in_words() {
    let programs = [
        ("{print $1}", None),
        ("{ print $1, $NF }", Some(":")),
        ("NR==1", None),
        ("NR>1 {print $2}", Some(",")),
        ("/re/", None),
        ("!/^#/", None),
        ("/start/,/end/", None),
        ("$3 > 100", None),
        ("$1 == \"bob\" {print $3}", Some(":")),
        ("$2 ~ /^a/ && $3 >= 5 {print}", None),
        ("{s += $1} END {print s}", None),
        ("{s+=$1} END{print s/NR}", None),
        ("{count[$1]++}", None),
        ("!seen[$0]++", None),
        ("END{print NR}", None),
        ("NF", None),
        ("1", None),
        ("{print $1 \":\" $2}", None),
        ("{print $(NF-1)}", Some("\\t")),
        ("BEGIN{FS=\":\"} {print $1}", None),
        ("/Mem:/ {print $2; exit}", None),
        ("{print NR\": \"$0}", None),
        ("$5+0 > 80", None),
        ("{printf \"%s\\n\", $1}", None),
        ("{for(i=1;i<=NF;i++) print $i}", None),
        ("{if ($1 > 2) print}", None),
        ("{print $1 > \"x\"}", None),
        ("NR==FNR{a[$1];next} $1 in a", None),
        ("{print $1}", Some("[:,]")),
        ("{print $1}", Some("t")),
        ("length > 80", None),
        ("$1 != \"\"", None),
        ("$7 ~ /bash$/ {print $1}", Some(":")),
        ("NR==2,NR==4", None),
    ];
    let said = programs.map(|(it, separator)| {
        let flag = separator.map_or(String::new(), |it| format!("-F{it} "));
        format!("{flag}{it}\n    {}\n", said(it, separator.unwrap_or(" ")).as_deref().unwrap_or("nothing"))
    });
    expect![[r#"
        {print $1}
            for each line, prints field 1 (fields are separated by blanks)
        -F: { print $1, $NF }
            for each line, prints field 1 and the last field (fields are separated by `:`)
        NR==1
            prints the first line
        -F, NR>1 {print $2}
            for every line but the first, prints field 2 (fields are separated by `,`)
        /re/
            prints lines that match `re`
        !/^#/
            prints lines that do not match `^#`
        /start/,/end/
            prints the lines from each line that matches `start` to the next line that matches `end`
        $3 > 100
            prints lines whose field 3 is more than 100 (fields are separated by blanks)
        -F: $1 == "bob" {print $3}
            for lines whose field 1 is `bob`, prints field 3 (fields are separated by `:`)
        $2 ~ /^a/ && $3 >= 5 {print}
            prints lines whose field 2 matches `^a` and whose field 3 is at least 5 (fields are separated by blanks)
        {s += $1} END {print s}
            for each line, adds field 1 to `s`; behind the last line, prints `s` (fields are separated by blanks)
        {s+=$1} END{print s/NR}
            nothing
        {count[$1]++}
            for each line, counts `count[$1]` up by one (fields are separated by blanks)
        !seen[$0]++
            prints lines that were not there before
        END{print NR}
            behind the last line, prints the number of the line
        NF
            prints lines that are not blank
        1
            prints every line
        {print $1 ":" $2}
            for each line, prints field 1, `:` and field 2 side by side (fields are separated by blanks)
        -F\t {print $(NF-1)}
            for each line, prints the last field but one (fields are separated by tabs)
        BEGIN{FS=":"} {print $1}
            before the first line, sets the sign between fields to `:`; for each line, prints field 1
        /Mem:/ {print $2; exit}
            for lines that match `Mem:`, prints field 2 and ends there (fields are separated by blanks)
        {print NR": "$0}
            for each line, prints the number of the line, `: ` and the whole line side by side
        $5+0 > 80
            nothing
        {printf "%s\n", $1}
            nothing
        {for(i=1;i<=NF;i++) print $i}
            nothing
        {if ($1 > 2) print}
            nothing
        {print $1 > "x"}
            nothing
        NR==FNR{a[$1];next} $1 in a
            nothing
        -F[:,] {print $1}
            for each line, prints field 1 (fields are separated by what matches `[:,]`)
        -Ft {print $1}
            nothing
        length > 80
            prints lines whose length is more than 80
        $1 != ""
            prints lines whose field 1 is not empty (fields are separated by blanks)
        -F: $7 ~ /bash$/ {print $1}
            for lines whose field 7 matches `bash$`, prints field 1 (fields are separated by `:`)
        NR==2,NR==4
            prints lines 2 to 4
    "#]]
    .assert_eq(&said.concat());
}

#[test]
fn half_typed_and_hostile_programs_say_nothing() {
    let long = "{print}".repeat(100_000);
    let nested = "{".repeat(500);
    for program in [
        "",
        "{",
        "{print",
        "{print $",
        "{print \"}",
        "/x",
        "$",
        "$1 >",
        "}",
        "{}",
        "é",
        "{print é$}",
        "\0",
        "BEGIN",
        "END",
        "$1 > > 2",
        "&&",
        "{print $1;;;",
        "x y",
        "#",
        "a\\",
        "$(",
        "{print $(NF-1}",
        "[",
        "{a[}",
        &long,
        &nested,
    ] {
        assert_eq!(said(program, " "), None, "{program:.40}");
    }
}

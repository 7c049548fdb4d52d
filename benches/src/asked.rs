//! Hostile scripts asked about at many places: no hover, list or signature may take long, whatever the script is.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use caro_core::complete::{Scene, complete};
use caro_core::explain::{View, places, script, text};
use caro_core::hover::hover;
use caro_core::pages::NoPages;
use caro_core::script::Dialect;
use caro_core::signature::signature;
use caro_core::target::Platform;
use caro_core::{Document, Span, rules};

use crate::record::row;

/// How many places of each script are asked about.
const PLACES: usize = 50;
/// What takes less is not asked again, and what takes more neither.
const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_millis(500);

/// Asks every question at many places of scripts that are made to cost as much as they can.
pub(super) fn asked() {
    let only = std::env::args().nth(2);
    for (name, text) in scripts() {
        if only.as_ref().is_some_and(|it| !name.contains(&**it)) {
            continue;
        }
        // What panics is told, and the others are still asked.
        if catch_unwind(AssertUnwindSafe(|| ask(&name, &text))).is_err() {
            println!("{name}: PANIC");
        }
    }
}

fn ask(name: &str, text: &str) {
    let started = Instant::now();
    let document = Document::new(text, Dialect::Bash);
    let read = started.elapsed();
    let started = Instant::now();
    let report = rules::check(&document, None);
    println!(
        "{name}: {} bytes in {} chunks, read in {} ms, checked in {} ms",
        text.len(),
        document.chunks().len(),
        read.as_millis(),
        started.elapsed().as_millis()
    );
    let view = View {
        document: &document,
        report: Some(&report),
        findings: report.findings(),
        pages: &NoPages,
        library: None,
    };
    let scene =
        Scene { document: &document, platform: Platform::Linux, programs: &[], report: &|| &report, library: None };
    let step = (text.len() / PLACES).max(1);
    // Not always at the same column of lines that are all alike.
    let offsets: Vec<usize> = (0..PLACES).map(|it| (it * step + it).min(text.len())).collect();
    let measure = |what: &str, budget: &str, ask: &dyn Fn(usize)| {
        let mut times: Vec<Duration> = Vec::new();
        let mut worst = (Duration::ZERO, 0);
        for offset in &offsets {
            let time = || {
                let started = Instant::now();
                ask(*offset);
                started.elapsed()
            };
            // What other programs take of the machine is not what is measured.
            let mut best = time();
            for _ in 0..3 {
                if (SHORT..LONG).contains(&best) {
                    best = best.min(time());
                }
            }
            times.push(best);
            worst = worst.max((best, *offset));
        }
        row(&format!("  {what}, worst at {}", worst.1), &mut times, budget);
    };
    measure("hover", "100 ms", &|it| drop(black_box(hover(&view, it))));
    measure("completion", "100 ms", &|it| drop(black_box(complete(&scene, it))));
    measure("signature", "100 ms", &|it| drop(black_box(signature(&document, it))));
    let whole = Span::new(0, text.len());
    let once = |what: &str, ask: &dyn Fn()| {
        let started = Instant::now();
        ask();
        row(&format!("  {what}"), &mut [started.elapsed()], "");
    };
    once("comments of all", &|| drop(black_box(places::comments(&view, whole))));
    once("explanation of all", &|| drop(black_box(text::page(&view, &places::statements(&document, whole)))));
    once("explanation of the script", &|| {
        let page = script::script(&view, None);
        black_box((page.text(&document, 100), page.markdown(&document)));
    });
}

fn scripts() -> Vec<(String, String)> {
    let mut scripts = Vec::new();
    let mut add = |name: &str, text: String| scripts.push((name.to_owned(), text));
    let lines = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let body = |at: usize| match at % 5 {
        0 => format!("    v{at}=\"$1/$v{}\"\n", at / 2),
        1 => format!("    if [ -n \"$v{}\" ]; then rm -rf \"$v{}/x\"; fi\n", at - 1, at - 1),
        2 => format!("    grep -rn \"$v{}\" src | sort | head -n 5 > \"$out\"\n", at - 2),
        3 => "    find . -name '*.sh' -mtime +7 -exec gzip {} +\n".to_owned(),
        _ => format!("    helper \"$v{}\" && tar -xzf \"$1\" -C /srv || return 1\n", at - 4),
    };
    add("10,000 usual lines", caro_tests::scripts::made(10_000));
    add("one function of 20,000 lines", format!("f() {{\n{}}}\nf a b\n", lines(20_000, &body)));
    add("a line of 1 MB", format!("{}\n", "echo \"$x\" -n $(date) | grep -v a; ".repeat(30_000)));
    add("one word of 1 MB", format!("rm -rf {}\n", "a".repeat(1 << 20)));
    add("200,000 words", format!("rm -rf {}\n", "\"$a\" -x b* ".repeat(66_000)));
    add("200,000 operands", format!("chmod u+x {}\n", "b ".repeat(200_000)));
    add("200,000 flags", format!("ls {}\n", "-l ".repeat(200_000)));
    add("a flag of 100,000 letters", format!("ls -{}\n", "lah".repeat(33_000)));
    add("an array of 100,000", format!("a=({})\necho \"${{a[@]}}\"\n", "\"$x\" ".repeat(100_000)));
    add("a pipeline of 20,000", format!("a{}\n", " | grep x".repeat(20_000)));
    add("a list of 20,000", format!("a{}\n", " && grep x".repeat(20_000)));
    add("redirects", format!("ls {}\n", "2>&1 >x ".repeat(20_000)));
    add("a loop over 50,000", format!("for x in {}; do echo $x; done\n", "a b* $c {d,e} ".repeat(12_500)));
    add("a choice of 10,000", format!("case $1 in\n{}esac\n", lines(10_000, &|it| format!("a{it}|b{it}) ls $x;;\n"))));
    let branches = lines(5_000, &|it| format!("elif [ \"$x\" = {it} ]; then ls $y\n"));
    add("an if of 5,000", format!("if x; then y\n{branches}fi\n"));
    add("a question of 20,000", format!("[[ a == b {} ]]\n", "&& $x == y* ".repeat(20_000)));
    add("a test of 20,000", format!("[ a = b {} ]\n", "-a $x = y ".repeat(20_000)));
    add("arithmetic of 50,000", format!("(( x {} ))\n", "+ y * 2 ".repeat(50_000)));
    add("a pattern of 100,000", format!("ls {}\n", "[a-z]*?".repeat(14_000)));
    add("an extended pattern", format!("ls {}{}\n", "@(a|".repeat(5_000), ")".repeat(5_000)));
    for (name, open, close) in [
        ("$(", "$(", ")"),
        ("\"$(", "\"$(", ")\""),
        ("{", "{ ", "; }"),
        ("(", "( ", ")"),
        ("[[ ((", "[[ (", ") ]]"),
        ("((", "((", "))"),
        ("$((", "$((1+", "))"),
        ("${x:-", "${x:-", "}"),
        ("if", "if x; then ", "; fi"),
        ("for", "for x in a; do ", "; done"),
        ("f()", "f() { ", "; }"),
        ("case", "case x in a) ", ";; esac"),
        ("!", "! ", ""),
        ("sudo", "sudo ", ""),
        ("`", "`", "`"),
        ("<(", "<(", ")"),
        ("eval", "eval '", "'"),
    ] {
        let mut text = open.repeat(10_000);
        text += "rm -rf \"$x\"";
        add(&format!("10,000 nested {name}"), format!("{text}{}\n", close.repeat(10_000)));
        add(&format!("10,000 open {name}"), format!("{text}\n"));
    }
    add("20,000 braces in a word", format!("echo {}\n", "{a,b}".repeat(20_000)));
    add("20,000 braces in braces", format!("echo {}a{}\n", "{a,".repeat(20_000), "}".repeat(20_000)));
    add("sequences", format!("echo {}\n", "{1..1000000}".repeat(1_000)));
    let function =
        |it: usize| format!("# Does {it}.\nf{it}() {{\n    local x=$1\n    f{} \"$x\" | grep -c a\n}}\n", it / 2);
    add("5,000 functions", lines(5_000, &function));
    let fed = "0 3 * * * root /usr/bin/x $x `date`\n".repeat(300_000);
    add("a here-document of 10 MB", format!("cat > /etc/cron.d/x <<EOF\n{fed}EOF\n"));
    add("a quoted here-document of 4 MB", format!("cat > x <<'EOF'\n{}EOF\n", "some text $x\n".repeat(300_000)));
    add("2,000 here-documents", "cat <<A; crontab - <<B\na $x\nA\n* * * * * b\nB\n".repeat(2_000));
    let noise: String =
        (0..1_000_000_u64).map(|it| char::from((it.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u8)).collect();
    add("binary", noise);
    add("only variables", lines(20_000, &|it| format!("v{it}=\"$v{}/$1\"\n", it / 3)));
    add("one line of variables", lines(20_000, &|it| format!("v{it}=$v{} ", it / 3)));
    add("the same variable", format!("f() {{\n{}}}\n", "x=\"$x$1\"; echo \"$x\"\n".repeat(10_000)));
    add("comments", "# 0 3 * * * root /usr/bin/x\n".repeat(50_000));
    add("a comment of 1 MB", format!("# {}\n", "* 0 3 * * * ".repeat(90_000)));
    add("blanks", " \n".repeat(500_000));
    add("continued lines", format!("ls {}\n", "-l \\\n".repeat(100_000)));
    add("find", format!("find . {}\n", "\\( -name '*.x' -o -mtime +7 \\) ".repeat(10_000)));
    add("find in find", format!("{} \\;\n", "find . -exec sh -c ".repeat(3_000)));
    add("sed", format!("sed '{}' x\n", "s/a/b/g;".repeat(50_000)));
    add("awk", format!("awk '{}' x\n", "/a/ { print $1 } ".repeat(30_000)));
    add("sh -c", format!("sh -c '{}'\n", "ls -l $x | sort; ".repeat(30_000)));
    add("sh -c with escapes", format!("sh -c \"{}\"\n", "ls \\\"\\$x\\\" | sort; ".repeat(20_000)));
    add("ssh", "ssh h 'sudo sh -c \"ls -l | sort; rm -rf \\$x\"'\n".repeat(5_000));
    add("chmod", format!("chmod {}u+x f\n", "u+rwx,".repeat(50_000)));
    add("half a script of 4 MB", format!("f() {{\n{}", lines(70_000, &body)));
    scripts
}

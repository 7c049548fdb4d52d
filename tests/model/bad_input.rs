//! Half-typed, damaged and hostile text: it is read without a panic, in bounded time, and spans stay inside it.

use crate::scripts;
use caro_core::script::{Dialect, Node, parse_text, walk_all};
use caro_core::{Document, rules};
use std::time::{Duration, Instant};

/// Every prefix of our own scripts; of the machine's, as many as a test has time for.
/// `CARO_THOROUGH=1` reads every prefix of every script up to 16 KiB: some minutes in a release build.
#[test]
fn every_prefix_is_read() {
    let thorough = std::env::var_os("CARO_THOROUGH").is_some();
    let corpus = scripts::corpus().len();
    let mut prefixes = 0usize;
    for (index, script) in scripts::all().iter().enumerate() {
        let text = &script.text;
        let all = index < corpus || thorough && text.len() <= 16 << 10;
        let step = if all { 1 } else { (text.len() / 12).max(1) + index % 7 };
        for end in (0..=text.len()).step_by(step).filter(|it| text.is_char_boundary(*it)) {
            read(&text[..end], script.dialect);
            prefixes += 1;
        }
    }
    println!("{prefixes} prefixes");
}

#[test]
fn random_damage_is_read() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most.max(1) as u64) as usize
    };
    let pieces = [
        "'",
        "\"",
        "`",
        "$(",
        "${",
        "((",
        ")",
        "}",
        "{",
        "<<E\n",
        "\nE\n",
        "\\",
        ";;",
        "\0",
        "é",
        "\u{1f642}",
        "\n",
        "fi",
        "do",
    ];
    for script in scripts::corpus() {
        for _ in 0..150 {
            let mut bytes = script.text.clone().into_bytes();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                match next(3) {
                    0 => bytes[at] = next(256) as u8,
                    1 => drop(bytes.drain(at..(at + next(40)).min(bytes.len()))),
                    _ => drop(bytes.splice(at..at, pieces[next(pieces.len())].bytes())),
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            read(&text, script.dialect);
            rules::check(&Document::new(&text, script.dialect), None);
        }
    }
}

#[test]
fn deep_and_wide_constructs_end() {
    let deep = |open: &str, close: &str| format!("{}a{}\n", open.repeat(100), close.repeat(100));
    let texts = [
        deep("(", ")"),
        deep("{ ", "; }"),
        deep("if a; then ", "; fi"),
        deep("$(", ")"),
        deep("\"$(", ")\""),
        deep("${a:-", "}"),
        deep("while a; do ", "; done"),
        deep("case a in b) ", ";; esac"),
        deep("sh -c \"", "\""),
        deep("eval ", ""),
        deep("sudo ", ""),
        deep("f() { ", "; }"),
        deep("[[ ( ", " ) ]]"),
        deep("{a,", "}"),
        deep("a=(", ")"),
        deep("`", "`"),
        deep("<(", ")"),
        deep("$((", "))"),
        (0..1000).map(|it| format!("cat <<E{it}\ntext $x {it}\nE{it}\n")).collect::<Vec<_>>().concat(),
        format!("cat{}\n{}", " <<E".repeat(1000), "text\nE\n".repeat(1000)),
        format!("echo {}\n", "$(a) ".repeat(5000)),
        format!("echo {}\n", "{a,b}".repeat(2000)),
        format!("find . {}\n", "-exec rm {} + ".repeat(2000)),
        format!("{}rm x\n", "a | ".repeat(5000)),
        format!("{}rm x\n", "a && ".repeat(5000)),
        format!("rm -{}\n", "r".repeat(100_000)),
        format!("x={}\nrm -rf \"$x\"\n", "a".repeat(300_000)),
    ];
    for text in texts {
        let started = Instant::now();
        read(&text, Dialect::Bash);
        let head: String = text.chars().take(40).collect();
        // Not a timing: what is quadratic takes minutes here.
        assert!(started.elapsed() < Duration::from_secs(20), "{head} took {:?}", started.elapsed());
    }
}

/// Reads a text, and looks at every span.
fn read(text: &str, dialect: Dialect) {
    let mut at = 0;
    for chunk in parse_text(text, dialect) {
        assert_eq!(chunk.start, at, "chunks follow each other");
        at += chunk.body.text.len();
        let inside = |span: caro_core::Span| {
            let text = &chunk.body.text;
            assert!(text.get(span.start..span.end).is_some(), "{span:?} is not in {text:?}");
        };
        chunk.body.signs.iter().copied().for_each(inside);
        chunk.body.comments.iter().for_each(|it| inside(it.span));
        chunk.body.errors.iter().for_each(|it| inside(it.span));
        walk_all(&chunk.body.statements, &mut |node| match node {
            Node::Statement(it) => inside(it.span),
            Node::Command(it) => {
                inside(it.span);
                it.assignments.iter().for_each(|it| inside(it.span));
                it.wrappers.iter().for_each(|it| inside(it.span));
                it.flags().for_each(|it| inside(it.span));
                it.embedded.iter().for_each(|it| inside(it.span));
            }
            Node::Word(it) => {
                inside(it.span);
                it.parts.iter().for_each(|it| inside(it.span));
            }
            Node::Redirect(it) => inside(it.span),
        });
    }
    assert_eq!(at, text.len(), "chunks cover the text");
}

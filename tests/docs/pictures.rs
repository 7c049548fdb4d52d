//! The picture of the README: what `check` prints on a terminal, drawn anew; `UPDATE_EXPECT=1 cargo test` writes it.

use crate::root;
use std::fmt::Write as _;
use std::process::Command;

const WIDTH: usize = 104;
/// Of a letter, in the picture's units.
const STEP: (f32, usize) = (8.4, 20);

#[test]
fn the_picture_shows_what_is_printed() {
    let folder = std::env::temp_dir().join(format!("caro-picture-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    std::fs::write(folder.join("clean.sh"), "DIR=$1\nrm -rf \"$DIR\"/*\n").expect("a script can be written");
    let mut command = Command::new(caro_tests::binary());
    command.args(["check", "clean.sh"]).current_dir(&folder).env("HOME", &folder).env("XDG_CONFIG_HOME", &folder);
    let output = command.env("CLICOLOR_FORCE", "1").env_remove("NO_COLOR").output().expect("the binary starts");
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    let shown = String::from_utf8(output.stdout).expect("it prints text");
    assert!(shown.contains("\u{1b}[91m"), "it is coloured");
    let picture = drawn(&format!("\u{1b}[1m$ caro-lsp check clean.sh\u{1b}[0m\n{shown}"));
    expect_test::expect_file![root().join("docs/pictures/check.svg")].assert_eq(&picture);
}

/// Text with a terminal's colours as an SVG.
fn drawn(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (width, height) = (STEP.0 * WIDTH as f32 + 24.0, STEP.1 * lines.len() + 24);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height}\" font-family=\"monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#1e1e2e\"/>\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let (mut column, mut bold, mut colour) = (0, false, "#cdd6f4");
        // What stands behind the first mark begins with its number.
        for (index, part) in line.split("\u{1b}[").enumerate() {
            let mut letters = part;
            if let Some((code, rest)) = (index > 0).then(|| part.split_once('m')).flatten() {
                letters = rest;
                match code {
                    "0" => (bold, colour) = (false, "#cdd6f4"),
                    "1" => bold = true,
                    "91" => colour = "#f38ba8",
                    "92" => colour = "#a6e3a1",
                    "94" => colour = "#89b4fa",
                    "96" => colour = "#94e2d5",
                    other => panic!("no colour is known for {other}"),
                }
            }
            if !letters.trim().is_empty() {
                let (x, y) = (STEP.0 * column as f32 + 12.0, STEP.1 * row + 26);
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let letters = letters.replace('&', "&amp;").replace('<', "&lt;");
                writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{y}\" fill=\"{colour}\"{weight} xml:space=\"preserve\">{letters}</text>"
                )
                .expect("a text takes all");
            }
            column += letters.chars().count();
        }
        assert!(column <= WIDTH, "{column} letters in a line of the picture");
    }
    svg.push_str("</svg>\n");
    svg
}

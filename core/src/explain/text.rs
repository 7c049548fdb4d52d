//! Explanations as text: lines for a terminal, a page in Markdown, the words of a block of comments.

use super::{Explained, Kind, View, explain};
use crate::rules::Finding;
use crate::script::Comment;
use crate::{Document, Span, danger, hover};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How deep an explanation is shown.
const DEEPEST: usize = 8;
/// How many lines a page has for one command, and a block of comments.
const MOST_LINES: usize = 120;
const MOST_COMMENTS: usize = 20;
/// How wide the column of what is written gets, in characters.
const WIDEST: usize = 28;
/// How long a line gets, in characters.
const LINE: usize = 100;
/// How little room is left for words, however deep they stand.
const NARROWEST: usize = 30;

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// How deep it stands; 0 is what is said of the whole.
    depth: usize,
    /// What is written in the script; empty where the whole is meant.
    written: String,
    /// What it means.
    meaning: String,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// All that is known.
    All,
    /// What a comment needs to say: what it does, with which flags.
    Gist,
}

/// Puts an explanation into lines.
struct Lines<'a> {
    document: &'a Document,
    detail: Detail,
    most: usize,
    found: Vec<Line>,
    /// How many there was no room for.
    left_out: usize,
}

impl Lines<'_> {
    fn of(document: &Document, part: &Explained, detail: Detail) -> Vec<Line> {
        let most = if detail == Detail::All { MOST_LINES } else { MOST_COMMENTS };
        let mut lines = Lines { document, detail, most, found: Vec::new(), left_out: 0 };
        lines.part(part, String::new(), 0);
        if lines.left_out > 0 {
            let meaning = format!("… and {} more", lines.left_out);
            lines.found.push(Line { depth: 1, written: String::new(), meaning });
        }
        lines.found
    }

    fn push(&mut self, depth: usize, written: String, meaning: &str) {
        if self.found.len() >= self.most {
            self.left_out += 1;
        } else {
            self.found.push(Line { depth, written, meaning: one_line(meaning) });
        }
    }

    /// A part as it is written, on one line.
    fn written(&self, span: Span) -> String {
        let end = span.end.min(span.start + 8 * WIDEST);
        let text = self.document.slice(Span { start: span.start, end });
        let text = text.replace("\\\n", " ").replace("\\\r\n", " ");
        let mut lines = text.lines();
        let first = one_line(lines.next().unwrap_or_default()).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_cut = lines.next().is_some() || end < span.end;
        if is_cut { format!("{}…", first.trim_end_matches('\\').trim_end()) } else { first }
    }

    /// A part and what it holds; `written` is empty for the whole.
    fn part(&mut self, part: &Explained, written: String, depth: usize) {
        if depth > DEEPEST {
            self.left_out += 1;
            return;
        }
        let meaning = match part.kind {
            Kind::Command => self.head(part),
            Kind::Pipeline | Kind::List | Kind::Compound if depth == 0 => sentence(&part.meaning),
            _ => part.meaning.clone(),
        };
        let is_unknown = meaning.is_empty() && part.kind == Kind::Command && !written.is_empty();
        let meaning = if is_unknown { "is not known to Caro".to_owned() } else { meaning };
        let is_said = !meaning.is_empty();
        if is_said {
            self.push(depth, written, &meaning);
        }
        let inner = depth + usize::from(is_said || depth == 0);
        self.parts(part, &meaning, inner);
    }

    fn parts(&mut self, whole: &Explained, head: &str, depth: usize) {
        let is_brief = self.detail == Detail::Gist;
        let sets = whole.parts.iter().all(|it| it.kind == Kind::Assignment) && !head.is_empty();
        if is_brief && sets && whole.kind == Kind::Command {
            return;
        }
        let says_all = is_brief && whole.kind == Kind::Command && !whole.meaning.is_empty();
        // The sign that leads from one command to the next.
        let mut sign = String::new();
        let mut done: Option<Span> = None;
        for (at, part) in whole.parts.iter().enumerate() {
            if done == Some(part.span) && part.kind == Kind::Value {
                continue;
            }
            match part.kind {
                Kind::Program | Kind::Subcommand => {
                    if !is_brief && part.meaning != head {
                        self.push(depth, part.title.clone(), &part.meaning);
                    }
                }
                Kind::Flag => {
                    let behind = whole.parts.get(at + 1..).unwrap_or_default();
                    let value = behind.iter().find(|it| it.kind == Kind::Value && it.title == part.title);
                    done = value.map(|it| it.span);
                    let written = self.flag(part, value);
                    let meaning = if value.is_some() { without_name(&part.meaning) } else { &part.meaning };
                    self.push(depth, written, meaning);
                    if let Some(value) = value {
                        self.parts(value, "", depth + 1);
                    }
                }
                Kind::Operand if says_all => self.parts(part, "", depth),
                Kind::Operand => {
                    self.push(depth, self.written(part.span), &part.meaning);
                    self.parts(part, "", depth + 1);
                }
                Kind::Script | Kind::Value => self.parts(part, "", depth),
                Kind::Operator | Kind::Keyword if is_brief => {
                    if matches!(whole.kind, Kind::Pipeline | Kind::List) {
                        sign = format!("{} ", part.title);
                    }
                }
                Kind::Expansion | Kind::Pattern | Kind::Test if is_brief => self.parts(part, "", depth),
                _ => {
                    let written = format!("{sign}{}", self.written(part.span));
                    sign.clear();
                    if part.meaning.is_empty() && !matches!(part.kind, Kind::Command | Kind::Pipeline | Kind::List) {
                        self.parts(part, "", depth);
                    } else {
                        self.part(part, written, depth);
                    }
                }
            }
        }
    }

    /// What a call does; else what its program is for.
    fn head(&self, command: &Explained) -> String {
        // What only counts its flags is said by their lines.
        let counts_flags = command.meaning.starts_with("Here it ") && self.detail == Detail::Gist;
        if !command.meaning.is_empty() && !counts_flags {
            return command.meaning.clone();
        }
        let mut names = command.parts.iter().filter(|it| matches!(it.kind, Kind::Program | Kind::Subcommand));
        if let Some(name) = names.next_back() {
            return name.meaning.clone();
        }
        let set = command.parts.iter().filter(|it| it.kind == Kind::Assignment).map(|it| it.meaning.as_str());
        sentence(&listed(&set.take(8).collect::<Vec<_>>(), "and"))
    }

    /// A flag with its value.
    fn flag(&self, flag: &Explained, value: Option<&Explained>) -> String {
        let Some(value) = value else { return flag.title.clone() };
        let between = Span { start: flag.span.end, end: value.span.start.max(flag.span.end) };
        let between = match self.document.slice(between).as_str() {
            _ if flag.title.ends_with('=') => "",
            "=" => "=",
            _ => " ",
        };
        format!("{}{between}{}", flag.title, self.written(value.span))
    }
}

/// A meaning without the name of its value at the end: "uses this archive (ARCHIVE)".
fn without_name(meaning: &str) -> &str {
    let Some((start, name)) = meaning.strip_suffix(')').and_then(|it| it.rsplit_once(" (")) else { return meaning };
    if name.chars().all(|it| it.is_uppercase() || "-_[]:,/=".contains(it)) { start } else { meaning }
}

/// The end of a sentence as a whole one.
pub(super) fn sentence(meaning: &str) -> String {
    let mut chars = meaning.trim_end_matches(['.', ':']).chars();
    let Some(first) = chars.next() else { return String::new() };
    format!("{}{}.", first.to_uppercase(), chars.as_str())
}

/// Text on one line, without signs that a terminal obeys or that nobody sees.
pub(super) fn one_line(text: &str) -> String {
    let shown = text.chars().map(|it| match it {
        _ if it.is_whitespace() => ' ',
        _ if obeyed(it) => '?',
        _ => it,
    });
    shown.collect::<String>().trim().to_owned()
}

/// Whether a terminal does something else with it than to show it, or nobody sees it.
fn obeyed(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\t')
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Cuts a text in lines of so many characters, between words.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ').filter(|it| !it.is_empty()) {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + size <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                length = size;
            }
        }
    }
    lines
}

/// A text of at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// Two columns: what is written, and what it means, wrapped to a width. Whole sentences stand alone.
fn columns(lines: &[Line], width: usize) -> Vec<String> {
    let indent = |it: &Line| 2 * it.depth;
    let rows = lines.iter().filter(|it| !it.written.is_empty());
    let column = rows.map(|it| indent(it) + it.written.chars().count()).max().unwrap_or(0).min(WIDEST + 2);
    let mut shown = Vec::new();
    for line in lines {
        let blanks = " ".repeat(indent(line));
        if line.written.is_empty() {
            let room = width.saturating_sub(indent(line)).max(NARROWEST);
            shown.extend(wrapped(&line.meaning, room).iter().map(|it| format!("{blanks}{it}")));
            continue;
        }
        let written = cut(&line.written, (column - indent(line).min(column)).max(8));
        let start = format!("{blanks}{written}");
        let column = column.max(start.chars().count());
        let mut meaning = wrapped(&line.meaning, width.saturating_sub(column + 2).max(NARROWEST)).into_iter();
        shown.push(format!("{start:column$}  {}", meaning.next().unwrap_or_default()).trim_end().to_owned());
        shown.extend(meaning.map(|it| format!("{:column$}  {it}", "")));
    }
    shown
}

/// An explanation as lines for a terminal that is so many characters wide.
pub fn lines(document: &Document, parts: &[Explained], width: usize) -> Vec<String> {
    let width = width.clamp(2 * NARROWEST, 200);
    let mut shown = Vec::new();
    for part in parts {
        if !shown.is_empty() {
            shown.push(String::new());
        }
        let text = document.slice(part.span);
        shown.extend(text.lines().take(12).map(|it| it.trim_end().to_owned()));
        let mut lines = Lines::of(document, part, Detail::All);
        for line in &mut lines {
            line.depth += usize::from(line.depth == 0);
        }
        shown.extend(columns(&lines, width));
    }
    shown
}

/// A part as the lines of a comment that stands behind so many columns of blanks.
pub(super) fn comment(document: &Document, part: &Explained, indent: usize) -> Vec<String> {
    let mut lines = Lines::of(document, part, Detail::Gist);
    // A row that looks like a command must not look like one that speaks to a program.
    for line in lines.iter_mut().filter(|it| it.depth > 0 && it.meaning.ends_with('.') && !it.written.is_empty()) {
        line.written = format!("`{}`", cut(&line.written, WIDEST - 2).replace('`', "'"));
    }
    let width = LINE.saturating_sub(indent + 2).max(2 * NARROWEST);
    let shown = columns(&lines, width).into_iter().enumerate().map(|(at, it)| {
        // The rows of the list stand under the sentence.
        let line = format!("# {it}");
        let speaks = Comment::is_directive(&line) || at == 0 && it.starts_with('!');
        if speaks { format!("# … {}", it.trim_start()) } else { line.trim_end().to_owned() }
    });
    shown.collect()
}

/// Statements explained, in Markdown: each with its text, its sentence and its parts, then what is told of them.
pub fn page(view: &View<'_>, spans: &[Span]) -> String {
    let mut page = String::new();
    let mut sources = BTreeSet::new();
    for span in spans.iter().take(MOST_LINES) {
        let found = explained(view, *span);
        page.extend(danger::block(view.document, *span).chars().map(|it| if obeyed(it) { '?' } else { it }));
        page.push('\n');
        match found {
            Some(part) => {
                collect_sources(&part, &mut sources);
                page.push_str(&markdown(view.document, &part));
            }
            None => page.push_str("Caro does not know what this does.\n"),
        }
        page.push('\n');
    }
    if spans.len() > MOST_LINES {
        let _ = write!(page, "… and {} more commands.\n\n", spans.len() - MOST_LINES);
    }
    let within = |it: &&Finding| spans.iter().any(|span| span.start <= it.span.start && it.span.start < span.end);
    page.push_str(&findings(view.document, view.findings.iter().filter(within)));
    if !sources.is_empty() {
        let names: Vec<&str> = sources.iter().map(String::as_str).collect();
        let _ = writeln!(page, "Known from {}.", listed(&names, "and"));
    }
    page.trim_end().to_owned() + "\n"
}

/// What is told of a stretch, as a list in Markdown.
pub(super) fn findings<'a>(document: &Document, findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut list = String::new();
    for (at, finding) in findings.enumerate() {
        if at == MOST_LINES {
            list.push_str("- … and more\n");
            break;
        }
        let line = line_of(document, finding.span.start);
        let message = hover::inline(&finding.message);
        let _ = writeln!(list, "- **{}**, line {line}: {message} ({})", finding.level.name(), finding.rule.code);
    }
    if list.is_empty() { list } else { format!("**Look at this:**\n\n{list}\n") }
}

/// The number of the line that holds a place.
pub(super) fn line_of(document: &Document, offset: usize) -> usize {
    let text = document.text();
    text.byte_to_line(offset.min(text.len_bytes())) + 1
}

fn markdown(document: &Document, part: &Explained) -> String {
    let mut text = String::new();
    for line in Lines::of(document, part, Detail::All) {
        let meaning = hover::inline(&line.meaning);
        if line.depth == 0 {
            let _ = writeln!(text, "{meaning}\n");
            continue;
        }
        let indent = "  ".repeat(line.depth - 1);
        let written = if line.written.is_empty() { String::new() } else { hover::code(&cut(&line.written, 60)) + " " };
        let _ = writeln!(text, "{indent}- {written}{meaning}");
    }
    text
}

/// What one statement says, by its place.
pub fn explained(view: &View<'_>, span: Span) -> Option<Explained> {
    node(&explain(view, span), span)
}

/// The outermost part with this place.
pub(super) fn node(parts: &[Explained], span: Span) -> Option<Explained> {
    let mut parts = parts;
    loop {
        if let Some(found) = parts.iter().find(|it| it.span == span) {
            return Some(found.clone());
        }
        parts = &parts.iter().find(|it| it.span.start <= span.start && span.end <= it.span.end)?.parts;
    }
}

fn collect_sources(part: &Explained, sources: &mut BTreeSet<String>) {
    if !part.meaning.is_empty() {
        let name = part.source.name();
        sources.insert(match name.as_str() {
            "caro" => "Caro's own facts".to_owned(),
            "shell" => "the language of the shell".to_owned(),
            "script" => "the script itself".to_owned(),
            _ => name,
        });
    }
    part.parts.iter().for_each(|it| collect_sources(it, sources));
}

/// Words as a list in a sentence: "a, b and c".
pub(super) fn listed<T: AsRef<str>>(words: &[T], last: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match &*words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::{explain_text, places};
    use crate::rules;
    use crate::script::Dialect;
    use expect_test::{Expect, expect};

    fn check_page(script: &str, expected: Expect) {
        let document = Document::new(script, Dialect::Bash);
        let report = rules::check(&document, None);
        let view = View { report: Some(&report), findings: report.findings(), ..View::of(&document) };
        let spans = places::statements(&document, Span::new(0, script.len()));
        expected.assert_eq(&page(&view, &spans));
    }

    fn check_lines(command: &str, width: usize, expected: Expect) {
        let document = Document::new(command, Dialect::Bash);
        let shown = lines(&document, &explain_text(command, Dialect::Bash), width);
        expected.assert_eq(&(shown.join("\n") + "\n"));
    }

    #[test]
    fn a_page_shows_the_command_its_sentence_and_its_parts() {
        check_page(
            "sudo -u www tar -xzf site.tgz -C /srv/www\n",
            expect![[r#"
            ```sh
            sudo -u www tar -xzf site.tgz -C /srv/www
            ```

            Unpacks `site.tgz` with gzip into `/srv/www`.

            - `sudo` Runs the command as `www`.
            - `-u www` runs the command as this user
            - `tar` Packs files into an archive, or unpacks one.
            - `-x` takes files out of the archive
            - `-z` packs or unpacks with gzip
            - `-f site.tgz` uses this archive, `-` being standard input or output
            - `-C /srv/www` changes to this folder first

            Known from Caro's own facts.
        "#]],
        );
    }

    #[test]
    fn a_page_of_a_selection_shows_one_command_after_the_other_and_what_is_told_of_them() {
        check_page(
            "cd /tmp || exit\nrm -rf / *.log\nfind . -name '*.o' -exec rm -f {} + | sort\nfrobnicate\n",
            expect![[r#"
                ```sh
                cd /tmp || exit
                ```

                Runs `exit` only where `cd /tmp` fails.

                - `cd /tmp` Changes to the folder `/tmp`.
                  - `cd` Changes to another folder.
                  - `/tmp` FOLDER
                - `||` runs `exit` only where `cd /tmp` fails; that ends the shell with the status of what ran last
                - `exit` Ends the shell with the status of the last command.
                  - `exit` Ends the shell.

                ```sh
                rm -rf / *.log
                ```

                Deletes `/` and `*.log` with everything below, without asking.

                - `rm` Deletes files, and folders with their contents when asked.
                - `-r` deletes folders with everything in them
                - `-f` asks nothing and ignores files that do not exist
                - `/` FILE, which is deleted
                - `*.log` FILE, which is deleted
                  - `*.log` the names here that end in `.log`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set

                ```sh
                find . -name '*.o' -exec rm -f {} + | sort
                ```

                Passes the output of each command on as the input of the next.

                - `find . -name '*.o' -exec rm -f {} +` Finds all files and folders at and below `.` whose name matches `*.o`; runs `rm -f {}` on many at once.
                  - `find` Looks for files below folders, and acts on each.
                  - `.` FOLDER, which is read
                  - `-name '*.o'` keeps names that match, in exact case
                  - `-exec` runs this command, `{}` being the path (COMMAND)
                  - `rm -f {}` Deletes `{}`, without asking or complaining.
                    - `rm` Deletes files, and folders with their contents when asked.
                    - `-f` asks nothing and ignores files that do not exist
                    - `{}` FILE, which is deleted
                - `|` passes the output of `find . -name '*.o' -exec rm -f {} +` on as the input of `sort`
                - `sort` Sorts the lines of its standard input.
                  - `sort` Puts lines in order.

                ```sh
                frobnicate
                ```

                Caro does not know what this does.

                **Look at this:**

                - **danger**, line 2: deletes the whole system (CARO0101)

                Known from Caro's own facts and the language of the shell.
            "#]],
        );
    }

    #[test]
    fn lines_are_aligned_and_wrapped() {
        check_lines(
            "tar -xzf site.tgz -C /srv/www",
            60,
            expect![[r#"
            tar -xzf site.tgz -C /srv/www
              Unpacks `site.tgz` with gzip into `/srv/www`.
              tar          Packs files into an archive, or unpacks one.
              -x           takes files out of the archive
              -z           packs or unpacks with gzip
              -f site.tgz  uses this archive, `-` being standard input
                           or output
              -C /srv/www  changes to this folder first
        "#]],
        );
        check_lines(
            "ps aux | grep -v root && sh -c 'rm -r x; ls' > out",
            100,
            expect![[r#"
                ps aux | grep -v root && sh -c 'rm -r x; ls' > out
                  Runs `sh -c 'rm -r x; ls' > out` only where `ps aux | grep -v root` succeeds.
                  ps aux | grep -v root      passes the output of each command on as the input of the next
                    ps aux                   Lists all processes, with their users and use of memory and processor.
                      ps                     Lists processes.
                      -a                     lists those of all users with a terminal
                      -u                     prints for people; as `-u`, lists those of the users that follow
                      -x                     lists those without a terminal too
                    |                        passes the output of `ps aux` on as the input of `grep -v root`
                    grep -v root             Prints the lines of its standard input that do not match `root`.
                      grep                   Prints the lines of files that match a pattern.
                      -v                     prints the lines that do not match
                      root                   PATTERN
                  &&                         runs `sh -c 'rm -r x; ls' > out` only where `ps aux | grep -v root`
                                             succeeds
                  sh -c 'rm -r x; ls' > out  Runs this text as shell commands.
                    sh                       Runs shell commands from a file, a text or its standard input.
                    -c 'rm -r x; ls'         runs this text
                      rm -r x                Deletes `x` with everything below.
                        rm                   Deletes files, and folders with their contents when asked.
                        -r                   deletes folders with everything in them
                        x                    FILE, which is deleted
                      ;                      ends the command; what follows runs when it is done
                      ls                     Lists the current folder.
                        ls                   Lists files.
                    > out                    writes output to `out`, over what it holds
            "#]],
        );
    }

    #[test]
    fn hostile_text_is_one_line_and_obeyed_by_nobody() {
        check_page(
            "rm -r \"a\u{1b}[2J\u{202e}b\" '`](x)<b>'\n",
            expect![[r#"
                ```sh
                rm -r "a?[2J?b" '`](x)<b>'
                ```

                Deletes `a [2J?b` and `'](x)<b>` with everything below.

                - `rm` Deletes files, and folders with their contents when asked.
                - `-r` deletes folders with everything in them
                - `"a?[2J?b"` FILE, which is deleted
                - `` '`](x)<b>' `` FILE, which is deleted

                **Look at this:**

                - **caution**, line 1: whoever looks at this script on a terminal sees another line: write the escape as `\e[…` (CARO1406)
                - **danger**, line 1: `U+202E` turns text around: this line does not run in the order that it shows (CARO1401)

                Known from Caro's own facts.
            "#]],
        );
    }

    #[test]
    fn deep_and_long_scripts_have_short_pages() {
        let deep = "if true; then ".repeat(60) + "ls -l" + &"; fi".repeat(60);
        let long = "ls -l; ".repeat(5000);
        for script in [deep, long] {
            let document = Document::new(&script, Dialect::Bash);
            let view = View::of(&document);
            let spans = places::statements(&document, Span::new(0, script.len()));
            assert!(page(&view, &spans).len() < 64 << 10);
            assert!(places::comments(&view, Span::new(0, script.len())).len() < 2);
        }
    }
}

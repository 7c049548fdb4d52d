//! Fixed names in `/tmp` become files that `mktemp` makes.

use super::known::plain;
use super::layout::{above_comments, free_name, line_start, mentions};
use super::{Draft, Scene};
use crate::Span;
use crate::knowledge::{Effect, Kind};
use crate::script::{AssignedValue, Chunk, Command, Node, Part, PartKind, Quote, StatementKind, Word, walk_outer};

refactoring! {
    /// Uses files of its own: a fixed name in `/tmp` becomes one from `mktemp`, deleted when the script ends.
    ///
    /// Others can guess a fixed name, or one with `$$`, and put a link to another file there before; and two runs of the
    /// script get into each other's way. All uses of the name in the script become one variable.
    /// A name stays where it seems to be meant for others: logs, locks, sockets, what is read before it is written, what
    /// only one line names, what stands in other code. So does one whose ending a program may look at, such as `.png`.
    ///
    /// ```sh before
    /// #!/bin/sh
    /// sort names > /tmp/sorted.txt
    /// uniq -c /tmp/sorted.txt
    /// rm /tmp/sorted.txt
    /// ```
    /// ```sh after
    /// #!/bin/sh
    /// sorted=$(mktemp) || exit 1
    /// trap 'rm -f "$sorted"' EXIT
    /// sort names > "$sorted"
    /// uniq -c "$sorted"
    /// rm "$sorted"
    /// ```
    /// ```sh before
    /// mkdir -p "/tmp/build.$$"
    /// cp -r src "/tmp/build.$$/src"
    /// echo "built in /tmp/build.$$"
    /// ```
    /// ```sh after
    /// build=$(mktemp -d) || exit 1
    /// trap 'rm -rf "$build"' EXIT
    /// mkdir -p "$build"
    /// cp -r src "$build/src"
    /// echo "built in $build"
    /// ```
    /// ```sh before
    /// LIST=/tmp/list.$$
    /// trap 'rm -f $LIST' EXIT
    /// ls > $LIST
    /// wc -l < $LIST
    /// ```
    /// ```sh after
    /// LIST=$(mktemp) || exit 1
    /// trap 'rm -f $LIST' EXIT
    /// ls > $LIST
    /// wc -l < $LIST
    /// ```
    /// ```sh untouched
    /// date > /tmp/once.txt
    /// date >> /tmp/app.log; cat /tmp/app.log
    /// echo $$ > /tmp/app.pid; cat /tmp/app.pid
    /// cat /tmp/given.txt; date > /tmp/given.txt
    /// convert a.gif /tmp/a.png; show /tmp/a.png
    /// ls > /tmp/kept; ssh host 'cat /tmp/kept'; cat /tmp/kept
    /// x=$(mktemp); date > "$x"; cat "$x"
    /// ```
    "temporary-files" "Make temporary files with `mktemp`", run
}

/// Endings that no program looks at.
const ENDINGS: [&str; 8] = ["", "txt", "tmp", "temp", "out", "err", "list", "dat"];

/// Words in names of files that are meant for others.
const SHARED: [&str; 10] = ["lock", "pid", "sock", "log", "fifo", "pipe", "cache", "state", "socket", ".X"];

/// One name in the folder for temporary files.
#[derive(Debug)]
struct Temporary {
    /// As it is written: `/tmp/x.$$`.
    key: String,
    folder: bool,
    /// The places of the key.
    places: Vec<Place>,
}

/// One place where a name stands, and what to write there.
#[derive(Debug)]
struct Place {
    span: Span,
    /// Whether a `$` expands there, in double quotes.
    quoted: bool,
    /// Whether it is all that a variable is given: `TMP=/tmp/x`.
    assigned: Option<(Span, String)>,
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let text = scene.text();
    let words = words(scene);
    let mut names: Vec<String> = Vec::new();
    let mut found: Vec<(Temporary, String)> = Vec::new();
    for written in written(scene, &text) {
        if found.iter().any(|it| it.0.key == written.0) {
            continue;
        }
        let Some(temporary) = places(&written.0, written.1, &words, &text, scene) else { continue };
        if !temporary.places.iter().any(|it| it.span.overlaps(scene.selection)) {
            continue;
        }
        let mut name = free_name(&text.replace(&temporary.key, ""), &wanted(&temporary.key));
        while names.contains(&name) {
            name.push('_');
        }
        names.push(name.clone());
        found.push((temporary, name));
    }
    let own = traps(scene);
    found.retain(|it| own.allow(&it.0));
    let (mut lines, mut first) = (Vec::new(), usize::MAX);
    let mut made: Vec<(String, bool)> = Vec::new();
    // What is made where: in the order of the text, which is that of the run.
    let mut makes: Vec<(usize, Make)> = Vec::new();
    for (temporary, name) in &found {
        let make = if temporary.folder { "mktemp -d" } else { "mktemp" };
        if let Some((value, variable)) = temporary.places.iter().find_map(|it| it.assigned.as_ref()) {
            // The variable is there already.
            let files = vec![(variable.clone(), temporary.folder)];
            makes.push((value.start, Make { place: *value, text: format!("$({make}) || exit 1"), files }));
        } else {
            for place in &temporary.places {
                draft.replace(place.span, place.text(name, &text));
                first = first.min(place.span.start);
            }
            lines.push(format!("{name}=$({make}) || exit 1"));
            made.push((name.clone(), temporary.folder));
        }
        let told = temporary.places.first().map_or(Span::at(0), |it| it.span);
        let warning = format!(
            "`{}` is another name in each run from here on, only its owner can read it, and it is gone when the script ends",
            temporary.key
        );
        draft.warn(told, warning);
    }
    if let Some(chunk) = scene.document.chunk_at(first).filter(|_| !lines.is_empty()) {
        let start = chunk.body.statements.first().map_or(chunk.start, |it| chunk.start + it.span.start);
        let at = above_comments(&text, line_start(&text, start));
        makes.push((at, Make { place: Span::at(at), text: lines.join("\n"), files: made }));
    }
    makes.sort_by_key(|it| it.0);
    let mut cleaned: Vec<(String, bool)> = Vec::new();
    for (_, make) in makes {
        cleaned.extend(make.files);
        let mut text = make.text;
        if own.codes.is_empty() {
            // A trap replaces the one before.
            text.push('\n');
            text.push_str(&clean(&cleaned));
        }
        if make.place.is_empty() {
            text.push('\n');
        }
        draft.replace(make.place, text);
    }
}

/// Where files are made, and which.
struct Make {
    place: Span,
    text: String,
    files: Vec<(String, bool)>,
}

/// The line that deletes files when the script ends.
fn clean(files: &[(String, bool)]) -> String {
    let flags = if files.iter().any(|it| it.1) { "-rf" } else { "-f" };
    let names: Vec<String> = files.iter().map(|it| format!("\"${}\"", it.0)).collect();
    format!("trap 'rm {flags} {}' EXIT", names.join(" "))
}

/// A name for the variable, after the file's.
fn wanted(key: &str) -> String {
    let file = key.rsplit('/').next().unwrap_or(key);
    let stem: String = file
        .chars()
        .take_while(|it| !matches!(it, '.' | '$'))
        .map(|it| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '_' })
        .collect();
    let stem = stem.trim_matches('_');
    if stem.is_empty() || stem.starts_with(|it: char| it.is_ascii_digit()) {
        return "temporary".to_owned();
    }
    stem.to_owned()
}

/// What the script itself does when it ends.
#[derive(Debug, Default)]
struct Traps {
    /// The code of each trap.
    codes: Vec<String>,
    /// Whether one stands elsewhere than at top level, where it may run at another end, or not at all.
    elsewhere: bool,
}

impl Traps {
    /// Whether a file is deleted by the one trap that there is, or there is none.
    fn allow(&self, temporary: &Temporary) -> bool {
        let variable = temporary.places.iter().find_map(|it| it.assigned.as_ref()).map(|it| &*it.1);
        match &*self.codes {
            [] => true,
            [code] => {
                let named = variable.map_or(code.contains(&temporary.key), |it| !mentions(code, it).is_empty());
                !self.elsewhere && !mentions(code, "rm").is_empty() && named
            }
            _ => false,
        }
    }
}

fn traps(scene: &Scene<'_>) -> Traps {
    let mut found = Traps::default();
    scene.whole().nodes(&mut |node, chunk| {
        let Node::Command(command) = node else { return };
        let names_end = |it: &Word| it.literal().is_none_or(|it| it.eq_ignore_ascii_case("exit") || it == "0");
        if command.program.as_deref() == Some("trap") && command.operands().skip(1).any(names_end) {
            let code = command.operands().next().map_or("", |it| it.span.of(&chunk.body.text));
            found.codes.push(code.to_owned());
            let mut top = chunk.body.statements.iter().filter(|it| !it.background).filter_map(|it| it.command());
            found.elsewhere |= !top.any(|it| std::ptr::eq(it, command));
        }
    });
    found
}

/// Where a name is handed to somebody for whom the file would be gone, or closed: another user, a job that goes on.
fn handed_on(scene: &Scene<'_>) -> Vec<Span> {
    const LATER: [&str; 10] =
        ["nohup", "setsid", "at", "batch", "disown", "daemon", "systemd-run", "start-stop-daemon", "screen", "tmux"];
    const OTHERS: [&str; 9] = ["su", "runuser", "chmod", "chown", "chgrp", "setfacl", "ln", "install", "docker"];
    let mut found = Vec::new();
    scene.whole().nodes(&mut |node, chunk| match node {
        Node::Statement(statement) => {
            if statement.background || matches!(statement.kind, StatementKind::Coproc { .. }) {
                found.push(statement.span.shifted(chunk.start));
            }
        }
        Node::Command(command) => {
            let span = command.span.shifted(chunk.start);
            let program = command.program.as_deref().unwrap_or_default();
            let named = |it: &&str| *it == program || command.is_wrapped_by(it);
            let mut outer = command.words.iter().take(command.head).map(Word::literal_prefix);
            let as_other = outer.any(|it| ["-u", "--user", "-g", "--group"].iter().any(|flag| it.starts_with(flag)));
            let elsewhere = !command.embedded.is_empty() && program != "trap";
            if as_other || elsewhere || LATER.iter().any(&named) || OTHERS.iter().any(named) {
                found.push(span);
            } else if program == "mv" {
                let names: Vec<&Word> = command.operands().collect();
                let kept = usize::from(!command.has_flag('t', "target-directory"));
                let moved = names.len().saturating_sub(kept);
                found.extend(names.iter().take(moved).map(|it| it.span.shifted(chunk.start)));
            }
        }
        Node::Redirect(redirect) => {
            found.extend(redirect.body.as_ref().map(|it| it.text.span.shifted(chunk.start)));
        }
        Node::Word(_) => {}
    });
    found
}

/// The text of a name in `/tmp` that a word is as a whole: `/tmp/x`, `"/tmp/x.$$"`.
fn key(word: &Word) -> Option<String> {
    let mut key = String::new();
    for part in &word.parts {
        match &part.kind {
            PartKind::Literal(text) if part.quote != Quote::Backslash => key.push_str(text),
            PartKind::Parameter(it) if &*it.name == "$" && it.operator.is_none() => key.push_str("$$"),
            _ => return None,
        }
    }
    let name = key.strip_prefix("/tmp/").or(key.strip_prefix("/var/tmp/"))?;
    let readable = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.' | '$');
    (!name.is_empty() && name.chars().all(readable)).then_some(key)
}

/// The names that the script writes to or makes, and whether they are folders.
fn written(scene: &Scene<'_>, text: &str) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut given: Vec<(&str, String)> = Vec::new();
    scene.whole().nodes(&mut |node, _| {
        let named = |word: &Word, given: &[(&str, String)]| {
            let held = || {
                let [part] = &*word.parts else { return None };
                let name = &*plain(part)?.name;
                given.iter().find(|it| it.0 == name).map(|it| it.1.clone())
            };
            key(word).or_else(held)
        };
        match node {
            Node::Redirect(redirect) if redirect.operator.truncates() => {
                found.extend(named(&redirect.target, &given).map(|it| (it, false)));
            }
            Node::Command(command) => {
                for assignment in command.assignments.iter().filter(|_| command.words.is_empty()) {
                    if let Some(AssignedValue::Word(word)) = &assignment.value {
                        given.extend(key(word).map(|it| (&*assignment.name.text, it)));
                    }
                }
                let made = made(command);
                found.extend(made.iter().filter_map(|it| Some((named(it.0, &given)?, it.1))));
            }
            _ => {}
        }
    });
    found.retain(|(key, _)| {
        let file = key.rsplit('/').next().unwrap_or_default();
        let ending = file.rsplit_once('.').map_or("", |it| it.1);
        let shared = SHARED.iter().any(|it| file.to_ascii_lowercase().contains(it));
        !shared && (ENDINGS.contains(&ending) || ending.starts_with("$$")) && text.contains(&**key)
    });
    found
}

/// The words of a command that name what it makes anew, and whether that is a folder.
fn made(command: &Command) -> Vec<(&Word, bool)> {
    match command.program.as_deref() {
        // Without `-p` it fails where the folder is there, and that may be the point.
        Some("mkdir") if command.has_flag('p', "parents") => return command.operands().map(|it| (it, true)).collect(),
        Some("touch") => return command.operands().map(|it| (it, false)).collect(),
        Some("tee") if !command.has_flag('a', "append") => return command.operands().map(|it| (it, false)).collect(),
        _ => {}
    }
    let out = command.flags().filter(|it| {
        it.facts.is_some_and(|it| {
            it.value.is_some_and(|it| it.kind == Kind::Path) && it.effects.contains(&Effect::Overwrites)
        })
    });
    out.filter_map(|it| Some((it.value.as_ref()?, false))).collect()
}

/// Every word of the script, with what it is a part of.
struct Seen<'a> {
    word: &'a Word,
    chunk: &'a Chunk,
    /// The variable that gets it, and nothing else.
    assigned: Option<&'a str>,
    /// Whether it is the code of a `trap`.
    trap: bool,
}

impl Seen<'_> {
    fn holds(&self, span: Span) -> bool {
        let word = self.word.span.shifted(self.chunk.start);
        word.start <= span.start && span.end <= word.end
    }
}

fn words<'a>(scene: &Scene<'a>) -> Vec<Seen<'a>> {
    let mut found: Vec<Seen<'a>> = Vec::new();
    for chunk in scene.document.chunks() {
        let mut assigned: Vec<(Span, &'a str)> = Vec::new();
        let mut trapped: Vec<Span> = Vec::new();
        let mut texts: Vec<Span> = Vec::new();
        walk_outer(&chunk.body.statements, &mut |node| match node {
            Node::Statement(statement) => {
                if let StatementKind::Command(command) = &statement.kind
                    && let ([assignment], [], false) = (&*command.assignments, &*command.words, assigned_twice(command))
                    && let Some(AssignedValue::Word(word)) = &assignment.value
                {
                    assigned.push((word.span, &assignment.name.text));
                }
            }
            Node::Command(command) if command.program.as_deref() == Some("trap") => {
                trapped.extend(command.operands().next().map(|it| it.span));
            }
            Node::Redirect(redirect) => texts.extend(redirect.body.as_ref().map(|it| it.text.span)),
            Node::Word(word) if !texts.contains(&word.span) => found.push(Seen {
                word,
                chunk,
                assigned: assigned.iter().find(|it| it.0 == word.span).map(|it| it.1),
                trap: trapped.contains(&word.span),
            }),
            _ => {}
        });
    }
    found
}

fn assigned_twice(command: &Command) -> bool {
    command.assignments.len() > 1 || command.assignments.iter().any(|it| it.append || it.index.is_some())
}

/// All places of a name, where each of them can become a variable.
fn places(key: &str, folder: bool, words: &[Seen<'_>], text: &str, scene: &Scene<'_>) -> Option<Temporary> {
    let mut places: Vec<Place> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    for (at, _) in text.match_indices(key) {
        let behind = text.get(at + key.len()..)?.chars().next().unwrap_or('\n');
        // `/tmp/x2` is another file than `/tmp/x`, and `/tmp/x.` ends a sentence or goes on.
        let goes_on = behind.is_ascii_alphanumeric() || matches!(behind, '_' | '-' | '.' | '$' | '*' | '?' | '{' | '[');
        let before = text.get(..at)?.chars().next_back().unwrap_or('\n');
        if scene.in_comment(at) {
            continue;
        }
        if before.is_ascii_alphanumeric() || matches!(before, '/' | '.' | '_' | '}') || behind == '/' && !folder {
            return None;
        }
        if goes_on {
            // Another name that begins alike, or a pattern that means this one, too.
            if matches!(behind, '*' | '?' | '{' | '[') {
                return None;
            }
            continue;
        }
        starts.push(at);
        places.push(place(Span::new(at, at + key.len()), words)?);
    }
    // What one line names is meant for someone else.
    let assigned = places.iter().find_map(|it| it.assigned.clone());
    match &assigned {
        Some((_, variable)) => {
            if places.len() != 1 || mentions(text, variable).len() < 3 || exported(variable, scene) {
                return None;
            }
            let value = assigned.as_ref().map(|it| it.0)?;
            super::layout::own_lines(text, Span::new(line_start(text, value.start), value.end))?;
            let at_top = line_start(text, value.start) + variable.len() + 1 == value.start;
            let at = scene.document.chunk_at(value.start)?;
            let listed = at.body.statements.iter().any(|it| {
                let span = it.span.shifted(at.start);
                span.start <= value.start && value.end == span.end && it.command().is_some()
            });
            (at_top && listed).then_some(())?;
            // What is looked at before it is written was left there by somebody.
            let mut uses = mentions(text, variable).into_iter().filter(|it| *it > value.end && !scene.in_comment(*it));
            let first = uses.find(|it| !words.iter().any(|seen| seen.trap && seen.holds(Span::at(*it))))?;
            is_made_at(Span::at(first), scene).then_some(())?;
        }
        None if places.len() < 2 => return None,
        None => {
            // The first place must be the one that makes it.
            let first = places.first()?.span;
            if !is_made_at(first, scene) {
                return None;
            }
        }
    }
    let handed = handed_on(scene);
    let mut uses = starts;
    uses.extend(assigned.iter().flat_map(|it| mentions(text, &it.1)));
    let away = |at: &usize| handed.iter().any(|it| it.start <= *at && *at < it.end);
    (!uses.iter().any(away)).then(|| Temporary { key: key.to_owned(), folder, places })
}

/// The innermost word around a place, and how it is quoted there.
fn place(span: Span, words: &[Seen<'_>]) -> Option<Place> {
    let seen = words.iter().filter(|it| it.holds(span)).min_by_key(|it| it.word.span.len())?;
    let local = Span::new(span.start.checked_sub(seen.chunk.start)?, span.end.checked_sub(seen.chunk.start)?);
    let touches = |it: &&Part| it.span.start < local.end && local.start < it.span.end;
    let mut quotes = seen.word.parts.iter().filter(touches).map(|it| it.quote);
    let quote = quotes.next()?;
    if quotes.any(|it| it != quote) {
        return None;
    }
    let quoted = match quote {
        Quote::Bare => false,
        Quote::Double => true,
        // The code of a trap runs in this shell.
        Quote::Single if seen.trap => false,
        _ => return None,
    };
    let whole = seen.assigned.filter(|_| key(seen.word).is_some_and(|it| it.len() == span.len()));
    let assigned = whole.map(|it| (seen.word.span.shifted(seen.chunk.start), it.to_owned()));
    Some(Place { span, quoted, assigned })
}

impl Place {
    fn text(&self, name: &str, text: &str) -> String {
        let behind = text.get(self.span.end..).and_then(|it| it.chars().next());
        let braces = behind.is_some_and(|it| it == '_' || it.is_ascii_alphanumeric());
        let variable = if braces { format!("${{{name}}}") } else { format!("${name}") };
        if self.quoted { variable } else { format!("\"{variable}\"") }
    }
}

fn exported(variable: &str, scene: &Scene<'_>) -> bool {
    let mut found = false;
    scene.whole().nodes(&mut |node, _| {
        if let Node::Command(command) = node
            && !command.words.is_empty()
        {
            found |= command.assignments.iter().any(|it| &*it.name.text == variable);
        }
    });
    found
}

/// Whether the command or redirect around a place makes the file that it names.
fn is_made_at(place: Span, scene: &Scene<'_>) -> bool {
    let mut found = false;
    scene.whole().nodes(&mut |node, chunk| {
        let holds = |it: &Word| {
            let span = it.span.shifted(chunk.start);
            span.start <= place.start && place.end <= span.end
        };
        match node {
            Node::Redirect(redirect) => found |= redirect.operator.truncates() && holds(&redirect.target),
            Node::Command(command) => found |= made(command).iter().any(|it| holds(it.0)),
            _ => {}
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    fn own(script: &str) -> String {
        refactored("temporary-files", script).unwrap_or_else(|| script.to_owned())
    }

    #[test]
    fn several_files_are_cleaned_up_together() {
        assert_eq!(
            own("ls > /tmp/a\nls -l > /tmp/b.txt\ndiff /tmp/a /tmp/b.txt\n"),
            "a=$(mktemp) || exit 1\nb=$(mktemp) || exit 1\ntrap 'rm -f \"$a\" \"$b\"' EXIT\nls > \"$a\"\nls -l > \"$b\"\ndiff \"$a\" \"$b\"\n"
        );
    }

    #[test]
    fn a_trap_that_is_there_cleans_up() {
        assert_eq!(
            own("trap 'rm -f /tmp/x.$$' EXIT\nls > /tmp/x.$$\ncat /tmp/x.$$\n"),
            "trap 'rm -f /tmp/x.$$' EXIT\nls > /tmp/x.$$\ncat /tmp/x.$$\n",
            "the first use does not make the file"
        );
        assert_eq!(
            own("ls > /tmp/x.$$\ntrap 'rm -f /tmp/x.$$' EXIT\ncat /tmp/x.$$\n"),
            "x=$(mktemp) || exit 1\nls > \"$x\"\ntrap 'rm -f \"$x\"' EXIT\ncat \"$x\"\n"
        );
    }

    #[test]
    fn each_trap_deletes_all_that_was_made() {
        assert_eq!(
            own("A=/tmp/a\nls > $A\nB=/tmp/b\nls > $B\ndiff $A $B\n"),
            "A=$(mktemp) || exit 1\ntrap 'rm -f \"$A\"' EXIT\nls > $A\nB=$(mktemp) || exit 1\ntrap 'rm -f \"$A\" \"$B\"' EXIT\nls > $B\ndiff $A $B\n"
        );
    }

    #[test]
    fn what_others_need_stays() {
        for script in [
            "trap - EXIT\nls > /tmp/x\ncat /tmp/x\n",
            "trap 'echo bye' EXIT\nls > /tmp/x\ncat /tmp/x\n",
            "T=/tmp/x\n(trap 'rm -f $T' EXIT; :)\nls > $T\ncat $T\n",
            "ls > /tmp/x\ntrap 'rm -f /tmp/x' EXIT\ncat /tmp/x\ntrap - EXIT\n",
            "ls > /tmp/x\ncat /tmp/x &\n",
            "ls > /tmp/x\nnohup mytool /tmp/x\n",
            "T=/tmp/x\nls > $T\nmv $T list\n",
            "T=/tmp/x\nls > $T\nsudo -u app cat $T\n",
            "T=/tmp/x\nls > $T\ncat <<E\n$T\nE\n",
            "T=/tmp/x\nls > $T\nssh host \"cat $T\"\n",
            "ls > /tmp/x\nchmod a+r /tmp/x\n",
        ] {
            assert_eq!(own(script), script);
        }
    }

    #[test]
    fn names_that_begin_alike_stay_apart() {
        assert_eq!(
            own("ls > /tmp/x\ncat /tmp/x /tmp/x2\n"),
            "x=$(mktemp) || exit 1\ntrap 'rm -f \"$x\"' EXIT\nls > \"$x\"\ncat \"$x\" /tmp/x2\n"
        );
        let kept = "F=/tmp/x\n[ -e $F ] && cat $F\ndate > $F\n";
        assert_eq!(own(kept), kept);
        assert_eq!(own("ls > /tmp/x\nrm /tmp/x*\n"), "ls > /tmp/x\nrm /tmp/x*\n");
    }

    #[test]
    fn a_use_in_a_function_gets_the_file_before_it() {
        assert_eq!(
            own("#!/bin/bash\n# Says it.\nsay() {\n  date > /tmp/now\n  cat /tmp/now\n}\nsay\n"),
            "#!/bin/bash\nnow=$(mktemp) || exit 1\ntrap 'rm -f \"$now\"' EXIT\n# Says it.\nsay() {\n  date > \"$now\"\n  cat \"$now\"\n}\nsay\n"
        );
    }
}

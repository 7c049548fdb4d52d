//! Edits that fixes are made of: a flag more, a flag less, one flag for another.

use crate::Span;
use crate::knowledge::{Effect, Program, Syntax};
use crate::rules::Sink;
use crate::script::{
    AndOr, Body, Command, Dialect, Flag, Node, Parameter, PartKind, Quote, RedirectOperator, Statement, StatementKind,
    Word, parse_text, walk,
};

/// What long names of flags that only show what would happen are called, the best first.
const DRY_RUNS: [&str; 9] =
    ["dry-run", "dryrun", "dryRun", "simulate", "just-print", "no-act", "preview-only", "no-action", "test"];

/// What sub-commands that change nothing are called, alone or before a dash: `is-active`.
const LOOKS: [&str; 11] =
    ["is", "list", "show", "get", "describe", "status", "help", "version", "info", "search", "cat"];

/// What to replace by what.
pub(crate) type Edits = Vec<(Span, String)>;

/// The longest piece that is read again to see whether a fix breaks it, in bytes.
const MOST_READ_AGAIN: usize = 1 << 14;

/// Whether a shell can read a piece, and still can behind these edits. What it cannot read may end elsewhere behind them.
pub(crate) fn stays_readable(body: &Body, edits: &Edits) -> bool {
    if body.text.len() > MOST_READ_AGAIN || !body.errors.is_empty() {
        return false;
    }
    // What stands right behind a quote tells whether one was left open lines before, which only the whole script shows.
    let closes = |at: usize| body.text[..at].ends_with(['"', '\'']) && body.text[..at].contains('\n');
    if edits.iter().any(|it| it.1.is_empty() && closes(it.0.start)) {
        return false;
    }
    let mut text = body.text.to_string();
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|it| it.0.start);
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    let reads = |dialect, text: &str| parse_text(text, dialect).iter().all(|it| it.body.errors.is_empty());
    // One of them is the script's own.
    [Dialect::Bash, Dialect::Sh].into_iter().all(|it| !reads(it, &body.text) || reads(it, &text))
}

/// Takes a flag away, with its value; nothing where that would take others along.
pub(crate) fn without(command: &Command, flag: &Flag) -> Edits {
    let Some(word) = command.words.get(flag.word) else { return Vec::new() };
    let value = flag.value.as_ref().map(|it| it.span);
    let attached = value.filter(|it| it.end <= word.span.end);
    let next = value.filter(|it| it.start > word.span.end);
    if is_alone(command, flag) {
        let end = next.map_or(word.span.end, |it| it.end);
        return vec![(Span::new(end_before(command, flag.word), end), String::new())];
    }
    // A quote around the letter closes behind the value.
    let is_bare = word.parts.iter().any(|it| it.quote == Quote::Bare && it.span.cover(flag.span) == it.span);
    if flag.span == word.span || attached.is_some() && !is_bare {
        return Vec::new();
    }
    let mut edits = vec![(Span::new(flag.span.start, attached.map_or(flag.span.end, |it| it.end)), String::new())];
    edits.extend(next.map(|it| (Span::new(word.span.end, it.end), String::new())));
    edits
}

/// Whether a flag has its word to itself, or shares it with its value only.
fn is_alone(command: &Command, flag: &Flag) -> bool {
    let all = command.flags().chain(command.wrappers.iter().flat_map(|it| &it.flags));
    all.filter(|it| it.word == flag.word).count() < 2
}

/// Takes a word away, with the blanks before it.
pub(crate) fn without_word(command: &Command, word: usize) -> Edits {
    let Some(span) = command.words.get(word).map(|it| it.span) else { return Vec::new() };
    vec![(Span::new(end_before(command, word), span.end), String::new())]
}

/// Puts another flag, such as `--force-with-lease`, in the place of one without a value.
pub(crate) fn instead(command: &Command, flag: &Flag, new: &str) -> Edits {
    let Some(word) = command.words.get(flag.word).map(|it| it.span) else { return Vec::new() };
    if is_alone(command, flag) {
        return vec![(word, new.to_owned())];
    }
    if flag.span == word {
        return Vec::new();
    }
    // Out of a bundle, whose last letter may take the next word.
    vec![(Span::at(word.start), format!("{new} ")), (flag.span, String::new())]
}

/// Adds a flag behind the name of the program or of its sub-command.
pub(crate) fn with(command: &Command, new: &str) -> Edits {
    let subcommand = command.facts().len().checked_sub(2).and_then(|it| command.operands().nth(it));
    let end = subcommand.map_or(command.name_span().end, |it| it.span.end);
    vec![(Span::at(end), format!(" {new}"))]
}

/// Puts another letter in the place of a flag that is one letter, alone or in a bundle.
pub(crate) fn letter(flag: &Flag, new: char) -> Edits {
    match flag.span.len() {
        1 => vec![(flag.span, new.to_string())],
        2 => vec![(flag.span, format!("-{new}"))],
        _ => Vec::new(),
    }
}

/// Adds the flag by which a command only shows what it would do, and the title of that choice.
pub(crate) fn rehearsal(command: &Command) -> Option<(String, Edits)> {
    let new = dry_run(command)?;
    let names: Vec<&str> = command.facts().iter().map(|it| it.name).collect();
    Some((format!("Only show what it would do: `{} {new}`", names.join(" ")), with(command, &new)))
}

/// The flag by which a command only shows what it would do, as the facts say it.
pub(crate) fn dry_run(command: &Command) -> Option<String> {
    let (own, outer) = command.facts().split_last()?;
    // What only looks needs no rehearsal, and neither does a name that is made up; `java` would only load its program.
    let looks = |it: &str| own.name.strip_prefix(it).is_some_and(|it| it.is_empty() || it.starts_with('-'));
    if matches!(own.name, "java" | "mktemp") || !outer.is_empty() && LOOKS.iter().any(|it| looks(it)) {
        return None;
    }
    let said = own.rehearsal.or_else(|| outer.iter().rev().find_map(|it| it.rehearsal).filter(|it| knows(own, it)));
    match said {
        Some(flag) => flag.starts_with('-').then(|| flag.to_owned()),
        None => flag_called_so(own),
    }
}

/// Whether a program has the flag that `text` starts with.
fn knows(program: &Program, text: &str) -> bool {
    let name = text.trim_start_matches('-').split(['=', ' ']).next();
    program.flags.iter().any(|it| it.long == name)
}

/// The program's flag that only shows what would happen.
fn flag_called_so(program: &Program) -> Option<String> {
    let shows = program.flags.iter().filter(|it| it.effects.contains(&Effect::DryRun));
    let shows: Vec<_> = shows.filter(|it| it.value.is_none() || it.optional).collect();
    if let Some(name) = DRY_RUNS.iter().find(|name| shows.iter().any(|it| it.long == Some(**name))) {
        let dashes = if program.syntax == Syntax::Words { "-" } else { "--" };
        return Some(format!("{dashes}{name}"));
    }
    let letter = shows.iter().find(|it| it.summary.starts_with("only shows")).and_then(|it| it.short)?;
    Some(format!("-{letter}"))
}

/// Puts another program, such as `cp -a`, in the place of the one that a command runs.
pub(crate) fn renamed(command: &Command, new: &str) -> Edits {
    vec![(command.name_span(), new.to_owned())]
}

/// Prints the command instead of running it; `sudo` and its like stay before it.
pub(crate) fn printed(command: &Command) -> Edits {
    vec![(Span::at(command.name_span().start), "echo ".to_owned())]
}

/// Has a redirect or `tee` add to a file instead of replacing what it holds.
pub(crate) fn appending(command: &Command, act: Span, sink: &Sink<'_>) -> Option<Edits> {
    if let Some(redirect) = command.redirects.iter().find(|it| it.span == act) {
        let plain = redirect.operator == RedirectOperator::Write && sink.text(act).starts_with('>');
        let printed = matches!(command.program.as_deref(), Some("echo" | "printf" | "cat"));
        return (plain && printed).then(|| vec![(Span::at(act.start), ">".to_owned())]);
    }
    let tee = command.program.as_deref() == Some("tee") && !command.gives("append");
    tee.then(|| with(command, "-a"))
}

/// Whether what stands there is a whole statement: no part of a pipeline, of a condition or of `a && b`.
/// Only then may ` || exit` stand behind it, or `blkid x || ` before it.
pub(crate) fn is_whole_statement(statements: &[Statement], span: Span) -> bool {
    let (mut parts, mut found): (Vec<Span>, bool) = (Vec::new(), false);
    walk(statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        found |= statement.span == span && !statement.background;
        match &statement.kind {
            StatementKind::Pipeline(it) => parts.extend(it.stages.iter().map(|it| it.span)),
            StatementKind::AndOr { first, rest } => {
                parts.push(first.span);
                parts.extend(rest.iter().map(|it| it.1.span));
            }
            StatementKind::If { branches, .. } => {
                parts.extend(branches.iter().flat_map(|it| &it.0).map(|it| it.span));
            }
            StatementKind::While { condition, .. } => parts.extend(condition.iter().map(|it| it.span)),
            _ => {}
        }
    });
    found && !parts.contains(&span)
}

/// Ends the script where the `cd` at `span` fails, and says whether that is certain to change nothing else.
pub(crate) fn stop_behind(body: &Body, span: Span) -> Option<(Edits, bool)> {
    let (mut edits, mut certain) = stop_one(body, span)?;
    // There, `return` may be meant.
    certain &= !is_in_function(body, span);
    // In a loop, the `cd` of another round can be what failed.
    for other in others_in_loop(body, span) {
        if let Some((more, also)) = stop_one(body, other) {
            edits.extend(more);
            certain &= also;
        }
    }
    Some((edits, certain))
}

/// Whether what stands there is a part of a function.
fn is_in_function(body: &Body, span: Span) -> bool {
    let mut found = false;
    walk(&body.statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        found |= matches!(statement.kind, StatementKind::Function { .. })
            && statement.span.start <= span.start
            && span.end <= statement.span.end;
    });
    found
}

/// Every other `cd` of the loop around one.
fn others_in_loop(body: &Body, span: Span) -> Vec<Span> {
    let (mut outer, mut entered): (Option<Span>, Vec<Span>) = (None, Vec::new());
    walk(&body.statements, &mut |node| match node {
        Node::Statement(Statement { kind, span: whole, .. })
            if matches!(
                kind,
                StatementKind::For { .. } | StatementKind::While { .. } | StatementKind::ForArithmetic { .. }
            ) && whole.start <= span.start
                && span.end <= whole.end =>
        {
            outer = outer.or(Some(*whole));
        }
        Node::Command(command) if matches!(command.program.as_deref(), Some("cd" | "pushd")) => {
            entered.push(command.span);
        }
        _ => {}
    });
    let Some(outer) = outer else { return Vec::new() };
    entered.retain(|it| *it != span && outer.start <= it.start && it.end <= outer.end);
    entered.truncate(16);
    entered
}

fn stop_one(body: &Body, span: Span) -> Option<(Edits, bool)> {
    let (mut found, mut next) = (None, None);
    walk(&body.statements, &mut |node| match node {
        Node::Command(command)
            if command.span == span && matches!(command.name_span().of(&body.text), "cd" | "pushd") =>
        {
            found = command.operands().next().map_or(Some((Vec::new(), true)), entered);
        }
        // `cd x && a`
        Node::Statement(Statement {
            kind: StatementKind::AndOr { first, rest },
            span: whole,
            background: false,
            ..
        }) if first.span == span && rest.iter().all(|it| it.0 == AndOr::And) => {
            next = rest.first().map(|it| (*whole, Span::new(span.end, it.1.span.start)));
        }
        _ => {}
    });
    let (mut edits, certain) = found?;
    match next {
        None if is_whole_statement(&body.statements, span) => {
            edits.push((Span::at(span.end), " || exit".to_owned()));
        }
        Some((whole, between)) if is_whole_statement(&body.statements, whole) => {
            let sign = between.of(&body.text).find("&&").filter(|_| !between.of(&body.text).contains('#'))?;
            edits.push((Span::new(span.end, between.start + sign + 2), " || exit;".to_owned()));
        }
        _ => return None,
    }
    Some((edits, certain))
}

/// `cd ""` succeeds and stays where it is, so that a name that may be empty needs a guard of its own. Where that is the
/// script's argument, no argument may mean the current folder.
fn entered(word: &Word) -> Option<(Edits, bool)> {
    let can_be_empty = word.parts.iter().all(|it| !matches!(&it.kind, PartKind::Literal(it) if !it.is_empty()));
    let bare = word.parts.iter().any(|it| it.quote == Quote::Bare);
    // This always prints something.
    if word.parts.is_empty() || !can_be_empty || bare || crate::rules::substitutes(word, &["dirname"]) {
        return Some((Vec::new(), true));
    }
    let (mut edits, mut certain) = (Vec::new(), true);
    for part in &word.parts {
        let PartKind::Parameter(parameter) = &part.kind else { return None };
        let name = plain_name(parameter)?;
        certain &= !name.starts_with(|it: char| it.is_ascii_digit());
        edits.push((part.span, format!("${{{name}:?}}")));
    }
    Some((edits, certain))
}

fn end_before(command: &Command, word: usize) -> usize {
    let before = word.checked_sub(1).and_then(|it| command.words.get(it));
    before.map_or(command.words.get(word).map_or(0, |it| it.span.start), |it| it.span.end)
}

/// Writes another text in the place of one that is written in one piece, and keeps its quotes.
pub(crate) fn reworded(word: &Word, new: &str) -> Edits {
    match &*word.parts {
        [only] if matches!(only.kind, PartKind::Literal(_)) && only.quote != Quote::Backslash => {
            vec![(only.span, new.to_owned())]
        }
        _ => Vec::new(),
    }
}

/// Puts `${DIR:?}` for the variables of a word that can be empty; nothing where one of them says more than its name.
pub(crate) fn stop_when_empty(word: &Word, sink: &Sink<'_>) -> Option<Edits> {
    let mut edits = Edits::new();
    for part in &word.parts {
        let PartKind::Parameter(parameter) = &part.kind else { continue };
        let alone = Word { parts: vec![part.clone()], ..Word::default() };
        if sink.value(&alone).may_be_empty() {
            let name = plain_name(parameter)?;
            if is_of_loop(name, word.span, sink) {
                continue;
            }
            edits.push((part.span, format!("${{{name}:?}}")));
        }
    }
    Some(edits)
}

/// Whether a loop around a word gives a variable its values, none of which is empty.
fn is_of_loop(name: &str, at: Span, sink: &Sink<'_>) -> bool {
    let mut found = false;
    walk(sink.statements(), &mut |node| {
        let Node::Statement(statement) = node else { return };
        let StatementKind::For { variable, words: Some(words), select: false, .. } = &statement.kind else { return };
        if &*variable.text != name || statement.span.start > at.start || at.end > statement.span.end {
            return;
        }
        let text = sink.text(statement.span);
        let changed = text.contains(&format!("{name}=")) || text.contains("read");
        found |= !changed && words.iter().all(holds_text);
    });
    found
}

/// Whether nothing that a word becomes is empty: without quotes, an empty value becomes nothing at all.
fn holds_text(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        PartKind::Literal(text) => !text.is_empty(),
        PartKind::Brace(_) => false,
        _ => it.quote == Quote::Bare,
    })
}

/// Whether a guard asks for an argument; a script may mean something by none.
pub(crate) fn asks_for_argument(edits: &Edits) -> bool {
    let numbered = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    edits.iter().any(|it| it.1.strip_prefix("${").is_some_and(numbered))
}

/// The name of a variable that is written as `$x` or `${x}`.
fn plain_name(parameter: &Parameter) -> Option<&str> {
    let named = parameter.name.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_');
    let plain = parameter.operator.is_none() && parameter.index.is_none() && !parameter.indirect;
    (named && plain && !parameter.length).then_some(&*parameter.name)
}

/// Writes `new` in the place of `old`, where `old` stands exactly once in the piece of the script at hand.
pub(crate) fn only(old: &str, new: &str, sink: &Sink<'_>) -> Edits {
    let text = sink.chunk();
    match text.find(old) {
        Some(at) if text.rfind(old) == Some(at) => vec![(Span::new(at, at + old.len()), new.to_owned())],
        _ => Vec::new(),
    }
}

/// The command whose output a command reads: the stage before it in a pipeline of simple commands.
pub(crate) fn feeder<'a>(command: &Command, statements: &'a [Statement]) -> Option<&'a Command> {
    let mut found = None;
    walk(statements, &mut |node| {
        let Node::Statement(Statement { kind: StatementKind::Pipeline(pipeline), .. }) = node else { return };
        for pair in pipeline.stages.windows(2) {
            if let (StatementKind::Command(first), StatementKind::Command(second)) = (&pair[0].kind, &pair[1].kind)
                && second.span == command.span
            {
                found = Some(&**first);
            }
        }
    });
    found
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Every fix that is offered for a script: whether it is certain, and what it makes of the script.
    pub(crate) fn offers(script: &str) -> Vec<(bool, String)> {
        let document = Document::new(script, Dialect::Bash);
        let report = crate::rules::check(&document, None);
        let fixes = report.findings().iter().flat_map(|it| &it.fixes);
        fixes.map(|it| (it.certain, crate::actions::edited(&document, &it.edits).text().to_string())).collect()
    }

    /// Compares the certain fixes of a script.
    pub(crate) fn check_certain(script: &str, expected: &[&str]) {
        let found: Vec<String> = offers(script).into_iter().filter(|it| it.0).map(|it| it.1).collect();
        assert_eq!(found, expected, "{script}");
    }

    /// Compares the choices of a script.
    pub(crate) fn check_choices(script: &str, expected: &[&str]) {
        let found: Vec<String> = offers(script).into_iter().filter(|it| !it.0).map(|it| it.1).collect();
        assert_eq!(found, expected, "{script}");
    }
    use crate::Document;
    use crate::script::Dialect;

    fn edited(script: &str, make: impl Fn(&Command) -> Edits) -> String {
        let document = Document::new(script, Dialect::Bash);
        let StatementKind::Command(command) = &document.chunks()[0].body.statements[0].kind else { panic!("{script}") };
        crate::actions::edited(&document, &make(command)).text().to_string()
    }

    #[test]
    fn a_flag_goes_with_its_value_and_the_rest_of_its_bundle_stays() {
        let without = |script| edited(script, |it| without(it, it.flag('o', "output").expect("there is one")));
        assert_eq!(without("sudo curl -fso x.tgz u"), "sudo curl -fs u");
        assert_eq!(without("curl -o x.tgz u"), "curl u");
        assert_eq!(without("curl u --output=x.tgz"), "curl u");
        assert_eq!(without("curl -ox.tgz u"), "curl u");
        assert_eq!(without("curl u \\\n  --output x.tgz \\\n  -s"), "curl u \\\n  -s");
        assert_eq!(without("curl -sox.tgz u"), "curl -s u");
        // Quotes stay in pairs, and what cannot be told apart stays as it is.
        assert_eq!(without("curl -so\"x.tgz\" u"), "curl -s u");
        assert_eq!(without("curl \"-ox.tgz\" u"), "curl u");
        assert_eq!(without("curl \"-so\" x u"), "curl \"-s\" u");
        assert_eq!(without("curl \"-sox.tgz\" u"), "curl \"-sox.tgz\" u");
        assert_eq!(without("curl -s$'\\x6f' x u"), "curl -s$'\\x6f' x u");
    }

    #[test]
    fn one_flag_takes_the_place_of_another() {
        let lease = |script| edited(script, |it| instead(it, it.flag('f', "force").unwrap(), "--force-with-lease"));
        assert_eq!(lease("git push -f"), "git push --force-with-lease");
        assert_eq!(lease("git push \"-f\""), "git push --force-with-lease");
        assert_eq!(lease("git push -\"fu\" o"), "git push --force-with-lease -\"u\" o");
        assert_eq!(lease("git push -uf origin x"), "git push --force-with-lease -u origin x");
        assert_eq!(lease("git push origin --force"), "git push origin --force-with-lease");
    }

    #[test]
    fn a_letter_is_changed_where_it_stands() {
        let kept = |script| edited(script, |it| letter(it.flag('D', "").unwrap(), 'd'));
        assert_eq!(kept("git branch -rD x"), "git branch -rd x");
        assert_eq!(kept("git branch -D x"), "git branch -d x");
    }

    #[test]
    fn the_facts_know_how_to_rehearse() {
        let shown = |script| edited(script, |it| rehearsal(it).map(|it| it.1).unwrap_or_default());
        assert_eq!(shown("git -C x clean -fd"), "git -C x clean --dry-run -fd");
        assert_eq!(shown("kubectl delete pod x"), "kubectl delete --dry-run=server pod x");
        for script in [
            "git stash clear",
            "java -jar x.jar",
            "mktemp -d",
            "systemctl is-active x",
            "systemctl status x",
            "systemctl list-units",
            "kubectl get pods",
        ] {
            assert_eq!(shown(script), script);
        }
    }

    #[test]
    fn a_program_is_replaced_or_only_printed() {
        assert_eq!(edited("sudo mv a b", |it| renamed(it, "cp -a")), "sudo cp -a a b");
        let dry = |it: &Command| rehearsal(it).map(|it| it.1).unwrap_or_default();
        assert_eq!(edited("sudo rsync -a a/ b/", dry), "sudo rsync --dry-run -a a/ b/");
        assert_eq!(edited("dnf -y remove a", dry), "dnf -y remove --assumeno a");
        assert_eq!(edited("find . -delete", dry), "find . -delete");
        assert_eq!(edited("sudo rm -rf $(ls)", printed), "sudo echo rm -rf $(ls)");
    }

    #[test]
    fn a_failed_cd_stops_only_where_it_is_a_statement_of_its_own() {
        let stopped = |script: &str| {
            let document = Document::new(script, Dialect::Bash);
            let body = document.chunks()[0].body.clone();
            let mut found = None;
            walk(&body.statements, &mut |node| {
                if let Node::Command(command) = node
                    && matches!(command.program.as_deref(), Some("cd" | "pushd"))
                {
                    found = found.take().or_else(|| stop_behind(&body, command.span));
                }
            });
            found.map(|it| crate::actions::edited(&document, &it.0).text().to_string())
        };
        for (script, expected) in [
            ("cd x", "cd x || exit"),
            ("if a; then cd x >&2; fi", "if a; then cd x >&2 || exit; fi"),
            ("f() { pushd \"$1\"; }", "f() { pushd \"${1:?}\" || exit; }"),
            ("cd \"$d/x\" # go", "cd \"$d/x\" || exit # go"),
            ("cd \"$(dirname \"$0\")\"", "cd \"$(dirname \"$0\")\" || exit"),
            ("(cd $x; ls)", "(cd $x || exit; ls)"),
            ("cd x && ls && a", "cd x || exit; ls && a"),
            ("cd \"$1\" &&\n ls", "cd \"${1:?}\" || exit;\n ls"),
            ("for d in a b; do cd x; cd ..; done; cd y", "for d in a b; do cd x || exit; cd .. || exit; done; cd y"),
            ("sh -c 'cd x; ls'", "sh -c 'cd x || exit; ls'"),
        ] {
            assert_eq!(stopped(script).as_deref(), Some(expected));
        }
        for script in [
            "cd x && ls || b",
            "a && cd x",
            "cd x && ls &",
            "if cd x && ls; then a; fi",
            "! cd x",
            "cd x | cat",
            "if cd x; then ls; fi",
            "cd x &",
            "cd \"$(f)\"",
            "while cd x; do a; done",
        ] {
            assert_eq!(stopped(script), None, "{script}");
        }
    }

    #[test]
    fn a_flag_is_added_behind_the_sub_command() {
        assert_eq!(edited("sudo git -C x push a", |it| with(it, "--dry-run")), "sudo git -C x push --dry-run a");
        assert_eq!(edited("rm x", |it| with(it, "-i")), "rm -i x");
        assert_eq!(edited("sudo rm x", |it| without_word(it, 2)), "sudo rm");
    }
}

//! CARO0133: a file is read and written by one command line, which empties it before it is read.

use crate::Span;
use crate::knowledge::{Effect, Kind};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{AndOr, Body, Part, PartKind, Quote};
use crate::script::{Command, Flag, Node, Redirect, RedirectOperator, Statement, StatementKind, Word, walk_outer};

rule! {
    /// Empties the file, because `>` cuts it to nothing before the command reads it.
    ///
    /// The shell opens and empties the target first and starts the command then. Write to another name and move that over:
    /// `sort f > f.new && mv f.new f`. Some programs write in place: `sort -o f f`, `sed -i`.
    ///
    /// To decide: Must the file keep its owner, mode and links? `cat f.new > f && rm f.new` writes into the old one, `mv` puts a new one in its place.
    ///
    /// ```sh bad
    /// sort names.txt > names.txt
    /// ```
    /// ```sh fixed
    /// sort -o names.txt names.txt
    /// ```
    /// ```sh bad
    /// cat "$file" | tr -d '\r' > "$file"
    /// ```
    /// ```sh fixed
    /// cat "$file" | tr -d '\r' > "$file".new && mv "$file".new "$file"
    /// ```
    /// ```sh bad
    /// jq '.version = "2"' < package.json > package.json
    /// ```
    /// ```sh fixed
    /// jq '.version = "2"' < package.json > package.json.new && mv package.json.new package.json
    /// ```
    /// ```sh bad
    /// while read -r line; do echo "${line%% }"; done < list > list
    /// ```
    /// ```sh fixed
    /// while read -r line; do echo "${line%% }"; done < list > list.new && mv list.new list
    /// ```
    /// ```sh good
    /// sort -o names.txt names.txt
    /// ```
    /// ```sh good
    /// sort names.txt > names.new && mv names.new names.txt
    /// ```
    /// ```sh good
    /// sort names.txt | sponge names.txt
    /// ```
    /// ```sh good
    /// echo names.txt > names.txt
    /// ```
    /// ```sh good
    /// cat part >> whole
    /// sed -i s/a/b/ whole
    /// ```
    "CARO0133" "read-and-write",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    // A named pipe holds nothing that could be lost.
    if body.names.called.iter().any(|it| matches!(&**it, "mkfifo" | "mknod")) {
        return;
    }
    let mut found = Vec::new();
    let mut all: Vec<&Statement> = Vec::new();
    walk_outer(&body.statements, &mut |node| {
        let Node::Statement(statement) = node else { return };
        all.push(statement);
        match &statement.kind {
            StatementKind::Pipeline(pipeline) => look(&pipeline.stages, &mut found),
            _ => look(std::slice::from_ref(statement), &mut found),
        }
    });
    found.sort_by_key(|it: &(Span, Word)| it.0);
    found.dedup_by_key(|it| it.0);
    for (span, target) in found {
        let name = sink.text(target.span).to_owned();
        // A terminal and its like are read and written at once.
        if name.trim_matches(['"', '\'']).starts_with("/dev/") {
            continue;
        }
        // `tee` and the reader start at the same time, and nobody knows who is first.
        let by_tee = span == target.span;
        let raw =
            sink.report(span, format!("{} {name} before it is read", if by_tee { "may empty" } else { "empties" }));
        if by_tee {
            raw.level(Level::Caution);
        } else {
            offer(span, &name, &all, sink);
        }
    }
}

/// Offers to write elsewhere until all is read.
fn offer(redirect: Span, name: &str, all: &[&Statement], sink: &mut Sink<'_>) {
    // The outermost statement that the redirect ends comes first.
    let ends = |it: &&&Statement| it.span.end == redirect.end && it.span.start < redirect.start && !it.background;
    let Some(whole) = all.iter().find(ends) else { return };
    if !sink.text(redirect).starts_with('>') {
        return;
    }
    let commands =
        all.iter().filter_map(|it| if let StatementKind::Command(it) = &it.kind { Some(&**it) } else { None });
    let own = |it: &Redirect| it.span == redirect && it.operator == RedirectOperator::Write;
    let sort = commands.filter(|it| it.program.as_deref() == Some("sort") && it.wrappers.is_empty());
    let other = |it: &&Command| ["merge", "check", "output", "c", "C", "m"].iter().any(|flag| it.gives(flag));
    let checks = |it: &&Command| it.arguments().iter().any(|it| may_check(it, name, sink));
    let mut sort = sort.filter(|it| !other(it) && !checks(it));
    // It writes when it has read everything.
    if let Some(sort) = sort.find(|it| it.redirects.iter().any(own)) {
        let before = sink.text(Span::new(sort.span.start, redirect.start)).trim_end().len();
        let target = sort.redirects.iter().find(|it| own(it)).map(|it| &it.target);
        let Some(written) = target.and_then(|it| as_one_word(it, name)) else { return };
        let mut edits = edits::with(sort, &format!("-o {written}"));
        edits.push((Span::new(sort.span.start + before, redirect.end), String::new()));
        if sort.name_span().end <= sort.span.start + before {
            sink.fix("Let `sort` write the file when it has read it", edits);
        }
        return;
    }
    let negated = matches!(&whole.kind, StatementKind::Pipeline(it) if it.negated || it.timed);
    let target =
        name.strip_prefix('~').is_none() && !name.contains(['*', '?', '[', '{', '(', '`']) || name.starts_with("\"${");
    if negated || !target || all.iter().any(|it| is_amid(it, redirect)) {
        return;
    }
    let Some(at) = sink.text(redirect).rfind(name) else { return };
    let new = format!("{name}.new");
    let edits = vec![
        (Span::new(redirect.start + at, redirect.end), new.clone()),
        (Span::at(redirect.end), format!(" && mv {new} {name}")),
    ];
    sink.choice("Write to a new file, and move it over when all went well", edits);
}

/// Whether a word has `sort` only look whether its input is in order, or may hold a flag that does.
fn may_check(word: &Word, name: &str, sink: &Sink<'_>) -> bool {
    let flag = word.literal().is_some_and(|it| {
        if it.starts_with("--") { it.starts_with("--c") } else { it.starts_with('-') && it.contains(['c', 'C']) }
    });
    let unknown = sink.text(word.span) != name
        && word.parts.iter().any(|it| {
            let list =
                matches!(&it.kind, PartKind::Parameter(it) if matches!(&*it.name, "@" | "*") || it.index.is_some());
            let spreads = matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_));
            list || it.quote == Quote::Bare && spreads
        });
    flag || unknown
}

/// The target of a redirect, which is never cut, as a word that is not cut either.
fn as_one_word(target: &Word, name: &str) -> Option<String> {
    let cut = |it: &Part| it.quote == Quote::Bare && !matches!(it.kind, PartKind::Literal(_) | PartKind::Tilde(_));
    match &*target.parts {
        [part] if cut(part) && matches!(part.kind, PartKind::Parameter(_)) => Some(format!("\"{name}\"")),
        parts if !parts.iter().any(cut) => Some(name.to_owned()),
        _ => None,
    }
}

/// Whether ` && mv` behind a redirect would run at another time than behind what it belongs to.
fn is_amid(statement: &Statement, redirect: Span) -> bool {
    match &statement.kind {
        StatementKind::Pipeline(it) => it.stages.iter().rev().skip(1).any(|it| it.span.end == redirect.end),
        StatementKind::AndOr { rest, .. } => {
            rest.iter().any(|(sign, it)| *sign == AndOr::Or && it.span.end == redirect.end)
        }
        _ => false,
    }
}

/// Looks at what runs at the same time.
fn look(stages: &[Statement], found: &mut Vec<(Span, Word)>) {
    for (at, writer) in stages.iter().enumerate() {
        if let Some(tee) = writer.command()
            && tee.program.as_deref() == Some("tee")
            && !tee.has_flag('a', "append")
        {
            let again = tee.operands().filter(|word| stages[..at].iter().any(|it| reads(it, word)));
            found.extend(again.map(|it| (it.span, it.clone())));
        }
        for redirect in redirects(writer).filter(|it| it.operator.truncates()) {
            let is_file = |it: &str| it.starts_with("/dev/") || it.starts_with('&');
            if redirect.target.parts.is_empty() || redirect.target.literal().is_some_and(is_file) {
                continue;
            }
            // A later stage opens its files at the same time, but nobody reads there what an earlier one empties.
            if stages[..=at].iter().any(|it| reads(it, &redirect.target)) {
                found.push((redirect.span, redirect.target.clone()));
            }
        }
    }
}

fn redirects(statement: &Statement) -> impl Iterator<Item = &Redirect> {
    let own = statement.command().map_or(&[][..], |it| &it.redirects);
    own.iter().chain(&statement.redirects)
}

/// Whether a stage reads the file that a word names.
fn reads(stage: &Statement, file: &Word) -> bool {
    if redirects(stage).any(|it| it.operator == RedirectOperator::Read && same(&it.target, file)) {
        return true;
    }
    let Some(command) = stage.command() else { return false };
    let Some(last) = command.facts().last() else { return false };
    let words: Vec<&Word> = command.own_operands().collect();
    let as_operand = words.iter().enumerate().any(|(at, word)| {
        let role = last.operand(at, words.len(), |name| command.gives(name));
        let read = role.is_some_and(|it| it.value.kind == Kind::Path && is_read(it.effects, command));
        let read = read || reads_every_operand(command);
        read && same(word, file)
    });
    let as_value = |flag: &Flag| {
        let known = flag.long.as_deref().and_then(|it| last.long(it)).or(flag.short.and_then(|it| last.short(it)));
        let read = known.is_some_and(|it| it.effects.contains(&Effect::Reads));
        read && flag.value.as_ref().is_some_and(|it| same(it, file))
    };
    as_operand || command.flags().any(as_value)
}

/// `perl -pe … FILE`, `python3 -m json.tool FILE`, `gzip -c FILE`: not all of it is a role of the operand's own.
fn reads_every_operand(command: &Command) -> bool {
    match command.program.as_deref() {
        Some("perl" | "ruby") => {
            command.gives("e") && (command.gives("p") || command.gives("n")) && !command.gives("i")
        }
        Some("python3" | "python") => {
            command.flag_value('m', "").and_then(Word::literal).is_some_and(|it| it.starts_with("json."))
        }
        Some("gzip" | "bzip2" | "xz" | "zstd" | "lzma") => command.gives("c"),
        _ => false,
    }
}

/// Programs whose facts say no more of a file than that it is one.
const READERS: [&str; 12] =
    ["sed", "gsed", "awk", "gawk", "mawk", "jq", "yq", "perl", "python3", "sort", "tail", "head"];

fn is_read(effects: &[Effect], command: &Command) -> bool {
    let named = command.program.as_deref().is_some_and(|it| READERS.contains(&it));
    let lists = matches!(command.program.as_deref(), Some("ls" | "stat" | "find" | "file" | "du" | "test" | "["));
    !lists && (effects.contains(&Effect::Reads) || named && !effects.contains(&Effect::Deletes))
}

/// Whether two words are the same file as they are written.
fn same(first: &Word, second: &Word) -> bool {
    let texts = |it: &Word| it.literal().map(|it| it.trim_start_matches("./").to_owned());
    match (texts(first), texts(second)) {
        (Some(first), Some(second)) => first == second && !first.is_empty() && first != "-",
        (None, None) => {
            first.parts.len() == second.parts.len()
                && first.parts.iter().zip(&second.parts).all(|(one, other)| match (&one.kind, &other.kind) {
                    (PartKind::Literal(one), PartKind::Literal(other)) => one == other,
                    (PartKind::Tilde(one), PartKind::Tilde(other)) => one == other,
                    (PartKind::Parameter(one), PartKind::Parameter(other)) => {
                        one.name == other.name
                            && one.operator.is_none()
                            && other.operator.is_none()
                            && one.index == other.index
                            && one.indirect == other.indirect
                            && !one.length
                            && !other.length
                    }
                    _ => false,
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::{check_certain, check_choices};
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_read_counts() {
        check_marks("sed 's/a/b/' ./conf > conf\n#                   ^^^^^^ CARO0133\n");
        check_marks("grep -v x \"$f\" | sort | uniq > \"${f}\"\n#                            ^^^^^^^^ CARO0133\n");
        check_marks("awk '{print $1}' data.csv >| data.csv\n#                         ^^^^^^^^^^^ CARO0133\n");
        check_marks("{ cat; } < a > a\n#            ^^^ CARO0133\n");
        check_marks("if sudo head -n 5 a > a; then :; fi\n#                   ^^^ CARO0133\n");
        check_marks("cat f | sed s/a/b/ | sudo tee f\n#                             ^ CARO0133\n");
        check_marks("perl -pe s/a/b/ x > x\n#                 ^^^ CARO0133\n");
        check_marks("python3 -m json.tool a > a\n#                      ^^^ CARO0133\n");
        check_marks("gzip -dc a > a\n#          ^^^ CARO0133\n");
        check_marks("x=$(tail -n 3 log > log)\n#                 ^^^^^ CARO0133\n");
    }

    #[test]
    fn another_file_or_another_time_is_ordinary() {
        check_marks(
            "sort a | tee b\nsort a | tee -a a\nsort \"$a\" > \"$b\"\necho \"$(cat f)\" > f\nls f > f\nsort a >> a\ncat a && sort b > a\ntest -f a > a\ncat < a <> a\n",
        );
    }

    #[test]
    fn a_fix_stands_where_the_file_has_been_read() {
        check_certain("cat f | sort -u > f\n", &["cat f | sort -o f -u\n"]);
        check_certain("if a; then sort \"$f\" >\"$f\"; fi\n", &["if a; then sort -o \"$f\" \"$f\"; fi\n"]);
        check_certain("sort -- a > a\n", &["sort -o a -- a\n"]);
        check_certain("sort -m a b > a\nsudo sort c > c\n", &[]);
        check_certain("sort d 2>&1 > d | cat\n", &["sort -o d d 2>&1 | cat\n"]);
        check_choices("tr a b < f > f || die\n", &["tr a b < f > f.new && mv f.new f || die\n"]);
        check_choices("a || tr a b < f > f\ntr a b < g > g | cat\n! tr a b < h > h\ntr a b < i > i &\n", &[]);
        check_choices("tr a b < ~/x > ~/x\n", &[]);
    }
}

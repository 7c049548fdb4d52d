//! `$x` becomes `"$x"`, where one word is meant.

use super::known::{Cut, in_back_ticks, index_text, is_bare, is_harmless, names_several, plain, spreads};
use super::{Draft, Known, Scene};
use crate::Span;
use crate::knowledge::{Kind, Wrapped};
use crate::script::{Arg, Chunk, Command, Node, Part, PartKind, RedirectOperator, StatementKind, Word};

refactoring! {
    /// Keeps each value one word: `$x` becomes `"$x"` in arguments, redirects and tests.
    ///
    /// Without quotes the shell cuts a value at blanks and takes `*` in it for a pattern: a name with a blank becomes two.
    /// What looks like options or a list (`$OPTS`, `$FILES`, values of several words) is left alone: there the cut is
    /// wanted. So is what is not cut in any case: assignments, `[[ ]]`, `case`, arithmetic.
    /// Where the value is not known, the change is marked: one that is empty or has blanks is one argument from here on.
    ///
    /// ```sh before
    /// dir=$1
    /// mkdir -p $dir/logs
    /// cp "$dir"/notes.txt ${dir}-old/*.txt
    /// date > $dir/now
    /// [ -d $dir ] || exit 1
    /// ```
    /// ```sh after
    /// dir=$1
    /// mkdir -p "$dir/logs"
    /// cp "$dir"/notes.txt "${dir}-old"/*.txt
    /// date > "$dir/now"
    /// [ -d "$dir" ] || exit 1
    /// ```
    /// ```sh before
    /// for f in *.txt; do
    ///     mv $f ${f%.txt}.md
    ///     tar --file=$f.tar --create $f
    /// done
    /// cat $@
    /// cd $(dirname $0)
    /// ```
    /// ```sh after
    /// for f in *.txt; do
    ///     mv "$f" "${f%.txt}.md"
    ///     tar --file="$f.tar" --create "$f"
    /// done
    /// cat "$@"
    /// cd "$(dirname "$0")"
    /// ```
    /// ```sh untouched
    /// OPTS="-v -p"
    /// cp $OPTS "$1" "$2"
    /// rm $FILES
    /// for name in $names; do echo "$name"; done
    /// ```
    /// ```sh untouched
    /// copy=$1
    /// [[ $copy = yes ]] && case $copy in yes) echo $((copy + 1)) ;; esac
    /// echo $? $#
    /// $EDITOR "$copy"
    /// verbose=
    /// [ "$2" = -v ] && verbose=-v
    /// cp $verbose a b
    /// pattern='*.log'
    /// rm $pattern
    /// mytool $something
    /// set -- $copy
    /// eval run $copy
    /// exit $copy
    /// find_in="-C sub"
    /// make $find_in all
    /// sh -c 'rm $1'
    /// ```
    "quote-expansions" "Quote expansions", run
}

/// Programs that take their arguments apart again, want them cut, or take none in place of an empty one.
const CUTS: [&str; 17] = [
    "eval", "trap", "set", "ssh", "export", "local", "declare", "typeset", "readonly", "let", "exit", "return",
    "shift", "break", "continue", "wait", "kill",
];

/// Programs that print one word.
const ONE_WORD: [&str; 11] =
    ["basename", "dirname", "hostname", "mktemp", "nproc", "pwd", "readlink", "realpath", "uname", "whoami", "tty"];

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    // With an `IFS` of its own the script cuts on purpose.
    let mut own_cut = false;
    for chunk in scene.document.chunks() {
        crate::script::walk_outer(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                let sets =
                    matches!(command.program.as_deref(), None | Some("local" | "declare" | "typeset" | "export"));
                own_cut |= sets && command.assignments.iter().any(|it| &*it.name.text == "IFS");
            }
        });
    }
    let mut quoting = Quoting { known, own_cut, draft };
    scene.nodes(&mut |node, chunk| match node {
        Node::Command(command) => {
            for (word, place) in places(command) {
                quoting.word(word, place, chunk);
            }
        }
        Node::Redirect(redirect) => {
            let names_file = !matches!(
                redirect.operator,
                RedirectOperator::HereDocument | RedirectOperator::HereDocumentTabs | RedirectOperator::HereString
            );
            if names_file {
                quoting.word(&redirect.target, Place::Single, chunk);
            }
        }
        Node::Statement(_) | Node::Word(_) => {}
    });
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// One word and nothing else: a redirect's target, an operand of a test.
    Single,
    /// A flag's value, which may bring further words along.
    Value,
    /// A file, a host, a number: it may also be left out, or be several.
    Named,
    /// Text that is shown.
    Shown,
    /// Nobody knows.
    Unknown,
}

/// The words of a command that may be quoted.
fn places(command: &Command) -> Vec<(&Word, Place)> {
    let Some(program) = command.program.as_deref() else {
        // `$dir/tool $1`
        let name = command.words.get(command.head).filter(|it| it.parts.len() > 1);
        return name.into_iter().chain(command.operands()).map(|it| (it, Place::Unknown)).collect();
    };
    if CUTS.contains(&program) {
        return Vec::new();
    }
    let path = command.facts();
    if path.iter().any(|it| it.wraps.is_some_and(|it| it.what == Wrapped::Script)) {
        return Vec::new();
    }
    if matches!(program, "[" | "test") {
        let alone = command.arguments().len() < 3;
        let place = if alone { Place::Value } else { Place::Single };
        return command.arguments().iter().map(|it| (it, place)).collect();
    }
    let operands: Vec<&Word> = command.own_operands().collect();
    let mut found = Vec::new();
    for arg in &command.args {
        match arg {
            Arg::Operand(at) => {
                let Some(word) = command.words.get(*at) else { continue };
                let own = operands.iter().position(|it| std::ptr::eq(*it, word));
                let role = own.zip(path.last()).and_then(|(at, facts)| {
                    facts.operand(at, operands.len(), |name| command.gives(name)).map(|it| it.value.kind)
                });
                let place = match role {
                    _ if matches!(program, "echo" | "printf") => Place::Shown,
                    Some(Kind::Script | Kind::Command | Kind::Code) => continue,
                    _ if matches!(program, "cd" | "pushd") => Place::Single,
                    Some(Kind::Text) | None => Place::Unknown,
                    Some(_) => Place::Named,
                };
                found.push((word, place));
            }
            Arg::Flag(flag) => {
                let Some(word) = command.words.get(flag.word) else { continue };
                // What `find` compares is never cut.
                let place = if program == "find" { Place::Single } else { Place::Value };
                found.push((word, place));
                let value = flag.value.as_ref().filter(|it| it.span.start > word.span.end);
                let runs = flag
                    .facts
                    .and_then(|it| it.value)
                    .is_some_and(|it| matches!(it.kind, Kind::Script | Kind::Command | Kind::Code));
                if let Some(value) = value.filter(|_| !runs) {
                    found.push((value, place));
                }
            }
            Arg::EndOfFlags(_) => {}
        }
    }
    found
}

struct Quoting<'a> {
    known: Known<'a>,
    own_cut: bool,
    draft: &'a mut Draft,
}

impl Quoting<'_> {
    fn word(&mut self, word: &Word, place: Place, chunk: &Chunk) {
        if spreads(word) {
            self.arguments(word, place, chunk);
            return;
        }
        let text = &*chunk.body.text;
        let whole = word.parts.len() == 1;
        let mut quotes = Vec::new();
        for part in word.parts.iter().filter(|it| is_bare(it)) {
            if matches!(part.kind, PartKind::Parameter(_) | PartKind::Substitution(_)) {
                match self.decide(part, whole, place, chunk) {
                    Some(sure) => quotes.push((part, sure)),
                    // A word is quoted as a whole, or not at all.
                    None => return,
                }
            }
        }
        let Some(first) = quotes.first().map(|it| it.0) else { return };
        for (part, sure) in &quotes {
            let name = part.span.of(text).to_owned();
            if !sure {
                let warning = format!("`{name}` is one word from here on, also where it is empty or has blanks");
                self.draft.warn(part.span.shifted(chunk.start), warning);
            }
        }
        for span in runs(word, first, text) {
            self.draft.enclose(span.shifted(chunk.start), "\"", "\"");
        }
    }

    /// `$@` and `$*` as whole words.
    fn arguments(&mut self, word: &Word, place: Place, chunk: &Chunk) {
        let [part] = &*word.parts else { return };
        let PartKind::Parameter(parameter) = &part.kind else { return };
        let text = part.span.of(&chunk.body.text);
        if !is_bare(part)
            || parameter.operator.is_some()
            || self.own_cut
            || matches!(place, Place::Single | Place::Value | Place::Shown)
        {
            return;
        }
        let star = &*parameter.name == "*" || parameter.index.as_deref().and_then(index_text) == Some("*");
        // `${x[*]}` in quotes is one word, `${x[@]}` is each element.
        let each = if star { text.replacen('*', "@", 1) } else { text.to_owned() };
        self.draft.replace(word.span.shifted(chunk.start), format!("\"{each}\""));
        let warning = format!("`{text}` keeps empty arguments, and those with blanks whole");
        self.draft.warn(word.span.shifted(chunk.start), warning);
    }

    /// Whether an expansion may be quoted (`None`: no), and whether that changes nothing for certain.
    fn decide(&self, part: &Part, whole: bool, place: Place, chunk: &Chunk) -> Option<bool> {
        let text = part.span.of(&chunk.body.text);
        let single = matches!(place, Place::Single | Place::Value);
        match &part.kind {
            PartKind::Substitution(statements) => {
                if in_back_ticks(chunk, part) {
                    return None;
                }
                let producer = match &**statements {
                    [only] => match &only.kind {
                        StatementKind::Command(command) => command.program.as_deref(),
                        _ => None,
                    },
                    _ => None,
                };
                let is_one = producer.is_some_and(|it| ONE_WORD.contains(&it));
                let is_date = producer == Some("date") && (!whole || single);
                // BSD's `wc` puts blanks before its number.
                let counts = text.contains("wc ");
                (is_one || is_date || single && !counts).then_some(is_one || is_date)
            }
            PartKind::Parameter(parameter) => {
                let is_sign = matches!(&*parameter.name, "#" | "?" | "$" | "!" | "-");
                if is_sign || parameter.length || text.contains(['"', '\'', '\\', '`']) {
                    return None;
                }
                if parameter.operator.as_deref().is_some_and(|it| it.0.ends_with('+')) {
                    return None;
                }
                if self.own_cut && place != Place::Single {
                    return None;
                }
                match self.known.cut(chunk, part) {
                    Cut::One => Some(true),
                    Cut::NoneOrOne if !whole || single => Some(true),
                    Cut::NoneOrOne => None,
                    Cut::Several if place == Place::Single => Some(false),
                    Cut::Several => None,
                    Cut::Unknown if &*parameter.name == "0" => Some(true),
                    Cut::Unknown if names_several(&parameter.name) => None,
                    Cut::Unknown if !whole || single || place == Place::Named => Some(false),
                    Cut::Unknown if place == Place::Shown => Some(false),
                    Cut::Unknown => {
                        let given = plain(part).is_some_and(|it| it.name.bytes().all(|it| it.is_ascii_digit()));
                        let each = self.known.value(chunk, part).is_some_and(|it| it.every);
                        (given || each).then_some(false)
                    }
                }
            }
            _ => None,
        }
    }
}

/// The stretches of a word to put into quotes: as much as means the same there, from where it reads best.
fn runs(word: &Word, first: &Part, text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open: Option<(Span, bool)> = None;
    let whole = word.span.of(text);
    let mut behind_tilde = false;
    for part in &word.parts {
        let source = part.span.of(text);
        // `~"/x"` is not the home folder.
        let home = std::mem::replace(&mut behind_tilde, matches!(part.kind, PartKind::Tilde(_)));
        let expands = matches!(part.kind, PartKind::Parameter(_) | PartKind::Substitution(_));
        let joins = is_bare(part)
            && match &part.kind {
                PartKind::Parameter(_) | PartKind::Substitution(_) => true,
                // Of `--file=$x` and `of=$x` only the value reads well in quotes.
                PartKind::Literal(_) => {
                    let starts = part.span.start == word.span.start && part.span.end == first.span.start;
                    let named = starts && (whole.starts_with('-') || source.ends_with('='));
                    is_harmless(source) && !named && !home
                }
                _ => false,
            };
        open = match (open, joins) {
            (Some((span, any)), true) if span.end == part.span.start => Some((span.cover(part.span), any || expands)),
            (done, true) => {
                runs.extend(done.filter(|it| it.1).map(|it| it.0));
                Some((part.span, expands))
            }
            (done, false) => {
                runs.extend(done.filter(|it| it.1).map(|it| it.0));
                None
            }
        };
    }
    runs.extend(open.filter(|it| it.1).map(|it| it.0));
    runs.into_iter().map(|it| trimmed(word, it)).collect()
}

/// A run without the `/` at its end where a pattern follows, and the text before its first expansion where quotes are.
fn trimmed(word: &Word, run: Span) -> Span {
    if run.end == word.span.end {
        return run;
    }
    let inside = |it: &&Part| run.start <= it.span.start && it.span.end <= run.end;
    let expands = |it: &&Part| matches!(it.kind, PartKind::Parameter(_) | PartKind::Substitution(_));
    let mut end = word.parts.iter().filter(inside).filter(expands).map(|it| it.span.end).max().unwrap_or(run.end);
    // `${dir}-old/*`: what belongs to the name goes with it.
    if let Some(next) = word.parts.iter().find(|it| it.span.start == end && inside(it))
        && let PartKind::Literal(text) = &next.kind
        && text.len() == next.span.len()
    {
        end += text.rfind('/').unwrap_or(text.len());
    }
    Span::new(run.start, end.max(run.start))
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::{refactored, warnings};

    fn quoted(script: &str) -> String {
        refactored("quote-expansions", script).unwrap_or_else(|| script.to_owned())
    }

    #[test]
    fn what_is_known_to_be_one_word_is_quoted_without_a_word_of_warning() {
        assert_eq!(quoted("d=build\nmytool $d\n"), "d=build\nmytool \"$d\"\n");
        assert!(warnings("quote-expansions", "d=build\nmytool $d\n").is_empty());
        assert_eq!(warnings("quote-expansions", "rm $1\nrm $1\n").len(), 2, "one at each place");
    }

    #[test]
    fn only_the_expansions_of_a_word_are_quoted_and_patterns_stay() {
        assert_eq!(quoted("a=x\nls $a*.txt {1,2}$a ~/$a\n"), "a=x\nls \"$a\"*.txt {1,2}\"$a\" ~/\"$a\"\n");
        assert_eq!(quoted("a=x\nls $a\"b\"$a\n"), "a=x\nls \"$a\"\"b\"\"$a\"\n");
        assert_eq!(quoted("d=x\n$d/tool $1 $opts\n$SUDO ls $d\n"), "d=x\n\"$d/tool\" \"$1\" $opts\n$SUDO ls \"$d\"\n");
        assert_eq!(quoted("dd if=$1 of=/tmp/$2\n"), "dd if=\"$1\" of=/tmp/\"$2\"\n");
    }

    #[test]
    fn code_in_other_texts_stays() {
        for script in [
            "cat <<E\n$x $(rm $FILES)\nE\n",
            "ssh host rm $1\n",
            "trap \"rm $1\" EXIT\n",
            "x=`rm $1`\n",
            "IFS=:\nls $1\n",
            "IFS=,\nmytool $*\n",
            "IFS=,\nmytool $@\n",
            "f() { local IFS=:; ls $1; }\n",
            "IFS=.\nv=1.2\nset -- $v\nmytool $v\n",
            "ls ${1:+\"$1\"} ${2+$2}\n",
        ] {
            assert_eq!(quoted(script), script);
        }
    }
}

//! Back-ticks become `$( … )`.

use super::{Draft, Scene};
use crate::script::{Chunk, Dialect, Node, Part, PartKind, Quote, walk_outer};
use crate::{Document, Span};

refactoring! {
    /// Writes `$(…)` for back-ticks, which nest and need no backslashes.
    ///
    /// Backslashes before `` ` ``, `$` and `\` go, as the shell takes them away, too; so do those before quotes where
    /// the back-ticks stand in double quotes. What is run stays the same.
    ///
    /// ```sh before
    /// today=`date +%F`
    /// echo "at `hostname`: `echo \"$USER\"`"
    /// top=`dirname \`pwd\``
    /// cost=`echo \$HOME | sed 's/\\/x/'`
    /// ```
    /// ```sh after
    /// today=$(date +%F)
    /// echo "at $(hostname): $(echo "$USER")"
    /// top=$(dirname $(pwd))
    /// cost=$(echo $HOME | sed 's/\/x/')
    /// ```
    /// ```sh before
    /// x=`(cd /; ls)`
    /// y=`ls # all`
    /// ```
    /// ```sh after
    /// x=$( (cd /; ls))
    /// y=$(ls # all
    /// )
    /// ```
    /// ```sh untouched
    /// echo '`date`' \`date\` "\`date\`"
    /// x=$(date)
    /// # `date`
    /// cat <<'E'
    /// `date`
    /// E
    /// cat <<E
    /// `date`
    /// E
    /// ```
    "modern-substitution" "Write `$( )` for back-ticks", run
}

/// How deep back-ticks are followed into back-ticks.
const DEEPEST: usize = 5;

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    for span in all(scene.document, scene.selection) {
        if let Some(text) = modern(&scene.document.slice(span.0), span.1, scene.document.dialect(), 0) {
            draft.replace(span.0, text);
        }
    }
}

/// Where back-ticks stand, outermost ones, and whether in double quotes.
fn all(document: &Document, selection: Span) -> Vec<(Span, bool)> {
    let scene = Scene { document, findings: &[], selection };
    let (mut found, mut here) = (Vec::new(), Vec::new());
    scene.nodes(&mut |node, chunk: &Chunk| match node {
        Node::Redirect(redirect) => {
            here.extend(redirect.body.as_ref().map(|it| it.text.span.shifted(chunk.start)));
        }
        Node::Word(word) => {
            for part in word.parts.iter().filter(|it| is_ticked(it, chunk)) {
                let span = part.span.shifted(chunk.start);
                // A here-document is a text.
                let in_text = here.iter().any(|it: &Span| it.start <= span.start && span.end <= it.end);
                if !in_text && span.overlaps(selection) {
                    found.push((span, part.quote == Quote::Double));
                }
            }
        }
        _ => {}
    });
    found
}

fn is_ticked(part: &Part, chunk: &Chunk) -> bool {
    let text = part.span.of(&chunk.body.text);
    matches!(part.kind, PartKind::Substitution(_)) && text.len() > 1 && text.starts_with('`') && text.ends_with('`')
}

/// The same with `$(…)`, or nothing where that is not sure to be the same.
fn modern(text: &str, quoted: bool, dialect: Dialect, depth: usize) -> Option<String> {
    let inner = text.strip_prefix('`')?.strip_suffix('`')?;
    let mut code = String::with_capacity(inner.len());
    let mut rest = inner.chars().peekable();
    while let Some(sign) = rest.next() {
        let taken = |it: &char| matches!(it, '`' | '$' | '\\') || quoted && *it == '"';
        match rest.peek() {
            Some(next) if sign == '\\' && taken(next) => code.extend(rest.next()),
            // The shell's own end of the substitution; the text was cut elsewhere.
            _ if sign == '`' => return None,
            _ => code.push(sign),
        }
    }
    let document = Document::new(&code, dialect);
    if depth >= DEEPEST || document.chunks().iter().any(|it| !it.body.errors.is_empty()) || code.contains("esac") {
        return None;
    }
    let mut edits = Vec::new();
    for (span, quoted) in all(&document, Span::new(0, code.len())) {
        edits.push((span, modern(&document.slice(span), quoted, dialect, depth + 1)?));
    }
    let comment = document.chunks().last().and_then(|it| Some((it, it.body.comments.last()?)));
    let ends_in_comment = comment.is_some_and(|it| it.0.start + it.1.span.end == code.len());
    let code = crate::actions::edited(&document, &edits).text().to_string();
    let blank = if code.starts_with('(') { " " } else { "" };
    let end = if ends_in_comment || ends_in_text(&document) && !code.ends_with('\n') { "\n" } else { "" };
    Some(format!("$({blank}{code}{end})"))
}

/// Whether a code ends in a here-document, whose last line must stay its last line.
fn ends_in_text(document: &Document) -> bool {
    let mut found = false;
    for chunk in document.chunks() {
        walk_outer(&chunk.body.statements, &mut |node| {
            found |= matches!(node, Node::Redirect(it) if it.body.is_some());
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    #[test]
    fn nested_back_ticks_open_layer_by_layer() {
        let script = "x=`a \\`b \\\\\\`c\\\\\\`\\``\n";
        assert_eq!(refactored("modern-substitution", script).as_deref(), Some("x=$(a $(b $(c)))\n"));
    }

    #[test]
    fn backslashes_are_taken_away_as_the_shell_does() {
        for (before, after) in [
            ("x=`echo 'a\\b'`\n", "x=$(echo 'a\\b')\n"),
            ("x=`echo \"\\$HOME\"`\n", "x=$(echo \"$HOME\")\n"),
            ("x=`echo \\\\\\$HOME`\n", "x=$(echo \\$HOME)\n"),
            ("x=\"`echo \\\"a b\\\"`\"\n", "x=\"$(echo \"a b\")\"\n"),
            ("x=`echo \\\"a`\n", "x=$(echo \\\"a)\n"),
            ("if [ `id -u` = 0 ]; then :; fi\n", "if [ $(id -u) = 0 ]; then :; fi\n"),
        ] {
            assert_eq!(refactored("modern-substitution", before).as_deref(), Some(after));
        }
    }

    #[test]
    fn what_cannot_be_read_stays() {
        for script in ["x=`echo \"a`\n", "x=`case a in a) b;; esac`\n", "x=`\n"] {
            assert_eq!(refactored("modern-substitution", script), None, "{script}");
        }
    }
}

//! Every byte of a script that is read without an error is in a word, an operator, a redirect, a here-document or a
//! comment, or is blank; and none is in two of them.

use crate::scripts;
use caro_core::Span;
use caro_core::script::{Chunk, Node, Redirect, Statement, StatementKind, parse_text, walk_outer};

#[test]
fn words_and_operators_give_back_the_text() {
    let mut bytes = 0;
    for script in scripts::all() {
        for chunk in parse_text(&script.text, script.dialect) {
            if chunk.body.errors.is_empty() {
                bytes += chunk.body.text.len();
                check(&chunk, &script.path.display().to_string());
            }
        }
    }
    println!("{bytes} bytes");
}

#[test]
fn odd_spellings_give_back_the_text() {
    let text = r#"
a \
  b <<E >c && d; e & (f) | g |& { h; } # i
$(j
) `k` E
E
for ((l=0;;)) do m; done; for n do o; done; for p in q; { r; }
case s in (t|u) v;; w) x;& y) ;;& esac
if a; then b; elif c; then d; else e; fi 2>&1
while :; do break; done; until :; do :; done
function f() { a; }; g () (b); function h { c; }
[[ a == b && ( c || ! d ) ]] && ((1)) || ! time -p z
coproc n { a; }; a=(b [c]=d) e[1]+=f {fd}>&- select
select s in a; do b; done
"#;
    for chunk in parse_text(text, caro_core::script::Dialect::Bash) {
        assert!(chunk.body.errors.is_empty(), "{:?} in {:?}", chunk.body.errors, chunk.body.text);
        check(&chunk, "odd spellings");
    }
}

fn check(chunk: &Chunk, path: &str) {
    let text = &*chunk.body.text;
    let mut pieces: Vec<Span> = chunk.body.comments.iter().map(|it| it.span).collect();
    pieces.extend(&chunk.body.signs);
    walk_outer(&chunk.body.statements, &mut |node| match node {
        Node::Command(command) => {
            pieces.extend(command.assignments.iter().map(|it| it.span));
            pieces.extend(command.words.iter().map(|it| it.span));
        }
        Node::Redirect(redirect) => pieces.extend(redirect_pieces(redirect)),
        Node::Statement(statement) => pieces.extend(names(statement)),
        Node::Word(word) => pieces.push(word.span),
    });
    // Outer before inner: what stands inside a piece is part of it.
    pieces.sort_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut at = 0;
    for piece in pieces {
        assert!(piece.end <= text.len(), "{path}: {piece:?} is beyond the chunk {text:?}");
        assert!(text.is_char_boundary(piece.start) && text.is_char_boundary(piece.end), "{path}: {piece:?}");
        if piece.start < at {
            assert!(piece.end <= at, "{path}: {:?} overlaps what is before it in {text:?}", piece.of(text));
            continue;
        }
        assert_blank(&text[at..piece.start], path, text);
        at = piece.end;
    }
    assert_blank(&text[at..], path, text);
}

fn redirect_pieces(redirect: &Redirect) -> impl Iterator<Item = Span> {
    [Some(redirect.span), redirect.body.as_ref().map(|it| it.text.span)].into_iter().flatten()
}

/// The names in a statement that are no words.
fn names(statement: &Statement) -> Option<Span> {
    match &statement.kind {
        StatementKind::For { variable: name, .. }
        | StatementKind::Function { name, .. }
        | StatementKind::Coproc { name: Some(name), .. } => Some(name.span),
        _ => None,
    }
}

fn assert_blank(between: &str, path: &str, text: &str) {
    let rest = between.replace("\\\r\n", "").replace("\\\n", "").replace(['\u{feff}', '\0'], "");
    assert!(rest.trim().is_empty(), "{path}: {rest:?} is in no word of {text:?}");
}

//! Tokens stand in the text where they were said, so that their words can be cut out and put back.

use super::phrasing::place;
use crate::literals::{Form, Token, tokens};
use proptest::prelude::*;

/// The text with every literal cut out, the literals, and whether all between tokens is spaces, quotes and `#`.
fn delexicalised<'a>(text: &'a str, tokens: &[Token<'a>]) -> Result<(String, Vec<&'a str>), String> {
    let (mut rest, mut cut, mut end) = (String::new(), Vec::new(), 0);
    for token in tokens {
        // The `or` that is read into `files/folders` stands nowhere.
        let Some(at) = place(text, token) else {
            if token.text == "or" {
                continue;
            }
            return Err(format!("{:?} stands nowhere", token.text));
        };
        if at < end {
            return Err(format!("{:?} stands before the end of the token before", token.text));
        }
        let gap = text.get(end..at).ok_or("a token begins within a letter")?;
        if let Some(odd) = gap.chars().find(|it| !it.is_whitespace() && !"\"'`“”„‘’«»#/".contains(*it)) {
            return Err(format!("{odd:?} is in no token"));
        }
        rest.push_str(gap);
        if token.form == Form::Word || token.is_mark() {
            rest.push_str(token.text);
        } else {
            rest.push('\u{1}');
            cut.push(token.text);
        }
        end = at + token.text.len();
    }
    rest.push_str(&text[end..]);
    Ok((rest, cut))
}

fn back(text: &str, cut: &[&str]) -> String {
    let mut cut = cut.iter();
    text.chars()
        .map(|it| if it == '\u{1}' { cut.next().map_or(String::new(), |it| (*it).to_owned()) } else { it.into() })
        .collect()
}

/// Pieces of requests as people write them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(find|the|files|in|of|lines|with|and|or|please|count|delete|all|first|older|than|pyhton|and/or|files/folders)",
        2 => "[a-z]{1,8}\\.(txt|log|py)",
        1 => "[0-9]{1,4}(M|kb|d|h|%)?",
        1 => "('[ -~]{0,12}'|\"[ -~]{0,12}\"|“[a-zé ]{0,9}”)",
        1 => "(\\./)?[a-z]{1,5}(/[a-z é*.]{1,5}){1,3}",
        1 => "\\*\\.[a-z]{1,4}",
        1 => "[,;:.?!()#>|&$\"'`{}\\[\\]*~=+-]{1,3}",
        1 => "\\PC{1,6}",
    ]
}

fn request() -> impl Strategy<Value = String> {
    (proptest::collection::vec(piece(), 0..14), "[ \t]{1,2}").prop_map(|(pieces, space)| pieces.join(&space))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn literals_are_cut_out_and_put_back_exactly(text in request()) {
        let Some(tokens) = tokens(&text) else { return Ok(()) };
        let (rest, cut) = delexicalised(&text, &tokens).map_err(|why| TestCaseError::fail(format!("{why} in {text:?}")))?;
        prop_assert_eq!(back(&rest, &cut), text);
    }

    #[test]
    fn a_literal_is_one_token_where_it_was_said(
        before in "(find|show|count) (files|lines)( in| of| with)",
        literal in "(\\*\\.[a-z]{2,4}|[b-y]{3,6}_[b-y]{2,5}\\.(txt|log)|/[b-y]{3,5}/[b-y]{3,5}|[1-9][0-9]{0,2}M|20[0-3][0-9]-0[1-9]-1[0-9])",
        behind in "( and| or|,) (folders|words)",
    ) {
        let text = format!("{before} {literal}{behind}");
        let tokens = tokens(&text).expect("it is short");
        let found: Vec<_> = tokens.iter().filter(|it| it.text == literal).collect();
        prop_assert_eq!(found.len(), 1, "{:?}", tokens);
        prop_assert_eq!(place(&text, found[0]), Some(before.len() + 1));
        prop_assert!(found[0].form != Form::Word);
    }

    #[test]
    fn quoted_text_is_taken_as_it_stands(inner in "[ -~é€]{1,20}", quote in "['\"`]") {
        prop_assume!(!inner.contains(&quote) && !inner.trim().is_empty());
        let text = format!("count lines containing {quote}{inner}{quote} in notes.txt");
        let tokens = tokens(&text).expect("it is short");
        let quoted: Vec<_> = tokens.iter().filter(|it| it.form == Form::Quoted).map(|it| it.text).collect();
        prop_assert_eq!(quoted, vec![inner.as_str()]);
    }
}

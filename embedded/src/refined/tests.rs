//! What words behind a request make of it.

use super::*;
use crate::propose;

fn refined(wish: &str, words: &str) -> Vec<String> {
    let request = Request { text: wish, ..Request::default() };
    let earlier = propose(&request).into_iter().next();
    refine(&request, words, earlier.as_ref()).into_iter().map(|it| it.answer.command).collect()
}

#[test]
fn a_value_that_is_said_anew_takes_the_place_of_its_kind() {
    for (wish, words, wanted) in [
        ("find files older than 30 days in /tmp", "older than 7 days", "find files older than 7 days in /tmp"),
        (
            "show the 5 biggest files over 10 MB in /var",
            "the 20 biggest",
            "show the 20 biggest files over 10 MB in /var",
        ),
        ("search for foo in src", "bar instead", "search for bar in src"),
        ("search for foo in src", "in lib instead", "search for foo in lib"),
        ("find python files", "rust instead of python", "find rust files"),
        ("pack src into src.tar.gz", "as zip instead", "pack src into src.zip"),
    ] {
        assert_eq!(together(wish, words).first().map(|it| it.0.as_str()), Some(wanted), "{wish} | {words}");
    }
}

#[test]
fn words_that_say_nothing_or_are_not_understood_give_nothing() {
    for words in ["please", "thanks", "only", "and now?", "frobnicate the flux", "purple", ""] {
        assert_eq!(refined("find log files in src", words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn what_is_so_already_is_said_only_where_the_words_say_it() {
    assert_eq!(refined("list files in src", "recursively"), ["find src -type f"]);
    assert!(refined("copy a.txt to /backup", "recursively").is_empty());
    assert!(!refined("list files in src", "only the directories").contains(&"find src -type f".to_owned()));
}

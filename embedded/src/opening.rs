//! Tells a request from prose by its first words.

use crate::literals::{Form, Token};
use crate::vocabulary::{FILLER, GROUP};

/// How a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// With an order or a question: "find", "how many", "which".
    Asks,
    /// With things: "python files in", "*.log", "the three biggest".
    Names,
    /// As prose does.
    Tells,
}

/// Verbs that begin an order, beside those of the vocabulary.
const ORDERS: &str = "add abort activate align amend analyze append apply archive ask assign attach average block break \
    browse build calculate calc call cancel cap capture cat change check checkout cherry-pick chmod clean clear clone \
    close collect combine commit compare compile compute concatenate configure connect convert copy create crop curl cut \
    decode decrement decrypt dedupe deduplicate define describe detach detect diff disable discard disconnect display \
    divide do download drop dump duplicate echo edit eject empty enable encode encrypt end ensure enter erase estimate \
    evaluate exclude execute exit expand export extract fetch fill filter fix flatten flush fold follow force forward \
    free freeze generate get grab group halt hash hide hold identify import increase indent init initialize insert \
    inspect install interleave intersect invert join jump keep kill label launch limit link load lock log login logout \
    lower lowercase mail make map mark mask match measure merge mirror modify monitor mount multiply number obtain open \
    order overwrite pad parse partition paste patch pause pick ping play pop post prefix prepend pretty-print probe \
    prune pull push query quit randomize rank read rebase reboot rebuild recreate redirect reduce refresh reload remove \
    rename renew repair repeat replace request reset resize resolve restart restore resume retrieve retry revert reverse \
    rotate round run sample save scale scan schedule scp script send serve shift show shrink shuffle shut shutdown \
    simulate sleep sort split squash squeeze ssh stage start stash stop stream strip submit subtract suffix sum \
    summarize suspend swap switch symlink sync synchronize tag tail tar terminate test time toggle touch trace track \
    transform translate transpose trim truncate turn unban uncomment undo uninstall unload unlock unmount unset unstage \
    untar unzip update upgrade upload uppercase use validate verify view wait wake watch wget wrap write yank zip \
    finde zeige liste lösche kopiere verschiebe zähle suche ersetze sortiere entpacke packe \
    organize organise renumber strip hardlink mkdir backup back determine substitute recursively report";

/// Whether a word is a verb that begins an order, in its plain form.
pub(crate) fn is_order(word: &str) -> bool {
    let lower = word.to_lowercase();
    ORDERS.split_whitespace().any(|it| it == lower)
}

/// Whether a word begins a question.
pub(crate) fn is_question(word: &str) -> bool {
    const QUESTIONS: &str = "who whose did does do is are was were has have am when why";
    let lower = word.to_lowercase();
    QUESTIONS.split_whitespace().any(|it| it == lower)
}

/// Tells a wish from prose by its first words.
pub(crate) fn opening(tokens: &[Token<'_>]) -> Opening {
    let lower = |it: &Token<'_>| it.text.to_lowercase();
    if tokens.last().is_some_and(|it| it.text == ":")
        || tokens
            .iter()
            .filter(|it| it.form == Form::Word && it.text.len() > 2)
            .all(|it| !it.text.contains(|it: char| it.is_lowercase()))
    {
        return Opening::Tells;
    }
    let start =
        tokens.iter().position(|it| !it.is(FILLER) && !it.is_any("also than and all current only up")).unwrap_or(0);
    let prose = ["this", "it", "if", "we", "there", "so", "should", "is", "was", "they", "our", "when"];
    let polite = tokens[..start]
        .iter()
        .any(|it| matches!(lower(it).as_str(), "i" | "you" | "please" | "can" | "could" | "me" | "i'd"));
    if !polite && tokens[..start].iter().any(|it| prose.contains(&lower(it).as_str())) {
        return Opening::Tells;
    }
    let Some(first) = tokens.get(start) else { return Opening::Tells };
    if first.form == Form::Word
        && first.text.len() > 4
        && first.text.to_lowercase().ends_with("ing")
        && !first.is_any("string")
    {
        return Opening::Tells;
    }
    if first.is_any("find look show count delete copy move compress pack unpack make set grep chown chgrp give put which how where revoke grant leave")
        || first.form == Form::Word && (is_order(first.text) || is_question(first.text))
        || first.text.eq_ignore_ascii_case("take")
        || first.is("for") && tokens.get(start + 1).is_some_and(|it| it.is("each"))
        || polite && tokens.len() > 4
        || tokens[start..].iter().any(|it| it.text == "?")
    {
        return Opening::Asks;
    }
    let plural =
        first.text.to_lowercase().ends_with('s') || start > 0 && tokens[..start].iter().any(|it| it.is_any("all each"));
    let measured = first.number.is_some() || first.is_any("biggest smallest newest oldest top last first each most");
    let quality = first.is_any("empty hidden broken regular world executable total free size permission name number unique symbolic non-empty disk setuid filename owner recent");
    let literal = matches!(first.form, Form::Glob | Form::Quoted | Form::Dotted | Form::FileName)
        || first.form == Form::Path && tokens.len() > 3
        || matches!(lower(first).as_str(), "sum" | "email" | "emails" | "ip" | "ips" | "urls");
    let noun = first.is_any("file folder link line thing word") && plural || first.is(GROUP);
    let place = first.is_any("in under from within") && tokens.len() > 3;
    let hit = tokens.get(start + 1).is_some_and(|it| it.is_any("line folder file count") || it.is("owned"));
    if noun
        && !measured
        && tokens.get(start + 1).is_some_and(|it| {
            it.is(FILLER)
                && matches!(
                    lower(it).as_str(),
                    "is" | "are" | "has" | "have" | "will" | "should" | "must" | "may" | "can"
                )
        })
    {
        return Opening::Tells;
    }
    let verb_behind = tokens[start..].iter().any(|it| {
        it.is_any("find show count delete search grep copy move unpack compress") && !it.text.ends_with("ed")
    });
    if measured
        || quality
        || literal
        || noun
        || place
        || hit && plural
        || hit
            && tokens.len() > 3
            && (first.concept.is_empty() || tokens.get(start + 1).is_some_and(|it| it.is("count")))
        || verb_behind && tokens.len() > 5
    {
        Opening::Names
    } else {
        Opening::Tells
    }
}

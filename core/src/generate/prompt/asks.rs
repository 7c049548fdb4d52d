//! Whether a comment asks for a command at all: a cheap look at its first words, which also decides whether a slow model is
//! asked. It does not decide whether an answer is right.

/// How a comment reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// An order or a question: who writes it wants a command.
    Order,
    /// It names things, or tells something: a command may be shown where it is sure, but nobody is asked for one.
    Open,
    /// It asks for nothing.
    Prose,
}

/// Verbs that begin an order, and are no nouns that begin a title.
const VERBS: &str = "abort activate add adjust align amend analyse analyze append apply archive assemble assign attach bail bind \
    bootstrap bring browse bump bundle calculate call cancel capitalize capture change check cherry-pick chmod \
    choose chown clean clear clone close collect combine commit compare compile complain compress compute \
    concatenate configure connect construct convert copy count create cut deactivate decide decode decompress \
    decrease decrement decrypt dedupe deduplicate define delete deny deploy derive detach detect determine disable \
    disallow discard disconnect display divide download drop duplicate echo edit eject emit empty emulate enable \
    encode encrypt ensure enter enumerate erase establish evaluate examine exclude execute exit expand extract \
    fall fetch figure fill filter find finish fix flatten flush fold follow forbid format forward free freeze \
    gather generate get give glue go grab grant grep group guess gunzip gzip halt harden hide identify increase \
    increment indent initialise initialize insert inspect install interleave intersect invert invoke iterate join \
    keep kill launch let lint list load locate lock log look loop lower lowercase mail make mask measure merge \
    migrate mimic mirror modify monitor mount move multiply normalise normalize notify obtain open override \
    overwrite pack parse paste pause perform permit pick ping populate prefix prepare prepend preserve prettify \
    prevent print probe proceed process produce prune publish pull purge push put query quit raise randomize rank read \
    reap rebase rebuild recompute record recover recreate redirect reduce refresh regenerate register reinstall \
    reject reload remember remove rename render renew renumber reorder repair repeat replace request require reset \
    resize resolve restart restore resume retrieve retry return reverse revert revoke rewrite rollback rotate \
    round rsync run sanitize save scale scan schedule scp search see seed select send serve set shift shorten show \
    shrink shuffle shut shutdown simulate skip sleep sort source spawn split squash squeeze ssh stage start stash \
    stitch stop store strip submit substitute subtract suffix summarise summarize suppress suspend swap switch \
    symlink sync synchronize tack tail take tally tar tear tell terminate test throw toggle touch trace track \
    transform translate transpose trigger trim truncate try tunnel turn unban uncompress undo unify uninstall \
    unlink unload unlock unmount unpack unset unstage untar unzip update upgrade upload upper uppercase use \
    validate verify view visit wait wake walk warn watch wipe wrap write yank zip";

/// Those of them that are nouns as well: "test suite", "log files", "build options".
const NOUNS_TOO: &str = "archive build call change clone commit copy cut deploy display drop dump duplicate echo empty export \
    filter format group install join launch list load log loop mail merge mount move patch pause ping print probe process \
    query record release request reset restart return reverse run search show sort source split stage start stop store \
    suffix switch sync tar test touch trace track trigger update upgrade upload use view walk watch zip email \
    setup backup cleanup import report debug output cache lock unlock force allow benchmark rollback link complete \
    clear close open free read write set";

/// Nouns behind a word of the second list that make a title of it.
const TITLES: &str = "argument arguments case cases code config configuration constants defaults definition definitions \
    details directory environment file flag flags format function functions handler handlers helper helpers info information \
    level levels line list loop message messages mode name names note notes number operations option options output overview \
    page parameter parameters path paths phase prefix process routine routines script scripts section settings stage step \
    steps string strings suite support system target targets time timeout tool tools type types utilities utils value values \
    variable variables version";

/// Words that show that the one before them is a verb.
const OBJECTS: &str = "a an the all any each every both this that these those our your its my their it them if whether when \
    unless one two three several some no only at least most everything anything what which how who where and";

/// Words between a verb and the end of an order: with one of them a title is unlikely.
const LINKS: &str = "in into from to on onto with without for by under over as than until after before through via using of \
    if when unless that so";

/// Words that stand before an order without saying what is to be done.
const LEADS: &str = "now then next first firstly second third finally lastly also and please just again optionally else so \
    afterwards otherwise only ok okay let's lets";

/// Words that begin a clause which says when or with what something is to be done.
const CLAUSES: &str = "if when whenever unless for while until before after once in on with without under from given since \
    because as depending using inside within to where except at instead";

/// Words that no order ends with: more is coming.
const DANGLING: &str = "a an the all any each every this that these those of in into from to on onto with without for by under \
    over as than and or but if when unless which whose named called older newer larger smaller bigger between at is are";

const QUESTIONS: &str = "is are does do did has have can which what who where how was were";

/// The longest text that is taken for an order, in words.
const MOST_WORDS: usize = 90;

/// How a comment's text reads. Its lines are joined, the comment signs are gone.
pub(super) fn reading(text: &str) -> Reading {
    let text = unnumbered(text.trim());
    let words: Vec<Word<'_>> = text.split_whitespace().take(MOST_WORDS + 1).map(Word::new).collect();
    if words.is_empty() || words.len() > MOST_WORDS || is_label(&words) || text.ends_with(':') {
        return Reading::Prose;
    }
    let starts =
        ["this", "these", "those", "it", "it's", "we", "we're", "they", "note", "todo", "fixme", "warning", "see"];
    // With a file's name in it, it may still be a wish in other words.
    let is_told = !words.iter().any(Word::is_literal) && (text.ends_with('.') || tells(&words) && !text.contains('?'));
    if speaks_of_itself(&words) {
        Reading::Prose
    } else if is_order(&words, text) {
        Reading::Order
    } else if words[0].is_any(&starts) && words.len() > 1 || is_told {
        Reading::Prose
    } else {
        Reading::Open
    }
}

/// "The browser may contain …": somebody does something.
fn tells(words: &[Word<'_>]) -> bool {
    const FINITE: &str =
        "is are was were may might must should can can't cannot will would has had does doesn't isn't aren't needs";
    let start = words.iter().take(8).position(|it| it.is_in(FINITE));
    start.is_some_and(|at| at > 0 && !words[..at].iter().any(|it| it.is_in("that which who whose where")))
        && !words.last().is_some_and(|it| it.written.ends_with('?'))
}

/// "To enable this hook, rename this file": said to whoever reads the script.
fn speaks_of_itself(words: &[Word<'_>]) -> bool {
    let is_said_of_a_file = words[0].is_in("to edit use copy rename");
    words.windows(2).any(|it| {
        it[0].is_in("this") && (it[1].is_in("script hook program tool") || is_said_of_a_file && it[1].is_in("file"))
    }) || words.len() > 1 && words[0].is_in("script program wrapper tool hook") && words[1].is_in("to for that which")
}

/// Whether more words are coming: "find all files in".
pub(super) fn is_dangling(text: &str) -> bool {
    text.trim_end().ends_with([',', ':', '(', '-'])
        || text.split_whitespace().last().is_some_and(|it| Word::new(it).is_in(DANGLING))
}

/// Whether the answer may well be several lines: a loop, a condition, a function, several steps.
pub(super) fn wants_block(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<Word<'_>> = lower.split_whitespace().take(MOST_WORDS).map(Word::new).collect();
    let has = |it: &str| words.iter().any(|word| word.is_in(it));
    let sentences = lower.split(". ").filter(|it| it.split_whitespace().count() > 2).count();
    has("function loop loops otherwise retry repeatedly else elif unless until while foreach getopts")
        || words.first().is_some_and(|it| it.is_in("if when for check skip abort bail complain parse"))
        || words.windows(2).any(|it| {
            it[0].is_in("for") && it[1].is_in("each every all any")
                || it[0].is_in("each every") && it[1].is_in("of file line folder directory user host")
                || it[0].is_in("parse handle read process") && it[1].is_in("arguments args options flags")
        })
        || sentences > 1
        || words.iter().filter(|it| it.is_in("then")).count() > 0
        || words.iter().skip(1).any(|it| it.is_in("if"))
}

/// A word of a comment, in lower case and without the marks around it.
struct Word<'a> {
    written: &'a str,
    lower: String,
}

impl<'a> Word<'a> {
    fn new(written: &'a str) -> Self {
        let bare = written.trim_matches(|it: char| ",.;:!?()\"`…".contains(it));
        Self { written, lower: bare.to_lowercase() }
    }

    fn is_in(&self, list: &str) -> bool {
        list.split_ascii_whitespace().any(|it| it == self.lower)
    }

    fn is_any(&self, list: &[&str]) -> bool {
        list.contains(&self.lower.as_str())
    }

    /// Whether it is a value rather than a word: a path, a glob, a variable, a number, something quoted.
    fn is_literal(&self) -> bool {
        self.written.starts_with(['/', '$', '~', '*', '\'', '"', '`', '<', '.'])
            || self.written.contains(['/', '*', '_', '='])
            || self.lower.starts_with(|it: char| it.is_ascii_digit())
            || self.lower.trim_end_matches('.').contains('.')
    }
}

/// "1. ", "2) ", "- ", "step 3: "
fn unnumbered(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '*', '•', '.']).trim_start();
    let lower = text.get(..5).map(str::to_lowercase);
    let behind = if lower.as_deref() == Some("step ") { &text[5..] } else { text };
    let rest = behind.trim_start_matches(|it: char| it.is_ascii_digit());
    match rest.strip_prefix([')', ':', '.']) {
        Some(rest) if rest.len() + 1 < behind.len() && rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// "description: …", "Usage: …": a name with its text.
fn is_label(words: &[Word<'_>]) -> bool {
    let label = words.iter().take(3).position(|it| it.written.ends_with(':'));
    label.is_some() && !words[0].is_in("finally then next now lastly please") && !words[0].is_literal()
}

fn is_order(words: &[Word<'_>], text: &str) -> bool {
    if words.len() < 2 || words[0].is_literal() && !words[0].written.contains('-') {
        return false;
    }
    let start = words.iter().position(|it| !it.is_in(LEADS)).unwrap_or(words.len());
    let words = &words[start..];
    let [first, rest @ ..] = words else { return false };
    if rest.is_empty() {
        return false;
    }
    if let Some(at) = wishes(words) {
        let behind = words.iter().skip(at).find(|it| !it.is_in(LEADS) && !it.is_in("kindly me"));
        if behind.is_some_and(|it| it.is_in(VERBS) || it.is_in(NOUNS_TOO) || it.is_in("have see know tell")) {
            return true;
        }
    }
    if names_things(words) {
        return true;
    }
    if is_question(words, text) {
        return true;
    }
    if first.is_in("for") && rest[0].is_in("each every all") && rest.len() > 2 {
        return true;
    }
    if is_helper(words) || begins_order(words) {
        return true;
    }
    // "If it exists, remove it", "To be safe, keep a copy"
    if first.is_in(CLAUSES)
        && let Some(at) = rest.iter().position(|it| it.written.ends_with(',') || it.is_in("then"))
    {
        let behind = &rest[at + 1..];
        let lead = behind.iter().position(|it| !it.is_in(LEADS)).unwrap_or(behind.len());
        if begins_order(&behind[lead..]) {
            return true;
        }
    }
    // "From people.csv print the names"
    if first.is_in("from in of on")
        && let Some(at) = rest.iter().take(4).position(Word::is_literal)
        && begins_order(&rest[at + 1..])
    {
        return true;
    }
    // "… is old, so install a newer one"
    words.windows(2).position(|it| it[0].written.ends_with(',') && it[1].is_in("so")).is_some_and(|at| {
        let behind = &words[at + 2..];
        behind.len() > 1 && begins_order(behind)
    })
}

/// What stands before the verb where a wish is told rather than ordered.
const STARTS: &[&[&str]] = &[
    &["would", "you"],
    &["we", "need", "to"],
    &["we", "want", "to"],
    &["we", "have", "to"],
    &["you", "need", "to"],
    &["could", "i"],
    &["can", "i"],
    &["can", "we"],
    &["how", "to"],
    &["how", "do", "i"],
    &["how", "can", "i"],
    &["can", "you"],
    &["could", "you"],
    &["i", "want", "to"],
    &["i", "need", "to"],
    &["i", "would", "like", "to"],
    &["i'd", "like", "to"],
    &["need", "to"],
    &["want", "to"],
    &["try", "to"],
    &["attempt", "to"],
    &["command", "to"],
    &["a", "command", "to"],
    &["let", "us"],
    &["be", "sure", "to"],
];

/// "files over 1 MB under www", "the three biggest folders in /var": things that only a command can show.
fn names_things(words: &[Word<'_>]) -> bool {
    const THINGS: &str = "files folders directories lines processes users packages commits branches containers images pods ports size \
        sizes number count total sum average mean biggest largest smallest newest oldest longest shortest slowest top symlinks";
    const KINDS: &str = "the all any every broken empty hidden duplicate dangling unused stopped running open two three five ten my \
        python regular disk first last";
    let start = words.iter().take(3).take_while(|it| it.is_in(KINDS) || it.is_literal()).count();
    let is_thing = words.get(start).is_some_and(|it| it.is_in(THINGS));
    let behind = words.get(start + 1..).unwrap_or_default();
    // A place or a measure makes it a wish; without one it is the title of a list.
    is_thing
        && behind.len() > 1
        && behind.iter().any(|it| it.is_in(LINKS) || it.is_in("older larger newer bigger smaller named"))
        && behind.iter().any(|it| {
            it.is_literal() && !it.written.starts_with(['(', '"']) || it.is_in("older larger newer bigger smaller")
        })
        && !words.iter().any(|it| it.is_in("is are was were will must should may can has have that's to"))
}

/// Where the verb stands behind "we need to", "can you", "how to".
fn wishes(words: &[Word<'_>]) -> Option<usize> {
    let texts: Vec<&str> = words.iter().take(6).map(|it| it.lower.as_str()).collect();
    STARTS.iter().find(|it| texts.starts_with(it)).map(|it| it.len())
}

/// "function to remove …", "helper that prints …"
fn is_helper(words: &[Word<'_>]) -> bool {
    let start = words.iter().take_while(|it| it.is_in("a an helper utility small simple little")).count();
    let is_named = words.get(start).is_some_and(|it| it.is_in("function loop"))
        || start > 0 && words[start - 1].is_in("helper utility");
    let joint = words[start.min(words.len())..].iter().take(2).position(|it| it.is_in("to that which over"));
    is_named && joint.is_some_and(|at| words.len() > start + at + 2)
}

fn is_question(words: &[Word<'_>], text: &str) -> bool {
    let is_one_sentence = words[..words.len() - 1].iter().all(|it| !it.written.ends_with(['.', '?']));
    let is_asked = text.ends_with('?') && words.len() > 2 && is_one_sentence;
    let counts = words[0].is_in("how") && words[1].is_in("many much big large long old") && words.len() > 3;
    // "What this does" explains, "what is listening on port 80" asks.
    (is_asked && (words[0].is_in(QUESTIONS) || words[..words.len().min(3)].iter().any(|it| it.is_in("does is"))))
        || counts
        || words[0].is_in("which what who")
            && words[1].is_in("is are process processes files file user users")
            && words.len() > 3
}

/// Whether words begin with a verb in its plain form and something to do it with.
fn begins_order(words: &[Word<'_>]) -> bool {
    // "securely create"
    let words = match words {
        [first, rest @ ..] if first.lower.len() > 4 && first.lower.ends_with("ly") && !first.is_in("apply only") => {
            rest
        }
        words => words,
    };
    let [verb, rest @ ..] = words else { return false };
    let Some(object) = rest.first() else { return false };
    if object.written.starts_with('-') || is_kept_apart(verb, rest) {
        return false;
    }
    let plain = plain(&verb.lower);
    let verb = &Word { written: verb.written, lower: plain.to_owned() };
    let is_noun_too = verb.is_in(NOUNS_TOO);
    if !is_noun_too {
        return verb.is_in(VERBS);
    }
    if object.is_in("of") || object.is_in(TITLES) && !verb.is_in("set process print display show list") {
        return false;
    }
    let is_last_title = rest.last().is_some_and(|it| it.is_in(TITLES));
    object.is_in(OBJECTS)
        || object.is_literal()
        || object.is_in(LINKS)
            && rest.len() > 1
            && (!object.is_in("for") || verb.is_in("search watch ask"))
            && !verb.is_in("setup")
        || verb
            .is_in("set process print display show list stop start restart run open close mount read write copy clear")
            && !(is_last_title && rest.len() > 2 && !rest.iter().any(|it| it.is_in(LINKS)))
        || rest.len() > 2
            && rest[1..rest.len() - 1].iter().any(|it| it.is_in(LINKS) || it.is_in("the a all"))
            && !(verb.is_in("setup") && object.is_in("to for"))
        || object.lower.ends_with('s')
            && !object.lower.ends_with("ss")
            && rest.len() == 1
            && !verb.is_in("log test cache report output debug lock patch mail complete release")
}

/// Verbs that do not order with these words behind them: "note that", "use this script", "keep in sync".
fn is_kept_apart(verb: &Word<'_>, rest: &[Word<'_>]) -> bool {
    let object = &rest[0];
    match verb.lower.as_str() {
        "use" => object.is_any(&["this", "these", "it", "with", "at", "of", "only"]),
        "remember" => object.is_any(&["that", "to"]),
        "keep" => object.is_any(&["in", "this", "these", "it"]),
        "fix" => object.lower.starts_with('#') || object.is_any(&["for", "bug", "me"]),
        "take" => object.is_any(&["care", "note", "a"]),
        "let" => !object.is_any(&["the", "user", "me"]),
        "call" => object.is_any(&["this", "with", "it"]),
        "set" => object.is_any(&["this", "by", "to", "in", "up"]) && !object.is_any(&["up"]),
        "run" => object.is_any(&["this", "by", "as", "with", "it"]),
        "look" => object.is_any(&["here", "like", "away"]),
        "go" => !object.is_any(&["up", "back", "to", "into", "down", "over", "through"]) && !object.is_literal(),
        "log" | "process" => object.is_any(&["is", "will"]),
        "require" | "try" | "give" => rest.len() < 3,
        "see" => !object.is_any(&["if", "whether", "how", "which", "what"]),
        "exit" => object.is_any(&["code", "codes", "status", "handler", "trap"]),
        _ => object.is_any(&["is", "are", "was", "must", "should", "will", "can", "may", "has", "have"]),
    }
}

/// "re-run" is "run", "sanity-check" is "check".
fn plain(verb: &str) -> &str {
    match verb.rsplit_once('-') {
        Some((_, last)) if !last.is_empty() => last,
        _ => verb,
    }
}

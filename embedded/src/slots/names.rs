//! Names that only the words around them tell: people, kinds of files, places, parts of names.

use super::{JOINING, Kind, Value, is_bare};
use crate::asked::Asked;
use crate::literals::{self, Form, Token};
use crate::vocabulary::{FILLER, GROUP};

pub(super) const DAYS: &str =
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow noon midnight";

/// A name of one or more words, of which the second and later ones have a capital.
pub(super) fn person(asked: &Asked<'_>, at: usize, kind: Kind) -> Option<(Value, usize)> {
    let token = asked.tokens.get(at)?;
    let capital = |it: &Token<'_>| {
        it.form == Form::Word && it.text.starts_with(char::is_uppercase) && it.text.contains(char::is_lowercase)
    };
    let address = token.text.contains('@') && !token.text.contains('/');
    let fits = match kind {
        Kind::Proper => is_bare(token) && capital(token) && at > 0 || address,
        _ => matches!(token.form, Form::Quoted) || is_bare(token) || address,
    };
    fits.then_some(())?;
    let mut text = token.text.to_owned();
    let mut taken = 1;
    while capital(token)
        && let Some(next) = asked.tokens.get(at + taken).filter(|it| capital(it) && is_bare(it))
    {
        text.push(' ');
        text.push_str(next.text);
        taken += 1;
    }
    Some((Value { kind, text, amount: 0.0 }, taken))
}

/// What "all" is said of: a whole class, and no thing of that name.
const CLASSES: &str = "images containers volumes networks branches tags commits stashes remotes worktrees submodules pods \
    services deployments namespaces nodes secrets jobs processes packages users groups files folders directories logs ports \
    sessions windows panes snapshots disks partitions timers units keys repositories repos";
const PRODUCTS: &str =
    "the my of local remote docker podman compose kubernetes k8s git systemd tmux running stopped unused old";

/// Whether a word says what a name is of: the class in "remove all docker images", the noun in "namespace web".
pub(super) fn is_class(asked: &Asked<'_>, at: usize) -> bool {
    let among = |list: &str, it: &Token<'_>| {
        it.form == Form::Word && list.split_whitespace().any(|word| word.eq_ignore_ascii_case(it.text))
    };
    let before_name = among("namespace", &asked.tokens[at]) && asked.tokens.get(at + 1).is_some_and(is_bare);
    before_name
        || among(CLASSES, &asked.tokens[at])
            && asked.tokens[..at]
                .iter()
                .rev()
                .find(|it| !among(PRODUCTS, it))
                .is_some_and(|it| among("all every each any", it))
}

/// What people call things whose name they do not say: "check if a website is up", "restart the network".
const NAMELESS: &str = "website websites site sites webpage page app apps application applications program programs software \
    network internet wifi connection database monitor machine computer laptop device thing something anything everything \
    someone somebody nothing stuff";

/// Whether a word says what kind of thing is meant, and no program, package or service is called so.
pub(super) fn is_nameless(asked: &Asked<'_>, at: usize) -> bool {
    let is = |at: usize, list: &str| {
        let token = asked.tokens.get(at).filter(|it| it.form == Form::Word);
        token.is_some_and(|it| list.split_whitespace().any(|word| word.eq_ignore_ascii_case(it.text)))
    };
    is(at, NAMELESS) || is(at, "web file mail print database") && is(at + 1, "server servers")
}

/// Whether a word orders to delete, or describes names: no branch and no container is called so.
pub(super) fn is_no_name(token: &Token<'_>) -> bool {
    const NONE: &str = "delete remove erase rm wipe purge starting beginning ending containing matching";
    token.form == Form::Word && NONE.split_whitespace().any(|it| it.eq_ignore_ascii_case(token.text))
}

/// The extensions of a kind of files.
pub(super) fn group(token: &Token<'_>, next: Option<&Token<'_>>) -> Option<Value> {
    let text = token.text;
    let value = |text: String, varied: bool| Value { kind: Kind::Group, text, amount: f64::from(u8::from(varied)) };
    let plain = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b".~_-+".contains(&it));
    if token.form == Form::Dotted {
        let kind = plain(&text[1..]) && !literals::names_file(text);
        return kind.then(|| value(text[1..].to_owned(), false));
    }
    if let Some(rest) = text.strip_prefix("*.") {
        return plain(rest).then(|| value(rest.to_owned(), false));
    }
    let lower = text.to_lowercase();
    let noun = next.is_some_and(|it| it.is("file"));
    if token.form != Form::Word || !token.is(GROUP) && !noun {
        return None;
    }
    let (all, varied) = crate::vocabulary::extensions(text)?;
    // "zip files": a word with another meaning elsewhere.
    if !token.is(GROUP) && !all.contains(&lower.as_str()) {
        return None;
    }
    let typed = if all.contains(&lower.as_str()) || lower == "htm" { Some(text) } else { text.strip_suffix('s') };
    match typed.filter(|it| all.contains(&it.to_lowercase().as_str()) || lower == "htm") {
        // `PDF` names the format; whether the names are in capitals, other words say.
        Some(typed) => {
            let capitals = typed.bytes().any(|it| it.is_ascii_uppercase());
            Some(Value { amount: if capitals { 2.0 } else { 0.0 }, ..value(typed.to_lowercase(), false) })
        }
        None => Some(value(all.join(" "), varied)),
    }
}

/// Known words that folders are often called.
const FOLDERS: &str = "archive archives archived backup backups old trash text texts scripts users projects words letters \
    import imports public free groups system server sorted lists done extra stuff out output";

/// Whether a token can name a file or folder, where the words around it show that it is one.
pub(super) fn can_be_place(token: &Token<'_>, inner: bool, noun: bool) -> bool {
    let text = token.text;
    match token.form {
        Form::Quoted | Form::Path | Form::FileName | Form::Dotted | Form::Date => !text.contains(['*', '?']),
        Form::Number => text.len() > 1 && !text.contains(','),
        Form::Word => {
            let capital = inner && text.starts_with(|it: char| it.is_uppercase());
            let usual = FOLDERS.split_whitespace().any(|it| it == text);
            !token.is(FILLER)
                && (usual || !token.is_any(JOINING) || noun && capital)
                && !token.is_any("file folder subfolder")
                && !matches!(
                    text,
                    "nested" | "hierarchy" | "tree" | "structure" | "structures" | "front" | "place" | "case" | "total"
                )
                && text.chars().all(|it| it.is_alphanumeric() || "._-+@%".contains(it))
                && (is_bare(token) || token.is(GROUP) || capital || usual)
        }
        _ => false,
    }
}

/// Whether a word for a kind of files is said of files: "csv files", "csv and txt files", "pdfs".
pub(super) fn lists_files(asked: &Asked<'_>, at: usize) -> bool {
    let token = &asked.tokens[at];
    if token.form == Form::Dotted {
        let extension = crate::vocabulary::is_short_extension(&token.text.trim_start_matches('.').to_lowercase());
        return extension && asked.tokens.get(at + 1).is_some_and(|it| it.is("file") || it.is(GROUP));
    }
    if !token.is(GROUP) || token.form != Form::Word {
        return false;
    }
    if at > 0 && asked.tokens[at - 1].is_any("folder subfolder named") {
        return false;
    }
    let one = token.text.strip_suffix('s').is_some_and(|it| crate::vocabulary::is_short_extension(&it.to_lowercase()));
    one || asked.tokens[at + 1..]
        .iter()
        .take(6)
        .find(|it| !it.is(GROUP) && !it.is_mark() && !it.is_any("and or"))
        .is_some_and(|it| it.is("file"))
}

/// Signs by their names.
const SIGNS: &[(&str, &str)] = &[
    ("space spaces blank blanks whitespace whitespaces", " "),
    ("underscore underscores underline", "_"),
    ("dash dashes hyphen hyphens", "-"),
    ("dot dots period periods", "."),
    ("comma commas", ","),
    ("nothing", ""),
];

/// A part of a name.
pub(super) fn part(token: &Token<'_>, literal: bool) -> Option<Value> {
    let value = |text: &str| Some(Value { kind: Kind::Part, text: text.to_owned(), amount: 0.0 });
    if matches!(token.form, Form::Word) {
        let lower = token.text.to_lowercase();
        if let Some((_, sign)) = SIGNS.iter().find(|it| it.0.split(' ').any(|it| it == lower)) {
            return value(sign);
        }
    }
    let other = matches!(token.form, Form::Number | Form::Date | Form::Sign | Form::Mode);
    let literal = literal && !token.text.contains(['/', '*', '?']);
    let sign = other && !token.text.contains(['*', '?', '/', '>', '<', '→']);
    (literal || is_bare(token) || sign).then(|| value(token.text)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::{Request, propose};

    #[test]
    fn a_class_and_an_order_are_no_names() {
        for (text, wrong) in [
            ("remove all docker images", "docker rm images"),
            ("remove all docker volumes", "docker rm volumes"),
            ("remove all git branches", "git branch remove"),
            ("delete all pods in namespace web", "kubectl delete pod web -n namespace"),
            ("remove every docker network", "docker network rm network"),
            ("remove all packages starting with python", "pip uninstall starting"),
            ("reset to origin/main", "git restore origin/main"),
        ] {
            let all = propose(&Request { text, ..Request::default() });
            assert!(all.iter().all(|it| it.command != wrong), "{text}: {all:?}");
        }
        for (text, right) in [
            ("remove docker image nginx", "docker rmi nginx"),
            ("remove all docker images", "docker images -q | sort -u | xargs -r docker rmi"),
            ("delete all pods in namespace web", "kubectl delete pods --all -n web"),
            ("kill all firefox processes", "pkill -x firefox"),
            ("pods in namespace billing with their nodes", "kubectl get pods -n billing -o wide"),
            ("switch to branch images", "git switch images"),
            ("git reset to origin/main", "git reset origin/main"),
        ] {
            let all = propose(&Request { text, ..Request::default() });
            assert_eq!(all.first().map(|it| it.command.as_str()), Some(right), "{text}");
        }
    }
}

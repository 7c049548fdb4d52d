//! What a delete in an object store reaches: a whole bucket, or what its prefix names.

use super::calls::{is_throwaway, shown};
use crate::flow::{Empty, Origin, Place};
use crate::rules::{Level, Sink, paths};
use crate::script::{PartKind, Word};

/// How places are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Store {
    /// `s3://bucket/key`, `gs://bucket/key`
    Scheme,
    /// `alias/bucket/key`
    Alias,
    /// `remote:bucket/key`
    Remote,
    /// `https://account.blob.core.windows.net/container/key`
    Address,
    /// `hdfs://host/path`, `/path`
    Cluster,
}

/// More than the line names.
pub(super) struct Loss {
    /// What is lost, such as "every object in the bucket `b`".
    pub(super) what: String,
    /// The variable that is empty then.
    pub(super) empty: Option<Empty>,
    pub(super) level: Level,
}

impl Loss {
    /// "when `$X` is empty: …"
    pub(super) fn when(&self) -> String {
        let Some(empty) = &self.empty else { return String::new() };
        format!(" when {}", empty.when())
    }

    /// Where that variable gets its value.
    pub(super) fn place(&self) -> Option<(Place, String)> {
        let empty = self.empty.as_ref()?;
        Some((empty.place?, format!("`{}` gets its value here", empty.name)))
    }
}

/// What goes with a place and all below it, when that is more than the line names.
pub(super) fn loss(word: &Word, store: Store, sink: &Sink<'_>) -> Option<Loss> {
    let value = sink.value(word);
    let level = |text: &str| if is_throwaway(text) { Level::Caution } else { Level::Danger };
    for shape in &value.shapes {
        let Some(what) = shape.text().and_then(|it| whole(it, store)) else { continue };
        let mut level = level(&shape.text);
        // A folder of a remote may be a bucket, or one folder of many.
        if store == Store::Remote && shape.empty.is_none() && !shape.text.ends_with(':') {
            level = Level::Caution;
        }
        return Some(Loss { what, empty: shape.empty.as_deref().cloned(), level });
    }
    if let Some(loss) = without_last_part(word, sink) {
        return Some(loss);
    }
    if let Some(only) = only_a_variable(word, sink) {
        let (what, level) = if only.to_ascii_lowercase().contains("bucket") {
            (format!("every object in the bucket `{only}`"), level(&only))
        } else {
            (format!("everything below `{only}`, be it a whole bucket"), Level::Caution)
        };
        return Some(Loss { what, empty: None, level });
    }
    let outside = value.is_from(Origin::Argument) || value.is_from(Origin::Environment);
    let variable = matches!(&*word.parts, [part] if matches!(part.kind, PartKind::Parameter(_)));
    let known = value.shapes.iter().all(|it| !it.open);
    (variable && outside && !known).then(|| {
        let what = format!("everything below whatever{} is, which nothing here checks", shown(word, sink));
        Loss { what, empty: None, level: Level::Caution }
    })
}

/// What a place is when it is no smaller than a bucket.
fn whole(text: &str, store: Store) -> Option<String> {
    let rest = match store {
        Store::Scheme => text.split_once("://").filter(|it| !matches!(it.0, "http" | "https" | "file"))?.1,
        Store::Alias if text.starts_with(['/', '.', '~']) => return None,
        Store::Alias => text,
        Store::Remote => match text.split_once(':') {
            Some((remote, path)) if !remote.is_empty() && !remote.contains('/') => {
                let path = path.trim_matches(['/', '*']);
                let top = path.is_empty() || !path.contains('/');
                let name = if path.is_empty() { format!("`{remote}:`") } else { format!("`{remote}:{path}`") };
                return top.then(|| format!("everything in {name}"));
            }
            Some(_) => return None,
            None => return paths::loss(text),
        },
        Store::Address => {
            let path = text.split_once("://")?.1.split('?').next()?;
            path.split_once('/').map_or("", |it| it.1)
        }
        Store::Cluster => return whole_folder(text),
    };
    let rest = rest.trim_end_matches(['/', '*']);
    let deepest = if store == Store::Alias { 2 } else { 1 };
    if rest.split('/').count() > deepest || rest.is_empty() && store != Store::Address {
        return None;
    }
    Some(match store {
        Store::Address if rest.is_empty() => "every container of the account".to_owned(),
        Store::Alias if !rest.contains('/') => format!("every bucket of `{rest}`"),
        _ => format!("every object in the bucket `{rest}`"),
    })
}

fn whole_folder(text: &str) -> Option<String> {
    let path = match text.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |it| &rest[it..]),
        None => text,
    };
    let trimmed = path.trim_end_matches(['/', '*']);
    let parts: Vec<&str> = trimmed.split('/').filter(|it| !it.is_empty()).collect();
    match &*parts {
        _ if !path.starts_with('/') => None,
        [] => Some("the whole file system of the cluster".to_owned()),
        ["tmp", ..] => None,
        [_] => Some(format!("everything in `{trimmed}` of the cluster")),
        ["user", _] | ["user" | "apps", "hive", "warehouse"] | ["apps", "hbase"] => {
            Some(format!("everything in `{trimmed}` of the cluster"))
        }
        _ => None,
    }
}

/// `s3://$X`: a bucket, whichever it is, or a place in one.
fn only_a_variable(word: &Word, sink: &Sink<'_>) -> Option<String> {
    let (first, rest) = word.parts.split_first()?;
    let (bucket, rest) = rest.split_first()?;
    let PartKind::Literal(scheme) = &first.kind else { return None };
    let ends = rest.iter().all(|it| match &it.kind {
        PartKind::Literal(text) | PartKind::Glob(text) => text.chars().all(|it| matches!(it, '/' | '*')),
        _ => false,
    });
    if !ends || !matches!(&**scheme, "s3://" | "gs://") {
        return None;
    }
    match &bucket.kind {
        PartKind::Parameter(parameter) => Some(format!("${}", parameter.name)),
        PartKind::Substitution(_) => Some(sink.text(bucket.span).chars().take(40).filter(|it| *it != '`').collect()),
        _ => None,
    }
}

/// `"$base/$name"`: without the last part, the folder above it goes.
fn without_last_part(word: &Word, sink: &Sink<'_>) -> Option<Loss> {
    let mut parts = word.parts.iter().rev().skip_while(|it| match &it.kind {
        PartKind::Literal(text) | PartKind::Glob(text) => text.chars().all(|it| matches!(it, '/' | '*')),
        _ => false,
    });
    let (last, before) = (parts.next()?, parts.next()?);
    let PartKind::Literal(text) = &before.kind else { return None };
    if !text.ends_with('/') || text.ends_with("://") {
        return None;
    }
    let alone = Word { parts: vec![last.clone()], ..Word::default() };
    let value = sink.value(&alone);
    let empty = value.shapes.iter().filter(|it| it.is_empty()).find_map(|it| it.empty.as_deref().cloned())?;
    let folder = sink.text(crate::Span::new(word.span.start, before.span.end)).trim_matches(['"', '\'']).to_owned();
    let environment = value.is_from(Origin::Environment) && !folder.ends_with("}/") && folder.matches('/').count() > 3;
    let level = if is_throwaway(&folder) || environment { Level::Caution } else { Level::Danger };
    Some(Loss { what: format!("everything below `{folder}`"), empty: Some(empty), level })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_bucket_is_told_from_a_prefix() {
        for (text, store) in [
            ("s3://b", Store::Scheme),
            ("s3://b/", Store::Scheme),
            ("gs://b/**", Store::Scheme),
            ("play/b", Store::Alias),
            ("r:", Store::Remote),
            ("r:b", Store::Remote),
            ("https://a.blob.core.windows.net/c?sv=1", Store::Address),
            ("/", Store::Cluster),
            ("hdfs://nn:8020/data/*", Store::Cluster),
            ("/user/ann", Store::Cluster),
        ] {
            assert!(whole(text, store).is_some(), "{text}");
        }
        for (text, store) in [
            ("s3://b/k", Store::Scheme),
            ("s3://", Store::Scheme),
            ("b", Store::Scheme),
            ("play/b/k", Store::Alias),
            ("r:b/c", Store::Remote),
            ("https://a.blob.core.windows.net/c/k?sv=1", Store::Address),
            ("/data/day", Store::Cluster),
            ("/tmp", Store::Cluster),
            ("é", Store::Cluster),
        ] {
            assert!(whole(text, store).is_none(), "{text}");
        }
    }
}

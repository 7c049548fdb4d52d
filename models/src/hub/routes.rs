//! The hub's routes that are needed: what a file is, what a repository holds, and the bytes.

use super::request::{Ask, Response, of_reading};
use super::{Failure, Hub, Problem};
use crate::{Error, Watch, hash};
use serde::Deserialize;
use std::fmt::Write;
use std::io::Read;
use ureq::http::{HeaderMap, StatusCode, header};

/// Answers in JSON have some hundred bytes for each file.
const LONGEST_JSON: u64 = 4 << 20;

/// What the hub says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The repository.
    pub repository: String,
    /// The file in it.
    pub file: String,
    /// The commit that was looked at.
    pub commit: String,
    /// How long the file is.
    pub size: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// One file of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Listed {
    /// Its path.
    pub path: String,
    /// How long it is.
    #[serde(default)]
    pub size: u64,
    #[serde(default)]
    lfs: Option<Lfs>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Lfs {
    oid: String,
    size: u64,
}

impl Remote {
    /// What messages call it.
    pub(crate) fn what(&self) -> String {
        format!("{}/{}", self.repository, self.file)
    }
}

impl Hub {
    /// Asks what a file is: its length, its digest, its commit.
    pub fn describe(
        &self,
        repository: &str,
        revision: &str,
        file: &str,
        watch: &mut Watch<'_>,
    ) -> Result<Remote, Error> {
        let path = route(repository, revision, file)?;
        let (digest, size, commit) = self.persist(watch, || {
            // The hub's own answer names the file; where it sends us from there does not.
            let response = self.ask(&path, &Ask::Head, repository, |it| digest_of(it).is_some())?;
            let headers = response.headers();
            let length = if response.status().is_redirection() { None } else { number(headers, "content-length") };
            let commit = text(headers, "x-repo-commit").filter(|it| is_commit(it)).map(ToOwned::to_owned);
            Ok((digest_of(headers), number(headers, "x-linked-size").or(length), commit))
        })?;
        let commit = commit.unwrap_or_else(|| revision.to_owned());
        let whole = |sha256, size| Remote {
            repository: repository.to_owned(),
            file: file.to_owned(),
            commit: commit.clone(),
            size,
            sha256,
        };
        if let (Some(digest), Some(size)) = (digest, size) {
            return Ok(whole(digest, size));
        }
        // Some mirrors drop the headers; the hub says the same in JSON.
        let no_digest = || Problem::NoDigest { what: format!("{repository}/{file}") };
        let body = serde_json::json!({ "paths": [file] }).to_string();
        let path = format!("/api/models/{repository}/paths-info/{}", escaped(&commit));
        let listed: Vec<Listed> =
            match self.persist(watch, || self.ask_json(&path, &Ask::Post { body: &body }, repository)) {
                Err(Error::Hub(Problem::NotFound { .. } | Problem::Nonsense { .. } | Problem::Status { .. })) => {
                    return Err(no_digest().into());
                }
                other => other?,
            };
        let lfs = listed.into_iter().find(|it| it.path == file).and_then(|it| it.lfs);
        match lfs.filter(|it| hash::is_digest(&it.oid)) {
            Some(lfs) => Ok(whole(lfs.oid, lfs.size)),
            None => Err(no_digest().into()),
        }
    }

    /// The files of a repository that can be models.
    pub fn list(&self, repository: &str, revision: &str, watch: &mut Watch<'_>) -> Result<Vec<Listed>, Error> {
        check(repository, revision, "x")?;
        let path = format!("/api/models/{repository}/tree/{}?recursive=true", escaped(revision));
        let mut listed: Vec<Listed> =
            self.persist(watch, || self.ask_json(&path, &Ask::Get { from: 0 }, repository))?;
        listed.retain(|it| it.path.to_ascii_lowercase().ends_with(".gguf"));
        Ok(listed)
    }

    /// The bytes of a file from one on. The hub may give more than was asked for; then the first of them are to be skipped.
    pub(crate) fn open(&self, remote: &Remote, from: u64) -> Result<Bytes, Failure> {
        let path = route(&remote.repository, &remote.commit, &remote.file).map_err(Failure::Final)?;
        let response = self.ask(&path, &Ask::Get { from }, &remote.repository, |_| false)?;
        let wrong = |got| Failure::Final(Problem::WrongLength { what: remote.what(), wanted: remote.size, got });
        let headers = response.headers();
        let length = number(headers, header::CONTENT_LENGTH.as_str());
        let skip = match response.status() {
            StatusCode::PARTIAL_CONTENT => {
                let (start, total) =
                    range(headers).ok_or_else(|| self.nonsense("a part of a file that does not say which"))?;
                if start != from {
                    return Err(self.nonsense("another part of the file than was asked for"));
                }
                if let Some(total) = total.filter(|it| *it != remote.size) {
                    return Err(wrong(total));
                }
                0
            }
            StatusCode::OK => from,
            status => {
                let problem = Problem::Status { status: status.as_u16(), host: self.host() };
                return Err(Failure::Passing(problem, None));
            }
        };
        let wanted = remote.size - from + skip;
        if let Some(got) = length.filter(|it| *it != wanted) {
            return Err(wrong(if skip > 0 { got } else { from + got }));
        }
        Ok(Bytes {
            reader: Box::new(response.into_body().into_with_config().limit(u64::MAX).reader()),
            skip,
            host: self.host(),
        })
    }

    fn ask_json<T: for<'a> Deserialize<'a>>(&self, path: &str, ask: &Ask<'_>, repository: &str) -> Result<T, Failure> {
        let response: Response = self.ask(path, ask, repository, |_| false)?;
        let mut text = Vec::new();
        let mut reader = response.into_body().into_with_config().limit(u64::MAX).reader().take(LONGEST_JSON + 1);
        reader.read_to_end(&mut text).map_err(|it| of_reading(&it, &self.host()))?;
        if text.len() as u64 > LONGEST_JSON {
            return Err(self.nonsense("it is far too long"));
        }
        serde_json::from_slice(&text).map_err(|it| self.nonsense(&it.to_string()))
    }

    fn nonsense(&self, reason: &str) -> Failure {
        Failure::Final(Problem::Nonsense { host: self.host(), reason: reason.to_owned() })
    }
}

/// The bytes of a file as they come.
pub(crate) struct Bytes {
    reader: Box<dyn Read>,
    /// So many come first that were not asked for.
    pub(crate) skip: u64,
    host: String,
}

impl Bytes {
    pub(crate) fn read(&mut self, chunk: &mut [u8]) -> Result<usize, Failure> {
        self.reader.read(chunk).map_err(|it| of_reading(&it, &self.host))
    }
}

fn route(repository: &str, revision: &str, file: &str) -> Result<String, Problem> {
    check(repository, revision, file)?;
    let file: Vec<_> = file.split('/').map(escaped).collect();
    Ok(format!("/{repository}/resolve/{}/{}", escaped(revision), file.join("/")))
}

/// Nothing but names goes into an address.
fn check(repository: &str, revision: &str, file: &str) -> Result<(), Problem> {
    let is_plain = |it: &str| {
        !it.is_empty()
            && it.len() <= 200
            && !it.starts_with('.')
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_'))
    };
    let is_repository = repository.split('/').count() == 2 && repository.split('/').all(is_plain);
    let is_revision = !revision.is_empty() && revision.len() <= 200 && !revision.contains("..");
    let is_file = file.len() <= 500
        && file.split('/').all(|it| !it.is_empty() && it != "." && it != ".." && !it.contains(['\\', '\0']));
    if !is_repository {
        return Err(Problem::BadName(repository.to_owned()));
    }
    if !is_revision || revision.chars().any(char::is_control) {
        return Err(Problem::BadName(revision.to_owned()));
    }
    if !is_file || file.chars().any(char::is_control) {
        return Err(Problem::BadName(file.to_owned()));
    }
    Ok(())
}

/// One part of a path, with all written out that is no letter, digit or plain sign.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            escaped.push(byte.into());
        } else {
            // Writing to a text cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// The digest of a large file; small ones have another kind of tag.
fn digest_of(headers: &HeaderMap) -> Option<String> {
    let tag = text(headers, "x-linked-etag").or_else(|| text(headers, "etag"))?;
    let tag = tag.trim_start_matches("W/").trim_matches('"').to_ascii_lowercase();
    hash::is_digest(&tag).then_some(tag)
}

/// The first byte of a part, and the length of the whole.
fn range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let (range, total) = text(headers, "content-range")?.strip_prefix("bytes ")?.split_once('/')?;
    let start = range.split_once('-')?.0.trim().parse().ok()?;
    Some((start, total.trim().parse().ok()))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    text(headers, name)?.trim().parse().ok()
}

fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|it| it.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_go_into_an_address() {
        assert_eq!(route("a/b", "main", "sub/x y#?.gguf"), Ok("/a/b/resolve/main/sub/x%20y%23%3F.gguf".to_owned()));
        assert_eq!(route("a/b", "refs/pr/1", "x.gguf"), Ok("/a/b/resolve/refs%2Fpr%2F1/x.gguf".to_owned()));
        for (repository, file) in [
            ("a", "x"),
            ("a/b/c", "x"),
            ("../b", "x"),
            ("a/b?", "x"),
            ("a/b", ""),
            ("a/b", "../x"),
            ("a/b", "x//y"),
            ("a/b", "x\r\nHost: y"),
            ("a/.", "x"),
        ] {
            assert!(route(repository, "main", file).is_err(), "{repository} {file}");
        }
    }
}

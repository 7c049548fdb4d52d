//! CARO0914: an index or a database is deleted over HTTP.

use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes an index or a database of a search or document server, with all that is in it.
    ///
    /// `_all` and `*` mean every index. The server asks nothing, and only a snapshot brings them back.
    ///
    /// To decide: Which indexes match, and is there a snapshot of them?
    ///
    /// ```sh bad
    /// curl -X DELETE http://search.internal:9200/_all
    /// ```
    /// ```sh fixed
    /// curl -X GET http://search.internal:9200/_all
    /// ```
    /// ```sh bad
    /// curl -XDELETE 'localhost:9200/logs-*'
    /// ```
    /// ```sh fixed
    /// curl -XGET 'localhost:9200/logs-*'
    /// ```
    /// ```sh bad
    /// curl -s -X POST http://es:9200/orders/_delete_by_query -d '{"query":{"match_all":{}}}'
    /// ```
    /// ```sh fixed
    /// curl -s -X POST http://es:9200/orders/_count -d '{"query":{"match_all":{}}}'
    /// ```
    /// ```sh good
    /// curl -X DELETE https://api.example.org/v1/items/17
    /// ```
    /// ```sh good
    /// curl -X DELETE http://localhost:9200/test-index
    /// ```
    /// ```sh good
    /// curl -s http://localhost:9200/_all
    /// ```
    "CARO0914" "delete-index",
    Danger,
    Check::Command { programs: &["curl", "http", "https", "xh", "wget"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let texts: Vec<(Span, String)> = command.arguments().iter().map(|it| (it.span, sink.sketch(it).text)).collect();
    let method = command.flag_value('X', "request").or(command.flag_value('\0', "method"));
    let deletes = method.and_then(|it| sink.text_of(it)).is_some_and(|it| it.eq_ignore_ascii_case("delete"))
        || matches!(command.program.as_deref(), Some("http" | "https" | "xh"))
            && texts.iter().any(|it| it.1 == "DELETE");
    let matches_all = texts.iter().any(|it| it.1.contains("match_all") || it.1.contains("*:*"));
    if !deletes && !matches_all {
        return;
    }
    let found = texts.iter().find_map(|(span, text)| Some((*span, loss(text, deletes)?)));
    if let Some((span, (message, level))) = found {
        sink.report(span, message).level(level);
        let written = sink.text(span);
        if let Some(at) = written.find("_delete_by_query") {
            let start = span.start + at;
            let edits = vec![(Span::new(start, start + "_delete_by_query".len()), "_count".to_owned())];
            sink.choice("Count the documents first", edits);
        } else if let Some(method) = method.filter(|it| sink.text(it.span).eq_ignore_ascii_case("delete")) {
            sink.choice("Look first: `GET`", vec![(method.span, "GET".to_owned())]);
        }
    }
}

/// What is lost by a request to an address: one that deletes, or one whose text matches every document.
fn loss(address: &str, deletes: bool) -> Option<(String, Level)> {
    let (host, path) = split(address)?;
    let path = path.split('?').next().unwrap_or_default().trim_matches('/');
    let name = path.split('/').next().unwrap_or_default();
    if is_throwaway(name) {
        return None;
    }
    if !deletes {
        let by_query = path.ends_with("_delete_by_query") || path.ends_with("/update") && path.contains("solr");
        return by_query.then(|| (format!("deletes every document of `{name}`"), Level::Danger));
    }
    let port = host.rsplit(':').next().unwrap_or_default();
    let is_search = matches!(port, "9200" | "9201" | "5984" | "6984" | "6333")
        || host.starts_with("elastic")
        || host.contains("opensearch");
    if matches!(path, "_all" | "*") {
        return Some(("deletes every index of the server".to_owned(), Level::Danger));
    }
    if !is_search || name.is_empty() {
        return None;
    }
    Some(match name {
        "_snapshot" | "_data_stream" if path.contains('/') => {
            (format!("deletes `{path}` of the search server: a backup, or a stream with its data"), Level::Caution)
        }
        _ if name.starts_with('_') => return None,
        _ if name.contains(['*', ',']) => (format!("deletes every index that `{name}` matches"), Level::Danger),
        _ if path.contains('/') => return None,
        _ => (format!("deletes all of `{name}`: only a backup brings it back"), Level::Caution),
    })
}

/// The host and the path of an address, with or without its scheme.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("http://").or(text.strip_prefix("https://")).unwrap_or(text);
    let (host, path) = rest.split_once('/')?;
    // A password may stand before the host.
    let host = host.rsplit('@').next().unwrap_or(host);
    let is_host = !host.is_empty()
        && host.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | ':' | '_' | '$' | '…' | '[' | ']'));
    is_host.then_some((host, path))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_address_may_be_put_together() {
        check_marks(
            "ES=http://es:9200\ncurl -s --request delete \"$ES/*?expand_wildcards=all\"\n#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0914\n",
        );
        check_marks(
            "curl -X DELETE http://admin:x@couch:5984/shop\n#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0914\n",
        );
        check_marks("curl -X DELETE \"localhost:9200/logs-2024.01.01/_doc/3\"\ncurl -X DELETE \"$API/users/3\"\n");
    }
}

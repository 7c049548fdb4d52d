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
    /// ```sh bad
    /// curl -X DELETE http://search.internal:9200/_all
    /// ```
    /// ```sh bad
    /// curl -XDELETE 'localhost:9200/logs-*'
    /// ```
    /// ```sh bad
    /// curl -s -X POST http://es:9200/orders/_delete_by_query -d '{"query":{"match_all":{}}}'
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
    let mut texts: Vec<(Span, String)> = Vec::new();
    for word in command.arguments() {
        texts.push((word.span, sink.sketch(word).text));
    }
    let method =
        command.flag_value('X', "request").or(command.flag_value('\0', "method")).and_then(|it| sink.text_of(it));
    let deletes = method.is_some_and(|it| it.eq_ignore_ascii_case("delete"))
        || matches!(command.program.as_deref(), Some("http" | "https" | "xh"))
            && texts.iter().any(|it| it.1 == "DELETE");
    let matches_all = texts.iter().any(|it| it.1.contains("match_all") || it.1.contains("*:*"));
    for (span, text) in &texts {
        let Some((host, path)) = address(text) else { continue };
        let path = path.split('?').next().unwrap_or_default().trim_matches('/');
        let port = host.rsplit(':').next().unwrap_or_default();
        let name = path.split('/').next().unwrap_or_default();
        let is_search = matches!(port, "9200" | "9201" | "5984" | "6984" | "6333")
            || host.starts_with("elastic")
            || host.contains("opensearch");
        if is_throwaway(name) {
            continue;
        }
        if path.ends_with("_delete_by_query") && matches_all
            || path.ends_with("/update") && path.contains("solr") && matches_all
        {
            sink.report(*span, format!("deletes every document of `{name}`"));
        } else if deletes && (path == "_all" || path == "*" || path.ends_with("/_all") && is_search) {
            sink.report(*span, "deletes every index of the server".to_owned());
        } else if deletes && is_search && matches!(name, "_snapshot" | "_data_stream") && path.contains('/') {
            let raw = sink
                .report(*span, format!("deletes `{path}` of the search server: a backup, or a stream with its data"));
            raw.level(Level::Caution);
        } else if deletes && is_search && (name.contains('*') || name.contains(',')) && !name.starts_with('_') {
            sink.report(*span, format!("deletes every index that `{name}` matches"));
        } else if deletes && is_search && !name.is_empty() && !path.contains('/') && !name.starts_with('_') {
            let raw = sink.report(*span, format!("deletes all of `{name}`: only a backup brings it back"));
            raw.level(Level::Caution);
        }
    }
}

/// The host and the path of an address, with or without its scheme.
fn address(text: &str) -> Option<(&str, &str)> {
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

//! Web addresses: whether anyone on the way could answer in the server's place.

/// Whether an address is asked for by plain HTTP on another machine.
pub(crate) fn is_plain(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let is_http = scheme.eq_ignore_ascii_case("http")
        || scheme.rsplit('+').next().is_some_and(|it| scheme.contains('+') && it.eq_ignore_ascii_case("http"));
    is_http && !is_here(rest)
}

/// Whether an address behind `//` is this machine, or the one that it runs on.
fn is_here(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    matches!(name, "localhost" | "0.0.0.0" | "host.docker.internal" | "host.containers.internal" | "169.254.169.254")
        || name.starts_with("127.")
        || name.ends_with(".localhost")
        || name.starts_with("[::1]")
        || name == "metadata.google.internal"
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn this_machine_needs_no_certificate() {
        for address in ["http://example.org/x", "HTTP://a", "http://", "git+http://x/y", "http://a.localhost.org"] {
            assert!(is_plain(address), "{address}");
        }
        for address in [
            "https://example.org",
            "http://localhost:80/x",
            "http://127.0.0.1",
            "http://[::1]:8/x",
            "ftp://x",
            "x",
            "git+https://x",
        ] {
            assert!(!is_plain(address), "{address}");
        }
    }
}

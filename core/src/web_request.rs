//! Which variables a web server fills with what a visitor sends.

/// Headers of a request by their variables' names behind `HTTP_`. Other names that start so are settings: `HTTP_PORT`.
const HEADERS: [&str; 7] = ["AUTHORIZATION", "COOKIE", "FORWARDED", "HOST", "ORIGIN", "REFERER", "USER_AGENT"];

/// Whether a web server puts what a visitor sends into a variable of this name.
pub(crate) fn is_variable(name: &str) -> bool {
    match name.strip_prefix("HTTP_") {
        Some(header) => HEADERS.contains(&header) || header.starts_with("ACCEPT") || header.starts_with("X_"),
        None => matches!(
            name,
            "QUERY_STRING" | "PATH_INFO" | "PATH_TRANSLATED" | "REQUEST_URI" | "REQUEST_BODY" | "CONTENT_TYPE"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_sent_and_a_setting_is_not() {
        for name in ["QUERY_STRING", "CONTENT_TYPE", "HTTP_COOKIE", "HTTP_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_NAME"]
        {
            assert!(is_variable(name), "{name}");
        }
        for name in ["HTTP_PORT", "HTTP_ROOT", "HTTP_PROXY", "HTTP_HOSTS", "HTTP_", "HOST", "CONTENT", ""] {
            assert!(!is_variable(name), "{name}");
        }
    }
}

//! How the hub is reached: the variables that other programs of the hub obey too.

use super::Problem;
use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;
use ureq::http::Uri;

const ENDPOINT: &str = "https://huggingface.co";
/// A token has some forty characters.
const LONGEST_TOKEN: u64 = 4096;

/// How the hub is reached.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it is, without a slash at the end.
    pub(super) endpoint: String,
    pub(super) origin: Origin,
    pub(super) token: Option<Token>,
    pub(super) is_offline: bool,
    /// How often and how patiently it is tried again.
    pub retry: Retry,
    /// How long a server may say nothing.
    pub silence: Duration,
}

/// How often and how patiently something is tried again.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// Tries in a row that bring nothing new.
    pub fruitless: u32,
    /// All tries together.
    pub all: u32,
    /// The first wait; each further one is twice as long.
    pub first: Duration,
    /// No wait is longer.
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { fruitless: 5, all: 100, first: Duration::from_millis(500), longest: Duration::from_mins(1) }
    }
}

/// A scheme, a host and a port: who gets the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) is_secure: bool,
    pub(super) host: String,
    pub(super) port: u16,
}

/// A secret that no log shows.
#[derive(Clone)]
pub(super) struct Token(pub(super) String);

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("(a token)")
    }
}

impl Settings {
    /// From `HF_ENDPOINT`, `HF_TOKEN` and `HF_HUB_OFFLINE`. Proxies are taken from their variables when a hub is made.
    pub fn from_environment() -> Result<Self, Problem> {
        Self::from(|name| std::env::var_os(name))
    }

    /// The same from any environment.
    pub fn from(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, Problem> {
        let text = |name| variable(name).and_then(|it| it.into_string().ok()).filter(|it| !it.trim().is_empty());
        let endpoint = text("HF_ENDPOINT").unwrap_or_else(|| ENDPOINT.to_owned());
        let endpoint = endpoint.trim().trim_end_matches('/').to_owned();
        let origin = Uri::try_from(endpoint.as_str()).ok().and_then(|it| Origin::of(&it));
        let origin = origin.ok_or_else(|| Problem::BadEndpoint(endpoint.clone()))?;
        let is_offline = text("HF_HUB_OFFLINE")
            .is_some_and(|it| matches!(it.trim().to_lowercase().as_str(), "1" | "on" | "yes" | "true"));
        // A token on disk was meant for the hub itself, and not for whoever stands in for it.
        let stored = || if endpoint == ENDPOINT { stored_token(&variable) } else { None };
        let token = text("HF_TOKEN").or_else(stored).map(|it| it.trim().to_owned());
        // A line break in a header would be another header.
        let token = token.filter(|it| it.bytes().all(|it| it.is_ascii_graphic())).map(Token);
        Ok(Self { endpoint, origin, token, is_offline, retry: Retry::default(), silence: Duration::from_secs(30) })
    }

    /// Whether a token may go to this place.
    pub(super) fn token_for(&self, origin: &Origin) -> Option<&Token> {
        let may = *origin == self.origin && (origin.is_secure || origin.is_this_machine());
        self.token.as_ref().filter(|_| may)
    }
}

impl Origin {
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        let is_secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let host = uri.host().filter(|it| !it.is_empty())?.to_ascii_lowercase();
        // A name and a password in an address end up in logs.
        if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
            return None;
        }
        Some(Self { is_secure, host, port: uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 }) })
    }

    pub(super) fn is_this_machine(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|it| it.is_loopback())
    }
}

/// What the hub's own programs have stored.
fn stored_token(variable: &impl Fn(&str) -> Option<OsString>) -> Option<String> {
    let path = |name: &str| variable(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let home = || {
        path("HF_HOME").or_else(|| {
            let cache = path("XDG_CACHE_HOME").or_else(|| Some(path("HOME")?.join(".cache")))?;
            Some(cache.join("huggingface"))
        })
    };
    let file = path("HF_TOKEN_PATH").or_else(|| Some(home()?.join("token")))?;
    if !file.is_file() {
        return None;
    }
    let mut token = String::new();
    std::fs::File::open(file).ok()?.take(LONGEST_TOKEN).read_to_string(&mut token).ok()?;
    Some(token.trim().to_owned()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Settings, Problem> {
        Settings::from(|name| pairs.iter().find(|it| it.0 == name).map(|it| OsString::from(it.1)))
    }

    #[test]
    fn the_token_goes_to_the_hub_alone() {
        let settings = with(&[("HF_TOKEN", "hf_secret")]).unwrap();
        let of = |text: &str| Origin::of(&Uri::try_from(text).unwrap()).unwrap();
        assert!(settings.token_for(&of("https://huggingface.co/x")).is_some());
        assert!(settings.token_for(&of("https://HuggingFace.co:443/x")).is_some());
        for other in [
            "http://huggingface.co",
            "https://cdn.huggingface.co",
            "https://huggingface.co:8443",
            "https://huggingface.co.evil.org",
        ] {
            assert!(settings.token_for(&of(other)).is_none(), "{other}");
        }
        assert!(!format!("{settings:?}").contains("secret"));
    }

    #[test]
    fn a_mirror_without_encryption_gets_no_token_unless_it_is_this_machine() {
        let lan = with(&[("HF_TOKEN", "t"), ("HF_ENDPOINT", "http://mirror.lan/")]).unwrap();
        assert!(lan.token_for(&lan.origin).is_none());
        let own = with(&[("HF_TOKEN", "t"), ("HF_ENDPOINT", "http://127.0.0.1:8080")]).unwrap();
        assert!(own.token_for(&own.origin).is_some());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for bad in ["huggingface.co", "ftp://a/b", "http:", "https://me:secret@hub.org", "https://a b"] {
            assert_eq!(with(&[("HF_ENDPOINT", bad)]).err(), Some(Problem::BadEndpoint(bad.to_owned())));
        }
        assert_eq!(with(&[("HF_ENDPOINT", "")]).unwrap().endpoint, ENDPOINT);
    }

    #[test]
    fn offline_is_said_in_four_words_and_a_token_has_no_line_breaks() {
        for (value, is_offline) in [("1", true), ("ON", true), ("yes", true), ("True", true), ("0", false), ("", false)]
        {
            assert_eq!(with(&[("HF_HUB_OFFLINE", value)]).unwrap().is_offline, is_offline, "{value}");
        }
        assert!(with(&[("HF_TOKEN", "a\r\nX-Evil: 1")]).unwrap().token.is_none());
    }
}

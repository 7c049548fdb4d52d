//! Which server is asked: this machine unless the user's own settings name another, and a key only for a server that
//! they name.

use crate::error::{Error, Kind};
use crate::key::KeySource;
use std::net::IpAddr;
use ureq::http::Uri;

/// The longest address that is read.
const MOST_BYTES: usize = 2048;

/// A server, with what is needed to ask it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Scheme, host and port; what messages show.
    place: String,
    /// The path before `/chat/completions`.
    path: String,
    encrypted: bool,
    here: bool,
    of_user: bool,
    pub(crate) key: KeySource,
    pub(crate) model: Option<String>,
}

impl Server {
    /// A server that the user's own settings name. It may be anywhere.
    pub fn of_user(address: &str) -> Result<Self, Error> {
        Self::read(address, true)
    }

    /// A server that a workspace names. It must be on this machine, and gets no key.
    pub fn of_workspace(address: &str) -> Result<Self, Error> {
        let server = Self::read(address, false)?;
        if server.here {
            return Ok(server);
        }
        Err(Error::new(
            Kind::Address,
            format!(
                "{} is not this machine, and only your own settings may name such a server: \
                 if you trust it, move the address from the workspace's settings to yours",
                server.place
            ),
        ))
    }

    /// The same with a key. Refused where the key could reach somebody it is not for.
    pub fn with_key(self, key: KeySource) -> Result<Self, Error> {
        if key != KeySource::None {
            if !self.of_user {
                return Err(Error::new(
                    Kind::Key,
                    format!("no key is sent to {}, which a workspace named: name it in your own settings", self.place),
                ));
            }
            if !self.encrypted && !self.here {
                return Err(Error::new(
                    Kind::Key,
                    format!("the key would cross the network in the clear to {}: use an https address", self.place),
                ));
            }
        }
        Ok(Self { key, ..self })
    }

    /// The same with a model's name; without one, the only one that the server has.
    #[must_use]
    pub fn with_model(self, model: &str) -> Self {
        Self { model: Some(model.to_owned()), ..self }
    }

    /// Scheme, host and port.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Whether it is on this machine.
    pub fn is_here(&self) -> bool {
        self.here
    }

    /// Whether what is sent is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Where it is, in words for a status line.
    pub fn described(&self) -> String {
        let place = &self.place;
        match (self.here, self.encrypted) {
            (true, _) => format!("{place}, on this machine"),
            (false, true) => format!("{place}, not this machine, encrypted"),
            (false, false) => format!("{place}, not this machine, not encrypted"),
        }
    }

    /// The whole address of one of its services.
    pub(crate) fn url(&self, service: &str) -> String {
        format!("{}{}/{service}", self.place, self.path)
    }

    fn read(address: &str, of_user: bool) -> Result<Self, Error> {
        let wrong = |why: &str| {
            // The address itself is not shown: people write passwords into addresses.
            Err(Error::new(
                Kind::Address,
                format!("the server's address {why}: write it like http://127.0.0.1:8080/v1"),
            ))
        };
        let address = address.trim();
        if address.is_empty() {
            return wrong("is empty");
        }
        if address.len() > MOST_BYTES {
            return wrong("is too long");
        }
        if address.contains('@') {
            return wrong("holds a name or a password, which belong into a key");
        }
        if address.contains(['?', '#', '\\']) {
            return wrong("holds more than a host, a port and a path");
        }
        let Ok(uri) = address.parse::<Uri>() else { return wrong("cannot be read") };
        let encrypted = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return wrong("does not begin with http:// or https://"),
        };
        let Some(authority) = uri.authority() else { return wrong("names no host") };
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        let port = match (authority.port_u16(), authority.as_str().strip_prefix(authority.host())) {
            (Some(0), _) => return wrong("has a port that cannot be"),
            (Some(port), _) => format!(":{port}"),
            (None, Some("")) => String::new(),
            (None, _) => return wrong("has a port that cannot be"),
        };
        if host.is_empty() {
            return wrong("names no host");
        }
        let here = is_loopback(&host);
        let place = format!("{}://{host}{port}", if encrypted { "https" } else { "http" });
        let path = base(uri.path());
        Ok(Self { place, path, encrypted, here, of_user, key: KeySource::None, model: None })
    }
}

/// The path before the services, whether the user wrote none, all, or too much of it.
fn base(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let path =
        ["/chat/completions", "/completions", "/models"].iter().find_map(|it| path.strip_suffix(it)).unwrap_or(path);
    if path.is_empty() { "/v1".to_owned() } else { path.to_owned() }
}

/// Whether a host can only be this machine. A name is believed here and looked at again when it is resolved.
fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(host);
    match bare.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str) -> String {
        match Server::of_user(address) {
            Ok(it) => format!("{} {}", it.url("models"), if it.here { "here" } else { "elsewhere" }),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn addresses_are_understood_as_people_write_them() {
        for (address, expected) in [
            ("http://localhost:8080", "http://localhost:8080/v1/models here"),
            (" http://LocalHost:8080/ ", "http://localhost:8080/v1/models here"),
            ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/models here"),
            ("http://[::1]:8000/v1/", "http://[::1]:8000/v1/models here"),
            ("http://[::ffff:127.0.0.1]:1", "http://[::ffff:127.0.0.1]:1/v1/models here"),
            ("http://127.9.9.9/v1/chat/completions", "http://127.9.9.9/v1/models here"),
            ("https://gpu.lan/openai/v1", "https://gpu.lan/openai/v1/models elsewhere"),
            ("http://localhost.:80", "http://localhost:80/v1/models here"),
        ] {
            assert_eq!(shown(address), expected, "{address}");
        }
    }

    #[test]
    fn what_only_looks_like_this_machine_is_elsewhere() {
        for address in [
            "http://localhost.evil.org",
            "http://127.0.0.1.evil.org",
            "http://0.0.0.0:8080",
            "http://127.1",
            "http://2130706433",
            "http://0x7f.1",
            "http://[::ffff:10.0.0.1]",
            "http://10.0.0.1",
            "http://\u{ff11}27.0.0.1",
        ] {
            assert!(Server::of_workspace(address).is_err(), "{address}");
            if let Ok(server) = Server::of_user(address) {
                assert!(!server.is_here(), "{address}");
                assert!(server.described().contains("not this machine"));
            }
        }
        assert!(Server::of_workspace("http://localhost:1").is_ok());
    }

    #[test]
    fn a_bad_address_is_refused_and_not_repeated() {
        for address in [
            "",
            "localhost:8080",
            "ftp://localhost",
            "http://",
            "http://ann:geheim@localhost",
            "http://127.0.0.1@geheim.org",
            "http://localhost?key=geheim",
            "http://localhost#geheim",
            "http://localhost:99999",
            "http://localhost:0",
            "http://localhost:",
            "http://local host/",
            "http://localhost\\@geheim",
            "file:///etc/passwd",
            "http:///v1",
            &format!("http://localhost/{}", "a".repeat(5000)),
        ] {
            let error = Server::of_user(address).unwrap_err();
            assert_eq!(error.kind(), Kind::Address, "{address}");
            assert!(!error.to_string().contains("geheim") && error.to_string().contains("127.0.0.1:8080/v1"));
        }
    }

    #[test]
    fn a_key_goes_only_where_its_owner_sends_it() {
        let key = || KeySource::Variable("K".to_owned());
        assert!(Server::of_user("http://localhost:1").unwrap().with_key(key()).is_ok());
        assert!(Server::of_user("https://gpu.lan").unwrap().with_key(key()).is_ok());
        for server in [Server::of_user("http://gpu.lan").unwrap(), Server::of_workspace("http://localhost:1").unwrap()]
        {
            assert_eq!(server.clone().with_key(key()).unwrap_err().kind(), Kind::Key);
            assert!(server.with_key(KeySource::None).is_ok());
        }
    }
}

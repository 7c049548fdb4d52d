//! One request to the hub: redirects followed by us, failures sorted into those that may pass and those that will not.

use super::settings::Origin;
use super::{Failure, Hub, Problem, Settings};
use crate::{Error, Progress, Watch};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::http::{HeaderMap, StatusCode, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

/// The hub needs one or two.
const MOST_REDIRECTS: u32 = 5;
const CONNECT: Duration = Duration::from_secs(15);
/// How often somebody who waits may stop it.
const GLANCE: Duration = Duration::from_millis(50);

pub(super) type Response = ureq::http::Response<Body>;

/// What is asked.
pub(super) enum Ask<'a> {
    /// The head alone.
    Head,
    /// All from this byte on.
    Get { from: u64 },
    /// With this JSON.
    Post { body: &'a str },
}

impl Hub {
    /// A hub, reached as the settings and the variables for proxies say.
    pub fn new(settings: Settings) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        // The system decides whom it trusts: so do the companies that own machines and mirrors.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(settings.silence))
            .timeout_per_read(Some(settings.silence))
            .timeout_per_write(Some(settings.silence))
            .user_agent(concat!("caro/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Self { settings, agent }
    }

    /// Whether the user said that nothing is to be fetched.
    pub fn is_offline(&self) -> bool {
        self.settings.is_offline
    }

    /// Asks once. `is_answer` says of a redirect whether it already is what was wanted.
    pub(super) fn ask(
        &self,
        path: &str,
        ask: &Ask<'_>,
        repository: &str,
        is_answer: impl Fn(&HeaderMap) -> bool,
    ) -> Result<Response, Failure> {
        let address = format!("{}{path}", self.settings.endpoint);
        let mut uri = Uri::try_from(&address).map_err(|_| Failure::Final(Problem::BadName(path.to_owned())))?;
        for _ in 0..=MOST_REDIRECTS {
            let Some(origin) = Origin::of(&uri) else {
                return Err(Failure::Final(Problem::BadName(path.to_owned())));
            };
            let response = self.ask_once(&uri, &origin, ask).map_err(|it| sorted(&it, &origin.host))?;
            let status = response.status();
            if !status.is_redirection() || is_answer(response.headers()) {
                return if status.is_success() || status.is_redirection() {
                    Ok(response)
                } else {
                    Err(self.refused(&response, &origin, path, repository))
                };
            }
            uri = self.next(&uri, &origin, response.headers())?;
        }
        let host = self.settings.origin.host.clone();
        Err(Failure::Final(Problem::BadRedirect { host, reason: "sends us from one place to the next without an end" }))
    }

    fn ask_once(&self, uri: &Uri, origin: &Origin, ask: &Ask<'_>) -> Result<Response, ureq::Error> {
        let token = self.settings.token_for(origin).map(|it| format!("Bearer {}", it.0));
        match ask {
            Ask::Head | Ask::Get { .. } => {
                let mut request = if matches!(ask, Ask::Head) { self.agent.head(uri) } else { self.agent.get(uri) };
                // Bytes that are changed on the way could neither be counted nor checked.
                request = request.header(header::ACCEPT_ENCODING, "identity");
                if let Ask::Get { from: from @ 1.. } = ask {
                    request = request.header(header::RANGE, format!("bytes={from}-"));
                }
                if let Some(token) = token {
                    request = request.header(header::AUTHORIZATION, token);
                }
                request.call()
            }
            Ask::Post { body } => {
                let mut request = self.agent.post(uri).header(header::CONTENT_TYPE, "application/json");
                if let Some(token) = token {
                    request = request.header(header::AUTHORIZATION, token);
                }
                request.send(*body)
            }
        }
    }

    /// Where a redirect leads.
    fn next(&self, from: &Uri, origin: &Origin, headers: &HeaderMap) -> Result<Uri, Failure> {
        let bad = |reason| Failure::Final(Problem::BadRedirect { host: origin.host.clone(), reason });
        let place = headers.get(header::LOCATION).and_then(|it| it.to_str().ok());
        let place = place.ok_or_else(|| bad("sends us elsewhere and does not say where"))?;
        let next = if place.starts_with('/') && !place.starts_with("//") {
            let authority = from.authority().map(ToString::to_string).unwrap_or_default();
            Uri::try_from(format!("{}://{authority}{place}", from.scheme_str().unwrap_or("https")))
        } else {
            Uri::try_from(place)
        };
        let next = next.map_err(|_| bad("sends us to what is no address"))?;
        let target = Origin::of(&next).ok_or_else(|| bad("sends us to what is no address of the web"))?;
        if origin.is_secure && !target.is_secure {
            return Err(bad("sends us to a place without encryption"));
        }
        // Who stands in for the hub must not make us ask the services of this machine.
        if target.is_this_machine() && !self.settings.origin.is_this_machine() {
            return Err(bad("sends us to this machine itself"));
        }
        Ok(next)
    }

    /// What a status that is no success means.
    fn refused(&self, response: &Response, origin: &Origin, path: &str, repository: &str) -> Failure {
        let status = response.status();
        let host = origin.host.clone();
        let is_hub = *origin == self.settings.origin;
        let code = response.headers().get("x-error-code").and_then(|it| it.to_str().ok()).unwrap_or_default();
        let had_token = self.settings.token_for(origin).is_some();
        let withheld = self.settings.token.is_some() && !had_token;
        let repository = repository.to_owned();
        match (status, code) {
            (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, "GatedRepo") => {
                Failure::Final(Problem::Gated { repository, had_token })
            }
            (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN, _) if is_hub => {
                Failure::Final(Problem::Refused { repository, had_token, withheld })
            }
            (StatusCode::NOT_FOUND, _) if is_hub => Failure::Final(Problem::NotFound { what: plain(path) }),
            // Addresses of files are signed for a while; a new one is got by asking the hub again.
            (
                StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
                | StatusCode::NOT_FOUND
                | StatusCode::GONE
                | StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_MANY_REQUESTS,
                _,
            ) => Failure::Passing(Problem::Status { status: status.as_u16(), host }, wait(response.headers())),
            (status, _) if status.is_server_error() => {
                Failure::Passing(Problem::Status { status: status.as_u16(), host }, wait(response.headers()))
            }
            _ => Failure::Final(Problem::Status { status: status.as_u16(), host }),
        }
    }

    /// Asks until there is an answer, or it makes no sense to go on.
    pub(super) fn persist<T>(
        &self,
        watch: &mut Watch<'_>,
        mut ask: impl FnMut() -> Result<T, Failure>,
    ) -> Result<T, Error> {
        if self.settings.is_offline {
            return Err(Problem::Offline.into());
        }
        let mut pause = Pause::new(self);
        loop {
            match ask() {
                Ok(answer) => return Ok(answer),
                Err(failure) => pause.after(failure, watch)?,
            }
        }
    }

    pub(crate) fn host(&self) -> String {
        self.settings.origin.host.clone()
    }
}

/// The waits between tries.
pub(crate) struct Pause<'a> {
    hub: &'a Hub,
    fruitless: u32,
    all: u32,
}

impl<'a> Pause<'a> {
    pub(crate) fn new(hub: &'a Hub) -> Self {
        Self { hub, fruitless: 0, all: 0 }
    }

    /// The last try brought something new.
    pub(crate) fn bore_fruit(&mut self) {
        self.fruitless = 0;
    }

    /// Waits, or gives up with what went wrong.
    pub(crate) fn after(&mut self, failure: Failure, watch: &mut Watch<'_>) -> Result<(), Error> {
        let retry = self.hub.settings.retry;
        self.fruitless += 1;
        self.all += 1;
        let (problem, asked) = match failure {
            Failure::Final(problem) => return Err(problem.into()),
            Failure::Passing(problem, _) if self.fruitless >= retry.fruitless || self.all >= retry.all => {
                return Err(problem.into());
            }
            Failure::Passing(problem, asked) => (problem, asked),
        };
        let grown = retry.first.saturating_mul(1 << (self.fruitless - 1).min(16));
        let after = asked.unwrap_or(grown).min(retry.longest);
        let reason = problem.to_string().split(';').next().unwrap_or_default().to_owned();
        let end = Instant::now() + after;
        loop {
            if watch(Progress::Retrying { tried: self.all, after, reason: reason.clone() }).is_break() {
                return Err(Error::Cancelled);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(GLANCE));
        }
    }
}

/// What a server asks us to wait; dates are rare, and then our own wait does.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// Sorts what went wrong below HTTP.
fn sorted(error: &ureq::Error, host: &str) -> Failure {
    let reason = match error {
        ureq::Error::Timeout(_) => "said nothing for too long".to_owned(),
        ureq::Error::HostNotFound => "is not known to the name server".to_owned(),
        ureq::Error::Io(error) => return of_reading(error, host),
        ureq::Error::ConnectionFailed => "cannot be reached".to_owned(),
        ureq::Error::ConnectProxyFailed(reason) => format!("the proxy does not connect us: {reason}"),
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => "does not speak HTTP as we know it".to_owned(),
        other => {
            let reason = match other {
                ureq::Error::Rustls(error) => unknown_certificate(error),
                _ => other.to_string(),
            };
            let problem = Problem::Unreachable { host: host.to_owned(), reason };
            return Failure::Final(problem);
        }
    };
    Failure::Passing(Problem::Unreachable { host: host.to_owned(), reason }, None)
}

/// Sorts what went wrong while a body was read.
pub(super) fn of_reading(error: &io::Error, host: &str) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "fell silent".to_owned(),
        io::ErrorKind::ConnectionRefused => "refuses connections".to_owned(),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => "broke the connection off".to_owned(),
        // Where a certificate is refused, the TLS library says so.
        io::ErrorKind::InvalidData => unknown_certificate(error),
        _ => error.to_string(),
    };
    let problem = Problem::Unreachable { host: host.to_owned(), reason };
    // A certificate does not get better by asking again.
    if error.kind() == io::ErrorKind::InvalidData { Failure::Final(problem) } else { Failure::Passing(problem, None) }
}

fn unknown_certificate(error: &dyn std::fmt::Display) -> String {
    format!("this system does not trust it ({error})")
}

/// The repository and the file of a path.
fn plain(path: &str) -> String {
    let path = path.trim_start_matches('/').trim_start_matches("api/models/");
    match path.split_once("/resolve/") {
        Some((repository, rest)) => {
            format!("{repository}/{}", rest.split_once('/').map_or(rest, |it| it.1))
        }
        None => path.split("/tree/").next().unwrap_or(path).to_owned(),
    }
}

//! How a server is reached: names that should be this machine are held to it, and the caller learns of the connection.

use crate::call::Event;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Weak};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};

/// Rustls with the system's own roots, so that a company's servers are trusted as its browsers trust them.
pub(crate) fn encryption() -> TlsConfig {
    TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build()
}

/// Resolves names; `localhost` only to this machine.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) here: bool,
    pub(crate) inner: DefaultResolver,
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if !self.here {
            return Ok(found);
        }
        let is_here = |it: &&SocketAddr| IpAddr::to_canonical(&it.ip()).is_loopback();
        let mut kept = self.empty();
        found.iter().filter(is_here).for_each(|it| kept.push(*it));
        // A hosts file or a name server that sends `localhost` elsewhere.
        if kept.is_empty() { Err(io::Error::from(io::ErrorKind::PermissionDenied).into()) } else { Ok(kept) }
    }
}

/// Connects as `ureq` does, and says so. The inner one is shared by all calls: it keeps the roots and the sessions.
pub(crate) struct Reach {
    pub(crate) inner: Arc<DefaultConnector>,
    pub(crate) tell: Weak<SyncSender<Event>>,
}

impl Connector<()> for Reach {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Self::Out>, ureq::Error> {
        let connected = self.inner.connect(details, chained)?;
        if let Some(tell) = self.tell.upgrade() {
            let _ = tell.send(Event::Connected);
        }
        Ok(connected)
    }
}

impl fmt::Debug for Reach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Reach")
    }
}

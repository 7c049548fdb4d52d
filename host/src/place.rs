//! Where a host's socket, lock and log are, and that nobody else can reach them.

use crate::fnv::digest;
use crate::identity::Identity;
use crate::protocol::VERSION;
use caro_models::folder::{Content, cache, private};
use interprocess::local_socket::Name;
use std::io;
use std::path::{Path, PathBuf};

/// Of a Unix socket's path; macOS has room for the fewest bytes.
const LONGEST_SOCKET: usize = 100;

/// Where one host for one model is found.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    key: String,
}

impl Place {
    /// The place of the host for a model, in a folder that is made if need be.
    ///
    /// Builds of Caro that speak differently have places of their own.
    pub fn new(folder: Option<&Path>, model: &Identity) -> io::Result<Self> {
        let build = env!("CARGO_PKG_VERSION").as_bytes();
        let key = digest([&VERSION.to_le_bytes()[..], build, &model.digest.to_le_bytes()]);
        let key = format!("{:016x}", (key >> 64) ^ (key & u128::from(u64::MAX)));
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None => run_folder()?,
        };
        private(&folder, Content::Trusted)?;
        let place = Self { folder, key };
        if cfg!(unix) && place.socket().as_os_str().len() > LONGEST_SOCKET {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("the path of the socket {} is too long for the system", place.socket().display()),
            ));
        }
        Ok(place)
    }

    /// What clients connect to. A file on Unix only.
    pub fn socket(&self) -> PathBuf {
        self.file("sock")
    }

    /// Who holds it is the host.
    pub fn lock(&self) -> PathBuf {
        self.file("lock")
    }

    /// What the host's last run had to say.
    pub fn log(&self) -> PathBuf {
        self.file("log")
    }

    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.key))
    }

    /// The socket, as the system names it.
    pub fn name(&self) -> io::Result<Name<'static>> {
        #[cfg(unix)]
        return interprocess::local_socket::ToFsName::to_fs_name::<interprocess::local_socket::GenericFilePath>(
            self.socket(),
        );
        #[cfg(not(unix))]
        return interprocess::local_socket::ToNsName::to_ns_name::<interprocess::local_socket::GenericNamespaced>(
            format!("caro-host-{}", self.key),
        );
    }
}

/// Where sockets, locks and logs are: `$XDG_RUNTIME_DIR/caro`, else `run` in the cache folder. It need not be there.
pub fn run_folder() -> io::Result<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    if let Some(folder) = runtime.filter(|it| it.is_absolute() && it.is_dir()) {
        return Ok(folder.join("caro"));
    }
    Ok(cache_folder()?.join("run"))
}

/// Caro's folder for what can be made again.
pub fn cache_folder() -> io::Result<PathBuf> {
    cache().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no home folder: HOME is not set"))
}

/// Whether the process at the other end belongs to us. Where the system does not tell, the folder must do.
pub(crate) fn is_ours(stream: &interprocess::local_socket::Stream) -> bool {
    #[cfg(unix)]
    {
        use interprocess::local_socket::traits::StreamCommon;
        stream.peer_creds().is_ok_and(|it| it.euid().is_none_or(|it| it == rustix::process::geteuid().as_raw()))
    }
    #[cfg(not(unix))]
    {
        let _ = stream;
        true
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::Place;
    use crate::identity::Identity;

    fn identity() -> Identity {
        Identity { path: "/m".into(), size: 1, digest: 7 }
    }

    #[test]
    fn a_path_too_long_for_a_socket_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("x".repeat(120));
        let error = Place::new(Some(&long), &identity()).unwrap_err();
        assert!(error.to_string().contains("too long for the system"), "{error}");
    }
}

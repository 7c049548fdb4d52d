//! Where a host's socket, lock and log are, and that nobody else can reach them.

use crate::fnv::digest;
use crate::identity::Identity;
use crate::protocol::VERSION;
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
        private_folder(&folder)?;
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
    if let Some(folder) = absolute("XDG_RUNTIME_DIR").filter(|it| it.is_dir()) {
        return Ok(folder.join("caro"));
    }
    Ok(cache_folder()?.join("run"))
}

/// Caro's folder for what can be made again.
pub fn cache_folder() -> io::Result<PathBuf> {
    absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("LOCALAPPDATA").filter(|_| cfg!(windows)))
        .or_else(|| {
            absolute("HOME").map(|it| it.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
        })
        .map(|it| it.join("caro"))
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no home folder: HOME is not set"))
}

fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|it| it.is_absolute())
}

/// Makes a folder that only its owner can enter, or checks that it is one.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // Not through a link: someone else could have put it there.
    let about = std::fs::symlink_metadata(folder)?;
    if !about.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, format!("{} is not a folder", folder.display())));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        if about.uid() != rustix::process::geteuid().as_raw() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                format!("{} belongs to another user", folder.display()),
            ));
        }
        if about.mode() & 0o077 != 0 {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
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
    use super::{Place, private_folder};
    use crate::identity::Identity;
    use std::os::unix::fs::PermissionsExt;
    use std::{fs, io};

    fn identity() -> Identity {
        Identity { path: "/m".into(), size: 1, digest: 7 }
    }

    #[test]
    fn the_folder_is_closed_to_others_even_if_it_was_open() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/caro");
        for _ in 0..2 {
            private_folder(&inner).unwrap();
            assert_eq!(fs::metadata(&inner).unwrap().permissions().mode() & 0o777, 0o700);
            fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn a_link_or_a_file_in_its_place_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path(), &link).unwrap();
        assert_eq!(private_folder(&link).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(private_folder(&file).unwrap_err().kind(), io::ErrorKind::NotADirectory);
    }

    #[test]
    fn a_path_too_long_for_a_socket_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let long = folder.path().join("x".repeat(120));
        let error = Place::new(Some(&long), &identity()).unwrap_err();
        assert!(error.to_string().contains("too long for the system"), "{error}");
    }
}

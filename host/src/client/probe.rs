//! Looks at the hosts that run. Starts none, makes nothing, and waits for none that hangs.

use crate::frame;
use crate::place::is_ours;
use crate::protocol::{FromClient, FromHost, Health, VERSION};
use interprocess::local_socket::{GenericFilePath, Stream, ToFsName, traits::Stream as _};
use std::io;
use std::path::Path;
use std::time::Duration;

/// The most sockets that are looked at.
const MOST: usize = 32;
/// The most messages that are read until the answer comes.
const MOST_MESSAGES: usize = 8;

/// How the hosts are whose sockets lie in a folder. Where sockets are no files, as on Windows, none is found.
pub fn running(folder: &Path, within: Duration) -> Vec<Health> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let sockets = entries.flatten().map(|it| it.path()).filter(|it| it.extension().is_some_and(|it| it == "sock"));
    sockets.take(MOST).filter_map(|it| ask(&it, within).ok().flatten()).collect()
}

fn ask(socket: &Path, within: Duration) -> io::Result<Option<Health>> {
    let stream = Stream::connect(socket.to_fs_name::<GenericFilePath>()?)?;
    if !is_ours(&stream) {
        return Ok(None);
    }
    stream.set_recv_timeout(Some(within))?;
    stream.set_send_timeout(Some(within))?;
    frame::write(&mut &stream, &FromClient::Hello { version: VERSION })?;
    frame::write(&mut &stream, &FromClient::Health { id: 1 })?;
    for _ in 0..MOST_MESSAGES {
        match frame::read::<FromHost>(&mut &stream)? {
            Some(FromHost::Health { health, .. }) => {
                // It has said all; whether it hears this is its own matter.
                let _ = frame::write(&mut &stream, &FromClient::Bye);
                return Ok(Some(*health));
            }
            Some(FromHost::Refused { .. } | FromHost::Goodbye { .. }) | None => return Ok(None),
            Some(_) => {}
        }
    }
    Ok(None)
}

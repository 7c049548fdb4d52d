//! A hub on this machine: the routes of the real one, and every kind of misbehaviour on order.

use super::model::digest;
use caro_models::Hub;
use caro_models::hub::{Retry, Settings};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What goes wrong with a request for a file's bytes.
#[derive(Clone)]
pub(crate) enum Fault {
    /// The connection ends after so many hundredths of what was asked for.
    Drop(u64),
    /// One byte in the middle is another.
    WrongByte,
    /// The answer is longer by one byte than it should be, and says so.
    TooLong,
    /// The answer is shorter by one byte than it should be, and says so.
    TooShort,
    /// More bytes come than the answer says; its length is not told.
    EndlessUntold,
    /// The answer is another status with these headers.
    Status(u16, &'static str),
    /// Nothing comes for so long, and then nothing.
    Silent(Duration),
    /// Each piece of so many bytes comes after a while.
    Slow(usize, Duration),
    /// The part that was asked for is not heeded: all of it comes.
    WholeInstead,
    /// Another part comes than was asked for.
    OtherPart,
    /// The length of the whole is told wrongly.
    OtherTotal,
    /// The answer goes on from another place.
    Redirect(String),
    /// A page for people comes, with status 200.
    Page,
    /// What a disk that fills up meanwhile would do: this runs after half of the bytes.
    Halfway(Arc<dyn Fn() + Send + Sync>),
}

/// What the hub serves, and what it does with the next requests.
pub(crate) struct Script {
    pub(crate) file: Vec<u8>,
    /// For the next requests for bytes, in order; after them all is well.
    pub(crate) faults: Vec<Fault>,
    /// For every request for bytes.
    pub(crate) always: Option<Fault>,
    /// For the next requests for the head, in order: status and headers.
    pub(crate) heads: Vec<(u16, &'static str)>,
    /// Whether the head names the digest.
    pub(crate) names_digest: bool,
    /// Whether the answer in JSON does.
    pub(crate) lists_digest: bool,
    /// Where bytes are sent from, where not from here.
    pub(crate) elsewhere: Option<String>,
    /// Requests as they came: method, path, range, and whether with a token.
    pub(crate) seen: Vec<Seen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) range: Option<u64>,
    pub(crate) token: Option<String>,
}

/// A running hub; it ends with the test's process.
#[derive(Clone)]
pub(crate) struct TestHub {
    pub(crate) address: SocketAddr,
    pub(crate) script: Arc<Mutex<Script>>,
}

pub(crate) const REPOSITORY: &str = "maker/model-GGUF";
pub(crate) const FILE: &str = "model-q4.gguf";
const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

impl TestHub {
    pub(crate) fn serving(file: Vec<u8>) -> Self {
        Self::at(Ipv4Addr::LOCALHOST, file)
    }

    pub(crate) fn at(address: Ipv4Addr, file: Vec<u8>) -> Self {
        let listener = TcpListener::bind((address, 0)).expect("a port can be had");
        let script = Script {
            file,
            faults: Vec::new(),
            always: None,
            heads: Vec::new(),
            names_digest: true,
            lists_digest: true,
            elsewhere: None,
            seen: Vec::new(),
        };
        let hub = Self { address: listener.local_addr().unwrap(), script: Arc::new(Mutex::new(script)) };
        let served = hub.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let hub = served.clone();
                thread::spawn(move || hub.serve(stream));
            }
        });
        hub
    }

    pub(crate) fn with(self, faults: &[Fault]) -> Self {
        self.script.lock().unwrap().faults = faults.to_vec();
        self
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client of this hub that loses little time.
    pub(crate) fn client(&self) -> Hub {
        self.client_with(&[])
    }

    pub(crate) fn client_with(&self, variables: &[(&str, &str)]) -> Hub {
        let endpoint = self.endpoint();
        let variable = |name: &str| {
            let own = (name == "HF_ENDPOINT").then_some(endpoint.as_str());
            variables.iter().find(|it| it.0 == name).map(|it| it.1).or(own).map(OsString::from)
        };
        let mut settings = Settings::from(variable).expect("the address is one");
        settings.retry =
            Retry { first: Duration::from_millis(1), longest: Duration::from_millis(20), ..Retry::default() };
        settings.silence = Duration::from_millis(400);
        Hub::new(settings)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.script.lock().unwrap().seen.clone()
    }

    /// From which bytes the file was asked for.
    pub(crate) fn asked_from(&self) -> Vec<u64> {
        self.seen().iter().filter(|it| it.method == "GET").map(|it| it.range.unwrap_or(0)).collect()
    }

    fn serve(&self, stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let Ok(copy) = stream.try_clone() else { return };
        let mut reader = BufReader::new(copy);
        // Errors are the client's going: it may be killed.
        while let Ok(Some(request)) = read_request(&mut reader) {
            if self.answer(&stream, request).is_err() {
                return;
            }
        }
    }

    fn answer(&self, stream: &TcpStream, request: Seen) -> std::io::Result<()> {
        let mut script = self.script.lock().unwrap();
        script.seen.push(request.clone());
        let sha256 = digest(&script.file);
        let size = script.file.len();
        // As a proxy it stands in for every host.
        if request.method == "CONNECT" {
            drop(script);
            return write_head(stream, 200, "");
        }
        if request.method == "HEAD" {
            let (status, extra) = if script.heads.is_empty() { (200, "") } else { script.heads.remove(0) };
            let linked = if script.names_digest {
                format!("X-Linked-Etag: \"{sha256}\"\r\nX-Linked-Size: {size}\r\n")
            } else {
                String::new()
            };
            let (status, linked) = match &script.elsewhere {
                Some(place) if status == 200 => (302, format!("{linked}Location: {place}\r\n")),
                _ if status == 200 => (200, linked),
                _ => (status, String::new()),
            };
            drop(script);
            let head = format!("X-Repo-Commit: {COMMIT}\r\n{linked}{extra}Content-Length: {size}\r\n");
            return write_head(stream, status, &head);
        }
        if request.path.starts_with("/api/") {
            let lfs = if script.lists_digest {
                format!(",\"lfs\":{{\"oid\":\"{sha256}\",\"size\":{size},\"pointerSize\":1}}")
            } else {
                String::new()
            };
            drop(script);
            let body = format!(
                "[{{\"type\":\"file\",\"path\":\"README.md\",\"size\":3}},{{\"type\":\"file\",\"path\":\"{FILE}\",\"size\":{size}{lfs}}}]"
            );
            write_head(stream, 200, &format!("Content-Length: {}\r\n", body.len()))?;
            return (&*stream).write_all(body.as_bytes());
        }
        let fault = if script.faults.is_empty() { script.always.clone() } else { Some(script.faults.remove(0)) };
        let fault = fault.or_else(|| script.elsewhere.clone().map(Fault::Redirect));
        let file = script.file.clone();
        drop(script);
        send(stream, &file, request.range, fault)
    }
}

fn send(stream: &TcpStream, file: &[u8], range: Option<u64>, fault: Option<Fault>) -> std::io::Result<()> {
    let mut out = stream;
    let size = file.len() as u64;
    let from = range.unwrap_or(0).min(size);
    let (from, range) = if matches!(fault, Some(Fault::WholeInstead)) { (0, None) } else { (from, range) };
    let mut body = file[from as usize..].to_vec();
    let mut length = Some(body.len() as u64);
    let (mut start, mut total) = (from, size);
    match &fault {
        Some(Fault::Status(status, extra)) => {
            return write_head(out, *status, &format!("{extra}Content-Length: 0\r\n"));
        }
        Some(Fault::Redirect(place)) => {
            return write_head(out, 302, &format!("Location: {place}\r\nContent-Length: 0\r\n"));
        }
        Some(Fault::Page) => {
            let page = "<html>Sign in to this network</html>";
            write_head(out, 200, &format!("Content-Type: text/html\r\nContent-Length: {}\r\n", page.len()))?;
            return out.write_all(page.as_bytes());
        }
        Some(Fault::Silent(time)) => {
            thread::sleep(*time);
            return Err(std::io::ErrorKind::Other.into());
        }
        Some(Fault::WrongByte) => {
            let at = body.len() / 2;
            body[at] ^= 1;
        }
        Some(Fault::TooLong) => {
            body.push(0);
            (length, total) = (length.map(|it| it + 1), total + 1);
        }
        Some(Fault::TooShort) => {
            body.pop();
            (length, total) = (length.map(|it| it - 1), total - 1);
        }
        Some(Fault::EndlessUntold) => {
            body.extend(std::iter::repeat_n(7, 1 << 20));
            length = None;
        }
        Some(Fault::OtherPart) => start += 1,
        Some(Fault::OtherTotal) => total += 1,
        _ => {}
    }
    let mut head = match length {
        Some(length) => format!("Content-Length: {length}\r\n"),
        None => "Connection: close\r\n".to_owned(),
    };
    if range.is_some() {
        head = format!("{head}Content-Range: bytes {start}-{}/{total}\r\n", total - 1);
    }
    write_head(out, if range.is_some() { 206 } else { 200 }, &head)?;
    match fault {
        Some(Fault::Drop(part)) => {
            out.write_all(&body[..body.len() * part as usize / 100])?;
            return Err(std::io::ErrorKind::Other.into());
        }
        Some(Fault::Slow(piece, wait)) => {
            for piece in body.chunks(piece) {
                thread::sleep(wait);
                out.write_all(piece)?;
            }
            return Ok(());
        }
        Some(Fault::Halfway(act)) => {
            let (one, other) = body.split_at(body.len() / 2);
            out.write_all(one)?;
            act();
            return out.write_all(other);
        }
        _ => {}
    }
    out.write_all(&body)?;
    if length.is_none() { Err(std::io::ErrorKind::Other.into()) } else { Ok(()) }
}

fn write_head(mut out: &TcpStream, status: u16, headers: &str) -> std::io::Result<()> {
    out.write_all(format!("HTTP/1.1 {status} As ordered\r\n{headers}\r\n").as_bytes())
}

fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<Seen>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(ToOwned::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut seen = Seen { method, path, range: None, token: None };
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let header = header.trim();
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').unwrap_or((header, ""));
        match name.to_ascii_lowercase().as_str() {
            "range" => seen.range = value.trim().trim_start_matches("bytes=").trim_end_matches('-').parse().ok(),
            "authorization" => seen.token = Some(value.trim().to_owned()),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    Ok(Some(seen))
}

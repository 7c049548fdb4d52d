//! A server on loopback that does with each connection what a test says.

use caro_remote::{Answer, Cancel, Client, Error, Limits, Message, Sampling, Server};
use socket2::{Domain, Socket, Type};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a request said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A server, which lives as long as the test's process.
pub(crate) struct Fake {
    pub(crate) address: String,
    pub(crate) connections: Arc<AtomicUsize>,
    pub(crate) asked: Arc<Mutex<Vec<Asked>>>,
}

impl Fake {
    /// Reads each request, then lets `answer` write.
    pub(crate) fn new(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").expect("loopback has a port"), answer)
    }

    pub(crate) fn on(listener: TcpListener, answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let address = format!("http://{}", listener.local_addr().expect("it is bound"));
        let connections = Arc::new(AtomicUsize::new(0));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (count, list, answer) = (Arc::clone(&connections), Arc::clone(&asked), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (list, answer, mut stream) = (Arc::clone(&list), Arc::clone(&answer), stream.expect("it listens"));
                count.fetch_add(1, Ordering::SeqCst);
                std::thread::spawn(move || {
                    let Some(request) = read(&mut stream) else { return };
                    list.lock().expect("no test panics here").push(request.clone());
                    answer(&request, &mut stream);
                });
            }
        });
        Self { address, connections, asked }
    }

    /// A server that writes the same to everybody, then hangs up.
    pub(crate) fn saying(text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        Self::new(move |_, stream| {
            let _ = std::io::Write::write_all(stream, &text);
        })
    }

    pub(crate) fn server(&self) -> Server {
        named(&self.address)
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.server())
    }
}

fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut asked = Asked::default();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        asked.head.push_str(&line);
    }
    let length =
        asked.head.lines().find_map(|it| it.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

/// A server at an address, as the user's settings name it.
pub(crate) fn named(address: &str) -> Server {
    Server::of_user(address).expect("a good address").with_model("tiny")
}

/// A port on loopback that refuses connections until it listens, and that nobody else can take.
pub(crate) fn closed_port() -> (Socket, SocketAddr) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("the system has sockets");
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).expect("loopback has a port");
    let address = socket.local_addr().ok().and_then(|it| it.as_socket()).expect("it is bound");
    (socket, address)
}

/// A whole reply.
pub(crate) fn reply(status: u16, form: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\ncontent-type: {form}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// The head of a stream that ends with the connection.
pub(crate) const STREAM: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n\r\n";

/// A stream of a talk.
pub(crate) fn stream(pieces: &[&str]) -> String {
    let mut text = STREAM.to_owned();
    for piece in pieces {
        let _ = write!(text, "data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":{piece:?}}}}}]}}\n\n");
    }
    text.push_str("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    text
}

/// Bounds that tests do not have to wait for.
pub(crate) fn short() -> Limits {
    Limits {
        connect: Duration::from_millis(400),
        first: Duration::from_millis(400),
        total: Duration::from_millis(1200),
        ..Limits::default()
    }
}

/// Asks with patience, so that a busy machine changes nothing.
pub(crate) fn ask(client: &Client) -> Result<Answer, Error> {
    ask_within(client, &Limits::default(), &Cancel::new())
}

pub(crate) fn ask_within(client: &Client, limits: &Limits, cancel: &Cancel) -> Result<Answer, Error> {
    let messages = [Message::system("be short"), Message::user("list files")];
    client.chat(&messages, &Sampling::default(), limits, cancel, &mut |_| ControlFlow::Continue(()))
}

//! Moves messages between two byte streams and the service, and survives what a broken client sends.
//!
//! `tower_lsp_server::Server` would do, but it ends at the first malformed message and believes every `Content-Length`.
//! Reading and writing have a thread each, so that neither waits for a check that runs on the blocking pool.

use std::io::{BufReader, Read, Write};
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, SinkExt, StreamExt};
use serde::Serialize;
use tokio::sync::{mpsc, oneshot};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp_server::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

mod frame;

/// How many requests may be unanswered before reading pauses.
const MOST_AT_ONCE: usize = 64;

/// How long answers may take after the client closed its end.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// How long a client that does not read may hold up the end.
const LAST_WRITES: Duration = Duration::from_secs(1);

enum Incoming {
    Request(Request),
    Response(Response),
    Malformed(Response),
}

/// Serves until `exit`, the end of `input`, or `ended`.
pub(crate) async fn run<S: LanguageServer>(
    mut service: LspService<S>,
    socket: ClientSocket,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    ended: impl Future<Output = ()>,
) {
    let (incoming_sender, mut incoming) = mpsc::channel(MOST_AT_ONCE);
    let (outgoing, outgoing_receiver) = mpsc::channel(256);
    let (written, all_written) = oneshot::channel::<()>();
    std::thread::spawn(move || read(input, &incoming_sender));
    std::thread::spawn(move || {
        write(output, outgoing_receiver);
        drop(written);
    });

    let (mut requests, mut responses) = socket.split();
    let mut running = FuturesUnordered::new();
    let mut ended = pin!(ended);
    loop {
        let message = tokio::select! {
            () = &mut ended => break,
            Some(answer) = running.next() => answer,
            Some(request) = requests.next() => {
                send(&outgoing, &request).await;
                continue;
            }
            message = incoming.recv(), if running.len() < MOST_AT_ONCE => match message {
                Some(Incoming::Request(it)) if it.method() == "exit" => break,
                Some(Incoming::Request(it)) => {
                    let mut answer = Box::pin(answer(&mut service, it));
                    // Edits happen before a handler's first await, so this keeps them in order.
                    match (&mut answer).now_or_never() {
                        Some(answer) => answer,
                        None => {
                            running.push(answer);
                            continue;
                        }
                    }
                }
                Some(Incoming::Response(it)) => {
                    let _ = responses.send(it).await;
                    continue;
                }
                Some(Incoming::Malformed(it)) => Some(it),
                None => {
                    let last = async {
                        while let Some(answer) = running.next().await {
                            if let Some(answer) = answer { send(&outgoing, &answer).await; }
                        }
                    };
                    let _ = tokio::time::timeout(LAST_ANSWERS, last).await;
                    break;
                }
            },
        };
        if let Some(answer) = message {
            send(&outgoing, &answer).await;
        }
    }
    drop(outgoing);
    let _ = tokio::time::timeout(LAST_WRITES, all_written).await;
}

/// The answer to a request, nothing for a notification. A panic is an answer too, and the server lives on.
fn answer<S: LanguageServer>(
    service: &mut LspService<S>,
    request: Request,
) -> impl Future<Output = Option<Response>> + Send + 'static {
    let id = request.id().cloned();
    let call = service.call(request);
    async move {
        match AssertUnwindSafe(call).catch_unwind().await {
            Ok(answer) => answer.ok().flatten(),
            Err(_) => id.map(|id| Response::from_error(id, Error::internal_error())),
        }
    }
}

async fn send(outgoing: &mpsc::Sender<Vec<u8>>, message: &impl Serialize) {
    if let Ok(body) = serde_json::to_vec(message) {
        let _ = outgoing.send(body).await;
    }
}

fn read(input: impl Read, incoming: &mpsc::Sender<Incoming>) {
    let mut frames = frame::Frames::new(BufReader::new(input));
    while let Ok(Some(frame)) = frames.next() {
        let message = match frame {
            Ok(body) => decode(&body),
            Err(reason) => malformed(ErrorCode::ParseError, reason),
        };
        if incoming.blocking_send(message).is_err() {
            return;
        }
    }
}

fn write(mut output: impl Write, mut outgoing: mpsc::Receiver<Vec<u8>>) {
    while let Some(body) = outgoing.blocking_recv() {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        let message = [header.as_bytes(), &body].concat();
        if output.write_all(&message).and_then(|()| output.flush()).is_err() {
            return;
        }
    }
}

fn decode(body: &[u8]) -> Incoming {
    match serde_json::from_slice::<Request>(body) {
        Ok(request) if !request.method().is_empty() => return Incoming::Request(request),
        Err(error) if error.is_syntax() || error.is_eof() => {
            return malformed(ErrorCode::ParseError, "the message is not JSON");
        }
        _ => {}
    }
    if let Ok(response) = serde_json::from_slice(body) {
        return Incoming::Response(response);
    }
    if serde_json::from_slice::<serde::de::IgnoredAny>(body).is_err() {
        return malformed(ErrorCode::ParseError, "the message is not JSON");
    }
    malformed(ErrorCode::InvalidRequest, "the message is neither a request nor a response")
}

fn malformed(code: ErrorCode, reason: &'static str) -> Incoming {
    let mut error = Error::new(code);
    error.message = reason.into();
    Incoming::Malformed(Response::from_error(Id::Null, error))
}

#[cfg(test)]
mod tests;

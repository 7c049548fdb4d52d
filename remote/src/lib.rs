//! Asks an OpenAI-compatible server for text: llama-server, Ollama, vLLM, LM Studio and their like.
//!
//! Blocking, with bounds on all that a server may do: time, bytes, lines, text. A call ends at once when it is cancelled.
//! Nothing that was asked, no key and no answer is in an error, in `Debug` output or in a log.
//!
//! ```no_run
//! use caro_remote::{Cancel, Client, KeySource, Limits, Message, Sampling, Server};
//! use std::ops::ControlFlow;
//!
//! let server = Server::of_user("http://127.0.0.1:8080")?.with_key(KeySource::Variable("TEAM_KEY".into()))?;
//! let client = Client::new(server);
//! let asked = [Message::user("list files by size")];
//! let mut shown = |_piece: &str| ControlFlow::Continue(());
//! let answer = client.chat(&asked, &Sampling::default(), &Limits::default(), &Cancel::new(), &mut shown)?;
//! println!("{}", answer.text);
//! # Ok::<(), caro_remote::Error>(())
//! ```

mod call;
mod cancel;
mod client;
mod error;
mod events;
mod key;
mod key_command;
mod reach;
mod reply;
mod server;

pub use cancel::Cancel;
pub use client::{Answer, Client, Finish, Limits, Message, Role, Sampling};
pub use error::{Error, Kind};
pub use key::KeySource;
pub use key_command::secret;
pub use server::Server;

//! What client and host say to each other. A change that an older side cannot read raises [`VERSION`].

use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of everything in this file.
pub const VERSION: u32 = 1;
/// No request may ask for more answers.
pub const MOST_ANSWERS: u32 = 8;

/// From client to host.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromClient {
    /// Must come first.
    Hello {
        /// [`VERSION`] of the client.
        version: u32,
    },
    /// Asks for text.
    Complete(Request),
    /// Takes a request back; nothing happens if it is answered already.
    Cancel {
        /// Which one.
        id: u64,
    },
    /// Asks how the host is.
    Health {
        /// Comes back with the answer.
        id: u64,
    },
    /// The host shall end, for all its clients.
    Shutdown,
    /// The client leaves; the host closes the connection.
    Bye,
}

/// From host to client.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromHost {
    /// The answer to `Hello`.
    Welcome {
        /// [`VERSION`] of the host.
        version: u32,
        /// Its process.
        pid: u32,
    },
    /// The other answer to `Hello`; the connection ends.
    Refused {
        /// Why, for people.
        message: String,
    },
    /// More text of an answer.
    Piece {
        /// The request.
        id: u64,
        /// Which of its answers, from 0.
        answer: u32,
        /// What was added to it.
        text: String,
    },
    /// The request is answered: nothing more comes for it.
    Done {
        /// The request.
        id: u64,
        /// The answers, whole.
        answers: Vec<Answer>,
        /// What it took.
        figures: Figures,
    },
    /// The request was given up: nothing more comes for it.
    Cancelled {
        /// The request.
        id: u64,
        /// Who gave it up.
        why: Why,
    },
    /// The request could not be answered: nothing more comes for it.
    Failed {
        /// The request.
        id: u64,
        /// What a program can do about it.
        kind: FailureKind,
        /// What happened, for people.
        message: String,
    },
    /// The answer to `Health`.
    Health {
        /// From the question.
        id: u64,
        /// The state.
        health: Box<Health>,
    },
    /// The host ends as it should; what is not answered may be asked again.
    Goodbye {
        /// Why, for people.
        message: String,
    },
}

/// A wish for text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// Chosen by the client, and its own on one connection.
    pub id: u64,
    /// For whom: a newer request for the same document takes the place of an older one.
    pub document: String,
    /// What the model reads.
    pub prompt: Prompt,
    /// How the prompt's parts become one text.
    pub form: Form,
    /// What an answer may look like.
    pub shape: Shape,
    /// How tokens are chosen.
    pub sampling: Sampling,
    /// How many answers, 1 to [`MOST_ANSWERS`]; the first is the most likely one.
    pub answers: u32,
    /// The most tokens of one answer.
    pub most_tokens: u32,
    /// The most time for reading the prompt; 0 for no limit.
    pub prompt_ms: u64,
    /// The most time for all answers; 0 for no limit. What is there by then is the answer.
    pub answer_ms: u64,
    /// An answer ends before any of these.
    pub stop: Vec<String>,
}

/// The text that the model reads, in parts.
///
/// Control tokens are read in `fixed` of a raw prompt and in `end` only: a script that contains `<|im_end|>` stays a text.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prompt {
    /// The same for many requests: instructions and examples. Evaluated once and kept on disk.
    pub fixed: String,
    /// What surrounds the wish; its middle is left out where there is no room.
    pub context: String,
    /// The wish itself; for [`Form::Fim`] the text after the cursor.
    pub rest: String,
    /// Begins the answer, after all else.
    pub end: String,
}

/// How the parts of a prompt become one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One after the other.
    #[default]
    Raw,
    /// By the model's own chat template: `fixed` is the system's part, `context` and `rest` are the user's.
    Chat,
    /// By the model's own tokens for filling in: `fixed` and `context` stand before the cursor, `rest` behind it.
    Fim,
}

/// What an answer may look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Anything.
    #[default]
    Free,
    /// One line of shell: no fence, no prompt, no comment.
    Command,
    /// Several lines, without fences.
    Block,
}

/// How tokens are chosen. The default takes the most likely one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sampling {
    /// 0 takes the most likely token.
    pub temperature: f32,
    /// Only the most likely tokens that together reach this; 0 or 1 for all.
    pub top_p: f32,
    /// Only tokens at least this likely beside the most likely one; 0 for all.
    pub min_p: f32,
    /// The same seed gives the same answers.
    pub seed: u32,
}

/// One answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// Why it ends there.
    pub end: End,
    /// How many tokens it took.
    pub tokens: u32,
}

/// Why an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The model, the shape or a stop rule ended it.
    Finished,
    /// It reached the most tokens, or the end of the context.
    Length,
    /// Its time was over.
    Time,
}

/// Who gave a request up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The client.
    Asked,
    /// A newer request for the same document.
    Superseded,
    /// The host ends.
    Closing,
}

/// What a program can do about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The model cannot be loaded: choose another.
    BadModel,
    /// There is not enough memory for it: choose a smaller one.
    NoMemory,
    /// Too much is asked at once: ask later.
    Busy,
    /// The prompt does not fit into the context, even shortened.
    TooLong,
    /// Reading the prompt took longer than allowed.
    PromptTime,
    /// The model has no tokens for filling in: ask otherwise.
    NoFim,
    /// Something in the request makes no sense.
    BadRequest,
    /// llama.cpp failed.
    Engine,
    /// The host died, or does not answer. Only the client says so.
    Died,
    /// The host died a moment ago, or too often. Only the client says so.
    Resting,
}

/// What a request took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Tokens of the prompt, after shortening.
    pub prompt_tokens: u32,
    /// Of these, how many were known from earlier.
    pub reused_tokens: u32,
    /// Tokens left out of the prompt's middle.
    pub trimmed_tokens: u32,
    /// Tokens of all answers.
    pub answer_tokens: u32,
    /// Waiting for its turn.
    pub queue_us: u64,
    /// Reading the prompt.
    pub prompt_us: u64,
    /// From its turn to the first token.
    pub first_us: u64,
    /// From the first token to the last.
    pub answer_us: u64,
}

/// How the host is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Health {
    /// Its process.
    pub pid: u32,
    /// The crate's version.
    pub build: String,
    /// Loading, ready, or why not.
    pub model: ModelState,
    /// How much of the model is loaded, in percent.
    pub loaded_percent: u8,
    /// How long the host runs.
    pub up_ms: u64,
    /// Connections.
    pub clients: u32,
    /// Requests that wait.
    pub waiting: u32,
    /// Requests answered with text.
    pub done: u64,
    /// Requests given up.
    pub cancelled: u64,
    /// Requests that failed.
    pub failed: u64,
    /// Tokens read.
    pub prompt_tokens: u64,
    /// Tokens that were known and not read again.
    pub reused_tokens: u64,
    /// Tokens written.
    pub answer_tokens: u64,
}

/// What the host knows of its model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ModelState {
    /// It is being loaded.
    #[default]
    Loading,
    /// It answers.
    Ready(Box<ModelFacts>),
    /// It cannot be used.
    Failed {
        /// What a program can do about it.
        kind: FailureKind,
        /// What happened, for people.
        message: String,
    },
}

/// A loaded model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelFacts {
    /// From the file.
    pub name: String,
    /// From the file.
    pub architecture: String,
    /// How long loading took.
    pub load_ms: u64,
    /// Tokens that fit into the context.
    pub context: u32,
    /// Threads that compute.
    pub threads: u32,
    /// What was thought to be needed, in bytes.
    pub estimated_bytes: u64,
    /// Whether it has tokens for filling in.
    pub fim: bool,
    /// Whether it has a chat template of its own.
    pub chat: bool,
    /// Tokens of a fixed prefix that were restored at start.
    pub restored_tokens: u32,
    /// What was changed of what was asked for, such as a context beyond the model's.
    pub notes: Vec<String>,
}

/// Only sizes: prompts never reach a log.
impl fmt::Debug for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prompt({} + {} + {} bytes)", self.fixed.len(), self.context.len(), self.rest.len())
    }
}

/// Only the size: answers never reach a log.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({} bytes, {:?}, {} tokens)", self.text.len(), self.end, self.tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::{FromClient, Prompt, Request};

    #[test]
    fn a_request_that_is_printed_shows_nothing_of_its_text() {
        let prompt =
            Prompt { fixed: "secret".into(), context: "secret".into(), rest: "secret".into(), end: "secret".into() };
        let request = FromClient::Complete(Request { prompt, ..Request::default() });
        assert!(!format!("{request:?}").contains("secret"));
    }

    #[test]
    fn fields_that_are_missing_have_their_default() {
        let message: FromClient = serde_json::from_str(r#"{"type":"complete","id":3}"#).unwrap();
        let FromClient::Complete(request) = message else { panic!("another message") };
        assert_eq!(request, Request { id: 3, ..Request::default() });
    }
}

//! One request from its turn to its answer.

use super::cells::{Cells, Halt, WORK};
use super::load::Loaded;
use super::pick::Pick;
use super::text::Text;
use super::{Failure, prompt, signed};
use crate::outbox::Reply;
use crate::protocol::{Answer, End, FailureKind, Figures, Request, Shape};
use crate::queue::Job;
use llama_cpp_2::token::LlamaToken;
use std::time::{Duration, Instant};

/// Pieces follow each other no faster, and none is sent of what is ready sooner: a small model writes thousands of tokens
/// a second, nobody reads as fast, and each piece wakes four threads.
const BETWEEN_PIECES: Duration = Duration::from_millis(25);

/// One of the answers, as it is written.
struct Line {
    pick: Pick,
    text: Text,
    tokens: u32,
    end: Option<End>,
    /// Chosen, and not read yet.
    next: LlamaToken,
    /// Of the text, how much was sent.
    sent: usize,
}

/// Where answers begin, and how they go on.
struct Course {
    /// Tokens of the prompt.
    from: usize,
    /// Of one answer.
    most_tokens: usize,
    /// When the first piece is sent, if the answer takes so long.
    piece_due: Instant,
}

/// Answers a request, once, whatever happens.
pub(super) fn answer(loaded: &Loaded, cells: &mut Cells<'_>, job: &Job) {
    if job.reply.is_over() {
        return;
    }
    let mut figures = Figures { queue_us: micros(job.arrived), ..Figures::default() };
    match write(loaded, cells, &job.request, &job.reply, &mut figures) {
        Ok(answers) => job.reply.done(answers, figures),
        Err(Halt::Over) => {}
        Err(Halt::Late) => {
            let message = format!("reading the prompt took longer than {} ms", job.request.prompt_ms);
            job.reply.fail(FailureKind::PromptTime, message);
        }
        Err(Halt::Broken(failure)) => job.reply.fail(failure.kind, failure.message),
    }
}

fn write(
    loaded: &Loaded,
    cells: &mut Cells<'_>,
    request: &Request,
    reply: &Reply,
    figures: &mut Figures,
) -> Result<Vec<Answer>, Halt> {
    let began = Instant::now();
    let answers = request.answers as usize;
    // All answers together may take half of the context; the prompt has the rest.
    let most_tokens = (request.most_tokens as usize).min(cells.room() / 2 / answers).max(1);
    let prompt = prompt::tokens(loaded, request, cells.room() - most_tokens * answers).map_err(Halt::Broken)?;
    figures.prompt_tokens = prompt.all.len() as u32;
    figures.trimmed_tokens = prompt.trimmed as u32;
    let deadline = deadline(began, request.prompt_ms);
    let mut stop = || match () {
        () if reply.is_over() => Some(Halt::Over),
        () if deadline.is_some_and(|it| Instant::now() >= it) => Some(Halt::Late),
        () => None,
    };
    let read = cells.read(&prompt.all, prompt.fixed, &mut stop)?;
    figures.reused_tokens = read.reused as u32;
    figures.prompt_us = micros(began);

    let mut lines = Vec::new();
    for number in 0..request.answers {
        let mut pick = Pick::new(&loaded.model, request, number).map_err(Halt::Broken)?;
        let (next, end) = match pick.next(&cells.context, read.row) {
            Some(next) => (next, None),
            None => (LlamaToken::new(0), Some(End::Finished)),
        };
        let text = Text::new(&request.stop, request.shape == Shape::Command);
        lines.push(Line { pick, text, tokens: 0, end, next, sent: 0 });
    }
    figures.first_us = micros(began);
    cells.fork(answers)?;
    let from_first = Instant::now();
    let course = Course { from: prompt.all.len(), most_tokens, piece_due: began + BETWEEN_PIECES };
    let written = write_lines(loaded, cells, &mut lines, course, request, reply);
    cells.join(answers)?;
    written?;
    figures.answer_us = micros(from_first);
    figures.answer_tokens = lines.iter().map(|it| it.tokens).sum();
    Ok(lines
        .into_iter()
        .map(|it| Answer { end: it.end.unwrap_or(End::Length), tokens: it.tokens, text: it.text.finish() })
        .collect())
}

/// Writes all answers side by side, a token of each at a time.
fn write_lines(
    loaded: &Loaded,
    cells: &mut Cells<'_>,
    lines: &mut [Line],
    course: Course,
    request: &Request,
    reply: &Reply,
) -> Result<(), Halt> {
    let Course { from, most_tokens, mut piece_due } = course;
    let vocabulary = loaded.model.vocab();
    let deadline = deadline(Instant::now(), request.answer_ms);
    let mut bytes = Vec::new();
    for step in 0..most_tokens {
        for line in lines.iter_mut().filter(|it| it.end.is_none()) {
            if vocabulary.is_eog(line.next) {
                line.end = Some(End::Finished);
                continue;
            }
            line.tokens += 1;
            bytes.clear();
            vocabulary.token_to_piece_into(line.next, &mut bytes, false, None);
            if !line.text.push(&bytes) {
                line.end = Some(End::Finished);
            }
        }
        if reply.is_over() {
            return Err(Halt::Over);
        }
        let now = Instant::now();
        if now >= piece_due {
            piece_due = now + BETWEEN_PIECES;
            send_pieces(lines, reply)?;
        }
        if deadline.is_some_and(|it| now >= it) {
            for line in lines.iter_mut() {
                line.end.get_or_insert(End::Time);
            }
        }
        let alive: Vec<usize> = (0..lines.len()).filter(|it| lines[*it].end.is_none()).collect();
        if alive.is_empty() || step + 1 == most_tokens {
            break;
        }
        let chosen: Vec<_> = alive.iter().map(|it| (WORK + signed(*it), lines[*it].next, from + step)).collect();
        cells.read_answers(&chosen)?;
        for (row, line) in alive.into_iter().enumerate() {
            match lines[line].pick.next(&cells.context, signed(row)) {
                Some(next) => lines[line].next = next,
                None => lines[line].end = Some(End::Finished),
            }
        }
    }
    Ok(())
}

/// Sends what can be shown and was not sent. The whole answers come with the end, so nothing hangs on the last pieces.
fn send_pieces(lines: &mut [Line], reply: &Reply) -> Result<(), Halt> {
    for (number, line) in lines.iter_mut().enumerate() {
        let new = &line.text.shown()[line.sent..];
        if !new.is_empty() {
            let piece = new.to_owned();
            line.sent += piece.len();
            if !reply.piece(number as u32, piece) {
                return Err(Halt::Over);
            }
        }
    }
    Ok(())
}

fn deadline(from: Instant, milliseconds: u64) -> Option<Instant> {
    (milliseconds > 0).then(|| from + Duration::from_millis(milliseconds.min(24 * 3_600_000)))
}

fn micros(since: Instant) -> u64 {
    since.elapsed().as_micros() as u64
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Self::Broken(failure)
    }
}

//! The model's memory of what it has read, and how little of a new prompt must be read again.
//!
//! Sequence 0 holds a fixed prefix, sequence 1 the last text, and further answers have one each. They share what they
//! have in common. What a model keeps of a token depends on all tokens before it, so only beginnings can be reused.

use super::prefixes::Prefixes;
use super::{Failure, FailureKind, complaints, load::BATCH, signed};
use crate::status::Status;
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::token::LlamaToken;
use std::time::{Duration, Instant};

const FIXED: i32 = 0;
/// The first answer's sequence; the others follow it.
pub(super) const WORK: i32 = 1;
/// A prefix shorter than this is read faster than it is restored.
const WORTH_KEEPING: usize = 24;
/// Between two looks at whether anyone still waits.
const CHUNK_TIME: Duration = Duration::from_millis(25);
/// Fewer tokens at once waste most of the machine.
const LEAST_CHUNK: usize = 16;

/// Why reading or writing stops before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Halt {
    /// Nobody waits for it any more.
    Over,
    /// Its time is used up.
    Late,
    /// llama.cpp failed.
    Broken(Failure),
}

/// How a prompt was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadPrompt {
    /// Tokens that were known.
    pub(super) reused: usize,
    /// Which row of the last batch says what comes next.
    pub(super) row: i32,
}

/// What the model has read.
pub(super) struct Cells<'a> {
    pub(super) context: LlamaContext<'a>,
    batch: LlamaBatch<'static>,
    prefixes: Prefixes,
    status: &'a Status,
    fixed: Vec<LlamaToken>,
    work: Vec<LlamaToken>,
    unsaved: bool,
    chunk: usize,
    /// The model can forget the end of a text. Some can only forget all of it.
    forgets_ends: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(model: &LlamaModel, context: LlamaContext<'a>, prefixes: Prefixes, status: &'a Status) -> Self {
        Self {
            context,
            batch: LlamaBatch::new(BATCH as usize, 1),
            prefixes,
            status,
            fixed: Vec::new(),
            work: Vec::new(),
            unsaved: false,
            chunk: 2 * LEAST_CHUNK,
            forgets_ends: !model.is_recurrent() && !model.is_hybrid(),
        }
    }

    /// Tokens that fit in all.
    pub(super) fn room(&self) -> usize {
        self.context.n_ctx() as usize
    }

    /// Brings back the prefix that was used last, of an earlier host; gives its length.
    pub(super) fn restore_newest(&mut self) -> usize {
        if let Some(tokens) = self.prefixes.load_newest(&mut self.context, FIXED) {
            self.fixed = tokens;
        }
        self.fixed.len()
    }

    /// Writes a new prefix to disk, once nobody waits for it.
    pub(super) fn save_prefix(&mut self) {
        if std::mem::take(&mut self.unsaved) {
            self.prefixes.save(&self.context, FIXED, &self.fixed);
        }
    }

    /// Reads a prompt whose first `fixed` tokens are worth keeping. `stop` is asked between chunks.
    pub(super) fn read(
        &mut self,
        prompt: &[LlamaToken],
        fixed: usize,
        stop: &mut dyn FnMut() -> Option<Halt>,
    ) -> Result<ReadPrompt, Halt> {
        let result = self.try_read(prompt, fixed, stop);
        if let Err(Halt::Broken(_)) = result {
            self.forget_all();
        }
        result
    }

    fn try_read(
        &mut self,
        prompt: &[LlamaToken],
        fixed: usize,
        stop: &mut dyn FnMut() -> Option<Halt>,
    ) -> Result<ReadPrompt, Halt> {
        // The last token is read in any case: it says what comes next.
        let Some(last) = prompt.len().checked_sub(1) else {
            return Err(broken("the prompt is empty"));
        };
        let keeps = fixed >= WORTH_KEEPING && fixed <= last;
        let mut known = common(&self.work, prompt).min(last);
        if keeps && known < fixed {
            if self.fixed != prompt[..fixed] {
                self.forget_all();
                known = 0;
                if self.prefixes.load(&mut self.context, FIXED, &prompt[..fixed]) {
                    self.fixed = prompt[..fixed].to_vec();
                }
            }
            if self.fixed.len() == fixed {
                self.start_from_fixed()?;
                known = fixed;
            }
        }
        if !prompt.starts_with(&self.fixed) {
            // Of no use for this one, and it takes room.
            self.forget(FIXED, 0)?;
            self.fixed.clear();
        }
        known = self.cut_work(known)?;
        let (mut row, reused) = (0, known);
        if keeps && known < fixed {
            self.read_on(&prompt[known..fixed], stop)?;
            self.forget(FIXED, 0)?;
            self.copy(WORK, FIXED)?;
            self.fixed = prompt[..fixed].to_vec();
            self.unsaved = true;
            known = fixed;
        }
        if known < prompt.len() {
            row = self.read_on(&prompt[known..], stop)?;
        }
        Ok(ReadPrompt { reused, row })
    }

    /// Reads tokens at the end of the work, in chunks; gives the row of the last one.
    fn read_on(&mut self, tokens: &[LlamaToken], stop: &mut dyn FnMut() -> Option<Halt>) -> Result<i32, Halt> {
        let mut rest = tokens;
        let mut row = 0;
        while !rest.is_empty() {
            if let Some(halt) = stop() {
                return Err(halt);
            }
            let (chunk, after) = rest.split_at(rest.len().min(self.chunk));
            self.batch.clear();
            for (offset, token) in chunk.iter().enumerate() {
                let is_last = after.is_empty() && offset + 1 == chunk.len();
                self.put(*token, self.work.len() + offset, WORK, is_last)?;
            }
            let began = Instant::now();
            self.compute()?;
            self.work.extend_from_slice(chunk);
            // As many as fit into the time between two looks, found by trying.
            let took = began.elapsed().max(Duration::from_micros(1));
            let fits = (chunk.len() as f64 * CHUNK_TIME.as_secs_f64() / took.as_secs_f64()) as usize;
            self.chunk = fits.min(self.chunk * 2).clamp(LEAST_CHUNK, BATCH as usize);
            row = signed(chunk.len()) - 1;
            rest = after;
        }
        Ok(row)
    }

    /// Reads one token of each answer: what was chosen last. The rows come in the same order.
    pub(super) fn read_answers(&mut self, chosen: &[(i32, LlamaToken, usize)]) -> Result<(), Halt> {
        self.batch.clear();
        for (sequence, token, position) in chosen {
            self.put(*token, *position, *sequence, true)?;
            if *sequence == WORK {
                self.work.push(*token);
            }
        }
        let result = self.compute();
        if result.is_err() {
            self.forget_all();
        }
        result
    }

    /// Gives each further answer the text so far.
    pub(super) fn fork(&mut self, answers: usize) -> Result<(), Halt> {
        (1..answers).try_for_each(|it| self.copy(WORK, WORK + signed(it)))
    }

    /// Forgets the further answers.
    pub(super) fn join(&mut self, answers: usize) -> Result<(), Halt> {
        (1..answers).try_for_each(|it| self.forget(WORK + signed(it), 0).map(|_| ()))
    }

    fn start_from_fixed(&mut self) -> Result<(), Halt> {
        self.forget(WORK, 0)?;
        self.copy(FIXED, WORK)?;
        self.work.clone_from(&self.fixed);
        Ok(())
    }

    /// Keeps a beginning of the work; gives how much of it could be kept.
    fn cut_work(&mut self, keep: usize) -> Result<usize, Halt> {
        if keep >= self.work.len() {
            return Ok(keep);
        }
        if self.forgets_ends && self.forget(WORK, keep)? {
            self.work.truncate(keep);
            return Ok(keep);
        }
        self.forget(WORK, 0)?;
        self.work.clear();
        if !self.fixed.is_empty() && self.fixed.len() <= keep {
            self.start_from_fixed()?;
        }
        Ok(self.work.len())
    }

    fn forget_all(&mut self) {
        self.context.clear_kv_cache();
        self.fixed.clear();
        self.work.clear();
        self.unsaved = false;
    }

    /// Forgets a sequence from a position on; says no where the model cannot.
    fn forget(&mut self, sequence: i32, from: usize) -> Result<bool, Halt> {
        let from = (from > 0).then_some(from as u32);
        self.context.clear_kv_cache_seq(Some(sequence as u32), from, None).map_err(|it| broken(&it.to_string()))
    }

    fn copy(&mut self, from: i32, to: i32) -> Result<(), Halt> {
        self.context.copy_kv_cache_seq(from, to, None, None).map_err(|it| broken(&it.to_string()))
    }

    fn put(&mut self, token: LlamaToken, position: usize, sequence: i32, answers: bool) -> Result<(), Halt> {
        self.batch.add(token, signed(position), &[sequence], answers).map_err(|it| broken(&it.to_string()))
    }

    fn compute(&mut self) -> Result<(), Halt> {
        let (context, batch) = (&mut self.context, &mut self.batch);
        self.status.step(|| context.decode(batch)).map_err(|it| broken(&it.to_string()))
    }
}

fn broken(what: &str) -> Halt {
    let why = complaints::take();
    let what = why.as_deref().unwrap_or(what);
    Halt::Broken(Failure::new(FailureKind::Engine, format!("llama.cpp failed: {what}")))
}

/// How much two texts have in common at their beginning.
fn common(one: &[LlamaToken], other: &[LlamaToken]) -> usize {
    one.iter().zip(other).take_while(|it| it.0 == it.1).count()
}

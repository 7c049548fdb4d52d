//! From a file to a model that answers, with one clear message where that cannot be.

use super::cells::Cells;
use super::memory::{self, Needed};
use super::{Failure, FailureKind, complaints, cores};
use crate::identity::Identity;
use crate::options::Options;
use crate::protocol::ModelFacts;
use crate::status::Status;
use caro_models::gguf::{self, Header};
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::model::{LlamaChatTemplate, LlamaModel};
use llama_cpp_2::token::LlamaToken;
use std::fs::File;
use std::io::BufReader;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Tokens that llama.cpp computes at once, at most. More is not faster on a processor, and takes memory.
pub(super) const BATCH: u32 = 256;
/// A fixed prefix, the text that is worked on, and one more for each further answer.
const SEQUENCES: u32 = 1 + crate::protocol::MOST_ANSWERS;
/// `LLAMA_FLASH_ATTN_TYPE_DISABLED`: on a processor, reading a prompt takes 2 to 6 times as long with it (measured).
const NO_FLASH: i32 = 0;
/// `LLAMA_FLASH_ATTN_TYPE_AUTO`.
const FLASH_BY_LLAMA: i32 = -1;
/// Below this nothing fits.
const LEAST_CONTEXT: u32 = 64;

/// A model in memory.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) model: LlamaModel,
    pub(super) facts: ModelFacts,
    pub(super) template: Option<LlamaChatTemplate>,
    pub(super) fim: Option<Fim>,
    /// Some of it is on a graphics card.
    offloads: bool,
}

/// The model's tokens for filling in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fim {
    pub(super) before: LlamaToken,
    pub(super) after: LlamaToken,
    pub(super) middle: LlamaToken,
}

/// Loads a model.
pub(super) fn load(
    backend: &LlamaBackend,
    options: &Options,
    identity: &Identity,
    status: &Status,
) -> Result<Loaded, Failure> {
    let began = Instant::now();
    let file = options.model.display().to_string();
    let bad = |what: String| Failure::new(FailureKind::BadModel, format!("the model {file} {what}"));
    let opened = File::open(&identity.path).map_err(|error| bad(format!("cannot be opened: {error}")))?;
    let header = gguf::read_first_part(BufReader::with_capacity(64 << 10, opened), identity.size)
        .map_err(|it| bad(it.to_string()))?;
    let mut notes = Vec::new();
    let context = context(options.context, &header, &mut notes);
    let threads = if options.threads == 0 { cores::threads() } else { options.threads.min(1024) };
    let weights = weights(&identity.path, identity.size, header.files).map_err(bad)?;
    let needed = Needed::estimate(&header, weights, context, BATCH);
    let offloads = backend.supports_gpu_offload() && options.gpu_layers > 0;
    let free = if options.memory > 0 { Some(options.memory) } else { memory::free(offloads) };
    if let Some(free) = free {
        needed.check(&file, context, free)?;
    }
    if identity.path.to_str().is_none() {
        return Err(bad("has a name that is not UTF-8: rename it".to_owned()));
    }
    complaints::take();
    let layers = if offloads { options.gpu_layers } else { 0 };
    let params = LlamaModelParams::default().with_use_mmap(true).with_n_gpu_layers(layers);
    let params = params.with_progress_callback(status.hear_loading());
    // Loading may take long; the watch is for steps of an answer.
    let model = LlamaModel::load_from_file(backend, &identity.path, &params)
        .map_err(|_| bad(format!("cannot be loaded: {}", complaint())))?;
    status.touch();
    let vocabulary = model.vocab();
    let token = |it: LlamaToken| (it.0 >= 0 && it.0 < vocabulary.n_tokens()).then_some(it);
    let fim = match (token(vocabulary.fim_pre()), token(vocabulary.fim_suf()), token(vocabulary.fim_mid())) {
        (Some(before), Some(after), Some(middle)) => Some(Fim { before, after, middle }),
        _ => None,
    };
    let template = model.chat_template(None).ok();
    let facts = ModelFacts {
        name: header.name.filter(|it| !it.is_empty()).unwrap_or_else(|| short(&identity.path)),
        architecture: header.architecture,
        load_ms: began.elapsed().as_millis() as u64,
        context,
        threads,
        estimated_bytes: needed.all(),
        fim: fim.is_some(),
        chat: template.is_some(),
        restored_tokens: 0,
        notes,
    };
    Ok(Loaded { model, facts, template, fim, offloads })
}

impl Loaded {
    /// The memory of the model, empty.
    pub(super) fn cells<'a>(
        &'a self,
        backend: &LlamaBackend,
        options: &Options,
        identity: &Identity,
        status: &'a Status,
    ) -> Result<Cells<'a>, Failure> {
        let threads = self.facts.threads.cast_signed();
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(self.facts.context))
            .with_n_batch(BATCH)
            .with_n_ubatch(BATCH)
            .with_n_seq_max(SEQUENCES)
            // One store for all sequences, so that sharing a prefix copies nothing.
            .with_kv_unified(true)
            .with_n_threads(threads)
            .with_n_threads_batch(threads)
            .with_flash_attention_policy(if self.offloads { FLASH_BY_LLAMA } else { NO_FLASH })
            .with_no_perf(true);
        complaints::take();
        let context = self.model.new_context(backend, params).map_err(|_| {
            let message = format!("the model {} has no memory to work with: {}", options.model.display(), complaint());
            Failure::new(FailureKind::NoMemory, message)
        })?;
        Ok(Cells::new(
            &self.model,
            context,
            super::prefixes::Prefixes::new(options, identity, self.facts.context),
            status,
        ))
    }
}

fn complaint() -> String {
    complaints::take().unwrap_or_else(|| "llama.cpp does not say why".to_owned())
}

/// What was asked for, within what the model was made for.
fn context(asked: u32, header: &Header, notes: &mut Vec<String>) -> u32 {
    let most = u32::try_from(header.context).ok().filter(|it| *it > 0).unwrap_or(u32::MAX);
    let context = asked.max(LEAST_CONTEXT).min(most.max(LEAST_CONTEXT));
    if context < asked {
        notes.push(format!("a context of {asked} tokens was asked for, and the model was made for {most}"));
    }
    context
}

/// The bytes of all files of a model.
fn weights(path: &Path, size: u64, files: u64) -> Result<u64, String> {
    if files < 2 {
        return Ok(size);
    }
    let mut all = 0_u64;
    for number in 1..=files {
        let part = part(path, number, files).ok_or_else(|| {
            format!("is one of {files} files: their names must end in -00001-of-{files:05}.gguf and so on")
        })?;
        let about = part.metadata().map_err(|_| format!("is one of {files} files, and {} is missing", short(&part)))?;
        all = all.saturating_add(about.len());
    }
    Ok(all)
}

fn part(path: &Path, number: u64, files: u64) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let base = name.strip_suffix(&format!("-of-{files:05}.gguf"))?;
    // The five digits and the hyphen before them.
    let base = base.get(..base.len().checked_sub(6)?)?;
    Some(path.with_file_name(format!("{base}-{number:05}-of-{files:05}.gguf")))
}

fn short(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Header, context, part, weights};
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_context_beyond_the_models_is_cut_and_said_so() {
        let header = Header { context: 256, ..Header::default() };
        let mut notes = Vec::new();
        assert_eq!(context(4096, &header, &mut notes), 256);
        assert_eq!(notes, ["a context of 4096 tokens was asked for, and the model was made for 256"]);
        assert_eq!(context(100, &header, &mut notes), 100);
        assert_eq!(context(1, &Header::default(), &mut notes), 64);
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn all_files_of_a_split_model_count() {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("m-00001-of-00002.gguf");
        fs::write(&first, "12345").unwrap();
        assert!(weights(&first, 5, 2).unwrap_err().contains("m-00002-of-00002.gguf is missing"));
        fs::write(folder.path().join("m-00002-of-00002.gguf"), "123").unwrap();
        assert_eq!(weights(&first, 5, 2), Ok(8));
        assert_eq!(part(Path::new("x.gguf"), 1, 2), None);
        assert_eq!(part(Path::new("-of-00002.gguf"), 1, 2), None);
    }
}

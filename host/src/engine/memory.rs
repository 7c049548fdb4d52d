//! Whether a model fits into memory, decided before it is loaded: afterwards the system decides, and not kindly.

use super::{Failure, FailureKind};
use caro_models::gguf::Header;
use caro_models::machine::memory;
use caro_models::size::shown;
use llama_cpp_2::list_llama_ggml_backend_devices as devices;

/// What a model will need, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needed {
    pub(super) weights: u64,
    pub(super) context: u64,
    pub(super) work: u64,
}

impl Needed {
    /// An estimate: what llama.cpp takes for its work depends on the model's kind, and this is the upper side of common ones.
    pub(super) fn estimate(header: &Header, weights: u64, context: u32, batch: u32) -> Self {
        let (context, batch) = (u64::from(context), u64::from(batch));
        // For each token of a batch: the scores of all words, the widest layer, and attention to the context.
        let per_token = header
            .vocabulary
            .unwrap_or(0)
            .saturating_add(header.inner_width.saturating_mul(3))
            .saturating_add(header.width.saturating_mul(8))
            .saturating_add(header.heads.saturating_mul(context));
        Self { weights, context: header.kv_bytes(context), work: per_token.saturating_mul(batch).saturating_mul(4) }
    }

    pub(super) fn all(self) -> u64 {
        self.weights.saturating_add(self.context).saturating_add(self.work)
    }

    /// Refuses what does not fit, with the figures and what to do.
    pub(super) fn check(self, file: &str, context: u32, free: u64) -> Result<(), Failure> {
        if self.all() <= free {
            return Ok(());
        }
        let advice = if self.weights.saturating_add(self.work) < free && context > 1024 {
            format!("set a context below {context} tokens, or close other programs")
        } else {
            "choose a smaller model, or close other programs".to_owned()
        };
        let message = format!(
            "the model {file} needs about {} (weights {}, context {}, work {}) and {} are free: {advice}",
            shown(self.all()),
            shown(self.weights),
            shown(self.context),
            shown(self.work),
            shown(free),
        );
        Err(Failure::new(FailureKind::NoMemory, message))
    }
}

/// Memory that can be had without swapping, on graphics cards too where they are used. Nothing where the system does not tell.
pub(super) fn free(with_cards: bool) -> Option<u64> {
    let main = memory().map(|it| it.available).or_else(|| {
        let processor = devices().into_iter().find(|it| it.backend == "CPU")?;
        (processor.memory_free > 0).then_some(processor.memory_free as u64)
    })?;
    let cards: u64 = if with_cards {
        devices().iter().filter(|it| it.backend != "CPU").map(|it| it.memory_free as u64).sum()
    } else {
        0
    };
    Some(main.saturating_add(cards))
}

#[cfg(test)]
mod tests {
    use super::{Needed, free};
    use caro_models::gguf::Header;

    fn seven_billion() -> Needed {
        let header = Header {
            vocabulary: Some(152_064),
            inner_width: 18_944,
            width: 3584,
            heads: 28,
            kept_numbers: 28 * 4 * 256,
            ..Header::default()
        };
        Needed::estimate(&header, 4_683_073_952, 4096, 256)
    }

    #[test]
    fn a_model_that_does_not_fit_is_refused_with_figures() {
        let message = |free: u64| seven_billion().check("q.gguf", 4096, free).unwrap_err().message;
        assert_eq!(
            message(3_000_000_000),
            "the model q.gguf needs about 5.28 GB (weights 4.68 GB, context 235 MB, work 361 MB) and 3.00 GB are free: \
             choose a smaller model, or close other programs"
        );
        assert!(message(5_200_000_000).ends_with("set a context below 4096 tokens, or close other programs"));
        assert_eq!(seven_billion().check("q.gguf", 4096, 6_000_000_000), Ok(()));
    }

    #[test]
    fn a_header_that_lies_overflows_nothing() {
        let header = Header { vocabulary: Some(u64::MAX), kept_numbers: u64::MAX, ..Header::default() };
        assert_eq!(Needed::estimate(&header, u64::MAX, u32::MAX, 256).all(), u64::MAX);
    }

    #[test]
    fn free_memory_is_read() {
        if cfg!(target_os = "linux") {
            assert!(free(false).is_some_and(|it| it > 10_000_000));
        }
    }
}

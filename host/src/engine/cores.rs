//! How many threads compute: one on each physical core but one.
//!
//! Two on one core take each other's units. And llama.cpp's threads wait for each other by spinning: where another program
//! takes the core of one of them, all stand still. On two cores with a compiler at work, two threads took a minute for
//! what one did in a tenth of a second. So one core is left to the editor and the rest of the machine.

use super::{Failure, FailureKind};
use caro_models::machine::cores;

/// How many threads compute, unless somebody says otherwise.
pub(super) fn threads() -> u32 {
    u32::try_from(cores()).unwrap_or(u32::MAX).saturating_sub(1).max(1)
}

/// Whether the processor has what llama.cpp was built for; asked before anything of it runs.
pub(super) fn suffice() -> Result<(), Failure> {
    #[cfg(target_arch = "x86_64")]
    let has = [
        ("AVX2", is_x86_feature_detected!("avx2")),
        ("FMA", is_x86_feature_detected!("fma")),
        ("F16C", is_x86_feature_detected!("f16c")),
        ("BMI2", is_x86_feature_detected!("bmi2")),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let has = [];
    lacks_none(&has)
}

fn lacks_none(has: &[(&str, bool)]) -> Result<(), Failure> {
    let missing: Vec<_> = has.iter().filter(|it| !it.1).map(|it| it.0).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!(
        "this processor has no {}, which models on this machine need: name a server that answers instead",
        missing.join(", ")
    );
    Err(Failure::new(FailureKind::BadModel, message))
}

#[cfg(test)]
mod tests {
    use super::{lacks_none, suffice};

    #[test]
    fn what_a_processor_lacks_is_named() {
        let lacking = lacks_none(&[("AVX2", false), ("FMA", true), ("F16C", false)]).unwrap_err();
        assert_eq!(
            lacking.message,
            "this processor has no AVX2, F16C, which models on this machine need: name a server that answers instead"
        );
        assert_eq!(lacks_none(&[("AVX2", true)]), Ok(()));
        // These tests run models, so all that is needed is here.
        assert_eq!(suffice(), Ok(()));
    }
}

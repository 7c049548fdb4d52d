//! How many threads compute: one on each physical core but one.
//!
//! Two on one core take each other's units. And llama.cpp's threads wait for each other by spinning: where another program
//! takes the core of one of them, all stand still. On two cores with a compiler at work, two threads took a minute for
//! what one did in a tenth of a second. So one core is left to the editor and the rest of the machine.

use caro_models::machine::cores;

/// How many threads compute, unless somebody says otherwise.
pub(super) fn threads() -> u32 {
    u32::try_from(cores()).unwrap_or(u32::MAX).saturating_sub(1).max(1)
}

/// What the processor lacks of what llama.cpp was built for. Without it the first step would end the process.
pub(super) fn missing() -> Option<&'static str> {
    #[cfg(target_arch = "x86_64")]
    {
        let has = [
            ("AVX2", is_x86_feature_detected!("avx2")),
            ("FMA", is_x86_feature_detected!("fma")),
            ("F16C", is_x86_feature_detected!("f16c")),
            ("BMI2", is_x86_feature_detected!("bmi2")),
        ];
        has.iter().find(|it| !it.1).map(|it| it.0)
    }
    #[cfg(not(target_arch = "x86_64"))]
    None
}

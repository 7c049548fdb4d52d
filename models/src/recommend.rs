//! Which model suits a machine, with the reasons in words: rules of thumb over memory, cores, disk and what is here already.

use crate::catalog::Kind;
use crate::{Catalog, Entry, Machine, Model, size};
use serde::Serialize;
use std::path::PathBuf;

/// How many tokens are looked at: what the memory is estimated for.
const CONTEXT: u64 = 4096;
/// What llama.cpp needs beside weights and context, about.
const WORKING: u64 = 300_000_000;
/// A model may have so much of all memory, in hundredths: editors and compilers want some too.
const SHARE: u64 = 60;

/// What is to be said about one model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Advice {
    /// Its name.
    pub name: String,
    /// What its makers call it.
    pub title: String,
    /// How suitable it is.
    pub verdict: Verdict,
    /// The size of its file, about.
    pub size: u64,
    /// How much memory it needs, about.
    pub memory: u64,
    /// Whether it is here.
    pub is_installed: bool,
    /// What it is called there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installed_as: Option<String>,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    /// Why, in sentences.
    pub reasons: Vec<String>,
}

/// How suitable a model is for a machine; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It fits, and answers while one waits.
    Suits,
    /// It fits, and one waits long.
    Slow,
    /// It does not fit.
    DoesNotFit,
}

/// All models of the catalogue and all that are here, the most suitable first.
pub fn recommend(catalog: &Catalog, installed: &[Model], machine: &Machine) -> Vec<Advice> {
    let mut advice: Vec<_> = catalog
        .models
        .iter()
        .map(|entry| {
            let here = installed.iter().find(|it| entry.is(it));
            (entry.kind == Kind::Code, entry.is_open, of_entry(entry, here, machine))
        })
        .collect();
    let others = installed.iter().filter(|it| !catalog.models.iter().any(|entry| entry.is(it)));
    advice.extend(others.map(|it| (false, true, of_file(it, machine))));
    // Code before the rest, free use before conditions, then what is here, then the larger one: it knows more.
    advice.sort_by_key(|(is_code, is_open, it)| {
        let size = if it.verdict == Verdict::Suits { u64::MAX - it.size } else { it.size };
        (it.verdict, !is_code, !is_open, size, !it.is_installed)
    });
    advice.into_iter().map(|it| it.2).collect()
}

fn of_entry(entry: &Entry, here: Option<&Model>, machine: &Machine) -> Advice {
    let size = here.map_or(entry.about_size(), |it| it.size);
    let kv = here.map_or(size / 10, |it| it.header.kv_bytes(CONTEXT.min(it.header.context)));
    let mut advice = measured(entry.name.clone(), entry.title.clone(), size, kv, here, machine);
    let kind = match entry.kind {
        Kind::Code => "It was trained for code.",
        Kind::General => "It was trained for text of all kinds, not for code above all.",
    };
    advice.reasons.push(kind.to_owned());
    if !entry.is_open {
        advice.reasons.push(format!("Its licence ({}) has conditions: read them at {}.", entry.licence, entry.source));
    }
    advice
}

fn of_file(model: &Model, machine: &Machine) -> Advice {
    let kv = model.header.kv_bytes(CONTEXT.min(model.header.context));
    let title = model.header.name.clone().unwrap_or_else(|| model.name.clone());
    measured(model.name.clone(), title, model.size, kv, Some(model), machine)
}

fn measured(name: String, title: String, size: u64, kv: u64, here: Option<&Model>, machine: &Machine) -> Advice {
    let need = size.saturating_add(kv).saturating_add(WORKING);
    let words = size::shown;
    let mut reasons = Vec::new();
    let mut verdict = Verdict::Suits;
    let allowed = machine.memory.map(|it| it / 100 * SHARE);
    match (allowed, machine.available) {
        (Some(allowed), _) if need > allowed => {
            verdict = Verdict::DoesNotFit;
            let all = machine.memory.unwrap_or(allowed);
            reasons.push(format!(
                "It needs about {} of memory, and this machine has {} for all programs.",
                words(need),
                words(all)
            ));
        }
        (_, Some(free)) if need > free => {
            verdict = Verdict::DoesNotFit;
            reasons.push(format!(
                "It needs about {} of memory, and {} are free now: it fits when other programs are closed.",
                words(need),
                words(free)
            ));
        }
        (Some(_), Some(free)) => {
            reasons.push(format!("It needs about {} of memory, and {} are free.", words(need), words(free)));
        }
        _ => {
            reasons
                .push(format!("It needs about {} of memory; how much there is could not be found out.", words(need)));
        }
    }
    if here.is_none()
        && let Some(free) = machine.disk
    {
        if size > free {
            verdict = Verdict::DoesNotFit;
            reasons.push(format!("Its file has about {}, and {} are free on the disk.", words(size), words(free)));
        } else {
            reasons.push(format!("Its file has about {}; {} are free on the disk.", words(size), words(free)));
        }
    }
    let quick = quick_size(machine.cores);
    let cores = if machine.cores == 1 { "1 core".to_owned() } else { format!("{} cores", machine.cores) };
    if verdict == Verdict::DoesNotFit {
        // How quick it would be is beside the point.
    } else if size > quick {
        verdict = Verdict::Slow;
        reasons.push(format!("With {cores} it will be slow: up to {} answer while one waits.", words(quick)));
    } else {
        reasons.push(format!("With {cores} it answers while one waits."));
    }
    if let Some(here) = here {
        let called = if here.name == name { String::new() } else { format!(" as {}", here.name) };
        reasons.push(format!("It is here already{called}: {}.", here.path.display()));
    }
    Advice {
        name,
        title,
        verdict,
        size,
        memory: need,
        is_installed: here.is_some(),
        installed_as: here.map(|it| it.name.clone()),
        path: here.map(|it| it.path.clone()),
        reasons,
    }
}

/// Each token reads all weights once: more cores read more in the time one is willing to wait. A rule of thumb for processors
/// without a graphics card.
fn quick_size(cores: usize) -> u64 {
    match cores {
        0..=2 => 1_100_000_000,
        3..=4 => 2_100_000_000,
        5..=8 => 5_000_000_000,
        _ => 9_000_000_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Origin;
    use expect_test::{Expect, expect};

    const GB: u64 = 1_000_000_000;

    fn check(memory: u64, available: u64, cores: usize, disk: u64, best: Expect) {
        let machine = Machine { memory: Some(memory), available: Some(available), cores, disk: Some(disk) };
        let advice = recommend(&Catalog::built_in(), &[], &machine);
        let first = &advice[0];
        best.assert_eq(&format!("{} {:?}\n{}\n", first.name, first.verdict, first.reasons.join("\n")));
    }

    #[test]
    fn a_laptop_gets_what_it_can_hold() {
        check(
            16 * GB,
            10 * GB,
            8,
            100 * GB,
            expect![[r#"
            qwen2.5-coder-7b Suits
            It needs about 5.45 GB of memory, and 10.0 GB are free.
            Its file has about 4.68 GB; 100 GB are free on the disk.
            With 8 cores it answers while one waits.
            It was trained for code.
        "#]],
        );
    }

    #[test]
    fn a_small_machine_gets_a_small_model() {
        check(
            4 * GB,
            2 * GB,
            2,
            100 * GB,
            expect![[r#"
            qwen2.5-coder-1.5b Suits
            It needs about 1.38 GB of memory, and 2.00 GB are free.
            Its file has about 986 MB; 100 GB are free on the disk.
            With 2 cores it answers while one waits.
            It was trained for code.
        "#]],
        );
    }

    #[test]
    fn a_machine_that_can_hold_none_is_told_so() {
        check(
            GB,
            GB / 2,
            1,
            GB,
            expect![[r#"
            qwen2.5-coder-0.5b DoesNotFit
            It needs about 884 MB of memory, and this machine has 1.00 GB for all programs.
            Its file has about 531 MB; 1.00 GB are free on the disk.
            It was trained for code.
        "#]],
        );
    }

    #[test]
    fn a_full_disk_rules_out_what_is_not_here() {
        let machine = Machine { memory: Some(64 * GB), available: Some(60 * GB), cores: 16, disk: Some(GB / 10) };
        assert!(recommend(&Catalog::built_in(), &[], &machine).iter().all(|it| it.verdict == Verdict::DoesNotFit));
    }

    #[test]
    fn what_is_here_is_told_with_its_file_under_whatever_name_it_came() {
        let catalog = Catalog::built_in();
        let entry = &catalog.models[0];
        let model = |name: &str, origin: Origin| Model {
            name: name.to_owned(),
            path: format!("/models/{name}.gguf").into(),
            size: entry.about_size(),
            sha256: String::new(),
            origin,
            kept: crate::Kept::Own,
            added: 0,
            used: 0,
            changed: None,
            header: crate::gguf::Header::default(),
        };
        let hub = |file: &str| Origin::Hub {
            repository: entry.repository.clone(),
            file: file.to_owned(),
            commit: String::new(),
        };
        let installed = [model("mine", hub(&entry.file)), model("other", hub("other.gguf"))];
        let machine = Machine { memory: None, available: None, cores: 8, disk: None };
        let advice = recommend(&catalog, &installed, &machine);
        assert_eq!(advice.len(), catalog.models.len() + 1);
        let told = |name: &str| advice.iter().find(|it| it.name == name).unwrap();
        let it = told(&entry.name);
        assert_eq!((it.is_installed, it.installed_as.as_deref()), (true, Some("mine")));
        assert!(it.reasons.contains(&"It is here already as mine: /models/mine.gguf.".to_owned()), "{it:?}");
        let other = told("other");
        assert!(other.reasons.contains(&"It is here already: /models/other.gguf.".to_owned()), "{other:?}");
        assert!(advice.iter().filter(|it| it.is_installed).count() == 2);
    }

    #[test]
    fn what_is_not_known_rules_nothing_out() {
        let machine = Machine { memory: None, available: None, cores: 8, disk: None };
        assert!(recommend(&Catalog::built_in(), &[], &machine).iter().all(|it| it.verdict == Verdict::Suits));
    }
}

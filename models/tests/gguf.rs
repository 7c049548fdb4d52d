//! Heads of GGUF files: what is read from a sound one, and what is said of all that are not.

use crate::support::model::{Builder, number, sound, text};
use caro_models::gguf::{self, Header, Problem};
use proptest::prelude::*;
use std::io::Cursor;
use std::path::Path;

fn read(bytes: &[u8]) -> Result<Header, Problem> {
    gguf::read_from(Cursor::new(bytes), bytes.len() as u64)
}

fn message(builder: &Builder) -> String {
    read(&builder.bytes()).expect_err("it is broken").to_string()
}

fn builder() -> Builder {
    Builder::new(64, 1)
}

#[test]
fn a_sound_file_says_what_it_is() {
    let header = read(&builder().bytes()).unwrap();
    assert_eq!((header.architecture.as_str(), header.name.as_deref()), ("llama", Some("caro-test")));
    assert_eq!((header.context, header.layers, header.width), (4096, 2, 64));
    assert_eq!((header.heads, header.kv_heads, header.key_width), (4, 2, 16));
    assert_eq!((header.vocabulary, header.has_chat_template), (Some(3), true));
    assert_eq!((header.tensors, header.parameters), (1, 64));
    assert_eq!(header.length, builder().bytes().len() as u64);
    // Two layers with two heads of 16 keys and 16 values, two bytes each.
    assert_eq!(header.kv_bytes(10), 10 * 2 * 2 * 32 * 2);
}

/// The real model of the host's tests.
fn nano() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf")).expect("it is there")
}

#[test]
fn a_real_model_is_read() {
    let header = read(&nano()).unwrap();
    assert_eq!((header.architecture.as_str(), header.name.as_deref()), ("llama", Some("caro-nano")));
    assert_eq!((header.files, header.layers, header.context, header.heads), (1, 4, 256, 4));
    assert_eq!((header.width, header.inner_width, header.vocabulary), (192, 512, Some(1536)));
    assert_eq!(header.kv_bytes(1), 4 * 4 * 96 * 2);
    assert_eq!(header.length, nano().len() as u64);
}

#[test]
fn a_real_model_cut_anywhere_is_called_cut() {
    let whole = nano();
    let cuts = (4..2000).chain([50_000, 80_000, whole.len() / 2, whole.len() - 1]);
    for cut in cuts {
        let told = read(&whole[..cut]);
        assert!(matches!(told, Err(Problem::Truncated { .. })), "cut at {cut}: {told:?}");
    }
}

#[test]
fn a_changed_byte_in_the_head_of_a_real_model_never_panics() {
    let whole = nano();
    let mut dice = crate::support::Dice(1);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..300 {
        let mut changed = whole.clone();
        changed[dice.roll() as usize % 1200] = dice.roll() as u8;
        match read(&changed) {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    assert!(good > 10 && bad > 10, "{good} good, {bad} bad");
}

#[test]
fn each_layer_may_keep_another_number_of_heads() {
    let mut heads = [9_u32.to_le_bytes(), 4_u32.to_le_bytes()].concat();
    heads.extend(2_u64.to_le_bytes());
    heads.extend([0_u32, 2].iter().flat_map(|it| it.to_le_bytes()));
    let header = read(&builder().with("llama.attention.head_count_kv", heads).bytes()).unwrap();
    assert_eq!((header.kv_heads, header.kv_bytes(10)), (2, 10 * 2 * 32 * 2));
}

#[test]
fn a_first_part_is_read_where_it_is_asked_for() {
    let mut builder = builder().with("split.count", number(2));
    builder.tensors.clear();
    let bytes = builder.bytes();
    assert_eq!(read(&bytes), Err(Problem::Part(2)));
    let header = gguf::read_first_part(Cursor::new(&bytes), bytes.len() as u64).unwrap();
    assert_eq!((header.files, header.layers), (2, 2));
}

#[test]
fn each_wrong_thing_has_its_own_words() {
    let odd = |change: fn(&mut Builder)| {
        let mut builder = builder();
        change(&mut builder);
        message(&builder)
    };
    let cases = [
        (odd(|it| it.magic = *b"GGML"), "is no model in the GGUF format"),
        (odd(|it| it.version = 1), "version 1 of the GGUF format, which nothing reads any more"),
        (odd(|it| it.version = 4), "version 4 of the GGUF format, which this Caro cannot read; update"),
        (odd(|it| it.version = 3_u32.swap_bytes()), "big-endian"),
        (odd(|it| it.tensors.clear()), "anything but its vocabulary"),
        (odd(|it| it.tensors[0].1 = vec![u64::MAX, 2]), "larger than any memory"),
        (odd(|it| it.tensors[0].1 = vec![]), "no dimensions"),
        (odd(|it| it.tensors[0].1 = vec![1; 9]), "more than four"),
        (odd(|it| it.tensors[0].3 = u64::MAX), "larger than any memory"),
        (odd(|it| (it.tensors[0].1, it.tensors[0].2) = (vec![33], 8)), "ends within a block"),
        (odd(|it| it.tensors[0].3 = 1 << 40), "is cut off: it has"),
        (message(&builder().without("general.architecture")), "which kind of network"),
        (message(&builder().without("llama.block_count")), "how many layers"),
        (message(&builder().without("llama.context_length")), "how much it can look at"),
        (message(&builder().without("tokenizer.ggml.tokens")), "which tokens"),
        (message(&builder().with("general.architecture", text("gpt9"))), "how much it can look at"),
        (message(&builder().with("general.architecture", text(""))), "is no name"),
        (message(&builder().with("llama.block_count", number(20_000))), "claims 20000 layers"),
        (message(&builder().with("llama.block_count", number(0))), "no layers"),
        (message(&builder().with("general.alignment", number(33))), "aligned to 33 bytes"),
        (message(&builder().with("general.alignment", number(0))), "aligned to 0 bytes"),
        (message(&builder().with("split.count", number(2))), "one of 2 parts"),
        (message(&builder().with("general.architecture", text("nomic-bert"))), "kind nomic-bert, which writes no text"),
        (message(&builder().with("x", 77_u32.to_le_bytes().to_vec())), "unknown type 77"),
    ];
    for (message, wanted) in cases {
        assert!(message.contains(wanted), "{message}\nhas not: {wanted}");
        assert!(message.contains("; "), "says what to do: {message}");
    }
}

#[test]
fn lengths_beyond_all_sense_cost_neither_memory_nor_time() {
    let list = |kind: u32, count: u64| {
        let mut value = [9_u32.to_le_bytes(), kind.to_le_bytes()].concat();
        value.extend(count.to_le_bytes());
        value
    };
    let huge_text = |length: u64| [&8_u32.to_le_bytes()[..], &length.to_le_bytes()[..]].concat();
    for value in [
        list(4, u64::MAX),
        list(8, 1 << 40),
        list(0, 16 << 20),
        list(9, 1),
        list(12, 1 << 23),
        huge_text(u64::MAX),
        huge_text(1 << 33),
    ] {
        let builder = builder().with("x", value.clone());
        assert!(read(&builder.bytes()).is_err(), "{value:?}");
    }
    // The counts in the head.
    for at in [8, 16] {
        let mut bytes = builder().bytes();
        bytes[at..at + 8].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(matches!(read(&bytes), Err(Problem::Absurd(..))));
    }
}

#[test]
fn a_file_cut_anywhere_is_called_cut() {
    let bytes = sound(512, 1);
    assert_eq!(read(&[]), Err(Problem::Empty));
    for length in 4..bytes.len() {
        assert!(
            matches!(read(&bytes[..length]), Err(Problem::Truncated { .. })),
            "at {length}: {:?}",
            read(&bytes[..length])
        );
    }
    read(&bytes).unwrap();
}

#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let message = |path: &Path| gguf::read(path).unwrap_err().to_string();
    assert!(message(folder.path()).contains("is a folder; name the model's file"));
    assert!(message(&folder.path().join("none")).contains("no such file"));
    #[cfg(unix)]
    {
        // A pipe that nobody writes to would be waited for.
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(message(&pipe).contains("is no ordinary file"));
        assert!(message(Path::new("/dev/zero")).contains("is no ordinary file"));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(mut changes in prop::collection::vec((0_usize..700, any::<u8>()), 1..8), cut in 0_usize..900) {
        let mut bytes = sound(512, 3);
        for (at, byte) in changes.drain(..) {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(cut.max(1));
        if let Ok(header) = read(&bytes) {
            prop_assert!(header.length <= bytes.len() as u64);
        }
    }
}

//! `caro-lsp models`: the way of a model through the command line, with a folder and a hub of the test's own.

use super::*;
use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};

/// Runs `models` with a cache in this folder, and with these variables.
fn models(folder: &Folder, words: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command.arg("models").args(words).env("XDG_CACHE_HOME", folder.0.join("cache")).stdin(Stdio::null());
    for name in [
        "HF_ENDPOINT",
        "HF_TOKEN",
        "HF_HUB_OFFLINE",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "HTTP_PROXY",
        "http_proxy",
    ] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().expect("the binary runs")
}

/// What it prints, where it must succeed.
fn told(folder: &Folder, words: &[&str]) -> String {
    let output = models(folder, words, &[]);
    assert_eq!(status(&output), 0, "{words:?}: {}", complaint(&output));
    out(&output)
}

/// A small model that says what it is.
fn gguf() -> Vec<u8> {
    let text = |text: &str| [&(text.len() as u64).to_le_bytes()[..], text.as_bytes()].concat();
    let number = |value: u32| [4_u32.to_le_bytes(), value.to_le_bytes()].concat();
    let keys = [
        ("general.architecture", [&8_u32.to_le_bytes()[..], &text("llama")].concat()),
        ("llama.context_length", number(512)),
        ("llama.block_count", number(1)),
        ("llama.embedding_length", number(8)),
        (
            "tokenizer.ggml.tokens",
            [&9_u32.to_le_bytes()[..], &8_u32.to_le_bytes(), &1_u64.to_le_bytes(), &text("a")].concat(),
        ),
    ];
    let mut bytes =
        [&b"GGUF"[..], &3_u32.to_le_bytes(), &1_u64.to_le_bytes(), &(keys.len() as u64).to_le_bytes()].concat();
    for (key, value) in keys {
        bytes.extend(text(key));
        bytes.extend(value);
    }
    bytes.extend(text("token_embd.weight"));
    bytes
        .extend([&1_u32.to_le_bytes()[..], &64_u64.to_le_bytes(), &0_u32.to_le_bytes(), &0_u64.to_le_bytes()].concat());
    bytes.resize(bytes.len().next_multiple_of(32) + 64 * 4, 7);
    bytes
}

#[test]
fn a_model_comes_is_chosen_is_checked_and_goes() {
    let folder = Folder::new();
    let place = told(&folder, &["where"]);
    assert_eq!(place.trim_end(), folder.0.join("cache/caro/models").to_string_lossy());
    assert!(
        told(&folder, &["list"]).starts_with("To be had with `caro-lsp models download NAME`:\n  qwen2.5-coder-0.5b")
    );
    assert!(!folder.0.join("cache").exists(), "who only looks makes nothing");
    std::fs::write(folder.0.join("My.gguf"), gguf()).expect("the folder can be written");
    let file = folder.0.join("My.gguf");
    let file = file.to_str().expect("the folder's name is text");
    assert!(told(&folder, &["import", file]).starts_with("my is here now: "));
    assert_eq!(told(&folder, &["use", "my"]), "my answers from now on\n");
    let listed = told(&folder, &["list"]);
    assert!(listed.lines().any(|it| it.starts_with("* my ") && it.ends_with(" files/my.gguf")), "{listed}");
    let advice = told(&folder, &["recommend"]);
    assert!(advice.contains("It is here already: ") && advice.contains("/files/my.gguf."), "{advice}");
    let list: Value = serde_json::from_str(&told(&folder, &["list", "--format", "json"])).expect("it is JSON");
    assert_eq!((&list["installed"][0]["name"], &list["installed"][0]["chosen"]), (&json!("my"), &json!(true)));
    assert!(list["catalogue"].as_array().is_some_and(|it| it.len() >= 8));
    assert_eq!(told(&folder, &["verify"]), "my: every byte is as it was when it came\n");
    let kept = folder.0.join("cache/caro/models/files/my.gguf");
    let mut bytes = gguf();
    *bytes.last_mut().expect("there are bytes") ^= 1;
    std::fs::write(&kept, bytes).expect("the file can be written");
    let broken = models(&folder, &["verify", "my"], &[]);
    assert_eq!((status(&broken), out(&broken).contains("other bytes")), (1, true));
    assert_eq!(told(&folder, &["gc", "--limit", "20GB"]), "0 bytes are free now\n");
    assert!(told(&folder, &["remove", "my"]).starts_with("my is gone"));
    assert!(!kept.exists());
}

#[test]
fn what_cannot_be_done_is_one_line() {
    let folder = Folder::new();
    for (words, wanted) in [
        (&["use", "none"][..], "caro-lsp: none: no model has this name; "),
        (&["download", "none"], "caro-lsp: none: no model has this name; "),
        (&["import", "/none.gguf"], "caro-lsp: reading /none.gguf: no such file or directory; "),
        (&["import", "/"], "caro-lsp: /: is a folder; "),
    ] {
        let output = models(&folder, words, &[]);
        assert_eq!((status(&output), out(&output).as_str()), (2, ""), "{words:?}");
        assert!(
            complaint(&output).starts_with(wanted) && complaint(&output).lines().count() == 1,
            "{}",
            complaint(&output)
        );
    }
    let offline = models(&folder, &["download", "qwen2.5-coder-0.5b"], &[("HF_HUB_OFFLINE", "1")]);
    assert!(
        complaint(&offline).contains("HF_HUB_OFFLINE says that nothing is to be fetched"),
        "{}",
        complaint(&offline)
    );
}

#[test]
fn the_advice_gives_reasons() {
    let folder = Folder::new();
    let text = told(&folder, &["recommend"]);
    assert!(text.contains("of memory") && text.contains("qwen2.5-coder"), "{text}");
    let advice: Value = serde_json::from_str(&told(&folder, &["recommend", "--format", "json"])).expect("it is JSON");
    assert!(advice["models"].as_array().is_some_and(|it| it.iter().all(|it| it["reasons"][0].is_string())));
    assert!(advice["cards"].is_array() && advice["back_ends"].is_array(), "{advice}");
}

#[test]
fn a_download_comes_from_the_hub_that_the_user_names() {
    let folder = Folder::new();
    std::fs::write(folder.0.join("it.gguf"), gguf()).expect("the folder can be written");
    let file = folder.0.join("it.gguf");
    told(&folder, &["import", file.to_str().expect("the folder's name is text")]);
    let list: Value = serde_json::from_str(&told(&folder, &["list", "--format", "json"])).expect("it is JSON");
    let digest = list["installed"][0]["sha256"].as_str().expect("a digest is text").to_owned();
    let endpoint = hub(digest);
    let hub = [("HF_ENDPOINT", endpoint.as_str())];
    let listed = models(&folder, &["download", "a/b"], &hub);
    let line = format!("{} bytes  x/fetched.gguf", gguf().len());
    assert_eq!((status(&listed), out(&listed).trim()), (2, line.as_str()));
    assert!(complaint(&listed).contains("say which: caro-lsp models download a/b FILE"));
    let fetched = models(&folder, &["download", "a/b", "x/fetched.gguf"], &hub);
    assert_eq!(status(&fetched), 0, "{}", complaint(&fetched));
    assert!(out(&fetched).starts_with("fetched is here now: "));
    assert_eq!(std::fs::read(folder.0.join("cache/caro/models/files/fetched.gguf")).ok(), Some(gguf()));
    assert!(
        out(&models(&folder, &["download", "a/b", "x/fetched.gguf"], &hub)).starts_with("fetched was here already")
    );
}

/// A hub with one file.
fn hub(digest: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port can be had");
    let address = format!("http://{}", listener.local_addr().expect("it has an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // The client may be gone.
            let _ = serve(stream, &digest);
        }
    });
    address
}

fn serve(mut stream: TcpStream, digest: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.by_ref().take(4096).read_line(&mut first)?;
    let mut line = String::new();
    while reader.by_ref().take(4096).read_line(&mut line)? > 2 {
        line.clear();
    }
    let file = gguf();
    let body = match first.split(' ').next() {
        Some("GET") if first.contains("/tree/") => {
            format!("[{{\"path\":\"x/fetched.gguf\",\"size\":{}}},{{\"path\":\"README.md\"}}]", file.len()).into_bytes()
        }
        Some("GET") => file.clone(),
        _ => Vec::new(),
    };
    let length = if body.is_empty() { file.len() } else { body.len() };
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nX-Linked-Etag: \"{digest}\"\r\nX-Linked-Size: {}\r\nContent-Length: {length}\r\n\r\n",
        file.len()
    )?;
    stream.write_all(&body)
}

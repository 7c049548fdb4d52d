//! TLS: the system's roots decide who is trusted, and nobody else is told anything.

use crate::support::{Fake, ask, named};
use caro_remote::{Client, Kind};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, mpsc};

/// A server with a certificate of its own for a name: its port, the certificate as text, and what it was told.
fn start(name: &str) -> (u16, String, mpsc::Receiver<String>) {
    let key = KeyPair::generate().expect("a certificate of our own works");
    let certificate = CertificateParams::new(vec![name.to_owned()])
        .expect("a certificate of our own works")
        .self_signed(&key)
        .expect("a certificate of our own works");
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("a certificate of our own works")
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .expect("a certificate of our own works");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a certificate of our own works");
    let port = listener.local_addr().expect("a certificate of our own works").port();
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        let config = Arc::new(config);
        for socket in listener.incoming() {
            let connection =
                rustls::ServerConnection::new(Arc::clone(&config)).expect("a certificate of our own works");
            let mut stream = rustls::StreamOwned::new(connection, socket.expect("a certificate of our own works"));
            let mut told = vec![0; 64 << 10];
            let Ok(count) = stream.read(&mut told) else { continue };
            let _ = sender.send(String::from_utf8_lossy(&told[..count]).into_owned());
            let _ = stream.write_all(crate::support::stream(&["ls"]).as_bytes());
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (port, certificate.pem(), told)
}

fn client(port: u16) -> Client {
    Client::new(named(&format!("https://localhost:{port}")))
}

#[test]
fn a_server_that_nobody_vouches_for_is_told_nothing() {
    let (port, _, told) = start("localhost");
    let error = ask(&client(port)).unwrap_err();
    assert_eq!(error.kind(), Kind::Untrusted, "{error}");
    assert!(error.to_string().contains("nobody that this system trusts vouches for it"), "{error}");
    assert!(told.try_recv().is_err());
}

#[test]
fn a_server_without_encryption_is_told_nothing() {
    let fake = Fake::saying("HTTP/1.1 400 Bad Request\r\n\r\n");
    let port = fake.address.rsplit(':').next().unwrap().parse().unwrap();
    let error = ask(&client(port)).unwrap_err();
    assert_eq!(error.kind(), Kind::Untrusted, "{error}");
    assert_eq!(fake.asked.lock().unwrap().len(), 0);
}

/// The system's roots are read once for each process, so the other side of this test runs in one of its own.
#[test]
#[cfg(target_os = "linux")]
fn a_server_that_the_system_trusts_is_asked() {
    for (name, expected) in [("localhost", "ls"), ("other.example", "its certificate is for another name")] {
        let (port, certificate, told) = start(name);
        let folder = std::env::temp_dir().join(format!("caro-remote-tls-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("root.pem");
        std::fs::write(&file, certificate).unwrap();
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "encrypted::asked_in_a_process_of_its_own", "--ignored", "--nocapture"])
            .env("SSL_CERT_FILE", &file)
            .env("CARO_TEST_PORT", port.to_string())
            .output()
            .unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains(expected), "{shown}");
        assert_eq!(told.try_recv().is_ok(), name == "localhost");
    }
}

#[test]
#[ignore = "a part of the test above, which starts it"]
fn asked_in_a_process_of_its_own() {
    let port = std::env::var("CARO_TEST_PORT").unwrap().parse().unwrap();
    match ask(&client(port)) {
        Ok(answer) => println!("{}", answer.text),
        Err(error) => println!("{error}"),
    }
}

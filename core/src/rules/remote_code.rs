//! Rules of family 04, remote and decoded code: text that runs before anyone has read it.

rules! {
    download_to_shell,
    insecure_download_to_shell,
    run_downloaded_text,
}

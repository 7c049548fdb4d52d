//! Rules of family 04, remote and decoded code: text that runs before anyone has read it.

mod checked;
mod shared_folder;
mod source;

rules! {
    download_to_shell,
    insecure_download_to_shell,
    run_downloaded_text,
    run_downloaded_file,
    install_downloaded_package,
    run_decoded_text,
    unpack_insecure_download,
    install_over_plain_http,
    trust_insecure_key,
    run_request_text,
    eval_argument,
    unsafe_search_path,
    library_from_shared_folder,
    source_from_shared_folder,
    download_to_system_file,
    unchecked_program,
    command_from_outside,
    powershell_download,
    file_names_as_code,
    download_to_crontab,
}

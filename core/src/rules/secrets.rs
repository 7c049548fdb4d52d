//! Rules of family 05, secrets and exfiltration: what must not be seen, and where it goes.

mod credentials;
mod lines;
mod reading;
mod safer;
mod seen;
mod sending;

pub(crate) use lines::secret_lines;

rules! {
    password_argument,
    key_in_script,
    password_assigned,
    secret_printed,
    secret_sent,
    secret_in_shared_place,
    hashes_read,
    history_hidden,
    typing_recorded,
    passwords_in_plain,
    secret_in_image,
    password_in_address,
    secret_committed,
}

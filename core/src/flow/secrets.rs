//! Which files hold secrets: keys, password hashes, tokens.

/// Whether a file or folder of this path holds secrets.
pub(crate) fn is_secret(path: &str) -> bool {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let holds = |folder: &str| path.trim_end_matches('/').ends_with(folder) || path.contains(&format!("{folder}/"));
    if name.strip_suffix(".pub").is_some()
        || matches!(name, "known_hosts" | "authorized_keys")
        || name == "config" && holds("/.ssh")
    {
        return false;
    }
    ["/.ssh", "/.gnupg", "/.aws", "/.password-store", "/etc/ssl/private"].iter().any(|it| holds(it))
        || matches!(path, "/etc/shadow" | "/etc/gshadow" | "/etc/shadow-" | "/etc/master.passwd")
        || matches!(name, ".netrc" | ".pgpass" | ".git-credentials" | ".npmrc" | ".pypirc" | ".env" | ".vault-token")
        || name.starts_with("id_") && matches!(name, "id_rsa" | "id_ed25519" | "id_ecdsa" | "id_dsa")
        || name.starts_with("ssh_host_") && name.ends_with("_key")
        || path.ends_with("/.kube/config")
        || path.ends_with("/.docker/config.json")
        || name.ends_with("_history") && name.starts_with('.')
}

//! Which files hold secrets: keys, passwords, sessions, what somebody typed.

/// Whose secret it is, which decides where it may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person's or the system's own: it never leaves the machine.
    Own,
    /// A service's: it is carried to servers on purpose, but to nobody else.
    Service,
}

/// What a path holds, when that is a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) kind: Kind,
    /// What to call it: "the private key".
    pub(crate) what: &'static str,
}

/// Whether a file or folder holds secrets.
pub(crate) fn is_secret(path: &str) -> bool {
    secret(path).is_some()
}

/// Folders and files in a home folder, each with what is in it.
const IN_HOME: [(&str, Kind, &str); 46] = [
    (".ssh", Kind::Own, "the SSH keys"),
    (".gnupg", Kind::Own, "the GnuPG keys"),
    (".aws", Kind::Own, "the AWS keys"),
    (".azure", Kind::Own, "the Azure logins"),
    (".config/gcloud", Kind::Own, "the Google Cloud logins"),
    (".oci", Kind::Own, "the Oracle Cloud keys"),
    (".config/doctl", Kind::Own, "the cloud logins"),
    (".kube", Kind::Service, "the logins to clusters"),
    (".docker/config.json", Kind::Service, "the logins to registries"),
    (".netrc", Kind::Own, "the stored passwords"),
    (".pgpass", Kind::Service, "the database passwords"),
    (".my.cnf", Kind::Service, "the database passwords"),
    (".git-credentials", Kind::Own, "the stored passwords"),
    (".npmrc", Kind::Service, "the login to npm"),
    (".pypirc", Kind::Service, "the login to PyPI"),
    (".cargo/credentials", Kind::Own, "the login to crates.io"),
    (".cargo/credentials.toml", Kind::Own, "the login to crates.io"),
    (".gem/credentials", Kind::Own, "the login to RubyGems"),
    (".vault-token", Kind::Service, "the login to Vault"),
    (".config/gh", Kind::Own, "the login to GitHub"),
    (".config/hub", Kind::Own, "the login to GitHub"),
    (".password-store", Kind::Own, "the stored passwords"),
    (".local/share/keyrings", Kind::Own, "the stored passwords"),
    (".local/share/kwalletd", Kind::Own, "the stored passwords"),
    ("Library/Keychains", Kind::Own, "the stored passwords"),
    (".config/keepassxc", Kind::Own, "the stored passwords"),
    (".bash_history", Kind::Own, "the history of commands"),
    (".zsh_history", Kind::Own, "the history of commands"),
    (".history", Kind::Own, "the history of commands"),
    (".python_history", Kind::Own, "the history of commands"),
    (".mysql_history", Kind::Own, "the history of commands"),
    (".psql_history", Kind::Own, "the history of commands"),
    (".local/share/fish/fish_history", Kind::Own, "the history of commands"),
    (".mozilla", Kind::Own, "the browser's passwords and sessions"),
    (".config/google-chrome", Kind::Own, "the browser's passwords and sessions"),
    (".config/chromium", Kind::Own, "the browser's passwords and sessions"),
    (".config/BraveSoftware", Kind::Own, "the browser's passwords and sessions"),
    (".thunderbird", Kind::Own, "the mail and its passwords"),
    ("Library/Application Support/Google/Chrome", Kind::Own, "the browser's passwords and sessions"),
    ("Library/Application Support/Firefox", Kind::Own, "the browser's passwords and sessions"),
    ("Library/Cookies", Kind::Own, "the browser's sessions"),
    (".bitcoin", Kind::Own, "the wallet"),
    (".electrum", Kind::Own, "the wallet"),
    (".ethereum/keystore", Kind::Own, "the wallet"),
    (".config/solana", Kind::Own, "the wallet"),
    (".config/rclone", Kind::Own, "the logins to storage"),
];

/// Files with a place of their own.
const ELSEWHERE: [(&str, Kind, &str); 17] = [
    ("/etc/shadow", Kind::Own, "the password hashes"),
    ("/etc/shadow-", Kind::Own, "the password hashes"),
    ("/etc/gshadow", Kind::Own, "the password hashes"),
    ("/etc/master.passwd", Kind::Own, "the password hashes"),
    ("/etc/security/opasswd", Kind::Own, "the password hashes"),
    ("/var/lib/sss/db", Kind::Own, "the password hashes"),
    ("/var/db/dslocal", Kind::Own, "the password hashes"),
    ("/etc/krb5.keytab", Kind::Own, "the machine's key"),
    ("/etc/ssl/private", Kind::Service, "the private key"),
    ("/etc/pki/tls/private", Kind::Service, "the private key"),
    ("/etc/letsencrypt/live", Kind::Service, "the private key"),
    ("/etc/kubernetes/admin.conf", Kind::Service, "the login to the cluster"),
    ("/etc/rancher/k3s/k3s.yaml", Kind::Service, "the login to the cluster"),
    ("/var/run/secrets", Kind::Service, "the login of this container"),
    ("/run/secrets", Kind::Service, "the secrets of this container"),
    ("/etc/wpa_supplicant", Kind::Own, "the network's password"),
    ("/etc/wireguard", Kind::Service, "the private key"),
];

/// What a path holds, when that is a secret. Home is `~`, as in values; a glob stands for what it fits.
pub(crate) fn secret(path: &str) -> Option<Secret> {
    let path = path.strip_prefix("file://").unwrap_or(path);
    let path =
        path.strip_prefix("./").unwrap_or(path).trim_end_matches('/').trim_end_matches("/*").trim_end_matches("/.");
    let name = path.rsplit('/').next().unwrap_or(path);
    // Half of a pair that everyone may have, and what only says who is known.
    let public = [
        "known_hosts",
        "known_hosts.old",
        "authorized_keys",
        "config",
        "README",
        "fullchain.pem",
        "cert.pem",
        "chain.pem",
    ];
    if name.contains(".pub") || path.contains(".ssh/") && public.contains(&name) || public[5..].contains(&name) {
        return None;
    }
    let below = |folder: &str, path: &str| {
        path.strip_prefix(folder).is_some_and(|it| it.is_empty() || it.starts_with(['/', '*']))
    };
    if let Some(it) = ELSEWHERE.iter().find(|it| below(it.0, path)) {
        return Some(Secret { kind: it.1, what: it.2 });
    }
    if let Some(it) = IN_HOME.iter().find(|it| in_home(path).is_some_and(|path| below(it.0, path))) {
        return Some(Secret { kind: it.1, what: it.2 });
    }
    if path.starts_with("/proc/") && name == "environ" {
        return Some(Secret { kind: Kind::Own, what: "the environment of a process" });
    }
    if path.starts_with("/etc/ssh/ssh_host_") {
        return Some(Secret { kind: Kind::Own, what: "the machine's key" });
    }
    by_name(name)
}

/// A path as seen from a home folder, where it may be in one.
fn in_home(path: &str) -> Option<&str> {
    if let Some(rest) = path.strip_prefix("~/").or(path.strip_prefix("/root/")) {
        return Some(rest);
    }
    for homes in ["/home/", "/Users/", "~"] {
        if let Some(rest) = path.strip_prefix(homes) {
            return rest.split_once('/').map(|it| it.1);
        }
    }
    (!path.starts_with('/')).then_some(path)
}

/// What a file holds by its name alone.
fn by_name(name: &str) -> Option<Secret> {
    let lower = name.to_ascii_lowercase();
    let bare = lower.trim_end_matches('*');
    let (stem, ending) = lower.rsplit_once('.').unwrap_or(("", ""));
    let own = |what| Some(Secret { kind: Kind::Own, what });
    let service = |what| Some(Secret { kind: Kind::Service, what });
    if ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "identity.key"].contains(&bare)
        || ending == "ppk"
    {
        return own("the private key");
    }
    if ["login data", "logins.json", "key4.db", "key3.db", "cookies.sqlite"].contains(&bare) {
        return own("the browser's passwords and sessions");
    }
    if bare == "wallet.dat" || matches!(ending, "kdbx" | "keychain-db") {
        return own("the stored passwords");
    }
    if bare == ".env"
        || lower.starts_with(".env.")
            && !["example", "sample", "template", "dist", "test", "defaults"].iter().any(|it| lower.contains(it))
    {
        return service("the application's passwords");
    }
    if [
        "kubeconfig",
        "credentials",
        "credentials.json",
        "service-account.json",
        "client_secret.json",
        ".htpasswd",
        "secrets.yml",
        "secrets.yaml",
        "secrets.json",
        "secrets.env",
        ".vault_pass",
    ]
    .contains(&bare)
    {
        return service("the login");
    }
    let key_like =
        ["priv", "server", "tls", "client", "ssl", "id_", "secret"].iter().any(|it| stem.contains(it)) || stem == "key";
    if ending == "key" && key_like && !stem.contains("public")
        || ending == "pem" && (stem.contains("key") || stem.contains("priv")) && !stem.contains("pub")
    {
        return service("the private key");
    }
    if matches!(ending, "p12" | "pfx" | "jks") {
        return service("the private key");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_in_every_spelling() {
        for path in [
            "~/.ssh/id_rsa",
            "~/.ssh",
            "~/.ssh/",
            "/root/.ssh/*",
            "/home/ann/.ssh/id_ed25519",
            "/home/*/.ssh/id_*",
            ".ssh/id_rsa",
            "id_rsa",
            "/etc/shadow",
            "~/.aws/credentials",
            "~/.aws",
            "~bob/.gnupg",
            ".env",
            "/srv/app/.env.production",
            "~/.kube/config",
            "~/.bash_history",
            "/proc/self/environ",
            "/proc/1/environ",
            "server.key",
            "/etc/ssl/private/x.pem",
            "privkey.pem",
            "/etc/letsencrypt/live/x.org/privkey.pem",
            "~/.config/google-chrome/Default/Login Data",
            "passwords.kdbx",
            "/etc/ssh/ssh_host_rsa_key",
        ] {
            assert!(is_secret(path), "{path}");
        }
        for path in [
            "~/.ssh/id_rsa.pub",
            "~/.ssh/known_hosts",
            "~/.ssh/authorized_keys",
            "~/.ssh/config",
            ".env.example",
            "/etc/passwd",
            "~",
            "~/",
            "/home/ann",
            "cert.pem",
            "fullchain.pem",
            "~/.bashrc",
            "release.key",
            "public.key",
            "ca.pem",
            "README",
            "~/.config",
            "/etc",
            "/etc/letsencrypt/live/x.org/fullchain.pem",
            ".environment",
            "src/secrets.rs",
            "/etc/ssl/certs/ca.pem",
            "app.sshd",
        ] {
            assert!(!is_secret(path), "{path}: {:?}", secret(path));
        }
    }
}

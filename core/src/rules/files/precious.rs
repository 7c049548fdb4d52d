//! Files and folders that nobody gets back, and what each is good for.

use crate::rules::{Level, paths};

/// Files without which a system does not start, or lets nobody in.
const NEEDED: &[&str] = &[
    "/etc/passwd",
    "/etc/shadow",
    "/etc/group",
    "/etc/gshadow",
    "/etc/sudoers",
    "/etc/fstab",
    "/etc/crypttab",
    "/etc/ld.so.preload",
    "/etc/ld.so.conf",
    "/etc/inittab",
    "/etc/ssh/sshd_config",
    "/etc/nsswitch.conf",
    "/etc/securetty",
    "/etc/login.defs",
    "/etc/master.passwd",
    "/etc/spwd.db",
    "/etc/pam.conf",
    "/etc/pam.d/common-auth",
    "/etc/pam.d/common-account",
    "/etc/pam.d/common-password",
    "/etc/pam.d/common-session",
    "/etc/pam.d/system-auth",
    "/etc/pam.d/password-auth",
    "/etc/pam.d/sshd",
    "/etc/pam.d/sudo",
    "/etc/pam.d/su",
    "/etc/pam.d/login",
    "/boot/grub/grub.cfg",
    "/boot/grub2/grub.cfg",
    "/boot/loader/loader.conf",
];

/// Files that are in use whenever anything runs.
const LOADED: &[&str] = &[
    "/bin/sh",
    "/bin/bash",
    "/usr/bin/sh",
    "/usr/bin/bash",
    "/usr/bin/env",
    "/usr/bin/sudo",
    "/bin/su",
    "/usr/bin/su",
    "/bin/login",
    "/sbin/init",
    "/usr/sbin/init",
    "/bin/mount",
    "/lib/systemd/systemd",
    "/usr/lib/systemd/systemd",
    "/usr/bin/dpkg",
    "/usr/bin/apt-get",
    "/usr/bin/rpm",
    "/var/lib/dpkg/status",
];

/// Whether the system needs this very file to start or to let anyone in.
pub(super) fn is_needed(path: &str) -> bool {
    NEEDED.contains(&path) || is_loader(path) || is_boot_file(path) || is_kept_by_a_server(path)
}

/// Keys and data that nothing but a backup brings back: a host's keys, a database's own files.
fn is_kept_by_a_server(path: &str) -> bool {
    let data = ["/var/lib/mysql/", "/var/lib/postgresql/", "/var/lib/mongodb/"].iter().any(|it| path.starts_with(it));
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |it| it.1);
    let is_file = !ending.is_empty() || name.starts_with("pg_") || name.starts_with("ibdata");
    let key = path.starts_with("/etc/ssh/ssh_host_");
    (key || data && is_file) && !matches!(ending, "pub" | "pid" | "log" | "sock")
}

/// Whether nothing runs, or nobody becomes root, without this very file.
pub(super) fn is_loaded(path: &str) -> bool {
    LOADED.contains(&path) || is_loader(path)
}

/// The C library and the loader: without them no program starts.
fn is_loader(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let in_library = folder.starts_with("/lib") || folder.starts_with("/usr/lib");
    in_library && (name.starts_with("ld-linux") || name.starts_with("ld-musl") || name.starts_with("libc.so."))
}

/// Whether it is a kernel, a start disk or the boot menu, of no version in particular.
pub(super) fn is_boot_file(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/boot/") else {
        return path.starts_with("/efi/") || path.starts_with("/sys/firmware/efi/efivars/");
    };
    let menu = ["grub/", "grub2/", "efi/", "EFI/", "loader/"].iter().any(|it| name.starts_with(it));
    menu && !name.contains("theme") && !name.contains("font") || is_kernel(path)
}

/// Whether it is a kernel or a start disk of no version in particular: one of several may go, `/boot/vmlinuz-6.1.0-9-amd64`.
pub(super) fn is_kernel(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/boot/") else { return false };
    let version = name.trim_end_matches('*').contains(|it: char| it.is_ascii_digit());
    let put_aside = [".old", ".bak", ".new", ".tmp", "~"].iter().any(|it| name.ends_with(it));
    ["vmlinu", "initr", "System.map", "config-", "kernel"].iter().any(|it| name.starts_with(it))
        && !version
        && !put_aside
}

/// Something in a home folder that cannot be made again, and what it is.
pub(super) fn own(path: &str) -> Option<(Level, &'static str)> {
    let (folder, _) = paths::reach(path);
    let inner = inside_home(&folder)?;
    Some(match inner {
        ".ssh" => (Level::Danger, "your SSH keys and known hosts"),
        ".gnupg" => (Level::Danger, "your GnuPG keys"),
        ".password-store" | ".local/share/keyrings" | ".keychain" | "Library/Keychains" | ".local/share/kwalletd" => {
            (Level::Danger, "your passwords")
        }
        ".config" | ".local" | ".local/share" | "Library" | "Library/Application Support" => {
            (Level::Danger, "the settings and data of all your programs")
        }
        "Documents"
        | "Desktop"
        | "Pictures"
        | "Photos"
        | "Music"
        | "Videos"
        | "Movies"
        | "Projects"
        | "projects"
        | "src"
        | "work"
        | "Dropbox"
        | "OneDrive"
        | "Nextcloud"
        | "Documents/My Documents" => (Level::Danger, "your own files"),
        ".mozilla" | ".thunderbird" | ".config/google-chrome" | "Mail" | "Maildir" | "mail" => {
            (Level::Danger, "your mail or your browser's passwords and bookmarks")
        }
        ".aws" | ".kube" | ".azure" | ".config/gcloud" | ".docker" => (Level::Caution, "your access to servers"),
        ".bitcoin" | ".ethereum" | ".electrum" | ".monero" => (Level::Danger, "your wallet"),
        _ => return None,
    })
}

/// What stands behind the home folder in a path.
pub(super) fn inside_home(path: &str) -> Option<&str> {
    if let Some(inner) = path.strip_prefix("~/").or(path.strip_prefix("/root/")) {
        return Some(inner);
    }
    let rest = path.strip_prefix("/home/").or(path.strip_prefix("/Users/")).or(path.strip_prefix('~'))?;
    rest.split_once('/').map(|it| it.1)
}

/// A folder that a program or a service keeps its own things in, and what they are.
pub(super) fn kept(path: &str) -> Option<(Level, &'static str)> {
    let (folder, everything) = paths::reach(path);
    let inner = folder.strip_prefix('/')?;
    Some(match inner {
        "var/lib/mysql"
        | "var/lib/mariadb"
        | "var/lib/postgresql"
        | "var/lib/postgres"
        | "var/lib/pgsql"
        | "var/lib/mongodb"
        | "var/lib/mongo"
        | "var/lib/redis"
        | "var/lib/ldap"
        | "var/lib/elasticsearch"
        | "var/lib/influxdb"
        | "var/lib/cassandra"
        | "var/lib/couchdb"
        | "var/lib/rabbitmq"
        | "var/lib/etcd"
        | "var/lib/clickhouse"
        | "var/lib/neo4j"
        | "var/lib/prometheus"
        | "var/lib/grafana"
        | "var/lib/gitlab"
        | "var/opt/gitlab"
        | "var/lib/jenkins" => (Level::Danger, "all data of the service"),
        "var/lib/docker"
        | "var/lib/docker/volumes"
        | "var/lib/containerd"
        | "var/lib/containers"
        | "var/lib/kubelet"
        | "var/lib/rancher"
        | "var/lib/lxc"
        | "var/lib/lxd"
        | "var/lib/libvirt"
        | "var/lib/libvirt/images" => (Level::Danger, "all containers, machines and their data"),
        "var/lib/dpkg" | "var/lib/rpm" | "var/lib/pacman" | "usr/lib/sysimage/rpm" | "lib/apk/db" => {
            (Level::Danger, "the list of what is installed")
        }
        "etc/ssl" | "etc/pki" | "etc/letsencrypt" | "etc/ssl/private" | "etc/ssl/certs" | "etc/kubernetes"
        | "etc/kubernetes/pki" | "etc/openvpn" | "etc/wireguard" | "etc/ipsec.d" => {
            (Level::Danger, "keys and certificates")
        }
        "etc/ssh"
        | "etc/sudoers.d"
        | "etc/systemd"
        | "etc/systemd/system"
        | "etc/network"
        | "etc/netplan"
        | "etc/NetworkManager"
        | "etc/default"
        | "etc/init.d"
        | "etc/security"
        | "etc/apt"
        | "etc/cron.d"
        | "etc/profile.d"
        | "etc/lvm"
        | "etc/mdadm"
        | "etc/udev"
        | "etc/grub.d"
        | "etc/selinux"
        | "usr/lib/systemd"
        | "lib/systemd"
        | "lib/modules"
        | "usr/lib/modules"
        | "lib/firmware"
        | "lib/x86_64-linux-gnu"
        | "usr/lib/x86_64-linux-gnu"
        | "usr/lib/python3"
        | "usr/share/zoneinfo"
        | "usr/share/ca-certificates"
        | "var/lib/systemd"
        | "var/backups"
        | "var/lib/NetworkManager" => (Level::Danger, "what the system starts or lets people in with"),
        "etc/nginx" | "etc/apache2" | "etc/httpd" | "etc/mysql" | "etc/postgresql" | "etc/postfix" | "etc/dovecot"
        | "etc/bind" | "etc/samba" | "etc/docker" | "etc/haproxy" | "etc/cups" | "etc/ldap" | "etc/redis"
        | "etc/php" | "etc/squid" | "etc/exim4" | "etc/puppet" | "etc/ansible" | "etc/alternatives" => {
            (Level::Caution, "all settings of the service")
        }
        "usr/share/applications" | "usr/share/icons" | "usr/share/perl5" | "usr/share/fonts" | "usr/share/python3" => {
            (Level::Caution, "what many programs share")
        }
        "var/www/html" => (Level::Caution, "the web site"),
        "var/lib/apt" | "var/lib/snapd" | "var/lib/flatpak" => (Level::Caution, "what the package manager keeps"),
        "data" | "backup" | "backups" | "storage" | "export" | "exports" | "shared" | "nfs" | "pool" | "tank"
        | "archive" => (Level::Caution, "all that is kept there"),
        _ => {
            let (first, rest) = inner.split_once('/')?;
            let volume = matches!(first, "mnt" | "media" | "Volumes" | "net") && !rest.contains('/');
            let named = !matches!(rest, "tmp" | "temp" | "test" | "scratch" | "cache");
            return (volume && everything && named).then_some((Level::Caution, "a whole mounted volume"));
        }
    })
}

/// Whether a wildcard stands directly in a folder of programs or libraries, behind so little that it matches many.
pub(super) fn is_wide_in_system(path: &str) -> bool {
    let Some((folder, name)) = path.trim_end_matches('/').rsplit_once('/') else { return false };
    let system = matches!(
        folder,
        "/bin"
            | "/sbin"
            | "/lib"
            | "/lib64"
            | "/usr/bin"
            | "/usr/sbin"
            | "/usr/lib"
            | "/usr/lib64"
            | "/boot"
            | "/etc"
            | "/lib/x86_64-linux-gnu"
            | "/usr/lib/x86_64-linux-gnu"
            | "/usr/share"
            | "/var/lib"
            | "/etc/init.d"
    );
    let Some(star) = name.find(['*', '?', '[']) else { return false };
    system
        && !paths::means_all(name)
        && name[..star].chars().count() < 4
        && !name.contains('~')
        && !name.contains("dpkg")
}

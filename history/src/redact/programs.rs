//! Which programs take a password where: facts that no name tells, such as `-p` of `mysql`.

/// How a flag takes its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// `-pVALUE` only.
    Joined,
    /// `-p VALUE` only.
    Next,
    /// Both.
    Either,
}

/// Which part of the value is the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// After this sign: `user:password`, `user%password`.
    After(char),
    /// `pass:password`, and nothing without `pass:`.
    Pass,
}

/// A flag of some programs whose value is secret.
pub(super) struct Flag {
    /// Names with blanks between.
    pub(super) programs: &'static str,
    /// Words of which one must stand in the command as well; empty where none is needed.
    pub(super) with: &'static str,
    pub(super) flags: &'static str,
    pub(super) takes: Takes,
    pub(super) part: Part,
}

const fn flag(programs: &'static str, with: &'static str, flags: &'static str, takes: Takes, part: Part) -> Flag {
    Flag { programs, with, flags, takes, part }
}

use Part::{After, Pass, Whole};
use Takes::{Either, Joined, Next};

/// Their `--password` takes nothing but with `=`.
pub(super) const MYSQL: &str = "mysql mariadb mysqldump mariadb-dump mysqladmin mariadb-admin mysqlimport mysqlshow mysqlcheck mariadb-check mysqlslap mysqlpump mysqlbinlog mysqlsh mysql_upgrade mariabackup xtrabackup mydumper mysql.server";

pub(super) const FLAGS: &[Flag] = &[
    flag(MYSQL, "", "-p", Joined, Whole),
    flag("mycli pgcli mydumper myloader", "", "-p", Joined, Whole),
    flag("sshpass", "", "-p", Either, Whole),
    flag(
        "docker podman nerdctl buildah skopeo crane oras helm docker-compose regctl ctr",
        "login",
        "-p",
        Either,
        Whole,
    ),
    flag("skopeo ctr buildah podman", "", "--creds --src-creds --dest-creds -u", Next, After(':')),
    flag("az oc twine poetry uv flyctl cf ibmcloud heroku", "login upload publish", "-p", Next, Whole),
    flag("az", "sql postgres mysql mariadb flexible-server synapse", "-p", Next, Whole),
    flag("ssh-keygen puttygen", "", "-N -P", Next, Whole),
    flag("redis-cli valkey-cli keydb-cli redis-benchmark", "", "-a", Next, Whole),
    flag(
        "ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn ldappasswd ldapexop",
        "",
        "-w",
        Either,
        Whole,
    ),
    flag("ldappasswd", "", "-s -a", Next, Whole),
    flag(
        "smbclient smbget rpcclient smbmap winexe smbcacls smbtree nmblookup net wmic smbspool samba-tool pth-winexe",
        "",
        "-U --user -u",
        Either,
        After('%'),
    ),
    flag("smbmap evil-winrm crackmapexec nxc netexec xfreerdp rdesktop wfuzz", "", "-p", Next, Whole),
    flag("zip unzip zipcloak zipnote fcrackzip", "", "-P", Either, Whole),
    flag("7z 7za 7zz 7zr p7zip rar unrar", "", "-p -hp", Joined, Whole),
    flag("curl", "", "-u -U --user --proxy-user --cert -E --proxy-cert", Either, After(':')),
    flag("http https xh xhs httpie", "", "-a --auth", Either, After(':')),
    flag("ab hey bombardier wrk", "", "-A -P -a", Next, After(':')),
    flag("wget curl lftp aria2c", "", "--auth", Next, After(':')),
    flag("etcdctl influx", "", "--user", Next, After(':')),
    flag("lftp", "", "-u", Either, After(',')),
    flag("ncftp ncftpput ncftpget ncftpls", "", "-p", Next, Whole),
    flag("youtube-dl yt-dlp gallery-dl", "", "-p", Next, Whole),
    flag("mosquitto_pub mosquitto_sub mosquitto_rr", "", "-P", Next, Whole),
    flag(
        "mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles",
        "",
        "-p",
        Either,
        Whole,
    ),
    flag("sqlcmd bcp tsql osql isql sqsh", "", "-P", Either, Whole),
    flag("cqlsh cypher-shell beeline arangosh impala-shell rabbitmqadmin nodetool", "", "-p -pw", Next, Whole),
    flag("nodetool", "", "-pw", Next, Whole),
    flag("ipmitool", "", "-P", Either, Whole),
    flag("snmpwalk snmpget snmpset snmpbulkwalk snmptrap snmpgetnext", "", "-A -X", Next, Whole),
    flag("useradd usermod", "", "-p", Next, Whole),
    flag("security", "unlock-keychain create-keychain import export set-keychain-password", "-p -P", Next, Whole),
    flag("security", "add-generic-password add-internet-password", "-w", Next, Whole),
    flag("openssl", "", "-passin -passout -pass -password", Next, Pass),
    flag("openssl", "", "-k -K", Next, Whole),
    flag("az", "secret", "--value", Either, Whole),
    flag("aws", "SecureString", "--value", Either, Whole),
    flag("gh", "secret", "-b --body", Either, Whole),
    flag("doctl glab huggingface-cli hf uv cloudflared influx", "", "-t", Next, Whole),
    flag("veracrypt truecrypt tcplay", "", "-p", Either, Whole),
    flag("sendemail sendEmail", "", "-xp", Next, Whole),
    flag("swaks", "", "-ap", Next, Whole),
    flag("x11vnc", "", "-passwd -viewpasswd", Next, Whole),
    flag("hydra medusa", "", "-p", Next, Whole),
    flag("plink pscp psftp putty", "", "-pw", Next, Whole),
    flag("winscp", "", "/password", Next, Whole),
    flag("expect telnet", "", "-p", Joined, Whole),
    flag("psexec psexec.exe", "", "-p", Next, Whole),
    flag("sudo doas", "", "--stdin-password", Next, Whole),
    flag("pdftotext qpdf pdfimages pdftoppm pdfinfo", "", "-upw -opw", Next, Whole),
    flag("svn git-svn rsvndump", "", "--password", Next, Whole),
    flag("consul nomad vault", "", "-token", Either, Whole),
    flag("argocd kafkacat kcat rsh rexec", "", "--passwd", Next, Whole),
];

/// Programs that take `-p`, `-P`, `-a`, `-u` or `-w` for something else: after them no flag of an earlier program counts.
pub(super) const OTHERS: &str = "mkdir ssh scp cp find nmap install rsync touch ps perl read sort psql pg_dump tar ls chown chmod python python3 node kill gzip head";

/// Commands whose words say where the secret is: `_` is any word, `*` the secret, `**` all that follow, `=` all values of
/// `name=value`. A word that ends in `*` begins so.
pub(super) const PATTERNS: &[&str] = &[
    "vault login *",
    "vault unseal *",
    "vault operator unseal *",
    "vault kv put _ =",
    "vault kv patch _ =",
    "vault token revoke *",
    "vault token lookup *",
    "vault token renew *",
    "vault unwrap *",
    "cargo login *",
    "wandb login *",
    "ngrok authtoken *",
    "ngrok config add-authtoken *",
    "rabbitmqctl add_user _ *",
    "rabbitmqctl change_password _ *",
    "rabbitmqctl authenticate_user _ *",
    "mc alias set _ _ _ *",
    "mc config host add _ _ _ *",
    "mc admin user add _ _ *",
    "wpa_passphrase _ *",
    "bw unlock *",
    "bw login _ *",
    "rclone obscure *",
    "rclone config create _ _ pass *",
    "rclone config password _ _ *",
    "net use _: _ *",
    "net use * _ ~",
    "net use \\* *",
    "net user _ *",
    "openssl passwd **",
    "cloudflared service install *",
    "poetry config pypi-token* *",
    "poetry config http-basic* _ *",
    "composer config http-basic* _ *",
    "steamcmd +login _ *",
    "redis-cli auth *",
    "redis-cli auth _ *",
    "redis-cli config set requirepass *",
    "redis-cli config set masterauth *",
    "valkey-cli auth *",
    "heroku config:set =",
    "fly secrets set =",
    "flyctl secrets set =",
    "supabase secrets set =",
    "eb setenv =",
    "ansible-vault encrypt_string *",
    "mkpasswd *",
    "wpa_cli set_network _ psk *",
    "nmcli password *",
    "nmcli wifi-sec.psk *",
    "nmcli 802-11-wireless-security.psk *",
    "nmcli wifi.psk *",
    "networksetup -setairportnetwork _ _ *",
    "networksetup setairportnetwork _ _ *",
    "dscl passwd _ *",
    "fly auth token *",
    "pdftk user_pw *",
    "pdftk owner_pw *",
    "pdftk input_pw *",
    "mosquitto_passwd _ _ *",
    "htdigest _ _ _ *",
    "snyk auth *",
    "travis encrypt =",
    "keyring set _ _ *",
    "npm config set _authtoken *",
];

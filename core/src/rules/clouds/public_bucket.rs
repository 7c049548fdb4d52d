//! CARO1004: stored objects are opened to the whole internet.

use super::calls::Order;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Lets everybody on the internet read or change what a bucket holds.
    ///
    /// It holds for all that is put there later, too. A web site belongs behind a content network, and a single file
    /// can be shared by a signed address (`aws s3 presign`). One object that is uploaded as public is silent.
    ///
    /// To decide: May everybody read all that is there now and all that is put there later?
    ///
    /// ```sh bad
    /// aws s3api put-bucket-acl --bucket acme-data --acl public-read
    /// ```
    /// ```sh fixed
    /// aws s3api put-bucket-acl --bucket acme-data --acl private
    /// ```
    /// ```sh bad
    /// gsutil iam ch allUsers:objectViewer gs://acme-data
    /// ```
    /// ```sh bad
    /// aws s3api delete-public-access-block --bucket acme-data
    /// ```
    /// ```sh fixed
    /// aws s3api get-public-access-block --bucket acme-data
    /// ```
    /// ```sh bad
    /// az storage container set-permission --name docs --public-access container
    /// ```
    /// ```sh fixed
    /// az storage container set-permission --name docs --public-access off
    /// ```
    /// ```sh good
    /// aws s3api put-bucket-acl --bucket acme-data --acl private
    /// ```
    /// ```sh good
    /// aws s3 cp index.html s3://acme-site/ --acl public-read
    /// ```
    /// ```sh good
    /// gsutil iam ch user:ann@example.org:objectViewer gs://acme-data
    /// az storage container set-permission --name docs --public-access off
    /// ```
    "CARO1004" "public-bucket",
    Danger,
    Check::Command { programs: &["aws", "gsutil", "gcloud", "az", "mc", "mcli", "s3cmd"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.is_harmless(sink) {
        return;
    }
    if let Some((span, message, level)) = opened(&order, sink) {
        sink.report_beyond(span, message).level(level);
        let private = match sink.text(span) {
            "public-read" | "public-read-write" | "authenticated-read" => Some("private"),
            "container" | "blob" => Some("off"),
            "true" => Some("false"),
            "public" | "download" | "upload" if matches!(command.program.as_deref(), Some("mc" | "mcli")) => {
                Some("private")
            }
            "delete-public-access-block" => Some("get-public-access-block"),
            "--no-public-access-prevention" => Some("--public-access-prevention"),
            "--acl-public" => Some("--acl-private"),
            _ => None,
        };
        let title = if private == Some("get-public-access-block") {
            "Keep it: only show what it says"
        } else {
            "Keep it closed to everybody"
        };
        sink.choice(title, private.map(|it| (span, it.to_owned())).into_iter().collect());
    }
}

fn opened(order: &Order<'_>, sink: &Sink<'_>) -> Option<(Span, String, Level)> {
    let says = |orders: &[&str]| orders.iter().find_map(|it| order.says(it));
    let value = |name: &str, is: &dyn Fn(&str) -> bool| order.value(name).filter(|it| sink.possible(it, is).is_some());
    let any = |words: Vec<&Word>, is: &dyn Fn(&str) -> bool| {
        words.into_iter().find_map(|it| sink.possible(it, is).map(|_| it.span))
    };
    let anybody = |it: &str| {
        it.contains("allUsers")
            || it.contains("AllUsers")
            || it.contains("allAuthenticatedUsers")
            || it.contains("AllAuthenticatedUsers")
    };
    let found = |span, message: &str| Some((span, message.to_owned(), Level::Danger));
    match order.command.program.as_deref()? {
        "aws" => {
            let is_public = |it: &str| matches!(it, "public-read" | "public-read-write" | "authenticated-read");
            if says(&["aws s3api put-bucket-acl", "aws s3api create-bucket"]).is_some() {
                let word = value("acl", &is_public).or_else(|| {
                    ["grant-read", "grant-full-control", "grant-write"].iter().find_map(|it| value(it, &anybody))
                })?;
                return found(
                    word.span,
                    "everybody on the internet can read the bucket, and all that is put there later",
                );
            }
            if says(&["aws s3 cp", "aws s3 sync", "aws s3 mv", "aws s3api put-object", "aws s3api put-object-acl"])
                .is_some()
            {
                let word = value("acl", &|it| it == "public-read-write")?;
                return found(word.span, "everybody on the internet can change these objects");
            }
            if let Some(at) =
                says(&["aws s3api delete-public-access-block", "aws s3control delete-public-access-block"])
            {
                return found(order.span(at), "takes away what keeps the bucket from being opened to everybody");
            }
            if says(&["aws s3api put-public-access-block", "aws s3control put-public-access-block"]).is_some() {
                let word = value("public-access-block-configuration", &|it| it.to_ascii_lowercase().contains("false"))?;
                return found(word.span, "switches off what keeps the bucket from being opened to everybody");
            }
            let copied = "everybody with an account can copy the disk, and read what is on it";
            let shares = [
                ("aws ec2 modify-image-attribute", "launch-permission"),
                ("aws ec2 modify-snapshot-attribute", "group-names"),
                ("aws ec2 modify-snapshot-attribute", "create-volume-permission"),
                ("aws rds modify-db-snapshot-attribute", "values-to-add"),
                ("aws rds modify-db-cluster-snapshot-attribute", "values-to-add"),
            ];
            for (order, flag) in shares {
                let all = |it: &str| {
                    it == "all" || it.contains("Group=all") && it.contains("Add") || it.contains("\"Group\":\"all\"")
                };
                if says(&[order]).is_some()
                    && let Some(word) = value(flag, &all)
                {
                    return found(word.span, copied);
                }
            }
            says(&["aws s3api put-bucket-policy"])?;
            let word = value("policy", &is_open_policy)?;
            let changes = value("policy", &|it| {
                it.contains("s3:*")
                    || it.contains("s3:Put")
                    || it.contains("s3:Delete")
                    || it.contains("\"*\"") && !it.contains("s3:Get")
            })
            .is_some();
            let level = if changes { Level::Danger } else { Level::Caution };
            Some((
                word.span,
                format!(
                    "everybody on the internet can {} the objects",
                    if changes { "read and change" } else { "read" }
                ),
                level,
            ))
        }
        "gsutil" => {
            let at =
                says(&["gsutil iam ch", "gsutil acl ch", "gsutil defacl ch", "gsutil acl set", "gsutil defacl set"])?;
            let public = |it: &str| anybody(it) || it.starts_with("public-read");
            let span = any(order.behind(at).filter(|_| !order.gives("d")).collect(), &public)?;
            found(span, "everybody on the internet can read what is there")
        }
        "gcloud" => {
            if says(&["gcloud storage buckets add-iam-policy-binding", "gcloud storage buckets set-iam-policy"])
                .is_some()
            {
                let word = value("member", &anybody)?;
                return found(
                    word.span,
                    "everybody on the internet can read the bucket, and all that is put there later",
                );
            }
            says(&["gcloud storage buckets update"])?;
            order.gives("no-public-access-prevention").then_some(())?;
            let flag = order.command.flag('\0', "no-public-access-prevention")?;
            found(flag.span, "switches off what keeps the bucket from being opened to everybody")
        }
        "az" => {
            if says(&["az storage account update", "az storage account create"]).is_some() {
                let word = value("allow-blob-public-access", &|it| it.eq_ignore_ascii_case("true"))?;
                return Some((
                    word.span,
                    "containers of the account can be opened to everybody".to_owned(),
                    Level::Caution,
                ));
            }
            says(&["az storage container set-permission", "az storage container create"])?;
            let word = value("public-access", &|it| matches!(it, "container" | "blob"))?;
            found(word.span, "everybody on the internet can read the container, and all that is put there later")
        }
        "s3cmd" => {
            says(&["s3cmd setacl"])?;
            let flag = order.command.flag('P', "acl-public")?;
            let all = order.gives("r") || order.gives("recursive");
            let level = if all { Level::Danger } else { Level::Caution };
            Some((flag.span, "everybody on the internet can read it".to_owned(), level))
        }
        program => {
            let at = says(&[&format!("{program} anonymous set"), &format!("{program} policy set")])?;
            let span = any(order.behind(at).collect(), &|it| matches!(it, "public" | "download" | "upload"))?;
            found(span, "everybody who reaches the server can read or change what is there")
        }
    }
}

/// Whether a policy allows something to everybody and under no condition.
fn is_open_policy(text: &str) -> bool {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let everybody = ["\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"*\"}", "\"Principal\":{\"AWS\":[\"*\"]}"];
    everybody.iter().any(|it| text.contains(it)) && text.contains("\"Allow\"") && !text.contains("\"Condition\"")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn values_count_and_not_spellings() {
        check_marks(
            "\
acl=public-read-write
aws s3api put-bucket-acl --acl=\"$acl\" --bucket b
#mark 1 25 37 CARO1004
gsutil -m acl ch -r -u AllUsers:R gs://b
#                      ^^^^^^^^^^ CARO1004
gsutil acl ch -d AllUsers gs://b
aws ec2 modify-snapshot-attribute --snapshot-id snap-1 --attribute createVolumePermission --operation-type add --group-names all
#                                                                                                                            ^^^ CARO1004
mc anonymous set public play/b
#                ^^^^^^ CARO1004
aws s3api put-public-access-block --bucket b --public-access-block-configuration BlockPublicAcls=false
#                                                                                ^^^^^^^^^^^^^^^^^^^^^ CARO1004
aws s3api put-public-access-block --bucket b --public-access-block-configuration BlockPublicAcls=true
gcloud storage buckets add-iam-policy-binding gs://b --member=allUsers --role=roles/storage.objectViewer
#                                                             ^^^^^^^^ CARO1004
aws s3api put-bucket-policy --bucket b --policy '{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\"}]}'
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1004
",
        );
    }
}

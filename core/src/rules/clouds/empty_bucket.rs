//! CARO1001: every object in a bucket is deleted.

use super::calls::Order;
use super::places::{self, Store};
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Deletes every object of a bucket, as written or when a variable is empty.
    ///
    /// A store deletes at once and keeps nothing, unless versions are kept. `s3://bucket/$PREFIX` is the whole bucket
    /// when `PREFIX` is empty; `${PREFIX:?}` ends the script there instead. A prefix that is written out is silent.
    ///
    /// To decide: Is there anything in it that exists nowhere else, and are its versions kept?
    ///
    /// ```sh bad
    /// aws s3 rm --recursive s3://acme-data
    /// ```
    /// ```sh fixed
    /// aws s3 rm --dryrun --recursive s3://acme-data
    /// ```
    /// ```sh bad
    /// PREFIX=$1
    /// aws s3 rm "s3://acme-data/$PREFIX" --recursive --quiet
    /// ```
    /// ```sh fixed
    /// PREFIX=$1
    /// aws s3 rm "s3://acme-data/${PREFIX:?}" --recursive --quiet
    /// ```
    /// ```sh bad
    /// hdfs dfs -rm -r -skipTrash "/warehouse/events/daily/$1"
    /// ```
    /// ```sh fixed
    /// hdfs dfs -rm -r -skipTrash "/warehouse/events/daily/${1:?}"
    /// ```
    /// ```sh bad
    /// gsutil -m rm -r 'gs://acme-data/**'
    /// ```
    /// ```sh good
    /// aws s3 rm s3://acme-data/builds/2019/ --recursive
    /// ```
    /// ```sh good
    /// aws s3 rm --recursive --dryrun s3://acme-data
    /// ```
    /// ```sh good
    /// aws s3 rm --recursive "s3://acme-data/${PREFIX:?}"
    /// ```
    /// ```sh good
    /// hdfs dfs -rm -r /tmp/etl/output
    /// aws s3 rm s3://acme-data/report.csv
    /// ```
    "CARO1001" "empty-bucket",
    Danger,
    Check::Command {
        programs: &["aws", "gsutil", "gcloud", "s3cmd", "mc", "mcli", "s5cmd", "rclone", "azcopy", "hdfs", "hadoop"],
        run: check
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.is_harmless(sink) {
        return;
    }
    let Some((store, words)) = deleted(&order, sink) else { return };
    // What is chosen by name is bounded.
    if order.gives("exclude=*") {
        return;
    }
    for word in words {
        let Some(loss) = places::loss(word, store, sink) else { continue };
        let (message, level) = (format!("deletes {}{}", loss.what, loss.when()), loss.level);
        let raw = sink.report_beyond(word.span, message);
        raw.level(level);
        if let Some((place, text)) = loss.place() {
            raw.related(place, text);
        }
        if loss.empty.is_some() {
            sink.stop_when_empty(word);
        }
        sink.rehearse(command);
    }
}

/// The places whose contents the command deletes.
fn deleted<'a>(order: &Order<'a>, sink: &Sink<'_>) -> Option<(Store, Vec<&'a Word>)> {
    let command = order.command;
    let says = |orders: &[&str]| orders.iter().find_map(|it| order.says(it));
    // What an array of flags holds cannot always be told.
    let array = || {
        command.arguments().iter().any(
            |it| matches!(&*it.parts, [part] if matches!(&part.kind, PartKind::Parameter(it) if it.index.is_some())),
        )
    };
    let recursive = || order.gives("r") || order.gives("R") || order.gives("recursive") || array();
    let pattern = |it: &&Word| sink.value(it).shapes.iter().any(|it| it.text.ends_with('*'));
    let places = |at: usize| {
        order.behind(at).filter(|it| it.literal().is_none_or(|it| it.contains(['/', ':']))).collect::<Vec<_>>()
    };
    match command.program.as_deref()? {
        "aws" => says(&["aws s3 rm"]).filter(|_| recursive()).map(|at| (Store::Scheme, places(at))),
        "gsutil" | "gcloud" => {
            let at = says(&["gsutil rm", "gcloud storage rm"])?;
            let words = places(at).into_iter();
            Some((Store::Scheme, if recursive() { words.collect() } else { words.filter(pattern).collect() }))
        }
        "s3cmd" => says(&["s3cmd del", "s3cmd rm"]).filter(|_| recursive()).map(|at| (Store::Scheme, places(at))),
        "s5cmd" => says(&["s5cmd rm"]).map(|at| (Store::Scheme, places(at).into_iter().filter(pattern).collect())),
        "mc" | "mcli" => says(&["mc rm", "mcli rm"])
            .filter(|_| recursive() && order.gives("force"))
            .map(|at| (Store::Alias, order.behind(at).collect())),
        "rclone" => says(&["rclone purge", "rclone delete"])
            .filter(|_| {
                !["include", "exclude", "filter", "min-age", "max-age", "files-from", "include-from", "filter-from"]
                    .iter()
                    .any(|it| order.gives(it))
            })
            .map(|at| (Store::Remote, order.behind(at).collect())),
        "azcopy" => {
            says(&["azcopy remove", "azcopy rm"]).filter(|_| recursive()).map(|at| (Store::Address, places(at)))
        }
        _ => {
            let words = command.arguments();
            let at = words.iter().position(|it| matches!(it.literal(), Some("-rm" | "-rmr")))?;
            let (flags, paths): (Vec<&Word>, Vec<&Word>) =
                words.get(at..)?.iter().partition(|it| it.literal_prefix().starts_with('-'));
            let all = flags.iter().any(|it| matches!(it.literal(), Some("-r" | "-R" | "-rmr")));
            all.then_some((Store::Cluster, paths))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_tool_is_known() {
        check_marks(
            "\
gcloud storage rm --recursive gs://acme
#                             ^^^^^^^^^ CARO1001
s3cmd --force -r del s3://acme/
#                    ^^^^^^^^^^ CARO1001
mc rm -r --force play/acme
#                ^^^^^^^^^ CARO1001
s5cmd rm 's3://acme/*'
#        ^^^^^^^^^^^^^ CARO1001
rclone purge drive:
#            ^^^^^^ CARO1001
rclone delete drive:photos
#             ^^^^^^^^^^^^ CARO1001
azcopy remove 'https://a.blob.core.windows.net/c?sv=1' --recursive
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1001
hadoop fs -rm -r -f /
#                   ^ CARO1001
hdfs dfs -rmr /user/ann
#             ^^^^^^^^^ CARO1001
sudo -u hdfs hdfs dfs -rm -skipTrash -R '/data/*'
#                                       ^^^^^^^^^ CARO1001
aws --profile prod --region eu-west-1 s3 rm s3://acme --recursive
#                                           ^^^^^^^^^ CARO1001
",
        );
    }

    #[test]
    fn a_prefix_may_be_empty_whichever_the_bucket() {
        check_marks("aws s3 rm --recursive \"s3://$BUCKET/$1\"\n#                     ^^^^^^^^^^^^^^^^^ CARO1001\n");
        check_marks(
            "opts=(--recursive)\naws s3 rm \"${opts[@]}\" \"s3://acme/$1\"\n#                      ^^^^^^^^^^^^^^ CARO1001\n",
        );
        check_marks("[ -n \"$1\" ] || exit 1\naws s3 rm --recursive \"s3://$BUCKET/$1\"\n");
        check_marks("aws s3 rm --recursive \"s3://$BUCKET\"\n#                     ^^^^^^^^^^^^^^ CARO1001\n");
    }

    #[test]
    fn named_prefixes_and_local_services_are_silent() {
        check_marks(
            "\
gsutil rm -r gs://acme/builds/42
rclone delete s3:acme --min-age 30d
rclone purge drive:photos/old
aws --endpoint-url http://localhost:4566 s3 rm --recursive s3://acme
mc rm -r --force play/acme/old
hdfs dfs -rm -r -skipTrash /warehouse/events/daily/2020-01-01
",
        );
    }
}

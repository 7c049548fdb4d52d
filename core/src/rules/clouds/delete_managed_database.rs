//! CARO1007: a database that a provider runs is deleted.

use super::calls::{Call, caution, danger};
use crate::rules::Check;

rule! {
    /// Deletes a database at a provider, with the backups that belong to it.
    ///
    /// `--skip-final-snapshot` leaves nothing to come back to; `--final-db-snapshot-identifier` keeps a copy.
    ///
    /// To decide: Is there a snapshot that stays, and does any program still read from it?
    ///
    /// ```sh bad
    /// aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot
    /// ```
    /// ```sh fixed
    /// aws rds delete-db-instance --db-instance-identifier shop --final-db-snapshot-identifier shop-final
    /// ```
    /// ```sh bad
    /// aws dynamodb delete-table --table-name orders
    /// ```
    /// ```sh fixed
    /// aws dynamodb describe-table --table-name orders
    /// ```
    /// ```sh bad
    /// heroku addons:destroy heroku-postgresql --app shop --confirm shop
    /// ```
    /// ```sh good
    /// aws rds delete-db-instance --db-instance-identifier shop --final-db-snapshot-identifier shop-last
    /// ```
    /// ```sh good
    /// aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier shop-1
    /// ```
    /// ```sh good
    /// gcloud sql instances list
    /// aws dynamodb delete-table --table-name orders --endpoint-url http://localhost:8000
    /// ```
    "CARO1007" "delete-managed-database",
    Danger,
    Check::Calls(CALLS)
}

const GONE: &str = "every row is gone, and no copy is kept";
const BACKUPS: &str = "its rows and its automatic backups are gone";

static CALLS: &[Call] = &[
    danger(
        "aws rds delete-db-instance",
        "deletes the database",
        "every row is gone, and `--skip-final-snapshot` keeps no copy",
    )
    .named_by(&["db-instance-identifier"])
    .with(&["skip-final-snapshot"]),
    danger(
        "aws rds delete-db-cluster",
        "deletes the databases of the cluster",
        "every row is gone, and `--skip-final-snapshot` keeps no copy",
    )
    .named_by(&["db-cluster-identifier"])
    .with(&["skip-final-snapshot"]),
    caution("aws rds delete-db-instance", "deletes the database", "its automatic backups go with it")
        .named_by(&["db-instance-identifier"])
        .unless(&["final-db-snapshot-identifier"]),
    caution("aws rds delete-db-cluster", "deletes the databases of the cluster", "its automatic backups go with it")
        .named_by(&["db-cluster-identifier"])
        .unless(&["final-db-snapshot-identifier"]),
    danger("aws docdb delete-db-cluster", "deletes the databases of the cluster", GONE)
        .named_by(&["db-cluster-identifier"])
        .with(&["skip-final-snapshot"]),
    danger("aws neptune delete-db-cluster", "deletes the databases of the cluster", GONE)
        .named_by(&["db-cluster-identifier"])
        .with(&["skip-final-snapshot"]),
    danger("aws redshift delete-cluster", "deletes the databases of the cluster", GONE)
        .named_by(&["cluster-identifier"])
        .with(&["skip-final-cluster-snapshot"]),
    danger("aws dynamodb delete-table", "deletes the table", GONE).named_by(&["table-name"]),
    caution("aws dynamodb delete-backup", "deletes the backup", "it cannot be brought back").named_by(&["backup-arn"]),
    danger("aws elasticache delete-replication-group", "deletes the store", GONE)
        .named_by(&["replication-group-id"])
        .unless(&["final-snapshot-identifier"]),
    caution("aws elasticache delete-cache-cluster", "deletes the cache", "what only it holds is gone")
        .named_by(&["cache-cluster-id"])
        .unless(&["final-snapshot-identifier"]),
    danger("aws opensearch delete-domain", "deletes the search cluster", GONE).named_by(&["domain-name"]),
    danger("aws es delete-elasticsearch-domain", "deletes the search cluster", GONE).named_by(&["domain-name"]),
    caution("aws sqs purge-queue", "deletes every message of", "nobody has worked on those that wait")
        .named_by(&["queue-url"]),
    danger("aws kinesis delete-stream", "deletes the stream", "the records in it are gone").named_by(&["stream-name"]),
    danger("aws kafka delete-cluster", "deletes the cluster", "every topic is gone").named_by(&["cluster-arn"]),
    danger("aws timestream-write delete-database", "deletes the database", GONE).named_by(&["database-name"]),
    danger("aws lightsail delete-relational-database", "deletes the database", GONE)
        .named_by(&["relational-database-name"])
        .with(&["skip-final-snapshot"]),
    danger("gcloud sql instances delete", "deletes the database server", BACKUPS).unasked(&["q", "quiet"]),
    danger("gcloud sql databases delete", "deletes the database", GONE).unasked(&["q", "quiet"]),
    danger("gcloud spanner instances delete", "deletes the databases of", GONE).unasked(&["q", "quiet"]),
    danger("gcloud spanner databases delete", "deletes the database", GONE).unasked(&["q", "quiet"]),
    danger("gcloud bigtable instances delete", "deletes the tables of", GONE).unasked(&["q", "quiet"]),
    danger("gcloud firestore databases delete", "deletes the database", GONE).unasked(&["q", "quiet"]),
    danger("gcloud redis instances delete", "deletes the store", GONE).unasked(&["q", "quiet"]),
    caution("gcloud pubsub topics delete", "deletes the topic", "messages sent to it are lost"),
    danger("bq rm", "deletes the data set with every table", GONE).with(&["r"]).unasked(&["f", "force"]),
    caution("bq rm", "deletes the table", "it is gone after some days").unasked(&["f", "force"]),
    danger("cbt deletetable", "deletes the table", GONE),
    danger("az sql db delete", "deletes the database", GONE).named_by(&["n", "name"]).unasked(&["y", "yes"]),
    danger("az sql server delete", "deletes every database of the server", GONE)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az postgres server delete", "deletes every database of the server", BACKUPS)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az postgres flexible-server delete", "deletes every database of the server", BACKUPS)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az mysql server delete", "deletes every database of the server", BACKUPS)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az mysql flexible-server delete", "deletes every database of the server", BACKUPS)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az cosmosdb delete", "deletes every database of the account", GONE)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az cosmosdb sql database delete", "deletes the database", GONE)
        .named_by(&["n", "name"])
        .unasked(&["y", "yes"]),
    danger("az redis delete", "deletes the store", GONE).named_by(&["n", "name"]).unasked(&["y", "yes"]),
    danger("heroku addons:destroy", "deletes the add-on and its data", GONE).unasked(&["c", "confirm"]),
    danger("doctl databases delete", "deletes the database cluster", GONE).unasked(&["f", "force"]),
    danger("doctl databases db delete", "deletes the database", GONE).unasked(&["f", "force"]),
    danger("supabase projects delete", "deletes the project and its database", GONE),
    danger("firebase firestore:delete", "deletes the documents", GONE)
        .with(&["all-collections", "r", "recursive"])
        .unasked(&["f", "force", "y", "yes"]),
    danger("firebase database:remove", "deletes the data at", GONE).unasked(&["f", "force", "y", "confirm"]),
    danger("firebase database:set", "replaces the data at", GONE).unasked(&["f", "force", "y", "confirm"]),
    danger("pscale database delete", "deletes the database", GONE).unasked(&["force"]),
    danger("pscale branch delete", "deletes the branch of the database", GONE).unasked(&["force"]),
    danger("atlas clusters delete", "deletes the databases of the cluster", GONE).unasked(&["force"]),
    danger("turso db destroy", "deletes the database", GONE).unasked(&["y", "yes"]),
    danger("wrangler d1 delete", "deletes the database", GONE).unasked(&["y", "skip-confirmation"]),
    danger("wrangler kv namespace delete", "deletes the store", GONE).unasked(&["y", "skip-confirmation", "force"]),
    danger("neonctl projects delete", "deletes the project and its databases", GONE),
    danger("neon projects delete", "deletes the project and its databases", GONE),
    danger("linode-cli databases mysql-delete", "deletes the database cluster", GONE),
    danger("linode-cli databases postgresql-delete", "deletes the database cluster", GONE),
    danger("scw rdb instance delete", "deletes the database server", GONE),
    danger("oci db system terminate", "deletes the database system", GONE)
        .named_by(&["db-system-id"])
        .unasked(&["force"]),
    danger("oci db autonomous-database delete", "deletes the database", GONE)
        .named_by(&["autonomous-database-id"])
        .unasked(&["force"]),
    danger("vultr-cli database delete", "deletes the database", GONE),
    danger("avn service terminate", "deletes the service and its data", GONE).unasked(&["f", "force"]),
    danger("fly postgres destroy", "deletes the database", GONE).unasked(&["y", "yes"]),
    danger("flyctl postgres destroy", "deletes the database", GONE).unasked(&["y", "yes"]),
    danger("flyctl mpg destroy", "deletes the database", GONE).unasked(&["y", "yes"]),
    danger("fly mpg destroy", "deletes the database", GONE).unasked(&["y", "yes"]),
];

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
gcloud -q sql instances delete shop
#                       ^^^^^^ CARO1007
yes | gcloud sql instances delete shop
#                          ^^^^^^ CARO1007
bq rm -r -f -d shop:events
#  ^^ CARO1007
az cosmosdb delete -g rg -n shop --yes
#           ^^^^^^ CARO1007
az cosmosdb delete -g rg -n shop-test
aws rds delete-db-instance --db-instance-identifier \"$ID\"
#       ^^^^^^^^^^^^^^^^^^ CARO1007
",
        );
    }
}

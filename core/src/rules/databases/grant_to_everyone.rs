//! CARO0906: a right is given to everyone.

use super::clients;
use super::queries;
use super::sql::ActKind;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Lets everyone who can reach the database read or change what is in it.
    ///
    /// `PUBLIC` is every user there is. All rights on `*.*` for a user from any host (`%`) make one leaked password a lost server.
    /// Grant what is needed, on one database, to one user from one host.
    ///
    /// To decide: Who needs which right, on which database, from which host?
    ///
    /// ```sh bad
    /// psql -c 'GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC'
    /// ```
    /// ```sh fixed
    /// psql -c 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC'
    /// ```
    /// ```sh bad
    /// mysql -e "GRANT ALL PRIVILEGES ON *.* TO 'admin'@'%' WITH GRANT OPTION"
    /// ```
    /// ```sh fixed
    /// mysql -e "GRANT ALL PRIVILEGES ON *.* TO 'admin'@'localhost' WITH GRANT OPTION"
    /// ```
    /// ```sh good
    /// mysql -e "GRANT ALL PRIVILEGES ON shop.* TO 'shop'@'localhost'"
    /// ```
    /// ```sh good
    /// psql -c 'GRANT USAGE ON SCHEMA api TO PUBLIC'
    /// ```
    /// ```sh good
    /// psql -c 'GRANT SELECT ON orders TO report'
    /// ```
    "CARO0906" "grant-to-everyone",
    Danger,
    Check::Command { programs: clients::SQL, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for sent in clients::acts(command, sink) {
        let ActKind::Grant { what, on } = &sent.act.kind else { continue };
        let whom = sent.act.name.to_lowercase();
        let what = what.to_lowercase();
        let all = what.starts_with("all");
        if (whom == "public" || whom.starts_with("public,"))
            && (all || what.contains("insert") || what.contains("delete") || what.contains("update"))
        {
            sink.report(sent.span, format!("lets every user of the server use {what} on `{on}`"));
            let text = sink.text(sent.span).to_ascii_uppercase();
            if let (true, Some(end)) = (text.starts_with("GRANT "), text.find(" ON ")) {
                let rights = Span::new(sent.span.start + "GRANT ".len(), sent.span.start + end);
                sink.choice("Let everyone only read", vec![(rights, "SELECT".to_owned())]);
            }
        } else if all && on.replace(' ', "") == "*.*" && (whom.contains("@%") || whom == "%") {
            sink.report(
                sent.span,
                "gives every right on every database to somebody who may come from any host".to_owned(),
            );
            let edits = queries::instead(&sent, "@'%'", "@'localhost'", sink);
            sink.choice("Only let them come from this machine", edits);
        } else if whom.starts_with('@') || whom.contains("''@") {
            sink.report(sent.span, "gives rights to whoever gives no name".to_owned()).level(Level::Caution);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn one_database_for_one_user_is_ordinary() {
        check_marks(
            "mysql -e \"GRANT ALL ON wp.* TO 'wp'@'%' IDENTIFIED BY 'x'\"\nmysql -e \"GRANT SELECT ON *.* TO 'm'@'%'\"\n",
        );
        check_marks(
            "mysql -e \"grant all on *.* to root@'%' identified by 'x'\"\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0906\n",
        );
    }
}

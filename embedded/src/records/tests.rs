//! Many wordings for one query, and wordings that must stay unanswered.

use crate::{Request, propose};

fn command(text: &str) -> Option<String> {
    propose(&Request { text, ..Request::default() }).into_iter().find(|it| it.family == "records").map(|it| it.command)
}

#[track_caller]
fn same(expected: &str, wishes: &[&str]) {
    let wrong: Vec<_> = wishes
        .iter()
        .filter(|it| command(it).as_deref() != Some(expected))
        .map(|it| format!("{it}\n    {:?}", command(it)))
        .collect();
    assert!(wrong.is_empty(), "wanted {expected}\n{}", wrong.join("\n"));
}

#[test]
fn fields_of_json_records() {
    same(
        "jq -r .version package.json",
        &[
            "which version is in package.json? no quotes",
            "show version from package.json",
            "what is the version in package.json",
            "value of version in package.json",
        ],
    );
    same(
        "jq -r '.[].name' users.json",
        &[
            "print the names of all users in users.json",
            "all names in users.json",
            "list the name of each user in users.json",
            "get names from users.json",
            "name of all entries in users.json",
        ],
    );
    same(
        "jq -r '.[] | [.name, .email] | @tsv' users.json",
        &["name and email of all users in users.json", "print the names and emails of all entries in users.json"],
    );
    same(
        "jq -r '.palette[1]' style.json",
        &[
            "second colour of the palette in style.json",
            "what's the second colour of the array palette in style.json (its an array)? without quotes",
        ],
    );
}

#[test]
fn conditions_on_json_records() {
    same(
        "jq -r '.[] | select(.mem >= 16).name' nodes.json",
        &[
            "Print the names of all entries in nodes.json whose mem value is at least 16.",
            "names of all nodes with mem at least 16 in nodes.json",
        ],
    );
    same(
        "jq -r '.[] | select(.status == \"paid\").id' orders.json",
        &[
            "ids of all orders where status is paid in orders.json",
            "print the id of each order whose status is \"paid\" from orders.json",
        ],
    );
    same(
        "jq -r 'select(.ok == false).path' uploads.jsonl",
        &[
            "uploads.jsonl: one json per line, ok == false -> print path only, plain text",
            "paths of all records in uploads.jsonl where ok is false",
        ],
    );
    same(
        "jq 'map(select(.price > 10)) | length' items.json",
        &["how many items have price over 10 in items.json", "count entries in items.json where price is over 10"],
    );
}

#[test]
fn conditions_without_a_field() {
    same(
        "jq -r '.[] | select(.paid == true or any(..; . == \"paid\")).id' orders.json",
        &["print the ids of all paid orders in orders.json", "ids of paid orders from orders.json"],
    );
    same(
        "jq '.[] | select(.shipped == true or any(..; . == \"shipped\") | not)' orders.json",
        &["show orders that are not shipped in orders.json"],
    );
    same("jq '.[] | select(any(..; . == \"alice\"))' orders.json", &["alice's orders in orders.json"]);
    same(
        "sqlite3 shop.db \"SELECT name FROM customers WHERE city = 'Berlin';\"",
        &["names of customers in Berlin from shop.db, table customers"],
    );
    same("jq 'max_by(.price)' products.json", &["the most expensive product in products.json"]);
}

#[test]
fn sums_and_groups() {
    same(
        "jq 'map(.refund) | add' data/returns.json",
        &[
            "Add up the refund values of all entries in data/returns.json (a list of objects)",
            "sum of refund in data/returns.json",
            "total of all refunds in data/returns.json",
        ],
    );
    same(
        "jq -rs 'group_by(.site)[] | \"\\(.[0].site) \\(map(.nitrate) | add / length)\"' data/water.jsonl",
        &[
            "what is the average nitrate per site in data/water.jsonl?",
            "average of nitrate for each site in data/water.jsonl",
        ],
    );
    same("jq -r '.event' events.jsonl | sort | uniq -c", &[]);
    same(
        "jq -r '.[].city' users.json | sort | uniq -c",
        &["how many users per city in users.json", "count entries by city in users.json"],
    );
}

#[test]
fn queries_of_tables() {
    same(
        "sqlite3 db/shop.db \"SELECT status, SUM(amount) FROM orders GROUP BY status ORDER BY status;\"",
        &[
            "sum of amount per status in table orders of db/shop.db, alphabetical by status",
            "total amount per status from table orders in db/shop.db sorted by status",
        ],
    );
    same(
        "sqlite3 shop.db \"SELECT name FROM customers WHERE city = 'Berlin';\"",
        &[
            "names of all customers where city is Berlin from shop.db, table customers",
            "show name from table customers in shop.db where city = Berlin",
        ],
    );
    same(
        "sqlite3 shop.db \"SELECT COUNT(*) FROM orders WHERE amount > 100;\"",
        &[
            "how many rows in table orders of shop.db where amount is over 100",
            "count rows of table orders in shop.db with amount over 100",
        ],
    );
}

#[test]
fn what_is_not_understood_is_not_answered() {
    for wish in ["total of all unpaid orders in orders.json", "delete all records in users.json", "format users.json"] {
        assert_eq!(command(wish), None, "{wish}");
    }
}

#[test]
fn the_file_may_stand_anywhere() {
    same(
        "jq 'sort_by(.price)' items.json",
        &["sort items.json by price", "sort by price in items.json", "sort the items in items.json by price"],
    );
    same(
        "jq '.[] | select(.age > 30)' users.json",
        &[
            "users in users.json older than 30",
            "users.json: users older than 30",
            "all users older than 30 in users.json",
        ],
    );
    same(
        "jq 'sort_by(.price) | reverse | .[:3][]' items.json",
        &["top 3 most expensive items in items.json", "the 3 most expensive items of items.json"],
    );
    same(
        "sqlite3 app.db \"SELECT COUNT(*) FROM users WHERE active = 1;\"",
        &["count users in app.db where active = 1", "how many users in app.db where active is 1"],
    );
}

#[test]
fn keys_and_other_forms() {
    same(
        "jq -r '.dependencies | keys[]' package.json",
        &["list all dependencies in package.json", "names of the dependencies in package.json"],
    );
    same("jq 'has(\"token\")' config.json", &["is there a key named token in config.json"]);
    same(
        "jq -r '[\"name\", \"email\"], (.[] | [.name, .email]) | @csv' users.json",
        &["turn users.json into a csv with name and email", "name and email of each user in users.json as csv"],
    );
    // The file is replaced only by an explicit order.
    same(
        "jq 'del(.debug)' config.json > config.json.new && mv config.json.new config.json",
        &["remove the key debug from config.json", "delete field debug in config.json"],
    );
    for wish in ["show the key debug of config.json", "how long is the array items in data.json"] {
        assert!(command(wish).is_none_or(|it| !it.contains("del(") && !it.contains("long")), "{wish}");
    }
}

#[test]
fn elements_of_xml() {
    same(
        "grep -oP '<title( [^>]*)?>\\K[^<]+(?=</title>)' books.xml",
        &["titles in books.xml", "get the titles of all books in books.xml", "all titles in books.xml"],
    );
    same("grep -o '<book[ />]' books.xml | wc -l", &["how many books are in books.xml"]);
    same("xmllint --noout feed.xml", &["check whether feed.xml is well formed"]);
    same("xmllint --format pom.xml", &["format pom.xml nicely", "pretty print pom.xml"]);
    for wish in ["permissions of data.xml", "show data.xml", "who changed pom.xml", "titles in a.xml and b.xml"] {
        assert_eq!(command(wish), None, "{wish}");
    }
}

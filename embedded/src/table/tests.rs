//! The same wish about rows and fields in many words must give the same command; what is not understood gives none.

use crate::wishes::{best_for, same, silent_in};
use crate::{Platform, Shell};

#[track_caller]
fn silent(wishes: &[&str]) {
    silent_in(&["table"], wishes);
}

#[test]
fn columns_are_cut_however_they_are_named() {
    same(
        "cut -d, -f2 data.csv",
        &[
            "print the second column of data.csv",
            "show column 2 of data.csv",
            "get the 2nd field from data.csv",
            "the second column of data.csv please",
            "extract field 2 from data.csv",
            "show only the 2nd column of data.csv",
            "print $2 of data.csv",
            "show city (column 2) of data.csv",
        ],
    );
    same("cut -d: -f1 /etc/passwd", &["list all usernames from /etc/passwd", "login names in /etc/passwd"]);
    same("cut -d, -f2-4 a.csv", &["show columns 2 to 4 of a.csv", "print fields 2-4 of a.csv"]);
    same(
        "awk '{ print $NF }' data.txt",
        &["print the last column of data.txt", "show the last field of each line in data.txt"],
    );
    same(
        "cut -d, -f1,3- data.csv",
        &["remove the second column from data.csv", "print all columns except the second of data.csv"],
    );
}

#[test]
fn sums_skip_nothing_and_print_what_was_asked() {
    same(
        "awk -F, 'NR > 1 { s += $4; n++ } END { if (n) printf \"%.1f\\n\", s / n }' data.csv",
        &[
            "average of column 4 in data.csv without the header, one decimal",
            "whats the avarage of the fourth column in data.csv (skip header), one decimal",
            "calculate the mean of the 4th field of data.csv with one decimal place, ignoring the header",
        ],
    );
    same(
        "awk '$9 == 200 { s += $10 } END { print s + 0 }' access.log",
        &["sum of bytes of all requests with status 200 in access.log"],
    );
    same(
        "awk -F, 'NR > 1 && $2 == \"garden\" && (!n++ || $3 > m) { m = $3 } END { print m }' w.csv",
        &[
            "highest temperature of the sensor garden in w.csv, the 2nd column is the sensor and the 3rd is the temperature",
        ],
    );
    same(
        "awk -F, 'NR > 1 { s[$3] += $4 } END { for (k in s) printf \"%s %.2f\\n\", k, s[k] }' b.csv | sort",
        &[
            "total amount per category in b.csv with two decimals, category is column 3 and amount is column 4",
            "sum of amount (column 4) by category (column 3) in b.csv, 2 decimals",
        ],
    );
}

#[test]
fn a_column_known_by_name_alone_is_found_in_the_header() {
    same(
        "awk -F, -v OFMT=%.12g 'NR == 1 { for (i = 1; i <= NF; i++) if (tolower($i) ~ /^\"?amount\"?\\r?$/) amount = i; \
         if (!amount) { print \"no such column\" > \"/dev/stderr\"; exit 1 }; next } { s += $amount } \
         END { if (!amount) exit 1; print s }' x.csv",
        &["sum of amount in x.csv", "what is the total amount in x.csv?", "add up the amount column of x.csv"],
    );
    silent(&["sum of amount in x.txt", "average price per region in list.txt"]);
}

#[test]
fn counts_of_each_stand_in_the_order_that_was_asked() {
    same(
        "awk '{ print $9 }' access.log | sort | uniq -c | sort -rn",
        &[
            "requests per status code in access.log, most first",
            "count the requests per http status code in access.log, highest count first",
            "how many requests per status are in access.log, most frequent first",
            "number of requests for each status code in access.log sorted by count descending",
        ],
    );
    same(
        "awk '{ print $1 }' access.log | sort | uniq -c | sort -rn | head -n 5",
        &[
            "top 5 ips in access.log",
            "the 5 most frequent ip addresses in access.log",
            "which 5 ips made the most requests in access.log",
            "show the five most active clients in access.log",
        ],
    );
    same(
        "tail -n +2 u.csv | cut -d, -f4 | sort | uniq -c | sort -k1,1nr -k2",
        &["how many users per country (4th column) are in u.csv without the header? most first, ties by country name"],
    );
    same(
        "awk '{ print $1 }' access.log | sort -u | wc -l",
        &["how many distinct ip addresses are in access.log?", "count the unique clients in access.log"],
    );
}

#[test]
fn rows_are_chosen_by_what_their_fields_hold() {
    same(
        "awk -F, 'NR > 1 && $3 > 100' d.csv",
        &[
            "rows of d.csv where column 3 is greater than 100",
            "show lines of d.csv whose third field is over 100",
            "print all rows in d.csv with the 3rd column bigger than 100",
            "rows in d.csv where $3 > 100",
        ],
    );
    same(
        "awk -F';' '$2 == \"\" { print $1 }' r.csv",
        &[
            "show the id (column 1) of everybody in r.csv whose age (column 2) is missing, fields are separated by semicolons",
        ],
    );
    same(
        "awk '$9 == 404 { print $7 }' access.log",
        &["list all urls that returned 404 in access.log", "urls with status 404 in access.log"],
    );
    same(
        "awk 'substr($4, 14, 5) >= \"10:00\" && substr($4, 14, 5) < \"11:00\" && substr($4, 2, 6) == \"10/Mar\"' access.log",
        &["requests between 10:00 and 11:00 on 10 March in access.log"],
    );
}

#[test]
fn a_header_stays_on_top_or_goes() {
    same(
        "{ head -n 1 p.csv; tail -n +2 p.csv | sort -t, -k4,4n; }",
        &[
            "sort p.csv by the 4th column numerically, keep the header",
            "sort p.csv numerically by column 4 but leave the header line on top",
        ],
    );
    same("tail -n +2 p.csv", &["print p.csv without its header line", "show p.csv without the header"]);
    same(
        "awk 'FNR > 1 || NR == 1' a1.csv a2.csv > all.csv",
        &["merge a1.csv and a2.csv into all.csv, the header only once"],
    );
}

#[test]
fn whole_files_are_compared_joined_and_converted() {
    same(
        "grep -vxFf b.txt a.txt",
        &[
            "lines in a.txt but not in b.txt",
            "which lines of a.txt are missing in b.txt",
            "lines of a.txt that are not in b.txt",
        ],
    );
    same("grep -Fxf b.txt a.txt | sort -u", &["lines that are in both a.txt and b.txt, sorted, no duplicates"]);
    same(
        "tr '\\t' , < s.tsv > s.csv",
        &["convert s.tsv from tabs to commas and save it as s.csv", "convert s.tsv to csv and write it to s.csv"],
    );
    same("column -t -s , b.csv", &["show b.csv as a nicely aligned table", "b.csv as a table"]);
}

#[test]
fn what_is_half_understood_is_not_answered() {
    silent(&[
        "sum of the squares of column 2 in a.csv",
        "unique email addresses in app.log",
        "average temp per room in today.txt",
        "print the second column of data.csv in rot13",
        "rows of d.csv where column 3 is not over 100 unless column 2 is x",
        "merge all csv files here into all.csv with the header only once",
        "plot column 2 of data.csv",
        "the third column of data.csv was wrong yesterday",
    ]);
}

#[test]
fn values_cannot_leave_their_quotes() {
    let found = best_for(Shell::Bash, Platform::Linux, "rows of d.csv where column 2 is \"it's \\\" a\"");
    assert!(found.is_none_or(|it| it.contains("'\\''")));
    let found = best_for(Shell::Bash, Platform::Linux, "rows of d.csv where column 2 is \"x'; rm -r /; '\"");
    assert!(found.is_none_or(|it| it.contains("x'\\''; rm -r /; '\\''")));
}

#[test]
fn plain_shells_get_no_words_of_bash() {
    for wish in ["sort s.tsv by column 2 numerically", "align s.tsv as a table"] {
        assert!(best_for(Shell::Posix, Platform::Linux, wish).is_none_or(|it| !it.contains("$'")), "{wish}");
    }
}

#[test]
fn who_came_and_what_went_wrong() {
    same(
        "awk '$9 == 403 { print $1 }' access.log | sort -u",
        &[
            "who got a 403 in access.log",
            "which ips ran into a 403 in access.log",
            "ips that got a 403 in access.log, sorted, no duplicates",
            "which addresses ended up with a 403 in access.log",
        ],
    );
    same(
        "awk '$9 == 404 { print $7 }' access.log | sort -u",
        &["broken links in access.log", "which pages are broken according to access.log"],
    );
    same("awk '$7 == \"/login\"' access.log", &["requests for /login in access.log", "hits on /login in access.log"]);
    same(
        "awk '$7 != \"/health\"' access.log",
        &["access.log without requests for /health", "everything but /health in access.log"],
    );
    same(
        "awk '{ print $9 }' access.log | sort | uniq -c",
        &[
            "breakdown of status codes in access.log",
            "distribution of http codes in access.log",
            "access.log, status codes and how often each of them came",
        ],
    );
    same(
        "awk '{ print $1 }' access.log | sort | uniq -c | sort -rn | head -n 1",
        &["who visits us most, access.log", "who has the most requests in access.log"],
    );
    same(
        "awk '/ERROR/ || /WARN/ { n++ } END { print n + 0 }' app.log",
        &["how many errors and warnings does app.log have"],
    );
}

#[test]
fn names_of_fields_stand_anywhere() {
    same(
        "awk -v OFMT=%.12g '{ s[$2] += $4 } END { for (k in s) print k, s[k] }' hours.txt | sort",
        &[
            "hours per person from hours.txt (date person device hours)",
            "hours.txt: date person device hours. total hours per person",
            "hours.txt has date, person, device, hours; sum of hours per person",
        ],
    );
    same(
        "awk -F, -v OFMT=%.12g 'NR > 1 { s[$2] += $4 } END { for (k in s) print k, s[k] }' ledger.csv | sort",
        &[
            "total debit per account in ledger.csv (date,account,text,debit,credit)",
            "total debit per account in ledger.csv, in the order of account numbers (date,account,text,debit,credit)",
        ],
    );
    same(
        "awk -F, 'NR > 1 { s[$3] += $4; n[$3]++ } END { for (k in s) print k, s[k] / n[k] }' catch.csv | sort",
        &["mean length per species in catch.csv (species is column 3, length_mm column 4)"],
    );
}

#[test]
fn rows_told_by_a_word() {
    same(
        "awk -F, 'NR > 1 && index(\",\" $0 \",\", \",paid,\")' orders.csv",
        &["paid orders in orders.csv", "all paid orders from orders.csv"],
    );
    same("cut -d, -f2- data.csv", &["get rid of the first column in data.csv", "throw away column 1 of data.csv"]);
    silent(&[
        "names of employees in sales from employees.csv",
        "mail providers in customers.csv (part after @), counted",
        "the 5 most expensive items in items.json",
    ]);
}

#[test]
fn several_columns_by_their_names() {
    let header = "NR == 1 { for (i = 1; i <= NF; i++) { h = tolower($i); if (h ~ /^\"?name\"?\\r?$/) name = i; \
                  if (h ~ /^\"?email\"?\\r?$/) email = i }; if (!name || !email) { print \"no such column\" > \
                  \"/dev/stderr\"; exit 1 }; print $name, $email; next }";
    same(
        &format!("awk -F, -v OFS=, '{header} {{ print $name, $email }}' users.csv"),
        &[
            "show only the name and email columns of users.csv",
            "print the columns name and email of users.csv",
            "extract columns name, email from users.csv",
        ],
    );
}

#[test]
fn rows_by_what_they_look_like() {
    same(
        "awk -F, 'NR > 1 && NF > 5' bad.csv",
        &["rows with more than 5 fields in bad.csv", "rows of bad.csv that have more than 5 columns"],
    );
    same("awk '$2 != $3' pairs.txt", &["lines where field 2 and field 3 differ in pairs.txt"]);
    same(
        "awk -F, 'NR > 1 && index($2, \"A\") == 1' names.csv",
        &["rows whose second field starts with A in names.csv", "rows in names.csv where column 2 begins with A"],
    );
    same(
        "tail -n +2 votes.csv | cut -d, -f2 | sort | uniq -c",
        &["how often does each value of column 2 occur in votes.csv", "count each value of column 2 in votes.csv"],
    );
}

#[test]
fn a_file_is_changed_when_it_is_to_be_saved() {
    same(
        "cut -d, -f1-2,4- data.csv > data.csv.new && mv data.csv.new data.csv",
        &["delete the third column from data.csv and save it", "remove column 3 of data.csv in place"],
    );
    same("cut -d, -f1-2,4- data.csv", &["remove column 3 from data.csv"]);
}

#[test]
fn what_is_about_other_things_than_fields() {
    silent(&[
        // A field holds no sign that ends it.
        "lines of notes.csv where the second field does not contain a comma",
        "list all .c files below kernel/ that include stdio",
        "List the names of the .cfg files below switches/ that do not contain the line \"logging on\".",
        "line numbers of all lines of contract.txt that end in a semicolon",
        "5 shortest lines of slogans.txt",
        "lines of a.txt containing digits",
        "is the second column of a.csv sorted",
        "users in /etc/passwd without a login shell",
    ]);
}

//! Requests about lines in many words, each with its one command; and near misses that must give none.

use super::table::unanchored;
use crate::wishes::{best_for, same, silent_in};
use crate::{Platform, Request, Shell, propose};

#[track_caller]
fn silent(wishes: &[&str]) {
    silent_in(&["lines", "edit"], wishes);
}

#[test]
fn every_turn_of_phrase_has_a_word_of_its_own() {
    // "Change" and "from … to" are read further by what stands in their places.
    let told = |it: &String| !it.contains("change") && !it.contains("from");
    assert_eq!(unanchored().into_iter().filter(told).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn lines_are_chosen_by_their_numbers() {
    same(
        "head -n 10 README.md",
        &[
            "show me the first ten lines of README.md",
            "first 10 lines of README.md",
            "please print the first 10 lines from the file README.md",
            "lines 1 to 10 of README.md",
            "Could you display the first 10 lines in README.md?",
        ],
    );
    same("tail -n 5 app/app.log", &["print the last 5 lines of app/app.log", "last five lines of app/app.log"]);
    same(
        "sed -n 20,25p r.txt",
        &["show lines 20 to 25 of r.txt", "lines 20 through 25 from r.txt", "show lines 20-25 of r.txt"],
    );
    same(
        "sed -n 42p main.c",
        &["print line 42 of main.c", "What is on line 42 of main.c?", "show the 42nd line of main.c"],
    );
    same(
        "head -n -2 notes.txt",
        &["print all but the last 2 lines of notes.txt", "show notes.txt without the last two lines"],
    );
    same("tail -n +10 s.log", &["print s.log from line 10 to the end"]);
    same(
        "tail -n +2 d.csv",
        &[
            "print everything except the first line of d.csv",
            "show d.csv without the header",
            "print d.csv without its header line",
        ],
    );
    same("awk 'NR % 3 == 0' d.log", &["print every third line of d.log", "show every 3rd line of d.log"]);
    same("awk 'NR % 5 == 1' d.txt", &["every fifth line of d.txt, starting with the first"]);
    same("shuf -n 5 w.txt", &["pick 5 random lines from w.txt", "print 5 random lines of w.txt"]);
    same(
        "sed -n '/BEGIN/,/END/p' c.pem",
        &["print the part of c.pem from the line containing BEGIN up to the line containing END, inclusive"],
    );
    same(
        "sed -n '/A/,/B/{//!p;}' c.txt",
        &[
            "print the lines between A and B in c.txt",
            "show the lines between the markers A and B in c.txt, excluding the marker lines themselves",
        ],
    );
}

#[test]
fn lines_are_put_in_order_and_counted() {
    same(
        "sort -nr n.txt",
        &[
            "sort n.txt numerically, largest first",
            "sort the numbers in n.txt from big to small",
            "sort n.txt numerically in descending order",
        ],
    );
    same("sort -f n.txt", &["sort n.txt alphabetically ignoring case", "sort n.txt, case does not matter"]);
    same(
        "awk '!seen[$0]++' n.txt",
        &[
            "dedupe n.txt but keep the original line order",
            "remove duplicate lines from n.txt and keep the order",
            "Print the unique lines of n.txt in their original order.",
        ],
    );
    same("sort -u n.txt", &["sort n.txt and remove duplicates", "unique lines of n.txt"]);
    same(
        "sort n.txt | uniq -d",
        &["show only the duplicated lines in n.txt", "print the lines that appear more than once in n.txt"],
    );
    same(
        "sort v.txt | uniq -c | sort -rn",
        &[
            "count how many times each line occurs in v.txt, most frequent first",
            "how often does each line appear in v.txt? most frequent first",
        ],
    );
    same(
        "grep -oE '[[:alpha:]]+' b.txt | sort | uniq -c",
        &["count how often each word appears in b.txt", "word frequency in b.txt"],
    );
    same(
        "grep -oE '[[:alpha:]]+' b.txt | sort | uniq -c | sort -rn | head -n 10",
        &["show the ten most frequent words of b.txt"],
    );
    same(
        "tac s.txt",
        &["s.txt, last line first", "reverse the order of lines in s.txt", "Print s.txt in reverse line order."],
    );
    same("tail -n 5 e.log | tac", &["last 5 lines of e.log, newest at the top"]);
}

#[test]
fn two_files_are_compared() {
    same(
        "grep -vxFf b.txt a.txt",
        &[
            "lines in a.txt that are not in b.txt",
            "which lines of a.txt are missing from b.txt?",
            "which addresses are in a.txt but not in b.txt",
        ],
    );
    same("grep -xFf b.txt a.txt", &["show which lines a.txt and b.txt have in common"]);
    same("grep -Fxf b.txt a.txt", &["which lines are in both a.txt and b.txt"]);
    same("diff -u a.txt b.txt", &["compare a.txt and b.txt (unified format)"]);
    same("paste -d , a.txt b.txt", &["merge a.txt and b.txt line by line separated by a comma"]);
    same("paste -d, a.txt b.txt", &["put a.txt and b.txt side by side, separated by a comma"]);
}

#[test]
fn text_is_changed_on_the_way_out() {
    same("tr '[:lower:]' '[:upper:]' < s.txt", &["print s.txt in upper case", "convert s.txt to uppercase"]);
    same("cat -s s.txt", &["s.txt | squeeze repeated blank lines into one", "squeeze multiple blank lines in s.txt"]);
    same("fold -s -w 60 c.txt", &["wrap c.txt at 60 columns, break only at spaces"]);
    same(
        "paste -sd , p.txt",
        &["join all lines of p.txt into one line, separated by commas", "join all lines of p.txt with commas"],
    );
    same("tr '\\t' , < s.tsv > s.csv", &["convert s.tsv from tabs to commas and save it as s.csv"]);
    same(
        "iconv -f ISO-8859-1 -t UTF-8 l.txt > u.txt",
        &["convert l.txt from iso-8859-1 to utf-8 and write the result to u.txt"],
    );
    same("split -l 10 r.txt part_", &["split r.txt into pieces of ten lines each, called part_aa, part_ab and so on"]);
    same("sed 's/foo/bar/g' a.txt", &["print a.txt but replace foo with bar in the output"]);
}

#[test]
fn text_is_replaced_in_the_file() {
    same(
        "sed -i 's/foo/bar/g' a.txt",
        &[
            "replace foo with bar in a.txt",
            "In a.txt replace foo by bar",
            "please change all occurrences of foo to bar in a.txt",
            "swap foo for bar in a.txt",
            "substitute foo with bar in a.txt",
            "replace foo with bar in a.txt in place",
            "how do I replace foo with bar in the file a.txt?",
            "foo -> bar everywhere in a.txt",
        ],
    );
    same(r"sed -i 's/a\.b/c\&d/g' x.txt", &["replace 'a.b' with 'c&d' in x.txt"]);
    same("sed -i 's|http://|https://|g' x.html", &["change http:// to https:// in x.html"]);
    same(r"sed -i 's/it'\''s/its/g' x.txt", &["replace \"it's\" with \"its\" in x.txt"]);
    same(
        r"find terraform -type f -name '*.tf' -exec sed -i 's/eu-1/eu-2/g' {} +",
        &[
            "In all files with the extension .tf below the directory terraform, replace eu-1 by eu-2.",
            "change eu-1 to eu-2 in all .tf files under terraform",
        ],
    );
    same("sed -i '0,/foo/s/foo/bar/' a.txt", &["replace only the first occurrence of foo with bar in a.txt"]);
    same("sed -i '3s/foo/bar/g' a.txt", &["replace foo with bar on line 3 of a.txt"]);
    same("sed -i '/baz/s/foo/bar/g' a.txt", &["replace foo by bar only in lines that contain baz in a.txt"]);
    same(
        r"sed -i.bak 's/foo/bar/g' a.txt",
        &[
            "replace foo with bar in a.txt and keep a backup",
            "replace foo with bar in a.txt and keep the original as a.txt.bak",
        ],
    );
    same(r"sed -i 's/\bcount\b/total/g' c.py", &["rename the variable count to total in c.py"]);
}

#[test]
fn lines_are_deleted_and_added_in_the_file() {
    same(
        "sed -i '/^$/d' a.txt",
        &[
            "delete the empty lines from a.txt",
            "remove all empty lines in a.txt, in the file itself",
            "delete empty lines in a.txt in place",
        ],
    );
    same(
        "sed -i '/DEBUG/d' a.log",
        &[
            "delete all lines containing DEBUG from a.log",
            "remove every line that contains DEBUG in a.log",
            "delete DEBUG lines from a.log",
        ],
    );
    same(
        "sed -i '5d' l.txt",
        &["delete line 5 from l.txt", "remove the 5th line of l.txt", "remove line number 5 from l.txt"],
    );
    same("sed -i '$d' n.txt", &["remove the last line of n.txt"]);
    same(
        "echo 'a b' >> n.txt",
        &[
            "append the line 'a b' to the end of n.txt",
            "add 'a b' to n.txt",
            "put the line \"a b\" at the end of n.txt",
        ],
    );
    same(
        "sed -i '1i a b' n.txt",
        &[
            "add the line 'a b' on top of n.txt",
            "insert a line 'a b' at the very top of n.txt",
            "prepend \"a b\" to n.txt",
        ],
    );
    same("sed -i '3a hello' g.txt", &["insert \"hello\" after line 3 in g.txt"]);
    same(
        r"sed -i '/^[[:space:]]*Port\b/a MaxSessions 3' c.conf",
        &["insert the line 'MaxSessions 3' right after the Port line in c.conf"],
    );
    same(
        "sed -i 's/[[:space:]]*$//' m.py",
        &[
            "how do I strip trailing whitespace from m.py in place?",
            "Remove all trailing blanks and tabs from the lines of m.py in place.",
            "remove spaces at the end of each line in m.py",
        ],
    );
    same(
        "sed -i 's/\\r$//' w.txt",
        &["fix the windows line endings in w.txt", "remove the Windows line ends from w.txt", "dos2unix w.txt"],
    );
    same("truncate -s 0 old/huge.log", &["empty the file old/huge.log but keep the file", "truncate old/huge.log"]);
    same("sort -o n.txt n.txt", &["sort n.txt in place"]);
}

#[test]
fn settings_get_new_values() {
    same(
        r"sed -i 's/^\([[:space:]]*debug[[:space:]]*=[[:space:]]*\).*/\1false/' a.ini",
        &[
            "in a.ini set debug to false",
            "set debug to false in a.ini",
            "change the value of debug to false in a.ini",
            "change debug to false in a.ini",
        ],
    );
    same(
        r"sed -i 's/^\([[:space:]]*port:[[:space:]]*\).*/\19090/' c.yml",
        &["in c.yml set port to 9090", "change the port to 9090 in c.yml"],
    );
    same(
        r"sed -i '/^\[db\]/,/^\[/s/^\([[:space:]]*host[[:space:]]*=[[:space:]]*\).*/\1localhost/' a.ini",
        &["set host to localhost in the [db] section of a.ini"],
    );
}

#[test]
fn platforms_differ() {
    let on = |text, platform| best_for(Shell::Bash, platform, text);
    assert_eq!(on("replace foo with bar in a.txt", Platform::MacOs).as_deref(), Some("sed -i '' 's/foo/bar/g' a.txt"));
    assert_eq!(
        on("delete empty lines in a.txt", Platform::Posix).as_deref(),
        Some("grep -v '^$' a.txt > a.txt.new && mv a.txt.new a.txt")
    );
    let reversed = best_for(Shell::Bash, Platform::MacOs, "reverse the order of lines in s.txt");
    assert_eq!(reversed.as_deref(), Some("tail -r s.txt"));
    assert_eq!(on("insert \"x\" after line 3 in a.txt", Platform::MacOs), None);
}

#[test]
fn what_is_not_all_understood_is_not_answered() {
    silent(&[
        "list the pdf files in reports that are not empty",
        "delete the empty .log files anywhere under the current directory",
        "append .old to the .img files in backups/old",
        "change the owner of everything under projects/site to www-data, recursively",
        "change the extension of a.txt to md",
        "rename all .TXT files in incoming to .txt",
        "replace the spaces in the file names inside Pictures with underscores",
        "sort users.csv by age descending",
        "sum of the numbers in amounts.txt",
        "show the second column of a.csv",
        "how often does each speaker talk in ep03.txt?",
        "delete the file a.txt",
        "delete all lines",
        "replace foo in x.txt",
        "append foo",
        "sort the files in src by size",
        "add user bob to group dev",
        "insert coin after the first quarter of the game in arcade.txt",
        "join a.txt and b.txt by id",
        "count the requests per status code in access.log",
        "replace the battery in the remote",
        "split the work into parts",
        "empty the trash",
        "sort part-01.csv to part-06.csv",
        "b.txt bar.txt blank in out.txt",
        "delete everything in /",
    ]);
}

#[test]
fn nothing_makes_it_panic() {
    for text in [
        "",
        "#",
        "replace  with  in a",
        "replace ' with \" in é.txt",
        "lines 9 to 3 of a.txt",
        "line 99999999999999999999 of a.txt",
        "delete lines 0 to 0 of a.txt",
        "ä ö ü -> ß in straße.txt",
    ] {
        let _ = best_for(Shell::Bash, Platform::Linux, text);
    }
}

#[test]
fn settings_are_put_in_other_words() {
    same(
        "sed -i 's/^\\([[:space:]]*timeout[[:space:]]*=[[:space:]]*\\).*/\\145/' etc/my.cnf",
        &[
            "timeout -> 45 in etc/my.cnf",
            "timeout to 45 in etc/my.cnf",
            "etc/my.cnf: timeout -> 45",
            "in etc/my.cnf the timeout becomes 45",
            "the timeout in etc/my.cnf should be 45",
            "the timeout in etc/my.cnf must be 45 now",
        ],
    );
    same(
        "sed -i 's/^\\([[:space:]]*\\)#[[:space:]]*\\(gzip\\b\\)/\\1\\2/' conf/nginx.conf",
        &[
            "gzip is commented out in conf/nginx.conf, turn it on",
            "in conf/nginx.conf gzip is commented out, please enable it",
        ],
    );
    same("sed -i '/buy milk/s/\\[ ]/[x]/g' todo.md", &["tick \"buy milk\" in todo.md", "tick off buy milk in todo.md"]);
    silent(&["in a.txt the lines become long", "the server in b.txt should be restarted"]);
}

#[test]
fn texts_and_blanks_are_put_in_other_words() {
    same(
        "sed -i 's/blue/navy/g' main.css",
        &[
            "in main.css every \"blue\" becomes \"navy\"",
            "all \"blue\" in main.css should be \"navy\"",
            "swap out \"blue\" for \"navy\" in main.css",
        ],
    );
    same(
        "sed -i 's/[[:space:]]*$//' notes.md",
        &[
            "notes.md has blanks hanging at some line ends, trim them",
            "kill trailing blanks in notes.md",
            "blanks hanging at the end of lines in notes.md, remove them",
        ],
    );
    same(
        "sed -i 's/\\r$//' import.csv",
        &["get rid of the ^M in import.csv", "convert dos line endings in import.csv to unix"],
    );
    same(
        "sed -i '/xmlns/!s|http://|https://|g' a.xml",
        &["replace http:// with https:// in a.xml, but not in lines that contain xmlns"],
    );
}

#[test]
fn lines_are_chosen_in_other_words() {
    same(
        "sort -fu fruit.txt",
        &["fruit.txt sorted, case-blind, each once", "fruit.txt sorted without regard to case, duplicates only once"],
    );
    same(
        "grep -vxFf b.txt a.txt",
        &["a.txt minus b.txt", "the lines a.txt has and b.txt hasn't", "what does a.txt have that b.txt doesn't"],
    );
    same(
        "grep -v -e '^[[:space:]]*#' -e '^[[:space:]]*$' sshd_config",
        &["sshd_config without comments and blank lines", "sshd_config without empty lines and comments"],
    );
    same("awk 'NR % 10 == 0' a.txt", &["every tenth line of a.txt, beginning with the tenth"]);
    same("sed '/END/,$d' foo.txt", &["whatever comes before the line \"END\" in foo.txt"]);
    same(
        "awk '/^\\[/ { p = (index($0, \"[web]\") == 1) } p' hosts.ini",
        &["the section [web] of hosts.ini", "show me the [web] section from hosts.ini"],
    );
    same("nl poem.txt", &["number all non-empty lines of poem.txt"]);
    silent(&["the part about whales in the talk", "print every file in src/ that does not end with a newline"]);
}

#[test]
fn lines_are_chosen_by_the_look_of_them() {
    same("grep '[0-9]' a.txt", &["show the lines of a.txt that contain a digit", "all lines with any digits in a.txt"]);
    same("grep -xE '[0-9]+' a.txt", &["lines consisting only of digits in a.txt"]);
    same("grep -vE '^a+$' a.txt", &["lines of a.txt that do not match the regex '^a+$'"]);
    same("grep -v , a.txt", &["print the lines of a.txt not containing a comma"]);
    same("tail -n 2 a.txt | head -n 1", &["second last line of a.txt", "the penultimate line of a.txt"]);
    same("grep foo a.log | tail -n 20", &["last 20 foo lines in a.log"]);
    same("grep -A 3 panic a.log", &["the 3 lines after each match of panic in a.log"]);
    same("grep -n TODO m.py | cut -d: -f1", &["line numbers of the lines that contain TODO in m.py"]);
    same("cat -n b.log | sed -n 200,220p", &["lines 200-220 of b.log, numbered"]);
    same("awk 'length > 100 { print NR \": \" $0 }' m.c", &["lines of m.c with more than 100 chars with line numbers"]);
    same(
        "sort v.txt | uniq -c | awk '$1 == 3 { sub(/^ *[0-9]+ /, \"\"); print }'",
        &["lines occurring exactly 3x in v.txt", "lines that appear exactly 3 times in v.txt"],
    );
    same("sort v.txt | uniq -u", &["lines that appear exactly once in v.txt"]);
}

#[test]
fn parts_of_lines_are_kept_or_cut() {
    same("cut -d : -f 1 p.txt", &["keep only the part before the first colon of each line in p.txt"]);
    same("cut -d '=' -f 2- e.txt", &["print what comes after the = in each line of e.txt"]);
    same("sed -i 's/#.*//' c.txt", &["remove everything from the # on in each line of c.txt"]);
    same("sed -i 's/cat/dog/' p.txt", &["replace only the first occurrence of cat on each line of p.txt by dog"]);
    same(
        "sed -i 's/blue/teal/3' c.txt",
        &["Replace the third occurrence of \"blue\" in each line of c.txt with \"teal\"."],
    );
}

#[test]
fn the_order_and_the_ends_are_minded() {
    same("sort -c n.txt", &["is n.txt already sorted?", "check whether n.txt is sorted"]);
    same("sort -o n.txt n.txt", &["sort n.txt and write the result back to the file", "sort n.txt in place"]);
    same("rev w.txt", &["reverse each line of w.txt"]);
    same("sed -i 's/\\r$//' w.txt", &["convert w.txt to unix line endings in place"]);
    same("sed -i 's/\\r*$/\\r/' w.txt", &["convert w.txt to windows line endings"]);
    same("tail -n +10 n.txt", &["display from line 10 on of n.txt"]);
}

#[test]
fn a_line_is_added_once() {
    same(
        "grep -qxF 'a b' h.txt || echo 'a b' >> h.txt",
        &[
            "add the line \"a b\" to h.txt only if it is not there yet",
            "append 'a b' to h.txt unless it is already there",
            "add 'a b' to h.txt if missing",
        ],
    );
    silent(&[
        "append a.txt to b.tar",
        "add 'a b' to h.txt if the server is up",
        "i.csv starts with a byte order mark, strip it",
    ]);
}

#[test]
fn several_words_without_quotes_are_no_sure_text() {
    let sure = |text| propose(&Request { text, ..Request::default() }).first().map_or(0.0, |it| it.confidence);
    let (quoted, bare) = (sure("replace 'New York' with Rome in a.txt"), sure("replace New York with Rome in a.txt"));
    assert!(bare < quoted, "{bare} {quoted}");
    assert!(sure("making years as authors love initialized like code in a.txt") < 0.55);
}

#[test]
fn the_word_comma_is_a_word() {
    same("grep comma a.txt", &["lines with the word comma in a.txt", "lines containing the word comma in a.txt"]);
    same("grep , a.txt", &["lines with a comma in a.txt"]);
    same("sed -i 's/\\bcomma\\b/dot/g' a.txt", &["replace the word comma with the word dot in a.txt"]);
    same("sed -i 's/,/./g' a.txt", &["replace comma by dot in a.txt"]);
}

#[test]
fn nothing_is_deleted_for_who_dumps() {
    same("sqlite3 shop.db .dump", &["dump shop.db", "dump the database shop.db"]);
    silent_in(&["files", "deeds"], &["dump the old logs", "dump notes.txt"]);
}

//! Calls that an expert would look at twice: what is said of each is compared with what it does.

use super::super::{Kind, explain_text};
use crate::script::Dialect;
use expect_test::{Expect, expect};
use std::fmt::Write;

/// Each line is a call, an arrow, and what is said of it; what is said of wrappers comes first.
fn check(expected: Expect) {
    let mut shown = String::new();
    for line in expected.data.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let call = line.split(" => ").next().unwrap_or_default().trim_end_matches(" =>");
        let explained = explain_text(call, Dialect::Bash);
        let command = explained.first().unwrap_or_else(|| panic!("{call}"));
        let wrappers = command.parts.iter().filter(|it| it.kind == Kind::Wrapper).map(|it| &it.meaning);
        let set = command.parts.iter().filter(|it| it.kind == Kind::Assignment).map(|it| &it.meaning);
        let all = wrappers.chain([&command.meaning]).chain(set);
        let said: Vec<&str> = all.map(|it| &**it).filter(|it| !it.is_empty()).collect();
        let _ = writeln!(shown, "{call} => {}", said.join(" "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn calls_whose_items_come_from_xargs() {
    check(expect![[r#"
        xargs git branch -d => Runs the command with the items of its input as its last arguments. Here it deletes a merged branch.
        xargs test -f => Runs the command with the items of its input as its last arguments.
        xargs grep => Runs the command with the items of its input as its last arguments. Runs `grep` with the items of its input as its last arguments.
        xargs grep foo => Runs the command with the items of its input as its last arguments. Prints the lines of the items that match `foo`.
        xargs mkdir => Runs the command with the items of its input as its last arguments. Makes the folders that the items name.
        xargs mkdir -p => Runs the command with the items of its input as its last arguments. Makes the folders that the items name, and those above them, where they are missing.
        xargs docker rmi => Runs the command with the items of its input as its last arguments. Deletes the images that the items name.
        xargs docker rm -f => Runs the command with the items of its input as its last arguments. Deletes the containers that the items name with all files in there, even while running.
        xargs which => Runs the command with the items of its input as its last arguments. Prints where the program that the items name is found.
        xargs unlink => Runs the command with the items of its input as its last arguments. Deletes the file that the items name.
        xargs cd => Runs the command with the items of its input as its last arguments. Changes to the folder that the items name.
        xargs -p rm => Runs the command with the items of its input as its last arguments, asking before each run. Deletes the items.
        xargs sudo rm -f => Runs the command with the items of its input as its last arguments. Runs the command as root. Deletes the items, without asking or complaining.
        xargs ssh host rm => Runs the command with the items of its input as its last arguments. Runs `rm` and the items on `host`.
        xargs ssh => Runs the command with the items of its input as its last arguments. Runs `ssh` with the items of its input as its last arguments.
        xargs chmod 644 => Runs the command with the items of its input as its last arguments. Sets the permissions of the items to `644`.
        xargs chmod => Runs the command with the items of its input as its last arguments. Runs `chmod` with the items of its input as its last arguments.
        xargs cp -t d => Runs the command with the items of its input as its last arguments. Copies the items into `d`.
        xargs kubectl delete pod => Runs the command with the items of its input as its last arguments. Deletes `pod` the items.
        xargs apt-get install -y => Runs the command with the items of its input as its last arguments. Installs the packages that the items name with what is needed for that, without asking.
        xargs -n1 basename => Runs the command once for each item of its input. Prints the last part of the items.
        xargs -n 1 git branch -d => Runs the command once for each item of its input. Deletes the branch that the items name, if merged.
        xargs -n1 grep => Runs the command once for each item of its input. Prints the lines of its standard input that match the items.
        xargs -I{} mkdir {} => Runs the command for each line of its input, put in place of `{}`. Makes the folder `{}`.
    "#]]);
}

#[test]
fn flags_that_turn_the_meaning_around() {
    check(expect![[r#"
        rsync --daemon => Runs as a server that others copy from and to.
        rsync -h => Only says how it is used.
        rsync --list-only host:d => Lists `host:d`.
        rsync -a --files-from=l a b => Copies what `l` lists from `a` to `b`.
        rsync -a --remove-source-files a b => Copies `a` with everything below to `b`, and deletes the files at the source once they are there.
        sort -u -k2,2n -t: f => Sorts the lines of `f` by the key `2,2n` with `:` between fields, keeping one line for each key.
        sort -nu f => Sorts the lines of `f` as numbers, keeping one line for each number.
        sort -u f => Sorts the lines of `f`, each once.
        wget --delete-after u => Downloads `u` to the current folder, and deletes it again.
        curl -T - u => Uploads its standard input to `u`.
        curl -I -X GET u => Prints the headers of what `u` answers.
        umask -S => Prints in letters which permissions new files can get.
        set +o => Prints the options of the shell as commands that set them again.
        set -o => Here it sets an option by its name; without one, prints which are on.
        set - => Switches `-x` and `-v` off.
        set - a => Sets the arguments of the script.
        declare +x y => Changes what variables are: `+x y`. names the variable `y`
        bash +x f => Runs a shell with `+x` and `f`.
        kill -9 -1 => Sends a signal to every process that it may signal.
        kill 0 => Asks all processes of the group of the shell to end.
        kill -TERM 0 => Sends a signal to all processes of the group of the shell.
        kill -l 9 => Prints the name or the number of the signal `9`.
        kill -l => Lists signals.
        killall -i x => Asks all processes called `x` to end, asking about each.
        journalctl -b -1 => Prints the log of an earlier run of the system, counted back by `1`.
        journalctl -b => Prints the log of this run of the system.
        openssl passwd -6 => Prints a SHA-512 hash of a password.
        openssl base64 -d -in f => Decodes `f` from Base64.
        openssl base64 -in f -out g => Encodes `f` as Base64 to `g`.
        openssl enc -base64 -d -A => Decodes its standard input from Base64.
        openssl enc -aes-256-cbc -a -in f => Encrypts `f`.
        openssl enc -d -aes-256-cbc -in a -out b => Decrypts `a` to `b`.
        make -j 4 -l 2 test => Builds `test`, `4` steps at a time.
        make -j 4 => Builds the first target of the makefile, `4` steps at a time.
        make -j test => Builds `test`.
        make --jobs 4 all => Builds `all`, `4` steps at a time.
        make -nq => Here it only prints the commands, and tells by its exit status whether anything is to be built.
        make -q => Here it tells by its exit status whether anything is to be built.
        mount -fv a b => Only shows what it would do: here it tells what it does.
        apt-get upgrade -d => Downloads newer packages of what is installed, and installs nothing.
        apt-get dist-upgrade --download-only => Downloads newer packages of what is installed, and installs nothing.
        apt upgrade -d => Downloads newer packages of what is installed, and installs nothing.
        npm i --package-lock-only => Changes only the lock file, and installs nothing.
        npm i --package-lock-only x => Changes only the lock file and `package.json`, as if `x` were installed, and installs nothing.
        pip install --no-deps x => Installs `x`, without what it needs.
        pip install x => Installs `x` with what is needed for that.
        systemctl reboot -f => Stops the system and starts it anew, without stopping its services in order.
        systemctl -H h restart x => Restarts `x`, on `h`.
        kubectl wait --for=delete pod/x => Waits until `pod/x` is deleted.
        kubectl wait --for=condition=Ready pod/x => Waits until `pod/x` is `condition=Ready`.
        git diff a..b -- f => Shows the differences for `a..b` and `f`.
        git diff a..b => Shows what changed in `a..b`.
        git apply --check p => Checks whether `p` can be applied, and changes nothing.
        git apply --check -R p => Checks whether `p` can be undone, and changes nothing.
        git apply p => Changes files as `p` says.
        git reset --merge => Moves the current branch to the current commit, throws away what is staged, and keeps changes that are not.
        git push -n => Only shows what it would do: sends new commits to the default remote.
    "#]]);
}

#[test]
fn calls_that_do_less_than_their_name_says() {
    check(expect![[r#"
        less +F f => Shows text one screen at a time: `+F f`.
        less f => Shows `f` one screen at a time.
        dnf --downloadonly install x => Downloads `x` with what is needed for that, and installs nothing.
        dnf install --downloadonly x => Downloads `x` with what is needed for that, and installs nothing.
        terraform apply -refresh-only => Takes over into the state how things really are, and changes nothing else.
        bash - => Runs the shell commands that it reads from its standard input, or talks with the user.
        bash - f => Runs the shell script with its arguments: `f`.
        bash -s - a => Runs the shell commands that it reads from its standard input, or talks with the user.
        sh - f => Runs the shell script with its arguments: `f`.
        apt-get install --print-uris x => Prints where it would fetch what is needed from, and installs nothing.
        read -t 0 => Tells by its exit status whether there is input to read.
        read -t 5 x => Reads a line from its standard input into `x`, waiting at most `5` seconds.
        kill -SIGKILL -- -$p => Ends the process group `$p` at once, without a chance to clean up.
        kill -9 -- -5 => Ends the process group `5` at once, without a chance to clean up.
        kill -TERM -- -5 => Asks the process group `5` to end.
        kill -9 5 => Ends `5` at once, without a chance to clean up.
        kill -9 -- -5 6 => Ends `-5` and `6` at once, without a chance to clean up.
        wipefs -n /dev/sda => Here it only shows what it would do.
        find -L . -type l => Finds links that lead nowhere at and below `.`, following links; prints them.
        find -L . -type l,f -delete => Finds links that lead nowhere and files at and below `.`, following links; deletes them.
        find . -not \( -name a -and -name b \) => Finds all files and folders at and below `.` either whose name does not match `a` or whose name does not match `b`; prints them.
        find . -not \( -name a -o -name b \) => Finds all files and folders at and below `.` whose name does not match `a`, whose name does not match `b`; prints them.
        find . ! -name a -o ! -name b => Finds all files and folders at and below `.` either whose name does not match `a` or whose name does not match `b`; prints them.
        find . -name a -o -name b => Finds all files and folders at and below `.` whose name matches `a` or `b`; prints them.
        killall -r x => Asks all processes whose name matches `x` to end.
    "#]]);
}

#[test]
fn what_is_set_before_a_command_or_in_a_list() {
    check(expect![[r#"
        x+=(y) => adds one element to `x`
        x=(a b) => sets `x` to 2 elements
        x=("$@") => sets `x` to these elements
        x=() => sets `x` to an empty list
        a[i]=v => sets the element of `a` at `i` to `v`
        a[1]+=v => adds `v` to the element of `a` at `1`
        x=`date` => sets `x` to `$(date)`
        x=1 => sets `x` to `1`
        IFS=: read -r a b => Reads a line from its standard input into `a` and `b`. sets `IFS` to `:`, for this command only
        LC_ALL=C sort f => Sorts the lines of `f`. sets `LC_ALL` to `C`, for this command only
        x=1 export y => Passes `y` on to the commands that run from here. sets `x` to `1` names the variable `y`
        export x=1 => Sets `x=1` for this shell and the commands that run from here. sets `x` to `1`
    "#]]);
}

/// Says what is told of each expansion.
fn check_expansions(script: &str, expected: Expect) {
    fn collect(parts: &[super::super::Explained], said: &mut String) {
        for part in parts {
            if part.kind == Kind::Expansion {
                let _ = writeln!(said, "{}: {}", part.title, part.meaning);
            }
            collect(&part.parts, said);
        }
    }
    let mut said = String::new();
    collect(&explain_text(script, Dialect::Bash), &mut said);
    expected.assert_eq(&said);
}

#[test]
fn what_is_set_for_one_command_is_gone_behind_it() {
    check_expansions(
        "E=1; E=2 ls; echo \"$E\"",
        expect![[r#"
        $E: the value of `E`
    "#]],
    );
    check_expansions(
        "declare -i n=2+3; echo \"$n\"",
        expect![[r#"
        $n: the value of `n`
    "#]],
    );
    check_expansions(
        "echo $((a[i])); ((j = 1))",
        expect![[r#"
        $((…)): the result, a whole number
        a: an element of `a` as a number; 0 where it is unset or empty
        i: the value of `i` as a number; 0 where it is unset or empty
        j: the variable `j`, which is set here
    "#]],
    );
}

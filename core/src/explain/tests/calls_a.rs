//! What calls of the everyday programs do, each in a sentence: compared line by line with their manual pages.
//!
//! A line that is not indented is a call; below it stands what Caro says of each of its commands.

use super::*;

/// Says again what is said below each call.
fn check(expected: Expect) {
    let mut said = String::new();
    let table = expected.data();
    let margin = table.lines().find(|it| !it.trim().is_empty()).map_or(0, |it| it.len() - it.trim_start().len());
    for line in table.lines() {
        let Some(call) = line.get(margin..).filter(|it| !it.starts_with(' ') && !it.is_empty()) else { continue };
        let _ = writeln!(said, "{call}");
        tell(&explain_text(call, Dialect::Bash), &mut said);
    }
    expected.assert_eq(&said);
}

fn tell(parts: &[Explained], said: &mut String) {
    for part in parts {
        if matches!(part.kind, Kind::Command | Kind::Wrapper) {
            let _ = writeln!(said, "    {}", if part.meaning.is_empty() { "-" } else { &part.meaning });
        }
        tell(&part.parts, said);
    }
}

#[test]
fn listing_copying_and_deleting_files_is_said_in_a_sentence() {
    check(expect![[r#"
        ls
            Lists the current folder.
        ls -ld "$test_tmpdir"
            Lists `$test_tmpdir` with details, folders themselves and not what they hold.
        ls -1 /usr/include/asm/unistd.h /usr/include/asm-generic/unistd.h
            Lists `/usr/include/asm/unistd.h` and `/usr/include/asm-generic/unistd.h`, one name a line.
        ls -alR $DIR
            Lists `$DIR` and everything below with details, hidden files too.
        ls -lh
            Lists the current folder with details and readable sizes.
        ls -ltr /var/log
            Lists `/var/log` with details, the oldest first.
        ls -t *.log
            Lists `*.log`, the newest first.
        ls -rS
            Lists the current folder, the smallest first.
        ls --color=auto --nonsense
            Here it shows colours (`auto`).
        cp package-changed $PKGRF
            Copies `package-changed` to `$PKGRF`.
        cp -pf "$orig_new_file" "$dest_file.${DIST_SUFFIX}"
            Copies `$orig_new_file` to `$dest_file.${DIST_SUFFIX}`, keeping mode, owner and times.
        cp "$DEBOOTSTRAP_DIR"/scripts/*-common "$TARGET/debootstrap/"
            Copies `"$DEBOOTSTRAP_DIR"/scripts/*-common` to `$TARGET/debootstrap/`.
        cp -a /etc/skel/. /home/bob
            Copies `/etc/skel/.` with everything below to `/home/bob`, keeping owners, times and links.
        cp -rn src lib build
            Copies `src` and `lib` with everything below to `build`, replacing no file.
        cp -t /backup a b
            Copies `a` and `b` into `/backup`.
        cp -la old new
            Makes hard links to `old` and everything below at `new`.
        cp -s /bin/busybox /bin/sh
            Makes symbolic links to `/bin/busybox` at `/bin/sh`.
        mv -- "$MERGED" "$BACKUP"
            Moves `$MERGED` to `$BACKUP`.
        mv -f "$statedir/hashfile.tmp" "$statedir/hashfile"
            Moves `$statedir/hashfile.tmp` to `$statedir/hashfile`, without asking.
        mv -n a b c dir
            Moves `a`, `b` and `c` into `dir`, replacing no file.
        mv -t old *.log
            Moves `*.log` into `old`.
        mv -Z "${tmpfile}" "${file}"
            Moves `${tmpfile}` to `${file}`.
        ln -s "$git_dir/$x" "$new_workdir/.git/$x"
            Makes a symbolic link to `$git_dir/$x` at `$new_workdir/.git/$x`.
        ln -sf "$CERT" "$PEM"
            Makes a symbolic link to `$CERT` at `$PEM`, replacing a file that is there.
        ln -s ../lib/x.so
            Makes a symbolic link to `../lib/x.so` in the current folder.
        ln -sfn releases/5 current
            Makes a symbolic link to `releases/5` at `current`, replacing a file that is there.
        ln a b
            Makes a hard link to `a` at `b`.
        link a b
            Makes a hard link to `a` at `b`.
        unlink /tmp/x
            Deletes the file `/tmp/x`.
        rm x
            Deletes `x`.
        rm -f "$dsttmp" "$rmtmp"
            Deletes `$dsttmp` and `$rmtmp`, without asking or complaining.
        rm -rf "$cachedir"
            Deletes `$cachedir` with everything below, without asking.
        rm -R build
            Deletes `build` with everything below.
        rm -i notes
            Deletes `notes`, asking before each.
        rm -rf --one-file-system -- "$1"
            Deletes `$1` with everything below, without asking.
        rm $RM_OPTS x
            -
        rmdir -p a/b/c
            Deletes `a/b/c`, but only an empty folder, and then the folders above it that are left empty.
        rmdir "$1"
            Deletes `$1`, but only an empty folder.
        mkdir /usr/local/lib
            Makes the folder `/usr/local/lib`.
        mkdir -p a/b c
            Makes the folders `a/b` and `c`, and those above them, where they are missing.
        mkdir -m 700 "$HOME/.ssh"
            Makes the folder `$HOME/.ssh` with the mode `700`.
        mktemp
            Makes a temporary file and prints its path.
        mktemp -d /tmp/perf.daemon.base.XXX
            Makes a temporary folder named like `/tmp/perf.daemon.base.XXX` and prints its path.
        mktemp -p "${TMPDIR:-/tmp}" "ca-certificates.tmp.XXXXXX"
            Makes a temporary file named like `ca-certificates.tmp.XXXXXX` in `${TMPDIR:-/tmp}` and prints its path.
        mktemp -u
            Only shows what it would do: makes a temporary file and prints its path.
        mktemp --tmpdir -d build.XXXX
            Makes a temporary folder named like `build.XXXX` in the folder for temporary files and prints its path.
        touch -- "$filename"
            Gives `$filename` the present time, making missing files.
        touch -r a b
            Gives `b` the times of `a`, making missing files.
        touch -c -d yesterday x
            Gives `x` the time `yesterday`, but makes no missing file.
        touch -am x
            Gives `x` the present time, making missing files.
        touch -m x
            Gives `x` the present time, for the last change only, making missing files.
        cat
            Prints its standard input.
        cat -
            Prints its standard input.
        cat a - b
            Prints `a`, its standard input and `b`, one after the other.
        cat -n script.sh
            Prints `script.sh`, with numbered lines.
        cat -A x
            Prints `x`, showing odd characters.
        cat <<EOF
            Prints its standard input.
        tac log
            Prints the lines of `log` in reverse order.
        install -d -o www -g www /srv/www /srv/log
            Makes the folders `/srv/www` and `/srv/log`, owned by `www`, of the group `www`, and missing ones above.
        install -Dm755 caro /usr/local/bin/caro
            Copies `caro` to `/usr/local/bin/caro`, with the mode `755`, making missing folders.
        install -m 644 -t /etc a b
            Copies `a` and `b` into `/etc`, with the mode `644`.
        truncate -s 0 log
            Empties `log`, or makes it where it is missing.
        truncate -s 10M disk.img
            Cuts or grows `disk.img` to `10M`.
        truncate -s +1G disk.img
            Makes `disk.img` larger by `1G`.
        shred -u secret
            Overwrites `secret` so that nothing can be recovered, and deletes it.
        shred -n 3 /dev/sdx
            Overwrites `/dev/sdx` so that nothing can be recovered.
        sync
            Writes what is still in memory to disk.
        sync -f x
            Writes what is still in memory of `x` to disk.
        dd if=/dev/zero of=/dev/sda bs=1M count=10
            Copies `10` blocks of `1M` from `/dev/zero` to `/dev/sda`.
        dd if=a of=b
            Copies `a` to `b`.
        dd if=/dev/urandom bs=32 count=1
            Copies one block of `32` bytes from `/dev/urandom` to its standard output.
        dd of=x conv=notrunc seek=4 bs=512
            Copies its standard input to `x`, in blocks of `512`, from block `4` of the output on.
        dd if=a of=b bs=1M count=1G iflag=count_bytes
            Copies `a` to `b`.
        chmod +x run.sh
            Makes `run.sh` executable.
        chmod 644 "$f"
            Sets the permissions of `$f` to `644`.
        chmod -R u+rwX,g-w dir
            Changes the permissions of `dir` and everything below by `u+rwX,g-w`.
        chmod --reference "$a" -- "$b"
            Gives `$b` the mode of `$a`.
        chmod a+x x y
            Lets everyone run `x` and `y`.
        chmod -x f
            Here it takes away the right to run.
        chmod "$mode" f
            Sets the permissions of `f` to `$mode`.
        chown root:root "$f"
            Makes `root:root` the owner and group of `$f`.
        chown -R :www /srv
            Makes `:www` the group of `/srv` and everything below.
        chown --reference "$a" "$b"
            Gives `$b` the owner and group of `$a`.
        chown "$user:$group" f
            Makes `$user:$group` the owner and group of `f`.
        chown bob f
            Makes `bob` the owner of `f`.
        chgrp -R staff /srv
            Makes `staff` the group of `/srv` and everything below.
        chattr +i /etc/resolv.conf
            Protects `/etc/resolv.conf` from all changes, until `chattr -i`.
        chattr -i /etc/resolv.conf
            Lets `/etc/resolv.conf` be changed and deleted again.
        chattr -R +a logs
            Lets `logs` and everything below only be added to, until `chattr -a`.
        setfacl -m u:bob:rw f
            Adds `u:bob:rw` to the access list of `f`.
        setfacl -R -x u:bob d
            Takes `u:bob` off the access list of `d` and everything below.
        setfacl -b f
            Takes the whole access list off `f`.
        getfacl f
            Prints who may use `f`.
        umask 022
            Keeps the permissions `022` from files that are made from here on.
        umask
            Prints which permissions new files do not get.
        umask u=rwx,g=,o=
            Sets by `u=rwx,g=,o=` which permissions files get that are made from here on.
        readlink -f "$0"
            Prints the full path of `$0` with every link followed.
        readlink "$link"
            Prints where the link `$link` points to.
        readlink -q -m x
            Prints the full path of `x` with every link followed.
        realpath -- "$1"
            Prints the full path of `$1` with every link followed.
        realpath --relative-to=/srv /srv/a/b
            Prints the path of `/srv/a/b` as seen from `/srv`.
        basename "$0"
            Prints the last part of `$0`.
        basename "$f" .sh
            Prints the last part of `$f`, without the ending `.sh`.
        basename -s .sh a.sh b.sh
            Prints the last part of `a.sh` and `b.sh`, without the ending `.sh`.
        dirname -- "$0"
            Prints the folder part of `$0`.
        pwd
            Prints the current folder.
        pwd -P
            Prints the current folder with every link resolved.
        stat -c %s "$f"
            Prints what is known of `$f` in the form `%s`.
        stat -f -c %T /
            Prints what is known of the file system that holds `/`, in the form `%T`.
        stat x
            Prints size, owner, mode and times of `x`.
        stat -f '%z' x
            Here it tells of the file system.
        file -b "$f"
            Tells what kind of thing `$f` holds, without the file's name.
        file --mime-type -b x
            Tells the MIME type of `x`, without the file's name.
        file *
            Tells what kind of thing `*` holds.
        du -sh *
            Prints the space taken by `*`, in readable units.
        du -h --max-depth=1 /var
            Prints the space taken by `/var`, and by folders down to depth `1`, in readable units.
        du -sk .
            Prints the space taken by `.`.
        du
            Prints the space taken by the current folder, and by each folder below.
        df
            Prints how much space is used and free on each mounted file system.
        df -h /
            Prints how much space is used and free on the file system of `/`, in readable units.
        df -Pk "$dir"
            Prints how much space is used and free on the file system of `$dir`.
        df -i
            Prints how many files there are and can be on each mounted file system.
    "#]]);
}

#[test]
fn work_on_lines_and_text_is_said_in_a_sentence() {
    check(expect![[r#"
        head -n 1
            Prints the first line of its standard input.
        head -1
            Prints the first line of its standard input.
        head -3 x
            Prints the first `3` lines of `x`.
        head
            Prints the first 10 lines of its standard input.
        head -n -3
            Prints its standard input without the last `3` lines.
        head -n-0 /dev/null $DIR/*
            Prints `/dev/null` and `$DIR/*` without the last `0` lines.
        head -c 4 /dev/urandom
            Prints the first `4` bytes of `/dev/urandom`.
        head -c -1
            Prints its standard input without the last `1` bytes.
        head -n100 a b
            Prints the first `100` lines of `a` and `b`.
        tail -1 "$PIDFILE"
            Prints the last line of `$PIDFILE`.
        tail
            Prints the last 10 lines of its standard input.
        tail -n +2
            Prints its standard input from line `2` on.
        tail -n +1 x
            Prints all of `x`.
        tail -c +5 x
            Prints `x` from byte `5` on.
        tail -n -5 x
            Prints the last `5` lines of `x`.
        tail -f /var/log/syslog
            Prints the last 10 lines of `/var/log/syslog`, and goes on with what is added.
        tail -n 0 -f log
            Prints what is added to `log` from now on.
        tail -F -n 100 a b
            Prints the last `100` lines of `a` and `b`, and goes on with what is added, also when another file takes the name.
        tail -5f log
            Prints the last `5` lines of `log`, and goes on with what is added.
        tail -1c x
            Prints the last byte of `x`.
        tail --pid=${pid} -f /dev/null
            Prints the last 10 lines of `/dev/null`, and goes on with what is added.
        tail +3 x
            -
        wc -l
            Counts the lines of its standard input.
        wc -l < x
            Counts the lines of its standard input.
        wc -c "$f"
            Counts the bytes of `$f`.
        wc a b
            Counts the lines, words and bytes of `a` and `b`.
        wc -lw x
            Here it counts lines, and counts words.
        sort
            Sorts the lines of its standard input.
        sort -u
            Sorts the lines of its standard input, each once.
        sort -Vr
            Sorts the lines of its standard input as version numbers, in reverse order.
        sort -n -r
            Sorts the lines of its standard input as numbers, the largest first.
        sort -rn -k2 x
            Sorts the lines of `x` as numbers by the key `2`, the largest first.
        sort -t: -k3,3n /etc/passwd
            Sorts the lines of `/etc/passwd` by the key `3,3n` with `:` between fields.
        sort -k 2 -t, x
            Sorts the lines of `x` by the key `2` with `,` between fields.
        sort -o x x
            Sorts the lines of `x`, and writes them to `x`.
        sort -c x
            Checks whether the lines of `x` are in order.
        sort -m a b
            Merges `a` and `b`, which are in order already.
        sort -R
            Sorts the lines of its standard input in random order.
        uniq
            Prints equal lines that follow each other in its standard input only once.
        uniq -c
            Prints equal lines that follow each other in its standard input once, with how often they came.
        uniq -d x
            Prints the lines of `x` that come several times in a row, each once.
        uniq -u
            Prints only the lines of its standard input that are not repeated in a row.
        uniq -cd
            Prints equal lines that follow each other in its standard input once, with how often they came, but only those that came several times.
        uniq in out
            Prints equal lines that follow each other in `in` only once, to `out`.
        cut -d' ' -f2
            Prints field `2` of each line of its standard input, with `' '` between fields.
        cut -d: -f1,3 /etc/passwd
            Prints the fields `1,3` of each line of `/etc/passwd`, with `:` between fields.
        cut -f2-
            Prints the fields `2-` of each line of its standard input, with a tab between fields.
        cut -c1-8
            Prints the characters `1-8` of each line of its standard input.
        cut -c 1
            Prints character `1` of each line of its standard input.
        cut -d, --complement -f2 x
            Prints all fields but `2` of each line of `x`, with `,` between fields.
        cut -b 1-3
            Prints the bytes `1-3` of each line of its standard input.
        tr '\n' ' '
            Replaces the characters `\n` of its standard input by `' '`.
        tr '[:upper:]' '[:lower:]'
            Replaces the characters `[:upper:]` of its standard input by `[:lower:]`.
        tr -s "$IFS" ' '
            Replaces the characters `$IFS` of its standard input by `' '`, and prints runs of these as one.
        tr -s ' '
            Prints runs of a character of `' '` in its standard input as one.
        tr -d ' '
            Deletes the characters `' '` from its standard input.
        tr -cd '[:alnum:]'
            Deletes all characters but `[:alnum:]` from its standard input.
        tr -c a-z _
            Replaces all characters but `a-z` of its standard input by `_`.
        paste -sd, -
            Joins all lines of its standard input into one with `,` between.
        paste -d: a b
            Prints lines of `a` and `b` side by side with `:` between.
        paste - -
            Prints lines of its standard input and its standard input side by side with a tab between.
        join a b
            Joins the lines of `a` and `b` whose first field is the same.
        join -t: -1 2 a b
            Joins the lines of `a` and `b` that have a field in common.
        comm -12 a b
            Prints the lines that `a` and `b` have in common, both being sorted.
        comm -23 <(sort a) <(sort b)
            Prints the lines that only `<(sort a)` has and not `<(sort b)`, both being sorted.
            Sorts the lines of `a`.
            Sorts the lines of `b`.
        comm -3 a b
            Prints the lines that only one of `a` and `b` has, in two columns, both being sorted.
        comm a b
            Compares `a` with `b`, both sorted: lines of the first only, of the second only, and of both.
        nl -ba x
            Prints `x` with every line numbered.
        nl x
            Prints `x` with numbers on lines that are not empty.
        fold -s -w 72
            Breaks the lines of its standard input at `72` columns, between words.
        fold -80 x
            Breaks the lines of `x` at `80` columns.
        fmt -w 72 x
            Refills the paragraphs of `x` to lines of at most `72` characters.
        split -l 1000 big part-
            Cuts `big` into files of `1000` lines, with names that begin with `part-`.
        split -b 10M big
            Cuts `big` into files of `10M`, with names that begin with `x`.
        csplit x /END/
            Cuts `x` into files at `/END/`, with names that begin with `xx`.
        od -An -tx1 x
            Prints the bytes of `x` in the form `x1`.
        od -c x
            Prints the bytes of `x` as characters.
        od -An -N4 -tu4 /dev/urandom
            Prints the bytes of `/dev/urandom` in the form `u4`, at most `4` of them.
        od x
            Prints the bytes of `x` as octal numbers.
        xxd x
            Prints a hexadecimal dump of `x`.
        xxd -p x
            Prints `x` as plain hexadecimal digits.
        xxd -r -p hex out
            Turns the hexadecimal dump `hex` back into bytes, in `out`.
        hexdump -C -n 16 x
            Prints the bytes of `x` as hexadecimal numbers, with their text beside, the first `16` only.
        base64 -d x
            Turns the Base64 text in `x` back into bytes.
        base64 -w0
            Prints its standard input as Base64 on one line.
        base64 < x
            Prints its standard input as Base64.
        md5sum x
            Prints the MD5 checksum of `x`.
        sha256sum -c SUMS
            Checks files against the SHA-256 checksums in `SUMS`.
        sha256sum a b
            Prints the SHA-256 checksum of `a` and `b`.
        cksum x
            Prints the checksum of `x`.
        seq 10
            Prints the numbers from 1 to `10`.
        seq 1 $n
            Prints the numbers from `1` to `$n`.
        seq 0 2 10
            Prints the numbers from `0` to `10` in steps of `2`.
        seq -s, -w 1 9
            Prints the numbers from `1` to `9`, all equally wide, with `,` between.
        yes
            Prints `y` again and again.
        yes n
            Prints `n` again and again.
        echo
            Prints an empty line.
        echo -n "a b" c
            Prints `a b c`, without a newline behind.
        echo "Usage: $0 file"
            Prints `Usage: $0 file`.
        echo -e "a\tb"
            Prints `a\tb`, reading escapes such as `\n`.
        echo ---- x
            -
        printf '%s\n' "$a" "$b"
            Prints `$a` and `$b` in the form `%s\n`.
        printf "hello\n"
            Prints `hello\n`.
        printf -v x '%d' 5
            Puts `5` into the variable `x` in the form `%d`.
        tee log
            Passes its standard input on, and writes it to `log`.
        tee -a log
            Passes its standard input on, and appends it to `log`.
        tee
            Passes its standard input on.
        date
            Prints the present time.
        date +%F
            Prints the present time in the form `+%F`.
        date -u +%s
            Prints the present time in the form `+%s`, in UTC.
        date --date "$d" +%s
            Prints the time `$d` in the form `+%s`.
        date -r x
            Prints the time of `x`.
        date -s 12:00
            Sets the clock to `12:00`.
        date --iso-8601=seconds
            Prints the present time in the ISO form.
        date 010203042026
            Sets the clock to `010203042026`.
        sleep 5
            Waits `5` seconds.
        sleep 1
            Waits one second.
        sleep 5m
            Waits for `5m`.
        sleep 0.5
            Waits `0.5` seconds.
        sleep "$n"
            Waits for `$n`.
        sleep infinity
            Waits for ever.
        true
            Does nothing, and succeeds.
        printenv HOME
            Prints the value of `HOME` in the environment.
        printenv
            Prints the environment.
        id -u
            Prints the number of the user.
        id -un
            Prints the name of the user.
        id -g bob
            Prints the number of the first group of `bob`.
        id
            Prints user and groups of the current user.
        id -nG
            Prints the names of all groups of the current user.
        groups bob
            Prints the groups of `bob`.
        whoami
            Prints the name of the user that it runs as.
        hostname
            Prints the name of the machine.
        hostname -f
            Prints the full name of the machine, with its domain.
        hostname web1
            Sets the name of the machine to `web1`.
        uname
            Prints the name of the kernel, such as `Linux`.
        uname -a
            Prints all about kernel and machine.
        uname -m
            Prints the kind of machine, such as `x86_64`.
        uname -s -m
            Here it prints the name of the kernel, and prints the kind of machine.
        uptime
            Prints how long the machine runs and how busy it is.
        nproc
            Prints how many processors there are to use.
        tty -s
            Answers by its exit status whether its standard input is a terminal.
        stty -echo
            Shows no longer what is typed.
        stty echo
            Shows again what is typed.
        stty "$saved"
            Changes settings of the terminal: `$saved`.
        stty -g
            Prints the settings of the terminal in a form that `stty` can read.
        stty -a
            Prints all settings of the terminal.
        expr 1 + 2
            Works out `1 + 2` and prints the result.
        factor 12
            Prints the prime factors of `12`.
        numfmt --to=iec 1000
            Prints `1000` with `iec` units.
        shuf -n 1 x
            Prints one line of `x` at random.
        shuf -i 1-6 -n 1
            Prints the numbers `1-6` in random order, at most `1` of them.
        tsort x
            Sorts the pairs of items in `x` so that the first of each comes before the second.
        xargs grep foo
            Prints the lines of the items that match `foo`.
            Runs the command with the items of its input as its last arguments.
        xargs rm -f
            Deletes the items, without asking or complaining.
            Runs the command with the items of its input as its last arguments.
        xargs head -n 1
            Prints the first line of the items.
            Runs the command with the items of its input as its last arguments.
        xargs cp -t dir
            Copies the items into `dir`.
            Runs the command with the items of its input as its last arguments.
        xargs cp a b
            Runs `cp` with the items of its input as its last arguments.
            Runs the command with the items of its input as its last arguments.
        xargs -I{} mv {} x
            Moves `{}` to `x`.
            Runs the command for each line of its input, put in place of `{}`.
        xargs cat
            Prints the items, one after the other.
            Runs the command with the items of its input as its last arguments.
    "#]]);
}

#[test]
fn searching_editing_and_packing_is_said_in_a_sentence() {
    check(expect![[r#"
        grep foo
            Prints the lines of its standard input that match `foo`.
        grep ': supported targets:.* elf' x
            Prints the lines of `x` that match `: supported targets:.* elf`.
        grep -v '^#' /etc/fstab
            Prints the lines of `/etc/fstab` that do not match `^#`.
        grep -vf _error.grep log
            Prints the lines of `log` that do not match any pattern of `_error.grep`.
        grep -q "^$1:" /etc/passwd
            Tells by its exit status whether a line of `/etc/passwd` matches `^$1:`.
        grep -qE 'a|b' x y
            Tells by its exit status whether a line of `x` and `y` matches `a|b`.
        grep -rn TODO src
            Prints the lines of `src` and everything below that match `TODO`, with their numbers.
        grep -ri --include='*.rs' foo
            Prints the lines of the files below the current folder that match `foo`, in any case, only in files called `*.rs`.
        grep -l foo *.txt
            Lists which of `*.txt` hold a line that matches `foo`.
        grep -L foo *
            Lists which of `*` hold no line that matches `foo`.
        grep -c . x
            Counts the lines of `x` that match `.`.
        grep -o '[0-9]*'
            Prints only the parts of its standard input that match `[0-9]*`.
        grep -e a -e b x
            Prints the lines of `x` that match one of `a` and `b`.
        grep -F -x "$line" list
            Prints the lines of `list` that hold the text `$line` as whole lines.
        grep -iw word x
            Prints the lines of `x` that match `word` as whole words, in any case.
        grep -vF -e a -e b x
            Prints the lines of `x` that hold none of `a` and `b`.
        grep -A 3 -m 1 foo x
            Prints the lines of `x` that match `foo`, at most `1` of them, and `3` lines after each.
        grep -3 foo x
            Prints the lines of `x` that match `foo`, and `3` lines around each.
        fgrep -q "$x" y
            Tells by its exit status whether a line of `y` matches `$x`.
        grep -s foo -
            Prints the lines of its standard input that match `foo`.
        egrep -v 'a|b'
            Prints the lines of its standard input that do not match `a|b`.
        zgrep -c foo log.gz
            Counts the lines of `log.gz` that match `foo`.
        ls | xargs grep foo
            Lists the current folder.
            Prints the lines of the items that match `foo`.
            Runs the command with the items of its input as its last arguments.
        xargs -0 -n1 grep -l foo
            Lists which of the items hold a line that matches `foo`.
            Runs the command once for each item of its input.
        sed -e 's,\\,/,g'
            Prints its standard input as changed by `s,\\,/,g`.
        sed "s#$prefix#$prefix_real#"
            Prints its standard input as changed by `s#$prefix#$prefix_real#`.
        sed 1q
            Prints its standard input as changed by `1q`.
        sed -i -e "s/a/b/" x y
            Edits `x` and `y` in place with `s/a/b/`.
        sed -i.bak 's/a/b/' x
            Edits `x` in place with `s/a/b/`, keeping copies that end in `.bak`.
        sed -n '1,5p' x
            Prints only what is asked for by `1,5p`, from `x`.
        sed -n -e '/a/p' -e '/b/p'
            Prints only what is asked for by `/a/p` and `/b/p`, from its standard input.
        sed -f script.sed x
            Prints `x` as changed by the commands in `script.sed`.
        sed -ne p
            Prints only what is asked for by `p`, from its standard input.
        sed -i '' s/a/b/ x
            Here it changes the files themselves, with a copy when a suffix is given.
        sed -E 's/(a)/\1/' < x
            Prints its standard input as changed by `s/(a)/\1/`.
        awk '{print $1}' $file
            Runs `{print $1}` on each line of `$file`.
        awk -F: '{print $1}' /etc/passwd
            Runs `{print $1}` on each line of `/etc/passwd`, cut into fields at `:`.
        awk 'BEGIN { print 1 }'
            Runs the program `BEGIN { print 1 }`.
        awk -f prog.awk -v x=1 data
            Runs the program in `prog.awk` on the lines of `data`.
        awk '/cycles/ {print $1}'
            Runs `/cycles/ {print $1}` on each line of its standard input.
        perl -pe 's/^.*?\t//'
            Prints its standard input as changed by `s/^.*?\t//`, line by line.
        perl -lne 'print if /x/' f
            Runs `print if /x/` on each line of `f`.
        perl -p -i -e 's/a/b/' f
            Edits `f` in place with `s/a/b/`.
        perl -pi.bak -e 's/a/b/' f
            Edits `f` in place with `s/a/b/`, keeping copies that end in `.bak`.
        perl -I. -le 'use PgCommon'
            Runs the Perl code `use PgCommon`.
        perl script.pl a b
            Runs the Perl script `script.pl` with `a b`.
        perl -e 'print 1' x
            Runs the Perl code `print 1` with `x`.
        jq -r .name package.json
            Prints what the filter `.name` gives for `package.json`, texts without quotes.
        jq '.[] | .id'
            Prints what the filter `.[] | .id` gives for its standard input.
        jq -n '{}'
            Prints what the filter `{}` gives without input.
        jq --arg x 1 '.[$x]' f
            Applies a filter to JSON, with values from outside.
        yq -i '.a = 1' f.yaml
            Changes `f.yaml` in place with `.a = 1`.
        xmllint --noout x.xml
            Checks whether `x.xml` is well-formed XML.
        xmllint --xpath '//a' x.xml
            Prints what `//a` finds in `x.xml`.
        find
            Finds all files and folders at and below the current folder; prints them.
        find /etc /opt
            Finds all files and folders at and below `/etc` and `/opt`; prints them.
        find . -name '*.x'
            Finds all files and folders at and below `.` whose name matches `*.x`; prints them.
        find . ! -name '*.x'
            Finds all files and folders at and below `.` whose name does not match `*.x`; prints them.
        locate passwd
            Lists the files whose path holds or matches `passwd`, as its database has them.
        which gcc
            Prints where the program `gcc` is found.
        diff a b
            Shows how `a` and `b` differ.
        diff -u old new
            Shows how `old` and `new` differ, with some lines around each change.
        diff -rq a b
            Tells whether `a` and `b` differ, folders with everything below.
        diff -q a -
            Tells whether `a` and its standard input differ.
        cmp -s a b
            Tells by its exit status whether `a` and `b` are the same.
        cmp a
            Tells where `a` and its standard input first differ.
        patch -p1
            Applies the patch in its standard input.
        patch -p1 < x.diff
            Applies the patch in its standard input.
        patch -p0 -i x.diff
            Applies the patch in `x.diff`.
        patch -R -p1 -i x.diff
            Takes back the changes of the patch in `x.diff`.
        patch --dry-run -p1 -i x.diff
            Only shows what it would do: applies the patch in `x.diff`.
        patch f x.diff
            Applies the patch `x.diff` to `f`.
        column -t -s:
            Aligns the fields of its standard input as a table, cut at `:`.
        column x
            Prints the lines of `x` in columns.
        rev
            Prints each line of its standard input backwards.
        strings -n 8 bin
            Prints the readable texts in `bin`, those of at least `8` characters.
        less x
            Shows `x` one screen at a time.
        less -R
            Shows its standard input one screen at a time.
        more x
            Shows `x` one screen at a time.
        vi x
            Opens `x` in the editor.
        gzip
            Packs its standard input with gzip to its standard output.
        gzip x
            Packs `x` with gzip, in place of the original.
        gzip -cdfq -- "$file1"
            Unpacks `$file1` to its standard output.
        gzip -dc "$1"
            Unpacks `$1` to its standard output.
        gzip -cv9 "$file"
            Packs `$file` with gzip to its standard output.
        gzip -k -9 x
            Packs `x` with gzip, keeping the original.
        gzip -d x.gz
            Unpacks `x.gz`, in place of the packed file.
        gzip -t x.gz
            Checks whether `x.gz` can be unpacked without errors.
        gzip -l x.gz
            Lists what is packed in `x.gz`.
        gzip -cdfq -
            Unpacks its standard input to its standard output.
        gunzip x.gz
            Unpacks `x.gz`, in place of the packed file.
        gunzip -c x.gz
            Unpacks `x.gz` to its standard output.
        zcat x.gz y.gz
            Prints what is packed in `x.gz` and `y.gz`.
        bzip2 -9 x
            Packs `x` with bzip2, in place of the original.
        bzip2 -dk x.bz2
            Unpacks `x.bz2`, keeping the packed file.
        xz -dc x.xz
            Unpacks `x.xz` to its standard output.
        xz -T0 x
            Packs `x` with xz, in place of the original.
        xz -
            Packs its standard input with xz to its standard output.
        unxz x.xz
            Unpacks `x.xz`, in place of the packed file.
        zstd -19 x
            Packs `x` with zstd, keeping the original.
        zstd -d x.zst -o x
            Unpacks `x.zst` to `x`.
        zstd -dc x.zst
            Unpacks `x.zst` to its standard output.
        zstd --rm x
            Packs `x` with zstd, in place of the original.
        lz4 x y
            Packs `x` with lz4 into `y`.
        tar tvvf -
            Lists what its standard input holds, with details.
        tar -xf "$UNPACK_TARBALL"
            Unpacks `$UNPACK_TARBALL`.
        tar -df ${dbalt}.tar.0 -C $dbdir $dbalt
            Compares the archive `${dbalt}.tar.0` with the files in `$dbdir`.
        tar -cf ${dbalt}.tar -C $dbdir $dbalt
            Packs `$dbalt` of the folder `$dbdir` into `${dbalt}.tar`.
        tar -xf -
            Unpacks its standard input.
        tar czf - var/lib/apt var/cache/apt
            Packs `var/lib/apt` and `var/cache/apt` into its standard output with gzip.
        tar zft x.tar.gz
            Lists what `x.tar.gz` holds.
        tar cjf x.tar.bz2 -C dir -T list
            Packs files of the folder `dir` into `x.tar.bz2` with bzip2, those that `list` lists.
        tar -xzf x.tgz --strip-components=1 -C /opt a/b
            Unpacks only `a/b` from `x.tgz` with gzip into `/opt`, without the first folder of each path.
        tar -xOf x.tar a
            Prints `a` of `x.tar`.
        tar --create --file x.tar --exclude='*.o' .
            Packs `.` into `x.tar`, without what matches `*.o`.
        tar rf x.tar y
            Adds `y` to the archive `x.tar`.
        zip -r x.zip dir
            Packs `dir` with everything below into `x.zip`.
        zip -q x.zip a b -x '*.o'
            Packs `a` and `b` into `x.zip`, without what matches `*.o`.
        zip -d x.zip a
            Deletes `a` from the archive `x.zip`.
        unzip x.zip
            Unpacks `x.zip`.
        unzip -o -d /opt x.zip
            Unpacks `x.zip` into `/opt`, replacing files without asking.
        unzip -p x.zip a
            Prints `a` of `x.zip`.
        unzip -l x.zip
            Lists what `x.zip` holds.
        7z x a.7z -o/tmp
            Unpacks `a.7z` into `/tmp`.
        7z a a.7z dir
            Packs `dir` into `a.7z`.
        find . | cpio -o -H newc
            Finds all files and folders at and below `.`; prints them.
            Packs the files that its standard input lists into its standard output, in the form `newc`.
        cpio -idm < x.cpio
            Unpacks its standard input, making missing folders.
        cpio -pdm /dst
            Copies the files that its standard input lists into `/dst`, making missing folders.
        ar rcs libx.a x.o y.o
            Puts `x.o` and `y.o` into the archive `libx.a`, replacing members of the same name.
        ar t libx.a
            Lists what `libx.a` holds.
        ar x x.deb
            Unpacks `x.deb`.
    "#]]);
}

#[test]
fn builtins_and_wrappers_are_said_in_a_sentence() {
    check(expect![[r#"
        cd
            Changes to your home folder.
        cd -
            Changes back to the previous folder and prints it.
        cd ..
            Changes to the folder above.
        cd "$(dirname "$0")"
            Changes to the folder `$(dirname "$0")`.
            Prints the folder part of `$0`.
        cd -P -- "$dir"
            Changes to the folder `$dir`, with links resolved.
        pushd /tmp
            Changes to the folder `/tmp` and remembers this one.
        popd
            Changes back to the folder remembered last.
        export PATH
            Passes `PATH` on to the commands that run from here.
        export UCF_FORCE_CONFFOLD=1
            Sets `UCF_FORCE_CONFFOLD=1` for this shell and the commands that run from here.
        export A=1 B="$b"
            Passes `A=1` and `B="$b"` on to the commands that run from here.
        export -n FOO
            Keeps `FOO` from the commands that run from here.
        export -f fn
            Passes the functions `fn` on to the commands that run from here.
        set -e
            Ends the script at the first command that fails.
        set -eu
            Ends the script at the first command that fails or variable that is not set.
        set -euo pipefail
            Ends the script at the first command that fails or variable that is not set, and lets a pipeline fail with any of its commands.
        set -euxo pipefail
            Ends the script at the first command that fails or variable that is not set, and lets a pipeline fail with any of its commands, and prints each command before it runs.
        set -o pipefail
            Lets a pipeline fail when any of its commands fails.
        set -o errexit -o nounset
            Ends the script at the first command that fails or variable that is not set.
        set +e
            Lets the script go on after a command that fails.
        set +f
            Expands file name patterns again.
        set -x
            Prints each command before it runs.
        set -f
            Expands no file name patterns from here on.
        set
            Prints all variables and functions.
        set --
            Drops all arguments of the script.
        set -- a b
            Makes `a b` the arguments of the script.
        set fnord "$@" "$dst_arg"
            Makes `fnord $@ $dst_arg` the arguments of the script.
        set -e -- "$@"
            Changes options of the shell, and makes `$@` its arguments.
        set -ex +u
            Changes options of the shell.
        unset PYTHONHOME
            Forgets `PYTHONHOME`.
        unset GZIP BZIP LZOP
            Forgets `GZIP`, `BZIP` and `LZOP`.
        unset -f fn
            Forgets the functions `fn`.
        read ans
            Reads a line from its standard input into `ans`.
        read -r line
            Reads a line from its standard input into `line`.
        read
            Reads a line from its standard input into `REPLY`.
        read -r -p "Sure? " -n 1 reply
            Reads one character from its standard input into `reply`, asking `Sure?`.
        read -rs -p 'Password: ' pw
            Reads a line from its standard input into `pw`, asking `Password:`, without showing what is typed.
        IFS=: read -ra parts
            Reads a line from its standard input into the list `parts`.
        read -d '' -r x
            Reads up to a NUL byte from its standard input into `x`.
        read -t 5 -u 3 a b
            Reads a line from descriptor `3` into `a` and `b`, waiting at most `5` seconds.
        eval "$cmd"
            Runs its words as shell text, after they were expanded.
        exec 3>&1
            Changes the shell's own streams from here on.
        exec "$@"
            Replaces the shell by `$@`.
            Replaces the shell by the command.
        exec less "$1"
            Shows `$1` one screen at a time.
            Replaces the shell by the command.
        exec rm -f x
            Deletes `x`, without asking or complaining.
            Replaces the shell by the command.
        . ./lib.sh
            Runs the commands of `./lib.sh` in this shell.
        source "$DIR/env" a b
            Runs the commands of `$DIR/env` in this shell, with the arguments `a b`.
        trap '' 0
            Runs nothing when the shell ends.
        trap cleanup EXIT
            Runs `cleanup` when the shell ends.
        trap 'rm -f "$tmp"' EXIT INT TERM
            Runs `rm -f "$tmp"` at `EXIT`, `INT` and `TERM`.
            Deletes `$tmp`, without asking or complaining.
        trap - exit term int
            Drops what was set to run at `exit`, `term` and `int`.
        trap 'exit 1' INT
            Runs `exit 1` at `INT`.
            Ends the shell with the status `1`.
        trap "" HUP
            Ignores `HUP` from here on.
        trap
            Prints which traps are set.
        wait
            Waits until all jobs of this shell have ended.
        wait $pid
            Waits until `$pid` has ended.
        wait -n
            Waits until the next job has ended.
        kill $PERFPID
            Asks `$PERFPID` to end.
        kill -USR2 $PERFPID
            Sends the signal `USR2` to `$PERFPID`.
        kill -0 "$PID"
            Tells by its exit status whether `$PID` is running.
        kill -KILL "$PID"
            Ends `$PID` at once, without a chance to clean up.
        kill -9 1 2 3
            Ends `1`, `2` and `3` at once, without a chance to clean up.
        kill -s TERM %1
            Asks `%1` to end.
        kill -l
            Lists signals.
        kill -- -$pgid
            Asks the process group `$pgid` to end.
        jobs -p
            Lists the jobs of this shell, by their process numbers only.
        fg
            Brings the current job back to the foreground.
        bg %1
            Lets `%1` go on in the background.
        local line=
            Makes `line` a variable of the function alone.
        local config=$(x)
            Makes `config` a variable of the function alone.
        local a b=1
            Makes `a` and `b` variables of the function alone.
        local -a list
            Makes `list` a list of the function alone.
        local -r x=5
            Makes `x` a constant of the function alone.
        local
            Prints the variables of the function.
        declare -A MAP
            Makes `MAP` a table, with words for keys.
        declare -r FIRESTORE="$0"
            Makes `FIRESTORE` a constant.
        declare -x FOO=1
            Passes `FOO` on to the commands that run from here.
        declare -f fn
            Shows the functions `fn`.
        declare -a list=(a b)
            Makes `list` a list.
        typeset -i n
            Makes `n` a number.
        readonly X=1
            Makes `X` a constant.
        readonly
            Prints what is constant.
        shift
            Drops the first argument.
        shift 2
            Drops the first `2` arguments.
        getopts ab: opt
            Takes the next flag out of the arguments into `opt`, where `ab:` lists those that are known.
        return
            Ends the function with the status of the last command.
        return 1
            Ends the function with the status `1`.
        return 0
            Ends the function with success.
        exit
            Ends the shell with the status of the last command.
        exit 0
            Ends the shell with success.
        exit $?
            Ends the shell with the status `$?`.
        break
            Leaves the loop.
        break 2
            Leaves `2` loops.
        continue
            Goes on with the next round of the loop.
        alias ll='ls -l'
            Makes the alias `ll`.
            Lists the current folder with details.
        alias
            Prints all aliases.
        unalias -a
            Forgets all aliases.
        hash -r
            Forgets where programs are.
        hash gcc
            Finds `gcc` and remembers where it is.
        type java
            Tells what `java` means to the shell.
        type -p java
            Prints the path of the program `java`.
        type -t fn
            Prints in one word what `fn` is.
        command -v gcc
            Prints what `gcc` would run, and fails where there is no such command.
        command -v "$1" >/dev/null 2>&1
            Prints what `$1` would run, and fails where there is no such command.
        command ls -l
            Lists the current folder with details.
            Runs the command, and no function of its name.
        builtin cd x
            Changes to the folder `x`.
            Runs the builtin, and no function of its name.
        let x=1+2
            Works out `x=1+2`.
        ulimit -c 0
            Lets programs write no core files.
        ulimit -n $MAX_FD
            Limits the files that may be open at once to `$MAX_FD`.
        ulimit -H -d
            Prints a limit of the shell and its programs.
        ulimit -n
            Prints a limit of the shell and its programs.
        ulimit -s unlimited
            Takes away a limit of the shell and its programs.
        shopt -s nullglob globstar
            Switches on `nullglob` and `globstar`.
        shopt -u extglob
            Switches off `extglob`.
        shopt -q login_shell
            Tells by its exit status whether `login_shell` is switched on.
        history -c
            Forgets all commands of the list.
        mapfile -t lines < x
            Reads all lines from its standard input into the list `lines`, without line ends.
        readarray -d '' -t files
            Reads all parts that end with a NUL byte from its standard input into the list `files`, without these ends.
        help
            Explains the builtins of bash.
        complete -F _git git
            Completes `git` with the function `_git`.
        compgen -W "a b" -- "$cur"
            Prints the words of `a b` that begin with `$cur`.
        test -f x
            Is true when `x` is a regular file.
        test -n "$x"
            Is true when `$x` is not empty.
        test "$x" = y
            Is true when `$x` is the text `y`.
        [ -d /etc ]
            Is true when `/etc` is a folder.
        [ ! -f x ]
            Is true when `x` is no regular file.
        [ -f x -a -r x ]
            Is true when `x` is a regular file and `x` can be read.
        [ "$a" = b ]
            Is true when `$a` is the text `b`.
        [ $# -eq 0 ]
            Is true when `$#` equals `0`.
        [ -x /usr/bin/gcc ]
            Is true when `/usr/bin/gcc` can be run or entered.
        sudo rm x
            Deletes `x`.
            Runs the command as root.
        sudo -u www -i ls
            Lists the current folder.
            Runs the command in a login shell of `www`.
        sudo -v
            Asks for the password where it must, so that `sudo` works without it for a while.
        sudo -k
            Makes `sudo` ask for the password again.
        sudo -i
            Starts a login shell as root.
        sudo -s
            Starts a shell as root.
        sudo -l
            Lists what the user may run.
        sudo -E make install
            Builds `install`.
            Runs the command as root.
        doas -u www ls
            Lists the current folder.
            Runs the command as `www`.
        su - postgres -c 'psql'
            Runs `psql` as `postgres`.
            Runs the SQL that it reads.
        su -c id
            Runs `id` as root.
            Prints user and groups of the current user.
        su bob
            Starts a shell as `bob`.
        runuser -u bob -- ls
            Lists the current folder.
            Runs the command as `bob`.
        env
            Prints the environment.
        env FOO=1 ls
            Lists the current folder.
            Runs the command with `FOO=1` in its environment.
        env -i PATH=/bin sh -c ls
            Runs this text as shell commands.
            Runs the command with only `PATH=/bin` in its environment.
            Lists the current folder.
        env -u FOO ls
            Lists the current folder.
            Runs the command without the variable `FOO`.
        nice -n 10 make
            Builds the first target of the makefile.
            Runs the command with its priority lowered by `10`.
        nice -5 make
            Builds the first target of the makefile.
            Runs the command with its priority lowered by `5`.
        nice make
            Builds the first target of the makefile.
            Runs the command with its priority lowered by 10.
        nohup ./server &
            Runs `./server` so that it goes on when the terminal is closed.
            Runs the command so that it goes on when the terminal is closed.
        time make
            Builds the first target of the makefile.
        timeout 5 make
            Builds the first target of the makefile.
            Ends the command when it still runs after `5` seconds.
        timeout -k 10 5m make
            Builds the first target of the makefile.
            Ends the command when it still runs after `5m`, and kills it `10` later.
        timeout -s KILL "$t" make
            Builds the first target of the makefile.
            Ends the command when it still runs after `$t`, with the signal `KILL`.
        timeout 0.5 ls
            Lists the current folder.
            Ends the command when it still runs after `0.5` seconds.
        stdbuf -oL grep foo
            Prints the lines of its standard input that match `foo`.
            Runs the command so that it passes on each line of its output at once.
        flock /tmp/lock make
            Builds the first target of the makefile.
            Runs the command while it holds the lock `/tmp/lock`.
        flock -n 9
            Takes the lock of descriptor `9`, or fails where somebody else holds it.
        flock -n /tmp/l -c 'make'
            Runs `make` while it holds the lock `/tmp/l`, or fails where somebody else holds it.
            Builds the first target of the makefile.
        flock -u 9
            Gives up the lock of descriptor `9`.
        ionice -c3 updatedb
            Makes the database anew in which `locate` looks.
            Runs the command so that it uses the disk only when nobody else does.
        setsid make
            Builds the first target of the makefile.
            Runs the command in a session of its own.
        chroot /mnt ls
            Lists the current folder.
            Runs the command with `/mnt` as its root folder.
        chroot /mnt
            Starts a shell with `/mnt` as its root folder.
        watch -n 5 df -h
            Runs `df -h` every `5` seconds and shows what it prints.
            Prints how much space is used and free on each mounted file system, in readable units.
        watch df
            Runs `df` every 2 seconds and shows what it prints.
            Prints how much space is used and free on each mounted file system.
        strace -f -o log make
            Builds the first target of the makefile.
            Runs the command and prints its system calls, those of its children too, to `log`.
        strace -p 12
            Prints the system calls of the process `12`.
        unshare -n ls
            Lists the current folder.
            Runs the command in name spaces of its own.
        nsenter -t 1 -m ls
            Lists the current folder.
            Runs the command in name spaces of the process `1`.
        script -c make log
            Runs `make` and writes what it shows to `log`.
            Builds the first target of the makefile.
        xargs -n1
            Prints the words of its standard input, at most `1` on a line.
        xargs
            Prints the words of its standard input on one line.
        xargs -r -0 rm -f
            Deletes the items, without asking or complaining.
            Runs the command with the items of its input as its last arguments, or not at all where there are none.
        xargs -0 -I% mv -f "%" "$D/"
            Moves `%` to `$D/`, without asking.
            Runs the command for each item of its input, put in place of `%`.
        xargs -d '\n' cat
            Prints the items, one after the other.
            Runs the command with the items of its input as its last arguments.
        xargs -P 4 -n 1 gzip
            Packs the items with gzip, in place of the original.
            Runs the command once for each item of its input, `4` at once.
        xargs -n1 kill -9
            Ends the items at once, without a chance to clean up.
            Runs the command once for each item of its input.
        xargs mkdir -p --
            Makes the folders that the items name, and those above them, where they are missing.
            Runs the command with the items of its input as its last arguments.
        find . -exec grep foo {} +
            Finds all files and folders at and below `.`; runs `grep foo {}` on many at once.
            Prints the lines of `{}` that match `foo`.
        parallel gzip ::: a b
            Runs this text once for each word or line that it is given.
            Packs the items with gzip, in place of the original.
        env FOO=1
            Prints the environment with `FOO=1`.
        env ls
            Lists the current folder.
            Runs the command, as the command path finds it.
        env -i FOO=1 A=2 ls
            Lists the current folder.
            Runs the command with only `FOO=1 A=2` in its environment.
        trap '' EXIT
            Runs nothing when the shell ends.
        set -u
            Takes an unset variable for an error.
        kill -HUP -$pgid
            Sends the signal `HUP` to the process group `$pgid`.
        read -n 4 x
            Reads at most `4` characters from its standard input into `x`.
        read -d : a
            Reads up to `:` from its standard input into `a`.
        flock -s /tmp/l ls
            Lists the current folder.
            Runs the command while it holds the shared lock `/tmp/l`.
        tar zft x.tar.gz
            Lists what `x.tar.gz` holds.
        tar cfz x.tgz dir
            Packs `dir` into `x.tgz` with gzip.
        tr ' ' '\n'
            Replaces the characters `' '` of its standard input by `\n`.
        cut -d' ' -f2
            Prints field `2` of each line of its standard input, with `' '` between fields.
        tr -d '\n'
            Deletes the characters `\n` from its standard input.
        parallel rm -f {} ::: a b
            Runs this text once for each word or line that it is given.
            Deletes `{}`, without asking or complaining.
        xargs echo
            Prints the items.
            Runs the command with the items of its input as its last arguments.
        xargs -n1 basename
            Prints the last part of the items.
            Runs the command once for each item of its input.
        xargs echo a
            Prints `a` and the items.
            Runs the command with the items of its input as its last arguments.
        kill -- -1
            Sends a signal to every process that it may signal.
        script -q /dev/null ls
            Here it says nothing of its own.
        [ -h x ]
            Is true when `x` is a symbolic link.
        [ -z "$x" ] && [ -n "$y" ]
            Is true when `$x` is empty.
            Is true when `$y` is not empty.
        if [ -r x ]; then echo y; fi
            Is true when `x` can be read.
            Prints `y`.
        xz --info-memory
            Here it prints the memory limits.
        zstd -h
            Only says how it is used.
        ls --help
            Only says how it is used.
        gzip -V
            Only says its version.
        gawk -i inplace '{print}' f
            Changes `f` in place with `{print}`.
        perl -0pe 's/a/b/' f
            Prints `f` as changed by `s/a/b/`.
        cat $ARGS x
            -
        rm "$@"
            Deletes `$@`.
        grep $opts foo x
            -
        cp "${flags[@]}" a b
            -
        curl "${args[@]}" http://x
            -
        head -n "$n" x
            Prints the first `$n` lines of `x`.
        tail -n "+$n" x
            Prints `x` from line `$n` on.
        sleep "${t}m"
            Waits for `${t}m`.
    "#]]);
}

#[test]
fn processes_disks_users_and_services_are_said_in_a_sentence() {
    check(expect![[r#"
        ps
            Lists the processes of this terminal.
        ps aux
            Lists all processes, with their users and use of memory and processor.
        ps -ef
            Lists all processes, with their command lines.
        ps -e -o pid,comm
            Lists `pid,comm` of all processes.
        ps -p $$ -o comm=
            Prints `comm=` of the process `$$`.
        ps -C nginx
            Lists the processes called `nginx`.
        ps --ppid 1
            Lists the children of `1`.
        ps -fu bob
            Here it prints in the full form, and prints for people; as `-u`, lists those of the users that follow.
        pgrep -f "$name"
            Prints the numbers of the processes whose command line matches `$name`.
        pgrep -u www nginx
            Prints the numbers of the processes whose name matches `nginx` and that run as `www`.
        pgrep -x sshd
            Prints the numbers of the processes whose name matches `sshd` as a whole.
        pkill -f server.py
            Asks the processes to end whose command line matches `server.py`.
        pkill -9 firefox
            Ends the processes whose name matches `firefox` at once, without a chance to clean up.
        pkill -HUP -x sshd
            Sends the signal `HUP` to the processes whose name matches `sshd` as a whole.
        pkill -u bob
            Asks the processes of `bob` to end.
        pkill -0 sshd
            Tells by its exit status whether there is a process whose name matches `sshd`.
        killall nginx
            Asks all processes called `nginx` to end.
        killall -9 -q nginx
            Ends all processes called `nginx` at once, without a chance to clean up.
        killall -s HUP nginx
            Sends the signal `HUP` to all processes called `nginx`.
        pidof sshd
            Prints the numbers of the processes that run `sshd`.
        top -b -n 1
            Prints what the processes do as plain text, `1` times.
        free -m
            Prints how much memory is used and free.
        vmstat 1 5
            Prints the use of memory and processor `5` times, every `1` seconds.
        lsof -i :80
            Lists the open network files of `:80`.
        lsof -ti tcp:80
            Prints the numbers of the processes with the network files `tcp:80`.
        lsof /var/log/x
            Lists the processes that have `/var/log/x` open.
        lsof -p 1
            Lists the files that the process `1` has open.
        fuser -k 80/tcp
            Ends the processes that use `80/tcp` at once.
        fuser -m /mnt
            Prints which processes use `/mnt` or anything on its file system.
        ss -tlnp
            Lists listening sockets of TCP, with their processes, in numbers.
        ss -s
            Prints how many sockets there are.
        netstat -tulpn
            Lists listening sockets of TCP and UDP, with their processes, in numbers.
        netstat -rn
            Lists the routes.
        ip addr show dev eth0
            Lists addresses: `dev eth0`.
        ip a
            Lists all addresses.
        ip addr add 10.0.0.1/24 dev eth0
            Adds an address: `10.0.0.1/24 dev eth0`.
        ip link set eth0 up
            Changes a network interface: `eth0 up`.
        ip route
            Lists the routes.
        ip route add default via 10.0.0.1
            Adds a route: `default via 10.0.0.1`.
        ifconfig eth0 up
            Switches the network interface `eth0` on.
        ifconfig -a
            Shows all network interfaces.
        ping -c 1 host
            Asks `host` for answers, once.
        ping host
            Asks `host` for answers, again and again.
        dig +short example.org
            Asks DNS: `+short example.org`.
        dig example.org MX
            Asks DNS: `example.org MX`.
        dig -x 10.0.0.1
            Asks DNS for the name of the address `10.0.0.1`.
        host example.org
            Asks DNS about `example.org`.
        host -t mx example.org 1.1.1.1
            Asks `1.1.1.1` about `example.org`, for records of the type `mx`.
        nslookup x
            Asks DNS about `x`.
        traceroute -n x
            Prints the way that packets take to `x`.
        nc -l 8080
            Waits for a connection at `8080`.
        nc -z -w 1 host 22
            Tells whether the port `22` of `host` is open.
        nc host 25
            Connects to port `25` of `host`.
        socat TCP-LISTEN:80,fork TCP:x:80
            Passes data between `TCP-LISTEN:80,fork` and `TCP:x:80`.
        curl -fsSL https://x.org/i.sh
            Prints what `https://x.org/i.sh` answers, following redirects.
        curl -sS -L -O "$url"
            Downloads `$url` to a file named as on the server, following redirects.
        curl -o /dev/null -s -w '%{http_code}' http://x
            Asks for `http://x` and drops the answer.
        curl -X POST -d '{}' http://x
            Sends data to `http://x` in a request of the kind `POST`.
        curl -d a=b http://x
            Sends data to `http://x`.
        curl -I http://x
            Asks `http://x` for the headers only.
        curl -T f ftp://x/
            Uploads `f` to `ftp://x/`.
        curl -Lo x.tgz https://x
            Downloads `https://x` to `x.tgz`, following redirects.
        curl -X DELETE http://x
            Sends a request of the kind `DELETE` to `http://x`.
        curl -o - http://x
            Downloads `http://x` to its standard output.
        curl --json '{}' http://x
            Sends data to `http://x`.
        wget -qO- https://x
            Downloads `https://x` to its standard output.
        wget https://x
            Downloads `https://x` to the current folder.
        wget --quiet -O f "$url"
            Downloads `$url` to `f`.
        wget -N -P /tmp http://x
            Downloads `http://x` to `/tmp`, where it is newer.
        wget --spider http://x
            Only asks whether `http://x` is there.
        wget -r -l 2 http://x
            Downloads `http://x` and what it links to, `2` levels deep.
        wget --post-data a=b http://x
            Sends a request to `http://x`.
        ssh host
            Opens a shell on `host`.
        ssh -p 22 bob@host "rm -rf /tmp/x"
            Runs `rm -rf /tmp/x` on `bob@host`.
            Deletes `/tmp/x` with everything below, without asking.
        ssh -N -L 80:x:80 host
            Connects to `host` and runs nothing there, and forwards the local port `80:x:80`.
        ssh -t host sudo ls
            Runs `sudo ls` on `host`.
            Lists the current folder.
        ssh -O exit host
            Controls the shared connection to `host`: `exit`.
        scp -r a host:b
            Copies `a` with everything below to `host:b`.
        sftp host
            Opens a connection to `host` to copy files.
        rsync -a src/ dst/
            Copies `src/` with everything below to `dst/`.
        rsync -avz --delete -e ssh a/ host:b/
            Copies `a/` with everything below to `host:b/`, and deletes what is not in the source.
        rsync -n -a a b
            Only shows what it would do: copies `a` with everything below to `b`.
        rsync host::
            Lists `host::`.
        ssh-keygen -t ed25519 -f k -N ''
            Makes a key of the kind `ed25519` in `k`, without a password.
        ssh-keygen -R host
            Removes the keys of `host` from the list of known hosts.
        ssh-keygen -lf k
            Prints the checksum of the key `k`.
        ssh-keygen
            Makes a key.
        ssh-copy-id -i k.pub host
            Adds the key `k.pub` to those that may log in to `host`.
        gpg --import key.asc
            Takes the keys in `key.asc` in.
        gpg -d x.gpg
            Decrypts `x.gpg`.
        gpg --verify x.sig x
            Checks a signature: `x.sig` and `x`.
        gpg -e -r bob x
            Encrypts `x` for `bob`.
        gpg --dearmor -o out
            Turns the text in its standard input into bytes in `out`.
        gpg --armor --detach-sign x
            Signs `x` in a file of its own.
        gpg --batch --yes -c f
            Encrypts `f` with a password.
        gpg --list-keys
            Lists the public keys.
        gpg --recv-keys ABCD
            Fetches the keys `ABCD` from a key server.
        openssl x509 -in c.pem -noout -enddate
            Prints until when the certificate `c.pem` counts.
        openssl req -x509 -newkey rsa:4096 -nodes -keyout k.pem -out c.pem -days 365
            Makes a certificate that is signed by its own key in `c.pem` for `365` days, with a new key in `k.pem`.
        openssl req -new -key k -out r
            Makes a request for a certificate in `r`, with the key `k`.
        openssl genrsa -out k.pem 4096
            Makes an RSA key of `4096` bits in `k.pem`.
        openssl rand -hex 16
            Prints `16` random bytes as hexadecimal numbers.
        openssl s_client -connect x:443
            Opens an encrypted connection to `x:443`.
        openssl enc -d -aes-256-cbc -in x -out y
            Decrypts `x` to `y`.
        openssl dgst -sha256 x
            Prints a checksum of `x`.
        openssl verify -CAfile ca c
            Checks the certificate `c` by the authorities in `ca`.
        mount /dev/sda1 /mnt
            Mounts `/dev/sda1` at `/mnt`.
        mount -t tmpfs -o size=1G tmpfs /tmp
            Mounts `tmpfs` at `/tmp`, as `tmpfs`, with the options `size=1G`.
        mount --bind /a /b
            Shows the folder `/a` at `/b` too.
        mount -o remount,rw /
            Mounts `/` anew with the options `remount,rw`.
        mount -a
            Mounts everything that `/etc/fstab` lists.
        mount /mnt
            Mounts `/mnt` as `/etc/fstab` says.
        mount
            Lists what is mounted.
        mount -L data /mnt
            Mounts the file system with the label `data` at `/mnt`.
        umount /mnt
            Unmounts `/mnt`.
        umount -l /mnt
            Unmounts `/mnt`, and frees it as soon as nothing uses it.
        umount -R /mnt
            Unmounts `/mnt` and all below.
        fdisk -l
            Lists the partitions of all disks.
        fdisk /dev/sda
            Opens the partition table of `/dev/sda` to be changed.
        lsblk -f
            Lists all disks and partitions, with their file systems.
        lsblk -o NAME,SIZE -n /dev/sda
            Lists `/dev/sda` and what lies on it, with the columns `NAME,SIZE`.
        blkid /dev/sda1
            Prints label, type and identifier of `/dev/sda1`.
        blkid -s UUID -o value /dev/sda1
            Prints `UUID` of `/dev/sda1`.
        mkfs -t ext4 /dev/sdb1
            Makes an empty file system of the type `ext4` on `/dev/sdb1`, which loses what it holds.
        mkfs.ext4 -F /dev/sdb1
            Makes an empty file system on `/dev/sdb1`, which loses what it holds.
        mkfs.ext4 -n /dev/sdb1
            Only shows what it would do: makes an empty file system on `/dev/sdb1`, which loses what it holds.
        mkfs.vfat -F 32 /dev/sdb1
            Makes an empty file system on `/dev/sdb1`, which loses what it holds.
        fsck -y /dev/sda1
            Checks the file system `/dev/sda1`, repairing it without asking.
        mkswap /swapfile
            Makes `/swapfile` ready for swapping, which loses what it holds.
        swapon /swapfile
            Uses `/swapfile` for swapping.
        swapoff -a
            Stops all swapping.
        losetup -fP --show disk.img
            Makes `disk.img` a disk at the first free loop device, with its partitions, and prints its name.
        losetup -d /dev/loop0
            Takes the file off `/dev/loop0`.
        losetup -a
            Lists the loop devices.
        useradd -m -s /bin/bash bob
            Makes the user `bob` with a home folder, with the shell `/bin/bash`.
        useradd -r svc
            Makes the system user `svc`.
        usermod -aG docker bob
            Adds `bob` to the group `docker`.
        usermod -G docker bob
            Makes `docker` the only groups of `bob` besides the first.
        usermod -L bob
            Locks the password of `bob`.
        userdel -r bob
            Deletes the user `bob` with home and mail.
        groupadd -g 1000 x
            Makes the group `x` with the number `1000`.
        groupdel x
            Deletes the group `x`.
        passwd bob
            Changes the password of `bob`.
        passwd -l bob
            Locks the password of `bob`.
        passwd
            Changes the password of the current user.
        chpasswd
            Sets the passwords that its standard input lists.
        chage -l bob
            Prints when password and account of `bob` end.
        crontab -l
            Prints the table of regular jobs.
        crontab -r
            Deletes the whole table of regular jobs.
        crontab -
            Replaces the table of regular jobs with its standard input.
        crontab f
            Replaces the table of regular jobs with `f`.
        crontab -u bob -l
            Prints the table of regular jobs of `bob`.
        at now + 1 minute
            Runs the commands in its standard input at `now + 1 minute`.
        systemctl start nginx
            Starts `nginx`.
        systemctl --user start x
            Starts `x`.
        systemctl enable --now nginx
            Lets `nginx` start with the system, and starts it now.
        systemctl restart nginx mysql
            Restarts `nginx` and `mysql`.
        systemctl status
            Tells the state of the system.
        systemctl is-active --quiet nginx
            Tells whether `nginx` is running, by its exit status only.
        systemctl daemon-reload
            Reads all unit files anew.
        systemctl mask x
            Makes it impossible to start `x`.
        systemctl show -p MainPID --value x
            Prints the property `MainPID` of `x`.
        systemctl list-units --failed
            Lists units that failed.
        systemctl list-units --type=service
            Lists units of the type `service`.
        systemctl reboot
            Stops the system and starts it anew.
        systemctl kill -s HUP x
            Sends the signal `HUP` to the processes of `x`.
        journalctl -u nginx -f
            Prints the log of `nginx`, and goes on with what is added.
        journalctl -b -p err
            Prints the log of this run of the system, messages of level `err` and worse.
        journalctl --since today -n 100
            Prints the log since `today`, the last `100` lines.
        journalctl --vacuum-time=7d
            Deletes old logs, those older than `7d`.
        service nginx restart
            Stops the service `nginx` and starts it.
        service --status-all
            Tells about all services.
        hostnamectl set-hostname x
            Sets the name of the machine to `x`.
        hostnamectl
            Prints the name of the machine and what it is.
        timedatectl set-timezone UTC
            Sets the time zone to `UTC`.
        timedatectl set-ntp true
            Lets the clock follow the network's time.
        loginctl enable-linger bob
            Lets the programs of `bob` run without a login.
        sysctl -w vm.swappiness=1
            Sets `vm.swappiness=1` in the kernel until the next start.
        sysctl -p
            Sets the kernel settings that `/etc/sysctl.conf` lists.
        sysctl -n kernel.hostname
            Prints the kernel's setting `kernel.hostname`.
        sysctl net.ipv4.ip_forward=1
            Sets `net.ipv4.ip_forward=1` in the kernel until the next start.
        modprobe -r x
            Takes `x` out of the kernel.
        modprobe loop max_loop=8
            Loads `loop` into the kernel with `max_loop=8`.
        lsmod
            Lists the modules in the kernel.
        rmmod x
            Takes `x` out of the kernel.
        dmesg -w
            Prints the messages of the kernel, and goes on with new ones.
        dmesg -T
            Prints the messages of the kernel.
        dmesg -c
            Prints the messages of the kernel and removes them.
        shutdown -h now
            Stops the system now, and switches the power off.
        shutdown -r +5
            Starts the system anew at `+5`.
        shutdown -c
            Calls a planned shutdown off.
        shutdown -r
            Starts the system anew in a minute.
        reboot
            Stops the system and starts it anew.
        reboot -f
            Starts the system anew at once, without stopping services.
        poweroff
            Stops the system and switches the power off.
        halt -p
            Stops the system and switches the power off.
        sysctl -p /etc/x.conf
            Sets the kernel settings that `/etc/x.conf` lists.
        journalctl _PID=1
            Prints what the log holds of `_PID=1`.
        openssl x509 -in c -noout -text
            Prints the certificate `c` for people to read.
        openssl x509 -in c -noout -subject -issuer
            Prints what was asked for of the certificate `c`.
        openssl enc -aes-256-cbc -salt -in x -out y
            Encrypts `x` to `y`.
        mkfs.ext4 /dev/sdb1 100M
            -
        parallel -j0 ls {}
            Runs this text once for each word or line that it is given, `0` at a time.
            Lists `{}`.
        truncate --size="$size" "$path"
            Cuts or grows `$path` to `$size`.
        popd +1
            -
        : "${x:=1}"
            Does nothing, and succeeds.
        parallel -j 4 gzip ::: a b
            Runs this text once for each word or line that it is given, `4` at a time.
            Packs the items with gzip, in place of the original.
        mkdir -p $vtarget
            Makes the folder `$vtarget`, and those above it, where they are missing.
    "#]]);
}

#[test]
fn calls_from_scripts_of_a_linux_system_are_said_in_a_sentence() {
    check(expect![[r#"
        awk '{ print $1 }'
            Runs `{ print $1 }` on each line of its standard input.
        awk '{print $1}'
            Runs `{print $1}` on each line of its standard input.
        awk '{ print $3 }'
            Runs `{ print $3 }` on each line of its standard input.
        awk '/^Bytes per WAL segment:/ { print $5 }'
            Runs `/^Bytes per WAL segment:/ { print $5 }` on each line of its standard input.
        base64 -d
            Turns the Base64 text in its standard input back into bytes.
        basename $0
            Prints the last part of `$0`.
        basename "$src"
            Prints the last part of `$src`.
        basename ${new_file}
            Prints the last part of `${new_file}`.
        basename "$i"
            Prints the last part of `$i`.
        bunzip2 -dc "$1"
            Unpacks `$1` to its standard output.
        bzip2 -cdfq
            Unpacks its standard input to its standard output.
        bzip2 -cdfq "$2"
            Unpacks `$2` to its standard output.
        bzip2 -9
            Packs its standard input with bzip2 to its standard output.
        bzip2 -cv9 "$i"
            Packs `$i` with bzip2 to its standard output.
        cat _error.out
            Prints `_error.out`.
        cat "$1"
            Prints `$1`.
        cat "${result}"
            Prints `${result}`.
        cat "$i"
            Prints `$i`.
        cd "$test_count"
            Changes to the folder `$test_count`.
        cd "$test_count/sub proj"
            Changes to the folder `$test_count/sub proj`.
        cd tests
            Changes to the folder `tests`.
        cd /
            Changes to the folder `/`.
        chgrp -- "$group" "$1"
            Makes `$group` the group of `$1`.
        chgrp $DAEMONUSER $PIDDIR
            Makes `$DAEMONUSER` the group of `$PIDDIR`.
        chmod --reference="${file}" "${tmpfile}"
            Gives `${tmpfile}` the mode of `${file}`.
        chmod 755 "$TARGET/debootstrap/debootstrap"
            Sets the permissions of `$TARGET/debootstrap/debootstrap` to `755`.
        chmod 2775 /usr/local/share/ca-certificates
            Sets the permissions of `/usr/local/share/ca-certificates` to `2775`.
        chmod +x "$TMP/getdisplay.sh"
            Makes `$TMP/getdisplay.sh` executable.
        chown --reference="${file}" "${tmpfile}"
            Gives `${tmpfile}` the owner and group of `${file}`.
        chown "$JETTY_USER" "$JETTY_PID"
            Makes `$JETTY_USER` the owner of `$JETTY_PID`.
        chown root:staff /usr/local/share/ca-certificates
            Makes `root:staff` the owner and group of `/usr/local/share/ca-certificates`.
        chown postgres:postgres     /etc/postgresql
            Makes `postgres:postgres` the owner and group of `/etc/postgresql`.
        cmp -s -n 1 - "$1"
            Tells by its exit status whether its standard input and `$1` are the same, in the first `1` bytes.
        comm -12 uncovered_lines.txt new_lines.txt
            Prints the lines that `uncovered_lines.txt` and `new_lines.txt` have in common, both being sorted.
        comm -3 "${GPGHOMEDIR}/pubring.keylst" "${GPGHOMEDIR}/pubring.orig.keylst"
            Prints the lines that only one of `${GPGHOMEDIR}/pubring.keylst` and `${GPGHOMEDIR}/pubring.orig.keylst` has, in two columns, both being sorted.
        command -v cc
            Prints what `cc` would run, and fails where there is no such command.
        command -v "$0"
            Prints what `$0` would run, and fails where there is no such command.
        command -v "$1"
            Prints what `$1` would run, and fails where there is no such command.
        command -v python3
            Prints what `python3` would run, and fails where there is no such command.
        complete -o default -F _npm_completion npm
            Completes `npm` with the function `_npm_completion`.
        cp package-changed $PKGF
            Copies `package-changed` to `$PKGF`.
        cp ${config_new} ${config}
            Copies `${config_new}` to `${config}`.
        cp -pf "$statedir/hashfile"  "$statedir/hashfile.0"
            Copies `$statedir/hashfile` to `$statedir/hashfile.0`, keeping mode, owner and times.
        curl -s $DISTURL
            Prints what `$DISTURL` answers.
        curl -sS -L -O https://www.iana.org/time-zones/repository/releases/tzcode$CODE.tar.gz
            Downloads `https://www.iana.org/time-zones/repository/rele…` to a file named as on the server, following redirects.
        curl -sS -L -O https://www.iana.org/time-zones/repository/releases/tzdata$DATA.tar.gz
            Downloads `https://www.iana.org/time-zones/repository/rele…` to a file named as on the server, following redirects.
        cut -d: -f5
            Prints field `5` of each line of its standard input, with `:` between fields.
        cut -d: -f3
            Prints field `3` of each line of its standard input, with `:` between fields.
        cut -d: -f1
            Prints field `1` of each line of its standard input, with `:` between fields.
        cut -d: -f2
            Prints field `2` of each line of its standard input, with `:` between fields.
        date +%s
            Prints the present time in the form `+%s`.
        date "+%s"
            Prints the present time in the form `+%s`.
        date --iso-8601
            Prints the present time in the ISO form.
        date +"$DATE_ARGS"
            Prints the present time in the form `+"$DATE_ARGS"`.
        dd skip=$SKIP if="$f"
            Copies `$f` to its standard output, leaving out the first `$SKIP` blocks.
        dd count=500 if=/dev/urandom of=/dev/null
            Copies `500` blocks from `/dev/urandom` to `/dev/null`.
        declare -A SKIP_DEVICE_LIST=
            Makes `SKIP_DEVICE_LIST` a table, with words for keys.
        declare -A SKIP_VG_LIST=
            Makes `SKIP_VG_LIST` a table, with words for keys.
        declare -A SKIP_UMOUNT_LIST=
            Makes `SKIP_UMOUNT_LIST` a table, with words for keys.
        declare -r FIRESTORE_JAR="${FIRESTORE_DIR}/cloud-firestore-emulator.jar"
            Makes `FIRESTORE_JAR` a constant.
        diff /tmp/lit_source_files.txt /tmp/lit_sdist_files.txt
            Shows how `/tmp/lit_source_files.txt` and `/tmp/lit_sdist_files.txt` differ.
        diff ${file} ${1}
            Shows how `${file}` and `${1}` differ.
        diff $trace_file.comp.output $trace_file.decomp.output
            Shows how `$trace_file.comp.output` and `$trace_file.decomp.output` differ.
        diff a/CHANGELOG b/CHANGELOG
            Shows how `a/CHANGELOG` and `b/CHANGELOG` differ.
        dirname $0
            Prints the folder part of `$0`.
        dirname "$_cloudsdk_path"
            Prints the folder part of `$_cloudsdk_path`.
        dirname "$0"
            Prints the folder part of `$0`.
        dirname "$_cloudsdk_path/."
            Prints the folder part of `$_cloudsdk_path/.`.
        disown \$!
            Forgets `$!`, so that it outlives the shell.
        disown $!
            Forgets `$!`, so that it outlives the shell.
        disown $PID
            Forgets `$PID`, so that it outlives the shell.
        du -s $Cache
            Prints the space taken by `$Cache`.
        echo ""
            Prints an empty line.
        echo "[Success]"
            Prints `[Success]`.
        echo "$1"
            Prints `$1`.
        echo $?
            Prints `$?`.
        env LC_ALL=C.UTF-8 unattended-upgrade --help
            Runs `unattended-upgrade` with `LC_ALL=C.UTF-8` in its environment.
            Runs the command with `LC_ALL=C.UTF-8` in its environment.
        eval "$set_args"
            Runs its words as shell text, after they were expanded.
        eval "$grl"
            Runs its words as shell text, after they were expanded.
        eval set -- "$TEMP"
            Runs its words as shell text, after they were expanded.
            Makes `${TEMP}` the arguments of the script.
        eval "\$doit_exec \$mkdirprog $prefixes"
            Runs its words as shell text, after they were expanded.
        exec $mkdirprog $mkdir_mode -p -- "$tmpdir/a/b"
            Replaces the shell by `$mkdirprog`.
            Replaces the shell by the command.
        exec less "$@"
            Shows `$@` one screen at a time.
            Replaces the shell by the command.
        exec systemctl $sctl_args ${ACTION} ${UNIT}
            Replaces the shell by `systemctl`.
            Replaces the shell by the command.
        exec systemctl $sctl_args reload "${UNIT}"
            Replaces the shell by `systemctl`.
            Replaces the shell by the command.
        exit $ret
            Ends the shell with the status `$ret`.
        exit $err
            Ends the shell with the status `$err`.
        exit $res
            Ends the shell with the status `$res`.
        exit 129
            Ends the shell with the status `129`.
        export CLOUDSDK_PYTHON_SITEPACKAGES
            Passes `CLOUDSDK_PYTHON_SITEPACKAGES` on to the commands that run from here.
        export CLOUDSDK_ROOT_DIR
            Passes `CLOUDSDK_ROOT_DIR` on to the commands that run from here.
        export CLOUDSDK_PYTHON_ARGS
            Passes `CLOUDSDK_PYTHON_ARGS` on to the commands that run from here.
        export CLOUDSDK_GSUTIL_PYTHON
            Passes `CLOUDSDK_GSUTIL_PYTHON` on to the commands that run from here.
        expr 128 + $r % 128
            Works out `128 + $r % 128` and prints the result.
        expr $first_num + $first_num / 10
            Works out `$first_num + $first_num / 10` and prints the result.
        expr $first_num - $first_num / 10
            Works out `$first_num - $first_num / 10` and prints the result.
        expr $res % 128
            Works out `$res % 128` and prints the result.
        file "$1"
            Tells what kind of thing `$1` holds.
        find /usr/lib/python3.1/dist-packages -name '*.py[co]' -delete
            Finds all files and folders at and below `/usr/lib/python3.1/dist-packages` whose name matches `*.py[co]`; deletes them.
        find . -type l -print
            Finds links at and below `.`; prints them.
        find . -name "*.deb"
            Finds all files and folders at and below `.` whose name matches `*.deb`; prints them.
        find . -type d -print0
            Finds folders at and below `.`; prints them, each with a NUL byte behind it.
        fold -s -w ${COLUMNS:-80}
            Breaks the lines of its standard input at `${COLUMNS:-80}` columns, between words.
        gpg --dry-run --with-fingerprint --with-colons $*
            Only shows what it would do: here it prints checksums of keys, and prints for programs.
        grep ': supported targets:.* elf'
            Prints the lines of its standard input that match `: supported targets:.* elf`.
        grep noploop
            Prints the lines of its standard input that match `noploop`.
        grep -vf _error.grep
            Prints the lines of its standard input that do not match any pattern of `_error.grep`.
        grep -vf _signal.grep
            Prints the lines of its standard input that do not match any pattern of `_signal.grep`.
        gzip -cd
            Unpacks its standard input to its standard output.
        gzip $opt
            -
        gzip -cdfq -- "$file2"
            Unpacks `$file2` to its standard output.
        gzip -cdfq -- "$FILE"
            Unpacks `$FILE` to its standard output.
        head -3
            Prints the first `3` lines of its standard input.
        head -n1
            Prints the first line of its standard input.
        head -2
            Prints the first `2` lines of its standard input.
        head -n-0 /dev/null $DIR/*/*
            Prints `/dev/null` and `$DIR/*/*` without the last `0` lines.
        hexdump -ve '/1 "%02x"'
            Prints its standard input in a form of its own.
        id -ru
            Prints the number of the user, of the caller and not of whom it acts as.
        id -g "$user"
            Prints the number of the first group of `$user`.
        ifconfig lo up
            Switches the network interface `lo` on.
        install -d -o man -g man -m 0755 /var/cache/man
            Makes the folder `/var/cache/man` with the mode `0755`, owned by `man`, of the group `man`, and missing ones above.
        install -d "$removal"
            Makes the folder `$removal`, and missing ones above.
        install -m 0644 "$KERNEL_IMAGE" "$ENTRY_DIR_ABS/linux"
            Copies `$KERNEL_IMAGE` to `$ENTRY_DIR_ABS/linux`, with the mode `0644`.
        install -m 0644 "$initrd" "$ENTRY_DIR_ABS/$initrd_basename"
            Copies `$initrd` to `$ENTRY_DIR_ABS/$initrd_basename`, with the mode `0644`.
        ip a sh lo
            Lists addresses: `lo`.
        ip link set dev lo up
            Changes a network interface: `dev lo up`.
        kill ${w1}
            Asks `${w1}` to end.
        kill ${w2}
            Asks `${w2}` to end.
        less -V
            Only says its version.
        ln -sf "$filename" "${cryptfile}.$i"
            Makes a symbolic link to `$filename` at `${cryptfile}.$i`, replacing a file that is there.
        ln -sf "$1-$ver.old" "$dir/$1.old"
            Makes a symbolic link to `$1-$ver.old` at `$dir/$1.old`, replacing a file that is there.
        ln -sf "$1-$ver" "$dir/$1"
            Makes a symbolic link to `$1-$ver` at `$dir/$1`, replacing a file that is there.
        ln -s $SERVICEDIR/$SERVICE /run/openrc/started/$SERVICE
            Makes a symbolic link to `$SERVICEDIR/$SERVICE` at `/run/openrc/started/$SERVICE`.
        local CONFFILE="$1"
            Makes `CONFFILE` a variable of the function alone.
        local state="FAIL"
            Makes `state` a variable of the function alone.
        local PACKAGE="$2"
            Makes `PACKAGE` a variable of the function alone.
        local SYMLINK_TARGET="$2"
            Makes `SYMLINK_TARGET` a variable of the function alone.
        ls -ld "$PRG"
            Lists `$PRG` with details, folders themselves and not what they hold.
        ls $FILE_LOC/$FILE_NAME
            Lists `$FILE_LOC/$FILE_NAME`.
        ls -a1 "$new_workdir/."
            Lists `$new_workdir/.`, hidden files too, one name a line.
        ls -l /proc/self/ns
            Lists `/proc/self/ns` with details.
        lsblk -o MOUNTPOINT -n "${dev}"
            Lists `${dev}` and what lies on it, with the columns `MOUNTPOINT`.
        lsblk -o NAME,MOUNTPOINT,FSTYPE,TYPE -P -n -p $devices
            Lists `$devices` and what lies on it, with the columns `NAME,MOUNTPOINT,FSTYPE,TYPE`.
        mapfile -t targets
            Reads all lines from its standard input into the list `targets`, without line ends.
        md5sum "$orig_new_file"
            Prints the MD5 checksum of `$orig_new_file`.
        md5sum "$dest_file"
            Prints the MD5 checksum of `$dest_file`.
        md5sum "$new_file"
            Prints the MD5 checksum of `$new_file`.
        md5sum "$DPKG_ROOT$CONFFILE"
            Prints the MD5 checksum of `$DPKG_ROOT$CONFFILE`.
        mkdir -p "$cachedir"
            Makes the folder `$cachedir`, and those above it, where they are missing.
        mkdir -p "$cachedir/notree"
            Makes the folder `$cachedir/notree`, and those above it, where they are missing.
        mkdir -p $vtarget
            Makes the folder `$vtarget`, and those above it, where they are missing.
        mkdir "sub dir"
            Makes the folder `sub dir`.
        mktemp /tmp/__perf_test.perf.data.XXXXX
            Makes a temporary file named like `/tmp/__perf_test.perf.data.XXXXX` and prints its path.
        mktemp /tmp/perf.daemon.config.XXX
            Makes a temporary file named like `/tmp/perf.daemon.config.XXX` and prints its path.
        mktemp -d
            Makes a temporary folder and prints its path.
        mktemp /tmp/temporary_file.XXXXX
            Makes a temporary file named like `/tmp/temporary_file.XXXXX` and prints its path.
        mount -t tmpfs tmpfs $d
            Mounts `tmpfs` at `$d`, as `tmpfs`.
        mv "$n.$$" "$n.Z"
            Moves `$n.$$` to `$n.Z`.
        mv $PKGF $PKGRF
            Moves `$PKGF` to `$PKGRF`.
        mv "${tmpfile}" "${file}"
            Moves `${tmpfile}` to `${file}`.
        mv "$dir/$1" "$dir/$1.old"
            Moves `$dir/$1` to `$dir/$1.old`.
        nl -ba -nrz
            Prints its standard input with every line numbered.
        od -N4 -tx -An $1
            Prints the bytes of `$1` in the form `x`, at most `4` of them.
        openssl x509 -hash -noout -in "$file"
            Prints what was asked for of the certificate `$file`.
        openssl x509 -text -in "$file"
            Prints the certificate `$file` for people to read, and as it is.
        openssl rehash .
            Makes links to the certificates in `.` anew, named by their checksums.
        openssl rehash -v .
            Makes links to the certificates in `.` anew, named by their checksums.
        perl "$GIT_BUILD_DIR"/contrib/credential/netrc/test.pl
            Runs the Perl script `"$GIT_BUILD_DIR"/contrib/credential/netrc/test.…`.
        perl -I. $T
            Runs the Perl script `$T`.
        perl -nle 'print "\Q$_\E\n"'
            Runs `print "\Q$_\E\n"` on each line of its standard input.
        printf '%s\n' "$OPTS"
            Prints `$OPTS` in the form `%s\n`.
        printf '%s\n' "$*"
            Prints `$*` in the form `%s\n`.
        printf %q "$1"
            Prints `$1` in the form `%q`.
        printf '%s\n' "$NEW_IDS"
            Prints `$NEW_IDS` in the form `%s\n`.
        ps -wx -ocommand
            Here it prints wider lines, lists those without a terminal too, and prints these columns (`command`).
        read RES
            Reads a line from its standard input into `RES`.
        read newrev
            Reads a line from its standard input into `newrev`.
        read GIT_AUTHOR_NAME
            Reads a line from its standard input into `GIT_AUTHOR_NAME`.
        read GIT_AUTHOR_EMAIL
            Reads a line from its standard input into `GIT_AUTHOR_EMAIL`.
        readlink "$_cloudsdk_path"
            Prints where the link `$_cloudsdk_path` points to.
        readlink $d
            Prints where the link `$d` points to.
        readlink -f "$RESULT"
            Prints the full path of `$RESULT` with every link followed.
        readlink -q -m $temp_dest_file
            Prints the full path of `$temp_dest_file` with every link followed.
        readonly JAR_FILE="${SDK_LIB}/appengine-tools-api.jar"
            Makes `JAR_FILE` a constant.
        readonly SDK_ROOT="$SDK_BIN/.."
            Makes `SDK_ROOT` a constant.
        readonly SCRIPT_NAME="$1"
            Makes `SCRIPT_NAME` a constant.
        readonly SDK_LIB="${SDK_ROOT}/lib"
            Makes `SDK_LIB` a constant.
        realpath -- "$0"
            Prints the full path of `$0` with every link followed.
        realpath -m "$i"
            Prints the full path of `$i` with every link followed.
        realpath "$DPKG_ROOT"
            Prints the full path of `$DPKG_ROOT` with every link followed.
        realpath "$1"
            Prints the full path of `$1` with every link followed.
        return $?
            Ends the function with the status `$?`.
        return $retval
            Ends the function with the status `$retval`.
        return x
            Ends the function with the status `x`.
        return $ret
            Ends the function with the status `$ret`.
        rm -f $PKGF
            Deletes `$PKGF`, without asking or complaining.
        rm -f $LOCF
            Deletes `$LOCF`, without asking or complaining.
        rm -f ${perfdata}
            Deletes `${perfdata}`, without asking or complaining.
        rm -rf ${base}
            Deletes `${base}` with everything below, without asking.
        rmdir "$tmpdir/a/b" "$tmpdir/a" "$tmpdir"
            Deletes `$tmpdir/a/b`, `$tmpdir/a` and `$tmpdir`, but only an empty folder.
        rmdir "${temp_dir}"
            Deletes `${temp_dir}`, but only an empty folder.
        rmdir "$DPKG_ROOT$PATHNAME"
            Deletes `$DPKG_ROOT$PATHNAME`, but only an empty folder.
        rmdir -p --ignore-fail-on-non-empty "$dir"
            Deletes `$dir`, but only an empty folder, and then the folders above it that are left empty.
        sdiff "$diff_opt" "$old_file" "$new_file"
            -
        sed -e "$sed_addnl"
            Prints its standard input as changed by `$sed_addnl`.
        sed -e 's,/[^/]*$,,'
            Prints its standard input as changed by `s,/[^/]*$,,`.
        sed -e "s:%v:$1:g"
            Prints its standard input as changed by `s:%v:$1:g`.
        sed 's/[-_a-zA-Z0-9]*=//'
            Prints its standard input as changed by `s/[-_a-zA-Z0-9]*=//`.
        service postgresql stop
            Stops the service `postgresql`.
        set fnord $dstdir
            Makes `fnord $dstdir` the arguments of the script.
        set X $old
            Makes `X $old` the arguments of the script.
        set X $new
            Makes `X $new` the arguments of the script.
        set -o igncr
            Here it sets an option by its name; without one, prints which are on (`igncr`).
        sftp -b - -o "ControlPath=$L_SHARED_CON" "ignored"
            Runs the commands of its standard input for the files on `ignored`.
        shift "$INITRD_OPTIONS_SHIFT"
            Drops the first `$INITRD_OPTIONS_SHIFT` arguments.
        shopt -s nullglob
            Switches on `nullglob`.
        shopt -s dotglob
            Switches on `dotglob`.
        shopt -s dotglob nullglob
            Switches on `dotglob` and `nullglob`.
        sleep 10
            Waits `10` seconds.
        sleep 0.05
            Waits `0.05` seconds.
        sleep $TIME
            Waits for `$TIME`.
        sort -n
            Sorts the lines of its standard input as numbers.
        sort -u "$out_tmp"
            Sorts the lines of `$out_tmp`, each once.
        sort -V
            Sorts the lines of its standard input as version numbers.
        sort -s -n -k1,1
            Sorts the lines of its standard input as numbers by the key `1,1`.
        source "$1"
            Runs the commands of `$1` in this shell.
        stat -c %a "${file}"
            Prints what is known of `${file}` in the form `%a`.
        stat -c %U "${file}"
            Prints what is known of `${file}` in the form `%U`.
        stat -c %Y "$keyring"
            Prints what is known of `$keyring` in the form `%Y`.
        stat -c '%s' "$i"
            Prints what is known of `$i` in the form `%s`.
        strings "$collect2name"
            Prints the readable texts in `$collect2name`.
        sync -d "$NEW_ETC_FILE" "$NEW_STATE_FILE"
            Writes what is still in memory of `$NEW_ETC_FILE` and `$NEW_STATE_FILE` to disk.
        sync "$TARGET_ETC_FILE"
            Writes what is still in memory of `$TARGET_ETC_FILE` to disk.
        sync "$STATE_FILE"
            Writes what is still in memory of `$STATE_FILE` to disk.
        systemctl $sctl_args "${saction}" "${UNIT}"
            -
        systemctl $sctl_args reload "${UNIT}"
            -
        systemctl stop postgresql "postgresql@*" "pg_receivewal@*"
            Stops `postgresql`, `postgresql@*` and `pg_receivewal@*`.
        systemctl is-active --quiet sysinit.target
            Tells whether `sysinit.target` is running, by its exit status only.
        tail -1
            Prints the last line of its standard input.
        tail $use_new_tail_syntax +1 "$0"
            -
        tail $use_new_tail_syntax +###CPACK_HEADER_LENGTH### "$0"
            -
        tail -1 $STATEFILE
            Prints the last line of `$STATEFILE`.
        tar tfvv -
            Lists what its standard input holds, with details.
        tar czf - var/lib/apt var/cache/apt debootstrap
            Packs `var/lib/apt`, `var/cache/apt` and `debootstrap` into its standard output with gzip.
        tar zft dist/lit*.tar.gz
            Lists what `dist/lit*.tar.gz` holds.
        tar cjf $PERF_DATA.tar.bz2 -C $PERF_BUILDID_DIR -T $MANIFEST
            Packs files of the folder `$PERF_BUILDID_DIR` into `$PERF_DATA.tar.bz2` with bzip2, those that `$MANIFEST` lists.
        test -n "$allow_split"
            Is true when `$allow_split` is not empty.
        test -d "$dstdir"
            Is true when `$dstdir` is a folder.
        test -n "$allow_addmerge"
            Is true when `$allow_addmerge` is not empty.
        test -e "$arg_prefix"
            Is true when `$arg_prefix` exists.
        touch -- "$filename.new"
            Gives `$filename.new` the present time, making missing files.
        touch $PKGREF-deleted
            Gives `$PKGREF-deleted` the present time, making missing files.
        touch $LOCREF-deleted
            Gives `$LOCREF-deleted` the present time, making missing files.
        touch $PKGRREF-deleted
            Gives `$PKGRREF-deleted` the present time, making missing files.
        tr , " "
            Replaces the characters `,` of its standard input by `' '`.
        tr '[0-9a-f]' '0'
            Replaces the characters `[0-9a-f]` of its standard input by `0`.
        tr '[a-z]' '[A-Z]'
            Replaces the characters `[a-z]` of its standard input by `[A-Z]`.
        tr -c "A-Za-z0-9-" "."
            Replaces all characters but `A-Za-z0-9-` of its standard input by `.`.
        trap cleanup_files exit term int
            Runs `cleanup_files` at `exit`, `term` and `int`.
        trap "" EXIT
            Runs nothing when the shell ends.
        trap trap_cleanup exit term int
            Runs `trap_cleanup` at `exit`, `term` and `int`.
        trap - EXIT TERM INT
            Drops what was set to run at `EXIT`, `TERM` and `INT`.
        true #dearmor_filename will deal with them
            Does nothing, and succeeds.
        truncate --size="$wal_file_size" "$path"
            Cuts or grows `$path` to `$wal_file_size`.
        type start-stop-daemon
            Tells what `start-stop-daemon` means to the shell.
        type "$browser_path"
            Tells what `$browser_path` means to the shell.
        type wslpath
            Tells what `wslpath` means to the shell.
        type "mode_$mode"
            Tells what `mode_$mode` means to the shell.
        ulimit -H -T
            Here it works on the limit that cannot be raised again, and limits the threads.
        ulimit -H -n
            Prints a limit of the shell and its programs.
        umask $mkdir_umask
            Sets by `$mkdir_umask` which permissions files get that are made from here on.
        umask 077
            Keeps the permissions `077` from files that are made from here on.
        umask $cp_umask
            Sets by `$cp_umask` which permissions files get that are made from here on.
        umask 77
            Keeps the permissions `77` from files that are made from here on.
        umount -l $dirs
            Unmounts `$dirs`, and frees it as soon as nothing uses it.
        uname -s
            Prints the name of the kernel, such as `Linux`.
        uname -snrvm
            Here it prints the name of the kernel, prints the name of the machine in its network, prints the release of the kernel, prints the version of the kernel, and prints the kind of machine.
        uniq "$FINGERPRINTS"
            Prints equal lines that follow each other in `$FINGERPRINTS` only once.
        unset CLOUDSDK_PYTHON_SITEPACKAGES
            Forgets `CLOUDSDK_PYTHON_SITEPACKAGES`.
        unset LANG
            Forgets `LANG`.
        unset TMPDIR
            Forgets `TMPDIR`.
        unset old_opts
            Forgets `old_opts`.
        unzip -p-L "$zipfile" "$i"
            Here it writes files to standard output, and turns names into lower case.
        unzip -v "$1"
            Lists what `$1` holds.
        unzip -p "$1" EGG-INFO/PKG-INFO
            Prints `EGG-INFO/PKG-INFO` of `$1`.
        unzip -p "$1" '*.dist-info/METADATA'
            Prints `*.dist-info/METADATA` of `$1`.
        vim --cmd 'let no_plugin_maps = 1' -c 'runtime! macros/less.vim' -
            Opens its standard input in the editor, after it runs `let no_plugin_maps = 1`, and then runs `runtime! macros/less.vim`.
        vim --cmd 'let no_plugin_maps = 1' -c 'runtime! macros/less.vim' "$@"
            Opens `$@` in the editor, after it runs `let no_plugin_maps = 1`, and then runs `runtime! macros/less.vim`.
        wait $PERFPID
            Waits until `$PERFPID` has ended.
        wait $debuggee
            Waits until `$debuggee` has ended.
        wc -c
            Counts the bytes of its standard input.
        wc -l $PERF_RECORD_LOG
            Counts the lines of `$PERF_RECORD_LOG`.
        wget --quiet -O - $DISTURL
            Downloads `$DISTURL` to its standard output.
        wget --timeout=90 -q -N "$ARCHIVE_KEYRING_URI"
            Downloads `$ARCHIVE_KEYRING_URI` to the current folder, where it is newer.
        which java
            Prints where the program `java` is found.
        which unzip
            Prints where the program `unzip` is found.
        which bunzip2
            Prints where the program `bunzip2` is found.
        which isoinfo
            Prints where the program `isoinfo` is found.
        xargs ${JAVA}
            Runs `${JAVA}` with the items of its input as its last arguments.
            Runs the command with the items of its input as its last arguments.
        xargs -0 mkdir -p --
            Makes the folders that the items name, and those above them, where they are missing.
            Runs the command with the items of its input as its last arguments.
        xargs "$JAVA" -jar "$JETTY_START" --dry-run=opts,path,main,args,envs
            Runs `$JAVA` with the items of its input as its last arguments.
            Runs the command with the items of its input as its last arguments.
        xargs -0 -n1 "$0" _internal_pkg_must_own_file "$PACKAGE"
            Runs `$0` once for each item of its input.
            Runs the command once for each item of its input.
        xz -dc "$1"
            Unpacks `$1` to its standard output.
        zcat "$UNPACK_TARBALL"
            Prints what is packed in `$UNPACK_TARBALL`.
        zip -q - *
            Packs `*` into its standard output.
        zstd -qdc "$1"
            Unpacks `$1` to its standard output.
        systemctl --signal=KILL kill "${UNIT}"
            Sends the signal `KILL` to the processes of `${UNIT}`.
        systemctl -q is-active x
            Tells whether `x` is running, by its exit status only.
    "#]]);
}

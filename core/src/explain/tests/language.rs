//! What a hover says of the shell's own language, a line for each: the marked script, then the sentence.

use crate::explain::View;
use crate::hover::hover;
use crate::script::Dialect;
use crate::{Document, rules};
use expect_test::{Expect, expect};
use std::fmt::Write;

fn hovers_in(dialect: Dialect, marked: &[&str], expected: Expect) {
    let mut shown = String::new();
    for marked in marked {
        let offset = marked.find("<|>").unwrap();
        let text = marked.replacen("<|>", "", 1);
        let document = Document::new(&text, dialect);
        let view = View::of(&document);
        let said = hover(&view, offset).map_or("nothing".to_owned(), |it| it.text.lines().next().unwrap().to_owned());
        let marked = marked.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'");
        let _ = writeln!(shown, "{marked}\n    {said}");
    }
    expected.assert_eq(&shown);
}

fn hovers(marked: &[&str], expected: Expect) {
    hovers_in(Dialect::Bash, marked, expected);
}

#[test]
fn operators_say_what_they_do_between_these_commands() {
    hovers(
        &[
            "ls <|>| wc -l",
            "make |<|>& tee log",
            "cd /srv <|>&& rm x",
            "cd /srv <|>|| exit 1",
            "grep -q x f <|>|| true",
            "a && b <|>|| c",
            "a && b <|>&& c",
            "a || b <|>&& c",
            "[ -s f ] <|>&& rm f",
            "a<|>; b",
            "a <|>& b",
            "<|>! grep -q x f",
            "t<|>ime make",
            "time -<|>p make",
            "<|>( cd x; ls )",
            "( cd x; ls <|>)",
            "<|>{ a; b; } > f",
            "{ a\nb\n<|>} > f",
        ],
        expect![[r#"
            ls <|>| wc -l
                **`|`** passes the output of `ls` on as the input of `wc -l`
            make |<|>& tee log
                **`|&`** passes output and errors of `make` on as the input of `tee log`
            cd /srv <|>&& rm x
                **`&&`** runs `rm x` only where `cd /srv` succeeds
            cd /srv <|>|| exit 1
                **`||`** runs `exit 1` only where `cd /srv` fails; that ends the shell with status `1`
            grep -q x f <|>|| true
                **`||`** runs `true` only where `grep -q x f` fails; so a failure counts as success, and `set -e` does not end the script
            a && b <|>|| c
                **`||`** runs `c` where any command before it failed: also where `b` did, so this is no `else`
            a && b <|>&& c
                **`&&`** runs `c` only where all before it succeeded
            a || b <|>&& c
                **`&&`** runs `c` where what ran last before it succeeded
            [ -s f ] <|>&& rm f
                **`&&`** runs `rm f` only where `f` exists and is not empty
            a<|>; b
                **`;`** ends the command; what follows runs when it is done
            a <|>& b
                **`&`** does not wait: runs what stands before it in the background; `$!` is then its process id
            <|>! grep -q x f
                **`!`** turns the exit status around: succeeds where the command fails
            t<|>ime make
                **`time`** prints how long it took: by the clock, and in processor time of its own and of the system
            time -<|>p make
                **`-p`** prints the times in the form of POSIX
            <|>( cd x; ls )
                **`(`** runs these commands in a copy of this shell: variables they set and `cd` change nothing outside
            ( cd x; ls <|>)
                **`)`** ends the `( … )`
            <|>{ a; b; } > f
                **`{`** runs the commands up to `}` in this shell; a redirect behind it is for all of them
            { a\nb\n<|>} > f
                **`}`** ends the `{ … }` of line 1
        "#]],
    );
}

#[test]
fn redirects_are_followed_from_left_to_right() {
    hovers(
        &[
            "a <|>> f",
            "a <|>>> f",
            "a <|>>| f",
            "a <|>< f",
            "a <|>> /dev/null",
            "a 2<|>>/dev/null",
            "a <|>&> f",
            "a <|>&>> f",
            "a <|>>& f",
            "a > f 2><|>&1",
            "a >> \"$log\" 2><|>&1",
            "a 2><|>&1 > f",
            "a >/dev/null 2><|>&1",
            "a 2><|>&1 >/dev/null",
            "a 2><|>&1",
            "a <|>>&2",
            "a 3<|>>&1 1>&2 2>&3",
            "a 3>&1 1<|>>&2 2>&3",
            "a 3>&1 1>&2 2<|>>&3",
            "a 3<|>>&-",
            "a <<|>&-",
            "a <|><&3",
            "a 3<|>< f",
            "a 5<|>> f",
            "a <|><> f",
            "a {fd}<|>> f",
            "a >&<|>$fd",
            "a ><|>& $fd",
            "a 2>&<|>1-",
            "exec <|>>log",
            "exec <|>3<f",
            "a <|>>/dev/tcp/host/80",
            "while read x; do a; done <|>< f",
            "a <<|><< \"$x\"",
            "a </de<|>v/null",
            "a ><|>/dev/stderr",
        ],
        expect![[r#"
            a <|>> f
                **`> f`** writes output to `f`, over what it holds
            a <|>>> f
                **`>> f`** appends output to `f`
            a <|>>| f
                **`>| f`** writes output to `f`, over what it holds, even with `noclobber`
            a <|>< f
                **`< f`** reads its input from `f`
            a <|>> /dev/null
                **`> /dev/null`** throws output away
            a 2<|>>/dev/null
                **`2>/dev/null`** throws errors away
            a <|>&> f
                **`&> f`** writes output and errors to `f`, over what it holds
            a <|>&>> f
                **`&>> f`** appends output and errors to `f`
            a <|>>& f
                **`>& f`** writes output and errors to `f`, over what it holds
            a > f 2><|>&1
                **`2>&1`** sends errors to `f` too, where output goes by now
            a >> "$log" 2><|>&1
                **`2>&1`** sends errors to `$log` too, where output goes by now
            a 2><|>&1 > f
                **`2>&1`** sends errors where output goes at this point: not to `f`, which comes later
            a >/dev/null 2><|>&1
                **`2>&1`** throws errors away too, since output goes nowhere by now
            a 2><|>&1 >/dev/null
                **`2>&1`** sends errors where output goes at this point: not to `/dev/null`, which comes later
            a 2><|>&1
                **`2>&1`** sends errors where output goes
            a <|>>&2
                **`>&2`** sends output where errors go
            a 3<|>>&1 1>&2 2>&3
                **`3>&1`** makes descriptor 3 lead where output goes
            a 3>&1 1<|>>&2 2>&3
                **`1>&2`** sends output where errors go
            a 3>&1 1>&2 2<|>>&3
                **`2>&3`** sends errors where output went at first: descriptor 3 was made that
            a 3<|>>&-
                **`3>&-`** closes descriptor 3
            a <<|>&-
                **`<&-`** closes standard input
            a <|><&3
                **`<&3`** reads its input from descriptor 3
            a 3<|>< f
                **`3< f`** opens `f` to read, as descriptor 3
            a 5<|>> f
                **`5> f`** opens `f` to write, over what it holds, as descriptor 5
            a <|><> f
                **`<> f`** opens `f` to read and write, as standard input; keeps what it holds, and makes it where it is missing
            a {fd}<|>> f
                **`{fd}> f`** opens `f` to write, over what it holds, and puts the descriptor's number into `fd`
            a >&<|>$fd
                **`$fd`** the value of `fd`
            a ><|>& $fd
                **`>& $fd`** sends output to the descriptor that `$fd` holds; if that is a name, writes output and errors to that file
            a 2>&<|>1-
                **`2>&1-`** sends errors where output goes, and closes descriptor 1
            exec <|>>log
                **`>log`** writes output to `log`, over what it holds, for all commands from here on
            exec <|>3<f
                **`3<f`** opens `f` to read, as descriptor 3, for all commands from here on
            a <|>>/dev/tcp/host/80
                **`>/dev/tcp/host/80`** connects to port `80` of `host` over TCP, for output
            while read x; do a; done <|>< f
                **`< f`** reads its input from `f`, for everything inside
            a <<|><< "$x"
                **`<<< "$x"`** takes in this text, with a newline behind it
            a </de<|>v/null
                **`</dev/null`** gives it no input at all
            a ><|>/dev/stderr
                **`>/dev/stderr`** sends output where errors go
        "#]],
    );
    hovers_in(
        Dialect::Sh,
        &["a <|>&> f", "a <|>> /dev/tcp/host/80"],
        expect![[r#"
        a <|>&> f
            **`&> f`** to bash, writes output and errors to `f`; `dash` reads `&`, then a redirect: it does not wait, and errors stay
        a <|>> /dev/tcp/host/80
            **`> /dev/tcp/host/80`** writes output to `/dev/tcp/host/80`, over what it holds
    "#]],
    );
}

#[test]
fn here_documents_and_their_lines_are_explained() {
    hovers(
        &[
            "cat <|><<E\nx\nE\n",
            "cat <|><<'E'\nx\nE\n",
            "cat <|><<\"E\"\nx\nE\n",
            "cat <|><<\\E\nx\nE\n",
            "cat <|><<-E\n\tx\n\tE\n",
            "cat <|><<-'E'\n\tx\n\tE\n",
            "cat <|><<E\nx\n",
            "cat <<E\nx<|>y\nE\n",
            "cat <<E\nx $HO<|>ME\nE\n",
            "cat <<'E'\nx $HO<|>ME\nE\n",
            "cat <<E\nx $(rm -<|>f x)\nE\n",
            "cat <<E\nx\n<|>E\n",
            "cat <<-E\n\tx\n\t<|>E\n",
            "cat <<A; cat <<B\na\nA\nb\n<|>B\n",
            "if a; then\n  cat <<E\nx ${y:-<|>z}\nE\nfi\n",
            "while read x; do a; done <<E\n$x<|>y\nE\n",
            "cat <<E | tee f\n$<|>x\nE\n",
            "cat <<E |\n$<|>x\nE\ntee f\n",
            "cat <<E &&\n$<|>x\nE\ntee f\n",
            "x=$(cat <<E\n$<|>y\nE\n)\n",
            "bash <<'E'\nrm -<|>r x\nE\n",
            "f() { cat <<E; }\n$<|>x\nE\n",
        ],
        expect![[r#"
            cat <|><<E\nx\nE\n
                **`<<E`** takes in the lines up to `E`; `$x`, `$(…)` and backslashes in them are expanded
            cat <|><<'E'\nx\nE\n
                **`<<'E'`** takes in the lines up to `E` as they stand: nothing in them is expanded
            cat <|><<"E"\nx\nE\n
                **`<<"E"`** takes in the lines up to `E` as they stand: nothing in them is expanded
            cat <|><<\\E\nx\nE\n
                **`<<\E`** takes in the lines up to `E` as they stand: nothing in them is expanded
            cat <|><<-E\n\tx\n\tE\n
                **`<<-E`** takes in the lines up to `E`; `$x`, `$(…)` and backslashes in them are expanded; tabs at the start of a line are dropped
            cat <|><<-'E'\n\tx\n\tE\n
                **`<<-'E'`** takes in the lines up to `E` as they stand: nothing in them is expanded; tabs at the start of a line are dropped
            cat <|><<E\nx\n
                **`<<E`** takes in the lines up to `E`, which is missing
            cat <<E\nx<|>y\nE\n
                **`<<E`** the here-document of line 1, expanded first
            cat <<E\nx $HO<|>ME\nE\n
                **`$HOME`** the home folder of the user; what `~` and `cd` alone mean
            cat <<'E'\nx $HO<|>ME\nE\n
                **`<<'E'`** the here-document of line 1, as it stands: nothing in it is expanded
            cat <<E\nx $(rm -<|>f x)\nE\n
                **`-f`** asks nothing and ignores files that do not exist
            cat <<E\nx\n<|>E\n
                **`E`** ends the here-document of line 1
            cat <<-E\n\tx\n\t<|>E\n
                **`E`** ends the here-document of line 1
            cat <<A; cat <<B\na\nA\nb\n<|>B\n
                **`B`** ends the here-document of line 1
            if a; then\n  cat <<E\nx ${y:-<|>z}\nE\nfi\n
                **`${y:-z}`** the value of `y`, or `z` where it is unset or empty
            while read x; do a; done <<E\n$x<|>y\nE\n
                **`$xy`** the value of `xy`
            cat <<E | tee f\n$<|>x\nE\n
                **`$x`** the value of `x`
            cat <<E |\n$<|>x\nE\ntee f\n
                **`$x`** the value of `x`
            cat <<E &&\n$<|>x\nE\ntee f\n
                **`$x`** the value of `x`
            x=$(cat <<E\n$<|>y\nE\n)\n
                **`$y`** the value of `y`
            bash <<'E'\nrm -<|>r x\nE\n
                **`-r`** deletes folders with everything in them
            f() { cat <<E; }\n$<|>x\nE\n
                **`$x`** the value of `x`
        "#]],
    );
}

#[test]
fn expansions_say_what_they_become() {
    hovers(
        &[
            "a $<|>x",
            "a \"$<|>x\"",
            "y=$<|>x",
            "[[ $<|>x ]]",
            "case $<|>x in a) b;; esac",
            "a \"${x<|>:-y}\"",
            "a \"${x<|>-y}\"",
            "a \"${x<|>:-}\"",
            "a \"${x<|>:=y}\"",
            "a \"${x<|>=y}\"",
            "a \"${x<|>:?not set}\"",
            "a \"${x<|>?}\"",
            "a \"${x<|>:+y}\"",
            "a \"${x<|>+y}\"",
            "a ${#<|>x}",
            "a \"${file#<|>*.}\"",
            "a \"${file##<|>*/}\"",
            "a \"${file%<|>.*}\"",
            "a \"${file%%<|>.*}\"",
            "a \"${file%<|>/*}\"",
            "a \"${file%<|>.txt}\"",
            "a \"${file#<|>$dir/}\"",
            "a \"${x%<|>?}\"",
            "a \"${x%%<|>[0-9]*}\"",
            "a \"${x/<|>a/b}\"",
            "a \"${x//<|>a/b}\"",
            "a \"${x//<|>\\//_}\"",
            "a \"${x//<|>[^a-z]/}\"",
            "a \"${x/#<|>a/b}\"",
            "a \"${x/%<|>a}\"",
            "a \"${x/#<|>/b}\"",
            "a \"${x//$'<|>\\n'/, }\"",
            "a \"${x/<|>/}\"",
            "a \"${x//<|>\"$y\"/\"$z\"}\"",
            "a \"${x//<|>$y/$z}\"",
            "a \"${x%%<|>*(a)}\"",
            "a \"${x##<|>*[!a]}\"",
            "a \"${x%<|>\"$y\"}\"",
            "a \"${x:<|>2}\"",
            "a \"${x:<|>0:3}\"",
            "a \"${x:<|>2:3}\"",
            "a \"${x: <|>-3}\"",
            "a \"${x:<|>0:-1}\"",
            "a \"${x:<|>n}\"",
            "a \"${@:<|>2}\"",
            "a \"${@: <|>-1}\"",
            "a \"${a[@]:<|>1:2}\"",
            "a \"${x^<|>}\"",
            "a \"${x^^<|>}\"",
            "a \"${x,<|>}\"",
            "a \"${x,,<|>}\"",
            "a \"${x^^<|>[ab]}\"",
            "a \"${x@<|>Q}\"",
            "a \"${x@<|>P}\"",
            "a \"${<|>!x}\"",
            "a \"${<|>!1}\"",
            "a \"${<|>!p*}\"",
            "a \"${<|>!p@}\"",
            "a \"${<|>!a[@]}\"",
            "a ${#<|>a[@]}",
            "a \"${<|>a[@]}\"",
            "a ${<|>a[@]}",
            "a \"${<|>a[*]}\"",
            "a \"${<|>a[i]}\"",
            "a \"${<|>a[-1]}\"",
            "a \"${a[$<|>i]}\"",
            "a \"${a[@]<|>%.txt}\"",
            "a \"${x:-$(rm -<|>f y)}\"",
        ],
        expect![[r#"
            a $<|>x
                **`$x`** the value of `x`; without quotes it is split into words and matched against file names
            a "$<|>x"
                **`$x`** the value of `x`
            y=$<|>x
                **`$x`** the value of `x`
            [[ $<|>x ]]
                **`$x`** the value of `x`
            case $<|>x in a) b;; esac
                **`$x`** the value of `x`
            a "${x<|>:-y}"
                **`${x:-y}`** the value of `x`, or `y` where it is unset or empty
            a "${x<|>-y}"
                **`${x-y}`** the value of `x`, or `y` where it is unset
            a "${x<|>:-}"
                **`${x:-}`** the value of `x`, or an empty text where it is unset or empty
            a "${x<|>:=y}"
                **`${x:=y}`** the value of `x`; where it is unset or empty, `x` is set to `y` first
            a "${x<|>=y}"
                **`${x=y}`** the value of `x`; where it is unset, `x` is set to `y` first
            a "${x<|>:?not set}"
                **`${x:?not set}`** the value of `x`; where it is unset or empty, prints `not set` as an error and stops the shell
            a "${x<|>?}"
                **`${x?}`** the value of `x`; where it is unset, prints an error and stops the shell
            a "${x<|>:+y}"
                **`${x:+y}`** `y` where `x` is set and not empty, else nothing
            a "${x<|>+y}"
                **`${x+y}`** `y` where `x` is set, even to nothing; else nothing
            a ${#<|>x}
                **`${#x}`** the length of the value of `x` in characters
            a "${file#<|>*.}"
                **`${file#*.}`** the value of `file` without all up to the first `.`
            a "${file##<|>*/}"
                **`${file##*/}`** the value of `file` without all up to the last `/`: the name at the end of a path
            a "${file%<|>.*}"
                **`${file%.*}`** the value of `file` without all from the last `.` on
            a "${file%%<|>.*}"
                **`${file%%.*}`** the value of `file` without all from the first `.` on
            a "${file%<|>/*}"
                **`${file%/*}`** the value of `file` without all from the last `/` on: the folder of a path
            a "${file%<|>.txt}"
                **`${file%.txt}`** the value of `file` without `.txt` at its end
            a "${file#<|>$dir/}"
                **`$dir`** the value of `dir`
            a "${x%<|>?}"
                **`${x%?}`** the value of `x` without its last character
            a "${x%%<|>[0-9]*}"
                **`${x%%[0-9]*}`** the value of `x` without the longest end that matches `[0-9]*`
            a "${x/<|>a/b}"
                **`${x/a/b}`** the value of `x` with the first `a` replaced by `b`
            a "${x//<|>a/b}"
                **`${x//a/b}`** the value of `x` with every `a` replaced by `b`
            a "${x//<|>\\//_}"
                **`${x//\//_}`** the value of `x` with every `/` replaced by `_`
            a "${x//<|>[^a-z]/}"
                **`${x//[^a-z]/}`** the value of `x` without every part that matches `[^a-z]`
            a "${x/#<|>a/b}"
                **`${x/#a/b}`** the value of `x` with `a` at its start replaced by `b`
            a "${x/%<|>a}"
                **`${x/%a}`** the value of `x` without `a` at its end
            a "${x/#<|>/b}"
                **`${x/#/b}`** the value of `x` with `b` put before it
            a "${x//$'<|>\\n'/, }"
                **`$'…'`** a newline
            a "${x/<|>/}"
                **`${x//}`** the value of `x`
            a "${x//<|>"$y"/"$z"}"
                **`${x//"$y"/"$z"}`** the value of `x` with every `$y` replaced by `$z`
            a "${x//<|>$y/$z}"
                **`$y`** the value of `y`
            a "${x%%<|>*(a)}"
                **`${x%%*(a)}`** the value of `x` without the longest end that matches `*(a)`
            a "${x##<|>*[!a]}"
                **`${x##*[!a]}`** the value of `x` without the longest start that matches `*[!a]`
            a "${x%<|>"$y"}"
                **`${x%"$y"}`** the value of `x` without `$y` at its end
            a "${x:<|>2}"
                **`${x:2}`** the value of `x` without its first 2 characters
            a "${x:<|>0:3}"
                **`${x:0:3}`** the first 3 characters of `x`
            a "${x:<|>2:3}"
                **`${x:2:3}`** 3 characters of `x` from `2` on, counted from 0
            a "${x: <|>-3}"
                **`${x: -3}`** the last 3 characters of `x`
            a "${x:<|>0:-1}"
                **`${x:0:-1}`** the value of `x` without its last character
            a "${x:<|>n}"
                **`${x:n}`** the value of `x` from character `n` on, counted from 0
            a "${@:<|>2}"
                **`${@:2}`** the arguments from number `2` on
            a "${@: <|>-1}"
                **`${@: -1}`** the last argument
            a "${a[@]:<|>1:2}"
                **`${a[@]:1:2}`** 2 elements of `a` from number `1` on, counted from 0
            a "${x^<|>}"
                **`${x^}`** the value of `x` with its first letter in upper case
            a "${x^^<|>}"
                **`${x^^}`** the value of `x` in upper case
            a "${x,<|>}"
                **`${x,}`** the value of `x` with its first letter in lower case
            a "${x,,<|>}"
                **`${x,,}`** the value of `x` in lower case
            a "${x^^<|>[ab]}"
                **`${x^^[ab]}`** the value of `x` with the letters that match `[ab]` in upper case
            a "${x@<|>Q}"
                **`${x@Q}`** the value of `x`, quoted so that the shell reads it back as the same text
            a "${x@<|>P}"
                **`${x@P}`** the value of `x` as a prompt would show it
            a "${<|>!x}"
                **`${!x}`** the value of the variable whose name `x` holds
            a "${<|>!1}"
                **`${!1}`** the value of the variable that the first argument of the script or function names
            a "${<|>!p*}"
                **`${!p*}`** the names of all variables that begin with `p`
            a "${<|>!p@}"
                **`${!p@}`** the names of all variables that begin with `p`
            a "${<|>!a[@]}"
                **`${!a[@]}`** the indices or keys of `a`, each as one word
            a ${#<|>a[@]}
                **`${#a[@]}`** how many elements `a` has
            a "${<|>a[@]}"
                **`${a[@]}`** all elements of `a`, each as one word
            a ${<|>a[@]}
                **`${a[@]}`** all elements of `a`; without quotes it is split into words and matched against file names
            a "${<|>a[*]}"
                **`${a[*]}`** all elements of `a` in one word, with the first character of `IFS` between them
            a "${<|>a[i]}"
                **`${a[i]}`** the element of `a` at `i`
            a "${<|>a[-1]}"
                **`${a[-1]}`** the last element of `a`
            a "${a[$<|>i]}"
                **`$i`** the value of `i`
            a "${a[@]<|>%.txt}"
                **`${a[@]%.txt}`** each element of `a` without `.txt` at its end
            a "${x:-$(rm -<|>f y)}"
                **`-f`** asks nothing and ignores files that do not exist
        "#]],
    );
}

#[test]
fn the_shell_that_expands_is_the_one_that_is_told() {
    hovers(
        &[
            "f() { local x=$<|>1; }",
            "export PATH=\"$HO<|>ME/bin:$PATH\"",
            "declare -a x=($<|>y)",
            "x=($<|>y)",
            "ssh host \"$<|>@\"",
            "ssh host \"rm $<|>x\"",
            "ssh host 'rm $<|>x'",
            "eval \"rm $<|>x\"",
            "bash <<E\nrm $<|>x\nE\n",
            "bash <<'E'\nrm $<|>x\nE\n",
            "rm \"$<|>x\"",
            "rm --file=$<|>x",
            "tar -C \"$<|>x\" -xf y",
            "a $\"te<|>xt\"",
            "for x in $<|>y; do a; done",
        ],
        expect![[r#"
            f() { local x=$<|>1; }
                **`$1`** the first argument of the script or function
            export PATH="$HO<|>ME/bin:$PATH"
                **`$HOME`** the home folder of the user; what `~` and `cd` alone mean
            declare -a x=($<|>y)
                **`$y`** the value of `y`; without quotes it is split into words and matched against file names
            x=($<|>y)
                **`$y`** the value of `y`; without quotes it is split into words and matched against file names
            ssh host "$<|>@"
                **`$@`** all arguments, each as one word, as they were given
            ssh host "rm $<|>x"
                **`$x`** the value of `x`
            ssh host 'rm $<|>x'
                **`$x`** the value of `x`; without quotes it is split into words and matched against file names
            eval "rm $<|>x"
                **`$x`** the value of `x`
            bash <<E\nrm $<|>x\nE\n
                **`$x`** the value of `x`
            bash <<'E'\nrm $<|>x\nE\n
                **`$x`** the value of `x`; without quotes it is split into words and matched against file names
            rm "$<|>x"
                **`$x`** the value of `x`
            rm --file=$<|>x
                **`$x`** the value of `x`; without quotes it is split into words and matched against file names
            tar -C "$<|>x" -xf y
                **`$x`** the value of `x`
            a $"te<|>xt"
                **`$"…"`** this text, in the user's language where a catalogue of messages has it
            for x in $<|>y; do a; done
                **`$y`** the value of `y`; without quotes it is split into words and matched against file names
        "#]],
    );
    hovers_in(
        Dialect::Sh,
        &["a \"${x/<|>a/b}\"", "a \"${<|>a[0]}\"", "a \"${x%<|>a}\""],
        expect![[r#"
        a "${x/<|>a/b}"
            **`${x/a/b}`** the value of `x` with the first `a` replaced by `b`; `dash` does not know this and stops
        a "${<|>a[0]}"
            **`${a[0]}`** the element of `a` at `0`; `dash` does not know this and stops
        a "${x%<|>a}"
            **`${x%a}`** the value of `x` without `a` at its end
    "#]],
    );
}

#[test]
fn substitutions_quotes_and_tildes_are_explained() {
    hovers(
        &[
            "a <|>$(b)",
            "a \"<|>$(b)\"",
            "x=<|>$(b)",
            "a \"<|>`b`\"",
            "x=<|>$(<f)",
            "x=<|>$(< \"$f\")",
            "diff <|><(a) <(b)",
            "tee ><|>(a)",
            "x=<|>$((1 + 2))",
            "a $'<|>a\\tb'",
            "IFS=$'<|>\\n'",
            "a $'<|>plain'",
            "cd <|>~",
            "cd <|>~/x",
            "cd <|>~bob/x",
            "cd <|>~+",
            "cd <|>~-",
        ],
        expect![[r#"
            a <|>$(b)
                **`$(…)`** what these commands print, without the newlines at its end; without quotes it is split into words and matched against file names
            a "<|>$(b)"
                **`$(…)`** what these commands print, without the newlines at its end
            x=<|>$(b)
                **`$(…)`** what these commands print, without the newlines at its end
            a "<|>`b`"
                **`` `…` ``** what these commands print, without the newlines at its end
            x=<|>$(<f)
                **`$(< …)`** what `f` holds, without the newlines at its end
            x=<|>$(< "$f")
                **`$(< …)`** what `$f` holds, without the newlines at its end
            diff <|><(a) <(b)
                **`<(…)`** the name of a pipe: what these commands print can be read from it
            tee ><|>(a)
                **`>(…)`** the name of a pipe: these commands read what is written to it
            x=<|>$((1 + 2))
                **`$((…))`** the result, a whole number
            a $'<|>a\\tb'
                **`$'…'`** a text with a tab, as its backslashes say
            IFS=$'<|>\\n'
                **`$'…'`** a newline
            a $'<|>plain'
                **`$'…'`** this text; backslashes in it would be read as in C
            cd <|>~
                **`~`** the home folder, as `HOME` says
            cd <|>~/x
                **`~`** the home folder, as `HOME` says
            cd <|>~bob/x
                **`~bob`** the home folder of the user `bob`
            cd <|>~+
                **`~+`** the current folder, `PWD`
            cd <|>~-
                **`~-`** the folder before the last `cd`, `OLDPWD`
        "#]],
    );
    hovers_in(
        Dialect::Sh,
        &["x=<|>$(<f)"],
        expect![[r#"
        x=<|>$(<f)
            **`$(< …)`** nothing in `dash`: only bash and ksh read the file here
    "#]],
    );
}

#[test]
fn each_shell_is_told_in_its_own_way() {
    let scripts = [
        "a >&<|> f",
        "cd <|>~+",
        "a $'<|>b'",
        "[ a <|>== b ]",
        "[ a <|>-nt b ]",
        "[[ a <|>=~ b ]]",
        "a \"$<|>UID\"",
        "a > <|>/dev/tcp/h/80",
        "(( x = <|>010 ))",
        "a <|>|& b",
        "x=$(<|><f)",
    ];
    hovers_in(
        Dialect::Sh,
        &scripts,
        expect![[r#"
            a >&<|> f
                **`>& f`** to bash, writes output and errors to `f`; other shells take only a number here, and stop
            cd <|>~+
                **`~+`** kept as it is by `dash`: bash and ksh know it
            a $'<|>b'
                **`$'…'`** this text; backslashes in it would be read as in C; `dash` takes the `$` as text
            [ a <|>== b ]
                **`==`** is true when `a` is the text `b`; `dash` knows only `=`
            [ a <|>-nt b ]
                **`-nt`** is true when `a` is newer than `b`
            [[ a <|>=~ b ]]
                **`=~`** is true when `a` matches the regular expression `b`
            a "$<|>UID"
                **`$UID`** the value of `UID`; bash sets it, other shells may not
            a > <|>/dev/tcp/h/80
                **`> /dev/tcp/h/80`** writes output to `/dev/tcp/h/80`, over what it holds
            (( x = <|>010 ))
                **`010`** 8, since a number that begins with 0 is octal
            a <|>|& b
                **`|&`** passes output and errors of `a` on as the input of `b`
            x=$(<|><f)
                **`<f`** reads its input from `f`
        "#]],
    );
    hovers_in(
        Dialect::Ksh,
        &scripts,
        expect![[r#"
            a >&<|> f
                **`>& f`** to bash, writes output and errors to `f`; other shells take only a number here, and stop
            cd <|>~+
                **`~+`** the current folder, `PWD`
            a $'<|>b'
                **`$'…'`** this text; backslashes in it would be read as in C
            [ a <|>== b ]
                **`==`** is true when `a` is the text `b`
            [ a <|>-nt b ]
                **`-nt`** is true when `a` is newer than `b`; a missing file counts as older
            [[ a <|>=~ b ]]
                **`=~`** is true when `a` matches the regular expression `b`
            a "$<|>UID"
                **`$UID`** the value of `UID`; bash sets it, other shells may not
            a > <|>/dev/tcp/h/80
                **`> /dev/tcp/h/80`** connects to port `80` of `h` over TCP, for output
            (( x = <|>010 ))
                nothing
            a <|>|& b
                **`|&`** runs the command before it as a coprocess
            x=$(<|><f)
                **`<f`** reads its input from `f`
        "#]],
    );
}

#[test]
fn a_long_part_has_a_short_name() {
    let text = format!("a ${{x:-{}}} >{}\n", "é ".repeat(5000), "f".repeat(5000));
    let document = Document::new(&text, Dialect::Bash);
    let view = View::of(&document);
    for offset in [3, text.len() - 2] {
        assert!(hover(&view, offset).unwrap().text.len() < 600);
    }
}

#[test]
fn plain_words_get_nothing_wherever_they_stand() {
    hovers(
        &[
            "rm ./f<|>",
            "x=$(rm ./f<|>)",
            "rm > ./f<|>",
            "cat <<E\n$(rm ./f<|>)\nE\n",
            "if rm ./f<|>; then a; fi",
            "[ -f ./f<|> ]",
            "[[ -f ./f<|> ]]",
            "case a in b) rm ./f<|>;; esac",
            "# a && b |<|> c",
            "echo 'a |<|> b'",
        ],
        expect![[r#"
            rm ./f<|>
                nothing
            x=$(rm ./f<|>)
                nothing
            rm > ./f<|>
                **`> ./f`** writes output to `./f`, over what it holds
            cat <<E\n$(rm ./f<|>)\nE\n
                nothing
            if rm ./f<|>; then a; fi
                **`;`** ends the command; what follows runs when it is done
            [ -f ./f<|> ]
                nothing
            [[ -f ./f<|> ]]
                nothing
            case a in b) rm ./f<|>;; esac
                **`;;`** leaves the `case`
            # a && b |<|> c
                nothing
            echo 'a |<|> b'
                nothing
        "#]],
    );
}

#[test]
fn special_parameters_and_variables_are_explained() {
    hovers(
        &[
            "a $<|>0",
            "a \"$<|>1\"",
            "a \"${<|>12}\"",
            "a \"$<|>@\"",
            "a $<|>@",
            "a \"$<|>*\"",
            "a $<|>*",
            "x=$<|>*",
            "a $<|>#",
            "a $<|>?",
            "a $<|>$",
            "a $<|>!",
            "a $<|>-",
            "a \"$<|>_\"",
            "a \"${<|>PIPESTATUS[0]}\"",
            "a \"$<|>LINENO\"",
            "a \"$<|>RANDOM\"",
            "a \"$<|>HOME\"",
            "a \"$<|>EUID\"",
            "a \"${<|>BASH_SOURCE[0]}\"",
            "a \"${HOME<|>:-x}\"",
            "shift $((OPT<|>IND - 1))",
        ],
        expect![[r#"
            a $<|>0
                **`$0`** the name under which the script or shell was started; without quotes it is split into words and matched against file names
            a "$<|>1"
                **`$1`** the first argument of the script or function
            a "${<|>12}"
                **`${12}`** argument 12 of the script or function
            a "$<|>@"
                **`$@`** all arguments, each as one word, as they were given
            a $<|>@
                **`$@`** all arguments; without quotes each is split into words and matched against file names
            a "$<|>*"
                **`$*`** all arguments in one text, with the first character of `IFS` between them: a blank unless it was set
            a $<|>*
                **`$*`** all arguments; without quotes each is split into words and matched against file names
            x=$<|>*
                **`$*`** all arguments in one text, with the first character of `IFS` between them: a blank unless it was set
            a $<|>#
                **`$#`** how many arguments the script or function was given
            a $<|>?
                **`$?`** the exit status of the last command: 0 where it succeeded
            a $<|>$
                **`$$`** the process id of the shell; in `( … )` still that of the shell around it
            a $<|>!
                **`$!`** the process id of the last command that was sent to the background
            a $<|>-
                **`$-`** the options of the shell that are on, a letter for each
            a "$<|>_"
                **`$_`** the last argument of the command before; at the start, where the shell itself lies
            a "${<|>PIPESTATUS[0]}"
                **`${PIPESTATUS[0]}`** the element of `PIPESTATUS` at `0`; `PIPESTATUS`: the exit statuses of all commands of the last pipeline; the next command replaces them
            a "$<|>LINENO"
                **`$LINENO`** the number of this line in the script or function
            a "$<|>RANDOM"
                **`$RANDOM`** a random number from 0 to 32767, another one each time; not fit for secrets
            a "$<|>HOME"
                **`$HOME`** the home folder of the user; what `~` and `cd` alone mean
            a "$<|>EUID"
                **`$EUID`** the number of the user whose rights the shell has: 0 is root
            a "${<|>BASH_SOURCE[0]}"
                **`${BASH_SOURCE[0]}`** the element of `BASH_SOURCE` at `0`; `BASH_SOURCE`: the files of the running functions; the first is the file that this line stands in
            a "${HOME<|>:-x}"
                **`${HOME:-x}`** the value of `HOME`, or `x` where it is unset or empty
            shift $((OPT<|>IND - 1))
                **`OPTIND`** the number of the argument that `getopts` reads next; 1 at the start
        "#]],
    );
    hovers_in(
        Dialect::Sh,
        &["a \"$<|>RANDOM\"", "a \"$<|>HOME\""],
        expect![[r#"
            a "$<|>RANDOM"
                **`$RANDOM`** the value of `RANDOM`; bash sets it, other shells may not
            a "$<|>HOME"
                **`$HOME`** the home folder of the user; what `~` and `cd` alone mean
        "#]],
    );
}

#[test]
fn globs_and_braces_say_what_they_become() {
    hovers(
        &[
            "rm <|>*",
            "rm <|>*.txt",
            "rm build/<|>*",
            "rm /tmp/x<|>*",
            "ls <|>a?",
            "ls <|>[a-z]*",
            "ls <|>[!0-9]x",
            "ls <|>[[:digit:]]*",
            "ls <|>**/*.c",
            "ls \"$dir\"/<|>*.c",
            "ls <|>@(a|b).c",
            "ls <|>!(a)",
            "ls '<|>*'",
            "cp f<|>{,.bak}",
            "a {<|>1..10..2}",
            "a {0<|>1..3}",
            "a x{a,b<|>}{1,2,3}",
            "a {1..<|>$n}",
            "a <|>*.{c,h}",
            "[[ $x == <|>*.txt ]]",
        ],
        expect![[r#"
            rm <|>*
                **`*`** all names here; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            rm <|>*.txt
                **`*.txt`** the names here that end in `.txt`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            rm build/<|>*
                **`build/*`** all names in `build/`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            rm /tmp/x<|>*
                **`/tmp/x*`** the names in `/tmp/` that begin with `x`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>a?
                **`a?`** the names here made of `a`, then one character; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>[a-z]*
                **`[a-z]*`** the names here made of one of `a-z`, then any text; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>[!0-9]x
                **`[!0-9]x`** the names here made of a character other than a digit, then `x`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>[[:digit:]]*
                **`[[:digit:]]*`** the names here made of a digit, then any text; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>**/*.c
                **`**/*.c`** the paths made of any text, then `/`, then any text without `/`, then `.c`; hidden ones only with `dotglob`; `**` crosses folders only with `globstar`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls "$dir"/<|>*.c
                **`"$dir"/*.c`** the names in `$dir/` that end in `.c`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>@(a|b).c
                **`@(a|b).c`** the names here made of `a` or `b`, then `.c`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls <|>!(a)
                **`!(a)`** the names here made of anything but `a`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set
            ls '<|>*'
                nothing
            cp f<|>{,.bak}
                **`{,.bak}`** makes 2 words of this one: `f` and `f.bak`
            a {<|>1..10..2}
                **`{1..10..2}`** makes 5 words of this one: `1`, `3`, `5`, `7` …
            a {0<|>1..3}
                **`{01..3}`** makes 3 words of this one: `01`, `02` and `03`
            a x{a,b<|>}{1,2,3}
                **`{a,b}`** makes 6 words of this one: `xa1`, `xa2`, `xa3`, `xb1` …
            a {1..<|>$n}
                **`{1..$n}`** kept as it is: no variable is looked up in it
            a <|>*.{c,h}
                nothing
            [[ $x == <|>*.txt ]]
                nothing
        "#]],
    );
    hovers_in(
        Dialect::Sh,
        &["cp f<|>{,.bak}", "rm <|>*"],
        expect![[r#"
            cp f<|>{,.bak}
                **`{,.bak}`** kept as it is by `dash`: braces are for bash and ksh
            rm <|>*
                **`*`** all names here; hidden ones not; without a match it stays as written
        "#]],
    );
}

#[test]
fn tests_are_whole_questions() {
    hovers(
        &[
            "<|>[ -s f ]",
            "[ <|>-s f ]",
            "[ -s f <|>]",
            "t<|>est -d \"$x\"",
            "[ <|>-z \"$x\" ]",
            "[ <|>-n \"$x\" ]",
            "[ -n $<|>x ]",
            "[ <|>! -e f ]",
            "[<|> ! -e f -a -x g ]",
            "[<|> ! \\( -e f -a -x g \\) ]",
            "[ -e f <|>-o -x g ]",
            "[ \"$x\" <|>= y ]",
            "[ \"$x\" <|>= \"$y\" ]",
            "[ \"$x\" <|>!= '' ]",
            "[ \"$x\" <|>-eq 3 ]",
            "[ \"$x\" <|>-ge 3 ]",
            "[ a <|>-nt b ]",
            "[ a <|>-ef b ]",
            "[ a \\<|>< b ]",
            "[ a <|>< b ]",
            "[ <|>-t 1 ]",
            "[<|> \"$x\" ]",
            "<|>[[ -f a && ! -d b ]]",
            "[[ -f a <|>&& ! -d b ]]",
            "[[ -f a && <|>! -d b ]]",
            "[[ -f a && ! -d b <|>]]",
            "[[ $x <|>== y ]]",
            "[[ $x <|>== y* ]]",
            "[[ $x <|>!= *.txt ]]",
            "[[ $x <|>== \"*\" ]]",
            "[[ $x <|>== $y ]]",
            "[[ $x <|>== \"$y\" ]]",
            "[[ $x <|>=~ ^[0-9]+$ ]]",
            "[[ $x <|>< y ]]",
            "[[ <|>-v x ]]",
            "[[ <|>-o pipefail ]]",
            "[[ ( -f a || -f b ) <|>&& -f c ]]",
            "[<|>[ ( -f a || -f b ) && -f c ]]",
            "[ -f a <|>] && b",
        ],
        expect![[r#"
            <|>[ -s f ]
                **`[`** Asks about files, texts and numbers.
            [ <|>-s f ]
                **`-s`** is true when `f` exists and is not empty
            [ -s f <|>]
                **`]`** ends the question
            t<|>est -d "$x"
                **`test`** Asks about files, texts and numbers.
            [ <|>-z "$x" ]
                **`-z`** is true when `$x` is empty
            [ <|>-n "$x" ]
                **`-n`** is true when `$x` is not empty
            [ -n $<|>x ]
                **`$x`** the value of `x`; without quotes it is split into words and matched against file names
            [ <|>! -e f ]
                **`!`** turns the answer around
            [<|> ! -e f -a -x g ]
                **`[`** Asks about files, texts and numbers.
            [<|> ! \\( -e f -a -x g \\) ]
                **`[`** Asks about files, texts and numbers.
            [ -e f <|>-o -x g ]
                **`-o`** is true when one of the sides is
            [ "$x" <|>= y ]
                **`=`** is true when `$x` is the text `y`
            [ "$x" <|>= "$y" ]
                **`=`** is true when `$x` is the same text as `$y`
            [ "$x" <|>!= '' ]
                **`!=`** is true when `$x` is not empty
            [ "$x" <|>-eq 3 ]
                **`-eq`** is true when `$x` equals `3`, compared as numbers
            [ "$x" <|>-ge 3 ]
                **`-ge`** is true when `$x` is at least `3`, compared as numbers
            [ a <|>-nt b ]
                **`-nt`** is true when `a` is newer than `b`; a missing file counts as older
            [ a <|>-ef b ]
                **`-ef`** is true when `a` is the same file as `b`
            [ a \\<|>< b ]
                **`<`** is true when `a` sorts before `b`, compared as texts
            [ a <|>< b ]
                **`< b`** reads its input from `b`; it compares nothing: `[` would need a backslash before the sign
            [ <|>-t 1 ]
                **`-t`** is true when standard output is a terminal
            [<|> "$x" ]
                **`[`** Asks about files, texts and numbers.
            <|>[[ -f a && ! -d b ]]
                **`[[`** is true when `a` is a regular file and `b` is no folder
            [[ -f a <|>&& ! -d b ]]
                **`&&`** is true when both sides are
            [[ -f a && <|>! -d b ]]
                **`!`** turns the answer around
            [[ -f a && ! -d b <|>]]
                **`]]`** ends the question
            [[ $x <|>== y ]]
                **`==`** is true when `$x` is the text `y`
            [[ $x <|>== y* ]]
                **`==`** is true when `$x` begins with `y`
            [[ $x <|>!= *.txt ]]
                **`!=`** is true when `$x` does not end in `.txt`
            [[ $x <|>== "*" ]]
                **`==`** is true when `$x` is the text `*`
            [[ $x <|>== $y ]]
                **`==`** is true when `$x` matches the pattern `$y`
            [[ $x <|>== "$y" ]]
                **`==`** is true when `$x` is the same text as `$y`
            [[ $x <|>=~ ^[0-9]+$ ]]
                **`=~`** is true when `$x` matches the regular expression `^[0-9]+$`; what it found is then in `BASH_REMATCH`
            [[ $x <|>< y ]]
                **`<`** is true when `$x` sorts before `y`, compared as texts
            [[ <|>-v x ]]
                **`-v`** is true when the variable `x` is set
            [[ <|>-o pipefail ]]
                **`-o`** is true when the shell option `pipefail` is on
            [[ ( -f a || -f b ) <|>&& -f c ]]
                **`&&`** is true when both sides are
            [<|>[ ( -f a || -f b ) && -f c ]]
                **`[[`** is true when (`a` is a regular file, or `b` is a regular file) and `c` is a regular file
            [ -f a <|>] && b
                **`]`** ends the question
        "#]],
    );
}

#[test]
fn arithmetic_is_explained_sign_by_sign() {
    hovers(
        &[
            "<|>(( x > 1 ))",
            "(( x <|>> 1 ))",
            "(( x > 1 <|>))",
            "(( <|>x > 1 ))",
            "(( x<|>++ ))",
            "(( <|>--x ))",
            "(( x <|>+= 2 ))",
            "(( x <|>= 2 ))",
            "(( a[1] <|>= 2 ))",
            "x=$(( 2 <|>** 3 ))",
            "x=$(( 7 <|>% 3 ))",
            "x=$(( 7 <|>/ 3 ))",
            "x=$(( a <|>? b : c ))",
            "x=$(( a ? b <|>: c ))",
            "x=$(( 1 <|><< 3 ))",
            "x=$(( a <|>& b ))",
            "x=$(( a <|>&& b ))",
            "x=$(( <|>~a ))",
            "x=$(( <|>-a ))",
            "x=$(( b <|>- a ))",
            "x=$(( a<|>, b ))",
            "x=$(( <|>0x1f ))",
            "x=$(( <|>010 ))",
            "x=$(( <|>08 ))",
            "x=$(( <|>16#ff ))",
            "x=$(( <|>10#$y ))",
            "x=$(( 10#$<|>y ))",
            "let x<|>+=1",
            "let \"x = <|>y + 1\"",
            "for ((i = 0; i <|>< 3; i++)); do a; done",
        ],
        expect![[r#"
            <|>(( x > 1 ))
                **`((`** computes; succeeds where the result is not 0
            (( x <|>> 1 ))
                **`>`** 1 where the left side is more, else 0
            (( x > 1 <|>))
                **`))`** ends the expression
            (( <|>x > 1 ))
                **`x`** the value of `x` as a number; 0 where it is unset or empty
            (( x<|>++ ))
                **`++`** adds 1 to `x`; the value is the one before
            (( <|>--x ))
                **`--`** takes 1 from `x`; the value is the new one
            (( x <|>+= 2 ))
                **`+=`** adds what follows to `x`
            (( x <|>= 2 ))
                **`=`** sets `x` to what follows
            (( a[1] <|>= 2 ))
                **`=`** sets the element to what follows
            x=$(( 2 <|>** 3 ))
                **`**`** to the power of
            x=$(( 7 <|>% 3 ))
                **`%`** the rest when divided by
            x=$(( 7 <|>/ 3 ))
                **`/`** divided by; what is behind the point is dropped
            x=$(( a <|>? b : c ))
                **`?`** takes what follows where the left side is not 0, else what stands behind `:`
            x=$(( a ? b <|>: c ))
                **`:`** begins what is taken where the side before `?` is 0
            x=$(( 1 <|><< 3 ))
                **`<<`** shifts the bits to the left: each step doubles
            x=$(( a <|>& b ))
                **`&`** the bits that both sides have
            x=$(( a <|>&& b ))
                **`&&`** 1 where both sides are not 0, else 0; the right one is left alone where the left one is 0
            x=$(( <|>~a ))
                **`~`** every bit turned around
            x=$(( <|>-a ))
                **`-`** turns the sign around
            x=$(( b <|>- a ))
                **`-`** minus
            x=$(( a<|>, b ))
                **`,`** works out both sides; the result is that of the right one
            x=$(( <|>0x1f ))
                **`0x1f`** 31, written in hexadecimal
            x=$(( <|>010 ))
                **`010`** 8, since a number that begins with 0 is octal
            x=$(( <|>08 ))
                **`08`** an error: a number that begins with 0 is octal, and `8` is no octal digit
            x=$(( <|>16#ff ))
                **`16#ff`** 255, written with base 16
            x=$(( <|>10#$y ))
                **`10#`** reads what follows as a number with base 10
            x=$(( 10#$<|>y ))
                **`$y`** the value of `y`
            let x<|>+=1
                **`+=`** adds what follows to `x`
            let "x = <|>y + 1"
                **`y`** the value of `y` as a number; 0 where it is unset or empty
            for ((i = 0; i <|>< 3; i++)); do a; done
                **`<`** 1 where the left side is less, else 0
        "#]],
    );
}

#[test]
fn reserved_words_say_what_they_begin_and_end() {
    hovers(
        &[
            "<|>if [ -f x ]; then a; fi",
            "if [ -f x ]; <|>then a; fi",
            "if grep -q x f; then\n  a\nel<|>if b; then\n  c\nelse\n  d\nfi",
            "if a; then\n  a\nelif b; then\n  c\nel<|>se\n  d\nfi",
            "if a; then\n  a\nf<|>i",
            "if a; then cat <<E\n$(if b; then c; fi)\nE\nf<|>i",
            "wh<|>ile read -r line; do a; done",
            "wh<|>ile true; do a; done",
            "un<|>til ping -c 1 x; do a; done",
            "while a; d<|>o b; done",
            "while a; do\n  b\ndo<|>ne < f",
            "fo<|>r x in a b c; do a; done",
            "fo<|>r x in \"$@\"; do a; done",
            "fo<|>r x; do a; done",
            "fo<|>r x in *.txt; do a; done",
            "fo<|>r x in $(ls); do a; done",
            "fo<|>r x in {1..3}; do a; done",
            "fo<|>r x in {1..30}; do a; done",
            "fo<|>r x in $list; do a; done",
            "fo<|>r x in \"${a[@]}\"; do a; done",
            "fo<|>r x in \"$list\"; do a; done",
            "for x <|>in a b; do a; done",
            "for x in a b; do\n  for y in c; do\n    d\n  do<|>ne\ndone",
            "fo<|>r ((i=0; i<3; i++)); do a; done",
            "sel<|>ect x in a b; do a; done",
            "ca<|>se $1 in a) b;; esac",
            "case $1 <|>in a) b;; esac",
            "case $1 in <|>a) b;; esac",
            "case $1 in <|>-*) b;; esac",
            "case $1 in a<|>|b) b;; esac",
            "case $1 in a<|>) b;; esac",
            "case $1 in a) b;; <|>*) c;; esac",
            "case $1 in a) b<|>;; esac",
            "case $1 in a) b<|>;& b) c;; esac",
            "case $1 in a) b<|>;;& b) c;; esac",
            "case $1 in\n  a) b;;\nes<|>ac",
            "f<|>() { a; }",
            "fun<|>ction f { a; }",
            "f() <|>{ a; }",
            "f() {\n  a\n<|>}",
            "<|>coproc cat",
            "sh -c 'i<|>f a; then b; fi'",
        ],
        expect![[r#"
            <|>if [ -f x ]; then a; fi
                **`if`** runs what follows `then` where `x` is a regular file
            if [ -f x ]; <|>then a; fi
                **`then`** begins what runs where `x` is a regular file
            if grep -q x f; then\n  a\nel<|>if b; then\n  c\nelse\n  d\nfi
                **`elif`** where nothing before held: runs what follows `then` where `b` succeeds
            if a; then\n  a\nelif b; then\n  c\nel<|>se\n  d\nfi
                **`else`** begins what runs where no condition before it held
            if a; then\n  a\nf<|>i
                **`fi`** ends the `if` of line 1
            if a; then cat <<E\n$(if b; then c; fi)\nE\nf<|>i
                **`fi`** ends the `if` of line 1
            wh<|>ile read -r line; do a; done
                **`while`** repeats what follows `do` as long as `read -r line` succeeds
            wh<|>ile true; do a; done
                **`while`** repeats what follows `do` without end, until `break`, `return` or `exit` leaves it
            un<|>til ping -c 1 x; do a; done
                **`until`** repeats what follows `do` until `ping -c 1 x` succeeds
            while a; d<|>o b; done
                **`do`** begins what each round of the loop runs
            while a; do\n  b\ndo<|>ne < f
                **`done`** ends the `while` loop of line 1
            fo<|>r x in a b c; do a; done
                **`for`** runs what follows `do` for each of `a`, `b` and `c`, as `x`
            fo<|>r x in "$@"; do a; done
                **`for`** runs what follows `do` for each argument of the script or function, as `x`
            fo<|>r x; do a; done
                **`for`** runs what follows `do` for each argument of the script or function, as `x`
            fo<|>r x in *.txt; do a; done
                **`for`** runs what follows `do` for each file that matches `*.txt`, as `x`
            fo<|>r x in $(ls); do a; done
                **`for`** runs what follows `do` for each word that `$(ls)` prints, split at blanks and line ends, as `x`
            fo<|>r x in {1..3}; do a; done
                **`for`** runs what follows `do` for each of `1`, `2`, `3`, as `x`
            fo<|>r x in {1..30}; do a; done
                **`for`** runs what follows `do` for each of the 30 words of `{1..30}`, as `x`
            fo<|>r x in $list; do a; done
                **`for`** runs what follows `do` for each word that `$list` is split into, as `x`
            fo<|>r x in "${a[@]}"; do a; done
                **`for`** runs what follows `do` for each element of `a`, as `x`
            fo<|>r x in "$list"; do a; done
                **`for`** runs what follows `do` for the one text `$list`, as `x`
            for x <|>in a b; do a; done
                **`in`** begins the words that the loop goes through
            for x in a b; do\n  for y in c; do\n    d\n  do<|>ne\ndone
                **`done`** ends the `for` loop of line 2
            fo<|>r ((i=0; i<3; i++)); do a; done
                **`for`** computes `i=0` first, then repeats what follows `do` as long as `i<3` is not 0; `i++` after each round
            sel<|>ect x in a b; do a; done
                **`select`** shows a menu with each of `a` and `b`, and runs what follows `do` for each choice, as `x`
            ca<|>se $1 in a) b;; esac
                **`case`** runs what stands behind the first pattern that `$1` matches
            case $1 <|>in a) b;; esac
                **`in`** begins the patterns and their commands
            case $1 in <|>a) b;; esac
                **`a`** runs this where `$1` is `a`
            case $1 in <|>-*) b;; esac
                **`-*`** runs this where `$1` begins with `-`
            case $1 in a<|>|b) b;; esac
                **`|`** or
            case $1 in a<|>) b;; esac
                **`)`** ends the patterns; their commands follow
            case $1 in a) b;; <|>*) c;; esac
                **`*`** runs this where no pattern before it matched
            case $1 in a) b<|>;; esac
                **`;;`** leaves the `case`
            case $1 in a) b<|>;& b) c;; esac
                **`;&`** goes on with the commands of the next pattern, without asking it
            case $1 in a) b<|>;;& b) c;; esac
                **`;;&`** goes on asking the patterns that follow
            case $1 in\n  a) b;;\nes<|>ac
                **`esac`** ends the `case` of line 1
            f<|>() { a; }
                **`f`** is defined here; a call runs its body
            fun<|>ction f { a; }
                **`function`** defines the function `f`; a call runs its body
            f() <|>{ a; }
                **`{`** begins the body of `f`
            f() {\n  a\n<|>}
                **`}`** ends the function `f` of line 1
            <|>coproc cat
                **`coproc`** runs beside this shell; `COPROC` holds the descriptors of its output and its input
            sh -c 'i<|>f a; then b; fi'
                **`if`** runs what follows `then` where `a` succeeds
        "#]],
    );
}

#[test]
fn no_offset_of_any_script_makes_it_panic() {
    let broken = [
        "if a; then",
        "if",
        "while",
        "for",
        "for x in",
        "for ((",
        "for ((;;",
        "case",
        "case x in",
        "case x in a",
        "case x in a)",
        "case x in a) b ;;",
        "f() {",
        "f()",
        "function",
        "coproc",
        "select",
        "[[",
        "[[ -f",
        "[[ a =~",
        "[[ ( a",
        "[[ a &&",
        "((",
        "(( 1 +",
        "$((",
        "x=$(( 08",
        "[ ! ]",
        "[ -f ]",
        "[ = ]",
        "[ ( ]",
        "[ a -a ]",
        "a >",
        "a 2>&",
        "a <<",
        "a <<E",
        "a <<E\nx $(",
        "a <<E\n$x\nE",
        "a <<-E\n\té$x\n\tE\n",
        "a &",
        "a &&",
        "a |",
        "! ",
        "time",
        "${",
        "${x",
        "${x:",
        "${x/",
        "${x//é/",
        "${x:é:",
        "${x^^[",
        "\"${x#",
        "$'",
        "$'\\",
        "a {1..",
        "a {1..9999999999999999999}",
        "a {é..z}",
        "a [é-",
        "a @(",
        "{",
        "(",
        "é=$é",
        "a ~é",
        "x=(",
        "x[",
        "let",
        "let é",
        "if a; then b; elif",
        "if a; then b; else",
        "`a",
        "`a \\`b",
        "<(",
        "a >(",
        "{ a; } >",
        "done",
        "fi",
        "esac",
        ";;",
        "a 99999999999>&1",
        "a >&99999999999",
        "a {fd}>&-",
        "sh -c 'if a; then [ -f x ] && (( 1 )); fi'",
        "eval \"[ -f $x ]\"",
        "bash <<E\nif a; then\nE\n",
        "cat <<A <<B\n$x\nA\n$y\nB\n",
        "test",
        "test !",
        "[[ ! ]]",
        "[[ ! ! a ]]",
        "a \u{0}$x \u{0}",
        "${!x@Q}",
        "${#x:-y}",
        "${@:é}",
        "(( a ? b ))",
    ];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus");
    let mut texts: Vec<String> = broken.iter().map(|it| (*it).to_owned()).collect();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().extension().is_some_and(|it| it == "sh") {
            texts.push(std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    assert!(texts.len() > broken.len() + 5);
    for text in texts {
        for dialect in [Dialect::Sh, Dialect::Bash, Dialect::Ksh] {
            let document = Document::new(&text, dialect);
            let report = (text.len() < 200).then(|| rules::check(&document, None));
            let findings = report.as_ref().map_or(&[][..], |it| it.findings());
            let view = View { report: report.as_ref(), findings, ..View::of(&document) };
            for offset in 0..text.len() + 3 {
                if let Some(hover) = hover(&view, offset) {
                    assert!(hover.span.end <= text.len() && hover.span.start <= offset, "{text:?} {offset}");
                }
            }
        }
    }
}

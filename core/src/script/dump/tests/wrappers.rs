//! Wrappers, flags and operands.

use super::check;
use expect_test::expect;

#[test]
fn a_program_behind_others() {
    check(
        r#"sudo -u bob rm -r x
sudo A=1 -E rm x
env -i A=1 B=2 rm x
env - rm x
nice -n 5 ionice -c 3 nohup setsid rm x
timeout -k 3 5 rm x
command -p rm x
builtin cd x
exec -a n rm x
stdbuf -oL rm x
chroot /mnt rm x
unshare -r rm x
flock /l rm x
time -p rm x
doas rm x
runuser -u bob rm x
busybox rm x
/usr/bin/sudo /bin/rm x
taskset -c 0 rm x
strace -f -o l rm x
"#,
        expect![[r#"
            1:1 sudo -u/user=bob > rm -r/recursive x
            2:1 sudo -E > rm x
            3:1 env -i/ignore-environment > rm x
            4:1 env -- > rm x
            5:1 nice -n/adjustment=5 > ionice -c/class=3 > nohup > setsid > rm x
            6:1 timeout -k/kill-after=3 > rm x
            7:1 command -p > rm x
            8:1 builtin > cd x
            9:1 exec -a=n > rm x
            10:1 stdbuf -o/output=L > rm x
            11:1 chroot > rm x
            12:1 unshare -r/map-root-user > rm x
            13:1 flock > rm x
            14:1 time pipeline
              14:9 rm x
            15:1 doas > rm x
            16:1 runuser -u/user=bob > rm x
            17:1 busybox > rm x
            18:1 sudo > rm x
            19:1 taskset -c/cpu-list > rm x
            20:1 strace -f/follow-forks -o/output=l > rm x
        "#]],
    );
}

#[test]
fn wrappers_that_run_nothing_else() {
    check(
        r#"command -v rm
sudo -l
env
exec >x
sudo -i
nice
runuser bob
"#,
        expect![[r#"
            1:1 command -v rm
            2:1 sudo -l/list
            3:1 env
            4:1 exec >x
            5:1 sudo -i/login
            6:1 nice
            7:1 runuser bob
        "#]],
    );
}

#[test]
fn operands_from_standard_input() {
    check(
        r#"xargs rm -f
find . | xargs -0 -I{} mv {} x
xargs -n 1 sh -c 'rm "$1"' _
"#,
        expect![[r#"
            1:1 xargs > rm -f/force
            2:1 pipeline
              2:1 find .
              2:10 | xargs -0/null -I={} > mv {} x
            3:1 xargs -n/max-args=1 > sh -c='rm "$1"' _
              3:18 runs here, with ( …)
                3:19 rm "$1"
        "#]],
    );
}

#[test]
fn flags_bundles_and_values() {
    check(
        r#"tar xzf a.tgz -C b
tar --create --file=a b
ls -la --color=auto
rm -rf -- -x
head -5 a
kill -TERM 1
dd if=a of=b bs=1M
find . -type f -name '*.c' ! -newer x -print0
find / name -delete
grep -e a -f b c
rm -r$x y
rm $F -rf
git -C d push --force origin x
curl -fsSLo out url
sort -k2,2n -t: a
ps aux
"#,
        expect![[r#"
            1:1 tar -x/extract -z/gzip -f/file=a.tgz -C/directory=b
            2:1 tar -c/create -f/file=a b
            3:1 ls -l -a/all --color=auto
            4:1 rm -r/recursive -f/force -- -x
            5:1 head --5 a
            6:1 kill --TERM 1
            7:1 dd --if=a --of=b --bs=1M
            8:1 find . --type=f --name='*.c' ! --newer=x --print0
            9:1 find / name --delete
            10:1 grep -e/regexp=a -f/file=b c
            11:1 rm -r/recursive y
            12:1 rm $F -r/recursive -f/force
            13:1 git -C=d push -f/force origin x
            14:1 curl -f/fail -s/silent -S/show-error -L/location -o/output=out url
            15:1 sort -k/key=2,2n -t/field-separator=: a
            16:1 ps -a -u -x
        "#]],
    );
}

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

#[test]
fn programs_in_other_places_and_other_wrappers() {
    check(
        r#"docker run --rm -v "$PWD:/w" alpine:3 rm -r x
docker compose -f a.yml exec -T web sh -c 'rm "$1"' _ x
podman exec -it db psql
kubectl exec -n prod pod/web -c app -- rm x
toybox rm x
parallel -j 4 rm -rf {} ::: a b
nsenter -t 1 -m -- rm x
systemd-run --user --wait rm x
setarch x86_64 -R rm x
pkexec --user root rm x
sudo -e /etc/x
taskset -p 1
su -s /bin/sh -c 'rm x' bob
git submodule foreach 'rm x'
tar -cf a --to-command='rm x' b
at now <<E
rm x
E
[ -f a ]
"#,
        expect![[r#"
            1:1 docker run --rm -v/volume="$PWD"+":/w" alpine:3 rm -r x
              1:39 runs container
                1:39 rm -r/recursive x
            2:1 docker compose -f/file=a.yml exec -T/no-tty web sh -c 'rm "$1"' _ x
              2:37 runs container
                2:37 sh -c='rm "$1"' _ x
                  2:43 runs here, with (x)
                    2:44 rm "$1"
            3:1 podman exec -i/interactive -t/tty db psql
              3:20 runs container
                3:20 psql
            4:1 kubectl exec -n/namespace=prod pod/web -c/container=app -- rm x
              4:40 runs container
                4:40 rm x
            5:1 toybox > rm x
            6:1 parallel -j/jobs=4 rm -rf {} ::: a b
              6:15 runs here, about, with ()
                6:15 rm -r/recursive -f/force {}
            7:1 nsenter -t/target=1 -m/mount > rm x
            8:1 systemd-run --user --wait > rm x
            9:1 setarch > x86_64 -R/addr-no-randomize > rm x
            10:1 pkexec -u/user=root > rm x
            11:1 sudo -e/edit /etc/x
            12:1 taskset -p/pid 1
            13:1 su -s/shell=/bin/sh -c/command='rm x' bob
              13:18 runs here, with ()
                13:19 rm x
            14:1 git submodule foreach 'rm x'
              14:23 runs here, with ()
                14:24 rm x
            15:1 tar -c/create -f/file=a --to-command='rm x' b
              15:24 runs here, with ()
                15:25 rm x
            16:1 at now <<E="rm x\n"
              17:1 runs here, with ()
                17:1 rm x
            19:1 [ --f=a ]
        "#]],
    );
}

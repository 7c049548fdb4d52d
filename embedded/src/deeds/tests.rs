//! The same deed in many words must give the same command; what is not understood must give none.

use crate::wishes::{best_for, same, same_for, silent_in};
use crate::{Platform, Request, Shell, propose};

#[track_caller]
fn posix(command: &str, wishes: &[&str]) {
    same_for(Shell::Posix, Platform::Linux, command, wishes);
}

/// Answered where it is asked for, although it reads as prose.
#[track_caller]
fn prose(command: &str, wishes: &[&str]) {
    for text in wishes {
        let found = propose(&Request { text, ..Request::default() }).into_iter().next().map(|it| it.command);
        assert_eq!(found.as_deref(), Some(command), "{text}");
    }
}

#[track_caller]
fn silent(wishes: &[&str]) {
    silent_in(&["deeds"], wishes);
}

#[test]
fn folders_are_made() {
    same(
        "mkdir -p docs/reports",
        &[
            "make a folder reports in docs",
            "create the directory reports inside docs",
            "Please create a directory named reports inside the directory docs.",
            "I need a new folder reports in docs",
            "create docs/reports",
            "mkdir docs/reports",
            "make a new folder called reports in the docs folder",
            "could you create a folder with the name reports under docs",
            "creat a folder reports in docs",
        ],
    );
    same(
        "mkdir -p out/week{01..12}",
        &[
            "create the folders week01 to week12 inside out",
            "make folders week01 to week12 in out",
            "make 12 folders week01 … week12 in out",
            "folders week01..week12 in out",
            "create folders week01 to week12 in out, one per week",
            "Create twelve directories named week01 through week12 in the directory out.",
            "in out make directories week01 up to week12",
        ],
    );
    same(
        "mkdir -p Documents/2025-{01..12}",
        &[
            "12 folders 2025-01 ... 2025-12 inside Documents",
            "make a folder for each month of 2025 in Documents",
            "create folders 2025-01 to 2025-12 in Documents, one per month",
            "create a directory for every month of 2025 in Documents",
        ],
    );
    same("mkdir -p a b c", &["create the directories a, b and c", "make three folders a, b and c"]);
    same(
        "mkdir -p 'New Project/src' 'New Project/tests'",
        &[
            "Create a directory called 'New Project' with subdirectories src and tests.",
            "make a folder 'New Project' with the subfolders src and tests",
        ],
    );
    posix("mkdir -p day1 day2 day3", &["create folders day1 to day3"]);
}

#[test]
fn files_are_made_touched_and_written() {
    same(
        "touch docs/notes.txt",
        &[
            "create an empty file notes.txt in docs",
            "make the file notes.txt in the folder docs",
            "create file docs/notes.txt",
            "touch docs/notes.txt",
        ],
    );
    same(
        "touch part_{1..10}.txt",
        &["create 10 files called part_1.txt, part_2.txt and so on", "make ten empty files part_1.txt to part_10.txt"],
    );
    same(
        "touch -d 2024-02-29 a.txt",
        &[
            "set the modification time of a.txt to 2024-02-29",
            "change the timestamp of a.txt to 2024-02-29",
            "touch a.txt with the date 2024-02-29",
        ],
    );
    same("touch -r a.txt b.txt", &["give b.txt the same timestamp as a.txt"]);
    same(
        "echo 'hello world' > hello.txt",
        &[
            "create a file hello.txt with the text 'hello world'",
            "create the file hello.txt containing \"hello world\"",
            "make a file called hello.txt with the line 'hello world'",
            "write 'hello world' into the new file hello.txt",
        ],
    );
}

#[test]
fn named_things_are_copied_moved_and_renamed() {
    same("cp -r src backup", &["copy the folder src to backup", "copy the whole src folder to backup"]);
    same(
        "cp -a src /tmp/src-copy",
        &[
            "Copy the directory src recursively to /tmp/src-copy, preserving permissions and timestamps.",
            "copy folder src to /tmp/src-copy with everything and keep the times",
        ],
    );
    same(
        "cp app.ini app.ini.bak",
        &[
            "copy app.ini to app.ini.bak",
            "make a backup of app.ini",
            "back up app.ini",
            "create a copy of app.ini with the ending .bak",
            "make a copy of app.ini called app.ini.bak",
        ],
    );
    same("cp app.ini app.ini.\"$(date +%F)\"", &["back up app.ini with today's date in the name"]);
    same("cp -n config.json backup", &["copy config.json into the backup folder without overwriting"]);
    same("cp -r site/. /var/www/", &["copy the contents of the folder site to /var/www"]);
    same(
        "mv old.txt new.txt",
        &[
            "rename old.txt to new.txt",
            "move old.txt to new.txt",
            "rename the file old.txt into new.txt",
            "please rename file old.txt to new.txt",
            "change the name of old.txt to new.txt",
            "rename old.txt new.txt",
        ],
    );
    same("mv docs/a.txt docs/b.txt", &["rename docs/a.txt to b.txt", "rename file a.txt in docs to b.txt"]);
    same(
        "mv a.txt a.txt.swap && mv b.txt a.txt && mv a.txt.swap b.txt",
        &["swap a.txt and b.txt", "swap the names of a.txt and b.txt"],
    );
    same("rsync -a photos/ backup/photos/", &["sync the folder photos to backup/photos"]);
    same("rsync -a --delete src/ dst/", &["sync src to dst, deleting files that are gone"]);
}

#[test]
fn files_of_a_kind_are_moved_and_copied() {
    same(
        "mv Downloads/*.pdf Documents/pdf/",
        &[
            "move all pdfs from Downloads to Documents/pdf",
            "move all pdf files directly in Downloads into Documents/pdf",
            "Move all files with the extension .pdf from the directory Downloads to Documents/pdf.",
            "move every pdf in Downloads, not in subfolders, to Documents/pdf",
        ],
    );
    same(
        "mkdir -p Downloads/pdf && mv Downloads/*.pdf Downloads/pdf/",
        &[
            "make a folder Downloads/pdf and move all pdf files that lie directly in Downloads into it",
            "create Downloads/pdf and move the pdfs from Downloads there",
            "move all pdf files from Downloads to a new folder called Downloads/pdf",
            "move all pdf files from Downloads to Downloads/pdf and create the folder if needed",
        ],
    );
    same(
        "find episodes -type f -name '*.mp3' -exec cp -t export {} +",
        &[
            "copy all mp3s from episodes and its subfolders into export",
            "copy all mp3 files below episodes to export",
            "recursively copy all mp3 files in episodes to export",
        ],
    );
    same(
        "find assets -type f -name '*.png' -exec cp --parents -t pics {} +",
        &["copy all the png images below assets to pics keeping the folder structure"],
    );
    same(
        "mkdir -p archive/h1 && mv raw/o_{01..03}.csv archive/h1/",
        &["make a folder archive/h1 and move o_01.csv to o_03.csv from raw into it"],
    );
    same("cp raw/*.csv archive/", &["copy all .csv of raw to archive, not the parquet"]);
}

#[test]
fn deletion_is_narrow() {
    same("rm -r dist", &["delete the folder dist", "remove the directory dist and everything in it"]);
    same("rmdir dist", &["remove the empty folder dist", "delete the folder dist if it is empty"]);
    same(
        "find tmp -mindepth 1 -delete",
        &[
            "empty the folder tmp",
            "delete everything in tmp",
            "delete all contents of the folder tmp",
            "delete everything inside the folder tmp but keep the folder",
        ],
    );
    same("rm ./-rf", &["remove the file ./-rf"]);
    same("rm x.txt && rm -r y1", &["remove file x.txt and folder y1"]);
    silent(&[
        "delete everything",
        "empty the folder /etc",
        "delete the folder /",
        "delete the directory .",
        "delete duplicates",
        "delete the lines in a.txt",
        "delete the old folder versions",
        "clean the folder tmp",
        "cut a.txt",
        "empty folder check",
        "delete the folder ..",
        // Many folders of one name are not the one that lies here.
        "delete all node_modules folders",
        "remove every __pycache__ directory in this project",
        "remove folders named tmp",
        "delete any folder called cache",
        "rm every .git folder",
        "delete user tim",
        // The first name reads like an article.
        "remove dirs a b and c",
    ]);
}

#[test]
fn links_are_made() {
    same(
        "ln -s /home/dev/Documents/recipes Desktop/recipes",
        &[
            "make a symbolic link on the Desktop called recipes that points to /home/dev/Documents/recipes",
            "create a symlink Desktop/recipes pointing to /home/dev/Documents/recipes",
            "symlink Desktop/recipes -> /home/dev/Documents/recipes",
        ],
    );
    prose("ln -sfn 2.0 releases/current", &["point releases/current at 2.0 instead of 1.1"]);
    same("ln -sfn v3 current", &["replace symlink current so it points to v3"]);
    same(
        "ln -sfn /srv/app/r2 /srv/app/current",
        &["create a symbolic link named current in /srv/app that points to /srv/app/r2, replacing the existing link"],
    );
    same("ln data.csv data2.csv", &["create a hard link to data.csv called data2.csv"]);
    same("ln -sr scripts/foo.sh bin/foo", &["create a symlink bin/foo that points to scripts/foo.sh"]);
    silent(&["link /usr/local/bin/foo to /opt/foo/bin/foo"]);
}

#[test]
fn extensions_change() {
    same(
        "for f in incoming/*.TXT; do mv -- \"$f\" \"${f%.TXT}.txt\"; done",
        &[
            "rename all .TXT files in incoming to .txt",
            "rename *.TXT to *.txt in incoming",
            "change the extension of all .TXT files in incoming to txt",
            "please give the .TXT files in incoming the ending .txt",
            "rename the files in incoming from .TXT to .txt",
            "Rename all files with the extension .TXT in the directory incoming so that the extension is written in lower case.",
            "make the extensions of all TXT files in incoming lowercase",
        ],
    );
    same(
        "find www -type f -name '*.htm' -exec sh -c 'for f do mv -- \"$f\" \"${f%.htm}.html\"; done' sh {} +",
        &[
            "change .htm to .html recursively in www",
            "rename all .htm files below www to .html",
            "rename every htm file in www and its subfolders to .html",
        ],
    );
    same(
        "for f in conf/*.bak; do mv -- \"$f\" \"${f%.bak}\"; done",
        &["remove the .bak extension from all files in conf", "strip the .bak suffix from the files in conf"],
    );
}

#[test]
fn names_get_and_lose_parts() {
    same(
        "for f in raw/*.csv; do mv -- \"$f\" \"${f%/*}/old_${f##*/}\"; done",
        &[
            "add the prefix old_ to the name of each csv file in raw",
            "prefix all csv files in raw with old_",
            "put old_ in front of every csv file name in raw",
            "I want put old_ before the name of every csv file in folder raw",
            "prepend old_ to the names of the csv files in raw",
        ],
    );
    same(
        "for f in img/*.png; do mv -- \"$f\" \"${f%.png}_v2.png\"; done",
        &[
            "add the suffix _v2 to all png files in img",
            "append _v2 to the names of all png files in img",
            "add _v2 before the extension of every png file in img",
        ],
    );
    same(
        "for f in old/*.img; do mv -- \"$f\" \"$f.old\"; done",
        &["append .old to the .img files in old", "add the ending .old to all .img files in old"],
    );
    same(
        "for f in Downloads/*' '*; do [ -f \"$f\" ] && mv -- \"$f\" \"${f// /_}\"; done",
        &[
            "replace the spaces in the file names in Downloads by underscores",
            "Replace all spaces in the names of the files in the directory Downloads with underscores.",
            "rename the files in Downloads replacing spaces with underscores",
        ],
    );
    same(
        "for f in orders/orders-*; do [ -f \"$f\" ] || continue; b=${f##*/}; mv -- \"$f\" \"${f%/*}/${b#orders-}\"; done",
        &[
            "drop the prefix orders- from the files in orders",
            "remove the prefix orders- from all file names in orders",
        ],
    );
    same(
        "for f in docs/*draft*; do [ -f \"$f\" ] && mv -- \"$f\" \"${f//draft/}\"; done",
        &["remove 'draft' from the names of all files in docs", "remove the word draft from all file names in docs"],
    );
    posix(
        "for f in ./*' '*; do [ -f \"$f\" ] && mv -- \"$f\" \"$(printf '%s\\n' \"$f\" | tr ' ' _)\"; done",
        &["replace spaces with underscores in all file names"],
    );
    silent(&[
        "replace spaces with underscores in a.txt",
        "add old_ to all csv files",
        "remove draft from all files",
        "replace foo with bar in all files",
        "prefix each line with > in a.txt",
    ]);
}

#[test]
fn names_change_case_and_are_numbered() {
    same(
        "find shared -type f -name '*[[:upper:]]*' -exec bash -c 'for f do b=${f##*/}; mv -- \"$f\" \"${f%/*}/${b,,}\"; done' bash {} +",
        &[
            "make all the file names in shared and its subfolders lower case (just the files, not the folder names)",
            "make the names of all files below shared lower case",
        ],
    );
    same(
        "for f in ./*[[:upper:]]*; do [ -f \"$f\" ] && mv -- \"$f\" \"${f,,}\"; done",
        &["lowercase all file names here", "convert all filenames to lowercase"],
    );
    same(
        "n=1; for f in trip/*.jpg; do mv -- \"$f\" \"${f%/*}/photo_$(printf %03d \"$n\").jpg\"; n=$((n + 1)); done",
        &["rename all jpg files in trip to photo_001.jpg, photo_002.jpg and so on"],
    );
    same(
        "for f in plots/fig[0-9].png; do p=${f%[0-9].png}; mv -- \"$f\" \"${p}0${f#\"$p\"}\"; done",
        &["give the figures in plots two-digit numbers, fig1.png should become fig01.png, fig10.png stays as it is"],
    );
    same(
        "for f in scans/*.pdf; do mv -- \"$f\" \"${f%/*}/$(date -r \"$f\" +%F)_${f##*/}\"; done",
        &[
            "add the modification date in front of the name of every pdf in scans",
            "prefix all pdf files in scans with their modification date as YYYY-MM-DD",
        ],
    );
}

#[test]
fn loops_print_and_convert() {
    same(
        "for f in Podcasts/*.mp3; do basename \"$f\" .mp3; done",
        &["for each .mp3 in Podcasts print its name without the folder and without .mp3"],
    );
    same(
        "for f in data/*.csv; do printf '%s %s\\n' \"$f\" \"$(wc -l < \"$f\")\"; done",
        &["for each csv file in data print the name and the number of lines"],
    );
    same(
        "for f in rec/*.wav; do ffmpeg -i \"$f\" \"${f%.wav}.mp3\"; done",
        &["for each .wav in rec convert it to .mp3 using ffmpeg", "convert all wav files in rec to mp3"],
    );
    same(
        "for f in img/*.png; do convert \"$f\" \"${f%.png}.jpg\"; done",
        &["convert each png in img to jpg with imagemagick", "convert all png images in img to jpg"],
    );
}

#[test]
fn what_is_not_understood_gives_nothing() {
    silent(&[
        "move the finished reports to archive",
        "copy all files larger than 10MB to big",
        "move all hidden files to dotfiles",
        "rename report (1).pdf to report.pdf",
        "rename files containing foo in the name to bar",
        "make a coffee",
        "create a user bob",
        "create a branch feature",
        "add a column total to a.csv",
        "copy a.txt to host:/tmp",
        "move the cursor to the end",
        "delete the branch old",
        "convert a.csv to json",
        "replace the word foo by bar in all txt files",
        "remove the comments from all files",
        "copy all jpg files except the ones in raw to backup",
        "number the lines of a.txt",
        "add 5 to x",
        "merge a.csv and b.csv",
        "number the photos",
        "copy a.txt to backup unicorns",
        "move a directory up one level",
        "move screenshot files to shots",
        "create a file system on /dev/sdb1",
        "find the files in gallery without extension and add .jpg to their names",
    ]);
}

#[test]
fn files_are_sorted_and_backed_up() {
    same(
        "for f in Downloads/*.*; do [ -f \"$f\" ] || continue; d=\"${f%/*}/${f##*.}\"; mkdir -p -- \"$d\" && mv -- \"$f\" \"$d/\"; done",
        &[
            "sort the files in Downloads into folders by extension",
            "organize all files in Downloads into subfolders by file type",
            "move each file in Downloads into a folder named after its extension",
        ],
    );
    same(
        "for f in cam/*.jpg; do d=\"${f%/*}/$(date -r \"$f\" +%Y-%m)\"; mkdir -p -- \"$d\" && mv -- \"$f\" \"$d/\"; done",
        &["sort the jpg files in cam into folders by month"],
    );
    same(
        "for f in etc/*.conf; do cp -- \"$f\" \"$f.bak\"; done",
        &[
            "back up every .conf file in etc",
            "make a backup of each .conf file in etc",
            "copy all .conf files in etc to .conf.bak",
        ],
    );
    same("for f in bin/*.sh; do bash -n \"$f\"; done", &["for each .sh file in bin run \"bash -n\""]);
    same("cp *.sql /backup/", &["back up all sql files to /backup"]);
    same("cp -a www /backup/", &["make a backup of the directory www in /backup"]);
    same("ln -s /etc/hosts .", &["create a link to /etc/hosts here"]);
    same("cp /etc/hosts .", &["copy /etc/hosts here", "copy /etc/hosts to the current directory"]);
    same("mv *.txt ../", &["move all txt files to the parent directory"]);
}

#[test]
fn one_deed_has_several_steps() {
    same(
        "mkdir -p images videos && mv *.png images/ && mv *.mp3 videos/",
        &["create dirs images and videos, then move the pngs to images and the mp3s to videos"],
    );
    same("mkdir -p x1 && cd x1", &["make a folder x1 and cd into it", "create the directory x1 and go into it"]);
    same("touch run.sh && chmod +x run.sh", &["create a file run.sh and make it executable"]);
    same("mkdir -m 700 secrets", &["create a private directory secrets only I can read"]);
    same("cp t.html a.html && cp t.html b.html", &["duplicate t.html as a.html and b.html"]);
    same("for d in kiosks/*/; do cp a.txt \"$d\"; done", &["copy the file a.txt into each subdirectory of kiosks"]);
    same("while IFS= read -r d; do mkdir -p -- \"$d\"; done < n.txt", &["create a folder for each line in n.txt"]);
    same(
        "for f in *.txt; do mkdir -p -- \"${f%.txt}\"; done",
        &["create a folder for each txt file with the same name"],
    );
    same("mkdir -p \"$(date +%F)\"", &["create a folder for today's date"]);
    same("mkdir \"$(date +%F)\"", &["make a directory named after the current date"]);
    same(
        "find . -mindepth 2 -type f -exec mv -n -t . {} +",
        &["move all files from subfolders into the current directory"],
    );
    same("cp -ru src/. dest/", &["copy only newer files from src to dest"]);
    same("mv *.pdf docs/", &["put all pdfs in the folder docs"]);
}

#[test]
fn one_named_file_gets_what_the_words_say() {
    same("mv notes.txt notes.md", &["change the extension of notes.txt to md", "give notes.txt the extension md"]);
    same("mv conf.ini.bak conf.ini", &["strip .bak from conf.ini.bak"]);
    prose("mv todo.txt done.txt", &["the file todo.txt should be called done.txt"]);
    same("mv docs/README.TXT docs/readme.txt", &["lowercase the name of docs/README.TXT"]);
    same("mv report.txt report-\"$(date +%F)\".txt", &["rename report.txt so it has today's date in the name"]);
    silent(&["append today's date to report.txt", "add old_ to a.txt", "remove foo from a.txt"]);
}

#[test]
fn loops_go_through_folders_and_lists() {
    same(
        "for d in ./*/; do (cd \"$d\" && git pull); done",
        &["for each directory here, run git pull", "run git pull in every subfolder"],
    );
    same(
        "for d in assets/*/; do touch \"${d}.gitkeep\"; done",
        &["make an empty file .gitkeep in each subfolder of assets"],
    );
    same("mkdir -p monday tuesday wednesday", &["create folders monday to wednesday"]);
    same(
        "while IFS= read -r d; do mkdir -p -- \"$HOME/$d\"; done < list.txt",
        &["for each user in list.txt create a folder in home"],
    );
    silent(&["for each directory run the tests", "sort pictures by year", "in every folder do rm -rf x"]);
}

#[test]
fn nothing_is_added_where_something_goes() {
    same(
        "for f in old_*.jpg; do mv -- \"$f\" \"${f#old_}\"; done",
        &["remove the prefix old_ from the names of all jpgs", "strip the prefix old_ off all jpgs"],
    );
    same("ln -sfn r/43 current", &["update the link current to point to r/43"]);
    same("ln a.txt b.txt", &["hardlink a.txt as b.txt"]);
}

#[test]
fn other_platforms_get_their_own_forms() {
    same_for(
        Shell::Bash,
        Platform::MacOs,
        "find . -type f -name '*.jpg' -exec cp {} /mnt/usb/ \\;",
        &["copy all jpg files below here to the folder /mnt/usb"],
    );
    same_for(
        Shell::Bash,
        Platform::MacOs,
        "find assets -type f -name '*.png' -exec sh -c 'for f do mkdir -p \"pics/${f%/*}\" && cp \"$f\" \"pics/$f\"; done' sh {} +",
        &["copy all png files below assets to pics keeping the folder structure"],
    );
    same_for(
        Shell::Posix,
        Platform::Posix,
        "for f in *.TXT; do mv -- \"$f\" \"${f%.TXT}.txt\"; done",
        &["rename *.TXT to *.txt"],
    );
    for (wish, platform) in [
        ("create a symlink bin/foo that points to scripts/foo.sh", Platform::MacOs),
        ("touch a.txt with the date 2024-01-01", Platform::Posix),
    ] {
        assert_eq!(best_for(Shell::Bash, platform, wish), None, "{wish}");
    }
}

#[test]
fn names_and_places_are_put_in_other_words() {
    // Notes that tell rather than ask are answered where they are asked for.
    let same = prose;
    same(
        "for f in photos/*.jpeg; do mv -- \"$f\" \"${f%.jpeg}.jpg\"; done",
        &["in photos every .jpeg shall end in .jpg", "all .jpeg files in photos should end in .jpg instead"],
    );
    same(
        "for f in receipts/*.JPG; do mv -- \"$f\" \"${f%.JPG}.jpg\"; done",
        &["file endings .JPG in receipts should become lower case"],
    );
    same(
        "for f in Scans/*.JPG Scans/*.jpeg; do mv -- \"$f\" \"${f%.*}.jpg\"; done",
        &[".JPG and .jpeg in Scans should both end in plain .jpg"],
    );
    same(
        "for f in inbox/*IMG_*; do [ -f \"$f\" ] && mv -- \"$f\" \"${f//IMG_/show12_}\"; done",
        &["IMG_ at the beginning of the photos in inbox becomes show12_"],
    );
    same(
        "for f in plots/fig[0-9].png; do p=${f%[0-9].png}; mv -- \"$f\" \"${p}0${f#\"$p\"}\"; done",
        &[
            "give fig1.png to fig9.png in plots a leading zero",
            "fig1.png to fig9.png in plots should be called fig01.png to fig09.png",
        ],
    );
}

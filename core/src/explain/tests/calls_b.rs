//! What single calls are said to do: programs with sub-commands, package managers, services and tools.

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
        // Of a command that nobody knows its wrapper's sentence is said.
        let is_new = |it: &&String| !command.meaning.ends_with(it.rsplit("the command").next().unwrap_or_default());
        let wrappers = command.parts.iter().filter(|it| it.kind == Kind::Wrapper).map(|it| &it.meaning).filter(is_new);
        let said: Vec<&str> = wrappers.chain([&command.meaning]).map(|it| &**it).filter(|it| !it.is_empty()).collect();
        let _ = writeln!(shown, "{call} => {}", said.join(" "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn git_daily() {
    check(expect![[r#"
        git push => Sends new commits to the default remote.
        git push origin main => Sends `main` to `origin`.
        git push -f origin main => Sends `main` to `origin`, replacing what is there.
        git push --force-with-lease origin HEAD => Sends `HEAD` to `origin`, replacing what is there if it is as it was last seen.
        git push -u origin feature => Sends `feature` to `origin`, and remembers that as the upstream.
        git push origin :old => Sends `:old` to `origin`: a name with nothing before its `:` is deleted there.
        git push origin --delete old => Deletes `old` at `origin`.
        git push origin +main => Sends `+main` to `origin`, and replaces what is there where a name begins with `+`.
        git push origin HEAD:refs/heads/main --no-verify => Sends `HEAD:refs/heads/main` (name here:name there) to `origin`, without asking its hook.
        git push --tags => Sends all tags to the default remote.
        git push origin v1 --tags => Sends `v1` and all tags to `origin`.
        git push --all origin => Sends all branches to `origin`.
        git push --mirror backup => Makes the branches and tags of `backup` exactly those that are here, and deletes all others there.
        git push --prune origin => Sends new commits to `origin`, and deletes there what is gone here.
        git push -n origin main => Only shows what it would do: sends `main` to `origin`.
        git -C /srv/app push origin main => Sends `main` to `origin`, in the folder `/srv/app`.
        git -c user.name=x -c user.email=y commit -m msg => Records what is staged with the message `msg`, with `user.name=x` and `user.email=y` set.
        git --git-dir=/srv/x.git log => Shows commits of the current branch, in the repository `/srv/x.git`.
        git pull => Fetches new commits from the upstream, and joins that to the current branch.
        git pull --rebase => Fetches new commits from the upstream, and puts the commits of the current branch on top.
        git pull --rebase origin main => Fetches `main` from `origin`, and puts the commits of the current branch on top.
        git pull --ff-only => Fetches new commits from the upstream, and moves the current branch forward, failing where both have commits of their own.
        git pull --rebase=false => Fetches new commits from the upstream, and joins that to the current branch.
        git pull origin main --depth 1 => Fetches `main` from `origin`, and joins that to the current branch, with a history of depth `1`.
        git fetch => Fetches new commits from the default remote.
        git fetch origin => Fetches new commits from `origin`.
        git fetch origin main => Fetches `main` from `origin`.
        git fetch --all --prune => Fetches new commits from all remotes, forgetting branches that are gone there.
        git fetch -p -t origin => Fetches new commits from `origin`, and all tags, forgetting branches that are gone there.
        git fetch --unshallow => Fetches the rest of the history from the default remote.
        git fetch --depth=1 origin "$sha" => Fetches `$sha` from `origin`, with a history of depth `1`.
        git fetch origin '+refs/heads/*:refs/remotes/origin/*' => Fetches `+refs/heads/*:refs/remotes/origin/*` (name there:name here) from `origin`.
        git clone https://example.org/a.git => Copies the repository `https://example.org/a.git` into a new folder named after it.
        git clone --depth 1 -b v2 https://example.org/a.git /opt/a => Copies the repository `https://example.org/a.git` into `/opt/a`, at `v2`, with a history of depth `1`.
        git clone --mirror https://example.org/a.git => Copies `https://example.org/a.git` with all its branches and tags into a new folder named after it, without files to work on.
        git clone --bare a b.git => Copies the repository `a` into `b.git`, without files to work on.
        git clone --recursive https://example.org/a.git => Copies the repository `https://example.org/a.git` into a new folder named after it, with its submodules.
        git init => Makes a repository in the current folder.
        git init --bare /srv/x.git => Makes a bare repository in `/srv/x.git`.
        git init -b main site => Makes a repository in `site`, whose first branch is `main`.
        git add . => Stages all changes in the current folder.
        git add -A => Stages all changes, also new and deleted files.
        git add -u => Stages the changes of tracked files, also deletions.
        git add a.txt b.txt => Stages `a.txt` and `b.txt`.
        git add -p => Asks which changes to stage.
        git add -f vendor => Stages `vendor`, even if ignored.
        git add --chmod=+x a.sh => Here it makes the staged files programs, or not (`+x`).
        git commit -m "Fix it" => Records what is staged with the message `Fix it`.
        git commit -am "Fix it" => Records all changes of tracked files with the message `Fix it`.
        git commit => Records what is staged.
        git commit --amend --no-edit => Replaces the last commit by one that also has what is staged, with the same message.
        git commit --amend -m new => Replaces the last commit by one that also has what is staged, with the message `new`.
        git commit --allow-empty -m trigger => Records what is staged with the message `trigger`, even if that is nothing.
        git commit -F msg.txt => Records what is staged with the message in the file `msg.txt`.
        git commit -m x file.c => Records the changes of `file.c` with the message `x`.
        git commit --fixup HEAD~1 => Records what is staged as a correction of `HEAD~1`.
        git commit --no-verify -m x => Records what is staged with the message `x`, without asking its hooks.
        git commit --dry-run => Only shows what it would do: records what is staged.
        git status => Shows what has changed and what is staged.
        git status --porcelain => Shows what has changed and what is staged, in a form that never changes.
        git status -s src => Shows what has changed and what is staged in `src`, one line for each file.
        git log => Shows commits of the current branch.
        git log --oneline -5 => Shows commits of the current branch, at most `5`, one line each.
        git log -n 3 main => Shows commits of `main`, at most `3`.
        git log --author=ann --since=yesterday => Shows commits of the current branch, by `ann`, since `yesterday`.
        git log -p -- src/a.c => Shows commits of `src/a.c`, with their changes.
        git log --all --graph --oneline => Shows commits of all branches and tags, one line each, as a graph.
        git log origin/main..HEAD --format=%h => Shows commits of `origin/main..HEAD`, each as `%h`.
        git log -1 --pretty=%B => Shows commits of the current branch, at most `1`, each as `%B`.
        git log -g => Shows where the current commit stood before.
        git show => Shows the current commit with its changes.
        git show HEAD:README.md => Prints the file `HEAD:README.md` (commit:path).
        git show --stat HEAD~1 => Shows `HEAD~1` with how many lines it changes.
        git show -s --format=%ct HEAD => Shows `HEAD` without its changes, as `%ct`.
        git show --name-only HEAD => Shows `HEAD` with the names of the files it changes.
        git diff => Shows what changed and is not staged.
        git diff --cached => Shows what is staged.
        git diff --staged --name-only => Shows what is staged, only the names of files.
        git diff --quiet => Says by its exit status whether anything changed that is not staged.
        git diff --cached --quiet => Says by its exit status whether anything is staged.
        git diff --quiet HEAD => Says by its exit status whether there are differences for `HEAD`.
        git diff HEAD~1 => Shows the differences for `HEAD~1`.
        git diff main..dev --stat => Shows what changed in `main..dev`, only how many lines change.
        git diff --name-only origin/main...HEAD => Shows what changed in `origin/main...HEAD`, only the names of files.
        git diff --exit-code => Shows what changed and is not staged, and says by its exit status whether there is anything.
        git diff --no-index a b => Shows how `a` and `b` differ.
        git checkout main => Switches to `main`.
        git checkout -b new => Makes the branch `new` and switches to it.
        git checkout -b new origin/main => Makes the branch `new` at `origin/main` and switches to it.
        git checkout -B gh-pages => Makes the branch `gh-pages`, or moves it if it is there, and switches to it.
        git checkout -- a.txt b.txt => Throws away the changes of `a.txt` and `b.txt` that are not staged.
        git checkout . => Throws away all changes below the current folder that are not staged.
        git checkout HEAD -- a.txt => Replaces `a.txt` with what `HEAD` holds, and loses other changes of that.
        git checkout -f => Throws away the changes of tracked files.
        git checkout -f main => Switches to `main`, and throws changes away.
        git checkout "$branch" => Switches to `$branch`, or throws its changes away where that is a file.
        git checkout --orphan gh-pages => Begins the branch `gh-pages` without any history.
        git checkout --detach => Checks out the current commit without being on a branch.
        git checkout - => Switches back to the branch before.
        git checkout --theirs a.txt => Takes their side of `a.txt` where a merge conflicts.
        git checkout --ours -- a.txt => Takes our side of `a.txt` where a merge conflicts.
        git checkout a.txt b.txt => Replaces `b.txt` with what `a.txt` holds or, if that is a file too, with what is staged; other changes are lost.
        git switch main => Switches to the branch `main`.
        git switch -c new => Makes the branch `new` and switches to it.
        git switch -C new origin/main => Makes the branch `new`, or moves it if it is there, to `origin/main` and switches to it.
        git switch - => Switches back to the branch before.
        git switch --detach HEAD~1 => Checks out `HEAD~1` without being on a branch.
        git switch --discard-changes main => Switches to the branch `main`, and throws changes away.
        git restore a.txt => Throws away the changes of `a.txt` that are not staged.
        git restore --staged a.txt => Unstages the changes of `a.txt`.
        git restore --staged --worktree . => Replaces `.`, and what is staged of it, with what the last commit holds.
        git restore -s HEAD~1 a.txt => Replaces `a.txt` with what `HEAD~1` holds, and loses other changes of that.
        git restore --source=HEAD~1 --staged a.txt => Stages `a.txt` as it is in `HEAD~1`.
        git branch => Lists the branches.
        git branch -a => Lists all branches, also those of remotes.
        git branch -r --merged main => Lists branches of remotes that are merged into `main`.
        git branch --merged => Lists branches that are merged.
        git branch new => Makes the branch `new` at the current commit.
        git branch new v1 => Makes the branch `new` at `v1`.
        git branch -d old => Deletes the branch `old`, if merged.
        git branch -D old older => Deletes the branches `old` and `older`, even if not merged.
        git branch -rd origin/old => Forgets the branch `origin/old` of a remote, which keeps it.
        git branch -m new => Renames the current branch to `new`.
        git branch -M main => Renames the current branch to `main`, replacing one of that name.
        git branch -m old new => Renames the branch `old` to `new`.
        git branch -u origin/main => Makes `origin/main` the upstream of the current branch.
        git branch --show-current => Prints the name of the current branch.
        git branch -f main HEAD~1 => Moves the branch `main` to `HEAD~1`, or makes it there.
        git branch --list 'feature/*' => Lists branches that match `feature/*`.
        git branch --contains abc => Lists branches that hold `abc`.
        git merge dev => Merges `dev` into the current branch.
        git merge --no-ff -m msg dev => Merges `dev` into the current branch, with a commit of its own in any case, with the message `msg`.
        git merge --abort => Gives up the merge that is under way, and goes back to what was before it.
        git merge --squash dev => Makes the changes of `dev` here, without a commit.
        git merge --ff-only origin/main => Moves the current branch forward to `origin/main`, failing where it has commits of its own.
        git rebase main => Puts the commits of the current branch on top of `main`.
        git rebase -i HEAD~3 => Lets you reorder, change and drop the commits of the current branch since `HEAD~3`.
        git rebase --onto main old new => Puts the commits of `new` since `old` on top of `main`.
        git rebase --continue => Goes on with the rebase that is under way.
        git rebase --abort => Gives up the rebase that is under way, and goes back to what was before it.
        git rebase -i --autosquash main => Lets you reorder, change and drop the commits of the current branch since `main`, with corrections at their places.
        git rebase => Puts the commits of the current branch on top of its upstream.
        git rebase -x 'make test' main => Puts the commits of the current branch on top of `main`, and runs `make test` after each.
        git reset => Unstages everything.
        git reset --hard => Throws away all changes of tracked files, also those that are staged.
        git reset --hard HEAD => Throws away all changes of tracked files, also those that are staged.
        git reset --hard origin/main => Moves the current branch to `origin/main`, and throws away all changes of tracked files.
        git reset --soft HEAD~1 => Moves the current branch to `HEAD~1`, and keeps what changes by that staged.
        git reset HEAD~1 => Moves the current branch to `HEAD~1`, and keeps files as they are.
        git reset HEAD a.txt => Unstages the changes of `a.txt`.
        git reset -- a.txt => Unstages the changes of `a.txt`.
        git reset a.txt => Moves the current branch to `a.txt` and keeps files as they are, or unstages it where that is a file.
        git reset --mixed => Unstages everything.
        git reset --keep HEAD~1 => Moves the current branch to `HEAD~1`, and keeps changes that are not committed.
        git clean -fd => Deletes files and folders that git does not track.
        git clean -fdx => Deletes files and folders that git does not track, also those that it ignores.
        git clean -fX => Deletes files that git ignores.
        git clean -nd => Only shows what it would do: deletes files and folders that git does not track.
        git clean -d => Deletes files that git does not track, but refuses that without `-f` unless git is set up to allow it.
        git clean -fdx -e .env => Deletes files and folders that git does not track, also those that it ignores, but not `.env`.
        git clean -i => Asks which files to delete that git does not track.
        git clean -f build => Deletes files that git does not track below `build`.
        git revert HEAD => Undoes the changes of `HEAD` by new commits.
        git revert -m 1 abc => Undoes the changes of `abc` by new commits, compared with parent `1`.
        git revert --no-commit a..b => Undoes the changes of `a..b`, without committing that.
        git cherry-pick abc => Makes the changes of `abc` here again, as new commits.
        git cherry-pick -n abc def => Makes the changes of `abc` and `def` here, without committing them.
        git cherry-pick --abort => Gives up the cherry-pick that is under way, and goes back to what was before it.
        git cherry-pick -x -m 1 abc => Makes the changes of `abc` here again, as new commits, compared with parent `1`, and notes where they come from.
    "#]]);
}

#[test]
fn git_more() {
    check(expect![[r#"
        git stash => Puts uncommitted changes aside.
        git stash -u => Puts uncommitted changes aside, also untracked files.
        git stash push -m wip a.txt => Puts aside the changes of `a.txt` with the message `wip`.
        git stash push -k => Puts uncommitted changes aside, but keeps what is staged.
        git stash pop => Brings back the changes of the last stash, and drops it from the list.
        git stash pop stash@{1} => Brings back the changes of `stash@{1}`, and drops it from the list.
        git stash apply --index => Brings back the changes of the last stash, and keeps it on the list; stages again what was staged.
        git stash list => Lists what was put aside.
        git stash drop => Deletes the last stash with its changes.
        git stash clear => Deletes everything that was put aside.
        git stash show -p => Shows the changes of the last stash.
        git stash save -u wip => Puts uncommitted changes aside with the message `wip`, also untracked files.
        git tag => Lists the tags.
        git tag v1 => Makes the tag `v1` at the current commit.
        git tag -a v1 -m "Release 1" => Makes the tag `v1` at the current commit with the message `Release 1`.
        git tag -d v1 => Deletes the tag `v1`.
        git tag -f v1 abc => Makes the tag `v1` at `abc`, replacing one of that name.
        git tag -l 'v*' => Lists tags that match `v*`.
        git tag --points-at HEAD => Lists tags that point to `HEAD`.
        git tag --sort=-v:refname => Lists tags, sorted by `-v:refname`.
        git tag -s v1 => Makes the tag `v1` at the current commit, signed.
        git rm -r --cached . => Tracks `.` no longer, and leaves the files where they are.
        git rm -rf old => Deletes `old` with everything in it, and stages that, even if it has changes.
        git rm a.txt => Deletes `a.txt`, and stages that.
        git mv a b => Moves `a` to `b`, and stages that.
        git mv -f a b c/ => Moves `a` and `b` to `c/`, and stages that, replacing a file there.
        git remote => Lists the remotes.
        git remote -v => Lists the remotes with their addresses.
        git remote add origin https://example.org/a.git => Adds the remote `origin` with the address `https://example.org/a.git`.
        git remote add -f up https://example.org/a.git => Adds the remote `up` with the address `https://example.org/a.git`, and fetches from it.
        git remote set-url origin https://example.org/b.git => Sets the address of the remote `origin` to `https://example.org/b.git`.
        git remote set-url --add origin https://example.org/b.git => Adds `https://example.org/b.git` to the addresses of the remote `origin`.
        git remote remove up => Removes the remote `up`, with what is known of its branches.
        git remote get-url origin => Prints the address of the remote `origin`.
        git remote prune origin => Forgets the branches of `origin` that are gone there.
        git remote update -p => Fetches from all remotes, forgetting branches that are gone there.
        git remote show origin => Shows what is known of the remote `origin`, and asks it for news.
        git remote show -n origin => Shows what is known of the remote `origin`.
        git config --global user.name "Ann" => Sets `user.name` to `Ann` for this user.
        git config user.email => Prints the value of `user.email`.
        git config --get remote.origin.url => Prints the value of `remote.origin.url`.
        git config --global --unset core.pager => Deletes the option `core.pager` of this user.
        git config -l => Lists the options.
        git config --global --list => Lists the options of this user.
        git config --get-regexp '^alias' => Prints the options that match `^alias`.
        git config --global --add safe.directory /srv => Adds the value `/srv` to `safe.directory` for this user.
        git config -f .gitmodules --get-regexp path => Prints the options that match `path` in the file `.gitmodules`.
        git config set user.name Ann => Sets `user.name` to `Ann`.
        git submodule => Shows the commits of the submodules.
        git submodule update --init --recursive => Brings the submodules to the commits that the repository names, setting up new ones, also those inside them.
        git submodule update --remote lib => Brings `lib` to the newest commit of its branch there.
        git submodule add https://example.org/a.git lib/a => Adds the repository `https://example.org/a.git` as a submodule in `lib/a`.
        git submodule foreach --recursive 'git clean -fd' => Runs this text in each submodule, also in those inside them.
        git submodule deinit -f lib => Empties `lib`, and forgets where they come from, even with changes.
        git submodule deinit --all -f => Empties the folders of all submodules, and forgets where they come from, even with changes.
        git submodule sync --recursive => Copies the addresses of the submodules from `.gitmodules`, also of those inside them.
        git submodule status => Shows the commits of the submodules.
        git worktree add ../fix main => Checks out `main` in the new folder `../fix`.
        git worktree add -b fix ../fix => Makes the branch `fix` at the current commit, and checks it out in the new folder `../fix`.
        git worktree add ../fix => Makes the work tree `../fix`, with a branch that is named after it.
        git worktree list => Lists the work trees.
        git worktree remove --force ../fix => Deletes the work tree `../fix`, even with changes.
        git worktree prune => Forgets work trees whose folders are gone.
        git bisect start HEAD v1 => Begins a search for the commit that broke something, which `HEAD` has and `v1` has not.
        git bisect run make test => Checks out commits between good and bad ones, and takes the exit status of a command for the answer. Builds `test`.
        git bisect good => Says that the current commit is good.
        git bisect bad abc => Says that `abc` is bad.
        git bisect reset => Ends the search, and checks out what was checked out before.
        git blame -L 10,20 a.c => Shows who last changed the lines `10,20` of `a.c`.
        git blame a.c => Shows who last changed each line of `a.c`.
        git grep -n foo => Prints the lines of tracked files that match `foo`.
        git grep -l foo -- '*.c' => Lists tracked files in `*.c` with a line that matches `foo`.
        git grep -q foo => Says by its exit status whether tracked files have a line that matches `foo`.
        git grep -v foo src => Prints the lines of tracked files in `src` that do not match `foo`.
        git archive --format=tar.gz -o a.tgz HEAD => Packs the files of `HEAD` into `a.tgz` as `tar.gz`.
        git archive --prefix=x/ v1 src => Packs `src` of `v1` into its standard output, with `x/` before each name.
        git archive HEAD => Packs the files of `HEAD` into its standard output.
        git describe => Names the current commit after the last tag.
        git describe --tags --abbrev=0 => Prints the last tag that the current commit has.
        git describe --tags --always --dirty => Names the current commit after the last tag, with a mark if there are changes, or by its hash where there is none.
        git describe --exact-match HEAD => Prints the tag of `HEAD`, failing where there is none.
        git rev-parse HEAD => Prints the hash of `HEAD`.
        git rev-parse --short HEAD => Prints the short hash of `HEAD`.
        git rev-parse --abbrev-ref HEAD => Prints the name of the current branch.
        git rev-parse --show-toplevel => Prints the top folder of the work tree.
        git rev-parse --git-dir => Prints where the folder of the repository is, mostly `.git`.
        git rev-parse --is-inside-work-tree => Says whether this is inside a work tree.
        git rev-parse --verify -q refs/heads/main => Prints the hash of `refs/heads/main`, failing where there is none.
        git rev-parse --symbolic-full-name @{u} => Prints the full name of `@{u}`.
        git rev-parse --parseopt -- "$@" => Here it reads flags for a script.
        git rev-list --count HEAD => Counts the commits of `HEAD`.
        git rev-list --all => Prints the hashes of commits of all branches and tags.
        git rev-list -n 1 v1 => Prints the hashes of commits of `v1`, at most `1`.
        git rev-list --objects --all => Prints the hashes of commits of all branches and tags and of what they hold.
        git rev-list --max-parents=0 HEAD => Prints the hashes of commits of `HEAD`, with at most `0` parents.
        git ls-files => Lists tracked files.
        git ls-files --others --exclude-standard => Lists files that git does not track, without those that it ignores.
        git ls-files -m => Lists tracked files that have changed.
        git ls-files -z src => Lists tracked files in `src`.
        git ls-files --error-unmatch a.txt => Prints `a.txt`, and fails where git does not track it.
        git ls-files --unmerged => Lists files whose merge conflicts.
        git ls-tree -r --name-only HEAD => Lists what `HEAD` holds, also inside folders, only the names.
        git ls-tree HEAD src => Lists what `HEAD` holds at `src`.
        git ls-remote --heads origin main => Lists the branches of `origin` that match `main`.
        git ls-remote https://example.org/a.git => Lists the branches and tags of `https://example.org/a.git`.
        git ls-remote --tags => Lists the tags of the default remote.
        git apply a.patch => Changes files as `a.patch` says.
        git apply -R a.patch => Undoes in the files what `a.patch` did.
        git apply --check a.patch => Checks whether `a.patch` can be applied, and changes nothing.
        git apply --stat a.patch => Shows what `a.patch` would change.
        git apply --cached a.patch => Stages what `a.patch` says, and leaves the files as they are.
        git am a.mbox => Makes a commit of each patch in `a.mbox`.
        git am --abort => Gives up the patches that are under way, and goes back to what was before them.
        git am -3 a.mbox b.mbox => Makes a commit of each patch in `a.mbox` and `b.mbox`, merging where it does not fit.
        git format-patch -1 => Writes the last commit as mails into files, one each.
        git format-patch -o out main..dev => Writes the commits of `main..dev` as mails into files in `out`, one each.
        git format-patch --stdout HEAD~2 => Writes the commits since `HEAD~2` as mails to its standard output.
        git gc => Packs the repository, and deletes old objects that nothing names.
        git gc --aggressive --prune=now => Packs the repository, and deletes old objects that nothing names, all those before `now`, taking its time for a small result.
        git gc --auto => Packs the repository if it has become untidy, and deletes old objects that nothing names.
        git prune --expire now => Deletes objects that nothing names and that are older than `now`.
        git reflog => Shows where the current commit stood before.
        git reflog expire --expire=now --all => Deletes the entries of reflogs of all refs that are older than `now`.
        git reflog delete HEAD@{1} => Deletes `HEAD@{1}` from its reflog.
        git filter-branch --tree-filter 'rm -f x' HEAD => Writes the history of `HEAD` anew, running `rm -f x` in the files of each commit.
        git update-ref -d refs/heads/x => Deletes the ref `refs/heads/x`.
        git update-ref refs/heads/x abc => Makes `refs/heads/x` point to `abc`.
        git symbolic-ref HEAD refs/heads/main => Makes `HEAD` stand for `refs/heads/main`.
        git symbolic-ref --short HEAD => Prints what `HEAD` stands for, without `refs/heads/`.
        git show-ref --verify --quiet refs/heads/main => Prints the hash of `refs/heads/main`, failing where it is no ref.
        git show-ref --tags => Lists tags with their hashes.
        git for-each-ref --format='%(refname)' refs/heads => Prints `%(refname)` for each ref in `refs/heads`.
        git for-each-ref => Prints hash, kind and name for each ref.
        git cat-file -p HEAD => Prints the object `HEAD`.
        git cat-file -t abc => Prints what kind of object `abc` is.
        git cat-file -e abc => Fails where there is no object `abc`.
        git cat-file --batch-check => Prints the objects that its standard input names, without their contents.
        git hash-object -w a.txt => Stores `a.txt` as an object, and prints its hash.
        git hash-object --stdin => Prints the hash that its standard input has as an object.
        git merge-base main HEAD => Prints the last commit that `main` and `HEAD` share.
        git merge-base --is-ancestor a b => Says by its exit status whether the first of `a` and `b` is in the history of the second.
        git shortlog -sn => Sums up the commits by author, only counting them, most commits first.
        git shortlog -sne v1..HEAD => Sums up the commits of `v1..HEAD` by author, only counting them, most commits first.
        git fsck --full => Checks the whole repository.
        git notes add -m hello => Adds a note to the current commit: `hello`.
        git bundle create a.bundle --all => Packs all branches and tags with their commits into the file `a.bundle`.
        git bundle verify a.bundle => Checks whether `a.bundle` is sound and fits into this repository.
        git sparse-checkout set src docs => Keeps only `src` and `docs` in the work tree.
        git check-ignore -q a => Says by its exit status whether git ignores `a`.
        git checkout-index -a -f --prefix=out/ => Writes all files as they are staged, with `out/` before each name, replacing what is there.
        git update-index --assume-unchanged a => Takes `a` as unchanged from now on.
        git update-index --refresh => Looks again which tracked files have changed.
        git update-index --chmod=+x a.sh => Stages `a.sh` with `x` set or cleared: `+x`.
        git read-tree -m -u HEAD => Merges `HEAD` into what is staged, and updates the files.
        git read-tree --empty => Empties what is staged.
        git write-tree => Stores what is staged as a tree, and prints its hash.
        git commit-tree -p HEAD -m x "$tree" => Makes a commit of the tree `$tree` on top of `HEAD` with the message `x`, and prints its hash.
        git diff-tree --no-commit-id --name-only -r HEAD => Compares `HEAD` with what it is based on, or two trees, only the names of files.
        git diff-index --quiet HEAD -- => Says by its exit status whether the files differ from `HEAD`.
        git diff-index --cached HEAD => Shows how what is staged differs from `HEAD`.
        git diff-files --quiet => Says by its exit status whether the files have changes that are not staged.
        git count-objects -v => Counts the objects, also packed ones.
        git lfs install => Switches large files on.
        git lfs pull => Downloads the large files of the default remote and puts them in place.
        git lfs track '*.bin' => Keeps files that match `*.bin` outside the history.
        git help push => Shows help about `push`.
        git push --help => Only says how it is used.
        git --version => Only says its version.
        git cherry -v main => Lists commits of the current branch that `main` lacks (`+`) or has in another form (`-`).
        git var GIT_EDITOR => Prints what git takes for `GIT_EDITOR`.
        git submodule init => Notes where the submodules come from.
    "#]]);
}

#[test]
fn containers() {
    check(expect![[r#"
        docker run -d --name web -p 80:80 nginx => Runs a new container of `nginx`, called `web`, in the background, with the ports `80:80` open.
        docker run --rm -it -v "$PWD":/src -w /src golang:1.22 go build => Runs a new container of `golang:1.22`, with `"$PWD":/src` mounted, and deletes it when it ends.
        docker run --rm --privileged --network host alpine => Runs a new container of `alpine`, in the network `host`, with almost every right on this machine, and deletes it when it ends.
        docker run --entrypoint sh -u root alpine -c ls => Runs a new container of `alpine`, with the program `sh`, as `root`.
        docker exec -it web bash => Runs a command in the container `web`.
        docker exec -u postgres db psql => Runs a command in the container `db`, as `postgres`.
        docker build . => Builds an image from the `Dockerfile` and the files of `.`.
        docker build -t app:1 -f Dockerfile.prod --no-cache . => Builds an image called `app:1` from `Dockerfile.prod` and the files of `.`, doing every step anew.
        docker build --build-arg V=1 --target test -t app . => Builds an image called `app` from the `Dockerfile` and the files of `.`, up to the stage `test`, with `V=1`.
        docker buildx build --platform linux/amd64,linux/arm64 -t app --push . => Builds an image called `app` from the `Dockerfile` and the files of `.`, for `linux/amd64,linux/arm64`, and sends it to its registry.
        docker rm -f web => Deletes the container `web` with all files in there, even while running.
        docker rm -fv web db => Deletes the containers `web` and `db` with all files in there, also in nameless volumes, even while running.
        docker rm $(docker ps -aq) => Deletes the container `$(docker ps -aq)` with all files in there.
        docker rmi app:1 => Deletes the image `app:1`.
        docker rmi -f $(docker images -q) => Deletes the image `$(docker images -q)`, even if in use.
        docker stop web => Asks the container `web` to end, and kills what does not within 10 seconds.
        docker stop -t 30 web db => Asks the containers `web` and `db` to end, and kills what does not within `30` seconds.
        docker kill -s HUP web => Sends `HUP` to the container `web`.
        docker start web => Starts the container `web`.
        docker restart web => Restarts the container `web`.
        docker ps => Lists running containers.
        docker ps -aq => Prints the ids of all containers.
        docker ps -a --filter name=web => Lists all containers, also stopped ones, only those with `name=web`.
        docker images -q => Prints the ids of images.
        docker pull nginx => Fetches the image `nginx` from its registry.
        docker push app:1 => Sends the image `app:1` to its registry.
        docker logs -f --tail 100 web => Shows the last `100` lines of what the container `web` wrote, and goes on showing it.
        docker cp web:/etc/x ./x => Copies `web:/etc/x` to `./x`, between a container and this machine.
        docker inspect -f '{{.State.Running}}' web => Prints `{{.State.Running}}` of `web`.
        docker commit web app:2 => Makes an image called `app:2` of the files of the container `web`.
        docker export web -o web.tar => Writes the files of the container `web` as a tar archive to `web.tar`.
        docker save app:1 => Writes the image `app:1` as an archive to its standard output.
        docker save -o a.tar app:1 => Writes the image `app:1` as an archive to `a.tar`.
        docker load -i a.tar => Takes the images out of `a.tar`.
        docker load => Takes the images out of the archive on its standard input.
        docker import a.tar app => Makes an image called `app` of the files in `a.tar`.
        docker tag app:1 reg/app:1 => Gives the image `app:1` the name `reg/app:1` too.
        docker login -u ann --password-stdin ghcr.io => Logs in to `ghcr.io` as `ann`, with the password on its standard input.
        docker logout => Logs out of the default registry.
        docker info => Prints what the server is like.
        docker version => Prints the version.
        docker system prune -af => Deletes stopped containers, unused networks, the build cache and all unused images, without asking.
        docker system prune --volumes => Deletes stopped containers, unused networks, the build cache and images without a name, also unused nameless volumes.
        docker system df => Shows the disk space that Docker uses.
        docker image prune -f => Deletes the images that have no name, without asking.
        docker image prune -a --filter until=24h => Deletes all images that no container uses, only those with `until=24h`.
        docker container prune -f => Deletes all stopped containers, without asking.
        docker volume prune => Deletes the nameless volumes that no container uses, with their data.
        docker volume prune -af => Deletes all volumes that no container uses, with their data, without asking.
        docker volume rm data => Deletes the volume `data` with its data.
        docker volume create data => Makes a volume called `data`.
        docker network create net => Makes the network `net`.
        docker network rm net => Deletes the network `net`.
        docker network connect net web => Connects the container `web` to the network `net`.
        docker -H ssh://host ps => Lists running containers, at the server `ssh://host`.
        docker --context prod compose -f a.yml up -d => Makes and starts all services, in the background, by the file `a.yml`, in the context `prod`.
        docker compose up => Makes and starts all services.
        docker compose up -d --build web => Makes and starts `web`, in the background, with images that are built first.
        docker compose up -d --force-recreate --remove-orphans => Makes and starts all services, in the background, making their containers anew in any case, and deletes containers of services that are no longer there.
        docker compose down => Stops and deletes the containers and networks of all services.
        docker compose down -v --rmi all => Stops and deletes the containers and networks of all services, with their volumes and the data in these, and their images (`all`).
        docker compose -f a.yml -f b.yml down => Stops and deletes the containers and networks of all services, by the file `a.yml` and `b.yml`.
        docker compose exec -T db psql => Runs a command in the container of `db`.
        docker compose run --rm web make test => Runs a new container of `web`, and deletes it when it ends.
        docker compose logs -f web => Shows what `web` wrote, and goes on showing it.
        docker compose ps -q => Lists the containers of all services, only their ids.
        docker compose build --no-cache web => Builds the images of `web`, doing every step anew.
        docker compose pull => Fetches the images of all services from their registry.
        docker compose stop => Stops the containers of all services.
        docker compose restart web => Stops the containers of `web` and starts them again.
        docker compose rm -fsv web => Stops and deletes the containers of `web`, with their nameless volumes, without asking.
        docker compose config -q => Checks the file and prints nothing.
        docker compose config --services => Lists the services of the file.
        docker compose kill -s INT => Sends `INT` to the containers of all services.
        docker-compose -p x -f a.yml up -d => Makes and starts all services, in the background, by the file `a.yml`, in the project `x`.
        docker-compose down --volumes => Stops and deletes the containers and networks of all services, with their volumes and the data in these.
        docker-compose run --rm web sh => Runs a new container of `web`, and deletes it when it ends.
        docker swarm init => Makes this server the first of a new swarm.
        docker swarm leave -f => Leaves the swarm, even as a manager.
        docker service scale web=3 => Sets how many containers of services run: `web=3`.
        docker service update --force web => Changes the service `web`, starting its containers anew in any case.
        docker stack deploy -c a.yml app => Makes or changes the stack `app` as `a.yml` says.
        docker stack rm app => Deletes the services, networks and secrets of the stack `app`.
        docker secret create key key.pem => Makes the secret `key` of the file `key.pem`.
        docker node update --availability drain n1 => Changes the node `n1` to `drain`.
        docker buildx create --use => Makes a builder, and uses it from now on.
        docker builder prune -af => Deletes the whole build cache, without asking.
        docker wait web => Waits for the end of the container `web`, and prints the exit status.
        docker top web => Shows the processes in the container `web`.
        docker stats --no-stream => Shows what running containers use, once.
        docker port web 80 => Shows which ports of this machine lead into the container `web` at `80`.
        docker rename web old => Renames the container `web` to `old`.
        docker history app => Shows the steps that made the image `app`.
        docker search nginx => Looks for images called `nginx`.
        docker run --help => Only says how it is used.
        podman run --rm alpine ls => Runs a new container of `alpine`, and deletes it when it ends.
        podman build -t app . => Builds an image called `app` from the `Containerfile` and the files of `.`.
        podman rm -af => Deletes all containers with their files, even while running.
        podman rmi -a => Deletes all images.
        podman stop -a => Asks all containers to end, and kills those that do not.
        podman system prune -a => Deletes stopped containers, unused networks and all unused images.
        podman pull nginx => Fetches the image `nginx` from its registry.
        podman push app docker://reg/app => Sends the image `app` to `docker://reg/app`.
        podman volume rm -a => Deletes all volumes with their data.
        podman unshare cat /proc/self/uid_map => Runs a command in the user name space of containers that run without root. Prints `/proc/self/uid_map`.
    "#]]);
}

#[test]
fn clusters() {
    check(expect![[r#"
        kubectl get pods => Lists `pods`.
        kubectl get pods -A -o wide => Lists `pods`, in all namespaces, as `wide`.
        kubectl -n prod get pod web -o yaml => Prints `pod` `web`, as `yaml`, in the namespace `prod`.
        kubectl get svc -l app=web -n prod => Lists `svc`, only those with `app=web`, in the namespace `prod`.
        kubectl get pods -w => Lists `pods`, and then each change.
        kubectl describe node n1 => Prints everything about `node` `n1`.
        kubectl apply -f a.yml => Makes or changes things so that they are as `a.yml` says.
        kubectl apply -f - -n prod => Makes or changes things so that they are as its standard input says, in the namespace `prod`.
        kubectl apply -k overlays/prod => Makes or changes things so that they are as the folder `overlays/prod` says.
        kubectl apply --prune -f dir -l app=web => Makes or changes things so that they are as `dir` says, and deletes what was made so before and is no longer there, only what has `app=web`.
        kubectl apply -f a.yml --dry-run=server => Only shows what it would do: makes or changes things so that they are as `a.yml` says.
        kubectl apply -f a.yml --dry-run=none => Makes or changes things so that they are as `a.yml` says.
        kubectl create ns test => Makes the namespace `test`.
        kubectl create -f a.yml => Makes the things that `a.yml` describes.
        kubectl create secret generic s --from-literal=a=b --from-file=k.pem => Makes the secret `s` from `k.pem` with `a=b`.
        kubectl create configmap c --from-file=dir => Makes the map of settings `c` from `dir`.
        kubectl create deployment web --image=nginx -r 3 => Makes the deployment `web` of the image `nginx`, with `3` pods.
        kubectl delete pod web => Deletes `pod` `web`.
        kubectl delete pod web db --force --grace-period=0 => Deletes `pod` `web` and `db`, without waiting for a proper end.
        kubectl delete -f a.yml => Deletes the things that `a.yml` describes.
        kubectl delete pods --all -n test => Deletes all `pods`, in the namespace `test`.
        kubectl delete ns test => Deletes the namespace `test` with everything in it.
        kubectl delete deploy,svc -l app=web => Deletes the `deploy,svc` with `app=web`.
        kubectl delete pod/web => Deletes `pod/web`.
        kubectl --context prod delete pvc --all => Deletes all `pvc`, in the context `prod`.
        kubectl exec -it web -- bash => Runs a command in the pod `web`.
        kubectl exec -n prod deploy/web -c app -- ls => Runs a command in the container `app` of the pod `deploy/web`, in the namespace `prod`.
        kubectl logs -f web -c app => Prints what `web` wrote in the container `app`, and goes on printing it.
        kubectl logs --tail=50 -l app=web => Prints what the pods with `app=web` wrote, the last `50` lines.
        kubectl logs -p web => Prints what `web` wrote before it last started anew.
        kubectl run t --rm -it --image=alpine -- sh => Runs the image `alpine` in the new pod `t`, and deletes it when it ends.
        kubectl scale deploy web --replicas=3 => Sets the number of pods of `deploy` `web` to `3`.
        kubectl scale deployment/web --replicas 0 => Sets the number of pods of `deployment/web` to `0`.
        kubectl rollout restart deploy/web => Starts the pods of `deploy/web` anew, one after the other.
        kubectl rollout undo deploy/web --to-revision=2 => Goes back to version `2` of `deploy/web`.
        kubectl rollout status deployment web --timeout=60s => Waits until `deployment` `web` is rolled out, and says how far it is, at most `60s`.
        kubectl drain n1 --ignore-daemonsets --delete-emptydir-data --force => Moves all pods off the node `n1` and puts no more there, also deleting those that nothing makes anew, with the data that only they hold.
        kubectl cordon n1 => Puts no more pods on the node `n1`.
        kubectl port-forward svc/web 8080:80 => Makes ports of `svc/web` reachable on this machine: `8080:80`.
        kubectl cp web:/a ./a => Copies `web:/a` to `./a`, between a pod and this machine.
        kubectl config use-context prod => Uses the context `prod` from now on.
        kubectl config current-context => Prints the name of the context in use.
        kubectl label node n1 a=b --overwrite => Changes labels of `node` `n1`: `a=b`, also those that are there.
        kubectl patch svc web -p '{"a":1}' => Changes `svc` `web` as `{"a":1}` says.
        kubectl set image deploy/web web=nginx:2 => Sets the images of `deploy/web`: `web=nginx:2`.
        kubectl wait --for=condition=Ready pod/web --timeout=60s => Waits until `pod/web` is `condition=Ready`, at most `60s`.
        kubectl top pods -A => Shows what the pods use, in all namespaces.
        kubectl replace --force -f a.yml => Replaces the things that `a.yml` describes, deleting them first.
        kubectl edit deploy web => Opens `deploy` `web` in an editor.
        kubectl version --client => Prints the versions of the client.
        kubectl taint nodes n1 a=b:NoSchedule => Changes the taints of `nodes` `n1`: `a=b:NoSchedule`.
        helm install web ./chart -n prod -f v.yml => Installs the chart `./chart` as `web`, with the values in `v.yml`, in the namespace `prod`.
        helm upgrade --install web ./chart --set a=b => Brings `web` to the chart `./chart`, or installs it if it is not there, with `a=b`.
        helm upgrade web ./chart --version 2 => Brings `web` to the chart `./chart`, version `2`.
        helm uninstall web -n prod => Deletes the release `web` with everything that it made, in the namespace `prod`.
        helm rollback web 1 => Goes back to version `1` of `web`.
        helm repo add x https://example.org => Adds the chart repository `https://example.org` as `x`.
        helm repo update => Fetches the lists of all chart repositories anew.
        helm list -A => Lists the releases, in all namespaces.
        helm template web ./chart => Prints what the chart `./chart` would make as `web`.
        helm dependency update => Fetches the charts that the current folder needs.
        helm pull x/y --untar => Fetches the chart `x/y`, and unpacks it.
        terraform init -upgrade => Prepares the folder: fetches providers and modules, and sets up where the state is kept, with newer versions of them.
        terraform plan -out=p.out => Shows what would have to change, and saves that in `p.out`.
        terraform apply -auto-approve => Makes the changes that bring everything to what is described here, without asking.
        terraform apply p.out => Makes the changes of the plan `p.out`.
        terraform destroy -auto-approve => Destroys everything that is described here, without asking.
        terraform destroy -target=aws_instance.a => Destroys `aws_instance.a` and what depends on it.
        terraform -chdir=infra apply => Makes the changes that bring everything to what is described here, in the folder `infra`.
        terraform fmt -check -recursive => Only shows what it would do: formats the files in the current folder, also in folders.
        terraform state rm aws_instance.a => Forgets `aws_instance.a`, and leaves it as it is.
        terraform state list => Lists what the state holds.
        terraform output -raw ip => Prints the output `ip`, only its text.
        terraform workspace select prod => Switches to the work space `prod`.
        terraform import aws_instance.a i-1 => Takes over `i-1` into the state as `aws_instance.a`.
        terraform force-unlock -force abc => Takes away the lock `abc` of the state, without asking.
        terraform validate => Checks whether the files here are valid.
    "#]]);
}

#[test]
fn packages() {
    check(expect![[r#"
        apt-get update => Fetches the lists of available packages anew.
        apt-get install -y curl git => Installs the packages `curl` and `git` with what is needed for that, without asking.
        apt-get -y install --no-install-recommends curl => Installs the package `curl` with what is needed for that, but not what is only recommended, without asking.
        apt-get install -s curl => Only shows what it would do: installs the package `curl` with what is needed for that.
        apt-get -s upgrade => Only shows what it would do: upgrades all installed packages, removing nothing.
        apt-get install -f => Repairs packages whose installation stopped half-way.
        apt-get install -y ./a.deb => Installs `./a.deb` with what is needed for that, without asking.
        apt-get install --reinstall grub => Installs the package `grub` again, even if there.
        apt-get install foo- => Installs or, with `-` at the end of a name, removes `foo-`.
        apt-get upgrade -y => Upgrades all installed packages, removing nothing, without asking.
        apt-get dist-upgrade => Upgrades all installed packages, and removes others where that needs it.
        apt-get remove --purge nginx => Removes the package `nginx` with its settings.
        apt-get purge -y nginx => Removes the package `nginx` with its settings, without asking.
        apt-get remove nginx => Removes the package `nginx`, and keeps its settings.
        apt-get autoremove -y --purge => Removes packages that were only installed for others and are no longer needed, with their settings, without asking.
        apt-get clean => Deletes the package files that were downloaded.
        apt-get autoclean => Deletes the package files that were downloaded and can no longer be fetched.
        apt-get source hello => Downloads the source of `hello` and unpacks it.
        apt-get build-dep hello => Installs what building `hello` needs.
        apt-get download hello => Downloads the package `hello` into the current folder.
        apt-get install -d hello => Downloads `hello` with what is needed for that, and installs nothing.
        apt-get install --only-upgrade openssl => Upgrades the package `openssl` where installed.
        apt-get -t sid install hello => Installs the package `hello` from the release `sid` with what is needed for that.
        apt install -y ./x.deb => Installs `./x.deb` with what is needed for that, without asking.
        apt full-upgrade => Upgrades all installed packages, and removes others where that needs it.
        apt list --upgradable => Lists packages, only those with a newer version.
        apt search foo => Looks for packages that match `foo`.
        apt show foo => Shows what is known of the package `foo`.
        apt-cache policy nginx => Shows which versions of `nginx` there are, and which is preferred.
        apt-cache search ^lib => Looks for packages that match `^lib`.
        apt-key add key.asc => Trusts packages signed with the key in `key.asc`.
        apt-key add - => Trusts packages signed with the key on its standard input.
        dpkg -i a.deb => Installs the package `a.deb`.
        dpkg -i --force-all a.deb => Installs the package `a.deb`, even if something speaks against it.
        dpkg -r foo => Removes the package `foo`.
        dpkg --purge foo => Removes the package `foo` with its settings.
        dpkg --configure -a => Finishes the installation of all packages that are half installed.
        dpkg -l => Lists installed packages.
        dpkg -l 'linux-*' => Lists packages that match `linux-*`.
        dpkg -L bash => Lists the files of the installed package `bash`.
        dpkg -S /bin/ls => Says which packages the file `/bin/ls` belongs to.
        dpkg -s bash => Shows the state of `bash`.
        dpkg --print-architecture => Prints the architecture of this machine.
        dpkg --add-architecture i386 => Allows packages for the architecture `i386` too.
        dpkg --compare-versions 1 lt 2 => Says by its exit status whether these versions compare so: `1 lt 2`.
        dpkg --get-selections => Lists what is to be installed or removed.
        dpkg-query -W -f '${Version}' bash => Prints `${Version}` for `bash`.
        dpkg-deb -b pkg a.deb => Packs the folder `pkg` into a package: `a.deb`.
        dpkg-deb -x a.deb out => Unpacks the files of `a.deb` into `out`.
        dpkg-reconfigure -p low tzdata => Asks the questions of `tzdata` again, only those of priority `low` or more.
        dnf install -y git => Installs `git` with what is needed for that, without asking.
        yum -y update => Upgrades all installed packages, without asking.
        yum install -y --enablerepo=epel jq => Installs `jq` with what is needed for that, also from `epel`, without asking.
        dnf remove git => Removes `git` with what needs it.
        dnf clean all => Deletes everything that was downloaded.
        dnf groupinstall "Development Tools" => Installs the packages of the group `Development Tools`.
        dnf config-manager --add-repo https://example.org/a.repo => Adds the repository `https://example.org/a.repo`.
        yum list installed => Lists packages: `installed`.
        yum check-update => Lists newer versions of installed packages.
        rpm -ivh a.rpm => Installs `a.rpm`.
        rpm -Uvh --force a.rpm => Installs `a.rpm`, in place of an older version, even if it replaces files or newer versions.
        rpm -e --nodeps foo => Removes `foo`, even if something needs it.
        rpm -qa => Lists all installed packages.
        rpm -q bash => Says whether `bash` is installed, and in which version.
        rpm -qf /bin/ls => Says which package `/bin/ls` belongs to.
        rpm -ql bash => Lists the files of `bash`.
        rpm -qi bash => Shows what is known of `bash`.
        rpm -qpl a.rpm => Lists the files of the package in `a.rpm`.
        rpm --import key.asc => Trusts packages that are signed with the key `key.asc`.
        rpm -Va => Says which files of all packages were changed.
        rpm -q --qf '%{VERSION}' bash => Prints `%{VERSION}` for `bash`.
        pacman -Syu --noconfirm => Upgrades all packages, by lists that it fetches anew, without asking.
        pacman -S --needed git => Installs `git`, unless up to date.
        pacman -Sy git => Installs `git`, by lists that it fetches anew.
        pacman -Rns git => Removes `git`, with what was only needed for that, with its settings.
        pacman -R git => Removes `git`.
        pacman -Scc => Deletes downloaded package files, at least those of nothing installed.
        pacman -Qdtq => Lists installed packages, only those installed for others, only those that nothing needs, only their names.
        pacman -Qo /bin/ls => Says which package `/bin/ls` belongs to.
        pacman -U a.pkg.tar.zst => Installs the package in `a.pkg.tar.zst`.
        pacman -Ss foo => Looks for packages that match `foo`.
        pacman -Q => Lists installed packages.
        apk add --no-cache curl => Installs `curl` with what is needed for that, keeping no lists.
        apk add --virtual .build gcc => Installs `gcc` with what is needed for that, together as `.build`.
        apk del .build => Removes `.build` with what was only needed for that.
        apk update => Fetches the lists of packages anew.
        apk upgrade => Upgrades all packages.
        apk info => Lists the installed packages.
        apk info -e curl => Says by its exit status whether `curl` is installed.
        brew install jq => Installs `jq`.
        brew install --cask firefox => Installs `firefox` as an app.
        brew uninstall --force jq => Removes `jq`, all versions.
        brew upgrade => Upgrades all packages.
        brew update => Fetches Homebrew itself and its lists of packages anew.
        brew cleanup -s => Deletes old versions and downloads of all packages, also the newest downloads.
        brew list => Lists what is installed.
        brew services restart nginx => Restarts `nginx`.
        brew tap a/b => Adds the packages of the repository `a/b`.
        snap install --classic code => Installs `code`, without confining it.
        snap remove --purge code => Removes `code` without keeping a copy of its data.
        snap refresh => Upgrades all snaps.
        snap list => Lists installed snaps.
        flatpak install -y flathub org.x.Y => Installs `flathub` and `org.x.Y`, the first of which may be the source, without asking.
        flatpak uninstall --unused => Removes what nothing needs any more.
        zypper in -y git => Installs `git` with what is needed for that, without asking.
        zypper --non-interactive install git => Installs `git` with what is needed for that.
        zypper rm git => Removes `git` with what needs it.
        zypper ref => Fetches the lists of all repositories anew.
        zypper ar https://example.org x => Adds the repository `https://example.org` as `x`.
        zypper dup => Upgrades the whole system to what the repositories hold.
    "#]]);
}

#[test]
fn languages() {
    check(expect![[r#"
        pip install requests => Installs `requests` with what is needed for that.
        pip install -r requirements.txt => Installs what `requirements.txt` lists.
        pip install -U pip setuptools => Installs `pip` and `setuptools` with what is needed for that, upgrading what is there.
        pip install -e . => Installs the project in `.` so that changes to its files take effect.
        pip install . => Installs the project in the current folder.
        pip install --user --break-system-packages x => Installs `x` with what is needed for that, for this user, even among the packages of the system.
        pip uninstall -y x => Removes `x`, without asking.
        pip freeze => Lists installed packages with their versions, for a requirements file.
        pip3 install -r a.txt -c b.txt => Installs what `a.txt` lists, in the versions of `b.txt`.
        pip list --outdated => Lists installed packages, only those with a newer version.
        pip download -d out x => Downloads `x` into `out`.
        pip wheel -w out . => Builds wheels of `.` in `out`.
        pip cache purge => Deletes everything from the cache.
        pipx install black => Installs `black` in an environment of its own.
        pipx run black . => Runs `black` in an environment that is not kept.
        uv sync --frozen => Brings the environment to what the lock file says, without looking whether that is up to date.
        uv pip install -r requirements.txt => Installs what `requirements.txt` lists.
        uv add requests => Adds `requests` to the project, and installs that.
        uv run pytest => Runs a command in the environment of the project. Runs the tests.
        uv venv => Makes an environment in `.venv`.
        uv pip compile a.in -o a.txt => Works out the exact versions of what `a.in` asks for, and writes them into `a.txt`.
        poetry install --no-root => Installs what the project needs, without the project itself.
        poetry add x => Adds `x` to the project, and installs that.
        poetry run pytest => Runs a command in the environment of the project. Runs the tests.
        poetry config virtualenvs.create false => Sets `virtualenvs.create` to `false`.
        npm install => Installs what the project needs.
        npm install -g yarn => Installs `yarn` globally.
        npm install --save-dev jest => Adds `jest` to the project and installs that, only for development.
        npm i express => Adds `express` to the project and installs that.
        npm ci => Deletes `node_modules` and installs exactly what the lock file says.
        npm ci --omit=dev => Deletes `node_modules` and installs exactly what the lock file says, without `dev`.
        npm run build => Runs the script `build` of the project.
        npm run test -- --watch => Runs the script `test` of the project with `--watch`.
        npm test => Runs the tests of the project.
        npm publish => Sends the package in the current folder to the registry.
        npm version patch => Raises or sets the version of the package (`patch`), with a commit and a tag in a git repository.
        npm audit fix --force => Upgrades packages with known holes, even to versions that may break something.
        npm cache clean --force => Deletes everything from the cache.
        npm uninstall x => Removes `x`.
        npm unpublish x --force => Deletes `x` from the registry.
        npm exec -- eslint . => Runs a command of a package, which it fetches if need be.
        npm --prefix web install => Installs what the project needs, in the folder `web`.
        npm config set registry https://example.org => Changes the settings: `registry` and `https://example.org`.
        npm init -y => Makes a `package.json`, without asking.
        npm ls -g --depth=0 => Lists installed packages of the whole system, `0` levels deep.
        npm -v => Only says its version.
        npx create-x app => Runs a command of a package, which it fetches if need be.
        npx -y prettier --write . => Runs a command of a package, which it fetches if need be, without asking.
        yarn => Installs what the project needs.
        yarn install --frozen-lockfile => Installs what the project needs, exactly as the lock file says.
        yarn add -D jest => Adds `jest` to the project and installs that, only for development.
        yarn build => Runs `build` of the project.
        yarn run build => Runs `build` of the project.
        yarn global add x => Installs `x` for this user, outside any project.
        yarn upgrade => Brings all packages to the newest allowed version.
        pnpm install --frozen-lockfile => Installs what the project needs, exactly as the lock file says.
        pnpm add -D x => Adds `x` to the project and installs that, only for development.
        pnpm -r run build => Runs the script `build`, in every package of the project.
        pnpm dlx x => Runs a command of a package that is fetched and not kept.
        pnpm --filter web build => Runs `build` of the project, in the packages `web`.
        cargo build --release => Builds the project, optimised.
        cargo build -p x --features a => Builds the project, only the package `x`, with the features `a`.
        cargo test => Runs the tests.
        cargo test name -- --nocapture => Runs the tests called `name`.
        cargo test --workspace --all-features => Runs the tests, with all packages, with all features.
        cargo run --bin x -- a => Builds `x` of the project and runs it, with `a`.
        cargo run -- --help => Builds the project and runs it, with `--help`.
        cargo fmt --all -- --check => Says whether the code is formatted, and shows what is not.
        cargo fmt --check => Says whether the code is formatted, and shows what is not.
        cargo clippy -- -D warnings => Looks for doubtful code in the project, with `-D warnings`.
        cargo clippy --fix => Looks for doubtful code in the project, and mends it.
        cargo install ripgrep --locked => Downloads and builds `ripgrep` and installs it, by its lock file.
        cargo install --path . --root /opt => Builds the program in `.` and installs it into `/opt`.
        cargo clean => Deletes everything that was built.
        cargo update -p x => Brings `x` in the lock file to the newest allowed version.
        cargo publish --dry-run => Only shows what it would do: sends the package to the registry, which cannot be undone.
        cargo publish => Sends the package to the registry, which cannot be undone.
        cargo yank --version 1.0 x => Takes version `1.0` of `x` out of use.
        cargo doc --no-deps --open => Builds the documentation, without that of other crates, and opens it.
        cargo new x --lib => Makes a new project in `x`, a library.
        rustup toolchain install nightly --profile minimal => Installs the toolchain `nightly` with the profile `minimal`.
        rustup target add wasm32-unknown-unknown => Installs what building for `wasm32-unknown-unknown` needs.
        rustup default stable => Makes `stable` the usual toolchain.
        rustup update => Brings all toolchains to the newest version.
        rustup component add clippy => Adds `clippy` to the toolchain.
        rustup run nightly cargo build => Runs the command with the toolchain `nightly`. Builds the project.
        go build ./... => Builds `./...`.
        go build -o bin/x -ldflags '-s -w' ./cmd/x => Builds `./cmd/x` into `bin/x`, with the linker flags `-s -w`.
        go test ./... => Runs the tests of `./...`.
        go test -race -run TestX -count=1 ./... => Runs the tests of `./...` that match `TestX`, watching for data races, `1` times.
        go run main.go => Builds `main.go` and runs it.
        go run . -v => Builds `.` and runs it.
        go install x@latest => Builds `x@latest` and installs it.
        go get -u ./... => Adds `./...` to the module, or changes the version, with newer versions of what that needs.
        go mod tidy => Adds to `go.mod` what is missing, and removes what is not used.
        go mod download => Downloads what the module needs.
        go clean -modcache => Deletes all downloaded modules.
        go vet ./... => Looks for doubtful code in `./...`.
        go generate ./... => Runs the commands in `//go:generate` lines of `./...`.
        go env GOPATH => Prints what `GOPATH` is for Go.
        go list -m all => Lists modules: `all`.
        go tool pprof x => Runs the tool `pprof` with `x`.
        gem install bundler => Installs `bundler`.
        gem uninstall -a x => Removes `x`, in all versions.
        bundle install --jobs 4 => Installs the gems that the project needs, `4` at a time.
        bundle exec rake db:migrate => Runs `rake` with the gems of the project.
        bundle config set --local path vendor => Sets `path` to `vendor` for this project.
        composer install --no-dev -o => Installs what the lock file says, without what only development needs, with a fast loader of classes.
        composer require a/b => Adds `a/b` to the project and installs that.
        composer update => Brings all packages to the newest allowed version.
        composer create-project a/b site => Makes a project of `a/b` in `site`.
        mvn install => Runs the build up to `install`.
        mvn clean install => Deletes what was built, and runs the build up to `install`.
        mvn clean => Deletes what was built.
        mvn -o package => Runs the build up to `package`, without the network.
        gradle build -x test => Runs the task `build`, without `test`.
        ./gradlew clean build => Deletes what was built, and runs the task `build`.
        make => Builds the first target of the makefile.
        make install => Builds `install`.
        make -j4 all => Builds `all`, `4` steps at a time.
        make -j all => Builds `all`.
        make -C sub clean => Builds `clean` in the folder `sub`.
        make -f x.mk => Builds the first target of `x.mk`.
        make -B -k all => Builds `all`, everything anew, going on after failures.
        make -n install => Only shows what it would do: builds `install`.
        make -j"$(nproc)" => Builds the first target of the makefile, `$(nproc)` steps at a time.
        make DESTDIR=/tmp/x install => Runs the makefile with `DESTDIR=/tmp/x install`.
        ninja -C build => Builds the usual targets in the folder `build`.
        ninja => Builds the usual targets.
        cmake -B build -S . => Prepares a build of `.` in `build`.
        cmake -B build -DCMAKE_BUILD_TYPE=Release => Prepares a build of the current folder in `build`, with `CMAKE_BUILD_TYPE=Release`.
        cmake .. => Prepares a build of `..` here.
        cmake --build build -j4 => Builds in `build`, `4` steps at a time.
        cmake --build build --target install => Builds `install` in `build`.
        cmake --install build --prefix /usr => Installs what was built in `build` below `/usr`.
        gcc -o a a.c => Builds the program `a` of `a.c`.
        gcc -c a.c => Compiles `a.c` without linking.
        gcc -Wall -O2 -c a.c -o a.o => Compiles `a.c` without linking, into `a.o`.
        gcc -shared -fPIC -o x.so a.c => Builds the shared library `x.so` of `a.c`.
        gcc a.c b.c -lm => Builds the program `a.out` of `a.c` and `b.c`, with the library `m`.
        gdb -p 1 => Debugs the process `1`.
        gdb --args ./a x => Debugs a program with its arguments.
        valgrind --leak-check=full ./a => Runs the program and watches how it uses memory.
        pytest -x tests => Runs the tests in `tests`, up to the first failure.
        pytest -k name => Runs the tests that match `name`.
        tox -e py3 => Runs the tests in environments of their own: `py3`.
        yarn frobnicate x => Runs `frobnicate` of the project with `x`.
        bundle frobnicate => 
        git remote frobnicate => 
        cargo fmt -- --check => Says whether the code is formatted, and shows what is not.
    "#]]);
}

#[test]
fn services() {
    check(expect![[r#"
        python3 a.py => Runs the Python program `a.py`.
        python3 -m venv .venv => Runs the module `venv` with `.venv`.
        python -m pip install x => Runs `pip` with `install x`.
        python3 -m http.server 8000 => Serves the files of the current folder over HTTP (`8000`).
        python3 -c 'print(1)' => Runs this text as a Python program.
        python3 - a => Runs the Python program that it reads from its standard input, with `a`.
        python3 => Runs the Python program that it reads from its standard input, or talks with the user.
        python3 -u a.py x y => Runs the Python program `a.py` with `x y`.
        node a.js => Runs the JavaScript program `a.js`.
        node -e '1' => Runs this text as JavaScript.
        node --test => Runs the tests.
        ruby a.rb x => Runs the Ruby program `a.rb` with `x`.
        ruby -e 'puts 1' => Runs `puts 1` as a Ruby program.
        php a.php => Runs the PHP program `a.php`.
        php -r 'echo 1;' => Runs this text as PHP.
        php -S localhost:8000 -t public => Serves the files of `public` over HTTP at `localhost:8000`.
        php -l a.php => Checks `a.php` without running it.
        java -jar a.jar x => Runs the Java program in `a.jar` with `x`.
        java -cp a.jar Main => Runs the Java class `Main`, from `a.jar`.
        java -Xmx1g -jar a.jar => Runs the Java program in `a.jar`.
        mysql -u root -e 'DROP DATABASE x' => Runs `DROP DATABASE x`, as `root`.
        mysql shop => Runs the SQL that it reads in the database `shop`.
        mysql -h db -u root -psecret shop => Runs the SQL that it reads in the database `shop`, at the server `db`, as `root`.
        mysqladmin -f drop shop => Deletes the database `shop` with all its data, without asking.
        mysqldump --all-databases => Writes all databases as SQL to its standard output.
        mysqldump -u root shop orders => Writes `orders` of the database `shop` as SQL to its standard output.
        mysqldump --databases a b => Writes the databases `a` and `b` as SQL to its standard output.
        mysqldump shop --no-data => Writes the database `shop` as SQL to its standard output, without the rows.
        psql -c 'DROP TABLE x' shop => Runs `DROP TABLE x` in the database `shop`.
        psql -f a.sql -d shop => Runs the SQL in `a.sql` in the database `shop`.
        psql -U postgres -h db shop => Runs the SQL that it reads in the database `shop`, at the server `db`, as `postgres`.
        psql -l => Lists the databases.
        pg_dump shop => Writes the database `shop` to its standard output.
        pg_dump -Fc -f a.dump shop => Writes the database `shop` to `a.dump`, in the format `c`.
        pg_dump -t users -d shop => Writes the tables `users` of the database `shop` to its standard output.
        pg_dumpall -g => Writes the roles and table spaces of the server to its standard output.
        pg_restore -d shop a.dump => Brings what `a.dump` holds into the database `shop`.
        pg_restore -c -C -d postgres a.dump => Makes the database anew that `a.dump` holds, dropping the old one.
        pg_restore -l a.dump => Lists what `a.dump` holds.
        pg_ctl -D /data stop -m fast => Stops the server of `/data`, in the mode `fast`.
        createdb -O ann shop => Makes the database `shop` for `ann`.
        dropdb --if-exists shop => Deletes the database `shop` with all its data, if it is there.
        dropuser ann => Deletes the role `ann`.
        createuser -s ann => Makes the role `ann`, which may do everything.
        sqlite3 a.db 'SELECT 1' => Runs `SELECT 1` in the database `a.db`.
        sqlite3 a.db => Runs the SQL that it reads in the database `a.db`.
        redis-cli FLUSHALL => Deletes every key of every database.
        redis-cli -n 1 flushdb => Deletes every key, in the database `1`.
        redis-cli -h db get a => Prints the value of `a`, at the server `db`.
        redis-cli set a b => Sets `a` to `b`.
        redis-cli LPUSH a b => Sends `LPUSH` with `a b` to the server.
        mongosh --eval 'db.dropDatabase()' mongodb://db => Runs `db.dropDatabase()` as JavaScript on the server `mongodb://db`.
        mongodump -d shop -o out => Writes the database `shop` into `out`.
        mongorestore --drop out => Brings the databases back from `out`, dropping first what is there.
        iptables -F => Deletes all rules of every chain of the table `filter`.
        iptables -t nat -F => Deletes all rules of every chain of the table `nat`.
        iptables -A INPUT -p tcp --dport 22 -j ACCEPT => Adds a rule at the end of `INPUT`, for `tcp`, to the port `22`: `ACCEPT`.
        iptables -I INPUT 1 -s 10.0.0.0/8 -j DROP => Adds a rule at the place `1` of `INPUT`, from `10.0.0.0/8`: `DROP`.
        iptables -D INPUT 3 => Deletes the rule `3` of `INPUT`.
        iptables -P INPUT DROP => Sets what happens to packets that no rule of `INPUT` takes to `DROP`.
        iptables -X => Deletes all chains that are not built in of the table `filter`.
        iptables -L -n => Lists the rules of every chain of the table `filter`.
        iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE => Adds a rule at the end of `POSTROUTING` of the table `nat`, going out at `eth0`: `MASQUERADE`.
        iptables-save => Writes the rules for IPv4 to its standard output.
        iptables-restore => Replaces the rules for IPv4 by those in its standard input.
        iptables-restore -n rules.v4 => Adds the rules in `rules.v4` for IPv4 to those that are there.
        nft flush ruleset => Deletes all rules.
        nft list ruleset => Lists all rules.
        nft -f a.nft => Does what `a.nft` says to the rules.
        nft delete table inet x => Deletes `table inet x`.
        ufw enable => Switches the firewall on, now and at each start.
        ufw --force reset => Switches the firewall off and deletes all rules.
        ufw allow 22/tcp => Lets packets pass: `22/tcp`.
        ufw default deny incoming => Sets what happens to packets that no rule takes: `deny` `incoming`.
        ufw disable => Switches the firewall off, now and at each start.
        firewall-cmd --permanent --add-port=80/tcp => Opens the port `80/tcp`, from the next reload on.
        firewall-cmd --reload => Reads the rules anew.
        firewall-cmd --zone=public --list-all => Shows the rules of the zone `public`.
        systemd-run --user --scope ls => Runs the command as a scope of systemd, of this user. Lists the current folder.
        systemd-run --on-active=30 -u x ls => Runs the command later as a unit called `x`, after `30`. Lists the current folder.
        systemd-tmpfiles --create => Makes files and folders as its lists say.
    "#]]);
}

#[test]
fn storage() {
    check(expect![[r#"
        pvcreate -ff -y /dev/sdb => Prepares `/dev/sdb` for volume groups, over what is there, even where something speaks against it, without asking.
        vgcreate data /dev/sdb => Makes the volume group `data` of `/dev/sdb`.
        vgremove -f data => Removes the volume group `data` with all logical volumes and what these hold, without asking.
        vgextend data /dev/sdc => Adds `/dev/sdc` to the volume group `data`.
        vgchange -an data => Switches the volumes of `data` off.
        lvcreate -L 10G -n web data => Makes the logical volume `web` in the volume group `data`, `10G` big.
        lvcreate -s -n snap -L 1G data/web => Makes a snapshot called `snap` of `data/web`, with `1G` for changes.
        lvremove -f data/web => Removes the logical volume `data/web` with everything in there, without asking.
        lvextend -r -L +5G data/web => Makes the logical volume `data/web` larger: `+5G`, with the file system on it.
        lvreduce -L 5G data/web => Makes the logical volume `data/web` smaller: `5G`, which cuts off what lies at its end.
        lvrename data old new => Renames the logical volume `old` of `data` to `new`.
        vgs => Lists the volume groups.
        mdadm --create /dev/md0 -l 1 -n 2 /dev/sda /dev/sdb => Makes the array `/dev/md0` of `/dev/sda` and `/dev/sdb`, over what is there, of level `1`, with `2` devices.
        mdadm --stop /dev/md0 => Stops the array `/dev/md0`.
        mdadm --zero-superblock /dev/sdb => Destroys the mark on `/dev/sdb` that makes it part of an array.
        mdadm --detail /dev/md0 => Shows what is known of the array `/dev/md0`.
        mdadm --assemble --scan => Starts all arrays that it finds.
        zfs create tank/a => Makes the file system `tank/a`.
        zfs destroy -r tank/a => Destroys `tank/a` with everything below it.
        zfs destroy tank/a@s => Destroys the snapshot `tank/a@s`.
        zfs snapshot -r tank@now => Makes the snapshot `tank@now`, and one of everything below it.
        zfs rollback -r tank/a@s => Puts the file system back to `tank/a@s`, and loses what came later, also later snapshots.
        zfs send -i a@1 a@2 => Writes `a@2` to standard output, only what changed since `a@1`.
        zfs receive -F tank/b => Makes `tank/b` of the stream on its standard input, putting it back to its last snapshot first.
        zfs list -t snapshot => Lists everything, of the type `snapshot`.
        zpool create tank mirror /dev/sda /dev/sdb => Makes the pool `tank` of `mirror /dev/sda /dev/sdb`, over what is there.
        zpool destroy tank => Destroys the pool `tank` with everything in it.
        zpool import -f tank => Takes the pool `tank` into use, even if another machine has it.
        zpool status => Shows how all pools and their disks are.
        zpool scrub tank => Reads the whole pool `tank` and repairs it.
        btrfs subvolume delete /a => Deletes the subvolume `/a` with everything in it.
        btrfs subvolume snapshot -r /a /b => Makes `/b` a read-only copy of `/a` that shares its blocks.
        btrfs check --repair /dev/sdb => Tries to repair the file system on `/dev/sdb`, which may make it worse.
        cryptsetup luksFormat -q /dev/sdb => Makes an encrypted volume on `/dev/sdb`, over everything there, without asking.
        cryptsetup luksOpen /dev/sdb data => Opens the encrypted device `/dev/sdb` as `data`.
        cryptsetup close data => Closes the encrypted volume `data`.
        cryptsetup erase /dev/sdb => Destroys all slots of `/dev/sdb`, so that nobody can open the data.
        dmsetup remove -f x => Removes the device `x`, by force; what it maps to stays.
        tmux new -d -s work => Makes a session called `work` in the background.
        tmux kill-session -t work => Ends the session `work` with its programs.
        tmux kill-server => Ends all sessions with their programs.
        tmux attach -t work => Attaches to the session `work`.
        tmux send-keys -t work 'make' Enter => Types `make Enter` into `work`.
        screen -dmS x make => Runs a command in a new session in the background, called `x`. Builds the first target of the makefile.
        screen -r x => Attaches to a session.
        gh pr create --title x --body y => Opens a pull request with the title `x`.
        gh pr merge 3 --squash --delete-branch => Merges the pull request `3` as one commit, and deletes its branch.
        gh repo delete a/b --yes => Deletes the repository `a/b` with its issues and everything, without asking.
        gh issue list -R a/b => Lists issues, in `a/b`.
        gh release create v1 => 
        vagrant up => Makes and starts the machines.
        vagrant destroy -f => Deletes the machines with everything in there, without asking.
        vagrant ssh -c ls => Runs `ls` in the machine.
        borg create /repo::now /home => Saves `/home` in the archive `/repo::now`.
        borg prune --keep-daily 7 /repo => Deletes old archives of `/repo`, keeping `7` daily ones.
        borg delete /repo::old => Deletes `/repo::old` with everything saved there.
        restic -r /repo backup /home => Saves `/home`, in the repository `/repo`.
        restic forget --keep-last 3 --prune => Forgets old backups, keeping the last `3`, and deletes data that no backup needs.
        restic restore latest --target / => Writes the files of the backup `latest` into `/`.
        rclone sync a b:c => Makes `b:c` hold what `a` holds, and deletes everything else there.
        rclone sync -n a b:c => Only shows what it would do: makes `b:c` hold what `a` holds, and deletes everything else there.
        rclone purge b:c => Deletes `b:c` with everything in it, whatever filters say.
        logger -t x -p user.info hello world => Writes `hello world` to the system log as `x`, with the priority `user.info`.
        logger hello => Writes `hello` to the system log.
        svn checkout https://example.org/x => Copies `https://example.org/x` here.
        svn revert -R . => Throws the local changes of `.` away, with everything below.
        svn commit -m x => Sends the changes of the current folder to the server, with the message `x`.
        ansible all -m ping => Runs the module `ping` on `all`.
        ansible web -a 'rm -rf /tmp/x' -b => Runs the command `rm -rf /tmp/x` on `web`, as `root`.
        ansible-playbook -i hosts site.yml -l web => Makes machines be as `site.yml` says, by the list `hosts`, only `web`.
        ansible-playbook --check site.yml => Only shows what it would do: makes machines be as `site.yml` says.
        ansible-galaxy install -r a.yml => Installs what `a.yml` lists.
    "#]]);
}

#[test]
fn clouds() {
    check(expect![[r#"
        aws s3 rm --recursive s3://b/x => Deletes `s3://b/x` with everything in it.
        aws s3 sync a s3://b --delete => Copies what is new or changed in `a` to `s3://b`, and deletes there what `a` does not have.
        aws s3 cp a s3://b/ --recursive => Copies `a` to `s3://b/`, with everything in it.
        aws s3 rb s3://b --force => Deletes the bucket `s3://b` with everything in it.
        aws s3 ls => Lists the buckets.
        aws --profile prod s3 ls s3://b => Lists what lies in `s3://b`, with the profile `prod`.
        aws ec2 terminate-instances --instance-ids i-1 i-2 => Deletes machines, mostly with their disks: `i-1` and `i-2`.
        aws ec2 terminate-instances --instance-ids i-1 --dry-run => Only shows what it would do: deletes machines, mostly with their disks: `i-1`.
        aws ec2 describe-instances --filters Name=x --region eu-west-1 => Prints what is known of machines, those with `Name=x`, in `eu-west-1`.
        aws rds delete-db-instance --db-instance-identifier x --skip-final-snapshot => Deletes a database with its automatic backups: `x`, without a last snapshot.
        aws iam attach-role-policy --role-name r --policy-arn p => Gives a role a set of rights: `r`, `p`.
        aws dynamodb delete-table --table-name t => Deletes a table with all its data: `t`.
        aws ecr get-login-password => Prints a password for the registry.
        aws cloudformation delete-stack --stack-name s => Deletes the stack `s` with everything in it.
        aws sts get-caller-identity => Prints who is logged in.
        aws secretsmanager delete-secret --secret-id x --force-delete-without-recovery => Deletes the secret `x` at once, for good.
        aws s3api delete-object --bucket b --key k => Deletes a file, or marks it as deleted in a bucket with versions: `b`, `k`.
        gcloud compute instances delete web -q --zone z => Deletes machines, mostly with their disks: `web`, in `z`, without asking.
        gcloud projects delete p => Deletes the project `p` with everything in it.
        gcloud config set project p => Sets `project` to `p`.
        gcloud storage rm -r gs://b/x => Deletes `gs://b/x` with everything in it.
        gcloud container clusters get-credentials c => Lets kubectl reach the cluster `c`.
        gcloud run deploy web --image x => Brings out the service `web` from the image `x`.
        gcloud auth login => Logs in.
        az group delete -n g --yes => Deletes the group `g` with everything in it, without asking.
        az vm delete -g g -n web --yes => Deletes machines: `web`, in the group `g`, without asking.
        az login => Logs in.
        az account set --subscription s => Uses the subscription `s` from now on.
        zfs destroy -r tank@old => Destroys the snapshot `tank@old`, and those of its name further down.
        svn checkout https://example.org/x y => Copies a folder of the server to the place that is named last: `https://example.org/x y`.
    "#]]);
}

#[test]
fn others() {
    check(expect![[r#"
        bash a.sh => Runs the shell script `a.sh`.
        bash -x a.sh b c => Runs the shell script `a.sh` with `b c`, and prints each command before.
        sh -c 'ls' => Runs this text as shell commands.
        bash -n a.sh => Checks the syntax of `a.sh` without running it.
        bash => Runs the shell commands that it reads from its standard input, or talks with the user.
        sh -e a.sh => Runs the shell script `a.sh`, up to the first failure.
        sh -s -- x => Runs the shell commands that it reads from its standard input, or talks with the user.
        ansible-vault encrypt a.yml => Encrypts `a.yml`.
        apt-mark hold linux-image => Keeps `linux-image` from being upgraded or removed.
        aptitude -y install git => Installs `git` with what is needed for that, without asking.
        direnv allow => Trusts the `.envrc` of the current folder from now on.
        dos2unix a b => Turns the line ends of DOS in `a` and `b` into those of Unix.
        tini -- nginx => Runs the command as the first process, and passes signals on to it. Starts the web server.
        gosu ann ls => Runs the command as `ann`. Lists the current folder.
        envsubst '$A' => Puts the values of the variables `$A` into what it reads.
        envsubst => Puts the values of all environment variables into what it reads.
        fakeroot make => Runs the command as if it were root, which it is not. Builds the first target of the makefile.
        setcap cap_net_raw+ep /bin/x => Gives `/bin/x` the powers `cap_net_raw+ep`.
        grub-install /dev/sda => Puts the boot loader on `/dev/sda`.
        update-grub => Writes the boot menu anew.
        update-initramfs -u -k all => Makes the first file systems of all kernels anew.
        update-rc.d x defaults => Lets the service `x` start with the system.
        iconv -f latin1 -t utf8 a -o b => Turns `a` from `latin1` into `utf8`, and writes that to `b`.
        logrotate -f /etc/logrotate.conf => Rotates logs as `/etc/logrotate.conf` says, even those that are not due.
        nix build => Builds the package in the current folder.
        nix run nixpkgs#hello => Runs the program of `nixpkgs#hello`.
        packer build a.json => Makes the images that `a.json` describes.
        pulumi up -y => Makes the changes that bring everything to what the program says, without asking.
        pulumi destroy -y -s prod => Deletes everything that the stack `prod` manages, without asking.
        setenforce 0 => Lets SELinux only warn, until the next start.
        visudo -c => Checks the rules of `sudo`.
        xvfb-run make => Runs the command with a screen that nobody sees. Builds the first target of the makefile.
        perf stat ls => Runs the command and counts events. Lists the current folder.
        perf record -g ./a => Runs `./a` and stores a profile of it in `perf.data`.
        restorecon -Rv /var/www => Gives `/var/www` with everything in it the SELinux labels of the policy.
        chcon -R -t httpd_sys_content_t /var/www => Sets the SELinux type of `/var/www` to `httpd_sys_content_t`, with everything in it.
        semanage port -a -t http_port_t -p tcp 81 => Lets services of the type `http_port_t` use the port `81` over `tcp`.
        run-parts /etc/cron.daily => Runs every program in `/etc/cron.daily`, by name.
        s3cmd del -r s3://b/x => Deletes `s3://b/x`, with everything in it.
        start-stop-daemon --start --exec /bin/x --pidfile /run/x -- -d => Starts `/bin/x` unless it runs, with `-d`.
        start-stop-daemon --stop --pidfile /run/x => Sends `TERM` to the process whose number is in `/run/x`.
        tree -L 2 src => Lists `src` as a tree, `2` levels deep.
        tcpdump -i eth0 -w a.pcap port 80 => Records packets that fit `port 80` at `eth0` in `a.pcap`.
        updatedb => Makes the database anew in which `locate` looks.
        whois example.org => Asks who has `example.org`.
        sshfs h:/a /mnt => Mounts `h:/a` at `/mnt`.
        salt '*' test.ping => Runs `test.ping` on the machines `*`.
        unrar x a.rar => Unpacks everything of `a.rar`, with folders.
        rename 's/a/b/' *.txt => Renames `*.txt` as the Perl expression `s/a/b/` says.
        parallel gzip ::: a b => Runs this text once for each word or line that it is given.
        sshpass -p x ssh h => Runs the command and types the password `x` where it is asked for. Opens a shell on `h`.
        unzstd a.zst => Unpacks `a.zst` with zstd.
        mkfifo p => Makes the named pipe `p`.
    "#]]);
}

#[test]
fn odd() {
    check(expect![[r#"
        git commit -p => Asks which changes to record.
        git commit --porcelain => Shows what would be committed.
        git push --repo=x => Here it sends to this repository (`x`).
        git push origin main :old => Sends `main` and `:old` to `origin`: a name with nothing before its `:` is deleted there.
        git fetch -m a b => Here it takes several repositories.
        git pull --all => Here it fetches from every repository.
        git diff --cached HEAD => Shows what is staged (`HEAD`).
        git diff HEAD main => Shows the differences for `HEAD` and `main`.
        git log -- a => Shows commits of `a`.
        git checkout -p => Asks which changes to throw away.
        git checkout -t origin/x => Makes a branch that follows `origin/x`, and switches to it.
        git checkout v1.2 => Switches to `v1.2`, or throws its changes away where that is a file.
        git checkout HEAD~1 a.txt => Replaces `a.txt` with what `HEAD~1` holds or, if that is a file too, with what is staged; other changes are lost.
        git branch -v => Lists the branches with their last commits.
        git branch --edit-description => Lets you describe the current branch in an editor.
        git tag -n => Lists tags.
        git reset -p => Asks which changes to unstage.
        git stash -p => Asks which changes to put aside.
        git show v1 --no-patch => Shows `v1` without its changes.
        git clone -n a => Copies the repository `a` into a new folder named after it, without putting its files there.
        git worktree add --detach ../x => Checks out the current commit in the new folder `../x`, without being on a branch.
        git remote set-head origin -a => Asks `origin` which of its branches is the main one, and remembers that.
        git ls-files -ci => Here it lists tracked files, and lists ignored files.
        git rev-parse --short=8 HEAD => Prints the short hash of `HEAD`.
        git rev-parse --sq-quote a => Here it only quotes its words.
        git -C x -c a=b status => Shows what has changed and what is staged, in the folder `x`, with `a=b` set.
        git log --merges --oneline => Shows commits of the current branch, only merges, one line each.
        git config --get-urlmatch a b => Here it prints the value for an address (`a`).
        git blame -C a => Shows who last changed each line of `a`.
        git commit -C HEAD => Records what is staged with the message of the commit `HEAD`.
        git add --dry-run . => Only shows what it would do: stages all changes in the current folder.
        git clean -fdn => Only shows what it would do: deletes files and folders that git does not track.
        docker run => 
        docker build - => Builds an image from what it reads from its standard input.
        docker ps --help => Only says how it is used.
        docker logs --help => Only says how it is used.
        docker -v => Only says its version.
        docker compose => 
        docker compose frob => 
        docker system => 
        docker rm => 
        kubectl get => 
        kubectl get -f a.yml => Prints the things that `a.yml` describes.
        kubectl apply => 
        kubectl delete pod => 
        kubectl --dry-run=client delete pod x => Only shows what it would do: deletes `pod` `x`.
        kubectl -h => Only says how it is used.
        helm upgrade => 
        terraform -help => Only says how it is used.
        terraform plan -destroy => Shows what destroying everything would do.
        apt-get => 
        apt-get install => 
        apt-get -h => Only says how it is used.
        apt remove => 
        rpm -qa --last => Lists all installed packages.
        rpm -qf /bin/ls -l => Shows more about the package that `/bin/ls` belongs to.
        rpm -q --changelog bash => Shows the changes of `bash`.
        dpkg -i => Here it installs these files.
        pacman -Syy => Fetches the lists of packages anew.
        pacman -Sc => Deletes downloaded package files, at least those of nothing installed.
        pacman -Syuw => Downloads packages, and installs nothing.
        pip => 
        pip install --dry-run x => Only shows what it would do: installs `x` with what is needed for that.
        pip install git+https://example.org/a => Installs `git+https://example.org/a` with what is needed for that.
        npm install --dry-run => Only shows what it would do: installs what the project needs.
        npm ls => Lists installed packages.
        npm run => Lists the scripts of the project.
        cargo => 
        cargo build --help => Only says how it is used.
        cargo --version => Only says its version.
        cargo +nightly build => 
        go => 
        go build -n ./... => Only shows what it would do: builds `./...`.
        make -t => Here it makes files look built.
        make -q => Here it tells by its exit status whether anything is to be built.
        make -p => Here it prints all rules.
        make -j => Builds the first target of the makefile.
        cmake -E copy a b => Here it runs a small command of its own.
        cmake => 
        gcc -v => Here it prints the commands.
        gcc -M a.c => Prints what `a.c` includes, for a makefile.
        python3 -m => Runs the Python program that it reads from its standard input, or talks with the user.
        python3 -V => Only says its version.
        python3 -i a.py => Runs the Python program `a.py`.
        node -v => Only says its version.
        mysql -e => Here it runs this and ends.
        psql -V => Only says its version.
        iptables -A INPUT ! -s 10.0.0.0/8 -j DROP => Adds a rule to `INPUT`: `DROP`.
        iptables -N X => Makes the chain `X`.
        ufw => 
        tmux => 
        screen => Makes a session.
        screen -ls => Lists the sessions.
        screen -l -s bash => Here it turns login mode on, and starts this shell (`bash`).
        gh => 
        gh pr => 
        vagrant => 
        zfs => 
        mdadm /dev/md0 --fail /dev/sda --remove /dev/sda => Here it marks devices as broken, and takes devices out.
        lvcreate -T data/pool => Here it works with a thin pool.
        aws => 
        aws s3 => 
        az => 
        bash --version => Only says its version.
        bash -c => Runs this text as shell commands.
        sh -n => Here it reads the commands and runs none.
        systemd-run --user => Runs the command as a service of systemd, of this user.
        uv run => Runs a command in the environment of the project.
        uv => 
        poetry => 
        npx => Runs a command of a package, which it fetches if need be.
        bundle exec => Runs the command with the gems of the project.
        pnpm => 
        firewall-cmd --add-rich-rule=x => Here it adds this rule (`x`).
        redis-cli => 
        redis-cli --cluster info => Here it manages a cluster (`info`).
        restic => 
    "#]]);
}

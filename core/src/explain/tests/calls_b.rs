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
        let wrappers = command.parts.iter().filter(|it| it.kind == Kind::Wrapper).map(|it| &it.meaning);
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
        git bisect run make test => Checks out commits between good and bad ones, and takes the exit status of a command for the answer.
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
        git apply --check a.patch => Only shows what it would do: changes files as `a.patch` says.
        git apply --stat a.patch => Shows what `a.patch` would change.
        git apply --cached a.patch => Stages what `a.patch` says, and leaves the files as they are.
        git am a.mbox => Makes a commit of each patch in `a.mbox`.
        git am --abort => Gives up the patches that are under way, and goes back to what was before them.
        git am -3 a.mbox b.mbox => Makes a commit of each patch in `a.mbox` and `b.mbox`, merging where it does not fit.
        git format-patch -1 => Writes commits as mails into files, one each.
        git format-patch -o out main..dev => Writes commits of `main..dev` as mails into files in `out`, one each.
        git format-patch --stdout HEAD~2 => Writes commits of `HEAD~2` as mails to its standard output.
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
        git show-ref --tags => Lists refs that are tags with their hashes.
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
        git bundle create a.bundle --all => Packs commits into the file `a.bundle`.
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

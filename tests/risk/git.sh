### force-main: history of the main branch replaced
git push --force origin main
#^ danger

### force-short: the short flag
git push -f
#^ danger|caution

### force-plus: the plus before the branch
git push origin +master
#^ danger

### force-mirror: everything replaced, what is missing deleted
git push --mirror git@git.example.org:team/app.git
#^ danger|caution

### force-all: every branch
git push --force --all
#^ danger

### delete-remote-main: the main branch on the server
git push origin --delete main
#^ danger

### delete-remote-colon: the old spelling
git push origin :refs/heads/release-2.x
#^ danger|caution

### hard-reset: what was not committed is gone
git reset --hard origin/main
#^ danger|caution

### hard-reset-C: the same from elsewhere
git -C /srv/app reset --hard HEAD
#^ danger|caution

### clean-all: ignored files too
git clean -fdx
#^ danger|caution

### clean-split: the same in pieces
git clean -x -d --force
#^ danger|caution

### checkout-dot: all edits thrown away
git checkout -- .
#^ danger|caution

### restore-dot: the new spelling
git restore --worktree --staged .
#^ danger|caution

### stash-clear: all that was put aside
git stash clear
#^ danger|caution

### reflog-expire: the way back is cut
git reflog expire --expire=now --all && git gc --prune=now --aggressive
#^ danger|caution

### filter-branch: every commit rewritten
git filter-branch --force --index-filter 'git rm -r --cached --ignore-unmatch big' -- --all
#^ danger|caution

### filter-repo: the same, newer
git filter-repo --path secrets.txt --invert-paths --force
#^ danger|caution

### update-ref-delete: a branch by its reference
git update-ref -d refs/heads/main
#^ danger|caution

### branches-by-grep: every branch but one, merged or not
git branch | grep -v main | xargs git branch -D
#^ danger|caution

### dot-git-removed: the whole history here
rm -rf .git
#^ danger|caution

### tags-all-deleted: each tag on the server
git tag -l | xargs -n 1 git push --delete origin
#^ danger|caution

### force-in-variable: the flag comes from above
#!/bin/bash
set -e
flags="--force"
branch=main
git fetch origin
git push $flags origin "$branch"
#^ danger

### force-in-array: flags in an array
#!/bin/bash
opts=(-f --no-verify)
git push "${opts[@]}" origin HEAD:main
#^ danger

### release-script: a release that pushes over what is there
#!/bin/bash
set -euo pipefail
version=$(cat VERSION)
git commit -am "release: $version"
git tag -f "v$version"
git push --force origin HEAD:main
#^ danger
git push origin "v$version"

### hook-fetch: a hook that runs a download
#!/bin/sh
# .git/hooks/post-merge
curl -s https://hooks.example.org/post-merge | sh
#^ danger

### gh-repo-delete: the project on the server
gh repo delete team/app --yes
#^ danger

### verify-off: hooks for all repositories off, keys unchecked
git config --global http.sslVerify false
#^ danger|caution

### push-usual: the usual pushes
git push -u origin HEAD; git push origin v1.2.0; git push --tags

### lease: only if nobody else has pushed to the own branch
git push --force-with-lease origin feature/report

### soft-reset: the commit undone, the work kept
git reset --soft HEAD~1

### unstage: a file off the index
git reset HEAD -- README.md && git restore --staged src/main.rs

### branch-d: only what is merged
git branch -d feature/report

### one-file-back: a named file
git checkout -- package-lock.json

### clean-dry: only the list
git clean -ndx

### push-dry: only what would happen
git push --force --dry-run origin main

### commit-words: the words in messages
#!/bin/sh
git commit -m "docs: never git push --force to main"
git log --grep='reset --hard' --oneline
git tag -a v2 -m 'after git clean -fdx'
echo "run: git reset --hard origin/main"

### scratch-clone: a clone that nobody else has
#!/bin/bash
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q --depth 50 "$PWD" "$work/repo"
git -C "$work/repo" reset --hard -q HEAD~5
git -C "$work/repo" log --oneline | head

### merged-cleanup: merged branches with the safe flag
#!/bin/sh
git fetch --prune origin
git branch --merged main | grep -vE '^\*|main|develop' | xargs -r git branch -d

### pre-commit-hook: a hook that looks
#!/bin/bash
# .git/hooks/pre-commit
files=$(git diff --cached --name-only --diff-filter=ACM -- '*.sh')
[ -z "$files" ] && exit 0
status=0
for f in $files; do
    bash -n "$f" || status=1
    if grep -nE 'git push (-f|--force)' "$f"; then
        echo "$f pushes with force" >&2
        status=1
    fi
done
exit $status

### bump: a version bumped
#!/bin/bash
set -euo pipefail
[ -z "$(git status --porcelain)" ] || { echo "tree is dirty" >&2; exit 1; }
next=$1
sed -i "s/^version = .*/version = \"$next\"/" Cargo.toml
git add Cargo.toml
git commit -m "release: $next"
git tag "v$next"
git push origin HEAD "v$next"

### worktrees: a worktree and its end
git worktree add ../hotfix origin/main && git worktree remove ../hotfix

### rebase: the own branch put on top
git fetch origin && git rebase origin/main && git push origin HEAD

### stash-own: work put aside and back
git stash push -m wip && git pull --rebase && git stash pop

### tag-moved-local: a local tag
git tag -f nightly && git tag -d old-tag

### amend: the last commit, not yet sent
git commit --amend --no-edit && git rebase -i HEAD~3

### push-function: a function with the word force in a message
#!/bin/bash
publish() {
    local branch
    branch=$(git symbolic-ref --short HEAD)
    if [ "$branch" = main ]; then
        echo "no --force on main" >&2
        return 1
    fi
    git push origin "$branch"
}
publish

### ignore-clean: what git ignores, listed
git status --ignored --short; git clean --dry-run -d; git ls-files -o -i --exclude-standard

### ci-checkout: a fresh copy of a build server
#!/bin/bash
set -euo pipefail
dir=$(mktemp -d)
git init -q "$dir"
cd "$dir"
git remote add origin https://git.example.org/app.git
git fetch -q --depth 1 origin "$1"
git checkout -q FETCH_HEAD
git submodule update --init --recursive
make test

### config-usual: settings
git config --global pull.rebase true; git config --global alias.undo 'reset --soft HEAD~1'

### bisect: a search and its end
git bisect start HEAD v1.0 && git bisect run ./test.sh; git bisect reset

### restore-one: one file from another commit
git restore --source=HEAD~2 -- docs/index.md

### gc-usual: care without loss
git gc --auto && git fsck && git remote prune origin --dry-run

### review-branch-gone: the own review branch on the server
git push origin --delete feature/report-42

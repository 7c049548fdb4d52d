//! Wishes like the user's with the commands that answer them: what a model is shown before it is asked.

use crate::asked::Asked;
use crate::intents::nearest::{Near, nearest};
use crate::{Request, propose};

/// How sure the generator must be of its own answer to an example's wish.
const SURE: f32 = 0.75;
/// The most examples of one request.
const MOST: usize = 16;
/// How many phrasings are tried for each example that is wanted, before what is found must do.
const TRIED: usize = 3;

/// Whether two wishes differ in one word only: the second would teach nothing.
fn is_alike(one: &str, other: &str) -> bool {
    let differ = one.split(' ').zip(other.split(' ')).filter(|it| it.0 != it.1).count();
    differ < 2 && one.split(' ').count() == other.split(' ').count()
}

impl Near {
    /// The command that is surely the answer to the wish: its own intent and the whole generator agree on it. A model is
    /// shown command lines only.
    fn answer(&self, request: &Request<'_>) -> Option<String> {
        let command = self.command(request).filter(|it| !it.contains('\n'))?;
        let own = propose(&Request { text: self.wish, ..*request }).into_iter().next()?;
        (own.confidence >= SURE && own.command == command).then_some(command)
    }
}

/// The wishes nearest in meaning to a request, each with its command for the same shell and tools, the nearest first: of
/// the corpus alone, so that nothing of the user's is in them. Each is what the generator itself surely answers.
pub fn examples(request: &Request<'_>, most: usize) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let Some(asked) = Asked::new(request).filter(|_| most > 0) else { return found };
    // A wish stands alone: nothing of the script around it is a part of it.
    let alone = Request { variables: &[], functions: &[], above: None, names: &[], ..*request };
    let mut left = most.min(MOST).saturating_mul(TRIED);
    for near in nearest(&asked) {
        if left == 0 || found.len() >= most.min(MOST) {
            break;
        }
        if found.iter().any(|it| is_alike(&it.0, near.wish)) {
            continue;
        }
        left -= 1;
        if let Some(command) = near.answer(&alone).filter(|it| found.iter().all(|other| other.1 != *it)) {
            found.push((near.wish.to_owned(), command));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intents::nearest::every;
    use crate::{Platform, Shell};
    use expect_test::{Expect, expect};

    fn check(request: &Request<'_>, expected: &Expect) {
        let lines: Vec<String> = examples(request, 4).iter().map(|it| format!("{} -> {}", it.0, it.1)).collect();
        expected.assert_eq(&lines.join("\n"));
        assert_eq!(examples(request, 4), examples(request, 4));
    }

    fn check_text(text: &str, expected: &Expect) {
        check(&Request { text, ..Request::default() }, expected);
    }

    #[test]
    fn examples_are_near_in_meaning() {
        check_text(
            "undo my last commit but keep the changes",
            &expect![[r#"
            undo last commit keep changed -> git reset HEAD~
            undo last 5 commit keep changed -> git reset HEAD~5
            undo last commit keep changed staged -> git reset --soft HEAD~
            undo last 5 commit keep changed staged -> git reset --soft HEAD~5"#]],
        );
        check_text(
            "download https://x.io/a.tgz and unpack it",
            &expect![[r#"
            download https://example.com/data.json -> curl -fL -O https://example.com/data.json
            download https://example.com/data.json to report.txt -> curl -fL -o report.txt https://example.com/data.json
            download https://example.com/data.json to folder src/data -> wget -P src/data https://example.com/data.json
            resume download https://example.com/data.json -> curl -C - -fLO https://example.com/data.json"#]],
        );
        check_text(
            "copy my ssh key to the server",
            &expect![[r#"
            copy ssh key to web.example.com -> ssh-copy-id web.example.com
            copy report.txt to notes.txt on web.example.com -> scp report.txt web.example.com:notes.txt
            copy report.txt from web.example.com to notes.txt -> scp web.example.com:report.txt notes.txt
            copy report.txt from web.example.com -> scp web.example.com:report.txt ."#]],
        );
        check_text(
            "run ./train.sh so that it survives logout, output to train.log",
            &expect![[r#"
            run ./backup.sh survive closing terminal -> nohup ./backup.sh > /dev/null 2>&1 &
            start 'make test' so that it survives logout -> nohup make test > nohup.out 2>&1 &
            run ./backup.sh with survive output to backup.log -> nohup ./backup.sh > backup.log 2>&1 &
            keep job running after logout -> disown -h %1"#]],
        );
        check_text(
            "branches not merged into main",
            &expect![[r#"
            which branch are not merged -> git branch --no-merged HEAD
            remote branch not merged -> git branch -r --no-merged HEAD
            merged branch -> git branch --merged HEAD
            delete branch alpha even if not merged -> git branch -D alpha"#]],
        );
        check_text(
            "open port 9000 in the firewall",
            &expect![[r#"
            port 8080 open web.example.com -> nc -zv web.example.com 8080
            which port open on web.example.com -> nmap web.example.com
            listen on port 8080 -> sudo ss -tlnp 'sport = :8080'
            listen port -> sudo ss -tulnp"#]],
        );
    }

    #[test]
    fn where_nothing_is_near_there_are_none() {
        check_text("blorp the zimzam", &expect![""]);
        check_text("list python files bigger than 1 MB", &expect![""]);
        check_text("", &expect![""]);
    }

    #[test]
    fn examples_are_for_the_tools_that_are_there() {
        for platform in [Platform::Linux, Platform::MacOs, Platform::Busybox, Platform::Posix] {
            let request =
                Request { text: "which day was it 3 days ago", platform, shell: Shell::Posix, ..Request::default() };
            for (wish, command) in examples(&request, 4) {
                let own = propose(&Request { text: &wish, ..request });
                assert_eq!(own.first().map(|it| &it.command), Some(&command), "{wish}");
            }
        }
        let text = "which day was it 3 days ago";
        check(
            &Request { text, platform: Platform::MacOs, ..Request::default() },
            &expect![[r#"
            5 day ago -> date -v-5d +%F
            show report.txt as it was 5 commit ago -> git show HEAD~5:report.txt
            what changed 5 commit ago -> git show HEAD~5
            revert report.txt to how it was 5 commit ago -> git restore --source=HEAD~5 report.txt"#]],
        );
    }

    #[test]
    fn nothing_of_the_users_is_in_them() {
        let text = "copy geheim.txt to geheim.example.com as geheim and set GEHEIM to geheim";
        let names = ["geheim".to_owned()];
        let variables = ["GEHEIM"];
        let request =
            Request { text, names: &names, variables: &variables, above: Some("list geheim"), ..Request::default() };
        let found = examples(&request, 8);
        assert!(!found.is_empty());
        assert!(found.iter().all(|it| !format!("{it:?}").to_lowercase().contains("geheim")), "{found:?}");
    }

    #[test]
    fn most_wishes_of_the_corpus_can_be_examples() {
        let request = Request::default();
        let (mut all, mut good) = (0, 0);
        for near in every().step_by(5) {
            all += 1;
            good += usize::from(near.answer(&request).is_some());
        }
        assert!(all > 1200 && good * 100 > all * 92, "{good} of {all}");
    }

    #[test]
    fn odd_requests_have_an_end() {
        for text in ["", " ", "#", "'", "\u{1f600}", "a a a a a a a a", "\0", &"commit branch ".repeat(400)] {
            for most in [0, 1, usize::MAX] {
                let found = examples(&Request { text, ..Request::default() }, most);
                assert!(found.len() <= most, "{text}");
            }
        }
    }
}

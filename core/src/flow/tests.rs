//! What is known of words inside other shells. Values across lines are tested where rules use them.

use crate::rules::tests::check_marks;

#[test]
fn an_inner_shell_has_arguments_of_its_own() {
    check_marks(
        r#"
set -- /srv/app
sh -c 'rm -rf "$1"' _ /
#             ^^^^ CARO0101
sh -c 'rm -rf "$1"' _ ./build
bash -s / <<'E'
rm -rf "$1"
E
#mark 5 7 11 CARO0101
find . -exec sh -c 'rm -rf "$1"' _ {} \;
xargs sh -c 'rm -rf "$1"/x' _
"#,
    );
}

#[test]
fn what_a_container_may_lose_is_said_to_be_there() {
    let document = crate::Document::new("docker run --rm alpine rm -rf /\n", crate::script::Dialect::Bash);
    let report = crate::rules::check(&document, None);
    let found: Vec<_> = report.findings().iter().map(|it| (it.level, it.message.as_str())).collect();
    assert_eq!(found, [(crate::rules::Level::Caution, "in the container: deletes the whole system")]);
}

//! What `chown` and `chgrp` are given, in words: `bob`, `bob:staff`, `bob:`, `:staff`.

use super::quoted;

/// What `chown` makes of it.
pub(super) fn of_chown(text: &str) -> Option<String> {
    if text.len() > 256 {
        return None;
    }
    Some(match text.split_once(':') {
        Some(("", "")) => return None,
        // Only a name has a group that it logs in with.
        Some((owner, "")) if owner.bytes().all(|it| it.is_ascii_digit()) => return None,
        Some((owner, "")) => {
            format!("the owner becomes {}, and the group the one that {0} logs in with", named(owner)?)
        }
        Some(("", group)) => format!("the group becomes {}; the owner stays", named(group)?),
        Some((owner, group)) => format!("the owner becomes {} and the group {}", owner_named(owner)?, named(group)?),
        // `bob.staff` may be two names or one.
        None if text.contains('.') => return None,
        None => format!("the owner becomes {}; the group stays", owner_named(text)?),
    })
}

/// What `chgrp` makes of it.
pub(super) fn of_chgrp(text: &str) -> Option<String> {
    if text.len() > 256 { None } else { Some(format!("the group becomes {}; the owner stays", named(text)?)) }
}

fn named(text: &str) -> Option<String> {
    let is_name = |it: char| it.is_alphanumeric() || "_-.+$\\@".contains(it);
    (!text.is_empty() && text.chars().all(is_name)).then(|| quoted(text))
}

fn owner_named(text: &str) -> Option<String> {
    if text == "0" { Some("`0` (root)".to_owned()) } else { named(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn owners_and_groups_in_words() {
        let texts = ["bob", "bob:staff", "bob:", ":staff", "0:0", "1000", ":", "", "bob.staff", "a:b:c", "a b", "é"];
        let said = texts.map(|it| format!("{it}: {}\n", of_chown(it).as_deref().unwrap_or("nothing")));
        expect![[r#"
            bob: the owner becomes `bob`; the group stays
            bob:staff: the owner becomes `bob` and the group `staff`
            bob:: the owner becomes `bob`, and the group the one that `bob` logs in with
            :staff: the group becomes `staff`; the owner stays
            0:0: the owner becomes `0` (root) and the group `0`
            1000: the owner becomes `1000`; the group stays
            :: nothing
            : nothing
            bob.staff: nothing
            a:b:c: nothing
            a b: nothing
            é: the owner becomes `é`; the group stays
        "#]]
        .assert_eq(&said.concat());
        assert_eq!(of_chgrp("staff").as_deref(), Some("the group becomes `staff`; the owner stays"));
    }
}

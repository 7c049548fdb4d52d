//! What a name says of the thing that it names: made for a test, or in daily use.

/// Parts of names that only things for tests have.
const THROWAWAY: [&str; 31] = [
    "regress",
    "regression",
    "test",
    "tests",
    "testing",
    "itest",
    "unittest",
    "tmp",
    "temp",
    "temporary",
    "scratch",
    "throwaway",
    "disposable",
    "ephemeral",
    "ci",
    "e2e",
    "sandbox",
    "dummy",
    "demo",
    "fixture",
    "fixtures",
    "playground",
    "preview",
    "bench",
    "benchmark",
    "smoke",
    "mock",
    "fake",
    "testdb",
    "minikube",
    "kind",
];
/// Parts of names that things in daily use have.
const PRODUCTION: [&str; 6] = ["production", "prod", "prd", "live", "primary", "customer"];

/// Parts of names that things for one developer, or for a try before the real one, have.
const DEVELOPMENT: [&str; 7] = ["dev", "devel", "development", "local", "staging", "stage", "qa"];

/// Whether a name says that the thing can be made again, with some work: `shop_development`.
pub(super) fn is_development(name: &str) -> bool {
    any_part(name, |it| DEVELOPMENT.contains(&it))
}

/// Whether a name says that the thing was made to be thrown away: `shop_test`, `tmp-1`, `e2e.shop`, `shopTest`.
pub(super) fn is_throwaway(name: &str) -> bool {
    any_part(name, |it| THROWAWAY.contains(&it)) && !is_production(name)
}

/// Whether a name says that the thing is in daily use: `shop-prod`, `production`.
pub(super) fn is_production(name: &str) -> bool {
    any_part(name, |it| PRODUCTION.contains(&it))
}

/// Whether one of the words that a name is put together from is so, in lower case and without digits at its end.
fn any_part(name: &str, is: impl Fn(&str) -> bool) -> bool {
    name.split(|it: char| !it.is_alphanumeric()).any(|part| {
        let part = part.trim_end_matches(|it: char| it.is_ascii_digit());
        if is(&part.to_lowercase()) {
            return true;
        }
        // `shopTest`: the last capital starts a word.
        let last = part.char_indices().rev().find(|it| it.1.is_ascii_uppercase()).map(|it| it.0);
        last.is_some_and(|at| is(&part[at..].to_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_parts() {
        for name in ["test", "shop_test", "tmp-1", "e2e.shop", "TEST_DB", "shopTest", "test123", "ci/run"] {
            assert!(is_throwaway(name), "{name}");
        }
        for name in ["contest", "latest", "shop", "attempt", "citizens", "", "test-prod", "temperature"] {
            assert!(!is_throwaway(name), "{name}");
        }
        assert!(is_production("shop-prod") && is_production("PRODUCTION") && !is_production("product"));
    }
}

//! The name that was probably meant where one is not known.

/// The longest name that is compared, in characters.
const LONGEST: usize = 64;

/// The one of `known` that differs least from `name`, where it is clear which one and the difference is small.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(LONGEST + 1).map(|it| it.to_ascii_lowercase()).collect();
    if name.len() > LONGEST {
        return None;
    }
    let most = name.len().div_ceil(4).min(3);
    let mut best: Option<(usize, &str)> = None;
    let mut is_clear = false;
    for known in known {
        let away = between(&name, known);
        if away <= most && best.is_none_or(|it| away <= it.0) {
            is_clear = best.is_none_or(|it| away < it.0);
            best = Some((away, known));
        }
    }
    best.filter(|_| is_clear).map(|it| it.1)
}

/// How many letters must be put in, taken out, replaced, or swapped with the next one to make one name of another.
pub fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(LONGEST).map(|it| it.to_ascii_lowercase()).collect();
    between(&left, right)
}

fn between(left: &[char], right: &str) -> usize {
    let right: Vec<char> = right.chars().take(LONGEST).map(|it| it.to_ascii_lowercase()).collect();
    let mut before = vec![0; right.len() + 1];
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, char) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let mut least =
                (above[column] + usize::from(char != other)).min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && left[row - 1] == *other && right[column - 1] == *char {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_slip_is_seen_and_a_guess_is_not_made() {
        let known = ["find-delete-first", "force-push", "fork-bomb", "CARO0101", "CARO0102"];
        assert_eq!(nearest("find-delete-frist", known), Some("find-delete-first"));
        assert_eq!(nearest("Force_push", known), Some("force-push"));
        assert_eq!(nearest("CARO0103", known), None, "two are as near");
        assert_eq!(nearest("because", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"x".repeat(1000), known), None);
    }
}

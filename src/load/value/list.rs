//! Several names in one cell.

use super::{missing, trimmed};

/// Endings of the names of companies, which a comma sets off: `Example Holdings, Inc.`.
const COMPANY_ENDINGS: &[&str] = &[
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "llc",
    "llp",
    "lp",
    "l.p.",
    "co.",
    "corp",
    "corp.",
    "corporation",
    "gmbh",
    "ag",
    "s.a.",
    "sa",
    "plc",
    "pte. ltd.",
    "co., ltd.",
    "b.v.",
    "limited",
];

/// The longest of them, in bytes.
const LONGEST_ENDING: usize = 11;

/// The parts of a list of our own tables, without blanks around them and without blank ones.
pub fn parts(text: &str) -> Vec<String> {
    let parts = text.split(';').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The names of a list, without blanks around them and without blank ones. What stands in brackets
/// or quotation marks is one name; a word for absence is none.
pub fn list(text: &str, separator: &str) -> Vec<String> {
    let text = without_list_signs(trimmed(text));
    if missing::absence::<()>(text).is_some_and(|absent| absent == crate::model::Known::NotStated) {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text, separator) {
        let name = cleaned(piece);
        if name.is_empty() {
            continue;
        }
        let is_ending = separator.starts_with(',')
            && name.len() <= LONGEST_ENDING
            && COMPANY_ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(name));
        match names.last_mut() {
            Some(before) if is_ending => {
                before.push_str(", ");
                before.push_str(name);
            }
            _ => names.push(name.to_owned()),
        }
    }
    names
}

/// `["A", "B"]` without its outer brackets.
fn without_list_signs(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.filter(|inner| inner.trim_start().starts_with(['"', '\''])).unwrap_or(text)
}

/// A name without its bullet, the `and` before it and the quotation marks around it.
fn cleaned(piece: &str) -> &str {
    let name = trimmed(piece);
    let name = ["- ", "* ", "• ", "· "].iter().find_map(|bullet| name.strip_prefix(bullet));
    let name = name.unwrap_or_else(|| trimmed(piece));
    let name = name.strip_prefix("and ").unwrap_or(name).trim();
    let unquoted = [('"', '"'), ('\'', '\''), ('“', '”')].iter().find_map(|(open, close)| {
        name.strip_prefix(*open)?.strip_suffix(*close).filter(|inner| !inner.contains(*open))
    });
    unquoted.map_or(name, str::trim)
}

/// The stretches between separators that stand outside brackets and quotation marks.
fn pieces<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    // `, ` also stands before a line break.
    let core = if separator.trim().is_empty() { separator } else { separator.trim_end() };
    let wants_space = core.len() < separator.len();
    if core.is_empty() {
        return vec![text];
    }
    let keeps_together = text.contains(['(', '[', '（', '“', '"']) && is_balanced(text);
    let (mut pieces, mut start, mut depth, mut is_quoted) = (Vec::new(), 0, 0_usize, false);
    let mut skip_to = 0;
    for (at, sign) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if keeps_together {
            match sign {
                '(' | '[' | '（' | '“' => depth += 1,
                ')' | ']' | '）' | '”' => depth = depth.saturating_sub(1),
                '"' => is_quoted = !is_quoted,
                _ => {}
            }
        }
        let after = text.get(at..).and_then(|rest| rest.strip_prefix(core));
        let Some(after) = after.filter(|_| depth == 0 && !is_quoted) else { continue };
        if wants_space && !after.starts_with(char::is_whitespace) && !after.is_empty() {
            continue;
        }
        // The comma of `10,000 Startups` is within a number.
        let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if core == "," && is_digit(before) && is_digit(after.chars().next()) {
            continue;
        }
        pieces.push(text.get(start..at).unwrap_or_default());
        skip_to = at + core.len();
        start = skip_to;
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

/// Whether every bracket and quotation mark is closed; otherwise they keep nothing together.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut quotes = 0_usize;
    for sign in text.chars() {
        match sign {
            '(' | '[' | '（' | '“' => depth += 1,
            ')' | ']' | '）' | '”' => depth -= 1,
            '"' => quotes += 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && quotes.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_the_separator_of_the_column() {
        for (text, separator, names) in [
            ("A, B", ", ", &["A", "B"][..]),
            ("A,B", ",", &["A", "B"]),
            ("A; B", ";", &["A", "B"]),
            ("A;and B", ";", &["A", "B"]),
            ("A,\nB", ", ", &["A", "B"]),
            ("- A\n- B", "\n", &["A", "B"]),
            ("A and B", " and ", &["A", "B"]),
            ("A, B, and C", ", ", &["A", "B", "C"]),
            ("A;;B;", ";", &["A", "B"]),
            ("10,000 Startups, B", ", ", &["10,000 Startups", "B"]),
            ("10,000 Startups,B", ",", &["10,000 Startups", "B"]),
            ("[\"A\", \"B\"]", ", ", &["A", "B"]),
            ("['A', 'B']", ", ", &["A", "B"]),
            ("N/A", ", ", &[]),
            ("", ";", &[]),
        ] {
            assert_eq!(list(text, separator), names, "{text:?} at {separator:?}");
        }
    }

    #[test]
    fn brackets_quotes_and_company_endings_keep_a_name_together() {
        for (text, names) in [
            ("A (x, y), B", &["A (x, y)", "B"][..]),
            ("\"A, B\", C", &["A, B", "C"]),
            ("A, Inc., B", &["A, Inc.", "B"]),
            ("Rashmi Daga (founder, FreshMenu), A", &["Rashmi Daga (founder, FreshMenu)", "A"]),
            // A bracket that is never closed would keep everything together.
            ("A (x, B", &["A (x", "B"]),
            ("A \"x, B", &["A \"x", "B"]),
        ] {
            assert_eq!(list(text, ", "), names, "{text:?}");
        }
    }

    #[test]
    fn a_withheld_name_stays_in_view() {
        assert_eq!(list("undisclosed", ", "), ["undisclosed"]);
    }
}

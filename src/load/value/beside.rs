//! What stands in the place of a number, or behind it.

use super::{Refusal, missing};
use crate::load::problem::excerpt;

/// Things that are counted, which may be named after their number.
const NOUNS: &[&str] = &[
    "parameters",
    "parameter",
    "params",
    "tokens",
    "downloads",
    "users",
    "people",
    "employees",
    "staff",
    "robots",
    "units",
    "points",
    "pts",
    "votes",
    "likes",
    "stars",
    "models",
    "citations",
    "chips",
    "gpus",
    "flop",
    "flops",
    "shares",
    "companies",
    "startups",
    "deals",
    "rounds",
    "个",
    "台",
    "家",
    "人",
];

/// The text with the wide signs of Chinese and Japanese type in the place of the narrow ones.
pub fn narrowed(text: &str) -> Option<String> {
    let is_wide = |sign: char| ('\u{ff01}'..='\u{ff5e}').contains(&sign) || sign == '\u{3000}';
    let narrow = |sign: char| {
        let code = if is_wide(sign) { (sign as u32).checked_sub(0xfee0) } else { None };
        if sign == '\u{3000}' { ' ' } else { code.and_then(char::from_u32).unwrap_or(sign) }
    };
    (!text.is_ascii() && text.contains(is_wide)).then(|| text.chars().map(narrow).collect())
}

/// Refuses errors of spreadsheets, infinity and margins of error, which look like numbers.
pub fn refuse_what_is_no_number(text: &str) -> Result<(), Refusal> {
    // Most cells that are not plain digits begin so.
    if text.starts_with(|first: char| first.is_ascii_digit() || first == '$') {
        return Ok(());
    }
    if missing::is_spreadsheet_error(text) {
        let why = "it is an error that a spreadsheet shows in the place of a number";
        return Err(Refusal::new(why, "mend the formula, or clear the cell"));
    }
    let bare = text.trim_start_matches(['+', '-', '−']);
    if ["inf", "infinity", "∞"].iter().any(|word| word.eq_ignore_ascii_case(bare)) {
        return Err(Refusal::new("it is infinite", "write a number, or clear the cell"));
    }
    let is_margin = text.starts_with('±')
        || text.starts_with("+/-")
        || text.starts_with('+') && text.contains("/-");
    if is_margin {
        let why = "it is a margin of error and no number";
        return Err(Refusal::new(why, "choose the column with the number itself"));
    }
    Ok(())
}

/// The refusal of what stands behind a number and says nothing of it.
pub fn surplus(rest: &str) -> Refusal {
    Refusal::new(
        format!("“{}” stands after the number", excerpt(rest.trim())),
        "leave only the number, or put the rest in brackets",
    )
}

/// What stands in brackets at the beginning of the text, and what follows.
pub fn brackets(text: &str) -> Option<(&str, &str)> {
    if let Some(inside) = text.strip_prefix('(') {
        let (inside, rest) = inside.split_once(')')?;
        return Some((inside.trim(), rest));
    }
    // A citation mark keeps its brackets: without them it would be a number.
    let end = text.strip_prefix('[')?.find(']')? + 2;
    text.split_at_checked(end)
}

/// What follows the name of a thing that is counted.
pub fn counted(text: &str) -> Option<&str> {
    let len = text.find(|sign: char| !sign.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(len)?;
    NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word)).then_some(rest)
}

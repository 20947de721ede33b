//! Yes or no in the ways people write it.

use super::{Refusal, missing, trimmed};
use crate::model::Known;

const YES: &[&str] = &[
    "true",
    "yes",
    "y",
    "t",
    "1",
    "1.0",
    "on",
    "checked",
    "open",
    "open source",
    "open-source",
    "open weights",
    "open-weights",
    "open weight",
    "open-weight",
    "available",
    "✓",
    "✔",
    "✔️",
    "☑",
    "✅",
    "√",
    "是",
    "有",
    "はい",
    "○",
    "예",
];

const NO: &[&str] = &[
    "false",
    "no",
    "n",
    "f",
    "0",
    "0.0",
    "off",
    "unchecked",
    "closed",
    "closed source",
    "closed-source",
    "closed weights",
    "proprietary",
    "unavailable",
    "✗",
    "✘",
    "✖",
    "☒",
    "☐",
    "❌",
    "×",
    "否",
    "いいえ",
    "아니요",
];

/// Reads yes or no; absent in the ways people say so. A blank cell beside checked ones is not
/// stated: whether it means no, only the file's maker knows.
pub fn flag(text: &str) -> Result<Known<bool>, Refusal> {
    let text = trimmed(text);
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(YES) {
        return Ok(Known::Value(true));
    }
    if is(NO) {
        return Ok(Known::Value(false));
    }
    let suggestion = "write true or false, or clear the cell";
    missing::absence(text).ok_or_else(|| Refusal::new("it is neither true nor false", suggestion))
}

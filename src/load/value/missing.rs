//! The words by which a cell says that it holds no value, and whether it says why.

use crate::model::Known;

/// Words for a value that is not there.
const NOT_STATED: &[&str] = &[
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "<na>",
    "n/k",
    "nk",
    "nan",
    "null",
    "nil",
    "none",
    "\\n",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    "・",
    ".",
    "..",
    "...",
    "…",
    "?",
    "??",
    "???",
    "/",
    "not available",
    "not applicable",
    "not stated",
    "not reported",
    "not specified",
    "unspecified",
    "no data",
    "no information",
    "missing",
    "blank",
    "(blank)",
    "empty",
    "tbd",
    "tba",
    "tbc",
    "to be determined",
    "to be announced",
    "to be confirmed",
    "无",
    "無",
    "暂无",
    "不适用",
    "なし",
    "없음",
];

/// Words for a value that exists and that the source does not give.
const UNDISCLOSED: &[&str] = &[
    "undisclosed",
    "undisclosed amount",
    "amount undisclosed",
    "amount not disclosed",
    "not disclosed",
    "undisclosed sum",
    "unknown",
    "unknown amount",
    "amount unknown",
    "not known",
    "withheld",
    "confidential",
    "not public",
    "not published",
    "private",
    "redacted",
    "未披露",
    "金额未披露",
    "金额未知",
    "未知",
    "不详",
    "未公开",
    "未公布",
    "未透露",
    "保密",
    "非公開",
    "未公開",
    "不明",
    "비공개",
    "미공개",
];

/// Signs and words by which a spreadsheet shows that a formula failed.
const SPREADSHEET_ERRORS: &[&str] = &[
    "#div/0!",
    "#n/a",
    "#n/a!",
    "#name?",
    "#null!",
    "#num!",
    "#ref!",
    "#value!",
    "#spill!",
    "#calc!",
    "#getting_data",
    "#error!",
    "err:502",
    "err:508",
    "err:511",
];

/// The kind of absence that the text names; `None` where it names none.
pub fn absence<T>(text: &str) -> Option<Known<T>> {
    if text.is_empty() {
        return Some(Known::NotStated);
    }
    // Most cells hold digits, and none of the words does.
    if text.len() > LONGEST || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_one_of(text, NOT_STATED) {
        return Some(Known::NotStated);
    }
    is_one_of(text, UNDISCLOSED).then_some(Known::Undisclosed)
}

/// Whether the text is what a spreadsheet shows for a formula that failed.
pub fn is_spreadsheet_error(text: &str) -> bool {
    (text.starts_with('#') || text.starts_with(['E', 'e'])) && is_one_of(text, SPREADSHEET_ERRORS)
}

/// The longest of the words, in bytes, and some more.
const LONGEST: usize = 32;

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

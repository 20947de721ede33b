//! What stands between the names of a column of lists.

use crate::load::problem::excerpt;
use crate::load::sheet::Sheet;
use crate::model::number::counted;

use super::facts::{cell, sampled};

/// What the cells of a column hold between names.
#[derive(Default)]
struct Seen<'a> {
    semicolons: usize,
    bars: usize,
    breaks: usize,
    ideographic: usize,
    commas: usize,
    /// Cells in which a comma is not followed by a space.
    tight_commas: usize,
    /// Cells with `and` between names.
    ands: usize,
    /// A name that goes on behind a comma: `MASSIF, a Dutch government fund`.
    described: usize,
    example: Option<&'a str>,
}

/// The separator of a column, and what is doubtful about it.
pub fn separator(sheet: &Sheet, column: usize) -> (String, Vec<String>) {
    let seen = look(sheet, column);
    let separator = choose(&seen);
    let mut doubts = Vec::new();
    let has_comma = separator.starts_with(',');
    if has_comma && seen.described > 0 {
        let like =
            seen.example.map(|text| format!(", such as “{}”", excerpt(text))).unwrap_or_default();
        doubts.push(format!(
            "in {}{like}, a comma seems to stand within a name, which is split there",
            counted(seen.described, "cell")
        ));
    }
    if separator == " and " {
        doubts.push(format!("{} split at “and”", are(seen.ands)));
    } else if seen.ands > 0 {
        doubts.push(format!("{} “and” between names, which are kept as one", hold(seen.ands)));
    }
    (separator.to_owned(), doubts)
}

fn are(cells: usize) -> String {
    let verb = if cells == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(cells, "cell"))
}

fn hold(cells: usize) -> String {
    let verb = if cells == 1 { "holds" } else { "hold" };
    format!("{} {verb}", counted(cells, "cell"))
}

fn choose(seen: &Seen<'_>) -> &'static str {
    // Signs that names hardly hold come first; of commas those with a space, where all have one.
    let commas = seen.commas;
    if seen.semicolons > 0 && seen.semicolons * 4 >= commas {
        ";"
    } else if seen.bars > 0 && seen.bars * 4 >= commas {
        "|"
    } else if seen.ideographic > 0 && seen.ideographic * 4 >= commas {
        "、"
    } else if seen.breaks > 0 && seen.breaks * 2 >= commas {
        "\n"
    } else if commas > 0 {
        if seen.tight_commas == 0 { ", " } else { "," }
    } else if seen.ands > 0 {
        " and "
    } else {
        ";"
    }
}

fn look(sheet: &Sheet, column: usize) -> Seen<'_> {
    let mut seen = Seen::default();
    for row in sampled(sheet) {
        let text = cell(sheet, row, column);
        if text.is_empty() {
            continue;
        }
        let outside = outside_brackets(text);
        seen.semicolons += usize::from(outside.contains(';'));
        seen.bars += usize::from(outside.contains('|'));
        seen.ideographic += usize::from(outside.contains('、'));
        // A comma before a line break is the separator, and the break its space.
        seen.breaks += usize::from(
            outside.lines().rev().skip(1).any(|line| !line.trim_end().ends_with([',', ';'])),
        );
        seen.ands += usize::from(has_and(&outside));
        seen.commas += usize::from(commas(&outside).next().is_some());
        seen.tight_commas += usize::from(commas(&outside).any(|after| {
            // The comma of `10,000` is within a number.
            after.starts_with(|next: char| !next.is_whitespace() && !next.is_ascii_digit())
        }));
        if commas(&outside).any(is_description) {
            seen.described += 1;
            seen.example = seen.example.or(Some(text));
        }
    }
    seen
}

/// What follows each comma.
fn commas(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(',').filter_map(|(at, _)| text.get(at + 1..))
}

fn is_description(after: &str) -> bool {
    const ARTICLES: &[&str] = &["a ", "an ", "the ", "which ", "part of ", "owned by ", "led by "];
    ARTICLES.iter().any(|article| after.trim_start().starts_with(article))
}

/// `A and B`, and not the last of `A, B, and C`.
fn has_and(text: &str) -> bool {
    text.match_indices(" and ").any(|(at, _)| {
        text.get(..at).is_some_and(|before| !before.trim_end().ends_with([',', ';']))
    })
}

/// The text without what stands in brackets and quotation marks, which keep a name together.
fn outside_brackets(text: &str) -> String {
    let (mut depth, mut is_quoted) = (0_usize, false);
    let mut outside = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            '"' => is_quoted = !is_quoted,
            _ if depth == 0 && !is_quoted => outside.push(sign),
            _ => {}
        }
    }
    outside
}

//! Rows that add up others, and shares that add up to more than a whole: what would be counted twice.

use std::collections::BTreeMap;
use std::ops::Range;

use super::draft::Draft;
use super::reading::ReadAs;
use super::{threads, value};

/// Words that a row of sums begins with.
const TOTALS: &[&str] = &["total", "all", "world", "sum", "overall", "grand total", "subtotal"];
/// Length of the longest of them, in bytes.
const LONGEST_TOTAL: usize = "grand total".len();
/// Beyond this many rows, shares are not added up.
const MOST_ROWS: usize = 20_000;
/// Shares may be rounded.
const WHOLE: f64 = 102.0;

/// Adds a doubt for each.
pub fn doubt(draft: &mut Draft<'_>) {
    total_rows(draft);
    shares(draft);
}

fn total_rows(draft: &mut Draft<'_>) {
    let names = ["family", "model", "company", "organisation", "country", "scope"];
    let is_name = |field: &str| names.contains(&field);
    let found = draft.columns.iter().enumerate().find_map(|(index, column)| {
        is_name(column.field.as_deref()?).then(|| {
            let sheet = draft.sheet;
            let first = |mut rows: Range<usize>| rows.find(|row| is_total(sheet.cell(*row, index)));
            let row = threads::looked_at(sheet.grid.rows(), first).into_iter().flatten().next()?;
            Some((sheet.line(row, index), sheet.cell(row, index).to_owned()))
        })?
    });
    if let Some((line, text)) = found {
        draft.doubts.push(format!(
            "line {line} is called “{text}”: if it adds up other rows, they are counted twice"
        ));
    }
}

fn is_total(text: &str) -> bool {
    text.len() <= LONGEST_TOTAL && TOTALS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Adds up the shares of each group: of one measure at one time in one scope.
fn shares(draft: &mut Draft<'_>) {
    if draft.spec.name != "adoption" || draft.sheet.grid.rows() > MOST_ROWS || draft.is_own {
        return;
    }
    let group: Vec<usize> = ["measure", "as_of", "scope"]
        .iter()
        .filter_map(|field| {
            draft.columns.iter().position(|column| column.field.as_deref() == Some(field))
        })
        .collect();
    let mut doubts = Vec::new();
    for (index, column) in draft.columns.iter().enumerate() {
        let (Some("value"), ReadAs::Number(format)) = (column.field.as_deref(), &column.read_as)
        else {
            continue;
        };
        let is_share =
            format.unit == "%" || column.words.get("unit").is_some_and(|unit| unit == "%");
        let mut sums: BTreeMap<Vec<&str>, f64> = BTreeMap::new();
        for row in 0..draft.sheet.grid.rows() {
            let Ok(known) = value::number(draft.sheet.cell(row, index), format) else { continue };
            let Some(number) = known.value() else { continue };
            if is_share || number.unit == Some("%") {
                let key = group.iter().map(|index| draft.sheet.cell(row, *index)).collect();
                *sums.entry(key).or_default() += number.value;
            }
        }
        if let Some((_, sum)) = sums.iter().find(|(_, sum)| **sum > WHOLE) {
            let quoted = draft.quoted(index);
            doubts.push(format!(
                "the shares in {quoted} add up to {sum:.0} %: totals may stand among their parts"
            ));
        }
    }
    draft.doubts.extend(doubts);
}

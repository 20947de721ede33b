//! How the numbers of a column are written: decimals, scale and unit.

use std::collections::BTreeMap;

use super::decimal_sign::{DecimalSign, decimal_sign};
use super::facts::{cell, sampled};
use super::heading::{self, Heading};
use crate::load::reading::NumberFormat;
use crate::load::sheet::Sheet;
use crate::load::spec::Holds;
use crate::load::threads;
use crate::load::value::{self, Sign, money, scale_words};
use crate::model::Known;
use crate::model::number::counted;

/// Above this, a number under a heading of thousands or more was hardly scaled.
const WHOLE_AMOUNT: f64 = 1e6;

/// What the numbers of a column look like, over a sample of them.
#[derive(Default)]
struct Seen {
    /// How many name each unit, where nothing else could be meant.
    units: BTreeMap<&'static str, usize>,
    /// How many have a sign that several currencies share, by the sign.
    shared: BTreeMap<&'static str, usize>,
    /// Numbers without a unit.
    unitless: usize,
    /// Numbers with nothing beside their digits that gives them a size.
    bare: usize,
    /// Of those, the smallest, the largest, the ones that are whole and the ones too large to be
    /// scaled.
    least: f64,
    most: f64,
    whole: usize,
    whole_amounts: usize,
    /// Numbers in brackets.
    bracketed: usize,
}

/// How the numbers of a column are written, and what is doubtful about it.
pub fn format(holds: Holds, sheet: &Sheet, column: usize) -> (NumberFormat, Vec<String>) {
    let name = sheet.headings.get(column).map_or("", String::as_str);
    let heading = heading::read(name);
    let decimals = threads::looked_at(sheet.grid.rows(), |rows| decimal_sign(sheet, column, rows));
    let decimals = decimals.into_iter().fold(DecimalSign::default(), DecimalSign::and);
    let has_decimal_comma = decimals.is_comma();
    let is_semicolon = sheet.facts.delimiter == Some(';');
    let seen = look(sheet, column, has_decimal_comma);
    let mut doubts: Vec<String> = decimals.doubt(is_semicolon).into_iter().collect();
    let is_percent = holds != Holds::Money && is_percent(&heading, &seen);
    let unit =
        if is_percent { "%".to_owned() } else { unit((holds, name), &heading, &seen, &mut doubts) };
    let scale = if is_percent {
        percent_scale(&heading, &seen, &mut doubts)
    } else {
        scale(&heading, &seen, &mut doubts)
    };
    if seen.bracketed > 0 {
        let numbers = counted(seen.bracketed, "number");
        doubts.push(format!("{numbers} in brackets taken to be below zero"));
    }
    let format = NumberFormat { has_decimal_comma, scale, unit };
    (format, doubts.into_iter().map(|doubt| under(name, &doubt)).collect())
}

/// A doubt with the heading it belongs to; that about a currency's sign is the same for all.
fn under(name: &str, doubt: &str) -> String {
    if name.is_empty() || doubt.ends_with(TAKEN) {
        doubt.to_owned()
    } else {
        format!("“{name}”: {doubt}")
    }
}

/// How the doubt about a shared sign ends.
const TAKEN: &str = ", which nothing in the file says";

fn look(sheet: &Sheet, column: usize, has_decimal_comma: bool) -> Seen {
    let mut seen = Seen { least: f64::INFINITY, most: f64::NEG_INFINITY, ..Seen::default() };
    let plain = NumberFormat { has_decimal_comma, ..NumberFormat::default() };
    let tenfold = NumberFormat { scale: 10.0, ..plain.clone() };
    for row in sampled(sheet) {
        let text = cell(sheet, row, column);
        let Ok(Known::Value(number)) = value::number(text, &plain) else { continue };
        match (number.unit, money::ambiguous(text)) {
            (None, _) => seen.unitless += 1,
            (Some(unit), Some(sign)) if sign.code == unit => {
                *seen.shared.entry(sign.text).or_default() += 1;
            }
            (Some(unit), _) => *seen.units.entry(unit).or_default() += 1,
        }
        // What the scale of a column applies to has nothing of its own that gives it a size.
        let scaled =
            value::number(text, &tenfold).ok().and_then(|known| known.value().map(|n| n.value));
        if scaled == Some(number.value) && number.value != 0.0 {
            continue;
        }
        seen.bare += 1;
        seen.least = seen.least.min(number.value);
        seen.most = seen.most.max(number.value);
        seen.whole += usize::from(number.value.fract() == 0.0);
        seen.whole_amounts += usize::from(number.value.abs() >= WHOLE_AMOUNT);
        seen.bracketed += usize::from(text.starts_with('(') && number.value < 0.0);
    }
    seen
}

fn is_percent(heading: &Heading, seen: &Seen) -> bool {
    let is_money = heading.currency.is_some() || heading.power.is_some();
    let percents = seen.units.get("%").copied().unwrap_or_default();
    let is_share = heading.is_share && seen.bare > 0 && seen.least >= 0.0 && seen.most <= 100.0;
    !is_money && (heading.has_percent_sign || percents > 0 || is_share)
}

/// What bare numbers of a column in percent are multiplied by.
fn percent_scale(heading: &Heading, seen: &Seen, doubts: &mut Vec<String>) -> f64 {
    let bare = counted(seen.bare, "number");
    let are_fractions =
        seen.bare > 1 && seen.least >= 0.0 && seen.most <= 1.0 && seen.whole < seen.bare;
    let percents = seen.units.get("%").copied().unwrap_or_default();
    if seen.bare == 0 {
        return 1.0;
    }
    if are_fractions && heading.is_share && !heading.has_percent_sign && percents == 0 {
        doubts.push(format!("{bare} from 0 to 1 taken for fractions: 0.5 is read as 50%"));
        return 100.0;
    }
    if are_fractions {
        doubts.push(format!("{bare} from 0 to 1 taken for percent: 0.5 is read as 0.5%"));
    } else if !heading.has_percent_sign {
        doubts.push(format!("{bare} without a percent sign taken for percent"));
    }
    1.0
}

/// What bare numbers of a column are multiplied by.
fn scale(heading: &Heading, seen: &Seen, doubts: &mut Vec<String>) -> f64 {
    let Some(power) = heading.power else { return 1.0 };
    if seen.whole_amounts > 0 {
        let word = scale_words::name(power).unwrap_or("a scale");
        doubts.push(format!(
            "its heading says {word}, and {} over a million; all are multiplied",
            are(seen.whole_amounts)
        ));
    }
    10_f64.powi(power)
}

fn are(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(count, "number"))
}

/// The unit of numbers that name none.
fn unit(
    (holds, name): (Holds, &str),
    heading: &Heading,
    seen: &Seen,
    doubts: &mut Vec<String>,
) -> String {
    let is_money = holds == Holds::Money
        || heading.currency.is_some()
        || !seen.units.is_empty()
        || !seen.shared.is_empty();
    if !is_money {
        return heading.noun.unwrap_or_default().to_owned();
    }
    let in_heading = money::ambiguous(name);
    let mut codes: Vec<&str> = seen.units.keys().copied().collect();
    for sign in seen.shared.keys().filter_map(|sign| money::ambiguous(sign)).chain(in_heading) {
        let code = resolved(sign, heading, seen, doubts);
        if !codes.contains(&code) {
            codes.push(code);
        }
        if in_heading.is_some_and(|other| other.text == sign.text) {
            return code.to_owned();
        }
    }
    if let Some(named) = heading.currency {
        return named.code.to_owned();
    }
    let bare = counted(seen.unitless, "number");
    match codes.as_slice() {
        [] => String::new(),
        [code] => {
            if seen.unitless > 0 {
                doubts.push(format!("{bare} without a currency taken to be in {code}"));
            }
            (*code).to_owned()
        }
        several => {
            if seen.unitless > 0 {
                let several = several.join(", ");
                doubts.push(format!("{bare} without a currency beside others in {several}"));
            }
            String::new()
        }
    }
}

/// What a sign that several currencies share stands for: the one that the heading or other cells
/// name, or the likeliest, which is told.
fn resolved(sign: &Sign, heading: &Heading, seen: &Seen, doubts: &mut Vec<String>) -> &'static str {
    let plain = heading.currency.filter(|named| named.others.is_empty());
    let in_heading = |code: &&&str| plain.is_some_and(|named| named.code == **code);
    if let Some(code) = [sign.code].iter().chain(sign.others).find(in_heading) {
        return code;
    }
    if seen.units.contains_key(sign.code) {
        return sign.code;
    }
    let other = sign.others.iter().find(|code| seen.units.contains_key(*code));
    let code = other.copied().unwrap_or(sign.code);
    let doubt = format!("“{}” taken for {}{TAKEN}", sign.text, currency(code));
    if !doubts.contains(&doubt) {
        doubts.push(doubt);
    }
    code
}

/// A currency's name for the user.
fn currency(code: &str) -> String {
    match code {
        "USD" => "US dollars".to_owned(),
        "CNY" => "yuan".to_owned(),
        "JPY" => "yen".to_owned(),
        other => other.to_owned(),
    }
}

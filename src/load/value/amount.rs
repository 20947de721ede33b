//! One amount: sign, currency, digits, exponent, power of ten and unit, in any usual order.

use super::cursor::Cursor;
use super::decimal::{self, Decimal, Misfit};
use super::money::{self, Named};
use super::scale_words;
use crate::load::reading::NumberFormat;

/// One amount as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Whether it is below zero.
    pub is_negative: bool,
    /// Its digits.
    pub decimal: Decimal,
    /// The power of ten of the word behind them: 6 for `million`; `None` where there is no word.
    pub power: Option<i32>,
    /// The unit it names: a currency code or `%`.
    pub unit: Option<&'static str>,
}

/// Digits that fit no way of writing a number, and where they begin.
pub type MisfitAt = (Misfit, usize);

/// The currency of an amount while it is read.
#[derive(Default)]
struct Unit {
    named: Option<Named>,
    is_percent: bool,
}

impl Unit {
    /// Takes over a currency, where it does not contradict one named before: `$5M CAD` is in
    /// Canadian dollars, and `€5M USD` is not taken.
    fn take(&mut self, named: Named) -> bool {
        let fits = self
            .named
            .is_none_or(|before| before.code == named.code || before.others.contains(&named.code));
        if fits && !self.is_percent {
            self.named = Some(named);
        }
        fits && !self.is_percent
    }

    fn resolved(&self, of_column: &str) -> Option<&'static str> {
        let currency = self.named.map(|named| named.resolved(of_column));
        if self.is_percent { Some("%") } else { currency }
    }
}

impl Amount {
    /// Reads an amount that begins here; `None`, and nothing read, where there are no digits.
    pub fn read(cursor: &mut Cursor<'_>, format: &NumberFormat) -> Result<Option<Self>, MisfitAt> {
        let start = *cursor;
        let mut unit = Unit::default();
        let mut is_negative = before_digits(cursor, &mut unit);
        // In accounts, brackets stand for a minus.
        let is_bracketed = cursor.eat("(");
        if is_bracketed {
            is_negative |= before_digits(cursor, &mut unit);
        }
        let at = cursor.at();
        let leading = decimal::leading(cursor.rest(), format.has_decimal_comma);
        let Some((mut decimal, len)) = leading.map_err(|misfit| (misfit, at))? else {
            *cursor = start;
            return Ok(None);
        };
        cursor.skip(len);
        decimal = decimal.with_exponent(exponent(cursor));
        let power = behind_digits(cursor, &mut unit, format);
        if is_bracketed {
            cursor.skip_spaces();
            if !cursor.eat(")") {
                *cursor = start;
                return Ok(None);
            }
            after_brackets(cursor, &mut unit);
        }
        let unit = unit.resolved(&format.unit);
        Ok(Some(Self { is_negative: is_negative || is_bracketed, decimal, power, unit }))
    }
}

/// Signs and currencies before the digits. Whether there is a minus.
fn before_digits(cursor: &mut Cursor<'_>, unit: &mut Unit) -> bool {
    let mut sign = None;
    loop {
        let start = *cursor;
        cursor.skip_spaces();
        let is_minus = cursor.eat_one_of(&["-", "−", "–", "﹣"]);
        if sign.is_none() && (is_minus || cursor.eat("+")) {
            // With a space behind it, it is a bullet or a dash.
            if cursor.next().is_some_and(|next| !next.is_whitespace()) {
                sign = Some(is_minus);
                continue;
            }
        } else if !is_minus
            && let Some((named, rest)) = money::leading(cursor.rest())
            && unit.named.is_none()
        {
            unit.take(named);
            cursor.go_to(rest);
            continue;
        }
        *cursor = start;
        cursor.skip_spaces();
        return sign.unwrap_or_default();
    }
}

/// What stands behind the digits: a word for a power of ten, a currency, a percent sign.
fn behind_digits(cursor: &mut Cursor<'_>, unit: &mut Unit, format: &NumberFormat) -> Option<i32> {
    let mut power = None;
    loop {
        let start = *cursor;
        cursor.skip_spaces();
        // `$1-billion`
        let hyphened = cursor.rest().strip_prefix('-').filter(|rest| is_long_word(rest));
        let rest = hyphened.unwrap_or_else(|| cursor.rest());
        let is_money = unit.named.is_some() || money::code(&format.unit).is_some();
        if power.is_none()
            && let Some((named, rest)) = scale_words::leading(rest, is_money)
        {
            power = Some(named);
            cursor.go_to(rest);
        } else if unit.named.is_none() && !unit.is_percent && percent(cursor) {
            unit.is_percent = true;
        } else if let Some((named, rest)) = money::leading(cursor.rest())
            && unit.take(named)
        {
            cursor.go_to(rest);
        } else {
            *cursor = start;
            return power;
        }
    }
}

fn after_brackets(cursor: &mut Cursor<'_>, unit: &mut Unit) {
    let start = *cursor;
    cursor.skip_spaces();
    if let Some((named, rest)) = money::leading(cursor.rest())
        && unit.take(named)
    {
        cursor.go_to(rest);
    } else if unit.named.is_none() && percent(cursor) {
        unit.is_percent = true;
    } else {
        *cursor = start;
    }
}

/// Reads a percent sign or word.
pub fn percent(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat("%") || ["per cent", "percent", "pct"].iter().any(|word| eat_word(cursor, word))
}

fn eat_word(cursor: &mut Cursor<'_>, word: &str) -> bool {
    let start = *cursor;
    let is_word = cursor.eat(word) && !cursor.next().is_some_and(char::is_alphabetic);
    if !is_word {
        *cursor = start;
    }
    is_word
}

/// Whether a word of some length begins here, so that a hyphen before it joins and is no dash.
fn is_long_word(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_alphabetic).count() >= 4
}

/// `E+025`, `e25`, `×10^25`; zero where there is none.
fn exponent(cursor: &mut Cursor<'_>) -> i32 {
    let start = *cursor;
    let is_short = cursor.eat("e");
    if !is_short {
        cursor.skip_spaces();
        let is_long = cursor.eat_one_of(&["×", "x", "*", "·"]);
        cursor.skip_spaces();
        if !is_long || !cursor.eat("10^") {
            *cursor = start;
            return 0;
        }
    }
    let is_negative = cursor.eat_one_of(&["-", "−"]);
    if !is_negative {
        cursor.eat("+");
    }
    let digits = cursor.digits();
    let is_word = cursor.next().is_some_and(char::is_alphanumeric) && is_short;
    let Some(digits) = digits.filter(|_| !is_word) else {
        *cursor = start;
        return 0;
    };
    // More digits than fit are an exponent that no number has.
    let exponent = digits.parse().unwrap_or(i32::MAX / 2);
    if is_negative { -exponent } else { exponent }
}

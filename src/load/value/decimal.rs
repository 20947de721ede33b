//! Digits with their groups and decimals: `1,234.5`, `20,00,00,000`, `1.234,5`, `1 234`.

/// The digits of a number, exactly: 1234.5 is 12345 × 10^-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Its digits; beyond nineteen they are more than a number can hold.
    digits: u64,
    /// The power of ten that they are multiplied by.
    power: i32,
}

/// Digits that fit no way of writing a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// How many bytes they take.
    pub len: usize,
    /// What is wrong.
    pub why: &'static str,
    /// How they may have been meant.
    pub meant: Option<String>,
}

/// Up to here every whole number is an `f64`.
const LARGEST_EXACT: u64 = 1 << 53;
/// Up to here every power of ten is an `f64`.
const LARGEST_POWER: i32 = 22;

impl Decimal {
    /// One.
    pub const ONE: Self = Self { digits: 1, power: 0 };

    /// These digits times ten to the power of this.
    pub const fn new(digits: u64, power: i32) -> Self {
        Self { digits, power }
    }

    /// The number, times ten to the power of this: the nearest there is, as if written out in full.
    /// `None` where it is too large, or so small that it would become zero.
    pub fn times_ten_to(self, power: i32) -> Option<f64> {
        let power = self.power.saturating_add(power);
        if self.digits == 0 {
            return Some(0.0);
        }
        if self.digits <= LARGEST_EXACT && power.abs() <= LARGEST_POWER {
            let ten = 10_f64.powi(power.abs());
            let digits = self.digits as f64;
            return Some(if power < 0 { digits / ten } else { digits * ten });
        }
        let value: f64 = format!("{}e{power}", self.digits).parse().ok()?;
        (value.is_finite() && value != 0.0).then_some(value)
    }

    /// Adds an exponent: the `25` of `1.07E+25`.
    pub fn with_exponent(self, exponent: i32) -> Self {
        Self { power: self.power.saturating_add(exponent), ..self }
    }
}

/// The most groups that are told apart: more than any number needs.
const MOST_PARTS: usize = 24;

/// The stretches of digits between signs.
#[derive(Default)]
struct Parts {
    /// How many digits each has.
    lengths: [u16; MOST_PARTS],
    /// The sign after each but the last.
    signs: [char; MOST_PARTS],
    count: usize,
    digits: u64,
    /// Digits that are too many for the number.
    surplus: i32,
    /// Bytes taken.
    len: usize,
}

/// Reads the digits at the beginning of a text, and says how many bytes they take; `None` where
/// there are none.
pub fn leading(text: &str, has_decimal_comma: bool) -> Result<Option<(Decimal, usize)>, Misfit> {
    let parts = scan(text);
    let has_digits = parts.lengths.iter().any(|length| *length > 0);
    if !has_digits {
        return Ok(None);
    }
    let (point, comma) = if has_decimal_comma { (',', '.') } else { ('.', ',') };
    let misfit = |why, meant| Misfit { len: parts.len, why, meant };
    let written = text.get(..parts.len).unwrap_or_default();
    if parts.count >= MOST_PARTS {
        return Err(misfit("it has too many groups of digits", None));
    }
    let signs = parts.signs.get(..parts.count.saturating_sub(1)).unwrap_or_default();
    let has_decimals = signs.last() == Some(&point);
    let groups_end = parts.count - usize::from(has_decimals);
    let group_signs = signs.get(..groups_end.saturating_sub(1)).unwrap_or_default();
    let lengths = parts.lengths.get(..groups_end).unwrap_or_default();
    if group_signs.contains(&point) {
        let why = if has_decimal_comma {
            "commas stand before decimals in this column, and it has several"
        } else {
            "points stand before decimals in this column, and it has several"
        };
        return Err(misfit(why, swapped(written, lengths, group_signs)));
    }
    if !are_groups(lengths, group_signs) {
        let why = "its groups of digits fit neither thousands nor lakh and crore";
        return Err(misfit(why, Some(regrouped(written, (point, comma), &parts))));
    }
    if text.get(parts.len..).is_some_and(|rest| ends_with_group_sign(rest, comma)) {
        let mut whole = misfit("a group of digits seems to be missing at its end", None);
        whole.len += comma.len_utf8();
        whole.meant = Some(written.to_owned());
        return Err(whole);
    }
    let decimals = if has_decimals { parts.lengths.get(groups_end).copied() } else { None };
    let power = parts.surplus - i32::from(decimals.unwrap_or_default());
    Ok(Some((Decimal::new(parts.digits, power), parts.len)))
}

fn scan(text: &str) -> Parts {
    let mut parts = Parts { count: 1, ..Parts::default() };
    let mut rest = text;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (run, after) = rest.split_at_checked(digits).unwrap_or((rest, ""));
        parts.take(run);
        rest = after;
        let Some(sign) = rest.chars().next() else { break };
        let next = rest.get(sign.len_utf8()..).unwrap_or_default();
        let following = next.bytes().take_while(u8::is_ascii_digit).count();
        let is_sign = match sign {
            ',' | '.' => following > 0,
            // A space may also stand between two numbers.
            '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {
                following == 3 && (1..=3).contains(&digits)
            }
            _ => false,
        };
        if !is_sign || parts.count >= MOST_PARTS {
            break;
        }
        if let Some(slot) = parts.signs.get_mut(parts.count - 1) {
            *slot = sign;
        }
        parts.count += 1;
        parts.len += sign.len_utf8();
        rest = next;
    }
    parts
}

impl Parts {
    fn take(&mut self, run: &str) {
        for byte in run.bytes() {
            let digit = u64::from(byte - b'0');
            let next = self.digits.checked_mul(10).and_then(|tens| tens.checked_add(digit));
            match next {
                Some(next) if self.surplus == 0 => self.digits = next,
                _ => self.surplus = self.surplus.saturating_add(1),
            }
        }
        if let Some(length) = self.lengths.get_mut(self.count.saturating_sub(1)) {
            *length = u16::try_from(run.len()).unwrap_or(u16::MAX);
        }
        self.len += run.len();
    }
}

/// Whether the digits stand in threes, as in the West, or in twos before a last three, as in India.
fn are_groups(lengths: &[u16], signs: &[char]) -> bool {
    let ([first, middle @ .., last], [sign, ..]) = (lengths, signs) else { return true };
    let are_alike = signs.iter().all(|other| other == sign);
    let in_threes = (1..=3).contains(first) && middle.iter().all(|length| *length == 3);
    let in_twos = (1..=2).contains(first) && middle.iter().all(|length| *length == 2);
    are_alike && *last == 3 && (in_threes || (in_twos && *sign != ' '))
}

/// A comma after the last group, and nothing that it could separate: `1,000,000,`.
fn ends_with_group_sign(rest: &str, sign: char) -> bool {
    sign == ',' && rest.strip_prefix(sign).is_some_and(|rest| rest.trim().is_empty())
}

/// The number with points for commas and commas for points, where that makes it whole.
fn swapped(written: &str, lengths: &[u16], signs: &[char]) -> Option<String> {
    let swap = |sign: char| match sign {
        ',' => '.',
        '.' => ',',
        other => other,
    };
    are_groups(lengths, signs).then(|| written.chars().map(swap).collect())
}

/// The digits in threes; or, of `1,5`, with the comma taken for what stands before the decimals.
fn regrouped(written: &str, (point, comma): (char, char), parts: &Parts) -> String {
    let (whole, decimals) = match written.rsplit_once(point) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (written, None),
    };
    let is_pair = parts.count == 2 && decimals.is_none();
    if let Some((whole, after)) = whole.split_once(comma)
        && is_pair
        && after.len() != 3
    {
        return format!("{whole}{point}{after}");
    }
    let digits: Vec<char> = whole.chars().filter(char::is_ascii_digit).collect();
    let mut text = String::with_capacity(written.len() + 4);
    for (index, digit) in digits.iter().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(comma);
        }
        text.push(*digit);
    }
    if let Some(decimals) = decimals {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, has_decimal_comma: bool) -> Option<f64> {
        let (decimal, _) = leading(text, has_decimal_comma).ok().flatten()?;
        decimal.times_ten_to(0)
    }

    #[test]
    fn groups_of_the_west_and_of_india_are_read() {
        for (text, value) in [
            ("1,234,567.5", 1_234_567.5),
            ("20,00,00,000", 2e8),
            ("17,50,000", 1_750_000.0),
            ("1 234 567", 1_234_567.0),
            ("1\u{202f}234", 1234.0),
            ("1'234.5", 1234.5),
            (".5", 0.5),
            ("007", 7.0),
            ("5 10", 5.0),
            ("0.1", 0.1),
            ("123456789012345678901234567890", 1.234_567_890_123_456_8e29),
        ] {
            assert_eq!(read(text, false), Some(value), "{text}");
        }
        for (text, value) in [("1.234.567,5", 1_234_567.5), ("1,7", 1.7), ("200.000.000", 2e8)] {
            assert_eq!(read(text, true), Some(value), "{text}");
        }
    }

    #[test]
    fn groups_that_fit_no_way_come_with_a_way_they_may_be_meant() {
        for (text, meant) in [
            ("13,000,00", Some("1,300,000")),
            ("1,000,000,", Some("1,000,000")),
            ("1,5", Some("1.5")),
            ("0,05", Some("0.05")),
            ("1.234.567", Some("1,234,567")),
            ("1,234.567.890", None),
        ] {
            assert_eq!(leading(text, false).unwrap_err().meant.as_deref(), meant, "{text}");
        }
        let misfit = leading("1,234,567", true).unwrap_err();
        assert_eq!(misfit.meant.as_deref(), Some("1.234.567"));
    }

    #[test]
    fn a_scaled_number_is_the_nearest_to_the_one_written_out() {
        // 4.35 × 100 is 434.99999999999994 in floating point.
        assert_eq!(Decimal::new(435, -2).times_ten_to(2), Some(435.0));
        assert_eq!(Decimal::new(7, -2).times_ten_to(2), Some(7.0));
        assert_eq!(Decimal::new(10_692, -4).times_ten_to(25), Some(1.0692e25));
        assert_eq!(Decimal::new(1, 400).times_ten_to(0), None);
        assert_eq!(Decimal::new(1, -400).times_ten_to(0), None);
    }
}

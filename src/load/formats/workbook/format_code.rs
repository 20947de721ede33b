//! What the number format of a cell says of its value: `0.0%`, `[$€-407] #,##0`, `mmm yy`.

/// How a value is to be written so that it says what the sheet shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// As the number that it is.
    #[default]
    Plain,
    /// A fraction shown in percent.
    Percent,
    /// An amount with this sign or code before it.
    Money(String),
    /// A day, with a time where there is one.
    Day,
    /// A month: nobody wrote the day.
    Month,
    /// A year: nobody wrote the month.
    Year,
    /// A time of day.
    Clock,
    /// A length of time, in hours and more.
    Elapsed,
}

/// The format that a number stands for where the workbook does not say; `General` for those whose
/// meaning depends on the place.
pub fn built_in(number: u16) -> &'static str {
    match number {
        9 => "0%",
        10 => "0.00%",
        14..=16 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        17 => "mmm-yy",
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "h:mm",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

/// Signs of currencies that stand alone in a format.
const SIGNS: [char; 8] = ['$', '€', '£', '¥', '₹', '₩', '₽', '₪'];

/// What a format in the language of Excel says; only its first section, which is for numbers above
/// zero, counts.
pub fn shown(code: &str) -> Shown {
    if code.eq_ignore_ascii_case("general") || code == "@" {
        return Shown::Plain;
    }
    let found = Found::of(code);
    match found {
        Found { is_percent: true, .. } => Shown::Percent,
        Found { is_elapsed: true, .. } => Shown::Elapsed,
        Found { has_time: false, has_day: false, has_month: false, has_year: false, .. } => {
            found.money.map_or(Shown::Plain, Shown::Money)
        }
        Found { has_time: true, has_day: false, has_year: false, .. } => Shown::Clock,
        Found { has_time: false, has_day: false, has_month: true, has_year: true, .. } => {
            Shown::Month
        }
        Found { has_time: false, has_day: false, has_month: false, has_year: true, .. } => {
            Shown::Year
        }
        _ => Shown::Day,
    }
}

/// The signs with a meaning in a format.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign that is there or not")]
struct Found {
    is_percent: bool,
    has_year: bool,
    has_month: bool,
    has_day: bool,
    has_time: bool,
    is_elapsed: bool,
    money: Option<String>,
}

impl Found {
    fn of(code: &str) -> Self {
        let mut found = Self::default();
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '\\' | '_' | '*' => {
                    let literal = signs.next().filter(|next| SIGNS.contains(next) && sign == '\\');
                    found.note_money(literal.map(String::from));
                }
                '"' => {
                    let words: String = signs.by_ref().take_while(|next| *next != '"').collect();
                    found.note_money(currency(&words));
                }
                '[' => {
                    let words: String = signs.by_ref().take_while(|next| *next != ']').collect();
                    found.bracket(&words);
                }
                '%' => found.is_percent = true,
                'y' | 'Y' | 'e' if sign != 'e' || !code.contains(['0', '#']) => {
                    found.has_year = true;
                }
                'd' | 'D' => found.has_day = true,
                'm' | 'M' => found.has_month = true,
                'h' | 'H' | 's' | 'S' => found.has_time = true,
                sign if SIGNS.contains(&sign) => found.note_money(Some(sign.to_string())),
                _ => {}
            }
        }
        found
    }

    /// `$€-407` is a currency and a place; `h` hours past 24; `Red` a colour.
    fn bracket(&mut self, words: &str) {
        if let Some(money) = words.strip_prefix('$') {
            let sign = money.split('-').next().unwrap_or_default().trim();
            self.note_money((!sign.is_empty()).then(|| sign.to_owned()));
        } else if words.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'h' | b'm' | b's'))
        {
            self.is_elapsed = true;
        }
    }

    fn note_money(&mut self, sign: Option<String>) {
        if self.money.is_none() {
            self.money = sign;
        }
    }
}

/// The sign or code of a currency that words between quotation marks stand for.
fn currency(words: &str) -> Option<String> {
    let words = words.trim();
    let is_sign = words.ends_with(SIGNS) && words.chars().count() <= 3;
    let is_code = words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_sign || is_code).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_numbers_are() {
        let money = |sign: &str| Shown::Money(sign.to_owned());
        for (code, expected) in [
            ("General", Shown::Plain),
            ("#,##0.00", Shown::Plain),
            ("0.00E+00", Shown::Plain),
            ("0.0%", Shown::Percent),
            ("0\"%\"", Shown::Plain),
            ("0\\%", Shown::Plain),
            ("\"$\"#,##0.0,,\"M\"", money("$")),
            ("$#,##0", money("$")),
            ("\\$0", money("$")),
            ("[$€-407] #,##0.00", money("€")),
            ("[$-409]0.00", Shown::Plain),
            ("[$USD] 0", money("USD")),
            ("#,##0 \"EUR\"", money("EUR")),
            ("_(\"US$\"* #,##0_);_(\"US$\"* (#,##0)", money("US$")),
            ("yyyy-mm-dd", Shown::Day),
            ("d/m/yy h:mm", Shown::Day),
            ("mmm-yy", Shown::Month),
            ("yyyy\"年\"m\"月\"", Shown::Month),
            ("yyyy", Shown::Year),
            ("h:mm AM/PM", Shown::Clock),
            ("[h]:mm:ss", Shown::Elapsed),
            ("[Red]0;[Blue]-0", Shown::Plain),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
    }
}

//! A chart of a form that office programs have: what they need to draw and edit it themselves.

use super::scale::Scale;

/// A chart in the terms of an office program. It is made from what is drawn, and holds no number
/// that is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Native {
    /// Where its axis is drawn, and what it is known by among the charts of its figure.
    pub key: String,
    /// What it shows, in words: `Share of each total`.
    pub name: String,
    /// How it is drawn.
    pub form: Form,
    /// Heading of the column that names the rows of its sheet: `Company`, `Date`.
    pub heading: String,
    /// The rows of its sheet, in the order drawn.
    pub rows: Vec<Row>,
    /// The columns of its sheet.
    pub series: Vec<Series>,
    /// Along which the values are drawn.
    pub scale: Scale,
    /// Round values on that axis, as written there; none where the drawing has no axis.
    pub ticks: Vec<(f64, String)>,
    /// First and last day of the axis of time, where there is one.
    pub days: Option<(f64, f64)>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Level bars, a row each.
    Bars,
    /// Level bars whose parts stand behind each other and fill the whole.
    Stacked,
    /// A dot in each row, with a stem from the beginning of the axis or without.
    Dots {
        /// Whether the stem is drawn.
        has_stem: bool,
    },
    /// A line for each series over time, with a dot on every value.
    Lines,
    /// A line that steps up over time; the second series is its dots.
    Steps,
}

/// A row of the sheet: one bar, or one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// By which the drawing says where it is drawn.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// A line of less weight below the name; empty for none.
    pub below: String,
    /// Its day, counted from 1970-01-01, on charts over time.
    pub day: Option<f64>,
}

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its heading.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// A value for each row; `None` is an empty cell, and never zero.
    pub points: Vec<Option<Point>>,
}

/// A drawn value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The number.
    pub value: f64,
    /// Its label as it may be worded, from the longest to the shortest; the drawing decides.
    pub labels: Vec<String>,
    /// Its own colour, where that is not the colour of its series.
    pub colour: Option<Colour>,
}

/// What a colour is for; the theme decides which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The subject of the figure.
    Subject,
    /// What the subject is compared with.
    Comparator,
    /// The place of a series after these two, from 1.
    Series(usize),
    /// One of more than there are colours.
    Faint,
    /// Several together.
    Others,
    /// What no source attributes: hatched.
    Open,
    /// A control that works.
    Effective,
    /// A control partially got round.
    Partial,
    /// A control fully got round.
    Full,
    /// No control applies.
    NoControl,
}

impl Row {
    /// A row of this key and name.
    pub fn new(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self { key: key.into(), name: name.into(), below: String::new(), day: None }
    }

    /// Name and what is below it, on two lines.
    pub fn label(&self) -> String {
        if self.below.is_empty() {
            return self.name.clone();
        }
        format!("{}\n{}", self.name, self.below)
    }
}

impl Point {
    /// A value with one wording of its label.
    pub fn new(value: f64, label: impl Into<String>) -> Self {
        Self { value, labels: vec![label.into()], colour: None }
    }

    /// The same in a colour of its own.
    #[must_use]
    pub fn coloured(self, colour: Colour) -> Self {
        Self { colour: Some(colour), ..self }
    }
}

/// The days that spreadsheets can count: from March 1900, before which they have a day that never
/// was, to the year 9999.
const COUNTABLE: std::ops::Range<f64> = -25_508.0..2_932_896.0;

/// Whether an axis from one day to the other can be drawn by an office program.
pub fn is_countable((from, to): (f64, f64)) -> bool {
    COUNTABLE.contains(&from) && COUNTABLE.contains(&to)
}

/// Scales of short numbers: letter, factor, and the commas that make a format divide by it.
const SCALES: [(char, f64, &str); 4] =
    [('K', 1e3, ","), ('M', 1e6, ",,"), ('B', 1e9, ",,,"), ('T', 1e12, ",,,,")];

/// The number format that writes `value` as `text`, its words and qualifier around the number:
/// `"~"0,,,,"T total"` for 1e12 and `~1T total`. `None` where the text holds no such number.
pub fn format_of(value: f64, text: &str) -> Option<String> {
    let from = text.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = text.split_at(from);
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let to = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let digits = rest.get(..to)?.trim_end_matches(['.', ',']);
    let after = rest.get(digits.len()..)?;
    let number: f64 = digits.replace(',', "").parse().ok()?;
    let scale = SCALES
        .iter()
        .find(|(letter, factor, _)| after.starts_with(*letter) && is_near(number * factor, value));
    let (commas, is_plain) = (scale.map_or("", |(_, _, commas)| commas), scale.is_none());
    if is_plain && !is_near(number, value) {
        return None;
    }
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let whole = if digits.contains(',') { "#,##0" } else { "0" };
    let point = if places > 0 { "." } else { "" };
    let zeros = "0".repeat(places);
    // Spreadsheets read a second number in the words as words, for they stand in quotes.
    Some(format!("{}{whole}{point}{zeros}{commas}{}", quoted(before), quoted(after)))
}

/// The number format that writes each of these round values as its text: `[>=1000000]0,,"M";0`.
pub fn format_of_ticks(ticks: &[(f64, String)]) -> String {
    let mut formats: Vec<String> = Vec::new();
    // From the largest down: a format may tell two sizes apart, and has a third for the rest.
    let mut least: Vec<f64> = Vec::new();
    for (value, text) in ticks.iter().rev() {
        let Some(format) = format_of(*value, text) else { continue };
        let is_plain_zero = *value == 0.0 && formats.len() > 2;
        match formats.last() {
            Some(before) if *before == format || is_plain_zero => {
                least.pop();
                least.push(*value);
            }
            _ => {
                formats.push(format);
                least.push(*value);
            }
        }
    }
    let from =
        |index: usize| least.get(index).map_or_else(String::new, |least| format!("[>={least}]"));
    match formats.as_slice() {
        [] => "General".to_owned(),
        [one] => one.clone(),
        [first, second] => format!("{}{first};{second}", from(0)),
        [first, second, third, ..] => {
            format!("{}{first};{}{second};{third}", from(0), from(1))
        }
    }
}

/// Words in a number format.
fn quoted(words: &str) -> String {
    match words.replace('"', "”") {
        words if words.is_empty() => words,
        words => format!("\"{words}\""),
    }
}

/// Whether the text rounds the value: to three digits at the least.
fn is_near(number: f64, value: f64) -> bool {
    (number - value).abs() <= value.abs() * 5e-3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_becomes_the_format_that_writes_it() {
        let of = |value, text| format_of(value, text);
        assert_eq!(of(1e12, "~1T total").as_deref(), Some("\"~\"0,,,,\"T total\""));
        assert_eq!(of(45.0, "Qwen 45%").as_deref(), Some("\"Qwen \"0\"%\""));
        assert_eq!(of(362e6, "$362M").as_deref(), Some("\"$\"0,,\"M\""));
        assert_eq!(of(72.2, "72.2").as_deref(), Some("0.0"));
        assert_eq!(of(2000.0, "nearly 2,000").as_deref(), Some("\"nearly \"#,##0"));
        assert_eq!(of(180e3, "180K+").as_deref(), Some("0,\"K+\""));
    }

    #[test]
    fn ticks_of_several_sizes_share_a_format() {
        let of = |ticks: &[(f64, &str)]| {
            let ticks: Vec<(f64, String)> =
                ticks.iter().map(|(value, text)| (*value, (*text).to_owned())).collect();
            format_of_ticks(&ticks)
        };
        assert_eq!(of(&[(0.0, "0%"), (20.0, "20%")]), "0\"%\"");
        assert_eq!(
            of(&[(1e5, "100K"), (1e6, "1M"), (1e7, "10M"), (1e9, "1B")]),
            "[>=1000000000]0,,,\"B\";[>=1000000]0,,\"M\";0,\"K\""
        );
        assert_eq!(
            of(&[(0.0, "0"), (5e11, "500B"), (1e12, "1T")]),
            "[>=1000000000000]0,,,,\"T\";[>=500000000000]0,,,\"B\";0"
        );
        assert_eq!(of(&[]), "General");
    }

    #[test]
    fn a_label_that_says_another_number_has_no_format() {
        assert_eq!(format_of(45.0, "40% – 45%"), None);
        assert_eq!(format_of(45.0, "Qwen2.5 45%"), None);
        assert_eq!(format_of(45.0, "undisclosed"), None);
        assert_eq!(format_of(1e6, "1K"), None);
    }
}

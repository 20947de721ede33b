//! What holds of any text, number and date.

use proptest::prelude::*;

use crate::load::columns;
use crate::load::grid::Grid;
use crate::load::reading::{DateOrder, DateParts, NumberFormat, ReadAs};
use crate::load::sheet::Sheet;
use crate::load::spec::Holds;
use crate::load::value::{
    Refusal, date, date_of_parts, flag, has_markup, list, missing, number, span, words,
};
use crate::model::number::grouped;
use crate::model::{DateRange, Known};

const ORDERS: [DateOrder; 3] =
    [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];

/// Cells that are nearly numbers and dates: pieces of them in any order.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,9}",
        "[-+.,/ ()~±%$€¥:'’\\[\\]*_<>&;#]",
        prop::sample::select(vec![
            "million", "bn", "k", "亿", "USD", "Rs.", "over ", "sub-", "to ", "Q1", "H2", "FY",
            "Mar", "early ", "T10:20", "年", "月", "e", "×10^", "\u{a0}", "\u{202f}", "N/A", "–",
            "−",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![nearly(), any::<String>(), "\\PC{0,40}"]
}

fn formats() -> [NumberFormat; 3] {
    [
        NumberFormat::default(),
        NumberFormat { has_decimal_comma: true, scale: 1e6, unit: "USD".to_owned() },
        NumberFormat { has_decimal_comma: false, scale: 1.5, unit: "%".to_owned() },
    ]
}

/// Groups of the Indian kind: a last three, and twos before it.
fn indian(digits: &str) -> String {
    let Some(end) = digits.len().checked_sub(3).filter(|end| *end > 0) else {
        return digits.to_owned();
    };
    let (head, tail) = digits.split_at(end);
    let mut text = String::new();
    for (index, digit) in head.chars().enumerate() {
        if index > 0 && (head.len() - index).is_multiple_of(2) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text},{tail}")
}

fn value(text: &str, format: &NumberFormat) -> Option<f64> {
    number(text, format).ok()?.value().map(|number| number.value)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_that_is_read_makes_a_reader_panic(text in any_text(), other in any_text()) {
        for format in &formats() {
            if let Ok(Known::Value(number)) = number(&text, format) {
                prop_assert!(number.value.is_finite(), "{text:?}");
            }
        }
        for order in ORDERS {
            let of_two = span(&text, &other, order);
            for read in [date(&text, order), of_two] {
                if let Ok(Known::Value(date)) = read {
                    prop_assert!(date.first <= date.last, "{text:?}");
                }
            }
        }
        let parts = DateParts { month: Some(1), end_year: Some(1), ..DateParts::default() };
        let read = date_of_parts(&parts, |column| if column == 0 { &text } else { &other });
        if let Ok(Known::Value(date)) = read {
            prop_assert!(date.first <= date.last, "{text:?}");
        }
        let _known = flag(&text);
        let _marked = has_markup(&text);
        for separator in [";", ", ", ",", "\n", " and "] {
            prop_assert!(list(&text, separator).iter().all(|name| !name.trim().is_empty()));
        }
        prop_assert!(words(&text).len() <= text.len() * 2, "{text:?}");
    }

    #[test]
    fn any_column_is_read_in_some_way(heading in any_text(), cells in prop::collection::vec(any_text(), 0..6)) {
        let mut grid = Grid::default();
        for cell in &cells {
            prop_assert!(grid.push(1, [cell.as_str()]).is_ok());
        }
        let sheet = Sheet { headings: vec![heading], grid, ..Sheet::default() };
        let facts = columns::facts(&sheet, 0);
        prop_assert_eq!(facts.filled + facts.missing + facts.undisclosed, cells.len());
        for holds in [Holds::Text, Holds::Number, Holds::Money, Holds::Date, Holds::List, Holds::Flag] {
            let (read_as, doubts) = columns::read_as(holds, &sheet, 0);
            prop_assert!(!columns::describe(&read_as).is_empty());
            prop_assert!(doubts.iter().all(|doubt| !doubt.is_empty()));
            if let ReadAs::Number(format) = read_as {
                prop_assert!(format.scale.is_finite() && format.scale > 0.0, "{format:?}");
            }
        }
    }

    #[test]
    fn what_is_offered_instead_can_be_read(text in any_text()) {
        for format in &formats() {
            if let Err(Refusal { replacement: Some(instead), .. }) = number(&text, format) {
                prop_assert!(number(&instead, format).is_ok(), "{text:?}: {instead:?}");
            }
        }
        for order in ORDERS {
            if let Err(Refusal { replacement: Some(instead), .. }) = date(&text, order) {
                prop_assert!(date(&instead, order).is_ok(), "{text:?}: {instead:?}");
            }
        }
    }

    #[test]
    fn a_number_in_any_style_is_read_back(whole in 0_u32.., decimals in prop::option::of(1_u32..100)) {
        let fraction = decimals.map(|part| format!(".{part:02}")).unwrap_or_default();
        let digits = whole.to_string();
        let wanted: f64 = format!("{digits}{fraction}").parse().unwrap();
        let western = grouped(f64::from(whole));
        let plain = NumberFormat::default();
        for text in [
            format!("{digits}{fraction}"),
            format!("{western}{fraction}"),
            format!("{}{fraction}", indian(&digits)),
            format!("{}{fraction}", western.replace(',', " ")),
            format!("{}{fraction}", western.replace(',', "\u{202f}")),
            format!("{}{fraction}", western.replace(',', "'")),
            format!("${western}{fraction}"),
            format!("{western}{fraction} USD"),
            format!("~{western}{fraction}%"),
            format!("{western}{fraction}+"),
            format!("over RMB {western}{fraction} (2022)"),
            format!("{wanted:e}"),
        ] {
            prop_assert_eq!(value(&text, &plain), Some(wanted), "{}", text);
        }
        let comma = NumberFormat { has_decimal_comma: true, ..plain.clone() };
        let german = format!("{western}{fraction}").replace('.', "#").replace(',', ".").replace('#', ",");
        prop_assert_eq!(value(&german, &comma), Some(wanted), "{}", german);
        let negative = if wanted == 0.0 { 0.0 } else { -wanted };
        for text in [format!("-{digits}{fraction}"), format!("(${western}{fraction})")] {
            prop_assert_eq!(value(&text, &plain), Some(negative), "{}", text);
        }
    }

    #[test]
    fn a_scaled_number_is_the_one_written_out(digits in 1_u32..1_000_000, places in 0_usize..5) {
        let text = format!("{digits:06}");
        let (whole, decimals) = text.split_at(text.len() - places);
        let text = if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") };
        for (word, power, scale) in [("M", 6, 1e6), ("bn", 9, 1e9), ("亿", 8, 1e8), ("K", 3, 1e3)] {
            let wanted: f64 = format!("{digits}e{}", power - places as i32).parse().unwrap();
            prop_assert_eq!(value(&format!("{text}{word}"), &NumberFormat::default()), Some(wanted));
            let column = NumberFormat { scale, ..NumberFormat::default() };
            prop_assert_eq!(value(&text, &column), Some(wanted), "{} × {}", text, scale);
        }
    }

    #[test]
    fn a_day_in_any_style_is_read_back(year in 1000_i64..=9999, month in 1_i8..=12, day in 1_i8..=31) {
        let Some(wanted) = crate::model::Day::new(year, month, day) else { return Ok(()) };
        let name = crate::model::date::full_month_name(month);
        let short = crate::model::date::month_name(month);
        let (dmy, mdy) = (DateOrder::DayMonthYear, DateOrder::MonthDayYear);
        for (text, order) in [
            (format!("{year}-{month:02}-{day:02}"), dmy),
            (format!("{year}-{month:02}-{day:02}T10:20:30Z"), dmy),
            (format!("{year}/{month}/{day}"), mdy),
            (format!("{year},{month},{day}"), dmy),
            (format!("{year}年{month}月{day}日"), dmy),
            (format!("{day:02}/{month:02}/{year}"), dmy),
            (format!("{day}.{month}.{year}"), dmy),
            (format!("{month}/{day}/{year}"), mdy),
            (format!("{month:02}-{day:02}-{year} 5:07 PM"), mdy),
            (format!("{name} {day}, {year}"), dmy),
            (format!("{day} {short} {year}"), mdy),
            (format!("{day}-{short}-{year}"), mdy),
            (format!("{short}. {day} {year}"), mdy),
        ] {
            let read = date(&text, order).ok().and_then(|known| {
                known.value().map(|date| (date.first, date.last, date.label.clone()))
            });
            prop_assert_eq!(read, Some((wanted, wanted, text.clone())), "{}", text);
        }
    }

    #[test]
    fn a_month_and_a_quarter_in_any_style_are_read_back(year in 1000_i16..=9999, month in 1_i8..=12) {
        let short = crate::model::date::month_name(month);
        let wanted = DateRange::parse(&format!("{year}-{month:02}")).map(|date| (date.first, date.last));
        for text in [
            format!("{year}-{month:02}"),
            format!("{year}/{month}"),
            format!("{short} {year}"),
            format!("{short}-{year}"),
        ] {
            let read = date(&text, DateOrder::DayMonthYear).ok();
            let read = read.and_then(|known| known.value().map(|date| (date.first, date.last)));
            prop_assert_eq!(read, wanted, "{}", text);
        }
    }

    #[test]
    fn a_word_for_absence_is_never_a_number(
        word in prop::sample::select(vec!["N/A", "-", "undisclosed", "none", "未披露", "nan", "TBD", "?"]),
        (before, after) in ("[ \u{a0}]{0,3}", "[ \u{a0}]{0,3}"),
    ) {
        let text = format!("{before}{word}{after}");
        prop_assert!(missing::absence::<f64>(word).is_some_and(|known| known.value().is_none()));
        for format in &formats() {
            prop_assert!(number(&text, format).is_ok_and(|known| known.value().is_none()), "{text:?}");
        }
        prop_assert!(date(&text, DateOrder::DayMonthYear).is_ok_and(|known| known.value().is_none()));
    }
}

//! What numbers and flags of real files say, form by form.

use crate::load::reading::NumberFormat;
use crate::load::value::{Number, flag, number};
use crate::model::Known;
use crate::model::Qualifier::{About, AtLeast, Exact, JustOver, Nearly, Under};

fn read(text: &str, format: &NumberFormat) -> Number {
    match number(text, format) {
        Ok(Known::Value(number)) => number,
        other => panic!("{text:?} is a number, not {other:?}"),
    }
}

fn plain() -> NumberFormat {
    NumberFormat::default()
}

fn in_unit(unit: &str, scale: f64) -> NumberFormat {
    NumberFormat { unit: unit.to_owned(), scale, ..plain() }
}

#[test]
fn amounts_of_money_keep_size_currency_and_qualifier() {
    for (text, value, unit, qualifier) in [
        ("$362M", 362e6, "USD", Exact),
        ("$29827341.92", 29_827_341.92, "USD", Exact),
        ("US$ 5m", 5e6, "USD", Exact),
        ("€10M", 10e6, "EUR", Exact),
        ("10M€", 10e6, "EUR", Exact),
        ("USD 5 million", 5e6, "USD", Exact),
        ("5MUSD", 5e6, "USD", Exact),
        ("1.5 billion dollars", 1.5e9, "USD", Exact),
        ("RMB 3.2亿", 3.2e8, "CNY", Exact),
        ("¥3.2亿", 3.2e8, "CNY", Exact),
        ("10亿美元", 1e9, "USD", Exact),
        ("约10亿美元", 1e9, "USD", About),
        ("Rs. 20,00,00,000", 2e8, "INR", Exact),
        ("Rs 5 Cr", 5e7, "INR", Exact),
        ("$1.2t", 1.2e12, "USD", Exact),
        ("$5MM", 5e6, "USD", Exact),
        ("$5 bn", 5e9, "USD", Exact),
        ("$1-billion", 1e9, "USD", Exact),
        ("$5M CAD", 5e6, "CAD", Exact),
        ("-$5", -5.0, "USD", Exact),
        ("$-5", -5.0, "USD", Exact),
        ("−$5", -5.0, "USD", Exact),
        ("($1,234)", -1234.0, "USD", Exact),
        ("$(1,234)", -1234.0, "USD", Exact),
        ("~$500M", 5e8, "USD", About),
        ("over $500M", 5e8, "USD", AtLeast),
        ("sub-$100M", 1e8, "USD", Under),
        ("**$5M**", 5e6, "USD", Exact),
        ("＄５，０００", 5000.0, "USD", Exact),
        ("\u{200b}$5M\u{a0}", 5e6, "USD", Exact),
    ] {
        let number = read(text, &plain());
        assert_eq!(
            (number.value, number.unit, number.qualifier),
            (value, Some(unit), qualifier),
            "{text}"
        );
    }
}

#[test]
fn numbers_are_read_with_their_groups_words_and_qualifiers() {
    for (text, value, qualifier) in [
        ("20,00,00,000", 2e8, Exact),
        (" 17,50,000 ", 1_750_000.0, Exact),
        ("14,342,000+", 14_342_000.0, AtLeast),
        ("1T", 1e12, Exact),
        ("671B", 671e9, Exact),
        ("180K", 180e3, Exact),
        ("180K+", 180e3, AtLeast),
        ("385 million", 385e6, Exact),
        ("1.5 lakh", 150_000.0, Exact),
        ("10亿", 1e9, Exact),
        ("1.0692E+025", 1.0692e25, Exact),
        ("3.8×10^25", 3.8e25, Exact),
        ("176,000,000,000", 176e9, Exact),
        ("633.00", 633.0, Exact),
        ("1 234 567", 1_234_567.0, Exact),
        ("1'234", 1234.0, Exact),
        ("(1,234)", -1234.0, Exact),
        ("−5", -5.0, Exact),
        ("+5", 5.0, Exact),
        ("1,234", 1234.0, Exact),
        ("≈ 5", 5.0, About),
        ("approximately 5", 5.0, About),
        ("ca. 5", 5.0, About),
        ("more than 5", 5.0, AtLeast),
        ("at least 5", 5.0, AtLeast),
        ("nearly 2,000", 2000.0, Nearly),
        ("almost 5", 5.0, Nearly),
        ("barely over 5", 5.0, JustOver),
        ("just over 5", 5.0, JustOver),
        ("under 5", 5.0, Under),
        ("less than 5", 5.0, Under),
        ("<5", 5.0, Under),
        ("up to 5", 5.0, Under),
        ("claimed 5", 5.0, Exact),
        ("anticipated 5", 5.0, Exact),
        ("claimed over 5", 5.0, AtLeast),
        ("trillion-parameter", 1e12, About),
        ("0.35±0.03", 0.35, About),
        ("choice:0.35±0.03", 0.35, About),
        ("1470 +5/-5", 1470.0, About),
    ] {
        let number = read(text, &plain());
        assert_eq!((number.value, number.qualifier), (value, qualifier), "{text}");
    }
}

#[test]
fn what_value_and_qualifier_do_not_hold_stands_in_the_note() {
    for (text, value, qualifier, note) in [
        ("~$314-368B", 314e9, AtLeast, "stated as ~$314-368B"),
        ("€10M - €14.5M", 10e6, AtLeast, "stated as €10M - €14.5M"),
        ("~50-65%", 50.0, AtLeast, "stated as ~50-65%"),
        ("$5 to 10 million", 5e6, AtLeast, "stated as $5 to 10 million"),
        ("between 5 and 10", 5.0, AtLeast, "stated as between 5 and 10"),
        ("0.35±0.03", 0.35, About, "stated as 0.35±0.03"),
        ("$574.1 billion (2022)", 574.1e9, Exact, "2022"),
        ("$56.2 billion (microprocessors) (2019)", 56.2e9, Exact, "microprocessors; 2019"),
        ("$5M[4]", 5e6, Exact, "[4]"),
        ("over 5", 5.0, AtLeast, "stated as over 5"),
        ("up to 5", 5.0, Under, "stated as up to 5"),
        ("claimed 5", 5.0, Exact, "stated as claimed 5"),
        ("180K downloads", 180e3, Exact, "stated as 180K downloads"),
        ("~5", 5.0, About, ""),
        ("5+", 5.0, AtLeast, ""),
    ] {
        let number = read(text, &plain());
        let found = (number.value, number.qualifier, number.note.as_str());
        assert_eq!(found, (value, qualifier, note), "{text}");
    }
}

#[test]
fn percent_is_a_unit_and_no_scale_of_the_column_applies_to_it() {
    let fractions = in_unit("%", 100.0);
    for (text, format, value, unit) in [
        ("45%", plain(), 45.0, Some("%")),
        ("~36%", plain(), 36.0, Some("%")),
        ("85%+", plain(), 85.0, Some("%")),
        ("12.5 percent", plain(), 12.5, Some("%")),
        ("45%", fractions.clone(), 45.0, Some("%")),
        ("0.07", fractions, 7.0, None),
        ("2.4", in_unit("%", 1.0), 2.4, None),
    ] {
        let number = read(text, &format);
        assert_eq!((number.value, number.unit), (value, unit), "{text}");
    }
}

#[test]
fn the_scale_of_a_heading_is_for_bare_numbers() {
    let billions = in_unit("USD", 1e9);
    assert_eq!(read("4.35", &billions).value, 4.35e9);
    assert_eq!(read("$4.35", &billions).value, 4.35e9);
    assert_eq!(read("~314-368", &billions).value, 314e9);
    assert_eq!(read("362M", &billions).value, 362e6);
    assert_eq!(read("$5", &in_unit("CAD", 1.0)).unit, Some("CAD"));
    assert_eq!(read("¥5", &in_unit("JPY", 1.0)).unit, Some("JPY"));
}

#[test]
fn decimal_commas_are_read_where_the_column_has_them() {
    let comma = NumberFormat { has_decimal_comma: true, ..plain() };
    for (text, value) in [
        ("1,7", 1.7),
        ("200.000.000", 2e8),
        ("1.234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("€ 1,5 Mio.", 1.5e6),
        ("0,05", 0.05),
        ("12", 12.0),
    ] {
        assert_eq!(read(text, &comma).value, value, "{text}");
    }
}

#[test]
fn absence_is_told_in_many_ways_and_is_never_a_number() {
    for text in [
        "",
        " ",
        "N/A",
        "NA",
        "n/a",
        "NULL",
        "null",
        "nan",
        "NaN",
        "-",
        " -   ",
        "–",
        "—",
        ".",
        "..",
        "?",
        "none",
        "not available",
        "TBD",
        "$ -",
        "\u{a0}",
    ] {
        assert_eq!(number(text, &plain()), Ok(Known::NotStated), "{text:?}");
    }
    for text in [
        "undisclosed",
        "Undisclosed",
        "unknown",
        "Unknown",
        "withheld",
        "confidential",
        "not disclosed",
        "未披露",
        "金额未知",
        "USD undisclosed",
    ] {
        assert_eq!(number(text, &plain()), Ok(Known::Undisclosed), "{text:?}");
    }
    assert_eq!(read("0", &plain()).value, 0.0);
}

#[test]
fn what_is_no_number_is_refused_with_a_reason() {
    for (text, why, replacement) in [
        ("13,000,00", "groups", Some("1,300,000")),
        ("$13,000,00 (2022)", "groups", Some("$1,300,000 (2022)")),
        ("1,000,000,", "missing at its end", Some("1,000,000")),
        ("1,7", "groups", Some("1.7")),
        ("1.234.567", "several", Some("1,234,567")),
        ("Infinity", "infinite", None),
        ("-inf", "infinite", None),
        ("#DIV/0!", "spreadsheet", None),
        ("#N/A", "spreadsheet", None),
        ("+5/-5", "margin of error", None),
        ("+3/-4", "margin of error", None),
        ("ten", "not a number", None),
        ("millions", "not a number", None),
        ("5 per month", "stands after", None),
        ("5 10", "stands after", None),
        ("€5M USD", "stands after", None),
        ("$10M - $5M", "below its beginning", None),
        ("$5M - €10M", "USD and ends in EUR", None),
        ("1e400", "too large", None),
        ("1e-400", "too small", None),
        ("2026-03-05", "below its beginning", None),
        ("1/2", "stands after", None),
        ("A5", "not a number", None),
    ] {
        let refusal = number(text, &plain()).expect_err(text);
        assert!(refusal.why.contains(why), "{text}: {}", refusal.why);
        assert_eq!(refusal.replacement.as_deref(), replacement, "{text}");
        assert!(!refusal.suggestion.is_empty(), "{text}");
    }
}

#[test]
fn yes_and_no_are_read_in_many_ways() {
    for text in ["TRUE", "yes", "Y", "1", "checked", "Open", "✓", "open weights"] {
        assert_eq!(flag(text), Ok(Known::Value(true)), "{text}");
    }
    for text in ["FALSE", "no", "n", "0", "unchecked", "Closed", "proprietary", "✗"] {
        assert_eq!(flag(text), Ok(Known::Value(false)), "{text}");
    }
    assert_eq!(flag(" "), Ok(Known::NotStated));
    assert_eq!(flag("unknown"), Ok(Known::Undisclosed));
    for text in ["maybe", "x", "MIT", "2"] {
        assert!(flag(text).is_err(), "{text}");
    }
}

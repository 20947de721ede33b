//! What dates of real files say, form by form.

use crate::load::reading::DateOrder::{self, DayMonthYear, MonthDayYear, YearMonthDay};
use crate::load::reading::DateParts;
use crate::load::value::{date, date_of_parts, span};
use crate::model::{DateRange, Known};

fn day(text: &str, order: DateOrder) -> String {
    match date(text, order) {
        Ok(Known::Value(date)) => date.text(),
        Ok(absent) => absent.text(|_| String::new()),
        Err(refusal) => format!("refused: {}", refusal.why),
    }
}

#[test]
fn dates_keep_the_days_and_the_precision_of_their_wording() {
    for (text, order, wanted) in [
        ("2026-03-05", YearMonthDay, "5 Mar 2026"),
        ("2026-03-05T10:20:30Z", YearMonthDay, "5 Mar 2026"),
        ("2026-03-05 10:20", YearMonthDay, "5 Mar 2026"),
        ("2026-03-05 10:20:30.5+05:30", YearMonthDay, "5 Mar 2026"),
        ("2012-06", YearMonthDay, "Jun 2012"),
        ("2012-Q2", YearMonthDay, "Q2 2012"),
        ("2012Q2", YearMonthDay, "Q2 2012"),
        ("Q1 2026", YearMonthDay, "Q1 2026"),
        ("1Q 2026", YearMonthDay, "Q1 2026"),
        ("H1 2026", YearMonthDay, "1 Jan – 30 Jun 2026"),
        ("2021", YearMonthDay, "2021"),
        ("FY2026", YearMonthDay, "about 2026"),
        ("Oct 28, 2024", YearMonthDay, "28 Oct 2024"),
        ("28 October 2024", YearMonthDay, "28 Oct 2024"),
        ("Jan 1 2000", YearMonthDay, "1 Jan 2000"),
        ("1-Jan-2000", YearMonthDay, "1 Jan 2000"),
        ("Mar 2026", YearMonthDay, "Mar 2026"),
        ("Mar. 2026", YearMonthDay, "Mar 2026"),
        ("Mar-2026", YearMonthDay, "Mar 2026"),
        ("Early Feb 2026", YearMonthDay, "early Feb 2026"),
        ("mid-February 2026", YearMonthDay, "mid Feb 2026"),
        ("late 2026", YearMonthDay, "late 2026"),
        ("2024/3", YearMonthDay, "Mar 2024"),
        ("3/2024", YearMonthDay, "Mar 2024"),
        ("5/7/2025 10:20am", MonthDayYear, "7 May 2025"),
        ("5/7/2025 10:20am", DayMonthYear, "5 Jul 2025"),
        ("05/02/2026", DayMonthYear, "5 Feb 2026"),
        ("05/02/2026", MonthDayYear, "2 May 2026"),
        ("05.02.2026", DayMonthYear, "5 Feb 2026"),
        ("04-07-2017", MonthDayYear, "7 Apr 2017"),
        ("1/23/2014", DayMonthYear, "23 Jan 2014"),
        ("1963,8,9", YearMonthDay, "9 Aug 1963"),
        ("20260305", YearMonthDay, "5 Mar 2026"),
        ("2026年3月5日", YearMonthDay, "5 Mar 2026"),
        ("2026年3月", YearMonthDay, "Mar 2026"),
        ("Thursday, March 5th, 2026", YearMonthDay, "5 Mar 2026"),
        ("1st of May 2026", YearMonthDay, "1 May 2026"),
        ("Thu Mar 05 2026 10:20:30 GMT+0000", YearMonthDay, "5 Mar 2026"),
        ("c. 1840", YearMonthDay, "about 1840"),
        ("2026-03~", YearMonthDay, "about Mar 2026"),
        ("2026-02-01/2026-02-10", YearMonthDay, "1–10 Feb 2026"),
        ("5/7/2025 - 9/7/2025", DayMonthYear, "5–9 Jul 2025"),
        ("Feb 28 – Mar 3, 2026", YearMonthDay, "28 Feb – 3 Mar 2026"),
        ("Feb–Mar 2026", YearMonthDay, "1 Feb – 31 Mar 2026"),
        ("2024-2025", YearMonthDay, "1 Jan 2024 – 31 Dec 2025"),
    ] {
        assert_eq!(day(text, order), wanted, "{text}");
        let label = date(text, order).unwrap().value().map(|date| date.label.clone());
        assert_eq!(label.as_deref(), Some(text), "the source's words stay");
    }
}

#[test]
fn far_years_and_seasons_keep_their_wording_too() {
    for (text, order, wanted) in [
        ("-500", YearMonthDay, "500 BC"),
        ("-13,800,000,000", YearMonthDay, "13.8 billion BC"),
        ("−13800000000", YearMonthDay, "13.8 billion BC"),
        ("44 BC", YearMonthDay, "44 BC"),
        ("4.6 billion BCE", YearMonthDay, "4.6 billion BC"),
        ("AD 79", YearMonthDay, "AD 79"),
        ("-0043-03-15", YearMonthDay, "15 Mar 44 BC"),
        ("Y-170000002", YearMonthDay, "170 million BC"),
        ("500 BC to 30 BC", YearMonthDay, "1 Jan 500 BC – 31 Dec 30 BC"),
        ("4.6 billion BC – 44 BC", YearMonthDay, "4.6 billion BC – 44 BC"),
        ("Spring 2026", YearMonthDay, "spring 2026"),
        ("Fall 2025", YearMonthDay, "autumn 2025"),
        ("2026-22", YearMonthDay, "summer 2026"),
    ] {
        assert_eq!(day(text, order), wanted, "{text}");
    }
}

#[test]
fn dates_of_our_own_tables_are_read_alike() {
    for text in [
        "2026-03-05",
        "2026-Q1",
        "early Feb 2026",
        "late 2026",
        "5 Mar 2026",
        "2026",
        "2026-21",
        "44 BC",
    ] {
        let ours = DateRange::parse(text);
        assert_eq!(date(text, YearMonthDay).unwrap().value(), ours.as_ref(), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_a_reason() {
    for (text, why, replacement) in [
        ("05/072018", "missing", Some("05/07/2018")),
        ("01/07/015", "three digits", Some("01/07/2015")),
        ("05/07/18", "two digits", Some("05/07/2018")),
        ("1-Jan-07", "two digits", Some("1 Jan 2007")),
        ("Q1'26", "two digits", Some("Q1 2026")),
        ("Mar 5", "no year", None),
        ("5/7", "no year", None),
        ("Early Feb", "no year", None),
        ("Online", "not a date", None),
        ("-138,000,000,000", "too far away", None),
        ("-99999999999999999999", "too far away", None),
        ("Winter 2026", "lies in two years", None),
        ("2026-24", "lies in two years", None),
        ("Spring", "no year", None),
        ("0026-01-01", "before 1000", None),
        ("45000", "serial number", None),
        ("1700000000", "seconds since 1970", None),
        ("2026-02-30", "no such day", None),
        ("31/02/2026", "no such day", None),
        ("2026-13", "no such month", None),
        ("2026-03-05/2026-02-01", "ends before", None),
        ("#REF!", "spreadsheet", None),
        ("Mon Jan 2 15:04:05 2006", "not a date", None),
    ] {
        let refusal = date(text, DayMonthYear).expect_err(text);
        assert!(refusal.why.contains(why), "{text}: {}", refusal.why);
        assert_eq!(refusal.replacement.as_deref(), replacement, "{text}");
    }
    assert!(date("05/02/2026", YearMonthDay).is_err(), "nothing tells its day from its month");
    assert_eq!(day("05/05/2026", YearMonthDay), "5 May 2026");
    assert_eq!(date("TBD", DayMonthYear), Ok(Known::NotStated));
    assert_eq!(date("undisclosed", DayMonthYear), Ok(Known::Undisclosed));
}

#[test]
fn a_date_in_cells_of_its_own_is_put_together() {
    let parts = DateParts {
        year: 0,
        month: Some(1),
        day: Some(2),
        end_year: Some(3),
        end_month: Some(4),
        end_day: Some(5),
    };
    let read = |cells: [&'static str; 6]| {
        date_of_parts(&parts, |column| cells.get(column).copied().unwrap_or_default())
    };
    for (cells, text, label) in [
        (
            ["1815", "12", "10", "1852", "11", "27"],
            "10 Dec 1815 – 27 Nov 1852",
            "1815-12-10/1852-11-27",
        ),
        (["1948", "March", "14", "", "", ""], "14 Mar 1948", "1948-March-14"),
        (["1948", "3", "", "", "", ""], "Mar 1948", "1948-3"),
        (["1948", "", "", "", "", ""], "1948", "1948"),
        (["800", "", "", "", "", ""], "AD 800", "800"),
        (["-500", "3", "", "", "", ""], "Mar 500 BC", "-500-3"),
        (["-13800000000", "", "", "", "", ""], "13.8 billion BC", "-13800000000"),
        (["c. 1840", "", "", "", "", ""], "about 1840", "c. 1840"),
    ] {
        let found = read(cells).unwrap();
        let found = found.value().map(|date| (date.text(), date.label.clone()));
        assert_eq!(found, Some((text.to_owned(), label.to_owned())), "{cells:?}");
    }
    assert_eq!(read([""; 6]), Ok(Known::NotStated));
    for (cells, why) in [
        (["", "3", "", "", "", ""], "year is blank"),
        (["1948", "", "3", "", "", ""], "month is blank"),
        (["1948", "13", "", "", "", ""], "not a month"),
        (["1948", "2", "30", "", "", ""], "not a day"),
        (["48", "2", "3", "", "", ""], "two digits"),
        (["-138000000000", "", "", "", "", ""], "too far away"),
        (["1948", "", "", "1947", "", ""], "ends before"),
        (["", "", "", "1947", "", ""], "no beginning"),
    ] {
        let refusal = read(cells).unwrap_err();
        assert!(refusal.why.contains(why), "{cells:?}: {}", refusal.why);
    }
}

#[test]
fn a_span_runs_from_its_first_day_to_its_last() {
    let read =
        |first, last| span(first, last, DayMonthYear).map(|known| known.text(DateRange::text));
    assert_eq!(read("5/7/2025", "9/7/2025"), Ok("5–9 Jul 2025".to_owned()));
    assert_eq!(read("2025", ""), Ok("2025".to_owned()));
    assert_eq!(read("2025", "present"), Ok("2025".to_owned()));
    assert_eq!(read("2025-03-05", "2025-03-05"), Ok("5 Mar 2025".to_owned()));
    assert_eq!(read("", ""), Ok("not stated".to_owned()));
    assert!(read("", "2025").is_err(), "when it began is not known");
    assert!(read("2026", "2025").is_err(), "it ends before it begins");
}

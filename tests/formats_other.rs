//! Files of other programs than text editors, read as they are.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::sheet::{Format, Sheet};
use sovereign_stack::load::source::{self, RawFile};
use sovereign_stack::load::{Problems, formats};

const FIXTURES: &str = "tests/fixtures";

fn file(name: &str) -> RawFile {
    source::read(&Path::new(FIXTURES).join(name)).unwrap()
}

fn read(name: &str, sheet: Option<&str>) -> (Vec<Sheet>, Vec<String>) {
    let wishes = Wishes { sheet: sheet.map(str::to_owned), ..Wishes::default() };
    let mut problems = Problems::default();
    let sheets = formats::sheets(&file(name), &wishes, &mut problems);
    (sheets, problems.iter().map(ToString::to_string).collect())
}

/// The only sheet of a file that is read without complaint.
fn only(name: &str, sheet: Option<&str>) -> Sheet {
    let (mut sheets, problems) = read(name, sheet);
    assert_eq!((sheets.len(), problems.len()), (1, 0), "{name}: {problems:?}");
    sheets.remove(0)
}

fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.grid.rows()).map(|row| sheet.grid.cells(row).collect()).collect()
}

#[test]
fn every_document_of_the_json_suite_is_read_or_refused_as_it_should() {
    let mut seen = (0, 0, 0);
    for entry in std::fs::read_dir("tests/fixtures/jsontestsuite").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let (sheets, problems) = read(&format!("jsontestsuite/{name}"), None);
        let is_refusal = |problem: &&String| {
            problem.contains("is no JSON") || problem.contains("JSON is too much to be read")
        };
        let refused = problems.iter().find(is_refusal);
        let empty = problems.iter().any(|problem| problem.contains("the file is empty"));
        if name.starts_with("y_") {
            seen.0 += 1;
            assert!(refused.is_none() && !empty, "{name}: {problems:?}");
            let has_no_table = ["no table", "no rows", "belong together"];
            let is_told = |problem: &String| has_no_table.iter().any(|why| problem.contains(why));
            assert!(!sheets.is_empty() || problems.iter().any(is_told), "{name}: {problems:?}");
        } else if name.starts_with("i_") {
            // Readers may do as they like with these, but not in silence.
            seen.2 += 1;
            assert!(!sheets.is_empty() || !problems.is_empty(), "{name} is silent");
        } else {
            seen.1 += 1;
            assert!(sheets.is_empty() && (refused.is_some() || empty), "{name}: {problems:?}");
        }
    }
    assert_eq!(seen, (95, 188, 35), "the whole suite is there");
}

#[test]
fn timelines_are_read_as_their_events() {
    let sheet = only("timelinejs/women_in_computing.json", None);
    assert_eq!((sheet.facts.format, sheet.facts.part.as_deref()), (Format::Json, Some("events")));
    assert!(sheet.facts.remarks[0].contains("“title”, which is no event"), "{:?}", sheet.facts);
    for heading in ["start_date.year", "text.headline", "text.text", "media.url"] {
        assert!(sheet.headings.iter().any(|known| known == heading), "{:?}", sheet.headings);
    }
    let year = sheet.headings.iter().position(|heading| heading == "start_date.year").unwrap();
    let years: Vec<&str> = (0..sheet.grid.rows()).map(|row| sheet.cell(row, year)).collect();
    assert!(years.len() > 5 && years.iter().all(|year| year.len() == 4), "{years:?}");
    let cosmo = only("timelinejs/cosmo.json", None);
    let year = cosmo.headings.iter().position(|heading| heading == "start_date.year").unwrap();
    assert!((0..cosmo.grid.rows()).any(|row| cosmo.cell(row, year) == "-13800000000"));
}

#[test]
fn the_sheet_with_most_rows_is_read_and_others_on_request() {
    let sheet = only("awkward/sheets.xlsx", None);
    assert_eq!(sheet.facts.format, Format::Excel);
    assert!(sheet.facts.sheets.len() > 1 && sheet.facts.part.is_some(), "{:?}", sheet.facts);
    let mut found = 0;
    for name in &sheet.facts.sheets {
        let (sheets, problems) = read("awkward/sheets.xlsx", Some(&name.to_uppercase()));
        match sheets.first() {
            Some(sheet) => assert_eq!(sheet.facts.part.as_ref(), Some(name)),
            None => assert!(problems[0].contains("the sheet is empty"), "{name}: {problems:?}"),
        }
        found += sheets.len();
    }
    assert!(found > 1, "{found} sheets hold a table");
    let (sheets, problems) = read("awkward/sheets.xlsx", Some("nowhere"));
    assert!(sheets.is_empty() && problems[0].contains("no sheet of this name"), "{problems:?}");
    assert!(problems[0].contains(&sheet.facts.sheets[0]), "{problems:?}");
    let test = only("awkward/test.xlsx", None);
    assert_eq!(test.headings.first().map(String::as_str), Some("text"));
}

#[test]
fn cells_of_excel_say_what_the_sheet_shows() {
    let (mut sheets, problems) = read("made/kinds.xlsx", None);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("1 formula without a stored result, so blank"), "{problems:?}");
    let sheet = sheets.remove(0);
    assert_eq!(sheet.facts.sheets, ["Notes", "Funding", "Old"]);
    assert_eq!(sheet.facts.part.as_deref(), Some("Funding"));
    assert_eq!((sheet.facts.header_line, sheet.facts.preamble), (Some(3), 2));
    assert_eq!(
        sheet.headings,
        ["Company", "Date", "Share", "Amount", "Open", "Month", "Year", "Ratio", "Formula"]
    );
    assert_eq!(
        rows(&sheet),
        [
            vec!["Alpha", "2026-03-05", "45%", "€1500000", "true", "2026-02", "2025", "#DIV/0!"],
            vec!["Beta", "2026-01-01 10:20", "7.2%", "€29827341.92", "false"],
            vec!["Gamma", "", "", "€0.1"],
        ]
    );
    assert_eq!(sheet.grid.line(0), 4);
    let remarks = sheet.facts.remarks.join("\n");
    for told in ["of 3 sheets, “Funding” is read", "“Funding of 2026”", "2 blocks of merged cells"]
    {
        assert!(remarks.contains(told), "{told} is told in {remarks}");
    }
    let old = read("made/kinds.xlsx", Some("Old")).0.remove(0);
    assert_eq!(old.grid.rows(), 20, "a hidden sheet can be read on request");
}

#[test]
fn cells_of_old_excel_say_what_the_sheet_shows() {
    let sheet = only("made/kinds.xls", None);
    assert_eq!(sheet.facts.part.as_deref(), Some("Funding"), "a long list of notes is no table");
    assert_eq!(sheet.facts.format, Format::Excel);
    assert_eq!(sheet.headings, ["Company", "Date", "Share", "Amount", "Open", "Text"]);
    let found = rows(&sheet);
    assert_eq!(found[0], ["Alpha", "2026-03-05", "45%", "$1500000", "true", "Ünïcødé 漢字"]);
    assert_eq!(found[1][..5], ["Beta", "2026-01-01", "7.2%", "$29827341.92", "false"]);
    assert_eq!((found[2][3], found[2][5].len()), ("$0.1", 9000));
    let notes = only("made/kinds.xls", Some("notes"));
    assert_eq!(notes.grid.rows(), 600);
    assert_eq!((notes.cell(0, 0), notes.cell(599, 0)), ("line 0 漢漢漢", "line 599 ééé"));
}

#[test]
fn both_calendars_of_excel_give_the_same_days() {
    let sheet = only("made/dates_1904.xlsx", None);
    assert_eq!(rows(&sheet), [["a", "2026-03-05"], ["b", "1999-12-31 18:30"]]);
    let sheet = only("made/dates_1904.xls", None);
    assert_eq!((sheet.cell(0, 1), sheet.cell(1, 1)), ("2026-03-05", "2026-01-01"));
}

#[test]
fn cells_of_open_documents_say_what_the_sheet_shows() {
    let sheet = only("made/kinds.ods", None);
    assert_eq!(sheet.facts.format, Format::OpenDocument);
    assert_eq!(sheet.facts.sheets, ["Funding", "Old"]);
    assert_eq!(
        sheet.headings,
        ["Company", "Date", "Share", "Amount", "Open", "Month", "Error", "Note"]
    );
    assert_eq!(
        rows(&sheet),
        [
            vec![
                "Alpha & Söhne",
                "2026-03-05",
                "45%",
                "EUR 1500",
                "true",
                "2026-02",
                "#DIV/0!",
                "one  two\nthree"
            ],
            vec!["", "2026-01-02 10:20:00", "7", "7"],
            vec!["", "2026-01-02 10:20:00", "7", "7"],
        ]
    );
    let lines: Vec<u64> = (0..3).map(|row| sheet.grid.line(row)).collect();
    assert_eq!(lines, [5, 6, 7]);
    assert_eq!(only("made/kinds.ods", Some("old")).grid.rows(), 20);
}

#[test]
fn every_type_of_parquet_has_its_text() {
    let sheet = only("made/types.parquet", None);
    assert_eq!(sheet.facts.format, Format::Parquet);
    let found: Vec<(&str, &str, &str)> = sheet
        .headings
        .iter()
        .enumerate()
        .map(|(column, heading)| (heading.as_str(), sheet.cell(0, column), sheet.cell(1, column)))
        .collect();
    assert_eq!(
        found,
        [
            ("text", "Ä; b", ""),
            ("int", "-5", "6"),
            ("small", "200", "7"),
            ("float", "0.1", "1e300"),
            ("single", "0.1", "2"),
            ("half", "1.5", "2"),
            ("money", "29827341.92", "-0.05"),
            ("wide", "12345678901234567890.5", ""),
            ("flag", "true", "false"),
            ("day", "2026-03-05", ""),
            ("millis", "2026-03-05 10:20:30.5", ""),
            ("micros", "2026-03-05T10:20:30.5Z", ""),
            ("nanos", "2026-03-05 10:20:30.5", ""),
            ("clock", "10:20:30", ""),
            ("bytes", "0xff00", "ok"),
            ("nested.a", "1", ""),
            ("nested.b.c", "x", ""),
            ("list", "1; 2", ""),
            ("structs", r#"[{"n":"p"},{"n":null}]"#, ""),
            ("map", r#"{"k":1}"#, ""),
        ]
    );
}

#[test]
fn every_packing_of_parquet_gives_the_same_rows() {
    for codec in ["none", "snappy", "gzip", "lz4", "zstd"] {
        let sheet = only(&format!("made/{codec}.parquet"), None);
        assert_eq!(sheet.headings, ["name", "at"]);
        let moment = "2026-03-05 10:20:30.5";
        assert_eq!(rows(&sheet), [["a", moment], ["b", moment], ["c", ""]], "{codec}");
        assert_eq!((sheet.grid.line(0), sheet.grid.line(2)), (1, 3));
    }
}

//! Documents as people write them, and the suite that says what is JSON.

use super::*;
use crate::load::sheet::Format;
use crate::load::table::Table;
use crate::load::{Severity, formats};

fn read_named(name: &str, bytes: &[u8]) -> (Vec<Sheet>, Vec<String>) {
    let file = RawFile { name: Arc::from(name), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
    (sheets, problems.iter().map(ToString::to_string).collect())
}

/// The headings and rows of the only table, and its remarks.
fn read(text: &str) -> (Vec<String>, Vec<Vec<String>>, Vec<String>) {
    let (mut sheets, problems) = read_named("a.json", text.as_bytes());
    assert_eq!((sheets.len(), problems.len()), (1, 0), "{text}: {problems:?}");
    let sheet = sheets.remove(0);
    let row = |row: usize| sheet.grid.cells(row).map(str::to_owned).collect();
    let rows = (0..sheet.grid.rows()).map(row).collect();
    (sheet.headings.clone(), rows, sheet.facts.remarks)
}

fn refused(text: &str) -> String {
    let (sheets, problems) = read_named("a.json", text.as_bytes());
    assert_eq!((sheets.len(), problems.len()), (0, 1), "{text}: {problems:?}");
    problems[0].clone()
}

#[test]
fn one_table_in_five_shapes_reads_the_same() {
    let rows = vec![vec!["x".to_owned(), "1.50".to_owned()], vec!["y".to_owned(), "2".to_owned()]];
    for text in [
        r#"[{"name": "x", "score": 1.50}, {"name": "y", "score": 2}]"#,
        r#"[["name", "score"], ["x", 1.50], ["y", 2]]"#,
        r#"{"name": ["x", "y"], "score": [1.50, 2]}"#,
        r#"{"name": {"0": "x", "1": "y"}, "score": {"0": 1.50, "1": 2}}"#,
        r#"{"version": 1, "data": [["x", 1.50], ["y", 2]], "columns": ["name", "score"]}"#,
        r#"{"meta": {"of": "z"}, "results": [{"name": "x", "score": 1.50}, {"name": "y", "score": 2}]}"#,
    ] {
        let (headings, found, _) = read(text);
        assert_eq!((headings, found), (vec!["name".to_owned(), "score".to_owned()], rows.clone()));
    }
}

#[test]
fn the_names_of_keyed_rows_are_their_first_cell() {
    let (headings, rows, _) = read(r#"{"gpt-4": {"n": 1}, "claude": {"n": 2, "m": 3}}"#);
    assert_eq!(headings, ["key", "n", "m"]);
    assert_eq!(rows, [vec!["gpt-4", "1"], vec!["claude", "2", "3"]]);
}

#[test]
fn what_is_left_out_is_told() {
    let (_, rows, remarks) = read(
        r#"{"title": {"text": {"headline": "T"}}, "events": [{"a": 1}], "eras": [{"b": 1}, {"b": 2}]}"#,
    );
    assert_eq!(rows, [["1"]]);
    assert_eq!(
        remarks[0],
        "of the document only “events” is read, not “title”, which is no event, “eras”"
    );
    let (_, _, remarks) =
        read(r#"{"timeline": {"headline": "T", "date": [{"a": 1}], "era": [{"b": 1}]}}"#);
    assert_eq!(
        remarks[0],
        "of the document only “timeline.date” is read, not “timeline.headline”, “timeline.era”"
    );
}

#[test]
fn one_of_several_lists_can_be_wished() {
    let text = br#"{"events": [{"a": 1}], "eras": [{"b": 5}]}"#;
    let file = RawFile { name: Arc::from("a.json"), bytes: text.to_vec().into() };
    let wishes = Wishes { sheet: Some("Eras".to_owned()), ..Wishes::default() };
    let sheet = sheets(&file, &wishes, &mut Problems::default()).remove(0);
    assert_eq!((sheet.headings, sheet.facts.part), (vec!["b".to_owned()], Some("eras".to_owned())));
    assert_eq!(sheet.facts.sheets, ["events", "eras"]);
}

#[test]
fn rows_know_their_lines_and_in_one_line_their_numbers() {
    let lines = |text: &str| {
        let sheet = read_named("a.json", text.as_bytes()).0.remove(0);
        (0..sheet.grid.rows()).map(|row| sheet.grid.line(row)).collect::<Vec<_>>()
    };
    assert_eq!(lines("[\n{\"a\": 1},\r\n{\"a\":\n2},\n\n{\"a\": 3}]"), [2, 3, 6]);
    assert_eq!(lines("\n\n[{\"a\": 1}, {\"a\": 2}, {\"a\": 3}]"), [1, 2, 3]);
}

#[test]
fn what_is_no_row_is_rejected_and_counted() {
    let (sheets, _) = read_named("a.json", b"[\n{\"a\": 1},\n5,\nnull,\n{\"a\": 2}]");
    let table = Table::plain("t", sheets.into_iter().next().unwrap());
    let mut problems = Problems::default();
    let records = table.records(&mut problems, |_| Some(()));
    assert_eq!((table.rows_read(), records.items.len(), records.rejected), (3, 2, 1));
    assert_eq!(table.rows_rejected(&problems), 1);
    let told = problems.iter().next().unwrap();
    assert_eq!((told.severity, told.place.line), (Severity::Rejected, Some(3)));
}

#[test]
fn columns_that_do_not_go_together_are_refused() {
    for text in [r#"{"a": [1, 2], "b": [3]}"#, r#"{"a": {"0": 1, "1": 2}, "b": {"0": 3, "2": 4}}"#]
    {
        assert!(refused(text).contains("belong together"), "{text}: {}", refused(text));
    }
}

#[test]
fn a_mistake_has_its_line_and_character() {
    assert_eq!(
        refused("[\n{\"é\": NaN}]"),
        "a.json:2:7: this is no JSON: this is no JSON value, found \"NaN}]\"; JSON has no word for \
         it; write null where there is no value"
    );
    assert_eq!(refused(""), "a.json:1:1: the file is empty");
    for text in ["1", "[]", "{}", "[1, 2]", r#"{"a": 1}"#, "null"] {
        assert!(refused(text).contains("holds no table"), "{text}: {}", refused(text));
    }
    assert!(refused("[{}]").contains("no rows"));
}

#[test]
fn a_lost_value_is_warned_of() {
    let (sheets, problems) = read_named("a.json", br#"[{"a": 1, "a": 2}]"#);
    assert_eq!(sheets[0].cell(0, 0), "2");
    assert!(problems[0].contains("1 value lost"), "{problems:?}");
}

#[test]
fn every_unicode_encoding_is_read() {
    let text = "[{\"a\": \"é😀\"}]";
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        with_mark(b"\xEF\xBB\xBF", text.as_bytes()),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        with_mark(b"\xFF\xFE", &utf16(u16::to_le_bytes)),
        with_mark(b"\xFE\xFF", &utf16(u16::to_be_bytes)),
    ] {
        for name in ["a.json", "no_ending"] {
            let (sheets, problems) = read_named(name, &bytes);
            assert_eq!(sheets[0].cell(0, 0), "é😀", "{problems:?}");
        }
    }
    assert!(read_named("a.json", b"[{\"a\": \"\xE9\"}]").1[0].contains("not UTF-8"));
}

#[test]
fn a_bad_line_costs_its_row_and_no_other() {
    let text = "{\"a\": 1}\r\n\n{\"a\": }\n{\"a\": 3, \"b\": [1, 2]}\n{\"a\": 4} x\n7\n";
    for name in ["a.jsonl", "a.json", "a"] {
        let (sheets, problems) = read_named(name, text.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        let sheet = sheets.into_iter().next().unwrap();
        assert_eq!((sheet.facts.format, sheet.headings.len()), (Format::JsonLines, 2));
        let table = Table::plain("t", sheet);
        let mut problems = Problems::default();
        let mut part = table.parts[0].clone();
        part.wants_every_cell = false;
        let table = Table { parts: vec![part], ..table };
        let records = table.records(&mut problems, |_| Some(()));
        assert_eq!((records.items.len(), records.rejected), (2, 3));
        let lines: Vec<_> = problems.iter().map(|problem| problem.place.line).collect();
        assert_eq!(lines, [Some(3), Some(5), Some(6)]);
    }
    assert!(read_named("a.jsonl", b"x\ny\n").1[0].contains("the line is no row"));
    assert!(read_named("a.jsonl", &b"x\n".repeat(500)).1[0].contains("no file of JSON Lines"));
}

#[test]
fn lists_on_lines_may_begin_with_a_header() {
    let (sheets, _) = read_named("a.jsonl", b"[\"a\", \"b\"]\n[1, 2]\n");
    assert_eq!((sheets[0].headings.join(","), sheets[0].cell(0, 1)), ("a,b".to_owned(), "2"));
    let (sheets, _) = read_named("a.jsonl", b"[1, 2]\n[3, 4]\n");
    assert_eq!(
        (sheets[0].headings.join(","), sheets[0].grid.rows()),
        ("column 1,column 2".to_owned(), 2)
    );
}

#[test]
fn text_that_begins_like_json_is_left_to_others() {
    for text in ["[1],[2]\n3,4\n", "{a},b\n1,2\n"] {
        let file = RawFile { name: Arc::from("a.csv"), bytes: text.as_bytes().to_vec().into() };
        assert!(!is_json(&file), "{text}");
    }
}

#[test]
fn far_too_much_is_refused_at_once() {
    let deep = "[".repeat(100_000);
    assert!(refused(&deep).contains("100 deep"));
    let wide: Vec<String> = (0..100_000).map(|number| format!("\"c{number}\": 1")).collect();
    assert!(refused(&format!("[{{{}}}]", wide.join(","))).contains("2000 columns"));
}

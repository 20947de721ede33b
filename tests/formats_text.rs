//! Users' own texts, in any encoding, dialect or packing, become the rows that a person would see.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads the fixtures")]

use std::fs;
use std::io::Write as _;

use proptest::prelude::*;
use sovereign_stack::desk::specs;
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::mapping::{ColumnMapping, Mapping};
use sovereign_stack::load::package::{Opened, open};
use sovereign_stack::load::sheet::Sheet;
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Package, Problems, Severity, Table, formats};
use zip::write::SimpleFileOptions;

fn sheets(name: &str, bytes: Vec<u8>) -> (Vec<Sheet>, Problems) {
    let mut problems = Problems::default();
    let file = RawFile { name: name.into(), bytes: bytes.into() };
    let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
    (sheets, problems)
}

fn fixture(path: &str) -> (Sheet, Problems) {
    let bytes = fs::read(format!("tests/fixtures/{path}")).unwrap();
    let (mut sheets, problems) = sheets(path, bytes);
    assert_eq!(sheets.len(), 1, "{path}: {problems:?}");
    (sheets.remove(0), problems)
}

fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.grid.rows()).map(|row| sheet.grid.cells(row).collect()).collect()
}

/// Headings and rows with one sign between them.
fn shown(sheet: &Sheet) -> String {
    let headings = sheet.headings.iter().map(String::as_str).collect();
    let lines = std::iter::once(headings).chain(rows(sheet));
    lines.map(|cells: Vec<&str>| cells.join("|")).collect::<Vec<_>>().join("\n")
}

fn told(problems: &Problems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// The records that the table of a sheet gives, by line, and what is told of the others.
fn read_lines(sheet: Sheet) -> (Vec<u64>, Problems) {
    let columns = sheet.headings.iter().enumerate().map(|(index, heading)| ColumnMapping {
        heading: heading.clone(),
        field: Some(format!("field {index}")),
        ..ColumnMapping::default()
    });
    let mapping = Mapping { table: "any".into(), columns: columns.collect(), ..Mapping::default() };
    let table = Table { parts: vec![mapping.part(&sheet.into())], ..Table::default() };
    let mut problems = Problems::default();
    let records = table.records(&mut problems, |row| Some(row.line()));
    (records.items, problems)
}

#[test]
fn the_spectrum_of_csv_files_gives_the_cells_it_is_published_with() {
    let mut seen = 0;
    for entry in fs::read_dir("tests/fixtures/spectrum").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let expected: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let (sheet, problems) = fixture(&format!("awkward/spectrum_{name}.csv"));
        assert!(problems.is_empty(), "{name}: {:?}", told(&problems));
        assert_eq!(sheet.grid.rows(), expected.len(), "{name}");
        for (row, record) in expected.iter().enumerate() {
            for (column, heading) in sheet.headings.iter().enumerate() {
                let cell = sheet.grid.cell(row, column).unwrap();
                assert_eq!(Some(cell), record[heading].as_str(), "{name}, row {row}, {heading}");
            }
        }
        seen += 1;
    }
    assert_eq!(seen, 11);
}

#[test]
fn the_examples_of_csvkit_are_read_or_refused() {
    for (name, expected) in [
        ("blanks.csv", "a|b|c|d|e|f\n|NA|N/A|NONE|NULL|."),
        ("dummy.tsv", "a|b|c\n1|2|3"),
        ("mac_newlines.csv", "a|b|c\n1|2|3\nOnce upon\ra time|5|6"),
        ("no_header_row.csv", "column 1|column 2|column 3\n1|2|3"),
        ("test_latin1.csv", "a|b|c\n1|2|3\n4|5|©"),
        ("test_locale.csv", "a|b|c\n1,7|200.000.000|"),
        ("test_skip_lines.csv", "a|b|c\n1|2|3"),
        ("test_utf16_big.csv", "a|b|c\n1|2|3\n4|5|ʤ"),
        ("test_utf16_little.csv", "a|b|c\n1|2|3\n4|5|ʤ"),
        ("test_utf8_bom.csv", "foo|bar|baz\n1|2|3\n4|5|ʤ"),
    ] {
        let (sheet, problems) = fixture(&format!("awkward/{name}"));
        assert_eq!(shown(&sheet), expected, "{name}");
        assert!(problems.is_empty(), "{name}: {:?}", told(&problems));
    }
    for (name, reason) in [("empty.csv", "no rows"), ("null_byte.csv", "NUL byte")] {
        let bytes = fs::read(format!("tests/fixtures/awkward/{name}")).unwrap();
        let (sheets, problems) = sheets(name, bytes);
        assert!(sheets.is_empty() && told(&problems)[0].contains(reason), "{name}");
    }
}

#[test]
fn encodings_are_found_and_said() {
    for (name, encoding, is_guessed, cell) in [
        ("gb18030.csv", "gb18030", true, "甲机器人有限公司"),
        ("shift_jis.csv", "shift_jis", true, "サンプル株式会社"),
        ("euc_kr.csv", "euc-kr", true, "견본 로봇 주식회사"),
        ("utf16_no_mark.csv", "utf-16le", true, "Müller Beispiel AG"),
        ("cr_only.csv", "utf-8", false, "Muster"),
    ] {
        let (sheet, problems) = fixture(&format!("text/{name}"));
        let facts = &sheet.facts;
        assert_eq!(
            (facts.encoding.as_deref(), facts.is_encoding_guessed),
            (Some(encoding), is_guessed)
        );
        assert_eq!(sheet.cell(0, 0), cell, "{name}");
        assert!(problems.is_empty(), "{name}: {:?}", told(&problems));
    }
}

#[test]
fn the_user_may_say_the_encoding() {
    let bytes = fs::read("tests/fixtures/text/gb18030.csv").unwrap();
    let file = RawFile { name: "a.csv".into(), bytes: bytes.into() };
    let wishes = |label: &str| Wishes { encoding: Some(label.into()), ..Wishes::default() };
    let mut problems = Problems::default();
    let sheet = &formats::sheets(&file, &wishes("GBK"), &mut problems)[0];
    assert_eq!((sheet.cell(0, 0), sheet.facts.is_encoding_guessed), ("甲机器人有限公司", false));
    assert!(problems.is_empty());
    let sheet = &formats::sheets(&file, &wishes("utf-8"), &mut problems)[0];
    assert!(told(&problems)[0].contains("could not be read as utf-8"), "{:?}", told(&problems));
    assert!(sheet.facts.remarks[0].contains("could not be read as utf-8"));
    let mut problems = Problems::default();
    assert!(formats::sheets(&file, &wishes("gbk2000"), &mut problems).is_empty());
    assert!(problems.has_errors() && told(&problems)[0].contains("no encoding is called so"));
}

#[test]
fn dialects_are_found_and_what_is_passed_over_is_told() {
    for (name, delimiter, header_line, first, remarks) in [
        ("pipes.txt", '|', Some(1), "Muster|Fund, Bank; State|3.5", 0),
        ("decimal_comma.csv", ';', Some(1), "Muster|1.234,50|12,5", 0),
        ("single_quotes.csv", ',', Some(1), "Muster|one, two", 1),
        ("mixed_line_ends.csv", ',', Some(1), "Muster|1", 0),
        ("preamble.csv", ',', Some(6), "Muster|Seed|3.5|2026-01-15", 1),
        ("comments.csv", ',', Some(2), "Muster|3.5|2026-01-15", 2),
        ("no_header.csv", ',', None, "Muster|3.5|2026-01-15", 1),
        ("header_rows.csv", ',', Some(4), "Muster|3.5|2026-01-15|12|2025", 2),
    ] {
        let (sheet, problems) = fixture(&format!("text/{name}"));
        let facts = &sheet.facts;
        assert_eq!((facts.delimiter, facts.header_line), (Some(delimiter), header_line), "{name}");
        assert_eq!(rows(&sheet)[0].join("|"), first, "{name}");
        assert_eq!(facts.remarks.len(), remarks, "{name}: {:?}", facts.remarks);
        assert!(problems.is_empty(), "{name}: {:?}", told(&problems));
    }
    let (sheet, _) = fixture("text/comments.csv");
    assert_eq!((sheet.headings.join("|").as_str(), sheet.grid.rows()), ("company|amount|date", 2));
    let (sheet, _) = fixture("text/header_rows.csv");
    let headings = "Company|Rounds Amount ($M)|Rounds Date|Staff Number (people)|Staff Year";
    assert_eq!(sheet.headings.join("|"), headings);
    let (sheet, _) = fixture("text/mixed_line_ends.csv");
    let lines: Vec<u64> = (0..sheet.grid.rows()).map(|row| sheet.grid.line(row)).collect();
    assert_eq!(lines, [2, 3, 4, 6]);
}

#[test]
fn headings_that_repeat_are_told_apart_and_rows_of_another_length_are_told() {
    let (sheet, problems) = fixture("text/headings.csv");
    assert_eq!(sheet.headings, ["Name", "", "Country", "Name (2)", "country (2)", ""]);
    assert!(sheet.facts.remarks[0].contains("“Name (2)”, “country (2)”"));
    assert!(sheet.facts.remarks[1].contains("2 columns without a heading: number 2, 6"));
    let [short] = told(&problems).try_into().unwrap();
    assert!(short.contains("headings.csv:3: warning: 1 row has fewer cells"), "{short}");
    let (lines, problems) = read_lines(sheet);
    assert_eq!(lines, [2, 3], "the row with a surplus is not read, the short one is");
    assert!(told(&problems)[0].contains("headings.csv:4:6: the row has 7 cells"));
}

#[test]
fn a_stray_quotation_mark_costs_one_row_and_is_told() {
    let (sheet, problems) = fixture("text/stray_quotes.csv");
    assert_eq!(sheet.cell(0, 1), "two words");
    assert_eq!(sheet.cell(2, 1), "closed, well");
    assert_eq!(sheet.cell(3, 1), "5\" wafers");
    let [words] = told(&problems).try_into().unwrap();
    assert!(words.contains("stray_quotes.csv:2: warning: words follow"), "{words}");
    let (lines, problems) = read_lines(sheet);
    assert_eq!(lines, [2, 4, 5]);
    let torn = problems.iter().next().unwrap();
    assert_eq!((torn.severity, torn.place.line), (Severity::Rejected, Some(3)));
    assert!(torn.message.contains("is not closed"), "{torn}");
}

#[test]
fn text_that_was_wrongly_decoded_before_is_told_and_left() {
    let bytes = "company,note\nA,Chinaâ€™s\nB,fine\n".as_bytes().to_vec();
    let (sheets, problems) = sheets("a.csv", bytes);
    assert_eq!(sheets[0].cell(0, 1), "Chinaâ€™s");
    let [warning] = told(&problems).try_into().unwrap();
    assert!(warning.starts_with("a.csv:2: warning: 1 place look"), "{warning}");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn packed_tables_are_unpacked() {
    let table = b"company;amount\nA;1,5\nB;2,5\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(table).unwrap();
    let (one, problems) = sheets("a.csv.gz", gzip.finish().unwrap());
    assert_eq!(shown(&one[0]), "company|amount\nA|1,5\nB|2,5");
    assert!(problems.is_empty());

    let files: [(&str, &[u8]); 4] = [
        ("in/a.csv", table),
        ("b.tsv", b"x\ty\n1\t2\n"),
        ("__MACOSX/._a.csv", b"\0"),
        ("README.md", b"# Read me"),
    ];
    let (two, problems) = sheets("a.zip", zipped(&files));
    let parts: Vec<_> = two.iter().map(|sheet| sheet.facts.part.as_deref().unwrap()).collect();
    assert_eq!(parts, ["in/a.csv", "b.tsv"]);
    assert_eq!(two[0].file.as_ref(), "a.zip/in/a.csv");
    assert_eq!(shown(&two[1]), "x|y\n1|2");
    let [skipped] = told(&problems).try_into().unwrap();
    assert!(skipped.contains("not read, found \"README.md\""), "{skipped}");
}

#[test]
fn a_data_package_opens_from_its_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.zip");
    let mut files = Vec::new();
    for entry in fs::read_dir("data").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((name, fs::read(&path).unwrap()));
    }
    for prefix in ["", "package/"] {
        let named: Vec<(String, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (format!("{prefix}{name}"), bytes.as_slice()))
            .collect();
        let named: Vec<(&str, &[u8])> =
            named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        fs::write(&path, zipped(&named)).unwrap();
        let mut problems = Problems::default();
        let opened = open(&path, &Wishes::default(), &specs(), &mut problems);
        let Some(Opened::Whole(package)) = opened else { panic!("{:?}", told(&problems)) };
        assert!(problems.is_empty(), "{:?}", told(&problems));
        assert!(package.is_whole && package.name == "package.zip");
        let bundled = Package::bundled(&specs(), &mut problems).unwrap();
        assert!(package.tables.keys().eq(bundled.tables.keys()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (sheets, problems) = sheets("a.csv", bytes);
        prop_assert!(!sheets.is_empty() || problems.has_errors());
    }

    #[test]
    fn any_text_of_signs_is_read_or_refused(text in "[a1 ,;|\t\"'#/\r\n-]{0,80}") {
        let (sheets, problems) = sheets("a.csv", text.clone().into_bytes());
        prop_assert!(!sheets.is_empty() || problems.has_errors(), "{text:?}");
        for sheet in sheets {
            // Every line that a row is said to begin on holds its first word.
            let lines: Vec<&str> = text.split_inclusive(['\n', '\r']).collect();
            prop_assert!((0..sheet.grid.rows()).all(|row| sheet.grid.line(row) <= lines.len() as u64));
        }
    }

    #[test]
    fn what_is_written_by_the_standard_is_read_back(
        table in (1..5_usize).prop_flat_map(|width| {
            proptest::collection::vec(proptest::collection::vec("[a-z,;\"\r\n é中]{0,6}", width), 1..12)
        }),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let dialect = sovereign_stack::load::csv::Dialect { header_rows: 0, ..Default::default() };
        let mut problems = Problems::default();
        let sheet = sovereign_stack::load::csv::sheet(&"a.csv".into(), &text.into(), &dialect, &mut problems);
        let is_blank = |row: &&Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
        let expected: Vec<&Vec<String>> = table.iter().filter(|row| !is_blank(row)).collect();
        let found = sheet.map(|sheet| rows(&sheet).iter().map(|row| {
            row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()
        }).collect::<Vec<_>>()).unwrap_or_default();
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
    }
}

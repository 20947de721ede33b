//! Rows read = shown + filtered + rejected, in every file, tab and view, and each rejected row is told.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]
#![expect(clippy::disallowed_methods, reason = "it writes files for the program to read")]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use sovereign_stack::desk::{Desk, Loaded, TableRead, specs};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::{Holds, Severity, TableSpec};

static BUNDLED: LazyLock<Desk> = LazyLock::new(|| Desk::bundled().unwrap());

/// Opens files as a user does.
fn open(paths: &[PathBuf], table: Option<&str>) -> Loaded {
    let wishes = Wishes { table: table.map(str::to_owned), ..Wishes::default() };
    BUNDLED.open_with(paths, &wishes)
}

/// What must hold of everything that was opened. Returns how many rows all its tables have.
fn reconcile(loaded: &Loaded, of: &str) -> usize {
    let mut rows = 0;
    for import in loaded.imports.iter().filter(|import| import.mapping.is_some()) {
        let sheet = &import.sheet;
        let (file, read) = (&sheet.file, sheet.grid.rows());
        rows += read;
        let mut parts = loaded.desk.tabs.iter().flat_map(|shown| &shown.origin.tables);
        let part = parts.find(|table| std::ptr::eq(table.part.sheet.as_ref(), sheet.as_ref()));
        let Some(part) = part else {
            // A file that another one of the same table does not go with is told, and not used.
            assert!(loaded.problems.has_errors(), "{of}: {file} is silent");
            continue;
        };
        assert!(part.rows_rejected <= read, "{of}: {file}");
        if loaded.problems.has_errors() {
            // Then the file is not used at all, and `check` counts every row as left out.
            continue;
        }
        let mut lines = BTreeSet::new();
        for problem in &loaded.problems {
            if problem.severity != Severity::Rejected || problem.place.file != *file {
                continue;
            }
            let told = format!("{of}: {problem}");
            let line = problem.place.line.unwrap_or_else(|| panic!("{told}: no line"));
            let column = problem.place.column.unwrap_or_else(|| panic!("{told}: no column"));
            assert!(!problem.message.is_empty() && problem.suggestion.is_some(), "{told}");
            let row = sheet.grid.row_line(line).unwrap_or_else(|| panic!("{told}: no row there"));
            let at = (0..read).find(|at| sheet.grid.line(*at) == row).unwrap();
            let cell = sheet.cell(at, usize::try_from(column).unwrap().saturating_sub(1));
            let is_blank = cell.trim().is_empty();
            assert!(problem.text.is_some() || is_blank, "{told}: the text is not told");
            lines.insert(row);
        }
        assert_eq!(lines.len(), part.rows_rejected, "{of}: {file}: each rejected row is told");
    }
    let shown = if loaded.problems.has_errors() { 0 } else { loaded.desk.tabs.len() };
    for index in 0..shown {
        reconcile_tab(&loaded.desk, index, of);
    }
    rows
}

/// What must hold of a tab under each of its options.
fn reconcile_tab(desk: &Desk, index: usize, of: &str) {
    let Some(shown) = desk.tabs.get(index) else { return };
    let name = shown.tab.name();
    let all = shown.tab.counts();
    let reads: Vec<&str> = shown.tab.tables().iter().map(|spec| spec.name).collect();
    let tables = || shown.origin.tables.iter().filter(|table| reads.contains(&table.name.as_str()));
    let rows: usize = tables().map(TableRead::rows).sum();
    let rejected: usize = tables().map(|table| table.rows_rejected).sum();
    if shown.origin.counted_as() == "row" {
        assert_eq!(all.read(), rows, "{of}: {name} counts every row of its tables");
        assert_eq!(all.rejected, rejected, "{of}: {name} leaves out what is told");
    } else {
        assert!(all.read() >= rows, "{of}: {name} counts every row of its tables");
        assert_eq!(all.rejected == 0, rejected == 0, "{of}: {name} leaves out what is told");
    }
    let settings = shown.tab.settings().to_vec();
    for setting in &settings {
        for (choice, _) in &setting.choices {
            let mut tab = shown.tab.share();
            tab.set(setting.key, choice).unwrap();
            let counts = tab.counts();
            let told =
                format!("{of}: {name}, {} {choice}: {counts:?}, in all {all:?}", setting.key);
            assert_eq!((counts.read(), counts.rejected), (all.read(), all.rejected), "{told}");
            let drawn: BTreeSet<_> =
                tab.marks().iter().flat_map(|mark| mark.records().map(Cow::into_owned)).collect();
            assert!(
                counts.shown > 0 || drawn.is_empty(),
                "{told}: marks of rows that are not shown"
            );
        }
    }
}

/// A row of a file that is made: what is done to a good one.
#[derive(Clone, Debug)]
enum Made {
    Good,
    /// The cell of a column holds something else.
    Bad(prop::sample::Index, String),
    /// Cells are missing at its end.
    Short(prop::sample::Index),
    /// There is a cell too many.
    Long,
    /// There is nothing on the line.
    Blank,
    /// It is the row before once more.
    Again,
}

fn made() -> impl Strategy<Value = Made> {
    let bad = prop::sample::select(vec![
        "",
        "n/a",
        "soon",
        "-5",
        "1e99",
        "ten million",
        "2026-13",
        "x;y",
        "undisclosed",
        "~3.5%",
        "é",
        "two\nlines",
        "\"",
        "'",
        "0",
        "2026-02-30/2025",
        "partly",
        "a, b",
    ]);
    prop_oneof![
        8 => Just(Made::Good),
        8 => (any::<prop::sample::Index>(), bad).prop_map(|(at, text)| Made::Bad(at, text.to_owned())),
        2 => any::<prop::sample::Index>().prop_map(Made::Short),
        2 => Just(Made::Long),
        2 => Just(Made::Blank),
        1 => Just(Made::Again),
    ]
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    Text { delimiter: char, line_end: &'static str, encoding: Encoding },
    Json,
    JsonOnOneLine,
    JsonLines,
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    Utf8,
    Marked,
    Utf16,
    Western,
    Chinese,
}

fn style() -> impl Strategy<Value = Style> {
    let encodings =
        [Encoding::Utf8, Encoding::Marked, Encoding::Utf16, Encoding::Western, Encoding::Chinese];
    let text = (
        prop::sample::select(vec![',', ';', '\t', '|']),
        prop::sample::select(vec!["\n", "\r\n"]),
        prop::sample::select(encodings.to_vec()),
    );
    prop_oneof![
        5 => text.prop_map(|(delimiter, line_end, encoding)| Style::Text { delimiter, line_end, encoding }),
        1 => Just(Style::Json),
        1 => Just(Style::JsonOnOneLine),
        1 => Just(Style::JsonLines),
        1 => Just(Style::Markdown),
    ]
}

impl Style {
    fn ending(self) -> &'static str {
        match self {
            Self::Text { .. } => "csv",
            Self::Json | Self::JsonOnOneLine => "json",
            Self::JsonLines => "jsonl",
            Self::Markdown => "md",
        }
    }

    /// The file, and how many rows are written into it.
    fn file(self, headings: &[&str], rows: &[Vec<String>]) -> (Vec<u8>, usize) {
        let object = |row: &Vec<String>| {
            let cells = headings
                .iter()
                .zip(row)
                .map(|(name, cell)| ((*name).to_owned(), cell.clone().into()));
            serde_json::Value::Object(cells.collect())
        };
        let filled = || rows.iter().filter(|row| !row.is_empty());
        let count = filled().count();
        let objects: Vec<serde_json::Value> = filled().map(object).collect();
        let text = match self {
            Self::Text { delimiter, line_end, encoding } => {
                return (encoding.bytes(&text(headings, rows, (delimiter, line_end))), count);
            }
            Self::Json => serde_json::to_string_pretty(&objects).unwrap(),
            Self::JsonOnOneLine => serde_json::to_string(&objects).unwrap(),
            Self::JsonLines => objects.iter().fold(String::new(), |mut text, object| {
                writeln!(text, "{object}").unwrap();
                text
            }),
            Self::Markdown => markdown(headings, filled()),
        };
        (text.into_bytes(), count)
    }
}

impl Encoding {
    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16 => {
                let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            Self::Western => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
            Self::Chinese => encoding_rs::GB18030.encode(text).0.into_owned(),
        }
    }
}

fn text(headings: &[&str], rows: &[Vec<String>], (delimiter, line_end): (char, &str)) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let cell = |cell: &String| {
        let needs = |sign: char| sign == delimiter || "\"'\r\n ".contains(sign);
        if cell.contains(needs) { quoted(cell) } else { cell.clone() }
    };
    let delimiter = delimiter.to_string();
    let mut text = headings.join(&delimiter) + line_end;
    for row in rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        // One blank cell alone would be a blank line.
        let is_lost = row.len() == 1 && row.iter().all(String::is_empty);
        text += &if is_lost { quoted("") } else { cells.join(&delimiter) };
        text += line_end;
    }
    text
}

fn markdown<'a>(headings: &[&str], rows: impl Iterator<Item = &'a Vec<String>>) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> =
            cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(headings.iter().map(|name| (*name).to_owned()).collect());
    writeln!(text, "|{}", "---|".repeat(headings.len())).unwrap();
    for row in rows {
        let mut row = row.clone();
        row.resize(headings.len(), String::new());
        text += &line(row);
    }
    text
}

/// A good cell of a column in the row with this number.
fn example(spec: &TableSpec, name: &str, number: usize) -> String {
    let column = spec.all_columns().find(|column| column.name == name).unwrap();
    match column.holds {
        _ if name == "source" => String::new(),
        Holds::Id => format!("row_{number}"),
        Holds::Text if column.is_needed => format!("{} {number}", column.example),
        _ => column.example.to_owned(),
    }
}

/// The rows of a file of this table: blank ones have no cells.
fn rows(spec: &TableSpec, made: &[Made]) -> Vec<Vec<String>> {
    let names: Vec<&str> = spec.all_columns().map(|column| column.name).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, made) in made.iter().enumerate() {
        let mut row: Vec<String> = names.iter().map(|name| example(spec, name, number)).collect();
        match made {
            Made::Good => {}
            Made::Bad(at, text) => {
                let cell = at.index(row.len());
                row[cell].clone_from(text);
            }
            Made::Short(at) => row.truncate(1 + at.index(row.len())),
            Made::Long => row.push("surplus".to_owned()),
            Made::Blank => row.clear(),
            Made::Again => row = rows.last().cloned().unwrap_or(row),
        }
        rows.push(row);
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_a_file_is_shown_filtered_or_rejected(
        table in any::<prop::sample::Index>(),
        made in prop::collection::vec(made(), 1..9),
        style in style(),
    ) {
        let specs = specs();
        let spec = specs[table.index(specs.len())];
        let mut rows = rows(spec, &made);
        let headings: Vec<&str> = spec.all_columns().map(|column| column.name).collect();
        if !matches!(style, Style::Text { .. }) {
            for row in &mut rows {
                row.truncate(headings.len());
            }
        }
        // A good row at the end: blank lines and quotation marks before it must not swallow it.
        rows.push(headings.iter().map(|name| example(spec, name, 99)).collect());
        let (bytes, count) = style.file(&headings, &rows);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("made.{}", style.ending()));
        std::fs::write(&path, bytes).unwrap();
        let loaded = open(&[path], Some(spec.name));
        let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        prop_assert_eq!(loaded.imports.len(), 1, "{}", told.join("\n"));
        let read = reconcile(&loaded, &format!("{} {style:?}", spec.name));
        prop_assert_eq!(read, count, "rows of the file: {:?}\n{}", rows, told.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_of_a_wide_table_is_shown_filtered_or_rejected(
        cells in prop::collection::vec(
            prop::collection::vec(prop::sample::select(vec!["5", "7.5", "", "n/a", "many", "-1"]), 3),
            1..7,
        ),
        headings in prop::sample::select(vec![
            ["2025-11", "2025-12", "2026-01"], ["Nov 2025", "Dec 2025", "Jan 2026"], ["MMLU", "GPQA", "BBH"],
        ]),
    ) {
        let mut csv = format!("model,{}\n", headings.join(","));
        // Enough good ones for the columns to be known as numbers.
        for number in 0..60 {
            writeln!(csv, "good {number},1,2,{number}").unwrap();
        }
        for (number, row) in cells.iter().enumerate() {
            writeln!(csv, "model {number},{}", row.join(",")).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("downloads.csv");
        std::fs::write(&path, &csv).unwrap();
        let loaded = open(&[path], None);
        let read = reconcile(&loaded, &csv);
        prop_assert_eq!(read, cells.len() + 60, "{}", csv);
        let shown = &loaded.desk.tabs[loaded.desk.position("adoption").unwrap()];
        prop_assert_eq!(shown.origin.counted_as(), "value", "{}", csv);
        // A row without a value still gives one record: that there is none.
        let values = |row: &Vec<&str>| row.iter().filter(|cell| !cell.is_empty()).count().max(1);
        let wanted = cells.iter().map(values).sum::<usize>() + 180;
        prop_assert_eq!(shown.tab.counts().read(), wanted, "{}", csv);
    }
}

#[test]
fn several_files_of_one_table_are_counted_together() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for month in ["2025-11", "2025-12"] {
        let path = folder.path().join(format!("downloads_{month}.csv"));
        let mut csv = "model,downloads\n".to_owned();
        for number in 0..20 {
            writeln!(csv, "{month} {number},{number}").unwrap();
        }
        csv += "b,many\n";
        std::fs::write(&path, csv).unwrap();
        paths.push(path);
    }
    let loaded = open(&paths, Some("adoption"));
    assert_eq!(reconcile(&loaded, "two files"), 42);
    let shown = &loaded.desk.tabs[loaded.desk.position("adoption").unwrap()];
    let counts = shown.tab.counts();
    assert_eq!((counts.read(), counts.rejected), (42, 2), "{counts:?}");
}

/// Every file under a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inner = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    paths.into_iter().flat_map(inner).collect()
}

/// Rows of files of others, counted by other programs.
const COUNTED: &[(&str, usize)] = &[
    ("made/kinds.xlsx", 3),
    ("spectrum/utf8.json", 2),
    ("awkward/spectrum_newlines.csv", 3),
    ("timelinejs/cosmo.json", 7),
    ("timelinejs/women_in_computing.json", 10),
    ("timelinejs/women_in_computing.csv", 11),
    ("timelinejs/my-own-timeline.csv", 11),
    ("timelinejs/parser_test.csv", 3),
    ("leaderboards/llb_merged.csv", 62),
    ("leaderboards/lmarena_text.csv", 266),
    ("tracked_models/atom_models.csv", 1772),
    ("tracked_models/atom_extra_models.csv", 186),
    ("tracked_models/atom_model_parameters.csv", 299),
    ("tracked_models/atom_organization_regions.csv", 118),
    ("tracked_models/atom_release_date_corrections.csv", 40),
];

#[test]
fn every_fixture_reconciles() {
    let root = Path::new("tests/fixtures");
    let mut used = 0;
    let mut counted = 0;
    for path in files(root) {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if name.starts_with("jsontestsuite/n_") {
            continue;
        }
        let loaded = open(std::slice::from_ref(&path), None);
        assert!(!loaded.imports.is_empty() || loaded.problems.has_errors(), "{name} is silent");
        reconcile(&loaded, &name);
        used += usize::from(!loaded.problems.has_errors());
        if let Some((_, rows)) = COUNTED.iter().find(|(known, _)| *known == name) {
            let read = loaded.imports.iter().map(|import| import.sheet.grid.rows()).max();
            assert_eq!(read, Some(*rows), "{name}");
            counted += 1;
        }
    }
    assert_eq!(counted, COUNTED.len());
    assert!(used > 10, "{used} fixtures feed a tab");
}

#[test]
fn check_says_on_every_line_what_the_window_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rounds.csv");
    std::fs::write(&path, "company,amount,currency\nA,5,USD\nB,many,USD\nC,,USD\n").unwrap();
    for path in [&path, Path::new("tests/fixtures/timelinejs/cosmo.json"), Path::new("data")] {
        let program = env!("CARGO_BIN_EXE_sovereign-stack");
        let out = std::process::Command::new(program).args(["check", "--json"]).arg(path).output();
        let json: serde_json::Value = serde_json::from_slice(&out.unwrap().stdout).unwrap();
        let tables = json["tables"].as_array().unwrap();
        assert!(!tables.is_empty(), "{}", path.display());
        for table in tables {
            let count = |name: &str| table[name].as_u64().unwrap();
            let sum = count("rows_shown") + count("rows_filtered") + count("rows_rejected");
            assert_eq!(count("rows_read"), sum, "{table}");
        }
        let loaded = open(&[path.to_owned()], None);
        let rows: u64 = tables.iter().filter_map(|table| table["rows_read"].as_u64()).sum();
        let counted: usize = if path.is_dir() {
            loaded.desk.tabs[0].origin.tables.iter().map(TableRead::rows).sum()
        } else {
            reconcile(&loaded, "check")
        };
        assert_eq!(rows, counted as u64, "{}", path.display());
    }
}

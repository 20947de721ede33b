//! Nothing that a file may hold makes the program panic.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support {
    pub mod open;
}

use std::collections::BTreeMap;

use egui::Theme;
use proptest::prelude::*;
use sovereign_stack::desk::{Desk, Shown, specs};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Package, Problems, csv};
use sovereign_stack::model::{DateRange, Qualifier, Quantity, Unit, number};

/// Bytes through load, records and figure.
fn loaded(bytes: &[u8]) -> Option<Desk> {
    let file = RawFile { name: "prefix.csv".into(), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let package = Package::from_file(file, &Wishes::default(), &specs(), &mut problems)?;
    let desk = Desk::empty().with(&package, &mut problems);
    (!problems.has_errors()).then_some(desk)
}

/// Every figure of the desk that shows anything of the file through drawing and export.
fn drawn(desk: &Desk) {
    let page = Page::parse("1024x640").unwrap();
    let page = Page { theme: Theme::Dark, ..page };
    let request = Request { page, format: Format::Svg, scale: 1, text: Text::Named };
    let is_of_file =
        |shown: &&Shown| shown.origin.name != "Bundled data" && !shown.tab.marks().is_empty();
    for shown in desk.tabs.iter().filter(is_of_file) {
        export::bytes(shown, &request).unwrap();
    }
}

/// What the figures show, without the notes, of which every letter more makes another prefix.
fn shows(desk: &Desk) -> String {
    let marks = desk.tabs.iter().flat_map(|shown| shown.tab.marks());
    let lines: Vec<String> =
        marks.map(|mark| format!("{}|{}|{:?}", mark.label, mark.value, mark.fields)).collect();
    lines.join("\n")
}

/// Bytes of a table of a package, without the search for the table that they fit.
fn loaded_as(table: &str, bytes: &[u8]) -> Option<Desk> {
    let file = RawFile { name: "prefix.csv".into(), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let read = csv::table(&file, table, &mut problems)?;
    let package = Package {
        name: "prefix.csv".to_owned(),
        period: None,
        tables: BTreeMap::from([(table.to_owned(), read)]),
        is_whole: false,
        imports: Vec::new(),
    };
    let desk = Desk::empty().with(&package, &mut problems);
    (!problems.has_errors()).then_some(desk)
}

/// The bundled tables: name, and the header and each row with the line break that ends it.
fn tables() -> Vec<(String, Vec<Vec<u8>>)> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir("data").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let bytes = sovereign_stack::load::source::read(&path).unwrap().bytes;
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let starts: Vec<usize> = reader
            .records()
            .map(|record| record.unwrap().position().unwrap().byte() as usize)
            .collect();
        let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
        let rows =
            starts.iter().zip(ends).map(|(start, end)| bytes[*start..end].to_vec()).collect();
        tables.push((path.file_stem().unwrap().to_string_lossy().into_owned(), rows));
    }
    tables.sort();
    tables
}

#[test]
fn prefixes_of_every_bundled_row_are_read_drawn_and_exported() {
    let mut figures = 0;
    for (table, rows) in tables() {
        let (header, rows) = rows.split_first().unwrap();
        assert!(!rows.is_empty(), "{table} has rows");
        for end in 0..header.len() {
            loaded_as(&table, &header[..end]);
        }
        // What is whole before it does not change what a row that ends early is read as.
        for row in rows {
            let mut last = String::new();
            // Every third byte falls into every kind of place, and the last is the whole row.
            for end in (0..row.len()).step_by(3).chain([row.len()]) {
                let bytes = [header, &row[..end]].concat();
                let Some(desk) = loaded_as(&table, &bytes) else { continue };
                let now = shows(&desk);
                if now != last {
                    drawn(&desk);
                    figures += 1;
                    last = now;
                }
            }
        }
    }
    assert!(figures > 20, "prefixes that are whole rows were drawn: {figures}");
}

#[test]
fn prefixes_of_bundled_tables_find_their_table_or_are_refused() {
    let mut figures = 0;
    for (table, rows) in tables() {
        let bytes = rows.concat();
        // Some ends fall into every kind of place; the last is the whole file.
        for end in (0..bytes.len()).step_by(397).chain([bytes.len()]) {
            if let Some(desk) = loaded(&bytes[..end]) {
                figures += usize::from(!shows(&desk).is_empty());
            }
        }
        assert!(figures > 0, "{table} is known when it is whole");
    }
}

#[test]
fn prefixes_of_the_descriptor_are_refused_or_read() {
    let bytes =
        sovereign_stack::load::source::read("data/datapackage.json".as_ref()).unwrap().bytes;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("datapackage.json");
    let bundled = Desk::bundled().unwrap();
    // The tables are not there, so only the descriptor is read. Every 31st byte falls into every
    // kind of place.
    for end in (0..bytes.len()).step_by(31) {
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .open(&path)
            .unwrap();
        std::io::Write::write_all(&mut file, &bytes[..end]).unwrap();
        let (desk, problems) = bundled.open(folder.path());
        assert!(desk.is_none() && problems.has_errors(), "{end} bytes are no package");
    }
}

#[test]
fn files_of_others_are_refused_with_a_reason_or_read() {
    let mut seen = 0;
    let folders = ["tests/fixtures/awkward", "tests/fixtures/text"];
    for entry in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        let (desk, problems) = Desk::bundled().unwrap().open(&path);
        assert!(desk.is_some() || problems.has_errors(), "{} is silent", path.display());
        seen += 1;
    }
    assert!(seen > 30, "{seen} files");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        loaded(&bytes);
    }

    #[test]
    fn any_cells_are_read_or_refused_and_what_is_read_is_drawn(
        cells in proptest::collection::vec("[^\"]{0,12}", 3),
        amount in "[0-9.eE+~-]{0,9}",
        date in "[0-9QX/~ a-z-]{0,12}",
    ) {
        let [company, country, note] = cells.as_slice() else { unreachable!() };
        let csv = format!(
            "company,country,note,amount,date\n\"{company}\",\"{country}\",\"{note}\",{amount},{date}\n"
        );
        if let Ok(desk) = support::open::csv(&csv) {
            drawn(&desk);
        }
    }

    #[test]
    fn a_date_that_is_read_is_a_range_and_reads_back_from_its_label(text in "\\PC{0,24}") {
        if let Some(date) = DateRange::parse(&text) {
            prop_assert!(date.first <= date.last);
            prop_assert!(!date.text().is_empty() && !date.days().is_empty());
            prop_assert_eq!(DateRange::parse(&date.label), Some(date));
        }
    }

    #[test]
    fn any_number_has_words(value in any::<f64>(), unit in "[%A-Za-z]{0,5}") {
        for qualifier in [Qualifier::Exact, Qualifier::About, Qualifier::AtLeast] {
            let quantity = Quantity { value, unit: Unit::from_text(&unit), qualifier };
            prop_assert!(!quantity.text().is_empty() && !quantity.exactly().is_empty());
        }
        prop_assert!(!number::short(value).is_empty() && !number::grouped(value).is_empty());
    }
}

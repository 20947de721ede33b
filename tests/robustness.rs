//! Nothing that a file may hold makes the program panic.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub mod open;
}

use egui::Theme;
use proptest::prelude::*;
use sovereign_stack::desk::{Desk, specs};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Package, Problems};
use sovereign_stack::model::{DateRange, Qualifier, Quantity, Unit, number};

/// Bytes through load, records and figure.
fn loaded(bytes: &[u8]) -> Option<Desk> {
    let file = RawFile { name: "prefix.csv".into(), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let package = Package::from_file(file, &Wishes::default(), &specs(), &mut problems)?;
    let desk = Desk::empty().with(&package, &mut problems);
    (!problems.has_errors()).then_some(desk)
}

/// Every figure of the desk through drawing and export.
fn drawn(desk: &Desk) {
    let page = Page::parse("1024x640").unwrap();
    let page = Page { theme: Theme::Dark, ..page };
    let request = Request { page, format: Format::Svg, scale: 1, text: Text::Named };
    for shown in &desk.tabs {
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

#[test]
fn every_prefix_of_every_bundled_table_is_read_drawn_and_exported() {
    let mut figures = 0;
    for entry in std::fs::read_dir("data").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().from_path(&path).unwrap();
        assert!(reader.records().count() > 0, "{} has rows", path.display());
        let bytes = sovereign_stack::load::source::read(&path).unwrap().bytes;
        let mut last = String::new();
        // Every 23rd byte falls into every kind of place, and the last is the whole file.
        for end in (0..bytes.len()).step_by(23).chain([bytes.len()]) {
            let Some(desk) = loaded(&bytes[..end]) else { continue };
            let now = shows(&desk);
            if now != last {
                drawn(&desk);
                figures += 1;
                last = now;
            }
        }
    }
    assert!(figures > 20, "prefixes that are whole tables were drawn: {figures}");
}

#[test]
fn every_prefix_of_the_descriptor_is_refused_or_read() {
    let bytes =
        sovereign_stack::load::source::read("data/datapackage.json".as_ref()).unwrap().bytes;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("datapackage.json");
    let bundled = Desk::bundled().unwrap();
    // The tables are not there, so only the descriptor is read. Every 11th byte falls into every
    // kind of place.
    for end in (0..bytes.len()).step_by(11) {
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
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

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

//! Slides as an office program reads them: titles, charts with their workbooks, notes, words for
//! those who do not see them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_assert_message,
    reason = "a test may panic, and says in its name what it is for"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};

/// The parts of an archive, by name.
type Parts = BTreeMap<String, Vec<u8>>;

fn request(size: &str) -> Request {
    let page = Page::parse(size).unwrap();
    Request { page, format: Format::Pptx, scale: 1, text: Text::Outlines }
}

fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn text(parts: &Parts, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

/// The text of each element with this name, in order.
fn all(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == name => {
                found.push(String::new());
                depth += 1;
            }
            Event::End(tag) if tag.name().as_ref() == name => depth -= 1,
            Event::Text(words) if depth > 0 => {
                *found.last_mut().unwrap() += &words;
            }
            Event::GeneralRef(of) if depth > 0 => {
                let sign = match &*of {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("an entity of no XML: {other}"),
                };
                *found.last_mut().unwrap() += sign;
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn tab(name: &str, options: &[(&str, &str)]) -> Shown {
    let mut desk = Desk::bundled().unwrap_or_else(|_| panic!("bundled data"));
    let index = desk.position(name).unwrap();
    let mut shown = desk.tabs.remove(index);
    for (key, value) in options {
        shown.tab.set(key, value).unwrap();
    }
    shown
}

fn slide(name: &str, options: &[(&str, &str)]) -> (Shown, Parts) {
    let shown = tab(name, options);
    let bytes = export::bytes(&shown, &request("slide")).unwrap();
    (shown, parts(&bytes))
}

/// The cells of the workbook of a chart, row by row.
fn cells(parts: &Parts, chart: usize) -> Vec<Vec<Data>> {
    let book = &parts[&format!("ppt/embeddings/Microsoft_Excel_Sheet{chart}.xlsx")];
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.clone())).unwrap();
    let sheet = book.worksheet_range("Sheet1").unwrap();
    sheet.rows().map(<[Data]>::to_vec).collect()
}

/// The numbers that a chart shows, series by series: each is what the cell of its sheet holds.
fn numbers(parts: &Parts, chart: usize) -> Vec<Vec<f64>> {
    let xml = text(parts, &format!("ppt/charts/chart{chart}.xml"));
    let cells = cells(parts, chart);
    all(&xml, "c:ser")
        .len()
        .checked_sub(1)
        .map(|_| {
            xml.split("<c:ser>")
                .skip(1)
                .map(|series| {
                    let values = if series.contains("<c:val>") { "c:val>" } else { "c:yVal>" };
                    let values = series.split(values).nth(1).unwrap();
                    let formula = &all(values.split("</c:f>").next().unwrap(), "c:f");
                    assert!(formula.is_empty() || !formula[0].is_empty());
                    let range =
                        values.split("<c:f>").nth(1).unwrap().split("</c:f>").next().unwrap();
                    let column = usize::from(range.as_bytes()["Sheet1!$".len()] - b'A');
                    values
                        .split("<c:pt idx=\"")
                        .skip(1)
                        .map(|point| {
                            let (index, rest) = point.split_once('"').unwrap();
                            let value = rest.split("<c:v>").nth(1).unwrap();
                            let value: f64 = value.split('<').next().unwrap().parse().unwrap();
                            let row = index.parse::<usize>().unwrap() + 1;
                            assert_eq!(cells[row][column], Data::Float(value), "row {row}");
                            value
                        })
                        .collect()
                })
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn shares_are_a_chart_whose_cells_are_the_numbers_drawn() {
    let (_, parts) = slide("adoption", &[]);
    assert_eq!(numbers(&parts, 1), [vec![45.0, 40.0], vec![15.0], vec![55.0, 45.0]]);
    let cells = cells(&parts, 1);
    // Llama has no share of downloads: its cell is empty, not zero.
    assert_eq!(cells[0][2], Data::String("Llama".to_owned()));
    assert_eq!(cells[1][2], Data::Empty);
    let chart = text(&parts, "ppt/charts/chart1.xml");
    assert!(chart.contains("val=\"percentStacked\"") && chart.contains("pattFill"));
    assert!(
        chart.contains("formatCode=\"&quot;Qwen &quot;0&quot;%&quot;\""),
        "labels follow cells"
    );
    assert!(chart.contains("<a:schemeClr val=\"accent1\"/>"), "in a colour of the theme");
    assert!(chart.contains("<c:externalData r:id=\"rId1\">"));
}

#[test]
fn scores_counts_amounts_and_parameters_are_charts_too() {
    let (_, parts) = slide("adoption", &[]);
    assert_eq!(all(&text(&parts, "ppt/charts/chart2.xml"), "c:ser").len(), 2);
    let (_, parts) = slide("funding", &[("view", "bars")]);
    assert_eq!(numbers(&parts, 1), [vec![362e6, 289e6]]);
    let (_, parts) = slide("stack", &[]);
    assert_eq!(numbers(&parts, 1), [vec![671e9, 37e9]]);
    assert_eq!(numbers(&parts, 2), [vec![1e12, 32e9]]);
    let chart = text(&parts, "ppt/charts/chart2.xml");
    assert!(
        chart.contains("&quot;~&quot;0,,,,&quot;T total&quot;"),
        "the qualifier stays: {chart}"
    );
    let (_, parts) = slide("adoption", &[("view", "count")]);
    let charts = parts.keys().filter(|name| name.starts_with("ppt/charts/chart")).count();
    assert!(charts >= 2, "each unit has an axis of its own");
    assert!(text(&parts, "ppt/charts/chart1.xml").contains("<c:logBase val=\"10\"/>"));
    let (_, parts) = slide("coverage", &[("view", "summary")]);
    assert_eq!(numbers(&parts, 1)[0].iter().sum::<f64>(), 4.0);
}

#[test]
fn every_slide_has_title_notes_and_words_for_its_pictures() {
    let desk = Desk::bundled().unwrap_or_else(|_| panic!("bundled data"));
    for shown in &desk.tabs {
        let parts = parts(&export::bytes(shown, &request("slide-4x3")).unwrap());
        let xml = text(&parts, "ppt/slides/slide1.xml");
        assert!(xml.contains("<p:ph type=\"title\"/>"), "{}", shown.tab.name());
        assert!(all(&xml, "a:t").contains(&shown.tab.title().to_owned()));
        for frame in xml.split("<p:graphicFrame>").skip(1).chain(xml.split("<p:pic>").skip(1)) {
            let head = frame.split("/>").next().unwrap();
            assert!(head.contains("descr=\"") && !head.contains("descr=\"\""), "{head}");
        }
        let notes = all(&text(&parts, "ppt/notesSlides/notesSlide1.xml"), "a:t").join("\n");
        let cited = shown.tab.cited();
        for caveat in shown.origin.evidence.caveats_of(&cited.records) {
            assert!(notes.contains(&caveat.text), "{}: {}", shown.tab.name(), caveat.text);
        }
        for (claim, judgement) in shown.origin.evidence.claims_of(&cited.records) {
            assert!(notes.contains(&claim.text), "{}", claim.text);
            assert!(notes.to_lowercase().contains(&judgement.words[0].to_lowercase()));
        }
        for source in cited.places.keys() {
            assert!(notes.contains(shown.origin.evidence.source_title(source)), "{source}");
        }
    }
}

#[test]
fn a_briefing_has_a_slide_for_each_figure_and_lists_every_claim_and_caveat() {
    let desk = Desk::bundled().unwrap_or_else(|_| panic!("bundled data"));
    let figures: Vec<&Shown> = desk.tabs.iter().collect();
    let bytes = export::briefing(&figures, &request("slide")).unwrap();
    assert!(bytes == export::briefing(&figures, &request("slide")).unwrap(), "same bytes");
    let parts = parts(&bytes);
    let slides: String = parts
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
        .map(|(_, bytes)| all(std::str::from_utf8(bytes).unwrap(), "a:t").join(" "))
        .collect();
    for shown in &desk.tabs {
        assert!(slides.contains(shown.tab.title()), "{}", shown.tab.name());
        let cited = shown.tab.cited();
        for caveat in shown.origin.evidence.caveats_of(&cited.records) {
            assert!(slides.contains(&caveat.text), "{}", caveat.text);
        }
        for (claim, _) in shown.origin.evidence.claims_of(&cited.records) {
            assert!(slides.contains(&claim.text), "{}", claim.text);
        }
    }
    let pdf = Request { format: Format::Pdf, ..request("slide") };
    assert!(export::briefing(&figures, &pdf).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_slide_that_no_program_opens_is_refused_in_words() {
    let shown = tab("coverage", &[]);
    let error = export::bytes(&shown, &request("16000x64")).unwrap_err().to_string();
    assert!(error.contains("slides are 1 to 56 inches wide"), "{error}");
}

#[test]
fn the_records_behind_a_figure_are_written_with_where_they_come_from() {
    let shown = tab("funding", &[("view", "bars")]);
    let of = |format| export::bytes(&shown, &Request { format, ..request("slide") }).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&of(Format::Json)).unwrap();
    let rows = json.as_array().unwrap();
    let galbot = rows.iter().find(|row| row["record"] == "galbot").unwrap();
    assert_eq!(galbot["stated_value"], 362e6);
    assert_eq!(galbot["stated_unit"], "USD");
    assert!(galbot["source_titles"].as_str().unwrap().len() > 3);
    let csv = of(Format::Csv);
    let text = std::str::from_utf8(&csv).unwrap();
    assert!(text.starts_with('\u{FEFF}') && text.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    let heads = reader.headers().unwrap().clone();
    let at = heads.iter().position(|head| head == "Stated value").unwrap();
    let values: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
    assert_eq!(values.len(), rows.len());
    assert!(values.contains(&"362000000".to_owned()), "{values:?}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(of(Format::Xlsx))).unwrap();
    let sheet = book.worksheet_range("Funding").unwrap();
    assert_eq!(sheet.rows().count(), rows.len() + 1);
    assert!(sheet.rows().any(|row| row[at] == Data::Float(362e6)), "numbers stay numbers");
    assert!(book.worksheet_range("Sources of the figure").unwrap().rows().count() > 1);
}

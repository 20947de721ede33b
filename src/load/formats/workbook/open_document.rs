//! ODS: cells with the values that their attributes give. Read here rather than by a crate, for the
//! numbers of repeated cells in it would make room for any size, and percents would be lost.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::format_code::Shown;
use super::page::{Merged, Page, Refusal};
use super::{Book, Listed, text};
use crate::load::formats::shortest;
use crate::load::progress::Progress;

/// The most rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;

/// A workbook whose sheets have all been read: they lie in one part of the file.
#[derive(Default)]
pub struct OpenDocument {
    sheets: Vec<Listed>,
    pages: Vec<Page>,
    merged: Vec<Vec<Merged>>,
}

impl OpenDocument {
    /// Reads it; its size has been checked.
    pub fn open(bytes: &[u8], progress: Progress) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if let Ok(manifest) = zip.by_name("META-INF/manifest.xml") {
            let mut text = Vec::new();
            manifest.take(1 << 20).read_to_end(&mut text).map_err(|error| damaged(&error))?;
            let key = b"manifest:encryption-data";
            if text.windows(key.len()).any(|part| part == key) {
                return Err(Refusal::Password);
            }
        }
        let content = zip.by_name("content.xml").map_err(|error| damaged(&error))?;
        let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
        xml.config_mut().expand_empty_elements = true;
        let (styles, book) = (Styles::default(), Self::default());
        let mut reading = Reading { xml, styles, book, progress };
        reading.document()?;
        Ok(reading.book)
    }
}

impl Book for OpenDocument {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn page(&mut self, sheet: usize) -> Result<Page, Refusal> {
        Ok(self.pages.get_mut(sheet).map(std::mem::take).unwrap_or_default())
    }

    fn merged(&mut self, sheet: usize) -> Vec<Merged> {
        self.merged.get_mut(sheet).map(std::mem::take).unwrap_or_default()
    }
}

/// What the styles in the document say.
#[derive(Default)]
struct Styles {
    /// By name of a date format, whether it has a year, a month and a day.
    dates: BTreeMap<String, (bool, bool, bool)>,
    /// By name of a cell's style, the name of its format.
    cells: BTreeMap<String, String>,
    /// Names of styles of sheets that are not shown.
    hidden: Vec<String>,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    /// What its attributes give; `None` where its text is its value.
    value: Option<String>,
    text: String,
    repeats: u32,
    paragraphs: usize,
}

struct Reading<R: BufRead> {
    xml: Reader<R>,
    styles: Styles,
    book: OpenDocument,
    progress: Progress,
}

type Attributes = BTreeMap<String, String>;

impl<R: BufRead> Reading<R> {
    fn document(&mut self) -> Result<(), Refusal> {
        let mut buffer = Vec::new();
        let mut style = String::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    let attributes = attributes_of(&tag)?;
                    self.table(&attributes)?;
                }
                Event::Start(tag) => {
                    let attributes = attributes_of(&tag)?;
                    let named = attributes.get("style:name");
                    let name = tag.name();
                    match name.as_ref() {
                        "style:style" | "number:date-style" => {
                            style = named.cloned().unwrap_or_default();
                            if let Some(format) = attributes.get("style:data-style-name") {
                                self.styles.cells.insert(style.clone(), format.clone());
                            }
                        }
                        "style:table-properties"
                            if attributes.get("table:display").is_some_and(|it| it == "false") =>
                        {
                            self.styles.hidden.push(style.clone());
                        }
                        part @ ("number:year" | "number:month" | "number:day") => {
                            let date = self.styles.dates.entry(style.clone()).or_default();
                            date.0 |= part == "number:year";
                            date.1 |= part == "number:month";
                            date.2 |= part == "number:day";
                        }
                        _ => {}
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn table(&mut self, attributes: &Attributes) -> Result<(), Refusal> {
        let style = attributes.get("table:style-name").cloned().unwrap_or_default();
        let is_hidden = self.styles.hidden.contains(&style);
        let name = attributes.get("table:name").cloned().unwrap_or_default();
        self.book.sheets.push(Listed { name, is_hidden });
        let (mut page, mut merged) = (Page::watched_by(&self.progress), Vec::new());
        let mut row = 0_u32;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
                Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                    let repeats = count(&attributes_of(&tag)?, "table:number-rows-repeated");
                    self.row((&mut row, repeats), &mut page, &mut merged)?;
                }
                Event::Start(tag) if tag.name().as_ref() == "table:shapes" => {
                    let end = tag.to_end().into_owned();
                    let mut inside = Vec::new();
                    self.xml
                        .read_to_end_into(end.name(), &mut inside)
                        .map_err(|error| damaged(&error))?;
                }
                Event::End(tag) if tag.name().as_ref() == "table:table" => break,
                Event::Eof => return Err(Refusal::Damaged("it ends in a sheet".to_owned())),
                _ => {}
            }
        }
        page.finish()?;
        self.book.pages.push(page);
        self.book.merged.push(merged);
        Ok(())
    }

    /// Reads a row and adds it as often as it is repeated.
    fn row(
        &mut self,
        (row, repeats): (&mut u32, u32),
        page: &mut Page,
        merged: &mut Vec<Merged>,
    ) -> Result<(), Refusal> {
        let mut cells: Vec<(u32, String)> = Vec::new();
        let mut column = 0_u32;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
                Event::Start(tag)
                    if matches!(
                        tag.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) =>
                {
                    let attributes = attributes_of(&tag)?;
                    let end = tag.to_end().into_owned();
                    let cell = self.cell(&attributes, end.name().as_ref())?;
                    let span = |name: &str| count(&attributes, name).saturating_sub(1);
                    let spans =
                        (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
                    if spans != (0, 0) {
                        let rows = (*row, row.saturating_add(spans.0));
                        merged.push(Merged {
                            rows,
                            columns: (column, column.saturating_add(spans.1)),
                        });
                    }
                    let text = cell.value.unwrap_or(cell.text);
                    if !text.trim().is_empty() {
                        // One more than can be read, so that too many are refused and not cut off.
                        let most = super::super::headings::MOST_COLUMNS as u32 + 1;
                        for index in 0..cell.repeats.min(most) {
                            cells.push((column.saturating_add(index), text.clone()));
                        }
                    }
                    column = column.saturating_add(cell.repeats);
                }
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(Refusal::Damaged("it ends in a row".to_owned())),
                _ => {}
            }
        }
        if let Some((last, _)) = cells.last() {
            let times = repeats.min(MOST_ROWS);
            let length: usize = cells.iter().map(|(_, text)| text.len()).sum();
            let all = |one: usize| one.saturating_mul(times as usize);
            page.expect(all(*last as usize + 1), all(length))?;
            for repeat in 0..times {
                for (column, text) in &cells {
                    page.add((row.saturating_add(repeat), *column), text)?;
                }
            }
        }
        *row = row.saturating_add(repeats);
        Ok(())
    }

    /// Reads a cell to its end.
    fn cell(&mut self, attributes: &Attributes, end: &str) -> Result<Cell, Refusal> {
        let mut cell = Cell {
            value: self.value(attributes),
            repeats: count(attributes, "table:number-columns-repeated"),
            ..Cell::default()
        };
        let mut in_text = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "text:p" | "text:h" => {
                        cell.text.push_str(if cell.paragraphs > 0 { "\n" } else { "" });
                        cell.paragraphs += 1;
                        in_text = true;
                    }
                    "text:s" => {
                        let spaces = count(&attributes_of(&tag)?, "text:c").min(1000);
                        cell.text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" => cell.text.push('\t'),
                    "text:line-break" => cell.text.push('\n'),
                    // Notes, pictures and tables in a cell are no part of its value.
                    name if name == "office:annotation"
                        || name.starts_with("draw:")
                        || name == "table:table" =>
                    {
                        let end = tag.to_end().into_owned();
                        let mut inside = Vec::new();
                        self.xml
                            .read_to_end_into(end.name(), &mut inside)
                            .map_err(|error| damaged(&error))?;
                    }
                    _ => {}
                },
                Event::Text(text) if in_text => cell.text.push_str(&text.xml10_content()),
                Event::CData(text) if in_text => cell.text.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if in_text => {
                    let named = quick_xml::escape::resolve_xml_entity(entity.as_ref());
                    match (named, entity.resolve_char_ref()) {
                        (Some(text), _) => cell.text.push_str(text),
                        (None, Ok(Some(sign))) => cell.text.push(sign),
                        _ => {
                            let message = format!("the sign &{}; is unknown", entity.as_ref());
                            return Err(Refusal::Damaged(message));
                        }
                    }
                }
                Event::End(tag) if tag.name().as_ref() == end => return Ok(cell),
                Event::End(tag) if matches!(tag.name().as_ref(), "text:p" | "text:h") => {
                    in_text = false;
                }
                Event::Eof => return Err(Refusal::Damaged("it ends in a cell".to_owned())),
                _ => {}
            }
        }
    }

    /// The value that a cell's attributes give; `None` where its text is its value.
    fn value(&self, attributes: &Attributes) -> Option<String> {
        let get = |name: &str| attributes.get(name);
        // A formula that fails has a number all the same; what counts is what the cell shows.
        let mut kinds = attributes.iter().filter(|(name, _)| name.ends_with(":value-type"));
        if kinds.any(|(_, kind)| kind == "error") {
            return None;
        }
        let number = |shown: &Shown| {
            let written = get("office:value")?;
            let digits =
                written.parse::<f64>().map(shortest::text).unwrap_or_else(|_| written.clone());
            Some(text::number(&digits, shown))
        };
        match get("office:value-type")?.as_str() {
            "float" => number(&Shown::Plain),
            "percentage" => number(&Shown::Percent),
            "currency" => {
                let code = get("office:currency").filter(|code| !code.is_empty());
                number(&code.map_or(Shown::Plain, |code| Shown::Money(code.clone())))
            }
            "boolean" => get("office:boolean-value").cloned(),
            "date" => Some(self.date(get("office:date-value")?, get("table:style-name"))),
            "time" => Some(text::duration(get("office:time-value")?)),
            _ => get("office:string-value").filter(|text| !text.is_empty()).cloned(),
        }
    }

    /// A date no finer than its style shows it.
    fn date(&self, value: &str, style: Option<&String>) -> String {
        let date = text::iso(value);
        let format = style.and_then(|style| self.styles.cells.get(style));
        let parts = format.and_then(|format| self.styles.dates.get(format));
        let shorter = match parts {
            Some((true, false, false)) => date.strip_suffix("-01-01"),
            Some((true, true, false)) => date.strip_suffix("-01"),
            _ => None,
        };
        shorter.filter(|shorter| shorter.len() >= 4).map(str::to_owned).unwrap_or(date)
    }
}

fn attributes_of(tag: &BytesStart<'_>) -> Result<Attributes, Refusal> {
    let mut found = Attributes::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| damaged(&error))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| damaged(&error))?;
        found.insert(attribute.key.as_ref().to_owned(), value.into_owned());
    }
    Ok(found)
}

/// A count in an attribute, 1 where there is none.
fn count(attributes: &Attributes, name: &str) -> u32 {
    attributes.get(name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn damaged(error: &impl std::fmt::Display) -> Refusal {
    Refusal::Damaged(error.to_string())
}

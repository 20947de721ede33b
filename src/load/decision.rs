//! What a user decides of a file on its way to a tab: its table, the field of a column, how that is
//! read, and what stands in the place of cells that cannot be read.

use std::sync::Arc;

use super::columns;
use super::corrections::{Correction, Corrections};
use super::import::{Import, Wishes};
use super::mapping::{ColumnMapping, Mapping};
use super::mapping_file::PARTS;
use super::problem::Problems;
use super::reading::{DateOrder, NumberFormat, ReadAs};
use super::recognise;
use super::spec::{Holds, TableSpec};

/// One thing that the user decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The file feeds this table.
    Table(String),
    /// The column feeds this field, or none.
    Field(usize, Option<String>),
    /// The cells of the column are read in this one of the [`ways`].
    ReadAs(usize, usize),
    /// These texts stand in the place of others.
    Correct(Vec<Correction>),
    /// No text stands in the place of another any more.
    TakeCorrectionsBack,
    /// The text of the file is in this encoding.
    Encoding(String),
    /// This sheet of the workbook is read.
    Sheet(String),
    /// The file is not loaded with the others.
    LeaveOut,
}

/// Carries out what the user decided of one of the files. `found` holds what was wrong with the files
/// when they were read.
pub fn carry_out(
    imports: &mut Vec<Import>,
    (index, decision): (usize, &Decision),
    specs: &[&TableSpec],
    found: &mut Problems,
) {
    let Some(import) = imports.get_mut(index) else { return };
    match decision {
        Decision::Table(table) => import.choose(table, specs),
        Decision::Field(column, field) => import.feed(*column, field.as_deref(), specs),
        Decision::ReadAs(column, way) => import.read_as(*column, *way, specs),
        Decision::Correct(corrections) => {
            if let Some(mapping) = &mut import.mapping {
                mapping.corrections.extend(corrections.iter().cloned());
            }
        }
        Decision::TakeCorrectionsBack => {
            if let Some(mapping) = &mut import.mapping {
                mapping.corrections = Corrections::default();
            }
        }
        Decision::Encoding(encoding) => {
            let encoding = Some(encoding.clone());
            again(imports, index, |wishes| Wishes { encoding, ..wishes }, (specs, found));
        }
        Decision::Sheet(sheet) => {
            let sheet = Some(sheet.clone());
            again(imports, index, |wishes| Wishes { sheet, ..wishes }, (specs, found));
        }
        Decision::LeaveOut => {
            let file = Arc::clone(&import.file);
            // The last one stays: nothing would be left to look at.
            if imports.iter().all(|import| Arc::ptr_eq(&import.file, &file)) {
                return;
            }
            imports.retain(|import| !Arc::ptr_eq(&import.file, &file));
            found.forget(|problem| is_of(&problem.place.file, &file.name));
        }
    }
}

/// Whether a place is in this file, or in a part of it: `rounds.xlsx (2025)`.
fn is_of(place: &str, file: &str) -> bool {
    place
        .strip_prefix(file)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/', '\\']))
}

/// Reads the file again in another way; where that cannot be, the problems say why and it stays.
fn again(
    imports: &mut Vec<Import>,
    index: usize,
    change: impl FnOnce(Wishes) -> Wishes,
    (specs, found): (&[&TableSpec], &mut Problems),
) {
    let Some(import) = imports.get(index) else { return };
    let file = Arc::clone(&import.file);
    let wishes = change(import.wishes.as_ref().clone());
    let mut problems = Problems::default();
    let mut read = Import::read(Arc::clone(&file), &wishes, specs, &mut problems);
    found.forget(|problem| is_of(&problem.place.file, &file.name));
    found.append(problems);
    if read.is_empty() {
        return;
    }
    let is_of_file = |import: &Import| Arc::ptr_eq(&import.file, &file);
    // What was decided of the columns stands where the headings are the same.
    for new in &mut read {
        let old = imports.iter().find(|old| is_of_file(old) && old.sheet.file == new.sheet.file);
        let mapping = old.and_then(|old| old.mapping.as_ref());
        if let Some(mapping) = mapping.filter(|mapping| mapping.fits(&new.sheet.headings)) {
            new.mapping = Some(mapping.clone());
        }
    }
    let at = imports.iter().position(is_of_file).unwrap_or(index);
    imports.retain(|import| !is_of_file(import));
    imports.splice(at..at, read);
}

impl Import {
    /// The description of the table that it feeds.
    pub fn spec<'a>(&self, specs: &[&'a TableSpec]) -> Option<&'a TableSpec> {
        let table = &self.mapping.as_ref()?.table;
        specs.iter().copied().find(|spec| spec.name == *table)
    }

    /// Each cell that is read as corrected: row, column.
    pub fn corrected(&self) -> Vec<(usize, usize)> {
        let Some(part) = self.part().filter(|part| !part.corrections.is_empty()) else {
            return Vec::new();
        };
        let mut columns: Vec<usize> = part.corrections.iter().map(|c| c.column).collect();
        columns.dedup();
        let rows = 0..self.sheet.grid.rows();
        let cells = rows.flat_map(|row| columns.iter().map(move |column| (row, *column)));
        cells
            .filter(|(row, column)| part.cell(*row, *column) != self.sheet.cell(*row, *column))
            .collect()
    }

    /// Feeds another table: as it was recognised, or with no column handed out where it was not.
    fn choose(&mut self, table: &str, specs: &[&TableSpec]) {
        if self.mapping.as_ref().is_some_and(|mapping| mapping.table == table) {
            return;
        }
        let known = self.candidates.iter().find(|found| found.mapping.table == table).cloned();
        let found = known.or_else(|| {
            recognise::under(&self.sheet, specs, table)
                .into_iter()
                .find(|f| f.mapping.table == table)
        });
        self.mapping =
            Some(found.map_or_else(|| blank(table, &self.sheet.headings), |f| f.mapping));
        self.saved = None;
        self.date_in_name = None;
    }

    /// Feeds a field from a column. The column that fed it before is free then, but where several
    /// do: those of a wide table stand beside each other.
    fn feed(&mut self, index: usize, field: Option<&str>, specs: &[&TableSpec]) {
        let holds = self.spec(specs).zip(field).and_then(|(spec, field)| holds(spec, field));
        let sheet = Arc::clone(&self.sheet);
        let Some(mapping) = &mut self.mapping else { return };
        self.saved = None;
        if let Some(field) = field
            && mapping.columns_of(field) < 2
        {
            for column in &mut mapping.columns {
                if column.field.as_deref().is_some_and(|other| is_in_the_way(other, field)) {
                    column.field = None;
                    "another column is read for it".clone_into(&mut column.because);
                }
            }
        }
        let Some(column) = mapping.columns.get_mut(index) else { return };
        column.field = field.map(str::to_owned);
        column.words.clear();
        column.because.clear();
        column.read_as = match holds {
            Some(holds) => columns::read_as(holds, &sheet, index).0,
            None => ReadAs::Text,
        };
    }

    fn read_as(&mut self, index: usize, way: usize, specs: &[&TableSpec]) {
        let Some(spec) = self.spec(specs) else { return };
        let Some(column) = self.mapping.as_mut().and_then(|m| m.columns.get_mut(index)) else {
            return;
        };
        if let Some(read_as) = ways(spec, column).into_iter().nth(way) {
            column.read_as = read_as;
            self.saved = None;
        }
    }
}

/// A table of which no column is handed out yet.
fn blank(table: &str, headings: &[String]) -> Mapping {
    let column =
        |heading: &String| ColumnMapping { heading: heading.clone(), ..ColumnMapping::default() };
    let columns = headings.iter().map(column).collect();
    Mapping { table: table.to_owned(), columns, ..Mapping::default() }
}

/// Whether a column with the one field cannot stay where another gets the other: a date is read from
/// one column or from its parts.
fn is_in_the_way(field: &str, wanted: &str) -> bool {
    let of_date =
        |field: &str| field.split_once('.').map(|(date, part)| (date.to_owned(), part == "end"));
    field == wanted
        || matches!((of_date(field), of_date(wanted)), (Some((date, false)), None) if date == wanted)
        || matches!((of_date(field), of_date(wanted)), (None, Some((date, false))) if date == field)
}

/// What a field holds; `None` for the part of a date.
pub fn holds(spec: &TableSpec, field: &str) -> Option<Holds> {
    spec.column(field).map(|column| column.holds)
}

/// Every field that a column can feed, the parts of dates among them.
pub fn fields(spec: &TableSpec) -> Vec<String> {
    let mut fields = Vec::new();
    for column in spec.all_columns() {
        fields.push(column.name.to_owned());
        if column.holds == Holds::Date {
            fields.extend(PARTS.map(|part| format!("{}.{part}", column.name)));
        }
    }
    fields
}

/// The ways in which the cells of a column can be read, as its field has them; the one that is
/// chosen is always among them.
pub fn ways(spec: &TableSpec, column: &ColumnMapping) -> Vec<ReadAs> {
    let Some(holds) = column.field.as_deref().and_then(|field| holds(spec, field)) else {
        return Vec::new();
    };
    let mut ways = match holds {
        Holds::Text => vec![ReadAs::Text, ReadAs::Markup],
        Holds::Id | Holds::Choice => vec![ReadAs::Text],
        Holds::Flag => vec![ReadAs::Flag],
        Holds::List => [";", ", ", ",", "|", "、", "\n", " and "]
            .map(|sign| ReadAs::List(sign.to_owned()))
            .into(),
        Holds::Date => [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay]
            .map(ReadAs::Date)
            .into(),
        Holds::Number => numbers(&column.read_as),
        Holds::Money => [numbers(&column.read_as), currencies(&column.read_as)].concat(),
    };
    if !ways.contains(&column.read_as) {
        ways.insert(0, column.read_as.clone());
    }
    ways
}

/// The sign before decimals and the magnitude are what a heading may leave open.
fn numbers(now: &ReadAs) -> Vec<ReadAs> {
    let now = match now {
        ReadAs::Number(format) => format.clone(),
        _ => NumberFormat::default(),
    };
    let scales = [1.0, 1e3, 1e6, 1e9];
    let of = |has_decimal_comma: bool| {
        let now = now.clone();
        scales.map(move |scale| {
            ReadAs::Number(NumberFormat { has_decimal_comma, scale, ..now.clone() })
        })
    };
    of(false).into_iter().chain(of(true)).collect()
}

/// Currencies that amounts may be in, the most frequent first.
const CURRENCIES: [&str; 10] =
    ["USD", "EUR", "CNY", "GBP", "JPY", "KRW", "INR", "TWD", "SGD", "CHF"];

/// The currency of amounts that name none, as it is and in each of the others.
fn currencies(now: &ReadAs) -> Vec<ReadAs> {
    let ReadAs::Number(now) = now else { return Vec::new() };
    let of = |code: &&str| ReadAs::Number(NumberFormat { unit: (*code).to_owned(), ..now.clone() });
    CURRENCIES.iter().filter(|code| **code != now.unit).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::specs;
    use crate::load::source::RawFile;

    fn imports(text: &str) -> Vec<Import> {
        let file = RawFile { name: "a.csv".into(), bytes: text.as_bytes().to_vec().into() };
        Import::read(file, &Wishes::default(), &specs(), &mut Problems::default())
    }

    fn decide(imports: &mut Vec<Import>, decision: &Decision) {
        carry_out(imports, (0, decision), &specs(), &mut Problems::default());
    }

    fn fields(imports: &[Import]) -> Vec<Option<&str>> {
        let columns = &imports[0].mapping.as_ref().unwrap().columns;
        columns.iter().map(|column| column.field.as_deref()).collect()
    }

    fn to(column: usize, field: &str) -> Decision {
        Decision::Field(column, Some(field.to_owned()))
    }

    #[test]
    fn a_field_given_to_another_column_leaves_the_one_it_had() {
        let mut imports = imports("company,amount,paid\nAcme,5,3\n");
        decide(&mut imports, &to(2, "amount"));
        assert_eq!(fields(&imports), [Some("company"), None, Some("amount")]);
        decide(&mut imports, &Decision::Field(2, None));
        assert_eq!(fields(&imports), [Some("company"), None, None]);
        let lacks = imports[0].mapping.as_ref().unwrap().lacks(imports[0].spec(&specs()).unwrap());
        assert_eq!(lacks, ["amount"]);
    }

    #[test]
    fn a_date_is_read_from_one_column_or_from_its_parts() {
        let mut imports = imports("company,amount,date,y,m\nAcme,5,2026-02-03,2026,2\n");
        decide(&mut imports, &to(3, "date.year"));
        decide(&mut imports, &to(4, "date.month"));
        let all = [Some("company"), Some("amount"), None, Some("date.year"), Some("date.month")];
        assert_eq!(fields(&imports), all);
        decide(&mut imports, &to(2, "date"));
        assert_eq!(fields(&imports), [Some("company"), Some("amount"), Some("date"), None, None]);
    }

    #[test]
    fn a_table_that_the_file_does_not_look_like_begins_with_no_column() {
        let mut imports = imports("company,amount\nAcme,5\n");
        decide(&mut imports, &Decision::Table("coverage".to_owned()));
        assert_eq!(fields(&imports), [None, None]);
        decide(&mut imports, &Decision::Table("funding".to_owned()));
        assert_eq!(fields(&imports), [Some("company"), Some("amount")], "as it was recognised");
    }

    #[test]
    fn the_way_chosen_is_the_way_read_and_always_among_those_offered() {
        let text = "Organization Name,Money Raised (in USD),Announced Date\n\
                    Acme,\"$5,000,000\",05/02/2026\n";
        let mut imports = imports(text);
        let spec = imports[0].spec(&specs()).unwrap();
        for column in 0..3 {
            let count = ways(spec, &imports[0].mapping.as_ref().unwrap().columns[column]).len();
            for way in 0..count {
                let mapped = imports[0].mapping.as_ref().unwrap().columns[column].clone();
                let wanted = ways(spec, &mapped)[way].clone();
                decide(&mut imports, &Decision::ReadAs(column, way));
                let now = &imports[0].mapping.as_ref().unwrap().columns[column];
                assert_eq!(now.read_as, wanted);
                assert!(ways(spec, now).contains(&wanted), "{wanted:?}");
            }
        }
    }
}

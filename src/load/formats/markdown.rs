//! Tables in Markdown: rows of cells between pipes below a row of dashes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::headings::MOST_COLUMNS;
use super::parts::{self, Wish};
use super::{encoding, headings};
use crate::load::grid::Grid;
use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::sheet::{Format, Sheet};
use crate::load::source::RawFile;

/// The most tables of a text.
const MOST_TABLES: usize = 1_000;

/// Whether a file is Markdown by its name, or begins with a table in it.
pub fn is_markdown(file: &RawFile) -> bool {
    const BEGINNING: usize = 64 * 1024;
    let name = file.name.to_lowercase();
    let is_named = [".md", ".markdown", ".mdown", ".qmd"].iter().any(|end| name.ends_with(end));
    let start = file.bytes.get(..BEGINNING).unwrap_or(&file.bytes);
    let start = start.utf8_chunks().next().map(|chunk| chunk.valid()).unwrap_or_default();
    is_named || begins_with_table(start)
}

/// Every table of a file, or the one that is wished. None where there is none; why is in `problems`.
pub fn of_file(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    let wanted = wishes.encoding.as_deref();
    let Some(decoded) = encoding::decode(file, wanted, problems) else { return Vec::new() };
    let mut sheets = sheets(&file.name, &decoded.text, wishes, problems);
    for sheet in &mut sheets {
        sheet.facts.encoding = Some(decoded.encoding.clone());
        sheet.facts.is_encoding_guessed = decoded.is_guessed;
        sheet.facts.remarks.splice(0..0, decoded.remarks.iter().cloned());
    }
    sheets
}

/// Whether the first lines that are not blank are the head of a table.
fn begins_with_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    matches!((lines.next(), lines.next()), (Some(head), Some(rule)) if is_head(head, rule))
}

/// Whether a table stands anywhere in the text.
pub fn holds_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(2).any(|pair| matches!(pair, [head, rule] if is_head(head, rule)))
}

/// Every table of a text, or the one that is wished. None where there is none; why is in `problems`.
pub fn sheets(file: &Arc<str>, text: &str, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    let place = || Place::file(Arc::clone(file));
    let mut sheets = match tables(file, text) {
        Ok(sheets) => sheets,
        Err(why) => {
            let hint = "keep the tables and columns you need";
            problems.push(Problem::error(place(), why).suggest(hint));
            return Vec::new();
        }
    };
    if sheets.is_empty() {
        let problem = Problem::error(place(), "the text holds no table with rows");
        let hint = "a table in Markdown has a row of dashes, | --- | --- |, below its header";
        problems.push(problem.suggest(hint));
        return sheets;
    }
    let names: Vec<String> =
        sheets.iter().map(|sheet| sheet.facts.part.clone().unwrap_or_default()).collect();
    if sheets.len() == 1 {
        return sheets;
    }
    for sheet in &mut sheets {
        sheet.facts.sheets.clone_from(&names);
    }
    match parts::wished(file, &names, wishes, problems) {
        Wish::Any => sheets,
        Wish::Part(wish) => sheets.into_iter().skip(wish).take(1).collect(),
        Wish::Unknown => Vec::new(),
    }
}

fn tables(file: &Arc<str>, text: &str) -> Result<Vec<Sheet>, String> {
    let mut names = Names::default();
    let lines: Vec<&str> = text.lines().collect();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut heading: Option<&str> = None;
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let below = lines.get(index + 1).copied().unwrap_or_default();
        if !is_head(line, below) {
            if let Some(found) = heading_of(line, below) {
                heading = Some(found);
            }
            index += 1;
            continue;
        }
        let mut sheet = Sheet { file: Arc::clone(file), ..Sheet::default() };
        sheet.headings = cells(line);
        if sheet.headings.len() > MOST_COLUMNS {
            let (line, count) = (index + 1, sheet.headings.len());
            let why = format!("the table on line {line} has {count} columns");
            return Err(format!("{why}, and {MOST_COLUMNS} can be read"));
        }
        sheet.facts.format = Format::Markdown;
        sheet.facts.header_line = Some(index as u64 + 1);
        sheet.facts.preamble = index as u64;
        index += 2;
        index += body(&mut sheet.grid, lines.get(index..).unwrap_or_default(), index)?;
        if sheet.grid.rows() == 0 {
            continue;
        }
        if sheets.len() == MOST_TABLES {
            return Err(format!("the text holds more than {MOST_TABLES} tables"));
        }
        sheet.facts.part = Some(names.of(heading, sheets.len() + 1));
        headings::tell_apart(&mut sheet);
        sheets.push(sheet);
    }
    if let [only] = sheets.as_mut_slice()
        && heading.is_none()
    {
        only.facts.part = None;
    }
    Ok(sheets)
}

/// Adds rows until a line that is none, and gives how many lines were read.
fn body(grid: &mut Grid, lines: &[&str], above: usize) -> Result<usize, String> {
    let is_row = |line: &&&str| line.contains('|') && !line.trim().is_empty();
    let rows = lines.iter().take_while(is_row);
    let mut count = 0;
    for row in rows {
        let cells = cells(row);
        if cells.iter().any(|cell| !cell.is_empty()) {
            let pushed = grid.push((above + count) as u64 + 1, cells.iter().map(String::as_str));
            pushed.map_err(|full| full.to_string())?;
        }
        count += 1;
    }
    Ok(count)
}

/// The names that tables have.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    /// The last number behind each heading.
    last: BTreeMap<String, usize>,
}

impl Names {
    /// The heading above a table, or its number; a number after a heading that has a table already.
    fn of(&mut self, heading: Option<&str>, number: usize) -> String {
        let name = heading.map_or_else(|| format!("Table {number}"), str::to_owned);
        if self.taken.insert(name.clone()) {
            return name;
        }
        let last = self.last.entry(name.clone()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{name} ({last})");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// The words of a heading: `## Words`, or `Words` above a line of dashes or equals signs.
fn heading_of<'a>(line: &'a str, below: &str) -> Option<&'a str> {
    let line = line.trim();
    let is_underlined = |sign: char| {
        let below = below.trim();
        below.len() > 2 && below.chars().all(|next| next == sign)
    };
    let words = match line.strip_prefix('#') {
        Some(rest) => rest.trim_start_matches('#').trim_end_matches('#').trim(),
        None if !line.is_empty() && (is_underlined('=') || is_underlined('-')) => line,
        None => return None,
    };
    Some(words.trim_matches('*')).filter(|words| !words.is_empty())
}

/// Whether a line is the header of a table and the next the row of dashes that makes it one.
fn is_head(head: &str, rule: &str) -> bool {
    let is_dashes = |cell: &String| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    if !head.contains('|') || !rule.contains('-') {
        return false;
    }
    let rule = cells(rule);
    rule.iter().all(is_dashes) && rule.len() == cells(head).len()
}

/// The cells of a row, without the pipes at its ends; `\|` is a pipe in a cell.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut signs = row.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if signs.peek() == Some(&'|') => {
                cell.push('|');
                signs.next();
            }
            '|' => cells.push(std::mem::take(&mut cell)),
            sign => cell.push(sign),
        }
    }
    // What follows the last pipe is a cell only where there is any.
    if !cell.trim().is_empty() || cells.is_empty() {
        cells.push(cell);
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Sheet> {
        let mut problems = Problems::default();
        let sheets = sheets(&Arc::from("a.md"), text, &Wishes::default(), &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        sheets
    }

    fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
        (0..sheet.grid.rows()).map(|row| sheet.grid.cells(row).collect()).collect()
    }

    #[test]
    fn a_table_with_every_oddity_is_read() {
        let text = "| Model | Score [4] | Note |\n|:---|---:|:-:|\n| a \\| b | 45% [10][11] | |\n\
                    c | ~3 | `x`\n|  |  |  |\n| **d** | 4 | [l](u) |\nAfter it\n";
        let sheet = read(text).remove(0);
        assert_eq!(sheet.headings, ["Model", "Score [4]", "Note"]);
        assert_eq!(
            rows(&sheet),
            [
                vec!["a | b", "45% [10][11]", ""],
                vec!["c", "~3", "`x`"],
                vec!["**d**", "4", "[l](u)"]
            ]
        );
        assert_eq!((sheet.grid.line(0), sheet.grid.line(2)), (3, 6));
        assert_eq!((sheet.facts.format, sheet.facts.part), (Format::Markdown, None));
    }

    #[test]
    fn each_table_is_called_after_the_heading_above_it() {
        let text = "# Report\n\ntext\n\n## Funding ##\n\na | b\n--|--\n1 | 2\n\nmore\n\n| c |\n|---|\n\
                    | 3 |\n\nTalent\n------\n\n| d |\n| - |\n| 4 |\n\n| empty |\n|---|\n";
        let sheets = read(text);
        let names: Vec<&str> =
            sheets.iter().map(|sheet| sheet.facts.part.as_deref().unwrap()).collect();
        assert_eq!(names, ["Funding", "Funding (2)", "Talent"]);
        assert_eq!(sheets[2].facts.sheets, names);
        let wishes = Wishes { sheet: Some("talent".to_owned()), ..Wishes::default() };
        let mut problems = Problems::default();
        let found = super::sheets(&Arc::from("a.md"), text, &wishes, &mut problems);
        assert_eq!((found.len(), found[0].cell(0, 0)), (1, "4"));
    }

    #[test]
    fn text_without_a_table_is_refused_and_pipes_alone_make_none() {
        for text in ["", "a | b\n1 | 2\n", "| a |\n|---|\n", "a\n---\n"] {
            let mut problems = Problems::default();
            let wishes = Wishes::default();
            assert!(sheets(&Arc::from("a.md"), text, &wishes, &mut problems).is_empty());
            assert_eq!(problems.len(), 1, "{text}");
        }
        let is_table = |name: &str, text: &[u8]| {
            is_markdown(&RawFile { name: Arc::from(name), bytes: text.to_vec().into() })
        };
        assert!(!is_table("a.csv", b"a|b\n1|2\n") && is_table("a.txt", b"\na|b\n-|-\n1|2\xFF\n"));
        assert!(is_table("a.MD", b"x"));
    }
}

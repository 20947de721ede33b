//! Parquet as a table.

mod cells;
mod limits;
mod thrift;

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::ConvertedType;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::ColumnDescPtr;

use super::guarded::guarded;
use super::headings::{self, MOST_COLUMNS};
use crate::load::grid::Grid;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::progress::{Progress, Step};
use crate::load::sheet::{Format, Sheet};
use crate::load::source::RawFile;

/// What such a file begins with.
const MAGIC: &[u8] = b"PAR1";

/// The most text that is read, in bytes: one long text may stand for millions of cells at no cost to
/// the file.
const MOST_TEXT: usize = 512 << 20;

/// How many values of a column are unpacked at a time.
const BATCH: usize = 64;

/// After this many rows it is told how far the reading has come.
const CHUNK: usize = 4096;

/// Whether a file is Parquet.
pub fn is_parquet(file: &RawFile) -> bool {
    file.bytes.starts_with(MAGIC)
}

/// The table of a file. None where it cannot be read; why is in `problems`.
pub fn sheets(file: &RawFile, problems: &mut Problems) -> Vec<Sheet> {
    let damaged = "its parts contradict each other, or it has columns of a rare type";
    let progress = problems.progress().clone();
    let read = guarded(|| sheet(file, &progress)).unwrap_or_else(|| Err(damaged.to_owned()));
    match read {
        Ok(sheet) => vec![sheet],
        Err(why) => {
            let message = format!("the Parquet file cannot be read: {why}");
            let problem = Problem::error(Place::file(Arc::clone(&file.name)), message);
            problems.push(problem.suggest("save the table as CSV, or write the file again"));
            Vec::new()
        }
    }
}

fn sheet(file: &RawFile, progress: &Progress) -> Result<Sheet, String> {
    limits::check_footer(&file.bytes)?;
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(&file.bytes)).map_err(reason)?;
    limits::check_pages(&file.bytes, reader.metadata())?;
    let descriptor = reader.metadata().file_metadata().schema_descr_ptr();
    let root = descriptor.root_schema();
    let is_interval = |column: &&ColumnDescPtr| column.converted_type() == ConvertedType::INTERVAL;
    if let Some(column) = descriptor.columns().iter().find(is_interval) {
        let name = column.path().string();
        return Err(format!(
            "the column “{name}” holds intervals of months, days and milliseconds, which are not read"
        ));
    }
    let (columns, unreadable) = cells::columns(root);
    if let Some(name) = unreadable {
        return Err(format!("the column “{name}” repeats without being a list"));
    }
    if columns.len() > MOST_COLUMNS {
        let count = columns.len();
        return Err(format!("it has {count} columns, and {MOST_COLUMNS} can be read"));
    }
    let count: i64 = reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows).sum();
    let cells = u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(columns.len() as u64);
    if cells > limits::MOST_VALUES {
        return Err(format!("it has {count} rows of {} columns, which is too much", columns.len()));
    }
    if count == 0 {
        return Err("it has no rows".to_owned());
    }
    progress.begin(Step::Cells, u64::try_from(count).unwrap_or_default());
    let mut grid = Grid::default();
    let mut left = MOST_TEXT;
    let rows = RowIter::from_file_into(Box::new(reader)).with_batch_size(BATCH);
    for (index, row) in rows.enumerate() {
        if index.is_multiple_of(CHUNK) && !progress.reached(index as u64) {
            return Err("the reading was stopped".to_owned());
        }
        let cells = cells::cells(root, &row.map_err(reason)?);
        let length = cells.iter().map(String::len).sum();
        left = left.checked_sub(length).ok_or("it holds more text than can be read")?;
        let pushed = grid.push(index as u64 + 1, cells.iter().map(String::as_str));
        pushed.map_err(|full| full.to_string())?;
    }
    grid.shrink();
    let mut sheet = Sheet { file: Arc::clone(&file.name), grid, ..Sheet::default() };
    sheet.headings = columns.into_iter().map(|column| column.name.trim().to_owned()).collect();
    sheet.facts.format = Format::Parquet;
    headings::tell_apart(&mut sheet);
    Ok(sheet)
}

fn reason(error: ParquetError) -> String {
    match error {
        ParquetError::General(why) | ParquetError::EOF(why) | ParquetError::NYI(why) => why,
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests;

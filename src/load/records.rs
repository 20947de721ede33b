//! The rows of a table turned into records, those of a large one by several threads.

use std::ops::Range;

use super::fields::Fields;
use super::problem::Problems;
use super::progress::Step;
use super::row::Row;
use super::shared::Shared;
use super::table::{Part, Records, Table};
use super::threads;

/// After this many rows it is told how far the reading has come.
const CHUNK: usize = 4096;
/// A thread is worth its while from this many rows on.
const ROWS_OF_A_THREAD: usize = 50_000;

impl Table {
    /// Turns every row into a record. A row for which `record` gives none has reported why.
    pub fn records<T: Send>(
        &self,
        problems: &mut Problems,
        record: impl Fn(&mut Row<'_>) -> Option<T> + Sync,
    ) -> Records<T> {
        self.records_with(problems, || (), |(), row| record(row))
    }

    /// The same where each thread keeps something from row to row that does not change what the
    /// records say.
    pub fn records_with<T: Send, K>(
        &self,
        problems: &mut Problems,
        kept: impl Fn() -> K + Sync,
        record: impl Fn(&mut K, &mut Row<'_>) -> Option<T> + Sync,
    ) -> Records<T> {
        let threads = threads::worth(self.rows_read(), ROWS_OF_A_THREAD);
        self.records_by(threads, problems, |rows, problems| {
            let mut kept = kept();
            self.stretch(rows, problems, |row| record(&mut kept, row))
        })
    }

    /// The same row after row, where what a record is depends on the rows before it.
    pub fn records_in_turn<T>(
        &self,
        problems: &mut Problems,
        record: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Records<T> {
        problems.progress().begin(Step::Rows, self.rows_read() as u64);
        self.stretch(0..self.rows_read(), problems, record)
    }

    /// Records and problems stand in the order of the rows, however many threads read them.
    fn records_by<T: Send>(
        &self,
        threads: usize,
        problems: &mut Problems,
        read: impl Fn(Range<usize>, &mut Problems) -> Records<T> + Sync,
    ) -> Records<T> {
        let (all, progress) = (self.rows_read(), problems.progress().clone());
        progress.begin(Step::Rows, all as u64);
        let stretches = threads::in_stretches(threads, all, |rows| {
            let mut problems = Problems::watched_by(&progress);
            (read(rows, &mut problems), problems)
        });
        let mut records = Records::default();
        for (more, told) in stretches {
            // The first are not copied.
            if records.items.is_empty() {
                records.items = more.items;
            } else {
                records.items.extend(more.items);
            }
            records.rejected += more.rejected;
            problems.append(told);
        }
        records.items.shrink_to_fit();
        records
    }

    /// The records of some rows, counted through all parts.
    fn stretch<T>(
        &self,
        rows: Range<usize>,
        problems: &mut Problems,
        mut record: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Records<T> {
        let mut shared = Shared::default();
        let mut records = Records { items: Vec::with_capacity(rows.len()), rejected: 0 };
        for (part, rows) in self.parts_of(rows) {
            shared.begin_part();
            let slots = 0..part.reading.records_per_row();
            let fields: Vec<Fields> = slots.map(|slot| Fields::of(&part.reading, slot)).collect();
            for (count, row) in rows.enumerate() {
                if count.is_multiple_of(CHUNK) && !problems.progress().went_on(CHUNK as u64) {
                    return records;
                }
                if let Some(problem) = part.misfit(row) {
                    problems.push(problem);
                    records.rejected += part.reading.records_per_row();
                    continue;
                }
                let start = records.items.len();
                let mut refused = 0;
                for slot in part.slots(row) {
                    let Some(fields) = fields.get(slot) else { continue };
                    let told = (&mut *problems, &mut shared);
                    match record(&mut Row::new((self, part, fields), (row, slot), told)) {
                        Some(item) => records.items.push(item),
                        None => refused += 1,
                    }
                }
                if refused > 0 {
                    records.rejected += refused + records.items.len() - start;
                    records.items.truncate(start);
                }
            }
        }
        records
    }

    /// The rows of each part that are among these.
    fn parts_of(&self, rows: Range<usize>) -> impl Iterator<Item = (&Part, Range<usize>)> {
        let mut before = 0;
        self.parts.iter().filter_map(move |part| {
            let (start, count) = (before, part.sheet.grid.rows());
            before += count;
            let own = |row: usize| row.saturating_sub(start).min(count);
            let own = own(rows.start)..own(rows.end);
            (!own.is_empty()).then_some((part, own))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::load::grid::Grid;
    use crate::load::sheet::Sheet;

    /// A table of two files, in each of which every seventh row has no number.
    fn table() -> Table {
        let part = |file: &str, count: u64| {
            let mut grid = Grid::default();
            for row in 0..count {
                let value = if row % 7 == 3 { "x".to_owned() } else { row.to_string() };
                grid.push(row + 2, [value.as_str()]).unwrap();
            }
            let headings = vec!["value".to_owned()];
            let file = Arc::from(file);
            let sheet = Sheet { file, headings, grid, ..Sheet::default() };
            Table::plain("a", sheet).parts.remove(0)
        };
        let parts = vec![part("a.csv", 50), part("b.csv", 33)];
        Table { name: "a".to_owned(), parts, ..Table::default() }
    }

    #[test]
    fn several_threads_give_the_records_and_the_problems_that_one_gives() {
        let table = table();
        let read = |threads: usize| {
            let mut problems = Problems::default();
            let records = table.records_by(threads, &mut problems, |rows, problems| {
                let record =
                    |row: &mut Row<'_>| Some((row.id()?.to_string(), row.number("value")?));
                table.stretch(rows, problems, record)
            });
            (records, problems)
        };
        let one = read(1);
        assert_eq!((one.0.items.len(), one.0.rejected, one.1.len()), (71, 12, 12));
        for threads in [2, 3, 8, 83, 100] {
            assert_eq!(read(threads), one, "{threads}");
        }
    }
}

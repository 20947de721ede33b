//! A text cut into rows, a large one in pieces by several threads.

use std::ops::Range;
use std::thread;

use super::cutter::{Comments, Cutter, Oddity, TooLarge, within_limits};
use crate::load::contents::Text;
use crate::load::csv::Dialect;
use crate::load::grid::Grid;
use crate::load::progress::Progress;
use crate::load::threads;

/// A text of this many bytes is worth a thread of its own.
const BYTES_OF_A_THREAD: usize = 4 * 1024 * 1024;
/// After this many rows it is told how far the cutting has come.
const CHUNK: usize = 4096;

/// Rows cut from a text, or from a piece of it.
#[derive(Debug)]
pub struct Piece {
    /// The rows of the header.
    pub header: Grid,
    /// The rows below it.
    pub body: Grid,
    /// Lines passed over as comments.
    pub comments: Comments,
    /// What is odd about quotation marks.
    pub oddities: Vec<Odd>,
    /// Why the cutting ended.
    pub end: End,
}

/// Why the cutting of a text ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// Its end was reached.
    Reached,
    /// It is not read, for what stands on this line.
    Refused(u64, TooLarge),
    /// Somebody asked for it.
    Cancelled,
}

/// Something odd about the quotation marks of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The row below the header; `None` where it is in the header.
    pub row: Option<usize>,
    /// The line of it.
    pub line: u64,
    /// What it is.
    pub oddity: Oddity,
}

/// A piece that was cut.
struct Cutting {
    piece: Piece,
    /// Where the next row begins, in bytes.
    reached: usize,
    /// How many lines were passed.
    lines: u64,
}

/// Cuts a text.
pub fn cut(text: &Text, dialect: &Dialect, progress: &Progress) -> Piece {
    cut_by(threads::worth(text.len(), BYTES_OF_A_THREAD), text, dialect, progress)
}

/// Each thread begins at the beginning of a line, as if a row began there. Where the piece before
/// ends elsewhere, because that line is within a quoted cell, the rest is cut in one piece.
fn cut_by(threads: usize, text: &Text, dialect: &Dialect, progress: &Progress) -> Piece {
    let starts: Vec<usize> =
        (1..threads).filter_map(|thread| line_from(text, text.len() * thread / threads)).collect();
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([text.len()]).collect();
    // What stands above the rows is for the first.
    let below = Dialect { preamble: 0, header_rows: 0, ..dialect.clone() };
    let of = |dialect: &Dialect, stretch: Range<usize>| one(text, dialect, stretch, progress);
    thread::scope(|scope| {
        let (of, below) = (&of, &below);
        let others: Vec<_> = std::iter::zip(&starts, ends)
            .map(|(start, end)| scope.spawn(move || of(below, *start..end)))
            .collect();
        let first = starts.first().copied().unwrap_or(text.len());
        let mut whole = of(dialect, 0..first);
        if whole.piece.header.rows() < dialect.header_rows && whole.piece.end == End::Reached {
            whole = of(dialect, 0..text.len());
        }
        for (other, start) in std::iter::zip(others, &starts) {
            let next = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            if whole.piece.end != End::Reached || whole.reached >= text.len() {
                continue;
            }
            let is_next = whole.reached == *start;
            whole.append(if is_next { next } else { of(below, whole.reached..text.len()) });
        }
        whole.piece.body.shrink();
        whole.piece
    })
}

/// The first beginning of a line, behind this byte, that has something on it.
fn line_from(text: &str, byte: usize) -> Option<usize> {
    let rest = text.as_bytes().get(byte..)?;
    let is_start = |pair: &[u8]| matches!(pair, [b'\n', next] if !matches!(next, b'\r' | b'\n'));
    rest.windows(2).position(is_start).map(|line_break| byte + line_break + 1)
}

/// Cuts the rows that begin in a stretch of the text.
fn one(text: &Text, dialect: &Dialect, stretch: Range<usize>, progress: &Progress) -> Cutting {
    let mut cutter = Cutter::within(text, dialect, stretch.clone());
    let (mut header, mut body) = (Grid::default(), Grid::of(text.clone()));
    let (mut oddities, mut told) = (Vec::new(), stretch.start);
    let end = loop {
        if body.rows().is_multiple_of(CHUNK) {
            let more = cutter.reached() - told;
            told = cutter.reached();
            if !progress.went_on(more as u64) {
                break End::Cancelled;
            }
        }
        let is_header = header.rows() < dialect.header_rows;
        let grid = if is_header { &mut header } else { &mut body };
        match cutter.next(grid) {
            Ok(None) => break End::Reached,
            Ok(Some(cut)) => {
                let row = (!is_header).then(|| grid.rows().saturating_sub(1));
                let odd = |(line, oddity)| Odd { row, line, oddity };
                oddities.extend(cut.oddity.map(odd));
            }
            Err(refusal) => break End::Refused(cutter.line(), refusal),
        }
    };
    let piece = Piece { header, body, comments: cutter.comments(), oddities, end };
    Cutting { piece, reached: cutter.reached(), lines: cutter.line() - 1 }
}

impl Cutting {
    /// Adds the piece that follows.
    fn append(&mut self, next: Self) {
        let (rows, lines) = (self.piece.body.rows(), self.lines);
        let below =
            |odd: Odd| Odd { row: odd.row.map(|row| rows + row), line: lines + odd.line, ..odd };
        let Self { piece, reached, lines: more } = next;
        self.piece.end = match piece.end {
            End::Refused(line, refusal) => End::Refused(lines + line, refusal),
            end => end,
        };
        let last = lines + more;
        let added = self.piece.body.append(&piece.body, lines).map_err(TooLarge::from);
        if let Err(refusal) = added.and_then(|()| within_limits(&self.piece.body)) {
            let line = match refusal {
                TooLarge::Rows(most) => self.piece.body.line(most),
                _ => last,
            };
            self.piece.end = End::Refused(line, refusal);
        }
        self.piece.oddities.extend(piece.oddities.into_iter().map(below));
        self.piece.comments = self.piece.comments.and(piece.comments, lines);
        (self.reached, self.lines) = (reached, last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(threads: usize, text: &str, dialect: &Dialect) -> Piece {
        cut_by(threads, &Text::from(text.to_owned()), dialect, &Progress::default())
    }

    /// Rows, and now and then what makes cutting difficult.
    fn text(rows: usize) -> String {
        let row = |row: usize| match row % 17 {
            3 => "\n# a comment\n".to_owned(),
            5 => format!("{row},\"two\nlines\n\",x\r\n"),
            7 => format!("{row},\"a \"\"word\"\"\",\"\"\n"),
            9 => format!("{row},\"open,x\n"),
            11 => format!("{row},\"two\" words,é\n\n\n"),
            _ => format!("{row},word,{}\r\n", row * 7),
        };
        let rows: String = (0..rows).map(row).collect();
        format!("a title\nnumber,words,more\n{rows}last,é")
    }

    #[test]
    fn several_threads_cut_a_text_as_one_does() {
        let dialect = Dialect { preamble: 1, comment: Some("#"), ..Dialect::default() };
        for rows in [0, 1, 2, 40, 200] {
            let text = text(rows);
            let one = by(1, &text, &dialect);
            assert_eq!(one.end, End::Reached);
            for threads in 2..40 {
                let several = by(threads, &text, &dialect);
                assert_eq!(several.body, one.body, "{rows} rows, {threads} threads");
                assert_eq!(several.header, one.header);
                assert_eq!((several.comments, several.end), (one.comments, End::Reached));
                assert_eq!(several.oddities, one.oddities);
            }
        }
    }

    #[test]
    fn what_is_not_read_is_told_with_its_line_wherever_a_thread_began() {
        let wide = ",".repeat(3_000);
        let text = format!("{}{wide}\n{}", "a,b\n".repeat(500), "a,b\n".repeat(500));
        for threads in [1, 2, 3, 7] {
            let end = by(threads, &text, &Dialect::default()).end;
            assert_eq!(end, End::Refused(501, TooLarge::Columns), "{threads}");
        }
    }

    #[test]
    fn a_cancelled_cutting_ends() {
        let progress = Progress::default();
        progress.cancel();
        let text = Text::from("a,b\n".repeat(100));
        assert_eq!(cut_by(3, &text, &Dialect::default(), &progress).end, End::Cancelled);
    }
}

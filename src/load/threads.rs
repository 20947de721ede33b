//! Work on the rows of a large file, shared out among threads.

use std::ops::Range;
use std::thread;

/// Threads at the most: each takes memory of its own for what its rows have in common.
const MOST: usize = 8;
/// Rows of which one cell is looked at, for which a thread is worth its while.
const ROWS_TO_LOOK_AT: usize = 100_000;

/// How many threads this much work is worth, when each should have so much of it.
pub fn worth(work: usize, of_each: usize) -> usize {
    let wanted = (work / of_each).clamp(1, MOST);
    thread::available_parallelism().map_or(1, usize::from).min(wanted)
}

/// What is found in each stretch of so many rows, in order. What is found in all of them together
/// must not depend on where one ends.
pub fn looked_at<T: Send>(rows: usize, look: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    in_stretches(worth(rows, ROWS_TO_LOOK_AT), rows, look)
}

/// What comes of each of as many stretches of the rows as there are threads, in order.
pub fn in_stretches<T: Send>(
    threads: usize,
    rows: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let stretch = |thread: usize| rows * thread / threads..rows * (thread + 1) / threads;
    let (work, stretch) = (&work, &stretch);
    thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).map(|thread| scope.spawn(move || work(stretch(thread)))).collect();
        let mut done = vec![work(stretch(0))];
        for other in others {
            done.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_looked_at_once_and_in_order() {
        for rows in [0, 1, 99_999, 250_000, 1_000_003] {
            let found: Vec<usize> = looked_at(rows, |rows| rows).into_iter().flatten().collect();
            assert!(found.iter().copied().eq(0..rows), "{rows}");
        }
    }
}

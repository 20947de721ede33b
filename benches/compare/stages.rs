//! How long the stages of a load take, and how much memory at the most, as one line of JSON:
//! `cargo bench --bench stages -- adoption.csv`. `load.py` runs it beside other programs.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sovereign_stack::desk::Desk;
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::progress::{Progress, Step};

/// Passed and worked.
type Times = (Duration, Duration);

fn main() {
    let paths: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let Ok(desk) = Desk::bundled() else { return };
    if paths.is_empty() {
        return;
    }
    let (progress, is_done) = (Progress::default(), AtomicBool::new(false));
    let start = Instant::now();
    let (loaded, reached) = std::thread::scope(|scope| {
        let watching = scope.spawn(|| watch(&progress, &is_done, start));
        let loaded = desk.open_watched(&paths, &Wishes::default(), &progress);
        is_done.store(true, Ordering::Relaxed);
        (loaded, watching.join().unwrap_or_default())
    });
    let whole = (start.elapsed(), worked());
    let rows: usize = loaded.imports.iter().map(|import| import.sheet.grid.rows()).sum();
    let at = |stage: Step| {
        let first = reached.iter().find(|(reached, _)| *reached == stage);
        let (passed, worked) = first.map_or(whole, |(_, at)| *at);
        format!("[{:.3}, {:.3}]", passed.as_secs_f64(), worked.as_secs_f64())
    };
    let whole = format!("[{:.3}, {:.3}]", whole.0.as_secs_f64(), whole.1.as_secs_f64());
    println!(
        "{{\"rows\": {rows}, \"grid\": {}, \"columns\": {}, \"records\": {}, \
         \"figures\": {whole}, \"peak_kb\": {}}}",
        at(Step::Columns),
        at(Step::Rows),
        at(Step::Figures),
        peak()
    );
}

/// When each stage was first seen: the time passed, and the time worked, which others at work on the
/// machine do not change.
fn watch(progress: &Progress, is_done: &AtomicBool, start: Instant) -> Vec<(Step, Times)> {
    let mut reached: Vec<(Step, Times)> = Vec::new();
    while !is_done.load(Ordering::Relaxed) {
        let stage = progress.step();
        if !reached.iter().any(|(known, _)| *known == stage) {
            reached.push((stage, (start.elapsed(), worked())));
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    reached
}

/// How long all threads were at work, those that have ended too; nothing where the system does not
/// say.
fn worked() -> Duration {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold spaces.
    let (_, after) = status.rsplit_once(')').unwrap_or_default();
    let ticks =
        after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    // A tick is a hundredth of a second on every Linux.
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// The most memory that was in use, in thousands of bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

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
    let whole = start.elapsed();
    let rows: usize = loaded.imports.iter().map(|import| import.sheet.grid.rows()).sum();
    let at = |stage: Step| {
        let first = reached.iter().find(|(reached, _)| *reached == stage);
        first.map_or(whole, |(_, at)| *at).as_secs_f64()
    };
    println!(
        "{{\"rows\": {rows}, \"grid\": {:.3}, \"columns\": {:.3}, \"records\": {:.3}, \
         \"figures\": {:.3}, \"peak_kb\": {}}}",
        at(Step::Columns),
        at(Step::Rows),
        at(Step::Figures),
        whole.as_secs_f64(),
        peak()
    );
}

/// When each stage was first seen.
fn watch(progress: &Progress, is_done: &AtomicBool, start: Instant) -> Vec<(Step, Duration)> {
    let mut reached: Vec<(Step, Duration)> = Vec::new();
    while !is_done.load(Ordering::Relaxed) {
        let stage = progress.step();
        if !reached.iter().any(|(known, _)| *known == stage) {
            reached.push((stage, start.elapsed()));
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    reached
}

/// The most memory that was in use, in thousands of bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

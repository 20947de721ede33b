//! The figures that `export.py` sets beside those of other tools, in process.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};

fn compare(criterion: &mut Criterion) {
    let rounds = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/compare/rounds.csv");
    let opened = Desk::bundled().ok().and_then(|desk| desk.open(&rounds).0);
    let (Some(mut desk), Ok(page)) = (opened, Page::parse("slide")) else { return };
    let mut group = criterion.benchmark_group("compare");
    let request = |format| Request { page, format, scale: 1, text: Text::Outlines };
    let tabs = ["coverage", "adoption", "funding", "talent"];
    if let Some(funding) = desk.tabs.iter_mut().find(|shown| shown.tab.name() == "funding") {
        let is_set =
            funding.tab.set("view", "bars").is_ok() && funding.tab.set("top", "25").is_ok();
        assert!(is_set, "the view and the number of bars are options of the tab");
        for format in [Format::Png, Format::Svg, Format::Pdf] {
            let name = format!("bars to {format:?}").to_lowercase();
            group.bench_function(name, |bencher| {
                bencher.iter(|| black_box(export::bytes(funding, &request(format))).is_ok());
            });
        }
    }
    let four: Vec<&Shown> =
        desk.tabs.iter().filter(|shown| tabs.contains(&shown.tab.name())).collect();
    group.bench_function("four tabs to pptx", |bencher| {
        bencher.iter(|| black_box(export::briefing(&four, &request(Format::Pptx))).is_ok());
    });
    let all: Vec<&Shown> = desk.tabs.iter().collect();
    group.bench_function("all tabs to pptx", |bencher| {
        bencher.iter(|| black_box(export::briefing(&all, &request(Format::Pptx))).is_ok());
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);

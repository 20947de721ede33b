//! How long a figure takes, in process: `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sovereign_stack::desk::Desk;
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};

fn figures(criterion: &mut Criterion) {
    criterion.bench_function("load the bundled data", |bencher| {
        bencher.iter(|| black_box(Desk::bundled()).is_ok());
    });
    let Ok(desk) = Desk::bundled() else { return };
    let Ok(page) = Page::parse("slide") else { return };
    let all: Vec<_> = desk.tabs.iter().collect();
    criterion.bench_function("all figures to one pdf", |bencher| {
        bencher.iter(|| black_box(export::document(&all, &page)).is_ok());
    });
    for shown in &desk.tabs {
        for (name, format, text) in [
            ("svg", Format::Svg, Text::Named),
            ("svg, outlines", Format::Svg, Text::Outlines),
            ("svg, embedded", Format::Svg, Text::Embedded),
            ("png 1080p", Format::Png, Text::Outlines),
            ("pdf", Format::Pdf, Text::Outlines),
        ] {
            let request = Request { page, format, scale: 1, text };
            criterion.bench_function(&format!("{} to {name}", shown.tab.name()), |bencher| {
                bencher.iter(|| black_box(export::bytes(shown, &request)).is_ok());
            });
        }
    }
}

criterion_group!(benches, figures);
criterion_main!(benches);

//! How long the stages of a load take for tables of some thousand rows: `cargo bench --bench load`.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sovereign_stack::desk::{Desk, specs};
use sovereign_stack::load::import::{Import, Wishes};
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Problems, formats};

const ROWS: usize = 20_000;

/// Downloads of model families by day, made up and the same every time.
fn adoption() -> String {
    let mut table = "family,developer,measure,value,unit,qualifier,scope,as_of\n".to_owned();
    for row in 0..ROWS {
        let (family, day) = (row % 600, row % 28 + 1);
        let value = row * 7919 % 1_000_003;
        writeln!(
            table,
            "Family {family},Developer {},downloads,{value},downloads,exact,Platform {},\
             2025-{:02}-{day:02}",
            family % 150,
            row % 5,
            row % 12 + 1
        )
        .ok();
    }
    table
}

/// Rounds of young companies.
fn funding() -> String {
    let mut table = "company,country,amount,currency,date,round,investors\n".to_owned();
    for row in 0..ROWS {
        let value = 100_000 + row * 7919 % 900_001;
        writeln!(
            table,
            "Company {},China,{value},USD,2025-{:02}-15,Round {},Fund {};Fund {}",
            row % 4_000,
            row % 12 + 1,
            row % 3 + 1,
            row % 300,
            row % 299
        )
        .ok();
    }
    table
}

fn load(criterion: &mut Criterion) {
    let Ok(desk) = Desk::bundled() else { return };
    for (name, text) in [("adoption", adoption()), ("funding", funding())] {
        let file = RawFile { name: format!("{name}.csv").into(), bytes: text.into_bytes().into() };
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(file.bytes.len() as u64));
        group.sample_size(20).measurement_time(Duration::from_secs(3));
        group.bench_function("bytes to cells", |bencher| {
            let wishes = Wishes::default();
            bencher.iter(|| formats::sheets(black_box(&file), &wishes, &mut Problems::default()));
        });
        group.bench_function("bytes to a recognised table", |bencher| {
            bencher.iter(|| import(&file));
        });
        let imports = import(&file);
        group.bench_function("table to records and figure", |bencher| {
            bencher.iter(|| desk.with_imports(black_box(&imports), &mut Problems::default()));
        });
        group.finish();
    }
}

fn import(file: &RawFile) -> Vec<Import> {
    Import::read(file.clone(), &Wishes::default(), &specs(), &mut Problems::default())
}

criterion_group!(benches, load);
criterion_main!(benches);

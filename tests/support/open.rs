//! Opens CSV text as a user opens a file.

use sovereign_stack::desk::{self, Desk};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Package, Problems};

/// The desk with this CSV text in place of the table it fits, or every problem.
pub fn csv(csv: &str) -> Result<Desk, Problems> {
    let desk = Desk::bundled()?;
    let file = RawFile { name: "hard.csv".into(), bytes: csv.as_bytes().to_vec().into() };
    let mut problems = Problems::default();
    let specs = desk::specs();
    let package = Package::from_file(file, &Wishes::default(), &specs, &mut problems);
    let next = package.map(|package| desk.with(&package, &mut problems));
    match next {
        Some(next) if !problems.has_errors() => Ok(next),
        _ => Err(problems),
    }
}

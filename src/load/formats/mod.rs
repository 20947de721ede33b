//! The kinds of file that are read, told apart by their first bytes.

pub mod archive;
mod cell_kind;
mod corruption;
pub mod cutter;
mod delimited;
pub mod dialect;
pub mod encoding;
pub mod header;
mod signs;

use super::import::Wishes;
use super::problem::Problems;
use super::sheet::Sheet;
use super::source::RawFile;
use archive::Packing;

/// The tables that a file holds: one, but for an archive. None where it cannot be read; why is in
/// `problems`.
pub fn sheets(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    match archive::packing(&file.bytes) {
        None => unpacked(file, wishes, problems),
        Some(Packing::Gzip) => archive::gunzip(file, problems)
            .map(|file| unpacked(&file, wishes, problems))
            .unwrap_or_default(),
        Some(Packing::Zip) => {
            let mut sheets = Vec::new();
            archive::each_table(file, problems, |name, member, problems| {
                sheets.extend(unpacked(member, wishes, problems).into_iter().map(|mut sheet| {
                    sheet.facts.part.get_or_insert_with(|| name.to_owned());
                    sheet
                }));
            });
            sheets
        }
    }
}

/// The tables of a file that is no archive.
fn unpacked(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    // Other kinds are told by their first bytes here, each in a line; what is left is text.
    delimited::sheet(file, wishes, problems).into_iter().collect()
}

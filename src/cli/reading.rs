//! What the command line says of how data is to be read, and reading it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::progress::Told;
use super::{Status, complain};
use crate::desk::{Desk, Loaded, specs};
use crate::load::import::Wishes;
use crate::load::progress::Progress;
use crate::load::{Problems, mapping_file, source};
use crate::model::choice::{nearest, one_of};

/// Which data to read, and how where that is not left to the program.
#[derive(Debug, Args)]
pub struct Data {
    /// Data to read: a data package (folder or zip), or tables as CSV, TSV, Excel, ODS, JSON, JSON
    /// Lines, Parquet or Markdown, packed or not; the bundled data where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The tab or table that the files feed, where it is not to be recognised by their columns
    #[arg(long = "as", value_name = "TAB")]
    table: Option<String>,
    /// A saved mapping of columns to fields
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The sheet of a workbook, by name
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The encoding of text files, such as windows-1252 or gb18030
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

impl Data {
    /// The bundled data with the named data in its place. What is wrong with the wishes is told, and
    /// ends with a status.
    pub fn open(&self) -> Result<Loaded, Status> {
        let wishes = self.wishes()?;
        match Desk::bundled() {
            Ok(desk) => {
                let progress = Progress::default();
                let _told = Told::of(&progress);
                Ok(desk.open_watched(&self.paths, &wishes, &progress))
            }
            Err(problems) => {
                let (desk, found) = (Desk::empty(), Problems::default());
                Ok(Loaded { desk, imports: Vec::new(), is_whole: false, found, problems })
            }
        }
    }

    fn wishes(&self) -> Result<Wishes, Status> {
        let mapping = self.mapping.as_deref().map(mapping).transpose()?;
        Ok(Wishes {
            table: self.table.as_deref().map(known).transpose()?,
            mapping,
            sheet: self.sheet.clone(),
            encoding: self.encoding.clone(),
            ..Wishes::default()
        })
    }
}

/// The name of a tab or a table, as the user wrote it.
fn known(name: &str) -> Result<String, Status> {
    let desk = Desk::empty();
    let tabs = desk.tabs.iter().map(|shown| shown.tab.name());
    let mut names: Vec<&str> = tabs.chain(specs().iter().map(|spec| spec.name)).collect();
    names.dedup();
    let lower = name.trim().to_lowercase();
    if names.contains(&lower.as_str()) {
        return Ok(lower);
    }
    let hint = match nearest(&lower, names.iter().copied()) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("it is {}", one_of(&names)),
    };
    complain(&format!("sovereign-stack: --as {name:?} is no tab and no table; {hint}"));
    Err(Status::WrongUsage)
}

fn mapping(path: &Path) -> Result<crate::load::mapping::Mapping, Status> {
    let read = source::read(path).and_then(|file| mapping_file::parse(&file, &specs()));
    read.map_err(|problems| {
        for problem in &problems {
            complain(&problem.to_string());
        }
        super::status_of(&problems)
    })
}

//! `sovereign-stack template`: an empty table to fill in.

use std::path::PathBuf;

use clap::Args;

use super::{Status, complain, print};
use crate::desk;
use crate::export;
use crate::load::TableSpec;
use crate::model::choice::{nearest, one_of};

/// Which table, and where to.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A tab, whose main table is written, or any table by name
    tab: String,
    /// The CSV file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Writes the header and one example row.
pub fn run(arguments: &Arguments) -> Status {
    let Some(spec) = spec(&arguments.tab) else {
        let names: Vec<&str> = desk::specs().iter().map(|spec| spec.name).collect();
        let near = nearest(&arguments.tab, names.iter().copied());
        let near = near.map_or(String::new(), |near| format!(". Did you mean {near}?"));
        complain(&format!(
            "sovereign-stack template: there is no table {:?}: it is {}{near}",
            arguments.tab,
            one_of(&names)
        ));
        return Status::WrongUsage;
    };
    match export::write(&arguments.out, &export::template(spec)) {
        Ok(()) => print(&arguments.out.display().to_string()),
        Err(error) => {
            complain(&error.to_string());
            Status::CannotReadOrWrite
        }
    }
}

/// The main table of the tab with this name, or the table with it.
fn spec(name: &str) -> Option<&'static TableSpec> {
    let tabs = desk::Desk::empty();
    let of_tab = tabs.position(name).and_then(|index| tabs.tabs.get(index));
    of_tab
        .and_then(|shown| shown.tab.tables().first().copied())
        .or_else(|| desk::specs().into_iter().find(|spec| spec.name.eq_ignore_ascii_case(name)))
}

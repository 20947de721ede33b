//! The command line: what is asked for, and the exit status it ends with.

mod check;
mod export;
mod progress;
mod reading;
mod tables;
mod template;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app;
use crate::load::Problems;

/// Charts of the AI geopolitics debate in which every number shows its source.
#[derive(Debug, Parser)]
#[command(
    name = "sovereign-stack",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 done; 1 the data has problems (files are written all the same \
                  where they are only warnings); 2 wrong usage, or no display for \
                  the window; 3 a file cannot be read or written.\n\n\
                  Environment: SOVEREIGN_STACK_SESSION=PATH names the file in which the window keeps \
                  what it shows for the next time; “none” keeps nothing."
)]
struct Arguments {
    /// Data to show: a data package (its folder or datapackage.json) or tables, in the order
    /// given; where none is named, what was shown the last time, or else the bundled data
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Write figures as pictures, documents, slides or tables; needs no display
    Export(Box<export::Arguments>),
    /// Read and validate data, and print every problem with its file, line, column
    /// (counted in cells), the text found and what to do
    Check(check::Arguments),
    /// Write an empty table with its header and one example row
    Template(template::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Done,
    DataHasProblems,
    WrongUsage,
    CannotReadOrWrite,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::DataHasProblems => 1,
            Status::WrongUsage => 2,
            Status::CannotReadOrWrite => 3,
        })
    }
}

/// Does what the arguments ask for.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            error.print().ok();
            return if error.use_stderr() { Status::WrongUsage } else { Status::Done }.into();
        }
    };
    match arguments.task {
        None => window(&arguments.paths),
        Some(Task::Export(task)) => export::run(&task),
        Some(Task::Check(task)) => check::run(&task),
        Some(Task::Template(task)) => template::run(&task),
    }
    .into()
}

/// Opens the window. Data that cannot be used is told there.
fn window(paths: &[PathBuf]) -> Status {
    match app::run(paths) {
        Ok(()) => Status::Done,
        Err(reason) => {
            // What the window system says begins with the cause; the rest is for its developers.
            let reason = reason.split(['\n', ':']).next().unwrap_or_default();
            complain(&format!(
                "sovereign-stack: no window can be opened ({reason}); without a display, \
                 “sovereign-stack export --out slides” writes every figure as a picture"
            ));
            Status::WrongUsage
        }
    }
}

/// The status that these problems end with.
fn status_of(problems: &Problems) -> Status {
    if problems.has_unreadable() {
        Status::CannotReadOrWrite
    } else if problems.is_empty() {
        Status::Done
    } else {
        Status::DataHasProblems
    }
}

/// Prints a result. Whoever reads may have seen enough and closed the pipe; any other failure
/// means that the result is lost.
fn print(line: &str) -> Status {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Status::CannotReadOrWrite,
        _ => Status::Done,
    }
}

/// Prints what is no result.
fn complain(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

//! A data package: a descriptor and its tables; or one table on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::problem::{Place, Problem, Problems};
use super::source::{self, Folder, RawFile};
use super::spec::TableSpec;
use super::table::Table;
use super::{csv, references};
use crate::model::choice::{nearest, one_of};

/// Name of the descriptor in its folder.
const DESCRIPTOR: &str = "datapackage.json";

/// Tables as text, with what the descriptor says of them.
#[derive(Clone, Debug)]
pub struct Package {
    /// What to call it on screen: the folder, the file, or “Bundled data”.
    pub name: String,
    /// The time it covers, where the descriptor says: `Q1 2026`.
    pub period: Option<String>,
    /// By name of the table.
    pub tables: BTreeMap<String, Table>,
    /// Whether it is a package, which replaces every tab, or a single table, which feeds one.
    pub is_whole: bool,
}

/// The part of a Frictionless descriptor that is read here.
#[derive(Deserialize)]
struct Descriptor {
    #[serde(default)]
    period: Option<String>,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    path: String,
    #[serde(default)]
    subject: Option<String>,
}

impl Package {
    /// The package inside the program.
    pub fn bundled(specs: &[&TableSpec], problems: &mut Problems) -> Option<Self> {
        Self::from_folder(&Folder::Bundled, specs, problems)
    }

    /// Opens a folder, a descriptor or a table. `None` where nothing could be read.
    pub fn open(path: &Path, specs: &[&TableSpec], problems: &mut Problems) -> Option<Self> {
        if source::is_folder(path) {
            return Self::from_folder(&Folder::Disk(path.to_owned()), specs, problems);
        }
        if path.file_name().is_some_and(|name| name == DESCRIPTOR) {
            let folder = path.parent().unwrap_or_else(|| Path::new(".")).to_owned();
            return Self::from_folder(&Folder::Disk(folder), specs, problems);
        }
        match source::read(path) {
            Ok(file) => Self::from_file(&file, &source::display_name(path), specs, problems),
            Err(refused) => {
                problems.append(refused);
                None
            }
        }
    }

    /// Reads the descriptor and every table it names.
    pub fn from_folder(
        folder: &Folder,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Option<Self> {
        let descriptor = match folder.read(DESCRIPTOR) {
            Ok(file) => descriptor(&file, problems)?,
            Err(refused) => {
                problems.append(no_descriptor(folder, refused));
                return None;
            }
        };
        let mut tables = BTreeMap::new();
        let mut is_complete = true;
        let mut names = BTreeSet::new();
        for resource in descriptor.resources {
            let place = || Place::file(DESCRIPTOR);
            if !names.insert(resource.name.clone()) {
                let message = "two resources have the same name, so one would be lost";
                let problem = Problem::error(place(), message).found(&resource.name);
                problems.push(problem.suggest("give each resource a name of its own"));
                is_complete = false;
                continue;
            }
            if !specs.iter().any(|spec| spec.name == resource.name)
                && let Some(near) = nearest(&resource.name, specs.iter().map(|spec| spec.name))
            {
                let problem =
                    Problem::error(place(), "no table is called so, so its rows would be lost");
                problems
                    .push(problem.found(&resource.name).suggest(format!("did you mean {near:?}?")));
            }
            let read = folder.read(&resource.path).map_err(|refused| problems.append(refused));
            let Some(mut table) =
                read.ok().and_then(|file| csv::table(&file, &resource.name, problems))
            else {
                is_complete = false;
                continue;
            };
            table.subject = resource.subject;
            if let Some(spec) = specs.iter().find(|spec| spec.name == table.name) {
                check_headings(&table, spec, problems);
            }
            tables.insert(table.name.clone(), table);
        }
        let package =
            Self { name: folder.name(), period: descriptor.period, tables, is_whole: true };
        references::check(&package, is_complete, problems);
        Some(package)
    }

    /// One table on its own, recognised by its headings.
    pub fn from_file(
        file: &RawFile,
        name: &str,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut of_rows = Problems::default();
        let Some(mut table) = csv::table(file, "", &mut of_rows) else {
            problems.append(of_rows);
            return None;
        };
        let Some(spec) = recognise(&table, specs) else {
            // What is wrong with its rows says nothing while it is no table of ours.
            problems.push(unrecognised(&table, specs));
            return None;
        };
        problems.append(of_rows);
        spec.name.clone_into(&mut table.name);
        check_headings(&table, spec, problems);
        if table.rows_read() == 0 {
            // In a package a table may be empty; on its own it would put a figure of nothing in
            // place of what is shown.
            problems.push(
                Problem::error(Place::file(table.file()), "the file has a header and no rows")
                    .suggest("add a row below the header"),
            );
        }
        let package = Self {
            name: name.to_owned(),
            period: None,
            tables: BTreeMap::from([(table.name.clone(), table)]),
            is_whole: false,
        };
        references::check(&package, false, problems);
        Some(package)
    }

    /// Takes over the tables of another file. The same table twice is an error: which of the two
    /// holds is not for the app to say.
    pub fn add(&mut self, other: Self, problems: &mut Problems) {
        for (name, table) in other.tables {
            if let Some(known) = self.tables.get(&name) {
                let place = Place::file(table.file());
                problems.push(
                    Problem::error(place, format!("{} is a {name} table too", known.file()))
                        .suggest("open one of them, or put their rows into one file"),
                );
                continue;
            }
            self.tables.insert(name, table);
        }
        self.name = format!("{} + {}", self.name, other.name);
    }
}

/// The files that opening this path reads: the table itself, or the descriptor of a data package and
/// the tables that it names. Of a descriptor that cannot be read it is the descriptor alone.
pub fn files(path: &Path) -> Vec<PathBuf> {
    let folder = if source::is_folder(path) {
        path
    } else if path.file_name().is_some_and(|name| name == DESCRIPTOR) {
        path.parent().unwrap_or_else(|| Path::new("."))
    } else {
        return vec![path.to_owned()];
    };
    let mut files = vec![folder.join(DESCRIPTOR)];
    let read = Folder::Disk(folder.to_owned()).read(DESCRIPTOR).ok();
    let resources = read
        .and_then(|file| descriptor(&file, &mut Problems::default()))
        .map_or_else(Vec::new, |descriptor| descriptor.resources);
    for resource in resources {
        // What lies outside the folder is never read.
        let mut parts = Path::new(&resource.path).components();
        if parts.all(|part| matches!(part, Component::Normal(_))) {
            files.push(folder.join(resource.path));
        }
    }
    files
}

/// Says of a folder on disk that it is no data package.
fn no_descriptor(folder: &Folder, refused: Problems) -> Problems {
    let (Folder::Disk(path), Some(first)) = (folder, refused.iter().next()) else {
        return refused;
    };
    Problem::unreadable(
        Place::file(path.display().to_string()),
        format!("the folder has no {DESCRIPTOR} that can be read: {}", first.message),
    )
    .suggest("open a single CSV file, or the folder of a data package")
    .into()
}

fn descriptor(file: &RawFile, problems: &mut Problems) -> Option<Descriptor> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize(&mut json) {
        Ok(descriptor) => Some(descriptor),
        Err(error) => {
            let (line, column) = (error.inner().line() as u64, error.inner().column() as u64);
            let message = error.inner().to_string();
            // serde_json repeats the place at the end of its message.
            let message = message.split(" at line ").next().unwrap_or_default();
            problems.push(
                Problem::error(
                    Place::file(Arc::clone(&file.name)).line(line.max(1)).column(column.max(1)),
                    format!("the descriptor cannot be read: {message} (at {})", error.path()),
                )
                .suggest("it must be JSON with a list “resources”, each with a name and a path"),
            );
            None
        }
    }
}

/// The table whose columns these headings fit best: all the needed ones, and most of the others.
fn recognise<'a>(table: &Table, specs: &[&'a TableSpec]) -> Option<&'a TableSpec> {
    specs
        .iter()
        .filter(|spec| spec.missing(|name| table.has(name)).is_empty())
        .max_by_key(|spec| headings(table).filter(|heading| spec.has(heading)).count())
        .copied()
}

/// Names the table that comes nearest, and what it lacks.
fn unrecognised(table: &Table, specs: &[&TableSpec]) -> Problem {
    let place = Place::file(table.file()).line(1);
    let overlap =
        |spec: &TableSpec| spec.columns.iter().filter(|column| table.has(column.name)).count();
    let near = specs.iter().max_by_key(|spec| overlap(spec)).filter(|spec| overlap(spec) >= 2);
    let names: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
    let problem = Problem::error(place, "the columns fit none of the tables")
        .found(headings(table).collect::<Vec<_>>().join(","));
    if let [only] = headings(table).collect::<Vec<_>>().as_slice()
        && let Some(sign) = [';', '\t', '|'].into_iter().find(|sign| only.contains(*sign))
    {
        let sign = if sign == '\t' { "tabs".to_owned() } else { format!("“{sign}”") };
        return problem.suggest(format!("its cells are separated by {sign}: save it with commas"));
    }
    match near {
        Some(spec) => problem.suggest(format!(
            "for a {} table add the column {}",
            spec.name,
            one_of(&spec.missing(|name| table.has(name))).replace(" or ", " and ")
        )),
        None => problem.suggest(format!(
            "a table is {}; “sovereign-stack template TAB --out FILE” writes one to fill in",
            one_of(&names)
        )),
    }
}

/// The headings as our own tables write them.
fn headings(table: &Table) -> impl Iterator<Item = &str> {
    let parts = table.parts.iter().flat_map(|part| &part.reading.fields);
    parts.map(|(name, _)| name.as_str())
}

/// Reports needed columns that are missing and columns that nothing reads.
fn check_headings(table: &Table, spec: &TableSpec, problems: &mut Problems) {
    let place = Place::file(table.file()).line(1);
    for column in spec.missing(|name| table.has(name)) {
        problems.push(
            Problem::error(place.clone(), format!("the column {column} is missing"))
                .suggest(format!("add it; {} needs it", spec.name)),
        );
    }
    for (index, heading) in headings(table).enumerate() {
        if heading.is_empty() || spec.has(heading) {
            continue;
        }
        let problem = Problem::warning(
            place.clone().column(index as u64 + 1),
            format!("{} has no such column, so it is not used", spec.name),
        )
        .found(heading);
        let near = nearest(heading, spec.all_columns().map(|column| column.name));
        problems.push(match near {
            Some(name) => problem.suggest(format!("did you mean {name:?}?")),
            None => problem.suggest("remove it, or leave it for yourself"),
        });
    }
}

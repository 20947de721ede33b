//! A data package: a descriptor and its tables; or one table on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::formats::archive;
use super::import::{Import, Wishes};
use super::problem::{Place, Problem, Problems};
use super::source::{self, Folder, RawFile};
use super::spec::TableSpec;
use super::table::Table;
use super::{csv, import, mapping_file, references, together};
use crate::model::choice::nearest;
use crate::model::number::counted;

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
    /// How each file was read that is no part of a package; none for a package.
    pub imports: Vec<Import>,
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
        let package = Self {
            name: folder.name(),
            period: descriptor.period,
            tables,
            is_whole: true,
            imports: Vec::new(),
        };
        references::check(&package, is_complete, problems);
        Some(package)
    }

    /// One file on its own, recognised by its headings and cells. `None` where nothing of it can be
    /// used.
    pub fn from_file(
        file: RawFile,
        wishes: &Wishes,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Option<Self> {
        let imports = Import::read(file, wishes, specs, problems);
        Self::from_imports(imports, specs, problems)
    }

    /// The tables of files that are opened together; `None` where none of them feeds a table.
    pub fn from_imports(
        mut imports: Vec<Import>,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Option<Self> {
        import::tell_of_unrecognised(&imports, specs, problems);
        imports.retain(|import| import.mapping.is_some() && is_whole(import, specs, problems));
        for import in &imports {
            tell_of(import, specs, problems);
        }
        let tables = together::tables(&mut imports, specs, problems);
        let mut names: Vec<String> = imports
            .iter()
            .map(|import| source::display_name(Path::new(import.file.name.as_ref())))
            .collect();
        names.dedup();
        let package =
            Self { name: names.join(" + "), period: None, tables, is_whole: false, imports };
        references::check(&package, false, problems);
        (!package.tables.is_empty()).then_some(package)
    }
}

/// What a path turned out to hold.
pub enum Opened {
    /// A data package, which replaces every tab.
    Whole(Package),
    /// Files that each feed a table.
    Loose(Vec<Import>),
}

/// Opens a folder, a descriptor or a file. `None` where nothing could be read.
pub fn open(
    path: &Path,
    wishes: &Wishes,
    specs: &[&TableSpec],
    problems: &mut Problems,
) -> Option<Opened> {
    let whole = |folder: PathBuf, problems: &mut Problems| {
        Package::from_folder(&Folder::Disk(folder), specs, problems).map(Opened::Whole)
    };
    if source::is_folder(path) {
        return whole(path.to_owned(), problems);
    }
    if path.file_name().is_some_and(|name| name == DESCRIPTOR) {
        return whole(path.parent().unwrap_or_else(|| Path::new(".")).to_owned(), problems);
    }
    match source::read_watched(path, problems.progress()) {
        Ok(file) if archive::holds_package(&file) => {
            let folder = archive::package(&file, source::display_name(path), problems)?;
            Package::from_folder(&folder, specs, problems).map(Opened::Whole)
        }
        Ok(file) => {
            let mut wishes = wishes.clone();
            if let Some(accepted) = wishes.accepted.get(file.name.as_ref()) {
                wishes.encoding.clone_from(&accepted.encoding);
                wishes.sheet.clone_from(&accepted.sheet);
            }
            wishes.saved.extend(mapping_file::beside(path, specs, problems));
            Some(Opened::Loose(Import::read(file, &wishes, specs, problems)))
        }
        Err(refused) => {
            problems.append(refused);
            None
        }
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

/// Whether every field is fed without which its table has no records. A user may have taken one away.
fn is_whole(import: &Import, specs: &[&TableSpec], problems: &mut Problems) -> bool {
    let Some(mapping) = &import.mapping else { return false };
    let spec = specs.iter().find(|spec| spec.name == mapping.table);
    let lacks = spec.map_or_else(Vec::new, |spec| mapping.lacks(spec));
    for field in &lacks {
        let place = Place::file(Arc::clone(&import.sheet.file));
        let table = super::recognise::a_table(&mapping.table);
        let message = format!("no column feeds {field}, which {table} needs");
        let problem = Problem::error(place, message);
        problems.push(problem.suggest("choose the column that holds it, or another table"));
    }
    lacks.is_empty()
}

/// Tells what a reader should know of a file before trusting what is shown of it.
fn tell_of(import: &Import, specs: &[&TableSpec], problems: &mut Problems) {
    let Some(mapping) = &import.mapping else { return };
    let place = Place::file(Arc::clone(&import.sheet.file));
    let header = import.sheet.facts.header_line.unwrap_or(1);
    if import.sheet.grid.rows() == 0 {
        // In a package a table may be empty; on its own it would put a figure of nothing in place of
        // what is shown.
        let problem = Problem::error(place.clone(), "the file has a header and no rows");
        problems.push(problem.suggest("add a row below the header"));
    }
    let corrected = import.corrected().len();
    if corrected > 0 {
        let cells = counted(corrected, "cell");
        let message = format!("{cells} read as corrected by the user when the file was loaded");
        problems.note(Problem::warning(place.clone(), message));
    }
    let doubted = import.recognised().filter(|_| !import.is_accepted);
    for doubt in doubted.into_iter().flat_map(|found| &found.doubts) {
        let problem = Problem::warning(place.clone().line(header), doubt);
        problems.push(problem.suggest("look whether the columns are taken for the right thing"));
    }
    let unused = mapping.columns.iter().enumerate();
    let unused = unused.filter(|(_, c)| c.field.is_none() && !c.heading.is_empty());
    let Some(spec) = specs.iter().find(|spec| spec.name == mapping.table) else { return };
    if mapping.is_plain() {
        for (index, column) in unused {
            let place = place.clone().line(header).column(index as u64 + 1);
            problems.push(unused_column(place, &column.heading.to_lowercase(), spec));
        }
        return;
    }
    let named: Vec<String> = unused
        .map(|(index, column)| match column.because.as_str() {
            "" => import::named(&column.heading, index),
            because => format!("{} ({because})", import::named(&column.heading, index)),
        })
        .collect();
    if !named.is_empty() {
        let columns = counted(named.len(), "column");
        let message = format!("{columns} not used: {}", named.join(", "));
        problems.note(Problem::warning(place.line(header), message));
    }
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
    let headings = table.parts.iter().flat_map(|part| &part.reading.fields);
    for (index, (heading, _)) in headings.enumerate() {
        if !heading.is_empty() && !spec.has(heading) {
            let place = place.clone().column(index as u64 + 1);
            problems.push(unused_column(place, heading, spec));
        }
    }
}

/// Reports a column that nothing reads.
fn unused_column(place: Place, heading: &str, spec: &TableSpec) -> Problem {
    let message = format!("{} has no such column, so it is not used", spec.name);
    let problem = Problem::warning(place, message).found(heading);
    match nearest(heading, spec.all_columns().map(|column| column.name)) {
        Some(name) => problem.suggest(format!("did you mean {name:?}?")),
        None => problem.suggest("remove it, or leave it for yourself"),
    }
}

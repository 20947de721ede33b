//! Right files to begin with.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use sovereign_stack::load::source;
use zip::write::SimpleFileOptions;

/// A file of the repository.
pub fn file(path: impl AsRef<Path>) -> Vec<u8> {
    source::read(path.as_ref()).unwrap().bytes.to_vec()
}

/// The files of these folders of fixtures with these endings, by name.
pub fn files(folders: &[&str], endings: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(Path::new("tests/fixtures").join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| endings.iter().any(|end| e == *end)))
        .collect();
    paths.sort();
    paths.into_iter().map(file).collect()
}

/// These texts.
pub fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The cells of a column.
pub fn column(path: &str, heading: &str) -> Vec<Vec<u8>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let at = reader.headers().unwrap().iter().position(|name| name == heading).unwrap();
    reader.records().map(|row| row.unwrap().get(at).unwrap().as_bytes().to_vec()).collect()
}

/// Rows as objects, one a line.
pub fn json_lines() -> Vec<Vec<u8>> {
    texts(&[
        "{\"model\": \"a\", \"downloads\": 5, \"tags\": [\"x\", \"y\"]}\n{\"model\": \"b\", \"at\": {\"day\": null}}\n",
        "{\"a\": 1}\r\n\r\n{\"a\": true, \"b\": \"\\u00e9\"}",
        "[1, 2]\n[3, 4]\n",
    ])
}

/// Tables among words.
pub fn markdown() -> Vec<Vec<u8>> {
    texts(&[
        "# Title\n\nWords.\n\n| a | b |\n|---|:-:|\n| 1 | `x|y` |\n| **2** | [c](d) \\| e |\n\nMore.\n",
        "|Company|Amount|\n|--|--|\n|Acme|$5M|\n\n|Other|Table|\n|--|--|\n|1|2|\n",
        "a\tb\n1\t2\n",
    ])
}

/// A table, packed.
pub fn gzipped() -> Vec<Vec<u8>> {
    let tables = ["data/funding.csv", "data/talent.csv"];
    tables
        .iter()
        .map(|path| {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(&file(path)).unwrap();
            gzip.finish().unwrap()
        })
        .collect()
}

/// Archives of tables, one of them a data package.
pub fn zipped() -> Vec<Vec<u8>> {
    let sets: [&[&str]; 3] = [
        &["data/funding.csv"],
        &["data/teams.csv", "data/chain.csv", "tests/fixtures/made/kinds.ods"],
        &["tests/fixtures/timelinejs/cosmo.json", "tests/fixtures/made/none.parquet"],
    ];
    let zip = |paths: &&[&str]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for path in *paths {
            let name = path.rsplit('/').next().unwrap();
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&file(path)).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    sets.iter().map(zip).collect()
}

/// Files that each feed a tab.
pub fn whole_files() -> Vec<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = [
        "data/coverage.csv",
        "data/adoption.csv",
        "data/benchmarks.csv",
        "data/funding.csv",
        "data/talent.csv",
        "data/models.csv",
        "data/chain.csv",
        "tests/fixtures/timelinejs/cosmo.json",
    ]
    .iter()
    .map(file)
    .collect();
    files.extend(texts(&[
        "Company,Round Amount (in USD),Announced Date,Investors\nAcme,\"20,00,00,000\",05/02/2026,\"A, B\"\n\
         Beta,undisclosed,1/23/2014,\n",
        "model,2025-11,2025-12,2026-01\na,1,2,3\nb,4,,6\n",
        "Model;MMLU;GPQA;Arena Score\na;72,2;61;1432,8876543\nb;70,1;;1300\n",
    ]));
    files
}

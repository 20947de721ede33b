//! What is far too large, made to do harm, or no file at all is refused with a reason.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes files for the program to read")]

use std::io::Write as _;

use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::source::{self, RawFile};
use sovereign_stack::load::{Problems, formats};
use zip::write::SimpleFileOptions;

/// What is told of bytes that no table can be read from.
fn refusal(bytes: Vec<u8>) -> String {
    refusal_of("a", bytes)
}

fn refusal_of(name: &str, bytes: Vec<u8>) -> String {
    let mut problems = Problems::default();
    let file = RawFile { name: name.into(), bytes: bytes.into() };
    let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
    assert!(sheets.is_empty() && problems.has_errors(), "{problems:?}");
    problems.iter().next().unwrap().to_string()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn one(name: &str, bytes: &[u8]) -> Vec<u8> {
    zipped(&[(name.to_owned(), bytes.to_vec())])
}

/// The bytes with every text in place of another of the same length.
fn with(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    assert!(!places.is_empty() && old.len() == new.len(), "the archive holds {old:?}");
    for at in places {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

#[test]
fn lines_cells_and_rows_far_too_large_are_refused() {
    let wide = "x,".repeat(100_000);
    assert!(refusal(wide.clone().into_bytes()).contains("more than 2000 cells"));
    let below = refusal(format!("a,b\n1,2\n{wide}\n").into_bytes());
    assert!(below.starts_with("a:3: the row has more than 2000 cells"), "{below}");
    let cell = format!("a,b\n1,{}\n", "x".repeat(11 << 20));
    assert!(refusal(cell.into_bytes()).starts_with("a:2: a cell has more than 10 MB"));
    let endless = vec![b'x'; 65 << 20];
    assert!(refusal(endless).starts_with("a:1: the line has more than 64 MB"));
}

#[test]
fn json_too_deep_or_too_wide_is_refused_in_whatever_form() {
    let deep = |open: &str, close: &str| {
        format!("{}1{}", open.repeat(100_000), close.repeat(100_000)).into_bytes()
    };
    for bytes in [deep("[", "]"), deep("{\"a\":", "}"), deep("[{\"a\":", "}]")] {
        let told = refusal_of("a.json", bytes);
        assert!(told.contains("too much to be read: values lie in each other"), "{told}");
    }
    let members: Vec<String> = (0..100_000).map(|number| format!("\"c{number}\":1")).collect();
    let wide = format!("[{{{}}}]", members.join(","));
    assert!(refusal(wide.into_bytes()).contains("more than 2000 columns"));
    let rows: Vec<String> = (0..3000).map(|number| format!("{{\"c{number}\":1}}")).collect();
    assert!(
        refusal(format!("[{}]", rows.join(",")).into_bytes()).contains("more than 2000 columns")
    );
    // On a line of its own such a value is a row that cannot be read.
    let lines = [b"{\"a\":1}\n", deep("{\"a\":", "}").as_slice(), b"\n{\"a\":2}\n"].concat();
    let mut problems = Problems::default();
    let file = RawFile { name: "a".into(), bytes: lines.into() };
    let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
    assert_eq!((sheets[0].grid.rows(), sheets[0].refused.len()), (3, 1), "{problems:?}");
    assert!(sheets[0].refused[0].1.to_string().contains("more than 100 deep"));
}

#[test]
fn markdown_too_wide_and_of_too_many_tables_is_refused() {
    let row = |cell: &str| format!("|{}\n", cell.repeat(100_000));
    let wide = [row("a|"), row("-|"), row("1|")].concat();
    let told = refusal_of("a.md", wide.into_bytes());
    assert!(told.contains("100000 columns, and 2000 can be read"), "{told}");
    let many = "## A\n| a | b |\n|---|---|\n| 1 | 2 |\n\n".repeat(20_000);
    let told = refusal_of("a.md", many.into_bytes());
    assert!(told.contains("more than 1000 tables"), "{told}");
}

#[test]
fn what_is_no_text_is_not_read_as_text() {
    let told = refusal(b"a,b\n1\0,2\n".to_vec());
    assert!(told.contains("a:2:") && told.contains("the file holds a NUL byte"), "{told}");
    assert!(refusal(vec![0; 5000]).contains("NUL byte"));
}

#[test]
fn what_becomes_far_larger_is_not_unpacked() {
    let zeros = vec![b'0'; 40 << 20];
    assert!(refusal(gzipped(&zeros)).contains("200 times larger"));
    assert!(refusal(one("a.csv", &zeros)).contains("200 times larger"));
    // The declared sizes are not believed.
    let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let lying = with(&one("a.csv", &zeros), &size, &[9, 0, 0, 0]);
    assert!(refusal(lying).contains("a.csv: the file in the archive"));
    // A workbook is an archive too.
    let part = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
    let parts = [part("[Content_Types].xml", b"<Types/>"), part("xl/workbook.xml", &zeros)];
    assert!(
        refusal(zipped(&parts)).contains("would unfold to 40 MB")
            || refusal(zipped(&parts)).contains("unfold")
    );
    let boasting = with(&one("a.csv", b"a,b\n1,2\n"), &[8, 0, 0, 0], &[0, 0, 0, 0xF0]);
    assert!(refusal(boasting).contains("larger than 1 GB"));
}

#[test]
fn archives_that_reach_out_of_themselves_are_refused() {
    let table = b"a,b\n1,2\n";
    for name in ["../a.csv", "/aa.csv", "C:/a.csv", "b\\aa.csv", "b/../c.csv"] {
        let harmless = "x".repeat(name.len());
        let archive = with(&one(&harmless, table), harmless.as_bytes(), name.as_bytes());
        let told = refusal(archive);
        assert!(told.contains("leads out of it"), "{name}: {told}");
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.add_symlink("a.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let link = zip.finish().unwrap().into_inner();
    assert!(refusal(link).contains("a link in the archive"));
}

#[test]
fn archives_of_archives_and_of_thousands_are_refused() {
    let inner = one("a.csv", b"a,b\n1,2\n");
    assert!(refusal(one("b.csv", &inner)).contains("an archive within an archive"));
    assert!(refusal(gzipped(&inner)).contains("holds another archive"));
    assert!(refusal(one("b.zip", &inner)).contains("holds no table, found \"b.zip\""));
    let many: Vec<_> = (0..1001).map(|number| (format!("{number}.csv"), vec![b'a'])).collect();
    assert!(refusal(zipped(&many)).contains("more than 1000 files"));
    let twice = [("aaa.csv".to_owned(), vec![b'a']), ("bbb.csv".to_owned(), vec![b'b'])];
    assert!(refusal(with(&zipped(&twice), b"bbb.csv", b"aaa.csv")).contains("the same name"));
}

#[test]
fn damaged_archives_say_so() {
    let table = "a,b\n1,2\n".repeat(500).into_bytes();
    let gzip = gzipped(&table);
    assert!(refusal(gzip[..gzip.len() - 9].to_vec()).contains("cannot be unpacked"));
    let zip = one("a.csv", &table);
    assert!(refusal(zip[..zip.len() - 9].to_vec()).contains("the archive is refused"));
    // Whatever byte is wrong, something is said or the table is whole.
    for at in 0..zip.len() {
        let mut bytes = zip.clone();
        bytes[at] ^= 0x55;
        let mut problems = Problems::default();
        let file = RawFile { name: "a".into(), bytes: bytes.into() };
        let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
        let is_whole = sheets.first().is_some_and(|sheet| sheet.grid.rows() == 999);
        assert!(is_whole || !problems.is_empty(), "byte {at}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let told = |name: &str| {
        let refused = source::read(&path(name)).unwrap_err();
        refused.iter().next().unwrap().message.clone()
    };
    assert!(std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    assert!(told("pipe").contains("a device or a pipe"));
    let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
    assert!(told("socket").contains("a device or a pipe"));
    std::os::unix::fs::symlink(path("b"), path("a")).unwrap();
    std::os::unix::fs::symlink(path("a"), path("b")).unwrap();
    assert!(told("a").contains("in a circle"));
    std::os::unix::fs::symlink(path("nothing"), path("broken")).unwrap();
    assert!(told("broken").contains("leads to a file that is not there"));
    std::fs::create_dir(path("folder")).unwrap();
    assert!(told("folder").contains("this is a folder"));
    let large = |name: &str, start: &[u8], size: u64| {
        let mut file = std::fs::File::create(path(name)).unwrap();
        file.write_all(start).unwrap();
        file.set_len(size).unwrap();
    };
    std::fs::write(path("long.csv"), vec![b'\n'; 20_000_001]).unwrap();
    assert!(told("long.csv").contains("more than 20,000,000 lines"));
    large("large.csv", b"a,b\n", (1 << 30) + 1);
    assert!(told("large.csv").contains("up to 1024 MB"));
    large("large.json", b"[1", (256 << 20) + 1);
    assert!(told("large.json").contains("up to 256 MB"));
}

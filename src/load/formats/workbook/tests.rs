//! Workbooks that are too large, that lie, that are damaged or locked.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn read(bytes: &[u8]) -> (Vec<Sheet>, Vec<String>) {
    let file = RawFile { name: Arc::from("a.xlsx"), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let sheets = super::super::sheets(&file, &Wishes::default(), &mut problems);
    (sheets, problems.iter().map(ToString::to_string).collect())
}

fn refused(bytes: &[u8]) -> String {
    let (sheets, problems) = read(bytes);
    assert_eq!((sheets.len(), problems.len()), (0, 1), "{problems:?}");
    problems[0].clone()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with one sheet of this content and these shared texts.
fn excel(rows: &str, texts: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            relations(relation("rId1", "officeDocument", "xl/workbook.xml")).as_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")).as_bytes(),
        ),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn open_document(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">\
         {table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

#[test]
fn a_plain_workbook_is_read() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\"><v>5\
                </v></c></row>";
    let (sheets, problems) = read(&excel(rows, "<sst uniqueCount=\"1\"><si><t>n</t></si></sst>"));
    assert_eq!((sheets.len(), problems.len()), (1, 0), "{problems:?}");
    assert_eq!((sheets[0].headings.join(""), sheets[0].grid.line(0)), ("n".to_owned(), 3));
}

#[test]
fn what_would_unfold_to_far_too_much_is_refused() {
    let spaces = " ".repeat(30 << 20);
    assert!(refused(&excel(&spaces, "<sst/>")).contains("unfold to 30 MB"));
    let texts = "<sst uniqueCount=\"99999999999\"><si><t>n</t></si></sst>";
    assert!(refused(&excel("<row/>", texts)).contains("far too many texts"));
    let one = "x".repeat(1 << 20);
    let texts = format!("<sst><si><t>{one}</t></si></sst>");
    let row = |number: usize| format!("<row r=\"{number}\"><c t=\"s\"><v>0</v></c></row>");
    let rows: String = (1..600).map(row).collect();
    assert!(refused(&excel(&rows, &texts)).contains("MB of text"));
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert!(refused(&excel(far, "<sst/>")).contains("2000 columns"));
}

#[test]
fn a_part_that_holds_more_than_it_says_is_refused() {
    let rows = "<row r=\"1\"><c><v>1</v></c></row>".repeat(50);
    let mut bytes = excel(&rows, "<sst/>");
    // The size stands at the same place before the name in the list of parts and before the part.
    let size = (format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").len() as u32)
        .to_le_bytes();
    let places: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty(), "the size stands somewhere");
    for place in places {
        bytes[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(refused(&bytes).contains("larger than its declared"), "{}", refused(&bytes));
}

#[test]
fn a_cell_in_a_place_that_no_sheet_has_is_refused() {
    // Numbers that would come round to a place in the sheet if they were not checked.
    for place in ["A4294967298", "MWLQKWV2", "A99999999999999999999", "ZZZZZZZZ1", "A0", "1", "É1"]
    {
        let row = format!("<row><c r=\"{place}\"><v>1</v></c></row>");
        let told = refused(&excel(&row, "<sst/>"));
        assert!(told.contains("damaged") || told.contains("columns"), "{place}: {told}");
        let row = format!("<row r=\"{place}\"><c><v>1</v></c></row>");
        let (sheets, told) = read(&excel(&row, "<sst/>"));
        assert!(sheets.len() == 1 || !told.is_empty(), "{place}: {told:?}");
    }
}

#[test]
fn repeats_in_open_documents_are_not_believed_blindly() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\" \
                table:number-columns-repeated=\"2000\"/>";
    let row = |repeats: &str, cell: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{repeats}\">{cell}</table:table-row>"
        )
    };
    assert!(refused(&open_document(&row("1048576", cell))).contains("20000000 cells"));
    let wide = cell.replace("2000", "4000000000");
    assert!(refused(&open_document(&row("1", &wide))).contains("2000 columns"));
    let spaces = "<table:table-cell office:value-type=\"string\"><text:p>a<text:s \
                  text:c=\"4000000000\"/>b</text:p></table:table-cell>";
    let (sheets, _) = read(&open_document(&row("1", spaces)));
    assert!(sheets[0].headings[0].len() < 2000, "spaces are as many as a cell may have");
}

#[test]
fn other_office_files_are_named() {
    for (part, name) in [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", "a binary workbook (XLSB)"),
    ] {
        let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), (part, b"")]);
        assert!(refused(&bytes).contains(&format!("this is {name}")), "{}", refused(&bytes));
    }
    let text = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    assert!(refused(&text).contains("a text document"));
}

/// A container of streams without content.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0; 512 * 3];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let mut put = |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    put(30, 9);
    put(48, 1);
    put(60, 0xFFFF_FFFE);
    put(68, 0xFFFF_FFFE);
    for place in 0..109 {
        put(76 + place * 4, if place == 0 { 0 } else { 0xFFFF_FFFF });
    }
    put(512, 0xFFFF_FFFD);
    put(516, 0xFFFF_FFFE);
    for (index, name) in ["Root Entry"].iter().chain(names).enumerate() {
        let start = 1024 + index * 128;
        for (letter, unit) in name.encode_utf16().enumerate() {
            bytes[start + letter * 2..start + letter * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        bytes[start + 116..start + 120].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn locked_workbooks_ask_for_the_password_to_be_removed() {
    let message = refused(&compound(&["EncryptionInfo", "EncryptedPackage"]));
    assert!(message.contains("protected by a password; remove the password"), "{message}");
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zipped(&[("mimetype", kind), ("META-INF/manifest.xml", manifest)]);
    assert!(refused(&bytes).contains("protected by a password"));
    assert!(refused(&compound(&["Book"])).contains("Excel 95"));
    assert!(refused(&compound(&["WordDocument"])).contains("a Word document"));
    assert!(refused(&compound(&[])).contains("without a workbook"));
}

#[test]
fn streams_that_run_in_a_circle_are_refused() {
    let mut bytes = compound(&["Workbook"]);
    bytes[516..520].copy_from_slice(&1_u32.to_le_bytes());
    assert!(refused(&bytes).contains("in a circle"));
}

#[test]
fn damaged_workbooks_are_refused_or_read_and_never_panic() {
    for name in ["kinds.xlsx", "kinds.xls", "kinds.ods"] {
        let path = format!("tests/fixtures/made/{name}");
        let whole = crate::load::source::read(path.as_ref()).unwrap().bytes.to_vec();
        assert_eq!(read(&whole).0.len(), 1, "{name}");
        for end in (0..whole.len()).step_by(whole.len() / 60) {
            read(&whole[..end]);
        }
        for place in (0..whole.len()).step_by(whole.len() / 400) {
            let mut bytes = whole.clone();
            bytes[place] ^= 0xFF;
            let (sheets, problems) = read(&bytes);
            assert!(!sheets.is_empty() || !problems.is_empty(), "{name} at {place} is silent");
        }
    }
}

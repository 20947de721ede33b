//! The parts of a presentation in their archive: relationships, kinds of content, bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::export::xml::{HEAD, escape};

/// Names of relationships and kinds of content begin with these.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.";

/// The parts, in the order written.
#[derive(Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    kinds: String,
}

impl Package {
    /// Adds an XML part with the last words of its kind of content, and what it points to.
    pub fn add(&mut self, name: &str, kind: &str, xml: String, links: &[(&str, String)]) {
        let kind = match kind {
            "core" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            kind => format!("{CONTENT}{kind}+xml"),
        };
        // Writing to a string cannot fail.
        write!(self.kinds, "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>").ok();
        self.parts.push((name.to_owned(), xml.into_bytes()));
        if !links.is_empty() {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            let name = format!("{folder}/_rels/{file}.rels");
            self.parts.push((name, relationships(links).into_bytes()));
        }
    }

    /// Adds a part whose kind is told by its extension.
    pub fn add_file(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push((name.to_owned(), bytes));
    }

    /// The archive. Its times are fixed, so the same parts give the same bytes.
    pub fn finish(self) -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let root = relationships(&[
            ("officeDocument", "ppt/presentation.xml".to_owned()),
            ("core-properties", "docProps/core.xml".to_owned()),
            ("extended-properties", "docProps/app.xml".to_owned()),
        ]);
        let head = [("[Content_Types].xml", self.types()), ("_rels/.rels", root)];
        for (name, text) in head {
            archive.start_file(name, options)?;
            archive.write_all(text.as_bytes())?;
        }
        for (name, bytes) in &self.parts {
            archive.start_file(name.as_str(), options)?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn types(&self) -> String {
        let sheet = format!("{CONTENT}spreadsheetml.sheet");
        let defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("xlsx", sheet.as_str()),
        ];
        let mut text = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        );
        for (extension, kind) in defaults {
            write!(text, "<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>").ok();
        }
        text + &self.kinds + "</Types>"
    }
}

/// Relationships, numbered from `rId1` in their order.
fn relationships(links: &[(&str, String)]) -> String {
    let mut text = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (index, (kind, target)) in links.iter().enumerate() {
        let kind = match *kind {
            "core-properties" => {
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                    .to_owned()
            }
            kind => format!("{RELATIONSHIPS}/{kind}"),
        };
        let number = index + 1;
        let target = escape(target);
        write!(text, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>").ok();
    }
    text + "</Relationships>"
}

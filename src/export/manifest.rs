//! What files were made of, and what they are: for whoever must make or check them again.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::facts::{Facts, SOFTWARE};
use crate::desk::Shown;

/// A file written, and its bytes.
pub struct Written {
    /// Its name, without its folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

impl Written {
    /// Of these bytes.
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Self {
        let digest: Vec<String> =
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { name: name.into(), digest: digest.concat() }
    }
}

/// The manifest as JSON: program, figures with their data and options, files with their hashes.
/// `made` are the options of the export itself.
pub fn manifest(figures: &[&Shown], made: &[(&str, String)], files: &[Written]) -> Vec<u8> {
    let figure = |shown: &&Shown| {
        let facts = Facts::of(shown);
        let options: Map<String, Value> = facts
            .options
            .into_iter()
            .map(|(key, value)| (key.to_owned(), Value::String(value)))
            .collect();
        // Names of files, and not the folders of whoever made them.
        let data = super::notes::data(shown);
        json!({ "tab": facts.tab, "data": data, "data_sha256": facts.digest, "options": options })
    };
    let made: Map<String, Value> =
        made.iter().map(|(key, value)| ((*key).to_owned(), Value::String(value.clone()))).collect();
    let manifest = json!({
        "software": SOFTWARE,
        "export": made,
        "figures": figures.iter().map(figure).collect::<Vec<_>>(),
        "files": files
            .iter()
            .map(|file| json!({ "name": file.name, "sha256": file.digest }))
            .collect::<Vec<_>>(),
    });
    let mut text = format!("{manifest:#}");
    text.push('\n');
    text.into_bytes()
}

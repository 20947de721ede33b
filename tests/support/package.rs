//! The bundled package with one file changed, opened from disk.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

use sovereign_stack::desk::Desk;

/// What is opened, and every problem in words, without the folder it lies in.
pub fn package(file: &str, change: impl Fn(String) -> String) -> (Option<Desk>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir("data").unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let path = folder.path().join(file);
    let text = change(std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, text).unwrap();
    let (desk, problems) = Desk::bundled().unwrap().open(folder.path());
    let prefix = format!("{}/", folder.path().display());
    (desk, problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect())
}

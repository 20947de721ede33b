//! Which of the tables in a file is meant.

use std::sync::Arc;

use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems};
use crate::model::choice::nearest;

/// What the user wishes of the parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing in particular.
    Any,
    /// The part with this number, from 0.
    Part(usize),
    /// One that the file does not have.
    Unknown,
}

/// The part among `names` that the user wishes, whatever the capitals. That there is none is then in
/// `problems`.
pub fn wished(file: &Arc<str>, names: &[String], wishes: &Wishes, problems: &mut Problems) -> Wish {
    let Some(wish) = wishes.sheet.as_deref() else { return Wish::Any };
    let lower = wish.trim().to_lowercase();
    if let Some(found) = names.iter().position(|name| name.trim().to_lowercase() == lower) {
        return Wish::Part(found);
    }
    let known: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let known = super::headings::listed(&known);
    let hint = match nearest(wish, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean “{near}”? it has {known}"),
        None => format!("it has {known}"),
    };
    let place = Place::file(Arc::clone(file));
    let problem = Problem::error(place, "the file has no sheet of this name");
    problems.push(problem.found(wish).suggest(hint));
    Wish::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_whatever_the_capitals_and_an_unknown_one_is_told() {
        let names = ["Funding".to_owned(), "Notes".to_owned()];
        let mut problems = Problems::default();
        let mut find = |sheet: Option<&str>| {
            let wishes = Wishes { sheet: sheet.map(str::to_owned), ..Wishes::default() };
            wished(&Arc::from("a.xlsx"), &names, &wishes, &mut problems)
        };
        assert_eq!(find(None), Wish::Any);
        assert_eq!(find(Some("notes ")), Wish::Part(1));
        assert_eq!(find(Some("Note")), Wish::Unknown);
        let text = problems.iter().next().unwrap().to_string();
        assert!(text.contains("did you mean “Notes”? it has “Funding”, “Notes”"), "{text}");
    }
}

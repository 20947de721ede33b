//! Which of the tables in a file is meant.

use std::sync::Arc;

use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems};
use crate::model::choice::nearest;

/// The place in `names` of the part that the user wishes, whatever the capitals: `Some(None)` where
/// they wish none, `None` where there is none of that name, which is then in `problems`.
pub fn wished(
    file: &Arc<str>,
    names: &[String],
    wishes: &Wishes,
    problems: &mut Problems,
) -> Option<Option<usize>> {
    let Some(wish) = wishes.sheet.as_deref() else { return Some(None) };
    let lower = wish.trim().to_lowercase();
    let found = names.iter().position(|name| name.trim().to_lowercase() == lower);
    if found.is_none() {
        let known: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
        let near = nearest(wish, names.iter().map(String::as_str));
        let mut hint = format!("it has {}", super::headings::listed(&known));
        if let Some(near) = near {
            hint = format!("did you mean “{near}”? {hint}");
        }
        let place = Place::file(Arc::clone(file));
        let problem = Problem::error(place, "the file has no sheet of this name");
        problems.push(problem.found(wish).suggest(hint));
    }
    found.map(Some)
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
        assert_eq!(find(None), Some(None));
        assert_eq!(find(Some("notes ")), Some(Some(1)));
        assert_eq!(find(Some("Note")), None);
        let text = problems.iter().next().unwrap().to_string();
        assert!(text.contains("did you mean “Notes”? it has “Funding”, “Notes”"), "{text}");
    }
}

//! The sentences over the parameters.

use super::chart::footing;
use super::chart_figures::Group;
use super::chart_parameters::{Size, Sizes};
use super::data::Stack;
use crate::model::number::{counted, in_words};

/// The finding: which model uses the smallest share of itself.
pub fn of(models: &[Sizes], figures: &[Group]) -> String {
    let mut complete: Vec<&Sizes> =
        models.iter().filter(|sizes| sizes.share.value.is_some()).collect();
    complete.sort_by(|a, b| {
        let share = |sizes: &Sizes| sizes.share.value.unwrap_or_default();
        share(a).total_cmp(&share(b))
    });
    match complete.as_slice() {
        [] => incomplete(models, figures),
        [only] => activates(only),
        [least, most] => {
            let name = short_name(&most.name, &least.name);
            let (active, total) = (text(&most.active), text(&most.total));
            format!(
                "{}; {name} activates {active} of {total}, {}",
                activates(least),
                most.share.in_short
            )
        }
        [least, .., most] => format!(
            "Of {} models, {} activates the smallest share of its parameters, {}, and {} the \
             largest, {}",
            in_words(complete.len()),
            least.name,
            least.share.in_short,
            most.name,
            most.share.in_short
        ),
    }
}

/// `DeepSeek V4 activates ~32B of ~1T parameters, ~3.2%`.
fn activates(sizes: &Sizes) -> String {
    let (active, total) = (text(&sizes.active), text(&sizes.total));
    format!("{} activates {active} of {total} parameters, {}", sizes.name, sizes.share.in_short)
}

fn text(size: &Size) -> &str {
    size.told.as_ref().map_or("", |told| &told.text)
}

/// `V3` beside `DeepSeek V4`: without the words that both begin with.
fn short_name<'a>(name: &'a str, beside: &str) -> &'a str {
    let mut rest = name;
    for word in beside.split(' ') {
        match rest.split_once(' ') {
            Some((first, after)) if first == word && !after.trim().is_empty() => rest = after,
            _ => break,
        }
    }
    rest
}

/// Where no share can be computed: the largest total, or what is missing.
fn incomplete(models: &[Sizes], figures: &[Group]) -> String {
    let totals = models.iter().filter_map(|sizes| Some((sizes, sizes.total.reach()?.high)));
    let largest = totals.clone().reduce(|best, next| if next.1 > best.1 { next } else { best });
    let active = models.iter().find(|sizes| sizes.active.reach().is_some());
    match (largest, models) {
        (Some((sizes, _)), [_]) => format!(
            "{} has {} parameters; how many of them are active is not stated",
            sizes.name,
            text(&sizes.total)
        ),
        (Some((sizes, _)), _) => format!(
            "{} is the largest of {} models with {} parameters; no active share can be computed",
            sizes.name,
            in_words(totals.count()),
            text(&sizes.total)
        )
        .replace("largest of one models with", "only model with a stated total,"),
        (None, []) => of_figures(figures),
        (None, _) if active.is_some() => active.map_or_else(String::new, |sizes| {
            let words = text(&sizes.active);
            format!("{} activates {words} parameters; of how many is not stated", sizes.name)
        }),
        (None, [only]) => format!("How many parameters {} has is not stated", only.name),
        (None, several) => format!(
            "How many parameters they have is stated of none of {} models",
            in_words(several.len())
        ),
    }
}

fn of_figures(figures: &[Group]) -> String {
    let items =
        || figures.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)));
    match items().next() {
        None => "No figure to show".to_owned(),
        Some((group, item)) if items().count() == 1 => {
            format!("{}: {}, {}", group.head, lower_first(&item.caption), item.value)
        }
        Some(_) => format!(
            "{}, and no total or active parameters among them",
            counted(items().count(), "figure")
        ),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Measure, unit and how it is stated.
pub fn under(stack: &Stack, models: &[Sizes]) -> String {
    let rows = &stack.measures.items;
    let how = footing(rows.iter().map(|row| row.said.provenance()));
    if models.is_empty() {
        return format!("Other measures than parameters · {how} · the table gives no dates");
    }
    let drawn = rows.iter().filter(|row| row.said.measure().to_lowercase().contains("parameter"));
    let how = footing(drawn.map(|row| row.said.provenance()));
    let share = if models.iter().any(|sizes| sizes.share.value.is_some()) {
        " · active share computed here"
    } else {
        ""
    };
    format!("Total and active parameters, {how}{share} · the table gives no dates")
}

//! The chain: links joined into strands of boxes and arrows, whatever their table joins to what.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Link, Overview, Stated};
use crate::model::choice::all_of;
use crate::model::number::counted;
use crate::model::{Goal, Mark, Quantity};

/// How many strands are drawn.
const STRANDS: usize = 8;
/// How many links are looked at for them.
const LINKS: usize = 150;
/// How many ends of the same relation share a box.
const SHARED: usize = 3;

/// The chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The longest first; together they draw each link once.
    pub strands: Vec<Strand>,
    /// Links in none of them.
    pub more: Option<More>,
    /// How many links there are.
    pub links: usize,
    /// Whether all of them were looked at for the longest strand.
    pub is_surveyed: bool,
}

/// Boxes joined by arrows, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strand {
    pub first: Node,
    pub hops: Vec<Hop>,
}

/// An arrow and the box that it ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    pub key: String,
    pub relation: String,
    /// How many links it stands for.
    pub links: usize,
    /// What the box names.
    pub names: Vec<String>,
    pub to: Node,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub name: String,
    /// Key of its mark and words for its size, where the data states one and no box before has it.
    pub size: Option<(String, String)>,
    /// Whether nothing follows from it in the whole table.
    pub is_end: bool,
}

/// Links that are not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    pub key: String,
    pub count: usize,
}

/// Links that share an arrow.
#[derive(Clone, Debug)]
struct Bundle<'a> {
    from: &'a str,
    relation: &'a str,
    to: Vec<&'a str>,
    links: Vec<&'a Link>,
}

/// The strands; `None` where the data has no links.
pub fn build(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Chain> {
    let links = &overview.links.items;
    let (near, far) = links.split_at(links.len().min(LINKS));
    let onward: BTreeSet<&str> = links.iter().map(Link::from).collect();
    let mut bundles = bundles(near, &onward);
    let mut strands = Vec::new();
    let mut sized = BTreeSet::new();
    while strands.len() < STRANDS && !bundles.is_empty() {
        let path = longest(&bundles);
        let of: Vec<Bundle<'_>> =
            path.iter().filter_map(|index| bundles.get(*index)).cloned().collect();
        let mut boxes = Sizes { models: &overview.models, sized: &mut sized, onward: &onward };
        strands.extend(strand(&of, &mut boxes, marks));
        let mut index = 0;
        bundles.retain(|_| {
            index += 1;
            !path.contains(&(index - 1))
        });
    }
    let rest: Vec<&Link> =
        bundles.iter().flat_map(|bundle| bundle.links.clone()).chain(far).collect();
    let more = more(&rest, marks);
    (!strands.is_empty()).then_some(Chain {
        strands,
        more,
        links: links.len(),
        is_surveyed: far.is_empty(),
    })
}

/// Links with the same beginning and relation share an arrow where nothing follows from their ends.
fn bundles<'a>(links: &'a [Link], onward: &BTreeSet<&str>) -> Vec<Bundle<'a>> {
    let mut bundles: Vec<Bundle<'_>> = Vec::new();
    let mut open: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for link in links {
        let (from, relation, to) = (link.from(), link.relation(), link.to());
        let is_end = !onward.contains(to);
        let shared = open.get(&(from, relation)).filter(|_| is_end);
        if let Some(bundle) = shared.and_then(|index| bundles.get_mut(*index))
            && bundle.to.len() < SHARED
        {
            bundle.links.push(link);
            if !bundle.to.contains(&to) {
                bundle.to.push(to);
            }
            continue;
        }
        if is_end {
            open.insert((from, relation), bundles.len());
        }
        bundles.push(Bundle { from, relation, to: vec![to], links: vec![link] });
    }
    bundles
}

/// The longest way along the arrows that meets no box twice, as positions of bundles. Never empty
/// where there are bundles.
fn longest(bundles: &[Bundle<'_>]) -> Vec<usize> {
    let rank = ranks(bundles);
    let of = |name: &str| rank.get(name).copied().unwrap_or_default();
    // From the last box backwards: the best arrow out of each, and how many follow in all.
    let mut backwards: Vec<usize> = (0..bundles.len()).collect();
    backwards.sort_by_key(|index| {
        (std::cmp::Reverse(bundles.get(*index).map_or(0, |bundle| of(bundle.from))), *index)
    });
    let mut best: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for index in backwards {
        let Some(bundle) = bundles.get(index) else { continue };
        let next = match bundle.to.as_slice() {
            [to] if of(to) > of(bundle.from) => best.get(to).map_or(0, |(length, _)| *length),
            [_] => continue,
            _ => 0,
        };
        let known = best.get(bundle.from).map_or(0, |(length, _)| *length);
        if next + 1 > known {
            best.insert(bundle.from, (next + 1, index));
        }
    }
    // Of equally long ones the one whose first link stands first.
    let start = best.values().max_by_key(|(length, index)| (*length, std::cmp::Reverse(*index)));
    let mut path: Vec<usize> = Vec::new();
    let mut next = start.map(|(_, index)| *index);
    while let Some(index) = next {
        path.push(index);
        let to = bundles.get(index).map_or(&[][..], |bundle| bundle.to.as_slice());
        next = match to {
            [to] => best.get(to).map(|(_, index)| *index),
            _ => None,
        };
    }
    // A link from a box to itself leads on to nowhere.
    if path.is_empty() && !bundles.is_empty() {
        path.push(0);
    }
    path
}

/// The boxes in an order in which arrows lead forwards; where they lead in a circle, the box that
/// the table names first is taken first.
fn ranks<'a>(bundles: &[Bundle<'a>]) -> BTreeMap<&'a str, usize> {
    let mut names: Vec<&str> = Vec::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for bundle in bundles {
        for name in std::iter::once(bundle.from).chain(bundle.to.iter().copied()) {
            place.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            });
        }
    }
    let mut leads_to: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    let mut waits_for: Vec<usize> = vec![0; names.len()];
    for bundle in bundles {
        for to in &bundle.to {
            let (Some(from), Some(to)) = (place.get(bundle.from), place.get(to)) else { continue };
            leads_to.get_mut(*from).into_iter().for_each(|ends| ends.push(*to));
            waits_for.get_mut(*to).into_iter().for_each(|count| *count += 1);
        }
    }
    let mut left: BTreeSet<usize> = (0..names.len()).collect();
    let mut ready: BTreeSet<usize> =
        left.iter().copied().filter(|index| waits_for.get(*index) == Some(&0)).collect();
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some(index) = ready.pop_first().or_else(|| left.first().copied()) {
        left.remove(&index);
        if let Some(name) = names.get(index) {
            ranks.insert(name, ranks.len());
        }
        for end in leads_to.get(index).into_iter().flatten() {
            let Some(count) = waits_for.get_mut(*end) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 && left.contains(end) {
                ready.insert(*end);
            }
        }
    }
    ranks
}

/// What is known of boxes.
struct Sizes<'a, 'b> {
    models: &'a [Stated],
    /// Names of the boxes whose size a mark already tells.
    sized: &'b mut BTreeSet<&'a str>,
    onward: &'b BTreeSet<&'a str>,
}

impl<'a> Sizes<'a, '_> {
    fn node(&mut self, name: &'a str, marks: &mut Vec<Mark>) -> Node {
        let is_end = !self.onward.contains(name);
        let size = self.size(name).filter(|_| self.sized.insert(name));
        let size = size.map(|(statement, quantity)| {
            let key = format!("size: {name}");
            let text = format!("{} {}", quantity.text(), quantity.unit.name());
            let mark = Mark::of(&key, format!("{name}, {}", statement.said.measure()), &text)
                .exactly(quantity.exactly())
                .with("Model", name)
                .with("Measure", statement.said.measure())
                .with("Size", &text)
                .standing_for(&statement.said)
                .leading_to(Goal::new("stack", statement.said.record()));
            marks.push(mark);
            (key, text)
        });
        Node { name: name.to_owned(), size, is_end }
    }

    /// The total number of parameters, or else another size.
    fn size(&self, name: &str) -> Option<(&'a Stated, Quantity)> {
        let of = |word: &'static str| {
            self.models
                .iter()
                .filter(move |one| {
                    one.said.subject() == name && one.said.measure().to_lowercase().contains(word)
                })
                .find_map(|one| Some((one, one.said.quantity()?)))
        };
        of("total param").or_else(|| of("size"))
    }
}

fn strand<'a>(
    bundles: &[Bundle<'a>],
    sizes: &mut Sizes<'a, '_>,
    marks: &mut Vec<Mark>,
) -> Option<Strand> {
    let first = sizes.node(bundles.first()?.from, marks);
    let hops = bundles
        .iter()
        .map(|bundle| {
            let names: Vec<String> = bundle.to.iter().map(|name| (*name).to_owned()).collect();
            let first = bundle.links.first().map(|link| link.said.record());
            let key = first.unwrap_or_default().into_owned();
            let ends = all_of(&names);
            let label = format!("{} {} {ends}", bundle.from, bundle.relation);
            let mut mark = Mark::of(&key, label, "")
                .with("From", bundle.from)
                .with("Relation", bundle.relation)
                .with("To", &ends);
            for link in &bundle.links {
                mark = mark.standing_for(&link.said);
            }
            marks.push(mark);
            let to = match bundle.to.as_slice() {
                [one] => sizes.node(one, marks),
                _ => Node { name: names.join(", "), size: None, is_end: true },
            };
            let (relation, links) = (bundle.relation.to_owned(), bundle.links.len());
            Hop { key, relation, links, names, to }
        })
        .collect();
    Some(Strand { first, hops })
}

/// The mark of the links that are not drawn.
fn more(rest: &[&Link], marks: &mut Vec<Mark>) -> Option<More> {
    if rest.is_empty() {
        return None;
    }
    let key = "more links".to_owned();
    let words = counted(rest.len(), "more link");
    let mut mark = Mark::of(&key, &words, "not drawn one by one")
        .with("From", "several")
        .with("Relation", "several")
        .with("To", "several");
    mark = mark.derived_from(rest.iter().map(|link| &link.said));
    marks.push(mark);
    Some(More { key, count: rest.len() })
}

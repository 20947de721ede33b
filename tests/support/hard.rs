//! Data that is hard to draw, made for any table from its own description.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use sovereign_stack::load::TableSpec;

use super::open;

/// Names that are long, or in scripts that read otherwise than English does.
const LONG: &str = "The National Artificial Intelligence Industry Investment Fund of the \
                    People's Republic, Second Phase, Limited Partnership";
const FOREIGN: [&str; 6] = [
    "银河通用机器人有限公司",
    "国家人工智能产业投资基金",
    "株式会社サイバーダイン",
    "현대자동차그룹",
    "Société Générale d’Investissement Œuvre",
    "Ростех — Государственная корпорация",
];

/// A name for a file and its contents.
pub struct Hard {
    pub name: &'static str,
    pub csv: String,
}

/// Every kind of hard data for a table.
pub fn hard(spec: &TableSpec) -> Vec<Hard> {
    let columns: Vec<Kind> = spec.all_columns().map(|column| kind(spec, column.name)).collect();
    let row = |cell: &dyn Fn(usize, &Kind) -> String| {
        let cells: Vec<String> =
            columns.iter().enumerate().map(|(i, kind)| cell(i, kind)).collect();
        cells.join(",") + "\n"
    };
    let header: String = row(&|_, kind| kind.name.to_owned());
    let example = |kind: &Kind, number: usize| match (kind.name, kind.is_text, kind.is_number) {
        ("source", ..) => String::new(),
        ("id", ..) => format!("row_{number}"),
        (_, true, _) if kind.is_needed => format!("{} {number}", kind.example),
        (_, _, true) => format!("{}", kind.example.parse::<f64>().unwrap_or(1.0) * number as f64),
        _ => kind.example.to_owned(),
    };
    let one = row(&|_, kind| example(kind, 1));
    let many: String = (1..=200).map(|number| row(&|_, kind| example(kind, number))).collect();
    let foreign: String = (0..12)
        .map(|number| {
            row(&|index, kind| match kind.is_text {
                true if number % 2 == 0 => format!("\"{LONG} {number}\""),
                true => format!("{} {number}", FOREIGN[(number + index) % FOREIGN.len()]),
                false => example(kind, number + 1),
            })
        })
        .collect();
    let unknown: String = (1..=5)
        .map(|number| {
            row(&|_, kind| {
                if kind.may_be_empty && kind.name != "id" {
                    String::new()
                } else {
                    example(kind, number)
                }
            })
        })
        .collect();
    [("one", one), ("many", many), ("names", foreign), ("unknown", unknown)]
        .map(|(name, rows)| Hard { name, csv: format!("{header}{rows}") })
        .into()
}

/// What a column holds, found out by trying.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a column")]
struct Kind {
    name: &'static str,
    example: &'static str,
    is_needed: bool,
    is_number: bool,
    /// Any words are accepted.
    is_text: bool,
    may_be_empty: bool,
}

fn kind(spec: &TableSpec, name: &'static str) -> Kind {
    let column = spec.all_columns().find(|column| column.name == name).expect("it is a column");
    let accepts = |text: &str| {
        let cells = |cell: &dyn Fn(&sovereign_stack::load::Column) -> String| -> String {
            spec.all_columns().map(cell).collect::<Vec<_>>().join(",")
        };
        let header = cells(&|column| column.name.to_owned());
        let row = cells(&|column| match column.name {
            "source" => String::new(),
            other if other == name => text.to_owned(),
            _ => column.example.to_owned(),
        });
        open::csv(&format!("{header}\n{row}\n")).is_ok()
    };
    let is_provenance = sovereign_stack::load::spec::PROVENANCE.iter().any(|c| c.name == name);
    Kind {
        name,
        example: column.example,
        is_needed: column.is_needed,
        is_number: column.example.parse::<f64>().is_ok() && !accepts("words"),
        is_text: accepts("words") && name != "id" && !is_provenance,
        may_be_empty: accepts(""),
    }
}

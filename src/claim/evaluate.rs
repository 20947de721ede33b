//! Looks up what claims name, and computes them.

use std::collections::BTreeMap;

use super::expression::{Aggregate, Expression, Function, Join, parse};
use super::value::{Failure, Value};
use crate::load::Table;
use crate::load::table::Part;
use crate::model::choice::nearest;
use crate::model::{Choice as _, Known, Qualifier, Quantity, Unit, number};

/// A quantity as a record states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number with unit and qualifier, or the way in which it is absent.
    pub quantity: Known<Quantity>,
    /// What it holds for; empty where the record does not say.
    pub scope: String,
}

/// Every quantity and every row that a claim can name.
#[derive(Debug, Default)]
pub struct Ledger {
    records: BTreeMap<String, Stated>,
    rows: BTreeMap<String, Vec<Row>>,
    claims: BTreeMap<String, String>,
}

/// A row's cells by column, and its quantity where its table has one.
#[derive(Debug)]
struct Row {
    cells: BTreeMap<String, String>,
    stated: Option<Stated>,
}

/// Columns that hold a table's number, and where its unit stands or what it is.
const NUMBERS: [(&str, &str, &str); 5] = [
    ("value", "unit", ""),
    ("score", "unit", ""),
    ("amount", "currency", ""),
    ("headcount", "", "people"),
    ("quantity", "", "units"),
];

/// A claim's value and the computation behind it in numbers: `2,000 ÷ 100`.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The result.
    pub value: Value,
    /// How it comes about.
    pub working: String,
    /// Ids of the records behind it, each once.
    pub records: Vec<String>,
}

impl Ledger {
    /// All that these tables state.
    pub fn of(tables: &BTreeMap<String, Table>) -> Self {
        let mut ledger = Self::default();
        for (name, table) in tables {
            let rows: Vec<Row> = table.rows().map(|(part, at)| row(part, at)).collect();
            for row in &rows {
                let Some(id) = row.cells.get("id").filter(|id| !id.is_empty()) else { continue };
                if name == "claims" {
                    let expression = row.cells.get("expression").cloned().unwrap_or_default();
                    ledger.claims.insert(id.clone(), expression);
                } else if let Some(stated) = &row.stated {
                    ledger.records.insert(id.clone(), stated.clone());
                }
            }
            ledger.rows.insert(name.clone(), rows);
        }
        ledger
    }

    /// Computes one expression.
    pub fn compute(&self, text: &str) -> Result<Computed, Failure> {
        self.compute_within(text, &mut Vec::new())
    }

    /// `open` are the claims being computed, for telling when one comes back to itself.
    fn compute_within(&self, text: &str, open: &mut Vec<String>) -> Result<Computed, Failure> {
        let expression = parse(text).map_err(|error| Failure::Wrong(error.to_string()))?;
        self.value(&expression, open)
    }

    fn value(&self, expression: &Expression, open: &mut Vec<String>) -> Result<Computed, Failure> {
        match expression {
            Expression::Number { value, is_percent } => Ok(Computed {
                value: Value::literal(*value, *is_percent),
                working: format!(
                    "{}{}",
                    number::grouped(*value),
                    if *is_percent { "%" } else { "" }
                ),
                records: Vec::new(),
            }),
            Expression::Record(id) => self.record(id, open),
            Expression::Negative(inside) => {
                let inside = self.value(inside, open)?;
                let working = format!("−({})", inside.working);
                Ok(Computed { value: inside.value.negative(), working, ..inside })
            }
            Expression::Pair(join, left, right) => {
                // Both sides are looked at, so that an unknown name is told even beside a value
                // that is not stated.
                let (left, right) = (self.value(left, open), self.value(right, open));
                let (left, right) = both(left, right)?;
                let working = working(*join, &left, &right);
                let value = left.value.join(*join, right.value)?;
                let mut records = left.records;
                records.extend(right.records.into_iter().filter(|id| !id.is_empty()));
                records.sort();
                records.dedup();
                Ok(Computed { value, working, records })
            }
            Expression::Aggregate(aggregate) => self.aggregate(aggregate),
        }
    }

    fn record(&self, id: &str, open: &mut Vec<String>) -> Result<Computed, Failure> {
        if id == "unknown" {
            let reason = "the source gives no figure to compute with".to_owned();
            return Err(Failure::NotStated(reason));
        }
        if let Some(stated) = self.records.get(id) {
            return match &stated.quantity {
                Known::Value(quantity) => Ok(Computed {
                    value: Value::of(quantity, &stated.scope),
                    working: quantity.qualifier.on(&bare(quantity)),
                    records: vec![id.to_owned()],
                }),
                Known::NotStated | Known::Undisclosed => {
                    Err(Failure::NotStated(format!("{id} has no value in the source")))
                }
            };
        }
        if let Some(expression) = self.claims.get(id) {
            if open.iter().any(|claim| claim == id) {
                return Err(Failure::Wrong(format!("it goes in a circle: {id} rests on itself")));
            }
            open.push(id.to_owned());
            let computed = self.compute_within(expression, open);
            open.pop();
            return computed.map(|computed| Computed {
                working: format!("({})", computed.working),
                ..computed
            });
        }
        let known = self.records.keys().chain(self.claims.keys()).map(String::as_str);
        let near =
            nearest(id, known).map_or(String::new(), |near| format!("; did you mean {near}?"));
        Err(Failure::Wrong(format!("there is no record {id}{near}")))
    }

    fn aggregate(&self, aggregate: &Aggregate) -> Result<Computed, Failure> {
        let Some(rows) = self.rows.get(&aggregate.table) else {
            let near = nearest(&aggregate.table, self.rows.keys().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
            return Err(Failure::Wrong(format!("there is no table {}{near}", aggregate.table)));
        };
        for (column, _) in &aggregate.conditions {
            if rows.iter().any(|row| !row.cells.contains_key(column)) {
                let table = &aggregate.table;
                return Err(Failure::Wrong(format!("{table} has no column {column}")));
            }
        }
        let holds = |row: &&Row| {
            aggregate.conditions.iter().all(|(column, text)| {
                row.cells.get(column).is_some_and(|cell| cell.eq_ignore_ascii_case(text))
            })
        };
        let rows: Vec<&Row> = rows.iter().filter(holds).collect();
        let records = rows.iter().filter_map(|row| row.cells.get("id").cloned()).collect();
        if aggregate.function == Function::Count {
            let unit = Unit::Count("rows".into());
            let value = rows.len() as f64;
            let quantity = Quantity { value, unit, qualifier: Qualifier::Exact };
            let working = rows_in_words(aggregate);
            return Ok(Computed { value: Value::of(&quantity, ""), working, records });
        }
        fold(aggregate, &rows, records)
    }
}

/// `rows of talent where kind is departure`.
fn rows_in_words(aggregate: &Aggregate) -> String {
    let conditions: Vec<String> =
        aggregate.conditions.iter().map(|(column, text)| format!("{column} is {text}")).collect();
    match conditions.as_slice() {
        [] => format!("rows of {}", aggregate.table),
        conditions => format!("rows of {} where {}", aggregate.table, conditions.join(" and ")),
    }
}

/// The sum, least or greatest of the rows' numbers.
fn fold(aggregate: &Aggregate, rows: &[&Row], records: Vec<String>) -> Result<Computed, Failure> {
    let column = aggregate.column.as_deref().unwrap_or_default();
    if !NUMBERS.iter().any(|(number, _, _)| *number == column) {
        return Err(Failure::Wrong(format!("{column} is no column of numbers")));
    }
    let mut result: Option<Value> = None;
    let mut parts = Vec::new();
    for row in rows {
        let Some(Stated { quantity: Known::Value(quantity), scope }) = &row.stated else {
            let reason = format!("a row of {} has no {column}", aggregate.table);
            return Err(Failure::NotStated(reason));
        };
        let next = Value::of(quantity, scope);
        parts.push(quantity.qualifier.on(&bare(quantity)));
        result = Some(match (result, aggregate.function) {
            (None, _) => next,
            (Some(sum), Function::Sum | Function::Count) => sum.join(Join::Plus, next)?,
            (Some(least), Function::Min) => pick(least, next, |a, b| b < a)?,
            (Some(most), Function::Max) => pick(most, next, |a, b| b > a)?,
        });
    }
    let value =
        result.ok_or_else(|| Failure::NotStated(format!("no row of {} fits", aggregate.table)))?;
    let working = match aggregate.function {
        Function::Sum | Function::Count => parts.join(" + "),
        Function::Min => format!("the least of {}", parts.join(", ")),
        Function::Max => format!("the greatest of {}", parts.join(", ")),
    };
    Ok(Computed { value, working, records })
}

/// One of two values that may be compared.
fn pick(one: Value, other: Value, wins: fn(f64, f64) -> bool) -> Result<Value, Failure> {
    // Joining finds out whether units and scopes fit.
    one.clone().join(Join::Plus, other.clone())?;
    Ok(if wins(one.nominal, other.nominal) { other } else { one })
}

/// Both values, or the failure that weighs more: a mistake before an absence.
fn both(
    left: Result<Computed, Failure>,
    right: Result<Computed, Failure>,
) -> Result<(Computed, Computed), Failure> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(wrong @ Failure::Wrong(_)), _) | (_, Err(wrong @ Failure::Wrong(_))) => Err(wrong),
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

/// The computation with numbers in place of names.
fn working(join: Join, left: &Computed, right: &Computed) -> String {
    let (a, b) = (grouped(&left.working), grouped(&right.working));
    match join {
        Join::Plus => format!("{} + {b}", left.working),
        Join::Minus => format!("{} − {b}", left.working),
        Join::Times => format!("{a} × {b}"),
        Join::Over | Join::Share => format!("{a} ÷ {b}"),
        Join::Change => format!("({b} − {a}) ÷ {a}"),
    }
}

/// A sum in parentheses, where it stands inside a product.
fn grouped(working: &str) -> String {
    let is_sum = working.contains(" + ") || working.contains(" − ");
    if is_sum { format!("({working})") } else { working.to_owned() }
}

/// The number in short form without its qualifier: `671B`, `$362M`, `40%`.
fn bare(quantity: &Quantity) -> String {
    quantity.bare()
}

fn row(part: &Part, at: usize) -> Row {
    let fields = part.reading.fields.iter();
    let cells: BTreeMap<String, String> =
        fields.map(|(name, _)| (name.clone(), part.field(at, 0, name).to_owned())).collect();
    let stated = stated(|column| cells.get(column).map(String::as_str));
    Row { cells, stated }
}

/// The quantity of a row, given its cells by column; `None` where its table holds none.
pub fn stated<'a>(cell: impl Fn(&'static str) -> Option<&'a str>) -> Option<Stated> {
    let (column, unit_column, unit) =
        NUMBERS.iter().find(|(column, _, _)| cell(column).is_some())?;
    let text = |column: &'static str| cell(column).unwrap_or("");
    let unit = if unit.is_empty() { text(unit_column) } else { unit };
    let quantity = match text(column).parse::<f64>() {
        Ok(value) if value.is_finite() => Known::Value(Quantity {
            value,
            unit: Unit::from_text(unit),
            qualifier: Qualifier::from_key(text("qualifier")).unwrap_or_default(),
        }),
        _ if text(column).eq_ignore_ascii_case("undisclosed") => Known::Undisclosed,
        _ => Known::NotStated,
    };
    // Scores are of one test or of another; other tables say their scope where they have one.
    let scope = match text("scope") {
        "" => text("benchmark"),
        scope => scope,
    };
    Some(Stated { quantity, scope: scope.to_owned() })
}

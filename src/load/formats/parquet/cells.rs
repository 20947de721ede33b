//! The values of Parquet as the text of cells, by the types of their columns.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Span};
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::super::shortest;

/// A column of the table: a leaf of the tree of columns, or a list or map.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, after those of the groups that it lies in, with points between them.
    pub name: String,
}

/// The columns of a file in their order, and the first that cannot be read, where there is one.
pub fn columns(root: &Type) -> (Vec<Column>, Option<String>) {
    let mut columns = Vec::new();
    let mut unreadable = None;
    for field in root.get_fields() {
        add_columns(field, "", &mut columns, &mut unreadable);
    }
    (columns, unreadable)
}

fn add_columns(
    kind: &Type,
    path: &str,
    columns: &mut Vec<Column>,
    unreadable: &mut Option<String>,
) {
    let name = match path {
        "" => kind.name().to_owned(),
        path => format!("{path}.{}", kind.name()),
    };
    // The crate mixes up the values of repeated columns that are not called lists.
    if is_repeated(kind) {
        unreadable.get_or_insert(name);
    } else if is_record(kind) {
        kind.get_fields().iter().for_each(|field| add_columns(field, &name, columns, unreadable));
    } else {
        columns.push(Column { name });
    }
}

fn is_repeated(kind: &Type) -> bool {
    let info = kind.get_basic_info();
    info.has_repetition() && info.repetition() == Repetition::REPEATED
}

/// Whether it is a group of columns rather than a column.
fn is_record(kind: &Type) -> bool {
    let converted = kind.get_basic_info().converted_type();
    let is_list = matches!(
        converted,
        ConvertedType::LIST | ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE
    );
    kind.is_group() && !is_list
}

/// The cells of a row, one for each column.
pub fn cells(root: &Type, row: &Row) -> Vec<String> {
    let mut cells = Vec::new();
    let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
    for (index, kind) in root.get_fields().iter().enumerate() {
        add_cells(kind, fields.get(index).copied(), &mut cells);
    }
    cells
}

fn add_cells(kind: &Type, field: Option<&Field>, cells: &mut Vec<String>) {
    if !is_record(kind) {
        cells.push(field.map(|field| cell(Some(kind), field)).unwrap_or_default());
        return;
    }
    let inside: Vec<&Field> = match field {
        Some(Field::Group(row)) => row.get_column_iter().map(|(_, field)| field).collect(),
        _ => Vec::new(),
    };
    for (index, kind) in kind.get_fields().iter().enumerate() {
        add_cells(kind, inside.get(index).copied(), cells);
    }
}

/// A value as the text of one cell: the elements of a list one after the other, and as JSON what is
/// nested deeper.
fn cell(kind: Option<&Type>, field: &Field) -> String {
    let Field::ListInternal(list) = field else { return text(kind, field) };
    let of = kind.and_then(element);
    let is_flat = |field: &Field| {
        !matches!(field, Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_))
            && !matches!(field, Field::Str(text) if text.contains(';'))
    };
    if !list.elements().iter().all(is_flat) {
        return text(kind, field);
    }
    let texts: Vec<String> = list.elements().iter().map(|field| text(of, field)).collect();
    texts.join("; ")
}

/// The type of the elements of a list.
fn element(kind: &Type) -> Option<&Type> {
    if !kind.is_group() {
        return Some(kind);
    }
    let inside = kind.get_fields().first()?;
    match inside.is_group().then(|| inside.get_fields()) {
        Some([only]) => Some(only.as_ref()),
        _ => Some(inside.as_ref()),
    }
}

/// A value as text, or as JSON where it holds others.
fn text(kind: Option<&Type>, field: &Field) -> String {
    let logical = kind.and_then(|kind| kind.get_basic_info().logical_type_ref());
    match (field, logical) {
        (Field::Null, _) => String::new(),
        (Field::Long(value), Some(LogicalType::Timestamp(time))) => match time.unit {
            TimeUnit::NANOS => moment(*value, 1_000_000_000, time.is_adjusted_to_u_t_c),
            TimeUnit::MICROS => moment(*value, 1_000_000, time.is_adjusted_to_u_t_c),
            TimeUnit::MILLIS => moment(*value, 1000, time.is_adjusted_to_u_t_c),
        },
        (Field::Long(value), Some(LogicalType::Time(_))) => clock(*value, 1_000_000_000),
        (Field::TimestampMillis(value), logical) => moment(*value, 1000, is_utc(logical)),
        (Field::TimestampMicros(value), logical) => moment(*value, 1_000_000, is_utc(logical)),
        (Field::TimeMillis(value), _) => clock((*value).into(), 1000),
        (Field::TimeMicros(value), _) => clock(*value, 1_000_000),
        (Field::Date(days), _) => {
            let span = Span::new().try_days(*days);
            let day = span.and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span));
            day.map_or_else(|_| days.to_string(), |day| day.to_string())
        }
        (Field::Str(text), _) => text.clone(),
        (Field::Bytes(bytes), _) => bytes_text(bytes.data()),
        (Field::Float(value), _) => shortest::text(*value),
        (Field::Double(value), _) => shortest::text(*value),
        (Field::Float16(value), _) => shortest::text(f32::from(*value)),
        (Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_), _) => json(kind, field),
        (plain, _) => plain.to_string(),
    }
}

fn is_utc(logical: Option<&LogicalType>) -> bool {
    matches!(logical, Some(LogicalType::Timestamp(time)) if time.is_adjusted_to_u_t_c)
}

/// A moment as ISO 8601, without a midnight that nobody wrote.
fn moment(value: i64, per_second: i64, is_utc: bool) -> String {
    let (seconds, rest) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let nanos = rest.saturating_mul(1_000_000_000 / per_second);
    let start = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let moment = i32::try_from(nanos)
        .ok()
        .and_then(|nanos| start.checked_add(SignedDuration::new(seconds, nanos)).ok());
    match moment {
        None => value.to_string(),
        Some(moment) if moment.time() == jiff::civil::Time::midnight() => moment.date().to_string(),
        Some(moment) if is_utc => format!("{moment}Z"),
        Some(moment) => format!("{} {}", moment.date(), moment.time()),
    }
}

fn clock(value: i64, per_second: i64) -> String {
    let day = moment(value, per_second, false);
    day.strip_prefix("1970-01-01 ").map_or_else(|| "00:00:00".to_owned(), str::to_owned)
}

/// Bytes as the text that they are, or else as hexadecimal digits.
fn bytes_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text.to_owned(),
        _ => bytes.iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}")),
    }
}

/// A value as JSON.
fn json(kind: Option<&Type>, field: &Field) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    match field {
        Field::Null => "null".to_owned(),
        Field::Group(row) => {
            let kinds = kind.filter(|kind| kind.is_group()).map(Type::get_fields);
            let member = |(index, (name, field)): (usize, (&String, &Field))| {
                let kind = kinds.and_then(|kinds| kinds.get(index)).map(AsRef::as_ref);
                format!("{}:{}", quoted(name), json(kind, field))
            };
            let members: Vec<String> = row.get_column_iter().enumerate().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        Field::ListInternal(list) => {
            let kind = kind.and_then(element);
            let elements: Vec<String> =
                list.elements().iter().map(|field| json(kind, field)).collect();
            format!("[{}]", elements.join(","))
        }
        Field::MapInternal(map) => {
            let pair =
                kind.filter(|kind| kind.is_group()).and_then(|kind| kind.get_fields().first());
            let kinds = pair.filter(|pair| pair.is_group()).map(|pair| pair.get_fields());
            let of = |index: usize| kinds.and_then(|kinds| kinds.get(index)).map(AsRef::as_ref);
            let entry = |(key, value): &(Field, Field)| {
                format!("{}:{}", quoted(&text(of(0), key)), json(of(1), value))
            };
            let entries: Vec<String> = map.entries().iter().map(entry).collect();
            format!("{{{}}}", entries.join(","))
        }
        Field::Str(text) => quoted(text),
        other => {
            let text = text(kind, other);
            let is_bare =
                text.parse::<f64>().is_ok_and(f64::is_finite) || matches!(other, Field::Bool(_));
            if is_bare { text } else { quoted(&text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_every_digit_and_show_no_midnight() {
        assert_eq!(moment(0, 1000, false), "1970-01-01");
        assert_eq!(moment(-1, 1000, false), "1969-12-31 23:59:59.999");
        assert_eq!(
            moment(1_772_706_030_500_000_001, 1_000_000_000, true),
            "2026-03-05T10:20:30.500000001Z"
        );
        assert_eq!(moment(i64::MAX, 1000, false), i64::MAX.to_string());
        assert_eq!(clock(37_230_000, 1000), "10:20:30");
        assert_eq!(clock(0, 1000), "00:00:00");
    }

    #[test]
    fn bytes_are_text_where_they_can_be() {
        assert_eq!(bytes_text("é".as_bytes()), "é");
        assert_eq!(bytes_text(&[0xFF, 0]), "0xff00");
    }
}

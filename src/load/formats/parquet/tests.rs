//! Files that are damaged, or announce more than they should.

use super::*;
use crate::load::source;

fn made(name: &str) -> Vec<u8> {
    source::read(format!("tests/fixtures/made/{name}.parquet").as_ref()).unwrap().bytes.to_vec()
}

fn read(bytes: &[u8]) -> (Vec<Sheet>, Vec<String>) {
    let file = RawFile { name: Arc::from("a.parquet"), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let sheets = sheets(&file, &mut problems);
    (sheets, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn damaged_files_are_refused_or_read_and_never_panic() {
    for name in ["none", "gzip", "lz4", "snappy", "zstd", "types"] {
        let whole = made(name);
        assert_eq!(read(&whole).0.len(), 1, "{name}: {:?}", read(&whole).1);
        for end in (0..whole.len()).step_by(whole.len() / 100) {
            let (sheets, problems) = read(&whole[..end]);
            assert!(sheets.is_empty() && problems.len() == 1, "{name} cut at {end}");
        }
        for place in (0..whole.len()).step_by((whole.len() / 700).max(1)) {
            for flip in [0xFF, 1, 0x80] {
                let mut bytes = whole.clone();
                bytes[place] ^= flip;
                let (sheets, problems) = read(&bytes);
                assert!(!sheets.is_empty() || problems.len() == 1, "{name} at {place} is silent");
            }
        }
    }
}

#[test]
fn a_file_that_is_no_parquet_says_so() {
    assert!(read(b"PAR1").1[0].contains("ends too early"), "{:?}", read(b"PAR1").1);
    let long = [b"PAR1", &0xFFFF_FFFF_u32.to_le_bytes()[..], b"PAR1"].concat();
    assert!(read(&long).1[0].contains("far too long"));
    let nonsense = [b"PAR1", &[0xFF; 9][..], &9_u32.to_le_bytes()[..], b"PAR1"].concat();
    assert!(read(&nonsense).1[0].contains("makes no sense"));
}

#[test]
fn columns_that_lie_far_too_deep_are_refused_before_they_are_opened() {
    // A list of groups, each with one column, which is the next group.
    let count = 100_000_u32;
    let mut footer = vec![0x29, 0xFC];
    let mut rest = count;
    while rest > 0x7F {
        footer.push((rest & 0x7F) as u8 | 0x80);
        rest >>= 7;
    }
    footer.push(rest as u8);
    for _ in 0..count {
        footer.extend([0x55, 2, 0]);
    }
    footer.push(0);
    let length = (footer.len() as u32).to_le_bytes();
    let bytes = [&b"PAR1"[..], &footer, &length, b"PAR1"].concat();
    assert!(read(&bytes).1[0].contains("50 deep"), "{:?}", read(&bytes).1);
}

#[test]
fn a_column_of_intervals_is_named_and_what_to_do_is_said() {
    use parquet::data_type::{FixedLenByteArray, FixedLenByteArrayType};
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message m { required fixed_len_byte_array (12) took (INTERVAL); }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let value = FixedLenByteArray::from(vec![1; 12]);
    column.typed::<FixedLenByteArrayType>().write_batch(&[value], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    let told = read(&bytes).1.join("\n");
    assert!(told.contains("“took” holds intervals of months, days and milliseconds"), "{told}");
    assert!(told.contains("save the table as CSV"), "{told}");
}

//! Bytes as text: by their byte order mark, by what they are made of, or as the user says.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

use crate::load::contents::Text;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::source::RawFile;
use crate::load::text::line_breaks;
use crate::model::choice::nearest;
use crate::model::number::counted;

/// The text of a file, and how its bytes were read.
#[derive(Debug)]
pub struct Decoded {
    /// Without its byte order mark.
    pub text: Text,
    /// The encoding by its WHATWG name in lower case.
    pub encoding: String,
    /// Whether neither the bytes nor the user told it.
    pub is_guessed: bool,
    /// What to know of it, in sentences.
    pub remarks: Vec<String>,
}

/// How the bytes are to be read.
struct Plan<'a> {
    encoding: &'static Encoding,
    is_guessed: bool,
    /// Without the byte order mark.
    bytes: &'a [u8],
}

/// Labels to suggest where one is not known.
const COMMON: [&str; 15] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "iso-8859-1",
    "iso-8859-2",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "macintosh",
];

/// How many bytes of lines that are not plain ASCII a guess is made from.
const GUESSED_FROM: usize = 256 * 1024;

/// The text of a file; `wanted` is a label of an encoding. `None` where it is no text; why is in
/// `problems`, which also tells what had to be replaced.
pub fn decode(file: &RawFile, wanted: Option<&str>, problems: &mut Problems) -> Option<Decoded> {
    let place = Place::file(Arc::clone(&file.name));
    let plan = match plan(&file.bytes, wanted) {
        Ok(plan) => plan,
        Err(problem) => {
            problems.push(Problem { place, ..*problem });
            return None;
        }
    };
    let encoding = plan.encoding.name().to_ascii_lowercase();
    let mut remarks = Vec::new();
    let mark = file.bytes.len() - plan.bytes.len();
    let shared = (plan.encoding == UTF_8).then(|| file.bytes.text_from(mark)).flatten();
    let text = shared.unwrap_or_else(|| {
        let (text, replaced) = converted(plan.encoding, plan.bytes);
        if let Some((count, first)) = replaced {
            let line = line_at(&text, first);
            let remark = replacements(count, &encoding, line);
            let problem = Problem::warning(place.clone().line(line), remark.clone());
            problems.push(problem.suggest("choose another encoding, or save it as UTF-8"));
            remarks.push(remark);
        }
        text.into()
    });
    if memchr::memchr(0, text.as_bytes()).is_some() {
        let before = text.split('\0').next().unwrap_or_default();
        problems.push(crate::load::text::nul(place, before.as_bytes()));
        return None;
    }
    Some(Decoded { text, encoding, is_guessed: plan.is_guessed, remarks })
}

fn replacements(count: usize, encoding: &str, line: u64) -> String {
    let places = counted(count, "place");
    format!(
        "{places} could not be read as {encoding} and hold “\u{FFFD}” instead, the first on line {line}"
    )
}

/// The line, from 1, of a byte of the text.
pub fn line_at(text: &str, byte: usize) -> u64 {
    1 + line_breaks(text.as_bytes().get(..byte).unwrap_or_default())
}

/// What the bytes are: by the user's word, their mark or their looks, in this order.
fn plan<'a>(bytes: &'a [u8], wanted: Option<&str>) -> Result<Plan<'a>, Box<Problem>> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        let problem = Problem::error(Place::default(), "this is UTF-32 text, which is not read");
        return Err(Box::new(problem.suggest("save it as UTF-8")));
    }
    let marked = Encoding::for_bom(bytes);
    let told = |encoding| {
        let mark = marked.filter(|(by_mark, _)| *by_mark == encoding).map_or(0, |(_, mark)| mark);
        Plan { encoding, is_guessed: false, bytes: bytes.get(mark..).unwrap_or_default() }
    };
    if let Some(label) = wanted {
        let known = Encoding::for_label_no_replacement(label.as_bytes());
        return known.map(told).ok_or_else(|| unknown(label));
    }
    if let Some((encoding, _)) = marked {
        return Ok(told(encoding));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(Plan { encoding, is_guessed: true, bytes });
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(told(UTF_8));
    }
    Ok(Plan { encoding: guess(bytes), is_guessed: true, bytes })
}

fn unknown(label: &str) -> Box<Problem> {
    let problem = Problem::error(Place::default(), "no encoding is called so").found(label);
    Box::new(match nearest(&label.to_lowercase(), COMMON) {
        Some(near) => problem.suggest(format!("did you mean {near:?}?")),
        None => problem.suggest("use a name like utf-8, windows-1252, gb18030 or shift_jis"),
    })
}

/// UTF-16 without its mark: every letter of ASCII, such as the signs that cut a table, is a zero
/// byte beside it, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(64 * 1024) & !1)?;
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |side: usize| pairs.iter().filter(|pair| pair.get(side) == Some(&0)).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, 0) => return None,
        (0, _) => UTF_16LE,
        (_, 0) => UTF_16BE,
        _ => return None,
    };
    let is_sign = |pair: &&[u8; 2]| {
        let (zero, letter) =
            if encoding == UTF_16BE { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        zero == 0 && matches!(letter, b'\n' | b'\r')
    };
    // A lone zero byte in text of another kind leaves no line break whole.
    let is_table = pairs.iter().any(|pair| is_sign(&pair));
    let has_letters = zeros(0).max(zeros(1)) * 8 >= pairs.len();
    (is_table && has_letters).then_some(encoding)
}

/// The likeliest encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    let (mut good, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Letters of other encodings look like UTF-8 by chance, but seldom; a damaged file of UTF-8 has
    // many whole ones.
    if good > 4 * bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    match detector.guess(None, Utf8Detection::Deny) {
        // The same decoder; the newer name says that it reads all of them.
        encoding if encoding == GBK => GB18030,
        encoding if encoding == BIG5 && is_gb2312(&sample) => GB18030,
        encoding if encoding.is_single_byte() && holds_signs_only(&sample) => WINDOWS_1252,
        encoding => encoding,
    }
}

/// Whether every letter of two bytes is one of the oldest Chinese standard, which a few words of
/// Big5 seldom keep to: two of five of its letters have an ASCII byte.
fn is_gb2312(sample: &[u8]) -> bool {
    let mut bytes = sample.iter();
    while let Some(first) = bytes.find(|byte| !byte.is_ascii()) {
        if !(0xA1..=0xF7).contains(first) || bytes.next().is_none_or(|second| *second < 0xA1) {
            return false;
        }
    }
    true
}

/// Whether all that is not ASCII are signs of Western text: a few of them look like letters of any
/// encoding.
fn holds_signs_only(sample: &[u8]) -> bool {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    text.chars()
        .all(|letter| letter.is_ascii() || "£€¥¢µ°±×²³½¼©®™–—‘’“”…•·§«»\u{A0}".contains(letter))
}

/// Lines that are not plain ASCII, as many as a guess needs: others say nothing.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let Some(first) = line.iter().position(|byte| !byte.is_ascii()) else { continue };
        // A file without line feeds is one line.
        let start = if line.len() > GUESSED_FROM { first } else { 0 };
        let room = GUESSED_FROM.saturating_sub(sample.len());
        sample.extend(line.iter().skip(start).take(room));
        sample.push(b'\n');
        if sample.len() >= GUESSED_FROM {
            break;
        }
    }
    sample
}

/// The text, with how many places could not be read and where the first stands in it.
fn converted(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<(usize, usize)>) {
    /// So much is written at once.
    const PIECE: usize = 16 * 1024;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut replaced: Option<(usize, usize)> = None;
    // Decoding touches all the room it is given, each time.
    let room = decoder.max_utf8_buffer_length_without_replacement(PIECE).unwrap_or(PIECE * 4);
    let mut written = String::with_capacity(room);
    let mut rest = bytes;
    loop {
        let piece = rest.get(..PIECE).unwrap_or(rest);
        let is_last = piece.len() == rest.len();
        written.clear();
        let (result, read) =
            decoder.decode_to_string_without_replacement(piece, &mut written, is_last);
        text.push_str(&written);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty if is_last => return (text, replaced),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                let (count, first) = replaced.unwrap_or((0, text.len()));
                replaced = Some((count + 1, first));
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], wanted: Option<&str>) -> (Option<(String, String, bool)>, Vec<String>) {
        let file = RawFile { name: Arc::from("a.csv"), bytes: bytes.to_vec().into() };
        let mut problems = Problems::default();
        let decoded = decode(&file, wanted, &mut problems);
        let decoded = decoded.map(|it| (it.text.to_string(), it.encoding, it.is_guessed));
        (decoded, problems.iter().map(ToString::to_string).collect())
    }

    fn guessed(text: &str, label: &str) -> (String, String, bool) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, is_lossy) = encoding.encode(text);
        assert!(!is_lossy, "{text} is {label}");
        let (decoded, problems) = read(&bytes, None);
        assert!(problems.is_empty(), "{problems:?}");
        decoded.unwrap()
    }

    #[test]
    fn marks_tell_the_encoding() {
        let little: Vec<u8> = "\u{FEFF}ä,ʤ\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{FEFF}ä,ʤ\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, name) in
            [("\u{FEFF}ä,ʤ\n".as_bytes(), "utf-8"), (&little, "utf-16le"), (&big, "utf-16be")]
        {
            assert_eq!(read(bytes, None).0.unwrap(), ("ä,ʤ\n".into(), name.into(), false));
        }
        assert!(read(b"\xFF\xFE\0\0a\0\0\0", None).1[0].contains("UTF-32"));
    }

    #[test]
    fn text_of_two_bytes_a_letter_is_known_without_a_mark() {
        for text in ["a,b\r\n1,2\r\n", "公司,轮次\n智元机器人,A轮\n宇树科技,B轮\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(read(&little, None).0.unwrap(), (text.into(), "utf-16le".into(), true));
            assert_eq!(read(&big, None).0.unwrap(), (text.into(), "utf-16be".into(), true));
        }
        let (text, problems) = read(b"a,b,c\n\0,2,3\n", None);
        assert_eq!(text, None, "one zero byte is no UTF-16");
        assert!(problems[0].starts_with("a.csv:2:1: the file holds a NUL byte"), "{problems:?}");
    }

    #[test]
    fn encodings_of_the_world_are_guessed_and_said_to_be() {
        let text = "company,country\nZhejiang,中国\n智元机器人公司完成新一轮融资,上海市浦东新区\n";
        assert_eq!(guessed(text, "gb18030"), (text.into(), "gb18030".into(), true));
        let text = "会社,国\nさくらインターネット株式会社,日本の北海道石狩市\n";
        assert_eq!(guessed(text, "shift_jis"), (text.into(), "shift_jis".into(), true));
        assert_eq!(guessed(text, "euc-jp"), (text.into(), "euc-jp".into(), true));
        let text = "회사,나라\n네이버클라우드 주식회사,대한민국 경기도 성남시\n";
        assert_eq!(guessed(text, "euc-kr"), (text.into(), "euc-kr".into(), true));
        let text = "name,town\nJosé,München\nFrançois,Besançon – “quoted” €5\n";
        assert_eq!(guessed(text, "windows-1252"), (text.into(), "windows-1252".into(), true));
        let text = "компания,город\nЯндекс,Москва и Санкт-Петербург\n";
        assert_eq!(guessed(text, "windows-1251"), (text.into(), "windows-1251".into(), true));
        assert!(!guessed("a\né\n", "utf-8").2, "valid UTF-8 is no guess");
    }

    #[test]
    fn a_few_letters_are_enough_for_a_guess() {
        for (label, text) in [
            ("gb18030", "country\n中国\n中国é\n"),
            ("gb18030", "Moonshot,10亿美元\n"),
            ("big5", "name,國\nTSMC,台灣\n"),
            ("shift_jis", "国\n日本\n"),
            ("euc-kr", "name,나라\nNaver,대한민국\n"),
            ("windows-1252", "node,price\n100 µm ± 5,£5m\n"),
            ("windows-1250", "Łódź,Kraków\n"),
        ] {
            assert_eq!(guessed(text, label), (text.into(), label.into(), true));
        }
    }

    #[test]
    fn the_user_has_the_last_word() {
        let (decoded, _) = read(b"a\n\xE9\n", Some("ISO-8859-5"));
        assert_eq!(decoded.unwrap(), ("a\nщ\n".into(), "iso-8859-5".into(), false));
        let (decoded, problems) = read(b"a", Some("utf8000"));
        assert_eq!(decoded, None);
        assert!(
            problems[0].contains("no encoding is called so, found \"utf8000\""),
            "{problems:?}"
        );
        assert!(read(b"a", Some("shift-jiss")).1[0].contains("did you mean \"shift_jis\"?"));
    }

    #[test]
    fn what_is_replaced_is_counted_and_placed() {
        let mut bytes = "é,ü,ö,ä,ß\nñ,ç,å,ø\n".repeat(3).into_bytes();
        bytes.extend(b"x,\xE9,y\xFF\n");
        let (decoded, problems) = read(&bytes, None);
        let (text, encoding, is_guessed) = decoded.unwrap();
        assert_eq!((encoding.as_str(), is_guessed), ("utf-8", true));
        assert!(text.ends_with("x,\u{FFFD},y\u{FFFD}\n"));
        assert!(
            problems[0].starts_with("a.csv:7: warning: 2 places could not be read as utf-8"),
            "{problems:?}"
        );
        let (_, problems) = read(b"a\n1\nx,\xE9\xE8", Some("utf-8"));
        assert!(problems[0].starts_with("a.csv:3: warning: "), "{problems:?}");
    }
}

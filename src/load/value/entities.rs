//! The names that HTML gives to characters: `&amp;`, `&eacute;`, `&#8217;`.

/// The names that texts of the field use, in order.
const NAMES: &[(&str, char)] = &[
    ("Auml", 'Ä'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("agrave", 'à'),
    ("amp", '&'),
    ("apos", '\''),
    ("aring", 'å'),
    ("auml", 'ä'),
    ("bull", '•'),
    ("ccedil", 'ç'),
    ("cent", '¢'),
    ("copy", '©'),
    ("deg", '°'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("egrave", 'è'),
    ("euml", 'ë'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("iacute", 'í'),
    ("iuml", 'ï'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("oslash", 'ø'),
    ("ouml", 'ö'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsquo", '’'),
    ("shy", '\u{ad}'),
    ("szlig", 'ß'),
    ("times", '×'),
    ("trade", '™'),
    ("uacute", 'ú'),
    ("uuml", 'ü'),
    ("yen", '¥'),
];

/// The longest name with its signs round it, in bytes.
const LONGEST: usize = 12;

/// The text with named and numbered characters in the place of their names. Names that HTML does not
/// have stay as they are.
pub fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let end = from.bytes().take(LONGEST).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((character(from.get(1..end)?)?, from.get(end + 1..)?)));
        let (sign, after) = found.unwrap_or_else(|| ('&', from.get(1..).unwrap_or_default()));
        plain.push(sign);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        let index = NAMES.binary_search_by_key(&name, |(known, _)| known).ok()?;
        return NAMES.get(index).map(|(_, sign)| *sign);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Control characters are none that a text shows.
    char::from_u32(code).filter(|sign| !sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_decoded_once() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name), "they are searched by halves");
        assert_eq!(decoded("&amp;lt; &nbsp;&#8217;&#x2019;&;&#0;"), "&lt;  ’’&;&#0;");
    }
}

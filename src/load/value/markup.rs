//! Words without their markup: HTML, Markdown links and emphasis, citation marks.

use super::entities;

/// Tags that browsers know. What only looks like a tag, such as `a <b and c> d`, is text.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "li",
    "mark",
    "nobr",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

/// Tags that run on with the words round them; the others part words.
const WITHIN_WORDS: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "nobr", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

/// The longest tag or link that is looked for, in bytes: without a limit, a text of nothing but `<`
/// would be read through again for each of them.
const LONGEST_MARK: usize = 4000;

/// The words of a cell without their markup: HTML, Markdown links and emphasis, citation marks.
/// Line breaks and runs of spaces become one space.
pub fn words(text: &str) -> String {
    let is_plain = |byte| !matches!(byte, b'<' | b'&' | b'[' | b'*' | b'_' | b'`' | b'\\' | ..b' ');
    let text = text.trim();
    if text.bytes().all(is_plain) && !text.contains("  ") {
        return text.to_owned();
    }
    let plain = without_marks(&without_tags(text));
    let decoded = entities::decoded(&plain);
    let mut words = String::with_capacity(decoded.len());
    for word in decoded.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Whether the beginning of the text holds markup that [`words`] would remove.
pub fn has_markup(text: &str) -> bool {
    let text = within(text);
    let unbroken = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(text) != unbroken
}

fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        if let Some((name, after)) = tag(from) {
            let joins = WITHIN_WORDS.iter().any(|within| within.eq_ignore_ascii_case(name));
            if !joins {
                plain.push(' ');
            }
            rest = after;
        } else {
            plain.push('<');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    plain.push_str(rest);
    plain
}

/// The name of the tag at the beginning of the text, and what follows the tag; for a script, a style
/// and a comment what follows all of it.
fn tag(text: &str) -> Option<(&str, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some(("", within(comment).split_once("-->").map(|_| after(comment, "-->"))?));
    }
    let inner = text.strip_prefix('<')?;
    let named = inner.strip_prefix('/').unwrap_or(inner);
    let len = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = named.split_at_checked(len)?;
    let is_known = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name));
    if !is_known || !rest.starts_with(|next: char| next.is_whitespace() || "/>".contains(next)) {
        return None;
    }
    let end = end_of_tag(within(rest))?;
    let attributes = rest.get(..end - 1)?.trim();
    if !attributes.contains('=') && !matches!(attributes, "" | "/") {
        return None;
    }
    let behind = rest.get(end..)?;
    for hidden in ["script", "style"] {
        if name.eq_ignore_ascii_case(hidden) && !inner.starts_with('/') {
            let closing = format!("</{hidden}");
            let at = within(behind).to_ascii_lowercase().find(&closing);
            return Some((name, at.and_then(|at| behind.get(at..)).unwrap_or(behind)));
        }
    }
    Some((name, behind))
}

/// Where the text goes on behind the tag: `>` in quotation marks does not end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    None
}

/// The beginning of the text that is searched for the end of a mark.
fn within(text: &str) -> &str {
    let mut end = LONGEST_MARK.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn after<'a>(text: &'a str, sign: &str) -> &'a str {
    text.split_once(sign).map_or("", |(_, after)| after)
}

/// The text without Markdown and citation marks.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = match first {
            '[' | '!' => citation(rest).map(|after| (String::new(), after)).or_else(|| link(rest)),
            '*' | '_' | '`' => emphasis(rest, plain.chars().next_back()),
            '\\' => escaped(rest),
            _ => None,
        };
        if let Some((shown, after)) = found {
            plain.push_str(&shown);
            rest = after;
        } else {
            plain.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    plain
}

/// What follows `[4]`, `[4,5]`, `[4–6]` or `[citation needed]`.
fn citation(text: &str) -> Option<&str> {
    let (inside, after) = within(text).strip_prefix('[')?.split_once(']')?;
    let is_short = (1..=12).contains(&inside.len());
    let numbers = || inside.split(|sign: char| ", -–".contains(sign)).filter(|n| !n.is_empty());
    // Four digits are more likely a year.
    let is_number = |text: &str| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let are_numbers = is_short && numbers().count() > 0 && numbers().all(is_number);
    let is_citation = are_numbers && !after.starts_with('(');
    let is_named = inside.eq_ignore_ascii_case("citation needed");
    (is_citation || is_named).then(|| text.get(inside.len() + 2..)).flatten()
}

/// The words of `[words](address)` or `![words](address)`, and what follows.
fn link(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (words, target) = within(inner).split_once("](")?;
    if words.contains(['[', '\n']) {
        return None;
    }
    let end = target.find(')')?;
    if target.get(..end)?.contains('\n') {
        return None;
    }
    let used = words.len() + "](".len() + end + 1;
    Some((without_marks(words), inner.get(used..)?))
}

/// The words of `**words**`, `__words__`, `*words*`, `_words_` or `` `words` ``, and what follows.
fn emphasis(text: &str, before: Option<char>) -> Option<(String, &str)> {
    let sign = ["**", "__", "*", "_", "`"].into_iter().find(|sign| text.starts_with(sign))?;
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let inner = text.get(sign.len()..)?;
    // `snake_case_name` and `2 * 3 * 4` are no emphasis.
    let opens = !inner.starts_with(char::is_whitespace) && !is_word(before);
    let (words, _) = if opens { within(inner).split_once(sign)? } else { return None };
    let after = inner.get(words.len() + sign.len()..)?;
    let closes = !words.is_empty()
        && !words.ends_with(char::is_whitespace)
        && !is_word(after.chars().next())
        && !after.starts_with(sign);
    let shown = || if sign == "`" { words.to_owned() } else { without_marks(words) };
    closes.then(|| (shown(), after))
}

/// `\*` is a star.
fn escaped(text: &str) -> Option<(String, &str)> {
    let sign = text.chars().nth(1).filter(|sign| "*_[]()`#\\<>".contains(*sign))?;
    Some((sign.to_string(), text.get(2..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_off_and_words_stay() {
        for (text, plain) in [
            ("<p class=\"lead\">In this <b>sample</b> timeline</p>", "In this sample timeline"),
            ("<p>One</p><p>Two</p>", "One Two"),
            ("Take <a href=\"https://example.org/a>b\">Ada</a>: daughter", "Take Ada: daughter"),
            ("one<br/>two", "one two"),
            ("H<sub>2</sub>O", "H2O"),
            ("a<script>alert(1)</script>b", "a b"),
            ("a <!-- hidden --> b", "a b"),
            ("AT&amp;T &lt;b&gt; &#8217;s &#x41; caf&eacute;", "AT&T <b> ’s A café"),
            ("raised $5M[4]", "raised $5M"),
            ("as told [10][11] and [4,5]", "as told and"),
            ("see [the paper](https://example.org/x_y) now", "see the paper now"),
            ("![a chart](x.png) here", "a chart here"),
            ("**bold** and *slanted* and `code`", "bold and slanted and code"),
            ("**a [b](c) d**", "a b d"),
            ("a\\*b", "a*b"),
            ("two\n  lines", "two lines"),
        ] {
            assert_eq!(words(text), plain, "{text:?}");
            assert!(has_markup(text) || text.contains('\n'), "{text:?}");
        }
    }

    #[test]
    fn text_that_only_looks_like_markup_stays() {
        for text in [
            "a < b and c > d",
            "a <b and c> d",
            "x<5",
            "snake_case_name and _private",
            "2 * 3 * 4",
            "5*6*7",
            "an [aside] and [2024] and [see note](",
            "AT&T & co; 5 &unknown; 6",
            "a ** b",
            "C:\\new",
            "<",
            "&",
            "&#xD800; &#99999999;",
        ] {
            assert_eq!(words(text), text, "{text:?}");
            assert!(!has_markup(text), "{text:?}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_is_read_at_once() {
        for sign in ["<", "<a ", "[", "![", "*", "**a", "_", "`", "&", "&amp", "[a](", "<!--", "[4"]
        {
            let text = sign.repeat(20_000 / sign.len());
            assert!(words(&text).len() <= text.len(), "{sign}");
        }
    }
}

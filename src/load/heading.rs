//! A heading taken apart: its words without case, plural and punctuation, and the unit it names.

/// What a heading says, freed from how it is written: `Money Raised (in USD)`, `moneyRaised_usd`
/// and `MONEY-RAISED [$]` are the same but for the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// As the file writes it.
    pub text: String,
    /// Its words in small letters and singular, without the unit: `money`, `raised`.
    pub words: Vec<String>,
    /// The words without the spaces between them: `moneyraised`.
    pub key: String,
    /// The unit it names: a currency code, `%` or a plural noun; empty where it names none.
    pub unit: &'static str,
    /// What bare numbers below it are multiplied by: 1e6 for `($M)`.
    pub scale: f64,
}

/// Words for a unit at the end of a heading or in its brackets.
const UNITS: &[(&str, &str)] = &[
    ("usd", "USD"),
    ("dollar", "USD"),
    ("$", "USD"),
    ("us$", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("inr", "INR"),
    ("rs", "INR"),
    ("₹", "INR"),
    ("jpy", "JPY"),
    ("krw", "KRW"),
    ("percent", "%"),
    ("percentage", "%"),
    ("pct", "%"),
    ("%", "%"),
    ("flop", "FLOP"),
];

/// Words for a magnitude in the same places.
const MAGNITUDES: &[(&str, f64)] = &[
    ("k", 1e3),
    ("thousand", 1e3),
    ("m", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("million", 1e6),
    ("mio", 1e6),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("b", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("trillion", 1e12),
];

/// Words that stand around a unit and say nothing.
const AROUND_UNITS: &[&str] = &["in", "of", "us"];

impl Heading {
    /// Takes a heading apart.
    pub fn of(text: &str) -> Self {
        let (outside, inside) = brackets(text);
        let mut heading = Self {
            text: text.trim().to_owned(),
            words: words(&outside),
            key: String::new(),
            unit: "",
            scale: 1.0,
        };
        if heading.words.is_empty() {
            heading.words = words(&inside);
        } else {
            heading.take_unit_of_brackets(&inside);
        }
        while heading.words.len() > 1 {
            let last = heading.words.last().cloned().unwrap_or_default();
            let is_around = heading.names_unit() && AROUND_UNITS.contains(&last.as_str());
            if !is_around && !heading.take_unit(&last) {
                break;
            }
            heading.words.pop();
        }
        heading.key = heading.words.concat();
        heading
    }

    /// The words with spaces between them: `money raised`.
    pub fn spaced(&self) -> String {
        self.words.join(" ")
    }

    /// The heading without the brackets that name a unit.
    pub fn without_unit(&self) -> String {
        let (outside, inside) = brackets(&self.text);
        let mut probe = self.clone();
        let names_unit = probe.take_unit_of_brackets(&inside);
        let kept = if names_unit { outside.trim() } else { self.text.as_str() };
        kept.to_owned()
    }

    /// Takes the unit in brackets; brackets may say something else, and then nothing is taken.
    fn take_unit_of_brackets(&mut self, inside: &str) -> bool {
        let before = (self.unit, self.scale);
        let spaced: String = inside.chars().flat_map(apart).collect();
        let parts: Vec<String> = spaced.split_whitespace().map(singular).collect();
        let mut is_unit = false;
        let mut is_more = false;
        for part in &parts {
            let is_taken = self.take_unit(part);
            is_unit |= is_taken;
            is_more |= !is_taken && !AROUND_UNITS.contains(&part.as_str());
        }
        let is_unit = is_unit && !is_more;
        if !is_unit {
            (self.unit, self.scale) = before;
        }
        is_unit
    }

    /// Whether the word is one of a unit, which is then taken.
    fn take_unit(&mut self, word: &str) -> bool {
        if let Some((_, unit)) = UNITS.iter().find(|(name, _)| *name == word) {
            self.unit = unit;
            return true;
        }
        if let Some((_, scale)) = MAGNITUDES.iter().find(|(name, _)| *name == word) {
            self.scale = *scale;
            return true;
        }
        false
    }

    fn names_unit(&self) -> bool {
        !self.unit.is_empty() || self.scale != 1.0
    }
}

/// What stands outside of brackets, and what inside.
fn brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                inside.push(' ');
            }
            _ if depth > 0 => inside.push(letter),
            _ => outside.push(letter),
        }
    }
    (outside, inside)
}

/// A letter in small; signs of money and punctuation stand apart from the words beside them, so
/// that `$B` and `USD/millions` are two words each.
fn apart(letter: char) -> Vec<char> {
    match letter {
        '$' | '€' | '£' | '₹' | '¥' | '%' => vec![' ', letter, ' '],
        letter if letter.is_alphanumeric() => letter.to_lowercase().collect(),
        _ => vec![' '],
    }
}

/// The words of a text, cut at spaces, punctuation and capitals: `AmountInUSD` has three.
fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut spaced = String::with_capacity(text.len() + 8);
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_uppercase()
                        && after.is_some_and(|next| next.is_lowercase())
                        // `LLMs` is one word.
                        && !(after == Some(&'s') && index + 2 >= letters.len())
            });
        if starts_word {
            spaced.push(' ');
        }
        spaced.extend(apart(*letter));
    }
    spaced.split_whitespace().map(singular).collect()
}

/// The word without the ending of its plural.
fn singular(word: &str) -> String {
    let stays = ["ss", "us", "is", "series"].iter().any(|ending| word.ends_with(ending));
    if word.chars().count() <= 3 || stays {
        return word.to_owned();
    }
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        Heading::of(text).spaced()
    }

    #[test]
    fn one_heading_in_many_spellings_is_one() {
        for text in [
            "Money Raised",
            " money raised ",
            "money_raised",
            "MoneyRaised",
            "MONEY-RAISED",
            "Money Raised (in USD)",
            "money_raised_usd",
            "Money Raised ($M)",
        ] {
            assert_eq!(Heading::of(text).key, "moneyraised", "{text}");
        }
    }

    #[test]
    fn words_are_cut_at_capitals_dots_and_underscores_and_lose_their_plural() {
        assert_eq!(key("InvestorsName"), "investor name");
        assert_eq!(key("modelId"), "model id");
        assert_eq!(key("downloadsAllTime"), "download all time");
        assert_eq!(key("start_date.year"), "start date year");
        assert_eq!(key("Companies"), "company");
        assert_eq!(key("Lead Investor(s)"), "lead investor");
        assert_eq!(key("status"), "status");
        assert_eq!(key("GSM8k"), "gsm8k");
        assert_eq!(Heading::of("IFEval").key, Heading::of("ifeval").key);
        assert_eq!(key("Weights Necessary? "), "weight necessary");
        assert_eq!(key("95_pct_ci"), "95 pct ci");
    }

    #[test]
    fn units_and_magnitudes_are_taken_from_brackets_and_endings() {
        for (text, key, unit, scale) in [
            ("AmountInUSD", "amount", "USD", 1.0),
            ("Valuation ($B)", "valuation", "USD", 1e9),
            ("Amount (USD billions)", "amount", "USD", 1e9),
            ("funds_raised_millions", "fundraised", "", 1e6),
            ("total_params_b", "totalparam", "", 1e9),
            ("Training compute (FLOP)", "trainingcompute", "FLOP", 1.0),
            ("Cost (US$MM)", "cost", "USD", 1e6),
            ("Frequency (%)", "frequency", "%", 1.0),
            ("metadata_params_billions", "metadataparam", "", 1e9),
            ("raised_usd", "raised", "USD", 1.0),
        ] {
            let heading = Heading::of(text);
            assert_eq!(
                (heading.key.as_str(), heading.unit, heading.scale),
                (key, unit, scale),
                "{text}"
            );
        }
    }

    #[test]
    fn brackets_that_name_no_unit_are_left_out_of_the_words() {
        assert_eq!(key("Country (of organization)"), "country");
        assert_eq!(Heading::of("Best score (across scorers)").unit, "");
        assert_eq!(Heading::of("MMLU (5-shot)").without_unit(), "MMLU (5-shot)");
        assert_eq!(Heading::of("Share (%)").without_unit(), "Share");
        assert_eq!(key("(model)"), "model");
        assert_eq!(key(""), "");
    }
}

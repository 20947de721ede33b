//! The small language of claims: record ids, numbers, arithmetic, and aggregates over tables.
//!
//! ```text
//! sum        = product (("+" | "-") product)*
//! product    = factor (("*" | "/") factor)*
//! factor     = "-" factor | "(" sum ")" | number ["%"] | call | id
//! call       = name "(" sum ("," sum)* ")" | aggregate "(" table ["." column] [where] ")"
//! where      = "where" column "=" (word | text) ("and" column "=" (word | text))*
//! ```
//!
//! The crates for expressions that could be had know neither units nor tables nor where in a cell
//! something is wrong, and those are all there is to this one.

use std::fmt;

/// A claim's computation, as read.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number written out; in per cent where `%` follows.
    Number {
        /// Its value as written.
        value: f64,
        /// Whether `%` follows.
        is_percent: bool,
    },
    /// A record by its id.
    Record(String),
    /// Minus what follows.
    Negative(Box<Self>),
    /// Two values and what joins them.
    Pair(Join, Box<Self>, Box<Self>),
    /// A value over the rows of a table.
    Aggregate(Aggregate),
}

/// What joins two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// a + b
    Plus,
    /// a − b; of percentages it gives percentage points.
    Minus,
    /// a × b
    Times,
    /// a ÷ b
    Over,
    /// (b − a) ÷ a, in per cent.
    Change,
    /// a ÷ b, in per cent.
    Share,
}

/// What is computed over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// How many rows.
    Count,
    /// Their sum.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// A value over the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// What is computed.
    pub function: Function,
    /// Over which table.
    pub table: String,
    /// Over which column; none for a count.
    pub column: Option<String>,
    /// Only rows in which each of these columns holds this text.
    pub conditions: Vec<(String, String)>,
}

/// Why an expression cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where in the expression, in characters from 1.
    pub at: usize,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at character {}", self.reason, self.at)
    }
}

/// The deepest that parentheses and minuses may nest.
const DEEPEST: usize = 64;

/// Reads an expression.
pub fn parse(text: &str) -> Result<Expression, Malformed> {
    let mut parser =
        Parser { tokens: tokens(text)?, next: 0, depth: 0, end: text.chars().count() + 1 };
    let expression = parser.sum()?;
    match parser.peek() {
        None => Ok(expression),
        Some(token) => Err(parser.wrong(&format!("{token} is one too many"))),
    }
}

/// A word or sign, with its place.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Text(String),
    Sign(char),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => write!(f, "{value}"),
            Self::Word(word) => write!(f, "“{word}”"),
            Self::Text(text) => write!(f, "the text {text:?}"),
            Self::Sign(sign) => write!(f, "“{sign}”"),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Malformed> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let rest = letters.get(at..).unwrap_or_default();
        let run = |is_part: fn(char) -> bool| -> String {
            rest.iter().copied().take_while(|letter| is_part(*letter)).collect()
        };
        let (token, length) = if letter.is_whitespace() {
            at += 1;
            continue;
        } else if letter.is_ascii_digit() {
            let digits = run(|letter| letter.is_ascii_digit() || letter == '.');
            let value = digits.parse().ok().filter(|value: &f64| value.is_finite());
            let value = value.ok_or_else(|| Malformed {
                at: at + 1,
                reason: format!("“{digits}” is not a number"),
            })?;
            (Token::Number(value), digits.len())
        } else if letter.is_alphabetic() || letter == '_' {
            let word = run(|letter| letter.is_alphanumeric() || letter == '_');
            let length = word.chars().count();
            (Token::Word(word), length)
        } else if letter == '"' {
            let inside: String = rest.iter().skip(1).take_while(|letter| **letter != '"').collect();
            let length = inside.chars().count() + 2;
            if length > rest.len() {
                let reason = "a quotation mark is not closed".to_owned();
                return Err(Malformed { at: at + 1, reason });
            }
            (Token::Text(inside), length)
        } else if "+-*/(),.=%".contains(letter) {
            (Token::Sign(letter), 1)
        } else {
            let reason = format!("“{letter}” has no meaning");
            return Err(Malformed { at: at + 1, reason });
        };
        tokens.push((at + 1, token));
        at += length;
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
    /// Where the text ends, for what is missing there.
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    /// Takes the sign if it is next.
    fn takes(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(&Token::Sign(sign));
        self.next += usize::from(is_next);
        is_next
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Word(next)) if next == word);
        self.next += usize::from(is_next);
        is_next
    }

    fn wrong(&self, reason: &str) -> Malformed {
        let at = self.tokens.get(self.next).map_or(self.end, |(at, _)| *at);
        Malformed { at, reason: reason.to_owned() }
    }

    fn expect(&mut self, sign: char) -> Result<(), Malformed> {
        if self.takes(sign) { Ok(()) } else { Err(self.wrong(&format!("“{sign}” is missing"))) }
    }

    fn word(&mut self, what: &str) -> Result<String, Malformed> {
        match self.peek().cloned() {
            Some(Token::Word(word)) => {
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.wrong(&format!("{what} is missing"))),
        }
    }

    fn sum(&mut self) -> Result<Expression, Malformed> {
        let mut left = self.product()?;
        loop {
            let join = match () {
                () if self.takes('+') => Join::Plus,
                () if self.takes('-') => Join::Minus,
                () => return Ok(left),
            };
            left = Expression::Pair(join, Box::new(left), Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Expression, Malformed> {
        let mut left = self.factor()?;
        loop {
            let join = match () {
                () if self.takes('*') => Join::Times,
                () if self.takes('/') => Join::Over,
                () => return Ok(left),
            };
            left = Expression::Pair(join, Box::new(left), Box::new(self.factor()?));
        }
    }

    fn factor(&mut self) -> Result<Expression, Malformed> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("parentheses nest too deeply"));
        }
        let factor = match self.take() {
            Some(Token::Sign('-')) => Expression::Negative(Box::new(self.factor()?)),
            Some(Token::Sign('(')) => {
                let inside = self.sum()?;
                self.expect(')')?;
                inside
            }
            Some(Token::Number(value)) => Expression::Number { value, is_percent: self.takes('%') },
            Some(Token::Word(word)) if self.peek() == Some(&Token::Sign('(')) => {
                self.call(&word)?
            }
            Some(Token::Word(id)) => Expression::Record(id),
            _ => {
                self.next -= 1;
                return Err(self.wrong("a value is missing"));
            }
        };
        self.depth -= 1;
        Ok(factor)
    }

    fn call(&mut self, name: &str) -> Result<Expression, Malformed> {
        let join = match name {
            "difference" => Join::Minus,
            "ratio" => Join::Over,
            "change" => Join::Change,
            "share" => Join::Share,
            _ => return self.aggregate(name),
        };
        self.expect('(')?;
        let left = self.sum()?;
        self.expect(',')?;
        let right = self.sum()?;
        self.expect(')')?;
        Ok(Expression::Pair(join, Box::new(left), Box::new(right)))
    }

    fn aggregate(&mut self, name: &str) -> Result<Expression, Malformed> {
        let function = match name {
            "count" => Function::Count,
            "sum" => Function::Sum,
            "min" => Function::Min,
            "max" => Function::Max,
            _ => {
                self.next -= 1;
                return Err(self.wrong(&format!(
                    "there is no function {name}: it is count, sum, min, max, change, share, \
                     difference or ratio"
                )));
            }
        };
        self.expect('(')?;
        let table = self.word("the name of a table")?;
        let column = if self.takes('.') { Some(self.word("the name of a column")?) } else { None };
        if (function == Function::Count) == column.is_some() {
            let wants = if column.is_some() { "counts rows: leave out" } else { "needs" };
            return Err(self.wrong(&format!("{name} {wants} the column")));
        }
        let mut conditions = Vec::new();
        if self.takes_word("where") {
            loop {
                let column = self.word("the name of a column")?;
                self.expect('=')?;
                let Some(Token::Word(text) | Token::Text(text)) = self.take() else {
                    self.next -= 1;
                    return Err(self.wrong("the text to compare with is missing"));
                };
                conditions.push((column, text));
                if !self.takes_word("and") {
                    break;
                }
            }
        }
        self.expect(')')?;
        Ok(Expression::Aggregate(Aggregate { function, table, column, conditions }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str) -> Expression {
        Expression::Record(id.to_owned())
    }

    #[test]
    fn products_bind_before_sums_and_parentheses_before_both() {
        let Ok(Expression::Pair(Join::Plus, left, right)) = parse("a + b * c") else {
            panic!("a sum")
        };
        assert_eq!(*left, record("a"));
        assert_eq!(
            *right,
            Expression::Pair(Join::Times, Box::new(record("b")), Box::new(record("c")))
        );
        assert!(matches!(parse("(a + b) * c"), Ok(Expression::Pair(Join::Times, ..))));
        let Ok(Expression::Pair(Join::Minus, left, _)) = parse("a - b - c") else {
            panic!("minus")
        };
        assert!(matches!(*left, Expression::Pair(Join::Minus, ..)), "from left to right");
    }

    #[test]
    fn aggregates_name_a_table_and_what_its_rows_hold() {
        let count = parse("count(talent where kind = departure and state = \"did happen\")");
        let Ok(Expression::Aggregate(count)) = count else { panic!("a count") };
        assert_eq!(count.table, "talent");
        assert_eq!(count.conditions[1], ("state".to_owned(), "did happen".to_owned()));
        let Ok(Expression::Aggregate(sum)) = parse("sum(funding.amount)") else { panic!("a sum") };
        assert_eq!((sum.function, sum.column.as_deref()), (Function::Sum, Some("amount")));
    }

    #[test]
    fn what_is_wrong_says_where() {
        let cases = [
            ("", "a value is missing at character 1"),
            ("a +", "a value is missing at character 4"),
            ("(a + b", "“)” is missing at character 7"),
            ("a b", "“b” is one too many at character 3"),
            ("a ? b", "“?” has no meaning at character 3"),
            ("1.2.3", "“1.2.3” is not a number at character 1"),
            ("count(\"x)", "a quotation mark is not closed at character 7"),
            ("sum(funding)", "sum needs the column at character 12"),
            ("count(talent where kind)", "“=” is missing at character 24"),
            ("ratio(a)", "“,” is missing at character 8"),
        ];
        for (text, wanted) in cases {
            let told = parse(text).map_err(|error| error.to_string());
            assert_eq!(told, Err(wanted.to_owned()), "{text}");
        }
        assert!(parse("average(a, b)").unwrap_err().reason.contains("no function average"));
        assert!(parse(&"(".repeat(100_000)).is_err(), "depth is bounded");
    }
}

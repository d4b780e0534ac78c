//! JSON to a tree, as strictly as its standard asks.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jsonc_parser::ast::{Array, Object, ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::tokens::{Token, TokenAndRange};
use jsonc_parser::{
    CollectOptions, CommentCollectionStrategy, ParseOptions, ParseResult, ParseStringErrorKind, parse_to_ast,
};
use lesson_text::Span;

use crate::yaml::messages;
use crate::{Kind, Limits, NodeId, Problem, Style, TreeBuilder};

/// Reads one region of a file as JSON; after a fault nothing is read.
pub(crate) fn read_region(
    builder: &mut TreeBuilder,
    region: Span,
    limits: Limits,
) -> (Option<NodeId>, Vec<Problem>) {
    let source = std::sync::Arc::clone(builder.tree().source());
    let text = source.slice(region);
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: true };
    let start = region.start as usize;
    let problem = match parse_to_ast(text, &collect, &strict()) {
        Ok(ParseResult { value: Some(value), tokens, .. }) => {
            let Some(problem) = unlike_json(text, &tokens.unwrap_or_default(), start) else {
                let mut writer = Writer { builder, start, limits, problems: Vec::new() };
                let root = writer.value(&value, 0);
                return (root.ok(), writer.problems);
            };
            problem
        }
        Ok(_) => return (None, Vec::new()),
        Err(error) => describe(&error, text, start, limits),
    };
    (None, vec![problem])
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// What the parser lets pass in its strictest form, too: spaces of other kinds between the values, and
/// control characters within a text.
fn unlike_json(text: &str, tokens: &[TokenAndRange<'_>], start: usize) -> Option<Problem> {
    let mut from = 0;
    let ends = tokens.iter().map(|token| (token.range, matches!(token.token, Token::String(_))));
    for (range, is_text) in ends.chain([(Range { start: text.len(), end: text.len() }, false)]) {
        let foreign = |character: char| !matches!(character, ' ' | '\t' | '\n' | '\r');
        if let Some(at) = text.get(from..range.start).and_then(|between| between.find(foreign)) {
            let problem = messages::syntax(here(text, from + at, start), "JSON knows no space of this kind");
            return Some(problem.help("put an ordinary space in its place"));
        }
        let written = if is_text { text.get(range.start..range.end).unwrap_or_default() } else { "" };
        if let Some(at) = written.find(|character: char| character < ' ') {
            let span = here(text, range.start + at, start);
            let problem = messages::syntax(
                span,
                "a text of JSON goes on over no line end, tab or other control character",
            );
            return Some(problem.help(r"write it as \n, \t or \u and four digits"));
        }
        from = range.end;
    }
    None
}

/// The character at an offset.
fn here(text: &str, at: usize, start: usize) -> Span {
    let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(at, at + length).shifted(start)
}

/// What is too large ends the reading.
struct Refused;

struct Writer<'a> {
    builder: &'a mut TreeBuilder,
    start: usize,
    limits: Limits,
    problems: Vec<Problem>,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value<'_>, depth: usize) -> Result<NodeId, Refused> {
        let span = self.span(value.range());
        self.check_limits(value, span, depth)?;
        let plain = |kind, builder: &mut TreeBuilder| builder.text(kind, Style::Plain, span, span);
        Ok(match value {
            Value::StringLit(text) => self.text(text.range, &text.value),
            Value::NumberLit(number) => {
                let is_whole = !number.value.contains(['.', 'e', 'E']);
                plain(if is_whole { Kind::Int } else { Kind::Float }, self.builder)
            }
            Value::BooleanLit(_) => plain(Kind::Bool, self.builder),
            Value::NullKeyword(_) => plain(Kind::Null, self.builder),
            Value::Array(array) => self.array(array, span, depth)?,
            Value::Object(object) => self.object(object, span, depth)?,
        })
    }

    fn array(&mut self, array: &Array<'_>, span: Span, depth: usize) -> Result<NodeId, Refused> {
        let items = array.elements.iter().map(|item| self.value(item, depth + 1));
        let items: Vec<NodeId> = items.collect::<Result<_, _>>()?;
        Ok(self.builder.sequence(Style::Flow, span, &items, false))
    }

    fn object(&mut self, object: &Object<'_>, span: Span, depth: usize) -> Result<NodeId, Refused> {
        let mut entries = Vec::with_capacity(object.properties.len());
        let mut seen: HashMap<&str, NodeId> = HashMap::new();
        for property in &object.properties {
            let name = match &property.name {
                ObjectPropName::String(text) => text.value.as_ref(),
                ObjectPropName::Word(word) => word.value,
            };
            let key = self.text(property.name.range(), name);
            let value = self.value(&property.value, depth + 1)?;
            match seen.entry(name) {
                Entry::Occupied(first) => {
                    let span = self.span(property.name.range());
                    self.problems.push(messages::duplicate_key(self.builder.tree(), span, *first.get()));
                }
                Entry::Vacant(place) => {
                    place.insert(key);
                    entries.push((key, value));
                }
            }
        }
        Ok(self.builder.mapping(Style::Flow, span, &entries, false))
    }

    fn text(&mut self, range: Range, decoded: &str) -> NodeId {
        let span = self.span(range);
        let inner = Span::new(span.start as usize + 1, (span.end as usize).saturating_sub(1));
        if self.builder.tree().source().slice(inner) == decoded {
            self.builder.text(Kind::String, Style::DoubleQuoted, span, inner)
        } else {
            self.builder.decoded(Kind::String, Style::DoubleQuoted, span, decoded)
        }
    }

    fn check_limits(&mut self, value: &Value<'_>, span: Span, depth: usize) -> Result<(), Refused> {
        if let Value::NumberLit(number) = value
            && number.value.parse::<f64>().is_ok_and(f64::is_infinite)
        {
            let problem = messages::syntax(span, "this number is larger than any that is read");
            self.problems.push(problem.help("put it in quotes to make it a text"));
            return Err(Refused);
        }
        let is_collection = matches!(value, Value::Array(_) | Value::Object(_));
        if is_collection && depth >= self.limits.depth {
            self.problems.push(messages::too_deep(Span::empty(span.start as usize), self.limits.depth));
            return Err(Refused);
        }
        if self.builder.tree().len() >= self.limits.nodes {
            self.problems.push(messages::too_many_nodes(span, self.limits.nodes));
            return Err(Refused);
        }
        Ok(())
    }

    fn span(&self, range: Range) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }
}

fn describe(error: &ParseError, text: &str, start: usize, limits: Limits) -> Problem {
    use ParseErrorKind as E;
    let range = error.range();
    let whole = Span::new(range.start, range.end.min(text.len())).shifted(start);
    let first = here(text, range.start, start);
    let (span, message, help) = match error.kind() {
        E::NestingDepthExceeded => return messages::too_deep(first, limits.depth),
        E::UnterminatedArray => (first, "a bracket is opened and not closed", "close it with `]`"),
        E::UnterminatedObject => (first, "a bracket is opened and not closed", "close it with `}`"),
        E::UnexpectedCloseBrace | E::UnexpectedCloseBracket => (
            whole,
            "a bracket is closed here where a value is due",
            "remove it, or write the value before it",
        ),
        E::ExpectedComma => (whole, "a comma is missing between two values", "put a comma between them"),
        E::TrailingCommasNotAllowed => (whole, "JSON has no comma after the last value", "remove the comma"),
        E::UnexpectedComma => {
            (whole, "a value is missing before this comma", "remove the comma, or write the value")
        }
        E::UnexpectedColon => (whole, "a colon does not fit here", "put a key in quotes before it"),
        E::ExpectedColonAfterObjectKey => {
            (whole, "a key needs a colon and a value after it", r#"write "key": value"#)
        }
        E::ExpectedObjectValue => (whole, "a value is missing after this colon", "write the value"),
        E::ExpectedStringObjectProperty | E::UnexpectedTokenInObject => {
            (whole, "a key in double quotes is due here", r#"write "key": value"#)
        }
        E::MultipleRootJsonValues => (
            whole,
            "a file of JSON holds one value, and more follows here",
            "remove it, or put all values into one list",
        ),
        E::CommentsNotAllowed | E::UnterminatedCommentBlock => {
            (whole, "JSON has no comments", "remove the comment, or write the file as YAML")
        }
        E::SingleQuotedStringsNotAllowed => {
            (whole, "JSON knows double quotes only", "put the text in double quotes")
        }
        E::UnexpectedWord => (
            whole,
            "a word stands here where a value is due",
            "put a text in double quotes; without them there are true, false and null",
        ),
        E::UnexpectedToken => (whole, "this cannot be read as JSON", "put a text in double quotes"),
        E::String(kind) => return of_text(kind, whole, first),
        E::BareDecimalPointNumbersNotAllowed
        | E::ExpectedDigit
        | E::ExpectedDigitFollowingNegativeSign
        | E::ExpectedPlusMinusOrDigitInNumberLiteral
        | E::HexadecimalNumbersNotAllowed
        | E::NonFiniteNumbersNotAllowed
        | E::UnaryPlusNumbersNotAllowed => {
            (whole, "this is no number of JSON", "write it as in 12, -0.5 or 1e9, or put it in quotes")
        }
    };
    messages::syntax(span, message).help(help)
}

fn of_text(kind: &ParseStringErrorKind, whole: Span, first: Span) -> Problem {
    if *kind == ParseStringErrorKind::UnterminatedStringLiteral {
        let problem = messages::syntax(first, "a quote is opened and not closed");
        return problem.help("put the closing quote at the end of the text");
    }
    messages::syntax(whole, "a backslash begins a special character, and there is none like this")
        .help(r"write each backslash twice; a character past the basic ones is a pair, as in \ud83d\ude00")
}

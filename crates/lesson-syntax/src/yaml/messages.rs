//! What is said of YAML that cannot be read as it stands, in an author's words.

use granit_parser::ErrorKind;
use lesson_text::{Edit, Span};

use super::slips::quote;
use crate::{NodeId, Problem, ProblemKind, Tree, did_you_mean};

/// A syntax problem.
pub(crate) fn syntax(span: Span, message: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Syntax, span, message)
}

pub(super) fn several_documents(span: Span) -> Problem {
    let message = "a second document begins here, and only the first one is read";
    Problem::new(ProblemKind::SeveralDocuments, span, message)
        .help("put each lesson into a file of its own, or remove the line `---`")
}

pub(crate) fn too_deep(span: Span, limit: usize) -> Problem {
    let message = format!("more than {limit} lists and mappings stand inside one another here");
    Problem::new(ProblemKind::TooLarge, span, message)
        .help("write it flatter, or raise `limits.depth` in lessonlint.toml; what follows was not read")
}

pub(crate) fn too_many_nodes(span: Span, limit: usize) -> Problem {
    let message = format!("the file holds more than {limit} keys and values");
    Problem::new(ProblemKind::TooLarge, span, message)
        .help("split the lesson, or raise `limits.nodes` in lessonlint.toml; what follows was not read")
}

pub(super) fn too_many_aliased(span: Span, limit: usize) -> Problem {
    let message = format!("the aliases of this file stand for more than {limit} values");
    Problem::new(ProblemKind::TooLarge, span, message)
        .help("write the values out, or raise `limits.alias_nodes` in lessonlint.toml")
}

pub(super) fn alias_of_itself(span: Span) -> Problem {
    syntax(span, "this alias stands inside the value that it repeats")
        .help("a value cannot hold itself: move the alias out of it, or write the value out")
}

pub(super) fn unknown_alias<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let problem = syntax(span, format!("`*{name}` repeats a value named `&{name}`, and there is none above"));
    match did_you_mean(name, known) {
        Some(near) => problem
            .help(format!("did you mean `*{near}`?"))
            .suggest(format!("write `*{near}`"), vec![Edit::replace(span, format!("*{near}"))]),
        None => problem.help("a text that begins with `*` needs quotes around it"),
    }
}

pub(super) fn emphasis(span: Span, source: &str) -> Problem {
    let text = source.get(span.range()).unwrap_or_default();
    syntax(span, "a text that begins with `*` needs quotes")
        .help("without quotes, `*` means: repeat the value of that name")
        .suggest("put the value in quotes", vec![Edit::replace(span, quote(text))])
}

pub(super) fn key_is_no_word(span: Span) -> Problem {
    syntax(span, "a key must be a word").help("this key is a list or a mapping; its entry is not read")
}

pub(crate) fn duplicate_key(tree: &Tree, span: Span, first: NodeId) -> Problem {
    let message = format!("the key `{}` stands here twice", tree.text(first));
    Problem::new(ProblemKind::DuplicateKey, span, message)
        .help("the first one counts: put both values under it, or rename or remove this one")
        .related(tree.span(first), "the first one")
}

/// The last word where mending has to stop.
pub(super) fn and_perhaps_more(span: Span) -> Problem {
    syntax(span, "too much is wrong before this place to read on")
        .help("mend what is reported above, then check again: there may be more")
}

/// A comma with no value before it.
pub(super) fn nothing_before_comma(span: Span) -> Problem {
    syntax(span, "a value is missing before this comma").help("remove the comma, or write the value")
}

/// What an error of the parser means to an author, where no slip explains it.
pub(super) fn by_kind(kind: &ErrorKind, span: Span) -> Problem {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => (
            "a bracket is opened and not closed",
            "close it, or put a text that begins with a bracket in quotes",
        ),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            ("a comma is missing between two values in brackets", "put a comma between them")
        }
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => {
            ("a bracket is closed here that was not opened", "remove it, or put the text in quotes")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            ("a quote is opened and not closed", "put the closing quote at the end of the text")
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => ("a tab stands where only spaces may", "put spaces in its place"),
        E::InvalidIndentation | E::InvalidBlockScalarIndent | E::InvalidFlowScalarIndent => {
            ("this line does not begin where it should", "indent it like the lines it belongs to")
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::UnexpectedEndOfPlainScalar => {
            ("a key needs a colon and a value after it", "write `key: value`")
        }
        E::ExpectedBlockMappingKey | E::MappingKeyNotAllowed | E::ExpectedNodeContent => {
            ("this does not fit here", "indent it like its neighbours, or put the text in quotes")
        }
        E::ExpectedBlockSequenceEntry => (
            "this does not fit into the list above",
            "begin it with a dash, or indent it so that it belongs to an item",
        ),
        E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => (
            "a list's dash does not fit here",
            "put each item on a line of its own, all dashes below one another, or put the text in quotes",
        ),
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::InvalidMappingValueWhitespace
        | E::FlowMappingValueAdjacentCollection => {
            ("a colon does not fit here", "put the text in quotes if the colon belongs to it")
        }
        E::CommentInterceptedScalar => (
            "a comment stands in the middle of a text",
            "move the comment, or put the text in quotes if `#` belongs to it",
        ),
        E::CommentNotSeparated => ("a comment needs a space before its `#`", "put a space before it"),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => (
            "after `|` or `>` the text begins on the next line",
            "move the text to the next line, or put it in quotes if it begins with this character",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("the text goes on after its closing quote", "put the whole text in quotes of the other kind")
        }
        E::BomInsideDocument => ("an invisible byte order mark stands here", "delete it"),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogate
        | E::InvalidLowSurrogateHexEscape
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "a backslash in double quotes begins a special character, and there is none like this",
            "use single quotes, or write each backslash twice",
        ),
        E::InvalidDocumentEnd | E::ExpectedDocumentStart | E::MissingDocumentEndBeforeDirective => {
            ("this stands outside of the document", "remove it, or indent it to where it belongs")
        }
        E::MissingAnchorOrAliasName => (
            "`&` and `*` need a name right after them",
            "put the text in quotes if the character belongs to it",
        ),
        _ => return by_rarer_kind(kind, span),
    };
    syntax(span, message).help(help)
}

fn by_rarer_kind(kind: &ErrorKind, span: Span) -> Problem {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidGlobalTagCharacter => (
            "a `!` at the start of a value begins a type name, and this is none",
            "put the text in quotes if the `!` belongs to it",
        ),
        E::UnsupportedYamlMajorVersion
        | E::DuplicateVersionDirective
        | E::DuplicateTagDirective
        | E::InvalidDirectiveName
        | E::InvalidDirectiveTerminator
        | E::MissingDirectiveName
        | E::MissingYamlVersion
        | E::MissingYamlVersionSeparator
        | E::YamlVersionTooLong
        | E::InvalidTagDirectiveTerminator
        | E::ExpectedTagDirectiveBang
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. } => {
            ("a line that begins with `%` is an instruction to YAML, and this is none", "remove the line")
        }
        _ => {
            ("this cannot be read as YAML", "put the text in quotes, or compare it with the lines around it")
        }
    };
    syntax(span, message).help(help)
}

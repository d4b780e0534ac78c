//! Files of any data, not only lessons: each of their documents to a tree.

use std::sync::Arc;

use lesson_text::{SourceFile, Span};

use crate::markdown::{front_matter, line_spans};
use crate::{Form, Limits, Problem, ReadOptions, Tree, TreeBuilder, json, yaml};

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// YAML, in one document or several.
    Yaml,
    /// JSON.
    Json,
    /// YAML at the head of another text, between lines of hyphens.
    FrontMatter,
}

impl Notation {
    /// The notation that a file's extension tells; `None` for any other file.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            _ => Form::of_path(path).map(|form| match form {
                Form::Yaml => Self::Yaml,
                Form::Markdown => Self::FrontMatter,
            }),
        }
    }

    /// The notation of a text without a name that tells it.
    #[must_use]
    pub fn guess(source: &SourceFile) -> Self {
        let text = source.text().get(source.text_start()..).unwrap_or_default();
        if text.trim_start().starts_with(['{', '[']) { Self::Json } else { Self::Yaml }
    }
}

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    /// Its values, each with its place in the whole file.
    pub tree: Tree,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Its bytes in the file.
    pub span: Span,
}

/// Reads every document of a file. A file of YAML or JSON that holds nothing is one document without a root;
/// a text without front matter has none.
#[must_use]
pub fn documents(source: &Arc<SourceFile>, notation: Notation, limits: Limits) -> Vec<Document> {
    let whole = Span::new(source.text_start(), source.text().len());
    if source.text().len() > limits.bytes {
        let tree = TreeBuilder::new(source, Form::Yaml).finish(None);
        return vec![Document { tree, problems: vec![Problem::too_large_file(limits.bytes)], span: whole }];
    }
    match notation {
        Notation::Json => {
            vec![document(source, whole, |builder, region| json::read_region(builder, region, limits))]
        }
        Notation::Yaml => {
            let mut read: Vec<Document> =
                split(source).into_iter().map(|region| yaml_document(source, region, limits)).collect();
            // A line of hyphens at the end, or two after one another, hold nothing to be checked.
            let is_empty =
                |document: &Document| document.tree.root().is_none() && document.problems.is_empty();
            if read.iter().any(|document| !is_empty(document)) {
                read.retain(|document| !is_empty(document));
            } else {
                read.truncate(1);
            }
            read
        }
        Notation::FrontMatter => front_matter::find(source)
            .map(|region| {
                let mut document = yaml_document(source, region.inside, limits);
                document.problems.extend(region.fault());
                document
            })
            .into_iter()
            .collect(),
    }
}

fn yaml_document(source: &Arc<SourceFile>, region: Span, limits: Limits) -> Document {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    document(source, region, |builder, region| yaml::read_region(builder, region, &options))
}

fn document(
    source: &Arc<SourceFile>,
    span: Span,
    read: impl FnOnce(&mut TreeBuilder, Span) -> (Option<crate::NodeId>, Vec<Problem>),
) -> Document {
    let mut builder = TreeBuilder::sized(source, Form::Yaml, span.len());
    let (root, mut problems) = read(&mut builder, span);
    problems.sort_by_key(|problem| problem.span);
    Document { tree: builder.finish(root), problems, span }
}

/// The documents of a YAML file. That a line begins with `---` or `...` ends what stands before it in
/// every style, so lines alone tell; what stands between two documents belongs to the next one.
fn split(source: &SourceFile) -> Vec<Span> {
    let text = source.text();
    let mut regions = Vec::new();
    let mut start = source.text_start();
    let mut is_open = false;
    for line in line_spans(text, start) {
        let written = source.slice(line);
        let from = line.start as usize;
        if marks(written, "---") {
            if is_open {
                regions.push(Span::new(start, from));
                start = from;
            }
            is_open = true;
        } else if marks(written, "...") {
            if is_open {
                let end = line.end as usize;
                regions.push(Span::new(start, end));
                start = end;
            }
            is_open = false;
        } else {
            is_open |= !is_idle(written);
        }
    }
    if is_open || regions.is_empty() {
        regions.push(Span::new(start, text.len()));
    }
    regions
}

fn marks(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether a line between documents says nothing, or only how the next one is to be read.
fn is_idle(line: &str) -> bool {
    let text = line.trim_start();
    text.is_empty() || text.starts_with('#') || line.starts_with('%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let source = SourceFile::new("x.yaml", text);
        split(&source).into_iter().map(|span| source.slice(span).to_owned()).collect()
    }

    #[test]
    fn lines_of_hyphens_and_of_dots_part_documents() {
        assert_eq!(texts(""), [""]);
        assert_eq!(texts("a: 1\n"), ["a: 1\n"]);
        assert_eq!(texts("# c\n---\na: 1\n---\nb: 2\n"), ["# c\n---\na: 1\n", "---\nb: 2\n"]);
        assert_eq!(
            texts("a\n...\n# c\n%YAML 1.2\n---\nb\n...\n"),
            ["a\n...", "\n# c\n%YAML 1.2\n---\nb\n..."]
        );
        assert_eq!(texts("--- |\n x\n---\r\n--- 1\n----\n"), ["--- |\n x\n", "---\r\n", "--- 1\n----\n"]);
    }

    #[test]
    fn each_document_has_its_places_in_the_whole_file() {
        let text = "\u{feff}# first\na: 1\n---\n---\nb:\n- x: [\n---\nc: é\n";
        let source = Arc::new(SourceFile::new("x.yaml", text));
        let read = documents(&source, Notation::Yaml, Limits::default());
        assert_eq!(read.len(), 3);
        let at = |index: usize, pointer: &str| {
            let tree = &read[index].tree;
            source.slice(tree.span(tree.at_pointer(pointer).unwrap())).to_owned()
        };
        assert_eq!(at(0, "/a"), "1");
        assert_eq!(read[1].problems.len(), 1);
        assert_eq!(at(2, "/c"), "é");
    }

    #[test]
    fn a_file_that_holds_nothing_is_one_document() {
        for text in ["", "\n", "# nothing\n", "---\n", "---\n---\n...\n"] {
            let source = Arc::new(SourceFile::new("x.yaml", text));
            let read = documents(&source, Notation::Yaml, Limits::default());
            assert_eq!((read.len(), read[0].tree.root()), (1, None), "{text:?}");
        }
    }

    const LINES: [&str; 14] = [
        "---",
        "--- a",
        "---\tb",
        "--- |",
        "--- >-",
        "...",
        "... # c",
        "a: 1",
        "# c",
        "",
        "- b",
        " x",
        "----",
        "%YAML 1.2",
    ];

    proptest::proptest! {
        #[test]
        fn there_are_as_many_documents_as_to_the_parser(
            lines in proptest::collection::vec(proptest::sample::select(&LINES[..]), 0..8),
        ) {
            let text = lines.join("\n");
            let events: Result<Vec<_>, _> = granit_parser::Parser::new_from_str(&text).collect();
            let starts = |events: Vec<(granit_parser::Event<'_>, _)>| {
                events.iter().filter(|(event, _)| matches!(event, granit_parser::Event::DocumentStart(..))).count()
            };
            if let Ok(count) = events.map(starts) {
                proptest::prop_assert_eq!(split(&SourceFile::new("x.yaml", text.clone())).len(), count.max(1), "{:?}", text);
            }
        }
    }
}

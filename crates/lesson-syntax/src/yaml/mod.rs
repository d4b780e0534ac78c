//! YAML to a tree.

mod anchors;
mod compose;
mod edit;
mod emit;
mod frame;
mod layout;
pub(crate) mod messages;
mod outline;
mod patch;
mod quotes;
mod recover;
mod reorder;
mod repairs;
mod scalar;
mod scan;
mod segments;
mod slips;

use std::sync::Arc;

use lesson_text::{SourceFile, Span};

use crate::{Form, Parsed, ReadOptions, TreeBuilder};

pub(crate) use edit::{append, set};
pub(crate) use recover::read_region;
pub(crate) use reorder::reorder;
pub(crate) use segments::segments;

/// Keys at the top by two of which a file counts as a lesson.
const MARKS: [&str; 4] = ["lesson", "regimes", "comparison", "field_guide"];

/// Reads a YAML file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Yaml);
    let region = Span::new(source.text_start(), source.text().len());
    let (root, problems) = read_region(&mut builder, region, options);
    let tree = builder.finish(root);
    let marks = root.map_or(0, |root| MARKS.iter().filter(|mark| tree.get(root, mark).is_some()).count());
    Parsed { looks_like_lesson: marks >= 2, tree, problems }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn a_region_is_read_with_the_offsets_of_its_file() {
        let text = "---\ntitle: a: b\nlist:\n- \"open\n- é: |\n    x\n---\nnot: [read\n";
        let source = Arc::new(SourceFile::new("x.md", text));
        let region = Span::new(4, text.rfind("---").unwrap());
        let mut builder = TreeBuilder::new(&source, Form::Markdown);
        let before = builder.name(Span::new(0, 3), "kept");
        let (root, problems) = read_region(&mut builder, region, &ReadOptions::default());
        let tree = builder.finish(root);
        assert_eq!(tree.text(before), "kept");
        let messages: Vec<&str> = problems.iter().map(|problem| source.slice(problem.span)).collect();
        assert_eq!(messages, ["a: b", "\""]);
        let at = |pointer: &str| tree.at_pointer(pointer).unwrap();
        assert_eq!(tree.text(at("/title")), "a: b");
        assert_eq!(tree.kind(at("/list/0")), Kind::Malformed);
        assert_eq!(source.slice(tree.span(at("/list/1/é"))), "|\n    x");
    }

    #[test]
    fn an_empty_or_wrong_region_is_nothing() {
        let source = Arc::new(SourceFile::new("x.md", "é"));
        for region in [Span::new(0, 0), Span::new(1, 2), Span::new(0, 9)] {
            let mut builder = TreeBuilder::new(&source, Form::Markdown);
            let (root, problems) = read_region(&mut builder, region, &ReadOptions::default());
            assert_eq!((root, problems), (None, Vec::new()));
        }
    }
}

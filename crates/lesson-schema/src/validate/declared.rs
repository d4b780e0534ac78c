use lesson_syntax::data::Document;
use lesson_syntax::{Kind, Tree};
use lesson_text::Span;

/// What a document says of its own schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The path or URL, as it is written.
    pub reference: String,
    /// Where it stands.
    pub span: Span,
}

/// The schema that a document names: in a comment above its first value, as editors know it
/// (`# yaml-language-server: $schema=…` or `# $schema: …`), or under the key `$schema` at its top.
#[must_use]
pub fn declared(document: &Document) -> Option<Declared> {
    let tree = &document.tree;
    let first = tree.root().map_or(document.span.end, |root| tree.span(root).start);
    let comments = tree.comments().iter().filter(|comment| comment.end <= first);
    comments.filter_map(|&comment| in_comment(tree, comment)).next().or_else(|| under_key(tree))
}

fn in_comment(tree: &Tree, comment: Span) -> Option<Declared> {
    let text = tree.source().slice(comment);
    let words = text.strip_prefix('#')?.trim_start();
    let rest = match words.strip_prefix("yaml-language-server") {
        Some(rest) => {
            let rest = rest.trim_start().strip_prefix(':')?;
            rest.split_once("$schema=")?.1
        }
        None => words.strip_prefix("$schema")?.trim_start().strip_prefix(':')?.trim_start(),
    };
    let reference = rest.split_whitespace().next()?;
    let start = comment.start as usize + (text.len() - rest.len()) + rest.find(reference)?;
    Some(Declared { reference: reference.to_owned(), span: Span::new(start, start + reference.len()) })
}

fn under_key(tree: &Tree) -> Option<Declared> {
    let value = tree.get(tree.root()?, "$schema").filter(|&value| tree.kind(value) == Kind::String)?;
    Some(Declared { reference: tree.text(value).to_owned(), span: tree.span(value) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lesson_syntax::Limits;
    use lesson_syntax::data::{Notation, documents};
    use lesson_text::SourceFile;

    use super::*;

    #[test]
    fn a_document_names_its_schema_as_editors_know_it() {
        let name = |text: &str| {
            let source = Arc::new(SourceFile::new("x.yaml", text));
            let found = declared(&documents(&source, Notation::Yaml, Limits::default())[0])?;
            assert_eq!(source.slice(found.span).trim_matches('"'), found.reference, "{text:?}");
            Some(found.reference)
        };
        let is = |text: &str| name(text).as_deref() == Some("a/b.json");
        for text in [
            "# yaml-language-server: $schema=a/b.json\nx: 1\n",
            "\u{feff}# é\r\n#yaml-language-server : $schema=a/b.json\r\n---\r\nx: 1\r\n",
            "---\n# $schema: a/b.json\nx: 1\n",
            "# $schema: a/b.json # why\n",
            "{\"$schema\": \"a/b.json\"}",
            "x: 1\n$schema: a/b.json\n",
        ] {
            assert!(is(text), "{text:?}");
        }
        for text in [
            "x: 1\n# $schema: a/b.json\n",
            "# schema: a/b.json\n",
            "$schema: [a]\n",
            "- $schema\n",
            "",
            "# $schema:\n",
        ] {
            assert_eq!(name(text), None, "{text:?}");
        }
    }
}

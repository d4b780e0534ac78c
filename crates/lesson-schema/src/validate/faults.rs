use std::sync::Arc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ReferencingError, ValidationError};
use lesson_text::{SourceFile, Span};
use serde_json::Value;

use super::address::{is_known_draft, resolve, without_fragment};
use super::complaint::Complaint;
use super::explain::Explainer;
use super::library::SchemaFile;
use crate::places::{Merges, Places, visible};
use crate::words::brief;

/// Why a schema cannot be used.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Where, in which file; `None` where no file holds it.
    pub place: Option<(Arc<SourceFile>, Span)>,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { place: None, message: message.into(), help: Some(help.into()) }
    }

    pub(super) fn at(mut self, place: Option<(Arc<SourceFile>, Span)>) -> Self {
        self.place = place;
        self
    }
}

/// What is said of a file that is not there.
pub(super) fn no_file(shown: &str) -> Fault {
    Fault::new(
        format!("there is no schema at {shown}"),
        "write the path from the folder of the file that names it",
    )
}

/// What is said of a URL that leads to nothing on this machine.
pub(super) fn not_here(url: &str) -> Fault {
    let shown = brief_url(url);
    Fault::new(
        format!("{shown} is not on this machine, and nothing is fetched from a network"),
        format!("save it in a file, and say where it lies: --map {url}=FILE"),
    )
}

fn brief_url(url: &str) -> String {
    const LONGEST: usize = 200;
    let shown: String = url.chars().take(LONGEST).collect();
    if shown.len() < url.len() { shown + "…" } else { shown }
}

/// What keeps a schema from being compiled, and where it stands in its file.
pub(super) fn of_build(error: &ValidationError<'_>, root: &str, files: &[Arc<SchemaFile>]) -> Fault {
    if let ValidationErrorKind::Referencing(error) = error.kind() {
        return of_reference(error, files);
    }
    let file = files.iter().find(|file| file.url == root);
    let said = file.and_then(|file| {
        let tree = file.tree.as_ref()?;
        let places = Places::new(tree, 1, Merges::On);
        let complaint = Explainer::of_tree(tree, Span::empty(0), &file.value, &places)
            .explain(error)
            .into_iter()
            .next()?;
        Some(of_complaint(tree.source(), complaint))
    });
    said.unwrap_or_else(|| Fault { place: None, message: unusable(&error.to_string()), help: None })
}

/// What its own version of JSON Schema has against a schema.
pub(super) fn of_complaint(source: &Arc<SourceFile>, complaint: Complaint) -> Fault {
    Fault {
        place: Some((Arc::clone(source), complaint.span)),
        message: format!("this schema is none: {}", complaint.message),
        help: complaint.help,
    }
}

/// What is wrong with a reference, and where it stands.
pub(super) fn of_reference(error: &ReferencingError, files: &[Arc<SchemaFile>]) -> Fault {
    match error {
        ReferencingError::Unretrievable { uri, source } => {
            let place = find(files, |target| without_fragment(target) == without_fragment(uri));
            match source.downcast_ref::<Said>() {
                Some(Said(fault)) if fault.place.is_some() => fault.clone(),
                Some(Said(fault)) => fault.clone().at(place),
                None => not_here(uri).at(place),
            }
        }
        ReferencingError::PointerToNowhere { pointer } => {
            let ends = |target: &str| decoded(target).ends_with(&format!("#{}", decoded(pointer)));
            Fault::new(
                format!("`{}` leads to no place in the schema", brief(pointer)),
                "write a way that is there: each step is a key, or the number of an item from 0 on",
            )
            .at(find(files, ends))
        }
        ReferencingError::NoSuchAnchor { anchor } | ReferencingError::InvalidAnchor { anchor } => {
            let ends = |target: &str| target.ends_with(&format!("#{anchor}"));
            Fault::new(
                format!("`#{}` names no place in the schema", brief(anchor)),
                "write `#/` and the way to the place, or name that place by `$anchor`",
            )
            .at(find(files, ends))
        }
        other => Fault { place: None, message: unusable(&other.to_string()), help: None },
    }
}

/// A fault on its way through jsonschema.
#[derive(Debug)]
pub(super) struct Said(pub(super) Fault);

impl std::fmt::Display for Said {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Said {}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn unusable(reason: &str) -> String {
    let reason: String = reason.lines().next().unwrap_or_default().chars().take(300).collect();
    format!("this schema cannot be used: {reason}")
}

/// The first reference of the schemas that leads to such an address.
fn find(files: &[Arc<SchemaFile>], wanted: impl Fn(&str) -> bool) -> Option<(Arc<SourceFile>, Span)> {
    files.iter().find_map(|file| {
        let mut open = vec![(String::new(), file.url.clone(), &file.value)];
        while let Some((pointer, base, value)) = open.pop() {
            match value {
                Value::Object(keywords) => {
                    let own = keywords.get("$id").or_else(|| keywords.get("id")).and_then(Value::as_str);
                    let base = own.and_then(|own| resolve(&base, own)).unwrap_or(base);
                    for (key, value) in keywords.iter().rev() {
                        let leads =
                            matches!(key.as_str(), "$ref" | "$dynamicRef" | "$recursiveRef" | "$schema");
                        let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                        let target =
                            value.as_str().filter(|_| leads).and_then(|target| resolve(&base, target));
                        if target.is_some_and(|target| wanted(&target)) {
                            return file.place(&pointer);
                        }
                        open.push((pointer, base.clone(), value));
                    }
                }
                Value::Array(items) => open.extend(
                    items
                        .iter()
                        .enumerate()
                        .rev()
                        .map(|(index, item)| (format!("{pointer}/{index}"), base.clone(), item)),
                ),
                _ => {}
            }
        }
        None
    })
}

impl SchemaFile {
    /// The place of a value in the schema's file.
    pub(super) fn place(&self, pointer: &str) -> Option<(Arc<SourceFile>, Span)> {
        let tree = self.tree.as_ref()?;
        let node = Places::new(tree, 1, Merges::On).find(pointer)?;
        Some((Arc::clone(tree.source()), visible(tree, node)))
    }

    /// The version of JSON Schema that it names, where that is none that is known.
    pub(super) fn unknown_draft(&self) -> Option<&str> {
        let named = self.value.get("$schema").and_then(Value::as_str)?;
        (!is_known_draft(named)).then_some(named)
    }
}

//! `lessonlint schema check`: any file of data against any JSON Schema.

mod json;
mod text;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use lesson_lint::Content;
use lesson_model::Words;
use lesson_schema::Draft;
use lesson_schema::validate::{Address, Complaint, Declared, Fault, Library, declared};
use lesson_syntax::data::{Document, Notation, documents};
use lesson_syntax::{Limits, Problem, ProblemKind};
use lesson_text::{SourceFile, Span};
use rayon::prelude::*;
use serde_json::Value;

use super::kinds::of_kind;
use crate::arguments::{Color, FormatChecks, SchemaCheckFormat, SchemaCheckOptions, SchemaKind};
use crate::each_file::{read, take};
use crate::output::{Failure, Outcome, print, shown};

/// What came of one file.
struct Checked {
    /// Its path as it is shown.
    path: String,
    source: Arc<SourceFile>,
    documents: usize,
    errors: Vec<Error>,
    /// What kept it from being checked.
    faults: Vec<Fault>,
}

/// Something that is wrong in a file.
struct Error {
    /// The number of its document, from 1.
    document: usize,
    complaint: Complaint,
}

pub(crate) fn run(options: &SchemaCheckOptions, color: Color) -> Result<Outcome, Failure> {
    let here =
        std::env::current_dir().map_err(|error| format!("the working folder cannot be told: {error}"))?;
    let work = Work {
        library: library(options, &here),
        schema: options.schema.as_deref().map(|schema| address(schema, &here)),
        here,
    };
    let mut files: Vec<&Path> = options.files.iter().map(PathBuf::as_path).collect();
    files.sort_unstable();
    files.dedup();
    let mut checked: Vec<Checked> =
        files.par_iter().map(|path| work.check(path, options.stdin_filename.as_deref())).collect();
    checked.sort_by(|first, second| first.path.cmp(&second.path));
    let faults = told_once(&mut checked);
    print(|out| match options.format {
        SchemaCheckFormat::Text => text::render(&checked, color, out),
        SchemaCheckFormat::Short => text::render_short(&checked, out),
        SchemaCheckFormat::Json => json::render(&checked, &faults, out),
    })?;
    faults.iter().for_each(text::warn_of);
    Ok(match () {
        () if !faults.is_empty() => Outcome::Incomplete,
        () if checked.iter().any(|file| !file.errors.is_empty()) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

/// Where schemas come from: our own, those that were mapped, and files.
fn library(options: &SchemaCheckOptions, here: &Path) -> Library {
    let drafts = [Draft::Draft202012, Draft::Draft07];
    let ours = drafts.iter().flat_map(|&draft| {
        SchemaKind::value_variants().iter().map(move |&kind| of_kind(kind, draft, &Words::default()))
    });
    let maps = options.map.iter().map(|map| (map.url.clone(), here.join(&map.path)));
    let formats = match options.formats {
        FormatChecks::Draft => None,
        FormatChecks::Always => Some(true),
        FormatChecks::Never => Some(false),
    };
    Library::new(here, Box::new(read_schema)).with_built_in(ours).with_maps(maps).with_formats(formats)
}

/// A schema's file; `None` where there is none.
fn read_schema(path: &Path) -> Result<Option<Vec<u8>>, String> {
    if !path.try_exists().map_err(|error| error.to_string())? {
        return Ok(None);
    }
    let limits = Limits::default();
    match read(path, &limits) {
        Content::Bytes(bytes) => Ok(Some(bytes)),
        Content::TooLarge => Err(format!("it has more than {} bytes, the most that is read", limits.bytes)),
        Content::Unreadable(reason) => Err(reason),
    }
}

/// What `--schema` names: one of our kinds, else a file or URL.
fn address(schema: &Path, here: &Path) -> Address {
    let name = schema.to_string_lossy();
    if let Ok(kind) = SchemaKind::from_str(&name, false) {
        let schema = of_kind(kind, Draft::Draft202012, &Words::default());
        return Address::Url(schema.get("$id").and_then(Value::as_str).unwrap_or_default().to_owned());
    }
    match Address::of_reference(&name, here) {
        url @ Address::Url(_) => url,
        // As it is given: a sign that means something in a URL means nothing in a path.
        Address::File(_) => Address::of_path(schema, here),
    }
}

/// What holds for every file.
struct Work {
    library: Library,
    schema: Option<Address>,
    here: PathBuf,
}

impl Work {
    fn check(&self, path: &Path, stdin_name: Option<&Path>) -> Checked {
        let limits = Limits::default();
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { stdin_name.unwrap_or(path) } else { path };
        let content = if is_stdin {
            take(io::stdin().lock(), 0, &limits)
                .unwrap_or_else(|error| Content::Unreadable(error.to_string()))
        } else {
            read(path, &limits)
        };
        let shown = shown(name);
        let mut checked = Checked {
            path: shown.clone(),
            source: Arc::new(SourceFile::new(shown.clone(), "")),
            documents: 0,
            errors: Vec::new(),
            faults: Vec::new(),
        };
        match source(&shown, content, &limits) {
            Ok(source) => {
                checked.source = Arc::new(source);
                self.check_documents(name, limits, &mut checked);
            }
            Err(fault) => checked.faults.push(fault),
        }
        checked
    }

    fn check_documents(&self, path: &Path, limits: Limits, checked: &mut Checked) {
        let source = Arc::clone(&checked.source);
        if checked.path.to_ascii_lowercase().ends_with(".toml") {
            let message = format!("{} is TOML, which is not read here", checked.path);
            let help = "for lessonlint.toml there is `lessonlint config validate`".to_owned();
            return checked.faults.push(Fault { place: None, message, help: Some(help) });
        }
        let notation = Notation::of_path(&checked.path).unwrap_or_else(|| Notation::guess(&source));
        let documents = documents(&source, notation, limits);
        checked.documents = documents.len();
        if documents.is_empty() {
            checked.errors.push(Error { document: 1, complaint: no_front_matter() });
        }
        let folder = self.here.join(path.parent().unwrap_or(Path::new("")));
        let mut last: Option<Declared> = None;
        for (index, document) in documents.iter().enumerate() {
            let error = |complaint| Error { document: index + 1, complaint };
            checked.errors.extend(document.problems.iter().map(|problem| error(unreadable(problem))));
            // What follows a place that cannot be read is not known.
            if document.problems.iter().any(|problem| problem.kind != ProblemKind::DuplicateKey) {
                continue;
            }
            last = declared(document).or(last);
            let schema = match (&self.schema, &last) {
                (Some(address), _) => self.library.schema(address),
                (None, Some(declared)) => {
                    let address = Address::of_reference(&declared.reference, &folder);
                    self.library.schema(&address).map_err(|faults| placed(&faults, &source, declared.span))
                }
                (None, None) => Err([no_schema(&source, document)].into()),
            };
            match schema {
                Ok(schema) => checked.errors.extend(schema.check(document).into_iter().map(error)),
                Err(faults) => checked.faults.extend(faults.iter().cloned()),
            }
        }
        checked.errors.sort_by_key(|error| error.complaint.span);
    }
}

fn source(shown: &str, content: Content, limits: &Limits) -> Result<SourceFile, Fault> {
    let fault = |message, help: &str| Fault { place: None, message, help: Some(help.to_owned()) };
    match content {
        Content::Bytes(bytes) => SourceFile::from_bytes(shown, bytes).map_err(|(_, error)| {
            let message = format!("{shown} is no text in UTF-8: byte {} is none of it", error.offset);
            fault(message, "save it as UTF-8")
        }),
        Content::TooLarge => {
            let message = format!("{shown} has more than {} bytes, the most that is read", limits.bytes);
            Err(fault(message, "split it into several files"))
        }
        Content::Unreadable(reason) => {
            Err(fault(format!("{shown} cannot be read: {reason}"), "name a file that can be read"))
        }
    }
}

/// What could not be read, in the form of what a schema has against it.
fn unreadable(problem: &Problem) -> Complaint {
    let help = match problem.kind {
        // What is set in lessonlint.toml is set for lessons.
        ProblemKind::TooLarge => Some("split it into several files, or write it flatter".to_owned()),
        _ => problem.help.clone(),
    };
    Complaint {
        span: problem.span,
        message: problem.message.clone(),
        help,
        related: problem.related.clone(),
        ..Complaint::default()
    }
}

fn no_front_matter() -> Complaint {
    Complaint {
        message: "there is no front matter, so that nothing can be checked".to_owned(),
        help: Some("begin the file with a line of three hyphens, its keys, and another such line".to_owned()),
        ..Complaint::default()
    }
}

fn no_schema(source: &Arc<SourceFile>, document: &Document) -> Fault {
    let start = document.tree.root().map_or(document.span.start, |root| document.tree.span(root).start);
    let what = if document.span.start == 0 { "file" } else { "document" };
    Fault {
        place: Some((Arc::clone(source), Span::empty(start as usize))),
        message: format!("no schema is named for this {what}"),
        help: Some(
            "name one by --schema, or at the file's top: # yaml-language-server: $schema=FILE, or a key `$schema`".to_owned(),
        ),
    }
}

/// Faults of a schema without a place of their own stand where the file names it.
fn placed(faults: &Arc<[Fault]>, source: &Arc<SourceFile>, span: Span) -> Arc<[Fault]> {
    let place = |fault: &Fault| match &fault.place {
        Some(_) => fault.clone(),
        None => Fault { place: Some((Arc::clone(source), span)), ..fault.clone() },
    };
    faults.iter().map(place).collect()
}

/// Everything that kept files from being checked: what is wrong with a schema is said once for all its files.
fn told_once(checked: &mut [Checked]) -> Vec<Fault> {
    let mut told = HashSet::new();
    let all = checked.iter().flat_map(|file| &file.faults);
    let key = |fault: &Fault| {
        let place = fault.place.as_ref().map(|(source, span)| (source.path().to_owned(), *span));
        (place, fault.message.clone())
    };
    all.filter(|fault| told.insert(key(fault))).cloned().collect()
}

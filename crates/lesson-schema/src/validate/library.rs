use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::{Draft, Registry, Resource, Retrieve, Uri, Validator};
use lesson_syntax::data::{Document, Notation, documents};
use lesson_syntax::{Limits, ProblemKind, Tree};
use lesson_text::SourceFile;
use serde_json::{Value, json};

use super::Complaint;
use super::address::{Address, beside, is_known_draft, path_of, resolve, url_of, without_fragment};
use super::explain::Explainer;
use super::faults::{self, Fault, Said, no_file, not_here};
use super::value::to_value;
use crate::places::{Merges, Places};

/// What holds where no version of JSON Schema is named.
const NEWEST: &str = "https://json-schema.org/draft/2020-12/schema";

/// Gives a file's bytes: `None` where there is no such file, or why it cannot be read.
pub type ReadFile = dyn Fn(&Path) -> Result<Option<Vec<u8>>, String> + Send + Sync;

/// A schema, or why there is none.
pub type Compiled = Result<Arc<Schema>, Arc<[Fault]>>;

/// Where schemas come from, each read and compiled once.
pub struct Library {
    shelf: Arc<Shelf>,
    schemas: Mutex<HashMap<Address, Arc<OnceLock<Compiled>>>>,
}

/// A schema that documents are checked against.
pub struct Schema {
    pub(super) validator: Validator,
    registry: Registry<'static>,
    shelf: Arc<Shelf>,
}

/// The files and addresses that schemas may come from.
struct Shelf {
    read: Box<ReadFile>,
    /// Below which paths are shown without it.
    here: PathBuf,
    built_in: BTreeMap<String, Value>,
    maps: Vec<(String, PathBuf)>,
    formats: Option<bool>,
    /// By the URL under which they were asked for.
    files: Mutex<BTreeMap<String, Arc<SchemaFile>>>,
}

/// A schema's file.
#[derive(Debug)]
pub(super) struct SchemaFile {
    pub(super) path: PathBuf,
    /// The URL of the file.
    pub(super) url: String,
    pub(super) tree: Option<Tree>,
    pub(super) value: Value,
}

impl Library {
    /// Schemas from files below or beside a folder, which is where relative paths begin.
    #[must_use]
    pub fn new(here: &Path, read: Box<ReadFile>) -> Self {
        let shelf = Shelf {
            read,
            here: here.to_owned(),
            built_in: BTreeMap::new(),
            maps: Vec::new(),
            formats: None,
            files: Mutex::default(),
        };
        Self { shelf: Arc::new(shelf), schemas: Mutex::default() }
    }

    /// With schemas that are known under their own `$id`.
    #[must_use]
    pub fn with_built_in(mut self, schemas: impl IntoIterator<Item = Value>) -> Self {
        let named = schemas.into_iter().filter_map(|schema| {
            let id = schema.get("$id")?.as_str()?.to_owned();
            Some((id, schema))
        });
        if let Some(shelf) = Arc::get_mut(&mut self.shelf) {
            shelf.built_in.extend(named);
        }
        self
    }

    /// With files that stand for URLs: a URL for a file, or the beginning of URLs, up to a slash, for a folder.
    #[must_use]
    pub fn with_maps(mut self, maps: impl IntoIterator<Item = (String, PathBuf)>) -> Self {
        if let Some(shelf) = Arc::get_mut(&mut self.shelf) {
            shelf.maps.extend(maps);
            // The longest beginning is the one that is meant.
            shelf.maps.sort_by_key(|(url, _)| std::cmp::Reverse(url.len()));
        }
        self
    }

    /// Whether formats are checked, whatever the version of JSON Schema says.
    #[must_use]
    pub fn with_formats(mut self, formats: Option<bool>) -> Self {
        if let Some(shelf) = Arc::get_mut(&mut self.shelf) {
            shelf.formats = formats;
        }
        self
    }

    /// The schema at an address.
    ///
    /// # Errors
    ///
    /// Why there is none, or what is wrong with it.
    pub fn schema(&self, address: &Address) -> Compiled {
        let cell = {
            let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(schemas.entry(address.clone()).or_default())
        };
        cell.get_or_init(|| compile(&self.shelf, address).map(Arc::new).map_err(Into::into)).clone()
    }
}

impl Schema {
    /// The part of the schema at an absolute address.
    pub(super) fn part(&self, url: &str) -> Option<&Value> {
        let base = jsonschema::uri::from_str(without_fragment(url)).ok()?;
        let found = self.registry.resolver(base).lookup(url).ok()?;
        Some(found.contents())
    }

    /// An address as it is shown: a file by its path.
    pub(super) fn shown(&self, url: &str) -> String {
        let fragment = url.split_once('#').map_or("", |(_, fragment)| fragment);
        let plain = without_fragment(url);
        let files = self.shelf.files.lock().unwrap_or_else(PoisonError::into_inner);
        let is_its_name = |file: &&Arc<SchemaFile>| {
            let name = file.value.get("$id").and_then(Value::as_str);
            name.is_some_and(|name| {
                resolve(&file.url, name).is_some_and(|name| without_fragment(&name) == plain)
            })
        };
        let file = files.get(plain).or_else(|| files.values().find(is_its_name));
        let path = file.map(|file| file.path.clone()).or_else(|| path_of(plain));
        let shown = path.map_or_else(|| plain.to_owned(), |path| self.shelf.shown(&path));
        if fragment.is_empty() { shown } else { format!("{shown}#{fragment}") }
    }
}

impl Shelf {
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.here).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// The schemas that were read so far.
    fn files(&self) -> Vec<Arc<SchemaFile>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// The file that a URL stands for; `None` for one that stands for none.
    fn find(&self, url: &str) -> Result<Option<Arc<SchemaFile>>, Fault> {
        let url = without_fragment(url);
        let known = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let mapped = self.maps.iter().find_map(|(from, to)| match url.strip_prefix(from.as_str())? {
            "" => Some(to.clone()),
            rest if from.ends_with('/') => Some(to.join(rest)),
            _ => None,
        });
        let found = match mapped.or_else(|| path_of(url)) {
            Some(path) => self.open(&path)?,
            None => self.beside_another(url)?,
        };
        if let Some(file) = &found {
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            files.insert(url.to_owned(), Arc::clone(file));
        }
        Ok(found)
    }

    /// The file that lies beside another one as its URL does beside that one's `$id`.
    fn beside_another(&self, url: &str) -> Result<Option<Arc<SchemaFile>>, Fault> {
        for file in self.files() {
            let name = file.value.get("$id").or_else(|| file.value.get("id")).and_then(Value::as_str);
            if let Some(path) = name.and_then(|name| beside(name, &file.path, url))
                && let Some(found) = self.open(&path)?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn open(&self, path: &Path) -> Result<Option<Arc<SchemaFile>>, Fault> {
        let shown = self.shown(path);
        let bytes = match (self.read)(path) {
            Ok(None) => return Ok(None),
            Ok(Some(bytes)) => bytes,
            Err(reason) => {
                return Err(Fault::new(
                    format!("{shown} cannot be read: {reason}"),
                    "name a file that can be read",
                ));
            }
        };
        let source = SourceFile::from_bytes(shown.clone(), bytes).map_err(|(_, error)| {
            Fault::new(
                format!("{shown} is no text in UTF-8: byte {} is none of it", error.offset),
                "save it as UTF-8",
            )
        })?;
        let source = Arc::new(source);
        let notation = match Notation::of_path(&shown) {
            Some(notation @ (Notation::Yaml | Notation::Json)) => notation,
            _ => Notation::guess(&source),
        };
        let document = documents(&source, notation, Limits::default()).into_iter().next();
        let Some(Document { tree, problems, .. }) = document else { return Ok(None) };
        if let Some(problem) = problems.into_iter().find(|problem| problem.kind != ProblemKind::DuplicateKey)
        {
            let place = Some((source, problem.span));
            return Err(Fault { place, message: problem.message, help: problem.help });
        }
        let value = to_value(&tree);
        Ok(Some(Arc::new(SchemaFile { path: path.to_owned(), url: url_of(path), tree: Some(tree), value })))
    }
}

/// What jsonschema asks for schemas.
struct Retriever {
    shelf: Arc<Shelf>,
    /// The version of JSON Schema that holds where a file names none: that of the schema that is asked for.
    draft: Option<Value>,
}

impl Retrieve for Retriever {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let url = uri.as_str();
        if let Some(schema) = self.shelf.built_in.get(without_fragment(url)) {
            return Ok(schema.clone());
        }
        let file = match self.shelf.find(url) {
            Ok(Some(file)) => file,
            Ok(None) => {
                let path = path_of(url);
                return Err(Box::new(Said(
                    path.map_or_else(|| not_here(url), |path| no_file(&self.shelf.shown(&path))),
                )));
            }
            Err(fault) => return Err(Box::new(Said(fault))),
        };
        // What is wrong in it is said with its place, before anything is compiled.
        match meta_complaints(&file, self.draft.as_ref()).into_iter().next() {
            Some(fault) => Err(Box::new(Said(fault))),
            None => Ok(file.value.clone()),
        }
    }
}

fn compile(shelf: &Arc<Shelf>, address: &Address) -> Result<Schema, Vec<Fault>> {
    let url = address.url();
    let (base, value) = root(shelf, &url)?;
    let retriever = || Retriever { shelf: Arc::clone(shelf), draft: value.get("$schema").cloned() };
    let draft = Some(Draft::default().detect(&value)).filter(|draft| *draft != Draft::Unknown);
    let mut registry = Registry::new().retriever(retriever());
    if let Some(draft) = draft {
        registry = registry.draft(draft);
    }
    if let Some((url, meta)) = own_meta_schema(shelf, &base)? {
        registry =
            registry.add(url, meta).map_err(|error| vec![faults::of_reference(&error, &shelf.files())])?;
    }
    let registry = registry
        .add(&base, Resource::from_contents(value.clone()))
        .and_then(jsonschema::RegistryBuilder::prepare)
        .map_err(|error| vec![faults::of_reference(&error, &shelf.files())])?;
    let mut options = jsonschema::options()
        .with_registry(&registry)
        .with_retriever(retriever())
        .with_base_uri(base.clone());
    if let Some(formats) = shelf.formats {
        options = options.should_validate_formats(formats);
    }
    let validator =
        options.build(&value).map_err(|error| vec![faults::of_build(&error, &base, &shelf.files())])?;
    Ok(Schema { validator, registry, shelf: Arc::clone(shelf) })
}

/// The version of JSON Schema that a schema names, where that is a file and none of the known ones.
fn own_meta_schema(shelf: &Shelf, base: &str) -> Result<Option<(String, Resource)>, Vec<Fault>> {
    let Ok(Some(file)) = shelf.find(base) else { return Ok(None) };
    let Some(url) = file.unknown_draft() else { return Ok(None) };
    let url = resolve(&file.url, url).unwrap_or_else(|| url.to_owned());
    match shelf.find(&url) {
        Ok(Some(meta)) => Ok(Some((url, Resource::from_contents(meta.value.clone())))),
        Ok(None) => Err(vec![not_here(&url).at(file.place("/$schema"))]),
        Err(fault) => Err(vec![fault]),
    }
}

/// The schema that an address leads to, and the URL by which its references go.
fn root(shelf: &Shelf, url: &str) -> Result<(String, Value), Vec<Fault>> {
    if let Some(schema) = shelf.built_in.get(url) {
        return Ok((url.to_owned(), schema.clone()));
    }
    match shelf.find(url) {
        Ok(Some(file)) => {
            if !matches!(file.value, Value::Object(_) | Value::Bool(_)) {
                let fault = Fault::new(
                    "this is no schema: keys with values are due, or true or false",
                    "name the file that holds the schema",
                );
                return Err(vec![fault.at(file.place(""))]);
            }
            let faults = meta_complaints(&file, None);
            if faults.is_empty() { Ok((file.url.clone(), file.value.clone())) } else { Err(faults) }
        }
        // A schema is checked against its own version of JSON Schema.
        Ok(None) if is_known_draft(url) => {
            Ok(("json-schema:///".to_owned(), json!({ "$schema": url, "$ref": url })))
        }
        Ok(None) => Err(vec![match path_of(url) {
            Some(path) => no_file(&shelf.shown(&path)),
            None => not_here(url),
        }]),
        Err(fault) => Err(vec![fault]),
    }
}

/// What a schema's own version of JSON Schema has against it, each with its place.
fn meta_complaints(file: &SchemaFile, draft: Option<&Value>) -> Vec<Fault> {
    /// More of them tell an author no more.
    const MOST: usize = 10;
    let Some(tree) = &file.tree else { return Vec::new() };
    let named = file.value.get("$schema").or(draft).and_then(Value::as_str);
    if !named.is_none_or(is_known_draft) || !file.value.is_object() {
        return Vec::new();
    }
    let Ok(meta) = jsonschema::meta::validator_for(&json!({ "$schema": named.unwrap_or(NEWEST) })) else {
        return Vec::new();
    };
    let errors: Vec<_> = meta.iter_errors(&file.value).collect();
    let places = Places::new(tree, errors.len(), Merges::On);
    let whole = lesson_text::Span::new(0, tree.source().text().len());
    let explainer = Explainer::of_tree(tree, whole, &file.value, &places);
    let mut complaints: Vec<Complaint> = errors.iter().flat_map(|error| explainer.explain(error)).collect();
    super::complaint::sort(&mut complaints);
    let fault = |complaint| faults::of_complaint(tree.source(), complaint);
    complaints.into_iter().take(MOST).map(fault).collect()
}

//! The way behind `schema check`, in process.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonschema::Registry;
use lesson_schema::validate::{Address, Complaint, Library, Schema};
use lesson_syntax::Limits;
use lesson_syntax::data::{Document, Notation, documents};
use lesson_text::SourceFile;
use serde_json::Value;

use crate::cases::{Case, REMOTES, Remotes, all, folder};

/// Where the jsonschema crate says otherwise than the suite: the file, and how many of its instances. It knows host
/// names and addresses beyond ASCII with its feature `idna` alone, and lets them pass without it.
const CRATE_DIFFERS: [(&str, usize); 4] = [
    ("draft7/optional/format/idn-email.json", 2),
    ("draft7/optional/format/idn-hostname.json", 54),
    ("draft2020-12/optional/format/idn-email.json", 2),
    ("draft2020-12/optional/format/idn-hostname.json", 54),
];

/// Instances that the emitter of YAML does not write as YAML 1.2 reads them: a separator of paragraphs ends a line to
/// it, as in YAML 1.1.
const NO_YAML: [&str; 2] = [
    r"draft7/optional/ecmascript-regex.json: ECMA 262 \s matches whitespace: paragraph separator",
    r"draft2020-12/optional/ecmascript-regex.json: ECMA 262 \s matches whitespace: paragraph separator",
];

fn library(schema: &Value, formats: Option<bool>) -> Library {
    let text = serde_json::to_vec_pretty(schema).unwrap();
    let read = move |path: &Path| match path.strip_prefix("/suite") {
        Ok(_) => Ok((path == Path::new("/suite/schema.json")).then(|| text.clone())),
        Err(_) => Ok(std::fs::read(path).ok()),
    };
    let remotes = (REMOTES.to_owned(), folder().join("remotes"));
    Library::new(Path::new("/suite"), Box::new(read)).with_maps([remotes]).with_formats(formats)
}

/// The verdicts of the crate, used plainly; `None` where it refuses the schema.
pub(crate) fn plainly(case: &Case) -> Option<Vec<bool>> {
    let registry = case.schema.get("$schema").and_then(Value::as_str).filter(|url| url.starts_with(REMOTES));
    let registry = registry.map(|url| {
        let path = folder().join("remotes").join(url.strip_prefix(REMOTES).unwrap());
        let meta: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let meta = jsonschema::Resource::from_contents(meta);
        Registry::new().retriever(Remotes).add(url, meta).unwrap().prepare().unwrap()
    });
    let mut options = jsonschema::options().with_retriever(Remotes);
    if registry.is_none() {
        options = options.with_draft(case.draft);
    }
    if let Some(registry) = &registry {
        options = options.with_registry(registry);
    }
    if let Some(formats) = case.formats {
        options = options.should_validate_formats(formats);
    }
    let validator = options.build(&case.schema).ok()?;
    Some(case.tests.iter().map(|test| validator.is_valid(&test.data)).collect())
}

fn document(text: &str, notation: Notation) -> Document {
    let source = Arc::new(SourceFile::new("instance", text));
    let mut read = documents(&source, notation, Limits::default());
    assert_eq!(read.len(), 1, "{text}");
    read.remove(0)
}

/// What is wrong with what is said of a document, whose verdict is known.
fn wrong(schema: &Schema, document: &Document, expected: bool) -> Vec<String> {
    let complaints = schema.check(document);
    let verdict = schema.is_valid(document);
    let mut wrong: Vec<String> =
        complaints.iter().filter_map(|complaint| misplaced(complaint, document)).collect();
    if verdict != expected || complaints.is_empty() != expected {
        wrong.push(format!("it is {verdict}, not {expected}: {complaints:?}"));
    }
    wrong
}

/// A complaint lies at its value or key, says what is wrong, and where that stands in the schema.
fn misplaced(complaint: &Complaint, document: &Document) -> Option<String> {
    let tree = &document.tree;
    let is_inside = || {
        let node = tree.at_pointer(&complaint.pointer)?;
        let (owner, step) = complaint.pointer.rsplit_once('/').unwrap_or_default();
        let step = step.replace("~1", "/").replace("~0", "~");
        let key =
            tree.at_pointer(owner).and_then(|owner| tree.entry(owner, &step)).map(|(key, _)| tree.span(key));
        Some(tree.span(node).contains(complaint.span) || key.is_some_and(|key| key.contains(complaint.span)))
    };
    let Complaint { message, keyword, schema, .. } = complaint;
    let fault = match () {
        () if tree.source().text().get(complaint.span.range()).is_none() => "it lies outside of the file",
        () if tree.root().is_some() && is_inside() != Some(true) => {
            "it lies neither at its value nor at its key"
        }
        () if message.is_empty() || message.ends_with('.') => "it is no sentence without a full stop",
        () if message.contains("is not what can stand here (") => "its keyword has no sentence",
        () if keyword.is_empty() || !(schema.contains('#') || keyword == "falseSchema") => {
            "its keyword has no place"
        }
        () => return None,
    };
    Some(format!("{fault}: {complaint:?}"))
}

/// What the suite's cases came to.
#[derive(Default)]
struct Tally {
    tried: usize,
    by_yaml: usize,
    wrong: Vec<String>,
    /// Where the crate says otherwise than the suite, and that is known.
    known: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn case(&mut self, case: &Case) {
        let schema =
            library(&case.schema, case.formats).schema(&Address::File(PathBuf::from("/suite/schema.json")));
        let (expected, schema) = match (plainly(case), schema) {
            (Some(expected), Ok(schema)) => (expected, schema),
            (None, Err(_)) => return self.differs(&case.name, "the crate refuses the schema"),
            (plainly, ours) => {
                let ours = ours.err();
                return self.wrong.push(format!("{}: the crate {plainly:?}, and we {ours:?}", case.name));
            }
        };
        for (test, &expected) in case.tests.iter().zip(&expected) {
            self.tried += 1;
            let name = format!("{}: {}", case.name, test.description);
            let json = document(&serde_json::to_string_pretty(&test.data).unwrap(), Notation::Json);
            let mut wrong = wrong(&schema, &json, expected);
            if !NO_YAML.iter().any(|start| name.starts_with(start)) {
                self.by_yaml += 1;
                let yaml = document(&serde_yaml::to_string(&test.data).unwrap(), Notation::Yaml);
                wrong.extend(
                    self::wrong(&schema, &yaml, expected)
                        .into_iter()
                        .map(|wrong| format!("by YAML, {wrong}")),
                );
            }
            self.wrong.extend(wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
            if expected != test.valid {
                self.differs(&name, "the crate says otherwise than the suite");
            }
        }
    }

    fn differs(&mut self, name: &str, what: &str) {
        match CRATE_DIFFERS.iter().find(|(start, _)| name.starts_with(start)) {
            Some((start, _)) => {
                *self.known.entry(start).or_default() += 1;
            }
            None => self.wrong.push(format!("{name}: {what}")),
        }
    }
}

#[test]
fn verdicts_are_those_of_the_crate_and_of_the_suite() {
    let mut tally = Tally::default();
    all().iter().for_each(|case| tally.case(case));
    let Tally { tried, by_yaml, wrong, known } = tally;
    assert!(wrong.is_empty(), "{} of {tried} and {by_yaml}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(known, BTreeMap::from(CRATE_DIFFERS));
    assert_eq!(by_yaml + NO_YAML.len(), tried);
    assert!(tried > 3900, "{tried}");
}
